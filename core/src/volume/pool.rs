//! Rules 7 to 9: how much members bring together, and what goes back to them.

use std::collections::BTreeMap;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::notes;
use super::number::{Figure, NonNegative, Positive};
use super::parameters::{PartRoundingRule, StatedRounding};
use super::rounding;
use super::rulebook::Rulebook;
use super::validate;
use super::vocabulary::{Sufficiency, Threshold};
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sorting::Sorting;
use crate::{Date, Id};

/// What `volume.pool` is asked: what members bring together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PoolQuestion {
    /// The members, at least one.
    pub members: Vec<Member>,
    /// The market of a drug, for a share of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub market: Vec<DrugMarket>,
    /// The price of a drug, for an amount.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prices: Vec<DrugPrice>,
    /// What a drug must reach, all of it.
    #[serde(default)]
    pub thresholds: PoolThresholds,
    /// Running tenders.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tenders: Vec<RunningTender>,
    /// The period of the pool; open where it is left out.
    #[serde(default)]
    pub period: Period,
    /// Quantities of the whole pool that go back to the members.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub split: Vec<DrugQuantity>,
    /// How they are rounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<StatedRounding>,
}

/// A member of a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// The member, unique in the pool.
    pub member: Id,
    /// What it reports.
    pub volumes: Vec<DrugQuantity>,
}

/// A quantity of a drug.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DrugQuantity {
    /// The drug, unique in the list.
    pub drug: Id,
    /// The quantity.
    pub quantity: NonNegative,
}

/// The market of a drug.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // 300 of a market of 1200.
/// let pool = volume::pool(&*Rulebook::builtin("volume/generic")?, &serde_json::from_str(
///     r#"{ "members": [ { "member": "M1", "volumes": [ { "drug": "D1", "quantity": "300" } ] } ],
///          "market": [ { "drug": "D1", "quantity": "1200" } ] }"#,
/// )?)?;
/// assert_eq!(pool.drugs[0].market_share.as_ref().unwrap().to_string(), "0.25");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DrugMarket {
    /// The drug, unique in the list.
    pub drug: Id,
    /// The quantity of the whole market.
    pub quantity: Positive,
}

/// The price of a drug.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DrugPrice {
    /// The drug, unique in the list.
    pub drug: Id,
    /// The price of a unit.
    pub price: Positive,
}

/// What a drug must reach; all of them are the caller's: no official minimum exists.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook, Sufficiency, Threshold};
///
/// // No document prints a minimum: every threshold is the caller's, and all that are stated have to be met.
/// let pool = volume::pool(&*Rulebook::builtin("volume/generic")?, &serde_json::from_str(
///     r#"{ "members": [ { "member": "M1", "volumes": [ { "drug": "D1", "quantity": "300" } ] } ], "prices": [ { "drug": "D1", "price": "2" } ],
///          "thresholds": { "min_quantity": "300", "min_amount": "601" } }"#,
/// )?)?;
/// assert_eq!(pool.drugs[0].sufficiency, Sufficiency::Insufficient);
/// assert_eq!(pool.drugs[0].failed_thresholds, [Threshold::MinAmount]); // 600 yuan
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PoolThresholds {
    /// A quantity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_quantity: Option<NonNegative>,
    /// A share of the market.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_market_share: Option<NonNegative>,
    /// An amount of money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_amount: Option<NonNegative>,
}

/// A tender that runs.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // A national tender that ends on the day the pool starts is still in its way: both days count.
/// let pool = volume::pool(&*Rulebook::builtin("volume/generic")?, &serde_json::from_str(
///     r#"{ "members": [ { "member": "M1", "volumes": [ { "drug": "D1", "quantity": "300" } ] } ], "period": { "from": "2025-07-01" },
///          "tenders": [ { "tender": "T", "drugs": [ "D1" ], "from": "2023-07-01", "until": "2025-07-01" } ] }"#,
/// )?)?;
/// assert_eq!((pool.clashes[0].drug.as_str(), pool.clashes[0].tender.as_str()), ("D1", "T"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RunningTender {
    /// The tender, unique in the list.
    pub tender: Id,
    /// Its drugs, each once.
    pub drugs: Vec<Id>,
    /// First day; open where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day; open where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// A period; an end that is left out is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// What members bring together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pool {
    /// How many there are.
    pub member_count: u32,
    /// Whether there is only one.
    pub single_member: bool,
    /// The drugs, by id.
    pub drugs: Vec<PooledDrug>,
    /// Drugs that are also in a running tender, by drug, then tender.
    pub clashes: Vec<Clash>,
    /// What goes back, by drug.
    pub split: Vec<SplitDrug>,
}

