//! What Sidelight does for every word of an article: it divides the text into tokens and sentences, looks each form up and
//! finds names by their statistics.
//!
//! A crate of its own for one reason: the page is compiled for size, this for speed (the profile `web` in the main crate's
//! `Cargo.toml`). The modules are those of the layers [`text`] and [`recognise`], where `sidelight` names them; its
//! `ARCHITECTURE.md` is the map.

pub mod recognise;
pub mod text;
