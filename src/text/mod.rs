//! Text and positions in it: spans, tokens, sentences, folding, calendar days, offset conversion.
//! Knows nothing of articles.

mod date;
mod offsets;
mod span;

pub use date::{Date, Days, Weekday};
pub use offsets::Offsets;
pub use span::Span;