/// What members bring together of a drug.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // D2: one member brings all of it, another reports nothing; the pool gains nothing.
/// let pool = volume::pool(&*Rulebook::builtin("volume/generic")?, &serde_json::from_str(
///     r#"{ "members": [ { "member": "M1", "volumes": [ { "drug": "D2", "quantity": "10" } ] },
///                       { "member": "M3", "volumes": [ { "drug": "D2", "quantity": "0" } ] } ] }"#,
/// )?)?;
/// assert_eq!((pool.drugs[0].reporting_members, pool.drugs[0].pool_gain.as_ref().unwrap().to_string().as_str()), (2, "1"));
/// assert_eq!(pool.drugs[0].members[1].share.as_ref().unwrap().to_string(), "0");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PooledDrug {
    /// The drug.
    pub drug: Id,
    /// The sum.
    pub pooled_quantity: Figure,
    /// How many members report it.
    pub reporting_members: u32,
    /// The largest report.
    pub largest_member_quantity: Figure,
    /// The sum against the largest report; null where that is zero.
    pub pool_gain: Option<Figure>,
    /// The sum against the market; null without it.
    pub market_share: Option<Figure>,
    /// The sum at its price; null without it.
    pub amount: Option<Figure>,
    /// Whether it meets every threshold.
    pub sufficiency: Sufficiency,
    /// Those that it misses.
    pub failed_thresholds: Vec<Threshold>,
    /// Members that meet all thresholds by themselves, by id.
    pub sufficient_alone: Vec<Id>,
    /// The members that report it, by id.
    pub members: Vec<MemberShare>,
}

/// The part of a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MemberShare {
    /// The member.
    pub member: Id,
    /// What it reports.
    pub quantity: Figure,
    /// Its share of the pool; null where that is zero.
    pub share: Option<Figure>,
}

/// A drug in two tenders at once (品种打架).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Clash {
    /// The drug.
    pub drug: Id,
    /// The running tender.
    pub tender: Id,
}

/// What goes back to the members of a drug.
///
/// # Example
///
/// ```
/// use jicai::volume::{self, Rulebook};
///
/// // Every part rounded up by itself: two packs more than there are, and the answer says so.
/// let pool = volume::pool(&*Rulebook::builtin("volume/generic")?, &serde_json::from_str(
///     r#"{ "members": [ { "member": "A", "volumes": [ { "drug": "D1", "quantity": "1" } ] },
///                       { "member": "B", "volumes": [ { "drug": "D1", "quantity": "1" } ] },
///                       { "member": "C", "volumes": [ { "drug": "D1", "quantity": "1" } ] } ],
///          "split": [ { "drug": "D1", "quantity": "100" } ], "rounding": { "mode": "up", "step": "1" } }"#,
/// )?)?;
/// assert_eq!(pool.split[0].parts[0].quantity.to_string(), "34");
/// assert_eq!(pool.split[0].rounding_difference.to_string(), "2");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SplitDrug {
    /// The drug.
    pub drug: Id,
    /// The parts, by member.
    pub parts: Vec<SplitPart>,
    /// What rounding added.
    pub rounding_difference: Figure,
}

/// What goes back to a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SplitPart {
    /// The member.
    pub member: Id,
    /// The quantity.
    pub quantity: Figure,
}

/// Reports of a drug, by member.
type Reports<'q> = BTreeMap<&'q Id, NonNegative>;

/// Market and price by drug.
struct Known<'q> {
    market: HashMap<&'q Id, Rational>,
    prices: HashMap<&'q Id, Rational>,
}

