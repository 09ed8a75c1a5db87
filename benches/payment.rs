//! Payment standards, charge lines and bills: typed, through the JSON door, and by the column beside other ways to do it.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jicai::payment::{
    BillLine, LineColumns, LineQuestion, Rulebook, SettleQuestion, SplitColumns, StandardQuestion, settle, split_line,
    split_lines, standard,
};
use jicai_benches::lines;

const ROWS: usize = 1_000_000;

/// A million lines by the kernel, by the same arithmetic written plainly, and by the function for one line.
fn columns(c: &mut Criterion) {
    let table = lines(ROWS);
    let mut parts = [vec![0_i64; ROWS], vec![0; ROWS], vec![0; ROWS], vec![0; ROWS]];
    let mut group = c.benchmark_group("payment.split_lines");
    group.throughput(Throughput::Elements(1_000_000)).sample_size(20);
    group.bench_function("kernel", |b| {
        b.iter(|| {
            let columns = LineColumns {
                amount: black_box(&table.amount),
                standard: &table.standard,
                quantity: &table.quantity,
                rate: &table.rate,
            };
            let [own, above, first, inside] = &mut parts;
            split_lines(
                &columns,
                SplitColumns { fully_own: own, above_standard: above, first_self_pay: first, in_scope: inside },
            )
        })
    });
    group.bench_function("plain checked i64", |b| {
        b.iter(|| {
            let [_, above, first, inside] = &mut parts;
            for row in 0..ROWS {
                let (amount, standard) = (table.amount[row], table.standard[row]);
                let ceiling = table.quantity[row].checked_mul(standard).and_then(|p| p.checked_add(50_000_000));
                let base = amount.min(ceiling.expect("it fits") / 100_000_000);
                let taken = base.checked_mul(i64::from(table.rate[row])).expect("it fits") + 5_000;
                above[row] = amount - base;
                first[row] = taken / 10_000;
                inside[row] = base - first[row];
            }
            black_box(&above);
        })
    });
    group.finish();
}

fn typed(c: &mut Criterion) {
    let question = LineQuestion {
        amount: "23.80".parse().ok(),
        quantity: "7".parse().ok(),
        standard: "1.0912".parse().ok(),
        first_self_pay_rate: "0.1".parse().ok(),
        ..LineQuestion::default()
    };
    split_line(&question).expect("a split");
    c.bench_function("payment.split_line", |b| b.iter(|| split_line(black_box(&question))));

    let rulebook = Rulebook::builtin("payment/hainan-2019").expect("built in");
    let question = StandardQuestion::from_json(
        r#"{ "product": { "status": "originator", "list_class": "b", "price": "60.33", "base_price": "60.33", "own_rate": "0.10" },
             "winners": [ { "id": "W1", "price": "22.26" } ], "date": "2021-01-15" }"#,
    )
    .expect("a question");
    standard(&rulebook, &question).expect("a standard");
    c.bench_function("payment.standard", |b| b.iter(|| standard(&rulebook, black_box(&question))));

    let bill: SettleQuestion = bill(60);
    settle(&bill).expect("a settlement");
    c.bench_function("payment.settle/60", |b| b.iter(|| settle(black_box(&bill))));
}

/// A bill of `n` lines with a deductible, two tiers and a cap.
fn bill(n: u32) -> SettleQuestion {
    let yuan = |fen: u32| format!("{}.{:02}", fen / 100, fen % 100).parse().expect("an amount");
    let line = |i: u32| BillLine {
        id: format!("L{i:03}").parse().expect("an id"),
        fully_own: yuan(i % 5 * 100),
        above_standard: yuan(i * 37 % 900),
        first_self_pay: yuan(i * 53 % 700),
        in_scope: yuan(1_000 + i * 7_919 % 50_000),
        total: None,
        ceiling_amount: Default::default(),
    };
    let tiers = r#"[{"up_to": "5000", "rate": "0.80"}, {"rate": "0.90"}]"#;
    SettleQuestion {
        lines: (0..n).map(line).collect(),
        deductible_remaining: yuan(80_000),
        tiers: serde_json::from_str(tiers).expect("tiers"),
        tier_base: serde_json::from_str(r#""in_scope""#).ok(),
        accumulated: Some(yuan(100_000)),
        fund_cap_remaining: Some(yuan(1_000_000)),
        round_each_tier: false,
        rounding: jicai::number::RoundingMode::HalfUp,
    }
}

criterion_group!(benches, columns, typed);
criterion_main!(benches);
