//! What a first look at a whole document took each word for: evidence for a second look at its other occurrences. A name is
//! often clear where it stands first and bare where it stands again.

use std::ops::Range;

use super::features::{is_name_word, key};
use super::labels::{OUTSIDE, Type};
use crate::recognise::forms::Forms;
use crate::text::{HashNumbers, Token};

/// The capitalised words of a document, by the hash of their folded form.
#[derive(Clone, Debug, Default)]
pub struct Document {
    numbers: HashNumbers,
    words: Vec<Taken>,
}

/// How often a word was taken for each of [`TAKEN`], up to 255.
type Taken = [u8; TAKEN];

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
    /// Takes in what the tokens of one block were taken for: a label each.
    pub fn take(&mut self, tokens: &[Token], forms: &Forms<'_>, labels: &[u8]) {
        for (at, &label) in labels.iter().enumerate().filter(|(at, _)| is_name_word(tokens[*at])) {
            let words = self.numbers.value(forms.hash(at), &mut self.words, Taken::default);
            let taken = &mut words[taken_for(label)];
            *taken = taken.saturating_add(1);
        }
    }

    /// What the word at `at` was taken for elsewhere, and for what most often.
    #[inline(never)]
    fn taken(&self, tokens: &[Token], forms: &Forms<'_>, labels: &[u8], at: usize) -> (Taken, u32) {
        let number = is_name_word(tokens[at]).then(|| self.numbers.get(forms.hash(at))).flatten();
        let Some(&(mut taken)) = number.and_then(|number| self.words.get(number)) else {
            return (Taken::default(), NEVER);
        };
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
