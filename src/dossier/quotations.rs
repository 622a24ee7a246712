//! Direct quotations and who speaks them.

use std::ops::Range;

use crate::recognise::{Class, Kind, Recognition, TokenisedBlock, word};
use crate::text::{Span, TokenKind, among, fold};

use super::lists::verb_of_speech;
use super::pace::{rest, rest_at};
use super::roles::abbreviates;
use super::{Entity, EntityId, Quotation};

/// Fewer words between the marks are a scare quote, not a quotation.
const MIN_WORDS: usize = 3;
/// A verb of speech stands at most so many tokens from what it introduces; a limit keeps one endless sentence linear.
const MAX_DISTANCE: usize = 80;
/// So many tokens after a quotation of a word or two, the verb of its attribution stands at most.
const MAX_SHORT: usize = 6;
/// So many mentions back a pronoun's antecedent is looked for.
const MAX_ANTECEDENTS: usize = 100;
/// So many paragraphs wait for a speaker who is named after them.
const MAX_WAITING: usize = 20;
/// So many sentences back, the person that a text is about is looked for.
const MAX_SENTENCES: usize = 12;
/// A subject stands at most so many tokens from its verb.
const MAX_SUBJECT: usize = 25;
/// So many words stand at most in front of a title.
const MAX_ATTRIBUTES: usize = 3;

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Voice {
    Named(EntityId),
    /// Somebody whom the text does not name: "a resident said".
    Unnamed,
}

/// All direct quotations and all reported speech with a known speaker, each in order.
pub(super) async fn find(
    text: &str,
    found: &Recognition,
    entity_of: &[EntityId],
    entities: &[Entity],
) -> (Vec<Quotation>, Vec<Quotation>) {
    let (mut quotations, mut reported) = (Vec::new(), Vec::new());
    // Who spoke before, for a quotation that goes on without an attribution; whom the block before ends with.
    let (mut speaker, mut topic) = (None, None);
    // Whether the block before ended as "Roe said:".
    let mut introduced = false;
    // The paragraphs before, each opened by a mark and closed by none, that wait for who speaks.
    let mut waiting: Vec<Span> = Vec::new();
    for (number, block) in found.blocks.iter().enumerate() {
        rest().await;
        let mut finder = Finder {
            text,
            found,
            entity_of,
            entities,
            block,
            quotes: quotes(text, block),
            verbs: Vec::new(),
            topic,
            spoke: None,
        };
        finder.read_verbs().await;
        for index in 0..finder.quotes.len() {
            rest_at(index).await;
            let quote = finder.quotes[index].clone();
            // "the Our Home (“Israel Our Home”) party"
            if finder.word(quote.start.wrapping_sub(1)) == "(" && finder.word(quote.end) == ")" {
                continue;
            }
            let before = finder.spoke.map(|(_, voice)| voice);
            let said = finder.attributed(index, before.or(speaker));
            let whole_block = quote.start == 0 && (introduced || quote.end == block.tokens.len());
            let signed = || {
                let next = found.blocks.get(number + 1).filter(|_| quote.end == block.tokens.len());
                let next =
                    next.map(|block| Finder { block, quotes: Vec::new(), verbs: Vec::new(), ..finder });
                next.and_then(|next| next.signature(number == 0))
            };
            let next = said.or_else(signed).or(before).or(if whole_block { speaker } else { None });
            let whole = quote.start == 0;
            let Some(voice) = next else {
                let span = block.tokens[quote.start].span.cover(block.tokens[quote.end - 1].span);
                let open = quote.end == block.tokens.len() && !finder.is_mark(quote.end - 1);
                if whole && open && finder.word(0) == "“" && waiting.len() < MAX_WAITING {
                    waiting.push(span);
                }
                continue;
            };
            if let Voice::Named(speaker) = voice
                && whole
                && said.is_some()
            {
                quotations.extend(waiting.drain(..).map(|span| Quotation { speaker, span }));
            }
            finder.spoke = Some((quote.end, voice));
            if let Voice::Named(speaker) = voice
                && finder.is_speech(&quote)
            {
                let span = block.tokens[quote.start].span.cover(block.tokens[quote.end - 1].span);
                quotations.push(Quotation { speaker, span });
            }
        }
        rest().await;
        finder.report(&mut reported);
        let waits = finder.quotes.first().is_some_and(|quote| quote.start == 0 && finder.spoke.is_none());
        if !waits {
            waiting.clear();
        }
        let in_block = finder.spoke.map(|(_, voice)| voice);
        topic = finder.about(block.tokens.len());
        let introduces = finder.introduces(in_block.or(speaker));
        introduced = introduces.is_some();
        let short = finder.quotes.is_empty() && block.tokens.len() < 3;
        speaker = introduces.or(in_block).or(speaker.filter(|_| short));
    }
    (quotations, reported)
}

