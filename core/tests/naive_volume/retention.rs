//! Rules 32 to 37: `volume.retention`.

use super::book::Parameter;
use super::form::{flag, list, number, number_or_0, sorted};
use super::number::{Q, int, print, sum};
use super::retention_fields::{Terms, faults, score};
use super::rounding::round;
use super::{Call, Res, Stop};
use crate::common::marks::{mark, mark_if};
use serde_json::{Value, json};

/// What rules 32 to 34 say of a drug.
struct Drug<'a> {
    drug: &'a Value,
    /// Budget and expense of the general formula.
    sums: Option<(Q, Q)>,
    base: Q,
    finished: bool,
    status: &'static str,
}

/// Grade and ratio.
#[derive(Clone)]
struct Award {
    grade: Option<String>,
    ratio: Q,
}

pub(crate) fn retention(call: &mut Call) -> Res<Value> {
    let input = call.input;
    let terms = Terms::of(call);
    faults(call, &terms)?;
    call.uses(0, "retention_formula");
    let qualified = input.get("assessment").is_none_or(|assessment| flag(assessment, "qualified", true));
    let mut drugs = Vec::new();
    for (_, drug) in sorted(input, "drugs", "drug") {
        drugs.push(base(call, &terms, drug)?);
    }
    for drug in &mut drugs {
        drug.status = status(call, drug)?;
    }
    unfinished(call, &mut drugs)?;
    call.uses(35, "score_level");
    let score = score(input);
    let of_institution =
        if terms.by_drug { None } else { Some(award(call, &terms, qualified, score.as_ref(), input)?) };
    let mut awards = Vec::new();
    for drug in &drugs {
        awards.push(match &of_institution {
            Some(award) => award.clone(),
            None => award(call, &terms, qualified, number(drug.drug, "score").as_ref(), drug.drug)?,
        });
    }
    let counted = |drug: &Drug| drug.status == "counted";
    let exact: Vec<Q> = drugs
        .iter()
        .zip(&awards)
        .map(|(drug, award)| if counted(drug) { &drug.base * &award.ratio } else { Q::ZERO })
        .collect();
    let rounded = round(&exact, &input["rounding"]);
    let base_total = sum(drugs.iter().filter(|drug| counted(drug)).map(|drug| &drug.base));
    let listed: Vec<Value> = drugs
        .iter()
        .zip(&awards)
        .zip(&rounded)
        .map(|((drug, award), retention)| {
            // Rule 37.
            let factors = ["price_before", "pay_ratio_before", "insured_share"];
            let unit = factors.map(|field| number_or_0(drug.drug, field)).iter().fold(int(1), |all, x| all * x);
            let unit = if counted(drug) { unit * &award.ratio } else { Q::ZERO };
            json!({
                "drug": drug.drug["drug"],
                "budget": drug.sums.as_ref().map(|sums| print(&sums.0)),
                "expense": drug.sums.as_ref().map(|sums| print(&sums.1)),
                "base": print(&drug.base),
                "finished": drug.finished,
                "status": drug.status,
                "grade": award.grade,
                "ratio": print(&award.ratio),
                "retention": print(retention),
                "marginal_per_base_unit": drug.sums.as_ref().map(|_| print(&unit)),
            })
        })
        .collect();
    Ok(json!({
        "institution": input["institution"],
        "qualified": qualified,
        "score": score.as_ref().map(print),
        "grade": of_institution.as_ref().and_then(|award| award.grade.clone()),
        "ratio": of_institution.as_ref().map(|award| print(&award.ratio)),
        "base_total": print(&base_total),
        "retention_total": print(&sum(&rounded)),
        "drugs": listed,
    }))
}

/// Rules 32 and 33.
fn base<'a>(call: &mut Call, terms: &Terms, drug: &'a Value) -> Res<Drug<'a>> {
    let of = |field: &str| number_or_0(drug, field);
    let won = |value: &dyn Fn(&Value) -> Q| sum(list(drug, "winners").iter().map(value));
    let agreed = won(&|winner| number_or_0(winner, "agreed_quantity"));
    mark_if(of("purchased_quantity") == agreed, "34 exactly finished");
    let finished = of("purchased_quantity") >= agreed;
    if !terms.general {
        let saved = |winner: &Value| {
            number_or_0(winner, "agreed_quantity") * (of("price_before") - number_or_0(winner, "price"))
        };
        let base = won(&saved) * of("insured_share") * of("pay_ratio_contract");
        return Ok(Drug { drug, sums: None, base, finished, status: "" });
    }
    let budget = of("base_quantity") * of("price_before") * of("pay_ratio_before") * of("insured_share");
    let mut spent = won(&|winner| number_or_0(winner, "agreed_quantity") * number_or_0(winner, "price"));
    spent += of("non_winner_amount");
    let evaluated = of("evaluated_non_winner_amount");
    if evaluated > Q::ZERO {
        let name = "count_evaluated_non_winners";
        let Some(counts) = call.read_or_given(32, name, name) else { return Stop::gap() };
        if *counts == true {
            mark("32 evaluated non-winners count");
            spent += evaluated;
        }
    } else {
        call.may_use(32, "count_evaluated_non_winners");
    }
    let expense = spent * of("pay_ratio_contract") * of("insured_share");
    let base = &budget - &expense;
    Ok(Drug { drug, sums: Some((budget, expense)), base, finished, status: "" })
}

