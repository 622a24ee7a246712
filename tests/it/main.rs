//! Native tests, one module a layer.

mod article;
mod layers;
mod text;
