//! What the sources claim, each in one form: somebody held an office, from when to when, by whom and as of when.

use std::collections::BTreeMap;
use std::path::Path;

use sidelight::dossier::knowledge::{Exact, Stamp, name_words, partial_date};
use sidelight::text::{Date, fold};

/// A claim of one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    pub(super) name: String,
    /// Other forms of the name.
    pub(super) forms: Vec<String>,
    /// Wikidata's number, or 0.
    pub(super) wikidata: u32,
    /// What the source itself knows the person by; may be empty.
    pub(super) local: String,
    pub(super) title: String,
    /// Index into [`Places::names`]; `None` for an office that names its body itself.
    pub(super) of: Option<usize>,
    pub(super) start: Option<Date>,
    pub(super) exact: Exact,
    pub(super) end: Ending,
    pub(super) acting: bool,
    /// Index into [`Claims::stamps`].
    pub(super) stamp: usize,
    /// The last day for which the source vouches that the term went on, if it had not ended.
    pub(super) seen: Date,
    /// For a row of a dated list: the first edition that has it, and the first that no longer has it.
    pub(super) listed: Option<(Date, Option<Date>)>,
}

/// How a claimed term ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Open,
    On(Date, Exact),
    /// No longer listed on this day.
    By(Date),
}

/// An organisation with its names and where they are from.
#[derive(Clone, Debug, Default)]
pub(super) struct Body {
    pub(super) names: Vec<String>,
    pub(super) abbreviations: Vec<String>,
    pub(super) wikidata: u32,
    pub(super) note: String,
    pub(super) stamp: usize,
}

/// Everything that was read.
#[derive(Default)]
pub(super) struct Claims {
    pub(super) claims: Vec<Claim>,
    pub(super) bodies: Vec<Body>,
    pub(super) places: Places,
    pub(super) stamps: Vec<Stamp>,
    /// Rows that could not be read, with the reason.
    pub(super) left_out: Vec<String>,
}

impl Claims {
    pub(super) fn stamp(&mut self, source: &str, licence: &str, link: &str, as_of: Option<Date>) -> usize {
        let stamp = Stamp { source: source.into(), licence: licence.into(), link: link.into(), as_of };
        self.stamps.iter().position(|known| *known == stamp).unwrap_or_else(|| {
            self.stamps.push(stamp);
            self.stamps.len() - 1
        })
    }
}

/// Countries and territories by all their names.
#[derive(Default)]
pub(super) struct Places {
    pub(super) names: Vec<String>,
    /// All forms of each, in step with `names`.
    pub(super) forms: Vec<Vec<String>>,
    pub(super) notes: Vec<String>,
    /// Whether it is a member of the United Nations, in step.
    pub(super) sovereign: Vec<bool>,
    pub(super) stamp: usize,
    by_form: BTreeMap<String, usize>,
    by_code: BTreeMap<String, usize>,
}

impl Places {
    /// The place with this name, a new one where there is none.
    pub(super) fn add(&mut self, name: &str) -> usize {
        if let Some(known) = self.find(name) {
            return known;
        }
        self.names.push(name.to_owned());
        self.forms.push(Vec::new());
        self.notes.push(String::new());
        self.sovereign.push(false);
        self.form(self.names.len() - 1, name);
        self.names.len() - 1
    }

    /// Another form of a place's name; what is taken stays.
    pub(super) fn form(&mut self, place: usize, form: &str) {
        let key = key(form);
        if !key.is_empty() && !self.by_form.contains_key(&key) {
            self.by_form.insert(key, place);
            self.forms[place].push(form.to_owned());
        }
    }

    pub(super) fn code(&mut self, place: usize, code: &str) {
        self.by_code.insert(code.to_owned(), place);
    }

    pub(super) fn by_code(&self, code: &str) -> Option<usize> {
        self.by_code.get(code).copied()
    }

    pub(super) fn find(&self, form: &str) -> Option<usize> {
        self.by_form.get(&key(form)).copied()
    }

    /// `title` with the country after "to" in its shown form: "ambassador to the USA" is "ambassador to the United States".
    pub(super) fn accredited(&self, title: &str) -> String {
        let Some((head, to)) = title.split_once(" to ") else { return title.to_owned() };
        match self.find(to) {
            Some(place) => format!("{head} to {}{}", the(&self.names[place]), self.names[place]),
            None => title.to_owned(),
        }
    }
}

/// "the " for a place that has it before its name.
pub(super) fn the(name: &str) -> &'static str {
    let listed = include_str!("../data/the_places.tsv").lines().any(|line| line == name);
    let ends = ["Islands", "Republic", "Lands"].iter().any(|end| name.ends_with(end));
    if listed || ends || name.starts_with("United ") { "the " } else { "" }
}

/// What forms of a place's name are compared by.
fn key(form: &str) -> String {
    let words = name_words(form.strip_prefix("the ").unwrap_or(form));
    words.into_iter().filter(|word| word != "the").collect::<Vec<_>>().join(" ")
}

/// The rows of a table, each as a function from a column's name to its text.
pub(super) fn each_row(
    path: &Path,
    delimiter: u8,
    mut act: impl FnMut(&dyn Fn(&str) -> String) -> Result<(), String>,
) -> Result<(), String> {
    let fault = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_path(path)
        .map_err(|error| fault(&error))?;
    let header: Vec<String> =
        reader.headers().map_err(|error| fault(&error))?.iter().map(str::to_owned).collect();
    for (number, row) in reader.records().enumerate() {
        let row = row.map_err(|error| fault(&error))?;
        let cell = |name: &str| {
            let at = header.iter().position(|column| column == name);
            at.and_then(|at| row.get(at)).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
        };
        act(&cell).map_err(|error| fault(&format!("row {}: {error}", number + 2)))?;
    }
    Ok(())
}

/// A day, month or year, as [`partial_date`]; `2014s` is read as 2014.
pub(super) fn partial(text: &str, end: bool) -> Option<(Date, Exact)> {
    partial_date(text.trim_end_matches('s'), end)
}

/// Wikidata's number of "Q244338"; 0 for what is none.
pub(super) fn wikidata(text: &str) -> u32 {
    text.strip_prefix('Q').and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// A name without honorifics before it.
pub(super) fn bare_name(name: &str) -> String {
    let mut rest = name.trim();
    while let Some((first, others)) = rest.split_once(' ') {
        let honour = matches!(fold(first).as_str(), "dr." | "dr" | "sir" | "dame" | "mr." | "mrs." | "ms.");
        if !honour || !others.contains(' ') {
            break;
        }
        rest = others.trim_start();
    }
    rest.to_owned()
}
