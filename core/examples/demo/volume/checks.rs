//! Which sums hold, and which published figures come out.

use jicai::explain::Language;
use jicai::number::Rational;
use jicai::volume::{Figure, InstitutionAllocation, ProductAllocation};

use crate::data::Result;
use crate::page::Fields;
use crate::words::{mark, text};

#[derive(Default)]
pub(crate) struct Checks {
    identities: Vec<bool>,
    published: Vec<bool>,
}

impl Checks {
    /// Reported = own + redistributed + undistributed + outside, with its mark.
    pub(crate) fn identity(&mut self, hospital: &InstitutionAllocation) -> Result<String> {
        let (Some(pool), Some(outside)) = (&hospital.pool, &hospital.outside_agreement) else {
            return Err(format!("{}: a released share is not known", hospital.institution).into());
        };
        let sum = |of: fn(&ProductAllocation) -> &Figure| {
            Figure::from(hospital.allocations.iter().map(|product| of(product).exact()).sum::<Rational>())
        };
        let parts =
            [&sum(|product| &product.own), &sum(|product| &product.redistributed), &pool.undistributed, outside];
        let total: Rational = parts.iter().map(|part| part.exact()).sum();
        let none_is_negative = parts.iter().all(|part| part.exact().sign().is_ge());
        let holds = total == *hospital.reported.exact() && none_is_negative;
        self.identities.push(holds);
        let parts = parts.map(ToString::to_string).join(" + ");
        Ok(format!("{} = {parts} {}", hospital.reported, mark(holds)))
    }

    /// Whether two answers are the same number.
    pub(crate) fn same(&mut self, one: &Figure, other: &Figure) -> &'static str {
        let holds = one == other;
        self.identities.push(holds);
        mark(holds)
    }

    /// Whether a published figure comes out. The rulebook names it as its source, hence the star.
    pub(crate) fn published(&mut self, answer: &Figure, published: &str) -> &'static str {
        let agrees = answer.to_string() == published;
        self.published.push(agrees);
        if agrees { "✓*" } else { "✗" }
    }

    pub(crate) fn sum(&self, fields: &mut Fields, language: Language) {
        let count = |of: &[bool]| (of.len(), of.iter().filter(|holds| **holds).count());
        let ((all, hold), (published, agree)) = (count(&self.identities), count(&self.published));
        fields.add(
            "核对",
            "checked",
            text!(
                language,
                "恒等式和两种算法的核对 {all} 项，{hold} 项成立；公布的数 {published} 项，{agree} 项一致（✓*）",
                "{hold} of {all} identities and cross-checks hold; {agree} of {published} published figures agree (✓*)"
            ),
        );
        fields.add_below(text!(
            language,
            "✓*：规则书正是引这些公布的数为据，一致只说明没有算错，不能证明规则。",
            "✓*: the rulebook cites these very figures; that they agree shows sound arithmetic and proves no rule."
        ));
    }

    /// # Errors
    ///
    /// A sum that does not hold.
    pub(crate) fn verdict(&self) -> Result<()> {
        if self.identities.iter().all(|holds| *holds) {
            Ok(())
        } else {
            Err("a report is not the sum of its parts".into())
        }
    }
}
