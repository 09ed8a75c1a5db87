//! An independent model of area `execution`, written from the rule text: one slow, literal function per rule.
//!
//! It shares no code with the library. Its numbers are the rationals of another crate, its days are places in a list
//! of all days; the built-in rulebooks are what `rulebook.show` gives, and they are compared with a second writing of
//! the table. It takes a whole JSON request and gives the whole value and what it rests on, or the errors of which any
//! one may be named. Where the text leaves something open, both are allowed.

pub(crate) mod alerts;
pub(crate) mod assess;
pub(crate) mod bands;
pub(crate) mod book;
pub(crate) mod book_check;
pub(crate) mod book_words;
pub(crate) mod central;
pub(crate) mod check;
pub(crate) mod date;
pub(crate) mod delivery;
pub(crate) mod disclosure;
pub(crate) mod escalate;
pub(crate) mod fields;
pub(crate) mod fields_money;
pub(crate) mod form;
pub(crate) mod generate;
pub(crate) mod generate_alerts;
pub(crate) mod generate_book;
pub(crate) mod generate_concerns;
pub(crate) mod generate_days;
pub(crate) mod generate_edges;
pub(crate) mod generate_escalate;
pub(crate) mod generate_fault;
pub(crate) mod generate_long;
pub(crate) mod generate_money;
pub(crate) mod generate_places;
pub(crate) mod generate_price;
pub(crate) mod generate_progress;
pub(crate) mod generate_refusals;
pub(crate) mod generate_supply;
pub(crate) mod generate_watch;
pub(crate) mod number;
pub(crate) mod prepayment;
pub(crate) mod price;
pub(crate) mod progress;
pub(crate) mod reached;
pub(crate) mod reached_places;
pub(crate) mod rests;
pub(crate) mod score;
pub(crate) mod settlement;
pub(crate) mod shortage;
pub(crate) mod spoil_book;
pub(crate) mod supply;
pub(crate) mod table;
pub(crate) mod table_rows;
pub(crate) mod words;

pub(crate) use crate::common::answers::Stop;
use book::{Book, World};
use form::Faults;
use rests::{Entry, Rests};
use serde_json::Value;
use std::rc::Rc;

/// What a rule gives; of several errors any one may be named.
pub(crate) type Res<T> = Result<T, Vec<Stop>>;

/// What the model answers: a value, one of these errors, or, where the text leaves it open, either.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) value: Option<(Value, Vec<Entry>)>,
    pub(crate) stops: Vec<Stop>,
}

/// One call of a function: its rulebook, its input, and what the result rests on.
pub(crate) struct Call<'a> {
    pub(crate) book: &'a Book,
    pub(crate) has_rulebook: bool,
    pub(crate) input: &'a Value,
    pub(crate) rests: Rests,
    /// Errors that the text allows, but does not ask for.
    pub(crate) maybe: Vec<Stop>,
}

impl<'a> Call<'a> {
    /// The value of a parameter that is set; nobody has looked at it yet.
    pub(crate) fn set(&self, name: &str) -> Option<&'a Value> {
        self.book.parameters.get(name).map(|parameter| &parameter.value)
    }

    /// The value of a parameter that the result rests on.
    pub(crate) fn read(&mut self, rank: u32, name: &str) -> Option<&'a Value> {
        let parameter = self.book.parameters.get(name)?;
        self.rests.add(rank, name, parameter, true);
        Some(&parameter.value)
    }

    /// The same where the answer can be found without looking at it.
    pub(crate) fn may_read(&mut self, rank: u32, name: &str) -> Option<&'a Value> {
        let parameter = self.book.parameters.get(name)?;
        self.rests.add(rank, name, parameter, false);
        Some(&parameter.value)
    }

    /// A parameter that is needed and has no gap field.
    pub(crate) fn need(&mut self, rank: u32, name: &str) -> Res<&'a Value> {
        match self.read(rank, name) {
            Some(value) => Ok(value),
            None => Stop::gap(),
        }
    }

    /// The value of a parameter, or that of its gap field.
    pub(crate) fn read_or_given(&mut self, rank: u32, name: &str, field: &str) -> Option<&'a Value> {
        self.read(rank, name).or(self.input.get(field))
    }

    /// A parameter that is needed, or its gap field.
    pub(crate) fn need_or_given(&mut self, rank: u32, name: &str, field: &str) -> Res<&'a Value> {
        match self.read_or_given(rank, name, field) {
            Some(value) => Ok(value),
            None => Stop::gap(),
        }
    }
}

