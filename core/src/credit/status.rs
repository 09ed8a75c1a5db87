//! Whether a supplier may list, bid or deliver: the gate that a platform asks before an order leaves.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::bar::Bar;
use super::notes;
use super::output::{ActionGate, IgnoredRecord, StatusReason, SupplierStatus};
use super::record::{self, Checked, GradeRecord, Owner, Running, Versions};
use super::rulebook::Rulebook;
use super::validate::{self, MAX_ENTRIES};
use super::vocabulary::{Action, ActionStatus, Area, Commitment, IgnoredReason, Measure, Role, Scope, Tender, Why};
use crate::calendar;
use crate::error::Error;
use crate::explain::Sink;
use crate::rulebook::Source;
use crate::sorting::Sorting;
use crate::{Date, Id};

fn provincial() -> Tender {
    Tender::Provincial
}

fn submitted() -> Commitment {
    Commitment::Submitted
}

/// What `credit.supplier_status` is asked.
///
/// # Example
///
/// ```
/// use jicai::credit::{self, ActionStatus, SupplierQuestion, Tender};
///
/// // On the violation list: barred from national tenders, not from those of a province.
/// let mut question: SupplierQuestion = jicai::evaluate::read(serde_json::json!({ "firm": "F", "role": "manufacturer", "product": "p",
///     "province": "P", "on": "2026-06-01", "records": [], "bars": [ { "first_day": "2026-01-01", "last_day": "2026-06-01" } ] }))?;
/// assert_eq!(credit::supplier_status(None, &question)?.bidding.status, ActionStatus::Allowed);
/// question.tender = Tender::NationalVbp;
/// assert_eq!(credit::supplier_status(None, &question)?.bidding.status, ActionStatus::Suspended);
/// # Ok::<(), jicai::Error>(())
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SupplierQuestion {
    /// The firm.
    pub firm: Id,
    /// Its role.
    pub role: Role,
    /// The product.
    pub product: Id,
    /// The province in which it would be listed, bid for or delivered.
    pub province: Id,
    /// The day.
    pub on: Date,
    /// Grade records, at most 100,000; those of others are ignored.
    pub records: Vec<GradeRecord>,
    /// What kind of tender a bid would be for.
    #[serde(default = "provincial")]
    pub tender: Tender,
    /// Whether the firm submitted its commitment; `missing` needs a rulebook.
    #[serde(default = "submitted")]
    pub commitment: Commitment,
    /// The violation list, at most 10,000 entries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bars: Vec<Bar>,
}

/// The status of each action with its reasons.
///
/// Source: the seven rules of the function; clauses `#live`, `#commitment_missing`, `#measures…`.
pub(super) fn supplier_status(
    default: Option<&Arc<Rulebook>>,
    question: &SupplierQuestion,
    sink: &mut dyn Sink,
) -> Result<SupplierStatus, Error> {
    calendar::check(question.on, || "/input/on".to_owned())?;
    check_bars(&question.bars)?;
    let commitment = match (question.commitment, default) {
        (Commitment::Submitted, _) => None,
        (Commitment::Missing, Some(rulebook)) => Some(rulebook),
        (Commitment::Missing, None) => {
            let message = "the field `rulebook` is missing: it says what a missing commitment limits";
            return Err(Error::invalid_input("/rulebook", message));
        }
    };
    let owner = Owner::Asked(&question.firm, question.role);
    let versions = Versions::of(&question.records, default)?;
    let records = record::check(&question.records, &versions, owner)?;
    let mut gates = Gates::new(question);
    gates.live.reserve(records.len());
    for record in &records {
        gates.add_record(record, sink);
    }
    if let Some(rulebook) = commitment {
        gates.add_commitment(rulebook, sink);
    }
    gates.add_bars(sink);
    let status = gates.finish();
    notes::status(&status, sink);
    Ok(status)
}

