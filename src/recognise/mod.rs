//! Mentions: which stretches of the text name a person, an organisation, a place or a date, and which are titles.
//! Does not know who somebody is.
//!
//! Each block is tokenised once ([`scan`]); each recogniser proposes candidates; [`overlap`] keeps the strongest. Then
//! one pass over the whole article ([`consistency`]) finds again the names that the first pass found somewhere.

mod candidate;
mod consistency;
mod dates;
pub mod gazetteer;
mod lexicon;
pub mod model;
mod names;
mod organisations;
mod runs;
mod scan;
mod titles;

use std::ops::Range;

use crate::article::Article;
use crate::text::{Span, Token};

use candidate::{Candidate, resolve_overlaps};
pub use dates::{DateExpression, Unit};
pub use lexicon::{Class, Word, word};
pub use model::Model;
use scan::Scan;
pub use titles::{Title, TitleClass, TitleStatus};

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
    /// Sorted by position, never overlapping each other; they may cover mentions of organisations and places.
    pub titles: Vec<Title>,
    /// What the mentions of dates say, sorted by position.
    pub dates: Vec<(Span, DateExpression)>,
    /// The tokens of each block, in step with `Article::blocks`.
    pub blocks: Vec<TokenisedBlock>,
}

/// A block's tokens.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TokenisedBlock {
    /// The tokens in order.
    pub tokens: Vec<Token>,
    /// The sentences as ranges of indices into `tokens`; they cover all of them.
    pub sentences: Vec<Range<usize>>,
}

/// Finds the mentions and titles in `article`.
pub fn recognise(article: &Article, model: &Model) -> Recognition {
    let mut recogniser = Recogniser::new(article, model);
    while recogniser.step() {}
    recogniser.finish()
}

/// The recogniser in slices: a page calls [`Recogniser::step`] until its time is up, and goes on later.
pub struct Recogniser<'a> {
    article: &'a Article,
    model: &'a Model,
    scans: Vec<Scan<'a>>,
    candidates: Vec<Candidate>,
    titles: Vec<Title>,
    dates: Vec<(Span, DateExpression)>,
}

impl<'a> Recogniser<'a> {
    /// A recogniser at the beginning of `article`.
    pub fn new(article: &'a Article, model: &'a Model) -> Self {
        Self {
            article,
            model,
            scans: Vec::new(),
            candidates: Vec::new(),
            titles: Vec::new(),
            dates: Vec::new(),
        }
    }

    /// Reads the next block; `false` when there was none.
    pub fn step(&mut self) -> bool {
        let Some(block) = self.article.blocks.get(self.scans.len()) else { return false };
        let scan = Scan::new(&self.article.text, block.span, &self.model.gazetteer);
        let titles = titles::titles(&scan);
        let dates = dates::dates(&scan);
        let first = self.candidates.len();
        for (range, expression) in &dates {
            self.candidates.push(Candidate::new(
                &scan,
                self.scans.len(),
                range.clone(),
                Kind::Date,
                candidate::DATE,
            ));
            self.dates.push((scan.span(range), *expression));
        }
        runs::candidates(&scan, self.scans.len(), &titles, &mut self.candidates);
        resolve_overlaps(&mut self.candidates, first);
        self.titles.extend(titles.iter().map(|title| title.title(&scan)));
        self.scans.push(scan);
        true
    }

    /// Reads what is left and looks once over the whole.
    pub fn finish(mut self) -> Recognition {
        while self.step() {}
        consistency::spread(&self.scans, &mut self.candidates);
        resolve_overlaps(&mut self.candidates, 0);
        let mentions =
            self.candidates.iter().map(|found| Mention { span: found.span, kind: found.kind }).collect();
        let blocks = self.scans.into_iter();
        Recognition {
            mentions,
            titles: self.titles,
            dates: self.dates,
            blocks: blocks
                .map(|scan| TokenisedBlock { tokens: scan.tokens, sentences: scan.sentences })
                .collect(),
        }
    }
}
