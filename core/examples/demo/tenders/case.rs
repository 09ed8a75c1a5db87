//! One lot: its published rows as the library's input, and every question that is asked about it.

use std::sync::Arc;

use jicai::Id;
use jicai::award::{
    self, Award, Bid, Comparison, Form, Lot, Outcome, RegionCountsQuestion, Rulebook, TermsPart, TermsQuestion, Want,
    WhatIf, WhatIfQuestion,
};
use jicai::error::{Code, Error};
use jicai::explain::{Language, Trace};
use jicai::number::{Count, Price};

use super::data::{BidRow, Data, Plan};
use crate::data::Result;

/// What the library answers.
type Answer<T> = std::result::Result<T, Error>;

pub(crate) struct Case<'d> {
    pub(crate) data: &'d Data,
    pub(crate) plan: &'d Plan,
    pub(crate) rows: Vec<&'d BidRow>,
    pub(crate) rulebook: Arc<Rulebook>,
    /// The rows that have a price, as bids.
    pub(crate) lot: Lot,
}

impl<'d> Case<'d> {
    pub(crate) fn new(data: &'d Data, plan: &'d Plan) -> Result<Case<'d>> {
        let rows = plan.bids.iter().map(|id| data.bid(id)).collect::<Result<Vec<_>>>()?;
        let first = rows.first().ok_or("replay.toml: a lot has no `bids`")?;
        let rulebook = match &plan.rulebook {
            Some(id) => data.rulebook(id)?,
            None => data.rulebook_of_round(&first.round)?,
        };
        let ceilings: Vec<Price> = rows.iter().filter_map(|row| row.ceiling_price_yuan).collect();
        if plan.ceiling.is_none() && ceilings.iter().any(|ceiling| Some(ceiling) != ceilings.first()) {
            Err(format!(
                "bids.csv: {} and the rows beside it have different ceilings: state one in replay.toml",
                first.id
            ))?;
        }
        let mut bids = Vec::new();
        for row in &rows {
            if let Some(price) = plan.price.of(row) {
                bids.push(Bid { company: Some(row.company.parse()?), ..Bid::new(row.id.parse()?, price) });
            }
        }
        let lot = Lot {
            form: Some(plan.form),
            ceiling: plan.ceiling.or_else(|| ceilings.first().copied()),
            max_shortlisted: if plan.listed_have_places { count(bids.len()) } else { None },
            bids,
            ..Lot::default()
        };
        Ok(Case { data, plan, rows, rulebook, lot })
    }

    pub(crate) fn row(&self, bid: &Id) -> Option<&'d BidRow> {
        self.rows.iter().copied().find(|row| row.id == bid.as_str())
    }

    /// The firm of a bid.
    pub(crate) fn firm(&self, language: Language, bid: &Id) -> &'d str {
        self.row(bid).map(|row| self.data.name(language, &row.company)).unwrap_or_default()
    }

    /// Rows that cannot take part: their price is not published.
    pub(crate) fn without_price(&self) -> impl Iterator<Item = &'d BidRow> {
        self.rows.iter().copied().filter(|row| self.plan.price.of(row).is_none())
    }

    /// The published number of bidders N.
    pub(crate) fn bidders(&self) -> Option<u32> {
        self.plan.bidders.or_else(|| self.rows.iter().find_map(|row| row.bidders()))
    }

    /// The published number of winners.
    pub(crate) fn winners(&self) -> Option<Count> {
        self.rows.iter().find_map(|row| row.winners_in_lot)
    }

    /// Decides the lot by the rules of its round.
    pub(crate) fn decide(&self, trace: &mut Trace) -> Answer<Award> {
        award::select_with(&self.rulebook, &self.lot, trace)
    }

    /// The gap that the lot meets if the listed bids are not given their places.
    pub(crate) fn gap_in_places(&self) -> Option<Error> {
        self.lot.max_shortlisted?;
        let as_published = Lot { max_shortlisted: None, ..self.lot.clone() };
        award::select(&self.rulebook, &as_published).err()
    }

    /// The numbers of places for the listed bids under which the outcome is the published one.
    pub(crate) fn places_that_fit(&self) -> Vec<usize> {
        let fits = |places: &usize| {
            let lot = Lot { max_shortlisted: count(*places), ..self.lot.clone() };
            award::select(&self.rulebook, &lot).is_ok_and(|award| self.disagreeing(&award).is_empty())
        };
        (1..=self.lot.bids.len()).filter(fits).collect()
    }

    /// The bids whose published outcome is not the computed one.
    pub(crate) fn disagreeing(&self, award: &Award) -> Vec<&'d BidRow> {
        let differs = |bid: &award::BidResult| {
            self.row(&bid.bid).filter(|row| row.won().is_some_and(|won| won != (bid.outcome == Outcome::Selected)))
        };
        award.bids.iter().filter_map(differs).collect()
    }

    /// What another rulebook makes of the same bids.
    pub(crate) fn under(&self, other: &Rulebook, trace: &mut Trace) -> Answer<Option<Comparison>> {
        award::compare_with(&self.rulebook, &self.lot, &[other], false, trace).map(|mut result| result.against.pop())
    }

    /// How high a bid, or one more firm that is not in the data, could have gone and still won, all others unchanged.
    /// `None` where no ceiling says up to which price to look.
    pub(crate) fn highest_price(&self, rulebook: &Rulebook, bid: Option<&Id>) -> Result<Option<Answer<WhatIf>>> {
        let Some(top) = self.lot.ceiling.or(self.plan.search_up_to) else {
            return Ok(None);
        };
        let mut lot = self.lot.clone();
        let bid = match bid {
            Some(bid) => bid.clone(),
            None => {
                let newcomer: Id = "newcomer".parse()?;
                lot.bids.push(Bid::new(newcomer.clone(), top));
                newcomer
            }
        };
        if self.plan.listed_have_places {
            lot.max_shortlisted = count(lot.bids.len());
        }
        let question = WhatIfQuestion { max_price: Some(top), ..WhatIfQuestion::new(lot, bid) };
        let answer = award::what_if(rulebook, &question);
        Ok(Some(match answer {
            // Too many prices to try one by one: if the rules stop at a gap anyway, that is the answer.
            Err(error) if error.code() == Code::LimitExceeded => {
                Err(award::select(rulebook, &question.lot).err().unwrap_or(error))
            }
            answer => answer,
        }))
    }

    /// Share or term of the lot: for the published number of winners, or else for the computed one.
    pub(crate) fn terms(&self, part: TermsPart, trace: &mut Trace) -> Answer<()> {
        match self.winners() {
            Some(winners) => {
                let question = TermsQuestion { want: vec![part], ..TermsQuestion::new(winners) };
                award::contract_terms_with(&self.rulebook, &question, trace).map(drop)
            }
            None => {
                let want = match part {
                    TermsPart::Share => Want::Share,
                    TermsPart::Term => Want::Term,
                };
                let lot = Lot { want: vec![want], ..self.lot.clone() };
                award::select_with(&self.rulebook, &lot, trace).map(drop)
            }
        }
    }
}

/// How many regions each of the winners picks, by rank.
pub(crate) fn regions(rulebook: &Rulebook, winners: Count, trace: &mut Trace) -> Answer<Vec<u32>> {
    let question = RegionCountsQuestion { winners, regions: None };
    award::region_counts_with(rulebook, question, trace).map(|answer| answer.counts)
}

/// The number of places K for N bidders. It depends on how many bids there are, not on their prices: 1, 2, 3 … yuan do.
pub(crate) fn places(rulebook: &Rulebook, bidders: u32) -> Answer<Option<u32>> {
    let bid = |n: u32| Some(Bid::new(n.to_string().parse().ok()?, n.to_string().parse().ok()?));
    let lot = Lot {
        form: Some(Form::Other),
        ceiling: bidders.to_string().parse().ok(),
        bids: (1..=bidders).filter_map(bid).collect(),
        ..Lot::default()
    };
    award::select(rulebook, &lot).map(|award| award.shortlist_limit)
}

pub(crate) fn count(n: usize) -> Option<Count> {
    u32::try_from(n).ok().and_then(Count::new)
}
