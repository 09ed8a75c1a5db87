//! Lines, tables of lines, bills.

use jicai_c::JICAI_NONE;
use jicai_c::bill::*;
use jicai_c::error::*;
use serde_json::{Value, json};

use crate::dice::{Dice, Input, decimal, units};
use crate::{NO_PRICES, PRICES, Told, cases, door, sized, started, told};

const LINE_NAMES: [(&str, &str); 9] = [
    ("/amount", "amount_fen"),
    ("/price", "price_e6"),
    ("/quantity", "quantity_e4"),
    ("/standard", "standard_e6"),
    ("/first_self_pay_rate", "first_self_pay_rate_e4"),
    ("/fixed_self_pay", "fixed_self_pay_e6"),
    ("/covered", "not_covered"),
    ("/refund_of", "original"),
    ("/refund_of/total", "original/total_fen"),
];

fn parts(value: &Value) -> [i64; 6] {
    ["total", "fully_own", "above_standard", "first_self_pay", "in_scope", "ceiling_amount"]
        .map(|part| units(&value[part], 2).unwrap())
}

fn fields(split: &jicai_split) -> [i64; 6] {
    [
        split.total_fen,
        split.fully_own_fen,
        split.above_standard_fen,
        split.first_self_pay_fen,
        split.in_scope_fen,
        split.ceiling_amount_fen,
    ]
}

fn line(dice: &mut Dice) -> (jicai_line, Value) {
    let (mut line, mut input) = (started(jicai_line_init), Input::default());
    let sign = if dice.one_in(4) { -1 } else { 1 };
    let (amount, quantity) = (sign * dice.number(), sign * dice.number());
    line.amount_fen = input.decimal(dice, "amount", 2, &[amount], &[], 80);
    let with_price = if line.amount_fen == JICAI_NONE { 95 } else { 3 };
    line.price_e6 = input.decimal(dice, "price", 6, &PRICES, &NO_PRICES, with_price);
    line.quantity_e4 = input.decimal(dice, "quantity", 4, &[quantity, sign * 10_000, sign * 70_000, -sign], &[], 90);
    line.not_covered = if dice.fault() { 2 } else { i32::from(dice.one_in(10)) };
    match line.not_covered {
        0 => {}
        1 => input.set("covered", false),
        other => input.set("covered", other),
    }
    line.standard_e6 = input.decimal(dice, "standard", 6, &PRICES, &NO_PRICES, 60);
    let (rates, bad) = ([0, 1, 500, 1_000, 3_333, 9_999, 10_000], [-1, 10_001, i64::MAX, i64::MIN + 1]);
    line.first_self_pay_rate_e4 = input.decimal(dice, "first_self_pay_rate", 4, &rates, &bad, 80);
    let with_fixed = if line.first_self_pay_rate_e4 == JICAI_NONE { 90 } else { 3 };
    line.fixed_self_pay_e6 = input.decimal(dice, "fixed_self_pay", 6, &PRICES, &NO_PRICES, with_fixed);
    line.order = input.word(
        dice,
        "order",
        &jicai::payment::SplitOrder::ALL.iter().map(|word| word.as_str()).collect::<Vec<_>>(),
    );
    line.rounding = input.word(dice, "rounding", &ROUNDINGS);
    (line, Value::Object(input.0))
}

pub(crate) const ROUNDINGS: [&str; 4] = ["half_up", "half_even", "up", "down"];

#[test]
fn a_line_and_its_refund_are_those_of_the_door() {
    let (mut dice, mut split, mut error) = (Dice::new(1), sized::<jicai_split>(), sized::<jicai_error>());
    let (mut good, mut refunded) = (0, 0);
    for case in 0..cases(20_000) {
        dice.next_question();
        let (line, input) = line(&mut dice);
        let held = fields(&split);
        let code = unsafe { jicai_split_line(&raw const line, &raw mut split, &raw mut error) };
        match door("payment.split_line", None, input.clone(), &LINE_NAMES) {
            Ok(value) => assert_eq!((code, fields(&split)), (JICAI_OK, parts(&value)), "{case}: {input}"),
            Err(expected) => {
                assert_eq!((told(code, &error), fields(&split)), (expected, held), "{case}: {input}");
                continue;
            }
        }
        good += 1;
        refunded += refund(&mut dice, &split, &mut error);
    }
    assert!(good > cases(20_000) / 4 && refunded > good / 10, "{good} {refunded}");
}

