//! The grammar of dates: which words name a day, a range, a month or a year, and what they say.

use std::ops::Range;

use crate::text::{TokenKind, among};

use super::lexicon::Class;
use super::organisations::is_paper;
use super::scan::Scan;

/// What a date expression says, before the publication date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateExpression {
    /// A day of a month, the year perhaps unsaid; the weekday where it is said (1 is Monday).
    Day {
        /// As written.
        year: Option<i32>,
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
        /// The last day of a range in the same month, else `day`.
        last: u8,
        /// 1 to 7, where said.
        weekday: Option<u8>,
    },
    /// A whole month.
    Month {
        /// As written.
        year: Option<i32>,
        /// 1 to 12.
        month: u8,
        /// Months to move by: "last March" is -1, "next March" +1, else 0.
        shift: i8,
    },
    /// A whole year.
    Year(i32),
    /// A day of the week; the shift is -1 for "last", +1 for "next", else 0.
    Weekday(u8, i8),
    /// Days from the day of publication: "yesterday" is -1.
    Day0(i8),
    /// A unit from the one of publication: "last month" is (Month, -1).
    Unit(Unit, i8),
    /// The day before the date that the sentence names before: "a day earlier".
    DayEarlier,
}

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

/// All date expressions of the block, in order.
pub(crate) fn dates(scan: &Scan<'_>) -> Vec<(Range<usize>, DateExpression)> {
    let mut dates = Vec::new();
    let mut at = 0;
    while let Some(first) = scan.next_date(at) {
        at = first + 1;
        if let Some((end, expression)) = date_at(scan, first) {
            dates.push((first..end, expression));
            at = end;
        }
    }
    dates
}

fn date_at(scan: &Scan<'_>, at: usize) -> Option<(usize, DateExpression)> {
    let date = match scan.str(at) {
        "eve" => eve(scan, at),
        "previous" | "day" => day_earlier(scan, at),
        _ => None,
    };
    if let Some(date) = date.or_else(|| ago(scan, at)) {
        return Some(date);
    }
    if scan.tokens[at].kind == TokenKind::Number {
        return iso(scan, at).or_else(|| day_first(scan, at, None)).or_else(|| lone_year(scan, at));
    }
    if !scan.has(at, Class::WEEKDAY.with(Class::MONTH).with(Class::TIME)) {
        return None;
    }
    weekday(scan, at).or_else(|| month_first(scan, at, None)).or_else(|| relative(scan, at))
}

/// "2023-03-06"
fn iso(scan: &Scan<'_>, at: usize) -> Option<(usize, DateExpression)> {
    let (year, month, day) = (year_at(scan, at)?, number(scan, at + 2)?, number(scan, at + 4)?);
    let shape = scan.is_joint(at + 1) && scan.is_joint(at + 3) && scan.str(at + 2).len() == 2;
    let known = shape && (1..=12).contains(&month) && (1..=31).contains(&day);
    let (month, day) = (month as u8, day as u8);
    known.then_some((at + 5, DateExpression::Day { year: Some(year), month, day, last: day, weekday: None }))
}

/// "Friday", "last Friday", "Friday, August 15, 2008", "Friday 3 March"
fn weekday(scan: &Scan<'_>, at: usize) -> Option<(usize, DateExpression)> {
    let shift = shift(scan, at);
    let at = at + usize::from(shift.is_some());
    // "the Sunday Times"
    if !scan.has(at, Class::WEEKDAY) || !scan.is_capital(at) || is_paper(scan, at + 1) {
        return None;
    }
    let day = scan.number(at);
    let next = if scan.str(at + 1) == "," { at + 2 } else { at + 1 };
    let full = month_first(scan, next, Some(day)).or_else(|| day_first(scan, next, Some(day)));
    let full = full.filter(|(_, date)| matches!(date, DateExpression::Day { .. }));
    full.or(Some((at + 1, DateExpression::Weekday(day, shift.unwrap_or(0)))))
}

