//! axe-core on every state of the reader, and what WCAG asks of layout: text spacing, reflow, contrast modes, print.

use serde_json::{Value, json};
use thirtyfour::prelude::Key;

use crate::browser::{Browser, Engine};
use crate::host::{Host, POLICY, Rule, page};

cases![
    axe_finds_nothing_in_any_state,
    axe_finds_nothing_in_any_theme,
    axe_finds_nothing_in_the_overview_and_its_sheets,
    axe_finds_nothing_from_right_to_left,
    axe_finds_nothing_when_a_part_is_missing,
    axe_finds_nothing_when_two_bear_a_name_and_nobody_knows_another,
    text_spacing_cuts_nothing_off,
    at_four_hundred_per_cent_all_is_reached_without_scrolling_sideways,
    forced_colours_contrast_and_less_motion_are_respected,
    print_has_the_article_and_its_officials_alone,
];

const READY: &str = "root.querySelector('.sl-mark[href]') && root.querySelector('.sl-cast')";
const OPEN: &str = "card.matches('[data-open][data-placed]')";
const CLOSED: &str = "!card.matches('[data-open]')";
const NAME: &str =
    "[...root.querySelectorAll('.sl-mark')].find((mark) => mark.textContent === 'Derek Chollet')";

/// A page of `body` that is ready.
async fn visit(body: &str, rules: Vec<(&'static str, Rule)>, test: impl AsyncFnOnce(&Browser)) {
    let body = format!("<main><h1>A page</h1>{body}</main>");
    let rules = rules.into_iter().chain([("/page.html", page(POLICY, &body))]).collect();
    let host = Host::start(rules);
    Browser::visit(&format!("{}/page.html", host.url), async |browser| {
        browser.value("void (document.documentElement.lang = 'en')").await;
        browser.until(READY).await;
        test(browser).await;
    })
    .await;
}

const READER: &str = r#"<sidelight-reader lang="en" src="articles/dawn-2023-03-03.txt" published="2023-03-03"></sidelight-reader>"#;

/// Runs axe-core over the page; `state` says in what state it is.
async fn check(browser: &Browser, state: &str) {
    let path = std::env::var("AXE").expect("AXE names axe.min.js: run \"make test\", which installs it");
    let axe = std::fs::read_to_string(path).expect("axe-core can be read");
    // Animations over: half a fade has half the contrast.
    browser.until("root.getAnimations().every(({ playState }) => playState === 'finished')").await;
    let script = format!(
        "{axe};
         const done = arguments[arguments.length - 1];
         axe.run(document, {{ resultTypes: ['violations'] }}).then(
           ({{ violations }}) => done(violations.map(({{ id, help, nodes }}) => [id, help, ...nodes.slice(0, 3).map(({{ html, failureSummary }}) => html.slice(0, 200) + failureSummary)])),
           (error) => done(String(error)));"
    );
    let found = browser.driver.execute_async(script, Vec::new()).await.unwrap().json().clone();
    assert_eq!(found, json!([]), "{state} in {}", browser.engine.name());
}

async fn axe_finds_nothing_in_any_state() {
    visit(READER, vec![], async |browser| {
        check(browser, "idle").await;
        browser.hover(NAME).await;
        browser.until(OPEN).await;
        check(browser, "hovered").await;
        browser.click(NAME).await;
        browser.until(&format!("{NAME}.getAttribute('aria-expanded') === 'true'")).await;
        check(browser, "pinned").await;
        browser.press(Key::Escape).await;
        browser.until(CLOSED).await;
        browser.tap(NAME).await;
        browser.until(&format!("{OPEN} && card.dataset.surface === 'sheet'")).await;
        check(browser, "a sheet").await;
        browser.tap("card.querySelector('[data-action=close]')").await;
        browser.until(CLOSED).await;
        browser.click("root.querySelector('[data-action=settings]')").await;
        browser.until("root.querySelector('.sl-panel')").await;
        check(browser, "settings").await;
        browser.click("root.querySelector('[data-action=all]')").await;
        browser.until("!root.querySelector('.sl-mark[href]')").await;
        check(browser, "without marks").await;
    })
    .await;
}

async fn axe_finds_nothing_in_any_theme() {
    visit(READER, vec![], async |browser| {
        for theme in ["light", "sepia", "dark", "contrast"] {
            browser.click("root.querySelector('[data-action=settings]')").await;
            browser.until("root.querySelector('.sl-panel')").await;
            browser.click(&format!("root.querySelector('[name=theme][value={theme}]')")).await;
            browser.until(&format!("root.querySelector('.sl-reader').dataset.theme === '{theme}'")).await;
            check(browser, &format!("settings, {theme}")).await;
            browser.click(NAME).await;
            browser.until(OPEN).await;
            check(browser, &format!("a card, {theme}")).await;
            browser.press(Key::Escape).await;
            browser.until(CLOSED).await;
            let selection = "(root.getSelection?.() ?? getSelection())";
            browser
                .value(&format!("void {selection}.selectAllChildren(root.querySelector('.sl-paragraph'))"))
                .await;
            browser.until("root.querySelector('.sl-copy')").await;
            check(browser, &format!("selected text, {theme}")).await;
            browser.value(&format!("void {selection}.removeAllRanges()")).await;
            browser.until("!root.querySelector('.sl-copy')").await;
        }
    })
    .await;
}

async fn axe_finds_nothing_in_the_overview_and_its_sheets() {
    let rtl = READER.replace("lang=\"en\"", "lang=\"ar\" dir=\"rtl\"");
    for (body, theme) in [(READER, "light"), (READER, "dark"), (&*rtl, "dark")] {
        visit(body, vec![], async |browser| {
            browser.value("root.querySelector('[data-action=settings]').click()").await;
            browser.until("root.querySelector('.sl-panel')").await;
            browser.value(&format!("root.querySelector('[name=theme][value={theme}]').click()")).await;
            browser.value("root.querySelector('[data-action=settings]').click()").await;
            browser.until("!root.querySelector('.sl-panel')").await;
            browser.value("void (root.querySelector('.sl-meetings details').open = true)").await;
            browser.click("root.querySelector('[data-action=node]')").await;
            browser.until(OPEN).await;
            check(browser, &format!("panels with the table and a card, {theme}")).await;
            browser.press(Key::Escape).await;
            browser.until(CLOSED).await;
            browser.resize(500, 800).await;
            for view in ["cast", "meetings", "timeline"] {
                browser.tap(&format!("root.querySelector('.sl-opener[data-value={view}]')")).await;
                browser.until(&format!("root.querySelector('#sl-view-{view}[role=dialog]')")).await;
                check(browser, &format!("the sheet {view}, {theme}")).await;
                browser.tap(&format!("root.querySelector('#sl-view-{view} .sl-entry-name')")).await;
                browser.until(OPEN).await;
                check(browser, &format!("a card over the sheet {view}, {theme}")).await;
                browser.press(Key::Escape).await;
                browser.until(CLOSED).await;
                browser.press(Key::Escape).await;
                browser.until("!root.querySelector('.sl-view[popover]')").await;
                browser.until("history.scrollRestoration === 'auto'").await;
            }
            browser.value("void localStorage.clear()").await;
        })
        .await;
    }
}

async fn axe_finds_nothing_from_right_to_left() {
    let body = r#"<sidelight-reader dir="rtl" lang="ur" src="articles/dawn-2023-03-03.txt" published="2023-03-03"></sidelight-reader>"#;
    visit(body, vec![], async |browser| {
        browser.click(NAME).await;
        browser.until(OPEN).await;
        check(browser, "Urdu").await;
    })
    .await;
}

async fn axe_finds_nothing_when_a_part_is_missing() {
    visit(READER, vec![(".bin", Rule::Missing)], async |browser| {
        browser.until("root.querySelector('.sl-notice')").await;
        check(browser, "without the model").await;
    })
    .await;
    for (rule, state) in [(Rule::Missing, "missing"), (Rule::Changed(|bytes| bytes.truncate(99)), "damaged")]
    {
        visit(READER, vec![(".pack", rule)], async |browser| {
            browser.until("root.querySelector('.sl-notice') && root.querySelector('.sl-retry')").await;
            browser.click(NAME).await;
            browser.until(OPEN).await;
            check(browser, &format!("a card while the pack is {state}")).await;
        })
        .await;
    }
}

async fn axe_finds_nothing_when_two_bear_a_name_and_nobody_knows_another() {
    let body = r#"<sidelight-reader lang="en" packs="none" published="2023-03-03"></sidelight-reader>
        <script nonce="test">{
          const reader = document.querySelector("sidelight-reader");
          const bearer = (of) => ({ name: "Ana Pereira", terms: [{ title: "Member of Parliament", of, start: "2019", shared: true }] });
          reader.packs = [{ source: { name: "The Paper", licence: "CC BY 4.0", asOf: "2023-02" }, people: [bearer("Portugal"), bearer("Brazil")] }];
          reader.article = { headline: "A harbour", blocks: [{ text: "Ana Pereira met Kofi Brandt in Lisbon." }] };
        }</script>"#;
    visit(body, vec![], async |browser| {
        for (name, state) in
            [("Ana Pereira", "2 people bear this name"), ("Kofi Brandt", "Known from this article alone")]
        {
            browser
                .click(&format!(
                    "[...root.querySelectorAll('.sl-mark')].find((mark) => mark.textContent === '{name}')"
                ))
                .await;
            browser.until(&format!("{OPEN} && card.innerText.includes('{state}')")).await;
            check(browser, state).await;
            browser.press(Key::Escape).await;
            browser.until(CLOSED).await;
        }
    })
    .await;
}

/// WCAG 2.2, 1.4.12.
async fn text_spacing_cuts_nothing_off() {
    visit(READER, vec![], async |browser| {
        browser
            .value(
                "(() => { const sheet = new CSSStyleSheet();
                   sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }');
                   root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]; })()",
            )
            .await;
        browser.click("root.querySelector('[data-action=settings]')").await;
        browser.until("root.querySelector('.sl-panel')").await;
        assert_eq!(browser.value(CUT).await, json!([]), "settings");
        browser.click(NAME).await;
        browser.until(OPEN).await;
        assert_eq!(browser.value(CUT).await, json!([]), "a card");
    })
    .await;
}

