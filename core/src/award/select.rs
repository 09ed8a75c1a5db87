//! How a lot is decided: the table of contents of a tender document.

use super::RoundAward;
use super::answer::{Columns, award};
use super::conditions::{cost_statements, judge, spread_control};
use super::filter::filter;
use super::input::Lot;
use super::order::{classes, selection_order};
use super::output::Award;
use super::price::{Priced, price_bids};
use super::ranking::{rank, represent};
use super::revival::revive;
use super::rulebook::Rulebook;
use super::shortlist::{set_zero_volume_apart, shortlist};
use super::state::{Decided, Focus, LotAt};
use super::terms::{LotTerms, lot_terms};
use super::validate::{self, Setting};
use crate::Id;
use crate::distinct::first_repeated;
use crate::error::Error;
use crate::explain::Sink;
use crate::sorting::Sorting;

/// Rules 3 to 9 on the priced bids.
pub(super) fn decide<'c>(
    rulebook: &Rulebook,
    at: LotAt<'c>,
    priced: &'c Priced<'c>,
    focus: Option<&Focus>,
    sink: &mut dyn Sink,
) -> Result<Decided<'c>, Error> {
    let mut field = represent(rulebook, priced, focus, sink)?;
    let ranking = rank(rulebook, std::mem::take(&mut field.representatives), focus, sink);
    let shortlist = shortlist(rulebook, at.lot, field.bidders, ranking, sink)?;
    let shortlist = set_zero_volume_apart(rulebook, shortlist, sink)?;
    shortlist.explain(rulebook, sink);
    let control = spread_control(rulebook, at, &shortlist, sink)?;
    let judged = judge(rulebook, at.lot, &shortlist, control.as_ref(), focus, sink)?;
    Ok(Decided {
        at,
        bidders: field.bidders,
        places: shortlist.places,
        zero_volume_below: shortlist.zero_volume_below,
        control,
        price_ratio: None,
        judged,
        related: field.related,
        void: &priced.void,
    })
}

/// Rules 11 to 16, and the answer.
fn conclude(rulebook: &Rulebook, decided: Decided<'_>, provisional: bool, sink: &mut dyn Sink) -> Result<Award, Error> {
    let mut decided = revive(rulebook, decided, sink)?;
    let judged = std::mem::take(&mut decided.judged);
    let order = selection_order(rulebook, &judged, sink)?;
    let classes = classes(rulebook, decided.at.lot, &judged, decided.bidders, sink)?;
    let LotTerms { shares, terms } = lot_terms(rulebook, decided.at, decided.bidders, &judged, &classes, sink)?;
    let statements = cost_statements(rulebook, decided.control.as_ref(), &judged, sink)?;
    Ok(award(decided, judged, Columns { order, classes, shares, statements }, terms, provisional))
}

