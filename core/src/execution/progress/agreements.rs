//! Rules 4 and 5: agreements that were to be signed, products that were to enter the hospital.

use serde::{Deserialize, Serialize};

use crate::calendar::plus_months;
use crate::error::Error;
use crate::execution::notes::{Subject, fact, group, note, optional_fact};
use crate::execution::number::{Figure, MonthNumber, NonNegative, quotient};
use crate::execution::payments::not_after;
use crate::execution::rulebook::{Rulebook, need_either};
use crate::execution::time::Day;
use crate::execution::validate;
use crate::explain::Sink;
use crate::sorting::Sorting;
use crate::{Date, Id};

/// An agreement (购销协议) that was to be signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// The agreement, unique in the list.
    pub agreement: Id,
    /// By when it was to be signed.
    pub due_on: Day,
    /// When it was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<Day>,
}

/// Winning products that were to enter the hospital (进院).
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Two months in, p1 has been bought and p2 has not; of p3 nothing was agreed, so that it is not looked at.
/// let progress = execution::progress(&*Rulebook::builtin("execution/zhejiang-2025")?, &serde_json::from_str(
///     r#"{ "as_of": "2025-03-31", "in_hospital": { "execution_start": "2025-01-31", "products": [ { "product": "p2", "agreed": "10" },
///          { "product": "p1", "agreed": "5", "first_purchase_on": "2025-03-31" }, { "product": "p3", "agreed": "0" } ] } }"#,
/// )?)?;
/// let check = progress.in_hospital.unwrap();
/// assert_eq!((check.rate.unwrap().to_string().as_str(), check.missing[0].as_str()), ("0.5", "p2"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InHospital {
    /// When execution began.
    pub execution_start: Day,
    /// The products.
    pub products: Vec<HospitalProduct>,
}

/// A winning product of an institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HospitalProduct {
    /// The product, unique in the list.
    pub product: Id,
    /// Its agreed volume; with 0 it is left out.
    pub agreed: NonNegative,
    /// When it was first bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_purchase_on: Option<Day>,
}

/// How agreements stand.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Due today is pending, due yesterday and not signed is missing, signed a day after is late.
/// let progress = execution::progress(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "as_of": "2025-05-31", "agreements": [ { "agreement": "a1", "due_on": "2025-05-31" }, { "agreement": "a2", "due_on": "2025-05-30" },
///          { "agreement": "a3", "due_on": "2025-05-30", "signed_on": "2025-05-31" } ] }"#,
/// )?)?;
/// let agreements = progress.agreements.unwrap();
/// assert_eq!([&agreements.pending[0], &agreements.unsigned[0], &agreements.late[0]].map(|id| id.as_str()), ["a1", "a2", "a3"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Agreements {
    /// Signed, late or not, over all; null without agreements.
    pub signing_rate: Option<Figure>,
    /// Signed after the day, by id.
    pub late: Vec<Id>,
    /// Not signed, and the day is past, by id.
    pub unsigned: Vec<Id>,
    /// Not signed yet, by id.
    pub pending: Vec<Id>,
}

/// Which products have entered the hospital.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Execution starts on 31 December: the check two months later falls on the last day of February.
/// let progress = execution::progress(&*Rulebook::builtin("execution/cn-2024-31")?, &serde_json::from_str(
///     r#"{ "as_of": "2025-02-27", "in_hospital": { "execution_start": "2024-12-31", "products": [ { "product": "p1", "agreed": "10" } ] } }"#,
/// )?)?;
/// let check = progress.in_hospital.unwrap();
/// assert_eq!((check.check_from.to_string().as_str(), check.check_due), ("2025-02-28", false));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InHospitalCheck {
    /// From when on they are checked.
    pub check_from: Date,
    /// Whether that day has come.
    pub check_due: bool,
    /// Products with a first purchase over all with an agreed volume; null without any.
    pub rate: Option<Figure>,
    /// The others, by id.
    pub missing: Vec<Id>,
}

