//! What is tempting but false, each with a case that shows it.

use super::*;

fn ask(function: &str, rulebook: Option<&str>, input: Value) -> Value {
    let mut request = json!({ "function": function, "input": input });
    if let Some(name) = rulebook {
        request["rulebook"] = json!(format!("execution/{name}"));
    }
    let response = common::ask(&request);
    assert!(response.get("value").is_some(), "{response}");
    response["value"].clone()
}

/// False: completion is at most 1. Jiangxi bought more than was agreed.
#[test]
fn completion_exceeds_one() {
    let answer =
        ask("execution.progress", None, json!({ "as_of": "2021-07-31", "agreed": "100", "purchased": "136.46" }));
    assert_eq!((&answer["completion"], &answer["remaining_quantity"]), (&json!("1.3646"), &json!("0")));
}

/// False: no more is delivered than was ordered.
#[test]
fn delivery_rate_exceeds_one() {
    let order = json!({ "order": "A", "ordered_quantity": "10", "delivered_quantity": "12" });
    let answer = ask("execution.progress", None, json!({ "as_of": "2025-06-30", "orders": [order] }));
    assert_eq!(answer["orders"]["delivery_rate"], "1.2");
}

/// False: who does not lag behind is done. Half the time and half the volume are lag 0.
#[test]
fn no_lag_is_not_the_end() {
    let period = json!({ "start": "2025-01-01", "end": "2025-01-10" });
    let answer = ask(
        "execution.progress",
        None,
        json!({ "as_of": "2025-01-05", "period": period, "agreed": "100", "purchased": "50" }),
    );
    assert_eq!((&answer["lag"], &answer["remaining_quantity"]), (&json!("0"), &json!("50")));
}

/// False: published bands cover every value. Between 0 and 1 % Yunfu has none, Jiangxi none above 100 %.
#[test]
fn bands_leave_gaps() {
    for (name, indicator, value) in [
        ("yunfu-2023", "completion", "0.005"),
        ("jiangxi-2025", "order_response_rate", "1.0001"),
        ("yunfu-2023", "completion", "-0.1"),
    ] {
        let input = json!({ "subjects": [{ "subject": "A", "values": { indicator: value } }] });
        let answer = ask("execution.alerts", Some(name), input);
        assert_eq!(answer["bands"][0]["band"], "uncovered", "{name} {value}");
    }
}

/// False: the counts of a bulletin add up to its total.
#[test]
fn bulletins_do_not_add_up() {
    let parts = [("95_to_100", "120"), ("80_to_95", "27"), ("below_80", "18")];
    let parts: Vec<Value> = parts.iter().map(|(part, value)| json!({ "part": part, "value": value })).collect();
    let total = json!({ "item": "distributors", "total": "166", "parts": parts });
    let answer = ask("execution.disclosure", None, json!({ "as_of": "2025-06-30", "totals": [total] }));
    let total = &answer["totals"][0];
    assert_eq!((&total["sum"], &total["difference"], &total["adds_up"]), (&json!("165"), &json!("1"), &json!(false)));
    // Even the bands of one answer leave out who has no value.
    let subjects = json!([{ "subject": "A", "values": { "completion": "1" } }, { "subject": "B", "values": { "completion": null } }]);
    let answer = ask("execution.alerts", Some("yunfu-2023"), json!({ "subjects": subjects }));
    let counts: u64 = answer["band_counts"].as_array().unwrap().iter().map(|row| row["count"].as_u64().unwrap()).sum();
    assert_eq!(counts, 1);
}

/// False: every class has a red limit. A reference product is never red, however dear.
#[test]
fn reference_products_are_never_red() {
    let item = json!({ "item": "A", "class": "reference", "price": scenes::LONGEST, "highest_winning_price": "10", "highest_listing_price": "25" });
    for name in ["henan-2026-marks", "xinjiang-2026-marks"] {
        let answer = ask("execution.price_mark", Some(name), json!({ "items": [item] }));
        let item = &answer["items"][0];
        assert_eq!(
            (&item["mark"], &item["red_limit"], &item["anchor"]),
            (&json!("yellow"), &Value::Null, &json!("18"))
        );
    }
}

