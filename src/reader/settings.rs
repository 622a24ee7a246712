//! What a reader has chosen: which kinds are marked, and how the article is set.

use crate::recognise::Kind;

/// A reader's choices. Written to and read from one short line, so that they can be remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether each kind is marked, in the order of [`Kind::ALL`].
    pub marks: [bool; 4],
    /// Which value of each [`Choice`] is chosen, in the order of [`Choice::ALL`].
    chosen: [u8; Choice::ALL.len()],
}

/// What can be chosen about how the article is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The colours.
    Theme,
    /// The size of the article's text.
    Size,
    /// How long a line may be.
    Width,
    /// The distance between lines.
    Spacing,
    /// The typeface.
    Font,
}

impl Choice {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Theme, Self::Size, Self::Width, Self::Spacing, Self::Font];

    /// Its name in attributes, among the words and in what is remembered.
    pub const fn key(self) -> &'static str {
        ["theme", "size", "width", "spacing", "font"][self as usize]
    }

    /// The names of its values, in the order they are offered.
    pub const fn values(self) -> &'static [&'static str] {
        match self {
            Self::Theme => &["auto", "light", "sepia", "dark", "contrast"],
            Self::Size => &["small", "medium", "large", "largest"],
            Self::Width => &["narrow", "medium", "wide"],
            Self::Spacing => &["tight", "medium", "loose"],
            Self::Font => &["serif", "sans", "system"],
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self { marks: [true; 4], chosen: [0, 1, 1, 1, 0] }
    }
}

impl Settings {
    /// Whether mentions of `kind` are marked.
    pub const fn shows(&self, kind: Kind) -> bool {
        self.marks[index(kind)]
    }

    /// These settings with marks of `kind` on or off.
    #[must_use]
    pub const fn with(mut self, kind: Kind, shown: bool) -> Self {
        self.marks[index(kind)] = shown;
        self
    }

    /// The chosen value of `choice`.
    pub fn value(&self, choice: Choice) -> &'static str {
        choice.values()[usize::from(self.chosen[choice as usize])]
    }

    /// Chooses the value named `value`; one that is not offered changes nothing.
    pub fn choose(&mut self, choice: Choice, value: &str) {
        if let Some(at) = choice.values().iter().position(|one| *one == value) {
            self.chosen[choice as usize] = at as u8;
        }
    }

    /// The line to remember, such as `marks=person,place theme=dark size=medium width=wide ...`.
    pub fn to_line(self) -> String {
        let kinds: Vec<&str> = Kind::ALL.into_iter().filter(|kind| self.shows(*kind)).map(kind_key).collect();
        let mut line = ["marks=", &kinds.join(",")].concat();
        for choice in Choice::ALL {
            line += &[" ", choice.key(), "=", self.value(choice)].concat();
        }
        line
    }

    /// Reads what [`Settings::to_line`] wrote; what it does not know keeps its default.
    pub fn from_line(line: &str) -> Self {
        let mut settings = Self::default();
        for (name, value) in line.split_ascii_whitespace().filter_map(|part| part.split_once('=')) {
            if name == "marks" {
                settings.marks = Kind::ALL.map(|kind| value.split(',').any(|one| one == kind_key(kind)));
            } else if let Some(choice) = Choice::ALL.into_iter().find(|choice| choice.key() == name) {
                settings.choose(choice, value);
            }
        }
        settings
    }
}

/// The name of a kind in attributes and in what is remembered.
pub const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Organisation => "organisation",
        Kind::Place => "place",
        Kind::Date => "date",
    }
}

const fn index(kind: Kind) -> usize {
    match kind {
        Kind::Person => 0,
        Kind::Organisation => 1,
        Kind::Place => 2,
        Kind::Date => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_survives_being_remembered() {
        for choice in Choice::ALL {
            for value in choice.values() {
                for bits in 0..16 {
                    let marks = [0, 1, 2, 3].map(|bit| bits & (1 << bit) != 0);
                    let mut settings = Settings { marks, ..Settings::default() };
                    settings.choose(choice, value);
                    assert_eq!(settings.value(choice), *value);
                    assert_eq!(Settings::from_line(&settings.to_line()), settings);
                }
            }
        }
    }

    #[test]
    fn what_is_unknown_keeps_its_default() {
        for line in ["", "nonsense", "theme=neon size=", "=", "v=2 theme", "size=12px theme=auto font=comic"]
        {
            assert_eq!(Settings::from_line(line), Settings::default(), "{line:?}");
        }
        let some = Settings::from_line("colour=red theme=sepia marks=person,rivers");
        let mut expected = Settings { marks: [true, false, false, false], ..Settings::default() };
        expected.choose(Choice::Theme, "sepia");
        assert_eq!(some, expected);
    }

    #[test]
    fn a_kind_is_switched_alone() {
        let settings = Settings::default().with(Kind::Place, false);
        assert_eq!(Kind::ALL.map(|kind| settings.shows(kind)), [true, true, false, true]);
    }
}
