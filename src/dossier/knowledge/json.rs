//! Packs that a publisher writes by hand, as JSON (`static/packs/pack.schema.json`): checked record by record, then made
//! the same as a built pack.

use super::draft::{Draft, DraftEntry, DraftTerm, MAX_TEXT};
use super::pack::{End, EntryKind, Exact, MAX_RECORDS, Pack, PackError, Stamp, is_link};
use crate::text::{Date, Numbers, reorder};

/// A JSON value, as far as packs need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, its fields in order.
    Object(Vec<(String, Json)>),
    /// `true`.
    True,
    /// `null`, `false`: as if it was not there.
    Nothing,
    /// A number: nowhere expected.
    Number,
}

/// A pack of what `json` says.
///
/// # Errors
/// [`PackError::Record`] names the record and the field, and says what would be right.
pub fn from_json(json: &Json) -> Result<Pack, PackError> {
    let mut reader =
        Reader { draft: Draft::default(), places: Numbers::default(), place_ids: Vec::new(), records: 0 };
    reader.pack(json).map_err(PackError::Record)?;
    Pack::load(reader.draft.write())
}

struct Reader {
    draft: Draft,
    /// Entries that offices are of, by name.
    places: Numbers,
    place_ids: Vec<usize>,
    records: usize,
}

type Checked<T> = Result<T, String>;

/// An object with the path to it, for messages.
struct Record<'j> {
    path: String,
    fields: &'j [(String, Json)],
}

impl<'j> Record<'j> {
    fn new(path: &str, json: &'j Json, known: &[&str]) -> Checked<Self> {
        let Json::Object(fields) = json else { return Err(fault(path, "an object is expected")) };
        let record = Self { path: path.to_owned(), fields };
        match fields.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            Some((name, _)) => {
                Err(fault(&record.at(name), &["unknown field; known are ", &known.join(", ")].concat()))
            }
            None => Ok(record),
        }
    }

    fn at(&self, field: &str) -> String {
        if self.path.is_empty() { field.to_owned() } else { [&self.path, ".", field].concat() }
    }

    fn field(&self, name: &str) -> &'j Json {
        self.fields.iter().find(|(other, _)| other == name).map_or(&Json::Nothing, |(_, value)| value)
    }

    /// A text; empty where there is none.
    fn text(&self, name: &str) -> Checked<String> {
        match self.field(name) {
            Json::Text(text) if text.len() > MAX_TEXT => {
                Err(fault(&self.at(name), "the text is too long: at most 255 bytes"))
            }
            Json::Text(text) => Ok(text.trim().to_owned()),
            Json::Nothing => Ok(String::new()),
            _ => Err(fault(&self.at(name), "a text is expected")),
        }
    }

    fn needed(&self, name: &str) -> Checked<String> {
        let text = self.text(name)?;
        if text.is_empty() { Err(fault(&self.at(name), "is missing")) } else { Ok(text) }
    }

    fn link(&self, name: &str) -> Checked<String> {
        let link = self.text(name)?;
        let fine = link.is_empty() || is_link(&link);
        if fine { Ok(link) } else { Err(wrong(&self.at(name), &link, "no link: http or https expected")) }
    }

    fn date(&self, name: &str, end: bool) -> Checked<Option<(Date, Exact)>> {
        let text = self.text(name)?;
        let bad = || wrong(&self.at(name), &text, "no date: YYYY, YYYY-MM or YYYY-MM-DD expected");
        if text.is_empty() { Ok(None) } else { partial_date(&text, end).map(Some).ok_or_else(bad) }
    }

    fn list(&self, name: &str) -> Checked<&'j [Json]> {
        match self.field(name) {
            Json::List(list) => Ok(list),
            Json::Nothing => Ok(&[]),
            _ => Err(fault(&self.at(name), "a list is expected")),
        }
    }

    fn is(&self, name: &str) -> bool {
        *self.field(name) == Json::True
    }
}

fn fault(path: &str, message: &str) -> String {
    ["the pack's ", if path.is_empty() { "whole" } else { path }, ": ", message].concat()
}

fn wrong(path: &str, value: &str, message: &str) -> String {
    fault(path, &["\"", value, "\" is ", message].concat())
}

const KINDS: [(&str, EntryKind); 3] =
    [("people", EntryKind::Person), ("organisations", EntryKind::Organisation), ("places", EntryKind::Place)];

impl Reader {
    fn pack(&mut self, json: &Json) -> Checked<()> {
        let pack = Record::new("", json, &["$schema", "source", "people", "organisations", "places"])?;
        let stamp = self.stamp(&pack, None)?;
        // Places first: offices are of them.
        for (name, kind) in KINDS.iter().rev() {
            for (number, entry) in pack.list(name)?.iter().enumerate() {
                let path = [name, "[", &number.to_string(), "]"].concat();
                let entry = self.entry(&path, entry, *kind, stamp)?;
                if *kind != EntryKind::Person {
                    for name in &entry.names {
                        *self.places.value(name, &mut self.place_ids, || 0) = self.draft.entries.len();
                    }
                }
                self.draft.entries.push(entry);
            }
        }
        Ok(())
    }

