//! `sidelight train`: the tagger's weights, from annotated texts.
//!
//! A conditional random field over the islands of each sentence, by stochastic gradient descent with an L1 penalty that
//! is added up and applied when a weight is touched (Tsuruoka, Tsujii and Ananiadou, ACL 2009): most weights end at
//! zero. Where a source was not annotated for a type, its tokens outside may be of that type: all such sequences count.

use std::ops::Range;
use std::path::PathBuf;

use lexopt::prelude::*;
use sidelight::recognise::gazetteer::Gazetteer;
use sidelight::recognise::model;
use sidelight::recognise::tagger::Look;
use sidelight::recognise::tagger::decode::Transitions;
use sidelight::recognise::tagger::document::Document;
use sidelight::recognise::tagger::features::{Context, islands, span_of};
use sidelight::recognise::tagger::labels::{LABELS, OUTSIDE, Type, may_follow};
use sidelight::recognise::tagger::weights::{Feature, KEY_BITS, UNIT, Weights};
use sidelight::recognise::{self, Class, Model};

use sidelight::text::fold;

use crate::eval::{Score, tagged};
use crate::records::{Block, Record, Source, blocks};

/// What training is told.
#[derive(Clone)]
struct Options {
    text: PathBuf,
    model: PathBuf,
    out: Option<PathBuf>,
    /// Sources whose name begins so are not trained on, but scored.
    without: Vec<String>,
    gold: Vec<PathBuf>,
    /// Better spans for the silver source; see [`Source::relabel`].
    labels: Option<PathBuf>,
    epochs: usize,
    /// The L1 penalty on each weight, for the sum of the log-likelihoods.
    penalty: f32,
    /// The first step of the descent.
    step: f32,
    /// Each epoch's step is so much of the one before.
    decay: f32,
    /// Features seen less often are left out.
    min_count: u32,
    /// How many of the silver sentences are used at most, evenly chosen, and how much one counts.
    silver: usize,
    silver_weight: f32,
    /// How often a feature is left out of one step, so that none is relied on alone.
    dropout: f32,
    /// How many taggers are trained, of which the mean is taken.
    members: usize,
    /// How often a document is looked at, once or twice; see [`Halves`].
    looks: usize,
    /// Weights below this, in steps of [`UNIT`], are left out.
    least: f32,
}

impl Options {
    fn parse(mut args: lexopt::Parser) -> Result<Self, String> {
        let mut options = Self {
            text: PathBuf::new(),
            model: PathBuf::new(),
            out: None,
            without: Vec::new(),
            gold: Vec::new(),
            labels: None,
            epochs: 8,
            penalty: 0.7,
            step: 0.1,
            decay: 0.85,
            min_count: 2,
            silver: usize::MAX,
            silver_weight: 1.0,
            dropout: 0.15,
            members: 4,
            looks: 2,
            least: 0.5,
        };
        while let Some(arg) = args.next().map_err(|error| error.to_string())? {
            let Long(name) = arg else {
                if matches!(arg, Short('o')) {
                    options.out = Some(args.value().map_err(|error| error.to_string())?.into());
                    continue;
                }
                return Err(arg.unexpected().to_string());
            };
            let name = name.to_owned();
            let value = args.value().map_err(|error| error.to_string())?;
            let text = value.to_string_lossy().into_owned();
            let number = || text.parse::<f32>().map_err(|_| format!("--{name} {text:?}: a number expected"));
            match name.as_str() {
                "text" => options.text = value.into(),
                "model" => options.model = value.into(),
                "gold" => options.gold.push(value.into()),
                "labels" => options.labels = Some(value.into()),
                "without" => options.without.push(text),
                "epochs" => options.epochs = number()? as usize,
                "penalty" => options.penalty = number()?,
                "step" => options.step = number()?,
                "decay" => options.decay = number()?,
                "min-count" => options.min_count = number()? as u32,
                "silver" => options.silver = number()? as usize,
                "silver-weight" => options.silver_weight = number()?,
                "dropout" => options.dropout = number()?,
                "looks" => options.looks = number()? as usize,
                "members" => options.members = number()? as usize,
                "least" => options.least = number()?,
                _ => return Err(format!("--{name} is no option of train")),
            }
        }
        Ok(options)
    }
}

