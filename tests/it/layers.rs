//! A layer imports only from the layers before it: ARCHITECTURE.md's table, checked against the sources. What `src/quick`
//! holds of a layer is that layer's.

use std::fs;
use std::path::Path;

/// The layers in order; each may use those before it.
const LAYERS: [&str; 7] = ["text", "article", "recognise", "dossier", "reader", "components", "embed"];

#[test]
fn imports_point_to_earlier_layers() {
    let mut files = Vec::new();
    collect(Path::new("src"), &mut files);
    assert!(files.len() > LAYERS.len(), "no sources found: {files:?}");
    let mut wrong = Vec::new();
    for path in files {
        let source = fs::read_to_string(&path).unwrap();
        wrong.extend(wrong_imports(&path, &source));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_map_in_the_documentation_lists_the_layers_in_order() {
    let source = fs::read_to_string("src/lib.rs").unwrap();
    let rows = source.lines().filter_map(|line| line.strip_prefix("//! | ")?.split(" | ").next());
    let names = rows.filter(|cell| cell.contains('`')).map(|cell| cell.trim_matches(['[', ']', '`']));
    assert_eq!(names.collect::<Vec<_>>(), LAYERS);
}

#[test]
fn a_wrong_import_is_reported_with_its_file_and_line() {
    assert_eq!(
        wrong_imports("src/text/token.rs", "//! Tokens.\n\nuse crate::article::Block;\n"),
        ["src/text/token.rs:3: the layer `text` may not use `article`"]
    );
    assert_eq!(
        wrong_imports("src/article/mod.rs", "fn f() {\n    crate::recognise::recognise()\n}\n"),
        ["src/article/mod.rs:2: the layer `article` may not use `recognise`"]
    );
    assert_eq!(
        wrong_imports("src/article/plain.rs", "use super::super::dossier::Entity;\n"),
        ["src/article/plain.rs:1: the layer `article` may not use `dossier`"]
    );
    assert_eq!(
        wrong_imports("src/article/mod.rs", "use super::dossier::Entity;\n"),
        ["src/article/mod.rs:1: the layer `article` may not use `dossier`"]
    );
    assert_eq!(
        wrong_imports("src/quick/text/token.rs", "use super::super::recognise::scan;"),
        ["src/quick/text/token.rs:1: the layer `text` may not use `recognise`"]
    );
    assert_eq!(
        wrong_imports("src/recognise/people/titles.rs", "use super::super::super::reader::card;"),
        ["src/recognise/people/titles.rs:1: the layer `recognise` may not use `reader`"]
    );
    assert_eq!(
        wrong_imports(
            "src/text/fold.rs",
            "use crate::{\n    article::{Block, text},\n    text::Span, embed,\n};\n"
        ),
        [
            "src/text/fold.rs:2: the layer `text` may not use `article`",
            "src/text/fold.rs:3: the layer `text` may not use `embed`",
        ]
    );
    assert_eq!(
        wrong_imports(
            "src/text/fold.rs",
            "use crate :: /* why? */ embed as e;\npub(in crate::embed) fn f() {}"
        ),
        [
            "src/text/fold.rs:1: the layer `text` may not use `embed`",
            "src/text/fold.rs:2: the layer `text` may not use `embed`",
        ]
    );
}

#[test]
fn right_imports_and_mere_words_are_no_wrong_imports() {
    for (path, source) in [
        ("src/embed/mod.rs", "use crate::text::Span;\nuse crate::components::Reader;"),
        ("src/article/mod.rs", "use crate::{article::Block, text::{Date, Span}};\nuse super::text::Span;"),
        ("src/text/mod.rs", "// use crate::article::Block;\n/* crate::embed /* nested */ crate::embed */"),
        ("src/text/mod.rs", "//! See [`crate::article`].\nconst PATH: &str = \"crate::article\";"),
        (
            "src/text/mod.rs",
            "const PATH: &str = r#\"crate::\"article\"#; const C: char = '\"'; fn f<'a>() {}",
        ),
        ("src/text/mod.rs", "mod article_like;\nuse crate::articles::X;\nuse super::super::Y;"),
        ("src/text/deep/mod.rs", "use super::article::X;"),
        ("src/quick/recognise/scan.rs", "use crate::text::Case; use super::forms::Forms;"),
        ("src/lib.rs", "pub mod embed; use crate::embed::mount;"),
        ("src/bin/sidelight.rs", "use sidelight::dossier;"),
    ] {
        assert_eq!(wrong_imports(path, source), Vec::<String>::new(), "{path}: {source}");
    }
}

fn collect(folder: &Path, files: &mut Vec<String>) {
    let entries = fs::read_dir(folder).expect("the folder can be listed").flatten();
    let mut entries: Vec<_> = entries.map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path.to_string_lossy().replace('\\', "/"));
        }
    }
}

