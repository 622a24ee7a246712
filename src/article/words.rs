//! The parsers' word list, `data/words.tsv`.

use std::sync::LazyLock;

/// What a word is a sign of; the data file's header says more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Month,
    Weekday,
    Agency,
    Credit,
    Marker,
    Joint,
    Label,
    Published,
    Updated,
    Byline,
}

/// Whether `word` is of `class`: agencies as written, all others in any (ASCII) case.
pub(super) fn is(class: Class, word: &str) -> bool {
    value(class, word).is_some()
}

/// The value of a word of `class` (of a month: 1 is January; of a weekday: 1 is Monday), 0 when it has none.
pub(super) fn value(class: Class, word: &str) -> Option<u8> {
    let same = |known: &str| match class {
        Class::Agency => known == word,
        _ => known.eq_ignore_ascii_case(word),
    };
    WORDS.iter().find(|known| known.class == class && same(known.word)).map(|known| known.value)
}

struct Word {
    class: Class,
    word: &'static str,
    value: u8,
}

static WORDS: LazyLock<Vec<Word>> =
    LazyLock::new(|| include_str!("data/words.tsv").lines().filter_map(read).collect());

/// Reads a line of the data file; `None` for a comment.
fn read(line: &'static str) -> Option<Word> {
    let mut fields = line.split('\t');
    let class = match fields.next()? {
        "month" => Class::Month,
        "weekday" => Class::Weekday,
        "agency" => Class::Agency,
        "credit" => Class::Credit,
        "marker" => Class::Marker,
        "joint" => Class::Joint,
        "label" => Class::Label,
        "published" => Class::Published,
        "updated" => Class::Updated,
        "byline" => Class::Byline,
        _ => return None,
    };
    let word = fields.next()?;
    let value = fields.next().and_then(|value| value.parse().ok()).unwrap_or(0);
    Some(Word { class, word, value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_is_a_comment_or_a_word() {
        for line in include_str!("data/words.tsv").lines() {
            assert!(line.starts_with('#') || read(line).is_some(), "{line}");
        }
    }

    #[test]
    fn words_are_found_by_class_and_case() {
        assert_eq!(value(Class::Month, "sept"), Some(9));
        assert_eq!(value(Class::Weekday, "Sunday"), Some(7));
        assert!(is(Class::Agency, "AP") && !is(Class::Agency, "ap"));
        assert!(is(Class::Credit, "FILE") && !is(Class::Credit, "Monday"));
    }
}
