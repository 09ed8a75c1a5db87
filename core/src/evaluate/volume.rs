//! The functions of [`volume`](crate::volume).

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Request;
use crate::error::Error;
use crate::explain::Sink;
use crate::volume;

impl<'r, 'a: 'r> Request<'_, 'r, 'a> {
    pub(super) fn volume_function(&self) -> Option<Result<String, Error>> {
        Some(match self.function {
            "volume.check_report" => self.volume_or_generic(volume::check_report_with),
            "volume.pool" => self.volume_or_generic(volume::pool_with),
            "volume.tender_authority" => self.asked(volume::tender_authority_with),
            "volume.agreed" => self.volume_or_generic(volume::agreed_with),
            "volume.allocate" => self.asked(volume::allocate_with),
            "volume.renewal" => self.asked(volume::renewal_with),
            "volume.remaining" => self.volume_or_generic(volume::remaining_with),
            "volume.tiered_cost" => self.volume_or_generic(volume::tiered_cost_with),
            "volume.same_basket_saving" => self.volume_or_generic(volume::same_basket_saving_with),
            "volume.choose_platform" => self.volume_or_generic(volume::choose_platform_with),
            "volume.zero_markup" => self.volume_or_generic(volume::zero_markup_with),
            "volume.retention" => self.asked(volume::retention_with),
            "volume.two_allows" => self.volume_or_generic(volume::two_allows_with),
            _ => return None,
        })
    }

    /// One that may be asked without a rulebook: everything comes from the caller then.
    fn volume_or_generic<I: DeserializeOwned, O: Serialize>(
        &self,
        call: impl FnOnce(&volume::Rulebook, &I, &mut dyn Sink) -> Result<O, Error>,
    ) -> Result<String, Error> {
        if self.rulebook.is_some() {
            return self.asked(call);
        }
        let rulebook = volume::Rulebook::builtin(volume::Rulebook::GENERIC)?;
        let input = self.input()?;
        self.respond(|trace| call(&rulebook, &input, trace))
    }
}