/// Whether a part of a split could be refunded.
fn refund(dice: &mut Dice, split: &jicai_split, error: &mut jicai_error) -> u32 {
    let mut original = *split;
    let total = original.total_fen;
    if dice.one_in(4) {
        original.total_fen = dice.pick(&[JICAI_NONE, 0, total.wrapping_add(1), -5]);
    }
    if dice.one_in(12) {
        original.in_scope_fen = dice.pick(&[-1, i64::MAX, JICAI_NONE]);
    }
    let part = dice.below(total.unsigned_abs().max(1)) as i64;
    let amount = dice.pick(&[-total.max(0), -part, 0, 1, -total.saturating_add(1).max(0), i64::MIN + 1]);
    let mut stored = Input::default();
    for (name, value) in [
        ("fully_own", original.fully_own_fen),
        ("above_standard", original.above_standard_fen),
        ("first_self_pay", original.first_self_pay_fen),
        ("in_scope", original.in_scope_fen),
        ("total", original.total_fen),
    ] {
        if (name, value) != ("total", JICAI_NONE) {
            stored.set(name, decimal(value, 2));
        }
    }
    let input = json!({ "refund_of": Value::Object(stored.0), "amount": decimal(amount, 2) });
    let mut back = original;
    // Original and refund may be the same memory.
    let code = unsafe { jicai_refund_line(&raw const back, amount, &raw mut back, error) };
    let part = |name: &str| (format!("/refund_of/{name}"), format!("original/{name}_fen"));
    let parts_names = ["fully_own", "above_standard", "first_self_pay", "in_scope"].map(part);
    let mut names: Vec<(&str, &str)> = LINE_NAMES.to_vec();
    names.extend(parts_names.iter().map(|(contract, name)| (contract.as_str(), name.as_str())));
    match door("payment.split_line", None, input.clone(), &names) {
        Ok(value) => assert_eq!((code, fields(&back)), (JICAI_OK, parts(&value)), "{input}"),
        Err(expected) => assert_eq!((told(code, error), fields(&back)), (expected, fields(&original)), "{input}"),
    }
    u32::from(code == JICAI_OK)
}

