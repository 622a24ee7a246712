//! Headless Chromium behind a ChromeDriver of its own.

use std::io::{BufRead, BufReader};
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use futures_util::FutureExt;
use serde_json::Value;
use thirtyfour::prelude::*;

/// Far longer than anything here takes, even on a busy machine; only a failure waits for so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// No sandbox: the tests may run as root, and load pages of this project alone. The rest keeps the browser
/// from asking anybody but the test's own host.
const ARGUMENTS: [&str; 8] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// A browser with one page.
pub(crate) struct Browser {
    pub(crate) driver: WebDriver,
    _process: Process,
}

/// Ends the driver, and with it the browser, also when a test fails.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

impl Browser {
    /// Gives `test` a browser that has opened `url`, and ends it in good order whatever becomes of the test.
    pub(crate) async fn visit(url: &str, test: impl AsyncFnOnce(&Self)) {
        let browser = Self::start().await;
        let outcome = AssertUnwindSafe(async {
            browser.driver.goto(url).await.unwrap();
            test(&browser).await;
        });
        let outcome = outcome.catch_unwind().await;
        browser.driver.clone().quit().await.unwrap();
        if let Err(panic) = outcome {
            resume_unwind(panic);
        }
    }

    /// Starts a browser with a window of 1280 by 900 px.
    async fn start() -> Self {
        let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map(Process)
            .unwrap_or_else(|error| {
                panic!("{program} does not start: run \"make test\", which installs it ({error})")
            });
        let output = process.0.stdout.take().expect("a pipe");
        let port: u16 = BufReader::new(output)
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok())
            .expect("ChromeDriver names its port");
        let mut capabilities = DesiredCapabilities::chrome();
        for argument in ARGUMENTS.into_iter().chain(["--window-size=1280,900"]) {
            capabilities.add_arg(argument).unwrap();
        }
        let driver = WebDriver::new(&format!("http://127.0.0.1:{port}"), capabilities).await.unwrap();
        driver.set_script_timeout(PATIENCE).await.unwrap();
        Self { driver, _process: process }
    }

    /// Waits, frame by frame, until the expression `condition` is true in the page, and returns its value.
    /// In it, `reader` is the first `<sidelight-reader>` and `root` its shadow root.
    pub(crate) async fn until(&self, condition: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             const look = () => {{
               const reader = document.querySelector('sidelight-reader'), root = reader?.shadowRoot;
               let value;
               try {{ value = {condition}; }} catch {{ /* not there yet */ }}
               value ? done(value) : setTimeout(look, 16);
             }};
             look();"
        );
        match self.driver.execute_async(script, Vec::new()).await {
            Ok(found) => found.json().clone(),
            Err(error) => panic!("never came true: {condition}\n{error}\nthe page: {}", self.page().await),
        }
    }

    /// The value of the expression `value` in the page, as [`Browser::until`] reads it.
    pub(crate) async fn value(&self, value: &str) -> Value {
        let script = format!(
            "const reader = document.querySelector('sidelight-reader'), root = reader?.shadowRoot; return {value};"
        );
        self.driver.execute(script, Vec::new()).await.unwrap().json().clone()
    }

    /// The element that the expression `element` gives.
    pub(crate) async fn element(&self, element: &str) -> WebElement {
        let script = format!(
            "const reader = document.querySelector('sidelight-reader'), root = reader?.shadowRoot; return {element};"
        );
        self.driver.execute(script, Vec::new()).await.unwrap().element().unwrap()
    }

    /// Moves the pointer to the middle of `element`.
    pub(crate) async fn point_at(&self, element: &WebElement) {
        self.driver.action_chain().move_to_element_center(element).perform().await.unwrap();
    }

    /// Presses and releases a key, wherever the focus is.
    pub(crate) async fn press(&self, key: Key) {
        self.driver.action_chain().key_down(key.clone()).key_up(key).perform().await.unwrap();
    }

    async fn page(&self) -> String {
        self.value(
            "`${reader?.outerHTML.slice(0, 400)}\\n${root?.innerHTML.slice(0, 2000)}\\n\
             events: ${JSON.stringify(window.heard ?? null)}\n\
             ${document.visibilityState}, ${document.readyState}, loading: ${reader?.matches(':state(loading)')}\n\
             ${performance.getEntriesByType('resource').map(({name, responseStatus}) => `${name} ${responseStatus}`)}`",
        )
        .await
        .to_string()
    }
}
