//! Faults put into the input of a request that had none.

use crate::common::Rng;
use serde_json::{Map, Value, json};

/// Fields of a product with values that are mostly wrong.
fn of_product(rng: &mut Rng) -> (&'static str, Option<Value>) {
    let list = [
        ("form", Some(json!("ampoule"))),
        ("form", Some(json!(null))),
        ("form", None),
        ("content", Some(json!("0"))),
        ("content", Some(json!("-1"))),
        ("content", Some(json!("1e3"))),
        ("content", Some(json!(5))),
        ("content", Some(json!(null))),
        ("content", Some(json!("1234567890123456"))),
        ("content", Some(json!("0000123456789012345.0"))),
        ("content", Some(json!("0.12345678901"))),
        ("content", None),
        ("content_unit", Some(json!("kg"))),
        ("content_unit", Some(json!("g"))),
        ("fill", Some(json!("5"))),
        ("fill", Some(json!("5."))),
        ("fill", None),
        ("fill_unit", Some(json!("g"))),
        ("fill_unit", Some(json!("ml"))),
        ("fill_unit", None),
        ("dose_fill", Some(json!("1000000"))),
        ("dose_fill", Some(json!("1"))),
        ("unit", Some(json!("box"))),
        ("count", Some(json!("1.5"))),
        ("count", Some(json!("1000001"))),
        ("count", Some(json!("1000001.5"))),
        ("count", Some(json!("0"))),
        ("count", Some(json!("12.0"))),
        ("count", Some(json!("1000000"))),
        ("count", Some(json!(12))),
        ("sugar_free", Some(json!(true))),
        ("sugar_free", Some(json!("true"))),
        ("daily_dose", Some(json!("0"))),
        ("daily_dose", None),
        ("daily_dose_in", Some(json!("fill"))),
        ("daily_dose_in", Some(json!("days"))),
        ("package_material", Some(json!("glass"))),
        ("packaging_form", Some(json!("blister"))),
        ("children_only", Some(json!(1))),
        ("paediatric_small_spec", Some(json!("yes"))),
        ("strength", Some(json!("10"))),
        ("a/b~c", Some(json!("10"))),
        ("id", Some(json!(""))),
        ("id", Some(json!("A"))),
        ("price", Some(json!("0.00"))),
        ("price", None),
        ("other_limit", Some(json!("-3"))),
    ];
    rng.pick(&list)
}

/// Fields of the input with values that are mostly wrong.
fn of_input(rng: &mut Rng) -> (&'static str, Option<Value>) {
    let list = [
        ("price", Some(json!("0"))),
        ("price", Some(json!(1.5))),
        ("price", Some(json!("-1"))),
        ("price", Some(json!(".5"))),
        ("price", Some(json!("+1"))),
        ("price", Some(json!("１"))),
        ("price", Some(json!("1234567890123456.00"))),
        ("price", Some(json!("0.00000000001"))),
        ("price", None),
        ("drug_class", Some(json!("herbal"))),
        ("drug_class", Some(json!("tcm"))),
        ("basis", Some(json!("daily_dose"))),
        ("basis", Some(json!("dose"))),
        ("chain_regardless", Some(json!("true"))),
        ("chain_regardless", Some(json!(null))),
        ("rounding", Some(json!({}))),
        ("rounding", Some(json!({ "decimals": 2, "tiers": [{ "decimals": 2 }] }))),
        ("rounding", Some(json!({ "decimals": 11 }))),
        ("rounding", Some(json!({ "decimals": -1 }))),
        ("rounding", Some(json!({ "decimals": "2" }))),
        ("rounding", Some(json!({ "decimals": 2, "mode": "nearest" }))),
        ("rounding", Some(json!({ "decimals": 2, "digits": 2 }))),
        ("rounding", Some(json!({ "tiers": [] }))),
        ("rounding", Some(json!({ "tiers": vec![json!({ "decimals": 2 }); 11] }))),
        ("rounding", Some(json!({ "tiers": [{ "below": "1", "decimals": 2 }] }))),
        ("rounding", Some(json!({ "tiers": [{ "decimals": 2 }, { "decimals": 2 }] }))),
        (
            "rounding",
            Some(
                json!({ "tiers": [{ "below": "1", "decimals": 2 }, { "below": "1.0", "decimals": 1 }, { "decimals": 0 }] }),
            ),
        ),
        ("rounding", Some(json!({ "tiers": [{ "below": "0", "decimals": 2 }, { "decimals": 0 }] }))),
        ("rounding", Some(json!({ "tiers": [{ "below": "1", "decimals": 2 }, {}] }))),
        ("rounding", Some(json!(2))),
        ("unit_rounding", Some(json!({ "decimals": 12 }))),
        ("material_difference", Some(json!("x"))),
        ("material_difference", Some(json!("-0.12345678901"))),
        ("explain", Some(json!(true))),
        ("target", None),
        ("reference", None),
        ("candidate", Some(json!("tablet"))),
        ("representative", Some(json!([]))),
        ("products", Some(json!([]))),
        ("products", Some(json!({}))),
        ("products", Some(json!([5]))),
        ("products", Some(json!(vec![json!({ "id": "A", "form": "tablet", "price": "1" }); 201]))),
        ("representative_id", Some(json!("nobody"))),
        ("representative_id", Some(json!("A"))),
        ("representative_id", None),
        ("on_gap", Some(json!("ignore"))),
        ("indication", Some(json!("other"))),
        ("same_route", Some(json!("yes"))),
        ("candidate_price", Some(json!("0"))),
        ("single_dose_price", Some(json!(5))),
    ];
    rng.pick(&list)
}

fn change(object: &mut Map<String, Value>, (key, value): (&str, Option<Value>)) {
    match value {
        Some(value) => {
            object.insert(key.to_owned(), value);
        }
        None => {
            object.shift_remove(key);
        }
    }
}

/// Puts one or two faults into an input.
pub(crate) fn spoil(rng: &mut Rng, input: &mut Map<String, Value>) {
    for _ in 0..1 + rng.below(2) {
        let mut names: Vec<&str> = Vec::new();
        names.extend(["representative", "target", "product", "reference", "candidate", "products"]);
        names.retain(|name| input.contains_key(*name));
        if names.is_empty() || rng.chance(35) {
            // Half of the time a field that the input has.
            let mut fault = of_input(rng);
            while rng.chance(70) && !input.contains_key(fault.0) {
                fault = of_input(rng);
            }
            change(input, fault);
            continue;
        }
        let place = &mut input[rng.pick(&names)];
        let product = match place.as_array_mut() {
            Some(list) if !list.is_empty() => {
                let i = rng.below(list.len());
                &mut list[i]
            }
            Some(_) => continue,
            None => place,
        };
        if let Some(product) = product.as_object_mut() {
            change(product, of_product(rng));
        }
    }
}
