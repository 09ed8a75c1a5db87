//! Requests of `execution.disclosure`, `execution.central_purchase`, `execution.drug_income_ratio` and
//! `execution.process_score` at random.

use super::book::Book;
use super::date::Day;
use super::form::text;
use super::generate::{Object, date, decimal, put};
use super::generate_book::ITEMS;
use super::number::{Q, q};
use crate::common::Rng;
use serde_json::{Value, json};

fn published(rng: &mut Rng, items: &[(String, Option<Day>)], as_of: Day) -> Value {
    let mut rows = Vec::new();
    for (id, due) in items {
        if rng.chance(70) {
            let mut row = json!({ "item": id });
            let object = row.as_object_mut().unwrap();
            let around = if rng.chance(50) { due.unwrap_or(as_of) } else { as_of };
            let on = rng.beside(around);
            rng.maybe(object, 70, "on", date(on));
            let until = rng.beside(as_of);
            rng.maybe(object, 40, "expires_on", date(until));
            rows.push(row);
        }
    }
    if rng.chance(40) {
        let mut row = json!({ "item": "an extra one" });
        let on = rng.beside(as_of);
        rng.maybe(row.as_object_mut().unwrap(), 50, "on", date(on));
        rows.push(row);
    }
    rng.shuffle(&mut rows);
    json!(rows)
}

fn records(rng: &mut Rng, input: &mut Object, book: &Book, as_of: Day) {
    let lists = book.parameters.get("checklists").and_then(|lists| lists.value.as_object());
    let mut items: Vec<(String, Option<Day>)> = Vec::new();
    if lists.is_some() && rng.chance(75) || rng.chance(5) {
        let mut names: Vec<String> = lists.into_iter().flatten().map(|(name, _)| name.clone()).collect();
        if names.is_empty() || rng.chance(4) {
            names = vec!["no such list".to_owned()];
        }
        let name = rng.pick(&names);
        let rows = lists.and_then(|lists| lists.get(&name)).and_then(Value::as_array);
        for row in rows.into_iter().flatten() {
            items.push(match row.as_str() {
                Some(id) => (id.to_owned(), None),
                None => (text(row, "item", "").to_owned(), super::form::day(row, "due_on")),
            });
        }
        put(input, "checklist", name);
    } else {
        let number = rng.below(5);
        let mut rows = Vec::new();
        for id in rng.some(&ITEMS, number) {
            let mut row = json!({ "item": id });
            let due = rng.beside(as_of);
            let given = rng.chance(60);
            if given {
                row["due_on"] = date(due);
            }
            items.push((id.to_owned(), given.then_some(due)));
            rows.push(row);
        }
        put(input, "required", rows);
    }
    let number = rng.below(4);
    let ids = rng.ids(number);
    let rows: Vec<Value> =
        ids.iter().map(|id| json!({ "record": id, "published": published(rng, &items, as_of) })).collect();
    put(input, "records", rows);
}

fn platforms(rng: &mut Rng) -> Value {
    let mut sides = Vec::new();
    for _ in 0..2 {
        let mut rows = Vec::new();
        let number = rng.below(5);
        for key in rng.some(&["k1", "k2", "K", "é"], number) {
            let mut values = Object::new();
            for (field, words) in [
                ("price", ["1", "1.0", "2"]),
                ("name", ["x", "y", ""]),
                ("a/b", ["1", "1.0", "x"]),
                ("é", ["x", "x", "X"]),
            ] {
                let word = if field == "price" || rng.chance(85) { rng.pick(&words) } else { words[0] };
                rng.maybe(&mut values, 65, field, word);
            }
            rows.push(json!({ "key": key, "values": values }));
        }
        sides.push(rows);
    }
    let mut both = json!({ "left": sides[0], "right": sides[1] });
    let names = rng.pick(&[json!(["price"]), json!([]), json!(["price", "price", "none"])]);
    rng.maybe(both.as_object_mut().unwrap(), 65, "numeric_fields", names);
    both
}

