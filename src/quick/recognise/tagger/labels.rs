//! The labels: outside, and for each type the first token of a mention and the tokens after it.

use std::ops::Range;

/// What a mention is to the tagger. The last two are there so that they are not taken for one of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "they say what they are")]
pub enum Type {
    Person,
    Organisation,
    Place,
    /// A nationality, a people, adherents of a religion or party.
    People,
    Date,
}

impl Type {
    /// All of them, in the order of their labels.
    pub const ALL: [Self; 5] = [Self::Person, Self::Organisation, Self::Place, Self::People, Self::Date];

    /// The label of the first token.
    pub const fn first(self) -> usize {
        1 + 2 * self as usize
    }

    /// The label of every other token.
    pub const fn inner(self) -> usize {
        2 + 2 * self as usize
    }

    /// The type whose label this is; `None` for outside.
    pub const fn of(label: usize) -> Option<Self> {
        match label {
            1 | 2 => Some(Self::Person),
            3 | 4 => Some(Self::Organisation),
            5 | 6 => Some(Self::Place),
            7 | 8 => Some(Self::People),
            9 | 10 => Some(Self::Date),
            _ => None,
        }
    }
}

/// How many labels there are.
pub const LABELS: usize = 11;

/// The label of a token that belongs to no mention.
pub const OUTSIDE: usize = 0;

/// Whether label `next` may follow `previous`: a mention has to begin before it goes on.
pub const fn may_follow(previous: usize, next: usize) -> bool {
    let inner = next != OUTSIDE && next.is_multiple_of(2);
    !inner || previous == next || previous + 1 == next
}

/// Calls `each` with every mention in a sequence of labels.
pub fn mentions(labels: &[usize], mut each: impl FnMut(Range<usize>, Type)) {
    let mut at = 0;
    while at < labels.len() {
        let start = at;
        at += 1;
        if let Some(label) = Type::of(labels[start]) {
            while labels.get(at) == Some(&label.inner()) {
                at += 1;
            }
            each(start..at, label);
        }
    }
}
