//! One lot of ten bids. The others have a simplified rule (the lowest six; of them, those at most 1.8 times the lowest) and say which bids won;
//! `jicai` decides by the whole rulebook, with ranks, reasons, final prices and what the result rests on.

use std::hint::black_box;

use cedar_policy::RestrictedExpression;
use jicai::award::{Lot, Rulebook, select};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use zen_expression::Variable;

use crate::data::{self, Prices, decimals, e4, floats};
use crate::engines::{Cedar, Zen, rego, rego_machine, rego_value, zen_expression};
use crate::measure::{Way, measure};

const RULEBOOK: &str = "award/cn-batch-10";
const WHOLE: &str = "whole rulebook";
const SIMPLIFIED: &str = "simplified rule";
const HOST: &str = "the limit; the host ranks, finds the lowest price";
const HOST_DECIMALS: &str = "a comparison; the host ranks, computes the limit";

/// The rule as a program has it: which of ten bids at most won, as bits.
fn script<T: Copy + Ord>(prices: &[T], is_within: impl Fn(T, T) -> bool) -> u16 {
    let mut ranked: Vec<usize> = (0..prices.len()).collect();
    ranked.sort_by_key(|&bid| prices[bid]);
    let lowest = prices[ranked[0]];
    let won = ranked.into_iter().take(6).filter(|&bid| is_within(prices[bid], lowest));
    won.fold(0, |bits, bid| bits | 1 << bid)
}

fn script_floats(prices: &[f64]) -> u16 {
    let mut ranked: Vec<usize> = (0..prices.len()).collect();
    ranked.sort_by(|&a, &b| prices[a].total_cmp(&prices[b]));
    let limit = 1.8 * prices[ranked[0]];
    ranked.into_iter().take(6).filter(|&bid| prices[bid] <= limit).fold(0, |bits, bid| bits | 1 << bid)
}

/// What Cedar cannot find: the place of each bid, and the lowest price.
fn places<T: Copy + Ord>(prices: &[T]) -> (Vec<i64>, T) {
    let mut ranked: Vec<usize> = (0..prices.len()).collect();
    ranked.sort_by_key(|&bid| prices[bid]);
    let mut found = vec![0; prices.len()];
    for (place, &bid) in (0..).zip(&ranked) {
        found[bid] = place;
    }
    (found, prices[ranked[0]])
}

fn cedar_integers(cedar: &Cedar, prices: &[i64]) -> u16 {
    let (places, lowest) = places(prices);
    let long = RestrictedExpression::new_long;
    let is_allowed = |bid: &usize| {
        cedar.allows(*bid, [("place", long(places[*bid])), ("price", long(prices[*bid])), ("lowest", long(lowest))])
    };
    (0..prices.len()).filter(is_allowed).fold(0, |bits, bid| bits | 1 << bid)
}

fn cedar_decimals(cedar: &Cedar, prices: &[Decimal]) -> u16 {
    let (places, lowest) = places(prices);
    let decimal = |value: Decimal| RestrictedExpression::new_decimal(format!("{value:.4}"));
    let limit = lowest * Decimal::new(18, 1);
    let is_allowed = |bid: &usize| {
        let place = RestrictedExpression::new_long(places[*bid]);
        cedar.allows(*bid, [("place", place), ("price", decimal(prices[*bid])), ("limit", decimal(limit))])
    };
    (0..prices.len()).filter(is_allowed).fold(0, |bits, bid| bits | 1 << bid)
}

fn lot(prices: &[String]) -> Value {
    let bid =
        |(i, price): (usize, &String)| json!({ "bid": format!("b{i}"), "company": format!("c{i}"), "price": price });
    json!({ "form": "oral_solid", "ceiling": "100", "bids": prices.iter().enumerate().map(bid).collect::<Vec<_>>() })
}

fn request(prices: &[String], explain: bool) -> String {
    let options = json!({ "explain": explain, "language": "en" });
    json!({ "function": "award.select", "rulebook": RULEBOOK, "input": lot(prices), "options": options }).to_string()
}

