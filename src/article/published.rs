//! The day of publication, where a line says nothing else: "Friday, August 15, 2008".

use super::shape;
use super::words::{self, Class};
use crate::text::Date;

/// The longest line with a date alone, in characters: "Published on Wednesday, September 24, 2008 at 10:30 p.m. GMT".
const MAX_LINE: usize = 90;

/// The longest line with an author or a newspaper besides its date, in characters.
const MAX_SIGNED: usize = 120;

/// What a line with a date alone says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A day.
    Day(Date),
    /// A date that cannot be trusted, and why.
    Refused(String),
    /// The date of a later change.
    Updated,
}

/// Reads a line that is a date, with or without weekday and time of day; `None` for any other line. A date in figures
/// alone is read only when it is ISO 8601 or can mean one day.
pub(super) fn read(line: &str) -> Option<Reading> {
    if shape::is_longer(line, MAX_LINE) || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let words = line.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '·' | '•'));
    let words = words.filter(|word| !word.is_empty());
    let mut words = words.map(|word| word.trim_end_matches([':', '.']));
    let mut first = words.next()?;
    let mut updated = false;
    while updates(first) || words::is(Class::Published, first) {
        updated |= updates(first);
        first = words.next()?;
    }
    let weekday = words::value(Class::Weekday, first);
    if weekday.is_some() {
        first = words.next()?;
    }
    let written = if first.len() >= FIGURES && first.starts_with(|c: char| c.is_ascii_digit()) {
        Written::figures(first)?
    } else if let Some(month) = words::value(Class::Month, first) {
        Written { day: day(words.next()?)?, month, year: year(words.next()?)?, unsure: false }
    } else {
        let day = day(first)?;
        let month = words.find(|word| *word != "of").and_then(|word| words::value(Class::Month, word))?;
        Written { day, month, year: year(words.next()?)?, unsure: false }
    };
    let only_date = words.take_while(|word| !updates(word)).all(is_time);
    only_date.then(|| if updated { Reading::Updated } else { written.read(line, weekday) })
}

/// The length in bytes of the shortest date in figures: "3/3/2023".
const FIGURES: usize = 8;

/// Reads the date behind an author's name, "Jane Doe Published March 4, 2023 07:06am".
pub(super) fn read_signed(line: &str) -> Option<Reading> {
    if shape::is_longer(line, MAX_SIGNED) {
        return None;
    }
    let starts = line.char_indices().filter(|(_, c)| c.is_whitespace());
    starts.map(|(at, _)| line[at..].trim_start()).find_map(|rest| {
        let word = first_word(rest);
        let says_so = word.starts_with(char::is_uppercase) && (publishes(word) || updates(word));
        if says_so { read(rest) } else { None }
    })
}

/// Reads the date at an article's end, "Published in The Paper, March 4th, 2023".
pub(super) fn read_closing(line: &str) -> Option<Reading> {
    let said = publishes(first_word(line)) && !shape::is_longer(line, MAX_SIGNED);
    if said { line.match_indices(',').find_map(|(at, _)| read(line[at + 1..].trim())) } else { None }
}

fn first_word(line: &str) -> &str {
    line.split(|c: char| c.is_whitespace() || c == ':').next().unwrap_or_default()
}

/// Whether `word` alone says that a date is the day of publication.
fn publishes(word: &str) -> bool {
    words::value(Class::Published, word) == Some(1)
}

/// Whether `word` says that a date is the day of a change.
fn updates(word: &str) -> bool {
    words::is(Class::Updated, word)
}

/// Reads the date that runs into a paragraph's first sentence, "Thursday, May 7, 2015 On Tuesday, ...": with weekday and
/// year, and without a word or a mark that would make it part of the sentence.
pub(super) fn read_opening(paragraph: &str) -> Option<Reading> {
    let spaces = paragraph.match_indices(' ').map(|(at, _)| at);
    let end = spaces.take(OPENING_WORDS).last()?;
    let (opening, rest) = (&paragraph[..end], paragraph[end..].trim_start());
    let first = opening.split([' ', ',']).next().unwrap_or_default();
    let apart = rest.starts_with(char::is_uppercase) && opening.ends_with(|c: char| c.is_ascii_digit());
    if apart && words::is(Class::Weekday, first) { read(opening) } else { None }
}

