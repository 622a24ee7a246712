//! The article: one text, with blocks and inlines as spans over it, and one parser a format.
//! Does not know what a mention is.

mod credit;
mod dateline;
mod error;
mod json;
mod lines;
mod plain;
mod published;
mod shape;
mod words;

pub use error::{Error, ErrorKind};
pub use json::{JsonArticle, JsonBlock, JsonSource, from_json};
pub use plain::parse_plain;

use crate::text::{Date, Span};

/// The largest text that is read, in bytes: about 700,000 words, ten times the longest news feature.
pub const MAX_BYTES: usize = 4 << 20;

/// A parsed article. Blocks are sorted, do not overlap, and cover all that is shown.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Article {
    /// The one text. Every span in this crate is a byte range of it.
    pub text: String,
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
    /// What is known about the article as a whole.
    pub meta: Meta,
}

/// What is known about an article besides its text.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Meta {
    /// The day of publication; offices and dates are read as of this day.
    pub published: Option<Date>,
    /// Who published it.
    pub source: Option<Source>,
    /// BCP 47 language tag, as given.
    pub lang: Option<String>,
    /// Base direction of the text.
    pub dir: Direction,
}

/// Who published an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The publisher's name.
    pub name: String,
    /// Where the article stands (`http:` or `https:` only), if given.
    pub url: Option<String>,
}

/// Base direction of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

/// Index of a block in [`Article::blocks`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub usize);

/// One block: a headline, a paragraph, ...
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, without white space at the ends.
    pub span: Span,
    /// Parts with a meaning of their own, sorted, not overlapping, inside `span`.
    pub inlines: Vec<Inline>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The article's title.
    Headline,
    /// Who wrote it, and when: "By Jane Doe", "March 3, 2023".
    Byline,
    /// A picture's caption; may end with a [`InlineKind::Credit`].
    Caption,
    /// A heading inside the article.
    Heading,
    /// A paragraph; the first may open with a [`InlineKind::Dateline`].
    Paragraph,
    /// A paragraph that is a quotation from beginning to end.
    Quotation,
}

/// A part of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where it is.
    pub span: Span,
}

/// What an inline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InlineKind {
    /// "WASHINGTON:", the place a report was filed from, its colon or dash included.
    Dateline,
    /// "US State Department website/File", who made a picture, without the dash before it.
    Credit,
}

/// Something in the input that was read otherwise than it was written, or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where: a byte range of [`Article::text`], or a path such as `blocks[3].type`.
    pub place: String,
    /// What was found and what was made of it.
    pub message: String,
}
