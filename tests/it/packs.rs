//! The knowledge packs: dated questions to the shipped one, and files that no pack should be.

use std::rc::Rc;

use proptest::prelude::*;

use sidelight::article::parse_plain;
use sidelight::dossier::knowledge::{
    Entry, Evidence, Json, Knowledge, Known, Pack, PackError, Packs, Term, decide, from_json, office_holders,
    on_day,
};
use sidelight::dossier::{EntityId, inform, resolve};
use sidelight::reader::{Anchor, Open, State, Surface, Words, card, known_rows};
use sidelight::recognise::recognise;
use sidelight::text::Date;

use crate::support::model;

fn shipped() -> Packs {
    let bytes = std::fs::read("static/packs/default.pack").expect("the default pack is shipped");
    Packs(vec![Rc::new(Pack::load(bytes).expect("the default pack is sound"))])
}

/// What a card says of a name or an office on a day.
fn answer(packs: &Packs, ask: &str, on: Option<Date>) -> String {
    let block = |entry: &Entry, terms: &[Term]| {
        let rows = known_rows(terms, on, &Words::default());
        let rows = rows.iter().map(|row| format!("{} {}\n{}\n", row.office, row.when, row.source));
        format!("{}\n{}", entry.name, rows.collect::<String>())
    };
    match decide(packs.named(ask), &Evidence { on, ..Evidence::default() }) {
        Known::One(entry) | Known::Perhaps(entry) => return block(&entry, &entry.terms),
        Known::Several(entries) => {
            let blocks = entries.iter().map(|entry| block(entry, &entry.terms));
            return format!(
                "{}\n{}",
                Words::default().counted("namesakes", entries.len()),
                blocks.collect::<String>()
            );
        }
        Known::Nobody => {}
    }
    let holders = on_day(office_holders(packs, ask, "", on), on);
    if holders.is_empty() {
        let alike = packs.named(ask);
        let blocks: String = alike.iter().map(|(_, entry)| block(entry, &entry.terms)).collect();
        return if blocks.is_empty() { "no holder known".to_owned() } else { blocks };
    }
    holders.iter().map(|(entry, term)| block(entry, std::slice::from_ref(term))).collect()
}

#[test]
fn dated_questions_are_answered_from_all_sources_together() {
    let packs = shipped();
    let (mut asked, mut disagree, mut wrong) = (0, 0, Vec::new());
    for line in include_str!("data/pack_questions.tsv").lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [ask, day, expected, why] = cells[..] else { panic!("four columns: {line}") };
        let said = answer(&packs, ask, Some(day.parse().expect("a day")));
        let fits = |part: &str| match part.strip_prefix('!') {
            Some(absent) => !said.contains(absent),
            None => said.contains(part),
        };
        if !expected.split('|').all(fits) {
            wrong.push(format!("{ask}, {day}: expected {expected}, got\n{said}"));
        }
        asked += 1;
        disagree += usize::from(why.starts_with("disagree:"));
    }
    assert!(wrong.is_empty(), "{} of {asked} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(
        asked >= 60 && disagree >= 15,
        "{asked} questions, {disagree} of them with sources that disagree"
    );
}

#[test]
fn organisations_and_countries_are_found_by_every_form() {
    let packs = shipped();
    for (form, name, note) in [
        ("IMF", "International Monetary Fund", "Washington"),
        ("NATO", "North Atlantic Treaty Organization", ""),
        ("Pakistani", "Pakistan", "Capital: Islamabad."),
        ("Burma", "Myanmar", "Capital:"),
        ("U.S.", "United States", "Capital: Washington"),
        ("DOJ", "Department of Justice", "US federal agency."),
    ] {
        let found = packs.thing(form).unwrap_or_default();
        assert!(found.name == name && found.note.contains(note), "{form}: {found:?}");
        assert!(!found.stamp.source.is_empty(), "{form}: a source");
    }
}

