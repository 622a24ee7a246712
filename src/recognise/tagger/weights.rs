//! The weights: which feature counts how much for which label. Read from the model file's section, kept as one flat
//! table of bytes.
//!
//! A feature is known by a 24-bit key. The upper 16 bits choose a bucket, the lower 8 stand in the table; features are
//! sorted by key, so that a bucket is a range of rows.

use super::decode::Transitions;
use super::labels::LABELS;

/// Bits of a feature's key.
pub const KEY_BITS: u32 = 24;
const LOW_BITS: u32 = 8;
const BUCKETS: usize = 1 << (KEY_BITS - LOW_BITS);

/// Scores are counted in steps: so many make the natural logarithm of odds go up by one.
pub const UNIT: i32 = 24;

/// Weights in one row: those of [`LABELS`] labels, padded.
const ROW: usize = 12;

/// The trained weights; see [`Weights::write`] for their file form.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// Where each bucket's rows begin; one more than there are buckets, or empty.
    starts: Vec<u32>,
    /// The lower bits of each row's key.
    lows: Vec<u8>,
    rows: Vec<[i8; ROW]>,
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

    /// Adds the weights of the feature `key` to `score`.
    #[inline]
    pub(super) fn add(&self, key: u32, score: &mut [i32; LABELS]) {
        let bucket = (key >> LOW_BITS) as usize;
        let (Some(&start), Some(&end)) = (self.starts.get(bucket), self.starts.get(bucket + 1)) else {
            return;
        };
        let low = key as u8;
        let Some(lows) = self.lows.get(start as usize..end as usize) else { return };
        let Some(at) = lows.iter().position(|&other| other == low) else { return };
        if let Some(row) = self.rows.get(start as usize + at) {
            for (score, &weight) in score.iter_mut().zip(row) {
                *score += i32::from(weight);
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
        let mut rows = vec![[0i8; ROW]; count];
        for label in 0..LABELS {
            for ((row, &low), &high) in rows.iter_mut().zip(low).zip(high) {
                if u16::from_le_bytes([low, high]) >> label & 1 == 1 {
                    row[label] = *take(1)?.first()? as i8;
                }
            }
        }
        rest.is_empty().then_some(Self { starts, lows, rows, transitions })
    }
}

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
            let mut score = [0; LABELS];
            weights.add(key, &mut score);
            score
        };
        assert_eq!((score(3)[0], score(7)[10], score((1 << KEY_BITS) - 1)[4]), (5, -128, 127));
        assert_eq!(score(4), [0; LABELS]);
        assert_eq!(weights.transitions()[1][2], -7);
        assert!(Weights::default().is_empty());
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
                    (0..1 << 10).for_each(|key| weights.add(key, &mut [0; LABELS]));
                }
            }
        }
    }
}
