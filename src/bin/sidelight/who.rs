//! `sidelight who`: what a card would say of a name, or of an office, on a day.

use std::path::PathBuf;
use std::rc::Rc;

use lexopt::prelude::*;
use serde_json::{Value as Json, json};
use sidelight::dossier::knowledge::{
    End, Entry, Evidence, Exact, Knowledge, Known, Packs, Tense, Term, decide, office_holders, on_day,
};
use sidelight::reader::{Words, known_rows};
use sidelight::text::Date;

use crate::pack::load;

/// The pack that is shipped, from the repository's root.
const DEFAULT_PACK: &str = "static/packs/default.pack";

pub(crate) fn run(mut args: lexopt::Parser) -> Result<(), String> {
    let (mut name, mut on, mut country) = (Vec::new(), None::<Date>, String::new());
    let (mut files, mut as_json) = (Vec::<PathBuf>::new(), false);
    while let Some(arg) = args.next().map_err(|error| error.to_string())? {
        match arg {
            Long("on") => {
                let day = value(&mut args)?.to_string_lossy().into_owned();
                on = Some(day.parse().map_err(|error| format!("--on: {error}"))?);
            }
            Long("country") => country = value(&mut args)?.to_string_lossy().into_owned(),
            Long("pack") => files.push(value(&mut args)?.into()),
            Long("json") => as_json = true,
            Value(word) => name.push(word.to_string_lossy().into_owned()),
            other => return Err(other.unexpected().to_string()),
        }
    }
    let name = name.join(" ");
    if name.trim().is_empty() {
        return Err("who needs a NAME: a person's, or an office".to_owned());
    }
    if files.is_empty() {
        files.push(DEFAULT_PACK.into());
    }
    let packs = files.iter().map(|file| load(file).map(Rc::new)).collect::<Result<Vec<_>, _>>()?;
    let packs = Packs(packs);
    let answer = Answer::find(&packs, &name, &country, on)?;
    if as_json {
        println!("{}", answer.json(&name));
    } else {
        print!("{}", answer.text(&name));
    }
    Ok(())
}

fn value(args: &mut lexopt::Parser) -> Result<std::ffi::OsString, String> {
    args.value().map_err(|error| error.to_string())
}

/// What was found.
enum Answer {
    /// People of the name; more than one where it is undecided.
    People(Vec<Entry>, Option<Date>),
    /// Holders of the office on the day, or everybody who held it.
    Office(Vec<(Entry, Term)>, Option<Date>),
    /// An organisation or a country.
    Thing(Entry),
    Nothing,
}

impl Answer {
    fn find(packs: &Packs, name: &str, country: &str, on: Option<Date>) -> Result<Self, String> {
        let mut evidence = Evidence { on, ..Evidence::default() };
        if !country.is_empty() {
            let place = packs
                .thing(country)
                .ok_or_else(|| format!("--country: {country:?} is no country that the pack knows"))?;
            evidence.roles.push((String::new(), place.name));
        }
        match decide(packs.named(name), &evidence) {
            Known::One(entry) | Known::Perhaps(entry) => return Ok(Self::People(vec![*entry], on)),
            Known::Several(entries) => return Ok(Self::People(entries, on)),
            Known::Nobody => {}
        }
        let holders = office_holders(packs, name, country, on);
        if !holders.is_empty() {
            let those = if on.is_some() { on_day(holders, on) } else { holders };
            return Ok(Self::Office(those, on));
        }
        // Spelt otherwise: shown, since there is no article to say whether it is meant.
        let alike: Vec<Entry> = packs.named(name).into_iter().map(|(_, entry)| entry).collect();
        let alike: Vec<Entry> = alike
            .into_iter()
            .filter(|entry| {
                evidence.roles.iter().all(|(_, of)| entry.terms.iter().any(|term| term.of == *of))
            })
            .collect();
        Ok(match (alike.is_empty(), packs.thing(name)) {
            (false, _) => Self::People(alike, on),
            (true, Some(thing)) => Self::Thing(thing),
            (true, None) => Self::Nothing,
        })
    }

