//! The parameters of a volume rulebook, typed and checked once.

use std::sync::Arc;

use super::number::{NonNegative, Positive, SignedShare, UnitShare, Year};
use super::parameters::{
    AuthorityRow, Band, BandRow, BandRows, PartRoundingRule, Redistribution, ReportingDuty, Rungs, ShareRange,
    ShareRow, SplitFraction,
};
use super::vocabulary::{
    AllocationMethod, CutRounding, NegativeBase, NoVolumeReports, RenewalRule, ReportReason, RetentionFormula, Route,
    ScoreLevel, SupplyCap, UnfinishedScope,
};
use crate::error::{Code, Error};
use crate::explain::Sink;
use crate::rulebook::{Document, Param, Reader, area_rulebook};
pub(super) use crate::rulebook::{either, need_either, refuse_given};

/// A volume rulebook: parsed and checked once, immutable, shared between threads.
///
/// # Example
///
/// ```
/// use jicai::volume::Rulebook;
///
/// // Zhejiang asks for an explanation of clear deviations without saying what is clear: 20 and 30 %, for instance.
/// let mine = Rulebook::from_json(
///     r#"{ "id": "example/zhejiang", "extends": "volume/zhejiang-2025",
///          "parameters": { "deviation_up": "0.20", "deviation_down": "0.30" } }"#,
/// )
/// .unwrap();
/// assert_eq!(mine.id().as_str(), "example/zhejiang");
/// ```
#[derive(Debug)]
pub struct Rulebook {
    document: Document,
    pub(super) reporting_duty: Param<ReportingDuty>,
    pub(super) report_floor: Param<NonNegative>,
    pub(super) report_window: Param<Vec<Year>>,
    pub(super) report_reasons: Param<Vec<ReportReason>>,
    pub(super) deviation_test: Param<bool>,
    pub(super) deviation_up: Param<NonNegative>,
    pub(super) deviation_down: Param<UnitShare>,
    pub(super) authority: Param<Vec<AuthorityRow>>,
    pub(super) national_advice: Param<bool>,
    pub(super) share: Param<Vec<ShareRow>>,
    pub(super) share_range: Param<Vec<ShareRange>>,
    pub(super) allocation_method: Param<AllocationMethod>,
    pub(super) allocation_routes: Param<Vec<Route>>,
    pub(super) no_volume_reports: Param<NoVolumeReports>,
    pub(super) rungs: Param<Rungs>,
    pub(super) unselected_released: Param<UnitShare>,
    pub(super) redistribution: Param<Redistribution>,
    pub(super) supply_cap: Param<SupplyCap>,
    pub(super) cut_rounding: Param<CutRounding>,
    pub(super) rounding: Param<PartRoundingRule>,
    pub(super) split_base_share: Param<UnitShare>,
    pub(super) split_fractions: Param<Vec<SplitFraction>>,
    pub(super) renewal_rule: Param<RenewalRule>,
    pub(super) inquiry_multiple: Param<Positive>,
    pub(super) base_share: Param<UnitShare>,
    pub(super) penalty_start: Param<UnitShare>,
    pub(super) rise_step: Param<Positive>,
    pub(super) other_bid_limit: Param<Positive>,
    pub(super) rise_base: Param<Positive>,
    pub(super) share_incumbent: Param<UnitShare>,
    pub(super) share_other: Param<UnitShare>,
    pub(super) share_reduced: Param<UnitShare>,
    pub(super) remaining_free: Param<bool>,
    pub(super) quantity_not_above_winners: Param<bool>,
    pub(super) max_non_winner_share: Param<UnitShare>,
    pub(super) relax_on_supply_failure: Param<bool>,
    pub(super) price_cut_exemption: Param<bool>,
    pub(super) min_saving: Param<SignedShare>,
    pub(super) tcm_slices_exempt: Param<bool>,
    pub(super) retention_formula: Param<RetentionFormula>,
    pub(super) max_ratio: Param<UnitShare>,
    pub(super) catalogue_only: Param<bool>,
    pub(super) negative_base: Param<NegativeBase>,
    pub(super) count_evaluated_non_winners: Param<bool>,
    pub(super) unfinished_scope: Param<UnfinishedScope>,
    pub(super) exclude_repeat_cycle: Param<bool>,
    pub(super) score_level: Param<ScoreLevel>,
    pub(super) lower_edge_inclusive: Param<bool>,
    pub(super) bands: Param<Vec<Band>>,
}

area_rulebook!(Rulebook, "volume");

