//! The tagger's mentions among the candidates of the grammar: which of the two is believed.

use std::ops::Range;

use super::Kind;
use super::candidate::{Candidate, HEADED, TAGGED};
use super::gazetteer::Flags;
use super::scan::Scan;
use super::tagger::Tagged;
use super::tagger::labels::Type;
use super::tagger::weights::UNIT;
use super::titles::TitleRange;

/// A person that the grammar does not see must be so clear to the tagger: below, less than half of such finds in the
/// development texts (wikigold, UNER EWT, GMB) were right. For one word, and for several.
const CLEAR: (i32, i32) = (UNIT / 2, 3 * UNIT / 2);

/// Adds what the tagger found in a block to the candidates from index `first` on, and drops the grammar's weak ones: where
/// the tagger finds no name there mostly is none. In the words of `titles` the grammar alone decides, and
/// where it sees a name in what they belong to and the tagger none, there is one.
pub(crate) fn combine(
    scan: &Scan<'_>,
    block: usize,
    titles: &[TitleRange],
    tagged: &[Tagged],
    candidates: &mut Vec<Candidate>,
    first: usize,
) {
    let grammar = candidates.split_off(first);
    let title_at = |tokens: &Range<usize>| {
        let later = titles.partition_point(|title| title.whole.end <= tokens.start);
        titles.get(later).filter(|title| title.whole.start < tokens.end)
    };
    for (index, found) in tagged.iter().enumerate() {
        let kind = match found.label {
            Type::Person => Kind::Person,
            Type::Organisation => Kind::Organisation,
            Type::Place => Kind::Place,
            Type::People | Type::Date => continue,
        };
        let Range { start, end } = found.tokens;
        // "Chief of Staff (COS)": the abbreviation is the title's.
        let bracketed = start > 0 && scan.str(start - 1) == "(" && scan.str(end) == ")";
        if title_at(&found.tokens).is_some_and(|t| bracketed || (t.words.start < end && start < t.words.end))
        {
            continue;
        }
        let joins_countries = |at: usize| {
            let country = |at: usize| scan.flags(at).has(Flags::COUNTRY.with(Flags::DEMONYM));
            scan.is_joint(at) && country(at - 1) && country(at + 1)
        };
        if kind != Kind::Person && found.tokens.clone().any(joins_countries) {
            candidates
                .extend(grammar.iter().filter(|other| found.tokens.contains(&other.tokens.start)).cloned());
            continue;
        }
        let mut tokens = found.tokens.clone();
        if kind == Kind::Person {
            // "Roe-Doe" is one name, unless the tagger says that it is two.
            let free = |at: usize| tagged.get(index + 1).is_none_or(|next| next.tokens.start > at);
            while scan.is_joint(tokens.end) && scan.is_capital(tokens.end + 1) && free(tokens.end + 1) {
                tokens.end += 2;
            }
        }
        // Of an organisation that the gazetteer has whole, or that says so in its head noun, the tagger may think otherwise
        // only of the ends.
        let kind = match grammar.iter().find(|other| other.strength == HEADED && other.tokens == tokens) {
            Some(other) => other.kind,
            None => kind,
        };
        let seen = || grammar.iter().any(|other| other.kind == kind && other.tokens == tokens);
        let clear = if found.tokens.len() == 1 { CLEAR.0 } else { CLEAR.1 };
        if kind != Kind::Person || found.margin >= clear || seen() {
            candidates.push(Candidate::new(scan, block, tokens, kind, TAGGED));
        }
    }
    let strong = |found: &Candidate| found.strength > TAGGED || title_at(&found.tokens).is_some();
    candidates.extend(grammar.into_iter().filter(strong));
}