/// The silver source: machine-made annotations, many and noisy; `--labels` names better ones.
const SILVER: &str = "gmb";

/// So many silver sentences, which follow each other in it, are read as one document.
const SILVER_DOCUMENT: usize = 8;

pub(crate) fn run(args: lexopt::Parser) -> Result<(), String> {
    let options = Options::parse(args)?;
    let mut sources = Source::read_all(&options.text)?;
    if let (Some(path), Some(source)) = (&options.labels, sources.iter_mut().find(|s| s.name == SILVER)) {
        source.relabel(path)?;
    }
    let bytes =
        std::fs::read(&options.model).map_err(|error| format!("{}: {error}", options.model.display()))?;
    let lists = Model::load(&bytes).map_err(|error| format!("{}: {error}", options.model.display()))?;
    let left_out = |source: &&Source| options.without.iter().any(|name| source.name.starts_with(name));
    let (held, used): (Vec<&Source>, Vec<&Source>) = sources.iter().partition(left_out);
    let gazetteer = lists.gazetteer();
    let halves = if options.looks > 1 { Some(Halves::new(&used, gazetteer, &options)?) } else { None };
    let data = Data::new(&used, gazetteer, &options, |number| Some(halves.as_ref().map(|h| h.other(number))));
    let (features, transitions) = train(&data, &options);
    let section = Weights::write(&features, &transitions);
    let count = features.iter().flat_map(|f| f.weights).filter(|w| *w != 0).count();
    eprintln!("{} features, {count} weights, {} bytes", features.len(), section.len());
    let file = model::with_section(&bytes, *Weights::TAG, section).map_err(|error| error.to_string())?;
    let model = Model::load(&file).map_err(|error| error.to_string())?;
    let gold: Vec<Source> = options.gold.iter().map(|path| Source::read(path)).collect::<Result<_, _>>()?;
    for source in held.into_iter().chain(&gold) {
        let mut score = Score::default();
        source.records.iter().for_each(|record| score.add(record, &tagged(record, &model)));
        println!("{:24} {}", source.name, score.line());
    }
    if let Some(out) = &options.out {
        std::fs::write(out, &file).map_err(|error| format!("{}: {error}", out.display()))?;
        println!("{}: {} bytes", out.display(), file.len());
    }
    Ok(())
}

/// Two taggers that have learned from every second text, and look once: what one of them takes the words of a text for that
/// it has not learned from is what a second look has to go by.
struct Halves([Weights; 2]);

impl Halves {
    fn new(sources: &[&Source], gazetteer: &Gazetteer, options: &Options) -> Result<Self, String> {
        let half = |half: usize| {
            let own = |number: usize| (number % 2 == half).then_some(None);
            let data = Data::new(sources, gazetteer, options, own);
            let (features, transitions) = train(&data, &Options { members: 1, ..options.clone() });
            Weights::read(&Weights::write(&features, &transitions)).ok_or("weights that cannot be read")
        };
        Ok(Self([half(0)?, half(1)?]))
    }

    /// The one that has not learned from the text of this number.
    fn other(&self, number: usize) -> &Weights {
        &self.0[1 - number % 2]
    }
}

/// One island: its tokens as a range of [`Data::tokens`], and how much it counts.
struct Instance {
    tokens: Range<usize>,
    weight: f32,
}

/// One token: its features as a range of [`Data::features`], and the labels it may have.
struct Item {
    features: Range<usize>,
    /// Where those begin that only a second look has.
    plain: usize,
    labels: u16,
}

/// All islands of the sources.
struct Data {
    instances: Vec<Instance>,
    tokens: Vec<Item>,
    /// Feature numbers: indices into `keys`.
    features: Vec<u32>,
    keys: Vec<u32>,
}

const ANY: u16 = (1 << LABELS) - 1;

