//! Roles: which title in the text is whose, with the organisation, the status and the evidence.

use crate::recognise::gazetteer::Flags;
use crate::recognise::{
    Class, DIVISIONS, FORCES, Kind, Mention, Model, Title, TitleClass, TitleStatus, word,
};
use crate::text::{Case, Span, TokenKind, among, fold};

use super::context::{Context, lacks};
use super::inform::Unnamed;
use super::links::{Bearer, bearers, is_career, subject_before};
use super::official::{Ground, ground, states};
use super::pace::{rest, rest_at};
use super::stream::Stream;
use super::{Entity, EntityId, Role, Status, clean};

/// A title further from the name than so many tokens is its evidence by itself.
const MAX_EVIDENCE: usize = 40;
/// So many titles back, a title without a bearer is looked for.
const MAX_NAMELESS: usize = 30;
/// A headline and what stands below it have at most so many tokens.
const MAX_HEADING: usize = 20;
/// Before a name that opens its paragraph, at most so many tokens stand: "In Lima, *Army General* Roe".
const MAX_OPENING: usize = 10;
/// With what a title begins that is none.
const PRAISE: &str = "right invaluable great true strong good close loyal tireless committed steadfast";
/// The object of "killed" begins at most so many tokens behind it.
const MAX_OBJECT: usize = 6;
/// What an article is about, stands in so many tokens.
const MAX_TOP: usize = 60;
/// So many mentions back, what "the party" or "its" goes back to is looked for.
const MAX_ANTECEDENTS: usize = 100;

/// Gives every person the roles that the text states, and every organisation and place its people. Returns the offices that
/// nobody in the text bears.
pub(super) async fn assign(
    stream: &Stream<'_>,
    model: &Model,
    entity_of: &[EntityId],
    entities: &mut [Entity],
) -> Vec<Unnamed> {
    let reader = Reader { stream, model, entity_of };
    let mut bearers = bearers(stream).await;
    rest().await;
    reader.headline(&mut bearers, entity_of);
    reader.subject(&mut bearers);
    reader.lead(&mut bearers);
    reader.trail(&mut bearers);
    reader.readout(&mut bearers);
    reader.handover(&mut bearers);
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    // The title before, with its role, whose it is and its number there: "Kenyan President Roe and Foreign Minister Poe".
    let mut before: Option<(&Title, Role, EntityId, usize)> = None;
    let mut unnamed = Vec::new();
    for (index, title) in stream.found.titles.iter().enumerate() {
        rest_at(index).await;
        if bearers[index].is_empty() {
            unnamed.extend(Unnamed::of(title));
        }
        // "is the *right* leader to": praise.
        if among(title.words.of(stream.text).split(' ').next().unwrap_or_default(), PRAISE) {
            continue;
        }
        // "his *partner* Jane Roe"
        let before_title = stream.index(title.span.start).wrapping_sub(1);
        if title.words.of(stream.text) == "partner" && stream.has_any(before_title, "his her their") {
            continue;
        }
        // "German Chancellor *Roe*'s spokesman"
        let principal = title.organisation.and_then(|span| reader.person_at(span));
        let owns =
            title.organisation.is_some_and(|span| stream.is(stream.index(span.end), TokenKind::Possessive));
        let nations = if title.plural { reader.nations(title) } else { Vec::new() };
        let each = nations.len() > 1 && nations.len() == bearers[index].len();
        for (number, &bearer) in bearers[index].iter().enumerate() {
            let person = entity_of[bearer.mention];
            let mut role = reader.role(title, bearer, entities);
            // "the presidents of Peru and Chile, Jane Roe and Ana Poe"
            if each {
                role.organisation = Some(reader.shown(nations[number].of(stream.text)));
                role.organisation_id = reader.entity_at(nations[number]);
            }
            if role.title.ends_with("counterpart") {
                reader.counterpart(title, person, role, entities, each);
                continue;
            }
            // "German Chancellor Roe's *spokesman*, Jon Poe": Germany's.
            let theirs = principal
                .filter(|_| owns)
                .and_then(|principal| entities[principal.0].roles.iter().find_map(body_of));
            if role.organisation.is_none()
                && let Some((name, id)) = theirs
            {
                (role.organisation, role.organisation_id) = (Some(name), id);
            }
            if role.organisation.is_none()
                && let Some((span, id)) = reader.nameless(index, title, &bearers)
            {
                role.organisation = Some(reader.shown(span.of(stream.text)));
                role.organisation_id = id;
            }
            if let Some((_, first, ..)) = before
                .as_ref()
                .filter(|(first, role, ..)| reader.shares(first, role, title) || reader.joins(first, title))
            {
                role.organisation.clone_from(&first.organisation);
                role.organisation_id = first.organisation_id;
            }
            let shared = role.clone();
            let body = role.organisation_id.map(|id| entities[id.0].kind);
            // "Vice President Roe's chief of staff, Ana Poe": an official where the other is.
            let aide = principal.and_then(|principal| entities[principal.0].ground);
            // "EDS": by the name that it stands for.
            let name = role.organisation_id.map(|id| entities[id.0].name.clone());
            let name = name.or_else(|| role.organisation.clone()).map(|name| fold(&name));
            let entity = &mut entities[person.0];
            let why = ground(title, &role, name, body, model);
            entity.ground = entity.ground.or(why).or(aide.map(|_| Ground::PublicBody));
            let number = add(&mut entity.roles, role);
            // The role of the same person whose title this one's is joined to by "and".
            let joined = before
                .as_ref()
                .filter(|(first, _, owner, _)| *owner == person && reader.beside(first, title));
            let bare = title.organisation.is_none();
            // "Crown Prince and Prime Minister Roe": both of one country.
            let beside = joined.filter(|(first, ..)| bare && first.organisation.is_none());
            let beside = beside.map(|&(.., earlier)| earlier);
            pairs.extend(beside.map(|earlier| (person, earlier, number)));
            // "the *founder* and chief executive of Jetstream": both are of what stands behind.
            let behind = title.organisation.is_some_and(|span| span.start >= title.words.end);
            if let Some(&(first, .., earlier)) = joined
                && behind
                && (!first.words.of(stream.text).contains(" of ")
                    || ["Mission", "Staff"].iter().any(|of| first.words.of(stream.text).ends_with(of)))
                && entity.roles[earlier].organisation.is_none()
            {
                entity.roles[earlier].organisation.clone_from(&shared.organisation);
                entity.roles[earlier].organisation_id = shared.organisation_id;
            }
            if entity.roles[number].organisation.is_none() {
                open.push((person, number, title, beside));
            }
            before = Some((title, shared, person, number));
        }
    }
    let context = Context::new(stream, model, entity_of, entities).await;
    context.link_nations(entities);
    // "Secretary Roe" in a headline, and then "Secretary of State Roe": the whole title says more.
    let whole = |&(person, number, title, _): &(EntityId, usize, &Title, _)| {
        entities[person.0].roles[number].title.len() == title.words.len()
    };
    let (whole, short): (Vec<_>, Vec<_>) = open.into_iter().partition(whole);
    for (turn, (person, number, title, beside)) in whole.into_iter().chain(short).enumerate() {
        rest_at(turn).await;
        let roles = &entities[person.0].roles;
        if roles[number].organisation.is_some() {
            continue;
        }
        let shared = beside.and_then(|earlier| body_of(&roles[earlier]));
        // "Third Secretary in Lima" is nobody's of Lima's own, as "our Ambassador in Lima" is.
        let shared = shared.or_else(|| reader.post(title));
        if let Some((name, id)) = shared.or_else(|| context.organisation(title, person, entities)) {
            let role = &mut entities[person.0].roles[number];
            (role.organisation, role.organisation_id) = (Some(name), id);
        }
    }
    for (person, first, second) in pairs {
        let roles = &mut entities[person.0].roles;
        if roles[first].organisation.is_none()
            && let Some((name, id)) = body_of(&roles[second])
        {
            (roles[first].organisation, roles[first].organisation_id) = (Some(name), id);
        }
    }
    rest().await;
    reader.takes_up(entities).await;
    reader.predecessors(entities);
    reader.mourn(entities);
    super::official::rulers_and_speakers(stream, entity_of, entities).await;
    for entity in entities.iter_mut() {
        entity.official = entity.ground.is_some();
    }
    rest().await;
    link_people(entities);
    unnamed
}

struct Reader<'s, 'a> {
    stream: &'s Stream<'a>,
    model: &'s Model,
    entity_of: &'s [EntityId],
}

/// What a title belongs to: the words that name it, and the entity they name.
type Body = (Span, Option<EntityId>);

