//! What must always hold of credit grades, of what they bring and of how they are cleared, and what is tempting but false.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test may stop on the first surprise"
)]

#[path = "credit_properties/bands.rs"]
mod bands;
#[path = "credit_properties/bars.rs"]
mod bars;
#[path = "credit_properties/cases.rs"]
mod cases;
#[allow(dead_code, reason = "only the generator is needed here")]
mod common;
#[path = "credit_properties/completions.rs"]
mod completions;
#[path = "credit_properties/doors.rs"]
mod doors;
#[path = "credit_properties/measures.rs"]
mod measures;
#[path = "credit_properties/national.rs"]
mod national;
#[path = "credit_properties/own.rs"]
mod own;
#[path = "credit_properties/repair.rs"]
mod repair;
#[path = "credit_properties/rows.rs"]
mod rows;
#[path = "credit_properties/suppliers.rs"]
mod suppliers;
#[path = "credit_properties/tempting.rs"]
mod tempting;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use chrono::{Days, Months};
use common::Rng;
use jicai::credit::{
    Action, ActionStatus, Area, Bar, BarEntry, BarQuestion, BarRulebook, Case, CaseStatus, Commitment, CompareQuestion,
    CorrectedProduct, CorrectionStep, DropReason, End, Evidence, Fact, Fen, GateQuestion, GradeComparison,
    GradeQuestion, GradeRecord, Grading, Kind, LevelChange, Matter, Measure, MeasuresQuestion, NationalQuestion,
    OwnMeasure, RecordGrade, RepairOutcome, RepairQuestion, Role, Rulebook, RulebookChoice, Scope, Side, StatedAmount,
    SupplierIndex, SupplierQuestion, SupplierStatus, Target, Tender, Test, VersionQuestion, Why,
};
use jicai::explain::Trace;
use jicai::{Code, Date, Error, Id, credit};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

/// Every property is tried so often.
fn config() -> ProptestConfig {
    ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() }
}

/// What a generator gives, the same on every run.
fn samples<S: Strategy>(strategy: S, number: usize) -> Vec<S::Value> {
    let mut runner = TestRunner::deterministic();
    (0..number).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

/// The rulebooks under which questions are asked: both versions, and one of one's own in which everything is different.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Version {
    Cn2020,
    Cn2025,
    Own,
}

impl Version {
    const ALL: [Version; 3] = [Version::Cn2020, Version::Cn2025, Version::Own];
    const BUILTIN: [Version; 2] = [Version::Cn2020, Version::Cn2025];

    fn id(self) -> &'static str {
        match self {
            Version::Cn2020 => "credit/cn-2020",
            Version::Cn2025 => "credit/cn-2025",
            Version::Own => "x/own",
        }
    }

    fn book(self) -> Arc<Rulebook> {
        static OWN: LazyLock<Arc<Rulebook>> =
            LazyLock::new(|| Arc::new(Rulebook::from_json(&own::object().to_string()).unwrap()));
        match self {
            Version::Own => Arc::clone(&OWN),
            builtin => Rulebook::builtin(builtin.id()).unwrap(),
        }
    }

    /// The codes of its grades, by rank.
    fn codes(self) -> &'static [&'static str] {
        match self {
            Version::Cn2025 => &["none", "dishonest", "severely_dishonest", "especially_severely_dishonest"],
            _ => &["none", "general", "medium", "severe", "especially_severe"],
        }
    }

    fn top(self) -> usize {
        self.codes().len() - 1
    }

    fn grade(self, question: &GradeQuestion) -> Grading {
        credit::grade(&self.book(), question).unwrap()
    }
}

