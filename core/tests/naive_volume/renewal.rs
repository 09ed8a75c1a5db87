//! Rules 22 to 24: `volume.renewal`.

use super::form::{Faults, flag, number, number_or_0, text};
use super::number::{Q, above_zero, ceil_to, int, max, min, print, q};
use super::rounding::{difference, round};
use super::{Call, Res, Stop};
use crate::common::marks::{mark, mark_if};
use serde_json::{Value, json};

/// Fields that belong to some of the rules only.
const USED_BY: [(&str, &[&str]); 11] = [
    ("base_share", &["inquiry", "price_penalty"]),
    ("last_round", &["inquiry"]),
    ("bid", &["inquiry", "price_penalty"]),
    ("inquiry_failed", &["inquiry"]),
    ("equal_number_win", &["inquiry"]),
    ("cheaper_non_winner", &["inquiry"]),
    ("incumbent", &["price_penalty", "share_by_bidder"]),
    ("old_price", &["price_penalty"]),
    ("benchmark", &["price_penalty"]),
    ("rise_base", &["price_penalty"]),
    ("volume_class", &["share_by_bidder"]),
];

fn faults(call: &Call, rule: &str) -> Res<()> {
    let mut faults = Faults::default();
    let input = call.input;
    let given = |field: &str| input.get(field).is_some();
    for (field, rules) in USED_BY {
        faults.holds(rules.contains(&rule) || !given(field), &format!("/input/{field}"));
    }
    faults.holds(!given("previous_agreed") || given("base_quantity"), "/input/base_quantity");
    call.not_given_where_set(&mut faults, "base_share", "base_share");
    call.not_given_where_set(&mut faults, "rise_base", "rise_base");
    if rule == "inquiry" {
        faults.holds(!given("bid") || given("last_round"), "/input/last_round");
        if let Some(round) = input.get("last_round") {
            let [provincial, lowest, highest] =
                ["provincial_price", "national_lowest", "national_highest"].map(|field| number_or_0(round, field));
            if lowest > highest {
                faults.wrong("/input/last_round/national_highest");
            } else {
                let inside = lowest <= provincial && provincial <= highest;
                faults.holds(inside, "/input/last_round/provincial_price");
            }
        }
    } else {
        faults.holds(given("incumbent"), "/input/incumbent");
    }
    if rule == "price_penalty" {
        faults.holds(given("bid"), "/input/bid");
        if given("incumbent") {
            let incumbent = flag(input, "incumbent", false);
            faults.holds(given("old_price") == incumbent, "/input/old_price");
            faults.holds(given("benchmark") || incumbent, "/input/benchmark");
            faults.holds(!given("rise_base") || !incumbent, "/input/rise_base");
        }
    }
    faults.result()
}

/// What the rule gives; the rest of the output is made of it.
#[derive(Default)]
struct Outcome {
    mode: Option<&'static str>,
    mode_reasons: Vec<&'static str>,
    inquiry_line: Option<Q>,
    ceiling: Option<Q>,
    bid_above_line: Option<bool>,
    bid_above_ceiling: Option<bool>,
    rise: Option<Q>,
    rise_applied: Option<Q>,
    factor: Option<Q>,
    base_share: Option<Q>,
}

pub(crate) fn renewal(call: &mut Call) -> Res<Value> {
    let input = call.input;
    let rule = call.set("renewal_rule").unwrap().as_str().unwrap();
    faults(call, rule)?;
    call.uses(0, "renewal_rule");
    let outcome = match rule {
        "inquiry" => inquiry(call)?,
        "price_penalty" => price_penalty(call)?,
        _ => share_by_bidder(call)?,
    };
    let base_quantity = number(input, "base_quantity");
    if base_quantity.is_some() && outcome.base_share.is_none() {
        return Stop::gap();
    }
    let share = outcome.base_share.clone().map(|share| share * outcome.factor.clone().unwrap_or(int(1)));
    let (mut agreed, mut rounding_difference, mut below_previous) = (None, None, None);
    if let Some(base_quantity) = base_quantity {
        let exact = [share.clone().unwrap() * base_quantity];
        let rounded = round(&exact, &input["rounding"]);
        rounding_difference = Some(difference(&exact, &rounded));
        below_previous = number(input, "previous_agreed").map(|previous| rounded[0] < previous);
        agreed = Some(rounded[0].clone());
    }
    let printed = |x: &Option<Q>| x.as_ref().map(print);
    Ok(json!({
        "mode": outcome.mode,
        "mode_reasons": outcome.mode_reasons,
        "inquiry_line": printed(&outcome.inquiry_line),
        "ceiling": printed(&outcome.ceiling),
        "bid_above_line": outcome.bid_above_line,
        "bid_above_ceiling": outcome.bid_above_ceiling,
        "rise": printed(&outcome.rise),
        "rise_applied": printed(&outcome.rise_applied),
        "factor": printed(&outcome.factor),
        "base_share": printed(&outcome.base_share),
        "share": printed(&share),
        "agreed": printed(&agreed),
        "rounding_difference": printed(&rounding_difference),
        "below_previous": below_previous,
    }))
}

