//! The list of who is who. Each entry bears the id that the marks of its entity link to.

use std::rc::Rc;

use yew::prelude::*;

use super::part::{Page, What, parts};
use super::said::{classed, element, entry, line, text};
use super::strip::strip;
use crate::reader::{Group, GroupKind, Overview, Row};

/// The list.
pub(super) fn cast(page: &Rc<Page>, own: &Overview) -> Html {
    parts(page, own.groups.len(), &What::Group).into_iter().collect()
}

/// One group of it.
pub(super) fn group_view(page: &Rc<Page>, at: usize, group: &Group) -> Html {
    let (kind, brief) = match group.kind {
        GroupKind::Officials => ("official", false),
        GroupKind::People => ("person", false),
        GroupKind::Organisations => ("organisation", true),
        GroupKind::Places => ("place", true),
        GroupKind::Dates => ("date", true),
    };
    let class = if brief { "sl-cast-list is-brief" } else { "sl-cast-list" };
    let parts = parts(page, group.rows.len(), &|row| What::Row(at, row));
    let heading = line("h3", "sl-cast-heading", page.words.say(group.kind.key()));
    let list = classed("ul", class, parts);
    element("section", &["class", "data-kind"], &["sl-cast-group", kind], vec![heading, list])
}

/// One row of a group.
pub(super) fn row_view(page: &Page, row: &Row) -> Html {
    let id = row.id.0.to_string();
    let [entity, about] = ["entity-", "about-"].map(|name| [name, &id].concat());
    let class = page.class("sl-entry", &[row.id]);
    let name = entry("entry", row.id, text(&row.name), true);
    let about = element("span", &["class", "id"], &["sl-about", &about], vec![text(&row.about)]);
    let strip = strip(&row.strip, &page.words);
    element("li", &["class", "id", "data-entity"], &[&class, &entity, &id], vec![name, about, strip])
}
