//! The word lists of this layer (`data/*.tsv`), read where they lie: they are short and rarely asked.

use std::sync::LazyLock;

const ACTS: &str = include_str!("data/acts.tsv");
const LINKS: &str = include_str!("data/links.tsv");
const INSTITUTIONS: &str = include_str!("data/institutions.tsv");
const OFFICES: &str = include_str!("data/offices.tsv");
const ARMED: &str = include_str!("data/armed.tsv");
const SPEECH: &str = include_str!("data/speech.tsv");
const NICKNAMES: &str = include_str!("data/nicknames.tsv");

type Rows = Vec<(&'static str, &'static str)>;

/// The full forms of a familiar first name; asked so often that its list is kept in rows.
pub(super) fn nickname(name: &str) -> Option<&'static str> {
    static ROWS: LazyLock<Rows> = LazyLock::new(|| table(NICKNAMES));
    search(&ROWS, name)
}

/// What is known of the countries that have an office, by its key in the list; asked as often.
pub(super) fn office(key: &str) -> Option<&'static str> {
    static ROWS: LazyLock<Rows> = LazyLock::new(|| table(OFFICES));
    search(&ROWS, key)
}

/// What an institution by its folded name stands for; asked as often.
pub(super) fn institution(name: &str) -> Option<&'static str> {
    static ROWS: LazyLock<Rows> = LazyLock::new(|| table(INSTITUTIONS));
    search(&ROWS, name)
}

/// Whether a folded name speaks of an armed group: "ISIS leader", "the rebels", not "crisis response"; asked as often.
pub(super) fn armed(name: &str) -> bool {
    static ROWS: LazyLock<Rows> = LazyLock::new(|| table(ARMED));
    any_word(name, |rest| ROWS.iter().any(|(form, _)| rest.starts_with(form)))
}

/// Whether what stands from the beginning of some word on is as asked for.
pub(super) fn any_word(name: &str, fits: impl Fn(&str) -> bool) -> bool {
    let mut before = ' ';
    name.char_indices().any(|(at, c)| {
        let opens = !std::mem::replace(&mut before, c).is_alphanumeric() && c.is_alphanumeric();
        opens && fits(&name[at..])
    })
}

/// Whether a folded word is what a government does or has: "Kyiv *denied* it", "Washington's *assurance*"; asked as often.
pub(super) fn act(word: &str) -> bool {
    static ROWS: LazyLock<Rows> = LazyLock::new(|| table(ACTS));
    search(&ROWS, word).is_some()
}

/// What a word between a name and a title says; asked as often.
pub(super) fn link(word: &str) -> Option<&'static str> {
    static ROWS: LazyLock<Rows> = LazyLock::new(|| table(LINKS));
    search(&ROWS, word)
}

/// Whether a folded word is a form of a verb that attributes speech.
pub(super) fn verb_of_speech(form: &str) -> bool {
    static ROWS: LazyLock<Rows> = LazyLock::new(|| table(SPEECH));
    let stem = form.strip_suffix("ed").or_else(|| form.strip_suffix("ing"));
    let stem = stem.map(|stem| match stem.as_bytes() {
        [.., a, b] if a == b => &stem[..stem.len() - 1],
        _ => stem,
    });
    stem.is_some_and(|stem| search(&ROWS, stem).is_some()) || search(&ROWS, form) == Some("=")
}

#[inline(never)]
fn table(list: &'static str) -> Rows {
    rows(list).collect()
}

fn search(rows: &Rows, key: &str) -> Option<&'static str> {
    let index = rows.binary_search_by_key(&key, |(form, _)| form).ok()?;
    Some(rows[index].1)
}

/// The rows of a list: first column and the rest.
fn rows(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once('\t').unwrap_or((line, "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_sorted_and_folded() {
        for list in [ACTS, LINKS, INSTITUTIONS, OFFICES, ARMED, SPEECH, NICKNAMES] {
            let forms: Vec<&str> = rows(list).map(|(form, _)| form).collect();
            assert!(forms.is_sorted() && !forms.is_empty(), "{forms:?}");
            assert!(forms.iter().all(|form| crate::text::fold(form) == *form));
        }
        assert_eq!(nickname("bill"), Some("william"));
        assert_eq!(link("nobody"), None);
    }
}
