//! The functions of [`execution`](crate::execution).

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Request;
use crate::error::Error;
use crate::execution;
use crate::explain::Sink;

impl<'r, 'a: 'r> Request<'_, 'r, 'a> {
    pub(super) fn execution_function(&self) -> Option<Result<String, Error>> {
        Some(match self.function {
            "execution.progress" => self.execution_or_unset(execution::progress_with),
            "execution.alerts" => self.execution_or_unset(execution::alerts_with),
            "execution.assess" => self.asked(execution::assess_with),
            "execution.escalate" => self.asked(execution::escalate_with),
            "execution.settlement_due" => self.asked(execution::settlement_due_with),
            "execution.prepayment" => self.asked(execution::prepayment_with),
            "execution.price_mark" => self.asked(execution::price_mark_with),
            "execution.non_supply_cap" => self.asked(execution::non_supply_cap_with),
            "execution.second_slot" => self.asked(execution::second_slot_with),
            "execution.replace_supplier" => self.execution_or_unset(execution::replace_supplier_with),
            "execution.disclosure" => self.execution_or_unset(execution::disclosure_with),
            "execution.central_purchase" => self.asked(execution::central_purchase_with),
            "execution.drug_income_ratio" => self.asked(execution::drug_income_ratio_with),
            "execution.process_score" => self.execution_or_unset(execution::process_score_with),
            "execution.shortage" => self.execution_or_unset(execution::shortage_with),
            _ => return None,
        })
    }

    /// The same where no rulebook stands for none.
    fn execution_or_unset<I: DeserializeOwned, O: Serialize>(
        &self,
        call: impl FnOnce(&execution::Rulebook, &I, &mut dyn Sink) -> Result<O, Error>,
    ) -> Result<String, Error> {
        if self.rulebook.is_some() {
            return self.asked(call);
        }
        let rulebook = execution::Rulebook::unset()?;
        let input = self.input()?;
        self.respond(|trace| call(rulebook, &input, trace))
    }
}
