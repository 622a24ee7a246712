//! The list of who is who. Each entry bears the id that the marks of its entity link to.

use yew::prelude::*;

use super::said::{classed, element, entry, line, text};
use super::strip::strip;
use crate::dossier::EntityId;
use crate::reader::{Group, GroupKind, Row, Words};

/// The list; `open` is whose card is open.
pub(super) fn cast(groups: &[Group], open: Option<EntityId>, words: &Words) -> Html {
    groups.iter().map(|group| group_view(group, open, words)).collect()
}

fn group_view(group: &Group, open: Option<EntityId>, words: &Words) -> Html {
    let (kind, brief) = match group.kind {
        GroupKind::Officials => ("official", false),
        GroupKind::People => ("person", false),
        GroupKind::Organisations => ("organisation", true),
        GroupKind::Places => ("place", true),
        GroupKind::Dates => ("date", true),
    };
    let class = if brief { "sl-cast-list is-brief" } else { "sl-cast-list" };
    let rows = group.rows.iter().map(|row| row_view(row, open == Some(row.id), words));
    let heading = line("h3", "sl-cast-heading", words.say(group.kind.key()));
    let list = classed("ul", class, rows.collect());
    element("section", &["class", "data-kind"], &["sl-cast-group", kind], vec![heading, list])
}

fn row_view(row: &Row, open: bool, words: &Words) -> Html {
    let id = row.id.0.to_string();
    let [entity, about] = ["entity-", "about-"].map(|name| [name, &id].concat());
    let class = if open { "sl-entry is-open" } else { "sl-entry" };
    let name = entry("entry", row.id, text(&row.name), true);
    let about = element("span", &["class", "id"], &["sl-about", &about], vec![text(&row.about)]);
    element("li", &["class", "id"], &[class, &entity], vec![name, about, strip(&row.strip, words)])
}
