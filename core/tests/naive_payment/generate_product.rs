//! Inputs of `payment.standard` and `payment.path` at random, mostly with what the rulebook asks for.

use super::book::{Book, World};
use super::date::Date;
use super::generate::{Object, price, put, rate, related};
use super::number::{Q, q, representable, text};
use crate::common::Rng;
use serde_json::{Value, json};

const STATUSES: [&str; 22] = [
    "winner",
    "winner",
    "winner",
    "winner",
    "originator",
    "originator",
    "originator",
    "originator",
    "originator",
    "reference_product",
    "passed",
    "passed",
    "passed",
    "not_passed",
    "not_passed",
    "not_passed",
    "non_winner",
    "non_winner",
    "negotiated",
    "bid",
    "ordinary",
    "ordinary",
];

/// A status that the rulebook says something about, most of the time.
fn status(rng: &mut Rng, book: &Book) -> String {
    let status = rng.pick(&STATUSES);
    let one_standard = book.words("one_standard_for").unwrap_or_default();
    let asks = ["originator", "reference_product", "passed", "non_winner"].contains(&status);
    let missed = asks && !one_standard.contains(&status);
    let without = status == "ordinary" && book.get("ordinary_reference").is_none();
    if (missed || without) && rng.chance(85) {
        if one_standard.is_empty() {
            return rng.pick(&["winner", "winner", "negotiated"]).to_owned();
        }
        return rng.pick(&one_standard).to_owned();
    }
    status.to_owned()
}

/// What the rulebook compares winners by.
struct Wants {
    group: bool,
    supply: bool,
    volume: bool,
    single: bool,
}

fn wants(book: &Book) -> Wants {
    let reference = book.get("reference").map_or("", |word| word.as_str().unwrap());
    Wants {
        group: book.get("group_scope").is_some_and(|scope| scope == "same_group"),
        supply: reference == "main_supply",
        volume: reference == "volume_weighted",
        single: ["single", "main_supply"].contains(&reference),
    }
}

fn volume(rng: &mut Rng) -> String {
    match rng.below(6) {
        0..=2 => (1 + rng.below(3)).to_string(),
        3 => rng.pick(&["0.0001", "999999999999999.9999", "2.5", "1000.0", "3.3333"]).to_owned(),
        _ => format!("{}.{}", 1 + rng.below(100_000), rng.below(10_000)),
    }
}

fn winners(rng: &mut Rng, wants: &Wants) -> Vec<Value> {
    let number = rng.pick(&[0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 6]);
    let first = price(rng);
    let mut list = Vec::new();
    for id in rng.names(number) {
        let mut winner = Object::new();
        put(&mut winner, "id", id);
        let same = rng.chance(if wants.single { 88 } else { 35 });
        put(&mut winner, "price", if same { first.clone() } else { related(rng, &first) });
        if rng.chance(if wants.group { 98 } else { 15 }) {
            put(&mut winner, "group", rng.pick(&["g1", "g1", "g1", "g2"]));
        }
        if rng.chance(if wants.supply { 98 } else { 15 }) {
            put(&mut winner, "supply", rng.pick(&["main", "main", "main", "backup", "outside"]));
        }
        if rng.chance(if wants.volume { 98 } else { 15 }) {
            put(&mut winner, "volume", volume(rng));
        }
        list.push(Value::Object(winner));
    }
    list
}

fn listed(rng: &mut Rng) -> Vec<Value> {
    let number = rng.pick(&[0, 1, 2, 2, 3, 3]);
    let first = price(rng);
    let ids = rng.names(number);
    ids.iter().map(|id| json!({ "id": id, "price": related(rng, &first), "volume": volume(rng) })).collect()
}

/// A price, mostly above another one and sometimes at the edge of a band.
fn above(rng: &mut Rng, book: &Book, other: &str) -> String {
    let edges: Vec<&str> =
        book.bands().iter().filter_map(|band| band.get("up_to")).map(|edge| edge.as_str().unwrap()).collect();
    if !edges.is_empty() && rng.chance(20) {
        let edge = q(other) * q(rng.pick(&edges));
        let step = q(rng.pick(&["0", "0", "0.01", "0.000001", "-0.000001"]));
        let price = edge + step;
        if representable(&price, 6) && price > Q::ZERO && price < q("1000000000000") {
            return text(&price, 0);
        }
    }
    let mut price = related(rng, other);
    for _ in 0..2 {
        if q(&price) <= q(other) {
            price = related(rng, other);
        }
    }
    price
}