/// The words of "Thursday, May 7, 2015".
const OPENING_WORDS: usize = 4;

/// Reads the date in a dateline, "LONDON, March 3, 2023 (Reuters) -", when it has a year.
pub(super) fn read_dateline(dateline: &str) -> Option<Reading> {
    let head = dateline.split('(').next()?.trim_end_matches(|c: char| !c.is_alphanumeric());
    head.match_indices(',').find_map(|(at, _)| read(head[at + 1..].trim()))
}

/// Whether `text` is a year alone.
pub(super) fn is_year(text: &str) -> bool {
    year(text).is_some()
}

/// Whether `text` is a day, with or without a year behind: "March 3", "3 March 2023", "Friday".
pub(super) fn is_day(text: &str) -> bool {
    let mut words = text.split(char::is_whitespace).filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return false };
    let second = words.next();
    let month = |word: &str| words::value(Class::Month, word.trim_end_matches('.')).is_some();
    let begins = match second {
        None => words::is(Class::Weekday, first),
        Some(second) => (month(first) && day(second).is_some()) || (day(first).is_some() && month(second)),
    };
    begins && words.all(|word| year(word).is_some())
}

/// A date as written, before the calendar has its say.
struct Written {
    day: u8,
    month: u8,
    year: i32,
    /// Whether day and month could be the other way about.
    unsure: bool,
}

impl Written {
    /// "2023-03-03", "2023-03-03T10:00:00Z", "25/12/2023".
    fn figures(word: &str) -> Option<Self> {
        if let Ok(date) = word.parse::<Date>() {
            return Some(Self { day: date.day(), month: date.month(), year: date.year(), unsure: false });
        }
        let mut parts = word.split(['/', '.', '-']);
        let (first, second, last) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        let (first, second, year) = (day(first)?, day(second)?, year(last)?);
        let (day, month) = if second > 12 { (second, first) } else { (first, second) };
        Some(Self { day, month, year, unsure: first != second && first <= 12 && second <= 12 })
    }

    fn read(&self, line: &str, weekday: Option<u8>) -> Reading {
        if self.unsure {
            return Reading::Refused(format!(
                "\"{line}\" may be two days: not read as the day of publication; write YYYY-MM-DD"
            ));
        }
        let Some(date) = Date::new(self.year, self.month, self.day) else {
            return Reading::Refused(format!(
                "\"{line}\" is not in the calendar: not read as the day of publication"
            ));
        };
        let right = date.weekday();
        match weekday {
            Some(given) if given != right as u8 + 1 => Reading::Refused(format!(
                "\"{line}\": {date} is a {right:?}: not read as the day of publication"
            )),
            _ => Reading::Day(date),
        }
    }
}

/// A day of the month, "3" or "3rd".
fn day(word: &str) -> Option<u8> {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, ending) = word.split_at(digits);
    let ordinal = matches!(ending, "" | "st" | "nd" | "rd" | "th");
    number.parse().ok().filter(|day| ordinal && (1..=31).contains(day))
}

/// A year in four figures.
fn year(word: &str) -> Option<i32> {
    let figures = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    if figures { word.parse().ok() } else { None }
}

