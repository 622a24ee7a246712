//! axe-core on every state of the reader, and what WCAG asks of layout: text spacing, reflow, contrast modes, print.

use serde_json::json;
use thirtyfour::prelude::Key;

use crate::browser::{Browser, Engine, READY};
use crate::host::{Host, POLICY, Rule, page};
use crate::wishes::{Wish, granted, printed};

cases![
    axe_finds_nothing_in_any_state,
    axe_finds_nothing_in_any_theme,
    axe_finds_nothing_in_the_overview_and_its_sheets,
    axe_finds_nothing_from_right_to_left,
    axe_finds_nothing_when_a_part_is_missing,
    axe_finds_nothing_when_two_bear_a_name_and_nobody_knows_another,
    text_spacing_cuts_nothing_off,
    at_four_hundred_per_cent_all_is_reached_without_scrolling_sideways,
    nothing_moves_where_motion_is_unwelcome,
    forced_colours_leave_lines_and_edges,
    where_more_contrast_is_asked_for_there_is_no_grey,
    a_dark_system_gets_a_dark_page_unless_its_reader_chose_otherwise,
    print_has_the_article_and_its_officials_alone,
    on_paper_all_is_read_and_the_officials_are_notes,
];

const OPEN: &str = "card.matches('[data-open][data-placed]')";
const CLOSED: &str = "!card.matches('[data-open]')";
const NAME: &str =
    "[...root.querySelectorAll('.sl-mark')].find((mark) => mark.textContent === 'Derek Chollet')";

