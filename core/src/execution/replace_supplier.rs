//! Rule 28: who supplies in place of a winner that does not (备供替补), and how long a bar lasts.

use serde::{Deserialize, Serialize};

use super::notes::{Subject, fact, note, optional_fact};
use super::number::{BarMonths, Figure, NonNegative, Positive, exact, sum};
use super::rulebook::{Rulebook, need_either, refuse_given};
use super::time::{Day, days_between};
use super::validate;
use super::vocabulary::{ReplacementRole, SupplyPrice};
use crate::calendar::last_day_of_months;
use crate::error::Error;
use crate::explain::Sink;
use crate::number::Rational;
use crate::sorting::Sorting;
use crate::{Date, Id};

/// What `execution.replace_supplier` is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReplaceQuestion {
    /// The winner that does not supply.
    pub supplier: Id,
    /// Since when.
    pub defaulted_on: Day,
    /// The day of the question: whether a bar is active.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
    /// What institutions had agreed with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volumes: Option<Vec<AgreedRemainder>>,
    /// Who may supply instead; with `volumes`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidates: Option<Vec<ReplacementCandidate>>,
    /// At which price, where the rulebook leaves it open; with `candidates`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supply_price: Option<SupplyPrice>,
    /// The price of the winner that does not supply; required where others supply at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub defaulter_price: Option<Positive>,
    /// A bar against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bar: Option<BarPeriod>,
}

/// What an institution had agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AgreedRemainder {
    /// The institution, unique in the list.
    pub institution: Id,
    /// Agreed.
    pub agreed: NonNegative,
    /// Bought until the day of default.
    pub purchased: NonNegative,
}

impl AgreedRemainder {
    fn remaining(&self) -> i128 {
        self.agreed.units().saturating_sub(self.purchased.units()).max(0)
    }
}

/// Who may supply instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReplacementCandidate {
    /// The supplier, unique in the list; not the one that does not supply.
    pub supplier: Id,
    /// In what capacity.
    pub role: ReplacementRole,
    /// Its own price.
    pub own_price: Positive,
    /// How much it can supply; no limit where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available_quantity: Option<NonNegative>,
}

/// A bar, by its length or its last day.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Six months after the 31st would be 31 February: the bar ends on the day before its last one.
/// let answer = execution::replace_supplier(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "supplier": "s", "defaulted_on": "2023-08-31", "bar": { "from": "2023-08-31", "months": 6 } }"#,
/// )?)?;
/// assert_eq!(answer.bar.unwrap().until.to_string(), "2024-02-28");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BarPeriod {
    /// First day.
    pub from: Day,
    /// Months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<BarMonths>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

/// Who supplies instead.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // 60 are missing and the only candidate has 50: ten stay uncovered.
/// let answer = execution::replace_supplier(&*Rulebook::builtin("execution/cn-batch-10")?, &serde_json::from_str(
///     r#"{ "supplier": "s", "defaulted_on": "2025-06-01", "volumes": [ { "institution": "h1", "agreed": "100", "purchased": "40" } ],
///          "candidates": [ { "supplier": "k", "role": "backup_winner", "own_price": "1.50", "available_quantity": "50" } ] }"#,
/// )?)?;
/// assert_eq!(answer.uncovered_quantity.unwrap().to_string(), "10");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Replacement {
    /// What is left of the agreed volume.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remaining_quantity: Option<Figure>,
    /// The same by institution.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub institutions: Option<Vec<InstitutionRemainder>>,
    /// Who takes how much, in the order of taking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignments: Option<Vec<Assignment>>,
    /// What nobody takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncovered_quantity: Option<Figure>,
    /// What it costs more than at the old price; may be negative.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extra_cost: Option<Figure>,
    /// How long the bar lasts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bar: Option<BarTerm>,
}

/// What is left at an institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InstitutionRemainder {
    /// The institution.
    pub institution: Id,
    /// What is left.
    pub remaining: Figure,
}

