//! Roles: which title in the text is whose, with the status and the evidence, and who is an official.

use std::ops::Range;

use crate::recognise::{Class, Kind, Mention, Model, Recognition, Title, TitleClass, TitleStatus, word};
use crate::text::{Span, TokenKind, fold};

use super::sentences::Sentences;
use super::{Entity, EntityId, Role, Status, clean};

/// Words between a name and a title that say "is", "was made", "served as": the title is the name's. Beside each, what
/// it says of the status.
const LINKS: [(&str, Option<Status>); 42] = [
    (",", None),
    ("who", None),
    ("is", None),
    ("was", None),
    ("are", None),
    ("has", None),
    ("had", None),
    ("been", None),
    ("became", None),
    ("become", None),
    ("becomes", None),
    ("remains", None),
    ("remain", None),
    ("remained", None),
    ("serves", None),
    ("serving", None),
    ("served", Some(Status::Former)),
    ("works", None),
    ("as", None),
    ("the", None),
    ("a", None),
    ("an", None),
    ("his", None),
    ("her", None),
    ("its", None),
    ("their", None),
    ("also", None),
    ("currently", None),
    ("now", None),
    ("once", Some(Status::Former)),
    ("appointed", None),
    ("named", None),
    ("elected", None),
    ("re-elected", None),
    ("sworn", None),
    ("in", None),
    ("nominated", Some(Status::Nominee)),
    ("forced", None),
    ("to", None),
    ("resign", Some(Status::Former)),
    ("resigned", Some(Status::Former)),
    ("ousted", Some(Status::Former)),
];
/// So many tokens may stand between a name and a title that is linked by such words.
const MAX_LINK: usize = 8;

/// Gives every person the roles that the text states, and every organisation and place its people.
pub(super) fn assign(
    text: &str,
    found: &Recognition,
    model: &Model,
    sentences: &Sentences,
    entity_of: &[EntityId],
    entities: &mut [Entity],
) {
    let linker = Linker { text, found, tokens: Flat::new(found) };
    let bearers = linker.bearers();
    for (title, people) in found.titles.iter().zip(bearers) {
        for (mention, linked) in people {
            let evidence = title.span.cover(found.mentions[mention].span);
            let organisation = title.organisation.map(|span| organisation_name(span.of(text), model));
            let organisation_id = title.organisation.and_then(|span| entity_at(found, entity_of, span));
            let words = clean(title.words.of(text));
            let role = Role {
                title: if title.plural { singular(&words) } else { words },
                organisation,
                organisation_id,
                status: status(title.status, linked),
                evidence,
                sentence: sentences.around(evidence),
            };
            let entity = &mut entities[entity_of[mention].0];
            entity.official |= is_official(title, &role, model);
            add(&mut entity.roles, role);
        }
    }
    for ruler in linker.rulers() {
        entities[entity_of[ruler].0].official = true;
    }
    link_people(entities);
}

fn status(title: TitleStatus, linked: Option<Status>) -> Status {
    match title {
        TitleStatus::Acting => Status::Acting,
        TitleStatus::Former => Status::Former,
        TitleStatus::Elect => Status::Elect,
        TitleStatus::Nominee => Status::Nominee,
        TitleStatus::Current => linked.unwrap_or(Status::Current),
    }
}

/// A nationality stands for its country; everything else as it is written.
fn organisation_name(form: &str, model: &Model) -> String {
    let folded = fold(form);
    match model.country(&folded) {
        Some(country) if model.is_demonym(&folded) => country.to_owned(),
        _ => clean(form),
    }
}

fn entity_at(found: &Recognition, entity_of: &[EntityId], span: Span) -> Option<EntityId> {
    let index = found.mentions.binary_search_by_key(&span.start, |mention| mention.span.start).ok()?;
    let named = matches!(found.mentions[index].kind, Kind::Organisation | Kind::Place);
    named.then(|| entity_of[index])
}

