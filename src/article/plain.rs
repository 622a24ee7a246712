//! Plain text: paragraphs divided by blank lines or line ends, with what newspapers put around them.

use super::published::Reading;
use super::shape;
use super::words::{self, Class};
use super::{Article, Block, BlockKind, Diagnostic, Error, ErrorKind, Inline, InlineKind, MAX_BYTES, Meta};
use super::{credit, dateline, lines, published};
use crate::text::Span;

/// How many blocks from the top may be a headline, a byline, a date line or a caption: some of each.
const TOP_BLOCKS: usize = 8;

/// How many paragraphs after a dateline are looked at for a transcript's turns.
const TURN_BLOCKS: usize = 6;

/// The longest byline, in characters: three reporters with their places.
const MAX_BYLINE: usize = 100;

/// The most headings in a row; more short lines than that are a list, an address or verse.
const MAX_HEADINGS: usize = 2;

/// Parses plain text. [`Article::text`] is `text`, byte for byte, so that offsets into the article are offsets into
/// the input. Every character that shows lies in exactly one block.
///
/// # Errors
/// [`ErrorKind::TooLarge`] over [`MAX_BYTES`]; any other text is read.
///
/// ```
/// use sidelight::article::{BlockKind, parse_plain};
///
/// let (article, _) = parse_plain("Envoy arrives\nMarch 3, 2023\n\nLONDON: The envoy arrived on Friday.")?;
/// let kinds: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
/// assert_eq!(kinds, [BlockKind::Headline, BlockKind::Byline, BlockKind::Paragraph]);
/// assert_eq!(article.meta.published.map(|day| day.to_string()).as_deref(), Some("2023-03-03"));
/// assert_eq!(article.blocks[2].inlines[0].span.of(&article.text), "LONDON:");
/// # Ok::<(), sidelight::article::Error>(())
/// ```
pub fn parse_plain(text: &str) -> Result<(Article, Vec<Diagnostic>), Error> {
    if text.len() > MAX_BYTES {
        return Err(Error { kind: ErrorKind::TooLarge { bytes: text.len() } });
    }
    let paragraph = |span| Block { kind: BlockKind::Paragraph, span, inlines: Vec::new() };
    let blocks = lines::pieces(text).into_iter().map(paragraph).collect();
    let meta = Meta { dir: shape::direction(text), ..Meta::default() };
    let mut article = Article { text: text.to_owned(), blocks, meta };
    let mut diagnostics = Vec::new();
    let body = read_top(&mut article, &mut diagnostics);
    mark_dateline(&mut article, &mut diagnostics);
    read_closing(&mut article, &mut diagnostics);
    mark_headings(&article.text, &mut article.blocks[body..]);
    mark_quotations(&article.text, &mut article.blocks);
    Ok((article, diagnostics))
}

/// Marks the dateline of the first paragraph among the first blocks that has one, and takes the day of publication
/// from it, or from the beginning of the first paragraph, when it is not known yet.
pub(super) fn mark_dateline(article: &mut Article, diagnostics: &mut Vec<Diagnostic>) {
    let Article { text, blocks, meta } = article;
    let paragraphs = blocks.iter_mut().take(TOP_BLOCKS + TURN_BLOCKS);
    let mut paragraphs: Vec<&mut Block> =
        paragraphs.filter(|block| block.kind == BlockKind::Paragraph).collect();
    let Some(first) = paragraphs.first().map(|block| block.span) else { return };
    let mut found = paragraphs.iter().enumerate().take(TOP_BLOCKS);
    let found = found.find_map(|(at, block)| dateline::find(text, block.span).map(|span| (at, span)));
    let dated = if let Some((at, span)) = found {
        // "MR PRICE: Good afternoon." opens no report but a transcript, whose next turns begin likewise.
        let mut turns = paragraphs[at + 1..].iter().take(TURN_BLOCKS).map(|block| block.span.of(text));
        if dateline::is_turn(span.of(text)) && turns.any(dateline::is_turn) {
            return;
        }
        paragraphs[at].inlines.insert(0, Inline { kind: InlineKind::Dateline, span });
        published::read_dateline(span.of(text)).map(|reading| (span, reading))
    } else {
        published::read_opening(first.of(text)).map(|reading| (first, reading))
    };
    if let Some((span, reading)) = dated.filter(|_| meta.published.is_none()) {
        read_date(span, reading, meta, diagnostics);
    }
}

