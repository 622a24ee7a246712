//! The gazetteer: what is known of a word or a name by its folded form, and to which country it belongs.

use super::forms::same;
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
///
/// Nearly every word of a text is looked up, and a look costs what it has to fetch from memory: one number, and where that
/// does not say already that the form is unknown, the few records of one bucket, which lie side by side.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    /// One record a form, bucket by bucket: the form's length in bytes, the flags (two bytes, the lower first), the form, and
    /// `country + 1` (two bytes) if it has a country bit.
    records: Vec<u8>,
    /// How many there are.
    len: usize,
    country_names: Vec<String>,
    /// For each bucket where its records begin, in the lower [`PLACE_BITS`], and above them the [`mark`]s of its forms; one
    /// more than there are buckets. Their number is a power of two, at least that of the forms.
    buckets: Vec<u32>,
}

/// The longest form, in words, that is looked for.
pub const MAX_WORDS: usize = 8;

/// Bits of a bucket that hold a place in the records.
const PLACE_BITS: u32 = 24;
const PLACE: u32 = (1 << PLACE_BITS) - 1;

/// Bytes of a record before its form.
const BEFORE_FORM: usize = 3;

/// A range of the records; empty when no form in a bucket has the mark that was asked for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bucket {
    start: u32,
    end: u32,
}

/// What stands in a record before its form.
pub(super) type Head = [u8; BEFORE_FORM];

/// One bit of eight, by the hash of a form: tells most unknown forms from those in their bucket.
const fn mark(hash: u32) -> u32 {
    1 << (PLACE_BITS + (hash >> 29))
}

/// How many bytes of a record the country takes.
fn country_len(low: u8, high: u8) -> usize {
    2 * usize::from(Flags(u16::from_le_bytes([low, high])).has(WITH_COUNTRY))
}

impl Gazetteer {
    /// The tag of its section in the model file.
    pub const TAG: &'static [u8; 4] = b"GAZT";

    /// What is known of `folded`; nothing when it is unknown.
    pub fn flags(&self, folded: &str) -> Flags {
        self.flags_by(fnv1a(folded.as_bytes()), folded.as_bytes())
    }

    /// What is known of the form of these bytes, whose hash ([`fnv1a`]) is at hand.
    pub fn flags_by(&self, hash: u32, folded: &[u8]) -> Flags {
        self.find(hash, folded).map_or(Flags::default(), |record| self.flags_at(record))
    }