/// Elements whose text is wider than they are, or is cut at the bottom where nothing scrolls.
const CUT: &str = "[...root.querySelectorAll('.sl-reader *')].filter((element) => {
    const { overflowY, clipPath, display } = getComputedStyle(element);
    return element.clientWidth > 1 && clipPath === 'none' && display !== 'inline' && element.textContent
      && (element.scrollWidth > element.clientWidth + 8 || overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1);
  }).map((element) => element.outerHTML.slice(0, 120))";

/// WCAG 2.2, 1.4.10: 1280 by 1024 px at 400 % is 320 by 256, here as a frame of that size.
async fn at_four_hundred_per_cent_all_is_reached_without_scrolling_sideways() {
    let inner = format!("<main>{READER}</main>");
    let outer =
        r#"<!doctype html><title>frame</title><iframe src="inner.html" width="320" height="256"></iframe>"#;
    let host = Host::start(vec![
        ("/inner.html", page(POLICY, &inner)),
        ("/page.html", Rule::Page(outer.to_owned())),
    ]);
    Browser::visit(&format!("{}/page.html", host.url), async |browser| {
        browser.driver.enter_frame(0).await.unwrap();
        browser.until(READY).await;
        let sideways = "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth";
        assert_eq!(browser.value(sideways).await, false, "the article");
        browser.value(&format!("({NAME}.scrollIntoView({{ block: 'center', behavior: 'instant' }}), {NAME}.click())")).await;
        browser.until(OPEN).await;
        let card = browser
            .value(&format!(
                "(({{ left, right, top, bottom, height }}) => {{ const line = {NAME}.getClientRects()[0];
                   return {{ left, right: innerWidth - right, top, bottom: innerHeight - bottom, height, off: Math.max(top - line.bottom, line.top - bottom) }}; }})(card.getBoundingClientRect())"
            ))
            .await;
        for edge in ["left", "right", "top", "bottom", "off"] {
            assert!(card[edge].as_f64().unwrap() >= 7.5, "{card}");
        }
        // All of it can be scrolled to.
        browser.value("card.querySelector('[data-action=next]').scrollIntoView({ behavior: 'instant' })").await;
        let seen = "(({ top, bottom }) => { const box = card.getBoundingClientRect();
            return top >= box.top - 1 && bottom <= box.bottom + 1; })(card.querySelector('[data-action=next]').getBoundingClientRect())";
        assert_eq!(browser.value(seen).await, true);
        browser.value("reader.closeCard()").await;
        browser.until(CLOSED).await;
        browser.value("root.querySelector('[data-action=settings]').click()").await;
        browser.until("root.querySelector('.sl-panel')").await;
        assert_eq!(browser.value(sideways).await, false, "settings");
        let panel = browser.value("(({ height }) => height)(root.querySelector('.sl-panel').getBoundingClientRect())").await;
        assert!(panel.as_f64().unwrap() <= 256.0, "{panel}");
    })
    .await;
}

