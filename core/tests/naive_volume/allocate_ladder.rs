//! Rule 15: own and released share by the key of the rulebook.

use super::allocate_fields::Method;
use super::form::{list, number, number_or_0, sorted, text};
use super::number::{Q, floor_to, int, q};
use super::{Call, Res, Stop};
use crate::common::marks::{mark, mark_if};
use serde_json::Value;

/// Own and released share of a winner; the second may be unset.
#[derive(Clone, Debug)]
pub(crate) struct Shares {
    pub(crate) own: Q,
    pub(crate) released: Option<Q>,
}

/// The shares of a row; without a row there is no rule.
fn of(row: Option<&Value>) -> Res<Shares> {
    match row {
        Some(row) => Ok(Shares { own: number_or_0(row, "own"), released: number(row, "released") }),
        None => Stop::gap(),
    }
}

/// The shares of the winners in output order.
pub(crate) fn shares(call: &mut Call, method: &Method) -> Res<Vec<Shares>> {
    call.uses(15, "rungs");
    let rungs = call.set("rungs").unwrap();
    let winners = sorted(call.input, "winners", "product");
    let mut shares = Vec::new();
    for (_, winner) in winners {
        shares.push(match method.key {
            "price_rank" => price_rank(call, method, rungs, winner)?,
            "rank" => rank(method, rungs, winner)?,
            "cut" => cut(call, rungs, winner)?,
            "price_ratio" => price_ratio(call, method, rungs, winner)?,
            _ => of(list(rungs, "rows").iter().find(|row| row["award_class"] == winner["award_class"]))?,
        });
    }
    Ok(shares)
}

/// The row of a route: that for the class, else the one for all classes.
fn of_route(rungs: &Value, route: &str, class: &str) -> Res<Shares> {
    let rows = || list(rungs, "routes").iter().filter(|row| row["route"] == route);
    let for_class = rows().find(|row| row.get("volume_class").is_some_and(|named| named == class));
    of(for_class.or_else(|| rows().find(|row| row.get("volume_class").is_none())))
}

/// The last of the rows whose `rank_from` is not above the rank: the last row holds for all higher ranks.
fn at_rank<'a>(rows: &[&'a Value], rank: usize) -> Option<&'a Value> {
    let from = |row: &Value| usize::try_from(row["rank_from"].as_i64().unwrap()).unwrap();
    rows.iter().copied().filter(|row| from(row) <= rank).max_by_key(|row| from(row))
}

/// The winners of a route.
fn of_winners<'a>(call: &Call<'a>, method: &Method, route: &str) -> Vec<&'a Value> {
    list(call.input, "winners").iter().filter(|winner| method.route(winner) == Some(route)).collect()
}

fn price_rank(call: &Call, method: &Method, rungs: &Value, winner: &Value) -> Res<Shares> {
    let class = text(call.input, "volume_class", "ordinary");
    let rows: Vec<&Value> = list(rungs, "rows").iter().filter(|row| row["volume_class"] == class).collect();
    if rows.is_empty() {
        mark("15 class without rows");
        return Stop::gap();
    }
    let route = method.route(winner).unwrap();
    if route != "regular" {
        return of_route(rungs, route, class);
    }
    let price = number(winner, "price").unwrap();
    let regular = of_winners(call, method, "regular");
    let mut lower: Vec<Q> = regular.iter().map(|other| number(other, "price").unwrap()).collect();
    mark_if(lower.iter().filter(|other| **other == price).count() > 1, "15 shared rank");
    lower.retain(|other| *other < price);
    lower.sort();
    lower.dedup();
    of(at_rank(&rows, lower.len() + 1))
}

fn rank(method: &Method, rungs: &Value, winner: &Value) -> Res<Shares> {
    match method.route(winner).unwrap() {
        "regular" => {
            let rows: Vec<&Value> = list(rungs, "rows").iter().collect();
            of(at_rank(&rows, usize::try_from(winner["rank"].as_i64().unwrap()).unwrap()))
        }
        "add_on" => {
            let [price, ceiling] = ["price", "ceiling"].map(|field| number(winner, field).unwrap());
            let limit = |row: &Value| number_or_0(row, "price_to") * &ceiling;
            let rows = list(rungs, "add_on");
            mark_if(rows.iter().any(|row| price == limit(row)), "15 add-on on the limit");
            of(rows.iter().find(|row| price <= limit(row)))
        }
        route => of_route(rungs, route, "ordinary"),
    }
}

fn cut(call: &mut Call, rungs: &Value, winner: &Value) -> Res<Shares> {
    let mut cut = number(winner, "cut")
        .unwrap_or_else(|| int(1) - number(winner, "price").unwrap() / number(winner, "ceiling").unwrap());
    let point = int(1) / int(100);
    if floor_to(&cut, &point) != cut {
        let Some(mode) = call.read_or_given(15, "cut_rounding", "cut_rounding") else { return Stop::gap() };
        let mode = mode.as_str().unwrap();
        mark(&format!("15 cut {mode}"));
        cut = match mode {
            "floor" => floor_to(&cut, &point),
            "half_up" => floor_to(&(cut + q("0.005")), &point),
            _ => cut,
        };
    } else {
        call.may_use(15, "cut_rounding");
    }
    let [from, to, slope, own, released] =
        ["from", "to", "slope", "own", "released"].map(|key| number_or_0(rungs, key));
    if cut < from {
        mark("15 cut below the table");
        return Stop::gap();
    }
    if cut > to {
        mark("15 cut above the table");
        cut = to;
    }
    let moved = slope * (cut - from);
    Ok(Shares { own: own + &moved, released: Some(released - moved) })
}

fn price_ratio(call: &Call, method: &Method, rungs: &Value, winner: &Value) -> Res<Shares> {
    let route = method.route(winner).unwrap();
    if route != "rule_1" {
        return of_route(rungs, route, "ordinary");
    }
    let price = number(winner, "price").unwrap();
    let lowest = of_winners(call, method, "rule_1").iter().map(|other| number(other, "price").unwrap()).min().unwrap();
    let reference = number(call.input, "reference_price").unwrap_or(lowest);
    let rows = list(rungs, "rows");
    mark_if(rows.iter().any(|row| price == number_or_0(row, "ratio_to") * &reference), "15 on the price limit");
    of(rows.iter().find(|row| number(row, "ratio_to").is_none_or(|limit| price <= limit * &reference)))
}
