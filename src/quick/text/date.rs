//! Calendar days of the proleptic Gregorian calendar, as news uses them.

use std::fmt;
use std::str::FromStr;

/// A calendar day. Ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

/// An inclusive range of days; a single day has `first == last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    /// First day.
    pub first: Date,
    /// Last day, itself included.
    pub last: Date,
}

/// A day of the week, Monday first (ISO 8601).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the days of the week say what they are")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// All seven, Monday first.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];
}

impl Date {
    /// The day, or `None` when the calendar has no such day. Years -9999 to 9999.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let known = (-9999..=9999).contains(&year) && (1..=12).contains(&month);
        (known && day >= 1 && day <= Self::days_in_month(year, month)).then_some(Self { year, month, day })
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// How many days `month` (1 to 12) has in `year`.
    pub const fn days_in_month(year: i32, month: u8) -> u8 {
        match month {
            2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// Days since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`).
    pub const fn day_number(self) -> i32 {
        let y = if self.month <= 2 { self.year - 1 } else { self.year };
        let era = y.div_euclid(400);
        let year_of_era = y - era * 400;
        let month = (self.month as i32 + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + self.day as i32 - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// The inverse of [`Date::day_number`] (the same source, `civil_from_days`).
    pub const fn from_day_number(number: i32) -> Self {
        let z = number + 719_468;
        let era = z.div_euclid(146_097);
        let day_of_era = z - era * 146_097;
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        Self { year, month: month as u8, day: day as u8 }
    }

    /// The day `days` later (earlier when negative).
    pub const fn plus_days(self, days: i32) -> Self {
        Self::from_day_number(self.day_number() + days)
    }

    /// The day of the week.
    pub const fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        Weekday::ALL[(self.day_number() + 3).rem_euclid(7) as usize]
    }
}

impl fmt::Display for Date {
    /// ISO 8601: `2023-03-03`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadDate(String);

impl fmt::Display for BadDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not a date: expected YYYY-MM-DD", self.0)
    }
}

impl std::error::Error for BadDate {}

impl FromStr for Date {
    type Err = BadDate;

    /// Reads `2023-03-03`, alone or before a time (`2023-03-03T10:00:00Z`).
    fn from_str(text: &str) -> Result<Self, BadDate> {
        let bad = || BadDate(text.to_owned());
        let (day, rest) = text.split_at_checked(10).ok_or_else(bad)?;
        if !(rest.is_empty() || rest.starts_with(['T', ' '])) {
            return Err(bad());
        }
        let mut parts = day.split('-');
        let mut number = |digits: usize| {
            let part = parts.next().filter(|p| p.len() == digits && p.bytes().all(|b| b.is_ascii_digit()))?;
            part.parse::<u16>().ok()
        };
        let (year, month, day) = (number(4), number(2), number(2));
        match (year, month, day) {
            (Some(year), Some(month), Some(day)) => {
                Self::new(year.into(), month as u8, day as u8).ok_or_else(bad)
            }
            _ => Err(bad()),
        }
    }
}

impl Days {
    /// The range of one day.
    pub const fn one(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// The days from `first` to `last`, in either order.
    pub fn between(first: Date, last: Date) -> Self {
        Self { first: first.min(last), last: first.max(last) }
    }
}

impl fmt::Display for Days {
    /// `2023-03-06` or `2023-03-06/2023-03-07` (ISO 8601 interval).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            return self.first.fmt(f);
        }
        write!(f, "{}/{}", self.first, self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_numbers_round_trip_over_four_centuries() {
        let first = Date::new(1800, 1, 1).unwrap().day_number();
        let mut previous = Date::from_day_number(first - 1);
        for number in first..first + 146_097 {
            let date = Date::from_day_number(number);
            assert_eq!(date.day_number(), number);
            assert!(date > previous && Date::new(date.year(), date.month(), date.day()) == Some(date));
            previous = date;
        }
    }

    #[test]
    fn weekdays_of_known_days() {
        for (date, weekday) in [
            ("2023-03-03", Weekday::Friday),
            ("1969-07-20", Weekday::Sunday),
            ("2024-02-29", Weekday::Thursday),
            ("1900-01-01", Weekday::Monday),
        ] {
            assert_eq!(date.parse::<Date>().unwrap().weekday(), weekday, "{date}");
        }
    }

    #[test]
    fn what_is_no_date_is_named_in_the_error() {
        for bad in ["", "2023-02-29", "2023-13-01", "2023-3-3", "03/03/2023", "2023-03-03x", "２023-03-03"] {
            let error = bad.parse::<Date>().unwrap_err().to_string();
            assert!(error.contains(bad) && error.contains("YYYY-MM-DD"), "{error}");
        }
        assert_eq!("2023-03-03T22:10:00Z".parse::<Date>().unwrap().to_string(), "2023-03-03");
    }
}
