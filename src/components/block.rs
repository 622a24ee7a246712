//! One block of the article with its marks, drawn once: what changes about marks later is done by `marks`.

use std::rc::Rc;

use yew::prelude::*;

use super::part::Page;
use super::said::{classed, element, keyed, text};
use crate::article::{BlockId, BlockKind, InlineKind};
use crate::reader::{Piece, Run, flow, is_first, kind_key};
use crate::recognise::MentionId;
use crate::text::Span;

/// Pieces are told apart by where they start and by up to so many runs. Times the longest text it is still a `usize` of wasm.
const MOST_RUNS: usize = 512;

/// The block as the element of its kind; `jump` is the passage that was jumped to, if it reaches into this block.
pub(super) fn block_view(page: &Rc<Page>, block: BlockId, jump: Option<Span>) -> Html {
    let Some(block) = page.article.blocks.get(block.0) else { return Html::default() };
    let pieces = flow(&page.article, page.marked.as_ref(), block);
    let content: Vec<Html> = pieces.iter().map(|piece| piece_view(page, piece, jump)).collect();
    let named = |tag, class: &str, children| {
        element(tag, &["class", "part"], &[&["sl-", class].concat(), class], children)
    };
    match block.kind {
        BlockKind::Headline => named("h1", "headline", content),
        BlockKind::Byline => named("p", "byline", content),
        BlockKind::Caption => named("figure", "figure", vec![classed("figcaption", "sl-caption", content)]),
        BlockKind::Heading => named("h2", "heading", content),
        BlockKind::Paragraph => named("p", "paragraph", content),
        BlockKind::Quotation => named("blockquote", "quotation", vec![classed("p", "", content)]),
    }
}

fn piece_view(page: &Page, piece: &Piece, jump: Option<Span>) -> Html {
    let runs = piece.runs.iter().map(|run| run_view(page, *run)).collect();
    // With other marks it is another piece: a text node that took the text of another place would count as one that moved.
    let key = piece.span.start * MOST_RUNS + piece.runs.len().min(MOST_RUNS - 1);
    let passing = jump.is_some_and(|jump| jump.overlaps(piece.span));
    let (tag, class) = match piece.inline {
        Some(InlineKind::Dateline) => ("span", "sl-dateline"),
        Some(InlineKind::Credit) => ("small", "sl-credit"),
        None => ("span", "sl-piece"),
    };
    keyed(tag, &[class, if passing { " is-passing" } else { "" }].concat(), key, runs)
}

fn run_view(page: &Page, run: Run) -> Html {
    match run {
        Run::Text(span) => text(span.of(&page.article.text)),
        Run::Mark(id) => mark_view(page, id).unwrap_or_default(),
    }
}

/// A mention as a link to its entry among who is who, as marks are now.
fn mark_view(page: &Page, id: MentionId) -> Option<Html> {
    let dossier = &page.marked.as_ref()?.dossier;
    let mention = dossier.mentions.get(id.0)?;
    let text = text(mention.span.of(&page.article.text));
    let Some(entity) = dossier.entity_of.get(id.0).and_then(|id| dossier.entity(*id)) else {
        return Some(text);
    };
    let marks = page.marks.get();
    let [number, of] = [id.0, entity.id.0].map(|number| number.to_string());
    let [link, about] = ["#entity-", "about-"].map(|name| [name, &of].concat());
    let class = page.class("sl-mark", &[entity.id]);
    let official = if entity.official { "true" } else { "" };
    let tabindex = if is_first(dossier, id) { "" } else { "-1" };
    let expanded = if marks.at == Some(id) { "true" } else { "false" };
    // No link where its kind is not shown.
    let shown = marks.settings.shows(mention.kind);
    let [link, popup, expanded] = [&*link, "dialog", expanded].map(|value| if shown { value } else { "" });
    Some(element(
        "a",
        &[
            "class",
            "part",
            "data-mention",
            "data-entity",
            "data-kind",
            "data-official",
            "href",
            "tabindex",
            "aria-haspopup",
            "aria-expanded",
            "aria-controls",
            "aria-describedby",
            "draggable",
        ],
        &[
            &class,
            "mark",
            &number,
            &of,
            kind_key(mention.kind),
            official,
            link,
            tabindex,
            popup,
            expanded,
            "sl-card",
            &about,
            "false",
        ],
        vec![text],
    ))
}
