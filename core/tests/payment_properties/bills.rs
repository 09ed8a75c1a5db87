//! Bills: every fen is somebody's.

use super::*;

/// By the definition: the whole parts, and one fen more to each that fewer others beat than fen are missing.
pub(super) fn largest_remainder(total: i128, weights: &[i128], ranks: &[usize]) -> Vec<i128> {
    let sum: i128 = weights.iter().sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let shares = || weights.iter().map(|weight| total * weight);
    let missing = total - shares().map(|share| share / sum).sum::<i128>();
    let standing: Vec<(i128, i128, Reverse<usize>)> = shares()
        .zip(weights)
        .zip(ranks)
        .map(|((share, weight), rank)| (share % sum, *weight, Reverse(*rank)))
        .collect();
    shares()
        .zip(&standing)
        .map(|(share, own)| {
            let before = standing.iter().filter(|other| *other > own).count();
            share / sum + i128::from(i128::try_from(before).unwrap() < missing)
        })
        .collect()
}

/// What in-scope money up to `x` gives in a tier that ends at `upper` and begins at `lower`, in ten-thousandths of a fen.
pub(super) fn given(x: i128, lower: i128, upper: Option<i128>, rate: i128) -> i128 {
    (upper.map_or(x, |upper| x.min(upper)) - lower).max(0) * rate
}

/// Deductible, pooled, fund of a bill, computed on its own.
pub(super) fn naive_pool(question: &SettleQuestion) -> [i128; 3] {
    let in_scope: i128 = question.lines.iter().map(|line| i128::from(line.in_scope.units())).sum();
    let deductible = in_scope.min(question.deductible_remaining.units().into());
    let before = i128::from(question.accumulated.map_or(0, NonNegativeAmount::units));
    let from = before + if question.tier_base == Some(TierBase::InScope) { deductible } else { 0 };
    let to = from + in_scope - deductible;
    let mut shares = Vec::new();
    let mut lower = 0;
    for tier in &question.tiers {
        let upper = tier.up_to.map(|up_to| i128::from(up_to.units()));
        let rate = i128::from(tier.rate.units());
        shares.push(given(to, lower, upper, rate) - given(from, lower, upper, rate));
        lower = upper.unwrap_or(lower);
    }
    let pooled = if question.round_each_tier {
        shares.iter().map(|share| rounded(*share, 10_000, question.rounding)).sum()
    } else {
        rounded(shares.iter().sum(), 10_000, question.rounding)
    };
    let pooled = pooled.min(in_scope - deductible);
    [deductible, pooled, question.fund_cap_remaining.map_or(pooled, |cap| pooled.min(cap.units().into()))]
}

pub(super) fn bill_line(id: Id, [fully_own, above_standard, first_self_pay, in_scope]: [i64; 4]) -> BillLine {
    BillLine {
        id,
        fully_own: money(fully_own),
        above_standard: money(above_standard),
        first_self_pay: money(first_self_pay),
        in_scope: money(in_scope),
        total: None,
        ceiling_amount: NotLookedAt::default(),
    }
}

/// A bill of one tier, without a deductible.
pub(super) fn bill(lines: Vec<BillLine>, reimbursed: i64) -> SettleQuestion {
    SettleQuestion {
        lines,
        deductible_remaining: money(0),
        tiers: vec![ReimbursementTier { up_to: None, rate: rate(reimbursed) }],
        tier_base: None,
        accumulated: None,
        fund_cap_remaining: None,
        round_each_tier: false,
        rounding: RoundingMode::HalfUp,
    }
}