/// "Ministers" as "Minister".
fn singular(title: &str) -> String {
    let (head, rest) = title.split_once(" of ").or_else(|| title.split_once(" for ")).unwrap_or((title, ""));
    let joint = &title[head.len()..title.len() - rest.len()];
    let one = head.strip_suffix("ies").map(|stem| format!("{stem}y"));
    format!("{}{joint}{rest}", one.unwrap_or_else(|| head.trim_end_matches('s').to_owned()))
}

/// One role a title: what another mention adds is taken in, what it repeats is not.
fn add(roles: &mut Vec<Role>, role: Role) {
    let same_title = |old: &&mut Role| fold(&old.title) == fold(&role.title);
    let same_place = |old: &Role| {
        old.organisation.is_none() || role.organisation.is_none() || old.organisation == role.organisation
    };
    match roles.iter_mut().find(same_title).filter(|old| same_place(old)) {
        Some(old) => {
            if old.organisation.is_none() && role.organisation.is_some() {
                old.organisation = role.organisation;
                old.organisation_id = role.organisation_id;
            }
            if old.status == Status::Current {
                old.status = role.status;
            }
        }
        None => roles.push(role),
    }
}

/// Public offices and ranks make an official; a title that is public or private does so in a public body, or where no
/// organisation is named and the title is written as an office.
fn is_official(title: &Title, role: &Role, model: &Model) -> bool {
    match title.class {
        TitleClass::Office | TitleClass::Rank => true,
        TitleClass::Job => false,
        TitleClass::Either => {
            role.organisation.as_deref().map_or(title.capitalised, |name| is_public(name, model))
        }
    }
}

/// Whether a name is a country's, a place's or a public body's.
fn is_public(name: &str, model: &Model) -> bool {
    let folded = fold(name);
    let heads = |wanted: Class| folded.split([' ', '-']).any(|part| word(part).class.has(wanted));
    let party = folded
        .split(' ')
        .any(|part| matches!(part, "party" | "union" | "nations" | "alliance" | "federation"));
    // "Environment Canada": a field of government and a country.
    let words = || folded.split(' ');
    let field = words().any(|part| model.is_field(part)) && words().any(|part| model.country(part).is_some());
    model.is_public_name(&folded) || heads(Class::GOV) || party || field
}

/// Organisations and places know the people with a role in them.
fn link_people(entities: &mut [Entity]) {
    let links: Vec<(EntityId, EntityId)> = entities
        .iter()
        .flat_map(|person| person.roles.iter().filter_map(|role| Some((role.organisation_id?, person.id))))
        .collect();
    for (organisation, person) in links {
        let people = &mut entities[organisation.0].people;
        if !people.contains(&person) {
            people.push(person);
        }
    }
}

/// All tokens of the article in one list.
struct Flat {
    tokens: Vec<crate::text::Token>,
    /// For each sentence its end, as an index into `tokens`.
    ends: Vec<usize>,
}

impl Flat {
    fn new(found: &Recognition) -> Self {
        let (mut tokens, mut ends) = (Vec::new(), Vec::new());
        for block in &found.blocks {
            let base = tokens.len();
            tokens.extend_from_slice(&block.tokens);
            ends.extend(block.sentences.iter().map(|range| base + range.end));
        }
        Self { tokens, ends }
    }

    /// Index of the first token that begins at or after byte `at`.
    fn index(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.span.start < at)
    }

    /// The tokens between two spans.
    fn between(&self, left: Span, right: Span) -> Range<usize> {
        self.index(left.end)..self.index(right.start)
    }

    fn same_sentence(&self, a: Span, b: Span) -> bool {
        let sentence = |span: Span| self.ends.partition_point(|&end| end <= self.index(span.start));
        sentence(a) == sentence(b)
    }
}

/// A bearer: the index of a mention, and the status that the words between say.
type Bearer = (usize, Option<Status>);

struct Linker<'a> {
    text: &'a str,
    found: &'a Recognition,
    tokens: Flat,
}

