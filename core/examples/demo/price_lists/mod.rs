//! Published price lists, recomputed line by line.
//!
//! For each line of `spec-tests/real/price-lists.csv` it prints the steps from the representative's price to the target's, the exact
//! price, the rounded one, and the published one beside it; then what the figures rest on. Lines that do not follow the rule are shown
//! as such, with the reason as far as one is known. A line is added in that file, without touching Rust.

mod basis;
mod check;
mod data;
mod list;
mod numbers;
mod summary;
mod unrounded;
mod words;

use std::io::Write;

use jicai::explain::Language;

use crate::data::Result;
use crate::page::{Fields, Page, Widths};
use crate::words::pick;
use check::Check;

const WIDTHS: Widths = Widths { table: 120, line: 120, label_zh: 14, label_en: 17 };

pub(crate) fn recompute(language: Language, out: &mut dyn Write) -> Result<()> {
    let lines = data::read()?;
    let checks = lines.iter().map(Check::new).collect::<Result<Vec<_>>>()?;
    let mut page = Page::new(language, WIDTHS, out);
    introduction(&mut page)?;
    for document in checks.chunk_by(|a, b| a.line.document == b.line.document) {
        list::document(&mut page, document)?;
    }
    summary::summary(&mut page, &checks)
}

fn introduction(page: &mut Page<'_>) -> Result<()> {
    page.title(pick(
        page.language,
        "公布价目表逐行复算（药品差比价）",
        "Published price lists, recomputed line by line",
    ))?;
    let mut fields = Fields::new(page.language);
    let text = |zh, en| pick(page.language, zh, en);
    fields.add(
        "看什么",
        "what to see",
        text(
            "同一药品只给代表品定价，其余规格按差比价规则换算。下面从公布的代表品价出发，逐步算出各规格的价格，与公布价对照；\
             不合规则的行同样列出，并写明已知的原因。",
            "Of each drug one product, the representative, is priced; the rules carry its price over to the others. Below, each price is \
             computed step by step from the published price of the representative and set beside the published one. Lines that do not \
             follow the rule are shown too, with the reason that is known.",
        ),
    );
    fields.add(
        "怎样读",
        "how to read it",
        text(
            "含量、装量、包装数量相差 X 倍，价格乘以 底数^log₂X：加倍即乘以底数，减半即除以底数；中成药剂型不同时按可服天数成比例计算（日治疗量）。\
             = 为精确值，≈ 为无限小数。中间各步不取整，只在最后取整一次。#fill 等是条款。",
            "X times the content, fill or package count multiplies the price by base^log₂X: by the base for twice as much, by its inverse \
             for half. TCM in different forms goes by days of treatment, in proportion. = is exact, ≈ a decimal without end. No step is rounded, only the result. #fill and the like are clauses.",
        ),
    );
    fields.add_below(text(
        "✓ 一致　✗ 不一致　✓* 一致，但有参数正是由这一行读出，不能反过来证明规则",
        "✓ agrees   ✗ does not   ✓* agrees, but a parameter was read off this very line, so that it proves nothing",
    ));
    fields.add("数据与规则", "data and rules", "spec-tests/real/price-lists.csv · core/rulebooks/differential/");
    page.fields(&fields)
}
