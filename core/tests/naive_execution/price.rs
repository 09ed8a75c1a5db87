//! `execution.price_mark` and `execution.non_supply_cap` (rules 23 to 26).

use super::date::text as date_text;
use super::form::{Faults, day, flag, list, number, sorted, text, the};
use super::number::{Q, above_zero, exact, max, min, q, rounded};
use super::{Call, Res, Stop};
use crate::common::marks::{mark, mark_if};
use crate::common::places::below;
use serde_json::{Map, Value, json};

pub(crate) fn conditions(call: &Call, faults: &mut Faults) {
    for (i, item) in list(call.input, "items").iter().enumerate() {
        let path = format!("/input/items/{i}");
        faults.both_or_neither(item, &path, "consistency", "reference_listing_price");
    }
}

/// A decimal of a rulebook.
fn decimal(object: &Value, key: &str) -> Option<Q> {
    object.get(key).map(|value| q(value.as_str().unwrap()))
}

/// The prices that an anchor needs.
fn prices_of(anchor: &str) -> &'static [&'static str] {
    match anchor {
        "highest_winning" => &["highest_winning_price"],
        "reference" => &["highest_listing_price", "highest_winning_price"],
        "p75_listing" => &["p75_listing_price"],
        _ => &["lowest_listing_price"],
    }
}

