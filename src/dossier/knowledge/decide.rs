//! Which of several who bear a name is meant, and who is meant by an office alone.

use super::offices::{is_meant, office_key};
use super::{Entry, EntryKind, Knowledge, Likeness, Tense, Term};
use crate::text::{Date, fold};

/// What the text says of somebody.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// Titles, each with the country or organisation it belongs to as packs name it (or as the text does, or nothing).
    pub roles: Vec<(String, String)>,
    /// Countries that the text names, as packs name them.
    pub places: Vec<String>,
    /// The day of the text.
    pub on: Option<Date>,
}

/// Who is meant.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Known {
    /// Nobody that is known.
    #[default]
    Nobody,
    /// This one.
    One(Box<Entry>),
    /// This one bears the name; the text says nothing besides that speaks for or against it.
    Perhaps(Box<Entry>),
    /// One of these: the text does not say which.
    Several(Vec<Entry>),
}

/// Points that speak for one of several; a difference decides.
const SAME_OFFICE: i32 = 4;
const OFFICE_THAT_DAY: i32 = 2;
const SAME_COUNTRY: i32 = 2;
const OTHER_COUNTRY: i32 = -4;
const NAMED_COUNTRY: i32 = 1;
const ANY_OFFICE_THAT_DAY: i32 = 1;

/// Which of those who may bear a name is meant, by what the text says: title, organisation, country, and offices on its
/// day. Who is called otherwise in the pack needs such evidence; who is only a namesake of another country is nobody.
pub fn decide(candidates: Vec<(Likeness, Entry)>, evidence: &Evidence) -> Known {
    let mut scored: Vec<(i32, Entry)> = Vec::new();
    let mut said = false;
    for (likeness, entry) in candidates {
        let score = points(&entry, evidence);
        let believed = if likeness == Likeness::Variant { score >= SAME_COUNTRY } else { score >= 0 };
        if believed {
            said |= score > ANY_OFFICE_THAT_DAY;
            scored.push((score + likeness as i32, entry));
        }
    }
    let best = scored.iter().map(|(score, _)| *score).max();
    scored.retain(|(score, _)| Some(*score) == best);
    match scored.len() {
        0 => Known::Nobody,
        1 => scored.pop().map_or(Known::Nobody, |(_, entry)| {
            let entry = Box::new(entry);
            if said { Known::One(entry) } else { Known::Perhaps(entry) }
        }),
        _ => Known::Several(scored.into_iter().map(|(_, entry)| entry).collect()),
    }
}

fn points(entry: &Entry, evidence: &Evidence) -> i32 {
    let holds = |term: &&Term| term.tense(evidence.on) == Tense::Holds;
    let of = |of: &str| entry.terms.iter().any(|term| term.of == of);
    let mut points = 0;
    if evidence.on.is_some() && entry.terms.iter().any(|term| holds(&term)) {
        points += ANY_OFFICE_THAT_DAY;
    }
    if evidence.places.iter().any(|place| of(place)) {
        points += NAMED_COUNTRY;
    }
    for (title, organisation) in &evidence.roles {
        let key = office_key(title);
        let own: Vec<&Term> = entry
            .terms
            .iter()
            .filter(|term| {
                let other = office_key(&term.title);
                other == key || is_meant(&key, &other)
            })
            .filter(|term| organisation.is_empty() || term.of.is_empty() || term.of == *organisation)
            .collect();
        if !own.is_empty() {
            points += SAME_OFFICE + if own.iter().any(holds) { OFFICE_THAT_DAY } else { 0 };
        } else if of(organisation) && !organisation.is_empty() {
            points += SAME_COUNTRY;
        } else if !organisation.is_empty() && !entry.terms.is_empty() {
            points += OTHER_COUNTRY;
        }
    }
    points
}

/// Everybody known to have held the office that `text` names, with a country in it ("the Pakistani foreign minister",
/// "US ambassador to France", "Prime Minister of Norway") or beside it (`of`, by any name). Which office is meant is decided by
/// who held one `on` the day, if it is given.
pub fn office_holders(
    knowledge: &dyn Knowledge,
    text: &str,
    of: &str,
    on: Option<Date>,
) -> Vec<(Entry, Term)> {
    let text = text.trim().trim_start_matches("the ").trim_start_matches("The ");
    // The country of an embassy as packs name it.
    let text = match text.split_once(" to ") {
        Some((post, to)) => match knowledge.thing(to.trim_start_matches("the ")) {
            Some(place) => [post, " to ", &place.name].concat(),
            None => text.to_owned(),
        },
        None => text.to_owned(),
    };
    if !of.is_empty() {
        return held(knowledge, &text, of, on);
    }
    let named = |words: &str| knowledge.thing(words).filter(|thing| thing.kind == EntryKind::Place);
    for (at, _) in text.match_indices([' ', '\'']) {
        let (first, title) = text.split_at(at);
        let title = title.trim_start_matches("'s").trim_start_matches("\u{2019}s").trim();
        if let Some(place) = named(first) {
            let found = held(knowledge, title, &place.name, on);
            if !found.is_empty() {
                return found;
            }
        }
    }
    for (at, word) in text.match_indices(" of ") {
        let rest = &text[at + word.len()..];
        let (of, to) = rest.find(" to ").map_or((rest, ""), |to| rest.split_at(to));
        if let Some(place) = named(of.trim_start_matches("the ")) {
            let found = held(knowledge, &[&text[..at], to].concat(), &place.name, on);
            if !found.is_empty() {
                return found;
            }
        }
    }
    held(knowledge, &text, "", on)
}

/// Who held an office, by its title; where nobody is known to have held that on the day, by the one longer title that may be
/// meant ("foreign minister" of the Minister of Europe and Foreign Affairs), and where ministers are secretaries, by theirs.
fn held(knowledge: &dyn Knowledge, title: &str, of: &str, on: Option<Date>) -> Vec<(Entry, Term)> {
    let folded = fold(title);
    let secretary = folded.contains("minister").then(|| folded.replace("minister", "secretary"));
    let mut known = Vec::new();
    for title in std::iter::once(title).chain(secretary.as_deref()) {
        for longer in [false, true] {
            let mut found = knowledge.holders(title, of, longer);
            if longer {
                found.retain(|(_, term)| on.is_none() || term.tense(on) == Tense::Holds);
                let one = found.iter().all(|(_, term)| term.title == found[0].1.title);
                found.truncate(if one { found.len() } else { 0 });
            }
            let holds = on.is_none() || found.iter().any(|(_, term)| term.tense(on) == Tense::Holds);
            if holds && !found.is_empty() {
                return found;
            }
            if known.is_empty() {
                known = found;
            }
        }
    }
    known
}

/// Whether a name is `entry`'s or a part of it, such as the surname alone.
pub fn bears(entry: &Entry, name: &str) -> bool {
    let own = super::name_words(&entry.name);
    let words = super::name_words(name);
    !words.is_empty() && words.iter().all(|word| own.contains(word)) || fold(&entry.name) == fold(name)
}
