//! The functions of [`payment`](crate::payment).

use super::Request;
use crate::error::Error;
use crate::payment;

impl<'r, 'a: 'r> Request<'_, 'r, 'a> {
    pub(super) fn payment_function(&self) -> Option<Result<String, Error>> {
        Some(match self.function {
            "payment.standard" => self.asked(payment::standard_with),
            "payment.path" => self.asked(payment::path_with),
            "payment.split_line" => self
                .without_rulebook(|question: payment::LineQuestion, trace| payment::split_line_with(&question, trace)),
            "payment.settle" => {
                self.without_rulebook(|question: payment::SettleQuestion, trace| payment::settle_with(&question, trace))
            }
            "payment.bid_entry" => self.asked(payment::bid_entry_with),
            "payment.retail_cap" => self.asked(payment::retail_cap_with),
            "payment.lint_rulebook" => self.asked(payment::lint_rulebook_with),
            _ => return None,
        })
    }
}
