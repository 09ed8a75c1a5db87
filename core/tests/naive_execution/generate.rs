//! Requests at random: numbers and dates from small pools around the edges of the rules, so that they often lie on one.

use super::book::{Book, World};
use super::date::{Day, moment_text, place, text};
use super::fields::{FUNCTIONS, OPTIONAL};
use super::generate_book::rulebook;
use super::generate_fault::{refer_wrongly, spoil};
use super::number::{Q, cut, exact, q};
use super::{
    generate_alerts, generate_escalate, generate_money, generate_price, generate_progress, generate_supply,
    generate_watch,
};
use crate::common::Rng;
use crate::common::requests::{self, Often};
pub(crate) use crate::common::requests::{Object, put};
use serde_json::{Value, json};

/// A number as text, cut to 10 decimals; not below zero.
pub(crate) fn decimal(x: &Q) -> String {
    if *x < Q::ZERO { "0".to_owned() } else { exact(&cut(x, 10)) }
}

/// The nearest day between 1900-01-01 and 2999-12-31.
pub(crate) fn within(day: Day) -> Day {
    day.clamp(0, place(2999, 12, 31).unwrap())
}

pub(crate) fn date(day: Day) -> Value {
    json!(text(within(day)))
}

pub(crate) fn moment(moment: i64) -> Value {
    json!(moment_text(moment.clamp(0, place(2999, 12, 31).unwrap() * 1440)))
}

impl Rng {
    /// How many rows: mostly few.
    pub(crate) fn rows(&mut self) -> usize {
        self.pick(&[1, 1, 2, 2, 3, 4, 6])
    }

    pub(crate) fn quantity(&mut self) -> String {
        if self.chance(70) {
            return self
                .word(&["0", "1", "2", "3", "5", "10", "100", "60", "40", "0.5", "33.3333333333", "100.50", "7"])
                .to_owned();
        }
        match self.below(9) {
            0 => self
                .word(&[
                    "0.0000000001",
                    "999999999999999.9999999999",
                    "0.0",
                    "007",
                    "-0",
                    "1.0000000000",
                    "0.3333333333",
                ])
                .to_owned(),
            1..4 => format!("{}.{}", self.below(200), self.below(100)),
            _ => self.below(200).to_string(),
        }
    }

    /// A number above zero.
    pub(crate) fn price(&mut self) -> String {
        if self.chance(80) {
            return self
                .word(&["1", "1.00", "1.2", "1.5", "1.8", "2", "3", "10", "12", "15", "18", "6", "25"])
                .to_owned();
        }
        match self.below(6) {
            0 => self.word(&["0.0000000001", "999999999999999", "0.33", "0.7"]).to_owned(),
            _ => format!("{}.{}", self.below(20), self.between(1, 99)),
        }
    }

    pub(crate) fn ratio(&mut self) -> String {
        if self.chance(80) {
            return self
                .word(&[
                    "0",
                    "1",
                    "0.5",
                    "0.50",
                    "0.6",
                    "0.8",
                    "0.9",
                    "0.1",
                    "0.3",
                    "0.25",
                    "0.4",
                    "0.27",
                    "0.3333333333",
                ])
                .to_owned();
        }
        format!("0.{:02}", self.below(100))
    }

    /// The number, or one just beside it.
    pub(crate) fn near(&mut self, x: &Q) -> String {
        match self.below(8) {
            0 => decimal(&(x + q("0.0000000001"))),
            1 => decimal(&(x - q("0.0000000001"))),
            2 => decimal(&(x + q("1"))),
            3 => decimal(&(x - q("1"))),
            _ => decimal(x),
        }
    }

    /// A day: month ends, leap days, turns of the year.
    pub(crate) fn day(&mut self) -> Day {
        if self.chance(1) {
            let (year, month, day) =
                self.pick(&[(1900, 1, 1), (2999, 12, 31), (1900, 2, 28), (2000, 2, 29), (2100, 3, 1)]);
            return place(year, month, day).unwrap();
        }
        let year = self.between(2023, 2026);
        let parts = match self.below(8) {
            0 => (2024, 2, 29),
            1 => (year, 3, 1),
            2 => (year, 12, 31),
            3 | 4 => self.pick(&[(year, 1, 31), (year, 8, 31), (year, 11, 30), (year, 10, 31), (year, 1, 1)]),
            _ => (year, self.between(1, 12), self.between(1, 28)),
        };
        place(parts.0, parts.1, parts.2).unwrap()
    }

