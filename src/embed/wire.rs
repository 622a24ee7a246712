//! What crosses the boundary: options in, events out, and the errors of both ways.

use std::borrow::Cow;

use js_sys::{Function, Promise};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::article::{self, Article, Diagnostic, JsonArticle};
use crate::components::ReaderEvent;
use crate::recognise::Kind;

#[wasm_bindgen]
extern "C" {
    /// What `embed.js` hands over for one article.
    pub type Props;

    /// The article as plain text; read when there is no `article`.
    #[wasm_bindgen(method, getter, structural)]
    fn text(this: &Props) -> Option<String>;

    /// The article as an object (see [`JsonArticle`]).
    #[wasm_bindgen(method, getter, structural)]
    fn article(this: &Props) -> JsValue;

    /// Day of publication, ISO 8601; comes before the article's own.
    #[wasm_bindgen(method, getter, structural)]
    fn published(this: &Props) -> Option<String>;

    /// BCP 47 language tag, where the article has none.
    #[wasm_bindgen(method, getter, structural)]
    fn lang(this: &Props) -> Option<String>;

    /// `ltr` or `rtl`; comes before the article's own.
    #[wasm_bindgen(method, getter, structural)]
    fn dir(this: &Props) -> Option<String>;

    /// The model's bytes on their way, as an `ArrayBuffer`; rejected with a [`JsFailure`]. Absent when the build ships none.
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn model(this: &Props) -> Option<Promise>;

    /// `(type, detail) => void`: what happens, named as the element's events.
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn emit(this: &Props) -> Function;

    /// A failure of `embed.js`.
    pub(super) type JsFailure;

    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn code(this: &JsFailure) -> Option<String>;

    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn message(this: &JsFailure) -> Option<String>;
}

/// An error with a code that a page can act on and a sentence that says what to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// Lower-case words with hyphens.
    pub code: Cow<'static, str>,
    /// What was found and what would be right.
    pub message: String,
}

impl Failure {
    pub(super) fn new(code: &'static str, message: String) -> Self {
        Self { code: Cow::Borrowed(code), message }
    }
}

impl From<JsFailure> for Failure {
    fn from(failure: JsFailure) -> Self {
        let code = failure.code().map_or(Cow::Borrowed("internal"), Cow::Owned);
        Self { code, message: failure.message().unwrap_or_default() }
    }
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        to_js(&failure)
    }
}

impl Props {
    /// The article with the options applied.
    pub(super) fn read(&self) -> Result<(Article, Vec<Diagnostic>), Failure> {
        let object = self.article();
        let parsed = if object.is_undefined() || object.is_null() {
            article::parse_plain(&self.text().unwrap_or_default())
        } else {
            let json: JsonArticle = serde_wasm_bindgen::from_value(object).map_err(|error| {
                let form = "{headline, published, blocks: [{type, text}]}";
                Failure::new("article-invalid", format!("the article is not of the form {form}: {error}"))
            })?;
            article::from_json(&json)
        };
        let (mut article, diagnostics) =
            parsed.map_err(|error| Failure::new("article-too-large", error.to_string()))?;
        if let Some(published) = self.published() {
            let day = published.parse().map_err(|error| {
                Failure::new("published-invalid", format!("the attribute published: {error}"))
            })?;
            article.meta.published = Some(day);
        }
        article.meta.lang = article.meta.lang.or_else(|| self.lang());
        match self.dir().as_deref() {
            Some("rtl") => article.meta.dir = article::Direction::Rtl,
            Some("ltr") => article.meta.dir = article::Direction::Ltr,
            _ => {}
        }
        Ok((article, diagnostics))
    }
}

#[derive(Serialize)]
struct Ready<'a> {
    diagnostics: Vec<WireDiagnostic<'a>>,
}

#[derive(Serialize)]
struct WireDiagnostic<'a> {
    place: &'a str,
    message: &'a str,
}

/// The detail of `reader-ready`: what in the article was read otherwise than it was written.
pub(super) fn ready(diagnostics: &[Diagnostic]) -> JsValue {
    let diagnostics =
        diagnostics.iter().map(|found| WireDiagnostic { place: &found.place, message: &found.message });
    to_js(&Ready { diagnostics: diagnostics.collect() })
}

/// `reader-annotated`: every mention is marked and every card can open.
#[derive(Serialize)]
pub(super) struct Annotated {
    pub(super) entities: usize,
    pub(super) mentions: usize,
}

#[derive(Serialize)]
struct EntityOpen<'a> {
    id: usize,
    kind: &'static str,
    name: &'a str,
    mention: usize,
    pinned: bool,
}

#[derive(Serialize)]
struct EntityClose {
    id: usize,
}

/// The event's name and detail as the element dispatches them.
pub(super) fn event(event: &ReaderEvent) -> (&'static str, JsValue) {
    match event {
        ReaderEvent::EntityOpen { id, kind, name, mention, pinned } => {
            let detail =
                EntityOpen { id: id.0, kind: kind_name(*kind), name, mention: mention.0, pinned: *pinned };
            ("entity-open", to_js(&detail))
        }
        ReaderEvent::EntityClose { id } => ("entity-close", to_js(&EntityClose { id: id.0 })),
    }
}

/// The word for a kind in events.
pub(super) const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Organisation => "organisation",
        Kind::Place => "place",
        Kind::Date => "date",
    }
}

/// Serialises; the types of this module have nothing that could fail.
pub(super) fn to_js<T: Serialize>(value: &T) -> JsValue {
    serde_wasm_bindgen::to_value(value).unwrap_or(JsValue::UNDEFINED)
}
