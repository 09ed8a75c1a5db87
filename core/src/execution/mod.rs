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
    /// let question = serde_json::from_str(r#"{ "as_of": "2021-07-31", "period": { "start": "2021-04-11", "end": "2022-04-10" },
    ///   "agreed": "100", "purchased": "62.87" }"#)?; // Jiangxi, second national batch, second year
    /// let progress = execution::progress(Rulebook::unset()?, &question)?;
    /// let clock = progress.clock.unwrap();
    /// assert_eq!((clock.elapsed_days, clock.total_days), (112, 365));
    /// assert_eq!(progress.lag.unwrap().unwrap().to_string(), "-0.321851"); // ahead of the clock
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rules 1 to 10 of the [module page](self).
    progress,
    /// # Example
    ///
    /// ```
    /// use jicai::{execution::{self, Rulebook}, explain::{Language, Trace}};
    /// // Zhongwei, national batch 7.
    /// let question = serde_json::from_str(r#"{ "as_of": "2023-06-30", "agreed": "468", "purchased": "674" }"#)?;
    /// let mut trace = Trace::explaining();
    /// let progress = execution::progress_with(Rulebook::unset()?, &question, &mut trace)?;
    /// assert_eq!(progress.completion.unwrap().unwrap().to_string(), "1.440171"); // reported as 144 %
    /// assert_eq!(trace.steps()[0].text(Language::En), "674 bought of 468 agreed");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    progress_with: ProgressQuestion => Progress, progress::progress;

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
    /// let question = serde_json::from_str(r#"{ "subjects": [ { "subject": "D1", "kind": "distributor", "series": { "delivery_rate": [
    ///   { "month": "2025-04", "value": "0.80" }, { "month": "2025-05", "value": "0.89" }, { "month": "2025-06", "value": "0.8999" } ] } } ] }"#)?;
    /// let alerts = execution::alerts(&*Rulebook::builtin("execution/qinghai-2025")?, &question)?;
    /// assert_eq!(alerts.alerts[0].rule.as_str(), "delivery_rate_3_months_distributor");
    /// assert_eq!(alerts.alerts[0].action.as_ref().unwrap().as_str(), "cancel_delivery_right");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rules 11 to 15.
    alerts,
    /// # Example
    ///
    /// ```
    /// use jicai::{execution::{self, Rulebook}, explain::{Language, Trace}};
    /// let question = serde_json::from_str(r#"{ "subjects": [ { "subject": "d1", "values": { "late_order_count": "1" } } ] }"#)?;
    /// let mut trace = Trace::explaining();
    /// execution::alerts_with(&*Rulebook::builtin("execution/hunan-delivery-2025")?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[0].text(Language::En), "notice: d1 has late order count 1, limit 1 (rule late_order)");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    alerts_with: AlertsQuestion => Alerts, alerts::alerts;

    /// Whether an institution has bought what it agreed to, and not too much of others.
    ///
    /// # Errors
    ///
    /// `rule_gap` where the tests or a limit are not published and not given, or an exception is not named; `invalid_input` with the field.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{self, AssessmentVerdict, Rulebook};
    /// // The notice names the tests and no number: 40 % for non-winners is the caller's, and 80 of 200 are on the limit.
    /// let question = serde_json::from_str(r#"{ "overall": "each_item", "max_non_winner_share": "0.4", "items": [ { "product": "a",
    ///   "agreed": "100", "purchased": "120", "winner_quantity": "120", "non_winner_quantity": "80" } ] }"#)?;
    /// let result = execution::assess(&*Rulebook::builtin("execution/cn-2024-31")?, &question)?;
    /// assert_eq!(result.verdict, AssessmentVerdict::Qualified);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rule 16; 医保发〔2024〕31号.
    assess,
    /// # Example
    ///
    /// ```
    /// use jicai::{execution::{self, Rulebook}, explain::{Language, Trace}};
    /// let question = serde_json::from_str(r#"{ "overall": "pooled", "max_non_winner_share": "0.5", "items": [
    ///   { "product": "a", "agreed": "100", "purchased": "140", "non_winner_quantity": "0" },
    ///   { "product": "b", "agreed": "100", "purchased": "60", "non_winner_quantity": "20" } ] }"#)?;
    /// let mut trace = Trace::explaining();
    /// execution::assess_with(&*Rulebook::builtin("execution/cn-2024-31")?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[2].text(Language::En), "2 items (pooled): qualified"); // 200 of 200, though b alone is not
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    assess_with: AssessQuestion => AssessmentResult, assess::assess;

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
    /// let question = serde_json::from_str(r#"{ "party": "institution", "state": "clear", "event": "alert", "on": "2025-08-01", "rectify_days": 15 }"#)?;
    /// let step = execution::escalate(&*Rulebook::builtin("execution/zhejiang-2025")?, &question)?;
    /// assert_eq!((step.next_state, step.deadline.unwrap().to_string()), (State::Remind, "2025-08-16".to_owned()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rules 17 and 18; Zhejiang, April 2025.
    escalate,
    /// # Example
    ///
    /// ```
    /// use jicai::{execution::{self, Rulebook}, explain::{Language, Trace}};
    /// let question = serde_json::from_str(r#"{ "party": "firm", "state": "credit_rating", "event": "serious", "on": "2025-09-01" }"#)?;
    /// let mut trace = Trace::explaining();
    /// execution::escalate_with(&*Rulebook::builtin("execution/hebei-supply-2025")?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[0].text(Language::En), "firm: credit rating on `serious` leads to disqualified");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    escalate_with: EscalateQuestion => Escalation, escalate::escalate;

    /// When invoices fall due, and how they stand.
    ///
    /// # Errors
    ///
    /// `rule_gap` where the date is not published and not given; `invalid_input` with the field.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{self, Rulebook};
    /// let question = serde_json::from_str(r#"{ "as_of": "2025-03-03", "invoices": [ { "invoice": "i1", "start_on": "2025-01-31", "amount": "100" } ] }"#)?;
    /// let due = execution::settlement_due(&*Rulebook::builtin("execution/guangxi-settlement-2024")?, &question)?;
    /// assert_eq!(due.invoices[0].due_on.to_string(), "2025-03-02"); // 30 days after the confirmed receipt: overdue by a day
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rules 19 and 20; 国办发〔2021〕2号, Guangxi 2024.
    settlement_due,
    /// # Example
    ///
    /// ```
    /// use jicai::{execution::{self, Rulebook}, explain::{Language, Trace}};
    /// let question = serde_json::from_str(r#"{ "as_of": "2025-01-31", "invoices": [ { "invoice": "i", "start_on": "2024-12-01", "amount": "10" } ] }"#)?;
    /// let mut trace = Trace::explaining();
    /// execution::settlement_due_with(&*Rulebook::builtin("execution/cn-2021-settlement")?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[0].text(Language::En), "invoice i: due on 2025-01-31, 10 not paid on 2025-01-31: due today");
    /// assert!(trace.require_verified().is_err()); // "by the end of the next month" is assumed: the text is not at hand
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    settlement_due_with: SettlementQuestion => SettlementDue, settlement_due::settlement_due;

    /// How much is prepaid, and by when.
    ///
    /// # Errors
    ///
    /// `rule_gap` where a ratio or a number of working days is not published; `invalid_input` with the field.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{self, Prepayment, Rulebook};
    /// let question = serde_json::from_str(r#"{ "kind": "vbp", "agreed_amount": "2637666.67" }"#)?;
    /// let answer = execution::prepayment(&*Rulebook::builtin("execution/huaibei-prepay")?, &question)?;
    /// assert!(matches!(answer, Prepayment::Vbp(answer) if answer.amount.to_string() == "791300.001")); // 30 %, as Huaibei paid for batch 4
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rules 21 and 22; Huaibei, 医保办函〔2024〕101号.
    prepayment,
    /// # Example
    ///
    /// ```
    /// use jicai::{execution::{self, Rulebook}, explain::{Language, Trace}};
    /// let question = serde_json::from_str(r#"{ "kind": "fund", "fund": "resident", "balance_months": "5.9", "deficit_last_year": false,
    ///   "deficit_forecast": false, "monthly_spend": [ "100", "110", "120" ], "year": 2026 }"#)?;
    /// let mut trace = Trace::explaining();
    /// execution::prepayment_with(&*Rulebook::builtin("execution/cn-2024-fund-prepay")?, &question, &mut trace)?;
    /// assert!(trace.steps()[0].text(Language::En).ends_with("lasts 5.9 months, 6 are needed: prepayment not allowed"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    prepayment_with: PrepaymentQuestion => Prepayment, prepayment::prepayment;

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
    /// let question = serde_json::from_str(r#"{ "items": [
    ///   { "item": "A", "class": "evaluated", "price": "18.00", "highest_winning_price": "10" },
    ///   { "item": "B", "class": "not_evaluated", "price": "10.01", "highest_winning_price": "6" } ] }"#)?;
    /// let marks = execution::price_mark(&*Rulebook::builtin("execution/henan-2026-marks")?, &question)?;
    /// assert_eq!(marks.items[0].mark, Mark::None); // a price on the limit is not marked
    /// assert_eq!(marks.items[1].mark, Mark::Red); // above 6 ÷ 1.8 × 3 = 10
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rules 23 to 25; Henan, Shaanxi and Xinjiang 2026, Anhui and Inner Mongolia 2025.
    price_mark,
    /// # Example
    ///
    /// ```
    /// use jicai::{execution::{self, Rulebook}, explain::{Language, Trace}};
    /// let question = serde_json::from_str(r#"{ "items": [ { "item": "a", "class": "evaluated", "price": "17",
    ///   "highest_winning_price": "10", "price_cut_on": "2026-02-28" } ] }"#)?;
    /// let mut trace = Trace::explaining();
    /// execution::price_mark_with(&*Rulebook::builtin("execution/xinjiang-2026-marks")?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[1].text(Language::En), "item a: price cut on 2026-02-28, the mark ends on 2026-03-01");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    price_mark_with: MarkQuestion => PriceMarks, price_mark::price_mark;

    /// What a winner may ask in a province that it does not supply.
    ///
    /// # Errors
    ///
    /// `rule_gap` where the multiple or the reading is not published and not given; `invalid_input` with the field.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{self, Rulebook};
    /// let question = serde_json::from_str(r#"{ "items": [ { "item": "a", "own_winning_price": "2.22", "highest_price": "3.10" } ] }"#)?;
    /// let caps = execution::non_supply_cap(&*Rulebook::builtin("execution/zhejiang-batch-8")?, &question)?;
    /// assert_eq!(caps.items[0].cap.to_string(), "3.33"); // the higher of 1.5 times its own price and the highest winning price
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rule 26; Liaoning 2024, Zhejiang 2023.
    non_supply_cap,
    /// # Example
    ///
    /// ```
    /// use jicai::{execution::{self, Rulebook}, explain::{Language, Trace}};
    /// let question = serde_json::from_str(r#"{ "items": [ { "item": "a", "own_winning_price": "10", "agreement_finished": true,
    ///   "lowest_renewal_price": "8", "highest_price": "9", "current_price": "13" } ] }"#)?;
    /// let mut trace = Trace::explaining();
    /// execution::non_supply_cap_with(&*Rulebook::builtin("execution/liaoning-2024")?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[0].text(Language::En), "item a: cap 12 (from its own price), asked now 13"); // 1.5 × 8
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    non_supply_cap_with: CapQuestion => NonSupplyCaps, non_supply_cap::non_supply_caps;

    /// Which product takes the second slot of a generic name and route.
    ///
    /// # Errors
    ///
    /// `rule_gap` where the order or the number is not published; `invalid_input` with the field.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{self, Rulebook};
    /// let question = serde_json::from_str(r#"{ "route": "oral", "stocked": [ { "product": "main", "role": "main_winner" } ], "candidates": [
    ///   { "product": "n", "role": "non_winner", "unit_price": "0.05" }, { "product": "b", "role": "backup_winner", "unit_price": "0.50" } ] }"#)?;
    /// let choice = execution::second_slot(&*Rulebook::builtin("execution/zhejiang-2025")?, &question)?;
    /// assert_eq!(choice.chosen[0].as_str(), "b"); // beside the main winner the backup winner comes first, whatever it costs
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rule 27; 处方管理办法, article 16.
    second_slot,
    /// # Example
    ///
    /// ```
    /// use jicai::{execution::{self, Rulebook}, explain::{Language, Trace}};
    /// let question = serde_json::from_str(r#"{ "route": "injection", "candidates": [ { "product": "m", "role": "main_winner", "unit_price": "1" } ],
    ///   "stocked": [ { "product": "x", "role": "non_winner" }, { "product": "y", "role": "non_winner" } ] }"#)?;
    /// let mut trace = Trace::explaining();
    /// execution::second_slot_with(&*Rulebook::builtin("execution/zhejiang-2025")?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[0].text(Language::En), "product m (main winner, 1) is not taken; 0 slots left");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    second_slot_with: SlotQuestion => SlotChoice, second_slot::second_slot;

    /// Who supplies what a winner no longer does, at which price, and how long the winner is barred.
    ///
    /// # Errors
    ///
    /// `rule_gap` where the order or the price is not published and not given; `invalid_input` with the field.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{self, Rulebook};
    /// let question = serde_json::from_str(r#"{ "supplier": "s", "defaulted_on": "2025-06-01", "defaulter_price": "1.00",
    ///   "volumes": [ { "institution": "h1", "agreed": "100", "purchased": "40" } ],
    ///   "candidates": [ { "supplier": "w", "role": "other_winner", "own_price": "1.10" },
    ///                   { "supplier": "k", "role": "backup_winner", "own_price": "1.50", "available_quantity": "50" } ] }"#)?;
    /// let replacement = execution::replace_supplier(&*Rulebook::builtin("execution/cn-batch-10")?, &question)?;
    /// assert_eq!(replacement.extra_cost.unwrap().to_string(), "26"); // 50 of the backup × 0.50, 10 of another winner × 0.10
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rule 28; GY-YD2019-2, GY-YD2024-2.
    replace_supplier,
    /// # Example
    ///
    /// ```
    /// use jicai::{execution::{self, Rulebook}, explain::{Language, Trace}};
    /// let question = serde_json::from_str(r#"{ "supplier": "maker", "defaulted_on": "2022-01-29", "bar": { "from": "2022-01-29", "months": 18 } }"#)?;
    /// let mut trace = Trace::explaining();
    /// execution::replace_supplier_with(Rulebook::unset()?, &question, &mut trace)?; // glimepiride, batch 2, as announced
    /// assert_eq!(trace.steps()[0].text(Language::En), "supplier maker is barred from 2022-01-29 to 2023-07-28");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    replace_supplier_with: ReplaceQuestion => Replacement, replace_supplier::replace_supplier;

    /// Whether everything is disclosed, whether two platforms agree, whether totals add up.
    ///
    /// # Errors
    ///
    /// `rule_gap` for a checklist that the rulebook does not have; `invalid_input` with the field; `limit_exceeded` for more than
    /// [`MAX_PAIRS`] records times required items.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{self, Rulebook};
    /// let question = serde_json::from_str(r#"{ "as_of": "2020-11-02", "checklist": "milestones", "records": [ { "record": "plan",
    ///   "published": [ { "item": "startup", "on": "2020-09-30" }, { "item": "organisation", "on": "2020-11-01" } ] } ] }"#)?;
    /// let plan = execution::disclosure(&*Rulebook::builtin("execution/jilin-city-2020")?, &question)?.records.unwrap().remove(0);
    /// assert_eq!((plan.missing[0].as_str(), plan.late[0].as_str()), ("online", "organisation"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rule 30.
    disclosure,
    /// # Example
    ///
    /// ```
    /// use jicai::{execution::{self, Rulebook}, explain::{Language, Trace}};
    /// let question = serde_json::from_str(r#"{ "as_of": "2025-01-10", "platforms": { "numeric_fields": [ "price" ],
    ///   "left": [ { "key": "k1", "values": { "price": "1.0" } }, { "key": "k2", "values": { "price": "2" } } ],
    ///   "right": [ { "key": "k1", "values": { "price": "1.00" } }, { "key": "k2", "values": { "price": "2.1" } } ] } }"#)?;
    /// let mut trace = Trace::explaining();
    /// execution::disclosure_with(Rulebook::unset()?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[0].text(Language::En), r#"k2: price is "2" on the left, "2.1" on the right"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    disclosure_with: DisclosureQuestion => Disclosure, disclosure::disclosure;

    /// By which way goods are bought.
    ///
    /// # Errors
    ///
    /// `rule_gap` where the threshold or a way is not published; `invalid_input` with the field.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{self, PurchaseRoute, Rulebook};
    /// let question = serde_json::from_str(r#"{ "buyer": "public", "goods": [ { "item": "us", "kind": "equipment", "value": "1999999.99" } ] }"#)?;
    /// let routes = execution::central_purchase(&*Rulebook::builtin("execution/chongqing-exchange")?, &question)?;
    /// assert_eq!(routes.goods[0].route, PurchaseRoute::OwnPurchase); // a fen below 2 million yuan
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rule 31; duties of the Chongqing Drug Exchange.
    central_purchase,
    /// # Example
    ///
    /// ```
    /// use jicai::{execution::{self, Rulebook}, explain::{Language, Trace}};
    /// let question = serde_json::from_str(r#"{ "buyer": "public", "goods": [
    ///   { "item": "mr", "kind": "equipment", "value": "1500000", "large_equipment_class": "class_b" } ] }"#)?;
    /// let mut trace = Trace::explaining();
    /// execution::central_purchase_with(&*Rulebook::builtin("execution/chongqing-exchange")?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[0].text(Language::En), "item mr (class b, value 1500000, threshold 2000000): central purchase");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    central_purchase_with: PurchaseQuestion => PurchaseRoutes, central_purchase::central_purchase;

    /// The share of drugs in medical income, and how it moves.
    ///
    /// # Errors
    ///
    /// `rule_gap` where nothing says whether slices count; `invalid_input` with the field.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{self, Rulebook};
    /// let question = serde_json::from_str(r#"{ "current": { "drug_income": "300", "tcm_slices_income": "30", "medical_income": "1000" } }"#)?;
    /// let income = execution::drug_income_ratio(&*Rulebook::builtin("execution/jilin-city-2020")?, &question)?;
    /// assert_eq!(income.ratio.unwrap().to_string(), "0.27"); // (300 − 30) ÷ 1000: Jilin City leaves herbal slices out
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rule 32; Jilin City 2020, Shenzhen 2016.
    drug_income_ratio,
    /// # Example
    ///
    /// ```
    /// use jicai::{execution::{self, Rulebook}, explain::{Language, Trace}};
    /// let question = serde_json::from_str(r#"{ "exclude_tcm_slices": false, "current": { "drug_income": "270.01", "medical_income": "1000" } }"#)?;
    /// let mut trace = Trace::explaining();
    /// execution::drug_income_ratio_with(&*Rulebook::builtin("execution/shenzhen-2016")?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[0].text(Language::En), "drug income ratio 0.27001, limit 0.27: above limit");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    drug_income_ratio_with: IncomeQuestion => IncomeRatio, drug_income_ratio::drug_income_ratio;

    /// The score of a chain of supervision, and its weakest link.
    ///
    /// # Errors
    ///
    /// `invalid_input` with the field.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{self, Rulebook};
    /// let question = serde_json::from_str(r#"{ "links": [ { "link": "tender", "score": "70", "weight": "2" }, { "link": "delivery", "score": "60", "weight": "3" } ] }"#)?;
    /// let score = execution::process_score(Rulebook::unset()?, &question)?;
    /// assert_eq!((score.score.to_string().as_str(), score.weakest_link.as_str()), ("64", "delivery"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rule 33.
    process_score,
    /// # Example
    ///
    /// ```
    /// use jicai::{execution::{self, Rulebook}, explain::{Language, Trace}};
    /// let question = serde_json::from_str(r#"{ "links": [ { "link": "a", "score": "50", "weight": "1" }, { "link": "c", "score": "50", "weight": "2" } ] }"#)?;
    /// let mut trace = Trace::explaining();
    /// execution::process_score_with(Rulebook::unset()?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[1].text(Language::En), "link c: score 50, weight 2: the weakest"); // of equal scores that of larger weight
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    process_score_with: ScoreQuestion => ProcessScore, process_score::process_score;

    /// Stock that runs out or piles up, use that jumps, capacity that does not suffice, goods that go elsewhere.
    ///
    /// # Errors
    ///
    /// `invalid_input` with the field.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{self, Rulebook, ShortageFlag};
    /// let question = serde_json::from_str(r#"{ "as_of": "2024-02-20", "min_days": "10", "products": [ { "product": "a", "stock": "95", "daily_use": "10" } ] }"#)?;
    /// let product = &execution::shortage(Rulebook::unset()?, &question)?.products[0];
    /// assert_eq!(product.flags, [ShortageFlag::LowStock]); // 9.5 days
    /// assert_eq!(product.runs_out_on.unwrap().unwrap().to_string(), "2024-02-29");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// *Source*: rule 29.
    shortage,
    /// # Example
    ///
    /// ```
    /// use jicai::{execution::{self, Rulebook}, explain::{Language, Trace}};
    /// let question = serde_json::from_str(r#"{ "as_of": "2024-02-20", "products": [ { "product": "c", "agreed_region": "R1",
    ///   "sold": [ { "region": "R1", "quantity": "60" }, { "region": "R2", "quantity": "40" } ] } ] }"#)?;
    /// let mut trace = Trace::explaining();
    /// execution::shortage_with(Rulebook::unset()?, &question, &mut trace)?;
    /// assert_eq!(trace.steps()[0].text(Language::En), "product c: 40 was sold outside the agreed region, 0 is allowed");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    shortage_with: ShortageQuestion => Shortage, shortage::shortage;
}
