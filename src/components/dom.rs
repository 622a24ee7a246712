//! The few things the reader asks of the browser. Everything here may fail silently: a reader without memory, without
//! a popover or without a clock is still a reader.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Element, FocusOptions, HtmlElement, Node, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition,
    Selection, ShadowRoot,
};

use crate::reader::{Placement, Point, Rect, Settings, Size};

/// Where the settings are remembered, in the local storage of the page's origin.
const STORAGE_KEY: &str = "sidelight-settings";

/// On the card while it stands where it belongs; the style sheet hides it otherwise.
const PLACED: &str = "data-placed";

/// Milliseconds of a monotonic clock.
pub(super) fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// The settings of an earlier visit; the defaults where there are none or storage is blocked.
pub(super) fn remembered() -> Settings {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    let line = storage.and_then(|storage| storage.get_item(STORAGE_KEY).ok().flatten());
    line.map_or_else(Settings::default, |line| Settings::from_line(&line))
}

/// Remembers `settings`, if the browser lets us.
pub(super) fn remember(settings: Settings) {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    // Storage that is full or blocked costs the memory of the settings, nothing else.
    storage.map(|storage| storage.set_item(STORAGE_KEY, &settings.to_line()));
}

/// The element in `root` with `name="value"`.
pub(super) fn by_data(root: &Element, name: &str, value: usize) -> Option<HtmlElement> {
    let selector = ["[", name, "=\"", &value.to_string(), "\"]"].concat();
    find(root, &selector)
}

