//! `execution.second_slot` and `execution.replace_supplier` (rules 27 and 28).

use super::date::{plus_months, text as date_text};
use super::form::{Faults, day, list, number, sorted, text, the, whole};
use super::number::{Q, above_zero, exact, min, sum};
use super::{Call, Res, Stop};
use crate::common::marks::mark_if;
use crate::common::places::below;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

pub(crate) fn slot_conditions(call: &Call, faults: &mut Faults) {
    let stocked: BTreeSet<&str> =
        list(call.input, "stocked").iter().filter_map(|product| product.get("product")?.as_str()).collect();
    for (i, candidate) in list(call.input, "candidates").iter().enumerate() {
        let product = text(candidate, "product", "");
        faults.holds(!stocked.contains(product), &format!("/input/candidates/{i}/product"));
    }
}

/// The candidates by the place of their role, then their price, then their id; a role without a place is a gap.
fn in_order<'a>(order: &Value, candidates: &'a [Value], price: &str, id: &str) -> Res<Vec<&'a Value>> {
    let order = order.as_array().unwrap();
    let mut sorted = Vec::new();
    for candidate in candidates {
        let Some(place) = order.iter().position(|role| *role == candidate["role"]) else { return Stop::gap() };
        sorted.push((place, the(candidate, price), text(candidate, id, ""), candidate));
    }
    sorted.sort_by(|one, other| (one.0, &one.1, one.2).cmp(&(other.0, &other.1, other.2)));
    let same = |pair: &[(usize, Q, &str, &Value)]| pair[0].0 == pair[1].0 && pair[0].1 == pair[1].1;
    mark_if(sorted.windows(2).any(same), "27 the same role and price");
    Ok(sorted.into_iter().map(|(.., candidate)| candidate).collect())
}

pub(crate) fn second_slot(call: &mut Call) -> Res<Value> {
    let input = call.input;
    let order = call.need(0, "second_slot_order")?;
    let most = call.need(1, "max_products_per_route")?.as_i64().unwrap();
    let sorted = in_order(order, list(input, "candidates"), "unit_price", "product")?;
    let known = |row: &Value| order.as_array().unwrap().contains(&row["role"]);
    if !list(input, "stocked").iter().all(known) {
        // Only candidates are sorted; whether a role that is in stock has to have a place is not said.
        call.maybe.push(Stop::new("rule_gap", "/rulebook"));
    }
    let stocked = i64::try_from(list(input, "stocked").len()).unwrap();
    let left = (most - stocked).max(0);
    mark_if(stocked == most, "27 just full");
    let ids: Vec<&Value> = sorted.iter().map(|candidate| &candidate["product"]).collect();
    let chosen: Vec<&Value> = ids.iter().copied().take(usize::try_from(left).unwrap()).collect();
    Ok(json!({ "slots_left": left, "over_limit": stocked > most, "order": ids, "chosen": chosen }))
}

pub(crate) fn replace_conditions(call: &Call, faults: &mut Faults) {
    let input = call.input;
    let has = |key: &str| input.get(key).is_some();
    faults.holds(has("volumes") || has("bar") || !input.is_object(), "/input");
    faults.holds(!has("candidates") || has("volumes"), "/input/candidates");
    faults.holds(!has("supply_price") || has("candidates"), "/input/supply_price");
    let reading = call.set("supply_price").or(input.get("supply_price"));
    if has("candidates") && reading.is_some_and(|reading| reading == "defaulter_price") {
        faults.holds(has("defaulter_price"), "/input/defaulter_price");
    }
    for (i, candidate) in list(input, "candidates").iter().enumerate() {
        let same = candidate.get("supplier").is_some() && candidate.get("supplier") == input.get("supplier");
        faults.holds(!same, &format!("/input/candidates/{i}/supplier"));
    }
    if let Some(bar) = input.get("bar").filter(|bar| bar.is_object()) {
        faults.holds(bar.get("months").is_some() != bar.get("until").is_some(), "/input/bar/months");
        if let (Some(from), Some(until)) = (day(bar, "from"), day(bar, "until")) {
            faults.holds(until >= from, &below("/input/bar", "until"));
        }
    }
}

/// Who takes over how much.
fn assign(call: &mut Call, remaining: &Q, value: &mut Map<String, Value>) -> Res<()> {
    let input = call.input;
    let order = call.need(0, "replacement_order")?;
    let own = call.need_or_given(1, "supply_price", "supply_price")? == "own_price";
    let (mut rest, mut extra, mut rows) = (remaining.clone(), Q::ZERO, Vec::new());
    for candidate in in_order(order, list(input, "candidates"), "own_price", "supplier")? {
        let quantity = number(candidate, "available_quantity").map_or(rest.clone(), |most| min(&rest, &most));
        if quantity == Q::ZERO {
            continue;
        }
        let price = if own { the(candidate, "own_price") } else { the(input, "defaulter_price") };
        rest -= &quantity;
        if let Some(before) = number(input, "defaulter_price") {
            extra += &quantity * (&price - before);
        }
        rows.push(json!({
            "supplier": candidate["supplier"],
            "role": candidate["role"],
            "quantity": exact(&quantity),
            "price": exact(&price),
        }));
    }
    mark_if(rest > Q::ZERO, "28 some is left");
    value.insert("assignments".to_owned(), json!(rows));
    value.insert("uncovered_quantity".to_owned(), json!(exact(&rest)));
    if input.get("defaulter_price").is_some() {
        value.insert("extra_cost".to_owned(), json!(exact(&extra)));
    }
    Ok(())
}

pub(crate) fn replace_supplier(call: &mut Call) -> Res<Value> {
    let input = call.input;
    let mut value = Map::new();
    if input.get("volumes").is_some() {
        let rest = |row: &Value| above_zero(&(the(row, "agreed") - the(row, "purchased")));
        let rows = sorted(input, "volumes", "institution");
        let remaining = sum(rows.iter().map(|row| rest(row)));
        let row = |row: &&Value| json!({ "institution": row["institution"], "remaining": exact(&rest(row)) });
        value.insert("remaining_quantity".to_owned(), json!(exact(&remaining)));
        value.insert("institutions".to_owned(), rows.iter().map(row).collect());
        if input.get("candidates").is_some() {
            assign(call, &remaining, &mut value)?;
        }
    }
    if let Some(bar) = input.get("bar") {
        let from = day(bar, "from").unwrap();
        let until = day(bar, "until").unwrap_or_else(|| plus_months(from, whole(bar, "months")) - 1);
        let mut row = json!({ "from": date_text(from), "until": date_text(until), "days": until - from + 1 });
        if let Some(as_of) = day(input, "as_of") {
            mark_if(as_of == from, "28 active from today");
            mark_if(as_of == until, "28 active until today");
            row["active"] = json!(from <= as_of && as_of <= until);
        }
        value.insert("bar".to_owned(), row);
    }
    Ok(Value::Object(value))
}
