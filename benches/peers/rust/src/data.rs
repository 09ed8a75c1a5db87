//! What `benches/peers/data.py` wrote.

use std::fs;
use std::path::PathBuf;

use jicai_benches::Lines;
use rust_decimal::Decimal;
use serde_json::Value;

/// Prices as texts, as a tender has them.
pub type Prices = Vec<String>;

fn path(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "../../../target/peers/data", name].iter().collect()
}

fn json(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(path(name)).expect("the data: make bench-results")).expect("JSON")
}

pub fn ten() -> Prices {
    let bids = json("lot.json");
    bids.as_array().expect("bids").iter().map(|bid| text(&bid["price"])).collect()
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

/// Two bids each, the second on or above the limit.
pub fn pairs(kind: &str) -> Vec<Prices> {
    let pairs = &json("limit.json")[kind];
    let of = |pair: &Value| pair.as_array().expect("a pair").iter().map(text).collect();
    pairs.as_array().expect("pairs").iter().map(of).collect()
}

pub fn floats(prices: &[String]) -> Vec<f64> {
    prices.iter().map(|price| price.parse().expect("a price")).collect()
}

pub fn decimals(prices: &[String]) -> Vec<Decimal> {
    prices.iter().map(|price| price.parse().expect("a price")).collect()
}

/// In 0.0001 yuan.
pub fn e4(prices: &[String]) -> Vec<i64> {
    decimals(prices).into_iter().map(|price| i64::try_from(price * Decimal::from(10_000)).expect("small")).collect()
}

pub fn column(name: &str) -> Vec<i64> {
    let bytes = fs::read(path(&format!("{name}.i64"))).expect("the data: make bench-results");
    bytes.chunks_exact(8).map(|eight| i64::from_ne_bytes(eight.try_into().expect("eight"))).collect()
}

/// The charge lines, which are those of the project's own benchmarks.
pub fn lines() -> Lines {
    let rate = column("rate").into_iter().map(|rate| i32::try_from(rate).expect("small")).collect();
    let lines = Lines { amount: column("amount"), standard: column("standard"), quantity: column("quantity"), rate };
    let same = jicai_benches::lines(lines.amount.len());
    assert!(same.amount == lines.amount && same.standard == lines.standard);
    assert!(same.quantity == lines.quantity && same.rate == lines.rate);
    lines
}