/// A page of `body` that is ready.
async fn visit(body: &str, rules: Vec<(&'static str, Rule)>, test: impl AsyncFnOnce(&Browser)) {
    wishing(&[], body, rules, test).await;
}

/// The sample, where somebody asks for this.
async fn sample_wishing(wishes: &'static [Wish], test: impl AsyncFnOnce(&Browser)) {
    wishing(wishes, READER, vec![], test).await;
}

async fn wishing(
    wishes: &'static [Wish],
    body: &str,
    rules: Vec<(&'static str, Rule)>,
    test: impl AsyncFnOnce(&Browser),
) {
    let body = format!("<main><h1>A page</h1>{body}</main>");
    let rules = rules.into_iter().chain([("/page.html", page(POLICY, &body))]).collect();
    let host = Host::start(rules);
    Browser::wishing(wishes, &format!("{}/page.html", host.url), async |browser| {
        browser.value("void (document.documentElement.lang = 'en')").await;
        browser.until(READY).await;
        granted(browser, wishes).await;
        test(browser).await;
    })
    .await;
}

const READER: &str = r#"<sidelight-reader lang="en" src="articles/dawn-2023-03-03.txt" published="2023-03-03"></sidelight-reader>"#;

/// Runs axe-core over the page; `state` says in what state it is.
async fn check(browser: &Browser, state: &str) {
    let path = std::env::var("AXE").expect("AXE names axe.min.js: run \"make test\", which installs it");
    let axe = std::fs::read_to_string(path).expect("axe-core can be read");
    browser.at_rest().await;
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

async fn nothing_moves_where_motion_is_unwelcome() {
    sample_wishing(&[Wish::LessMotion], async |browser| {
        let still = async |element: &str| {
            let moves = format!("parseFloat(getComputedStyle({element}).animationDuration)");
            assert_eq!(browser.value(&moves).await.as_f64(), Some(0.0), "{element}");
        };
        browser.click(NAME).await;
        browser.until(OPEN).await;
        still("card").await;
        // What is far away is there as soon as it is shown.
        browser.value("scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })").await;
        browser.value("card.querySelector('[data-action=jump]').click()").await;
        let passage = "root.querySelector('.is-passing').getBoundingClientRect()";
        let at =
            browser.until(&format!("(({{ top, bottom }}) => [top, innerHeight - bottom])({passage})")).await;
        assert!(at[0].as_f64() > Some(0.0) && at[1].as_f64() > Some(0.0), "{at}");
        browser.tap(NAME).await;
        browser.until(&format!("{OPEN} && card.dataset.surface === 'sheet'")).await;
        still("card").await;
        browser.press(Key::Escape).await;
        browser.until(CLOSED).await;
        browser.resize(500, 800).await;
        browser.tap("root.querySelector('.sl-opener[data-value=cast]')").await;
        browser.until("root.querySelector('#sl-view-cast[popover]')").await;
        still("root.querySelector('#sl-view-cast')").await;
        browser.press(Key::Escape).await;
        browser.until("!root.querySelector('.sl-view[popover]')").await;
        browser.until("history.scrollRestoration === 'auto'").await;
    })
    .await;
}

/// Backgrounds and shadows are gone: lines, edges, and what is a picture in itself are not.
async fn forced_colours_leave_lines_and_edges() {
    sample_wishing(&[Wish::ForcedColours], async |browser| {
        browser.click("root.querySelector('[data-action=settings]')").await;
        browser.until("root.querySelector('.sl-panel')").await;
        // WebKit knows no forced colours: what it is shown is no state that a reader meets.
        let forced = browser.engine != Engine::WebKit;
        if forced {
            check(browser, "settings in forced colours").await;
        }
        for (selector, pseudo, property, colour) in [
            (".sl-progress", "", "backgroundColor", "CanvasText"),
            (".sl-strip path", "", "fill", "CanvasText"),
            (".sl-arc", "", "stroke", "CanvasText"),
            (".sl-node", "::before", "backgroundColor", "CanvasText"),
            (".sl-moment", "::after", "backgroundColor", "CanvasText"),
            (".is-published ~ .sl-moment", "::after", "backgroundColor", "Canvas"),
            (".sl-choice input:checked + span", "", "backgroundColor", "Highlight"),
            (".sl-choice input:checked + span", "", "color", "HighlightText"),
            (".sl-switch", "::after", "backgroundColor", "CanvasText"),
        ] {
            let seen = browser
                .value(&format!(
                    "(() => {{
                       const probe = root.querySelector('.sl-unseen').style;
                       probe.backgroundColor = '{colour}';
                       const wanted = getComputedStyle(root.querySelector('.sl-unseen')).backgroundColor;
                       return [getComputedStyle(root.querySelector('{selector}'), '{pseudo}').{property}, wanted];
                     }})()"
                ))
                .await;
            assert_eq!(seen[0], seen[1], "{selector}{pseudo} is {colour}");
        }
        browser.click(NAME).await;
        browser.until(OPEN).await;
        let line = format!(
            "getComputedStyle({NAME}).textDecorationLine + getComputedStyle({NAME}).textDecorationStyle"
        );
        assert_eq!(browser.value(&line).await, "underlinesolid", "an open mark");
        let edge = "getComputedStyle(card).borderTopStyle + getComputedStyle(card).borderTopWidth";
        assert_eq!(browser.value(edge).await, "solid1px", "the card has an edge");
        if forced {
            let ground = "getComputedStyle(card).backgroundColor === getComputedStyle(root.querySelector('.sl-unseen')).backgroundColor";
            browser.value("void (root.querySelector('.sl-unseen').style.backgroundColor = 'Canvas')").await;
            assert_eq!(browser.value(ground).await, true, "the card's ground is the system's");
            check(browser, "a card in forced colours").await;
        }
    })
    .await;
}

async fn where_more_contrast_is_asked_for_there_is_no_grey() {
    sample_wishing(&[Wish::MoreContrast], async |browser| {
        browser.click(NAME).await;
        browser.until(OPEN).await;
        for (selector, property) in [
            (".sl-reader", "color"),
            (".sl-credit", "color"),
            (".sl-toolbar", "borderBottomColor"),
            (".sl-chip", "borderTopColor"),
            (".sl-card", "borderTopColor"),
            (".sl-organisation", "color"),
        ] {
            let colour = format!("getComputedStyle(root.querySelector('{selector}')).{property}");
            assert_eq!(browser.value(&colour).await, "rgb(0, 0, 0)", "{selector} {property}");
        }
        check(browser, "more contrast").await;
    })
    .await;
}

