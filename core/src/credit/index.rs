//! The gate, prepared once and asked many times.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Deserialize;

use super::bar::Bar;
use super::choice::RulebookChoice;
use super::record::{self, Checked, GradeRecord, Owner, Running, Versions};
use super::rulebook::Rulebook;
use super::status::is_every_product;
use super::vocabulary::{Action, ActionStatus, Area, Commitment, Measure, Role, Scope, Tender};
use crate::calendar;
use crate::error::Error;
use crate::json;
use crate::sorting::Sorting;
use crate::{Date, Id};

/// The grade records of all firms, prepared for many questions: build it once, share it between threads.
///
/// It answers [`gate`](SupplierIndex::gate) in the same words as [`supplier_status`](super::supplier_status()), without the reasons.
///
/// # Example
///
/// ```
/// use jicai::credit::{ActionStatus, GateQuestion, GradeRecord, Role, RulebookChoice, SupplierIndex};
///
/// let record = GradeRecord {
///     firm: Some("某商业公司".parse()?),
///     role: Some(Role::Distributor),
///     rulebook: Some(RulebookChoice::builtin("credit/cn-2025")),
///     ..GradeRecord::new("r1".parse()?, "浙江".parse()?, "dishonest".parse()?, "2026-01-01".parse()?)
/// };
/// let index = SupplierIndex::new(&[record], None, &[])?;
/// let question = GateQuestion::new("某商业公司".parse()?, Role::Distributor, "p".parse()?, "浙江".parse()?, "2026-06-01".parse()?);
/// assert_eq!(index.gate(&question)?.delivery, ActionStatus::Suspended);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct SupplierIndex {
    firms: HashMap<Id, Firm>,
    commitment_missing: Option<Vec<Action>>,
}

/// A question to [`SupplierIndex::gate`].
///
/// # Example
///
/// ```
/// use jicai::credit::{Commitment, GateQuestion, Role, Rulebook, SupplierIndex};
///
/// let version = Rulebook::builtin("credit/cn-2025")?;
/// let index = SupplierIndex::new(&[], Some(&version), &[])?;
/// let question = GateQuestion {
///     commitment: Commitment::Missing, // which limits listing and bidding
///     ..GateQuestion::new("F".parse()?, Role::Manufacturer, "p".parse()?, "浙江".parse()?, "2026-06-01".parse()?)
/// };
/// assert_eq!(index.gate(&question)?.bidding.as_str(), "limited");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GateQuestion {
    /// The firm.
    pub firm: Id,
    /// Its role.
    pub role: Role,
    /// The product.
    pub product: Id,
    /// The province.
    pub province: Id,
    /// The day.
    pub on: Date,
    /// What kind of tender a bid would be for.
    pub tender: Tender,
    /// Whether the firm submitted its commitment.
    pub commitment: Commitment,
}

impl GateQuestion {
    /// A provincial question about a firm that submitted its commitment.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::{Commitment, GateQuestion, Role, Tender};
    ///
    /// let question = GateQuestion::new("F".parse()?, Role::Distributor, "p".parse()?, "浙江".parse()?, "2026-06-01".parse()?);
    /// assert_eq!((question.tender, question.commitment), (Tender::Provincial, Commitment::Submitted));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(firm: Id, role: Role, product: Id, province: Id, on: Date) -> GateQuestion {
        GateQuestion {
            firm,
            role,
            product,
            province,
            on,
            tender: Tender::Provincial,
            commitment: Commitment::Submitted,
        }
    }
}

/// What a supplier may do: the statuses of [`SupplierStatus`](super::SupplierStatus).
///
/// # Example
///
/// ```
/// use jicai::credit::{GateQuestion, Role, SupplierGate, SupplierIndex};
///
/// // Nothing is known of the firm: every action is open.
/// let index = SupplierIndex::new(&[], None, &[])?;
/// let question = GateQuestion::new("F".parse()?, Role::Manufacturer, "p".parse()?, "浙江".parse()?, "2026-06-01".parse()?);
/// assert_eq!(index.gate(&question)?, SupplierGate::OPEN);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SupplierGate {
    /// Listing.
    pub listing: ActionStatus,
    /// Bidding.
    pub bidding: ActionStatus,
    /// Delivery.
    pub delivery: ActionStatus,
    /// Whether the firm carries the label of risk.
    pub risk_label: bool,
}

