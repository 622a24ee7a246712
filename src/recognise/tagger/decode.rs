//! The best sequence of labels for one island of tokens, by dynamic programming (Viterbi).

use super::labels::{LABELS, OUTSIDE, may_follow};

/// What each pair of neighbouring labels scores; rows by the first label. An island begins and ends outside.
pub type Transitions = [[i32; LABELS]; LABELS];

/// Lower than any score that weights can add up to, and far from overflow.
const NEVER: i32 = i32::MIN / 4;

/// The labels that score best, one for each row of `scores`, and their score. Where `barred` names a row and a label,
/// that row has another label.
pub fn best(
    scores: &[[i32; LABELS]],
    transitions: &Transitions,
    barred: Option<(usize, usize)>,
) -> (Vec<usize>, i32) {
    let mut from: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
    let mut totals = [NEVER; LABELS];
    totals[OUTSIDE] = 0;
    for (row, score) in scores.iter().enumerate() {
        let mut next = [NEVER; LABELS];
        let mut origins = [0u8; LABELS];
        for (to, slot) in next.iter_mut().enumerate() {
            for (previous, total) in totals.iter().enumerate() {
                if may_follow(previous, to) {
                    let sum = total.saturating_add(transitions[previous][to]);
                    if sum > *slot {
                        *slot = sum;
                        origins[to] = previous as u8;
                    }
                }
            }
            *slot = slot.saturating_add(score[to]).max(NEVER);
        }
        if let Some((_, label)) = barred.filter(|(barred, _)| *barred == row) {
            next[label] = NEVER;
        }
        from.push(origins);
        totals = next;
    }
    let last =
        (0..LABELS).rev().max_by_key(|&label| totals[label].saturating_add(transitions[label][OUTSIDE]));
    let mut label = last.unwrap_or(OUTSIDE);
    let total = totals[label].saturating_add(transitions[label][OUTSIDE]);
    let mut labels = vec![OUTSIDE; scores.len()];
    for (slot, origins) in labels.iter_mut().zip(&from).rev() {
        *slot = label;
        label = usize::from(origins[label]);
    }
    (labels, total)
}
