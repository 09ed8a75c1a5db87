//! `award.select` and its kin: typed, explained, through the JSON door, by the lot and by the round.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use jicai::award::{Rulebook, WhatIfQuestion, select, select_round, select_with, what_if};
use jicai::explain::Trace;
use jicai_benches::lot;

fn typed(c: &mut Criterion) {
    let rulebook = Rulebook::builtin("award/cn-batch-10").expect("built in");
    let mut group = c.benchmark_group("award.select");
    for n in [10, 100, 1000] {
        let lot = lot(n);
        group.bench_function(format!("typed/{n}"), |b| b.iter(|| select(&rulebook, black_box(&lot))));
    }
    let ten = lot(10);
    group.bench_function("explained/10", |b| {
        b.iter_batched(
            Trace::explaining,
            |mut trace| {
                let award = select_with(&rulebook, black_box(&ten), &mut trace);
                (award, trace)
            },
            BatchSize::SmallInput,
        )
    });
    group.finish();
}

fn door(c: &mut Criterion) {
    let input = serde_json::to_string(&lot(10)).expect("JSON");
    let mut group = c.benchmark_group("evaluate");
    for explain in [false, true] {
        let request = format!(
            r#"{{"function":"award.select","rulebook":"award/cn-batch-10","input":{input},"options":{{"explain":{explain}}}}}"#
        );
        group.bench_function(format!("award.select/10/explain={explain}"), |b| {
            b.iter(|| jicai::evaluate(black_box(&request)))
        });
    }
    group.finish();
}

fn round(c: &mut Criterion) {
    let rulebook = Rulebook::builtin("award/cn-batch-07").expect("built in");
    let lots: Vec<_> = (0..300_u32)
        .map(|i| {
            let mut lot = lot(15);
            lot.lot = format!("L{i:03}").parse().ok();
            // No two lots with the same ratio of highest to lowest selected price: they start at different prices and rise by the same steps.
            for (j, bid) in (0..).zip(lot.bids.iter_mut()) {
                bid.price = format!("0.{:04}", 2_000 + i + 70 * j).parse().expect("a price");
            }
            lot
        })
        .collect();
    select_round(&rulebook, &lots).expect("a decided round");
    c.bench_function("award.select_round/300x15", |b| b.iter(|| select_round(&rulebook, black_box(&lots))));
}

fn search(c: &mut Criterion) {
    let rulebook = Rulebook::builtin("award/cn-batch-10").expect("built in");
    let question = WhatIfQuestion::new(lot(10), "B0003".parse().expect("an id"));
    c.bench_function("award.what_if/10", |b| b.iter(|| what_if(&rulebook, black_box(&question))));
}

criterion_group!(benches, typed, door, round, search);
criterion_main!(benches);
