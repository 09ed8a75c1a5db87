//! The values that parameters of an award rulebook take.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::MAX_LIST;
use super::input::{Form, VolumeClass};
use crate::number::{Count, Price, Ratio};
use crate::rulebook::Param;
use crate::{Date, Id};

macro_rules! choices {
    ($($(#[$doc:meta])* $visibility:vis $name:ident { $($(#[$variant_doc:meta])* $variant:ident,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        $visibility enum $name { $($(#[$variant_doc])* $variant,)* }
    )*};
}

choices! {
    /// A test of the winning conditions.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::award::{self, Lot, Test};
    ///
    /// // At 0.10 yuan an oral solid of batch 10 wins by the low-price test, though it is twice the lowest bid.
    /// let lot = Lot::from_json(r#"{ "form": "oral_solid", "bids": [ { "bid": "A", "price": "0.05" }, { "bid": "B", "price": "0.10" } ] }"#)?;
    /// let award = award::select(&*award::Rulebook::builtin("award/cn-batch-10")?, &lot)?;
    /// let by = |i: usize| award.bids[i].passed_by.as_ref().unwrap().tests();
    /// assert_eq!((by(0), by(1)), ([Test::Spread].as_slice(), [Test::LowPrice].as_slice()));
    /// assert_eq!(Test::LowPrice.as_str(), "low_price");
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub Test {
        /// Price at most `spread_multiple` times the anchor.
        Spread,
        /// Cut of at least `cut_threshold`.
        Cut,
        /// Price at most the low-price limit of the form.
        LowPrice,
        /// Price at most the price printed in the document.
        LimitPrice,
        /// Price at most `mean_multiple` times the mean.
        Mean,
        /// Among the largest cuts.
        CutRank,
    }
    /// What bids are ranked by.
    pub(super) Method { UnitPrice, Score, }
    /// How related firms count.
    pub(super) RelatedFirms { BestOnly, CountOnce, Separate, }
    /// What breaks a tie.
    pub(super) TieKey { ReportedVolume, PriorWinner, PriorSales, PassedSpecs, PassDate, OwnApi, }
    /// How prices of other strengths are converted.
    pub(super) Conversion { CeilingRatio, }
    /// What the spread control hangs on.
    pub(super) Anchor { Lowest, Mean, HalfMean, MeanMinusSigma, }
    /// Which standard deviation.
    pub(super) Deviation { Population, Sample, }
    /// What happens after a place was freed by a zero-volume bid.
    pub(super) Recompute { None, Once, UntilStable, }
    /// Which way a fraction of a place goes.
    pub(super) PlaceRounding { Up, Down, }
    /// What limits the re-quote of a fused bid.
    pub(super) FusedLimit { HighestSelected, SpreadLimit, }
    /// What replaces that limit when there is at most one winner.
    pub(super) WhenOne { SpreadLimit, }
    /// What limits the re-quote of a bid from outside the shortlist.
    pub(super) UnshortlistedLimit { HighestSelected, MeanSelected, LowestSelected, SpreadLimit, }
    /// Who outside the shortlist may re-quote.
    pub(super) UnshortlistedCondition { VolumeAtLeastMean, NotHighest, }
    /// Where revived bids stand when regions are picked.
    pub(super) RevivedOrder { After, ByPrice, }
    /// Whether the firm that crosses the volume border is inside.
    pub(super) Crossing { Include, Exclude, }
    /// Selection units of backup regions.
    pub(super) BackupUnits { None, }
    /// What a step of the batch-wide filter looks at.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::award::{FilterKind, Rulebook};
    ///
    /// let filter = Rulebook::builtin("award/cn-batch-07")?.document().parameter("filter").unwrap().value_json();
    /// assert_eq!(filter, format!(r#"[{{"kind":"{}","lots":6}}]"#, FilterKind::LargestRatio.as_str()));
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub FilterKind {
        /// The lots with the largest ratio of highest to lowest price.
        LargestRatio,
        /// The bids with the smallest cuts.
        SmallestCut,
    }
}

impl Test {
    /// The word of the JSON contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Test::Spread => "spread",
            Test::Cut => "cut",
            Test::LowPrice => "low_price",
            Test::LimitPrice => "limit_price",
            Test::Mean => "mean",
            Test::CutRank => "cut_rank",
        }
    }
}

