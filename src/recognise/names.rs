//! The shape of people's names: where one that begins at a token ends, and how much it looks like one.

use std::ops::Range;

use crate::text::among;

use super::gazetteer::Flags;
use super::lexicon::Class;
use super::scan::Scan;
use super::spans::is_numeral;

/// The longest name, in parts.
const MAX_PARTS: usize = 6;
/// The most hyphens in one part: "Jean-Marie", "al-Haj-Ali".
const MAX_JOINTS: usize = 3;

/// The end of the name that begins at `at`, if one can begin there.
///
/// A name is a run of capitalised words, initials, hyphenated words, lower-case particles before a capital ("de",
/// "al-", "bin"), a nickname in quotation marks, and a suffix ("Jr.", "IV"). It stops at words of other kinds: titles,
/// heads of organisations, months, countries, unless they are known as names too.
pub(crate) fn name_end(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let limit = scan.sentence_of(at).end;
    let mut parts = 0;
    let mut end = at;
    while end < limit && parts < MAX_PARTS {
        let Some(next) = part_end(scan, end, parts) else { break };
        if next > limit {
            break;
        }
        parts += 1;
        end = next;
        let part = end;
        while end < part + 2 * MAX_JOINTS
            && scan.is_joint(end)
            // "Pakistan-US ties"
            && (scan.shouted || !scan.is_acronym(end + 1))
            && (scan.is_capital(end + 1) || (scan.is_lower(end + 1) && parts > 0))
        {
            if scan.is_lower(end + 1) && !joins_lower(scan, end) {
                return (parts > 0).then_some(end);
            }
            end += 2;
        }
    }
    let comma = usize::from(scan.str(end) == ",");
    if parts > 0 && is_numeral(scan, end) {
        return Some(end + 1);
    }
    if parts > 1 && scan.has(end + comma, Class::SUFFIX) && scan.is_capital(end + comma) {
        end += comma + 1;
    }
    (parts > 0).then_some(end)
}

/// "Jong-un": a lower-case part after a hyphen is a name's when it is short and no ordinary word ("US-led").
fn joins_lower(scan: &Scan<'_>, joint: usize) -> bool {
    let part = scan.str(joint + 1);
    part.chars().count() <= 4 && !scan.flags(joint + 1).has(Flags::COMMON) && !scan.is_acronym(joint - 1)
        || (scan.flags(joint - 1).0 == 0 && part.chars().count() <= 4)
}

fn part_end(scan: &Scan<'_>, at: usize, parts: usize) -> Option<usize> {
    if scan.is_initial(at) && scan.is_word(at) {
        let more = parts > 0 || scan.is_capital(at + 1);
        return (more && scan.str(at) != "I" && scan.str(at) != "A").then_some(at + 1);
    }
    if scan.is_capital(at) {
        return takes(scan, at, parts).then_some(at + 1);
    }
    if scan.is_lower(at) && scan.has(at, Class::PARTICLE) {
        let mut next = at + 1;
        while next < at + 3 && (scan.has(next, Class::PARTICLE) && scan.is_lower(next) || scan.is_joint(next))
        {
            next += 1;
        }
        let ambiguous = scan.has(at, Class::STOP) || among(scan.str(at), "an as ad y e do no");
        let tied = scan.is_joint(at + 1) || !ambiguous;
        return (tied && scan.is_capital(next) && takes(scan, next, parts.max(1))).then_some(next + 1);
    }
    if parts > 0 && (scan.is_quote(at) || scan.str(at) == "(") {
        return nickname_end(scan, at);
    }
    None
}

/// `"Tex" Coe`: up to two capitalised words between marks, and a capitalised word after them.
fn nickname_end(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let bracket = scan.str(at) == "(";
    if bracket || scan.glued(at) || !scan.glued(at + 1) {
        return None;
    }
    let close = (at + 2..=at + 3).find(|&close| scan.is_quote(close))?;
    let inside = (at + 1..close).all(|word| scan.is_capital(word));
    (inside && scan.is_capital(close + 1) && !scan.glued(close + 1)).then_some(close + 1)
}

/// Verbs of headlines.
const VERBS: &str = "visits travels meets says condemns welcomes announces hosts attends calls urges speaks addresses opens \
                     concludes discusses arrives backs slams hails sacks fires names signs wins loses quits resigns denies vows warns seeks \
                     defends rejects";

/// Jobs that are surnames with a capital: "Terence *Ranger*".
pub(super) const SURNAMES: &str =
    "ranger tailor clerk postman welder rigger planner waiter plumber herder gardener chaplain";

