//! `credit.default_rulebook` (rule 17).

use super::form::Faults;
use super::rests::Rests;
use super::{Found, Res, Stop};
use serde_json::{Value, json};

/// The labels of published lists, with rulebook and code.
const LABELS: [(&str, &str, &str); 7] = [
    ("一般", "credit/cn-2020", "general"),
    ("中等", "credit/cn-2020", "medium"),
    ("严重", "credit/cn-2020", "severe"),
    ("特别严重", "credit/cn-2020", "especially_severe"),
    ("失信", "credit/cn-2025", "dishonest"),
    ("严重失信", "credit/cn-2025", "severely_dishonest"),
    ("特别严重失信", "credit/cn-2025", "especially_severely_dishonest"),
];

pub(crate) fn default_rulebook(rulebook: Option<&Value>, input: &Value) -> Res<Found> {
    if rulebook.is_some() {
        return Stop::one("invalid_input", "/rulebook");
    }
    let mut faults = Faults::default();
    let Some(object) = faults.object(input, "/input", &[], &["graded_on", "label"]) else { return Err(faults.stops) };
    if object.contains_key("graded_on") == object.contains_key("label") {
        faults.wrong("/input");
    }
    if let Some(date) = object.get("graded_on") {
        faults.date(date, "/input/graded_on");
    }
    let labels = LABELS.map(|(label, ..)| label);
    if let Some(label) = object.get("label") {
        faults.choice(label, "/input/label", &labels);
    }
    faults.result()?;
    let (rulebook, grade, basis, certain) = match object.get("graded_on").map(|date| date.as_str().unwrap()) {
        // Dates of this form compare as texts.
        Some(date) if date < "2020-08-28" => return Stop::one("rule_gap", "/rulebook"),
        Some(date) if date <= "2025-06-30" => ("credit/cn-2020", None, "graded_on", true),
        Some(date) if date <= "2025-12-31" => ("credit/cn-2025", None, "graded_on", false),
        Some(_) => ("credit/cn-2025", None, "graded_on", true),
        None => {
            let (_, rulebook, grade) = LABELS.into_iter().find(|(label, ..)| object["label"] == *label).unwrap();
            (rulebook, Some(grade), "label", true)
        }
    };
    let value = json!({ "rulebook": rulebook, "grade": grade, "basis": basis, "certain": certain });
    Ok(Found { value, gap: false, rests: Rests::default() })
}
