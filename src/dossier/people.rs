//! Coreference of people: which mentions of names are one person's.
//!
//! Two names are one person's when one is the end of the other ("Bhutto Zardari", "Zardari"), or first and last part
//! agree and nothing between contradicts ("Christopher A. Roe", "Christopher Roe"; an initial agrees with any name
//! that begins with it, a familiar form with the full one). A short form belongs to the nearest fitting person named
//! before it, else to the first after.

use crate::recognise::{Class, Kind, Recognition, word};
use crate::text::{Numbers, Span, TokenKind, among, fold, tokens};

use super::Groups;
use super::lists::nickname;
use super::pace::rest_at;

/// So many people of one surname, the latest first, are compared with a new name of it; a limit keeps ten thousand
/// namesakes linear.
const MAX_NAMESAKES: usize = 24;

/// The longest title before a name that is looked at, in characters.
const MAX_STYLE: usize = 20;

/// A person under construction.
struct Person {
    /// Index of its first mention.
    head: usize,
    /// Its fullest name, in folded parts.
    parts: Vec<String>,
    /// "tex" of "Richard "Tex" Coe".
    nick: Option<String>,
}

pub(super) async fn group(text: &str, found: &Recognition, groups: &mut Groups) {
    let mut mentions: Vec<(usize, Vec<String>)> = Vec::new();
    for (index, mention) in found.mentions.iter().enumerate() {
        if mention.kind == Kind::Person {
            mentions.push((index, parts(mention.span.of(text))));
            rest_at(mentions.len()).await;
        }
    }
    let mut people: Vec<Person> = Vec::new();
    // People by the number of the last part of their name.
    let mut numbers = Numbers::default();
    let mut by_last: Vec<Vec<usize>> = Vec::new();
    let mut person_of: Vec<Option<usize>> = vec![None; found.mentions.len()];
    let (mut whole, mut bearer): (Numbers, Vec<Option<usize>>) = (Numbers::default(), Vec::new());
    // Full names first: they found people.
    for (turn, (index, parts)) in mentions.iter().filter(|(_, parts)| parts.len() > 1).enumerate() {
        rest_at(turn).await;
        let Some(last) = parts.last() else { continue };
        let namesakes = numbers.value(last, &mut by_last, Vec::new);
        let mut latest = namesakes.iter().rev().take(MAX_NAMESAKES).copied();
        // "Hassan Sheikh", and then "Hassan Sheikh Roe"; "Mohammed bin Roe", and then "Mohammed bin Roe Al Poe"; "Jean-Claude"
        let name = found.mentions[*index].span.of(text);
        let first = name.split(' ').next().unwrap_or_default();
        let particle = [" bin ", " ibn "].iter().any(|particle| name.contains(particle));
        let longer = parts.len() > 2 && (parts[1] == "sheikh" || particle || first.contains('-'));
        let begun = if longer { whole.get(&parts[..2].join(" ")) } else { None };
        let begun =
            begun.and_then(|number| bearer[number]).filter(|&person| people[person].parts == parts[..2]);
        // A name as it stood before needs no comparing.
        let known = whole.value(&parts.join(" "), &mut bearer, || None);
        let agrees = |person: &Person| {
            agree(&person.parts, parts) || parts.len() == 2 && person.nick.as_ref() == parts.first()
        };
        let same = known.or_else(|| latest.find(|&person| agrees(&people[person])));
        if let Some(begun) = begun.filter(|_| same.is_none()) {
            namesakes.push(begun);
        }
        let same = same.or(begun);
        let person = same.unwrap_or_else(|| {
            let nick = nick(found.mentions[*index].span.of(text));
            people.push(Person { head: *index, parts: parts.clone(), nick });
            namesakes.push(people.len() - 1);
            people.len() - 1
        });
        if parts.len() > people[person].parts.len() {
            people[person].parts.clone_from(parts);
        }
        *known = Some(person);
        // "Hassan Sheikh", of "Hassan Sheikh Roe"
        if longer {
            whole.value(&parts[..2].join(" "), &mut bearer, || Some(person));
        }
        person_of[*index] = Some(person);
    }
    // Then short forms, in reading order: to the person of that surname who was named last, or else the first to come.
    let mut latest: Vec<Option<usize>> = by_last.iter().map(|people| people.first().copied()).collect();
    let others = Others::new(&people).await;
    for (turn, (index, parts)) in mentions.iter().enumerate() {
        rest_at(turn).await;
        let Some(last) = parts.last() else { continue };
        let lone = parts.len() == 1 && person_of[*index].is_none();
        let other = || {
            // "Ray was a giant", of Raymond Roe who was named last, but not "Mr Ray", "a neighbour, Ray, 34"
            let honoured = || {
                style(text, found, *index).is_some_and(|style| word(&fold(style)).class.has(Class::HONORIFIC))
            };
            let familiar = || {
                others.familiar(last).filter(|&person| {
                    let last = turn.checked_sub(1).and_then(|turn| person_of[mentions[turn].0]);
                    last == Some(person) && !honoured() && opens(text, found, *index)
                })
            };
            let person = if lone { others.find(last).or_else(familiar) } else { None }?;
            // "King Abdullah" is not Prime Minister Abdullah Roe.
            let apart = || {
                let here = style(text, found, *index).filter(|here| among(here, "King Queen Pope"))?;
                let there = style(text, found, people[person].head).filter(|&there| there != here)?;
                word(&fold(there)).class.has(Class::TITLE).then_some(())
            };
            apart().is_none().then_some(person)
        };
        let latest = numbers.value(last, &mut latest, || None);
        let person = person_of[*index].or(*latest).or_else(other).unwrap_or_else(|| {
            people.push(Person { head: *index, parts: parts.clone(), nick: None });
            people.len() - 1
        });
        *latest = Some(person);
        person_of[*index] = Some(person);
    }
    // "Roe, also known as Jane Doe": whom an alias is of.
    let mut known_as: Vec<usize> = (0..people.len()).collect();
    for (turn, pair) in mentions.windows(2).enumerate() {
        rest_at(turn).await;
        let [first, second] = [pair[0].0, pair[1].0];
        let gap = &text[found.mentions[first].span.end..found.mentions[second].span.start];
        let says = gap.trim_matches([' ', ',', '(', '"', '“']);
        if matches!(says, "also known as" | "better known as" | "a.k.a." | "aka" | "alias")
            && let (Some(known), Some(alias)) = (person_of[first], person_of[second])
            && people[alias].head == second
        {
            known_as[alias] = known;
        }
    }
    for (turn, (index, _)) in mentions.iter().enumerate() {
        rest_at(turn).await;
        if let Some(person) = person_of[*index] {
            groups.join(*index, people[known_as[person]].head);
        }
    }
}