/// Bids of an answer in JSON: ids, numbers, or (zen's expressions) prices.
fn bits(answer: &Value, prices: &[String]) -> u16 {
    let place = |won: &Value| match won {
        Value::String(id) => id[1..].parse().expect("an id"),
        won => won.as_f64().unwrap_or_else(|| panic!("no bid: {won} of {prices:?}")) as u32,
    };
    answer.as_array().expect("a list").iter().fold(0, |bits, won| bits | 1 << place(won))
}

fn bits_of_prices(answer: &Value, prices: &[String]) -> u16 {
    let won: Vec<f64> =
        answer.as_array().expect("a list").iter().map(|price| price.as_f64().expect("a price")).collect();
    floats(prices).iter().enumerate().filter(|(_, price)| won.contains(price)).fold(0, |bits, (bid, _)| bits | 1 << bid)
}

fn of_rego(value: &regorus::Value, prices: &[String]) -> u16 {
    bits(&serde_json::from_str(&value.to_json_str().expect("JSON")).expect("JSON"), prices)
}

/// Name, what it decides, and for the prices of a lot a way to run it and one to read the bids that won.
type Make = fn(&Prices) -> (Box<dyn FnMut()>, u16);

fn with<T: 'static, R: 'static>(
    given: T,
    mut run: impl FnMut(&T) -> R + 'static,
    seen: impl Fn(R) -> u16,
) -> (Box<dyn FnMut()>, u16) {
    let won = seen(run(&given));
    (Box::new(move || drop(black_box(run(black_box(&given))))), won)
}

const WAYS: [(&str, &str, Make); 17] = [
    ("jicai::award::select, typed", WHOLE, |prices| {
        let rulebook = Rulebook::builtin(RULEBOOK).expect("built in");
        let given = Lot::from_json(&lot(prices).to_string()).expect("a lot");
        let ids = |id: &str| 1_u16 << id[1..].parse::<u16>().expect("an id");
        let seen = |award: Result<jicai::award::Award, _>| {
            award.expect("an award").selected.iter().fold(0, |bits, bid| bits | ids(bid.as_str()))
        };
        with(given, move |lot| select(&rulebook, lot), seen)
    }),
    ("jicai::evaluate, JSON text to JSON text", WHOLE, |prices| door(prices, false)),
    ("jicai::evaluate, with sentences", WHOLE, |prices| door(prices, true)),
    ("i64 of 0.0001 yuan", SIMPLIFIED, |prices| {
        with(e4(prices), |prices| script(prices, |price, lowest| 10 * price <= 18 * lowest), |won| won)
    }),
    ("rust_decimal", SIMPLIFIED, |prices| {
        let multiple = Decimal::new(18, 1);
        with(decimals(prices), move |prices| script(prices, |price, lowest| price <= multiple * lowest), |won| won)
    }),
    ("f64", SIMPLIFIED, |prices| with(floats(prices), |prices| script_floats(prices), |won| won)),
    ("regorus, virtual machine, fractions (f64)", SIMPLIFIED, |prices| {
        machine(prices, "data.award.won", json!(floats(prices)))
    }),
    ("regorus, virtual machine, integers", SIMPLIFIED, |prices| {
        machine(prices, "data.award.won_integers", json!(e4(prices)))
    }),
    ("regorus, interpreter, fractions (f64)", SIMPLIFIED, |prices| {
        interpreter(prices, "data.award.won", json!(floats(prices)))
    }),
    ("regorus, interpreter, integers", SIMPLIFIED, |prices| {
        interpreter(prices, "data.award.won_integers", json!(e4(prices)))
    }),
    ("regorus, interpreter, integers, JSON text to JSON text", SIMPLIFIED, |prices| {
        let mut engine = rego();
        let rule = "data.award.won_integers".to_owned();
        let run = move |text: &String| {
            engine.set_input_json(text).expect("an input");
            engine.eval_rule(rule.clone()).expect("a value").to_json_str().expect("JSON")
        };
        let seen = |text: String| bits(&serde_json::from_str(&text).expect("JSON"), prices);
        with(json!({ "prices": e4(prices) }).to_string(), run, seen)
    }),
    ("zen-expression, compiled (decimals)", SIMPLIFIED, |prices| {
        let expression = zen_expression("award_expression");
        let run = move |given: &Variable| expression.evaluate(given.clone()).expect("a value");
        with(zen_prices(prices), run, |won| bits_of_prices(&won.to_value(), prices))
    }),
    ("zen-engine, graph with an expression node (decimals)", SIMPLIFIED, |prices| {
        let zen = Zen::new("award");
        let seen = |won: Variable| bits_of_prices(&won.to_value()["won"], prices);
        with(zen_prices(prices), move |given| zen.evaluate(given), seen)
    }),
    ("zen-engine, graph with a function node (doubles)", SIMPLIFIED, |prices| {
        let zen = Zen::new("award.js");
        with(zen_prices(prices), move |given| zen.evaluate(given), |won| bits(&won.to_value()["won"], prices))
    }),
    ("zen-engine, expression node, JSON text to JSON text", SIMPLIFIED, |prices| {
        let zen = Zen::new("award");
        let run = move |text: &String| {
            let given: Value = serde_json::from_str(text).expect("JSON");
            zen.evaluate(&given.into()).to_value().to_string()
        };
        let seen = |text: String| bits_of_prices(&serde_json::from_str::<Value>(&text).expect("JSON")["won"], prices);
        with(json!({ "prices": floats(prices) }).to_string(), run, seen)
    }),
    ("Cedar, integers", HOST, |prices| {
        let cedar = Cedar::new("integers");
        with(e4(prices), move |prices| cedar_integers(&cedar, prices), |won| won)
    }),
    ("Cedar, decimals", HOST_DECIMALS, |prices| {
        let cedar = Cedar::new("decimals");
        with(decimals(prices), move |prices| cedar_decimals(&cedar, prices), |won| won)
    }),
];