/// Whether the capitalised word at `at` can be the next part of a name that has `parts` already.
fn takes(scan: &Scan<'_>, at: usize, parts: usize) -> bool {
    let flags = scan.flags(at);
    let class = scan.class(at);
    let family = flags.has(Flags::FAMILY);
    let known = family || flags.has(Flags::GIVEN);
    let letters = scan.is_acronym(at + 1) || scan.is(at + 1, "MP");
    let last = (!scan.is_capital(at + 1) || letters) && !scan.is_joint(at + 1);
    // "Mrs May"
    let addressed = at > 0 && scan.has(at - 1, Class::HONORIFIC) && scan.is_capital(at - 1);
    let never =
        Class::STOP.with(Class::WEEKDAY).with(Class::HONORIFIC).with(Class::STATUS).with(Class::SUFFIX);
    // "May" ends a name, as a month does.
    let month = class.has(Class::MONTH) && (parts > 0 || addressed);
    // "Hassan *Sheikh* Roe"
    let given = |at: usize| scan.flags(at).has(Flags::GIVEN) && scan.str(at).len() > 2;
    let inner = scan.is_any(at, "sheikh sheik shaikh") && given(at.wrapping_sub(1));
    let inner = parts > 0 && (inner || known && class.has(Class::STATUS));
    if class.has(never) && !month && !inner {
        return false;
    }
    // "Envoy Roe *Travels* to Peru", in a headline
    let verb = !known && scan.str(at).ends_with('s') && scan.is_any(at, VERBS);
    // "Envoy Jane Roe *Leading* a Meeting"
    let common = || flags.has(Flags::COMMON) || scan.is_any(at + 1, "a an the his her");
    let verb = verb || !known && parts > 1 && scan.str(at).ends_with("ing") && common();
    if verb || class.has(Class::HONORIFIC_UPPER) && scan.is_acronym(at) {
        return false;
    }
    if class.has(Class::MONTH) {
        return known && if parts == 0 { addressed || scan.is_capital(at + 1) } else { last };
    }
    let after_particle = at > 0 && scan.has(at - 1, Class::PARTICLE) && scan.is_lower(at - 1);
    if class.has(Class::TITLE) || class.has(Class::MODIFIER) {
        let surname = scan.is_any(at, SURNAMES) && scan.flags(at.wrapping_sub(1)).has(Flags::GIVEN);
        return parts > 0 && (known || after_particle || surname) && last;
    }
    if class.has(Class::ORGANISATION.with(Class::PLACE).with(Class::THING)) {
        return parts > 0 && family && last && scan.flags(at - 1).has(Flags::GIVEN);
    }
    // "MR. TORRANCE:", "GENERAL ROE"
    let titled = Class::HONORIFIC.with(Class::RANK);
    let titled = parts == 0
        && scan.str(at).len() > 2
        && (scan.has(at.wrapping_sub(1), titled)
            // "ASSISTANT SECRETARY ROE: ..."
            || scan.str(at + 1) == ":" && scan.is_acronym(at.wrapping_sub(1)) && scan.has(at - 1, Class::TITLE));
    if scan.is_acronym(at) && !titled && (parts == 0 || !flags.has(Flags::GIVEN)) {
        return parts > 0 && scan.str(at).len() > 4 && !flags.has(Flags(Flags::ACRONYM.0 | Flags::PLACE.0));
    }
    if flags.has(Flags(Flags::DEMONYM.0 | Flags::COUNTRY.0 | Flags::CAPITAL.0 | Flags::REGION.0)) {
        // "*Jordan* Price, 19, cut the ribbon", "Sudesh *Amman*, 20, was"
        let aged = |at: usize| scan.str(at) == "," && scan.str(at + 1).parse::<u8>().is_ok();
        let follows = || !scan.is_ordinary(at + 1) || scan.flags(at + 1).has(Flags::FAMILY) && aged(at + 2);
        if parts > 0 && aged(at + 1) {
            return true;
        }
        return known && (parts > 0 || (scan.is_capital(at + 1) && follows()));
    }
    true
}

/// How much the tokens of `range` look like a person's name: above 0 more than not.
pub(crate) fn name_score(scan: &Scan<'_>, range: &Range<usize>) -> f32 {
    // "Al-" and "Bin-" are no given names.
    let particle = |at: usize| scan.has(at, Class::PARTICLE) && scan.is_joint(at + 1);
    let words: Vec<usize> = range.clone().filter(|&at| scan.is_capital(at) && !particle(at)).collect();
    let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return -1.0 };
    let mut score: f32 = match words.len() {
        1 => -0.5,
        2 => 0.5,
        3 => 0.3,
        _ => -0.5,
    };
    if scan.flags(first).has(Flags::GIVEN) {
        score += if words.len() > 1 { 1.5 } else { 0.5 };
    } else if !scan.flags(first).has(Flags::COMMON) {
        score += 0.4;
    }
    if words.len() > 1 && scan.flags(last).has(Flags::FAMILY) {
        score += 0.5;
    }
    if words.len() > 1 && words.iter().any(|&at| scan.is_initial(at)) {
        score += 0.8;
    }
    // "Kim Yong-ho"
    if words.len() == 2 && scan.is_joint(last + 1) && last + 2 < range.end && scan.is_lower(last + 2) {
        score += 1.5;
    }
    for &at in &words {
        let flags = scan.flags(at);
        let name = flags.has(Flags(Flags::GIVEN.0 | Flags::FAMILY.0));
        if flags.has(Flags(Flags::COMMON.0 | Flags::FIELD.0))
            && !scan.is_initial(at)
            && !scan.has(at, Class::PARTICLE)
        {
            score -= if name { 0.3 } else { 1.0 };
        }
        if flags.has(Flags(Flags::PLACE.0 | Flags::DEMONYM.0)) {
            score -= if name { 0.3 } else { 0.8 };
        }
    }
    score
}

