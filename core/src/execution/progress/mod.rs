//! Rules 1 to 10: how far one subject is: clock, completion, shares, agreements, delivery, settlement.

mod agreements;
mod orders;
mod settlement;

use serde::{Deserialize, Serialize};

pub(super) use agreements::ratio;
pub use agreements::{Agreement, Agreements, HospitalProduct, InHospital, InHospitalCheck};
pub use orders::{Order, Orders};
pub use settlement::{PaymentRecord, Settlement};

use super::notes::{Subject, count as counted, fact, group, note};
use super::number::{Count, Figure, MonthNumber, NonNegative, PositiveCount, exact, quotient, rational};
use super::payments::not_after;
use super::rulebook::{Rulebook, refuse_given};
use super::time::{Calendar, Day, WorkCalendar, days_between};
use super::validate;
use super::vocabulary::DayCount;
use crate::Id;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sorting::Sorting;

/// What `execution.progress` is asked: the records of one subject.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, DayCount, ProgressQuestion, Rulebook};
///
/// // A leap year without its first day: 59 of 366 days, and 59 of 366 units.
/// let question: ProgressQuestion = serde_json::from_str(
///     r#"{ "as_of": "2024-02-29", "day_count": "exclusive", "period": { "start": "2024-01-01", "end": "2025-01-01" },
///          "agreed": "366", "purchased": "59" }"#,
/// )?;
/// assert_eq!(question.day_count, DayCount::Exclusive);
/// assert_eq!(execution::progress(Rulebook::unset()?, &question)?.lag.unwrap().unwrap().to_string(), "0");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProgressQuestion {
    /// The end of this day is the moment of the question.
    pub as_of: Day,
    /// How the days of the period are counted.
    #[serde(default = "inclusive")]
    pub day_count: DayCount,
    /// The contract period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<ContractPeriod>,
    /// Agreed volume (约定采购量), in the unit of account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<NonNegative>,
    /// What was bought of it; with `agreed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purchased: Option<NonNegative>,
    /// What was bought of winners and others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volumes: Option<Volumes>,
    /// What was bought outside the platform.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offline: Option<OfflinePurchase>,
    /// Agreements that were to be signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreements: Option<Vec<Agreement>>,
    /// Winning products that were to enter the hospital.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_hospital: Option<InHospital>,
    /// From which month on they are checked, where the rulebook leaves it open; only with `in_hospital`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_hospital_check_month: Option<MonthNumber>,
    /// Orders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orders: Option<Vec<Order>>,
    /// Within how many hours an answer counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_hours: Option<PositiveCount>,
    /// Holidays and make-up days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Calendar>,
    /// Invoices and what was paid on them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payments: Option<Vec<PaymentRecord>>,
    /// Complaints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complaints: Option<Complaints>,
    /// Members that are covered, by group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coverage: Option<Vec<CoverageGroup>>,
}

fn inclusive() -> DayCount {
    DayCount::Inclusive
}

/// A contract period; both days belong to it.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // The period is over, half a unit is missing: behind by what is missing, and no day is left to make up for it.
/// let progress = execution::progress(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "as_of": "2026-07-05", "period": { "start": "2025-07-01", "end": "2026-06-30" }, "agreed": "10", "purchased": "9.5" }"#,
/// )?)?;
/// assert_eq!(progress.lag.unwrap().unwrap().to_string(), "0.05");
/// assert_eq!(progress.required_per_day.map(|figure| figure.is_none()), Some(true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ContractPeriod {
    /// First day.
    pub start: Day,
    /// Last day.
    pub end: Day,
}

/// What was bought, all in one unit.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // 70 % of the packs, but 35 % of the money.
/// let progress = execution::progress(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "as_of": "2025-03-31", "volumes": { "winner_quantity": "70", "non_winner_quantity": "30",
///          "winner_amount": "700", "non_winner_amount": "1300" } }"#,
/// )?)?;
/// assert_eq!(progress.winner_share.unwrap().unwrap().to_string(), "0.7");
/// assert_eq!(progress.winner_amount_share.unwrap().unwrap().to_string(), "0.35");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Volumes {
    /// Of winners.
    pub winner_quantity: NonNegative,
    /// Of the same drugs from others.
    pub non_winner_quantity: NonNegative,
    /// For winners, yuan; with `non_winner_amount`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub winner_amount: Option<NonNegative>,
    /// For others, yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub non_winner_amount: Option<NonNegative>,
    /// Of substitutable drugs outside the tender (可替代品种).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub substitute_quantity: Option<NonNegative>,
}

