//! Prices at which the patient pays less for a dearer product.

use jicai::explain::Language;
use jicai::number::{Amount, Rational, Rounding, RoundingMode, UnitPrice};
use jicai::payment::{self, Cliff, Drop, LintQuestion, LintRatio, ListClass};

use super::data::{OWN_RATE, Place, REIMBURSEMENT_RATE, WINNING_PRICE};
use super::words::percent;
use crate::data::Result;
use crate::page::Page;
use crate::words::{pick, text, trimmed};

pub(crate) fn cliffs(page: &mut Page<'_>, places: &[Place]) -> Result<()> {
    let language = page.language;
    let question = LintQuestion {
        reimbursement_rate: Some(REIMBURSEMENT_RATE.parse()?),
        list_class: Some(ListClass::B),
        own_rate: Some(OWN_RATE.parse()?),
    };
    let rate = percent(language, REIMBURSEMENT_RATE.parse()?);
    page.caption(&text!(
        language,
        "断崖：价格刚过界限，患者反而少付。以中选价为 1，括号内为每盒多少元（中选价 {WINNING_PRICE}）；报销 {rate}（示例）",
        "Cliffs: just above an edge the patient pays less for a dearer product.\n  \
         Multiples of the winning price, in brackets yuan a pack (winning price {WINNING_PRICE}); reimbursement {rate} (example)"
    ))?;
    let header = match language {
        Language::Zh => ["规则", "年", "界限", "过界即下降的", "支付标准", "超标准", "患者合计"],
        Language::En => ["rules", "year", "edge", "what drops", "standard", "above it", "patient in all"],
    };
    let mut rows = Vec::new();
    for place in places {
        let lint = payment::lint_rulebook(&place.rulebook, &question)?;
        for cliff in &lint.cliffs {
            rows.push(row(language, place, cliff)?);
        }
    }
    page.dense_table(&header.map(str::to_owned), &rows)
}

fn row(language: Language, place: &Place, cliff: &Cliff) -> Result<Vec<String>> {
    let sides = |below: Option<&LintRatio>, above: Option<&LintRatio>| -> Result<String> {
        let (below, above) = (figure(language, below)?, figure(language, above)?);
        Ok(text!(language, "界下 {below}\n界上 {above}", "below {below}\nabove {above}"))
    };
    Ok(vec![
        place.name(language).to_owned(),
        cliff.year.to_string(),
        figure(language, Some(&cliff.edge))?,
        cliff.drops.iter().map(|drop| word(language, *drop)).collect::<Vec<_>>().join("\n"),
        sides(cliff.standard_below.as_ref(), cliff.standard_above.as_ref())?,
        sides(Some(&cliff.excess_below), Some(&cliff.excess_above))?,
        sides(cliff.patient_below.as_ref(), cliff.patient_above.as_ref())?,
    ])
}

fn word(language: Language, drop: Drop) -> &'static str {
    match drop {
        Drop::Standard => pick(language, "支付标准", "standard"),
        Drop::Excess => pick(language, "超标准", "above it"),
        Drop::Patient => pick(language, "患者合计", "patient in all"),
    }
}

/// A multiple of the winning price, and what that is in yuan.
fn figure(language: Language, multiple: Option<&LintRatio>) -> Result<String> {
    let Some(multiple) = multiple else { return Ok(pick(language, "不设", "none").to_owned()) };
    let multiple = multiple.to_string();
    let millionths: i128 = multiple.replace('.', "").parse()?;
    let price: UnitPrice = WINNING_PRICE.parse()?;
    // Millionths of millionths of a yuan; a fen is 10¹⁰ of them.
    let product = millionths.checked_mul(price.units().into()).ok_or("a product does not fit")?;
    let fen = Rational::fraction(product, 10_000_000_000).ok_or("a fen is not zero")?;
    let whole = Rounding::new(0, RoundingMode::HalfUp).ok_or("no decimals")?;
    let fen = fen.round(whole).floor().ok_or("an amount does not fit")?;
    let yuan = Amount::from_units(i64::try_from(fen)?).ok_or("an amount does not fit")?;
    let multiple = trimmed(&multiple);
    Ok(text!(language, "{multiple}（{yuan}）", "{multiple} ({yuan})"))
}