impl Reader<'_, '_> {
    fn role(&self, title: &Title, bearer: Bearer, entities: &[Entity]) -> Role {
        let name = self.stream.found.mentions[bearer.mention];
        let near = self
            .stream
            .between(title.span, name.span)
            .len()
            .max(self.stream.between(name.span, title.span).len());
        let mut evidence = if near > MAX_EVIDENCE { title.span } else { title.span.cover(name.span) };
        let body = self.body(title, name);
        if let Some((span, _)) = body.filter(|(span, _)| self.adjoins(evidence, *span)) {
            evidence = evidence.cover(span);
        }
        let organisation = body.map(|(span, id)| match id.and_then(|id| entities.get(id.0)) {
            // "the party": the party's name.
            Some(entity) if is_lower(span.of(self.stream.text)) || span.of(self.stream.text) == "Its" => {
                entity.name.clone()
            }
            _ => self.shown(span.of(self.stream.text)),
        });
        // "2010 to 2013: Lima, Second Secretary Political": all that a line of a career says.
        let line = self.stream.sentence(self.stream.index(title.span.start));
        let words = match body.filter(|_| is_career(self.stream, line.start)) {
            Some((place, _)) if self.stream.has_word(self.stream.index(place.end), ",") => {
                let start = self.stream.index(place.end) + 1;
                let crown = self.stream.has_word(start + 1, "Majesty");
                self.stream.span(start + if crown { 3 } else { 0 }..line.end)
            }
            _ => self.with_noun(title),
        };
        let words = words.of(self.stream.text);
        // "FCO, *Head*, *Sahel Department*": what one headed.
        let part = words.split_once(", ").filter(|(head, part)| {
            let unit = part.split(" (").next().unwrap_or_default().rsplit(' ').next().unwrap_or_default();
            let leads = matches!(
                *head,
                "Head" | "Deputy Head" | "Director" | "Deputy Director" | "Desk Officer" | "Team Leader"
            );
            leads
                && among(unit, "Department Section Team Directorate Unit Branch Desk Division")
                && is_career(self.stream, line.start)
        });
        let body = if part.is_some() { None } else { body };
        let organisation = part.map(|(_, part)| clean(part)).or(organisation);
        let words = part.map_or(words, |(head, _)| head);
        // "Ambassador | in Lima": where, is no word of the title.
        let head = words.split_once(" in ").map_or(words, |(head, _)| head);
        let last = fold(head.rsplit(' ').next().unwrap_or_default());
        let sent = among(&last, "ambassador consul commissioner") || fold(head).ends_with("consul general");
        let words = if sent { head } else { words };
        Role {
            title: if title.plural { singular(words) } else { clean(words) },
            organisation,
            organisation_id: body.and_then(|(_, id)| id),
            status: status(title.status, bearer.status.or(self.gone(title, name.span))),
            evidence,
            sentence: self.stream.around(evidence),
        }
    }

    /// "the ouster of President Roe", "killed Roe, a spokesman", "fired Minister Roe": no longer in office.
    fn gone(&self, title: &Title, name: Span) -> Option<Status> {
        let stream = self.stream;
        let first = stream.index(title.span.start.min(name.start));
        let ends = "killed killing assassinated assassinating ousts ousted sacks sacked fires fired";
        let kills = |at: &usize| stream.has_any(*at, ends);
        let from = stream.sentence(first).start.max(first.saturating_sub(MAX_OBJECT));
        let object = |verb: usize| {
            let title = |at: usize| {
                let class = stream.class(at);
                !class.has(Class::STOP) || stream.has_any(at, "the a an of")
            };
            (!stream.has_word(verb + 1, ",") || stream.has_word(verb + 2, "including"))
                && (verb + 1..first).all(|at| title(at) || stream.has_word(at, ","))
                && stream.mentions_in(verb..first).all(|index| !stream.is_person(index))
        };
        // "has not fired the minister", "fired General Roe's missiles"
        let denied = |verb: usize| {
            let helps = |at: &usize| stream.has_any(*at, "has have had been be not never would n't");
            let first = (from..verb).rev().take_while(helps).last().unwrap_or(verb);
            let none = stream.has_any(first.wrapping_sub(1), "nobody Nobody");
            none || (first..verb).any(|at| stream.has_any(at, "not never would n't"))
        };
        let owns = stream.is(stream.index(name.end), TokenKind::Possessive);
        if (from..first).rev().find(kills).is_some_and(|verb| object(verb) && !denied(verb)) && !owns {
            return Some(Status::Former);
        }
        let at = stream.index(title.span.start);
        let at = at - usize::from(stream.has_word(at.wrapping_sub(1), "the"));
        let ended = stream.has_any(at.wrapping_sub(2), "ouster overthrow") && stream.has_word(at - 1, "of");
        // "was energy secretary under President Roe"
        let next = stream.index(title.span.end);
        let served = stream.has_word(at.wrapping_sub(1), "was") && stream.has_word(next, "under");
        (ended || served).then_some(Status::Former)
    }

    /// "... Foreign Minister Roe and her *Peruvian counterpart*, Ana Poe": has the one office of the only person before in the
    /// sentence, for the country that is named; an official where all people before are.
    ///
    /// `each`: whether of several each has a country of their own.
    fn counterpart(
        &self,
        title: &Title,
        person: EntityId,
        mut role: Role,
        entities: &mut [Entity],
        each: bool,
    ) {
        let stream = self.stream;
        let at = stream.index(title.span.start);
        let mut people: Vec<EntityId> = stream
            .mentions_in(stream.sentence(at).start..at)
            .filter(|&index| stream.is_person(index))
            .map(|index| self.entity_of[index])
            .collect();
        people.dedup();
        // "In Lima *he* met his Kenyan counterpart"
        let start = stream.sentence(at).start;
        if people.is_empty() && (start..at).any(|at| stream.has_any(at, "he she He She")) {
            people.extend(subject_before(stream, at).map(|index| self.entity_of[index]));
        }
        let theirs = at.checked_sub(1).map_or("", |before| stream.word(before)).to_ascii_lowercase();
        if !among(theirs.as_str(), "his her their") || people.contains(&person) {
            return;
        }
        if let Some(&first) = people.first()
            && people.iter().all(|person| entities[person.0].ground.is_some())
        {
            let ground = entities[first.0].ground;
            entities[person.0].ground = entities[person.0].ground.or(ground);
        }
        let [antecedent] = people[..] else { return };
        let mut offices = entities[antecedent.0].roles.iter().filter(|role| is_office(role));
        if let Some(office) = offices.next()
            && offices.next().is_none()
            && office.status == Status::Current
            && (!title.plural || each)
            && !role.organisation.as_deref().is_some_and(|name| lacks(name, &fold(&office.title)))
            && role.organisation.as_deref().is_some_and(|name| self.model.country(&fold(name)).is_some())
        {
            role.title.clone_from(&office.title);
            role.evidence = title.span;
            add(&mut entities[person.0].roles, role);
        }
    }

    /// The countries and nationalities beside a title's words, in order: "*Peruvian and Chilean* ministers".
    fn nations(&self, title: &Title) -> Vec<Span> {
        let stream = self.stream;
        let mut nations: Vec<Span> = Vec::new();
        let (mut at, end) = (stream.index(title.span.start), stream.index(title.span.end));
        while at < end {
            let nation = |count: usize| {
                let span = stream.span(at..at + count);
                let apart = span.end <= title.words.start || span.start >= title.words.end;
                let known = || self.model.country(&fold(span.of(stream.text))).is_some();
                (apart && known()).then_some((count, span))
            };
            let found = (1..=4.min(end - at)).rev().find_map(nation).filter(|_| stream.is_capital(at));
            // "Bosnian Serb leaders": of one nation.
            if found.is_some() && !nations.is_empty() && !stream.has_any(at - 1, "and , the") {
                return Vec::new();
            }
            nations.extend(found.map(|(_, span)| span));
            at += found.map_or(1, |(count, _)| count);
        }
        nations
    }

    /// "the funeral of General Roe", "Roe's assassination": the dead hold no office.
    fn mourn(&self, entities: &mut [Entity]) {
        let stream = self.stream;
        let ends = "funeral burial assassination death passing killing murder";
        for (index, mention) in stream.found.mentions.iter().enumerate() {
            let person = self.entity_of[index];
            if mention.kind != Kind::Person || entities[person.0].roles.is_empty() {
                continue;
            }
            let (name, next) = (stream.index(mention.span.start), stream.index(mention.span.end));
            let style = |at: usize| {
                let other = stream.class(at).has(Class::STOP.with(Class::SPEECH));
                stream.is(at, TokenKind::Word) && !other || stream.has_any(at, "the a an His Her")
            };
            let from = stream.sentence(name).start.max(name.saturating_sub(MAX_OBJECT));
            let first = (from..name).rev().find(|&at| !style(at));
            let owned = stream.is(next, TokenKind::Possessive);
            let noun = |at: usize| among(&stream.word(at.wrapping_sub(1)).to_ascii_lowercase(), ends);
            let of = |at: usize| stream.has_word(at, "of") && noun(at) && !owned;
            // "Roe's funeral", not "Roe's death penalty bill"
            let after = stream.is(next + 2, TokenKind::Word) && !stream.class(next + 2).has(Class::STOP);
            let theirs = owned && !after && stream.has_any(next + 1, "funeral burial assassination death");
            if first.is_some_and(of) || theirs && !stream.has_word(next + 2, "of") {
                let roles = &mut entities[person.0].roles;
                roles
                    .iter_mut()
                    .filter(|role| role.status == Status::Current)
                    .for_each(|role| role.status = Status::Former);
            }
        }
    }

