//! One part of a block, tokenised, with what gazetteer and lexicon say of each token: what every recogniser reads.
//!
//! A part is a whole block, but for blocks of more than [`PART`] tokens: these are read in parts of whole sentences, so
//! that no step of the recogniser takes long, and a sentence that is itself longer is cut.

use std::ops::Range;

use crate::text::{Case, Span, Token, TokenKind, among_in_any_case, first_tokens, sentences};

use super::forms::Forms;
use super::gazetteer::{Flags, Gazetteer, MAX_WORDS};
use super::lexicon::{self, Class, Word};

/// A sentence opens with so many marks at most ("– ("); a limit keeps a text of marks alone linear.
const MAX_OPENING_MARKS: usize = 4;

/// The most tokens in a part: more than any paragraph has that is meant to be read. In wasm each of the four passes over
/// so many takes about a millisecond.
pub const PART: usize = 1024;

/// A part under the recognisers' eyes. Indices are those of `tokens`.
pub struct Scan<'a> {
    /// The text of the whole article.
    pub text: &'a str,
    /// The part's tokens.
    pub tokens: Vec<Token>,
    /// The sentences as ranges of tokens; they cover all of them.
    pub sentences: Vec<Range<usize>>,
    /// Where in the text the next part begins; where the block ends, when there is none.
    pub rest: usize,
    /// The tokens' folded forms, with what the gazetteer says of them.
    pub forms: Forms<'a>,
    words: Vec<Word>,
    /// The index of each token's sentence.
    sentence_of: Vec<u32>,
    /// Whether nearly all of the part is in capitals, so that capitals say nothing.
    pub shouted: bool,
}

