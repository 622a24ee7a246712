//! The unfolded settings: all marks, and how the article is set.

use yew::prelude::*;

use super::said::{label, said};
use crate::reader::{Choice, Settings, Words};

/// The settings, with what the reader has chosen.
pub(super) fn settings_panel(settings: &Settings, words: &Words) -> Html {
    let all = !settings.marks.contains(&false);
    html! {
        <div class="sl-panel" id="sl-settings" part="settings" role="group" aria-label={label(words, "settings")}>
            <button class="sl-button sl-all" type="button" data-action="all" aria-keyshortcuts="Alt+Shift+M"
                aria-pressed={if all { "true" } else { "false" }}>
                {said(words, "marks")}<span class="sl-switch" aria-hidden="true"></span>
            </button>
            { for Choice::ALL.into_iter().map(|choice| choices(choice, settings, words)) }
            <button class="sl-button sl-reset" type="button" data-action="reset">{said(words, "reset")}</button>
        </div>
    }
}

fn choices(choice: Choice, settings: &Settings, words: &Words) -> Html {
    let name = choice.key();
    html! {
        <fieldset class="sl-choices" data-choices={name}>
            <legend>{said(words, name)}</legend>
            { for choice.values().iter().map(|value| html! {
                <label class="sl-choice" data-value={*value}>
                    <input type="radio" {name} value={*value} checked={settings.value(choice) == *value} />
                    <span>{said(words, &[name, ".", value].concat())}</span>
                </label>
            }) }
        </fieldset>
    }
}
