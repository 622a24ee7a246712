//! The hover card's contract, line by line, by real pointer, key and touch. What is pure of it (the exact delays, the
//! geometry) is tested natively in `reader::timing`, `reader::placement` and `reader::state`.

use thirtyfour::prelude::Key;

use crate::browser::{Browser, Engine, READY};
use crate::host::{Host, POLICY, page};

cases![
    marks_are_links_and_change_nothing_in_the_text,
    one_tab_stop_an_entity,
    a_class_hides_all_marks_and_it_is_announced,
    a_mark_of_two_lines_has_its_card_at_the_line_under_the_pointer,
    a_card_opens_after_the_rest_and_never_under_the_pointer,
    from_name_to_name_a_card_opens_sooner,
    the_page_scrolling_under_the_pointer_opens_nothing,
    a_card_stays_while_the_pointer_is_on_it_and_goes_after_it_has_left,
    a_name_on_the_way_to_the_card_does_not_steal_it,
    selected_text_holds_the_card,
    a_card_fades_in_shortly,
    a_finger_gets_a_sheet_and_a_mouse_never,
    a_sheet_closes_by_its_button_by_a_tap_outside_and_by_back,
    a_tap_into_another_reader_closes_its_sheet_and_opens_one_there,
    a_sheet_leaves_scrolling_alone,
    visible_focus_opens_a_card_and_keeps_the_focus,
    enter_and_space_pin_and_go_to_the_heading,
    a_pinned_card_follows_its_mark_in_the_tab_order,
    escape_is_consumed_only_when_it_closed_something,
    the_accessibility_tree_says_what_things_are,
    a_card_stands_inside_the_viewport_and_off_its_mark,
    a_card_follows_scrolling_and_resizing,
    a_card_says_things_in_order,
    evidence_is_jumped_to_and_mentions_are_turned,
    right_to_left_the_card_is_mirrored_and_speaks_arabic,
    settings_are_remembered_and_set_back,
];

/// The built demonstration, ready.
pub(crate) async fn sample(test: impl AsyncFnOnce(&Browser)) {
    let host = Host::start(vec![]);
    Browser::visit(&host.url, async |browser| {
        browser.until(&mark("Derek Chollet")).await;
        browser.until(READY).await;
        browser.value(LISTEN).await;
        test(browser).await;
    })
    .await;
}

/// Notes in `log` what is opened and closed, and how long after the mouse moved.
const LISTEN: &str = "(() => {
    window.log = [];
    for (const type of ['entity-open', 'entity-close'])
      addEventListener(type, ({ detail }) => log.push({ type, name: detail.name, waited: performance.now() - (window.moved ?? 0), focused: performance.now() - (window.focused ?? 0) }));
    // As a hand would move it: browsers report the mouse again when only the page has changed.
    let x, y;
    addEventListener('pointermove', ({ clientX, clientY }) => {
      if (clientX !== x || clientY !== y) window.moved = performance.now();
      [x, y] = [clientX, clientY];
    }, true);
  })()";

/// The first mark with this text.
pub(crate) fn mark(text: &str) -> String {
    format!("[...root.querySelectorAll('[data-mention]')].find((mark) => mark.textContent === '{text}')")
}

/// Whether the card of this name is open and in its place.
pub(crate) fn shows(name: &str) -> String {
    format!("card.matches('[data-open][data-placed]') && card.querySelector('h2').textContent === '{name}'")
}

pub(crate) const OPEN: &str = "card.matches('[data-open][data-placed]')";
pub(crate) const CLOSED: &str = "!card.matches('[data-open]')";
/// Off every mark and the card.
const ASIDE: [(f64, f64); 1] = [(3.0, 3.0)];

pub(crate) async fn number(browser: &Browser, value: &str) -> f64 {
    let found = browser.value(value).await;
    found.as_f64().unwrap_or_else(|| panic!("{value} is {found}"))
}

pub(crate) async fn holds(browser: &Browser, condition: &str) {
    assert_eq!(browser.value(&format!("!!({condition})")).await, true, "{condition}");
}