    /// The mentions of people among the first of the article.
    fn first_people(&self) -> impl Iterator<Item = usize> + '_ {
        let first = 0..self.stream.found.mentions.len().min(MAX_ANTECEDENTS);
        first.filter(|&index| self.stream.is_person(index))
    }

    /// "Foreign Secretary welcomes the deal", and then "Jane Roe said:": the office that a statement opens with is that of the
    /// one whose statement it is, when no other title stands with the name.
    fn headline(&self, bearers: &mut [Vec<Bearer>], entity_of: &[EntityId]) {
        let stream = self.stream;
        let Some((title, none)) = stream.found.titles.first().zip(bearers.first_mut()) else { return };
        let at = stream.index(title.span.start);
        let first = at - usize::from(at > 0 && stream.has_word(at - 1, "The"));
        let opens = first < MAX_HEADING && stream.sentence(at).start == first;
        let opens = opens && title.class == TitleClass::Office && none.is_empty();
        if !opens {
            return;
        }
        let states = |&index: &usize| states(stream, stream.index(stream.found.mentions[index].span.end));
        let Some(mention) = self.first_people().find(states) else { return };
        // Not by what stands below: "Follow Foreign Office Minister Roe on Twitter".
        let titled = |bearer: &Bearer| entity_of[bearer.mention] == entity_of[mention];
        let above = stream
            .found
            .titles
            .partition_point(|title| title.span.start < stream.found.mentions[mention].span.end);
        if !bearers[..above].iter().flatten().any(titled) {
            bearers[0].push(Bearer { mention, status: None });
        }
    }

    /// "*Minister for Africa* visits Peru", and then "Foreign Office Minister Jane Roe has concluded": hers, too; so is
    /// "*Foreign Office Minister* visits Peru" before "Jane Roe, Minister for Africa", and "*the Minister for Africa* said" after.
    fn subject(&self, bearers: &mut [Vec<Bearer>]) {
        let stream = self.stream;
        let titles = &stream.found.titles;
        let words = |index: usize| fold(titles[index].words.of(stream.text));
        let top = |index: &usize| stream.index(titles[*index].span.start) < MAX_TOP;
        let all: Vec<usize> = (0..titles.len().min(MAX_NAMELESS)).filter(top).collect();
        let field = |index: usize| words(index).starts_with("minister for ");
        let bare = |index: usize| {
            let current = titles[index].status == TitleStatus::Current;
            matches!(&*words(index), "minister" | "minister of state") && current
        };
        let Some(first) = self.first_people().next().map(|mention| self.entity_of[mention]) else { return };
        let of_first = |bearers: &[Vec<Bearer>], index: usize| {
            bearers[index].first().copied().filter(|bearer| self.entity_of[bearer.mention] == first)
        };
        let opens = |index: usize| {
            let at = stream.index(titles[index].span.start);
            stream.sentence(at).start == at || stream.has_word(at.wrapping_sub(1), "The")
        };
        let says = |index: usize| {
            let at = stream.index(titles[index].span.start);
            let end = stream.index(titles[index].span.end);
            stream.has_word(at.wrapping_sub(1), "the") && stream.says(end)
        };
        let alone = |index: usize| {
            field(index) && (opens(index) || says(index))
                || bare(index) && opens(index) && titles[index].organisation.is_some()
        };
        let Some(&open) = all.iter().find(|&&index| bearers[index].is_empty() && alone(index)) else {
            return;
        };
        let other = |index: &&usize| if field(open) { bare(**index) } else { field(**index) };
        let bearer = all.iter().find(other).and_then(|&index| of_first(bearers, index));
        bearers[open].extend(bearer);
    }

    /// "The commander of Central Command met ...", "Foreign Secretary attends talks", and in the next paragraph "Jane Roe
    /// joined": whom an article opens with by an office alone is the one whom it names first, with a rank or with nothing.
    fn lead(&self, bearers: &mut [Vec<Bearer>]) {
        let stream = self.stream;
        let by = |index: usize| {
            let at = stream.index(stream.found.mentions[index].span.start);
            (at.saturating_sub(3)..at).any(|at| stream.has_any(at, "By by BY"))
        };
        let Some(mention) = self.first_people().find(|&index| !by(index)) else { return };
        let (name, person) = (stream.found.mentions[mention].span, self.entity_of[mention]);
        let titles = &stream.found.titles;
        let owns =
            |index: &usize| bearers[*index].iter().any(|bearer| self.entity_of[bearer.mention] == person);
        // But for the letters behind a name.
        let letters = |title: &Title| {
            stream
                .mention_before(stream.index(title.span.start))
                .is_some_and(|(_, name)| name.kind == Kind::Person)
        };
        let own: Vec<usize> =
            (0..titles.len()).filter(owns).filter(|&index| !letters(&titles[index])).collect();
        if own.iter().any(|&index| titles[index].class != TitleClass::Rank) {
            return;
        }
        // "Jane Roe joined", "In Lima, General Roe met", "..., General Roe said"
        let (at, next) = (stream.index(name.start), stream.index(name.end));
        let style = |at: usize| {
            stream.is_honorific(at)
                || stream.class(at).has(Class::RANK)
                || stream.has_any(at, "The Rt Hon Army Navy Air Force Marine Corps")
        };
        let first = stream.sentence(at).start;
        let after_letters = next + usize::from(stream.has_word(next, "MP"));
        let verb = !stream.is_capital(after_letters) && stream.is(after_letters, TokenKind::Word);
        // "General Roe, who will hand over, briefed reporters"
        let verb = verb || stream.has_word(next, ",") && stream.has_word(next + 1, "who");
        let opens = (first..at).all(style);
        let opens = opens || !own.is_empty() && at - first < MAX_OPENING;
        if !verb || !(opens || stream.class(next).has(Class::SPEECH)) {
            return;
        }
        // Who acts in the paragraph before.
        let acts = |&index: &usize| {
            let title = &titles[index];
            let (first, next) = (stream.index(title.span.start), stream.index(title.span.end));
            let verb = stream.class(next).has(Class::SPEECH)
                || stream.has_any(next, "met meets is was has will")
                || stream.word(next).ends_with("ed")
                || stream.word(next).ends_with('s');
            // "the *outgoing* commander"
            let attribute = usize::from(!stream.class(first.wrapping_sub(1)).has(Class::STOP));
            let article = (first.saturating_sub(1 + attribute)..=first)
                .map(|at| stream.word(at))
                .find(|word| among(word, "the The a A"));
            let headline = stream.sentence(first).start == first && title.class == TitleClass::Office;
            let the = article.is_some_and(|article| among(article, "the The"));
            let head = fold(title.words.of(stream.text));
            let head = head.split(" of ").next().unwrap_or_default().rsplit(' ').next().unwrap_or_default();
            // A soldier leads a command or speaks for one.
            let fits = if own.is_empty() {
                title.class == TitleClass::Office && (the || headline)
            } else {
                let leads =
                    among(head, "commander spokesman spokeswoman spokesperson chief director chairman");
                leads && title.organisation.is_some() && article.is_some()
            };
            // "Her Majesty The Queen has approved ..."
            let throne = among(head, "queen king");
            fits && verb && !throne && !stream.is_capital(next) && bearers[index].is_empty() && !title.plural
        };
        let before = titles.partition_point(|title| title.span.end < name.start);
        let leads: Vec<usize> = (0..before).filter(acts).collect();
        let words = |index: usize| fold(titles[index].words.of(stream.text));
        let Some((&first, &last)) = leads.first().zip(leads.last()) else { return };
        let one = leads.iter().all(|&lead| words(lead).starts_with(&words(first)));
        if one && stream.text[titles[last].span.end..name.start].contains('\n') {
            bearers[last].push(Bearer { mention, status: None });
        }
    }

    /// "..., Jane Roe announced today.", and in the next paragraph "The *Health Secretary* was in Lima": of the first whom an
    /// article names, when nothing is said of them, and nobody else is named between.
    fn trail(&self, bearers: &mut [Vec<Bearer>]) {
        let stream = self.stream;
        let titles = &stream.found.titles;
        let mut people = self.first_people();
        let Some(mention) = people.next() else { return };
        let (name, person) = (stream.found.mentions[mention].span, self.entity_of[mention]);
        let owns = |bearer: &Bearer| self.entity_of[bearer.mention] == person;
        let title = titles.partition_point(|title| title.span.start < name.end);
        let Some(words) = titles.get(title) else { return };
        let at = stream.index(words.span.start);
        let opens = stream.has_word(at.wrapping_sub(1), "The") && stream.sentence(at).start == at - 1;
        let acts = |at: usize| stream.is(at, TokenKind::Word) && !stream.is_capital(at);
        let fits = opens
            && words.class == TitleClass::Office
            && words.words.of(stream.text).contains(' ')
            && bearers[title].is_empty()
            && acts(stream.index(words.span.end))
            && acts(stream.index(name.end))
            && stream.text[name.end..words.span.start].contains('\n');
        let between = people.next().is_none_or(|next| {
            stream.found.mentions[next].span.start > words.span.end || self.entity_of[next] == person
        });
        if fits && between && !bearers.iter().flatten().any(owns) {
            bearers[title].push(Bearer { mention, status: None });
        }
    }

    /// "The Prime Minister spoke to the King", as Downing Street's spokesman says, and then "Jane Roe said": hers, when nobody is
    /// called so by name.
    fn readout(&self, bearers: &mut [Vec<Bearer>]) {
        let stream = self.stream;
        let titles = &stream.found.titles;
        let street = |title: &Title| {
            let body = title.organisation.map_or("", |span| span.of(stream.text));
            let end = stream.sentence(stream.index(title.span.start)).end;
            // "A Downing Street spokesperson said:"
            matches!(body, "Downing Street" | "Number 10" | "No 10" | "No. 10")
                && stream.has_word(end - 1, ":")
        };
        let head =
            |title: &Title| title.words.of(stream.text) == "Prime Minister" && title.organisation.is_none();
        let first = || titles.iter().take(MAX_NAMELESS);
        let heads: Vec<usize> =
            first().enumerate().filter(|(_, title)| head(title)).map(|(at, _)| at).collect();
        // "a call with *Prime Minister Roe*": whom ours met; nobody else may be called so.
        let guest = |&index: &usize| {
            let before = stream.index(titles[index].span.start).wrapping_sub(1);
            stream.has_any(before, "with to from by") && !bearers[index].is_empty()
        };
        let guests: Vec<EntityId> = heads
            .iter()
            .filter(|index| guest(index))
            .flat_map(|&index| bearers[index].iter().map(|bearer| self.entity_of[bearer.mention]))
            .collect();
        let ours = |&index: &usize| {
            bearers[index].iter().any(|bearer| !guests.contains(&self.entity_of[bearer.mention]))
        };
        if !first().any(street) || heads.iter().any(ours) {
            return;
        }
        let Some(&spoken) = heads.iter().find(|&&index| bearers[index].is_empty()) else { return };
        let acts = |&index: &usize| {
            let person = self.entity_of[index];
            let next = stream.index(stream.found.mentions[index].span.end);
            let said = stream.class(next).has(Class::SPEECH) || stream.word(next).ends_with("ed");
            let verb = !stream.is_capital(next) && said || stream.has_word(next, "took");
            let titled = bearers.iter().flatten().any(|bearer| self.entity_of[bearer.mention] == person);
            let name = stream.found.mentions[index].span;
            // "Mrs May", not "Sheikh Tamim"
            let style = stream.word(stream.index(name.start).wrapping_sub(1));
            let called = among(style, "Mr Mrs Ms Mr. Mrs. Ms.");
            let full = name.of(stream.text).contains(' ');
            verb && !titled
                && (called || full && !stream.is_honorific(stream.index(name.start).wrapping_sub(1)))
        };
        let mut acting = self.first_people().filter(acts);
        let Some(mention) = acting.next() else { return };
        if acting.all(|index| self.entity_of[index] == self.entity_of[mention]) {
            bearers[spoken].push(Bearer { mention, status: None });
        }
    }

    /// "a *White House* spokesman", and later "spokesman Jane Roe": what the same title belonged to when nobody bore it.
    fn nameless(&self, index: usize, title: &Title, bearers: &[Vec<Bearer>]) -> Option<Body> {
        let stream = self.stream;
        let words = title.words.of(stream.text);
        for before in (index.saturating_sub(MAX_NAMELESS)..index).rev() {
            let title = &stream.found.titles[before];
            if bearers[before].is_empty() && title.words.of(stream.text).eq_ignore_ascii_case(words) {
                let named = title
                    .organisation
                    .filter(|span| !is_lower(span.of(stream.text)) && !self.is_nationality(title, *span));
                return named.map(|span| (span, self.entity_at(span))).or_else(|| self.touching(title));
            }
        }
        None
    }

    /// Whether a title without an organisation shares that of the title before: "... Roe and Foreign Minister Poe".
    fn shares(&self, first: &Title, role: &Role, title: &Title) -> bool {
        let stream = self.stream;
        let gap = stream.between(role.evidence, title.span);
        first.class == TitleClass::Office
            && title.class == TitleClass::Office
            && first.capitalised
            && title.capitalised
            && title.organisation.is_none()
            && role
                .organisation
                .as_deref()
                .and_then(|name| self.model.country(&fold(name)))
                .is_some_and(|country| !lacks(country, &fold(title.words.of(stream.text))))
            && gap.len() == 1
            && stream.has_word(gap.start, "and")
    }

    /// "Jetstream's *vice president and general manager*": two titles with one body in front.
    fn joins(&self, first: &Title, title: &Title) -> bool {
        let front = first.organisation.is_some_and(|span| span.start < first.words.start);
        // "Labour leader and Prime Minister Roe"
        let party = first.words.of(self.stream.text).eq_ignore_ascii_case("leader");
        let front = front && !(party && title.class == TitleClass::Office);
        front && title.organisation.is_none() && self.beside(first, title)
    }

    /// "vice president *and* general manager": two titles of one status with "and" between.
    fn beside(&self, first: &Title, title: &Title) -> bool {
        let gap = self.stream.between(first.span, title.span);
        gap.len() == 1
            && self.stream.has_any(gap.start, "and / &")
            && first.status == title.status
            && title.class != TitleClass::Rank
    }

    /// What the title belongs to, by the title itself and by what stands around title and name.
    fn body(&self, title: &Title, name: Mention) -> Option<Body> {
        let text = self.stream.text;
        if let Some(posted) = self.posted(title) {
            return Some(posted);
        }
        match title.organisation {
            // "the *city*'s mayor": of the one that was named last
            Some(span) if among(span.of(text), DIVISIONS) => {
                let index = self.division(self.stream.index(span.start));
                index.map(|index| (self.stream.found.mentions[index].span, Some(self.entity_of[index])))
            }
            Some(span) if is_lower(span.of(text)) => {
                let id = self.antecedent(span);
                // "police spokesman", "foreign ministry spokesman": whose, is not said.
                let unit =
                    "battlegroup regiment battalion brigade squadron hospital school museum university";
                let named = among(span.of(text), FORCES)
                    || among(span.of(text), unit)
                    || span.of(text).contains(' ')
                    || id.is_some();
                named.then_some((span, id))
            }
            // "Capt. Roe, *Eisenhower*'s commanding officer": a ship.
            Some(span)
                if title.words.of(text) == "commanding officer"
                    && self.stream.has_word(self.stream.index(span.start).wrapping_sub(1), ",") =>
            {
                Some((span, self.entity_at(span)))
            }
            Some(span) if self.person_at(span).is_some() => self.touching(title),
            // "a *Kenyan* artist" has no office of Kenya's.
            Some(span) if self.is_nationality(title, span) => None,
            Some(span) => Some((span, self.entity_at(span))),
            None => self
                .touching(title)
                .or_else(|| self.owner(title))
                .or_else(|| self.behind(title, name))
                .or_else(|| self.between(title, name))
                .or_else(|| self.lower_before(title))
                .or_else(|| self.of_division(title))
                .or_else(|| self.there(title))
                .or_else(|| self.led(title))
                .or_else(|| self.located(title, name))
                .or_else(|| self.left(title))
                .or_else(|| self.welcomed(title))
                .or_else(|| self.unit(title)),
        }
    }

    /// Whether what stands in front of a job says where its bearer is from: "a *Kenyan* artist", "a *New Zealand* instructor".
    fn is_nationality(&self, title: &Title, span: Span) -> bool {
        let stream = self.stream;
        let words = title.words.of(stream.text);
        let maker =
            words.ends_with("film director") || words.ends_with("editor") || words.ends_with("producer");
        let front = (title.class == TitleClass::Job || maker) && span.end <= title.words.start;
        let owner = stream.is(stream.index(span.end), TokenKind::Possessive);
        front && !owner && self.model.country(&fold(span.of(stream.text))).is_some()
    }

    /// A mention that touches the front of the title: "*Turkana* Governor", "*UNICEF*'s director".
    fn touching(&self, title: &Title) -> Option<Body> {
        let stream = self.stream;
        let at = stream.index(title.words.start);
        let possessive = at > 0 && stream.is(at - 1, TokenKind::Possessive);
        let (index, mention) = stream.mention_before(at - usize::from(possessive))?;
        let place = mention.kind == Kind::Place && title.class != TitleClass::Rank;
        let before = stream.index(mention.span.start).checked_sub(1).map_or("", |before| stream.word(before));
        let located = among(before, "in In at At from near") && !possessive;
        let fits = mention.kind == Kind::Organisation || place && !located;
        let same = stream.same_sentence(mention.span, title.span);
        (fits && same).then(|| (mention.span, Some(self.entity_of[index])))
    }

    /// What stands behind title and name: "Queen Anna of *Norway*", "Anna Roe, officer, *Embassy of Norway*".
    fn behind(&self, title: &Title, name: Mention) -> Option<Body> {
        let stream = self.stream;
        let apposed = name.span.end <= title.span.start;
        // "the commander, General Roe of the *Danish Army*": what the second title belongs to.
        let titles = &stream.found.titles;
        let next = titles.get(titles.partition_point(|other| other.span.start < title.span.end));
        if !apposed && next.is_some_and(|next| next.span.end <= name.span.start) {
            return None;
        }
        let at = stream.index(if apposed { title.span.end } else { name.span.end });
        let at = at + usize::from(stream.has_word(at, ",") && stream.has_word(at + 1, "from"));
        // "Lance Corporal Roe, *22*, of 1 Medical Regiment"
        let age = stream.has_word(at, ",") && stream.is(at + 1, TokenKind::Number);
        let aged = age && !apposed && stream.has_word(at + 2, ",") && stream.has_any(at + 3, "of from");
        let at = at + if aged { 3 } else { 0 };
        // "a lecturer *in public policy* at Poe University"
        let scholars = "lecturer professor fellow researcher scholar student reader expert scientist";
        let last = title.words.of(stream.text).rsplit(' ').next().unwrap_or_default();
        let subject = apposed && stream.has_word(at, "in") && among(last, scholars);
        let words = (at + 1..at + 5).take_while(|&at| subject && !stream.is_capital(at));
        let at = words.skip(1).find(|&at| stream.has_word(at, "at")).unwrap_or(at);
        // "a pilot *assigned to* Strike Squadron 5"
        let assigned = apposed && stream.has_word(at, "assigned") && stream.has_word(at + 1, "to");
        let at = at + usize::from(assigned);
        let joint = if assigned { "with" } else { stream.word(at) };
        let start = at + 1 + usize::from(stream.has_any(at + 1, "the The"));
        if stream.same_sentence(name.span, stream.tokens.get(start)?.span).eq(&false) {
            return None;
        }
        // "a professor at *the university*": the one that the text has named.
        let definite = start > at + 1 && stream.mention_at(start).is_none() && !stream.is_capital(start);
        if apposed
            && definite
            && among(joint, "at with")
            && stream.class(start).has(Class::ORGANISATION)
            && !stream.has_any(start, "time office house court")
            && let Some(named) = self.antecedent(stream.tokens[start].span)
        {
            return Some((stream.tokens[start].span, Some(named)));
        }
        let (index, mention) =
            self.force(start).map(|span| (usize::MAX, span)).or_else(|| self.numbered(start))?;
        // "Lt. Gen. Roe of Iraq's *Federal Police*"
        let owned = stream.index(mention.span.end);
        let theirs = stream
            .mention_at(owned + 1)
            .filter(|(_, body)| stream.is(owned, TokenKind::Possessive) && body.kind == Kind::Organisation);
        let (index, mention) = theirs.unwrap_or((index, mention));
        let organisation = mention.kind == Kind::Organisation;
        let ends = || matches!(stream.word(stream.index(mention.span.end)), "," | "." | ";" | ")" | "(" | "");
        // "Lord Roe of Wimbledon"
        let first = stream.index(name.span.start).wrapping_sub(1);
        let noble = stream.has_any(first, "Lord Lady Baroness Viscount");
        let form = fold(mention.span.of(stream.text));
        let country = title.class == TitleClass::Rank && self.model.country(&form).is_some();
        let known = self.model.gazetteer().flags(&form).has(Flags::PLACE);
        let home = !organisation && !country && (known || title.class == TitleClass::Rank);
        let fits = match joint {
            // "engineer Jane Roe of Ottawa" is from there.
            "of" => !(noble || home && matches!(title.class, TitleClass::Job | TitleClass::Rank)),
            // "Brigadier Jane Roe (*Italian Army*)"
            "(" => organisation && stream.has_word(stream.index(mention.span.end), ")"),
            // "President Roe at the White House": where
            "at" | "with" => organisation && !leads_state(title.words.of(stream.text)),
            "for" => organisation,
            "from" => organisation && title.class != TitleClass::Office,
            "," => organisation && apposed && start == at + 1 && ends(),
            _ => false,
        };
        fits.then(|| (mention.span, self.entity_of.get(index).copied()))
    }

    /// The mention at a token, with the number of a unit in front of it: "the *46th* Engineer Battalion".
    fn numbered(&self, at: usize) -> Option<(usize, Mention)> {
        let stream = self.stream;
        let whole = stream.word(at).bytes().all(|byte| byte.is_ascii_digit());
        let unit = stream.is(at, TokenKind::Number) && (whole || stream.word(at).ends_with(['t', 'd', 'h']));
        let behind =
            || stream.mention_at(at + 1).filter(|(_, mention)| unit && mention.kind == Kind::Organisation);
        // "the 46th Engineer Battalion", which is no mention
        let end = (at + 1..at + MAX_OBJECT).take_while(|&at| stream.is_capital(at)).last();
        let end = end.filter(|&end| unit && stream.class(end).has(Class::GOV));
        let body =
            end.map(|end| (usize::MAX, Mention { span: stream.span(at..end + 1), kind: Kind::Organisation }));
        let (index, mention) = stream.mention_at(at).or_else(behind).or(body)?;
        Some((index, Mention { span: stream.tokens[at].span.cover(mention.span), ..mention }))
    }

    /// "the *mission*'s commander, Jane Roe": what the article named before owns the title.
    fn owner(&self, title: &Title) -> Option<Body> {
        let stream = self.stream;
        let possessive = stream.index(title.span.start).checked_sub(1)?;
        if !stream.is(possessive, TokenKind::Possessive) {
            return None;
        }
        // "the *UN* Secretary-General's deputy spokesman"
        let end = stream.tokens[possessive].span.start;
        let titles = &stream.found.titles;
        let before = titles.partition_point(|other| other.span.end <= end).checked_sub(1);
        let principal = before.map(|before| &titles[before]).filter(|other| other.span.end == end);
        let theirs = principal.and_then(|other| other.organisation);
        theirs.map(|span| (span, self.entity_at(span))).or_else(|| self.lower_before(title))
    }

    /// "the police chief in *Kenya*, Jane Roe": where the title is held, when the name follows.
    fn located(&self, title: &Title, name: Mention) -> Option<Body> {
        let stream = self.stream;
        let at = stream.index(title.span.end);
        let start = at + 1 + usize::from(stream.has_word(at + 1, "the"));
        let (index, mention) = stream.mention_at(start).filter(|_| stream.has_any(at, "in at for from"))?;
        let apposed = mention.span.end <= name.span.start && !title.capitalised;
        (apposed && mention.kind != Kind::Person).then(|| (mention.span, Some(self.entity_of[index])))
    }

    /// "a tour of the *Operations Center*, where Director Roe explained it": the body whose place it is.
    fn there(&self, title: &Title) -> Option<Body> {
        let stream = self.stream;
        let place =
            stream.index(title.span.start).checked_sub(1).filter(|&at| stream.has_word(at, "where"))?;
        let comma = place.checked_sub(1).filter(|&at| stream.has_word(at, ","))?;
        let (index, mention) =
            stream.mention_before(comma).filter(|(_, mention)| mention.kind == Kind::Organisation)?;
        Some((mention.span, Some(self.entity_of[index])))
    }

    /// "*The Supreme Court* is led by President Roe".
    fn led(&self, title: &Title) -> Option<Body> {
        let stream = self.stream;
        let by = stream.index(title.span.start).checked_sub(2).filter(|&at| stream.has_word(at + 1, "by"))?;
        let words = fold(title.words.of(stream.text));
        let national = words.contains("minister") || words.starts_with("vice ");
        let led = stream.has_any(by, "led lead headed chaired commanded run") && !national;
        let verb = by.checked_sub(1).filter(|&at| led && stream.has_any(at, "is was"))?;
        let (index, mention) = stream.mention_before(verb)?;
        let first = stream.index(mention.span.start);
        let before =
            stream.word(first.wrapping_sub(1 + usize::from(stream.has_word(first.wrapping_sub(1), "the"))));
        let object = among(before, "to of in at outside inside from with for by");
        (mention.kind == Kind::Organisation && !object).then(|| (mention.span, Some(self.entity_of[index])))
    }

    /// "the *squadron* commander": of the squadron that the article names.
    fn unit(&self, title: &Title) -> Option<Body> {
        let stream = self.stream;
        let first = stream.index(title.words.start);
        let unit = stream.has_any(first, "squadron company battalion brigade regiment wing platoon");
        let leads = unit && stream.has_any(first + 1, "commander leader sergeant");
        let span = stream.tokens.get(first).filter(|_| leads)?.span;
        self.antecedent(span).map(|id| (span, Some(id)))
    }

    /// "*Task Force 9* welcomed a new commander": who did.
    fn welcomed(&self, title: &Title) -> Option<Body> {
        let stream = self.stream;
        let verb = self.welcome(title)?;
        if let Some((index, body)) =
            stream.mention_before(verb).filter(|(_, body)| body.kind == Kind::Organisation)
        {
            return Some((body.span, Some(self.entity_of[index])));
        }
        let named = |&at: &usize| {
            let joint = stream.has_any(at, "- –") && at > 0 && stream.is_capital(at - 1);
            let other = Class::STOP.with(Class::TIME).with(Class::WEEKDAY);
            let word = stream.is_capital(at) && !stream.class(at).has(other);
            word || stream.is(at, TokenKind::Number) || joint
        };
        let first = (stream.sentence(verb).start..verb).rev().take_while(named).last()?;
        Some((stream.span(first..verb), None))
    }

    /// The verb of "Task Force 9 *welcomed* a new commander".
    fn welcome(&self, title: &Title) -> Option<usize> {
        let stream = self.stream;
        let new = stream.index(title.span.start).checked_sub(1).filter(|&new| stream.has_word(new, "new"))?;
        let verb = new.checked_sub(2).filter(|_| stream.has_word(new - 1, "a"))?;
        let head = fold(title.words.of(stream.text));
        let leads = head.ends_with("commander") || head.starts_with("commanding ");
        let says = "welcomed welcomes gained gains received receives";
        (leads && stream.has_any(verb, says)).then_some(verb)
    }

    /// "Task Force 9 welcomed a *new commander*", and then "Col. Jane Roe relieved Col. Ana Poe" or "Poe relinquished command to
    /// Roe": hers.
    fn handover(&self, bearers: &mut [Vec<Bearer>]) {
        let stream = self.stream;
        let first = stream.found.titles.iter().take(MAX_NAMELESS);
        let Some(index) = first
            .zip(bearers.iter())
            .position(|(title, none)| none.is_empty() && self.welcome(title).is_some())
        else {
            return;
        };
        let takes = |&index: &usize| {
            let name = stream.found.mentions[index].span;
            let (at, next) = (stream.index(name.start), stream.index(name.end));
            let verb = stream.word(next);
            // "Col. Roe": who has a rank.
            let soldier = stream.class(at.wrapping_sub(1)).has(Class::RANK);
            let assumes = among(verb, "assumed assumes took takes accepted")
                && stream.has_word(next + 1, "command")
                && !stream.has_word(next + 2, "in");
            let given = (at.saturating_sub(5)..at)
                .any(|at| stream.has_word(at, "command") && stream.has_any(at + 1, "to from"))
                && (at.saturating_sub(4)..at).any(|at| stream.has_word(at, "to"));
            let relieves = among(verb, "relieved relieves replaced replaces succeeded succeeds");
            soldier && (assumes || given || relieves && stream.is_capital(next + 1))
        };
        let mention = self.first_people().find(takes);
        bearers[index].extend(mention.map(|mention| Bearer { mention, status: None }));
    }

    /// "joined from *Jetstream*, where she was a director": what she left.
    fn left(&self, title: &Title) -> Option<Body> {
        let stream = self.stream;
        let at = stream.index(title.span.start);
        let place = (at.saturating_sub(6)..at).find(|&at| stream.has_word(at, "where"))?;
        let (index, mention) = stream.mention_before(place.checked_sub(1)?)?;
        let body = !matches!(mention.kind, Kind::Person | Kind::Date) && stream.has_word(place - 1, ",");
        let body = body && stream.has_any(place + 2, "was served worked");
        (body && stream.has_any(place + 1, "he she")).then(|| (mention.span, Some(self.entity_of[index])))
    }

    /// "2010 to 2013: *Lima*, Deputy Head of Mission": where one was, by a list of a career.
    fn posted(&self, title: &Title) -> Option<Body> {
        let stream = self.stream;
        let at = stream.index(title.span.start);
        let line = stream.sentence(at).start;
        if !is_career(stream, line) {
            return None;
        }
        let body =
            |&index: &usize| matches!(stream.found.mentions[index].kind, Kind::Organisation | Kind::Place);
        let named = stream.mentions_in(line..at).find(body);
        let named = named.map(|index| (stream.found.mentions[index].span, Some(self.entity_of[index])));
        // "2010 to 2013: *FCO*, Head of Department", which is no mention
        let letters = (line + 1..at.min(line + MAX_OBJECT)).find(|&at| {
            let upper = stream.tokens.get(at).is_some_and(|token| token.case == Case::Upper);
            let opens = stream.has_word(at - 1, ":") || stream.is(at - 1, TokenKind::Number);
            opens && upper && stream.word(at).len() > 1 && stream.has_word(at + 1, ",")
        });
        let letters = letters.map(|at| (stream.tokens[at].span, None));
        named.into_iter().chain(letters).min_by_key(|(span, id)| (span.start, id.is_none()))
    }

    /// "served as Third Secretary *in Lima*", "was most recently Deputy High Commissioner*, Lima*": where a diplomat is, whom
    /// nothing else has.
    fn post(&self, title: &Title) -> Option<(String, Option<EntityId>)> {
        let stream = self.stream;
        let words = fold(title.words.of(stream.text));
        let (head, place) = words.split_once(" in ").unwrap_or((&words, ""));
        let grade = among(head.split(' ').next().unwrap_or_default(), "first second third deputy");
        let last = head.rsplit(' ').next().unwrap_or_default();
        let diplomat = match last {
            "secretary" | "commissioner" => grade && (last == "secretary" || head.contains("high ")),
            "mission" => grade,
            "counsellor" | "attache" => title.capitalised,
            _ => false,
        };
        let at = stream.index(title.words.end);
        let before = stream.word(stream.index(title.span.start).wrapping_sub(1));
        let comma = stream.has_word(at, ",") && among(before, "recently currently formerly as");
        let inside = !place.is_empty();
        if !diplomat || !inside && !comma && !stream.has_word(at, "in") {
            return None;
        }
        let found = if inside { stream.mention_before(at) } else { stream.mention_at(at + 1) };
        let (index, place) = found.filter(|(_, place)| place.kind == Kind::Place)?;
        Some((self.shown(place.span.of(stream.text)), Some(self.entity_of[index])))
    }

    /// "Jane Roe, an *Ottawa* New Democrat MP": a place between the article and the title.
    fn between(&self, title: &Title, name: Mention) -> Option<Body> {
        let stream = self.stream;
        let gap = stream.between(name.span, title.span);
        let apposed = name.span.end < title.span.start && gap.len() <= 6 && stream.has_word(gap.start, ",");
        let index = stream.mentions_in(gap).find(|_| apposed)?;
        let mention = stream.found.mentions[index];
        (mention.kind == Kind::Place).then(|| (mention.span, Some(self.entity_of[index])))
    }

    /// "the *Malian army*": a nationality and a public body in lower case.
    fn force(&self, at: usize) -> Option<Mention> {
        let stream = self.stream;
        let nation = stream.is_capital(at) && self.model.country(&fold(stream.word(at))).is_some();
        let body = !stream.is_capital(at + 1) && stream.class(at + 1).has(Class::GOV);
        (nation && body).then(|| Mention { span: stream.span(at..at + 2), kind: Kind::Organisation })
    }

    /// "the *hospital*'s director", "the *party* chairman", "*its* chairman": what the article named before.
    fn lower_before(&self, title: &Title) -> Option<Body> {
        let stream = self.stream;
        let mut at = stream.index(title.span.start);
        at -= usize::from(at > 0 && stream.is(at - 1, TokenKind::Possessive));
        let last = at.checked_sub(1)?;
        // "under its *new* chairman"
        let new = last > 1 && stream.has_word(last, "new") && stream.has_any(last - 2, "under by");
        let last = last - usize::from(new);
        let span = stream.tokens[last].span;
        // "Ansar al-Roe, *whose* leader, Jane Poe, left"
        if stream.has_word(last, "whose") {
            let comma = last.checked_sub(1).filter(|&comma| stream.has_word(comma, ","))?;
            let (index, body) = stream.mention_before(comma)?;
            return (body.kind == Kind::Organisation).then(|| (body.span, Some(self.entity_of[index])));
        }
        // "The Committee's appeal was launched. *Its* chief executive, Jane Roe, ...": by the sentence before.
        if stream.has_word(last, "Its") {
            let before = stream.sentence(stream.sentence(last).start.checked_sub(1)?);
            let first = stream.mentions_in(before.clone()).next()?;
            let body = stream.found.mentions[first];
            let next = stream.index(body.span.end);
            // Of what it owns or says, not of what it does to another: "Its" may be the other's.
            let subject = stream.is(next, TokenKind::Possessive) || stream.has_any(next, "claimed denied");
            let opens = stream.index(body.span.start) <= before.start + 1;
            // "The Council said *its* members would comply."
            let itself = before.clone().any(|at| stream.has_word(at, "its"))
                && stream.mentions_in(before).count() == 1;
            let fits = (subject || itself) && opens && body.kind == Kind::Organisation;
            let office =
                title.class == TitleClass::Office && !(itself && title.words.of(stream.text) == "president");
            return (fits && !office).then(|| (span, Some(self.entity_of[first])));
        }
        if stream.has_word(last, "its") {
            let from = stream.sentence(last).start;
            let named = stream.mentions_in(from..last).rev();
            // "Australia was represented by its acting High Commissioner"
            let acts = |index: usize| {
                let mention = stream.found.mentions[index];
                mention.kind == Kind::Organisation
                    || mention.kind == Kind::Place && {
                        let at = stream.index(mention.span.start);
                        let verb = || stream.has_any(stream.index(mention.span.end), "is was has will");
                        at == from || stream.has_any(at - 1, "where that") && verb()
                    }
            };
            let mut bodies = named.filter(|&index| acts(index));
            return bodies.next().map(|index| (span, Some(self.entity_of[index])));
        }
        let word = stream.word(last);
        if among(word, DIVISIONS) && stream.is(last + 1, TokenKind::Possessive) {
            return self.division(last).map(|index| (span, Some(self.entity_of[index])));
        }
        let noun = stream.class(last).has(Class::ORGANISATION) || word == "opposition";
        if !noun || !is_lower(word) {
            return None;
        }
        let named = self.antecedent(span).map(|id| (span, Some(id)));
        // "the *commission*'s chairwoman", whichever it is
        let public = stream.class(last).has(Class::GOV) || word == "opposition";
        let owns = (stream.is(last + 1, TokenKind::Possessive) || title.class == TitleClass::Rank) && public;
        named.or(if owns { Some((span, None)) } else { None })
    }

    /// "Jane Roe has been appointed Ambassador ...", and then "She will take up her appointment in May": not yet in office.
    async fn takes_up(&self, entities: &mut [Entity]) {
        let stream = self.stream;
        for at in 1..stream.tokens.len() {
            rest_at(at).await;
            if !stream.has_word(at, "up") || !stream.has_word(at - 1, "take") {
                continue;
            }
            let sentence = stream.sentence(at);
            let coming = (sentence.start..at).any(|at| stream.has_any(at, "will expected to"));
            let office = stream.has_any(at + 2, "appointment post position role office duties");
            let mut people = stream.mentions_in(sentence.start..at).filter(|&index| stream.is_person(index));
            // "will be succeeded by Roe, *who* will take up"
            let who = (at.saturating_sub(4)..at).any(|at| stream.has_word(at, "who"));
            let named = if who { people.next_back() } else { people.next() };
            let Some(mention) = named.or_else(|| subject_before(stream, at)) else { continue };
            for role in &mut entities[self.entity_of[mention].0].roles {
                let from = stream.index(role.sentence.start)..stream.index(role.sentence.end);
                let appointed = || from.into_iter().any(|at| stream.has_word(at, "appointed"));
                if coming && office && role.status == Status::Current && appointed() {
                    role.status = Status::Elect;
                }
            }
        }
    }

    /// "*Town* mayor Roe", "*County* engineer Roe": of the town that was named last.
    fn of_division(&self, title: &Title) -> Option<Body> {
        let stream = self.stream;
        let first = stream.index(title.words.start);
        let division = |&at: &usize| {
            stream.has_any(at, "Town City County District Provincial Regional regional provincial")
        };
        let at = [first, first.wrapping_sub(1)].into_iter().find(division)?;
        self.division(at).map(|index| (stream.found.mentions[index].span, Some(self.entity_of[index])))
    }

    /// "the *province*'s governor": the one that was named last, or else the place.
    fn division(&self, at: usize) -> Option<usize> {
        let stream = self.stream;
        let here = stream.mention_from(stream.tokens[at].span.start);
        let flags = |index: usize| {
            let mention = stream.found.mentions[index];
            let flags = self.model.gazetteer().flags(&fold(mention.span.of(stream.text)));
            (mention.kind == Kind::Place && !flags.has(Flags::COUNTRY)).then_some(flags)
        };
        let before = || (here.saturating_sub(MAX_ANTECEDENTS)..here).rev();
        let region = |&index: &usize| flags(index).is_some_and(|flags| flags.has(Flags::REGION));
        // "*County* engineer Roe": of Grant County sooner than of Texas.
        let noun = fold(stream.word(at));
        let called = |&index: &usize| {
            let name = fold(stream.found.mentions[index].span.of(stream.text));
            flags(index).is_some() && name.split(' ').any(|part| part == noun)
        };
        let town = among(noun.as_str(), "town city");
        let named = before().find(called).or_else(|| before().find(region).filter(|_| !town));
        named.or_else(|| before().find(|&index| flags(index).is_some()))
    }

    /// "Roe succeeds *Poe*", "in succession to *Poe*", "takes over from *Poe*": somebody without a role had that office.
    fn predecessors(&self, entities: &mut [Entity]) {
        let stream = self.stream;
        for (index, mention) in stream.found.mentions.iter().enumerate() {
            let person = self.entity_of[index];
            // Of one with an office of their own it is not said.
            let office = |role: &Role| {
                !word(&fold(role.title.rsplit(' ').next().unwrap_or_default())).class.has(Class::RANK)
            };
            if mention.kind != Kind::Person {
                continue;
            }
            let name = stream.index(mention.span.start);
            let style = |at: usize| {
                stream.is_honorific(at) || stream.class(at).has(Class::RANK.with(Class::MODIFIER))
            };
            let Some(before) = (name.saturating_sub(3)..name).rev().find(|&at| !style(at)) else {
                continue;
            };
            let words = [stream.word(before.wrapping_sub(1)), stream.word(before)];
            let verb = ["succeed", "replac", "reliev"].iter().any(|stem| words[1].starts_with(stem));
            // "took over as commander of the Corps from"
            let over = |at: usize| stream.has_word(at, "over") && stream.has_any(at + 1, "as command from");
            let took = || {
                let since = stream.sentence(before).start.max(before.saturating_sub(MAX_NAMELESS));
                words[1] == "from" && (since..before).any(over)
            };
            if !verb
                && !matches!(
                    words,
                    ["succession", "to"] | ["predecessor", ","] | ["his" | "her", "predecessor"]
                )
                && !took()
            {
                continue;
            }
            // "Roe met Poe, who blamed her predecessor": whose, is not said.
            let theirs = matches!(words, ["his" | "her", "predecessor"]);
            let mut others = stream.mentions_in(stream.sentence(before).start..before);
            if theirs && others.by_ref().filter(|&index| stream.is_person(index)).count() > 1 {
                continue;
            }
            if entities[person.0].roles.iter().any(office) {
                // "Roe succeeds Poe, who has been Ambassador since June"
                let next = stream.index(mention.span.end);
                let been = stream.has_word(next + 1, "who") && stream.has_any(next + 2, "has had was");
                let late = verb && been && !stream.has_any(before.wrapping_sub(1), "will would to");
                let held = |role: &&mut Role| {
                    late && role.evidence.start == mention.span.start && role.status == Status::Current
                };
                entities[person.0]
                    .roles
                    .iter_mut()
                    .filter(held)
                    .for_each(|role| role.status = Status::Former);
                continue;
            }
            let mut sentence = stream.sentence(before);
            let mut successor = None;
            for _ in 0..3 {
                let mut people = stream.mentions_in(sentence.start..sentence.end.min(before));
                successor = people.find(|&index| stream.is_person(index)).map(|index| self.entity_of[index]);
                if successor.is_some() || sentence.start == 0 {
                    break;
                }
                sentence = stream.sentence(sentence.start - 1);
            }
            let Some(successor) = successor.filter(|&successor| successor != person) else { continue };
            let roles = &entities[successor.0].roles;
            let said = roles.iter().filter(|role| role.evidence.start < mention.span.start);
            let Some(role) = said.max_by_key(|role| role.evidence.start).cloned() else { continue };
            let evidence = stream.tokens[before].span.cover(mention.span);
            let sentence = stream.around(evidence);
            let ground = entities[successor.0].ground;
            // "in succession to Roe, who will be transferring"
            let next = stream.index(mention.span.end);
            let stays = (next..next + 5)
                .any(|at| stream.has_word(at, "who") && stream.has_word(at + 1, "will"))
                || verb && stream.has_any(before.wrapping_sub(1), "will would to");
            // "will succeed Roe of Peru, who completed her term"
            let left = (next..next + MAX_OBJECT + 2).any(|at| {
                stream.has_word(at, "who") && stream.has_any(at + 1, "completed left ended resigned")
            });
            let status = if stays && !left { Status::Current } else { Status::Former };
            // "announced the appointment of Roe as envoy. Roe *will succeed* Poe": not yet in office.
            let said = stream.index(role.sentence.start)..stream.index(role.sentence.end);
            let announced = said.into_iter().any(|at| stream.has_word(at, "appointment"));
            if announced && verb && stream.has_word(before.wrapping_sub(1), "will") {
                let theirs = entities[successor.0].roles.iter_mut();
                let coming = theirs.filter(|other| {
                    other.sentence == role.sentence
                        && other.status == Status::Current
                        && !word(&fold(other.title.rsplit(' ').next().unwrap_or_default()))
                            .class
                            .has(Class::RANK)
                });
                coming.for_each(|other| other.status = Status::Elect);
            }
            let entity = &mut entities[person.0];
            entity.ground = entity.ground.or(ground);
            entity.roles.push(Role { status, evidence, sentence, ..role });
        }
    }

    /// The title's words, with the "party" of "party chairman" where the article names no party.
    fn with_noun(&self, title: &Title) -> Span {
        let stream = self.stream;
        let last = stream.index(title.span.start).wrapping_sub(1);
        // "*Town* mayor Roe", "an *opposition* member of parliament"
        let first = stream.index(title.words.start);
        let plain = stream.has_any(first, "Town Opposition opposition");
        let head =
            stream.has_any(first + 1, "mayor Mayor member lawmaker MP senator Senator politician councillor");
        if plain && head && title.words.end > stream.tokens[first].span.end {
            return Span::new(stream.tokens[first + 1].span.start, title.words.end);
        }
        // "*County* engineer Roe"
        if title.organisation.is_none() && stream.has_any(last, "County District Provincial") {
            return title.words.cover(stream.tokens[last].span);
        }
        let beside = stream.tokens.get(last).is_some_and(|last| stream.same_sentence(last.span, title.span));
        let noun = title.organisation.is_none()
            && beside
            && !title.capitalised
            && title.class != TitleClass::Rank
            && is_lower(stream.word(last))
            && stream.class(last).has(Class::ORGANISATION)
            && self.antecedent(stream.tokens[last].span).is_none();
        if noun { title.words.cover(stream.tokens[last].span) } else { title.words }
    }

    /// The organisation named before (or first after) whose name has the head noun of `span`: "the project".
    fn antecedent(&self, span: Span) -> Option<EntityId> {
        let words = fold(span.of(self.stream.text));
        let noun = words.rsplit(' ').next().unwrap_or_default();
        let named = |index: usize| {
            let mention = self.stream.found.mentions[index];
            (mention.kind == Kind::Organisation).then(|| fold(mention.span.of(self.stream.text)))
        };
        // "the task force" is the Combined Joint Task Force sooner than the Air Force.
        let whole = |&index: &usize| named(index).is_some_and(|name| name.ends_with(&words));
        let has_noun = |&index: &usize| {
            named(index).is_some_and(|name| name.split([' ', '\n']).any(|part| part == noun))
        };
        let here = self.stream.mention_from(span.start);
        let before = || (here.saturating_sub(MAX_ANTECEDENTS)..here).rev();
        // "the organisation": the one that was named last.
        let any = among(noun, "organisation organization body agency group company");
        let last = |&index: &usize| any && self.stream.found.mentions[index].kind == Kind::Organisation;
        let found = before().find(whole).or_else(|| before().find(has_noun));
        let found = found.or_else(|| before().find(last));
        found.map(|index| self.entity_of[index])
    }

    /// The person whose name `span`, which a title belongs to, is.
    fn person_at(&self, span: Span) -> Option<EntityId> {
        let mentions = &self.stream.found.mentions;
        let index = mentions.partition_point(|mention| mention.span.end <= span.start);
        let named = self.stream.is_person(index) && mentions[index].span.overlaps(span);
        named.then(|| self.entity_of[index])
    }

    /// Whether two stretches touch, but for a few words between.
    fn adjoins(&self, a: Span, b: Span) -> bool {
        let gap = if a.end <= b.start { self.stream.between(a, b) } else { self.stream.between(b, a) };
        gap.len() <= 2
    }

    /// A nationality stands for its country; everything else as it is written.
    fn shown(&self, form: &str) -> String {
        let folded = fold(form);
        match self.model.country(&folded) {
            Some(country) if self.model.is_demonym(&folded) => country.to_owned(),
            _ => clean(form),
        }
    }

    fn entity_at(&self, span: Span) -> Option<EntityId> {
        let index = self.stream.mention_from(span.start);
        let mention =
            self.stream.found.mentions.get(index).filter(|mention| mention.span.start == span.start)?;
        matches!(mention.kind, Kind::Organisation | Kind::Place).then(|| self.entity_of[index])
    }
}

