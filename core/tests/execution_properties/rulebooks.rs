//! What a rulebook of the area may not say: an unknown word, anything twice, nothing where something must be done, edges that are none.

use super::*;

fn refused(parameters: Value) -> Option<(Code, String)> {
    let entries: serde_json::Map<String, Value> = parameters
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| (name.clone(), json!({ "value": value, "provenance": "official", "citation": "said so" })))
        .collect();
    let object = json!({ "id": "x/own", "area": "execution", "parameters": entries });
    Rulebook::from_json(&object.to_string()).err().map(|error| (error.code(), error.path().to_owned()))
}

fn rule(more: Value) -> Value {
    let condition = json!({ "indicator": "lag", "op": "gt", "limit": "0" });
    let mut rule = json!({ "rule": "A", "when": [condition], "severity": "notice", "action": "act" });
    rule.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    rule
}

fn band(more: Value) -> Value {
    let mut band = json!({ "band": "A", "from": "0", "from_op": "ge" });
    band.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    band
}

fn bands(list: Value) -> Value {
    json!({ "alert_bands": [{ "indicator": "lag", "bands": list }] })
}

fn marks(class: &str, rule: Value) -> Value {
    json!({ "mark_rules": { class: rule } })
}

/// Every one of these is refused, under its parameter.
#[test]
fn impossible_rulebooks_are_refused() {
    let condition = json!({ "indicator": "lag", "op": "gt", "limit": "0" });
    let plain = json!({ "anchor": "highest_winning", "yellow_multiple": "2" });
    let with = |field: &str, value: Value| {
        let mut rule = plain.clone();
        rule[field] = value;
        rule
    };
    let part = json!({ "divide": "1", "multiply": "1" });
    let mut both = with("red_multiple", json!("3"));
    both["red_from_yellow"] = part.clone();
    let wrong = [
        json!({ "unheard_of": 1 }),
        json!({ "alert_rules": [rule(json!({ "when": [] }))] }),
        json!({ "alert_rules": [rule(json!({ "months": 2, "when": [condition, condition] }))] }),
        json!({ "alert_rules": [rule(json!({ "months": 0 }))] }),
        json!({ "alert_rules": [rule(json!({})), rule(json!({ "severity": "warning" }))] }),
        json!({ "alert_rules": [rule(json!({ "severity": "grave" }))] }),
        json!({ "alert_rules": [rule(json!({ "applies_to": "person" }))] }),
        json!({ "alert_rules": [rule(json!({ "when": [{ "indicator": "luck", "op": "gt", "limit": "0" }] }))] }),
        json!({ "alert_rules": [rule(json!({ "when": [{ "indicator": "lag", "op": "ne", "limit": "0" }] }))] }),
        bands(json!([])),
        bands(json!([band(json!({})), band(json!({ "from": "1" }))])),
        bands(json!([band(json!({ "from_op": "le" }))])),
        bands(json!([band(json!({ "from_op": "eq" }))])),
        bands(json!([band(json!({ "to": "1" }))])),
        bands(json!([band(json!({ "to_op": "lt" }))])),
        bands(json!([band(json!({ "to": "1", "to_op": "ge" }))])),
        json!({ "alert_bands": [{ "indicator": "lag", "bands": [band(json!({}))] }, { "indicator": "lag", "bands": [band(json!({}))] }] }),
        json!({ "alert_watched": ["lag", "lag"] }),
        json!({ "assessment_tests": ["agreed_volume", "agreed_volume"] }),
        json!({ "assessment_apart": ["shortage", "shortage"] }),
        json!({ "institution_ladder": [] }),
        json!({ "firm_ladder": ["remind", "remind"] }),
        json!({ "firm_ladder": ["credit_rating"] }),
        json!({ "firm_unsigned": [] }),
        json!({ "firm_unsigned": ["disqualified", "disqualified"] }),
        json!({ "firm_final": "admonish" }),
        json!({ "ladder_order": "any" }),
        json!({ "rectify_days": 0 }),
        json!({ "rectify_days": 3661 }),
        json!({ "in_hospital_check_month": 121 }),
        json!({ "settlement_drug": { "kind": "days_after" } }),
        json!({ "settlement_drug": { "kind": "days_after", "days": 3661 } }),
        json!({ "settlement_drug": { "kind": "days_after", "days": 30, "day": 1 } }),
        json!({ "settlement_drug": { "kind": "end_of_next_month", "days": 30 } }),
        json!({ "settlement_drug": { "kind": "end_of_next_month", "day": 30 } }),
        json!({ "settlement_consumable": { "kind": "day_of_next_month" } }),
        json!({ "settlement_consumable": { "kind": "day_of_next_month", "day": 32 } }),
        json!({ "settlement_consumable": { "kind": "day_of_next_month", "day": 3, "days": 3 } }),
        json!({ "prepay_ratio": "1.01" }),
        json!({ "fund_prepay_dates": { "apply_until": "02-30", "pay_by": "03-31" } }),
        json!({ "fund_prepay_dates": { "apply_until": "1-10", "pay_by": "03-31" } }),
        marks("reference", plain.clone()),
        marks("three_same", with("anchor", json!("reference"))),
        marks("winner_not_supplying", plain.clone()),
        marks("vitamins", plain.clone()),
        marks("evaluated", with("anchor", json!("lowest_winning"))),
        marks("evaluated", with("yellow_multiple", json!("0"))),
        marks("evaluated", both),
        json!({ "second_slot_order": ["non_winner", "non_winner"] }),
        json!({ "replacement_order": ["substitute", "substitute"] }),
        json!({ "checklists": { "a": ["one", "one"] } }),
        json!({ "checklists": { "a": ["one", { "item": "one", "due_on": "2025-01-01" }] } }),
        json!({ "checklists": { "a": [{ "item": "one", "due_on": "2025-02-30" }] } }),
        json!({ "entry_rules": { "evaluated": { "evaluated": "0.7" } } }),
        json!({ "central_threshold": "-1" }),
    ];
    for parameters in wrong {
        let name = parameters.as_object().unwrap().keys().next().unwrap().clone();
        let (code, path) = refused(parameters.clone()).unwrap_or_else(|| panic!("accepted {parameters}"));
        assert_eq!(code, Code::InvalidRulebook, "{parameters}");
        assert!(path.starts_with(&format!("/parameters/{name}")), "{path} for {parameters}");
    }
}

