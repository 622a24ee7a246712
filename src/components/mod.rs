//! The Yew component tree and its hooks. Knows no JavaScript values and no wire names.
//!
//! No component attaches an `on…` handler: Yew 0.23 never removes the listeners of an unmounted app, so the root
//! ([`Reader`]) listens by itself, through guards that undo themselves, and the rest carry `data-` attributes.

mod block;
mod reader_view;

pub use reader_view::{Command, Reader, ReaderEvent, ReaderProps};
