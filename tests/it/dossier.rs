//! Who is who: coreference, roles, quotations, days.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use sidelight::article::parse_plain;
use sidelight::dossier::{Dossier, Status, resolve};
use sidelight::recognise::{Kind, recognise};

use super::support::{kind, model, shared};

/// The dossier of an article that was published on 2023-03-03, a Friday.
fn dossier(text: &str) -> Dossier {
    let (mut article, _) = parse_plain(text).expect("a short text is no error");
    article.meta.published = "2023-03-03".parse().ok();
    let found = recognise(&article, model());
    resolve(&article, found, model())
}

/// A line an entity: its name, its mentions, its roles; then a line a quotation.
fn summary(text: &str) -> String {
    let dossier = dossier(text);
    let mut out = String::new();
    for entity in &dossier.entities {
        let mentions: Vec<&str> =
            entity.mentions.iter().map(|mention| dossier.mentions[mention.0].span.of(text)).collect();
        let official = if entity.official { ", official" } else { "" };
        out.push_str(&format!("{} {}{official}: {}", kind(entity.kind), entity.name, mentions.join(" | ")));
        if let Some(days) = entity.days {
            out.push_str(&format!(" = {days}"));
        }
        for role in &entity.roles {
            let of = role.organisation.as_deref().unwrap_or("-");
            out.push_str(&format!(
                "\n  {:?} {} / {of}: \"{}\"",
                role.status,
                role.title,
                role.evidence.of(text)
            ));
        }
        out.push('\n');
    }
    for quotation in &dossier.quotations {
        out.push_str(&format!(
            "{}: {}\n",
            dossier.entities[quotation.speaker.0].name,
            quotation.span.of(text)
        ));
    }
    out
}

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&summary(text));
}

