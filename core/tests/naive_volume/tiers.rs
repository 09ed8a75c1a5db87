//! Rule 28: `volume.tiered_cost`.

use super::form::{Faults, list, number_or_0, text};
use super::number::{Q, above_zero, max, min, print, sum};
use super::{Call, Res};
use crate::common::marks::mark_if;
use serde_json::{Value, json};

/// The fields of the schemes.
const USED_BY: [(&str, &[&str]); 6] = [
    ("price", &["flat", "minimum_commitment", "price_volume_cap"]),
    ("tiers", &["all_units", "incremental", "retroactive_rebate"]),
    ("invoice_basis", &["retroactive_rebate"]),
    ("minimum_quantity", &["minimum_commitment"]),
    ("cap_quantity", &["price_volume_cap"]),
    ("payback_rate", &["price_volume_cap"]),
];

fn faults(input: &Value) -> Res<()> {
    let mut faults = Faults::default();
    let scheme = text(input, "scheme", "");
    for (field, schemes) in USED_BY {
        faults.holds(schemes.contains(&scheme) == input.get(field).is_some(), &format!("/input/{field}"));
    }
    if let Some(tiers) = input.get("tiers") {
        let from: Vec<Q> = tiers.as_array().unwrap().iter().map(|tier| number_or_0(tier, "from")).collect();
        faults.holds(!from.is_empty(), "/input/tiers");
        for (i, here) in from.iter().enumerate() {
            let holds = if i == 0 { *here == Q::ZERO } else { *here > from[i - 1] };
            faults.holds(holds, &format!("/input/tiers/{i}/from"));
        }
    }
    faults.result()
}

/// Band k: the units above its edge up to the next one; quantity and amount.
fn bands(tiers: &[(Q, Q)], quantity: &Q) -> Vec<(Q, Q)> {
    let mut bands = Vec::new();
    for (k, (from, price)) in tiers.iter().enumerate() {
        let up_to = match tiers.get(k + 1) {
            Some((next, _)) => min(quantity, next),
            None => quantity.clone(),
        };
        let units = above_zero(&(up_to - from));
        let amount = &units * price;
        bands.push((units, amount));
    }
    bands
}

pub(crate) fn tiered_cost(call: &Call) -> Res<Value> {
    let input = call.input;
    faults(input)?;
    let scheme = text(input, "scheme", "");
    let quantity = number_or_0(input, "quantity");
    let tiers: Vec<(Q, Q)> =
        list(input, "tiers").iter().map(|tier| (number_or_0(tier, "from"), number_or_0(tier, "price"))).collect();
    // The place of the highest tier that is not above the quantity.
    let place = tiers.iter().rposition(|(from, _)| *from <= quantity);
    mark_if(place.is_some_and(|place| place > 0 && tiers[place].0 == quantity), "28 on the edge of a tier");
    let incremental =
        scheme == "incremental" || scheme == "retroactive_rebate" && text(input, "invoice_basis", "") == "incremental";
    let of_bands = if incremental { bands(&tiers, &quantity) } else { Vec::new() };
    let incremental_cost = sum(of_bands.iter().map(|(_, amount)| amount));
    let price = number_or_0(input, "price");
    let paid = max(&quantity, &number_or_0(input, "minimum_quantity"));
    let all_units = || &quantity * &tiers[place.unwrap()].1;
    let mut payback = Q::ZERO;
    let (invoice, total) = match scheme {
        "flat" => (&quantity * &price, &quantity * &price),
        "all_units" => (all_units(), all_units()),
        "incremental" => (incremental_cost.clone(), incremental_cost),
        "retroactive_rebate" if incremental => (incremental_cost, all_units()),
        "retroactive_rebate" => (&quantity * &tiers[0].1, all_units()),
        "minimum_commitment" => (&paid * &price, &paid * &price),
        _ => {
            let over = above_zero(&(&quantity - number_or_0(input, "cap_quantity")));
            payback = number_or_0(input, "payback_rate") * over * &price;
            (&quantity * &price, &quantity * &price - &payback)
        }
    };
    let rebate = if scheme == "retroactive_rebate" { &invoice - &total } else { Q::ZERO };
    mark_if(rebate < Q::ZERO, "28 rebate below zero");
    let mut cheaper_from = Value::Null;
    if scheme == "all_units" || scheme == "retroactive_rebate" {
        let higher = tiers.iter().skip(place.unwrap() + 1);
        for (from, price) in higher.clone() {
            mark_if(from * price == total, "28 as dear from the next tier");
        }
        if let Some((from, price)) = higher.clone().find(|(from, price)| from * price < total) {
            cheaper_from = json!({ "quantity": print(from), "total": print(&(from * price)) });
        }
    }
    let listed: Vec<Value> = tiers
        .iter()
        .zip(&of_bands)
        .map(|((from, price), (units, amount))| {
            json!({ "from": print(from), "price": print(price), "quantity": print(units), "amount": print(amount) })
        })
        .collect();
    let average = if quantity > Q::ZERO { Some(print(&(&total / &quantity))) } else { None };
    Ok(json!({
        "scheme": scheme,
        "quantity": print(&quantity),
        "paid_quantity": print(&paid),
        "shortfall_quantity": print(&(&paid - &quantity)),
        "invoice": print(&invoice),
        "rebate": print(&rebate),
        "payback": print(&payback),
        "total": print(&total),
        "average_price": average,
        "tier": place.map(|place| place + 1),
        "bands": listed,
        "cheaper_from": cheaper_from,
    }))
}
