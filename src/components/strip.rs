//! A strip that shows where in the article something is mentioned, and how often.

use yew::prelude::*;

use super::said::{element, text};
use crate::reader::{STRIP_UNITS, Tick, Words};

/// The strip, as a picture: attributes of SVG stand where a strict policy forbids inline styles.
pub(super) fn strip(ticks: &[Tick], words: &Words) -> Html {
    let label = words.counted("mentioned", ticks.len());
    let units = ["0 0 ", &STRIP_UNITS.to_string(), " 10"].concat();
    let mut path = String::new();
    for tick in ticks {
        let (start, width) = (tick.start.to_string(), tick.width.to_string());
        path += &["M", &start, " 0h", &width, "v10h-", &width, "z"].concat();
    }
    let path = element("path", &["d"], &[&path], vec![]);
    let times = element(
        "span",
        &["class", "aria-hidden"],
        &["sl-times", "true"],
        vec![text(&[&*ticks.len().to_string(), "×"].concat())],
    );
    element(
        "span",
        &["class"],
        &["sl-where"],
        vec![
            element(
                "svg",
                &["class", "viewBox", "preserveAspectRatio", "role", "aria-label"],
                &["sl-strip", &*units, "none", "img", &label],
                vec![path],
            ),
            times,
        ],
    )
}
