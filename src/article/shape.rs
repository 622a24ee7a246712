//! What a line of text looks like: a sentence's end, a title, a list item, a quotation. Knows no neighbours.

use super::Direction;
use crate::text::{Span, first_chars};

/// The longest heading inside an article, in characters: one line of a wide column.
pub(super) const MAX_HEADING: usize = 80;

/// The longest headline, in characters: news sites cut theirs between 60 and 110.
pub(super) const MAX_HEADLINE: usize = 150;

/// How many letters decide the direction of a text: a paragraph or two.
const DIRECTION_LETTERS: usize = 1000;

/// Whether `text` ends as a sentence does, closing quotation marks and brackets after the stop left aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(closes).ends_with(|c| is_stop(c) || matches!(c, '?' | '!' | '？' | '！' | '؟'))
}

/// Whether `text` is a short line without final punctuation, as headings are.
pub(super) fn is_heading(text: &str) -> bool {
    let last = text.trim_end_matches(closes).chars().next_back();
    is_title(text, MAX_HEADING)
        && !ends_sentence(text)
        && !matches!(last, Some(',' | ';' | ':' | '،' | '؛' | '：' | '-' | '–' | '—'))
        && !text.starts_with(|c: char| c.is_lowercase() || is_dash(c))
}

/// Whether `text` could be a headline: as a heading, but longer, and it may ask or exclaim.
pub(super) fn is_headline(text: &str) -> bool {
    let asks = text.ends_with(['?', '!', '？', '！', '؟']);
    let ends = ends_sentence(text) && !asks && !ends_in_initials(text);
    is_title(text, MAX_HEADLINE) && !ends && !text.ends_with([',', ';', ':', '،', '؛', '：'])
}

fn is_title(text: &str, most: usize) -> bool {
    !is_longer(text, most) && text.contains(char::is_alphabetic) && !is_list_item(text)
}

/// Whether `text` has more than `most` characters; looks at no more of it than that takes.
pub(super) fn is_longer(text: &str, most: usize) -> bool {
    text.len() > most && first_chars(text, most).len() < text.len()
}

/// Whether `text` opens as a list's item does: "- item", "* item", "3. item".
pub(super) fn is_list_item(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = match digits {
        0 => text.strip_prefix(['-', '*', '+', '•', '‣', '◦', '▪', '·', '–', '—']),
        1..=3 => text[digits..].strip_prefix(['.', ')']),
        _ => None,
    };
    rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// Whether `text` is one quotation from its first character to its last.
pub(super) fn is_quotation(text: &str) -> bool {
    let mut chars = text.chars();
    let (Some(open), Some(last)) = (chars.next(), chars.next_back()) else { return false };
    let inner = chars.as_str();
    let matching = match open {
        '"' => last == '"',
        '“' => last == '”',
        '„' => matches!(last, '“' | '”'),
        '‘' => last == '’',
        '«' => last == '»',
        '»' => last == '«',
        '「' => last == '」',
        '『' => last == '』',
        _ => return false,
    };
    let inside_word = |at: usize| {
        let before = inner[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        before && inner[at + last.len_utf8()..].starts_with(char::is_alphanumeric)
    };
    // The closing mark before the end closes an earlier quotation, unless it is an apostrophe.
    matching
        && !inner.trim().is_empty()
        && inner.match_indices(last).all(|(at, _)| last == '’' && inside_word(at))
}

/// The base direction that `text`'s letters ask for: that of most of the first ones.
pub(super) fn direction(text: &str) -> Direction {
    // As many bytes are at most as many letters: mostly they say it all.
    let first = text.as_bytes().iter().take(DIRECTION_LETTERS);
    if 2 * first.filter(|byte| byte.is_ascii_alphabetic()).count() > DIRECTION_LETTERS {
        return Direction::Ltr;
    }
    let mut balance = 0;
    for c in text.chars().filter(|c| c.is_alphabetic()).take(DIRECTION_LETTERS) {
        balance += if is_right_to_left(c) { 1 } else { -1 };
        if 2 * i32::abs(balance) > DIRECTION_LETTERS as i32 {
            // The letters that are left cannot turn it.
            break;
        }
    }
    if balance > 0 { Direction::Rtl } else { Direction::Ltr }
}

/// Whether `c` is a horizontal dash (not a hyphen).
pub(super) const fn is_dash(c: char) -> bool {
    matches!(c, '\u{2012}'..='\u{2015}')
}

/// Whether `span` holds nothing to see: white space, zero-width characters, and marks of direction.
pub(super) fn is_blank(text: &str, span: Span) -> bool {
    span.of(text).chars().all(|c| {
        c.is_whitespace()
            || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
            || matches!(c, '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    })
}

/// Whether `c` ends a statement in some script.
const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '…' | '。' | '．' | '｡' | '۔' | '।' | '॥' | '։' | '።' | '။' | '។')
}

/// Whether `c` may follow a sentence's stop and still belong to it.
fn closes(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '“' | '»' | '«' | '」' | '』' | ')' | ']')
}

/// Whether the last word is an abbreviation of initials: "U.S.", "D.C.".
fn ends_in_initials(text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.len() >= 4 && word.as_bytes().chunks(2).all(|pair| matches!(pair, [b'A'..=b'Z', b'.']))
}

/// Whether `c` is a letter of a script written from right to left (UAX #9, classes R and AL, by block).
const fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
        || matches!(c, '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_short_and_end_in_no_punctuation() {
        for yes in ["Pakistan-US ties on track", "“No way back”", "Что дальше", "2023", "سياق القمة"]
        {
            assert_eq!(is_heading(yes), yes != "2023", "{yes}");
        }
        for no in ["What next?", "He left.", "“He left.”", "Key points:", "- item", "lower case", "* * *", ""]
        {
            assert!(!is_heading(no), "{no}");
        }
        assert!(!is_heading(&"Word ".repeat(20)));
    }

    #[test]
    fn headlines_may_ask_and_end_in_initials() {
        for yes in ["Who is who?", "Envoy flies to the U.S.", "Talks “on track”"] {
            assert!(is_headline(yes), "{yes}");
        }
        for no in ["He left.", "He left (at last.)", "He said: “Who is she?”", "Today:"] {
            assert!(!is_headline(no), "{no}");
        }
    }

    #[test]
    fn a_quotation_fills_its_paragraph() {
        for yes in
            ["\"We go.\"", "“We go. We don’t stop.”", "«Nous partons.»", "‘We don’t stop.’", "„Wir gehen.“"]
        {
            assert!(is_quotation(yes), "{yes}");
        }
        for no in
            ["", "\"", "\"\"", "\"We go,\" she said. \"Now.\"", "“We go.", "“We” and “they”", "It’s ‘so’"]
        {
            assert!(!is_quotation(no), "{no}");
        }
    }

    #[test]
    fn the_letters_give_the_direction() {
        assert_eq!(direction("قال الوزير (NATO) إن"), Direction::Rtl);
        assert_eq!(direction("The word שלום means peace"), Direction::Ltr);
        assert_eq!(direction("123"), Direction::Ltr);
    }
}