impl FilterKind {
    /// The word of the JSON contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            FilterKind::LargestRatio => "largest_ratio",
            FilterKind::SmallestCut => "smallest_cut",
        }
    }
}

/// One alternative of the winning conditions: the tests that must all hold. Naming it costs next to nothing: a single test is stored
/// in place, several are shared with the rulebook.
///
/// # Example
///
/// ```
/// use jicai::award::{self, Lot};
///
/// let both = award::Rulebook::from_toml(
///     r#"id = "example/both"
///        extends = "award/cn-batch-07"
///        [parameters]
///        win = [["spread", "cut"]]"#,
/// )?;
/// let lot = Lot::from_json(r#"{ "ceiling": "9", "bids": [ { "bid": "A", "price": "1.00" } ] }"#)?;
/// let award = award::select(&both, &lot)?;
/// assert_eq!(award.bids[0].passed_by.as_ref().unwrap().to_string(), "spread + cut");
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative(Tests);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Tests {
    One([Test; 1]),
    Several(Arc<[Test]>),
}

impl Alternative {
    /// The tests, in their order; none where the rulebook has no conditions.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::award::{self, Lot};
    ///
    /// let lot = Lot::from_json(r#"{ "ceiling": "9", "bids": [ { "bid": "A", "price": "1.00" } ] }"#)?;
    /// let award = award::select(&*award::Rulebook::builtin("award/cn-2019-expansion")?, &lot)?;
    /// let passed_by = award.bids[0].passed_by.as_ref().unwrap();
    /// assert!(passed_by.tests().is_empty()); // in 2019 a place was enough
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub fn tests(&self) -> &[Test] {
        match &self.0 {
            Tests::One(test) => test,
            Tests::Several(tests) => tests,
        }
    }

    /// The alternative of a rulebook without conditions.
    pub(super) fn none() -> Alternative {
        Alternative(Tests::Several(Arc::new([])))
    }
}

impl fmt::Display for Alternative {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.tests().iter().map(|test| test.as_str()).collect();
        f.write_str(&words.join(" + "))
    }
}

impl Serialize for Alternative {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.tests())
    }
}

impl<'de> Deserialize<'de> for Alternative {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tests = NonEmpty::<Test>::deserialize(deserializer)?.0;
        Ok(Alternative(match tests.as_slice() {
            [test] => Tests::One([*test]),
            several => Tests::Several(several.into()),
        }))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Alternative {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Alternative".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <Vec<Test>>::json_schema(generator)
    }
}

/// A list with at least one element and at most [`MAX_LIST`].
#[derive(Clone, Debug)]
pub(super) struct NonEmpty<T>(pub(super) Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for NonEmpty<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Short::<T>::deserialize(deserializer)?.0;
        if list.is_empty() {
            return Err(serde::de::Error::custom("must have at least one element"));
        }
        Ok(NonEmpty(list))
    }
}

/// A list with at most [`MAX_LIST`] elements.
#[derive(Clone, Debug)]
pub(super) struct Short<T>(pub(super) Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Short<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Vec::<T>::deserialize(deserializer)?;
        if list.len() > MAX_LIST {
            let message = format!("limit exceeded: at most {} elements, got {}", MAX_LIST, list.len());
            return Err(serde::de::Error::custom(message));
        }
        Ok(Short(list))
    }
}

/// A row of the place table: from `from` bidders on there are `k` places.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceRow {
    pub(super) from: Count,
    pub(super) k: Count,
}

/// A step of the batch-wide filter.
#[derive(Clone, Copy, Debug)]
pub(super) struct FilterStep {
    pub(super) kind: FilterKind,
    pub(super) count: Count,
}

impl<'de> Deserialize<'de> for FilterStep {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Row {
            kind: FilterKind,
            lots: Option<Count>,
            bids: Option<Count>,
        }
        let row = Row::deserialize(deserializer)?;
        match (row.kind, row.lots, row.bids) {
            (kind @ FilterKind::LargestRatio, Some(count), None)
            | (kind @ FilterKind::SmallestCut, None, Some(count)) => Ok(FilterStep { kind, count }),
            _ => Err(serde::de::Error::custom("must name `lots` with `largest_ratio` and `bids` with `smallest_cut`")),
        }
    }
}

