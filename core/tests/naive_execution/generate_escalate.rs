//! Requests of `execution.escalate`: at random, and every state, event, party and rulebook.

use super::book::{Book, World};
use super::generate::{Object, date, put};
use super::words::{EVENTS, FINALS, STATES};
use crate::common::Rng;
use serde_json::{Value, json};

pub(crate) fn escalate(rng: &mut Rng, book: &Book) -> Value {
    let mut input = Object::new();
    let party = rng.pick(&["institution", "firm", "firm"]);
    put(&mut input, "party", party);
    let ladder = book.parameters.get(&format!("{party}_ladder")).map(|ladder| ladder.value.clone());
    let ladder: Vec<String> = ladder.and_then(|ladder| serde_json::from_value(ladder).ok()).unwrap_or_default();
    let state = match rng.below(10) {
        0..2 => "clear".to_owned(),
        2..7 if !ladder.is_empty() => rng.pick(&ladder),
        7 => "decision_pending".to_owned(),
        _ => rng.pick(&STATES).to_owned(),
    };
    put(&mut input, "state", state.clone());
    let event = if state == "decision_pending" && rng.chance(60) { "decision" } else { rng.pick(&EVENTS) };
    put(&mut input, "event", event);
    let on = rng.day();
    put(&mut input, "on", date(on));
    if rng.chance(if ladder.contains(&state) { 97 } else { 3 }) {
        // What is not rectified is often late.
        let deadline = if event == "not_rectified" && rng.chance(70) { on - 1 } else { rng.beside(on) };
        put(&mut input, "deadline", date(deadline));
    }
    let days = json!(rng.pick(&[1, 15, 3660]));
    rng.gap_field(&mut input, book, "rectify_days", "rectify_days", days);
    let last = json!(rng.pick(&FINALS));
    if rng.chance(70) {
        rng.gap_field(&mut input, book, &format!("{party}_final"), "final_state", last);
    }
    let choices = book.parameters.get(&format!("{party}_unsigned")).map(|choices| choices.value.clone());
    let choices: Vec<String> = choices.and_then(|choices| serde_json::from_value(choices).ok()).unwrap_or_default();
    if event == "decision" && !choices.is_empty() && rng.chance(85) {
        put(&mut input, "decision", rng.pick(&choices));
    } else if rng.chance(3) {
        put(&mut input, "decision", rng.pick(&FINALS));
    }
    Value::Object(input)
}

/// A rulebook with these parameters.
fn own(parameters: Value) -> Value {
    json!({
        "id": "my/ladders", "area": "execution", "jurisdiction": "999999", "title": "a trial", "document": "none",
        "effective_from": "2025-01-01", "parameters": parameters,
    })
}

fn rulebooks(world: &World) -> Vec<Value> {
    let mut all: Vec<Value> = world.objects.keys().map(|id| json!(id)).collect();
    let set = |name: &str, value: Value| (name.to_owned(), json!({ "value": value, "provenance": "secondary" }));
    let both = |parts: &[(&str, Value)], more: &[(&str, Value)]| {
        let mut parameters: Object = parts
            .iter()
            .flat_map(|(name, value)| {
                ["institution", "firm"].map(|party| set(&format!("{party}_{name}"), value.clone()))
            })
            .collect();
        parameters.extend(more.iter().map(|(name, value)| set(name, value.clone())));
        own(Value::Object(parameters))
    };
    let order = ("ladder_order", json!("sequential"));
    let ladder = ("ladder", json!(["interview", "inquiry"]));
    all.push(both(std::slice::from_ref(&ladder), &[]));
    all.push(both(&[("ladder", json!(["admonish"]))], std::slice::from_ref(&order)));
    all.push(both(&[ladder.clone(), ("final", json!("disqualified"))], &[order.clone(), ("rectify_days", json!(10))]));
    all.push(both(
        &[ladder.clone(), ("serious", json!("credit_rating")), ("unsigned", json!(["agreement_handling"]))],
        std::slice::from_ref(&order),
    ));
    all.push(both(
        &[ladder, ("serious", json!("agreement_handling")), ("unsigned", json!("tender_penalty"))],
        &[order, ("rectify_days", json!(1))],
    ));
    all
}

/// The other fields: how `on` lies to the deadline, days, a final state and a decision, each given or not.
fn others() -> Vec<Object> {
    let mut all = Vec::new();
    for deadline in ["", "2025-06-30", "2025-07-01", "2025-07-02"] {
        for days in [0, 15] {
            for last in ["", "agreement_handling", "credit_rating"] {
                for decision in ["", "credit_rating", "agreement_handling"] {
                    let mut fields = Object::new();
                    put(&mut fields, "on", "2025-07-01");
                    for (key, value) in [("deadline", deadline), ("final_state", last), ("decision", decision)] {
                        if !value.is_empty() {
                            put(&mut fields, key, value);
                        }
                    }
                    if days > 0 {
                        put(&mut fields, "rectify_days", days);
                    }
                    all.push(fields);
                }
            }
        }
    }
    all
}

/// Every state, event, party and rulebook with all sets of other fields; the rulebooks without ladders with one set.
pub(crate) fn everything(world: &World) -> Vec<Value> {
    let (mut requests, others) = (Vec::new(), others());
    for rulebook in rulebooks(world) {
        let has_ladder = world.resolve(&rulebook).unwrap().0.parameters.keys().any(|name| name.ends_with("_ladder"));
        let others = if has_ladder { &others[..] } else { &others[..1] };
        for party in ["institution", "firm"] {
            for state in STATES {
                for event in EVENTS {
                    for fields in others {
                        let mut input = fields.clone();
                        put(&mut input, "party", party);
                        put(&mut input, "state", state);
                        put(&mut input, "event", event);
                        requests.push(json!({
                            "function": "execution.escalate", "rulebook": rulebook, "input": input,
                            "options": { "explain": false },
                        }));
                    }
                }
            }
        }
    }
    requests
}
