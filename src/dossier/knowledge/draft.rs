//! A pack before it is written: what the builder gathers, and what a JSON pack says.

use super::names::name_key;
use super::offices::office_key;
use super::pack::{
    COLUMNS, Column, End, EntryKind, Exact, HEADER, MAGIC, Stamp, TABLES, Table, VERSION, day_number,
};
use crate::recognise::model::fnv1a;
use crate::text::{Date, Numbers, reorder};

/// The longest text of a pack, in bytes: its length is one byte. A longer one is cut.
pub const MAX_TEXT: usize = 255;
/// The most terms of one person.
const MAX_TERMS: usize = 255;

/// What a pack is written from.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// People, organisations, places.
    pub entries: Vec<DraftEntry>,
    /// Where facts are from.
    pub stamps: Vec<Stamp>,
}

/// A person, an organisation or a place.
#[derive(Clone, Debug, Default)]
pub struct DraftEntry {
    /// What it is.
    pub kind: EntryKind,
    /// Its names, the one that is shown first; never empty.
    pub names: Vec<String>,
    /// Wikidata's number, or 0.
    pub wikidata: u32,
    /// A text about it; may be empty.
    pub note: String,
    /// A link; may be empty.
    pub link: String,
    /// Whether "the" belongs before its name.
    pub article: bool,
    /// Where the note is from: index into [`Draft::stamps`].
    pub stamp: usize,
    /// Its terms of office.
    pub terms: Vec<DraftTerm>,
}

/// A term of office.
#[derive(Clone, Debug, Default)]
pub struct DraftTerm {
    /// The office's title.
    pub title: String,
    /// The country or organisation that the office is of: index into [`Draft::entries`].
    pub of: Option<usize>,
    /// Whether one holds it at a time.
    pub single: bool,
    /// The first day, where it is known.
    pub start: Option<Date>,
    /// How exact that is.
    pub exact: Exact,
    /// How it ends.
    pub end: End,
    /// Whether the holder acts.
    pub acting: bool,
    /// Where that is from: index into [`Draft::stamps`].
    pub stamp: usize,
}

impl Draft {
    /// The number of a stamp; a new one is added.
    pub fn stamp(&mut self, stamp: Stamp) -> usize {
        self.stamps.iter().position(|known| *known == stamp).unwrap_or_else(|| {
            self.stamps.push(stamp);
            self.stamps.len() - 1
        })
    }

    /// The pack file. The same draft gives the same bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut file = Writer::default();
        let (order, places) = self.order();
        self.names(&order, &mut file);
        self.offices(&order, &places, &mut file);
        let mut others = Numbers::default();
        for index in &order {
            let entry = &self.entries[*index];
            let kind = entry.kind as u32 | u32::from(entry.article) << 2;
            file.push(Column::EntryKind, kind);
            file.push(Column::EntryQid, entry.wikidata);
            for (column, text) in [(Column::EntryNote, &entry.note), (Column::EntryLink, &entry.link)] {
                let number = if text.is_empty() { 0 } else { file.other(&mut others, text) + 1 };
                file.push(column, number);
            }
            file.push(Column::EntryStamp, entry.stamp as u32);
        }
        for stamp in &self.stamps {
            for (column, text) in
                [(Column::StampSource, &stamp.source), (Column::StampLicence, &stamp.licence)]
            {
                let number = file.other(&mut others, text);
                file.push(column, number);
            }
            let link = if stamp.link.is_empty() { 0 } else { file.other(&mut others, &stamp.link) + 1 };
            file.push(Column::StampLink, link);
            file.push(Column::StampAsOf, day_number(stamp.as_of));
        }
        file.finish()
    }

    /// The entries in the order of their first names, and for each entry its place in that order.
    fn order(&self) -> (Vec<usize>, Vec<usize>) {
        let mut keyed: Vec<(String, &str, usize)> = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            let name = entry.names.first().map_or("", String::as_str);
            keyed.push((name_key(name), cut(name), index));
        }
        reorder(&mut keyed, &|a, b| a < b);
        let order: Vec<usize> = keyed.into_iter().map(|(.., index)| index).collect();
        let mut places = vec![0; order.len()];
        for (place, index) in order.iter().enumerate() {
            places[*index] = place;
        }
        (order, places)
    }

    fn names(&self, order: &[usize], file: &mut Writer) {
        // Key, name, whose it is, and whether it is not the first of its names.
        let mut names: Vec<(String, &str, usize, bool)> = Vec::new();
        for (place, index) in order.iter().enumerate() {
            for (number, name) in self.entries[*index].names.iter().enumerate() {
                names.push((name_key(name), cut(name), place, number > 0));
            }
        }
        reorder(&mut names, &|a, b| a < b);
        names.dedup();
        for (_, name, place, other) in names {
            file.text(Table::Name, name);
            file.push(Column::NameMain, u32::from(!other));
            if other {
                file.push(Column::NameOwner, place as u32);
            }
        }
    }

    fn offices(&self, order: &[usize], places: &[usize], file: &mut Writer) {
        // Key, title, what it is of, whether one holds it.
        let mut offices: Vec<(String, &str, u32, bool)> = Vec::new();
        let mut keys = Numbers::default();
        let mut known: Vec<String> = Vec::new();
        let mut office = |term: &DraftTerm| {
            let key = keys.value(&term.title, &mut known, || office_key(&term.title)).clone();
            (key, term.of.map_or(0, |of| places[of] as u32 + 1))
        };
        for term in self.entries.iter().flat_map(|entry| &entry.terms) {
            let (key, of) = office(term);
            offices.push((key, cut(&term.title), of, term.single));
        }
        reorder(&mut offices, &|a, b| a < b);
        offices.dedup_by(|a, b| (a.1, a.2) == (b.1, b.2));
        let mut titles = 0;
        for (at, (_, title, of, single)) in offices.iter().enumerate() {
            if at == 0 || offices[at - 1].1 != *title {
                file.text(Table::Title, title);
                titles += 1;
            }
            file.push(Column::OfficeTitle, titles - 1);
            file.push(Column::OfficeOf, *of);
            file.push(Column::OfficeFlags, u32::from(*single));
        }
        for index in order {
            let terms = self.entries[*index].terms.iter().take(MAX_TERMS);
            file.push(Column::EntryTerms, terms.len() as u32);
            for term in terms {
                let (key, of) = office(term);
                let found = offices.binary_search_by(|(other, title, other_of, _)| {
                    (other.as_str(), *title, *other_of).cmp(&(&key, cut(&term.title), of))
                });
                file.push(Column::TermOffice, found.unwrap_or_default() as u32);
                file.push(Column::TermStart, day_number(term.start));
                file.push(Column::TermEnd, day_number(term.end.last()));
                let end = match term.end {
                    End::Open => 0,
                    End::On(_, exact) => 1 + (exact as u32).min(2),
                    End::By(_) => 4,
                    End::Succeeded(_) => 5,
                };
                file.push(Column::TermFlags, term.exact as u32 | end << 2 | u32::from(term.acting) << 5);
                file.push(Column::TermStamp, term.stamp as u32);
            }
        }
    }
}

