//! Section 6.1: `Product`.

use super::faults::{Faults, Sign, boolean, choice, count, decimal, unknown, wrong};
use super::real::{Q, q};
use crate::common::places::below;
use serde_json::Value;

pub(crate) const UNITS: [&str; 11] =
    ["tablet", "capsule", "pill", "sachet", "ampoule", "vial", "bottle", "bag", "tube", "suppository", "patch"];

/// The groups of forms, each form with the unit it has by default.
pub(crate) const FORMS: [(&str, &str, &str); 43] = [
    ("tablet", "tablet", "tablet"),
    ("tablet", "chewable_tablet", "tablet"),
    ("tablet", "lozenge", "tablet"),
    ("tablet", "soluble_tablet", "tablet"),
    ("tablet", "enteric_tablet", "tablet"),
    ("tablet", "dispersible_tablet", "tablet"),
    ("tablet", "effervescent_tablet", "tablet"),
    ("tablet", "orally_disintegrating_tablet", "tablet"),
    ("tablet", "sustained_release_tablet", "tablet"),
    ("tablet", "controlled_release_tablet", "tablet"),
    ("capsule", "capsule", "capsule"),
    ("capsule", "enteric_capsule", "capsule"),
    ("capsule", "soft_capsule", "capsule"),
    ("capsule", "sustained_release_capsule", "capsule"),
    ("granules", "granules", "sachet"),
    ("granules", "effervescent_granules", "sachet"),
    ("granules", "powder", "sachet"),
    ("granules", "dry_suspension", "sachet"),
    ("liquid", "oral_solution", "bottle"),
    ("liquid", "oral_suspension", "bottle"),
    ("liquid", "syrup", "bottle"),
    ("liquid", "oral_mixture", "bottle"),
    ("pill", "pill", "pill"),
    ("pill", "honey_pill", "pill"),
    ("pill", "water_pill", "pill"),
    ("pill", "water_honey_pill", "pill"),
    ("pill", "concentrated_pill", "pill"),
    ("pill", "concentrated_honey_pill", "pill"),
    ("pill", "concentrated_water_pill", "pill"),
    ("pill", "dripping_pill", "pill"),
    ("injection", "small_volume_injection", "ampoule"),
    ("injection", "powder_injection", "vial"),
    ("injection", "lyophilised_powder_injection", "vial"),
    ("injection", "solvent_crystallised_powder_injection", "vial"),
    ("injection", "large_volume_injection", "bottle"),
    ("external", "gel", "tube"),
    ("external", "ointment", "tube"),
    ("external", "cream", "tube"),
    ("external", "eye_drops", "bottle"),
    ("external", "spray", "bottle"),
    ("external", "inhalation_aerosol", "bottle"),
    ("external", "suppository", "suppository"),
    ("external", "patch", "patch"),
];

fn entry(form: &str) -> Option<(&'static str, &'static str, &'static str)> {
    FORMS.into_iter().find(|(_, word, _)| *word == form)
}

/// The group of a form; `None` for a word that is no form.
pub(crate) fn group(form: &str) -> Option<&'static str> {
    entry(form).map(|(group, _, _)| group)
}

pub(crate) fn is_injection(form: &str) -> bool {
    group(form) == Some("injection")
}

/// An amount in the smallest unit of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Amount {
    pub(crate) kind: &'static str,
    pub(crate) value: Q,
}

/// The kinds of units of contents and fills, and how many of the smallest unit one is.
fn unit_of(unit: &str) -> (&'static str, Q) {
    let (kind, times) = match unit {
        "ug" => ("mass", "1"),
        "mg" => ("mass", "1000"),
        "g" => ("mass", "1000000"),
        "kg" => ("mass", "1000000000"),
        "iu" => ("activity", "1"),
        "ten_thousand_iu" => ("activity", "10000"),
        "mmol" => ("amount", "1"),
        "ml" => ("volume", "1"),
        "l" => ("volume", "1000"),
        "cm2" => ("area", "1"),
        other => panic!("no unit {other}"),
    };
    (kind, q(times))
}

const CONTENT_UNITS: [&str; 6] = ["ug", "mg", "g", "iu", "ten_thousand_iu", "mmol"];
const FILL_UNITS: [&str; 6] = ["ml", "l", "mg", "g", "kg", "cm2"];

/// A product of a request that has no faults.
#[derive(Clone, Debug)]
pub(crate) struct Product {
    pub(crate) path: String,
    pub(crate) form: String,
    pub(crate) content: Option<Amount>,
    pub(crate) fill: Option<Amount>,
    /// `fill ÷ dose_fill`.
    pub(crate) doses: Option<Q>,
    pub(crate) unit: String,
    pub(crate) count: Q,
    pub(crate) sugar_free: bool,
    /// Days of treatment in the pack.
    pub(crate) days: Option<Q>,
    pub(crate) package_material: Option<String>,
    pub(crate) packaging_form: Option<String>,
    pub(crate) children_only: bool,
    pub(crate) paediatric_small_spec: bool,
}

