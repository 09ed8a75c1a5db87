//! An independent model of area `credit`, written from the rule text: one slow, literal function per rule.
//!
//! It shares no code with the library. Its money is whole fen, its dates are year, month and day; the built-in
//! rulebooks are what `rulebook.show` gives, and they are compared with a second writing of the tables.
//! It takes a whole JSON request and gives the whole value and what it rests on, or the errors of which any one may be
//! named.

pub(crate) mod bar;
pub(crate) mod book;
pub(crate) mod book_check;
pub(crate) mod check;
pub(crate) mod date;
pub(crate) mod default_rulebook;
pub(crate) mod fields;
pub(crate) mod fields_case;
pub(crate) mod fields_record;
pub(crate) mod form;
pub(crate) mod generate;
pub(crate) mod generate_book;
pub(crate) mod generate_case;
pub(crate) mod generate_edges;
pub(crate) mod generate_fault;
pub(crate) mod generate_ladder;
pub(crate) mod generate_other;
pub(crate) mod generate_places;
pub(crate) mod generate_record;
pub(crate) mod grade;
pub(crate) mod live;
pub(crate) mod measures;
pub(crate) mod money;
pub(crate) mod national;
pub(crate) mod rank;
pub(crate) mod reached;
pub(crate) mod reached_places;
pub(crate) mod repair;
pub(crate) mod rests;
pub(crate) mod sift;
pub(crate) mod spoil_book;
pub(crate) mod status;
pub(crate) mod table;
pub(crate) mod table_rows;
pub(crate) mod tests;
pub(crate) mod words;

pub(crate) use crate::common::answers::{Answer, Stop};
use book::World;
use rests::Rests;
use serde_json::Value;

/// What a rule gives; of several errors any one may be named.
pub(crate) type Res<T> = Result<T, Vec<Stop>>;

/// What a function finds before strict mode is asked.
pub(crate) struct Found {
    pub(crate) value: Value,
    /// Does strict mode refuse it as a gap?
    pub(crate) gap: bool,
    pub(crate) rests: Rests,
}

/// The answer to a request.
pub(crate) fn answer(world: &World, request: &Value) -> Answer {
    match found(world, request) {
        Err(stops) => Answer::Error(stops),
        Ok(found) => {
            let strict = request["options"]["strict"] == true;
            if strict && found.gap {
                Answer::Error(vec![Stop::new("rule_gap", "/rulebook")])
            } else if strict && found.rests.unverified() {
                Answer::Error(vec![Stop::new("unverified_parameter", "/rulebook")])
            } else {
                Answer::Value { value: found.value, rests_on: found.rests.entries }
            }
        }
    }
}

fn found(world: &World, request: &Value) -> Res<Found> {
    let Some(input) = request.get("input").filter(|input| input.is_object()) else {
        return Stop::one("invalid_input", "/input");
    };
    let rulebook = request.get("rulebook");
    match request["function"].as_str().unwrap() {
        "credit.grade" => grade::grade(world, rulebook, input),
        "credit.compare" => grade::compare(world, rulebook, input),
        "credit.measures" => measures::measures(world, rulebook, input),
        "credit.repair" => repair::repair(world, rulebook, input),
        "credit.national" => national::national(world, rulebook, input),
        "credit.supplier_status" => status::supplier_status(world, rulebook, input),
        "credit.bar" => bar::bar(world, rulebook, input),
        "credit.default_rulebook" => default_rulebook::default_rulebook(rulebook, input),
        other => panic!("no function {other} in this area"),
    }
}