#[test]
fn the_rows_of_a_table_are_the_lines_of_the_door() {
    let (mut dice, mut error) = (Dice::new(2), sized::<jicai_error>());
    let names = [("/amount", "amount_fen"), ("/quantity", "quantity_e4"), ("/standard", "standard_e6")];
    let names = [&names[..], &[("/first_self_pay_rate", "rate_e4")]].concat();
    let mut good = 0;
    for case in 0..cases(1_000) {
        dice.next_question();
        let rows = dice.below(40) as usize;
        let (mut amount, mut standard, mut quantity, mut rate) = (vec![], vec![], vec![], vec![]);
        for _ in 0..rows {
            let sign = if dice.one_in(4) { -1 } else { 1 };
            amount.push(if dice.fault() { i64::MIN } else { sign * dice.number() });
            standard.push(if dice.fault() {
                dice.pick(&[0, -2, i64::MIN])
            } else {
                dice.pick(&[-1, PRICES[3], PRICES[4]])
            });
            quantity.push(if dice.fault() { dice.pick(&[0, -sign, i64::MIN]) } else { sign * (1 + dice.number() / 2) });
            rate.push(if dice.fault() {
                dice.pick(&[-2, 10_001, i32::MIN, i32::MAX])
            } else {
                dice.pick(&[-1, 0, 1_000, 10_000])
            });
        }
        let mut parts = [0, 1, 2, 3].map(|_| vec![0_i64; rows]);
        let [own, above, first, inside] = parts.each_mut().map(|part| part.as_mut_ptr());
        let columns = (amount.as_ptr(), standard.as_ptr(), quantity.as_ptr(), rate.as_ptr());
        let told_to = &raw mut error;
        let (a, s, q, r) = columns;
        let code = unsafe { jicai_split_lines(rows, a, s, q, r, own, above, first, inside, told_to) };
        let answers = (0..rows).map(|row| {
            let mut input = Input::default();
            input.set("amount", decimal(amount[row], 2));
            match rate[row] {
                -1 => input.set("covered", false),
                rate => input.set("first_self_pay_rate", decimal(rate.into(), 4)),
            }
            if standard[row] != -1 {
                input.set("standard", decimal(standard[row], 6));
            }
            // Nobody looks at the quantity of a line without a standard, or that is not covered.
            if standard[row] != -1 && rate[row] != -1 {
                input.set("quantity", decimal(quantity[row], 4));
            }
            let row = row as i64;
            door("payment.split_line", None, Value::Object(input.0), &names)
                .map_err(|(code, _, path)| (code, row, path))
        });
        match answers.collect::<Result<Vec<Value>, Told>>() {
            Ok(values) => {
                assert_eq!(code, JICAI_OK, "{case}: {:?}", told(code, &error));
                for (row, value) in values.iter().enumerate() {
                    let [_, expected @ .., _] = self::parts(value);
                    assert_eq!([0, 1, 2, 3].map(|part| parts[part][row]), expected, "{case}, row {row}: {value}");
                }
                good += 1;
            }
            Err(expected) => assert_eq!(told(code, &error), expected, "{case}"),
        }
    }
    assert!(good > cases(1_000) / 4, "{good}");
}