fn version() -> impl Strategy<Value = Version> {
    select(Version::ALL.as_slice())
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// So many days later, or earlier.
fn days_after(date: Date, days: i64) -> Date {
    let number = Days::new(days.unsigned_abs());
    let date = date.get();
    Date::from(if days < 0 { date.checked_sub_days(number) } else { date.checked_add_days(number) }.unwrap())
}

/// So many months later, the day number cut to the last of the month.
fn months_after(date: Date, months: u32) -> Date {
    Date::from(date.get().checked_add_months(Months::new(months)).unwrap())
}

fn months_before(date: Date, months: u32) -> Date {
    Date::from(date.get().checked_sub_months(Months::new(months)).unwrap())
}

fn fen(fen: i64) -> Fen {
    format!("{}.{:02}", fen / 100, fen % 100).parse().unwrap()
}

/// The most money that can be stated, in fen.
const MOST: i64 = 99_999_999_999_999_999;

/// The closed interval of an amount, in fen.
fn ends(amount: StatedAmount) -> (i64, Option<i64>) {
    match amount {
        StatedAmount::Exact(fen) => (fen.get(), Some(fen.get())),
        StatedAmount::Between { at_least, below } => (at_least.get(), below.map(|below| below.get() - 1)),
    }
}

/// The amount with these ends; exact where they meet.
fn between(lo: i64, hi: Option<i64>) -> StatedAmount {
    match hi {
        Some(hi) if hi == lo && lo > 0 => StatedAmount::Exact(fen(lo)),
        hi => StatedAmount::Between { at_least: fen(lo), below: hi.map(|hi| fen(hi + 1)) },
    }
}

/// The thresholds of all ladders, in fen.
const CUTS: [i64; 9] =
    [1_000_000, 5_000_000, 10_000_000, 30_000_000, 50_000_000, 100_000_000, 200_000_000, 250_000_000, 1_000_000_000];

/// A sum in fen: at a threshold, at a part of one, anywhere.
fn sum() -> impl Strategy<Value = i64> {
    prop_oneof![
        2 => (select(CUTS.as_slice()), -1_i64..=1).prop_map(|(cut, step)| cut + step),
        2 => (select(&CUTS[..4]), -1_i64..=1).prop_map(|(cut, step)| cut + step),
        2 => (select(CUTS.as_slice()), 2_i64..=4, -1_i64..=1).prop_map(|(cut, parts, step)| cut / parts + step),
        2 => 1_i64..30_000_000,
        1 => 1_i64..2_000_000_000,
    ]
}

/// An amount: exact, between two sums, without an upper end.
fn amount() -> impl Strategy<Value = StatedAmount> {
    prop_oneof![
        4 => sum().prop_map(|fen| between(fen, Some(fen))),
        3 => (sum(), sum()).prop_map(|(a, b)| between(a.min(b), Some(a.max(b)))),
        1 => sum().prop_map(|hi| between(0, Some(hi))),
        1 => sum().prop_map(|lo| between(lo, None)),
    ]
}

const FIRM: &str = "F";
const PROVINCE: &str = "浙江";
const PRODUCTS: [&str; 3] = ["a", "b", "c"];

/// The products whose bits are set.
fn products(bits: u8) -> Vec<Id> {
    (0..PRODUCTS.len()).filter(|n| bits >> n & 1 == 1).map(|n| id(PRODUCTS[n])).collect()
}

/// A fact, and how many months and days its dates are apart.
type Draft = (Fact, u32, i64);

fn target() -> impl Strategy<Value = Target> {
    prop_oneof![4 => Just(Target::PublicInstitution), 4 => select(Target::ALL)]
}

/// What a clause of the version can be cited for: the benchmark of 2025 lists all its clauses.
fn clauses(version: Version, matter: Matter) -> &'static [&'static str] {
    match (version, matter) {
        (Version::Cn2025, Matter::Bribery) => &["1.1", "2.1", "3.1", "3.2"],
        (Version::Cn2025, Matter::Tax) => &["1.2", "2.2", "3.3"],
        (Version::Cn2025, Matter::Monopoly) => &["1.3", "2.3", "3.4"],
        (Version::Cn2025, Matter::PriceOffence) => &["1.4", "2.4", "3.5"],
        (Version::Cn2025, Matter::AbnormalPrice) => &[],
        (Version::Cn2025, Matter::Obstruction) => &["1.5", "2.5"],
        (Version::Cn2025, Matter::BidMisconduct) => &["1.6", "1.7", "2.6", "2.7", "3.6"],
        (Version::Cn2025, Matter::Breach) => &["1.8", "2.8"],
        (_, Matter::Bribery) => &["1.1", "2.1", "3.1", "4.1", "2.9"],
        (_, Matter::Tax) => &["3.2", "4.2", "1.9"],
        (_, _) => &["1.9", "2.9", "3.9", "4.9"],
    }
}

