//! Grades, the gate of suppliers and the national view: typed, prepared, and through the JSON door.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use jicai::credit::{
    Commitment, GateQuestion, GradeQuestion, NationalQuestion, Role, Rulebook, SupplierIndex, SupplierQuestion, Tender,
    grade, national, supplier_status,
};
use jicai_benches::grade_records;

fn grading(c: &mut Criterion) {
    let rulebook = Rulebook::builtin("credit/cn-2020").expect("built in");
    let question = GradeQuestion::from_json(
        r#"{ "firm": "F", "province": "P", "graded_on": "2021-09-18", "cases": [ { "case_id": "C", "evidence": "judgment",
             "effective_on": "2020-10-10", "facts": [ { "matter": "bribery", "target": "public_institution",
             "amount": { "at_least": "880000", "below": "890000" } } ] } ] }"#,
    )
    .expect("a question");
    grade(&rulebook, &question).expect("a grade");
    c.bench_function("credit.grade/1 case", |b| b.iter(|| grade(&rulebook, black_box(&question))));
}

/// One firm with a thousand records: asked from scratch, and of the prepared index.
fn gate(c: &mut Criterion) {
    let records = grade_records(1_000, 1_000);
    let index = SupplierIndex::new(&records, None, &[]).expect("an index");
    let question = SupplierQuestion {
        firm: "F000000".parse().expect("an id"),
        role: Role::Manufacturer,
        product: "P7".parse().expect("an id"),
        province: "330000".parse().expect("an id"),
        on: "2026-06-01".parse().expect("a date"),
        records,
        tender: Tender::Provincial,
        commitment: Commitment::Submitted,
        bars: Vec::new(),
    };
    let status = supplier_status(None, &question).expect("a status");
    let reasons = status.listing.reasons.len() + status.bidding.reasons.len() + status.delivery.reasons.len();
    c.bench_function(&format!("credit.supplier_status/1000 records, {reasons} reasons"), |b| {
        b.iter(|| supplier_status(None, black_box(&question)))
    });
    let asked = GateQuestion::new(
        question.firm.clone(),
        question.role,
        question.product.clone(),
        question.province.clone(),
        question.on,
    );
    assert_eq!(index.gate(&asked).expect("a gate").listing, status.listing.status);
    c.bench_function("credit gate, prepared", |b| b.iter(|| index.gate(black_box(&asked))));
    c.bench_function("credit gate, prepare 1000 records", |b| {
        b.iter(|| SupplierIndex::new(black_box(&question.records), None, &[]))
    });
}

fn country(c: &mut Criterion) {
    let question =
        NationalQuestion { as_of: "2026-06-01".parse().expect("a date"), records: grade_records(100_000, 5) };
    national(None, &question).expect("a view");
    let request = format!(
        r#"{{"function":"credit.national","input":{},"options":{{"explain":false}}}}"#,
        serde_json::to_string(&question).expect("JSON")
    );
    let mut group = c.benchmark_group("credit.national/100000 records");
    group.sample_size(10);
    group.bench_function("typed", |b| b.iter(|| national(None, black_box(&question))));
    group.bench_function("JSON door", |b| b.iter(|| jicai::evaluate(black_box(&request))));
    group.finish();
}

criterion_group!(benches, grading, gate, country);
criterion_main!(benches);
