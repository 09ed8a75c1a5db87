//! How a bill divides between fund and patient.

use super::allocate::allocate;
use super::bill::{BillLine, ReimbursementTier, SettleQuestion};
use super::output::{BillTotals, SettledLine, Settlement};
use super::question::TierBase;
use super::validate;
use crate::error::Error;
use crate::explain::{Fact, Sink};
use crate::number::{Amount, NonNegativeAmount, divide_rounded};

/// The pooled money of a bill, in fen.
struct Pool {
    in_scope: i128,
    deductible: i128,
    pooled: i128,
    fund: i128,
}

/// Rules 20 and 21.
///
/// Source: clauses `payment#settle`, `payment#allocate`.
pub(super) fn settle(question: &SettleQuestion, sink: &mut dyn Sink) -> Result<Settlement, Error> {
    check(question)?;
    let pool = pool(question);
    let lines = lines(question, &pool)?;
    let totals = totals(question, &pool)?;
    let left = |stated: NonNegativeAmount, used: i128| amount(fen(stated).saturating_sub(used));
    let settlement = Settlement {
        deductible_left: left(question.deductible_remaining, pool.deductible)?,
        fund_cap_left: question.fund_cap_remaining.map(|cap| left(cap, pool.fund)).transpose()?,
        lines,
        totals,
    };
    explain(&settlement, sink);
    Ok(settlement)
}

fn fen(amount: NonNegativeAmount) -> i128 {
    amount.units().into()
}

fn amount(fen: i128) -> Result<Amount, Error> {
    i64::try_from(fen).ok().and_then(Amount::from_units).ok_or_else(|| {
        Error::limit_exceeded("/input/lines", format!("the lines sum to `{fen}` fen, more than an amount can be"))
    })
}

fn parts(line: &BillLine) -> [i128; 4] {
    [line.fully_own, line.above_standard, line.first_self_pay, line.in_scope].map(fen)
}

fn sum(line: &BillLine) -> i128 {
    parts(line).iter().sum()
}

fn check(question: &SettleQuestion) -> Result<(), Error> {
    validate::list("/input/lines", question.lines.iter().map(|line| line.id.as_str()))?;
    for (position, line) in question.lines.iter().enumerate() {
        if let Some(total) = line.total
            && fen(total) != sum(line)
        {
            let message = format!("total must be the sum of the four parts, got `{total}`");
            return Err(Error::invalid_input(format!("/input/lines/{position}/total"), message));
        }
    }
    check_tiers(&question.tiers)?;
    if question.tiers.len() > 1 && question.tier_base.is_none() {
        let message = "the field `tier_base` is missing: two or more tiers need it";
        return Err(Error::invalid_input("/input/tier_base", message));
    }
    amount(question.lines.iter().map(sum).fold(0, i128::saturating_add)).map(drop)
}

/// Ascending ends, and none on the last tier only.
fn check_tiers(tiers: &[ReimbursementTier]) -> Result<(), Error> {
    validate::size("/input/tiers", tiers.len())?;
    if tiers.is_empty() {
        return Err(Error::invalid_input("/input/tiers", "tiers must have at least one tier"));
    }
    let mut before = 0;
    for (position, tier) in tiers.iter().enumerate() {
        let is_last = position.saturating_add(1) == tiers.len();
        let complaint = match tier.up_to {
            None if is_last => continue,
            None => "every tier but the last needs `up_to`".to_owned(),
            Some(up_to) if is_last => format!("the last tier has no `up_to`, got `{up_to}`"),
            Some(up_to) if fen(up_to) <= before => format!("up_to must rise from above zero, got `{up_to}`"),
            Some(up_to) => {
                before = fen(up_to);
                continue;
            }
        };
        return Err(Error::invalid_input(format!("/input/tiers/{position}/up_to"), complaint));
    }
    Ok(())
}