/// What was bought outside the platform (线下采购).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OfflinePurchase {
    /// Outside, yuan; at most the total.
    pub offline_amount: NonNegative,
    /// In all, yuan.
    pub total_amount: NonNegative,
}

/// Complaints.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // The last 30 days, as of 31 May: from 2 May on.
/// let progress = execution::progress(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "as_of": "2025-05-31", "complaints": { "window_days": 30, "received_on": [ "2025-05-01", "2025-05-02", "2025-05-31" ] } }"#,
/// )?)?;
/// assert_eq!(progress.complaint_count, Some(2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Complaints {
    /// How many days back complaints count; `as_of` is the first.
    pub window_days: PositiveCount,
    /// When they were received; repeats count.
    pub received_on: Vec<Day>,
}

/// A group of institutions.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // 1136 of 1182 institutions that settle everything online.
/// let progress = execution::progress(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "as_of": "2025-06-30", "coverage": [ { "group": "settled_100_percent", "members": 1182, "covered": 1136 } ] }"#,
/// )?)?;
/// assert_eq!(progress.coverage.unwrap()[0].rate.as_ref().unwrap().to_string(), "0.961083");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CoverageGroup {
    /// The group, unique in the list.
    pub group: Id,
    /// Its members.
    pub members: Count,
    /// Those that are covered, at most all.
    pub covered: Count,
}

/// How far a subject is. A part whose input was not given is absent; a quotient by zero is null.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Nothing was agreed: a completion was asked for and is not defined (null), while of orders nothing was asked (absent).
/// let progress = execution::progress(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "as_of": "2025-03-31", "agreed": "0", "purchased": "5" }"#,
/// )?)?;
/// assert!(matches!(progress.completion, Some(None)) && progress.orders.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Progress {
    /// The time sequence (序时进度).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// Purchased over agreed; may exceed 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completion: Option<Option<Figure>>,
    /// What is still to be bought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remaining_quantity: Option<Figure>,
    /// Time sequence less completion; positive is behind (滞后).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lag: Option<Option<Figure>>,
    /// Lag over time sequence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relative_lag: Option<Option<Figure>>,
    /// What must be bought a day; null if something remains and no day does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required_per_day: Option<Option<Figure>>,
    /// Share of winners by quantity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub winner_share: Option<Option<Figure>>,
    /// Share of non-winners by quantity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub non_winner_share: Option<Option<Figure>>,
    /// Share of winners by amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub winner_amount_share: Option<Option<Figure>>,
    /// Share of substitutable drugs in all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substitute_share: Option<Option<Figure>>,
    /// Share bought offline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offline_share: Option<Option<Figure>>,
    /// How agreements stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreements: Option<Agreements>,
    /// Which products have entered the hospital.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_hospital: Option<InHospitalCheck>,
    /// How orders were answered and delivered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orders: Option<Orders>,
    /// How invoices were paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settlement: Option<Settlement>,
    /// Complaints in the window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complaint_count: Option<u32>,
    /// By group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<Vec<Coverage>>,
}

/// The time sequence: share of the contract period that has passed.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Both ends count: on 31 March 90 days of the year have passed.
/// let progress = execution::progress(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "as_of": "2025-03-31", "period": { "start": "2025-01-01", "end": "2025-12-31" } }"#,
/// )?)?;
/// let clock = progress.clock.unwrap();
/// assert_eq!((clock.elapsed_days, clock.remaining_days, clock.sequence.to_string().as_str()), (90, 275, "0.246575"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Clock {
    /// Days of the period.
    pub total_days: i64,
    /// Days that have passed, 0 to all.
    pub elapsed_days: i64,
    /// The others.
    pub remaining_days: i64,
    /// Elapsed over total, 0 to 1.
    pub sequence: Figure,
}

/// How much of a group is covered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Coverage {
    /// The group.
    pub group: Id,
    /// Covered over members; null for a group without members.
    pub rate: Option<Figure>,
}

