//! Allocation by largest remainder: a sum over weights, to the fen.

/// `total` over integer weights, `total ≤ Σ weights`: each gets the whole part of its share, the missing fen go to the largest
/// remainders; ties to the larger weight, then to the one that `earlier` puts first.
///
/// Source: clause `payment#allocate`.
pub(super) fn allocate(
    total: i128,
    weights: &[i128],
    earlier: impl Fn(usize, usize) -> std::cmp::Ordering,
) -> Vec<i128> {
    let sum: i128 = weights.iter().fold(0, |sum: i128, weight| sum.saturating_add(*weight));
    if sum == 0 || total == 0 {
        return vec![0; weights.len()];
    }
    // Below 2^63 · 2^63.
    let product = |weight: i128| total.saturating_mul(weight);
    let share = |weight: i128| product(weight).checked_div(sum).unwrap_or(0);
    let rest = |weight: i128| product(weight).checked_rem(sum).unwrap_or(0);
    let mut parts: Vec<i128> = weights.iter().map(|weight| share(*weight)).collect();
    let given = parts.iter().fold(0_i128, |given, part| given.saturating_add(*part));
    let missing = usize::try_from(total.saturating_sub(given)).unwrap_or(0);
    if missing == 0 {
        return parts;
    }
    let mut order: Vec<(usize, i128)> = weights.iter().copied().enumerate().collect();
    let key = |(_, weight): &(usize, i128)| (rest(*weight), *weight);
    order.sort_unstable_by(|a, b| key(b).cmp(&key(a)).then_with(|| earlier(a.0, b.0)));
    for (position, _) in order.into_iter().take(missing) {
        if let Some(part) = parts.get_mut(position) {
            *part = part.saturating_add(1);
        }
    }
    parts
}
