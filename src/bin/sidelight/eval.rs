//! `sidelight eval`: how many names of annotated texts are found.

use std::collections::BTreeSet;
use std::path::PathBuf;

use lexopt::prelude::*;
use sidelight::article;
use sidelight::recognise::tagger::{self, Look, document::Document, features, labels::Type};
use sidelight::recognise::{self, Kind, Model};
use sidelight::text::Span;

use crate::records::{Record, Source, blocks};

pub(crate) fn run(mut args: lexopt::Parser) -> Result<(), String> {
    let (mut model, mut gold) = (PathBuf::from("static/model/model.bin"), Vec::new());
    let (mut errors, mut alone) = (false, false);
    while let Some(arg) = args.next().map_err(|error| error.to_string())? {
        let value = |args: &mut lexopt::Parser| args.value().map_err(|error| error.to_string());
        match arg {
            Long("model") => model = value(&mut args)?.into(),
            Long("errors") => errors = true,
            Long("tagger") => alone = true,
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
        let mut source = Source::read(&path)?;
        source.keep_last();
        let mut score = Score::default();
        for record in &source.records {
            let found = if alone { tagged(record, &model) } else { found(record, &model)? };
            score.add(record, &found);
            if errors {
                print_errors(record, &found);
                print_unreachable(record);
            }
        }
        println!("{}\n{}", source.name, score.table());
    }
    Ok(())
}

/// Prints what was missed (-) and what was found in vain (+), with the text around it.
fn print_errors(record: &Record, found: &[(Span, Type)]) {
    let scored = |label: Type| SCORED.iter().find(|(other, _)| *other == label).map(|(_, name)| *name);
    let mut lines = Vec::new();
    for (sign, these, those) in [("-", &record.spans[..], found), ("+", found, &record.spans[..])] {
        for (span, label) in these.iter().filter(|one| !those.contains(one)) {
            if let Some(name) = scored(*label) {
                lines.push((span.start, sign, name, *span));
            }
        }
    }
    lines.sort();
    for (_, sign, name, span) in lines {
        let start = record.text.floor_char_boundary(span.start.saturating_sub(AROUND));
        let end = record.text.ceil_char_boundary(span.end + AROUND);
        let (before, after) = (Span::new(start, span.start), Span::new(span.end, end));
        let line =
            format!("{}[{}]{}", before.of(&record.text), span.of(&record.text), after.of(&record.text));
        println!("{sign}{name} {}", line.replace('\n', " "));
    }
}

/// The annotated spans that do not begin and end with a token: no tagger of tokens can find them.
fn print_unreachable(record: &Record) {
    let lists = Model::builtin();
    let blocks = blocks(&record.text, lists.gazetteer());
    let tokens = || blocks.iter().flat_map(|block| &block.tokens);
    for (span, label) in &record.spans {
        let first = tokens().find(|token| token.span.start == span.start);
        let last = tokens().find(|token| token.span.end == span.end);
        if first.is_none() || last.is_none() {
            let around = Span::new(
                record.text.floor_char_boundary(span.start.saturating_sub(5)),
                record.text.ceil_char_boundary(span.end + 5),
            );
            println!("!{label:?} [{}] in {:?}", span.of(&record.text), around.of(&record.text));
        }
    }
}

/// Bytes of text shown on either side of an error.
const AROUND: usize = 50;

/// What is found in a record's text, as `sidelight annotate` prints it.
fn found(record: &Record, model: &Model) -> Result<Vec<(Span, Type)>, String> {
    let (article, _) = article::parse_plain(&record.text).map_err(|error| error.to_string())?;
    let mentions = recognise::recognise(&article, model).mentions;
    let mentions = mentions.iter().map(|mention| {
        let label = match mention.kind {
            Kind::Person => Type::Person,
            Kind::Organisation => Type::Organisation,
            Kind::Place => Type::Place,
            Kind::Date => Type::Date,
        };
        (mention.span, label)
    });
    Ok(mentions.collect())
}

/// What the tagger alone finds in a record's text.
pub(crate) fn tagged(record: &Record, model: &Model) -> Vec<(Span, Type)> {
    let mut spans = Vec::new();
    let mut tagged = Vec::new();
    let blocks = blocks(&record.text, model.gazetteer());
    let mut document = Document::default();
    let weights = model.weights();
    let looks: Vec<Look> = blocks.iter().map(|block| block.look(&record.text, weights)).collect();
    for (block, look) in blocks.iter().zip(&looks) {
        document.take(&block.tokens, &block.forms, &look.labels);
    }
    for (block, look) in blocks.iter().zip(looks) {
        tagged.clear();
        tagger::tag(look, &block.tokens, &block.forms, &document, weights, &mut tagged);
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// The folder's texts have characters outside the BMP, spans that are named twice, that overlap or are of no scored
    /// type, and two records with one id; `scored.txt` is what `score_ner.py` prints of them.
    #[test]
    fn the_figures_are_those_of_the_scorer() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/ner");
        let read = |name| Source::read(&folder.join(name)).unwrap();
        let (mut gold, found) = (read("gold.jsonl"), read("found.jsonl"));
        gold.keep_last();
        let mut score = Score::default();
        for record in &gold.records {
            let found = found.records.iter().find(|found| found.id == record.id).unwrap();
            assert_eq!(found.text, record.text);
            score.add(record, &found.spans);
        }
        assert_eq!(score.table(), std::fs::read_to_string(folder.join("scored.txt")).unwrap());
    }

    #[test]
    fn what_annotate_prints_is_what_is_scored() {
        // The mentions are scored as they are found; the dossier, which `annotate` prints, keeps all of them.
        let text = "\u{1F30D} Foreign Minister Zyxo Qaramanli met Obo Nwaka of the Port Authority in Kenya.";
        let record =
            Record { id: String::new(), text: text.to_owned(), spans: Vec::new(), unsure: Vec::new() };
        let model = Model::builtin();
        let (article, _) = article::parse_plain(text).unwrap();
        let dossier = sidelight::dossier::resolve(&article, recognise::recognise(&article, &model), &model);
        let mut printed: Vec<Span> = (dossier.entities.iter())
            .flat_map(|entity| &entity.mentions)
            .map(|mention| dossier.mentions[mention.0].span)
            .collect();
        printed.sort();
        let scored: Vec<Span> = found(&record, &model).unwrap().into_iter().map(|(span, _)| span).collect();
        assert!(!scored.is_empty());
        assert_eq!(scored, printed);
    }
}
