//! How a charge line divides into its four parts.

use super::allocate::allocate;
use super::bill::{LineQuestion, StoredSplit};
use super::output::LineSplit;
use super::question::SplitOrder;
use crate::error::Error;
use crate::explain::{Fact, Sink};
use crate::number::{Amount, Rate, RoundingMode, SignedQuantity, UnitPrice, divide_rounded};

/// Quantity in ten-thousandths times price in millionths, over this, is fen.
const QUANTITY_PRICE_TO_FEN: i128 = 100_000_000;
/// Fen times a rate in ten-thousandths, over this, is fen.
const RATE_TO_FEN: i128 = 10_000;

/// The four parts of a line, in fen, without sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Parts {
    fully_own: i128,
    above_standard: i128,
    first_self_pay: i128,
    in_scope: i128,
}

/// What is taken from the line before reimbursement.
#[derive(Clone, Copy)]
enum SelfPay {
    Rate(Rate),
    Fixed(UnitPrice),
}

/// Rules 18 and 19.
///
/// Source: clauses `payment#split`, `payment#refund`.
pub(super) fn split_line(question: &LineQuestion, sink: &mut dyn Sink) -> Result<LineSplit, Error> {
    let split = match &question.refund_of {
        Some(stored) => refund(question, stored)?,
        None => split(question)?,
    };
    explain(question, &split, sink);
    Ok(split)
}

/// Rule 18: above the standard, first self-pay, in scope; only products are rounded, every other part is a difference.
///
/// Source: clause `payment#split`.
fn split(question: &LineQuestion) -> Result<LineSplit, Error> {
    let mode = question.rounding.unwrap_or(RoundingMode::HalfUp);
    let amount = amount(question, mode)?;
    let is_covered = question.covered.unwrap_or(true);
    let is_negative = amount < 0 || (amount == 0 && question.quantity.is_some_and(|quantity| quantity.units() < 0));
    let absolute = amount.saturating_abs();
    if !is_covered {
        return signed(Parts { fully_own: absolute, ..Parts::default() }, is_negative, None);
    }
    let self_pay = self_pay(question)?;
    check_quantity(question, amount)?;
    let of_quantity = |price: UnitPrice| {
        let quantity = question.quantity.map_or(0, |quantity| i128::from(quantity.units()).saturating_abs());
        // Below 2^63 · 2^63.
        divide_rounded(quantity.saturating_mul(price.units().into()), QUANTITY_PRICE_TO_FEN, mode)
    };
    let ceiling = question.standard.map(of_quantity);
    let limit = ceiling.unwrap_or(absolute);
    let taken = |from: i128| match self_pay {
        SelfPay::Rate(rate) => divide_rounded(from.saturating_mul(rate.units().into()), RATE_TO_FEN, mode),
        SelfPay::Fixed(price) => from.min(of_quantity(price)),
    };
    let parts = match question.order.unwrap_or(SplitOrder::CeilingFirst) {
        SplitOrder::CeilingFirst => {
            let base = absolute.min(limit);
            let first_self_pay = taken(base);
            Parts {
                fully_own: 0,
                above_standard: absolute.saturating_sub(base),
                first_self_pay,
                in_scope: base.saturating_sub(first_self_pay),
            }
        }
        SplitOrder::RateFirst => {
            let first_self_pay = taken(absolute);
            let rest = absolute.saturating_sub(first_self_pay);
            let in_scope = rest.min(limit);
            Parts { fully_own: 0, above_standard: rest.saturating_sub(in_scope), first_self_pay, in_scope }
        }
    };
    signed(parts, is_negative, ceiling)
}

/// The amount of the line in fen: stated, or quantity times price.
fn amount(question: &LineQuestion, mode: RoundingMode) -> Result<i128, Error> {
    match (question.amount, question.price) {
        (Some(amount), None) => Ok(amount.units().into()),
        (None, Some(price)) => {
            let quantity = question.quantity.ok_or_else(|| missing("quantity", "it is needed beside `price`"))?;
            let product = i128::from(quantity.units()).saturating_abs().saturating_mul(price.units().into());
            let fen = divide_rounded(product, QUANTITY_PRICE_TO_FEN, mode);
            if i64::try_from(fen).is_err() {
                let message = format!("quantity `{quantity}` times price `{price}` is larger than an amount can be");
                return Err(Error::limit_exceeded("/input/price", message));
            }
            Ok(if quantity.units() < 0 { fen.saturating_neg() } else { fen })
        }
        (None, None) => Err(missing("amount", "one of `amount` and `price` is needed")),
        (Some(_), Some(price)) => {
            let message = format!("price `{price}` does not stand beside `amount`");
            Err(Error::invalid_input("/input/price", message))
        }
    }
}

fn missing(field: &str, because: &str) -> Error {
    Error::invalid_input(format!("/input/{field}"), format!("the field `{field}` is missing: {because}"))
}

/// Exactly one of rate and fixed amount.
fn self_pay(question: &LineQuestion) -> Result<SelfPay, Error> {
    match (question.first_self_pay_rate, question.fixed_self_pay) {
        (Some(rate), None) => Ok(SelfPay::Rate(rate)),
        (None, Some(price)) => Ok(SelfPay::Fixed(price)),
        (None, None) => Err(missing("first_self_pay_rate", "a covered line has one of it and `fixed_self_pay`")),
        (Some(_), Some(price)) => {
            let message = format!("fixed_self_pay `{price}` does not stand beside `first_self_pay_rate`");
            Err(Error::invalid_input("/input/fixed_self_pay", message))
        }
    }
}

