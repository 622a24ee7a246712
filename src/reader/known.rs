//! What packs know of somebody, in words: offices as of a day, each with its source.

use super::words::Words;
use crate::dossier::knowledge::{End, Exact, Known, Tense, Term, office_name};
use crate::text::{Date, order};

/// A term of office in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownRow {
    /// "Foreign Minister of Pakistan", "then Foreign Minister of Pakistan".
    pub office: String,
    /// "(since 27 April 2022)", "(since 27 April 2022), until 10 August 2023".
    pub when: String,
    /// "Wikidata, as of Aug 2022 (CC0)".
    pub source: String,
    /// The source's address; may be empty.
    pub link: String,
    /// How the term stands to the day.
    pub tense: Tense,
}

/// What a card says from packs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownSection {
    /// "What is known", or how it is undecided: "2 people bear this name".
    pub heading: String,
    /// Offices, or what an organisation or a country is.
    pub rows: Vec<KnownRow>,
    /// A link about the one who is known (http or https); may be empty.
    pub link: String,
}

/// The section of what is known; nothing where nothing is.
pub(super) fn known_section(known: &Known, on: Option<Date>, words: &Words) -> Option<KnownSection> {
    let (heading, entry) = match known {
        Known::Nobody => return None,
        Known::One(entry) => (words.say("known").to_owned(), entry),
        Known::Perhaps(entry) => (words.say("perhaps").to_owned(), entry),
        Known::Several(entries) => {
            // Each with the first of what would be said of them.
            let rows = entries.iter().filter_map(|entry| {
                let row = known_rows(&entry.terms, on, words).into_iter().next()?;
                Some(KnownRow { office: words.listed(&entry.name, &row.office), ..row })
            });
            let heading = words.counted("namesakes", entries.len());
            return Some(KnownSection { heading, rows: rows.collect(), link: String::new() });
        }
    };
    let mut rows = known_rows(&entry.terms, on, words);
    if !entry.note.is_empty() {
        let stamp = &entry.stamp;
        rows.insert(
            0,
            KnownRow {
                office: entry.note.clone(),
                when: String::new(),
                source: words.source(&stamp.source, stamp.as_of, &stamp.licence),
                link: stamp.link.clone(),
                tense: Tense::Holds,
            },
        );
    }
    (!rows.is_empty()).then(|| KnownSection { heading, rows, link: entry.link.clone() })
}

/// The terms in the order in which they are shown: held on the day first, then what came later, then what had been.
pub fn known_rows(terms: &[Term], on: Option<Date>, words: &Words) -> Vec<KnownRow> {
    let rank = |at: usize| (terms[at].tense(on), std::cmp::Reverse(terms[at].start));
    let order = order(terms.len(), &|a, b| rank(a) < rank(b));
    order.into_iter().map(|at| known_row(&terms[at], on, words)).collect()
}

/// A term in words, as of a day.
pub fn known_row(term: &Term, on: Option<Date>, words: &Words) -> KnownRow {
    let tense = term.tense(on);
    let name = office_name(&term.title, &term.of, term.article);
    let name = if term.acting { words.with("acting", &[&name]) } else { name };
    let start = term.start.filter(|_| term.exact != Exact::Unknown);
    let start = |key: &str| start.map(|start| words.with(key, &[&partial(start, term.exact, words)]));
    let open = term.end == End::Open;
    let (key, parts) = match tense {
        Tense::Holds if open => ("", [start("since"), term.stamp.as_of.map(|day| words.as_of(day))]),
        Tense::Holds => ("then", [start("since"), until(term.end, words)]),
        Tense::Later => ("later", [start("from"), until(term.end, words)]),
        Tense::Held => ("formerly", [start("from"), until(term.end, words)]),
    };
    let when = match parts {
        [Some(start), Some(end)] if tense == Tense::Holds => words.listed(&start, &end),
        [Some(start), Some(end)] => [&start, " ", &end].concat(),
        [start, end] => start.or(end).unwrap_or_default(),
    };
    let stamp = &term.stamp;
    KnownRow {
        office: if key.is_empty() { name } else { words.with(key, &[&name]) },
        when,
        source: words.source(&stamp.source, stamp.as_of, &stamp.licence),
        link: stamp.link.clone(),
        tense,
    }
}

/// "until 10 August 2023"; nothing for an open end.
fn until(end: End, words: &Words) -> Option<String> {
    let (key, day) = match end {
        End::Open => return None,
        End::On(day, exact) => ("until", partial(day, exact, words)),
        End::By(day) => ("at-latest", words.day(day)),
        End::Succeeded(day) => ("succeeded", words.day(day)),
    };
    Some(words.with(key, &[&day]))
}

/// A day as exactly as it is known.
fn partial(day: Date, exact: Exact, words: &Words) -> String {
    match exact {
        Exact::Day => words.day(day),
        Exact::Month => words.month(day),
        Exact::Year | Exact::Unknown => day.year().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::knowledge::Stamp;

    fn day(text: &str) -> Option<Date> {
        text.parse().ok()
    }

    #[test]
    fn a_term_before_on_and_after_its_days() {
        let mut term = Term {
            title: "Federal Minister of Foreign Affairs".into(),
            of: "Pakistan".into(),
            single: true,
            start: day("2022-04-27"),
            stamp: Stamp {
                source: "Wikidata".into(),
                licence: "CC0".into(),
                as_of: day("2022-08-02"),
                ..Stamp::default()
            },
            ..Term::default()
        };
        let said = |term: &Term, on: &str| {
            let row = known_row(term, day(on), &Words::default());
            [row.office, row.when].join(" ")
        };
        assert_eq!(
            said(&term, "2023-03-03"),
            "Foreign Minister of Pakistan (since 27 April 2022), as of Aug 2022"
        );
        assert_eq!(said(&term, ""), "Foreign Minister of Pakistan (since 27 April 2022), as of Aug 2022");
        assert_eq!(said(&term, "2021-03-03"), "later Foreign Minister of Pakistan from 27 April 2022");
        assert_eq!(known_row(&term, None, &Words::default()).source, "Wikidata, as of Aug 2022 (CC0)");
        term.end = End::On(Date::new(2023, 8, 31).unwrap(), Exact::Month);
        assert_eq!(
            said(&term, "2023-03-03"),
            "then Foreign Minister of Pakistan (since 27 April 2022), until August 2023"
        );
        assert_eq!(
            said(&term, "2024-03-03"),
            "formerly Foreign Minister of Pakistan from 27 April 2022 until August 2023"
        );
        term.end = End::Succeeded(Date::new(2023, 8, 14).unwrap());
        assert_eq!(
            said(&term, "2023-03-03"),
            "then Foreign Minister of Pakistan (since 27 April 2022), until 14 August 2023, when a successor began"
        );
        term.exact = Exact::Year;
        term.acting = true;
        assert_eq!(
            said(&term, "2023-08-14"),
            "formerly Acting Foreign Minister of Pakistan from 2022 until 14 August 2023, when a successor began"
        );
    }
}