fn base_share(call: &mut Call, rule: u32) -> Option<Q> {
    call.read_or_given(rule, "base_share", "base_share").map(|share| q(share.as_str().unwrap()))
}

/// A number of the rulebook that is needed.
fn needed(call: &mut Call, rule: u32, name: &str) -> Res<Q> {
    match call.read(rule, name) {
        Some(value) => Ok(q(value.as_str().unwrap())),
        None => Stop::gap(),
    }
}

/// Rule 22.
fn inquiry(call: &mut Call) -> Res<Outcome> {
    let input = call.input;
    let mut outcome = Outcome { base_share: base_share(call, 22), ..Outcome::default() };
    outcome.mode_reasons = ["inquiry_failed", "equal_number_win", "cheaper_non_winner"]
        .into_iter()
        .filter(|reason| flag(input, reason, false))
        .collect();
    outcome.mode = Some(if outcome.mode_reasons.is_empty() { "inquiry" } else { "competition" });
    if let Some(round) = input.get("last_round") {
        let multiple = needed(call, 22, "inquiry_multiple")?;
        let (provincial, lowest) = (number_or_0(round, "provincial_price"), number_or_0(round, "national_lowest"));
        mark_if(provincial > &multiple * &lowest, "22 line from the lowest price");
        let line = min(&provincial, &(multiple * lowest));
        let ceiling = number_or_0(round, "national_highest");
        if let Some(bid) = number(input, "bid") {
            mark_if(bid == line, "22 bid on the line");
            outcome.bid_above_line = Some(bid > line);
            outcome.bid_above_ceiling = Some(bid > ceiling);
        }
        outcome.inquiry_line = Some(line);
        outcome.ceiling = Some(ceiling);
    }
    Ok(outcome)
}

/// Rule 23.
fn price_penalty(call: &mut Call) -> Res<Outcome> {
    let input = call.input;
    let bid = number_or_0(input, "bid");
    let base_share = base_share(call, 23);
    let (limit, rise) = if flag(input, "incumbent", false) {
        let old = number_or_0(input, "old_price");
        let rise = (&bid - &old) / &old;
        (old, Some(rise))
    } else {
        let limit = needed(call, 23, "other_bid_limit")? * number_or_0(input, "benchmark");
        if bid > limit {
            let Some(base) = call.read_or_given(23, "rise_base", "rise_base") else { return Stop::gap() };
            let base = q(base.as_str().unwrap());
            mark_if(bid < base, "23 bid below the base of the rise");
            (limit, Some(above_zero(&((bid.clone() - &base) / base))))
        } else {
            call.may_use(23, "rise_base");
            (limit, None)
        }
    };
    mark_if(bid == limit, "23 bid on the limit");
    let mut outcome = Outcome {
        rise: Some(Q::ZERO),
        rise_applied: Some(Q::ZERO),
        factor: Some(int(1)),
        base_share,
        ..Outcome::default()
    };
    match rise {
        Some(rise) if bid > limit => {
            let start = needed(call, 23, "penalty_start")?;
            let applied = ceil_to(&rise, &needed(call, 23, "rise_step")?);
            mark(if applied == rise { "23 exact points" } else { "23 points rounded up" });
            let factor = max(&Q::ZERO, &(start - &applied));
            mark_if(factor == Q::ZERO, "23 nothing is left");
            (outcome.rise, outcome.rise_applied, outcome.factor) = (Some(rise), Some(applied), Some(factor));
        }
        _ => {
            call.may_use(23, "penalty_start");
            call.may_use(23, "rise_step");
        }
    }
    Ok(outcome)
}

/// Rule 24.
fn share_by_bidder(call: &mut Call) -> Res<Outcome> {
    let name = match (text(call.input, "volume_class", "ordinary"), flag(call.input, "incumbent", false)) {
        ("reduced", _) => "share_reduced",
        (_, true) => "share_incumbent",
        (_, false) => "share_other",
    };
    Ok(Outcome { base_share: Some(needed(call, 24, name)?), ..Outcome::default() })
}