/// What members bring together, drug by drug.
pub(super) fn pool(rulebook: &Rulebook, question: &PoolQuestion, sink: &mut dyn Sink) -> Result<Pool, Error> {
    let rounding = validate::rounding(question.rounding)?;
    let drugs = check(question)?;
    let known = Known {
        market: question.market.iter().map(|entry| (&entry.drug, entry.quantity.into())).collect(),
        prices: question.prices.iter().map(|entry| (&entry.drug, entry.price.into())).collect(),
    };
    let pooled: Vec<PooledDrug> = drugs
        .iter()
        .map(|(drug, reports)| {
            let pooled = pooled(question, &known, drug, reports);
            notes::pooled(rulebook, &pooled, sink);
            pooled
        })
        .collect();
    let clashes = clashes(question, &drugs);
    clashes.iter().for_each(|clash| notes::clash(rulebook, clash, sink));
    let mut split: Vec<&DrugQuantity> = question.split.iter().collect();
    split.order_by(|a, b| a.drug.cmp(&b.drug));
    let split = split
        .into_iter()
        .filter_map(|part| Some((part, drugs.get(&part.drug)?)))
        .map(|(part, reports)| {
            let split = split_drug(part, reports, rounding);
            notes::split(rulebook, &split, part.quantity, sink);
            split
        })
        .collect();
    Ok(Pool {
        member_count: u32::try_from(question.members.len()).unwrap_or(u32::MAX),
        single_member: question.members.len() == 1,
        drugs: pooled,
        clashes,
        split,
    })
}

fn check(question: &PoolQuestion) -> Result<BTreeMap<&Id, Reports<'_>>, Error> {
    validate::keys("/input/members", "member", question.members.iter().map(|member| &member.member))?;
    validate::not_empty("/input/members", &question.members)?;
    let mut drugs: BTreeMap<&Id, Reports<'_>> = BTreeMap::new();
    for (i, member) in question.members.iter().enumerate() {
        let volumes = member.volumes.iter().map(|volume| &volume.drug);
        validate::keys(&format!("/input/members/{i}/volumes"), "drug", volumes)?;
        for volume in &member.volumes {
            drugs.entry(&volume.drug).or_default().insert(&member.member, volume.quantity);
        }
    }
    validate::keys("/input/market", "drug", question.market.iter().map(|entry| &entry.drug))?;
    validate::keys("/input/prices", "drug", question.prices.iter().map(|entry| &entry.drug))?;
    validate::keys("/input/tenders", "tender", question.tenders.iter().map(|entry| &entry.tender))?;
    for (i, tender) in question.tenders.iter().enumerate() {
        validate::once(&format!("/input/tenders/{i}/drugs"), &tender.drugs)?;
        validate::period(tender.from, tender.until, || format!("/input/tenders/{i}/until"))?;
    }
    validate::period(question.period.from, question.period.until, || "/input/period/until".to_owned())?;
    validate::keys("/input/split", "drug", question.split.iter().map(|entry| &entry.drug))?;
    let lacks = |known: Vec<&Id>| {
        let known: std::collections::HashSet<&Id> = known.into_iter().collect();
        drugs.keys().find(|drug| !known.contains(**drug)).copied()
    };
    if question.thresholds.min_market_share.is_some()
        && let Some(drug) = lacks(question.market.iter().map(|entry| &entry.drug).collect())
    {
        let message = format!("market must have an entry for `{drug}`: its share is tested");
        return Err(Error::invalid_input("/input/market", message));
    }
    if question.thresholds.min_amount.is_some()
        && let Some(drug) = lacks(question.prices.iter().map(|entry| &entry.drug).collect())
    {
        let message = format!("prices must have an entry for `{drug}`: its amount is tested");
        return Err(Error::invalid_input("/input/prices", message));
    }
    for (i, part) in question.split.iter().enumerate() {
        let is_pooled = drugs.get(&part.drug).is_some_and(|reports| reports.values().any(|known| !known.is_zero()));
        if !is_pooled {
            let message = format!("drug `{}` has no pooled quantity to split by", part.drug);
            return Err(Error::invalid_input(format!("/input/split/{i}/drug"), message));
        }
    }
    Ok(drugs)
}

