//! The model: fetched by `embed.js`, read once, shared by all readers of the page.

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::wire::{Failure, JsFailure};
use crate::recognise::Model;

thread_local! {
    static SHARED: OnceCell<Rc<Model>> = const { OnceCell::new() };
}

/// The model, as soon as its bytes are here.
///
/// # Errors
/// `model-missing`, `model-blocked`, `model-mismatch` from `embed.js`, `model-damaged` from reading it.
pub(super) async fn load(bytes: Promise) -> Result<Rc<Model>, Failure> {
    let loaded = || SHARED.with(|shared| shared.get().cloned());
    if let Some(model) = loaded() {
        return Ok(model);
    }
    let buffer = JsFuture::from(bytes).await.map_err(|error| error.unchecked_into::<JsFailure>())?;
    // Another reader may have read it while this one waited.
    if let Some(model) = loaded() {
        return Ok(model);
    }
    let model = Model::load(&Uint8Array::new(&buffer).to_vec())
        .map_err(|error| Failure::new("model-damaged", format!("the model was not used: {error}")))?;
    Ok(SHARED.with(|shared| Rc::clone(shared.get_or_init(|| Rc::new(model)))))
}
