//! Candidates for mentions, and which of them stand.

use std::ops::Range;

use crate::text::{Span, reorder};

use super::Kind;
use super::scan::Scan;

/// How strong a candidate is; the stronger one wins where two overlap.
pub(crate) type Strength = u8;

/// A date: its grammar admits nothing else.
pub(crate) const DATE: Strength = 90;
/// A name beside a title.
pub(crate) const TITLED: Strength = 80;
/// A name that the text says what it is of: above [`TAGGED`], and above a name that is repeated before a verb of speech.
pub(crate) const DESCRIBED: Strength = 77;
/// A name that the tagger found.
pub(crate) const TAGGED: Strength = 75;
/// An organisation with a head noun, or a form of several words in the gazetteer.
pub(crate) const HEADED: Strength = 70;
/// A name that was found with more evidence elsewhere in the article.
pub(crate) const REPEATED: Strength = 65;
/// A run of words with the shape of a person's name.
pub(crate) const SHAPED: Strength = 60;
/// A single word that the gazetteer knows.
pub(crate) const LISTED: Strength = 50;
/// A guess from the words around.
pub(crate) const GUESSED: Strength = 30;

/// A stretch that may be a mention.
#[derive(Clone, Debug, Default)]
pub(crate) struct Candidate {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
    pub(crate) strength: Strength,
    /// Its tokens in its part.
    pub(crate) tokens: Range<usize>,
}

impl Candidate {
    pub(crate) fn new(scan: &Scan<'_>, tokens: Range<usize>, kind: Kind, strength: Strength) -> Self {
        Self { span: scan.span(&tokens), kind, strength, tokens }
    }
}

/// Keeps, of the candidates, those that no stronger one overlaps (of equals the longer, then the earlier), sorted by
/// position.
pub(crate) fn resolve_overlaps(candidates: &mut Vec<Candidate>) {
    reorder(candidates, &|a, b| {
        let rank = |found: &Candidate| (found.strength, found.span.end);
        a.span.start < b.span.start || a.span.start == b.span.start && rank(a) > rank(b)
    });
    // A stack of kept candidates: each newcomer overlaps only the ends of it, so the pass is linear.
    let found = std::mem::take(candidates);
    for next in found {
        let beats = |last: &Candidate| (next.strength, next.span.len()) > (last.strength, last.span.len());
        let overlapping = candidates.iter().rev().take_while(|kept| kept.span.overlaps(next.span)).count();
        let from = candidates.len() - overlapping;
        if candidates[from..].iter().all(beats) {
            candidates.truncate(from);
            candidates.push(next);
        }
    }
}
