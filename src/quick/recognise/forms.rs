//! The folded forms of a block's tokens, each folded, hashed and looked up once: what gazetteer, lexicon and tagger know
//! words by.

use std::ops::Range;

use super::gazetteer::{Flags, Gazetteer};
use super::model::{FNV_OFFSET, fnv1a, fnv1a_on};
use crate::text::{Token, TokenKind, fold_into};

/// The forms of one block's tokens. Indices are those of its tokens.
#[derive(Clone, Debug)]
pub struct Forms<'a> {
    gazetteer: &'a Gazetteer,
    /// The folded text of the block, in UTF-8, with one space where white space divides two tokens.
    folded: Vec<u8>,
    tokens: Vec<Form>,
}

/// Where a token's form lies in the folded text, and what is known of it.
#[derive(Clone, Copy, Debug)]
struct Form {
    start: u32,
    end: u32,
    hash: u32,
    flags: Flags,
}

impl<'a> Forms<'a> {
    /// The forms of `tokens`, which are in the order of `text`.
    pub fn new(text: &str, tokens: &[Token], gazetteer: &'a Gazetteer) -> Self {
        let bytes = tokens.last().map_or(0, |last| last.span.end - tokens[0].span.start);
        let mut forms =
            Self { gazetteer, folded: Vec::with_capacity(bytes), tokens: Vec::with_capacity(tokens.len()) };
        let mut word = String::new();
        let mut end = tokens.first().map_or(0, |first| first.span.start);
        for token in tokens {
            // Zero-width characters divide tokens and not forms.
            if token.span.start > end && blank(text, end, token.span.start) {
                forms.folded.push(b' ');
            }
            forms.add(token.of(text), &mut word);
            end = token.span.end;
        }
        forms.look_up(tokens);
        forms
    }

    fn add(&mut self, raw: &str, word: &mut String) {
        let start = self.folded.len();
        let mut hash = FNV_OFFSET;
        let mut hashed = |byte: u8| {
            hash = fnv1a_on(hash, &[byte]);
            byte
        };
        if raw.is_ascii() {
            self.folded.extend(raw.bytes().map(|byte| hashed(byte.to_ascii_lowercase())));
        } else {
            word.clear();
            fold_into(raw, word);
            self.folded.extend(word.bytes().map(hashed));
        }
        let flags = Flags::default();
        self.tokens.push(Form { start: start as u32, end: self.folded.len() as u32, hash, flags });
    }

    /// Asks the gazetteer for all `tokens`. Each answer has to be fetched from far away, in two steps: each step is taken for
    /// all of them in a loop that does nothing else, so that many are on their way at a time.
    fn look_up(&mut self, tokens: &[Token]) {
        let gazetteer = self.gazetteer;
        let buckets = self.tokens.iter().map(|form| gazetteer.bucket(form.hash)).collect::<Vec<_>>();
        let heads = buckets.iter().map(|&bucket| gazetteer.head(bucket)).collect::<Vec<_>>();
        for (((form, token), bucket), head) in self.tokens.iter_mut().zip(tokens).zip(buckets).zip(heads) {
            if token.kind == TokenKind::Word {
                let folded = &self.folded[form.start as usize..form.end as usize];
                form.flags = gazetteer.flags_in(bucket, head, folded);
            }
        }
    }

    /// The hash of the form of token `at` (FNV-1a).
    pub fn hash(&self, at: usize) -> u32 {
        self.tokens.get(at).map_or(0, |form| form.hash)
    }

    /// What the gazetteer says of token `at`; nothing when it is no word.
    pub fn flags(&self, at: usize) -> Flags {
        self.tokens.get(at).map_or(Flags::default(), |form| form.flags)
    }

    /// The form of the tokens of `range` as one, in UTF-8; empty when they are none.
    pub fn of(&self, range: &Range<usize>) -> &[u8] {
        let bounds = self.tokens.get(range.start).zip(self.tokens.get(range.end.wrapping_sub(1)));
        let form = bounds.and_then(|(first, last)| self.folded.get(first.start as usize..last.end as usize));
        form.unwrap_or_default()
    }

    /// The form of the tokens of `range` as text.
    pub fn str(&self, range: &Range<usize>) -> &str {
        std::str::from_utf8(self.of(range)).unwrap_or_default()
    }

    /// The hash of the form of the tokens of `range`.
    pub fn hash_of(&self, range: &Range<usize>) -> u32 {
        fnv1a(self.of(range))
    }

    /// What the gazetteer says of the tokens of `range` as one form.
    pub fn flags_of(&self, range: &Range<usize>) -> Flags {
        self.flags_by(self.hash_of(range), range)
    }

