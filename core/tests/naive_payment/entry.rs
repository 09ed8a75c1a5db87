//! Rules 22 and 23, and 7.5: bid entry and retail cap.

use super::form::{list, number, word};
use super::number::{Q, max, min};
use super::run::Run;
use super::{Res, Stop, gap};
use crate::common::marks::{mark, mark_if};
use serde_json::{Value, json};

/// Rule 22.
pub(crate) fn bid_entry(run: &Run, input: &Value) -> Res<Value> {
    let unit = word(input, "price_unit").unwrap_or("pack");
    let share = run.need_number("bid_floor_share")?;
    let willingness = number(input, "willingness").unwrap();
    let quotes = list(input, "quotes");
    let price = |quote: &Value| number(quote, "price").unwrap();
    let lowest = quotes.iter().map(price).min().unwrap();
    if lowest > willingness {
        return gap("22 above the willingness");
    }
    let floor = run.rounded(&(share * &willingness), unit);
    let at_lowest = quotes.iter().filter(|quote| price(quote) == lowest);
    let mut lowest_by: Vec<&str> = at_lowest.map(|quote| quote["id"].as_str().unwrap()).collect();
    lowest_by.sort_unstable();
    mark_if(floor == lowest, "22 the floor is the lowest quote");
    mark_if(lowest == willingness, "22 the lowest quote is the willingness");
    mark_if(lowest_by.len() > 1, "22 several lowest quotes");
    Ok(json!({
        "standard": run.print(&max(&lowest, &floor), unit),
        "lowest_quote": run.print(&lowest, unit),
        "lowest_by": lowest_by,
        "floor": run.print(&floor, unit),
        "floor_applied": floor > lowest,
    }))
}

/// Rule 23.
pub(crate) fn retail_cap(run: &Run, input: &Value) -> Res<Value> {
    // Of several that are unset any one may be named.
    let names = ["retail_markup_rate", "retail_markup_limit", "retail_kinds"];
    let stops: Vec<Stop> = names.into_iter().filter_map(|name| run.need(name).err()).flatten().collect();
    if !stops.is_empty() {
        return Err(stops);
    }
    let markup_rate = run.need_number("retail_markup_rate")?;
    let markup_limit = run.need_number("retail_markup_limit")?;
    let kinds = run.need("retail_kinds")?.as_array().unwrap();
    if !kinds.contains(&input["kind"]) {
        mark("23 another kind");
        return Ok(json!({
            "applies": false,
            "cap": null,
            "rate_limit": null,
            "amount_limit": null,
            "binding": null,
            "headroom": null,
            "within_cap": null,
            "patient_excess": null,
        }));
    }
    let standard = number(input, "standard").unwrap();
    let by_rate = &standard * (Q::ONE + markup_rate);
    let amount_limit = &standard + markup_limit;
    let binding = match by_rate.cmp(&amount_limit) {
        std::cmp::Ordering::Less => "rate",
        std::cmp::Ordering::Greater => "amount",
        std::cmp::Ordering::Equal => "both",
    };
    let rate_limit = run.rounded(&by_rate, "pack");
    let cap = min(&rate_limit, &amount_limit);
    mark(&format!("23 {binding}"));
    mark_if((by_rate < amount_limit) != (rate_limit < amount_limit), "23 rounding changes the order");
    mark_if(cap < standard, "23 cap below the standard");
    let price = number(input, "price");
    mark_if(price.as_ref() == Some(&cap), "23 price on the cap");
    let print = |x: &Q| run.print(x, "pack");
    let excess = price.as_ref().map(|price| max(&Q::ZERO, &(price - &standard)));
    Ok(json!({
        "applies": true,
        "cap": print(&cap),
        "rate_limit": print(&rate_limit),
        "amount_limit": print(&amount_limit),
        "binding": binding,
        "headroom": print(&(&cap - &standard)),
        "within_cap": price.as_ref().map(|price| *price <= cap),
        "patient_excess": excess.as_ref().map(print),
    }))
}
