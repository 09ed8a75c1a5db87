//! The first and the last day, the longest numbers, the largest counts: an answer or a refusal, never anything else.

use super::*;

const FIRST_DAY: &str = "1900-01-01";
const LAST_DAY: &str = "2999-12-31";

fn is_number(text: &str) -> bool {
    text.parse::<Signed>().is_ok()
}

/// Dates and numbers of a question pushed to their ends.
fn push(rng: &mut Rng, value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|inner| push(rng, inner)),
        Value::Object(fields) => {
            for (name, inner) in fields {
                // Ids and names stay.
                if !["product", "item", "key", "subject", "rule", "band", "order", "group", "link", "grade"]
                    .contains(&name.as_str())
                {
                    push(rng, inner);
                }
            }
        }
        Value::String(text) => {
            let pushed = if text.len() == 10 && text.parse::<execution::Day>().is_ok() {
                rng.pick(&[FIRST_DAY, LAST_DAY]).to_owned()
            } else if text.parse::<execution::Moment>().is_ok() {
                rng.pick(&["1900-01-01T00:00", "2999-12-31T23:59"]).to_owned()
            } else if text.parse::<execution::Month>().is_ok() {
                rng.pick(&["1900-01", "2999-12", text]).to_owned()
            } else if is_number(text) {
                rng.pick(&[scenes::LONGEST, "0.0000000001", "0", "1", "0.9999999999"]).to_owned()
            } else {
                return;
            };
            if rng.chance(70) {
                *text = pushed;
            }
        }
        Value::Number(number) if rng.chance(50) => {
            *number = rng.pick(&[0_u32, 1, 120, 1200, 3660, 1_000_000_000]).into();
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6000, ..config() })]

    /// Nothing panics: that would be `internal`.
    #[test]
    fn ends_of_all_ranges_are_answered_or_refused(asked in scenes::any_question(), seed in any::<u64>(), english in any::<bool>()) {
        let mut rng = Rng::new(seed);
        let mut asked = asked;
        push(&mut rng, &mut asked.input);
        if let Some(named) = asked.named.as_mut().filter(|named| named.is_object()).filter(|_| rng.chance(50)) {
            for (_, parameter) in named["parameters"].as_object_mut().unwrap() {
                push(&mut rng, &mut parameter["value"]);
            }
        }
        let response: Value = serde_json::from_str(&asked.response(&json!({ "explain": true, "language": if english { "en" } else { "zh" } }))).unwrap();
        let code = response["error"]["code"].as_str();
        let known = ["invalid_input", "limit_exceeded", "rule_gap", "invalid_rulebook"];
        prop_assert!(code.is_none_or(|code| known.contains(&code)), "{}", response);
    }
}

/// What the longest numbers and the last days give; nothing is cut or saturated.
#[test]
fn the_longest_numbers_are_exact() {
    let longest = scenes::LONGEST;
    let ask = |function: &str, rulebook: Value, input: Value| {
        let mut request = json!({ "function": function, "input": input });
        if !rulebook.is_null() {
            request["rulebook"] = rulebook;
        }
        let response = common::ask(&request);
        assert!(response.get("value").is_some(), "{response}");
        response["value"].clone()
    };
    let answer = ask(
        "execution.progress",
        Value::Null,
        json!({ "as_of": LAST_DAY, "period": { "start": FIRST_DAY, "end": LAST_DAY }, "agreed": longest, "purchased": "0.0000000001",
            "offline": { "offline_amount": longest, "total_amount": longest },
            "complaints": { "window_days": 1_000_000_000, "received_on": [FIRST_DAY, LAST_DAY] } }),
    );
    // 1100 years with 267 leap days.
    assert_eq!(answer["clock"]["total_days"], 1100 * 365 + 267);
    assert_eq!((&answer["clock"]["sequence"], &answer["completion"]), (&json!("1"), &json!("0")));
    assert_eq!(answer["remaining_quantity"], "999999999999999.9999999998");
    assert_eq!((&answer["offline_share"], &answer["complaint_count"]), (&json!("1"), &json!(2)));
    assert_eq!(answer["required_per_day"], Value::Null);
    let invoices = json!([{ "invoice": "A", "amount": longest, "start_on": LAST_DAY }]);
    for (rule, due) in [
        (json!({ "kind": "days_after", "days": 3660 }), "3010-01-08"),
        (json!({ "kind": "end_of_next_month" }), "3000-01-31"),
        (json!({ "kind": "day_of_next_month", "day": 31 }), "3000-01-31"),
    ] {
        let input = json!({ "as_of": LAST_DAY, "settlement_drug": rule, "invoices": invoices });
        let answer = ask("execution.settlement_due", json!("execution/cn-2024-31"), input);
        assert_eq!(answer["invoices"][0]["due_on"], due);
        assert_eq!(answer["invoices"][0]["unpaid"], longest);
    }
    let items = json!([{ "product": "A", "quantity": longest, "price": longest }]);
    let input = json!({ "kind": "vbp", "items": items, "ratio": "0.9999999999", "signed_on": LAST_DAY });
    let answer = ask("execution.prepayment", json!("execution/huaibei-prepay"), input);
    assert_eq!(answer["agreed_amount"], "999999999999999999999999800000.00000000000000000001");
    let by_hand = workdays::walked(*days::LAST, 10, &BTreeSet::new(), &BTreeSet::new());
    assert_eq!(answer["apply_by"], days::shown(by_hand));
    let input = json!({ "party": "firm", "state": "clear", "event": "alert", "on": LAST_DAY, "rectify_days": 3660 });
    let answer = ask("execution.escalate", json!("execution/zhejiang-2025"), input);
    assert_eq!(answer["deadline"], "3010-01-08");
    let bar = json!({ "supplier": "X", "defaulted_on": LAST_DAY, "bar": { "from": LAST_DAY, "months": 1200 } });
    let answer = ask("execution.replace_supplier", Value::Null, bar);
    assert_eq!(answer["bar"]["until"], "3099-12-30");
    let stock = |stock: &str| {
        let input = json!({ "as_of": LAST_DAY, "products": [{ "product": "A", "stock": stock, "daily_use": "1" }] });
        ask("execution.shortage", Value::Null, input)["products"][0]["runs_out_on"].clone()
    };
    assert_eq!(stock("36500"), days::shown(*days::LAST + 36_500));
    assert_eq!((stock("36500.0000000001"), stock(longest)), (Value::Null, Value::Null));
    // The last order of all is due in the next millennium.
    let order = json!({ "order": "A", "ordered_quantity": longest, "confirmed_at": "2999-12-31T23:59" });
    let input = json!({ "as_of": LAST_DAY, "orders": [order] });
    let answer = ask("execution.progress", json!("execution/hunan-delivery-2025"), input);
    assert_eq!(answer["orders"]["pending_orders"], json!(["A"]));
}

