//! The article, block by block.

use std::rc::Rc;

use yew::prelude::*;

use super::block::{BlockView, OpenHere};
use crate::article::{Article, Block, BlockId};
use crate::dossier::Dossier;
use crate::reader::{Anchor, Open};
use crate::text::Span;

/// What the article is drawn from.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct BodyProps {
    /// The article.
    pub(super) article: Rc<Article>,
    /// Its marks, once they are known.
    pub(super) dossier: Option<Rc<Dossier>>,
    /// Which kinds are marked.
    pub(super) marks: [bool; 4],
    /// The open card.
    pub(super) open: Option<Open>,
    /// The passage that was jumped to.
    pub(super) jump: Option<Span>,
}

/// The article. A block is given only what concerns it, so that opening a card draws only the blocks that show it.
#[component]
pub(super) fn Body(props: &BodyProps) -> Html {
    let BodyProps { article, dossier, marks, open, jump } = props;
    html! {
        <article class="sl-article" part="article">
            { for article.blocks.iter().enumerate().map(|(index, block)| html! {
                <BlockView key={index} article={Rc::clone(article)} dossier={dossier.clone()} block={BlockId(index)}
                    marks={*marks} open={open.and_then(|open| here(block, dossier.as_deref()?, open))}
                    jump={jump.filter(|jump| jump.overlaps(block.span))} />
            }) }
        </article>
    }
}

/// What `block` shows of the open card: nothing unless it mentions its entity.
fn here(block: &Block, dossier: &Dossier, open: Open) -> Option<OpenHere> {
    let entity = dossier.entity(open.entity)?;
    let spans = entity.mentions.iter().filter_map(|mention| dossier.mentions.get(mention.0));
    let at = match open.at {
        Anchor::Mark(mention) => Some(mention),
        Anchor::Entry(_) => None,
    };
    let mentioned = spans.into_iter().any(|mention| block.span.contains(mention.span));
    (mentioned
        || at.is_some_and(|at| dossier.mentions.get(at.0).is_some_and(|at| block.span.contains(at.span))))
    .then_some(OpenHere { entity: open.entity, at })
}
