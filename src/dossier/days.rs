//! Dates resolved to days, against the day of publication.

use crate::article::Article;
use crate::recognise::{DateExpression, Kind, Unit};
use crate::text::{Date, Days, Span, among};

use super::pace::rest_at;
use super::stream::Stream;

/// The days of each mention, in step with `found.mentions`; `None` for what is no date, or cannot be said.
///
/// A day or month without a year is the one nearest to publication (news speaks of weeks, not decades); a bare weekday
/// is the last one up to publication, or the next one where the sentence speaks of the future before it. An eve is the day
/// before; "a day earlier" goes back from the one date before it in its sentence. Without a publication date only
/// expressions with a year are resolved.
pub(super) async fn resolve(article: &Article, stream: &Stream<'_>) -> Vec<Option<Days>> {
    let found = stream.found;
    let mut expressions = found.dates.iter().peekable();
    let mut days = Vec::with_capacity(found.mentions.len());
    for (turn, mention) in found.mentions.iter().enumerate() {
        rest_at(turn).await;
        if mention.kind != Kind::Date {
            days.push(None);
            continue;
        }
        while expressions.next_if(|(span, _)| span.start < mention.span.start).is_some() {}
        let expression =
            expressions.peek().filter(|(span, _)| *span == mention.span).map(|(_, expression)| *expression);
        let future = || {
            let sentence = stream.around(mention.span);
            let before = article.text.get(sentence.start..mention.span.start).unwrap_or_default();
            let mut last = "";
            before.split_whitespace().any(|word| {
                // "is to meet", but not "travelled to Geneva".
                let to = word == "to" && among(last, "is are due set expected going plans planned");
                last = word;
                to || among(word, "will would shall due upcoming scheduled")
            })
        };
        let resolved = if expression == Some(DateExpression::DayEarlier) {
            anchor(stream, mention.span, &days)
        } else {
            expression.and_then(|expression| resolve_one(expression, article.meta.published, future))
        };
        let eve = expression == Some(DateExpression::DayEarlier)
            || mention.span.of(&article.text).starts_with("eve ");
        days.push(resolved.map(|days| if eve { Days::one(days.first.plus_days(-1)) } else { days }));
    }
    days
}

/// The day that "the previous day" goes back from: the only date before it in its sentence.
fn anchor(stream: &Stream<'_>, span: Span, days: &[Option<Days>]) -> Option<Days> {
    let from = stream.mention_from(stream.around(span).start);
    let mut before = (from..days.len()).filter(|&index| stream.found.mentions[index].kind == Kind::Date);
    let only = before.next().filter(|_| before.next().is_none());
    days[only?].filter(|days| days.first == days.last)
}

fn resolve_one(
    expression: DateExpression,
    published: Option<Date>,
    future: impl Fn() -> bool,
) -> Option<Days> {
    match expression {
        DateExpression::Day { year: Some(year), month, day, last, weekday } => {
            let days = range(year, month, day, last)?;
            // A weekday that contradicts the date makes the date doubtful: it is left unresolved.
            let agrees = weekday.is_none_or(|weekday| days.first.weekday() as u8 + 1 == weekday);
            agrees.then_some(days)
        }
        DateExpression::Month { year: Some(year), month, .. } => month_days(year, month),
        DateExpression::Year(year) => year_days(year),
        relative => resolve_relative(relative, published?, future),
    }
}

fn resolve_relative(expression: DateExpression, published: Date, future: impl Fn() -> bool) -> Option<Days> {
    match expression {
        DateExpression::Day { month, day, last, weekday, .. } => {
            let years = published.year() - 1..=published.year() + 1;
            let candidates = years.filter_map(|year| range(year, month, day, last));
            let agreeing = candidates
                .filter(|days| weekday.is_none_or(|weekday| days.first.weekday() as u8 + 1 == weekday));
            agreeing.min_by_key(|days| distance(days.first, published))
        }
        DateExpression::Month { month, shift, .. } => {
            let years = published.year() - 1..=published.year() + 1;
            let months = years.filter_map(|year| month_days(year, month));
            match shift {
                -1 => months.rev().find(|days| days.last < published),
                1 => months.into_iter().find(|days| days.first > published),
                _ => months.min_by_key(|days| distance_to_range(*days, published)),
            }
        }
        DateExpression::Weekday(weekday, shift) => {
            let today = published.weekday() as i32 + 1;
            let back = (today - i32::from(weekday)).rem_euclid(7);
            let day = match shift {
                -1 => published.plus_days(if back == 0 { -7 } else { -back }),
                1 => published.plus_days(7 - back),
                _ if back != 0 && future() => published.plus_days(7 - back),
                _ => published.plus_days(-back),
            };
            Some(Days::one(day))
        }
        DateExpression::Day0(shift) => Some(Days::one(published.plus_days(shift.into()))),
        DateExpression::Unit(Unit::Week, shift) => {
            let monday = published.plus_days(-(published.weekday() as i32) + 7 * i32::from(shift));
            Some(Days::between(monday, monday.plus_days(6)))
        }
        DateExpression::Unit(Unit::Month, shift) => {
            let months = published.year() * 12 + i32::from(published.month()) - 1 + i32::from(shift);
            month_days(months.div_euclid(12), months.rem_euclid(12) as u8 + 1)
        }
        DateExpression::Unit(Unit::Year, shift) => year_days(published.year() + i32::from(shift)),
        DateExpression::Year(year) => year_days(year),
        DateExpression::DayEarlier => None,
    }
}

fn range(year: i32, month: u8, day: u8, last: u8) -> Option<Days> {
    Some(Days::between(Date::new(year, month, day)?, Date::new(year, month, last)?))
}

fn month_days(year: i32, month: u8) -> Option<Days> {
    range(year, month, 1, Date::days_in_month(year, month))
}

fn year_days(year: i32) -> Option<Days> {
    Some(Days::between(Date::new(year, 1, 1)?, Date::new(year, 12, 31)?))
}

fn distance(day: Date, from: Date) -> i32 {
    (day.day_number() - from.day_number()).abs()
}

fn distance_to_range(days: Days, from: Date) -> i32 {
    if days.first <= from && from <= days.last {
        0
    } else {
        distance(days.first, from).min(distance(days.last, from))
    }
}
