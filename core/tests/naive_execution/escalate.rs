//! `execution.escalate` (rules 17 and 18): the table of rule 17 as it is printed.

use super::date::text as date_text;
use super::form::{day, text};
use super::words::EVENTS;
use super::{Call, Res, Stop};
use crate::common::marks::{mark, mark_if};
use serde_json::{Map, Value, json};

/// What the table says for a state and an event.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Refused,
    FirstStep,
    NoChange,
    Clear,
    NextStep,
    Serious,
    See18,
    Chosen,
}

/// A row of the table, in the order of `EVENTS`.
fn row(state: &str, ladder: &[Value]) -> [Cell; 6] {
    use Cell::{Chosen, Clear, FirstStep, NextStep, NoChange, Refused, See18, Serious};
    match state {
        "clear" => [FirstStep, Refused, Refused, Serious, See18, Refused],
        state if ladder.iter().any(|step| step == state) => [NoChange, Clear, NextStep, Serious, See18, Refused],
        "decision_pending" => [Refused, Clear, Refused, Refused, Refused, Chosen],
        "credit_rating" => [Refused, Clear, Refused, Serious, Refused, Refused],
        "agreement_handling" => [Refused, Clear, Refused, Refused, Refused, Refused],
        _ => [Refused; 6],
    }
}

/// The final states that the rulebook, with `final_state`, has for the party, and `decision_pending`.
fn has_state(call: &mut Call, party: &str, state: &str, ladder: &[Value]) -> bool {
    if state == "clear" || ladder.iter().any(|step| step == state) {
        return true;
    }
    let unsigned = call.may_read(2, &format!("{party}_unsigned"));
    if state == "decision_pending" {
        return unsigned.is_some_and(Value::is_array);
    }
    let named = [
        call.may_read(2, &format!("{party}_final")),
        call.may_read(2, &format!("{party}_serious")),
        call.input.get("final_state"),
        unsigned,
    ];
    let is = |value: &Value| value == state || value.as_array().is_some_and(|list| list.iter().any(|one| one == state));
    named.into_iter().flatten().any(is)
}

pub(crate) fn escalate(call: &mut Call) -> Res<Value> {
    let input = call.input;
    let (party, state, event) = (text(input, "party", ""), text(input, "state", ""), text(input, "event", ""));
    let [finally, serious, unsigned] = ["final", "serious", "unsigned"].map(|name| format!("{party}_{name}"));
    let ladder = call.need(0, &format!("{party}_ladder"))?.as_array().unwrap();
    call.need(1, "ladder_order")?;
    if !has_state(call, party, state, ladder) {
        return Stop::one("invalid_input", "/input/state");
    }
    let place = ladder.iter().position(|step| step == state);
    let deadline = day(input, "deadline");
    if place.is_some() != deadline.is_some() {
        return Stop::one("invalid_input", "/input/deadline");
    }
    let cell = row(state, ladder)[EVENTS.iter().position(|word| *word == event).unwrap()];
    if cell == Cell::Refused {
        return Stop::one("invalid_input", "/input/event");
    }
    let choice = input.get("decision");
    let choices = call.set(&unsigned).and_then(Value::as_array);
    if cell == Cell::Chosen {
        call.read(2, &unsigned);
        if !choice.is_some_and(|choice| choices.unwrap().contains(choice)) {
            return Stop::one("invalid_input", "/input/decision");
        }
    } else if choice.is_some() {
        return Stop::one("invalid_input", "/input/decision");
    }
    let on = day(input, "on").unwrap();
    let mut entering = false;
    let next = match cell {
        Cell::FirstStep => {
            entering = true;
            ladder[0].clone()
        }
        Cell::NoChange => json!(state),
        Cell::Clear => json!("clear"),
        Cell::NextStep => {
            mark_if(Some(on) == deadline, "18 on the deadline");
            if Some(on) <= deadline {
                return Stop::one("invalid_input", "/input/on");
            }
            match ladder.get(place.unwrap() + 1) {
                Some(step) => {
                    entering = true;
                    step.clone()
                }
                None => call.need_or_given(2, &finally, "final_state")?.clone(),
            }
        }
        Cell::Serious => call.need(2, &serious)?.clone(),
        Cell::See18 => match call.need(2, &unsigned)? {
            Value::Array(_) => json!("decision_pending"),
            single => single.clone(),
        },
        Cell::Chosen | Cell::Refused => choice.unwrap().clone(),
    };
    let deadline_after = if entering {
        let days = call.need_or_given(2, "rectify_days", "rectify_days")?.as_i64().unwrap();
        Some(on + days)
    } else if cell == Cell::NoChange {
        deadline
    } else {
        None
    };
    let step = ladder.iter().position(|step| *step == next);
    mark_if(step.is_some_and(|step| step + 1 == ladder.len()), "17 the last step");
    let of_next = row(next.as_str().unwrap(), ladder);
    let mut allowed = Vec::new();
    for (event, cell) in EVENTS.into_iter().zip(of_next) {
        let there = match cell {
            Cell::Refused => false,
            Cell::Serious => call.read(2, &serious).is_some(),
            Cell::See18 => call.read(2, &unsigned).is_some(),
            _ => true,
        };
        if there {
            allowed.push(event);
        }
    }
    let mut value = Map::new();
    let mut put = |key: &str, inner: Value| value.insert(key.to_owned(), inner);
    put("changed", json!(next != state));
    put("deadline", json!(deadline_after.map(date_text)));
    put("step", json!(step.map(|step| step + 1)));
    put("last_step", json!(step.map(|step| step + 1 == ladder.len())));
    put("allowed_events", json!(allowed));
    if event == "rectified" && place.is_some() {
        mark_if(Some(on) == deadline, "18 rectified on the deadline");
        put("in_time", json!(Some(on) <= deadline));
    }
    if next == "decision_pending" {
        mark("18 decision pending");
        put("choices", json!(choices));
    }
    value.shift_insert(0, "next_state".to_owned(), next);
    Ok(Value::Object(value))
}
