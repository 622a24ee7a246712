//! The best sequence of labels for one island of tokens, by dynamic programming (Viterbi), and how much each label of it
//! is worth.

use super::labels::{LABELS, OUTSIDE, may_follow};

/// What each pair of neighbouring labels scores; rows by the first label. An island begins and ends outside.
pub type Transitions = [[i32; LABELS]; LABELS];

/// What each label scores on one token.
pub type Scores = [i32; LABELS];

/// Lower than any score that weights can add up to, and so far from overflow that two of them can be added.
const NEVER: i32 = i32::MIN / 4;

/// More than there are labels, and a power of two. A score is counted so many times where its label is in the same number:
/// of equal scores that of the first label is the greatest, and no branch depends on them.
const RANKS: i64 = 16;

/// A score without a label.
const fn ranked(score: i32) -> i64 {
    score as i64 * RANKS
}

/// `transitions` with what can't be: a label that may not follow another.
pub(super) fn possible(mut transitions: Transitions) -> Transitions {
    for (previous, row) in transitions.iter_mut().enumerate() {
        for (next, score) in row.iter_mut().enumerate() {
            if !may_follow(previous, next) {
                *score = NEVER;
            }
        }
    }
    transitions
}

/// The labels that score best on the tokens of one island. One value serves for many islands.
#[derive(Debug)]
pub struct Best {
    /// One for each token.
    pub labels: Vec<usize>,
    /// What they score.
    pub total: i32,
    transitions: Transitions,
    /// The same by the second label, each with the rank of the first.
    onto: [[i64; LABELS]; LABELS],
    /// For each token and label, the best score of what goes before with this label at its end.
    before: Vec<Scores>,
    /// For each token and label, the label before.
    origins: Vec<[u8; LABELS]>,
}

impl Best {
    /// None yet; `transitions` are [`possible`] ones.
    pub fn new(transitions: &Transitions) -> Self {
        let onto = |to: usize| {
            std::array::from_fn(|label| ranked(transitions[label][to]) + RANKS - 1 - label as i64)
        };
        Self {
            labels: Vec::new(),
            total: 0,
            transitions: *transitions,
            onto: std::array::from_fn(onto),
            before: Vec::new(),
            origins: Vec::new(),
        }
    }

    /// Finds the best labels.
    #[inline(never)]
    pub fn find(&mut self, scores: &[Scores]) {
        let Self { labels, before, origins, transitions, onto, .. } = self;
        before.clear();
        origins.clear();
        let mut totals = [NEVER; LABELS];
        totals[OUTSIDE] = 0;
        for (row, score) in scores.iter().enumerate() {
            let mut origin = [0u8; LABELS];
            let ranked = totals.map(ranked);
            for to in 0..LABELS {
                let sum = |label: usize| ranked[label] + onto[to][label];
                // A label inside a mention has two that it may follow.
                let inner = to != OUTSIDE && to % 2 == 0;
                let best = match () {
                    () if inner => sum(to - 1).max(sum(to)),
                    // Before an island is nothing but outside, and most have one row.
                    () if row == 0 => sum(OUTSIDE),
                    () => (1..LABELS).fold(sum(OUTSIDE), |best, label| best.max(sum(label))),
                };
                origin[to] = (RANKS - 1 - best.rem_euclid(RANKS)) as u8;
                totals[to] = (best.div_euclid(RANKS) as i32 + score[to]).max(NEVER);
            }
            origins.push(origin);
            before.push(totals);
        }
        let end = |label: usize| totals[label] + transitions[label][OUTSIDE];
        let mut label = (0..LABELS).rev().max_by_key(|&label| end(label)).unwrap_or(OUTSIDE);
        self.total = end(label);
        labels.clear();
        labels.resize(scores.len(), OUTSIDE);
        for (slot, origin) in labels.iter_mut().zip(&*origins).rev() {
            *slot = label;
            label = usize::from(origin[label]);
        }
    }

    /// What each row's best labels without the one that it has score: one pass back over the same scores.
    pub fn without(&self, scores: &[Scores]) -> Vec<i32> {
        let transitions = &self.transitions;
        let mut without = vec![NEVER; scores.len()];
        let mut after = transitions.map(|row| row[OUTSIDE]);
        for (row, slot) in without.iter_mut().enumerate().rev() {
            let mut onward = [NEVER; LABELS];
            for label in 0..LABELS {
                if label != self.labels[row] {
                    *slot = (*slot).max(self.before[row][label] + after[label]);
                }
                onward[label] = scores[row][label] + after[label];
            }
            if row == 0 {
                break;
            }
            for label in 0..LABELS {
                // What may follow any label, and the one inner label that may follow this.
                let inner = label + label % 2;
                let mut most = transitions[label][inner] + onward[inner];
                for next in [OUTSIDE, 1, 3, 5, 7, 9] {
                    most = most.max(transitions[label][next] + onward[next]);
                }
                after[label] = most.max(NEVER);
            }
        }
        without
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The score of a sequence of labels, summed as it is defined.
    fn score(labels: &[usize], scores: &[Scores], transitions: &Transitions) -> i32 {
        let (mut total, mut previous) = (0, OUTSIDE);
        for (label, score) in labels.iter().zip(scores) {
            total += transitions[previous][*label] + score[*label];
            previous = *label;
        }
        total + transitions[previous][OUTSIDE]
    }

    #[test]
    fn no_sequence_is_better() {
        let mut random = 1u32;
        let mut next = || {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (random >> 24) as i32 - 128
        };
        for _ in 0..20 {
            let transitions = possible(std::array::from_fn(|_| std::array::from_fn(|_| next())));
            let scores: Vec<Scores> = (0..3).map(|_| std::array::from_fn(|_| next())).collect();
            let all: Vec<[usize; 3]> = (0..LABELS.pow(3))
                .map(|n| [n % LABELS, n / LABELS % LABELS, n / LABELS / LABELS])
                .filter(|labels| score(labels, &scores, &transitions) > NEVER / 2)
                .collect();
            let mut best = Best::new(&transitions);
            best.find(&scores);
            let most = |keep: &dyn Fn(&[usize; 3]) -> bool| {
                let kept = all.iter().filter(|labels| keep(labels));
                kept.map(|labels| score(labels, &scores, &transitions)).max()
            };
            assert_eq!(Some(best.total), most(&|_| true));
            assert_eq!(best.total, score(&best.labels, &scores, &transitions));
            for (row, without) in best.without(&scores).into_iter().enumerate() {
                assert_eq!(Some(without), most(&|labels| labels[row] != best.labels[row]), "row {row}");
            }
        }
    }
}
