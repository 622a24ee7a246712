//! How far the tagger's names go, and what looks like a name and is none.

use std::ops::Range;

use crate::text::{TokenKind, among};

use super::Kind;
use super::candidate::Candidate;
use super::gazetteer::Flags;
use super::lexicon::Class;
use super::organisations::{begins_name, ends_house, is_house};
use super::scan::Scan;
use super::tagger::Tagged;
use super::tagger::labels::Type;

/// Where a name of the tagger's ends: with the words after it that belong to it.
pub(crate) fn tagged_end(scan: &Scan<'_>, found: &Tagged) -> usize {
    let Range { start, mut end } = found.tokens;
    // "President of the European Council | *Jane Roe*"
    let office = Class::OFFICE.with(Class::EITHER);
    let of = start.saturating_sub(1 + usize::from(scan.is(start.wrapping_sub(1), "the")));
    let body = matches!(found.label, Type::Organisation | Type::Place);
    if body && scan.is(of, "of") && scan.has(of.wrapping_sub(1), office) {
        let whole = |at: usize| match found.label {
            Type::Place => scan.flags_of(&(start..at)).has(Flags::PLACE),
            _ => scan.has(at - 1, Class::ORGANISATION),
        };
        // "Speaker of the House of Representatives | *Newt Roe*"
        let house = |at: usize| at > start + 2 && is_house(scan, at - 1) && ends_house(scan, at);
        let name = (start + 1..end).find(|&at| house(at) || whole(at) && begins_name(scan, at));
        end = name.unwrap_or(end);
    }
    match found.label {
        // "Qaboos bin *Said*", "Haitham bin Tariq Al *Said*"
        Type::Person if end > start + 1 && scan.has(end - 1, Class::PARTICLE) && scan.is_capital(end) => {
            end + 1
        }
        // "Louis *XIV*"
        Type::Person if is_numeral(scan, end) => end + 1,
        // "Roe, *J. A.*", in a list of books
        Type::Person if end == start + 1 && scan.is(end, ",") => {
            while scan.is_initial(end + 1) && scan.str(end + 1).len() == 2 {
                end += 1;
            }
            end + usize::from(!scan.is(end, ","))
        }
        // "the Green Party *of the Netherlands*", "the Christian Union *in Bavaria*"
        Type::Organisation
            if scan.has(end - 1, Class::ORGANISATION)
                && (scan.is(end, "of") || scan.is(end, "in") && scan.is(end - 1, "Union")) =>
        {
            let place = scan.longest(end + 1 + usize::from(scan.is(end + 1, "the")), Flags::PLACE);
            let whole = place.map_or(end, |(range, _)| range.end);
            if scan.is_capital(whole) || scan.is_joint(whole) { end } else { whole }
        }
        _ => end,
    }
}

/// What follows the name of a ruler; of "I" nobody can tell.
pub(crate) fn is_numeral(scan: &Scan<'_>, at: usize) -> bool {
    among(scan.str(at), "II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI")
}

/// Whether a name is none, though it looks like it.
pub(crate) fn is_other(scan: &Scan<'_>, found: &Candidate) -> bool {
    let Range { start, end } = found.tokens;
    let digit = |at: usize| scan.str(at).bytes().any(|letter| letter.is_ascii_digit());
    // "RBM8A", "COROT-1b", but not "Radio 1", "the 65th Division"
    let coded =
        || (start..end).any(|at| scan.is_capital(at) && digit(at)) || scan.is_joint(end) && digit(end + 1);
    match found.kind {
        Kind::Date => false,
        _ if coded() => !scan.flags_of(&found.tokens).has(Flags::ORGANISATION.with(Flags::ACRONYM)),
        Kind::Person => false,
        // "the *Journal of* Botany"
        Kind::Organisation if scan.is(start, "Journal") && scan.is(start + 1, "of") => true,
        _ => of_election(scan, start, end),
    }
}

/// Whether a name is part of an election's: "the 2010 *Ruritania* general election".
fn of_election(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let before = start.wrapping_sub(1);
    let year =
        scan.tokens.get(before).is_some_and(|token| token.kind == TokenKind::Number && token.span.len() == 4);
    let vote = |at: usize| scan.is_any(at, "election elections by-election referendum primary primaries");
    year && (end..end + 4).take_while(|&at| scan.is_word(at)).any(vote)
}
