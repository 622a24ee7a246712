//! The unfolded settings: all marks, theme and text size.

use yew::prelude::*;

use crate::reader::{Settings, TextSize, Theme};

/// The settings, with what the reader has chosen.
pub(super) fn settings_panel(settings: &Settings) -> Html {
    let Settings { theme, size, .. } = *settings;
    let all = !settings.marks.contains(&false);
    let themes = Theme::ALL.map(|one| (one.key(), theme_label(one), one == theme));
    let sizes = TextSize::ALL.map(|one| (one.key(), size_label(one), one == size));
    html! {
        <div class="sl-panel" id="sl-settings" part="settings" role="group" aria-label="Reading settings">
            <button class="sl-button sl-all" type="button" data-action="all" aria-keyshortcuts="Alt+Shift+M"
                aria-pressed={if all { "true" } else { "false" }}>
                {"Marks in the text"}<span class="sl-switch" aria-hidden="true"></span>
            </button>
            {choices("theme", "Theme", themes)}
            {choices("size", "Text size", sizes)}
        </div>
    }
}

fn choices(name: &'static str, title: &'static str, all: [(&'static str, &'static str, bool); 4]) -> Html {
    html! {
        <fieldset class="sl-choices" data-choices={name}>
            <legend>{title}</legend>
            { for all.into_iter().map(|(value, label, checked)| html! {
                <label class="sl-choice" data-value={value}>
                    <input type="radio" {name} {value} {checked} data-choice={name} /><span>{label}</span>
                </label>
            }) }
        </fieldset>
    }
}

const fn theme_label(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "Auto",
        Theme::Light => "Light",
        Theme::Sepia => "Sepia",
        Theme::Dark => "Dark",
    }
}

const fn size_label(size: TextSize) -> &'static str {
    match size {
        TextSize::Small => "Small",
        TextSize::Medium => "Medium",
        TextSize::Large => "Large",
        TextSize::Largest => "Largest",
    }
}
