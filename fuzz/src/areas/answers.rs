//! What is true of every answer.

use serde_json::Value;

use super::laws;
use super::shapes::SHAPES;

const CODES: [&str; 8] = [
    "invalid_input",
    "unknown_function",
    "unknown_rulebook",
    "invalid_rulebook",
    "rule_gap",
    "unverified_parameter",
    "limit_exceeded",
    "invalid_json",
];

/// What a request is answered, parsed.
pub fn ask(request: &Value) -> Value {
    serde_json::from_str(&jicai::evaluate(request.to_string())).expect("a response is JSON")
}

/// Asks a request of a known function and checks the answer.
pub fn check(request: &Value) -> Value {
    let text = request.to_string();
    let response = jicai::evaluate(&text);
    assert_eq!(response, jicai::evaluate(&text), "the same answer each time");
    let answer: Value = serde_json::from_str(&response).expect("a response is JSON");
    assert_eq!(answer.to_string(), response, "a response is compact, and no key stands twice");
    match answer.get("error") {
        Some(error) => check_error(request, &answer, error),
        None => check_value(request, &answer),
    }
    check_options(request, &answer);
    check_other_door(request, &response);
    if answer.get("value").is_some() {
        laws::check(request, &answer["value"]);
    }
    answer
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().into_iter().flat_map(|object| object.keys().map(String::as_str)).collect()
}

fn check_error(request: &Value, answer: &Value, error: &Value) {
    assert_eq!(keys(answer), ["error"]);
    let stated = keys(error);
    assert!(stated == ["code", "path", "message"] || stated == ["code", "path", "message", "help"], "{answer}");
    assert!(CODES.iter().any(|code| error["code"] == *code), "{answer}");
    assert!(
        error["message"].as_str().is_some_and(|message| !message.is_empty() && !message.ends_with('.')),
        "{answer}"
    );
    let path = error["path"].as_str().expect("a path");
    assert!(points(request, path), "`{path}` points nowhere: {answer}");
}

/// Whether a path leads into a request: to a value, or to what is missing in an object.
fn points(request: &Value, path: &str) -> bool {
    let mut there = path;
    while request.pointer(there).is_none() {
        let Some((parent, _)) = there.rsplit_once('/') else { return false };
        there = parent;
    }
    there == path || request.pointer(there).is_some_and(Value::is_object)
}

fn check_value(request: &Value, answer: &Value) {
    let explains = request.pointer("/options/explain") != Some(&Value::Bool(false));
    let expected: &[&str] = if explains { &["value", "explanation", "rests_on"] } else { &["value", "rests_on"] };
    assert_eq!(keys(answer), expected);
    let function = request["function"].as_str().expect("a function");
    let output = SHAPES.output(function).expect("every function has a schema");
    assert!(SHAPES.fits(output, &answer["value"]), "not as the schema says: {}", answer["value"]);
    let mut seen = Vec::new();
    for source in answer["rests_on"].as_array().expect("a list") {
        let parameter = source["parameter"].as_str().expect("a parameter");
        assert!(parameter.contains('#') && !seen.contains(&parameter), "{answer}");
        seen.push(parameter);
        assert!(["secondary", "derived", "unverified"].iter().any(|word| source["provenance"] == *word), "{answer}");
    }
    for step in answer["explanation"].as_array().into_iter().flatten() {
        let words = ["clause", "subject", "outcome", "text"];
        assert!(words.iter().all(|word| step[word].as_str().is_some_and(|text| !text.is_empty())), "{step}");
    }
}

/// An explanation, its language, and strictness change nothing else.
fn check_options(request: &Value, answer: &Value) {
    if answer.pointer("/error/path").and_then(Value::as_str).is_some_and(|path| path.starts_with("/options")) {
        return;
    }
    let mut other = request.clone();
    let strict = request.pointer("/options/strict") == Some(&Value::Bool(true));
    other["options"] = serde_json::json!({ "explain": false, "strict": strict });
    let plain = ask(&other);
    assert_eq!(plain["value"], answer["value"]);
    assert_eq!(plain["rests_on"], answer["rests_on"]);
    assert_eq!(plain["error"], answer["error"]);
    let unverified = |answer: &Value| {
        answer["rests_on"].as_array().is_some_and(|all| all.iter().any(|one| one["provenance"] == "unverified"))
    };
    if !strict {
        other["options"] = serde_json::json!({ "strict": true, "language": "en" });
        let strict = ask(&other);
        match (answer.get("value"), unverified(answer)) {
            // Comparisons say so rulebook by rulebook.
            _ if request["function"] == "award.compare" => {}
            // An interval is then a gap.
            (Some(_), _) if strict["error"]["code"] == "rule_gap" => {
                assert!(
                    request["function"].as_str().is_some_and(|name| name.starts_with("credit.")),
                    "{request} {strict}"
                );
            }
            (Some(_), true) => assert_eq!(strict["error"]["code"], "unverified_parameter", "{request} {strict}"),
            (value, _) => assert_eq!(strict.get("value"), value, "{request} {strict}"),
        }
    } else if request["function"] != "award.compare" {
        assert!(!unverified(answer));
    }
}

/// The door for other formats than text gives the same bytes.
fn check_other_door(request: &Value, response: &str) {
    if request.get("options").is_some() {
        return;
    }
    let mut function = jicai::evaluate::Function::new(request["function"].as_str().expect("a function"));
    if let Some(rulebook) = request.get("rulebook") {
        match function.with_rulebook(rulebook) {
            Ok(with) => function = with,
            Err(error) => return assert_eq!(jicai::evaluate::error_response(&error), response),
        }
    }
    let other = function.ask(&request["input"]).unwrap_or_else(|error| jicai::evaluate::error_response(&error));
    assert_eq!(other, response);
}