impl Data {
    /// Of the texts, numbered from 0, those that `first` wants, with the tagger that has the first look at them, if any.
    fn new<'w>(
        sources: &[&Source],
        gazetteer: &Gazetteer,
        options: &Options,
        first: impl Fn(usize) -> Option<Option<&'w Weights>>,
    ) -> Self {
        let mut numbers = 0..;
        let mut next = || numbers.next().and_then(&first);
        let mut data =
            Self { instances: Vec::new(), tokens: Vec::new(), features: Vec::new(), keys: Vec::new() };
        let mut lost = 0;
        for source in sources {
            let silver = source.name == SILVER;
            let weight = if silver { options.silver_weight } else { 1.0 };
            let unknown = [Type::People, Type::Date].into_iter().filter(|label| !source.annotates(*label));
            let outside = unknown.fold(1 << OUTSIDE, |set: u16, t| set | 1 << t.first() | 1 << t.inner());
            if silver {
                let whole = source.records.len() / SILVER_DOCUMENT;
                let every = (whole * SILVER_DOCUMENT / options.silver.max(1)).max(1);
                for records in source.records.chunks(SILVER_DOCUMENT).step_by(every) {
                    if let Some(first) = next() {
                        lost += data.add(&Record::join(records), gazetteer, outside, weight, first);
                    }
                }
                continue;
            }
            for record in &source.records {
                if let Some(first) = next() {
                    lost += data.add(record, gazetteer, outside, weight, first);
                }
            }
        }
        eprintln!(
            "{} islands, {} tokens, {lost} mentions out of reach",
            data.instances.len(),
            data.tokens.len()
        );
        data.number(options.min_count);
        data
    }

    /// Adds a record; returns how many of its mentions no sequence of labels can yield.
    ///
    /// A document is added as one, and once more as sentences that know nothing of each other. Of the first, steps of the
    /// descent see in turn what a first look sees and what a second does.
    fn add(
        &mut self,
        record: &Record,
        gazetteer: &Gazetteer,
        outside: u16,
        weight: f32,
        first: Option<&Weights>,
    ) -> usize {
        let blocks = blocks(&record.text, gazetteer);
        let mut document = Document::default();
        let sentences: usize = blocks.iter().map(|block| block.sentences.len()).sum();
        let look = |weights| blocks.iter().map(|b| b.look(&record.text, weights)).collect();
        let looks: Vec<Look> = first.map(look).unwrap_or_default();
        for (block, look) in blocks.iter().zip(&looks) {
            document.take(&block.tokens, &block.forms, &look.labels);
        }
        let mut reached = 0;
        if sentences < MIN_SENTENCES {
            reached += self.add_blocks(record, &blocks, &document, outside, weight, &looks);
        } else {
            reached += self.add_blocks(record, &blocks, &document, outside, weight / 2.0, &looks);
            self.add_blocks(record, &blocks, &Document::default(), outside, weight / 2.0, &[]);
        }
        record.spans.len() - reached
    }

    fn add_blocks(
        &mut self,
        record: &Record,
        blocks: &[Block<'_>],
        document: &Document,
        outside: u16,
        weight: f32,
        looks: &[Look],
    ) -> usize {
        let mut reached = 0;
        for (number, block) in blocks.iter().enumerate() {
            let mut context = Context::new(&record.text, &block.tokens, &block.forms);
            for sentence in &block.sentences {
                for island in islands(&record.text, &block.tokens, sentence.clone()) {
                    context.prepare(sentence, &island);
                    let (labels, found) = labels_of(record, block, &island, outside);
                    reached += found;
                    let start = self.tokens.len();
                    for (at, labels) in island.zip(labels) {
                        let first = self.features.len();
                        context.features(at, &mut self.features);
                        let plain = self.features.len();
                        if let Some(look) = looks.get(number) {
                            let (tokens, labels) = (&block.tokens, &look.labels);
                            document.second(tokens, &block.forms, sentence, labels, at, &mut self.features);
                        }
                        self.tokens.push(Item { features: first..self.features.len(), plain, labels });
                    }
                    self.instances.push(Instance { tokens: start..self.tokens.len(), weight });
                }
            }
        }
        reached
    }

    /// Replaces keys by numbers, those of rare features by one that stands for none.
    fn number(&mut self, min_count: u32) {
        let mut counts = vec![0u32; 1 << KEY_BITS];
        self.features.iter().for_each(|&key| counts[key as usize] += 1);
        // The most frequent first: their weights lie together and stay in the processor's cache.
        let enough = |key: &u32| counts[*key as usize] >= min_count;
        self.keys = (0..1 << KEY_BITS).filter(enough).collect();
        self.keys.sort_by_key(|key| std::cmp::Reverse(counts[*key as usize]));
        let mut numbers = vec![NONE; 1 << KEY_BITS];
        for (number, key) in self.keys.iter().enumerate() {
            numbers[*key as usize] = number as u32;
        }
        self.features.iter_mut().for_each(|key| *key = numbers[*key as usize]);
        eprintln!("{} feature values, {} features", self.features.len(), self.keys.len());
    }
}

