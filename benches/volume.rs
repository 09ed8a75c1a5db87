//! Allocation of a drug over many institutions, and the check of a large report.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jicai::volume::{
    AllocationInstitution, AllocationQuestion, AllocationWinner, BrandReport, ReportQuestion, Rulebook, allocate,
    check_report,
};

/// `institutions` hospitals that report ten winners and two products that lost, under the Guangdong ladder.
fn allocation(institutions: u32) -> AllocationQuestion {
    let winner = |i: u32| AllocationWinner {
        price: format!("{}.{:02}", 1 + i / 4, i % 4 * 25).parse().ok(),
        ..AllocationWinner::new(format!("W{i}").parse().expect("an id"))
    };
    let report = |product: String, quantity: u32| BrandReport {
        product: product.parse().expect("an id"),
        quantity: quantity.to_string().parse().expect("a quantity"),
    };
    let institution = |i: u32| AllocationInstitution {
        brand_reports: Some(
            (0..10)
                .map(|w| report(format!("W{w}"), (i * 7 + w * 13) % 400))
                .chain((0..2).map(|x| report(format!("X{x}"), (i + x) % 50)))
                .collect(),
        ),
        ..AllocationInstitution::new(format!("H{i:06}").parse().expect("an id"))
    };
    let mut question: AllocationQuestion =
        serde_json::from_str(r#"{ "winners": [], "institutions": [] }"#).expect("a question");
    question.winners = (0..10).map(winner).collect();
    question.institutions = (0..institutions).map(institution).collect();
    question
}

fn allocations(c: &mut Criterion) {
    let rulebook = Rulebook::builtin("volume/gd-alliance-2022").expect("built in");
    let mut group = c.benchmark_group("volume.allocate, 10 brands");
    group.sample_size(10);
    for institutions in [500, 5_000, 50_000] {
        let question = allocation(institutions);
        allocate(&rulebook, &question).expect("an allocation");
        group.throughput(Throughput::Elements(u64::from(institutions) * 10));
        group.bench_function(format!("{institutions} institutions"), |b| {
            b.iter(|| allocate(&rulebook, black_box(&question)))
        });
    }
    group.finish();
}

fn reports(c: &mut Criterion) {
    let rulebook = Rulebook::builtin("volume/cn-batch-11").expect("built in");
    let line = |i: u32| {
        format!(
            r#"{{ "drug": "D{i:05}", "generic_quantity": "{}", "brand_reports": [ {{ "product": "A", "quantity": "{}" }} ],
                 "history": [ {{ "year": 2023, "quantity": "{}" }}, {{ "year": 2024, "quantity": "{}" }} ] }}"#,
            i * 31 % 997,
            i * 17 % 501,
            i * 13 % 1_003,
            i * 11 % 1_201
        )
    };
    let lines: Vec<String> = (0..5_000).map(line).collect();
    let input = format!(r#"{{ "institution": "H", "lines": [ {} ] }}"#, lines.join(","));
    let question: ReportQuestion = serde_json::from_str(&input).expect("a report");
    check_report(&rulebook, &question).expect("a check");
    c.bench_function("volume.check_report/5000 drugs", |b| b.iter(|| check_report(&rulebook, black_box(&question))));
    let request = format!(
        r#"{{ "function": "volume.check_report", "rulebook": "volume/cn-batch-11", "input": {input}, "options": {{ "explain": false }} }}"#
    );
    c.bench_function("volume.check_report/5000 drugs, JSON door", |b| b.iter(|| jicai::evaluate(black_box(&request))));
}

criterion_group!(benches, allocations, reports);
criterion_main!(benches);
