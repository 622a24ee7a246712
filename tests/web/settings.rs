//! Marks by kind, theme and text size, and that they are remembered.

use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::sample;
use crate::stage::{Stage, window};

const PEOPLE: &str = ".sl-mark[data-kind=person][href]";

#[wasm_bindgen_test]
async fn marks_go_by_kind_and_stay_gone() {
    let stage = Stage::new().await;
    let (before, text) = (stage.count(".sl-mark[href]"), stage.text(".sl-article"));
    let people = stage.count(PEOPLE);
    assert!(people > 0);
    stage.click(".sl-chip[data-kind=person]");
    stage.until("people are unmarked", |stage| stage.count(PEOPLE) == 0).await;
    assert_eq!(stage.count(".sl-mark[href]"), before - people);
    assert_eq!(stage.text(".sl-article"), text, "not a letter changed");
    assert!(stage.has(".sl-reader.hides-person"), "by one class on the root");
    assert_eq!(stage.count("a:not([href])[aria-expanded], a:not([href])[aria-haspopup]"), 0);
    assert_eq!(stage.text("[role=status]"), "People are no longer marked.");
    assert_eq!(
        stage.find(".sl-chip[data-kind=person]").get_attribute("aria-pressed").as_deref(),
        Some("false")
    );
    drop(stage);

    let (article, dossier) = sample::talks();
    let again = Stage::with(article, Some(dossier)).await;
    assert_eq!(again.count(PEOPLE), 0, "remembered");
    again.click(".sl-chip[data-kind=person]");
    again.until("people are marked", |stage| stage.count(PEOPLE) == people).await;
}

#[wasm_bindgen_test]
async fn a_key_switches_all_marks() {
    let stage = Stage::new().await;
    stage.focus("[data-mention=\"0\"]");
    let chord = |init: &web_sys::KeyboardEventInit| {
        init.set_alt_key(true);
        init.set_shift_key(true);
        init.set_code("KeyM");
    };
    assert!(stage.key_with("M", chord));
    stage.until("no mark is left", |stage| stage.count(".sl-mark[href]") == 0).await;
    stage.focus(".sl-aa");
    stage.key_with("M", chord);
    stage.until("all marks are back", |stage| stage.count(".sl-mark[href]") == 24).await;
}

#[wasm_bindgen_test]
async fn theme_and_text_size_are_chosen_and_remembered() {
    let stage = Stage::new().await;
    let size = || window().get_computed_style(&stage.find(".sl-article")).unwrap().unwrap();
    let before = size().get_property_value("font-size").unwrap();
    stage.click("[data-action=settings]");
    stage.until("the settings are unfolded", |stage| stage.has(".sl-panel")).await;
    stage.find("[name=theme][value=dark]").click();
    stage.until("it is dark", |stage| stage.has(".sl-reader[data-theme=dark]")).await;
    stage.find("[name=size][value=largest]").click();
    stage.until("the text is larger", |_| size().get_property_value("font-size").unwrap() != before).await;
    let leading = || size().get_property_value("line-height").unwrap();
    let narrow = leading();
    stage.find("[name=spacing][value=loose]").click();
    stage.until("lines are further apart", |_| leading() != narrow).await;
    stage.find("[name=font][value=sans]").click();
    stage
        .until("the typeface is another", |_| {
            size().get_property_value("font-family").unwrap().contains("Arial")
        })
        .await;
    stage.click(".sl-heading");
    stage.until("the settings are folded", |stage| !stage.has(".sl-panel")).await;
    drop(stage);

    let (article, dossier) = sample::talks();
    let again = Stage::with(article, Some(dossier)).await;
    assert!(again.has(".sl-reader[data-theme=dark][data-size=largest][data-spacing=loose][data-font=sans]"));
    again.click("[data-action=settings]");
    again.until("the settings are unfolded", |stage| stage.has(".sl-panel")).await;
    again.click("[data-action=reset]");
    again
        .until("all is as at first", |stage| stage.has(".sl-reader[data-theme=auto][data-size=medium]"))
        .await;
    assert!(
        again.find("[name=theme][value=auto]").dyn_into::<web_sys::HtmlInputElement>().unwrap().checked()
    );
}

#[wasm_bindgen_test]
async fn escape_folds_the_settings() {
    let stage = Stage::new().await;
    stage.click("[data-action=settings]");
    stage.until("the settings are unfolded", |stage| stage.has(".sl-panel")).await;
    assert!(stage.key("Escape"));
    stage.until("the settings are folded", |stage| !stage.has(".sl-panel")).await;
}
