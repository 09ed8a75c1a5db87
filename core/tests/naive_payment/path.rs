//! Section 7.2: the standard year by year.

use super::Res;
use super::form::list;
use super::number::{Q, q, rate};
use super::run::Run;
use super::standard::{Case, Standard, evaluate};
use crate::common::marks::{mark, mark_if};
use serde_json::{Value, json};

/// The current price of a year: the newest of `prices`, before the first the product's.
fn price_in(input: &Value, year: i64) -> Q {
    let year_of = |entry: &&Value| entry["year"].as_i64().unwrap();
    let newest = list(input, "prices").iter().filter(|entry| year_of(entry) <= year).max_by_key(year_of);
    q(newest.unwrap_or(&input["product"])["price"].as_str().unwrap())
}

pub(crate) fn path(run: &Run, input: &Value) -> Res<Value> {
    let years = match input.get("years") {
        Some(years) => years.as_i64().unwrap(),
        None => i64::try_from(run.book.longest().unwrap_or(1)).unwrap(),
    };
    let mut steps = Vec::new();
    let mut reference = None;
    let mut converged_year = None;
    for year in 1..=years {
        let case = Case { input, price: price_in(input, year), date: None, year: Some(year), in_path: true };
        let Standard { found, effective, above_standard, rate: own, .. } = evaluate(run, &case)?;
        let price = |x: &Option<Q>| x.as_ref().map(|x| run.print(x, case.unit()));
        let converged = !found.gap && found.ceiling.is_some() && found.ceiling == found.reference.value;
        mark_if(!converged && converged_year.is_some(), "7.2 diverged again");
        converged_year = if converged { converged_year.or(Some(year)) } else { None };
        reference = price(&found.reference.value);
        steps.push(json!({
            "year": year,
            "gap": found.gap,
            "price": run.print(&case.price, case.unit()),
            "ceiling": price(&found.ceiling),
            "effective": price(&effective),
            "above_standard": price(&above_standard),
            "band": found.band,
            "bound": found.ceiling.as_ref().map(|_| found.bound),
            "first_self_pay_rate": own.as_ref().map(rate),
            "floor_applied": found.floor_applied,
        }));
    }
    mark_if(converged_year.is_some_and(|year| year > 1), "7.2 converged later");
    mark(if converged_year.is_some() { "7.2 converged" } else { "7.2 not converged" });
    Ok(json!({ "steps": steps, "reference": reference, "converged_year": converged_year }))
}