fn product(rng: &mut Rng, book: &Book, reference: &str) -> Value {
    let wants = wants(book);
    let mut product = Object::new();
    if rng.chance(20) {
        put(&mut product, "id", "drug 1");
    }
    let status = status(rng, book);
    put(&mut product, "status", status.clone());
    let class = if rng.chance(3) { "out_of_list" } else { rng.pick(&["a", "b", "b"]) };
    put(&mut product, "list_class", class);
    put(&mut product, "price", if rng.chance(95) { above(rng, book, reference) } else { price(rng) });
    let winner = status == "winner";
    if rng.chance(if winner { 95 } else { 4 }) {
        put(&mut product, "winning_price", related(rng, reference));
    }
    let often = if book.get("band_price").is_some_and(|word| word == "base") { 95 } else { 60 };
    if rng.chance(often) {
        put(&mut product, "base_price", above(rng, book, reference));
    }
    let national = ["negotiated", "bid"].contains(&status.as_str());
    if rng.chance(if national { 93 } else { 3 }) {
        put(&mut product, "national_standard", related(rng, reference));
    }
    let alternative = book.get("negotiated_alternative").is_some();
    if !(winner || national || status == "ordinary") && rng.chance(if alternative { 60 } else { 4 }) {
        put(&mut product, "negotiated_price", related(rng, reference));
    }
    if winner && rng.chance(40) {
        put(&mut product, "supply", rng.pick(&["main", "backup", "outside", "outside", "outside"]));
    }
    if rng.chance(if winner { 25 } else { 2 }) {
        put(&mut product, "prefilled_pen", winner && rng.chance(80));
    }
    if rng.chance(if wants.group { 97 } else { 10 }) {
        put(&mut product, "group", rng.pick(&["g1", "g1", "g1", "g2", "g3"]));
    }
    if let Some(categories) = book.words("categories")
        && rng.chance(95)
    {
        put(&mut product, "category", rng.pick(&categories));
    }
    let capped = product.get("category").is_some_and(|word| {
        let name = format!("caps.{}", word.as_str().unwrap());
        book.get(&name).is_some()
    });
    let asks_cap = book.get("reference").is_some_and(|word| word == "cap") && !capped;
    if asks_cap && rng.chance(92) {
        put(&mut product, "cap", related(rng, reference));
    }
    if rng.chance(if class == "b" { 95 } else { 30 }) {
        put(&mut product, "own_rate", rate(rng));
    }
    if rng.chance(20) {
        put(&mut product, "essential", rng.chance(80));
    }
    let none = book.get("reference").is_some_and(|word| word == "none");
    if rng.chance(if none { 93 } else { 5 }) {
        put(&mut product, "high_price_listed", rng.chance(60));
    }
    if rng.chance(1) {
        refused(rng, &mut product);
    }
    Value::Object(product)
}

/// A member that is refused under many rulebooks or statuses.
fn refused(rng: &mut Rng, product: &mut Object) {
    let members = [
        ("supply", json!("main")),
        ("prefilled_pen", json!(true)),
        ("negotiated_price", json!("5")),
        ("category", json!("elsewhere")),
        ("cap", json!("8")),
    ];
    let (key, value) = rng.pick(&members);
    put(product, key, value);
}

fn print((year, month, day): Date) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// A day next to a border that the rulebook or the calendar has.
fn day(rng: &mut Rng, book: &Book) -> String {
    let start = book.get("start_date").and_then(|text| super::date::read(text.as_str().unwrap()));
    let borders = [book.effective_from, book.effective_until, start];
    let known: Vec<Date> = borders.into_iter().flatten().collect();
    let (mut year, mut month, mut date) = match rng.below(10) {
        0..=5 if !known.is_empty() => rng.pick(&known),
        0..=7 => (2019 + i64::try_from(rng.below(6)).unwrap(), 1, 1),
        _ => (2020, 2, 29),
    };
    year += rng.pick(&[0, 0, 1, 1, 2, 3, 4, -1]);
    match rng.below(7) {
        0..=1 => {}
        2 => date -= 1,
        3 => date += 1,
        4 => (month, date) = (1 + i64::try_from(rng.below(12)).unwrap(), 15),
        5 => (month, date) = rng.pick(&[(2, 28), (3, 1), (12, 31), (1, 1), (2, 29)]),
        _ => {}
    }
    if date < 1 {
        (month, date) = if month == 1 { (12, 31) } else { (month - 1, 28) };
        year -= i64::from(month == 12);
    }
    let text = print((year, month, date));
    if super::date::read(&text).is_some() { text } else { print((year, 3, 1)) }
}

