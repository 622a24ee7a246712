//! The place that a report was filed from, before its first sentence: "WASHINGTON:", "KABUL, Afghanistan (AP) —".

use super::published;
use super::shape;
use super::words::{self, Class};
use crate::text::{Span, first_chars};

/// The longest dateline, in characters: a city, a country, a day and an agency.
const MAX_DATELINE: usize = 90;

/// The most words in one of its names ("PORT OF SPAIN", "United Arab Emirates").
const MAX_WORDS: usize = 4;

/// The dateline at the start of the block `span` of `text`, with its colon or dash. A place in capitals is taken at
/// its word; one in small letters only with an agency, a day, or a region and a dash behind it.
pub(super) fn find(text: &str, span: Span) -> Option<Span> {
    let block = span.of(text);
    let stop = Stop::find(first_chars(block, MAX_DATELINE))?;
    let rest = block[stop.end..].trim_start();
    let opens = rest.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let head = Head::read(block[..stop.start].trim_end())?;
    // A second dash in the sentence makes a parenthesis of the first: "Ana Pereira, Angola — the minister — said".
    let sentence = rest.split(['.', '!', '?']).next().unwrap_or_default();
    let alone = stop.colon || !sentence.contains(shape::is_dash);
    let taken = match head {
        Head::Capitals => alone,
        Head::Region => alone && !stop.colon,
        Head::Filed => true,
    };
    (opens && taken).then_some(Span::new(span.start, span.start + stop.end))
}

/// Whether `block` opens with words in capitals and a colon, as a speaker's turn in a transcript does.
pub(super) fn is_turn(block: &str) -> bool {
    first_chars(block, MAX_DATELINE).split_once(':').is_some_and(|(label, _)| is_capitals(label))
}

/// The colon or dash that ends a dateline: a byte range of its block.
struct Stop {
    start: usize,
    end: usize,
    colon: bool,
}

impl Stop {
    fn find(block: &str) -> Option<Self> {
        for (start, c) in block.char_indices().filter(|&(_, c)| matches!(c, ':' | '-') || shape::is_dash(c)) {
            let dashes = block[start..].trim_start_matches(|c| c == '-' || shape::is_dash(c));
            let end = block.len() - dashes.len();
            let before = block[..start].trim_end();
            let spaced = before.len() < start || before.ends_with(')');
            if c == ':' && block[start + 1..].starts_with(char::is_whitespace) {
                return Some(Self { start, end: start + 1, colon: true });
            }
            if (shape::is_dash(c) && spaced) || matches!(c, '—' | '―') {
                return Some(Self { start, end, colon: false });
            }
            if c == '-' && spaced && dashes.starts_with(char::is_whitespace) {
                return Some(Self { start, end, colon: false });
            }
        }
        None
    }
}

/// What stands before a dateline's colon or dash, from the surest form to the least sure.
enum Head {
    /// A place with an agency in brackets, or a day.
    Filed,
    /// A place in capitals.
    Capitals,
    /// A place and a region: "Washington, D.C.".
    Region,
}

impl Head {
    fn read(head: &str) -> Option<Self> {
        let (places, agency) = match head.strip_suffix(')') {
            Some(head) => head.split_once('(').map(|(places, agency)| (places.trim_end(), Some(agency)))?,
            None => (head, None),
        };
        let mut parts = places.split(',').map(str::trim).filter(|part| !part.is_empty());
        let (place, dated) = without_day(parts.next()?);
        let capitals = is_capitals(place);
        if !capitals && !is_name(place) {
            return None;
        }
        let mut head = if capitals { Some(Self::Capitals) } else { None };
        if dated || agency.is_some_and(|agency| is_agency(agency, capitals)) {
            head = Some(Self::Filed);
        } else if agency.is_some() {
            return None;
        }
        for part in parts {
            if published::is_day(part) {
                head = Some(Self::Filed);
            } else if is_name(part) {
                head = head.or(Some(Self::Region));
            } else if !published::is_year(part) {
                return None;
            }
        }
        head
    }
}

/// `place` without a day at its end ("LONDON March 3"), and whether there was one.
fn without_day(place: &str) -> (&str, bool) {
    let spaces = place.char_indices().filter(|(_, c)| c.is_whitespace());
    let mut cut = spaces.filter(|&(at, _)| published::is_day(place[at..].trim()));
    cut.next().map_or((place, false), |(at, _)| (place[..at].trim_end(), true))
}

