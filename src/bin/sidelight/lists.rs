//! `sidelight lists`: the gazetteer of the model file, from knowledge tables and running text.
//!
//! From the tables come names, countries, cities, organisations and fields of government; from the running text, which
//! words are ordinary ones. Lists are cut where a longer one costs more bytes than it finds names.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use lexopt::prelude::*;
use sidelight::recognise::gazetteer::{Entry, Flags, Gazetteer};
use sidelight::recognise::model;
use sidelight::text::{Case, Span, TokenKind, fold, tokens};

/// Cities with fewer people are left out.
const MIN_POPULATION: u64 = 50_000;
/// US surnames beyond this rank are left out (the census lists them by frequency).
const MAX_SURNAMES: usize = 12_000;
/// A given name or a surname of office holders must be borne by so many of them.
const MIN_GIVEN_BEARERS: u32 = 1;
const MIN_FAMILY_BEARERS: u32 = 2;
/// An ordinary word was seen in lower case at least so often, and at least a tenth as often as capitalised.
const MIN_LOWER: u32 = 3;
/// A field of government has had at least so many ministers, or appears in so many appointments.
const MIN_FIELD: u32 = 2;

pub(crate) fn run(mut args: lexopt::Parser) -> Result<(), String> {
    let (mut kb, mut text, mut out) = (None::<PathBuf>, None::<PathBuf>, None::<PathBuf>);
    while let Some(arg) = args.next().map_err(|error| error.to_string())? {
        let slot = match arg {
            Long("kb") => &mut kb,
            Long("text") => &mut text,
            Short('o') => &mut out,
            other => return Err(other.unexpected().to_string()),
        };
        *slot = Some(args.value().map_err(|error| error.to_string())?.into());
    }
    let (Some(kb), Some(text), Some(out)) = (kb, text, out) else {
        return Err("lists needs --kb DIR, --text DIR and -o FILE".to_owned());
    };
    let mut lists = Lists::default();
    lists.words(&text)?;
    lists.names(&kb)?;
    lists.countries(&kb)?;
    lists.places(&kb)?;
    lists.organisations(&kb)?;
    lists.fields(&kb)?;
    let file = model::write(&[(*Gazetteer::TAG, lists.finish())]);
    fs::write(&out, &file).map_err(|error| format!("{}: {error}", out.display()))?;
    println!("{}: {} bytes", out.display(), file.len());
    Ok(())
}

#[derive(Default)]
struct Lists {
    forms: BTreeMap<String, (Flags, Option<u16>)>,
    countries: Vec<String>,
}

impl Lists {
    fn add(&mut self, form: &str, flags: Flags) {
        self.add_of(form, flags, None);
    }

    fn add_of(&mut self, form: &str, flags: Flags, country: Option<u16>) {
        let form = fold(form.trim());
        let letters = form.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 || form.len() > 80 {
            return;
        }
        let entry = self.forms.entry(form).or_default();
        entry.0 = entry.0.with(flags);
        entry.1 = entry.1.or(country);
    }

    fn finish(mut self) -> Vec<u8> {
        let prefixes: Vec<String> = self
            .forms
            .keys()
            .flat_map(|form| form.match_indices(' ').map(|(at, _)| form[..at].to_owned()).collect::<Vec<_>>())
            .collect();
        for prefix in prefixes {
            let entry = self.forms.entry(prefix).or_default();
            entry.0 = entry.0.with(Flags::PREFIX);
        }
        let entries: Vec<Entry> =
            self.forms.into_iter().map(|(form, (flags, country))| Entry { form, flags, country }).collect();
        eprintln!("{} forms, {} countries", entries.len(), self.countries.len());
        Gazetteer::write(&entries, &self.countries)
    }