impl SupplierGate {
    /// Nothing stands in the way.
    pub const OPEN: SupplierGate = SupplierGate {
        listing: ActionStatus::Allowed,
        bidding: ActionStatus::Allowed,
        delivery: ActionStatus::Allowed,
        risk_label: false,
    };

    /// The stricter of each.
    fn stricter(self, other: SupplierGate) -> SupplierGate {
        SupplierGate {
            listing: self.listing.max(other.listing),
            bidding: self.bidding.max(other.bidding),
            delivery: self.delivery.max(other.delivery),
            risk_label: self.risk_label || other.risk_label,
        }
    }

    fn with(mut self, action: Action, status: ActionStatus) -> SupplierGate {
        let slot = match action {
            Action::Listing => &mut self.listing,
            Action::Bidding => &mut self.bidding,
            Action::Delivery => &mut self.delivery,
        };
        *slot = (*slot).max(status);
        self
    }
}

#[derive(Clone, Debug, Default)]
struct Firm {
    /// By role.
    roles: [Places; 2],
    /// First and last days on the violation list.
    bars: Vec<(Date, Date)>,
}

/// Where and on what measures hold. A question looks in at most four places.
#[derive(Clone, Debug, Default)]
struct Places {
    everywhere: Products,
    provinces: HashMap<Id, Products>,
}

#[derive(Clone, Debug, Default)]
struct Products {
    every: Timeline,
    named: HashMap<Id, Timeline>,
}

/// The gate from each of its days on, until the next: built from spells, then only read.
#[derive(Clone, Debug, Default)]
struct Timeline {
    spells: Vec<(Date, Option<Date>, SupplierGate)>,
    from: Vec<(Date, SupplierGate)>,
}

