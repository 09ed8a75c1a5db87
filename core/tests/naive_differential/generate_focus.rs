//! Requests steered towards one clause that random fields reach too seldom.

use super::product::is_injection;
use crate::common::Rng;
use serde_json::{Map, Value, json};

type Object = Map<String, Value>;

/// The rulebook as an object that has parameters of its own.
fn own_parameters(rulebook: &mut Value) -> &mut Object {
    if rulebook.is_string() {
        *rulebook = json!({ "id": "example/rules", "extends": rulebook });
    }
    let object = rulebook.as_object_mut().unwrap();
    object.entry("parameters").or_insert_with(|| json!({})).as_object_mut().unwrap()
}

/// Sets a parameter in so many of a hundred cases.
fn set(rng: &mut Rng, rulebook: &mut Value, often: usize, name: &str, value: &str) {
    if rng.chance(often) {
        own_parameters(rulebook).insert(name.to_owned(), json!(value));
    }
}

fn put(object: &mut Object, key: &str, value: &str) {
    object.insert(key.to_owned(), json!(value));
}

/// Makes a product an injection of this form.
fn injection(product: &mut Object, form: &str) {
    product.shift_remove("sugar_free");
    let volume = product.get("fill_unit").is_some_and(|unit| unit == "ml" || unit == "l");
    if product.contains_key("fill") && !volume {
        put(product, "fill_unit", "ml");
    }
    put(product, "form", form);
}

const POWDERS: [&str; 3] =
    ["powder_injection", "lyophilised_powder_injection", "solvent_crystallised_powder_injection"];

/// Steers some requests; the injection clauses only where the products are injections.
pub(crate) fn steer(rng: &mut Rng, products: &mut [Object], rulebook: &mut Value) {
    let injections = products.iter().all(|product| is_injection(product["form"].as_str().unwrap()));
    match (rng.below(12), injections) {
        (0 | 1, true) => materials(rng, products, rulebook),
        (2 | 3, true) => injection_order(rng, products, rulebook),
        (4, true) => large_basis(rng, products, rulebook),
        (5, true) => fills(rng, products, rulebook),
        (0, false) => sugar_free(rng, products, rulebook),
        (6, _) => packaging(rng, products, rulebook),
        (7, _) => mixed_counts(rng, products, rulebook),
        (8, false) => forms(rng, products, rulebook),
        (9, false) => multi_dose(rng, products, rulebook),
        _ => {}
    }
}

/// 3.10.
fn materials(rng: &mut Rng, products: &mut [Object], rulebook: &mut Value) {
    let one_other = rng.chance(12);
    for (i, product) in products.iter_mut().enumerate() {
        injection(product, if one_other && i == 0 { "powder_injection" } else { "large_volume_injection" });
        if rng.chance(94) {
            put(product, "package_material", rng.pick(&["glass_bottle", "plastic_bottle", "soft_bag"]));
        }
        if rng.chance(70) {
            put(product, "content", "10");
            product.shift_remove("content_unit");
        }
    }
    set(rng, rulebook, 30, "material_max.plastic_bottle", "1.5");
    set(rng, rulebook, 30, "material_max.soft_bag", "2.5");
    set(rng, rulebook, 50, "injection_fill_amount", "0.3");
    set(rng, rulebook, 15, "injection_floor", "0");
}

/// 3.8.
fn injection_order(rng: &mut Rng, products: &mut [Object], rulebook: &mut Value) {
    for (i, product) in products.iter_mut().enumerate() {
        let forms = ["small_volume_injection", "large_volume_injection", POWDERS[0], POWDERS[1], POWDERS[2]];
        injection(product, rng.pick(&forms));
        put(product, "content", ["10", "20", "30", "25"][i % 4]);
        product.shift_remove("content_unit");
        if product["form"] == "large_volume_injection" && !product.contains_key("fill") {
            put(product, "fill", "50");
            put(product, "fill_unit", "ml");
        }
    }
    for (form, value) in
        [(POWDERS[0], "0.5"), (POWDERS[1], "2"), (POWDERS[2], "-1.5"), ("large_volume_injection", "1.5")]
    {
        set(rng, rulebook, 90, &format!("form_difference.{form}"), value);
    }
    let order = rng.pick(&["by_direction", "by_direction", "form_first", "content_first"]);
    set(rng, rulebook, 60, "injection_order", order);
    set(rng, rulebook, 15, "injection_floor", "0");
    set(rng, rulebook, 60, "injection_fill_amount", "0.3");
}

