//! A panic ends the module: JavaScript is told once, and puts the page's own article back.

use std::cell::RefCell;
use std::sync::Once;

use js_sys::Function;
use wasm_bindgen::prelude::*;

thread_local! {
    static LISTENER: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Calls `listener` with the message of the first panic, while what panicked is still on the stack: the shipped module does not
/// know the place in the source (`tools/lighten.mjs`). A later call replaces the listener.
#[wasm_bindgen]
pub fn on_panic(listener: Function) {
    static HOOK: Once = Once::new();
    LISTENER.set(Some(listener));
    HOOK.call_once(|| {
        yew::set_custom_panic_hook(Box::new(|info| {
            // Taken, so that a panic inside the listener can't come back here.
            if let Some(listener) = LISTENER.take() {
                let message = JsValue::from_str(info.payload_as_str().unwrap_or_default());
                // The listener's own failure has nobody left to hear of it.
                drop(listener.call1(&JsValue::NULL, &message));
            }
        }));
    });
}
