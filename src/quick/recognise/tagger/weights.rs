//! The weights: which feature counts how much for which label. Read from the model file's section, kept as one flat
//! table of bytes.
//!
//! A feature is known by a 24-bit key. The upper 16 bits choose a bucket, the lower 8 stand in the table; features are
//! sorted by key, so that a bucket is a range of rows.

use super::decode::{Scores, Transitions, possible};
use super::labels::LABELS;

/// Bits of a feature's key.
pub const KEY_BITS: u32 = 24;
const LOW_BITS: u32 = 8;
const BUCKETS: usize = 1 << (KEY_BITS - LOW_BITS);

/// Scores are counted in steps: so many make the natural logarithm of odds go up by one.
pub const UNIT: i32 = 24;

/// The weights of one feature: a byte for each of [`LABELS`] labels, and one more, each 128 too large, four in a number,
/// the lowest first. So three additions of numbers add eleven weights ([`Sum::add`]).
type Row = [u32; 3];

/// A weight of nothing in each byte of a row.
const NOTHING: u32 = 0x8080_8080;

/// The trained weights; see [`Weights::write`] for their file form.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// Where each bucket's rows begin; one more than there are buckets, or empty.
    starts: Vec<u32>,
    /// The lower bits of each row's key.
    lows: Vec<u8>,
    rows: Vec<Row>,
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
        self.rows.is_empty()
    }

    /// What pairs of labels score.
    pub(super) const fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// Adds the weights of the feature `key` to `sum`.
    #[inline(always)]
    pub(super) fn add(&self, key: u32, sum: &mut Sum) {
        let bucket = (key >> LOW_BITS) as usize;
        let Some(&[start, end]) = self.starts.get(bucket..).and_then(<[u32]>::first_chunk) else { return };
        let Some(lows) = self.lows.get(start as usize..end as usize) else { return };
        for (at, &low) in lows.iter().enumerate() {
            if low == key as u8 {
                if let Some(row) = self.rows.get(start as usize + at) {
                    sum.add(row);
                }
                return;
            }
        }
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
        let mut counts = vec![0u8; BUCKETS];
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
        let mut starts = Vec::with_capacity(BUCKETS + 1);
        let mut start = 0;
        for &rows in take(BUCKETS)? {
            starts.push(start);
            start += u32::from(rows);
        }
        starts.push(start);
        if start as usize != count {
            return None;
        }
        let lows = take(count)?.to_vec();
        let (low, high) = (take(count)?, take(count)?);
        let mut rows = vec![[NOTHING; 3]; count];
        for label in 0..LABELS {
            for ((row, &low), &high) in rows.iter_mut().zip(low).zip(high) {
                if u16::from_le_bytes([low, high]) >> label & 1 == 1 {
                    let weight = u32::from(*take(1)?.first()?) ^ 0x80;
                    row[label / 4] ^= (weight ^ 0x80) << (label % 4 * 8);
                }
            }
        }
        let transitions = possible(transitions);
        rest.is_empty().then_some(Self { starts, lows, rows, transitions })
    }
}

/// The weights of several features, added up label by label.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    /// Lanes of 16 bits: the even and the odd ones of the first eight labels, then the rest.
    lanes: [u64; 3],
    /// How many rows the lanes hold.
    rows: u32,
    /// What was in the lanes before they were full.
    scores: Scores,
}

/// So many rows fit into a lane, whatever they hold.
const MAX_ROWS: u32 = u16::MAX as u32 / u8::MAX as u32;

/// The lower bytes of all lanes.
const LOWER: u64 = 0x00ff_00ff_00ff_00ff;

impl Sum {
    #[inline(always)]
    fn add(&mut self, row: &Row) {
        if self.rows == MAX_ROWS {
            *self = Self { scores: self.scores(), ..Self::default() };
        }
        let [first, second, third] = row.map(u64::from);
        let eight = first | second << 32;
        self.lanes[0] += eight & LOWER;
        self.lanes[1] += eight >> 8 & LOWER;
        self.lanes[2] += (third | third << 24) & LOWER;
        self.rows += 1;
    }

    /// The score of each label.
    pub(super) fn scores(&self) -> Scores {
        std::array::from_fn(|label| {
            let (number, lane) = if label < 8 { (label % 2, label / 2) } else { (2, LAST_LANES[label - 8]) };
            let lane = (self.lanes[number] >> (16 * lane)) as u16;
            self.scores[label] + i32::from(lane) - 128 * self.rows as i32
        })
    }
}

/// Where the last labels lie in the third number.
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
        let score = |key| {
            let mut sum = Sum::default();
            weights.add(key, &mut sum);
            sum.scores()
        };
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
        let (mut sum, mut expected) = (Sum::default(), [0; LABELS]);
        for turn in 0..2000 {
            read.add(turn % 5, &mut sum);
            let row = weights.get(turn as usize % 5).copied().unwrap_or_default();
            expected.iter_mut().zip(row).for_each(|(sum, weight)| *sum += i32::from(weight));
            assert_eq!(sum.scores(), expected, "after {turn} additions");
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
                    (0..1 << 10).for_each(|key| weights.add(key, &mut Sum::default()));
                }
            }
        }
    }
}
