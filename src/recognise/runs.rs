//! Candidates from grammar and lists: names beside titles, organisations, places, and what the remaining runs of
//! capitalised words look like.

use std::ops::Range;

use crate::text::{TokenKind, among};

use super::Kind;
use super::candidate::{Candidate, GUESSED, HEADED, LISTED, SHAPED, Strength, TITLED};
use super::gazetteer::{Flags, MAX_WORDS};
use super::lexicon::Class;
use super::names::{name_end, name_score};
use super::organisations::{acronym_at, follows_preposition, organisation_at, place_at};
use super::scan::Scan;
use super::titles::{TitleClass, TitleRange};

/// Shorter words without a capital are no place's name, in bytes: "nice", "bari", "of".
const MIN_UNCAPITALISED: usize = 5;

/// A run that scores less is no person by its shape alone.
const MIN_SHAPE: f32 = 0.9;

/// What is called after the person who leads it, whoever that is.
pub(crate) const REGIMES: &str = "regime administration presidency";

/// What is called after its leader, or after a party or a nation.
pub(crate) const CABINETS: &str = "government cabinet";

/// Adds all candidates of the part, overlapping as they may.
pub(crate) fn candidates(scan: &Scan<'_>, titles: &[TitleRange], out: &mut Vec<Candidate>) {
    let mut add = |range: Range<usize>, kind, strength: Strength| {
        out.push(Candidate::new(scan, range, kind, strength));
    };
    let mut covered = vec![false; scan.len()];
    for title in titles {
        covered[title.words.clone()].fill(true);
        if let Some(range) = &title.organisation {
            organisation_of_title(scan, range, &mut add);
        }
        if let Some(name) = named_after(scan, title) {
            covered[name.clone()].fill(true);
            add(name, Kind::Person, TITLED);
        }
        if let Some(name) = named_before(scan, title) {
            add(name, Kind::Person, TITLED - 1);
        }
    }
    let mut at = 0;
    let mut next_title = 0;
    while let Some(start) = scan.next_start(at) {
        at = start;
        while titles.get(next_title).is_some_and(|title| title.words.end <= at) {
            next_title += 1;
        }
        let title = titles.get(next_title);
        let in_title = title.is_some_and(|title| title.words.contains(&at));
        // "Chief of Army Staff (COAS)": the office's abbreviation, not an organisation's.
        let abbreviation = previous_end(titles, next_title) > at;
        at = if in_title {
            inside_title(scan, at, &mut add)
        } else if abbreviation && scan.is_acronym(at) && scan.str(at + 1) == ")" {
            at + 1
        } else {
            run_at(scan, at, &covered, &mut add)
        };
    }
}

/// Where the title before index `next` ends, with what belongs to it.
fn previous_end(titles: &[TitleRange], next: usize) -> usize {
    next.checked_sub(1).map_or(0, |previous| titles[previous].whole.end)
}

type Add<'f> = &'f mut dyn FnMut(Range<usize>, Kind, Strength);

/// What a title belongs to is an organisation or a place, and not a mention when a nationality.
fn organisation_of_title(scan: &Scan<'_>, range: &Range<usize>, add: Add<'_>) {
    let flags = scan.flags_of(range);
    if flags.has(Flags::PLACE) || place_at(scan, range.start).is_some_and(|place| place.end == range.end) {
        add(range.clone(), Kind::Place, HEADED);
    } else if scan.str(range.end - 1) == ")" || !flags.has(Flags::DEMONYM) && scan.is_capital(range.end - 1) {
        headed_organisation(scan, range.clone(), add);
    }
}

/// An organisation by its head noun; "the Agency for Rural Trade (ART)" is two mentions.
fn headed_organisation(scan: &Scan<'_>, range: Range<usize>, add: Add<'_>) {
    if scan.str(range.end - 1) == ")" {
        add(range.start..range.end - 3, Kind::Organisation, HEADED);
        add(range.end - 2..range.end - 1, Kind::Organisation, HEADED);
    } else {
        add(range, Kind::Organisation, HEADED);
    }
}

/// Inside a title only places and organisations of several words are mentions ("Secretary for *Pakistan*"), and no part
/// of an organisation's name that reaches out of it.
fn inside_title(scan: &Scan<'_>, at: usize, add: Add<'_>) -> usize {
    if let Some(range) = organisation_at(scan, at).filter(|range| range.len() > 1) {
        let end = range.end;
        let whole = !(range.start..end).any(|inside| scan.has(inside, Class::TITLE));
        if whole && among(scan.str(at.wrapping_sub(1)), "for to the") {
            add(range, Kind::Organisation, LISTED);
        }
        return end;
    }
    // "the coalition to defeat *XYZ*"
    if let Some(range) = acronym_at(scan, at).filter(|range| scan.is_lower(range.start.wrapping_sub(1))) {
        let end = range.end;
        add(range, Kind::Organisation, LISTED);
        return end;
    }
    if let Some(range) = place_at(scan, at).filter(|range| scan.flags_of(range).has(Flags::PLACE)) {
        let end = range.end;
        add(range, Kind::Place, LISTED);
        return end;
    }
    at + 1
}

