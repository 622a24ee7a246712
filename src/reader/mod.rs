//! The view-model: state, actions, reducer, card contents, hover timing, placement. Knows no DOM.
