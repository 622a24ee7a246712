//! A part of the page: a block of the article or a stretch of the overview. It is drawn only when what it shows differs:
//! at once when somebody did something, else when its turn has come.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;
use yew::virtual_dom::VComp;

use super::block::block_view;
use super::cast::{group_view, row_view};
use super::marks::{Marks, OPEN};
use super::meetings::meeting_view;
use super::overview::view_of;
use super::reader_view::same;
use super::said::text;
use super::timeline::moment_view;
use super::turns::Turns;
use crate::article::{Article, BlockId};
use crate::dossier::EntityId;
use crate::reader::{Marked, Overview, View, Words};
use crate::text::Span;

/// So many blocks of an article are shown at once, more than a screen of them: else it would be seen to grow, and move to
/// the side when its scroll bar comes.
const FIRST: usize = 48;

/// What all parts are drawn from.
pub(super) struct Page {
    /// The article.
    pub(super) article: Rc<Article>,
    /// Its marks, once they are known.
    pub(super) marked: Option<Marked>,
    /// Its overview, once it is made.
    pub(super) overview: Option<Rc<Overview>>,
    /// The words of the interface.
    pub(super) words: Words,
    /// What marks show now.
    pub(super) marks: Rc<Cell<Marks>>,
    /// The parts that wait.
    pub(super) turns: Turns,
}

/// Which part, and what somebody did to it.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum What {
    /// A block of the article, with the passage that was jumped to if it reaches into it.
    Block(BlockId, Option<Span>),
    /// A part of the overview, shown as a sheet or not.
    View(View, bool),
    /// A group of who is who.
    Group(usize),
    /// A row of a group.
    Row(usize, usize),
    /// A day.
    Moment(usize),
    /// A row of the table of meetings.
    Meeting(usize),
}

/// What a part is drawn from.
#[derive(Clone, Properties)]
pub(super) struct PartProps {
    /// The page it is of.
    pub(super) page: Rc<Page>,
    /// What it is.
    pub(super) what: What,
}

impl PartialEq for PartProps {
    fn eq(&self, other: &Self) -> bool {
        self.what == other.what && Rc::ptr_eq(&self.page, &other.page)
    }
}

/// A part.
pub(super) struct Part {
    /// Whether it has had a turn.
    drawn: bool,
}

impl Component for Part {
    type Message = ();
    type Properties = PartProps;

    fn create(ctx: &Context<Self>) -> Self {
        let PartProps { page, what } = ctx.props();
        Self { drawn: matches!(what, What::Block(BlockId(..FIRST), _)) || !page.turns.wait(ctx.link()) }
    }

    fn update(&mut self, _ctx: &Context<Self>, (): ()) -> bool {
        self.drawn = true;
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &PartProps) -> bool {
        let PartProps { page, what } = ctx.props();
        // What has not been drawn waits already.
        self.drawn
            && (*what != old.what || !page.looks_alike(&old.page, *what) && !page.turns.wait(ctx.link()))
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let PartProps { page, what } = ctx.props();
        match *what {
            // A node that keeps its place.
            _ if !self.drawn => text(""),
            What::Block(block, jump) => block_view(page, block, jump),
            what => page.overview.as_ref().and_then(|own| stretch(page, own, what)).unwrap_or_default(),
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        if self.drawn {
            ctx.props().page.turns.pass();
        }
    }
}

/// A part of `page`, by a key among its siblings.
pub(super) fn part(page: &Rc<Page>, key: usize, what: What) -> Html {
    let props = PartProps { page: Rc::clone(page), what };
    VComp::new::<Part>(Rc::new(props), Some(key.into())).into()
}

/// As many parts as there are rows in a list, `what` they are.
pub(super) fn parts(page: &Rc<Page>, rows: usize, what: &dyn Fn(usize) -> What) -> Vec<Html> {
    (0..rows).map(|row| part(page, row, what(row))).collect()
}

fn stretch(page: &Rc<Page>, own: &Overview, what: What) -> Option<Html> {
    Some(match what {
        What::Block(..) => return None,
        What::View(view, sheet) => view_of(page, own, view, sheet),
        What::Group(at) => group_view(page, at, own.groups.get(at)?),
        What::Row(group, row) => row_view(page, own.groups.get(group)?.rows.get(row)?),
        What::Moment(at) => moment_view(page, own.timeline.get(at)?),
        What::Meeting(at) => meeting_view(own.meetings.as_ref()?.rows.get(at)?),
    })
}

impl Page {
    /// The class of what shows these entities, as long as the card of one is open another.
    pub(super) fn class(&self, class: &str, of: &[EntityId]) -> String {
        let open = self.marks.get().entity.is_some_and(|entity| of.contains(&entity));
        [class, if open { OPEN } else { "" }].concat()
    }

    fn looks_alike(&self, other: &Self, what: What) -> bool {
        let What::Block(block, _) = what else {
            return same(&self.overview, &other.overview);
        };
        match (&self.marked, &other.marked, self.article.blocks.get(block.0)) {
            (Some(own), Some(others), Some(block)) => own.looks_alike(others, block.span),
            (own, others, _) => own.is_none() && others.is_none(),
        }
    }
}
