//! Charge lines. `jicai` writes four parts and looks at each row for what is bad; the others write three and do not look. Each has the lines in
//! columns or values of its own before the clock starts, and the parts when it stops. Slow ways split the first lines only.

use std::array;
use std::hint::black_box;

use jicai::payment::{LineColumns, LineQuestion, SplitColumns, split_line, split_lines};
use jicai_benches::Lines;
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};
use zen_expression::Variable;

use crate::data;
use crate::engines::{Zen, rego, rego_machine, rego_value, zen_expression};
use crate::measure::{Way, measure};

const MILLION: usize = 1_000_000;
const SLOW: usize = 100_000;
const SLOWEST: usize = 10_000;
const FOUR: &str = "four parts, each row checked";
const THREE: &str = "three parts";

type Parts = [Vec<i64>; 3];
type Run<'a> = Box<dyn FnMut() + 'a>;
type Make = for<'a> fn(&'a Lines) -> (Run<'a>, Parts);

/// Name, what it decides, lines that are counted, lines that are timed, way.
const WAYS: [(&str, &str, usize, usize, Make); 15] = [
    ("jicai::payment::split_lines, columns", FOUR, MILLION, MILLION, kernel),
    ("jicai::payment::split_line, typed, one by one", FOUR, MILLION, SLOW, one_by_one),
    ("i64, every product checked", THREE, MILLION, MILLION, checked),
    ("i64, wraps silently", THREE, MILLION, MILLION, wrapping),
    ("f64, (x * 100).round() / 100", THREE, MILLION, MILLION, |lines| {
        doubles(lines, |yuan| (yuan * 100.0).round() / 100.0)
    }),
    ("f64, (x * 100 + 0.5).floor() / 100", THREE, MILLION, MILLION, |lines| {
        doubles(lines, |yuan| (yuan * 100.0 + 0.5).floor() / 100.0)
    }),
    ("rust_decimal", THREE, MILLION, SLOW, decimals),
    ("regorus, virtual machine, fractions (f64)", THREE, SLOW, SLOWEST, |lines| {
        machine(lines, "data.split.parts", false)
    }),
    ("regorus, virtual machine, integers", THREE, SLOW, SLOWEST, |lines| {
        machine(lines, "data.split.parts_integers", true)
    }),
    ("regorus, interpreter, fractions (f64)", THREE, SLOW, SLOWEST, |lines| {
        interpreter(lines, "data.split.parts", false)
    }),
    ("regorus, interpreter, integers", THREE, SLOW, SLOWEST, |lines| {
        interpreter(lines, "data.split.parts_integers", true)
    }),
    ("zen-expression, compiled (decimals)", THREE, MILLION, SLOW, |lines| {
        let expression = zen_expression("split_expression");
        let given: Variable = json!({ "lines": yuan_rows(lines) }).into();
        way(move || expression.evaluate(given.clone()).expect("parts"), |parts| fen_rows(&parts.to_value()))
    }),
    ("zen-engine, graph with an expression node (decimals)", THREE, SLOW, SLOWEST, |lines| {
        let named = |row: [f64; 4]| json!({ "amount": row[0], "standard": row[1], "quantity": row[2], "rate": row[3] });
        let given: Variable = json!({ "lines": yuan_rows(lines).into_iter().map(named).collect::<Vec<_>>() }).into();
        let zen = Zen::new("split");
        way(move || zen.evaluate(&given), |parts| fen_named(&parts.to_value()["parts"]))
    }),
    ("zen-engine, graph with a function node (doubles)", THREE, SLOW, SLOWEST, |lines| {
        let given: Variable = json!({ "lines": yuan_rows(lines) }).into();
        let zen = Zen::new("split.js");
        way(move || zen.evaluate(&given), |parts| fen_rows(&parts.to_value()["parts"]))
    }),
    ("regorus, virtual machine, integers, a call a line", THREE, SLOW, SLOWEST, |lines| {
        let mut machine = rego_machine("data.split.parts_integers");
        let given: Vec<_> = integer_rows(lines).iter().map(|row| rego_value(&json!({ "lines": [row] }))).collect();
        let run = move || {
            let mut one = |line: &regorus::Value| {
                machine.set_input(line.clone());
                machine.execute().expect("parts")
            };
            given.iter().map(&mut one).collect::<Vec<_>>()
        };
        way(run, |parts| integer_parts(parts.iter().map(|part| integers(&json_of(part)[0]))))
    }),
];

/// A way that writes columns, of which the last three are the parts.
fn columns<'a, T: Clone + Default + 'a>(
    rows: usize,
    mut run: impl FnMut(&mut [Vec<T>; 4]) + 'a,
    fen: impl Fn(&T) -> i64,
) -> (Run<'a>, Parts) {
    let mut out = array::from_fn(|_| vec![T::default(); rows]);
    run(&mut out);
    let parts = [1, 2, 3].map(|part| out[part].iter().map(&fen).collect());
    (Box::new(move || run(black_box(&mut out))), parts)
}

/// A way that gives values.
fn way<'a, R: 'a>(mut run: impl FnMut() -> R + 'a, read: impl Fn(R) -> Parts) -> (Run<'a>, Parts) {
    let parts = read(run());
    (Box::new(move || drop(black_box(run()))), parts)
}

fn kernel(lines: &Lines) -> (Run<'_>, Parts) {
    let run = move |[own, above, first, inside]: &mut [Vec<i64>; 4]| {
        let lines = black_box(lines);
        let given = LineColumns {
            amount: &lines.amount,
            standard: &lines.standard,
            quantity: &lines.quantity,
            rate: &lines.rate,
        };
        let out = SplitColumns { fully_own: own, above_standard: above, first_self_pay: first, in_scope: inside };
        split_lines(&given, out).expect("good lines");
    };
    columns(lines.amount.len(), run, |fen| *fen)
}

fn one_by_one(lines: &Lines) -> (Run<'_>, Parts) {
    let text = |value: i64, places: u32| Decimal::new(value, places).to_string();
    let question = |row: usize| LineQuestion {
        amount: text(lines.amount[row], 2).parse().ok(),
        standard: text(lines.standard[row], 6).parse().ok(),
        quantity: text(lines.quantity[row], 4).parse().ok(),
        first_self_pay_rate: text(lines.rate[row].into(), 4).parse().ok(),
        ..LineQuestion::default()
    };
    let questions: Vec<_> = (0..lines.amount.len()).map(question).collect();
    let fen = |amount: &dyn ToString| amount.to_string().replace('.', "").parse::<i64>().expect("two digits");
    way(
        move || questions.iter().map(|question| split_line(question).expect("a good line")).collect::<Vec<_>>(),
        |splits| {
            integer_parts(splits.iter().map(|s| [fen(&s.above_standard), fen(&s.first_self_pay), fen(&s.in_scope)]))
        },
    )
}

fn checked(lines: &Lines) -> (Run<'_>, Parts) {
    let run = move |[_, above, first, inside]: &mut [Vec<i64>; 4]| {
        for row in 0..lines.amount.len() {
            let (amount, standard) = (lines.amount[row], lines.standard[row]);
            let product = lines.quantity[row].checked_mul(standard).and_then(|product| product.checked_add(50_000_000));
            let base = amount.min(product.expect("it fits") / 100_000_000);
            let taken = base.checked_mul(lines.rate[row].into()).and_then(|taken| taken.checked_add(5_000));
            above[row] = amount - base;
            first[row] = taken.expect("it fits") / 10_000;
            inside[row] = base - first[row];
        }
    };
    columns(lines.amount.len(), run, |fen| *fen)
}

fn wrapping(lines: &Lines) -> (Run<'_>, Parts) {
    let run = move |[_, above, first, inside]: &mut [Vec<i64>; 4]| {
        for row in 0..lines.amount.len() {
            let (amount, standard) = (lines.amount[row], lines.standard[row]);
            let base = amount.min(lines.quantity[row].wrapping_mul(standard).wrapping_add(50_000_000) / 100_000_000);
            above[row] = amount - base;
            first[row] = base.wrapping_mul(lines.rate[row].into()).wrapping_add(5_000) / 10_000;
            inside[row] = base - first[row];
        }
    };
    columns(lines.amount.len(), run, |fen| *fen)
}

fn doubles(lines: &Lines, cents: fn(f64) -> f64) -> (Run<'_>, Parts) {
    let rows = yuan_rows(lines);
    let [amounts, standards, quantities, rates] =
        array::from_fn(|at| rows.iter().map(|row| row[at]).collect::<Vec<_>>());
    let run = move |[_, above, first, inside]: &mut [Vec<f64>; 4]| {
        for row in 0..amounts.len() {
            let base = amounts[row].min(cents(quantities[row] * standards[row]));
            let taken = cents(base * rates[row]);
            above[row] = cents(amounts[row] - base);
            first[row] = taken;
            inside[row] = cents(base - taken);
        }
    };
    columns(rows.len(), run, |yuan| fen(*yuan))
}

fn decimals(lines: &Lines) -> (Run<'_>, Parts) {
    let column = |values: &[i64], places| values.iter().map(|value| Decimal::new(*value, places)).collect::<Vec<_>>();
    let rates: Vec<i64> = lines.rate.iter().map(|rate| (*rate).into()).collect();
    let given = [column(&lines.amount, 2), column(&lines.standard, 6), column(&lines.quantity, 4), column(&rates, 4)];
    let cents = |yuan: Decimal| yuan.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    let run = move |[_, above, first, inside]: &mut [Vec<Decimal>; 4]| {
        let [amounts, standards, quantities, rates] = &given;
        for row in 0..amounts.len() {
            let base = amounts[row].min(cents(quantities[row] * standards[row]));
            let taken = cents(base * rates[row]);
            above[row] = amounts[row] - base;
            first[row] = taken;
            inside[row] = base - taken;
        }
    };
    let fen = |yuan: &Decimal| i64::try_from(*yuan * Decimal::ONE_HUNDRED).expect("small");
    columns(lines.amount.len(), run, fen)
}

fn machine<'a>(lines: &Lines, rule: &str, is_integer: bool) -> (Run<'a>, Parts) {
    let mut machine = rego_machine(rule);
    let given = rego_lines(lines, is_integer);
    let run = move || {
        machine.set_input(given.clone());
        machine.execute().expect("parts")
    };
    way(run, move |parts| rego_parts(&parts, is_integer))
}