    /// The forms that begin at token `at`, each a token longer than the one before: where it ends and its hash.
    pub fn growing(&self, at: usize) -> impl Iterator<Item = (usize, u32)> + use<'_> {
        let mut end = self.tokens.get(at).map_or(0, |form| form.start as usize);
        let mut hash = FNV_OFFSET;
        self.tokens.iter().enumerate().skip(at).map(move |(last, form)| {
            let next = form.end as usize;
            hash = fnv1a_on(hash, self.folded.get(end..next).unwrap_or_default());
            end = next;
            (last + 1, hash)
        })
    }

    /// What the gazetteer says of the form of `range`, whose hash is known.
    pub fn flags_by(&self, hash: u32, range: &Range<usize>) -> Flags {
        self.gazetteer.flags_by(hash, self.of(range))
    }

    /// Whether the gazetteer may have a longer form than the one that ends before `end`, of which it says `flags`.
    pub fn goes_on(&self, end: usize, flags: Flags) -> bool {
        let touch = |next: &Form| self.tokens.get(end - 1).is_some_and(|last| last.end == next.start);
        flags.has(Flags::PREFIX) || self.tokens.get(end).is_some_and(touch)
    }
}

/// Whether two forms are the same. Most are short: none of up to sixteen bytes takes a loop.
#[inline(always)]
pub(super) fn same(form: &[u8], other: &[u8]) -> bool {
    if form.len() != other.len() {
        return false;
    }
    match form.len() {
        8..=16 => ends::<8>(form) == ends::<8>(other),
        4..8 => ends::<4>(form) == ends::<4>(other),
        2..4 => ends::<2>(form) == ends::<2>(other),
        _ => form == other,
    }
}

/// The first and the last bytes; together all, where there are no more than twice as many.
#[inline(always)]
fn ends<const N: usize>(form: &[u8]) -> (Option<&[u8; N]>, Option<&[u8; N]>) {
    (form.first_chunk(), form.last_chunk())
}

/// Whether there is white space in what divides two tokens, from `start` to `end`.
fn blank(text: &str, start: usize, end: usize) -> bool {
    start + 1 == end && text.as_bytes().get(start) == Some(&b' ')
        || text.get(start..end).is_some_and(|gap| gap.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::gazetteer::Entry;
    use crate::text::{Span, fold, tokens};

    #[test]
    fn forms_of_any_length_are_compared_whole() {
        for len in 0..40 {
            let form: Vec<u8> = (0..len).collect();
            assert!(same(&form, &form.clone()) && !same(&form, &[&form[..], &[0]].concat()));
            for at in 0..form.len() {
                let mut other = form.clone();
                other[at] ^= 1;
                assert!(!same(&form, &other), "{len} {at}");
            }
        }
    }

    #[test]
    fn each_word_has_what_the_gazetteer_says_of_it() {
        let entry =
            |number: u16| Entry { form: format!("w{number:02}x"), flags: Flags(1 + number), country: None };
        let entries: Vec<Entry> = (0..60).map(entry).collect();
        let gazetteer = Gazetteer::read(&Gazetteer::write(&entries, &[])).unwrap();
        // Some known, some unknown, again and again; a number and a mark between.
        let text: String = (0..200).map(|turn| format!("W{:02}x, 7 ", turn * 7 % 83)).collect();
        let tokens = tokens(&text, Span::new(0, text.len()));
        let forms = Forms::new(&text, &tokens, &gazetteer);
        for (at, token) in tokens.iter().enumerate() {
            let expected = match token.kind {
                TokenKind::Word => gazetteer.flags(&fold(token.of(&text))),
                _ => Flags::default(),
            };
            assert_eq!(forms.flags(at), expected, "{}", token.of(&text));
        }
        assert!(forms.flags(0) == Flags(1) && tokens.len() == 600);
    }

    #[test]
    fn forms_are_those_of_the_text_between() {
        let text = "“São\u{A0} Tomé’s\u{200B} Ｂank”,\n of  the U.S.\u{2011}East x\u{301}\u{FEFF} — Straße";
        let gazetteer = Gazetteer::default();
        let tokens = tokens(text, Span::new(0, text.len()));
        let forms = Forms::new(text, &tokens, &gazetteer);
        for start in 0..tokens.len() {
            for (end, hash) in forms.growing(start) {
                let folded = fold(tokens[start].span.cover(tokens[end - 1].span).of(text));
                assert_eq!(std::str::from_utf8(forms.of(&(start..end))), Ok(folded.as_str()));
                assert_eq!(hash, fnv1a(folded.as_bytes()));
            }
            assert_eq!(forms.hash(start), forms.growing(start).next().unwrap().1);
        }
        assert!(forms.of(&(0..0)).is_empty() && forms.of(&(tokens.len()..tokens.len() + 1)).is_empty());
    }
}
