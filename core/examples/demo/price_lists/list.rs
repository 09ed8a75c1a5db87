//! One price list: a table for each representative, with what is known of its lines.

use jicai::differential::{Step, StepKind};
use jicai::explain::Language;
use jicai::number::Real;

use super::basis;
use super::check::Check;
use super::numbers::{decimal, equals, quotient};
use super::unrounded;
use super::words::{self, Specification};
use crate::data::Result;
use crate::page::{Fields, JOINT, Page};
use crate::words::{pick, text};

pub(crate) fn document(page: &mut Page<'_>, checks: &[Check<'_>]) -> Result<()> {
    if let Some(first) = checks.first() {
        page.title(first.line.document.get(page.language))?;
    }
    for group in checks.chunk_by(|a, b| a.line.shares_representative(b.line)) {
        representative(page, group)?;
    }
    basis::rests_on(page, checks)
}

/// The prices that are computed from one representative.
fn representative(page: &mut Page<'_>, group: &[Check<'_>]) -> Result<()> {
    let language = page.language;
    let Some(first) = group.first() else { return Ok(()) };
    let known = Specification::new(language, &first.line.question.representative).sentence(language);
    let (drug, price) = (first.line.drug.get(language), &first.line.representative_price);
    page.caption(&text!(
        language,
        "{drug}　代表品：{known}，{price} 元",
        "{drug}; representative: {known}, {price} yuan"
    ))?;
    let header = match language {
        Language::Zh => ["行", "规格", "从代表品价逐步算起（元）", "取整前", "算得", "公布", "一致"],
        Language::En => {
            ["line", "target", "steps from the representative, yuan", "exact", "computed", "published", "agree"]
        }
    };
    let rows = group.iter().map(|check| row(language, check)).collect::<Result<Vec<_>>>()?;
    page.dense_table(&header.map(str::to_owned), &rows)?;
    notes(page, group)?;
    unrounded::explain(page, group)
}

fn row(language: Language, check: &Check<'_>) -> Result<Vec<String>> {
    let question = &check.line.question;
    let clauses = check.trace.steps().iter().map(|step| step.clause_name());
    let mut before = (check.line.representative_price.clone(), true);
    let mut steps = Vec::new();
    for (step, clause) in check.answer.steps.iter().zip(clauses) {
        let after = step.price_after.as_ref().map(|price| decimal(price, 6)).transpose()?.unwrap_or_default();
        let operation = operation(language, check, step)?;
        let ((from, _), to) = (&before, equals(&after));
        let joined = |text: String| text.replace(' ', &JOINT.to_string());
        let formula = joined(format!("{from} {operation}"));
        steps.push(match language {
            Language::Zh => format!("{} {formula} {} #{clause}", words::step(step.step, clause), joined(to)),
            // In English the clause is its own name.
            Language::En => format!("#{clause} {formula} {}", joined(to)),
        });
        before = after;
    }
    let target = Specification::new(language, &question.target);
    let form = Some(target.form).filter(|_| question.representative.form != question.target.form);
    let target: Vec<String> = form.into_iter().chain([target.pack]).chain(target.more).collect();
    Ok(vec![
        check.line.id.clone(),
        target.join("\n"),
        steps.join("\n"),
        equals(&decimal(&check.answer.unrounded, 10)?),
        check.answer.price.to_string(),
        check.line.published.clone(),
        check.mark().to_owned(),
    ])
}

/// What a step does to the price before it: `× 1.9^log₂(2.5÷6)`.
fn operation(language: Language, check: &Check<'_>, step: &Step) -> Result<String> {
    let question = &check.line.question;
    let quotient = quotient(step, &question.representative, &question.target)?;
    let figure = |value: &Option<Real>| -> Result<String> {
        Ok(value.as_ref().map(|value| decimal(value, 6)).transpose()?.unwrap_or_default().0)
    };
    Ok(match (step.kind, &step.base) {
        (StepKind::Ratio, Some(base)) => format!("× {base}^log₂{quotient}"),
        (StepKind::Ratio, None) if quotient.is_empty() => format!("× {}", figure(&step.factor)?),
        (StepKind::Ratio, None) => format!("× {quotient}"),
        (StepKind::Difference, _) => match figure(&step.difference)? {
            amount if amount.starts_with('-') => amount.replacen('-', "− ", 1),
            amount => format!("+ {amount}"),
        },
        (StepKind::Limit, _) => pick(language, "改为", "replaced").to_owned(),
    })
}

/// What is known of the lines that do not follow the rule, and what else a reader has to know.
fn notes(page: &mut Page<'_>, group: &[Check<'_>]) -> Result<()> {
    let language = page.language;
    let mut fields = Fields::new(language);
    let mut said: Vec<(String, Vec<&str>)> = Vec::new();
    let mut say = |text: String, id| match said.iter_mut().find(|(known, _)| *known == text) {
        Some((_, ids)) => ids.push(id),
        None => said.push((text, vec![id])),
    };
    for check in group {
        let (reason, remark) = (check.line.reason.get(language), check.line.remark.get(language));
        if !reason.is_empty() {
            say(text!(language, "不合规则：{reason}", "does not follow the rule: {reason}"), &check.line.id);
        }
        if !remark.is_empty() {
            say(text!(language, "注：{remark}", "note: {remark}"), &check.line.id);
        }
    }
    for (text, ids) in said {
        let label = ids.join(" ");
        fields.add(&label, &label, text);
    }
    page.fields(&fields)
}