fn interpreter<'a>(lines: &Lines, rule: &str, is_integer: bool) -> (Run<'a>, Parts) {
    let mut engine = rego();
    let (given, rule) = (rego_lines(lines, is_integer), rule.to_owned());
    let run = move || {
        engine.set_input(given.clone());
        engine.eval_rule(rule.clone()).expect("parts")
    };
    way(run, move |parts| rego_parts(&parts, is_integer))
}

fn rego_lines(lines: &Lines, is_integer: bool) -> regorus::Value {
    rego_value(&if is_integer { json!({ "lines": integer_rows(lines) }) } else { json!({ "lines": yuan_rows(lines) }) })
}

fn rego_parts(parts: &regorus::Value, is_integer: bool) -> Parts {
    let parts = json_of(parts);
    if is_integer { integer_parts(parts.as_array().expect("rows").iter().map(integers)) } else { fen_rows(&parts) }
}

fn json_of(value: &regorus::Value) -> Value {
    serde_json::from_str(&value.to_json_str().expect("JSON")).expect("JSON")
}

fn integer_rows(lines: &Lines) -> Vec<[i64; 4]> {
    let row = |at: usize| [lines.amount[at], lines.standard[at], lines.quantity[at], lines.rate[at].into()];
    (0..lines.amount.len()).map(row).collect()
}

