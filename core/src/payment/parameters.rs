//! The values that parameters of a payment rulebook take.

use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer};

use super::question::{Person, RetailKind, Status};
use crate::number::{FixedText, ParseNumberError, Rate, UnitPrice, parse_units};
use crate::rulebook::{Provenance, Source};
use crate::words::choices;

choices! {
    /// Which date a caller should pass.
    DateBasis {
        /// The day of settlement (结算日).
        SettlementDate = "settlement_date",
        /// The day of the charge (费用发生日).
        ChargeDate = "charge_date",
    }
    /// Whether a ceiling is the value or the most that the text allows.
    Bound {
        /// The value.
        Exact = "exact",
        /// The most.
        AtMost = "at_most",
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(super) enum $name { $($(#[$variant_doc])* $variant,)* }
    )*};
}

words! {
    /// What a winner is paid.
    WinnerStandard { OwnWinningPrice, Reference, }
    /// What a winner is paid outside its supply provinces.
    OutsideWinner { OwnWinningPrice, AsNonWinner, }
    /// Which winning price a non-winner is measured by.
    ReferenceKind { Single, Highest, Lowest, MainSupply, VolumeWeighted, Mean, Cap, None, }
    /// Which winners are compared.
    GroupScope { All, SameGroup, }
    /// What a generic that has not passed is paid.
    NotPassed { CapAtReference, }
    /// What a negotiated price does to the reference.
    NegotiatedAlternative { NegotiatedPrice, LowerOf, HigherOf, }
    /// Which price decides the band.
    BandPrice { Base, Price, }
    /// Below what a ceiling never falls.
    Floor { Reference, None, }
    /// How years are counted.
    YearIndex { PolicyYear, CalendarYear, }
    /// What an ordinary drug is measured by.
    OrdinaryReference { VolumeWeighted, }
    /// What a year of a band pays.
    EntryOf { Reference, Base, Price, None, Gap, }
    /// Class in a rule of first self-pay.
    ClassMatch { A, B, Any, }
}

/// Decimals of a price, 0 to 6.
#[derive(Clone, Copy, Debug)]
pub(super) struct PriceDecimals(pub(super) u8);

impl<'de> Deserialize<'de> for PriceDecimals {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let decimals = u32::deserialize(deserializer)?;
        match u8::try_from(decimals) {
            Ok(small) if small <= UnitPrice::DECIMALS => Ok(PriceDecimals(small)),
            _ => Err(serde::de::Error::custom(format!("must be 0 to 6, got `{decimals}`"))),
        }
    }
}

/// A calendar year, 1900 to 2999.
#[derive(Clone, Copy, Debug)]
pub(super) struct CalendarYear(pub(super) u32);

impl<'de> Deserialize<'de> for CalendarYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let year = u32::deserialize(deserializer)?;
        if (1900..=2999).contains(&year) {
            Ok(CalendarYear(year))
        } else {
            Err(serde::de::Error::custom(format!("must be 1900 to 2999, got `{year}`")))
        }
    }
}

/// A price below 10¹² yuan.
#[derive(Clone, Copy, Debug)]
pub(super) struct RulePrice(pub(super) UnitPrice);

/// 10¹² yuan in millionths.
pub(super) const PRICE_LIMIT: i64 = 1_000_000_000_000_000_000;

impl<'de> Deserialize<'de> for RulePrice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let price = UnitPrice::deserialize(deserializer)?;
        if price.units() < PRICE_LIMIT {
            Ok(RulePrice(price))
        } else {
            Err(serde::de::Error::custom(format!("limit exceeded: a price is below 10^12 yuan, got `{price}`")))
        }
    }
}

/// A multiple with at most 4 decimals, in ten-thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Multiple(pub(super) i128);

impl Multiple {
    pub(super) const ONE: Multiple = Multiple(10_000);
}

impl FromStr for Multiple {
    type Err = ParseNumberError;

    fn from_str(text: &str) -> Result<Self, ParseNumberError> {
        match parse_units(text, 4)? {
            units if units > 0 => Ok(Multiple(units)),
            _ => Err(ParseNumberError::OutOfRange { range: "greater than zero", got: text.to_owned() }),
        }
    }
}

impl<'de> Deserialize<'de> for Multiple {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(FixedText::new())
    }
}

/// A list whose elements differ.
#[derive(Clone, Debug)]
pub(super) struct Distinct<T>(pub(super) Vec<T>);