/// Whether a mention opens its sentence, and no comma follows.
fn opens(text: &str, found: &Recognition, mention: usize) -> bool {
    let span = found.mentions[mention].span;
    let before = &text[..span.start];
    let stops = before.ends_with('\n')
        || before.strip_suffix(' ').is_some_and(|before| before.ends_with(['.', '!', '?']));
    (before.is_empty() || stops) && !text[span.end..].starts_with(',')
}

/// The word before a mention, if a space divides them and it is no longer than a title.
fn style<'t>(text: &'t str, found: &Recognition, mention: usize) -> Option<&'t str> {
    let before = text[..found.mentions[mention].span.start].strip_suffix(' ')?;
    let near = before.char_indices().rev().take(MAX_STYLE);
    let start = near.take_while(|(_, c)| c.is_alphabetic()).last()?.0;
    Some(&before[start..])
}

/// The folded nickname in quotation marks inside a name.
fn nick(name: &str) -> Option<String> {
    let mut parts = name.split(['"', '“', '”']);
    let nick = parts.nth(1).filter(|nick| !nick.contains(' '));
    nick.filter(|_| parts.next().is_some()).map(fold)
}

/// People by what else a lone name can be of theirs: the first part ("Moon" of "Moon Jae-in"), an inner one ("Holguín" of
/// "María Holguín Cuéllar"), or the surname in another spelling. What several people share is nobody's.
#[derive(Default)]
struct Others {
    numbers: Numbers,
    people: Vec<Option<usize>>,
}

