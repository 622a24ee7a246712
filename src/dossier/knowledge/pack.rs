//! The pack file: people, organisations and places with terms of office, read where it lies.
//!
//! Layout, all numbers little-endian: magic `SLPACK\0\0`, version `u32`, length of the whole file in bytes `u32`,
//! FNV-1a 32-bit checksum of everything after the header `u32`; then sections, each its tag `u8`, its length `u32`, its
//! bytes. A table of texts is their number `u32`, the length of each `u8`, then the texts. A column of numbers is the
//! bytes of one number `u8`, then a plane for each: all lowest bytes first. A reader skips tags that it does not know.
//!
//! Nothing is believed of a file but what [`Pack::load`] has checked: where it contradicts itself it is refused, and what
//! points nowhere reads as nothing.

use std::fmt;

use super::names::{name_key, name_words};
use super::offices::{is_meant, office_key};
use crate::recognise::model::{fnv1a, u32_at};
use crate::text::{Date, fold};

pub(super) const MAGIC: &[u8; 8] = b"SLPACK\0\0";
pub(super) const HEADER: usize = 20;

/// The version of the layout that this program writes and reads.
pub const VERSION: u32 = 1;
/// The largest pack that is read, in bytes.
pub const MAX_BYTES: usize = 16 << 20;
/// The most records (people, organisations, places, their names, offices and terms) that are read of a pack.
pub const MAX_RECORDS: usize = 1_000_000;

/// The tables of texts, by tag.
#[derive(Clone, Copy)]
pub(super) enum Table {
    /// Names, sorted by [`name_key`], then by themselves.
    Name,
    /// Titles, sorted by [`office_key`], then by themselves.
    Title,
    /// Sources, licences, notes, links.
    Other,
}

/// How many tables there are.
pub(super) const TABLES: usize = 3;

macro_rules! columns {
    ($($name:ident $doc:literal;)*) => {
        /// The columns of numbers, by tag after the tables.
        #[derive(Clone, Copy)]
        pub(super) enum Column { $(#[doc = $doc] $name,)* }

        /// How many columns there are.
        pub(super) const COLUMNS: usize = [$(Column::$name),*].len();
    };
}

columns! {
    NameMain "Whether a name is its owner's first: owners are numbered in the order of those.";
    NameOwner "Of the other names, in order: whose it is.";
    EntryKind "What an entry is, in two bits; whether \"the\" belongs before it, in the next.";
    EntryQid "Wikidata's number, or 0.";
    EntryNote "A text about it, one more than its number, or 0.";
    EntryLink "A link, one more than its number, or 0.";
    EntryStamp "Where the note is from.";
    EntryTerms "How many terms of office it has.";
    OfficeTitle "Offices are sorted by title, then by what they are of.";
    OfficeOf "The entry that the office is of, one more than its number, or 0.";
    OfficeFlags "1: held by one at a time.";
    TermOffice "Terms are in the order of their entries.";
    TermStart "See `day`.";
    TermEnd "See `day`.";
    TermFlags "How exact the start is, in two bits; how it ends, in three; whether the holder acts.";
    TermStamp "Where it is from.";
    StampSource "The source's name.";
    StampLicence "Its licence.";
    StampLink "Its address, one more than its number, or 0.";
    StampAsOf "See `day`.";
}

/// What an entry of a pack is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum EntryKind {
    /// A person.
    #[default]
    Person,
    /// An organisation.
    Organisation,
    /// A country or territory.
    Place,
}

/// How exactly a day is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, PartialOrd, Ord)]
pub enum Exact {
    /// To the day.
    #[default]
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
    /// Not at all.
    Unknown,
}

/// How a term ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum End {
    /// It had not ended when the source was written.
    #[default]
    Open,
    /// On this day.
    On(Date, Exact),
    /// On this day or before: from then on it is no longer listed.
    By(Date),
    /// Another holder began on this day.
    Succeeded(Date),
}

impl End {
    /// The last day that the term can have had.
    pub fn last(self) -> Option<Date> {
        match self {
            Self::Open => None,
            Self::On(day, _) | Self::By(day) | Self::Succeeded(day) => Some(day),
        }
    }
}

/// Where a fact is from.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Stamp {
    /// The source's name.
    pub source: String,
    /// Its licence.
    pub licence: String,
    /// Its address (http or https), or nothing.
    pub link: String,
    /// The day for which it speaks.
    pub as_of: Option<Date>,
}

