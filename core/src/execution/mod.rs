//! Execution monitoring and supervision (集采执行监测与监管): what happens after the award.
//!
//! Is the agreed volume bought, delivered and paid for? Do prices outside the tender run away? What follows when not? Most notices name an
//! indicator and no number: such a number comes from the caller, or the answer is a `rule_gap`.
//!
//! | rule | clause | what happens | where |
//! | --- | --- | --- | --- |
//! | conventions 1, 3–5 | – | numbers, days, working days | `number`, `time` |
//! | 1–3, 10 | `#clock`, `#completion`, `#shares`, `#complaints`, `#coverage` | progress against the calendar | `progress` |
//! | 4, 5 | `#agreements`, `#in_hospital` | agreements signed, products in the hospital | `progress::agreements` |
//! | 6–8 | `#orders`, `#delivery_due`, `#on_time` | orders answered and delivered | `progress::orders` |
//! | 9 | `#settlement` | invoices paid | `progress::settlement` |
//! | 11–15 | `#alert_rules`, `#alert_bands`, `#watched`, `#limit`, `#mean` | alerts | `alerts` |
//! | 16 | `#assess` | assessment of an institution | `assess` |
//! | 17, 18 | `#escalate` | from the alert to the end of the ladder | `escalate` |
//! | 19, 20 | `#settlement_due`, `#settlement_status` | when invoices fall due | `settlement_due` |
//! | 21, 22 | `#prepayment`, `#fund_prepayment` | money before the goods | `prepayment` |
//! | 23–25 | `#mark`, `#mark_non_supply`, `#mark_removal`, `#entry` | marks on prices | `price_mark` |
//! | 26 | `#non_supply_cap` | winners that do not supply | `non_supply_cap` |
//! | 27 | `#second_slot` | two products a generic name | `second_slot` |
//! | 28 | `#replace`, `#bar` | who supplies instead | `replace_supplier` |
//! | 29 | `#shortage` | stock, jumps, diversion | `shortage` |
//! | 30 | `#disclosure`, `#reconcile`, `#totals` | what is disclosed, and whether it agrees | `disclosure` |
//! | 31 | `#central` | by which way goods are bought | `central_purchase` |
//! | 32 | `#income_ratio` | share of drugs in income | `drug_income_ratio` |
//! | 33 | `#process_score` | the weakest link | `process_score` |
//!
//! Every clause stands behind the id of the rulebook; without one, behind `execution`. Functions that may be asked without a rulebook take
//! [`Rulebook::unset`]. Which duty of the source documents leads to which function says [`coverage`](crate::coverage).
//!
//! For tables beyond [`MAX_LIST`] there are [`order_summary`], [`payment_summary`] and [`price_mark_columns`], which take slices.

mod alerts;
mod assess;
mod central_purchase;
mod columns;
mod disclosure;
mod drug_income_ratio;
mod escalate;
mod indicator;
mod non_supply_cap;
mod notes;
mod number;
mod parameters;
mod payments;
mod prepayment;
mod price_mark;
mod process_score;
mod progress;
mod replace_supplier;
mod rulebook;
mod second_slot;
mod sentences;
mod settlement_due;
mod shortage;
mod time;
mod validate;
mod vocabulary;

