//! Capitals that stand for their governments: "Washington's assurance", "Kyiv denied it".

use crate::recognise::{Kind, MentionId, Model};
use crate::text::{TokenKind, fold};

use super::lists::act;
use super::pace::rest_at;
use super::stream::Stream;

/// The mentions of places that stand for a government, in order.
pub(super) async fn find(stream: &Stream<'_>, model: &Model) -> Vec<MentionId> {
    let mut found: Vec<MentionId> = Vec::new();
    for (index, mention) in stream.found.mentions.iter().enumerate() {
        rest_at(index).await;
        if mention.kind != Kind::Place || !model.is_capital(&fold(mention.span.of(stream.text))) {
            continue;
        }
        let (from, next) = (stream.index(mention.span.start), stream.index(mention.span.end));
        let located = stream.has_any(from.wrapping_sub(1), "in In at near to from outside of");
        if acts(stream, next) && !located || sides(stream, from, next) {
            // "Kyiv and Moscow traded accusations"
            let before = from.checked_sub(1).filter(|&and| stream.has_word(and, "and"));
            let other = before.and_then(|and| stream.mention_before(and));
            if let Some((other, _)) = other.filter(|(other, place)| {
                place.kind == Kind::Place
                    && found.last() != Some(&MentionId(*other))
                    && model.is_capital(&fold(place.span.of(stream.text)))
            }) {
                found.push(MentionId(other));
            }
            found.push(MentionId(index));
        }
    }
    found
}

/// Whether what a government does or has follows at a token.
fn acts(stream: &Stream<'_>, next: usize) -> bool {
    let possessive = stream.is(next, TokenKind::Possessive);
    let mut at = next + usize::from(possessive);
    while stream.has_any(at, "has had also would will have") {
        at += 1;
    }
    let word = fold(stream.word(at));
    let speaks = !possessive && stream.says(at);
    speaks || act(&word) && !stream.is_capital(at)
}

/// "talks between Ankara and Athens", "relations with Tehran".
fn sides(stream: &Stream<'_>, from: usize, next: usize) -> bool {
    let subject = |at: usize| stream.has_any(at, "talks Talks relations ties tensions Tensions Relations");
    let near = |at: usize| at > 0 && (at.saturating_sub(2)..at).any(subject);
    let between = |at: usize| stream.has_word(at, "between") && near(at);
    let first = from > 0
        && (between(from - 1) && stream.has_word(next, "and")
            || stream.has_word(from - 1, "with") && near(from - 1));
    first || from > 2 && stream.has_word(from - 1, "and") && between(from - 3)
}
