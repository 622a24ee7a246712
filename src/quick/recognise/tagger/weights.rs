//! The weights: which feature counts how much for which label. Read from the model file's section, kept in one table where
//! each feature is found at the first look.
//!
//! A feature is known by a 24-bit key. The table is a perfect hash ("hash and displace": Belazzougui, Botelho and
//! Dietzfelbinger, 2009): the upper bits of a key choose a bucket, and the bucket's number moves its keys to places that no
//! other key has. So a look is two reads and no branch that depends on the text. The first, of a small table, sends most
//! features that are unknown to one row; the second fetches a row from far away. What that costs is waiting, so
//! [`Weights::sum`] has a loop that does nothing else: many rows are on their way at a time. And the features that many labels
//! have a weight for lie together: a thirteenth of all, which four looks of five are for.

use super::decode::{Scores, Transitions, possible};
use super::labels::LABELS;

/// Bits of a feature's key.
pub const KEY_BITS: u32 = 24;
/// Lower bits of a key that stand in the file beside it; the upper ones say how many features there are of a kind.
const LOW_BITS: u32 = 8;
const GROUPS: usize = 1 << (KEY_BITS - LOW_BITS);

/// Scores are counted in steps: so many make the natural logarithm of odds go up by one.
pub const UNIT: i32 = 24;

/// The weights of one feature: a byte for each of [`LABELS`] labels, each 128 too large, the lowest first, so that a few
/// additions of numbers add all of them.
#[derive(Clone, Copy, Debug)]
struct Row {
    key: u32,
    /// The last three labels.
    last: u32,
    /// The first eight.
    first: u64,
}

/// A row without a feature: no key is so large.
const FREE: Row = Row { key: u32::MAX, last: 0x80_8080, first: 0x8080_8080_8080_8080 };

/// The trained weights; see [`Weights::write`] for their file form.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// How the keys of each bucket are moved, and in the upper byte their [`mark`]s; a power of two of them.
    buckets: Vec<u16>,
    /// How many lower bits of a key do not tell its bucket.
    shift: u32,
    /// The row of what is unknown, then those of the buckets that are often looked into, then the others.
    rows: Vec<Row>,
    /// Where the rows of both begin, and how many they are: of the buckets moved by an even number, and by an odd one.
    regions: [Region; 2],
    transitions: Transitions,
}

/// One feature with its weights, as training yields them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its key, below 2 to the power of [`KEY_BITS`].
    pub key: u32,
    /// Its weight for each label.
    pub weights: [i8; LABELS],
}