/// A term of office.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Term {
    /// The office's title as in the source: "Minister of Foreign Affairs".
    pub title: String,
    /// The country or organisation it is of; may be empty.
    pub of: String,
    /// Whether "the" belongs before `of`.
    pub article: bool,
    /// Whether one holds it at a time.
    pub single: bool,
    /// The first day, where it is known.
    pub start: Option<Date>,
    /// How exact that is.
    pub exact: Exact,
    /// How it ends.
    pub end: End,
    /// Whether the holder acts in the office.
    pub acting: bool,
    /// Where that is from.
    pub stamp: Stamp,
}

/// A person, an organisation or a place of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// Its name.
    pub name: String,
    /// Wikidata's number for it, or 0.
    pub wikidata: u32,
    /// A text about it; may be empty.
    pub note: String,
    /// A link (http or https); may be empty.
    pub link: String,
    /// Whether "the" belongs before the name.
    pub article: bool,
    /// Where the note is from.
    pub stamp: Stamp,
    /// A person's terms of office, in order of their start.
    pub terms: Vec<Term>,
}

/// A pack, checked as a whole and read where it lies.
#[derive(Clone, Debug, Default)]
pub struct Pack {
    bytes: Vec<u8>,
    /// Where the texts of each table begin and end in `bytes`.
    texts: [Vec<u32>; TABLES],
    /// Where each column's planes begin, how many there are, and how many numbers they hold.
    columns: [(usize, usize, usize); COLUMNS],
    /// The owner of each name.
    owners: Vec<u32>,
    /// The first name of each entry.
    mains: Vec<u32>,
    /// The first term of each entry, and the end.
    first_terms: Vec<u32>,
    /// The first place in `office_terms` of each office, and the end.
    first_of_office: Vec<u32>,
    /// Terms by office.
    office_terms: Vec<u32>,
}

impl Pack {
    /// Reads a pack file, which it keeps.
    ///
    /// # Errors
    /// When the file is no pack, is of a newer version, cut short, damaged, over the limits or inconsistent.
    pub fn load(bytes: Vec<u8>) -> Result<Self, PackError> {
        let header =
            bytes.get(..HEADER).filter(|header| header.starts_with(MAGIC)).ok_or(PackError::NotAPack)?;
        let number = |at: usize| u32_at(header, at).unwrap_or_default();
        if number(8) != VERSION {
            return Err(PackError::Version { found: number(8) });
        }
        if number(12) as usize != bytes.len() || bytes.len() > MAX_BYTES {
            return Err(PackError::Length { declared: number(12) as usize, found: bytes.len() });
        }
        if number(16) != fnv1a(&bytes[HEADER..]) {
            return Err(PackError::Checksum);
        }
        let mut pack = Self { bytes, ..Self::default() };
        pack.sections().ok_or(PackError::Malformed)?;
        let records = [Column::NameMain, Column::OfficeTitle, Column::TermOffice, Column::EntryKind];
        let records = records.into_iter().map(|column| pack.len(column)).sum();
        if records > MAX_RECORDS {
            return Err(PackError::Records { found: records });
        }
        pack.index().ok_or(PackError::Malformed)?;
        Ok(pack)
    }

    /// Finds the tables and columns.
    fn sections(&mut self) -> Option<()> {
        let mut at = HEADER;
        while at < self.bytes.len() {
            let tag = usize::from(*self.bytes.get(at)?);
            let length = u32_at(&self.bytes, at + 1)? as usize;
            let (start, end) = (at + 5, at.checked_add(5)?.checked_add(length)?);
            let section = self.bytes.get(start..end)?;
            at = end;
            if let Some(table) = self.texts.get_mut(tag) {
                let count = u32_at(section, 0)? as usize;
                let lengths = section.get(4..count.checked_add(4)?)?;
                std::str::from_utf8(&section[4 + count..]).ok()?;
                // As many as there are bytes for.
                let mut offsets = Vec::with_capacity(count + 1);
                let mut offset = start + 4 + count;
                offsets.push(offset as u32);
                for length in lengths {
                    offset += usize::from(*length);
                    offsets.push(offset as u32);
                }
                (offset == end).then_some(())?;
                *table = offsets;
            } else if let Some(column) = self.columns.get_mut(tag - TABLES) {
                let width = usize::from(*section.first()?);
                let count = (length - 1).checked_div(width).filter(|_| width <= 4)?;
                (count * width == length - 1).then_some(())?;
                *column = (start + 1, width, count);
            }
        }
        Some(())
    }

