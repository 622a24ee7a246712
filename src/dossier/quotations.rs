//! Direct quotations and who speaks them.

use std::ops::Range;

use crate::recognise::{Class, Kind, Recognition, TokenisedBlock, word};
use crate::text::{Case, Span, TokenKind, fold};

use super::pace::{rest, rest_at};
use super::{Entity, EntityId, Quotation};

/// Fewer words between the marks are a scare quote, not a quotation.
const MIN_WORDS: usize = 3;
/// A verb of speech stands at most so many tokens from what it introduces; a limit keeps one endless sentence linear.
const MAX_DISTANCE: usize = 80;
/// So many tokens after a quotation of a word or two, the verb of its attribution stands at most.
const MAX_SHORT: usize = 6;
/// So many mentions back a pronoun's antecedent is looked for.
const MAX_ANTECEDENTS: usize = 100;
/// A subject stands at most so many tokens from its verb.
const MAX_SUBJECT: usize = 25;

/// All direct quotations and all reported speech with a known speaker, each in order.
pub(super) async fn find(
    text: &str,
    found: &Recognition,
    entity_of: &[EntityId],
    entities: &[Entity],
) -> (Vec<Quotation>, Vec<Quotation>) {
    let (mut quotations, mut reported) = (Vec::new(), Vec::new());
    // The speaker of the quotation before, for one that goes on without an attribution.
    let mut speaker: Option<EntityId> = None;
    // Whom the last sentence of the block before is about.
    let mut topic: Option<EntityId> = None;
    // Whether the block before ended as "Roe said:".
    let mut introduced = false;
    for block in &found.blocks {
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
        };
        finder.read_verbs().await;
        let mut in_block = None;
        for index in 0..finder.quotes.len() {
            rest_at(index).await;
            let quote = finder.quotes[index].clone();
            // "the Our Home (“Israel Our Home”) party"
            if finder.word(quote.start.wrapping_sub(1)) == "(" && finder.word(quote.end) == ")" {
                continue;
            }
            let said = finder.attributed(index, in_block.or(speaker));
            if said.is_none() && finder.is_anonymous(&quote) {
                continue;
            }
            let whole_block = quote.start == 0 && (introduced || quote.end == block.tokens.len());
            let next = said.or(in_block).or(if whole_block { speaker } else { None });
            if let Some(next) = next {
                in_block = Some(next);
                let span = block.tokens[quote.start].span.cover(block.tokens[quote.end - 1].span);
                if finder.words(&quote) >= MIN_WORDS || said.is_some() && finder.is_interrupted(&quote) {
                    quotations.push(Quotation { speaker: next, span });
                }
            }
        }
        rest().await;
        finder.report(&mut reported);
        topic = finder.subject_before(block.tokens.len()).or(topic);
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
    // A single mark that nothing closes is an apostrophe.
    if let Some(start) = open.filter(|&start| block.tokens[start].of(text) != "‘") {
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
    topic: Option<EntityId>,
}

impl Finder<'_> {
    fn word(&self, at: usize) -> &str {
        self.block.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    fn class(&self, at: usize) -> Class {
        word(&fold(self.word(at))).class
    }

    async fn read_verbs(&mut self) {
        for (at, token) in self.block.tokens.iter().enumerate() {
            rest_at(at).await;
            let lower = token.kind == TokenKind::Word && !token.is_capitalised();
            if lower && self.class(at).has(Class::SPEECH) && !self.quoted(at) {
                self.verbs.push(at);
            }
        }
    }

    /// The verbs in a range of tokens.
    fn verbs_in(&self, range: Range<usize>) -> &[usize] {
        let from = self.verbs.partition_point(|&at| at < range.start);
        let to = self.verbs.partition_point(|&at| at < range.end);
        self.verbs.get(from..to).unwrap_or_default()
    }

    fn words(&self, range: &Range<usize>) -> usize {
        range.clone().filter(|&at| self.block.tokens[at].kind == TokenKind::Word).count()
    }

    fn quoted(&self, at: usize) -> bool {
        let index = self.quotes.partition_point(|quote| quote.end <= at);
        self.quotes.get(index).is_some_and(|quote| quote.start <= at)
    }

    /// The speaker that a verb of speech outside the quotation marks gives to a quotation.
    fn attributed(&self, index: usize, previous: Option<EntityId>) -> Option<EntityId> {
        let quote = &self.quotes[index];
        let first = self.sentence(quote.start).start.max(quote.start.saturating_sub(MAX_DISTANCE));
        let last = self.sentence(quote.end - 1).end.min(quote.end + MAX_DISTANCE);
        // An attribution in a sentence of its own: `"It is over." He said no more.` is none; `"Is it over?" she asked.` is.
        let goes_on = self.block.tokens.get(last).is_some_and(|token| !token.is_capitalised());
        let last = if last == quote.end && goes_on {
            self.sentence(last).end.min(last + MAX_DISTANCE)
        } else {
            last
        };
        let verbs = self.verbs_in(first..quote.start).iter().chain(self.verbs_in(quote.end..last)).copied();
        let distance = |at: usize| if at < quote.start { quote.start - at } else { at - quote.end };
        let rank = |at: usize| (at < quote.start && distance(at) > 8, distance(at));
        let mut nearest: Vec<usize> = Vec::new();
        for verb in verbs {
            let at = nearest.partition_point(|&known| rank(known) <= rank(verb));
            nearest.insert(at, verb);
        }
        let verb =
            nearest.iter().find_map(|&verb| self.subject(verb, first, last, previous, verb < quote.start));
        verb.or_else(|| self.according(quote, first, last))
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
        let mark = |at: usize| self.block.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Quote);
        let that = (verb + 1..text_end.min(verb + 6)).find(|&at| self.word(at) == "that");
        let start = that.map_or(verb + 1, |that| that + 1);
        let begins = that.is_some() || self.begins_clause(start);
        if begins && text_end >= start + MIN_WORDS && !mark(start) {
            return Some(start..text_end);
        }
        // "..., Roe said."
        let last = text_end.saturating_sub(verb + 1) <= 4 && !mark(verb + 1);
        let comma = (sentence.start..verb).rev().take(MAX_SHORT).find(|&at| self.word(at) == ",")?;
        let closed = mark(comma - usize::from(comma > 0)) || mark(comma + 1);
        (last && !closed && comma >= sentence.start + MIN_WORDS).then_some(sentence.start..comma)
    }

    /// Whether a clause without "that" begins at a token: "said *he* would", "said *the document* was".
    fn begins_clause(&self, at: usize) -> bool {
        let small = matches!(
            self.word(at),
            "he" | "she"
                | "it"
                | "they"
                | "we"
                | "the"
                | "a"
                | "an"
                | "there"
                | "his"
                | "her"
                | "its"
                | "their"
                | "no"
                | "this"
                | "these"
                | "all"
                | "many"
                | "some"
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
        if matches!(self.word(verb.wrapping_sub(1)), "he" | "she" | "He" | "She") {
            return self.subject_before(verb);
        }
        let span = Span::new(self.block.tokens[first].span.start, self.block.tokens[verb].span.start);
        let mut speakers = self.mentions_in(span).rev();
        let index = speakers
            .find(|&index| matches!(self.found.mentions[index].kind, Kind::Person | Kind::Organisation))?;
        let name = self.token_at(self.found.mentions[index].span.end);
        // "Roe, a union leader, said"
        let apposed = self.word(name) == ","
            && self.word(verb - 1) == ","
            && verb.saturating_sub(name) <= 2 * MAX_SHORT;
        let near = apposed || verb.saturating_sub(name) <= MAX_SHORT;
        let plain = apposed || self.touches_verb(index, verb) && self.title_before(verb).is_none();
        (near && plain && !self.stands_in_title(index)).then(|| self.entity_of[index])
    }

    /// Whether somebody who is not named says the quotation: "another campaigner said: ...", "..., a resident said".
    fn is_anonymous(&self, quote: &Range<usize>) -> bool {
        let speech = |at: usize| self.class(at).has(Class::SPEECH) && !self.quoted(at);
        let noun = |at: usize| {
            let class = self.class(at);
            let lower = self.block.tokens.get(at).is_some_and(|token| token.case == Case::Lower);
            lower && !class.has(Class::STOP.with(Class::SPEECH))
        };
        let before = (quote.start.saturating_sub(2)..quote.start).find(|&at| speech(at));
        let after = matches!(self.word(quote.end), "a" | "an" | "one" | "another" | "some");
        before.is_some_and(|verb| verb > 0 && noun(verb - 1))
            || after && noun(quote.end + 1) && (quote.end + 2..quote.end + MAX_SHORT).any(speech)
    }

    /// Whether a short quotation is what somebody began to say, `"Yes," said Roe`, and no scare quote: a mark ends it
    /// inside, and the attribution follows.
    fn is_interrupted(&self, quote: &Range<usize>) -> bool {
        let ends = quote.len() > 2 && matches!(self.word(quote.end - 2), "," | "!" | "?" | "." | "…");
        let verb = (quote.end..quote.end + MAX_SHORT).any(|at| self.class(at).has(Class::SPEECH));
        ends && verb
    }

    /// Who is said to say what the next block begins with: the block ends with a verb of speech and a colon.
    fn introduces(&self, previous: Option<EntityId>) -> Option<EntityId> {
        let last = self.block.tokens.len().checked_sub(1).filter(|&last| self.word(last) == ":")?;
        let first = self.sentence(last).start.max(last.saturating_sub(MAX_DISTANCE));
        let verb = (first..last).rev().find(|&at| self.class(at).has(Class::SPEECH))?;
        self.subject(verb, first, last + 1, previous, true)
    }

    fn sentence(&self, at: usize) -> Range<usize> {
        let index = self.block.sentences.partition_point(|sentence| sentence.end <= at);
        self.block.sentences.get(index).cloned().unwrap_or(at..at + 1)
    }

    /// Who does what the verb at `verb` says: the name right after it, or the nearest one before it.
    fn subject(
        &self,
        verb: usize,
        first: usize,
        last: usize,
        previous: Option<EntityId>,
        before_quote: bool,
    ) -> Option<EntityId> {
        let pronoun = |at: usize| matches!(self.word(at), "he" | "she" | "He" | "She");
        let gap =
            usize::from(matches!(self.word(verb.wrapping_sub(1)), "has" | "had" | "also" | "then" | "later"));
        if verb > first + gap && pronoun(verb - 1 - gap) || pronoun(verb + 1) && !before_quote {
            let byte = self.block.tokens[verb].span.start;
            let topic = || self.topic.filter(|_| self.sentence(verb).start == 0);
            return self.subject_before(verb).or(previous).or_else(topic).or_else(|| self.last_person(byte));
        }
        // "Roe said Poe was "a man of words"": who is named behind the verb is spoken of.
        let inverted = !before_quote || verb == first || matches!(self.word(verb - 1), "," | "”" | "\"");
        if self.word(verb).ends_with("ing")
            && let Some(subject) = self.participant(verb)
        {
            return Some(subject);
        }
        // "..., a spokeswoman told AFP": who is told does not speak.
        let inverted = inverted && self.word(verb) != "told";
        if let Some(after) = self.named_after(verb, last).filter(|_| inverted) {
            return Some(after);
        }
        let from = first.max(verb.saturating_sub(MAX_SUBJECT));
        let start = self.block.tokens[from].span.start;
        let end = self.block.tokens[verb].span.start;
        let candidates = self.mentions_in(Span::new(start, end));
        let speaks = |&index: &usize| {
            matches!(self.found.mentions[index].kind, Kind::Person | Kind::Organisation)
                && !self.quoted(self.token_at(self.found.mentions[index].span.start))
        };
        let candidates: Vec<usize> = candidates.filter(speaks).collect();
        let mut person =
            candidates.iter().rev().find(|&&index| self.found.mentions[index].kind == Kind::Person);
        // "Roe, who had asked Poe to come, said": the relative clause's people do not speak.
        let first = candidates.iter().find(|&&index| self.found.mentions[index].kind == Kind::Person);
        let relative = |&&index: &&usize| {
            let next = self.token_at(self.found.mentions[index].span.end);
            self.word(verb - 1) == "," && self.word(next) == "," && self.word(next + 1) == "who"
        };
        if let Some(first) = first.filter(relative) {
            person = Some(first);
        }
        // A person's own organisation stands between the name and the verb: "Jane Roe of the Red Cross said".
        let index = match (person, candidates.last()) {
            (Some(&person), Some(&last)) if self.belongs(person, last) || !self.touches_verb(last, verb) => {
                person
            }
            (_, Some(&last)) => last,
            _ => return self.described(verb, previous),
        };
        // "Roe left; a spokesman said": the title before the verb is somebody else's.
        let title =
            self.title_before(verb).filter(|title| title.start > self.found.mentions[index].span.end + 2);
        if title.is_some_and(|title| !self.titled(index, title)) {
            return self.described(verb, previous);
        }
        // "A Foreign Office spokesman said": somebody speaks, but nobody who is named.
        let anonymous = index == candidates[candidates.len() - 1] && self.stands_in_title(index);
        (!anonymous).then(|| self.entity_of[index])
    }

    /// "He welcomed the bill of the House, *saying* ...": whom the sentence of a participle begins with.
    fn participant(&self, verb: usize) -> Option<EntityId> {
        let start = self.sentence(verb).start;
        if matches!(self.word(start), "He" | "She") {
            return self.subject_before(verb).or(self.topic);
        }
        let span = Span::new(self.block.tokens[start].span.start, self.block.tokens[verb].span.start);
        let mut people = self.mentions_in(span).take(MAX_ANTECEDENTS);
        let first = people.find(|&index| self.found.mentions[index].kind == Kind::Person)?;
        Some(self.entity_of[first])
    }

    /// Whether a title that stands behind a mention is that person's.
    fn titled(&self, mention: usize, title: Span) -> bool {
        let entity = &self.entities[self.entity_of[mention].0];
        entity.roles.iter().any(|role| role.evidence.contains(title))
    }

    /// "the minister said": whom the sentence before is about, or who spoke before, for a title with "the" and no name.
    fn described(&self, verb: usize, previous: Option<EntityId>) -> Option<EntityId> {
        let title = self.title_before(verb)?;
        let at = self.token_at(title.start).checked_sub(1)?;
        let the = matches!(self.word(at), "the" | "The");
        if the { self.subject_before(verb).or(previous) } else { None }
    }

    /// The title whose last word stands directly before a verb.
    fn title_before(&self, verb: usize) -> Option<Span> {
        let end = self.block.tokens[verb.checked_sub(1)?].span.end;
        let index = self.found.titles.partition_point(|title| title.span.end < end);
        self.found.titles.get(index).map(|title| title.span).filter(|title| title.end == end)
    }

    /// The person that the sentence before the one of `at` in this block begins with, outside of what is quoted.
    fn subject_before(&self, at: usize) -> Option<EntityId> {
        let mut end = self.sentence(at).start;
        // A sentence that is all quotation says nothing of its speaker.
        for _ in 0..3 {
            let start = self.sentence(end.checked_sub(1)?).start;
            let span = Span::new(self.block.tokens[start].span.start, self.block.tokens[end - 1].span.end);
            let said = |&index: &usize| !self.quoted(self.token_at(self.found.mentions[index].span.start));
            let person = |&index: &usize| self.found.mentions[index].kind == Kind::Person;
            if let Some(index) = self.mentions_in(span).take(MAX_ANTECEDENTS).filter(said).find(person) {
                return Some(self.entity_of[index]);
            }
            if !self.quoted(start) {
                return None;
            }
            end = start;
        }
        None
    }

    /// Whether a mention is the organisation of a title that stands after it.
    fn stands_in_title(&self, mention: usize) -> bool {
        let span = self.found.mentions[mention].span;
        let after = self.found.titles.partition_point(|title| title.words.start < span.end);
        self.found.titles.get(after).is_some_and(|title| title.organisation == Some(span))
    }

    fn touches_verb(&self, mention: usize, verb: usize) -> bool {
        let next = self.token_at(self.found.mentions[mention].span.end);
        (next..verb).all(|at| {
            self.block.tokens[at].kind == TokenKind::Word && !self.class(at).has(Class::STOP)
                || matches!(self.word(at), "has" | "had" | "also")
        })
    }

    /// Whether the organisation at mention `organisation` is said to be the person's at mention `person`.
    fn belongs(&self, person: usize, organisation: usize) -> bool {
        let entity = &self.entities[self.entity_of[person].0];
        entity.roles.iter().any(|role| role.organisation_id == Some(self.entity_of[organisation]))
    }

    fn named_after(&self, verb: usize, last: usize) -> Option<EntityId> {
        let start = self.block.tokens.get(verb + 1)?.span.start;
        let end = self.block.tokens[last - 1].span.end;
        let index = self
            .mentions_in(Span::new(start, end))
            .find(|&index| matches!(self.found.mentions[index].kind, Kind::Person | Kind::Organisation))?;
        let mention = self.found.mentions[index];
        // Between verb and name only an article and a title may stand.
        let first_title = self.found.titles.partition_point(|title| title.span.start < start);
        let title = self.found.titles.get(first_title).filter(|title| title.span.end <= mention.span.end);
        let mut at = verb + 1;
        while matches!(self.word(at), "the" | "a" | "an")
            || word(&fold(self.word(at))).class.has(Class::HONORIFIC)
        {
            at += 1;
        }
        let here = self.block.tokens.get(at)?.span.start;
        let reached = here == mention.span.start
            || title.is_some_and(|title| {
                title.span.start <= here && self.person_after(title.span.end) == Some(index)
            });
        if !reached {
            let title = title.filter(|title| title.span.start == here)?;
            return self.person_after(title.span.end).map(|index| self.entity_of[index]);
        }
        // The title's organisation is no speaker when the title has a bearer.
        let bearer = title.and_then(|title| self.person_after(title.span.end)).unwrap_or(index);
        Some(self.entity_of[bearer])
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

    fn last_person(&self, before: usize) -> Option<EntityId> {
        let end = self.found.mentions.partition_point(|mention| mention.span.start < before);
        let from = end.saturating_sub(MAX_ANTECEDENTS);
        let index = (from..end).rev().find(|&index| self.found.mentions[index].kind == Kind::Person)?;
        Some(self.entity_of[index])
    }

    /// "according to X" in the sentence.
    fn according(&self, quote: &Range<usize>, first: usize, last: usize) -> Option<EntityId> {
        let at = (first..last).find(|&at| {
            self.word(at).eq_ignore_ascii_case("according")
                && self.word(at + 1) == "to"
                && !quote.contains(&at)
        })?;
        self.named_after(at + 1, last)
    }
}