pub(super) fn check_bars(bars: &[Bar]) -> Result<(), Error> {
    validate::size("/input/bars", bars.len(), MAX_ENTRIES)?;
    for (i, bar) in bars.iter().enumerate() {
        let at = |field: &str| format!("/input/bars/{i}/{field}");
        calendar::check(bar.first_day, || at("first_day"))?;
        calendar::check(bar.last_day, || at("last_day"))?;
        validate::not_before(bar.last_day, bar.first_day, "first_day", || at("last_day"))?;
    }
    Ok(())
}

/// What a measure makes of an action for a product in a province; `None` where it does not touch it.
///
/// An unknown list of products is no permission: the measure may hit.
pub(super) fn hit(record: &Checked<'_>, running: Running<'_>, province: &Id, product: &Id) -> Option<Hit> {
    if running.area == Area::GradingProvince && record.record.province != *province {
        return None;
    }
    match record.covers(running.scope, product) {
        Some(true) => Some(Hit::Sure),
        Some(false) => None,
        None => Some(Hit::Unknown),
    }
}

/// How sure it is that a measure covers the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hit {
    Sure,
    /// The involved products are not known.
    Unknown,
}

/// The three actions while reasons come in.
struct Gates<'q> {
    question: &'q SupplierQuestion,
    reasons: [Vec<StatusReason>; 3],
    risk_label: bool,
    live: Vec<Id>,
    ignored: Vec<IgnoredRecord>,
}

impl<'q> Gates<'q> {
    fn new(question: &'q SupplierQuestion) -> Self {
        Gates { question, reasons: Default::default(), risk_label: false, live: Vec::new(), ignored: Vec::new() }
    }

    /// Rules 1 to 4.
    fn add_record(&mut self, record: &Checked<'_>, sink: &mut dyn Sink) {
        if let Some(reason) = self.ignored(record) {
            notes::not_live(record, reason, sink);
            self.ignored.push(IgnoredRecord { record_id: record.record.record_id.clone(), reason });
            return;
        }
        self.live.push(record.record.record_id.clone());
        let (province, product, on) = (&self.question.province, &self.question.product, self.question.on);
        record.measures(|running| {
            if !running.runs(on) {
                return;
            }
            match hit(record, running, province, product) {
                Some(Hit::Sure) if running.measure == Measure::RiskLabel => {
                    self.risk_label = true;
                    use_row(running.source, sink);
                    notes::label(record, running, sink);
                }
                Some(hit) => self.add_measure(record, running, hit, sink),
                None => {}
            }
        });
        if record.record.measures.is_none() && record.rulebook.unset_cell(record.rank, record.role).is_some() {
            self.bound_by_next_rank(record, sink);
        }
    }

    /// Rule 1: whose record it is, and whether it is live.
    fn ignored(&self, record: &Checked<'_>) -> Option<IgnoredReason> {
        if *record.firm != self.question.firm {
            Some(IgnoredReason::OtherFirm)
        } else if record.role != self.question.role {
            Some(IgnoredReason::OtherRole)
        } else {
            record.not_live(self.question.on).map(IgnoredReason::from)
        }
    }

    /// Rule 3: what the measure makes of its action.
    fn add_measure(&mut self, record: &Checked<'_>, running: Running<'_>, hit: Hit, sink: &mut dyn Sink) {
        let Some((action, effect)) = running.measure.effect() else { return };
        let (why, status) = match hit {
            Hit::Sure => (Why::Measure, effect),
            Hit::Unknown => (Why::ProductsUnknown, ActionStatus::Undetermined),
        };
        self.add_reason(record, running, (action, why, status), sink);
    }

