//! What a whole document shows of a word: how its other occurrences stand. A name is often clear where it stands first
//! and bare where it stands again. And what a first look at the document took each of them for: evidence for a second
//! look at the others.

use std::ops::Range;

use super::features::{is_name_word, key};
use super::labels::{OUTSIDE, Type};
use crate::recognise::forms::Forms;
use crate::recognise::gazetteer::Flags;
use crate::text::{HashNumbers, Token, TokenKind};

/// Ways in which a capitalised word may stand.
pub const WAYS: usize = 7;

/// A set of ways, one bit each.
pub type Ways = u8;

const AFTER_GIVEN: Ways = 1;
const LAST_OF_RUN: Ways = 1 << 1;
const FIRST_OF_RUN: Ways = 1 << 2;
const IN_RUN: Ways = 1 << 3;
const AFTER_IN: Ways = 1 << 4;
const AFTER_THE: Ways = 1 << 5;
const BEFORE_VERB: Ways = 1 << 6;

/// The capitalised words of a document, by the hash of their folded form.
#[derive(Clone, Debug, Default)]
pub struct Document {
    numbers: HashNumbers,
    words: Vec<Seen>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// How often the word stands in each way, up to 255.
    ways: [u8; WAYS],
    /// The last word of the first run that the word stands in before others, or abbreviates; 0 for none.
    tail: u32,
    /// How often the word was taken for each of [`TAKEN`], up to 255.
    taken: [u8; TAKEN],
}

/// What a word can be taken for: no name, or part of one of a type.
const TAKEN: usize = 1 + Type::ALL.len();

const fn taken_for(label: u8) -> usize {
    (label as usize).div_ceil(2)
}

/// Nothing is known of what a word was taken for elsewhere.
const NEVER: u32 = TAKEN as u32;

/// Shares of a word's occurrences are told apart in so many steps, and numbers of them up to as many as these.
const SHARES: u32 = 4;
const MAX_SEEN: u32 = 3;

impl Document {
    /// Reads one block: its `tokens` with its `sentences` and their `forms`.
    #[inline(never)] // Where it is compiled for speed.
    pub fn read(&mut self, text: &str, tokens: &[Token], sentences: &[Range<usize>], forms: &Forms<'_>) {
        for sentence in sentences {
            let mut at = sentence.start;
            while at < sentence.end {
                let start = at;
                while at < sentence.end && is_name_word(tokens[at]) {
                    at += 1;
                }
                if at == start {
                    at += 1;
                    continue;
                }
                self.read_run(text, tokens, sentence, start..at, forms);
            }
        }
    }

    fn read_run(
        &mut self,
        text: &str,
        tokens: &[Token],
        sentence: &Range<usize>,
        run: Range<usize>,
        forms: &Forms<'_>,
    ) {
        let tail = forms.hash(run.end - 1);
        for at in run.clone() {
            let ways = ways(text, tokens, sentence, &run, at, forms);
            let seen = self.word(forms.hash(at));
            for (way, count) in seen.ways.iter_mut().enumerate() {
                *count = count.saturating_add(ways >> way & 1);
            }
            if at + 1 < run.end && seen.tail == 0 {
                seen.tail = tail;
            }
        }
        // "World Food Programme (WFP)"
        let abbreviates = run.len() > 1
            && run.end + 2 < sentence.end
            && tokens[run.end].of(text) == "("
            && tokens[run.end + 2].of(text) == ")"
            && is_name_word(tokens[run.end + 1]);
        if abbreviates {
            self.word(forms.hash(run.end + 1)).tail = tail;
        }
    }

    /// Takes in what the tokens of one block were taken for: a label each.
    pub fn take(&mut self, tokens: &[Token], forms: &Forms<'_>, labels: &[u8]) {
        for (at, &label) in labels.iter().enumerate().filter(|(at, _)| is_name_word(tokens[*at])) {
            let taken = &mut self.word(forms.hash(at)).taken[taken_for(label)];
            *taken = taken.saturating_add(1);
        }
    }

    fn word(&mut self, hash: u32) -> &mut Seen {
        self.numbers.value(hash, &mut self.words, Seen::default)
    }

    fn seen(&self, hash: u32) -> Option<&Seen> {
        self.words.get(self.numbers.get(hash)?)
    }

    /// What the word at `at` was taken for elsewhere, and for what most often.
    #[inline(never)]
    fn taken(&self, tokens: &[Token], forms: &Forms<'_>, labels: &[u8], at: usize) -> ([u8; TAKEN], u32) {
        let seen = is_name_word(tokens[at]).then(|| self.seen(forms.hash(at))).flatten();
        let Some(&Seen { mut taken, .. }) = seen else { return ([0; TAKEN], NEVER) };
        let here = &mut taken[taken_for(labels[at])];
        *here = here.saturating_sub(1);
        let most = (0..TAKEN).rev().max_by_key(|&choice| taken[choice]).unwrap_or(OUTSIDE);
        (taken, if taken[most] > 0 { most as u32 } else { NEVER })
    }

