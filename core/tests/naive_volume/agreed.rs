//! Rule 12: `volume.agreed`.

use super::form::{Faults, number, number_or_0, sorted, text};
use super::number::{Q, print, q, sum};
use super::rounding::{difference, round};
use super::{Call, Res, Stop};
use crate::common::marks::mark;
use serde_json::{Value, json};

/// The rows of a table for a class.
fn rows<'a>(call: &Call<'a>, table: &str, class: &str) -> Vec<&'a Value> {
    let rows = call.set(table).map_or(&[][..], |rows| rows.as_array().unwrap());
    rows.iter().filter(|row| row["volume_class"] == class).collect()
}

pub(crate) fn agreed(call: &mut Call) -> Res<Value> {
    let input = call.input;
    let class = text(input, "volume_class", "ordinary");
    let winners = input["winners"].as_i64().unwrap();
    let row = rows(call, "share", class).into_iter().find(|row| {
        row["winners_from"].as_i64().unwrap() <= winners
            && row.get("winners_to").is_none_or(|to| winners <= to.as_i64().unwrap())
    });
    let mut faults = Faults::default();
    faults.holds(row.is_none() || input.get("share").is_none(), "/input/share");
    faults.result()?;
    let (share, source) = match (row, number(input, "share")) {
        (Some(row), _) => {
            call.uses(12, "share");
            (q(row["share"].as_str().unwrap()), "rulebook")
        }
        (None, Some(share)) => (share, "caller"),
        (None, None) => return Stop::gap(),
    };
    let range = rows(call, "share_range", class).into_iter().next();
    let range_check = match range {
        None => "no_range",
        Some(range) => {
            call.uses(12, "share_range");
            let [from, to] = ["from", "to"].map(|key| number_or_0(range, key));
            if share == from || share == to {
                mark("12 on the end of the range");
            }
            if from <= share && share <= to { "inside" } else { "outside" }
        }
    };
    let units = sorted(input, "bases", "unit");
    let bases: Vec<Q> = units.iter().map(|(_, unit)| number_or_0(unit, "quantity")).collect();
    let exact: Vec<Q> = bases.iter().map(|base| &share * base).collect();
    let rounded = round(&exact, &input["rounding"]);
    let total = sum(&rounded);
    let listed: Vec<Value> = units
        .iter()
        .zip(&bases)
        .zip(&rounded)
        .map(
            |(((_, unit), base), agreed)| json!({ "unit": unit["unit"], "base": print(base), "agreed": print(agreed) }),
        )
        .collect();
    Ok(json!({
        "share": print(&share),
        "share_source": source,
        "range_check": range_check,
        "base_total": print(&sum(&bases)),
        "agreed_total": print(&total),
        "amount": number(input, "price").map(|price| print(&(&total * price))),
        "rounding_difference": print(&difference(&exact, &rounded)),
        "units": listed,
    }))
}