/// What is wrong with a product; `more` are further fields that it may have where it stands.
pub(crate) fn faults(value: &Value, path: &str, more: &[&str]) -> Faults {
    let own = [
        "form",
        "content",
        "content_unit",
        "fill",
        "fill_unit",
        "dose_fill",
        "unit",
        "count",
        "sugar_free",
        "daily_dose",
        "daily_dose_in",
        "package_material",
        "packaging_form",
        "children_only",
        "paediatric_small_spec",
    ];
    let keys: Vec<&str> = own.iter().chain(more).copied().collect();
    let mut faults = unknown(value, path, &keys);
    let Some(object) = value.as_object() else { return faults };
    let at = |key: &str| below(path, key);
    let forms: Vec<&str> = FORMS.into_iter().map(|(_, word, _)| word).collect();
    for (key, given) in object {
        let path = &at(key);
        faults.extend(match key.as_str() {
            "form" => choice(given, path, &forms),
            "content" | "fill" | "dose_fill" | "daily_dose" => decimal(given, path, Sign::Positive),
            "content_unit" => choice(given, path, &CONTENT_UNITS),
            "fill_unit" => choice(given, path, &FILL_UNITS),
            "unit" => choice(given, path, &UNITS),
            "count" => count(given, path),
            "daily_dose_in" => choice(given, path, &["units", "fill"]),
            "package_material" => choice(given, path, &["glass_bottle", "plastic_bottle", "soft_bag"]),
            "packaging_form" => choice(given, path, &["single_dose", "multi_dose"]),
            "sugar_free" | "children_only" | "paediatric_small_spec" => boolean(given, path),
            _ => Faults::new(),
        });
    }
    let has = |key: &str| object.contains_key(key);
    let word = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default();
    if !has("form") {
        faults.extend(wrong(at("form")));
    }
    if has("content_unit") && !has("content") {
        faults.extend(wrong(at("content_unit")));
    }
    if has("fill") != has("fill_unit") {
        faults.extend(wrong(at("fill_unit")));
    }
    if has("dose_fill") && !has("fill") {
        faults.extend(wrong(at("dose_fill")));
    }
    let number = |key: &str| object.get(key).filter(|value| decimal(value, "", Sign::Positive).is_empty());
    if let (Some(dose), Some(fill)) = (number("dose_fill"), number("fill"))
        && q(dose.as_str().unwrap()) > q(fill.as_str().unwrap())
    {
        faults.extend(wrong(at("dose_fill")));
    }
    if has("daily_dose_in") && !has("daily_dose") {
        faults.extend(wrong(at("daily_dose_in")));
    }
    if word("daily_dose_in") == "fill" && !has("fill") {
        faults.extend(wrong(at("fill")));
    }
    if is_injection(word("form")) {
        if has("fill_unit") && !["ml", "l"].contains(&word("fill_unit")) {
            faults.extend(wrong(at("fill_unit")));
        }
        if object.get("sugar_free").is_some_and(|value| value == true) {
            faults.extend(wrong(at("sugar_free")));
        }
    }
    faults
}

impl Product {
    /// Reads a product without faults.
    pub(crate) fn read(value: &Value, path: &str) -> Product {
        let text = |key: &str| value.get(key).map(|value| value.as_str().unwrap());
        let number = |key: &str| text(key).map(q);
        let flag = |key: &str| value.get(key).is_some_and(|value| value == true);
        let form = text("form").unwrap();
        let amount = |key: &str, unit: &str| {
            let (kind, times) = unit_of(unit);
            number(key).map(|number| Amount { kind, value: number * times })
        };
        let count = number("count").unwrap_or_else(|| q("1"));
        let fill = number("fill");
        // 3.3: D = count ÷ daily_dose, or count × fill ÷ daily_dose in the product's own unit of fill.
        let days = number("daily_dose").map(|dose| match text("daily_dose_in") {
            Some("fill") => &count * fill.clone().unwrap() / dose,
            _ => &count / dose,
        });
        Product {
            path: path.to_owned(),
            form: form.to_owned(),
            content: amount("content", text("content_unit").unwrap_or("mg")),
            fill: text("fill_unit").and_then(|unit| amount("fill", unit)),
            doses: number("dose_fill").map(|dose| fill.unwrap() / dose),
            unit: text("unit").unwrap_or(entry(form).unwrap().2).to_owned(),
            count,
            sugar_free: flag("sugar_free"),
            days,
            package_material: text("package_material").map(str::to_owned),
            packaging_form: text("packaging_form").map(str::to_owned),
            children_only: flag("children_only"),
            paediatric_small_spec: flag("paediatric_small_spec"),
        }
    }

    /// The path of one of the fields.
    pub(crate) fn at(&self, field: &str) -> String {
        format!("{}/{field}", self.path)
    }

    pub(crate) fn is_injection(&self) -> bool {
        is_injection(&self.form)
    }

    pub(crate) fn is_large_volume(&self) -> bool {
        self.form == "large_volume_injection"
    }
}

/// The ratio of two amounts of one kind; `None` if one is not stated or the kinds differ.
pub(crate) fn ratio(t: Option<&Amount>, r: Option<&Amount>) -> Option<Q> {
    match (t, r) {
        (Some(t), Some(r)) if t.kind == r.kind => Some(&t.value / &r.value),
        _ => None,
    }
}
