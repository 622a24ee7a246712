//! Sidelight: an article reader that says who everyone is.
//!
//! Seven layers; each imports only from those above it (`tests/it/layers.rs` checks):
//!
//! | layer | what it is |
//! | --- | --- |
//! | [`text`] | spans, tokens, sentences, folding, dates, offset conversion |
//! | [`article`] | one text with blocks as spans over it; a parser a format |
//! | [`recognise`] | mentions: gazetteer, title and date grammar, overlap resolution |
//! | [`dossier`] | entities: coreference, roles, quotations, dates as days |
//! | [`reader`] | the view-model: state, actions, reducer, cards, timing, placement |
//! | `components` | the Yew component tree (feature `web`) |
//! | `embed` | the boundary to JavaScript (feature `web`) |
//!
//! Invariants: the article owns ONE text and no stage changes it; every span is a byte range of that text on
//! character boundaries; mentions are sorted and never overlap; the same input gives the same output.
//!
//! ```
//! use sidelight::{article, dossier, recognise::{self, Model}};
//!
//! let (article, _) = article::parse_plain("Foreign Minister Ana Pereira met with Kwame Boateng on Friday.")?;
//! let model = Model::builtin();
//! let found = recognise::recognise(&article, &model);
//! let dossier = dossier::resolve(&article, found, &model);
//! let names: Vec<&str> = dossier.people().map(|person| person.name.as_str()).collect();
//! assert_eq!(names, ["Ana Pereira", "Kwame Boateng"]);
//! # Ok::<(), article::Error>(())
//! ```

pub mod article;
#[cfg(feature = "web")]
pub mod components;
pub mod dossier;
#[cfg(feature = "web")]
pub mod embed;
pub mod reader;
pub mod recognise;
pub use sidelight_quick::text;
