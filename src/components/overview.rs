//! The overview beside the article, part by part. Where there is no room for it the style sheet shows its parts only as
//! sheets, which the toolbar opens.

use yew::prelude::*;

use super::cast::cast;
use super::meetings::meetings_view;
use super::said::{classed, close, element, said};
use super::timeline::timeline_view;
use crate::reader::{Overview, State, View, Words};

/// The overview, with what is open of it.
pub(super) fn overview(overview: &Overview, state: &State, words: &Words) -> Html {
    let open = state.open.map(|open| open.entity);
    let views = overview.views().map(|view| {
        let content = match (view, &overview.meetings) {
            (View::Meetings, Some(met)) => meetings_view(met, open, words),
            (View::Timeline, _) => timeline_view(&overview.timeline, open, words),
            _ => cast(&overview.groups, open, words),
        };
        view_of(view, state.view == Some(view), content, words)
    });
    // Drawn with elements of its own where packs have found more people: to the browser, those of the last would move.
    html! {
        <aside class="sl-overview" part="overview" key={overview.mentions}
            aria-label={words.say("overview").to_owned()}>
            {views.collect::<Html>()}
        </aside>
    }
}

fn view_of(view: View, sheet: bool, content: Html, words: &Words) -> Html {
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
