//! An independent model of area `differential`, written from the rule text: one slow, literal function per clause.
//!
//! It shares no code with the library. Its numbers are rationals and high-precision floats of another crate; its
//! rulebooks are read from the files of section 5.3 and resolved here; its clauses stand in the order of the document.
//! It takes a whole JSON request and gives the whole value and the names of the parameters it rests on, or the error.

pub(crate) mod book;
pub(crate) mod check;
pub(crate) mod convert;
pub(crate) mod faults;
pub(crate) mod fields;
pub(crate) mod generate;
pub(crate) mod generate_book;
pub(crate) mod generate_fault;
pub(crate) mod generate_focus;
pub(crate) mod generate_product;
pub(crate) mod listing;
pub(crate) mod near;
pub(crate) mod output;
pub(crate) mod product;
pub(crate) mod real;
pub(crate) mod representative;
pub(crate) mod steps;

pub(crate) use crate::common::answers::{Answer, Stop};
use book::{Book, World};
use serde_json::Value;

/// What a clause gives back.
pub(crate) type Res<T> = Result<T, Stop>;

/// The answer `rule_gap`.
pub(crate) fn gap<T>(path: impl Into<String>) -> Res<T> {
    Err(Stop::new("rule_gap", path))
}

/// The answer `invalid_input`.
pub(crate) fn invalid<T>(path: impl Into<String>) -> Res<T> {
    Err(Stop::new("invalid_input", path))
}

/// The names of the parameters that were used, in the order of use.
pub(crate) type Log = Vec<String>;

/// Answers one request.
pub(crate) fn answer(world: &World, request: &Value) -> Answer {
    // Section 6.2, order of refusals: the rulebook, the fields of the input, then the function.
    let book = match world.resolve(&request["rulebook"]) {
        Ok(book) => book,
        Err(stops) => return Answer::Error(stops),
    };
    let function = request["function"].as_str().unwrap();
    let input = &request["input"];
    let faults = fields::faults(function, input);
    if !faults.is_empty() {
        return Answer::Error(faults);
    }
    let mut log = Log::new();
    match value(&book, &mut log, function, input) {
        Err(stop) => Answer::Error(vec![stop]),
        Ok(value) => {
            let rests_on = book.rests_on(&log);
            let unverified = rests_on.iter().any(|entry| entry["provenance"] == "unverified");
            if unverified && request["options"]["strict"] == true {
                return Answer::Error(vec![Stop::new("unverified_parameter", "*")]);
            }
            Answer::Value { value, rests_on }
        }
    }
}

fn value(book: &Book, log: &mut Log, function: &str, input: &Value) -> Res<Value> {
    match function {
        "differential.price" => output::price(book, log, input),
        "differential.comparable_price" => output::comparable_price(book, log, input),
        "differential.ratio" => output::ratio(book, log, input),
        "differential.check_listing" => listing::check_listing(book, log, input),
        "differential.needs_representative" => representative::needs_representative(book, log, input),
        other => panic!("no function {other} in this area"),
    }
}