#[test]
fn a_damaged_file_is_refused_with_its_reason() {
    let good = std::fs::read("static/packs/default.pack").expect("the default pack is shipped");
    let changed = |at: usize, to: u8| {
        let mut bytes = good.clone();
        bytes[at] = to;
        Pack::load(bytes).unwrap_err()
    };
    assert_eq!(Pack::load(Vec::new()).unwrap_err(), PackError::NotAPack);
    assert_eq!(changed(0, b'X'), PackError::NotAPack);
    assert_eq!(changed(8, 9), PackError::Version { found: 9 });
    assert_eq!(changed(good.len() - 1, !good[good.len() - 1]), PackError::Checksum);
    let cut = good[..good.len() - 1].to_vec();
    let length = PackError::Length { declared: good.len(), found: good.len() - 1 };
    assert_eq!(Pack::load(cut).unwrap_err(), length);
    let mut huge = good;
    huge.resize(sidelight::dossier::knowledge::MAX_BYTES + 1, 0);
    assert!(matches!(Pack::load(huge).unwrap_err(), PackError::Length { .. }));
}

/// The cards of a text's people as lines: name, the article's offices, what is known with its heading.
fn cards(text: &str, published: &str) -> Vec<String> {
    let (mut article, _) = parse_plain(text).expect("a short text is no error");
    article.meta.published = published.parse().ok();
    let mut dossier = resolve(&article, recognise(&article, model()), model());
    inform(&mut dossier, &article, &shipped());
    assert!(dossier.mentions.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{text}");
    assert_eq!(dossier.known.len(), dossier.entities.len());
    let card = |id: EntityId| {
        let open =
            Open { entity: id, at: Anchor::Entry(id), mention: None, pinned: true, surface: Surface::Card };
        let state = State { open: Some(open), ..State::default() };
        let model = card(&state, &article, &dossier, &Words::default()).expect("the entity has a card");
        let mut lines = vec![model.name];
        lines.extend(
            model.offices.into_iter().map(|office| format!("{} {:?}", office.title, office.organisation)),
        );
        if let Some(section) = model.known {
            lines.push(section.heading);
            lines.extend(
                section.rows.into_iter().map(|row| format!("* {} {} [{}]", row.office, row.when, row.source)),
            );
        }
        lines.extend(model.note);
        lines.join("\n")
    };
    dossier.people().map(|person| card(person.id)).collect()
}

fn said(cards: &[String], parts: &[&str]) {
    for part in parts {
        assert!(cards.iter().any(|card| card.contains(part)), "{part:?} in\n{}", cards.join("\n\n"));
    }
}

#[test]
fn a_card_says_what_is_known_as_of_the_articles_date() {
    let text = "ISLAMABAD: Foreign Minister Bilawal Bhutto Zardari of Pakistan met US Secretary of State Antony Blinken on Friday.";
    let now = cards(text, "2023-03-03");
    said(
        &now,
        &[
            "What is known\n* Foreign Minister of Pakistan (since 27 April 2022), as of Aug 2022 [Wikidata, as of Aug 2022 (CC0)]",
            "* then Secretary of State of the United States (since 26 January 2021), until 20 January 2025",
        ],
    );
    said(&cards(text, "2021-03-03"), &["* later Foreign Minister of Pakistan from 27 April 2022"]);
    said(
        &cards(text, "2025-06-03"),
        &["* formerly Secretary of State of the United States from 26 January 2021 until 20 January 2025"],
    );
}

#[test]
fn an_office_without_a_name_is_explained_by_its_holder_on_the_day() {
    let text = "The Pakistani foreign minister will travel to Berlin. He is to meet the US secretary of state there.";
    let cards = cards(text, "2023-03-03");
    said(&cards, &["Bilawal Bhutto Zardari\n", "Antony Blinken\n"]);
    said(
        &cards,
        &[
            "The text gives no name; this one is from the knowledge pack.",
            "since 27 April 2022",
            "since 26 January 2021",
        ],
    );
    let former = self::cards(
        "The former Pakistani foreign minister and two US secretaries of state spoke.",
        "2023-03-03",
    );
    assert!(former.is_empty(), "{former:?}");
    let undated = self::cards(text, "");
    assert!(undated.is_empty(), "{undated:?}");
}

#[test]
fn namesakes_are_decided_by_the_text_or_not_at_all() {
    let finance = "STOCKHOLM: Swedish Finance Minister Magdalena Andersson presented the budget.";
    said(&cards(finance, "2018-01-10"), &["What is known\n* then Finance Minister of Sweden"]);
    let bare = "Magdalena Andersson opened the exhibition.";
    said(&cards(bare, "2018-01-10"), &["2 people bear this name"]);
    let other = "Canadian baker David Johnston won the prize of the town.";
    let cards = cards(other, "2015-01-10");
    assert!(
        !cards
            .iter()
            .any(|card| card.contains("Chief of Joint Operations") && card.contains("What is known")),
        "{cards:?}"
    );
}

/// JSON of a text, by the parser that the command line uses.
fn json(text: &str) -> Json {
    use serde_json::Value;
    fn tree(value: Value) -> Json {
        match value {
            Value::Null | Value::Bool(false) => Json::Nothing,
            Value::Bool(true) => Json::True,
            Value::Number(_) => Json::Number,
            Value::String(text) => Json::Text(text),
            Value::Array(list) => Json::List(list.into_iter().map(tree).collect()),
            Value::Object(fields) => {
                Json::Object(fields.into_iter().map(|(name, value)| (name, tree(value))).collect())
            }
        }
    }
    tree(serde_json::from_str(text).expect("JSON"))
}

/// A publisher's pack with people in the place of PEOPLE.
fn publishers(people: &str) -> Json {
    let pack = r#"{"source": {"name": "The Paper", "licence": "CC BY 4.0", "url": "https://paper.example", "asOf": "2023-02"},
        "organisations": [{"name": "Harbour Board", "alsoKnownAs": ["HB"], "note": "Keeps the harbour."}], "people": PEOPLE}"#;
    json(&pack.replace("PEOPLE", people))
}

