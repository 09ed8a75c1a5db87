//! Products at random, from small pools, so that they often coincide, differ by powers of two or share units.

use super::product::{FORMS, is_injection};
use crate::common::Rng;
use crate::common::requests::{Object, put};

/// What the products of a request are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Theme {
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
pub(crate) struct Plan {
    pub(crate) theme: Theme,
    pub(crate) tcm: bool,
    pub(crate) content_kind: usize,
    /// Of a hundred products.
    pub(crate) state_content: usize,
    pub(crate) state_fill: usize,
    pub(crate) same_form: bool,
}

pub(crate) fn plan(rng: &mut Rng) -> Plan {
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

pub(crate) fn product(rng: &mut Rng, plan: Plan) -> Object {
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
pub(crate) fn variant(rng: &mut Rng, plan: Plan, of: &Object) -> Object {
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
