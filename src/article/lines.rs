//! Plain text to stretches of it, each one block: lines, groups of lines between blank ones, and hard-wrapped
//! paragraphs put together again.

use super::shape;
use crate::text::Span;

/// The widths, in columns, of text that was broken by a program or a typist. Narrower lines are verse, lists and
/// addresses; wider ones are paragraphs with one line each.
const NARROWEST_WRAP: usize = 40;
const WIDEST_WRAP: usize = 100;

/// How many columns a wrapped line may be shorter than it needs to be: programs that even out the right edge, such
/// as `fmt`, leave that many.
const RAGGED: usize = 6;

/// The stretches of `text` that are a block each, in order, without white space at either end. Lines with nothing
/// to see are in none of them.
pub(super) fn pieces(text: &str) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut group = Vec::new();
    for (raw, is_last) in lines(text) {
        let span = raw.trim(text);
        let blank = shape::is_blank(text, span);
        if !blank {
            group.push(Line { span, indented: span.start > raw.start });
        }
        if blank || is_last {
            join(text, &group, &mut pieces);
            group.clear();
        }
    }
    join(text, &group, &mut pieces);
    pieces
}

/// A line with something on it.
#[derive(Clone, Copy)]
struct Line {
    /// Its text without white space at either end.
    span: Span,
    /// Whether white space came first.
    indented: bool,
}

/// The lines of `text` without their ends (CR LF, CR, LF, U+2028, U+2029), each with whether a U+2029, which
/// separates paragraphs, ended it.
fn lines(text: &str) -> impl Iterator<Item = (Span, bool)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        if start >= bytes.len() {
            return None;
        }
        let mut end = start;
        loop {
            let found = bytes[end..].iter().position(|byte| matches!(byte, b'\n' | b'\r' | 0xE2));
            end = found.map_or(bytes.len(), |found| end + found);
            let length = match &bytes[end..] {
                [b'\r', b'\n', ..] => 2,
                [b'\n' | b'\r', ..] => 1,
                [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
                [] => 0,
                _ => {
                    end += 1;
                    continue;
                }
            };
            at = end + length;
            let is_last = length == 3 && bytes[end + 2] == 0xA9;
            return Some((Span::new(start, end), is_last));
        }
    })
}

/// Adds the blocks of one group of lines to `pieces`.
fn join(text: &str, group: &[Line], pieces: &mut Vec<Span>) {
    let wrap = if group.len() > 1 { Wrap::find(text, group) } else { None };
    let Some(wrap) = wrap else {
        pieces.extend(group.iter().map(|line| line.span));
        return;
    };
    let mut current = group[0].span;
    for pair in group.windows(2) {
        if wrap.joins(text, pair[0], pair[1]) {
            current.end = pair[1].span.end;
        } else {
            pieces.push(current);
            current = pair[1].span;
        }
    }
    pieces.push(current);
}

/// How a group of lines was wrapped.
struct Wrap {
    /// The length of its longest line, in columns.
    width: usize,
}

impl Wrap {
    /// The wrapping of `group`, or `None` when each of its lines is a block of its own. Wrapped text shows by breaks
    /// in the midst of a sentence at places where the next word did not fit.
    fn find(text: &str, group: &[Line]) -> Option<Self> {
        let mut width = 0;
        for line in group {
            width = width.max(columns(line.span.of(text))?);
        }
        if width < NARROWEST_WRAP {
            return None;
        }
        let wrap = Self { width };
        let breaks = group.len() - 1;
        let in_sentence = group.windows(2).filter(|pair| {
            let next = pair[1].span.of(text);
            wrap.is_full(text, pair[0], pair[1]) && runs_on(pair[0].span.of(text), next, breaks > 1)
        });
        // In running English two of three breaks come before a lower-case word; a third leaves room for names.
        (in_sentence.count() * 3 >= breaks).then_some(wrap)
    }

    /// Whether `line` and `next` are parts of one paragraph.
    fn joins(&self, text: &str, line: Line, next: Line) -> bool {
        let (first, second) = (line.span.of(text), next.span.of(text));
        if shape::is_list_item(second) {
            return false;
        }
        let indented = next.indented && !line.indented;
        runs_on(first, second, false) || (!indented && self.is_full(text, line, next))
    }

    /// Whether the first word of `next` had no room on `line`.
    fn is_full(&self, text: &str, line: Line, next: Line) -> bool {
        let word = next.span.of(text).split(char::is_whitespace).next().unwrap_or_default();
        let (Some(line), Some(word)) = (columns(line.span.of(text)), columns(word)) else { return false };
        line + 1 + word + RAGGED > self.width
    }
}

/// Whether the sentence at the end of `line` goes on in `next`. Scripts without case count only if `caseless`.
fn runs_on(line: &str, next: &str, caseless: bool) -> bool {
    let goes_on = |c: char| c.is_lowercase() || (caseless && c.is_alphabetic() && !c.is_uppercase());
    !shape::ends_sentence(line) && next.starts_with(goes_on)
}

/// The number of columns of `line`, one a character; `None` when more than [`WIDEST_WRAP`].
fn columns(line: &str) -> Option<usize> {
    (!shape::is_longer(line, WIDEST_WRAP)).then(|| line.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = pieces(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn every_line_end_ends_a_line() {
        check("A.\r\n\r\nB.\rC.\nD.\u{2028}E.\u{2029}F.\n", &["A.", "B.", "C.", "D.", "E.", "F."]);
        check("\u{FEFF}A.\n \t\u{A0}\u{200B}\nB.\u{A0}", &["A.", "B."]);
        check("A — B ‘c’ € 3", &["A — B ‘c’ € 3"]);
        check("", &[]);
        check("\r\n\u{2028}\u{200F}\n", &[]);
    }

    #[test]
    fn hard_wrapped_paragraphs_are_one_block() {
        let first = "The minister said on Friday that the two countries\nwould hold talks in the spring. \
                     Delegations from\nBoth would meet.";
        check(first, &[first]);
        check(&format!("{first}\n\n{first}"), &[first, first]);
        check(&format!("Talks in the spring\n{first}\n{first}"), &["Talks in the spring", first, first]);
        check(&format!("  {first}\n  {first}"), &[first, first]);
    }

    #[test]
    fn one_paragraph_a_line_stays_so() {
        let long =
            "Paragraph after paragraph is longer than any typist would have let a line of typed text become.";
        check(
            &format!("{long} One.\n{long} Two.\nHeading here\n{long}"),
            &[&format!("{long} One."), &format!("{long} Two."), "Heading here", long],
        );
        check(
            "Stocks rose again on Monday in early trade.\nBonds fell in late trade on Monday evening.",
            &["Stocks rose again on Monday in early trade.", "Bonds fell in late trade on Monday evening."],
        );
        check(
            "Markets rise sharply in early trade today\nStocks rose.",
            &["Markets rise sharply in early trade today", "Stocks rose."],
        );
        check("roses are red\nviolets are blue", &["roses are red", "violets are blue"]);
    }

    #[test]
    fn list_items_are_never_joined() {
        check(
            "- the first point, which is a rather long one and\n  goes on here\n- the second",
            &["- the first point, which is a rather long one and\n  goes on here", "- the second"],
        );
    }
}
