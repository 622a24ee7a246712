//! Entities: who and what the mentions refer to, with roles, quotations and days, each with its evidence.
//! Does not know how it is shown.

mod context;
mod days;
mod governments;
mod inform;
pub mod knowledge;
mod links;
mod lists;
mod meetings;
mod official;
mod organisations;
mod pace;
mod people;
mod quotations;
mod roles;
mod stream;

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use crate::article::Article;
use crate::recognise::{Kind, Mention, MentionId, Model, Recognition};
use crate::text::{Days, Numbers, Span, fold};

use inform::Informer;
pub use inform::{Unnamed, inform};
use knowledge::{Knowledge, Known};
pub use official::Ground;
use pace::{rest, rest_at};
use stream::Stream;

/// Index of an entity in [`Dossier::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct EntityId(pub usize);

/// Everything the reader knows about an article's entities.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Dossier {
    /// All mentions, sorted by position; a [`MentionId`] is an index into it.
    pub mentions: Vec<Mention>,
    /// The entity of each mention, in step with `mentions`.
    pub entity_of: Vec<EntityId>,
    /// The entities in order of first mention; after those, whom packs name for an office ([`inform`]).
    pub entities: Vec<Entity>,
    /// Direct quotations with a known speaker, in order of position.
    pub quotations: Vec<Quotation>,
    /// Reported speech with a known speaker, in order of position.
    pub reported: Vec<Quotation>,
    /// Who met whom, in order of position.
    pub meetings: Vec<Meeting>,
    /// The mentions of capitals that stand for their governments, in order.
    pub governments: Vec<MentionId>,
    /// Offices that the text names without a holder, until [`inform`] finds them.
    pub unnamed: Vec<Unnamed>,
    /// What packs know of each entity, in step with `entities`; empty before [`inform`].
    pub known: Vec<Known>,
}

/// One person, organisation, place or date.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Entity {
    /// Its index.
    pub id: EntityId,
    /// What it is.
    pub kind: Kind,
    /// The fullest form of its name in the text.
    pub name: String,
    /// Its mentions in order; never empty.
    pub mentions: Vec<MentionId>,
    /// A person who holds, held, is nominated for or is acting in a public office, by this text.
    pub official: bool,
    /// Why, for an official: the kind of office.
    pub ground: Option<Ground>,
    /// A person's roles, in order of evidence.
    pub roles: Vec<Role>,
    /// An organisation's or a place's people: those with a role in it, in order of first mention.
    pub people: Vec<EntityId>,
    /// A date's days, where the publication date allows to say.
    pub days: Option<Days>,
    /// Whether the name is not in the text, but a pack's, for an office in the text.
    pub from_pack: bool,
}

/// One role of a person, as the article states it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Role {
    /// The title in the text's words, without "acting", "former" and the like.
    pub title: String,
    /// The body, country or place it belongs to, in the text's words; the country for a nationality.
    pub organisation: Option<String>,
    /// The entity of `organisation`, where one is marked in the text.
    pub organisation_id: Option<EntityId>,
    /// How the person stands to the office.
    pub status: Status,
    /// The shortest stretch of text that states it.
    pub evidence: Span,
    /// The sentence around `evidence`.
    pub sentence: Span,
}

/// How a person stands to an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Status {
    /// Holds it.
    #[default]
    Current,
    /// Acts in it.
    Acting,
    /// Held it.
    Former,
    /// Is elected or designated to it.
    Elect,
    /// Is nominated for it.
    Nominee,
    /// Something else that the text says.
    Other,
}

/// A stretch of speech, direct or reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Who speaks: a person or an organisation.
    pub speaker: EntityId,
    /// Of direct speech from the opening to the closing mark, both included; of reported speech the clause.
    pub span: Span,
}

/// People who met, meet or will meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Who: two at least.
    pub people: Vec<EntityId>,
    /// The place, where the sentence names one.
    pub place: Option<EntityId>,
    /// The mention of a date that says when, where the sentence has one that is resolved.
    pub date: Option<MentionId>,
    /// The sentence that says so.
    pub sentence: Span,
}

impl Dossier {
    /// The entity with this id; the id must come from this dossier.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.0)
    }

    /// The people in order of first mention.
    pub fn people(&self) -> impl Iterator<Item = &Entity> {
        self.entities.iter().filter(|entity| entity.kind == Kind::Person)
    }
}

/// Finds out who is who: groups what was `found` into entities and gives them what the article says of them. Dates and
/// offices are read as of `article.meta.published`. Linear in the length of the article.
pub fn resolve(article: &Article, found: Recognition, model: &Model) -> Dossier {
    finish(Resolver::new(article, found, model))
}

fn finish(mut resolver: Resolver<'_>) -> Dossier {
    loop {
        if let Some(dossier) = resolver.step() {
            return dossier;
        }
    }
}

/// [`resolve`] and [`inform`] in slices: a page calls [`Resolver::step`] until its time is up, and goes on later.
pub struct Resolver<'a>(Pin<Box<dyn Future<Output = Dossier> + 'a>>);

impl<'a> Resolver<'a> {
    /// A resolver of what was `found` in `article`.
    pub fn new(article: &'a Article, found: Recognition, model: &'a Model) -> Self {
        Self(Box::pin(resolve_slowly(article, found, model)))
    }

