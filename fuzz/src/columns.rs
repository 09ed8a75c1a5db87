//! The column kernel: any integers give what the function gives for the row, or an error in that row.

use arbitrary::{Arbitrary, Unstructured};
use jicai::differential::{Form, PriceColumns, PriceQuestion, Product, RatioColumns, Rulebook, price, price_columns};

pub fn run(data: &[u8]) {
    let Ok((injections, rows)) = <(bool, Vec<[i64; 5]>)>::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let rulebook = Rulebook::builtin("differential/vbp").expect("built in");
    let form = if injections { Form::PowderInjection } else { Form::Capsule };
    let column = |i: usize| rows.iter().map(|row| row[i]).collect::<Vec<i64>>();
    let [prices, from, to, from_count, to_count] = [0, 1, 2, 3, 4].map(column);
    let mut table = PriceColumns::new(Product::new(form), Product::new(form), &prices);
    table.content = Some(RatioColumns { representative: &from, target: &to });
    table.count = Some(RatioColumns { representative: &from_count, target: &to_count });
    let mut results = vec![0; rows.len()];
    let outcome = price_columns(&rulebook, &table, &mut results);
    let good = outcome.err().map_or(rows.len(), |error| error.row().expect("the shape is right"));
    for (row, result) in rows.iter().zip(&results).take(good) {
        let text = format!(
            r#"{{"representative": {{"form": "{form}", "content": "{}", "count": "{}"}}, "price": "{}.{:06}",
                "target": {{"form": "{form}", "content": "{}", "count": "{}"}}}}"#,
            row[1],
            row[3],
            row[0] / 1_000_000,
            row[0] % 1_000_000,
            row[2],
            row[4]
        );
        let question = PriceQuestion::from_json(&text).expect("a question");
        let answer = price(&rulebook, &question).expect("a price").price.to_string();
        let (whole, part) = answer.split_once('.').unwrap_or((&answer, ""));
        assert_eq!(format!("{whole}{part:0<6}").parse(), Ok(*result));
    }
}