/// Whether a title is of who leads a state.
fn leads_state(words: &str) -> bool {
    let words = fold(words);
    among(words.rsplit(' ').next().unwrap_or_default(), "president minister premier chancellor king queen")
}

/// What a role belongs to.
fn body_of(role: &Role) -> Option<(String, Option<EntityId>)> {
    role.organisation.clone().map(|name| (name, role.organisation_id))
}

/// Whether the head of a role's title is a public office.
fn is_office(role: &Role) -> bool {
    let words = fold(&role.title);
    let head = words.split(" of ").next().unwrap_or_default().split(" for ").next().unwrap_or_default();
    word(head.rsplit(' ').next().unwrap_or_default()).class.has(Class::OFFICE)
}

fn is_lower(form: &str) -> bool {
    form.starts_with(char::is_lowercase)
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

/// "Ministers" as "Minister".
fn singular(title: &str) -> String {
    let (head, rest) = title.split_once(" of ").or_else(|| title.split_once(" for ")).unwrap_or((title, ""));
    let joint = &title[head.len()..title.len() - rest.len()];
    let one = head.strip_suffix("ies").map(|stem| [stem, "y"].concat());
    [one.as_deref().unwrap_or_else(|| head.trim_end_matches('s')), joint, rest].concat()
}

/// One role a title: what another mention adds is taken in, what it repeats is not. Returns its index.
fn add(roles: &mut Vec<Role>, role: Role) -> usize {
    // "Foreign Office Minister" beside "Minister for the Middle East" is an office of its own.
    let same_place = |old: &Role| {
        let same = old.organisation == role.organisation;
        same || role.organisation.is_none()
            || old.organisation.is_none()
                && (fold(&old.title) == fold(&role.title) || fuller(&old.title, &role.title))
    };
    let same = |old: &Role| same_title(&old.title, &role.title) || fuller(&old.title, &role.title);
    let Some(index) = roles.iter().position(|old| same(old) && same_place(old)) else {
        roles.push(role);
        return roles.len() - 1;
    };
    let old = &mut roles[index];
    if old.organisation.is_none() && role.organisation.is_some() {
        old.organisation = role.organisation;
        old.organisation_id = role.organisation_id;
    }
    if old.status == Status::Current {
        old.status = role.status;
    }
    if fuller(&old.title, &role.title) {
        (old.title, old.evidence, old.sentence) = (role.title, role.evidence, role.sentence);
    }
    index
}

/// Whether the new title is the old one with what it is of: "Secretary of State" after "Secretary".
fn fuller(old: &str, new: &str) -> bool {
    let (old, new) = (fold(old), fold(new));
    // "National Security Advisor" after "Security Advisor"
    let tail = new.strip_suffix(&old).is_some_and(|rest| rest.ends_with(' ')) && old.contains(' ');
    let last = old.rsplit(' ').next().unwrap_or_default();
    let field = among(last, "commissioner envoy coordinator representative ambassador");
    tail || new.strip_prefix(&old).is_some_and(|rest| {
        rest.starts_with(" of ") || field && (rest.starts_with(" for ") || rest.starts_with(" to "))
    })
}

/// Whether a title is another's again, perhaps shortened to its end or beginning: "General" after "Lieutenant General" and
/// "Secretary" after "Secretary of State"; "Lt. Gen." after "Lieutenant General", "Premier" after "Prime Minister".
fn same_title(old: &str, new: &str) -> bool {
    let (old, new) = (fold(old), fold(new));
    let rest = old.strip_prefix(&new).filter(|rest| rest.starts_with(' '));
    let tail = old.strip_suffix(&new).is_some_and(|rest| {
        // A deputy speaker is no speaker.
        rest.ends_with([' ', '-']) && !["deputy ", "vice ", "vice-"].iter().any(|grade| rest.ends_with(grade))
    });
    let class = word(new.rsplit(' ').next().unwrap_or_default()).class;
    // "Special Envoy" after "Special Presidential Envoy"
    let head = old.split(" for ").next().unwrap_or_default();
    let mut words = head.split(' ');
    let within = new.contains(' ')
        && head.rsplit(' ').next() == new.rsplit(' ').next()
        && new.split(' ').all(|word| words.any(|other| other == word));
    let premier = |title: &str| matches!(title, "premier" | "prime minister");
    let short = class.has(Class::RANK) || new.contains('.');
    // "Sergeant" after "Tech. Sgt."
    let grade = short && old.ends_with('.') && !new.contains(' ');
    let grade = grade && old.rsplit(' ').next().is_some_and(|last| last != old && abbreviates(last, &new));
    old == new
        || grade
        || within
        || short && (abbreviates(&old, &new) || abbreviates(&new, &old))
        || premier(&old) && premier(&new)
        || rest.is_some_and(|rest| rest.starts_with(" for "))
        || (rest.is_some() || tail) && class.has(Class::TITLE)
}

/// Whether a title is made of the letters of the longer one, in order: "Lt. Gen." of "Lieutenant General".
pub(super) fn abbreviates(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    short.chars().next() == long.chars().next()
        && short.chars().filter(|c| c.is_alphabetic()).all(|c| letters.any(|other| other == c))
}

/// Organisations and places know the people with a role in them.
fn link_people(entities: &mut [Entity]) {
    let links: Vec<(EntityId, EntityId)> = entities
        .iter()
        .flat_map(|person| person.roles.iter().filter_map(|role| Some((role.organisation_id?, person.id))))
        .collect();
    for (organisation, person) in links {
        let people = &mut entities[organisation.0].people;
        // A person's links stand together.
        if people.last() != Some(&person) && (people.len() > MAX_ANTECEDENTS || !people.contains(&person)) {
            people.push(person);
        }
    }
}