    /// Ordinary words, by how often they stand in lower case in the texts of every JSONL file of `dir`.
    fn words(&mut self, dir: &Path) -> Result<(), String> {
        let mut counts: HashMap<String, (u32, u32)> = HashMap::new();
        let mut files: Vec<PathBuf> = fs::read_dir(dir)
            .map_err(|error| format!("{}: {error}", dir.display()))?
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "jsonl"))
            .collect();
        files.sort();
        for file in files {
            for line in read(&file)?.lines() {
                let record: serde_json::Value =
                    serde_json::from_str(line).map_err(|error| format!("{}: {error}", file.display()))?;
                count_words(record["text"].as_str().unwrap_or_default(), &mut counts);
            }
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort();
        for (word, (lower, capital)) in counts {
            if lower >= MIN_LOWER && lower * 10 >= capital {
                self.add(&word, Flags::COMMON);
            }
        }
        Ok(())
    }

    fn names(&mut self, kb: &Path) -> Result<(), String> {
        for file in ["first_names_us_female.txt", "first_names_us_male.txt"] {
            for line in read(&kb.join(file))?.lines() {
                self.add(line.split_whitespace().next().unwrap_or_default(), Flags::GIVEN);
            }
        }
        for line in read(&kb.join("surnames_us.txt"))?.lines().take(MAX_SURNAMES) {
            self.add(line.split_whitespace().next().unwrap_or_default(), Flags::FAMILY);
        }
        let mut people: BTreeMap<String, String> = BTreeMap::new();
        each_row(&kb.join("office_holders.csv"), |row| {
            people.insert(row("qid"), row("person"));
        })?;
        let (mut given, mut family): (BTreeMap<String, u32>, BTreeMap<String, u32>) = Default::default();
        for name in people.values() {
            let words: Vec<&str> = name.split_whitespace().collect();
            if let [first, .., last] = words[..] {
                *given.entry(fold(first)).or_default() += 1;
                *family.entry(fold(last)).or_default() += 1;
            }
        }
        let is_name =
            |name: &str| name.chars().filter(|c| c.is_alphabetic()).count() > 2 && !name.contains('.');
        for (name, _) in given.iter().filter(|(name, n)| **n >= MIN_GIVEN_BEARERS && is_name(name)) {
            self.add(name, Flags::GIVEN);
        }
        for (name, _) in family.iter().filter(|(name, n)| **n >= MIN_FAMILY_BEARERS && is_name(name)) {
            self.add(name, Flags::FAMILY);
        }
        Ok(())
    }

    fn countries(&mut self, kb: &Path) -> Result<(), String> {
        let mut indices: HashMap<String, u16> = HashMap::new();
        let mut rows = Vec::new();
        each_row(&kb.join("countries.csv"), |row| {
            rows.push(["short", "long", "capital", "noun", "adjective"].map(row));
        })?;
        for [short, long, capital, noun, adjective] in &rows {
            let name = display_name(if short == "none" { long } else { short });
            let index = self.countries.len() as u16;
            self.countries.push(name.clone());
            indices.insert(name.clone(), index);
            let long = long.split("; note").next().unwrap_or_default();
            for form in [&name, long] {
                let form = strip_brackets(form);
                let form = form.trim();
                if form != "none" {
                    self.add_of(form.strip_prefix("The ").unwrap_or(form), Flags::COUNTRY, Some(index));
                }
            }
            for city in capital.split(';') {
                let city = strip_brackets(city);
                let city = city.split(" note").next().unwrap_or_default().trim();
                if city.split(' ').count() <= 4 && city != "none" {
                    self.add_of(city, Flags::CAPITAL, Some(index));
                    self.add_of(city.split(',').next().unwrap_or_default(), Flags::CAPITAL, Some(index));
                }
            }
            for form in demonyms(noun).into_iter().chain(demonyms(adjective)) {
                if !form.eq_ignore_ascii_case("none") && form != name {
                    self.add_of(&form, Flags::DEMONYM, Some(index));
                }
            }
        }
        let tables = [
            (include_str!("data/countries.tsv"), Flags::COUNTRY),
            (include_str!("data/demonyms.tsv"), Flags::DEMONYM),
        ];
        for (table, flags) in tables {
            for (form, name) in data_lines(table).filter_map(|line| line.split_once('\t')) {
                if form == name && !indices.contains_key(name) {
                    indices.insert(name.to_owned(), self.countries.len() as u16);
                    self.countries.push(name.to_owned());
                }
                let missing = || format!("countries.csv has no country {name:?}");
                let index = *indices.get(name).ok_or_else(missing)?;
                // An everyday word wins over the Factbook's: "Congolese", "Korean" belong to one country here.
                self.forms.entry(fold(form)).or_default().1 = Some(index);
                self.add_of(form, flags, Some(index));
            }
        }
        Ok(())
    }

    fn places(&mut self, kb: &Path) -> Result<(), String> {
        for line in data_lines(include_str!("data/regions.tsv")) {
            self.add(line, Flags::REGION);
        }
        let mut cities = Vec::new();
        each_row(&kb.join("cities15000.csv"), |row| {
            if row("population").parse::<u64>().unwrap_or(0) >= MIN_POPULATION {
                cities.push(row("name"));
            }
        })?;
        for city in cities {
            self.add(&city, Flags::CITY);
        }
        Ok(())
    }

    fn organisations(&mut self, kb: &Path) -> Result<(), String> {
        let mut rows = Vec::new();
        each_row(&kb.join("organisations.csv"), |row| {
            rows.push((row("name"), row("aliases"), row("abbr")));
        })?;
        for line in read(&kb.join("us_agencies.tsv"))?.lines() {
            let (name, abbreviation) = line.split_once('\t').unwrap_or((line, ""));
            let place = self.forms.get(&fold(name)).is_some_and(|(flags, _)| flags.has(Flags::PLACE));
            if !place && !name.contains(", ") {
                rows.push((name.to_owned(), String::new(), abbreviation.to_owned()));
            }
        }
        for name in data_lines(include_str!("data/organisations.tsv")) {
            self.add_name_of_organisation(name);
        }
        for (name, aliases, abbreviation) in rows {
            for form in std::iter::once(name.as_str()).chain(aliases.split([';', '|'])) {
                let form = strip_brackets(form);
                self.add_name_of_organisation(form.trim());
            }
            if abbreviation.chars().filter(|c| c.is_uppercase()).count() >= 2 {
                self.add(&abbreviation, Flags::ACRONYM);
            }
        }
        Ok(())
    }

    fn add_name_of_organisation(&mut self, form: &str) {
        let upper = form.chars().all(|c| !c.is_lowercase());
        if upper {
            self.add(form, Flags::ACRONYM);
        } else {
            self.add(form, Flags::ORGANISATION);
        }
    }

    /// Fields of government: what ministers are "of" or "for", and what US State Department offices are "for".
    fn fields(&mut self, kb: &Path) -> Result<(), String> {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        let mut count = |title: &str, n: u32| {
            for field in fields_of(title) {
                *counts.entry(field).or_default() += n;
            }
        };
        each_row(&kb.join("positions.csv"), |row| {
            count(&row("position"), row("n_holders").parse().unwrap_or(0));
        })?;
        each_row(&kb.join("us_state_appointments.csv"), |row| count(&row("role"), 1))?;
        for (field, _) in counts.iter().filter(|(_, n)| **n >= MIN_FIELD) {
            let place = self
                .forms
                .get(field)
                .is_some_and(|(flags, _)| flags.has(Flags(Flags::PLACE.0 | Flags::DEMONYM.0)));
            if !place {
                self.add(field, Flags::FIELD);
            }
        }
        Ok(())
    }
}

