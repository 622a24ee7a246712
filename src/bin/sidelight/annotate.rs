//! `sidelight annotate`: articles in, entities and quotations out, a JSON object a line.

use std::fs;
use std::io::{self, BufRead, BufWriter, Write};
use std::path::PathBuf;

use lexopt::prelude::*;
use serde::{Deserialize, Serialize};
use sidelight::article::{self, Article};
use sidelight::dossier::{self, Dossier, EntityId, Ground, Quotation, Status};
use sidelight::recognise::{self, Kind, Model};
use sidelight::text::{Offsets, Span};

/// The model that is shipped, so that the program needs no other file.
const MODEL: &[u8] = include_bytes!("../../../static/model/model.bin");

#[derive(Deserialize)]
struct Input {
    id: serde_json::Value,
    text: String,
    published: Option<String>,
}

#[derive(Serialize)]
struct Output<'a> {
    id: &'a serde_json::Value,
    entities: Vec<OutEntity<'a>>,
    quotes: Vec<OutQuote>,
    reported: Vec<OutQuote>,
    meetings: Vec<OutMeeting>,
}

#[derive(Serialize)]
struct OutMeeting {
    people: Vec<String>,
    place: Option<String>,
    days: Option<String>,
    evidence: [usize; 2],
}

#[derive(Serialize)]
struct OutEntity<'a> {
    id: String,
    kind: &'static str,
    name: &'a str,
    mentions: Vec<[usize; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    official: Option<bool>,
    /// Why, in one line.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
    /// The mentions of a capital that stand for its government.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    government: Vec<[usize; 2]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<OutRole<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<String>,
}

#[derive(Serialize)]
struct OutRole<'a> {
    title: &'a str,
    organisation: Option<&'a str>,
    status: &'static str,
    evidence: [usize; 2],
}

#[derive(Serialize)]
struct OutQuote {
    speaker: String,
    span: [usize; 2],
}

/// The unit that offsets are printed in.
#[derive(Clone, Copy)]
enum Unit {
    CodePoint,
    Utf16,
    Byte,
}

pub(crate) fn run(mut args: lexopt::Parser) -> Result<(), String> {
    let (mut jsonl, mut unit, mut model, mut file) =
        (false, Unit::CodePoint, None::<PathBuf>, None::<PathBuf>);
    while let Some(arg) = args.next().map_err(|error| error.to_string())? {
        match arg {
            Long("jsonl") => jsonl = true,
            Long("offsets") => {
                let value = args.value().map_err(|error| error.to_string())?;
                unit = match value.to_str() {
                    Some("codepoint") => Unit::CodePoint,
                    Some("utf16") => Unit::Utf16,
                    Some("byte") => Unit::Byte,
                    _ => return Err(format!("--offsets {value:?}: codepoint, utf16 or byte expected")),
                };
            }
            Long("model") => model = Some(args.value().map_err(|error| error.to_string())?.into()),
            Value(path) if file.is_none() => file = Some(path.into()),
            other => return Err(other.unexpected().to_string()),
        }
    }
    if !jsonl {
        return Err("annotate reads JSON lines only: add --jsonl".to_owned());
    }
    let model = load_model(model)?;
    let name = file.as_ref().map_or("standard input".to_owned(), |path| path.display().to_string());
    let input: Box<dyn BufRead> = match file {
        Some(path) => {
            let file = fs::File::open(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            Box::new(io::BufReader::new(file))
        }
        None => Box::new(io::stdin().lock()),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    for (number, line) in input.lines().enumerate() {
        let place = |error: &dyn std::fmt::Display| format!("{name}, line {}: {error}", number + 1);
        let line = line.map_err(|error| place(&error))?;
        if line.trim().is_empty() {
            continue;
        }
        let input: Input = serde_json::from_str(&line).map_err(|error| place(&error))?;
        let json = annotate(&input, &model, unit).map_err(|error| place(&error))?;
        writeln!(out, "{json}").map_err(|error| error.to_string())?;
    }
    out.flush().map_err(|error| error.to_string())
}

fn load_model(path: Option<PathBuf>) -> Result<Model, String> {
    let Some(path) = path else {
        return Model::load(MODEL).map_err(|error| format!("the built-in model: {error}"));
    };
    let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Model::load(&bytes).map_err(|error| format!("{}: {error}", path.display()))
}

fn annotate(input: &Input, model: &Model, unit: Unit) -> Result<String, String> {
    let (mut article, _) = article::parse_plain(&input.text).map_err(|error| error.to_string())?;
    if let Some(published) = &input.published {
        article.meta.published = Some(published.parse().map_err(|error| format!("published: {error}"))?);
    }
    let found = recognise::recognise(&article, model);
    let dossier = dossier::resolve(&article, found, model);
    let output = output(&input.id, &article, &dossier, unit);
    serde_json::to_string(&output).map_err(|error| error.to_string())
}

fn output<'a>(id: &'a serde_json::Value, article: &Article, dossier: &'a Dossier, unit: Unit) -> Output<'a> {
    let offsets = Offsets::new(&article.text);
    let place = |span: Span| match unit {
        Unit::CodePoint => [offsets.codepoint(span.start), offsets.codepoint(span.end)],
        Unit::Utf16 => [offsets.utf16(span.start), offsets.utf16(span.end)],
        Unit::Byte => [span.start, span.end],
    };
    let entities = dossier.entities.iter().map(|entity| OutEntity {
        id: format!("e{}", entity.id.0),
        kind: match entity.kind {
            Kind::Person => "person",
            Kind::Organisation => "organisation",
            Kind::Place => "place",
            Kind::Date => "date",
        },
        name: &entity.name,
        mentions: entity.mentions.iter().map(|mention| place(dossier.mentions[mention.0].span)).collect(),
        official: (entity.kind == Kind::Person).then_some(entity.official),
        why: entity.ground.map(Ground::line),
        government: entity
            .mentions
            .iter()
            .filter(|mention| dossier.governments.binary_search(mention).is_ok())
            .map(|mention| place(dossier.mentions[mention.0].span))
            .collect(),
        roles: entity
            .roles
            .iter()
            .map(|role| OutRole {
                title: &role.title,
                organisation: role.organisation.as_deref(),
                status: status(role.status),
                evidence: place(role.evidence),
            })
            .collect(),
        days: entity.days.map(|days| days.to_string()),
    });
    let name = |id: EntityId| format!("e{}", id.0);
    let speech = |said: &Quotation| OutQuote { speaker: name(said.speaker), span: place(said.span) };
    let meetings = dossier.meetings.iter().map(|meeting| OutMeeting {
        people: meeting.people.iter().map(|id| name(*id)).collect(),
        place: meeting.place.map(name),
        days: meeting
            .date
            .and_then(|mention| dossier.entities[dossier.entity_of[mention.0].0].days)
            .map(|days| days.to_string()),
        evidence: place(meeting.sentence),
    });
    Output {
        id,
        entities: entities.collect(),
        quotes: dossier.quotations.iter().map(speech).collect(),
        reported: dossier.reported.iter().map(speech).collect(),
        meetings: meetings.collect(),
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Current => "current",
        Status::Acting => "acting",
        Status::Former => "former",
        Status::Elect => "elect",
        Status::Nominee => "nominee",
        Status::Other => "other",
    }
}
