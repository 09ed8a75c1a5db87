//! Sorting without a copy of the algorithm for each kind of list.
//!
//! The standard library's sort is compiled anew for every type and every order: some eight kilobytes each, a fifth of the C library and of
//! the module for web pages. Here the positions are sorted, by one piece of code, and the elements then put in their places. Lists that
//! are sorted where nanoseconds count (ranking bids, sharing a bill) keep the standard one.

use std::cmp::Ordering;

/// Stable sorting, like `sort_by`, `sort_by_key` and `sort`.
pub(crate) trait Sorting<T> {
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }

    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }
}

impl<T> Sorting<T> for [T] {
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        if self.len() < 2 {
            return;
        }
        let mut from = sorted_positions(self.len(), &|i, j| match (self.get(i), self.get(j)) {
            (Some(a), Some(b)) => compare(a, b),
            _ => Ordering::Equal,
        });
        for start in 0..from.len() {
            // Along the ring of elements that take each other's places.
            let mut place = start;
            while let Some(source) = from.get_mut(place).map(|source| std::mem::replace(source, place)) {
                if source == start || source == place {
                    break;
                }
                self.swap(place, source);
                place = source;
            }
        }
    }
}

/// The positions of a list in the order of its elements: the only sort that is compiled.
#[inline(never)]
fn sorted_positions(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..count).collect();
    positions.sort_by(|i, j| compare(*i, *j));
    positions
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Sorting;

    proptest! {
        #[test]
        fn sorts_like_the_standard_library(list in proptest::collection::vec((0_u8..9, any::<u16>()), 0..60)) {
            let (mut ours, mut standard) = (list.clone(), list.clone());
            ours.order_by_key(|(key, _)| *key);
            standard.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(&ours, &standard);
            ours.order_by(|a, b| b.cmp(a));
            standard.sort_by(|a, b| b.cmp(a));
            prop_assert_eq!(&ours, &standard);
            ours.order();
            standard.sort();
            prop_assert_eq!(ours, standard);
        }
    }
}
