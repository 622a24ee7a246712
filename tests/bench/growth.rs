//! How the work grows with the text, natively: `cargo bench --no-default-features --bench growth`. A table, a line a size:
//! recognition and resolution, each the best of several runs, in milliseconds; then texts that are made to be slow.

mod corpus;

use std::time::{Duration, Instant};

use sidelight::recognise::{self, Model};
use sidelight::{article, dossier};

const MODEL: &[u8] = include_bytes!("../../static/model/model.bin");
/// So often each is run; the best counts, since whatever else the machine does only adds.
const RUNS: usize = 3;

fn main() {
    let model = Model::load(MODEL).expect("the shipped model");
    let news = corpus::documents().join("\n\n");
    println!("{:28} {:>9} {:>9} {:>10} {:>10}", "text", "bytes", "mentions", "recognise", "resolve");
    for size in [10_000, 40_000, 100_000, 400_000, 1_000_000, 4_000_000] {
        row("news", &repeated(&news, size), &model);
    }
    row("1 MB, 10,000 mentions", &mentions(10_000, 1_000_000), &model);
    row("one name 10,000 times", &"Minister Anna Roe said so. ".repeat(10_000), &model);
    row("10,000 names", &names(10_000), &model);
    row("10,000 of one surname", &namesakes(10_000), &model);
    row("unbalanced quotation marks", &"“He said \"that many things go wrong, ".repeat(25_000), &model);
    row(
        "one sentence of 1 MB",
        &"Anna Roe and the minister of trade met Jon Poe, who said ".repeat(18_000),
        &model,
    );
    row("4 MB of nested quotations", &repeated("“so ‘he said “that ‘she told him “no ", 4_000_000), &model);
}

fn row(name: &str, text: &str, model: &Model) {
    let (article, _) = article::parse_plain(text).expect("a text under the limit");
    let (found, recognised) = best(|| recognise::recognise(&article, model));
    let copies = std::cell::RefCell::new(vec![found.clone(); RUNS]);
    let next = || copies.borrow_mut().pop().expect("a copy for each run");
    let (_, resolved) = best(|| dossier::resolve(&article, next(), model));
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!(
        "{name:28} {:9} {:9} {:10.1} {:10.1}",
        text.len(),
        found.mentions.len(),
        ms(recognised),
        ms(resolved)
    );
}

fn best<T>(run: impl Fn() -> T) -> (T, Duration) {
    let timed = || {
        let start = Instant::now();
        let made = run();
        (made, start.elapsed())
    };
    let mut runs: Vec<(T, Duration)> = (0..RUNS).map(|_| timed()).collect();
    runs.sort_by_key(|(_, time)| *time);
    runs.swap_remove(0)
}

fn repeated(text: &str, size: usize) -> String {
    let mut all = text.repeat(size / text.len() + 1);
    let end = (0..=size).rev().find(|&at| all.is_char_boundary(at)).unwrap_or_default();
    all.truncate(end);
    all
}

/// A text of `size` bytes with about so many mentions, in paragraphs.
fn mentions(count: usize, size: usize) -> String {
    let filler = "and so it went on for many days of quiet work in the hills ";
    let mut text = String::new();
    for number in 0..count / 2 {
        text.push_str(&format!("Minister {} Roe met Jon {}. ", word(number % 97), word(number % 89)));
        while text.len() < (number + 1) * size / (count / 2) {
            text.push_str(filler);
        }
        text.push_str(if number % 5 == 4 { ".\n\n" } else { ". " });
    }
    text
}

fn names(count: usize) -> String {
    (0..count)
        .map(|number| format!("Minister {} {} met no one. ", word(number), word(number * 7 + 1)))
        .collect()
}

fn namesakes(count: usize) -> String {
    (0..count).map(|number| format!("Minister {} Roe met no one. ", word(number))).collect()
}

/// A name of its own for each number.
fn word(number: usize) -> String {
    let letters = number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect::<String>();
    format!("Kal{letters}")
}
