//! The sample article, read as a reader would.

use crate::browser::Browser;
use crate::host::Host;

#[tokio::test]
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