impl SupplierIndex {
    /// Prepares records; each states firm and role. `default` is the rulebook of records that name none, and says what a missing
    /// commitment limits; `bars` is the violation list, each entry with its firm.
    ///
    /// # Errors
    ///
    /// As [`supplier_status`](super::supplier_status()) for the records and bars; a bar without a firm is `invalid_input`.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::{GradeRecord, SupplierIndex};
    ///
    /// // Records of many firms are prepared together, so that each has to name its own.
    /// let record = GradeRecord::new("r1".parse()?, "浙江".parse()?, "severe".parse()?, "2024-06-30".parse()?);
    /// let version = jicai::credit::Rulebook::builtin("credit/cn-2020")?;
    /// assert_eq!(SupplierIndex::new(&[record], Some(&version), &[]).unwrap_err().path(), "/input/records/0/firm");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(records: &[GradeRecord], default: Option<&Arc<Rulebook>>, bars: &[Bar]) -> Result<SupplierIndex, Error> {
        let versions = Versions::of(records, default)?;
        let checked = record::check(records, &versions, Owner::Stated)?;
        super::status::check_bars(bars)?;
        let mut firms: HashMap<Id, Firm> = HashMap::new();
        for record in &checked {
            if let Some(days) = record.live_days() {
                let [manufacturer, distributor] = &mut firms.entry(record.firm.clone()).or_default().roles;
                let places = match record.role {
                    Role::Manufacturer => manufacturer,
                    Role::Distributor => distributor,
                };
                places.add(record, days);
            }
        }
        for (i, bar) in bars.iter().enumerate() {
            let Some(firm) = &bar.firm else {
                let message = "the field `firm` is missing: a prepared list is about all firms";
                return Err(Error::invalid_input(format!("/input/bars/{i}/firm"), message));
            };
            firms.entry(firm.clone()).or_default().bars.push((bar.first_day, bar.last_day));
        }
        for firm in firms.values_mut() {
            firm.roles.iter_mut().for_each(Places::finish);
        }
        Ok(SupplierIndex {
            firms,
            commitment_missing: default.map(|rulebook| rulebook.commitment_missing.value.clone()),
        })
    }

    /// Prepares records from JSON text, strictly: `{"records": […], "bars": […], "rulebook": …}`, as `credit.supplier_status` has them.
    ///
    /// # Errors
    ///
    /// As [`SupplierIndex::new`], and `invalid_json`; the path is relative to the text.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::{GateQuestion, Role, SupplierIndex};
    ///
    /// let index = SupplierIndex::from_json(br#"{ "records": [ { "record_id": "a", "firm": "F", "role": "distributor", "province": "P",
    ///     "rulebook": "credit/cn-2025", "grade": "dishonest", "start_on": "2025-06-02" } ] }"#)?;
    /// let question = GateQuestion::new("F".parse()?, Role::Distributor, "p".parse()?, "P".parse()?, "2026-06-01".parse()?);
    /// assert_eq!(index.gate(&question)?.delivery.as_str(), "suspended"); // on the last day of the year
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_json(text: &[u8]) -> Result<SupplierIndex, Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Form {
            records: Vec<GradeRecord>,
            #[serde(default)]
            bars: Vec<Bar>,
            rulebook: Option<RulebookChoice>,
        }
        let form: Form = json::decode(&json::parse(text)?)?;
        let default = form.rulebook.as_ref().map(|choice| choice.resolve(|| "/rulebook".to_owned())).transpose()?;
        SupplierIndex::new(&form.records, default.as_ref(), &form.bars)
    }

    /// What a supplier may do with a product in a province on a day.
    ///
    /// # Errors
    ///
    /// `invalid_input` for a day outside 1900 to 2999, or at `/rulebook` for a missing commitment where no rulebook was given.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::{ActionStatus, Bar, GateQuestion, Role, SupplierIndex, Tender};
    ///
    /// let bar = Bar { first_day: "2026-01-01".parse()?, last_day: "2026-06-30".parse()?, firm: Some("F".parse()?) };
    /// let index = SupplierIndex::new(&[], None, &[bar])?;
    /// let mut question = GateQuestion::new("F".parse()?, Role::Manufacturer, "p".parse()?, "浙江".parse()?, "2026-06-01".parse()?);
    /// assert_eq!(index.gate(&question)?.bidding, ActionStatus::Allowed);
    /// question.tender = Tender::NationalVbp;
    /// assert_eq!(index.gate(&question)?.bidding, ActionStatus::Suspended);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn gate(&self, question: &GateQuestion) -> Result<SupplierGate, Error> {
        calendar::check(question.on, || "/input/on".to_owned())?;
        let mut gate = SupplierGate::OPEN;
        if question.commitment == Commitment::Missing {
            let Some(limits) = &self.commitment_missing else {
                let message = "the field `rulebook` is missing: it says what a missing commitment limits";
                return Err(Error::invalid_input("/rulebook", message));
            };
            gate = limits.iter().fold(gate, |gate, action| gate.with(*action, ActionStatus::Limited));
        }
        let Some(firm) = self.firms.get(&question.firm) else { return Ok(gate) };
        let on = question.on;
        if question.tender == Tender::NationalVbp && firm.bars.iter().any(|(first, last)| *first <= on && on <= *last) {
            gate = gate.with(Action::Bidding, ActionStatus::Suspended);
        }
        let [manufacturer, distributor] = &firm.roles;
        let places = match question.role {
            Role::Manufacturer => manufacturer,
            Role::Distributor => distributor,
        };
        let here = places.provinces.get(&question.province);
        for products in [Some(&places.everywhere), here].into_iter().flatten() {
            gate = gate.stricter(products.every.at(on));
            if let Some(named) = products.named.get(&question.product) {
                gate = gate.stricter(named.at(on));
            }
        }
        Ok(gate)
    }
}

