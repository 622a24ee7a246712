//! A block as a sequence of pieces: what is drawn as one element, cut where a passage can be jumped to.

use std::ops::Range;
use std::rc::Rc;

use super::card::is_first;
use crate::article::{Article, Block, InlineKind};
use crate::dossier::Dossier;
use crate::recognise::MentionId;
use crate::text::{Span, reorder};

/// A stretch of a block that is drawn as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it is: bytes of `Article::text`.
    pub span: Span,
    /// The inline it belongs to.
    pub inline: Option<InlineKind>,
    /// Its text and marks in order; together they are `span`.
    pub runs: Vec<Run>,
}

/// Text, or a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// Plain text.
    Text(Span),
    /// A mention.
    Mark(MentionId),
}

/// What blocks are drawn from besides the article: its marks, and where what can be jumped to begins and ends.
pub struct Marked {
    /// Who is who.
    pub dossier: Rc<Dossier>,
    /// In order.
    edges: Vec<usize>,
}

impl Marked {
    /// The marks of an article.
    pub fn new(dossier: Rc<Dossier>) -> Self {
        let mut edges = Vec::new();
        let mut add = |span: Span| edges.extend([span.start, span.end]);
        for entity in &dossier.entities {
            entity.roles.iter().for_each(|role| add(role.sentence));
        }
        dossier.meetings.iter().for_each(|meeting| add(meeting.sentence));
        dossier.quotations.iter().for_each(|quotation| add(quotation.span));
        reorder(&mut edges, &|a, b| a < b);
        Self { dossier, edges }
    }

    /// Whether the text of `block` looks the same by both, but for the numbers of its mentions.
    pub fn looks_alike(&self, other: &Self, block: Span) -> bool {
        let (own, others) = (inside(&self.dossier, block), inside(&other.dossier, block));
        let look = |dossier: &Dossier, id: usize| {
            let entity = dossier.entity_of[id];
            let official = dossier.entity(entity).is_some_and(|entity| entity.official);
            (dossier.mentions[id], entity, official, is_first(dossier, MentionId(id)))
        };
        own.len() == others.len()
            && own.zip(others).all(|(own, others)| look(&self.dossier, own) == look(&other.dossier, others))
            && self.edges_in(block) == other.edges_in(block)
    }

    fn edges_in(&self, block: Span) -> &[usize] {
        let before = |at: usize| self.edges.partition_point(|edge| *edge < at);
        &self.edges[before(block.start)..before(block.end)]
    }
}

/// The pieces of `block`, in order. They cover it, but for the dash before a credit, which the layout replaces.
pub fn flow(article: &Article, marked: Option<&Marked>, block: &Block) -> Vec<Piece> {
    let mentions = marked.map_or(0..0, |marked| inside(&marked.dossier, block.span));
    let spans: Vec<(MentionId, Span)> = mentions
        .filter_map(|id| Some((MentionId(id), marked?.dossier.mentions.get(id)?.span)))
        .filter(|(_, span)| block.span.contains(*span))
        .collect();
    let inlines = block.inlines.iter().flat_map(|inline| [inline.span.start, inline.span.end]);
    let wanted = inlines.chain(marked.map_or(&[][..], |marked| marked.edges_in(block.span)).iter().copied());
    let mut edges = vec![block.span.end];
    for edge in wanted.filter(|edge| block.span.start < *edge && *edge < block.span.end) {
        // Most come in order, and go to the end.
        let at = edges.partition_point(|known| *known < edge);
        if edges[at] != edge && !spans.iter().any(|(_, span)| span.start < edge && edge < span.end) {
            edges.insert(at, edge);
        }
    }

    let mut pieces = Vec::with_capacity(edges.len());
    let mut marks = spans.into_iter().peekable();
    let mut start = block.span.start;
    for end in edges {
        let span = Span::new(start, end);
        let inline = block.inlines.iter().find(|inline| inline.span.contains(span)).map(|inline| inline.kind);
        let mut runs = Vec::new();
        let mut at = start;
        while let Some((id, mark)) = marks.next_if(|(_, mark)| mark.end <= end) {
            if at < mark.start {
                runs.push(Run::Text(Span::new(at, mark.start)));
            }
            runs.push(Run::Mark(id));
            at = mark.end;
        }
        if at < end {
            runs.push(Run::Text(Span::new(at, end)));
        }
        pieces.push(Piece { span, inline, runs });
        start = end;
    }
    drop_dash_before_credit(&article.text, &mut pieces);
    pieces
}

/// The mentions that may lie in `span`, by index.
fn inside(dossier: &Dossier, span: Span) -> Range<usize> {
    let from = dossier.mentions.partition_point(|mention| mention.span.start < span.start);
    let to = dossier.mentions.partition_point(|mention| mention.span.start < span.end);
    from..to
}

