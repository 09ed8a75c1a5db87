//! Charge lines and bills: what the fund pays and what the patient.

use jicai::number::{Amount, NonNegativeAmount, Rate, RoundingMode, SignedQuantity, UnitPrice};
use jicai::payment::{
    self, BillLine, LineColumns, LineQuestion, LineSplit, NotLookedAt, ReimbursementTier, SettleQuestion, SplitColumns,
    StoredSplit,
};

use crate::JICAI_NONE;
use crate::error::{Failure, JICAI_E_INVALID_INPUT, JICAI_E_LIMIT_EXCEEDED, Status, jicai_error};
use crate::guard::{Range, apart, call, input, output, place, slice, slice_mut, stated};
use crate::number::{flag, given};
use crate::words::{ROUNDING, SPLIT_ORDER, TIER_BASE, word};

/// A charge line. `jicai_line_init` sets every field to "not given".
#[repr(C)]
#[derive(Clone, Copy)]
#[allow(non_camel_case_types)]
pub struct jicai_line {
    /// `sizeof(jicai_line)`.
    pub struct_size: usize,
    /// Amount of the line in fen; negative for a refund. Not together with `price_e6`.
    pub amount_fen: i64,
    /// Price of a unit in 10⁻⁶ yuan.
    pub price_e6: i64,
    /// Units in 10⁻⁴; with the sign of the amount.
    pub quantity_e4: i64,
    /// Payment standard of a unit in 10⁻⁶ yuan; no ceiling where it is not given.
    pub standard_e6: i64,
    /// Rate of first self-pay in 10⁻⁴, 0 to 10,000; a covered line has one of it and `fixed_self_pay_e6`.
    pub first_self_pay_rate_e4: i64,
    /// Fixed self-pay of a unit in 10⁻⁶ yuan.
    pub fixed_self_pay_e6: i64,
    /// 1 if the line is outside the catalogue and fully own-paid, else 0.
    pub not_covered: i32,
    /// `JICAI_SPLIT_ORDER_…`; 0: the ceiling first.
    pub order: i32,
    /// `JICAI_ROUNDING_…`; 0: half up.
    pub rounding: i32,
    /// 0.
    pub reserved: i32,
}

/// A line in its four parts, in fen: they always add up to the total.
#[repr(C)]
#[derive(Clone, Copy)]
#[allow(non_camel_case_types)]
pub struct jicai_split {
    /// `sizeof(jicai_split)`.
    pub struct_size: usize,
    /// The line.
    pub total_fen: i64,
    /// Fully own-paid (全自费).
    pub fully_own_fen: i64,
    /// Above the standard (超限价自费).
    pub above_standard_fen: i64,
    /// First self-pay (先行自付).
    pub first_self_pay_fen: i64,
    /// In scope (符合范围).
    pub in_scope_fen: i64,
    /// Quantity times standard; `JICAI_NONE` without a standard. Not looked at on input.
    pub ceiling_amount_fen: i64,
}

/// How a bill is settled. `jicai_bill_init` sets every field to "not given".
#[repr(C)]
#[derive(Clone, Copy)]
#[allow(non_camel_case_types)]
pub struct jicai_bill {
    /// `sizeof(jicai_bill)`.
    pub struct_size: usize,
    /// What is left of the deductible (起付线), in fen.
    pub deductible_remaining_fen: i64,
    /// What counted before this bill, in fen; 0 where it is not given.
    pub accumulated_fen: i64,
    /// What is left of the cap of the fund (封顶线), in fen; no cap where it is not given.
    pub fund_cap_remaining_fen: i64,
    /// `JICAI_TIER_BASE_…`; needed with two or more tiers.
    pub tier_base: i32,
    /// 1 to round each tier by itself, else 0.
    pub round_each_tier: i32,
    /// `JICAI_ROUNDING_…`; 0: half up.
    pub rounding: i32,
    /// 0.
    pub reserved: i32,
}