#[test]
fn a_publishers_pack_comes_before_the_default_one() {
    let own = from_json(&publishers(
        r#"[{"name": "Bilawal Bhutto Zardari", "wikidata": "Q244338", "link": "https://paper.example/bilawal",
             "terms": [{"title": "Foreign Minister", "of": "Pakistan", "start": "2022-04-27", "end": "2023-08-10"}]},
            {"name": "Kofi Brandt", "terms": [{"title": "Warden", "of": "Harbour Board", "start": "2019", "acting": true}]}]"#,
    ));
    let mut packs = shipped();
    packs.0.insert(0, Rc::new(own.expect("the pack is sound")));
    let said = |ask: &str| answer(&packs, ask, "2023-03-03".parse().ok());
    let bilawal = said("Bilawal Bhutto Zardari");
    assert!(
        bilawal.contains("then Foreign Minister of Pakistan (since 27 April 2022), until 10 August 2023"),
        "{bilawal}"
    );
    assert!(
        bilawal.contains("The Paper, as of Feb 2023 (CC BY 4.0)") && !bilawal.contains("Wikidata"),
        "{bilawal}"
    );
    assert!(said("the Pakistani foreign minister").contains("The Paper"), "by its office too");
    assert_eq!(
        said("Kofi Brandt"),
        "Kofi Brandt\nActing Warden of Harbour Board (since 2019), as of Feb 2023\nThe Paper, as of Feb 2023 (CC BY 4.0)\n"
    );
    assert_eq!(packs.thing("HB").unwrap_or_default().note, "Keeps the harbour.");
    assert_eq!(packs.thing("Pakistan").unwrap_or_default().note, "Capital: Islamabad. Adjective: Pakistani.");
    assert!(
        said("prime minister of Pakistan").contains("Shehbaz Sharif"),
        "what it does not say is the default pack's"
    );
}

