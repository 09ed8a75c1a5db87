//! The input of `volume.retention`: which field belongs to which rulebook.

use super::form::{Faults, list, number, number_or_0};
use super::number::{Q, int, sum};
use super::{Call, Res};
use serde_json::Value;

/// What the rulebook says about ratios.
pub(crate) struct Terms<'a> {
    pub(crate) general: bool,
    pub(crate) bands: &'a [Value],
    pub(crate) by_drug: bool,
    pub(crate) by_institution: bool,
}

impl<'a> Terms<'a> {
    pub(crate) fn of(call: &Call<'a>) -> Terms<'a> {
        let level = call.set("score_level");
        Terms {
            general: call.set("retention_formula").is_some_and(|formula| *formula == "general"),
            bands: call.set("bands").map_or(&[][..], |bands| bands.as_array().unwrap()),
            by_drug: level.is_some_and(|level| *level == "drug"),
            by_institution: level.is_some_and(|level| *level == "institution"),
        }
    }

    /// Does every band have a ratio?
    fn ratios_are_set(&self) -> bool {
        !self.bands.is_empty() && self.bands.iter().all(|band| band.get("ratio").is_some())
    }
}

/// The ratio of the caller is not above that of the rulebook.
fn ratio(call: &Call, faults: &mut Faults, object: &Value, path: &str, refused: bool) {
    let Some(given) = number(object, "ratio") else { return };
    let most = call.set("max_ratio").map_or(int(1), |most| super::number::q(most.as_str().unwrap()));
    faults.holds(!refused && given <= most, &format!("{path}/ratio"));
}

pub(crate) fn faults(call: &Call, terms: &Terms) -> Res<()> {
    let mut faults = Faults::default();
    let input = call.input;
    for name in ["unfinished_scope", "count_evaluated_non_winners", "exclude_repeat_cycle"] {
        call.not_given_where_set(&mut faults, name, name);
    }
    call.not_given_where_set(&mut faults, "lower_edge_inclusive", "edges_inclusive");
    let edges = input.get("edges_inclusive").is_some();
    faults.holds(!edges || !terms.bands.is_empty(), "/input/edges_inclusive");
    ratio(call, &mut faults, input, "/input", terms.by_drug || terms.ratios_are_set());
    assessment(input, terms, &mut faults);
    for (i, drug) in list(input, "drugs").iter().enumerate() {
        let path = format!("/input/drugs/{i}");
        let given = |field: &str| drug.get(field).is_some();
        for field in ["base_quantity", "pay_ratio_before"] {
            faults.holds(given(field) == terms.general, &format!("{path}/{field}"));
        }
        for field in ["non_winner_amount", "evaluated_non_winner_amount"] {
            faults.holds(!given(field) || terms.general, &format!("{path}/{field}"));
        }
        faults.holds(given("score") == terms.by_drug, &format!("{path}/score"));
        ratio(call, &mut faults, drug, &path, !terms.by_drug || terms.ratios_are_set());
    }
    faults.result()
}

fn assessment(input: &Value, terms: &Terms, faults: &mut Faults) {
    let (mut score, mut indicators) = (false, false);
    if let Some(assessment) = input.get("assessment") {
        score = assessment.get("score").is_some();
        indicators = assessment.get("indicators").is_some();
        let weights: Vec<Q> =
            list(assessment, "indicators").iter().map(|indicator| number_or_0(indicator, "weight")).collect();
        let whole = !indicators || sum(&weights) == int(1);
        faults.holds(whole && !(score && indicators), "/input/assessment/indicators");
    }
    faults.holds(!terms.by_institution || score || indicators, "/input/assessment/score");
}

/// Rule 36: the score of the institution.
pub(crate) fn score(input: &Value) -> Option<Q> {
    let assessment = input.get("assessment")?;
    if assessment.get("indicators").is_none() {
        return number(assessment, "score");
    }
    let parts: Vec<Q> = list(assessment, "indicators")
        .iter()
        .map(|indicator| number_or_0(indicator, "weight") * number_or_0(indicator, "score"))
        .collect();
    Some(sum(&parts))
}
