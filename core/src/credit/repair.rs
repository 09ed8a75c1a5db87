//! Rule 15: whether the steps taken clear a grade. There is no step down.

use super::notes;
use super::output::Correction;
use super::question::RepairQuestion;
use super::rulebook::{Repair, RepairItem, Rulebook};
use super::validate;
use super::vocabulary::{CorrectionStep, DistributorMode, RepairOutcome, Role};
use crate::calendar;
use crate::error::Error;
use crate::explain::Sink;

/// In the order of the document: nothing to correct, lapsed, not defined, else the table.
///
/// Source: clause `#repair`.
pub(super) fn repair(rulebook: &Rulebook, question: &RepairQuestion, sink: &mut dyn Sink) -> Result<Correction, Error> {
    check(question)?;
    let rank = rulebook.rank_of(&question.grade, || "/input/grade".to_owned())?;
    let none = rulebook.code(0);
    let done = in_order(&question.done);
    let answer = |outcome, required: Option<Vec<CorrectionStep>>| Correction {
        rulebook: rulebook.id().clone(),
        outcome,
        missing: required.clone(),
        required,
        counted: Vec::new(),
        implied: Vec::new(),
        not_counted: done.clone(),
        grade_after: question.grade.clone(),
    };
    let has_lapsed = question.revoked || question.last_day.is_some_and(|last| question.as_of > last);
    let rows = rulebook.repair.as_ref().filter(|repair| repair.items.iter().any(|row| row.matter == question.matter));
    let correction = match rows {
        _ if rank == 0 => Correction { grade_after: none.clone(), ..answer(RepairOutcome::Cleared, Some(Vec::new())) },
        _ if has_lapsed => Correction { grade_after: none.clone(), ..answer(RepairOutcome::Lapsed, None) },
        None => answer(RepairOutcome::NotDefined, None),
        Some(repair) => {
            let row = repair.items.iter().find(|row| row.matter == question.matter && row.rank == rank);
            let Some(row) = row else {
                let message =
                    format!("`{}` has no grade `{}` for `{}`", rulebook.id(), question.grade, question.matter);
                return Err(Error::invalid_input("/input/grade", message));
            };
            let correction = correct(repair, row, question, &done, answer(RepairOutcome::MissingSteps, None), sink);
            let cleared = correction.outcome == RepairOutcome::Cleared;
            Correction { grade_after: if cleared { none.clone() } else { question.grade.clone() }, ..correction }
        }
    };
    notes::repair(rulebook, question, &correction, sink);
    Ok(correction)
}

fn check(question: &RepairQuestion) -> Result<(), Error> {
    calendar::check(question.as_of, || "/input/as_of".to_owned())?;
    if let Some(last) = question.last_day {
        calendar::check(last, || "/input/last_day".to_owned())?;
    }
    let products = question.products.as_deref().unwrap_or_default();
    validate::distinct("/input/products", "product", products.iter().map(|product| product.product.as_str()))?;
    for (i, product) in products.iter().enumerate() {
        if let Some(applied) = product.selected_price_applied_on {
            calendar::check(applied, || format!("/input/products/{i}/selected_price_applied_on"))?;
        }
    }
    Ok(())
}

/// All steps of the cell; a distributor names who controls it, instead or besides.
fn correct(
    repair: &Repair,
    row: &RepairItem,
    question: &RepairQuestion,
    done: &[CorrectionStep],
    blank: Correction,
    sink: &mut dyn Sink,
) -> Correction {
    sink.used(&row.source);
    let mut required = row.steps.clone();
    if question.role == Role::Distributor {
        sink.used(&repair.distributor.source);
        if repair.distributor_mode == DistributorMode::Replaces {
            required.clear();
        }
        required.extend(&repair.distributor.value);
    }
    let required = in_order(&required);
    let price = CorrectionStep::RemoveInflatedPrice;
    let is_implied = required.contains(&price)
        && !done.contains(&price)
        && repair.selected_price_counts.value
        && selected_prices_apply(question);
    if is_implied {
        sink.used(&repair.selected_price_counts.source);
    }
    let counts = |step: &CorrectionStep| done.contains(step) || (is_implied && *step == price);
    let missing: Vec<CorrectionStep> = required.iter().copied().filter(|step| !counts(step)).collect();
    let outcome = if missing.is_empty() { RepairOutcome::Cleared } else { RepairOutcome::MissingSteps };
    // "Empty" leaves nothing that a step could count towards.
    let not_counted = done.iter().copied().filter(|step| !required.contains(step)).collect();
    let counted = required.iter().copied().filter(counts).collect();
    let implied = if is_implied { vec![price] } else { Vec::new() };
    let correction = Correction { outcome, counted, implied, not_counted, ..blank };
    notes::steps((repair, row), question.role, &required, &correction, sink);
    Correction { required: Some(required), missing: Some(missing), ..correction }
}

/// Every involved product is sold at its selected or negotiated price, and which they are is known.
fn selected_prices_apply(question: &RepairQuestion) -> bool {
    let applies = |on: Option<crate::Date>| on.is_some_and(|on| on <= question.as_of);
    question.products.as_ref().is_some_and(|products| {
        !products.is_empty() && products.iter().all(|product| applies(product.selected_price_applied_on))
    })
}

/// A set of steps in the order of the rules.
fn in_order(steps: &[CorrectionStep]) -> Vec<CorrectionStep> {
    CorrectionStep::ALL.iter().copied().filter(|step| steps.contains(step)).collect()
}
