//! What was paid on an invoice, and when.

use serde::{Deserialize, Serialize};

use super::number::{Positive, sum};
use super::time::Day;
use super::validate;
use crate::error::Error;

/// A payment.
///
/// # Example
///
/// ```
/// use jicai::execution::{self, Rulebook};
///
/// // 60 yuan on the last day, 40 a day later: the invoice is late for 40 of them.
/// let due = execution::settlement_due(&*Rulebook::builtin("execution/guangxi-settlement-2024")?, &serde_json::from_str(
///     r#"{ "as_of": "2025-03-31", "invoices": [ { "invoice": "i", "start_on": "2025-01-31", "amount": "100", "paid": [
///          { "on": "2025-03-02", "amount": "60" }, { "on": "2025-03-03", "amount": "40" } ] } ] }"#,
/// )?)?;
/// assert_eq!(due.invoices[0].late_amount.to_string(), "40");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// When.
    pub on: Day,
    /// How much, yuan.
    pub amount: Positive,
}

/// The payments of an invoice: none lies after `as_of`, and together they are not more than its amount.
pub(super) fn check(path: &str, paid: &[Payment], amount: Positive, as_of: Day) -> Result<(), Error> {
    let size = validate::size("", paid.len());
    size.map_err(|error| error.at(format!("{path}/paid")))?;
    for (i, payment) in paid.iter().enumerate() {
        not_after(payment.on, as_of, || format!("{path}/paid/{i}/on"))?;
    }
    let total = total(paid);
    if total > amount.units() {
        let message =
            format!("paid must add up to at most the amount `{amount}`, got `{}`", super::number::exact(total));
        return Err(Error::invalid_input(format!("{path}/paid"), message));
    }
    Ok(())
}

/// All that was paid.
pub(super) fn total(paid: &[Payment]) -> i128 {
    sum(paid.iter().map(|payment| payment.amount.units()))
}

/// What was paid until the end of a day.
pub(super) fn total_until(paid: &[Payment], day: crate::Date) -> i128 {
    sum(paid.iter().filter(|payment| payment.on <= day).map(|payment| payment.amount.units()))
}

/// The end of a moment of record: nothing is recorded after `as_of`.
pub(super) fn not_after(day: Day, as_of: Day, path: impl FnOnce() -> String) -> Result<(), Error> {
    if day <= as_of {
        return Ok(());
    }
    let path = path();
    let field = path.rsplit('/').next().unwrap_or_default();
    let message = format!("{field} must not be after as_of `{as_of}`, got `{day}`");
    Err(Error::invalid_input(path, message))
}
