//! What several modules of tests share.

use std::path::PathBuf;
use std::sync::LazyLock;

use sidelight::article::parse_plain;
use sidelight::recognise::{Kind, Model, recognise};

/// The model that is shipped.
pub(crate) const MODEL: &[u8] = include_bytes!("../../static/model/model.bin");

pub(crate) fn model() -> &'static Model {
    static LOADED: LazyLock<Model> =
        LazyLock::new(|| Model::load(MODEL).expect("the shipped model is sound"));
    &LOADED
}

/// `text` with its mentions in brackets: `[Derek Roe|person] met ...`.
pub(crate) fn marked(text: &str) -> String {
    let (article, _) = parse_plain(text).expect("a short text is no error");
    let mut out = String::new();
    let mut end = 0;
    for mention in recognise(&article, model()).mentions {
        out.push_str(&article.text[end..mention.span.start]);
        out.push_str(&format!("[{}|{}]", mention.span.of(&article.text), kind(mention.kind)));
        end = mention.span.end;
    }
    out.push_str(&article.text[end..]);
    out
}

pub(crate) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Organisation => "organisation",
        Kind::Place => "place",
        Kind::Date => "date",
    }
}

/// A file of the data that every developer has at hand; `None` where the folder is missing.
pub(crate) fn shared(path: &str) -> Option<String> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    std::fs::read_to_string(file).ok()
}
