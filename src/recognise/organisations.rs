//! The grammar of organisations' and places' names.

use std::ops::Range;

use crate::text::among;

use super::gazetteer::Flags;
use super::lexicon::Class;
use super::scan::Scan;
use super::titles::is_plural_owner;

/// The longest name of an organisation, in tokens.
const MAX_TOKENS: usize = 16;

/// The organisation whose name begins at `at`, with an abbreviation in brackets after it.
///
/// A name is a run of capitalised words with a head noun ("Department", "Embassy", "Bank") or one the gazetteer knows;
/// "of", "for", "on", "and", "the" join further words to a head.
pub(crate) fn organisation_at(scan: &Scan<'_>, at: usize) -> Option<Range<usize>> {
    if !can_start(scan, at) {
        return None;
    }
    let known = scan.longest(at, Flags::ORGANISATION).map(|(range, _)| range.end);
    let known =
        known.filter(|&end| end > at + 1 || !scan.flags(at).has(Flags::COMMON) || scan.has(at, Class::GOV));
    let end = run_end(scan, at).max(known)?;
    Some(at..with_abbreviation(scan, end))
}

fn can_start(scan: &Scan<'_>, at: usize) -> bool {
    let never =
        Class::STOP.with(Class::WEEKDAY).with(Class::HONORIFIC).with(Class::STATUS).with(Class::MONTH);
    // "Chief of Army Staff" is an office; "General Motors" is none.
    let office = scan.has(at, Class::TITLE) && scan.str(at + 1) == "of" && !scan.has(at, Class::ORGANISATION);
    let never = scan.has(at, never) && !(scan.has(at, Class::WEEKDAY) && is_paper(scan, at + 1));
    !office && scan.is_capital(at) && !never && !scan.is_joint(at.wrapping_sub(1))
}

/// Whether token `at` ends a newspaper's name, though it is too common a word for one alone.
pub(crate) fn is_paper(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_capital(at) && scan.is_any(at, "news times post herald tribune gazette telegraph journal")
}

/// The end of the run with a head noun that begins at `at`.
fn run_end(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let limit = scan.sentence_of(at).end.min(at + MAX_TOKENS);
    let mut end = at;
    let mut head = None;
    let mut complement = false;
    while end < limit {
        if scan.is_capital(end) {
            // "House of Representatives | Jane Roe"
            if end > at + 1 && is_house(scan, end - 1) && ends_house(scan, end) {
                break;
            }
            if stops(scan, end, head.is_some())
                || ((complement || end > at + 1 && head.is_some_and(|head| head + 1 == end))
                    && begins_name(scan, end))
            {
                break;
            }
            if scan.has(end, Class::ORGANISATION) {
                head = Some(end);
            }
            end += 1;
        } else if scan.is_joint(end) && scan.is_capital(end + 1)
            || scan.str(end) == "&"
            || end > at && is_plural_owner(scan, end)
        {
            end += 1;
        } else if let Some(next) = connector_end(scan, end, head, complement).filter(|&next| next < limit) {
            complement |= !among(scan.str(end), "and &");
            end = next;
        } else {
            break;
        }
    }
    while end > at && !scan.is_capital(end - 1) && among(scan.str(end - 1), "of for on and the &") {
        end -= 1;
    }
    let head = head?;
    // A head noun alone is a name when it is a public body's and not the first word of its sentence.
    let alone = end == at + 1;
    let named = !alone || (scan.has(head, Class::GOV) && !scan.opens_sentence(at) && !is_generic(scan, at));
    named.then_some(end)
}

/// Heads that name nothing by themselves, even capitalised.
fn is_generic(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_any(at, "office service force forces authority mission board nations command guard division intelligence court council delegation house administration")
}

/// Whether the word at `at` ends the name of a house: "House of Commons", "Council of Representatives".
pub(crate) fn is_house(scan: &Scan<'_>, at: usize) -> bool {
    among(scan.str(at), "Representatives Commons Deputies")
        && scan.str(at.wrapping_sub(1)) == "of"
        && among(scan.str(at.wrapping_sub(2)), "House Council Chamber")
}

