//! Rulebooks of a request: ids, objects that extend a built-in one, and whole objects.

use super::book::World;
use super::generate::{Object, put};
use super::generate_ladder::ladders;
use super::words::{ACTIONS, AREAS, EVIDENCE, LENGTHS, MATTERS, MEASURES, ROLES, SCOPES, STEPS, TARGETS};
use crate::common::Rng;
use serde_json::{Value, json};

/// The built-in rulebooks of all functions but `credit.bar`.
pub(crate) const OF_GRADING: [&str; 2] = ["credit/cn-2020", "credit/cn-2025"];

/// A rulebook of a request; one that is an object has this id.
pub(crate) fn rulebook(rng: &mut Rng, world: &World, id: &str, bases: &[&str]) -> Value {
    let base = rng.pick(bases);
    if rng.chance(45) { json!(base) } else { own(rng, world, id, base) }
}

/// A rulebook object of this id that differs from a built-in one.
pub(crate) fn own(rng: &mut Rng, world: &World, id: &str, base: &str) -> Value {
    let parameters = world.objects[base]["parameters"].as_object().unwrap();
    let changed = if base == "credit/cn-vbp-bar" { months(rng) } else { changes(rng, parameters) };
    let mut object = Object::new();
    put(&mut object, "id", id);
    if rng.chance(70) {
        put(&mut object, "extends", base);
        let mut removed: Vec<&str> = Vec::new();
        let mut given = Object::new();
        for (name, value) in changed {
            if value.is_null() || rng.chance(10) && parameters.contains_key(&name) {
                removed.push(parameters.keys().find(|known| **known == name).unwrap());
            }
            if !value.is_null() {
                given.insert(name, value);
            }
        }
        if !removed.is_empty() || rng.chance(5) {
            put(&mut object, "remove", removed);
        }
        if rng.chance(10) {
            put(&mut object, "area", world.objects[base]["area"].clone());
        }
        if !given.is_empty() || rng.chance(80) {
            put(&mut object, "parameters", given);
        }
        return Value::Object(object);
    }
    for key in ["area", "jurisdiction", "title", "document", "effective_from", "effective_until"] {
        if let Some(value) = world.objects[base].get(key) {
            put(&mut object, key, value.clone());
        }
    }
    if rng.chance(10) {
        put(&mut object, "title_zh", "x");
        put(&mut object, "issuer", "y");
        put(&mut object, "members", json!(["530000"]));
    }
    let mut whole = parameters.clone();
    for (name, value) in changed {
        if value.is_null() {
            whole.shift_remove(&name);
        } else {
            whole.insert(name, value);
        }
    }
    put(&mut object, "parameters", whole);
    Value::Object(object)
}

/// Other months of the bar.
fn months(rng: &mut Rng) -> Object {
    let mut list = Vec::new();
    for cooperated in [true, false] {
        let mut entry = Object::new();
        put(&mut entry, "cooperated", cooperated);
        if rng.chance(85) {
            put(&mut entry, "months", rng.between(1, 24));
        }
        put(&mut entry, "provenance", rng.pick(&["official", "secondary", "unverified"]));
        list.push(Value::Object(entry));
    }
    rng.shuffle(&mut list);
    resource(rng, &mut list);
    let mut changed = Object::new();
    if rng.chance(90) {
        put(&mut changed, "bar_months", list);
    }
    changed
}

