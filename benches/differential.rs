//! `differential.price` and its kin: typed, printed, through the JSON door, by the list and by the column.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jicai::differential::{
    Form, ListingQuestion, PriceColumns, PriceQuestion, Product, RatioColumns, Rulebook, check_listing, price,
    price_columns,
};
use jicai_benches::{listing, tablets};

fn typed(c: &mut Criterion) {
    let rulebook = Rulebook::builtin("differential/vbp").expect("built in");
    let mut group = c.benchmark_group("differential.price");
    for (name, to) in [
        // Twice the content: a rational.
        ("power_of_two", tablets("20", "14")),
        // One and a half times the content: one power.
        ("general", tablets("15", "14")),
        // The content and the count: two powers of different bases.
        ("general_two_steps", tablets("15", "36")),
    ] {
        let question = PriceQuestion::new(tablets("10", "14"), "1.68".parse().expect("a price"), to);
        price(&rulebook, &question).expect("a price");
        group.bench_function(name, |b| b.iter(|| price(&rulebook, black_box(&question))));
        group.bench_function(format!("{name}/printed"), |b| {
            b.iter(|| serde_json::to_string(&price(&rulebook, black_box(&question)).expect("a price")))
        });
    }
    group.finish();
}

/// The same number by the logarithm and exponential of a general big-float crate, 128 bits, nearest, without a proven last digit.
fn peer(c: &mut Criterion) {
    use dashu_float::FBig;
    use dashu_float::round::mode::HalfEven;

    type Float = FBig<HalfEven, 2>;
    let float = |n: u32| Float::from(n).with_precision(128).value();
    let [price, base, x] = [(168, 100), (17, 10), (3, 2)].map(|(n, d)| float(n) / float(d));
    let power = |x: &Float, base: &Float| (x.ln() * base.ln() / float(2).ln()).exp();
    c.bench_function("peer/dashu-float/general", |b| {
        b.iter(|| black_box(&price) * power(black_box(&x), black_box(&base)))
    });
}

fn door(c: &mut Criterion) {
    let input = r#"{"representative":{"form":"tablet","content":"10","count":"14"},"price":"1.68","target":{"form":"tablet","content":"15","count":"36"}}"#;
    let mut group = c.benchmark_group("evaluate");
    for explain in [false, true] {
        let request = format!(
            r#"{{"function":"differential.price","rulebook":"differential/vbp","input":{input},"options":{{"explain":{explain}}}}}"#
        );
        group.bench_function(format!("differential.price/explain={explain}"), |b| {
            b.iter(|| jicai::evaluate(black_box(&request)))
        });
    }
    group.finish();
}

fn list(c: &mut Criterion) {
    let rulebook = Rulebook::builtin("differential/shanxi-2025").expect("built in");
    let mut group = c.benchmark_group("differential.check_listing");
    for n in [50, 200] {
        let question = ListingQuestion::new(listing(n));
        check_listing(&rulebook, &question).expect("a check");
        group.bench_function(n.to_string(), |b| b.iter(|| check_listing(&rulebook, black_box(&question))));
    }
    group.finish();
}

/// 100,000 rows; the specifications repeat every 100 rows, as they do in a national table, or never.
fn columns(c: &mut Criterion) {
    const ROWS: i64 = 100_000;
    let rulebook = Rulebook::builtin("differential/vbp").expect("built in");
    let prices: Vec<i64> = (0..ROWS).map(|row| 1_000_000 + 12_300 * (row % 7_919)).collect();
    let mut group = c.benchmark_group("differential.price_columns");
    group.throughput(Throughput::Elements(100_000)).sample_size(20);
    for (name, distinct) in [("repeated", 100), ("distinct", ROWS)] {
        let representative: Vec<i64> = (0..ROWS).map(|row| 100_000 + row % distinct).collect();
        let target: Vec<i64> = (0..ROWS).map(|row| 100_000 + (row * 37) % distinct * 3).collect();
        let mut table = PriceColumns::new(Product::new(Form::Tablet), Product::new(Form::Tablet), black_box(&prices));
        table.content = Some(RatioColumns { representative: &representative, target: &target });
        let mut results = vec![0; prices.len()];
        price_columns(&rulebook, &table, &mut results).expect("prices");
        group.bench_function(name, |b| b.iter(|| price_columns(&rulebook, black_box(&table), &mut results)));
    }
    group.finish();
}

criterion_group!(benches, typed, peer, door, list, columns);
criterion_main!(benches);