pub use alerts::{
    Alert, AlertSummary, Alerts, AlertsQuestion, BandCount, CallerLimit, IndicatorMean, MeanComparison,
    MonitoredSubject, NotEvaluated, SubjectBand,
};
pub use assess::{AssessQuestion, AssessedItem, AssessmentCounts, AssessmentResult, ItemAssessment};
pub use central_purchase::{Goods, GoodsRoute, PurchaseQuestion, PurchaseRoutes};
pub use columns::{
    NO_MOMENT, OrderColumns, OrderSummary, PaymentColumns, PaymentSummary, order_summary, payment_summary,
};
pub use disclosure::{
    Differing, DisclosedRecord, Disclosure, DisclosureQuestion, Lateness, PartShare, PartValue, PlatformMatch,
    PlatformRow, Platforms, PublishedItem, RecordCheck, TotalCheck, TotalOfParts,
};
pub use drug_income_ratio::{Income, IncomeQuestion, IncomeRatio};
pub use escalate::{EscalateQuestion, Escalation};
pub use indicator::{Indicator, IndicatorMap, IndicatorValue, MonthValue};
pub use non_supply_cap::{CapQuestion, CappedItem, ItemCap, NonSupplyCaps};
pub use number::{
    BarMonths, Count, DayOfMonth, Figure, MonthNumber, NonNegative, ParseFigureError, Positive, PositiveCount,
    RectifyDays, SettlementDays, Signed, UnitShare, Whole, Year,
};
pub use parameters::{RequiredItem, SettlementRule};
pub use payments::Payment;
pub use prepayment::{
    FundPrepayment, FundPrepaymentQuestion, Prepayment, PrepaymentItem, PrepaymentQuestion, VbpPrepayment,
    VbpPrepaymentQuestion,
};
pub use price_mark::{ItemMark, MarkColumns, MarkCounts, MarkQuestion, MarkedItem, PriceMarks, price_mark_columns};
pub use process_score::{GradeBand, Link, LinkScore, ProcessScore, ScoreQuestion};
pub use progress::{
    Agreement, Agreements, Clock, Complaints, ContractPeriod, Coverage, CoverageGroup, HospitalProduct, InHospital,
    InHospitalCheck, OfflinePurchase, Order, Orders, PaymentRecord, Progress, ProgressQuestion, Settlement, Volumes,
};
pub use replace_supplier::{
    AgreedRemainder, Assignment, BarPeriod, BarTerm, InstitutionRemainder, ReplaceQuestion, Replacement,
    ReplacementCandidate,
};
pub use rulebook::Rulebook;
pub use second_slot::{SlotCandidate, SlotChoice, SlotQuestion, StockedProduct};
pub use settlement_due::{Invoice, InvoiceDue, SettlementDue, SettlementQuestion};
pub use shortage::{ProductSupply, RegionQuantity, Shortage, ShortageQuestion, SuppliedProduct};
pub use time::{Calendar, Day, Moment, Month, ParseTimeError};
pub use validate::{MAX_LIST, MAX_PAIRS};
pub use vocabulary::{
    Anchor, AssessmentException, AssessmentReason, AssessmentTest, AssessmentVerdict, Basis, Buyer, CapSource,
    Comparison, Consistency, DayCount, Direction, DrugRoute, EquipmentClass, Event, FinalState, FundKind, FundReason,
    GoodsKind, InvoiceStatus, LadderOrder, LadderStep, Mark, MarkClass, NonSupplyReading, Overall, Party,
    PrepaymentKind, ProductKind, PurchaseRoute, ReplacementRole, RouteReason, SettlementKind, Severity, ShortageFlag,
    SlotRole, State, SubjectKind, SupplyPrice, Urgency,
};

pub use crate::column_error::ColumnError;
use crate::error::Error;
use crate::explain::Sink;
use crate::functions::functions;
pub use crate::json::Nullable;