/// "March 6-7, 2023", "March 6", "March 2023", "March"
fn month_first(scan: &Scan<'_>, at: usize, weekday: Option<u8>) -> Option<(usize, DateExpression)> {
    let shift = if weekday.is_none() { shift(scan, at) } else { None };
    let at = at + usize::from(shift.is_some());
    let month = month(scan, at)?;
    if let Some(day) = day(scan, at + 1) {
        let (end, last) = last_day(scan, at + 2, day);
        let comma = usize::from(scan.str(end) == ",");
        let year = year_at(scan, end + comma);
        let end = if year.is_some() { end + comma + 1 } else { end };
        return Some((end, DateExpression::Day { year, month, day, last, weekday }));
    }
    let comma = usize::from(scan.str(at + 1) == ",");
    if let Some(year) = year_at(scan, at + 1 + comma) {
        return Some((at + 2 + comma, DateExpression::Month { year: Some(year), month, shift: 0 }));
    }
    // "May" and "March" are words, "April" and "June" names: alone they are months only after a word of time.
    let word_of_time = |at: usize| {
        scan.is_any(at, "in since until till by during of late early mid from to this through between before after every each for and -")
    };
    let sure = shift.is_some() || (at > 0 && word_of_time(at - 1));
    let named = scan.is_capital(at + 1) || scan.has(at + 1, Class::SPEECH);
    let lone = !named && (sure || !matches!(month, 3..=6 | 8));
    lone.then_some((at + 1, DateExpression::Month { year: None, month, shift: shift.unwrap_or(0) }))
}

/// "6 March 2023", "6-7 March", "the 6th of March"
fn day_first(scan: &Scan<'_>, at: usize, weekday: Option<u8>) -> Option<(usize, DateExpression)> {
    let day = day(scan, at)?;
    let (next, last) = last_day(scan, at + 1, day);
    let next = next + usize::from(scan.str(next) == "of");
    let month = month(scan, next)?;
    let comma = usize::from(scan.str(next + 1) == ",");
    let year = year_at(scan, next + 1 + comma);
    let end = if year.is_some() { next + 2 + comma } else { next + 1 };
    Some((end, DateExpression::Day { year, month, day, last, weekday }))
}

/// "in 2008", "since 1999": a year needs a word of time before it, or brackets around it.
fn lone_year(scan: &Scan<'_>, at: usize) -> Option<(usize, DateExpression)> {
    let year = year_at(scan, at)?;
    let before = |words: &str| at > 0 && scan.is_any(at - 1, words);
    let time =
        before("in since until by of from during early late mid before after between and to through ( year");
    let unit = scan.is_lower(at + 1) && !scan.has(at + 1, Class::STOP) && before("of to from and by");
    let open = before("(") && scan.str(at + 1) != ")";
    (time && !unit && !open).then_some((at + 1, DateExpression::Year(year)))
}

/// "yesterday", "last week", "this year"
fn relative(scan: &Scan<'_>, at: usize) -> Option<(usize, DateExpression)> {
    if let Some(day) = choose(scan, at, &[("yesterday", -1), ("today", 0), ("tomorrow", 1)]) {
        return Some((at + 1, DateExpression::Day0(day)));
    }
    let shift = shift(scan, at)?;
    let unit = choose(scan, at + 1, &[("week", Unit::Week), ("month", Unit::Month), ("year", Unit::Year)])?;
    Some((at + 2, DateExpression::Unit(unit, shift)))
}

/// "eve of Friday", "eve of their March 6 summit": the day itself; that the eve is meant, the mention's first word says.
fn eve(scan: &Scan<'_>, at: usize) -> Option<(usize, DateExpression)> {
    if !scan.is(at + 1, "of") {
        return None;
    }
    let skipped = usize::from(scan.is_any(at + 2, "the his her its their"));
    date_at(scan, at + 2 + skipped).filter(|(_, date)| {
        matches!(date, DateExpression::Day { .. } | DateExpression::Weekday(..) | DateExpression::Day0(_))
    })
}

/// "two days ago", "a week ago", but not "more than two days ago"
fn ago(scan: &Scan<'_>, at: usize) -> Option<(usize, DateExpression)> {
    if !scan.is(at + 2, "ago") {
        return None;
    }
    let said = COUNTS.iter().position(|&count| scan.is_any(at, count)).map(|index| index as i8 + 1);
    let count =
        said.or_else(|| number(scan, at).filter(|&count| count <= MAX_AGO).map(|count| count as i8))?;
    let vague = "than over about around nearly almost some least roughly or to -";
    let unit = scan.str(at + 1);
    let expression = match unit.strip_suffix('s').unwrap_or(unit) {
        "day" => DateExpression::Day0(-count),
        "week" => DateExpression::Unit(Unit::Week, -count),
        "month" => DateExpression::Unit(Unit::Month, -count),
        "year" => DateExpression::Unit(Unit::Year, -count),
        _ => return None,
    };
    (at == 0 || !scan.is_any(at - 1, vague)).then_some((at + 3, expression))
}

