//! `<sidelight-reader>` as an element among others: properties, moves, siblings, and what it costs unseen.

use crate::browser::Browser;
use crate::host::{Host, POLICY, Rule, page, tag};

cases![
    its_own_article_is_read_when_it_is_given_no_other,
    an_object_set_before_the_upgrade_is_shown,
    an_object_of_another_form_is_refused,
    a_move_keeps_it_and_a_removal_ends_it,
    a_changed_source_ends_the_load_under_way,
    many_share_one_core,
    far_from_the_viewport_it_costs_nothing,
    inside_another_yew_application_its_root_is_closed,
    without_the_model_the_rules_go_on,
    after_a_panic_the_article_is_back,
];

const SAMPLE: &str = r#"src="articles/dawn-2023-03-03.txt""#;
const ANNOTATED: &str = "heard.some(([type]) => type === 'reader-annotated')";
const TEXT: &str = "root.querySelector('[part~=article]').innerText";

/// Opens a page with `body` and runs `test` in it.
async fn visit(body: &str, rules: Vec<(&'static str, Rule)>, test: impl AsyncFnOnce(&Browser, &Host)) {
    let host = Host::start(rules.into_iter().chain([("/page.html", page(POLICY, body))]).collect());
    Browser::visit(&format!("{}/page.html", host.url), async |browser| test(browser, &host).await).await;
}

async fn its_own_article_is_read_when_it_is_given_no_other() {
    visit(&tag(r#"published="2023-03-03""#), vec![], async |browser, _| {
        browser.until(ANNOTATED).await;
        assert_eq!(browser.value("reader.matches(':state(ready)')").await, true);
        browser.until(&format!("{TEXT}.includes('Tarragona')")).await;
    })
    .await;
}

async fn an_object_set_before_the_upgrade_is_shown() {
    let body = r#"<sidelight-reader></sidelight-reader><script nonce="test">
        document.querySelector("sidelight-reader").article =
          { headline: "Set early", blocks: [{ text: "Prime Minister Ana Pereira spoke." }] };
        </script>"#;
    visit(body, vec![], async |browser, _| {
        browser.until(&format!("{TEXT}.includes('Set early')")).await;
        browser.until("root.querySelector('[data-mention]').textContent === 'Ana Pereira'").await;
        // Another object, another article.
        browser.value("void (reader.article = { blocks: [{ text: 'Set late.' }] })").await;
        browser.until(&format!("{TEXT}.includes('Set late')")).await;
        assert_eq!(browser.value(&format!("{TEXT}.includes('Set early')")).await, false);
    })
    .await;
}

async fn an_object_of_another_form_is_refused() {
    let body = r#"<sidelight-reader></sidelight-reader><script nonce="test">
        document.querySelector("sidelight-reader").article = { blocks: "no list" };</script>"#;
    visit(body, vec![], async |browser, _| {
        browser.until("heard.length > 0").await;
        assert_eq!(browser.value("heard.map(([, code]) => code).join()").await, "article-invalid");
    })
    .await;
}

async fn a_move_keeps_it_and_a_removal_ends_it() {
    let body = format!(r#"{}<section></section>"#, tag(SAMPLE));
    visit(&body, vec![], async |browser, host| {
        browser.until(ANNOTATED).await;
        let asked = host.requests().len();
        browser.value("void (window.kept = root.querySelector('[part~=article]'))").await;
        browser.value("document.querySelector('section').append(reader)").await;
        browser.until("root.querySelector('[part~=article]') === kept").await;
        browser.value("void (window.gone = reader, reader.remove())").await;
        browser.until("gone.shadowRoot.querySelector('slot') !== null").await;
        assert_eq!(browser.value("kept.isConnected").await, false);
        assert_eq!(host.requests().len(), asked);
        // And back again.
        browser.value("void document.body.append(gone)").await;
        browser.until("root.querySelector('[data-mention]')").await;
    })
    .await;
}

async fn a_changed_source_ends_the_load_under_way() {
    let other = Rule::Page(String::new());
    let rules = vec![("/other.html", other)];
    visit(&tag(r#"src="other.html""#), rules, async |browser, _| {
        browser.until("heard.length === 1").await;
        // Three in one go are one load: the last.
        browser
            .value(
                "(heard.length = 0, reader.src = 'other.html?1', reader.src = 'other.html?2', \
                 reader.src = 'articles/dawn-2023-03-03.txt')",
            )
            .await;
        browser.until(ANNOTATED).await;
        assert_eq!(
            browser.value("heard.map(([type]) => type).join()").await,
            "reader-ready,reader-annotated"
        );
        assert_eq!(browser.value("reader.getAttribute('src')").await, "articles/dawn-2023-03-03.txt");
    })
    .await;
}

async fn many_share_one_core() {
    visit(&tag(SAMPLE).repeat(20), vec![], async |browser, host| {
        browser
            .until(
                "[...document.querySelectorAll('sidelight-reader')].slice(0, 3)\
                 .every(({ shadowRoot }) => shadowRoot.querySelector('[data-mention]'))",
            )
            .await;
        let asked = |end: &str| host.requests().iter().filter(|path| path.ends_with(end)).count();
        assert_eq!((asked("_bg.wasm"), asked(".bin"), asked(".css")), (1, 1, 1), "{:?}", host.requests());
    })
    .await;
}

async fn far_from_the_viewport_it_costs_nothing() {
    let body = format!("<pre>{}</pre>{}", "\n".repeat(600), tag(SAMPLE));
    visit(&body, vec![], async |browser, host| {
        browser.until("reader.matches(':defined') && document.readyState === 'complete'").await;
        // Two frames: an observer would have spoken by now.
        browser
            .until("(window.frames_ ??= 0, requestAnimationFrame(() => { frames_ += 1; }), frames_ > 2)")
            .await;
        assert!(!host.requests().iter().any(|path| path.contains("sidelight-")), "{:?}", host.requests());
        browser.value("reader.scrollIntoView()").await;
        browser.until(ANNOTATED).await;
    })
    .await;
}

async fn inside_another_yew_application_its_root_is_closed() {
    let body = format!(
        r#"<div></div><script nonce="test">document.querySelector("div").__yew_subtree_id = 1;</script>
        <template>{}</template><script nonce="test">
          document.querySelector("div").append(document.querySelector("template").content);</script>"#,
        tag(SAMPLE)
    );
    visit(&body, vec![], async |browser, _| {
        browser.until(ANNOTATED).await;
        assert_eq!(browser.value("root").await, serde_json::Value::Null);
    })
    .await;
}

async fn without_the_model_the_rules_go_on() {
    visit(&tag(SAMPLE), vec![(".bin", Rule::Missing)], async |browser, _| {
        browser.until(ANNOTATED).await;
        let heard = browser.value("heard.map(([type, code]) => `${type} ${code}`.trim()).join()").await;
        assert_eq!(heard, "reader-ready,reader-error model-missing,reader-annotated");
        assert_eq!(browser.value("reader.matches(':state(ready)')").await, true);
        browser.until("root.querySelector('[part~=notice]').innerText.includes('lists of names')").await;
    })
    .await;
}

async fn after_a_panic_the_article_is_back() {
    // Yew expects that a node can be inserted.
    let body = format!(
        r#"<script nonce="test">
          Node.prototype.insertBefore = () => {{ throw new Error("no"); }};
        </script>{}"#,
        tag(SAMPLE)
    );
    visit(&body, vec![], async |browser, _| {
        browser.until("reader.matches(':state(fallback)')").await;
        assert_eq!(
            browser
                .value("heard.filter(([type]) => type === 'reader-error').map(([, code]) => code).join()")
                .await,
            "panic"
        );
        assert_eq!(browser.value("document.body.innerText.includes('Tarragona')").await, true);
        // Another element on the page does not try the stopped module.
        browser.value("document.body.append(reader.cloneNode(true))").await;
        browser.until("heard.filter(([type]) => type === 'reader-error').length === 2").await;
    })
    .await;
}
