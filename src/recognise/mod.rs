//! Mentions: which stretches of the text name a person, an organisation, a place or a date, and which are titles.
//! Does not know who somebody is.
//!
//! Each block is tokenised once ([`scan`]); each recogniser proposes candidates, of which the strongest stand
//! ([`candidate`]). Then one pass over the whole article ([`consistency`]) finds again the names that the first pass found
//! somewhere.

mod candidate;
mod combine;
mod consistency;
mod dates;
mod described;
mod names;
mod organisations;
mod runs;
mod spans;
mod titles;

use std::ops::Range;

use crate::article::Article;
use crate::text::{Span, Token};
pub use sidelight_quick::recognise::{forms, gazetteer, model, tagger};
use sidelight_quick::recognise::{lexicon, scan};

use candidate::{Candidate, resolve_overlaps};
use consistency::Known;
pub use dates::{DateExpression, Unit};
pub use lexicon::{Class, Word, word};
pub use model::Model;
pub(crate) use runs::{CABINETS, REGIMES};
use scan::Scan;
use tagger::Look;
use tagger::document::Document;
use titles::TitleRange;
pub(crate) use titles::{DIVISIONS, FORCES};
pub use titles::{Title, TitleClass, TitleStatus};

/// What a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Kind {
    /// A human being.
    #[default]
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
/// It goes over the article four times, a part at a time (a block, or so much of a long one that a step is short): it
/// reads the parts, then the tagger has a first look at them, then it looks for names, with what it has seen in all of
/// them, and last it finds again the names that it found somewhere.
pub struct Recogniser<'a> {
    article: &'a Article,
    model: &'a Model,
    parts: Vec<Part<'a>>,
    /// Where reading goes on: a block, and a byte of the text.
    next: (usize, usize),
    document: Document,
    /// How many parts the tagger has looked at.
    looked: usize,
    /// How many parts have been looked through for names.
    named: usize,
    known: Known,
    /// How many parts have been looked through for repetitions: these are done.
    done: usize,
    found: Recognition,
}

/// A part of a block with what has been found in it.
struct Part<'a> {
    block: usize,
    scan: Scan<'a>,
    titles: Vec<TitleRange>,
    dates: Vec<(Range<usize>, DateExpression)>,
    candidates: Vec<Candidate>,
    look: Look,
}

impl<'a> Recogniser<'a> {
    /// A recogniser at the beginning of `article`.
    pub fn new(article: &'a Article, model: &'a Model) -> Self {
        Self {
            article,
            model,
            parts: Vec::new(),
            next: (0, 0),
            document: Document::default(),
            looked: 0,
            named: 0,
            known: Known::default(),
            done: 0,
            found: Recognition::default(),
        }
    }

    /// Goes on by one part; `false` when there was nothing left to do.
    pub fn step(&mut self) -> bool {
        if let Some(block) = self.article.blocks.get(self.next.0) {
            self.read(block.span);
        } else if self.looked < self.parts.len() {
            self.look();
        } else if self.named < self.parts.len() {
            self.name();
        } else if self.done < self.parts.len() {
            self.repeat();
        } else {
            return false;
        }
        true
    }

    /// Reads the next part of the block at `span`.
    fn read(&mut self, span: Span) {
        let (block, at) = self.next;
        let rest = Span::new(span.start.max(at), span.end);
        let scan = Scan::new(&self.article.text, rest, self.model.gazetteer());

        self.next = (block + usize::from(scan.rest >= span.end), scan.rest);
        let (titles, dates) = (titles::titles(&scan), dates::dates(&scan));
        self.parts.push(Part { block, scan, titles, dates, candidates: Vec::new(), look: Look::default() });
    }

    /// Lets the tagger take a first look at the next part that has been read.
    fn look(&mut self) {
        let Some(Part { scan, look, .. }) = self.parts.get_mut(self.looked) else { return };
        self.looked += 1;
        let (text, tokens, sentences) = (scan.text, &scan.tokens, &scan.sentences);
        *look = tagger::look(text, tokens, sentences, &scan.forms, &self.model.weights);
        self.document.take(tokens, &scan.forms, &look.labels);
    }

    /// Finds the names of the next part that has been read.
    fn name(&mut self) {
        if self.named == 0 {
            self.known = Known::for_tokens(self.parts.iter().map(|part| part.scan.len()).sum());
        }
        let Some(Part { scan, titles, dates, candidates, look, .. }) = self.parts.get_mut(self.named) else {
            return;
        };
        self.named += 1;
        for (range, _) in &*dates {
            candidates.push(Candidate::new(scan, range.clone(), Kind::Date, candidate::DATE));
        }
        runs::candidates(scan, titles, candidates);
        let weights = self.model.weights();
        if !weights.is_empty() {
            let mut tagged = Vec::new();
            let look = std::mem::take(look);
            tagger::tag(look, &scan.tokens, &scan.forms, &self.document, weights, &mut tagged);
            combine::combine(scan, titles, &tagged, candidates);
        }
        described::describe(scan, candidates);
        runs::uncapitalised_places(scan, candidates);
        resolve_overlaps(candidates);
        self.known.read(scan, candidates);
    }

    /// Finds the repetitions in the next part, and keeps of it what is found.
    fn repeat(&mut self) {
        let Some(Part { block, scan, titles, dates, candidates, .. }) = self.parts.get_mut(self.done) else {
            return;
        };
        self.done += 1;
        self.known.spread(scan, candidates);
        resolve_overlaps(candidates);
        let found = &mut self.found;
        let mention = |found: Candidate| Mention { span: found.span, kind: found.kind };
        found.mentions.extend(std::mem::take(candidates).into_iter().map(mention));
        found.titles.extend(titles.iter().map(|title| title.title(scan)));
        found.dates.extend(dates.iter().map(|(range, expression)| (scan.span(range), *expression)));
        if found.blocks.len() <= *block {
            found.blocks.push(TokenisedBlock::default());
        }
        let Some(whole) = found.blocks.last_mut() else { return };
        let first = whole.tokens.len();
        whole.tokens.append(&mut scan.tokens);
        whole.sentences.extend(scan.sentences.iter().map(|range| first + range.start..first + range.end));
    }

    /// Does what is left.
    pub fn finish(mut self) -> Recognition {
        while self.step() {}
        self.found
    }
}