async fn marks_are_links_and_change_nothing_in_the_text() {
    sample(async |browser| {
        let wrong = "[...root.querySelectorAll('.sl-mark')].filter((mark) => {
            const { display, paddingLeft, paddingRight, textDecorationLine, textDecorationStyle } = getComputedStyle(mark);
            const entry = root.querySelector(mark.getAttribute('href'));
            return mark.localName !== 'a' || display !== 'inline' || paddingLeft !== '0px' || paddingRight !== '0px'
              || textDecorationLine !== 'underline' || textDecorationStyle !== 'dotted' || !entry
              || mark.getAttribute('aria-haspopup') !== 'dialog' || mark.getAttribute('aria-expanded') !== 'false'
              || root.getElementById(mark.getAttribute('aria-controls')) !== card;
          }).length";
        assert_eq!(browser.value(wrong).await, 0);
        // The text, and the lines it stands on, are the same without marks.
        let shape = "(() => { const article = root.querySelector('.sl-article');
            return [article.innerText, article.getBoundingClientRect().height,
              ...[...article.children].map((block) => block.getBoundingClientRect().height)]; })()";
        let with = browser.value(shape).await;
        browser.value("root.querySelector('.sl-aa').focus()").await;
        browser.chord(&[Key::Alt, Key::Shift], 'M').await;
        browser.until("!root.querySelector('.sl-mark[href]')").await;
        assert_eq!(browser.value(shape).await, with);
    })
    .await;
}

async fn one_tab_stop_an_entity() {
    sample(async |browser| {
        holds(browser, "root.querySelectorAll('.sl-mark').length > root.querySelectorAll('.sl-mark:not([tabindex])').length")
            .await;
        let entities = "[...root.querySelectorAll('.sl-mark:not([tabindex])')].map((mark) => mark.dataset.entity)";
        let stops = browser.value(entities).await;
        let all = browser
            .value("[...new Set([...root.querySelectorAll('.sl-mark')].map((mark) => mark.dataset.entity))]")
            .await;
        assert_eq!(stops, all, "the first mention of each");
        // And so it is by key.
        browser.value("root.querySelector('.sl-aa').focus()").await;
        for entity in stops.as_array().unwrap().iter().take(4) {
            browser.press(Key::Tab).await;
            browser.until(&format!("root.activeElement?.dataset.entity === {entity}")).await;
        }
    })
    .await;
}

async fn a_class_hides_all_marks_and_it_is_announced() {
    sample(async |browser| {
        browser.value(&format!("void (window.same = {})", mark("Derek Chollet"))).await;
        browser.value("root.querySelector('.sl-aa').focus()").await;
        browser.chord(&[Key::Alt, Key::Shift], 'M').await;
        browser
            .until("root.querySelector('.sl-reader.hides-person.hides-organisation.hides-place.hides-date')")
            .await;
        browser.until("root.querySelector('[role=status]').textContent.includes('no longer marked')").await;
        holds(browser, &format!("same === {}", mark("Derek Chollet"))).await;
        holds(
            browser,
            "getComputedStyle(same).textDecorationLine === 'none' && same.matches(':not(:any-link)')",
        )
        .await;
        // Neither pointer nor key finds it.
        browser.hover("same").await;
        browser.pass(700).await;
        holds(browser, CLOSED).await;
        // The same by the button.
        browser.click("root.querySelector('[data-action=settings]')").await;
        browser.until("root.querySelector('[data-action=all][aria-pressed=false]')").await;
        browser.click("root.querySelector('[data-action=all]')").await;
        browser.until("root.querySelector('[role=status]').textContent.includes('are marked')").await;
        holds(
            browser,
            "getComputedStyle(same).textDecorationLine === 'underline' && same.matches(':any-link')",
        )
        .await;
        holds(browser, "root.querySelector('[role=status]').closest('[aria-live=assertive]') === null").await;
    })
    .await;
}

async fn a_mark_of_two_lines_has_its_card_at_the_line_under_the_pointer() {
    sample(async |browser| {
        let wrapped = "[...root.querySelectorAll('.sl-mark')].find((mark) => mark.getClientRects().length > 1)";
        for width in (520..900).step_by(20) {
            browser.resize(width, 900).await;
            if browser.value(&format!("!!{wrapped}")).await == true {
                break;
            }
        }
        browser.value(&format!("void (window.wrapped = {wrapped}, wrapped.scrollIntoView({{ block: 'center', behavior: 'instant' }}))")).await;
        let second = "(({ x, y, width, height }) => [x + width / 2, y + height / 2])(wrapped.getClientRects()[1])";
        let at = browser.value(second).await;
        let (x, y) = (at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
        browser.mouse(&[(x + 4.0, y + 1.0), (x, y)], 20).await;
        browser.until(OPEN).await;
        let off = "(() => { const line = wrapped.getClientRects()[1], { top, bottom } = card.getBoundingClientRect();
            return Math.max(top - line.bottom, line.top - bottom); })()";
        let off = number(browser, off).await;
        assert!((8.0..=10.5).contains(&off), "{off} px off the second line");
    })
    .await;
}

