//! The grammar words that are compiled in (`data/words.tsv`).

use std::sync::LazyLock;

use super::forms::same;
use super::model::fnv1a;

/// The classes of a grammar word; a set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Class(u32);

macro_rules! classes {
    ($($name:ident $word:literal $bit:literal $doc:literal;)*) => {
        impl Class {
            $(#[doc = $doc] pub const $name: Self = Self(1 << $bit);)*

            fn named(name: &str) -> Option<Self> {
                match name {
                    $($word => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

classes! {
    OFFICE "office" 0 "Head of a public office's title.";
    EITHER "either" 1 "Head of a title that is public or private, by its organisation.";
    RANK "rank" 2 "Military or police rank.";
    JOB "job" 3 "Head of a title that is no public office.";
    HONORIFIC "honorific" 4 "Before a name, no role: \"Mr\".";
    HONORIFIC_UPPER "honorific-upper" 5 "An honorific only in capitals: \"HE\".";
    MODIFIER "modifier" 6 "Before the head of a title: \"Deputy\".";
    ACTING "acting" 7 "Acts in the office.";
    FORMER "former" 8 "Held the office.";
    ELECT "elect" 9 "Is elected or designated.";
    NOMINEE "nominee" 10 "Is nominated.";
    GOV "gov" 11 "Head of a public organisation's name.";
    BODY "body" 12 "Head of another organisation's name.";
    PLACE "place" 13 "Head of a place's name.";
    PARTICLE "particle" 14 "Lower-case part of a name.";
    SUFFIX "suffix" 15 "After a name: \"Jr.\".";
    SPEECH "speech" 16 "Verb of speech.";
    STOP "stop" 17 "Function word: never a name by itself.";
    MONTH "month" 18 "Month.";
    WEEKDAY "weekday" 19 "Day of the week.";
    THING "thing" 20 "Head of a name that is no person's, organisation's or place's: \"Treaty\".";
    TIME "time" 21 "Opens a date: \"last\", \"yesterday\".";
    NOW "now" 22 "Says that the office is held now: \"incumbent\".";
}

impl Class {
    /// Any head of a title.
    pub const TITLE: Self = Self(Self::OFFICE.0 | Self::EITHER.0 | Self::RANK.0 | Self::JOB.0);
    /// Any status word.
    pub const STATUS: Self =
        Self(Self::ACTING.0 | Self::FORMER.0 | Self::ELECT.0 | Self::NOMINEE.0 | Self::NOW.0);
    /// Any head of an organisation's name.
    pub const ORGANISATION: Self = Self(Self::GOV.0 | Self::BODY.0);

    /// Whether any bit of `other` is set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// This set without the bits of `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What the lexicon says of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Word {
    /// Its classes.
    pub class: Class,
    /// The number of a month (1 to 12) or of a day of the week (1 is Monday), else 0.
    pub number: u8,
}

/// What the lexicon says of a folded form; nothing when it is unknown.
pub fn word(folded: &str) -> Word {
    word_by(fnv1a(folded.as_bytes()), folded.as_bytes())
}

/// What the lexicon says of the folded form of these bytes, whose hash ([`fnv1a`]) is at hand.
pub fn word_by(hash: u32, folded: &[u8]) -> Word {
    static WORDS: LazyLock<Table> = LazyLock::new(table);
    let Table { tags, words } = &*WORDS;
    let mut at = hash as usize % SLOTS;
    while tags[at] != FREE {
        if tags[at] == tag(hash)
            && let Some((_, word)) = words[at].as_ref().filter(|(form, _)| same(form.as_bytes(), folded))
        {
            return *word;
        }
        at = (at + 1) % SLOTS;
    }
    Word::default()
}

/// Open addressing by [`fnv1a`]: four times as many slots as there are words, so that most looks find an empty one. The
/// tags alone say so, and are so few bytes that they stay at hand.
struct Table {
    tags: Box<[u8; SLOTS]>,
    words: Vec<Option<(&'static str, Word)>>,
}
const SLOTS: usize = 4096;
const FREE: u8 = 0;

const fn tag(hash: u32) -> u8 {
    (hash >> 24) as u8 | 1
}

fn table() -> Table {
    let mut table = Table { tags: Box::new([FREE; SLOTS]), words: vec![None; SLOTS] };
    let lines = include_str!("data/words.tsv").lines().filter(|line| !line.starts_with('#'));
    for (form, classes) in lines.filter_map(|line| line.split_once('\t')) {
        let hash = fnv1a(form.as_bytes());
        let mut at = hash as usize % SLOTS;
        while table.tags[at] != FREE {
            at = (at + 1) % SLOTS;
        }
        table.tags[at] = tag(hash);
        table.words[at] = Some((form, parse(classes)));
    }
    table
}

fn parse(classes: &str) -> Word {
    let mut word = Word::default();
    for name in classes.split(',') {
        let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
        if let Some(class) = Class::named(letters) {
            word.class = word.class.with(class);
        }
        if let Ok(number) = name[letters.len()..].parse() {
            word.number = number;
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_in_the_file_is_known() {
        for line in include_str!("data/words.tsv").lines().filter(|line| !line.starts_with('#')) {
            let (form, classes) = line.split_once('\t').unwrap();
            assert_eq!(crate::text::fold(form), form, "forms are folded");
            assert_eq!(word(form), parse(classes), "{form}");
            for name in classes.split(',') {
                let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
                assert!(Class::named(letters).is_some(), "{line}");
            }
        }
        assert_eq!(word("march"), Word { class: Class::MONTH, number: 3 });
        assert!(word("may").class.has(Class::STOP) && word("may").number == 5);
    }
}
