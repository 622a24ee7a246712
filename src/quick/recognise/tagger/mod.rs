//! The statistical tagger: a linear-chain conditional random field over the tokens that can belong to a name.
//!
//! [`features`] says what is known of a token and its neighbours, [`weights`] what each of that counts for which label
//! ([`labels`]), [`decode`] finds the best sequence of labels. Knows nothing of titles, dates or documents.

pub mod decode;
pub mod document;
pub mod features;
pub mod labels;
pub mod weights;

use std::ops::Range;

use super::forms::Forms;
use crate::text::Token;
use decode::Scores;
use document::Document;
use features::Context;
use labels::{OUTSIDE, Type};
use weights::{Sum, Weights};

/// A mention that the tagger found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// Its tokens: indices into the block's.
    pub tokens: Range<usize>,
    /// What it is.
    pub label: Type,
    /// How much more its sequence of labels scores than the best without a mention of this type that begins there, in
    /// steps of [`weights::UNIT`].
    pub margin: i32,
}

/// Finds the names in one block of `text`: its `tokens` with their `forms`, and its `sentences` as ranges of them.
/// `document` has read all blocks. `found` is appended to, in the order of the text.
pub fn tag(
    text: &str,
    tokens: &[Token],
    sentences: &[Range<usize>],
    forms: &Forms<'_>,
    document: &Document,
    weights: &Weights,
    found: &mut Vec<Tagged>,
) {
    if weights.is_empty() {
        return;
    }
    let mut context = Context::new(text, tokens, forms, document);
    let mut scores: Vec<Scores> = Vec::new();
    for sentence in sentences {
        for island in features::islands(text, tokens, sentence.clone()) {
            context.prepare(sentence, &island);
            scores.clear();
            for at in island.clone() {
                let mut sum = Sum::default();
                context.features(at, &mut |key| weights.add(key, &mut sum));
                scores.push(sum.scores());
            }
            let best = decode::best(&scores, weights.transitions());
            if best.labels.iter().all(|&label| label == OUTSIDE) {
                continue;
            }
            let without = best.without(&scores, weights.transitions());
            labels::mentions(&best.labels, |range, label| {
                let margin = best.total - without[range.start];
                let tokens = island.start + range.start..island.start + range.end;
                found.push(Tagged { tokens, label, margin });
            });
        }
    }
}