/// A bill of up to eight lines, now and then of sixty; ids whose byte order is not that of their numbers.
pub(super) fn random_bill(rng: &mut Rng) -> SettleQuestion {
    let length = if rng.chance(2) { 60 } else { rng.below(9) };
    let bits = rng.pick(&[2, 5, 10, 20, 30, 40, if length < 9 { 57 } else { 50 }]);
    let sum = |rng: &mut Rng, bits: usize| if rng.chance(20) { 0 } else { magnitude(rng) >> (63 - bits) };
    let mut lines: Vec<BillLine> = (0..length)
        .map(|number| {
            let name = if number % 7 == 3 { format!("药{number}") } else { (number * 37 % 61).to_string() };
            let parts = [sum(rng, bits), sum(rng, bits), sum(rng, bits), sum(rng, bits)];
            let line = bill_line(id(&name), parts);
            let total = rng.chance(30).then(|| money(parts.iter().sum()));
            BillLine { total, ..line }
        })
        .collect();
    shuffle(rng, &mut lines);
    let wide = (bits + 3).min(60);
    let share =
        |rng: &mut Rng| rate(if rng.chance(20) { rng.pick(&[0, 1, 5_000, 9_999, 10_000]) } else { below(rng, 10_001) });
    let mut ends: Vec<i64> = (0..rng.below(4)).map(|_| 1 + sum(rng, wide)).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut tiers: Vec<ReimbursementTier> =
        ends.iter().map(|end| ReimbursementTier { up_to: Some(money(*end)), rate: share(rng) }).collect();
    tiers.push(ReimbursementTier { up_to: None, rate: share(rng) });
    let is_based = tiers.len() > 1 || rng.chance(50);
    SettleQuestion {
        lines,
        deductible_remaining: money(sum(rng, wide)),
        tiers,
        tier_base: is_based.then(|| rng.pick(&[TierBase::InScope, TierBase::AfterDeductible])),
        accumulated: rng.chance(60).then(|| money(sum(rng, wide))),
        fund_cap_remaining: rng.chance(50).then(|| money(sum(rng, wide))),
        round_each_tier: rng.chance(50),
        rounding: rng.pick(&MODES),
    }
}

