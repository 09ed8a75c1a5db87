//! One lot of batch 11 in a province, before and after a winner is revived.

use jicai::explain::{Language, Trace};
use jicai::volume::{self, AgreedVolume, Allocation, InstitutionAllocation, ProductAllocation, Rulebook};

use super::changes;
use super::checks::Checks;
use super::data::{self, HOSPITALS, Hospital, MAIN_SUPPLIER, REVIVED, WINNERS};
use super::words::{difference, rests_on};
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{pick, text};

/// The lot with its winners.
pub(crate) struct Round {
    pub(crate) agreed: AgreedVolume,
    pub(crate) allocation: Allocation,
}

impl Round {
    fn new(rulebook: &Rulebook, revived: bool, trace: &mut Trace) -> Result<Round> {
        let winners = WINNERS.len().saturating_add(usize::from(revived));
        let agreed = volume::agreed_with(rulebook, &data::share_question(winners)?, trace)?;
        let question = data::brand_question(agreed.share.to_string().parse()?, revived)?;
        Ok(Round { allocation: volume::allocate_with(rulebook, &question, trace)?, agreed })
    }

    pub(crate) fn at(&self, hospital: &Hospital) -> Result<&InstitutionAllocation> {
        let is_it = |known: &&InstitutionAllocation| known.institution.as_str() == hospital.id;
        Ok(self.allocation.institutions.iter().find(is_it).ok_or("a hospital without an answer")?)
    }
}

fn of<'a>(hospital: &'a InstitutionAllocation, product: &str) -> Option<&'a ProductAllocation> {
    hospital.allocations.iter().find(|known| known.product.as_str() == product)
}

pub(crate) fn brand(page: &mut Page<'_>, checks: &mut Checks) -> Result<()> {
    let language = page.language;
    let rulebook = Rulebook::builtin("volume/cn-batch-11")?;
    let mut trace = Trace::explaining();
    let before = Round::new(&rulebook, false, &mut trace)?;
    let after = Round::new(&rulebook, true, &mut trace)?;
    page.caption(&text!(
        language,
        "① 第十一批，按厂牌报量：一省三家医院，主供 {MAIN_SUPPLIER}；R、X 未中选。然后 {REVIVED} 未入围复活，改为中选",
        "① Batch 11, reports by brand: three hospitals of a province, main supplier {MAIN_SUPPLIER}; R and X lost.\n  \
         Then R is revived from outside the shortlist and wins"
    ))?;
    let header = match language {
        Language::Zh => {
            ["医院", "产品", "报量", "自留", "另得", "约定", "R 复活后：\n自留", "\n另得", "\n约定", "约定的变化"]
        }
        Language::En => [
            "hospital",
            "product",
            "reported",
            "own",
            "redistributed",
            "agreed",
            "with R:\nown",
            "\nredistributed",
            "\nagreed",
            "change of\nagreed",
        ],
    };
    let mut rows = Vec::new();
    for hospital in &HOSPITALS {
        rows.extend(rows_of(language, hospital, before.at(hospital)?, after.at(hospital)?)?);
    }
    page.dense_table(&header.map(str::to_owned), &rows)?;
    let mut fields = Fields::new(language);
    changes::balances(&mut fields, language, (&before, &after), checks)?;
    changes::shares(&mut fields, language, (&before, &after), checks)?;
    fields.add("依据", "rests on", rests_on(language, &trace));
    fields.add(
        "来源",
        "sources",
        pick(
            language,
            "第十一批采购文件（GY-YD2025-1，文号未确认）据 2025 年 9 月报道；国家医保局 2024-12-26 答复（约定量为报量的 60–80%）",
            "procurement document of batch 11 (GY-YD2025-1, number not confirmed) as reported in September 2025; NHSA answers of 2024-12-26 \
             (60–80 % of reports)",
        ),
    );
    page.fields(&fields)
}

/// Winners that get something, then products that lost, then reports without a brand.
fn rows_of(
    language: Language,
    hospital: &Hospital,
    before: &InstitutionAllocation,
    after: &InstitutionAllocation,
) -> Result<Vec<Vec<String>>> {
    let report = |product: &str| hospital.reports.iter().find(|(known, _)| *known == product).map(|(_, known)| *known);
    let mut rows = Vec::new();
    for product in ["A", "B", "C", "D", "R", "X"] {
        let (first, then) = (of(before, product), of(after, product));
        let gets = |known: Option<&ProductAllocation>| known.is_some_and(|known| known.agreed.exact().sign().is_gt());
        let reported = report(product);
        if reported.is_none() && !gets(first) && !gets(then) {
            continue;
        }
        let mut row = vec![hospital.id.to_owned(), product.to_owned(), reported.unwrap_or("0").to_owned()];
        row.extend(cells(first));
        row.extend(cells(then));
        let change = then.map(|then| difference(&then.agreed, first.map(|first| &first.agreed)));
        row.push(change.transpose()?.unwrap_or_else(|| "–".to_owned()));
        rows.push(row);
    }
    if hospital.generic != "0" {
        let mut row = vec![hospital.id.to_owned(), pick(language, "不指定厂牌", "no brand").to_owned()];
        row.push(hospital.generic.to_owned());
        row.extend(cells(None).into_iter().chain(cells(None)));
        row.push("–".to_owned());
        rows.push(row);
    }
    Ok(rows)
}

/// Own, redistributed, agreed; reports for others go to the main supplier.
fn cells(known: Option<&ProductAllocation>) -> [String; 3] {
    match known {
        Some(known) => [&known.own, &known.redistributed, &known.agreed].map(ToString::to_string),
        None => ["–".to_owned(), format!("→ {MAIN_SUPPLIER}"), "–".to_owned()],
    }
}
