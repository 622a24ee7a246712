//! What a reader has chosen: which kinds are marked, the theme, the size of the text.

use crate::recognise::Kind;

/// A reader's choices. Written to and read from one short line, so that they can be remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether each kind is marked, in the order of [`Kind::ALL`].
    pub marks: [bool; 4],
    /// The colours.
    pub theme: Theme,
    /// The size of the article's text.
    pub size: TextSize,
}

/// A set of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Theme {
    /// Light or dark, as the reader's system says.
    #[default]
    Auto,
    /// Dark on white.
    Light,
    /// Dark brown on cream.
    Sepia,
    /// Light on near black.
    Dark,
}

/// A size of the article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum TextSize {
    /// Smaller than the publisher's default.
    Small,
    /// The default.
    #[default]
    Medium,
    /// Larger.
    Large,
    /// Much larger.
    Largest,
}

impl Default for Settings {
    fn default() -> Self {
        Self { marks: [true; 4], theme: Theme::default(), size: TextSize::default() }
    }
}

impl Theme {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Auto, Self::Light, Self::Sepia, Self::Dark];

    /// Its name in attributes and in what is remembered.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Sepia => "sepia",
            Self::Dark => "dark",
        }
    }

    /// The theme with this [`Theme::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.key() == key)
    }
}

impl TextSize {
    /// All of them, from small to large.
    pub const ALL: [Self; 4] = [Self::Small, Self::Medium, Self::Large, Self::Largest];

    /// Its name in attributes and in what is remembered.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
            Self::Largest => "largest",
        }
    }

    /// The size with this [`TextSize::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.key() == key)
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

    /// The line to remember, such as `marks=person,place theme=dark size=medium`.
    pub fn to_line(self) -> String {
        let kinds: Vec<&str> = Kind::ALL.into_iter().filter(|kind| self.shows(*kind)).map(kind_key).collect();
        ["marks=", &kinds.join(","), " theme=", self.theme.key(), " size=", self.size.key()].concat()
    }

    /// Reads what [`Settings::to_line`] wrote; what it does not know keeps its default.
    pub fn from_line(line: &str) -> Self {
        let mut settings = Self::default();
        for (name, value) in line.split_ascii_whitespace().filter_map(|part| part.split_once('=')) {
            match name {
                "marks" => {
                    settings.marks = Kind::ALL.map(|kind| value.split(',').any(|one| one == kind_key(kind)))
                }
                "theme" => settings.theme = Theme::from_key(value).unwrap_or_default(),
                "size" => settings.size = TextSize::from_key(value).unwrap_or_default(),
                _ => {}
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
        for theme in Theme::ALL {
            for size in TextSize::ALL {
                for bits in 0..16 {
                    let marks = [0, 1, 2, 3].map(|bit| bits & (1 << bit) != 0);
                    let settings = Settings { marks, theme, size };
                    assert_eq!(Settings::from_line(&settings.to_line()), settings);
                }
            }
        }
    }

    #[test]
    fn what_is_unknown_keeps_its_default() {
        for line in ["", "nonsense", "theme=neon size=", "=", "v=2 theme", "size=12px theme=auto"] {
            assert_eq!(Settings::from_line(line), Settings::default(), "{line:?}");
        }
        let some = Settings::from_line("colour=red theme=sepia marks=person,rivers");
        assert_eq!(
            some,
            Settings { marks: [true, false, false, false], theme: Theme::Sepia, ..Settings::default() }
        );
    }

    #[test]
    fn a_kind_is_switched_alone() {
        let settings = Settings::default().with(Kind::Place, false);
        assert_eq!(Kind::ALL.map(|kind| settings.shows(kind)), [true, true, false, true]);
    }
}