/// The sums of a settled bill, in fen.
#[repr(C)]
#[derive(Clone, Copy)]
#[allow(non_camel_case_types)]
pub struct jicai_bill_totals {
    /// `sizeof(jicai_bill_totals)`.
    pub struct_size: usize,
    /// All lines.
    pub total_fen: i64,
    /// Fully own-paid.
    pub fully_own_fen: i64,
    /// Above the standard.
    pub above_standard_fen: i64,
    /// First self-pay.
    pub first_self_pay_fen: i64,
    /// In scope.
    pub in_scope_fen: i64,
    /// The deductible that this bill uses.
    pub deductible_fen: i64,
    /// What the tiers give.
    pub pooled_fen: i64,
    /// What the fund pays.
    pub fund_fen: i64,
    /// What its cap leaves to the patient.
    pub over_cap_fen: i64,
    /// The patient's co-payment.
    pub copay_fen: i64,
    /// What the patient pays.
    pub patient_fen: i64,
    /// What is left of the deductible.
    pub deductible_left_fen: i64,
    /// What is left of the cap of the fund; `JICAI_NONE` without one.
    pub fund_cap_left_fen: i64,
}

stated!(jicai_line, jicai_split, jicai_bill, jicai_bill_totals);

/// A number of units of a kind, or what its range is.
fn units<T>(name: &str, value: i64, range: &str, kind: impl Fn(i64) -> Option<T>) -> Result<T, Failure> {
    kind(value).ok_or_else(|| Failure::invalid(name, format!("{name} must be {range}, got `{value}`")))
}

fn optional<T>(name: &str, value: i64, range: &str, kind: impl Fn(i64) -> Option<T>) -> Result<Option<T>, Failure> {
    given(value).map(|value| units(name, value, range, kind)).transpose()
}

/// The fields of a core error are those of the JSON contract: here they have the names of the struct.
fn in_struct(error: &jicai::Error, names: &[(&str, &str)]) -> Failure {
    let mut failure = Failure::from(error.clone());
    for (contract, field) in names {
        if failure.path == format!("/input/{contract}") {
            failure.path = format!("/{field}");
            return failure;
        }
    }
    failure
}

const LINE_NAMES: &[(&str, &str)] = &[
    ("amount", "amount_fen"),
    ("price", "price_e6"),
    ("quantity", "quantity_e4"),
    ("standard", "standard_e6"),
    ("first_self_pay_rate", "first_self_pay_rate_e4"),
    ("fixed_self_pay", "fixed_self_pay_e6"),
];

const PRICE: &str = "a price greater than zero, in millionths of a yuan";

fn question(line: &jicai_line) -> Result<LineQuestion, Failure> {
    Ok(LineQuestion {
        amount: optional("amount_fen", line.amount_fen, "an amount in fen", Amount::from_units)?,
        price: optional("price_e6", line.price_e6, PRICE, UnitPrice::from_units)?,
        quantity: optional(
            "quantity_e4",
            line.quantity_e4,
            "a quantity in ten-thousandths",
            SignedQuantity::from_units,
        )?,
        covered: flag("not_covered", line.not_covered)?.then_some(false),
        standard: optional("standard_e6", line.standard_e6, PRICE, UnitPrice::from_units)?,
        first_self_pay_rate: optional(
            "first_self_pay_rate_e4",
            line.first_self_pay_rate_e4,
            "0 to 10000",
            Rate::from_units,
        )?,
        fixed_self_pay: optional("fixed_self_pay_e6", line.fixed_self_pay_e6, PRICE, UnitPrice::from_units)?,
        order: word(SPLIT_ORDER, line.order, "order")?,
        rounding: word(ROUNDING, line.rounding, "rounding")?,
        refund_of: None,
    })
}

fn write_split(split: &LineSplit, out: &mut jicai_split) {
    out.total_fen = split.total.units();
    out.fully_own_fen = split.fully_own.units();
    out.above_standard_fen = split.above_standard.units();
    out.first_self_pay_fen = split.first_self_pay.units();
    out.in_scope_fen = split.in_scope.units();
    out.ceiling_amount_fen = split.ceiling_amount.map_or(JICAI_NONE, Amount::units);
}

