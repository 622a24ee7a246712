//! The unfolded settings: all marks, and how the article is set.

use yew::prelude::*;

use crate::reader::{Choice, Settings, Words};

/// The settings, with what the reader has chosen.
pub(super) fn settings_panel(settings: &Settings, words: &Words) -> Html {
    let all = !settings.marks.contains(&false);
    html! {
        <div class="sl-panel" id="sl-settings" part="settings" role="group" aria-label={words.say("settings").to_owned()}>
            <button class="sl-button sl-all" type="button" data-action="all" aria-keyshortcuts="Alt+Shift+M"
                aria-pressed={if all { "true" } else { "false" }}>
                {words.say("marks").to_owned()}<span class="sl-switch" aria-hidden="true"></span>
            </button>
            { for Choice::ALL.into_iter().map(|choice| choices(choice, settings, words)) }
            <button class="sl-button sl-reset" type="button" data-action="reset">{words.say("reset").to_owned()}</button>
        </div>
    }
}

fn choices(choice: Choice, settings: &Settings, words: &Words) -> Html {
    let name = choice.key();
    html! {
        <fieldset class="sl-choices" data-choices={name}>
            <legend>{words.say(name).to_owned()}</legend>
            { for choice.values().iter().map(|value| html! {
                <label class="sl-choice" data-value={*value}>
                    <input type="radio" {name} value={*value} checked={settings.value(choice) == *value} />
                    <span>{words.say(&[name, ".", value].concat()).to_owned()}</span>
                </label>
            }) }
        </fieldset>
    }
}
