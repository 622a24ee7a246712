//! The overview beside the article, part by part. Where there is no room for it the style sheet shows its parts only as
//! sheets, which the toolbar opens.

use std::rc::Rc;

use yew::prelude::*;

use super::cast::cast;
use super::meetings::meetings_view;
use super::part::{Page, What, part};
use super::said::{classed, close, element, said, tag_of};
use super::timeline::timeline_view;
use crate::reader::{Overview, State, View};

/// The overview, with what is open of it.
pub(super) fn overview(page: &Rc<Page>, own: &Overview, state: &State) -> Html {
    let views = own.views().map(|view| part(page, view as usize, What::View(view, state.view == Some(view))));
    let values = &["sl-overview", "overview", page.words.say("overview")];
    let mut overview = tag_of("aside", &["class", "part", "aria-label"], values, views.collect());
    // Drawn with elements of its own where packs have found more people: to the browser, those of the last would move.
    overview.key = Some(own.mentions.into());
    overview.into()
}

/// A part of the overview.
pub(super) fn view_of(page: &Rc<Page>, own: &Overview, view: View, sheet: bool) -> Html {
    let words = &page.words;
    let content = match (view, &own.meetings) {
        (View::Meetings, Some(met)) => meetings_view(page, met),
        (View::Timeline, _) => timeline_view(page, own),
        _ => cast(page, own),
    };
    let key = view.key();
    let [class, id, title] =
        [["sl-view sl-", key], ["sl-view-", key], [key, "-title"]].map(|parts| parts.concat());
    let heading = element(
        "h2",
        &["class", "part", "id", "tabindex"],
        &["sl-view-title", &*title, &title, "-1"],
        vec![said(words, key)],
    );
    let close = if sheet { close("view", key, words) } else { Html::default() };
    let head = vec![heading, close];
    element(
        "section",
        &["class", "part", "id", "aria-labelledby", "popover", "role"],
        &[&*class, key, &id, &title, if sheet { "manual" } else { "" }, if sheet { "dialog" } else { "" }],
        vec![classed("div", "sl-view-head", head), content],
    )
}