/// Rule 34, before the scope of an unfinished drug.
fn status(call: &mut Call, drug: &Drug) -> Res<&'static str> {
    let in_catalogue = flag(drug.drug, "in_catalogue", true);
    if in_catalogue {
        call.may_use(34, "catalogue_only");
    } else if call.has(34, "catalogue_only") {
        return Ok("not_in_catalogue");
    }
    if flag(drug.drug, "repeat_cycle", false) {
        let Some(excluded) = call.read_or_given(34, "exclude_repeat_cycle", "exclude_repeat_cycle") else {
            return Stop::gap();
        };
        if *excluded == true {
            return Ok("repeat_cycle");
        }
    } else {
        call.may_use(34, "exclude_repeat_cycle");
    }
    call.may_use(34, "negative_base");
    if !drug.finished {
        return Ok("unfinished");
    }
    mark_if(drug.base == Q::ZERO, "34 base of zero");
    if drug.base > Q::ZERO {
        return Ok("counted");
    }
    call.uses(34, "negative_base");
    Ok("no_surplus")
}

/// Rule 34: an unfinished drug and the others.
fn unfinished(call: &mut Call, drugs: &mut [Drug]) -> Res<()> {
    if drugs.iter().all(|drug| drug.status != "unfinished") {
        call.may_use(34, "unfinished_scope");
        return Ok(());
    }
    let Some(scope) = call.read_or_given(34, "unfinished_scope", "unfinished_scope") else { return Stop::gap() };
    for drug in drugs.iter_mut().filter(|drug| ["counted", "no_surplus"].contains(&drug.status)) {
        if scope == "institution" {
            mark(&format!("34 barred from {}", drug.status));
            drug.status = "barred";
        }
    }
    Ok(())
}

/// Rule 35; `holder` is the institution or the drug to which the ratio belongs.
fn award(call: &mut Call, terms: &Terms, qualified: bool, score: Option<&Q>, holder: &Value) -> Res<Award> {
    let given = number(holder, "ratio");
    if given.is_some() && qualified {
        call.uses(35, "max_ratio");
    } else {
        call.may_use(35, "max_ratio");
    }
    if !qualified {
        mark("35 not qualified");
        for name in ["bands", "lower_edge_inclusive"] {
            call.may_use(35, name);
        }
        return Ok(Award { grade: None, ratio: Q::ZERO });
    }
    if terms.bands.is_empty() {
        return match given {
            Some(ratio) => Ok(Award { grade: None, ratio }),
            None => Stop::gap(),
        };
    }
    let score = score.unwrap();
    call.may_use(35, "lower_edge_inclusive");
    for band in terms.bands {
        let from = number_or_0(band, "from");
        if *score < from {
            continue;
        }
        if *score == from && from > Q::ZERO {
            let Some(inclusive) = call.read_or_given(35, "lower_edge_inclusive", "edges_inclusive") else {
                return Stop::gap();
            };
            mark(&format!("35 on an edge, inclusive: {inclusive}"));
            if *inclusive != true {
                continue;
            }
        }
        mark_if(*score == Q::ZERO, "35 a score of 0");
        rests_on(call, band);
        let ratio = number(band, "ratio").or(given);
        let grade = Some(band["grade"].as_str().unwrap().to_owned());
        return match ratio {
            Some(ratio) => Ok(Award { grade, ratio }),
            None => Stop::gap(),
        };
    }
    Stop::gap()
}

/// A band has its own source, or that of the whole parameter.
fn rests_on(call: &mut Call, band: &Value) {
    let whole = &call.book.parameters["bands"];
    let text = |key: &str, whole: &str| band.get(key).map_or(whole, |text| text.as_str().unwrap()).to_owned();
    let parameter = Parameter {
        value: Value::Null,
        provenance: text("provenance", &whole.provenance),
        citation: text("citation", &whole.citation),
        owner: whole.owner.clone(),
    };
    call.rests.add(35, "bands", &parameter, true);
}
