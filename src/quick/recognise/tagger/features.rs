//! Features: what is known of a token and its neighbours, each as a 24-bit key.
//!
//! Only the tokens of an island are looked at: capitalised words and what may stand between them in a name. Every other
//! token is outside.

use std::ops::Range;

use super::weights::KEY_BITS;
use crate::recognise::forms::Forms;
use crate::recognise::gazetteer::{Flags, MAX_WORDS};
use crate::recognise::lexicon::{self, Class};
use crate::recognise::model::{FNV_OFFSET, fnv1a};
use crate::text::{Case, Span, Token, TokenKind};

/// The most tokens between two capitalised words of one island: "Movement for the Left", "Bank of the West".
const MAX_GAP: usize = 3;

/// Islands end here, in tokens: lists of names go on for ever, and what is far away says nothing of a name.
const MAX_ISLAND: usize = 60;

/// So many capitalised words before and after a token are taken for its run.
const MAX_RUN: usize = 12;

/// The longest word in lower case, in bytes, that may stand between two capitalised words of one island.
const MAX_CONNECTOR: usize = 5;

/// So many words of a run are looked at.
const MAX_BAG: usize = 6;

/// How far a token's neighbours are looked at, in tokens.
const REACH: usize = 2;

/// Runs of capitalised words are counted up to here.
const MAX_COUNTED: usize = 4;

/// The islands of one sentence: ranges of tokens that a mention may lie in.
pub fn islands(text: &str, tokens: &[Token], sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut islands: Vec<Range<usize>> = Vec::new();
    for at in sentence.clone() {
        if !is_anchor(text, tokens, at, &sentence) {
            continue;
        }
        match islands.last_mut() {
            Some(last)
                if at <= last.end + MAX_GAP
                    && last.len() < MAX_ISLAND
                    && tokens[last.end..at].iter().all(|t| connects(text, t)) =>
            {
                last.end = at + 1;
            }
            _ => islands.push(at..at + 1),
        }
    }
    islands
}

/// Whether the sentence opens with a function word that has its capital from there: a word in lower case follows.
pub fn opens_with_function_word(tokens: &[Token], sentence: &Range<usize>, forms: &Forms<'_>) -> bool {
    let at = sentence.start;
    let follows = tokens[at + 1..sentence.end].first();
    tokens[at].case == Case::Capital
        && follows.is_some_and(|next| next.kind == TokenKind::Word && next.case == Case::Lower)
        && lexicon::word_by(forms.hash(at), forms.of(&(at..at + 1))).class.has(Class::STOP)
}

/// Whether a mention can begin or end at the token: a capitalised word, one of a script without capitals, or a number
/// beside one.
fn is_anchor(text: &str, tokens: &[Token], at: usize, sentence: &Range<usize>) -> bool {
    let beside = |other: usize| sentence.contains(&other) && is_name_word(tokens[other]);
    match tokens[at].kind {
        TokenKind::Word => is_name_word(tokens[at]),
        TokenKind::Number => {
            beside(at + 1)
                || at.checked_sub(1).is_some_and(beside)
                || tokens[at].of(text).ends_with(|last: char| last.is_ascii_uppercase())
        }
        _ => false,
    }
}

fn connects(text: &str, token: &Token) -> bool {
    match token.kind {
        TokenKind::Word => token.span.len() <= MAX_CONNECTOR,
        TokenKind::Mark => !matches!(token.of(text), ";" | ":" | "!" | "?" | "…" | "—"),
        _ => true,
    }
}

/// What is known of one token.
#[derive(Clone, Copy, Debug, Default)]
struct Atom {
    /// Of the folded form; numbers by their shape.
    word: u32,
    /// Of the classes of its characters, runs of one class shortened.
    shape: u32,
    /// Of the first 1 and 2 bytes of the folded form.
    prefixes: [u32; 2],
    /// Of the last 1 to 4 bytes of the folded form.
    suffixes: [u32; 4],
    /// What the gazetteer says of the word alone.
    flags: u16,
    /// Which list has a name of several words that covers the token, and whether it begins there; 0 for none.
    listed: u8,
    capital: bool,
}

/// Stands for what lies before and after a sentence.
const EDGE: Atom = Atom {
    word: 0x5eed_0001,
    shape: 0x5eed_0002,
    prefixes: [0; 2],
    suffixes: [0; 4],
    flags: 0,
    listed: 0,
    capital: false,
};

/// The features of one block's tokens.
pub struct Context<'a> {
    text: &'a str,
    tokens: &'a [Token],
    forms: &'a Forms<'a>,
    atoms: Vec<Atom>,
    /// The atoms before this index are filled in.
    ready: usize,
    sentence: Range<usize>,
}

impl<'a> Context<'a> {
    /// For the tokens of one block of `text` with their forms.
    pub fn new(text: &'a str, tokens: &'a [Token], forms: &'a Forms<'a>) -> Self {
        Self { text, tokens, forms, atoms: vec![Atom::default(); tokens.len()], ready: 0, sentence: 0..0 }
    }