fn drop_dash_before_credit(text: &str, pieces: &mut Vec<Piece>) {
    let credit = |pieces: &[Piece]| pieces.iter().position(|piece| piece.inline == Some(InlineKind::Credit));
    while let Some(before) = credit(pieces).and_then(|credit| credit.checked_sub(1)) {
        let runs = &mut pieces[before].runs;
        if let Some(Run::Text(span)) = runs.last_mut() {
            let dash = |c: char| c.is_whitespace() || matches!(c, '-' | '‐'..='―' | '−');
            span.end = span.start + span.of(text).trim_end_matches(dash).len();
            if !span.is_empty() {
                return;
            }
            runs.pop();
        }
        if !runs.is_empty() {
            return;
        }
        pieces.remove(before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::EntityId;
    use crate::reader::card::sample;
    use crate::recognise::{Kind, Mention};
    use expect_test::{Expect, expect};

    /// Pieces a line, marks in brackets.
    fn check(block: usize, with_dossier: bool, expected: Expect) {
        let (article, dossier) = sample::talks();
        let marked = Marked::new(Rc::new(dossier.clone()));
        let pieces = flow(&article, with_dossier.then_some(&marked), &article.blocks[block]);
        let lines = pieces.iter().map(|piece| {
            let runs = piece.runs.iter().map(|run| match run {
                Run::Text(span) => span.of(&article.text).to_owned(),
                Run::Mark(id) => format!("[{}]", dossier.mentions[id.0].span.of(&article.text)),
            });
            let inline = piece.inline.map_or_else(String::new, |inline| format!("{inline:?} "));
            format!("{inline}|{}|", runs.collect::<String>())
        });
        expected.assert_eq(&lines.collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn captions_end_without_the_dash() {
        check(
            0,
            true,
            expect![[r#"
                |[Ana Pereira], Minister of Tides, at the quay.|
                Credit |Harbour Press|"#]],
        );
        check(
            0,
            false,
            expect![[r#"
                |Ana Pereira, Minister of Tides, at the quay.|
                Credit |Harbour Press|"#]],
        );
    }

    #[test]
    fn datelines_and_sentences_are_pieces() {
        check(
            1,
            true,
            expect![[r#"
                Dateline |[PORT ELLIS]:|
                | |
                |Acting Warden [Kofi Brandt] of the Harbour Board met [Pereira] on [Friday].|"#]],
        );
        check(
            2,
            true,
            expect![[r#"
                |"The sea is patient,"|
                | [Brandt] said.|"#]],
        );
    }

    #[test]
    fn the_sentence_of_a_meeting_is_a_piece() {
        let (mut article, mut dossier) = sample::talks();
        let span = article.blocks[2].span;
        let rest = " They met Pereira.";
        article.text.push_str(rest);
        article.blocks[2].span.end += rest.len();
        let sentence = Span::new(span.end + 1, span.end + rest.len());
        for sentence in [Span::new(0, 5), sentence] {
            let (people, place, date) = (Vec::new(), None, None);
            dossier.meetings.push(crate::dossier::Meeting { people, place, date, sentence });
        }
        let pieces = flow(&article, Some(&Marked::new(Rc::new(dossier))), &article.blocks[2]);
        assert_eq!(pieces.last().map(|piece| piece.span), Some(sentence));
    }

    #[test]
    fn a_mark_more_changes_the_look_of_its_block_alone() {
        let (article, dossier) = sample::talks();
        let by = |change: &dyn Fn(&mut Dossier)| {
            let mut changed = dossier.clone();
            change(&mut changed);
            let (old, new) = (Marked::new(Rc::new(dossier.clone())), Marked::new(Rc::new(changed)));
            article.blocks.iter().map(|block| new.looks_alike(&old, block.span)).collect::<Vec<_>>()
        };
        assert_eq!(by(&|_| {}), [true, true, true]);
        // "Warden", which comes before all other mentions but one: their numbers alone are others.
        let span = Span::new(article.blocks[1].span.start + 20, article.blocks[1].span.start + 26);
        let insert = |dossier: &mut Dossier| {
            dossier.mentions.insert(1, Mention { span, kind: Kind::Person });
            dossier.entity_of.insert(1, EntityId(1));
            for entity in &mut dossier.entities {
                entity.mentions.iter_mut().filter(|id| id.0 > 0).for_each(|id| id.0 += 1);
            }
        };
        assert_eq!(by(&insert), [true, false, true]);
        assert_eq!(by(&|dossier| dossier.entities[0].official ^= true), [false, false, true]);
        assert_eq!(by(&|dossier| dossier.quotations.clear()), [true, true, false]);
    }

    #[test]
    fn an_edge_inside_a_mark_does_not_cut_it() {
        let (article, mut dossier) = sample::talks();
        let brandt = dossier.mentions[5].span;
        dossier.quotations[0].span.end = brandt.start + 2;
        let pieces = flow(&article, Some(&Marked::new(Rc::new(dossier))), &article.blocks[2]);
        assert!(pieces.iter().any(|piece| piece.runs.contains(&Run::Mark(MentionId(5)))));
        assert_eq!(pieces.last().map(|piece| piece.span.end), Some(article.text.len()));
    }
}
