//! Rules 7 to 9: `volume.pool`.

use super::form::{Faults, list, number, number_or_0, sorted, text};
use super::number::{Q, print, sum};
use super::rounding::{difference, round};
use super::{Call, Res};
use crate::common::marks::mark;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The members that reported a drug, with their quantities, by member.
fn reports<'a>(input: &'a Value, drug: &str) -> Vec<(&'a str, Q)> {
    let mut reports = Vec::new();
    for (_, member) in sorted(input, "members", "member") {
        for volume in list(member, "volumes").iter().filter(|volume| volume["drug"] == drug) {
            reports.push((text(member, "member", ""), number_or_0(volume, "quantity")));
        }
    }
    reports
}

fn pooled(reports: &[(&str, Q)]) -> Q {
    sum(reports.iter().map(|(_, quantity)| quantity))
}

/// The entry of a drug in `market` or `prices`.
fn of_drug(input: &Value, name: &str, drug: &str, key: &str) -> Option<Q> {
    list(input, name).iter().find(|entry| entry["drug"] == drug).and_then(|entry| number(entry, key))
}

/// Rule 7: the thresholds that a quantity does not meet.
fn failed(input: &Value, drug: &str, quantity: &Q) -> Vec<&'static str> {
    let mut failed = Vec::new();
    let Some(thresholds) = input.get("thresholds") else { return failed };
    let mut test = |name: &'static str, value: &dyn Fn() -> Q| {
        if let Some(threshold) = number(thresholds, name) {
            let value = value();
            if value == threshold {
                mark("7 on the threshold");
            }
            if value < threshold {
                failed.push(name);
            }
        }
    };
    test("min_quantity", &|| quantity.clone());
    test("min_market_share", &|| quantity / of_drug(input, "market", drug, "quantity").unwrap());
    test("min_amount", &|| quantity * of_drug(input, "prices", drug, "price").unwrap());
    failed
}

/// Rule 8: one day at least that both cover; an unknown date is open.
fn overlap(one: &Value, other: &Value) -> bool {
    let before = |first: &Value, second: &Value| match (first.get("until"), second.get("from")) {
        (Some(until), Some(from)) => until.as_str().unwrap() < from.as_str().unwrap(),
        _ => false,
    };
    !before(one, other) && !before(other, one)
}

fn drugs(input: &Value) -> BTreeSet<&str> {
    list(input, "members")
        .iter()
        .flat_map(|member| list(member, "volumes"))
        .map(|volume| text(volume, "drug", ""))
        .collect()
}

fn faults(input: &Value) -> Res<()> {
    let mut faults = Faults::default();
    let drugs = drugs(input);
    let threshold = |name: &str| input.get("thresholds").is_some_and(|all| all.get(name).is_some());
    for (name, entries, key) in [("min_market_share", "market", "quantity"), ("min_amount", "prices", "price")] {
        let complete = drugs.iter().all(|drug| of_drug(input, entries, drug, key).is_some());
        faults.holds(complete || !threshold(name), &format!("/input/{entries}"));
    }
    let mut in_order = |span: &Value, path: &str| {
        let ends_first = match (span.get("from"), span.get("until")) {
            (Some(from), Some(until)) => until.as_str().unwrap() < from.as_str().unwrap(),
            _ => false,
        };
        faults.holds(!ends_first, &format!("{path}/until"));
    };
    for (i, tender) in list(input, "tenders").iter().enumerate() {
        in_order(tender, &format!("/input/tenders/{i}"));
    }
    if let Some(period) = input.get("period") {
        in_order(period, "/input/period");
    }
    for (i, split) in list(input, "split").iter().enumerate() {
        let pooled = pooled(&reports(input, text(split, "drug", "")));
        faults.holds(pooled > Q::ZERO, &format!("/input/split/{i}/drug"));
    }
    faults.result()
}

pub(crate) fn pool(call: &Call) -> Res<Value> {
    let input = call.input;
    faults(input)?;
    let count = list(input, "members").len();
    let drugs = drugs(input);
    let mut clashes = Vec::new();
    let open = json!({});
    for drug in &drugs {
        for (_, tender) in sorted(input, "tenders", "tender") {
            let same = tender["drugs"].as_array().unwrap().contains(&json!(drug));
            let overlap = overlap(tender, input.get("period").unwrap_or(&open));
            if same && !overlap {
                mark("8 at another time");
            }
            if same && overlap {
                clashes.push(json!({ "drug": drug, "tender": tender["tender"] }));
            }
        }
    }
    let split: Vec<Value> = sorted(input, "split", "drug").into_iter().map(|(_, entry)| split(input, entry)).collect();
    Ok(json!({
        "member_count": count,
        "single_member": count == 1,
        "drugs": drugs.iter().map(|drug| of_pool(input, drug)).collect::<Vec<_>>(),
        "clashes": clashes,
        "split": split,
    }))
}

/// Rule 7 for one drug.
fn of_pool(input: &Value, drug: &str) -> Value {
    let reports = reports(input, drug);
    let pooled = pooled(&reports);
    let largest = reports.iter().map(|(_, quantity)| quantity.clone()).max().unwrap();
    let tested = input.get("thresholds").is_some_and(|all| !all.as_object().unwrap().is_empty());
    let failed_thresholds = failed(input, drug, &pooled);
    let sufficiency = match (tested, failed_thresholds.is_empty()) {
        (false, _) => "not_tested",
        (true, true) => "sufficient",
        (true, false) => "insufficient",
    };
    let alone: Vec<&str> = reports
        .iter()
        .filter(|(_, quantity)| tested && failed(input, drug, quantity).is_empty())
        .map(|(member, _)| *member)
        .collect();
    let members: Vec<Value> = reports
        .iter()
        .map(|(member, quantity)| {
            let share = if pooled > Q::ZERO { Some(print(&(quantity / &pooled))) } else { None };
            json!({ "member": member, "quantity": print(quantity), "share": share })
        })
        .collect();
    let gain = if largest > Q::ZERO { Some(print(&(&pooled / &largest))) } else { None };
    let market_share = of_drug(input, "market", drug, "quantity").map(|market| print(&(&pooled / market)));
    json!({
        "drug": drug,
        "pooled_quantity": print(&pooled),
        "reporting_members": reports.len(),
        "largest_member_quantity": print(&largest),
        "pool_gain": gain,
        "market_share": market_share,
        "amount": of_drug(input, "prices", drug, "price").map(|price| print(&(&pooled * price))),
        "sufficiency": sufficiency,
        "failed_thresholds": failed_thresholds,
        "sufficient_alone": alone,
        "members": members,
    })
}

/// Rule 9.
fn split(input: &Value, entry: &Value) -> Value {
    let reports = reports(input, text(entry, "drug", ""));
    let (pooled, quantity) = (pooled(&reports), number_or_0(entry, "quantity"));
    let exact: Vec<Q> = reports.iter().map(|(_, part)| &quantity * part / &pooled).collect();
    let rounded = round(&exact, &input["rounding"]);
    let parts: Vec<Value> = reports
        .iter()
        .zip(&rounded)
        .map(|((member, _), part)| json!({ "member": member, "quantity": print(part) }))
        .collect();
    json!({
        "drug": entry["drug"],
        "parts": parts,
        "rounding_difference": print(&difference(&exact, &rounded)),
    })
}
