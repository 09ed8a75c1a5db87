//! Rule 17: the rate that the insured pay first.

use super::form::{number, word};
use super::number::{Q, min};
use super::run::Run;
use super::standard::Case;
use super::{Res, missing};
use crate::common::marks::{mark, mark_if};
use serde_json::Value;

/// Rule 17, for a product.
pub(crate) fn first_self_pay(run: &Run, case: &Case, band: &str) -> Res<Option<Q>> {
    if band == "out_of_list" {
        return Ok(None);
    }
    let product = case.product();
    let essential = product.get("essential").is_some_and(|essential| essential == true);
    let person = word(case.input, "person").unwrap_or("ordinary");
    let class = product["list_class"].as_str().unwrap();
    let own = number(product, "own_rate");
    own_or_set(run, band, class, essential, person, own, "/input/product/own_rate").map(Some)
}

/// Rule 17. `path`: where the own rate would be.
pub(crate) fn own_or_set(
    run: &Run,
    band: &str,
    class: &str,
    essential: bool,
    person: &str,
    own: Option<Q>,
    path: &str,
) -> Res<Q> {
    let own = || match (own, class) {
        (Some(own), _) => Ok(own),
        (None, "a") => Ok(Q::ZERO),
        (None, _) => missing(path),
    };
    let entries = run.look("first_self_pay").map_or(&Vec::new(), |list| list.as_array().unwrap()).clone();
    let matches = |entry: &Value| {
        entry["bands"].as_array().unwrap().iter().any(|code| code == band)
            && word(entry, "list_class").is_none_or(|word| word == "any" || word == class)
            && entry.get("essential").is_none_or(|flag| *flag == essential)
    };
    let Some(index) = entries.iter().position(matches) else {
        mark("17 own rate");
        return own();
    };
    mark_if(index > 0, "17 a later entry");
    run.rest_on_first_self_pay(index);
    let entry = &entries[index];
    if let Some(set) = number(entry, "set") {
        mark("17 set");
        return Ok(set);
    }
    let own = own()?;
    if person != "ordinary" {
        run.rest_on("exempt_persons");
        if run.book.words("exempt_persons").is_some_and(|exempt| exempt.contains(&person)) {
            mark("17 exempt");
            return Ok(own);
        }
        mark("17 not exempt");
    }
    mark("17 add");
    mark_if(&own + number(entry, "add").unwrap() > Q::ONE, "17 at most 1");
    Ok(min(&Q::ONE, &(own + number(entry, "add").unwrap())))
}
