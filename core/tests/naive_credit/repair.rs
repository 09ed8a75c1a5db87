//! `credit.repair` (rule 15).

use super::book::World;
use super::form::{date_of, list_of, text_of};
use super::grade::required;
use super::rests::Rests;
use super::words::STEPS;
use super::{Found, Res, Stop, fields};
use crate::common::marks::mark;
use serde_json::{Value, json};

/// The step that a selected price may stand for.
const PRICE_STEP: &str = "remove_inflated_price";

/// The steps of a list, each once, in the order of the steps.
fn steps(list: &[Value]) -> Vec<&'static str> {
    STEPS.into_iter().filter(|step| list.iter().any(|word| word == step)).collect()
}

pub(crate) fn repair(world: &World, rulebook: Option<&Value>, input: &Value) -> Res<Found> {
    let book = required(world, rulebook)?;
    fields::repair(input)?;
    let Some(rank) = book.rank(&input["grade"]) else { return Stop::one("invalid_input", "/input/grade") };
    let done = steps(list_of(input, "done"));
    let mut rests = Rests::default();
    // An outcome before rule 15: nothing is asked for, and nothing that is done counts.
    let early = |outcome: &str, required: Value, grade: &Value| {
        json!({
            "rulebook": book.id,
            "outcome": outcome,
            "required": required,
            "counted": [],
            "missing": required,
            "implied": [],
            "not_counted": done,
            "grade_after": grade,
        })
    };
    let none = json!(book.code(0));
    if rank == 0 {
        return Ok(Found { value: early("cleared", json!([]), &none), gap: false, rests });
    }
    let as_of = date_of(input, "as_of").unwrap();
    let revoked = input.get("revoked").is_some_and(|flag| *flag == true);
    if revoked || date_of(input, "last_day").is_some_and(|last_day| as_of > last_day) {
        return Ok(Found { value: early("lapsed", Value::Null, &none), gap: false, rests });
    }
    let matter = text_of(input, "matter", "");
    let repair = book.get("repair");
    let items = if repair.is_null() { &[] } else { list_of(repair, "items") };
    let of_matter: Vec<&Value> = items.iter().filter(|item| item["matter"] == matter).collect();
    if of_matter.is_empty() {
        mark(if repair.is_null() { "15 no repair" } else { "15 no row of the matter" });
        return Ok(Found { value: early("not_defined", Value::Null, &input["grade"]), gap: true, rests });
    }
    let Some(item) = of_matter.into_iter().find(|item| item["rank"] == rank) else {
        mark("15 no row of the rank");
        return Stop::one("invalid_input", "/input/grade");
    };
    rests.add(&book.id_of("repair", &format!("repair.{matter}.{rank}")), item);
    let mut words = list_of(item, "steps").to_vec();
    if input["role"] == "distributor" {
        let distributor = &repair["distributor"];
        mark(&format!("15 distributor {}", distributor["mode"].as_str().unwrap()));
        if distributor["mode"] == "replaces" {
            words.clear();
        }
        words.extend(list_of(distributor, "steps").to_vec());
        rests.add(&book.id_of("repair", "repair.distributor"), distributor);
    }
    let required = steps(&words);
    let products = list_of(input, "products");
    let applied = |product: &Value| date_of(product, "selected_price_applied_on").is_some_and(|day| day <= as_of);
    let counts = &repair["selected_price_counts"];
    let priced = required.contains(&PRICE_STEP)
        && !done.contains(&PRICE_STEP)
        && !products.is_empty()
        && products.iter().all(applied);
    if priced && counts["value"] == false {
        mark("15 a selected price that does not count");
    }
    let implied: Vec<&str> = if priced && counts["value"] == true { vec![PRICE_STEP] } else { vec![] };
    if !implied.is_empty() {
        rests.add(&book.id_of("repair", "repair.selected_price_counts"), counts);
    }
    let (counted, missing): (Vec<&str>, Vec<&str>) =
        required.iter().partition(|step| done.contains(step) || implied.contains(step));
    let not_counted: Vec<&str> = done.iter().copied().filter(|step| !required.contains(step)).collect();
    let cleared = missing.is_empty();
    let value = json!({
        "rulebook": book.id,
        "outcome": if cleared { "cleared" } else { "missing_steps" },
        "required": required,
        "counted": counted,
        "missing": missing,
        "implied": implied,
        "not_counted": not_counted,
        "grade_after": if cleared { &none } else { &input["grade"] },
    });
    Ok(Found { value, gap: false, rests })
}