/// Chromium alone lets a driver choose what the system asks for.
async fn emulated(browser: &Browser, media: &str, features: Value) {
    browser.chromium("Emulation.setEmulatedMedia", json!({ "media": media, "features": features })).await;
}

async fn forced_colours_contrast_and_less_motion_are_respected() {
    visit(READER, vec![], async |browser| {
        if browser.engine != Engine::Chromium {
            return;
        }
        browser.click(NAME).await;
        browser.until(OPEN).await;
        emulated(browser, "", json!([{ "name": "forced-colors", "value": "active" }])).await;
        let line = format!(
            "getComputedStyle({NAME}).textDecorationLine + getComputedStyle({NAME}).textDecorationStyle"
        );
        assert_eq!(browser.value(&line).await, "underlinesolid", "an open mark");
        assert_eq!(
            browser.value("getComputedStyle(card).borderTopStyle").await,
            "solid",
            "the card has an edge"
        );
        check(browser, "forced colours").await;

        emulated(browser, "", json!([{ "name": "prefers-contrast", "value": "more" }])).await;
        assert_eq!(
            browser.value("getComputedStyle(root.querySelector('.sl-reader')).color").await,
            "rgb(0, 0, 0)"
        );
        check(browser, "more contrast").await;

        emulated(browser, "", json!([{ "name": "prefers-color-scheme", "value": "dark" }])).await;
        check(browser, "dark by the system").await;
        emulated(browser, "", json!([])).await;
    })
    .await;
}

