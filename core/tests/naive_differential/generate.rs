//! Requests at random: prices from a small pool, one product or several.

use super::generate_book::{rounding, rulebook};
use super::generate_product::{Plan, Theme, plan, product, variant};
use super::product::{FORMS, group};
use crate::common::Rng;
use crate::common::requests::{Object, put};
use serde_json::{Value, json};

const PRICES: [&str; 18] = [
    "1.00",
    "1.68",
    "1.005",
    "0.15",
    "0.05",
    "0.34",
    "170",
    "169.99",
    "1.6999",
    "2.50",
    "10",
    "100",
    "0.5",
    "19.5",
    "311480.80",
    "3.6",
    "007.50",
    "0.0000000001",
];

/// The common input fields.
fn common(rng: &mut Rng, input: &mut Object, plan: Plan, function: &str, rounded: bool) {
    if plan.tcm {
        put(input, "drug_class", "tcm");
        if rng.chance(25) {
            put(input, "basis", rng.pick(&["spec", "daily_dose", "daily_dose"]));
        }
    } else if rng.chance(25) {
        put(input, "drug_class", rng.pick(&["chemical", "biological"]));
        if rng.chance(30) {
            put(input, "basis", "spec");
        }
    }
    if rng.chance(30) {
        put(input, "chain_regardless", rng.chance(90));
    }
    if function != "differential.ratio" && rng.chance(if rounded { 40 } else { 90 }) {
        put(input, "rounding", rounding(rng));
    }
}

/// Does the rulebook (or the one that it extends) set a rounding for prices?
fn sets_rounding(rulebook: &Value) -> bool {
    let parent = rulebook.get("extends").unwrap_or(rulebook).as_str().unwrap_or_default();
    let own = rulebook["parameters"].get("price_rounding").is_some();
    own || ["vbp", "paediatric", "shanxi", "retail"].iter().any(|part| parent.contains(part))
}

fn price(rng: &mut Rng) -> String {
    match rng.below(10) {
        0..=5 => rng.pick(&PRICES).to_owned(),
        6..=8 => rng.decimal(3, 2),
        _ => rng.decimal(15, 10),
    }
}

fn forms_and_units(products: &[Object]) -> (Vec<String>, Vec<String>) {
    let word = |product: &Object, key: &str| product.get(key).and_then(Value::as_str).map(str::to_owned);
    let forms: Vec<String> = products.iter().filter_map(|product| word(product, "form")).collect();
    let by_form = |form: &String| FORMS.iter().find(|(_, word, _)| word == form).map(|(_, _, unit)| (*unit).to_owned());
    let units = forms.iter().filter_map(by_form).chain(products.iter().filter_map(|p| word(p, "unit"))).collect();
    (forms, units)
}

/// A request of one of the five functions.
pub(crate) fn request(rng: &mut Rng) -> Value {
    let function = match rng.below(100) {
        0..=44 => "differential.price",
        45..=60 => "differential.comparable_price",
        61..=73 => "differential.ratio",
        74..=88 => "differential.check_listing",
        _ => "differential.needs_representative",
    };
    let plan = plan(rng);
    let (rulebook, mut input) = match function {
        "differential.check_listing" => listing(rng, plan),
        "differential.needs_representative" => needs(rng, plan),
        _ => pair(rng, plan, function),
    };
    if rng.chance(6) {
        super::generate_fault::spoil(rng, &mut input);
    }
    let mut options = json!({ "explain": false });
    if rng.chance(4) {
        options["strict"] = json!(true);
    }
    json!({ "function": function, "rulebook": rulebook, "input": input, "options": options })
}

fn pair(rng: &mut Rng, plan: Plan, function: &str) -> (Value, Object) {
    let r = product(rng, plan);
    let t = variant(rng, plan, &r);
    let mut products = [r, t];
    let (forms, units) = forms_and_units(&products);
    let mut rulebook = rulebook(rng, &forms, &units);
    super::generate_focus::steer(rng, &mut products, &mut rulebook);
    let [r, t] = products;
    let mut input = Object::new();
    let (name_r, name_t) = match function {
        "differential.comparable_price" => ("reference", "product"),
        _ => ("representative", "target"),
    };
    let materials = (r.get("package_material").cloned(), t.get("package_material").cloned());
    let large = [&r, &t].iter().all(|product| product["form"] == "large_volume_injection");
    let other_material = large && materials.0.is_some() && materials.1.is_some() && materials.0 != materials.1;
    put(&mut input, name_r, r);
    put(&mut input, name_t, t);
    if function != "differential.ratio" {
        let cheap = plan.theme == Theme::Injection && rng.chance(35);
        put(&mut input, "price", if cheap { format!("0.{}", 10 + rng.below(90)) } else { price(rng) });
        if rng.chance(if other_material { 60 } else { 1 }) {
            put(&mut input, "material_difference", rng.pick(&["0.8", "1", "4", "4.01", "-1", "-4", "-5", "0", "2.5"]));
        }
    }
    let rounded = sets_rounding(&rulebook);
    common(rng, &mut input, plan, function, rounded);
    if function == "differential.price" && rng.chance(20) {
        put(&mut input, "unit_rounding", rounding(rng));
    }
    (rulebook, input)
}

