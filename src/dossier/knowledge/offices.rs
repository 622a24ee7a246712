//! Titles of offices: which are one, and how they are shown.

use crate::text::{fold, reorder, upper};

/// The titles' words and what they are compared as.
fn forms() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("../data/office_forms.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t'))
}

/// What two titles of one office have in common: "Minister of Foreign Affairs", "foreign minister" and "Federal
/// Minister for Foreign Affairs" are "foreign minister". Words in alphabetical order.
pub fn office_key(title: &str) -> String {
    // Words apart by one space, one at each end, so that forms are found as whole words.
    let mut text = String::from(" ");
    for word in fold(title).split(|c: char| !(c.is_alphanumeric() || c == '\'')) {
        if !word.is_empty() {
            text.push_str(word);
            text.push(' ');
        }
    }
    for (form, instead) in forms() {
        while let Some(at) =
            text.match_indices(form).map(|(at, _)| at).find(|at| whole(&text, *at, form.len()))
        {
            text.replace_range(at..at + form.len(), instead);
        }
    }
    let mut words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    reorder(&mut words, &|a, b| a < b);
    words.dedup();
    words.join(" ")
}

/// Whether the `length` bytes of `text` from `at` are whole words.
fn whole(text: &str, at: usize, length: usize) -> bool {
    text[..at].ends_with(' ') && text[at + length..].starts_with(' ')
}

/// Words that make another office of a title, not a longer name of the same.
const RANKS: [&str; 12] = [
    "deputy",
    "vice",
    "assistant",
    "undersecretary",
    "stateminister",
    "statesecretary",
    "first",
    "second",
    "parliamentary",
    "shadow",
    "junior",
    "assistantsecretary",
];

/// Whether an office (by its key) is what a shorter title means: "health secretary" for "Secretary of State for Health
/// and Social Care", but not for a deputy.
pub(super) fn is_meant(short: &str, long: &str) -> bool {
    let has = |key: &str, word: &str| key.split(' ').any(|other| other == word);
    short.contains(' ')
        && short.split(' ').all(|word| has(long, word))
        && RANKS.iter().all(|rank| has(short, rank) || !has(long, rank))
}

/// An office as a card names it: "Foreign Minister of Pakistan", "Ambassador of Pakistan to France", "Mayor of Karachi,
/// Pakistan". `of` is the country or organisation, `article` whether "the" belongs before it.
pub fn office_name(title: &str, of: &str, article: bool) -> String {
    let title = short_title(title);
    if of.is_empty() || title.ends_with(of) {
        return title;
    }
    let the = if article { "the " } else { "" };
    let posted = ["Ambassador", "High Comm", "Permanent Rep", "Charg", "Consul", "Envoy"];
    if let Some(at) = title.find(" to ").filter(|_| posted.iter().any(|post| title.starts_with(post))) {
        return [&title[..at], " of ", the, of, &title[at..]].concat();
    }
    let plain =
        title.starts_with("Minister") || title.starts_with("Secretary of") || title.ends_with(" of State");
    let long = [" of ", " for ", " from ", " in ", " to "].iter().any(|word| title.contains(word));
    if plain || !long { [&title, " of ", the, of].concat() } else { [&title, ", ", of].concat() }
}

/// "Minister of Foreign Affairs" is "Foreign Minister"; "Minister for the Interior" is "Interior Minister".
fn short_title(title: &str) -> String {
    let mut letters = title.chars();
    let title = letters
        .next()
        .map_or_else(String::new, |first| [&upper(first).to_string(), letters.as_str()].concat());
    let plain = title.strip_prefix("Federal ").unwrap_or(&title);
    let field = plain.strip_prefix("Minister of ").or_else(|| plain.strip_prefix("Minister for "));
    let Some(field) = field else { return title };
    let field = field.strip_prefix("the ").unwrap_or(field);
    let field = if field == "Foreign Affairs" { "Foreign" } else { field };
    let one = !field.contains(' ') && field.len() > 1 && field != "State";
    if one { [field, " Minister"].concat() } else { plain.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_one_office_have_one_key() {
        for (a, b) in [
            ("Minister of Foreign Affairs", "foreign minister"),
            ("Federal Minister for Foreign Affairs", "Foreign Minister"),
            ("Minister of External Affairs", "Foreign Minister"),
            ("Minister of Defence", "Defense Minister"),
            ("Secretary of Defense", "defence secretary"),
            ("Secretary of State for the Home Department", "Home Secretary"),
            ("Premier", "Prime Minister"),
            ("Vice-President", "Vice President"),
            ("Ambassador Extraordinary and Plenipotentiary to France", "ambassador to France"),
            ("Federal Chancellor", "Chancellor"),
            ("Queen", "monarch"),
        ] {
            assert_eq!(office_key(a), office_key(b), "{a} / {b}");
        }
        for (a, b) in [
            ("Secretary of State", "State Secretary"),
            ("Minister of State for Defence", "Minister of Defence"),
            ("Deputy Prime Minister", "Prime Minister"),
            ("Vice President", "President"),
        ] {
            assert_ne!(office_key(a), office_key(b), "{a} / {b}");
        }
        let meant = |short, long| is_meant(&office_key(short), &office_key(long));
        assert!(meant("health secretary", "Secretary of State for Health and Social Care"));
        assert!(!meant("health minister", "Deputy Minister of Health"));
        assert!(!meant("president", "President of the Senate"));
    }

    #[test]
    fn offices_in_words() {
        for (title, of, article, expected) in [
            ("Federal Minister of Foreign Affairs", "Pakistan", false, "Foreign Minister of Pakistan"),
            ("Minister for the Interior", "France", false, "Interior Minister of France"),
            (
                "Minister of Transport and Communications",
                "Norway",
                false,
                "Minister of Transport and Communications of Norway",
            ),
            ("Prime Minister", "United Kingdom", true, "Prime Minister of the United Kingdom"),
            ("ambassador to France", "Pakistan", false, "Ambassador of Pakistan to France"),
            ("Mayor of Karachi", "Pakistan", false, "Mayor of Karachi, Pakistan"),
            ("Secretary of State", "United States", true, "Secretary of State of the United States"),
            ("Secretary-General of the United Nations", "", false, "Secretary-General of the United Nations"),
        ] {
            assert_eq!(office_name(title, of, article), expected);
        }
    }
}
