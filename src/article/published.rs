//! The day of publication, where a line says nothing else: "Friday, August 15, 2008".

use super::shape;
use super::words::{self, Class};
use crate::text::Date;

/// The longest line with a date alone, in characters: "Published on Wednesday, September 24, 2008 at 10:30 p.m. GMT".
const MAX_LINE: usize = 70;

/// What a line with a date alone says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A day.
    Day(Date),
    /// A date that cannot be trusted, and why.
    Refused(String),
}

/// Reads a line that is a date, with or without weekday and time of day; `None` for any other line. A date in figures
/// alone is read only when it is ISO 8601 or can mean one day.
pub(super) fn read(line: &str) -> Option<Reading> {
    if shape::is_longer(line, MAX_LINE) || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut words = line.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '·' | '•'));
    let mut words =
        words.by_ref().filter(|word| !word.is_empty()).map(|word| word.trim_end_matches([':', '.']));
    let mut first = words.next()?;
    while words::is(Class::Published, first) {
        first = words.next()?;
    }
    let weekday = words::value(Class::Weekday, first);
    if weekday.is_some() {
        first = words.next()?;
    }
    let written = if first.len() >= 8 && first.starts_with(|c: char| c.is_ascii_digit()) {
        Written::figures(first)?
    } else if let Some(month) = words::value(Class::Month, first) {
        Written { day: day(words.next()?)?, month, year: year(words.next()?)?, unsure: false }
    } else {
        let day = day(first)?;
        let month = words.find(|word| *word != "of").and_then(|word| words::value(Class::Month, word))?;
        Written { day, month, year: year(words.next()?)?, unsure: false }
    };
    words.all(is_time).then(|| written.read(line, weekday))
}

/// Whether `text` is a day without a year, with or without one behind: "March 3", "3 March 2023", "Friday".
pub(super) fn is_day(text: &str) -> bool {
    let mut words = text.split(char::is_whitespace).filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return false };
    let second = words.next();
    let month = |word: &str| words::value(Class::Month, word.trim_end_matches('.')).is_some();
    let begins = match second {
        None => words::is(Class::Weekday, first) || year(first).is_some(),
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
            "Updated March 3, 2023",
            "Chapter 3",
            "٣ مارس ٢٠٢٣",
            "2023–2024 was good",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn days_in_a_dateline() {
        for day in ["March 3", "3 March 2023", "Mar. 3", "Friday", "2023"] {
            assert!(is_day(day), "{day}");
        }
        for other in ["", "Afghanistan", "March", "March On", "3", "45"] {
            assert!(!is_day(other), "{other}");
        }
    }
}
