//! The overview: who is who, who met whom, and the days in order; beside the article, and as sheets where there is no room.

use serde_json::json;
use thirtyfour::prelude::Key;

use crate::browser::{Browser, Engine};
use crate::contract::{CLOSED, OPEN, holds, mark, sample, shows};
use crate::host::{Host, POLICY, page, tag};

cases![
    who_is_who_says_name_office_and_how_often,
    who_met_whom_is_a_picture_and_a_table_of_the_same,
    a_name_in_the_picture_opens_the_same_card,
    arcs_and_rows_jump_to_their_sentence,
    days_come_in_order_and_open_the_same_card,
    without_a_meeting_there_is_no_picture,
    where_there_is_no_room_the_parts_are_sheets,
    back_closes_a_card_and_then_the_sheet_under_it,
    a_sheet_takes_its_turn_among_the_tab_stops,
    from_right_to_left_the_picture_is_mirrored,
];

const NODE: &str = "root.querySelector('[data-action=node]')";
const NO_SHEET: &str = "!root.querySelector('.sl-view[popover]')";
const AT_REST: &str = "history.scrollRestoration === 'auto'";

fn opener(view: &str) -> String {
    format!("root.querySelector('.sl-opener[data-value={view}]')")
}

/// Whether this part of the overview is open as a sheet at the lower edge.
fn sheet(view: &str) -> String {
    format!(
        "(({{ bottom, top }}) => Math.abs(bottom - innerHeight) < 1 && top > innerHeight / 5)
           (root.querySelector('#sl-view-{view}[popover][role=dialog]').getBoundingClientRect())"
    )
}

/// The sample where there is no room beside the article.
async fn narrow(test: impl AsyncFnOnce(&Browser)) {
    sample(async |browser| {
        browser.resize(500, 800).await;
        browser.until(&format!("{}.checkVisibility()", opener("cast"))).await;
        test(browser).await;
    })
    .await;
}

async fn who_is_who_says_name_office_and_how_often() {
    sample(async |browser| {
        let chollet = "[...root.querySelectorAll('.sl-cast .sl-entry')].find((entry) => entry.textContent.includes('Derek Chollet'))";
        let said = format!(
            "[...{chollet}.querySelectorAll('.sl-entry-name, .sl-about, .sl-times')].map((part) => part.textContent)"
        );
        assert_eq!(
            browser.value(&said).await,
            json!(["Derek Chollet", "Counselor, US Department of State", "4×"])
        );
        // The strip has a tick a mention, in the order and about where they stand in the text.
        let off = format!(
            "(() => {{ const all = root.querySelector('.sl-article').textContent.length;
               const place = (mark) => {{ const range = document.createRange(); range.setStart(root.querySelector('.sl-article'), 0);
                 range.setEndBefore(mark); return range.toString().length / all; }};
               const marks = [...root.querySelectorAll('.sl-mark')].filter((mark) => mark.hash === '#' + {chollet}.id).map(place);
               const ticks = [...{chollet}.querySelector('path').getAttribute('d').matchAll(/M([0-9]+)/g)].map((tick) => tick[1] / 1000);
               return ticks.length === marks.length && Math.max(...ticks.map((tick, at) => Math.abs(tick - marks[at]))); }})()"
        );
        let off = browser.value(&off).await.as_f64().expect("as many ticks as marks");
        assert!(off < 0.02, "{off} of the article");
    })
    .await;
}

