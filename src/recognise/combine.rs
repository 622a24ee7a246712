//! The tagger's mentions among the candidates of the grammar: which of the two is believed.

use super::Kind;
use super::candidate::{Candidate, TAGGED, TITLED};
use super::scan::Scan;
use super::tagger::Tagged;
use super::tagger::labels::Type;

/// Adds what the tagger found in a block to the candidates from index `first` on, and drops the grammar's weaker ones
/// when there is a tagger (`trained`): where it finds no name there mostly is none.
pub(crate) fn combine(
    scan: &Scan<'_>,
    block: usize,
    tagged: &[Tagged],
    trained: bool,
    candidates: &mut Vec<Candidate>,
    first: usize,
) {
    if !trained {
        return;
    }
    let weak = least();
    let mut kept = candidates.split_off(first);
    kept.retain(|found| found.strength >= weak);
    candidates.append(&mut kept);
    for found in tagged {
        let kind = match found.label {
            Type::Person => Kind::Person,
            Type::Organisation => Kind::Organisation,
            Type::Place => Kind::Place,
            Type::People | Type::Date => continue,
        };
        candidates.push(Candidate::new(scan, block, found.tokens.clone(), kind, TAGGED));
    }
}
fn least() -> u8 {
    std::env::var("LEAST").ok().and_then(|v| v.parse().ok()).unwrap_or(TITLED)
}
