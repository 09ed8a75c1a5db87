//! The drug of which a hospital keeps a part of the surplus. All of it is invented.

use jicai::volume::{AgreedWinner, Assessment, RetentionDrug, RetentionQuestion};

use crate::data::Result;

pub(crate) const BASE: &str = "10000";
pub(crate) const PRICE_BEFORE: &str = "5.00";
pub(crate) const AGREED: &str = "8000";
pub(crate) const WINNING_PRICE: &str = "1.50";
pub(crate) const NON_WINNERS: &str = "4000";
pub(crate) const PAY_RATIO: &str = "0.60";
pub(crate) const INSURED: &str = "0.90";

/// The drug at a score of the hospital.
pub(crate) fn question(score: &str) -> Result<RetentionQuestion> {
    let drug = RetentionDrug {
        drug: "D1".parse()?,
        winners: vec![AgreedWinner {
            product: "A".parse()?,
            agreed_quantity: AGREED.parse()?,
            price: WINNING_PRICE.parse()?,
        }],
        purchased_quantity: AGREED.parse()?,
        price_before: PRICE_BEFORE.parse()?,
        pay_ratio_contract: PAY_RATIO.parse()?,
        insured_share: INSURED.parse()?,
        base_quantity: Some(BASE.parse()?),
        pay_ratio_before: Some(PAY_RATIO.parse()?),
        non_winner_amount: Some(NON_WINNERS.parse()?),
        evaluated_non_winner_amount: None,
        in_catalogue: true,
        repeat_cycle: false,
        score: None,
        ratio: None,
    };
    Ok(RetentionQuestion {
        institution: "H1".parse()?,
        assessment: Assessment { score: Some(score.parse()?), ..Assessment::default() },
        ratio: None,
        unfinished_scope: None,
        count_evaluated_non_winners: None,
        exclude_repeat_cycle: None,
        edges_inclusive: None,
        rounding: None,
        drugs: vec![drug],
    })
}