/// False: the end of the next month comes after thirty days.
#[test]
fn the_end_of_the_next_month_may_be_sooner() {
    let due = |rule: Value, start: &str| {
        let input = json!({ "as_of": "2025-12-31", "settlement_drug": rule, "invoices": [{ "invoice": "A", "amount": "1", "start_on": start }] });
        ask("execution.settlement_due", Some("cn-2024-31"), input)["invoices"][0]["due_on"].clone()
    };
    let thirty = json!({ "kind": "days_after", "days": 30 });
    assert_eq!(due(json!({ "kind": "end_of_next_month" }), "2025-01-31"), "2025-02-28");
    assert_eq!(due(thirty, "2025-01-31"), "2025-03-02");
    // False as well: a later start is due later.
    let tenth = json!({ "kind": "day_of_next_month", "day": 10 });
    assert_eq!(
        (due(tenth.clone(), "2025-05-01"), due(tenth, "2025-05-31")),
        (json!("2025-06-10"), json!("2025-06-10"))
    );
}

/// False: the whole is judged as its items are. Pooled, one product makes up for the other; and the other way round.
#[test]
fn pooled_and_item_verdicts_disagree() {
    let item = |name: &str, agreed: &str, purchased: &str, others: &str| json!({ "product": name, "agreed": agreed, "purchased": purchased, "non_winner_quantity": others });
    let verdicts = |items: Value| {
        ["each_item", "pooled"].map(|overall| {
            let input = json!({ "overall": overall, "items": items, "max_non_winner_share": "0.5" });
            ask("execution.assess", Some("cn-2024-31"), input)["verdict"].clone()
        })
    };
    assert_eq!(verdicts(json!([item("A", "10", "9", "0"), item("B", "10", "11", "0")])), ["unqualified", "qualified"]);
    // A volume that was not agreed does not fail alone.
    assert_eq!(verdicts(json!([item("A", "0", "0", "0"), item("B", "10", "10", "10")])), ["qualified", "qualified"]);
}

/// False: a rounded output may be held against a limit. A third is printed as less than it is, and two thirds as more.
#[test]
fn rounded_outputs_are_not_compared() {
    let income = |drugs: &str| json!({ "drug_income": drugs, "medical_income": "3" });
    let within = |drugs: &str, limit: &str| {
        let input = json!({ "current": income(drugs), "income_ratio_limit": limit });
        let answer = ask("execution.drug_income_ratio", Some("jilin-city-2020"), input);
        (answer["ratio"].clone(), answer["within_limit"].clone())
    };
    assert_eq!(within("1", "0.333333"), (json!("0.333333"), json!(false)));
    assert_eq!(within("2", "0.6666669"), (json!("0.666667"), json!(true)));
    assert_eq!(within("2", "0.666666"), (json!("0.666667"), json!(false)));
    // A mean of thirds: the printed limit is 0.333333, and that value is beyond.
    let subjects: Vec<Value> = [("A", "0"), ("B", "0.333333"), ("C", "0.666667")]
        .iter()
        .map(|(subject, value)| json!({ "subject": subject, "values": { "completion": value } }))
        .collect();
    let mean = json!({ "indicator": "completion", "severity": "notice", "margin": "0", "mean": "0.3333333333" });
    let answer = ask("execution.alerts", None, json!({ "subjects": subjects, "mean_comparison": [mean] }));
    let named: Vec<&Value> = answer["alerts"].as_array().unwrap().iter().map(|alert| &alert["subject"]).collect();
    assert_eq!(named, ["A", "B"]);
    assert_eq!(answer["alerts"][1]["limit"], answer["alerts"][1]["value"]);
    // A red limit that is printed rounded: 10 ÷ 1.8 × 3 of 1 is 1.666667, and that price is marked.
    let item = json!({ "item": "A", "class": "not_evaluated", "price": "1.666667", "highest_winning_price": "1" });
    let answer = ask("execution.price_mark", Some("henan-2026-marks"), json!({ "items": [item] }));
    let item = &answer["items"][0];
    assert_eq!((&item["mark"], &item["red_limit"]), (&json!("red"), &json!("1.666667")));
}