async fn a_dark_system_gets_a_dark_page_unless_its_reader_chose_otherwise() {
    sample_wishing(&[Wish::Dark], async |browser| {
        let ground = "getComputedStyle(root.querySelector('.sl-reader')).backgroundColor";
        assert_eq!(browser.value(ground).await, "rgb(23, 22, 20)");
        browser.click(NAME).await;
        browser.until(OPEN).await;
        assert_eq!(browser.value("getComputedStyle(card).backgroundColor").await, "rgb(34, 31, 28)");
        check(browser, "dark by the system").await;
        browser.press(Key::Escape).await;
        browser.until(CLOSED).await;
        browser.click("root.querySelector('[data-action=settings]')").await;
        browser.until("root.querySelector('.sl-panel')").await;
        check(browser, "settings, dark by the system").await;
        browser.click("root.querySelector('[name=theme][value=light]')").await;
        browser.until(&format!("{ground} === 'rgb(255, 253, 249)'")).await;
        browser.value("void localStorage.clear()").await;
    })
    .await;
}

async fn print_has_the_article_and_its_officials_alone() {
    sample_wishing(&[Wish::Print], async |browser| {
        let name = format!("(({NAME}).scrollIntoView({{ block: 'center' }}), ({NAME}).click())");
        browser.value(&name).await;
        browser.until("card.matches('[data-open]')").await;
        let hidden = "['.sl-card', '.sl-legend', '.sl-settings', '.sl-strip', '.sl-progress', '.sl-view-head', '.sl-meetings',
            '.sl-timeline', '.sl-cast-group:not([data-kind=official])'].filter((part) => root.querySelector(part).checkVisibility())";
        assert_eq!(browser.value(hidden).await, json!([]));
        let shown = "['.sl-article', '.sl-meta', '.sl-cast-group[data-kind=official] .sl-about']
            .filter((part) => !root.querySelector(part).checkVisibility())";
        assert_eq!(browser.value(shown).await, json!([]));
        // Officials are numbered where they are first named, and among the notes.
        let first = "getComputedStyle(root.querySelector('.sl-mark[data-official]:not([tabindex])'), '::after').content";
        assert!(browser.value(first).await.as_str().unwrap().contains("counter"));
        let order = "[...root.querySelectorAll('.sl-mark[data-official]:not([tabindex])')].map((mark) => mark.hash).join()
            === [...root.querySelectorAll('.sl-cast-group[data-kind=official] .sl-entry')].map(({ id }) => '#' + id).join()";
        assert_eq!(browser.value(order).await, true);
        // Paper is white in any theme.
        browser.value("root.querySelector('[data-action=settings]').click()").await;
        browser.until("root.querySelector('.sl-panel')").await;
        browser.value("root.querySelector('[name=theme][value=dark]').click()").await;
        browser.until("root.querySelector('.sl-reader').dataset.theme === 'dark'").await;
        let inks = "['.sl-reader', '.sl-credit'].map((part) => getComputedStyle(root.querySelector(part)).color)";
        assert_eq!(browser.value(inks).await, json!(["rgb(0, 0, 0)", "rgb(91, 86, 78)"]));
        browser.value("void localStorage.clear()").await;
    })
    .await;
}

/// What a printer gets, where a driver prints; letters alone are compared, for numbers stand among them.
async fn on_paper_all_is_read_and_the_officials_are_notes() {
    visit(READER, vec![], async |browser| {
        browser.click(NAME).await;
        browser.until(OPEN).await;
        let notes = "[...root.querySelectorAll('.sl-cast-group[data-kind=official] .sl-entry')].map((entry, at) =>
            `${at + 1}. ${entry.querySelector('.sl-entry-name').textContent}, ${entry.querySelector('.sl-about').textContent}`)";
        let notes = browser.value(notes).await;
        let article = browser.value("root.querySelector('.sl-article').innerText").await;
        let unseen = browser.value("[...root.querySelectorAll('.sl-view-title')].map(({ textContent }) => textContent)").await;
        let Some(paper) = printed(browser).await else { return };
        let letters = |text: &str| text.chars().filter(|letter| letter.is_alphabetic()).collect::<String>();
        let article = letters(article.as_str().unwrap());
        assert!(letters(&paper).contains(&article), "{paper}");
        let close = |text: &str| text.split_whitespace().collect::<String>();
        for note in notes.as_array().unwrap() {
            assert!(close(&paper).contains(&close(note.as_str().unwrap())), "{note} in {paper}");
        }
        for word in unseen.as_array().unwrap().iter().chain([&json!("Copy with citation")]) {
            assert!(!paper.contains(word.as_str().unwrap()), "{word} in {paper}");
        }
    })
    .await;
}
