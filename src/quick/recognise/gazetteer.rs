//! The gazetteer: what is known of a word or a name by its folded form, and to which country it belongs.

use super::model::{fnv1a, u32_at};

/// What is known of a form; a set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Flags(pub u16);

impl Flags {
    /// A first name.
    pub const GIVEN: Self = Self(1);
    /// A surname.
    pub const FAMILY: Self = Self(1 << 1);
    /// An ordinary word: seen in lower case in running text.
    pub const COMMON: Self = Self(1 << 2);
    /// A country or territory.
    pub const COUNTRY: Self = Self(1 << 3);
    /// An adjective or noun for a country's people.
    pub const DEMONYM: Self = Self(1 << 4);
    /// A country's capital.
    pub const CAPITAL: Self = Self(1 << 5);
    /// A city.
    pub const CITY: Self = Self(1 << 6);
    /// A state, province, continent, sea or other region.
    pub const REGION: Self = Self(1 << 7);
    /// An organisation's name.
    pub const ORGANISATION: Self = Self(1 << 8);
    /// An organisation's abbreviation, meant only when written as one.
    pub const ACRONYM: Self = Self(1 << 9);
    /// A field of government, as in "Minister of ...".
    pub const FIELD: Self = Self(1 << 10);
    /// A longer form begins with this one and a space.
    pub const PREFIX: Self = Self(1 << 15);
    /// Any of the places.
    pub const PLACE: Self = Self(Self::COUNTRY.0 | Self::CAPITAL.0 | Self::CITY.0 | Self::REGION.0);

    /// Whether any bit of `other` is set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One form with what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The folded form ([`crate::text::fold`]), words divided by one space.
    pub form: String,
    /// What is known.
    pub flags: Flags,
    /// Index into the country names, for countries, demonyms and capitals.
    pub country: Option<u16>,
}

/// A read-only map from folded forms to [`Flags`]; see [`Gazetteer::write`] for its file form.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    forms: String,
    /// Where each form ends in `forms`, in bytes.
    ends: Vec<u32>,
    flags: Vec<Flags>,
    /// `country + 1` for each form, 0 for none.
    countries: Vec<u16>,
    country_names: Vec<String>,
    /// Open addressing by [`fnv1a`]: form index + 1 in the lower [`INDEX_BITS`], 0 for an empty slot, and above them the
    /// upper bits of the form's hash, so that most other forms are told apart without being read. A power of two at
    /// least twice the forms.
    slots: Vec<u32>,
}

/// The longest form, in words, that is looked for.
pub const MAX_WORDS: usize = 8;

/// Bits of a slot that hold an index.
const INDEX_BITS: u32 = 20;
const INDEX: u32 = (1 << INDEX_BITS) - 1;

impl Gazetteer {
    /// The tag of its section in the model file.
    pub const TAG: &'static [u8; 4] = b"GAZT";

    /// What is known of `folded`; nothing when it is unknown.
    pub fn flags(&self, folded: &str) -> Flags {
        self.flags_by(fnv1a(folded.as_bytes()), folded.as_bytes())
    }

    /// What is known of the form of these bytes, whose hash ([`fnv1a`]) is at hand.
    pub fn flags_by(&self, hash: u32, folded: &[u8]) -> Flags {
        self.find(hash, folded).and_then(|index| self.flags.get(index).copied()).unwrap_or_default()
    }

    /// The display name of the country that `folded` names, describes the people of, or is the capital of.
    pub fn country(&self, folded: &str) -> Option<&str> {
        let index = self.find(fnv1a(folded.as_bytes()), folded.as_bytes())?;
        let number = self.countries.get(index)?.checked_sub(1)?;
        self.country_names.get(usize::from(number)).map(String::as_str)
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    #[inline(always)]
    fn form(&self, index: usize) -> &[u8] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.forms.as_bytes().get(start..self.ends[index] as usize).unwrap_or_default()
    }

