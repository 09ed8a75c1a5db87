//! Rulebooks at random: built-in ones, objects of their own, and objects that extend a built-in one.

use super::book::World;
use super::book_words::PARAMETERS;
use super::fields::OPTIONAL;
use super::generate::{Object, put};
use super::generate_concerns::CONCERNS;
use super::words::{
    EXCEPTIONS, FINALS, INDICATORS, KINDS, PROVENANCES, READINGS, ROUTES, SEVERITIES, SLOT_ROLES, STEPS, SUPPLY_PRICES,
    SUPPLY_ROLES,
};
use crate::common::Rng;
use serde_json::{Value, json};

/// The rulebook of a request; null for none.
pub(crate) fn rulebook(rng: &mut Rng, world: &World, function: &str) -> Value {
    let (_, books, parameters) = CONCERNS.iter().find(|(name, ..)| *name == function).unwrap();
    let optional = OPTIONAL.contains(&function);
    match rng.below(100) {
        0..45 => json!(format!("execution/{}", rng.pick(books))),
        45..52 => {
            let all: Vec<&String> = world.objects.keys().collect();
            json!(rng.pick(&all))
        }
        52..70 if optional => Value::Null,
        70..80 => extending(rng, books, parameters),
        _ => own(rng, parameters),
    }
}

fn entry(rng: &mut Rng, name: &str) -> Value {
    let value = value(rng, name);
    if rng.chance(25) {
        return value;
    }
    let mut entry = Object::new();
    put(&mut entry, "value", value);
    let provenance = rng.pick(&PROVENANCES);
    rng.maybe(&mut entry, 90, "provenance", provenance);
    rng.maybe(&mut entry, 80, "citation", "a notice");
    Value::Object(entry)
}

fn own(rng: &mut Rng, names: &[&str]) -> Value {
    let mut parameters = Object::new();
    for name in names {
        if rng.chance(82) {
            put(&mut parameters, name, entry(rng, name));
        }
    }
    if rng.chance(15) {
        let other = rng.pick(&PARAMETERS);
        put(&mut parameters, other, entry(rng, other));
    }
    let mut book = json!({
        "id": rng.pick(&["my/first", "my/first", "mine"]),
        "area": "execution",
        "jurisdiction": "999999",
        "title": "a trial",
        "document": "none",
        "effective_from": "2025-01-01",
        "parameters": parameters,
    });
    let object = book.as_object_mut().unwrap();
    rng.maybe(object, 10, "effective_until", "2027-12-31");
    rng.maybe(object, 10, "title_zh", "试");
    rng.maybe(object, 10, "issuer", "nobody");
    rng.maybe(object, 5, "members", json!(["440000"]));
    book
}

fn extending(rng: &mut Rng, books: &[&str], names: &[&str]) -> Value {
    let base = format!("execution/{}", rng.pick(books));
    let mut book = json!({ "id": "my/second", "extends": base });
    let object = book.as_object_mut().unwrap();
    rng.maybe(object, 30, "area", "execution");
    let mut parameters = Object::new();
    for name in names {
        if rng.chance(30) {
            put(&mut parameters, name, entry(rng, name));
        }
    }
    if !parameters.is_empty() || rng.chance(50) {
        put(object, "parameters", parameters);
    }
    if rng.chance(30) && !names.is_empty() {
        put(object, "remove", json!([rng.pick(names)]));
    }
    book
}

impl Rng {
    /// Some of these words, at least so many.
    fn words(&mut self, list: &[&'static str], least: usize) -> Value {
        let number = least + self.below(list.len() - least + 1);
        json!(self.some(list, number))
    }

    /// Mostly the whole list, in any order.
    fn most_words(&mut self, list: &[&'static str]) -> Value {
        if self.chance(75) { json!(self.some(list, list.len())) } else { self.words(list, 0) }
    }

    pub(crate) fn limit(&mut self) -> &'static str {
        self.word(&["0", "0.1", "0.25", "0.5", "0.90", "1", "2", "15", "-0.5", "0.3333333333"])
    }

    pub(crate) fn term(&mut self) -> Value {
        match self.below(3) {
            0 => json!({ "kind": "days_after", "days": self.pick(&[0, 1, 30, 60, 31, 3660]) }),
            1 => json!({ "kind": "end_of_next_month" }),
            _ => json!({ "kind": "day_of_next_month", "day": self.pick(&[1, 10, 28, 29, 30, 31]) }),
        }
    }
}

/// Indicators that the tests use most.
pub(crate) const FEW: [&str; 6] =
    ["completion", "lag", "delivery_rate", "order_response_rate", "complaint_count", "non_winner_share"];

fn indicator(rng: &mut Rng) -> &'static str {
    if rng.chance(85) { rng.pick(&FEW) } else { rng.pick(&INDICATORS) }
}

