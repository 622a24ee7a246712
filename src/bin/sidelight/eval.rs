//! `sidelight eval`: how many names of annotated texts are found.

use std::collections::BTreeSet;
use std::path::PathBuf;

use lexopt::prelude::*;
use sidelight::recognise::Model;
use sidelight::recognise::tagger::{self, features, labels::Type};
use sidelight::text::Span;

use crate::records::{Record, Source, blocks};

pub(crate) fn run(mut args: lexopt::Parser) -> Result<(), String> {
    let (mut model, mut gold) = (PathBuf::from("static/model/model.bin"), Vec::new());
    while let Some(arg) = args.next().map_err(|error| error.to_string())? {
        let value = |args: &mut lexopt::Parser| args.value().map_err(|error| error.to_string());
        match arg {
            Long("model") => model = value(&mut args)?.into(),
            Long("gold") => gold.push(PathBuf::from(value(&mut args)?)),
            other => return Err(other.unexpected().to_string()),
        }
    }
    if gold.is_empty() {
        return Err("eval needs --gold FILE".to_owned());
    }
    let bytes = std::fs::read(&model).map_err(|error| format!("{}: {error}", model.display()))?;
    let model = Model::load(&bytes).map_err(|error| format!("{}: {error}", model.display()))?;
    for path in gold {
        let source = Source::read(&path)?;
        let mut score = Score::default();
        for record in &source.records {
            score.add(record, &found(record, &model));
        }
        println!("{}\n{}", source.name, score.table());
    }
    Ok(())
}

/// What the model finds in a record's text.
pub(crate) fn found(record: &Record, model: &Model) -> Vec<(Span, Type)> {
    let mut spans = Vec::new();
    let mut tagged = Vec::new();
    for block in blocks(&record.text) {
        tagged.clear();
        tagger::tag(
            &record.text,
            &block.tokens,
            &block.sentences,
            model.gazetteer(),
            model.weights(),
            &mut tagged,
        );
        spans.extend(tagged.iter().map(|t| (features::span_of(&block.tokens, &t.tokens), t.label)));
    }
    spans
}

/// The types that are scored, as the scorer names them.
pub(crate) const SCORED: [(Type, &str); 3] =
    [(Type::Person, "PER"), (Type::Organisation, "ORG"), (Type::Place, "LOC")];

/// Counts of one type.
#[derive(Clone, Copy, Default)]
struct Counts {
    strict: usize,
    overlap: usize,
    found: usize,
    gold: usize,
}

/// The figures of `shared/eval/score_ner.py`: strict, a hit has the same start, end and type; overlap, the same type and
/// a shared character, each span used once.
#[derive(Clone, Copy, Default)]
pub(crate) struct Score {
    counts: [Counts; SCORED.len()],
}

impl Score {
    /// Adds one record with what was found in it.
    pub(crate) fn add(&mut self, record: &Record, found: &[(Span, Type)]) {
        for (counts, (label, _)) in self.counts.iter_mut().zip(SCORED) {
            let of = |spans: &[(Span, Type)]| -> BTreeSet<(usize, usize)> {
                spans.iter().filter(|(_, other)| *other == label).map(|(s, _)| (s.start, s.end)).collect()
            };
            let (gold, found) = (of(&record.spans), of(found));
            counts.strict += gold.intersection(&found).count();
            counts.found += found.len();
            counts.gold += gold.len();
            let mut free = found;
            for &(start, end) in &gold {
                if let Some(&hit) = free.iter().find(|&&(s, e)| s < end && start < e) {
                    free.remove(&hit);
                    counts.overlap += 1;
                }
            }
        }
    }

    fn all(&self) -> Counts {
        self.counts.iter().fold(Counts::default(), |sum, counts| Counts {
            strict: sum.strict + counts.strict,
            overlap: sum.overlap + counts.overlap,
            found: sum.found + counts.found,
            gold: sum.gold + counts.gold,
        })
    }

    /// Strict F1 over all scored types.
    pub(crate) fn f1(&self) -> f64 {
        f1(self.all().strict, self.all().found, self.all().gold)
    }

    /// One line: strict F1 over all, and of each type.
    pub(crate) fn line(&self) -> String {
        let each = self.counts.iter().zip(SCORED);
        let each = each.map(|(c, (_, name))| format!(" {name} {:.3}", f1(c.strict, c.found, c.gold)));
        format!("{:.4} {}", self.f1(), each.collect::<String>())
    }

    fn table(&self) -> String {
        let mut table = format!(
            "{:6}{:>7}{:>7}{:>8}{:>8}{:>8}{:>12}\n",
            "type", "gold", "pred", "P", "R", "F1", "overlap F1"
        );
        let rows = self.counts.iter().zip(SCORED).map(|(counts, (_, name))| (*counts, name));
        for (c, name) in rows.chain([(self.all(), "ALL")]) {
            let ratio = |a: usize, b: usize| if b == 0 { 0.0 } else { a as f64 / b as f64 };
            table += &format!(
                "{name:6}{:7}{:7}{:8.3}{:8.3}{:8.3}{:12.3}\n",
                c.gold,
                c.found,
                ratio(c.strict, c.found),
                ratio(c.strict, c.gold),
                f1(c.strict, c.found, c.gold),
                f1(c.overlap, c.found, c.gold)
            );
        }
        table
    }
}

fn f1(hits: usize, found: usize, gold: usize) -> f64 {
    if hits == 0 { 0.0 } else { 2.0 * hits as f64 / (found + gold) as f64 }
}