fn totals(rng: &mut Rng) -> Value {
    let number = rng.below(4);
    let mut rows = Vec::new();
    for id in rng.ids(number) {
        let number = rng.below(4);
        let (mut sum, mut parts) = (Q::ZERO, Vec::new());
        for part in rng.ids(number) {
            let value = rng.quantity();
            sum += q(&value);
            parts.push(json!({ "part": part, "value": value }));
        }
        let fits = sum < q("1000000000000000");
        let total = if rng.chance(60) && fits { decimal(&sum) } else { rng.quantity() };
        rows.push(json!({ "item": id, "total": total, "parts": parts }));
    }
    json!(rows)
}

pub(crate) fn disclosure(rng: &mut Rng, book: &Book) -> Value {
    let mut input = Object::new();
    let as_of = rng.day();
    put(&mut input, "as_of", date(as_of));
    if rng.chance(75) {
        records(rng, &mut input, book, as_of);
    }
    if rng.chance(30) {
        put(&mut input, "platforms", platforms(rng));
    }
    if rng.chance(25) || input.len() < 2 {
        put(&mut input, "totals", totals(rng));
    }
    Value::Object(input)
}

pub(crate) fn central_purchase(rng: &mut Rng) -> Value {
    let number = rng.rows();
    let mut goods = Vec::new();
    for id in rng.ids(number) {
        let kind = rng.pick(&["drug", "consumable", "equipment", "equipment", "equipment"]);
        let value = rng.pick(&["2000000", "1999999.99", "2000000.0000000001", "100", "99", "0"]);
        let mut row = json!({ "item": id, "kind": kind, "value": value });
        let class = if kind == "equipment" { rng.pick(&["none", "class_a", "class_b"]) } else { "none" };
        rng.maybe(row.as_object_mut().unwrap(), 60, "large_equipment_class", class);
        goods.push(row);
    }
    json!({ "buyer": if rng.chance(80) { "public" } else { "private" }, "goods": goods })
}

fn income(rng: &mut Rng) -> Value {
    let drug = rng.pick(&["0", "300", "270", "270.01", "320"]);
    let mut income = json!({ "drug_income": drug });
    let slices = if drug == "0" { "0" } else { rng.pick(&["0", "20", "30", "270"]) };
    rng.maybe(income.as_object_mut().unwrap(), 60, "tcm_slices_income", slices);
    income["medical_income"] =
        json!(if drug == "0" { rng.pick(&["0", "10"]) } else { rng.pick(&["1000", "320", "900"]) });
    income
}

pub(crate) fn drug_income_ratio(rng: &mut Rng, book: &Book) -> Value {
    let mut input = Object::new();
    put(&mut input, "current", income(rng));
    if rng.chance(60) {
        put(&mut input, "previous", income(rng));
        let least = rng.pick(&["0", "0.03", "0.01", "1"]);
        rng.maybe(&mut input, 60, "min_fall", least);
    }
    let flag = json!(rng.chance(50));
    rng.gap_field(&mut input, book, "exclude_tcm_slices", "exclude_tcm_slices", flag);
    let limit = json!(rng.pick(&["0.27", "0.3", "0.24", "1"]));
    rng.gap_field(&mut input, book, "income_ratio_limit", "income_ratio_limit", limit);
    Value::Object(input)
}

pub(crate) fn process_score(rng: &mut Rng) -> Value {
    let mut input = Object::new();
    let number = rng.rows();
    let mut links = Vec::new();
    for id in rng.ids(number) {
        let (score, weight) =
            (rng.pick(&["60", "70", "90", "60.0", "0", "10"]), rng.pick(&["0", "1", "0.2", "2", "0.3"]));
        links.push(json!({ "link": id, "score": score, "weight": weight }));
    }
    if rng.chance(90) {
        links[0]["weight"] = json!("1");
    }
    put(&mut input, "links", links);
    let most = rng.pick(&["100", "90", "1000"]);
    rng.maybe(&mut input, 40, "max_score", most);
    if rng.chance(60) {
        let number = rng.below(4);
        let froms = rng.some(&["0", "60", "69", "65", "90"], number);
        let bands: Vec<Value> =
            rng.ids(number).iter().zip(froms).map(|(id, from)| json!({ "grade": id, "from": from })).collect();
        put(&mut input, "bands", bands);
    }
    Value::Object(input)
}
