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
use decode::{Best, Scores};
use document::Document;
use features::Context;
use labels::{OUTSIDE, Type};
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

/// A first look at one block: what it took each token for, and the scores that made it do so.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// The label of each token.
    pub labels: Vec<u8>,
    islands: Vec<Island>,
    /// Those of the tokens of all islands.
    scores: Vec<Scores>,
}

#[derive(Clone, Debug)]
struct Island {
    sentence: Range<usize>,
    tokens: Range<usize>,
}

/// Looks at one block of `text`: its `tokens` with their `forms`, and its `sentences` as ranges of them.
#[inline(never)] // Where it is compiled for speed.
pub fn look(
    text: &str,
    tokens: &[Token],
    sentences: &[Range<usize>],
    forms: &Forms<'_>,
    weights: &Weights,
) -> Look {
    let mut look = Look { labels: vec![OUTSIDE as u8; tokens.len()], ..Look::default() };
    if weights.is_empty() {
        return look;
    }
    let mut context = Context::new(text, tokens, forms);
    let (mut keys, mut rows) = (Vec::with_capacity(100), Vec::new());
    let mut best = Best::new(weights.transitions());
    for sentence in sentences {
        let opener = sentence.start..sentence.start + 1;
        for island in features::islands(text, tokens, sentence.clone()) {
            // One token in ten would be such a word; training has seen that they name nothing.
            if island == opener && features::opens_with_function_word(tokens, sentence, forms) {
                continue;
            }
            context.prepare(sentence, &island);
            let first = look.scores.len();
            for at in island.clone() {
                keys.clear();
                context.features(at, &mut keys);
                look.scores.push(weights.sum(&keys, &mut rows));
            }
            best.find(&look.scores[first..]);
            for (slot, &label) in look.labels[island.clone()].iter_mut().zip(&best.labels) {
                *slot = label as u8;
            }
            look.islands.push(Island { sentence: sentence.clone(), tokens: island });
        }
    }
    look
}

/// A second look at a block, when `document` has taken in the first look at every block: the names in it are appended to
/// `found`, in the order of the text.
#[inline(never)] // Where it is compiled for speed.
pub fn tag(
    mut look: Look,
    tokens: &[Token],
    forms: &Forms<'_>,
    document: &Document,
    weights: &Weights,
    found: &mut Vec<Tagged>,
) {
    let (mut keys, mut rows, mut best) = (Vec::new(), Vec::new(), Best::new(weights.transitions()));
    let mut rest = &mut look.scores[..];
    for Island { sentence, tokens: island } in look.islands {
        let Some(scores) = rest.split_off_mut(..island.len()) else { return };
        let mut changed = look.labels[island.clone()].iter().any(|&label| label != OUTSIDE as u8);
        for (at, score) in island.clone().zip(&mut *scores) {
            keys.clear();
            document.second(tokens, forms, &sentence, &look.labels, at, &mut keys);
            if !keys.is_empty() {
                score.iter_mut().zip(weights.sum(&keys, &mut rows)).for_each(|(score, more)| *score += more);
                changed = true;
            }
        }
        // No name at first, and nothing that says otherwise.
        if !changed {
            continue;
        }
        best.find(scores);
        if best.labels.iter().all(|&label| label == OUTSIDE) {
            continue;
        }
        let without = best.without(scores);
        labels::mentions(&best.labels, |range, label| {
            let margin = best.total - without[range.start];
            let tokens = island.start + range.start..island.start + range.end;
            found.push(Tagged { tokens, label, margin });
        });
    }
}
