//! The Yew component tree and its hooks. Knows no JavaScript values and no wire names.
//!
//! No component attaches an `on…` handler: Yew 0.23 never removes the listeners of an unmounted app. The root
//! ([`Reader`]) listens alone, through guards that undo themselves; the rest carry `data-` attributes that say what a
//! click on them means.
//!
//! The tree is made to be mounted in an element of its own, in a shadow root whose style sheet is all the `.css` files
//! of this folder, `tokens.css` first. Nothing outside that element is styled, and nothing outside it is touched but
//! for listeners on the window while a card, a sheet or the settings are open, and an entry of the history for each sheet.

mod back;
mod block;
mod body;
mod card;
mod cast;
mod dom;
mod events;
mod marks;
mod meetings;
mod overview;
mod part;
mod reader_view;
mod said;
mod settings_panel;
mod strip;
mod timeline;
mod toolbar;
mod turns;

pub use reader_view::{Command, Reader, ReaderEvent, ReaderProps};
pub use turns::Turns;
