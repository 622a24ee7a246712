//! Annotated records: texts with the spans of what they name, a JSON object a line.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use sidelight::article;
use sidelight::recognise::forms::Forms;
use sidelight::recognise::gazetteer::Gazetteer;
use sidelight::recognise::tagger::{self, Look, labels::Type, weights::Weights};
use sidelight::text::{Span, Token, sentences, tokens};

/// One text with its annotations.
pub(crate) struct Record {
    /// What the scorer knows it by: of two with one id the later counts.
    pub(crate) id: String,
    pub(crate) text: String,
    /// Byte ranges of `text`.
    pub(crate) spans: Vec<(Span, Type)>,
    /// Byte ranges that may name anything or nothing: nobody could tell.
    pub(crate) unsure: Vec<Span>,
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

    /// Leaves of several records with one id the last.
    pub(crate) fn keep_last(&mut self) {
        let numbered = self.records.iter().enumerate();
        let last: HashMap<String, usize> = numbered.map(|(at, record)| (record.id.clone(), at)).collect();
        let mut numbers = 0..;
        self.records.retain(|record| last.get(&record.id).copied() == numbers.next());
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

    /// Replaces the spans by those of a file with a line for each record: `start length type`, in code points, divided by
    /// `;`. Types are the first letters of the records' own, `?` for what nobody could tell.
    pub(crate) fn relabel(&mut self, path: &Path) -> Result<(), String> {
        let lines = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let lines: Vec<&str> = lines.lines().filter(|line| !line.starts_with('#')).collect();
        if lines.len() != self.records.len() {
            let (lines, records) = (lines.len(), self.records.len());
            return Err(format!("{}: {lines} lines for {records} records of {}", path.display(), self.name));
        }
        for (number, (record, line)) in self.records.iter_mut().zip(lines).enumerate() {
            let bad =
                |part: &str| format!("{}, record {number}: {part:?} is no span of its text", path.display());
            record.relabel(line).map_err(bad)?;
        }
        Ok(())
    }

    /// Whether any record has a span of this type: a source that has none was not annotated for it.
    pub(crate) fn annotates(&self, label: Type) -> bool {
        self.records.iter().any(|record| record.spans.iter().any(|(_, other)| *other == label))
    }
}

impl Record {
    /// The records' texts as paragraphs of one.
    pub(crate) fn join(records: &[Self]) -> Self {
        let (mut text, mut spans, mut unsure) = (String::new(), Vec::new(), Vec::new());
        for record in records {
            let start = text.len();
            let moved = |span: &Span| Span::new(start + span.start, start + span.end);
            text.push_str(&record.text);
            text.push_str("\n\n");
            spans.extend(record.spans.iter().map(|(span, label)| (moved(span), *label)));
            unsure.extend(record.unsure.iter().map(moved));
        }
        let id = records.first().map_or_else(String::new, |record| record.id.clone());
        Self { id, text, spans, unsure }
    }

    /// See [`Source::relabel`]; the part of the line that is wrong.
    fn relabel<'l>(&mut self, line: &'l str) -> Result<(), &'l str> {
        let mut bytes: Vec<usize> = self.text.char_indices().map(|(at, _)| at).collect();
        bytes.push(self.text.len());
        self.spans.clear();
        for part in line.split(';').filter(|part| !part.is_empty()) {
            let mut fields = part.split(' ');
            let mut number = || fields.next()?.parse::<usize>().ok();
            let (start, length) = number().zip(number()).ok_or(part)?;
            let offset = |at: usize| bytes.get(at).copied().ok_or(part);
            let span = Span::new(offset(start)?, offset(start + length)?);
            let label = match fields.next() {
                Some("P") => Type::Person,
                Some("O") => Type::Organisation,
                Some("L") => Type::Place,
                Some("N") => Type::People,
                Some("D") => Type::Date,
                Some("?") => {
                    self.unsure.push(span);
                    continue;
                }
                _ => return Err(part),
            };
            self.spans.push((span, label));
        }
        Ok(())
    }

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
        let id = value["id"].as_str().map_or_else(|| value["id"].to_string(), str::to_owned);
        Ok(Self { id, text, spans, unsure: Vec::new() })
    }
}

/// The tokens of one block with their forms, and its sentences.
pub(crate) struct Block<'a> {
    pub(crate) tokens: Vec<Token>,
    pub(crate) forms: Forms<'a>,
    pub(crate) sentences: Vec<std::ops::Range<usize>>,
}

impl Block<'_> {
    /// The tagger's first look at it.
    pub(crate) fn look(&self, text: &str, weights: &Weights) -> Look {
        tagger::look(text, &self.tokens, &self.sentences, &self.forms, weights)
    }
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
