//! The unfolded settings: all marks, and how the article is set.

use yew::prelude::*;

use super::said::{button, element, line, said, tag_of};
use crate::reader::{Choice, Settings, Words};

/// The settings, with what the reader has chosen.
pub(super) fn settings_panel(settings: &Settings, words: &Words) -> Html {
    let all = if settings.marks.contains(&false) { "false" } else { "true" };
    let switch = element("span", &["class", "aria-hidden"], &["sl-switch", "true"], vec![]);
    let mut children = vec![element(
        "button",
        &["class", "type", "data-action", "aria-keyshortcuts", "aria-pressed"],
        &["sl-button sl-all", "button", "all", "Alt+Shift+M", all],
        vec![said(words, "marks"), switch],
    )];
    for choice in Choice::ALL {
        children.push(choices(choice, settings, words));
    }
    children.push(button("sl-button sl-reset", "reset", "", vec![said(words, "reset")]));
    element(
        "div",
        &["class", "id", "part", "role", "aria-label"],
        &["sl-panel", "sl-settings", "settings", "group", words.say("settings")],
        children,
    )
}

fn choices(choice: Choice, settings: &Settings, words: &Words) -> Html {
    let name = choice.key();
    let mut children = vec![line("legend", "", words.say(name))];
    for value in choice.values() {
        let mut input = tag_of("input", &["type", "name"], &["radio", name], vec![]);
        input.set_value(*value);
        input.set_checked(settings.value(choice) == *value);
        let said = line("span", "", words.say(&[name, ".", value].concat()));
        children.push(element(
            "label",
            &["class", "data-value"],
            &["sl-choice", value],
            vec![input.into(), said],
        ));
    }
    element("fieldset", &["class", "data-choices"], &["sl-choices", name], children)
}