async fn a_card_opens_after_the_rest_and_never_under_the_pointer() {
    sample(async |browser| {
        for name in ["Derek Chollet", "Clinton White", "Asim Munir"] {
            let (x, y) = browser.middle(&mark(name)).await;
            browser.value("void (log.length = 0)").await;
            browser.mouse(&[(x + 4.0, y + 1.0), (x, y)], 20).await;
            browser.until(&shows(name)).await;
            let waited = number(browser, "log.find(({ type }) => type === 'entity-open').waited").await;
            assert!(waited >= 345.0, "{name} after {waited} ms");
            let under = format!("root.elementFromPoint({x}, {y}).closest('[role=dialog]') === null");
            holds(browser, &under).await;
            holds(browser, "root.activeElement === null").await;
            browser.mouse(&ASIDE, 20).await;
            browser.until(CLOSED).await;
            // Past the time in which a next card would open early.
            browser.pass(350).await;
        }
    })
    .await;
}

async fn from_name_to_name_a_card_opens_sooner() {
    sample(async |browser| {
        let (x, y) = browser.middle(&mark("Derek Chollet")).await;
        let above = format!(
            "(() => {{ const mark = [...root.querySelectorAll('.sl-mark')].filter((mark) =>
               mark.getClientRects().length === 1 && mark.getBoundingClientRect().bottom < {y} - 40
               && mark.getBoundingClientRect().top > 60).pop(), {{ left, top, width, height }} = mark.getBoundingClientRect();
               return [left + width / 2, top + height / 2]; }})()"
        );
        // A busy machine may be late once, but not each time.
        for turn in 0..5 {
            browser.mouse(&[(x + 4.0, y + 1.0), (x, y)], 20).await;
            browser.until(&shows("Derek Chollet")).await;
            browser.value("void (log.length = 0)").await;
            let at = browser.value(&above).await;
            let (left, top) = (at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
            browser.mouse(&[(left + 3.0, top), (left, top)], 10).await;
            browser.until("log.find(({ type }) => type === 'entity-open')").await;
            let waited = number(browser, "log.find(({ type }) => type === 'entity-open').waited").await;
            assert!(waited >= 75.0, "after {waited} ms");
            if waited < 300.0 {
                return;
            }
            assert!(turn < 4, "never sooner than after {waited} ms");
            browser.mouse(&ASIDE, 20).await;
            browser.until(CLOSED).await;
        }
    })
    .await;
}

async fn the_page_scrolling_under_the_pointer_opens_nothing() {
    sample(async |browser| {
        browser.resize(1280, 500).await;
        let (x, y) = browser.middle(&mark("Derek Chollet")).await;
        // Where the mark will be when the page has been scrolled by 80 px.
        browser.mouse(&[(x + 4.0, y - 80.0), (x, y - 80.0)], 20).await;
        browser.pass(400).await;
        if browser.value(OPEN).await == true {
            browser.value("reader.closeCard()").await;
        }
        browser.until(CLOSED).await;
        browser.value("void (log.length = 0, scrollBy({ top: 80, behavior: 'instant' }))").await;
        browser.pass(900).await;
        assert_eq!(browser.value("log.length").await, 0);
    })
    .await;
}

async fn a_card_stays_while_the_pointer_is_on_it_and_goes_after_it_has_left() {
    sample(async |browser| {
        browser.hover(&mark("Derek Chollet")).await;
        browser.until(&shows("Derek Chollet")).await;
        let (x, y) = browser.middle("card.querySelector('.sl-role')").await;
        browser.mouse(&[(x, y)], 100).await;
        browser.pass(700).await;
        holds(browser, OPEN).await;
        browser.value("void (log.length = 0)").await;
        browser.mouse(&ASIDE, 20).await;
        browser.until(CLOSED).await;
        let waited = number(browser, "log.find(({ type }) => type === 'entity-close').waited").await;
        assert!(waited >= 250.0, "closed after {waited} ms");
    })
    .await;
}