/// The answer to a request.
pub(crate) fn answer(world: &World, request: &Value) -> Answer {
    let (found, mut stops) = found(world, request);
    match found {
        Err(more) => Answer { value: None, stops: more.into_iter().chain(stops).collect() },
        Ok((value, rests)) => {
            let strict = request["options"]["strict"] == true;
            if strict && rests.unverified(false) {
                stops.push(Stop::new("unverified_parameter", "/rulebook*"));
            }
            let value = (!(strict && rests.unverified(true))).then_some((value, rests.entries));
            Answer { value, stops }
        }
    }
}

/// What is found, and the errors that may take its place.
type Found = (Res<(Value, Rests)>, Vec<Stop>);

/// Convention 8: the order of checks.
fn found(world: &World, request: &Value) -> Found {
    let function = request["function"].as_str().unwrap();
    let Some(name) = function.strip_prefix("execution.").filter(|name| fields::fields(name, None).is_some()) else {
        return (Stop::one("unknown_function", "/function"), Vec::new());
    };
    let mut faults = Faults::default();
    let rulebook = request.get("rulebook");
    let resolved = rulebook.map_or(Ok((Rc::new(Book::default()), false)), |rulebook| world.resolve(rulebook));
    let (book, doubtful) = match resolved {
        Ok(found) => found,
        Err(stops) => {
            faults.stops.extend(stops);
            (Rc::new(Book::default()), false)
        }
    };
    let mut maybe = Vec::new();
    if doubtful {
        maybe.push(Stop::new("invalid_rulebook", "/rulebook*"));
    }
    if rulebook.is_none() && !fields::OPTIONAL.contains(&name) {
        faults.wrong("/rulebook");
    }
    let Some(input) = request.get("input") else {
        faults.wrong("/input");
        return (Err(faults.stops), maybe);
    };
    let mut call =
        Call { book: &book, has_rulebook: rulebook.is_some(), input, rests: Rests::default(), maybe: Vec::new() };
    let kind = input.get("kind").and_then(Value::as_str);
    fields::check(name, kind, input, &mut faults);
    if name == "escalate" && !faults.stops.is_empty() {
        // Rule 18 has its own order: the shape before the gap fields.
        return (Err(faults.stops), maybe);
    }
    fields::gap_fields(&call, name, &mut faults);
    conditions(&call, name, kind, &mut faults);
    match faults.result() {
        Ok(stops) => maybe.extend(stops),
        Err(stops) => return (Err(stops), maybe),
    }
    let value = run(&mut call, name, kind);
    maybe.extend(call.maybe);
    (value.map(|value| (value, call.rests)), maybe)
}

/// The cross-field conditions of a function.
fn conditions(call: &Call, name: &str, kind: Option<&str>, faults: &mut Faults) {
    match name {
        "progress" => progress::conditions(call, faults),
        "alerts" => alerts::conditions(call, faults),
        "assess" => assess::conditions(call, faults),
        "settlement_due" => settlement::conditions(call, faults),
        "prepayment" if kind == Some("vbp") => prepayment::conditions(call, faults),
        "price_mark" => price::conditions(call, faults),
        "non_supply_cap" => price::cap_conditions(call, faults),
        "second_slot" => supply::slot_conditions(call, faults),
        "replace_supplier" => supply::replace_conditions(call, faults),
        "disclosure" => disclosure::conditions(call, faults),
        "central_purchase" => central::conditions(call, faults),
        "drug_income_ratio" => central::ratio_conditions(call, faults),
        "process_score" => score::conditions(call, faults),
        "shortage" => shortage::conditions(call, faults),
        _ => {}
    }
}

fn run(call: &mut Call, name: &str, kind: Option<&str>) -> Res<Value> {
    match name {
        "progress" => progress::progress(call),
        "alerts" => alerts::alerts(call),
        "assess" => assess::assess(call),
        "escalate" => escalate::escalate(call),
        "settlement_due" => settlement::settlement_due(call),
        "prepayment" if kind == Some("vbp") => prepayment::vbp(call),
        "prepayment" => prepayment::fund(call),
        "price_mark" => price::price_mark(call),
        "non_supply_cap" => price::non_supply_cap(call),
        "second_slot" => supply::second_slot(call),
        "replace_supplier" => supply::replace_supplier(call),
        "disclosure" => disclosure::disclosure(call),
        "central_purchase" => central::central_purchase(call),
        "drug_income_ratio" => central::drug_income_ratio(call),
        "process_score" => Ok(score::process_score(call)),
        _ => Ok(shortage::shortage(call)),
    }
}
