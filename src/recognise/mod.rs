//! Mentions: which stretches of the text name a person, an organisation, a place or a date, and which are titles.
//! Does not know who somebody is.
//!
//! Each block is tokenised once ([`scan`]); each recogniser proposes candidates; [`overlap`] keeps the strongest. Then
//! one pass over the whole article ([`consistency`]) finds again the names that the first pass found somewhere.

mod candidate;
mod combine;
mod consistency;
mod dates;
pub mod forms;
pub mod gazetteer;
mod lexicon;
pub mod model;
mod names;
mod organisations;
mod runs;
mod scan;
pub mod tagger;
mod titles;

use std::ops::Range;

use crate::article::Article;
use crate::text::{Span, Token};

use candidate::{Candidate, resolve_overlaps};
pub use dates::{DateExpression, Unit};
pub use lexicon::{Class, Word, word};
pub use model::Model;
use scan::Scan;
use tagger::document::Document;
use titles::TitleRange;
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
///
/// It goes over the blocks twice: first it reads them, then it looks for names, with what it has seen in all of them.
pub struct Recogniser<'a> {
    article: &'a Article,
    model: &'a Model,
    scans: Vec<Scan<'a>>,
    /// What the grammar finds in each scanned block.
    grammar: Vec<Grammar>,
    document: Document,
    /// How many blocks have been looked through for names.
    named: usize,
    candidates: Vec<Candidate>,
}

/// The titles and dates of one block.
struct Grammar {
    titles: Vec<TitleRange>,
    dates: Vec<(Range<usize>, DateExpression)>,
}

impl<'a> Recogniser<'a> {
    /// A recogniser at the beginning of `article`.
    pub fn new(article: &'a Article, model: &'a Model) -> Self {
        Self {
            article,
            model,
            scans: Vec::new(),
            grammar: Vec::new(),
            document: Document::default(),
            named: 0,
            candidates: Vec::new(),
        }
    }

    /// Goes on by one block; `false` when there was nothing left to do.
    pub fn step(&mut self) -> bool {
        match (self.article.blocks.get(self.scans.len()), self.named < self.scans.len()) {
            (Some(block), _) => self.read(block.span),
            (None, true) => self.name(),
            (None, false) => return false,
        }
        true
    }

    /// Reads the next block.
    fn read(&mut self, span: Span) {
        let scan = Scan::new(&self.article.text, span, &self.model.gazetteer);
        if !self.model.weights.is_empty() {
            self.document.read(scan.text, &scan.tokens, &scan.sentences, &scan.forms);
        }
        self.grammar.push(Grammar { titles: titles::titles(&scan), dates: dates::dates(&scan) });
        self.scans.push(scan);
    }

    /// Finds the names of the next block that has been read.
    fn name(&mut self) {
        let block = self.named;
        self.named += 1;
        let (Some(scan), Some(grammar)) = (self.scans.get(block), self.grammar.get(block)) else { return };
        let Grammar { titles, dates } = grammar;
        let first = self.candidates.len();
        for (range, _) in dates {
            self.candidates.push(Candidate::new(scan, block, range.clone(), Kind::Date, candidate::DATE));
        }
        runs::candidates(scan, block, titles, &mut self.candidates);
        let weights = &self.model.weights;
        if !weights.is_empty() {
            let mut tagged = Vec::new();
            let (text, tokens, sentences) = (scan.text, &scan.tokens, &scan.sentences);
            tagger::tag(text, tokens, sentences, &scan.forms, &self.document, weights, &mut tagged);
            combine::combine(scan, block, titles, &tagged, &mut self.candidates, first);
        }
        resolve_overlaps(&mut self.candidates, first);
    }

    /// Does what is left and looks once over the whole.
    pub fn finish(mut self) -> Recognition {
        while self.step() {}
        consistency::spread(&self.scans, &mut self.candidates);
        resolve_overlaps(&mut self.candidates, 0);
        let mentions =
            self.candidates.iter().map(|found| Mention { span: found.span, kind: found.kind }).collect();
        let (mut titles, mut dates) = (Vec::new(), Vec::new());
        for (scan, grammar) in self.scans.iter().zip(&self.grammar) {
            titles.extend(grammar.titles.iter().map(|title| title.title(scan)));
            dates.extend(grammar.dates.iter().map(|(range, expression)| (scan.span(range), *expression)));
        }
        let blocks = self.scans.into_iter();
        Recognition {
            mentions,
            titles,
            dates,
            blocks: blocks
                .map(|scan| TokenisedBlock { tokens: scan.tokens, sentences: scan.sentences })
                .collect(),
        }
    }
}