/// An article in which three names stand side by side.
const CROWD: &str = r#"<sidelight-reader></sidelight-reader><script nonce="test">
    document.querySelector("sidelight-reader").article = { lang: "en", published: "2023-03-03", blocks: [
      { text: "It was a long day at the ministry." },
      { text: "Ministers Ana Pereira, Kofi Brandt, Mila Okonjo and Tomas Reyes met at noon. Energy Minister Ana Pereira said so." },
      ...Array.from({ length: 9 }, () => ({ text: "The talks went on for hours and ended without a paper." })),
    ] };</script>"#;

async fn a_name_on_the_way_to_the_card_does_not_steal_it() {
    let host = Host::start(vec![("/page.html", page(POLICY, CROWD))]);
    Browser::visit(&format!("{}/page.html", host.url), async |browser| {
        browser.until(&mark("Ana Pereira")).await;
        browser.value(LISTEN).await;
        let names =
            browser.value("[...root.querySelectorAll('.sl-mark')].map((mark) => mark.textContent)").await;
        assert!(names.as_array().unwrap().iter().any(|name| name == "Kofi Brandt"), "{names}");
        // A busy machine may make the pointer halt on the way, but not each time.
        for turn in 0..6 {
            browser.hover(&mark("Ana Pereira")).await;
            browser.until(&shows("Ana Pereira")).await;
            let (x, y) = browser.middle(&mark("Ana Pereira")).await;
            let card =
                browser.value("(({ right, top }) => [right, top])(card.getBoundingClientRect())").await;
            let (right, top) = (card[0].as_f64().unwrap() - 20.0, card[1].as_f64().unwrap() + 6.0);
            // Slantwise, over the names beside it: few steps, since a driver may take its time for each.
            let way: Vec<_> = [0.28, 0.36, 0.65, 1.0]
                .iter()
                .map(|part| (x + (right - x) * part, y + (top - y) * part))
                .collect();
            let points: Vec<_> = way.iter().map(|(x, y)| [*x, *y]).collect();
            let crossed = "some(([x, y]) => root.elementFromPoint(x, y)?.textContent === 'Kofi Brandt')";
            holds(browser, &format!("{points:?}.{crossed}")).await;
            browser.mouse(&way, 10).await;
            browser.pass(700).await;
            if browser.value(&shows("Ana Pereira")).await == true {
                return;
            }
            assert!(turn < 5, "stolen each time");
            browser.mouse(&ASIDE, 20).await;
            browser.until(CLOSED).await;
        }
    })
    .await;
}

async fn selected_text_holds_the_card() {
    sample(async |browser| {
        browser.hover(&mark("Derek Chollet")).await;
        browser.until(&shows("Derek Chollet")).await;
        let line = browser.value("(({ left, top, height }) => [left, top + Math.min(height, 20) / 2])(card.querySelector('blockquote').getBoundingClientRect())").await;
        let (x, y) = (line[0].as_f64().unwrap(), line[1].as_f64().unwrap());
        let step = |x: f64| serde_json::json!({ "type": "pointerMove", "duration": 60, "x": x.round() as i32, "y": y.round() as i32 });
        let (down, up) = (serde_json::json!({ "type": "pointerDown", "button": 0 }), serde_json::json!({ "type": "pointerUp", "button": 0 }));
        browser.pointer("mouse", vec![step(x + 4.0), down, step(x + 60.0), step(x + 160.0), up]).await;
        browser.mouse(&ASIDE, 20).await;
        browser.pass(900).await;
        holds(browser, OPEN).await;
        browser.value("void (root.getSelection?.() ?? getSelection()).removeAllRanges()").await;
        browser.mouse(&[(5.0, 5.0)], 20).await;
        browser.until(CLOSED).await;
    })
    .await;
}

async fn a_card_fades_in_shortly() {
    sample(async |browser| {
        browser.hover(&mark("Derek Chollet")).await;
        browser.until(&shows("Derek Chollet")).await;
        let fade = number(browser, "parseFloat(getComputedStyle(card).animationDuration)").await;
        assert!((0.0..=0.15).contains(&fade), "{fade} s");
    })
    .await;
}

async fn a_finger_gets_a_sheet_and_a_mouse_never() {
    sample(async |browser| {
        browser.tap(&mark("Derek Chollet")).await;
        browser.until(&format!("{} && card.dataset.surface === 'sheet'", shows("Derek Chollet"))).await;
        browser.until("Math.abs(card.getBoundingClientRect().bottom - innerHeight) < 1").await;
        holds(browser, "card.getBoundingClientRect().height <= 0.55 * innerHeight + 1").await;
        browser.until("root.activeElement === card.querySelector('h2')").await;
        browser.tap("card.querySelector('[data-action=close]')").await;
        browser.until(CLOSED).await;
        // A narrow window with a mouse is no phone.
        browser.resize(560, 900).await;
        browser.click(&mark("Derek Chollet")).await;
        browser.until(&format!("{} && card.dataset.surface === 'card'", shows("Derek Chollet"))).await;
    })
    .await;
}

