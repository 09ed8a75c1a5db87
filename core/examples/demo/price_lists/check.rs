//! A published price computed again.

use jicai::differential::{self, DifferentialPrice, PriceQuestion};
use jicai::explain::Trace;
use jicai::number::{Price, Rational, Rounded};

use super::data::Line;
use crate::data::Result;

/// A line with the library's answer.
pub(crate) struct Check<'l> {
    pub(crate) line: &'l Line,
    pub(crate) answer: DifferentialPrice,
    /// Clauses and parameters behind the answer.
    pub(crate) trace: Trace,
}

impl Check<'_> {
    pub(crate) fn new(line: &Line) -> Result<Check<'_>> {
        let mut trace = Trace::explaining();
        let answer = differential::price_with(&line.rulebook, &line.question, &mut trace)
            .map_err(|error| format!("{}: {error}", line.place))?;
        let check = Check { line, answer, trace };
        if check.agrees() != line.follows {
            let (place, computed, published) = (&line.place, &check.answer.price, &line.published);
            Err(format!("{place}: `follows` is wrong: computed {computed}, published {published}"))?;
        }
        Ok(check)
    }

    pub(crate) fn agrees(&self) -> bool {
        same(&self.answer.price, self.line.published_price)
    }

    pub(crate) fn mark(&self) -> &'static str {
        match (self.agrees(), &self.line.read_off) {
            (true, None) => "✓",
            (true, Some(_)) => "✓*",
            (false, _) => "✗",
        }
    }

    /// What the same rule makes of another price of the representative.
    pub(crate) fn with_representative_at(&self, price: Price) -> Result<Rounded> {
        self.ask(PriceQuestion { price, ..self.line.question.clone() })
    }

    /// A price of the representative itself, rounded as the list rounds.
    pub(crate) fn rounded_representative(&self, price: Price) -> Result<Rounded> {
        let target = self.line.question.representative.clone();
        self.ask(PriceQuestion { price, target, ..self.line.question.clone() })
    }

    fn ask(&self, question: PriceQuestion) -> Result<Rounded> {
        let answer = differential::price(&self.line.rulebook, &question);
        Ok(answer.map_err(|error| format!("{}: {error}", self.line.place))?.price)
    }
}

/// Whether a computed price is a printed one: `2.0` is `2`.
pub(crate) fn same(computed: &Rounded, printed: Price) -> bool {
    *computed.value() == Rational::from(printed)
}