/// Source: clauses `#clock` to `#coverage`, rules 1 to 10.
pub(super) fn progress(
    rulebook: &Rulebook,
    question: &ProgressQuestion,
    sink: &mut dyn Sink,
) -> Result<Progress, Error> {
    let calendar = check(rulebook, question)?;
    let as_of = question.as_of;
    let mut progress = Progress::default();
    let clock = question.period.map(|period| clock(period, as_of, question.day_count));
    if let Some(clock) = &clock {
        let facts = || vec![("elapsed_days", fact(clock.elapsed_days)), ("total_days", fact(clock.total_days))];
        note(rulebook, "clock", group("clock"), "computed", facts, sink);
    }
    if let (Some(agreed), Some(purchased)) = (question.agreed, question.purchased) {
        completion(agreed, purchased, clock.as_ref(), &mut progress);
        let facts = || vec![("purchased", fact(purchased)), ("agreed", fact(agreed))];
        note(rulebook, "completion", group("completion"), "computed", facts, sink);
    }
    progress.clock = clock;
    if let Some(volumes) = &question.volumes {
        shares(volumes, &mut progress);
        let facts =
            || vec![("winner", fact(volumes.winner_quantity)), ("non_winner", fact(volumes.non_winner_quantity))];
        note(rulebook, "shares", group("shares"), "computed", facts, sink);
    }
    if let Some(offline) = &question.offline {
        progress.offline_share = Some(quotient(offline.offline_amount.units(), offline.total_amount.units()));
        let facts = || vec![("offline", fact(offline.offline_amount)), ("total", fact(offline.total_amount))];
        note(rulebook, "shares", group("offline"), "computed", facts, sink);
    }
    if let Some(list) = &question.agreements {
        progress.agreements = Some(agreements::agreements(rulebook, list, as_of, sink));
    }
    if let Some(hospital) = &question.in_hospital {
        let stated = question.in_hospital_check_month.as_ref();
        progress.in_hospital = Some(agreements::in_hospital(rulebook, hospital, stated, as_of, sink)?);
    }
    if let Some(list) = &question.orders {
        progress.orders = Some(orders::orders(rulebook, list, question.response_hours, &calendar, as_of, sink)?);
    }
    if let Some(list) = &question.payments {
        progress.settlement = Some(settlement::settlement(rulebook, list, as_of, sink));
    }
    if let Some(complaints) = &question.complaints {
        let count = complaint_count(complaints, as_of);
        progress.complaint_count = Some(count);
        let facts = || vec![("count", counted(count)), ("window_days", counted(complaints.window_days.get()))];
        note(rulebook, "complaints", group("complaints"), "computed", facts, sink);
    }
    if let Some(groups) = &question.coverage {
        progress.coverage = Some(coverage(rulebook, groups, sink));
    }
    Ok(progress)
}

fn check(rulebook: &Rulebook, question: &ProgressQuestion) -> Result<WorkCalendar, Error> {
    validate::pair("/input", ("agreed", question.agreed.is_some()), ("purchased", question.purchased.is_some()))?;
    let given = [
        question.period.is_some(),
        question.agreed.is_some(),
        question.volumes.is_some(),
        question.offline.is_some(),
        question.agreements.is_some(),
        question.in_hospital.is_some(),
        question.orders.is_some(),
        question.payments.is_some(),
        question.complaints.is_some(),
        question.coverage.is_some(),
    ];
    if !given.contains(&true) {
        let message = "nothing was asked: no period, agreed volume, volumes, offline, agreements, in_hospital, orders, payments, complaints or coverage";
        return Err(Error::invalid_input("/input", message));
    }
    if let Some(period) = question.period
        && total_days(period, question.day_count) <= 0
    {
        let message = format!("end must leave at least one day after start `{}`, got `{}`", period.start, period.end);
        return Err(Error::invalid_input("/input/period/end", message));
    }
    if let Some(volumes) = &question.volumes {
        let (winner, other) = (volumes.winner_amount.is_some(), volumes.non_winner_amount.is_some());
        validate::pair("/input/volumes", ("winner_amount", winner), ("non_winner_amount", other))?;
    }
    if let Some(offline) = &question.offline
        && offline.offline_amount > offline.total_amount
    {
        let (part, whole) = (offline.offline_amount, offline.total_amount);
        let message = format!("offline_amount must be at most total_amount `{whole}`, got `{part}`");
        return Err(Error::invalid_input("/input/offline/offline_amount", message));
    }
    let as_of = question.as_of;
    agreements::check(question.agreements.as_deref().unwrap_or_default(), question.in_hospital.as_ref(), as_of)?;
    if question.in_hospital.is_none() && question.in_hospital_check_month.is_some() {
        return Err(validate::refused("/input/in_hospital_check_month", "without in_hospital"));
    }
    let stated = question.in_hospital_check_month.is_some();
    refuse_given(&rulebook.in_hospital_check_month, stated, "/input/in_hospital_check_month")?;
    let calendar = match &question.calendar {
        Some(calendar) => WorkCalendar::of(calendar, "/input/calendar")?,
        None => WorkCalendar::default(),
    };
    let orders = question.orders.as_deref().unwrap_or_default();
    orders::check(orders, question.response_hours, rulebook.delivery_hours.is_set(), as_of)?;
    settlement::check(question.payments.as_deref().unwrap_or_default(), as_of)?;
    if let Some(complaints) = &question.complaints {
        validate::size("/input/complaints/received_on", complaints.received_on.len())?;
        for (i, day) in complaints.received_on.iter().enumerate() {
            not_after(*day, as_of, || format!("/input/complaints/received_on/{i}"))?;
        }
    }
    let groups = question.coverage.as_deref().unwrap_or_default();
    validate::keys("/input/coverage", "group", groups.iter().map(|group| &group.group))?;
    for (i, group) in groups.iter().enumerate() {
        if group.covered > group.members {
            let (covered, members) = (group.covered.get(), group.members.get());
            let message = format!("covered must be at most the number of members `{members}`, got `{covered}`");
            return Err(Error::invalid_input(format!("/input/coverage/{i}/covered"), message));
        }
    }
    Ok(calendar)
}