/// Puts the explanation into output order: the lot, its bids as the answer lists them, its terms.
fn arrange(sink: &mut dyn Sink, mark: usize, lots: &[LotAt<'_>], awards: &[&Award]) {
    sink.arrange(mark, &|| {
        let mut places = Vec::new();
        for (at, award) in lots.iter().zip(awards) {
            let output: std::collections::HashMap<&Id, u32> =
                (0..).zip(&award.bids).map(|(i, bid)| (&bid.bid, i)).collect();
            places.push(at.offset);
            places.extend(at.lot.bids.iter().map(|bid| at.bid_position(output.get(&bid.bid).copied().unwrap_or(0))));
            places.push(at.last().2);
        }
        places
    });
}

/// Decides one lot, and explains it to `sink`.
///
/// # Errors
///
/// As [`select`](super::select).
///
/// # Example
///
/// ```
/// use jicai::award::{self, Lot};
/// use jicai::explain::{Language, Trace};
///
/// let lot = Lot::from_json(r#"{ "bids": [ { "bid": "A", "price": "1.00" }, { "bid": "B", "price": "1.81" } ], "form": "oral_solid" }"#)?;
/// let mut trace = Trace::explaining();
/// award::select_with(&*award::Rulebook::builtin("award/cn-batch-10")?, &lot, &mut trace)?;
/// let lost = trace.steps().iter().find(|step| step.clause_name() == "spread" && step.subject() == "bid:B").unwrap();
/// assert_eq!(lost.text(Language::En), "price 1.8100 is above 1.8 times the anchor 1.0000 (1.8000)");
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn select_with(rulebook: &Rulebook, lot: &Lot, sink: &mut dyn Sink) -> Result<Award, Error> {
    select_at(rulebook, lot, "/input", sink)
}

/// Decides one lot; `path` is where a request has it.
pub(super) fn select_at(rulebook: &Rulebook, lot: &Lot, path: &str, sink: &mut dyn Sink) -> Result<Award, Error> {
    validate::decidable(rulebook)?;
    let mut decided = || {
        validate::lot(rulebook, lot, Setting::Alone)?;
        let at = LotAt::alone(lot);
        let mark = sink.mark();
        let priced = price_bids(rulebook, at, None, sink)?;
        let decided = decide(rulebook, at, &priced, None, sink)?;
        let award = conclude(rulebook, decided, rulebook.is_provisional(), sink)?;
        arrange(sink, mark, &[at], &[&award]);
        Ok(award)
    };
    decided().map_err(|error: Error| error.under_input(path))
}

/// Decides all lots of a round, with the batch-wide filter, and explains them to `sink`.
///
/// # Errors
///
/// As [`select_round`](super::select_round).
///
/// # Example
///
/// ```
/// use jicai::award::{self, Lot};
/// use jicai::explain::Trace;
///
/// let lot = Lot::from_json(
///     r#"{ "lot": "L1", "ceiling": "9", "bids": [ { "bid": "B1", "price": "1.00" }, { "bid": "B2", "price": "1.70" } ] }"#,
/// )?;
/// let mut trace = Trace::explaining();
/// award::select_round_with(&*award::Rulebook::builtin("award/cn-batch-07")?, &[lot], &mut trace)?;
/// let filtered = trace.steps().iter().find(|step| step.clause() == "award/cn-batch-07#filter").unwrap();
/// assert_eq!(filtered.fact("ratio").unwrap().to_string(), "1.7000");
/// # Ok::<(), jicai::Error>(())
/// ```
pub fn select_round_with(rulebook: &Rulebook, lots: &[Lot], sink: &mut dyn Sink) -> Result<RoundAward, Error> {
    validate::round_decidable(rulebook)?;
    validate_round(rulebook, lots)?;
    let mark = sink.mark();
    // By id, so that the order of the input changes nothing, not even which lot's gap is the answer.
    let mut lots: Vec<(usize, &Lot)> = lots.iter().enumerate().collect();
    lots.order_by_key(|(_, lot)| &lot.lot);
    let in_lot = |i: usize| move |error: Error| error.under_input(&format!("/input/lots/{i}"));
    let mut at = Vec::with_capacity(lots.len());
    let mut priced = Vec::with_capacity(lots.len());
    for (_, lot) in &lots {
        let next = at.last().map_or(LotAt::alone(lot), |last: &LotAt<'_>| last.after(lot));
        at.push(next);
        priced.push(price_bids(rulebook, next, None, sink));
    }
    let mut decided = Vec::with_capacity(lots.len());
    for (((i, _), at), priced) in lots.iter().zip(&at).zip(&priced) {
        let priced = priced.as_ref().map_err(|error| in_lot(*i)(error.clone()))?;
        decided.push(decide(rulebook, *at, priced, None, sink).map_err(in_lot(*i))?);
    }
    let removed = filter(rulebook, &mut decided, sink)?;
    let mut awards = Vec::with_capacity(lots.len());
    for ((i, _), decided) in lots.iter().zip(decided) {
        awards.push(conclude(rulebook, decided, false, sink).map_err(in_lot(*i))?);
    }
    arrange(sink, mark, &at, &awards.iter().collect::<Vec<_>>());
    Ok(RoundAward { lots: awards, removed })
}

fn validate_round(rulebook: &Rulebook, lots: &[Lot]) -> Result<(), Error> {
    let input = |error: Error| error.under("/input");
    validate::not_empty("/lots", lots.len()).map_err(input)?;
    validate::size("/lots", lots.len()).map_err(input)?;
    for (i, lot) in lots.iter().enumerate() {
        validate::lot(rulebook, lot, Setting::InRound).map_err(|error| error.under(&format!("/input/lots/{i}")))?;
    }
    if let Some(i) = first_repeated(lots.iter().map(|lot| lot.lot.as_ref().map_or("", Id::as_str))) {
        let id = lots.get(i).and_then(|lot| lot.lot.as_ref());
        return Err(validate::stands_twice(format!("/input/lots/{i}/lot"), id));
    }
    Ok(())
}
