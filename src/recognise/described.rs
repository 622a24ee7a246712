//! What the text says that a name is: "*Exford* is a village in Devon", "*Roe* (1902), a chain of hotels".

use std::ops::Range;

use crate::text::{TokenKind, among};

use super::Kind;
use super::candidate::{Candidate, DESCRIBED};
use super::gazetteer::Flags;
use super::lexicon::Class;
use super::scan::Scan;

/// The longest remark in brackets between a name and what it is said to be, in tokens.
const MAX_REMARK: usize = 16;

/// The longest description up to its noun, in tokens.
const MAX_WORDS: usize = 7;

/// The longest name that only its description speaks for, in tokens.
const MAX_NAME: usize = 3;

/// What a place is said to be, beside the head nouns of places' names.
const PLACES: &str = "suburb hamlet commune parish settlement municipality neighbourhood neighborhood borough township locality \
                      tributary seaport resort";

/// What an organisation is said to be, beside the head nouns of organisations' names.
const BODIES: &str = "firm brand retailer manufacturer supplier newspaper broadcaster airline bakery brewery charity startup \
                      subsidiary militia website supermarket nonprofit conglomerate";

/// What a building, a time or a people is said to be, too, and an organisation's part.
const VAGUE: &str = "center centre church mission programme project division station movement conference initiative bank front television \
                     producer publisher developer operator partner trader broker contractor investor provider school";

/// Makes of every name that is described what it is described as; adds those that nothing else has found.
pub(crate) fn describe(scan: &Scan<'_>, candidates: &mut Vec<Candidate>) {
    for name in candidates.iter_mut().filter(|name| name.kind == Kind::Person) {
        // "the newspaper *Le Soir* said", but "the company *Roe* founded"
        let Range { start, end } = name.tokens;
        let clause = scan.is_lower(end) && !scan.has(end, Class::STOP.with(Class::SPEECH));
        // "the group al-*Roe*"
        let particle = start > 2 && scan.is_joint(start - 1) && scan.is_lower(start - 2);
        let noun = start.saturating_sub(if particle { 3 } else { 1 });
        let said = || start > 0 && !clause && is_said_body(scan, noun);
        // "*Roe* describes itself as a group"
        let itself = || {
            let verb = scan.is(end + 1, "itself") && scan.is_lower(end) && !scan.has(end, Class::STOP);
            verb && (is_subject(scan, start) || start == 0)
        };
        let weak = name.strength < DESCRIBED && (said() || itself());
        if weak || names_a_body(scan, &name.tokens) {
            (name.kind, name.strength) = (Kind::Organisation, DESCRIBED);
        }
    }
    for at in (1..scan.len()).filter(|&at| scan.is_capital(at - 1)) {
        if !among(scan.str(at), ", is was (") {
            continue;
        }
        let Some(kind) = described(scan, at) else { continue };
        let mut found = false;
        for name in candidates.iter_mut().filter(|name| name.tokens.end == at && name.strength < DESCRIBED) {
            found = true;
            if !is_known(scan, &name.tokens) && (scan.is(at, ",") || is_subject(scan, name.tokens.start)) {
                (name.kind, name.strength) = (kind, DESCRIBED);
            }
        }
        let name = run_before(scan, at);
        if !found && !name.is_empty() && !is_known(scan, &name) {
            candidates.push(Candidate::new(scan, name, kind, DESCRIBED));
        }
    }
}

/// "Kata'ib Roe (*KR*)", "the *White House*": its abbreviation stands behind it, or the lists have it with a body's noun.
fn names_a_body(scan: &Scan<'_>, name: &Range<usize>) -> bool {
    let listed = name.len() > 1
        && scan.has(name.end - 1, Class::ORGANISATION)
        && scan.flags_of(name).has(Flags::ORGANISATION);
    // "Hay'at Roe's (HR) designation"
    let owner = scan.tokens.get(name.end).is_some_and(|token| token.kind == TokenKind::Possessive);
    let bracket = name.end + usize::from(owner);
    let short = scan.str(bracket + 1);
    let bracketed =
        name.len() > 1 && scan.is(bracket, "(") && scan.is(bracket + 2, ")") && scan.is_acronym(bracket + 1);
    let initials = || {
        name.clone()
            .filter(|&at| scan.is_capital(at))
            .filter_map(|at| scan.str(at).chars().next())
            .eq(short.chars())
    };
    // "Jane Roe *and Partners*"
    let goes_on = scan.is_capital(name.end + 2) || among(scan.str(name.end + 2), "of for in");
    let firm = among(scan.str(name.end), "and &")
        && among(scan.str(name.end + 1), "Partners Sons Associates Brothers")
        && name.len() > 1
        && !goes_on;
    listed || bracketed && initials() || firm
}

