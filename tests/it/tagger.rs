//! What the tagger adds to grammar and lists, and what becomes of a damaged model.

use expect_test::{Expect, expect};
use sidelight::recognise::Model;
use sidelight::recognise::model::{self, ModelError};
use sidelight::recognise::tagger::weights::Weights;

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
        "Qorvath told reporters that Zelmira would leave Ostrovia for good.",
        expect![
            "[Qorvath|person] told reporters that [Zelmira|person] would leave [Ostrovia|place] for good."
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
