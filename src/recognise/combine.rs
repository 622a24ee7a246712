//! The tagger's mentions among the candidates of the grammar: which of the two is believed.

use super::Kind;
use super::candidate::{Candidate, TAGGED, TITLED};
use super::scan::Scan;
use super::tagger::Tagged;
use super::tagger::labels::Type;
use super::tagger::weights::UNIT;

/// A person that the grammar does not see must be so clear to the tagger: below, less than half of such finds in the
/// development texts (wikigold, UNER EWT, GMB) were right. For one word, and for several.
const CLEAR: (i32, i32) = (UNIT / 2, 3 * UNIT / 2);

/// Adds what the tagger found in a block to the candidates from index `first` on, and drops the grammar's weak ones: where
/// the tagger finds no name there mostly is none.
pub(crate) fn combine(
    scan: &Scan<'_>,
    block: usize,
    tagged: &[Tagged],
    candidates: &mut Vec<Candidate>,
    first: usize,
) {
    let grammar = candidates.split_off(first);
    for found in tagged {
        let kind = match found.label {
            Type::Person => Kind::Person,
            Type::Organisation => Kind::Organisation,
            Type::Place => Kind::Place,
            Type::People | Type::Date => continue,
        };
        let seen = || grammar.iter().any(|other| other.kind == kind && other.tokens == found.tokens);
        let clear = if found.tokens.len() == 1 { CLEAR.0 } else { CLEAR.1 };
        if kind != Kind::Person || found.margin >= clear || seen() {
            candidates.push(Candidate::new(scan, block, found.tokens.clone(), kind, TAGGED));
        }
    }
    candidates.extend(grammar.into_iter().filter(|found| found.strength >= TITLED));
}
