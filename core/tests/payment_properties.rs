//! What must always hold of payment standards, split lines and settled bills, and what is tempting but false.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test may stop on the first surprise"
)]

#[path = "payment_properties/bills.rs"]
mod bills;
#[allow(dead_code, reason = "only the generator is needed here")]
mod common;
#[path = "payment_properties/kernel.rs"]
mod kernel;
#[path = "payment_properties/refunds.rs"]
mod refunds;
#[path = "payment_properties/splits.rs"]
mod splits;
#[path = "payment_properties/standards.rs"]
mod standards;
#[path = "payment_properties/tempting.rs"]
mod tempting;

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
