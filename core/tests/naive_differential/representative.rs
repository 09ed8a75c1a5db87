//! `differential.needs_representative`: sections 3.12 and 6.7.

use super::book::Book;
use super::convert::{children_only, content_multiple};
use super::fields::{flag, money};
use super::product::{Product, group};
use super::{Log, Res, gap, invalid};
use serde_json::{Value, json};

/// The six parameters of 3.12, each with the word of its ground.
const GROUNDS: [(&str, &str); 6] = [
    ("wholly_different_indication", "separate_indication"),
    ("children_only", "separate_children_only"),
    ("content_multiple", "separate_content_multiple"),
    ("special_device", "optional_ground.special_device"),
    ("major_indication_change", "optional_ground.major_indication_change"),
    ("multi_dose_pack", "optional_ground.multi_dose_pack"),
];

/// 6.7.
pub(crate) fn needs_representative(book: &Book, log: &mut Log, input: &Value) -> Res<Value> {
    let r = Product::read(&input["representative"], "/input/representative");
    let t = Product::read(&input["candidate"], "/input/candidate");
    if let (Some(of_r), Some(of_t)) = (&r.content, &t.content)
        && of_r.kind != of_t.kind
    {
        return invalid("/input/candidate/content_unit");
    }
    if GROUNDS.iter().all(|(_, parameter)| !book.is_set(parameter)) {
        return gap("/rulebook");
    }
    let indication = input.get("indication").and_then(Value::as_str).unwrap_or("same");
    let prices = (money(input, "candidate_price"), money(input, "single_dose_price"));
    let multi_dose = book.is_true("optional_ground.multi_dose_pack")
        && ["tablet", "capsule"].contains(&group(&r.form).unwrap())
        && r.packaging_form.as_deref() == Some("single_dose")
        && t.packaging_form.as_deref() == Some("multi_dose");
    let not_dearer = match &prices {
        (Some(candidate), Some(single_dose)) => Some(candidate <= single_dose),
        _ => None,
    };
    let holds = [
        book.is_true("separate_indication")
            && flag(input, "same_route", true)
            && r.form == t.form
            && indication == "wholly_different",
        children_only(book, &r, &t),
        content_multiple(book, &r, &t),
        book.is_true("optional_ground.special_device")
            && flag(input, "self_administered_device", false)
            && (t.is_injection() || t.form == "spray"),
        book.is_true("optional_ground.major_indication_change") && indication == "partly_changed_major",
        multi_dose && not_dearer == Some(true),
    ];
    let undetermined = multi_dose && not_dearer.is_none();
    let mut grounds = Vec::new();
    for ((word, parameter), holds) in GROUNDS.iter().zip(holds) {
        if holds {
            grounds.push(*word);
        }
        if holds || (*word == "multi_dose_pack" && undetermined) {
            log.push((*parameter).to_owned());
        }
    }
    Ok(json!({
        "required": holds[..3].contains(&true),
        "permitted": holds.contains(&true),
        "grounds": grounds,
        "undetermined": if undetermined { vec!["multi_dose_pack"] } else { Vec::new() },
    }))
}
