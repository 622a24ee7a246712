//! What the tagger adds to grammar and lists, and what becomes of a damaged model.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use sidelight::article::parse_plain;
use sidelight::recognise::model::{self, ModelError};
use sidelight::recognise::tagger::weights::Weights;
use sidelight::recognise::{Model, recognise};

use super::support::{MODEL, marked, model};

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&marked(text));
}

#[test]
fn the_shipped_model_is_trained() {
    assert!(!model().weights().is_empty() && !model().gazetteer().is_empty());
}

#[test]
fn names_without_a_cue_in_grammar_or_lists() {
    check(
        "Qorvath told reporters that Zelmira would move to Ostrovia for good.",
        expect![
            "[Qorvath|person] told reporters that [Zelmira|person] would move to [Ostrovia|place] for good."
        ],
    );
}

#[test]
fn a_name_is_found_again_where_it_stands_bare() {
    check(
        "Ines Quastorf wrote three novels. The first was printed in Lisbon. Critics praised Quastorf at once.",
        expect![
            "[Ines Quastorf|person] wrote three novels. The first was printed in [Lisbon|place]. Critics praised [Quastorf|person] at once."
        ],
    );
}

#[test]
fn what_a_word_is_elsewhere_decides_where_it_is_doubtful() {
    let doubtful = "Keldur has changed since the war, and so has everything.";
    check(doubtful, expect!["[Keldur|person] has changed since the war, and so has everything."]);
    check(
        &format!("They met in Keldur. {doubtful} They live in Keldur still."),
        expect![
            "They met in [Keldur|place]. [Keldur|place] has changed since the war, and so has everything. They live in [Keldur|place] still."
        ],
    );
}

#[test]
fn what_is_part_of_a_longer_name_is_nobody() {
    for (text, expected) in [
        (
            "Jane Roe is a staff writer for The Quill, a weekly.",
            "[Jane Roe|person] is a staff writer for The Quill, a weekly.",
        ),
        (
            "The film won the Academy Award for Best Actress in 1971.",
            "The film won the Academy Award for Best Actress in [1971|date].",
        ),
        (
            "They agreed to a transition in accordance with the Sedona Communique of 2012.",
            "They agreed to a transition in accordance with the Sedona Communique of [2012|date].",
        ),
        (
            "When prompted, enter Passcode 3080897 and wait.",
            "When prompted, enter Passcode 3080897 and wait.",
        ),
    ] {
        assert_eq!(marked(text), expected);
    }
}

#[test]
fn a_script_without_capitals_is_left_alone() {
    for article in ["ar-2024-05-14.txt", "ur-2024-05-14.txt"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("static/articles").join(article);
        let text = std::fs::read_to_string(path).expect("a sample article");
        assert_eq!(marked(&text), text, "{article}");
    }
}

#[test]
fn a_damaged_section_is_refused() {
    let damaged =
        model::with_section(MODEL, *Weights::TAG, vec![1, 2, 3]).expect("the shipped model is sound");
    assert_eq!(Model::load(&damaged).err(), Some(ModelError::Malformed { section: "tagger" }));
}

/// What is wrong with `bytes`, which must not be taken for a model.
fn refused(bytes: &[u8]) -> ModelError {
    Model::load(bytes).expect_err("a damaged model is refused")
}

#[test]
fn every_field_of_the_header_is_checked() {
    let with = |at: usize, bytes: &[u8]| {
        let mut changed = MODEL.to_vec();
        changed[at..at + bytes.len()].copy_from_slice(bytes);
        refused(&changed)
    };
    for at in 0..8 {
        assert_eq!(with(at, b"x"), ModelError::NotAModel, "magic, byte {at}");
    }
    for version in [0, model::VERSION + 1, u32::MAX] {
        assert_eq!(with(8, &version.to_le_bytes()), ModelError::Version { found: version });
    }
    let found = MODEL.len();
    for declared in [0, 19, found as u32 - 1, found as u32 + 1, u32::MAX] {
        let length = ModelError::Length { declared: declared as usize, found };
        assert_eq!(with(12, &declared.to_le_bytes()), length);
    }
    let checksum = u32::from_le_bytes(MODEL[16..20].try_into().expect("four bytes"));
    for other in [0, !checksum, checksum ^ 1] {
        assert_eq!(with(16, &other.to_le_bytes()), ModelError::Checksum);
    }
}

#[test]
fn a_newer_model_says_so_before_anything_else() {
    // A newer version may mean another length and another checksum.
    let mut newer = model::write(&[(*b"NEWS", vec![1; 40])]);
    newer[8] += 1;
    newer[16] ^= 1;
    let error = refused(&newer[..40]);
    assert_eq!(error, ModelError::Version { found: model::VERSION + 1 });
    assert!(error.to_string().contains(&model::VERSION.to_string()), "{error}");
}

#[test]
fn a_cut_model_is_refused() {
    for len in (0..64).chain((64..MODEL.len()).step_by(65_537)).chain(MODEL.len() - 64..MODEL.len()) {
        refused(&MODEL[..len]);
    }
    let longer = [MODEL, b"\0"].concat();
    assert!(matches!(refused(&longer), ModelError::Length { .. }));
}

/// The model file `bytes` with the length and the checksum that fit what it holds.
fn sealed(bytes: &[u8]) -> Vec<u8> {
    let mut sections = Vec::new();
    let mut at = 20;
    while at + 8 <= bytes.len() {
        let tag = bytes[at..at + 4].try_into().expect("four bytes");
        let len = u32::from_le_bytes(bytes[at + 4..at + 8].try_into().expect("four bytes")) as usize;
        let end = (at + 8).saturating_add(len).min(bytes.len());
        sections.push((tag, bytes[at + 8..end].to_vec()));
        at = end;
    }
    model::write(&sections)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_flipped_bit_passes(flips in prop::collection::vec((0..MODEL.len(), 0..8u32), 1..4)) {
        let mut bytes = MODEL.to_vec();
        flips.iter().for_each(|(at, bit)| bytes[*at] ^= 1u8 << bit);
        if bytes != MODEL {
            refused(&bytes);
        }
    }

    /// What a broken tool may have written with a checksum that fits: it is refused, or works without a panic.
    #[test]
    fn no_sealed_damage_makes_it_panic(
        changes in prop::collection::vec((0..MODEL.len() - 20, any::<u8>()), 1..8),
        early in prop::collection::vec((0..400usize, any::<u8>()), 0..3),
    ) {
        let mut bytes = MODEL.to_vec();
        changes.iter().chain(&early).for_each(|(at, to)| bytes[20 + at] = *to);
        if let Ok(model) = Model::load(&sealed(&bytes)) {
            let text = "Foreign Minister Zyxo Qaramanli met Ines Quastorf of the US Port Authority (USPA) in Lima.";
            let (article, _) = parse_plain(text).expect("a short text is no error");
            recognise(&article, &model);
        }
    }
}