async fn who_met_whom_is_a_picture_and_a_table_of_the_same() {
    sample(async |browser| {
        let names = "[...root.querySelectorAll('.sl-node')].map((node) => node.textContent)";
        assert_eq!(
            browser.value(names).await,
            json!(["Derek Chollet", "Bilawal Bhutto Zardari", "Asim Munir"])
        );
        let arcs = "[...root.querySelectorAll('.sl-arcs title')].map((title) => title.textContent)";
        assert_eq!(
            browser.value(arcs).await,
            json!(["Derek Chollet – Bilawal Bhutto Zardari", "Derek Chollet – Asim Munir"])
        );
        let cells = "[...root.querySelectorAll('.sl-table tr')].map((row) => [...row.cells].map((cell) => cell.textContent))";
        let table = browser.value(cells).await;
        assert_eq!(table[0], json!(["Who", "Met", "Where, when"]));
        assert_eq!(table[1], json!(["Derek Chollet", "Bilawal Bhutto Zardari", "paragraph 7"]));
        assert_eq!(table.as_array().unwrap().len(), 3);
        // Each arc begins and ends at the height of a name.
        let off = "Math.max(...[...root.querySelectorAll('.sl-arc')].flatMap((arc) => {
            const at = (length) => arc.getPointAtLength(length).matrixTransform(arc.getScreenCTM()).y;
            const middles = [...root.querySelectorAll('.sl-node')].map((node) => node.getBoundingClientRect()).map(({ top, height }) => top + height / 2);
            return [at(0), at(arc.getTotalLength())].map((y) => Math.min(...middles.map((middle) => Math.abs(middle - y))));
          }))";
        let off = browser.value(off).await.as_f64().unwrap();
        assert!(off < 1.5, "{off} px");
        if browser.engine != Engine::WebKit {
            let grip = "root.querySelector('.sl-grip')";
            let (_, name) = browser.role_and_name(grip).await;
            assert_eq!(name, "Derek Chollet – Bilawal Bhutto Zardari");
        }
    })
    .await;
}

async fn a_name_in_the_picture_opens_the_same_card() {
    sample(async |browser| {
        browser.value(&format!("{NODE}.focus()")).await;
        browser.press(Key::Enter).await;
        browser.until(&shows("Derek Chollet")).await;
        browser.until("root.activeElement === card.querySelector('h2')").await;
        // It stands at the name, and shows whose arcs these are.
        let off = format!(
            "Math.abs(card.getBoundingClientRect().top - {NODE}.getBoundingClientRect().bottom) < 14
            || Math.abs({NODE}.getBoundingClientRect().top - card.getBoundingClientRect().bottom) < 14"
        );
        holds(browser, &off).await;
        assert_eq!(browser.value("root.querySelectorAll('.sl-arc.is-open').length").await, 2);
        let by_picture = browser.value("card.querySelector('.sl-card-body').innerText").await;
        browser.press(Key::Escape).await;
        browser.until(CLOSED).await;
        browser.until(&format!("root.activeElement === {NODE}")).await;
        browser.click(&mark("Derek Chollet")).await;
        browser.until(&shows("Derek Chollet")).await;
        assert_eq!(browser.value("card.querySelector('.sl-card-body').innerText").await, by_picture);
    })
    .await;
}

async fn arcs_and_rows_jump_to_their_sentence() {
    sample(async |browser| {
        let passage = "root.querySelector('.is-passing')?.textContent";
        browser.value("root.querySelector('.sl-meetings summary').click()").await;
        browser.click("root.querySelectorAll('.sl-table .sl-jump')[1]").await;
        browser.until(&format!("{passage}?.startsWith('In a meeting with Chief of Army Staff')")).await;
        browser.until(&format!("!{passage}")).await;
        browser.value(&format!("{NODE}.scrollIntoView({{ block: 'center', behavior: 'instant' }})")).await;
        let middle = "(() => { const arc = root.querySelector('.sl-grip');
            const { x, y } = arc.getPointAtLength(arc.getTotalLength() / 2).matrixTransform(arc.getScreenCTM()); return [x, y]; })()";
        let middle = browser.value(middle).await;
        let at = |index: usize| middle[index].as_f64().unwrap().round() as i32;
        let actions = vec![
            json!({ "type": "pointerMove", "duration": 0, "x": at(0), "y": at(1) }),
            json!({ "type": "pointerDown", "button": 0 }),
            json!({ "type": "pointerUp", "button": 0 }),
        ];
        browser.pointer("mouse", actions).await;
        browser.until(&format!("{passage}?.startsWith('Chollet met with Foreign Minister')")).await;
    })
    .await;
}

