//! The built `dist/` in a real browser, over WebDriver: what a reader sees, and what stays when something is missing.
//!
//! `make test` builds `dist/` and runs these; by hand: `cargo test --features e2e --test e2e`.

#![expect(clippy::unwrap_used, reason = "a test says what broke by panicking")]

mod browser;
mod element;
mod fallback;
mod host;
mod reader;
