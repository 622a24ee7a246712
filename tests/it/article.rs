//! The article parsers: marked texts, snapshots and properties.

use std::path::Path;

use expect_test::{Expect, expect};
use proptest::prelude::*;
use sidelight::article::{
    Article, BlockKind, Diagnostic, Direction, ErrorKind, InlineKind, MAX_BYTES, parse_plain,
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
