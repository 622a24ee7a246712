//! The model: fetched by `embed.js`, read once, shared by all readers of the page.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::wire::{Failure, JsFailure};
use crate::recognise::Model;
use crate::recognise::model::{ModelError, sections};

thread_local! {
    static SHARED: OnceCell<Rc<Model>> = const { OnceCell::new() };
    /// Whether a reader is reading it: the others wait.
    static BUSY: Cell<bool> = const { Cell::new(false) };
}

/// The model, as soon as its bytes are here.
///
/// # Errors
/// `model-missing`, `model-blocked`, `model-mismatch` from `embed.js`, `model-damaged` from reading it.
pub(super) async fn load(bytes: Promise) -> Result<Rc<Model>, Failure> {
    let buffer = JsFuture::from(bytes).await.map_err(|error| error.unchecked_into::<JsFailure>())?;
    while BUSY.get() {
        TimeoutFuture::new(0).await;
    }
    if let Some(model) = SHARED.with(|shared| shared.get().cloned()) {
        return Ok(model);
    }
    BUSY.set(true);
    let model = read(&Uint8Array::new(&buffer).to_vec()).await;
    BUSY.set(false);
    let model =
        model.map_err(|error| Failure::new("model-damaged", format!("the model was not used: {error}")))?;
    Ok(SHARED.with(|shared| Rc::clone(shared.get_or_init(|| Rc::new(model)))))
}

/// The model in a file, each section in a turn of its own: on a slow machine one takes long enough.
async fn read(bytes: &[u8]) -> Result<Model, ModelError> {
    let mut model = Model::default();
    for section in sections(bytes)? {
        TimeoutFuture::new(0).await;
        model.add(section)?;
    }
    Ok(model)
}