/// Where a price of a unit comes in, the quantity is stated and has the sign of the amount.
fn check_quantity(question: &LineQuestion, amount: i128) -> Result<(), Error> {
    if question.standard.is_none() && question.fixed_self_pay.is_none() {
        return Ok(());
    }
    let quantity: SignedQuantity =
        question.quantity.ok_or_else(|| missing("quantity", "`standard` and `fixed_self_pay` are for a unit"))?;
    let is_stated = question.amount.is_some() && amount != 0;
    if is_stated && i128::from(quantity.units()).signum() != amount.signum() {
        let message = format!("quantity must have the sign of `amount`, got `{quantity}`");
        return Err(Error::invalid_input("/input/quantity", message));
    }
    Ok(())
}

/// The parts with the sign of the line.
fn signed(parts: Parts, is_negative: bool, ceiling: Option<i128>) -> Result<LineSplit, Error> {
    let sign = |fen: i128| if is_negative { fen.saturating_neg() } else { fen };
    let amount = |fen: i128| {
        i64::try_from(sign(fen))
            .ok()
            .and_then(Amount::from_units)
            .ok_or_else(|| Error::limit_exceeded("/input/amount", format!("`{fen}` fen is more than an amount can be")))
    };
    let total = parts
        .fully_own
        .saturating_add(parts.above_standard)
        .saturating_add(parts.first_self_pay)
        .saturating_add(parts.in_scope);
    Ok(LineSplit {
        total: amount(total)?,
        fully_own: amount(parts.fully_own)?,
        above_standard: amount(parts.above_standard)?,
        first_self_pay: amount(parts.first_self_pay)?,
        in_scope: amount(parts.in_scope)?,
        // A ceiling beyond all amounts is none that binds.
        ceiling_amount: ceiling.and_then(|fen| amount(fen).ok()),
    })
}

/// Rule 19: a refund takes from the stored parts in proportion, to the fen; a full refund returns each part exactly.
///
/// Source: clause `payment#refund`.
fn refund(question: &LineQuestion, stored: &StoredSplit) -> Result<LineSplit, Error> {
    only_amount_beside(question)?;
    let weights = [stored.fully_own, stored.above_standard, stored.first_self_pay, stored.in_scope]
        .map(|part| i128::from(part.units()));
    let sum: i128 = weights.iter().sum();
    if i64::try_from(sum).is_err() {
        let message = "the sum of the parts is larger than an amount can be";
        return Err(Error::limit_exceeded("/input/refund_of", message));
    }
    if let Some(total) = stored.total
        && i128::from(total.units()) != sum
    {
        let message = format!("total must be the sum of the four parts, got `{total}`");
        return Err(Error::invalid_input("/input/refund_of/total", message));
    }
    let amount = question.amount.ok_or_else(|| missing("amount", "a refund states what is given back"))?;
    let back = i128::from(amount.units()).saturating_neg();
    if back < 0 || back > sum {
        let message = format!("amount must be zero or less and not below what is left, got `{amount}`");
        return Err(Error::invalid_input("/input/amount", message));
    }
    let parts = allocate(back, &weights, |a, b| a.cmp(&b));
    let part = |i: usize| parts.get(i).copied().unwrap_or(0);
    let parts = Parts { fully_own: part(0), above_standard: part(1), first_self_pay: part(2), in_scope: part(3) };
    signed(parts, true, None)
}

fn only_amount_beside(question: &LineQuestion) -> Result<(), Error> {
    let others = [
        ("price", question.price.is_some()),
        ("quantity", question.quantity.is_some()),
        ("covered", question.covered.is_some()),
        ("standard", question.standard.is_some()),
        ("first_self_pay_rate", question.first_self_pay_rate.is_some()),
        ("fixed_self_pay", question.fixed_self_pay.is_some()),
        ("order", question.order.is_some()),
        ("rounding", question.rounding.is_some()),
    ];
    match others.iter().find(|(_, is_stated)| *is_stated) {
        None => Ok(()),
        Some((name, _)) => {
            let message = format!("{name} does not stand beside `refund_of`: only `amount` does");
            Err(Error::invalid_input(format!("/input/{name}"), message))
        }
    }
}

fn explain(question: &LineQuestion, split: &LineSplit, sink: &mut dyn Sink) {
    let (clause, outcome) = if question.refund_of.is_some() { ("refund", "refunded") } else { ("split", "split") };
    if sink.keeps(0)
        && let Ok(area) = "payment".parse()
    {
        super::rulebook::note(
            sink,
            (&area, clause.into()),
            ("line", None),
            || outcome.into(),
            || {
                let fact = |amount: Amount| Fact::Text(amount.to_string());
                vec![
                    ("total", fact(split.total)),
                    ("fully_own", fact(split.fully_own)),
                    ("above_standard", fact(split.above_standard)),
                    ("first_self_pay", fact(split.first_self_pay)),
                    ("in_scope", fact(split.in_scope)),
                ]
            },
        );
    }
}
