//! One evaluation: reads parameters of the rulebook and notes which of them the result rests on, in order of first use.

use super::book::{Book, Parameter};
use super::number::{Q, int, q, representable, round, text};
use super::{Res, unset};
use crate::common::marks::{mark, mark_if};
use serde_json::{Value, json};
use std::cell::RefCell;

/// A rulebook in use.
pub(crate) struct Run<'a> {
    pub(crate) book: &'a Book,
    log: RefCell<Vec<Value>>,
}

impl<'a> Run<'a> {
    pub(crate) fn new(book: &'a Book) -> Run<'a> {
        Run { book, log: RefCell::default() }
    }

    fn note(&self, name: &str, owner: &str, provenance: &str, citation: &str) {
        let entry = json!({ "parameter": format!("{owner}#{name}"), "provenance": provenance, "citation": citation });
        let mut log = self.log.borrow_mut();
        if provenance != "official" && !log.iter().any(|known| known["parameter"] == entry["parameter"]) {
            log.push(entry);
        }
    }

    /// Notes that the result rests on a parameter, if it is set.
    pub(crate) fn rest_on(&self, name: &str) {
        if let Some(Parameter { provenance, citation, owner, .. }) = self.book.parameters.get(name) {
            self.note(name, owner, provenance, citation);
        }
    }

    /// Section 5: bands are named by code and entry; entry and band may carry their own provenance and citation.
    pub(crate) fn rest_on_entry(&self, band: &Value, index: usize) {
        let Parameter { provenance, citation, owner, .. } = &self.book.parameters["bands"];
        let entry = &band["years"][index];
        let own = |key: &str| entry.get(key).or(band.get(key)).map(|value| value.as_str().unwrap().to_owned());
        let provenance = own("provenance").unwrap_or_else(|| provenance.clone());
        let citation = own("citation").unwrap_or_else(|| citation.clone());
        let name = format!("bands.{}.{}", band["code"].as_str().unwrap(), index + 1);
        self.note(&name, owner, &provenance, &citation);
    }

    /// Section 5: entries of `first_self_pay` are named by number.
    pub(crate) fn rest_on_first_self_pay(&self, index: usize) {
        let Parameter { provenance, citation, owner, .. } = &self.book.parameters["first_self_pay"];
        self.note(&format!("first_self_pay.{}", index + 1), owner, provenance, citation);
    }

    /// A parameter, without a note.
    pub(crate) fn look(&self, name: &str) -> Option<&'a Value> {
        self.book.get(name)
    }

    /// A parameter that is noted if it is set.
    pub(crate) fn read(&self, name: &str) -> Option<&'a Value> {
        self.rest_on(name);
        self.look(name)
    }

    /// A parameter without which there is a gap.
    pub(crate) fn need(&self, name: &str) -> Res<&'a Value> {
        self.read(name).map_or_else(|| unset(name), Ok)
    }

    pub(crate) fn need_word(&self, name: &str) -> Res<&'a str> {
        Ok(self.need(name)?.as_str().unwrap())
    }

    pub(crate) fn need_number(&self, name: &str) -> Res<Q> {
        Ok(q(self.need_word(name)?))
    }

    /// How many decimals a price of this unit is rounded to and at least printed with.
    pub(crate) fn decimals(&self, unit: &str) -> usize {
        let set = self.look(&format!("decimals.{unit}"));
        let default = if unit == "pack" { 2 } else { 4 };
        set.map_or(default, |value| usize::try_from(value.as_u64().unwrap()).unwrap())
    }

    /// Rounds to the decimals of the unit; the two parameters are named only if there was something to round.
    pub(crate) fn rounded(&self, x: &Q, unit: &str) -> Q {
        let decimals = self.decimals(unit);
        if representable(x, decimals) {
            return x.clone();
        }
        self.rest_on(&format!("decimals.{unit}"));
        let mode = self.read("rounding").map_or("half_up", |value| value.as_str().unwrap());
        mark(&format!("rounded {mode}"));
        mark_if(representable(&(x * int(2)), decimals), "rounded a tie");
        round(x, decimals, mode)
    }

    /// The text of a price of this unit.
    pub(crate) fn print(&self, x: &Q, unit: &str) -> String {
        text(x, self.decimals(unit))
    }

    /// The parameters that are not official, each at its first use.
    pub(crate) fn rests_on(&self) -> Vec<Value> {
        self.log.borrow().clone()
    }
}
