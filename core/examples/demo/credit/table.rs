//! The published grades beside what both versions of the benchmark say.

use jicai::explain::Language;

use super::check::{Check, Side};
use super::words::{change, found, narrow, plain, province};
use crate::data::Result;
use crate::page::Page;
use crate::words::{pick, text};

pub(crate) fn table(page: &mut Page<'_>, checks: &[Check]) -> Result<()> {
    let language = page.language;
    page.caption(pick(
        language,
        "公布的评级：事实按 2020 版（医保价采中心函〔2020〕24号、25号）和 2025 版（医保办发〔2025〕10号）裁量基准各评一次",
        "Published grades: the same facts under the benchmarks of 2020 (医保价采中心函〔2020〕24号, 25号) and 2025 (医保办发〔2025〕10号)",
    ))?;
    let header = match language {
        Language::Zh => {
            ["案例", "企业", "省份", "查明（万元）", "公布等级、版本", "按 2020 版", "按 2025 版", "改版后"]
        }
        Language::En => {
            ["case", "firm", "province", "found (1000 yuan)", "published", "under 2020", "under 2025", "2025 is"]
        }
    };
    let rows = checks
        .chunk_by(|a, b| outcome(language, a) == outcome(language, b))
        .map(|group| rows_of(language, group))
        .collect::<Result<Vec<_>>>()?;
    page.table(&header.map(str::to_owned), &rows)
}

/// Cases that come out alike: one below the other, and once what they come to.
fn rows_of(language: Language, group: &[Check]) -> Result<Vec<String>> {
    let lines = |cell: &dyn Fn(&Check) -> String| group.iter().map(cell).collect::<Vec<_>>().join("\n");
    let found = group.iter().map(|check| found(language, check.row.found)).collect::<Result<Vec<_>>>()?;
    let mut row = vec![
        lines(&|check| check.row.case.to_owned()),
        lines(&|check| check.row.firm(language)),
        lines(&|check| province(language, check.row.province).to_owned()),
        found.join("\n"),
    ];
    row.extend(group.first().map(|check| outcome(language, check)).into_iter().flatten());
    Ok(row)
}

fn outcome(language: Language, check: &Check) -> [String; 4] {
    let year = if check.is_of_2020() { "2020" } else { "2025" };
    let mark = check.mark();
    let label = match (language, &check.version.grade) {
        (Language::En, Some(code)) => narrow(&format!("{} {mark}", plain(code.as_str()))),
        _ => format!("{} {mark}", check.row.label),
    };
    [
        text!(language, "{label}\n{year} 版", "{label}\n({year})"),
        cell(language, &check.of_2020),
        cell(language, &check.of_2025),
        change(language, check.change).to_owned(),
    ]
}

fn cell(language: Language, side: &Side) -> String {
    let title = match language {
        Language::Zh => side.title(language),
        Language::En => narrow(&side.title(language)),
    };
    format!("{title}\n{}", side.basis(language))
}
