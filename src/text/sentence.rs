//! Sentences of a block.

use super::{Span, Token, TokenKind};

/// The sentences of the block whose tokens these are, as ranges of token indices; together they cover all tokens.
///
/// A sentence ends at ".", "!", "?" or "…" (and closing quotation marks or brackets after it) where white space and a
/// token that can open a sentence follow. The full stop of an abbreviation ends one only before a word that opens
/// sentences far more often than it follows an abbreviation ("the", "he", "in" ...).
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<std::ops::Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        if let Some(end) = boundary(text, tokens, at) {
            sentences.push(start..end);
            start = end;
            at = end;
        } else {
            at += 1;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

/// Where the next sentence begins, if the token at `at` ends one.
fn boundary(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens[at];
    let mark =
        token.kind == TokenKind::Mark && matches!(token.of(text), "." | "!" | "?" | "…" | "؟" | "۔" | "。");
    let abbreviation = token.kind == TokenKind::Word && token.of(text).ends_with('.');
    if !mark && !abbreviation {
        return None;
    }
    let mut next = at + 1;
    while tokens.get(next).is_some_and(|t| closes(text, *t, tokens[next - 1].span.end)) {
        next += 1;
    }
    let follower = tokens.get(next)?;
    let gap = Span::new(tokens[next - 1].span.end, follower.span.start).of(text);
    if gap.is_empty() {
        return None;
    }
    let opens =
        if abbreviation { opens_after_abbreviation(text, tokens, next) } else { opens(*follower, text) };
    opens.then_some(next)
}

/// Whether the token closes what came before: it touches it and is a quotation mark, a bracket or one more stop.
fn closes(text: &str, token: Token, end: usize) -> bool {
    token.span.start == end
        && (token.kind == TokenKind::Quote
            || matches!(token.of(text), ")" | "]" | "}" | "." | "!" | "?" | "…"))
}

fn opens(token: Token, text: &str) -> bool {
    match token.kind {
        TokenKind::Word => token.is_capitalised() || token.case == super::Case::None,
        TokenKind::Number | TokenKind::Quote => true,
        _ => matches!(token.of(text), "(" | "[" | "-" | "–" | "—" | "•" | "$" | "£" | "€"),
    }
}

/// After "U.S." or "Inc." only these, capitalised, are taken to open a sentence.
fn opens_after_abbreviation(text: &str, tokens: &[Token], at: usize) -> bool {
    const OPENERS: [&str; 30] = [
        "A", "After", "All", "Although", "An", "And", "As", "At", "But", "By", "For", "He", "However", "I",
        "If", "In", "It", "Its", "On", "She", "Since", "That", "The", "There", "These", "They", "This", "We",
        "When", "While",
    ];
    let word = if tokens[at].kind == TokenKind::Quote { tokens.get(at + 1) } else { tokens.get(at) };
    word.is_some_and(|word| OPENERS.binary_search(&word.of(text)).is_ok())
}

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let all = tokens(text, Span::new(0, text.len()));
        let cover = |r: std::ops::Range<usize>| all[r.start].span.cover(all[r.end - 1].span).of(text);
        sentences(text, &all).into_iter().map(cover).collect()
    }

    #[test]
    fn where_sentences_end() {
        for (text, expected) in [
            ("He left. She stayed.", &["He left.", "She stayed."][..]),
            ("“He left.” She stayed.", &["“He left.”", "She stayed."]),
            (
                "Gen. Ali of the U.S. Army met Mr. Lee. Then",
                &["Gen. Ali of the U.S. Army met Mr. Lee.", "Then"],
            ),
            ("It was the U.S. The talks", &["It was the U.S.", "The talks"]),
            ("Visit www.example.com now", &["Visit www.example.com now"]),
            ("Up 3.5 percent! (So they say.) Yes?", &["Up 3.5 percent!", "(So they say.)", "Yes?"]),
            ("", &[]),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }
}