/// 1. Fund + patient = total for each line and in total; no component is negative; the parts of the lines sum to the totals.
///
/// No line's fund exceeds its in-scope money; the order of the lines does not matter; the figures are those of a second computation.
#[test]
fn bills_conserve_every_fen() {
    let mut rng = Rng::new(4);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..120_000 {
        let question = random_bill(&mut rng);
        let settled = settle(&question).unwrap();
        let [deductible, pooled, fund] = naive_pool(&question);
        let totals = &settled.totals;

        // The totals by a second computation.
        let sum = |part: fn(&BillLine) -> NonNegativeAmount| -> i128 {
            question.lines.iter().map(|line| i128::from(part(line).units())).sum()
        };
        let [own, above, first, inside] = [
            sum(|line| line.fully_own),
            sum(|line| line.above_standard),
            sum(|line| line.first_self_pay),
            sum(|line| line.in_scope),
        ];
        let total = own + above + first + inside;
        let wanted = [
            total,
            own,
            above,
            first,
            inside,
            deductible,
            pooled,
            fund,
            pooled - fund,
            inside - deductible - pooled,
            total - fund,
        ];
        let got = [
            totals.total,
            totals.fully_own,
            totals.above_standard,
            totals.first_self_pay,
            totals.in_scope,
            totals.deductible,
            totals.pooled,
            totals.fund,
            totals.over_cap,
            totals.copay,
            totals.patient,
        ]
        .map(|amount| i128::from(amount.units()));
        assert_eq!(got, wanted, "{question:?}");
        assert!(wanted.iter().all(|fen| *fen >= 0), "{question:?}");
        assert_eq!(got[7] + got[10], total);
        let left = i128::from(question.deductible_remaining.units()) - deductible;
        assert_eq!(i128::from(settled.deductible_left.units()), left);
        let left = question.fund_cap_remaining.map(|cap| i128::from(cap.units()) - fund);
        assert_eq!(settled.fund_cap_left.map(|left| i128::from(left.units())), left);

        // The lines, and their figures by the definition of the allocation.
        let mut ids: Vec<&Id> = question.lines.iter().map(|line| &line.id).collect();
        ids.sort();
        let ranks: Vec<usize> = question.lines.iter().map(|line| ids.binary_search(&&line.id).unwrap()).collect();
        let mut left: Vec<i128> = question.lines.iter().map(|line| line.in_scope.units().into()).collect();
        let [deductibles, funds, over_caps] = [deductible, fund, pooled - fund].map(|money| {
            let parts = largest_remainder(money, &left, &ranks);
            left.iter_mut().zip(&parts).for_each(|(left, part)| *left -= part);
            parts
        });
        assert_eq!(settled.lines.len(), question.lines.len());
        let mut sums = [0_i128; 6];
        for (i, (line, asked)) in settled.lines.iter().zip(&question.lines).enumerate() {
            assert_eq!(line.id, asked.id);
            let got = [line.total, line.fund, line.patient, line.deductible, line.copay, line.over_cap]
                .map(|amount| i128::from(amount.units()));
            let [total, fund, patient, deductible, copay, over_cap] = got;
            let [own, above, first, inside] =
                [asked.fully_own, asked.above_standard, asked.first_self_pay, asked.in_scope]
                    .map(|amount| i128::from(amount.units()));
            assert!(got.iter().all(|fen| *fen >= 0), "{question:?}");
            assert_eq!(total, own + above + first + inside);
            assert_eq!(fund + patient, total);
            assert!(fund <= inside);
            assert_eq!(deductible + fund + over_cap + copay, inside);
            assert_eq!(patient, own + above + first + deductible + over_cap + copay);
            assert_eq!([deductible, fund, over_cap, copay], [deductibles[i], funds[i], over_caps[i], left[i]]);
            sums.iter_mut().zip(got).for_each(|(sum, fen)| *sum += fen);
        }
        assert_eq!(sums, [total, fund, total - fund, deductible, inside - deductible - pooled, pooled - fund]);

        // Another order of the lines.
        let mut other = question.clone();
        shuffle(&mut rng, &mut other.lines);
        let other = settle(&other).unwrap();
        let by_id = |lines: &[SettledLine]| -> BTreeMap<Id, SettledLine> {
            lines.iter().map(|line| (line.id.clone(), line.clone())).collect()
        };
        assert_eq!(by_id(&other.lines), by_id(&settled.lines));
        assert_eq!(
            (other.totals, other.deductible_left, other.fund_cap_left),
            (settled.totals, settled.deductible_left, settled.fund_cap_left)
        );

        for (what, happened) in [
            ("long", question.lines.len() == 60),
            ("cap binds", fund < pooled && fund > 0),
            ("deductible used up", deductible > 0 && pooled > 0),
            ("several tiers", question.tiers.len() > 2 && pooled > 0),
            (
                "rounding each tier counts",
                question.round_each_tier && {
                    naive_pool(&SettleQuestion { round_each_tier: false, ..question.clone() })[1] != pooled
                },
            ),
            (
                "tier base counts",
                question.tier_base.is_some() && {
                    let others = [TierBase::InScope, TierBase::AfterDeductible]
                        .map(|base| naive_pool(&SettleQuestion { tier_base: Some(base), ..question.clone() })[1]);
                    others[0] != others[1]
                },
            ),
        ] {
            *seen.entry(what).or_default() += usize::from(happened);
        }
    }
    assert!(seen.values().all(|seen| *seen > 1_000), "{seen:?}");
}

/// The total of a bill is an amount, up to the last fen.
#[test]
fn bills_have_the_limit_of_amounts() {
    let two = |a: i64, b: i64| bill(vec![bill_line(id("a"), [0, 0, 0, a]), bill_line(id("b"), [b, 0, 0, 0])], 10_000);
    let settled = settle(&two(i64::MAX - 5, 5)).unwrap();
    assert_eq!((settled.totals.total.units(), settled.totals.fund.units()), (i64::MAX, i64::MAX - 5));
    let error = settle(&two(i64::MAX - 5, 6)).unwrap_err();
    assert_eq!((error.code(), error.path()), (Code::LimitExceeded, "/input/lines"));
    // All of the accumulated money, at the far end of the tiers.
    for base in [TierBase::InScope, TierBase::AfterDeductible] {
        let question = SettleQuestion {
            accumulated: Some(money(i64::MAX)),
            deductible_remaining: money(1),
            tier_base: Some(base),
            ..two(i64::MAX, 0)
        };
        assert_eq!(settle(&question).unwrap().totals.fund.units(), i64::MAX - 1);
    }
}
