//! Cases of `tests/corpus/people/`: who is who in passages as they stand in the news, marked by hand.
//!
//! A case has a head (`published`, `show`), the text with `[Name|1]` around each mention of person 1 and `{1|"..."}` around
//! what person 1 says, and a line for each person and role; `show` names further kinds of lines. What the program does not
//! get right yet stands in a last part, `-` before what is wanted and `+` before what is said instead, so that a change for
//! the better shows too. `UPDATE_EXPECT=1` writes that last part, and nothing else.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use sidelight::article::parse_plain;
use sidelight::dossier::{Dossier, EntityId, resolve};
use sidelight::recognise::{Kind, recognise};
use sidelight::text::Span;

use super::support::model;

/// Between the parts of a case.
const RULE: &str = "\n---\n";

#[test]
fn who_is_who_in_every_case() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/people");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 30);
    let mut changed = Vec::new();
    for path in paths {
        let case = std::fs::read_to_string(&path).unwrap();
        let parts: Vec<&str> = case.split(RULE).collect();
        let [head, text, lines, known @ ..] = &parts[..] else { panic!("{}: three parts", path.display()) };
        let wanted = [*text, "\n", lines.trim_end()].concat();
        let differences = difference(&wanted, &read(head, text));
        let known = known.first().map_or("", |known| known.trim_end());
        if differences == known {
            continue;
        }
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            let gaps = if differences.is_empty() { String::new() } else { format!("---\n{differences}\n") };
            let kept = [*head, RULE, text, RULE, lines.trim_end(), "\n", &gaps].concat();
            std::fs::write(&path, kept).unwrap();
        } else {
            changed.push(format!("{}\n{differences}\n", path.display()));
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

/// The lines that only one of the two has.
fn difference(wanted: &str, said: &str) -> String {
    let mut counts: BTreeMap<&str, i32> = BTreeMap::new();
    for line in wanted.lines() {
        *counts.entry(line).or_default() -= 1;
    }
    for line in said.lines() {
        *counts.entry(line).or_default() += 1;
    }
    let missing = wanted.lines().filter(|line| counts[line] < 0).map(|line| format!("- {line}"));
    let extra = said.lines().filter(|line| counts[line] > 0).map(|line| format!("+ {line}"));
    missing.chain(extra).collect::<Vec<_>>().join("\n")
}

/// The case's text as the program reads it, in the case's own form.
fn read(head: &str, marked: &str) -> String {
    let text = unmarked(marked);
    let (mut article, _) = parse_plain(&text).expect("a case is short");
    let field = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim();
    article.meta.published = field("published").parse().ok();
    let found = recognise(&article, model());
    let dossier = resolve(&article, found, model());
    let mut out = [mark(&text, &dossier), "\n".to_owned()].concat();
    for (number, person) in dossier.people().enumerate() {
        let number = number + 1;
        let official = if person.official { ", official" } else { "" };
        writeln!(out, "{number} {}{official}", person.name).expect("a string takes what is written");
        for role in &person.roles {
            let status = format!("{:?}", role.status).to_lowercase();
            let organisation = role.organisation.as_deref().unwrap_or("-");
            write!(out, "{number} {status} {} / {organisation}", role.title)
                .expect("a string takes what is written");
            if field("show").contains("evidence") {
                write!(out, " < {}", role.evidence.of(&text)).expect("a string takes what is written");
            }
            out.push('\n');
        }
    }
    for kind in field("show").split(' ') {
        show(kind, &text, &dossier, &mut out);
    }
    out
}

/// The lines of a further kind.
fn show(kind: &str, text: &str, dossier: &Dossier, out: &mut String) {
    let form = |mention: usize| dossier.mentions[mention].span.of(text);
    let days = |id: EntityId| dossier.entities[id.0].days.map_or("-".to_owned(), |days| days.to_string());
    let mut lines: Vec<String> = Vec::new();
    match kind {
        "dates" => {
            let dates = dossier.entities.iter().filter(|entity| entity.kind == Kind::Date);
            lines.extend(dates.map(|date| format!("date {} = {}", date.name, days(date.id))));
        }
        "organisations" => {
            let organisations = dossier.entities.iter().filter(|entity| entity.kind == Kind::Organisation);
            lines.extend(organisations.map(|entity| {
                let mentions: Vec<&str> = entity.mentions.iter().map(|mention| form(mention.0)).collect();
                format!("organisation {} = {}", entity.name, mentions.join(" | "))
            }));
        }
        "places" => lines.extend(
            dossier.governments.iter().map(|mention| format!("place {}: government", form(mention.0))),
        ),
        "meetings" => lines.extend(dossier.meetings.iter().map(|meeting| {
            let people: Vec<String> = meeting.people.iter().map(|id| label(dossier, *id)).collect();
            let place = meeting.place.map_or("-", |id| &dossier.entities[id.0].name);
            let when = meeting.date.map_or("-".to_owned(), |mention| days(dossier.entity_of[mention.0]));
            format!("meeting {} / {place} / {when}", people.join(" "))
        })),
        "reported" => lines.extend(
            dossier
                .reported
                .iter()
                .map(|said| format!("{} reports {}", label(dossier, said.speaker), said.span.of(text))),
        ),
        _ => {}
    }
    for line in lines {
        out.push_str(&line);
        out.push('\n');
    }
}

/// The text of a case without its marks.
fn unmarked(marked: &str) -> String {
    let mut out = String::new();
    let mut rest = marked;
    while let Some(at) = rest.find(['[', '{', '|', '}']) {
        out.push_str(&rest[..at]);
        let after = match rest.as_bytes()[at] {
            b'{' => at + rest[at..].find('|').expect("a speaker ends with a bar"),
            b'|' => at + rest[at..].find(']').expect("a mention ends with a bracket"),
            _ => at,
        };
        rest = &rest[after + 1..];
    }
    out.push_str(rest);
    out
}

/// The text with the marks that the dossier says.
fn mark(text: &str, dossier: &Dossier) -> String {
    // Where something is put in; at one place ends come first, and what begins there longest last.
    let mut marks: Vec<(usize, usize, String)> = Vec::new();
    for (mention, entity) in dossier.mentions.iter().zip(&dossier.entity_of) {
        if mention.kind == Kind::Person {
            marks.push((mention.span.start, 2, "[".to_owned()));
            marks.push((mention.span.end, 0, format!("|{}]", label(dossier, *entity))));
        }
    }
    for quotation in &dossier.quotations {
        let Span { start, end } = quotation.span;
        marks.push((start, 1, format!("{{{}|", label(dossier, quotation.speaker))));
        marks.push((end, 0, "}".to_owned()));
    }
    marks.sort();
    let mut out = String::new();
    let mut from = 0;
    for (at, _, mark) in marks {
        out.push_str(&text[from..at]);
        out.push_str(&mark);
        from = at;
    }
    out.push_str(&text[from..]);
    out
}

/// A person's number in order of first mention; the name of anything else.
fn label(dossier: &Dossier, id: EntityId) -> String {
    let number = dossier.people().position(|person| person.id == id);
    number.map_or_else(|| dossier.entities[id.0].name.clone(), |number| (number + 1).to_string())
}