impl Rulebook {
    /// The rulebook of functions that may be called without one: everything comes from the caller.
    pub const GENERIC: &str = "volume/generic";

    /// Types the parameters of a document.
    ///
    /// # Errors
    ///
    /// `invalid_rulebook` at the offending key.
    pub fn from_document(document: Document) -> Result<Rulebook, Error> {
        if let Some(parent) = document.extends()
            && !parent.as_str().starts_with("volume/")
        {
            let message = format!("there is no built-in volume rulebook `{parent}`");
            return Err(Error::new(Code::UnknownRulebook, "/extends", message));
        }
        let read = Reader::new(&document, "volume")?;
        if document.head().area.is_none() {
            return Err(Error::invalid_rulebook("/area", "the key `area` is missing")
                .with_help("only a rulebook that extends another one may leave it out"));
        }
        let rulebook = Rulebook {
            reporting_duty: read.param("reporting_duty"),
            report_floor: read.param("report_floor"),
            report_window: read.param("report_window"),
            report_reasons: read.param("report_reasons"),
            deviation_test: read.param("deviation_test"),
            deviation_up: read.param("deviation_up"),
            deviation_down: read.param("deviation_down"),
            authority: read.param("authority"),
            national_advice: read.param("national_advice"),
            share: read.param("share"),
            share_range: read.param("share_range"),
            allocation_method: read.param("allocation_method"),
            allocation_routes: read.param("allocation_routes"),
            no_volume_reports: read.param("no_volume_reports"),
            rungs: read.param("rungs"),
            unselected_released: read.param("unselected_released"),
            redistribution: read.param("redistribution"),
            supply_cap: read.param("supply_cap"),
            cut_rounding: read.param("cut_rounding"),
            rounding: read.param("rounding"),
            split_base_share: read.param("split_base_share"),
            split_fractions: read.param("split_fractions"),
            renewal_rule: read.param("renewal_rule"),
            inquiry_multiple: read.param("inquiry_multiple"),
            base_share: read.param("base_share"),
            penalty_start: read.param("penalty_start"),
            rise_step: read.param("rise_step"),
            other_bid_limit: read.param("other_bid_limit"),
            rise_base: read.param("rise_base"),
            share_incumbent: read.param("share_incumbent"),
            share_other: read.param("share_other"),
            share_reduced: read.param("share_reduced"),
            remaining_free: read.param("remaining_free"),
            quantity_not_above_winners: read.param("quantity_not_above_winners"),
            max_non_winner_share: read.param("max_non_winner_share"),
            relax_on_supply_failure: read.param("relax_on_supply_failure"),
            price_cut_exemption: read.param("price_cut_exemption"),
            min_saving: read.param("min_saving"),
            tcm_slices_exempt: read.param("tcm_slices_exempt"),
            retention_formula: read.param("retention_formula"),
            max_ratio: read.param("max_ratio"),
            catalogue_only: read.param("catalogue_only"),
            negative_base: read.param("negative_base"),
            count_evaluated_non_winners: read.param("count_evaluated_non_winners"),
            unfinished_scope: read.param("unfinished_scope"),
            exclude_repeat_cycle: read.param("exclude_repeat_cycle"),
            score_level: read.param("score_level"),
            lower_edge_inclusive: read.param("lower_edge_inclusive"),
            bands: bands(read.param("bands")),
            document: document.clone(),
        };
        read.finish()?;
        Ok(rulebook)
    }

    /// A gap that no parameter stands for: the document does not say what a rule needs.
    pub(super) fn gap(&self, what: &str) -> Error {
        let named = match &self.document.head().document {
            Some(name) => format!("`{}` ({name})", self.id()),
            None => format!("`{}`", self.id()),
        };
        Error::rule_gap(format!("{named} does not say {what}"))
            .with_help("set it in a rulebook of your own that extends this one, with its source")
    }
}

/// Each band rests on its own source, where it states one.
fn bands(param: Param<BandRows>) -> Param<Vec<Band>> {
    let Param::Set { value: rows, source } = param else { return param.without_value() };
    let band = |row: BandRow| Band {
        from: row.from,
        grade: row.grade,
        ratio: row.ratio,
        source: Arc::new(source.restated(row.provenance, row.citation)),
    };
    let bands = rows.0.into_iter().map(band).collect();
    Param::Set { value: bands, source }
}

/// Whether a switch is set and on.
pub(super) fn is_on(param: &Param<bool>, sink: &mut dyn Sink) -> bool {
    param.touch(sink);
    param.peek() == Some(&true)
}