/// The labels that each token of an island may have, and how many mentions they yield whole.
fn labels_of(record: &Record, block: &Block<'_>, island: &Range<usize>, outside: u16) -> (Vec<u16>, usize) {
    let mut labels = vec![outside; island.len()];
    let mut whole = 0;
    let island_span = span_of(&block.tokens, island);
    for (span, label) in record.spans.iter().filter(|(span, _)| span.overlaps(island_span)) {
        let touched = |at: &usize| block.tokens[*at].span.overlaps(*span);
        let tokens: Vec<usize> = island.clone().filter(touched).collect();
        let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) else { continue };
        let title = |at: &usize| is_title(block.tokens[*at].of(&record.text));
        if *label == Type::Person && tokens.iter().all(title) {
            continue;
        }
        if span_of(&block.tokens, &(first..last + 1)) == *span {
            whole += 1;
            for at in tokens {
                labels[at - island.start] = 1 << if at == first { label.first() } else { label.inner() };
            }
        } else {
            tokens.iter().for_each(|at| labels[at - island.start] = ANY);
        }
    }
    for span in record.unsure.iter().filter(|span| span.overlaps(island_span)) {
        for at in island.clone().filter(|at| block.tokens[*at].span.overlaps(*span)) {
            labels[at - island.start] = ANY;
        }
    }
    (labels, whole)
}

/// Whether the word is a title's or an honorific: some sources take it for a person, here it is none.
fn is_title(word: &str) -> bool {
    let class = recognise::word(&fold(word)).class;
    class.has(Class::TITLE.with(Class::HONORIFIC).with(Class::MODIFIER))
}

/// A text of so many sentences is a document.
const MIN_SENTENCES: usize = 3;

/// Stands for a feature that is left out.
const NONE: u32 = u32::MAX;

type Scores = [f32; LABELS];

/// One feature's weights, and the penalty that each has received so far.
#[derive(Clone, Default)]
struct Row {
    weights: Scores,
    received: Scores,
}

struct Training<'a> {
    data: &'a Data,
    options: &'a Options,
    rows: Vec<Row>,
    transitions: [Scores; LABELS],
    random: u64,
}

impl<'a> Training<'a> {
    fn new(data: &'a Data, options: &'a Options, member: u64) -> Self {
        let rows = vec![Row::default(); data.keys.len()];
        let random = 0x9e37_79b9_7f4a_7c15 ^ member;
        Self { data, options, rows, transitions: [[0.0; LABELS]; LABELS], random }
    }

    /// The next of a fixed sequence of random numbers (xorshift64*, Vigna 2016).
    fn next(&mut self) -> u32 {
        self.random ^= self.random >> 12;
        self.random ^= self.random << 25;
        self.random ^= self.random >> 27;
        (self.random.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32) as u32
    }

    fn run(mut self) -> (Vec<Scores>, [Scores; LABELS]) {
        let mut order: Vec<usize> = (0..self.data.instances.len()).collect();
        let per_instance = self.options.penalty / order.len() as f32;
        let (mut step, mut penalty) = (self.options.step, 0.0);
        let factor = self.options.decay.powf(1.0 / order.len() as f32);
        for epoch in 0..self.options.epochs {
            for at in (1..order.len()).rev() {
                let other = self.next() as usize % (at + 1);
                order.swap(at, other);
            }
            let mut loss = 0.0;
            for &instance in &order {
                penalty += step * per_instance;
                loss += f64::from(self.learn(instance, step, penalty));
                step *= factor;
            }
            let weights = self.rows.iter().flat_map(|row| row.weights).filter(|w| *w != 0.0).count();
            eprintln!("epoch {epoch}: loss {:.4}, {weights} weights", loss / order.len() as f64);
        }
        self.finish(penalty)
    }

