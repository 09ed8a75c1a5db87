//! One patient's bill, each line in four parts.

use jicai::explain::Language;
use jicai::number::{Amount, NonNegativeAmount, UnitPrice};
use jicai::payment::{self, LineQuestion, LineSplit};

use super::data::{CLASS_A_PRICE, Drug, OWN_PAID_PRICE, PACKS, Place};
use super::equations::Equations;
use super::settlement;
use super::words::percent;
use crate::data::Result;
use crate::page::Page;
use crate::words::{pick, text};

/// A line of the bill with its split.
struct Line {
    zh: &'static str,
    en: &'static str,
    question: LineQuestion,
    split: LineSplit,
}

impl Line {
    fn new(zh: &'static str, en: &'static str, question: LineQuestion) -> Result<Line> {
        Ok(Line { zh, en, split: payment::split_line(&question)?, question })
    }

    /// A product of the tender in year 1.
    fn of_drug(place: &Place, drug: &Drug, (zh, en): (&'static str, &'static str), packs: &str) -> Result<Line> {
        let standard = payment::standard(&place.rulebook, &drug.year(1)?)?;
        let ceiling: Option<UnitPrice> = standard.ceiling.map(|ceiling| ceiling.to_string().parse()).transpose()?;
        Line::new(
            zh,
            en,
            LineQuestion {
                standard: ceiling,
                first_self_pay_rate: standard.first_self_pay_rate,
                ..sold(drug.price, packs)?
            },
        )
    }
}

fn sold(price: &str, packs: &str) -> Result<LineQuestion> {
    Ok(LineQuestion { price: Some(price.parse()?), quantity: Some(packs.parse()?), ..LineQuestion::default() })
}

fn lines(place: &Place) -> Result<[Line; 4]> {
    let [originator, winner, class_a, own_paid] = PACKS;
    Ok([
        Line::of_drug(place, &Drug::ORIGINATOR, ("氯吡格雷\n原研药", "clopidogrel\noriginator"), originator)?,
        Line::of_drug(place, &Drug::WINNER, ("氯吡格雷\n中选产品", "clopidogrel\nwinner"), winner)?,
        Line::new(
            "甲类药\n（示例）",
            "class A\n(example)",
            LineQuestion { first_self_pay_rate: Some("0".parse()?), ..sold(CLASS_A_PRICE, class_a)? },
        )?,
        Line::new(
            "目录外\n（示例）",
            "off-list\n(example)",
            LineQuestion { covered: Some(false), ..sold(OWN_PAID_PRICE, own_paid)? },
        )?,
    ])
}

/// Prints the bill; the split of its first line.
pub(crate) fn bill(page: &mut Page<'_>, place: &Place, equations: &mut Equations) -> Result<LineSplit> {
    let language = page.language;
    let lines = lines(place)?;
    let name = place.name(language);
    page.title(&text!(language, "一位患者的账单（{name}，第 1 年）", "One patient's bill ({name}, year 1)"))?;
    page.caption(pick(
        language,
        "逐行拆分：先按支付标准限价，再按比例先行自付；四部分相加即该行金额",
        "Each line in four parts: first the standard, then the rate of self-pay; the four parts add up to the line",
    ))?;
    let header = match language {
        Language::Zh => [
            "行",
            "品种",
            "单价",
            "数量\n（示例）",
            "支付标准",
            "先行自付\n比例",
            "金额",
            "全自费",
            "超标准",
            "先行自付",
            "符合范围",
            "相加",
        ],
        Language::En => [
            "line",
            "product",
            "price",
            "packs\n(example)",
            "standard",
            "rate",
            "total",
            "own-paid",
            "above",
            "self-pay",
            "in scope",
            "adds up",
        ],
    };
    let mut rows = Vec::new();
    for (number, line) in (1..).zip(&lines) {
        let (question, split) = (&line.question, &line.split);
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
        let mut row = vec![format!("L{number}"), pick(language, line.zh, line.en).to_owned()];
        row.push(or_dash(question.price.map(|price| price.to_string())));
        row.push(or_dash(question.quantity.map(|quantity| quantity.to_string())));
        row.push(or_dash(question.standard.map(|standard| standard.to_string())));
        row.push(or_dash(question.first_self_pay_rate.map(|rate| percent(language, rate))));
        row.extend(amounts(split).map(|amount| amount.to_string()));
        row.push(equations.check(&parts(split), split.total).to_owned());
        rows.push(row);
    }
    page.dense_table(&header.map(str::to_owned), &rows)?;
    let splits = lines.map(|line| line.split);
    settlement::settle(page, &splits, equations)?;
    let [first, ..] = splits;
    Ok(first)
}

pub(crate) fn parts(split: &LineSplit) -> [Amount; 4] {
    [split.fully_own, split.above_standard, split.first_self_pay, split.in_scope]
}

/// The total and its parts.
pub(crate) fn amounts(split: &LineSplit) -> [Amount; 5] {
    [split.total, split.fully_own, split.above_standard, split.first_self_pay, split.in_scope]
}

pub(crate) fn not_negative(amount: Amount) -> Result<NonNegativeAmount> {
    Ok(NonNegativeAmount::from_units(amount.units()).ok_or("a part of a bill is not negative")?)
}
