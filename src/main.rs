//! The Trunk page: a binary whose exports are those of [`sidelight::embed`]. It starts nothing by itself;
//! `static/embed.js` does.

// Nothing to start, so none of what the standard library does around `main` either.
#![cfg_attr(target_arch = "wasm32", no_main)]

use sidelight as _;

/// 7 kB of code less than the standard library's, and constant time; it serves the one thread there is.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