async fn print_has_the_article_and_its_officials_alone() {
    visit(READER, vec![], async |browser| {
        browser.click(NAME).await;
        browser.until(OPEN).await;
        if browser.engine != Engine::Chromium {
            return;
        }
        emulated(browser, "print", json!([])).await;
        let shown = "['.sl-card', '.sl-legend', '.sl-settings', '.sl-strip', '.sl-view-head', '.sl-meetings', '.sl-timeline', '.sl-cast-group:not([data-kind=official])', '.sl-article', '.sl-cast-group[data-kind=official] .sl-about']
            .map((part) => root.querySelector(part).checkVisibility())";
        assert_eq!(browser.value(shown).await, json!([false, false, false, false, false, false, false, false, true, true]));
        // Officials are numbered where they are first named, and among the notes.
        let first = "getComputedStyle(root.querySelector('.sl-mark[data-official]:not([tabindex])'), '::after').content";
        assert!(browser.value(first).await.as_str().unwrap().contains("counter"));
        let numbered = "root.querySelectorAll('.sl-mark[data-official]:not([tabindex])').length
            === root.querySelectorAll('.sl-cast-group[data-kind=official] .sl-entry').length";
        assert_eq!(browser.value(numbered).await, true);
        let order = "[...root.querySelectorAll('.sl-mark[data-official]:not([tabindex])')].map((mark) => mark.hash).join()
            === [...root.querySelectorAll('.sl-cast-group[data-kind=official] .sl-entry')].map(({ id }) => '#' + id).join()";
        assert_eq!(browser.value(order).await, true);
        emulated(browser, "", json!([])).await;
    })
    .await;
}
