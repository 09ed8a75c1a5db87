//! `credit.supplier_status`: the seven rules of its section, in their order.

use super::book::World;
use super::date::{Date, read as read_date};
use super::fields_record::{Record, read};
use super::form::{date_of, list_of, text_of};
use super::live::{Measure, not_live, running};
use super::rests::Rests;
use super::words::{ACTIONS, place};
use super::{Found, Res, Stop, fields};
use crate::common::marks::{mark, mark_if};
use serde_json::{Map, Value, json};

/// Rule 7.
const STATUSES: [&str; 5] = ["allowed", "limited", "undetermined", "limited_or_suspended", "suspended"];

/// Rule 3: the action that a measure touches, and the status that it gives.
fn effect(measure: &str) -> Option<(&'static str, &'static str)> {
    match measure {
        "limit_vbp" => Some(("bidding", "limited")),
        "limit_listing_by_price_bid" => Some(("listing", "limited")),
        "limit_or_suspend_listing" => Some(("listing", "limited_or_suspended")),
        "limit_or_suspend_bidding" => Some(("bidding", "limited_or_suspended")),
        "limit_or_suspend_delivery" => Some(("delivery", "limited_or_suspended")),
        "suspend_listing" => Some(("listing", "suspended")),
        "suspend_bidding" => Some(("bidding", "suspended")),
        "suspend_delivery" => Some(("delivery", "suspended")),
        "written_reminder" | "risk_label" => None,
        other => panic!("no measure {other}"),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Hit {
    Sure,
    Unknown,
    No,
}

/// Rule 2.
fn hit(input: &Value, record: &Record, measure: &Measure) -> Hit {
    if measure.area != "all_provinces" && record.province != input["province"] {
        return Hit::No;
    }
    match (measure.scope, record.value.get("products")) {
        ("firm" | "all_products", _) => Hit::Sure,
        ("involved_products", None) => Hit::Unknown,
        ("involved_products", Some(products)) if products.as_array().unwrap().contains(&input["product"]) => Hit::Sure,
        _ => Hit::No,
    }
}

/// The reasons found so far, each with its action.
#[derive(Default)]
struct Reasons {
    list: Vec<(&'static str, Value)>,
}

impl Reasons {
    fn of_measure(&mut self, action: &'static str, why: &str, record: &Record, measure: &Measure, status: &str) {
        let reason = json!({
            "why": why,
            "record_id": record.id,
            "measure": measure.measure,
            "scope": measure.scope,
            "area": measure.area,
            "status": status,
        });
        self.list.push((action, reason));
    }

    fn other(&mut self, action: &'static str, why: &str, status: &str) {
        let reason = json!({
            "why": why, "record_id": null, "measure": null, "scope": null, "area": null, "status": status,
        });
        self.list.push((action, reason));
    }

    /// Rule 7.
    fn action(&self, action: &str) -> Value {
        let reasons: Vec<&Value> = self.list.iter().filter(|(of, _)| *of == action).map(|(_, reason)| reason).collect();
        let status = reasons.iter().map(|reason| place(text_of(reason, "status", ""), &STATUSES)).max();
        json!({ "status": STATUSES[status.unwrap_or(0)], "reasons": reasons })
    }
}

pub(crate) fn supplier_status(world: &World, rulebook: Option<&Value>, input: &Value) -> Res<Found> {
    let default = rulebook.map(|rulebook| world.resolve(rulebook, "/rulebook", "credit")).transpose()?;
    fields::supplier_status(input)?;
    let commitment_missing = text_of(input, "commitment", "submitted") == "missing";
    if commitment_missing && default.is_none() {
        return Stop::one("invalid_input", "/rulebook");
    }
    let (firm, role) = (text_of(input, "firm", ""), text_of(input, "role", ""));
    let on = read_date(text_of(input, "on", "")).unwrap();
    let mut records = read(world, default.as_ref(), &input["records"], firm, role)?;
    records.sort_by_key(|record| record.id);

    let (mut reasons, mut rests) = (Reasons::default(), Rests::default());
    let (mut risk_label, mut live_records, mut ignored) = (false, Vec::new(), Vec::new());
    for record in &records {
        match ignored_for(record, firm, role, on) {
            Some(reason) => ignored.push(json!({ "record_id": record.id, "reason": reason })),
            None => {
                live_records.push(record.id);
                risk_label |= of_record(input, record, on, &mut reasons, &mut rests);
            }
        }
    }
    // Rule 5.
    if let Some(book) = default.filter(|_| commitment_missing) {
        let commitment = book.get("commitment_missing");
        for action in
            ACTIONS.into_iter().filter(|action| list_of(commitment, "limits").iter().any(|word| word == action))
        {
            reasons.other(action, "commitment_missing", "limited");
            rests.add(&book.id_of("commitment_missing", "commitment_missing"), commitment);
        }
    }
    // Rule 6.
    for bar in list_of(input, "bars") {
        let of_firm = text_of(bar, "firm", firm) == firm;
        let days = (date_of(bar, "first_day").unwrap(), date_of(bar, "last_day").unwrap());
        if of_firm && days.0 <= on && on <= days.1 {
            if text_of(input, "tender", "provincial") == "national_vbp" {
                reasons.other("bidding", "national_bar", "suspended");
            } else {
                mark("6 a bar on another tender");
            }
        }
    }

    let mut value = Map::new();
    for key in ["firm", "role", "product", "province", "on"] {
        value.insert(key.to_owned(), input[key].clone());
    }
    let mut gap = false;
    for action in ACTIONS {
        let status = reasons.action(action);
        let unpublished = list_of(&status, "reasons").iter().any(|reason| reason["why"] == "rule_not_published");
        mark_if(unpublished && status["status"] != "undetermined", "a gap that does not matter");
        gap |= unpublished && status["status"] == "undetermined";
        value.insert(action.to_owned(), status);
    }
    value.insert("risk_label".to_owned(), json!(risk_label));
    value.insert("live_records".to_owned(), json!(live_records));
    value.insert("ignored_records".to_owned(), json!(ignored));
    Ok(Found { value: Value::Object(value), gap, rests })
}

/// Rule 1.
fn ignored_for(record: &Record, firm: &str, role: &str, on: Date) -> Option<&'static str> {
    if record.firm != firm {
        Some("other_firm")
    } else if record.role != role {
        Some("other_role")
    } else {
        not_live(record, on)
    }
}

/// Rules 2 to 4 for a live record. Does it set the risk label?
fn of_record(input: &Value, record: &Record, on: Date, reasons: &mut Reasons, rests: &mut Rests) -> bool {
    let mut risk_label = false;
    let unset = record.book.unset_cell(record.rank, record.role) && record.value.get("measures").is_none();
    if unset {
        // No next rank: no rows, nothing.
        mark_if(record.rank == record.book.top(), "4 no next rank");
        for (id, row) in record.book.rows(record.rank + 1, record.role) {
            let measure = Measure::of_row(id, row);
            if let Some((action, _)) = effect(measure.measure)
                && hit(input, record, &measure) != Hit::No
            {
                reasons.of_measure(action, "rule_not_published", record, &measure, "undetermined");
                add_row(rests, &measure);
            }
        }
    }
    for measure in running(record, on) {
        match (hit(input, record, &measure), effect(measure.measure)) {
            (Hit::Sure, Some((action, status))) => {
                reasons.of_measure(action, "measure", record, &measure, status);
                add_row(rests, &measure);
            }
            (Hit::Unknown, Some((action, _))) => {
                reasons.of_measure(action, "products_unknown", record, &measure, "undetermined");
                add_row(rests, &measure);
            }
            (Hit::Sure, None) if measure.measure == "risk_label" => {
                risk_label = true;
                add_row(rests, &measure);
            }
            _ => {}
        }
    }
    risk_label
}

fn add_row(rests: &mut Rests, measure: &Measure) {
    if let Some((id, row)) = &measure.row {
        rests.add(id, row);
    }
}
