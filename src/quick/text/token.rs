//! Tokens: words, numbers and marks.
//!
//! A word keeps inner apostrophes ("O'Brien", "Ja’afari") and the full stops of initials and abbreviations ("A.",
//! "U.S.", "Gen."); a possessive "'s" and each hyphen are tokens of their own, so that "Pakistan-US" is two names.

use std::sync::LazyLock;

use super::Span;

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where: bytes of the tokenised text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// How its letters are cased; [`Case::None`] unless a word.
    pub case: Case,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters.
    Word,
    /// Starts with a digit: "6", "1,200", "16th".
    Number,
    /// The "'s" or "’s" after a word.
    Possessive,
    /// A quotation mark, straight, curly or angled, single or double.
    Quote,
    /// Any other mark.
    Mark,
}

/// How the letters of a word are cased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No cased letter.
    None,
    /// "peace"
    Lower,
    /// "Peace", and a single capital with or without its full stop.
    Capital,
    /// "NATO", "U.S."
    Upper,
    /// "iPhone", "McKay", "USAf"
    Mixed,
}

impl Token {
    /// The token's text.
    pub fn of(self, text: &str) -> &str {
        self.span.of(text)
    }

    /// Whether it is a word that begins with a capital letter.
    pub fn is_capitalised(self) -> bool {
        self.kind == TokenKind::Word && matches!(self.case, Case::Capital | Case::Upper | Case::Mixed)
    }
}

/// The tokens of the part `span` of `text`; spans are offsets into `text`. White space makes no token.
pub fn tokens(text: &str, span: Span) -> Vec<Token> {
    first_tokens(text, span, usize::MAX)
}

/// The first tokens of the part `span` of `text`, `most` of them at most.
pub fn first_tokens(text: &str, span: Span, most: usize) -> Vec<Token> {
    let end = span.end.min(text.len());
    let mut tokens = Vec::with_capacity((span.len() / 5).min(most));
    let mut at = span.start;
    while at < end && tokens.len() < most {
        if text.as_bytes()[at] == b' ' {
            at += 1;
            continue;
        }
        if let Some((len, case)) = plain_word(&text.as_bytes()[at..end]) {
            tokens.push(Token { span: Span::new(at, at + len), kind: TokenKind::Word, case });
            at += len;
            continue;
        }
        let Some(c) = text.get(at..end).and_then(|rest| rest.chars().next()) else { break };
        if c.is_whitespace() || is_zero_width(c) {
            at += c.len_utf8();
            continue;
        }
        let rest = &text[at..end];
        let (len, kind) = if c.is_alphabetic() {
            (word_len(rest), TokenKind::Word)
        } else if c.is_ascii_digit() {
            (number_len(rest), TokenKind::Number)
        } else if let Some(len) = possessive_len(rest, tokens.last(), at) {
            (len, TokenKind::Possessive)
        } else if is_quote(c) {
            (c.len_utf8(), TokenKind::Quote)
        } else {
            (c.len_utf8(), TokenKind::Mark)
        };
        let case = if kind == TokenKind::Word { case_of(&rest[..len]) } else { Case::None };
        tokens.push(Token { span: Span::new(at, at + len), kind, case });
        at += len;
    }
    tokens
}

/// The length and case of the word that `rest` begins with, when it is one of ASCII letters alone and nothing behind it
/// can belong to it: nearly every word of a text in English.
fn plain_word(rest: &[u8]) -> Option<(usize, Case)> {
    let (mut len, mut upper) = (0, 0);
    while let Some(letter) = rest.get(len).filter(|byte| byte.is_ascii_alphabetic()) {
        upper += usize::from(letter.is_ascii_uppercase());
        len += 1;
    }
    let ends = rest.get(len).is_none_or(|next| matches!(next, b' ' | b',' | b'-' | b'\n' | b'"' | b')'));
    let case = match upper {
        0 => Case::Lower,
        1 if rest[0].is_ascii_uppercase() => Case::Capital,
        _ if upper == len => Case::Upper,
        _ => Case::Mixed,
    };
    (len > 0 && ends).then_some((len, case))
}

fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02BC}')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '\u{2018}'..='\u{201F}' | '«' | '»' | '‹' | '›' | '\u{02BC}')
}

/// Letters and combining marks: part of a word wherever they stand.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{0300}'..='\u{036F}' | '\u{064B}'..='\u{065F}' | '\u{0670}')
}

/// The length in bytes of the word that `rest` begins with.
fn word_len(rest: &str) -> usize {
    let mut len = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let joins = is_letter(c)
            || c.is_ascii_digit()
            || (is_zero_width(c) && next.is_some_and(is_letter))
            || (is_apostrophe(c) && next.is_some_and(is_letter) && !is_possessive(&rest[at..]));
        if !joins {
            break;
        }
        len = at + c.len_utf8();
    }
    len + full_stop(&rest[..len], &rest[len..])
}

