//! Roundings of prices: a mode, and decimals that may depend on the height of the price.

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::number::{Factor, Rational, Real, Rounded, Rounding, RoundingMode};

/// Decimals that a rounding keeps, 0 to 10.
///
/// # Example
///
/// ```
/// use jicai::differential::Decimals;
///
/// let fen: Decimals = serde_json::from_str("2")?;
/// assert_eq!(Some(fen), Decimals::new(2));
/// assert!(serde_json::from_str::<Decimals>("11").is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(description = "Integer from 0 to 10."))]
pub struct Decimals(#[cfg_attr(feature = "schema", schemars(range(max = 10)))] u8);

impl Decimals {
    /// `decimals` if it is at most 10.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::Decimals;
    ///
    /// assert!(Decimals::new(10).is_some() && Decimals::new(11).is_none());
    /// ```
    pub const fn new(decimals: u8) -> Option<Decimals> {
        if decimals <= Rounding::MAX_DECIMALS { Some(Decimals(decimals)) } else { None }
    }

    /// The number of decimals.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::PriceRounding;
    ///
    /// assert_eq!(PriceRounding::half_up(4).and_then(|rounding| rounding.decimals).map(|decimals| decimals.get()), Some(4));
    /// ```
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Decimals {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let decimals = u32::deserialize(deserializer)?;
        u8::try_from(decimals)
            .ok()
            .and_then(Decimals::new)
            .ok_or_else(|| serde::de::Error::custom(format!("must be 0 to 10, got `{decimals}`")))
    }
}

/// One row of a rounding by height: `decimals` for prices below `below`.
///
/// # Example
///
/// ```
/// use jicai::differential::{self, PriceQuestion, PriceRounding};
///
/// // Below 1 yuan to the fen, below 100 to the tenth, above to the yuan: 2.856 becomes 2.9.
/// let mut question = PriceQuestion::from_json(r#"{ "representative": { "form": "tablet", "content": "10" }, "price": "1.68",
///     "target": { "form": "tablet", "content": "20" } }"#)?;
/// question.rounding = Some(jicai::evaluate::read::<PriceRounding>(serde_json::json!({ "tiers": [
///     { "below": "1", "decimals": 2 }, { "below": "100", "decimals": 1 }, { "decimals": 0 } ] }))?);
/// assert_eq!(differential::price(&*differential::Rulebook::builtin("differential/vbp")?, &question)?.price.to_string(), "2.9");
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Prices below this, yuan; the last tier has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Factor>,
    /// How many decimals they keep.
    pub decimals: Decimals,
}

/// A rounding: a mode, and either `decimals` or `tiers`.
///
/// With tiers the first one holds whose `below` is above the exact price; a price of exactly `below` belongs to the next tier.
///
/// # Example
///
/// ```
/// use jicai::differential::PriceRounding;
///
/// let fen = PriceRounding::half_up(2).unwrap();
/// assert_eq!(fen.decimals.unwrap().get(), 2);
/// ```
///
/// *Source*: clause `#rounding`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PriceRounding {
    /// What happens to the part that is cut off; half-up where it is left out.
    #[serde(default = "half_up")]
    pub mode: RoundingMode,
    /// One number of decimals for all prices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimals: Option<Decimals>,
    /// 1 to 10 rows: every one but the last has `below`, rising from above zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tiers: Option<Vec<Tier>>,
}

fn half_up() -> RoundingMode {
    RoundingMode::HalfUp
}

impl PriceRounding {
    const MAX_TIERS: usize = 10;

    /// Half-up to `decimals`, 0 to 10.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::differential::PriceRounding;
    /// use jicai::number::RoundingMode;
    ///
    /// assert_eq!(PriceRounding::half_up(2).map(|rounding| rounding.mode), Some(RoundingMode::HalfUp));
    /// assert!(PriceRounding::half_up(11).is_none());
    /// ```
    pub fn half_up(decimals: u8) -> Option<PriceRounding> {
        Some(PriceRounding { mode: half_up(), decimals: Some(Decimals::new(decimals)?), tiers: None })
    }

    /// What spans more than one member; `path` is that of the rounding.
    pub(super) fn check(&self, path: &str) -> Result<(), Error> {
        let tiers = match (&self.decimals, &self.tiers) {
            (Some(_), None) => return Ok(()),
            (None, Some(tiers)) => tiers,
            (Some(_), Some(_)) => {
                return Err(Error::invalid_input(path, "a rounding has `decimals` or `tiers`, not both"));
            }
            (None, None) => return Err(Error::invalid_input(path, "a rounding needs `decimals` or `tiers`")),
        };
        if tiers.is_empty() || tiers.len() > PriceRounding::MAX_TIERS {
            let message = format!("tiers must have 1 to {} rows, got `{}`", PriceRounding::MAX_TIERS, tiers.len());
            return Err(Error::invalid_input(format!("{path}/tiers"), message));
        }
        let mut highest: Option<Factor> = None;
        for (i, tier) in tiers.iter().enumerate() {
            let at = || format!("{path}/tiers/{i}/below");
            let is_last = i.saturating_add(1) == tiers.len();
            match tier.below {
                None if is_last => {}
                None => return Err(Error::invalid_input(at(), "every tier but the last needs `below`")),
                Some(below) if is_last => {
                    let message = format!("the last tier has no `below`: it holds for all other prices, got `{below}`");
                    return Err(Error::invalid_input(at(), message));
                }
                Some(below) if highest.is_some_and(|highest| below <= highest) => {
                    return Err(Error::invalid_input(
                        at(),
                        format!("below must rise from tier to tier, got `{below}`"),
                    ));
                }
                Some(below) => highest = Some(below),
            }
        }
        Ok(())
    }

    /// The rounding that holds for the exact price `value`.
    pub(super) fn at(&self, value: &Real) -> Rounding {
        let tier = || {
            let tiers = self.tiers.as_deref().unwrap_or_default();
            let holds = |tier: &&Tier| tier.below.is_none_or(|below| *value < Real::from(Rational::from(below)));
            tiers.iter().find(holds).map(|tier| tier.decimals)
        };
        // A checked rounding always has one of the two, and its last tier holds for all prices.
        let decimals = self.decimals.or_else(tier).map_or(Rounding::MAX_DECIMALS, Decimals::get);
        Rounding::new(decimals, self.mode).unwrap_or(Rounding::PRINT)
    }

    /// The rounding of every price, where it does not depend on the height.
    pub(super) fn flat(&self) -> Option<Rounding> {
        self.decimals.and_then(|decimals| Rounding::new(decimals.get(), self.mode))
    }

    /// The most decimals that a result can have.
    pub(super) fn most_decimals(&self) -> u8 {
        let tiers = self.tiers.as_deref().unwrap_or_default().iter().map(|tier| tier.decimals);
        tiers.chain(self.decimals).map(Decimals::get).max().unwrap_or(Rounding::MAX_DECIMALS)
    }

    /// The exact price, rounded; with the rounding that held.
    pub(super) fn apply(&self, value: &Real) -> (Rounded, Rounding) {
        let rounding = self.at(value);
        (value.round(rounding), rounding)
    }
}
