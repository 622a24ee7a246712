//! Long pages are drawn part by part: what stands there in the meantime, and in the end.

use std::rc::Rc;

use sidelight::components::{Command, Turns};
use sidelight::dossier::{Dossier, EntityId};
use sidelight::recognise::{Kind, Mention, MentionId};
use sidelight::text::Span;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

use crate::sample;
use crate::stage::{Stage, breathe, forget_settings};

const TIMES: usize = 20;
const BLOCKS: u32 = 9 * TIMES as u32;
const MARKS: u32 = 24 * TIMES as u32;

/// A long article without its marks, as far as it is shown at once: slices of no time, so that a turn is one part.
async fn stage() -> (Stage, Dossier, u32) {
    let (article, dossier) = sample::talks_times(TIMES);
    forget_settings();
    let stage = Stage::in_turns(article, None, Turns::new(0.0));
    stage.until("the article is shown", |stage| stage.has(".sl-article > p")).await;
    breathe().await;
    breathe().await;
    let shown = blocks(&stage);
    (stage, dossier, shown)
}

fn blocks(stage: &Stage) -> u32 {
    stage.count(".sl-article > *")
}

/// Draws all that waits; how many turns that takes.
async fn finish(stage: &Stage) -> u32 {
    let mut turns = 0;
    while stage.props.turns.go_on() {
        turns += 1;
        breathe().await;
    }
    turns
}

/// The whole text, and the marks of the first block.
async fn first_marks() -> (Stage, Dossier) {
    let (mut stage, dossier, _) = stage().await;
    finish(&stage).await;
    stage.until("the text is there", |stage| blocks(stage) == BLOCKS).await;
    let marks = dossier.clone();
    stage.update(|props| props.dossier = Some(Rc::new(marks)));
    stage.until("the first block is marked", |stage| stage.has(".sl-mark")).await;
    (stage, dossier)
}

#[wasm_bindgen_test]
async fn text_marks_and_overview_come_from_the_top_down() {
    let (stage, ..) = stage().await;
    let shown = blocks(&stage);
    assert!((20..BLOCKS / 2).contains(&shown), "{shown} blocks are shown at once");
    assert_eq!(
        stage.text(".sl-article > :last-child"),
        stage.text(&format!(".sl-article > :nth-child({shown})"))
    );
    let all = &stage.props.article.text;
    let lines = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    assert!(lines(all).starts_with(&lines(&stage.text(".sl-article"))));
    assert_eq!(finish(&stage).await, BLOCKS - shown, "a turn a block");
    stage.until("the text is there", |stage| blocks(stage) == BLOCKS).await;
    assert_eq!(lines(&stage.text(".sl-article")), lines(all));

    let (stage, _) = first_marks().await;
    let text = stage.text(".sl-article");
    let first = stage.count(".sl-article > :first-child .sl-mark");
    assert_eq!(
        (stage.count(".sl-mark"), stage.has(".sl-entry")),
        (first, false),
        "the rest is still to come"
    );
    let turns = finish(&stage).await;
    assert!(turns > BLOCKS, "{turns}");
    stage.until("all is marked", |stage| stage.count(".sl-mark") == MARKS).await;
    assert_eq!(stage.text(".sl-article"), text);
    assert_eq!(stage.count(".sl-entry"), 14);
}

#[wasm_bindgen_test]
async fn an_article_that_is_replaced_midway_is_not_drawn_on() {
    let (mut stage, _) = first_marks().await;
    let (other, _) =
        sidelight::article::parse_plain("A mill in Tarragona was sold.\n\nNobody was told.").unwrap();
    stage.update(|props| (props.article, props.dossier) = (Rc::new(other), None));
    stage.until("another is shown", |stage| blocks(stage) == 2).await;
    assert_eq!(finish(&stage).await, 0);
    assert_eq!(stage.text(".sl-article"), "A mill in Tarragona was sold.Nobody was told.");
    assert!(!stage.has(".sl-mark, .sl-entry"));
}

#[wasm_bindgen_test]
async fn a_card_that_is_asked_for_finds_its_mark() {
    let (mut stage, dossier) = first_marks().await;
    let last = dossier.entities.iter().max_by_key(|entity| entity.mentions[0]).unwrap();
    assert!(!stage.has(&format!("[data-entity='{}']", last.id.0)), "its mark is still to come");
    stage.update(|props| props.command = Some((0, Command::OpenEntity(last.id))));
    stage.until("the card is open", |stage| stage.shows(&last.name)).await;
    assert_eq!(stage.count(".sl-mark"), MARKS);
}

#[wasm_bindgen_test]
async fn marks_are_drawn_as_marks_are_by_then() {
    let (stage, dossier) = first_marks().await;
    let places = dossier.mentions.iter().filter(|mention| mention.kind == Kind::Place).count() as u32;
    assert!(stage.has(".sl-mark[data-kind=place][href]"));
    stage.click(".sl-chip[data-kind=place]");
    stage.click("[data-mention='0']");
    stage.until("the card is open", |stage| stage.shows("Ana Pereira")).await;
    finish(&stage).await;
    let unlinked = ".sl-mark[data-kind=place]:not([href]):not([aria-haspopup])";
    stage.until("all places are bare text", |stage| stage.count(unlinked) == places).await;
    let ana = "[data-entity='0']";
    assert!(stage.count(&format!(".sl-mark{ana}")) > 2 && stage.has(&format!(".sl-entry{ana}")));
    assert!(!stage.has(&format!("{ana}:not(.is-open)")), "whatever shows whose card is open");
    stage.key("Escape");
    stage.until("the card is closed", |stage| !stage.has(".is-open")).await;
    forget_settings();
}

#[wasm_bindgen_test]
async fn a_mark_more_draws_its_block_alone() {
    let (mut stage, mut dossier) = first_marks().await;
    finish(&stage).await;
    stage.until("all is marked", |stage| stage.count(".sl-mark") == MARKS).await;
    let pieces = stage.shadow.query_selector_all(".sl-article > * > .sl-piece:first-child").unwrap();
    let before: Vec<_> = (0..pieces.length()).map(|at| pieces.get(at).unwrap()).collect();
    // "A long", in a heading, is somebody now.
    let block = stage.props.article.blocks[9 + 4].span;
    let span = Span::new(block.start, block.start + 6);
    let at = dossier.mentions.partition_point(|mention| mention.span.start < span.start);
    dossier.mentions.insert(at, Mention { span, kind: Kind::Person });
    dossier.entity_of.insert(at, EntityId(0));
    for entity in &mut dossier.entities {
        entity.mentions.iter_mut().filter(|id| id.0 >= at).for_each(|id| id.0 += 1);
    }
    dossier.entities[0].mentions.push(MentionId(at));
    dossier.entities[0].mentions.sort();
    stage.update(|props| props.dossier = Some(Rc::new(dossier)));
    stage.until("there is a mark more", |stage| stage.count(".sl-mark") == MARKS + 1).await;
    let marks = stage.shadow.query_selector_all(".sl-mark").unwrap();
    for at in 0..marks.length() {
        let mark: Element = marks.get(at).unwrap().dyn_into().unwrap();
        assert_eq!(mark.get_attribute("data-mention"), Some(at.to_string()));
    }
    let gone = before.iter().filter(|node| !node.is_connected()).count();
    assert_eq!((before.len() > 4, gone), (true, 1));
}
