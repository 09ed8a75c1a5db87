//! Requests at random: products from small pools, so that they often coincide, differ by powers of two or share units.

use super::generate_book::{rounding, rulebook};
use super::product::{FORMS, group, is_injection};
use crate::common::Rng;
use serde_json::{Map, Value, json};

type Object = Map<String, Value>;

/// What the products of a request are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Theme {
    Solid,
    Filled,
    Injection,
}

const SOLID: [&str; 9] = [
    "tablet",
    "tablet",
    "tablet",
    "capsule",
    "chewable_tablet",
    "enteric_capsule",
    "soft_capsule",
    "sustained_release_tablet",
    "lozenge",
];
const FILLED: [&str; 13] = [
    "granules",
    "granules",
    "dry_suspension",
    "oral_solution",
    "oral_solution",
    "syrup",
    "powder",
    "water_pill",
    "honey_pill",
    "gel",
    "eye_drops",
    "spray",
    "patch",
];
const INJECTIONS: [&str; 6] = [
    "small_volume_injection",
    "small_volume_injection",
    "powder_injection",
    "lyophilised_powder_injection",
    "solvent_crystallised_powder_injection",
    "large_volume_injection",
];

const CONTENTS: [&str; 9] = ["5", "10", "20", "15", "30", "39", "10.0", "40", "17"];
const FAR_CONTENTS: [&str; 12] =
    ["1", "2", "0.25", "79.9999999999", "80", "1.25", "100", "0.01", "0.02", "10000", "20000", "2.5000000001"];
const COUNTS: [&str; 16] = ["1", "1", "1", "2", "4", "6", "7", "10", "10", "12", "14", "17", "20", "24", "28", "48"];
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

fn put(object: &mut Object, key: &str, value: impl Into<Value>) {
    object.insert(key.to_owned(), value.into());
}

fn form(rng: &mut Rng, theme: Theme) -> &'static str {
    if rng.chance(4) {
        return FORMS[rng.below(FORMS.len())].1;
    }
    match theme {
        Theme::Solid => rng.pick(&SOLID),
        Theme::Filled => rng.pick(&FILLED),
        Theme::Injection => rng.pick(&INJECTIONS),
    }
}

fn content(rng: &mut Rng, object: &mut Object, kind: usize) {
    let far = rng.chance(8);
    put(object, "content", if far { rng.pick(&FAR_CONTENTS) } else { rng.pick(&CONTENTS) });
    object.shift_remove("content_unit");
    let units: &[&str] = match kind {
        0..=7 => &["", "", "", "", "mg", "mg", "g", "ug"],
        8 => &["iu", "iu", "iu", "ten_thousand_iu"],
        _ => &["mmol"],
    };
    let unit = rng.pick(units);
    if !unit.is_empty() {
        put(object, "content_unit", unit);
    }
}

fn fill(rng: &mut Rng, object: &mut Object) {
    let form = object["form"].as_str().unwrap();
    let liquid = ["oral_solution", "syrup", "eye_drops", "spray"].contains(&form);
    let choices: &[(&str, &str)] = if form == "large_volume_injection" {
        &[
            ("50", "ml"),
            ("100", "ml"),
            ("250", "ml"),
            ("0.05", "l"),
            ("0.1", "l"),
            ("55", "ml"),
            ("10", "ml"),
            ("500", "ml"),
        ]
    } else if is_injection(form) {
        &[
            ("1", "ml"),
            ("2", "ml"),
            ("5", "ml"),
            ("10", "ml"),
            ("20", "ml"),
            ("0.02", "l"),
            ("15", "ml"),
            ("50", "ml"),
            ("0.5", "ml"),
        ]
    } else if liquid {
        &[("100", "ml"), ("50", "ml"), ("0.1", "l"), ("150", "ml"), ("30", "ml"), ("10", "ml"), ("100", "ml")]
    } else if form == "patch" {
        &[("35", "cm2"), ("70", "cm2"), ("10", "cm2")]
    } else {
        &[
            ("3", "g"),
            ("6", "g"),
            ("9", "g"),
            ("5", "g"),
            ("10", "g"),
            ("5000", "mg"),
            ("0.006", "kg"),
            ("15", "g"),
            ("54", "g"),
        ]
    };
    let (number, unit) = rng.pick(choices);
    put(object, "fill", number);
    put(object, "fill_unit", unit);
    object.shift_remove("dose_fill");
}

