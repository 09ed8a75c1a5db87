//! A province's month after the award: progress, alerts, price marks, late invoices, and a supplier that is replaced.
//!
//! Published figures are recomputed where there are any; what else a part needs is invented and marked as an example on the page.

mod bulletins;
mod checks;
mod data;
mod deliveries;
mod escalation;
mod marks;
mod money;
mod month;
mod supply;
mod words;

use std::io::Write;

use jicai::explain::Language;

use crate::data::Result;
use crate::page::{Fields, Page, Widths};
use crate::words::pick;
use checks::Checks;

const WIDTHS: Widths = Widths { table: 134, line: 134, label_zh: 14, label_en: 17 };

pub(crate) fn execution(language: Language, out: &mut dyn Write) -> Result<()> {
    let mut page = Page::new(language, WIDTHS, out);
    let mut checks = Checks::default();
    introduction(&mut page)?;
    bulletins::bulletins(&mut page, &mut checks)?;
    month::month(&mut page, &mut checks)?;
    deliveries::deliveries(&mut page, &mut checks)?;
    escalation::escalation(&mut page, &mut checks)?;
    marks::marks(&mut page, &mut checks)?;
    money::money(&mut page, &mut checks)?;
    supply::supply(&mut page, &mut checks)?;
    page.gap()?;
    let mut fields = Fields::new(language);
    checks.sum(&mut fields, language);
    page.fields(&fields)?;
    checks.verdict()
}

fn introduction(page: &mut Page<'_>) -> Result<()> {
    let language = page.language;
    page.title(pick(
        language,
        "执行监测：一个省的一个月，从序时进度到备供替补",
        "Execution: a province's month, from the time sequence to the backup supplier",
    ))?;
    let mut fields = Fields::new(language);
    fields.add("怎样读", "how to read it", pick(
        language,
        "每张表的标题写明哪些数是公布的、哪些是示例（虚构）。滞后 = 序时进度 − 完成率，正数为落后。✓ 公布的数算出来一致；✓* 一致但不能\
         证明什么。rule_gap：文件没有写明，不猜。",
        "Headings tell what is published from invented examples. Lag: sequence less completion, positive is behind. ✓ a published \
         figure comes out, ✓* it does, but proves nothing. rule_gap: the document does not say.",
    ));
    fields.add("规则", "rules", "core/rulebooks/execution/");
    page.fields(&fields)
}