impl<'a> Scan<'a> {
    /// Reads the first part of what lies in `span`.
    #[inline(never)] // Where it is compiled for speed.
    pub fn new(text: &'a str, span: Span, gazetteer: &'a Gazetteer) -> Self {
        let mut tokens = first_tokens(text, span, PART + 1);
        let mut sentences = sentences(text, &tokens);
        let rest = if tokens.len() > PART { cut(&mut tokens, &mut sentences) } else { span.end };
        let cased = tokens.iter().filter(|token| token.case != Case::None).count();
        let upper = tokens.iter().filter(|token| token.case == Case::Upper).count();
        let shouted = upper >= 3 && upper * 10 >= cased * 7;
        let forms = Forms::new(text, &tokens, gazetteer);
        let word = |(at, token): (usize, &Token)| {
            if token.kind != TokenKind::Word {
                return Word::default();
            }
            let form = forms.of(&(at..at + 1));
            let mut word = lexicon::word_by(forms.hash(at), form);
            if token.case == Case::Upper && !shouted && token.span.len() > 1 {
                // "US", "IT" and "WHO" are no pronouns.
                word.class = word.class.without(Class::STOP);
            }
            if form.starts_with(b"i'") {
                word.class = word.class.with(Class::STOP);
            }
            word
        };
        let words = tokens.iter().enumerate().map(word).collect();
        let mut sentence_of = Vec::with_capacity(tokens.len());
        for (index, sentence) in (0..).zip(&sentences) {
            sentence_of.resize(sentence.end, index);
        }
        Self { text, tokens, sentences, rest, forms, words, sentence_of, shouted }
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The text of token `at`; "" beyond the end.
    pub fn str(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    /// Whether token `at` is this, letter for letter.
    pub fn is(&self, at: usize, text: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.span.len() == text.len() && token.of(self.text) == text)
    }

    /// Whether token `at` is one of `words`, which spaces part, in whatever case.
    #[inline(never)]
    pub fn is_any(&self, at: usize, words: &str) -> bool {
        among_in_any_case(self.str(at), words)
    }

    /// What the lexicon says of token `at`; nothing beyond the end.
    pub fn class(&self, at: usize) -> Class {
        self.words.get(at).copied().unwrap_or_default().class
    }

    /// The number of a month or a weekday; see [`Word::number`].
    pub fn number(&self, at: usize) -> u8 {
        self.words.get(at).copied().unwrap_or_default().number
    }

    /// What the gazetteer says of token `at`; nothing beyond the end.
    pub fn flags(&self, at: usize) -> Flags {
        self.forms.flags(at)
    }

    /// Whether the lexicon gives token `at` a class of `class`.
    pub fn has(&self, at: usize, class: Class) -> bool {
        self.class(at).has(class)
    }

    /// The first token from `at` on with a class of `class`. This and the next two pass over most of a part, where they are
    /// compiled for speed.
    #[inline(never)]
    pub fn next_of(&self, at: usize, class: Class) -> Option<usize> {
        (at..self.len()).find(|&at| self.has(at, class))
    }

    /// The first token from `at` on that a name can begin with: a capitalised word, or a particle.
    #[inline(never)]
    pub fn next_start(&self, at: usize) -> Option<usize> {
        let particle = |at: usize| self.has(at, Class::PARTICLE) && self.is_lower(at);
        (at..self.len()).find(|&at| self.is_capital(at) || particle(at))
    }

    /// The first token from `at` on that a date can begin with: a number, a word of the calendar, "two" in "two days ago".
    #[inline(never)]
    pub fn next_date(&self, at: usize) -> Option<usize> {
        let class = Class::WEEKDAY.with(Class::MONTH).with(Class::TIME);
        (at..self.len()).find(|&at| {
            self.has(at, class)
                || self.tokens[at].kind == TokenKind::Number
                || matches!(self.str(at), "eve" | "previous" | "day")
                || self.is(at + 2, "ago")
        })
    }

    /// The span that covers the tokens of a range, which must not be empty.
    pub fn span(&self, range: &Range<usize>) -> Span {
        self.tokens[range.start].span.cover(self.tokens[range.end - 1].span)
    }

    /// Whether token `at` touches the one before.
    pub fn glued(&self, at: usize) -> bool {
        at > 0 && at < self.len() && self.tokens[at - 1].span.end == self.tokens[at].span.start
    }

    /// Whether token `at` is a word.
    pub fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// Whether token `at` is a word that begins with a capital letter.
    pub fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_capitalised())
    }

    /// Whether token `at` is a word in lower case.
    pub fn is_lower(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word && token.case == Case::Lower)
    }

    /// A word of a script without capitals.
    pub fn is_uncased(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word && token.case == Case::None)
    }

    /// Whether token `at` is a quotation mark.
    pub fn is_quote(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Quote)
    }

    /// A hyphen that joins the tokens on both sides.
    pub fn is_joint(&self, at: usize) -> bool {
        let mark = self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark);
        mark && matches!(self.str(at), "-" | "\u{2010}" | "\u{2011}") && self.glued(at) && self.glued(at + 1)
    }

    /// A capital and a full stop: "A."
    pub fn is_initial(&self, at: usize) -> bool {
        let mut chars = self.str(at).chars();
        let letter = chars.next().is_some_and(char::is_uppercase);
        letter && matches!(chars.as_str(), "." | "")
    }

    /// All capitals, two to ten letters: the shape of an abbreviation, unless the whole block is in capitals.
    pub fn is_acronym(&self, at: usize) -> bool {
        let upper = self.tokens.get(at).is_some_and(|token| token.case == Case::Upper);
        let letters = || self.str(at).chars().filter(|c| c.is_alphabetic()).count();
        upper && !self.shouted && (2..=10).contains(&letters())
    }

    /// Whether token `at` opens its sentence, or the words in a quotation mark or bracket.
    pub fn opens_sentence(&self, at: usize) -> bool {
        let first = self.sentence_of(at).start;
        let mark =
            |at: usize| !self.is_word(at) && !matches!(self.str(at), "," | ";" | "-" | "–" | "—" | "/" | ")");
        at == first
            || (at <= first + MAX_OPENING_MARKS && (first..at).all(mark))
            || (at > 0 && (self.is_quote(at - 1) || self.str(at - 1) == ":"))
    }

    /// The sentence that token `at` belongs to.
    pub fn sentence_of(&self, at: usize) -> Range<usize> {
        let index = self.sentence_of.get(at).map(|index| *index as usize);
        index.and_then(|index| self.sentences.get(index)).cloned().unwrap_or(at..at)
    }

    /// The longest form in the gazetteer with a bit of `wanted` that starts at token `at`: its range and flags.
    ///
    /// A single word matches only capitalised; a longer form matches when its first and last word are.
    pub fn longest(&self, at: usize, wanted: Flags) -> Option<(Range<usize>, Flags)> {
        if !self.is_capital(at) {
            return None;
        }
        let mut best = self.flags(at).has(wanted).then(|| (at..at + 1, self.flags(at)));
        let joined = self.is_joint(at + 1);
        if !self.flags(at).has(Flags::PREFIX) && !joined {
            return best;
        }
        let limit = self.sentence_of(at).end.min(at + 2 * MAX_WORDS);
        for (end, hash) in self.forms.growing(at).skip(1).take_while(|(end, _)| *end <= limit) {
            if !self.is_word(end - 1) && !self.is_joint(end - 1) && self.str(end - 1) != "," {
                break;
            }
            if !self.is_capital(end - 1) {
                continue;
            }
            let flags = self.forms.flags_by(hash, &(at..end));
            if flags.has(wanted) {
                best = Some((at..end, flags));
            }
            if !self.forms.goes_on(end, flags) {
                break;
            }
        }
        best
    }

    /// What the gazetteer says of the tokens of `range` as one form.
    pub fn flags_of(&self, range: &Range<usize>) -> Flags {
        let flags = self.flags(range.start);
        match range.len() {
            1 => flags,
            // No form of several words begins with most words.
            _ if self.is_word(range.start) && !self.forms.goes_on(range.start + 1, flags) => Flags::default(),
            _ => self.forms.flags_of(range),
        }
    }

    /// An ordinary word in this place: known in lower case and no name, or a function word.
    pub fn is_ordinary(&self, at: usize) -> bool {
        let names =
            Flags(Flags::GIVEN.0 | Flags::FAMILY.0 | Flags::PLACE.0 | Flags::DEMONYM.0 | Flags::ACRONYM.0);
        self.has(at, Class::STOP) || (self.flags(at).has(Flags::COMMON) && !self.flags(at).has(names))
    }
}

/// Keeps of too many tokens those of whole sentences; of one sentence up to where no name is cut, if there is such a place
/// in its second half. Returns where the tokens that are left begin.
fn cut(tokens: &mut Vec<Token>, sentences: &mut Vec<Range<usize>>) -> usize {
    let apart = |at: &usize| !tokens[at - 1].is_capitalised() && !tokens[*at].is_capitalised();
    let last = sentences.pop().map_or(0, |sentence| sentence.start);
    let end = if last > 0 { last } else { (PART / 2..=PART).rev().find(apart).unwrap_or(PART) };
    if last == 0 {
        sentences.push(0..end);
    }
    let rest = tokens[end].span.start;
    tokens.truncate(end);
    rest
}
