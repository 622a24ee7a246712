//! What the recogniser finds, and what it promises for any text.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use sidelight::article::{Article, parse_plain};
use sidelight::recognise::{Kind, Model, Recogniser, Recognition, recognise};

use super::support::{marked, model};

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&marked(text));
}

#[test]
fn names_beside_titles_need_no_list() {
    check(
        "Foreign Minister Zyxo Qaramanli met the UN Secretary-General, Obo Nwaka, and Gen. P. Tlalka in Lima.",
        expect![
            "Foreign Minister [Zyxo Qaramanli|person] met the [UN|organisation] Secretary-General, [Obo Nwaka|person], and Gen. [P. Tlalka|person] in [Lima|place]."
        ],
    );
}

#[test]
fn a_complement_ends_where_the_name_begins() {
    check(
        "Deputy Assistant Secretary for Kenya Adaeze Okonkwo spoke. The coordinator for Border Security Piotr Zych did not.",
        expect![
            "Deputy Assistant Secretary for [Kenya|place] [Adaeze Okonkwo|person] spoke. The coordinator for Border Security [Piotr Zych|person] did not."
        ],
    );
}

#[test]
fn organisations_by_their_heads_and_abbreviations() {
    check(
        "He left the French Agency for Rural Development (FARD) for the Ministry of Culture and Education. FARD said so.",
        expect![
            "He left the [French Agency for Rural Development|organisation] ([FARD|organisation]) for the [Ministry of Culture and Education|organisation]. [FARD|organisation] said so."
        ],
    );
}

#[test]
fn surnames_are_found_again() {
    check(
        "Prime Minister Tamar Iosava spoke. Later Iosava's critics met. \"Iosava lied,\" they said.",
        expect![
            "Prime Minister [Tamar Iosava|person] spoke. Later [Iosava|person]'s critics met. \"[Iosava|person] lied,\" they said."
        ],
    );
}

#[test]
fn places_and_dates() {
    check(
        "In February, talks in Nairobi and South Korea failed; on March 6-7, 2023 Kenya-Uganda ties froze.",
        expect![
            "In [February|date], talks in [Nairobi|place] and [South Korea|place] failed; on [March 6-7, 2023|date] [Kenya|place]-[Uganda|place] ties froze."
        ],
    );
}

#[test]
fn the_abbreviation_of_a_titles_organisation_is_marked() {
    check(
        "Counselor of the Kenyan Agency for Rural Trade (KART) Jane Roe met Chief of Army Staff (COAS) General Ali Reza.",
        expect![
            "Counselor of the [Kenyan Agency for Rural Trade|organisation] ([KART|organisation]) [Jane Roe|person] met Chief of Army Staff (COAS) General [Ali Reza|person]."
        ],
    );
}

#[test]
fn a_government_is_somebodys() {
    check(
        "The Zarkani regime fell after Zarkani left; the Kenyan regime and the port administration stayed.",
        expect![
            "The [Zarkani|person] regime fell after [Zarkani|person] left; the Kenyan regime and the port administration stayed."
        ],
    );
}

#[test]
fn months_in_names() {
    check(
        "Prime Minister Theresa May met April Roe in May.",
        expect!["Prime Minister [Theresa May|person] met [April Roe|person] in [May|date]."],
    );
}

#[test]
fn ordinary_words_are_no_names() {
    check(
        "The Minister said that Security matters. Many People Came. \"I'm told so,\" she said. Us too.",
        expect![[
            r#"The Minister said that Security matters. Many People Came. "I'm told so," she said. Us too."#
        ]],
    );
}

#[test]
fn without_a_model_the_grammar_goes_on() {
    let (article, _) =
        parse_plain("Prime Minister Tamar Iosava met Mr Holt of the Port Authority on Friday.").unwrap();
    let found = recognise(&article, &Model::builtin());
    let kinds: Vec<Kind> = found.mentions.iter().map(|mention| mention.kind).collect();
    assert_eq!(kinds, [Kind::Person, Kind::Person, Kind::Organisation, Kind::Date]);
}

#[test]
fn the_shipped_model_is_no_larger_than_its_budget() {
    assert!(super::support::MODEL.len() < 1 << 20);
    assert!(model().country("kenyan").is_some_and(|name| name == "Kenya"));
}

fn found(text: &str) -> (Article, Recognition) {
    let (article, _) = parse_plain(text).expect("a short text is no error");
    let found = recognise(&article, model());
    (article, found)
}

/// What holds for the recognition of any text.
fn assert_sound(text: &str) {
    let (article, found) = found(text);
    let mut end = 0;
    for mention in &found.mentions {
        assert!(mention.span.start >= end && !mention.span.is_empty(), "sorted, apart: {mention:?}");
        assert!(article.text.get(mention.span.range()).is_some(), "on character boundaries: {mention:?}");
        assert!(
            article.blocks.iter().any(|block| block.span.contains(mention.span)),
            "in one block: {mention:?}"
        );
        end = mention.span.end;
    }
    for title in &found.titles {
        assert!(article.text.get(title.span.range()).is_some() && title.span.contains(title.words));
    }
    assert_eq!(found, recognise(&article, model()), "the same input gives the same output");
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        assert_sound(&text);
    }

    #[test]
    fn any_words_of_the_grammar_are_read(words in prop::collection::vec(prop::sample::select(vec![
        "Minister", "minister", "of", "for", "the", "State", "Kenya", "US", "(", ")", ",", ".", "\"", "“", "”", "'s", "Anna", "Roe",
        "General", "Chief", "Staff", "March", "6", "-", "7", "2023", "acting", "former", "said", "Department", "and", "al-", "Mr", "he", "\n\n", "UN",
        "Friday", "to", "Ali", "Secretary", "envoy", "coalition", "in", "a.i.", "Jr.", "’s", "—", ":", "Bank", "I",
    ]), 0..60)) {
        assert_sound(&words.join(" "));
    }
}

#[test]
fn slices_give_what_one_pass_gives() {
    let text = "Minister Ana Pereira spoke.\n\nPereira left for Lima on Friday.\n\nThe UN did not.";
    let (article, whole) = found(text);
    let mut recogniser = Recogniser::new(&article, model());
    let mut steps = 0;
    while recogniser.step() {
        steps += 1;
    }
    // Each of the three blocks is read, and then looked through for names.
    assert_eq!(steps, 6);
    assert_eq!(recogniser.finish(), whole);
}
