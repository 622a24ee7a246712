//! The JSON article: what a publisher's page or script hands over as an object.
//!
//! ```json
//! { "headline": "...", "byline": "...", "published": "2023-03-03",
//!   "source": { "name": "Dawn", "url": "https://..." }, "lang": "en", "dir": "ltr",
//!   "blocks": [ { "type": "caption", "text": "...", "credit": "..." }, { "type": "paragraph", "text": "..." } ] }
//! ```

use serde::{Deserialize, Serialize};

use super::{Article, Block, BlockKind, Diagnostic, Direction, Error, ErrorKind};
use super::{Inline, InlineKind, MAX_BYTES, Meta, Source, credit, plain, shape};
use crate::text::{Date, Span};

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

/// Makes an article of its wire form. [`Article::text`] is the headline, the byline and the blocks with a blank line
/// between them; a caption's credit follows its text after a dash. What cannot be read as it stands becomes text, and
/// a [`Diagnostic`] names its place; only blocks without any text are left out, with a diagnostic as well.
///
/// # Errors
/// [`ErrorKind::TooLarge`] when the texts together are over [`MAX_BYTES`].
///
/// ```
/// use sidelight::article::{BlockKind, JsonArticle, JsonBlock, from_json};
///
/// let block = JsonBlock { kind: Some("heading".into()), text: "What next".into(), credit: None };
/// let json = JsonArticle { headline: Some("Envoy arrives".into()), blocks: vec![block], ..Default::default() };
/// let (article, diagnostics) = from_json(&json)?;
/// assert_eq!(article.text, "Envoy arrives\n\nWhat next");
/// assert_eq!(article.blocks[1].kind, BlockKind::Heading);
/// assert!(diagnostics.is_empty());
/// # Ok::<(), sidelight::article::Error>(())
/// ```
pub fn from_json(json: &JsonArticle) -> Result<(Article, Vec<Diagnostic>), Error> {
    let bytes = size(json);
    if bytes > MAX_BYTES {
        return Err(Error { kind: ErrorKind::TooLarge { bytes } });
    }
    let mut builder = Builder::default();
    builder.lead(BlockKind::Headline, json.headline.as_deref());
    builder.lead(BlockKind::Byline, json.byline.as_deref());
    for (index, block) in json.blocks.iter().enumerate() {
        builder.block(index, block);
    }
    let Builder { text, blocks, mut diagnostics } = builder;
    let meta = meta(json, &text, &mut diagnostics);
    let mut article = Article { text, blocks, meta };
    plain::mark_dateline(&mut article, &mut diagnostics);
    Ok((article, diagnostics))
}

/// The length in bytes of the text that [`from_json`] would make, at most.
fn size(json: &JsonArticle) -> usize {
    let lead = [&json.headline, &json.byline].into_iter().flatten().map(|text| text.len() + BETWEEN.len());
    let credit = |block: &JsonBlock| block.credit.as_ref().map_or(0, |credit| credit.len() + DASH.len());
    let blocks = json.blocks.iter().map(|block| block.text.len() + credit(block) + BETWEEN.len());
    let all = lead.sum::<usize>() + blocks.sum::<usize>();
    all.saturating_sub(BETWEEN.len())
}

/// What stands between two blocks in the text, and between a caption and its credit.
const BETWEEN: &str = "\n\n";
const DASH: &str = " — ";

/// The article so far.
#[derive(Default)]
struct Builder {
    text: String,
    blocks: Vec<Block>,
    diagnostics: Vec<Diagnostic>,
}

impl Builder {
    /// Adds the headline or the byline, if given.
    fn lead(&mut self, kind: BlockKind, text: Option<&str>) {
        let text = trim(text.unwrap_or_default());
        if !text.is_empty() {
            self.push(kind, text);
        }
    }