impl Weights {
    /// The tag of the section in the model file.
    pub const TAG: &'static [u8; 4] = b"TAGR";

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.len() <= 1
    }

    /// What pairs of labels score.
    pub(super) const fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// The row that the weights of a feature are in, if it has any; the first, or that of another feature, if not.
    #[inline(always)]
    fn row_of(&self, key: u32) -> u32 {
        let bucket = self.buckets.get((key >> self.shift) as usize).copied().unwrap_or_default();
        let marked = u32::from(bucket & mark(key) != 0);
        place(key, bucket as u8, &self.regions) * marked
    }

    /// What the features `keys` add up to, label by label. `rows` is room to work in.
    pub(super) fn sum(&self, keys: &[u32], rows: &mut Vec<u32>) -> Scores {
        rows.clear();
        rows.extend(keys.iter().map(|&key| self.row_of(key)));
        for (row, &key) in rows.iter_mut().zip(keys) {
            *row *= u32::from(self.rows.get(*row as usize).is_some_and(|found| found.key == key));
        }
        let mut scores = [0; LABELS];
        for rows in rows.chunks(MAX_ROWS) {
            // Lanes of 16 bits: the even and the odd ones of the first eight labels, then the rest.
            let (mut even, mut odd, mut last) = (0u64, 0u64, 0u64);
            for &row in rows {
                let row = self.rows.get(row as usize).unwrap_or(&FREE);
                let rest = u64::from(row.last);
                even += row.first & LOWER;
                odd += row.first >> 8 & LOWER;
                last += (rest | rest << 24) & LOWER;
            }
            for (label, score) in scores.iter_mut().enumerate() {
                let lanes = if label >= 8 {
                    last >> (16 * LAST_LANES[label - 8])
                } else {
                    [even, odd][label % 2] >> (label / 2 * 16)
                };
                *score += i32::from(lanes as u16) - 128 * rows.len() as i32;
            }
        }
        scores
    }

    /// The file form: number of features `u32`; the transitions, each `i16`; how many features each bucket has (`u8`);
    /// the lower byte of each feature's key; the lower and then the upper byte of each feature's set of labels that have
    /// a weight; and last, label by label, the weights that are there (`i8`).
    ///
    /// `features` are sorted by key and unique.
    pub fn write(features: &[Feature], transitions: &Transitions) -> Vec<u8> {
        let mut out = (features.len() as u32).to_le_bytes().to_vec();
        for &score in transitions.iter().flatten() {
            let score = score.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
            out.extend_from_slice(&score.to_le_bytes());
        }
        let mut counts = vec![0u8; GROUPS];
        for feature in features {
            counts[(feature.key >> LOW_BITS) as usize] += 1;
        }
        out.extend_from_slice(&counts);
        out.extend(features.iter().map(|feature| feature.key as u8));
        let set = |feature: &Feature| {
            (0..LABELS).fold(0u16, |set, label| set | (u16::from(feature.weights[label] != 0) << label))
        };
        out.extend(features.iter().map(|feature| set(feature) as u8));
        out.extend(features.iter().map(|feature| (set(feature) >> 8) as u8));
        for label in 0..LABELS {
            out.extend(features.iter().map(|f| f.weights[label]).filter(|&w| w != 0).map(|w| w as u8));
        }
        out
    }

    /// Reads what [`Weights::write`] wrote; `None` when it contradicts itself. Allocates no more than a small multiple of
    /// the bytes that are there.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let mut take = |n: usize| {
            let (head, tail) = rest.split_at_checked(n)?;
            rest = tail;
            Some(head)
        };
        let count = u32::from_le_bytes(take(4)?.try_into().ok()?) as usize;
        let mut transitions = Transitions::default();
        for score in transitions.iter_mut().flatten() {
            *score = i16::from_le_bytes(take(2)?.try_into().ok()?).into();
        }
        let counts = take(GROUPS)?;
        let (lows, low, high) = (take(count)?, take(count)?, take(count)?);
        if counts.iter().map(|&rows| usize::from(rows)).sum::<usize>() != count {
            return None;
        }
        let labels = |feature: usize| Some(u16::from_le_bytes([*low.get(feature)?, *high.get(feature)?]));
        let often = |feature: usize| labels(feature).is_some_and(|set| set.count_ones() >= OFTEN);
        let (mut weights, places) = Self::place_all(counts, lows, &often)?;
        for label in 0..LABELS {
            for ((&place, &low), &high) in places.iter().zip(low).zip(high) {
                if u16::from_le_bytes([low, high]) >> label & 1 == 1 {
                    // Nothing is 128; the bits in which the weight differs from nothing are those in which it differs here.
                    let changed = *take(1)?.first()?;
                    let row = weights.rows.get_mut(place as usize)?;
                    match label.checked_sub(8) {
                        None => row.first ^= u64::from(changed) << (8 * label),
                        Some(label) => row.last ^= u32::from(changed) << (8 * label),
                    }
                }
            }
        }
        weights.transitions = possible(transitions);
        rest.is_empty().then_some(weights)
    }

    /// The table with all keys and no weights, and where each key is; `None` when two are the same. The keys are given as in
    /// the file: how many there are of each group, and their lower bits. `often` says which are looked for often.
    fn place_all(counts: &[u8], lows: &[u8], often: &dyn Fn(usize) -> bool) -> Option<(Self, Vec<u32>)> {
        let bits = (lows.len() / IN_BUCKET).next_power_of_two().trailing_zeros().min(KEY_BITS - LOW_BITS);
        let shift = KEY_BITS - bits;
        let groups = 1 << (shift - LOW_BITS);
        let mut starts = vec![0];
        let mut end = 0;
        for bucket in counts.chunks(groups) {
            end += bucket.iter().map(|&rows| usize::from(rows)).sum::<usize>();
            starts.push(end);
        }
        let range = |bucket: usize| starts[bucket]..starts[bucket + 1];
        let apart: Vec<bool> = (0..1 << bits).map(|bucket| range(bucket).any(often)).collect();
        let near =
            (0..1 << bits).filter(|&bucket| apart[bucket]).map(|bucket| range(bucket).len()).sum::<usize>();
        let near = Region { start: 1, rows: (near * 5 / 4) as u32 };
        let far = Region { start: 1 + near.rows, rows: (lows.len() * 5 / 4) as u32 - near.rows };
        let mut table = Self {
            buckets: vec![0; 1 << bits],
            shift,
            rows: vec![FREE; (far.start + far.rows) as usize],
            regions: [near, far],
            ..Self::default()
        };
        let mut places = vec![0; lows.len()];
        let mut keys = Vec::new();
        // The fuller a bucket, the harder it is to place.
        let most = (0..1 << bits).map(|bucket| range(bucket).len()).max().unwrap_or_default();
        let fullest_first = (1..=most)
            .rev()
            .flat_map(|rows| (0..1 << bits).filter(move |&bucket| range(bucket).len() == rows));
        for bucket in fullest_first {
            let range = range(bucket);
            keys.clear();
            let first = bucket * groups;
            for (group, &rows) in (first..).zip(&counts[first..first + groups]) {
                keys.resize(keys.len() + usize::from(rows), (group as u32) << LOW_BITS);
            }
            keys.iter_mut().zip(&lows[range.clone()]).for_each(|(key, &low)| *key |= u32::from(low));
            // Where its own region has no place for it, the other may.
            let own = u8::from(!apart[bucket]);
            let all = 0..=u8::MAX;
            let mut moved = all.clone().filter(|by| by % 2 == own).chain(all.filter(|by| by % 2 != own));
            let by = moved.find(|&by| table.fits(&keys, by, &mut places[range.clone()]))?;
            table.buckets[bucket] = keys.iter().fold(by.into(), |bucket, &key| bucket | mark(key));
        }
        Some((table, places))
    }

    /// Puts the keys of a bucket into the table, moved by `by`, if all their places are free.
    fn fits(&mut self, keys: &[u32], by: u8, places: &mut [u32]) -> bool {
        for (at, &key) in keys.iter().enumerate() {
            let place = place(key, by, &self.regions);
            // A region may have no rows at all.
            if self.rows.get(place as usize).is_none_or(|row| row.key != FREE.key) {
                places[..at].iter().for_each(|&placed| self.rows[placed as usize] = FREE);
                return false;
            }
            self.rows[place as usize].key = key;
            places[at] = place;
        }
        true
    }
}

