//! One block of the article. Knows nothing of the card.

use std::rc::Rc;

use yew::prelude::*;

use crate::article::{Article, BlockId, BlockKind};

/// What a block is drawn from.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct BlockViewProps {
    /// The article that holds it.
    pub(super) article: Rc<Article>,
    /// Which block it is.
    pub(super) block: BlockId,
}

/// One block as the element of its kind.
#[component]
pub(super) fn BlockView(props: &BlockViewProps) -> Html {
    let Some(block) = props.article.blocks.get(props.block.0) else { return Html::default() };
    let text = AttrValue::from(block.span.of(&props.article.text).to_owned());
    match block.kind {
        BlockKind::Headline => html! { <h1 class="sl-headline">{text}</h1> },
        BlockKind::Byline => html! { <p class="sl-byline">{text}</p> },
        BlockKind::Caption => {
            html! { <figure class="sl-figure"><figcaption>{text}</figcaption></figure> }
        }
        BlockKind::Heading => html! { <h2 class="sl-heading">{text}</h2> },
        BlockKind::Paragraph => html! { <p class="sl-paragraph">{text}</p> },
        BlockKind::Quotation => html! { <blockquote class="sl-quotation">{text}</blockquote> },
    }
}
