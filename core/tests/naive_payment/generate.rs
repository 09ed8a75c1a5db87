//! Requests at random: numbers from small pools, so that they often tie, coincide or lie on an edge.

use super::book::{Book, World};
use super::generate_book::rulebook;
use super::generate_fault::{spoil, spoil_parameters};
use super::number::{Q, q, representable, round, text};
use super::{generate_line, generate_product};
use crate::common::Rng;
pub(crate) use crate::common::requests::{Object, put};
use crate::common::requests::{Often, options};
use serde_json::{Value, json};

impl Rng {
    /// A number with so many decimals, below a limit of so many units of the last one.
    pub(crate) fn decimal(&mut self, below: usize, decimals: usize) -> String {
        let digits = self.below(below).to_string();
        let digits = format!("{digits:0>width$}", width = decimals + 1);
        let (whole, behind) = digits.split_at(digits.len() - decimals);
        if decimals == 0 { digits } else { format!("{whole}.{behind}") }
    }

    /// An identifier list without repetition whose byte order differs from other orders.
    pub(crate) fn names(&mut self, number: usize) -> Vec<&'static str> {
        self.some(&["W1", "W2", "a", "B", "b", "é", "药", "10", "9", "Z", "z z", "/", "~", "𠀋", "ﬁ", "A"], number)
    }
}

/// The same number with other zeros.
fn respelled(rng: &mut Rng, number: String) -> String {
    match rng.below(25) {
        0 => format!("00{number}"),
        1 if number.contains('.') => format!("{number}0000000000"),
        2 if !number.contains('.') => format!("{number}.000"),
        _ => number,
    }
}

/// A price that has something to do with another one: equal, a multiple, or next to it.
pub(crate) fn related(rng: &mut Rng, other: &str) -> String {
    let times = rng.pick(&[
        "1", "1", "1", "2", "2", "2", "1.2", "1.5", "2.5", "3", "0.5", "0.9", "1.0001", "1.9999", "2.0001", "10",
        "1.25", "4",
    ]);
    let step = rng.pick(&["0", "0", "0", "0", "0.01", "-0.01", "0.000001", "-0.000001", "0.0001", "0.005"]);
    let price = round(&(q(other) * q(times) + q(step)), rng.pick(&[2, 2, 4, 6, 6]), "down");
    let price =
        if price > Q::ZERO && price < q("1000000000000") { text(&price, rng.below(3)) } else { other.to_owned() };
    respelled(rng, price)
}

/// A price.
pub(crate) fn price(rng: &mut Rng) -> String {
    match rng.below(20) {
        0..=4 => rng.pick(&["10.00", "10", "20", "5", "100", "1", "0.01", "0.05", "2", "12.50"]).to_owned(),
        5 => rng
            .pick(&["0.000001", "999999999999.999999", "0.0049", "0.005", "0.0001", "0.00005", "123456.123456", "1.43"])
            .to_owned(),
        6..=13 => format!("{}.{}", 1 + rng.below(60), rng.decimal(100, 2).trim_start_matches("0.")),
        14..=16 => format!("{}.{}5", rng.below(9) + 1, rng.below(1000)),
        17 => (1 + rng.below(20_000)).to_string(),
        _ => format!("0.0{}1", rng.below(1000)),
    }
}

/// A rate.
pub(crate) fn rate(rng: &mut Rng) -> String {
    match rng.below(10) {
        0..=5 => rng.pick(&["0.10", "0.1", "0", "0.05", "0.2", "0.5", "0.25", "0.80", "0.95", "1"]).to_owned(),
        6 => {
            rng.pick(&["1.0000", "0.9999", "0.0001", "0.90", "00.3", "0.5000000000000000000000000000000000"]).to_owned()
        }
        _ => rng.decimal(10_000, 4),
    }
}

/// How often options are given.
const OPTIONS: Often = Often { explain: 80, strict: 12, is_strict: 75 };

const FUNCTIONS: [(&str, usize); 7] = [
    ("payment.standard", 38),
    ("payment.path", 16),
    ("payment.split_line", 14),
    ("payment.settle", 12),
    ("payment.lint_rulebook", 10),
    ("payment.bid_entry", 5),
    ("payment.retail_cap", 5),
];

/// A request to one of the functions.
pub(crate) fn request(rng: &mut Rng, world: &World) -> Value {
    let function = rng.by_share(&FUNCTIONS);
    of_function(rng, world, function)
}

