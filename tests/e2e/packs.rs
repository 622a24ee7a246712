//! Knowledge packs in the page: what cards say from them, a publisher's own, and what a missing one costs.

use crate::browser::Browser;
use crate::host::{Host, POLICY, Rule, page, tag};

cases![
    a_card_says_what_is_known_as_of_the_articles_date,
    a_publishers_pack_comes_first_and_a_wrong_one_costs_its_facts_alone,
    a_missing_pack_is_said_and_asked_for_again,
    a_page_can_do_without_the_default_pack,
];

const SAMPLE: &str = r#"src="articles/dawn-2023-03-03.txt" published="2023-03-03""#;
const INFORMED: &str = "root.querySelector('.sl-known')";
const BILAWAL: &str =
    "[...root.querySelectorAll('[data-mention]')].find((mark) => mark.textContent.startsWith('Bilawal'))";

/// Opens the card of the foreign minister until it says what packs know; its text.
async fn card(browser: &Browser) -> String {
    browser.until(BILAWAL).await;
    browser.until(&format!("({INFORMED} || {BILAWAL}.click(), {INFORMED})")).await;
    let card = browser.value("root.querySelector('[role=dialog]').innerText.replace(/\\s+/g, ' ')").await;
    card.as_str().unwrap_or_default().to_owned()
}

async fn a_card_says_what_is_known_as_of_the_articles_date() {
    let host = Host::start(vec![("/page.html", page(POLICY, &tag(SAMPLE)))]);
    Browser::visit(&format!("{}/page.html", host.url), async |browser| {
        let card = card(browser).await;
        for words in [
            "What is known",
            "Foreign Minister of Pakistan (since 27 April 2022), as of Aug 2022",
            "Wikidata",
        ] {
            assert!(card.contains(words), "{words} is not in: {card}");
        }
        assert!(!card.contains("Known from this article alone"), "{card}");
    })
    .await;
    let asked = host.requests().iter().filter(|path| path.ends_with(".pack")).count();
    assert_eq!(asked, 1, "{:?}", host.requests());
}

async fn a_publishers_pack_comes_first_and_a_wrong_one_costs_its_facts_alone() {
    let body = format!(
        r#"{}<script nonce="test">
        const source = {{ name: "The Paper", licence: "CC BY 4.0", asOf: "2023-02" }};
        document.querySelector("sidelight-reader").packs = [
          {{ source, people: [{{ name: "Bilawal Bhutto Zardari", wikidata: "Q244338",
             terms: [{{ title: "Foreign Minister", of: "Pakistan", start: "2022-04-27", end: "2023-08-10" }}] }}] }},
          {{ source, people: [{{ name: 7 }}] }},
        ];</script>"#,
        tag(SAMPLE)
    );
    let host = Host::start(vec![("/page.html", page(POLICY, &body))]);
    Browser::visit(&format!("{}/page.html", host.url), async |browser| {
        let card = card(browser).await;
        assert!(
            card.contains("then Foreign Minister of Pakistan (since 27 April 2022), until 10 August 2023"),
            "{card}"
        );
        assert!(card.contains("The Paper, as of Feb 2023 (CC BY 4.0)"), "{card}");
        let notice = browser.value("root.querySelector('[part~=notice]').innerText").await.to_string();
        assert!(notice.contains("people[0].name: a text is expected"), "{notice}");
        let codes = browser.value("heard.map(([, code]) => code ?? '').join('')").await;
        assert_eq!(codes, "pack-damaged");
    })
    .await;
}

async fn a_missing_pack_is_said_and_asked_for_again() {
    let host = Host::start(vec![(".pack", Rule::Missing), ("/page.html", page(POLICY, &tag(SAMPLE)))]);
    Browser::visit(&format!("{}/page.html", host.url), async |browser| {
        let retry = "root.querySelector('[data-action=retry]')";
        browser.until(retry).await;
        assert_eq!(browser.value("reader.matches(':state(ready)')").await, true);
        let codes = browser.value("heard.map(([, code]) => code ?? '').join('')").await;
        assert_eq!(codes, "pack-missing");
        let asked = || host.requests().iter().filter(|path| path.ends_with(".pack")).count();
        let before = asked();
        browser.value(&format!("(heard.length = 0, {retry}.click())")).await;
        browser.until("heard.some(([, code]) => code === 'pack-missing')").await;
        browser.until(BILAWAL).await;
        assert!(before > 0 && asked() > before, "{:?}", host.requests());
    })
    .await;
}

async fn a_page_can_do_without_the_default_pack() {
    let host = Host::start(vec![("/page.html", page(POLICY, &tag(&format!(r#"{SAMPLE} packs="none""#))))]);
    Browser::visit(&format!("{}/page.html", host.url), async |browser| {
        browser.until("heard.some(([type]) => type === 'reader-annotated')").await;
        browser.until(&format!("({BILAWAL}.click(), root.querySelector('.sl-note'))")).await;
    })
    .await;
    assert!(!host.requests().iter().any(|path| path.ends_with(".pack")), "{:?}", host.requests());
}