async fn a_sheet_closes_by_its_button_by_a_tap_outside_and_by_back() {
    sample(async |browser| {
        let open = async || {
            browser.tap(&mark("Derek Chollet")).await;
            browser.until(&format!("{OPEN} && card.dataset.surface === 'sheet'")).await;
            browser.until("history.scrollRestoration === 'manual'").await;
        };
        let entries = browser.value("history.length").await;
        open().await;
        browser.tap("card.querySelector('h2')").await;
        holds(browser, OPEN).await;
        browser.tap("card.querySelector('[data-action=close]')").await;
        browser.until(CLOSED).await;
        // The entry in the history is left as well.
        browser.until("history.scrollRestoration === 'auto'").await;

        open().await;
        browser.tap("root.querySelector('.sl-figure')").await;
        browser.until(CLOSED).await;
        browser.until("history.scrollRestoration === 'auto'").await;

        open().await;
        let address = browser.value("location.href").await;
        // WebKit's own button skips what was added without a hand on the screen, and here that was made by hand.
        match browser.engine {
            Engine::WebKit => drop(browser.value("history.back()").await),
            _ => browser.driver.back().await.unwrap(),
        }
        browser.until(CLOSED).await;
        browser.until("history.scrollRestoration === 'auto'").await;
        assert_eq!(browser.value("location.href").await, address);
        holds(browser, "root.querySelector('.sl-mark')").await;
        let more = number(browser, "history.length").await - entries.as_f64().unwrap();
        assert!(more <= 1.0, "{more} entries are left");
    })
    .await;
}

async fn a_tap_into_another_reader_closes_its_sheet_and_opens_one_there() {
    let body = r#"<table width="100%"><tr>
          <td width="50%"><sidelight-reader lang="en" packs="none"></sidelight-reader></td>
          <td><sidelight-reader lang="en" packs="none"></sidelight-reader></td>
        </tr></table>
        <script nonce="test">{
          const blocks = [{ text: "Minister of Tides Ana Pereira met Harbour Warden Kofi Brandt in Lisbon on Thursday." }];
          for (const reader of document.querySelectorAll("sidelight-reader")) reader.article = { published: "2023-03-03", blocks };
        }</script>"#;
    let host = Host::start(vec![("/page.html", page(POLICY, body))]);
    Browser::visit(&format!("{}/page.html", host.url), async |browser| {
        let second = "[...document.querySelectorAll('sidelight-reader')][1].shadowRoot";
        let theirs = mark("Kofi Brandt").replace("root", second);
        browser.until(&format!("{} && {theirs}", mark("Ana Pereira"))).await;
        let card = format!("{second}.querySelector('.sl-card')");
        let entries = number(browser, "history.length").await;
        for _ in 0..3 {
            browser.tap(&mark("Ana Pereira")).await;
            browser.until(OPEN).await;
            browser.until("history.scrollRestoration === 'manual'").await;
            browser.tap(&theirs).await;
            browser.until(&format!("{card}.matches('[data-open][data-placed]')")).await;
            browser.until(CLOSED).await;
            browser.pass(300).await;
            holds(
                browser,
                &format!("{card}.matches('[data-open]') && history.scrollRestoration === 'manual'"),
            )
            .await;
            match browser.engine {
                Engine::WebKit => drop(browser.value("history.back()").await),
                _ => browser.driver.back().await.unwrap(),
            }
            browser.until(&format!("!{card}.matches('[data-open]')")).await;
            browser.until("history.scrollRestoration === 'auto'").await;
        }
        let more = number(browser, "history.length").await - entries;
        assert!(more <= 1.0, "{more} entries are left");
    })
    .await;
}

async fn a_sheet_leaves_scrolling_alone() {
    sample(async |browser| {
        browser
            .value("void addEventListener('touchstart', (event) => { window.prevented ||= event.defaultPrevented; })")
            .await;
        let style = "[document.documentElement, document.body].map((element) => element.getAttribute('style') + getComputedStyle(element).overflow)";
        let before = browser.value(style).await;
        browser.resize(1280, 500).await;
        browser.tap(&mark("Derek Chollet")).await;
        browser.until(OPEN).await;
        assert_eq!(browser.value(style).await, before);
        browser.tap("card.querySelector('[data-action=close]')").await;
        browser.until(CLOSED).await;
        browser.until("history.scrollRestoration === 'auto'").await;
        assert_eq!(browser.value(style).await, before);
        let top = number(browser, "scrollY").await;
        browser.value("scrollBy({ top: -40, behavior: 'instant' })").await;
        browser.until(&format!("scrollY < {top}")).await;
        holds(browser, "!window.prevented").await;
    })
    .await;
}