/// A row of the class table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClassRow {
    pub(super) award_class: Id,
    pub(super) rank_to: Option<Count>,
    pub(super) bidders_from: Option<Count>,
}

/// The conditions of a row of the share or term table; one that is not named always holds.
#[derive(Clone, Debug)]
pub(super) struct Conditions {
    pub(super) class: Option<VolumeClass>,
    pub(super) winners_from: Option<Count>,
    pub(super) winners_to: Option<Count>,
    pub(super) bidders_from: Option<Count>,
    pub(super) short_term: Option<bool>,
    pub(super) long_term_use: Option<bool>,
    pub(super) incumbent: Option<bool>,
    pub(super) award_class: Option<Id>,
}

/// A row of a decision table.
#[derive(Clone, Debug)]
pub(super) struct TableRow<T> {
    pub(super) conditions: Conditions,
    pub(super) value: T,
}

/// How long a contract runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Term {
    Years(Count),
    Until(Date),
}

/// One row as the file has it; `share` rows and `term` rows differ in what they give.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowForm {
    class: Option<VolumeClass>,
    winners_from: Option<Count>,
    winners_to: Option<Count>,
    bidders_from: Option<Count>,
    short_term: Option<bool>,
    long_term_use: Option<bool>,
    incumbent: Option<bool>,
    award_class: Option<Id>,
    share: Option<Ratio>,
    years: Option<Count>,
    end_date: Option<Date>,
}

impl RowForm {
    fn with<T>(self, value: T) -> TableRow<T> {
        let conditions = Conditions {
            class: self.class,
            winners_from: self.winners_from,
            winners_to: self.winners_to,
            bidders_from: self.bidders_from,
            short_term: self.short_term,
            long_term_use: self.long_term_use,
            incumbent: self.incumbent,
            award_class: self.award_class,
        };
        TableRow { conditions, value }
    }
}

impl<'de> Deserialize<'de> for TableRow<Ratio> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let row = RowForm::deserialize(deserializer)?;
        match (row.share, row.years, row.end_date) {
            (Some(share), None, None) => Ok(row.with(share)),
            _ => Err(serde::de::Error::custom("must give `share` and nothing else besides its conditions")),
        }
    }
}

impl<'de> Deserialize<'de> for TableRow<Term> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let row = RowForm::deserialize(deserializer)?;
        match (row.share, row.years, row.end_date) {
            (None, Some(years), None) => Ok(row.with(Term::Years(years))),
            (None, None, Some(day)) => Ok(row.with(Term::Until(day))),
            _ => {
                Err(serde::de::Error::custom("must give `years` or `end_date` and nothing else besides its conditions"))
            }
        }
    }
}

/// The low-price limits.
#[derive(Debug)]
pub(super) struct LowPrice {
    pub(super) any: Param<Price>,
    pub(super) oral_solid: Param<Price>,
    pub(super) oral_liquid: Param<Price>,
    pub(super) injection_small_volume: Param<Price>,
    pub(super) injection_large_volume: Param<Price>,
    pub(super) other: Param<Price>,
    /// Whether there are limits at all, where not even that is published.
    pub(super) unknown: Param<()>,
}

impl LowPrice {
    pub(super) fn of(&self, form: Form) -> &Param<Price> {
        match form {
            Form::OralSolid => &self.oral_solid,
            Form::OralLiquid => &self.oral_liquid,
            Form::InjectionSmallVolume => &self.injection_small_volume,
            Form::InjectionLargeVolume => &self.injection_large_volume,
            Form::Other => &self.other,
        }
    }

    pub(super) fn any(&self) -> &Param<Price> {
        &self.any
    }

    pub(super) fn unknown(&self) -> &Param<()> {
        &self.unknown
    }

    /// Whether some limit depends on the form.
    pub(super) fn depends_on_form(&self) -> bool {
        [&self.oral_solid, &self.oral_liquid, &self.injection_small_volume, &self.injection_large_volume, &self.other]
            .iter()
            .any(|limit| limit.is_stated())
    }
}
