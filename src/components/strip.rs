//! A strip that shows where in the article something is mentioned.

use yew::prelude::*;

use super::said::number;
use crate::reader::{STRIP_UNITS, Tick, Words};

/// The strip, as a picture: attributes of SVG stand where a strict policy forbids inline styles.
pub(super) fn strip(ticks: &[Tick], words: &Words) -> Html {
    let label = words.counted("mentioned", ticks.len());
    html! {
        <svg class="sl-strip" viewBox={["0 0 ", &STRIP_UNITS.to_string(), " 10"].concat()} preserveAspectRatio="none"
            role="img" aria-label={label}>
            { for ticks.iter().map(|tick| html! {
                <rect x={number(tick.start)} y="0" height="10" width={number(tick.width)} />
            }) }
        </svg>
    }
}
