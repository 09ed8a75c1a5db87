//! The examples of the rule text.

use serde_json::{Value, json};

/// Requests with their whole values (sections 5 and 9).
pub(crate) fn examples() -> Vec<(Value, Value)> {
    let city = json!({
        "id": "x/city-2026",
        "extends": "payment/hainan-2019",
        "remove": ["floor"],
        "parameters": {
            "reference": { "value": "highest", "provenance": "official", "citation": "…" },
            "decimals.pack": { "value": 3 },
            "bands": { "value": [
                { "code": "low", "up_to": "2", "years": [{ "of": "reference" }] },
                { "code": "high", "years": [
                    { "of": "base", "factor": "0.70" }, { "of": "gap" }, { "of": "reference", "bound": "at_most" },
                ] },
            ] },
        },
    });
    let product = json!({
        "status": "originator", "list_class": "b", "price": "60.33", "base_price": "60.33", "own_rate": "0.10",
    });
    let winners = json!([{ "id": "W1", "price": "22.26" }]);
    let hainan = json!({
        "function": "payment.standard",
        "rulebook": "payment/hainan-2019",
        "input": { "product": product, "winners": winners, "date": "2021-01-15" },
    });
    let year_2 = json!({
        "covered": true, "ceiling": "24.13", "effective": "24.13", "above_standard": "36.20", "reference": "22.26",
        "reference_from": ["W1"], "band": "high", "basis": "base_times", "bound": "exact", "year": 2,
        "first_self_pay_rate": "0.10", "floor_applied": false, "limited_by_price": false, "date_basis": null,
    });
    let extended = json!({
        "function": "payment.path",
        "rulebook": city,
        "input": { "product": product, "winners": winners },
    });
    let step = |year: usize, ceiling: Option<(&str, &str, &str)>| {
        json!({
            "year": year, "gap": ceiling.is_none(), "price": "60.330", "ceiling": ceiling.map(|x| x.0),
            "effective": ceiling.map(|x| x.0), "above_standard": ceiling.map(|x| x.1), "band": "high",
            "bound": ceiling.map(|x| x.2), "first_self_pay_rate": "0.10", "floor_applied": false,
        })
    };
    let steps = json!({
        "steps": [
            step(1, Some(("42.231", "18.099", "exact"))), step(2, None), step(3, Some(("22.260", "38.070", "at_most"))),
        ],
        "reference": "22.260",
        "converged_year": 3,
    });
    vec![(hainan, year_2), (extended, steps)]
}