/// Parameters with other values; null for one that is taken away.
fn changes(rng: &mut Rng, parameters: &Object) -> Object {
    let mut changed = Object::new();
    let mut top = i64::try_from(parameters["grades"].as_array().unwrap().len()).unwrap() - 1;
    if rng.chance(15) {
        top += i64::from(rng.chance(50));
        put(&mut changed, "grades", grades(rng, top));
    }
    for (name, value) in parameters {
        let percent = if name == "ladders" || name == "repair" { 50 } else { 22 };
        if name == "grades" || !rng.chance(percent) {
            continue;
        }
        let mut value = value.clone();
        change(rng, name, &mut value, top);
        if let Value::Array(list) = &mut value {
            resource(rng, list);
        } else if value.get("provenance").is_some() {
            let mut list = [value];
            resource(rng, &mut list);
            let [only] = list;
            value = only;
        }
        changed.insert(name.clone(), value);
    }
    part_cells(&mut changed, parameters);
    // A list of steps where the rulebook has none.
    if !parameters.contains_key("repair") && rng.chance(25) {
        put(&mut changed, "repair", repair(rng, top));
    }
    changed
}

/// A cell of the measures that is unset has no rows.
fn part_cells(changed: &mut Object, parameters: &Object) {
    if !changed.contains_key("measures") && !changed.contains_key("measures_unset") {
        return;
    }
    let effective = |name: &str| changed.get(name).unwrap_or(&parameters[name]).as_array().unwrap().clone();
    let (unset, mut rows) = (effective("measures_unset"), effective("measures"));
    rows.retain(|row| !unset.iter().any(|cell| cell["rank"] == row["rank"] && cell["role"] == row["role"]));
    put(changed, "measures", rows);
}

/// Other sources of some entries; some have none.
fn resource(rng: &mut Rng, entries: &mut [Value]) {
    for entry in entries.iter_mut().filter_map(Value::as_object_mut).filter(|entry| entry.contains_key("provenance")) {
        match rng.below(10) {
            0 | 1 => put(entry, "provenance", rng.pick(&["official", "derived", "secondary", "unverified"])),
            2 => {
                entry.shift_remove("provenance");
            }
            3 => {
                entry.shift_remove("citation");
            }
            _ => {}
        }
    }
}

fn grades(rng: &mut Rng, top: i64) -> Value {
    let mut level = 0;
    let mut list = vec![json!({ "code": "none", "rank": 0, "level": 0, "zh": "无" })];
    for rank in 1..=top {
        level = (level + rng.between(0, 1)).clamp(1, 3);
        let code = if rng.chance(50) { format!("g{rank}") } else { format!("grade_{}", top - rank) };
        list.push(json!({ "code": code, "rank": rank, "level": level, "zh": "级" }));
    }
    Value::Array(list)
}

fn change(rng: &mut Rng, name: &str, value: &mut Value, top: i64) {
    match name {
        "clauses" => {
            value["complete"] = json!(rng.chance(50));
            let items = rng.subset(value["items"].as_array().unwrap(), 75);
            value["items"] = Value::Array(items);
        }
        "evidence" => {
            let mut list = rng.subset(value.as_array().unwrap(), 85);
            for entry in &mut list {
                if rng.chance(40) {
                    let number = 1 + rng.below(4);
                    entry["admitted"] = json!(rng.some(&EVIDENCE, number));
                }
            }
            rng.shuffle(&mut list);
            *value = Value::Array(list);
        }
        "own_province_only" => value["value"] = json!(rng.chance(25)),
        "lookback" => {
            let object = value.as_object_mut().unwrap();
            object.shift_remove("years");
            object.shift_remove("not_below_years");
            let years = rng.between(1, 5);
            match rng.below(5) {
                0 | 1 => put(object, "years", years),
                2 | 3 => put(object, "not_below_years", years),
                _ => {}
            }
            put(object, "basis", rng.pick(&["effective_on", "conduct_until"]));
        }
        "bribery_targets" => {
            let mut list = Vec::new();
            for rank in (1..=top).filter(|_| rng.chance(85)).collect::<Vec<_>>() {
                let number = 1 + rng.below(5);
                let targets = rng.some(&TARGETS, number);
                list.push(json!({ "rank": rank, "targets": targets, "provenance": "official", "citation": "t" }));
            }
            *value = Value::Array(list);
        }
        "ladders" => ladders(rng, value, top),
        "kinds" => kinds(rng, value, top),
        "measures" => measures(rng, value, top),
        "measures_unset" => {
            let mut cells = Vec::new();
            for rank in 1..=top {
                for role in ROLES {
                    if rng.chance(20) {
                        cells.push(json!({ "rank": rank, "role": role, "citation": "not published" }));
                    }
                }
            }
            *value = Value::Array(cells);
        }
        "repair" => {
            *value = if rng.chance(20) { Value::Null } else { repair(rng, top) };
        }
        "commitment_missing" => value["limits"] = json!(rng.subset(&ACTIONS, 50)),
        other => panic!("no change of {other}"),
    }
}