/// At most so many features are in a bucket on average: of twice as many, one model in five had no places for one bucket.
const IN_BUCKET: usize = 2;

/// One bit of eight: tells most unknown keys from those in their bucket.
#[inline(always)]
const fn mark(key: u32) -> u16 {
    1 << (8 + (key & 7))
}

/// A feature that so many labels have a weight for is often looked for.
const OFTEN: u32 = 4;

/// Some rows one after the other.
#[derive(Clone, Copy, Debug, Default)]
struct Region {
    start: u32,
    rows: u32,
}

/// The place of a key whose bucket is moved by `by`; not the first, which is that of the unknown.
#[inline(always)]
fn place(key: u32, by: u8, regions: &[Region; 2]) -> u32 {
    let mixed =
        (key.wrapping_mul(0x9e37_79b1) ^ u32::from(by).wrapping_mul(0x85eb_ca6b)).wrapping_mul(0xc2b2_ae35);
    let Region { start, rows } = regions[usize::from(by % 2)];
    start + ((u64::from(mixed) * u64::from(rows)) >> 32) as u32
}

/// So many rows fit into a lane, whatever they hold.
const MAX_ROWS: usize = (u16::MAX / u8::MAX as u16) as usize;

/// The lower bytes of all lanes.
const LOWER: u64 = 0x00ff_00ff_00ff_00ff;

