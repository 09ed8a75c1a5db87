//! The indicators that alerts speak of, and their values.

use std::collections::HashSet;
use std::fmt;
use std::hash::Hash;
use std::marker::PhantomData;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::number::Signed;
use super::time::Month;
use crate::json::Nullable;
use crate::sorting::Sorting;
use crate::words::choices;

choices! {
    /// An indicator of execution, in catalogue order: first those of which little is bad, then those of which much is.
    Indicator {
        /// Purchased over agreed quantity (完成率).
        Completion = "completion",
        /// Share of winners by quantity (中选药占比).
        WinnerShare = "winner_share",
        /// Share of winners by amount (中选金额占比).
        WinnerAmountShare = "winner_amount_share",
        /// Delivered over ordered quantity (网上配送率).
        DeliveryRate = "delivery_rate",
        /// Orders answered over all (订单响应率).
        OrderResponseRate = "order_response_rate",
        /// Orders delivered in time (配送及时率).
        OnTimeRate = "on_time_rate",
        /// Orders confirmed as received (交易完成率).
        ReceiptRate = "receipt_rate",
        /// Paid in time over all (按时结算率, 回款率).
        SettlementOnTimeRate = "settlement_on_time_rate",
        /// Winning products that have entered the hospital (进院).
        InHospitalRate = "in_hospital_rate",
        /// Agreements signed over all.
        SigningRate = "signing_rate",
        /// Covered over all members of a group.
        CoverageRate = "coverage_rate",
        /// Stock over daily use.
        DaysOfStock = "days_of_stock",
        /// Capacity over agreed volume.
        CapacityCoverage = "capacity_coverage",
        /// Time sequence less completion (滞后).
        Lag = "lag",
        /// Lag over time sequence.
        RelativeLag = "relative_lag",
        /// Share of non-winners by quantity (非中选占比).
        NonWinnerShare = "non_winner_share",
        /// Share bought offline (线下采购占比).
        OfflineShare = "offline_share",
        /// Share of substitutable drugs (可替代品种).
        SubstituteShare = "substitute_share",
        /// Complaints in a window.
        ComplaintCount = "complaint_count",
        /// Orders delivered late.
        LateOrderCount = "late_order_count",
        /// Products that lag behind.
        LaggingProductCount = "lagging_product_count",
        /// Recent use over usual use.
        SpikeRatio = "spike_ratio",
        /// Drug income over medical income (药占比).
        DrugIncomeRatio = "drug_income_ratio",
    }
}

/// The words of all indicators, for messages.
const WORDS: &[&str] = &{
    let mut words = [""; Indicator::ALL.len()];
    let mut rest: &[Indicator] = Indicator::ALL;
    let mut left: &mut [&str] = &mut words;
    while let ([first, others @ ..], [place, places @ ..]) = (rest, left) {
        *place = first.as_str();
        (rest, left) = (others, places);
    }
    words
};

impl Indicator {
    /// Whether little of it is bad, and a limit a lower one.
    pub fn is_low_bad(self) -> bool {
        self < Indicator::Lag
    }
}

/// Entries by indicator, each indicator once, in catalogue order.
///
/// # Example
///
/// ```
/// use jicai::execution::{Indicator, IndicatorMap, Signed};
///
/// let values: IndicatorMap<Signed> = [(Indicator::Lag, "0.3".parse().unwrap())].into_iter().collect();
/// assert_eq!(values.get(Indicator::Lag).unwrap().to_string(), "0.3");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorMap<T>(Vec<(Indicator, T)>);

impl<T> Default for IndicatorMap<T> {
    fn default() -> Self {
        IndicatorMap(Vec::new())
    }
}

impl<T> IndicatorMap<T> {
    /// The entry of an indicator.
    pub fn get(&self, indicator: Indicator) -> Option<&T> {
        self.0.iter().find(|(known, _)| *known == indicator).map(|(_, value)| value)
    }

    /// The entries in catalogue order.
    pub fn iter(&self) -> impl Iterator<Item = (Indicator, &T)> {
        self.0.iter().map(|(indicator, value)| (*indicator, value))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The last entry of an indicator counts.
impl<T> FromIterator<(Indicator, T)> for IndicatorMap<T> {
    fn from_iter<I: IntoIterator<Item = (Indicator, T)>>(entries: I) -> Self {
        let entries: std::collections::BTreeMap<Indicator, T> = entries.into_iter().collect();
        IndicatorMap(entries.into_iter().collect())
    }
}

impl<T: Serialize> Serialize for IndicatorMap<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(indicator, value)| (indicator.as_str(), value)))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for IndicatorMap<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = IndicatorMap<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of indicators")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<IndicatorMap<T>, A::Error> {
                let mut entries: Vec<(Indicator, T)> = Vec::new();
                while let Some(Key(indicator)) = map.next_key()? {
                    if entries.iter().any(|(known, _)| *known == indicator) {
                        return Err(de::Error::duplicate_field(indicator.as_str()));
                    }
                    entries.push((indicator, map.next_value()?));
                }
                entries.order_by_key(|(indicator, _)| *indicator);
                Ok(IndicatorMap(entries))
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

/// A key of the object: an unknown one is refused as an unknown field, at its place.
struct Key(Indicator);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Word;
        impl Visitor<'_> for Word {
            type Value = Key;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an indicator")
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Key, E> {
                let known = Indicator::ALL.iter().find(|indicator| indicator.as_str() == word);
                known.map(|indicator| Key(*indicator)).ok_or_else(|| E::unknown_field(word, WORDS))
            }
        }
        deserializer.deserialize_identifier(Word)
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for IndicatorMap<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("IndicatorsOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let value = generator.subschema_for::<T>();
        let properties: serde_json::Map<String, serde_json::Value> =
            WORDS.iter().map(|word| ((*word).to_owned(), value.clone().to_value())).collect();
        schemars::json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
    }
}

/// A value that may be known to be missing.
pub type IndicatorValue = Nullable<Signed>;

/// The value of a month of a series.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // March is missing: four bad months, but never three in a row.
/// let alerts = execution::alerts(&*Rulebook::builtin("execution/qinghai-2025")?, &serde_json::from_str(
///     r#"{ "subjects": [ { "subject": "d1", "kind": "product", "series": { "delivery_rate": [
///          { "month": "2025-01", "value": "0.8" }, { "month": "2025-02", "value": "0.8" }, { "month": "2025-03", "value": null },
///          { "month": "2025-04", "value": "0.8" }, { "month": "2025-05", "value": "0.8" } ] } } ] }"#,
/// )?)?;
/// assert!(alerts.alerts.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MonthValue {
    /// The month, unique in its series.
    pub month: Month,
    /// The value; null breaks a run of months.
    pub value: IndicatorValue,
}

/// The position of the first element that equals an earlier one.
pub(super) fn first_repeated_by<'t, T, K: Eq + Hash>(list: &'t [T], key: impl Fn(&'t T) -> K) -> Option<usize> {
    let mut seen = HashSet::with_capacity(list.len());
    list.iter().position(|element| !seen.insert(key(element)))
}
