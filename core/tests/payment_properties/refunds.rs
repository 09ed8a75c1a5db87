//! Allocation by largest remainder, and refunds.

use super::bills::bill;
use super::bills::bill_line;
use super::kernel::parts;
use super::*;

/// The one choice of the missing fen in which nobody who gets none is before somebody who gets one, out of all choices.
pub(super) fn allocated(total: i64, weights: &[i64], rank: impl Fn(usize) -> usize) -> Vec<i64> {
    let sum: i64 = weights.iter().sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let whole: Vec<i64> = weights.iter().map(|weight| total * weight / sum).collect();
    let missing = u32::try_from(total - whole.iter().sum::<i64>()).unwrap();
    let is_before = |i: usize, j: usize| {
        let rest = |k: usize| total * weights[k] % sum;
        rest(i) > rest(j)
            || (rest(i) == rest(j) && (weights[i] > weights[j] || (weights[i] == weights[j] && rank(i) < rank(j))))
    };
    let gets = |choice: u32, i: usize| choice & (1 << i) != 0;
    let n = weights.len();
    let mut choices = (0..1_u32 << n)
        .filter(|choice| choice.count_ones() == missing)
        .filter(|choice| (0..n).all(|i| (0..n).all(|j| !gets(*choice, i) || gets(*choice, j) || is_before(i, j))));
    let choice = choices.next().unwrap();
    assert_eq!(choices.next(), None, "{total} over {weights:?}");
    (0..n).map(|i| whole[i] + i64::from(gets(choice, i))).collect()
}

/// Every list of at most four weights of 0 to 5.
pub(super) fn small_weights() -> Vec<Vec<i64>> {
    let mut lists: Vec<Vec<i64>> = vec![vec![]];
    let mut shorter = 0;
    for _ in 0..4 {
        let longer: Vec<Vec<i64>> = lists[shorter..]
            .iter()
            .flat_map(|list| (0..=5).map(move |weight| [list.as_slice(), &[weight]].concat()))
            .collect();
        shorter = lists.len();
        lists.extend(longer);
    }
    lists
}

pub(super) fn stored([fully_own, above_standard, first_self_pay, in_scope]: [i64; 4]) -> StoredSplit {
    StoredSplit {
        fully_own: money(fully_own),
        above_standard: money(above_standard),
        first_self_pay: money(first_self_pay),
        in_scope: money(in_scope),
        total: None,
        ceiling_amount: NotLookedAt::default(),
    }
}

/// What is given back of stored parts.
pub(super) fn refund(parts_left: [i64; 4], fen: i64) -> Result<[i64; 4], Error> {
    let question =
        LineQuestion { amount: Some(amount(-fen)), refund_of: Some(stored(parts_left)), ..LineQuestion::default() };
    let split = split_line(&question)?;
    assert_eq!((split.total, split.ceiling_amount), (amount(-fen), None));
    Ok(parts(&split).map(|part| -part))
}

/// Refunds and deductibles go by largest remainder, ties to the larger part, then to the earlier one: all small cases.
#[test]
fn allocation_is_by_largest_remainder() {
    let lists = small_weights();
    assert_eq!(lists.len(), 1 + 6 + 36 + 216 + 1296);
    // In byte order: 10, 9, a, b.
    let ids = [("b", 3), ("9", 1), ("a", 2), ("10", 0)];
    for weights in &lists {
        let sum: i64 = weights.iter().sum();
        for total in 0..=sum {
            if let Ok(parts) = <[i64; 4]>::try_from(weights.as_slice()) {
                assert_eq!(
                    refund(parts, total).unwrap().as_slice(),
                    allocated(total, weights, |i| i),
                    "{total} of {parts:?}"
                );
            }
            let lines = weights.iter().zip(ids).map(|(weight, (name, _))| bill_line(id(name), [0, 0, 0, *weight]));
            let question = SettleQuestion { deductible_remaining: money(total), ..bill(lines.collect(), 0) };
            let settled: Vec<i64> =
                settle(&question).unwrap().lines.iter().map(|line| line.deductible.units()).collect();
            assert_eq!(settled, allocated(total, weights, |i| ids[i].1), "{total} over {weights:?}");
        }
    }
}

/// 8. Refunding in any number of steps ends at zero in each part, and no part is ever given back twice.
#[test]
fn refunds_end_at_zero_in_each_part() {
    let mut rng = Rng::new(5);
    for case in 0..20_000 {
        let bits = rng.pick(&[1, 3, 6, 16, 30, 60]);
        let mut left = [0; 4].map(|_| if rng.chance(25) { 0 } else { magnitude(&mut rng) >> (63 - bits) });
        let original = left;
        let is_fen_by_fen = case % 10 == 0;
        let mut back = [0; 4];
        for step in 0.. {
            let sum: i64 = left.iter().sum();
            let fen = match rng.below(10) {
                _ if is_fen_by_fen && sum < 200 => sum.min(1),
                _ if step > 40 => sum,
                0 => 0,
                1 => sum,
                2 => sum.min(1),
                _ => below(&mut rng, sum / 2 + 1),
            };
            let parts = refund(left, fen).unwrap();
            assert_eq!(parts.iter().sum::<i64>(), fen);
            if fen == sum {
                assert_eq!(parts, left);
            }
            for i in 0..4 {
                assert!((0..=left[i]).contains(&parts[i]), "{fen} of {left:?}: {parts:?}");
                // In proportion, to the fen.
                let wanted = i128::from(fen) * i128::from(left[i]);
                assert!((i128::from(parts[i]) * i128::from(sum) - wanted).abs() < i128::from(sum.max(1)));
                left[i] -= parts[i];
                back[i] += parts[i];
            }
            if fen == sum {
                break;
            }
        }
        assert_eq!((left, back), ([0; 4], original));
        // Nothing more is given back.
        assert_eq!(refund(left, 0).unwrap(), [0; 4]);
        let error = refund(left, 1).unwrap_err();
        assert_eq!((error.code(), error.path()), (Code::InvalidInput, "/input/amount"));
        let error = refund(original, original.iter().sum::<i64>() + 1).unwrap_err();
        assert_eq!((error.code(), error.path()), (Code::InvalidInput, "/input/amount"));
    }
}
