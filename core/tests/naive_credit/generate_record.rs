//! Inputs of `credit.national` and `credit.supplier_status`.

use super::book::World;
use super::date::Date;
use super::generate::{Object, date, put, within};
use super::generate_book::{OF_GRADING, own};
use super::words::{AREAS, MEASURES, ROLES, SCOPES};
use crate::common::Rng;
use serde_json::{Value, json};

pub(crate) fn national(rng: &mut Rng, world: &World, book: &Value) -> Value {
    let as_of = rng.day();
    let records = records(rng, world, book, as_of, true);
    json!({ "as_of": date(as_of), "records": records })
}

pub(crate) fn supplier_status(rng: &mut Rng, world: &World, book: &Value) -> Value {
    let on = rng.day();
    let mut input = Object::new();
    put(&mut input, "firm", "F");
    put(&mut input, "role", rng.pick(&["manufacturer", "manufacturer", "distributor"]));
    put(&mut input, "product", rng.pick(&["p", "p", "q", "é"]));
    put(&mut input, "province", "云南");
    put(&mut input, "on", date(on));
    put(&mut input, "records", records(rng, world, book, on, false));
    if rng.chance(60) {
        put(&mut input, "tender", rng.pick(&["provincial", "alliance", "national_vbp", "national_vbp"]));
    }
    if rng.chance(40) {
        let missing = !book.is_null() && rng.chance(75);
        put(&mut input, "commitment", if missing { "missing" } else { "submitted" });
    }
    if rng.chance(40) {
        let number = rng.below(4);
        let bars: Vec<Value> = (0..number).map(|_| bar(rng, on)).collect();
        put(&mut input, "bars", bars);
    }
    Value::Object(input)
}

/// A bar that begins or ends about a day.
fn bar(rng: &mut Rng, on: Date) -> Value {
    let months = rng.between(0, 3);
    let (first, last) = match rng.below(3) {
        0 => (rng.beside(on), rng.months_after(on, months + 2)),
        1 => (rng.months_before(on, months + 2), rng.beside(on)),
        _ => (rng.months_before(on, 6), rng.months_after(on, 6)),
    };
    let mut bar = Object::new();
    put(&mut bar, "first_day", date(first.min(last)));
    put(&mut bar, "last_day", date(first.max(last)));
    if rng.chance(30) {
        put(&mut bar, "firm", rng.firm());
    }
    Value::Object(bar)
}

/// Records whose days lie about this one.
fn records(rng: &mut Rng, world: &World, default: &Value, day: Date, complete: bool) -> Value {
    // Rulebooks of the records; objects with one id are equal.
    let mut books = vec![json!("credit/cn-2020"), json!("credit/cn-2025"), json!("credit/cn-2025")];
    for id in ["my/second", "my/third"] {
        if rng.chance(50) {
            let base = rng.pick(&OF_GRADING);
            books.push(own(rng, world, id, base));
        }
    }
    if rng.chance(30) {
        // Several grades of one rulebook.
        books.truncate(1);
    }
    let number = rng.pick(&[0, 1, 1, 2, 3, 4, 6, 9]);
    let ids = rng.ids(number);
    let mut records = Vec::new();
    for id in ids {
        let book = if default.is_null() || rng.chance(50) { Some(rng.pick(&books)) } else { None };
        records.push(record(rng, world, book, default, day, complete, id));
    }
    Value::Array(records)
}

fn record(
    rng: &mut Rng,
    world: &World,
    book: Option<Value>,
    default: &Value,
    day: Date,
    complete: bool,
    id: &str,
) -> Value {
    let codes: Vec<Value> = {
        let book = world.resolve(book.as_ref().unwrap_or(default), "", "credit").unwrap();
        book.list("grades").iter().map(|grade| grade["code"].clone()).collect()
    };
    let mut record = Object::new();
    put(&mut record, "record_id", id);
    if complete || rng.chance(20) {
        put(&mut record, "firm", rng.firm());
    }
    if complete || rng.chance(20) {
        put(&mut record, "role", rng.pick(&ROLES));
    }
    put(&mut record, "province", rng.province());
    if let Some(book) = book {
        put(&mut record, "rulebook", book);
    }
    let grade = if rng.chance(90) { rng.pick(&codes[1..]) } else { codes[0].clone() };
    put(&mut record, "grade", grade);
    let years = rng.between(1, 5);
    let start = match rng.below(10) {
        0..4 => rng.months_before(day, 12 * years),
        4 | 5 => rng.beside(day),
        6 => day,
        _ => rng.months_before(day, 5),
    };
    let start = within(start);
    put(&mut record, "start_on", date(start));
    for key in ["cleared_on", "last_day"] {
        if rng.chance(20) {
            let end = if rng.chance(80) { rng.beside(day) } else { rng.months_after(start, 9) };
            put(&mut record, key, date(end.max(start)));
        }
    }
    if rng.chance(12) {
        put(&mut record, "revoked", rng.chance(60));
    }
    if rng.chance(65) {
        put(&mut record, "products", rng.products());
    }
    if rng.chance(20) {
        let number = rng.below(4);
        let own: Vec<Value> = (0..number).map(|_| own_measure(rng, start, day)).collect();
        put(&mut record, "measures", own);
    }
    Value::Object(record)
}

fn own_measure(rng: &mut Rng, start: Date, day: Date) -> Value {
    let mut measure = Object::new();
    put(&mut measure, "measure", rng.pick(&MEASURES));
    put(&mut measure, "scope", rng.pick(&SCOPES));
    put(&mut measure, "area", rng.pick(&AREAS));
    let mut first = start;
    if rng.chance(50) {
        first = if rng.chance(50) { rng.beside(day) } else { rng.months_before(day, 8) };
        put(&mut measure, "first_day", date(first));
    }
    if rng.chance(60) {
        let last = rng.beside(day);
        put(&mut measure, "last_day", date(last.max(first)));
    }
    Value::Object(measure)
}
