//! What the browser reports, as what somebody did. One set of handlers on the reader's root element; a second on the
//! window while a card, a sheet or the settings are open, or text is selected.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventTarget, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent, PointerEvent,
};
use yew::html::Scope;

use super::dom;
use super::reader_view::{Msg, Reader};
use crate::dossier::EntityId;
use crate::reader::timing::{Input, Zone};
use crate::reader::{Action, Anchor, Choice, Open, Point, Surface, View, kind_key, progress};
use crate::recognise::{Kind, MentionId};
use crate::text::Span;

/// What the handlers must know at once, before the tree has been drawn anew.
#[derive(Default)]
pub(super) struct Shared {
    /// The open card.
    pub(super) open: Cell<Option<Open>>,
    /// Whether the settings are unfolded.
    pub(super) panel: Cell<bool>,
    /// The part of the overview that is shown as a sheet.
    pub(super) view: Cell<Option<View>>,
    /// How far the article has been read, as [`progress`] tells it.
    pub(super) read: Cell<usize>,
    /// Whether text of the article is selected.
    selecting: Cell<bool>,
    /// The focus is being moved by the reader itself: no card for that.
    pub(super) quiet: Cell<bool>,
    /// How the last press was made: `mouse`, `touch`, `pen`; empty before the first.
    pointer: RefCell<String>,
    /// The focus came back to its mark by Tab out of the end of the card: the next Tab goes on from the mark.
    passed: Cell<bool>,
}

impl Shared {
    /// Moves the focus to `element` as the reader's own act.
    pub(super) fn focus(&self, element: &HtmlElement) {
        self.quiet.set(true);
        dom::focus(element);
        self.quiet.set(false);
    }

    fn surface(&self) -> Surface {
        match self.pointer.borrow().as_str() {
            "touch" | "pen" => Surface::Sheet,
            _ => Surface::Card,
        }
    }
}

/// The root, the way to the component, and what both share.
#[derive(Clone)]
pub(super) struct Desk {
    /// The reader's root element.
    pub(super) root: Element,
    /// Where messages go.
    pub(super) link: Scope<Reader>,
    /// What handlers must know at once.
    pub(super) shared: Rc<Shared>,
}

const ACTIVE: EventListenerOptions =
    EventListenerOptions { phase: EventListenerPhase::Bubble, passive: false };
const ACTIVE_CAPTURE: EventListenerOptions =
    EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
const CAPTURE: EventListenerOptions =
    EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };

/// Listens on the reader's root element until the result is dropped; and to the page for what the root is not told of:
/// scrolling, its size, and what is selected.
pub(super) fn listen(desk: &Desk) -> Vec<EventListener> {
    let on = |name: &'static str, options, handler: fn(&Desk, &Event)| {
        let own = desk.clone();
        EventListener::new_with_options(&desk.root, name, options, move |event| handler(&own, event))
    };
    let mut listeners = vec![
        on("click", ACTIVE, click),
        on("keydown", ACTIVE, keydown),
        on("change", CAPTURE, change),
        on("focusin", CAPTURE, focusin),
        on("focusout", CAPTURE, focusout),
        on("pointerdown", CAPTURE, |desk, event| {
            if let Some(event) = event.dyn_ref::<PointerEvent>() {
                desk.shared.pointer.replace(event.pointer_type());
            }
            pressed_inside(desk, event, false);
        }),
        on("pointerup", CAPTURE, |desk, event| pressed_inside(desk, event, true)),
        on("pointermove", CAPTURE, pointer_moved),
        on("pointerleave", CAPTURE, |desk, event| {
            if is_target(desk, event) {
                pointer_outside(desk, event);
            }
        }),
    ];
    let Some(window) = web_sys::window() else { return listeners };
    let on = |target: &EventTarget, name: &'static str, handler: fn(&Desk)| {
        let own = desk.clone();
        EventListener::new_with_options(target, name, CAPTURE, move |_| handler(&own))
    };
    listeners.extend(["scroll", "resize"].map(|name| on(&window, name, show_progress)));
    listeners.extend(window.document().map(|document| on(&document, "selectionchange", selection_changed)));
    listeners
}

