//! The whole path as a module for a page that measures it (`tests/bench/page.mjs`), built as the reader's core is.

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

    /// How many entities `text` has.
    pub fn annotate(&self, text: &str) -> Result<usize, JsError> {
        let (article, _) = article::parse_plain(text)?;
        let found = recognise::recognise(&article, &self.model);
        Ok(dossier::resolve(&article, found, &self.model).entities.len())
    }
}
