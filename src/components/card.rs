//! The card: one element for as long as the reader lives, empty while nothing is open.

use yew::prelude::*;

use super::said::{button, classed, close, copy, element, icon, jump, keyed, line, tag_of, text};
use crate::dossier::EntityId;
use crate::reader::{
    CardModel, Copied, Excerpt, KnownRow, KnownSection, Office, PersonRow, Surface, Words, kind_key,
};

/// The card: `place` is for whoever places it, `model` what it says (`None` while it is closed).
pub(super) fn card_view(
    place: &NodeRef,
    model: Option<&CardModel>,
    surface: Surface,
    copied: Option<Copied>,
    words: &Words,
) -> Html {
    let surface = match surface {
        Surface::Card => "card",
        Surface::Sheet => "sheet",
    };
    let (mut kind, mut official, mut children) = ("", "", Vec::new());
    if let Some(model) = model {
        kind = kind_key(model.kind);
        official = if model.official { "official" } else { "" };
        let body = body(model, copied, words);
        // Somebody else's is another: it begins at its top.
        let body = keyed("div", "sl-card-body", model.entity.0, body);
        children = vec![head(model, words), body, foot(model, words)];
    }
    let mut card = tag_of(
        "div",
        &[
            "class",
            "id",
            "part",
            "popover",
            "role",
            "aria-labelledby",
            "data-open",
            "data-surface",
            "data-kind",
            "data-official",
        ],
        &["sl-card", "sl-card", "card", "manual", "dialog", "sl-card-name", kind, surface, kind, official],
        children,
    );
    card.node_ref = place.clone();
    card.into()
}

fn head(model: &CardModel, words: &Words) -> Html {
    let tag = if model.official { words.say("official") } else { words.kind(model.kind) };
    let name = element(
        "h2",
        &["class", "id", "part", "tabindex"],
        &["sl-card-name", "sl-card-name", "card-name", "-1"],
        vec![text(&model.name)],
    );
    let names = vec![name, text(" "), line("span", "sl-tag", tag)];
    let title = vec![classed("div", "sl-card-names", names), close("close", "", words)];
    let mut children = vec![classed("div", "sl-card-title", title)];
    for one in &model.offices {
        children.push(office(one));
    }
    if let Some(days) = &model.days {
        children.push(line("p", "sl-days", days));
    }
    classed("div", "sl-card-head", children)
}

fn office(office: &Office) -> Html {
    let mut of = Vec::new();
    if let Some(name) = &office.organisation {
        of.push(office.organisation_id.map_or_else(|| text(name), |id| entity_button(id, name)));
    }
    if let Some(day) = &office.as_of {
        if !of.is_empty() {
            of.push(text(" · "));
        }
        of.push(text(day));
    }
    let mut children = vec![line("span", "sl-role", &office.title)];
    if !of.is_empty() {
        children.push(classed("span", "sl-organisation", of));
    }
    classed("p", "sl-office", children)
}

fn entity_button(id: EntityId, name: &str) -> Html {
    button("sl-link", "entity", &id.0.to_string(), vec![text(name)])
}

fn body(model: &CardModel, copied: Option<Copied>, words: &Words) -> Vec<Html> {
    let mut children = Vec::new();
    if !model.people.is_empty() {
        let people = model.people.iter().map(person).collect();
        children.push(element(
            "ul",
            &["class", "aria-label"],
            &["sl-people", words.say("people-here")],
            people,
        ));
    }
    let excerpts = model.excerpts.iter().map(|one| excerpt(one, copied, words)).collect();
    more(&mut children, excerpts, model.shown, "more", words);
    if let Some(section) = &model.known {
        children.push(known(section, words));
    }
    if let Some(note) = &model.note {
        children.push(line("p", "sl-note", note));
    }
    children
}

/// Adds `rows`, so many of them at once and the others folded, under the words of `key`.
fn more(children: &mut Vec<Html>, mut rows: Vec<Html>, shown: usize, key: &str, words: &Words) {
    let rest = rows.split_off(shown.min(rows.len()));
    children.append(&mut rows);
    if !rest.is_empty() {
        let summary = line("summary", "", &words.with(key, &[&rest.len().to_string()]));
        children.push(classed("details", "sl-more", [vec![summary], rest].into_iter().flatten().collect()));
    }
}

/// So many rows of what is known are shown at once.
const KNOWN_ROWS: usize = 4;

fn known(section: &KnownSection, words: &Words) -> Html {
    let heading = [text(&section.heading)].into();
    let mut children = vec![element("h3", &["class", "id"], &["sl-known-head", "sl-known"], heading)];
    more(&mut children, section.rows.iter().map(known_row).collect(), KNOWN_ROWS, "more-known", words);
    if !section.link.is_empty() {
        children.push(outside(&section.link, &section.link));
    }
    element("section", &["class", "aria-labelledby"], &["sl-known", "sl-known"], children)
}

fn known_row(row: &KnownRow) -> Html {
    let source = if row.link.is_empty() { text(&row.source) } else { outside(&row.link, &row.source) };
    let office = line("span", "sl-role", &row.office);
    let source = classed("span", "sl-source", vec![source]);
    classed("p", "sl-fact", vec![office, text(" "), text(&row.when), source])
}

/// A link of a pack's: checked to be http or https when the pack was read.
fn outside(link: &str, said: &str) -> Html {
    element("a", &["href", "rel", "target"], &[link, "noopener nofollow ugc", "_blank"], vec![text(said)])
}

fn person(row: &PersonRow) -> Html {
    let mut children = vec![entity_button(row.id, &row.name)];
    if !row.office.is_empty() {
        children.push(line("span", "sl-person-office", &row.office));
    }
    classed("li", "", children)
}

fn excerpt(excerpt: &Excerpt, copied: Option<Copied>, words: &Words) -> Html {
    let class = if excerpt.speech { "sl-excerpt is-speech" } else { "sl-excerpt" };
    let mut quoted = vec![text(&excerpt.before)];
    if !excerpt.emphasis.is_empty() {
        quoted.push(line("b", "", &excerpt.emphasis));
    }
    quoted.push(text(&excerpt.after));
    let place = words.with("in-article", &[&excerpt.place]);
    let children = vec![
        classed("blockquote", "", quoted),
        jump("sl-link sl-jump", excerpt.target, vec![text(&place)]),
        copy("sl-link sl-jump sl-cite", Some(excerpt.target), copied, words),
    ];
    classed("div", class, children)
}

fn foot(model: &CardModel, words: &Words) -> Html {
    let only = model.count == 1 && model.position.is_some();
    let count = match model.position {
        _ if only => words.say("only").to_owned(),
        Some(position) => words.with("mention", &[&position.to_string(), &model.count.to_string()]),
        None => words.counted("mentions", model.count),
    };
    let mut children = vec![line("span", "sl-count", &count)];
    if !only {
        children.push(turn("previous", words, "M10 3L5 8l5 5", model.turns.0));
        children.push(turn("next", words, "M6 3l5 5-5 5", model.turns.1));
    }
    classed("div", "sl-card-foot", children)
}

/// A button that turns to another mention; disabled in a way that keeps the focus on it.
fn turn(action: &str, words: &Words, path: &str, enabled: bool) -> Html {
    let said = words.say(action);
    element(
        "button",
        &["class", "type", "data-action", "aria-label", "title", "aria-disabled"],
        &["sl-button sl-turn", "button", action, said, said, if enabled { "" } else { "true" }],
        vec![icon(path)],
    )
}