fn matter() -> impl Strategy<Value = Matter> {
    let some = select(&[Matter::Tax, Matter::AbnormalPrice][..]);
    prop_oneof![3 => Just(Matter::Bribery), 1 => some, 4 => select(Matter::ALL)]
}

/// A fact. The version says only which clauses may be cited; `None`: none is.
fn fact(version: Option<Version>, matter: impl Strategy<Value = Matter>) -> impl Strategy<Value = Draft> {
    let elsewhere = (0_u8..20, 0_u8..20, 0_u8..8);
    let money = (target(), amount(), 0_u8..6, amount());
    let dates = (select([0_u32, 1, 2, 3, 4, 6, 11, 12, 13, 30].as_slice()), -1_i64..=1, 0_u8..6);
    (matter, elsewhere, money, dates, any::<Index>(), 0_u8..12).prop_map(
        move |(matter, (firm, province, bits), (target, amount, shape, other), (months, days, odd), index, cited)| {
            let mut fact = Fact::new(matter);
            fact.firm = [Some(id("G")), Some(id(FIRM)), None][usize::from(firm).min(2)].clone();
            fact.province = [Some(id("四川")), Some(id(PROVINCE)), None][usize::from(province).min(2)].clone();
            fact.products = products(bits);
            if let Some(clauses) = version.map(|version| clauses(version, matter))
                && cited == 0
                && !clauses.is_empty()
            {
                fact.cited_clause = Some((*index.get(clauses)).to_owned());
                return (fact, months, days);
            }
            match matter {
                Matter::Bribery => {
                    fact.target = Some(target);
                    fact.amount = Some(amount);
                    fact.one_payment = (shape < 2).then_some(shape == 0);
                    let fits = ends(amount).1.is_none_or(|hi| ends(other).0 <= hi);
                    fact.largest_single = (shape > 2 && fits).then_some(other);
                }
                Matter::Tax => {
                    fact.amount = Some(amount);
                    fact.side = Some(if odd == 0 { Side::Issued } else { Side::Received });
                }
                Matter::AbnormalPrice => {
                    fact.explained = Some(odd == 0);
                    fact.sales =
                        [None, Some(between(999_999_999, Some(1_000_000_000))), Some(other)][usize::from(shape).min(2)];
                }
                Matter::BidMisconduct => {
                    fact.kind = Some(*index.get(&[
                        Kind::FalseProofOthersAffected,
                        Kind::FalseProof,
                        Kind::CollusionNationalVbp,
                        Kind::CollusionOther,
                        Kind::Other,
                    ]));
                }
                Matter::Breach => {
                    let kinds = [Kind::SelectionLost, Kind::SupplyFailure, Kind::AgreementNotSigned, Kind::Other];
                    fact.kind = Some(*index.get(&kinds));
                }
                _ => {}
            }
            // The other dates are set when the case has its own.
            fact.high_price_until = (fact.kind.is_none() && odd > 0).then(|| day("2000-01-01"));
            (fact, months, days)
        },
    )
}

/// The fact with its dates, counted from that of the case.
fn dated((mut fact, months, days): Draft, effective_on: Date) -> Fact {
    let until = |from: Date| days_after(months_after(from, months), days);
    let is_high_price = matches!(fact.matter, Matter::Monopoly | Matter::PriceOffence);
    fact.high_price_until =
        fact.high_price_until.filter(|_| is_high_price && fact.cited_clause.is_none()).map(|_| until(effective_on));
    if fact.matter == Matter::AbnormalPrice && fact.cited_clause.is_none() {
        let from = months_before(effective_on, 36);
        fact.conduct_from = Some(from);
        fact.conduct_until = Some(until(from).max(from));
    }
    fact
}

