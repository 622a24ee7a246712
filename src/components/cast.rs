//! The list of who is who. Each entry bears the id that the marks of its entity link to.

use std::rc::Rc;

use yew::prelude::*;

use super::strip::Strip;
use crate::article::Article;
use crate::dossier::{Dossier, EntityId};
use crate::reader::{Group, GroupKind, Row, groups};

/// What the list is drawn from.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct CastProps {
    /// The article.
    pub(super) article: Rc<Article>,
    /// Who is who in it.
    pub(super) dossier: Rc<Dossier>,
    /// Whose card is open.
    pub(super) open: Option<EntityId>,
}

/// The list.
#[component]
pub(super) fn Cast(props: &CastProps) -> Html {
    let CastProps { article, dossier, .. } = props;
    let groups =
        use_memo((Rc::clone(article), Rc::clone(dossier)), |(article, dossier)| groups(article, dossier));
    html! {
        <aside class="sl-cast" part="cast" aria-labelledby="sl-cast-title">
            <h2 class="sl-cast-title" part="cast-title" id="sl-cast-title">{"Who’s who"}</h2>
            { for groups.iter().map(|group| group_view(group, props.open)) }
        </aside>
    }
}

fn group_view(group: &Group, open: Option<EntityId>) -> Html {
    let (key, brief) = match group.kind {
        GroupKind::Officials => ("official", false),
        GroupKind::People => ("person", false),
        GroupKind::Organisations => ("organisation", false),
        GroupKind::Places => ("place", true),
        GroupKind::Dates => ("date", true),
    };
    html! {
        <section class="sl-cast-group" data-kind={key} {key}>
            <h3 class="sl-cast-heading">{group.kind.title()}</h3>
            <ul class={classes!("sl-cast-list", brief.then_some("is-brief"))}>
                { for group.rows.iter().map(|row| row_view(row, open == Some(row.id))) }
            </ul>
        </section>
    }
}

fn row_view(row: &Row, open: bool) -> Html {
    let id = row.id.0.to_string();
    html! {
        <li class={classes!("sl-entry", open.then_some("is-open"))} key={row.id.0} id={["entity-", &id].concat()}>
            <button class="sl-entry-name" type="button" data-action="entry" data-value={id.clone()}
                aria-haspopup="dialog" aria-controls="sl-card" aria-describedby={["about-", &id].concat()}>
                {row.name.clone()}
            </button>
            <span class="sl-about" id={["about-", &id].concat()}>{row.about.clone()}</span>
            <Strip ticks={row.strip.clone()} />
        </li>
    }
}
