//! The functions of [`differential`](crate::differential).

use super::Request;
use crate::differential;
use crate::error::Error;

impl<'r, 'a: 'r> Request<'_, 'r, 'a> {
    pub(super) fn differential_function(&self) -> Option<Result<String, Error>> {
        Some(match self.function {
            "differential.price" => self.asked(differential::price_with),
            "differential.comparable_price" => self.asked(differential::comparable_price_with),
            "differential.ratio" => self.asked(differential::ratio_with),
            "differential.check_listing" => self.asked(differential::check_listing_with),
            "differential.needs_representative" => self.asked(differential::needs_representative_with),
            _ => return None,
        })
    }
}
