//! The line above the article: what it is, the legend of the marks, the settings.

use yew::prelude::*;

use super::said::{label, text};
use super::settings_panel::settings_panel;
use crate::article::Article;
use crate::dossier::Dossier;
use crate::reader::{Settings, State, Words, kind_key};
use crate::recognise::Kind;

/// The line over an article of so many words. The legend can be seen once there is a dossier; its space is held before,
/// so that the article stays where it is.
pub(super) fn toolbar(
    article: &Article,
    words_read: usize,
    dossier: Option<&Dossier>,
    state: &State,
    words: &Words,
) -> Html {
    let settings = &state.settings;
    let title = label(words, "settings");
    let meta = &article.meta;
    let source = meta.source.as_ref().map(|source| match &source.url {
        Some(url) => html! {
            <a class="sl-source" href={url.clone()} rel="noopener nofollow ugc">{source.name.clone()}</a>
        },
        None => html! { <span class="sl-source">{source.name.clone()}</span> },
    });
    html! {
        <div class="sl-toolbar" part="toolbar">
            <p class="sl-meta">
                {source}
                if let Some(published) = meta.published {
                    <time datetime={published.to_string()}>{words.day(published)}</time>
                }
                <span>{words.reading_time(words_read)}</span>
            </p>
            <div class={classes!("sl-legend", dossier.is_none().then_some("is-waiting"))} role="group" aria-label={label(words, "marks")}>
                { for Kind::ALL.into_iter().map(|kind| chip(dossier, kind, settings, words)) }
            </div>
            <div class="sl-settings">
                <button class="sl-button sl-aa" type="button" data-action="settings" aria-controls="sl-settings"
                    aria-label={title.clone()} {title}
                    aria-expanded={if state.panel { "true" } else { "false" }}>{"Aa"}</button>
                if state.panel { {settings_panel(settings, words)} }
            </div>
        </div>
    }
}

/// A kind's chip: how many entities there are, and whether they are marked.
fn chip(dossier: Option<&Dossier>, kind: Kind, settings: &Settings, words: &Words) -> Html {
    let entities = dossier.into_iter().flat_map(|dossier| &dossier.entities);
    let count = entities.filter(|entity| entity.kind == kind).count();
    let pressed = if settings.shows(kind) { "true" } else { "false" };
    html! {
        <button class="sl-chip" type="button" data-action="kind" data-value={kind_key(kind)}
            data-kind={kind_key(kind)} aria-pressed={pressed}>
            <span class="sl-swatch">{text(words.kinds(Some(kind)))}</span>{" "}<span class="sl-chip-count">{count}</span>
        </button>
    }
}
