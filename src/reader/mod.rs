//! The view-model: state, actions, reducer, card contents, hover timing, placement. Knows no DOM.
//!
//! ```
//! use std::rc::Rc;
//! use sidelight::{dossier::Dossier, reader::{Action, State, reduce}};
//!
//! let state = Rc::new(State::default());
//! let same = reduce(&state, &Dossier::default(), Action::EscapePressed);
//! assert!(Rc::ptr_eq(&state, &same), "nothing was open: nothing changed");
//! ```

mod card;
mod citation;
mod flow;
mod known;
mod meetings;
mod overview;
mod placement;
mod progress;
mod settings;
mod state;
mod timeline;
pub mod timing;
mod who;
mod words;

pub use card::{CardModel, EXCERPT_CHARS, Excerpt, Office, PersonRow, SHOWN_CHARS, about, card, is_first};
pub use citation::citation;
pub use flow::{Marked, Piece, Run, flow};
pub use known::{KnownRow, KnownSection, known_row, known_rows};
pub use meetings::{ARC_UNITS, Arc, MAX_NODES, MeetingRow, Meetings, Node, ROW_UNITS, meetings};
pub use overview::{Overview, View};
pub use placement::{
    EDGE_PX, GAP_PX, LEAST_HEIGHT_PX, OVERHANG_PX, Placement, Point, Rect, Side, Size, place,
};
pub use progress::progress;
pub use settings::{Choice, Settings, kind_key};
pub use state::{Action, Anchor, Copied, Jump, Open, Said, State, Surface, reduce};
pub use timeline::{Moment, timeline};
pub use who::{Group, GroupKind, Row, STRIP_UNITS, TICK_UNITS, Tick, groups};
pub use words::Words;