/// The errors of needed prices that are missing: the text does not say which is the first.
fn missing(call: &Call, item: &Value, needed: &[&str]) -> Res<()> {
    let missing: Vec<&&str> = needed.iter().filter(|price| item.get(**price).is_none()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let place = list(call.input, "items").iter().position(|other| other["item"] == item["item"]).unwrap();
    let stop = |price: &&str| Stop::new("invalid_input", format!("/input/items/{place}/{price}"));
    Err(missing.into_iter().map(stop).collect())
}

/// Rule 26 without the renewal price.
fn cap(own_limit: &Q, highest: &Q, reading: &Value) -> Q {
    mark_if(own_limit == highest, "26 both limits are the same");
    if reading == "either" { max(own_limit, highest) } else { min(own_limit, highest) }
}

/// Rule 25: the cap of a new listing.
fn entry_cap(rules: Option<&Value>, item: &Value) -> Option<Q> {
    let rule = rules?.get(text(item, "class", ""))?;
    let lowest = decimal(rule, "lowest").unwrap() * the(item, "lowest_listing_price");
    let Some(consistency) = item.get("consistency") else { return Some(lowest) };
    match decimal(rule, consistency.as_str().unwrap()) {
        Some(ratio) => {
            let generic = ratio * the(item, "reference_listing_price");
            mark_if(generic < lowest, "25 the reference product caps");
            mark_if(generic > lowest, "25 the lowest price caps");
            Some(min(&lowest, &generic))
        }
        None => {
            mark("25 no generic ratio");
            Some(lowest)
        }
    }
}

/// The limits of an item: yellow, red and suspended; `rounded` where a division made it.
struct Limits {
    anchor: Q,
    yellow: Q,
    red: Option<Q>,
    divided: bool,
    suspend: Option<Q>,
}

/// Rule 23.
fn limits(call: &mut Call, rules: &Value, item: &Value) -> Limits {
    let rule = &rules[text(item, "class", "")];
    let anchor = match text(rule, "anchor", "") {
        "highest_winning" => the(item, "highest_winning_price"),
        "reference" => {
            let highest = decimal(&rules["evaluated"], "yellow_multiple").unwrap() * the(item, "highest_winning_price");
            mark_if(highest < the(item, "highest_listing_price"), "23 anchored by the winning price");
            mark_if(highest > the(item, "highest_listing_price"), "23 anchored by the listing price");
            min(&the(item, "highest_listing_price"), &highest)
        }
        "p75_listing" => the(item, "p75_listing_price"),
        _ => the(item, "lowest_listing_price"),
    };
    let yellow = decimal(rule, "yellow_multiple").unwrap() * &anchor;
    let from_yellow = rule
        .get("red_from_yellow")
        .map(|rule| &yellow / decimal(rule, "divide").unwrap() * decimal(rule, "multiply").unwrap());
    let divided = from_yellow.is_some();
    let red = decimal(rule, "red_multiple").map(|multiple| multiple * &anchor).or(from_yellow);
    let suspend = call.read(1, "mark_suspend_multiple").map(|multiple| q(multiple.as_str().unwrap()) * &anchor);
    Limits { anchor, yellow, red, divided, suspend }
}

const MARKS: [&str; 5] = ["none", "yellow", "red", "suspended", "marked"];

fn mark_of(price: &Q, limits: &Limits, inclusive: bool) -> usize {
    let over = |limit: Option<&Q>| {
        limit.is_some_and(|limit| {
            mark_if(price == limit, if inclusive { "23 on an inclusive limit" } else { "23 on a limit" });
            price > limit || inclusive && price == limit
        })
    };
    if over(limits.suspend.as_ref()) {
        3
    } else if over(limits.red.as_ref()) {
        2
    } else {
        usize::from(over(Some(&limits.yellow)))
    }
}

/// One item: its mark, and its row.
fn item_row(call: &mut Call, rules: &Value, item: &Value) -> Res<(usize, Value)> {
    let class = text(item, "class", "");
    let price = the(item, "price");
    let mut row = Map::new();
    let not_supplying = class == "winner_not_supplying";
    let entry_rules = if not_supplying { call.may_read(1, "entry_rules") } else { call.read(1, "entry_rules") };
    // The order of rule 24.
    let mut needed: Vec<&str> = Vec::new();
    let mut multiple = None;
    if not_supplying {
        multiple = Some(call.need(1, "non_supply_multiple")?);
        needed.extend(["own_winning_price", "highest_winning_price"]);
    } else {
        let Some(rule) = rules.get(class) else { return Stop::gap() };
        needed.extend(prices_of(text(rule, "anchor", "")));
    }
    if entry_rules.is_some_and(|rules| rules.get(class).is_some()) {
        needed.push("lowest_listing_price");
    }
    missing(call, item, &needed)?;
    let mark = if let Some(multiple) = multiple {
        let own = q(multiple.as_str().unwrap()) * the(item, "own_winning_price");
        let reading = call.need_or_given(1, "non_supply_reading", "non_supply_reading")?;
        let cap = cap(&own, &the(item, "highest_winning_price"), reading);
        mark_if(price == cap, "24 on the cap");
        for key in ["anchor", "yellow_limit", "red_limit", "suspend_limit"] {
            row.insert(key.to_owned(), Value::Null);
        }
        row.insert("inclusive".to_owned(), json!(false));
        row.insert("marked_limit".to_owned(), json!(exact(&cap)));
        if price > cap { 4 } else { 0 }
    } else {
        let inclusive = *call.need(1, "mark_inclusive")? == true;
        let limits = limits(call, rules, item);
        let red = limits.red.as_ref().map(|red| if limits.divided { rounded(red) } else { exact(red) });
        row.insert("anchor".to_owned(), json!(exact(&limits.anchor)));
        row.insert("yellow_limit".to_owned(), json!(exact(&limits.yellow)));
        row.insert("red_limit".to_owned(), json!(red));
        row.insert("suspend_limit".to_owned(), json!(limits.suspend.as_ref().map(exact)));
        row.insert("inclusive".to_owned(), json!(inclusive));
        mark_of(&price, &limits, inclusive)
    };
    if let Some(cap) = entry_cap(entry_rules, item) {
        mark_if(price == cap, "25 on the cap");
        row.insert("entry_cap".to_owned(), json!(exact(&cap)));
        row.insert("entry_ok".to_owned(), json!(price <= cap));
    }
    if let Some(cut) = day(item, "price_cut_on") {
        let days = call.need(1, "mark_removal_days")?.as_i64().unwrap();
        row.insert("mark_ends_on".to_owned(), json!(date_text(cut + days)));
    }
    row.shift_insert(0, "mark".to_owned(), json!(MARKS[mark]));
    row.shift_insert(0, "item".to_owned(), item["item"].clone());
    Ok((mark, Value::Object(row)))
}

pub(crate) fn price_mark(call: &mut Call) -> Res<Value> {
    let input = call.input;
    let rules = call.need(0, "mark_rules")?;
    let (mut rows, mut counts) = (Vec::new(), [0; 5]);
    // Where it is unset and needed, the text does not say at which point that is noticed.
    let plain = |item: &Value| text(item, "class", "") != "winner_not_supplying";
    let unset = call.set("mark_inclusive").is_none() && list(input, "items").iter().any(plain);
    for item in sorted(input, "items", "item") {
        let (mark, row) = match item_row(call, rules, item) {
            Ok(found) => found,
            Err(mut stops) if unset => {
                stops.push(Stop::new("rule_gap", "/rulebook"));
                return Err(stops);
            }
            Err(stops) => return Err(stops),
        };
        counts[mark] += 1;
        rows.push(row);
    }
    let counts: Map<String, Value> =
        MARKS.into_iter().zip(counts).map(|(mark, count)| (mark.to_owned(), json!(count))).collect();
    Ok(json!({ "items": rows, "counts": counts }))
}

pub(crate) fn cap_conditions(call: &Call, faults: &mut Faults) {
    for (i, item) in list(call.input, "items").iter().enumerate() {
        // A flag that is no flag is a fault of its own.
        let known = item.get("agreement_finished").is_none_or(Value::is_boolean);
        let given = item.get("lowest_renewal_price").is_some();
        let path = below(&format!("/input/items/{i}"), "lowest_renewal_price");
        faults.holds(given == flag(item, "agreement_finished") || !known, &path);
    }
}

pub(crate) fn non_supply_cap(call: &mut Call) -> Res<Value> {
    let multiple = call.need_or_given(0, "non_supply_multiple", "non_supply_multiple")?;
    let mut rows = Vec::new();
    for item in sorted(call.input, "items", "item") {
        let mut own = the(item, "own_winning_price");
        if flag(item, "agreement_finished") {
            let anchored = *call.need(1, "non_supply_renewal_anchor")? == true;
            mark(if anchored { "26 renewal price" } else { "26 own price in spite of a renewal" });
            if anchored {
                own = the(item, "lowest_renewal_price");
            }
        }
        let own_limit = q(multiple.as_str().unwrap()) * own;
        let (cap, decided_by) = match number(item, "highest_price") {
            None => (own_limit.clone(), "own"),
            Some(highest) => {
                let reading = call.need_or_given(1, "non_supply_reading", "non_supply_reading")?;
                let cap = cap(&own_limit, &highest, reading);
                let decided_by = match (cap == own_limit, cap == highest) {
                    (true, true) => "equal",
                    (true, false) => "own",
                    _ => "highest",
                };
                (cap, decided_by)
            }
        };
        let mut row = json!({
            "item": item["item"], "own_limit": exact(&own_limit), "cap": exact(&cap), "decided_by": decided_by,
        });
        if let Some(current) = number(item, "current_price") {
            mark_if(current == cap, "26 on the cap");
            row["compliant"] = json!(current <= cap);
            row["cut_needed"] = json!(exact(&above_zero(&(current - cap))));
        }
        rows.push(row);
    }
    Ok(json!({ "items": rows }))
}