/// Whether `agency`, out of brackets, names who filed the report.
fn is_agency(agency: &str, after_capitals: bool) -> bool {
    let mut parts = agency.split(|c: char| c.is_whitespace() || matches!(c, '/' | ',' | '-'));
    parts.any(|part| words::is(Class::Agency, part)) || (after_capitals && is_name(agency))
}

/// Whether `place` is one to four words in capitals, with three letters or more, and no label such as "UPDATE".
fn is_capitals(place: &str) -> bool {
    let mut letters = 0;
    for c in place.chars() {
        match c {
            _ if c.is_uppercase() => letters += 1,
            '.' | '\'' | '’' | '/' | '-' | '\u{2010}' | '\u{2011}' => {}
            _ if c.is_whitespace() => {}
            _ => return false,
        }
    }
    let names: Vec<&str> = place.split(char::is_whitespace).filter(|word| !word.is_empty()).collect();
    let [first, .., last] = names.as_slice() else { return letters >= 3 && !words::is(Class::Label, place) };
    let label = words::value(Class::Label, first) == Some(0) || words::is(Class::Label, last);
    letters >= 3 && !label && names.len() <= MAX_WORDS
}

/// Whether `name` is one to four capitalised words, or small ones between them ("Rio de Janeiro", "D.C.").
fn is_name(name: &str) -> bool {
    let mut count = 0;
    for word in name.split(char::is_whitespace).filter(|word| !word.is_empty()) {
        count += 1;
        let plain =
            word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | '\u{2011}' | '/'));
        if !plain || !(word.starts_with(char::is_uppercase) || (count > 1 && words::is(Class::Joint, word))) {
            return false;
        }
    }
    (1..=MAX_WORDS).contains(&count)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `marked` is a paragraph with `|` behind its dateline, if it has one.
    fn check(marked: &str) {
        let block = marked.replace('|', "");
        let found = find(&block, Span::new(0, block.len()));
        let found = found.map(|span| format!("{}|{}", span.of(&block), &block[span.end..]));
        assert_eq!(found.unwrap_or(block), marked);
    }

    #[test]
    fn datelines() {
        for marked in [
            "WASHINGTON:| Pakistan and the US are set to talk.",
            "KABUL, Afghanistan (AP) —| The Taliban said.",
            "ISLAMABAD, March 3 (Reuters) -| The envoy said.",
            "LONDON –| The government said.",
            "LONDON—|The government said.",
            "Washington, D.C. —| The State Department said.",
            "RAWALPINDI/ISLAMABAD:| The army said.",
            "PORT-AU-PRINCE, Haiti --| “We are tired,” said a woman.",
            "ST. PETERSBURG, Russia (AP)—|The police said.",
            "Rio de Janeiro (AFP) -| Brazil said.",
            "London, 3 March 2023:| The government said.",
            "NEW YORK Mar 3:| The bank said.",
            "UNITED NATIONS, Friday, March 3 (Xinhua) --| The council said.",
            "МОСКВА –| Министр сказал.",
            "NEW DELHI:| 3 envoys met.",
            "London, Ontario, March 3, 2023 -| The government said.",
        ] {
            check(marked);
        }
    }

    #[test]
    fn openings_that_are_no_dateline() {
        for text in [
            "Warning: The road is closed.",
            "BREAKING: The road is closed.",
            "NEW: The road is closed.",
            "PLEASE NOTE: The road is closed.",
            "The 2008 - 9 crisis went on.",
            "Smith, 2008 - The road is closed.",
            "UPDATE 1 - The road is closed.",
            "Ana Pereira — the new minister — said so.",
            "Ana Pereira, Angola — The minister — said so.",
            "The minister said: We go.",
            "US: The road is closed.",
            "NATO — the alliance — said so.",
            "HTTP://example.org is closed.",
            "He said so.",
            "Smith (R) — The senator said.",
            ":",
            "—",
            "",
        ] {
            check(text);
        }
    }

    #[test]
    fn a_speaker_in_a_transcript_is_a_turn() {
        assert!(is_turn("MR PRICE: Good afternoon."));
        assert!(!is_turn("Mr Price: Good afternoon."));
    }
}
