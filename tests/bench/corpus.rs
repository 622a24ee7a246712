//! The documents that are measured: newswire sentences, joined.

use std::path::PathBuf;

/// Sentences of a document: about as long as a news item.
const SENTENCES: usize = 20;

/// The documents of `SIDELIGHT_BENCH_CORPUS`, a file with `{"text": "a sentence"}` a line.
pub(crate) fn documents() -> Vec<String> {
    let path = std::env::var_os("SIDELIGHT_BENCH_CORPUS").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/ner/dev/gmb_dev.jsonl")),
        PathBuf::from,
    );
    let lines = std::fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!("{}: {error}; name a file of sentences in SIDELIGHT_BENCH_CORPUS", path.display())
    });
    let sentences: Vec<String> = lines
        .lines()
        .map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).expect("a JSON object a line");
            value["text"].as_str().expect("a text").to_owned()
        })
        .collect();
    sentences.chunks(SENTENCES).map(|document| document.join(" ")).collect()
}
