//! The sample article, read as a reader would.

use serde_json::json;
use thirtyfour::prelude::Key;

use crate::browser::{Browser, Engine};
use crate::host::Host;

cases![
    the_sample_article_is_on_the_page,
    hovering_a_name_says_who_it_is,
    the_keyboard_opens_and_closes_a_card_and_keeps_its_place,
    a_script_opens_and_closes_a_card,
    nothing_moves_while_an_article_comes_or_another_takes_its_place,
    a_long_article_is_marked_in_turns_and_no_further_once_it_is_replaced,
];

async fn the_sample_article_is_on_the_page() {
    let host = Host::start(vec![]);
    Browser::visit(&host.url, async |browser| {
        browser.until("reader.matches(':state(ready)')").await;
        browser.until("root.querySelector('[part~=article]').innerText.includes('comprehensive dialogue')").await;
        // Its own light DOM is not shown twice.
        assert_eq!(browser.value("reader.querySelector('article').checkVisibility()").await, false);
        // Nobody but the page's own host was asked.
        let foreign =
            "performance.getEntriesByType('resource').filter(({name}) => !name.startsWith(location.origin)).length";
        assert_eq!(browser.value(foreign).await, 0);
    })
    .await;
}

/// The mark of a name, by its exact text: its first mention.
fn mark(text: &str) -> String {
    format!("[...root.querySelectorAll('[data-mention]')].find((mark) => mark.textContent === '{text}')")
}

/// The open card's text.
const CARD: &str = "root.querySelector('[role=dialog][data-open]').innerText";
const CLOSED: &str = "!root.querySelector('[role=dialog][data-open]')";

async fn hovering_a_name_says_who_it_is() {
    let host = Host::start(vec![]);
    Browser::visit(&host.url, async |browser| {
        let name = mark("Derek Chollet");
        browser.until(&name).await;
        browser
            .value("reader.addEventListener('entity-open', (event) => { window.heardOpen = event.detail; })")
            .await;
        browser.hover(&name).await;
        browser.until(&format!("{CARD}.includes('Derek Chollet')")).await;
        let card = browser.value(CARD).await;
        let card = card.as_str().unwrap();
        for words in ["Counselor", "US Department of State", "visited Pakistan", "mention 1 of 4"] {
            assert!(card.to_lowercase().contains(&words.to_lowercase()), "{words} is not in: {card}");
        }
        let opened = browser.until("window.heardOpen").await;
        assert_eq!(
            (&opened["kind"], &opened["name"]),
            (&"person".into(), &"Derek Chollet".into()),
            "{opened}"
        );
        // Leaving both the name and the card closes it.
        browser.mouse(&[(3.0, 3.0)], 20).await;
        browser.until(CLOSED).await;
    })
    .await;
}

async fn the_keyboard_opens_and_closes_a_card_and_keeps_its_place() {
    let host = Host::start(vec![]);
    Browser::visit(&host.url, async |browser| {
        let name = mark("Christopher Landberg");
        browser.until(&name).await;
        browser.value(&format!("{name}.focus()")).await;
        browser.press(Key::Enter).await;
        browser.until(&format!("{CARD}.includes('Landberg')")).await;
        let card = browser.value(CARD).await.as_str().unwrap().to_lowercase();
        assert!(card.contains("acting"), "{card}");
        browser.until("root.activeElement?.closest('[role=dialog]')").await;
        browser.press(Key::Escape).await;
        browser.until(CLOSED).await;
        browser.until("root.activeElement?.textContent.includes('Landberg')").await;
    })
    .await;
}

async fn a_script_opens_and_closes_a_card() {
    let host = Host::start(vec![]);
    Browser::visit(&host.url, async |browser| {
        browser.until(&mark("Derek Chollet")).await;
        browser
            .value(
                "reader.addEventListener('entity-close', (event) => { window.heardClose = event.detail; })",
            )
            .await;
        browser.value("reader.openEntity(0)").await;
        browser.until(&format!("{CARD}.length > 0")).await;
        browser.value("reader.closeCard()").await;
        browser.until(CLOSED).await;
        assert_eq!(browser.until("window.heardClose").await["id"], 0);
    })
    .await;
}

