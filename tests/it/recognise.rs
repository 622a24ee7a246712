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
fn newspapers_are_no_cities_and_no_days() {
    check(
        "The Jakarta Post and the Sunday Times had it on Sunday; the New York Post did not, nor did Arab News. The Post said so.",
        expect![
            "The [Jakarta Post|organisation] and the [Sunday Times|organisation] had it on [Sunday|date]; the [New York Post|organisation] did not, nor did [Arab News|organisation]. The Post said so."
        ],
    );
}

#[test]
fn a_list_of_places_is_one() {
    check(
        "They went to Zaatri camp. The ports of Hodeidah, Salef and Ras Isso are open. Avoid Anbar, Qadisiya and Diyala provinces.",
        expect![
            "They went to [Zaatri|place] camp. The ports of [Hodeidah|place], [Salef|place] and [Ras Isso|place] are open. Avoid [Anbar|place], [Qadisiya|place] and [Diyala|place] provinces."
        ],
    );
    check(
        "The attacks in Qamenas, Sarmin and Talamenes were cruel, Kerry said in Paris.",
        expect![
            "The attacks in [Qamenas|place], [Sarmin|place] and [Talamenes|place] were cruel, [Kerry|person] said in [Paris|place]."
        ],
    );
}

#[test]
fn storms_and_days_are_no_people() {
    check(
        "Hurricane Katrina came in August. Katrina devastated the coast, said Anna Roe on Columbus Day. Tropical Storm Rita followed.",
        expect![
            "Hurricane Katrina came in [August|date]. Katrina devastated the coast, said [Anna Roe|person] on Columbus Day. Tropical Storm Rita followed."
        ],
    );
    check(
        "Rita Roe spoke. The hurricane Rita hit Cuba. \"No,\" said Ms. Rita.",
        expect![[
            r#"[Rita Roe|person] spoke. The hurricane Rita hit [Cuba|place]. "No," said Ms. [Rita|person]."#
        ]],
    );
}

#[test]
fn a_ship_is_no_person() {
    check(
        "HMS Jane Roe reached Malta on Sunday. Jane Roe left for Cyprus, where Mrs Roe lives. The USS Poe stayed.",
        expect![
            "HMS Jane Roe reached [Malta|place] on [Sunday|date]. Jane Roe left for [Cyprus|place], where Mrs [Roe|person] lives. The USS Poe stayed."
        ],
    );
}

#[test]
fn a_name_is_what_the_text_says_that_it_is() {
    check(
        "Tallow Heath is a village in Kent. Varnholt (founded in 1902) is a pharmaceutical company. Ondrej Zelenka, a firm of \
         brokers, denied it. The newspaper Kalo Vestra said so, and so did the band Vama Reche.",
        expect![
            "[Tallow Heath|place] is a village in [Kent|place]. [Varnholt|organisation] (founded in [1902|date]) is a pharmaceutical company. [Ondrej Zelenka|organisation], a firm of brokers, denied it. The newspaper [Kalo Vestra|organisation] said so, and so did the band [Vama Reche|organisation]."
        ],
    );
    // What is said of a part of the subject, of a list's names, and by whom a firm was founded is nothing of the name.
    check(
        "The movement led by Jane Roe was a party of farmers. Paris is a company town. Lima, a city. He joined the company Ana Poe \
         founded. Jane Roe, a company director, and Ana Poe, a town councillor, agreed.",
        expect![
            "The movement led by [Jane Roe|person] was a party of farmers. [Paris|place] is a company town. [Lima|place], a city. He joined the company [Ana Poe|person] founded. [Jane Roe|person], a company director, and [Ana Poe|person], a town councillor, agreed."
        ],
    );
}

#[test]
fn places_without_a_capital() {
    check(
        "hi i am from mexico and live in san francisco. Has anyone been to malaysia or to a turkey farm? The bank of nice china is polish.",
        expect![
            "hi i am from [mexico|place] and live in [san francisco|place]. Has anyone been to [malaysia|place] or to a turkey farm? The bank of nice china is polish."
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

/// So many sentences, of about 70 bytes each.
fn long_text(count: usize, joint: &str) -> String {
    const SENTENCES: [&str; 5] = [
        "Minister Ana Pereira of Peru spoke to Tamar Iosava on Friday",
        "the UN Secretary-General, Obo Nwaka, said \u{201C}Pereira\u{2019}s visit to Nairobi is over\u{201D}",
        "on March 6-7, 2023 the Ministry of Culture (MOC) and the MOC of Kenya met in Lima",
        "Iosava left for the Żory Port Authority, where no one knew Nwaka or the 3,500 guests",
        "critics praised the three novels at once",
    ];
    SENTENCES.iter().cycle().take(count).flat_map(|sentence| [*sentence, joint]).collect()
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
    // Each of the three blocks is read, looked at, looked through for names, and then for repetitions.
    assert_eq!(steps, 12);
    assert_eq!(recogniser.finish(), whole);
}

#[test]
fn a_long_paragraph_takes_many_short_steps() {
    // One paragraph of many sentences, and one endless sentence.
    for joint in [". ", ", and "] {
        let text = long_text(1500, joint);
        let (article, whole) = found(&text);
        assert_eq!(article.blocks.len(), 1);
        let tokens = sidelight::text::tokens(&article.text, article.blocks[0].span);
        assert_eq!(whole.blocks[0].tokens, tokens, "the parts are the whole");
        let mut end = 0;
        for sentence in &whole.blocks[0].sentences {
            assert_eq!(sentence.start, end, "sentences cover the tokens");
            end = sentence.end;
        }
        assert_eq!(end, tokens.len());
        let mut recogniser = Recogniser::new(&article, model());
        let mut steps = 0;
        while recogniser.step() {
            steps += 1;
        }
        // At most 1,024 tokens a step, three times over the text.
        assert!(steps >= 3 * tokens.len() / 1024, "{steps} steps for {} tokens", tokens.len());
        assert_eq!(recogniser.finish(), whole);
    }
}

#[test]
fn a_long_paragraph_has_the_names_of_its_sentences() {
    // What short paragraphs have, the long one has too, wherever a part ends.
    let names = |joint| {
        let (article, whole) = found(&long_text(900, joint));
        let names = whole.mentions.iter().map(|mention| mention.span.of(&article.text).to_owned());
        names.collect::<Vec<_>>()
    };
    assert!(names(". ") == names(".\n\n"));
}

#[test]
fn marks_alone_take_no_longer_than_words() {
    for text in [".".repeat(400_000), "?!\"".repeat(100_000), "a.".repeat(200_000), ". ) ".repeat(100_000)] {
        let start = std::time::Instant::now();
        assert_sound(&text);
        // Quadratic time would be minutes.
        assert!(start.elapsed().as_secs() < 20, "{:?}", &text[..10]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_slices_give_what_one_pass_gives(
        count in 0..400usize,
        joint in prop::sample::select(vec![". ", ", ", " ", "\n\n", "! ", "", "."]),
        steps in prop::collection::vec(0..7usize, 0..20),
    ) {
        let (article, whole) = found(&long_text(count, joint));
        let mut recogniser = Recogniser::new(&article, model());
        for count in steps {
            (0..count).for_each(|_| { recogniser.step(); });
        }
        prop_assert_eq!(recogniser.finish(), whole);
    }
}
