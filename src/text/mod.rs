//! Text and positions in it: spans, tokens, sentences, folding, calendar days, offset conversion.
//! Knows nothing of articles.

mod date;
mod span;

pub use date::{Date, Days, Weekday};
pub use span::Span;
