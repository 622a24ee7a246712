//! What helps somebody who reads on: how far they have come, and passages copied with where they are from.

use serde_json::{Value, json};
use thirtyfour::prelude::Key;

use crate::browser::Browser;
use crate::contract::{CLOSED, holds, mark, sample, shows};
use crate::host::{Host, POLICY, page};

cases![
    a_line_follows_the_scrolling,
    the_line_grows_from_the_right_where_reading_does,
    a_passage_of_a_card_is_copied_with_where_it_is_from,
    selected_text_is_copied_with_where_it_is_from,
    what_cannot_be_copied_is_said,
    what_a_reader_copies_is_the_text_alone,
];

const BAR: &str = "root.querySelector('.sl-progress').getBoundingClientRect()";
/// How long the line should be, of the reader's width.
const READ: &str = "(({ top, height }) => Math.min(1, Math.max(0, -top / (height - innerHeight))))(root.querySelector('.sl-article').getBoundingClientRect())";

/// An article with everything a citation names, and a clipboard that keeps what it is given in `copied`.
async fn story(clipboard: &str, attributes: &str, test: impl AsyncFnOnce(&Browser)) {
    let body = format!(
        r#"<main><h1>A page</h1><sidelight-reader {attributes}></sidelight-reader><textarea aria-label="Notes"></textarea></main>
        <script nonce="test">
          Object.defineProperty(navigator, "clipboard", {{ value: {clipboard} }});
          document.querySelector("sidelight-reader").article = {{
            headline: "Tides turn", published: "2023-03-03", lang: "en",
            source: {{ name: "The Quay", url: "https://quay.example/tides" }},
            blocks: [{{ text: "Minister of Tides Ana Pereira met Harbour Warden Kofi Brandt in Lisbon on Thursday." }}, {{ text: "The sea is patient." }}],
          }};
        </script>"#
    );
    let host = Host::start(vec![("/page.html", page(POLICY, &body))]);
    Browser::visit(&format!("{}/page.html", host.url), async |browser| {
        browser.until(&mark("Ana Pereira")).await;
        holds(browser, "window.copied === undefined").await;
        test(browser).await;
    })
    .await;
}

const KEEPS: &str = "{ writeText: async (text) => { window.copied = text; } }";
const REFUSES: &str = "{ writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) }";
const LINE: &str = "\n— Tides turn, The Quay, 3 March 2023, https://quay.example/tides";
const CITE: &str = "card.querySelector('[data-action=copy]')";
const SELECTED: &str = "root.querySelector('.sl-copy [data-action=copy]')";

/// Selects the second paragraph of the story by drawing the mouse over it.
async fn select(browser: &Browser) {
    let line = "(({ left, right, top, height }) => [left, right, top + height / 2])
        (root.querySelectorAll('.sl-paragraph')[1].querySelector('.sl-piece').getBoundingClientRect())";
    let line = browser.value(line).await;
    let at = |index: usize| line[index].as_f64().unwrap().round() as i32;
    let to = |x: i32| json!({ "type": "pointerMove", "duration": 60, "x": x, "y": at(2) });
    let actions = vec![
        to(at(0) + 1),
        json!({ "type": "pointerDown", "button": 0 }),
        to(at(0) + 40),
        to(at(1) + 2),
        json!({ "type": "pointerUp", "button": 0 }),
    ];
    browser.pointer("mouse", actions).await;
    browser.until(SELECTED).await;
}

async fn scroll(browser: &Browser, to: &str) {
    browser.value(&format!("scrollTo({{ top: {to}, behavior: 'instant' }})")).await;
    let follows =
        format!("Math.abs({BAR}.width / root.querySelector('.sl-reader').clientWidth - {READ}) < 0.004");
    browser.until(&follows).await;
}

async fn a_line_follows_the_scrolling() {
    sample(async |browser| {
        browser.resize(1000, 500).await;
        scroll(browser, "0").await;
        holds(browser, &format!("{BAR}.width === 0")).await;
        let before = browser.value("root.querySelector('.sl-article').getBoundingClientRect().height").await;
        scroll(browser, "400").await;
        holds(browser, &format!("{BAR}.width > 50 && Math.abs({BAR}.top) < 1 && Math.abs({BAR}.left - reader.getBoundingClientRect().left) < 1")).await;
        scroll(browser, "document.documentElement.scrollHeight").await;
        holds(browser, &format!("{READ} === 1")).await;
        // It moves nothing, and is nothing to assistive technology.
        assert_eq!(
            browser.value("root.querySelector('.sl-article').getBoundingClientRect().height").await,
            before
        );
        holds(browser, "root.querySelector('.sl-progress').getAttribute('aria-hidden') === 'true'").await;
        holds(browser, "root.querySelector('.sl-progress').getAnimations().length === 0 && getComputedStyle(root.querySelector('.sl-progress')).transitionDuration === '0s'").await;
        // Larger text is a longer way: seen without scrolling.
        scroll(browser, "400").await;
        browser.value("root.querySelector('[data-action=settings]').click()").await;
        browser.until("root.querySelector('.sl-panel')").await;
        browser.value("root.querySelector('[name=size][value=largest]').click()").await;
        browser.until("root.querySelector('.sl-reader').dataset.size === 'largest'").await;
        browser.until(&format!("Math.abs({BAR}.width / root.querySelector('.sl-reader').clientWidth - {READ}) < 0.004")).await;
        browser.value("void localStorage.clear()").await;
    })
    .await;
}

