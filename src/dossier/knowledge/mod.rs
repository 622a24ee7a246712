//! What is known besides the article: packs of people, organisations and places, with terms of office.
//! Does not know where the packs come from.

mod decide;
mod draft;
mod json;
mod names;
mod offices;
mod pack;

use std::rc::Rc;

pub use decide::{Evidence, Known, bears, decide, office_holders};
pub use draft::{Draft, DraftEntry, DraftTerm, MAX_TEXT};
pub use json::{Json, from_json, partial_date};
pub use names::{Likeness, likeness, name_words, skeleton};
pub use offices::{office_key, office_name};
pub use pack::{
    Counts, End, Entry, EntryKind, Exact, MAX_BYTES, MAX_RECORDS, Pack, PackError, Stamp, Term, VERSION,
    is_link,
};

use crate::text::{Date, order, reorder};
use names::name_key;

/// What can be looked up.
pub trait Knowledge {
    /// The people who may bear a name, the likeliest first, each once.
    fn named(&self, name: &str) -> Vec<(Likeness, Entry)>;

    /// Everybody known to have held an office: their entry, and the term. `of` is a country or an organisation by any
    /// of its names, or empty. If `longer`, not the office with this title, but those whose longer one it may mean.
    fn holders(&self, title: &str, of: &str, longer: bool) -> Vec<(Entry, Term)>;

    /// The organisation, country or people with this name, word for word.
    fn thing(&self, name: &str) -> Option<Entry>;
}

/// Several packs; an earlier one comes before a later one where both speak of the same.
#[derive(Clone, Debug, Default)]
pub struct Packs(pub Vec<Rc<Pack>>);

impl Knowledge for Packs {
    fn named(&self, name: &str) -> Vec<(Likeness, Entry)> {
        let words = name_words(name);
        let mut found: Vec<(Likeness, Entry)> = Vec::new();
        for pack in &self.0 {
            for (likeness, entry) in named(pack, name, &words) {
                match found.iter_mut().find(|(_, known)| is_same(known, &entry)) {
                    Some((known_likeness, known)) => {
                        *known_likeness = likeness.max(*known_likeness);
                        complete(known, entry);
                    }
                    None => found.push((likeness, entry)),
                }
            }
        }
        let order = order(found.len(), &|a, b| found[a].0 > found[b].0);
        order.into_iter().map(|at| (found[at].0, std::mem::take(&mut found[at].1))).collect()
    }

    fn holders(&self, title: &str, of: &str, longer: bool) -> Vec<(Entry, Term)> {
        let mut found: Vec<(Entry, Term)> = Vec::new();
        for pack in &self.0 {
            let known = found.len();
            for (owner, term) in pack.holders(title, of, longer) {
                let entry = pack.entry(owner);
                // What an earlier pack says of the same person's same time comes first.
                let said = |(other, other_term): &(Entry, Term)| {
                    is_same(other, &entry) && overlap(other_term, &term)
                };
                if !found[..known].iter().any(said) {
                    found.push((entry, term));
                }
            }
        }
        found
    }

    fn thing(&self, name: &str) -> Option<Entry> {
        let mut things = self.0.iter().filter_map(|pack| pack.thing(name).map(|thing| pack.entry(thing)));
        let first = things.next()?;
        // A pack may name a country only because an office is of it.
        let told = if first.note.is_empty() { things.find(|thing| !thing.note.is_empty()) } else { None };
        Some(told.unwrap_or(first))
    }
}

/// The people of one pack who may bear a name, each with the best likeness of their names.
fn named(pack: &Pack, name: &str, words: &[String]) -> Vec<(Likeness, Entry)> {
    let mut owners: Vec<(Likeness, usize)> = Vec::new();
    for (other, owner) in pack.by_key(name_key(name)) {
        let Some(likeness) = likeness(words, &name_words(other)) else { continue };
        match owners.iter_mut().find(|(_, known)| *known == owner) {
            Some(known) => known.0 = likeness.max(known.0),
            None => owners.push((likeness, owner)),
        }
    }
    let people = owners.into_iter().map(|(likeness, owner)| (likeness, pack.entry(owner)));
    people.filter(|(_, entry)| entry.kind == EntryKind::Person).collect()
}

/// Whether two entries are one person: by Wikidata's number, else by name, office and overlapping terms.
fn is_same(a: &Entry, b: &Entry) -> bool {
    if a.wikidata != 0 && b.wikidata != 0 {
        return a.wikidata == b.wikidata;
    }
    let shared = |term: &Term| b.terms.iter().any(|other| is_office(term, other) && overlap(term, other));
    likeness(&name_words(&a.name), &name_words(&b.name)).is_some() && a.terms.iter().any(shared)
}

/// Takes over what an entry of a later pack has besides.
fn complete(known: &mut Entry, later: Entry) {
    for term in later.terms {
        if !known.terms.iter().any(|other| is_office(other, &term) && overlap(other, &term)) {
            known.terms.push(term);
        }
    }
    reorder(&mut known.terms, &|a, b| a.start < b.start);
    if known.note.is_empty() {
        (known.note, known.stamp) = (later.note, later.stamp);
    }
    if known.link.is_empty() {
        known.link = later.link;
    }
    if known.wikidata == 0 {
        known.wikidata = later.wikidata;
    }
}

fn is_office(a: &Term, b: &Term) -> bool {
    a.of == b.of && office_key(&a.title) == office_key(&b.title)
}

/// Whether two terms have a day in common, as far as is known.
fn overlap(a: &Term, b: &Term) -> bool {
    let ends_before = |a: &Term, b: &Term| a.end.last().zip(b.start).is_some_and(|(end, start)| end < start);
    !ends_before(a, b) && !ends_before(b, a)
}

/// How a term stands to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tense {
    /// The day is in it.
    Holds,
    /// It begins later.
    Later,
    /// It was over.
    Held,
}

impl Term {
    /// How it stands to `on`; without a day, to the time when its source was written.
    pub fn tense(&self, on: Option<Date>) -> Tense {
        let Some(on) = on.or(self.stamp.as_of) else { return Tense::Holds };
        if self.start.is_some_and(|start| on < start) {
            return Tense::Later;
        }
        let over = match self.end {
            End::Open => false,
            End::On(day, _) => day < on,
            End::By(day) | End::Succeeded(day) => day <= on,
        };
        if over { Tense::Held } else { Tense::Holds }
    }
}

/// Of those who held an office, who held it on a day: of two in an office of one, who began last.
pub fn on_day(mut holders: Vec<(Entry, Term)>, on: Option<Date>) -> Vec<(Entry, Term)> {
    holders.retain(|(_, term)| term.tense(on) == Tense::Holds);
    let last = holders.iter().filter(|(_, term)| term.single).map(|(_, term)| term.start).max();
    holders.retain(|(_, term)| !term.single || Some(term.start) == last);
    holders
}
