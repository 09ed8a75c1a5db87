//! The functions of [`credit`](crate::credit).

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Request;
use crate::credit;
use crate::error::Error;
use crate::explain::Sink;
use crate::rulebook::FromRequest;

impl<'r, 'a: 'r> Request<'_, 'r, 'a> {
    pub(super) fn credit_function(&self) -> Option<Result<String, Error>> {
        Some(match self.function {
            "credit.grade" => self.credit(
                |rulebook, question: credit::GradeQuestion, trace| credit::grade_with(rulebook, &question, trace),
                credit::Grading::require_no_gap,
            ),
            "credit.compare" => self.credit(
                |rulebook, question: credit::CompareQuestion, trace| credit::compare_with(rulebook, &question, trace),
                credit::GradeComparison::require_no_gap,
            ),
            "credit.measures" => self.credit(
                |rulebook, question: credit::MeasuresQuestion, trace| credit::measures_with(rulebook, &question, trace),
                credit::GradeMeasures::require_no_gap,
            ),
            "credit.repair" => self.credit(
                |rulebook, question: credit::RepairQuestion, trace| credit::repair_with(rulebook, &question, trace),
                credit::Correction::require_no_gap,
            ),
            "credit.national" => self.credit_records(
                |rulebook, question: credit::NationalQuestion, trace| credit::national_with(rulebook, &question, trace),
                |_| Ok(()),
            ),
            "credit.supplier_status" => self.credit_records(
                |rulebook, question: credit::SupplierQuestion, trace| {
                    credit::supplier_status_with(rulebook, &question, trace)
                },
                credit::SupplierStatus::require_no_gap,
            ),
            "credit.bar" => self.credit_bar(),
            "credit.default_rulebook" => self.without_rulebook(|question: credit::VersionQuestion, trace| {
                credit::default_rulebook_with(&question, trace)
            }),
            _ => return None,
        })
    }

    /// A function of the credit rules. Strict mode refuses what an unpublished number leaves open before what nobody has verified.
    fn credit<I: DeserializeOwned, O: Serialize>(
        &self,
        call: impl FnOnce(&credit::Rulebook, I, &mut dyn Sink) -> Result<O, Error>,
        no_gap: impl FnOnce(&O) -> Result<(), Error>,
    ) -> Result<String, Error> {
        let rulebook = credit::Rulebook::from_request(self.rulebook_node()?, "/rulebook")?;
        let input = self.input()?;
        self.respond(|trace| {
            let value = call(&rulebook, input, trace)?;
            if self.options.strict {
                no_gap(&value)?;
            }
            Ok(value)
        })
    }

    /// A function about grade records, each of which may name its version: the request need not.
    fn credit_records<I: DeserializeOwned, O: Serialize>(
        &self,
        call: impl FnOnce(Option<&Arc<credit::Rulebook>>, I, &mut dyn Sink) -> Result<O, Error>,
        no_gap: impl FnOnce(&O) -> Result<(), Error>,
    ) -> Result<String, Error> {
        let rulebook = match self.rulebook {
            Some(node) => Some(credit::Rulebook::from_request(node, "/rulebook")?),
            None => None,
        };
        let input = self.input()?;
        self.respond(|trace| {
            let value = call(rulebook.as_ref(), input, trace)?;
            if self.options.strict {
                no_gap(&value)?;
            }
            Ok(value)
        })
    }

    /// The violation list has one built-in rulebook, which need not be named.
    fn credit_bar(&self) -> Result<String, Error> {
        let rulebook = match self.rulebook {
            Some(node) => credit::BarRulebook::from_request(node, "/rulebook")?,
            None => credit::BarRulebook::builtin(credit::BarRulebook::BUILTIN)?,
        };
        let question: credit::BarQuestion = self.input()?;
        self.respond(|trace| credit::bar_with(&rulebook, &question, trace))
    }
}
