//! The word lists of this layer (`data/*.tsv`), read where they lie: they are short and rarely asked.

pub(super) const ACTS: &str = include_str!("data/acts.tsv");
pub(super) const LINKS: &str = include_str!("data/links.tsv");
pub(super) const INSTITUTIONS: &str = include_str!("data/institutions.tsv");
pub(super) const OFFICES: &str = include_str!("data/offices.tsv");
pub(super) const ARMED: &str = include_str!("data/armed.tsv");
pub(super) const NICKNAMES: &str = include_str!("data/nicknames.tsv");

/// What stands beside `key` in a list; "" where the list has one column.
pub(super) fn find(list: &'static str, key: &str) -> Option<&'static str> {
    rows(list).find_map(|(form, rest)| (form == key).then_some(rest))
}

/// The rows of a list: first column and the rest.
pub(super) fn rows(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once('\t').unwrap_or((line, "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_sorted_and_folded() {
        for list in [ACTS, LINKS, INSTITUTIONS, OFFICES, ARMED, NICKNAMES] {
            let forms: Vec<&str> = rows(list).map(|(form, _)| form).collect();
            assert!(forms.is_sorted() && !forms.is_empty(), "{forms:?}");
            assert!(forms.iter().all(|form| crate::text::fold(form) == *form));
        }
        assert_eq!(find(NICKNAMES, "bill"), Some("william"));
        assert_eq!(find(LINKS, "nobody"), None);
    }
}