/// Shows how far the article has been read. Browsers tell of scrolling once a frame, before they paint it: what is measured
/// here has been laid out, and what is changed needs no layout.
pub(super) fn show_progress(desk: &Desk) {
    let parts = (dom::find(&desk.root, ".sl-article"), dom::find(&desk.root, ".sl-progress"));
    let (Some(article), Some(bar)) = parts else { return };
    let now = progress(dom::rect(&article), dom::viewport());
    if desk.shared.read.replace(now) != now {
        dom::stretch(&bar, now);
    }
}

fn selection_changed(desk: &Desk) {
    let some = dom::find(&desk.root, ".sl-article").is_some_and(|article| dom::selects_in(&article));
    if desk.shared.selecting.replace(some) != some {
        act(desk, Action::TextSelected { some });
    }
}

/// Listens on the window until the result is dropped; for as long as a card, a sheet or the settings are open, or text is
/// selected.
pub(super) fn listen_outside(desk: &Desk) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let on = |name: &'static str, options, handler: fn(&Desk, &Event)| {
        let own = desk.clone();
        EventListener::new_with_options(&window, name, options, move |event| handler(&own, event))
    };
    vec![
        on("scroll", CAPTURE, |desk, _| desk.link.send_message(Msg::Moved)),
        on("resize", CAPTURE, |desk, _| desk.link.send_message(Msg::Moved)),
        on("keydown", ACTIVE_CAPTURE, key_anywhere),
        on("pointerdown", CAPTURE, |desk, event| pressed_outside(desk, event, false)),
        on("pointerup", CAPTURE, |desk, event| pressed_outside(desk, event, true)),
        on("pointermove", CAPTURE, |desk, event| {
            if dom::is_outside(&desk.root, event) {
                pointer_outside(desk, event);
            }
        }),
    ]
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn is_target(desk: &Desk, event: &Event) -> bool {
    target(event).is_some_and(|target| target == desk.root)
}

fn closest(event: &Event, selector: &str) -> Option<Element> {
    target(event)?.closest(selector).ok().flatten()
}

/// The mention of a mark that is shown.
fn mention(event: &Event) -> Option<MentionId> {
    let mark = closest(event, "a[data-mention][href]")?;
    dom::number(&mark, "data-mention").map(MentionId)
}

fn act(desk: &Desk, action: Action) {
    desk.link.send_message(Msg::Act { action, to_heading: false });
}

fn click(desk: &Desk, event: &Event) {
    // A click that no press began comes from the keyboard or from assistive technology.
    let by_key = event.dyn_ref::<MouseEvent>().is_some_and(|event| event.detail() == 0);
    let surface = if by_key { Surface::Card } else { desk.shared.surface() };
    let to_heading = by_key || surface == Surface::Sheet;
    let action = match mention(event) {
        Some(mention) if surface == Surface::Sheet => Some(Action::MarkTapped { mention }),
        Some(mention) => Some(Action::MarkPinned { mention }),
        None => closest(event, "[data-action]").and_then(|element| chosen(&element, surface)),
    };
    if closest(event, "[data-action=retry]").is_some() {
        desk.link.send_message(Msg::Retry);
    }
    if let Some(button) = closest(event, "[data-action=copy]") {
        desk.link.send_message(Msg::Copy(button.get_attribute("data-value").and_then(|value| span(&value))));
    }
    let Some(action) = action else { return };
    event.prevent_default();
    let to_heading = match action {
        Action::EntityChosen { .. } | Action::EntryChosen { .. } | Action::NodeChosen { .. } => true,
        Action::MarkPinned { .. } | Action::MarkTapped { .. } => to_heading,
        _ => false,
    };
    desk.link.send_message(Msg::Act { action, to_heading });
}

/// What a click on an element with `data-action` means.
fn chosen(element: &Element, surface: Surface) -> Option<Action> {
    let value = element.get_attribute("data-value").unwrap_or_default();
    let entity = || value.parse().ok().map(EntityId);
    if element.get_attribute("aria-disabled").is_some_and(|disabled| disabled == "true") {
        return None;
    }
    Some(match element.get_attribute("data-action")?.as_str() {
        "close" => Action::CloseChosen,
        "previous" => Action::PreviousMention,
        "next" => Action::NextMention,
        "entity" => Action::EntityChosen { entity: entity()? },
        "entry" => Action::EntryChosen { entity: entity()?, surface },
        "node" => Action::NodeChosen { entity: entity()?, surface },
        "view" => Action::ViewChosen { view: View::ALL.into_iter().find(|view| view.key() == value)? },
        "jump" => Action::SentenceChosen { span: span(&value)? },
        "kind" => Action::KindToggled { kind: Kind::ALL.into_iter().find(|kind| kind_key(*kind) == value)? },
        "all" => Action::AllToggled,
        "settings" => Action::PanelToggled,
        "reset" => Action::SettingsReset,
        _ => return None,
    })
}

