//! The interface's words as the tree takes them. Never inlined: what makes a node of a text would stand in the wasm at
//! each place where something is said.

use yew::prelude::*;

use crate::reader::Words;

/// The words of `key` as an attribute.
#[inline(never)]
pub(super) fn label(words: &Words, key: &str) -> AttrValue {
    AttrValue::from(words.say(key).to_owned())
}

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

/// A number as an attribute.
#[inline(never)]
pub(super) fn number(number: usize) -> AttrValue {
    AttrValue::from(number.to_string())
}