/// Where the last labels lie in their lanes.
const LAST_LANES: [usize; 3] = [0, 2, 1];

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        let mut transitions = Transitions::default();
        transitions[1][2] = -7;
        let feature = |key, label: usize, weight| {
            let mut weights = [0; LABELS];
            weights[label] = weight;
            Feature { key, weights }
        };
        let features = [feature(3, 0, 5), feature(7, 10, -128), feature((1 << KEY_BITS) - 1, 4, 127)];
        Weights::write(&features, &transitions)
    }

    #[test]
    fn what_is_written_is_read() {
        let weights = Weights::read(&sample()).unwrap();
        let score = |key| weights.sum(&[key], &mut Vec::new());
        assert_eq!((score(3)[0], score(7)[10], score((1 << KEY_BITS) - 1)[4]), (5, -128, 127));
        assert_eq!(score(4), [0; LABELS]);
        assert_eq!(weights.transitions()[1][2], -7);
        assert!(Weights::default().is_empty());
    }

    #[test]
    fn sums_are_those_of_the_weights() {
        let weights: [[i8; LABELS]; 3] = [
            [-128; LABELS],
            std::array::from_fn(|label| 10 * label as i8 + 1),
            std::array::from_fn(|label| if label % 2 == 0 { 127 } else { -1 }),
        ];
        let features: Vec<Feature> =
            (0..).zip(weights).map(|(key, weights)| Feature { key, weights }).collect();
        let read = Weights::read(&Weights::write(&features, &Transitions::default())).unwrap();
        let (mut keys, mut expected) = (Vec::new(), [0; LABELS]);
        for turn in 0..2000 {
            keys.push(turn % 5);
            let row = weights.get(turn as usize % 5).copied().unwrap_or_default();
            expected.iter_mut().zip(row).for_each(|(sum, weight)| *sum += i32::from(weight));
            assert_eq!(read.sum(&keys, &mut Vec::new()), expected, "after {turn} additions");
        }
    }

    #[test]
    fn features_of_few_and_of_many_labels_keep_their_weights() {
        // All of the one kind, all of the other, and one in ten.
        for many in [1, 2000, 10] {
            let weights = |at: u32| {
                let labels = if at.is_multiple_of(many) { LABELS } else { 1 };
                std::array::from_fn(|label| if label < labels { (at % 100) as i8 + 1 } else { 0 })
            };
            let features: Vec<Feature> =
                (1..2000).map(|at| Feature { key: 7919 * at, weights: weights(at) }).collect();
            let read = Weights::read(&Weights::write(&features, &Transitions::default())).unwrap();
            for feature in &features {
                let expected = feature.weights.map(i32::from);
                assert_eq!(read.sum(&[feature.key], &mut Vec::new()), expected, "{}", feature.key);
                assert_eq!(read.sum(&[feature.key + 1], &mut Vec::new()), [0; LABELS], "{}", feature.key + 1);
            }
        }
    }

    #[test]
    fn no_damage_makes_it_panic() {
        let good = sample();
        for at in (0..good.len()).filter(|at| *at < 600 || at % 997 == 0 || at + 600 > good.len()) {
            assert!(Weights::read(&good[..at]).is_none(), "cut at {at}");
            for to in [0, 1, 127, 255] {
                let mut bytes = good.clone();
                bytes[at] = to;
                if let Some(weights) = Weights::read(&bytes) {
                    weights.sum(&(0..1 << 10).collect::<Vec<_>>(), &mut Vec::new());
                }
            }
        }
    }
}