impl Others {
    async fn new(people: &[Person]) -> Self {
        let mut others = Self::default();
        for (person, Person { parts, .. }) in people.iter().enumerate() {
            rest_at(person).await;
            for part in &parts[..parts.len().saturating_sub(1)] {
                others.add(part, person);
            }
            if let Some(last) = parts.last() {
                others.add(&skeleton(last), person);
            }
        }
        others
    }

    fn add(&mut self, key: &str, person: usize) {
        if key.chars().count() > 1 {
            let known = self.numbers.value(key, &mut self.people, || Some(person));
            *known = known.filter(|&known| known == person);
        }
    }

    fn find(&self, name: &str) -> Option<usize> {
        let known = |key: &str| self.numbers.get(key).and_then(|number| self.people[number]);
        known(name).or_else(|| known(&skeleton(name)))
    }

    /// Whose familiar first name it is.
    fn familiar(&self, name: &str) -> Option<usize> {
        let full = |key: &str| self.numbers.get(key).and_then(|number| self.people[number]);
        nickname(name)?.split('|').find_map(full)
    }
}

/// A surname without what spellings differ in: doubled letters, in all but short names a vowel after another, and in long ones
/// the vowels after the first letter ("Asad" and "Assad", "Sarea" and "Saree", "Buchtmann" and "Bauchtman"). The mark in front
/// keeps it apart from names.
fn skeleton(name: &str) -> String {
    let length = name.chars().count();
    let mut out = String::from("~");
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    for c in name.chars() {
        let dropped = length > 6 && out.len() > 1 || length > 4 && out.ends_with(is_vowel);
        if !(out.ends_with(c) || is_vowel(c) && dropped) {
            out.push(c);
        }
    }
    out
}

/// The parts of a name that tell people apart: folded words without particles, suffixes and nicknames in quotation
/// marks.
fn parts(name: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut quoted = false;
    for token in tokens(name, Span::new(0, name.len())) {
        if token.kind == TokenKind::Quote {
            quoted = !quoted;
        }
        if quoted || token.kind != TokenKind::Word {
            continue;
        }
        let folded = fold(token.of(name)).trim_end_matches('.').to_owned();
        let class = word(&folded).class;
        let joined = name[token.span.end..].starts_with(['-', '\u{2010}', '\u{2011}']);
        let particle =
            class.has(Class::PARTICLE) && (joined || token.of(name).starts_with(char::is_lowercase));
        if !particle && !class.has(Class::SUFFIX) {
            parts.push(folded);
        }
    }
    if parts.is_empty() { vec![fold(name)] } else { parts }
}

/// Whether two names of several parts, with the same last part, can be one person's.
fn agree(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.ends_with(short) {
        return true;
    }
    let first = |name: &[String]| name.first().cloned().unwrap_or_default();
    if !same_part(&first(short), &first(long)) {
        return false;
    }
    // Every inner part of the shorter name has its like, in order, in the longer one.
    let mut rest = long[1..].iter();
    short[1..].iter().all(|part| part.chars().count() == 1 || rest.any(|other| same_part(part, other)))
}

/// Equal, or one an initial or a familiar form of the other.
fn same_part(a: &str, b: &str) -> bool {
    let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
    let familiar = |a: &str, b: &str| nickname(a).is_some_and(|full| full.split('|').any(|full| full == b));
    a == b || initial(a, b) || initial(b, a) || familiar(a, b) || familiar(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_agree() {
        for (a, b, same) in [
            ("Christopher A. Roe", "Christopher Roe", true),
            ("C. A. Roe", "Christopher Roe", true),
            ("Bilal Bhatti Zaman", "Bhatti Zaman", true),
            ("Jane Roe", "John Roe", false),
            ("Bashar al-Zaman", "Bashar Zaman", true),
            ("Richard \"Tex\" Coe", "Richard Coe", true),
            ("John Roe Jr.", "John Roe", true),
            ("Mary Ann Roe", "Mary Roe", true),
            ("Mary Ann Roe", "Mary Beth Roe", false),
            ("Bill Roe", "William J. Roe", true),
            ("Bill Roe", "Walter Roe", false),
        ] {
            assert_eq!(agree(&parts(a), &parts(b)), same, "{a} / {b}");
        }
    }
}
