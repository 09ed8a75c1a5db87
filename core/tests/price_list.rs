//! The published price lists of `spec-tests/real/price-lists.csv`, through the JSON door: a line that is marked as following the rule
//! agrees to the last digit, one that is not does not, and the lists hold every published vector.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop on the first surprise"
)]

use std::collections::BTreeMap;
use std::fs::read_to_string;

use jicai::evaluate::evaluate;
use jicai::number::{Price, Rational};
use serde_json::{Map, Value, json};

const REAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec-tests/real/price-lists.csv");
const VECTORS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec-tests/vectors/differential.json");

/// A row by column.
type Row = BTreeMap<String, String>;

fn rows() -> Vec<Row> {
    csv::Reader::from_path(REAL).unwrap().deserialize().map(Result::unwrap).collect()
}

/// `name=value` pairs as an object, `true` and `false` as booleans.
fn object(cell: &str) -> Map<String, Value> {
    let pairs = cell.split_whitespace().map(|pair| pair.split_once('=').unwrap());
    pairs.map(|(name, value)| (name.to_owned(), value.parse().map_or_else(|_| json!(value), Value::Bool))).collect()
}

fn rulebook(id: &str, supplied: &str) -> Value {
    let parameters = object(supplied);
    if parameters.is_empty() {
        json!(id)
    } else {
        json!({ "id": "test/caller", "extends": id, "parameters": parameters })
    }
}

fn rounding(cell: &str) -> Value {
    let decimals = |text: &str| text.parse::<u8>().unwrap();
    if !cell.contains(':') {
        return json!({ "decimals": decimals(cell) });
    }
    let tier = |tier: &str| match tier.split_once(':') {
        Some((below, kept)) => json!({ "below": below, "decimals": decimals(kept) }),
        None => json!({ "decimals": decimals(tier) }),
    };
    json!({ "mode": "half_up", "tiers": cell.split_whitespace().map(tier).collect::<Vec<_>>() })
}

/// What `differential.price` is asked for a row.
fn input(row: &Row) -> Value {
    let mut input = json!({
        "representative": object(&row["representative"]),
        "price": row["representative_price"],
        "target": object(&row["target"]),
    });
    if row["drug_class"] != "chemical" {
        input["drug_class"] = json!(row["drug_class"]);
    }
    if !row["rounding"].is_empty() {
        input["rounding"] = rounding(&row["rounding"]);
    }
    input
}

fn price(rulebook: &Value, input: &Value) -> String {
    let request = json!({ "function": "differential.price", "rulebook": rulebook, "input": input });
    let answer: Value = serde_json::from_str(&evaluate(request.to_string())).unwrap();
    answer["value"]["price"].as_str().unwrap_or_else(|| panic!("{request} is not decided: {answer}")).to_owned()
}

fn computed(row: &Row) -> String {
    price(&rulebook(&row["rulebook"], &row["supplied"]), &input(row))
}

fn same(a: &str, b: &str) -> bool {
    let number = |text: &str| Rational::from(text.parse::<Price>().unwrap());
    number(a) == number(b)
}

#[test]
fn every_line_is_decided_as_it_is_marked() {
    let rows = rows();
    assert!(rows.len() >= 38);
    for row in &rows {
        let (computed, published) = (computed(row), &row["published_price"]);
        let follows = match row["follows"].as_str() {
            "yes" => true,
            "no" => false,
            other => panic!("{}: `follows` is `{other}`", row["id"]),
        };
        assert_eq!(same(&computed, published), follows, "{}: computed {computed}, published {published}", row["id"]);
        for reason in ["reason_zh", "reason_en"] {
            assert_eq!(row[reason].is_empty(), follows, "{}: {reason}", row["id"]);
        }
    }
}

#[test]
fn every_published_vector_is_a_line() {
    let vectors: Vec<Value> = serde_json::from_str(&read_to_string(VECTORS).unwrap()).unwrap();
    let asked: Vec<(Value, String)> = rows().iter().map(|row| (input(row), row["published_price"].clone())).collect();
    let published = |vector: &&Value| vector["kind"] == "published" && vector["function"] == "differential.price";
    for vector in vectors.iter().filter(published) {
        let expected = vector["expect"]["price"].as_str().unwrap();
        let is_listed = asked.iter().any(|(input, price)| *input == vector["input"] && same(price, expected));
        assert!(is_listed, "price-lists.csv lacks {}: {}", vector["id"], vector["source"]);
    }
}

/// Lines of one representative agree all together from the lower end of the interval to below the upper one, and not before it.
#[test]
fn an_unrounded_representative_explains_its_lines() {
    let rows = rows();
    let at = |row: &Row, representative: &str| {
        let mut question = input(row);
        question["price"] = json!(representative);
        let rulebook = rulebook(&row["rulebook"], &row["supplied"]);
        let agrees = same(&price(&rulebook, &question), &row["published_price"]);
        question["target"] = question["representative"].clone();
        agrees && same(&price(&rulebook, &question), &row["representative_price"])
    };
    // Just below the lower end, at it, just below the upper end, and the third decimal above it: one upper end is known to three.
    for (of, representative, prices) in [
        ("L07", "3.8", ["3.8393", "3.8394", "3.8499", "3.851"]),
        ("L18", "18.7", ["18.6827", "18.6828", "18.6960", "18.6970"]),
        ("L31", "17.6", ["17.5499", "17.55", "17.5609", "17.562"]),
    ] {
        let row = rows.iter().find(|row| row["id"] == of).unwrap();
        assert_eq!(row["representative_price"], representative);
        assert_eq!(row["unrounded_from"], prices[1]);
        let group: Vec<&Row> = rows
            .iter()
            .filter(|other| ["document_en", "representative"].iter().all(|column| other[*column] == row[*column]))
            .collect();
        let agree = prices.map(|price| group.iter().all(|row| at(row, price)));
        assert_eq!(agree, [false, true, true, false], "{of}");
    }
}

/// What the records do not say of some lines, and is assumed, makes no difference.
#[test]
fn assumptions_do_not_matter() {
    let rows = rows();
    let by_id = |id: &str| rows.iter().find(|row| row["id"] == id).unwrap();
    for id in ["L35", "L36", "L37"] {
        let row = by_id(id);
        assert_eq!(price(&json!("differential/cn-2005-trial"), &input(row)), computed(row), "{id}");
    }
    let omeprazole = by_id("L37");
    let mut tablets = input(omeprazole);
    for product in ["representative", "target"] {
        tablets[product]["form"] = json!("enteric_tablet");
    }
    assert_eq!(price(&json!(omeprazole["rulebook"]), &tablets), computed(omeprazole));
    for id in ["L12", "L13"] {
        let mut question = input(by_id(id));
        for product in ["representative", "target"] {
            question[product]["daily_dose"] = json!("2");
        }
        assert_eq!(price(&json!(by_id(id)["rulebook"]), &question), computed(by_id(id)), "{id}");
    }
}

#[test]
fn a_text_has_one_translation() {
    let rows = rows();
    for (zh, en) in [("document_zh", "document_en"), ("reason_zh", "reason_en"), ("remark_zh", "remark_en")] {
        let mut known: BTreeMap<&str, &str> = BTreeMap::new();
        for row in &rows {
            let translation = known.entry(&row[zh]).or_insert(&row[en]);
            assert_eq!(*translation, row[en], "{}: {zh}", row["id"]);
        }
    }
}