/// The input of `payment.standard` (`dated`) or `payment.path`.
pub(crate) fn standard(rng: &mut Rng, world: &World, rulebook: &Value, dated: bool) -> Value {
    let book = world.resolve(rulebook).unwrap_or_default();
    let wants = wants(&book);
    let winners = winners(rng, &wants);
    let prices: Vec<&str> = winners.iter().map(|winner| winner["price"].as_str().unwrap()).collect();
    let caps: Vec<&str> = book
        .parameters
        .iter()
        .filter(|(name, _)| name.starts_with("caps."))
        .map(|(_, cap)| cap.value.as_str().unwrap())
        .collect();
    let reference = match (prices.is_empty(), caps.is_empty() || rng.chance(50)) {
        (_, false) => rng.pick(&caps).to_owned(),
        (false, true) => rng.pick(&prices).to_owned(),
        (true, true) => price(rng),
    };
    let mut input = Object::new();
    let product = product(rng, &book, &reference);
    let ordinary = product["status"] == "ordinary";
    let asked = product["status"] == "winner" || product["status"] == "ordinary";
    put(&mut input, "product", product);
    if !winners.is_empty() || (!asked && rng.chance(50)) {
        put(&mut input, "winners", winners);
    }
    if rng.chance(if ordinary { 95 } else { 3 }) {
        put(&mut input, "listed", listed(rng));
    }
    if rng.chance(25) {
        put(&mut input, "price_unit", rng.pick(&["pack", "min_unit", "min_unit"]));
    }
    if rng.chance(30) {
        let persons = ["ordinary", "red_army_veteran", "retired_cadre", "disabled_serviceman_1_6"];
        put(&mut input, "person", rng.pick(&persons));
    }
    if dated {
        time(rng, &mut input, &book);
    } else {
        years(rng, &mut input, &reference);
    }
    Value::Object(input)
}

fn time(rng: &mut Rng, input: &mut Object, book: &Book) {
    let policy = book.get("year_index").is_some_and(|word| word == "policy_year");
    if rng.chance(if policy { 20 } else { 45 }) {
        put(input, "year", rng.pick(&[1, 1, 1, 2, 2, 3, 4, 5, 50, 100]));
    } else {
        put(input, "date", day(rng, book));
    }
    let needed = policy && book.get("start_date").is_none();
    if rng.chance(if needed { 92 } else { 15 }) {
        put(input, "start_date", day(rng, book));
        if policy && rng.chance(60) {
            around(rng, input, book);
        }
    }
    if rng.chance(1) {
        match rng.below(2) {
            0 => put(input, "year", 1),
            _ => put(input, "date", "2021-06-01"),
        }
    }
}

/// A start and a day next to one of its anniversaries.
fn around(rng: &mut Rng, input: &mut Object, book: &Book) {
    let first = book.effective_from.map_or(2020, |from| from.0 + 1);
    let leap = first + (4 - first % 4) % 4;
    let start = rng.pick(&[(leap, 2, 29), (leap, 2, 29), (first, 1, 1), (first, 12, 31), (first, 3, 1), (leap, 2, 28)]);
    let (year, month, day) = (start.0 + rng.pick(&[0, 1, 1, 2, 3, 4, 8]), start.1, start.2);
    let day = match (month, day, rng.below(3)) {
        (2, _, 0) => (year, 2, 28),
        (2, _, 1) => (year, 3, 1),
        (_, 1, 0) => (year - 1, 12, 31),
        (12, _, 0) => (year, 12, 30),
        _ => (year, month, day),
    };
    let text = print(day);
    let text = if super::date::read(&text).is_some() { text } else { print((year, 3, 1)) };
    put(input, "start_date", print(start));
    put(input, "date", text);
    input.shift_remove("year");
}

fn years(rng: &mut Rng, input: &mut Object, reference: &str) {
    if rng.chance(45) {
        put(input, "years", rng.pick(&[1, 2, 3, 4, 5, 6, 7]));
    }
    if rng.chance(1) {
        put(input, "years", 50);
    }
    if rng.chance(45) {
        let number = rng.below(4);
        let years = rng.some(&[1, 2, 3, 4, 5, 50], number);
        let prices: Vec<Value> =
            years.iter().map(|year| json!({ "year": year, "price": related(rng, reference) })).collect();
        put(input, "prices", prices);
    }
}