    /// The display name of the country that `folded` names, describes the people of, or is the capital of.
    pub fn country(&self, folded: &str) -> Option<&str> {
        let record = self.find(fnv1a(folded.as_bytes()), folded.as_bytes())?;
        let after = record + BEFORE_FORM + folded.len();
        let number =
            self.records.get(after..after + 2).filter(|_| self.flags_at(record).has(WITH_COUNTRY))?;
        let number = u16::from_le_bytes(number.try_into().ok()?).checked_sub(1)?;
        self.country_names.get(usize::from(number)).map(String::as_str)
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    #[inline(always)]
    fn flags_at(&self, record: usize) -> Flags {
        let flags = self.records.get(record + 1..).and_then(<[u8]>::first_chunk);
        flags.map_or(Flags::default(), |&flags| Flags(u16::from_le_bytes(flags)))
    }

    /// Where the form's record begins.
    fn find(&self, hash: u32, folded: &[u8]) -> Option<usize> {
        let bucket = self.bucket(hash);
        self.find_in(bucket, self.head(bucket), folded)
    }

    /// Where the records lie that may be those of a form.
    #[inline(always)]
    pub(super) fn bucket(&self, hash: u32) -> Bucket {
        let bucket = hash as usize & self.buckets.len().wrapping_sub(2);
        let Some(&[here, next]) = self.buckets.get(bucket..).and_then(<[u32]>::first_chunk) else {
            return Bucket::default();
        };
        let start = here & PLACE;
        Bucket { start, end: if here & mark(hash) == 0 { start } else { next & PLACE } }
    }

    /// What stands before the form of the bucket's first record.
    #[inline(always)]
    pub(super) fn head(&self, bucket: Bucket) -> Head {
        let head = self.records.get(bucket.start as usize..).and_then(<[u8]>::first_chunk);
        head.copied().unwrap_or_default()
    }

    /// Where the form's record begins, if it is in this bucket with this head.
    #[inline(never)]
    fn find_in(&self, bucket: Bucket, mut head: Head, folded: &[u8]) -> Option<usize> {
        let (mut record, end) = (bucket.start as usize, bucket.end as usize);
        while record < end {
            let [len, low, high] = head;
            let form = record + BEFORE_FORM;
            let after = form + usize::from(len);
            if usize::from(len) == folded.len() && same(self.records.get(form..after)?, folded) {
                return Some(record);
            }
            record = after + country_len(low, high);
            head = *self.records.get(record..)?.first_chunk()?;
        }
        None
    }

    /// [`Gazetteer::flags_by`] for who has fetched the form's bucket and its head.
    pub(super) fn flags_in(&self, bucket: Bucket, head: Head, folded: &[u8]) -> Flags {
        self.find_in(bucket, head, folded).map_or(Flags::default(), |record| self.flags_at(record))
    }

    /// The file form: number of forms and of countries `u32`; country names, each `u8` length and bytes; then for all
    /// forms in byte order, one array after the other, the length of the prefix shared with the form before (`u8`), the
    /// length of the rest (`u8`), the flags (low bytes, then high bytes), the countries (`u16`, 0 for none, only for
    /// forms with a country bit), and last the rests themselves. Arrays of one kind compress better than records.
    ///
    /// `entries` are sorted by form in byte order and unique; forms have at most 255 bytes, and all of them
    /// together 16 million.
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
        let count = u32_at(bytes, 0)? as usize;
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
        let flags = |form: usize| low.get(form).copied().zip(high.get(form).copied());
        let mut countries = take(low.iter().zip(high).map(|(&low, &high)| country_len(low, high)).sum())?;
        // Once to count the bytes of each bucket, and once to write them: no more is in use at a time than what stays.
        let buckets = count.next_power_of_two();
        let mut gazetteer =
            Self { len: count, country_names, buckets: vec![0; buckets + 1], ..Self::default() };
        let mut whole = 0;
        each_form(shared, added, rest, |form, bytes| {
            let (low, high) = flags(form)?;
            std::str::from_utf8(bytes).ok()?;
            let hash = fnv1a(bytes);
            let size = BEFORE_FORM + bytes.len() + country_len(low, high);
            whole += size;
            let bucket = gazetteer.buckets.get_mut(hash as usize & (buckets - 1))?;
            *bucket = (*bucket + size as u32) | mark(hash);
            (whole < PLACE as usize).then_some(())
        })?;
        let mut start = 0;
        for bucket in &mut gazetteer.buckets {
            let size = *bucket & PLACE;
            *bucket = *bucket & !PLACE | start;
            start += size;
        }
        gazetteer.records = vec![0; whole];
        each_form(shared, added, rest, |form, bytes| {
            let (low, high) = flags(form)?;
            let (country, others) = countries.split_at_checked(country_len(low, high))?;
            countries = others;
            let bucket = gazetteer.buckets.get_mut(fnv1a(bytes) as usize & (buckets - 1))?;
            let mut record = gazetteer.records.get_mut((*bucket & PLACE) as usize..)?;
            for part in [&[bytes.len() as u8, low, high], bytes, country] {
                record.split_off_mut(..part.len())?.copy_from_slice(part);
                *bucket += part.len() as u32;
            }
            Some(())
        })?;
        // Each bucket says now where it ends, and so where the next begins.
        for bucket in (1..=buckets).rev() {
            gazetteer.buckets[bucket] =
                gazetteer.buckets[bucket] & !PLACE | gazetteer.buckets[bucket - 1] & PLACE;
        }
        gazetteer.buckets[0] &= !PLACE;
        Some(gazetteer)
    }
}

/// Calls `each` with the number and the bytes of every form, which have `shared` bytes in common with the one before and
/// `added` others, that are in `rest`. `None` when `each` says so, or when the lengths are wrong.
fn each_form(
    shared: &[u8],
    added: &[u8],
    mut rest: &[u8],
    mut each: impl FnMut(usize, &[u8]) -> Option<()>,
) -> Option<()> {
    let mut form = Vec::new();
    for (number, (&same, &more)) in shared.iter().zip(added).enumerate() {
        if usize::from(same) > form.len() {
            return None;
        }
        let (head, tail) = rest.split_at_checked(more.into())?;
        rest = tail;
        form.truncate(same.into());
        form.extend_from_slice(head);
        u8::try_from(form.len()).ok()?;
        each(number, &form)?;
    }
    Some(())
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
