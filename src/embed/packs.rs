//! Packs: fetched by `embed.js`, read once each; the default one is shared by all readers of the page.

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::wire::{Failure, JsFailure};
use crate::dossier::knowledge::{Json, Pack, from_json};

thread_local! {
    static SHARED: OnceCell<Rc<Pack>> = const { OnceCell::new() };
}

/// How deep a JSON pack goes at most; deeper is nothing that a pack says.
const MAX_DEPTH: usize = 8;

/// A pack, as soon as it is here: of an `ArrayBuffer` or an object.
///
/// # Errors
/// `pack-missing`, `pack-blocked` from `embed.js`; `pack-damaged` where it came too late or cannot be read.
pub(super) async fn load(data: Promise, default: bool) -> Result<Rc<Pack>, Failure> {
    let loaded = || SHARED.with(|shared| shared.get().cloned()).filter(|_| default);
    if let Some(pack) = loaded() {
        return Ok(pack);
    }
    let data = JsFuture::from(data).await.map_err(failure)?;
    if let Some(pack) = loaded() {
        return Ok(pack);
    }
    let pack = if data.is_instance_of::<ArrayBuffer>() {
        Pack::load(Uint8Array::new(&data).to_vec())
    } else {
        from_json(&json(data, MAX_DEPTH))
    };
    let pack = pack.map_err(|error| Failure::new("pack-damaged", error.to_string()))?;
    let pack = Rc::new(pack);
    Ok(if default { SHARED.with(|shared| Rc::clone(shared.get_or_init(|| pack))) } else { pack })
}

/// The failure of `embed.js`, or what the browser says by itself: that it took too long, or is no JSON.
fn failure(error: JsValue) -> Failure {
    let text = |name: &str| Reflect::get(&error, &JsValue::from_str(name)).ok()?.as_string();
    match text("code") {
        Some(_) => error.unchecked_into::<JsFailure>().into(),
        None => Failure::new("pack-damaged", text("message").unwrap_or_default()),
    }
}

/// A value of the page's as packs read it.
fn json(value: JsValue, depth: usize) -> Json {
    if let Some(text) = value.as_string() {
        return Json::Text(text);
    }
    if let Some(truth) = value.as_bool() {
        return if truth { Json::True } else { Json::Nothing };
    }
    if value.is_null() || value.is_undefined() || depth == 0 {
        return Json::Nothing;
    }
    if Array::is_array(&value) {
        return Json::List(Array::from(&value).iter().map(|item| json(item, depth - 1)).collect());
    }
    if !value.is_object() {
        return Json::Number;
    }
    let fields = Object::entries(value.unchecked_ref());
    let field = |pair: JsValue| {
        let pair = Array::from(&pair);
        Some((pair.get(0).as_string()?, json(pair.get(1), depth - 1)))
    };
    Json::Object(fields.iter().filter_map(field).collect())
}
