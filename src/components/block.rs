//! One block of the article with its marks, drawn once: what changes about marks later is done by `marks`.

use std::rc::Rc;

use yew::prelude::*;

use super::said::{classed, element, keyed, number};
use crate::article::{Article, BlockId, BlockKind, InlineKind};
use crate::dossier::Dossier;
use crate::reader::{Piece, Run, flow, is_first, kind_key};
use crate::recognise::MentionId;
use crate::text::Span;

/// Pieces are told apart by where they start and by up to so many runs. Times the longest text it is still a `usize` of wasm.
const MOST_RUNS: usize = 512;

/// What a block is drawn from.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct BlockViewProps {
    /// The article that holds it.
    pub(super) article: Rc<Article>,
    /// The article's marks, once they are known.
    pub(super) dossier: Option<Rc<Dossier>>,
    /// Which block it is.
    pub(super) block: BlockId,
    /// The passage that was jumped to, if it reaches into this block.
    pub(super) jump: Option<Span>,
}

/// One block; a component, so that it is drawn anew only when its properties differ.
pub(super) struct BlockView;

impl Component for BlockView {
    type Message = ();
    type Properties = BlockViewProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        block_view(ctx.props())
    }
}

/// The block as the element of its kind.
fn block_view(props: &BlockViewProps) -> Html {
    let Some(block) = props.article.blocks.get(props.block.0) else { return Html::default() };
    let pieces = flow(&props.article, props.dossier.as_deref(), block);
    let content: Vec<Html> = pieces.iter().map(|piece| piece_view(props, piece)).collect();
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

fn piece_view(props: &BlockViewProps, piece: &Piece) -> Html {
    let runs = piece.runs.iter().map(|run| run_view(props, *run)).collect();
    // With other marks it is another piece: a text node that took the text of another place would count as one that moved.
    let key = piece.span.start * MOST_RUNS + piece.runs.len().min(MOST_RUNS - 1);
    let passing = props.jump.is_some_and(|jump| jump.overlaps(piece.span));
    let (tag, class) = match piece.inline {
        Some(InlineKind::Dateline) => ("span", "sl-dateline"),
        Some(InlineKind::Credit) => ("small", "sl-credit"),
        None => ("span", "sl-piece"),
    };
    keyed(tag, &[class, if passing { " is-passing" } else { "" }].concat(), key, runs)
}

fn run_view(props: &BlockViewProps, run: Run) -> Html {
    let text = |span: Span| AttrValue::from(span.of(&props.article.text).to_owned());
    match run {
        Run::Text(span) => html! { {text(span)} },
        Run::Mark(id) => mark_view(props, id, text).unwrap_or_default(),
    }
}

/// A mention as a link to its entry among who is who.
fn mark_view(props: &BlockViewProps, id: MentionId, text: impl Fn(Span) -> AttrValue) -> Option<Html> {
    let dossier = props.dossier.as_deref()?;
    let mention = dossier.mentions.get(id.0)?;
    let text = text(mention.span);
    let Some(entity) = dossier.entity_of.get(id.0).and_then(|id| dossier.entity(*id)) else {
        return Some(html! { {text} });
    };
    let entity_number = number(entity.id.0);
    let tabindex = (!is_first(dossier, id)).then_some("-1");
    Some(html! {
        <a class="sl-mark" part="mark" data-mention={number(id.0)} data-entity={entity_number.clone()}
            data-kind={kind_key(mention.kind)} data-official={entity.official.then_some("")}
            href={["#entity-", &*entity_number].concat()} {tabindex} aria-haspopup="dialog" aria-expanded="false"
            aria-controls="sl-card" aria-describedby={["about-", &*entity_number].concat()} draggable="false">{text}</a>
    })
}
