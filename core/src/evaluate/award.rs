//! The functions of [`award`](crate::award).

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Request;
use crate::award;
use crate::error::Error;
use crate::explain::Sink;
use crate::json::Node;
use crate::rulebook::FromRequest;

impl<'r, 'a: 'r> Request<'_, 'r, 'a> {
    pub(super) fn award_function(&self) -> Option<Result<String, Error>> {
        Some(match self.function {
            "award.select" => self.award(|rulebook, lot: award::Lot, trace| award::select_with(rulebook, &lot, trace)),
            "award.select_round" => self.award_round(),
            "award.region_counts" => self.ruled(award::region_counts_with),
            "award.assign_regions" => self.asked(award::assign_regions_with),
            "award.group_bidders" => self.asked(award::group_bidders_with),
            "award.contract_terms" => self.asked(award::contract_terms_with),
            "award.compare" => self.award_compare(),
            "award.what_if" => self.award(|rulebook, question: award::WhatIfQuestion, trace| {
                award::what_if_with(rulebook, &question, trace)
            }),
            _ => return None,
        })
    }

    fn award_rulebook(&self) -> Result<Arc<award::Rulebook>, Error> {
        award::Rulebook::from_request(self.rulebook_node()?, "/rulebook")
    }

    /// A function that decides bids: a rulebook without method or conditions is refused before the input is looked at.
    fn award<I: DeserializeOwned, O: Serialize>(
        &self,
        call: impl FnOnce(&award::Rulebook, I, &mut dyn Sink) -> Result<O, Error>,
    ) -> Result<String, Error> {
        let rulebook = self.award_rulebook()?;
        award::decidable(&rulebook)?;
        let input = self.input()?;
        self.respond(|trace| call(&rulebook, input, trace))
    }

    fn award_round(&self) -> Result<String, Error> {
        let rulebook = self.award_rulebook()?;
        award::round_decidable(&rulebook)?;
        let question: award::RoundQuestion = self.input()?;
        self.respond(|trace| award::select_round_with(&rulebook, &question.lots, trace))
    }

    fn award_compare(&self) -> Result<String, Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Question {
            lot: award::Lot,
            #[serde(rename = "against")]
            _against: serde::de::IgnoredAny,
        }
        let baseline = self.award_rulebook()?;
        award::decidable(&baseline)?;
        let question: Question = self.input()?;
        let against = match self.input.and_then(|input| input.get("against")) {
            Some(Node::List(nodes)) => nodes,
            _ => return Err(Error::invalid_input("/input/against", "against must be a list of rulebooks")),
        };
        award::check_list_size("/input/against", against.len())?;
        let against = against
            .iter()
            .enumerate()
            .map(|(i, node)| award::Rulebook::from_request(node, &format!("/input/against/{i}")))
            .collect::<Result<Vec<_>, _>>()?;
        let against: Vec<&award::Rulebook> = against.iter().map(AsRef::as_ref).collect();
        let strict = self.options.strict;
        self.respond(|trace| award::compare_with(&baseline, &question.lot, &against, strict, trace))
    }
}