    /// One step for one island; returns its loss.
    fn learn(&mut self, instance: usize, step: f32, penalty: f32) -> f32 {
        let data = self.data;
        let Instance { tokens, weight } = &data.instances[instance];
        let items = &data.tokens[tokens.clone()];
        let limit = (self.options.dropout * 65536.0) as u32;
        let mut kept: Vec<u32> = Vec::with_capacity(items.len() * 64);
        let mut ends = Vec::with_capacity(items.len());
        let mut scores: Vec<Scores> = Vec::with_capacity(items.len());
        let again = self.next() & 1 == 1;
        for item in items {
            let end = if again { item.features.end } else { item.plain };
            let mut score = [0.0; LABELS];
            for &feature in &data.features[item.features.start..end] {
                if feature != NONE && (limit == 0 || self.next() >> 16 >= limit) {
                    kept.push(feature);
                    let row = &self.rows[feature as usize].weights;
                    score.iter_mut().zip(row).for_each(|(score, weight)| *score += weight);
                }
            }
            ends.push(kept.len());
            scores.push(score);
        }
        let odds = std::array::from_fn(|from| {
            std::array::from_fn(|to| {
                if may_follow(from, to) { f64::from(self.transitions[from][to]).exp() } else { 0.0 }
            })
        });
        let free = Lattice::new(&scores, &odds, items.iter().map(|_| ANY));
        let gold = Lattice::new(&scores, &odds, items.iter().map(|item| item.labels));
        let mut start = 0;
        for ((free, gold), &end) in free.tokens.iter().zip(&gold.tokens).zip(&ends) {
            for &feature in &kept[start..end] {
                let row = &mut self.rows[feature as usize];
                for label in 0..LABELS {
                    let gradient = gold[label] - free[label];
                    let old = row.weights[label];
                    if gradient.abs() > NEGLIGIBLE || old != 0.0 {
                        let moved = old + step * weight * gradient;
                        row.weights[label] = shrink(moved, &mut row.received[label], penalty);
                    }
                }
            }
            start = end;
        }
        for (row, (gold, free)) in self.transitions.iter_mut().zip(gold.pairs.iter().zip(&free.pairs)) {
            for (score, (gold, free)) in row.iter_mut().zip(gold.iter().zip(free)) {
                *score += step * weight * (gold - free);
            }
        }
        free.total - gold.total
    }

    /// The weights with all of the penalty, in step with [`Data::keys`], and the transitions.
    fn finish(mut self, penalty: f32) -> (Vec<Scores>, [Scores; LABELS]) {
        for row in &mut self.rows {
            for (weight, received) in row.weights.iter_mut().zip(&mut row.received) {
                *weight = shrink(*weight, received, penalty);
            }
        }
        (self.rows.into_iter().map(|row| row.weights).collect(), self.transitions)
    }
}

/// Trains so many taggers, which see the data in other orders, and takes the mean of their weights: as whole numbers,
/// without those that come to nothing.
fn train(data: &Data, options: &Options) -> (Vec<Feature>, Transitions) {
    let mut sums = vec![[0.0; LABELS]; data.keys.len()];
    let mut transitions = [[0.0; LABELS]; LABELS];
    for member in 0..options.members {
        let (weights, pairs) = Training::new(data, options, member as u64).run();
        let both = sums.iter_mut().zip(weights).chain(transitions.iter_mut().zip(pairs));
        both.for_each(|(sums, row)| sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight));
    }
    let scale = UNIT as f32 / options.members as f32;
    let mut features: Vec<Feature> = Vec::new();
    for (row, &key) in sums.iter().zip(&data.keys) {
        let weights = row.map(|sum| {
            let weight = sum * scale;
            if weight.abs() < options.least { 0 } else { weight.round().clamp(-127.0, 127.0) as i8 }
        });
        if weights.iter().any(|weight| *weight != 0) {
            features.push(Feature { key, weights });
        }
    }
    features.sort_by_key(|feature| feature.key);
    (features, transitions.map(|row| row.map(|score| (score * scale).round() as i32)))
}

