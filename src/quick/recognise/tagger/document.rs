//! What a whole document shows of a word: how its other occurrences stand. A name is often clear where it stands first
//! and bare where it stands again.

use std::collections::HashMap;
use std::ops::Range;

use super::features::is_name_word;
use crate::recognise::forms::Forms;
use crate::recognise::gazetteer::Flags;
use crate::text::{Token, TokenKind};

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
    words: HashMap<u32, Seen>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// How often the word stands in each way, up to 255.
    ways: [u8; WAYS],
    /// The last word of the first run that the word stands in before others, or abbreviates; 0 for none.
    tail: u32,
}

impl Document {
    /// Reads one block: its `tokens` with its `sentences` and their `forms`.
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
            let seen = self.words.entry(forms.hash(at)).or_default();
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
            self.words.entry(forms.hash(run.end + 1)).or_default().tail = tail;
        }
    }

    /// How the word of this hash stands elsewhere, when it stands in the ways `here` in one place; and the last word of
    /// a longer name that it belongs to.
    pub fn elsewhere(&self, word: u32, here: Ways) -> (Ways, u32) {
        let Some(seen) = self.words.get(&word) else { return (0, 0) };
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
