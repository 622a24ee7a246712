//! The Yew component tree and its hooks. Knows no JavaScript values and no wire names.
