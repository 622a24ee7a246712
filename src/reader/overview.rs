//! The article for people who would rather look than read: who is who, who met whom, and when.

use super::meetings::{Meetings, meetings};
use super::timeline::{Moment, timeline};
use super::who::{Group, groups};
use super::words::Words;
use crate::article::Article;
use crate::dossier::Dossier;

/// All of it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Overview {
    /// Who is who.
    pub groups: Vec<Group>,
    /// Who met whom, where the article tells of a meeting.
    pub meetings: Option<Meetings>,
    /// Its days.
    pub timeline: Vec<Moment>,
    /// How many mentions it is of: with others it is another overview.
    pub mentions: usize,
}

/// A part of the overview: a panel beside the article, or a sheet where there is no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Who is who.
    Cast,
    /// Who met whom.
    Meetings,
    /// The days in order.
    Timeline,
}

impl View {
    /// All of them, in their order.
    pub const ALL: [Self; 3] = [Self::Cast, Self::Meetings, Self::Timeline];

    /// Its name in attributes, and the key of its title among the words.
    pub const fn key(self) -> &'static str {
        ["cast", "meetings", "timeline"][self as usize]
    }
}

impl Overview {
    /// The overview of an article.
    pub fn new(article: &Article, dossier: &Dossier, words: &Words) -> Self {
        Self {
            groups: groups(article, dossier, words),
            meetings: meetings(article, dossier, words),
            timeline: timeline(article, dossier, words),
            mentions: dossier.mentions.len(),
        }
    }

    /// The parts that have something to show.
    pub fn views(&self) -> impl Iterator<Item = View> {
        let some = [!self.groups.is_empty(), self.meetings.is_some(), !self.timeline.is_empty()];
        View::ALL.into_iter().filter(move |view| some[*view as usize])
    }
}
