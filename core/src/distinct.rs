//! Finding what stands twice, quickly for few and without a quadratic trap for many.

use std::collections::HashSet;
use std::hash::Hash;

/// Below this, comparing everything with everything is faster than hashing.
const FEW: usize = 24;

/// The index of the first item that equals an earlier one.
pub(crate) fn first_repeated<T: Hash + Eq>(items: impl ExactSizeIterator<Item = T> + Clone) -> Option<usize> {
    if items.len() <= FEW {
        let earlier = items.clone();
        items.enumerate().find(|(i, item)| earlier.clone().take(*i).any(|other| other == *item)).map(|(i, _)| i)
    } else {
        let mut seen = HashSet::with_capacity(items.len());
        items.enumerate().find_map(|(i, item)| (!seen.insert(item)).then_some(i))
    }
}

#[cfg(test)]
mod tests {
    use super::first_repeated;

    #[test]
    fn few_and_many_agree() {
        for n in [0, 1, 24, 25, 400] {
            assert_eq!(first_repeated((0..n).collect::<Vec<_>>().iter()), None);
            let mut items: Vec<usize> = (0..n).collect();
            items.push(n / 2);
            let expected = if n == 0 { None } else { Some(n) };
            assert_eq!(first_repeated(items.iter()), expected);
        }
    }
}
