//! The parameters of an execution rulebook, typed and checked once.

use std::sync::{Arc, LazyLock};

use super::indicator::Indicator;
use super::number::{Count, MonthNumber, NonNegative, Positive, RectifyDays, UnitShare};
use super::parameters::{
    AlertBands, AlertRules, Checklists, DeliveryHours, Distinct, EntryRules, FundDates, FundPrepay, Ladder, MarkRules,
    SettlementRule, SkipsHolidays, Unsigned, WorkingDays,
};
use super::vocabulary::{
    AssessmentException, AssessmentTest, FinalState, LadderOrder, NonSupplyReading, PurchaseRoute, ReplacementRole,
    SlotRole, SupplyPrice,
};
use crate::error::{Code, Error};
use crate::explain::Sink;
use crate::rulebook::{Document, Param, Provenance, Reader, Source, area_rulebook};
pub(super) use crate::rulebook::{either, need_either, refuse_given};

macro_rules! rulebook {
    ($($name:ident: $kind:ty,)*) => {
        /// An execution rulebook: parsed and checked once, immutable, shared between threads.
        ///
        /// # Example
        ///
        /// ```
        /// use jicai::execution::Rulebook;
        ///
        /// // Zhejiang does not say how long a rectification may take: fifteen days, for instance.
        /// let mine = Rulebook::from_json(
        ///     r#"{ "id": "example/zhejiang", "extends": "execution/zhejiang-2025", "parameters": { "rectify_days": 15 } }"#,
        /// )
        /// .unwrap();
        /// assert_eq!(mine.id().as_str(), "example/zhejiang");
        /// ```
        #[derive(Debug)]
        pub struct Rulebook {
            document: Document,
            /// That the severities of rules and of bands are on the scale of this library.
            severities: [Arc<Source>; 2],
            $(pub(super) $name: Param<$kind>,)*
        }

        area_rulebook!(Rulebook, "execution");

        impl Rulebook {
            fn read(document: Document, read: Reader<'_>, severities: [Arc<Source>; 2]) -> Result<Rulebook, Error> {
                let rulebook = Rulebook {
                    severities,
                    $($name: read.param(stringify!($name)),)*
                    document,
                };
                read.finish()?;
                Ok(rulebook)
            }
        }
    };
}

rulebook! {
    in_hospital_check_month: MonthNumber,
    delivery_hours: DeliveryHours,
    delivery_skips_holidays: SkipsHolidays,
    alert_rules: AlertRules,
    alert_bands: AlertBands,
    alert_watched: Distinct<Indicator>,
    assessment_tests: Distinct<AssessmentTest>,
    assessment_apart: Distinct<AssessmentException>,
    assessment_share_kept: Distinct<AssessmentException>,
    max_non_winner_share: UnitShare,
    institution_ladder: Ladder,
    institution_final: FinalState,
    institution_serious: FinalState,
    institution_unsigned: Unsigned,
    firm_ladder: Ladder,
    firm_final: FinalState,
    firm_serious: FinalState,
    firm_unsigned: Unsigned,
    ladder_order: LadderOrder,
    rectify_days: RectifyDays,
    settlement_drug: SettlementRule,
    settlement_consumable: SettlementRule,
    invoice_auto_confirm_days: Count,
    prepay_ratio: UnitShare,
    prepay_apply_working_days: WorkingDays,
    prepay_pay_working_days: WorkingDays,
    prepay_pass_on_working_days: WorkingDays,
    prepay_maker_working_days: WorkingDays,
    fund_prepay: FundPrepay,
    fund_prepay_dates: FundDates,
    mark_rules: MarkRules,
    mark_inclusive: bool,
    mark_suspend_multiple: Positive,
    mark_removal_days: Count,
    entry_rules: EntryRules,
    non_supply_multiple: Positive,
    non_supply_reading: NonSupplyReading,
    non_supply_renewal_anchor: bool,
    second_slot_order: Distinct<SlotRole>,
    max_products_per_route: Count,
    replacement_order: Distinct<ReplacementRole>,
    supply_price: SupplyPrice,
    checklists: Checklists,
    central_threshold: NonNegative,
    central_class_b_always: bool,
    route_drug: PurchaseRoute,
    route_consumable: PurchaseRoute,
    route_equipment: PurchaseRoute,
    exclude_tcm_slices: bool,
    income_ratio_limit: UnitShare,
}

/// What stands for a request without a rulebook: its id names the clauses of the area itself.
static UNSET: LazyLock<Option<Rulebook>> = LazyLock::new(|| {
    let text = r#"{ "id": "execution", "area": "execution", "jurisdiction": "100000", "title": "no rulebook", "title_zh": "无规则书",
        "document": "no rulebook was given", "issuer": "none", "parameters": {} }"#;
    Rulebook::from_json(text).ok()
});

impl Rulebook {
    /// A rulebook in which nothing is set: for functions that work without one, and then take everything from the caller.
    ///
    /// # Errors
    ///
    /// None in practice; `internal` if the library itself were broken.
    pub fn unset() -> Result<&'static Rulebook, Error> {
        UNSET.as_ref().ok_or_else(|| Error::new(Code::Internal, "/rulebook", "the empty rulebook cannot be read"))
    }

    /// Types the parameters of a document.
    ///
    /// # Errors
    ///
    /// `invalid_rulebook` at the offending key.
    pub fn from_document(document: Document) -> Result<Rulebook, Error> {
        if let Some(parent) = document.extends()
            && !parent.as_str().starts_with("execution/")
        {
            let message = format!("there is no built-in execution rulebook `{parent}`");
            return Err(Error::new(Code::UnknownRulebook, "/extends", message));
        }
        if document.head().area.is_none() {
            return Err(Error::invalid_rulebook("/area", "the key `area` is missing")
                .with_help("only a rulebook that extends another one may leave it out"));
        }
        let head = document.head();
        for (name, day) in [("effective_from", head.effective_from), ("effective_until", head.effective_until)] {
            if let Some(day) = day {
                crate::calendar::check(day, || format!("/{name}"))
                    .map_err(|error| error.with_code(Code::InvalidRulebook))?;
            }
        }
        let severity = |name: &str| {
            let setter = document.parameter(name).and_then(|parameter| parameter.source().rulebook());
            let setter = setter.unwrap_or_else(|| document.id().clone());
            let citation =
                "the documents name actions; `serious`, `warning` and `notice` are the scale of this library";
            Arc::new(Source::of_entry(&setter, "alert_severity", Some(Provenance::Derived), Some(citation.to_owned())))
        };
        let severities = [severity("alert_rules"), severity("alert_bands")];
        let shared = document.clone();
        Rulebook::read(shared, Reader::new(&document, "execution")?, severities)
    }

    /// Whether it stands for no rulebook at all.
    pub(super) fn is_unset(&self) -> bool {
        self.id().as_str() == "execution"
    }

    /// The result rests on a severity of the rules.
    pub(super) fn touch_severity_of_rules(&self, sink: &mut dyn Sink) {
        let [of_rules, _] = &self.severities;
        sink.used(of_rules);
    }

    /// The result rests on a severity of the bands.
    pub(super) fn touch_severity_of_bands(&self, sink: &mut dyn Sink) {
        let [_, of_bands] = &self.severities;
        sink.used(of_bands);
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
