//! Entities: who and what the mentions refer to, with roles, quotations and days, each with its evidence.
//! Does not know how it is shown.

use crate::article::Article;
use crate::recognise::{Kind, Mention, MentionId, Recognition};
use crate::text::{Days, Span};

/// Index of an entity in [`Dossier::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub usize);

/// Everything the reader knows about an article's entities.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Dossier {
    /// All mentions, sorted by position; a [`MentionId`] is an index into it.
    pub mentions: Vec<Mention>,
    /// The entity of each mention, in step with `mentions`.
    pub entity_of: Vec<EntityId>,
    /// The entities in order of first mention.
    pub entities: Vec<Entity>,
    /// Direct quotations with a known speaker, in order of position.
    pub quotations: Vec<Quotation>,
}

/// One person, organisation, place or date.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// A person's roles, in order of evidence.
    pub roles: Vec<Role>,
    /// An organisation's or a place's people: those with a role in it, in order of first mention.
    pub people: Vec<EntityId>,
    /// A date's days, where the publication date allows to say.
    pub days: Option<Days>,
}

/// One role of a person, as the article states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The title in the text's words, without "acting", "former" and the like.
    pub title: String,
    /// The body, country or place it belongs to, in the text's words.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Holds it.
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

/// A stretch of direct speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Who speaks: a person or an organisation.
    pub speaker: EntityId,
    /// From the opening to the closing mark, both included.
    pub span: Span,
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

/// Finds out who is who: groups `found` into entities and gives them what the article says of them.
pub fn resolve(_article: &Article, found: Recognition) -> Dossier {
    Dossier { mentions: found.mentions, ..Dossier::default() }
}
