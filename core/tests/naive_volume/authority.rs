//! Rules 10 and 11: `volume.tender_authority`.

use super::{Call, Res, Stop};
use crate::common::marks::mark;
use serde_json::{Value, json};

pub(crate) fn tender_authority(call: &mut Call) -> Res<Value> {
    let input = call.input;
    let rows = call.set("authority").unwrap().as_array().unwrap();
    let row = rows.iter().find(|row| row["level"] == input["level"] && row["kind"] == input["kind"]);
    let Some(row) = row else { return Stop::gap() };
    call.uses(10, "authority");
    let authority = row["authority"].as_str().unwrap();
    // Missing, or later than that which needed it; the same day is in time.
    let late = |approved: &str, done: &str| {
        let day = |key: &str| input.get(key).map(|day| day.as_str().unwrap());
        if day(done).is_some() && day(approved) == day(done) {
            mark("10 on the same day");
        }
        day(done).is_some_and(|done| day(approved).is_none_or(|approved| approved > done))
    };
    let mut violations = Vec::new();
    if authority != "allowed" {
        if late("approved_on", "started_on") {
            let not_allowed = authority == "not_allowed_in_principle";
            violations.push(if not_allowed { "tender_not_allowed" } else { "started_without_approval" });
        }
        if late("document_approved_on", "published_on") {
            violations.push("published_without_document_approval");
        }
    }
    if input.get("agreed_volume_stated").is_some_and(|stated| *stated == false) {
        violations.push("agreed_volume_not_stated");
    }
    // Rule 11.
    let advice = match (call.has(11, "national_advice"), input["kind"].as_str().unwrap()) {
        (true, "own_tender") if input["level"] != "province" => Some("not_advised"),
        (true, "join_extra_provincial_alliance") => Some("encouraged"),
        _ => None,
    };
    Ok(json!({
        "authority": authority,
        "approval_needed": authority == "needs_provincial_approval",
        "national_advice": advice,
        "violations": violations,
        "compliant": violations.is_empty(),
    }))
}
