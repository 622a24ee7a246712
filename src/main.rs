//! The Trunk page: a binary whose exports are those of [`sidelight::embed`]. It starts nothing by itself;
//! `static/embed.js` does.

use sidelight as _;

fn main() {}