/// Rule 7: sum, gain, and the thresholds, each met by reaching it.
fn pooled(question: &PoolQuestion, known: &Known<'_>, drug: &Id, reports: &Reports<'_>) -> PooledDrug {
    let pooled: Rational = reports.values().map(|quantity| Rational::from(*quantity)).sum();
    let largest = Rational::from(reports.values().max().copied().unwrap_or(NonNegative::ZERO));
    let (market, price) = (known.market.get(drug), known.prices.get(drug));
    let failed = |quantity: &Rational| failed(&question.thresholds, quantity, market, price);
    let is_tested = question.thresholds != PoolThresholds::default();
    let failed_thresholds = failed(&pooled);
    let sufficient_alone = reports
        .iter()
        .filter(|(_, quantity)| is_tested && failed(&Rational::from(**quantity)).is_empty())
        .map(|(member, _)| (*member).clone())
        .collect();
    PooledDrug {
        drug: drug.clone(),
        reporting_members: u32::try_from(reports.len()).unwrap_or(u32::MAX),
        pool_gain: pooled.checked_div(&largest).map(Figure::from),
        largest_member_quantity: largest.into(),
        market_share: market.and_then(|market| pooled.checked_div(market)).map(Figure::from),
        amount: price.map(|price| Figure::from(&pooled * price)),
        sufficiency: match (is_tested, failed_thresholds.is_empty()) {
            (false, _) => Sufficiency::NotTested,
            (true, true) => Sufficiency::Sufficient,
            (true, false) => Sufficiency::Insufficient,
        },
        failed_thresholds,
        sufficient_alone,
        members: reports
            .iter()
            .map(|(member, quantity)| MemberShare {
                member: (*member).clone(),
                quantity: Rational::from(*quantity).into(),
                share: Rational::from(*quantity).checked_div(&pooled).map(Figure::from),
            })
            .collect(),
        pooled_quantity: pooled.into(),
    }
}

/// The thresholds that a quantity misses, in order.
fn failed(
    thresholds: &PoolThresholds,
    quantity: &Rational,
    market: Option<&Rational>,
    price: Option<&Rational>,
) -> Vec<Threshold> {
    let share = market.and_then(|market| quantity.checked_div(market));
    let amount = price.map(|price| quantity * price);
    let values = [
        (Threshold::MinQuantity, thresholds.min_quantity, Some(quantity.clone())),
        (Threshold::MinMarketShare, thresholds.min_market_share, share),
        (Threshold::MinAmount, thresholds.min_amount, amount),
    ];
    values
        .into_iter()
        .filter_map(|(name, threshold, value)| {
            let misses = value? < Rational::from(threshold?);
            misses.then_some(name)
        })
        .collect()
}

/// Rule 8: a drug of the pool in a tender that runs at the same time; both ends are inside, an unknown one is open.
fn clashes(question: &PoolQuestion, drugs: &BTreeMap<&Id, Reports<'_>>) -> Vec<Clash> {
    let period = &question.period;
    let overlaps = |tender: &RunningTender| {
        let start = tender.from.max(period.from);
        let end = match (tender.until, period.until) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        start.zip(end).is_none_or(|(start, end)| start <= end)
    };
    let mut clashes: Vec<Clash> = question
        .tenders
        .iter()
        .filter(|tender| overlaps(tender))
        .flat_map(|tender| {
            let clashing = tender.drugs.iter().filter(|drug| drugs.contains_key(drug));
            clashing.map(|drug| Clash { drug: drug.clone(), tender: tender.tender.clone() })
        })
        .collect();
    clashes.order();
    clashes
}

/// Rule 9: in proportion to the reports of the drug.
fn split_drug(part: &DrugQuantity, reports: &Reports<'_>, rule: PartRoundingRule) -> SplitDrug {
    let quantity = Rational::from(part.quantity);
    let pooled: Rational = reports.values().map(|known| Rational::from(*known)).sum();
    let exact: Vec<Rational> = reports
        .values()
        .map(|known| (&quantity * &Rational::from(*known)).checked_div(&pooled).unwrap_or(Rational::ZERO))
        .collect();
    let parts = rounding::round(exact, rule);
    SplitDrug {
        drug: part.drug.clone(),
        rounding_difference: rounding::difference(&parts, &quantity).into(),
        parts: reports
            .keys()
            .zip(parts)
            .map(|(member, quantity)| SplitPart { member: (*member).clone(), quantity: quantity.into() })
            .collect(),
    }
}