async fn the_line_grows_from_the_right_where_reading_does() {
    let body = r#"<sidelight-reader dir="rtl" lang="ar" src="articles/dawn-2023-03-03.txt" published="2023-03-03"></sidelight-reader>"#;
    let host = Host::start(vec![("/page.html", page(POLICY, body))]);
    Browser::visit(&format!("{}/page.html", host.url), async |browser| {
        browser.resize(1000, 500).await;
        browser.until("root.querySelector('.sl-overview')").await;
        scroll(browser, "400").await;
        holds(browser, &format!("{BAR}.width > 50 && Math.abs({BAR}.right - reader.getBoundingClientRect().right) < 1 && {BAR}.left > reader.getBoundingClientRect().left + 50")).await;
    })
    .await;
}

async fn a_passage_of_a_card_is_copied_with_where_it_is_from() {
    story(KEEPS, "", async |browser| {
        let open = async || {
            browser.click(&mark("Ana Pereira")).await;
            browser.until(&shows("Ana Pereira")).await;
        };
        let passage = "“Minister of Tides Ana Pereira met Harbour Warden Kofi Brandt in Lisbon on Thursday.”";
        let copied = [passage, LINE].concat();
        // By mouse, by finger, by key.
        for hand in ["mouse", "finger", "key"] {
            open().await;
            assert_eq!(browser.value(&format!("{CITE}.textContent")).await, "Copy with citation");
            match hand {
                "mouse" => browser.click(CITE).await,
                "finger" => browser.tap(CITE).await,
                _ => {
                    browser.value(&format!("{CITE}.focus()")).await;
                    browser.press(Key::Enter).await;
                }
            }
            browser.until("window.copied").await;
            assert_eq!(browser.value("copied").await, Value::from(copied.clone()), "{hand}");
            browser.until(&format!("{CITE}.textContent === 'Copied with its source.'")).await;
            browser
                .until("root.querySelector('[role=status]').textContent === 'Copied with its source.'")
                .await;
            browser.value("void (delete window.copied)").await;
            browser.press(Key::Escape).await;
            browser.until(CLOSED).await;
        }
    })
    .await;
}

async fn selected_text_is_copied_with_where_it_is_from() {
    story(KEEPS, "", async |browser| {
        holds(browser, &format!("!{SELECTED}")).await;
        select(browser).await;
        browser.click(SELECTED).await;
        browser.until("window.copied").await;
        assert_eq!(browser.value("copied").await, Value::from(["“The sea is patient.”", LINE].concat()));
        browser.until(&format!("{SELECTED}.textContent === 'Copied with its source.'")).await;
        // By a key, wherever the focus is.
        browser.value("void (delete window.copied)").await;
        select(browser).await;
        browser.chord(&[Key::Alt, Key::Shift], 'C').await;
        browser.until("window.copied").await;
        // Nothing selected in the article: nothing offered.
        browser.value("void (root.getSelection?.() ?? getSelection()).removeAllRanges()").await;
        browser.until(&format!("!{SELECTED}")).await;
        browser.value("void getSelection().selectAllChildren(document.querySelector('h1'))").await;
        browser.pass(100).await;
        holds(browser, &format!("!{SELECTED}")).await;
    })
    .await;
}

async fn what_cannot_be_copied_is_said() {
    for clipboard in [REFUSES, "undefined"] {
        story(clipboard, "", async |browser| {
            browser.click(&mark("Ana Pereira")).await;
            browser.until(&shows("Ana Pereira")).await;
            browser.click(CITE).await;
            browser.until(&format!("{CITE}.textContent.startsWith('Could not be copied')")).await;
            browser
                .until("root.querySelector('[role=status]').textContent.startsWith('Could not be copied')")
                .await;
        })
        .await;
    }
}

/// By the system's own clipboard.
async fn what_a_reader_copies_is_the_text_alone() {
    story("navigator.clipboard", "", async |browser| {
        let pasted = async || {
            browser.value("void (document.querySelector('textarea').value = '', document.querySelector('textarea').focus())").await;
            browser.chord(&[Key::Control], 'v').await;
            browser.until("document.querySelector('textarea').value").await
        };
        select(browser).await;
        browser.chord(&[Key::Control], 'c').await;
        assert_eq!(pasted().await, "The sea is patient.");
        browser.click(&mark("Ana Pereira")).await;
        browser.until(&shows("Ana Pereira")).await;
        browser.click(CITE).await;
        browser.until(&format!("{CITE}.textContent === 'Copied with its source.'")).await;
        let pasted = pasted().await;
        assert!(pasted.as_str().unwrap().ends_with(LINE), "{pasted}");
    })
    .await;
}