/// The tables and columns of a file under way.
struct Writer {
    /// The lengths of a table's texts, and the texts.
    tables: [(Vec<u8>, Vec<u8>); TABLES],
    columns: [Vec<u32>; COLUMNS],
}

impl Default for Writer {
    fn default() -> Self {
        Self { tables: Default::default(), columns: [const { Vec::new() }; COLUMNS] }
    }
}

impl Writer {
    fn push(&mut self, column: Column, number: u32) {
        self.columns[column as usize].push(number);
    }

    fn text(&mut self, table: Table, text: &str) {
        let (lengths, texts) = &mut self.tables[table as usize];
        lengths.push(text.len() as u8);
        texts.extend_from_slice(text.as_bytes());
    }

    /// The number of a text in the table of other texts.
    fn other(&mut self, numbers: &mut Numbers, text: &str) -> u32 {
        let text = cut(text);
        let number = numbers.of(text);
        if number == self.tables[Table::Other as usize].0.len() {
            self.text(Table::Other, text);
        }
        number as u32
    }

    fn finish(self) -> Vec<u8> {
        let mut file = MAGIC.to_vec();
        file.resize(HEADER, 0);
        let mut tag = 0;
        let mut section = |parts: &[&[u8]]| {
            file.push(tag);
            tag += 1;
            file.extend_from_slice(
                &(parts.iter().map(|part| part.len()).sum::<usize>() as u32).to_le_bytes(),
            );
            parts.iter().for_each(|part| file.extend_from_slice(part));
        };
        for (lengths, texts) in &self.tables {
            section(&[&(lengths.len() as u32).to_le_bytes(), lengths, texts]);
        }
        for column in &self.columns {
            let width = (32 - column.iter().max().map_or(32, |max| max.leading_zeros())).div_ceil(8).max(1);
            let planes: Vec<u8> = (0..width)
                .flat_map(|plane| column.iter().map(move |number| (number >> (8 * plane)) as u8))
                .collect();
            section(&[&[width as u8], &planes]);
        }
        let sum = fnv1a(&file[HEADER..]);
        let length = file.len() as u32;
        for (at, number) in [(8, VERSION), (12, length), (16, sum)] {
            file[at..at + 4].copy_from_slice(&number.to_le_bytes());
        }
        file
    }
}

/// A text cut to [`MAX_TEXT`] bytes, between characters.
fn cut(text: &str) -> &str {
    let mut end = text.len().min(MAX_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