/// The bytes after `word` that belong to it as an initial's or an abbreviation's full stop: "A.", "U.S.", "Gen.".
fn full_stop(word: &str, after: &str) -> usize {
    if !after.starts_with('.') {
        return 0;
    }
    let mut chars = word.chars();
    let single = chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none();
    if !single {
        return usize::from(is_abbreviation(word));
    }
    // A chain of single letters: "U.S.", "p.m."; the last full stop belongs to it too.
    let mut len = 1;
    let mut rest = &after[1..];
    while let Some(c) = rest.chars().next().filter(|c| c.is_alphabetic()) {
        let tail = &rest[c.len_utf8()..];
        if tail.chars().next().is_some_and(|next| is_letter(next) || next.is_ascii_digit()) {
            break;
        }
        len += c.len_utf8();
        if !tail.starts_with('.') {
            break;
        }
        len += 1;
        rest = &tail[1..];
    }
    // "I." and a lone lower-case letter end a sentence; they are no initials.
    let first_is_initial = word.chars().all(char::is_uppercase) && word != "I";
    if len > 1 || first_is_initial { len } else { 0 }
}

/// Whether `word` is an abbreviation that keeps its full stop (`data/abbreviations.tsv`).
fn is_abbreviation(word: &str) -> bool {
    static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let lines = include_str!("data/abbreviations.tsv").lines();
        lines.filter(|line| !line.starts_with('#')).collect()
    });
    // "MR." and "GEN." of transcripts and captions.
    let shouted = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let title = shouted.then(|| [&word[..1], &word[1..].to_ascii_lowercase()].concat());
    let ends_sentences = matches!(word, "NO" | "FT" | "CO");
    WORDS.binary_search(&title.as_deref().filter(|_| !ends_sentences).unwrap_or(word)).is_ok()
}

/// Digits with inner separators ("1,200", "3.5", "10:30") and letters that follow at once ("16th", "5pm").
fn number_len(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut len = 0;
    while digit(len) || (matches!(bytes.get(len), Some(b',' | b'.' | b':')) && digit(len + 1)) {
        len += 1;
    }
    let letters = rest[len..].chars().take_while(|&c| is_letter(c));
    len + letters.map(char::len_utf8).sum::<usize>()
}

/// Whether `rest` is an apostrophe and an "s" that ends a word.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(is_apostrophe)
        && matches!(chars.next(), Some('s' | 'S'))
        && !chars.next().is_some_and(|c| is_letter(c) || is_apostrophe(c))
}

fn possessive_len(rest: &str, previous: Option<&Token>, at: usize) -> Option<usize> {
    let after_word = previous.is_some_and(|token| token.span.end == at && token.kind != TokenKind::Quote);
    let apostrophe = rest.chars().next()?.len_utf8();
    (after_word && is_possessive(rest)).then_some(apostrophe + 1)
}

fn case_of(word: &str) -> Case {
    let (mut upper, mut lower, mut first_upper, mut seen) = (0, 0, false, false);
    for c in word.chars() {
        if c.is_uppercase() {
            upper += 1;
            first_upper |= !seen;
        } else if c.is_lowercase() {
            lower += 1;
        }
        seen |= c.is_alphabetic();
    }
    match (upper, lower) {
        (0, 0) => Case::None,
        (0, _) => Case::Lower,
        (1, _) if first_upper => Case::Capital,
        (_, 0) => Case::Upper,
        _ => Case::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        tokens(text, Span::new(0, text.len())).into_iter().map(|token| token.of(text)).collect()
    }

    #[test]
    fn words_marks_and_numbers() {
        for (text, expected) in [
            ("US-Pakistan ties", "US|-|Pakistan|ties"),
            ("Bush's aides, the countries' goals", "Bush|'s|aides|,|the|countries|'|goals"),
            ("Ibrahim Al-Ja’afari’s visit", "Ibrahim|Al|-|Ja’afari|’s|visit"),
            ("Gen. A. O'Brien of the U.S. left.", "Gen.|A.|O'Brien|of|the|U.S.|left|."),
            ("March 6-7, 2023 at 5pm, the 321st", "March|6|-|7|,|2023|at|5pm|,|the|321st"),
            ("1,200.50 of $3.5bn.", "1,200.50|of|$|3.5bn|."),
            ("“Yes,” he said", "“|Yes|,|”|he|said"),
            ("So did I. Then", "So|did|I|.|Then"),
            ("Li\u{200B}u met", "Li\u{200B}u|met"),
            ("D.C.-based e.g. this", "D.C.|-|based|e.g.|this"),
            ("the '90s", "the|'|90s"),
            ("don't", "don't"),
        ] {
            assert_eq!(split(text).join("|"), expected);
        }
    }

    #[test]
    fn abbreviations_can_be_searched() {
        let lines = include_str!("data/abbreviations.tsv").lines();
        assert!(lines.filter(|line| !line.starts_with('#')).is_sorted());
    }

    #[test]
    fn cases() {
        for (word, case) in [
            ("peace", Case::Lower),
            ("Peace", Case::Capital),
            ("A.", Case::Capital),
            ("NATO", Case::Upper),
            ("U.S.", Case::Upper),
            ("McKay", Case::Mixed),
            ("e-mail", Case::Lower),
            ("عمان", Case::None),
        ] {
            assert_eq!(case_of(word), case, "{word}");
        }
    }
}
