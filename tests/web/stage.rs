//! A reader on a page of its own, and hands to use it with.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use sidelight::article::Article;
use sidelight::components::{Reader, ReaderEvent, ReaderProps, Turns};
use sidelight::dossier::Dossier;
use sidelight::reader::{Overview, Words};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Element, Event, HtmlElement, KeyboardEvent, KeyboardEventInit, MouseEventInit, PointerEvent,
    PointerEventInit, ShadowRoot, ShadowRootInit, ShadowRootMode, Window,
};
use yew::{AppHandle, Callback, Renderer};

use crate::sample;

const STYLES: &[&str] = &[
    include_str!("../../src/components/tokens.css"),
    include_str!("../../src/components/block.css"),
    include_str!("../../src/components/body.css"),
    include_str!("../../src/components/button.css"),
    include_str!("../../src/components/card.css"),
    include_str!("../../src/components/cast.css"),
    include_str!("../../src/components/copy.css"),
    include_str!("../../src/components/mark.css"),
    include_str!("../../src/components/meetings.css"),
    include_str!("../../src/components/overview.css"),
    include_str!("../../src/components/progress.css"),
    include_str!("../../src/components/reader_view.css"),
    include_str!("../../src/components/settings_panel.css"),
    include_str!("../../src/components/strip.css"),
    include_str!("../../src/components/timeline.css"),
    include_str!("../../src/components/toolbar.css"),
];

/// A condition that does not come true within this time fails its test.
const PATIENCE_MS: f64 = 5000.0;

/// A mounted reader. Dropping it unmounts.
pub(crate) struct Stage {
    host: HtmlElement,
    /// The shadow root that the reader lives in.
    pub(crate) shadow: ShadowRoot,
    /// The element it is mounted in.
    pub(crate) mount: Element,
    /// What it told the outside so far.
    pub(crate) events: Rc<RefCell<Vec<ReaderEvent>>>,
    /// Its properties as they are now.
    pub(crate) props: ReaderProps,
    app: Option<AppHandle<Reader>>,
}

/// The window.
pub(crate) fn window() -> Window {
    web_sys::window().unwrap()
}

/// Forgets the settings of earlier tests.
pub(crate) fn forget_settings() {
    window().local_storage().unwrap().unwrap().clear().unwrap();
}

