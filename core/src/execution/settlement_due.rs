//! Rules 19 and 20: when invoices fall due, and how they stand.

use serde::{Deserialize, Serialize};

use super::notes::{Subject, fact, note};
use super::number::{Figure, Positive, exact, quotient, sum};
use super::parameters::SettlementRule;
use super::payments::{self, Payment, not_after, total, total_until};
use super::rulebook::{Rulebook, need_either, refuse_given};
use super::time::{Day, days_between, plus_days};
use super::validate;
use super::vocabulary::{InvoiceStatus, ProductKind};
use crate::calendar::day_of_next_month;
use crate::error::Error;
use crate::explain::Sink;
use crate::sorting::Sorting;
use crate::{Date, Id};

/// What `execution.settlement_due` is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SettlementQuestion {
    /// The end of this day is the moment of the question.
    pub as_of: Day,
    /// When drugs are to be paid, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settlement_drug: Option<SettlementRule>,
    /// When consumables are to be paid, where the rulebook leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settlement_consumable: Option<SettlementRule>,
    /// The invoices, at least one.
    pub invoices: Vec<Invoice>,
}

fn drug() -> ProductKind {
    ProductKind::Drug
}

/// An invoice.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // The same day, a consumable: the end of the next month instead of 30 days.
/// let due = execution::settlement_due(&*Rulebook::builtin("execution/guangxi-settlement-2024")?, &serde_json::from_str(
///     r#"{ "as_of": "2025-03-03", "invoices": [ { "invoice": "i2", "product_kind": "consumable", "start_on": "2025-01-31", "amount": "100" } ] }"#,
/// )?)?;
/// assert_eq!((due.invoices[0].due_on.to_string().as_str(), due.invoices[0].days_late), ("2025-02-28", 3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Invoice {
    /// The invoice, unique in the list.
    pub invoice: Id,
    /// What it is for.
    #[serde(default = "drug")]
    pub product_kind: ProductKind,
    /// Its amount, yuan.
    pub amount: Positive,
    /// The event that the document names: confirmed receipt, acceptance, confirmation of the invoice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_on: Option<Day>,
    /// When it was created: some days later it counts as confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoice_created_on: Option<Day>,
    /// What was paid, together at most the amount.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paid: Vec<Payment>,
}

/// How invoices stand.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // Due on the 10th: one invoice is paid that day, the other is not paid at all. Half of what has fallen due came in time.
/// let due = execution::settlement_due(&*Rulebook::builtin("execution/zhejiang-2025")?, &serde_json::from_str(
///     r#"{ "as_of": "2025-06-11", "settlement_drug": { "kind": "day_of_next_month", "day": 10 }, "invoices": [
///          { "invoice": "i", "start_on": "2025-05-01", "amount": "10" },
///          { "invoice": "j", "start_on": "2025-05-31", "amount": "10", "paid": [ { "on": "2025-06-10", "amount": "10" } ] } ] }"#,
/// )?)?;
/// assert_eq!(due.settlement_on_time_rate.unwrap().to_string(), "0.5");
/// assert_eq!(due.overdue_amount.to_string(), "10");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SettlementDue {
    /// By due date and id.
    pub invoices: Vec<InvoiceDue>,
    /// Paid in time over all, by amount, of the invoices that are past due; null without any.
    pub settlement_on_time_rate: Option<Figure>,
    /// What is not paid of invoices that are overdue.
    pub overdue_amount: Figure,
}

