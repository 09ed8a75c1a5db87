//! What one winner announced, its provinces and its term, says how many firms must have won.

use jicai::award::{Rulebook, TermsQuestion, contract_terms};
use jicai::explain::{Language, Trace};
use jicai::number::Count;

use super::case::{places, regions};
use super::data::{Data, WinnerRow};
use super::words::gap;
use crate::data::Result;
use crate::page::Page;
use crate::words::{list, pick, text};

pub(crate) fn supply(page: &mut Page<'_>, data: &Data) -> Result<()> {
    let language = page.language;
    page.title(pick(
        language,
        "供应地区：由一家企业公布的省份数或周期，反推中选家数（winners.csv）",
        "Regions: from the provinces or the term that one winner announced to the number of winners (winners.csv)",
    ))?;
    let header = match language {
        Language::Zh => ["行", "规则", "药品", "企业", "公布", "相符的中选家数：各顺位的地区数"],
        Language::En => ["row", "rules", "drug", "firm", "published", "winners that fit: regions by rank"],
    };
    let mut rows = Vec::new();
    for row in data.supply()? {
        let rulebook = data.rulebook_of_round(&row.round)?;
        rows.push(vec![
            row.id.clone(),
            rulebook.id().to_string(),
            data.name(language, &row.drug).to_owned(),
            data.name(language, &row.company).to_owned(),
            announced(language, row),
            fitting(language, &rulebook, row),
        ]);
    }
    page.dense_table(&header.map(str::to_owned), &rows)
}

fn announced(language: Language, row: &WinnerRow) -> String {
    let rank = row.rank.map(|rank| text!(language, "第 {rank} 名", "rank {rank}"));
    let provinces = row.n_provinces.map(|n| text!(language, "{n} 个省份", "{n} provinces"));
    let years = row.years().map(|years| text!(language, "周期 {years} 年", "term {years} years"));
    list(language, [rank, provinces, years].into_iter().flatten())
}

/// Every number of winners, up to the largest number of places, under which a winner gets what was announced.
fn fitting(language: Language, rulebook: &Rulebook, row: &WinnerRow) -> String {
    if let Err(error) = regions(rulebook, Count::ONE, &mut Trace::new()) {
        return gap(language, &error);
    }
    let most = places(rulebook, 100).ok().flatten().unwrap_or_default();
    let mut lines = Vec::new();
    for winners in (1..=most).filter_map(Count::new) {
        let counts = regions(rulebook, winners, &mut Trace::new()).unwrap_or_default();
        let by_rank = || (1_u32..).zip(&counts);
        let provinces = row
            .n_provinces
            .is_none_or(|n| by_rank().any(|(rank, count)| *count == n && row.rank.is_none_or(|known| known == rank)));
        let term = row.years().is_none_or(|years| {
            let terms = contract_terms(rulebook, &TermsQuestion::new(winners));
            terms.is_ok_and(|terms| terms.term_years == Some(years))
        });
        if provinces && term {
            let counts = list(language, counts.iter().map(ToString::to_string));
            lines.push(text!(language, "{winners} 家：{counts}", "{winners}: {counts}"));
        }
    }
    if lines.is_empty() { text!(language, "没有", "none") } else { lines.join("\n") }
}