/// What a supplier takes.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, ReplacementRole, Rulebook};
///
/// // Batch 10: the backup winner goes before other winners, these before substitutes, whatever the price.
/// let answer = execution::replace_supplier(&*Rulebook::builtin("execution/cn-batch-10")?, &serde_json::from_str(
///     r#"{ "supplier": "s", "defaulted_on": "2025-06-01", "volumes": [ { "institution": "h1", "agreed": "100", "purchased": "40" } ],
///          "candidates": [ { "supplier": "x", "role": "substitute", "own_price": "0.1" },
///                          { "supplier": "k", "role": "backup_winner", "own_price": "9", "available_quantity": "20" } ] }"#,
/// )?)?;
/// let first = &answer.assignments.unwrap()[0];
/// assert_eq!((first.role, first.quantity.to_string().as_str()), (ReplacementRole::BackupWinner, "20"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Assignment {
    /// The supplier.
    pub supplier: Id,
    /// In what capacity.
    pub role: ReplacementRole,
    /// How much.
    pub quantity: Figure,
    /// At which price.
    pub price: Positive,
}

/// How long a bar lasts.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Bromhexine, batch 7: six months from 21 August 2024, over on the day after the last one.
/// let bar = execution::replace_supplier(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "supplier": "s", "defaulted_on": "2024-08-21", "as_of": "2025-02-21", "bar": { "from": "2024-08-21", "months": 6 } }"#,
/// )?)?.bar.unwrap();
/// assert_eq!((bar.until.to_string().as_str(), bar.days, bar.active), ("2025-02-20", 184, Some(false)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BarTerm {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Days, both ends included.
    pub days: i64,
    /// Whether it is in force on `as_of`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
}

/// Source: clauses `#replace`, `#bar`, rule 28.
pub(super) fn replace_supplier(
    rulebook: &Rulebook,
    question: &ReplaceQuestion,
    sink: &mut dyn Sink,
) -> Result<Replacement, Error> {
    check(rulebook, question)?;
    let mut replacement = Replacement {
        remaining_quantity: None,
        institutions: None,
        assignments: None,
        uncovered_quantity: None,
        extra_cost: None,
        bar: None,
    };
    let volumes = question.volumes.as_deref();
    let remaining = sum(volumes.unwrap_or_default().iter().map(AgreedRemainder::remaining));
    // Whatever a candidate needs is asked for before anything is reported.
    let ranked = match &question.candidates {
        Some(candidates) => Some(rank(rulebook, candidates, question, sink)?),
        None => None,
    };
    if let Some(volumes) = volumes {
        replacement.remaining_quantity = Some(exact(remaining));
        replacement.institutions = Some(institutions(rulebook, volumes, sink));
    }
    if let Some((reading, ranked)) = ranked {
        assign(rulebook, &ranked, reading, question.defaulter_price, remaining, &mut replacement, sink);
    }
    replacement.bar = question.bar.map(|bar| term(rulebook, bar, question, sink));
    Ok(replacement)
}

fn check(rulebook: &Rulebook, question: &ReplaceQuestion) -> Result<(), Error> {
    if question.volumes.is_none() && question.bar.is_none() {
        return Err(Error::invalid_input("/input", "nothing was asked: neither volumes nor bar"));
    }
    let volumes = question.volumes.as_deref().unwrap_or_default();
    validate::keys("/input/volumes", "institution", volumes.iter().map(|volume| &volume.institution))?;
    let candidates = question.candidates.as_deref().unwrap_or_default();
    validate::keys("/input/candidates", "supplier", candidates.iter().map(|candidate| &candidate.supplier))?;
    if let Some(i) = candidates.iter().position(|candidate| candidate.supplier == question.supplier) {
        let message = format!("supplier must not be the one that defaulted, got `{}`", question.supplier);
        return Err(Error::invalid_input(format!("/input/candidates/{i}/supplier"), message));
    }
    if question.candidates.is_some() && question.volumes.is_none() {
        return Err(validate::refused("/input/candidates", "without volumes"));
    }
    if question.candidates.is_none() && question.supply_price.is_some() {
        return Err(validate::refused("/input/supply_price", "without candidates"));
    }
    refuse_given(&rulebook.supply_price, question.supply_price.is_some(), "/input/supply_price")?;
    let reading = rulebook.supply_price.peek().or(question.supply_price.as_ref());
    let at_old_price = question.candidates.is_some() && reading == Some(&SupplyPrice::DefaulterPrice);
    if at_old_price && question.defaulter_price.is_none() {
        return Err(validate::missing("/input/defaulter_price")
            .with_help("substitutes supply at the price of the supplier that they stand in for"));
    }
    match question.bar {
        Some(BarPeriod { from, until: Some(until), months: None }) if until < from => {
            let message = format!("until must not be before from `{from}`, got `{until}`");
            Err(Error::invalid_input("/input/bar/until", message))
        }
        Some(bar) if bar.months.is_some() == bar.until.is_some() => {
            let got = if bar.months.is_some() { "both" } else { "neither" };
            let message = format!("a bar has exactly one of `months` and `until`, got {got}");
            Err(Error::invalid_input("/input/bar/months", message))
        }
        _ => Ok(()),
    }
}

