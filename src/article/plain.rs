//! Plain text: paragraphs divided by blank lines.

use super::{Article, Diagnostic, Error};

/// Parses plain text.
pub fn parse_plain(text: &str) -> Result<(Article, Vec<Diagnostic>), Error> {
    Ok((Article { text: text.to_owned(), ..Article::default() }, Vec::new()))
}