/// A number that is too long is refused as that; a malformed one, a float and a null are invalid.
#[test]
fn numbers_and_days_beyond_the_ends_are_refused() {
    let code = |input: Value| {
        let response = common::ask(&json!({ "function": "execution.progress", "input": input }));
        response["error"]["code"].as_str().map(str::to_owned)
    };
    let quantity = |text: Value| code(json!({ "as_of": LAST_DAY, "agreed": text, "purchased": "0" }));
    for long in ["1000000000000000", "0.00000000001", "-1000000000000000"] {
        assert_eq!(quantity(json!(long)).as_deref(), Some("limit_exceeded"), "{long}");
    }
    for bad in [json!("-1"), json!("1."), json!("+1"), json!(""), json!("1e3"), json!(1), Value::Null] {
        assert_eq!(quantity(bad.clone()).as_deref(), Some("invalid_input"), "{bad}");
    }
    assert_eq!(quantity(json!("0000000000000000000001.5")), None);
    for bad in ["1899-12-31", "3000-01-01", "2025-02-29", "2025-6-30", "2025-06-30T00:00"] {
        let input = json!({ "as_of": bad, "agreed": "0", "purchased": "0" });
        assert_eq!(code(input).as_deref(), Some("invalid_input"), "{bad}");
    }
    let members = |count: Value| {
        code(json!({ "as_of": LAST_DAY, "coverage": [{ "group": "A", "members": count, "covered": 0 }] }))
    };
    assert_eq!(members(json!(1_000_000_000)), None);
    assert_eq!(members(json!(1_000_000_001)).as_deref(), Some("limit_exceeded"));
    assert_eq!(members(json!(-1)).as_deref(), Some("invalid_input"));
}

/// Lists have an end, and so have pairs that are held against each other.
#[test]
fn long_lists_are_refused() {
    let code = |input: Value| {
        let function = if input.get("records").is_some() { "execution.disclosure" } else { "execution.progress" };
        let response = common::ask(&json!({ "function": function, "input": input }));
        (response["error"]["code"].as_str().map(str::to_owned), response["error"]["path"].as_str().map(str::to_owned))
    };
    let refused = |path: &str| (Some("limit_exceeded".to_owned()), Some(format!("/input{path}")));
    let list = |row: &Value, length: usize| Value::Array(vec![row.clone(); length]);
    let complaints = |length: usize| {
        code(
            json!({ "as_of": LAST_DAY, "complaints": { "window_days": 1, "received_on": list(&json!(LAST_DAY), length) } }),
        )
    };
    assert_eq!(complaints(execution::MAX_LIST), (None, None));
    assert_eq!(complaints(execution::MAX_LIST + 1), refused("/complaints/received_on"));
    let holidays = json!({ "holidays": list(&json!(LAST_DAY), execution::MAX_LIST + 1) });
    let asked = json!({ "as_of": LAST_DAY, "agreed": "1", "purchased": "1", "calendar": holidays });
    assert_eq!(code(asked), refused("/calendar/holidays"));
    let items =
        |length: usize| (0..length).map(|n| json!({ "item": n.to_string(), "record": n.to_string(), "published": [] }));
    let records = |length: usize| {
        let rows = items(length).map(|mut row| {
            row.as_object_mut().unwrap().remove("item");
            row
        });
        rows.collect::<Vec<_>>()
    };
    let required: Vec<Value> = items(1000).map(|row| json!({ "item": row["item"] })).collect();
    let rows = execution::MAX_PAIRS / 1000 + 1;
    assert_eq!(code(json!({ "as_of": LAST_DAY, "records": records(rows), "required": required })), refused("/records"));
}