/// The counts of [`ago`] in words, from one.
const COUNTS: [&str; 10] = ["a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
/// Larger numbers before "ago" are round ones.
const MAX_AGO: u32 = 31;

/// "previous day", "day earlier", but not "day earlier than planned"
fn day_earlier(scan: &Scan<'_>, at: usize) -> Option<(usize, DateExpression)> {
    let said = match scan.str(at) {
        "previous" => scan.str(at + 1) == "day",
        "day" => scan.str(at + 1) == "earlier" && at > 0 && among(scan.str(at - 1), "a one"),
        _ => false,
    };
    (said && scan.str(at + 2) != "than").then_some((at + 2, DateExpression::DayEarlier))
}

/// -1 for "last", 0 for "this", +1 for "next", where a word of the calendar follows.
fn shift(scan: &Scan<'_>, at: usize) -> Option<i8> {
    choose(scan, at, &[("last", -1), ("this", 0), ("next", 1)])
}

/// What stands beside the word that token `at` is.
fn choose<T: Copy>(scan: &Scan<'_>, at: usize, choices: &[(&str, T)]) -> Option<T> {
    let token = scan.str(at);
    choices.iter().find(|(word, _)| word.eq_ignore_ascii_case(token)).map(|(_, choice)| *choice)
}

fn month(scan: &Scan<'_>, at: usize) -> Option<u8> {
    (scan.has(at, Class::MONTH) && scan.is_capital(at)).then(|| scan.number(at))
}

fn number(scan: &Scan<'_>, at: usize) -> Option<u32> {
    let digits = scan.str(at);
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// "6", "6th"
fn day(scan: &Scan<'_>, at: usize) -> Option<u8> {
    let text = scan.str(at);
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(text);
    let day: u8 = (digits.len() <= 2).then(|| digits.parse().ok())??;
    (1..=31).contains(&day).then_some(day)
}

/// The end of a range of days that goes on at `at` ("-7", " and 7", " to 7"), and its last day.
fn last_day(scan: &Scan<'_>, at: usize, first: u8) -> (usize, u8) {
    let joins = among(scan.str(at), "- – \u{2010} \u{2011} and to &");
    let last = if joins { day(scan, at + 1).filter(|&last| last > first) } else { None };
    last.map_or((at, first), |last| (at + 2, last))
}

/// A year from 1000 to 2199 in four digits.
fn year_at(scan: &Scan<'_>, at: usize) -> Option<i32> {
    let year = number(scan, at).filter(|_| scan.str(at).len() == 4)?;
    (1000..2200).contains(&year).then_some(year as i32)
}

#[cfg(test)]
mod tests {
    use super::super::gazetteer::Gazetteer;
    use super::*;
    use crate::text::Span;

    fn found(text: &str) -> String {
        let gazetteer = Gazetteer::default();
        let scan = Scan::new(text, Span::new(0, text.len()), &gazetteer);
        let spans = dates(&scan).into_iter().map(|(range, _)| scan.span(&range).of(text));
        spans.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn what_is_a_date() {
        for (text, expected) in [
            ("said on Friday, will visit from March 6-7 for", "Friday|March 6-7"),
            ("visited Islamabad February 16-17 to", "February 16-17"),
            ("In February, he may march", "February"),
            ("Friday, August 15, 2008", "Friday, August 15, 2008"),
            ("on 12 February to discuss, on the 3rd of June 1999.", "12 February|3rd of June 1999"),
            ("June Lee met April May in May", "May"),
            ("from October 25-26, 2016, an event", "October 25-26, 2016"),
            ("last week and next year, unveiled in 1999 (2003)", "last week|next year|1999|2003"),
            ("of 2000 people, room 1400", ""),
            ("on 2023-03-06 or yesterday", "2023-03-06|yesterday"),
            ("last Friday, late March", "last Friday|March"),
            (
                "the eve of Friday, on the eve of his March 6 visit, the eve of the vote",
                "eve of Friday|eve of his March 6",
            ),
            (
                "two days ago, a week ago, 3 months ago, over two years ago, 200 years ago, long ago",
                "two days ago|a week ago|3 months ago",
            ),
            (
                "the previous day, a day earlier, a day earlier than planned, every day earlier",
                "previous day|day earlier",
            ),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
