//! The words of the interface: none are elsewhere. English is compiled in; another language comes as a file of
//! `static/words`, whose README says how they are written.

use std::rc::Rc;

use crate::dossier::Status;
use crate::recognise::Kind;
use crate::text::{Date, Days, upper};

const ENGLISH: &str = include_str!("../../static/words/en.txt");

/// The words of one language; English, whole or where the language has none of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    own: Option<Rc<str>>,
}

impl Words {
    /// The words of the language `lang` (a tag of BCP 47) in `files`: the files of all languages, each after a line with
    /// its name in brackets.
    pub fn new(files: &str, lang: &str) -> Self {
        let subtag = lang.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let own = files.split('[').find_map(|file| file.strip_prefix(&*subtag)?.strip_prefix("]\n"));
        Self { own: own.map(Rc::from) }
    }

    /// The words of `key`.
    pub fn say(&self, key: &str) -> &str {
        let own = self.own.as_deref().and_then(|own| line(own, key));
        own.or_else(|| line(ENGLISH, key)).unwrap_or_default()
    }

    /// The words of `key` with `parts` in the places of `{0}`, `{1}`.
    pub fn with(&self, key: &str, parts: &[&str]) -> String {
        fill(self.say(key), parts)
    }

    /// The form of `key` for `count`, which is in the place of `{0}`.
    pub fn counted(&self, key: &str, count: usize) -> String {
        let matches = |range: &str| {
            let (range, count) = range.strip_prefix('%').map_or((range, count), |range| (range, count % 100));
            bounds(range).is_some_and(|(least, most)| least <= count && count <= most)
        };
        let ranges = self.say("plural");
        let form = ranges.split('|').position(matches).unwrap_or_else(|| ranges.split('|').count());
        let words = self.say(key);
        let words = words.split('|').nth(form).or_else(|| words.split('|').next_back());
        fill(words.unwrap_or_default(), &[&count.to_string()])
    }

    /// Member `index` of the list `key`.
    fn member(&self, key: &str, index: usize) -> &str {
        self.say(key).split('|').nth(index).unwrap_or_default()
    }

    /// One of a kind: "Person".
    pub fn kind(&self, kind: Kind) -> &str {
        self.say(match kind {
            Kind::Person => "person",
            Kind::Organisation => "organisation",
            Kind::Place => "place",
            Kind::Date => "date",
        })
    }

    /// Many of a kind: "People"; all kinds where none is given.
    pub fn kinds(&self, kind: Option<Kind>) -> &str {
        self.say(match kind {
            Some(Kind::Person) => "people",
            Some(Kind::Organisation) => "organisations",
            Some(Kind::Place) => "places",
            Some(Kind::Date) => "dates",
            None => "all",
        })
    }

    /// An office with how somebody stands to it: "Acting Coordinator", "President-elect".
    pub fn office(&self, status: Status, title: &str) -> String {
        let key = match status {
            Status::Current | Status::Other => return capitalised(title),
            Status::Acting => "acting",
            Status::Former => "former",
            Status::Nominee => "nominee",
            Status::Elect => "elect",
        };
        // "President-elect of ...": the word stands after the head, not after the whole.
        let head = [" of ", " for "].iter().filter_map(|word| title.find(word)).min();
        let (head, rest) = title.split_at(head.filter(|_| status == Status::Elect).unwrap_or(title.len()));
        capitalised(&self.with(key, &[head, rest]))
    }

    /// A day: "3 March 2023".
    pub fn day(&self, date: Date) -> String {
        self.with("day", &[&self.number(date), &self.month(date)])
    }

