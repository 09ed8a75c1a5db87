//! The published prices: `price-lists.csv`, one row a line of a list.

use std::error::Error;
use std::sync::Arc;

use jicai::differential::{Decimals, DrugClass, PriceQuestion, PriceRounding, Product, Rulebook, Tier};
use jicai::number::{Price, RoundingMode};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::data::{Result, at, rows};
use crate::words::Words;

const FILE: &str = "price-lists.csv";

/// The id of a rulebook that the caller of the library supplies.
pub(crate) const CALLER: &str = "caller/rules";

/// A row as it stands; empty cells are not stated.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    /// Lines of one document stand together.
    document_zh: String,
    document_en: String,
    drug_zh: String,
    drug_en: String,
    /// A built-in rulebook, and `name=value` parameters that a caller adds to it because no document gives them.
    rulebook: String,
    supplied: String,
    drug_class: DrugClass,
    /// Decimals, where the rulebook sets none: see [`rounding`].
    rounding: String,
    /// `name=value` fields of the JSON contract, for the price beside it.
    representative: String,
    representative_price: String,
    target: String,
    published_price: String,
    /// `yes` or `no`: whether the rule gives the published price; of a `no` the reason is stated.
    follows: String,
    /// The parameter that the rulebooks read off this line.
    read_off: String,
    /// Prices of the representative before rounding that explain the published ones: from the first, below the second.
    unrounded_from: Option<Price>,
    unrounded_below: Option<Price>,
    reason_zh: String,
    reason_en: String,
    remark_zh: String,
    remark_en: String,
}

/// A published price, and the question whose answer it should be.
pub(crate) struct Line {
    pub(crate) id: String,
    /// File and line, for errors.
    pub(crate) place: String,
    pub(crate) document: Words,
    pub(crate) drug: Words,
    pub(crate) rulebook: Arc<Rulebook>,
    pub(crate) question: PriceQuestion,
    /// The representative's price as printed.
    pub(crate) representative_price: String,
    /// The target's price as printed, and as a number.
    pub(crate) published: String,
    pub(crate) published_price: Price,
    /// Whether the rule gives the printed price from the printed representative.
    pub(crate) follows: bool,
    /// The parameter whose value was read off this line.
    pub(crate) read_off: Option<String>,
    /// Prices of the representative before it was rounded that explain the published ones: from the first, below the second.
    pub(crate) unrounded: Option<(Price, Price)>,
    /// Why the line does not follow the rule; empty where it does.
    pub(crate) reason: Words,
    /// What else a reader has to know.
    pub(crate) remark: Words,
}

/// All lines, in the order of the file.
pub(crate) fn read() -> Result<Vec<Line>> {
    rows(FILE)?.into_iter().map(|(place, row)| at(&place, Line::new(row, &place))).collect()
}

impl Line {
    fn new(row: Row, place: &str) -> Result<Line> {
        let in_column = |column: &'static str| move |error: Box<dyn Error>| format!("{column}: {error}");
        let price = |column, text: &str| text.parse::<Price>().map_err(Into::into).map_err(in_column(column));
        let question = PriceQuestion {
            drug_class: row.drug_class,
            rounding: rounding(&row.rounding).map_err(in_column("rounding"))?,
            ..PriceQuestion::new(
                product(&row.representative).map_err(in_column("representative"))?,
                price("representative_price", &row.representative_price)?,
                product(&row.target).map_err(in_column("target"))?,
            )
        };
        let follows = match row.follows.as_str() {
            "yes" => true,
            "no" if row.reason_zh.is_empty() || row.reason_en.is_empty() => {
                Err("reason: a line that does not follow the rule says why, or that no reason is known")?
            }
            "no" => false,
            other => Err(format!("follows: expected `yes` or `no`, got `{other}`"))?,
        };
        Ok(Line {
            published_price: price("published_price", &row.published_price)?,
            published: row.published_price,
            follows,
            representative_price: row.representative_price,
            question,
            rulebook: rulebook(&row.rulebook, &row.supplied)?,
            unrounded: row.unrounded_from.zip(row.unrounded_below),
            read_off: Some(row.read_off).filter(|parameter| !parameter.is_empty()),
            document: Words::new(row.document_zh, row.document_en),
            drug: Words::new(row.drug_zh, row.drug_en),
            reason: Words::new(row.reason_zh, row.reason_en),
            remark: Words::new(row.remark_zh, row.remark_en),
            id: row.id,
            place: place.to_owned(),
        })
    }

    /// Whether two lines are computed from the same representative.
    pub(crate) fn shares_representative(&self, other: &Line) -> bool {
        let known = |line: &Line| (line.question.representative.clone(), line.question.price);
        self.document == other.document && self.drug == other.drug && known(self) == known(other)
    }
}

/// `name=value` pairs with spaces between them.
fn pairs(cell: &str) -> impl Iterator<Item = Result<(&str, &str)>> {
    let pair = |pair| str::split_once(pair, '=').ok_or_else(|| format!("expected `name=value`, got `{pair}`").into());
    cell.split_whitespace().map(pair)
}

/// A product from the fields of the JSON contract.
fn product(cell: &str) -> Result<Product> {
    let mut fields = Map::new();
    for pair in pairs(cell) {
        let (name, value) = pair?;
        let value = value.parse().map_or_else(|_| Value::from(value), Value::Bool);
        fields.insert(name.to_owned(), value);
    }
    Ok(serde_json::from_value(Value::Object(fields))?)
}

/// Decimals by the height of the price: `1:2 100:1 0` is two below 1 yuan, one below 100, else none; `2` is two at any height.
fn rounding(cell: &str) -> Result<Option<PriceRounding>> {
    let decimals = |text: &str| -> Result<Decimals> {
        Ok(Decimals::new(text.parse()?).ok_or_else(|| format!("at most 10 decimals, got `{text}`"))?)
    };
    let mut tiers = Vec::new();
    for tier in cell.split_whitespace() {
        tiers.push(match tier.split_once(':') {
            Some((below, kept)) => Tier { below: Some(below.parse()?), decimals: decimals(kept)? },
            None => Tier { below: None, decimals: decimals(tier)? },
        });
    }
    let mode = RoundingMode::HalfUp;
    Ok(match tiers.as_slice() {
        [] => None,
        [Tier { below: None, decimals }] => Some(PriceRounding { mode, decimals: Some(*decimals), tiers: None }),
        _ => Some(PriceRounding { mode, decimals: None, tiers: Some(tiers) }),
    })
}

/// A built-in rulebook, or one of the caller's that adds to it what no document gives.
fn rulebook(id: &str, supplied: &str) -> Result<Arc<Rulebook>> {
    let mut parameters = Map::new();
    for pair in pairs(supplied) {
        let (name, value) = pair.map_err(|error| format!("supplied: {error}"))?;
        let parameter = serde_json::json!({ "value": value, "provenance": "unverified", "citation": "caller" });
        parameters.insert(name.to_owned(), parameter);
    }
    if parameters.is_empty() {
        return Ok(Rulebook::builtin(id)?);
    }
    let own = serde_json::json!({ "id": CALLER, "extends": id, "parameters": parameters });
    Ok(Arc::new(Rulebook::from_json(&own.to_string())?))
}
