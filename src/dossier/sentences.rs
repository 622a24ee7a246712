//! Which sentence a span is in.

use crate::recognise::Recognition;
use crate::text::Span;

/// All sentences of the article, sorted, as spans.
pub(super) struct Sentences(Vec<Span>);

impl Sentences {
    pub(super) fn new(found: &Recognition) -> Self {
        let spans = found.blocks.iter().flat_map(|block| {
            let cover = |range: &std::ops::Range<usize>| {
                block.tokens[range.start].span.cover(block.tokens[range.end - 1].span)
            };
            block.sentences.iter().filter(|range| !range.is_empty()).map(cover)
        });
        Self(spans.collect())
    }

    /// The sentence that `span` begins in; `span` itself where there is none.
    pub(super) fn around(&self, span: Span) -> Span {
        let index = self.0.partition_point(|sentence| sentence.end <= span.start);
        self.0.get(index).copied().filter(|sentence| sentence.start <= span.start).unwrap_or(span)
    }
}
