//! Native tests, one module a layer.
