//! The card: one element for as long as the reader lives, empty while nothing is open.

use yew::prelude::*;

use super::said::{label, number, text};
use crate::dossier::EntityId;
use crate::reader::{
    CardModel, Excerpt, KnownRow, KnownSection, Office, PersonRow, Surface, Words, kind_key,
};

/// The card: `element` is for whoever places it, `model` what it says (`None` while it is closed).
pub(super) fn card_view(
    element: &NodeRef,
    model: Option<&CardModel>,
    surface: Surface,
    words: &Words,
) -> Html {
    let surface = match surface {
        Surface::Card => "card",
        Surface::Sheet => "sheet",
    };
    html! {
        <div class="sl-card" id="sl-card" part="card" ref={element.clone()} popover="manual" role="dialog"
            aria-labelledby="sl-card-name" data-open={model.map(|_| "")} data-surface={surface}
            data-kind={model.map(|model| kind_key(model.kind))}
            data-official={model.filter(|model| model.official).map(|_| "")}>
            if let Some(model) = model {
                { head(model, words) }
                <div class="sl-card-body" key={model.entity.0}>{ body(model, words) }</div>
                { foot(model, words) }
            }
        </div>
    }
}

fn head(model: &CardModel, words: &Words) -> Html {
    let tag = if model.official { words.say("official") } else { words.kind(model.kind) };
    html! {
        <div class="sl-card-head">
            <div class="sl-card-title">
                <div class="sl-card-names">
                    <h2 class="sl-card-name" id="sl-card-name" part="card-name" tabindex="-1">{text(&model.name)}</h2>
                    {" "}<span class="sl-tag">{text(tag)}</span>
                </div>
                <button class="sl-button sl-close" type="button" data-action="close" aria-label={label(words, "close")}>
                    <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 4l8 8M12 4l-8 8" /></svg>
                </button>
            </div>
            { for model.offices.iter().map(office) }
            if let Some(days) = &model.days { <p class="sl-days">{text(days)}</p> }
        </div>
    }
}

fn office(office: &Office) -> Html {
    let organisation = office.organisation.clone().map(|name| match office.organisation_id {
        Some(id) => entity_button(id, name),
        None => html! { {name} },
    });
    html! {
        <p class="sl-office">
            <span class="sl-role">{text(&office.title)}</span>
            if organisation.is_some() || office.as_of.is_some() {
                <span class="sl-organisation">
                    {organisation.clone()}
                    if organisation.is_some() && office.as_of.is_some() { {" · "} }
                    {office.as_of.as_deref().map(text)}
                </span>
            }
        </p>
    }
}

fn entity_button(id: EntityId, name: String) -> Html {
    html! {
        <button class="sl-link" type="button" data-action="entity" data-value={number(id.0)}>{name}</button>
    }
}

fn body(model: &CardModel, words: &Words) -> Html {
    let (shown, more) = model.excerpts.split_at(model.shown.min(model.excerpts.len()));
    html! {
        <>
            if !model.people.is_empty() {
                <ul class="sl-people" aria-label={label(words, "people-here")}>{ for model.people.iter().map(person) }</ul>
            }
            { for shown.iter().map(|one| excerpt(one, words)) }
            if !more.is_empty() {
                <details class="sl-more">
                    <summary>{words.with("more", &[&more.len().to_string()])}</summary>
                    { for more.iter().map(|one| excerpt(one, words)) }
                </details>
            }
            if let Some(section) = &model.known { {known(section, words)} }
            if let Some(note) = &model.note { <p class="sl-note">{text(note)}</p> }
        </>
    }
}

/// So many rows of what is known are shown at once.
const KNOWN_ROWS: usize = 4;

fn known(section: &KnownSection, words: &Words) -> Html {
    let (shown, more) = section.rows.split_at(KNOWN_ROWS.min(section.rows.len()));
    html! {
        <section class="sl-known" aria-labelledby="sl-known">
            <h3 class="sl-known-head" id="sl-known">{section.heading.clone()}</h3>
            { for shown.iter().map(known_row) }
            if !more.is_empty() {
                <details class="sl-more">
                    <summary>{words.with("more-known", &[&more.len().to_string()])}</summary>
                    { for more.iter().map(known_row) }
                </details>
            }
            if !section.link.is_empty() { {outside(&section.link, &section.link)} }
        </section>
    }
}

fn known_row(row: &KnownRow) -> Html {
    html! {
        <p class="sl-fact">
            <span class="sl-role">{row.office.clone()}</span>{" "}{row.when.clone()}
            <span class="sl-source">
                if row.link.is_empty() { {row.source.clone()} } else { {outside(&row.link, &row.source)} }
            </span>
        </p>
    }
}

/// A link of a pack's: checked to be http or https when the pack was read.
fn outside(link: &str, said: &str) -> Html {
    html! { <a href={link.to_owned()} rel="noopener nofollow ugc" target="_blank">{said.to_owned()}</a> }
}

fn person(row: &PersonRow) -> Html {
    html! {
        <li key={row.id.0}>
            {entity_button(row.id, row.name.clone())}
            if !row.office.is_empty() { <span class="sl-person-office">{text(&row.office)}</span> }
        </li>
    }
}

fn excerpt(excerpt: &Excerpt, words: &Words) -> Html {
    let value = [&excerpt.target.start.to_string(), "-", &excerpt.target.end.to_string()].concat();
    let class = if excerpt.speech { "sl-excerpt is-speech" } else { "sl-excerpt" };
    html! {
        <div {class}>
            <blockquote>
                {text(&excerpt.before)}
                if !excerpt.emphasis.is_empty() { <b>{text(&excerpt.emphasis)}</b> }
                {text(&excerpt.after)}
            </blockquote>
            <button class="sl-link sl-jump" type="button" data-action="jump" data-value={value}>
                {words.with("in-article", &[&excerpt.place])}
            </button>
        </div>
    }
}

fn foot(model: &CardModel, words: &Words) -> Html {
    let only = model.count == 1 && model.position.is_some();
    let count = match model.position {
        _ if only => words.say("only").to_owned(),
        Some(position) => words.with("mention", &[&position.to_string(), &model.count.to_string()]),
        None => words.counted("mentions", model.count),
    };
    html! {
        <div class="sl-card-foot">
            <span class="sl-count">{count}</span>
            if !only {
                {turn("previous", words, "M10 3L5 8l5 5", model.turns.0)}
                {turn("next", words, "M6 3l5 5-5 5", model.turns.1)}
            }
        </div>
    }
}

/// A button that turns to another mention; disabled in a way that keeps the focus on it.
fn turn(action: &'static str, words: &Words, path: &'static str, enabled: bool) -> Html {
    let label = label(words, action);
    html! {
        <button class="sl-button sl-turn" type="button" data-action={action} aria-label={label.clone()} title={label}
            aria-disabled={(!enabled).then_some("true")}>
            <svg viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg>
        </button>
    }
}
