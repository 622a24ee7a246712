//! The list of who is who. Each entry bears the id that the marks of its entity link to.

use yew::prelude::*;

use super::said::{number, said, text};
use super::strip::strip;
use crate::dossier::EntityId;
use crate::reader::{Group, GroupKind, Row, Words};

/// The list; `open` is whose card is open.
pub(super) fn cast(groups: &[Group], open: Option<EntityId>, words: &Words) -> Html {
    html! {
        <aside class="sl-cast" part="cast" aria-labelledby="sl-cast-title">
            <h2 class="sl-cast-title" part="cast-title" id="sl-cast-title">{said(words, "who")}</h2>
            { for groups.iter().map(|group| group_view(group, open, words)) }
        </aside>
    }
}

fn group_view(group: &Group, open: Option<EntityId>, words: &Words) -> Html {
    let (key, brief) = match group.kind {
        GroupKind::Officials => ("official", false),
        GroupKind::People => ("person", false),
        GroupKind::Organisations => ("organisation", false),
        GroupKind::Places => ("place", true),
        GroupKind::Dates => ("date", true),
    };
    html! {
        <section class="sl-cast-group" data-kind={key} {key}>
            <h3 class="sl-cast-heading">{said(words, group.kind.key())}</h3>
            <ul class={classes!("sl-cast-list", brief.then_some("is-brief"))}>
                { for group.rows.iter().map(|row| row_view(row, open == Some(row.id), words)) }
            </ul>
        </section>
    }
}

fn row_view(row: &Row, open: bool, words: &Words) -> Html {
    let id = number(row.id.0);
    html! {
        <li class={classes!("sl-entry", open.then_some("is-open"))} key={row.id.0} id={["entity-", &id].concat()}>
            <button class="sl-entry-name" type="button" data-action="entry" data-value={id.clone()}
                aria-haspopup="dialog" aria-controls="sl-card" aria-describedby={["about-", &id].concat()}>
                {text(&row.name)}
            </button>
            <span class="sl-about" id={["about-", &id].concat()}>{text(&row.about)}</span>
            {strip(&row.strip, words)}
        </li>
    }
}