pub(super) fn check(agreements: &[Agreement], hospital: Option<&InHospital>, as_of: Day) -> Result<(), Error> {
    validate::keys("/input/agreements", "agreement", agreements.iter().map(|agreement| &agreement.agreement))?;
    for (i, agreement) in agreements.iter().enumerate() {
        if let Some(signed) = agreement.signed_on {
            not_after(signed, as_of, || format!("/input/agreements/{i}/signed_on"))?;
        }
    }
    let products = hospital.map(|hospital| hospital.products.as_slice()).unwrap_or_default();
    validate::keys("/input/in_hospital/products", "product", products.iter().map(|product| &product.product))?;
    for (i, product) in products.iter().enumerate() {
        if let Some(first) = product.first_purchase_on {
            not_after(first, as_of, || format!("/input/in_hospital/products/{i}/first_purchase_on"))?;
        }
    }
    Ok(())
}

/// Rule 4: which agreements were signed late, were not signed, or may still be.
pub(super) fn agreements(rulebook: &Rulebook, list: &[Agreement], as_of: Day, sink: &mut dyn Sink) -> Agreements {
    let mut sorted: Vec<&Agreement> = list.iter().collect();
    sorted.order_by_key(|agreement| &agreement.agreement);
    let (mut late, mut unsigned, mut pending) = (Vec::new(), Vec::new(), Vec::new());
    for agreement in sorted {
        let (outcome, ids) = match agreement.signed_on {
            Some(signed) if signed <= agreement.due_on => continue,
            Some(_) => ("late", &mut late),
            None if as_of > agreement.due_on => ("unsigned", &mut unsigned),
            None => ("pending", &mut pending),
        };
        let facts = || {
            let signed = optional_fact(agreement.signed_on);
            vec![("due_on", fact(agreement.due_on)), ("signed_on", signed), ("as_of", fact(as_of))]
        };
        note(rulebook, "agreements", Subject::Of("agreement", &agreement.agreement), outcome, facts, sink);
        ids.push(agreement.agreement.clone());
    }
    let signed = list.iter().filter(|agreement| agreement.signed_on.is_some()).count();
    let facts = || vec![("signed", fact(signed)), ("all", fact(list.len()))];
    note(rulebook, "agreements", group("agreements"), "computed", facts, sink);
    Agreements { signing_rate: ratio(signed, list.len()), late, unsigned, pending }
}

/// Rule 5: from a month of execution on, every winning product must have been bought once.
pub(super) fn in_hospital(
    rulebook: &Rulebook,
    hospital: &InHospital,
    stated: Option<&MonthNumber>,
    as_of: Day,
    sink: &mut dyn Sink,
) -> Result<InHospitalCheck, Error> {
    let month = need_either(&rulebook.in_hospital_check_month, stated, sink)?;
    // Month 3 begins two months after the start.
    let months = month.get().saturating_sub(1);
    let start = Date::from(hospital.execution_start);
    let check_from = plus_months(start, months).unwrap_or(start);
    let mut products: Vec<&HospitalProduct> =
        hospital.products.iter().filter(|product| !product.agreed.is_zero()).collect();
    products.order_by_key(|product| &product.product);
    let missing: Vec<Id> = products
        .iter()
        .filter(|product| product.first_purchase_on.is_none())
        .map(|product| {
            let facts = || vec![("check_from", fact(check_from)), ("as_of", fact(as_of))];
            note(rulebook, "in_hospital", Subject::Of("product", &product.product), "missing", facts, sink);
            product.product.clone()
        })
        .collect();
    let entered = products.len().saturating_sub(missing.len());
    let facts = || vec![("entered", fact(entered)), ("all", fact(products.len())), ("check_from", fact(check_from))];
    note(rulebook, "in_hospital", group("in_hospital"), "computed", facts, sink);
    let rate = ratio(entered, products.len());
    Ok(InHospitalCheck { check_from, check_due: as_of >= check_from, rate, missing })
}

/// A number of things over that of all.
pub(in crate::execution) fn ratio(part: usize, whole: usize) -> Option<Figure> {
    let number = |count: usize| i128::try_from(count).unwrap_or(i128::MAX);
    quotient(number(part), number(whole))
}
