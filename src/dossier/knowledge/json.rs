//! Packs that a publisher writes by hand, as JSON (`static/packs/pack.schema.json`): checked record by record, then made
//! the same as a built pack.

use std::cell::OnceCell;

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
    let faults = Faults::default();
    let mut reader = Reader {
        faults: &faults,
        draft: Draft::default(),
        places: Numbers::default(),
        place_ids: Vec::new(),
        records: 0,
    };
    reader.pack(json);
    let draft = reader.draft;
    match faults.0.into_inner() {
        Some(first) => Err(PackError::Record(first)),
        None => Pack::load(draft.write()),
    }
}

struct Reader<'j> {
    faults: &'j Faults,
    draft: Draft,
    /// Entries that offices are of, by name.
    places: Numbers,
    place_ids: Vec<usize>,
    records: usize,
}

/// What is wrong with a pack. The first fault counts; reading goes on as if what is wrong was not there, to the end of the record.
#[derive(Default)]
struct Faults(OnceCell<String>);

impl Faults {
    /// What stands at `path` is not as it should be.
    #[inline(never)]
    fn add(&self, path: &str, message: &[&str]) {
        let path = if path.is_empty() { "whole" } else { path };
        self.0.get_or_init(|| ["the pack's ", path, ": ", &message.concat()].concat());
    }

    fn any(&self) -> bool {
        self.0.get().is_some()
    }
}

/// An object with the path to it, for messages.
struct Record<'j> {
    faults: &'j Faults,
    path: String,
    fields: &'j [(String, Json)],
}

impl<'j> Record<'j> {
    fn new(faults: &'j Faults, path: String, json: &'j Json, known: &[&str]) -> Self {
        let fields = match json {
            Json::Object(fields) => fields.as_slice(),
            _ => {
                faults.add(&path, &["an object is expected"]);
                &[]
            }
        };
        let record = Self { faults, path, fields };
        if let Some((name, _)) = fields.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            record.fault(name, &["unknown field; known are ", &known.join(", ")]);
        }
        record
    }

    fn at(&self, field: &str) -> String {
        if self.path.is_empty() { field.to_owned() } else { [&self.path, ".", field].concat() }
    }

    /// The path of an item of a list.
    fn item(&self, field: &str, number: usize) -> String {
        [&self.at(field), "[", &number.to_string(), "]"].concat()
    }

    #[inline(never)]
    fn fault(&self, field: &str, message: &[&str]) {
        self.faults.add(&self.at(field), message);
    }

    fn field(&self, name: &str) -> &'j Json {
        self.fields.iter().find(|(other, _)| other == name).map_or(&Json::Nothing, |(_, value)| value)
    }

    /// A text; empty where there is none.
    fn text(&self, name: &str) -> &'j str {
        match self.field(name) {
            Json::Text(text) if text.len() > MAX_TEXT => {
                self.fault(name, &["the text is too long: at most 255 bytes"]);
                ""
            }
            Json::Text(text) => text.trim(),
            Json::Nothing => "",
            _ => {
                self.fault(name, &["a text is expected"]);
                ""
            }
        }
    }

    fn needed(&self, name: &str) -> String {
        let text = self.text(name);
        if text.is_empty() {
            self.fault(name, &["is missing"]);
        }
        text.to_owned()
    }

    fn link(&self, name: &str) -> String {
        let link = self.text(name);
        if !link.is_empty() && !is_link(link) {
            self.wrong(name, link, "no link: http or https expected");
        }
        link.to_owned()
    }

    fn date(&self, name: &str, end: bool) -> Option<(Date, Exact)> {
        let text = self.text(name);
        let date = partial_date(text, end);
        if date.is_none() && !text.is_empty() {
            self.wrong(name, text, "no date: YYYY, YYYY-MM or YYYY-MM-DD expected");
        }
        date
    }

    fn list(&self, name: &str) -> &'j [Json] {
        match self.field(name) {
            Json::List(list) => list,
            Json::Nothing => &[],
            _ => {
                self.fault(name, &["a list is expected"]);
                &[]
            }
        }
    }

    fn is(&self, name: &str) -> bool {
        *self.field(name) == Json::True
    }

    fn wrong(&self, name: &str, value: &str, message: &str) {
        self.fault(name, &["\"", value, "\" is ", message]);
    }
}

const KINDS: [(&str, EntryKind); 3] =
    [("people", EntryKind::Person), ("organisations", EntryKind::Organisation), ("places", EntryKind::Place)];

