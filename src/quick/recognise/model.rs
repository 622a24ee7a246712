//! The model file: word lists (and, in time, weights) in one versioned, checksummed binary.
//!
//! Layout, all numbers little-endian: magic `SLMODEL\0`, version `u32`, length of the whole file in bytes `u32`,
//! FNV-1a 32-bit checksum of everything after the header `u32`; then sections, each a four-byte tag, its length
//! `u32`, its bytes. A reader skips sections whose tag it does not know.

use std::fmt;

use super::gazetteer::{Flags, Gazetteer};
use super::tagger::weights::Weights;

const MAGIC: &[u8; 8] = b"SLMODEL\0";
const HEADER: usize = 20;

/// The version of the layout that this program writes and reads.
pub const VERSION: u32 = 1;

/// The largest model file that is read, in bytes: ten times what is shipped.
pub const MAX_BYTES: usize = 8 << 20;

/// A section's name: four bytes.
pub type Tag = [u8; 4];

/// What the recogniser knows besides its grammar.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Names and words by folded form.
    pub gazetteer: Gazetteer,
    /// What the tagger has learned; empty when the file has none.
    pub weights: Weights,
}

impl Model {
    /// No lists: the grammar words that are compiled in, alone.
    pub fn builtin() -> Self {
        Self::default()
    }

    /// The display name of the country that a folded form names or describes the people of.
    pub fn country(&self, folded: &str) -> Option<&str> {
        let folded = spelled(folded);
        let nation = self.gazetteer.flags(folded).has(Flags(Flags::COUNTRY.0 | Flags::DEMONYM.0));
        if nation { self.gazetteer.country(folded) } else { None }
    }

    /// Whether a folded form is a country's name.
    pub fn is_country(&self, folded: &str) -> bool {
        self.gazetteer.flags(folded).has(Flags::COUNTRY)
    }

    /// Whether a folded form is a country's capital.
    pub fn is_capital(&self, folded: &str) -> bool {
        self.gazetteer.flags(folded).has(Flags::CAPITAL)
    }

    /// The display name of the country that a folded form is the capital of.
    pub fn capital(&self, folded: &str) -> Option<&str> {
        if self.is_capital(folded) { self.gazetteer.country(folded) } else { None }
    }

    /// Whether a folded form describes a country's people.
    pub fn is_demonym(&self, folded: &str) -> bool {
        let flags = self.gazetteer.flags(spelled(folded));
        flags.has(Flags::DEMONYM) && !flags.has(Flags::COUNTRY)
    }

    /// Whether a folded form is a field of government: "environment", "foreign affairs".
    pub fn is_field(&self, folded: &str) -> bool {
        self.gazetteer.flags(folded).has(Flags::FIELD)
    }

    /// Whether a folded form is a place's name, or that of a public or international organisation.
    pub fn is_public_name(&self, folded: &str) -> bool {
        let flags = self.gazetteer.flags(folded);
        flags.has(Flags(Flags::PLACE.0 | Flags::DEMONYM.0 | Flags::ORGANISATION.0 | Flags::ACRONYM.0))
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// When the file is not a model, is of a newer version, cut short, damaged, or inconsistent; nothing of it is used.
    pub fn load(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut model = Self::default();
        sections(bytes)?.into_iter().try_for_each(|section| model.add(section))?;
        Ok(model)
    }

    /// Reads one of a file's [`sections`]: [`Model::load`] in steps, for who must not be kept from other things for long.
    ///
    /// # Errors
    /// When the section contradicts itself.
    pub fn add(&mut self, (tag, bytes): Section<'_>) -> Result<(), ModelError> {
        if &tag == Gazetteer::TAG {
            self.gazetteer = Gazetteer::read(bytes).ok_or(ModelError::Malformed { section: "gazetteer" })?;
        } else if &tag == Weights::TAG {
            self.weights = Weights::read(bytes).ok_or(ModelError::Malformed { section: "tagger" })?;
        }
        Ok(())
    }

    /// The names and words it knows.
    pub const fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// What its tagger has learned.
    pub const fn weights(&self) -> &Weights {
        &self.weights
    }
}

/// The model file `bytes` with `section` under `tag`, in place of the one that it may have there.
///
/// # Errors
/// When `bytes` are no sound model file; see [`Model::load`].
pub fn with_section(bytes: &[u8], tag: Tag, section: Vec<u8>) -> Result<Vec<u8>, ModelError> {
    let kept = sections(bytes)?.into_iter().filter(|(other, _)| *other != tag);
    let mut all = kept.map(|(tag, bytes)| (tag, bytes.to_vec())).collect::<Vec<_>>();
    all.push((tag, section));
    Ok(write(&all))
}

/// Writes a model file of these sections.
pub fn write(sections: &[(Tag, Vec<u8>)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (tag, bytes) in sections {
        body.extend_from_slice(tag);
        body.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        body.extend_from_slice(bytes);
    }
    let mut file = MAGIC.to_vec();
    file.extend_from_slice(&VERSION.to_le_bytes());
    file.extend_from_slice(&((HEADER + body.len()) as u32).to_le_bytes());
    file.extend_from_slice(&fnv1a(&body).to_le_bytes());
    file.extend_from_slice(&body);
    file
}

/// A tag and the bytes under it.
pub type Section<'a> = (Tag, &'a [u8]);

/// The sections of a model file, checked as a whole.
///
/// # Errors
/// As [`Model::load`], but for what only a section's own bytes show.
pub fn sections(bytes: &[u8]) -> Result<Vec<Section<'_>>, ModelError> {
    let (header, mut body) = bytes.split_at_checked(HEADER).ok_or(ModelError::NotAModel)?;
    if !header.starts_with(MAGIC) {
        return Err(ModelError::NotAModel);
    }
    let number = |at: usize| u32_at(header, at).unwrap_or_default();
    if number(8) != VERSION {
        return Err(ModelError::Version { found: number(8) });
    }
    if number(12) as usize != bytes.len() || bytes.len() > MAX_BYTES {
        return Err(ModelError::Length { declared: number(12) as usize, found: bytes.len() });
    }
    if number(16) != fnv1a(body) {
        return Err(ModelError::Checksum);
    }
    let mut sections = Vec::new();
    while !body.is_empty() {
        let malformed = ModelError::Malformed { section: "table" };
        let (head, rest) = body.split_at_checked(8).ok_or(malformed.clone())?;
        let len = u32_at(head, 4).unwrap_or_default() as usize;
        let (section, rest) = rest.split_at_checked(len).ok_or(malformed)?;
        sections.push(([head[0], head[1], head[2], head[3]], section));
        body = rest;
    }
    Ok(sections)
}