fn yuan_rows(lines: &Lines) -> Vec<[f64; 4]> {
    let units = [100.0, 1_000_000.0, 10_000.0, 10_000.0];
    integer_rows(lines).into_iter().map(|row| array::from_fn(|at| row[at] as f64 / units[at])).collect()
}

fn fen(yuan: f64) -> i64 {
    (yuan * 100.0).round() as i64
}

fn integers(row: &Value) -> [i64; 3] {
    array::from_fn(|at| row[at].as_i64().expect("an integer"))
}

fn integer_parts(rows: impl Iterator<Item = [i64; 3]>) -> Parts {
    let mut parts = Parts::default();
    for row in rows {
        parts.iter_mut().zip(row).for_each(|(part, fen)| part.push(fen));
    }
    parts
}

fn fen_rows(parts: &Value) -> Parts {
    let yuan = |row: &Value| array::from_fn(|at| fen(row[at].as_f64().expect("a number")));
    integer_parts(parts.as_array().expect("rows").iter().map(yuan))
}

fn fen_named(parts: &Value) -> Parts {
    let yuan = |row: &Value| ["above", "first", "in_scope"].map(|part| fen(row[part].as_f64().expect("a number")));
    integer_parts(parts.as_array().expect("rows").iter().map(yuan))
}

pub fn lines(turns: usize) -> Value {
    let lines = data::lines();
    let all = lines.amount.len();
    let exact = ["above", "first", "in_scope"].map(data::column);
    let tables: Vec<_> =
        WAYS.iter().map(|(.., counted, timed, _)| [counted, timed].map(|rows| part_of(&lines, *rows))).collect();
    let ways = WAYS.iter().zip(&tables).map(|((name, decides, counted, timed, make), [of_counted, of_timed])| {
        let (counted, timed) = (all.min(*counted), all.min(*timed));
        let parts = make(of_counted).1;
        let is_off = |row: &usize| (0..3).any(|part| parts[part][*row] != exact[part][*row]);
        let off = (0..counted).filter(is_off).count();
        Way { name, decides, run: make(of_timed).0, wrong: [off, counted], size: timed }
    });
    measure("split", "ns a line", ["lines off by a fen or more", "of lines"], ways.collect(), turns)
}

/// The first lines.
fn part_of(lines: &Lines, rows: usize) -> Lines {
    let rows = rows.min(lines.amount.len());
    Lines {
        amount: lines.amount[..rows].to_vec(),
        standard: lines.standard[..rows].to_vec(),
        quantity: lines.quantity[..rows].to_vec(),
        rate: lines.rate[..rows].to_vec(),
    }
}