impl Places {
    /// Every effect that a record has while it is live.
    fn add(&mut self, record: &Checked<'_>, (start, end): (Date, Option<Date>)) {
        record.measures(|running| {
            let first = running.first_day.max(start);
            let last = match (running.last_day, end) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            let effect = match running.measure {
                Measure::RiskLabel => Some(SupplierGate { risk_label: true, ..SupplierGate::OPEN }),
                measure => measure.effect().map(|(action, status)| SupplierGate::OPEN.with(action, status)),
            };
            let unknown =
                running.measure.effect().map(|(action, _)| SupplierGate::OPEN.with(action, ActionStatus::Undetermined));
            if last.is_none_or(|last| first <= last) {
                self.spell(record, running, (first, last), effect, unknown);
            }
        });
        if record.record.measures.is_none() && record.rulebook.unset_cell(record.rank, record.role).is_some() {
            for row in record.rulebook.cell(record.rank.saturating_add(1), record.role) {
                let running = Running {
                    measure: row.measure,
                    scope: row.scope,
                    area: row.area,
                    first_day: start,
                    last_day: None,
                    source: None,
                };
                let open =
                    row.measure.effect().map(|(action, _)| SupplierGate::OPEN.with(action, ActionStatus::Undetermined));
                self.spell(record, running, (start, end), open, open);
            }
        }
    }

    /// One effect on the products that it covers; `unknown` is what it makes of all products where those are not known.
    fn spell(
        &mut self,
        record: &Checked<'_>,
        running: Running<'_>,
        (first, last): (Date, Option<Date>),
        effect: Option<SupplierGate>,
        unknown: Option<SupplierGate>,
    ) {
        let products = match running.area {
            Area::AllProvinces => &mut self.everywhere,
            Area::GradingProvince => self.provinces.entry(record.record.province.clone()).or_default(),
        };
        match (&record.record.products, running.scope) {
            (None, Scope::InvolvedProducts) => products.every.spells.extend(unknown.map(|gate| (first, last, gate))),
            (_, scope) if is_every_product(scope) => {
                products.every.spells.extend(effect.map(|gate| (first, last, gate)));
            }
            (named, _) => {
                for product in named.iter().flatten() {
                    let timeline = products.named.entry(product.clone()).or_default();
                    timeline.spells.extend(effect.map(|gate| (first, last, gate)));
                }
            }
        }
    }

    fn finish(&mut self) {
        for products in std::iter::once(&mut self.everywhere).chain(self.provinces.values_mut()) {
            products.every.finish();
            products.named.values_mut().for_each(Timeline::finish);
        }
    }
}

impl Timeline {
    /// Lays the spells side by side: from each day on which one begins or has ended, the strictest of those that run.
    fn finish(&mut self) {
        let mut spells = std::mem::take(&mut self.spells);
        spells.order_by_key(|(first, _, _)| *first);
        let ends = spells.iter().filter_map(|(_, last, _)| last.map(calendar::next_day));
        let mut days: Vec<Date> = spells.iter().map(|(first, _, _)| *first).chain(ends).collect();
        days.order();
        days.dedup();
        let mut coming = spells.into_iter().peekable();
        let mut running: Vec<(Option<Date>, SupplierGate)> = Vec::new();
        for day in days {
            while let Some((_, last, gate)) = coming.next_if(|(first, _, _)| *first <= day) {
                // Of spells that do the same the one that lasts longest is enough.
                match running.iter_mut().find(|(_, known)| *known == gate) {
                    Some((known, _)) => *known = known.zip(last).map(|(a, b)| a.max(b)),
                    None => running.push((last, gate)),
                }
            }
            running.retain(|(last, _)| last.is_none_or(|last| last >= day));
            let gate = running.iter().fold(SupplierGate::OPEN, |gate, (_, other)| gate.stricter(*other));
            if self.from.last().is_none_or(|(_, known)| *known != gate) {
                self.from.push((day, gate));
            }
        }
    }

    /// The gate on a day.
    fn at(&self, on: Date) -> SupplierGate {
        let next = self.from.partition_point(|(day, _)| *day <= on);
        next.checked_sub(1).and_then(|i| self.from.get(i)).map_or(SupplierGate::OPEN, |(_, gate)| *gate)
    }
}
