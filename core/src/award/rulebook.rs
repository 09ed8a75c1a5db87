//! The parameters of an award rulebook, typed and checked once.

use super::parameters::{
    Alternative, Anchor, BackupUnits, ClassRow, Conversion, Crossing, Deviation, FilterKind, FilterStep, FusedLimit,
    LowPrice, Method, NonEmpty, PlaceRounding, PlaceRow, Recompute, RelatedFirms, RevivedOrder, Short, TableRow, Term,
    Test, TieKey, UnshortlistedCondition, UnshortlistedLimit, WhenOne,
};
use crate::Id;
use crate::error::Error;
use crate::explain::{Facts, Sink, Step};
use crate::number::{Count, Factor, Ratio, Rounding};
use crate::rulebook::{Document, Param, Reader, Source, area_rulebook};

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

area_rulebook!(Rulebook, "award");

impl Rulebook {
    /// Types the parameters of a document.
    ///
    /// # Errors
    ///
    /// `invalid_rulebook` at the offending key.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::award::Rulebook;
    /// use jicai::rulebook::Document;
    ///
    /// let document = Document::from_json(r#"{ "id": "example/2", "extends": "award/cn-batch-10", "parameters": { "spread_multiple": "no" } }"#)?;
    /// assert_eq!(Rulebook::from_document(document).unwrap_err().path(), "/parameters/spread_multiple");
    /// # Ok::<(), jicai::Error>(())
    /// ```
    pub fn from_document(document: Document) -> Result<Rulebook, Error> {
        let read = Reader::new(&document, "award")?;
        let method = read.param("method");
        let price_weight = read.param("price_weight");
        let technical_weight = read.param("technical_weight");
        let void_counts = read.param("void_counts");
        let related_firms = read.param("related_firms");
        let company_cap = read.param("company_cap");
        let k_table = read.param("k_table");
        let tie_keys = read.param("tie_keys");
        let conversion = read.param("conversion");
        let rounding_comparable = read.param("rounding_comparable");
        let rounding_cut = read.param("rounding_cut");
        let rounding_limit = read.param("rounding_limit");
        let win = read.param("win");
        let spread_multiple = read.param("spread_multiple");
        let mean_multiple = read.param("mean_multiple");
        let anchor = read.param("anchor");
        let anchor_fraction = read.param("anchor_fraction");
        let anchor_sigmas = read.param("anchor_sigmas");
        let anchor_sd = read.param("anchor_sd");
        let cut_threshold = read.param("cut_threshold");
        let cut_inclusive = read.param("cut_inclusive");
        let cut_rank_share = read.param("cut_rank_share");
        let cut_rank_rounding = read.param("cut_rank_rounding");
        let low_price = LowPrice {
            any: read.param("low_price.any"),
            oral_solid: read.param("low_price.oral_solid"),
            oral_liquid: read.param("low_price.oral_liquid"),
            injection_small_volume: read.param("low_price.injection_small_volume"),
            injection_large_volume: read.param("low_price.injection_large_volume"),
            other: read.param("low_price.other"),
            unknown: read.only_gap("low_price"),
        };
        let cost_statement = read.param("cost_statement");
        let zero_volume_sigmas = read.param("zero_volume_sigmas");
        let zero_volume_recompute = read.param("zero_volume_recompute");
        let zero_volume_counts = read.param("zero_volume_counts");
        let filter = read.param("filter");
        let revival_fused = read.param("revival_fused");
        let revival_fused_when_one = read.param("revival_fused_when_one");
        let revival_reference = read.param("revival_reference");
        let revival_unshortlisted = read.param("revival_unshortlisted");
        let revival_unshortlisted_conditions = read.param("revival_unshortlisted_conditions");
        let revival_unshortlisted_counts = read.param("revival_unshortlisted_counts");
        let revived_order = read.param("revived_order");
        let class_table = read.param("class_table");
        let share = read.param("share");
        let term = read.param("term");
        let regions = read.param("regions");
        let first_pick = read.param("first_pick");
        let backup = read.param("backup");
        let backup_units = read.param("backup_units");
        let group_volume_share = read.param("group_volume_share");
        let group_crossing = read.param("group_crossing");
        let group_least = read.param("group_least");
        // How a price becomes a score is nowhere published: the name exists so that a rulebook can say so.
        let _ = read.only_gap("price_score");
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
        sink: &mut dyn Sink,
        clause: &'static str,
        (subject_kind, subject, position): (&'static str, Option<&Id>, u32),
        outcome: &'static str,
        facts: impl FnOnce() -> Facts,
    ) {
        if sink.keeps(position) {
            sink.step(self.step(clause, (subject_kind, subject, position), outcome, facts()));
        }
    }

    fn step(
        &self,
        clause: &'static str,
        (subject_kind, subject, position): (&'static str, Option<&Id>, u32),
        outcome: &'static str,
        facts: Facts,
    ) -> Step {
        Step {
            rulebook: self.id().clone(),
            clause: clause.into(),
            subject_kind,
            subject: subject.cloned(),
            outcome: outcome.into(),
            facts,
            position,
            render: super::sentences::render,
        }
    }
}
