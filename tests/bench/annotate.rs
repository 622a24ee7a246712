//! Throughput of the whole path, natively: `cargo bench --no-default-features --bench annotate`.

mod corpus;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use sidelight::dossier::knowledge::{Knowledge, Pack, Packs};
use sidelight::recognise::{self, Model, Recognition};
use sidelight::{article, dossier};

const MODEL: &[u8] = include_bytes!("../../static/model/model.bin");

const PACK: &[u8] = include_bytes!("../../static/packs/default.pack");

fn main() {
    divan::main();
}

fn articles() -> Vec<article::Article> {
    let parsed = corpus::documents().into_iter().map(|text| article::parse_plain(&text));
    parsed.map(|parsed| parsed.expect("a document under the limit").0).collect()
}

fn bytes(articles: &[article::Article]) -> BytesCount {
    BytesCount::new(articles.iter().map(|article| article.text.len()).sum::<usize>())
}

/// Text in, dossier out.
#[divan::bench]
fn whole(bencher: Bencher<'_, '_>) {
    let (texts, model) = (corpus::documents(), Model::load(MODEL).expect("the shipped model"));
    bencher.counter(BytesCount::new(texts.iter().map(String::len).sum::<usize>())).bench(|| {
        let entities = |text: &String| {
            let (article, _) = article::parse_plain(text).expect("a document under the limit");
            let found = recognise::recognise(&article, &model);
            dossier::resolve(&article, found, &model).entities.len()
        };
        texts.iter().map(entities).sum::<usize>()
    });
}

/// Article in, mentions out.
#[divan::bench]
fn recognise(bencher: Bencher<'_, '_>) {
    let (articles, model) = (articles(), Model::load(MODEL).expect("the shipped model"));
    bencher.counter(bytes(&articles)).bench(|| {
        articles.iter().map(|article| recognise::recognise(article, &model).mentions.len()).sum::<usize>()
    });
}

/// Mentions in, dossier out.
#[divan::bench]
fn resolve(bencher: Bencher<'_, '_>) {
    let (articles, model) = (articles(), Model::load(MODEL).expect("the shipped model"));
    let found: Vec<Recognition> =
        articles.iter().map(|article| recognise::recognise(article, &model)).collect();
    bencher.counter(bytes(&articles)).with_inputs(|| found.clone()).bench_values(|found| {
        let pairs = articles.iter().zip(found);
        pairs.map(|(article, found)| dossier::resolve(article, found, &model).entities.len()).sum::<usize>()
    });
}

/// The default pack from its bytes to the first lookup.
#[divan::bench]
fn pack_ready(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(|| PACK.to_vec())
        .counter(BytesCount::new(PACK.len()))
        .bench_values(|bytes| Pack::load(bytes).expect("the shipped pack"));
}

/// Each person of the default pack by name, with all terms of office.
#[divan::bench]
fn look_up(bencher: Bencher<'_, '_>) {
    let packs = Packs(vec![std::rc::Rc::new(Pack::load(PACK.to_vec()).expect("the shipped pack"))]);
    let names: Vec<String> = packs.0[0].entries().map(|entry| entry.name).collect();
    bencher
        .counter(ItemsCount::new(names.len()))
        .bench_local(|| names.iter().map(|name| packs.named(name).len()).sum::<usize>());
}
