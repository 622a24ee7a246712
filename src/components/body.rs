//! The article, block by block.

use std::rc::Rc;

use yew::prelude::*;

use super::block::{BlockView, OpenHere};
use crate::article::{Article, Block, BlockId};
use crate::dossier::Dossier;
use crate::reader::{Anchor, Open, State};

/// The article. A block is given only what concerns it, so that opening a card draws only the blocks that show it.
pub(super) fn body(article: &Rc<Article>, dossier: Option<&Rc<Dossier>>, state: &State) -> Html {
    let (open, jump) = (state.open, state.jump.map(|jump| jump.span));
    html! {
        <article class="sl-article" part="article">
            { for article.blocks.iter().enumerate().map(|(index, block)| html! {
                <BlockView key={index} article={Rc::clone(article)} dossier={dossier.cloned()} block={BlockId(index)}
                    marks={state.settings.marks} open={open.and_then(|open| here(block, dossier?, open))}
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
