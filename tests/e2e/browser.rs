//! The three browsers, each behind a driver of its own, and hands to use them with.

use std::cell::Cell;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::process::{Child, Command, Stdio};
use std::sync::{LazyLock, Mutex};
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use serde_json::{Value, json};
use thirtyfour::common::command::{Actions, Command as WebDriverCommand, FormatRequestData};
use thirtyfour::prelude::*;
use thirtyfour::{RequestData, SessionId};
use tokio::runtime::Runtime;

use crate::wishes::{self, Wish};

/// Far longer than anything here takes, even on a busy machine; only a failure waits for so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// The window's size, unless a test wants another.
const WINDOW: (u32, u32) = (1280, 900);

/// The browsers live as long as the program, and so must what drives them.
pub(crate) static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
});

/// Browsers that wait for the next test: to start one takes longer than most tests.
static IDLE: Mutex<Vec<Browser>> = Mutex::new(Vec::new());

thread_local! {
    static ENGINE: Cell<Engine> = const { Cell::new(Engine::Chromium) };
}

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Its name in the names of tests.
    pub(crate) const fn name(self) -> &'static str {
        ["chromium", "firefox", "webkit"][self as usize]
    }

    /// Runs `test` with this engine as that of [`Browser::visit`].
    pub(crate) fn run(self, test: impl Future<Output = ()>) {
        ENGINE.set(self);
        RUNTIME.block_on(test);
    }

    /// Starts its driver: the processes, the driver first, and the port it listens on. `wishes` are for GTK.
    fn driver(self, wishes: &[Wish]) -> (Vec<Process>, u16) {
        match self {
            Self::Chromium => {
                let mut process = start("CHROMEDRIVER", "chromedriver", &["--port=0"], &[]);
                let port = process.says("successfully on port ");
                (vec![process], port)
            }
            Self::Firefox => {
                // Its own tools are asked for what a page is told of the system.
                let options = ["--port=0", "--allow-system-access"];
                let mut process = start("GECKODRIVER", "geckodriver", &options, &[]);
                let port = process.says("Listening on 127.0.0.1:");
                (vec![process], port)
            }
            Self::WebKit => {
                // It cannot choose a port by itself.
                let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
                let port = free.expect("a free port on 127.0.0.1").port();
                // It has no headless mode; and of two windows on one display only one has the focus.
                let options = ["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"];
                let mut screen = start("XVFB", "Xvfb", &options, &[]);
                let display = format!(":{}", screen.says(""));
                let environment = [
                    ("DISPLAY", display),
                    ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1".to_owned()),
                    ("XDG_CONFIG_HOME", wishes::gtk_settings(wishes).to_string_lossy().into_owned()),
                ];
                let process =
                    start("WEBKITDRIVER", "WebKitWebDriver", &[&format!("--port={port}")], &environment);
                let since = Instant::now();
                while TcpStream::connect(("127.0.0.1", port)).is_err() {
                    assert!(since.elapsed() < PATIENCE, "WebKitWebDriver does not listen");
                    std::thread::yield_now();
                }
                (vec![process, screen], port)
            }
        }
    }

    fn capabilities(self) -> Capabilities {
        // No sandbox: the tests may run as root, and load pages of this project alone. The rest keeps a browser
        // from asking anybody but the test's own host.
        let (name, options) = match self {
            Self::Chromium => (
                "goog:chromeOptions",
                json!({ "args": [
                    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--force-color-profile=srgb", "--hide-scrollbars", "--font-render-hinting=none",
                ] }),
            ),
            Self::Firefox => (
                "moz:firefoxOptions",
                json!({ "args": ["-headless"], "prefs": {
                    "dom.w3c_touch_events.enabled": 1,
                    "app.normandy.enabled": false,
                    "network.captive-portal-service.enabled": false,
                    "network.connectivity-service.enabled": false,
                } }),
            ),
            Self::WebKit => {
                ("webkitgtk:browserOptions", json!({ "binary": mini_browser(), "args": ["--automation"] }))
            }
        };
        let mut capabilities = Capabilities::new();
        capabilities.set(name, options).unwrap();
        capabilities
    }
}

/// WebKitGTK's own small browser, wherever Debian's version of the library puts it.
fn mini_browser() -> String {
    let folders = std::fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|entry| entry.path());
    let found = folders
        .flat_map(|folder| {
            ["4.1", "4.0", "6.0"].map(|version| folder.join(format!("webkit2gtk-{version}/MiniBrowser")))
        })
        .find(|path| path.exists());
    let found =
        found.unwrap_or_else(|| panic!("there is no MiniBrowser: run \"make test\", which installs it"));
    found.to_string_lossy().into_owned()
}