/// The stretches between quotation marks, marks included, as token ranges. A mark that is never closed reaches to the
/// end of its block; a new opening mark ends it.
fn quotes(text: &str, block: &TokenisedBlock) -> Vec<Range<usize>> {
    let mut quotes = Vec::new();
    let mut open: Option<usize> = None;
    for (at, token) in block.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Quote) {
        let mark = token.of(text);
        let (before, after) = (&text[..token.span.start], &text[token.span.end..]);
        let opens = before.ends_with([' ', '\n', '(']) && !after.starts_with([' ', '\n', ',', '.']);
        // The British ‘...’: closed where a clause ends, so that "workers’" does not.
        let ends = before.ends_with([',', '.', '!', '?']) || after.starts_with([',', '.', ';', ':', ')']);
        match (mark, open) {
            ("\"" | "“" | "«", None) => open = Some(at),
            ("‘", None) if opens || at == 0 => open = Some(at),
            // A closing mark for the opening one.
            ("”", None) if at == 0 && !after.starts_with([' ', '\n']) => open = Some(at),
            ("’", Some(start)) if block.tokens[start].of(text) == "‘" && ends => {
                quotes.push(start..at + 1);
                open = None;
            }
            // An opening mark inside an open quotation: the one before was never closed.
            ("\"", Some(start)) if opens && block.tokens[start].of(text) == "\"" => {
                quotes.push(start..at);
                open = Some(at);
            }
            ("\"" | "”" | "»", Some(start)) => {
                quotes.push(start..at + 1);
                open = None;
            }
            // An opening mark inside an open quotation: the one before was never closed.
            ("“" | "«", Some(start)) => {
                quotes.push(start..at);
                open = Some(at);
            }
            _ => {}
        }
    }
    // A single mark that nothing closes is an apostrophe, but for the one that a paragraph of sentences begins with.
    let stops = block.tokens.last().is_some_and(|last| among(last.of(text), ". ! ?"));
    if let Some(start) = open.filter(|&start| start == 0 && stops || block.tokens[start].of(text) != "‘") {
        quotes.push(start..block.tokens.len());
    }
    quotes
}

struct Finder<'a> {
    text: &'a str,
    found: &'a Recognition,
    entity_of: &'a [EntityId],
    entities: &'a [Entity],
    block: &'a TokenisedBlock,
    quotes: Vec<Range<usize>>,
    /// The verbs of speech outside of quotation marks, in order.
    verbs: Vec<usize>,
    /// Whom the block before is about at its end.
    topic: Option<Voice>,
    /// Where the quotation before in this block ends, and who speaks it.
    spoke: Option<(usize, Voice)>,
}

