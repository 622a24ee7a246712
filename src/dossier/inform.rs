//! What packs know of the article's entities, as of its date; and who held the offices that it names without a name.

use std::task::Poll;

use crate::article::Article;
use crate::recognise::{Kind, Mention, MentionId, Title, TitleClass, TitleStatus};
use crate::text::{Date, Span, order};

use super::knowledge::{
    Entry, EntryKind, Evidence, Knowledge, Known, Tense, bears, decide, name_words, office_holders, on_day,
};
use super::{Dossier, Entity, EntityId, Resolver, Role, Status, finish};

/// An office that the text names without its holder: "the Pakistani foreign minister".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unnamed {
    /// Everything, with the country.
    pub span: Span,
    /// The title's own words.
    pub words: Span,
}

impl Unnamed {
    /// Of a title that nobody in the text bears.
    pub(super) fn of(title: &Title) -> Option<Self> {
        let office = matches!(title.class, TitleClass::Office | TitleClass::Either);
        let now = matches!(title.status, TitleStatus::Current | TitleStatus::Acting);
        (office && now && !title.plural).then_some(Self { span: title.span, words: title.words })
    }
}

/// Gives the dossier what is known of its entities. Holders of offices without a name become entities of their own, after
/// the others, or mentions of the one who is known to be the holder. The ids of entities stay.
pub fn inform(dossier: &mut Dossier, article: &Article, knowledge: &dyn Knowledge) {
    *dossier = finish(Resolver::informing(std::mem::take(dossier), article, knowledge));
}

/// [`inform`] step by step.
pub(super) struct Informer<'a> {
    dossier: Dossier,
    article: &'a Article,
    knowledge: &'a dyn Knowledge,
    evidence: Evidence,
    unnamed: Vec<Unnamed>,
    /// The offices without a name whose holders are known: where, who, and as what.
    named: Vec<(Span, Entry, Role)>,
    steps: usize,
}

impl<'a> Informer<'a> {
    pub(super) fn new(mut dossier: Dossier, article: &'a Article, knowledge: &'a dyn Knowledge) -> Self {
        dossier.known.clear();
        let mut unnamed = std::mem::take(&mut dossier.unnamed);
        unnamed.reverse();
        let evidence = Evidence { on: article.meta.published, ..Evidence::default() };
        Self { dossier, article, knowledge, evidence, unnamed, named: Vec::new(), steps: 0 }
    }

    /// Looks up one name; the dossier when there is none left.
    pub(super) fn step(&mut self) -> Poll<Dossier> {
        let (at, entities) = (self.steps, &self.dossier.entities);
        self.steps += 1;
        if let Some(entity) = entities.get(at) {
            if entity.kind == Kind::Place {
                self.evidence.places.extend(country(self.knowledge, &entity.name));
            }
        } else if let Some(entity) = entities.get(at - entities.len()) {
            self.dossier.known.push(known(entity, self.knowledge, &mut self.evidence));
        } else if let Some(unnamed) = self.unnamed.pop() {
            self.hold(unnamed);
        } else {
            return Poll::Ready(self.finish());
        }
        Poll::Pending
    }

    /// Looks up who held an office that is named without a name.
    fn hold(&mut self, unnamed: Unnamed) {
        let (text, on) = (&self.article.text, self.evidence.on);
        let holders = on_day(office_holders(self.knowledge, unnamed.span.of(text), "", on), on);
        // Without a day, or with two holders, nobody is meant for sure.
        if let ([(holder, term)], Some(_)) = (&holders[..], on) {
            let mut holder = holder.clone();
            holder.terms = vec![term.clone()];
            let role = Role {
                title: unnamed.words.of(text).to_owned(),
                organisation: Some(term.of.clone()).filter(|of| !of.is_empty()),
                evidence: unnamed.span,
                sentence: unnamed.span,
                ..Role::default()
            };
            self.named.extend(free(&self.dossier, unnamed).map(|span| (span, holder, role)));
        }
    }