/// The name directly after a title, over honorifics, a comma, or a rank in between.
fn named_after(scan: &Scan<'_>, title: &TitleRange) -> Option<Range<usize>> {
    let mut at = title.whole.end;
    let comma = scan.str(at) == ",";
    if comma {
        at += 1;
    }
    while scan.has(at, Class::HONORIFIC) && scan.is_capital(at)
        || scan.has(at, Class::HONORIFIC_UPPER) && scan.is_acronym(at)
    {
        at += 1;
    }
    let end = name_end(scan, at)?;
    let range = at..end;
    let clear = organisation_at(scan, at).is_none_or(|found| {
        found.end < end || !scan.flags(at).has(Flags::ORGANISATION) && found.end == end && found.len() == 1
    });
    let score = name_score(scan, &range);
    // After a comma, or a title in lower case, the run must look like a name by itself.
    let least = match (comma, scan.is_capital(title.whole.end - 1) || title.class == TitleClass::Rank) {
        (true, _) => 0.5,
        (false, true) => -1.2,
        (false, false) => 0.0,
    };
    let place = place_at(scan, at).is_some_and(|found| found.end >= end && range.len() == 1);
    (clear && !place && score >= least).then_some(range)
}

/// The name directly before a title: "Jane Roe, the minister", "Jane Roe Acting Coordinator".
fn named_before(scan: &Scan<'_>, title: &TitleRange) -> Option<Range<usize>> {
    let mut end = title.whole.start;
    while end > 0 && among(scan.str(end - 1), "the a an , - –") {
        end -= 1;
    }
    if end == 0 || !scan.is_capital(end - 1) {
        return None;
    }
    let first = scan.sentence_of(end - 1).start.max(end.saturating_sub(7));
    let start = (first..end).find(|&at| {
        let joined = at > 0
            && (scan.is_joint(at - 1)
                || scan.is_capital(at - 1)
                    && !scan.has(at - 1, Class::TITLE.with(Class::HONORIFIC))
                    && !scan.is_ordinary(at - 1));
        !joined && name_end(scan, at) == Some(end)
    })?;
    let range = start..end;
    let name = range.len() > 1 && !scan.flags_of(&range).has(Flags::COUNTRY);
    (name && name_score(scan, &range) >= 0.3).then_some(range)
}

/// Adds what begins at `at`, where a name can begin; returns where to go on.
fn run_at(scan: &Scan<'_>, at: usize, covered: &[bool], add: Add<'_>) -> usize {
    // A particle that is a function word begins no name.
    if !scan.is_capital(at) && scan.has(at, Class::STOP) {
        return at + 1;
    }
    if rules(scan, at) {
        add(at..at + 1, Kind::Person, TITLED);
        return at + 1;
    }
    let mut end = at + 1;
    if let Some(range) = organisation_at(scan, at) {
        // "European Union | Foreign Policy chief"
        let title = range.clone().find(|&inside| covered[inside]).filter(|&inside| inside > at);
        let range = at..title.unwrap_or(range.end);
        end = end.max(range.end);
        headed_organisation(scan, range, add);
    } else if let Some(range) = acronym_at(scan, at) {
        end = end.max(range.end);
        add(range, Kind::Organisation, LISTED);
    }
    // Not "*Japanese State* | Minister"
    if let Some(range) = place_at(scan, at).filter(|range| !range.clone().any(|inside| covered[inside])) {
        end = end.max(range.end);
        let strength = if range.len() > 1 { HEADED } else { LISTED };
        add(range, Kind::Place, strength);
    }
    if let Some(range) = person_at(scan, at, covered) {
        end = end.max(range.end);
        let located = follows_preposition(scan, range.start) && !scan.flags(range.start).has(Flags::GIVEN);
        let score = name_score(scan, &range) - if located { 0.6 } else { 0.0 };
        if honorific_before(scan, range.start) || is_correspondent(scan, &range) {
            add(range, Kind::Person, TITLED);
        } else if score >= MIN_SHAPE {
            add(range, Kind::Person, SHAPED);
        } else if score >= -0.2 && speech_beside(scan, &range) {
            add(range, Kind::Person, SHAPED - 1);
        } else if located && range.clone().all(|at| !scan.is_ordinary(at)) {
            add(range, Kind::Place, GUESSED);
        } else if score >= 0.5 {
            add(range, Kind::Person, GUESSED);
        }
    }
    end
}

/// Adds the places that are written without a capital, as in hasty letters and comments: "i am from mexico". What can be
/// an ordinary word is none, and there must be a preposition before it, or its sentence begin without a capital.
pub(crate) fn uncapitalised_places(scan: &Scan<'_>, out: &mut Vec<Candidate>) {
    let mut at = 0;
    while at < scan.len() {
        at = match uncapitalised_place(scan, at) {
            Some(end) => {
                out.push(Candidate::new(scan, at..end, Kind::Place, LISTED));
                end
            }
            None => at + 1,
        };
    }
}

