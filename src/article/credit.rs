//! Who made a picture, at the end of its caption: "... — AFP/File", "... (Reuters)", "... Photo: Jane Doe".

use std::ops::Range;

use super::shape;
use super::words::{self, Class};
use crate::text::Span;

/// The longest caption, in characters: agencies' captions are two or three sentences.
const MAX_CAPTION: usize = 600;

/// The longest credit, in characters, and the most words in it.
const MAX_CREDIT: usize = 80;
const MAX_WORDS: usize = 10;

/// How many dashes are looked at from the end, so that "— AFP — File" is taken whole.
const DASHES: usize = 3;

/// How many full stops are looked at from the end for "Photo: J. R. Doe": two initials and a sentence's end.
const STOPS: usize = 3;

/// The credit at the end of the block `span` of `text`, without the dash or the brackets around it.
///
/// A credit is short, has no final full stop, consists of names, and says that it is one: by a word such as "file" or
/// "handout", an agency's name, a slash between two names, or "Photo:" before it.
pub(super) fn find(text: &str, span: Span) -> Option<Span> {
    let caption = span.of(text);
    if shape::is_longer(caption, MAX_CAPTION) {
        return None;
    }
    let credit = bracketed(caption)
        .or_else(|| after_dash(caption))
        .or_else(|| after_marker(caption))
        .or_else(|| after_sentence(caption))?;
    Some(Span::new(span.start + credit.start, span.start + credit.end).trim(text))
}

/// "... in Kabul (AP Photo/Jane Doe)".
fn bracketed(caption: &str) -> Option<Range<usize>> {
    let (open, inner) = match caption.chars().next_back()? {
        ')' => (caption.rfind('(')?, &caption[..caption.len() - 1]),
        ']' => (caption.rfind('[')?, &caption[..caption.len() - 1]),
        _ => return None,
    };
    let credit = open + 1..inner.len();
    names_source(&caption[credit.clone()]).then_some(credit)
}

/// "... in Kabul. — AFP/File", "... in Kabul / AFP".
fn after_dash(caption: &str) -> Option<Range<usize>> {
    let mut found = None;
    let mut end = caption.len();
    for _ in 0..DASHES {
        let Some(at) = caption[..end].rfind(|c| shape::is_dash(c) || matches!(c, '-' | '/')) else { break };
        end = at;
        let rest = caption[at..].trim_start_matches(|c| shape::is_dash(c) || matches!(c, '-' | '/'));
        let spaced = caption[..at].chars().next_back().is_none_or(char::is_whitespace);
        // A slash or a hyphen inside a word separates nothing; typists set the long dash without spaces, too.
        let long = caption[at..].starts_with(['—', '―']);
        let separates = long || (at > 0 && spaced && rest.starts_with(char::is_whitespace));
        if separates && names_source(rest) {
            found = Some(caption.len() - rest.len()..caption.len());
        }
    }
    found
}

/// "... in Kabul. Photo: Jane Doe", "Photo by Jane Doe". An initial's full stop ("J. Doe") ends no sentence, so the
/// marker is looked for behind several stops.
fn after_marker(caption: &str) -> Option<Range<usize>> {
    let stops = caption.rmatch_indices(['.', '!', '?', '…', '|', '\n']).map(|(at, stop)| at + stop.len());
    stops.take(STOPS).chain([0]).find_map(|start| {
        let credit = caption[start..].trim_start();
        opens_with_marker(credit).then_some(caption.len() - credit.len()..caption.len())
    })
}

/// Whether `credit` is "Photo: ...", "Photo by ..." or "Photo credit: ...".
fn opens_with_marker(credit: &str) -> bool {
    let (marker, rest) = credit.split_at(credit.find(|c: char| !c.is_alphabetic()).unwrap_or(credit.len()));
    let next = rest.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let by = words::is(Class::Byline, next) || words::value(Class::Credit, next) == Some(1);
    let marked = words::is(Class::Marker, marker) && (rest.starts_with(':') || by);
    marked && parts(credit).nth(1).is_some() && consists_of_names(credit)
}

