//! Requests at random: numbers from small pools around the edges of the rules, so that they often lie on one.

use super::book::{Book, World};
use super::generate_book::rulebook;
use super::generate_fault::{refer_wrongly, spoil};
use super::number::{Q, floor_to, int, q};
use super::{generate_allocate, generate_money, generate_report, generate_retention};
use crate::common::Rng;
use crate::common::requests::{self, Often};
pub(crate) use crate::common::requests::{Object, put};
use serde_json::{Value, json};

/// A number as text, cut to 6 decimals and to what an input may hold.
pub(crate) fn text(x: &Q) -> String {
    let x = floor_to(x, &q("0.000001")).clamp(Q::ZERO, q("999999999999.999999"));
    super::number::print(&x)
}

impl Rng {
    pub(crate) fn quantity(&mut self) -> String {
        if self.chance(60) {
            return self
                .word(&["0", "1", "2", "3", "5", "10", "100", "101", "0.5", "33.333333", "100.50", "7", "1000"])
                .to_owned();
        }
        match self.below(8) {
            0 => self
                .word(&["0.000001", "999999999999.999999", "999999999999", "0.0", "007", "-0", "1.000000", "0.333333"])
                .to_owned(),
            1..4 => format!("{}.{}", self.below(200), self.below(100)),
            _ => self.below(2_000).to_string(),
        }
    }

    pub(crate) fn price(&mut self) -> String {
        if self.chance(75) {
            return self
                .word(&["1", "1.00", "1.2", "1.1", "1.3", "2", "0.9", "10", "100", "110", "120", "9.99"])
                .to_owned();
        }
        match self.below(4) {
            0 => self.word(&["0.000001", "999999999999.999999", "0.33", "0.7"]).to_owned(),
            _ => format!("{}.{}", self.below(20), self.between(1, 99)),
        }
    }

    pub(crate) fn ratio(&mut self) -> String {
        if self.chance(70) {
            return self
                .word(&["0", "1", "0.5", "0.50", "0.6", "0.8", "0.9", "0.1", "0.333333", "0.25", "0.75", "1.000000"])
                .to_owned();
        }
        match self.below(3) {
            0 => format!("0.{:06}", self.below(1_000_000)),
            _ => format!("0.{:02}", self.below(100)),
        }
    }

    /// The number, or one just beside it.
    pub(crate) fn near(&mut self, x: &Q) -> String {
        let step = q("0.000001");
        match self.below(10) {
            0 => text(&(x + &step)),
            1 => text(&(x - &step)),
            2 => text(&(x + int(1))),
            3 => text(&(x - int(1))),
            4 => text(&(x / int(2))),
            // One that does not end is cut, or the next above.
            5 => text(&super::number::ceil_to(x, &step)),
            _ => text(x),
        }
    }

    pub(crate) fn rounding(&mut self) -> Value {
        let step = self.word(&["1", "0.1", "0.01", "10", "0.333333", "1000", "0.000001", "3"]);
        match self.below(8) {
            0 => json!({}),
            1 => json!({ "mode": "none" }),
            2 => json!({ "mode": "half_up", "step": step }),
            3 => json!({ "mode": "up", "step": step }),
            4 => json!({ "mode": "down", "step": step }),
            _ => json!({ "mode": "largest_remainder", "step": step }),
        }
    }

    /// A gap field: often given where it is needed, hardly ever where the rulebook sets the parameter.
    pub(crate) fn gap_field(
        &mut self,
        object: &mut Object,
        book: &Book,
        name: &str,
        key: &str,
        value: impl Into<Value>,
    ) {
        let percent = if book.parameters.contains_key(name) { 1 } else { 75 };
        self.maybe(object, percent, key, value);
    }
}

/// How often options are given.
const OPTIONS: Often = Often { explain: 85, strict: 20, is_strict: 90 };

/// The functions with their shares of the requests.
const FUNCTIONS: [(&str, usize); 13] = [
    ("volume.check_report", 12),
    ("volume.pool", 8),
    ("volume.tender_authority", 4),
    ("volume.agreed", 8),
    ("volume.allocate", 28),
    ("volume.renewal", 8),
    ("volume.remaining", 6),
    ("volume.tiered_cost", 5),
    ("volume.same_basket_saving", 3),
    ("volume.choose_platform", 4),
    ("volume.zero_markup", 3),
    ("volume.retention", 8),
    ("volume.two_allows", 3),
];

/// A request to one of the functions; some have a fault.
pub(crate) fn request(rng: &mut Rng, world: &World) -> Value {
    let function = rng.by_share(&FUNCTIONS);
    let mut request = sound(rng, world, function);
    match rng.below(100) {
        0..14 => spoil(rng, &mut request),
        14..20 => refer_wrongly(rng, &mut request),
        20 => request["function"] = json!(rng.pick(&["volume.agree", "volume.", "volume", "volume.Pool"])),
        _ => {}
    }
    request
}

/// A request without a fault, but perhaps with a gap.
pub(crate) fn sound(rng: &mut Rng, world: &World, function: &str) -> Value {
    let rulebook = rulebook(rng, world, function);
    let named = if rulebook.is_null() { json!("volume/generic") } else { rulebook.clone() };
    let book = world.resolve(&named).unwrap_or_else(|stops| panic!("{stops:?}: {named}"));
    let input = match function {
        "volume.check_report" => generate_report::check_report(rng, &book),
        "volume.pool" => generate_report::pool(rng),
        "volume.tender_authority" => generate_report::tender_authority(rng),
        "volume.agreed" => generate_report::agreed(rng, &book),
        "volume.allocate" => generate_allocate::allocate(rng, world, &named, &book),
        "volume.renewal" => generate_report::renewal(rng, &book),
        "volume.remaining" => generate_money::remaining(rng, &book),
        "volume.tiered_cost" => generate_money::tiered_cost(rng),
        "volume.same_basket_saving" => generate_money::same_basket_saving(rng, &book),
        "volume.choose_platform" => generate_money::choose_platform(rng),
        "volume.zero_markup" => generate_money::zero_markup(rng, &book),
        "volume.retention" => generate_retention::retention(rng, world, &named, &book),
        _ => generate_money::two_allows(rng),
    };
    requests::request(rng, function, rulebook, input, OPTIONS)
}