fn start(variable: &str, program: &str, options: &[&str], environment: &[(&str, String)]) -> Process {
    let program = std::env::var(variable).unwrap_or_else(|_| program.to_owned());
    let child = Command::new(&program)
        .args(options)
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    Process(child.unwrap_or_else(|error| {
        panic!("{program} does not start: run \"make test\", which installs it ({error})")
    }))
}

/// A process that ends with its owner, also when a test fails.
struct Process(Child);

impl Process {
    /// The number that it says after `words` in a line of its output.
    fn says(&mut self, words: &str) -> u16 {
        let mut lines = BufReader::new(self.0.stdout.take().expect("a pipe")).lines().map_while(Result::ok);
        let number = lines.find_map(|line| line.split_once(words)?.1.trim_end_matches('.').parse().ok());
        // What it says later must go somewhere.
        std::thread::spawn(move || lines.for_each(drop));
        number.unwrap_or_else(|| panic!("a driver did not say \"{words}\" and a number"))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// A browser with one page.
pub(crate) struct Browser {
    pub(crate) engine: Engine,
    pub(crate) driver: WebDriver,
    /// What its system asks for: WebKit is told when it starts.
    system: &'static [Wish],
    _processes: Vec<Process>,
}

/// A command that thirtyfour has no name for.
#[derive(Debug)]
struct Raw {
    method: http::Method,
    path: String,
    body: Option<Value>,
}

impl FormatRequestData for Raw {
    fn format_request(&self, session_id: &SessionId) -> RequestData {
        let request = RequestData::new(self.method.clone(), format!("session/{session_id}/{}", self.path));
        match &self.body {
            Some(body) => request.add_body(body.clone()),
            None => request,
        }
    }
}

impl Browser {
    /// Gives `test` a browser of the test's engine that has opened `url`. One that served a test well serves the next.
    pub(crate) async fn visit(url: &str, test: impl AsyncFnOnce(&Self)) {
        Self::wishing(&[], url, test).await;
    }

    /// The same in a browser that asks pages for this, as far as its engine can ([`wishes`]).
    pub(crate) async fn wishing(wishes: &'static [Wish], url: &str, test: impl AsyncFnOnce(&Self)) {
        let engine = ENGINE.get();
        let system = if engine == Engine::WebKit { wishes } else { &[] };
        let idle = {
            let mut idle = IDLE.lock().unwrap();
            let at = idle.iter().position(|browser| browser.engine == engine && browser.system == system);
            at.map(|at| idle.swap_remove(at))
        };
        let browser = match idle {
            Some(browser) => browser,
            None => Self::start(engine, system).await,
        };
        let outcome = AssertUnwindSafe(async {
            browser.resize(WINDOW.0, WINDOW.1).await;
            browser.driver.goto(url).await.unwrap();
            // Firefox forgets them when it opens another host's page.
            if !wishes.is_empty() {
                wishes::ask(&browser, wishes).await;
            }
            test(&browser).await;
            if !wishes.is_empty() {
                wishes::ask(&browser, &[]).await;
            }
            browser.driver.enter_default_frame().await.unwrap();
            // The page's timers and its pointer are no business of the next test.
            browser.command("DELETE", "actions", None).await;
            browser.driver.goto("about:blank").await.unwrap();
        });
        match outcome.catch_unwind().await {
            Ok(()) => IDLE.lock().unwrap().push(browser),
            Err(panic) => {
                // What it says to that is of no interest any more.
                drop(browser.driver.clone().quit().await);
                resume_unwind(panic);
            }
        }
    }

    /// Ends all browsers that wait.
    pub(crate) fn end_all() {
        let idle = std::mem::take(&mut *IDLE.lock().unwrap());
        RUNTIME.block_on(async {
            for browser in idle {
                drop(browser.driver.clone().quit().await);
            }
        });
    }

    async fn start(engine: Engine, system: &'static [Wish]) -> Self {
        // On a busy machine a browser may not come up in the time that its driver gives it.
        for last in [false, false, true] {
            let (processes, port) = engine.driver(system);
            match WebDriver::new(&format!("http://127.0.0.1:{port}"), engine.capabilities()).await {
                Ok(driver) => {
                    driver.set_script_timeout(PATIENCE).await.unwrap();
                    return Self { engine, driver, system, _processes: processes };
                }
                Err(error) => assert!(!last, "{} does not start: {error}", engine.name()),
            }
        }
        unreachable!("the last try has returned or panicked")
    }

    /// Makes the window so large, its borders included.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        self.driver.set_window_rect(0, 0, width, height).await.unwrap();
    }

    /// Waits, frame by frame, until the expression `condition` is true in the page, and returns its value.
    /// In it, `reader` is the first `<sidelight-reader>`, `root` its shadow root and `card` its card.
    pub(crate) async fn until(&self, condition: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             const look = () => {{
               {NAMES}
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

    /// Waits until the page's clock has gone on by so much: for what must not happen meanwhile.
    pub(crate) async fn pass(&self, milliseconds: u32) {
        let now = self.value("performance.now()").await;
        self.until(&format!("performance.now() > {now} + {milliseconds}")).await;
    }

    /// The value of the expression `value` in the page, as [`Browser::until`] reads it.
    pub(crate) async fn value(&self, value: &str) -> Value {
        self.script(value).await.json().clone()
    }

    /// The element that the expression `element` gives.
    pub(crate) async fn element(&self, element: &str) -> WebElement {
        self.script(element).await.element().unwrap_or_else(|error| panic!("{element}: {error}"))
    }

    async fn script(&self, value: &str) -> ScriptRet {
        let script = format!("{NAMES} return {value};");
        self.driver.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{value}: {error}"))
    }

    /// Moves the mouse through these points of the viewport, each taking so many milliseconds.
    pub(crate) async fn mouse(&self, points: &[(f64, f64)], milliseconds: u32) {
        let moves = points.iter().map(|(x, y)| {
            json!({ "type": "pointerMove", "duration": milliseconds, "x": x.round() as i32, "y": y.round() as i32 })
        });
        self.pointer("mouse", moves.collect()).await;
    }

    /// Moves the mouse to the middle of the first line of what `element` gives, from a little beside it.
    pub(crate) async fn hover(&self, element: &str) {
        let (x, y) = self.middle(element).await;
        self.mouse(&[(x + 4.0, y + 1.0), (x, y)], 20).await;
    }

    /// Presses and releases the mouse there.
    pub(crate) async fn click(&self, element: &str) {
        self.press_at("mouse", element).await;
    }

    /// Taps there with a finger. WebKitGTK's driver has none: there the events of one are made by hand.
    pub(crate) async fn tap(&self, element: &str) {
        if self.engine != Engine::WebKit {
            return self.press_at("touch", element).await;
        }
        let (x, y) = self.middle(element).await;
        self.value(&format!(
            "(() => {{
               const at = {element}, init = {{ bubbles: true, composed: true, cancelable: true, clientX: {x}, clientY: {y}, detail: 1 }};
               const finger = {{ ...init, pointerType: 'touch', pointerId: 7, isPrimary: true }};
               for (const type of ['pointerover', 'pointerdown', 'pointerup']) at.dispatchEvent(new PointerEvent(type, finger));
               at.dispatchEvent(new MouseEvent('click', init));
             }})()"
        ))
        .await;
    }

    async fn press_at(&self, pointer: &str, element: &str) {
        self.rests(element).await;
        let (x, y) = self.middle(element).await;
        let at =
            json!({ "type": "pointerMove", "duration": 0, "x": x.round() as i32, "y": y.round() as i32 });
        let down = json!({ "type": "pointerDown", "button": 0 });
        let up = json!({ "type": "pointerUp", "button": 0 });
        self.pointer(pointer, vec![at, down, up]).await;
    }

    pub(crate) async fn pointer(&self, kind: &str, actions: Vec<Value>) {
        let source = json!([{ "type": "pointer", "id": kind, "parameters": { "pointerType": kind }, "actions": actions }]);
        self.driver.cmd(WebDriverCommand::PerformActions(Actions::from(source))).await.unwrap();
    }

    /// Waits until the reader's animations have begun and are over: half a fade has half the contrast. What was asked for
    /// just now begins to move with the next frame.
    pub(crate) async fn at_rest(&self) {
        self.value(
            "void (window.framed = false, requestAnimationFrame(() => requestAnimationFrame(() => { window.framed = true; })))",
        )
        .await;
        self.until(
            "window.framed && root.getAnimations().every(({ playState }) => playState === 'finished')",
        )
        .await;
    }

    /// Waits until an element has stood still for some frames: what scrolls smoothly is pressed where it was.
    async fn rests(&self, element: &str) {
        self.value("(window.stood = [0])").await;
        self.until(&format!(
            "(() => {{
               const {{ x, y }} = {element}.getBoundingClientRect();
               window.stood = x === stood[1] && y === stood[2] ? [stood[0] + 1, x, y] : [0, x, y];
               return stood[0] > 4;
             }})()"
        ))
        .await;
    }

    /// The middle of the first line of an element, scrolled into view where it is not.
    pub(crate) async fn middle(&self, element: &str) -> (f64, f64) {
        self.value(&format!(
            "(() => {{
               const {{ top, bottom }} = {element}.getBoundingClientRect();
               if (top < 0 || bottom > innerHeight) {element}.scrollIntoView({{ block: 'center', behavior: 'instant' }});
             }})()"
        ))
        .await;
        let at = format!(
            "(({{ x, y, width, height }}) => [x + width / 2, y + height / 2])({element}.getClientRects()[0])"
        );
        let at = self.value(&at).await;
        (at[0].as_f64().unwrap(), at[1].as_f64().unwrap())
    }

    /// Presses and releases a key, wherever the focus is.
    pub(crate) async fn press(&self, key: Key) {
        self.driver.action_chain().key_down(key.clone()).key_up(key).perform().await.unwrap();
    }

    /// Presses a key while others are down.
    pub(crate) async fn chord(&self, held: &[Key], key: impl Into<char>) {
        let key: char = key.into();
        let down = held.iter().fold(self.driver.action_chain(), |chain, held| chain.key_down(held.clone()));
        let pressed = down.key_down(key).key_up(key);
        let up = held.iter().rev().fold(pressed, |chain, held| chain.key_up(held.clone()));
        up.perform().await.unwrap();
    }

    /// A command of the driver's that thirtyfour does not know; what it answers, or nothing where it refuses.
    pub(crate) async fn command(&self, method: &str, path: &str, body: Option<Value>) -> Option<Value> {
        let raw = Raw { method: method.parse().unwrap(), path: path.to_owned(), body };
        self.driver.cmd(raw).await.ok()?.value_json().ok()
    }

    /// A command of Chromium's own protocol.
    pub(crate) async fn chromium(&self, name: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": name, "params": parameters });
        let answer = self.command("POST", "goog/cdp/execute", Some(body)).await;
        answer.unwrap_or_else(|| panic!("Chromium refuses {name}"))
    }

    /// A script in Firefox's own window, which may do what its tools for developers do.
    pub(crate) async fn firefox(&self, script: &str, arguments: Vec<Value>) {
        let context = async |name: &str| {
            let told = self.command("POST", "moz/context", Some(json!({ "context": name }))).await;
            told.unwrap_or_else(|| panic!("Firefox has no context {name}"));
        };
        context("chrome").await;
        self.driver.execute(script, arguments).await.unwrap();
        context("content").await;
    }

    /// The role and the name that the browser gives an element in its accessibility tree.
    pub(crate) async fn role_and_name(&self, element: &str) -> (String, String) {
        let id = self.element(element).await.element_id();
        let ask = async |what: &str| {
            let answer = self.command("GET", &format!("element/{id}/computed{what}"), None).await;
            answer.and_then(|answer| answer.as_str().map(str::to_owned)).unwrap_or_default()
        };
        (ask("role").await, ask("label").await)
    }

    async fn page(&self) -> String {
        self.value(
            "`${reader?.outerHTML.slice(0, 400)}\\n${card?.outerHTML.slice(0, 1500)}\\n\
             ${root?.activeElement?.outerHTML.slice(0, 300)}\\n\
             events: ${JSON.stringify(window.heard ?? null)}\n\
             ${document.visibilityState}, ${document.readyState}, loading: ${reader?.matches(':state(loading)')}\n\
             ${performance.getEntriesByType('resource').map(({name, responseStatus}) => `${name} ${responseStatus}`)}`",
        )
        .await
        .to_string()
    }
}

/// Whether the reader has marks and an overview to which nothing has been added for some looks: parts come by and by.
pub(crate) const READY: &str = "(() => {
    const count = root.querySelector('.sl-mark') && root.querySelector('.sl-cast') ? root.querySelectorAll('*').length : NaN;
    window.still = count === window.counted ? (window.still ?? 0) + 1 : 0;
    window.counted = count;
    return window.still > 5;
  })()";

/// What the expressions of a test may name.
const NAMES: &str = "const reader = document.querySelector('sidelight-reader'), root = reader?.shadowRoot, \
    card = root?.querySelector('.sl-card');";