impl Finder<'_> {
    fn word(&self, at: usize) -> &str {
        self.block.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    fn class(&self, at: usize) -> Class {
        word(&fold(self.word(at))).class
    }

    fn is_lower(&self, at: usize) -> bool {
        self.block
            .tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Word && !token.is_capitalised())
    }

    fn is_dash(&self, at: usize) -> bool {
        among(self.word(at), "- – — -- ―")
    }

    fn is_article(&self, at: usize) -> bool {
        among(self.word(at), "the The a an")
    }

    fn end(&self, mention: usize) -> usize {
        self.token_at(self.found.mentions[mention].span.end)
    }

    fn is_mark(&self, at: usize) -> bool {
        self.block.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Quote)
    }

    /// Whether a verb of speech stands here.
    fn speaks(&self, at: usize) -> bool {
        let lower = fold(self.word(at));
        word(&lower).class.has(Class::SPEECH) || verb_of_speech(&lower)
    }

    async fn read_verbs(&mut self) {
        // The verb behind the last quotation, if only its place makes it one.
        let (mut next, mut placed) = (0, usize::MAX);
        for at in 0..self.block.tokens.len() {
            rest_at(at).await;
            if self.quotes.get(next).is_some_and(|quote| quote.end == at) {
                placed = self.placed_verb(&self.quotes[next]).unwrap_or(placed);
                next += 1;
            }
            let said = (self.is_lower(at) || self.word(at).ends_with("ing")) && self.speaks(at);
            if (said || at == placed) && !self.quoted(at) {
                self.verbs.push(at);
            }
        }
    }

    /// A verb that only its place makes one of speech: `"...," Roe marvelled`, `"...," marvelled Roe`.
    fn placed_verb(&self, quote: &Range<usize>) -> Option<usize> {
        let behind = usize::from(self.word(quote.end) == ",");
        let at = quote.end + behind;
        if behind == 0 && self.word(quote.end.wrapping_sub(2)) != "," {
            return None;
        }
        let free = |at: usize| {
            let other = Class::STOP.with(Class::TITLE).with(Class::ORGANISATION);
            self.is_lower(at) && !self.class(at).has(other)
        };
        let inverted = free(at) && (self.is_pronoun(at + 1) || self.named_at(at + 1).is_some());
        let verb = if inverted { Some(at) } else { self.verb_after(at) };
        verb.filter(|&verb| free(verb))
    }

    /// Where the verb would stand, of a pronoun or a name that begins at a token.
    fn verb_after(&self, at: usize) -> Option<usize> {
        let next = if self.is_pronoun(at) { at + 1 } else { self.end(self.named_at(at)?) };
        (next..next + 3).find(|&at| !self.is_adverb(at))
    }

    /// The verbs in a range of tokens.
    fn verbs_in(&self, range: Range<usize>) -> &[usize] {
        let from = self.verbs.partition_point(|&at| at < range.start);
        let to = self.verbs.partition_point(|&at| at < range.end);
        self.verbs.get(from..to).unwrap_or_default()
    }

    fn quoted(&self, at: usize) -> bool {
        let index = self.quotes.partition_point(|quote| quote.end <= at);
        self.quotes.get(index).is_some_and(|quote| quote.start <= at)
    }

    fn is_pronoun(&self, at: usize) -> bool {
        among(self.word(at), "he she He She it It they They")
    }

    /// A word between a subject and its verb.
    fn is_adverb(&self, at: usize) -> bool {
        let word = self.word(at);
        let known = among(word, "has had also then later further himself herself once too again would will");
        known || word.ends_with("ly") && self.is_lower(at)
    }

    /// Whether a stretch between marks is direct speech: no scare quote of a word or two and no title of a work.
    fn is_speech(&self, quote: &Range<usize>) -> bool {
        let words = quote.clone().filter(|&at| self.block.tokens[at].kind == TokenKind::Word);
        // After a word of the sentence, a capital on every word that has a meaning is a title.
        let runs_on = quote.start.checked_sub(1).is_some_and(|before| {
            let kind = self.block.tokens[before].kind;
            matches!(kind, TokenKind::Word | TokenKind::Possessive | TokenKind::Number)
                && self.sentence(quote.start).contains(&before)
        });
        let small = |at: usize| self.is_lower(at) && !self.class(at).has(Class::STOP);
        if runs_on && !words.clone().any(small) {
            return false;
        }
        let ends = among(self.word(quote.end.wrapping_sub(2)), ", ! ? . …");
        words.count() >= MIN_WORDS || !runs_on && ends && quote.len() > 2
    }

    /// The speaker that the words around a quotation give it.
    fn attributed(&self, index: usize, previous: Option<Voice>) -> Option<Voice> {
        let quote = &self.quotes[index];
        let sentence = self.sentence(quote.start).start;
        let first = sentence.max(quote.start.saturating_sub(MAX_DISTANCE));
        let last = self.sentence(quote.end - 1).end.min(quote.end + MAX_DISTANCE);
        // An attribution in a sentence of its own: `"It is over." He said no more.` is none; `"Is it over?" Roe asked.` is.
        let goes_on = self.word(last) == "," || self.is_dash(last) || self.is_lower(last) || {
            let open = among(self.word(quote.end.wrapping_sub(2)), "? ! … — – -");
            open && sentence == quote.start && self.verb_after(last).is_some_and(|verb| self.speaks(verb))
        };
        let last = if last == quote.end && goes_on {
            self.sentence(last).end.min(last + MAX_DISTANCE)
        } else {
            last
        };
        // `"..." — Jane Roe, envoy`
        let stops = among(self.word(quote.end.wrapping_sub(2)), ". ! ? …");
        if self.is_dash(quote.end)
            && let Some(index) = self.named_at(quote.end + 1)
            && (stops || self.is_person(index))
            && !self.is_lower(self.end(index))
        {
            return Some(self.voice(index));
        }
        let verbs = self.verbs_in(first..quote.start).iter().chain(self.verbs_in(quote.end..last)).copied();
        let distance = |at: usize| if at < quote.start { quote.start - at } else { at - quote.end };
        let rank = |at: usize| (at < quote.start && distance(at) > 8, distance(at));
        let mut nearest: Vec<usize> = Vec::new();
        for verb in verbs {
            let at = nearest.partition_point(|&known| rank(known) <= rank(verb));
            nearest.insert(at, verb);
        }
        let behind = |verb: usize| (verb > quote.start).then_some(quote.end);
        let verb = nearest.iter().find_map(|&verb| self.subject(verb, first, last, previous, behind(verb)));
        // "Roe criticised the plan on Monday. "It is a mistake.""
        let alone = || {
            let before = sentence.checked_sub(1).filter(|_| first == quote.start && last == quote.end)?;
            let range = self.sentence(before);
            let said = self.verbs_in(range.clone()).iter().any(|&verb| !self.word(verb).ends_with("ing"));
            let other = self.quotes.partition_point(|other| other.end <= range.start);
            let plain = self.quotes.get(other).is_none_or(|other| other.start >= range.end);
            if said && plain { self.about(range.end) } else { None }
        };
        verb.or_else(|| self.according(quote, first, last)).or_else(alone).or_else(|| {
            // `Roe: "..."`, `For Roe, the aim is clear: "..."`
            let colon = quote.start > first && self.word(quote.start - 1) == ":";
            if colon { self.about(quote.start) } else { None }
        })
    }

    /// Who signs what the block before says: `- Jane Roe, Minister of Health`, in a line of its own.
    ///
    /// `headline`: whether that is all that stands before.
    fn signature(&self, headline: bool) -> Option<Voice> {
        let tokens = &self.block.tokens;
        let from = usize::from(self.is_dash(0));
        // "Statement by Ambassador Jane Roe", under what it quotes
        let statement =
            among(self.word(0), "Statement Remarks Speech Message") && among(self.word(1), "by from of");
        let stops =
            self.word(tokens.len().wrapping_sub(1)) == "." && !headline || tokens.len() > MAX_DISTANCE;
        if let Some(index) = self.named_at(2).filter(|_| statement && !stops) {
            return Some(self.voice(index));
        }
        let index = self.named_at(from).filter(|_| tokens.len() <= MAX_SUBJECT)?;
        let end = self.end(index);
        let line = end == tokens.len() || self.word(end) == "," || from == 1 && !self.is_lower(end);
        let plain = !(0..tokens.len()).any(|at| self.is_lower(at) && self.speaks(at) || self.is_mark(at));
        (line && plain && self.word(tokens.len() - 1) != ".").then(|| self.voice(index))
    }

    /// Adds what the block reports: "Roe said that ...", "..., Roe said."
    fn report(&self, reported: &mut Vec<Quotation>) {
        for sentence in &self.block.sentences {
            let mut done = sentence.start;
            for &verb in self.verbs_in(sentence.clone()) {
                if verb < done {
                    continue;
                }
                let Some(clause) = self.clause(verb, sentence) else { continue };
                let first = done.max(verb.saturating_sub(MAX_SUBJECT));
                let Some(speaker) = self.adjacent(verb, first) else { continue };
                done = sentence.end;
                let span = self.block.tokens[clause.start].span.cover(self.block.tokens[clause.end - 1].span);
                reported.push(Quotation { speaker, span });
            }
        }
    }

    /// What a verb of speech without quotation marks beside it reports: the clause behind it, or the one before its subject.
    fn clause(&self, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        let text_end =
            (sentence.start..sentence.end).rev().find(|&at| self.block.tokens[at].kind == TokenKind::Word)?
                + 1;
        let that = (verb + 1..text_end.min(verb + 6)).find(|&at| self.word(at) == "that");
        let start = that.map_or(verb + 1, |that| that + 1);
        let begins = that.is_some() || self.begins_clause(start);
        if begins && text_end >= start + MIN_WORDS && !self.is_mark(start) {
            return Some(start..text_end);
        }
        // "..., Roe said."
        let last = text_end.saturating_sub(verb + 1) <= 4 && !self.is_mark(verb + 1);
        let comma = (sentence.start..verb).rev().take(MAX_SHORT).find(|&at| self.word(at) == ",")?;
        let closed = self.is_mark(comma - usize::from(comma > 0)) || self.is_mark(comma + 1);
        (last && !closed && comma >= sentence.start + MIN_WORDS).then_some(sentence.start..comma)
    }

    /// Whether a clause without "that" begins at a token: "said *he* would", "said *the document* was".
    fn begins_clause(&self, at: usize) -> bool {
        let small = among(
            self.word(at),
            "he she it they we the a an there his her its their no this these all many some",
        );
        small
            || self
                .block
                .tokens
                .get(at)
                .is_some_and(|token| token.is_capitalised() || token.kind == TokenKind::Number)
    }

    /// The person or organisation whose name stands before the verb with a few words between.
    fn adjacent(&self, verb: usize, first: usize) -> Option<EntityId> {
        if among(self.word(verb.wrapping_sub(1)), "he she He She") {
            return self.about(verb).and_then(Voice::named);
        }
        let span = Span::new(self.block.tokens[first].span.start, self.block.tokens[verb].span.start);
        let mut speakers = self.mentions_in(span).rev();
        let index = speakers.find(|&index| self.may_speak(index))?;
        let name = self.end(index);
        // "Roe, a union leader, said"
        let apposed = self.word(name) == ","
            && self.word(verb - 1) == ","
            && verb.saturating_sub(name) <= 2 * MAX_SHORT;
        let near = apposed || verb.saturating_sub(name) <= MAX_SHORT;
        let plain = apposed || self.touches_verb(index, verb) && self.title_before(verb).is_none();
        (near && plain && !self.stands_in_title(index)).then(|| self.entity_of[index])
    }

    /// Who is said to say what the next block begins with: the block ends with a verb of speech and a colon.
    fn introduces(&self, previous: Option<Voice>) -> Option<Voice> {
        let last = self.block.tokens.len().checked_sub(1).filter(|&last| self.word(last) == ":")?;
        let first = self.sentence(last).start.max(last.saturating_sub(MAX_DISTANCE));
        // "The following is attributable to spokesman Roe:"
        let attributable = |&at: &usize| self.word(at) == "attributable" && self.word(at + 1) == "to";

        // "Roe said:", "Roe made these remarks today:"
        let says = |&at: &usize| self.speaks(at) || at > first && is_statement(self.word(at));
        let verb = (first..last).rev().find(says);
        let named = (first..last).find(attributable).and_then(|at| self.named_at(at + 2));
        if let Some(index) = named.filter(|_| verb.is_none_or(|verb| is_statement(self.word(verb)))) {
            return Some(self.voice(index));
        }
        if let Some(voice) = verb.and_then(|verb| self.subject(verb, first, last + 1, previous, None)) {
            return Some(voice);
        }
        // "Statement by Jane Roe:"
        let mut named = self.mentions_in(self.block.tokens[first].span.cover(self.block.tokens[last].span));
        let speaks = |&index: &usize| self.may_speak(index) && !self.stands_in_title(index);
        let index = named.rfind(speaks).filter(|_| last - first <= MAX_SUBJECT)?;
        Some(self.voice(index))
    }

    fn sentence(&self, at: usize) -> Range<usize> {
        let index = self.block.sentences.partition_point(|sentence| sentence.end <= at);
        self.block.sentences.get(index).cloned().unwrap_or(at..at + 1)
    }

    fn voice(&self, mention: usize) -> Voice {
        Voice::Named(self.entity_of[mention])
    }

    fn is_person(&self, mention: usize) -> bool {
        self.found.mentions[mention].kind == Kind::Person
    }

    fn may_speak(&self, mention: usize) -> bool {
        matches!(self.found.mentions[mention].kind, Kind::Person | Kind::Organisation)
    }

    /// Who does what the verb at `verb` says: the name right after it, or the nearest one before it. `behind` is the end of
    /// the quotation that it follows.
    fn subject(
        &self,
        verb: usize,
        first: usize,
        last: usize,
        previous: Option<Voice>,
        behind: Option<usize>,
    ) -> Option<Voice> {
        let mut before = verb;
        while before > first && self.is_adverb(before - 1) {
            before -= 1;
        }
        if before > first && self.is_pronoun(before - 1) {
            return self.antecedent(before - 1, previous);
        }
        // "asked the Department, *which* said in a statement"
        let relative = before > first + 1 && among(self.word(before - 1), "which who");
        // "the bill of Roe *who* said"
        let comma = usize::from(self.word(before.wrapping_sub(2)) == ",");
        if relative
            && (comma == 1 || self.word(before - 1) == "who")
            && let Some(last) = before.checked_sub(2 + comma)
        {
            let end = self.block.tokens[last].span.end;
            let index = self.found.mentions.partition_point(|mention| mention.span.end < end);
            let named = self.found.mentions.get(index).is_some_and(|mention| mention.span.end == end);
            if named && self.may_speak(index) {
                return Some(self.voice(index));
            }
        }
        // `"...," said Roe`; not "Roe said Poe was": who is named behind the verb there is spoken of.
        let inverted = match behind {
            Some(end) => (end..before).all(|at| self.word(at) == "," || self.is_dash(at)),
            None if verb == first => true,
            None => {
                let mark = verb - 1;
                self.is_mark(mark) || mark > 0 && self.word(mark) == "," && self.is_mark(mark - 1)
            }
        };
        if inverted && self.is_pronoun(verb + 1) {
            return self.antecedent(verb + 1, previous);
        }
        if self.word(verb).ends_with("ing")
            && let Some(subject) = self.participant(verb)
        {
            return Some(subject);
        }
        // "..., a spokeswoman told AFP": who is told does not speak.
        if inverted && self.word(verb) != "told" {
            if let Some(index) = self.named_at(verb + 1).filter(|&index| self.start(index) < last) {
                return Some(self.voice(index));
            }
            // `"...," reads a statement by Roe`
            let statement = (verb + 2..verb + 5).find(|&at| is_statement(self.word(at)));
            if let Some(index) = statement.and_then(|at| self.named_at(at + 2)) {
                return Some(self.voice(index));
            }
            // "said his father, *Jane Roe*,"
            if among(self.word(verb + 1), "his her their") {
                let comma = (verb + 2..verb + 5).find(|&at| !self.is_lower(at))?;
                let index = self
                    .named_at(comma + 1)
                    .filter(|&index| self.word(comma) == "," && self.is_person(index));
                return Some(index.map_or(Voice::Unnamed, |index| self.voice(index)));
            }
            if among(self.word(verb + 1), "a an one another some") {
                // "said another *resident*, *Jane Roe*, who"
                let from = self.block.tokens[verb].span.start;
                let near =
                    self.block.tokens[(verb + MAX_SHORT + 2).min(self.block.tokens.len() - 1)].span.end;
                let number = self.found.titles.partition_point(|title| title.span.start < from);
                let title =
                    self.found.titles.get(number).map(|title| title.span).filter(|title| title.end < near);
                let named = title.and_then(|title| {
                    let index = self.named_at(self.token_at(title.end) + 1)?;
                    (self.word(self.token_at(title.end)) == "," && self.titled(index, title)).then_some(index)
                });
                return Some(named.map_or(Voice::Unnamed, |index| self.voice(index)));
            }
            // `"...," said the minister`
            if self.word(verb + 1) == "the"
                && let Some(title) = self.title_from(verb + 2).or_else(|| self.title_ending(verb + 2))
                && let Some(index) = self.holder(title)
            {
                return Some(self.voice(index));
            }
        }
        // "Roe, the longest-serving ..., said"
        let apposed = self.word(verb.wrapping_sub(1)) == ",";
        let far = if apposed { MAX_DISTANCE } else { MAX_SUBJECT };
        let from = first.max(verb.saturating_sub(far));
        let span = Span::new(self.block.tokens[from].span.start, self.block.tokens[verb].span.start);
        let (mut named, mut first, mut person, mut last) = (false, None, None, None);
        for index in self.mentions_in(span) {
            if !self.may_speak(index) || self.quoted(self.start(index)) {
                continue;
            }
            named = true;
            if self.is_object(index) {
                continue;
            }
            last = Some(index);
            if self.is_person(index) {
                first = first.or(last);
                person = last;
            }
        }
        // "Roe, who had asked Poe to come, said": those in between do not speak.
        if apposed && first.is_some_and(|index| self.word(self.end(index)) == ",") {
            person = first;
        }
        let Some(last) = last else { return self.described(verb, previous, named) };
        // A person's own organisation stands between the name and the verb: "Jane Roe of the Red Cross said".
        let index = person.filter(|&person| self.belongs(person, last) || !self.touches_verb(last, verb));
        let index = index.unwrap_or(last);
        // "Roe left; a spokesman said": the title before the verb is somebody else's.
        let title =
            self.title_before(verb).filter(|title| title.start > self.found.mentions[index].span.end + 2);
        if title.is_some_and(|title| !self.titled(index, title)) {
            return self.described(verb, previous, true);
        }
        // "A Foreign Office spokesman said": somebody speaks, but nobody who is named.
        let anonymous = index == last && self.stands_in_title(index);
        Some(if anonymous { Voice::Unnamed } else { self.voice(index) })
    }

    /// "He welcomed the bill of the House, *saying* ...": whom the sentence of a participle begins with.
    fn participant(&self, verb: usize) -> Option<Voice> {
        let start = self.sentence(verb).start;
        if self.is_pronoun(start) {
            return self.about(start);
        }
        // "Declaring ..., Roe": behind it.
        let tokens = &self.block.tokens;
        let opens = tokens[verb].is_capitalised();
        let end = self.sentence(verb).end.min(verb + MAX_DISTANCE);
        let (first, last) = if opens { (verb, end - 1) } else { (start, verb) };
        let mut people = self.mentions_in(tokens[first].span.cover(tokens[last].span)).take(MAX_ANTECEDENTS);
        let index = people.find(|&index| self.is_person(index) && !self.quoted(self.start(index)))?;
        Some(self.voice(index))
    }

    /// Whether a mention is not what its clause is about: "to Roe", "a friend of President Roe", "Roe's lawyer".
    fn is_object(&self, mention: usize) -> bool {
        let start = self.phrase_start(mention);
        let end = self.end(mention);
        let owner = self.block.tokens.get(end).is_some_and(|token| token.kind == TokenKind::Possessive);
        if owner {
            return !(end + 1..end + 4).any(|at| is_statement(self.word(at)));
        }
        let Some(before) = start.checked_sub(1) else { return false };
        let preposition = among(
            self.word(before),
            "of to for with at in on about against like than between from by within inside",
        );
        let told = before > 0 && among(self.word(before - 1), "according According");
        preposition && !told && !(before > 0 && is_statement(self.word(before - 1)))
    }

    /// Where the phrase of a name begins: over titles, honorifics and articles before it.
    fn phrase_start(&self, mention: usize) -> usize {
        let mut at = self.start(mention);
        while let Some(before) = at.checked_sub(1) {
            at = if self.is_article(before) || self.class(before).has(Class::HONORIFIC) {
                before
            } else if let Some(title) = self.title_before(at) {
                self.token_at(title.start).min(before)
            } else {
                break;
            };
        }
        at
    }

    /// Whether a title that stands behind a mention is that person's.
    fn titled(&self, mention: usize, title: Span) -> bool {
        let entity = &self.entities[self.entity_of[mention].0];
        entity.roles.iter().any(|role| role.evidence.contains(title))
    }

    /// "the minister said": whom the sentence before is about, or who spoke before, for a title with "the" and no name.
    fn described(&self, verb: usize, previous: Option<Voice>, other: bool) -> Option<Voice> {
        // "the president *had previously* called"
        let mut verb = verb;
        while verb > 0 && self.is_adverb(verb - 1) {
            verb -= 1;
        }
        if let Some(title) = self.title_before(verb) {
            let mut at = self.token_at(title.start).checked_sub(1)?;
            // "the Pentagon chief"
            while at > 0 && self.block.tokens[at].is_capitalised() && self.word(at) != "The" {
                at -= 1;
            }
            let the = among(self.word(at), "the The");
            let holder = || self.holder(title).map(|index| self.voice(index));
            // "the official said": somebody unnamed, if nobody is called so.
            let unnamed = among(self.word(verb - 1), "official officials source sources");
            return if the {
                let other = || if unnamed { Some(Voice::Unnamed) } else { self.antecedent(at, previous) };
                holder().or_else(other)
            } else {
                Some(Voice::Unnamed)
            };
        }
        // "the New York Democrat said"
        let before = verb.checked_sub(1)?;
        if among(self.word(before), "Democrat Republican lawmaker politician diplomat native")
            && (before.saturating_sub(3)..before).any(|at| among(self.word(at), "the The"))
        {
            return self.antecedent(before, previous);
        }
        // "the *commission* said": the one that was named last.
        if among(self.word(before.wrapping_sub(1)), "the The")
            && let Some(index) = self.body(before)
        {
            return Some(self.voice(index));
        }
        // "a friend of Roe said", "another resident said"
        let noun = verb.checked_sub(1).is_some_and(|before| {
            self.is_lower(before) && !self.class(before).has(Class::STOP.with(Class::SPEECH))
        });
        (other || noun).then_some(Voice::Unnamed)
    }

    /// The last organisation before whose name has the noun at a token; of "the company", the last that is no public body.
    fn body(&self, at: usize) -> Option<usize> {
        let noun = self.word(at);
        let company = among(noun, "company firm");
        let end = self
            .found
            .mentions
            .partition_point(|mention| mention.span.start < self.block.tokens[at].span.start);
        let mut near = (end.saturating_sub(MAX_ANTECEDENTS)..end).rev();
        near.find(|&index| {
            let mention = self.found.mentions[index];
            let name = fold(mention.span.of(self.text));
            let named = name.split(' ').any(|part| part == noun);
            let private = company
                && !name.split(' ').any(|part| word(part).class.has(Class::GOV))
                && name.contains(' ');
            mention.kind == Kind::Organisation && self.is_lower(at) && (named || private)
        })
    }

    /// "the captain said": the last person before who has this title, or a longer one that ends so.
    fn holder(&self, span: Span) -> Option<usize> {
        let number = self.found.titles.partition_point(|title| title.span.end < span.end);
        // "the American president": whose, is for the text before to say.
        let title = self.found.titles.get(number).filter(|title| title.organisation.is_none())?;
        let end = self.found.mentions.partition_point(|mention| mention.span.start < span.start);
        let words = fold(title.words.of(self.text));
        let people =
            || (end.saturating_sub(MAX_ANTECEDENTS)..end).rev().filter(|&index| self.is_person(index));
        let has = |index: usize, same: &dyn Fn(&str, &str) -> bool| {
            let roles = &self.entities[self.entity_of[index].0].roles;
            roles.iter().any(|role| same(&words, &fold(&role.title)))
        };
        // "the general" of "Maj. Gen. Roe"
        let short = |words: &str, title: &str| title.contains('.') && abbreviates(title, words);
        let same = move |words: &str, title: &str| {
            words == title
                || short(words, title)
                || title.rsplit(' ').next().is_some_and(|last| short(words, last))
        };
        let ends =
            |words: &str, title: &str| title.strip_suffix(words).is_some_and(|rest| rest.ends_with(' '));
        people().find(|&index| has(index, &same)).or_else(|| people().find(|&index| has(index, &ends)))
    }

    /// The title whose last word stands directly before a token.
    fn title_before(&self, at: usize) -> Option<Span> {
        let end = self.block.tokens[at.checked_sub(1)?].span.end;
        let index = self.found.titles.partition_point(|title| title.span.end < end);
        self.found.titles.get(index).map(|title| title.span).filter(|title| title.end == end)
    }

    /// The title whose first word is a token.
    fn title_at(&self, at: usize) -> Option<Span> {
        let start = self.block.tokens.get(at)?.span.start;
        let index = self.found.titles.partition_point(|title| title.span.start < start);
        self.found.titles.get(index).map(|title| title.span).filter(|title| title.start == start)
    }

    /// The title whose first word is a token, when no name follows it.
    fn title_from(&self, at: usize) -> Option<Span> {
        let title = self.title_at(at)?;
        (self.is_lower(self.token_at(title.end)) && self.named_at(at).is_none()).then_some(title)
    }

    /// The title that is all that is left of its clause from a token on.
    fn title_ending(&self, at: usize) -> Option<Span> {
        self.title_at(at).filter(|title| among(self.word(self.token_at(title.end)), ". ,"))
    }

    /// Whom a pronoun at a token stands for.
    fn antecedent(&self, at: usize, previous: Option<Voice>) -> Option<Voice> {
        let body =
            |voice: &Voice| voice.named().is_some_and(|id| self.entities[id.0].kind == Kind::Organisation);
        match self.word(at) {
            "they" | "They" => Some(Voice::Unnamed),
            "it" | "It" => previous.filter(body).or(Some(Voice::Unnamed)),
            _ => self.about(at).or(previous),
        }
    }

    /// Whom the text before a token is about: the person that its sentence, or one before, names first outside of what is
    /// quoted; who spoke last, where nobody else has been named since.
    fn about(&self, at: usize) -> Option<Voice> {
        let mut end = at;
        for _ in 0..MAX_SENTENCES {
            let Some(last) = end.checked_sub(1) else { break };
            let start = self.sentence(last).start;
            if let Some((_, voice)) = self.spoke.filter(|(spoke, _)| *spoke > start && *spoke <= end) {
                return Some(voice);
            }
            // "The general credited the minister, Ana Poe": about who has that title.
            if among(self.word(start), "The the")
                && let Some(title) = self.title_from(start + 1).filter(|title| self.token_at(title.end) < end)
            {
                if let Some(index) = self.holder(title) {
                    return Some(self.voice(index));
                }
                end = start;
                continue;
            }
            // "..., Roe said.": who said it.
            let said = (start..end).rev().find(|&at| self.block.tokens[at].kind == TokenKind::Word);
            let said = said.filter(|&said| self.is_lower(said) && self.speaks(said) && !self.quoted(said));
            // "..., the general said."
            if let Some(title) = said.and_then(|said| self.title_before(said))
                && let first = self.token_at(title.start)
                && first > start + 1
                && self.word(first - 1) == "the"
                && self.word(first - 2) == ","
                && let Some(index) = self.holder(title)
            {
                return Some(self.voice(index));
            }
            if let Some(said) = said
                && let Some(index) = self
                    .mentions_in(self.block.tokens[start].span.cover(self.block.tokens[said].span))
                    .next_back()
                && self.is_person(index)
                && self.end(index) == said
                && self.word(self.phrase_start(index).wrapping_sub(1)) == ","
            {
                return Some(self.voice(index));
            }
            let span = Span::new(self.block.tokens[start].span.start, self.block.tokens[last].span.end);
            let mut subject = None;
            for index in self.mentions_in(span).take(MAX_ANTECEDENTS) {
                if self.is_person(index) && !self.quoted(self.start(index)) {
                    let object = self.is_object(index);
                    // "Speaking to Roe, he said"
                    if object && end == at && self.is_pronoun(at) {
                        continue;
                    }
                    if !object || subject.is_none() {
                        subject = Some(index);
                    }
                    if !object {
                        break;
                    }
                }
            }
            // "He left the town that Roe comes from": about whom the sentence before is.
            let he = |at: &usize| among(self.word(*at), "he she He She") && !self.quoted(*at);
            let pronoun = (start..end).take(MAX_DISTANCE).find(he);
            if let Some(index) = subject.filter(|&index| pronoun.is_none_or(|he| self.start(index) < he)) {
                return Some(self.voice(index));
            }
            end = start;
        }
        self.topic
    }

    /// Whether a mention is the organisation of a title that stands after it.
    fn stands_in_title(&self, mention: usize) -> bool {
        let span = self.found.mentions[mention].span;
        let after = self.found.titles.partition_point(|title| title.words.start < span.end);
        self.found.titles.get(after).is_some_and(|title| title.organisation == Some(span))
    }

    fn touches_verb(&self, mention: usize, verb: usize) -> bool {
        let next = self.end(mention);
        (next..verb).all(|at| {
            self.block.tokens[at].kind == TokenKind::Word && !self.class(at).has(Class::STOP)
                || self.is_adverb(at)
        })
    }

    /// Whether the organisation at mention `organisation` is said to be the person's at mention `person`.
    fn belongs(&self, person: usize, organisation: usize) -> bool {
        let entity = &self.entities[self.entity_of[person].0];
        entity.roles.iter().any(|role| role.organisation_id == Some(self.entity_of[organisation]))
    }

    /// The person or organisation whose name begins at a token, after article, honorifics and titles.
    fn named_at(&self, at: usize) -> Option<usize> {
        let small = |at: usize| self.is_article(at) || self.class(at).has(Class::HONORIFIC);
        let at = (at..at + MAX_SHORT).find(|&at| !small(at))?;
        let mut start = self.block.tokens.get(at)?.span.start;
        let first = self.found.titles.partition_point(|title| title.span.start < start);
        // "NOAA head Jane Roe", "Chief of Staff General Roe"
        for title in &self.found.titles[first..] {
            if title.span.start > start + 1 {
                break;
            }
            if let Some(bearer) = self.person_after(title.span.end) {
                return Some(bearer);
            }
            start = title.span.end;
        }
        let begins = self.block.tokens.get(at)?.span.start;
        let index = self.found.mentions.partition_point(|mention| mention.span.start < begins);
        let named = |index: &usize| {
            let mention = self.found.mentions.get(*index);
            let begins = mention.is_some_and(|mention| mention.span.start == begins);
            begins && self.may_speak(*index) && !self.stands_in_title(*index)
        };
        Some(index).filter(named).or_else(|| self.person_described(at))
    }

    /// The person behind a few words, or behind a title with words in front of it: "*student protester* Jane Roe", "*Greens*
    /// Defence Spokesman Jon Poe".
    fn person_described(&self, at: usize) -> Option<usize> {
        let attribute = |&at: &usize| {
            let other = Class::STOP.with(Class::SPEECH);
            let word = self.block.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word);
            // "shouted protesters outside Senator Roe's house"
            let (many, place) = (
                self.word(at).ends_with('s') || self.word(at).ends_with("ing"),
                "outside inside near behind",
            );
            word && !self.class(at).has(other)
                && !(self.is_lower(at) && (many || among(self.word(at), place)))
        };
        let words = (at..at + MAX_ATTRIBUTES).take_while(attribute).count();
        let named = |next: usize| {
            let lower = next > at && self.is_lower(next - 1) && !self.is_article(at.wrapping_sub(1));
            let start = self.block.tokens.get(next).filter(|_| lower)?.span.start;
            self.person_after(start).filter(|&index| self.found.mentions[index].span.start == start)
        };
        let titled = |next: usize| self.title_at(next).and_then(|title| self.person_after(title.end));
        let index = (at..at + words + 1).find_map(|next| titled(next).or_else(|| named(next)))?;
        let owner =
            self.block.tokens.get(self.end(index)).is_some_and(|next| next.kind == TokenKind::Possessive);
        (!owner).then_some(index)
    }

    /// The person named at byte `at` or right after it.
    fn person_after(&self, at: usize) -> Option<usize> {
        let index = self.found.mentions.partition_point(|mention| mention.span.start < at);
        let mention = self.found.mentions.get(index)?;
        (mention.kind == Kind::Person && mention.span.start <= at + 8).then_some(index)
    }

    fn mentions_in(&self, span: Span) -> impl DoubleEndedIterator<Item = usize> + use<> {
        let mentions = &self.found.mentions;
        let first = mentions.partition_point(|mention| mention.span.start < span.start);
        let last = mentions.partition_point(|mention| mention.span.start < span.end);
        first..last
    }

    fn token_at(&self, byte: usize) -> usize {
        self.block.tokens.partition_point(|token| token.span.start < byte)
    }

    /// The first token of a mention.
    fn start(&self, mention: usize) -> usize {
        self.token_at(self.found.mentions[mention].span.start)
    }

    /// "according to X", "in the words of X", "in X's words" in the sentence.
    fn according(&self, quote: &Range<usize>, first: usize, last: usize) -> Option<Voice> {
        let own = |&at: &usize| {
            let owner = at.checked_sub(1).and_then(|mark| self.block.tokens.get(mark));
            let owner = owner.is_some_and(|owner| owner.kind == TokenKind::Possessive);
            let ends = self.word(at + 1) == "," || at + 1 == quote.start;
            self.word(at) == "words" && owner && ends && !quote.contains(&at) && !self.quoted(at)
        };
        if let Some(words) = (first..quote.start).find(own) {
            let end = self.block.tokens[words - 1].span.start;
            let index = self.found.mentions.partition_point(|mention| mention.span.end < end);
            let named = self.found.mentions.get(index).is_some_and(|mention| mention.span.end == end);
            let within = named && among(self.word(self.phrase_start(index).wrapping_sub(1)), "in In");
            if within && self.may_speak(index) {
                return Some(self.voice(index));
            }
        }
        let at = (first..last).find(|&at| {
            let accords = among(self.word(at), "according According") && self.word(at + 1) == "to";
            (accords || self.word(at) == "words" && self.word(at + 1) == "of") && !quote.contains(&at)
        })?;
        Some(self.named_at(at + 2).map_or(Voice::Unnamed, |index| self.voice(index)))
    }
}

/// What somebody says, as a noun: "a *statement* by Roe".
fn is_statement(word: &str) -> bool {
    among(word, "statement Statement letter release message words tweet post remarks speech")
}

impl Voice {
    fn named(self) -> Option<EntityId> {
        match self {
            Self::Named(id) => Some(id),
            Self::Unnamed => None,
        }
    }
}
