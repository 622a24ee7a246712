//! The article, block by block.

use std::rc::Rc;

use yew::prelude::*;

use super::part::{Page, What, part};
use super::said::tag_of;
use crate::article::BlockId;
use crate::reader::Jump;

/// The article. A block is given only what concerns it, so that a jump draws only the blocks that show it.
pub(super) fn body(page: &Rc<Page>, jump: Option<Jump>) -> Html {
    let jump = jump.map(|jump| jump.span);
    let blocks = page.article.blocks.iter().enumerate().map(|(index, block)| {
        let jump = jump.filter(|jump| jump.overlaps(block.span));
        part(page, index, What::Block(BlockId(index), jump))
    });
    let mut article = tag_of("article", &["class", "part"], &["sl-article", "article"], blocks.collect());
    // Another article is drawn with elements of its own: to the browser, those of the last would move.
    article.key = Some((Rc::as_ptr(&page.article) as usize).into());
    article.into()
}
