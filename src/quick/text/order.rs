//! Sorting of whatever can be compared by its number: one sort for the whole page, where the standard library's is compiled
//! anew for each type (5 kB).

/// The numbers below `count` in order, equal ones as they were. `before` says whether the first belongs before the second.
///
/// ```
/// let words = ["roe", "coe", "poe"];
/// assert_eq!(sidelight_quick::text::order(3, &|a, b| words[a] < words[b]), [1, 2, 0]);
/// ```
pub fn order(count: usize, before: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..count).collect();
    if (1..count).all(|at| !before(at, at - 1)) {
        return sorted;
    }
    let mut merged = sorted.clone();
    let mut width = 1;
    while width < count {
        for start in (0..count).step_by(2 * width) {
            let (middle, end) = ((start + width).min(count), (start + 2 * width).min(count));
            let (mut left, mut right) = (start, middle);
            for place in &mut merged[start..end] {
                let take_right = right < end && (left == middle || before(sorted[right], sorted[left]));
                let from = if take_right { &mut right } else { &mut left };
                *place = sorted[*from];
                *from += 1;
            }
        }
        std::mem::swap(&mut sorted, &mut merged);
        width *= 2;
    }
    sorted
}

/// Puts `items` into the order of [`order`].
pub fn reorder<T: Default>(items: &mut Vec<T>, before: &dyn Fn(&T, &T) -> bool) {
    let sorted = order(items.len(), &|a, b| before(&items[a], &items[b]));
    *items = sorted.into_iter().map(|at| std::mem::take(&mut items[at])).collect();
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_and_keeps_equal_ones_in_place(numbers in prop::collection::vec(0..20_u8, 0..60)) {
            let mut expected: Vec<(u8, usize)> = numbers.iter().copied().zip(0..).collect();
            let mut sorted = expected.clone();
            expected.sort_by_key(|(number, _)| *number);
            reorder(&mut sorted, &|a, b| a.0 < b.0);
            prop_assert_eq!(sorted, expected);
        }
    }
}
