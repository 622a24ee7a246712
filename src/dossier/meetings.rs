//! Who met whom, where and when, with the sentence that says so.

use std::ops::Range;

use crate::recognise::{Kind, MentionId, TitleClass};
use crate::text::{Days, among};

use super::pace::rest_at;
use super::stream::Stream;
use super::{Entity, EntityId, Meeting};

/// Whom a verb is about stands at most so many tokens from it; a limit keeps one endless sentence linear.
const MAX_CLAUSE: usize = 40;
/// So many people meet at once, at most.
const MAX_PEOPLE: usize = 8;

/// All meetings, in order of position.
pub(super) async fn find(
    stream: &Stream<'_>,
    entity_of: &[EntityId],
    entities: &[Entity],
    days: &[Option<Days>],
) -> Vec<Meeting> {
    let finder = Finder { stream, entity_of };
    let mut meetings: Vec<Meeting> = Vec::new();
    let mut at = 0;
    while at < stream.tokens.len() {
        let sentence = stream.sentence(at);
        at = sentence.end.max(at + 1);
        rest_at(sentence.start).await;
        let named = stream.mentions_in(sentence.clone()).any(|index| stream.is_person(index));
        if !named {
            continue;
        }
        for verb in sentence.clone().filter(|&at| meets(stream, at)) {
            let people = finder.people(verb, &sentence);
            // Two who are nobody's officials may have met in a bar.
            let public = people.iter().any(|id| entities[id.0].official);
            if people.len() < 2 || !public {
                continue;
            }
            let meeting = Meeting {
                people,
                place: finder.place(verb, &sentence),
                date: finder.date(verb, &sentence, days),
                sentence: stream.span(sentence.clone()),
            };
            if meetings
                .last()
                .is_none_or(|last| last.people != meeting.people || last.sentence != meeting.sentence)
            {
                meetings.push(meeting);
            }
        }
    }
    meetings
}

/// Whether a word of meeting stands at a token, and no "not" before it.
fn meets(stream: &Stream<'_>, at: usize) -> bool {
    let next = stream.word(at + 1);
    let verb = match stream.word(at) {
        "met" | "meet" | "meets" | "received" | "hosted" | "hosts" | "receives" => true,
        "meeting" | "meetings" | "talks" | "Meeting" | "talk" => {
            // "held talks by telephone with"
            (at + 1..at + 4).any(|at| matches!(stream.word(at), "with"))
        }
        _ => false,
    };
    let no = |at: usize| stream.has_any(at, "not never refused without cancelled canceled declined");
    verb && next != "by" && !(at.saturating_sub(4)..at).any(no)
}

struct Finder<'s, 'a> {
    stream: &'s Stream<'a>,
    entity_of: &'s [EntityId],
}

impl Finder<'_, '_> {
    /// Who meets: the people before the word of meeting and those behind it, first named first.
    fn people(&self, verb: usize, sentence: &Range<usize>) -> Vec<EntityId> {
        let stream = self.stream;
        let before = self.before(verb, sentence);
        let behind = self.behind(verb, sentence);
        let noun = stream.has_any(verb, "meeting Meeting meetings");
        let mut people = before;
        if people.is_empty() && noun {
            // "In a meeting with Poe, Roe said": the one named behind.
            let last = behind.last().copied().unwrap_or(verb);
            let from = stream.index(stream.found.mentions.get(last).map_or(0, |mention| mention.span.end));
            let after = stream.mentions_in(from..sentence.end.min(from + MAX_CLAUSE));
            let subject = if behind.is_empty() {
                None
            } else {
                after.into_iter().find(|&index| stream.is_person(index))
            };
            let pronoun = (from..sentence.end.min(from + 3)).any(|at| stream.has_any(at, "he she"));
            people.extend(if pronoun { self.subject_before(sentence.start) } else { subject });
        }
        if people.is_empty()
            && (sentence.start..verb)
                .any(|at| stream.has_any(at, "he she He She Secretary Minister President Representative"))
        {
            people.extend(self.subject_before(sentence.start));
        }
        people.extend(behind);
        let mut ids: Vec<EntityId> = Vec::new();
        for mention in people {
            let id = self.entity_of[mention];
            if !ids.contains(&id) && ids.len() < MAX_PEOPLE {
                ids.push(id);
            }
        }
        if ids.len() > 1 { ids } else { Vec::new() }
    }