#[test]
fn a_bill_is_settled_as_by_the_door() {
    let (mut dice, mut error) = (Dice::new(3), sized::<jicai_error>());
    let mut good = 0;
    for case in 0..cases(4_000) {
        dice.next_question();
        let (mut bill, mut input) = (started(jicai_bill_init), Input::default());
        let (lines, tiers) = (dice.below(30) as usize, if dice.one_in(30) { 0 } else { 1 + dice.below(4) as usize });
        let bad = [-1, i64::MIN + 1, JICAI_NONE];
        let mut columns = [0, 1, 2, 3].map(|_| vec![0_i64; lines]);
        let list = (0..lines).map(|row| {
            let mut line = Input::default();
            line.set("id", format!("{row:06}"));
            let large = dice.one_in(200);
            for (name, column) in ["fully_own", "above_standard", "first_self_pay", "in_scope"].iter().zip(&mut columns)
            {
                let value = if large { dice.number() } else { dice.below(1_000_000) as i64 };
                let value = if dice.fault() { dice.pick(&bad) } else { value };
                line.set(name, decimal(value, 2));
                column[row] = value;
            }
            Value::Object(line.0)
        });
        input.set("lines", list.collect::<Vec<_>>());
        let (mut ends, mut rates, mut end) = (vec![], vec![], 0);
        let list = (0..tiers).map(|row| {
            let mut tier = Input::default();
            end += dice.below(1_000_000) as i64;
            let is_open = (row + 1 == tiers) != dice.one_in(40);
            ends.push(if is_open { JICAI_NONE } else { end });
            if !is_open {
                tier.set("up_to", decimal(end, 2));
            }
            let rate = if dice.fault() { dice.pick(&[-1, 10_001]) } else { dice.below(10_001) as i64 };
            tier.set("rate", decimal(rate, 4));
            rates.push(rate);
            Value::Object(tier.0)
        });
        let list = list.collect::<Vec<_>>();
        let deductible = dice.below(10_000_000) as i64;
        bill.deductible_remaining_fen =
            input.decimal(&mut dice, "deductible_remaining", 2, &[deductible, 0], &bad[..2], 100);
        input.set("tiers", list);
        bill.tier_base = input.word(
            &mut dice,
            "tier_base",
            &jicai::payment::TierBase::ALL.iter().map(|word| word.as_str()).collect::<Vec<_>>(),
        );
        let (before, cap) = (dice.number(), dice.number());
        bill.accumulated_fen = input.decimal(&mut dice, "accumulated", 2, &[before, 0, 1_234_567], &bad[..2], 60);
        bill.fund_cap_remaining_fen =
            input.decimal(&mut dice, "fund_cap_remaining", 2, &[cap, 0, 99_999], &bad[..2], 60);
        bill.round_each_tier = input.flag(&mut dice, "round_each_tier");
        bill.rounding = input.word(&mut dice, "rounding", &ROUNDINGS);
        let (mut fund, mut patient) = (vec![-7_i64; lines], vec![-7_i64; lines]);
        let mut totals = sized::<jicai_bill_totals>();
        let [own, above, first, inside] = columns.each_ref().map(|column| column.as_ptr());
        let code = unsafe {
            let (ends, rates, fund, patient) = (ends.as_ptr(), rates.as_ptr(), fund.as_mut_ptr(), patient.as_mut_ptr());
            let (bill, totals, error) = (&raw const bill, &raw mut totals, &raw mut error);
            jicai_settle(bill, lines, own, above, first, inside, tiers, ends, rates, fund, patient, totals, error)
        };
        let line = ["fully_own", "above_standard", "first_self_pay", "in_scope"];
        let line = line.map(|name| (format!("/lines/*/{name}"), format!("{name}_fen")));
        let mut names: Vec<(&str, &str)> =
            line.iter().map(|(contract, name)| (contract.as_str(), name.as_str())).collect();
        names.extend([("/tiers/*/up_to", "tier_up_to_fen"), ("/tiers/*/rate", "tier_rate_e4")]);
        names.extend([("/deductible_remaining", "deductible_remaining_fen"), ("/accumulated", "accumulated_fen")]);
        names.push(("/fund_cap_remaining", "fund_cap_remaining_fen"));
        let input = Value::Object(input.0);
        match door("payment.settle", None, input.clone(), &names) {
            Ok(value) => {
                assert_eq!(code, JICAI_OK, "{case}: {:?} {input}", told(code, &error));
                for (row, line) in value["lines"].as_array().unwrap().iter().enumerate() {
                    let expected = ["fund", "patient"].map(|part| units(&line[part], 2).unwrap());
                    assert_eq!([fund[row], patient[row]], expected, "{case}");
                }
                let sum = |part: &str| units(&value["totals"][part], 2).unwrap();
                assert_eq!(
                    [totals.total_fen, totals.fully_own_fen, totals.above_standard_fen, totals.first_self_pay_fen],
                    ["total", "fully_own", "above_standard", "first_self_pay"].map(sum)
                );
                assert_eq!(
                    [totals.in_scope_fen, totals.deductible_fen, totals.pooled_fen, totals.fund_fen],
                    ["in_scope", "deductible", "pooled", "fund"].map(sum)
                );
                let rest = [totals.over_cap_fen, totals.copay_fen, totals.patient_fen];
                assert_eq!(rest, ["over_cap", "copay", "patient"].map(sum));
                let left = ["deductible_left", "fund_cap_left"].map(|part| units(&value[part], 2).unwrap());
                assert_eq!([totals.deductible_left_fen, totals.fund_cap_left_fen], left);
                good += 1;
            }
            Err(expected) => {
                assert_eq!(told(code, &error), expected, "{case}: {input}");
                assert!(fund.iter().chain(&patient).all(|fen| *fen == -7) && totals.total_fen == 0);
            }
        }
    }
    assert!(good > cases(4_000) / 4, "{good}");
}