    /// Adds the block at `index` of the wire form.
    fn block(&mut self, index: usize, json: &JsonBlock) {
        let (text, credit) = (trim(&json.text), trim(json.credit.as_deref().unwrap_or_default()));
        let kind = self.kind(index, json.kind.as_deref());
        if text.is_empty() && credit.is_empty() {
            self.report(
                format!("blocks[{index}].text"),
                "there is no text: the block is left out".to_owned(),
            );
            return;
        }
        if !credit.is_empty() && kind != BlockKind::Caption {
            let message = format!("\"{credit}\" is read as text: only a caption has a credit");
            self.report(format!("blocks[{index}].credit"), message);
        }
        // A text that ends with its own credit shows it once.
        let written = !credit.is_empty() && text.ends_with(credit);
        let start = self.push(kind, text).start;
        if !credit.is_empty() && !written {
            if !text.is_empty() {
                self.text.push_str(DASH);
            }
            self.text.push_str(credit);
        }
        let end = self.text.len();
        let Some(block) = self.blocks.last_mut() else { return };
        block.span.end = end;
        if kind == BlockKind::Caption {
            let given = (!credit.is_empty()).then(|| Span::new(end - credit.len(), end));
            let credit = given.or_else(|| credit::find(&self.text, Span::new(start, end)));
            block.inlines.extend(credit.map(|span| Inline { kind: InlineKind::Credit, span }));
        }
    }

    fn kind(&mut self, index: usize, name: Option<&str>) -> BlockKind {
        match name.unwrap_or("paragraph") {
            "paragraph" => BlockKind::Paragraph,
            "heading" => BlockKind::Heading,
            "caption" => BlockKind::Caption,
            "quotation" => BlockKind::Quotation,
            other => {
                let message = format!(
                    "\"{other}\" is no type of block: read as a paragraph; write paragraph, heading, caption or \
                     quotation"
                );
                self.report(format!("blocks[{index}].type"), message);
                BlockKind::Paragraph
            }
        }
    }

    /// Adds a block of `text`; returns where it is.
    fn push(&mut self, kind: BlockKind, text: &str) -> Span {
        if !self.blocks.is_empty() {
            self.text.push_str(BETWEEN);
        }
        let span = Span::new(self.text.len(), self.text.len() + text.len());
        self.text.push_str(text);
        self.blocks.push(Block { kind, span, inlines: Vec::new() });
        span
    }

    fn report(&mut self, place: String, message: String) {
        self.diagnostics.push(Diagnostic { place, message });
    }
}

/// What the wire form says of the article as a whole; what it says wrongly is reported.
fn meta(json: &JsonArticle, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Meta {
    let mut report = |place: &str, message: String| {
        diagnostics.push(Diagnostic { place: place.to_owned(), message });
    };
    let published = json.published.as_deref().map(trim).filter(|day| !day.is_empty());
    let published = published
        .and_then(|day| day.parse::<Date>().map_err(|bad| report("published", bad.to_string())).ok());
    let dir = match json.dir.as_deref().map(trim) {
        Some("ltr") => Direction::Ltr,
        Some("rtl") => Direction::Rtl,
        other => {
            if let Some(bad) = other.filter(|dir| !dir.is_empty()) {
                report("dir", format!("\"{bad}\" is no direction: taken from the text; write ltr or rtl"));
            }
            shape::direction(text)
        }
    };
    let lang = json.lang.as_deref().map(trim).filter(|lang| !lang.is_empty()).map(str::to_owned);
    let source = json.source.as_ref().and_then(|source| {
        let given = source.url.as_deref().map(trim).filter(|url| !url.is_empty());
        let host = given.and_then(web_host);
        if let (Some(bad), None) = (given, host) {
            report("source.url", format!("\"{bad}\" is left out: only http: and https: addresses are taken"));
        }
        // A source without a name goes by its host.
        let name = Some(trim(&source.name)).filter(|name| !name.is_empty()).or(host)?;
        Some(Source { name: name.to_owned(), url: given.filter(|_| host.is_some()).map(str::to_owned) })
    });
    Meta { published, source, lang, dir }
}

/// The host, with its port, of an absolute address by `http:` or `https:`; `None` for any other text, and for addresses
/// with characters that the URL standard removes or forbids (white space, controls, backslashes).
fn web_host(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let known = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\\' | '<' | '>' | '"');
    (known && !host.is_empty() && !url.contains(odd)).then_some(host)
}

/// `text` without white space and zero-width characters at either end.
fn trim(text: &str) -> &str {
    Span::new(0, text.len()).trim(text).of(text)
}