/// The uses of a later layer in the source file at `path` (from the repository's root, by slashes).
fn wrong_imports(path: &str, source: &str) -> Vec<String> {
    let parts: Vec<&str> = path.split('/').filter(|part| *part != "quick").collect();
    let Some(own) = LAYERS.iter().position(|layer| parts.len() > 2 && parts[1] == *layer) else {
        return Vec::new();
    };
    // How many times `super` leads from this file's module to the crate's root.
    let depth = parts.len() - 1 - usize::from(path.ends_with("/mod.rs"));
    let tokens = tokens(source);
    let mut wrong = Vec::new();
    for at in 0..tokens.len() {
        for Token { line, word } in from_root(&tokens, at, depth) {
            if LAYERS.iter().position(|layer| *layer == word).is_some_and(|used| used > own) {
                wrong.push(format!("{path}:{line}: the layer `{}` may not use `{word}`", LAYERS[own]));
            }
        }
    }
    wrong
}

/// A word or a mark of a source, with its line (from 1).
#[derive(Clone, Copy)]
struct Token<'s> {
    line: usize,
    word: &'s str,
}

/// The modules named behind a path to the crate's root that begins at the token `at`: one, or several in braces. More
/// `super`s than `depth` come from a module inside the file, such as `mod tests`.
fn from_root<'s>(tokens: &[Token<'s>], at: usize, depth: usize) -> Vec<Token<'s>> {
    let is = |index: usize, word: &str| tokens.get(index).is_some_and(|token| token.word == word);
    let supers = tokens[at..].chunks(2).take_while(|pair| pair[0].word == "super").count();
    let inside_run = at >= 2 && is(at - 2, "super") && is(at - 1, "::");
    let after = match supers {
        0 if is(at, "crate") => at + 2,
        0 => return Vec::new(),
        _ if inside_run || supers < depth => return Vec::new(),
        _ => at + 2 * supers,
    };
    if !is(after - 1, "::") {
        return Vec::new();
    }
    let mut named = Vec::new();
    let mut open = 0;
    for (index, token) in tokens.iter().enumerate().skip(after) {
        match token.word {
            "{" => open += 1,
            "}" => open -= 1,
            _ if open == 0 || (open == 1 && (is(index - 1, "{") || is(index - 1, ","))) => {
                named.push(*token);
            }
            _ => {}
        }
        if open == 0 {
            break;
        }
    }
    named
}

/// The words, `::` and single marks of a Rust source, without comments, literals and lifetimes.
fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let word = &rest[..rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())];
        let raw = rest[word.len()..].trim_start_matches('#');
        let hashes = rest.len() - word.len() - raw.len();
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            comment(rest)
        } else if matches!(word, "r" | "br" | "cr") && raw.starts_with('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let start = word.len() + hashes + 1;
            rest[start..].find(&end).map_or(rest.len(), |found| start + found + end.len())
        } else if c == '"' {
            literal(rest, '"')
        } else if c == '\'' {
            let one = rest.chars().nth(1).map_or(0, char::len_utf8) + 1;
            if rest[1..].starts_with('\\') || rest[one..].starts_with('\'') { literal(rest, '\'') } else { 1 }
        } else {
            let length = if rest.starts_with("::") { 2 } else { word.len().max(c.len_utf8()) };
            if !c.is_whitespace() {
                let line = source[..source.len() - rest.len()].matches('\n').count() + 1;
                tokens.push(Token { line, word: &rest[..length] });
            }
            length
        };
        rest = &rest[length..];
    }
    tokens
}

/// The length of the block comment that `text` opens with; they nest.
fn comment(text: &str) -> usize {
    let mut open = 0;
    for (at, _) in text.match_indices(['/', '*']) {
        let opens = text[at..].starts_with("/*");
        let closes = text[at..].starts_with("*/");
        open += i32::from(opens) - i32::from(closes);
        if closes && open == 0 {
            return at + 2;
        }
    }
    text.len()
}

/// The length of the literal that `text` opens with, `quote` at both ends.
fn literal(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == quote && !escaped {
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}
