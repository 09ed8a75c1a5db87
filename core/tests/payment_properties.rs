//! What must always hold of payment standards, split lines and settled bills, and what is tempting but false.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test may stop on the first surprise"
)]

#[allow(dead_code, reason = "only the generator is needed here")]
mod common;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

use common::Rng;
use jicai::number::{Amount, NonNegativeAmount, ParseNumberError, Rate, RoundingMode, SignedQuantity, UnitPrice};
use jicai::payment::{
    BidEntryQuestion, BillLine, Bound, Drop, LineColumns, LineQuestion, LineSplit, LintQuestion, ListClass, Listed,
    NotLookedAt, PathQuestion, PathYear, Person, PolicyYear, PriceUnit, Product, Quote, ReimbursementTier, RetailKind,
    RetailQuestion, Rulebook, SettleQuestion, SettledLine, SplitColumns, SplitOrder, Standard, StandardQuestion,
    Status, StoredSplit, Supply, TierBase, Winner, YearPrice, bid_entry, lint_rulebook, path, retail_cap, settle,
    split_line, split_lines, standard,
};
use jicai::{Code, Error, Id};
use proptest::prelude::*;

const MODES: [RoundingMode; 4] = [RoundingMode::HalfUp, RoundingMode::HalfEven, RoundingMode::Up, RoundingMode::Down];

/// `numerator ÷ denominator` rounded to an integer, from the definition of the modes; neither is negative.
fn rounded(numerator: i128, denominator: i128, mode: RoundingMode) -> i128 {
    let floor = numerator / denominator;
    let twice = 2 * (numerator % denominator);
    match mode {
        RoundingMode::Down => floor,
        RoundingMode::Up => floor + i128::from(twice > 0),
        RoundingMode::HalfUp => floor + i128::from(twice >= denominator),
        RoundingMode::HalfEven => floor + i128::from(twice > denominator || (twice == denominator && floor % 2 == 1)),
    }
}

/// A number of at most 63 bits, of every magnitude alike.
fn magnitude(rng: &mut Rng) -> i64 {
    let bits = rng.below(64);
    if bits == 0 { 0 } else { i64::try_from(rng.next() >> (64 - bits)).unwrap() }
}

/// A number below `n`.
fn below(rng: &mut Rng, n: i64) -> i64 {
    i64::try_from(rng.next() % u64::try_from(n).unwrap()).unwrap()
}

fn shuffle<T>(rng: &mut Rng, list: &mut [T]) {
    for last in (1..list.len()).rev() {
        list.swap(last, rng.below(last + 1));
    }
}

fn amount(fen: i64) -> Amount {
    Amount::from_units(fen).unwrap()
}

fn money(fen: i64) -> NonNegativeAmount {
    NonNegativeAmount::from_units(fen).unwrap()
}

fn rate(units: i64) -> Rate {
    Rate::from_units(units).unwrap()
}