    fn find(&self, hash: u32, folded: &[u8]) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        loop {
            let slot = *self.slots.get(at)?;
            let index = (slot & INDEX).checked_sub(1)? as usize;
            if (slot ^ hash) >> INDEX_BITS == 0 && self.form(index) == folded {
                return Some(index);
            }
            at = (at + 1) & mask;
        }
    }

    /// The file form: number of forms and of countries `u32`; country names, each `u8` length and bytes; then for all
    /// forms in byte order, one array after the other, the length of the prefix shared with the form before (`u8`), the
    /// length of the rest (`u8`), the flags (low bytes, then high bytes), the countries (`u16`, 0 for none, only for
    /// forms with a country bit), and last the rests themselves. Arrays of one kind compress better than records.
    ///
    /// `entries` are sorted by form in byte order and unique; forms have at most 255 bytes, and there are at most a million.
    pub fn write(entries: &[Entry], country_names: &[String]) -> Vec<u8> {
        let mut out = (entries.len() as u32).to_le_bytes().to_vec();
        out.extend_from_slice(&(country_names.len() as u32).to_le_bytes());
        for name in country_names {
            out.push(name.len() as u8);
            out.extend_from_slice(name.as_bytes());
        }
        let mut shared = Vec::new();
        let mut previous = "";
        for entry in entries {
            let same = previous.bytes().zip(entry.form.bytes()).take_while(|(a, b)| a == b).count();
            shared.push(same);
            previous = &entry.form;
        }
        out.extend(shared.iter().map(|&same| same as u8));
        out.extend(entries.iter().zip(&shared).map(|(entry, same)| (entry.form.len() - same) as u8));
        out.extend(entries.iter().map(|entry| entry.flags.0 as u8));
        out.extend(entries.iter().map(|entry| (entry.flags.0 >> 8) as u8));
        for entry in entries.iter().filter(|entry| entry.flags.has(WITH_COUNTRY)) {
            out.extend_from_slice(&entry.country.map_or(0, |country| country + 1).to_le_bytes());
        }
        for (entry, same) in entries.iter().zip(&shared) {
            out.extend_from_slice(&entry.form.as_bytes()[*same..]);
        }
        out
    }

    /// Reads what [`Gazetteer::write`] wrote; `None` when it contradicts itself. Allocates no more than a small multiple
    /// of the bytes that are there.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let count = u32_at(bytes, 0).filter(|&count| count < INDEX)? as usize;
        let n_countries = u32_at(bytes, 4)? as usize;
        let mut rest = bytes.get(8..)?;
        let mut take = |n: usize| {
            let (head, tail) = rest.split_at_checked(n)?;
            rest = tail;
            Some(head)
        };
        let mut country_names = Vec::new();
        for _ in 0..n_countries {
            let len = usize::from(*take(1)?.first()?);
            country_names.push(std::str::from_utf8(take(len)?).ok()?.to_owned());
        }
        let (shared, added, low, high) = (take(count)?, take(count)?, take(count)?, take(count)?);
        let flags: Vec<Flags> =
            low.iter().zip(high).map(|(&low, &high)| Flags(u16::from_le_bytes([low, high]))).collect();
        let mut countries = Vec::with_capacity(count);
        for flag in &flags {
            let with = flag.has(WITH_COUNTRY);
            let number = if with { u16::from_le_bytes(take(2)?.try_into().ok()?) } else { 0 };
            countries.push(number);
        }
        // Growing by doubling would leave as much again behind; a damaged file may claim more than there can be.
        let whole: usize = shared.iter().chain(added).map(|&len| usize::from(len)).sum();
        let mut forms: Vec<u8> = Vec::with_capacity(whole.min(4 * bytes.len()));
        let mut ends = Vec::with_capacity(count);
        let mut previous = 0..0;
        for (&same, &more) in shared.iter().zip(added) {
            let start = forms.len();
            if usize::from(same) > previous.len() {
                return None;
            }
            forms.extend_from_within(previous.start..previous.start + usize::from(same));
            forms.extend_from_slice(take(usize::from(more))?);
            std::str::from_utf8(&forms[start..]).ok()?;
            previous = start..forms.len();
            ends.push(u32::try_from(forms.len()).ok()?);
        }
        let forms = String::from_utf8(forms).ok()?;
        let mut gazetteer = Self { forms, ends, flags, countries, country_names, slots: Vec::new() };
        gazetteer.index();
        Some(gazetteer)
    }

    fn index(&mut self) {
        let size = (self.len() * 2).next_power_of_two().max(2);
        let mut slots = vec![0u32; size];
        for index in 0..self.len() {
            let hash = fnv1a(self.form(index));
            let mut at = hash as usize & (size - 1);
            while slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = hash & !INDEX | (index as u32 + 1);
        }
        self.slots = slots;
    }
}

/// The forms that belong to a country.
const WITH_COUNTRY: Flags = Flags(Flags::COUNTRY.0 | Flags::DEMONYM.0 | Flags::CAPITAL.0);

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        let entry = |form: &str, flags, country| Entry { form: form.into(), flags, country };
        let entries = [
            entry("lima", Flags::CAPITAL.with(Flags::GIVEN), Some(1)),
            entry("peru", Flags::COUNTRY, Some(1)),
            entry("peruvian", Flags::DEMONYM, Some(1)),
            entry("são", Flags::PREFIX, None),
        ];
        Gazetteer::write(&entries, &["Chad".into(), "Peru".into()])
    }

    #[test]
    fn what_is_written_is_read() {
        let gazetteer = Gazetteer::read(&sample()).unwrap();
        assert_eq!(gazetteer.flags("lima"), Flags::CAPITAL.with(Flags::GIVEN));
        assert_eq!(gazetteer.flags("peruvian"), Flags::DEMONYM);
        assert_eq!(gazetteer.flags("per"), Flags::default());
        assert_eq!(gazetteer.country("lima"), Some("Peru"));
        assert_eq!(gazetteer.country("são"), None);
        assert_eq!(Gazetteer::default().flags("lima"), Flags::default());
    }

    #[test]
    fn no_damage_makes_it_panic() {
        let good = sample();
        for at in 0..good.len() {
            assert!(Gazetteer::read(&good[..at]).is_none(), "cut at {at}");
            for to in [0, 1, 127, 255] {
                let mut bytes = good.clone();
                bytes[at] = to;
                if let Some(gazetteer) = Gazetteer::read(&bytes) {
                    gazetteer.country("peru");
                }
            }
        }
    }
}
