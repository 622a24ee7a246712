//! Numbers for strings and for hashes: what the crate has in the place of maps from them to this and that. Each further
//! type of map would be compiled into the page anew.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

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

/// Counts different hashes of words, as [`Numbers`] counts strings: several times as fast.
#[derive(Clone, Debug)]
pub struct HashNumbers {
    /// An odd number that nobody can foresee: no article can be written so that its words collide (multiply-shift hashing,
    /// Dietzfelbinger and others, 1997).
    seed: u64,
    /// Hashes with their numbers, each in the first free slot from its own; none, or a power of two, of which half are free.
    slots: Vec<(u32, u32)>,
    len: u32,
}

/// The number in a free slot.
const FREE: u32 = u32::MAX;

impl Default for HashNumbers {
    fn default() -> Self {
        Self { seed: RandomState::new().hash_one("") | 1, slots: Vec::new(), len: 0 }
    }
}

impl HashNumbers {
    /// The number of `hash`; a new one gets the next.
    #[inline(never)]
    pub fn of(&mut self, hash: u32) -> usize {
        if 2 * self.len as usize >= self.slots.len() {
            let slots = vec![(0, FREE); (2 * self.slots.len()).max(64)];
            for old in std::mem::replace(&mut self.slots, slots) {
                if old.1 != FREE {
                    let slot = self.slot(old.0);
                    self.slots[slot] = old;
                }
            }
        }
        let slot = self.slot(hash);
        let found = &mut self.slots[slot];
        if found.1 == FREE {
            *found = (hash, self.len);
            self.len += 1;
        }
        found.1 as usize
    }

    /// The number of `hash`, if it has one.
    #[inline(never)]
    pub fn get(&self, hash: u32) -> Option<usize> {
        let found = self.slots.get(self.slot(hash)).filter(|(_, number)| *number != FREE);
        found.map(|&(_, number)| number as usize)
    }

    /// The value of `hash` in a list in step with the numbers: `new()` where there is none yet.
    pub fn value<'v, T>(&mut self, hash: u32, values: &'v mut Vec<T>, new: impl FnOnce() -> T) -> &'v mut T {
        let number = self.of(hash);
        if number == values.len() {
            values.push(new());
        }
        &mut values[number]
    }

    /// The slot of `hash`, or the one where it belongs.
    #[inline(always)]
    fn slot(&self, hash: u32) -> usize {
        let last = self.slots.len().wrapping_sub(1);
        let mut slot = (self.seed.wrapping_mul(hash.into()) >> 32) as usize & last;
        while self.slots.get(slot).is_some_and(|&(other, number)| number != FREE && other != hash) {
            slot = (slot + 1) & last;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_numbered_in_the_order_in_which_they_come() {
        let mut numbers = HashNumbers::default();
        assert_eq!(numbers.get(0), None);
        for turn in 0..3 {
            for number in 0..1000 {
                let hash = (number as u32).wrapping_mul(0x0100_0001);
                assert_eq!(numbers.get(hash), (turn > 0).then_some(number));
                assert_eq!(numbers.of(hash), number);
            }
        }
        assert_eq!(numbers.get(7), None);
    }
}
