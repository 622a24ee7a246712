//! The article parsers: marked texts, snapshots and properties.

use std::path::Path;

use expect_test::{Expect, expect, expect_file};
use proptest::prelude::*;
use sidelight::article::{
    Article, BlockKind, Diagnostic, Direction, ErrorKind, InlineKind, JsonArticle, JsonBlock, JsonSource,
    MAX_BYTES, Meta, Source, from_json, parse_plain,
};
use sidelight::text::Span;

/// One line a block: its kind, and its text with line ends shown and inlines marked `[text|kind]`.
fn render(article: &Article, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    if article.meta.dir == Direction::Rtl {
        out.push_str("rtl\n");
    }
    if let Some(day) = article.meta.published {
        out.push_str(&format!("published {day}\n"));
    }
    for block in &article.blocks {
        let mut line = String::new();
        let mut at = block.span.start;
        for inline in &block.inlines {
            let kind = match inline.kind {
                InlineKind::Dateline => "dateline",
                InlineKind::Credit => "credit",
            };
            let before = Span::new(at, inline.span.start).of(&article.text);
            line.push_str(&format!("{before}[{}|{kind}]", inline.span.of(&article.text)));
            at = inline.span.end;
        }
        line.push_str(Span::new(at, block.span.end).of(&article.text));
        let shown = line.replace('\n', "⏎").replace('\r', "␍").replace('\u{A0}', "⍽").replace('\t', "⇥");
        out.push_str(&format!("{:?}: {shown}\n", block.kind));
    }
    for diagnostic in diagnostics {
        out.push_str(&format!("! {}: {}\n", diagnostic.place, diagnostic.message));
    }
    out
}

fn check(text: &str, expected: Expect) {
    let (article, diagnostics) = parse_plain(text).expect("the text is under the limit");
    assert_eq!(article.text, text);
    assert_sound(&article);
    expected.assert_eq(&render(&article, &diagnostics));
}

/// The promises of [`Article`]: spans in order, apart, inside, on character boundaries, trimmed, inlines within.
fn assert_sound(article: &Article) {
    let text = &article.text;
    let mut end = 0;
    for block in &article.blocks {
        let span = block.span;
        assert!(end <= span.start && span.start < span.end && span.end <= text.len(), "{span:?} of {text:?}");
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{span:?} of {text:?}");
        assert_eq!(span.trim(text), span, "{text:?}");
        let mut inline_end = span.start;
        for inline in &block.inlines {
            let at = inline.span;
            assert!(inline_end <= at.start && !at.is_empty() && span.contains(at), "{inline:?} of {text:?}");
            assert!(!at.of(text).is_empty(), "{inline:?} of {text:?}");
            inline_end = at.end;
        }
        end = span.end;
    }
}

/// Whether `c` leaves ink: neither white space nor a zero-width or direction mark.
fn shows(c: char) -> bool {
    let formats = "\u{AD}\u{61C}\u{180E}\u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\
                   \u{202E}\u{2060}\u{2066}\u{2067}\u{2068}\u{2069}\u{FEFF}";
    !c.is_whitespace() && !formats.contains(c)
}

/// What a block may hold, and what trips parsers up.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\u{FEFF}".to_owned()),
        Just("\u{2029}".to_owned()),
        Just(" — AFP/File".to_owned()),
        Just("(Reuters)".to_owned()),
        Just("Photo: ".to_owned()),
        Just("WASHINGTON: ".to_owned()),
        Just("By Jane Doe".to_owned()),
        Just("Friday, August 15, 2008".to_owned()),
        Just("“We go.”".to_owned()),
        Just("the quick brown fox jumps over the lazy dog and ".to_owned()),
        "[ -~]{0,60}",
        "\\PC{0,20}",
        any::<String>(),
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_read_and_nothing_of_it_lost(text in any_text()) {
        let (article, _) = parse_plain(&text).unwrap();
        prop_assert_eq!(&article.text, &text);
        assert_sound(&article);
        let mut blocks = article.blocks.iter().map(|block| block.span).peekable();
        for (at, c) in text.char_indices().filter(|&(_, c)| shows(c)) {
            while blocks.next_if(|span| span.end <= at).is_some() {}
            let inside = blocks.peek().is_some_and(|span| span.start <= at);
            prop_assert!(inside, "{c:?} at {at} of {text:?}");
        }
        prop_assert_eq!(parse_plain(&text).unwrap().0, article);
    }
}