/// A request to this function.
pub(crate) fn of_function(rng: &mut Rng, world: &World, function: &str) -> Value {
    let mut request = Object::new();
    put(&mut request, "function", function);
    let without = ["payment.split_line", "payment.settle"].contains(&function);
    let mut book = if without { json!(null) } else { rulebook(rng, world, function) };
    if rng.chance(3) {
        spoil_parameters(rng, &mut book);
    }
    let mut input = match function {
        "payment.standard" => generate_product::standard(rng, world, &book, true),
        "payment.path" => generate_product::standard(rng, world, &book, false),
        "payment.split_line" => generate_line::split_line(rng),
        "payment.settle" => generate_line::settle(rng),
        "payment.lint_rulebook" => lint(rng),
        "payment.bid_entry" => bid_entry(rng),
        _ => retail_cap(rng, &world.resolve(&book).unwrap_or_default()),
    };
    if rng.chance(9) {
        spoil(rng, &mut input);
    }
    match (without, rng.below(200)) {
        (true, 0) => put(&mut request, "rulebook", rng.pick(&["payment/cn-2019", "payment/nowhere"])),
        (false, 0) => {}
        (false, 1) => {
            put(
                &mut request,
                "rulebook",
                rng.pick(&["payment/nowhere", "", "award/cn-batch-10", "cn-2019", "payment"]),
            );
        }
        (true, _) => {}
        (false, _) => put(&mut request, "rulebook", book),
    }
    put(&mut request, "input", input);
    let mut options = options(rng, OPTIONS);
    // What a lint rests on is not fixed by the text.
    if function == "payment.lint_rulebook" {
        options.as_object_mut().unwrap().shift_remove("strict");
    }
    if options != json!({}) {
        put(&mut request, "options", options);
    }
    Value::Object(request)
}

fn lint(rng: &mut Rng) -> Value {
    let mut input = Object::new();
    if rng.chance(70) {
        put(&mut input, "reimbursement_rate", rate(rng));
    }
    if rng.chance(if input.is_empty() { 10 } else { 96 }) {
        put(&mut input, "list_class", rng.pick(&["a", "b", "b"]));
    }
    if rng.chance(if input.is_empty() { 5 } else { 70 }) {
        put(&mut input, "own_rate", rate(rng));
    }
    Value::Object(input)
}

fn bid_entry(rng: &mut Rng) -> Value {
    let willingness = price(rng);
    let number = 1 + rng.below(4);
    let some = related(rng, &willingness);
    let quote = |rng: &mut Rng, id: &str| {
        let share = rng.pick(&["0.7", "0.7", "0.65", "0.5", "0.95", "1"]);
        let at = text(&round(&(q(&willingness) * q(share)), 6, "up"), 0);
        let price = match rng.below(4) {
            0 => some.clone(),
            1 => related(rng, &willingness),
            _ => at,
        };
        json!({ "id": id, "price": price })
    };
    let quotes: Vec<Value> = rng.names(number).iter().map(|id| quote(rng, id)).collect();
    let mut input = Object::new();
    put(&mut input, "quotes", quotes);
    put(&mut input, "willingness", willingness);
    if rng.chance(30) {
        put(&mut input, "price_unit", rng.pick(&["pack", "min_unit"]));
    }
    Value::Object(input)
}

fn retail_cap(rng: &mut Rng, book: &Book) -> Value {
    // Where the two limits meet: at 1333.3333… for 15 % and 200.
    let number = |name: &str| book.get(name).map(|text| q(text.as_str().unwrap()));
    let meet = match (number("retail_markup_rate"), number("retail_markup_limit")) {
        (Some(rate), Some(limit)) if rate > Q::ZERO => Some(limit / rate),
        _ => None,
    };
    let standard = match rng.below(3) {
        1 if meet.as_ref().is_some_and(|meet| representable(meet, 6)) => text(&meet.unwrap(), 2),
        0 => rng
            .pick(&["1333.33", "1333.333333", "1333.34", "1000", "2000", "1333.3333", "50.10", "4000", "400", "0.01"])
            .to_owned(),
        _ => price(rng),
    };
    let mut input = Object::new();
    put(&mut input, "standard", standard.clone());
    put(&mut input, "kind", rng.pick(&["vbp", "vbp", "ordinary", "negotiated"]));
    if rng.chance(70) {
        let times = rng.pick(&["1.15", "1.15", "1.2", "1", "0.9", "1.05", "2"]);
        let more = rng.pick(&["0", "0", "200", "0.01", "0.005", "10"]);
        let mut price = round(&(q(&standard) * q(times)), 2, rng.pick(&["up", "half_up", "down"]));
        if rng.chance(40) {
            price = q(&standard) + q(more);
        }
        put(&mut input, "price", text(&price, 2));
    }
    Value::Object(input)
}
