//! The card: opened by pointer, key, finger and command, closed again, and turned.

use sidelight::components::{Command, ReaderEvent};
use sidelight::dossier::EntityId;
use sidelight::recognise::{Kind, MentionId};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, breathe, in_top_layer, window};

const BRANDT: &str = "[data-mention=\"12\"]";
const ANA: &str = "[data-mention=\"0\"]";

fn opened(pinned: bool) -> ReaderEvent {
    let (id, kind, name) = (EntityId(7), Kind::Person, "Kofi Brandt".to_owned());
    ReaderEvent::EntityOpen { id, kind, name, mention: MentionId(12), pinned }
}

#[wasm_bindgen_test]
async fn the_pointer_at_rest_opens_a_card_and_leaving_closes_it() {
    let stage = Stage::new().await;
    assert_eq!(stage.text(BRANDT), "Kofi Brandt");
    stage.hover(BRANDT);
    assert!(!stage.has(".sl-card[data-open]"), "not at once");
    stage.until("the card is open", |stage| stage.shows("Kofi Brandt")).await;
    assert!(in_top_layer(&stage.find(".sl-card")));
    assert_eq!(stage.find(BRANDT).get_attribute("aria-expanded").as_deref(), Some("true"));
    assert_eq!(stage.text(".sl-role"), "Warden");
    assert_eq!(stage.text(".sl-organisation"), "Ministry of Tides · on 3 March 2023");
    assert_eq!(stage.text(".sl-excerpt b"), "Ministry of Tides Warden Kofi Brandt");
    assert_eq!(stage.text(".sl-count"), "Mention 1 of 4");
    assert_eq!(*stage.events.borrow(), [opened(false)]);
    assert!(!stage.is_focused(".sl-card-name"), "hovering never moves the focus");

    stage.hover(".sl-heading");
    stage.until("the card is closed", |stage| !stage.has(".sl-card[data-open]")).await;
    assert_eq!(stage.events.borrow().last(), Some(&ReaderEvent::EntityClose { id: EntityId(7) }));
    assert_eq!(stage.count("[aria-expanded=true]"), 0);
}

#[wasm_bindgen_test]
async fn the_card_stands_inside_the_viewport_and_off_its_mark() {
    let stage = Stage::new().await;
    for mention in [0, 1, 5, 12, 15] {
        let mark = format!("[data-mention=\"{mention}\"]");
        stage.find(&mark).scroll_into_view();
        stage.click(&mark);
        let expanded = format!("{mark}[aria-expanded=true]");
        stage
            .until("the card is open", |stage| stage.has(&expanded) && stage.has("[data-open][data-placed]"))
            .await;
        let height = window().inner_height().unwrap().as_f64().unwrap();
        let width = window().inner_width().unwrap().as_f64().unwrap();
        let stands = |stage: &Stage| {
            let card = stage.find(".sl-card").get_bounding_client_rect();
            let mark = stage.find(&mark).get_client_rects().get(0).unwrap();
            let inside = card.left() >= 8.0 && card.right() <= width - 8.0;
            let inside = inside && card.top() >= 8.0 && card.bottom() <= height - 8.0;
            inside && (card.top() >= mark.bottom() || card.bottom() <= mark.top())
        };
        stage.until(&format!("the card of {mention} stands inside and off its mark"), stands).await;
    }
}

#[wasm_bindgen_test]
async fn enter_and_space_pin_and_escape_restores_the_focus() {
    let stage = Stage::new().await;
    for key in ["Enter", " "] {
        stage.focus(BRANDT);
        assert!(stage.key(key), "the key is taken");
        stage.until("the heading has the focus", |stage| stage.is_focused(".sl-card-name")).await;
        assert_eq!(stage.events.borrow().last(), Some(&opened(true)));
        assert!(stage.key("Escape"), "taken, since it closed a card");
        stage.until("the focus is back", |stage| stage.is_focused(BRANDT)).await;
        assert!(!stage.has(".sl-card[data-open]"));
        breathe().await;
        assert!(!stage.key("Escape"), "left alone, since nothing was open");
    }
}

#[wasm_bindgen_test]
async fn visible_focus_opens_a_card_and_leaves_the_focus_on_the_mark() {
    let stage = Stage::new().await;
    // A key before it makes the browser show the focus.
    stage.focus(ANA);
    stage.key("Tab");
    stage.focus(BRANDT);
    stage.until("the card is open", |stage| stage.shows("Kofi Brandt")).await;
    assert!(stage.is_focused(BRANDT));
    assert_eq!(stage.events.borrow().last(), Some(&opened(false)));
}

#[wasm_bindgen_test]
async fn a_pinned_card_follows_its_mark_in_the_tab_order() {
    let stage = Stage::new().await;
    stage.focus(BRANDT);
    stage.key("Enter");
    stage.until("the heading has the focus", |stage| stage.is_focused(".sl-card-name")).await;
    assert!(stage.key_with("Tab", |init| init.set_shift_key(true)));
    assert!(stage.is_focused(BRANDT), "back out of the first edge");
    assert!(stage.key("Tab"));
    assert!(stage.is_focused(".sl-card-name"), "and in again");
    stage.focus("[data-action=next]");
    assert!(stage.key("Tab"));
    assert!(stage.is_focused(BRANDT), "out of the last edge");
    assert!(!stage.key("Tab"), "and on, as the browser likes: no trap");
}

