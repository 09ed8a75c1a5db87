//! One price list: a table for each representative, and what the figures rest on.

use jicai::differential::{PriceRounding, Step, StepKind};
use jicai::explain::Language;
use jicai::rulebook::Provenance;

use crate::check::Check;
use crate::data::Result;
use crate::numbers::{decimal, equals, quotient};
use crate::page::{Fields, Page, list};
use crate::unrounded;
use crate::words::{self, parameter, pick, provenance, specification, text};

pub(crate) fn document(page: &mut Page<'_>, checks: &[Check<'_>]) -> Result<()> {
    if let Some(first) = checks.first() {
        page.title(first.line.document.get(page.language))?;
    }
    for group in checks.chunk_by(|a, b| a.line.shares_representative(b.line)) {
        representative(page, group)?;
    }
    rests_on(page, checks)
}

/// The prices that are computed from one representative.
fn representative(page: &mut Page<'_>, group: &[Check<'_>]) -> Result<()> {
    let language = page.language;
    let Some(first) = group.first() else { return Ok(()) };
    let known = specification(language, &first.line.question.representative, true);
    let (drug, price) = (first.line.drug.get(language), &first.line.representative_price);
    page.caption(&text!(
        language,
        "{drug}　代表品：{known}，{price} 元",
        "{drug}; representative: {known}, {price} yuan"
    ))?;
    let header = match language {
        Language::Zh => ["行", "规格", "从代表品价逐步算起（元）", "取整前", "算得", "公布", "一致"],
        Language::En => ["line", "target", "from the representative's price, step by step (yuan)", "exact", "computed", "published", "agree"],
    };
    let rows = group.iter().map(|check| row(language, check)).collect::<Result<Vec<_>>>()?;
    page.table(&header.map(str::to_owned), &rows)?;
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
        let name = words::step(language, step.step, clause);
        let (before_decimal, _) = &before;
        steps.push(format!("{name} {before_decimal} {operation} {} #{clause}", equals(&after)));
        before = after;
    }
    let other_form = question.representative.form != question.target.form;
    Ok(vec![
        check.line.id.clone(),
        specification(language, &question.target, other_form),
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
    let figure = |value: &Option<jicai::number::Real>| -> Result<String> {
        Ok(value.as_ref().map(|value| decimal(value, 6)).transpose()?.unwrap_or_default().0)
    };
    Ok(match (step.kind, &step.base) {
        (StepKind::Ratio, Some(base)) => format!("× {base}^log₂({quotient})"),
        (StepKind::Ratio, None) if quotient.is_empty() => format!("× {}", figure(&step.factor)?),
        (StepKind::Ratio, None) => format!("× ({quotient})"),
        (StepKind::Difference, _) => format!("+ {}", figure(&step.difference)?),
        (StepKind::Limit, _) => pick(language, "，改为", ", replaced").to_owned(),
    })
}

/// What is known of the lines that do not follow the rule, and what else a reader has to know.
fn notes(page: &mut Page<'_>, group: &[Check<'_>]) -> Result<()> {
    let language = page.language;
    let mut fields = Fields::new(language);
    let mut said: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut say = |text, id| match said.iter_mut().find(|(known, _)| *known == text) {
        Some((_, ids)) => ids.push(id),
        None => said.push((text, vec![id])),
    };
    for check in group {
        for text in [check.line.reason.get(language), check.line.remark.get(language)] {
            if !text.is_empty() {
                say(text, check.line.id.as_str());
            }
        }
    }
    for (text, ids) in said {
        let label = list(language, ids);
        fields.add(&label, &label, text);
    }
    page.fields(&fields)
}

/// What the lines of a list rest on: rulebooks, parameters that are not official, and what the question itself had to state.
fn rests_on(page: &mut Page<'_>, checks: &[Check<'_>]) -> Result<()> {
    let language = page.language;
    let mut groups: Vec<((Provenance, &str, &str), Vec<String>)> = Vec::new();
    let mut stated: Vec<&PriceRounding> = Vec::new();
    for check in checks {
        for source in check.trace.rests_on() {
            let (rulebook, name) = source.parameter().split_once('#').unwrap_or(("", source.parameter()));
            let value = check.line.rulebook.document().parameter(name);
            let words = parameter(language, name, &value.map(|value| value.value_json()).unwrap_or_default());
            let key = (source.provenance(), rulebook, source.citation());
            match groups.iter_mut().find(|(known, _)| *known == key) {
                Some((_, all)) if all.contains(&words) => {}
                Some((_, all)) => all.push(words),
                None => groups.push((key, vec![words])),
            }
        }
        stated.extend(check.line.question.rounding.as_ref().filter(|rounding| !stated.contains(rounding)));
    }
    let mut fields = Fields::new(language);
    for (number, ((kind, rulebook, citation), parameters)) in (0..).zip(groups) {
        let (kind, parameters) = (provenance(language, kind), list(language, parameters));
        let line = match rulebook {
            "caller/rules" => text!(
                language,
                "{kind}：{parameters}，文件没有，由使用者在自己的规则中给定",
                "{kind}: {parameters}; in no document, supplied by a rulebook of the caller"
            ),
            _ => text!(
                language,
                "{kind}：{parameters}；{rulebook}，{citation}",
                "{kind}: {parameters}; {rulebook}, {citation}"
            ),
        };
        if number == 0 { fields.add("依据", "rests on", line) } else { fields.add_below(line) }
    }
    for rounding in stated {
        let decimals = decimals(language, rounding);
        let line = text!(
            language,
            "取整：{decimals}；规则没有规定位数，由提问者给定",
            "rounding: {decimals}; the rule sets no decimals, the question states them"
        );
        fields.add_below(line);
    }
    page.caption(pick(language, "依据什么", "What this rests on"))?;
    page.fields(&fields)
}

/// How many decimals a rounding keeps.
fn decimals(language: Language, rounding: &PriceRounding) -> String {
    if let Some(decimals) = rounding.decimals {
        let decimals = decimals.get();
        return text!(language, "{decimals} 位小数", "{decimals} decimals");
    }
    let tier = |tier: &jicai::differential::Tier| {
        let decimals = tier.decimals.get();
        match tier.below {
            Some(below) => {
                let below = below.get();
                text!(language, "不足 {below} 元取 {decimals} 位小数", "{decimals} decimals below {below} yuan")
            }
            None => text!(language, "以上取 {decimals} 位", "{decimals} above"),
        }
    };
    list(language, rounding.tiers.iter().flatten().map(tier))
}
