//! Published credit grades, graded again under both versions of the national benchmark; then what a grade brings, and for how long.

mod check;
mod data;
mod explained;
mod gate;
mod listed;
mod notes;
mod table;
mod words;

use std::io::Write;

use jicai::explain::Language;

use crate::data::Result;
use crate::page::{Fields, Page, Widths};
use crate::words::pick;
use check::{Check, Versions};
use data::PUBLISHED;

/// Names of firms are not broken.
const WIDTHS: Widths = Widths { table: 134, line: 134, label_zh: 14, label_en: 17 };

pub(crate) fn credit(language: Language, out: &mut dyn Write) -> Result<()> {
    let versions = Versions::new()?;
    let checks = PUBLISHED.iter().map(|row| Check::new(language, &versions, row)).collect::<Result<Vec<_>>>()?;
    let mut page = Page::new(language, WIDTHS, out);
    introduction(&mut page)?;
    table::table(&mut page, &checks)?;
    notes::notes(&mut page, &versions, &checks)?;
    explained::explained(&mut page, &versions, &checks)?;
    gate::gate(&mut page, &versions)?;
    listed::listed(&mut page, &versions)
}

fn introduction(page: &mut Page<'_>) -> Result<()> {
    page.title(pick(
        page.language,
        "医药价格和招采信用评价：公布的评级逐项重评",
        "Credit grading of suppliers: published grades, graded again",
    ))?;
    let mut fields = Fields::new(page.language);
    let text = |zh, en| pick(page.language, zh, en);
    fields.add(
        "怎样读",
        "how to read it",
        text(
            "等级下面是定级的条款、界限的依据（官方、推导、二手、未核实）。✓ 评级所用版本算出公布的等级，✗ 不是，✓* 是，但不能证明规则。\
             轻重按可比级别：一般、中等相当于失信，严重相当于严重失信，特别严重相当于特别严重失信（推导）。\
             案例编号同 spec-tests/vectors/credit.json，规则见 core/rulebooks/credit/。",
            "Below a grade: the clause that decides and how well its threshold is established. ✓ the version that graded gives the published \
             grade, ✗ it does not, ✓* it does, but proves nothing. Harsher or milder goes by level: general and medium are as dishonest, \
             severe as severely dishonest, and so on (derived). Cases as in spec-tests/vectors/credit.json, rules in core/rulebooks/credit/.",
        ),
    );
    page.fields(&fields)
}