/// Names the blocks above the first paragraph, and captions among the first paragraphs. Returns the
/// index of the first paragraph, or the number of blocks when there is none.
fn read_top(article: &mut Article, diagnostics: &mut Vec<Diagnostic>) -> usize {
    let Article { text, blocks, meta } = article;
    let count = blocks.len();
    let mut titles = Vec::new();
    let mut body = None;
    for (index, block) in blocks.iter_mut().enumerate().take(TOP_BLOCKS) {
        let line = block.span.of(text);
        // What ends the text with an agency's name is a report, signed.
        let caption = if index + 1 < count { credit::find(text, block.span) } else { None };
        if let Some(span) = caption {
            block.kind = BlockKind::Caption;
            block.inlines.push(Inline { kind: InlineKind::Credit, span });
        } else if body.is_none_or(|first| index == first + 1 && meta.published.is_none())
            && let Some(reading) = published::read(line).or_else(|| published::read_signed(line))
        {
            // After the first paragraph, which may be a summary above the date, dates are headings of entries.
            block.kind = BlockKind::Byline;
            read_date(block.span, reading, meta, diagnostics);
        } else if body.is_none() && is_byline(line) {
            block.kind = BlockKind::Byline;
            let dates =
                line.split(['|', '·', '•', '—', '–', '\n']).filter_map(|part| published::read(part.trim()));
            dates.for_each(|reading| read_date(block.span, reading, meta, diagnostics));
        } else if body.is_none() && shape::is_headline(line) {
            titles.push(index);
        } else {
            body.get_or_insert(index);
            if dateline::find(text, block.span).is_some() {
                break;
            }
        }
    }
    if body.is_some()
        && let [headline, rest @ ..] = titles.as_slice()
    {
        blocks[*headline].kind = BlockKind::Headline;
        // One more short line is the deck below the headline; several are a site's furniture.
        if let [deck] = rest {
            blocks[*deck].kind = BlockKind::Heading;
        }
    }
    body.unwrap_or(count)
}

/// Takes the day of publication from the last block, where some newspapers print it, when it is not known yet.
fn read_closing(article: &mut Article, diagnostics: &mut Vec<Diagnostic>) {
    let Some(span) = article.blocks.last().map(|block| block.span) else { return };
    if article.meta.published.is_none()
        && let Some(reading) = published::read_closing(span.of(&article.text))
    {
        read_date(span, reading, &mut article.meta, diagnostics);
    }
}

/// Takes the day of publication from a date line, the first one that has one.
fn read_date(span: Span, reading: Reading, meta: &mut Meta, diagnostics: &mut Vec<Diagnostic>) {
    match reading {
        Reading::Day(day) => meta.published = meta.published.or(Some(day)),
        Reading::Refused(message) => {
            diagnostics.push(Diagnostic { place: format!("{}..{}", span.start, span.end), message });
        }
        Reading::Updated => {}
    }
}

/// Whether `line` is "By Jane Doe" or the like.
fn is_byline(line: &str) -> bool {
    let Some((by, name)) = line.split_once(char::is_whitespace) else { return false };
    let name = name.trim_start();
    words::is(Class::Byline, by)
        && !shape::is_longer(name, MAX_BYLINE)
        && name.starts_with(char::is_uppercase)
        && (!shape::ends_sentence(name) || name.ends_with(" Jr.") || name.ends_with(" Sr."))
}

/// Marks the short lines among `blocks` that a paragraph follows, at most [`MAX_HEADINGS`] in a row. The first of
/// `blocks` is the article's first paragraph.
fn mark_headings(text: &str, blocks: &mut [Block]) {
    let mut run = 0..0;
    for index in 0..blocks.len() {
        let Block { kind, span, .. } = blocks[index];
        if index > 0 && kind == BlockKind::Paragraph && shape::is_heading(span.of(text)) {
            run.end = index + 1;
            continue;
        }
        let line = span.of(text);
        let prose = shape::ends_sentence(line) || shape::is_longer(line, shape::MAX_HEADING);
        if prose && run.len() <= MAX_HEADINGS {
            blocks[run].iter_mut().for_each(|block| block.kind = BlockKind::Heading);
        }
        run = index + 1..index + 1;
    }
}

/// Marks the paragraphs that are a quotation from beginning to end.
fn mark_quotations(text: &str, blocks: &mut [Block]) {
    for block in blocks {
        let plain = block.kind == BlockKind::Paragraph && block.inlines.is_empty();
        if plain && shape::is_quotation(block.span.of(text)) {
            block.kind = BlockKind::Quotation;
        }
    }
}
