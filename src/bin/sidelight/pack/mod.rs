//! `sidelight pack`: builds packs from knowledge tables, and shows what is in one.

mod claims;
mod leaders;
mod merge;
mod sources;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use lexopt::prelude::*;
use sidelight::dossier::knowledge::{Json, Pack, from_json};

const NEEDS: &str = "pack needs build SOURCES... -o FILE, or inspect FILE";

pub(crate) fn run(mut args: lexopt::Parser) -> Result<(), String> {
    let what = args.next().map_err(|error| error.to_string())?;
    let Some(Value(what)) = what else { return Err(NEEDS.to_owned()) };
    let (mut files, mut out) = (Vec::<PathBuf>::new(), None::<PathBuf>);
    while let Some(arg) = args.next().map_err(|error| error.to_string())? {
        match arg {
            Short('o') => out = Some(args.value().map_err(|error| error.to_string())?.into()),
            Value(file) => files.push(file.into()),
            other => return Err(other.unexpected().to_string()),
        }
    }
    match (what.to_str(), out, &files[..]) {
        (Some("build"), Some(out), [_, ..]) => build(&files, &out),
        (Some("inspect"), None, [file]) => inspect(file),
        _ => Err(NEEDS.to_owned()),
    }
}

fn build(sources: &[PathBuf], out: &Path) -> Result<(), String> {
    // A publisher's JSON is a pack by itself.
    if let [source] = sources
        && source.extension().is_some_and(|extension| extension == "json")
    {
        fs::write(out, load(source)?.bytes()).map_err(|error| format!("{}: {error}", out.display()))?;
        return inspect(out);
    }
    let mut claims = claims::Claims::default();
    sources::read(sources, &mut claims)?;
    let file = merge::merge(&claims)?.write();
    for row in &claims.left_out {
        eprintln!("left out, no holder or no day: {row}");
    }
    eprintln!("{} claims, {} rows left out", claims.claims.len(), claims.left_out.len());
    fs::write(out, &file).map_err(|error| format!("{}: {error}", out.display()))?;
    inspect(out)
}

/// A pack from a file, built or JSON.
pub(crate) fn load(path: &Path) -> Result<Pack, String> {
    let fault = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let bytes = fs::read(path).map_err(|error| fault(&error))?;
    if path.extension().is_none_or(|extension| extension != "json") {
        return Pack::load(bytes).map_err(|error| fault(&error));
    }
    let value: serde_json::Value = serde_json::from_slice(&bytes).map_err(|error| fault(&error))?;
    from_json(&json(value)).map_err(|error| fault(&error))
}

fn json(value: serde_json::Value) -> Json {
    use serde_json::Value;
    match value {
        Value::Null | Value::Bool(false) => Json::Nothing,
        Value::Bool(true) => Json::True,
        Value::Number(_) => Json::Number,
        Value::String(text) => Json::Text(text),
        Value::Array(list) => Json::List(list.into_iter().map(json).collect()),
        Value::Object(fields) => {
            Json::Object(fields.into_iter().map(|(name, value)| (name, json(value))).collect())
        }
    }
}

fn inspect(path: &Path) -> Result<(), String> {
    let start = Instant::now();
    let pack = load(path)?;
    let ready = start.elapsed();
    let counts = pack.counts();
    let countries = pack.entries().flat_map(|entry| entry.terms).map(|term| term.of);
    let mut countries: Vec<String> = countries.filter(|of| !of.is_empty()).collect();
    countries.sort();
    countries.dedup();
    println!("{}: version {}", path.display(), sidelight::dossier::knowledge::VERSION);
    for (count, what) in [
        (counts.people + counts.organisations + counts.places + counts.terms, "records"),
        (counts.people, "people"),
        (counts.names, "names"),
        (counts.terms, "terms"),
        (counts.offices, "offices"),
        (countries.len(), "countries and territories with offices"),
        (counts.organisations, "organisations"),
        (counts.places, "places"),
        (counts.bytes, "bytes"),
        (pack.memory(), "bytes in memory"),
    ] {
        println!("{count:>9} {what}");
    }
    println!("read and ready in {:.1} ms", ready.as_secs_f64() * 1000.0);
    // One line a source: the days for which its rows speak from the first to the last.
    let mut sources = pack.sources();
    sources.sort_by(|a, b| (&a.0.source, a.0.as_of).cmp(&(&b.0.source, b.0.as_of)));
    for group in sources.chunk_by(|a, b| a.0.source == b.0.source) {
        let facts: usize = group.iter().map(|(_, count)| count).sum();
        let days = group.iter().filter_map(|(stamp, _)| stamp.as_of);
        let (first, last) = (days.clone().min(), days.max());
        let days = first.zip(last).map_or_else(String::new, |(first, last)| {
            if first == last { format!(", as of {first}") } else { format!(", as of {first} to {last}") }
        });
        let stamp = &group[0].0;
        println!("{facts:>9} facts from {}{days} ({}) {}", stamp.source, stamp.licence, stamp.link);
    }
    Ok(())
}