/// And these are not.
#[test]
fn possible_rulebooks_are_read() {
    let mut reference = json!({ "mark_rules": { "reference": { "anchor": "reference", "yellow_multiple": "2" } } });
    reference["mark_rules"]["evaluated"] = json!({ "anchor": "highest_winning", "yellow_multiple": "2",
        "red_from_yellow": { "divide": "1.8", "multiply": "3" } });
    for parameters in [
        json!({ "alert_rules": [] }),
        json!({ "alert_bands": [] }),
        json!({ "alert_watched": [] }),
        json!({ "assessment_tests": [] }),
        json!({ "second_slot_order": [] }),
        json!({ "replacement_order": [] }),
        json!({ "checklists": { "a": [] } }),
        json!({ "mark_rules": {} }),
        json!({ "firm_unsigned": "disqualified" }),
        json!({ "firm_unsigned": ["disqualified"] }),
        json!({ "fund_prepay_dates": { "apply_until": "02-29", "pay_by": "12-31" } }),
        json!({ "settlement_drug": { "kind": "day_of_next_month", "day": 31 } }),
        bands(json!([
            band(json!({ "to": "1", "to_op": "le", "severity": "serious" })),
            band(json!({ "band": "B", "from_op": "gt" }))
        ])),
        json!({ "alert_rules": [rule(json!({ "months": 1, "applies_to": "maker" })), rule(json!({ "rule": "B" }))] }),
        json!({ "rectify_days": 3660, "in_hospital_check_month": 120 }),
        reference,
    ] {
        assert_eq!(refused(parameters.clone()), None, "{parameters}");
    }
}

/// Fields of the other kind are unknown, in questions as in rulebooks.
#[test]
fn kinds_know_their_own_fields_alone() {
    let ask = |function: &str, input: Value| {
        let request = json!({ "function": function, "rulebook": "execution/cn-2024-31", "input": input });
        let error = common::ask(&request)["error"].clone();
        (error["code"].as_str().unwrap_or_default().to_owned(), error["path"].as_str().unwrap_or_default().to_owned())
    };
    let invalid = |path: &str| ("invalid_input".to_owned(), format!("/input{path}"));
    for (field, value) in [
        ("fund", json!("employee")),
        ("balance_months", json!("1")),
        ("deficit_last_year", json!(false)),
        ("deficit_forecast", json!(false)),
        ("monthly_spend", json!(["1"])),
        ("year", json!(2025)),
    ] {
        let mut input = json!({ "kind": "vbp", "agreed_amount": "1", "ratio": "1" });
        input[field] = value;
        assert_eq!(ask("execution.prepayment", input), invalid(&format!("/{field}")));
    }
    let fund = json!({ "kind": "fund", "fund": "employee", "balance_months": "12", "deficit_last_year": false,
        "deficit_forecast": false, "monthly_spend": ["1"], "year": 2025 });
    for (field, value) in [
        ("agreed_amount", json!("1")),
        ("items", json!([])),
        ("ratio", json!("1")),
        ("paid_amount", json!("1")),
        ("signed_on", json!("2025-01-01")),
        ("applied_on", json!("2025-01-01")),
        ("received_on", json!("2025-01-01")),
        ("distributor_received_on", json!("2025-01-01")),
        ("calendar", json!({})),
    ] {
        let mut input = fund.clone();
        input[field] = value;
        assert_eq!(ask("execution.prepayment", input), invalid(&format!("/{field}")));
    }
    for field in ["fund", "balance_months", "deficit_last_year", "deficit_forecast", "monthly_spend", "year", "kind"] {
        let mut input = fund.clone();
        input.as_object_mut().unwrap().remove(field);
        assert_eq!(ask("execution.prepayment", input), invalid(&format!("/{field}")));
    }
    for (rule, path) in [
        (json!({ "kind": "days_after" }), "/days"),
        (json!({ "kind": "days_after", "days": 1, "day": 1 }), "/day"),
        (json!({ "kind": "end_of_next_month", "days": 1 }), "/days"),
        (json!({ "kind": "day_of_next_month" }), "/day"),
    ] {
        let invoices = json!([{ "invoice": "A", "amount": "1", "start_on": "2025-01-01" }]);
        let input = json!({ "as_of": "2025-06-30", "settlement_drug": rule, "invoices": invoices });
        assert_eq!(ask("execution.settlement_due", input), invalid(&format!("/settlement_drug{path}")));
    }
}
