//! An independent model of area `volume`, written from the rule text: one slow, literal function per rule.
//!
//! It shares no code with the library. Its numbers are the rationals of another crate; the built-in rulebooks are what
//! `rulebook.show` gives, and they are compared with a second writing of the tables.
//! It takes a whole JSON request and gives the whole value and what it rests on, or the errors of which any one may be
//! named.

pub(crate) mod agreed;
pub(crate) mod allocate;
pub(crate) mod allocate_fields;
pub(crate) mod allocate_ladder;
pub(crate) mod allocate_plain;
pub(crate) mod allocate_pool;
pub(crate) mod authority;
pub(crate) mod basket;
pub(crate) mod book;
pub(crate) mod book_check;
pub(crate) mod book_rungs;
pub(crate) mod check;
pub(crate) mod fields;
pub(crate) mod form;
pub(crate) mod generate;
pub(crate) mod generate_allocate;
pub(crate) mod generate_book;
pub(crate) mod generate_exhaust;
pub(crate) mod generate_fault;
pub(crate) mod generate_ladder;
pub(crate) mod generate_long;
pub(crate) mod generate_money;
pub(crate) mod generate_places;
pub(crate) mod generate_refusals;
pub(crate) mod generate_report;
pub(crate) mod generate_retention;
pub(crate) mod markup;
pub(crate) mod number;
pub(crate) mod platform;
pub(crate) mod pool;
pub(crate) mod reached;
pub(crate) mod reached_places;
pub(crate) mod remaining;
pub(crate) mod renewal;
pub(crate) mod report;
pub(crate) mod rests;
pub(crate) mod retention;
pub(crate) mod retention_fields;
pub(crate) mod rounding;
pub(crate) mod spoil_book;
pub(crate) mod table;
pub(crate) mod table_rows;
pub(crate) mod tiers;
pub(crate) mod two_allows;
pub(crate) mod words;

pub(crate) use crate::common::answers::Stop;
use book::{Book, World};
use form::Faults;
use rests::{Entry, Rests};
use serde_json::Value;

/// What a rule gives; of several errors any one may be named.
pub(crate) type Res<T> = Result<T, Vec<Stop>>;

/// What the model answers.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    Value {
        value: Value,
        /// What is not official, in the order of the rules.
        rests_on: Vec<Entry>,
        /// Strict mode, and only an entry that may be left out is unverified.
        strict_may_refuse: bool,
    },
    Error(Vec<Stop>),
}

/// One call of a function: its rulebook, its checked input, and what the result rests on.
pub(crate) struct Call<'a> {
    pub(crate) book: &'a Book,
    pub(crate) input: &'a Value,
    pub(crate) rests: Rests,
}

impl<'a> Call<'a> {
    /// The value of a parameter that is set; nobody has looked at it yet.
    pub(crate) fn set(&self, name: &str) -> Option<&'a Value> {
        self.book.parameters.get(name).map(|parameter| &parameter.value)
    }

    pub(crate) fn is_gap(&self, name: &str) -> bool {
        self.book.gaps.contains_key(name)
    }

    /// The result rests on the parameter, if it is set; `rule` is the number of the rule that needs it.
    pub(crate) fn uses(&mut self, rule: u32, name: &str) {
        if let Some(parameter) = self.book.parameters.get(name) {
            self.rests.add(rule, name, parameter, true);
        }
    }

    /// The parameter may have been looked at, but nothing in the result depends on it.
    pub(crate) fn may_use(&mut self, rule: u32, name: &str) {
        if let Some(parameter) = self.book.parameters.get(name) {
            self.rests.add(rule, name, parameter, false);
        }
    }

    /// The value of a parameter that the result rests on.
    pub(crate) fn read(&mut self, rule: u32, name: &str) -> Option<&'a Value> {
        self.uses(rule, name);
        self.set(name)
    }

    /// Is the flag set and true?
    pub(crate) fn has(&mut self, rule: u32, name: &str) -> bool {
        self.read(rule, name).is_some_and(|flag| *flag == true)
    }

    /// Convention 5: a gap field, given where the rulebook sets its parameter.
    pub(crate) fn not_given_where_set(&self, faults: &mut Faults, name: &str, field: &str) {
        let given = self.input.get(field).is_some();
        faults.holds(!given || self.set(name).is_none(), &format!("/input/{field}"));
    }

    /// Is a parameter set, or its gap field given?
    pub(crate) fn known(&self, name: &str, field: &str) -> bool {
        self.set(name).is_some() || self.input.get(field).is_some()
    }

    /// The value of a parameter that the result rests on, or that of its gap field.
    pub(crate) fn read_or_given(&mut self, rule: u32, name: &str, field: &str) -> Option<&'a Value> {
        self.read(rule, name).or(self.input.get(field))
    }
}

/// The answer to a request.
pub(crate) fn answer(world: &World, request: &Value) -> Answer {
    match found(world, request) {
        Err(stops) => Answer::Error(stops),
        Ok((value, rests)) => {
            let strict = request["options"]["strict"] == true;
            if strict && rests.unverified(true) {
                return Answer::Error(vec![Stop::new("unverified_parameter", "/rulebook")]);
            }
            let strict_may_refuse = strict && rests.unverified(false);
            Answer::Value { value, rests_on: rests.in_order(), strict_may_refuse }
        }
    }
}

/// Functions that cannot be called without a rulebook, and the parameter that each cannot do without.
const MAIN: [(&str, &str); 4] = [
    ("volume.tender_authority", "authority"),
    ("volume.allocate", "allocation_method"),
    ("volume.renewal", "renewal_rule"),
    ("volume.retention", "retention_formula"),
];

/// Convention 6: the order of checks.
fn found(world: &World, request: &Value) -> Res<(Value, Rests)> {
    let function = request["function"].as_str().unwrap();
    let Some((_, fields)) = fields::FUNCTIONS.iter().find(|(name, _)| *name == function) else {
        return Stop::one("unknown_function", "/function");
    };
    let main = MAIN.iter().find(|(name, _)| *name == function).map(|(_, main)| *main);
    let book = match request.get("rulebook") {
        Some(rulebook) => world.resolve(rulebook)?,
        None if main.is_some() => return Stop::one("invalid_input", "/rulebook"),
        None => world.built_in("volume/generic").unwrap(),
    };
    let Some(input) = request.get("input") else { return Stop::one("invalid_input", "/input") };
    let mut faults = Faults::default();
    faults.object(input, "/input", fields);
    faults.result()?;
    let mut call = Call { book: &book, input, rests: Rests::default() };
    if main.is_some_and(|main| call.set(main).is_none()) {
        return Stop::gap();
    }
    let value = match function {
        "volume.check_report" => report::check_report(&mut call),
        "volume.pool" => pool::pool(&call),
        "volume.tender_authority" => authority::tender_authority(&mut call),
        "volume.agreed" => agreed::agreed(&mut call),
        "volume.allocate" => allocate::allocate(&mut call),
        "volume.renewal" => renewal::renewal(&mut call),
        "volume.remaining" => remaining::remaining(&mut call),
        "volume.tiered_cost" => tiers::tiered_cost(&call),
        "volume.same_basket_saving" => basket::same_basket_saving(&mut call),
        "volume.choose_platform" => Ok(platform::choose_platform(&call)),
        "volume.zero_markup" => markup::zero_markup(&mut call),
        "volume.retention" => retention::retention(&mut call),
        _ => two_allows::two_allows(&call),
    }?;
    Ok((value, call.rests))
}