fn alert_rules(rng: &mut Rng) -> Value {
    let number = 1 + rng.below(4);
    let mut rules = Vec::new();
    for name in rng.ids(number) {
        let mut rule = Object::new();
        put(&mut rule, "rule", name);
        let months = rng.chance(40);
        let conditions = if months { 1 } else { rng.pick(&[1, 1, 2, 3]) };
        let mut when = Vec::new();
        for _ in 0..conditions {
            let op = rng.pick(&["lt", "le", "gt", "ge", "eq"]);
            when.push(json!({ "indicator": indicator(rng), "op": op, "limit": rng.limit() }));
        }
        put(&mut rule, "when", when);
        put(&mut rule, "severity", rng.pick(&SEVERITIES));
        put(&mut rule, "action", rng.pick(&["interview", "bulletin", "cancel_delivery_right", "graded_evaluation"]));
        if months {
            put(&mut rule, "months", rng.between(1, 4));
        }
        if rng.chance(35) {
            put(&mut rule, "applies_to", rng.pick(&KINDS));
        }
        rules.push(rule);
    }
    json!(rules)
}

fn alert_bands(rng: &mut Rng) -> Value {
    let number = 1 + rng.below(3);
    let mut entries = Vec::new();
    for indicator in rng.some(&FEW, number) {
        let mut bands = Vec::new();
        for (i, name) in ["b", "a", "c", "d"].into_iter().enumerate().take(rng.below(4) + 1) {
            let edges = [("0", "0.25"), ("0.25", "0.5"), ("0.5", "1"), ("0.1", "0.9"), ("1", "15")];
            let (from, to) = if rng.chance(70) { edges[i] } else { rng.pick(&edges) };
            let mut band = json!({ "band": name, "from": from, "from_op": rng.pick(&["ge", "gt"]) });
            let object = band.as_object_mut().unwrap();
            if rng.chance(80) {
                put(object, "to", to);
                put(object, "to_op", rng.pick(&["lt", "le"]));
            }
            let severity = rng.pick(&SEVERITIES);
            rng.maybe(object, 65, "severity", severity);
            bands.push(band);
        }
        entries.push(json!({ "indicator": indicator, "bands": bands }));
    }
    json!(entries)
}

fn mark_rules(rng: &mut Rng) -> Value {
    let mut rules = Object::new();
    let classes = ["evaluated", "not_evaluated", "three_same", "chemical", "biological", "tcm", "reference"];
    for class in classes {
        if rng.chance(25) || class == "reference" && !rules.contains_key("evaluated") {
            continue;
        }
        let anchor = if class == "reference" {
            "reference"
        } else {
            rng.pick(&["highest_winning", "p75_listing", "lowest_listing"])
        };
        let yellow = rng.pick(&["1", "1.8", "2", "0.5"]);
        let mut rule = json!({ "anchor": anchor, "yellow_multiple": yellow });
        match rng.below(3) {
            0 => rule["red_multiple"] = json!(rng.pick(&["3", "2", "1.8", "2.5"])),
            1 => {
                rule["red_from_yellow"] =
                    json!({ "divide": rng.pick(&["1.8", "3", "7"]), "multiply": rng.pick(&["3", "2", "1"]) })
            }
            _ => {}
        }
        put(&mut rules, class, rule);
    }
    if rules.is_empty() {
        put(&mut rules, "tcm", json!({ "anchor": "lowest_listing", "yellow_multiple": "1.8" }));
    }
    Value::Object(rules)
}

fn entry_rules(rng: &mut Rng) -> Value {
    let mut rules = Object::new();
    for class in rng.some(&["chemical", "biological", "tcm", "evaluated", "three_same"], 3) {
        let mut rule = json!({ "lowest": rng.pick(&["1.8", "3", "1"]) });
        if rng.chance(60) {
            rule["evaluated"] = json!(rng.pick(&["0.70", "1", "0.5"]));
            rule["not_evaluated"] = json!(rng.pick(&["0.60", "0.9"]));
        }
        put(&mut rules, class, rule);
    }
    Value::Object(rules)
}