async fn days_come_in_order_and_open_the_same_card() {
    sample(async |browser| {
        let days = "[...root.querySelectorAll('.sl-moment')].map((moment) => moment.querySelector('span').textContent + (moment.matches('.is-published') ? ' published' : '') + (moment.matches('.is-published ~ *') ? ' later' : ''))";
        assert_eq!(
            browser.value(days).await,
            json!(["February 2023", "16–17 February 2023", "Friday, 3 March 2023 published", "6–7 March 2023 later"])
        );
        let visit = "root.querySelectorAll('.sl-moment')[3]";
        browser.value(&format!("{visit}.querySelector('.sl-entry-name').focus()")).await;
        browser.press(Key::Enter).await;
        browser.until(&shows("March 6-7")).await;
        browser.press(Key::Escape).await;
        browser.until(&format!("root.activeElement === {visit}.querySelector('.sl-entry-name')")).await;
        browser.click(&format!("{visit}.querySelector('.sl-what')")).await;
        browser.until("root.querySelector('.is-passing')?.textContent.startsWith('A US inter-agency')").await;
        browser.until("scrollY < 300").await;
    })
    .await;
}

async fn without_a_meeting_there_is_no_picture() {
    let host = Host::start(vec![("/page.html", page(POLICY, &tag("")))]);
    Browser::visit(&format!("{}/page.html", host.url), async |browser| {
        browser.until("root.querySelector('.sl-cast')").await;
        holds(browser, "!root.querySelector('.sl-meetings, .sl-timeline')").await;
        browser.resize(500, 800).await;
        let shown = "[...root.querySelectorAll('.sl-opener')].filter((one) => one.checkVisibility({ visibilityProperty: true })).map(({ dataset }) => dataset.value)";
        browser.until(&format!("{shown}.length === 1")).await;
        assert_eq!(browser.value(shown).await, json!(["cast"]));
    })
    .await;
}

async fn where_there_is_no_room_the_parts_are_sheets() {
    narrow(async |browser| {
        holds(browser, "[...root.querySelectorAll('.sl-view')].every((view) => !view.checkVisibility())")
            .await;
        for view in ["cast", "meetings", "timeline"] {
            browser.tap(&opener(view)).await;
            browser.until(&sheet(view)).await;
            browser.until(&format!("root.activeElement === root.querySelector('#sl-view-{view} h2')")).await;
            holds(browser, &format!("{}.getAttribute('aria-expanded') === 'true'", opener(view))).await;
            // A card opens over it; closed, it leaves the sheet and its place.
            let entry = format!("root.querySelector('#sl-view-{view} .sl-entry-name')");
            browser.tap(&entry).await;
            browser.until(&format!("{OPEN} && card.dataset.surface === 'sheet'")).await;
            holds(browser, "root.elementFromPoint(innerWidth / 2, innerHeight - 30).closest('.sl-card')")
                .await;
            browser.tap("card.querySelector('[data-action=close]')").await;
            browser.until(CLOSED).await;
            holds(browser, &sheet(view)).await;
            browser.until(&format!("root.activeElement === {entry}")).await;
            // Its button, Escape, and a tap outside close it; the first two give the focus back.
            match view {
                "cast" => {
                    browser.tap(&format!("root.querySelector('#sl-view-{view} [data-action=view]')")).await
                }
                "meetings" => browser.press(Key::Escape).await,
                _ => browser.tap("root.querySelector('.sl-meta')").await,
            }
            browser.until(NO_SHEET).await;
            if view != "timeline" {
                browser.until(&format!("root.activeElement === {}", opener(view))).await;
            }
            browser.until(AT_REST).await;
        }
        // From a sheet to the sentence.
        browser.tap(&opener("timeline")).await;
        browser.until(&sheet("timeline")).await;
        browser.tap("root.querySelector('#sl-view-timeline .sl-what')").await;
        browser.until("root.querySelector('.is-passing')").await;
        browser.until(NO_SHEET).await;
    })
    .await;
}