fn count_words(text: &str, counts: &mut HashMap<String, (u32, u32)>) {
    for token in tokens(text, Span::new(0, text.len())) {
        if token.kind != TokenKind::Word || token.span.len() < 2 {
            continue;
        }
        let count = counts.entry(fold(token.of(text))).or_default();
        match token.case {
            Case::Lower => count.0 += 1,
            Case::Capital => count.1 += 1,
            _ => {}
        }
    }
}

/// The fields in "Minister of Energy, Mines and Water": each part of the enumeration, in folded form.
fn fields_of(title: &str) -> Vec<String> {
    let heads = ["minister", "secretary", "coordinator", "ministry", "department", "envoy", "representative"];
    let folded = fold(title);
    let Some((head, rest)) = folded.split_once(" of ").or_else(|| folded.split_once(" for ")) else {
        return Vec::new();
    };
    let rest = rest.strip_prefix("state for ").unwrap_or(rest);
    if !heads.iter().any(|known| head.ends_with(known)) || rest.starts_with("state") {
        return Vec::new();
    }
    rest.split(", ")
        .flat_map(|part| part.split(" and "))
        .map(|part| part.trim_start_matches("and ").trim_start_matches("the ").trim().to_owned())
        .filter(|part| {
            !part.is_empty()
                && part.split(' ').count() <= 3
                && part.chars().all(|c| c.is_alphabetic() || " -'".contains(c))
        })
        .collect()
}

/// "Korea, South" as "South Korea", "Holy See (Vatican City)" as "Holy See".
fn display_name(short: &str) -> String {
    let short = strip_brackets(short);
    let short = short.trim();
    match short.split_once(", ") {
        Some((name, rest)) if !rest.contains(", ") => format!("{rest} {name}"),
        _ => short.to_owned(),
    }
}

fn strip_brackets(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0u32;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// The forms in "Briton(s), British (collective plural)": Briton, Britons, British.
fn demonyms(field: &str) -> Vec<String> {
    let field = field.split(" note").next().unwrap_or_default();
    let mut forms = Vec::new();
    for part in field.split([',', ';']).flat_map(|part| part.split(" or ")) {
        let form = strip_brackets(part).trim().to_owned();
        if form.is_empty() || !form.starts_with(char::is_uppercase) || form.split(' ').count() > 3 {
            continue;
        }
        for ending in ["(s)", "(es)"] {
            if part.contains(ending) {
                forms.push(format!("{form}{}", ending.trim_matches(['(', ')'])));
            }
        }
        forms.push(form);
    }
    forms
}

fn data_lines(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Calls `each` with a reader of columns by name, row by row; a column that is missing reads as "".
fn each_row(path: &Path, mut each: impl FnMut(&dyn Fn(&str) -> String)) -> Result<(), String> {
    let error = |error: csv::Error| format!("{}: {error}", path.display());
    let mut reader = csv::Reader::from_path(path).map_err(error)?;
    let headers = reader.headers().map_err(error)?.clone();
    for record in reader.records() {
        let record = record.map_err(error)?;
        each(&|column: &str| {
            let at = headers.iter().position(|header| header == column);
            at.and_then(|at| record.get(at)).unwrap_or_default().to_owned()
        });
    }
    Ok(())
}