/// "... in Kabul. AFP/File".
fn after_sentence(caption: &str) -> Option<Range<usize>> {
    let start = caption.rfind(". ")? + 2;
    let credit = &caption[start..];
    let first = credit.split([' ', '/', '\u{A0}']).find(|word| !word.is_empty())?;
    (words::is(Class::Agency, first) && names_source(credit)).then_some(start..caption.len())
}

/// Whether `credit` names a maker and says that it does.
fn names_source(credit: &str) -> bool {
    let slash = credit.match_indices('/').any(|(at, _)| {
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() || c == '@');
        letter(credit[..at].trim_end().chars().next_back())
            && letter(credit[at + 1..].trim_start().chars().next())
    });
    let known = |word: &str| words::is(Class::Agency, word) || words::is(Class::Credit, word);
    consists_of_names(credit) && (slash || parts(credit).any(known))
}

/// Whether `credit` is short and all its words are capitalised, words of credits, or small ones between them.
fn consists_of_names(credit: &str) -> bool {
    let credit = credit.trim();
    if shape::is_longer(credit, MAX_CREDIT) || credit.ends_with(['.', '!', '?', ',', ';', ':', '…']) {
        return false;
    }
    let is_name = |word: &str| {
        let first = word.chars().next();
        first.is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase())
            || word.starts_with("www.")
            || words::is(Class::Credit, word)
            || words::is(Class::Agency, word)
    };
    let mut count = 0;
    let mut ends_in_name = false;
    for word in parts(credit) {
        count += 1;
        ends_in_name = is_name(word);
        if !ends_in_name && (count == 1 || !words::is(Class::Joint, word)) {
            return false;
        }
    }
    ends_in_name && count <= MAX_WORDS
}

/// The words of `credit` without punctuation at their ends.
fn parts(credit: &str) -> impl Iterator<Item = &str> {
    let words = credit.split(|c: char| c.is_whitespace() || matches!(c, '/' | ':' | ','));
    words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `marked` is a caption with its credit, if it has one, in braces.
    fn check(marked: &str) {
        let caption = marked.replace(['{', '}'], "");
        let found = find(&caption, Span::new(0, caption.len())).map(|span| {
            format!("{}{{{}}}{}", &caption[..span.start], span.of(&caption), &caption[span.end..])
        });
        assert_eq!(found.unwrap_or(caption), marked);
    }

    #[test]
    fn credits() {
        check("The envoy arrives. — {US State Department website/File}");
        check("The envoy arrives.—{AFP}");
        check("The envoy arrives – {Reuters/File}");
        check("The envoy arrives - {AP}");
        check("The envoy arrives -- {Photo courtesy of the Navy}");
        check("The envoy arrives. — {AFP — File}");
        check("The envoy arrives at the port of Aden / {AFP}");
        check("The envoy arrives ({Reuters})");
        check("The envoy arrives. ({AP Photo/Jane Doe, File})");
        check("The envoy arrives [{Getty Images}]");
        check("The envoy arrives. {Photo: J. R. Doe}");
        check("The envoy arrives. {Photograph by Jane Doe}");
        check("The envoy arrives. {Photo courtesy of the Navy}");
        check("The envoy arrives. {Photo credit: Jane Doe}");
        check("The envoy arrives. — {Navy X account}");
        check("The envoy arrives. ({© Jane Doe/AFP})");
        check("{Image: Jane Doe}");
        check("The envoy arrives. {AFP/File}");
        check("The envoy arrives. — {file photo}");
        check("The envoy arrives. — {Jane Doe/Dawn}");
        check("The envoy arrives. — {X/@StateDept}");
    }

    #[test]
    fn dashes_and_brackets_that_bring_no_credit() {
        check("The talks — held in Doha — went well, said the envoy");
        check("The talks went well — AFP said so.");
        check("The plan was simple – Pakistan and India would talk");
        check("The talks went well (see page 3)");
        check("Led by the US Agency for International Development (USAID)");
        check("He used his own camera - and lost it");
        check("The talks may be held in either/or form");
        check("The Lahore–Islamabad Motorway");
        check("The photo by the door was hers.");
        check("Photo: the envoy arrives at the port");
        check("Video footage");
        check("- Annex.doc, File: Annex.doc");
        check("Photo:");
        check("Photo by");
        check("");
        check("—");
    }
}
