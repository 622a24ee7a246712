//! The list of who is who: rows and where in the article each is mentioned.

use super::card::about;
use super::words::Words;
use crate::article::Article;
use crate::dossier::{Dossier, Entity, EntityId};
use crate::recognise::Kind;

/// The width of a strip, in units of [`Tick`]: the article from beginning to end.
pub const STRIP_UNITS: usize = 1000;
/// The least width of a tick, in the same units: two pixels of a strip of 250.
pub const TICK_UNITS: usize = 8;

/// A part of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Who is in it.
    pub kind: GroupKind,
    /// Its rows, in order of first mention; never empty.
    pub rows: Vec<Row>,
}

/// The parts of the list, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKind {
    /// Who holds or held a public office, by this article.
    Officials,
    /// Other people.
    People,
    /// Organisations.
    Organisations,
    /// Places.
    Places,
    /// Dates that are not resolved: the others are on the timeline.
    Dates,
}

/// One entity of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub id: EntityId,
    /// Its name.
    pub name: String,
    /// What it is, in one line.
    pub about: String,
    /// How often it is mentioned.
    pub count: usize,
    /// Where it is mentioned.
    pub strip: Vec<Tick>,
}

/// A mention on a strip, in thousandths of the article's length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Where it begins.
    pub start: usize,
    /// How wide it is.
    pub width: usize,
}

impl GroupKind {
    const ALL: [Self; 5] = [Self::Officials, Self::People, Self::Organisations, Self::Places, Self::Dates];

    /// The key of its heading among the words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Officials => "officials",
            Self::People => "others",
            Self::Organisations => "organisations",
            Self::Places => "places",
            Self::Dates => "other-dates",
        }
    }

    fn of(entity: &Entity) -> Self {
        match entity.kind {
            Kind::Person if entity.official => Self::Officials,
            Kind::Person => Self::People,
            Kind::Organisation => Self::Organisations,
            Kind::Place => Self::Places,
            Kind::Date => Self::Dates,
        }
    }
}

/// The list of who is who: officials first, each group in order of mention, without empty groups.
pub fn groups(article: &Article, dossier: &Dossier, words: &Words) -> Vec<Group> {
    let rows = |kind: GroupKind| {
        let members = dossier.entities.iter().filter(move |entity| {
            // What is on the timeline has its entry there.
            entity.days.is_none() && GroupKind::of(entity) == kind
        });
        members.map(|entity| row(article, dossier, entity, words)).collect::<Vec<_>>()
    };
    let groups = GroupKind::ALL.into_iter().map(|kind| Group { kind, rows: rows(kind) });
    groups.filter(|group| !group.rows.is_empty()).collect()
}

fn row(article: &Article, dossier: &Dossier, entity: &Entity, words: &Words) -> Row {
    let length = article.text.len().max(1);
    let tick = |id: &crate::recognise::MentionId| {
        let span = dossier.mentions.get(id.0)?.span;
        let start = (span.start * STRIP_UNITS / length).min(STRIP_UNITS - TICK_UNITS);
        Some(Tick { start, width: (span.len() * STRIP_UNITS / length).max(TICK_UNITS) })
    };
    Row {
        id: entity.id,
        name: entity.name.clone(),
        about: about(entity, words),
        count: entity.mentions.len(),
        strip: entity.mentions.iter().filter_map(tick).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::card::sample;

    #[test]
    fn officials_come_first_then_the_others_by_mention() {
        let (article, mut dossier) = sample::talks();
        dossier.entities[0].official = false;
        let open =
            Entity { id: EntityId(4), kind: Kind::Date, name: "spring".to_owned(), ..Entity::default() };
        dossier.entities.push(open);
        let list: Vec<String> = groups(&article, &dossier, &Words::default())
            .into_iter()
            .flat_map(|group| {
                let title = group.kind.key();
                group.rows.into_iter().map(move |row| [title, ": ", &row.name, ": ", &row.about].concat())
            })
            .collect();
        assert_eq!(
            list,
            [
                "officials: Kofi Brandt: Acting Warden, Harbour Board",
                "others: Ana Pereira: Minister of Tides",
                "places: Port Ellis: Place, mentioned once",
                "other-dates: spring: Date, mentioned 0 times",
            ]
        );
        assert_eq!(groups(&article, &Dossier::default(), &Words::default()), []);
    }

    #[test]
    fn strips_stay_inside_the_article() {
        let (article, dossier) = sample::talks();
        for group in groups(&article, &dossier, &Words::default()) {
            for row in group.rows {
                assert_eq!(row.strip.len(), row.count);
                for tick in row.strip {
                    assert!(tick.width >= TICK_UNITS && tick.start + TICK_UNITS <= STRIP_UNITS, "{tick:?}");
                }
            }
        }
    }
}
