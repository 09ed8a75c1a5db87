//! The bill between fund and patient.

use jicai::explain::{Language, Trace};
use jicai::number::{Amount, RoundingMode};
use jicai::payment::{self, BillLine, LineSplit, NotLookedAt, ReimbursementTier, SettleQuestion, Settlement, TierBase};

use super::bill::not_negative;
use super::data::{DEDUCTIBLE, FUND_CAP, TIER_END, TIER_RATES};
use super::equations::{Equations, total};
use super::words::percent;
use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{pick, text};

/// Prints what the fund pays of the split lines.
pub(crate) fn settle(page: &mut Page<'_>, splits: &[LineSplit], equations: &mut Equations) -> Result<()> {
    let language = page.language;
    let mut bill_lines = Vec::new();
    for (number, split) in (1..).zip(splits) {
        bill_lines.push(BillLine {
            id: format!("L{number}").parse()?,
            fully_own: not_negative(split.fully_own)?,
            above_standard: not_negative(split.above_standard)?,
            first_self_pay: not_negative(split.first_self_pay)?,
            in_scope: not_negative(split.in_scope)?,
            total: Some(not_negative(split.total)?),
            ceiling_amount: NotLookedAt::default(),
        });
    }
    let [low, high] = TIER_RATES;
    let question = SettleQuestion {
        lines: bill_lines,
        deductible_remaining: DEDUCTIBLE.parse()?,
        tiers: vec![
            ReimbursementTier { up_to: Some(TIER_END.parse()?), rate: low.parse()? },
            ReimbursementTier { up_to: None, rate: high.parse()? },
        ],
        tier_base: Some(TierBase::InScope),
        accumulated: None,
        fund_cap_remaining: Some(FUND_CAP.parse()?),
        round_each_tier: false,
        rounding: RoundingMode::HalfUp,
    };
    let mut trace = Trace::explaining();
    let settlement = payment::settle_with(&question, &mut trace)?;
    page.caption(pick(
        language,
        "结算：起付线、两档、封顶，再逐分摊回各行；统筹支付 + 患者 = 金额，患者 = 后六列相加",
        "Settled: deductible, two tiers, cap, then back to the lines; fund + patient = total, patient = the next six columns",
    ))?;
    table(page, splits, &settlement, equations)?;
    let (low, high) = (percent(language, low.parse()?), percent(language, high.parse()?));
    let mut fields = Fields::new(language);
    fields.add("待遇（示例）", "terms (example)", text!(
        language,
        "起付线 {DEDUCTIBLE} 元；符合范围金额累计到 {TIER_END} 元报 {low}，以上报 {high}；封顶线余额 {FUND_CAP} 元。数额取小，好让每一步都用上。",
        "deductible {DEDUCTIBLE} yuan; {low} of the money in scope up to {TIER_END} yuan, {high} above; {FUND_CAP} yuan left of the fund's cap. \
         The figures are small so that each step bites."
    ));
    fields.add_below(pick(
        language,
        "档次按含起付线的符合范围金额累计（tier_base = in_scope）。哪种累计由提问者说明，文件没有统一规定。",
        "The tiers count the money in scope, deductible included (tier_base = in_scope): the question states it, no text settles it.",
    ));
    let totals = &settlement.totals;
    let (pooled, fund, over_cap) = (totals.pooled, totals.fund, totals.over_cap);
    fields.add(
        "统筹支付",
        "fund",
        text!(
            language,
            "两档合计 {pooled} 元，封顶后 {fund} 元，超封顶 {over_cap} 元由患者负担",
            "the two tiers give {pooled} yuan, the cap leaves {fund}; {over_cap} above the cap are the patient's"
        ),
    );
    for step in trace.steps().iter().filter(|step| step.clause_name() == "settle") {
        fields.add("合计", "in all", format!("{} #{}", step.text(language), step.clause_name()));
    }
    page.fields(&fields)
}

fn table(page: &mut Page<'_>, splits: &[LineSplit], settlement: &Settlement, equations: &mut Equations) -> Result<()> {
    let header = match page.language {
        Language::Zh => {
            ["行", "金额", "统筹支付", "患者", "全自费", "超标准", "先行自付", "起付线", "按比例自付", "超封顶", "相加"]
        }
        Language::En => [
            "line",
            "total",
            "fund",
            "patient",
            "own-paid",
            "above",
            "self-pay",
            "deductible",
            "copay",
            "over cap",
            "adds up",
        ],
    };
    let mut rows = Vec::new();
    let mut row = |name: &str, [all, fund, patient]: [Amount; 3], of_patient: [Amount; 6]| {
        let marks = [equations.check(&[fund, patient], all), equations.check(&of_patient, patient)];
        let figures = [all, fund, patient].into_iter().chain(of_patient).map(|amount| amount.to_string());
        rows.push([name.to_owned()].into_iter().chain(figures).chain([marks.join(" ")]).collect::<Vec<_>>());
    };
    for (split, line) in splits.iter().zip(&settlement.lines) {
        row(
            line.id.as_str(),
            [line.total, line.fund, line.patient],
            [split.fully_own, split.above_standard, split.first_self_pay, line.deductible, line.copay, line.over_cap],
        );
    }
    let t = &settlement.totals;
    row(
        pick(page.language, "合计", "sum"),
        [t.total, t.fund, t.patient],
        [t.fully_own, t.above_standard, t.first_self_pay, t.deductible, t.copay, t.over_cap],
    );
    page.dense_table(&header.map(str::to_owned), &rows)?;
    // The rows of the table make its last one.
    let funds = total(settlement.lines.iter().map(|line| line.fund))?;
    equations.check(&[funds], t.fund);
    let patients = total(settlement.lines.iter().map(|line| line.patient))?;
    equations.check(&[patients], t.patient);
    Ok(())
}
