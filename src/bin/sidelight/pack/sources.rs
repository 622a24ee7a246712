//! The knowledge tables, one reader a table; a table is known by its columns.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use sidelight::dossier::knowledge::{Exact, name_words, office_key};
use sidelight::text::Date;

use super::claims::{Body, Claim, Claims, Ending, bare_name, each_row, partial, the, wikidata};
use super::leaders::listed;

/// Where facts of a table are from, when a row does not say so itself.
struct Source {
    name: &'static str,
    licence: &'static str,
    link: &'static str,
    as_of: &'static str,
}

const WIKIDATA: Source =
    Source { name: "Wikidata", licence: "CC0", link: "https://www.wikidata.org", as_of: "" };
const FACTBOOK: Source = Source {
    name: "The World Factbook",
    licence: "public domain",
    link: "https://www.cia.gov/the-world-factbook/",
    as_of: "2026-01-22",
};
const STATE: Source = Source {
    name: "US Department of State, Office of the Historian",
    licence: "public domain, CC0",
    link: "https://history.state.gov",
    as_of: "2026-06-24",
};
const CONGRESS: Source = Source {
    name: "unitedstates/congress-legislators",
    licence: "CC0",
    link: "https://github.com/unitedstates/congress-legislators",
    as_of: "2026-06-24",
};
const LEADERS: Source = Source {
    name: "Wikipedia, lists of leaders",
    licence: "CC BY-SA 4.0",
    link: "https://en.wikipedia.org",
    as_of: "2026-08-22",
};
const USA_GOV: Source = Source {
    name: "USA.gov, A-Z index of government departments and agencies",
    licence: "US government work",
    link: "https://www.usa.gov",
    as_of: "2019-12-31",
};

const UNITED_STATES: &str = "United States";
const CONGRESS_MEMBER: &str = "Member of Congress";
/// Posts of the State Department whose list goes on after most stop in 2020 (the source's own editors keep these up).
const KEPT_UP: [&str; 2] = ["Secretary of State", "Deputy Secretary of State"];
/// How long after the last date in a post's list an open term of it is believed.
const STATE_STOPS: &str = "2020-11-01";

/// Reads every table among `paths` (files, or folders of them), countries first; tells which it knew.
pub(super) fn read(paths: &[PathBuf], claims: &mut Claims) -> Result<(), String> {
    let mut tables: Vec<(usize, PathBuf)> = Vec::new();
    for path in paths {
        let files = if path.is_dir() {
            let entries = fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
            entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect()
        } else {
            vec![path.clone()]
        };
        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let known = |columns: &str| {
                name == columns || header(&file).is_some_and(|line| line.starts_with(columns))
            };
            match READERS.iter().position(|(columns, _)| known(columns)) {
                Some(reader) => tables.push((reader, file)),
                None if path.is_dir() => {}
                None => {
                    return Err(format!(
                        "{}: no table that packs are built from (see static/packs/README.md)",
                        file.display()
                    ));
                }
            }
        }
    }
    tables.sort();
    known_places(claims);
    for (reader, path) in &tables {
        READERS[*reader].1(path, claims)?;
    }
    own_heads(claims);
    if tables.is_empty() {
        return Err("no table that packs are built from was found".to_owned());
    }
    Ok(())
}

type Reader = fn(&Path, &mut Claims) -> Result<(), String>;

/// Tables by the columns they begin with (one without a header by its name), in the order in which they are read.
const READERS: [(&str, Reader); 9] = [
    ("gec,short,long", countries),
    ("jurisdiction,position", office_holders),
    ("\"Country\",\"ISO\"", world_leaders),
    ("gec,country,field", timeline),
    ("person_id,name,role", state),
    ("wikidata,name,type", executive),
    ("wikidata,official_full", legislators),
    ("name,aliases,abbr", organisations),
    ("us_agencies.tsv", agencies),
];

fn header(path: &Path) -> Option<String> {
    use std::io::{BufRead, BufReader};
    let mut line = String::new();
    BufReader::new(fs::File::open(path).ok()?).read_line(&mut line).ok()?;
    Some(line.trim_start_matches('\u{FEFF}').to_owned())
}

fn stamp(claims: &mut Claims, source: &Source, as_of: &str) -> usize {
    let as_of = if as_of.is_empty() { source.as_of } else { as_of };
    claims.stamp(source.name, source.licence, source.link, as_of.parse().ok())
}

