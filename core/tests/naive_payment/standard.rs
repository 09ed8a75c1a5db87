//! Rules 1 to 17 and 7.1: the payment standard of one product.

use super::book::entry_of;
use super::date::{self, Date};
use super::form::{number, word};
use super::number::{Q, max, min, q, rate, representable};
use super::own_rate::first_self_pay;
use super::reference::{Reference, category, negotiated_alternative, one_standard, ordinary, reference};
use super::run::Run;
use super::{Res, gap, missing, unset};
use crate::common::marks::{mark, mark_if};
use serde_json::{Value, json};

/// A request for one product at one time.
pub(crate) struct Case<'a> {
    pub(crate) input: &'a Value,
    /// The current price: a path has one for each year.
    pub(crate) price: Q,
    pub(crate) date: Option<Date>,
    pub(crate) year: Option<i64>,
    /// In a path an entry `gap` does not stop.
    pub(crate) in_path: bool,
}

/// What rules 1 to 15 find.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) ceiling: Option<Q>,
    pub(crate) reference: Reference,
    pub(crate) band: String,
    pub(crate) basis: &'static str,
    pub(crate) bound: &'static str,
    pub(crate) year: Option<i64>,
    pub(crate) floor_applied: bool,
    /// The year's entry is `gap` (in a path).
    pub(crate) gap: bool,
}

/// The standard with what follows from it.
pub(crate) struct Standard {
    pub(crate) found: Found,
    pub(crate) covered: bool,
    pub(crate) effective: Option<Q>,
    pub(crate) above_standard: Option<Q>,
    pub(crate) limited_by_price: bool,
    pub(crate) rate: Option<Q>,
}

impl<'a> Case<'a> {
    pub(crate) fn product(&self) -> &'a Value {
        &self.input["product"]
    }

    fn status(&self) -> &'a str {
        self.product()["status"].as_str().unwrap()
    }

    pub(crate) fn unit(&self) -> &'a str {
        word(self.input, "price_unit").unwrap_or("pack")
    }

    /// What is found where the rules end with a ceiling, or without one.
    fn found(&self, band: &str, basis: &'static str, ceiling: Option<Q>, reference: Reference) -> Found {
        let (band, bound, year) = (band.to_owned(), "exact", self.year);
        Found { ceiling, reference, band, basis, bound, year, floor_applied: false, gap: false }
    }
}

/// 7.1.
pub(crate) fn standard(run: &Run, input: &Value) -> Res<Value> {
    let case = Case {
        input,
        price: q(input["product"]["price"].as_str().unwrap()),
        date: word(input, "date").map(|text| date::read(text).unwrap()),
        year: input.get("year").map(|year| year.as_i64().unwrap()),
        in_path: false,
    };
    let Standard { found, covered, effective, above_standard, limited_by_price, rate: own } = evaluate(run, &case)?;
    let price = |x: &Option<Q>| x.as_ref().map(|x| run.print(x, case.unit()));
    Ok(json!({
        "covered": covered,
        "ceiling": price(&found.ceiling),
        "effective": price(&effective),
        "above_standard": price(&above_standard),
        "reference": price(&found.reference.value),
        "reference_from": found.reference.from,
        "band": found.band,
        "basis": found.basis,
        "bound": found.ceiling.as_ref().map(|_| found.bound),
        "year": found.year,
        "first_self_pay_rate": own.as_ref().map(rate),
        "floor_applied": found.floor_applied,
        "limited_by_price": limited_by_price,
        "date_basis": run.read("date_basis"),
    }))
}

/// The rules in their order.
pub(crate) fn evaluate(run: &Run, case: &Case) -> Res<Standard> {
    in_force(run, case)?;
    let found = search(run, case)?;
    let mut standard = actual_price(case, found);
    standard.rate = first_self_pay(run, case, &standard.found.band)?;
    Ok(standard)
}

/// The start date of the input, else the rulebook's.
fn start_date(run: &Run, input: &Value) -> Option<Date> {
    let text = word(input, "start_date").or_else(|| run.read("start_date").map(|text| text.as_str().unwrap()));
    text.map(|text| date::read(text).unwrap())
}