    /// Looks at the tokens of `island` and around it. Islands come in the order of the text.
    pub fn prepare(&mut self, sentence: &Range<usize>, island: &Range<usize>) {
        self.sentence = sentence.clone();
        let first = island.start.saturating_sub(REACH).max(self.ready).max(sentence.start);
        // A run goes on behind an island that was cut.
        let reach = if island.len() < MAX_ISLAND { REACH } else { REACH + MAX_BAG };
        let end = (island.end + reach).min(sentence.end);
        for at in first..end {
            self.atoms[at] = self.atom(at);
        }
        self.ready = self.ready.max(end);
        for at in island.clone() {
            self.add_affixes(at);
        }

        let mut at = island.start;
        while at < island.end {
            at = if self.atoms[at].capital { self.mark_listed(at, island.end) } else { at + 1 };
        }
    }

    fn atom(&self, at: usize) -> Atom {
        let token = self.tokens[at];
        let raw = token.of(self.text);
        let shape = shape(raw);
        if !matches!(token.kind, TokenKind::Word | TokenKind::Possessive) {
            return Atom { word: shape, shape, ..Atom::default() };
        }
        let bytes = self.forms.of(&(at..at + 1));
        let capital = token.case != Case::Lower;
        let flags = self.forms.flags(at).0 & !Flags::PREFIX.0;
        let mut atom = Atom { word: self.forms.hash(at), shape, flags, capital, ..Atom::default() };
        if bytes.len() > 3 {
            atom.suffixes[2] = fnv1a(&bytes[bytes.len() - 3..]);
        }
        atom
    }

    /// Adds the prefixes and suffixes that are looked at in the tokens of the island alone.
    fn add_affixes(&mut self, at: usize) {
        if !matches!(self.tokens[at].kind, TokenKind::Word | TokenKind::Possessive) {
            return;
        }
        let bytes = self.forms.of(&(at..at + 1));
        let atom = &mut self.atoms[at];
        for len in 1..bytes.len().min(5) {
            if let Some(prefix) = atom.prefixes.get_mut(len - 1) {
                *prefix = fnv1a(&bytes[..len]);
            }
            atom.suffixes[len - 1] = fnv1a(&bytes[bytes.len() - len..]);
        }
    }

    /// Marks the tokens of the longest name of several words in the gazetteer that begins at `at`; where to go on.
    fn mark_listed(&mut self, at: usize, end: usize) -> usize {
        let mut longest = None;
        for (after, hash) in self.forms.growing(at).take(MAX_WORDS).take_while(|(after, _)| *after <= end) {
            let last = after - 1;
            let flags =
                if last == at { self.forms.flags(at) } else { self.forms.flags_by(hash, &(at..after)) };
            if last > at && flags.0 & !Flags::PREFIX.0 != 0 {
                longest = Some((last, list_of(flags)));
            }
            let end = self.tokens[last].span.end;
            let touching = self.tokens.get(after).is_some_and(|next| next.span.start == end);
            if !touching && !flags.has(Flags::PREFIX) {
                break;
            }
        }
        let Some((last, list)) = longest else { return at + 1 };
        for (index, atom) in self.atoms[at..=last].iter_mut().enumerate() {
            atom.listed = 2 * list + u8::from(index > 0);
        }
        last + 1
    }

    fn near(&self, at: usize, offset: isize) -> &Atom {
        let near = at.checked_add_signed(offset).filter(|near| self.sentence.contains(near));
        near.map_or(&EDGE, |near| &self.atoms[near])
    }

    /// Appends every feature of the token `at`, which lies in the island last prepared.
    pub fn features(&self, at: usize, keys: &mut Vec<u32>) {
        let [before2, before, this, after, after2] = [-2, -1, 0, 1, 2].map(|offset| self.near(at, offset));

        let flags = |atom: &Atom| u32::from(atom.flags);
        let run = self.run(at);
        let (to_start, to_end) =
            ((at - run.start).min(MAX_COUNTED) as u32, (run.end - 1 - at).min(MAX_COUNTED) as u32);
        let (head, tail) = (&self.atoms[run.start], &self.atoms[run.end - 1]);
        let outside_before = self.near(run.start, -1);
        // By the number of their template, from 1.
        let pairs = [
            (this.word, 0),
            (before.word, 0),
            (after.word, 0),
            (before2.word, 0),
            (after2.word, 0),
            (before.word, after.word),
            (before2.word, before.word),
            (before.shape, this.shape),
            (this.shape, after.shape),
            (before.shape ^ after.shape.rotate_left(16), this.shape),
            (this.suffixes[0], 0),
            (this.suffixes[1], 0),
            (this.suffixes[3], 0),
            (this.prefixes[0], 0),
            (this.prefixes[1], 0),
            (before.suffixes[2], 0),
            (after.suffixes[2], 0),
            (u32::from(before.listed), u32::from(this.listed)),
            (tail.word, to_end),
            (tail.suffixes[2], to_end.min(2)),
            (outside_before.word, to_start),
            (u32::from(run.start == self.sentence.start), flags(head) << 3 | to_start),
            (self.near(run.start, -2).word, outside_before.word),
        ];
        keys.extend((1..).zip(pairs).map(|(template, (a, b))| key(template, a, b)));
        let bag = &self.atoms[run.start..run.end.min(run.start + MAX_BAG)];
        keys.extend(bag.iter().map(|atom| key(61, atom.word, 0)));
        for (base, atom) in [(0, before), (16, this), (32, after)] {
            let mut rest = atom.flags;
            while rest != 0 {
                keys.push(key(60, base + rest.trailing_zeros(), 0));
                rest &= rest - 1;
            }
        }
    }