fn date(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// Rows `form, shown` of a list that is compiled in.
fn pairs(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// Places that no table names.
fn known_places(claims: &mut Claims) {
    for (_, shown) in pairs(include_str!("../data/places.tsv")) {
        claims.places.add(shown);
    }
    for (_, shown) in pairs(include_str!("../data/place_forms.tsv")) {
        claims.places.add(shown);
    }
}

fn countries(path: &Path, claims: &mut Claims) -> Result<(), String> {
    let from = stamp(claims, &FACTBOOK, "");
    claims.places.stamp = from;
    let places = &mut claims.places;
    let mut demonyms: Vec<(usize, String)> = Vec::new();
    each_row(path, b',', |row| {
        let said = |column: &str| Some(row(column)).filter(|text| !text.is_empty() && text != "none");
        let name = match (said("short"), said("long")) {
            (Some(short), _) => short,
            (None, Some(long)) => long,
            (None, None) if row("gec") == "ee" => "European Union".to_owned(),
            (None, None) => return Ok(()),
        };
        let shown = pairs(include_str!("../data/places.tsv"))
            .find(|(form, _)| *form == name)
            .map_or(name.clone(), |(_, shown)| shown.to_owned());
        let place = places.add(&shown);
        places.code(place, &row("gec"));
        places.sovereign[place] = row("orgs").split(", ").any(|org| org == "UN");
        places.form(place, &name);
        if let Some(long) = said("long") {
            places.form(place, &long);
        }
        for column in ["noun", "adjective"] {
            demonyms.extend(demonym_forms(&row(column)).map(|form| (place, form)));
        }
        let capital = said("capital").map(|capital| {
            let end = capital.find([';', '(']).unwrap_or(capital.len());
            format!("Capital: {}.", capital[..end].trim())
        });
        let adjective = demonym_forms(&row("adjective")).next().map(|form| format!("Adjective: {form}."));
        places.notes[place] = capital.into_iter().chain(adjective).collect::<Vec<_>>().join(" ");
        Ok(())
    })?;
    let lists = [
        include_str!("../data/place_forms.tsv"),
        include_str!("../data/countries.tsv"),
        include_str!("../data/demonyms.tsv"),
    ];
    for (form, shown) in lists.into_iter().flat_map(pairs) {
        if let Some(place) = places.find(shown) {
            places.form(place, form);
        }
    }
    for (place, form) in demonyms {
        places.form(place, &form);
    }
    Ok(())
}

/// "Pole(s)" gives "Pole" and "Poles"; "Malian; also Mali" gives both; "(singular and plural)" is left out.
fn demonym_forms(text: &str) -> impl Iterator<Item = String> {
    let parts: Vec<String> =
        text.split([',', ';', '/']).flat_map(|part| part.split(" or ")).map(str::to_owned).collect();
    parts.into_iter().flat_map(|part| {
        let plural = part.contains("(s)");
        let end = part.find('(').unwrap_or(part.len());
        let form = part[..end].trim().trim_start_matches("also ").to_owned();
        let fine = form.chars().next().is_some_and(char::is_uppercase) && form.split(' ').count() < 4;
        let plural = plural.then(|| format!("{form}s"));
        [Some(form), plural].into_iter().flatten().filter(move |_| fine)
    })
}

fn office_holders(path: &Path, claims: &mut Claims) -> Result<(), String> {
    each_row(path, b',', |row| {
        let slug = row("jurisdiction");
        let country = slug.trim_end_matches("-ministers").trim_end_matches("-cabinet").replace('-', " ");
        let of = (slug != "world").then(|| claims.places.add(&country));
        let (title, of) = own_office(&row("position"), of, claims);
        let (Some((start, exact)), Some(seen)) = (partial(&row("start"), false), date(&row("asof"))) else {
            claims.left_out.push(format!("{}: no start or as-of", row("person")));
            return Ok(());
        };
        let end = partial(&row("end"), true).map_or(Ending::Open, |(end, exact)| Ending::On(end, exact));
        let from = stamp(claims, &WIKIDATA, &row("asof"));
        claims.claims.push(Claim {
            name: bare_name(&row("person")),
            forms: Vec::new(),
            wikidata: wikidata(&row("qid")),
            local: String::new(),
            title: claims.places.accredited(&title),
            of,
            start: Some(start),
            exact,
            end,
            acting: false,
            stamp: from,
            seen,
            listed: None,
        });
        Ok(())
    })
}

/// "Governor of the Falkland Islands" in the United Kingdom's list is the governor in the islands' own.
fn own_office(title: &str, of: Option<usize>, claims: &Claims) -> (String, Option<usize>) {
    let own = title.split_once(" of ").and_then(|(head, place)| Some((head, claims.places.find(place)?)));
    match own {
        Some((head, place)) if Some(place) != of && !claims.places.sovereign[place] => {
            (head.to_owned(), Some(place))
        }
        _ => (title.to_owned(), of),
    }
}

fn timeline(path: &Path, claims: &mut Claims) -> Result<(), String> {
    let us = claims.places.add(UNITED_STATES);
    let from = stamp(claims, &FACTBOOK, "");
    let last = date(FACTBOOK.as_of).ok_or("no as-of")?;
    each_row(path, b',', |row| {
        let place = claims.places.by_code(&row("gec")).or_else(|| claims.places.find(&row("country")));
        let (Some(place), text) = (place, row("title_and_name")) else {
            claims.left_out.push(format!("{}: unknown place", row("gec")));
            return Ok(());
        };
        let people = listed(&text, &claims.places);
        if people.is_empty() {
            claims.left_out.push(text);
            return Ok(());
        }
        let (seen, gone) = (date(&row("first_seen_snapshot")), date(&row("not_seen_after")));
        let start = partial(&row("since"), false);
        for person in people {
            for title in &person.titles {
                let (title, of) = match (row("field").as_str(), title.to_lowercase()) {
                    ("ambassador_to_us", low) => (mission(&low, UNITED_STATES), place),
                    ("us_chief_of_mission", low) => (mission(&low, &claims.places.names[place]), us),
                    _ => (Some(title.clone()), place),
                };
                let Some(title) = title.filter(|title| !title.is_empty()) else { continue };
                let claim = Claim {
                    name: person.name.clone(),
                    forms: person.forms.clone(),
                    wikidata: 0,
                    local: format!("{} {}", row("gec"), person.name),
                    title,
                    of: Some(of),
                    start: start.map(|(start, _)| start),
                    exact: start.map_or(Exact::Unknown, |(_, exact)| exact),
                    end: gone.map_or(Ending::Open, Ending::By),
                    acting: person.acting,
                    stamp: from,
                    seen: if gone.is_none() { last } else { seen.unwrap_or(last) },
                    listed: seen.map(|seen| (seen, gone)),
                };
                claims.claims.push(claim);
            }
        }
        Ok(())
    })?;
    Ok(())
}

/// "Ambassador to Malaysia"; nothing where the title is neither an ambassador's nor a chargé's.
fn mission(title: &str, to: &str) -> Option<String> {
    let post = match title {
        title if title.contains("charg") => "Chargé d'Affaires",
        title if title.contains("ambassador") => "Ambassador",
        title if title.contains("consul general") => "Consul General",
        title if title.contains("principal officer") => "Principal Officer",
        _ => return None,
    };
    Some(format!("{post} to {}{to}", the(to)))
}

/// Takes away the kings, queens and presidents of territories who are those of another country.
fn own_heads(claims: &mut Claims) {
    let sovereign = &claims.places.sovereign;
    let is_sovereign = |claim: &Claim| claim.of.is_some_and(|of| sovereign[of]);
    let head =
        |claim: &Claim| matches!(office_key(&claim.title).as_str(), "king" | "president" | "vicepresident");
    let ends = |claim: &Claim| {
        let words = name_words(&claim.name);
        words.first().cloned().zip(words.last().cloned())
    };
    let foreign: BTreeSet<(String, String)> =
        claims.claims.iter().filter(|claim| head(claim) && is_sovereign(claim)).filter_map(ends).collect();
    claims.claims.retain(|claim| {
        let king = office_key(&claim.title) == "king";
        is_sovereign(claim)
            || claim.of.is_none()
            || !(king || head(claim) && ends(claim).is_some_and(|ends| foreign.contains(&ends)))
    });
}

fn state(path: &Path, claims: &mut Claims) -> Result<(), String> {
    let us = claims.places.add(UNITED_STATES);
    let stops = date(STATE_STOPS).ok_or("no date")?;
    let (kept_up, stopped) = (stamp(claims, &STATE, ""), stamp(claims, &STATE, STATE_STOPS));
    let mut arrived: BTreeMap<String, ()> = BTreeMap::new();
    each_row(path, b',', |row| {
        let not_served = [
            "Not commissioned",
            "Did not serve",
            "did not serve",
            "declined",
            "Did not present",
            "withdrawn",
        ];
        let note = row("note");
        let start =
            ["started", "arrived", "appointed"].iter().find_map(|column| partial(&row(column), false));
        let served = !row("started").is_empty() || !not_served.iter().any(|words| note.contains(words));
        let end = partial(&row("ended"), true);
        let (title, acting) = state_title(&row("role"), &row("kind"), &row("territory_or_org"), claims);
        let (Some(title), true) = (title, served && (start.is_some() || end.is_some())) else {
            return Ok(());
        };
        arrived.insert(row("person_id"), ());
        let open_as_of = if KEPT_UP.contains(&title.as_str()) { kept_up } else { stopped };
        let seen = if open_as_of == kept_up { date(STATE.as_of) } else { Some(stops) };
        claims.claims.push(Claim {
            name: bare_name(&row("name")),
            forms: Vec::new(),
            wikidata: 0,
            local: format!("state {}", row("person_id")),
            title,
            of: Some(us),
            start: start.map(|(start, _)| start),
            exact: start.map_or(Exact::Unknown, |(_, exact)| exact),
            end: end.map_or(Ending::Open, |(end, exact)| Ending::On(end, exact)),
            acting,
            stamp: if end.is_some() { kept_up } else { open_as_of },
            seen: seen.unwrap_or(stops),
            listed: None,
        });
        Ok(())
    })
}

/// The title of an appointment, and whether it is for the time being.
fn state_title(role: &str, kind: &str, at: &str, claims: &mut Claims) -> (Option<String>, bool) {
    let end = role
        .find([',', '('])
        .filter(|at| role[*at..].starts_with(", with the rank") || role[*at..].starts_with('('));
    let role = role[..end.unwrap_or(role.len())].trim();
    if kind == "missions-countries" {
        let place = claims.places.add(&capitalised(&at.replace('-', " ")));
        let chief = role.starts_with("Ambassador") || role.starts_with("Charg");
        let title = chief.then(|| mission(&role.to_lowercase(), &claims.places.names[place])).flatten();
        return (title, false);
    }
    let acting = role.ends_with(" ad interim");
    let role = role.trim_end_matches(" ad interim");
    if let Some((_, body)) =
        role.split_once(" of the U.S.A. ").or_else(|| role.split_once("U.S. Permanent Representative "))
    {
        return (Some(format!("Permanent Representative {body}")), acting);
    }
    let own = role.contains("State")
        || role.contains("Ambassador")
        || kind != "positions-principals"
        || role.contains("U.S.");
    (Some(if own { role.to_owned() } else { format!("{role} of the Department of State") }), acting)
}

fn capitalised(words: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    words.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn executive(path: &Path, claims: &mut Claims) -> Result<(), String> {
    let us = claims.places.add(UNITED_STATES);
    let from = stamp(claims, &CONGRESS, "");
    let as_of = date(CONGRESS.as_of).ok_or("no as-of")?;
    each_row(path, b',', |row| {
        let title = if row("type") == "prez" { "President" } else { "Vice President" };
        let term = (title.to_owned(), date(&row("start")), date(&row("end")));
        claims.claims.push(congress_claim(&row("name"), &row("wikidata"), term, us, from, as_of));
        Ok(())
    })
}

fn legislators(path: &Path, claims: &mut Claims) -> Result<(), String> {
    let us = claims.places.add(UNITED_STATES);
    let from = stamp(claims, &CONGRESS, "");
    let as_of = date(CONGRESS.as_of).ok_or("no as-of")?;
    each_row(path, b',', |row| {
        let code = row("state");
        let state = pairs(include_str!("../data/us_states.tsv")).find(|(known, _)| *known == code);
        let state = state.map_or(code.as_str(), |(_, state)| state);
        let title = if row("type") == "sen" {
            format!("Senator from {state}")
        } else {
            format!("Representative from {state}")
        };
        // The table tells the present term and the first in either chamber: since when in this one, only where they are one.
        let first = row("start") == row("first_term_start");
        let mut terms = vec![
            (title, date(&row(if first { "start" } else { "first_term_start" })), date(&row("end"))),
            (CONGRESS_MEMBER.to_owned(), date(&row("first_term_start")), date(&row("end"))),
        ];
        for post in row("leadership").split("; ") {
            // "Senate Minority Leader senate 2007-01-04..2009-01-06"
            let Some((post, days)) = post.rsplit_once(' ') else { continue };
            let (first, last) = days.split_once("..").unwrap_or((days, ""));
            let post = post.trim_end_matches(" senate").trim_end_matches(" house");
            terms.push((post.to_owned(), date(first), date(last)));
        }
        for (number, term) in terms.into_iter().enumerate() {
            let plain = format!("{} {}", row("first"), row("last"));
            let name =
                Some(row("official_full")).filter(|name| !name.is_empty()).unwrap_or_else(|| plain.clone());
            let mut claim = congress_claim(&name, &row("wikidata"), term, us, from, as_of);
            claim.forms = vec![plain];
            if number == 0 && !first {
                claim.exact = Exact::Unknown;
            }
            claims.claims.push(claim);
        }
        Ok(())
    })
}

/// A term that ends after the source was written had not ended.
fn congress_claim(
    name: &str,
    id: &str,
    (title, start, end): (String, Option<Date>, Option<Date>),
    of: usize,
    stamp: usize,
    as_of: Date,
) -> Claim {
    let ended = end.filter(|end| *end <= as_of);
    Claim {
        name: bare_name(name),
        forms: Vec::new(),
        wikidata: wikidata(id),
        local: format!("congress {name} {id}"),
        title,
        of: Some(of),
        start,
        exact: if start.is_some() { Exact::Day } else { Exact::Unknown },
        end: ended.map_or(Ending::Open, |end| Ending::On(end, Exact::Day)),
        acting: false,
        stamp,
        seen: as_of,
        listed: None,
    }
}

fn world_leaders(path: &Path, claims: &mut Claims) -> Result<(), String> {
    let from = stamp(claims, &LEADERS, "");
    let as_of = date(LEADERS.as_of).ok_or("no as-of")?;
    each_row(path, b',', |row| {
        for (title, name, since) in
            [("HoG Title", "Head of Government", "HoG Since"), ("HoS Title", "Head of State", "HoS Since")]
        {
            let (title, name, start) = (row(title), row(name), partial(&row(since), false));
            if name.is_empty() {
                continue;
            }
            let (title, aside) = title
                .split_once(" (")
                .map_or((title.as_str(), ""), |(title, aside)| (title, aside.trim_end_matches(')')));
            // "Sultan and Prime Minister" are two offices; the European Union's name their body themselves.
            let union = ["European Union", "African Union"].contains(&row("Country").as_str());
            let of = (!union).then(|| claims.places.add(&row("Country")));
            for title in title.split(" and ").chain([aside]).filter(|title| !title.is_empty()) {
                claims.claims.push(Claim {
                    name: name.clone(),
                    forms: Vec::new(),
                    wikidata: 0,
                    local: format!("leaders {} {name}", row("Country")),
                    title: title.to_owned(),
                    of,
                    start: start.map(|(start, _)| start),
                    exact: start.map_or(Exact::Unknown, |(_, exact)| exact),
                    end: Ending::Open,
                    acting: false,
                    stamp: from,
                    seen: as_of,
                    listed: None,
                });
            }
        }
        Ok(())
    })
}

fn organisations(path: &Path, claims: &mut Claims) -> Result<(), String> {
    each_row(path, b',', |row| {
        let source = row("source");
        // "confirmordeny/supraverden 2026-06-24", "CIA World Factbook App. B (2020 copy)"
        let as_of = source.rsplit(' ').find_map(date).or_else(|| date("2020-12-31"));
        let licence = row("licence");
        let licence = if licence.is_empty() { row("license") } else { licence };
        let (source, link) = match source.rsplit_once(' ') {
            Some((name, day)) if date(day).is_some() => {
                (name.to_owned(), format!("https://github.com/{name}"))
            }
            _ => ("The World Factbook, Appendix B".to_owned(), FACTBOOK.link.to_owned()),
        };
        let from = claims.stamp(&source, &licence, &link, as_of);
        let list = |text: String| {
            text.split('|')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let note = [("", row("type")), ("Seat: ", row("hq"))];
        let note =
            note.iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| format!("{label}{text}."));
        claims.bodies.push(Body {
            names: [vec![row("name")], list(row("aliases"))].concat(),
            abbreviations: list(row("abbr")),
            wikidata: wikidata(&row("wikidata")),
            note: note.collect::<Vec<_>>().join(" "),
            stamp: from,
        });
        Ok(())
    })
}

fn agencies(path: &Path, claims: &mut Claims) -> Result<(), String> {
    let from = stamp(claims, &USA_GOV, "");
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    for line in text.lines() {
        let (name, short) = line.split_once('\t').unwrap_or((line, ""));
        let (name, short) = (name.trim().to_owned(), short.trim().to_owned());
        let state = pairs(include_str!("../data/us_states.tsv"))
            .any(|(_, state)| state.trim_start_matches("the ") == name);
        if !state && claims.places.find(&name).is_none() && name.contains(' ') {
            let names = vec![name.clone(), name.trim_start_matches("U.S. ").to_owned()];
            let abbreviations = Some(short).filter(|short| !short.is_empty()).into_iter().collect();
            claims.bodies.push(Body {
                names,
                abbreviations,
                wikidata: 0,
                note: "US federal agency.".into(),
                stamp: from,
            });
        }
    }
    Ok(())
}
