//! The interface's words and small parts as the tree takes them. Never inlined: what makes a node of a text would stand in the wasm at
//! each place where something is said.

use std::rc::Rc;

use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VTag};

use crate::dossier::EntityId;
use crate::reader::{Copied, Words};
use crate::text::Span;

/// The words of `key` as a text.
#[inline(never)]
pub(super) fn said(words: &Words, key: &str) -> Html {
    text(words.say(key))
}

/// A text.
#[inline(never)]
pub(super) fn text(text: &str) -> Html {
    Html::from(text.to_owned())
}

/// An element with `keys` and their `values`; what has no value is left out. For what stands on the page many times over:
/// the macro writes the same out at each place, at twice the size.
#[inline(never)]
pub(super) fn element(
    tag: &'static str,
    keys: &'static [&'static str],
    values: &[&str],
    children: Vec<Html>,
) -> Html {
    tag_of(tag, keys, values, children).into()
}

/// The same, to be given a key or a reference.
#[inline(never)]
pub(super) fn tag_of(
    tag: &'static str,
    keys: &'static [&'static str],
    values: &[&str],
    children: Vec<Html>,
) -> VTag {
    let value = |value: &&str| {
        let some = (!value.is_empty()).then(|| AttrValue::Rc(Rc::from(*value)));
        some.map(AttributeOrProperty::Attribute)
    };
    let mut element = VTag::new(tag);
    element.set_attributes(Attributes::Dynamic { keys, values: values.iter().map(value).collect() });
    element.add_children(children);
    element
}

/// An element with a class and a key: with another key it is another element.
#[inline(never)]
pub(super) fn keyed(tag: &'static str, class: &str, key: usize, children: Vec<Html>) -> Html {
    let mut element = tag_of(tag, &["class"], &[class], children);
    element.key = Some(key.into());
    element.into()
}

/// An element with a class, or with none.
#[inline(never)]
pub(super) fn classed(tag: &'static str, class: &str, children: Vec<Html>) -> Html {
    element(tag, &["class"], &[class], children)
}

/// An element with a class, or with none, around a text.
#[inline(never)]
pub(super) fn line(tag: &'static str, class: &str, said: &str) -> Html {
    classed(tag, class, vec![text(said)])
}

/// A line drawing of 16 by 16 units.
#[inline(never)]
pub(super) fn icon(path: &str) -> Html {
    let path = element("path", &["d"], &[path], vec![]);
    element("svg", &["viewBox", "aria-hidden"], &["0 0 16 16", "true"], vec![path])
}

/// A button that does `action` to `value`.
#[inline(never)]
pub(super) fn button(class: &str, action: &str, value: &str, children: Vec<Html>) -> Html {
    let keys = &["class", "type", "data-action", "data-value"];
    element("button", keys, &[class, "button", action, value], children)
}

/// A button that jumps to a passage of the article.
pub(super) fn jump(class: &str, target: Span, children: Vec<Html>) -> Html {
    button(class, "jump", &place(target), children)
}

/// A button that copies a passage, or what is selected, with where it is from; once it has, it says so.
pub(super) fn copy(class: &str, span: Option<Span>, copied: Option<Copied>, words: &Words) -> Html {
    let said = match copied.filter(|copied| copied.span == span) {
        None => "copy",
        Some(copied) if copied.done => "copied",
        Some(_) => "not-copied",
    };
    button(class, "copy", &span.map_or_else(String::new, place), vec![text(words.say(said))])
}

/// A span as it stands in attributes.
#[inline(never)]
pub(super) fn place(span: Span) -> String {
    [&*span.start.to_string(), "-", &span.end.to_string()].concat()
}

/// The name of an entity that opens its card at this place; `described` by the line about it.
#[inline(never)]
pub(super) fn entry(action: &str, id: EntityId, name: Html, described: bool) -> Html {
    let id = id.0.to_string();
    let about = if described { ["about-", &id].concat() } else { String::new() };
    element(
        "button",
        &["class", "type", "data-action", "data-value", "aria-haspopup", "aria-controls", "aria-describedby"],
        &["sl-entry-name", "button", action, &id, "dialog", "sl-card", &about],
        vec![name],
    )
}

/// A button with a cross that does `action` to `value`.
#[inline(never)]
pub(super) fn close(action: &str, value: &str, words: &Words) -> Html {
    element(
        "button",
        &["class", "type", "data-action", "data-value", "aria-label"],
        &["sl-button sl-close", "button", action, value, words.say("close")],
        vec![icon("M4 4l8 8M12 4l-8 8")],
    )
}