fn door(prices: &Prices, explain: bool) -> (Box<dyn FnMut()>, u16) {
    let seen = |text: String| bits(&serde_json::from_str::<Value>(&text).expect("JSON")["value"]["selected"], prices);
    with(request(prices, explain), |request| jicai::evaluate(request), seen)
}

fn machine(prices: &Prices, rule: &str, given: Value) -> (Box<dyn FnMut()>, u16) {
    let mut machine = rego_machine(rule);
    let run = move |given: &regorus::Value| {
        machine.set_input(given.clone());
        machine.execute().expect("a value")
    };
    with(rego_value(&json!({ "prices": given })), run, |won| of_rego(&won, prices))
}

fn interpreter(prices: &Prices, rule: &str, given: Value) -> (Box<dyn FnMut()>, u16) {
    let mut engine = rego();
    let rule = rule.to_owned();
    let run = move |given: &regorus::Value| {
        engine.set_input(given.clone());
        engine.eval_rule(rule.clone()).expect("a value")
    };
    with(rego_value(&json!({ "prices": given })), run, |won| of_rego(&won, prices))
}

fn zen_prices(prices: &[String]) -> Variable {
    json!({ "prices": floats(prices) }).into()
}

pub fn one_lot(turns: usize) -> Value {
    let (ten, on, above) = (data::ten(), data::pairs("on"), data::pairs("above"));
    let winners = script(&e4(&ten), |price, lowest| 10 * price <= 18 * lowest);
    let ways = WAYS.iter().map(|(name, decides, make)| {
        let (run, won) = make(&ten);
        assert_eq!(won, winners, "{name}");
        let is_second = |prices: &&Prices| make(prices).1 & 2 != 0;
        let wrong = [on.len() - on.iter().filter(is_second).count(), above.iter().filter(is_second).count()];
        Way { name, decides, run, wrong, size: 1 }
    });
    let wrong = ["rejected of 500 on the limit", "accepted of 500 above it"];
    measure("award", "µs a lot", wrong, ways.collect(), turns)
}
