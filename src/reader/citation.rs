//! A passage with where it is from, to be pasted elsewhere: plain text.

use super::words::Words;
use crate::article::{Article, BlockKind};

/// The passage in quotation marks, and a line with headline, source, day and address, as far as they are known. The address
/// is the article's own, else `page`, where it is read.
pub fn citation(article: &Article, passage: &str, page: &str, words: &Words) -> String {
    let passage = passage.trim();
    let headline = article.blocks.iter().find(|block| block.kind == BlockKind::Headline);
    let source = article.meta.source.as_ref();
    let address = source.and_then(|source| source.url.as_deref()).unwrap_or(page);
    let parts = [
        headline.map(|block| block.span.of(&article.text).to_owned()),
        source.map(|source| source.name.clone()),
        article.meta.published.map(|day| words.day(day)),
        Some(address.to_owned()),
    ];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    let from = parts.reduce(|all, part| words.listed(&all, &part)).unwrap_or_default();
    let quoted = if is_quotation(passage) { passage.to_owned() } else { words.with("quote", &[passage]) };
    [&quoted, "\n— ", &from].concat()
}

/// Whether a passage is in quotation marks from beginning to end.
fn is_quotation(passage: &str) -> bool {
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    passage.starts_with(is_mark) && passage.ends_with(is_mark) && passage.matches(is_mark).count() == 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Source, parse_plain};

    fn cited(passage: &str, change: impl FnOnce(&mut Article)) -> String {
        let (mut article, _) = parse_plain("Tides turn\n\nThe sea rose on Friday.").unwrap();
        article.blocks[0].kind = BlockKind::Headline;
        let source =
            Source { name: "The Quay".to_owned(), url: Some("https://quay.example/tides".to_owned()) };
        article.meta.source = Some(source);
        article.meta.published = "2023-03-03".parse().ok();
        change(&mut article);
        citation(&article, passage, "https://page.example/", &Words::default())
    }

    #[test]
    fn a_citation_says_what_is_known() {
        const LINE: &str = "\n— Tides turn, The Quay, 3 March 2023, https://quay.example/tides";
        for (passage, quoted) in [
            (" The sea rose. ", "“The sea rose.”"),
            ("\"The sea rose.\"", "\"The sea rose.\""),
            ("“The sea rose,”", "“The sea rose,”"),
            ("\"The sea,\" she said, \"rose.\"", "“\"The sea,\" she said, \"rose.\"”"),
            ("One.\n\nTwo.", "“One.\n\nTwo.”"),
        ] {
            assert_eq!(cited(passage, |_| ()), [quoted, LINE].concat());
        }
        let no_address = |article: &mut Article| {
            article.meta.source.as_mut().unwrap().url = None;
            article.meta.published = None;
        };
        assert_eq!(
            cited("It rose.", no_address),
            "“It rose.”\n— Tides turn, The Quay, https://page.example/"
        );
        let nothing = |article: &mut Article| {
            article.blocks.remove(0);
            article.meta = Default::default();
        };
        assert_eq!(cited("It rose.", nothing), "“It rose.”\n— https://page.example/");
    }
}
