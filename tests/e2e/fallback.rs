//! When a part is missing or refused the page keeps the readable article it had, and hears of it once.

use crate::browser::Browser;
use crate::host::{Host, POLICY, Rule, SAID, page, tag};

cases![
    the_wasm_is_missing,
    the_style_sheet_is_missing,
    the_article_is_missing,
    the_article_is_a_page,
    the_day_of_publication_is_no_day,
    the_policy_forbids_wasm,
    the_policy_forbids_connections,
    a_part_is_not_of_this_build,
    the_model_is_missing,
    the_model_is_of_another_build,
    the_model_is_cut_short,
    the_model_is_newer,
    the_wasm_has_the_wrong_media_type,
    the_script_is_missing,
];

const SAMPLE: &str = r#"src="articles/dawn-2023-03-03.txt""#;

/// Opens the page with `rules` and waits for the one error, which must have this code; the article must be visible.
async fn falls_back(code: &str, policy: &str, attributes: &str, rules: Vec<(&'static str, Rule)>) {
    let host =
        Host::start(rules.into_iter().chain([("/page.html", page(policy, &tag(attributes)))]).collect());
    Browser::visit(&format!("{}/page.html", host.url), async |browser| {
        browser.until("heard.some(([type]) => type === 'reader-error')").await;
        browser.until("reader.matches(':state(fallback)')").await;
        let heard = browser.value("heard").await;
        assert_eq!(heard.as_array().unwrap().len(), 1, "{heard}");
        assert_eq!(heard[0][1], code, "{heard}");
        assert!(heard[0][2].as_str().is_some_and(|message| message.len() > 20), "{heard}");
        assert_eq!(browser.value("document.body.innerText.trim()").await, SAID);
    })
    .await;
}

async fn the_wasm_is_missing() {
    falls_back("core-missing", POLICY, SAMPLE, vec![("_bg.wasm", Rule::Missing)]).await;
}

async fn the_style_sheet_is_missing() {
    falls_back("core-missing", POLICY, SAMPLE, vec![(".css", Rule::Missing)]).await;
}

async fn the_article_is_missing() {
    falls_back("article-missing", POLICY, r#"src="articles/none.txt""#, vec![]).await;
}

async fn the_article_is_a_page() {
    falls_back("article-type", POLICY, r#"src="index.html""#, vec![]).await;
}

async fn the_day_of_publication_is_no_day() {
    falls_back("published-invalid", POLICY, &format!(r#"{SAMPLE} published="3 March""#), vec![]).await;
}

async fn the_policy_forbids_wasm() {
    falls_back("wasm-blocked", &POLICY.replace("'wasm-unsafe-eval'", ""), SAMPLE, vec![]).await;
}

async fn the_policy_forbids_connections() {
    falls_back("core-blocked", &POLICY.replace("connect-src 'self'", "connect-src 'none'"), "", vec![]).await;
}

async fn a_part_is_not_of_this_build() {
    let other = Rule::Page("export default 1".to_owned());
    falls_back("core-mismatch", POLICY, SAMPLE, vec![("_bg.wasm", other)]).await;
}

/// Opens the sample with `rules`: the model must be refused with this code, and the grammar mark what it knows.
async fn rules_alone(code: &str, rules: Vec<(&'static str, Rule)>) {
    let rules = rules.into_iter().chain([("/page.html", page(POLICY, &tag(SAMPLE)))]);
    let host = Host::start(rules.collect());
    Browser::visit(&format!("{}/page.html", host.url), async |browser| {
        browser.until("heard.some(([type]) => type === 'reader-annotated')").await;
        let errors = browser.value("heard.filter(([type]) => type === 'reader-error')").await;
        assert_eq!(errors.as_array().unwrap().len(), 1, "{errors}");
        assert_eq!(errors[0][1], code, "{errors}");
        assert!(errors[0][2].as_str().is_some_and(|message| message.len() > 20), "{errors}");
        let notice = browser.value("root.querySelector('.sl-notice').innerText").await;
        assert!(notice.as_str().is_some_and(|notice| notice.len() > 20), "{notice}");
        browser.until("reader.matches(':state(ready)')").await;
        let marked = "[...root.querySelectorAll('[data-kind=person]')].some((mark) => mark.innerText === 'Derek Chollet')";
        assert_eq!(browser.value(marked).await, true);
    })
    .await;
}

/// `embed.js` without the digest of the model: what is wrong with it is then the core's to find.
fn trusting(script: &mut Vec<u8>) {
    let text = String::from_utf8(std::mem::take(script)).unwrap();
    let (before, model) = text.split_once("\"model-").or_else(|| text.split_once("model-")).unwrap();
    let (name, rest) = model.split_once("sha384-").unwrap();
    let digest = rest.find(['"', '\'', '`']).unwrap();
    *script =
        [before, &text[before.len()..text.len() - model.len()], name, &rest[digest..]].concat().into_bytes();
}

async fn the_model_is_missing() {
    rules_alone("model-missing", vec![(".bin", Rule::Missing)]).await;
}

async fn the_model_is_of_another_build() {
    rules_alone("model-mismatch", vec![(".bin", Rule::Changed(|bytes| bytes.push(0)))]).await;
}

async fn the_model_is_cut_short() {
    let cut = Rule::Changed(|bytes| bytes.truncate(bytes.len() / 2));
    rules_alone("model-damaged", vec![(".bin", cut), ("/embed.js", Rule::Changed(trusting))]).await;
}

async fn the_model_is_newer() {
    // The version stands after eight bytes.
    let newer = Rule::Changed(|bytes| bytes[8] += 1);
    rules_alone("model-damaged", vec![(".bin", newer), ("/embed.js", Rule::Changed(trusting))]).await;
}

async fn the_wasm_has_the_wrong_media_type() {
    let rules = vec![
        ("_bg.wasm", Rule::Type("application/octet-stream")),
        ("/page.html", page(POLICY, &tag(SAMPLE))),
    ];
    let host = Host::start(rules);
    Browser::visit(&format!("{}/page.html", host.url), async |browser| {
        browser.until("heard.some(([type]) => type === 'reader-annotated')").await;
        assert_eq!(browser.value("heard.some(([type]) => type === 'reader-error')").await, false);
        assert_eq!(browser.value("document.body.innerText.includes('Tarragona')").await, false);
    })
    .await;
}

async fn the_script_is_missing() {
    let host = Host::start(vec![("/embed.js", Rule::Missing)]);
    Browser::visit(&host.url, async |browser| {
        let text = browser.value("document.body.innerText").await;
        assert!(text.as_str().unwrap().contains("comprehensive dialogue"), "{text}");
        assert_eq!(browser.value("customElements.get('sidelight-reader') === undefined").await, true);
    })
    .await;
    assert!(!host.requests().iter().any(|path| path.ends_with(".wasm")), "{:?}", host.requests());
}