/// The number at byte `at`, if the bytes reach that far.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

/// What [`fnv1a_on`] begins with.
pub const FNV_OFFSET: u32 = 0x811c_9dc5;

/// FNV-1a, 32 bits (Fowler, Noll, Vo; RFC 9923).
pub fn fnv1a(bytes: &[u8]) -> u32 {
    fnv1a_on(FNV_OFFSET, bytes)
}

/// The hash of what `hash` is of, with `bytes` behind it.
pub fn fnv1a_on(hash: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(hash, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Why a model file was not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// It does not begin as one.
    NotAModel,
    /// It was written for another version of this program.
    Version {
        /// The version it names.
        found: u32,
    },
    /// Its length is not the one it declares, or over the limit.
    Length {
        /// What the header says, in bytes.
        declared: usize,
        /// What there is, in bytes.
        found: usize,
    },
    /// Its bytes were changed.
    Checksum,
    /// A part contradicts itself.
    Malformed {
        /// Which part.
        section: &'static str,
    },
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => f.write_str("the file is no Sidelight model: it does not begin with SLMODEL"),
            Self::Version { found } => {
                write!(f, "the model has version {found}: this program reads version {VERSION}")
            }
            Self::Length { declared, found } => {
                write!(
                    f,
                    "the model has {found} bytes: its header says {declared}, and at most {MAX_BYTES} are read"
                )
            }
            Self::Checksum => {
                f.write_str("the model's checksum does not match: the file is damaged, fetch it again")
            }
            Self::Malformed { section } => {
                write!(f, "the model's {section} section contradicts itself: rebuild it")
            }
        }
    }
}

impl std::error::Error for ModelError {}

/// A nationality as the World Factbook has it, by which the lists go.
fn spelled(folded: &str) -> &str {
    match folded {
        "tajik" => "tajikistani",
        "kazakh" => "kazakhstani",
        "uzbek" => "uzbekistani",
        "ivorian" => "ivoirian",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_file_is_refused_with_its_reason() {
        let good = write(&[(*b"????", vec![1, 2, 3])]);
        assert!(Model::load(&good).is_ok());
        let changed = |at: usize, to: u8| {
            let mut bytes = good.clone();
            bytes[at] = to;
            Model::load(&bytes).unwrap_err()
        };
        assert_eq!(Model::load(b""), Err(ModelError::NotAModel));
        assert_eq!(changed(0, b'X'), ModelError::NotAModel);
        assert_eq!(changed(8, 9), ModelError::Version { found: 9 });
        assert_eq!(changed(12, 9), ModelError::Length { declared: 9, found: good.len() });
        assert_eq!(changed(good.len() - 1, 9), ModelError::Checksum);
        assert_eq!(
            Model::load(&good[..good.len() - 1]).unwrap_err(),
            ModelError::Length { declared: good.len(), found: good.len() - 1 }
        );
        let bad_table = write(&[(*b"GAZT", vec![1, 2, 3])]);
        assert_eq!(Model::load(&bad_table), Err(ModelError::Malformed { section: "gazetteer" }));
    }

    impl PartialEq for Model {
        fn eq(&self, _: &Self) -> bool {
            true
        }
    }
}