fn institutions(rulebook: &Rulebook, volumes: &[AgreedRemainder], sink: &mut dyn Sink) -> Vec<InstitutionRemainder> {
    let mut sorted: Vec<&AgreedRemainder> = volumes.iter().collect();
    sorted.order_by_key(|volume| &volume.institution);
    sorted
        .into_iter()
        .map(|volume| {
            let facts = || vec![("agreed", fact(volume.agreed)), ("purchased", fact(volume.purchased))];
            note(rulebook, "replace", Subject::Of("institution", &volume.institution), "computed", facts, sink);
            InstitutionRemainder { institution: volume.institution.clone(), remaining: exact(volume.remaining()) }
        })
        .collect()
}

/// Candidates by the order of the document, then by price, then by id; and the price at which they supply.
fn rank<'q>(
    rulebook: &Rulebook,
    candidates: &'q [ReplacementCandidate],
    question: &ReplaceQuestion,
    sink: &mut dyn Sink,
) -> Result<(SupplyPrice, Vec<&'q ReplacementCandidate>), Error> {
    let roles = rulebook.replacement_order.need(sink)?;
    let reading = need_either(&rulebook.supply_price, question.supply_price.as_ref(), sink)?;
    let mut ranked = candidates
        .iter()
        .map(|candidate| match roles.position(&candidate.role) {
            Some(position) => Ok((position, candidate)),
            None => Err(rulebook.gap(&format!("where a `{}` stands in the order of replacement", candidate.role))),
        })
        .collect::<Result<Vec<_>, Error>>()?;
    ranked.order_by_key(|(position, candidate)| (*position, candidate.own_price, &candidate.supplier));
    Ok((reading, ranked.into_iter().map(|(_, candidate)| candidate).collect()))
}

/// Each candidate takes what is left, as far as it can.
fn assign(
    rulebook: &Rulebook,
    ranked: &[&ReplacementCandidate],
    reading: SupplyPrice,
    old_price: Option<Positive>,
    remaining: i128,
    replacement: &mut Replacement,
    sink: &mut dyn Sink,
) {
    let mut left = remaining;
    let mut extra_cost = Rational::ZERO;
    let mut assignments = Vec::new();
    for candidate in ranked {
        let taken = candidate.available_quantity.map_or(left, |available| available.units().min(left));
        if taken == 0 {
            continue;
        }
        left = left.saturating_sub(taken);
        let price = match (reading, old_price) {
            (SupplyPrice::DefaulterPrice, Some(old)) => old,
            _ => candidate.own_price,
        };
        let quantity = exact(taken);
        if let Some(old) = old_price {
            let difference = &Rational::from(price) - &Rational::from(old);
            extra_cost = &extra_cost + &(quantity.value() * &difference);
        }
        let facts = || vec![("quantity", fact(&quantity)), ("price", fact(price)), ("left", fact(exact(left)))];
        note(rulebook, "replace", Subject::Of("supplier", &candidate.supplier), candidate.role, facts, sink);
        let supplier = candidate.supplier.clone();
        assignments.push(Assignment { supplier, role: candidate.role, quantity, price });
    }
    replacement.assignments = Some(assignments);
    replacement.uncovered_quantity = Some(exact(left));
    replacement.extra_cost = old_price.map(|_| Figure::exact(extra_cost));
}

/// Rule 28: a bar of n months ends on the day before the same day n months later; both ends count.
fn term(rulebook: &Rulebook, bar: BarPeriod, question: &ReplaceQuestion, sink: &mut dyn Sink) -> BarTerm {
    let from = Date::from(bar.from);
    let until = match (bar.until, bar.months) {
        (Some(until), _) => until.into(),
        (None, Some(months)) => last_day_of_months(from, months.get()),
        (None, None) => from,
    };
    let active = question.as_of.map(|as_of| bar.from <= as_of && as_of <= until);
    let outcome = match active {
        Some(true) => "active",
        Some(false) => "inactive",
        None => "computed",
    };
    let facts = || vec![("from", fact(from)), ("until", fact(until)), ("as_of", optional_fact(question.as_of))];
    note(rulebook, "bar", Subject::Of("supplier", &question.supplier), outcome, facts, sink);
    BarTerm { from, until, days: days_between(from, until).saturating_add(1), active }
}
