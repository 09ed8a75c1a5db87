//! Rulebooks at random: built-in ones, ones that extend them, ones that stand alone, and a few that are wrong.

use super::product::{FORMS, UNITS};
use crate::common::Rng;
use serde_json::{Map, Value, json};

impl Rng {
    /// A positive decimal string with at most so many digits before and behind the point.
    pub(crate) fn decimal(&mut self, whole: usize, behind: usize) -> String {
        let digits =
            |rng: &mut Rng, n: usize| (0..n).map(|_| char::from(b'0' + rng.below(10) as u8)).collect::<String>();
        let (whole, behind) = (1 + self.below(whole), self.below(behind + 1));
        let first = 1 + self.below(9);
        let rest = digits(self, whole - 1);
        if behind == 0 { format!("{first}{rest}") } else { format!("{first}{rest}.{}", digits(self, behind)) }
    }
}

pub(crate) const BUILT_IN: [&str; 6] = [
    "differential/cn-2011",
    "differential/cn-2005-trial",
    "differential/cn-retail-cap-2009",
    "differential/vbp",
    "differential/cn-batch-11-paediatric",
    "differential/shanxi-2025",
];

/// The four injection forms that have a difference.
const DIFFERENT: [&str; 4] = [
    "powder_injection",
    "lyophilised_powder_injection",
    "solvent_crystallised_powder_injection",
    "large_volume_injection",
];

/// A rounding with a random mode, decimals or tiers.
pub(crate) fn rounding(rng: &mut Rng) -> Value {
    let mut object = Map::new();
    if rng.chance(80) {
        object.insert("mode".to_owned(), json!(rng.pick(&["half_up", "half_up", "half_even", "up", "down"])));
    }
    if rng.chance(65) {
        object.insert("decimals".to_owned(), json!(rng.pick(&[0, 1, 2, 2, 2, 3, 4, 5, 8, 10])));
    } else {
        let edges = rng.pick(&[
            vec!["1", "100"],
            vec!["1.7"],
            vec!["0.2", "1", "3.4"],
            vec!["1.00", "10.0"],
            vec![],
            vec!["0.0000000001"],
            vec!["0.5", "1", "2", "3", "5", "8", "10", "50", "100"],
            vec!["999999999999999.9999999999"],
        ]);
        let mut tiers: Vec<Value> =
            edges.iter().map(|edge| json!({ "below": edge, "decimals": rng.below(5) })).collect();
        tiers.push(json!({ "decimals": rng.below(4) }));
        object.insert("tiers".to_owned(), Value::Array(tiers));
    }
    Value::Object(object)
}

const BASES: [&str; 16] = [
    "1",
    "1.0",
    "1.3",
    "1.5",
    "1.7",
    "1.70",
    "1.9",
    "1.95",
    "2",
    "2.25",
    "3",
    "4",
    "8",
    "10",
    "9.9999999999",
    "1.0000000001",
];

/// A value of the kind that the parameter has.
fn value_of(rng: &mut Rng, name: &str) -> Value {
    let (table, entry) = name.split_once('.').unwrap_or((name, ""));
    let words: &[&str] = match table {
        "content_base" | "fill_base" | "count_base" | "tcm_injection_fill_base" => &BASES,
        "count_mode" => &["power", "linear"],
        "content_and_fill" => &["content_only", "fill_only", "both"],
        "form_ratio" | "tcm_form_ratio" => &["1", "1.05", "1.1", "1.2", "1.3", "0.8", "1.00", "0.3333333333", "2"],
        "form_difference" => &["2", "1.5", "-1", "0", "0.0000000001", "-0.5", "10", "2.00"],
        "sugar_free_ratio" => &["1.1", "1", "0.9", "1.25"],
        "tcm_basis" => &["daily_dose"],
        "mixed_count" => &["via_single_unit"],
        "other_material" => &["no_difference"],
        "injection_order" => &["by_direction", "form_first", "content_first"],
        "injection_fill_free" => &["10", "5", "20", "1", "0.5"],
        "injection_fill_step" => &["10", "5", "2.5", "1"],
        "large_volume_basis" => &["50", "100", "10", "50.0"],
        "injection_fill_amount" => &["0.3", "1", "0.05", "2.5"],
        "injection_floor" => &["0.2", "0", "0.5", "1.7", "5", "0.85"],
        "small_spec_cap" => &["same_form", "any_form", "none"],
        "material_max" => &["1", "4", "2", "0", "0.5"],
        "packaging_form_ratio" => &["1", "0.9", "1.2", "0.95"],
        "paediatric_fill" => &["content_base"],
        "separate_content_multiple" => &["8", "8", "4", "2", "10"],
        "listing_base" => &["lowest_converted", "lowest_converted", "representative"],
        "price_rounding" | "unit_price_rounding" | "comparable_price_rounding" => return rounding(rng),
        "separate_indication" | "separate_children_only" | "optional_ground" => return json!(rng.chance(75)),
        other => panic!("no parameter {other}.{entry}"),
    };
    json!(rng.pick(words))
}