/// The first element in `root` that `selector` matches.
pub(super) fn find(root: &Element, selector: &str) -> Option<HtmlElement> {
    root.query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// Calls `act` with each element in `root` that `selector` matches.
pub(super) fn each(root: &Element, selector: &str, act: impl Fn(&Element)) {
    let Ok(list) = root.query_selector_all(selector) else { return };
    for element in (0..list.length()).filter_map(|index| list.get(index)?.dyn_into::<Element>().ok()) {
        act(&element);
    }
}

/// Sets an attribute.
pub(super) fn set(element: &Element, name: &str, value: &str) {
    // The names are ours, and valid.
    let _ = element.set_attribute(name, value);
}

/// The number in an attribute of `element`.
pub(super) fn number(element: &Element, name: &str) -> Option<usize> {
    element.get_attribute(name)?.parse().ok()
}

/// Whether `selector` matches `element`.
pub(super) fn is(element: &Element, selector: &str) -> bool {
    element.matches(selector).unwrap_or(false)
}

/// The box of `element` in the viewport.
pub(super) fn rect(element: &Element) -> Rect {
    let rect = element.get_bounding_client_rect();
    Rect { x: rect.x(), y: rect.y(), width: rect.width(), height: rect.height() }
}

/// The boxes of `element`, one a line.
pub(super) fn line_boxes(element: &Element) -> Vec<Rect> {
    let rects = element.get_client_rects();
    let boxes = (0..rects.length()).filter_map(|index| rects.get(index));
    boxes.map(|rect| Rect { x: rect.x(), y: rect.y(), width: rect.width(), height: rect.height() }).collect()
}

/// The size of the viewport, without scroll bars where the browser says so.
pub(super) fn viewport() -> Size {
    let Some(window) = web_sys::window() else { return Size::default() };
    let side = |side: Result<JsValue, JsValue>| side.ok().and_then(|side| side.as_f64()).unwrap_or(0.0);
    let bare = window.document().and_then(|document| document.document_element());
    let width = bare.map(|element| f64::from(element.client_width())).filter(|width| *width > 0.0);
    Size { width: width.unwrap_or_else(|| side(window.inner_width())), height: side(window.inner_height()) }
}

/// Whether what has the focus is inside what `selector` matches, in the tree of `root`. Not by `:focus`: in a window that is
/// not the active one WebKit matches nothing by it.
pub(super) fn is_focused_in(root: &Element, selector: &str) -> bool {
    let active = property(&root.get_root_node(), "activeElement");
    let active = active.and_then(|active| active.dyn_into::<Element>().ok());
    active.and_then(|active| active.closest(selector).ok().flatten()).is_some()
}

/// Moves the focus without scrolling.
pub(super) fn focus(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that cannot take the focus leaves it where it is.
    let _ = element.focus_with_options(&options);
}

/// Scrolls so that `element` can be read, smoothly unless the reader wants less motion.
pub(super) fn scroll_to(element: &Element, position: ScrollLogicalPosition) {
    let still = web_sys::window()
        .and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok().flatten())
        .is_some_and(|query| query.matches());
    let options = ScrollIntoViewOptions::new();
    options.set_behavior(if still { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
    options.set_block(position);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Puts the card into the top layer. A browser without popovers shows it in place, which the style sheet allows for.
pub(super) fn show(card: &HtmlElement) {
    let _ = card.show_popover();
}

/// Takes the card out of the top layer.
pub(super) fn hide(card: &HtmlElement) {
    let _ = card.hide_popover();
}

/// The size that the card would like to have.
pub(super) fn natural_size(card: &HtmlElement) -> Size {
    unplace(card);
    let rect = rect(card);
    Size { width: rect.width, height: rect.height }
}

/// Moves the card, through the CSS object model: a strict content security policy blocks style attributes only.
pub(super) fn move_to(card: &HtmlElement, placement: &Placement) {
    let Point { x, y } = placement.at;
    for (property, value) in [("left", x), ("top", y), ("max-height", placement.max_height)] {
        // Whole pixels: text stays sharp, and the code that prints fractions stays out of the wasm.
        // No browser refuses a length in pixels.
        let _ = card.style().set_property(property, &[&(value.round() as i32).to_string(), "px"].concat());
    }
}

/// Draws the bar of progress so many thousandths long.
pub(super) fn stretch(bar: &HtmlElement, thousandths: usize) {
    // No browser refuses a scale; no layout follows from it.
    let scale = ["scaleX(calc(", &thousandths.to_string(), "/1000))"].concat();
    let _ = bar.style().set_property("transform", &scale);
}

/// Forgets where the card was moved.
pub(super) fn unplace(card: &HtmlElement) {
    for property in ["left", "top", "max-height"] {
        let _ = card.style().remove_property(property);
    }
}

/// Keeps the card out of sight until it has its place: between drawing and placing the browser may paint.
pub(super) fn conceal(card: &HtmlElement) {
    // An attribute that is not there is gone.
    let _ = card.remove_attribute(PLACED);
}

/// Lets the card be seen.
pub(super) fn reveal(card: &HtmlElement) {
    set(card, PLACED, "");
}

/// Whether text inside `element` is selected.
pub(super) fn selects_in(element: &Element) -> bool {
    let (root, window) = (element.get_root_node(), selection());
    // What is selected in a shadow root the selection of the window tells in ranges; before there were such, Chromium
    // told it of the root's own selection alone, and Firefox to everybody.
    if let Some(start) = window.as_deref().and_then(|selection| composed_start(selection, &root)) {
        return element.contains(Some(&start));
    }
    own_selection(&root).or(window).is_some_and(|selection| {
        let inside = selection.anchor_node().is_some_and(|node| element.contains(Some(&node)));
        inside && selection.to_string().length() > 0
    })
}

/// The selected text, as it would be copied, of the tree that `element` is in.
pub(super) fn selected_text(element: &Element) -> String {
    let own = own_selection(&element.get_root_node()).or_else(selection);
    own.map_or_else(String::new, |selection| selection.to_string().into())
}

fn selection() -> Option<Selection> {
    web_sys::window()?.get_selection().ok()?
}

/// The selection of a shadow root, where the browser has one of its own for it.
fn own_selection(root: &Node) -> Option<Selection> {
    call(root, "getSelection", &JsValue::UNDEFINED)?.dyn_into().ok()
}

/// Where the article is read: what the page says is its address, else where it was found.
pub(super) fn address() -> String {
    let window = web_sys::window();
    let page = window.as_ref().and_then(|window| window.document()?.document_element());
    let canonical = page.and_then(|page| find(&page, "link[rel=canonical]")).map(JsValue::from);
    let place = canonical.or_else(|| property(window.as_ref()?, "location"));
    let address = place.and_then(|place| property(&place, "href")?.as_string()).unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// Puts `text` on the clipboard, and tells whether it is there.
pub(super) fn copy(text: &str, told: impl FnOnce(bool) + 'static) {
    let clipboard =
        web_sys::window().and_then(|window| property(&property(&window, "navigator")?, "clipboard"));
    let written = clipboard.and_then(|clipboard| call(&clipboard, "writeText", &text.into()));
    wasm_bindgen_futures::spawn_local(async move {
        told(match written {
            Some(written) => JsFuture::from(js_sys::Promise::resolve(&written)).await.is_ok(),
            // No clipboard for pages that came unencrypted.
            None => false,
        });
    });
}

/// Where a selection begins, if it is not empty and the browser can tell for the tree of `root`.
fn composed_start(selection: &JsValue, root: &JsValue) -> Option<Node> {
    let options = js_sys::Object::new();
    // A new object takes any property.
    let _ = js_sys::Reflect::set(&options, &"shadowRoots".into(), &js_sys::Array::of1(root));
    let range = js_sys::Array::from(&call(selection, "getComposedRanges", &options)?).get(0);
    let start = property(&range, "startContainer");
    start.filter(|_| property(&range, "collapsed") == Some(JsValue::FALSE))?.dyn_into().ok()
}

/// What `target` has under `name`.
fn property(target: &JsValue, name: &str) -> Option<JsValue> {
    js_sys::Reflect::get(target, &name.into()).ok()
}

/// Calls the method `name` of `target`; `None` where it has none or refuses.
fn call(target: &JsValue, name: &str, argument: &JsValue) -> Option<JsValue> {
    let method = property(target, name)?.dyn_into::<js_sys::Function>().ok()?;
    method.call1(target, argument).ok()
}

/// Whether an event that reached the window came from outside `root`. Events from inside a shadow root seem to come
/// from its host.
pub(super) fn is_outside(root: &Element, event: &web_sys::Event) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Node>().ok()) else { return true };
    let host = root.get_root_node().dyn_into::<ShadowRoot>().ok().map(|shadow| shadow.host());
    !root.contains(Some(&target)) && host.is_none_or(|host| !host.is_same_node(Some(&target)))
}