#[wasm_bindgen_test]
async fn next_and_previous_turn_the_card_to_the_other_mentions() {
    let stage = Stage::new().await;
    stage.hover(BRANDT);
    stage.until("the card is open", |stage| stage.shows("Kofi Brandt")).await;
    assert_eq!(stage.find("[data-action=previous]").get_attribute("aria-disabled").as_deref(), Some("true"));
    for number in [2, 3, 4] {
        stage.click("[data-action=next]");
        let said = format!("Mention {number} of 4");
        stage.until(&said, |stage| stage.text(".sl-count") == said).await;
        assert_eq!(stage.text("[role=status]"), said);
        assert_eq!(stage.count("[aria-expanded=true].sl-mark"), 1);
    }
    stage.click("[data-action=next]");
    stage.click("[data-action=previous]");
    stage.until("the card went back", |stage| stage.text(".sl-count") == "Mention 3 of 4").await;
    assert_eq!(stage.count(".sl-mark.is-open"), 4, "all mentions of the entity are shown");
}

#[wasm_bindgen_test]
async fn a_passage_in_the_card_can_be_jumped_to() {
    let stage = Stage::new().await;
    stage.click(BRANDT);
    stage.until("the card is open", |stage| stage.shows("Kofi Brandt")).await;
    stage.click(".sl-card [data-action=jump]");
    stage.until("the sentence is shown", |stage| stage.has(".is-passing")).await;
    assert!(
        stage.text(".is-passing").starts_with("Last month, Ministry of Tides Warden Kofi Brandt visited")
    );
    assert!(!stage.has(".sl-card[data-open]"));
    stage.until("it is forgotten", |stage| !stage.has(".is-passing")).await;
}

#[wasm_bindgen_test]
async fn a_finger_opens_a_sheet_and_a_tap_elsewhere_closes_it() {
    let stage = Stage::new().await;
    stage.tap(BRANDT);
    stage
        .until("the sheet is open", |stage| stage.has(".sl-card[data-placed][data-open][data-surface=sheet]"))
        .await;
    let height = window().inner_height().unwrap().as_f64().unwrap();
    stage
        .until("it has risen", |stage| {
            (stage.find(".sl-card").get_bounding_client_rect().bottom() - height).abs() < 1.0
        })
        .await;
    assert!(stage.find(".sl-card").get_bounding_client_rect().height() <= 0.55 * height + 1.0);
    stage.tap(".sl-card-name");
    breathe().await;
    assert!(stage.has(".sl-card[data-open]"), "a tap on the sheet keeps it");
    stage.tap(".sl-heading");
    stage.until("the sheet is closed", |stage| !stage.has(".sl-card[data-open]")).await;

    stage.tap(BRANDT);
    stage.until("the sheet is open", |stage| stage.shows("Kofi Brandt")).await;
    stage.tap("[data-action=close]");
    stage.until("the sheet is closed", |stage| !stage.has(".sl-card[data-open]")).await;
}

#[wasm_bindgen_test]
async fn who_is_who_opens_the_same_card_and_names_in_it_turn_it() {
    let stage = Stage::new().await;
    let titles = stage.shadow.query_selector_all(".sl-cast-heading").unwrap();
    let titles: Vec<_> =
        (0..titles.length()).map(|i| titles.get(i).unwrap().text_content().unwrap()).collect();
    assert_eq!(titles, ["Officials", "Also named", "Organisations", "Places", "Other dates"]);
    stage.click("#entity-4 [data-action=entry]");
    stage.until("the card is open", |stage| stage.shows("Ministry of Tides")).await;
    assert_eq!(stage.text(".sl-count"), "3 mentions");
    stage.click(".sl-people [data-value=\"7\"]");
    stage.until("the card has turned", |stage| stage.shows("Kofi Brandt")).await;
    stage.until("the heading has the focus", |stage| stage.is_focused(".sl-card-name")).await;
    stage.key("Escape");
    stage.until("the focus is back", |stage| stage.is_focused("#entity-4 [data-action=entry]")).await;
}

#[wasm_bindgen_test]
async fn commands_open_and_close() {
    let mut stage = Stage::new().await;
    let open = Command::OpenEntity(EntityId(7));
    stage.update(|props| props.command = Some((1, open)));
    stage.until("the card is open", |stage| stage.shows("Kofi Brandt")).await;
    assert_eq!(stage.events.borrow().last(), Some(&opened(true)));
    stage.update(|props| props.command = Some((2, Command::CloseCard)));
    stage.until("the card is closed", |stage| !stage.has(".sl-card[data-open]")).await;
    stage.update(|props| props.command = Some((3, open)));
    stage.until("the same command with a new token works", |stage| stage.shows("Kofi Brandt")).await;
    stage.update(|props| props.command = Some((4, Command::OpenEntity(EntityId(999)))));
    breathe().await;
    assert!(stage.shows("Kofi Brandt"), "an unknown id does nothing");
}

#[wasm_bindgen_test]
async fn the_card_follows_its_mark_when_the_page_changes_its_size() {
    let stage = Stage::new().await;
    stage.find(ANA).scroll_into_view();
    stage.click(ANA);
    stage.until("the card is open", |stage| stage.shows("Ana Pereira")).await;
    let before = stage.find(".sl-card").get_bounding_client_rect().top();
    stage.find(".sl-toolbar").set_text_content(None);
    Stage::tell_window("resize");
    stage.until("the card has moved", |s| s.find(".sl-card").get_bounding_client_rect().top() < before).await;
}