#[test]
fn a_newspapers_page() {
    check(
        "Envoy to hold talks in Aden\n\nBy Jane Doe\nMarch 3, 2023\n\nThe envoy boards his plane on Friday. — Navy \
         photo/Handout\n\nADEN, Yemen (AP) — The envoy arrived on Friday.\n\n“We are glad.”\n\nWhat comes next\n\nThe \
         talks go on. \"We stay,\" he said.\n",
        expect![[r#"
            published 2023-03-03
            Headline: Envoy to hold talks in Aden
            Byline: By Jane Doe
            Byline: March 3, 2023
            Caption: The envoy boards his plane on Friday. — [Navy photo/Handout|credit]
            Paragraph: [ADEN, Yemen (AP) —|dateline] The envoy arrived on Friday.
            Quotation: “We are glad.”
            Heading: What comes next
            Paragraph: The talks go on. "We stay," he said.
        "#]],
    );
}

#[test]
fn lines_end_in_every_way() {
    check(
        "\u{FEFF}Title here\r\n\r\nOne.\rTwo.\u{2028}Three.\u{2029}Four.\r\n",
        expect![[r#"
        Headline: Title here
        Paragraph: One.
        Paragraph: Two.
        Paragraph: Three.
        Paragraph: Four.
    "#]],
    );
}

#[test]
fn blank_lines_may_hold_white_space() {
    check(
        "One.\n \t\u{A0}\n\u{200B}\nTwo.\u{A0}\u{A0}Still\ttwo.\u{A0}\n\u{3000}\n",
        expect![[r#"
        Paragraph: One.
        Paragraph: Two.⍽⍽Still⇥two.
    "#]],
    );
}

#[test]
fn hard_wrapped_text() {
    check(
        "The minister said on Friday that the two countries would hold\ntalks in the spring. Delegations from both \
         would meet in the\ncapital of a third, he said, once the snow\nhad gone.\n\nAides said the agenda was not \
         settled yet, and that the hosts\nwould have their say.\n",
        expect![[r#"
            Paragraph: The minister said on Friday that the two countries would hold⏎talks in the spring. Delegations from both would meet in the⏎capital of a third, he said, once the snow⏎had gone.
            Paragraph: Aides said the agenda was not settled yet, and that the hosts⏎would have their say.
        "#]],
    );
}

#[test]
fn one_paragraph_a_line() {
    check(
        "Envoy to hold talks\nADEN: The envoy arrived on Friday.\nHe will stay.\nWhat comes next\nThe talks go on.",
        expect![[r#"
            Headline: Envoy to hold talks
            Paragraph: [ADEN:|dateline] The envoy arrived on Friday.
            Paragraph: He will stay.
            Heading: What comes next
            Paragraph: The talks go on.
        "#]],
    );
}

#[test]
fn lists_verse_and_signatures_are_paragraphs() {
    check(
        "The envoy has three aims.\n\n- peace\n- trade\n* a treaty\n\nHe spoke.\n\nJane Doe\nJohn Roe\nMax Poe\n\nThey \
         listened.\n\nThe Editor",
        expect![[r#"
            Paragraph: The envoy has three aims.
            Paragraph: - peace
            Paragraph: - trade
            Paragraph: * a treaty
            Paragraph: He spoke.
            Paragraph: Jane Doe
            Paragraph: John Roe
            Paragraph: Max Poe
            Paragraph: They listened.
            Paragraph: The Editor
        "#]],
    );
}

#[test]
fn a_transcripts_speakers_are_no_datelines() {
    check(
        "MR PRICE: Good afternoon.\n\nQUESTION: What of the talks?\n\nMR PRICE: They go on.",
        expect![[r#"
            Paragraph: MR PRICE: Good afternoon.
            Paragraph: QUESTION: What of the talks?
            Paragraph: MR PRICE: They go on.
        "#]],
    );
}

#[test]
fn a_report_signed_by_an_agency_is_no_caption() {
    check(
        "The envoy arrived on Friday.\n\nHe will stay for talks with the minister. — Reuters",
        expect![[r#"
            Paragraph: The envoy arrived on Friday.
            Paragraph: He will stay for talks with the minister. — Reuters
        "#]],
    );
}

#[test]
fn date_lines() {
    check(
        "Title here\nPublished March 4, 2023 07:06am\n\nOne.\n\nMarch 5, 2023\n\nTwo.",
        expect![[r#"
            published 2023-03-04
            Headline: Title here
            Byline: Published March 4, 2023 07:06am
            Paragraph: One.
            Heading: March 5, 2023
            Paragraph: Two.
        "#]],
    );
    check(
        "Title here\nMonday, August 15, 2008\n\nOne.",
        expect![[r#"
        Headline: Title here
        Byline: Monday, August 15, 2008
        Paragraph: One.
        ! 11..34: "Monday, August 15, 2008": 2008-08-15 is a Friday: not read as the day of publication
    "#]],
    );
    check(
        "Title here\n03/04/2023\n\nOne.",
        expect![[r#"
        Headline: Title here
        Byline: 03/04/2023
        Paragraph: One.
        ! 11..21: "03/04/2023" may be two days: not read as the day of publication; write YYYY-MM-DD
    "#]],
    );
    check(
        "Title here\nBy Jane Doe | 3 March 2023\n\nOne.",
        expect![[r#"
        published 2023-03-03
        Headline: Title here
        Byline: By Jane Doe | 3 March 2023
        Paragraph: One.
    "#]],
    );
}

#[test]
fn no_break_dashes_and_spaces() {
    check(
        "PORT\u{2011}AU\u{2011}PRINCE\u{A0}– The\u{A0}envoy\u{2011}designate arrived.",
        expect![[r#"
        Paragraph: [PORT‑AU‑PRINCE⍽–|dateline] The⍽envoy‑designate arrived.
    "#]],
    );
}

#[test]
fn right_to_left_text() {
    check(
        "محادثات في عدن\n\nعدن: وصل المبعوث يوم الجمعة.\n\nوقال: «نحن سعداء».\n\n«نحن سعداء.»",
        expect![[r#"
            rtl
            Headline: محادثات في عدن
            Paragraph: عدن: وصل المبعوث يوم الجمعة.
            Paragraph: وقال: «نحن سعداء».
            Quotation: «نحن سعداء.»
        "#]],
    );
}

#[test]
fn emoji_and_marks_of_direction() {
    check(
        "👩🏽‍🚀 lands 🎉\n\n\u{200F}\n\nThe crew 👨‍👩‍👧‍👦 cheered.",
        expect![[r#"
        Headline: 👩🏽‍🚀 lands 🎉
        Paragraph: The crew 👨‍👩‍👧‍👦 cheered.
    "#]],
    );
}

#[test]
fn nothing_to_read() {
    check("", expect![[r#""#]]);
    check("\u{FEFF}", expect![[r#""#]]);
    check(" \n\t\r\n\u{A0}\u{200B}\u{2029}", expect![[r#""#]]);
}

#[test]
fn one_line_of_the_largest_size_and_one_byte_more() {
    let mut text = "word".repeat(MAX_BYTES / 4);
    let (article, _) = parse_plain(&text).unwrap();
    let block = &article.blocks[0];
    assert_eq!((article.blocks.len(), block.kind, block.span.len()), (1, BlockKind::Paragraph, MAX_BYTES));
    text.push('.');
    let error = parse_plain(&text).unwrap_err();
    assert_eq!(error.kind, ErrorKind::TooLarge { bytes: MAX_BYTES + 1 });
    assert_eq!(error.to_string(), "the article has 4194305 bytes: at most 4194304 are read; split it");
}

#[test]
fn the_sample_article() {
    let path = Path::new("../shared/data/officials/seed.txt");
    // The sample is not part of the repository: where its folder is missing there is nothing to check.
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let (article, diagnostics) = parse_plain(&text).unwrap();
    assert_sound(&article);
    let kinds: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
    use BlockKind::{Caption, Heading, Paragraph};
    let expected = [
        Caption, Paragraph, Paragraph, Paragraph, Paragraph, Heading, Paragraph, Paragraph, Paragraph,
        Paragraph,
    ];
    assert_eq!(kinds, expected);
    let inline = |block: usize| article.blocks[block].inlines[0].span.of(&article.text);
    assert_eq!(inline(0), "US State Department website/File");
    assert_eq!(inline(1), "WASHINGTON:");
    assert_eq!(diagnostics, []);
}

/// Reads the wire form that a publisher's page sends.
fn check_json(json: &str, expected: Expect) {
    let json: JsonArticle = serde_json::from_str(json).expect("the test's JSON has the wire form");
    let (article, diagnostics) = from_json(&json).expect("the texts are under the limit");
    assert_sound(&article);
    let Meta { source, lang, .. } = &article.meta;
    let mut shown = render(&article, &diagnostics);
    if let Some(Source { name, url }) = source {
        shown.insert_str(0, &format!("source {name:?} {url:?}\n"));
    }
    if let Some(lang) = lang {
        shown.insert_str(0, &format!("lang {lang:?}\n"));
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_whole_json_article() {
    check_json(
        r#"{ "headline": " Envoy arrives\n", "byline": "Jane Doe", "published": "2023-03-03T22:10:00Z",
             "source": { "name": "The Paper", "url": "HTTPS://example.org/a?b#c" }, "lang": "en", "dir": "ltr",
             "blocks": [
               { "type": "caption", "text": "The envoy.", "credit": "Jane Roe/AFP" },
               { "text": "ADEN, March 2, 2023 (AP) - The envoy arrived." },
               { "type": "heading", "text": "What next?", "unknown": 1 },
               { "type": "quotation", "text": "We stay." },
               { "type": "paragraph", "text": "\"We stay,\" he said.\n\nAnd left." } ] }"#,
        expect![[r#"
            lang "en"
            source "The Paper" Some("HTTPS://example.org/a?b#c")
            published 2023-03-03
            Headline: Envoy arrives
            Byline: Jane Doe
            Caption: The envoy. — [Jane Roe/AFP|credit]
            Paragraph: [ADEN, March 2, 2023 (AP) -|dateline] The envoy arrived.
            Heading: What next?
            Quotation: We stay.
            Paragraph: "We stay," he said.⏎⏎And left.
        "#]],
    );
}

#[test]
fn what_is_wrong_in_a_json_article_is_named() {
    check_json(
        r#"{ "published": "3/3/2023", "source": { "name": "X", "url": "javascript:alert(1)" }, "dir": "up",
             "blocks": [
               { "type": "Pull-quote", "text": "One." },
               { "text": "Two.", "credit": "AFP" },
               { "type": "heading", "text": " \u00A0" },
               { "type": "caption", "credit": "Jane Roe" } ] }"#,
        expect![[r#"
            source "X" None
            Paragraph: One.
            Paragraph: Two. — AFP
            Caption: [Jane Roe|credit]
            ! blocks[0].type: "Pull-quote" is no type of block: read as a paragraph; write paragraph, heading, caption or quotation
            ! blocks[1].credit: "AFP" is read as text: only a caption has a credit
            ! blocks[2].text: there is no text: the block is left out
            ! published: "3/3/2023" is not a date: expected YYYY-MM-DD
            ! dir: "up" is no direction: taken from the text; write ltr or rtl
            ! source.url: "javascript:alert(1)" is left out: only http: and https: addresses are taken
        "#]],
    );
}

#[test]
fn a_captions_credit_is_shown_once() {
    check_json(
        r#"{ "blocks": [
               { "type": "caption", "text": "One. — AFP/File", "credit": "AFP/File" },
               { "type": "caption", "text": "Two. — AFP/File" },
               { "type": "caption", "text": "Three.", "credit": "  " } ] }"#,
        expect![[r#"
            Caption: One. — [AFP/File|credit]
            Caption: Two. — [AFP/File|credit]
            Caption: Three.
        "#]],
    );
}

#[test]
fn an_empty_json_article() {
    check_json("{}", expect![[r#""#]]);
    check_json(
        r#"{ "headline": null, "byline": " ", "source": {}, "lang": "", "dir": "" }"#,
        expect![[r#""#]],
    );
    check_json(
        r#"{ "source": { "url": "https://news.example.org/a" } }"#,
        expect![[r#"
        source "news.example.org" Some("https://news.example.org/a")
    "#]],
    );
}

#[test]
fn a_json_articles_day_may_stand_in_its_dateline() {
    check_json(
        r#"{ "blocks": [{ "text": "ADEN, March 2, 2023 (AP) - The envoy arrived." }] }"#,
        expect![[r#"
            published 2023-03-02
            Paragraph: [ADEN, March 2, 2023 (AP) -|dateline] The envoy arrived.
        "#]],
    );
    check_json(
        r#"{ "blocks": [{ "text": "وصل المبعوث يوم الجمعة." }], "lang": "ar" }"#,
        expect![[r#"
        lang "ar"
        rtl
        Paragraph: وصل المبعوث يوم الجمعة.
    "#]],
    );
}

#[test]
fn only_web_addresses_of_a_source_are_taken() {
    for (url, taken) in [
        ("https://example.org", true),
        ("http://example.org:8080/a b", false),
        ("http://ex\\ample.org", false),
        ("https:///path", false),
        ("https:example.org", false),
        ("//example.org/", false),
        ("data:text/html,x", false),
        ("java\nscript://example.org/%0aalert(1)", false),
        (" https://example.org/ ", true),
    ] {
        let source = JsonSource { name: "The Paper".to_owned(), url: Some(url.to_owned()) };
        let (article, diagnostics) =
            from_json(&JsonArticle { source: Some(source), ..Default::default() }).unwrap();
        let source = article.meta.source.unwrap();
        assert_eq!(source.url.is_some(), taken, "{url}");
        assert_eq!(diagnostics.iter().any(|diagnostic| diagnostic.place == "source.url"), !taken, "{url}");
    }
}

#[test]
fn a_json_article_over_the_limit_is_refused() {
    let block = |bytes: usize| JsonBlock { text: "a".repeat(bytes), ..Default::default() };
    let mut json = JsonArticle { blocks: vec![block(MAX_BYTES - 3), block(1)], ..Default::default() };
    assert_eq!(from_json(&json).unwrap().0.text.len(), MAX_BYTES);
    json.blocks.push(block(1));
    assert_eq!(from_json(&json).unwrap_err().kind, ErrorKind::TooLarge { bytes: MAX_BYTES + 3 });
}

proptest! {
    #[test]
    fn any_json_article_is_read_and_nothing_of_it_lost(
        headline in proptest::option::of(any_text()),
        published in proptest::option::of("\\PC{0,12}"),
        texts in proptest::collection::vec((any_text(), proptest::option::of(any_text()), 0..6usize), 0..6),
    ) {
        let kinds = ["paragraph", "heading", "caption", "quotation", "pull", ""];
        let blocks = texts.iter().map(|(text, credit, kind)| JsonBlock {
            kind: Some(kinds[*kind].to_owned()),
            text: text.clone(),
            credit: credit.clone(),
        });
        let json = JsonArticle { headline: headline.clone(), published, blocks: blocks.collect(), ..Default::default() };
        let (article, _) = from_json(&json).unwrap();
        assert_sound(&article);
        let given = headline.iter().chain(texts.iter().flat_map(|(text, credit, _)| [Some(text), credit.as_ref()]).flatten());
        for text in given {
            let trimmed = Span::new(0, text.len()).trim(text).of(text);
            prop_assert!(article.text.contains(trimmed));
        }
    }
}

/// Each text in `tests/corpus/plain` is read as the `.parsed` file beside it says. `UPDATE_EXPECT=1` writes those.
#[test]
fn the_corpus() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/plain");
    let entries = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let texts: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "txt")).collect();
    assert!(!texts.is_empty(), "{folder:?}");
    for path in texts {
        let text = std::fs::read_to_string(&path).unwrap();
        let (article, diagnostics) = parse_plain(&text).unwrap();
        assert_eq!(article.text, text);
        assert_sound(&article);
        expect_file![path.with_extension("parsed")].assert_eq(&render(&article, &diagnostics));
    }
}