/// A price of so many fen.
fn yuan(fen: i64) -> UnitPrice {
    UnitPrice::from_units(fen * 10_000).unwrap()
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn book(id: &str) -> Arc<Rulebook> {
    Rulebook::builtin(&format!("payment/{id}")).unwrap()
}

/// A rulebook of one's own, from a built-in one.
fn extended(parent: &str, rest: &str) -> Rulebook {
    Rulebook::from_json(&format!(r#"{{"id": "x/own", "extends": "payment/{parent}", {rest}}}"#)).unwrap()
}

// ---------------------------------------------------------------------------------------------------------------- kernel

/// Amount, standard, quantity, rate.
type Row = (i64, i64, i64, i32);
type Fault = (Code, &'static str);

/// A number as the typed interface takes it, or how its text is refused.
fn typed<T: FromStr<Err = ParseNumberError>>(
    made: Option<T>,
    units: i64,
    decimals: u32,
    column: &'static str,
) -> Result<T, Fault> {
    made.ok_or_else(|| {
        let (size, scale) = (units.unsigned_abs(), 10_u64.pow(decimals));
        let sign = if units < 0 { "-" } else { "" };
        let width = usize::try_from(decimals).unwrap();
        match format!("{sign}{}.{:0width$}", size / scale, size % scale).parse::<T>() {
            Err(ParseNumberError::TooLarge(_)) => (Code::LimitExceeded, column),
            Err(_) => (Code::InvalidInput, column),
            Ok(_) => panic!("{column} {units} is accepted as text"),
        }
    })
}

fn parts(split: &LineSplit) -> [i64; 4] {
    [split.fully_own, split.above_standard, split.first_self_pay, split.in_scope].map(Amount::units)
}

/// One row by the function.
fn single((fen, price, units, share): Row) -> Result<[i64; 4], Fault> {
    let amount = typed(Amount::from_units(fen), fen, 2, "amount")?;
    let is_covered = share != -1;
    let rate = if is_covered { Some(typed(Rate::from_units(share.into()), share.into(), 4, "rate")?) } else { None };
    let standard = if price == -1 { None } else { Some(typed(UnitPrice::from_units(price), price, 6, "standard")?) };
    let quantity = if is_covered && standard.is_some() && fen != 0 {
        Some(typed(SignedQuantity::from_units(units), units, 4, "quantity")?)
    } else {
        // Not looked at.
        SignedQuantity::from_units(units.max(-i64::MAX))
    };
    let question = LineQuestion {
        amount: Some(amount),
        quantity,
        covered: Some(is_covered),
        standard,
        first_self_pay_rate: rate,
        ..LineQuestion::default()
    };
    match split_line(&question) {
        Ok(split) => {
            assert_eq!(split.total, amount);
            Ok(parts(&split))
        }
        Err(error) => {
            assert_eq!(error.path(), "/input/quantity");
            Err((error.code(), "quantity"))
        }
    }
}

/// The rows by the kernel.
fn kernel(rows: &[Row]) -> Result<Vec<[i64; 4]>, (Code, String)> {
    let amount: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let standard: Vec<i64> = rows.iter().map(|row| row.1).collect();
    let quantity: Vec<i64> = rows.iter().map(|row| row.2).collect();
    let rate: Vec<i32> = rows.iter().map(|row| row.3).collect();
    let lines = LineColumns { amount: &amount, standard: &standard, quantity: &quantity, rate: &rate };
    let mut out = [7, 7, 7, 7].map(|filler| vec![filler; rows.len()]);
    let [own, above, first, inside] = &mut out;
    let columns = SplitColumns { fully_own: own, above_standard: above, first_self_pay: first, in_scope: inside };
    split_lines(&lines, columns).map_err(|error| (error.code(), error.path().to_owned()))?;
    Ok((0..rows.len()).map(|row| [out[0][row], out[1][row], out[2][row], out[3][row]]).collect())
}

/// The rows by the function, up to the first bad one.
fn row_by_row(rows: &[Row]) -> Result<Vec<[i64; 4]>, (Code, String)> {
    rows.iter()
        .enumerate()
        .map(|(position, row)| single(*row).map_err(|(code, column)| (code, format!("/{column}/{position}"))))
        .collect()
}

/// A row that may be bad in any way, of all magnitudes.
fn any_row(rng: &mut Rng) -> Row {
    let signed = |rng: &mut Rng| if rng.chance(50) { magnitude(rng) } else { -magnitude(rng) };
    let fen = match rng.below(40) {
        0 => i64::MIN,
        1..=3 => 0,
        _ => signed(rng),
    };
    let price = match rng.below(40) {
        0 => 0,
        1 => -2 - magnitude(rng).min(i64::MAX - 1),
        2..=9 => -1,
        _ => magnitude(rng).max(1),
    };
    let units = match rng.below(40) {
        0 => i64::MIN,
        1 => 0,
        2..=4 => signed(rng),
        _ => magnitude(rng).max(1) * fen.signum(),
    };
    let share = match rng.below(40) {
        0 => rng.pick(&[-2, 10_001, i32::MIN, i32::MAX]),
        1..=5 => -1,
        6..=8 => rng.pick(&[0, 1, 5_000, 9_999, 10_000]),
        _ => i32::try_from(rng.below(10_001)).unwrap(),
    };
    (fen, price, units, share)
}

/// A row that is split; often with a ceiling near the amount.
fn good_row(rng: &mut Rng) -> Row {
    loop {
        let (fen, price, units, share) = any_row(rng);
        let near = i128::from(fen.unsigned_abs()) * 100_000_000 / i128::from(units.unsigned_abs().max(1));
        let price = match i64::try_from(near) {
            Ok(near) if rng.chance(50) => (near / 2).saturating_add(below(rng, near.max(1))).max(1),
            _ => price,
        };
        let row = (fen, price, units, share);
        if single(row).is_ok() {
            return row;
        }
    }
}

/// The kernel is the function, row by row: rows of every magnitude up to the limits of 64 bits, good and bad in every way.
#[test]
fn columns_agree_with_the_function_on_single_rows() {
    let mut rng = Rng::new(1);
    let mut faults: BTreeMap<Fault, usize> = BTreeMap::new();
    let mut good = 0;
    for _ in 0..250_000 {
        let row = any_row(&mut rng);
        assert_eq!(kernel(&[row]), row_by_row(&[row]), "{row:?}");
        match single(row) {
            Ok(_) => good += 1,
            Err(fault) => *faults.entry(fault).or_default() += 1,
        }
    }
    assert!(good > 150_000, "{good}");
    assert_eq!(faults.len(), 5, "{faults:?}");
    assert!(faults.values().all(|seen| *seen > 1_000), "{faults:?}");
}

/// The same of every combination of edge values.
#[test]
fn columns_agree_with_the_function_on_edges() {
    let amounts =
        [i64::MIN, -i64::MAX, -1 << 32, -10_001, -5, -1, 0, 1, 2, 4_999, 5_000, 1 << 53, i64::MAX - 1, i64::MAX];
    let standards = [i64::MIN, -2, -1, 0, 1, 49, 50, 999_999, 1_000_000, 1 << 32, i64::MAX / 10_000, i64::MAX];
    let quantities = [i64::MIN, -i64::MAX, -10_000, -1, 0, 1, 2, 9_999, 10_000, 1_000_000, 1 << 31, 1 << 32, i64::MAX];
    let rates = [i32::MIN, -2, -1, 0, 1, 2, 4_999, 5_000, 9_999, 10_000, 10_001, i32::MAX];
    let mut good = Vec::new();
    for fen in amounts {
        for price in standards {
            for units in quantities {
                for share in rates {
                    let row = (fen, price, units, share);
                    assert_eq!(kernel(&[row]), row_by_row(&[row]), "{row:?}");
                    good.extend(single(row).is_ok().then_some(row));
                }
            }
        }
    }
    assert!(good.len() > 5_000, "{}", good.len());
    // All in one table, in several orders: usual rows beside enormous ones.
    let mut rng = Rng::new(2);
    for _ in 0..5 {
        assert_eq!(kernel(&good), row_by_row(&good));
        shuffle(&mut rng, &mut good);
    }
}

/// The same of tables of several blocks, good ones and some with bad rows: the first bad one is named.
#[test]
fn columns_agree_with_the_function_on_tables() {
    let mut rng = Rng::new(3);
    let (mut split, mut refused) = (0, 0);
    while split < 250_000 {
        let length = rng.pick(&[1, 2, 31, 511, 512, 513, 1_023, 1_024, 1_025, 1_500]);
        let is_usual = rng.chance(50);
        let mut rows: Vec<Row> = (0..length)
            .map(|_| {
                let (fen, price, units, share) = good_row(&mut rng);
                // Of usual size the rows of a block are split without looking.
                if is_usual {
                    (fen % 10_000_000, price.min(1_000_000_000), units % 10_000_000, share)
                } else {
                    (fen, price, units, share)
                }
            })
            .filter(|row| single(*row).is_ok())
            .collect();
        if rng.chance(30) && !rows.is_empty() {
            for _ in 0..=rng.below(3) {
                let position = rng.below(rows.len());
                rows[position] = any_row(&mut rng);
            }
        }
        let wanted = row_by_row(&rows);
        match &wanted {
            Ok(parts) => split += parts.len(),
            Err(_) => refused += 1,
        }
        assert_eq!(kernel(&rows), wanted);
    }
    assert!(refused > 10, "{refused}");
}

/// The first bad row is named wherever it stands, and the rows after it are not looked at.
#[test]
fn the_first_bad_row_is_named() {
    let bad: [(Row, Fault); 8] = [
        ((i64::MIN, 0, 0, 10_001), (Code::LimitExceeded, "amount")),
        ((1, 0, 0, 10_001), (Code::InvalidInput, "rate")),
        ((0, 0, 0, -2), (Code::InvalidInput, "rate")),
        ((1, 0, 0, 0), (Code::InvalidInput, "standard")),
        // A line that is not covered has its form checked all the same.
        ((1, -2, 1, -1), (Code::InvalidInput, "standard")),
        ((-1, 1, i64::MIN, 0), (Code::LimitExceeded, "quantity")),
        ((1, 1, 0, 0), (Code::InvalidInput, "quantity")),
        ((-1, 1, 1, 0), (Code::InvalidInput, "quantity")),
    ];
    let plain = (2_380, 1_091_200, 70_000, 1_000);
    let enormous = (i64::MAX, i64::MAX, i64::MAX, 10_000);
    for (k, (row, (code, column))) in bad.into_iter().enumerate() {
        assert_eq!(single(row), Err((code, column)));
        for position in 0..1_300 {
            let wanted = Err((code, format!("/{column}/{position}")));
            let mut rows = vec![plain; 1_300];
            rows[position] = row;
            assert_eq!(kernel(&rows), wanted, "alone at {position}");
            // Other bad rows behind it, in its block and later; an enormous row before it.
            for later in [position + 1, position + 100, position + 700].into_iter().filter(|later| *later < 1_300) {
                rows[later] = bad[(k + later) % bad.len()].0;
            }
            rows[position / 2] = if position > 0 { enormous } else { row };
            assert_eq!(kernel(&rows), wanted, "first at {position}");
        }
    }
}

/// What is not looked at may hold anything: the quantity without a standard, on a line not covered, and at amount zero.
#[test]
fn columns_look_at_the_quantity_only_where_it_counts() {
    for units in [i64::MIN, -1, 0, 1, i64::MAX] {
        let rows = [(500, -1, units, 1_000), (500, 1, units, -1), (0, 1, units, 1_000), (-500, -1, units, 1_000)];
        let wanted = vec![[0, 0, 50, 450], [500, 0, 0, 0], [0; 4], [0, 0, -50, -450]];
        assert_eq!(kernel(&rows), Ok(wanted));
    }
}

/// Columns of other lengths are refused, the first of standard, quantity, rate and then of the outputs; an empty table is fine.
#[test]
fn columns_refuse_other_lengths() {
    let ints = [1_i64; 4];
    let run = |[amount, standard, quantity, rate]: [usize; 4], out: [usize; 4]| {
        let rates = [1_i32; 4];
        let lines = LineColumns {
            amount: &ints[..amount],
            standard: &ints[..standard],
            quantity: &ints[..quantity],
            rate: &rates[..rate],
        };
        let [mut own, mut above, mut first, mut inside] = out.map(|length| vec![0_i64; length]);
        let columns = SplitColumns {
            fully_own: &mut own,
            above_standard: &mut above,
            first_self_pay: &mut first,
            in_scope: &mut inside,
        };
        split_lines(&lines, columns).map_err(|error: Error| (error.code(), error.path().to_owned()))
    };
    assert_eq!(run([0; 4], [0; 4]), Ok(()));
    let names = ["standard", "quantity", "rate", "fully_own", "above_standard", "first_self_pay", "in_scope"];
    for rows in [0, 2] {
        // Every set of columns that are too long or too short.
        for wrong in 0..3_usize.pow(7) {
            let lengths: Vec<usize> = (0..7)
                .map(|column: u32| match wrong / 3_usize.pow(column) % 3 {
                    0 => rows,
                    1 => rows + 1,
                    _ => usize::saturating_sub(rows, 1),
                })
                .collect();
            let first = lengths.iter().position(|length| *length != rows);
            let wanted = first.map_or(Ok(()), |first| Err((Code::InvalidInput, format!("/{}", names[first]))));
            let ran = run([rows, lengths[0], lengths[1], lengths[2]], [lengths[3], lengths[4], lengths[5], lengths[6]]);
            assert_eq!(ran, wanted, "{lengths:?}");
        }
    }
}

// ----------------------------------------------------------------------------------------------------------- settlement

/// By the definition: the whole parts, and one fen more to each that fewer others beat than fen are missing.
fn largest_remainder(total: i128, weights: &[i128], rank: impl Fn(usize) -> usize) -> Vec<i128> {
    let sum: i128 = weights.iter().sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let missing = total - weights.iter().map(|weight| total * weight / sum).sum::<i128>();
    let standing = |i: usize| (total * weights[i] % sum, weights[i], Reverse(rank(i)));
    (0..weights.len())
        .map(|i| {
            let before = (0..weights.len()).filter(|j| standing(*j) > standing(i)).count();
            total * weights[i] / sum + i128::from(i128::try_from(before).unwrap() < missing)
        })
        .collect()
}

/// What in-scope money up to `x` gives in a tier that ends at `upper` and begins at `lower`, in ten-thousandths of a fen.
fn given(x: i128, lower: i128, upper: Option<i128>, rate: i128) -> i128 {
    (upper.map_or(x, |upper| x.min(upper)) - lower).max(0) * rate
}

/// Deductible, pooled, fund of a bill, computed on its own.
fn naive_pool(question: &SettleQuestion) -> [i128; 3] {
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

fn bill_line(id: Id, [fully_own, above_standard, first_self_pay, in_scope]: [i64; 4]) -> BillLine {
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
fn bill(lines: Vec<BillLine>, reimbursed: i64) -> SettleQuestion {
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
fn random_bill(rng: &mut Rng) -> SettleQuestion {
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

/// 1. Fund + patient = total for each line and in total; no component is negative; the parts of the lines sum to the totals; no line's
/// fund exceeds its in-scope money; the order of the lines does not matter; and the figures are those of a second computation.
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
        let rank = |i: usize| question.lines.iter().filter(|line| line.id < question.lines[i].id).count();
        let mut left: Vec<i128> = question.lines.iter().map(|line| line.in_scope.units().into()).collect();
        let [deductibles, funds, over_caps] = [deductible, fund, pooled - fund].map(|money| {
            let parts = largest_remainder(money, &left, rank);
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

// ------------------------------------------------------------------------------------------------- allocation and refunds

/// The one choice of the missing fen in which nobody who gets none is before somebody who gets one, out of all choices.
fn allocated(total: i64, weights: &[i64], rank: impl Fn(usize) -> usize) -> Vec<i64> {
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
fn small_weights() -> Vec<Vec<i64>> {
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

fn stored([fully_own, above_standard, first_self_pay, in_scope]: [i64; 4]) -> StoredSplit {
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
fn refund(parts_left: [i64; 4], fen: i64) -> Result<[i64; 4], Error> {
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

// --------------------------------------------------------------------------------------------------------------- split

fn mode() -> impl Strategy<Value = RoundingMode> {
    proptest::sample::select(MODES.as_slice())
}

/// A line by quantity and price or stated amount, with any kind of first self-pay.
fn line() -> impl Strategy<Value = LineQuestion> {
    let price = || prop_oneof![1_i64..200, 1_i64..50_000_000, 1_i64..1_000_000_000_000];
    let quantity = prop_oneof![1_i64..50, 1_i64..2_000_000, (1_i64..200).prop_map(|packs| packs * 10_000)];
    let order =
        proptest::sample::select([None, Some(SplitOrder::CeilingFirst), Some(SplitOrder::RateFirst)].as_slice());
    let self_pay = prop_oneof![3 => (0_i64..=10_000).prop_map(Ok), 1 => price().prop_map(Err)];
    let stated = proptest::option::of(prop_oneof![0_i64..100, 0_i64..100_000_000]);
    (price(), quantity, proptest::option::of(price()), self_pay, order, mode(), stated, 0..8_u8).prop_map(
        |(price, quantity, ceiling, self_pay, order, mode, stated, kind)| LineQuestion {
            amount: stated.map(amount),
            price: if stated.is_some() { None } else { UnitPrice::from_units(price) },
            quantity: SignedQuantity::from_units(quantity),
            covered: (kind < 2).then_some(kind == 1),
            standard: ceiling.and_then(UnitPrice::from_units),
            first_self_pay_rate: self_pay.ok().map(rate),
            fixed_self_pay: self_pay.err().and_then(UnitPrice::from_units),
            order,
            rounding: Some(mode),
            refund_of: None,
        },
    )
}

fn negated(question: &LineQuestion) -> LineQuestion {
    LineQuestion {
        amount: question.amount.map(|sum| amount(-sum.units())),
        quantity: question.quantity.and_then(|quantity| SignedQuantity::from_units(-quantity.units())),
        ..question.clone()
    }
}

/// `quantity × price` in fen.
fn times(question: &LineQuestion, price: i64) -> i128 {
    rounded(i128::from(question.quantity.unwrap().units()) * i128::from(price), 100_000_000, question.rounding.unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    /// 1. The four parts sum to the line and have its sign; the mirror image negates each; a full refund gives back each.
    #[test]
    fn parts_sum_to_the_line_and_mirror(question in line()) {
        let split = split_line(&question).unwrap();
        let total = question.price.map_or_else(|| question.amount.unwrap().units().into(), |price| times(&question, price.units()));
        prop_assert_eq!(i128::from(split.total.units()), total);
        let [own, above, first, inside] = parts(&split);
        prop_assert_eq!(own + above + first + inside, split.total.units());
        prop_assert!([own, above, first, inside].iter().all(|part| *part >= 0));
        if question.covered == Some(false) {
            prop_assert_eq!([own, above, first, inside], [split.total.units(), 0, 0, 0]);
            prop_assert_eq!(split.ceiling_amount, None);
        } else {
            let ceiling = question.standard.map(|standard| times(&question, standard.units()));
            prop_assert_eq!(split.ceiling_amount.map(|ceiling| i128::from(ceiling.units())), ceiling);
            prop_assert!(ceiling.is_none_or(|ceiling| i128::from(inside) <= ceiling));
            prop_assert_eq!(own, 0);
        }
        let mirror = split_line(&negated(&question)).unwrap();
        prop_assert_eq!(mirror.total.units(), -split.total.units());
        prop_assert_eq!(parts(&mirror), parts(&split).map(|part| -part));
        prop_assert_eq!(mirror.ceiling_amount.map(Amount::units), split.ceiling_amount.map(|ceiling| -ceiling.units()));
        prop_assert_eq!(refund(parts(&split), split.total.units()).unwrap(), parts(&split));
    }

    /// 2. With the rest fixed, neither the part in scope nor the rest of the line falls when the amount rises.
    #[test]
    fn parts_rise_with_the_amount(question in line(), fen in 0_i64..10_000_000, more in prop_oneof![0_i64..3, 0_i64..1_000_000]) {
        let at = |fen| split_line(&LineQuestion { amount: Some(amount(fen)), price: None, ..question.clone() }).unwrap();
        let (less, more) = (at(fen), at(fen + more));
        prop_assert!(less.in_scope <= more.in_scope);
        let rest = |split: &LineSplit| split.total.units() - split.in_scope.units();
        prop_assert!(rest(&less) <= rest(&more));
    }

    /// 2. With the ceiling first, the part in scope does not fall when the standard rises.
    #[test]
    fn scope_rises_with_the_standard(question in line(), standard in 1_i64..50_000_000, more in prop_oneof![0_i64..500, 0_i64..50_000_000]) {
        let at = |units| {
            let question = LineQuestion { standard: UnitPrice::from_units(units), order: None, ..question.clone() };
            split_line(&question).unwrap().in_scope
        };
        prop_assert!(at(standard) <= at(standard + more));
    }

    /// 3. What is above the standard, by subtraction, is within a fen of the rounded product of the difference.
    #[test]
    fn excess_is_near_the_product_of_the_difference(question in line(), standard in 1_i64..50_000_000, above in prop_oneof![0_i64..200, 0_i64..50_000_000]) {
        let question = LineQuestion {
            amount: None,
            price: UnitPrice::from_units(standard + above),
            covered: None,
            standard: UnitPrice::from_units(standard),
            order: None,
            ..question
        };
        let excess = i128::from(split_line(&question).unwrap().above_standard.units());
        prop_assert!((excess - times(&question, above)).abs() <= 1);
    }

    /// 9. The standard of a bid-entry drug is not below its floor nor below the lowest quote, and is one of them.
    #[test]
    fn bid_entry_keeps_its_floor(quotes in proptest::collection::vec(1_i64..2_000_000_000, 1..6), willingness in 1_i64..2_000_000_000) {
        let question = BidEntryQuestion {
            quotes: quotes.iter().enumerate().map(|(n, units)| Quote { id: id(&n.to_string()), price: UnitPrice::from_units(*units).unwrap() }).collect(),
            willingness: UnitPrice::from_units(willingness).unwrap(),
            price_unit: PriceUnit::Pack,
        };
        let lowest = *quotes.iter().min().unwrap();
        match bid_entry(&book("cn-bid-2023"), &question) {
            Ok(entry) => {
                let floor = rounded(i128::from(willingness) * 7, 100_000, RoundingMode::HalfUp) * 10_000;
                prop_assert_eq!(entry.floor.millionths(), floor);
                prop_assert_eq!(entry.lowest_quote.millionths(), i128::from(lowest));
                prop_assert_eq!(entry.standard.millionths(), floor.max(lowest.into()));
                prop_assert_eq!(entry.floor_applied, floor > lowest.into());
            }
            Err(error) => {
                prop_assert_eq!(error.code(), Code::RuleGap);
                prop_assert!(lowest > willingness);
            }
        }
    }

    /// 9. A retail cap is not below the standard, for standards to the fen; what is above the standard is the patient's.
    #[test]
    fn retail_caps_reach_the_standard(fen in prop_oneof![1_i64..100, 1_i64..1_000_000], price in 1_i64..2_000_000) {
        let question = RetailQuestion { standard: yuan(fen), kind: RetailKind::Vbp, price: Some(yuan(price)) };
        let cap = retail_cap(&book("ningbo-retail"), &question).unwrap();
        let by_rate = rounded(i128::from(fen) * 115, 100, RoundingMode::HalfUp);
        prop_assert_eq!(cap.cap.unwrap().millionths(), by_rate.min(i128::from(fen) + 20_000) * 10_000);
        prop_assert!(cap.cap.unwrap().millionths() >= i128::from(fen) * 10_000);
        prop_assert_eq!(cap.headroom.unwrap().millionths(), cap.cap.unwrap().millionths() - i128::from(fen) * 10_000);
        prop_assert_eq!(cap.patient_excess.unwrap().millionths(), i128::from((price - fen).max(0)) * 10_000);
    }
}

// ------------------------------------------------------------------------------------------------------------- standards

fn winner(name: &str, price: UnitPrice) -> Winner {
    Winner { id: id(name), price, group: None, supply: None, volume: None }
}

fn in_year(product: Product, winners: Vec<Winner>, year: u32) -> StandardQuestion {
    StandardQuestion {
        product,
        winners,
        listed: Vec::new(),
        price_unit: PriceUnit::Pack,
        date: None,
        year: PolicyYear::new(year),
        start_date: None,
        person: Person::Ordinary,
    }
}

fn over_years(product: Product, winners: Vec<Winner>, years: u32) -> PathQuestion {
    PathQuestion {
        product,
        winners,
        listed: Vec::new(),
        price_unit: PriceUnit::Pack,
        years: PathYear::new(years),
        prices: Vec::new(),
        person: Person::Ordinary,
    }
}

/// A non-winner that asks what it costs.
fn originator(base: UnitPrice, price: UnitPrice) -> Product {
    Product {
        base_price: Some(base),
        own_rate: Some(rate(1_000)),
        ..Product::new(Status::Originator, ListClass::B, price)
    }
}

fn units(price: Option<jicai::payment::Yuan>) -> i128 {
    price.unwrap().millionths()
}

/// 4. The effective standard is neither above the price nor above the ceiling; a capped product that is not evaluated never exceeds
/// the reference: any product, under any rulebook, in any year.
#[test]
fn effective_standards_have_two_limits() {
    let statuses = [
        Status::Winner,
        Status::Originator,
        Status::ReferenceProduct,
        Status::Passed,
        Status::NotPassed,
        Status::NonWinner,
        Status::Negotiated,
        Status::Bid,
        Status::Ordinary,
    ];
    let books = [
        ("cn-2019", None),
        ("guangzhou-2019", None),
        ("hainan-2019", None),
        ("xian-2019", None),
        ("heilongjiang-2020", None),
        ("henan-2019", None),
        ("shanghai-2021", None),
        ("fujian-2025", Some("competitive")),
        ("fujian-2025", Some("non_competitive")),
        ("wuhan-2020", None),
        ("cn-insulin-2022", None),
        ("cn-joints-2022", None),
        ("zhejiang-joints-2022", Some("component")),
        ("zhejiang-joints-2022", Some("system")),
        ("tianjin-dcb-2022", Some("dcb")),
        ("tianjin-dcb-2022", Some("pacemaker")),
        ("fujian-stents-2021", Some("stainless_steel")),
        ("fujian-stents-2021", Some("other_material")),
        ("beijing-pilot-2022", None),
        ("jilin-city-2020", None),
    ]
    .map(|(name, category)| (name, book(name), category));
    let mut rng = Rng::new(6);
    let mut bands: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..60_000 {
        let (name, rulebook, category) = rng.pick(&books);
        let top = rng.pick(&[2_000, 1_000_000, 1_000_000_000, 20_000_000_000]);
        let mut any = || UnitPrice::from_units(1 + below(&mut rng, top)).unwrap();
        let [price, base, winning, national, cap, common, other] = [0; 7].map(|_| any());
        let status = rng.pick(&statuses);
        let product = Product {
            winning_price: Some(winning),
            base_price: Some(if rng.chance(30) { price } else { base }),
            national_standard: Some(national),
            group: Some(id("g")),
            category: category.map(str::to_owned),
            cap: (category == Some("pacemaker")).then_some(cap),
            own_rate: Some(rate(below(&mut rng, 10_001))),
            high_price_listed: Some(rng.chance(50)),
            ..Product::new(status, rng.pick(&[ListClass::A, ListClass::B, ListClass::B, ListClass::OutOfList]), price)
        };
        let winners = [("W1", common), ("W2", if rng.chance(80) { common } else { other })];
        let mut question = in_year(
            product,
            winners
                .map(|(name, price)| Winner { group: Some(id("g")), supply: Some(Supply::Main), ..winner(name, price) })
                .to_vec(),
            1 + u32::try_from(rng.below(4)).unwrap(),
        );
        question.price_unit = rng.pick(&[PriceUnit::Pack, PriceUnit::MinUnit]);
        question.listed = vec![Listed { id: id("L"), price: other, volume: "12.5".parse().unwrap() }];
        let answer: Standard = match standard(&rulebook, &question) {
            Ok(answer) => answer,
            Err(error) => {
                assert_eq!(error.code(), Code::RuleGap, "{name}: {error} {question:?}");
                continue;
            }
        };
        *bands.entry(answer.band.clone()).or_default() += 1;
        if !answer.covered {
            assert!(answer.ceiling.is_none() && answer.effective.is_none() && answer.above_standard.is_none());
            continue;
        }
        let price = i128::from(price.units());
        let effective = units(answer.effective);
        assert!(effective <= price);
        assert_eq!(units(answer.above_standard), price - effective);
        let ceiling = answer.ceiling.map(|ceiling| ceiling.millionths());
        assert_eq!(effective, ceiling.map_or(price, |ceiling| ceiling.min(price)));
        assert_eq!(answer.limited_by_price, ceiling.is_some_and(|ceiling| ceiling > price));
        assert_eq!(answer.bound.is_some(), ceiling.is_some());
        if answer.band == "not_passed" {
            assert_eq!((answer.ceiling, answer.bound), (answer.reference, Some(Bound::AtMost)));
            assert!(effective <= units(answer.reference));
        }
        if answer.floor_applied {
            assert_eq!(answer.ceiling, answer.reference);
        }
    }
    for band in [
        "winner",
        "within",
        "low",
        "high",
        "above",
        "not_passed",
        "ordinary",
        "national_standard",
        "no_reference",
        "high_price_listed",
        "out_of_list",
        "component",
        "system",
        "competitive",
        "non_competitive",
    ] {
        assert!(bands.get(band).is_some_and(|seen| *seen > 50), "{band}: {bands:?}");
    }
}

/// 4. The same of a capped product in every year of a path, with price cuts in between.
#[test]
fn products_not_evaluated_stay_at_the_reference() {
    let mut rng = Rng::new(7);
    for rulebook in ["cn-2019", "guangzhou-2019", "heilongjiang-2020"].map(book) {
        for _ in 0..1_000 {
            let [reference, price, later] = [0; 3].map(|_| yuan(1 + below(&mut rng, 10_000)));
            let product = Product { status: Status::NotPassed, ..originator(price, price) };
            let mut question = over_years(product, vec![winner("W", reference)], 5);
            question.prices = vec![YearPrice { year: PathYear::new(3).unwrap(), price: later }];
            for step in path(&rulebook, &question).unwrap().steps {
                assert!(units(step.effective) <= reference.units().into());
                assert_eq!(units(step.ceiling), reference.units().into());
                assert_eq!(step.price.millionths(), i128::from(if step.year < 3 { price } else { later }.units()));
            }
        }
    }
}

/// 5. With a floor, a product dearer than the reference never has a ceiling below it, whatever its base price and decimals.
#[test]
fn ceilings_do_not_fall_below_the_floor() {
    let mut rng = Rng::new(8);
    let books = [
        ("cn-2019", None),
        ("guangzhou-2019", None),
        ("hainan-2019", None),
        ("fujian-2025", Some("competitive")),
        ("fujian-2025", Some("non_competitive")),
    ]
    .map(|(name, category)| (book(name), category));
    let mut raised = 0;
    for _ in 0..20_000 {
        let (rulebook, category) = rng.pick(&books);
        let top = rng.pick(&[20_000, 1_000_000, 100_000_000]);
        let reference = 1 + below(&mut rng, top);
        let price = UnitPrice::from_units(reference + 1 + below(&mut rng, 3 * reference)).unwrap();
        let base = UnitPrice::from_units(1 + below(&mut rng, 4 * reference)).unwrap();
        let product = Product {
            category: category.map(str::to_owned),
            base_price: Some(if rng.chance(50) { price } else { base }),
            ..originator(base, price)
        };
        let question = over_years(product, vec![winner("W", UnitPrice::from_units(reference).unwrap())], 5);
        for step in path(&rulebook, &question).unwrap().steps {
            if let Some(ceiling) = step.ceiling {
                assert!(ceiling.millionths() >= reference.into(), "{question:?}");
                raised += usize::from(step.floor_applied);
            }
        }
    }
    assert!(raised > 100, "{raised}");
}

/// 5. Ladders that lead down never rise and end at the reference.
#[test]
fn ladders_lead_down_to_the_reference() {
    let mut rng = Rng::new(9);
    let books = [
        ("cn-2019", None),
        ("hainan-2019", None),
        ("zhejiang-joints-2022", Some("component")),
        ("zhejiang-joints-2022", Some("system")),
    ];
    for (name, category) in books {
        let rulebook = book(name);
        for _ in 0..3_000 {
            let reference = 1 + below(&mut rng, 10_000);
            let price = yuan(reference + below(&mut rng, 4 * reference));
            let product = Product {
                status: if category.is_some() { Status::NonWinner } else { Status::Passed },
                category: category.map(str::to_owned),
                group: Some(id("g")),
                ..originator(yuan(1 + below(&mut rng, 5 * reference)), price)
            };
            let winners = vec![Winner { group: Some(id("g")), ..winner("W", yuan(reference)) }];
            let answer = path(&rulebook, &over_years(product, winners, 6)).unwrap();
            let ceilings: Vec<i128> =
                answer.steps.iter().filter_map(|step| step.ceiling).map(|ceiling| ceiling.millionths()).collect();
            assert!(ceilings.is_sorted_by(|earlier, later| earlier >= later), "{name}: {ceilings:?}");
            assert_eq!(ceilings.last(), Some(&i128::from(yuan(reference).units())));
            assert!(answer.converged_year.is_some_and(|year| year <= 3), "{name}: {ceilings:?}");
        }
    }
}

/// 6. In Hainan from the third year on, all products at or above the reference have one ceiling whatever their base price.
#[test]
fn hainan_ends_at_one_standard() {
    let rulebook = book("hainan-2019");
    let mut rng = Rng::new(10);
    for _ in 0..5_000 {
        let reference = 1 + below(&mut rng, 10_000);
        let price = yuan(reference + below(&mut rng, 5 * reference));
        let product = originator(yuan(1 + below(&mut rng, 8 * reference)), price);
        let year = 3 + u32::try_from(rng.below(98)).unwrap();
        let answer = standard(&rulebook, &in_year(product, vec![winner("W", yuan(reference))], year)).unwrap();
        assert_eq!(units(answer.ceiling), yuan(reference).units().into());
    }
}

/// 7. The order of the winners does not matter, whichever of them counts.
#[test]
fn winners_have_no_order() {
    let kinds = ["single", "highest", "lowest", "main_supply", "volume_weighted", "mean"];
    let books: Vec<Rulebook> = kinds
        .iter()
        .flat_map(|kind| {
            ["all", "same_group"].map(|scope| {
                extended(
                    "hainan-2019",
                    &format!(r#""parameters": {{"reference": "{kind}", "group_scope": "{scope}"}}"#),
                )
            })
        })
        .collect();
    let mut rng = Rng::new(11);
    let (mut answers, mut gaps) = (0, 0);
    for _ in 0..15_000 {
        let rulebook = &books[rng.below(books.len())];
        let few = 1 + below(&mut rng, 5);
        let mut winners: Vec<Winner> = (0..=rng.below(6))
            .map(|number| Winner {
                group: Some(id(rng.pick(&["g", "h"]))),
                supply: Some(rng.pick(&[Supply::Main, Supply::Backup, Supply::Outside])),
                volume: Some((1 + rng.below(1_000)).to_string().parse().unwrap()),
                ..winner(&format!("W{number}"), yuan(1_000 + below(&mut rng, few)))
            })
            .collect();
        let mut product = originator(yuan(3_000), yuan(1_500 + below(&mut rng, 2_000)));
        product.group = Some(id("g"));
        let year = 1 + u32::try_from(rng.below(3)).unwrap();
        let ask = |winners: &[Winner]| {
            let answer = standard(rulebook, &in_year(product.clone(), winners.to_vec(), year));
            answer.map(|answer| serde_json::to_string(&answer).unwrap()).map_err(|error| error.code())
        };
        let wanted = ask(&winners);
        match &wanted {
            Ok(_) => answers += 1,
            Err(code) => {
                assert_eq!(*code, Code::RuleGap);
                gaps += 1;
            }
        }
        for _ in 0..3 {
            shuffle(&mut rng, &mut winners);
            assert_eq!(ask(&winners), wanted);
        }
    }
    assert!(answers > 5_000 && gaps > 500, "{answers} {gaps}");
}

/// 7. One more winner cannot raise a lowest reference, nor lower a highest one.
#[test]
fn one_more_winner_moves_a_reference_one_way() {
    let [lowest, highest] =
        ["lowest", "highest"].map(|kind| extended("cn-2019", &format!(r#""parameters": {{"reference": "{kind}"}}"#)));
    let mut rng = Rng::new(12);
    for _ in 0..5_000 {
        let mut winners: Vec<Winner> =
            (0..=rng.below(5)).map(|n| winner(&format!("W{n}"), yuan(1 + below(&mut rng, 3_000)))).collect();
        let product = originator(yuan(5_000), yuan(1 + below(&mut rng, 5_000)));
        let reference = |rulebook: &Rulebook, winners: &[Winner]| {
            units(standard(rulebook, &in_year(product.clone(), winners.to_vec(), 1)).unwrap().reference)
        };
        let before = [&lowest, &highest].map(|rulebook| reference(rulebook, &winners));
        winners.push(winner("new", yuan(1 + below(&mut rng, 3_000))));
        let after = [&lowest, &highest].map(|rulebook| reference(rulebook, &winners));
        assert!(after[0] <= before[0] && after[1] >= before[1]);
    }
}

/// 7. All prices times k make the standard k times as high, where nothing is rounded.
#[test]
fn standards_scale_with_the_prices() {
    let mut rng = Rng::new(13);
    let books = ["guangzhou-2019", "hainan-2019", "xian-2019", "wuhan-2020", "heilongjiang-2020"].map(book);
    for _ in 0..10_000 {
        let rulebook = rng.pick(&books);
        // Multiples of ten fen, so that 0.70 and 0.40 of them are whole fen.
        let [reference, base, price] = [0; 3].map(|_| 10 * (1 + below(&mut rng, 1_000)));
        let k = 1 + below(&mut rng, 40);
        let ask = |k: i64| {
            let mut product = originator(yuan(k * base), yuan(k * price));
            product.group = Some(id("g"));
            let winners = vec![Winner { group: Some(id("g")), ..winner("W", yuan(k * reference)) }];
            standard(&rulebook, &in_year(product, winners, 1)).unwrap()
        };
        let (one, scaled) = (ask(1), ask(k));
        assert_eq!(one.band, scaled.band);
        for (one, scaled) in [
            (one.ceiling, scaled.ceiling),
            (one.effective, scaled.effective),
            (one.above_standard, scaled.above_standard),
        ] {
            assert_eq!(one.map(|one| one.millionths() * i128::from(k)), scaled.map(|scaled| scaled.millionths()));
        }
    }
}

// --------------------------------------------------------------------------------------------------- tempting but false

/// (a) False: what the patient pays above the standard rises with the price. In Guangzhou's first year it falls from 1.0 W to 0.6 W at
/// twice the reference.
#[test]
fn the_excess_may_fall_where_the_price_rises() {
    let rulebook = book("guangzhou-2019");
    let lint = lint_rulebook(&rulebook, &LintQuestion::default()).unwrap();
    let [cliff] = lint.cliffs.as_slice() else { panic!("{lint:?}") };
    assert!(!lint.monotone);
    assert_eq!((cliff.year, cliff.band_below.as_str(), cliff.band_above.as_str()), (1, "low", "high"));
    let figures = [&cliff.edge, &cliff.excess_below, &cliff.excess_above].map(ToString::to_string);
    assert_eq!(figures, ["2.000000", "1.000000", "0.600000"]);
    assert_eq!(cliff.drops, [Drop::Excess]);
    // The same in yuan, for every reference: at the edge, and one fen above it.
    for reference in 100..3_000 {
        let at = |fen: i64| {
            let question = in_year(originator(yuan(fen), yuan(fen)), vec![winner("W", yuan(reference))], 1);
            units(standard(&rulebook, &question).unwrap().above_standard)
        };
        let (below, above) = (at(2 * reference), at(2 * reference + 1));
        assert_eq!(below, yuan(reference).units().into());
        // 0.6 W and 0.3 of a fen, to the fen.
        let near = i128::from(6 * (reference * 1_000)) + 3_000;
        assert!((above - near).abs() <= 5_000, "{reference}: {above}");
        assert!(above < below);
    }
}

/// (a) False, too, of the patient's whole share: in Xi'an it falls from 27.60 to 17.81 as the price goes from 44.52 to 44.53.
#[test]
fn the_patient_may_pay_less_for_a_dearer_product() {
    let rulebook = book("xian-2019");
    let patient = |price: &str| {
        let price: UnitPrice = price.parse().unwrap();
        let winners = vec![winner("W", "22.26".parse().unwrap())];
        let answer = standard(&rulebook, &in_year(originator(price, price), winners, 1)).unwrap();
        let question = LineQuestion {
            price: Some(price),
            quantity: SignedQuantity::from_units(10_000),
            standard: answer.ceiling.map(|ceiling| ceiling.to_string().parse().unwrap()),
            first_self_pay_rate: answer.first_self_pay_rate,
            ..LineQuestion::default()
        };
        let settled = settle(&bill(vec![bill_line(id("1"), parts(&split_line(&question).unwrap()))], 8_000)).unwrap();
        settled.totals.patient.to_string()
    };
    assert_eq!([patient("44.52"), patient("44.53")], ["27.60", "17.81"]);
    let question =
        LintQuestion { reimbursement_rate: Some(rate(8_000)), list_class: Some(ListClass::B), own_rate: None };
    let lint = lint_rulebook(&rulebook, &question).unwrap();
    let [cliff] = lint.cliffs.as_slice() else { panic!("{lint:?}") };
    let shares = [&cliff.patient_below, &cliff.patient_above].map(|share| share.as_ref().unwrap().to_string());
    assert_eq!(shares, ["1.240000", "0.800000"]);
    assert!(cliff.drops.contains(&Drop::Patient));
}

/// (b) False: rounding the fund's and the patient's share by themselves conserves. Half of a fen is a fen for each.
#[test]
fn rounding_both_shares_does_not_conserve() {
    let half = rounded(5_000, 10_000, RoundingMode::HalfUp);
    assert_eq!(half + half, 2);
    let totals = settle(&bill(vec![bill_line(id("1"), [0, 0, 0, 1])], 5_000)).unwrap().totals;
    assert_eq!((totals.fund.units(), totals.patient.units()), (1, 0));
}

/// (c) False: rounding the fund line by line gives the settlement's fund. Over sixty lines it is a dozen fen off.
#[test]
fn rounding_line_by_line_drifts() {
    let drift = |fen: i64, reimbursed: i64| {
        let lines: Vec<BillLine> = (0..60).map(|n| bill_line(id(&n.to_string()), [0, 0, 0, fen])).collect();
        let alone: i64 =
            lines.iter().map(|line| settle(&bill(vec![line.clone()], reimbursed)).unwrap().totals.fund.units()).sum();
        let together = settle(&bill(lines, reimbursed)).unwrap();
        assert_eq!(together.lines.iter().map(|line| line.fund.units()).sum::<i64>(), together.totals.fund.units());
        alone - together.totals.fund.units()
    };
    assert_eq!([drift(1, 8_000), drift(3, 8_000), drift(3, 5_000), drift(10, 8_000)], [12, -24, 30, 0]);
}

/// (d) False: without the floor a ladder never goes below the reference. Hainan's second year does for base prices from 2 W to 2.5 W.
#[test]
fn without_the_floor_a_ladder_may_go_below_the_reference() {
    let without = extended("hainan-2019", r#""remove": ["floor"]"#);
    let with = book("hainan-2019");
    for base in (1_500..3_500).step_by(5) {
        let question = over_years(originator(yuan(base), yuan(base)), vec![winner("W", yuan(1_000))], 3);
        let [with, without] = [&*with, &without].map(|rulebook| {
            path(rulebook, &question).unwrap().steps.iter().map(|step| units(step.ceiling) / 10_000).collect::<Vec<_>>()
        });
        assert_eq!(without[1] < 1_000, base > 2_000 && base < 2_500, "{base}: {without:?}");
        assert!(with[1] >= 1_000);
    }
    let lint = lint_rulebook(&without, &LintQuestion::default()).unwrap();
    let below: Vec<(u32, String)> =
        lint.below_reference.iter().map(|below| (below.year, below.standard.to_string())).collect();
    assert_eq!(below, [(2, "0.800000".to_owned())]);
    assert!(lint_rulebook(&with, &LintQuestion::default()).unwrap().below_reference.is_empty());
}

/// False: allocating deductible and fund each over the in-scope money. Of two lines of a fen both would go to the same one.
#[test]
fn allocating_each_by_itself_overdraws_a_line() {
    let lines = vec![bill_line(id("a"), [0, 0, 0, 1]), bill_line(id("b"), [0, 0, 0, 1])];
    let alone = largest_remainder(1, &[1, 1], |i| i);
    assert_eq!(1 - alone[0] - alone[0], -1);
    let settled = settle(&SettleQuestion { deductible_remaining: money(1), ..bill(lines, 10_000) }).unwrap();
    let got: Vec<[i64; 3]> =
        settled.lines.iter().map(|line| [line.deductible, line.fund, line.copay].map(Amount::units)).collect();
    assert_eq!(got, [[1, 0, 0], [0, 1, 0]]);
}
