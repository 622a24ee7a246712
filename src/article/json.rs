//! The JSON article: what a publisher's page or script hands over as an object.
//!
//! ```json
//! { "headline": "...", "byline": "...", "published": "2023-03-03",
//!   "source": { "name": "Dawn", "url": "https://..." }, "lang": "en", "dir": "ltr",
//!   "blocks": [ { "type": "caption", "text": "...", "credit": "..." }, { "type": "paragraph", "text": "..." } ] }
//! ```

use serde::{Deserialize, Serialize};

use super::{Article, Diagnostic, Error};

/// The wire form of an article. Unknown fields are ignored; every field but `blocks` is optional.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct JsonArticle {
    /// Title.
    pub headline: Option<String>,
    /// Author line.
    pub byline: Option<String>,
    /// Day of publication, ISO 8601.
    pub published: Option<String>,
    /// Publisher.
    pub source: Option<JsonSource>,
    /// BCP 47 language tag.
    pub lang: Option<String>,
    /// `ltr` or `rtl`.
    pub dir: Option<String>,
    /// The blocks in reading order.
    pub blocks: Vec<JsonBlock>,
}

/// The wire form of a source.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct JsonSource {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: Option<String>,
}

/// The wire form of a block.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct JsonBlock {
    /// `paragraph` (the default), `heading`, `caption`, `quotation`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Its text.
    pub text: String,
    /// A caption's credit.
    pub credit: Option<String>,
}

/// Makes an article of its wire form.
pub fn from_json(_json: &JsonArticle) -> Result<(Article, Vec<Diagnostic>), Error> {
    Ok((Article::default(), Vec::new()))
}
