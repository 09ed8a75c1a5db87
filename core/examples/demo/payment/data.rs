//! The case: what is published, and what is invented for the example.

use std::sync::Arc;

use jicai::Id;
use jicai::explain::{Language, Trace};
use jicai::number::UnitPrice;
use jicai::payment::{
    ListClass, PathQuestion, PathYear, Person, PolicyYear, PriceUnit, Product, Rulebook, StandardQuestion, Status,
    Winner,
};

use crate::data::Result;
use crate::words::{pick, text};

/// Published.
pub(crate) const WINNING_PRICE: &str = "22.26";
/// Published: the price before the tender.
pub(crate) const BASE_PRICE: &str = "60.33";
/// Invented, as is everything below but the two prices above.
pub(crate) const OWN_RATE: &str = "0.10";
pub(crate) const YEARS: u32 = 3;
pub(crate) const REIMBURSEMENT_RATE: &str = "0.80";
pub(crate) const DEDUCTIBLE: &str = "50.00";
pub(crate) const TIER_END: &str = "100.00";
pub(crate) const TIER_RATES: [&str; 2] = ["0.80", "0.90"];
pub(crate) const FUND_CAP: &str = "100.00";
/// What the bill's two lines outside the tender cost.
pub(crate) const CLASS_A_PRICE: &str = "12.80";
pub(crate) const OWN_PAID_PRICE: &str = "35.50";
/// How many packs of each line the patient takes.
pub(crate) const PACKS: [&str; 4] = ["2", "2", "5", "1"];

/// A place with its rules, and what answers under them rest on.
pub(crate) struct Place {
    zh: &'static str,
    en: &'static str,
    pub(crate) rulebook: Arc<Rulebook>,
    pub(crate) trace: Trace,
}

impl Place {
    pub(crate) fn name(&self, language: Language) -> &'static str {
        pick(language, self.zh, self.en)
    }
}

pub(crate) fn places() -> Result<Vec<Place>> {
    let named = [
        ("payment/guangzhou-2019", "广州", "Guangzhou"),
        ("payment/hainan-2019", "海南", "Hainan"),
        ("payment/xian-2019", "西安", "Xi'an"),
    ];
    let place = |(id, zh, en)| Ok(Place { zh, en, rulebook: Rulebook::builtin(id)?, trace: Trace::explaining() });
    named.into_iter().map(place).collect()
}

/// A product of the drug's name.
pub(crate) struct Drug {
    zh: &'static str,
    en: &'static str,
    pub(crate) status: Status,
    pub(crate) price: &'static str,
    /// Where the price is from.
    origin: (&'static str, &'static str),
}

impl Drug {
    pub(crate) const WINNER: Drug = Drug {
        zh: "中选产品",
        en: "the winner",
        status: Status::Winner,
        price: WINNING_PRICE,
        origin: ("公布的中选价", "published winning price"),
    };
    pub(crate) const ORIGINATOR: Drug = Drug {
        zh: "原研药，未中选",
        en: "the originator, not a winner",
        status: Status::Originator,
        price: BASE_PRICE,
        origin: ("公布的原价", "published old price"),
    };
    const REFERENCE_PRODUCT: Drug = Drug {
        zh: "参比制剂，未中选",
        en: "a reference product, not a winner",
        status: Status::ReferenceProduct,
        price: "40.00",
        origin: ("示例", "example"),
    };
    const NOT_PASSED: Drug = Drug {
        zh: "未过评的仿制药",
        en: "a generic that has not passed the consistency evaluation",
        status: Status::NotPassed,
        price: "25.00",
        origin: ("示例", "example"),
    };
    pub(crate) const ALL: [Drug; 4] = [Drug::WINNER, Drug::ORIGINATOR, Drug::REFERENCE_PRODUCT, Drug::NOT_PASSED];

    /// Who it is, its price with where that is from, and how that lies to the winning price.
    pub(crate) fn description(&self, language: Language) -> Result<String> {
        let (price, winning): (UnitPrice, UnitPrice) = (self.price.parse()?, WINNING_PRICE.parse()?);
        let (name, price_text) = (pick(language, self.zh, self.en), self.price);
        let (zh, en) = self.origin;
        let origin = pick(language, zh, en);
        let twice = winning.units().checked_mul(2).ok_or("a price does not fit")?;
        let place = match price.units() {
            units if units > twice => pick(language, "，高于中选价的两倍", ", above twice the winning price"),
            units if units > winning.units() => {
                pick(language, "，高于中选价，不到两倍", ", above the winning price, below twice")
            }
            _ => "",
        };
        Ok(text!(language, "{name}，{price_text} 元（{origin}）{place}", "{name}, {price_text} yuan ({origin}){place}"))
    }

    fn product(&self) -> Result<Product> {
        let price: UnitPrice = self.price.parse()?;
        Ok(Product {
            winning_price: (self.status == Status::Winner).then_some(price),
            base_price: Some(price),
            own_rate: Some(OWN_RATE.parse()?),
            ..Product::new(self.status, ListClass::B, price)
        })
    }

    pub(crate) fn years(&self) -> Result<PathQuestion> {
        Ok(PathQuestion {
            product: self.product()?,
            winners: winners()?,
            listed: Vec::new(),
            price_unit: PriceUnit::Pack,
            years: PathYear::new(YEARS),
            prices: Vec::new(),
            person: Person::Ordinary,
        })
    }

    pub(crate) fn year(&self, year: u32) -> Result<StandardQuestion> {
        Ok(StandardQuestion {
            product: self.product()?,
            winners: winners()?,
            listed: Vec::new(),
            price_unit: PriceUnit::Pack,
            date: None,
            year: PolicyYear::new(year),
            start_date: None,
            person: Person::Ordinary,
        })
    }
}

fn winners() -> Result<Vec<Winner>> {
    let id: Id = "winner".parse()?;
    Ok(vec![Winner { id, price: WINNING_PRICE.parse()?, group: None, supply: None, volume: None }])
}
