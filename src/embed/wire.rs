//! What crosses the boundary: options in, events out, and the errors of both ways.

use std::borrow::Cow;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;

use crate::article::{self, Article, Diagnostic, JsonArticle, JsonBlock, JsonSource};
use crate::components::ReaderEvent;
use crate::dossier::Dossier;
use crate::dossier::knowledge::Known;
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

    /// The words of all languages but English; absent where they are not needed.
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn words(this: &Props) -> Option<String>;

    /// The model's bytes on their way, as an `ArrayBuffer`; rejected with a [`JsFailure`]. Absent when the build ships none.
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn model(this: &Props) -> Option<Promise>;

    /// Promises of the publisher's packs, the first before the others: each of an `ArrayBuffer` or an object.
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn packs(this: &Props) -> Option<Array>;

    /// The default pack on its way. Absent when the build ships none, or the page wants none.
    #[wasm_bindgen(method, getter, structural)]
    pub(super) fn pack(this: &Props) -> Option<Promise>;

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
#[derive(Clone, Debug, PartialEq, Eq)]
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
        object(&[("code", (*failure.code).into()), ("message", failure.message.into())])
    }
}

impl Props {
    /// The article with the options applied.
    pub(super) fn read(&self) -> Result<(Article, Vec<Diagnostic>), Failure> {
        let object = self.article();
        let parsed = if object.is_undefined() || object.is_null() {
            article::parse_plain(&self.text().unwrap_or_default())
        } else {
            article::from_json(&from_object(&object)?)
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

/// An article as an object of the page's. Read by hand: deriving it by serde takes 10 kB more to load.
fn from_object(object: &JsValue) -> Result<JsonArticle, Failure> {
    let blocks = match field(object, "blocks") {
        Some(blocks) if !Array::is_array(&blocks) => return Err(invalid("blocks is no list")),
        blocks => blocks.as_ref().map(Array::from).unwrap_or_default(),
    };
    let block = |block: JsValue| {
        let (kind, credit) = (text(&block, "type")?, text(&block, "credit")?);
        Ok(JsonBlock { kind, text: text(&block, "text")?.unwrap_or_default(), credit })
    };
    let source = field(object, "source").map(|source| {
        Ok::<_, Failure>(JsonSource {
            name: text(&source, "name")?.unwrap_or_default(),
            url: text(&source, "url")?,
        })
    });
    Ok(JsonArticle {
        headline: text(object, "headline")?,
        byline: text(object, "byline")?,
        published: text(object, "published")?,
        source: source.transpose()?,
        lang: text(object, "lang")?,
        dir: text(object, "dir")?,
        blocks: blocks.iter().map(block).collect::<Result<_, Failure>>()?,
    })
}

/// What `object` has under `name`, if anything.
fn field(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// The text that `object` has under `name`, if anything.
fn text(object: &JsValue, name: &str) -> Result<Option<String>, Failure> {
    if !object.is_object() {
        return Err(invalid("something is no object"));
    }
    let value = field(object, name);
    value.map(|value| value.as_string().ok_or_else(|| invalid(&[name, " is no text"].concat()))).transpose()
}

fn invalid(found: &str) -> Failure {
    const FORM: &str = "the article is not of the form {headline, published, blocks: [{type, text}]}: ";
    Failure::new("article-invalid", [FORM, found].concat())
}

/// The detail of `reader-ready`: what in the article was read otherwise than it was written.
pub(super) fn ready(diagnostics: &[Diagnostic]) -> JsValue {
    let found = |found: &Diagnostic| {
        object(&[("place", found.place.as_str().into()), ("message", found.message.as_str().into())])
    };
    object(&[("diagnostics", diagnostics.iter().map(found).collect::<Array>().into())])
}

/// The detail of `reader-annotated`: every mention is marked and every card can open.
pub(super) fn annotated(dossier: &Dossier) -> JsValue {
    object(&[("entities", dossier.entities.len().into()), ("mentions", dossier.mentions.len().into())])
}

/// The detail of `reader-informed`: cards say what packs know.
pub(super) fn known(dossier: &Dossier) -> JsValue {
    let known = dossier.known.iter().filter(|known| **known != Known::Nobody).count();
    object(&[("entities", dossier.entities.len().into()), ("known", known.into())])
}

/// The event's name and detail as the element dispatches them.
pub(super) fn event(event: &ReaderEvent) -> (&'static str, JsValue) {
    match event {
        ReaderEvent::EntityOpen { id, kind, name, mention, pinned } => {
            let open = object(&[
                ("id", id.0.into()),
                ("kind", kind_name(*kind).into()),
                ("name", name.as_str().into()),
                ("mention", mention.0.into()),
                ("pinned", (*pinned).into()),
            ]);
            ("entity-open", open)
        }
        ReaderEvent::PacksAgain => ("packs-again", JsValue::UNDEFINED),
        ReaderEvent::EntityClose { id } => ("entity-close", object(&[("id", id.0.into())])),
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

/// A plain object with these fields. Made by hand, as articles are read: serde would take more to load.
fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // A new object takes every field.
        drop(Reflect::set(&object, &JsValue::from_str(name), value));
    }
    object.into()
}