/// Sets every field of a line to "not given", and its size.
///
/// # Safety
///
/// `line` is null or points to a `jicai_line`.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn jicai_line_init(line: *mut jicai_line) -> Status {
    let none = jicai_line {
        struct_size: size_of::<jicai_line>(),
        amount_fen: JICAI_NONE,
        price_e6: JICAI_NONE,
        quantity_e4: JICAI_NONE,
        standard_e6: JICAI_NONE,
        first_self_pay_rate_e4: JICAI_NONE,
        fixed_self_pay_e6: JICAI_NONE,
        not_covered: 0,
        order: 0,
        rounding: 0,
        reserved: 0,
    };
    call(std::ptr::null_mut(), || {
        *place(line, "line")? = none;
        Ok(())
    })
}

/// Sets every field of a bill to "not given", and its size; the deductible to 0.
///
/// # Safety
///
/// `bill` is null or points to a `jicai_bill`.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn jicai_bill_init(bill: *mut jicai_bill) -> Status {
    let none = jicai_bill {
        struct_size: size_of::<jicai_bill>(),
        deductible_remaining_fen: 0,
        accumulated_fen: JICAI_NONE,
        fund_cap_remaining_fen: JICAI_NONE,
        tier_base: 0,
        round_each_tier: 0,
        rounding: 0,
        reserved: 0,
    };
    call(std::ptr::null_mut(), || {
        *place(bill, "bill")? = none;
        Ok(())
    })
}

/// Splits a charge line into its four parts: `payment.split_line`.
///
/// # Safety
///
/// Each pointer is null or points to what its type says.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn jicai_split_line(
    line: *const jicai_line,
    split: *mut jicai_split,
    error: *mut jicai_error,
) -> Status {
    call(error, || {
        let question = question(input(line, "line")?)?;
        let out = output(split, "split")?;
        let split = payment::split_line(&question).map_err(|error| in_struct(&error, LINE_NAMES))?;
        write_split(&split, out);
        Ok(())
    })
}

/// Refunds a part of a split: `original` is what is left of it, `amount_fen` is negative. `payment.split_line` with `refund_of`.
///
/// # Safety
///
/// Each pointer is null or points to what its type says; `original` and `refund` may be the same.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn jicai_refund_line(
    original: *const jicai_split,
    amount_fen: i64,
    refund: *mut jicai_split,
    error: *mut jicai_error,
) -> Status {
    call(error, || {
        let stored = {
            let original = input(original, "original")?;
            let part =
                |name: &str, value: i64| units(name, value, "zero or more, in fen", NonNegativeAmount::from_units);
            StoredSplit {
                fully_own: part("fully_own_fen", original.fully_own_fen)?,
                above_standard: part("above_standard_fen", original.above_standard_fen)?,
                first_self_pay: part("first_self_pay_fen", original.first_self_pay_fen)?,
                in_scope: part("in_scope_fen", original.in_scope_fen)?,
                total: optional(
                    "total_fen",
                    original.total_fen,
                    "zero or more, in fen",
                    NonNegativeAmount::from_units,
                )?,
                ceiling_amount: NotLookedAt::default(),
            }
        };
        let amount = units("amount_fen", amount_fen, "an amount in fen", Amount::from_units)?;
        let question = LineQuestion { amount: Some(amount), refund_of: Some(stored), ..LineQuestion::default() };
        let out = output(refund, "refund")?;
        let split = payment::split_line(&question).map_err(|error| in_struct(&error, LINE_NAMES))?;
        write_split(&split, out);
        Ok(())
    })
}

