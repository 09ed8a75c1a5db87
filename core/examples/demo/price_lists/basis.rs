//! What the figures of a price list rest on.

use jicai::differential::{PriceRounding, Tier};
use jicai::explain::Language;
use jicai::rulebook::Provenance;

use super::check::Check;
use super::data::CALLER;
use super::words::parameter;
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{list, pick, provenance, text, title};

/// Where parameters are from: each origin is one line.
#[derive(PartialEq, Eq)]
struct Origin<'a> {
    provenance: Provenance,
    rulebook: &'a str,
    citation: &'a str,
}

/// What the lines of a list rest on: rulebooks, parameters that are not official, and what the question itself had to state.
pub(crate) fn rests_on(page: &mut Page<'_>, checks: &[Check<'_>]) -> Result<()> {
    let language = page.language;
    let mut groups: Vec<(Origin<'_>, Vec<String>)> = Vec::new();
    let mut stated: Vec<&PriceRounding> = Vec::new();
    for check in checks {
        for source in check.trace.rests_on() {
            let (rulebook, name) = source.parameter().split_once('#').unwrap_or(("", source.parameter()));
            let value = check.line.rulebook.document().parameter(name);
            let words = parameter(language, name, &value.map(|value| value.value_json()).unwrap_or_default());
            let key = Origin { provenance: source.provenance(), rulebook, citation: source.citation() };
            match groups.iter_mut().find(|(known, _)| *known == key) {
                Some((_, all)) if all.contains(&words) => {}
                Some((_, all)) => all.push(words),
                None => groups.push((key, vec![words])),
            }
        }
        stated.extend(check.line.question.rounding.as_ref().filter(|rounding| !stated.contains(rounding)));
    }
    let mut fields = Fields::new(language);
    fields.add("规则", "rules", rulebooks(language, checks));
    fields.add(
        "依据",
        "rests on",
        match groups.is_empty() {
            true => pick(language, "所用参数都出自官方文件", "every parameter is from an official document"),
            false => pick(language, "不是出自官方文件的参数：", "parameters that are not official:"),
        },
    );
    for (Origin { provenance: kind, rulebook, citation }, parameters) in groups {
        let (kind, parameters) = (provenance(language, kind), list(language, parameters));
        let line = match rulebook {
            CALLER => text!(
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
        fields.add_below(format!("· {line}"));
    }
    for rounding in stated {
        let decimals = decimals(language, rounding);
        let line = text!(
            language,
            "{decimals}；规则没有规定位数，由提问者给定",
            "{decimals}; the rule sets no decimals, the question states them"
        );
        fields.add("取整", "rounding", line);
    }
    page.gap()?;
    page.fields(&fields)
}

/// The rulebooks of a list by title and id; of a caller's own, what it is based on.
fn rulebooks(language: Language, checks: &[Check<'_>]) -> String {
    let mut titles: Vec<String> = Vec::new();
    for check in checks {
        let document = check.line.rulebook.document();
        let id = document.id();
        let title = match document.extends() {
            Some(base) if id.as_str() == CALLER => {
                text!(language, "使用者自己的规则，在 {base} 上补充", "rules of the caller, added to {base}")
            }
            _ => {
                let title = title(language, document);
                text!(language, "《{title}》（{id}）", "{title} ({id})")
            }
        };
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles.join(pick(language, "；", "; "))
}

/// How many decimals a rounding keeps.
fn decimals(language: Language, rounding: &PriceRounding) -> String {
    if let Some(decimals) = rounding.decimals {
        let decimals = decimals.get();
        return text!(language, "{decimals} 位小数", "{decimals} decimals");
    }
    let tier = |tier: &Tier| {
        let decimals = tier.decimals.get();
        match tier.below {
            Some(below) => {
                let below = below.get();
                let s = if decimals == 1 { "" } else { "s" };
                text!(language, "不足 {below} 元取 {decimals} 位小数", "{decimals} decimal{s} below {below} yuan")
            }
            None => text!(language, "其余 {decimals} 位", "otherwise {decimals}"),
        }
    };
    list(language, rounding.tiers.iter().flatten().map(tier))
}