/// Rule 20: the deductible, the tiers, the cap of the fund; rounded once, or for each tier.
///
/// Source: clause `payment#settle`.
fn pool(question: &SettleQuestion) -> Pool {
    let in_scope = question.lines.iter().map(|line| fen(line.in_scope)).fold(0, i128::saturating_add);
    let deductible = fen(question.deductible_remaining).min(in_scope);
    let reimbursable = in_scope.saturating_sub(deductible);
    let accumulated = question.accumulated.map_or(0, fen);
    let from = match question.tier_base {
        Some(TierBase::InScope) => accumulated.saturating_add(deductible),
        Some(TierBase::AfterDeductible) | None => accumulated,
    };
    let to = from.saturating_add(reimbursable);
    let mode = question.rounding;
    let (mut exact, mut rounded) = (0_i128, 0_i128);
    let mut lower = 0_i128;
    for tier in &question.tiers {
        let upper = tier.up_to.map_or(i128::MAX, fen);
        let inside = to.min(upper).saturating_sub(from.max(lower)).max(0);
        let share = inside.saturating_mul(tier.rate.units().into());
        exact = exact.saturating_add(share);
        rounded = rounded.saturating_add(divide_rounded(share, 10_000, mode));
        lower = upper;
    }
    let pooled = if question.round_each_tier { rounded } else { divide_rounded(exact, 10_000, mode) };
    let pooled = pooled.min(reimbursable);
    let fund = question.fund_cap_remaining.map_or(pooled, |cap| pooled.min(fen(cap)));
    Pool { in_scope, deductible, pooled, fund }
}

/// Rule 21: back to the lines, one allocation after the other, so that no part of a line is ever negative.
///
/// Source: clause `payment#allocate`.
fn lines(question: &SettleQuestion, pool: &Pool) -> Result<Vec<SettledLine>, Error> {
    let bill = &question.lines;
    let by_id = |a: usize, b: usize| {
        let id = |i: usize| bill.get(i).map(|line| &line.id);
        id(a).cmp(&id(b))
    };
    let mut left: Vec<i128> = bill.iter().map(|line| fen(line.in_scope)).collect();
    let mut take = |total: i128| {
        let parts = allocate(total, &left, by_id);
        for (left, part) in left.iter_mut().zip(&parts) {
            *left = left.saturating_sub(*part);
        }
        parts
    };
    let deductible = take(pool.deductible);
    let fund = take(pool.fund);
    let over_cap = take(pool.pooled.saturating_sub(pool.fund));
    let mut settled = Vec::with_capacity(bill.len());
    let money = deductible.iter().zip(&fund).zip(&over_cap).zip(&left);
    for (line, (((deductible, fund), over_cap), copay)) in bill.iter().zip(money) {
        let total = sum(line);
        settled.push(SettledLine {
            id: line.id.clone(),
            total: amount(total)?,
            fund: amount(*fund)?,
            patient: amount(total.saturating_sub(*fund))?,
            deductible: amount(*deductible)?,
            copay: amount(*copay)?,
            over_cap: amount(*over_cap)?,
        });
    }
    Ok(settled)
}

fn totals(question: &SettleQuestion, pool: &Pool) -> Result<BillTotals, Error> {
    let total_of = |part: fn(&BillLine) -> NonNegativeAmount| {
        question.lines.iter().map(|line| fen(part(line))).fold(0, i128::saturating_add)
    };
    let total = question.lines.iter().map(sum).fold(0, i128::saturating_add);
    Ok(BillTotals {
        total: amount(total)?,
        fully_own: amount(total_of(|line| line.fully_own))?,
        above_standard: amount(total_of(|line| line.above_standard))?,
        first_self_pay: amount(total_of(|line| line.first_self_pay))?,
        in_scope: amount(pool.in_scope)?,
        deductible: amount(pool.deductible)?,
        pooled: amount(pool.pooled)?,
        fund: amount(pool.fund)?,
        over_cap: amount(pool.pooled.saturating_sub(pool.fund))?,
        copay: amount(pool.in_scope.saturating_sub(pool.deductible).saturating_sub(pool.pooled))?,
        patient: amount(total.saturating_sub(pool.fund))?,
    })
}

fn explain(settlement: &Settlement, sink: &mut dyn Sink) {
    if !sink.keeps(0) {
        return;
    }
    let Ok(area) = "payment".parse() else {
        return;
    };
    let fact = |amount: Amount| Fact::Text(amount.to_string());
    let totals = &settlement.totals;
    super::rulebook::note(
        sink,
        (&area, "settle".into()),
        ("bill", None),
        || "settled".into(),
        || {
            vec![
                ("in_scope", fact(totals.in_scope)),
                ("deductible", fact(totals.deductible)),
                ("pooled", fact(totals.pooled)),
                ("fund", fact(totals.fund)),
                ("patient", fact(totals.patient)),
            ]
        },
    );
    for line in &settlement.lines {
        super::rulebook::note(
            sink,
            (&area, "allocate".into()),
            ("line", Some(&line.id)),
            || "allocated".into(),
            || vec![("total", fact(line.total)), ("fund", fact(line.fund)), ("patient", fact(line.patient))],
        );
    }
}
