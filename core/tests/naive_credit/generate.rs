//! Requests at random: numbers and dates from small pools around the edges of the rules, so that they often lie on one.

use super::book::World;
use super::date::{Date, day_after, day_before, plus_months, text};
use super::generate_book::{OF_GRADING, rulebook};
use super::generate_fault::{refer_wrongly, spoil};
use super::{generate_case, generate_other, generate_record};
use crate::common::Rng;
use crate::common::requests::{self, Often};
pub(crate) use crate::common::requests::{Object, put};
use serde_json::{Value, json};

impl Rng {
    /// Those of a list that chance keeps, in its order.
    pub(crate) fn subset<T: Clone>(&mut self, list: &[T], percent: usize) -> Vec<T> {
        list.iter().filter(|_| self.chance(percent)).cloned().collect()
    }

    /// A firm: mostly the same.
    pub(crate) fn firm(&mut self) -> &'static str {
        if self.chance(75) { "F" } else { self.pick(&["F", "f", "甲药业", "乙药业"]) }
    }

    pub(crate) fn province(&mut self) -> &'static str {
        if self.chance(60) { "云南" } else { self.pick(&["云南", "四川", "青海", "A"]) }
    }

    pub(crate) fn products(&mut self) -> Vec<&'static str> {
        let number = self.below(4);
        let mut products = self.some(&["p", "q", "é", "P"], number);
        // The list is a set.
        if self.chance(15)
            && let Some(first) = products.first().copied()
        {
            products.push(first);
        }
        products
    }

    /// A day: month ends, leap days, turns of the year.
    pub(crate) fn day(&mut self) -> Date {
        if self.chance(2) {
            return self.pick(&[(1900, 1, 1), (2999, 12, 31), (1900, 2, 28), (2000, 2, 29), (2100, 3, 1)]);
        }
        let year = self.between(2019, 2028);
        let leap = 2020 + 4 * self.between(0, 2);
        match self.below(8) {
            0 => (leap, 2, 29),
            1 => (year, 3, 1),
            2 => (leap, 2, 28),
            3 => (year, 12, 31),
            4 => self.pick(&[(year, 1, 31), (year, 8, 31), (year, 11, 30), (year, 10, 31), (year, 1, 1)]),
            _ => (year, self.between(1, 12), self.between(1, 28)),
        }
    }

    /// The day, one beside it, or one a few days away.
    pub(crate) fn beside(&mut self, day: Date) -> Date {
        let steps = self.pick(&[0, 0, 0, 1, 1, 2, 3, 40]);
        let step = if self.chance(50) { day_after } else { day_before };
        within((0..steps).fold(day, |day, _| step(day)))
    }

    /// A day so many months before, or beside it.
    pub(crate) fn months_before(&mut self, day: Date, months: i64) -> Date {
        let earlier = (day.0 - 1 - months / 12, day.1, day.2.min(28));
        let mut earlier = plus_months(earlier, 12 - months % 12);
        // The day numbers behind the 28th.
        while earlier.2 < day.2 && day_after(earlier).1 == earlier.1 {
            earlier = day_after(earlier);
        }
        self.beside(earlier)
    }

    /// A day so many months after, or beside it.
    pub(crate) fn months_after(&mut self, day: Date, months: i64) -> Date {
        let later = plus_months(day, months);
        self.beside(later)
    }
}

/// The nearest day between 1900 and 2999.
pub(crate) fn within(day: Date) -> Date {
    day.clamp((1900, 1, 1), (2999, 12, 31))
}

pub(crate) fn date(day: Date) -> Value {
    json!(text(within(day)))
}

/// How often options are given.
const OPTIONS: Often = Often { explain: 80, strict: 25, is_strict: 90 };

/// The functions with their shares of the requests.
const FUNCTIONS: [(&str, usize); 8] = [
    ("credit.grade", 40),
    ("credit.compare", 10),
    ("credit.measures", 6),
    ("credit.repair", 12),
    ("credit.national", 10),
    ("credit.supplier_status", 14),
    ("credit.bar", 6),
    ("credit.default_rulebook", 2),
];

/// A request to one of the functions.
pub(crate) fn request(rng: &mut Rng, world: &World) -> Value {
    let function = rng.by_share(&FUNCTIONS);
    of_function(rng, world, function)
}

/// A request to this function; some have a fault.
pub(crate) fn of_function(rng: &mut Rng, world: &World, function: &str) -> Value {
    let mut request = sound(rng, world, function);
    match rng.below(100) {
        0..16 => spoil(rng, world, &mut request),
        16..22 => refer_wrongly(rng, &mut request),
        _ => {}
    }
    request
}

/// A request without a fault.
pub(crate) fn sound(rng: &mut Rng, world: &World, function: &str) -> Value {
    let optional = ["credit.national", "credit.supplier_status"].contains(&function);
    let book = match function {
        "credit.default_rulebook" => Value::Null,
        "credit.bar" if rng.chance(50) => Value::Null,
        "credit.bar" => generate_other::bar_rulebook(rng, world),
        _ if optional && rng.chance(40) => Value::Null,
        "credit.repair" if rng.chance(70) => rulebook(rng, world, "my/first", &["credit/cn-2025"]),
        _ => rulebook(rng, world, "my/first", &OF_GRADING),
    };
    let input = match function {
        "credit.grade" => generate_case::grade(rng, world, &book),
        "credit.compare" => generate_case::compare(rng, world, &book),
        "credit.measures" => generate_other::measures(rng, world, &book),
        "credit.repair" => generate_other::repair(rng, world, &book),
        "credit.national" => generate_record::national(rng, world, &book),
        "credit.supplier_status" => generate_record::supplier_status(rng, world, &book),
        "credit.bar" => generate_other::bar(rng, world, &book),
        _ => generate_other::default_rulebook(rng),
    };
    requests::request(rng, function, book, input, OPTIONS)
}