/// Every parameter but the tables of forms and units.
const PLAIN: [&str; 38] = [
    "content_base",
    "fill_base",
    "count_base",
    "tcm_injection_fill_base",
    "tcm_injection_fill_base",
    "content_and_fill",
    "sugar_free_ratio",
    "tcm_basis",
    "mixed_count",
    "mixed_count",
    "other_material",
    "injection_order",
    "injection_order",
    "injection_fill_free",
    "injection_fill_step",
    "injection_fill_amount",
    "injection_fill_amount",
    "large_volume_basis",
    "injection_floor",
    "injection_floor",
    "small_spec_cap",
    "small_spec_cap",
    "material_max.plastic_bottle",
    "material_max.soft_bag",
    "packaging_form_ratio.single_dose",
    "packaging_form_ratio.multi_dose",
    "paediatric_fill",
    "separate_indication",
    "separate_children_only",
    "separate_content_multiple",
    "optional_ground.special_device",
    "optional_ground.major_indication_change",
    "optional_ground.multi_dose_pack",
    "listing_base",
    "listing_base",
    "price_rounding",
    "unit_price_rounding",
    "comparable_price_rounding",
];

/// A parameter as an object with its source, or bare.
fn entry(rng: &mut Rng, name: &str) -> Value {
    let value = value_of(rng, name);
    if rng.chance(40) {
        return value;
    }
    let mut object = Map::new();
    object.insert("value".to_owned(), value);
    if rng.chance(70) {
        object.insert("provenance".to_owned(), json!(rng.pick(&["official", "secondary", "derived", "unverified"])));
    }
    if rng.chance(50) {
        object.insert("citation".to_owned(), json!("example"));
    }
    Value::Object(object)
}

/// Random parameters, each in so many of a hundred cases; the tables of forms and units mostly for those in use.
fn parameters(rng: &mut Rng, often: usize, forms: &[String], units: &[String]) -> Map<String, Value> {
    let mut map = Map::new();
    for name in PLAIN {
        if rng.chance(often) {
            map.insert(name.to_owned(), entry(rng, name));
        }
    }
    for (_, form, _) in FORMS {
        let often = if forms.iter().any(|used| used == form) { 50 + often / 2 } else { 1 };
        for table in ["form_ratio", "tcm_form_ratio"] {
            // A ratio of injections would hide their difference.
            let often = if super::product::is_injection(form) { often / 6 } else { often };
            if rng.chance(often) {
                let name = format!("{table}.{form}");
                map.insert(name.clone(), entry(rng, &name));
            }
        }
    }
    for form in DIFFERENT {
        if rng.chance(45 + often / 2) {
            let name = format!("form_difference.{form}");
            map.insert(name.clone(), entry(rng, &name));
        }
    }
    for unit in UNITS {
        if rng.chance(if units.iter().any(|used| used == unit) { often / 2 } else { 2 }) {
            let name = format!("count_mode.{unit}");
            map.insert(name.clone(), entry(rng, &name));
        }
    }
    map
}

