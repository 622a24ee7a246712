//! Native tests, one module a layer.

mod article;
mod corpus;
mod dossier;
mod layers;
mod packs;
mod recognise;
mod support;
mod tagger;
mod text;