    /// Checks that the columns belong together, and makes what is looked up in both directions.
    fn index(&mut self) -> Option<()> {
        let (entries, terms, offices) =
            (self.len(Column::EntryKind), self.len(Column::TermOffice), self.len(Column::OfficeTitle));
        let like = |columns: &[Column], count| columns.iter().all(|column| self.len(*column) == count);
        use Column::*;
        let together = like(&[EntryQid, EntryNote, EntryLink, EntryStamp, EntryTerms], entries)
            && like(&[TermStart, TermEnd, TermFlags, TermStamp], terms)
            && like(&[OfficeOf, OfficeFlags], offices)
            && like(&[StampLicence, StampLink, StampAsOf], self.len(StampSource))
            && self.texts[Table::Name as usize].len()
                == self.len(NameMain) + usize::from(self.len(NameMain) > 0);
        together.then_some(())?;
        let mut others = 0;
        for name in 0..self.len(NameMain) {
            if self.number(NameMain, name) == 1 {
                self.owners.push(self.mains.len() as u32);
                self.mains.push(name as u32);
            } else {
                self.owners.push(self.number(NameOwner, others));
                others += 1;
            }
        }
        (others == self.len(NameOwner) && self.mains.len() == entries).then_some(())?;
        let mut first = 0_u32;
        for entry in 0..entries {
            self.first_terms.push(first);
            first = first.checked_add(self.number(EntryTerms, entry))?;
        }
        self.first_terms.push(first);
        (first as usize == terms).then_some(())?;
        // Terms by office: counted, then put in place.
        let mut counts = vec![0_u32; offices + 1];
        for term in 0..terms {
            *counts.get_mut((self.number(TermOffice, term) as usize).checked_add(1)?)? += 1;
        }
        for office in 0..offices {
            counts[office + 1] += counts[office];
        }
        self.first_of_office = counts.clone();
        self.office_terms = vec![0; terms];
        for term in 0..terms {
            let next = counts.get_mut(self.number(TermOffice, term) as usize)?;
            *self.office_terms.get_mut(*next as usize)? = term as u32;
            *next += 1;
        }
        Some(())
    }

    /// How many numbers a column has.
    pub(super) fn len(&self, column: Column) -> usize {
        self.columns[column as usize].2
    }

    /// The number in a column's row; 0 outside.
    fn number(&self, column: Column, row: usize) -> u32 {
        let (start, width, count) = self.columns[column as usize];
        if row >= count {
            return 0;
        }
        let byte =
            |plane: usize| u32::from(self.bytes.get(start + plane * count + row).copied().unwrap_or(0));
        (0..width).fold(0, |number, plane| number | byte(plane) << (8 * plane))
    }

