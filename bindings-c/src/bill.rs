//! Charge lines and bills: what the fund pays and what the patient.

use jicai::number::{Amount, NonNegativeAmount, Rate, RoundingMode, SignedQuantity, UnitPrice};
use jicai::payment::{
    self, BillLine, LineColumns, LineQuestion, LineSplit, NotLookedAt, ReimbursementTier, SettleQuestion, SplitColumns,
    StoredSplit,
};

use crate::error::{Failure, Status, jicai_error};
use crate::guard::{Range, Rows, Target, apart, at_most, call, input, output, place, slice, stated};
use crate::number::{RowIds, flag, given};
use crate::words::{ROUNDING, SPLIT_ORDER, TIER_BASE, word};
use crate::{JICAI_MAX_ROWS, JICAI_NONE};

/// Most lines, and most tiers, of a bill.
pub const JICAI_MAX_BILL: usize = 100_000;

const _: () = assert!(JICAI_MAX_BILL == payment::MAX_LIST);

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

const LINE_NAMES: &[(&str, &str)] = &[
    ("/amount", "amount_fen"),
    ("/price", "price_e6"),
    ("/quantity", "quantity_e4"),
    ("/standard", "standard_e6"),
    ("/first_self_pay_rate", "first_self_pay_rate_e4"),
    ("/fixed_self_pay", "fixed_self_pay_e6"),
    ("/refund_of", "original"),
    ("/refund_of/total", "original/total_fen"),
];

const COLUMN_NAMES: &[(&str, &str)] = &[
    ("/amount/*", "amount_fen"),
    ("/standard/*", "standard_e6"),
    ("/quantity/*", "quantity_e4"),
    ("/rate/*", "rate_e4"),
];

const BILL_NAMES: &[(&str, &str)] = &[("/tiers/*/up_to", "tier_up_to_fen")];

const PRICE: &str = "a price greater than zero, in millionths of a yuan";

fn question(line: &jicai_line) -> Result<LineQuestion, Failure> {
    Failure::if_used(line.reserved)?;
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

fn written(split: &LineSplit) -> jicai_split {
    jicai_split {
        struct_size: size_of::<jicai_split>(),
        total_fen: split.total.units(),
        fully_own_fen: split.fully_own.units(),
        above_standard_fen: split.above_standard.units(),
        first_self_pay_fen: split.first_self_pay.units(),
        in_scope_fen: split.in_scope.units(),
        ceiling_amount_fen: split.ceiling_amount.map_or(JICAI_NONE, Amount::units),
    }
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
        place(line, "line")?.put(none);
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
        place(bill, "bill")?.put(none);
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
        let out = output(split, "split")?;
        let question = question(&input(line, "line")?)?;
        apart(error, &[Range::of("split", split, 1)?], &[Range::of("line", line, 1)?])?;
        out.put(written(&payment::split_line(&question).map_err(|error| Failure::named(error, LINE_NAMES))?));
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
        let out = output(refund, "refund")?;
        let left = input(original, "original")?;
        if !std::ptr::addr_eq(original, refund) {
            apart(error, &[Range::of("refund", refund, 1)?], &[Range::of("original", original, 1)?])?;
        } else {
            apart(error, &[Range::of("refund", refund, 1)?], &[])?;
        }
        let part = |name: &str, value: i64| {
            units(&format!("original/{name}"), value, "zero or more, in fen", NonNegativeAmount::from_units)
        };
        let stored = StoredSplit {
            fully_own: part("fully_own_fen", left.fully_own_fen)?,
            above_standard: part("above_standard_fen", left.above_standard_fen)?,
            first_self_pay: part("first_self_pay_fen", left.first_self_pay_fen)?,
            in_scope: part("in_scope_fen", left.in_scope_fen)?,
            total: given(left.total_fen).map(|total| part("total_fen", total)).transpose()?,
            ceiling_amount: NotLookedAt::default(),
        };
        let amount = units("amount_fen", amount_fen, "an amount in fen", Amount::from_units)?;
        let question = LineQuestion { amount: Some(amount), refund_of: Some(stored), ..LineQuestion::default() };
        out.put(written(&payment::split_line(&question).map_err(|error| Failure::named(error, LINE_NAMES))?));
        Ok(())
    })
}

