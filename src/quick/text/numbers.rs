//! Numbers for strings: what the crate has in the place of maps from strings to this and that. Each further type of
//! map would be compiled into the page anew.

use std::collections::HashMap;

/// Counts different strings: the first is 0, the next new one 1.
///
/// ```
/// use sidelight_quick::text::Numbers;
///
/// let mut numbers = Numbers::default();
/// assert_eq!((numbers.of("roe"), numbers.of("coe"), numbers.of("roe")), (0, 1, 0));
/// assert_eq!((numbers.get("coe"), numbers.get("poe")), (Some(1), None));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    // The standard library's hash, not a quicker one: an article cannot be written so that its words collide.
    numbers: HashMap<String, usize>,
}

impl Numbers {
    /// The number of `key`; a new key gets the next one.
    pub fn of(&mut self, key: &str) -> usize {
        if let Some(number) = self.get(key) {
            return number;
        }
        let next = self.numbers.len();
        self.numbers.insert(key.to_owned(), next);
        next
    }

    /// The number of `key`, if it has one.
    pub fn get(&self, key: &str) -> Option<usize> {
        self.numbers.get(key).copied()
    }

    /// The value of `key` in a list in step with the numbers: `new()` where there is none yet.
    pub fn value<'v, T>(&mut self, key: &str, values: &'v mut Vec<T>, new: impl FnOnce() -> T) -> &'v mut T {
        let number = self.of(key);
        if number == values.len() {
            values.push(new());
        }
        &mut values[number]
    }
}
