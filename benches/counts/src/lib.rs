//! What is asked in `counts.rs`, ready to be asked: rulebooks are parsed, requests were answered once.
//!
//! Every function panics if a literal of this file is no question.

#![expect(clippy::missing_panics_doc, reason = "said once above")]

use std::sync::Arc;

use jicai::award::{self, Lot};
use jicai::credit::{self, GateQuestion, GradeQuestion, Role, SupplierIndex};
use jicai::differential::{self, PriceQuestion};
use jicai::execution::{self, Mark, ProgressQuestion};
use jicai::payment::SettleQuestion;
use jicai::volume::{self, AllocationQuestion};
use jicai_benches::{Lines, grade_records, lines, lot, tablets};

const ROWS: usize = 10_000;

/// Four columns of parts.
pub type Parts = [Vec<i64>; 4];

/// A rulebook, the columns of prices and of highest prices, and the marks.
pub type Marked = (Arc<execution::Rulebook>, [Vec<i64>; 2], Vec<Mark>);

fn question<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).expect("a question")
}

fn list(n: u32, piece: impl Fn(u32) -> String) -> String {
    (0..n).map(piece).collect::<Vec<_>>().join(",")
}

/// Ten bids under the rules of batch 10.
pub fn ten_bids() -> (Arc<award::Rulebook>, Lot) {
    (award::Rulebook::builtin("award/cn-batch-10").expect("built in"), lot(10))
}

/// A hundred lots of fifteen bids under the rules of batch 7.
pub fn hundred_lots() -> (Arc<award::Rulebook>, Vec<Lot>) {
    let lot = |i: u32| {
        let mut lot = lot(15);
        lot.lot = format!("L{i:03}").parse().ok();
        // No two lots with the same ratio of highest to lowest selected price.
        for (j, bid) in (0..).zip(lot.bids.iter_mut()) {
            bid.price = format!("0.{:04}", 2_000 + i + 70 * j).parse().expect("a price");
        }
        lot
    };
    (award::Rulebook::builtin("award/cn-batch-07").expect("built in"), (0..100).map(lot).collect())
}

/// A request that was answered once, so that its rulebook is parsed.
fn asked(request: String) -> String {
    jicai::evaluate(&request);
    request
}

/// The ten bids as a request.
pub fn award_request(explain: bool) -> String {
    let input = serde_json::to_string(&lot(10)).expect("JSON");
    asked(format!(
        r#"{{"function":"award.select","rulebook":"award/cn-batch-10","input":{input},"options":{{"explain":{explain}}}}}"#
    ))
}

/// The same with a bid that stands there twice.
pub fn refused_request() -> String {
    asked(award_request(true).replace("B0009", "B0008"))
}

/// Ten thousand charge lines, and room for their parts.
pub fn charge_lines() -> (Lines, Parts) {
    (lines(ROWS), std::array::from_fn(|_| vec![0; ROWS]))
}

/// A bill of sixty lines with a deductible, two tiers and a cap.
pub fn bill() -> SettleQuestion {
    let line = |i: u32| {
        format!(
            r#"{{"id":"L{i:03}","fully_own":"{}","above_standard":"{}","first_self_pay":"{}","in_scope":"{}.{:02}"}}"#,
            i % 5,
            i * 37 % 9,
            i * 53 % 7,
            10 + i * 79 % 500,
            i * 19 % 100
        )
    };
    question(&format!(
        r#"{{"lines":[{}],"deductible_remaining":"800","tiers":[{{"up_to":"5000","rate":"0.80"}},{{"rate":"0.90"}}],
             "tier_base":"in_scope","accumulated":"1000","fund_cap_remaining":"10000"}}"#,
        list(60, line)
    ))
}

/// A price of a tablet of 10 mg in packs of 14 for another product.
pub fn converted(to: differential::Product) -> (Arc<differential::Rulebook>, PriceQuestion) {
    let rulebook = differential::Rulebook::builtin("differential/vbp").expect("built in");
    (rulebook, PriceQuestion::new(tablets("10", "14"), "1.68".parse().expect("a price"), to))
}

/// One case of bribery.
pub fn bribery() -> (Arc<credit::Rulebook>, GradeQuestion) {
    let text = r#"{"firm":"F","province":"P","graded_on":"2021-09-18","cases":[{"case_id":"C","evidence":"judgment","effective_on":"2020-10-10",
        "facts":[{"matter":"bribery","target":"public_institution","amount":{"at_least":"880000","below":"890000"}}]}]}"#;
    (credit::Rulebook::builtin("credit/cn-2020").expect("built in"), question(text))
}

/// A prepared index of a thousand records of one firm, and a question to it.
pub fn gate() -> (SupplierIndex, GateQuestion) {
    let index = SupplierIndex::new(&grade_records(1_000, 1_000), None, &[]).expect("an index");
    let id = |text: &str| text.parse().expect("an id");
    let on = "2026-06-01".parse().expect("a date");
    (index, GateQuestion::new(id("F000000"), Role::Manufacturer, id("P7"), id("330000"), on))
}

/// Ten winners and a product that lost, reported by a hundred hospitals, under the Guangdong ladder.
pub fn ladder() -> (Arc<volume::Rulebook>, AllocationQuestion) {
    let winners = list(10, |i| format!(r#"{{"product":"W{i}","price":"{}.{:02}"}}"#, 1 + i / 4, i % 4 * 25));
    let report = |i: u32, w: u32| format!(r#"{{"product":"W{w}","quantity":"{}"}}"#, (i * 7 + w * 13) % 400);
    let institution = |i: u32| {
        format!(
            r#"{{"institution":"H{i:06}","brand_reports":[{},{{"product":"X","quantity":"{}"}}]}}"#,
            list(10, |w| report(i, w)),
            i % 50
        )
    };
    let text = format!(r#"{{"winners":[{winners}],"institutions":[{}]}}"#, list(100, institution));
    (volume::Rulebook::builtin("volume/gd-alliance-2022").expect("built in"), question(&text))
}

/// Ten thousand listed prices, what they are held against, and room for their marks.
pub fn listed_prices() -> Marked {
    let prices = (1..=10_000).map(|i| (i % 900 + 1) * 1_000_000).collect();
    let highest = (1..=10_000).map(|i| (i % 400 + 1) * 1_000_000).collect();
    let rulebook = execution::Rulebook::builtin("execution/shaanxi-2026-marks").expect("built in");
    (rulebook, [prices, highest], vec![Mark::None; ROWS])
}

/// A thousand orders of a month under the hours of Hunan.
pub fn orders() -> (Arc<execution::Rulebook>, ProgressQuestion) {
    let order = |i: u32| {
        let (day, hour) = (i % 28 + 1, i % 24);
        format!(
            r#"{{"order":"O{i:06}","ordered_quantity":"{}","delivered_quantity":"{}","cold_chain":{},"confirmed_at":"2026-01-{day:02}T{hour:02}:10",
                "responded_at":"2026-01-{day:02}T{hour:02}:10","delivered_at":"2026-01-{:02}T{hour:02}:30"}}"#,
            i % 90 + 1,
            i % 90 + 1,
            i.is_multiple_of(5),
            (day + i % 4).min(31)
        )
    };
    let text = format!(
        r#"{{"as_of":"2026-01-31","response_hours":2,"orders":[{}],"calendar":{{"holidays":["2026-01-01","2026-01-02","2026-01-03"]}}}}"#,
        list(1_000, order)
    );
    (execution::Rulebook::builtin("execution/hunan-delivery-2025").expect("built in"), question(&text))
}