/// Whether the name of a house ends before `at`: "House of Commons | Jane Roe", not "House of Commons *Health and Social Care
/// Committee*".
pub(crate) fn ends_house(scan: &Scan<'_>, at: usize) -> bool {
    let goes_on = |at: &usize| scan.is_capital(*at) || among(scan.str(*at), "and of , &");
    let words = (at..at + 8).take_while(goes_on);
    !words.into_iter().any(|at| scan.is_capital(at) && scan.has(at, Class::ORGANISATION))
}

/// A capitalised word that is no part of an organisation's name.
fn stops(scan: &Scan<'_>, at: usize, after_head: bool) -> bool {
    let class = scan.class(at);
    let title = class.has(Class::TITLE) && !class.has(Class::ORGANISATION) && scan.str(at + 1) != "of";
    let after_connector = || at > 0 && among(scan.str(at - 1), "of for the");
    let rank_first = class.has(Class::RANK) && scan.has(at + 1, Class::BODY);
    // "Armed Forces | Chief of Staff"
    let office = after_head && class.has(Class::TITLE) && scan.str(at + 1) == "of" && !after_connector();
    class.has(Class::STOP.with(Class::WEEKDAY).with(Class::HONORIFIC).with(Class::STATUS))
        || office
        || (title && !rank_first && !modifies(scan, at))
        || (class.has(Class::MODIFIER) && after_head && scan.has(at + 1, Class::TITLE) && !after_connector())
        || (class.has(Class::MONTH) && after_head)
}

/// A title that is part of a body's name: "*Engineer* Battalion", "*Veteran* Affairs", "Court of *Justice*".
fn modifies(scan: &Scan<'_>, at: usize) -> bool {
    let court = at > 0 && scan.is(at, "Justice") && scan.is(at - 1, "of");
    court
        || scan.is(at + 1, "Affairs")
        || scan.is_any(at, "engineer") && scan.has(at + 1, Class::ORGANISATION)
}

/// Whether a person's name seems to begin at `at`, inside a complement that could end before it.
pub(crate) fn begins_name(scan: &Scan<'_>, at: usize) -> bool {
    let flags = scan.flags(at);
    let given =
        flags.has(Flags::GIVEN) && !flags.has(Flags(Flags::COMMON.0 | Flags::FIELD.0 | Flags::PLACE.0));
    // "*Jean-Claude* Roe"
    let joint = scan.is_joint(at + 1) && scan.flags(at + 2).has(Flags::GIVEN);
    let given = given || joint && flags.has(Flags::GIVEN);
    let next = at + 1 + usize::from(joint);
    given && scan.is_capital(at - 1) && scan.is_capital(next) && !scan.has(next, Class::ORGANISATION)
}

/// Where the next word of the name stands when a connector is at `at`.
fn connector_end(scan: &Scan<'_>, at: usize, head: Option<usize>, complement: bool) -> Option<usize> {
    let next = if scan.str(at + 1) == "the" { at + 2 } else { at + 1 };
    if !scan.is_capital(next) || scan.has(next, Class::STOP) {
        return None;
    }
    let field = Flags(Flags::FIELD.0 | Flags::COMMON.0);
    let other = Flags(Flags::PLACE.0 | Flags::GIVEN.0 | Flags::ACRONYM.0);
    let joins = match scan.str(at) {
        // "Bank of X", "City of X Police", but not "Roe of the X Authority".
        "of" => head.is_some() || scan.has(at - 1, Class::PLACE),
        "for" | "on" | "against" => head.is_some(),
        "and" => {
            let more = scan.flags(next).has(field) && !scan.flags(next).has(other) && next == at + 1;
            let before = scan.flags(at - 1).has(field) && !scan.flags(at - 1).has(Flags::PLACE);
            more && (complement || (head.is_none() && before))
        }
        "at" | "in" => false,
        _ => false,
    };
    joins.then_some(next)
}

/// The end with "(USAID)" after it.
fn with_abbreviation(scan: &Scan<'_>, end: usize) -> usize {
    let bracketed = scan.str(end) == "(" && scan.is_acronym(end + 1) && scan.str(end + 2) == ")";
    if bracketed { end + 3 } else { end }
}

