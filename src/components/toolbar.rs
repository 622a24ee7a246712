//! The line above the article: what it is, the legend of the marks, the ways to the overview, the settings.

use yew::prelude::*;

use super::said::{classed, element, line, said, text};
use super::settings_panel::settings_panel;
use crate::article::Article;
use crate::dossier::Dossier;
use crate::reader::{Overview, Settings, State, View, Words, kind_key};
use crate::recognise::Kind;

/// The line over an article of so many words. The legend and the ways to the overview can be seen once there is a dossier;
/// their space is held before, so that the article stays where it is.
pub(super) fn toolbar(
    article: &Article,
    words_read: usize,
    dossier: Option<&Dossier>,
    overview: Option<&Overview>,
    state: &State,
    words: &Words,
) -> Html {
    let meta = &article.meta;
    let mut about = Vec::new();
    if let Some(source) = &meta.source {
        let keys = &["class", "href", "rel"];
        let name = vec![text(&source.name)];
        about.push(match &source.url {
            Some(url) => element("a", keys, &["sl-source", url, "noopener nofollow ugc"], name),
            None => classed("span", "sl-source", name),
        });
    }
    if let Some(day) = meta.published {
        about.push(element("time", &["datetime"], &[&day.to_string()], vec![text(&words.day(day))]));
    }
    about.push(line("span", "", &words.reading_time(words_read)));
    let mut children = vec![classed("p", "sl-meta", about)];
    let chips = Kind::ALL.map(|kind| {
        let entities = dossier.into_iter().flat_map(|dossier| &dossier.entities);
        chip(entities.filter(|entity| entity.kind == kind).count(), kind, &state.settings, words)
    });
    let legend = if dossier.is_some() { "sl-legend" } else { "sl-legend is-waiting" };
    children.push(group(legend, "marks", chips.into(), words));
    let openers = View::ALL.map(|view| {
        let some = overview.is_some_and(|overview| overview.views().any(|one| one == view));
        opener(view, some, state.view == Some(view), words)
    });
    children.push(group("sl-views", "overview", openers.into(), words));
    let title = words.say("settings");
    let open = if state.panel { "true" } else { "false" };
    let button = element(
        "button",
        &["class", "type", "data-action", "aria-controls", "aria-label", "title", "aria-expanded"],
        &["sl-button sl-aa", "button", "settings", "sl-settings", title, title, open],
        vec![text("Aa")],
    );
    // The button stays the same one, with the focus on it.
    let panel = if state.panel { settings_panel(&state.settings, words) } else { Html::default() };
    let settings = vec![button, panel];
    children.push(classed("div", "sl-settings", settings));
    element("div", &["class", "part"], &["sl-toolbar", "toolbar"], children)
}

/// Buttons that belong together, by the name of `key`.
fn group(class: &str, key: &str, children: Vec<Html>, words: &Words) -> Html {
    element("div", &["class", "role", "aria-label"], &[class, "group", words.say(key)], children)
}

/// A button that opens a part of the overview as a sheet; the style sheet shows it where there is no room for a panel, and
/// hides it where there is no such part.
fn opener(view: View, some: bool, open: bool, words: &Words) -> Html {
    let key = view.key();
    element(
        "button",
        &["class", "type", "data-action", "data-value", "aria-haspopup", "aria-controls", "aria-expanded"],
        &[
            if some { "sl-button sl-opener" } else { "sl-button sl-opener is-waiting" },
            "button",
            "view",
            key,
            "dialog",
            &["sl-view-", key].concat(),
            if open { "true" } else { "false" },
        ],
        vec![said(words, key)],
    )
}

/// A kind's chip: how many entities there are, and whether they are marked.
fn chip(count: usize, kind: Kind, settings: &Settings, words: &Words) -> Html {
    let pressed = if settings.shows(kind) { "true" } else { "false" };
    let kind_name = line("span", "sl-swatch", words.kinds(Some(kind)));
    let count = line("span", "sl-chip-count", &count.to_string());
    element(
        "button",
        &["class", "type", "data-action", "data-value", "data-kind", "aria-pressed"],
        &["sl-chip", "button", "kind", kind_key(kind), kind_key(kind), pressed],
        vec![kind_name, text(" "), count],
    )
}