/// Whether `word` can stand in a time of day: "at", "10:30", "07:06am", "p.m", "GMT", "+05:00".
fn is_time(word: &str) -> bool {
    let zone = (1..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let clock =
        word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
    let half = ["am", "pm", "a.m", "p.m"].iter().any(|half| word.to_ascii_lowercase().ends_with(half));
    let hour = word.starts_with(|c: char| c.is_ascii_digit()) && half;
    zone || clock || hour || matches!(word, "at" | "am" | "pm" | "a.m" | "p.m" | "-" | "–" | "—")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_alone_on_a_line() {
        for (line, expected) in [
            ("Friday, August 15, 2008", "2008-08-15"),
            ("Fri 15 Aug 2008", "2008-08-15"),
            ("March 3, 2023", "2023-03-03"),
            ("Mar. 3, 2023", "2023-03-03"),
            ("3 March 2023", "2023-03-03"),
            ("3rd of March, 2023", "2023-03-03"),
            ("2023-03-03", "2023-03-03"),
            ("2023-03-03T22:10:00+05:00", "2023-03-03"),
            ("Published March 4, 2023 07:06am", "2023-03-04"),
            ("Posted on: March 3, 2023 at 5:12 p.m. EST", "2023-03-03"),
            ("25/12/2022", "2022-12-25"),
            ("03.03.2023", "2023-03-03"),
        ] {
            let date = expected.parse().unwrap();
            assert_eq!(read(line), Some(Reading::Day(date)), "{line}");
        }
    }

    #[test]
    fn dates_that_cannot_be_trusted() {
        for (line, why) in [
            ("Monday, August 15, 2008", "2008-08-15 is a Friday"),
            ("February 30, 2023", "not in the calendar"),
            ("03/04/2023", "two days"),
        ] {
            match read(line) {
                Some(Reading::Refused(message)) => {
                    assert!(message.contains(why) && message.contains(line), "{message}")
                }
                other => panic!("{line}: {other:?}"),
            }
        }
    }

    #[test]
    fn lines_that_say_something_else() {
        for line in [
            "",
            "March 3",
            "On March 3, 2023, the envoy left",
            "March 3, 2023: the day it rained",
            "1984",
            "12:30",
            "Chapter 3",
            "٣ مارس ٢٠٢٣",
            "2023–2024 was good",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn dates_of_changes() {
        for line in
            ["Updated March 4, 2023", "Last updated on: 4 March 2023 10:30 GMT", "Modified 2023-03-04"]
        {
            assert_eq!(read(line), Some(Reading::Updated), "{line}");
        }
        assert_eq!(read("Published March 3, 2023 Updated March 4, 2023"), day_of("2023-03-03"));
    }

    #[test]
    fn dates_with_an_author_or_a_newspaper() {
        assert_eq!(read_signed("Jane Doe Published March 4, 2023 07:06am"), day_of("2023-03-04"));
        assert_eq!(read_signed("Jane Doe Updated: March 4, 2023"), Some(Reading::Updated));
        assert_eq!(read_signed("Envoy to hold talks on March 4, 2023"), None);
        assert_eq!(read_signed("Book Published Late"), None);
        assert_eq!(read_closing("Published in The Paper, March 4th, 2023"), day_of("2023-03-04"));
        assert_eq!(read_closing("He left The Paper, March 4th, 2023"), None);
        assert_eq!(read_closing(""), None);
    }

    fn day_of(date: &str) -> Option<Reading> {
        Some(Reading::Day(date.parse().unwrap()))
    }

    #[test]
    fn dates_that_open_a_paragraph() {
        assert_eq!(read_opening("Thursday, May 7, 2015 On Tuesday, the envoy left."), day_of("2015-05-07"));
        assert_eq!(read_opening("Thursday 7 May 2015 The envoy left."), day_of("2015-05-07"));
        for other in ["Thursday, May 7, 2015, the envoy left.", "May 7, 2015 was a Thursday.", "Thursday", ""]
        {
            assert_eq!(read_opening(other), None, "{other}");
        }
        assert_eq!(read_dateline("KABUL, Afghanistan, March 3, 2023 (AP) —"), day_of("2023-03-03"));
        assert_eq!(read_dateline("London, 3 March 2023:"), day_of("2023-03-03"));
        assert_eq!(read_dateline("ISLAMABAD, March 3 (Reuters) -"), None);
    }

    #[test]
    fn days_in_a_dateline() {
        for day in ["March 3", "3 March 2023", "Mar. 3", "Friday"] {
            assert!(is_day(day), "{day}");
        }
        for other in ["", "Afghanistan", "March", "March On", "3", "2023"] {
            assert!(!is_day(other), "{other}");
        }
    }
}