async fn visible_focus_opens_a_card_and_keeps_the_focus() {
    sample(async |browser| {
        browser
            .value("void addEventListener('focusin', () => { window.focused = performance.now(); })")
            .await;
        browser.value("root.querySelector('.sl-aa').focus()").await;
        browser.press(Key::Tab).await;
        browser.until(OPEN).await;
        let waited = number(browser, "log.find(({ type }) => type === 'entity-open').focused").await;
        assert!(waited >= 495.0, "after {waited} ms");
        browser.until("root.activeElement.matches('.sl-mark[aria-expanded=true]')").await;
        // The mouse elsewhere does not close it, the focus going on does.
        browser.mouse(&ASIDE, 20).await;
        browser.pass(600).await;
        holds(browser, OPEN).await;
        browser.value("root.activeElement.blur()").await;
        browser.until(CLOSED).await;
    })
    .await;
}

async fn enter_and_space_pin_and_go_to_the_heading() {
    sample(async |browser| {
        let name = mark("Derek Chollet");
        for key in [Key::Enter, Key::Space] {
            browser.value(&format!("{name}.focus()")).await;
            browser.press(key).await;
            browser.until(&shows("Derek Chollet")).await;
            browser.until("root.activeElement === card.querySelector('h2')").await;
            holds(browser, &format!("{name}.getAttribute('aria-expanded') === 'true'")).await;
            // Pinned: the mouse that leaves does not close it.
            browser.mouse(&ASIDE, 20).await;
            browser.pass(500).await;
            holds(browser, OPEN).await;
            browser.press(Key::Escape).await;
            browser.until(CLOSED).await;
            browser.until(&format!("root.activeElement === {name}")).await;
        }
    })
    .await;
}

async fn a_pinned_card_follows_its_mark_in_the_tab_order() {
    sample(async |browser| {
        let name = mark("Derek Chollet");
        browser.value(&format!("{name}.focus()")).await;
        browser.press(Key::Enter).await;
        browser.until("root.activeElement === card.querySelector('h2')").await;
        browser.chord(&[Key::Shift], Key::Tab).await;
        browser.until(&format!("root.activeElement === {name}")).await;
        browser.press(Key::Tab).await;
        browser.until("root.activeElement === card.querySelector('h2')").await;
        // Through the card, and a scrolling part of it where the browser stops there, back to the mark.
        let mut stops = 0;
        while browser.value(&format!("root.activeElement === {name}")).await == false {
            holds(browser, "card.contains(root.activeElement)").await;
            browser.press(Key::Tab).await;
            stops += 1;
            assert!(stops < 20, "a trap");
        }
        assert!(stops > 3, "only {stops} stops");
        // No trap: on it goes.
        browser.press(Key::Tab).await;
        browser
            .until(&format!("root.activeElement !== {name} && root.activeElement.matches('.sl-mark')"))
            .await;
    })
    .await;
}

async fn escape_is_consumed_only_when_it_closed_something() {
    sample(async |browser| {
        browser
            .value("void (window.heardKeys = 0, addEventListener('keydown', ({ key }) => { window.heardKeys += key === 'Escape'; }))")
            .await;
        browser.hover(&mark("Derek Chollet")).await;
        browser.until(&shows("Derek Chollet")).await;
        browser.press(Key::Escape).await;
        browser.until(CLOSED).await;
        assert_eq!(browser.value("heardKeys").await, 0);
        browser.press(Key::Escape).await;
        browser.until("heardKeys === 1").await;
        // Dismissed, it stays away while the pointer rests there.
        browser.pass(700).await;
        holds(browser, CLOSED).await;
    })
    .await;
}