/// Prices that the ratios of the rules bring to each other, besides others.
const LISTED: [&str; 14] =
    ["1.00", "1.0", "1.70", "1.7", "2.89", "0.59", "1.95", "3.315", "1.9", "2.00", "0.5", "3.230", "1.005", "4.00"];
const IDS: [&str; 10] = ["A", "B", "C", "a", "10", "9", "AA", "药", "B/1", "~"];

fn listing(rng: &mut Rng, plan: Plan) -> (Value, Object) {
    let first = product(rng, plan);
    let more = rng.pick(&[0, 1, 1, 2, 2, 2, 3, 4, 6]);
    let mut products = vec![first.clone()];
    for _ in 0..more {
        let of = rng.pick(&products);
        products.push(variant(rng, plan, &of));
    }
    let (forms, units) = forms_and_units(&products);
    let mut rulebook = rulebook(rng, &forms, &units);
    super::generate_focus::steer(rng, &mut products, &mut rulebook);
    // Most built-in rulebooks have no rule for listings.
    if rng.chance(70) {
        if rulebook.is_string() {
            rulebook = json!("differential/shanxi-2025");
        } else if let Some(parameters) = rulebook["parameters"].as_object_mut() {
            let base = rng.pick(&["lowest_converted", "lowest_converted", "representative"]);
            parameters.entry("listing_base").or_insert(json!(base));
        }
    }
    let mut ids = IDS;
    rng.shuffle(&mut ids);
    for (product, id) in products.iter_mut().zip(ids) {
        put(product, "id", id);
        put(product, "price", if rng.chance(75) { rng.pick(&LISTED).to_owned() } else { price(rng) });
        if rng.chance(25) {
            put(product, "other_limit", rng.pick(&LISTED));
        }
    }
    rng.shuffle(&mut products);
    let by_representative = rulebook["parameters"].get("listing_base").is_some_and(|entry| {
        entry == "representative" || entry.get("value").is_some_and(|value| value == "representative")
    });
    let mut input = Object::new();
    if rng.chance(if by_representative { 93 } else { 3 }) {
        let id = products[rng.below(products.len())]["id"].clone();
        put(&mut input, "representative_id", id);
    }
    put(&mut input, "products", products.into_iter().map(Value::Object).collect::<Vec<_>>());
    if rng.chance(65) {
        put(&mut input, "on_gap", if rng.chance(85) { "skip" } else { "error" });
    }
    let rounded = sets_rounding(&rulebook);
    common(rng, &mut input, plan, "differential.check_listing", rounded);
    (rulebook, input)
}

fn needs(rng: &mut Rng, plan: Plan) -> (Value, Object) {
    let r = product(rng, plan);
    let t = variant(rng, plan, &r);
    let mut products = [r, t];
    let (forms, units) = forms_and_units(&products);
    let mut rulebook = rulebook(rng, &forms, &units);
    super::generate_focus::steer(rng, &mut products, &mut rulebook);
    let [mut r, mut t] = products;
    if ["tablet", "capsule"].contains(&group(r["form"].as_str().unwrap()).unwrap()) && rng.chance(60) {
        put(&mut r, "packaging_form", "single_dose");
        put(&mut t, "packaging_form", "multi_dose");
    }
    let mut input = Object::new();
    put(&mut input, "representative", r);
    put(&mut input, "candidate", t);
    if rng.chance(40) {
        put(&mut input, "same_route", rng.chance(60));
    }
    if rng.chance(70) {
        let words = ["same", "added_or_dropped", "partly_changed_major", "wholly_different", "wholly_different"];
        put(&mut input, "indication", rng.pick(&words));
    }
    if rng.chance(40) {
        put(&mut input, "self_administered_device", rng.chance(80));
    }
    for key in ["candidate_price", "single_dose_price"] {
        if rng.chance(70) {
            put(&mut input, key, rng.pick(&["5.00", "5", "4.99", "6"]));
        }
    }
    (rulebook, input)
}
