//! The knowledge packs: dated questions to the shipped one, and files that no pack should be.

use std::rc::Rc;

use sidelight::dossier::knowledge::{
    Entry, Evidence, Knowledge, Known, Pack, PackError, Packs, Term, decide, office_holders, on_day,
};
use sidelight::reader::{Words, known_rows};
use sidelight::text::Date;

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
        Known::One(entry) => return block(&entry, &entry.terms),
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
    let holders = on_day(office_holders(packs, ask, ""), on);
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
