//! `credit.measures`.

use super::book::World;
use super::date::{last_day, text};
use super::form::{date_of, text_of};
use super::grade::required;
use super::rests::{Rests, provenance};
use super::{Found, Res, Stop, fields};
use crate::common::marks::mark_if;
use serde_json::{Value, json};

pub(crate) fn measures(world: &World, rulebook: Option<&Value>, input: &Value) -> Res<Found> {
    let book = required(world, rulebook)?;
    fields::measures(input)?;
    let Some(rank) = book.rank(&input["grade"]) else { return Stop::one("invalid_input", "/input/grade") };
    let role = text_of(input, "role", "");
    let start = date_of(input, "start_on");
    let unset = book.unset_cell(rank, role);
    let mut rests = Rests::default();
    let mut rows = Vec::new();
    let mut unpublished = false;
    for (id, row) in book.rows(rank, role) {
        let length = text_of(row, "length", "");
        let end = match length {
            "years" => start.map(|start| last_day(start, 12 * row["years"].as_i64().unwrap())),
            "one_off" => start,
            _ => None,
        };
        unpublished |= length == "not_published";
        rests.add(&id, row);
        rows.push(json!({
            "measure": row["measure"],
            "scope": row["scope"],
            "area": row["area"],
            "length": length,
            "years": row.get("years"),
            "first_day": start.map(text),
            "last_day": end.map(text),
            "provenance": provenance(row),
        }));
    }
    mark_if(unset, "measures unset cell");
    let value = json!({
        "rulebook": book.id,
        "grade": input["grade"],
        "rank": rank,
        "level": book.level(rank),
        "role": role,
        "complete": !unset,
        "measures": rows,
    });
    Ok(Found { value, gap: unset || unpublished, rests })
}