/// What an extension may remove, with the built-in rulebooks that lack it.
const REMOVABLE: [&str; 22] = [
    "content_base",
    "fill_base",
    "count_base",
    "sugar_free_ratio",
    "tcm_basis",
    "injection_fill_free",
    "injection_fill_step",
    "material_max.plastic_bottle",
    "material_max.soft_bag",
    "other_material",
    "count_mode.tablet",
    "count_mode.sachet",
    "count_mode.vial",
    "count_mode.ampoule",
    // Not in the rulebooks of 2005.
    "content_and_fill",
    "form_ratio.tablet",
    "injection_order",
    "large_volume_basis",
    "injection_floor",
    "small_spec_cap",
    "separate_content_multiple",
    "separate_children_only",
];

/// How many of `REMOVABLE` the rulebooks of 2005 have.
const REMOVABLE_2005: usize = 14;

fn faulty(rng: &mut Rng, object: &mut Map<String, Value>) {
    let parameters = object.entry("parameters").or_insert_with(|| json!({})).as_object_mut().unwrap();
    let mut put = |name: &str, value: Value| {
        parameters.insert(name.to_owned(), value);
    };
    match rng.below(21) {
        0 => put("content_base", json!("0.9")),
        1 => put("content_base", json!({ "value": "10.0000000001" })),
        2 => put("strength_base", json!("1.7")),
        3 => put("form_ratio.ampoule", json!("1")),
        4 => put("form_difference.small_volume_injection", json!("1")),
        5 => put("form_difference.tablet", json!("1")),
        6 => put("count_mode.tablet", json!("square")),
        7 => put("injection_floor", json!("-0.1")),
        8 => put("price_rounding", json!({ "decimals": 11 })),
        9 => put("price_rounding", json!({ "value": { "decimals": 2, "tiers": [{ "decimals": 2 }] } })),
        10 => put("separate_content_multiple", json!("1")),
        11 => put("separate_indication", json!("true")),
        12 => put("fill_base", json!({ "value": "1.9", "provenance": "hearsay" })),
        13 => put("fill_base", json!({ "value": "1.9", "source": "x" })),
        14 => put("fill_base", json!(1.9)),
        15 => put("form_ratio.tablet", json!("0")),
        16 => {
            object.insert("gaps".to_owned(), json!({}));
        }
        17 => {
            object.insert("remove".to_owned(), json!(["price_rounding", "listing_base", "nothing"]));
        }
        18 => {
            object.insert("area".to_owned(), json!("award"));
        }
        19 => {
            object.insert("extends".to_owned(), json!("differential/cn-1999"));
            object.shift_remove("remove");
        }
        _ => {
            object.shift_remove("id");
        }
    }
}

/// A rulebook of a request, made with the forms and units of its products in view.
pub(crate) fn rulebook(rng: &mut Rng, forms: &[String], units: &[String]) -> Value {
    if rng.chance(35) {
        return if rng.chance(1) { json!("differential/cn-1999") } else { json!(rng.pick(&BUILT_IN)) };
    }
    let mut object = Map::new();
    object.insert("id".to_owned(), json!("example/rules"));
    if rng.chance(88) {
        let parent = rng.pick(&BUILT_IN);
        object.insert("extends".to_owned(), json!(parent));
        let of_2005 = parent.contains("2005") || parent.contains("2009");
        let names = if of_2005 { &REMOVABLE[..REMOVABLE_2005] } else { &REMOVABLE[..] };
        let mut remove: Vec<&str> = Vec::new();
        if rng.chance(30) {
            remove = names.iter().copied().filter(|_| rng.chance(12)).collect();
        }
        if !remove.is_empty() || rng.chance(5) {
            object.insert("remove".to_owned(), json!(remove));
        }
        let often = rng.pick(&[3, 10, 20, 40, 60]);
        object.insert("parameters".to_owned(), Value::Object(parameters(rng, often, forms, units)));
    } else {
        let often = rng.pick(&[50, 80, 95]);
        object.insert("parameters".to_owned(), Value::Object(parameters(rng, often, forms, units)));
    }
    if rng.chance(2) {
        faulty(rng, &mut object);
    }
    Value::Object(object)
}