    /// The day, one beside it, or one some days away.
    pub(crate) fn beside(&mut self, day: Day) -> Day {
        let steps = self.pick(&[0, 0, 0, 1, 1, 2, 3, 10, 40, 400]);
        within(if self.chance(50) { day + steps } else { day - steps })
    }

    /// The day or an earlier one.
    pub(crate) fn before(&mut self, day: Day) -> Day {
        within(day - self.pick(&[0, 0, 1, 1, 2, 3, 7, 30, 31, 60, 400]))
    }

    /// A gap field: often given where it is needed, hardly ever where the rulebook sets the parameter.
    pub(crate) fn gap_field(&mut self, object: &mut Object, book: &Book, name: &str, key: &str, value: Value) {
        let percent = if book.parameters.contains_key(name) { 1 } else { 80 };
        self.maybe(object, percent, key, value);
    }

    /// Days off and additional working days around a day.
    pub(crate) fn calendar(&mut self, around: Day) -> Value {
        let mut calendar = Object::new();
        let mut days: Vec<Day> = (around - 3..around + 25).collect();
        self.shuffle(&mut days);
        let (holidays, extra) = (self.below(9), self.below(5));
        let mut off: Vec<Value> = days[..holidays].iter().map(|day| date(*day)).collect();
        if self.chance(20) && !off.is_empty() {
            off.push(off[0].clone());
        }
        let mut on: Vec<Value> = days[holidays..holidays + extra].iter().map(|day| date(*day)).collect();
        if self.chance(20) && !on.is_empty() {
            on.push(on[0].clone());
        }
        self.maybe(&mut calendar, 90, "holidays", off);
        self.maybe(&mut calendar, 60, "extra_workdays", on);
        Value::Object(calendar)
    }
}

/// How often options are given.
const OPTIONS: Often = Often { explain: 85, strict: 15, is_strict: 90 };

/// How many of a hundred requests each function gets, in the order of `FUNCTIONS`.
const SHARES: [usize; 15] = [17, 17, 8, 8, 8, 6, 9, 4, 3, 5, 6, 2, 2, 2, 3];

/// A request to one of the functions; some have a fault.
pub(crate) fn request(rng: &mut Rng, world: &World) -> Value {
    let shares: Vec<(&str, usize)> = FUNCTIONS.into_iter().zip(SHARES).collect();
    let function = rng.by_share(&shares);
    let mut request = sound(rng, world, function);
    match rng.below(100) {
        0..14 => spoil(rng, &mut request),
        14..19 => refer_wrongly(rng, &mut request),
        19 => {
            request["function"] = json!(rng.pick(&["execution.alert", "execution.", "execution", "execution.Assess"]))
        }
        _ => {}
    }
    request
}

/// A request without a fault, but perhaps with a gap.
pub(crate) fn sound(rng: &mut Rng, world: &World, function: &str) -> Value {
    let rulebook = rulebook(rng, world, function);
    let book = match &rulebook {
        Value::Null => std::rc::Rc::new(Book::default()),
        named => world.resolve(named).unwrap_or_else(|stops| panic!("{stops:?}: {named}")).0,
    };
    let input = match function {
        "progress" => generate_progress::progress(rng, &book),
        "alerts" => generate_alerts::alerts(rng, &book),
        "assess" => generate_alerts::assess(rng, &book),
        "escalate" => generate_escalate::escalate(rng, &book),
        "settlement_due" => generate_money::settlement_due(rng, &book),
        "prepayment" => generate_money::prepayment(rng),
        "price_mark" => generate_price::price_mark(rng, &book),
        "non_supply_cap" => generate_price::non_supply_cap(rng, &book),
        "second_slot" => generate_supply::second_slot(rng),
        "replace_supplier" => generate_supply::replace_supplier(rng, &book),
        "disclosure" => generate_watch::disclosure(rng, &book),
        "central_purchase" => generate_watch::central_purchase(rng),
        "drug_income_ratio" => generate_watch::drug_income_ratio(rng, &book),
        "process_score" => generate_watch::process_score(rng),
        _ => generate_supply::shortage(rng),
    };
    assert!(!rulebook.is_null() || OPTIONAL.contains(&function), "{function} needs a rulebook");
    requests::request(rng, &format!("execution.{function}"), rulebook, input, OPTIONS)
}