/// A span as it stands in attributes.
fn span(value: &str) -> Option<Span> {
    let (start, end) = value.split_once('-')?;
    Some(Span::new(start.parse().ok()?, end.parse().ok()?))
}

fn change(desk: &Desk, event: &Event) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    let (name, value) = (input.name(), input.value());
    let choice = Choice::ALL.into_iter().find(|choice| choice.key() == name);
    let value = choice.and_then(|choice| choice.values().iter().find(|one| **one == value));
    if let (Some(choice), Some(value)) = (choice, value) {
        act(desk, Action::Chosen { choice, value });
    }
}

fn keydown(desk: &Desk, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    if key.alt_key() && key.shift_key() && key.code() == "KeyM" {
        event.prevent_default();
        return act(desk, Action::AllToggled);
    }
    if key.ctrl_key() || key.meta_key() || key.alt_key() {
        return;
    }
    // WebKitGTK does not say which key Shift and Tab are, but which place on the keyboard.
    let name = if key.code() == "Tab" { "Tab".to_owned() } else { key.key() };
    match (name.as_str(), mention(event)) {
        ("Enter" | " ", Some(mention)) => {
            event.prevent_default();
            desk.link.send_message(Msg::Act { action: Action::MarkPinned { mention }, to_heading: true });
        }
        ("Tab", _) => tab(desk, event, key.shift_key()),
        _ => {}
    }
}

/// A pinned card follows its mark in the tab order, a sheet of the overview its button; Tab past either edge returns there.
fn tab(desk: &Desk, event: &Event, backwards: bool) {
    let Some((popup, anchor)) = popup(desk) else { return };
    let heading = dom::find(&popup, "h2");
    let focused = target(event).and_then(|target| target.dyn_into::<HtmlElement>().ok());
    if focused.is_some() && focused == anchor {
        if let Some(heading) = heading.filter(|_| !backwards && !desk.shared.passed.get()) {
            event.prevent_default();
            desk.shared.focus(&heading);
        }
        return;
    }
    let Some(focused) = focused.filter(|focused| popup.contains(Some(focused))) else { return };
    let stops = focusable(&popup);
    let edge = if backwards { stops.first() } else { stops.last() };
    let at_edge = edge.is_none_or(|edge| *edge == focused) || (backwards && heading == Some(focused));
    if at_edge && let Some(anchor) = anchor {
        event.prevent_default();
        desk.shared.focus(&anchor);
        desk.shared.passed.set(!backwards);
    }
}

/// What is open over the article and takes its turn among the tab stops, and where it belongs.
fn popup(desk: &Desk) -> Option<(HtmlElement, Option<HtmlElement>)> {
    if let Some(open) = desk.shared.open.get().filter(|open| open.pinned) {
        return Some((dom::find(&desk.root, ".sl-card")?, anchor_element(&desk.root, open.at)));
    }
    let view = desk.shared.view.get()?;
    Some((view_element(&desk.root, view)?, opener(&desk.root, view)))
}

/// The part of the overview.
pub(super) fn view_element(root: &Element, view: View) -> Option<HtmlElement> {
    dom::find(root, &["#sl-view-", view.key()].concat())
}

/// The button that opens it as a sheet.
pub(super) fn opener(root: &Element, view: View) -> Option<HtmlElement> {
    dom::find(root, &["[aria-controls=sl-view-", view.key(), "]"].concat())
}

/// The element that a card stands at.
pub(super) fn anchor_element(root: &Element, at: Anchor) -> Option<HtmlElement> {
    match at {
        Anchor::Mark(mention) => dom::by_data(root, "data-mention", mention.0),
        Anchor::Entry(entity) => entry(root, "entry", entity),
        Anchor::Node(entity) => entry(root, "node", entity),
    }
}