functions! {
    /// How far one subject is: clock, completion, shares, agreements, delivery, settlement, complaints, coverage.
    ///
    /// # Errors
    ///
    /// `invalid_input` with the field; `rule_gap` where the month of the in-hospital check, or whether the delivery clock stands still on
    /// holidays, is not published; `limit_exceeded` for a list of more than [`MAX_LIST`].
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{self, Rulebook};
    ///
    /// // Jiangxi, second national batch, second year, as of 31 July 2021.
    /// let question = serde_json::from_str(
    ///     r#"{ "as_of": "2021-07-31", "period": { "start": "2021-04-11", "end": "2022-04-10" },
    ///          "agreed": "100", "purchased": "62.87" }"#,
    /// )?;
    /// let progress = execution::progress(Rulebook::unset()?, &question)?;
    /// let clock = progress.clock.unwrap();
    /// assert_eq!((clock.elapsed_days, clock.total_days), (112, 365));
    /// assert_eq!(progress.lag.unwrap().unwrap().to_string(), "-0.321851"); // ahead of the clock
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rules 1 to 10 of the [module page](self).
    progress, progress_with: ProgressQuestion => Progress, progress::progress;

    /// Which subjects raise an alert: by the document's rules and bands, by limits of the caller, against the mean.
    ///
    /// # Errors
    ///
    /// `rule_gap` where the document watches an indicator and prints no number, and the caller gives none; `invalid_input` with the field;
    /// `limit_exceeded` for more than [`MAX_LIST`] subjects, or [`MAX_PAIRS`] subjects times conditions and bands.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{self, Rulebook};
    ///
    /// let rulebook = Rulebook::builtin("execution/qinghai-2025")?;
    /// let question = serde_json::from_str(
    ///     r#"{ "subjects": [ { "subject": "D1", "kind": "distributor", "series": { "delivery_rate": [
    ///          { "month": "2025-04", "value": "0.80" }, { "month": "2025-05", "value": "0.89" },
    ///          { "month": "2025-06", "value": "0.8999" } ] } } ] }"#,
    /// )?;
    /// let alerts = execution::alerts(&rulebook, &question)?;
    /// assert_eq!(alerts.alerts[0].rule.as_str(), "delivery_rate_3_months_distributor");
    /// assert_eq!(alerts.alerts[0].action.as_ref().unwrap().as_str(), "cancel_delivery_right");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rules 11 to 15.
    alerts, alerts_with: AlertsQuestion => Alerts, alerts::alerts;

    /// Whether an institution has bought what it agreed to, and not too much of others.
    ///
    /// # Errors
    ///
    /// `rule_gap` where the tests or a limit are not published and not given, or an exception is not named; `invalid_input` with the field.
    ///
    /// *Source*: rule 16; 医保发〔2024〕31号.
    assess, assess_with: AssessQuestion => AssessmentResult, assess::assess;

    /// Where a party stands after an event: reminder, interview, admonition, and what follows.
    ///
    /// # Errors
    ///
    /// `rule_gap` where the document has no ladder, or does not say what follows; `invalid_input` with the field, also for an event that
    /// cannot happen in the state.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{self, Rulebook, State};
    ///
    /// let rulebook = Rulebook::builtin("execution/zhejiang-2025")?;
    /// let question = serde_json::from_str(
    ///     r#"{ "party": "institution", "state": "clear", "event": "alert", "on": "2025-08-01", "rectify_days": 15 }"#,
    /// )?;
    /// let step = execution::escalate(&rulebook, &question)?;
    /// assert_eq!((step.next_state, step.deadline.unwrap().to_string()), (State::Remind, "2025-08-16".to_owned()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rules 17 and 18; Zhejiang, April 2025.
    escalate, escalate_with: EscalateQuestion => Escalation, escalate::escalate;

    /// When invoices fall due, and how they stand.
    ///
    /// # Errors
    ///
    /// `rule_gap` where the date is not published and not given; `invalid_input` with the field.
    ///
    /// *Source*: rules 19 and 20; 国办发〔2021〕2号, Guangxi 2024.
    settlement_due, settlement_due_with: SettlementQuestion => SettlementDue, settlement_due::settlement_due;

    /// How much is prepaid, and by when.
    ///
    /// # Errors
    ///
    /// `rule_gap` where a ratio or a number of working days is not published; `invalid_input` with the field.
    ///
    /// *Source*: rules 21 and 22; Huaibei, 医保办函〔2024〕101号.
    prepayment, prepayment_with: PrepaymentQuestion => Prepayment, prepayment::prepayment;

    /// Which listed prices are marked yellow or red, or suspended, and what a new listing may ask.
    ///
    /// # Errors
    ///
    /// `rule_gap` where the rulebook does not mark the class; `invalid_input` with the field, also for a price that the class needs.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{self, Mark, Rulebook};
    ///
    /// let rulebook = Rulebook::builtin("execution/henan-2026-marks")?;
    /// let question = serde_json::from_str(
    ///     r#"{ "items": [ { "item": "A", "class": "evaluated", "price": "18.00", "highest_winning_price": "10" },
    ///                     { "item": "B", "class": "not_evaluated", "price": "10.01", "highest_winning_price": "6" } ] }"#,
    /// )?;
    /// let marks = execution::price_mark(&rulebook, &question)?;
    /// assert_eq!(marks.items[0].mark, Mark::None); // a price on the limit is not marked
    /// assert_eq!(marks.items[1].mark, Mark::Red); // above 6 ÷ 1.8 × 3 = 10
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rules 23 to 25; Henan, Shaanxi and Xinjiang 2026, Anhui and Inner Mongolia 2025.
    price_mark, price_mark_with: MarkQuestion => PriceMarks, price_mark::price_mark;

    /// What a winner may ask in a province that it does not supply.
    ///
    /// # Errors
    ///
    /// `rule_gap` where the multiple or the reading is not published and not given; `invalid_input` with the field.
    ///
    /// *Source*: rule 26; Liaoning 2024, Zhejiang 2023.
    non_supply_cap, non_supply_cap_with: CapQuestion => NonSupplyCaps, non_supply_cap::non_supply_caps;

    /// Which product takes the second slot of a generic name and route.
    ///
    /// # Errors
    ///
    /// `rule_gap` where the order or the number is not published; `invalid_input` with the field.
    ///
    /// *Source*: rule 27; 处方管理办法, article 16.
    second_slot, second_slot_with: SlotQuestion => SlotChoice, second_slot::second_slot;

    /// Who supplies what a winner no longer does, at which price, and how long the winner is barred.
    ///
    /// # Errors
    ///
    /// `rule_gap` where the order or the price is not published and not given; `invalid_input` with the field.
    ///
    /// *Source*: rule 28; GY-YD2019-2, GY-YD2024-2.
    replace_supplier, replace_supplier_with: ReplaceQuestion => Replacement, replace_supplier::replace_supplier;

    /// Whether everything is disclosed, whether two platforms agree, whether totals add up.
    ///
    /// # Errors
    ///
    /// `rule_gap` for a checklist that the rulebook does not have; `invalid_input` with the field; `limit_exceeded` for more than
    /// [`MAX_PAIRS`] records times required items.
    ///
    /// *Source*: rule 30.
    disclosure, disclosure_with: DisclosureQuestion => Disclosure, disclosure::disclosure;

    /// By which way goods are bought.
    ///
    /// # Errors
    ///
    /// `rule_gap` where the threshold or a way is not published; `invalid_input` with the field.
    ///
    /// *Source*: rule 31; duties of the Chongqing Drug Exchange.
    central_purchase, central_purchase_with: PurchaseQuestion => PurchaseRoutes, central_purchase::central_purchase;

    /// The share of drugs in medical income, and how it moves.
    ///
    /// # Errors
    ///
    /// `rule_gap` where nothing says whether slices count; `invalid_input` with the field.
    ///
    /// *Source*: rule 32; Jilin City 2020, Shenzhen 2016.
    drug_income_ratio, drug_income_ratio_with: IncomeQuestion => IncomeRatio, drug_income_ratio::drug_income_ratio;

    /// The score of a chain of supervision, and its weakest link.
    ///
    /// # Errors
    ///
    /// `invalid_input` with the field.
    ///
    /// *Source*: rule 33.
    process_score, process_score_with: ScoreQuestion => ProcessScore, process_score::process_score;

    /// Stock that runs out or piles up, use that jumps, capacity that does not suffice, goods that go elsewhere.
    ///
    /// # Errors
    ///
    /// `invalid_input` with the field.
    ///
    /// *Source*: rule 29.
    shortage, shortage_with: ShortageQuestion => Shortage, shortage::shortage;
}