impl<'de, T: Deserialize<'de> + PartialEq> Deserialize<'de> for Distinct<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Vec::<T>::deserialize(deserializer)?;
        let repeats = list.iter().enumerate().any(|(i, item)| list.iter().take(i).any(|earlier| earlier == item));
        if repeats { Err(serde::de::Error::custom("must not repeat an element")) } else { Ok(Distinct(list)) }
    }
}

/// A status of which there is one standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum OneStandardStatus {
    Originator,
    ReferenceProduct,
    Passed,
    NotPassed,
    NonWinner,
}

impl OneStandardStatus {
    pub(super) fn of(status: Status) -> Option<OneStandardStatus> {
        match status {
            Status::Originator => Some(OneStandardStatus::Originator),
            Status::ReferenceProduct => Some(OneStandardStatus::ReferenceProduct),
            Status::Passed => Some(OneStandardStatus::Passed),
            Status::NotPassed => Some(OneStandardStatus::NotPassed),
            Status::NonWinner => Some(OneStandardStatus::NonWinner),
            Status::Winner | Status::Negotiated | Status::Bid | Status::Ordinary => None,
        }
    }
}

/// A person who is exempt from added self-pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exempt(pub(super) Person);

impl<'de> Deserialize<'de> for Exempt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Person::deserialize(deserializer)? {
            Person::Ordinary => Err(serde::de::Error::custom("must be an exempt person, got `ordinary`")),
            person => Ok(Exempt(person)),
        }
    }
}

pub(super) type RetailKinds = Distinct<RetailKind>;

/// A year of a band as the file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryForm {
    pub(super) of: EntryOf,
    #[serde(default)]
    pub(super) factor: Option<Multiple>,
    #[serde(default)]
    pub(super) bound: Option<Bound>,
    #[serde(default)]
    pub(super) provenance: Option<Provenance>,
    #[serde(default)]
    pub(super) citation: Option<String>,
}

fn yes() -> bool {
    true
}

/// A band as the file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BandForm {
    pub(super) code: String,
    #[serde(default)]
    pub(super) up_to: Option<Multiple>,
    #[serde(default = "yes")]
    pub(super) inclusive: bool,
    #[serde(default)]
    pub(super) categories: Option<Distinct<String>>,
    pub(super) years: Vec<EntryForm>,
    #[serde(default)]
    pub(super) provenance: Option<Provenance>,
    #[serde(default)]
    pub(super) citation: Option<String>,
}

/// A band of prices with what is paid year by year.
#[derive(Clone, Debug)]
pub(super) struct Band {
    pub(super) code: Arc<str>,
    /// Up to so many times the reference; the last one has no end.
    pub(super) up_to: Option<Multiple>,
    pub(super) inclusive: bool,
    pub(super) categories: Option<Vec<String>>,
    pub(super) years: Vec<Entry>,
}

impl Band {
    pub(super) fn applies_to(&self, category: Option<&str>) -> bool {
        match (&self.categories, category) {
            (None, _) => true,
            (Some(categories), Some(category)) => categories.iter().any(|known| known == category),
            (Some(_), None) => false,
        }
    }

    /// The entry of a year; the last one repeats for ever.
    pub(super) fn entry(&self, year: u32) -> Option<&Entry> {
        let index = usize::try_from(year).unwrap_or(usize::MAX).saturating_sub(1);
        self.years.get(index).or(self.years.last())
    }
}

/// What a band pays in a year.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) of: EntryOf,
    pub(super) factor: Multiple,
    pub(super) bound: Bound,
    pub(super) source: Arc<Source>,
}

/// A rule of first self-pay as the file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SelfPayForm {
    pub(super) bands: Vec<String>,
    #[serde(default)]
    pub(super) list_class: Option<ClassMatch>,
    #[serde(default)]
    pub(super) essential: Option<bool>,
    #[serde(default)]
    pub(super) set: Option<Rate>,
    #[serde(default)]
    pub(super) add: Option<Rate>,
}

/// A rule of first self-pay.
#[derive(Clone, Debug)]
pub(super) struct SelfPay {
    pub(super) bands: Vec<String>,
    pub(super) list_class: ClassMatch,
    pub(super) essential: Option<bool>,
    pub(super) effect: SelfPayEffect,
    pub(super) source: Arc<Source>,
}

/// What it does to the own rate.
#[derive(Clone, Copy, Debug)]
pub(super) enum SelfPayEffect {
    Set(Rate),
    Add(Rate),
}
