//! Rule 9: how invoices were paid.

use serde::{Deserialize, Serialize};

use super::agreements::ratio;
use crate::Id;
use crate::error::Error;
use crate::execution::notes::{Subject, fact, group, note};
use crate::execution::number::{Figure, Positive, exact, quotient, sum};
use crate::execution::payments::{self, Payment, total_until};
use crate::execution::rulebook::Rulebook;
use crate::execution::time::Day;
use crate::execution::validate;
use crate::explain::Sink;
use crate::sorting::Sorting;

/// An invoice, and what was paid on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PaymentRecord {
    /// The invoice, unique in the list.
    pub invoice: Id,
    /// Its amount, yuan.
    pub amount: Positive,
    /// By when it is to be paid.
    pub due_on: Day,
    /// What was paid, together at most the amount.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paid: Vec<Payment>,
}

/// How invoices were paid: only those count whose day lies before `as_of`.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Of 400 yuan that fell due 360 came in time; of two invoices one was late.
/// let progress = execution::progress(Rulebook::unset()?, &serde_json::from_str(
///     r#"{ "as_of": "2025-03-31", "payments": [
///          { "invoice": "i1", "amount": "100", "due_on": "2025-03-30", "paid": [ { "on": "2025-03-30", "amount": "60" }, { "on": "2025-03-31", "amount": "40" } ] },
///          { "invoice": "i3", "amount": "300", "due_on": "2025-03-01", "paid": [ { "on": "2025-02-01", "amount": "300" } ] } ] }"#,
/// )?)?;
/// let settlement = progress.settlement.unwrap();
/// assert_eq!(settlement.settlement_on_time_rate.unwrap().to_string(), "0.9");
/// assert_eq!(settlement.late_invoices[0].as_str(), "i1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Settlement {
    /// Paid in time over all, by amount; null where no invoice counts.
    pub settlement_on_time_rate: Option<Figure>,
    /// Invoices fully paid in time over all that count.
    pub invoices_on_time_rate: Option<Figure>,
    /// The others, by id.
    pub late_invoices: Vec<Id>,
}

pub(super) fn check(records: &[PaymentRecord], as_of: Day) -> Result<(), Error> {
    validate::keys("/input/payments", "invoice", records.iter().map(|record| &record.invoice))?;
    for (i, record) in records.iter().enumerate() {
        if !record.paid.is_empty() {
            payments::check(&format!("/input/payments/{i}"), &record.paid, record.amount, as_of)?;
        }
    }
    Ok(())
}

/// Rule 9: what was paid in time of what was due before `as_of`.
pub(super) fn settlement(
    rulebook: &Rulebook,
    records: &[PaymentRecord],
    as_of: Day,
    sink: &mut dyn Sink,
) -> Settlement {
    let mut counted: Vec<&PaymentRecord> = records.iter().filter(|record| record.due_on < as_of).collect();
    counted.order_by_key(|record| &record.invoice);
    let in_time = |record: &PaymentRecord| total_until(&record.paid, record.due_on.into());
    let late_invoices: Vec<Id> = counted
        .iter()
        .filter(|record| in_time(record) < record.amount.units())
        .map(|record| {
            let facts = || {
                let paid = fact(exact(in_time(record)));
                vec![("paid_in_time", paid), ("amount", fact(record.amount)), ("due_on", fact(record.due_on))]
            };
            note(rulebook, "settlement", Subject::Of("invoice", &record.invoice), "late", facts, sink);
            record.invoice.clone()
        })
        .collect();
    let paid = sum(counted.iter().map(|record| in_time(record)));
    let amount = sum(counted.iter().map(|record| record.amount.units()));
    let facts = || vec![("paid_in_time", fact(exact(paid))), ("amount", fact(exact(amount)))];
    note(rulebook, "settlement", group("settlement"), "computed", facts, sink);
    Settlement {
        settlement_on_time_rate: quotient(paid, amount),
        invoices_on_time_rate: ratio(counted.len().saturating_sub(late_invoices.len()), counted.len()),
        late_invoices,
    }
}
