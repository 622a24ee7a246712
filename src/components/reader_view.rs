//! The root of the tree: the article with its marks, the card, the list of who is who.

use std::rc::Rc;

use yew::prelude::*;

use super::block::BlockView;
use crate::article::{Article, BlockId, Direction};
use crate::dossier::{Dossier, EntityId};
use crate::recognise::{Kind, MentionId};

/// What the reader is drawn from.
#[derive(Clone, PartialEq, Properties)]
pub struct ReaderProps {
    /// The article.
    pub article: Rc<Article>,
    /// Who is who in it; `None` until recognition is done: then the text alone is shown.
    #[prop_or_default]
    pub dossier: Option<Rc<Dossier>>,
    /// Notices of one sentence each, shown quietly above the article.
    #[prop_or_default]
    pub notices: Rc<[AttrValue]>,
    /// A command from outside, with a token: the same command with another token is a new command.
    #[prop_or_default]
    pub command: Option<(u32, Command)>,
    /// Hears what happens in the reader.
    #[prop_or_default]
    pub on_event: Callback<ReaderEvent>,
}

/// What the outside can ask of a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Open the card of an entity, pinned. An unknown id does nothing.
    OpenEntity(EntityId),
    /// Close the card, if one is open.
    CloseCard,
}

/// What a reader tells the outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReaderEvent {
    /// A card opened, turned to another entity, or was pinned.
    EntityOpen {
        /// Whose card.
        id: EntityId,
        /// What the entity is.
        kind: Kind,
        /// Its name.
        name: String,
        /// The mention the card stands at; the entity's first when it stands at none.
        mention: MentionId,
        /// Whether it stays until it is closed.
        pinned: bool,
    },
    /// The card of this entity closed.
    EntityClose {
        /// Whose card it was.
        id: EntityId,
    },
}

/// The reader.
#[component]
pub fn Reader(props: &ReaderProps) -> Html {
    let article = &props.article;
    let dir = match article.meta.dir {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    };
    html! {
        <div class="sl-reader" part="reader" {dir} lang={article.meta.lang.clone()}>
            { for props.notices.iter().map(|notice| html! { <p class="sl-notice" part="notice">{notice}</p> }) }
            <article class="sl-article" part="article">
                { for (0..article.blocks.len()).map(|block| html! {
                    <BlockView key={block} article={Rc::clone(article)} block={BlockId(block)} />
                }) }
            </article>
        </div>
    }
}