    fn finish(&mut self) -> Dossier {
        let mut dossier = std::mem::take(&mut self.dossier);
        for (span, holder, role) in self.named.drain(..) {
            let same = |known: &Known| matches!(known, Known::One(one) if one.name == holder.name && one.wikidata == holder.wikidata);
            let entity = dossier.known.iter().position(same).unwrap_or_else(|| {
                let id = EntityId(dossier.entities.len());
                let (name, kind) = (holder.name.clone(), Kind::Person);
                let roles = vec![role];
                let entity =
                    Entity { id, kind, name, roles, official: true, from_pack: true, ..Entity::default() };
                dossier.entities.push(entity);
                dossier.known.push(Known::One(Box::new(holder)));
                id.0
            });
            dossier.mentions.push(Mention { span, kind: Kind::Person });
            dossier.entity_of.push(EntityId(entity));
        }
        sort(&mut dossier);
        dossier
    }
}

/// What is known of one entity.
fn known(entity: &Entity, knowledge: &dyn Knowledge, evidence: &mut Evidence) -> Known {
    let thing = |name: &str| knowledge.thing(name).map_or(Known::Nobody, |thing| Known::One(Box::new(thing)));
    match entity.kind {
        Kind::Date => Known::Nobody,
        Kind::Organisation | Kind::Place => thing(&entity.name),
        Kind::Person => {
            let of = |organisation: &String| country(knowledge, organisation).unwrap_or_default();
            let roles = entity.roles.iter();
            evidence.roles = roles
                .map(|role| (role.title.clone(), role.organisation.as_ref().map(of).unwrap_or_default()))
                .collect();
            if name_words(&entity.name).len() > 1 {
                return decide(knowledge.named(&entity.name), evidence);
            }
            by_office(entity, knowledge, evidence.on, &evidence.roles)
        }
    }
}

/// Whoever is called by one name only: known when just one of that name held an office that the text gives them.
fn by_office(
    entity: &Entity,
    knowledge: &dyn Knowledge,
    on: Option<Date>,
    roles: &[(String, String)],
) -> Known {
    for (role, (title, of)) in entity.roles.iter().zip(roles).filter(|(_, (_, of))| !of.is_empty()) {
        let mut holders = office_holders(knowledge, title, of, on.filter(|_| role.status != Status::Former));
        holders.retain(|(entry, term)| {
            let held = match role.status {
                Status::Former => term.tense(on) == Tense::Held,
                Status::Current | Status::Acting => term.tense(on) == Tense::Holds,
                _ => false,
            };
            held && bears(entry, &entity.name)
        });
        holders.dedup_by(|a, b| a.0.name == b.0.name && a.0.wikidata == b.0.wikidata);
        if let ([(entry, _)], Some(_)) = (&holders[..], on) {
            return Known::One(Box::new(entry.clone()));
        }
    }
    Known::Nobody
}

/// The country that an organisation's or a place's name is, begins or ends with, as packs name it.
fn country(knowledge: &dyn Knowledge, name: &str) -> Option<String> {
    let words: Vec<&str> = name.trim_start_matches("the ").split(' ').collect();
    let ends = (1..=words.len().min(4)).rev();
    let parts = ends.flat_map(|length| [&words[..length], &words[words.len() - length..]]);
    let places = parts.filter_map(|part| knowledge.thing(&part.join(" ")));
    places.into_iter().find(|thing| thing.kind == EntryKind::Place).map(|place| place.name)
}

/// Where an office without a name can be marked: whole, or its own words where its country is a mention already.
fn free(dossier: &Dossier, unnamed: Unnamed) -> Option<Span> {
    let free = |span: &Span| !dossier.mentions.iter().any(|mention| mention.span.overlaps(*span));
    [unnamed.span, unnamed.words].into_iter().find(free)
}

/// Puts the mentions in order again, and everything that speaks of them by number.
fn sort(dossier: &mut Dossier) {
    let mentions = std::mem::take(&mut dossier.mentions);
    let entity_of = std::mem::take(&mut dossier.entity_of);
    for entity in &mut dossier.entities {
        entity.mentions.clear();
    }
    let mut places = vec![MentionId(0); mentions.len()];
    let order = order(mentions.len(), &|a, b| mentions[a].span.start < mentions[b].span.start);
    for (index, at) in order.into_iter().enumerate() {
        dossier.mentions.push(mentions[at]);
        dossier.entity_of.push(entity_of[at]);
        dossier.entities[entity_of[at].0].mentions.push(MentionId(index));
        places[at] = MentionId(index);
    }
    let dates = dossier.meetings.iter_mut().filter_map(|meeting| meeting.date.as_mut());
    for mention in dossier.governments.iter_mut().chain(dates) {
        *mention = places[mention.0];
    }
}
