//! What must always hold of the volume that a tender agrees, of its allocation and of the money, and what is tempting but false.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test may stop on the first surprise"
)]

#[path = "volume_properties/agreement.rs"]
mod agreement;
#[path = "volume_properties/allocation.rs"]
mod allocation;
#[path = "volume_properties/allowances.rs"]
mod allowances;
#[allow(dead_code, reason = "only the generator is needed here")]
mod common;
#[path = "volume_properties/doors.rs"]
mod doors;
#[path = "volume_properties/identity.rs"]
mod identity;
#[path = "volume_properties/own_books.rs"]
mod own_books;
#[path = "volume_properties/platforms.rs"]
mod platforms;
#[path = "volume_properties/pools.rs"]
mod pools;
#[path = "volume_properties/renewals.rs"]
mod renewals;
#[path = "volume_properties/reports.rs"]
mod reports;
#[path = "volume_properties/retentions.rs"]
mod retentions;
#[path = "volume_properties/rounded.rs"]
mod rounded;
#[path = "volume_properties/scenes.rs"]
mod scenes;
#[path = "volume_properties/schedules.rs"]
mod schedules;
#[path = "volume_properties/tempting.rs"]
mod tempting;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use common::Rng;
use jicai::explain::Trace;
use jicai::number::Rational;
use jicai::volume::{
    self, AgreedQuestion, AgreedWinner, Allocation, AllocationInstitution, AllocationMethod, AllocationQuestion,
    AllocationWinner, AllowancesQuestion, AwardClass, Base, BasketItem, BasketQuestion, BrandReport, Choice,
    CutRounding, DeviationOutcome, DrugQuantity, DrugStatus, ExplanationState, Figure, FloorOutcome, FundSettlement,
    InstitutionKind, InvoiceBasis, LineCheck, MarkupOutcome, MarkupQuestion, Member, NeedsExplanation, NoVolumeReports,
    NonNegative, Offer, OfferOutcome, PartNumber, PartRounding, PartyKind, Place, PlatformQuestion, PoolQuestion,
    Positive, PriceTier, ProductClass, RangeCheck, RedistributionRule, Renewal, RenewalQuestion, ReportLine,
    ReportQuestion, ReportVerdict, Retention, RetentionDrug, RetentionQuestion, Route, Rulebook, RungKey, SaleLine,
    SavingVerdict, Scheme, SetAside, ShareSource, Stage, StatedRounding, TieredCost, TieredQuestion, UnfinishedScope,
    UnitShare, VolumeClass, Wages, Year, YearQuantity,
};
use jicai::{Code, Error, Id};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

/// Every property is tried so often.
fn config() -> ProptestConfig {
    ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() }
}

/// What a generator gives, the same on every run.
fn samples<S: Strategy>(strategy: S, number: usize) -> Vec<S::Value> {
    let mut runner = TestRunner::deterministic();
    (0..number).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

/// One of a numbered series of keys; they sort in another order than their numbers.
fn key(number: usize) -> Id {
    id(["m", "c", "z", "k", "a", "t", "g", "x", "e", "p"][number])
}

/// So many millionths as a number of a request.
fn number<T: FromStr<Err: fmt::Debug>>(millionths: i64) -> T {
    let sign = if millionths < 0 { "-" } else { "" };
    let units = millionths.unsigned_abs();
    format!("{sign}{}.{:06}", units / 1_000_000, units % 1_000_000).parse().unwrap()
}

fn fraction(num: i128, den: i128) -> Rational {
    Rational::fraction(num, den).unwrap()
}

/// So many millionths as a fraction.
fn exactly(millionths: i64) -> Rational {
    fraction(millionths.into(), 1_000_000)
}

/// The most that can be stated, in millionths.
const MOST: i64 = 999_999_999_999_999_999;

/// The largest number of a request that does not exceed this.
fn millionths_below(value: &Rational) -> i64 {
    let floor = (value * &Rational::from(1_000_000)).floor().unwrap();
    i64::try_from(floor.min(MOST.into())).unwrap()
}

fn sum<'r>(parts: impl Iterator<Item = &'r Figure>) -> Rational {
    parts.map(Figure::exact).sum()
}

fn zero() -> Rational {
    Rational::ZERO
}

/// A quantity in millionths: nothing, whole units, any digits, the largest.
fn quantity() -> impl Strategy<Value = i64> {
    prop_oneof![
        2 => Just(0_i64),
        6 => (0_i64..=400).prop_map(|units| units * 1_000_000),
        3 => 0_i64..5_000_000_000,
        1 => (MOST - 5)..=MOST,
    ]
}

/// A price in millionths: few values around one yuan, so that prices are equal and on the edges of rows; or anything.
fn price() -> impl Strategy<Value = i64> {
    prop_oneof![6 => (10_i64..=14).prop_map(|tenths| tenths * 100_000), 3 => 1_000_000_i64..1_500_000, 1 => 1_i64..=MOST]
}

/// A share in millionths.
fn share() -> impl Strategy<Value = i64> {
    prop_oneof![5 => (0_i64..=20).prop_map(|twentieths| twentieths * 50_000), 3 => 0_i64..=1_000_000]
}

fn rounding() -> impl Strategy<Value = Option<StatedRounding>> {
    let steps = select([1_000_000_i64, 10_000_000, 500_000, 10_000, 3_000_000, 7, 333_333].as_slice());
    let stated = (select(PartRounding::ALL), steps).prop_map(|(mode, step)| {
        let step = (mode != PartRounding::None).then(|| number(step));
        StatedRounding { mode: Some(mode), step }
    });
    prop_oneof![2 => Just(None), 5 => stated.prop_map(Some)]
}

fn book(name: &str) -> Arc<Rulebook> {
    Rulebook::builtin(&format!("volume/{name}")).unwrap()
}

/// A rulebook of one's own.
fn own(object: &Value) -> Arc<Rulebook> {
    Arc::new(Rulebook::from_json(&object.to_string()).unwrap())
}

/// What a rulebook sets.
fn parameter(book: &Rulebook, name: &str) -> Option<Value> {
    book.document().parameter(name).map(|known| serde_json::from_str(&known.value_json()).unwrap())
}

fn shuffle<T>(rng: &mut Rng, list: &mut [T]) {
    for last in (1..list.len()).rev() {
        list.swap(last, rng.below(last + 1));
    }
}
