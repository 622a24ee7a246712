//! The article, block by block.

use std::rc::Rc;

use yew::prelude::*;

use super::block::BlockView;
use crate::article::{Article, BlockId};
use crate::dossier::Dossier;
use crate::reader::Jump;

/// The article. A block is given only what concerns it, so that a jump draws only the blocks that show it.
pub(super) fn body(article: &Rc<Article>, dossier: Option<&Rc<Dossier>>, jump: Option<Jump>) -> Html {
    let jump = jump.map(|jump| jump.span);
    // Another article is drawn with elements of its own: to the browser, those of the last would move.
    let key = Rc::as_ptr(article) as usize;
    html! {
        <article class="sl-article" part="article" {key}>
            { for article.blocks.iter().enumerate().map(|(index, block)| html! {
                <BlockView key={index} article={Rc::clone(article)} dossier={dossier.cloned()} block={BlockId(index)}
                    jump={jump.filter(|jump| jump.overlaps(block.span))} />
            }) }
        </article>
    }
}
