//! Section 7.6: where a rulebook leaves gaps, and where the patient's part falls when the price rises.

use super::Res;
use super::book::entry_of;
use super::form::{number, word};
use super::number::{Q, min, q, ratio};
use super::own_rate::own_or_set;
use super::run::Run;
use crate::common::marks::{mark, mark_if};
use serde_json::{Value, json};

/// One region of prices, as multiples of the reference.
struct Region<'a> {
    code: &'a str,
    band: Option<&'a Value>,
    lower: Q,
    upper: Option<Q>,
}

/// What a region gives at an edge; no standard is above every standard.
struct Side {
    standard: Option<Q>,
    excess: Q,
    patient: Option<Q>,
}

impl Region<'_> {
    fn entry(&self, year: i64) -> Option<&Value> {
        self.band.map(|band| &band["years"][entry_of(band, year)])
    }

    fn is_gap(&self, year: i64) -> bool {
        self.entry(year).is_some_and(|entry| entry["of"] == "gap")
    }

    /// The region function, unrounded; `None` where there is no ceiling.
    fn ceiling(&self, run: &Run, year: i64, x: &Q) -> Option<Q> {
        let Some(band) = self.band else { return Some(Q::ONE) };
        run.rest_on_entry(band, entry_of(band, year));
        let entry = self.entry(year)?;
        let factor = word(entry, "factor").map_or(Q::ONE, q);
        let ceiling = match entry["of"].as_str().unwrap() {
            "reference" => factor,
            "base" | "price" => factor * x,
            "none" => return None,
            other => panic!("{other} is skipped"),
        };
        let floored = run.look("floor").is_some_and(|floor| floor == "reference");
        if floored && ceiling < Q::ONE {
            run.rest_on("floor");
            mark("lint: floor");
            return Some(Q::ONE);
        }
        Some(ceiling)
    }
}

/// `within`, then the bands that apply and reach above the reference.
fn regions<'a>(run: &'a Run, category: Option<&str>) -> Vec<Region<'a>> {
    let mut regions = vec![Region { code: "within", band: None, lower: Q::ZERO, upper: Some(Q::ONE) }];
    for band in run.book.bands_of(category) {
        let upper = number(band, "up_to");
        if upper.as_ref().is_some_and(|upper| *upper <= Q::ONE) {
            mark("lint: a band below the reference");
            continue;
        }
        let lower = regions[regions.len() - 1].upper.clone().unwrap();
        regions.push(Region { code: band["code"].as_str().unwrap(), band: Some(band), lower, upper });
    }
    regions
}

/// One side of an edge.
fn side(run: &Run, input: &Value, region: &Region, year: i64, x: &Q) -> Res<Side> {
    let standard = region.ceiling(run, year, x);
    let inside = standard.as_ref().map_or_else(|| x.clone(), |standard| min(standard, x));
    let excess = x - &inside;
    let Some(reimbursed) = number(input, "reimbursement_rate") else {
        return Ok(Side { standard, excess, patient: None });
    };
    let class = word(input, "list_class").unwrap();
    let own = number(input, "own_rate");
    let rate = own_or_set(run, region.code, class, false, "ordinary", own, "/input/own_rate")?;
    let first = rate * &inside;
    let patient = Some(&excess + &first + (Q::ONE - reimbursed) * (inside - first));
    Ok(Side { standard, excess, patient })
}

/// Names among these that are unset, in this order.
fn unset(run: &Run) -> Vec<&'static str> {
    let names =
        ["winner_standard", "outside_winner", "reference", "one_standard_for", "not_passed", "bands", "year_index"];
    let covered = run.book.words("one_standard_for").is_some_and(|list| list.contains(&"not_passed"));
    names.into_iter().filter(|name| run.look(name).is_none() && !(covered && *name == "not_passed")).collect()
}

/// What one category in one year adds to the lists.
struct Lists {
    gaps: Vec<Value>,
    below_reference: Vec<Value>,
    cliffs: Vec<Value>,
}

fn year_of(run: &Run, input: &Value, category: Option<&str>, year: i64, lists: &mut Lists) -> Res<()> {
    let regions = regions(run, category);
    for region in &regions {
        if region.is_gap(year) {
            run.rest_on_entry(region.band.unwrap(), entry_of(region.band.unwrap(), year));
            lists.gaps.push(json!({ "category": category, "year": year, "band": region.code }));
        } else if region.band.is_some() {
            let standard = region.ceiling(run, year, &region.lower);
            if let Some(standard) = standard.filter(|standard| *standard < Q::ONE) {
                lists.below_reference.push(
                    json!({ "category": category, "year": year, "band": region.code, "standard": ratio(&standard) }),
                );
            }
        }
    }
    for pair in regions.windows(2) {
        let [lower, upper] = pair else { panic!("a pair") };
        if lower.is_gap(year) || upper.is_gap(year) {
            mark("lint: edge beside a gap");
            continue;
        }
        let edge = lower.upper.clone().unwrap();
        let below = side(run, input, lower, year, &edge)?;
        let above = side(run, input, upper, year, &edge)?;
        let mut drops = Vec::new();
        let falls = match (&below.standard, &above.standard) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(below), Some(above)) => above < below,
        };
        if falls {
            drops.push("standard");
        }
        if above.excess < below.excess {
            drops.push("excess");
        }
        if above.patient < below.patient {
            drops.push("patient");
        }
        mark(&format!("lint: {}", drops.join("+")));
        mark_if(below.patient.is_some() && above.patient == below.patient, "lint: patient pays the same");
        mark_if(below.standard.is_none() && above.standard.is_some(), "lint: from no standard to one");
        if drops.is_empty() {
            continue;
        }
        let print = |x: &Option<Q>| x.as_ref().map(ratio);
        lists.cliffs.push(json!({
            "category": category,
            "year": year,
            "edge": ratio(&edge),
            "band_below": lower.code,
            "band_above": upper.code,
            "standard_below": print(&below.standard),
            "standard_above": print(&above.standard),
            "excess_below": ratio(&below.excess),
            "excess_above": ratio(&above.excess),
            "patient_below": print(&below.patient),
            "patient_above": print(&above.patient),
            "drops": drops,
        }));
    }
    Ok(())
}

pub(crate) fn lint(run: &Run, input: &Value) -> Res<Value> {
    let mut lists = Lists { gaps: Vec::new(), below_reference: Vec::new(), cliffs: Vec::new() };
    let categories = run.book.words("categories");
    let categories: Vec<Option<&str>> = match &categories {
        Some(list) => list.iter().map(|category| Some(*category)).collect(),
        None => vec![None],
    };
    let longest = i64::try_from(run.book.longest().unwrap_or(0)).unwrap();
    for category in categories {
        for year in 1..=longest {
            year_of(run, input, category, year, &mut lists)?;
        }
    }
    let monotone = lists.cliffs.is_empty();
    Ok(json!({
        "unset": unset(run),
        "gaps": lists.gaps,
        "below_reference": lists.below_reference,
        "cliffs": lists.cliffs,
        "monotone": monotone,
    }))
}