#[test]
fn full_name_surname_and_initials_are_one_person() {
    check(
        "Minister Anna B. Pereira left. Pereira and Anna Pereira are one; John Pereira, a farmer, is not. Pereira said no.",
        expect![[r#"
            person Anna B. Pereira, official: Anna B. Pereira | Pereira | Anna Pereira
              Current Minister / -: "Minister Anna B. Pereira"
            person John Pereira: John Pereira | Pereira
              Current farmer / -: "John Pereira, a farmer"
        "#]],
    );
}

#[test]
fn roles_before_after_and_around_the_name() {
    check(
        "Italian Prime Minister Lia Conti met Obo Nwaka, the acting chairman of the African Union, and Kenya's former \
         finance minister, Asha Mwangi. Piotr Zych was elected president. Ministers Ana Roe, Jon Poe and Ida Doe left.",
        expect![[r#"
            person Lia Conti, official: Lia Conti
              Current Prime Minister / Italy: "Italian Prime Minister Lia Conti"
            person Obo Nwaka, official: Obo Nwaka
              Acting chairman / African Union: "Obo Nwaka, the acting chairman of the African Union"
            organisation African Union: African Union
            place Kenya: Kenya
            person Asha Mwangi, official: Asha Mwangi
              Former finance minister / Kenya: "Kenya's former finance minister, Asha Mwangi"
            person Piotr Zych, official: Piotr Zych
              Current president / -: "Piotr Zych was elected president"
            person Ana Roe, official: Ana Roe
              Current Minister / -: "Ministers Ana Roe"
            person Jon Poe, official: Jon Poe
              Current Minister / -: "Ministers Ana Roe, Jon Poe"
            person Ida Doe, official: Ida Doe
              Current Minister / -: "Ministers Ana Roe, Jon Poe and Ida Doe"
        "#]],
    );
}

#[test]
fn a_counterpart_has_the_office_of_the_only_person_before() {
    check(
        "Kenyan Foreign Minister Ana Roe met her Australian counterpart, Ida Poe. Roe called her counterpart from Peru, Jon \
         Vale. Former Finance Minister Obo Nwaka saw his Indian counterpart, Lia Conti. Roe and Nwaka rang her counterpart \
         Asha Mwangi. Piotr Zych, a farmer, wrote to his Polish counterpart, Jan Nowak. He wrote to his Czech counterpart, \
         Petr Novotny.",
        expect![[r#"
            person Ana Roe, official: Ana Roe | Roe | Roe
              Current Foreign Minister / Kenya: "Kenyan Foreign Minister Ana Roe"
            person Ida Poe, official: Ida Poe
              Current Foreign Minister / Australia: "Australian counterpart"
            place Peru: Peru
            person Jon Vale, official: Jon Vale
              Current Foreign Minister / Peru: "counterpart from Peru"
            person Obo Nwaka, official: Obo Nwaka | Nwaka
              Former Finance Minister / -: "Former Finance Minister Obo Nwaka"
            person Lia Conti, official: Lia Conti
            person Asha Mwangi, official: Asha Mwangi
            person Piotr Zych: Piotr Zych
              Current farmer / -: "Piotr Zych, a farmer"
            person Jan Nowak: Jan Nowak
            person Petr Novotny: Petr Novotny
        "#]],
    );
}

#[test]
fn who_is_met_has_the_office_of_the_one_other_country() {
    let of = |met: &str| {
        let home = "Kenya's government is glad. Kenya remains calm. Kenya will vote.";
        let text = [home, "\n\nThe minister left for talks. ", met].concat();
        let roles = dossier(&text).people().flat_map(|person| person.roles.clone()).collect::<Vec<_>>();
        roles.first().and_then(|role| role.organisation.clone()).unwrap_or_default()
    };
    assert_eq!(of("The people of Peru were kind. She met President Ana Roe."), "Peru");
    assert_eq!(of("She went home. She met President Ana Roe."), "Kenya");
    assert_eq!(of("The people of Peru were kind. It was President Ana Roe."), "Kenya");
    assert_eq!(of("Peru was kind, and Chile. She met President Ana Roe."), "Kenya");
}

#[test]
fn several_titles_of_one_person() {
    check(
        "Chief of Army Staff (COAS) General Tomas Vale and Lt. Gen. Ida Poe met. Lia Conti Acting Director for trade and acting UK envoy for peace.",
        expect![[r#"
            person Tomas Vale, official: Tomas Vale
              Current Chief of Army Staff / -: "Chief of Army Staff (COAS) General Tomas Vale"
              Current General / -: "General Tomas Vale"
            person Ida Poe, official: Ida Poe
              Current Lt. Gen. / -: "Lt. Gen. Ida Poe"
            person Lia Conti, official: Lia Conti
              Acting Director for trade / -: "Lia Conti Acting Director for trade"
              Acting envoy for peace / UK: "Lia Conti Acting Director for trade and acting UK envoy for peace"
            place UK: UK
        "#]],
    );
}

#[test]
fn who_says_what() {
    check(
        "\"We will not go there,\" said Spc. Lorna Walsh, a cook. \"Never will we go.\"\n\n\"It is over now,\" Minister Ali Reza told reporters. He added: \"We are glad of it.\"\n\nThe Foreign Ministry said in a statement that \"all parties must talk\" and called it a \"farce\".",
        expect![[r#"
            person Lorna Walsh: Lorna Walsh
              Current Spc. / -: "Spc. Lorna Walsh"
            person Ali Reza, official: Ali Reza
              Current Minister / -: "Minister Ali Reza"
            organisation Foreign Ministry: Foreign Ministry
            Lorna Walsh: "We will not go there,"
            Lorna Walsh: "Never will we go."
            Ali Reza: "It is over now,"
            Ali Reza: "We are glad of it."
            Foreign Ministry: "all parties must talk"
        "#]],
    );
}

#[test]
fn one_organisation_under_several_names() {
    check(
        "The US Department of State and the State Department, the UK Treasury, the International Monetary Fund (IMF) and the IMF met.",
        expect![[r#"
            organisation US Department of State: US Department of State | State Department
            organisation UK Treasury: UK Treasury
            organisation International Monetary Fund: International Monetary Fund | IMF | IMF
        "#]],
    );
}

#[test]
fn days_against_the_day_of_publication() {
    check(
        "On Thursday and next Monday, from March 6-7, in February, on December 24, on 5 May 2019, yesterday and last month, he will leave on Sunday.",
        expect![[r#"
            date Thursday: Thursday | yesterday = 2023-03-02
            date next Monday: next Monday = 2023-03-06
            date March 6-7: March 6-7 = 2023-03-06/2023-03-07
            date February: February | last month = 2023-02-01/2023-02-28
            date December 24: December 24 = 2022-12-24
            date 5 May 2019: 5 May 2019 = 2019-05-05
            date Sunday: Sunday = 2023-03-05
        "#]],
    );
}

#[test]
fn eves_and_days_ago() {
    check(
        "On the eve of his March 6 visit, on the eve of Wednesday and the eve of the vote he slept. Two days ago, a week ago, a \
         month ago and 2 years ago he did not, nor over three days ago. On March 1 he left, having come a day earlier. He \
         ate the previous day. Between May 1, 2019 and May 5, 2019 he ran, and the previous day too.",
        expect![[r#"
            date eve of his March 6: eve of his March 6 = 2023-03-05
            date eve of Wednesday: eve of Wednesday | day earlier = 2023-02-28
            date Two days ago: Two days ago | March 1 = 2023-03-01
            date a week ago: a week ago = 2023-02-20/2023-02-26
            date a month ago: a month ago = 2023-02-01/2023-02-28
            date 2 years ago: 2 years ago = 2021-01-01/2021-12-31
            date previous day: previous day | previous day
            date May 1, 2019: May 1, 2019 = 2019-05-01
            date May 5, 2019: May 5, 2019 = 2019-05-05
        "#]],
    );
}

#[test]
fn a_weekday_that_contradicts_its_date_leaves_it_unresolved() {
    // 7 March 2023 was a Tuesday. Without a year it is a year around publication that agrees: 2022 had a Monday there, none
    // a Sunday.
    check(
        "On Monday, March 7, 2023, on Tuesday, March 7, on Monday, March 7, and on Sunday, March 7, he left.",
        expect![[r#"
            date Monday, March 7, 2023: Monday, March 7, 2023
            date Tuesday, March 7: Tuesday, March 7 = 2023-03-07
            date Monday, March 7: Monday, March 7 = 2022-03-07
            date Sunday, March 7: Sunday, March 7
        "#]],
    );
}

#[test]
fn without_a_day_of_publication_only_full_dates_are_resolved() {
    let text = "On Friday, March 6 and May 5, 2019. Two days ago, on the eve of Friday, he left. He came on May 7, 2019, not \
                the previous day.";
    let (article, _) = parse_plain(text).unwrap();
    let dossier = resolve(&article, recognise(&article, model()), model());
    let days: Vec<Option<String>> =
        dossier.entities.iter().map(|entity| entity.days.map(|days| days.to_string())).collect();
    assert_eq!(
        days.iter().map(|days| days.as_deref()).collect::<Vec<_>>(),
        [None, Some("2019-05-05"), None, None, Some("2019-05-07"), Some("2019-05-06"),]
    );
}

#[test]
fn a_title_without_a_name_is_not_given_to_the_wrong_person() {
    let dossier =
        dossier("Ana Roe met the foreign minister. The president said so. Then Jon Poe, 45, arrived.");
    assert!(dossier.people().all(|person| person.roles.is_empty()), "{dossier:?}");
}

/// The names, offices, countries and bodies of the sample article, each with others put in their place.
const VARIANTS: [&[(&str, &str)]; 3] = [
    &[
        ("Christopher A. Landberg", "Marguerite J. Oyelaran"),
        ("Christopher Landberg", "Marguerite Oyelaran"),
        ("Derek Chollet", "Tobias Zwingli"),
        ("Chollet", "Zwingli"),
        ("Clinton White", "Xochitl Pazmandi"),
        ("Elizabeth Horst", "Nqobile Strand"),
        ("Bilawal Bhutto Zardari", "Faustina Adjei Boateng"),
        ("Asim Munir", "Kwabena Tetteh"),
        ("Pakistan", "Ghana"),
        ("Islamabad", "Accra"),
        ("Chief of Army Staff", "Chief of Naval Staff"),
        ("COAS", "CNS"),
        ("Counselor", "Counsellor"),
    ],
    &[
        ("Christopher A. Landberg", "Ulrich B. Sørensen-Dahl"),
        ("Christopher Landberg", "Ulrich Sørensen-Dahl"),
        ("Derek Chollet", "Hyun-woo Ryu"),
        ("Chollet", "Ryu"),
        ("Clinton White", "Chad Berlin"),
        ("Elizabeth Horst", "Magdalena de la Fuente"),
        ("Bilawal Bhutto Zardari", "Nguyen Van Thanh"),
        ("Asim Munir", "Tran Quoc Bao"),
        ("Pakistan", "Vietnam"),
        ("Islamabad", "Hanoi"),
        ("US Department of State", "US Department of Energy"),
        ("US State Department", "US Energy Department"),
        ("State Department", "Energy Department"),
        ("Foreign Minister", "Defence Minister"),
        ("counterterrorism", "cybersecurity"),
        ("Counterterrorism", "Cybersecurity"),
    ],
    &[
        ("Christopher A. Landberg", "Ibrahim K. al-Rashidi"),
        ("Christopher Landberg", "Ibrahim al-Rashidi"),
        ("Derek Chollet", "Siobhán O’Driscoll"),
        ("Chollet", "O’Driscoll"),
        ("Clinton White", "April May"),
        ("Elizabeth Horst", "Jean-Luc Mbeki"),
        ("Bilawal Bhutto Zardari", "Shirin Akhtar Wajed"),
        ("Asim Munir", "Waker Zaman"),
        ("Pakistan", "Bangladesh"),
        ("Islamabad", "Dhaka"),
        ("US Agency for International Development (USAID)", "UK Office for Overseas Development (UKOOD)"),
        ("Principal Deputy Assistant Secretary", "Acting Deputy Under Secretary"),
        ("March 6-7", "April 11-13"),
        ("General", "Lieutenant General"),
    ],
];

#[derive(serde::Deserialize)]
struct Gold {
    text: String,
    people: Vec<GoldPerson>,
    quotes: Vec<GoldQuote>,
}

#[derive(serde::Deserialize)]
struct GoldPerson {
    name: String,
    mentions: Vec<(usize, usize)>,
    official: bool,
    roles: Vec<GoldRole>,
}

#[derive(serde::Deserialize)]
struct GoldRole {
    title: String,
    status: String,
}

#[derive(serde::Deserialize)]
struct GoldQuote {
    speaker: String,
    span: (usize, usize),
}

/// Puts the variant's words into a text; longer words first, each place once.
fn rename(text: &str, variant: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let found =
            variant.iter().find(|(from, _)| rest.starts_with(from) && !out.ends_with(char::is_alphabetic));
        let whole = found.filter(|(from, _)| !rest[from.len()..].starts_with(char::is_alphabetic));
        match whole {
            Some((from, to)) => {
                out.push_str(to);
                rest = &rest[from.len()..];
            }
            None => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    out
}

#[test]
fn the_sample_and_its_renamed_variants_are_read_alike() {
    let Some(gold) = shared("data/officials/seed_officials.jsonl") else { return };
    let gold: Gold = serde_json::from_str(&gold).expect("the gold of the sample is JSON");
    let bytes = |at: usize| gold.text.char_indices().nth(at).map_or(gold.text.len(), |(byte, _)| byte);
    for variant in std::iter::once(&[][..]).chain(VARIANTS) {
        let text = rename(&gold.text, variant);
        let dossier = dossier(&text);
        let people: Vec<_> = dossier.people().collect();
        assert_eq!(people.len(), gold.people.len(), "{}", summary(&text));
        for (person, gold_person) in people.iter().zip(&gold.people) {
            assert_eq!(person.name, rename(&gold_person.name, variant));
            let said: Vec<&str> =
                person.mentions.iter().map(|mention| dossier.mentions[mention.0].span.of(&text)).collect();
            let expected =
                gold_person.mentions.iter().map(|&(start, end)| &gold.text[bytes(start)..bytes(end)]);
            let expected: Vec<String> = expected.map(|mention| rename(mention, variant)).collect();
            assert_eq!(said, expected, "{}", person.name);
            assert_eq!(person.official, gold_person.official);
            let titles: Vec<String> = person.roles.iter().map(|role| role.title.to_lowercase()).collect();
            for role in &gold_person.roles {
                let title = rename(&role.title, variant).to_lowercase();
                let title = title.strip_prefix("acting ").unwrap_or(&title);
                assert!(titles.iter().any(|said| said == title), "{}: {title:?} in {titles:?}", person.name);
            }
            assert_eq!(person.roles.len(), gold_person.roles.len(), "{}: {titles:?}", person.name);
        }
        let quotes: Vec<(String, &str)> = dossier
            .quotations
            .iter()
            .map(|quotation| (dossier.entities[quotation.speaker.0].name.clone(), quotation.span.of(&text)))
            .collect();
        assert_eq!(quotes.len(), gold.quotes.len(), "{quotes:?}");
        for ((_, said), expected) in quotes.iter().zip(&gold.quotes) {
            assert_eq!(*said, rename(&gold.text[bytes(expected.span.0)..bytes(expected.span.1)], variant));
            assert!(!expected.speaker.is_empty());
        }
    }
}

#[test]
fn the_status_of_the_sample_is_read() {
    let Some(gold) = shared("data/officials/seed_officials.jsonl") else { return };
    let gold: Gold = serde_json::from_str(&gold).expect("the gold of the sample is JSON");
    let dossier = dossier(&gold.text);
    for (person, gold) in dossier.people().zip(&gold.people) {
        for (role, gold) in person.roles.iter().zip(&gold.roles) {
            let status = if role.status == Status::Acting { "acting" } else { "current" };
            assert_eq!(status, gold.status, "{}: {}", person.name, role.title);
        }
    }
}

/// What holds for the dossier of any text.
fn assert_sound(text: &str) {
    let dossier = dossier(text);
    assert_eq!(dossier.entity_of.len(), dossier.mentions.len());
    for (index, entity) in dossier.entities.iter().enumerate() {
        assert_eq!(entity.id.0, index);
        assert!(!entity.mentions.is_empty() && entity.mentions.is_sorted());
        for mention in &entity.mentions {
            assert_eq!(dossier.entity_of[mention.0], entity.id);
            assert_eq!(dossier.mentions[mention.0].kind, entity.kind);
        }
        assert!(entity.kind == Kind::Person || (entity.roles.is_empty() && !entity.official));
        for role in &entity.roles {
            assert!(text.get(role.evidence.range()).is_some_and(|evidence| !evidence.is_empty()));
            assert!(text.get(role.sentence.range()).is_some());
        }
    }
    for said in dossier.quotations.iter().chain(&dossier.reported) {
        assert!(text.get(said.span.range()).is_some_and(|said| !said.is_empty()));
    }
    for meeting in &dossier.meetings {
        assert!(meeting.people.len() > 1 && text.get(meeting.sentence.range()).is_some());
    }
    assert!(
        dossier.governments.is_sorted()
            && dossier.entities.iter().all(|one| one.official == one.ground.is_some())
    );
    for quotation in &dossier.quotations {
        assert!(text.get(quotation.span.range()).is_some() && quotation.speaker.0 < dossier.entities.len());
    }
}

proptest! {
    #[test]
    fn any_text_has_a_sound_dossier(text in any::<String>()) {
        assert_sound(&text);
    }

    #[test]
    fn any_news_words_have_a_sound_dossier(words in prop::collection::vec(prop::sample::select(vec![
        "Anna Roe", "Roe", "Mr Poe", "the", "minister", "Minister", "of", "Kenya", "said", "\"", "“", "”", ",", ".", "he", "who is",
        "and", "former", "UN", "State Department", "on Friday", "\n\n", "General", "according to", "Ministers", "was elected", "'s",
        "said that", "met with", "in Kyiv", "Kyiv's decision", "Mr", "MR. ROE:", "He was", "to be", "‘", "’", "nominated", ":", "(",
        "which", "who", "said his", "said another", "said the minister", "killed", "until", "USS", "Town", "County", "The", "Prime Minister",
        "for", "including", "itself", "(KR)", "XIV", "2010", "election", "Dear", "will", "MP", "Our", "-", "Operation", "where", "judge on",
    ]), 0..50)) {
        assert_sound(&words.join(" "));
    }
}

/// Texts that a slip of the pen in a loop would make quadratic: at this size the test would not end.
#[test]
fn endless_texts_are_read_in_time() {
    let many = |text: &str, times: usize| text.repeat(times);
    let names: String =
        (0..5_000).map(|n| format!("Minister Ab{n} Cd{n} met Ef{n} Roe. ", n = letters(n))).collect();
    for text in [
        many("John Roe said so. ", 10_000),
        names,
        many("\"he said that many things go wrong ", 10_000),
        many("said \"x y z w\" ", 20_000),
        many("Anna Roe and the minister of ", 10_000),
        many("Alpha Beta Gamma Delta ", 10_000),
        many("Anna-", 50_000),
        many("Department of ", 20_000),
        many("(", 200_000) + &many(" Anna Roe", 20_000),
        many("A\n\n", 50_000),
        // Titles in titles: each level must not try the next ones again, nor nest as deep as the text is long.
        many("envoy of the very dull ", 5_000) + "envoy.",
        many("Secretary to the ", 20_000),
        many("the UN Secretary-General's envoy of the ", 5_000),
        // A name that all titles could belong to, were it not so far.
        many("the minister of state and ", 35_000) + "Jane Roe left.",
        "A".repeat(1_000_000),
    ] {
        assert!(dossier(&text).mentions.len() <= text.len());
    }
}

/// A bare title in another script beside an abbreviated rank.
#[test]
fn a_title_in_another_script_speaks() {
    assert_eq!(dossier("Gen. Jane Roe left. The Газпром chairman said he was happy.").people().count(), 1);
}

/// A relative clause of nothing at the very beginning.
#[test]
fn a_text_that_begins_with_who_is_read() {
    assert_eq!(dossier(", who said \"it is over for all of us\" today.").quotations.len(), 0);
}

#[test]
fn what_is_made_of_texts_that_are_made_to_be_slow() {
    let people = |text: &str| dossier(text).people().count();
    let once = dossier(&"Minister Anna Roe said so. ".repeat(3_000));
    assert_eq!((once.people().count(), once.entities[0].mentions.len()), (1, 3_000));
    assert_eq!(once.entities[0].roles.len(), 1);
    let many = |surname: &dyn Fn(usize) -> String| -> String {
        (0..3_000).map(|n| format!("Minister Kal{} {} met no one. ", letters(n), surname(n))).collect()
    };
    assert_eq!(people(&many(&|n| format!("Vor{}", letters(n * 7 + 1)))), 3_000);
    // Ten thousand namesakes stay apart: whom a surname alone would mean is no question here.
    assert_eq!(people(&many(&|_| "Roe".to_owned())), 3_000);
    // A mark that nobody closes ends with its paragraph, and what it holds has no speaker.
    let open = dossier(&"“He said \"that many things go wrong, ".repeat(2_000));
    assert!(open.quotations.is_empty() && open.mentions.is_empty());
    // One endless sentence: everybody in it is found, nobody meets everybody.
    let long = dossier(&"Anna Roe and the minister of trade met Jon Poe, who said ".repeat(1_000));
    assert_eq!(long.people().count(), 2);
    assert!(long.meetings.iter().all(|meeting| meeting.people.len() <= 8));
}

/// A number in letters, so that it can stand in a name.
fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}
