//! From the bare text to the last node: what is drawn, what is left.

use std::rc::Rc;

use sidelight::components::ReaderEvent;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::sample;
use crate::stage::{Listeners, Stage, breathe};

#[wasm_bindgen_test]
async fn without_a_dossier_there_is_the_text_alone_and_the_marks_come_with_it() {
    let (article, dossier) = sample::talks();
    let mut stage = Stage::with(article, None).await;
    assert!(stage.text(".sl-article").contains("PORT ELLIS: Lusmar and Norrland are set"));
    assert_eq!(stage.count("a[data-mention], .sl-cast, .sl-legend:not(.is-waiting)"), 0);
    let text = stage.text(".sl-article");
    stage.update(|props| props.dossier = Some(Rc::new(dossier)));
    stage.until("the marks are there", |stage| stage.has(".sl-mark[href]")).await;
    assert_eq!(stage.text(".sl-article"), text, "a mark adds nothing to the text");
}

#[wasm_bindgen_test]
async fn blocks_are_the_elements_of_their_kind() {
    let stage = Stage::new().await;
    assert_eq!(stage.text("figure > figcaption > .sl-credit"), "Harbour Press");
    assert!(stage.text("figcaption").contains("at the quay.Harbour Press"), "the dash is the layout's");
    assert_eq!(stage.text("p > .sl-dateline"), "PORT ELLIS:");
    assert_eq!(stage.text("article > h2"), "A long dispute");
    assert_eq!(stage.text("article > blockquote"), "“The sea is patient,” Brandt said.");
    assert_eq!(stage.text(".sl-meta > time"), "3 March 2023");
}

#[wasm_bindgen_test]
async fn each_mark_leads_to_its_entry_and_each_entity_has_one_tab_stop() {
    let stage = Stage::new().await;
    let marks = stage.shadow.query_selector_all(".sl-mark").unwrap();
    for index in 0..marks.length() {
        let mark: web_sys::Element = wasm_bindgen::JsCast::dyn_into(marks.get(index).unwrap()).unwrap();
        let target = mark.get_attribute("href").unwrap();
        assert!(stage.has(&target), "{target}");
        let description = mark.get_attribute("aria-describedby").unwrap();
        assert!(!stage.text(&["#", &description].concat()).is_empty());
        assert_eq!(mark.get_attribute("aria-controls").as_deref(), Some("sl-card"));
    }
    assert_eq!(stage.count(".sl-mark:not([tabindex])"), 14, "one stop an entity");
    assert_eq!(stage.text("#about-7"), "Warden, Ministry of Tides");
    assert_eq!(stage.text("#about-6"), "6–7 March 2023");
}

#[wasm_bindgen_test]
async fn unmounting_leaves_nothing() {
    // The reader of an earlier test may still be about to go.
    breathe().await;
    let listeners = Listeners::watch();
    let mut stage = Stage::new().await;
    stage.click("[data-mention=\"0\"]");
    stage.until("the card is open", |stage| stage.shows("Ana Pereira")).await;
    assert!(listeners.count() > 0.0);
    stage.unmount();
    stage.until("the element is empty", |stage| !stage.mount.has_child_nodes()).await;
    breathe().await;
    assert_eq!(listeners.count(), 0.0);
}

#[wasm_bindgen_test]
async fn another_dossier_closes_the_card() {
    let mut stage = Stage::new().await;
    stage.click("[data-mention=\"0\"]");
    stage.until("the card is open", |stage| stage.shows("Ana Pereira")).await;
    stage.update(|props| props.dossier = None);
    stage.until("the marks are gone", |stage| !stage.has(".sl-mark")).await;
    assert!(!stage.has(".sl-card[data-open]"));
    assert!(matches!(stage.events.borrow().last(), Some(ReaderEvent::EntityClose { .. })));
}

#[wasm_bindgen_test]
async fn a_thousand_openings_leave_no_node_and_no_listener() {
    let stage = Stage::new().await;
    let listeners = Listeners::watch();
    let turn = async |mention: usize| {
        let mark = format!("[data-mention=\"{mention}\"]");
        stage.click(&mark);
        let open = format!("{mark}[aria-expanded=true]");
        stage
            .until("the card is open", |stage| stage.has(&open) && stage.has("[data-open][data-placed]"))
            .await;
        stage.key("Escape");
        stage.until("the card is closed", |stage| !stage.has(".sl-card[data-open]")).await;
    };
    turn(0).await;
    let (nodes, listening) = (stage.nodes(), listeners.count());
    for opening in 0..1000 {
        turn(opening % 20).await;
    }
    assert_eq!(stage.nodes(), nodes);
    assert_eq!(listeners.count(), listening);
}

#[wasm_bindgen_test]
async fn a_long_article_is_drawn_and_its_cards_open() {
    let (article, dossier) = sample::talks_times(40);
    let stage = Stage::with(article, Some(dossier)).await;
    assert_eq!(stage.count(".sl-mark"), 40 * 24);
    stage.click("[data-mention=\"900\"]");
    stage.until("the card is open", |stage| stage.has("[data-mention=\"900\"][aria-expanded=true]")).await;
}
