//! `execution.central_purchase` and `execution.drug_income_ratio` (rules 31 and 32).

use super::form::{Faults, list, number, number_or_0, sorted, text, the};
use super::number::{Q, exact, q, quotient};
use super::progress::or_null;
use super::{Call, Res};
use crate::common::marks::mark_if;
use serde_json::{Map, Value, json};

pub(crate) fn conditions(call: &Call, faults: &mut Faults) {
    for (i, item) in list(call.input, "goods").iter().enumerate() {
        let of_equipment = ["class_a", "class_b"].contains(&text(item, "large_equipment_class", "none"));
        let other = ["drug", "consumable"].contains(&text(item, "kind", ""));
        faults.holds(!(of_equipment && other), &format!("/input/goods/{i}/large_equipment_class"));
    }
}

pub(crate) fn central_purchase(call: &mut Call) -> Res<Value> {
    let threshold = q(call.need(0, "central_threshold")?.as_str().unwrap());
    let class_b_always = *call.need(1, "central_class_b_always")? == true;
    let (mut rows, mut central, mut rank) = (Vec::new(), Q::ZERO, 2);
    for item in sorted(call.input, "goods", "item") {
        let value = the(item, "value");
        let (parameter, reason) = match (text(call.input, "buyer", ""), text(item, "kind", "")) {
            ("private", _) => (None, "private_buyer"),
            (_, "drug") => (Some("route_drug"), "drug"),
            (_, "consumable") => (Some("route_consumable"), "consumable"),
            _ => {
                mark_if(value == threshold, "31 on the threshold");
                if value >= threshold {
                    (Some("route_equipment"), "value")
                } else if text(item, "large_equipment_class", "none") == "class_b" && class_b_always {
                    (Some("route_equipment"), "class_b")
                } else {
                    (None, "below_threshold")
                }
            }
        };
        let route = match parameter {
            Some(parameter) => {
                rank += 1;
                call.need(rank, parameter)?.as_str().unwrap()
            }
            None if reason == "private_buyer" => "not_covered",
            None => "own_purchase",
        };
        if route == "central_purchase" {
            central += value;
        }
        rows.push(json!({ "item": item["item"], "route": route, "reason": reason }));
    }
    Ok(json!({ "goods": rows, "central_value": exact(&central) }))
}

pub(crate) fn ratio_conditions(call: &Call, faults: &mut Faults) {
    for year in ["current", "previous"] {
        let Some(income) = call.input.get(year) else { continue };
        if let Some(drug) = number(income, "drug_income") {
            if let Some(slices) = number(income, "tcm_slices_income") {
                faults.holds(slices <= drug, &format!("/input/{year}/tcm_slices_income"));
            }
            if let Some(medical) = number(income, "medical_income") {
                faults.holds(medical >= drug, &format!("/input/{year}/medical_income"));
            }
        }
    }
    let has = |key: &str| call.input.get(key).is_some();
    faults.holds(!has("min_fall") || has("previous"), "/input/min_fall");
}

pub(crate) fn drug_income_ratio(call: &mut Call) -> Res<Value> {
    let input = call.input;
    let without_slices = *call.need_or_given(0, "exclude_tcm_slices", "exclude_tcm_slices")? == true;
    let limit = call.read_or_given(1, "income_ratio_limit", "income_ratio_limit");
    let ratio = |income: &Value| {
        let slices = if without_slices { number_or_0(income, "tcm_slices_income") } else { Q::ZERO };
        quotient(&(the(income, "drug_income") - slices), &the(income, "medical_income"))
    };
    let current = ratio(&input["current"]);
    let mut value = Map::new();
    let mut put = |key: &str, inner: Value| value.insert(key.to_owned(), inner);
    put("ratio", or_null(current.clone()));
    if let Some(limit) = limit {
        let limit = q(limit.as_str().unwrap());
        mark_if(current.as_ref() == Some(&limit), "32 on the limit");
        put("within_limit", json!(current.as_ref().map(|ratio| *ratio <= limit)));
    }
    if let Some(previous) = input.get("previous").map(ratio) {
        let fall = previous.as_ref().zip(current).map(|(previous, current)| previous - current);
        let direction = fall.as_ref().map(|fall| match fall.cmp(&Q::ZERO) {
            std::cmp::Ordering::Greater => "fell",
            std::cmp::Ordering::Less => "rose",
            std::cmp::Ordering::Equal => "unchanged",
        });
        put("previous_ratio", or_null(previous));
        put("fall", or_null(fall.clone()));
        put("direction", json!(direction));
        if let Some(least) = number(input, "min_fall") {
            mark_if(fall.as_ref() == Some(&least), "32 fell just enough");
            put("fell_enough", json!(fall.map(|fall| fall >= least)));
        }
    }
    Ok(Value::Object(value))
}