async fn back_closes_a_card_and_then_the_sheet_under_it() {
    narrow(async |browser| {
        let address = browser.value("location.href").await;
        let entries = browser.value("history.length").await.as_f64().unwrap();
        // WebKit's own button skips what was added without a hand on the screen, and here that was made by hand.
        let back = async || match browser.engine {
            Engine::WebKit => drop(browser.value("history.back()").await),
            _ => browser.driver.back().await.unwrap(),
        };
        for _ in 0..2 {
            browser.tap(&opener("cast")).await;
            browser.until(&sheet("cast")).await;
            browser.tap("root.querySelector('#sl-view-cast .sl-entry-name')").await;
            browser.until(OPEN).await;
            back().await;
            browser.until(CLOSED).await;
            browser.until(&sheet("cast")).await;
            back().await;
            browser.until(NO_SHEET).await;
            browser.until(AT_REST).await;
        }
        // Both at once, by their own means.
        browser.tap(&opener("cast")).await;
        browser.until(&sheet("cast")).await;
        browser.tap("root.querySelector('#sl-view-cast .sl-entry-name')").await;
        browser.until(OPEN).await;
        browser.tap("root.querySelector('.sl-meta')").await;
        browser.until(&format!("{CLOSED} && {NO_SHEET} && {AT_REST}")).await;
        assert_eq!(browser.value("location.href").await, address);
        let more = browser.value("history.length").await.as_f64().unwrap() - entries;
        assert!(more <= 2.0, "{more} entries are left");
    })
    .await;
}

async fn a_sheet_takes_its_turn_among_the_tab_stops() {
    narrow(async |browser| {
        let opener = opener("meetings");
        browser.value(&format!("{opener}.focus()")).await;
        browser.press(Key::Enter).await;
        browser.until("root.activeElement === root.querySelector('#sl-view-meetings h2')").await;
        browser.chord(&[Key::Shift], Key::Tab).await;
        browser.until(&format!("root.activeElement === {opener}")).await;
        browser.press(Key::Tab).await;
        browser.until("root.activeElement === root.querySelector('#sl-view-meetings h2')").await;
        let mut stops = 0;
        while browser.value(&format!("root.activeElement === {opener}")).await == false {
            holds(browser, "root.querySelector('#sl-view-meetings').contains(root.activeElement)").await;
            browser.press(Key::Tab).await;
            stops += 1;
            assert!(stops < 20, "a trap");
        }
        // The heading, the button, three names, the table.
        assert!(stops >= 6, "only {stops} stops");
        browser.press(Key::Tab).await;
        browser
            .until(&format!("root.activeElement !== {opener} && !root.activeElement.closest('.sl-overview')"))
            .await;
    })
    .await;
}

async fn from_right_to_left_the_picture_is_mirrored() {
    let body = r#"<sidelight-reader dir="rtl" lang="ur" src="articles/dawn-2023-03-03.txt" published="2023-03-03"></sidelight-reader>"#;
    let host = Host::start(vec![("/page.html", page(POLICY, body))]);
    Browser::visit(&format!("{}/page.html", host.url), async |browser| {
        browser.until("root.querySelector('.sl-arc')").await;
        // The arcs are to the right of the names.
        let mirrored = "root.querySelector('.sl-arc').getBoundingClientRect().left
            > root.querySelector('.sl-node .sl-entry-name').getBoundingClientRect().right";
        holds(browser, mirrored).await;
        assert_eq!(
            browser.value("root.querySelector('.sl-meetings .sl-view-title').textContent").await,
            "کس نے کس سے ملاقات کی"
        );
    })
    .await;
}
