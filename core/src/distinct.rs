//! Finding what stands twice, quickly for few and without a quadratic trap for many.

use std::collections::HashSet;

/// Up to this many, comparing everything with everything is faster than hashing.
const FEW: usize = 24;

/// The index of the first text that equals an earlier one.
#[inline]
pub(crate) fn first_repeated<'t>(texts: impl ExactSizeIterator<Item = &'t str>) -> Option<usize> {
    let count = texts.len();
    if count > FEW {
        return first_of_many(count, &mut { texts });
    }
    let mut list = [""; FEW];
    for (place, text) in list.iter_mut().zip(texts) {
        *place = text;
    }
    list.get(..count).and_then(first_of_few)
}

fn first_of_many(count: usize, texts: &mut dyn Iterator<Item = &str>) -> Option<usize> {
    let mut seen = HashSet::with_capacity(count);
    texts.enumerate().find_map(|(i, text)| (!seen.insert(text)).then_some(i))
}

fn first_of_few(texts: &[&str]) -> Option<usize> {
    let mut marks = [0_u64; FEW];
    for (i, text) in texts.iter().enumerate() {
        let own = fingerprint(text);
        let (earlier, rest) = marks.split_at_mut_checked(i)?;
        if earlier.contains(&own) && texts.iter().take(i).any(|other| other == text) {
            return Some(i);
        }
        if let Some(next) = rest.first_mut() {
            *next = own;
        }
    }
    None
}

/// Length and last bytes: equal texts have equal fingerprints, and ids mostly differ at the end.
fn fingerprint(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let end = match bytes.last_chunk::<8>() {
        Some(end) => u64::from_le_bytes(*end),
        None => bytes.iter().fold(0, |end: u64, byte| end.rotate_left(8) ^ u64::from(*byte)),
    };
    end ^ u64::try_from(bytes.len()).unwrap_or(0).rotate_left(56)
}

#[cfg(test)]
mod tests {
    use super::first_repeated;

    #[test]
    fn few_and_many_agree() {
        for n in [0, 1, 2, 23, 24, 25, 400] {
            let mut texts: Vec<String> = (0..n).map(|i| format!("bid-{i}-{}", "x".repeat(i % 3 * 9))).collect();
            assert_eq!(first_repeated(texts.iter().map(String::as_str)), None);
            texts.extend(texts.get(n / 2).cloned());
            let expected = if n == 0 { None } else { Some(n) };
            assert_eq!(first_repeated(texts.iter().map(String::as_str)), expected);
        }
    }
}