/// 3.6, rule 1.
fn large_basis(rng: &mut Rng, products: &mut [Object], rulebook: &mut Value) {
    for product in products.iter_mut() {
        let large = rng.chance(50);
        injection(
            product,
            if large { "large_volume_injection" } else { rng.pick(&["small_volume_injection", POWDERS[0]]) },
        );
        if large && rng.chance(92) {
            put(product, "fill", rng.pick(&["50", "50.0", "100", "60", "55"]));
            put(product, "fill_unit", "ml");
        }
    }
    set(rng, rulebook, 90, "form_difference.large_volume_injection", "1.5");
    set(rng, rulebook, 90, "form_difference.powder_injection", "0.5");
    set(rng, rulebook, 30, "large_volume_basis", "50");
    set(rng, rulebook, 30, "injection_order", "form_first");
    set(rng, rulebook, 80, "injection_fill_amount", "0.25");
}

/// 3.6, rule 4, with one form.
fn fills(rng: &mut Rng, products: &mut [Object], rulebook: &mut Value) {
    let form = products[0]["form"].clone();
    for product in products.iter_mut() {
        injection(product, form.as_str().unwrap());
        put(product, "fill", rng.pick(&["2", "5", "10", "20", "30", "100", "15"]));
        put(product, "fill_unit", "ml");
    }
    set(rng, rulebook, 80, "injection_fill_amount", "0.3");
    set(rng, rulebook, 50, "tcm_injection_fill_base", "1.9");
    set(rng, rulebook, 25, "injection_floor", "0");
}

/// 3.11.
fn packaging(rng: &mut Rng, products: &mut [Object], rulebook: &mut Value) {
    for product in products.iter_mut() {
        if rng.chance(95) {
            put(product, "packaging_form", rng.pick(&["single_dose", "multi_dose"]));
        }
    }
    set(rng, rulebook, 85, "packaging_form_ratio.single_dose", "1.05");
    set(rng, rulebook, 85, "packaging_form_ratio.multi_dose", "0.9");
}

/// 3.7, units of different modes.
fn mixed_counts(rng: &mut Rng, products: &mut [Object], rulebook: &mut Value) {
    for product in products.iter_mut() {
        put(product, "unit", rng.pick(&["tablet", "sachet", "capsule", "bottle"]));
        put(product, "count", rng.pick(&["1", "6", "10", "10", "12", "24"]));
    }
    set(rng, rulebook, 70, "mixed_count", "via_single_unit");
    set(rng, rulebook, 40, "count_mode.capsule", "power");
    set(rng, rulebook, 20, "count_mode.bottle", "power");
}

/// 3.4, sugar-free products.
fn sugar_free(rng: &mut Rng, products: &mut [Object], rulebook: &mut Value) {
    for product in products.iter_mut() {
        product.insert("sugar_free".to_owned(), json!(rng.chance(50)));
        if rng.chance(80) {
            put(product, "daily_dose", rng.pick(&["3", "6", "9"]));
        }
    }
    set(rng, rulebook, 40, "sugar_free_ratio", "1.2");
}

/// 3.4, forms with a ratio.
fn forms(rng: &mut Rng, products: &mut [Object], rulebook: &mut Value) {
    for product in products.iter() {
        let form = product["form"].as_str().unwrap();
        for table in ["form_ratio", "tcm_form_ratio"] {
            let ratio = rng.pick(&["1", "1.05", "1.2", "0.9"]);
            set(rng, rulebook, 90, &format!("{table}.{form}"), ratio);
        }
    }
}

/// 3.6, rule 2: one product states no fill, the others theirs and that of a dose.
fn multi_dose(rng: &mut Rng, products: &mut [Object], rulebook: &mut Value) {
    let single = rng.below(products.len());
    for (i, product) in products.iter_mut().enumerate() {
        for key in ["fill", "fill_unit", "dose_fill", "daily_dose_in"] {
            product.shift_remove(key);
        }
        if i != single && !is_injection(product["form"].as_str().unwrap()) {
            put(product, "fill", rng.pick(&["100", "60", "10", "7.5"]));
            put(product, "fill_unit", "ml");
            put(product, "dose_fill", rng.pick(&["5", "2.5", "7", "3"]));
        }
    }
    forms(rng, products, rulebook);
}