/// Rule 1.
fn in_force(run: &Run, case: &Case) -> Res<()> {
    let Some(date) = case.date else { return Ok(()) };
    let early = run.book.effective_from.is_some_and(|from| date < from);
    let late = run.book.effective_until.is_some_and(|until| date > until);
    mark_if(run.book.effective_from == Some(date), "1 first day");
    mark_if(run.book.effective_until == Some(date), "1 last day");
    if early {
        return gap("1 too early");
    }
    if late {
        return gap("1 too late");
    }
    let start = start_date(run, case.input);
    mark_if(start == Some(date), "1 start date");
    if start.is_some_and(|start| date < start) { gap("1 before the start") } else { Ok(()) }
}

/// Rules 2 to 15.
fn search(run: &Run, case: &Case) -> Res<Found> {
    let product = case.product();
    // Rule 2.
    if product["list_class"] == "out_of_list" {
        mark("2");
        return Ok(case.found("out_of_list", "out_of_list", None, Reference::default()));
    }
    match case.status() {
        // Rule 3.
        "negotiated" | "bid" => match number(product, "national_standard") {
            Some(ceiling) => {
                mark("3");
                Ok(case.found("national_standard", "national_standard", Some(ceiling), Reference::default()))
            }
            None => missing("/input/product/national_standard"),
        },
        // Rule 4.
        "ordinary" => {
            let reference = ordinary(run, case.input, case.unit())?;
            Ok(case.found("ordinary", "ordinary_reference", reference.value.clone(), reference))
        }
        // Rule 5.
        "winner" => {
            if word(product, "supply") == Some("outside") {
                let how = run.need_word("outside_winner")?;
                mark(&format!("5a {how}"));
                if how == "as_non_winner" {
                    return transition(run, case, false);
                }
            }
            winner(run, case)
        }
        status => {
            let capped = one_standard(run, status)?;
            transition(run, case, capped)
        }
    }
}

/// Rule 5 b and c.
fn winner(run: &Run, case: &Case) -> Res<Found> {
    let product = case.product();
    let mut found = if run.need_word("winner_standard")? == "reference" {
        let reference = reference(run, case.input, case.unit(), false)?;
        if reference.value.is_none() {
            return gap("5b no reference");
        }
        mark("5b reference");
        case.found("winner", "reference", reference.value.clone(), reference)
    } else {
        let Some(own) = number(product, "winning_price") else { return missing("/input/product/winning_price") };
        mark("5b own");
        case.found("winner", "own_winning_price", Some(own), Reference::default())
    };
    if product.get("prefilled_pen").is_some_and(|pen| pen == true) {
        found.ceiling = Some(found.ceiling.unwrap() + run.need_number("pen_surcharge")?);
        mark(&format!("5c on {}", found.basis));
        found.basis = "pen_surcharge";
    }
    Ok(found)
}

/// Rules 7 to 15.
fn transition(run: &Run, case: &Case, capped: bool) -> Res<Found> {
    let product = case.product();
    category(run, product)?;
    let reference = reference(run, case.input, case.unit(), capped)?;
    let reference = negotiated_alternative(run, product, reference)?;
    let ceiling = reference.value.clone();
    // Rule 10.
    if capped {
        mark("10");
        let mut found = case.found("not_passed", "reference", ceiling, reference);
        found.bound = "at_most";
        return Ok(found);
    }
    // Rule 11.
    let Some(measure) = ceiling.clone() else {
        return match product.get("high_price_listed") {
            Some(Value::Bool(true)) => {
                mark("11 listed");
                Ok(case.found("high_price_listed", "no_standard", None, reference))
            }
            Some(_) => {
                mark("11 not listed");
                Ok(case.found("no_reference", "no_standard", None, reference))
            }
            None => missing("/input/product/high_price_listed"),
        };
    };
    // Rule 12.
    if case.price <= measure {
        mark("12");
        mark_if(case.price == measure, "12 equal");
        return Ok(case.found("within", "reference", ceiling, reference));
    }
    let mut found = bands(run, case, reference, &measure)?;
    // Rule 15.
    mark_if(found.ceiling.as_ref() == Some(&measure) && found.basis == "base_times", "15 on the floor");
    mark_if(run.look("floor").is_none() && found.ceiling.as_ref().is_some_and(|c| *c < measure), "15 no floor");
    if run.look("floor").is_some_and(|floor| floor == "reference")
        && found.ceiling.as_ref().is_some_and(|ceiling| *ceiling < measure)
    {
        run.rest_on("floor");
        found.ceiling = found.ceiling.map(|ceiling| max(&ceiling, &measure));
        mark("15 raised");
        found.floor_applied = true;
    }
    Ok(found)
}