    /// One that gives `dossier` what is known of its entities.
    pub fn informing(dossier: Dossier, article: &'a Article, knowledge: &'a dyn Knowledge) -> Self {
        let mut informer = Informer::new(dossier, article, knowledge);
        Self(Box::pin(poll_fn(move |_| informer.step())))
    }

    /// Goes on to the next rest; the dossier when there is nothing left to do. It must not be called again then.
    pub fn step(&mut self) -> Option<Dossier> {
        match self.0.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(dossier) => Some(dossier),
            Poll::Pending => None,
        }
    }
}

async fn resolve_slowly(article: &Article, found: Recognition, model: &Model) -> Dossier {
    let text = article.text.as_str();
    let mut groups = Groups::new(found.mentions.len());
    people::group(text, &found, &mut groups).await;
    organisations::group(text, &found, model, &mut groups).await;
    group_places(text, &found, model, &mut groups).await;
    rest().await;
    let stream = Stream::new(text, &found).await;
    rest().await;
    let days = days::resolve(article, &stream).await;
    rest().await;
    group_dates(text, &found, &days, &mut groups).await;
    rest().await;
    let (entity_of, mut entities) = groups.entities(text, &found, &days).await;
    rest().await;
    let unnamed = roles::assign(&stream, model, &entity_of, &mut entities).await;
    let (quotations, reported) = quotations::find(text, &found, &entity_of, &entities).await;
    rest().await;
    let meetings = meetings::find(&stream, &entity_of, &entities, &days).await;
    rest().await;
    let governments = governments::find(&stream, model).await;
    let (mentions, known) = (found.mentions, Vec::new());
    Dossier { mentions, entity_of, entities, quotations, reported, meetings, governments, unnamed, known }
}

/// Which mentions refer to one entity: for each mention the first mention of its group.
struct Groups {
    first: Vec<usize>,
}

impl Groups {
    fn new(mentions: usize) -> Self {
        Self { first: (0..mentions).collect() }
    }

    /// Puts a mention into the group of an earlier or later one that is its group's head.
    fn join(&mut self, mention: usize, head: usize) {
        self.first[mention] = head;
    }

    /// Groups the mentions of a kind by a key.
    async fn by_key(&mut self, found: &Recognition, kind: Kind, key: &dyn Fn(usize, Span) -> String) {
        let (mut numbers, mut heads) = (Numbers::default(), Vec::new());
        let of_kind = found.mentions.iter().enumerate().filter(|(_, mention)| mention.kind == kind);
        for (turn, (index, mention)) in of_kind.enumerate() {
            rest_at(turn).await;
            let head = *numbers.value(&key(index, mention.span), &mut heads, || index);
            self.join(index, head);
        }
    }

    async fn entities(
        self,
        text: &str,
        found: &Recognition,
        days: &[Option<Days>],
    ) -> (Vec<EntityId>, Vec<Entity>) {
        let mut ids: Vec<Option<EntityId>> = vec![None; self.first.len()];
        let mut entities: Vec<Entity> = Vec::new();
        let mut entity_of = Vec::with_capacity(found.mentions.len());
        for (index, mention) in found.mentions.iter().enumerate() {
            rest_at(index).await;
            let id = *ids[self.first[index]].get_or_insert_with(|| {
                let id = EntityId(entities.len());
                entities.push(Entity { id, kind: mention.kind, days: days[index], ..Entity::default() });
                id
            });
            entity_of.push(id);
            let entity = &mut entities[id.0];
            entity.mentions.push(MentionId(index));
            let name = clean(mention.span.of(text));
            if fuller(&name, &entity.name, mention.kind) {
                entity.name = name;
            }
        }
        (entity_of, entities)
    }
}

/// Whether `name` shows an entity better than `old` does: for people and organisations more words, else the first form.
fn fuller(name: &str, old: &str, kind: Kind) -> bool {
    if old.is_empty() {
        return true;
    }
    let words = |name: &str| name.split([' ', '-']).count();
    let shouted = |name: &str| name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    match kind {
        Kind::Person | Kind::Organisation => {
            let louder = shouted(name) && !shouted(old);
            // "Kaczyński" says more than "Kaczynski".
            let marks = |name: &str| name.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
            let rank = |name: &str| (words(name), !shouted(name), marks(name));
            !louder && rank(name) > rank(old)
        }
        Kind::Place => shouted(old) && !shouted(name) && name.len() > 3,
        Kind::Date => false,
    }
}

/// A form as it is shown: every run of white space one space, no zero-width characters.
fn clean(form: &str) -> String {
    let visible =
        form.chars().filter(|c| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}'));
    let mut out = String::with_capacity(form.len());
    for c in visible {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// Places are one when they are forms of one country's name, or folded alike.
async fn group_places(text: &str, found: &Recognition, model: &Model, groups: &mut Groups) {
    let key = |_, span: Span| {
        let form = fold(span.of(text));
        model.country(&form).map_or(form, |country| format!("={country}"))
    };
    groups.by_key(found, Kind::Place, &key).await;
}

/// Dates are one when they are the same days, or unresolved and written alike.
async fn group_dates(text: &str, found: &Recognition, days: &[Option<Days>], groups: &mut Groups) {
    let key =
        |index: usize, span: Span| days[index].map_or_else(|| fold(span.of(text)), |days| days.to_string());
    groups.by_key(found, Kind::Date, &key).await;
}