    /// A text of a table; empty outside.
    fn text(&self, table: Table, number: usize) -> &str {
        let bytes = between(&self.texts[table as usize], number).and_then(|range| self.bytes.get(range));
        bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// A text by the number of a column that has 0 for none.
    fn some_text(&self, column: Column, row: usize) -> String {
        let number = self.number(column, row) as usize;
        number.checked_sub(1).map_or_else(String::new, |number| self.text(Table::Other, number).to_owned())
    }

    fn link(&self, column: Column, row: usize) -> String {
        let link = self.some_text(column, row);
        if is_link(&link) { link } else { String::new() }
    }

    fn stamp(&self, row: u32) -> Stamp {
        let row = row as usize;
        let text = |column| self.text(Table::Other, self.number(column, row) as usize).to_owned();
        Stamp {
            source: text(Column::StampSource),
            licence: text(Column::StampLicence),
            link: self.link(Column::StampLink, row),
            as_of: day(self.number(Column::StampAsOf, row)),
        }
    }

    fn kind(&self, entry: usize) -> EntryKind {
        match self.number(Column::EntryKind, entry) & 3 {
            0 => EntryKind::Person,
            1 => EntryKind::Organisation,
            _ => EntryKind::Place,
        }
    }

    fn name(&self, entry: usize) -> &str {
        self.mains.get(entry).map_or("", |name| self.text(Table::Name, *name as usize))
    }

    /// An entry with all that the pack has of it; an empty one for a number outside.
    pub fn entry(&self, entry: usize) -> Entry {
        let terms = between(&self.first_terms, entry).unwrap_or_default();
        Entry {
            kind: self.kind(entry),
            name: self.name(entry).to_owned(),
            wikidata: self.number(Column::EntryQid, entry),
            note: self.some_text(Column::EntryNote, entry),
            link: self.link(Column::EntryLink, entry),
            article: self.has_article(entry),
            stamp: self.stamp(self.number(Column::EntryStamp, entry)),
            terms: terms.map(|term| self.term(term)).collect(),
        }
    }

    fn has_article(&self, entry: usize) -> bool {
        self.number(Column::EntryKind, entry) & 4 != 0
    }

    fn term(&self, term: usize) -> Term {
        let office = self.number(Column::TermOffice, term) as usize;
        let of = (self.number(Column::OfficeOf, office) as usize).checked_sub(1);
        let flags = self.number(Column::TermFlags, term);
        let exact = |bits: u32| match bits & 3 {
            0 => Exact::Day,
            1 => Exact::Month,
            2 => Exact::Year,
            _ => Exact::Unknown,
        };
        let end = match (day(self.number(Column::TermEnd, term)), flags >> 2 & 7) {
            (None, _) | (_, 0) => End::Open,
            (Some(end), 4) => End::By(end),
            (Some(end), 5) => End::Succeeded(end),
            (Some(end), bits) => End::On(end, exact(bits - 1)),
        };
        Term {
            title: self.text(Table::Title, self.number(Column::OfficeTitle, office) as usize).to_owned(),
            of: of.map_or_else(String::new, |of| self.name(of).to_owned()),
            article: of.is_some_and(|of| self.has_article(of)),
            single: self.number(Column::OfficeFlags, office) & 1 != 0,
            start: day(self.number(Column::TermStart, term)),
            exact: exact(flags),
            end,
            acting: flags & 32 != 0,
            stamp: self.stamp(self.number(Column::TermStamp, term)),
        }
    }

    /// The names that have this key, with their owners.
    pub(super) fn by_key(&self, key: String) -> impl Iterator<Item = (&str, usize)> {
        let name = |at: usize| self.text(Table::Name, at);
        let from = partition(self.owners.len(), |at| name_key(name(at)) < key);
        let names = (from..self.owners.len()).map(move |at| (name(at), self.owners[at] as usize));
        names.take_while(move |(name, _)| name_key(name) == key)
    }

    /// The organisation or place with this name, word for word.
    pub fn thing(&self, name: &str) -> Option<usize> {
        let words = name_words(name);
        let folded = fold(name);
        let things = self.by_key(name_key(name)).filter(|(_, owner)| self.kind(*owner) != EntryKind::Person);
        let same = things.filter(|(other, _)| name_words(other) == words);
        same.max_by_key(|(other, _)| fold(other) == folded).map(|(_, owner)| owner)
    }

    /// The people who held, hold or will hold an office: the entry and its term. `of` is the name of the country or
    /// organisation as the pack shows it, or empty. Of offices with this title, or, if `longer`, of those whose longer
    /// title it may mean ([`is_meant`]).
    pub fn holders(&self, title: &str, of: &str, longer: bool) -> Vec<(usize, Term)> {
        let key = office_key(title);
        let of = match (of, self.thing(of)) {
            ("", _) => 0,
            (_, Some(of)) => of as u32 + 1,
            (_, None) => return Vec::new(),
        };
        let title_at = |at: usize| self.text(Table::Title, at);
        let offices = self.len(Column::OfficeTitle);
        let title_of = |office: usize| self.number(Column::OfficeTitle, office) as usize;
        let of_it = |office: &usize| self.number(Column::OfficeOf, *office) == of;
        if longer {
            let meant = |office: &usize| {
                let other = office_key(title_at(title_of(*office)));
                other != key && is_meant(&key, &other)
            };
            let found = (0..offices).filter(of_it).filter(meant);
            return found.flat_map(|office| self.held(office)).collect();
        }
        let titles = self.texts[Table::Title as usize].len().saturating_sub(1);
        let from = partition(titles, |at| office_key(title_at(at)) < key);
        let to = from + (from..titles).take_while(|at| office_key(title_at(*at)) == key).count();
        let first = partition(offices, |office| title_of(office) < from);
        let found = (first..offices).take_while(|office| title_of(*office) < to).filter(of_it);
        found.flat_map(|office| self.held(office)).collect()
    }

    fn held(&self, office: usize) -> impl Iterator<Item = (usize, Term)> {
        let range = between(&self.first_of_office, office).unwrap_or_default();
        let terms = self.office_terms.get(range).unwrap_or_default();
        terms.iter().map(|term| {
            let owner = self.first_terms.partition_point(|first| first <= term) - 1;
            (owner, self.term(*term as usize))
        })
    }

    /// How much is in it.
    pub fn counts(&self) -> Counts {
        let kinds = |kind| (0..self.len(Column::EntryKind)).filter(|entry| self.kind(*entry) == kind).count();
        Counts {
            people: kinds(EntryKind::Person),
            organisations: kinds(EntryKind::Organisation),
            places: kinds(EntryKind::Place),
            names: self.len(Column::NameMain),
            offices: self.len(Column::OfficeTitle),
            terms: self.len(Column::TermOffice),
            bytes: self.bytes.len(),
        }
    }

    /// Its sources, with how many terms and notes each gives.
    pub fn sources(&self) -> Vec<(Stamp, usize)> {
        let used = [Column::TermStamp, Column::EntryStamp];
        let mut counts = vec![0; self.len(Column::StampSource)];
        for column in used {
            for row in 0..self.len(column) {
                if let Some(count) = counts.get_mut(self.number(column, row) as usize) {
                    *count += 1;
                }
            }
        }
        counts.into_iter().enumerate().map(|(row, count)| (self.stamp(row as u32), count)).collect()
    }

    /// Every entry, in order.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        (0..self.len(Column::EntryKind)).map(|entry| self.entry(entry))
    }

