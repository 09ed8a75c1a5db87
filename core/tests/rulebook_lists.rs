//! What lists and lines of a rulebook may be: on the edge accepted, one step further refused.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may stop on the first surprise"
)]

use serde_json::{Value, json};

/// The error of a rulebook with this value of a parameter, as `code path message`; empty where the rulebook is read.
fn refusal(area: &str, parameter: &str, value: &Value) -> String {
    let (function, input) = match area {
        "award" => ("award.region_counts", json!({ "winners": 2 })),
        "volume" => {
            ("volume.agreed", json!({ "winners": 4, "bases": [{ "unit": "P", "quantity": "1" }], "share": "0.5" }))
        }
        _ => ("execution.alerts", json!({ "subjects": [] })),
    };
    let stated = json!({ "value": value, "provenance": "official", "citation": "a notice" });
    let rulebook = json!({ "id": "example/own", "area": area, "parameters": { parameter: stated } });
    let request = json!({ "function": function, "rulebook": rulebook, "input": input });
    let response: Value = serde_json::from_str(&jicai::evaluate(request.to_string())).unwrap();
    match response["error"]["code"].as_str() {
        Some("invalid_rulebook" | "limit_exceeded") => {
            format!("{} {} {}", response["error"]["code"], response["error"]["path"], response["error"]["message"])
        }
        _ => String::new(),
    }
}

/// Accepts one value and refuses the other, with these words.
fn edge(area: &str, parameter: &str, accepted: &Value, refused: &Value, words: &str) {
    let given = refusal(area, parameter, accepted);
    assert!(!given.contains(words), "{area} {parameter}: {given}");
    let given = refusal(area, parameter, refused);
    assert!(given.contains(words), "{area} {parameter}: {given:?} does not say {words}");
}

/// A list of so many elements, made from their numbers.
fn list(number: usize, element: impl Fn(usize) -> Value) -> Value {
    (0..number).map(element).collect()
}

/// A list may have so many elements, and not one more.
fn most(area: &str, parameter: &str, number: usize, words: &str, value: impl Fn(usize) -> Value) {
    edge(area, parameter, &value(number), &value(number + 1), words);
    edge(area, parameter, &value(number), &value(number + 2), words);
}

#[test]
fn award_lists_have_at_most_1000_elements() {
    most("award", "tie_keys", 1000, "at most 1000 elements", |number| list(number, |_| json!("reported_volume")));
    most("award", "revival_unshortlisted_conditions", 1000, "at most 1000 elements", |number| {
        list(number, |_| json!("not_highest"))
    });
}

#[test]
fn volume_lists_have_a_greatest_length() {
    let bands = |number| list(number, |i| json!({ "from": format!("9.{:04}", 9999 - i), "grade": format!("g{i}") }));
    most("volume", "bands", 1000, "1 to 1000 bands", bands);
    edge("volume", "bands", &bands(1), &bands(0), "1 to 1000 bands");
    let parts = |number| list(number, |_| json!({ "fraction": "0.1", "to": "choice" }));
    most("volume", "redistribution", 9, "at most 9 parts", parts);
    let rows = |number| json!({ "key": "rank", "rows": list(number, |i| json!({ "rank_from": i % 1000 + 1, "own": "0.5", "released": "0.5" })) });
    most("volume", "rungs", 1000, "at most 1000 rows", rows);
}

/// The parts of a redistribution may use up the pool.
#[test]
fn parts_add_up_to_at_most_one() {
    let parts = |last: &str| json!([{ "fraction": "0.6", "to": "choice" }, { "fraction": last, "to": "choice" }]);
    edge("volume", "redistribution", &parts("0.4"), &parts("0.400001"), "add up to at most 1");
}

/// A line of shares by the cut: its ends may meet, and shares at its end are from 0 to 1.
#[test]
fn a_line_keeps_shares_between_0_and_1() {
    let line = |[from, to, own, released, slope]: [&str; 5]| json!({ "key": "cut", "from": from, "to": to, "own": own, "released": released, "slope": slope });
    let (level, order) = (["0.5", "0.5", "0.6", "0.4", "1"], ["0.500001", "0.5", "0.6", "0.4", "1"]);
    edge("volume", "rungs", &line(level), &line(order), "`from` not above `to`");
    // From 0.5 to 0.7 a slope of 1 moves 0.2 of the released share to the own one.
    let whole = line(["0.5", "0.7", "0.8", "0.2", "1"]);
    let along = "shares from 0 to 1 along the whole line";
    edge("volume", "rungs", &whole, &line(["0.5", "0.700001", "0.8", "0.2", "1"]), along);
    for released in ["0.2", "0.3"] {
        let accepted = line(["0.5", "0.7", "0.7", released, "1"]);
        edge("volume", "rungs", &accepted, &line(["0.5", "0.7", "0.7", "0.199999", "1"]), along);
    }
}

#[test]
fn execution_lists_have_at_most_1000_elements() {
    let when = json!({ "indicator": "lag", "op": "gt", "limit": "0.1" });
    let rule =
        |i: usize, when: Value| json!({ "rule": format!("r{i}"), "when": when, "severity": "notice", "action": "x" });
    let rules = |number| list(number, |i| rule(i, json!([when.clone()])));
    most("execution", "alert_rules", 1000, "at most 1000 rules", rules);
    let conditions = |number| json!([rule(0, list(number, |_| when.clone()))]);
    most("execution", "alert_rules", 1000, "1 to 1000 conditions", conditions);
    edge("execution", "alert_rules", &conditions(1), &conditions(0), "1 to 1000 conditions");
    let band = |i: usize| json!({ "band": format!("b{i}"), "from": "0", "from_op": "ge", "severity": "notice" });
    let bands = |number| json!([{ "indicator": "lag", "bands": list(number, band) }]);
    most("execution", "alert_bands", 1000, "1 to 1000 bands", bands);
    edge("execution", "alert_bands", &bands(1), &bands(0), "1 to 1000 bands");
    most(
        "execution",
        "checklists",
        1000,
        "at most 1000 items",
        |number| json!({ "items": list(number, |i| json!(format!("i{i}"))) }),
    );
}