/// Where, in a run of capitalised words after "of" or "for", the complement of a title ends and a name begins:
/// "Pakistan | Jane Roe", "Near Eastern Affairs | Jane Roe". The end of the run when it holds no name.
pub(crate) fn split_complement(scan: &Scan<'_>, run: &Range<usize>) -> usize {
    let mut best = (complement_score(scan, run), run.end);
    for at in run.start + 1..run.end {
        let starts = scan.is_capital(at) || (scan.is_lower(at) && scan.has(at, Class::PARTICLE));
        if !starts || scan.is_joint(at - 1) || name_end(scan, at).is_none_or(|end| end < run.end) {
            continue;
        }
        // "Academy of *Sciences*", "San *Celestino*"
        if among(scan.str(at - 1), "of for San Santa Santo São Saint St. St Los Las El") {
            continue;
        }
        let body = scan.has(at - 1, Class::ORGANISATION);
        // "Joint Force Command *Brunssum*", "Community *Nursing* at": where and what, not who.
        if at + 1 == run.end && (body || scan.str(run.end) == "at") {
            continue;
        }
        let head = if body { 0.6 } else { 0.0 };
        // "European and *Eurasian Affairs*", "Community *Nursing*": no name ends so.
        let last = scan.flags(run.end - 1);
        let noun = last.has(Flags(Flags::COMMON.0 | Flags::FIELD.0))
            && !last.has(Flags(Flags::GIVEN.0 | Flags::FAMILY.0));
        let noun = if noun { 1.2 } else { 0.0 };
        let score =
            complement_score(scan, &(run.start..at)) + name_score(scan, &(at..run.end)) + 0.4 + head - noun;
        if score > best.0 {
            best = (score, at);
        }
    }
    best.1
}

/// How much the tokens of `range` look like what an office is for.
fn complement_score(scan: &Scan<'_>, range: &Range<usize>) -> f32 {
    let known =
        Flags(Flags::FIELD.0 | Flags::PLACE.0 | Flags::ORGANISATION.0 | Flags::ACRONYM.0 | Flags::DEMONYM.0);
    let mut score = if scan.flags_of(range).has(known) { 1.0 } else { 0.0 };
    for at in range.clone().filter(|&at| scan.is_capital(at)) {
        let flags = scan.flags(at);
        let fits = flags.has(Flags(known.0 | Flags::COMMON.0))
            || scan.has(at, Class::ORGANISATION.with(Class::PLACE));
        let name = flags.has(Flags::GIVEN) && !flags.has(Flags::COMMON);
        score += match (fits, name) {
            (true, false) => 0.5,
            (true, true) => 0.0,
            (false, false) => -0.6,
            (false, true) => -1.2,
        };
    }
    score
}

#[cfg(test)]
mod tests {
    use super::super::gazetteer::Gazetteer;
    use super::*;
    use crate::text::Span;

    #[test]
    fn where_a_name_ends() {
        for (text, expected) in [
            ("Derek Marlow met", "Derek Marlow"),
            ("Pakistan-US ties", "Pakistan"),
            ("Anna J. de la Cruz said", "Anna J. de la Cruz"),
            ("Suleiman al-Amr, in remarks", "Suleiman al-Amr"),
            ("Kim Jong-un left", "Kim Jong-un"),
            ("Al-Jubeir at the event", "Al-Jubeir"),
            ("Richard \"Tex\" Coe, the officer", "Richard \"Tex\" Coe"),
            ("John Doe Jr. said", "John Doe Jr."),
            ("Ibrahim Al-Ja’afari, in Canberra", "Ibrahim Al-Ja’afari"),
            ("Mary Poe Friday told", "Mary Poe"),
            ("Bandar bin Sultan has", "Bandar bin Sultan"),
            ("US-led forces", ""),
        ] {
            let gazetteer = Gazetteer::default();
            let scan = Scan::new(text, Span::new(0, text.len()), &gazetteer);
            let found = name_end(&scan, 0).map_or("", |end| scan.span(&(0..end)).of(text));
            assert_eq!(found, expected, "{text}");
        }
    }
}