    /// Rule 4: a cell that is not published is bounded by the measures of the next rank, whatever their length.
    fn bound_by_next_rank(&mut self, record: &Checked<'_>, sink: &mut dyn Sink) {
        let (province, product) = (&self.question.province, &self.question.product);
        let next = record.rank.saturating_add(1);
        for row in record.rulebook.cell(next, record.role) {
            let start = record.record.start_on;
            let running = Running {
                measure: row.measure,
                scope: row.scope,
                area: row.area,
                first_day: start,
                last_day: None,
                source: Some(&row.source),
            };
            if let Some((action, _)) = row.measure.effect()
                && hit(record, running, province, product).is_some()
            {
                let reason = (action, Why::RuleNotPublished, ActionStatus::Undetermined);
                self.add_reason(record, running, reason, sink);
            }
        }
    }

    fn add_reason(
        &mut self,
        record: &Checked<'_>,
        running: Running<'_>,
        (action, why, status): (Action, Why, ActionStatus),
        sink: &mut dyn Sink,
    ) {
        use_row(running.source, sink);
        let reason = StatusReason {
            why,
            record_id: Some(record.record.record_id.clone()),
            measure: Some(running.measure),
            scope: Some(running.scope),
            area: Some(running.area),
            status,
        };
        notes::reason(record, running, (action, &reason), sink);
        self.of(action).push(reason);
    }

    /// Rule 5: what a missing commitment limits.
    ///
    /// Source: clause `#commitment_missing`.
    fn add_commitment(&mut self, rulebook: &Rulebook, sink: &mut dyn Sink) {
        let limits = &rulebook.commitment_missing;
        for action in Action::ALL {
            if limits.value.contains(action) {
                sink.used(&limits.source);
                notes::commitment(rulebook, &self.question.firm, *action, sink);
                self.of(*action).push(without_record(Why::CommitmentMissing, ActionStatus::Limited));
            }
        }
    }

    /// Rule 6: the violation list bars from national procurement only.
    fn add_bars(&mut self, sink: &mut dyn Sink) {
        let question = self.question;
        if question.tender != Tender::NationalVbp {
            return;
        }
        let is_own = |bar: &&Bar| bar.firm.as_ref().is_none_or(|firm| *firm == question.firm);
        let covers = |bar: &&Bar| bar.first_day <= question.on && question.on <= bar.last_day;
        let mut bars: Vec<&Bar> = question.bars.iter().filter(is_own).filter(covers).collect();
        bars.order_by_key(|bar| (bar.first_day, bar.last_day));
        for bar in bars {
            notes::national_bar(&question.firm, bar, sink);
            self.of(Action::Bidding).push(without_record(Why::NationalBar, ActionStatus::Suspended));
        }
    }

    fn of(&mut self, action: Action) -> &mut Vec<StatusReason> {
        let [listing, bidding, delivery] = &mut self.reasons;
        match action {
            Action::Listing => listing,
            Action::Bidding => bidding,
            Action::Delivery => delivery,
        }
    }

    /// Rule 7: the strictest reason decides.
    fn finish(self) -> SupplierStatus {
        let gate = |reasons: Vec<StatusReason>| ActionGate {
            status: reasons.iter().map(|reason| reason.status).max().unwrap_or(ActionStatus::Allowed),
            reasons,
        };
        let [listing, bidding, delivery] = self.reasons;
        SupplierStatus {
            firm: self.question.firm.clone(),
            role: self.question.role,
            product: self.question.product.clone(),
            province: self.question.province.clone(),
            on: self.question.on,
            listing: gate(listing),
            bidding: gate(bidding),
            delivery: gate(delivery),
            risk_label: self.risk_label,
            live_records: self.live,
            ignored_records: self.ignored,
        }
    }
}

fn use_row(source: Option<&Arc<Source>>, sink: &mut dyn Sink) {
    if let Some(source) = source {
        sink.used(source);
    }
}

fn without_record(why: Why, status: ActionStatus) -> StatusReason {
    StatusReason { why, record_id: None, measure: None, scope: None, area: None, status }
}

/// Scopes that cover every product of a firm.
pub(super) fn is_every_product(scope: Scope) -> bool {
    matches!(scope, Scope::Firm | Scope::AllProducts)
}