async fn the_accessibility_tree_says_what_things_are() {
    sample(async |browser| {
        let name = mark("Derek Chollet");
        let described = format!("root.getElementById({name}.getAttribute('aria-describedby')).textContent");
        assert_eq!(browser.value(&described).await, "Counselor, US Department of State");
        browser.click(&name).await;
        browser.until(&shows("Derek Chollet")).await;
        holds(browser, "card.getAttribute('role') === 'dialog' && !card.hasAttribute('aria-modal')").await;
        // WebKitGTK's driver answers neither question.
        if browser.engine != Engine::WebKit {
            assert_eq!(browser.role_and_name("card").await, ("dialog".to_owned(), "Derek Chollet".to_owned()));
            assert_eq!(browser.role_and_name(&name).await, ("link".to_owned(), "Derek Chollet".to_owned()));
            let close = "card.querySelector('[data-action=close]')";
            assert_eq!(browser.role_and_name(close).await, ("button".to_owned(), "Close".to_owned()));
        }
        let small = "[...root.querySelectorAll('button, summary, .sl-choice')].filter((target) => target.checkVisibility()
            && Math.min(target.getBoundingClientRect().width, target.getBoundingClientRect().height) < 23.9)
            .map((target) => target.outerHTML)";
        assert_eq!(browser.value(small).await, serde_json::json!([]), "targets of 24 px");
    })
    .await;
}

async fn a_card_stands_inside_the_viewport_and_off_its_mark() {
    sample(async |browser| {
        for (width, height) in [(1280, 900), (560, 640)] {
            browser.resize(width, height).await;
            for mention in [0, 1, 4, 9, 14, 20] {
                let name = format!("root.querySelector('[data-mention=\"{mention}\"]')");
                browser.click(&name).await;
                browser.until(&format!("{OPEN} && {name}.getAttribute('aria-expanded') === 'true'")).await;
                let found = browser
                    .value(&format!(
                        "(() => {{
                           const box = card.getBoundingClientRect();
                           const lines = [...{name}.getClientRects()];
                           // The line at which it stands; it may lie over another of the same mark.
                           const off = Math.max(...lines.map((line) => Math.max(box.top - line.bottom, line.top - box.bottom)));
                           return {{ left: box.left, top: box.top, right: innerWidth - box.right, bottom: innerHeight - box.bottom,
                             width: box.width, off, body: card.querySelector('.sl-card-body').clientHeight }};
                         }})()"
                    ))
                    .await;
                for edge in ["left", "top", "right", "bottom"] {
                    assert!(found[edge].as_f64().unwrap() >= 7.5, "{mention} at {width}: {found}");
                }
                assert!((320.0..=350.0).contains(&found["width"].as_f64().unwrap()), "{found}");
                assert!(found["off"].as_f64().unwrap() >= 7.5, "{mention} at {width}: {found}");
                assert!(found["body"].as_f64().unwrap() <= 220.5, "{found}");
                browser.press(Key::Escape).await;
                browser.until(CLOSED).await;
            }
        }
        assert_eq!(browser.value("root.querySelectorAll('[role=dialog]').length").await, 1, "one card, always the same");
    })
    .await;
}

async fn a_card_follows_scrolling_and_resizing() {
    sample(async |browser| {
        browser.resize(1280, 500).await;
        browser.click(&mark("Derek Chollet")).await;
        browser.until(&shows("Derek Chollet")).await;
        holds(browser, "card.matches(':popover-open')").await;
        let off = format!(
            "(() => {{ const line = {}.getClientRects()[0], {{ top, bottom, left }} = card.getBoundingClientRect();
               return Math.abs(Math.max(top - line.bottom, line.top - bottom) - 9) < 1.6 && Math.abs(left - Math.max(8, Math.min(line.left - 16, document.documentElement.clientWidth - 348))) < 1.6; }})()",
            mark("Derek Chollet")
        );
        browser.until(&off).await;
        let before = number(browser, "card.getBoundingClientRect().top").await;
        browser.value("scrollBy({ top: 30, behavior: 'instant' })").await;
        browser.until(&format!("card.getBoundingClientRect().top !== {before}")).await;
        browser.until(&off).await;
        browser.resize(700, 600).await;
        browser.until("innerWidth <= 700").await;
        browser.value(&format!("{}.scrollIntoView({{ block: 'center', behavior: 'instant' }})", mark("Derek Chollet"))).await;
        browser.until(&off).await;
    })
    .await;
}