/// Splits many lines, one a row, ceiling first and half up: the parts of `jicai_split_line`.
///
/// Inputs: amounts in fen; standards in 10⁻⁶ yuan, −1 for none; quantities in 10⁻⁴; rates of first self-pay in 10⁻⁴, −1 for a line that is
/// not covered. Outputs in fen. No output may overlap another buffer. After an error the outputs must not be used; `error->row` is the
/// first bad row.
///
/// # Safety
///
/// Each pointer points to `rows` elements.
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments, reason = "one column each: what callers in every language can pass")]
pub unsafe extern "system" fn jicai_split_lines(
    rows: usize,
    amount_fen: *const i64,
    standard_e6: *const i64,
    quantity_e4: *const i64,
    rate_e4: *const i32,
    fully_own_fen: *mut i64,
    above_standard_fen: *mut i64,
    first_self_pay_fen: *mut i64,
    in_scope_fen: *mut i64,
    error: *mut jicai_error,
) -> Status {
    call(error, || {
        apart(
            &[
                Range::of("fully_own_fen", fully_own_fen, rows)?,
                Range::of("above_standard_fen", above_standard_fen, rows)?,
                Range::of("first_self_pay_fen", first_self_pay_fen, rows)?,
                Range::of("in_scope_fen", in_scope_fen, rows)?,
            ],
            &[
                Range::of("amount_fen", amount_fen, rows)?,
                Range::of("standard_e6", standard_e6, rows)?,
                Range::of("quantity_e4", quantity_e4, rows)?,
                Range::of("rate_e4", rate_e4, rows)?,
            ],
        )?;
        let lines = LineColumns {
            amount: slice(amount_fen, rows, "amount_fen")?,
            standard: slice(standard_e6, rows, "standard_e6")?,
            quantity: slice(quantity_e4, rows, "quantity_e4")?,
            rate: slice(rate_e4, rows, "rate_e4")?,
        };
        let parts = SplitColumns {
            fully_own: slice_mut(fully_own_fen, rows, "fully_own_fen")?,
            above_standard: slice_mut(above_standard_fen, rows, "above_standard_fen")?,
            first_self_pay: slice_mut(first_self_pay_fen, rows, "first_self_pay_fen")?,
            in_scope: slice_mut(in_scope_fen, rows, "in_scope_fen")?,
        };
        payment::split_lines(&lines, parts).map_err(|error| {
            // The kernel names `/<column>/<row>`.
            let row = error.path().rsplit('/').next().and_then(|row| row.parse().ok());
            let failure = Failure::from(error);
            match row {
                Some(row) => failure.in_row(row),
                None => failure,
            }
        })
    })
}

/// Settles a bill: `payment.settle`.
///
/// `lines` split lines, given by their four parts, and `tiers` tiers in ascending order, given by where they end (the last one without an
/// end: `JICAI_NONE`) and their rates in 10⁻⁴. `fund_fen` and `patient_fen` get what each line costs the fund and the patient; either may
/// be null. Outputs may not overlap other buffers.
///
/// # Safety
///
/// Each pointer points to as many elements as its count says, or to what its type says.
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments, reason = "one column each: what callers in every language can pass")]
pub unsafe extern "system" fn jicai_settle(
    bill: *const jicai_bill,
    lines: usize,
    fully_own_fen: *const i64,
    above_standard_fen: *const i64,
    first_self_pay_fen: *const i64,
    in_scope_fen: *const i64,
    tiers: usize,
    tier_up_to_fen: *const i64,
    tier_rate_e4: *const i64,
    fund_fen: *mut i64,
    patient_fen: *mut i64,
    totals: *mut jicai_bill_totals,
    error: *mut jicai_error,
) -> Status {
    call(error, || {
        let wanted = |name, pointer: *mut i64| Range::of(name, pointer, if pointer.is_null() { 0 } else { lines });
        apart(
            &[wanted("fund_fen", fund_fen)?, wanted("patient_fen", patient_fen)?, Range::of("totals", totals, 1)?],
            &[
                Range::of("bill", bill, 1)?,
                Range::of("fully_own_fen", fully_own_fen, lines)?,
                Range::of("above_standard_fen", above_standard_fen, lines)?,
                Range::of("first_self_pay_fen", first_self_pay_fen, lines)?,
                Range::of("in_scope_fen", in_scope_fen, lines)?,
                Range::of("tier_up_to_fen", tier_up_to_fen, tiers)?,
                Range::of("tier_rate_e4", tier_rate_e4, tiers)?,
            ],
        )?;
        let columns = [
            slice(fully_own_fen, lines, "fully_own_fen")?,
            slice(above_standard_fen, lines, "above_standard_fen")?,
            slice(first_self_pay_fen, lines, "first_self_pay_fen")?,
            slice(in_scope_fen, lines, "in_scope_fen")?,
        ];
        let ends = slice(tier_up_to_fen, tiers, "tier_up_to_fen")?;
        let rates = slice(tier_rate_e4, tiers, "tier_rate_e4")?;
        let question = bill_question(input(bill, "bill")?, columns, ends, rates)?;
        let settlement = payment::settle(&question)?;
        let fund = if fund_fen.is_null() { &mut [] } else { slice_mut(fund_fen, lines, "fund_fen")? };
        let patient = if patient_fen.is_null() { &mut [] } else { slice_mut(patient_fen, lines, "patient_fen")? };
        let out = output(totals, "totals")?;
        for (target, line) in fund.iter_mut().zip(&settlement.lines) {
            *target = line.fund.units();
        }
        for (target, line) in patient.iter_mut().zip(&settlement.lines) {
            *target = line.patient.units();
        }
        let sums = &settlement.totals;
        out.total_fen = sums.total.units();
        out.fully_own_fen = sums.fully_own.units();
        out.above_standard_fen = sums.above_standard.units();
        out.first_self_pay_fen = sums.first_self_pay.units();
        out.in_scope_fen = sums.in_scope.units();
        out.deductible_fen = sums.deductible.units();
        out.pooled_fen = sums.pooled.units();
        out.fund_fen = sums.fund.units();
        out.over_cap_fen = sums.over_cap.units();
        out.copay_fen = sums.copay.units();
        out.patient_fen = sums.patient.units();
        out.deductible_left_fen = settlement.deductible_left.units();
        out.fund_cap_left_fen = settlement.fund_cap_left.map_or(JICAI_NONE, Amount::units);
        Ok(())
    })
}

