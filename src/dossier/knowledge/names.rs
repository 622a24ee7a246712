//! People's names as they are compared: by words, whatever the spelling of Latin letters, hyphens and initials.

use crate::text::fold;

/// How well two names agree, the better the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Spelt otherwise ("Mohamed", "Muhammad"), or with another first name before a shared part: needs evidence.
    Variant,
    /// The same but for names in the middle, or initials.
    Short,
    /// Word for word.
    Same,
}

/// Words that stand in a name or are left out at will.
const PARTICLES: [&str; 4] = ["al", "el", "ul", "ur"];
/// Before a father's name, which is marked: no child is called by it.
const PATRONYMIC: [&str; 4] = ["bin", "ibn", "bint", "bte"];
const OF_FATHER: char = '+';
/// What follows a name and is no part of it, after two words or more.
const SUFFIXES: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];

/// The words of a name that are compared: folded, initials together ("J. D." and "J.D." are "jd").
pub fn name_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut initials = false;
    for part in fold(name).split([' ', '-', ',', '(', ')', '"']) {
        let word: String = part.chars().filter(|c| !matches!(c, '.' | '\'')).collect();
        let initial = word.chars().nth(1).is_none();
        match words.last_mut() {
            _ if word.is_empty() => continue,
            Some(last) if initial && initials => last.push_str(&word),
            _ => words.push(word),
        }
        initials = initial;
    }
    while words.len() > 2 && words.last().is_some_and(|last| SUFFIXES.contains(&last.as_str())) {
        words.pop();
    }
    for at in (1..words.len()).rev() {
        if PATRONYMIC.contains(&words[at - 1].as_str()) {
            words[at].insert(0, OF_FATHER);
            words.remove(at - 1);
        }
    }
    if words.iter().filter(|word| !PARTICLES.contains(&word.as_str())).count() > 1 {
        words.retain(|word| !PARTICLES.contains(&word.as_str()));
    }
    words
}

/// A word with what transliterations differ in taken away: doubled letters, some vowels.
pub fn skeleton(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        let c = match c {
            'e' => 'a',
            'o' => 'u',
            'y' | 'j' => 'i',
            'q' => 'k',
            'w' => 'v',
            // "Khalifah", "Ghani": an h after a consonant or at the end is written or not.
            'h' if !out.is_empty() && !out.ends_with(['a', 'u', 'i']) => continue,
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    if out.len() > 2 && out.ends_with('h') {
        out.pop();
    }
    out
}

/// What names are sorted by in a pack: the skeleton of the last word.
pub(super) fn name_key(name: &str) -> String {
    name_words(name).last().map(|last| skeleton(own(last))).unwrap_or_default()
}

/// A word without the mark of a father's name.
fn own(word: &str) -> &str {
    word.trim_start_matches(OF_FATHER)
}

/// How well two names (as [`name_words`]) agree, if they may be one person's.
pub fn likeness(a: &[String], b: &[String]) -> Option<Likeness> {
    if a == b {
        return (!a.is_empty()).then_some(Likeness::Same);
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (Some((last, others)), Some((long_last, rest))) = (short.split_last(), long.split_last()) else {
        return None;
    };
    if others.is_empty() {
        return None;
    }
    let mut likeness = word_likeness(last, long_last)?;
    let mut rest = rest.iter();
    for (index, word) in others.iter().enumerate() {
        let (skipped, found) =
            rest.by_ref().enumerate().find_map(|(at, other)| Some((at, word_likeness(word, other)?)))?;
        likeness = likeness.min(found);
        // "Wess Mitchell" may be "A. Wess Mitchell", and "Salman" never "Muhammad bin Salman".
        let initial = found == Likeness::Short && short.len() < long.len();
        if index == 0 && (skipped > 0 || initial) {
            likeness = Likeness::Variant;
        }
        if index == 0 && long[skipped].starts_with(OF_FATHER) && !word.starts_with(OF_FATHER) {
            return None;
        }
    }
    Some(likeness.min(Likeness::Short))
}

/// How well two words agree: the same, an initial, or alike in sound.
fn word_likeness(a: &str, b: &str) -> Option<Likeness> {
    let (a, b) = (own(a), own(b));
    if a == b {
        return Some(Likeness::Same);
    }
    let initial = |short: &str, long: &str| short.chars().nth(1).is_none() && long.starts_with(short);
    if initial(a, b) || initial(b, a) {
        return Some(Likeness::Short);
    }
    // "Charles II" and "Charles III" are no spellings of one name.
    let numeral = |word: &str| word.bytes().all(|c| matches!(c, b'i' | b'v' | b'x'));
    (!numeral(a) && !numeral(b) && skeleton(a) == skeleton(b)).then_some(Likeness::Variant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_person_and_of_two() {
        use Likeness::{Same, Short, Variant};
        for (a, b, expected) in [
            ("Antony Blinken", "ANTONY BLINKEN", Some(Same)),
            ("Kim Jong-un", "KIM Jong Un", Some(Same)),
            ("Recep Tayyip Erdoğan", "Recep Tayyip ERDOGAN", Some(Same)),
            ("J. D. Vance", "J.D. Vance", Some(Same)),
            ("Abdel Fattah el-Sisi", "Abdel Fattah Al Sisi", Some(Same)),
            ("Joseph R. Biden, Jr.", "Joseph Biden", Some(Short)),
            ("Antony J. Blinken", "Antony John Blinken", Some(Short)),
            ("Muhammad Shehbaz Sharif", "Shahbaz Sharif", Some(Variant)),
            ("Volodymyr Zelenskyy", "Volodymyr Zelensky", Some(Variant)),
            ("Mohamed Bazoum", "Muhammad Bazum", Some(Variant)),
            ("Andrew Mitchell", "A. Wess Mitchell", Some(Variant)),
            ("Muhammad bin Salman Al Saud", "Mohammed bin Salman bin Abd al-Aziz Al Saud", Some(Variant)),
            ("Salman bin Abd al-Aziz Al Saud", "Muhammad bin Salman bin Abd al-Aziz Al Saud", None),
            ("Jane Roe", "John Roe", None),
            ("Roe", "Jane Roe", None),
            ("Charles III", "Charles II", None),
            ("", "", None),
        ] {
            assert_eq!(likeness(&name_words(a), &name_words(b)), expected, "{a} / {b}");
            assert_eq!(likeness(&name_words(b), &name_words(a)), expected, "{b} / {a}");
        }
    }
}