fn total_days(period: ContractPeriod, count: DayCount) -> i64 {
    days_from(period.start, period.end, count)
}

/// Days from the start of the period to a day, counted as the caller asks.
fn days_from(start: Day, day: Day, count: DayCount) -> i64 {
    let between = days_between(start.into(), day.into());
    match count {
        DayCount::Inclusive => between.saturating_add(1),
        DayCount::Exclusive => between,
    }
}

/// Rule 1: the share of the contract period that has passed.
fn clock(period: ContractPeriod, as_of: Day, count: DayCount) -> Clock {
    let total_days = total_days(period, count);
    let elapsed_days = days_from(period.start, as_of, count).clamp(0, total_days);
    Clock {
        total_days,
        elapsed_days,
        remaining_days: total_days.saturating_sub(elapsed_days),
        sequence: quotient(elapsed_days.into(), total_days.into()).unwrap_or(Figure::quotient(Rational::ZERO)),
    }
}

/// Rule 2: how much of the agreed volume was bought, and how that stands to the clock.
fn completion(agreed: NonNegative, purchased: NonNegative, clock: Option<&Clock>, progress: &mut Progress) {
    let completion = quotient(purchased.units(), agreed.units());
    let remaining = agreed.units().saturating_sub(purchased.units()).max(0);
    if let Some(clock) = clock {
        let sequence = clock.sequence.value();
        let lag = completion.as_ref().map(|completion| sequence - completion.value());
        progress.relative_lag = Some(lag.as_ref().and_then(|lag| lag.checked_div(sequence)).map(Figure::quotient));
        progress.lag = Some(lag.map(Figure::quotient));
        progress.required_per_day = Some(match remaining {
            0 => Some(exact(0)),
            left => rational(left).checked_div(&Rational::from(i128::from(clock.remaining_days))).map(Figure::quotient),
        });
    }
    progress.remaining_quantity = Some(exact(remaining));
    progress.completion = Some(completion);
}

/// Rule 3: shares of winners, others and substitutable drugs.
fn shares(volumes: &Volumes, progress: &mut Progress) {
    let (winner, other) = (volumes.winner_quantity.units(), volumes.non_winner_quantity.units());
    let both = winner.saturating_add(other);
    progress.winner_share = Some(quotient(winner, both));
    progress.non_winner_share = Some(quotient(other, both));
    if let (Some(winner), Some(other)) = (volumes.winner_amount, volumes.non_winner_amount) {
        let (winner, other) = (winner.units(), other.units());
        progress.winner_amount_share = Some(quotient(winner, winner.saturating_add(other)));
    }
    progress.substitute_share = volumes
        .substitute_quantity
        .map(|substitute| quotient(substitute.units(), both.saturating_add(substitute.units())));
}

/// Rule 10: complaints of the window, which ends with `as_of`.
fn complaint_count(complaints: &Complaints, as_of: Day) -> u32 {
    let window = i64::from(complaints.window_days.get());
    let in_window = |day: &&Day| days_between((**day).into(), as_of.into()) < window;
    u32::try_from(complaints.received_on.iter().filter(in_window).count()).unwrap_or(u32::MAX)
}

/// Rule 10: covered over members, per group.
fn coverage(rulebook: &Rulebook, groups: &[CoverageGroup], sink: &mut dyn Sink) -> Vec<Coverage> {
    let mut groups: Vec<&CoverageGroup> = groups.iter().collect();
    groups.order_by_key(|group| &group.group);
    groups
        .into_iter()
        .map(|group| {
            let (covered, members) = (group.covered.get(), group.members.get());
            let facts = || vec![("covered", counted(covered)), ("members", counted(members))];
            note(rulebook, "coverage", Subject::Of("group", &group.group), "computed", facts, sink);
            Coverage { group: group.group.clone(), rate: quotient(covered.into(), members.into()) }
        })
        .collect()
}
