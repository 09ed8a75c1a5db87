//! Shares, differences and parameters for people.

use jicai::explain::{Language, Trace};
use jicai::number::Rational;
use jicai::rulebook::Provenance;
use jicai::volume::Figure;

use crate::data::Result;
use crate::words::{list, pick, provenance, text};

/// A share as percent.
pub(crate) fn percent(language: Language, share: &Figure) -> Result<String> {
    let hundredth = Rational::fraction(1, 100).ok_or("a hundred is not zero")?;
    let figure = Figure::from(share.exact().checked_div(&hundredth).ok_or("a hundredth is not zero")?);
    Ok(format!("{figure}{}", pick(language, "%", " %")))
}

/// The first less the second.
pub(crate) fn less(one: &Figure, other: &Figure) -> Result<Figure> {
    let negative = other.exact().checked_div(&Rational::from(-1)).ok_or("minus one is not zero")?;
    Ok(Figure::from([one.exact(), &negative].into_iter().sum::<Rational>()))
}

/// How much more it is now, with its sign; `0` where nothing changed.
pub(crate) fn difference(now: &Figure, before: Option<&Figure>) -> Result<String> {
    let difference = less(now, before.unwrap_or(&Figure::ZERO))?;
    let sign = if difference.exact().sign().is_gt() { "+" } else { "" };
    Ok(format!("{sign}{difference}"))
}

/// The parameters that are not official, by how well they are established.
pub(crate) fn rests_on(language: Language, trace: &Trace) -> String {
    of_kinds(language, trace, &[Provenance::Secondary, Provenance::Derived, Provenance::Unverified])
}

/// The parameters that are not verified.
pub(crate) fn unverified(language: Language, trace: &Trace) -> String {
    of_kinds(language, trace, &[Provenance::Unverified])
}

fn of_kinds(language: Language, trace: &Trace, kinds: &[Provenance]) -> String {
    let line = |kind: Provenance| {
        let mut names: Vec<String> = Vec::new();
        for source in trace.rests_on().filter(|source| source.provenance() == kind) {
            let name = source.parameter().split_once('#').map_or("", |(_, name)| name);
            let name = parameter(language, name);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let (kind, names) = (provenance(language, kind), (!names.is_empty()).then(|| list(language, names))?);
        Some(text!(language, "{kind}：{names}", "{kind}: {names}"))
    };
    let lines: Vec<String> = kinds.iter().copied().filter_map(line).collect();
    lines.join(pick(language, "；", "; "))
}

/// A parameter for people, with the name the rulebook has for it.
fn parameter(language: Language, name: &str) -> String {
    let (zh, en) = match name {
        "share" => ("带量比例", "the share"),
        "share_range" => ("比例的范围", "its range"),
        "allocation_method" => ("分配办法", "the method"),
        "allocation_routes" => ("中选的途径", "the routes"),
        "rungs" => ("各名次自留和释放多少", "own and released share"),
        "unselected_released" => ("未中选产品的报量", "reports for what lost"),
        "redistribution" => ("待分配量怎样分", "how the pool is shared"),
        "supply_cap" => ("供应承诺", "promised supply"),
        "retention_formula" => ("结余的算法", "the formula"),
        "catalogue_only" => ("只计目录内", "catalogue drugs only"),
        "bands" => ("分数对应的比例", "ratio of the score"),
        "max_ratio" => ("比例上限", "the largest ratio"),
        _ => ("参数", "parameter"),
    };
    text!(language, "{zh}（{name}）", "{en} ({name})")
}
