//! More random choices: lists in a random order, some of a list, members that chance puts in. No rule and no arithmetic of
//! an area is here.

use super::Rng;
use super::requests::{Object, put};
use serde_json::Value;

impl Rng {
    /// A number from `least` to `most`.
    pub(crate) fn between(&mut self, least: i64, most: i64) -> i64 {
        least + i64::try_from(self.below(usize::try_from(most - least + 1).unwrap())).unwrap()
    }

    /// A list in a random order.
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            let j = self.below(i + 1);
            list.swap(i, j);
        }
    }

    /// So many different ones of a list, in a random order.
    pub(crate) fn some<T: Clone>(&mut self, list: &[T], number: usize) -> Vec<T> {
        let mut list = list.to_vec();
        self.shuffle(&mut list);
        list.truncate(number);
        list
    }

    /// One of a list by its share of a hundred.
    pub(crate) fn by_share<T: Clone>(&mut self, list: &[(T, usize)]) -> T {
        let mut left = self.below(100);
        let found = list.iter().find(|(_, share)| {
            let here = left < *share;
            left = left.saturating_sub(*share);
            here
        });
        found.unwrap().0.clone()
    }

    /// Different identifiers whose byte order differs from other orders.
    pub(crate) fn ids(&mut self, number: usize) -> Vec<&'static str> {
        self.some(&["C1", "C10", "C2", "a", "B", "b", "é", "药", "9", "Z", "z z", "/", "~", "𠀋", "ﬁ"], number)
    }

    /// One of a few texts.
    pub(crate) fn word(&mut self, list: &[&'static str]) -> &'static str {
        self.pick(list)
    }

    /// A field that chance puts in.
    pub(crate) fn maybe(&mut self, object: &mut Object, percent: usize, key: &str, value: impl Into<Value>) {
        if self.chance(percent) {
            put(object, key, value);
        }
    }
}
