//! A line given back in two steps, each from what is left of its split.

use jicai::explain::Language;
use jicai::number::Amount;
use jicai::payment::{self, LineQuestion, LineSplit, NotLookedAt, StoredSplit};

use super::bill::{amounts, not_negative, parts};
use super::data::BASE_PRICE;
use super::equations::{Equations, total};
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{pick, text};

pub(crate) fn refund(page: &mut Page<'_>, line: &LineSplit, equations: &mut Equations) -> Result<()> {
    let language = page.language;
    page.caption(&text!(
        language,
        "部分退费（示例）：L1 的两盒分两次退，每次 {BASE_PRICE} 元，都按原拆分冲回，不按现行标准重拆",
        "A partial refund (example): the two packs of L1 come back one by one, {BASE_PRICE} yuan each, from the split as it was stored"
    ))?;
    let header = match language {
        Language::Zh => ["步骤", "金额", "全自费", "超标准", "先行自付", "符合范围", "相加"],
        Language::En => ["step", "total", "own-paid", "above", "self-pay", "in scope", "adds up"],
    };
    let first = given_back(line)?;
    let left = after(line, &first)?;
    let second = given_back(&left)?;
    let end = after(&left, &second)?;
    let steps = [
        (pick(language, "原拆分", "as split"), line),
        (pick(language, "第一次退费", "first refund"), &first),
        (pick(language, "尚余", "left"), &left),
        (pick(language, "第二次退费", "second refund"), &second),
        (pick(language, "尚余", "left"), &end),
    ];
    let mut rows = Vec::new();
    for (name, split) in steps {
        let mut row = vec![name.to_owned()];
        row.extend(amounts(split).map(|amount| amount.to_string()));
        row.push(equations.check(&parts(split), split.total).to_owned());
        rows.push(row);
    }
    page.dense_table(&header.map(str::to_owned), &rows)?;
    let mut fields = Fields::new(language);
    fields.add(
        "退费怎样分",
        "how it is shared",
        pick(
            language,
            "按各部分的余额摊分，差的一分归最大余数（余数相同归金额大的部分），因此两次退完，每一部分都恰好为零。退费先并入原行，再重新结算。",
            "In proportion to what is left of each part, a missing fen to the largest remainder, of equal ones to the larger part: after both, each part is exactly zero. \
             Refunds are netted against their line before a bill is settled again.",
        ),
    );
    page.fields(&fields)
}

/// One pack of what is left.
fn given_back(left: &LineSplit) -> Result<LineSplit> {
    let price: Amount = BASE_PRICE.parse()?;
    Ok(payment::split_line(&LineQuestion {
        amount: Some(negative(price)?),
        refund_of: Some(StoredSplit {
            fully_own: not_negative(left.fully_own)?,
            above_standard: not_negative(left.above_standard)?,
            first_self_pay: not_negative(left.first_self_pay)?,
            in_scope: not_negative(left.in_scope)?,
            total: Some(not_negative(left.total)?),
            ceiling_amount: NotLookedAt::default(),
        }),
        ..LineQuestion::default()
    })?)
}

fn negative(amount: Amount) -> Result<Amount> {
    Ok(amount.units().checked_neg().and_then(Amount::from_units).ok_or("an amount has its opposite")?)
}

/// What a refund, whose parts are negative, leaves of a split.
fn after(split: &LineSplit, refund: &LineSplit) -> Result<LineSplit> {
    let both = |a: Amount, b: Amount| total([a, b].into_iter());
    Ok(LineSplit {
        total: both(split.total, refund.total)?,
        fully_own: both(split.fully_own, refund.fully_own)?,
        above_standard: both(split.above_standard, refund.above_standard)?,
        first_self_pay: both(split.first_self_pay, refund.first_self_pay)?,
        in_scope: both(split.in_scope, refund.in_scope)?,
        ceiling_amount: None,
    })
}
