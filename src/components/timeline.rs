//! The days of the article in order. Each bears the id that the marks of its date link to.

use std::rc::Rc;

use yew::prelude::*;

use super::part::{Page, What, parts};
use super::said::{classed, element, entry, jump, line, text};
use crate::reader::{Moment, Overview};

/// The days.
pub(super) fn timeline_view(page: &Rc<Page>, own: &Overview) -> Html {
    classed("ol", "sl-moments", parts(page, own.timeline.len(), &What::Moment))
}

/// One of them.
pub(super) fn moment_view(page: &Page, moment: &Moment) -> Html {
    let id = moment.id.map_or_else(String::new, |id| id.0.to_string());
    let named = |name: &str| if id.is_empty() { String::new() } else { [name, &id].concat() };
    let class = if moment.published { "sl-entry sl-moment is-published" } else { "sl-entry sl-moment" };
    let class = page.class(class, moment.id.as_slice());
    let days = element("span", &["id"], &[&named("about-")], vec![text(&moment.days)]);
    let mut children = vec![match moment.id {
        Some(id) => entry("entry", id, days, false),
        None => days,
    }];
    if moment.published {
        children.push(text(" "));
        children.push(line("span", "sl-tag", page.words.say("published")));
    }
    if let Some(what) = &moment.excerpt {
        let emphasis = line("b", "", &what.emphasis);
        children.push(jump("sl-what", what.target, vec![text(&what.before), emphasis, text(&what.after)]));
    }
    let keys = &["class", "id", "data-kind", "data-entity"];
    element("li", keys, &[&class, &named("entity-"), "date", &id], children)
}