    /// The capitalised words around the token `at`, itself included; the token alone when it is none.
    fn run(&self, at: usize) -> Range<usize> {
        let capital = |near: usize| self.sentence.contains(&near) && self.atoms[near].capital;
        let (mut start, mut end) = (at, at + 1);
        if capital(at) {
            while start > 0 && at - start < MAX_RUN && capital(start - 1) {
                start -= 1;
            }
            while end - at < MAX_RUN && capital(end) {
                end += 1;
            }
        }
        start..end
    }
}

/// Which kind of list an entry is from, 1 to 4.
fn list_of(flags: Flags) -> u8 {
    match () {
        () if flags.has(Flags::PLACE) => 1,
        () if flags.has(Flags::ORGANISATION.with(Flags::ACRONYM)) => 2,
        () if flags.has(Flags::DEMONYM) => 3,
        () => 4,
    }
}

/// The span of tokens, for callers that hold a range.
pub fn span_of(tokens: &[Token], range: &Range<usize>) -> Span {
    tokens[range.start].span.cover(tokens[range.end - 1].span)
}

/// Whether the token is a word that may be part of a name: capitalised, or of a script without capitals.
pub(super) fn is_name_word(token: Token) -> bool {
    token.kind == TokenKind::Word && token.case != Case::Lower
}

fn shape(raw: &str) -> u32 {
    // Most words are in lower case, or have one capital.
    if let [first, rest @ ..] = raw.as_bytes()
        && first.is_ascii_alphabetic()
        && rest.iter().all(u8::is_ascii_lowercase)
    {
        let rows = if first.is_ascii_lowercase() { &LOWER } else { &CAPITAL };
        return rows[rest.len().min(2)];
    }
    let mut shape = Shape { hash: FNV_OFFSET, previous: '\0', count: 0 };
    if raw.is_ascii() {
        for &byte in raw.as_bytes() {
            shape.add(match byte {
                b'a'..=b'z' => 'x',
                b'A'..=b'Z' => 'X',
                b'0'..=b'9' => 'd',
                _ => byte.into(),
            });
        }
    } else {
        for c in raw.chars() {
            shape.add(match c {
                _ if c.is_lowercase() => 'x',
                _ if c.is_uppercase() => 'X',
                _ if c.is_ascii_digit() => 'd',
                '\u{2019}' => '\'',
                '\u{201C}' | '\u{201D}' => '"',
                _ if c.is_alphabetic() => 'a',
                _ => c,
            });
        }
    }
    shape.hash
}

/// The shapes of words in lower case, and of those with one capital, by the number of letters that follow, up to two.
const LOWER: [u32; 3] = [shape_of(b"x"), shape_of(b"xx"), shape_of(b"xx")];
const CAPITAL: [u32; 3] = [shape_of(b"X"), shape_of(b"Xx"), shape_of(b"Xxx")];

/// The hash of classes that are written out.
const fn shape_of(classes: &[u8]) -> u32 {
    let (mut hash, mut at) = (FNV_OFFSET, 0);
    while at < classes.len() {
        hash = (hash ^ classes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

/// The classes of a word's characters so far.
struct Shape {
    hash: u32,
    previous: char,
    count: usize,
}

impl Shape {
    fn add(&mut self, class: char) {
        // Years have four digits, and words of two capitals are often initials: those lengths tell something.
        let kept = if class == 'd' { 4 } else { 2 };
        self.count = if class == self.previous { self.count + 1 } else { 1 };
        self.previous = class;
        if self.count <= kept {
            self.hash = (self.hash ^ class as u32).wrapping_mul(0x0100_0193);
        }
    }
}

/// The key of a feature: its template and what it says, mixed (the finaliser of MurmurHash3).
#[inline(always)]
pub(super) fn key(template: u32, a: u32, b: u32) -> u32 {
    let mut mixed = a.wrapping_mul(0xcc9e_2d51).rotate_left(15) ^ template.wrapping_mul(0x9e37_79b9);
    mixed = mixed.wrapping_add(b.wrapping_mul(0x1b87_3593).rotate_left(13));
    mixed ^= mixed >> 16;
    mixed = mixed.wrapping_mul(0x85eb_ca6b);
    mixed ^= mixed >> 13;
    mixed = mixed.wrapping_mul(0xc2b2_ae35);
    (mixed ^ mixed >> 16) >> (32 - KEY_BITS)
}
