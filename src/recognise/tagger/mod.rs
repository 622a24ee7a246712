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

use super::gazetteer::Gazetteer;
use crate::text::Token;
use document::Document;
use features::Context;
use labels::{LABELS, Type};
use weights::Weights;

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

/// Finds the names in one block of `text`: its `tokens`, with its `sentences` as ranges of them. `document` has
/// read all blocks. `found` is appended
/// to, in the order of the text.
pub fn tag(
    text: &str,
    tokens: &[Token],
    sentences: &[Range<usize>],
    gazetteer: &Gazetteer,
    document: &Document,
    weights: &Weights,
    found: &mut Vec<Tagged>,
) {
    if weights.is_empty() {
        return;
    }
    let mut context = Context::new(text, tokens, gazetteer, document);
    let mut scores: Vec<[i32; LABELS]> = Vec::new();
    for sentence in sentences {
        for island in features::islands(text, tokens, sentence.clone()) {
            context.prepare(sentence, &island);
            scores.clear();
            for at in island.clone() {
                let mut score = [0; LABELS];
                context.features(at, &mut |key| weights.add(key, &mut score));
                scores.push(score);
            }
            let (labels, total) = decode::best(&scores, weights.transitions(), None);
            labels::mentions(&labels, |range, label| {
                let barred = Some((range.start, label.first()));
                let (_, without) = decode::best(&scores, weights.transitions(), barred);
                let tokens = island.start + range.start..island.start + range.end;
                found.push(Tagged { tokens, label, margin: total - without });
            });
        }
    }
}