/// How long before the grading something was: in the look-back of all versions, around its end, long ago, to come.
fn before(graded_on: Date) -> impl Strategy<Value = Date> {
    let ago = prop_oneof![6 => 0_i64..360, 2 => 360_i64..1_090, 1 => 1_090_i64..3_000, 1 => -1_i64..=0];
    let anniversary = (select([12_u32, 36].as_slice()), -1_i64..=1);
    prop_oneof![
        5 => ago.prop_map(move |days| days_after(graded_on, -days)),
        1 => anniversary.prop_map(move |(months, days)| days_after(months_before(graded_on, months), days)),
    ]
}

fn case(version: Option<Version>, graded_on: Date) -> impl Strategy<Value = Case> {
    let evidence = prop_oneof![4 => Just(Evidence::Judgment), 4 => select(Evidence::ALL)];
    // A case is mostly about one matter.
    let facts = (matter(), prop_oneof![2 => Just(1_usize), 3 => 1_usize..5]).prop_flat_map(move |(main, number)| {
        prop::collection::vec(fact(version, prop_oneof![1 => Just(main), 1 => matter()]), number)
    });
    (evidence, before(graded_on), before(graded_on), 0_u8..12, facts).prop_map(
        |(evidence, effective_on, conduct_until, status, facts)| Case {
            case_id: id("c"),
            evidence,
            effective_on,
            conduct_until: Some(conduct_until),
            status: if status == 0 { CaseStatus::Revoked } else { CaseStatus::InForce },
            facts: facts.into_iter().map(|fact| dated(fact, effective_on)).collect(),
        },
    )
}

/// A question with clauses of this version, or without.
fn question(version: Option<Version>) -> impl Strategy<Value = GradeQuestion> {
    let graded_on = select(["2026-03-31", "2024-02-29", "2025-08-15"].as_slice()).prop_map(day);
    graded_on.prop_flat_map(move |graded_on| {
        let cases = prop_oneof![
            2 => prop::collection::vec(case(version, graded_on), 1),
            3 => prop::collection::vec(case(version, graded_on), 0..5),
        ];
        cases.prop_map(move |mut cases| {
            for (case, name) in cases.iter_mut().zip(["c3", "c1", "c4", "c2"]) {
                case.case_id = id(name);
            }
            GradeQuestion { firm: id(FIRM), province: id(PROVINCE), graded_on, cases }
        })
    })
}

fn asked() -> impl Strategy<Value = (Version, GradeQuestion)> {
    version().prop_flat_map(|version| (Just(version), question(Some(version))))
}

fn shuffle<T>(rng: &mut Rng, list: &mut [T]) {
    for last in (1..list.len()).rev() {
        list.swap(last, rng.below(last + 1));
    }
}

/// One case with one fact, under a grading on 2026-03-31.
fn one(evidence: Evidence, facts: Vec<Fact>) -> GradeQuestion {
    let case = Case {
        case_id: id("c"),
        evidence,
        effective_on: day("2026-01-15"),
        conduct_until: Some(day("2026-01-01")),
        status: CaseStatus::InForce,
        facts,
    };
    GradeQuestion { firm: id(FIRM), province: id(PROVINCE), graded_on: day("2026-03-31"), cases: vec![case] }
}

/// A bribe to a public hospital, in fen.
fn bribe(fen: i64) -> Fact {
    Fact {
        target: Some(Target::PublicInstitution),
        amount: Some(between(fen, Some(fen))),
        ..Fact::new(Matter::Bribery)
    }
}

/// Invoices that the firm received, in fen.
fn invoices(fen: i64) -> Fact {
    Fact { amount: Some(between(fen, Some(fen))), side: Some(Side::Received), ..Fact::new(Matter::Tax) }
}

/// The lowest and the highest rank.
fn ranks(grading: &Grading) -> (u32, u32) {
    (grading.rank_min, grading.rank_max)
}