    /// The people who meet, before the verb: the first of its clause, and those joined to it.
    fn before(&self, verb: usize, sentence: &Range<usize>) -> Vec<usize> {
        let stream = self.stream;
        let from = sentence.start.max(verb.saturating_sub(MAX_CLAUSE));
        // "..., where she met": a pronoun beside the verb is the subject.
        if (verb.saturating_sub(2)..verb).any(|at| stream.has_any(at, "he she they")) {
            let earlier = stream.mentions_in(from..verb).find(|&index| stream.is_person(index));
            return earlier.into_iter().collect();
        }
        let all: Vec<usize> =
            stream.mentions_in(from..verb).filter(|&index| stream.is_person(index)).collect();
        let Some((&first, rest)) = all.split_first() else { return Vec::new() };
        let mut people = vec![first];
        for &next in rest {
            let last = people.last().copied().unwrap_or(first);
            if self.joined(last, next) {
                people.push(next);
            }
        }
        people
    }

    /// The people who are met: the first behind the verb, near enough, and those joined to it.
    fn behind(&self, verb: usize, sentence: &Range<usize>) -> Vec<usize> {
        let stream = self.stream;
        let end = sentence.end.min(verb + MAX_CLAUSE);
        let mut people: Vec<usize> = Vec::new();
        for next in stream.mentions_in(verb..end).filter(|&index| stream.is_person(index)) {
            let start = stream.index(stream.found.mentions[next].span.start);
            let fits = match people.last() {
                None => self.reaches(verb + 1..start),
                Some(&last) => self.joined(last, next),
            };
            if !fits {
                break;
            }
            people.push(next);
        }
        people
    }

    /// Whether only titles, bodies and small words stand between the verb and whom it is about.
    fn reaches(&self, gap: Range<usize>) -> bool {
        let stream = self.stream;
        let stops =
            |at: usize| stream.has_any(at, "; . : who that after before to and said") && !self.in_title(at);
        gap.len() <= MAX_CLAUSE / 2 && !gap.into_iter().any(stops)
    }

    /// Whether "and" or a comma, with titles, stands between two people.
    fn joined(&self, last: usize, next: usize) -> bool {
        let stream = self.stream;
        let mentions = &stream.found.mentions;
        let gap = stream.between(mentions[last].span, mentions[next].span);
        let joint = gap.clone().any(|at| stream.has_any(at, "and & with ,"));
        let plain = gap.clone().all(|at| {
            let word = stream.word(at);
            self.in_title(at)
                || stream.is_honorific(at)
                || among(word, "and & , the with his her counterpart of - Hon")
                || stream.is_capital(at)
        });
        joint && plain && gap.len() <= MAX_CLAUSE / 2
    }

    fn in_title(&self, at: usize) -> bool {
        let Some(token) = self.stream.tokens.get(at) else { return false };
        let titles = &self.stream.found.titles;
        let index = titles.partition_point(|title| title.span.end <= token.span.start);
        titles
            .get(index)
            .is_some_and(|title| title.span.start <= token.span.start && title.class != TitleClass::Job)
    }

    /// The person whom the sentence before is about.
    fn subject_before(&self, sentence: usize) -> Option<usize> {
        let before = self.stream.sentence(sentence.checked_sub(1)?);
        self.stream.mentions_in(before).find(|&index| self.stream.is_person(index))
    }

    /// The place that "in" or "at" names behind the verb, else before it.
    fn place(&self, verb: usize, sentence: &Range<usize>) -> Option<EntityId> {
        let stream = self.stream;
        let located = |&index: &usize| {
            let mention = stream.found.mentions[index];
            let at = stream.index(mention.span.start);
            let preposition = stream.word(at.saturating_sub(1));
            let here = among(preposition, "in In at At")
                || preposition == "to" && stream.has_word(verb.saturating_sub(2), "where");
            mention.kind == Kind::Place && here && !self.in_title(at)
        };
        let behind = stream.mentions_in(verb..sentence.end.min(verb + MAX_CLAUSE)).find(located);
        let from = sentence.start.max(verb.saturating_sub(MAX_CLAUSE));
        let found = behind.or_else(|| stream.mentions_in(from..verb).rev().find(located));
        found.map(|index| self.entity_of[index])
    }

    /// The first date behind the verb, else the last before it.
    fn date(&self, verb: usize, sentence: &Range<usize>, days: &[Option<Days>]) -> Option<MentionId> {
        let stream = self.stream;
        let dated = |&index: &usize| days[index].is_some();
        let behind = stream.mentions_in(verb..sentence.end.min(verb + MAX_CLAUSE)).find(dated);
        let from = sentence.start.max(verb.saturating_sub(MAX_CLAUSE));
        behind.or_else(|| stream.mentions_in(from..verb).rev().find(dated)).map(MentionId)
    }
}
