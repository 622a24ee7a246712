//! The line above the article: what it is, the legend of the marks, the settings.

use std::rc::Rc;

use yew::prelude::*;

use super::settings_panel::SettingsPanel;
use crate::article::Article;
use crate::dossier::Dossier;
use crate::reader::{Settings, kind_key, words};
use crate::recognise::Kind;

/// What the line is drawn from.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct ToolbarProps {
    /// The article.
    pub(super) article: Rc<Article>,
    /// Who is who; the legend appears with it.
    pub(super) dossier: Option<Rc<Dossier>>,
    /// What the reader has chosen.
    pub(super) settings: Settings,
    /// Whether the settings are unfolded.
    pub(super) panel: bool,
}

/// The line.
#[component]
pub(super) fn Toolbar(props: &ToolbarProps) -> Html {
    let ToolbarProps { article, dossier, settings, panel } = props;
    let words_read = use_memo(Rc::clone(article), |article| article.text.split_whitespace().count());
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
                    <time datetime={published.to_string()}>{words::day(published)}</time>
                }
                <span>{words::reading_time(*words_read)}</span>
            </p>
            if let Some(dossier) = dossier {
                <div class="sl-legend" role="group" aria-label="Marks in the text">
                    { for Kind::ALL.into_iter().filter_map(|kind| chip(dossier, kind, settings)) }
                </div>
            }
            <div class="sl-settings">
                <button class="sl-button sl-aa" type="button" data-action="settings" aria-controls="sl-settings"
                    aria-label="Reading settings" title="Reading settings"
                    aria-expanded={if *panel { "true" } else { "false" }}>{"Aa"}</button>
                if *panel { <SettingsPanel settings={*settings} /> }
            </div>
        </div>
    }
}

/// A kind's chip, if the article mentions any of it: how many entities there are, and whether they are marked.
fn chip(dossier: &Dossier, kind: Kind, settings: &Settings) -> Option<Html> {
    let count = dossier.entities.iter().filter(|entity| entity.kind == kind).count();
    let pressed = if settings.shows(kind) { "true" } else { "false" };
    (count > 0).then(|| {
        html! {
            <button class="sl-chip" type="button" data-action="kind" data-value={kind_key(kind)}
                data-kind={kind_key(kind)} aria-pressed={pressed}>
                <span class="sl-swatch">{words::kinds(kind)}</span>{" "}<span class="sl-chip-count">{count}</span>
            </button>
        }
    })
}