/// Lets the browser do what is due.
pub(crate) async fn breathe() {
    let promise = Promise::new(&mut |resolve, _| {
        window().set_timeout_with_callback(&resolve).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

impl Stage {
    /// The sample article with its dossier, ready.
    pub(crate) async fn new() -> Self {
        let (article, dossier) = sample::talks();
        forget_settings();
        Self::with(article, Some(dossier)).await
    }

    /// `article`, ready.
    pub(crate) async fn with(article: Article, dossier: Option<Dossier>) -> Self {
        let stage = Self::in_turns(article, dossier, Turns::default());
        stage.until("the article is shown", |stage| stage.has(".sl-article")).await;
        breathe().await;
        stage
    }

    /// `article`, of which the parts take `turns`.
    pub(crate) fn in_turns(article: Article, dossier: Option<Dossier>, turns: Turns) -> Self {
        let document = window().document().unwrap();
        let host: HtmlElement = document.create_element("div").unwrap().dyn_into().unwrap();
        document.body().unwrap().append_child(&host).unwrap();
        let shadow = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).unwrap();
        let style = document.create_element("style").unwrap();
        style.set_text_content(Some(&STYLES.concat()));
        shadow.append_child(&style).unwrap();
        let mount = document.create_element("div").unwrap();
        shadow.append_child(&mount).unwrap();
        let events: Rc<RefCell<Vec<ReaderEvent>>> = Rc::default();
        let heard = Rc::clone(&events);
        let props = ReaderProps {
            overview: dossier
                .as_ref()
                .map(|dossier| Rc::new(Overview::new(&article, dossier, &Words::default()))),
            turns,
            round: 0,
            article: Rc::new(article),
            dossier: dossier.map(Rc::new),
            words: Default::default(),
            retry: false,
            notices: Rc::default(),
            command: None,
            on_event: Callback::from(move |event| heard.borrow_mut().push(event)),
        };
        let app = Renderer::<Reader>::with_root_and_props(mount.clone(), props.clone()).render();
        Self { host, shadow, mount, events, props, app: Some(app) }
    }

    /// Changes the properties.
    pub(crate) fn update(&mut self, change: impl FnOnce(&mut ReaderProps)) {
        change(&mut self.props);
        let ReaderProps { article, dossier, words, .. } = &self.props;
        self.props.overview = dossier.as_ref().map(|dossier| Rc::new(Overview::new(article, dossier, words)));
        self.app.as_mut().unwrap().update(self.props.clone());
    }

    /// Unmounts, keeping the page.
    pub(crate) fn unmount(&mut self) {
        self.app.take().unwrap().destroy();
    }

    /// Waits until `condition` holds.
    pub(crate) async fn until(&self, what: &str, condition: impl Fn(&Self) -> bool) {
        let clock = window().performance().unwrap();
        let start = clock.now();
        while !condition(self) {
            assert!(clock.now() - start < PATIENCE_MS, "waited in vain until {what}");
            breathe().await;
        }
    }

    /// The first element that `selector` matches.
    pub(crate) fn find(&self, selector: &str) -> HtmlElement {
        let found = self.shadow.query_selector(selector).unwrap();
        found.unwrap_or_else(|| panic!("no {selector}")).dyn_into().unwrap()
    }

    /// Whether `selector` matches anything.
    pub(crate) fn has(&self, selector: &str) -> bool {
        self.shadow.query_selector(selector).unwrap().is_some()
    }

    /// How many elements `selector` matches.
    pub(crate) fn count(&self, selector: &str) -> u32 {
        self.shadow.query_selector_all(selector).unwrap().length()
    }

    /// The text of the first element that `selector` matches.
    pub(crate) fn text(&self, selector: &str) -> String {
        self.find(selector).text_content().unwrap_or_default()
    }

    /// Whether the focus is on the first element that `selector` matches.
    pub(crate) fn is_focused(&self, selector: &str) -> bool {
        self.shadow.active_element().is_some_and(|active| active.matches(selector).unwrap())
    }

    /// Whether a card is open whose name is `name`.
    pub(crate) fn shows(&self, name: &str) -> bool {
        self.has(".sl-card[data-open][data-placed]") && self.text(".sl-card-name") == name
    }

    /// Moves the mouse onto the middle of an element, from two pixels beside it.
    pub(crate) fn hover(&self, selector: &str) {
        let element = self.find(selector);
        element.scroll_into_view();
        let (x, y) = middle(&element);
        self.pointer(selector, "pointermove", "mouse", (x - 2, y));
        self.pointer(selector, "pointermove", "mouse", (x, y));
    }

    /// Presses an element with the mouse.
    pub(crate) fn click(&self, selector: &str) {
        self.press(selector, "mouse");
    }

    /// Presses an element with a finger.
    pub(crate) fn tap(&self, selector: &str) {
        self.press(selector, "touch");
    }

    fn press(&self, selector: &str, kind: &str) {
        let at = middle(&self.find(selector));
        self.pointer(selector, "pointerdown", kind, at);
        self.pointer(selector, "pointerup", kind, at);
        let init = MouseEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_cancelable(true);
        init.set_detail(1);
        let click = web_sys::MouseEvent::new_with_mouse_event_init_dict("click", &init).unwrap();
        self.find(selector).dispatch_event(&click).unwrap();
    }

    fn pointer(&self, selector: &str, name: &str, kind: &str, (x, y): (i32, i32)) {
        let init = PointerEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_cancelable(true);
        init.set_pointer_type(kind);
        init.set_client_x(x);
        init.set_client_y(y);
        let event = PointerEvent::new_with_event_init_dict(name, &init).unwrap();
        self.find(selector).dispatch_event(&event).unwrap();
    }

    /// Presses a key on the focused element, or on the body; whether the reader took it.
    pub(crate) fn key(&self, key: &str) -> bool {
        self.key_with(key, |_| {})
    }

    /// Presses a key with modifiers.
    pub(crate) fn key_with(&self, key: &str, modify: impl FnOnce(&KeyboardEventInit)) -> bool {
        let init = KeyboardEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_cancelable(true);
        init.set_key(key);
        modify(&init);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        let body = || window().document().unwrap().body().unwrap().into();
        let target: Element = self.shadow.active_element().unwrap_or_else(body);
        !target.dispatch_event(&event).unwrap()
    }

    /// Moves the focus to an element, as the Tab key would.
    pub(crate) fn focus(&self, selector: &str) {
        self.find(selector).focus().unwrap();
    }

    /// Tells the window that something happened to it.
    pub(crate) fn tell_window(name: &str) {
        window().dispatch_event(&Event::new(name).unwrap()).unwrap();
    }

    /// How many nodes the shadow tree has.
    pub(crate) fn nodes(&self) -> u32 {
        fn below(node: &web_sys::Node) -> u32 {
            let children = node.child_nodes();
            1 + (0..children.length()).map(|index| below(&children.get(index).unwrap())).sum::<u32>()
        }
        below(&self.shadow)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        self.host.remove();
    }
}

fn middle(element: &HtmlElement) -> (i32, i32) {
    let rect = element.get_client_rects().get(0).unwrap_or_else(|| element.get_bounding_client_rect());
    ((rect.x() + rect.width() / 2.0) as i32, (rect.y() + rect.height() / 2.0) as i32)
}

/// Counts the listeners that are added to anything, less those that are removed, from now on.
pub(crate) struct Listeners {
    count: Function,
}

impl Listeners {
    /// Starts to count, on top of any earlier count.
    pub(crate) fn watch() -> Self {
        let watch = Function::new_no_args(
            "let count = 0;
             const target = EventTarget.prototype;
             const { addEventListener, removeEventListener } = target;
             target.addEventListener = function (...all) { count += 1; return addEventListener.apply(this, all); };
             target.removeEventListener = function (...all) { count -= 1; return removeEventListener.apply(this, all); };
             return (stop) => {
               if (stop) Object.assign(target, { addEventListener, removeEventListener });
               return count;
             };",
        );
        Self { count: watch.call0(&JsValue::NULL).unwrap().dyn_into().unwrap() }
    }

    /// Added less removed.
    pub(crate) fn count(&self) -> f64 {
        self.count.call1(&JsValue::NULL, &JsValue::FALSE).unwrap().as_f64().unwrap()
    }
}

impl Drop for Listeners {
    fn drop(&mut self) {
        self.count.call1(&JsValue::NULL, &JsValue::TRUE).unwrap();
    }
}

/// Whether the browser has the card in its top layer; true where it knows no popovers.
pub(crate) fn in_top_layer(card: &HtmlElement) -> bool {
    let known = Reflect::has(card, &JsValue::from_str("showPopover")).unwrap();
    !known || card.matches(":popover-open").unwrap()
}