fn uncapitalised_place(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let flags = scan.flags(at);
    if !flags.has(Flags::PLACE.with(Flags::PREFIX)) || flags.has(Flags::COMMON) || !scan.is_lower(at) {
        return None;
    }
    let sentence = scan.sentence_of(at);
    let hasty = scan.is_lower(sentence.start);
    if !hasty && !follows_preposition(scan, at) {
        return None;
    }
    let lower = |(end, _): &(usize, u32)| *end <= sentence.end && scan.is_lower(*end - 1);
    let forms = scan.forms.growing(at).take(MAX_WORDS).take_while(lower);
    let named = forms.map(|(end, hash)| (end, scan.forms.flags_by(hash, &(at..end))));
    let (end, _) = named.filter(|(_, flags)| flags.has(Flags::PLACE)).last()?;
    let short = end == at + 1 && scan.str(at).len() < MIN_UNCAPITALISED;
    let joined = scan.is_joint(end) || scan.is_joint(at.wrapping_sub(1));
    (!short && !joined).then_some(end)
}

/// "the *Roe* administration", "*Roe*'s regime", "the *Roe* Government": a lone word that is nothing else, before a
/// government.
fn rules(scan: &Scan<'_>, at: usize) -> bool {
    let place = Flags::COUNTRY.with(Flags::CAPITAL).with(Flags::REGION).with(Flags::DEMONYM);
    let known = place.with(Flags::COMMON).with(Flags::ORGANISATION);
    let alone = at == 0 || !scan.is_capital(at - 1) || scan.opens_sentence(at - 1);
    let possessive = scan.tokens.get(at + 1).is_some_and(|token| token.kind == TokenKind::Possessive);
    // "the *Roe*-*Doe* administration"
    let joined = scan.is_joint(at + 1) && scan.is_capital(at + 2) && scan.is_any(at + 3, REGIMES);
    let next = at + 1 + usize::from(possessive) + if joined { 2 } else { 0 };
    // "the Likud government", "the Welsh Government": of a party or a nation, unless it is known as a surname.
    let surname = scan.flags(at).has(Flags::FAMILY) && !scan.is_any(at, "welsh");
    let government = || scan.is_any(next, REGIMES) || surname && !possessive && scan.is_any(next, CABINETS);
    alone
        && scan.is_capital(at)
        && !scan.flags(at).has(known)
        && !scan.is_acronym(at)
        && scan.class(at) == Class::default()
        && government()
}

/// The name that begins at `at`, without the ordinary word that opens a sentence, and with no part in a title.
fn person_at(scan: &Scan<'_>, at: usize, covered: &[bool]) -> Option<Range<usize>> {
    // "Van Roe said": a particle is no ordinary word before a capital.
    let particle = scan.has(at, Class::PARTICLE) && scan.is_capital(at + 1);
    let opens = scan.opens_sentence(at) && scan.is_ordinary(at) && !particle;
    if opens || covered.get(at).copied().unwrap_or(false) || scan.is_joint(at.wrapping_sub(1)) {
        return None;
    }
    let end = name_end(scan, at)?;
    let end = (at..end).find(|&inside| covered[inside]).unwrap_or(end);
    (end > at).then_some(at..end)
}

/// Whom a letter is to or from: "Hi *Roe*,", "Dear *Jane*:", and a line that has nothing but "*Roe*," or a given name.
fn is_correspondent(scan: &Scan<'_>, name: &Range<usize>) -> bool {
    let &Range { start, end } = name;
    let known = Flags::COMMON.with(Flags::PLACE).with(Flags::ORGANISATION).with(Flags::ACRONYM);
    if scan.flags(start).has(known) || scan.is_word(end) {
        return false;
    }
    let greeting = |at: usize| scan.is_any(at, "dear hi hey hello");
    let before = start.wrapping_sub(1);
    let line = start == 0 && end == 1 && scan.len() <= 2 && !greeting(0);
    line && (scan.flags(0).has(Flags::GIVEN) || scan.is(1, ",")) && !scan.is_acronym(0)
        || greeting(before) && scan.opens_sentence(before)
}

pub(crate) fn honorific_before(scan: &Scan<'_>, at: usize) -> bool {
    at > 0
        && (scan.has(at - 1, Class::HONORIFIC) && scan.is_capital(at - 1)
            || scan.has(at - 1, Class::HONORIFIC_UPPER) && scan.is_acronym(at - 1))
}

/// Whether a verb of speech stands beside: "X said", "said X", "X, 45,".
pub(crate) fn speech_beside(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    let after = scan.has(range.end, Class::SPEECH) && scan.is_lower(range.end);
    let before =
        range.start > 0 && scan.has(range.start - 1, Class::SPEECH) && scan.is_lower(range.start - 1);
    let age = scan.str(range.end) == ","
        && scan.str(range.end + 2) == ","
        && scan.str(range.end + 1).parse::<u8>().is_ok();
    after || before || age
}
