//! Inputs of the four small functions.

use super::book::World;
use super::date::{Date, day_after, day_before, last_day};
use super::generate::{Object, date, put};
use super::generate_book::{own, rulebook};
use super::words::{MATTERS, ROLES, STEPS};
use crate::common::Rng;
use serde_json::{Value, json};

fn codes(world: &World, book: &Value) -> Vec<Value> {
    let book = world.resolve(book, "", "credit").unwrap();
    book.list("grades").iter().map(|grade| grade["code"].clone()).collect()
}

pub(crate) fn measures(rng: &mut Rng, world: &World, book: &Value) -> Value {
    let mut input = Object::new();
    put(&mut input, "grade", rng.pick(&codes(world, book)));
    put(&mut input, "role", rng.pick(&ROLES));
    if rng.chance(70) {
        let day = rng.day();
        put(&mut input, "start_on", date(day));
    }
    Value::Object(input)
}

pub(crate) fn repair(rng: &mut Rng, world: &World, book: &Value) -> Value {
    let codes = codes(world, book);
    let as_of = rng.day();
    let matter = rng.pick(&MATTERS);
    // A rank that the matter has, where it has one.
    let resolved = world.resolve(book, "", "credit").unwrap();
    let items = resolved.get("repair").get("items").and_then(Value::as_array).cloned().unwrap_or_default();
    let of_matter: Vec<Value> = items.into_iter().filter(|item| item["matter"] == matter).collect();
    let item = if of_matter.is_empty() || rng.chance(10) { None } else { Some(rng.pick(&of_matter)) };
    let grade = match &item {
        Some(item) => codes[usize::try_from(item["rank"].as_u64().unwrap()).unwrap()].clone(),
        // Where nothing is defined any grade will do; else it may be one that the matter has no row for.
        None => rng.pick(&codes),
    };
    let mut input = Object::new();
    put(&mut input, "matter", matter);
    put(&mut input, "grade", grade);
    put(&mut input, "role", rng.pick(&["manufacturer", "manufacturer", "distributor"]));
    put(&mut input, "as_of", date(as_of));
    put(&mut input, "done", done(rng, item.as_ref()));
    if rng.chance(75) {
        let number = rng.pick(&[0, 1, 1, 2, 2, 3]);
        let ids = rng.ids(number);
        let products: Vec<Value> = ids.into_iter().map(|id| product(rng, id, as_of)).collect();
        put(&mut input, "products", products);
    }
    if rng.chance(15) {
        put(&mut input, "revoked", rng.chance(40));
    }
    if rng.chance(25) {
        let last = if rng.chance(70) { rng.months_after(as_of, 1) } else { rng.beside(as_of) };
        put(&mut input, "last_day", date(last));
    }
    Value::Object(input)
}

/// Steps done: often all of the cell but one.
fn done(rng: &mut Rng, item: Option<&Value>) -> Vec<Value> {
    let mut done: Vec<Value> = match item {
        Some(item) if rng.chance(75) => item["steps"].as_array().unwrap().clone(),
        _ => rng.subset(&STEPS, 40).into_iter().map(Value::from).collect(),
    };
    if rng.chance(45) {
        done.retain(|step| step != "remove_inflated_price");
    }
    if rng.chance(25) && !done.is_empty() {
        done.remove(rng.below(done.len()));
    }
    if rng.chance(35) {
        done.push(json!(rng.pick(&STEPS)));
    }
    if rng.chance(50) {
        done.push(json!("name_controller"));
    }
    rng.shuffle(&mut done);
    done
}

fn product(rng: &mut Rng, id: &str, as_of: Date) -> Value {
    let mut product = Object::new();
    put(&mut product, "product", id);
    if rng.chance(92) {
        let day = match rng.below(9) {
            0 => day_after(as_of),
            1 => as_of,
            2 => day_before(as_of),
            _ => rng.months_before(as_of, 3),
        };
        put(&mut product, "selected_price_applied_on", date(day));
    }
    Value::Object(product)
}

pub(crate) fn bar_rulebook(rng: &mut Rng, world: &World) -> Value {
    let bases = ["credit/cn-vbp-bar"];
    if rng.chance(60) { own(rng, world, "my/bar", bases[0]) } else { rulebook(rng, world, "my/bar", &bases) }
}

/// Entries that end about the day, touch, overlap, or leave a day between them.
pub(crate) fn bar(rng: &mut Rng, world: &World, book: &Value) -> Value {
    let book = if book.is_null() { &world.objects["credit/cn-vbp-bar"] } else { book };
    let resolved = world.resolve(book, "", "credit_bar").unwrap();
    let on = rng.day();
    let number = rng.pick(&[0, 1, 1, 2, 3, 4, 5]);
    let mut entries = Vec::new();
    let mut next = on;
    for id in rng.ids(number) {
        let mut entry = Object::new();
        put(&mut entry, "entry_id", id);
        let first = if rng.chance(60) { rng.beside(next) } else { rng.months_before(on, 6) };
        if rng.chance(45) {
            let cooperated = rng.chance(60);
            let of_kind = resolved.list("bar_months").iter().find(|entry| entry["cooperated"] == cooperated).unwrap();
            let months = of_kind.get("months").map_or(6, |months| months.as_i64().unwrap());
            let first = if rng.chance(50) { rng.months_before(on, months) } else { first };
            put(&mut entry, "first_day", date(first));
            put(&mut entry, "cooperated", cooperated);
            next = day_after(last_day(first, months));
        } else {
            let last = if rng.chance(70) { rng.months_after(first, 2) } else { rng.beside(on) };
            put(&mut entry, "first_day", date(first.min(last)));
            put(&mut entry, "last_day", date(first.max(last)));
            next = day_after(first.max(last));
        }
        if rng.chance(25) {
            put(&mut entry, "firm", rng.firm());
        }
        entries.push(Value::Object(entry));
    }
    rng.shuffle(&mut entries);
    json!({ "firm": "F", "on": date(on), "entries": entries })
}

pub(crate) fn default_rulebook(rng: &mut Rng) -> Value {
    if rng.chance(50) {
        let day = rng.pick(&[(2020, 8, 28), (2025, 7, 1), (2026, 1, 1), (2023, 5, 6), (2031, 1, 1), (1999, 1, 1)]);
        let day = rng.beside(day);
        return json!({ "graded_on": date(day) });
    }
    let labels = ["一般", "中等", "严重", "特别严重", "失信", "严重失信", "特别严重失信", "无", "dishonest"];
    json!({ "label": rng.pick(&labels) })
}
