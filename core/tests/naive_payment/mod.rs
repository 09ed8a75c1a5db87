//! An independent model of area `payment`, written from the rule text: one slow, literal function per rule.
//!
//! It shares no code with the library. Its numbers are rationals of another crate; its rulebooks are read from the files
//! of section 6 and resolved here; its rules stand in the order of the document. It takes a whole JSON request and gives
//! the whole value and the names of the parameters it rests on, or the errors of which any one may be named.

pub(crate) mod book;
pub(crate) mod book_faults;
pub(crate) mod check;
pub(crate) mod date;
pub(crate) mod entry;
pub(crate) mod examples;
pub(crate) mod fields;
pub(crate) mod fields_line;
pub(crate) mod form;
pub(crate) mod generate;
pub(crate) mod generate_book;
pub(crate) mod generate_fault;
pub(crate) mod generate_line;
pub(crate) mod generate_product;
pub(crate) mod kernel;
pub(crate) mod lint;
pub(crate) mod number;
pub(crate) mod own_rate;
pub(crate) mod path;
pub(crate) mod reached;
pub(crate) mod reached_branches;
pub(crate) mod reference;
pub(crate) mod run;
pub(crate) mod settle;
pub(crate) mod split;
pub(crate) mod standard;
pub(crate) mod table;

pub(crate) use crate::common::answers::{Answer, Stop};
use crate::common::marks::mark;
use book::{Book, World};
use run::Run;
use serde_json::Value;

/// What a rule gives back; of several errors any one may be named.
pub(crate) type Res<T> = Result<T, Vec<Stop>>;

/// The answer `rule_gap` where no single parameter is unset. Its path is not fixed by the text.
pub(crate) fn gap<T>(branch: &str) -> Res<T> {
    mark(branch);
    Err(vec![Stop::new("rule_gap", "*")])
}

/// The answer `rule_gap` for a parameter that is unset.
pub(crate) fn unset<T>(parameter: &str) -> Res<T> {
    mark(&format!("unset {parameter}"));
    Err(vec![Stop { names: Some(parameter.to_owned()), ..Stop::new("rule_gap", "*") }])
}

/// The answer `invalid_input` for a member that a rule misses.
pub(crate) fn missing<T>(path: impl Into<String>) -> Res<T> {
    let path = path.into();
    mark(&format!("missing {path}"));
    Err(vec![Stop::new("invalid_input", path)])
}

/// Answers one request.
pub(crate) fn answer(world: &World, request: &Value) -> Answer {
    result(world, request).map_or_else(Answer::Error, |(value, rests_on)| Answer::Value { value, rests_on })
}

fn result(world: &World, request: &Value) -> Res<(Value, Vec<Value>)> {
    let function = request["function"].as_str().unwrap();
    // First the rulebook, then the form, then the rules.
    let book = match (function, request.get("rulebook")) {
        ("payment.split_line" | "payment.settle", None) => Book::default(),
        ("payment.split_line" | "payment.settle", Some(_)) | (_, None) => return missing("/rulebook"),
        (_, Some(rulebook)) => world.resolve(rulebook)?,
    };
    let input = &request["input"];
    fields::check(&book, function, input)?;
    let run = Run::new(&book);
    let value = value(&run, function, input)?;
    let rests_on = run.rests_on();
    let unverified = rests_on.iter().any(|entry| entry["provenance"] == "unverified");
    if unverified && request["options"]["strict"] == true {
        return Err(vec![Stop::new("unverified_parameter", "*")]);
    }
    Ok((value, rests_on))
}

fn value(run: &Run, function: &str, input: &Value) -> Res<Value> {
    match function {
        "payment.standard" => standard::standard(run, input),
        "payment.path" => path::path(run, input),
        "payment.split_line" => Ok(split::split_line(input)),
        "payment.settle" => Ok(settle::settle(input)),
        "payment.bid_entry" => entry::bid_entry(run, input),
        "payment.retail_cap" => entry::retail_cap(run, input),
        "payment.lint_rulebook" => lint::lint(run, input),
        other => panic!("no function {other} in this area"),
    }
}
