//! Published tenders, replayed.
//!
//! For each lot of `spec-tests/real/replay.toml` it prints who wins by the rules of the round beside who won by publication, why, what
//! winning brings, what the answer rests on, what the rules of other rounds would have decided, and how high each firm could have bid.
//! What is not published is named, not guessed. A lot is added in that file, without touching Rust.

mod bids;
mod case;
mod data;
mod lot;
mod rivals;
mod summary;
mod supply;
mod terms;
mod words;

use std::io::Write;

use jicai::explain::{Language, Trace};

use crate::data::Result;
use crate::page::{Fields, Page, Widths};
use crate::words::pick;
use case::Case;
use data::Data;
use summary::{Tally, summary};

/// Tables are a little narrower than labelled lines, which hold addresses that should not be broken.
const WIDTHS: Widths = Widths { table: 132, line: 140, label_zh: 12, label_en: 17 };

pub(crate) fn replay(language: Language, out: &mut dyn Write) -> Result<()> {
    let data = Data::read()?;
    let mut page = Page::new(language, WIDTHS, out);
    let mut tally = Tally::default();
    introduction(&mut page)?;
    for (number, plan) in (1..).zip(data.lots()) {
        let case = Case::new(&data, plan)?;
        let mut trace = Trace::explaining();
        lot::heading(&mut page, number, &case)?;
        let award = bids::bids(&mut page, &case, &mut tally, &mut trace)?;
        terms::consequences(&mut page, &case, award.as_ref(), &mut trace, &mut tally)?;
        rivals::other_rules(&mut page, &case)?;
        rivals::highest_prices(&mut page, &case)?;
        tally.lots = number;
    }
    supply::supply(&mut page, &data)?;
    summary(&mut page, &data, &tally)
}

fn introduction(page: &mut Page<'_>) -> Result<()> {
    page.title(pick(page.language, "国家集采竞价重演", "Published tenders, replayed"))?;
    let mut fields = Fields::new(page.language);
    let text = |zh, en| pick(page.language, zh, en);
    fields.add(
        "看什么",
        "what to see",
        text(
            "按当批规则谁中选、为什么，与公布是否一致；\
             中选带来多少量、多长周期、几个地区；换成别批规则会怎样；各家最高能报多少。",
            "Who wins by the rules of the round, why, and whether that is what was published; \
             which share, term and regions it brings; \
             what the rules of other rounds would have decided; how high each firm could have bid.",
        ),
    );
    fields.add(
        "怎样读",
        "how to read it",
        text(
            "✓ 达到界限，✗ 未达到；#spread 等是条款，全名如 award/cn-batch-07#spread。\
             各数都精确计算，不取近似。未公布的不猜：名单不全、规则空白，都照实写出。",
            "✓ limit met, ✗ limit missed; #spread and the like are clauses, in full award/cn-batch-07#spread. \
             Every figure is exact. What is not published is not guessed: incomplete lists and rule gaps are named.",
        ),
    );
    fields.add("数据与规则", "data and rules", "spec-tests/real/ · core/rulebooks/award/");
    page.fields(&fields)
}