    /// Appends the features that a second look at the token `at` of a sentence has besides those of the first, which gave the
    /// block's tokens these `labels`.
    pub fn second(
        &self,
        tokens: &[Token],
        forms: &Forms<'_>,
        sentence: &Range<usize>,
        labels: &[u8],
        at: usize,
        keys: &mut Vec<u32>,
    ) {
        let (taken, most) = self.taken(tokens, forms, labels, at);
        let beside = |at: usize| {
            if sentence.contains(&at) { self.taken(tokens, forms, labels, at).1 } else { NEVER }
        };
        let (before, after) = (beside(at.wrapping_sub(1)), beside(at + 1));
        if (before, most, after) == (NEVER, NEVER, NEVER) {
            return;
        }
        keys.extend([key(80, before, most), key(81, most, after)]);
        if most == NEVER {
            return;
        }
        let name = |at: usize| u32::from(sentence.contains(&at) && is_name_word(tokens[at]));
        let all: u32 = taken.iter().map(|&times| u32::from(times)).sum();
        let share = |times: u8| SHARES * u32::from(times) / all;
        keys.extend([
            key(82, most, share(taken[most as usize]) | all.min(MAX_SEEN) << 4),
            key(83, most, name(at.wrapping_sub(1)) | name(at + 1) << 1),
        ]);
        for (choice, &times) in (0..).zip(&taken).filter(|(_, times)| **times > 0) {
            keys.extend([key(84, choice, share(times)), key(85, choice, u32::from(times).min(MAX_SEEN))]);
        }
    }

    /// How the word of this hash stands elsewhere, when it stands in the ways `here` in one place; and the last word of
    /// a longer name that it belongs to.
    pub fn elsewhere(&self, word: u32, here: Ways) -> (Ways, u32) {
        let Some(seen) = self.seen(word) else { return (0, 0) };
        let set = seen
            .ways
            .iter()
            .enumerate()
            .fold(0, |set, (way, count)| set | (u8::from(*count > (here >> way & 1)) << way));
        (set, seen.tail)
    }
}

/// How the token `at` of a run of capitalised words stands.
pub fn ways(
    text: &str,
    tokens: &[Token],
    sentence: &Range<usize>,
    run: &Range<usize>,
    at: usize,
    forms: &Forms<'_>,
) -> Ways {
    let mut ways = 0;
    if run.len() > 1 {
        ways |= match () {
            () if at + 1 == run.end => LAST_OF_RUN,
            () if at == run.start => FIRST_OF_RUN,
            () => IN_RUN,
        };
        if at + 1 == run.end {
            let initial = tokens[run.start].of(text).ends_with('.');
            if initial || forms.flags(run.start).has(Flags::GIVEN) {
                ways |= AFTER_GIVEN;
            }
        }
    }
    let beside = |at: Option<usize>| at.filter(|at| sentence.contains(at)).map(|at| tokens[at].of(text));
    match beside(run.start.checked_sub(1)) {
        Some("in" | "near" | "across" | "at") => ways |= AFTER_IN,
        Some("the" | "The") => ways |= AFTER_THE,
        _ => {}
    }
    let next = beside(Some(run.end)).unwrap_or_default();
    let verb = matches!(next, "said" | "says" | "told" | "was" | "is" | "has" | "had")
        || (next.ends_with("ed") && tokens[run.end].kind == TokenKind::Word);
    if verb && at + 1 == run.end {
        ways |= BEFORE_VERB;
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::gazetteer::Gazetteer;
    use crate::text::{Span, tokens};

    /// The features that a second look has of the first token of `text`, whose tokens were taken for `labels` at first.
    fn second(text: &str, labels: &[u8]) -> Vec<u32> {
        let tokens = tokens(text, Span::new(0, text.len()));
        let gazetteer = Gazetteer::default();
        let forms = Forms::new(text, &tokens, &gazetteer);
        let mut document = Document::default();
        document.take(&tokens, &forms, labels);
        let mut keys = Vec::new();
        document.second(&tokens, &forms, &(0..tokens.len()), labels, 0, &mut keys);
        keys
    }

    #[test]
    fn a_second_look_knows_what_was_said_elsewhere_and_not_here() {
        let person = Type::Person.first() as u8;
        let place = Type::Place.first() as u8;
        assert_eq!(second("Roe saw Poe", &[person, 0, person]), []);
        let elsewhere = second("Roe saw Roe", &[0, 0, person]);
        assert!(!elsewhere.is_empty());
        assert_eq!(second("Roe saw Roe", &[place, 0, person]), elsewhere);
        assert_ne!(second("Roe saw Roe", &[0, 0, place]), elsewhere);
        assert_ne!(second("Roe saw Roe , Roe", &[0, 0, person, 0, person]), elsewhere);
    }
}