    /// A day or a range of days: "Friday, 3 March 2023", "6–7 March 2023", "February 2023", "2023".
    pub fn days(&self, days: Days) -> String {
        let (first, last) = (days.first, days.last);
        let whole_months = first.day() == 1 && last.day() == Date::days_in_month(last.year(), last.month());
        if first == last {
            let weekday = self.member("weekdays", first.weekday() as usize);
            return self.with("weekday", &[weekday, &self.day(first)]);
        }
        let same_year = first.year() == last.year();
        let same_month = same_year && first.month() == last.month();
        if whole_months && same_year && first.month() == 1 && last.month() == 12 {
            return first.year().to_string();
        }
        if whole_months && same_month {
            return self.month(first);
        }
        if whole_months {
            return self.with("between", &[&self.month(first), &self.month(last)]);
        }
        if same_month {
            return self.with("in-month", &[&self.number(first), &self.day(last)]);
        }
        self.with("between", &[&self.day(first), &self.day(last)])
    }

    /// How long a text of so many words takes to read, as a range by the language's speeds.
    pub fn reading_time(&self, words: usize) -> String {
        let (slow, quick) = bounds(self.say("speed")).unwrap_or((1, 1));
        let minutes = |speed: usize| words.div_ceil(speed.max(1)).max(1).to_string();
        let (least, most) = (minutes(quick), minutes(slow));
        let range = if least == most { least } else { [&least, "–", &most].concat() };
        self.with("minutes", &[&range])
    }

    /// Two parts of a line: "Counselor, US Department of State".
    pub fn listed(&self, first: &str, second: &str) -> String {
        [first, self.say("comma"), " ", second].concat()
    }

    /// Where a fact is from: "Wikidata, as of Aug 2022 (CC0)".
    pub fn source(&self, name: &str, as_of: Option<Date>, licence: &str) -> String {
        let source = as_of.map_or_else(|| name.to_owned(), |day| self.listed(name, &self.as_of(day)));
        if licence.is_empty() { source } else { [&source, " (", licence, ")"].concat() }
    }

    /// The month for which a source speaks: "as of Aug 2022".
    pub fn as_of(&self, date: Date) -> String {
        let name = self.member("short-months", usize::from(date.month()) - 1);
        self.with("as-of", &[&self.with("month", &[name, &date.year().to_string()])])
    }

    /// A month: "August 2022".
    pub fn month(&self, date: Date) -> String {
        let name = self.member("months", usize::from(date.month()) - 1);
        self.with("month", &[name, &date.year().to_string()])
    }

    /// The number of a day in its month.
    fn number(&self, date: Date) -> String {
        match date.day() {
            1 => self.say("first").to_owned(),
            day => day.to_string(),
        }
    }
}

fn line<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    text.split('\n').find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "))
}

fn fill(words: &str, parts: &[&str]) -> String {
    let mut pieces = words.split('{');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        // "0} and": the number of a part, and what follows it.
        let (number, rest) = piece.split_once('}').unwrap_or(("", piece));
        filled +=
            number.parse().ok().and_then(|number: usize| parts.get(number)).copied().unwrap_or_default();
        filled += rest;
    }
    filled
}

/// "3-10" or "7" as the least and the most.
fn bounds(range: &str) -> Option<(usize, usize)> {
    let (least, most) = range.split_once('-').unwrap_or((range, range));
    Some((least.parse().ok()?, most.parse().ok()?))
}

fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| [upper(first)].into_iter().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use std::{fs, path::Path};

    /// The files of all languages but English, as `dist/` holds them, and the languages.
    fn files() -> (String, Vec<String>) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/words");
        let mut names: Vec<String> = fs::read_dir(&folder)
            .unwrap()
            .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".txt").map(str::to_owned))
            .filter(|name| name != "en")
            .collect();
        names.sort();
        let read = |name: &String| fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap();
        (names.iter().map(|name| format!("[{name}]\n{}", read(name))).collect(), names)
    }

    fn words(lang: &str) -> Words {
        Words::new(&files().0, lang)
    }

    /// Keys, with the places in their words.
    fn keys(text: &str) -> BTreeMap<&str, Vec<&str>> {
        let lines = text.lines().filter(|line| !line.is_empty());
        lines
            .map(|line| {
                let (key, words) = line.split_once(" = ").unwrap_or_else(|| panic!("no key: {line}"));
                assert!(!words.trim().is_empty() && !words.contains('['), "{line}");
                (key, ["{0}", "{1}"].into_iter().filter(|place| words.contains(place)).collect())
            })
            .collect()
    }

    #[test]
    fn every_language_has_every_word_and_every_place() {
        let (files, names) = files();
        assert!(["ar", "es", "fr", "ur"].iter().all(|name| names.iter().any(|one| one == name)), "{names:?}");
        for name in names {
            let words = Words::new(&files, &name);
            let own = words.own.clone().unwrap();
            assert_eq!(keys(&own), keys(ENGLISH), "{name}");
            assert_eq!(own.lines().count(), keys(ENGLISH).len(), "a key twice in {name}");
            for (list, length) in [("months", 12), ("short-months", 12), ("weekdays", 7)] {
                assert_eq!(words.say(list).split('|').count(), length, "{name}: {list}");
            }
            let (slow, quick) = bounds(words.say("speed")).unwrap();
            assert!(0 < slow && slow < quick, "{name}");
        }
    }

    #[test]
    fn a_language_is_chosen_by_its_tag() {
        for (lang, close) in [
            ("en", "Close"),
            ("fr", "Fermer"),
            ("fr-CA", "Fermer"),
            ("FR", "Fermer"),
            ("tlh", "Close"),
            ("", "Close"),
        ] {
            assert_eq!(words(lang).say("close"), close, "{lang:?}");
        }
        assert_eq!(Words::new("[fr]\nwho = Qui\n", "fr").say("close"), "Close", "what is missing is English");
    }

    #[test]
    fn numbers_take_the_forms_of_their_language() {
        for (lang, count, said) in [
            ("en", 1, "mentioned once"),
            ("en", 2, "mentioned twice"),
            ("en", 5, "mentioned 5 times"),
            ("fr", 0, "cité une fois"),
            ("ar", 2, "ذُكر مرتين"),
            ("ar", 3, "ذُكر 3 مرات"),
            ("ar", 11, "ذُكر 11 مرة"),
            ("ar", 103, "ذُكر 103 مرات"),
            ("ar", 100, "ذُكر 100 مرة"),
            ("ur", 1, "ایک بار ذکر"),
        ] {
            assert_eq!(words(lang).counted("mentioned", count), said, "{lang} {count}");
        }
        assert_eq!(Words::default().counted("mentions", 1), "1 mention");
        assert_eq!(Words::default().counted("mentions", 2), "2 mentions");
    }

    #[test]
    fn days_in_words() {
        for (first, last, said) in [
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
            assert_eq!(Words::default().days(range), said);
        }
        let first: Date = "2023-03-01".parse().unwrap();
        for (lang, said) in [("fr", "mercredi 1er mars 2023"), ("es", "miércoles, 1 de marzo de 2023")] {
            assert_eq!(words(lang).days(Days::one(first)), said);
        }
    }

    #[test]
    fn offices_in_words() {
        for (status, said) in [
            (Status::Current, "Minister of Tides"),
            (Status::Acting, "Acting minister of Tides"),
            (Status::Former, "Former minister of Tides"),
            (Status::Elect, "Minister-elect of Tides"),
            (Status::Nominee, "Nominee for minister of Tides"),
        ] {
            assert_eq!(Words::default().office(status, "minister of Tides"), said);
        }
        assert_eq!(Words::default().office(Status::Current, ""), "");
        assert_eq!(words("fr").office(Status::Acting, "ministre"), "Ministre par intérim");
    }

    #[test]
    fn what_is_put_in_is_not_read_again() {
        assert_eq!(fill("{0} and {1}", &["{1}", "x"]), "{1} and x");
    }

    #[test]
    fn reading_times_are_ranges_by_language() {
        for (lang, count, said) in [
            ("en", 0, "1 min read"),
            ("en", 170, "1 min read"),
            ("en", 320, "2 min read"),
            ("en", 1200, "4–7 min read"),
            ("es", 1200, "5–8 min de lectura"),
            ("ar", 1200, "7–12 د للقراءة"),
        ] {
            assert_eq!(words(lang).reading_time(count), said);
        }
    }
}
