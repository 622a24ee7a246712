//! Coreference of organisations: full name, abbreviation, short form.

use crate::recognise::{Class, Kind, Model, Recognition, word};
use crate::text::{Numbers, Span, TokenKind, among, fold, tokens};

use super::Groups;
use super::pace::rest_at;

/// Groups mentions whose names say the same: "US Department of State", "State Department", "the US State Department";
/// "International Monetary Fund", "IMF", "International Monetary Fund (IMF)". A name without a country belongs to the
/// one with a country when there is just one such.
pub(super) async fn group(text: &str, found: &Recognition, model: &Model, groups: &mut Groups) {
    let mut names: Vec<(usize, Name)> = Vec::new();
    for (index, mention) in found.mentions.iter().enumerate() {
        if mention.kind == Kind::Organisation {
            names.push((index, Name::new(mention.span.of(text), model)));
            rest_at(names.len()).await;
        }
    }
    // "International Monetary Fund (IMF)" as two mentions.
    for at in 1..names.len() {
        rest_at(at).await;
        let (name, short) = (found.mentions[names[at - 1].0].span, found.mentions[names[at].0].span);
        let between = Span::new(name.end, short.start).of(text).trim_start();
        let whole = Span::new(name.start, short.start.max(name.end)).of(text);
        // "Department of Foreign Affairs and Trade (DFAT)", of which the recogniser has the first half.
        let spelled = between.len() < MAX_MISSED && between.ends_with('(') && spells(whole, short.of(text));
        if (between == "(" || spelled) && text[short.end..].starts_with(')') {
            names[at - 1].1.abbreviation = Some(fold(short.of(text)));
        }
    }
    // Abbreviations, defined in brackets or by the initials of a full name.
    let (mut shorts, mut full) = (Numbers::default(), Vec::new());
    for (turn, (_, name)) in names.iter().enumerate() {
        rest_at(turn).await;
        if !name.words.is_empty() {
            for short in name.abbreviation.iter().chain(&name.initials) {
                shorts.value(short, &mut full, || name.words.as_str());
            }
        }
    }
    let words_of =
        |name: &'_ Name| shorts.get(&name.form).map_or(name.words.clone(), |short| full[short].to_owned());
    // The countries that stand with each name.
    let (mut numbers, mut countries) = (Numbers::default(), Vec::new());
    for (turn, (_, name)) in names.iter().enumerate() {
        rest_at(turn).await;
        let known: &mut Vec<&str> = numbers.value(&words_of(name), &mut countries, Vec::new);
        if let Some(country) = name.country.as_deref().filter(|country| !known.contains(country)) {
            known.push(country);
        }
    }
    let (mut keys, mut heads) = (Numbers::default(), Vec::new());
    // The organisation last named with each head noun: "the Department".
    let (mut nouns, mut latest) = (Numbers::default(), Vec::new());
    for (turn, (index, name)) in names.iter().enumerate() {
        rest_at(turn).await;
        let words = words_of(name);
        let noun = |part: &str| word(part).class.has(Class::ORGANISATION);
        let alone = noun(&words) && name.country.is_none();
        if alone && let Some(number) = nouns.get(&words) {
            groups.join(*index, latest[number]);
            continue;
        }
        let known: &[&str] = numbers.value(&words, &mut countries, Vec::new);
        let only = if let [one] = known { Some(*one) } else { None };
        // No folded name has a line break.
        let key = [&words, "\n", name.country.as_deref().or(only).unwrap_or_default()].concat();
        let head = *keys.value(&key, &mut heads, || *index);
        groups.join(*index, head);
        for part in words.split(' ').filter(|part| noun(part)) {
            *nouns.value(part, &mut latest, || head) = head;
        }
    }
}

/// So many bytes of a name, at most, stand between what was recognised of it and its abbreviation.
const MAX_MISSED: usize = 40;

/// Whether the capitals of a name are its abbreviation's letters.
fn spells(name: &str, abbreviation: &str) -> bool {
    let capitals =
        name.split([' ', '-', '\n']).filter_map(|part| part.chars().next().filter(|c| c.is_uppercase()));
    capitals.eq(abbreviation.chars())
}

/// What an organisation's name says.
struct Name {
    /// The folded form.
    form: String,
    /// Its content words, sorted, without the country in front: "department state".
    words: String,
    country: Option<String>,
    /// The folded abbreviation in brackets behind it.
    abbreviation: Option<String>,
    /// The initials of its capitalised words, with and without the country's.
    initials: Vec<String>,
}

impl Name {
    fn new(form: &str, model: &Model) -> Self {
        let (name, abbreviation) = match form.split_once('(') {
            Some((name, rest)) => (name.trim_end(), Some(fold(rest.trim_end_matches(')')))),
            None => (form, None),
        };
        let all = tokens(name, Span::new(0, name.len()));
        let words: Vec<&str> =
            all.iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.of(name)).collect();
        let (country, from) = country_in_front(&words, model);
        let rest = &words[from..];
        let rest = if rest.is_empty() { &words[..] } else { rest };
        let mut content: Vec<String> = Vec::with_capacity(rest.len());
        for word in rest.iter().map(|word| fold(word)).filter(|word| !is_link(word)) {
            let at = content.partition_point(|known| *known < word);
            content.insert(at, word);
        }
        let initials = |words: &[&str]| -> Option<String> {
            let letters = words
                .iter()
                .filter(|word| word.starts_with(char::is_uppercase))
                .filter_map(|word| word.chars().next());
            let letters: String = letters.collect();
            (letters.len() > 1).then(|| fold(&letters))
        };
        let initials = [initials(&words), initials(rest)].into_iter().flatten().collect();
        Self { form: fold(name), words: content.join(" "), country, abbreviation, initials }
    }
}

fn is_link(word: &str) -> bool {
    among(word, "of the for and on in")
}

/// The country that a name begins with ("US", "South Korean"), and the index of the word after it.
fn country_in_front(words: &[&str], model: &Model) -> (Option<String>, usize) {
    for count in [3, 2, 1] {
        if count < words.len()
            && let Some(country) = model.country(&fold(&words[..count].join(" ")))
        {
            return (Some(country.to_owned()), count);
        }
    }
    (None, 0)
}
