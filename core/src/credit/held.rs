//! What a fact holds against a firm, once it has been checked: rule 6 reads it.

use super::amount::AmountRange;
use super::vocabulary::{Kind, Side, Target};
use crate::Date;

/// A fact in the form of its matter.
#[derive(Clone, Debug)]
pub(super) enum Held {
    /// A clause that the decision names.
    Cited { rank: u32, number: u32 },
    /// A bribe, or several.
    Bribery { target: Target, amount: AmountRange, single: AmountRange },
    /// False invoices.
    Tax { amount: AmountRange, side: Side },
    /// Monopoly and price offences: supply at the high price after the penalty.
    HighPrice { until: Option<Date> },
    /// An abnormal price.
    AbnormalPrice { explained: bool, from: Date, until: Date, sales: AmountRange },
    /// Obstruction, bid misconduct, breach.
    Kind(Kind),
}
