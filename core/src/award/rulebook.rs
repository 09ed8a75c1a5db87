//! The parameters of an award rulebook, typed and checked once.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::input::{Form, VolumeClass};
use crate::error::Error;
use crate::explain::{Facts, Sink, Step};
use crate::json::Node;
use crate::number::{Count, Factor, Price, Ratio, Rounding};
use crate::rulebook::{Cache, Document, Param, Reader, Reference, Source, builtin, position};
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative(Tests);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Tests {
    One([Test; 1]),
    Several(Arc<[Test]>),
}

impl Alternative {
    /// The tests, in their order; none where the rulebook has no conditions.
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

/// A list with at least one element and at most [`MAX_LIST`](super::MAX_LIST).
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

/// A list with at most [`MAX_LIST`](super::MAX_LIST) elements.
#[derive(Clone, Debug)]
pub(super) struct Short<T>(pub(super) Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Short<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Vec::<T>::deserialize(deserializer)?;
        if list.len() > super::MAX_LIST {
            let message = format!("limit exceeded: at most {} elements, got {}", super::MAX_LIST, list.len());
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
    any: Param<Price>,
    oral_solid: Param<Price>,
    oral_liquid: Param<Price>,
    injection_small_volume: Param<Price>,
    injection_large_volume: Param<Price>,
    other: Param<Price>,
    /// Whether there are limits at all, where not even that is published.
    unknown: Param<()>,
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

/// An award rulebook: parsed and checked once, immutable, shared between threads.
///
/// # Example
///
/// ```
/// use jicai::award::Rulebook;
///
/// let drafted = Rulebook::from_toml(
///     r#"
///     id = "example/batch-12-assumed"
///     extends = "award/cn-batch-12"
///     [parameters]
///     spread_multiple = "1.8"
///     anchor_sd = "population"
///     "#,
/// )
/// .unwrap();
/// assert_eq!(drafted.id().as_str(), "example/batch-12-assumed");
/// ```
#[derive(Debug)]
pub struct Rulebook {
    document: Document,
    pub(super) method: Param<Method>,
    pub(super) price_weight: Param<Ratio>,
    pub(super) technical_weight: Param<Ratio>,
    pub(super) void_counts: Param<bool>,
    pub(super) related_firms: Param<RelatedFirms>,
    pub(super) company_cap: Param<Count>,
    pub(super) k_table: Param<NonEmpty<PlaceRow>>,
    pub(super) tie_keys: Param<Short<TieKey>>,
    pub(super) conversion: Param<Conversion>,
    pub(super) rounding_comparable: Param<Rounding>,
    pub(super) rounding_cut: Param<Rounding>,
    pub(super) rounding_limit: Param<Rounding>,
    pub(super) win: Param<NonEmpty<Alternative>>,
    pub(super) spread_multiple: Param<Factor>,
    pub(super) mean_multiple: Param<Factor>,
    pub(super) anchor: Param<Anchor>,
    pub(super) anchor_fraction: Param<Factor>,
    pub(super) anchor_sigmas: Param<Factor>,
    pub(super) anchor_sd: Param<Deviation>,
    pub(super) cut_threshold: Param<Ratio>,
    pub(super) cut_inclusive: Param<bool>,
    pub(super) cut_rank_share: Param<Ratio>,
    pub(super) cut_rank_rounding: Param<PlaceRounding>,
    pub(super) low_price: LowPrice,
    pub(super) cost_statement: Param<bool>,
    pub(super) zero_volume_sigmas: Param<Factor>,
    pub(super) zero_volume_recompute: Param<Recompute>,
    pub(super) zero_volume_counts: Param<bool>,
    pub(super) filter: Param<NonEmpty<FilterStep>>,
    pub(super) revival_fused: Param<FusedLimit>,
    pub(super) revival_fused_when_one: Param<WhenOne>,
    pub(super) revival_reference: Param<FusedLimit>,
    pub(super) revival_unshortlisted: Param<UnshortlistedLimit>,
    pub(super) revival_unshortlisted_conditions: Param<Short<UnshortlistedCondition>>,
    pub(super) revival_unshortlisted_counts: Param<bool>,
    pub(super) revived_order: Param<RevivedOrder>,
    pub(super) class_table: Param<NonEmpty<ClassRow>>,
    pub(super) share: Param<NonEmpty<TableRow<Ratio>>>,
    pub(super) term: Param<NonEmpty<TableRow<Term>>>,
    pub(super) regions: Param<Count>,
    pub(super) first_pick: Param<u32>,
    pub(super) backup: Param<bool>,
    pub(super) backup_units: Param<BackupUnits>,
    pub(super) group_volume_share: Param<Ratio>,
    pub(super) group_crossing: Param<Crossing>,
    pub(super) group_least: Param<u32>,
}

static BUILTIN: Cache<Rulebook> = Cache::new();

impl Rulebook {
    /// A built-in award rulebook by id; parsed on first use.
    ///
    /// # Errors
    ///
    /// `unknown_rulebook` at `/rulebook`.
    pub fn builtin(id: &str) -> Result<Arc<Rulebook>, Error> {
        Rulebook::shared(id).cloned()
    }

    fn shared(id: &str) -> Result<&'static Arc<Rulebook>, Error> {
        BUILTIN
            .get(position(id)?, || Rulebook::from_document(builtin(id)?.clone()))
            .map_err(|error| if error.path().is_empty() { error } else { error.under("/rulebook") })
    }

    /// Reads a rulebook file, with everything it inherits.
    ///
    /// # Errors
    ///
    /// `invalid_rulebook` or `unknown_rulebook` with the key's place in the file, e.g. `/parameters/spread_multiple`.
    pub fn from_toml(text: &str) -> Result<Rulebook, Error> {
        Rulebook::from_document(Document::from_toml(text)?)
    }

    /// Reads the same thing as a JSON object.
    ///
    /// # Errors
    ///
    /// As [`Rulebook::from_toml`].
    pub fn from_json(text: &str) -> Result<Rulebook, Error> {
        Rulebook::from_document(Document::from_json(text)?)
    }

    /// The rulebook of a request, below `path`.
    pub(crate) fn from_request(node: &Node<'_>, path: &str) -> Result<Arc<Rulebook>, Error> {
        match Reference::read(node).map_err(|error| error.under(path))? {
            Reference::Builtin(id) => Rulebook::builtin(id).map_err(|error| error.at(path)),
            Reference::Object(object) => Document::from_node(object, usize::MAX)
                .and_then(Rulebook::from_document)
                .map(Arc::new)
                .map_err(|error| error.under(path)),
        }
    }

    /// Types the parameters of a document.
    ///
    /// # Errors
    ///
    /// `invalid_rulebook` at the offending key.
    pub fn from_document(document: Document) -> Result<Rulebook, Error> {
        let read = Reader::new(&document, "award")?;
        let method = read.param("method")?;
        let price_weight = read.param("price_weight")?;
        let technical_weight = read.param("technical_weight")?;
        let void_counts = read.param("void_counts")?;
        let related_firms = read.param("related_firms")?;
        let company_cap = read.param("company_cap")?;
        let k_table = read.param("k_table")?;
        let tie_keys = read.param("tie_keys")?;
        let conversion = read.param("conversion")?;
        let rounding_comparable = read.param("rounding_comparable")?;
        let rounding_cut = read.param("rounding_cut")?;
        let rounding_limit = read.param("rounding_limit")?;
        let win = read.param("win")?;
        let spread_multiple = read.param("spread_multiple")?;
        let mean_multiple = read.param("mean_multiple")?;
        let anchor = read.param("anchor")?;
        let anchor_fraction = read.param("anchor_fraction")?;
        let anchor_sigmas = read.param("anchor_sigmas")?;
        let anchor_sd = read.param("anchor_sd")?;
        let cut_threshold = read.param("cut_threshold")?;
        let cut_inclusive = read.param("cut_inclusive")?;
        let cut_rank_share = read.param("cut_rank_share")?;
        let cut_rank_rounding = read.param("cut_rank_rounding")?;
        let low_price = LowPrice {
            any: read.param("low_price.any")?,
            oral_solid: read.param("low_price.oral_solid")?,
            oral_liquid: read.param("low_price.oral_liquid")?,
            injection_small_volume: read.param("low_price.injection_small_volume")?,
            injection_large_volume: read.param("low_price.injection_large_volume")?,
            other: read.param("low_price.other")?,
            unknown: read.only_gap("low_price")?,
        };
        let cost_statement = read.param("cost_statement")?;
        let zero_volume_sigmas = read.param("zero_volume_sigmas")?;
        let zero_volume_recompute = read.param("zero_volume_recompute")?;
        let zero_volume_counts = read.param("zero_volume_counts")?;
        let filter = read.param("filter")?;
        let revival_fused = read.param("revival_fused")?;
        let revival_fused_when_one = read.param("revival_fused_when_one")?;
        let revival_reference = read.param("revival_reference")?;
        let revival_unshortlisted = read.param("revival_unshortlisted")?;
        let revival_unshortlisted_conditions = read.param("revival_unshortlisted_conditions")?;
        let revival_unshortlisted_counts = read.param("revival_unshortlisted_counts")?;
        let revived_order = read.param("revived_order")?;
        let class_table = read.param("class_table")?;
        let share = read.param("share")?;
        let term = read.param("term")?;
        let regions = read.param("regions")?;
        let first_pick = read.param("first_pick")?;
        let backup = read.param("backup")?;
        let backup_units = read.param("backup_units")?;
        let group_volume_share = read.param("group_volume_share")?;
        let group_crossing = read.param("group_crossing")?;
        let group_least = read.param("group_least")?;
        // How a price becomes a score is nowhere published: the name exists so that a rulebook can say so.
        read.only_gap("price_score")?;
        read.finish()?;
        let rulebook = Rulebook {
            method,
            price_weight,
            technical_weight,
            void_counts,
            related_firms,
            company_cap,
            k_table,
            tie_keys,
            conversion,
            rounding_comparable,
            rounding_cut,
            rounding_limit,
            win,
            spread_multiple,
            mean_multiple,
            anchor,
            anchor_fraction,
            anchor_sigmas,
            anchor_sd,
            cut_threshold,
            cut_inclusive,
            cut_rank_share,
            cut_rank_rounding,
            low_price,
            cost_statement,
            zero_volume_sigmas,
            zero_volume_recompute,
            zero_volume_counts,
            filter,
            revival_fused,
            revival_fused_when_one,
            revival_reference,
            revival_unshortlisted,
            revival_unshortlisted_conditions,
            revival_unshortlisted_counts,
            revived_order,
            class_table,
            share,
            term,
            regions,
            first_pick,
            backup,
            backup_units,
            group_volume_share,
            group_crossing,
            group_least,
            document,
        };
        rulebook.check_tables()?;
        rulebook.check_requirements()?;
        Ok(rulebook)
    }

    /// Ranges that span more than one value.
    fn check_tables(&self) -> Result<(), Error> {
        let read = Reader::new(&self.document, "award")?;
        if let Some(NonEmpty(rows)) = self.k_table.peek()
            && !rows.is_sorted_by(|a, b| a.from < b.from)
        {
            return Err(read.invalid("k_table", "`k_table` must have increasing `from`".into()));
        }
        Ok(())
    }

    /// The column "requires": what a value needs beside it, set or as a gap.
    fn check_requirements(&self) -> Result<(), Error> {
        let read = Reader::new(&self.document, "award")?;
        if self.method.peek() == Some(&Method::Score) {
            read.requires("method `score`", "price_weight", &self.price_weight)?;
            read.requires("method `score`", "technical_weight", &self.technical_weight)?;
        }
        if self.has_test(Test::Spread) {
            read.requires("test `spread`", "spread_multiple", &self.spread_multiple)?;
            read.requires("test `spread`", "anchor", &self.anchor)?;
        }
        if self.has_test(Test::Cut) {
            read.requires("test `cut`", "cut_threshold", &self.cut_threshold)?;
        }
        if self.has_test(Test::Mean) {
            read.requires("test `mean`", "mean_multiple", &self.mean_multiple)?;
        }
        if self.has_test(Test::CutRank) {
            read.requires("test `cut_rank`", "cut_rank_share", &self.cut_rank_share)?;
            read.requires("test `cut_rank`", "cut_rank_rounding", &self.cut_rank_rounding)?;
        }
        match self.anchor.peek() {
            Some(Anchor::HalfMean) => read.requires("anchor `half_mean`", "anchor_fraction", &self.anchor_fraction)?,
            Some(Anchor::MeanMinusSigma) => {
                read.requires("anchor `mean_minus_sigma`", "anchor_sigmas", &self.anchor_sigmas)?;
                read.requires("anchor `mean_minus_sigma`", "anchor_sd", &self.anchor_sd)?;
            }
            _ => {}
        }
        if self.zero_volume_sigmas.is_set() {
            read.requires("`zero_volume_sigmas`", "anchor_sd", &self.anchor_sd)?;
            read.requires("`zero_volume_sigmas`", "zero_volume_recompute", &self.zero_volume_recompute)?;
            read.requires("`zero_volume_sigmas`", "zero_volume_counts", &self.zero_volume_counts)?;
        }
        if self.revival_fused.is_set() {
            read.requires("`revival_fused`", "revived_order", &self.revived_order)?;
        }
        if self.revival_unshortlisted.is_set() {
            let because = "`revival_unshortlisted`";
            read.requires(because, "revival_unshortlisted_conditions", &self.revival_unshortlisted_conditions)?;
            read.requires(because, "revival_unshortlisted_counts", &self.revival_unshortlisted_counts)?;
        }
        let needs_spread = self.revival_fused.peek() == Some(&FusedLimit::SpreadLimit)
            || self.revival_fused_when_one.is_set()
            || self.revival_reference.peek() == Some(&FusedLimit::SpreadLimit)
            || self.revival_unshortlisted.peek() == Some(&UnshortlistedLimit::SpreadLimit);
        if needs_spread && !self.has_test(Test::Spread) && !self.win.is_gap() {
            return Err(read.invalid("win", "a re-quote up to `spread_limit` needs the test `spread` in `win`".into()));
        }
        let grouping =
            self.group_volume_share.is_stated() || self.group_crossing.is_stated() || self.group_least.is_stated();
        if grouping {
            let because = "grouping bidders";
            read.requires(because, "group_volume_share", &self.group_volume_share)?;
            read.requires(because, "group_crossing", &self.group_crossing)?;
            read.requires(because, "group_least", &self.group_least)?;
        }
        Ok(())
    }

    /// The id.
    pub fn id(&self) -> &Id {
        self.document.id()
    }

    /// Head, parameters and gaps as the documents state them.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Whether a test stands in some alternative of the winning conditions.
    pub(super) fn has_test(&self, test: Test) -> bool {
        self.win.peek().is_some_and(|win| win.0.iter().any(|alternative| alternative.tests().contains(&test)))
    }

    /// Whether a step of the batch-wide filter is of this kind.
    pub(super) fn has_filter(&self, kind: FilterKind) -> bool {
        self.filter.peek().is_some_and(|filter| filter.0.iter().any(|step| step.kind == kind))
    }

    /// Whether a batch-wide filter may change what one lot says.
    pub(super) fn is_provisional(&self) -> bool {
        self.filter.is_stated()
    }

    /// The parameters behind a clause, with their citations.
    ///
    /// # Example
    ///
    /// ```
    /// let rulebook = jicai::award::Rulebook::builtin("award/cn-batch-10").unwrap();
    /// let sources: Vec<_> = rulebook.sources("spread").collect();
    /// assert!(sources.iter().all(|source| !source.citation().is_empty()));
    /// ```
    pub fn sources(&self, clause: &str) -> impl Iterator<Item = &Source> {
        let names: &[&str] = match clause {
            "comparable" => &["conversion", "rounding_comparable"],
            "related" => &["related_firms", "void_counts"],
            "rank" => &["tie_keys"],
            "shortlist" => &["k_table"],
            "company_cap" => &["company_cap"],
            "zero_volume" => &["zero_volume_sigmas", "zero_volume_recompute", "anchor_sd"],
            "anchor" => &["anchor", "anchor_fraction", "anchor_sigmas", "anchor_sd"],
            "spread" => &["spread_multiple", "anchor", "rounding_limit"],
            "cut" => &["cut_threshold", "rounding_cut"],
            "low_price" => &[
                "low_price.any",
                "low_price.oral_solid",
                "low_price.oral_liquid",
                "low_price.injection_small_volume",
                "low_price.injection_large_volume",
                "low_price.other",
            ],
            "mean" => &["mean_multiple"],
            "cut_rank" => &["cut_rank_share", "cut_rank_rounding"],
            "win" => &["win"],
            "filter" => &["filter"],
            "revival_fused" => &["revival_fused", "revival_fused_when_one"],
            "revival_unshortlisted" => &["revival_unshortlisted", "revival_unshortlisted_conditions"],
            "revival_reference" => &["revival_reference"],
            "order" => &["revived_order"],
            "class" => &["class_table"],
            "share" => &["share"],
            "term" => &["term"],
            "score" => &["method", "price_weight", "technical_weight"],
            "cost_statement" => &["cost_statement"],
            "regions" => &["regions"],
            "first_pick" => &["first_pick"],
            "backup" => &["backup", "backup_units"],
            "group" => &["group_volume_share", "group_crossing", "group_least"],
            _ => &[],
        };
        names.iter().filter_map(|name| self.document.parameter(name)).map(|parameter| parameter.source())
    }

    /// Reports that a clause decided something.
    pub(super) fn note(
        &self,
        sink: &mut impl Sink,
        clause: &'static str,
        (subject_kind, subject, position): (&'static str, Option<&Id>, u32),
        outcome: &'static str,
        facts: impl FnOnce() -> Facts,
    ) {
        if sink.keeps(position) {
            sink.step(Step {
                rulebook: self.id().clone(),
                clause,
                subject_kind,
                subject: subject.cloned(),
                outcome,
                facts: facts(),
                position,
                render: super::sentences::render,
            });
        }
    }
}
