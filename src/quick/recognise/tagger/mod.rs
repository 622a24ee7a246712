//! The statistical tagger: a linear-chain conditional random field over the tokens that can belong to a name.
//!
//! [`features`] says what is known of a token and its neighbours, [`weights`] what each of that counts for which label
//! ([`labels`]), [`decode`] finds the best sequence of labels. A document is looked at twice: what its words were taken for
//! at first says more of the same words elsewhere ([`document`]). Knows nothing of titles and dates.

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

/// A first look at one block: what it took each token for, and the scores that made it do so.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// The label of each token.
    pub labels: Vec<u8>,
    islands: Vec<Island>,
}

#[derive(Clone, Debug)]
struct Island {
    sentence: Range<usize>,
    tokens: Range<usize>,
    scores: Vec<Scores>,
}

/// Looks at one block of `text`: its `tokens` with their `forms`, and its `sentences` as ranges of them.
/// `document` has read all blocks.
pub fn look(
    text: &str,
    tokens: &[Token],
    sentences: &[Range<usize>],
    forms: &Forms<'_>,
    document: &Document,
    weights: &Weights,
) -> Look {
    let mut look = Look { labels: vec![OUTSIDE as u8; tokens.len()], islands: Vec::new() };
    if weights.is_empty() {
        return look;
    }
    let mut context = Context::new(text, tokens, forms, document);
    for sentence in sentences {
        for island in features::islands(text, tokens, sentence.clone()) {
            context.prepare(sentence, &island);
            let score = |at| {
                let mut sum = Sum::default();
                context.features(at, &mut |key| weights.add(key, &mut sum));
                sum.scores()
            };
            let scores: Vec<Scores> = island.clone().map(score).collect();
            let best = decode::best(&scores, weights.transitions());
            for (slot, label) in look.labels[island.clone()].iter_mut().zip(best.labels) {
                *slot = label as u8;
            }
            look.islands.push(Island { sentence: sentence.clone(), tokens: island, scores });
        }
    }
    look
}

/// A second look at a block, when `document` has taken in the first look at every block: the names in it are appended to
/// `found`, in the order of the text.
pub fn tag(
    look: Look,
    tokens: &[Token],
    forms: &Forms<'_>,
    document: &Document,
    weights: &Weights,
    found: &mut Vec<Tagged>,
) {
    let mut keys = Vec::new();
    for Island { sentence, tokens: island, mut scores } in look.islands {
        for (at, score) in island.clone().zip(&mut scores) {
            keys.clear();
            document.second(tokens, forms, &sentence, &look.labels, at, &mut keys);
            let mut sum = Sum::default();
            keys.iter().for_each(|key| weights.add(*key, &mut sum));
            score.iter_mut().zip(sum.scores()).for_each(|(score, more)| *score += more);
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
