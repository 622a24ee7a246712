//! The boundary to JavaScript: `mount(div, props) -> Handle`, events and options.
//!
//! `static/embed.js` fetches what is needed and decides when; this module reads the article, mounts the
//! component tree with the text alone, and gives it the dossier once the recogniser is done.

mod model;
mod mounted;
mod packs;
mod panic;
mod wire;

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

pub use panic::on_panic;
pub use wire::{Failure, Props};

use mounted::Mounted;

/// Shows an article in `div`, which must be empty and in a document or a shadow root.
///
/// # Errors
/// `{code, message}`: `article-too-large`, `article-invalid`, `published-invalid`.
#[wasm_bindgen]
pub fn mount(div: HtmlElement, props: &Props) -> Result<Handle, JsValue> {
    Ok(Handle { mounted: Mounted::new(div, props)? })
}

/// A reader on the page. Dropping it without [`Handle::destroy`] leaves the reader as it is.
#[wasm_bindgen]
pub struct Handle {
    mounted: Mounted,
}

#[wasm_bindgen]
impl Handle {
    /// Shows another article, or the same with other options. What is under way for the old one is dropped.
    ///
    /// # Errors
    /// As [`mount`]; the old article then stays.
    pub fn update(&mut self, props: &Props) -> Result<(), JsValue> {
        Ok(self.mounted.update(props)?)
    }

    /// Opens the card of an entity by the number that `entity-open` bore; an unknown one does nothing.
    pub fn open_entity(&mut self, id: usize) {
        self.mounted.open_entity(id);
    }

    /// Closes the card, if one is open.
    pub fn close_card(&mut self) {
        self.mounted.close_card();
    }

    /// Takes the reader off the page.
    pub fn destroy(self) {
        self.mounted.destroy();
    }
}