impl Linker<'_> {
    /// The bearers of each title, in step with `found.titles`.
    fn bearers(&self) -> Vec<Vec<Bearer>> {
        let titles = &self.found.titles;
        let mut bearers: Vec<Vec<Bearer>> = vec![Vec::new(); titles.len()];
        // From the last to the first, so that "Chief of Staff General Roe" finds what "General" found.
        for index in (0..titles.len()).rev() {
            let title = &titles[index];
            let next = titles.get(index + 1).zip(bearers.get(index + 1));
            bearers[index] = self.after(title, next);
        }
        for index in 0..titles.len() {
            if bearers[index].is_empty() {
                let previous =
                    index.checked_sub(1).map(|previous| (&titles[previous], bearers[previous].clone()));
                let before =
                    self.before(&titles[index]).or_else(|| self.coordinated(&titles[index], previous));
                bearers[index].extend(before);
            }
        }
        bearers
    }

    /// The mentions of people whose government the text speaks of: "the Roe administration", "Roe's brutal regime".
    fn rulers(&self) -> impl Iterator<Item = usize> {
        let tokens = &self.tokens.tokens;
        let noun = |at: usize| tokens.get(at).map_or("", |token| token.of(self.text));
        let government =
            move |at: usize| matches!(noun(at), "regime" | "administration" | "government" | "presidency");
        let people =
            self.found.mentions.iter().enumerate().filter(|(_, mention)| mention.kind == Kind::Person);
        people.filter_map(move |(index, mention)| {
            let next = self.tokens.index(mention.span.end);
            let possessive = tokens.get(next).is_some_and(|token| token.kind == TokenKind::Possessive);
            let rules =
                if possessive { government(next + 1) || government(next + 2) } else { government(next) };
            rules.then_some(index)
        })
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.tokens[at].of(self.text)
    }

    /// People named directly after the title, over honorifics, one comma, a rank in between, "(COAS)".
    fn after(&self, title: &Title, next: Option<(&Title, &Vec<Bearer>)>) -> Vec<Bearer> {
        if let Some((next, bearers)) = next
            && self.touches(title.span, next.span)
            && next.class == TitleClass::Rank
            && bearers.first().is_some_and(|bearer| self.found.mentions[bearer.0].span.start >= next.span.end)
        {
            return bearers.clone();
        }
        let Some(first) = self.mention_from(title.span.end) else { return Vec::new() };
        let mention = self.found.mentions[first];
        if mention.kind != Kind::Person || !self.gap_to_name(title, mention) {
            return Vec::new();
        }
        let mut bearers = vec![(first, None)];
        if title.plural {
            self.listed(first, &mut bearers);
        }
        bearers
    }

    /// The first mention that begins at or after byte `at`.
    fn mention_from(&self, at: usize) -> Option<usize> {
        let index = self.found.mentions.partition_point(|mention| mention.span.start < at);
        (index < self.found.mentions.len()).then_some(index)
    }

    fn touches(&self, left: Span, right: Span) -> bool {
        let gap = self.tokens.between(left, right);
        gap.len() <= 1 && gap.clone().all(|at| self.word(at) == ",") && self.tokens.same_sentence(left, right)
    }

    fn gap_to_name(&self, title: &Title, mention: Mention) -> bool {
        let gap = self.tokens.between(title.span, mention.span);
        let comma = gap.clone().filter(|&at| self.word(at) == ",").count();
        let passes = gap.len() <= 4
            && gap.clone().all(|at| self.word(at) == "," || self.is_honorific(at))
            && self.tokens.same_sentence(title.span, mention.span);
        // "Jane Roe, the minister, John Doe": after a comma on both sides the title is the first one's.
        let claimed = comma > 0
            && (self.before(title).is_some()
                || !title.capitalised && title.organisation.is_none() && !self.opens_clause(title));
        passes && comma <= 1 && !claimed
    }

    /// Whether the title begins its sentence, or follows "the" or a possessive: "Malaysia's prime minister, Jane Roe".
    fn opens_clause(&self, title: &Title) -> bool {
        let at = self.tokens.index(title.span.start);
        at == 0
            || matches!(self.word(at - 1), "the" | "The" | "." | "“" | "\"")
            || self.tokens.tokens[at - 1].kind == TokenKind::Possessive
    }

    fn is_honorific(&self, at: usize) -> bool {
        let class = word(&fold(self.word(at))).class;
        class.has(Class::HONORIFIC.with(Class::HONORIFIC_UPPER))
    }

    /// "Ministers A, B and C": the further names of a list.
    fn listed(&self, first: usize, bearers: &mut Vec<Bearer>) {
        let mut last = first;
        while let Some(next) = self.found.mentions.get(last + 1).filter(|next| next.kind == Kind::Person) {
            let gap = self.tokens.between(self.found.mentions[last].span, next.span);
            let list = !gap.is_empty()
                && gap.len() <= 2
                && gap.clone().all(|at| matches!(self.word(at), "," | "and" | "&"));
            if !list {
                break;
            }
            last += 1;
            bearers.push((last, None));
        }
    }

    /// The person named before the title, with only linking words between: "Jane Roe, the minister", "Jane Roe was
    /// elected president", "Jane Roe Acting Coordinator".
    fn before(&self, title: &Title) -> Option<Bearer> {
        let end = self.found.mentions.partition_point(|mention| mention.span.end <= title.span.start);
        // "Jane Roe, an Ottawa New Democrat MP": places and organisations may stand between.
        let person = |&index: &usize| self.found.mentions[index].kind == Kind::Person;
        let index = (end.saturating_sub(3)..end).rev().find(person)?;
        let mention = self.found.mentions[index];
        let gap = self.tokens.between(mention.span, title.span);
        if gap.len() > MAX_LINK || !self.tokens.same_sentence(mention.span, title.span) {
            return None;
        }
        if gap.is_empty() {
            // A caption's "Jane Roe Acting Coordinator": nothing but the name before it in its sentence.
            let lone = title.capitalised || title.status != TitleStatus::Current;
            return lone.then_some((index, None));
        }
        let mut words = gap.clone().map(|at| self.word(at));
        let apposed = words.next() == Some(",") && matches!(words.next(), Some("a" | "an" | "the"));
        if apposed && gap.len() <= 6 && gap.clone().skip(2).all(|at| self.is_attribute(at)) {
            return Some((index, None));
        }
        let mut status = None;
        let mut said = false;
        for at in gap.clone() {
            let word = self.word(at).to_ascii_lowercase();
            let (_, says) = LINKS.iter().find(|(link, _)| *link == word)?;
            status = says.or(status);
            said |=
                !matches!(word.as_str(), "to" | "in" | "his" | "her" | "its" | "their" | "the" | "a" | "an");
        }
        let comma_or_verb = said && self.word(gap.start) != "in" && self.word(gap.start) != "to";
        comma_or_verb.then_some((index, status))
    }

    /// A word that can stand between an article and a title: "an *Ottawa New Democrat* MP".
    fn is_attribute(&self, at: usize) -> bool {
        let class = word(&fold(self.word(at))).class;
        let token = self.tokens.tokens[at];
        let marks = matches!(self.word(at), "-" | "\u{2010}" | "\u{2011}");
        marks || token.kind == TokenKind::Word && !class.has(Class::STOP.with(Class::SPEECH))
    }

    /// "X, the minister and deputy leader": a title joined to the one before it is the same person's.
    fn coordinated(&self, title: &Title, previous: Option<(&Title, Vec<Bearer>)>) -> Option<Bearer> {
        let (previous, bearers) = previous?;
        let [bearer] = bearers[..] else { return None };
        let backward = self.found.mentions[bearer.0].span.end <= previous.span.start;
        let gap = self.tokens.between(previous.span, title.span);
        let joined = !gap.is_empty()
            && gap.len() <= 3
            && gap.clone().all(|at| matches!(self.word(at), "," | "and" | "&" | "the" | "a" | "an"))
            && self.tokens.same_sentence(previous.span, title.span);
        (backward && joined).then_some((bearer.0, None))
    }
}
