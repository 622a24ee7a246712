//! The article's tokens and sentences in one list: what stands before, after and between mentions.

use std::ops::Range;

use crate::recognise::{Class, Kind, Mention, Recognition, word};
use crate::text::{Span, Token, TokenKind, among, fold};

use super::pace::rest_at;

/// All tokens of the article; indices are into them.
pub(super) struct Stream<'a> {
    pub(super) text: &'a str,
    pub(super) found: &'a Recognition,
    pub(super) tokens: Vec<Token>,
    /// For each sentence its end, as an index into `tokens`.
    ends: Vec<usize>,
    /// For each [`STRIDE`] bytes the first token that begins in or behind them.
    marks: Vec<usize>,
}

/// So many bytes share a mark.
const STRIDE: usize = 64;

impl<'a> Stream<'a> {
    pub(super) async fn new(text: &'a str, found: &'a Recognition) -> Self {
        let all = found.blocks.iter().map(|block| block.tokens.len()).sum();
        let (mut tokens, mut ends) = (Vec::with_capacity(all), Vec::new());
        for (turn, block) in found.blocks.iter().enumerate() {
            rest_at(turn).await;
            let base = tokens.len();
            tokens.extend_from_slice(&block.tokens);
            ends.extend(
                block.sentences.iter().filter(|range| !range.is_empty()).map(|range| base + range.end),
            );
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 2);
        for (index, token) in tokens.iter().enumerate() {
            while marks.len() * STRIDE <= token.span.start {
                marks.push(index);
            }
        }
        Self { text, found, tokens, ends, marks }
    }

    /// The text of a token; "" beyond the end.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    /// Whether a token is this word, letter for letter.
    #[inline(never)]
    pub(super) fn has_word(&self, at: usize, word: &str) -> bool {
        self.word(at) == word
    }

    /// Whether a token is one of `words`, which spaces part.
    #[inline(never)]
    pub(super) fn has_any(&self, at: usize, words: &str) -> bool {
        among(self.word(at), words)
    }

    pub(super) fn class(&self, at: usize) -> Class {
        word(&fold(self.word(at))).class
    }

    pub(super) fn is(&self, at: usize, kind: TokenKind) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == kind)
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_capitalised())
    }

    /// A word of saying, in lower case.
    pub(super) fn says(&self, at: usize) -> bool {
        self.class(at).has(Class::SPEECH) && !self.is_capital(at)
    }

    pub(super) fn is_honorific(&self, at: usize) -> bool {
        self.is_capital(at) && self.class(at).has(Class::HONORIFIC.with(Class::HONORIFIC_UPPER))
    }

    /// Index of the first token that begins at or after byte `at`.
    pub(super) fn index(&self, at: usize) -> usize {
        let end = self.tokens.len();
        let mark = |stride: usize| self.marks.get(stride).copied().unwrap_or(end);
        let (first, last) = (mark(at / STRIDE), mark(at / STRIDE + 1));
        first + self.tokens[first..last].partition_point(|token| token.span.start < at)
    }

    /// The tokens between two spans.
    pub(super) fn between(&self, left: Span, right: Span) -> Range<usize> {
        self.index(left.end)..self.index(right.start)
    }

    /// The sentence of a token, as tokens.
    pub(super) fn sentence(&self, at: usize) -> Range<usize> {
        let index = self.ends.partition_point(|&end| end <= at);
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        start..self.ends.get(index).copied().unwrap_or(self.tokens.len())
    }

    pub(super) fn same_sentence(&self, a: Span, b: Span) -> bool {
        self.sentence(self.index(a.start)) == self.sentence(self.index(b.start))
    }

    /// The span of some tokens, which must not be empty.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.tokens[range.start].span.cover(self.tokens[range.end - 1].span)
    }

    /// The sentence that `span` begins in; `span` itself where there is none.
    pub(super) fn around(&self, span: Span) -> Span {
        let at = self.index(span.start);
        if at < self.tokens.len() { self.span(self.sentence(at)).cover(span) } else { span }
    }

    /// The first mention that begins at or after byte `at`.
    pub(super) fn mention_from(&self, at: usize) -> usize {
        self.found.mentions.partition_point(|mention| mention.span.start < at)
    }

    /// The mention that begins at a token.
    pub(super) fn mention_at(&self, at: usize) -> Option<(usize, Mention)> {
        let start = self.tokens.get(at)?.span.start;
        let index = self.mention_from(start);
        self.found
            .mentions
            .get(index)
            .filter(|mention| mention.span.start == start)
            .map(|found| (index, *found))
    }

    /// The mention whose last token is the one before `at`.
    pub(super) fn mention_before(&self, at: usize) -> Option<(usize, Mention)> {
        let end = self.tokens.get(at.checked_sub(1)?)?.span.end;
        let index = self.found.mentions.partition_point(|mention| mention.span.end < end);
        self.found.mentions.get(index).filter(|mention| mention.span.end == end).map(|found| (index, *found))
    }

    /// The mentions that begin in a range of tokens.
    pub(super) fn mentions_in(&self, range: Range<usize>) -> Range<usize> {
        let byte = |at: usize| self.tokens.get(at).map_or(self.text.len(), |token| token.span.start);
        self.mention_from(byte(range.start))..self.mention_from(byte(range.end))
    }

    pub(super) fn is_person(&self, mention: usize) -> bool {
        self.found.mentions.get(mention).is_some_and(|mention| mention.kind == Kind::Person)
    }
}
