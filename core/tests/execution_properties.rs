//! What must always hold of the supervision of execution: clocks, alerts, verdicts, deadlines, marks; and what is tempting but false.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test may stop on the first surprise"
)]

#[path = "execution_properties/alerting.rs"]
mod alerting;
#[path = "execution_properties/assessments.rs"]
mod assessments;
#[path = "execution_properties/clocks.rs"]
mod clocks;
#[path = "execution_properties/columns.rs"]
mod columns;
#[allow(dead_code, reason = "only the generator and the door are needed here")]
mod common;
#[path = "execution_properties/days.rs"]
mod days;
#[path = "execution_properties/deliveries.rs"]
mod deliveries;
#[path = "execution_properties/disclosures.rs"]
mod disclosures;
#[path = "execution_properties/edges.rs"]
mod edges;
#[path = "execution_properties/explained.rs"]
mod explained;
#[path = "execution_properties/ladders.rs"]
mod ladders;
#[path = "execution_properties/marks.rs"]
mod marks;
#[path = "execution_properties/money.rs"]
mod money;
#[path = "execution_properties/permuted.rs"]
mod permuted;
#[path = "execution_properties/resting.rs"]
mod resting;
#[path = "execution_properties/rulebooks.rs"]
mod rulebooks;
#[path = "execution_properties/scenes.rs"]
mod scenes;
#[path = "execution_properties/scenes_progress.rs"]
mod scenes_progress;
#[path = "execution_properties/scenes_supply.rs"]
mod scenes_supply;
#[path = "execution_properties/settlements.rs"]
mod settlements;
#[path = "execution_properties/steps.rs"]
mod steps;
#[path = "execution_properties/supply.rs"]
mod supply;
#[path = "execution_properties/tempting.rs"]
mod tempting;
#[path = "execution_properties/used.rs"]
mod used;
#[path = "execution_properties/watched.rs"]
mod watched;
#[path = "execution_properties/workdays.rs"]
mod workdays;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use common::Rng;
use jicai::execution::{self, Figure, NonNegative, Rulebook, Signed};
use jicai::number::Rational;
use jicai::{Code, Error, Id};
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Every property is tried so often.
fn config() -> ProptestConfig {
    ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() }
}

/// A question to a function, under a rulebook or none.
#[derive(Clone)]
struct Asked {
    function: &'static str,
    /// As the request has it.
    named: Option<Value>,
    rulebook: Option<Arc<Rulebook>>,
    input: Value,
}

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.request(&json!({})))
    }
}

impl Asked {
    fn request(&self, options: &Value) -> Value {
        let mut request = json!({ "function": self.function, "input": self.input, "options": options });
        if let Some(named) = &self.named {
            request["rulebook"] = named.clone();
        }
        request
    }

    /// The whole response, byte for byte.
    fn response(&self, options: &Value) -> String {
        jicai::evaluate(self.request(options).to_string())
    }

    fn book(&self) -> &Rulebook {
        self.rulebook.as_deref().unwrap_or_else(|| Rulebook::unset().unwrap())
    }

    fn question<Q: DeserializeOwned>(&self) -> Q {
        serde_json::from_value(self.input.clone()).unwrap()
    }

    /// The typed answer to the typed question.
    fn answer<Q: DeserializeOwned, A>(&self, call: impl Fn(&Rulebook, &Q) -> Result<A, Error>) -> (Q, A) {
        let question = self.question();
        let answer = call(self.book(), &question);
        let answer = answer.unwrap_or_else(|error| panic!("{error} for {self:?}"));
        (question, answer)
    }

    /// What the rulebook sets.
    fn parameter<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        self.book().document().parameter(name).map(|known| serde_json::from_str(&known.value_json()).unwrap())
    }
}

/// A built-in rulebook of the area.
fn book(name: &str) -> Arc<Rulebook> {
    Rulebook::builtin(&format!("execution/{name}")).unwrap()
}

/// A question under a built-in rulebook.
fn under(function: &'static str, name: &str, input: Value) -> Asked {
    Asked { function, named: Some(json!(format!("execution/{name}"))), rulebook: Some(book(name)), input }
}

/// A question without a rulebook.
fn alone(function: &'static str, input: Value) -> Asked {
    Asked { function, named: None, rulebook: None, input }
}

/// A question under a rulebook of one's own that sets these parameters, none of which is official.
fn own(function: &'static str, parameters: &Value, input: Value) -> Asked {
    let parameters: serde_json::Map<String, Value> = parameters
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| {
            let provenance = ["secondary", "derived", "unverified"][name.len() % 3];
            (name.clone(), json!({ "value": value, "provenance": provenance, "citation": "said so" }))
        })
        .collect();
    let object = json!({ "id": "x/own", "area": "execution", "parameters": parameters });
    let rulebook = Rulebook::from_json(&object.to_string()).unwrap_or_else(|error| panic!("{error} in {object}"));
    Asked { function, named: Some(object), rulebook: Some(Arc::new(rulebook)), input }
}

fn rational(value: impl Into<Rational>) -> Rational {
    value.into()
}

fn fraction(num: i128, den: i128) -> Rational {
    Rational::fraction(num, den).unwrap()
}

fn zero() -> Rational {
    Rational::ZERO
}

/// A decimal as it is stated.
fn exactly(text: &str) -> Rational {
    rational(text.parse::<Signed>().unwrap())
}

/// The exact value of a figure that is there.
fn value(figure: &Option<Figure>) -> Option<Rational> {
    figure.as_ref().map(|figure| figure.value().clone())
}

/// `part` ÷ `whole` as the rules want it: nothing where the whole is 0.
fn quotient(part: &Rational, whole: &Rational) -> Option<Rational> {
    part.checked_div(whole)
}

fn counted(part: usize, whole: usize) -> Option<Rational> {
    quotient(&part.into(), &whole.into())
}

fn number(count: usize) -> i128 {
    i128::try_from(count).unwrap()
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

/// Ids in order.
fn ids<'i>(list: impl Iterator<Item = &'i Id>) -> Vec<Id> {
    let mut list: Vec<Id> = list.cloned().collect();
    list.sort();
    list
}

fn shuffle<T>(rng: &mut Rng, list: &mut [T]) {
    for last in (1..list.len()).rev() {
        list.swap(last, rng.below(last + 1));
    }
}