fn entry(root: &Element, action: &str, entity: EntityId) -> Option<HtmlElement> {
    dom::find(root, &["[data-action=", action, "][data-value=\"", &entity.0.to_string(), "\"]"].concat())
}

/// What Tab stops at in a card or a sheet, in order.
fn focusable(popup: &Element) -> Vec<HtmlElement> {
    let Ok(list) = popup.query_selector_all("button:not(details:not([open]) *), summary") else {
        return Vec::new();
    };
    let all = (0..list.length()).filter_map(|index| list.get(index)?.dyn_into::<HtmlElement>().ok());
    all.filter(|element| element.get_client_rects().length() > 0).collect()
}

/// Escape, and the key that copies what is selected: wherever the focus is.
fn key_anywhere(desk: &Desk, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    if key.alt_key() && key.shift_key() && key.code() == "KeyC" && desk.shared.selecting.get() {
        event.prevent_default();
        return desk.link.send_message(Msg::Copy(None));
    }
    let is_escape = key.key() == "Escape";
    let shared = &desk.shared;
    if !is_escape || !(shared.open.get().is_some() || shared.view.get().is_some() || shared.panel.get()) {
        return;
    }
    event.prevent_default();
    event.stop_propagation();
    act(desk, Action::EscapePressed);
}

fn focusin(desk: &Desk, event: &Event) {
    desk.shared.passed.set(false);
    if desk.shared.quiet.get() || !target(event).is_some_and(|target| dom::is(&target, ":focus-visible")) {
        return;
    }
    if let Some(mention) = mention(event) {
        desk.link.send_message(Msg::Hover(Input::Focused(mention)));
    }
}

fn focusout(desk: &Desk, event: &Event) {
    if mention(event).is_some() {
        desk.link.send_message(Msg::Hover(Input::Blurred));
    }
}

fn pointer_moved(desk: &Desk, event: &Event) {
    let Some(pointer) = event.dyn_ref::<PointerEvent>().filter(|event| event.pointer_type() == "mouse")
    else {
        return;
    };
    let zone = match mention(event) {
        Some(mention) => Zone::Mark(mention),
        None if closest(event, ".sl-card").is_some() => Zone::Card,
        None => Zone::Outside,
    };
    desk.link.send_message(Msg::Hover(Input::Pointer { at: point(pointer), zone }));
}

fn pointer_outside(desk: &Desk, event: &Event) {
    let Some(pointer) = event.dyn_ref::<PointerEvent>().filter(|event| event.pointer_type() == "mouse")
    else {
        return;
    };
    desk.link.send_message(Msg::Hover(Input::Pointer { at: point(pointer), zone: Zone::Outside }));
}

fn point(event: &PointerEvent) -> Point {
    Point { x: f64::from(event.client_x()), y: f64::from(event.client_y()) }
}

/// Whether this event ends a press: for a mouse it is the button going down; for touch and pen the lifting, since a
/// finger that goes down may be about to scroll, and then it is never lifted but cancelled.
fn is_press(event: &Event, up: bool) -> bool {
    let pointer = event.dyn_ref::<PointerEvent>();
    pointer.is_some_and(|event| up != (event.pointer_type() == "mouse"))
}

fn pressed_inside(desk: &Desk, event: &Event, up: bool) {
    if !is_press(event, up) {
        return;
    }
    let spared = ".sl-card, a[data-mention][href], [data-action=entry], [data-action=node]";
    if desk.shared.open.get().is_some() && closest(event, spared).is_none() {
        act(desk, Action::OutsidePressed);
    }
    if desk.shared.panel.get() && closest(event, ".sl-settings").is_none() {
        act(desk, Action::PanelLeft);
    }
    if desk.shared.view.get().is_some() && closest(event, ".sl-card, .sl-overview, .sl-views").is_none() {
        act(desk, Action::ViewLeft);
    }
}

fn pressed_outside(desk: &Desk, event: &Event, up: bool) {
    if is_press(event, up) && dom::is_outside(&desk.root, event) {
        act(desk, Action::OutsidePressed);
        act(desk, Action::PanelLeft);
        act(desk, Action::ViewLeft);
    }
}
