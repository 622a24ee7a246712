//! The whole path as a module for a page that measures it (`tests/bench/page.mjs`), built as the reader's core is.

use std::rc::Rc;

use sidelight::dossier::knowledge::{Knowledge, Pack, Packs};
use sidelight::recognise::{self, Model};
use sidelight::{article, dossier};
use wasm_bindgen::prelude::*;

/// The path with its model.
#[wasm_bindgen]
pub struct Annotator {
    model: Model,
}

#[wasm_bindgen]
impl Annotator {
    /// Reads the model file.
    #[wasm_bindgen(constructor)]
    pub fn new(model: &[u8]) -> Result<Self, JsError> {
        Ok(Self { model: Model::load(model)? })
    }

    /// How many mentions `text` has.
    pub fn recognise(&self, text: &str) -> Result<usize, JsError> {
        let (article, _) = article::parse_plain(text)?;
        Ok(recognise::recognise(&article, &self.model).mentions.len())
    }

    /// How many entities `text` has.
    pub fn annotate(&self, text: &str) -> Result<usize, JsError> {
        let (article, _) = article::parse_plain(text)?;
        let found = recognise::recognise(&article, &self.model);
        Ok(dossier::resolve(&article, found, &self.model).entities.len())
    }
}

/// A pack, ready to be looked up in.
#[wasm_bindgen]
pub struct PackReader {
    packs: Packs,
}

#[wasm_bindgen]
impl PackReader {
    /// Reads the pack file.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &[u8]) -> Result<Self, JsError> {
        Ok(Self { packs: Packs(vec![Rc::new(Pack::load(pack.to_vec())?)]) })
    }

    /// How many people may bear a name.
    pub fn named(&self, name: &str) -> usize {
        self.packs.named(name).len()
    }

    /// The bytes that it takes in memory.
    pub fn memory(&self) -> usize {
        self.packs.0.iter().map(|pack| pack.memory()).sum()
    }
}
