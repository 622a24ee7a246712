//! Text and positions in it: spans, tokens, sentences, folding, calendar days, offset conversion.
//! Knows nothing of articles.

mod case;
mod date;
mod fold;
mod numbers;
mod offsets;
mod order;
mod sentence;
mod span;
mod token;

pub use case::{lower, upper};
pub use date::{BadDate, Date, Days, Weekday};
pub use fold::{fold, fold_into};
pub use numbers::Numbers;
pub use offsets::Offsets;
pub use order::{order, reorder};
pub use sentence::sentences;
pub use span::Span;
pub use token::{Case, Token, TokenKind, first_tokens, tokens};

/// Whether a word is one of `words`, which spaces part.
#[inline(never)]
pub fn among(word: &str, words: &str) -> bool {
    words.split(' ').any(|one| one == word)
}
