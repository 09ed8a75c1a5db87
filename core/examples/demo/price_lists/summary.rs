//! The end of the page: how many lines follow the rule, and which do not.

use jicai::explain::Language;

use super::check::Check;
use super::unrounded::plain;
use super::words::Specification;
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{list, pick, text};

pub(crate) fn summary(page: &mut Page<'_>, checks: &[Check<'_>]) -> Result<()> {
    let language = page.language;
    page.title(pick(language, "小结", "Summary"))?;
    let (agreeing, others): (Vec<&Check<'_>>, Vec<&Check<'_>>) = checks.iter().partition(|check| check.agrees());
    let (all, agree, differ) = (checks.len(), agreeing.len(), others.len());
    let ids = |checks: Vec<&&Check<'_>>| list(language, checks.iter().map(|check| check.line.id.as_str()));
    let (sources, witnesses): (Vec<&&Check<'_>>, Vec<&&Check<'_>>) =
        agreeing.iter().partition(|check| check.line.read_off.is_some());
    let mut fields = Fields::new(language);
    fields.add(
        "合计",
        "sum",
        text!(
            language,
            "公布价 {all} 行，{agree} 行与规则一致，{differ} 行不一致",
            "{all} published lines, {agree} agree with the rule, {differ} do not"
        ),
    );
    let (count, which) = (witnesses.len(), ids(witnesses));
    fields.add(
        "一致 ✓",
        "agree ✓",
        text!(
            language,
            "{count} 行，参数另有出处：{which}",
            "{count} lines, whose parameters come from elsewhere: {which}"
        ),
    );
    let (count, which) = (sources.len(), ids(sources));
    fields.add(
        "一致 ✓*",
        "agree ✓*",
        text!(
            language,
            "{count} 行，有参数正是由这些行读出：{which}",
            "{count} lines that a parameter was read off: {which}"
        ),
    );
    fields.add(
        "注意",
        "note",
        pick(
            language,
            "取整保留几位小数，都是从价目表本身读出的。",
            "How many decimals are kept was read off the lists themselves.",
        ),
    );
    page.fields(&fields)?;
    page.caption(pick(language, "与规则不一致的行", "Lines that do not follow the rule"))?;
    let header = match language {
        Language::Zh => ["行", "药品与规格", "算得", "公布", "已知的原因"],
        Language::En => ["line", "drug and target", "computed", "published", "reason that is known"],
    };
    let rows: Vec<Vec<String>> = others.iter().map(|check| row(language, check)).collect();
    page.dense_table(&header.map(str::to_owned), &rows)
}

fn row(language: Language, check: &Check<'_>) -> Vec<String> {
    let line = check.line;
    let target = Specification::new(language, &line.question.target).sentence(language);
    let interval = line.unrounded.map(|(from, below)| {
        let (from, below) = (plain(from), plain(below));
        text!(language, "：{from} 元（含）至 {below} 元（不含）", ": from {from} to below {below} yuan")
    });
    vec![
        line.id.clone(),
        format!("{}{}{target}", line.drug.get(language), pick(language, "，", ", ")),
        check.answer.price.to_string(),
        line.published.clone(),
        format!("{}{}", line.reason.get(language), interval.unwrap_or_default()),
    ]
}
