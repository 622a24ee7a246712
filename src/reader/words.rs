//! The words of the interface, in English: all of them are here, none elsewhere in the reader's view-model.

use crate::dossier::Status;
use crate::recognise::Kind;
use crate::text::{Date, Days, Weekday, upper};

/// What a card says of a person or an organisation for which nothing but the article is at hand.
pub const FROM_ARTICLE_ALONE: &str = "Known from this article alone.";
/// What a card says of a date that names no day, or that cannot be counted from a publication date.
pub const NOT_RESOLVED: &str = "Not resolved to a day of the calendar.";

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// One of a kind: "person".
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Person",
        Kind::Organisation => "Organisation",
        Kind::Place => "Place",
        Kind::Date => "Date",
    }
}

/// Many of a kind: "People".
pub const fn kinds(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "People",
        Kind::Organisation => "Organisations",
        Kind::Place => "Places",
        Kind::Date => "Dates",
    }
}

/// An office with how somebody stands to it: "Acting Coordinator", "President-elect".
pub fn office(status: Status, title: &str) -> String {
    match status {
        Status::Current | Status::Other => capitalised(title),
        Status::Acting => ["Acting ", title].concat(),
        Status::Former => ["Former ", title].concat(),
        Status::Elect => {
            let head =
                [" of ", " for "].iter().filter_map(|word| title.find(word)).min().unwrap_or(title.len());
            let (head, rest) = title.split_at(head);
            [&capitalised(head), "-elect", rest].concat()
        }
        Status::Nominee => ["Nominee for ", title].concat(),
    }
}

/// A day: "3 March 2023".
pub fn day(date: Date) -> String {
    [&date.day().to_string(), " ", &month(date)].concat()
}

/// A day or a range of days: "Friday, 3 March 2023", "6–7 March 2023", "February 2023", "2023".
pub fn days(days: Days) -> String {
    let (first, last) = (days.first, days.last);
    let whole_months = first.day() == 1 && last.day() == Date::days_in_month(last.year(), last.month());
    if first == last {
        return [weekday(first.weekday()), ", ", &day(first)].concat();
    }
    let same_year = first.year() == last.year();
    let same_month = same_year && first.month() == last.month();
    if whole_months && same_year && first.month() == 1 && last.month() == 12 {
        return first.year().to_string();
    }
    if whole_months && same_month {
        return month(first);
    }
    if whole_months {
        return [&month(first), " – ", &month(last)].concat();
    }
    if same_month {
        return [&first.day().to_string(), "–", &day(last)].concat();
    }
    [&day(first), " – ", &day(last)].concat()
}

/// How often something is mentioned: "once", "twice", "5 times".
pub fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => [&count.to_string(), " times"].concat(),
    }
}

/// "Mention 2 of 5".
pub fn mention_of(number: usize, count: usize) -> String {
    ["Mention ", &number.to_string(), " of ", &count.to_string()].concat()
}

/// "4 mentions".
pub fn mentions(count: usize) -> String {
    if count == 1 { "1 mention".to_owned() } else { [&count.to_string(), " mentions"].concat() }
}

/// "on 3 March 2023".
pub fn as_of(date: Date) -> String {
    ["on ", &day(date)].concat()
}

/// Said when the marks of one kind, or of all, were switched.
pub fn marks_switched(kind: Option<Kind>, shown: bool) -> String {
    let what = kind.map_or("People, organisations, places and dates", kinds);
    [what, if shown { " are marked." } else { " are no longer marked." }].concat()
}

/// How long a text of `words` words takes to read. Most adults read 175 to 300 words of English non-fiction a
/// minute (M. Brysbaert, "How many words do we read per minute?", Journal of Memory and Language 109, 2019).
pub fn reading_time(words: usize) -> String {
    const FAST: usize = 300;
    const SLOW: usize = 175;
    let least = words.div_ceil(FAST).max(1).to_string();
    let most = words.div_ceil(SLOW).max(1).to_string();
    if least == most { [&least, " min read"].concat() } else { [&least, "–", &most, " min read"].concat() }
}

/// Where a passage stands: "paragraph 5".
pub fn paragraph(number: usize) -> String {
    ["paragraph ", &number.to_string()].concat()
}

fn month(date: Date) -> String {
    [MONTHS[usize::from(date.month()) - 1], " ", &date.year().to_string()].concat()
}

const fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| [upper(first)].into_iter().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_words() {
        for (first, last, words) in [
            ("2023-03-03", "2023-03-03", "Friday, 3 March 2023"),
            ("2023-03-06", "2023-03-07", "6–7 March 2023"),
            ("2023-02-28", "2023-03-02", "28 February 2023 – 2 March 2023"),
            ("2023-02-01", "2023-02-28", "February 2023"),
            ("2024-02-01", "2024-02-28", "1–28 February 2024"),
            ("2023-02-01", "2023-03-31", "February 2023 – March 2023"),
            ("2023-01-01", "2023-12-31", "2023"),
            ("2022-12-30", "2023-01-02", "30 December 2022 – 2 January 2023"),
        ] {
            let range = Days::between(first.parse().unwrap(), last.parse().unwrap());
            assert_eq!(days(range), words);
        }
    }

    #[test]
    fn offices_in_words() {
        for (status, words) in [
            (Status::Current, "Minister of Tides"),
            (Status::Acting, "Acting minister of Tides"),
            (Status::Former, "Former minister of Tides"),
            (Status::Elect, "Minister-elect of Tides"),
            (Status::Nominee, "Nominee for minister of Tides"),
        ] {
            assert_eq!(office(status, "minister of Tides"), words);
        }
        assert_eq!(office(Status::Current, ""), "");
    }

    #[test]
    fn reading_times_are_ranges() {
        for (words, said) in
            [(0, "1 min read"), (170, "1 min read"), (320, "2 min read"), (1200, "4–7 min read")]
        {
            assert_eq!(reading_time(words), said);
        }
    }
}