/// Splits many lines, one a row, ceiling first and half up: the parts of `jicai_split_line`.
///
/// At most `JICAI_MAX_ROWS` rows. Inputs: amounts in fen; standards in 10⁻⁶ yuan, −1 for none; quantities in 10⁻⁴; rates of first self-pay
/// in 10⁻⁴, −1 for a line that is not covered. Outputs in fen. No output may overlap another buffer. After an error the outputs must not be
/// used; `error->row` is the first bad row.
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
        at_most(JICAI_MAX_ROWS, rows, "rows")?;
        apart(
            error,
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
            amount: &slice(amount_fen, rows, "amount_fen")?,
            standard: &slice(standard_e6, rows, "standard_e6")?,
            quantity: &slice(quantity_e4, rows, "quantity_e4")?,
            rate: &slice(rate_e4, rows, "rate_e4")?,
        };
        let mut own = Target::of(fully_own_fen, rows, "fully_own_fen")?;
        let mut above = Target::of(above_standard_fen, rows, "above_standard_fen")?;
        let mut first = Target::of(first_self_pay_fen, rows, "first_self_pay_fen")?;
        let mut inside = Target::of(in_scope_fen, rows, "in_scope_fen")?;
        let parts = SplitColumns {
            fully_own: own.as_slice(),
            above_standard: above.as_slice(),
            first_self_pay: first.as_slice(),
            in_scope: inside.as_slice(),
        };
        payment::split_lines(&lines, parts).map_err(|error| Failure::named(error, COLUMN_NAMES))?;
        [own, above, first, inside].into_iter().for_each(Target::finish);
        Ok(())
    })
}

/// Settles a bill: `payment.settle`.
///
/// `lines` split lines, given by their four parts, and `tiers` tiers in ascending order, given by where they end (the last one without an
/// end: `JICAI_NONE`) and their rates in 10⁻⁴; at most `JICAI_MAX_BILL` of each. `fund_fen` and `patient_fen` get what each line costs the
/// fund and the patient; either may be null. A fen that belongs to several lines alike goes to the first of them. Outputs may not overlap
/// other buffers. After an error `error->row` is the bad line or tier.
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
        at_most(JICAI_MAX_BILL, lines, "lines")?;
        at_most(JICAI_MAX_BILL, tiers, "tiers")?;
        apart(
            error,
            &[
                Range::if_given("fund_fen", fund_fen, lines)?,
                Range::if_given("patient_fen", patient_fen, lines)?,
                Range::of("totals", totals, 1)?,
            ],
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
        let fund = Rows::if_wanted(fund_fen, lines, "fund_fen")?;
        let patient = Rows::if_wanted(patient_fen, lines, "patient_fen")?;
        let out = output(totals, "totals")?;
        let columns = [
            &*slice(fully_own_fen, lines, "fully_own_fen")?,
            &*slice(above_standard_fen, lines, "above_standard_fen")?,
            &*slice(first_self_pay_fen, lines, "first_self_pay_fen")?,
            &*slice(in_scope_fen, lines, "in_scope_fen")?,
        ];
        let ends = slice(tier_up_to_fen, tiers, "tier_up_to_fen")?;
        let rates = slice(tier_rate_e4, tiers, "tier_rate_e4")?;
        let question = bill_question(&input(bill, "bill")?, columns, &ends, &rates)?;
        let settlement = payment::settle(&question).map_err(|error| Failure::named(error, BILL_NAMES))?;
        for (row, line) in settlement.lines.iter().enumerate() {
            fund.put(row, line.fund.units());
            patient.put(row, line.patient.units());
        }
        let sums = &settlement.totals;
        out.put(jicai_bill_totals {
            struct_size: size_of::<jicai_bill_totals>(),
            total_fen: sums.total.units(),
            fully_own_fen: sums.fully_own.units(),
            above_standard_fen: sums.above_standard.units(),
            first_self_pay_fen: sums.first_self_pay.units(),
            in_scope_fen: sums.in_scope.units(),
            deductible_fen: sums.deductible.units(),
            pooled_fen: sums.pooled.units(),
            fund_fen: sums.fund.units(),
            over_cap_fen: sums.over_cap.units(),
            copay_fen: sums.copay.units(),
            patient_fen: sums.patient.units(),
            deductible_left_fen: settlement.deductible_left.units(),
            fund_cap_left_fen: settlement.fund_cap_left.map_or(JICAI_NONE, Amount::units),
        });
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
    Failure::if_used(bill.reserved)?;
    let [own, above, first, inside] = columns;
    let parts = own.iter().zip(above).zip(first).zip(inside);
    let lines = parts.enumerate().zip(RowIds::new()).map(|((row, (((own, above), first), inside)), id)| {
        let part = |name: &str, value: i64| amount(name, value).map_err(|failure| failure.in_row(row));
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
