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
        match boundary(text, tokens, at) {
            Ok(end) => {
                sentences.push(start..end);
                start = end;
                at = end;
            }
            Err(next) => at = next,
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

/// Where the next sentence begins, if the token at `at` ends one; else where to go on looking.
fn boundary(text: &str, tokens: &[Token], at: usize) -> Result<usize, usize> {
    let token = tokens[at];
    let mark =
        token.kind == TokenKind::Mark && matches!(token.of(text), "." | "!" | "?" | "…" | "؟" | "۔" | "。");
    let last = token.span.end.checked_sub(1).and_then(|last| text.as_bytes().get(last));
    let abbreviation = token.kind == TokenKind::Word && last == Some(&b'.');
    if !mark && !abbreviation {
        return Err(at + 1);
    }
    let mut next = at + 1;
    while tokens.get(next).is_some_and(|t| closes(text, *t, tokens[next - 1].span.end)) {
        next += 1;
    }
    // What closes has the same follower: a text of full stops alone is looked at once.
    let go_on = if mark { next } else { at + 1 };
    let Some(follower) = tokens.get(next) else { return Err(go_on) };
    let gap = Span::new(tokens[next - 1].span.end, follower.span.start).of(text);
    let opens =
        if abbreviation { opens_after_abbreviation(text, tokens, next) } else { opens(*follower, text) };
    if opens && !gap.is_empty() { Ok(next) } else { Err(go_on) }
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
