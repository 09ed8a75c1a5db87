//! The JSON door's own manners: the envelope, sizes, encodings. What functions answer is in the conformance vectors.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop on the first surprise"
)]

use jicai::evaluate::{MAX_REQUEST, evaluate, try_evaluate};
use jicai::{Code, Date, rulebook};
use serde_json::Value;

fn error(request: impl AsRef<[u8]>) -> (Code, String) {
    let error = try_evaluate(request).unwrap_err();
    (error.code(), error.path().to_owned())
}

fn at(code: Code, path: &str) -> (Code, String) {
    (code, path.to_owned())
}

#[test]
fn what_is_no_json_is_said_to_be_none() {
    for request in [
        "".as_bytes(),
        b"{",
        b"{} {}",
        b"{\"function\": }",
        b"\xff\xfe",
        b"{\"function\": \"\xc3\x28\"}",
        b"{\"a\": 01}",
        b"{'a': 1}",
        b"\xef\xbb\xbf{}",
    ] {
        assert_eq!(error(request), at(Code::InvalidJson, ""), "{request:?}");
    }
}

#[test]
fn the_envelope_is_strict() {
    for (request, code, path) in [
        ("[]", Code::InvalidInput, ""),
        ("7", Code::InvalidInput, ""),
        ("{}", Code::InvalidInput, "/function"),
        (r#"{"function": 1}"#, Code::InvalidInput, "/function"),
        (r#"{"function": "award.select", "rulebok": ""}"#, Code::InvalidInput, "/rulebok"),
        (r#"{"function": "a", "function": "b"}"#, Code::InvalidInput, "/function"),
        (r#"{"function": "a", "functio\u006e": "b"}"#, Code::InvalidInput, "/function"),
        (r#"{"function": "award.select"}"#, Code::InvalidInput, "/rulebook"),
        (r#"{"function": "award.select", "rulebook": 7}"#, Code::InvalidInput, "/rulebook"),
        (r#"{"function": "award.select", "rulebook": null}"#, Code::InvalidInput, "/rulebook"),
        (r#"{"function": "award.select", "rulebook": "award/cn-batch-10"}"#, Code::InvalidInput, "/input"),
        (r#"{"function": "award.none"}"#, Code::UnknownFunction, "/function"),
        (r#"{"function": "rulebook.list", "options": []}"#, Code::InvalidInput, "/options"),
        (r#"{"function": "rulebook.list", "options": {"explain": 1}}"#, Code::InvalidInput, "/options/explain"),
        (r#"{"function": "rulebook.list", "options": {"language": "fr"}}"#, Code::InvalidInput, "/options/language"),
    ] {
        assert_eq!(error(request), at(code, path), "{request}");
    }
}

#[test]
fn the_same_key_written_in_two_ways_is_a_duplicate() {
    let request = r#"{"function": "award.select", "rulebook": "award/cn-batch-10",
        "input": {"form": "other", "bids": [{"bid": "a", "price": "1", "pri\u0063e": "2"}]}}"#;
    assert_eq!(error(request), at(Code::InvalidInput, "/input/bids/0/price"));
}

#[test]
fn depth_and_length_are_bounded() {
    let nested = |levels: usize| {
        format!(r#"{{"function": "rulebook.show", "input": {}{}}}"#, "[".repeat(levels), "]".repeat(levels))
    };
    // The request itself is one level.
    assert_eq!(error(nested(63)), at(Code::InvalidInput, "/input"));
    assert_eq!(error(nested(64)), at(Code::LimitExceeded, ""));
    assert_eq!(error(nested(100_000)), at(Code::LimitExceeded, ""));
    let long = " ".repeat(MAX_REQUEST + 1);
    assert_eq!(error(long), at(Code::LimitExceeded, ""));
}

#[test]
fn errors_are_written_with_code_path_message_and_help() {
    let response: Value = serde_json::from_str(&evaluate(r#"{"function": "award.selct"}"#)).unwrap();
    let error = &response["error"];
    assert_eq!(error["code"], "unknown_function");
    assert_eq!(error["path"], "/function");
    assert_eq!(error["message"], "there is no function `award.selct`");
    assert!(error["help"].as_str().unwrap().contains("award.select"));
}

#[test]
fn a_misspelt_field_gets_a_hint() {
    let request = r#"{"function": "award.select", "rulebook": "award/cn-batch-10",
        "input": {"form": "other", "bids": [{"bid": "a", "prise": "1"}]}}"#;
    let error = try_evaluate(request).unwrap_err();
    assert_eq!(error.path(), "/input/bids/0/prise");
    assert_eq!(error.help(), Some("did you mean `price`?"));
}

#[test]
fn a_rulebook_that_is_shown_can_be_passed_back() {
    for listing in rulebook::list(&rulebook::Filter::default()).unwrap() {
        let shown = evaluate(format!(r#"{{"function": "rulebook.show", "input": {{"id": "{}"}}}}"#, listing.id));
        let shown: Value = serde_json::from_str(&shown).unwrap();
        let (function, input) = match listing.id.as_str().split('/').next() {
            Some("award") => (
                "award.select",
                r#"{"form": "other", "ceiling": "2", "limit_price": "2", "max_shortlisted": 2,
                "bids": [{"bid": "a", "price": "1"}, {"bid": "b", "price": "1.5"}]}"#,
            ),
            Some("differential") => (
                "differential.price",
                r#"{"representative": {"form": "tablet", "content": "10", "count": "14"}, "price": "1.68",
                "target": {"form": "tablet", "content": "30", "count": "14"}, "rounding": {"decimals": 2}}"#,
            ),
            Some("payment") => ("payment.lint_rulebook", r#"{"reimbursement_rate": "0.8", "list_class": "a"}"#),
            Some("credit") if listing.id.as_str() == "credit/cn-vbp-bar" => (
                "credit.bar",
                r#"{"firm": "F", "on": "2024-12-31",
                "entries": [{"entry_id": "e", "first_day": "2024-08-21", "cooperated": true}]}"#,
            ),
            Some("credit") => (
                "credit.grade",
                r#"{"firm": "F", "province": "P", "graded_on": "2025-08-01", "cases": [{"case_id": "C", "evidence": "judgment",
                "effective_on": "2025-01-01", "facts": [{"matter": "breach", "kind": "selection_lost"},
                {"matter": "bribery", "target": "procurement_body", "amount": "88000"}]}]}"#,
            ),
            Some("volume") => (
                "volume.allocate",
                r#"{"winners": [{"product": "A", "price": "1"}, {"product": "B", "price": "2"}], "institutions": [{"institution": "H",
                "brand_reports": [{"product": "A", "quantity": "10"}]}]}"#,
            ),
            Some("execution") => (
                "execution.disclosure",
                r#"{"as_of": "2025-12-31", "records": [{"record": "R", "published": [{"item": "price"}]}],
                "required": [{"item": "price"}]}"#,
            ),
            area => panic!("no request for the area {area:?}"),
        };
        let ask = |rulebook: &Value| {
            let answer = evaluate(format!(r#"{{"function": "{function}", "rulebook": {rulebook}, "input": {input}}}"#));
            // Some rounds cannot be decided without assumptions, and each method of allocation takes other fields: then both are refused alike.
            let may_refuse = ["award/", "volume/"].iter().any(|area| listing.id.as_str().starts_with(area));
            assert!(answer.starts_with(r#"{"value""#) || may_refuse, "{answer}");
            answer
        };
        assert_eq!(ask(&Value::from(listing.id.as_str())), ask(&shown["value"]), "{}", listing.id);
    }
}

#[test]
fn rulebooks_are_found_by_area_place_and_day() {
    let day = |text: &str| text.parse::<Date>().unwrap();
    let found = rulebook::find("award", "340000", day("2023-01-01")).unwrap();
    assert_eq!(found.id().as_str(), "award/csj-renewal-2022");
    let none = rulebook::find("award", "460000", day("2023-01-01")).unwrap_err();
    assert_eq!(none.code(), Code::UnknownRulebook);
    let several = rulebook::find("award", "100000", day("2025-01-01")).unwrap_err();
    assert_eq!(several.code(), Code::InvalidInput);
    assert!(several.message().contains("award/cn-batch-09, award/cn-insulin-2024, award/cn-batch-10"));
}