    fn text(&self, name: &str) -> String {
        match self {
            Self::People(people, on) => {
                let several = if people.len() > 1 {
                    Words::default().counted("namesakes", people.len()) + "\n\n"
                } else {
                    String::new()
                };
                let blocks: Vec<String> =
                    people.iter().map(|person| block(person, &person.terms, *on)).collect();
                several + &blocks.join("\n")
            }
            Self::Office(holders, on) => {
                let blocks: Vec<String> = holders
                    .iter()
                    .map(|(entry, term)| block(entry, std::slice::from_ref(term), *on))
                    .collect();
                if blocks.is_empty() {
                    format!("{name}: no holder known for that day\n")
                } else {
                    blocks.join("\n")
                }
            }
            Self::Thing(thing) => block(thing, &[], None),
            Self::Nothing => format!("{name}: not known\n"),
        }
    }

    fn json(&self, query: &str) -> Json {
        let person = |entry: &Entry, terms: &[Term], on: &Option<Date>| {
            let rows = known_rows(terms, *on, &Words::default());
            let mut sorted: Vec<&Term> = terms.iter().collect();
            sorted.sort_by_key(|term| (term.tense(*on), std::cmp::Reverse(term.start)));
            let offices: Vec<Json> = rows.iter().zip(sorted).map(|(row, term)| {
                json!({
                    "office": row.office,
                    "text": format!("{} {}", row.office, row.when),
                    "title": term.title,
                    "of": term.of,
                    "start": term.start.filter(|_| term.exact != Exact::Unknown).map(|start| partial(start, term.exact)),
                    "end": end(term.end),
                    "end_is": match term.end {
                        End::Open => "open",
                        End::On(..) => "known",
                        End::By(_) => "at the latest",
                        End::Succeeded(_) => "successor began",
                    },
                    "acting": term.acting,
                    "tense": match row.tense { Tense::Holds => "holds", Tense::Later => "later", Tense::Held => "held" },
                    "source": term.stamp.source,
                    "licence": term.stamp.licence,
                    "link": term.stamp.link,
                    "as_of": term.stamp.as_of.map(|day| day.to_string()),
                })
            }).collect();
            let wikidata = (entry.wikidata != 0).then(|| format!("Q{}", entry.wikidata));
            json!({ "name": entry.name, "wikidata": wikidata, "note": entry.note, "offices": offices })
        };
        let (on, people): (Option<Date>, Vec<Json>) = match self {
            Self::People(people, on) => {
                (*on, people.iter().map(|entry| person(entry, &entry.terms, on)).collect())
            }
            Self::Office(holders, on) => (
                *on,
                holders.iter().map(|(entry, term)| person(entry, std::slice::from_ref(term), on)).collect(),
            ),
            Self::Thing(thing) => (None, vec![person(thing, &[], &None)]),
            Self::Nothing => (None, Vec::new()),
        };
        let undecided = matches!(self, Self::People(people, _) if people.len() > 1);
        json!({ "query": query, "on": on.map(|day| day.to_string()), "undecided": undecided, "found": people })
    }
}

/// One clear block: the name, then an office a line with its source below.
fn block(entry: &Entry, terms: &[Term], on: Option<Date>) -> String {
    let mut text = entry.name.clone();
    if entry.wikidata != 0 {
        text += &format!(" (Q{})", entry.wikidata);
    }
    text.push('\n');
    if !entry.note.is_empty() {
        text += &format!("  {}\n", entry.note);
        text += &format!(
            "      {}\n",
            Words::default().source(&entry.stamp.source, entry.stamp.as_of, &entry.stamp.licence)
        );
    }
    for row in known_rows(terms, on, &Words::default()) {
        text += &format!("  {} {}\n      {}\n", row.office, row.when, row.source);
    }
    text
}

/// A day as exactly as it is known, ISO 8601.
fn partial(day: Date, exact: Exact) -> String {
    let text = day.to_string();
    let length = match exact {
        Exact::Day | Exact::Unknown => text.len(),
        Exact::Month => 7,
        Exact::Year => 4,
    };
    text[..length].to_owned()
}

fn end(end: End) -> Option<String> {
    match end {
        End::Open => None,
        End::On(day, exact) => Some(partial(day, exact)),
        End::By(day) | End::Succeeded(day) => Some(day.to_string()),
    }
}
