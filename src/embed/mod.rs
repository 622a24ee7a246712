//! The boundary to JavaScript: `mount(div, props) -> Handle`, events, options, UTF-16 offsets.
