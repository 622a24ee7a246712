//! Parts of the page wait for their turn to be drawn, so that no drawing holds the page for long: from the top of the page
//! down, as many at a time as a slice of time has room for.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Date;
use yew::html::Scope;

use super::part::Part;

/// The parts that wait. By default none does: everything is drawn at once.
#[derive(Clone, Default)]
pub struct Turns(Option<Rc<Waiting>>);

struct Waiting {
    /// How long a slice is, in milliseconds.
    slice: f64,
    /// When this one ends, in milliseconds since 1970.
    ends: Cell<f64>,
    /// The last round of drawing that is over.
    round: Cell<u32>,
    /// Whether no part waited when it ended.
    idle: Cell<bool>,
    /// The last comes first: Yew goes through a list from its end, and a part that is drawn brings its own.
    parts: RefCell<Vec<Scope<Part>>>,
}

impl Turns {
    /// Turns in slices of so many milliseconds.
    pub fn new(slice: f64) -> Self {
        Self(Some(Rc::new(Waiting {
            slice,
            ends: Cell::default(),
            round: Cell::default(),
            idle: Cell::default(),
            parts: RefCell::default(),
        })))
    }

    /// Begins another slice, of one part at least; `false` when none is left to draw.
    pub fn go_on(&self) -> bool {
        self.0.as_ref().is_some_and(|waiting| {
            waiting.ends.set(Date::now() + waiting.slice);
            waiting.next()
        })
    }

    /// Whether anything waited at the end of this round; `None` before its end, when what was asked for before it may not
    /// have been drawn.
    pub fn left(&self, round: u32) -> Option<bool> {
        let Some(waiting) = &self.0 else { return Some(false) };
        (waiting.round.get() == round).then(|| !waiting.idle.get())
    }

    /// Says that a round is over.
    pub(super) fn end(&self, round: u32) {
        self.0.as_ref().inspect(|waiting| {
            waiting.round.set(round);
            waiting.idle.set(waiting.parts.borrow().is_empty());
        });
    }

    /// Passes the turn on to the next part, until the slice has ended.
    pub(super) fn pass(&self) {
        self.0.as_ref().filter(|waiting| Date::now() < waiting.ends.get()).inspect(|waiting| {
            waiting.next();
        });
    }

    /// Puts a part on the list; `false` when it can be drawn at once.
    pub(super) fn wait(&self, part: &Scope<Part>) -> bool {
        self.0.as_ref().inspect(|waiting| waiting.parts.borrow_mut().push(part.clone())).is_some()
    }

    /// Lets all that wait be drawn now: somebody asked for what may be among them.
    pub(super) fn finish(&self) {
        self.take().iter().for_each(|part| part.send_message(()));
    }

    /// Empties the list.
    pub(super) fn take(&self) -> Vec<Scope<Part>> {
        self.0.as_ref().map(|waiting| waiting.parts.take()).unwrap_or_default()
    }
}

impl Waiting {
    fn next(&self) -> bool {
        let next = self.parts.borrow_mut().pop();
        next.inspect(|part| part.send_message(())).is_some()
    }
}