/// Rule 13.
fn bands(run: &Run, case: &Case, reference: Reference, measure: &Q) -> Res<Found> {
    let product = case.product();
    if run.look("bands").is_none() {
        return unset("bands");
    }
    let base_price = || number(product, "base_price").map_or_else(|| missing("/input/product/base_price"), Ok);
    let mut held = None;
    for band in run.book.bands_of(word(product, "category")) {
        let Some(up_to) = number(band, "up_to") else {
            held = Some(band);
            break;
        };
        let tested = if run.need_word("band_price")? == "base" { base_price()? } else { case.price.clone() };
        let limit = up_to * measure;
        let inclusive = band.get("inclusive").is_none_or(|inclusive| inclusive == true);
        mark_if(tested == limit, if inclusive { "13 on the edge" } else { "13 on the edge, not inclusive" });
        mark_if(tested <= *measure, "13 base not above the reference");
        if tested < limit || (inclusive && tested == limit) {
            held = Some(band);
            break;
        }
    }
    let Some(band) = held else { return gap("13 no band") };
    // The year is needed only where there are several entries.
    let mut year = case.year;
    if year.is_none() && band["years"].as_array().unwrap().len() > 1 {
        year = Some(year_of(run, case)?);
    }
    let index = entry_of(band, year.unwrap_or(1));
    run.rest_on_entry(band, index);
    let entry = &band["years"][index];
    let factor = word(entry, "factor").map_or(Q::ONE, q);
    let times = |x: &Q| {
        if factor == Q::ONE {
            mark_if(!representable(x, run.decimals(case.unit())), "13 copied with more decimals");
            return x.clone();
        }
        let product = run.rounded(&(x * &factor), case.unit());
        mark_if(product == Q::ZERO, "13 rounded to zero");
        product
    };
    mark(&format!("13 {} {}", entry["of"].as_str().unwrap(), if factor == Q::ONE { "itself" } else { "times" }));
    mark_if(year.is_some_and(|year| year > i64::try_from(index).unwrap() + 1) && index > 0, "13 the last repeats");
    let mut found = case.found(band["code"].as_str().unwrap(), "no_standard", None, reference);
    found.year = year;
    found.bound = if word(entry, "bound") == Some("at_most") { "at_most" } else { "exact" };
    match entry["of"].as_str().unwrap() {
        "reference" => {
            found.basis = if factor == Q::ONE { "reference" } else { "reference_times" };
            found.ceiling = Some(times(measure));
        }
        "base" => {
            found.basis = "base_times";
            found.ceiling = Some(times(&base_price()?));
        }
        "price" => {
            found.basis = "price_times";
            found.ceiling = Some(times(&case.price));
        }
        "none" => {}
        "gap" if case.in_path => found.gap = true,
        "gap" => return gap("13 gap"),
        other => panic!("unknown entry {other}"),
    }
    Ok(found)
}

/// Rule 14, for a date.
fn year_of(run: &Run, case: &Case) -> Res<i64> {
    let date = case.date.unwrap();
    let year = match run.need_word("year_index")? {
        "calendar_year" => {
            mark("14 calendar year");
            date.0 - run.need("first_year")?.as_i64().unwrap() + 1
        }
        "policy_year" => match start_date(run, case.input) {
            Some(start) => {
                mark(if case.input.get("start_date").is_some() { "14 start of the input" } else { "14 start" });
                1 + date::anniversaries(start, date)
            }
            None => return missing("/input/start_date"),
        },
        other => panic!("unknown index {other}"),
    };
    mark(&format!("14 year {}", year.clamp(0, 3)));
    mark_if(word(case.input, "start_date").is_some_and(|text| text.ends_with("02-29")), "14 from 29 February");
    if year < 1 { gap("14 before year 1") } else { Ok(year) }
}

/// Rule 16.
fn actual_price(case: &Case, found: Found) -> Standard {
    let covered = found.band != "out_of_list";
    if !covered || found.gap {
        return Standard { found, covered, effective: None, above_standard: None, limited_by_price: false, rate: None };
    }
    let limited_by_price = found.ceiling.as_ref().is_some_and(|ceiling| case.price < *ceiling);
    let effective = found.ceiling.as_ref().map_or(case.price.clone(), |ceiling| min(ceiling, &case.price));
    let above_standard = Some(&case.price - &effective);
    Standard { found, covered, effective: Some(effective), above_standard, limited_by_price, rate: None }
}
