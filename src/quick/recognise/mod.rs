//! The part of the layer `recognise` that looks at every word: forms, lists, lexicon, tagger, and the file they come from.

pub mod forms;
pub mod gazetteer;
pub mod lexicon;
pub mod model;
pub mod scan;
pub mod tagger;