/// How an invoice stands.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, InvoiceStatus, Rulebook};
///
/// // Guangxi: 30 days after 2 February is 4 March; 20 of 50 yuan are paid and nothing is late yet.
/// let due = execution::settlement_due(&*Rulebook::builtin("execution/guangxi-settlement-2024")?, &serde_json::from_str(
///     r#"{ "as_of": "2025-03-03", "invoices": [ { "invoice": "i3", "start_on": "2025-02-02", "amount": "50",
///          "paid": [ { "on": "2025-03-03", "amount": "20" } ] } ] }"#,
/// )?)?;
/// let invoice = &due.invoices[0];
/// assert_eq!((invoice.status, invoice.unpaid.to_string().as_str()), (InvoiceStatus::NotDue, "30"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvoiceDue {
    /// The invoice.
    pub invoice: Id,
    /// From when on the days are counted.
    pub start_on: Date,
    /// By when it is to be paid.
    pub due_on: Date,
    /// How it stands.
    pub status: InvoiceStatus,
    /// By how many days it was or is late.
    pub days_late: i64,
    /// What is not paid.
    pub unpaid: Figure,
    /// What was not paid by the due date, once that is past.
    pub late_amount: Figure,
}

/// Source: clauses `#settlement_due`, `#settlement_status`, rules 19 and 20.
pub(super) fn settlement_due(
    rulebook: &Rulebook,
    question: &SettlementQuestion,
    sink: &mut dyn Sink,
) -> Result<SettlementDue, Error> {
    check(rulebook, question)?;
    let as_of = Date::from(question.as_of);
    let terms = Terms::of(rulebook, question, sink)?;
    let mut by_due: Vec<(Date, Date, &Invoice)> = question
        .invoices
        .iter()
        .map(|invoice| {
            let start = terms.start(invoice);
            (terms.due(invoice.product_kind, start), start, invoice)
        })
        .collect();
    by_due.order_by(|(one, _, a), (other, _, b)| (one, &a.invoice).cmp(&(other, &b.invoice)));
    let past_due = || by_due.iter().filter(|(due, _, _)| as_of > *due);
    let settlement_on_time_rate = quotient(
        sum(past_due().map(|(due, _, invoice)| total_until(&invoice.paid, *due))),
        sum(past_due().map(|(_, _, invoice)| invoice.amount.units())),
    );
    let mut overdue = 0_i128;
    let invoices = by_due
        .iter()
        .map(|(due, start, invoice)| {
            let (status, days_late) = status(invoice, *due, as_of);
            let unpaid = invoice.amount.units().saturating_sub(total(&invoice.paid));
            if status == InvoiceStatus::Overdue {
                overdue = overdue.saturating_add(unpaid);
            }
            let late = invoice.amount.units().saturating_sub(total_until(&invoice.paid, *due));
            let facts = || vec![("due_on", fact(due)), ("as_of", fact(as_of)), ("unpaid", fact(exact(unpaid)))];
            note(rulebook, "settlement_status", Subject::Of("invoice", &invoice.invoice), status, facts, sink);
            InvoiceDue {
                invoice: invoice.invoice.clone(),
                start_on: *start,
                due_on: *due,
                status,
                days_late,
                unpaid: exact(unpaid),
                late_amount: exact(if as_of > *due { late } else { 0 }),
            }
        })
        .collect();
    Ok(SettlementDue { invoices, settlement_on_time_rate, overdue_amount: exact(overdue) })
}

fn check(rulebook: &Rulebook, question: &SettlementQuestion) -> Result<(), Error> {
    let invoices = &question.invoices;
    validate::not_empty("/input/invoices", invoices)?;
    validate::keys("/input/invoices", "invoice", invoices.iter().map(|invoice| &invoice.invoice))?;
    for (i, invoice) in invoices.iter().enumerate() {
        let at = |field: &str| format!("/input/invoices/{i}/{field}");
        if invoice.start_on.is_none() && invoice.invoice_created_on.is_none() {
            return Err(
                validate::missing(at("start_on")).with_help("an invoice has `start_on`, `invoice_created_on`, or both")
            );
        }
        if let Some(start) = invoice.start_on {
            not_after(start, question.as_of, || at("start_on"))?;
        }
        if let Some(created) = invoice.invoice_created_on {
            not_after(created, question.as_of, || at("invoice_created_on"))?;
            if let Some(start) = invoice.start_on.filter(|start| created > *start) {
                let message = format!("invoice_created_on must not be after start_on `{start}`, got `{created}`");
                return Err(Error::invalid_input(at("invoice_created_on"), message));
            }
        }
        if !invoice.paid.is_empty() {
            payments::check(&format!("/input/invoices/{i}"), &invoice.paid, invoice.amount, question.as_of)?;
        }
    }
    refuse_given(&rulebook.settlement_drug, question.settlement_drug.is_some(), "/input/settlement_drug")?;
    let stated = question.settlement_consumable.is_some();
    refuse_given(&rulebook.settlement_consumable, stated, "/input/settlement_consumable")
}

