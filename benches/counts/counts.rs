//! How many instructions the hot calls take, counted by Valgrind: the same on a busy machine as on an idle one. `scripts/counts` runs
//! this and holds the numbers against `counts.json`. What a call needs is made before: only the call counts.

#![allow(missing_docs, reason = "the macros make public modules of the functions")]

use std::hint::black_box;
use std::sync::Arc;

use gungraun::prelude::*;
use jicai::Error;
use jicai::award::{self, Award, Lot, RoundAward, select, select_round};
use jicai::credit::{self, GateQuestion, GradeQuestion, Grading, SupplierGate, SupplierIndex, grade};
use jicai::differential::{self, DifferentialPrice, PriceQuestion, price};
use jicai::execution::{
    self, ColumnError, MarkClass, MarkColumns, Progress, ProgressQuestion, price_mark_columns, progress,
};
use jicai::payment::{LineColumns, SettleQuestion, Settlement, SplitColumns, settle, split_lines};
use jicai::volume::{self, Allocation, AllocationQuestion, allocate};
use jicai_benches::{Lines, tablets};
use jicai_counts::{
    Marked, Parts, award_request, bill, bribery, charge_lines, converted, gate, hundred_lots, ladder, listed_prices,
    orders, refused_request, ten_bids,
};

/// The answer and what was asked: both are handed out, so that taking them apart does not count.
type Kept<A, Q> = (Result<A, Error>, Q);

#[library_benchmark]
#[bench::of_10_bids(ten_bids())]
fn award_select(asked: (Arc<award::Rulebook>, Lot)) -> Kept<Award, (Arc<award::Rulebook>, Lot)> {
    let (rulebook, question) = black_box(&asked);
    black_box((select(rulebook, question), asked))
}

#[library_benchmark]
#[bench::of_100_lots(hundred_lots())]
fn award_select_round(asked: (Arc<award::Rulebook>, Vec<Lot>)) -> Kept<RoundAward, (Arc<award::Rulebook>, Vec<Lot>)> {
    let (rulebook, question) = black_box(&asked);
    black_box((select_round(rulebook, question), asked))
}

#[library_benchmark]
#[bench::award_of_10_bids(award_request(false))]
#[bench::award_of_10_bids_explained(award_request(true))]
#[bench::refused(refused_request())]
fn evaluate(request: String) -> (String, String) {
    black_box((jicai::evaluate(black_box(&request)), request))
}

#[library_benchmark]
#[bench::of_10_000_rows(charge_lines())]
fn payment_split_lines((table, mut parts): (Lines, Parts)) -> Kept<(), (Lines, Parts)> {
    let [own, above, first, inside] = &mut parts;
    let Lines { amount, standard, quantity, rate } = black_box(&table);
    let done = split_lines(
        &LineColumns { amount, standard, quantity, rate },
        SplitColumns { fully_own: own, above_standard: above, first_self_pay: first, in_scope: inside },
    );
    black_box((done, (table, parts)))
}

#[library_benchmark]
#[bench::of_60_lines(bill())]
fn payment_settle(asked: SettleQuestion) -> Kept<Settlement, SettleQuestion> {
    black_box((settle(black_box(&asked)), asked))
}

#[library_benchmark]
#[bench::rational(converted(tablets("20", "14")))]
#[bench::irrational(converted(tablets("15", "36")))]
fn differential_price(
    asked: (Arc<differential::Rulebook>, PriceQuestion),
) -> Kept<DifferentialPrice, (Arc<differential::Rulebook>, PriceQuestion)> {
    let (rulebook, question) = black_box(&asked);
    black_box((price(rulebook, question), asked))
}

#[library_benchmark]
#[bench::of_1_case(bribery())]
fn credit_grade(
    asked: (Arc<credit::Rulebook>, GradeQuestion),
) -> Kept<Grading, (Arc<credit::Rulebook>, GradeQuestion)> {
    let (rulebook, question) = black_box(&asked);
    black_box((grade(rulebook, question), asked))
}

#[library_benchmark]
#[bench::of_1_000_records(gate())]
fn credit_gate((index, question): (SupplierIndex, GateQuestion)) -> Kept<SupplierGate, SupplierIndex> {
    let gate = index.gate(black_box(&question));
    black_box((gate, index))
}

#[library_benchmark]
#[bench::of_10_brands_100_institutions(ladder())]
fn volume_allocate(
    asked: (Arc<volume::Rulebook>, AllocationQuestion),
) -> Kept<Allocation, (Arc<volume::Rulebook>, AllocationQuestion)> {
    let (rulebook, question) = black_box(&asked);
    black_box((allocate(rulebook, question), asked))
}

#[library_benchmark]
#[bench::of_10_000_rows(listed_prices())]
fn execution_price_mark_columns((rulebook, columns, mut marks): Marked) -> (Result<(), ColumnError>, Marked) {
    let [price, highest] = black_box(&columns);
    let table =
        MarkColumns { price, highest_winning_price: highest, highest_listing_price: highest, ..MarkColumns::default() };
    let done = price_mark_columns(&rulebook, MarkClass::Evaluated, &table, &mut marks);
    black_box((done, (rulebook, columns, marks)))
}

#[library_benchmark]
#[bench::of_1_000_orders(orders())]
fn execution_progress(
    asked: (Arc<execution::Rulebook>, ProgressQuestion),
) -> Kept<Progress, (Arc<execution::Rulebook>, ProgressQuestion)> {
    let (rulebook, question) = black_box(&asked);
    black_box((progress(rulebook, question), asked))
}

#[library_benchmark]
#[bench::from_toml(include_str!("../../core/rulebooks/award/cn-batch-10.toml"))]
fn award_rulebook(text: &str) -> Result<award::Rulebook, Error> {
    black_box(award::Rulebook::from_toml(black_box(text)))
}

library_benchmark_group!(
    name = hot,
    benchmarks = [
        award_select,
        award_select_round,
        award_rulebook,
        evaluate,
        payment_split_lines,
        payment_settle,
        differential_price,
        credit_grade,
        credit_gate,
        volume_allocate,
        execution_price_mark_columns,
        execution_progress
    ]
);

main!(library_benchmark_groups = hot);