impl<'j> Reader<'j> {
    fn pack(&mut self, json: &'j Json) {
        let known = ["$schema", "source", "people", "organisations", "places"];
        let pack = Record::new(self.faults, String::new(), json, &known);
        let stamp = self.stamp(&pack, None);
        // Places first: offices are of them.
        for (name, kind) in KINDS.iter().rev() {
            for (number, entry) in pack.list(name).iter().enumerate() {
                if self.faults.any() {
                    return;
                }
                let entry = self.entry(pack.item(name, number), entry, *kind, stamp);
                if *kind != EntryKind::Person {
                    for name in &entry.names {
                        *self.places.value(name, &mut self.place_ids, || 0) = self.draft.entries.len();
                    }
                }
                self.draft.entries.push(entry);
            }
        }
    }

    fn counted(&mut self, path: &str) {
        self.records += 1;
        if self.records > MAX_RECORDS {
            self.faults.add(path, &["more than a million records"]);
        }
    }

    /// The stamp of a record's `source`, or the one around it.
    fn stamp(&mut self, record: &Record<'j>, around: Option<usize>) -> usize {
        let source = record.field("source");
        if let (Json::Nothing, Some(around)) = (source, around) {
            return around;
        }
        let known = ["name", "licence", "url", "asOf"];
        let source = Record::new(self.faults, record.at("source"), source, &known);
        let stamp = Stamp {
            source: source.needed("name"),
            licence: source.needed("licence"),
            link: source.link("url"),
            as_of: source.date("asOf", true).map(|(day, _)| day),
        };
        if stamp.as_of.is_none() {
            source.fault("asOf", &["is missing"]);
        }
        self.draft.stamp(stamp)
    }

    fn entry(&mut self, path: String, json: &'j Json, kind: EntryKind, stamp: usize) -> DraftEntry {
        self.counted(&path);
        let known = ["name", "alsoKnownAs", "wikidata", "note", "link", "source", "the", "terms"];
        let known = &known[..if kind == EntryKind::Person { 8 } else { 7 }];
        let record = Record::new(self.faults, path, json, known);
        let mut names = vec![record.needed("name")];
        for (number, name) in record.list("alsoKnownAs").iter().enumerate() {
            let path = record.item("alsoKnownAs", number);
            self.counted(&path);
            match name {
                Json::Text(name) if name.len() <= MAX_TEXT => names.push(name.clone()),
                _ => self.faults.add(&path, &["a text of at most 255 bytes is expected"]),
            }
            if self.faults.any() {
                break;
            }
        }
        let number = record.text("wikidata");
        let digits = number.strip_prefix('Q').and_then(|digits| digits.parse().ok());
        if digits.is_none() && !number.is_empty() {
            record.wrong("wikidata", number, "no number of Wikidata: Q1 is one");
        }
        let stamp = self.stamp(&record, Some(stamp));
        let mut terms = Vec::new();
        for (number, term) in record.list("terms").iter().enumerate() {
            if self.faults.any() {
                break;
            }
            terms.push(self.term(record.item("terms", number), term, stamp));
        }
        reorder(&mut terms, &|a: &DraftTerm, b| a.start < b.start);
        DraftEntry {
            kind,
            names,
            wikidata: digits.unwrap_or(0),
            note: record.text("note").to_owned(),
            link: record.link("link"),
            article: record.is("the"),
            stamp,
            terms,
        }
    }

    fn term(&mut self, path: String, json: &'j Json, stamp: usize) -> DraftTerm {
        self.counted(&path);
        let known = ["title", "of", "start", "end", "acting", "shared", "source"];
        let record = Record::new(self.faults, path, json, &known);
        let (start, end) = (record.date("start", false), record.date("end", true));
        if let (Some((start, _)), Some((end, _))) = (start, end)
            && end < start
        {
            record.wrong("end", &end.to_string(), "before the start");
        }
        let of = record.text("of");
        DraftTerm {
            title: record.needed("title"),
            of: (!of.is_empty()).then(|| self.place(of, stamp)),
            single: !record.is("shared"),
            start: start.map(|(day, _)| day),
            exact: start.map_or(Exact::Unknown, |(_, exact)| exact),
            end: end.map_or(End::Open, |(day, exact)| End::On(day, exact)),
            acting: record.is("acting"),
            stamp: self.stamp(&record, Some(stamp)),
        }
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
