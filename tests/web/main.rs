//! The reader in a real browser: mounted in a shadow root with its style sheet, driven by events.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that meets what it does not expect has failed")]

mod cards;
mod life;
mod sample;
mod settings;
mod stage;
mod turns;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