/// What the invoices at hand need of the rulebook or the caller, read in one order whatever theirs is.
struct Terms {
    drug: Option<SettlementRule>,
    consumable: Option<SettlementRule>,
    auto_confirm_days: u32,
}

impl Terms {
    fn of(rulebook: &Rulebook, question: &SettlementQuestion, sink: &mut dyn Sink) -> Result<Terms, Error> {
        let has = |kind: ProductKind| question.invoices.iter().any(|invoice| invoice.product_kind == kind);
        let mut terms = Terms { drug: None, consumable: None, auto_confirm_days: 0 };
        if has(ProductKind::Drug) {
            let stated = question.settlement_drug.as_ref();
            terms.drug = Some(need_either(&rulebook.settlement_drug, stated, sink)?);
        }
        if has(ProductKind::Consumable) {
            let stated = question.settlement_consumable.as_ref();
            terms.consumable = Some(need_either(&rulebook.settlement_consumable, stated, sink)?);
        }
        if question.invoices.iter().any(|invoice| invoice.invoice_created_on.is_some()) {
            terms.auto_confirm_days = rulebook.invoice_auto_confirm_days.need(sink)?.get();
        }
        Ok(terms)
    }

    /// Rule 19: the day that the document names, or the day on which a created invoice counts as confirmed, if that is earlier.
    fn start(&self, invoice: &Invoice) -> Date {
        let named = invoice.start_on.map(Date::from);
        let confirmed = invoice.invoice_created_on.map(|created| created.plus_days(self.auto_confirm_days));
        // The check has seen to it that one of them is there.
        [named, confirmed].into_iter().flatten().min().unwrap_or(Date::from(chrono::NaiveDate::MAX))
    }

    /// Rule 19: by when an invoice is to be paid; holidays do not shift it.
    fn due(&self, kind: ProductKind, start: Date) -> Date {
        let rule = match kind {
            ProductKind::Drug => self.drug,
            ProductKind::Consumable => self.consumable,
        };
        match rule {
            Some(SettlementRule::DaysAfter { days }) => plus_days(start, days.get()),
            Some(SettlementRule::DayOfNextMonth { day }) => day_of_next_month(start, day.get()),
            // Every kind at hand has its rule.
            Some(SettlementRule::EndOfNextMonth) | None => day_of_next_month(start, 31),
        }
    }
}

/// Rule 20: how an invoice stands, and by how many days it is late.
fn status(invoice: &Invoice, due: Date, as_of: Date) -> (InvoiceStatus, i64) {
    if total(&invoice.paid) == invoice.amount.units() {
        return match invoice.paid.iter().map(|payment| Date::from(payment.on)).max() {
            Some(last) if last > due => (InvoiceStatus::PaidLate, days_between(due, last)),
            _ => (InvoiceStatus::PaidOnTime, 0),
        };
    }
    match as_of.cmp(&due) {
        std::cmp::Ordering::Greater => (InvoiceStatus::Overdue, days_between(due, as_of)),
        std::cmp::Ordering::Equal => (InvoiceStatus::DueToday, 0),
        std::cmp::Ordering::Less => (InvoiceStatus::NotDue, 0),
    }
}
