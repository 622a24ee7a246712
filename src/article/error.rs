//! Why an input was refused.

use std::fmt;

/// An input that was refused as a whole. Anything smaller is a [`super::Diagnostic`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What was wrong.
    pub kind: ErrorKind,
}

/// The kinds of refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The text is longer than [`super::MAX_BYTES`].
    TooLarge {
        /// Its length in bytes.
        bytes: usize,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::TooLarge { bytes } => {
                write!(f, "the article has {bytes} bytes: at most {} are read; split it", super::MAX_BYTES)
            }
        }
    }
}

impl std::error::Error for Error {}