/// Items for lists that are to be published.
pub(crate) const ITEMS: [&str; 6] = ["a", "b", "C", "é", "药", "/"];

fn checklists(rng: &mut Rng) -> Value {
    let mut lists = Object::new();
    for name in rng.some(&["duties", "agreements", "x y"], 2) {
        let number = rng.below(5);
        let mut items = Vec::new();
        for item in rng.some(&ITEMS, number) {
            items.push(if rng.chance(50) {
                json!(item)
            } else {
                json!({ "item": item, "due_on": rng.pick(&["2024-02-29", "2025-01-05", "2025-01-10"]) })
            });
        }
        put(&mut lists, name, items);
    }
    Value::Object(lists)
}

/// A sound value of a parameter.
pub(crate) fn value(rng: &mut Rng, name: &str) -> Value {
    match name {
        "in_hospital_check_month" => json!(rng.pick(&[1, 2, 3, 3, 13, 120])),
        "alert_watched" => {
            let number = 1 + rng.below(2);
            json!(rng.some(&FEW, number))
        }
        "alert_rules" => alert_rules(rng),
        "alert_bands" => alert_bands(rng),
        "delivery_hours" => json!({
            "urgent": rng.pick(&[1, 12]),
            "urgent_remote": rng.pick(&[24, 36]),
            "ordinary": rng.pick(&[48, 24]),
            "ordinary_remote_or_cold_chain": rng.pick(&[72, 100]),
        }),
        "delivery_skips_holidays" => json!({ "urgent": rng.chance(50), "ordinary": rng.chance(70) }),
        "assessment_tests" => rng.most_words(&["agreed_volume", "non_winner_share"]),
        "assessment_apart" => rng.most_words(&EXCEPTIONS[..4]),
        "assessment_share_kept" => rng.most_words(&EXCEPTIONS[4..]),
        "max_non_winner_share" | "prepay_ratio" | "income_ratio_limit" => json!(rng.ratio()),
        "institution_ladder" | "firm_ladder" => rng.words(&STEPS, 1),
        "institution_final" | "firm_final" | "institution_serious" | "firm_serious" => json!(rng.pick(&FINALS)),
        "institution_unsigned" | "firm_unsigned" => {
            if rng.chance(50) {
                json!(rng.pick(&FINALS))
            } else {
                rng.words(&FINALS, 1)
            }
        }
        "ladder_order" => json!("sequential"),
        "rectify_days" => json!(rng.pick(&[1, 7, 15, 30, 3660])),
        "settlement_drug" | "settlement_consumable" => rng.term(),
        "invoice_auto_confirm_days" => json!(rng.pick(&[1, 7, 35])),
        "prepay_apply_working_days"
        | "prepay_pay_working_days"
        | "prepay_pass_on_working_days"
        | "prepay_maker_working_days" => json!(rng.pick(&[1, 3, 5, 10, 22])),
        "fund_prepay" => json!({
            "employee_months": rng.pick(&[12, 6]), "resident_months": rng.pick(&[6, 3]), "scale_months": rng.pick(&[1, 2])
        }),
        "fund_prepay_dates" => json!({ "apply_until": "01-10", "pay_by": rng.pick(&["03-31", "12-31", "02-28"]) }),
        "mark_rules" => mark_rules(rng),
        "entry_rules" => entry_rules(rng),
        "mark_suspend_multiple" => json!(rng.pick(&["10", "5", "3", "1.8"])),
        "non_supply_multiple" => json!(rng.pick(&["1.5", "1.2", "1"])),
        "mark_inclusive" | "non_supply_renewal_anchor" | "central_class_b_always" | "exclude_tcm_slices" => {
            json!(rng.chance(50))
        }
        "mark_removal_days" => json!(rng.pick(&[1, 7, 30])),
        "non_supply_reading" => json!(rng.pick(&READINGS)),
        "second_slot_order" => rng.most_words(&SLOT_ROLES),
        "max_products_per_route" => json!(rng.pick(&[1, 2, 3])),
        "replacement_order" => rng.most_words(&SUPPLY_ROLES),
        "supply_price" => json!(rng.pick(&SUPPLY_PRICES)),
        "checklists" => checklists(rng),
        "central_threshold" => json!(rng.pick(&["2000000", "100", "0"])),
        "route_drug" | "route_consumable" | "route_equipment" => json!(rng.pick(&ROUTES)),
        other => panic!("no parameter {other}"),
    }
}