/// Other ranks of the kinds, in another order.
fn kinds(rng: &mut Rng, value: &mut Value, top: i64) {
    let list = value.as_array_mut().unwrap();
    for entry in list.iter_mut().filter_map(Value::as_object_mut) {
        if rng.chance(40) {
            continue;
        }
        for key in ["rank", "not_below", "not_above", "clause"] {
            entry.shift_remove(key);
        }
        let (low, high) = (rng.between(0, top), rng.between(0, top));
        match rng.below(6) {
            0 | 1 => put(entry, "rank", low),
            2 => put(entry, "not_below", low),
            3 => put(entry, "not_above", high),
            4 => {
                put(entry, "not_below", low.min(high));
                put(entry, "not_above", low.max(high));
            }
            _ => {}
        }
        if rng.chance(50) {
            put(entry, "clause", format!("{}.{}", rng.between(1, top), rng.between(1, 12)));
        }
    }
    if rng.chance(50) {
        rng.shuffle(list);
    }
}

/// Other rows in some cells; no two rows of a cell have the same id.
fn measures(rng: &mut Rng, value: &mut Value, top: i64) {
    let mut rows = value.as_array().unwrap().clone();
    for rank in 1..=top {
        for role in ROLES {
            if rng.chance(50) {
                continue;
            }
            rows.retain(|row| row["rank"] != rank || row["role"] != role);
            for measure in MEASURES {
                for area in AREAS {
                    if !rng.chance(15) {
                        continue;
                    }
                    let length = rng.pick(&LENGTHS);
                    let mut row = json!({
                        "rank": rank, "role": role, "measure": measure, "scope": rng.pick(&SCOPES), "area": area,
                        "length": length, "provenance": "secondary", "citation": "m",
                    });
                    if length == "years" {
                        row["years"] = json!(rng.between(1, 5));
                    }
                    rows.push(row);
                }
            }
        }
    }
    if rng.chance(30) {
        rng.shuffle(&mut rows);
    }
    *value = Value::Array(rows);
}

/// Steps for some matters and ranks.
fn repair(rng: &mut Rng, top: i64) -> Value {
    let mut items = Vec::new();
    for matter in rng.subset(&MATTERS, 80) {
        for rank in (1..=top).filter(|_| rng.chance(85)).collect::<Vec<_>>() {
            let number = 2 + rng.below(6);
            let steps = rng.some(&STEPS, number);
            items.push(json!({
                "matter": matter, "rank": rank, "steps": steps, "provenance": "official", "citation": "r",
            }));
        }
    }
    resource(rng, &mut items);
    rng.shuffle(&mut items);
    let mode = rng.pick(&["replaces", "added"]);
    let number = 1 + rng.below(2);
    let steps = if rng.chance(70) { vec!["name_controller"] } else { rng.some(&STEPS, number) };
    let mut others = [
        json!({ "mode": mode, "steps": steps, "provenance": "derived", "citation": "d" }),
        json!({ "value": rng.chance(50), "provenance": "secondary", "citation": "s" }),
    ];
    resource(rng, &mut others);
    let [distributor, selected_price_counts] = others;
    json!({ "items": items, "distributor": distributor, "selected_price_counts": selected_price_counts })
}
