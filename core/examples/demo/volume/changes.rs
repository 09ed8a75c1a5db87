//! Where the reports of the lot go, and what a revived winner changes.

use jicai::explain::Language;
use jicai::volume::RangeCheck;

use super::brand::Round;
use super::checks::Checks;
use super::data::{HOSPITALS, MAIN_SUPPLIER, WINNERS};
use super::words::{difference, percent};
use crate::data::Result;
use crate::page::Fields;
use crate::words::{list, pick, text};

/// The identity of each hospital, both times.
pub(crate) fn balances(
    fields: &mut Fields,
    language: Language,
    (before, after): (&Round, &Round),
    checks: &mut Checks,
) -> Result<()> {
    for (position, hospital) in HOSPITALS.iter().enumerate() {
        let first = checks.identity(before.at(hospital)?)?;
        let then = checks.identity(after.at(hospital)?)?;
        let id = hospital.id;
        let line = text!(language, "{id}：{first}；R 复活后 {then}", "{id}: {first}; with R {then}");
        match position {
            0 => fields.add("报量去向", "adds up", line),
            _ => fields.add_below(line),
        }
    }
    Ok(())
}

fn range(language: Language, check: RangeCheck) -> &'static str {
    match check {
        RangeCheck::Inside => pick(language, "在公布的范围内", "inside the published range"),
        RangeCheck::Outside => pick(language, "在公布的范围外", "outside the published range"),
        RangeCheck::NoRange => pick(language, "范围未公布", "no range is published"),
    }
}

/// What stays the same, and who loses what another gains.
pub(crate) fn shares(
    fields: &mut Fields,
    language: Language,
    (before, after): (&Round, &Round),
    checks: &mut Checks,
) -> Result<()> {
    let share = percent(language, &after.agreed.share)?;
    let range = range(language, after.agreed.range_check);
    let (four, five) = (WINNERS.len(), WINNERS.len().saturating_add(1));
    // How much is agreed and who gets it are two functions.
    let marks = [before, after].map(|round| checks.same(&round.agreed.agreed_total, &round.allocation.agreed_total));
    let marks = marks.join(" ");
    let total = &after.agreed.agreed_total;
    fields.add(
        "约定多少",
        "how much",
        text!(
            language,
            "{four} 家和 {five} 家中选都是报量的 {share}（{range}），三院共 {total}，与分配之和相等 {marks}。→ {MAIN_SUPPLIER}：转给主供",
            "{share} of reports with {four} winners and with {five} ({range}): {total}, the sum of what is allocated {marks}. \
             → {MAIN_SUPPLIER}: to the main supplier"
        ),
    );
    let mut changes = Vec::new();
    for product in &after.allocation.products {
        let first = before.allocation.products.iter().find(|known| known.product == product.product);
        let change = difference(&product.agreed, first.map(|first| &first.agreed))?;
        if change != "0" {
            changes.push(format!("{} {change}", product.product));
        }
    }
    let changes = list(language, changes);
    fields.add("变了什么", "what changed", text!(
        language,
        "三院合计 {changes}：R 留下自己报量的 {share}，原先这部分归主供；总量不变。X 和不指定厂牌的报量仍归主供。R 不选省，不能当主供。",
        "over all three {changes}: R keeps {share} of the reports for it, which the main supplier had; the total stays. Reports for X and \
         without a brand still go to the main supplier. R chooses no province and cannot be its main supplier."
    ));
    Ok(())
}
