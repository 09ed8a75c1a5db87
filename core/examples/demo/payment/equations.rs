//! Whether the parts of a sum are that sum, to the fen.

use jicai::number::Amount;

use crate::data::Result;
use crate::page::{Fields, Page};
use crate::words::{mark, text};

/// How many sums were looked at, and how many hold.
#[derive(Default)]
pub(crate) struct Equations {
    held: Vec<bool>,
}

impl Equations {
    /// Whether the parts make the total.
    pub(crate) fn check(&mut self, parts: &[Amount], total: Amount) -> &'static str {
        let holds = fen(parts.iter().copied()) == i128::from(total.units());
        self.held.push(holds);
        mark(holds)
    }

    /// The last line of the page; a sum that does not hold is an error.
    pub(crate) fn sum(&self, page: &mut Page<'_>) -> Result<()> {
        let language = page.language;
        let (all, hold) = (self.held.len(), self.held.iter().filter(|holds| **holds).count());
        let mut fields = Fields::new(language);
        fields.add(
            "核对",
            "checked",
            text!(
                language,
                "账单、结算、退费共 {all} 个等式，{hold} 个逐分相等",
                "{all} sums of the bill, its settlement and its refunds, {hold} hold to the fen"
            ),
        );
        page.gap()?;
        page.fields(&fields)?;
        if hold == all { Ok(()) } else { Err("the parts of a line do not make its total".into()) }
    }
}

fn fen(amounts: impl Iterator<Item = Amount>) -> i128 {
    amounts.map(|amount| i128::from(amount.units())).sum()
}

/// What amounts make together.
pub(crate) fn total(amounts: impl Iterator<Item = Amount>) -> Result<Amount> {
    let units = i64::try_from(fen(amounts))?;
    Ok(Amount::from_units(units).ok_or("a sum does not fit")?)
}
