//! The days of the article in order. Each bears the id that the marks of its date link to.

use yew::prelude::*;

use super::said::{classed, element, entry, jump, line, text};
use crate::dossier::EntityId;
use crate::reader::{Moment, Words};

/// The days; `open` is whose card is open.
pub(super) fn timeline_view(moments: &[Moment], open: Option<EntityId>, words: &Words) -> Html {
    let moments =
        moments.iter().map(|moment| moment_view(moment, open.is_some() && moment.id == open, words));
    classed("ol", "sl-moments", moments.collect())
}

fn moment_view(moment: &Moment, open: bool, words: &Words) -> Html {
    let id = moment.id.map_or_else(String::new, |id| id.0.to_string());
    let named = |name: &str| if id.is_empty() { String::new() } else { [name, &id].concat() };
    let class = match (open, moment.published) {
        (false, false) => "sl-entry sl-moment",
        (true, false) => "sl-entry sl-moment is-open",
        (false, true) => "sl-entry sl-moment is-published",
        (true, true) => "sl-entry sl-moment is-open is-published",
    };
    let days = element("span", &["id"], &[&named("about-")], vec![text(&moment.days)]);
    let mut children = vec![match moment.id {
        Some(id) => entry("entry", id, days, false),
        None => days,
    }];
    if moment.published {
        children.push(text(" "));
        children.push(line("span", "sl-tag", words.say("published")));
    }
    if let Some(what) = &moment.excerpt {
        let emphasis = line("b", "", &what.emphasis);
        children.push(jump("sl-what", what.target, vec![text(&what.before), emphasis, text(&what.after)]));
    }
    element("li", &["class", "id", "data-kind"], &[class, &named("entity-"), "date"], children)
}