async fn a_card_says_things_in_order() {
    sample(async |browser| {
        browser.click(&mark("Christopher Landberg")).await;
        browser.until(OPEN).await;
        let order = "['.sl-card-name', '.sl-role', '.sl-organisation', '.sl-excerpt', '.sl-note', '.sl-count']
            .map((part) => card.querySelector(part)).filter(Boolean)
            .every((part, at, all) => !at || all[at - 1].compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING)";
        holds(browser, order).await;
        holds(browser, "card.querySelector('.sl-role').textContent.startsWith('Acting ')").await;
        holds(browser, "card.querySelector('.sl-excerpt b').textContent.includes('Landberg')").await;
        holds(browser, "card.querySelector('.sl-note').textContent.length > 10").await;
        let shown = "[...card.querySelectorAll('.sl-card-body > .sl-excerpt blockquote')].map(({ textContent }) => textContent.length)
            .reduce((sum, length) => sum + length, 0)";
        let shown = number(browser, shown).await;
        assert!(shown <= 540.0, "{shown} characters before \"more\"");
    })
    .await;
}

async fn evidence_is_jumped_to_and_mentions_are_turned() {
    sample(async |browser| {
        browser.click(&mark("Derek Chollet")).await;
        browser.until(&shows("Derek Chollet")).await;
        browser.click("card.querySelector('[data-action=next]')").await;
        browser.until("card.querySelector('.sl-count').textContent === 'Mention 2 of 4'").await;
        browser.until("root.querySelectorAll('.sl-mark.is-open').length === 4").await;
        browser.until("root.querySelector('.sl-mark[aria-expanded=true]').textContent === 'Chollet'").await;
        browser.until("root.querySelector('[role=status]').textContent === 'Mention 2 of 4'").await;
        browser.click("card.querySelector('[data-action=previous]')").await;
        browser.until("card.querySelector('.sl-count').textContent === 'Mention 1 of 4'").await;
        // A choice in the card closes it at once.
        browser.click("card.querySelector('[data-action=jump]')").await;
        browser.until("root.querySelector('.is-passing').textContent.includes('visited Pakistan')").await;
        holds(browser, CLOSED).await;
    })
    .await;
}

async fn right_to_left_the_card_is_mirrored_and_speaks_arabic() {
    let body = r#"<sidelight-reader dir="rtl" lang="ar-EG" src="articles/dawn-2023-03-03.txt" published="2023-03-03"></sidelight-reader>"#;
    let host = Host::start(vec![("/page.html", page(POLICY, body))]);
    Browser::visit(&format!("{}/page.html", host.url), async |browser| {
        browser.until(READY).await;
        assert_eq!(browser.value("root.querySelector('.sl-cast .sl-view-title').textContent").await, "من هو من");
        browser.click(&mark("Derek Chollet")).await;
        browser.until(&shows("Derek Chollet")).await;
        holds(browser, "getComputedStyle(card).direction === 'rtl'").await;
        let off = format!(
            "Math.min(document.documentElement.clientWidth - 8, Math.max({}.getClientRects()[0].right + 16, 348)) - card.getBoundingClientRect().right",
            mark("Derek Chollet")
        );
        let off = number(browser, &off).await;
        assert!(off.abs() < 1.6, "{off} px from where it should end");
        holds(browser, "card.querySelector('.sl-close').getBoundingClientRect().left < card.querySelector('h2').getBoundingClientRect().left").await;
        holds(browser, "card.querySelector('.sl-count').textContent.includes('الذكر 1 من 4')").await;
    })
    .await;
    let words = host.requests().iter().filter(|path| path.contains("/words-")).count();
    assert_eq!(words, 1, "{:?}", host.requests());
}

async fn settings_are_remembered_and_set_back() {
    sample(async |browser| {
        let chosen = "(({ dataset: { theme, size, width, spacing, font } }) => [theme, size, width, spacing, font].join())(root.querySelector('.sl-reader'))";
        browser.click("root.querySelector('[data-action=settings]')").await;
        for value in ["theme.dark", "size.large", "width.wide", "spacing.loose", "font.sans"] {
            let (name, value) = value.split_once('.').unwrap();
            browser.click(&format!("root.querySelector('[name={name}][value={value}]')")).await;
            browser.until(&format!("root.querySelector('.sl-reader').dataset.{name} === '{value}'")).await;
        }
        browser.driver.refresh().await.unwrap();
        browser.until("root.querySelector('.sl-mark')").await;
        assert_eq!(browser.value(chosen).await, "dark,large,wide,loose,sans");
        browser.click("root.querySelector('[data-action=settings]')").await;
        browser.click("root.querySelector('[data-action=reset]')").await;
        browser.until(&format!("{chosen} === 'auto,medium,medium,medium,serif'")).await;
    })
    .await;
}
