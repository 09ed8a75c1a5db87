//! The volume of a tender: one lot at three hospitals, a ladder of an alliance, the surplus that a hospital keeps.

mod agreed;
mod brand;
mod changes;
mod checks;
mod data;
mod ladder;
mod published;
mod retention;
mod surplus;
mod words;

use std::io::Write;

use jicai::explain::Language;

use crate::data::Result;
use crate::page::{Fields, Page, Widths};
use crate::words::pick;
use checks::Checks;

const WIDTHS: Widths = Widths { table: 134, line: 134, label_zh: 14, label_en: 17 };

pub(crate) fn volume(language: Language, out: &mut dyn Write) -> Result<()> {
    let mut page = Page::new(language, WIDTHS, out);
    let mut checks = Checks::default();
    introduction(&mut page)?;
    brand::brand(&mut page, &mut checks)?;
    ladder::ladder(&mut page, &mut checks)?;
    retention::retention(&mut page, &mut checks)?;
    page.gap()?;
    let mut fields = Fields::new(language);
    agreed::agreed(&mut fields, language)?;
    checks.sum(&mut fields, language);
    page.fields(&fields)?;
    checks.verdict()
}

fn introduction(page: &mut Page<'_>) -> Result<()> {
    let language = page.language;
    page.title(pick(
        language,
        "量价挂钩：从医院报量到结余留用",
        "Volume: from the hospital's report to what it keeps of the surplus",
    ))?;
    let mut fields = Fields::new(language);
    fields.add("怎样读", "how to read it", pick(language,
        "医院、产品（A、B……）、报量、选择和价格都是虚构的；比例和办法出自规则书。报量 = 自留 + 另得 + 未分配 + 协议外：自留是中选产品\
         留下的自身报量，另得是转给它的其余报量。数量都已折成同一单位，不取整。“依据”列出不是出自官方文件的参数。",
        "Hospitals, products (A, B …), reports, choices and prices are invented; shares and methods are those of the rulebooks. \
         Reported = own + redistributed + undistributed + outside: own is what a winner keeps of the reports for it, redistributed what it \
         gets of the rest. One unit of account, not rounded. “Rests on”: the parameters that are not official.",
    ));
    fields.add("规则", "rules", "core/rulebooks/volume/");
    page.fields(&fields)
}
