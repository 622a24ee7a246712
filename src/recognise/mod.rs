//! Mentions: which stretches of the text name a person, an organisation, a place or a date, and which are titles.
//! Does not know who somebody is.

pub mod gazetteer;
pub mod model;
pub mod tagger;

pub use model::Model;

use crate::article::Article;
use crate::text::Span;

/// What a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A human being.
    Person,
    /// An organisation: government body, company, party, force.
    Organisation,
    /// A country, city, region, water, mountain.
    Place,
    /// A day, range of days, month or year.
    Date,
}

impl Kind {
    /// All four, in the order of the legend.
    pub const ALL: [Self; 4] = [Self::Person, Self::Organisation, Self::Place, Self::Date];
}

/// Index of a mention in the article's sorted list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId(pub usize);

/// One mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where: a byte range of `Article::text`, inside one block.
    pub span: Span,
    /// What it names.
    pub kind: Kind,
}

/// What the recogniser found in an article.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Recognition {
    /// Sorted by position, never overlapping.
    pub mentions: Vec<Mention>,
}

/// Finds the mentions in `article`.
pub fn recognise(_article: &Article, _model: &Model) -> Recognition {
    Recognition::default()
}