/// What the browser counts as moved before the packs are known, from the first paint on. Only Chromium counts it.
const SHIFTS: &str = "
    window.moved = [];
    new PerformanceObserver((list) => list.getEntries().forEach(({ value, sources }) =>
      moved.push([value, ...sources.map(({ previousRect, currentRect }) => [previousRect, currentRect])])))
      .observe({ type: 'layout-shift', buffered: true });
    addEventListener('reader-informed', () => { window.informed = (window.informed ?? 0) + 1; });";

async fn nothing_moves_while_an_article_comes_or_another_takes_its_place() {
    let host = Host::start(vec![]);
    Browser::visit("about:blank", async |browser| {
        if browser.engine != Engine::Chromium {
            return;
        }
        let script =
            browser.chromium("Page.addScriptToEvaluateOnNewDocument", json!({ "source": SHIFTS })).await;
        for width in [360, 768, 1280] {
            let size = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
            browser.chromium("Emulation.setDeviceMetricsOverride", size).await;
            browser.driver.goto(&host.url).await.unwrap();
            settled(browser, 1, &format!("the sample article at {width}")).await;
            // Other marks, and people whose offices only the packs know.
            browser
                .value(
                    "void (reader.article = { published: '2023-03-03', blocks: Array.from({ length: 40 }, (_, at) => (
                       { text: `On Friday in Lisbon, number ${at}, Antony Blinken and Ana Pereira met Sergei Lavrov and the
                         foreign minister of Pakistan, and nobody would say what it was about before the summer.` })) })",
                )
                .await;
            settled(browser, 2, &format!("another at {width}")).await;
        }
        browser.chromium("Emulation.clearDeviceMetricsOverride", json!({})).await;
        browser.chromium("Page.removeScriptToEvaluateOnNewDocument", script).await;
    })
    .await;
}

/// Waits for the packs of the so manieth article and for what is painted then: nothing has moved.
async fn settled(browser: &Browser, articles: u32, what: &str) {
    browser.until(&format!("informed === {articles}")).await;
    browser.value("void requestAnimationFrame(() => setTimeout(() => { window.painted = true; }))").await;
    browser.until("window.painted").await;
    assert_eq!(browser.value("(window.painted = false, moved)").await, json!([]), "{what}");
}

/// How often marks were added, how many there were by the time that all were said to be there, and of what article.
const TURNS: &str = "
    (window.turns = 0, window.said = [],
     addEventListener('reader-annotated', ({ detail }) => said.push([detail.mentions, root.querySelectorAll('.sl-mark').length])),
     new MutationObserver((all) => {
       if (!all.some(({ addedNodes }) => [...addedNodes].some((node) => node.querySelector?.('.sl-mark') ?? node.matches?.('.sl-mark')))) return;
       window.turns += 1;
       window.marked?.();
     }).observe(root, { subtree: true, childList: true }),
     window.long = (name) => ({ published: '2023-03-03', blocks: Array.from({ length: 400 }, (_, at) => (
       { text: `On Friday in Lisbon, number ${at}, ${name} and Ana Pereira met Kofi Brandt and the Energy Minister of Peru, and
         nobody would say what it was about before the summer.` })) }))";

async fn a_long_article_is_marked_in_turns_and_no_further_once_it_is_replaced() {
    let host = Host::start(vec![]);
    Browser::visit(&host.url, async |browser| {
        browser.until(&mark("Derek Chollet")).await;
        browser.until("root.querySelector('.sl-entry')").await;
        browser.value(&format!("void {TURNS}")).await;
        browser.value("void (reader.article = long('Antony Blinken'))").await;
        let said = browser.until("said[0]").await;
        assert_eq!(said[0], said[1], "all marks are there when that is said");
        let turns = browser.value("window.turns").await;
        assert!(said[0].as_u64() > Some(1200) && turns.as_u64() > Some(1), "{said} in {turns} turns");
        // The next is taken away at its first marks.
        browser
            .value(
                "void (window.marked = () => { window.marked = undefined; reader.article = long('Sergei Lavrov'); },
                       said.length = 0, reader.article = long('Wang Yi'))",
            )
            .await;
        let said = browser.until("said[0]").await;
        assert_eq!(said[0], said[1]);
        browser.until("root.querySelectorAll('.sl-entry').length > 3").await;
        assert_eq!(
            browser.value("said.length").await,
            1,
            "nothing more is heard of the one that was taken away"
        );
        assert_eq!(browser.value("root.textContent.includes('Wang Yi')").await, false);
        assert_eq!(browser.value("root.querySelectorAll('.sl-article > *').length").await, 400);
    })
    .await;
}
