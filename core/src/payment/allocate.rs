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
    let shares: Vec<(i128, i128)> = weights.iter().map(|weight| divide(total.saturating_mul(*weight), sum)).collect();
    let mut parts: Vec<i128> = shares.iter().map(|(part, _)| *part).collect();
    let given = parts.iter().fold(0_i128, |given, part| given.saturating_add(*part));
    let missing = usize::try_from(total.saturating_sub(given)).unwrap_or(0);
    if missing == 0 {
        return parts;
    }
    let mut order: Vec<(usize, (i128, i128))> =
        shares.iter().zip(weights).map(|((_, rest), weight)| (*rest, *weight)).enumerate().collect();
    order.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| earlier(a.0, b.0)));
    for (position, _) in order.into_iter().take(missing) {
        if let Some(part) = parts.get_mut(position) {
            *part = part.saturating_add(1);
        }
    }
    parts
}

/// Quotient and rest, by 64-bit division where that is enough.
fn divide(value: i128, by: i128) -> (i128, i128) {
    match (u64::try_from(value), u64::try_from(by)) {
        (Ok(value), Ok(by)) => {
            let quotient = value.checked_div(by).unwrap_or(0);
            (quotient.into(), value.checked_rem(by).unwrap_or(0).into())
        }
        _ => (value.checked_div(by).unwrap_or(0), value.checked_rem(by).unwrap_or(0)),
    }
}