/// Everything that only few products state.
fn extras(rng: &mut Rng, object: &mut Object, tcm: bool) {
    let injection = is_injection(object["form"].as_str().unwrap());
    if rng.chance(12) {
        put(object, "unit", rng.pick(&["tablet", "capsule", "sachet", "bottle", "vial", "pill", "bag"]));
    }
    if !injection && rng.chance(if tcm { 25 } else { 3 }) {
        put(object, "sugar_free", rng.chance(60));
    }
    if rng.chance(if tcm { 70 } else { 4 }) {
        put(object, "daily_dose", rng.pick(&["3", "6", "9", "1.5", "2", "30", "3"]));
        if rng.chance(30) {
            let whole = object.contains_key("fill") && rng.chance(75);
            put(object, "daily_dose_in", if whole { "fill" } else { "units" });
        }
    }
    if rng.chance(if injection { 45 } else { 6 }) {
        put(object, "package_material", rng.pick(&["glass_bottle", "glass_bottle", "plastic_bottle", "soft_bag"]));
    }
    if rng.chance(6) {
        put(object, "packaging_form", rng.pick(&["single_dose", "multi_dose"]));
    }
    if rng.chance(4) {
        put(object, "children_only", rng.chance(70));
    }
    if rng.chance(25) {
        put(object, "paediatric_small_spec", rng.chance(85));
    }
}

/// What all products of a request share.
#[derive(Clone, Copy)]
struct Plan {
    theme: Theme,
    tcm: bool,
    content_kind: usize,
    /// Of a hundred products.
    state_content: usize,
    state_fill: usize,
    same_form: bool,
}

fn plan(rng: &mut Rng) -> Plan {
    let theme = rng.pick(&[Theme::Solid, Theme::Filled, Theme::Injection, Theme::Injection]);
    let tcm = rng.chance(if theme == Theme::Injection { 15 } else { 40 });
    Plan {
        theme,
        tcm,
        content_kind: rng.below(10),
        state_content: rng.pick(if tcm { &[0, 0, 0, 100, 97] } else { &[0, 100, 100, 100, 96] }),
        state_fill: match theme {
            Theme::Solid => rng.pick(&[0, 0, 0, 0, 100]),
            Theme::Filled => rng.pick(&[100, 100, 100, 0, 75]),
            Theme::Injection => rng.pick(&[100, 100, 97, 0]),
        },
        same_form: rng.chance(60),
    }
}

fn product(rng: &mut Rng, plan: Plan) -> Object {
    let mut object = Object::new();
    put(&mut object, "form", form(rng, plan.theme));
    if rng.chance(plan.state_content) {
        content(rng, &mut object, plan.content_kind);
    }
    if rng.chance(plan.state_fill) {
        fill(rng, &mut object);
    }
    if rng.chance(75) {
        put(&mut object, "count", rng.pick(&COUNTS));
    }
    extras(rng, &mut object, plan.tcm);
    doses(rng, &mut object, 15);
    object
}

/// States the fill of one dose in so many of a hundred products with a fill of ten or more.
fn doses(rng: &mut Rng, object: &mut Object, often: usize) {
    let large = object.get("fill").is_some_and(|fill| ["100", "50", "150", "30", "10"].iter().any(|text| fill == text));
    if large && rng.chance(often) {
        put(object, "dose_fill", rng.pick(&["10", "5", "2.5", "3", "10.0"]));
    }
}

/// A product like another one, with some of its fields changed.
fn variant(rng: &mut Rng, plan: Plan, of: &Object) -> Object {
    let mut object = of.clone();
    let other = product(rng, plan);
    if !plan.same_form && rng.chance(75) {
        let (was_injection, form) = (is_injection(object["form"].as_str().unwrap()), other["form"].clone());
        let is_now = is_injection(form.as_str().unwrap());
        put(&mut object, "form", form);
        if is_now && !was_injection {
            object.shift_remove("sugar_free");
        }
        if object.contains_key("fill") {
            fill(rng, &mut object);
        }
    }
    if object.contains_key("content") && rng.chance(60) {
        let kind = if rng.chance(2) { rng.below(10) } else { plan.content_kind };
        content(rng, &mut object, kind);
    }
    if object.contains_key("fill") && rng.chance(60) {
        fill(rng, &mut object);
    }
    if !object.contains_key("fill") && other.contains_key("fill") {
        fill(rng, &mut object);
    }
    // One pack of several doses beside one of a single dose.
    if plan.theme == Theme::Filled && rng.chance(12) {
        for key in ["fill", "fill_unit", "dose_fill"] {
            object.shift_remove(key);
        }
        if object.get("daily_dose_in").is_some() {
            object.shift_remove("daily_dose_in");
        }
    }
    if rng.chance(50) {
        put(&mut object, "count", rng.pick(&COUNTS));
    }
    for key in ["unit", "sugar_free", "package_material", "packaging_form", "paediatric_small_spec", "daily_dose"] {
        let often = if key == "package_material" { 50 } else { 25 };
        let to_injection = key == "sugar_free" && is_injection(object["form"].as_str().unwrap());
        if other.contains_key(key) && rng.chance(often) && !to_injection {
            put(&mut object, key, other[key].clone());
        }
    }
    if other.contains_key("children_only") && rng.chance(60) {
        put(&mut object, "children_only", true);
    }
    if !object.contains_key("daily_dose") {
        object.shift_remove("daily_dose_in");
    }
    doses(rng, &mut object, 10);
    object
}

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
