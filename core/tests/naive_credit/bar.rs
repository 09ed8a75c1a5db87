//! `credit.bar` (rule 16).

use super::book::World;
use super::date::{Date, day_after, last_day, text};
use super::form::{date_of, list_of, text_of};
use super::rests::Rests;
use super::{Found, Res, Stop, fields};
use crate::common::marks::mark_if;
use serde_json::{Value, json};

pub(crate) fn bar(world: &World, rulebook: Option<&Value>, input: &Value) -> Res<Found> {
    let book = world.resolve(rulebook.unwrap_or(&json!("credit/cn-vbp-bar")), "/rulebook", "credit_bar")?;
    fields::bar_entries(input)?;
    let firm = text_of(input, "firm", "");
    let on = date_of(input, "on").unwrap();
    let (own, others): (Vec<&Value>, Vec<&Value>) =
        list_of(input, "entries").iter().partition(|entry| text_of(entry, "firm", firm) == firm);

    let months =
        |cooperated: &Value| book.list("bar_months").iter().find(|entry| entry["cooperated"] == *cooperated).unwrap();
    let mut entries: Vec<(Date, Date, &str)> = Vec::new();
    for entry in &own {
        let first = date_of(entry, "first_day").unwrap();
        let last = match entry.get("cooperated") {
            None => date_of(entry, "last_day").unwrap(),
            Some(cooperated) => match months(cooperated).get("months") {
                Some(months) => last_day(first, months.as_i64().unwrap()),
                None => return Stop::one("rule_gap", "/rulebook"),
            },
        };
        entries.push((first, last, text_of(entry, "entry_id", "")));
    }
    entries.sort_unstable();

    let mut rests = Rests::default();
    for (cooperated, word) in [(true, "cooperated"), (false, "other")] {
        if own.iter().any(|entry| entry.get("cooperated").is_some_and(|flag| *flag == cooperated)) {
            rests.add(&book.id_of("bar_months", &format!("bar_months.{word}")), months(&json!(cooperated)));
        }
    }

    let mut free_from = on;
    let mut runs = 0;
    while let Some((_, last, _)) = entries.iter().find(|(first, last, _)| *first <= free_from && free_from <= *last) {
        free_from = day_after(*last);
        runs += 1;
    }
    mark_if(runs > 1, "16 entries that run on");
    let mut ignored: Vec<&str> = others.iter().map(|entry| text_of(entry, "entry_id", "")).collect();
    ignored.sort_unstable();
    let entry = |(first, last, id): &(Date, Date, &str)| {
        json!({
            "entry_id": id, "first_day": text(*first), "last_day": text(*last), "in_force": *first <= on && on <= *last,
        })
    };
    let value = json!({
        "firm": firm,
        "on": input["on"],
        "barred": free_from != on,
        "applies_to": "national_vbp_bidding",
        "free_from": text(free_from),
        "entries": entries.iter().map(entry).collect::<Vec<_>>(),
        "ignored": ignored,
    });
    Ok(Found { value, gap: false, rests })
}