/// A gradient below this moves no weight: it saves most of the work where the labels are certain.
const NEGLIGIBLE: f32 = 1e-4;

/// Moves `weight` towards zero by the part of the penalty that it has not received yet, never past zero.
fn shrink(weight: f32, received: &mut f32, penalty: f32) -> f32 {
    let shrunk = if weight > 0.0 {
        (weight - (penalty + *received)).max(0.0)
    } else {
        (weight + (penalty - *received)).min(0.0)
    };
    *received += shrunk - weight;
    shrunk
}

/// What the forward and the backward pass over one island yield.
struct Lattice {
    /// The logarithm of the sum over all sequences of labels.
    total: f32,
    /// The probability of each label of each token.
    tokens: Vec<Scores>,
    /// The expected number of each pair of neighbouring labels, the edges included.
    pairs: [Scores; LABELS],
}

impl Lattice {
    /// `odds` are the exponentials of the transitions, 0 where a label may not follow. Each token's sums are scaled to
    /// one, so that none leaves the range of a number.
    fn new(scores: &[Scores], odds: &[[f64; LABELS]; LABELS], labels: impl Iterator<Item = u16>) -> Self {
        let mut total = 0.0;
        let mut forward: Vec<[f64; LABELS]> = Vec::with_capacity(scores.len() + 1);
        let mut local: Vec<[f64; LABELS]> = Vec::with_capacity(scores.len());
        let mut last = [0.0; LABELS];
        last[OUTSIDE] = 1.0;
        forward.push(last);
        for (score, set) in scores.iter().zip(labels) {
            let most = score.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let mut own: [f64; LABELS] = std::array::from_fn(|label| {
                if set >> label & 1 == 1 { f64::from(score[label] - most).exp() } else { 0.0 }
            });
            let mut next = [0.0; LABELS];
            for (from, row) in last.iter().zip(odds).filter(|(from, _)| **from > 0.0) {
                next.iter_mut().zip(row).for_each(|(next, odds)| *next += from * odds);
            }
            next.iter_mut().zip(&own).for_each(|(next, own)| *next *= own);
            let sum = next.iter().sum::<f64>().max(f64::MIN_POSITIVE);
            next.iter_mut().for_each(|next| *next /= sum);
            own.iter_mut().for_each(|own| *own /= sum);
            total += sum.ln() + f64::from(most);
            forward.push(next);
            local.push(own);
            last = next;
        }
        let mut pairs = [[0.0; LABELS]; LABELS];
        let mut tokens = vec![[0.0; LABELS]; scores.len()];
        // From here to the end of the island, the label of this token given and its own score not counted.
        let mut backward: [f64; LABELS] = std::array::from_fn(|from| odds[from][OUTSIDE]);
        let sum = last.iter().zip(&backward).map(|(a, b)| a * b).sum::<f64>().max(f64::MIN_POSITIVE);
        total += sum.ln();
        backward.iter_mut().for_each(|odds| *odds /= sum);
        for from in 0..LABELS {
            pairs[from][OUTSIDE] += (last[from] * backward[from]) as f32;
        }
        for at in (0..scores.len()).rev() {
            for label in 0..LABELS {
                tokens[at][label] = (forward[at + 1][label] * backward[label]) as f32;
            }
            let onward: [f64; LABELS] = std::array::from_fn(|to| local[at][to] * backward[to]);
            for from in 0..LABELS {
                let ways: [f64; LABELS] = std::array::from_fn(|to| odds[from][to] * onward[to]);
                backward[from] = ways.iter().sum();
                if forward[at][from] > 0.0 {
                    for (pair, way) in pairs[from].iter_mut().zip(ways) {
                        *pair += (forward[at][from] * way) as f32;
                    }
                }
            }
        }
        Self { total: total as f32, tokens, pairs }
    }
}