    /// The file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes that it takes in memory.
    pub fn memory(&self) -> usize {
        let numbers = self.texts.iter().map(Vec::len).sum::<usize>()
            + [&self.owners, &self.mains, &self.first_terms, &self.first_of_office, &self.office_terms]
                .map(Vec::capacity)
                .iter()
                .sum::<usize>();
        self.bytes.capacity() + numbers * size_of::<u32>()
    }
}

/// How much is in a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "they say what they count")]
pub struct Counts {
    pub people: usize,
    pub organisations: usize,
    pub places: usize,
    pub names: usize,
    pub offices: usize,
    pub terms: usize,
    pub bytes: usize,
}

/// From the offset at `at` to the next.
fn between(offsets: &[u32], at: usize) -> Option<std::ops::Range<usize>> {
    let [start, end] = offsets.get(at..at.checked_add(2)?)? else { return None };
    Some(*start as usize..*end as usize)
}

/// The first of `count` numbers for which `before` is false; those for which it is true come first.
fn partition(count: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Days are counted from long ago, so that none is negative; 0 is none.
const DAY_ZERO: i32 = 1 << 22;

/// The day of a number in a column.
fn day(number: u32) -> Option<Date> {
    let days = i32::try_from(number).ok().filter(|days| *days > 0 && *days < 2 * DAY_ZERO)?;
    let date = Date::from_day_number(days - DAY_ZERO);
    (-9999..=9999).contains(&date.year()).then_some(date)
}

/// The number of a day; see [`day`].
pub(super) fn day_number(day: Option<Date>) -> u32 {
    day.map_or(0, |day| (day.day_number() + DAY_ZERO) as u32)
}

/// Whether a text is a link that a card may show.
pub fn is_link(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| !c.is_whitespace() && !c.is_control()))
}

/// Why a pack was not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackError {
    /// It does not begin as one.
    NotAPack,
    /// It was written for another version of this program.
    Version {
        /// The version it names.
        found: u32,
    },
    /// Its length is not the one it declares, or over the limit.
    Length {
        /// What the header says, in bytes.
        declared: usize,
        /// What there is, in bytes.
        found: usize,
    },
    /// Its bytes were changed.
    Checksum,
    /// It has too many records.
    Records {
        /// How many it has.
        found: usize,
    },
    /// It contradicts itself.
    Malformed,
    /// A record of a JSON pack is wrong: which record and field, and what would be right.
    Record(String),
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::NotAPack => "the file is no Sidelight pack: it does not begin with SLPACK".to_owned(),
            Self::Version { found } => [
                "the pack has version ",
                &found.to_string(),
                ": this program reads version ",
                &VERSION.to_string(),
            ]
            .concat(),
            Self::Length { declared, found } => [
                "the pack has ",
                &found.to_string(),
                " bytes: its header says ",
                &declared.to_string(),
                ", and at most ",
                &MAX_BYTES.to_string(),
                " are read",
            ]
            .concat(),
            Self::Checksum => {
                "the pack's checksum does not match: the file is damaged, fetch it again".to_owned()
            }
            Self::Records { found } => [
                "the pack has ",
                &found.to_string(),
                " records: at most ",
                &MAX_RECORDS.to_string(),
                " are read",
            ]
            .concat(),
            Self::Malformed => "the pack contradicts itself: rebuild it".to_owned(),
            Self::Record(message) => message.clone(),
        };
        f.write_str(&text)
    }
}

impl std::error::Error for PackError {}