/// The abbreviation at `at`, as an organisation's: known as one, or of at most five letters and known as nothing else.
pub(crate) fn acronym_at(scan: &Scan<'_>, at: usize) -> Option<Range<usize>> {
    if !scan.is_acronym(at) || scan.has(at, Class::STOP.with(Class::SUFFIX).with(Class::HONORIFIC_UPPER)) {
        return None;
    }
    let flags = scan.flags(at);
    if flags.has(Flags::PLACE) || scan.has(at, Class::TITLE) || among(scan.str(at), "TV AM PM OK AD BC") {
        return None;
    }
    let mut end = at + 1;
    while scan.is_joint(end) && scan.is_acronym(end + 1) && !scan.flags(end + 1).has(Flags::PLACE) {
        end += 2;
    }
    let plausible = scan.str(at).chars().count() <= 5 && !flags.has(Flags::COMMON);
    (flags.has(Flags::ACRONYM) || plausible).then_some(at..end)
}

/// The place whose name begins at `at`: one the gazetteer knows, or a run with a head noun ("Swat District",
/// "Lake Turkana").
pub(crate) fn place_at(scan: &Scan<'_>, at: usize) -> Option<Range<usize>> {
    let known = scan.longest(at, Flags::PLACE).map(|(range, _)| range);
    let known = known.filter(|range| {
        // A city that is an ordinary word or a given name needs more than its capital.
        let flags = scan.flags_of(range);
        let doubtful = flags.has(Flags(Flags::COMMON.0 | Flags::GIVEN.0 | Flags::FAMILY.0))
            && !flags.has(Flags(Flags::COUNTRY.0 | Flags::CAPITAL.0 | Flags::REGION.0));
        let opens = flags.has(Flags::COMMON) && scan.opens_sentence(at);
        !opens && (!doubtful || follows_preposition(scan, at))
    });
    headed_place(scan, at).filter(|range| known.as_ref().is_none_or(|known| known.end < range.end)).or(known)
}

/// Whether "in", "at", "from", "near" or the like stands before.
pub(crate) fn follows_preposition(scan: &Scan<'_>, at: usize) -> bool {
    at > 0
        && scan.is_any(
            at - 1,
            "in at from near to into across around outside visited toward towards throughout inside via",
        )
}

fn headed_place(scan: &Scan<'_>, at: usize) -> Option<Range<usize>> {
    let usable = |at: usize| {
        let class = scan.class(at);
        scan.is_capital(at)
            && !class.has(
                Class::STOP
                    .with(Class::TITLE)
                    .with(Class::HONORIFIC)
                    .with(Class::WEEKDAY)
                    .with(Class::ORGANISATION),
            )
    };
    if !usable(at) {
        return None;
    }
    if scan.has(at, Class::PLACE) {
        // "Lake Turkana", "Mount Kenya", "River Swat": these heads stand first.
        let first = among(scan.str(at), "Lake Mount River Cape Fort Gulf Port Camp Strait");
        let next = if scan.str(at + 1) == "of" { at + 2 } else { at + 1 };
        return (first && usable(next)).then_some(at..next + 1);
    }
    let mut end = at;
    while usable(end) && end < at + 4 {
        end += 1;
        if scan.has(end, Class::PLACE) && scan.is_capital(end) && !scan.flags(at).has(Flags::GIVEN) {
            let ordinary = (at..end).all(|word| scan.is_ordinary(word));
            return (!ordinary || !scan.opens_sentence(at)).then_some(at..end + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::gazetteer::Gazetteer;
    use super::*;
    use crate::text::Span;

    #[test]
    fn where_an_organisation_ends() {
        for (text, expected) in [
            (
                "US Agency for International Development (USAID) Jane",
                "US Agency for International Development (USAID)",
            ),
            ("US Department of State Counselor", "US Department of State"),
            ("Bank of England, which", "Bank of England"),
            ("House of Commons and Jane", "House of Commons"),
            ("State Department spokesman", "State Department"),
            ("Friday Council", ""),
            ("Office hours", ""),
        ] {
            let gazetteer = Gazetteer::default();
            let scan = Scan::new(text, Span::new(0, text.len()), &gazetteer);
            let found = organisation_at(&scan, 0).map_or("", |range| scan.span(&range).of(text));
            assert_eq!(found, expected, "{text}");
        }
    }
}
