//! `execution.process_score` (rule 33).

use super::Call;
use super::form::{Faults, list, number, sorted, text, the};
use super::number::{Q, exact, int, rounded, sum};
use crate::common::marks::mark_if;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn max_score(input: &Value) -> Q {
    number(input, "max_score").unwrap_or(int(100))
}

pub(crate) fn conditions(call: &Call, faults: &mut Faults) {
    let input = call.input;
    let links = list(input, "links");
    for (i, link) in links.iter().enumerate() {
        if let Some(score) = number(link, "score") {
            faults.holds(score <= max_score(input), &format!("/input/links/{i}/score"));
        }
    }
    let weights: Option<Vec<Q>> = links.iter().map(|link| number(link, "weight")).collect();
    if let Some(weights) = weights.filter(|_| input.get("links").is_some_and(Value::is_array)) {
        faults.holds(sum(weights) > Q::ZERO, "/input/links");
    }
    let mut known = BTreeSet::new();
    for (i, band) in list(input, "bands").iter().enumerate() {
        if let Some(from) = number(band, "from") {
            faults.holds(known.insert(from), &format!("/input/bands/{i}/from"));
        }
    }
}

pub(crate) fn process_score(call: &Call) -> Value {
    let input = call.input;
    let links = sorted(input, "links", "link");
    let weights = sum(links.iter().map(|link| the(link, "weight")));
    let score = sum(links.iter().map(|link| the(link, "score") * the(link, "weight"))) / &weights;
    let mut by_score = links.clone();
    // The lowest score, then the larger weight, then the id, in which order they already are.
    by_score.sort_by(|one, other| {
        (the(one, "score"), -the(one, "weight")).cmp(&(the(other, "score"), -the(other, "weight")))
    });
    let (weakest, strongest) = (by_score[0], by_score[by_score.len() - 1]);
    mark_if(by_score.len() > 1 && the(weakest, "score") == the(by_score[1], "score"), "33 two weakest links");
    let row = |link: &&Value| {
        let lost = (max_score(input) - the(link, "score")) * the(link, "weight") / &weights;
        json!({
            "link": link["link"],
            "contribution": rounded(&(the(link, "score") * the(link, "weight") / &weights)),
            "lost": rounded(&lost),
        })
    };
    let mut value = json!({
        "score": rounded(&score),
        "weakest_link": weakest["link"],
        "weakest_score": exact(&the(weakest, "score")),
        "spread": exact(&(the(strongest, "score") - the(weakest, "score"))),
        "links": links.iter().map(row).collect::<Vec<_>>(),
    });
    if input.get("bands").is_some() {
        let reached = list(input, "bands").iter().filter(|band| the(band, "from") <= score);
        let best = reached.max_by_key(|band| the(band, "from"));
        mark_if(best.is_some_and(|band| the(band, "from") == score), "33 on the edge of a band");
        value["grade"] = json!(best.map(|band| text(band, "grade", "")));
    }
    value
}