/// Whether the noun at `noun` says that the name after it is an organisation's: "the *newspaper* Le Soir".
pub(crate) fn is_said_body(scan: &Scan<'_>, noun: usize) -> bool {
    let body =
        || scan.has(noun, Class::BODY) && !scan.has(noun, Class::TITLE.with(Class::THING).with(Class::GOV));
    scan.is_lower(noun) && !scan.is_any(noun, VAGUE) && (scan.is_any(noun, BODIES) || body())
}

/// What is said after a name that ends before token `name`.
fn described(scan: &Scan<'_>, name: usize) -> Option<Kind> {
    let mut at = name;
    if scan.is(at, "(") {
        at = (at + 1..at + MAX_REMARK).find(|&end| scan.is(end, ")"))? + 1;
    }
    let comma = scan.is(at, ",");
    if !comma && !among(scan.str(at), "is was") || !among(scan.str(at + 1), "a an") {
        return None;
    }
    let words = at + 2..scan.sentence_of(at).end.min(at + 2 + MAX_WORDS);
    let goes_on = |at: &usize| scan.is_word(*at) && !scan.has(*at, Class::STOP) || scan.is_joint(*at);
    let end = words.clone().find(|at| !goes_on(at)).unwrap_or(words.end);
    // "a company *founded* in 1920"
    let participle = |at: &usize| scan.str(*at).ends_with("ed");
    let end = (words.start..end).find(participle).unwrap_or(end);
    let noun = end - 1;
    // "a company's head"
    let possessive = scan.tokens.get(end).is_some_and(|next| next.kind == TokenKind::Possessive);
    if !scan.is_lower(noun) || possessive || scan.is_capital(end) {
        return None;
    }
    let class = scan.class(noun);
    let kind = match () {
        () if scan.is_any(noun, VAGUE) => return None,
        () if class.has(Class::JOB) && !comma && !scan.is_acronym(name - 1) => Kind::Person,
        () if class.has(Class::PLACE) || scan.is_any(noun, PLACES) => Kind::Place,
        () if class.has(Class::TITLE) => return None,
        () if class.has(Class::ORGANISATION) || scan.is_any(noun, BODIES) => Kind::Organisation,
        () => return None,
    };
    Some(kind)
}

/// The capitalised words before `at`, where they can be a name that opens its sentence; else nothing.
fn run_before(scan: &Scan<'_>, at: usize) -> Range<usize> {
    let first = at.saturating_sub(MAX_NAME);
    let start = (first..at).find(|&start| (start..at).all(|at| scan.is_capital(at)));
    let named = |start: &usize| {
        let ordinary = (*start..at).any(|at| scan.is_ordinary(at) || scan.class(at) != Class::default());
        scan.opens_sentence(*start) && !ordinary
    };
    start.filter(named).unwrap_or(at)..at
}

/// Whether a name that begins at `start` can be what its clause speaks of: not "the movement led by *Jane Roe* was a".
fn is_subject(scan: &Scan<'_>, start: usize) -> bool {
    let start = start - usize::from(start > 0 && scan.is(start - 1, "The"));
    scan.opens_sentence(start) || among(scan.str(start - 1), ", and but that where because while")
}

/// Whether the lists have it as a place or an organisation.
fn is_known(scan: &Scan<'_>, tokens: &Range<usize>) -> bool {
    scan.flags_of(tokens).has(Flags::PLACE.with(Flags::ORGANISATION).with(Flags::DEMONYM))
}
