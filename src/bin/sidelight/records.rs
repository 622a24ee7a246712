//! Annotated records: texts with the spans of what they name, a JSON object a line.

use std::fs;
use std::path::{Path, PathBuf};

use sidelight::article;
use sidelight::recognise::forms::Forms;
use sidelight::recognise::gazetteer::Gazetteer;
use sidelight::recognise::tagger::labels::Type;
use sidelight::text::{Span, Token, sentences, tokens};

/// One text with its annotations.
pub(crate) struct Record {
    pub(crate) text: String,
    /// Byte ranges of `text`.
    pub(crate) spans: Vec<(Span, Type)>,
}

/// A file of records, and what is known of it as a whole.
pub(crate) struct Source {
    /// The file's name without its ending.
    pub(crate) name: String,
    pub(crate) records: Vec<Record>,
}

impl Source {
    /// Reads a JSONL file of `{"text", "spans": [[start, end, "PER"], ...]}`, offsets in code points.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let lines = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut records = Vec::new();
        for (number, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let record = Record::parse(line)
                .map_err(|error| format!("{}, line {}: {error}", path.display(), number + 1))?;
            records.push(record);
        }
        Ok(Self { name, records })
    }

    /// Every JSONL file of a folder, by name.
    pub(crate) fn read_all(dir: &Path) -> Result<Vec<Self>, String> {
        let entries = fs::read_dir(dir).map_err(|error| format!("{}: {error}", dir.display()))?;
        let mut files: Vec<PathBuf> =
            entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
        files.sort();
        files.iter().map(|file| Self::read(file)).collect()
    }

    /// Whether any record has a span of this type: a source that has none was not annotated for it.
    pub(crate) fn annotates(&self, label: Type) -> bool {
        self.records.iter().any(|record| record.spans.iter().any(|(_, other)| *other == label))
    }
}

impl Record {
    fn parse(line: &str) -> Result<Self, String> {
        let value: serde_json::Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let text = value["text"].as_str().ok_or("\"text\" is missing")?.to_owned();
        let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bytes.push(text.len());
        let mut spans = Vec::new();
        for span in value["spans"].as_array().into_iter().flatten() {
            let offset = |at: usize| span[at].as_u64().and_then(|point| bytes.get(point as usize).copied());
            let bad = || format!("span {span} is not [start, end, type] inside the text");
            let (start, end) = (offset(0).ok_or_else(bad)?, offset(1).ok_or_else(bad)?);
            let label = match span[2].as_str().ok_or_else(bad)? {
                "PER" => Type::Person,
                "ORG" => Type::Organisation,
                "LOC" => Type::Place,
                "NORP" => Type::People,
                "DATE" => Type::Date,
                _ => continue,
            };
            spans.push((Span::new(start, end), label));
        }
        spans.sort_by_key(|(span, _)| (span.start, span.end));
        Ok(Self { text, spans })
    }
}

/// The tokens of one block with their forms, and its sentences.
pub(crate) struct Block<'a> {
    pub(crate) tokens: Vec<Token>,
    pub(crate) forms: Forms<'a>,
    pub(crate) sentences: Vec<std::ops::Range<usize>>,
}

/// The text in blocks, as an article of plain text has them; none when it is too long for one.
pub(crate) fn blocks<'a>(text: &str, gazetteer: &'a Gazetteer) -> Vec<Block<'a>> {
    let blocks = article::parse_plain(text).map(|(article, _)| article.blocks).unwrap_or_default();
    let read = |block: &article::Block| {
        let tokens = tokens(text, block.span);
        Block { sentences: sentences(text, &tokens), forms: Forms::new(text, &tokens, gazetteer), tokens }
    };
    blocks.iter().map(read).collect()
}