    fn counted(&mut self, path: &str) -> Checked<()> {
        self.records += 1;
        if self.records > MAX_RECORDS { Err(fault(path, "more than a million records")) } else { Ok(()) }
    }

    /// The stamp of a record's `source`, or the one around it.
    fn stamp(&mut self, record: &Record<'_>, around: Option<usize>) -> Checked<usize> {
        if let (Json::Nothing, Some(around)) = (record.field("source"), around) {
            return Ok(around);
        }
        let source =
            Record::new(&record.at("source"), record.field("source"), &["name", "licence", "url", "asOf"])?;
        let stamp = Stamp {
            source: source.needed("name")?,
            licence: source.needed("licence")?,
            link: source.link("url")?,
            as_of: source.date("asOf", true)?.map(|(day, _)| day),
        };
        match stamp.as_of {
            Some(_) => Ok(self.draft.stamp(stamp)),
            None => Err(fault(&source.at("asOf"), "is missing")),
        }
    }

    fn entry(&mut self, path: &str, json: &Json, kind: EntryKind, stamp: usize) -> Checked<DraftEntry> {
        self.counted(path)?;
        let known = ["name", "alsoKnownAs", "wikidata", "note", "link", "source", "the", "terms"];
        let record = Record::new(path, json, &known[..if kind == EntryKind::Person { 8 } else { 7 }])?;
        let mut names = vec![record.needed("name")?];
        for (number, name) in record.list("alsoKnownAs")?.iter().enumerate() {
            let path = [&record.at("alsoKnownAs"), "[", &number.to_string(), "]"].concat();
            self.counted(&path)?;
            match name {
                Json::Text(name) if name.len() <= MAX_TEXT => names.push(name.clone()),
                _ => return Err(fault(&path, "a text of at most 255 bytes is expected")),
            }
        }
        let number = record.text("wikidata")?;
        let digits = number.strip_prefix('Q').and_then(|digits| digits.parse().ok());
        if digits.is_none() && !number.is_empty() {
            return Err(wrong(&record.at("wikidata"), &number, "no number of Wikidata: Q1 is one"));
        }
        let stamp = self.stamp(&record, Some(stamp))?;
        let mut terms = Vec::new();
        for (number, term) in record.list("terms")?.iter().enumerate() {
            let path = [&record.at("terms"), "[", &number.to_string(), "]"].concat();
            terms.push(self.term(&path, term, stamp)?);
        }
        reorder(&mut terms, &|a: &DraftTerm, b| a.start < b.start);
        Ok(DraftEntry {
            kind,
            names,
            wikidata: digits.unwrap_or(0),
            note: record.text("note")?,
            link: record.link("link")?,
            article: record.is("the"),
            stamp,
            terms,
        })
    }

    fn term(&mut self, path: &str, json: &Json, stamp: usize) -> Checked<DraftTerm> {
        self.counted(path)?;
        let record = Record::new(path, json, &["title", "of", "start", "end", "acting", "shared", "source"])?;
        let (start, end) = (record.date("start", false)?, record.date("end", true)?);
        if let (Some((start, _)), Some((end, _))) = (start, end)
            && end < start
        {
            return Err(wrong(&record.at("end"), &end.to_string(), "before the start"));
        }
        let of = record.text("of")?;
        Ok(DraftTerm {
            title: record.needed("title")?,
            of: (!of.is_empty()).then(|| self.place(&of, stamp)),
            single: !record.is("shared"),
            start: start.map(|(day, _)| day),
            exact: start.map_or(Exact::Unknown, |(_, exact)| exact),
            end: end.map_or(End::Open, |(day, exact)| End::On(day, exact)),
            acting: record.is("acting"),
            stamp: self.stamp(&record, Some(stamp))?,
        })
    }

    /// The entry of a country or an organisation, a new one where the pack does not describe it.
    fn place(&mut self, name: &str, stamp: usize) -> usize {
        let entries = &mut self.draft.entries;
        *self.places.value(name, &mut self.place_ids, || {
            entries.push(DraftEntry {
                kind: EntryKind::Place,
                names: vec![name.to_owned()],
                stamp,
                ..DraftEntry::default()
            });
            entries.len() - 1
        })
    }
}

/// A day, month or year in ISO 8601: its first day (`end`: its last), and how exact it is.
pub fn partial_date(text: &str, end: bool) -> Option<(Date, Exact)> {
    let mut parts = text.split('-');
    let mut number = |digits: usize| match parts.next() {
        Some(part) if part.len() == digits && part.bytes().all(|c| c.is_ascii_digit()) => {
            part.parse::<i32>().map(Some).ok()
        }
        Some(_) => None,
        None => Some(None),
    };
    let (year, month, day) = (number(4)??, number(2)?, number(2)?);
    let exact = match (month, day) {
        (_, Some(_)) => Exact::Day,
        (Some(_), None) => Exact::Month,
        (None, None) => Exact::Year,
    };
    let month = month.unwrap_or(if end { 12 } else { 1 });
    let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
    let last = if end { Date::days_in_month(year, month) } else { 1 };
    let day = day.map_or(Some(last), |day| u8::try_from(day).ok())?;
    parts.next().is_none().then_some(())?;
    Some((Date::new(year, month, day)?, exact))
}