fn bill_question(
    bill: &jicai_bill,
    columns: [&[i64]; 4],
    ends: &[i64],
    rates: &[i64],
) -> Result<SettleQuestion, Failure> {
    let amount = |name: &str, value: i64| units(name, value, "zero or more, in fen", NonNegativeAmount::from_units);
    let [own, above, first, inside] = columns;
    if own.len() > payment::MAX_LIST {
        let message = format!("a bill has at most {} lines, got `{}`", payment::MAX_LIST, own.len());
        return Err(Failure::new(JICAI_E_LIMIT_EXCEEDED, "/lines", message));
    }
    let lines =
        own.iter().zip(above).zip(first).zip(inside).enumerate().map(|(row, (((own, above), first), inside))| {
            let part = |name: &str, value: i64| amount(name, value).map_err(|failure| failure.in_row(row));
            let id = row
                .to_string()
                .parse()
                .map_err(|_| Failure::new(JICAI_E_INVALID_INPUT, "/lines", "a line has no id"))?;
            Ok(BillLine {
                id,
                fully_own: part("fully_own_fen", *own)?,
                above_standard: part("above_standard_fen", *above)?,
                first_self_pay: part("first_self_pay_fen", *first)?,
                in_scope: part("in_scope_fen", *inside)?,
                total: None,
                ceiling_amount: NotLookedAt::default(),
            })
        });
    let tiers = ends.iter().zip(rates).enumerate().map(|(row, (end, rate))| {
        Ok(ReimbursementTier {
            up_to: given(*end)
                .map(|end| amount("tier_up_to_fen", end))
                .transpose()
                .map_err(|failure| failure.in_row(row))?,
            rate: units("tier_rate_e4", *rate, "0 to 10000", Rate::from_units)
                .map_err(|failure| failure.in_row(row))?,
        })
    });
    Ok(SettleQuestion {
        lines: lines.collect::<Result<_, Failure>>()?,
        deductible_remaining: amount("deductible_remaining_fen", bill.deductible_remaining_fen)?,
        tiers: tiers.collect::<Result<_, Failure>>()?,
        tier_base: word(TIER_BASE, bill.tier_base, "tier_base")?,
        accumulated: given(bill.accumulated_fen).map(|value| amount("accumulated_fen", value)).transpose()?,
        fund_cap_remaining: given(bill.fund_cap_remaining_fen)
            .map(|value| amount("fund_cap_remaining_fen", value))
            .transpose()?,
        round_each_tier: flag("round_each_tier", bill.round_each_tier)?,
        rounding: word(ROUNDING, bill.rounding, "rounding")?.unwrap_or(RoundingMode::HalfUp),
    })
}