#[test]
fn what_is_wrong_in_a_json_pack_is_named() {
    for (people, error) in [
        (r#"[{}]"#, "the pack's people[0].name: is missing"),
        (r#"[{"name": 7}]"#, "the pack's people[0].name: a text is expected"),
        (
            r#"[{"name": "A B"}, {"name": "C D", "terms": [{"title": "Warden", "start": "2022-13"}]}]"#,
            "the pack's people[1].terms[0].start: \"2022-13\" is no date: YYYY, YYYY-MM or YYYY-MM-DD expected",
        ),
        (
            r#"[{"name": "A B", "terms": [{"title": "Warden", "start": "2022", "end": "2021"}]}]"#,
            "the pack's people[0].terms[0].end: \"2021-12-31\" is before the start",
        ),
        (
            r#"[{"name": "A B", "link": "javascript:alert(1)"}]"#,
            "the pack's people[0].link: \"javascript:alert(1)\" is no link: http or https expected",
        ),
        (
            r#"[{"name": "A B", "wikidata": "244338"}]"#,
            "the pack's people[0].wikidata: \"244338\" is no number of Wikidata: Q1 is one",
        ),
        (r#"[{"name": "A B", "nmae": "x"}]"#, "the pack's people[0].nmae: unknown field; known are"),
        (
            r#"[{"name": "A B", "source": {"name": "X", "licence": "Y"}}]"#,
            "the pack's people[0].source.asOf: is missing",
        ),
        (r#"{"name": "A B"}"#, "the pack's people: a list is expected"),
        (r#"["A B"]"#, "the pack's people[0]: an object is expected"),
    ] {
        let found = from_json(&publishers(people)).unwrap_err().to_string();
        assert!(found.starts_with(error), "{people}: {found}");
    }
    let long = format!("[{{\"name\": \"{}\"}}]", "x".repeat(256));
    assert!(from_json(&publishers(&long)).unwrap_err().to_string().contains("at most 255 bytes"));
}

#[path = "../fuzz/pack.rs"]
mod fuzz;

/// A small sound pack.
fn small() -> Vec<u8> {
    let pack = from_json(&publishers(
        r#"[{"name": "Kofi Brandt", "note": "x", "alsoKnownAs": ["K. Brandt"], "terms": [{"title": "Warden", "of": "HB", "start": "2019"},
             {"title": "Pilot", "start": "2012-02", "end": "2018", "shared": true}]}, {"name": "Ana Pereira"}]"#,
    ));
    pack.expect("the pack is sound").bytes().to_vec()
}

fn any_json() -> impl Strategy<Value = Json> {
    let field = prop::sample::select(vec![
        "source", "people", "name", "licence", "asOf", "terms", "title", "of", "start", "end", "wikidata",
        "link", "x",
    ]);
    let text = prop_oneof![
        "\\PC{0,12}",
        Just("2022-02-30".to_owned()),
        Just("2022".to_owned()),
        Just("Q1".to_owned())
    ];
    let leaf =
        prop_oneof![text.prop_map(Json::Text), Just(Json::True), Just(Json::Nothing), Just(Json::Number)];
    leaf.prop_recursive(4, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::List),
            prop::collection::vec((field.clone().prop_map(str::to_owned), inner), 0..6)
                .prop_map(Json::Object),
        ]
    })
}

proptest! {
    #[test]
    fn fuzz_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        fuzz::any_bytes(&bytes);
        fuzz::any_sections(&bytes);
    }

    #[test]
    fn fuzz_changed_packs(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..12)) {
        let mut bytes = small();
        for (at, byte, how) in changes {
            let at = at.index(bytes.len());
            match how {
                0 if bytes.len() > 1 => bytes.truncate(at.max(1)),
                1 => bytes.insert(at, byte),
                2 if bytes.len() > 1 => drop(bytes.remove(at)),
                _ => bytes[at] = byte,
            }
        }
        fuzz::any_bytes(&bytes);
        fuzz::any_sections(&bytes);
    }

    #[test]
    fn fuzz_any_json(json in any_json()) {
        fuzz::any_json(&json);
    }
}
