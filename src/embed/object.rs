//! The article as an object of the page's. Each field is looked at by itself, so that an error names its place.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::wire::Failure;
use crate::article::{JsonArticle, JsonBlock, JsonSource};

/// Reads an article; absent fields, `null` and `undefined` are the same, unknown fields are ignored.
///
/// # Errors
/// `article-invalid`, with the first field that is of the wrong type.
pub(super) fn read(article: &JsValue) -> Result<JsonArticle, Failure> {
    let top = Fields::of(article, "")?;
    let source = match top.get("source") {
        None => None,
        Some(source) => {
            let source = Fields::of(&source, "source")?;
            Some(JsonSource { name: source.text("name")?.unwrap_or_default(), url: source.text("url")? })
        }
    };
    let list = top.get("blocks").unwrap_or_else(|| Array::new().into());
    let list: Array = list.dyn_into().map_err(|found| wrong("blocks", &found, "a list"))?;
    let mut blocks = Vec::new();
    for (index, block) in list.iter().enumerate() {
        let block = Fields::of(&block, &["blocks[", &index.to_string(), "]"].concat())?;
        let text = block.text("text")?.unwrap_or_default();
        blocks.push(JsonBlock { kind: block.text("type")?, text, credit: block.text("credit")? });
    }
    Ok(JsonArticle {
        headline: top.text("headline")?,
        byline: top.text("byline")?,
        published: top.text("published")?,
        source,
        lang: top.text("lang")?,
        dir: top.text("dir")?,
        blocks,
    })
}

/// The fields of an object.
struct Fields<'a> {
    object: &'a JsValue,
    /// Where in the article it is: "source", "blocks[3]"; empty for the article itself.
    place: String,
}

impl<'a> Fields<'a> {
    fn of(object: &'a JsValue, place: &str) -> Result<Self, Failure> {
        let place = place.to_owned();
        if object.is_object() { Ok(Self { object, place }) } else { Err(wrong(&place, object, "an object")) }
    }

    /// The value of a field; `None` too when reading it throws.
    fn get(&self, name: &str) -> Option<JsValue> {
        let value = Reflect::get(self.object, &JsValue::from_str(name)).ok()?;
        (!value.is_undefined() && !value.is_null()).then_some(value)
    }

    fn text(&self, name: &str) -> Result<Option<String>, Failure> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let dot = if self.place.is_empty() { "" } else { "." };
        let text = value.as_string();
        text.map(Some).ok_or_else(|| wrong(&[&self.place, dot, name].concat(), &value, "a string"))
    }
}

fn wrong(place: &str, found: &JsValue, right: &str) -> Failure {
    const FORM: &str = "the article is not of the form {headline, published, blocks: [{type, text}]}: ";
    let place = if place.is_empty() { "it" } else { place };
    let found =
        if found.is_null() { "null".to_owned() } else { found.js_typeof().as_string().unwrap_or_default() };
    let message = [FORM, place, " is of type ", &found, ", but must be ", right].concat();
    Failure::new("article-invalid", message)
}
