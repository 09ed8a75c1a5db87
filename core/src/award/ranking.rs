//! Rules 3 and 4: how many bidders there are, who represents related firms, in which order bids stand.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

use super::input::Bid;
use super::parameters::{Method, RelatedFirms, TieKey};
use super::price::{Candidate, Priced};
use super::rulebook::Rulebook;
use super::state::Focus;
use super::unresolved;
use crate::distinct::first_repeated;
use crate::error::Error;
use crate::explain::Sink;

/// The bids after rule 3.
pub(super) struct Field<'c> {
    /// Number of bidders N.
    pub(super) bidders: u32,
    /// The bids that stay in the ranking.
    pub(super) representatives: Vec<&'c Candidate<'c>>,
    /// The others: a related firm represents them.
    pub(super) related: Vec<&'c Candidate<'c>>,
}

/// A bid with its rank; bids of an unresolved tie share one and stand together.
#[derive(Clone, Copy)]
pub(super) struct Ranked<'c> {
    pub(super) candidate: &'c Candidate<'c>,
    pub(super) rank: u32,
}

/// Rule 3: related bids (same company or group, transitively) are one bidder, or not, as the rulebook says.
///
/// Source: clause `#related`.
pub(super) fn represent<'c>(
    rulebook: &Rulebook,
    priced: &'c Priced<'c>,
    focus: Option<&Focus>,
    sink: &mut dyn Sink,
) -> Result<Field<'c>, Error> {
    let valid = || priced.valid.iter().map(|candidate| candidate.bid);
    let sets = related_sets(valid());
    let mut mode = RelatedFirms::Separate;
    if let Sets::Related { .. } = sets {
        mode = rulebook.related_firms.read(sink)?.copied().unwrap_or(mode);
    }
    let mut bidders = count(&sets, priced.valid.len(), mode);
    if !priced.void.is_empty() && rulebook.void_counts.read(sink)? == Some(&true) {
        let all_sets = related_sets(valid().chain(priced.void.iter().map(|void| void.bid)));
        if let Sets::Related { .. } = all_sets {
            mode = rulebook.related_firms.read(sink)?.copied().unwrap_or(mode);
        }
        bidders = count(&all_sets, priced.valid.len().saturating_add(priced.void.len()), mode);
    }
    let mut field = Field { bidders, representatives: Vec::with_capacity(priced.valid.len()), related: Vec::new() };
    match (mode, sets) {
        (RelatedFirms::BestOnly, Sets::Related { labels }) => {
            choose_best(rulebook, &priced.valid, &labels, focus, &mut field, sink)?;
        }
        _ => field.representatives.extend(&priced.valid),
    }
    Ok(field)
}

fn count(sets: &Sets, bids: usize, mode: RelatedFirms) -> u32 {
    let bidders = match (mode, sets) {
        (RelatedFirms::BestOnly | RelatedFirms::CountOnce, Sets::Related { labels }) => {
            labels.iter().enumerate().filter(|(i, label)| i == *label).count()
        }
        _ => bids,
    };
    u32::try_from(bidders).unwrap_or(u32::MAX)
}

/// Which bids are related.
enum Sets {
    AllSeparate,
    /// For each bid the index of the first bid of its set.
    Related {
        labels: Vec<usize>,
    },
}

fn related_sets<'b>(bids: impl Iterator<Item = &'b Bid> + Clone) -> Sets {
    // Without companies and groups nothing relates bids: ids are distinct.
    if bids.clone().all(|bid| bid.company.is_none() && bid.group.is_none()) {
        return Sets::AllSeparate;
    }
    let bids: Vec<&Bid> = bids.collect();
    let has_groups = bids.iter().any(|bid| bid.group.is_some());
    if !has_groups && first_repeated(bids.iter().map(|bid| bid.company().as_str())).is_none() {
        return Sets::AllSeparate;
    }
    let mut labels: Vec<usize> = Vec::with_capacity(bids.len());
    let mut by_company: HashMap<&str, usize> = HashMap::new();
    let mut by_group: HashMap<&str, usize> = HashMap::new();
    for (i, bid) in bids.iter().enumerate() {
        labels.push(i);
        let company = by_company.entry(bid.company().as_str()).or_insert(i);
        join(&mut labels, *company, i);
        if let Some(group) = &bid.group {
            let group = by_group.entry(group.as_str()).or_insert(i);
            join(&mut labels, *group, i);
        }
    }
    if labels.iter().enumerate().all(|(i, label)| i == *label) { Sets::AllSeparate } else { Sets::Related { labels } }
}

/// Gives the sets of two bids one label, the smaller.
fn join(labels: &mut [usize], a: usize, b: usize) {
    let (Some(a), Some(b)) = (labels.get(a).copied(), labels.get(b).copied()) else {
        return;
    };
    if a != b {
        let (kept, dropped) = (a.min(b), a.max(b));
        for label in labels.iter_mut().filter(|label| **label == dropped) {
            *label = kept;
        }
    }
}

/// `best_only`: each set is represented by its best bid by rule 4.
fn choose_best<'c>(
    rulebook: &Rulebook,
    valid: &'c [Candidate<'c>],
    labels: &[usize],
    focus: Option<&Focus>,
    field: &mut Field<'c>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let mut sets: HashMap<usize, Vec<&'c Candidate<'c>>> = HashMap::new();
    for (candidate, label) in valid.iter().zip(labels) {
        sets.entry(*label).or_default().push(candidate);
    }
    let mut sets: Vec<_> = sets.into_iter().collect();
    sets.sort_by_key(|(label, _)| *label);
    for (_, set) in sets {
        let ranking = order(rulebook, set, focus, sink);
        let best: Vec<&Ranked<'_>> = ranking.iter().take_while(|ranked| ranked.rank == 1).collect();
        if best.len() > 1 {
            return Err(unresolved(
                rulebook,
                best.iter().map(|ranked| ranked.candidate),
                "represent their related firms",
            ));
        }
        for ranked in &ranking {
            if ranked.rank == 1 {
                field.representatives.push(ranked.candidate);
            } else {
                let by = best.first().map_or("", |best| best.candidate.bid.bid.as_str());
                rulebook.note(sink, "related", ranked.candidate.subject(), "related_firm", || {
                    vec![("price", (&ranked.candidate.price).into()), ("represented_by", by.into())]
                });
                field.related.push(ranked.candidate);
            }
        }
    }
    Ok(())
}

/// Rule 4: ascending price, or descending score; equal bids by the tie keys, then by `tie_rank`; what stays together shares a rank.
///
/// Source: clause `#rank`.
pub(super) fn rank<'c>(
    rulebook: &Rulebook,
    bids: Vec<&'c Candidate<'c>>,
    focus: Option<&Focus>,
    sink: &mut dyn Sink,
) -> Vec<Ranked<'c>> {
    if !bids.is_empty() {
        rulebook.method.touch(sink);
        if rulebook.method.peek() == Some(&Method::Score) {
            rulebook.price_weight.touch(sink);
            rulebook.technical_weight.touch(sink);
        }
    }
    let ranking = order(rulebook, bids, focus, sink);
    explain_ties(rulebook, &ranking, sink);
    ranking
}

fn explain_ties(rulebook: &Rulebook, ranking: &[Ranked<'_>], sink: &mut dyn Sink) {
    if !ranking.iter().any(|ranked| sink.keeps(ranked.candidate.subject().2)) {
        return;
    }
    for tied in ranking.chunk_by(|a, b| compare(rulebook, a.candidate, b.candidate).is_eq()) {
        if tied.len() < 2 {
            continue;
        }
        let bids = u32::try_from(tied.len()).unwrap_or(u32::MAX);
        for ranked in tied {
            rulebook.note(sink, "rank", ranked.candidate.subject(), "tied", || {
                vec![
                    ("price", (&ranked.candidate.price).into()),
                    ("tied_bids", bids.into()),
                    ("rank", ranked.rank.into()),
                ]
            });
        }
    }
}

fn compare(rulebook: &Rulebook, a: &Candidate<'_>, b: &Candidate<'_>) -> Ordering {
    match rulebook.method.peek() {
        Some(Method::Score) => b.score.cmp(&a.score),
        _ => a.price.cmp(&b.price),
    }
}

fn order<'c>(
    rulebook: &Rulebook,
    mut bids: Vec<&'c Candidate<'c>>,
    focus: Option<&Focus>,
    sink: &mut dyn Sink,
) -> Vec<Ranked<'c>> {
    bids.sort_unstable_by(|a, b| compare(rulebook, a, b));
    let mut split = Split { focus, by_key: false, ranking: Vec::with_capacity(bids.len()) };
    let keys: &[TieKey] = rulebook.tie_keys.peek().map_or(&[], |keys| &keys.0);
    for equal in bids.chunk_by_mut(|a, b| compare(rulebook, a, b).is_eq()) {
        match equal {
            [candidate] => split.push(&[*candidate]),
            equal => split.by(equal, keys),
        }
    }
    if split.by_key {
        rulebook.tie_keys.touch(sink);
    }
    split.ranking
}

/// Splits groups of equal bids, and ranks them as it goes.
struct Split<'c, 'f> {
    focus: Option<&'f Focus>,
    /// Whether a key of the rulebook told bids apart.
    by_key: bool,
    ranking: Vec<Ranked<'c>>,
}

impl<'c> Split<'c, '_> {
    /// Appends bids that share a rank.
    fn push(&mut self, together: &[&'c Candidate<'c>]) {
        let rank = u32::try_from(self.ranking.len()).unwrap_or(u32::MAX).saturating_add(1);
        self.ranking.extend(together.iter().map(|candidate| Ranked { candidate, rank }));
    }

    /// A group is split by a key if all its bids state it; otherwise the key is skipped for the group.
    fn by(&mut self, group: &mut [&'c Candidate<'c>], keys: &[TieKey]) {
        let Some((key, rest)) = keys.split_first() else {
            return self.by_tie_rank(group);
        };
        if group.len() < 2 || !group.iter().all(|candidate| key.is_stated(candidate.bid)) {
            return self.by(group, rest);
        }
        group.sort_unstable_by(|a, b| key.compare(a.bid, b.bid));
        let together = group.len();
        for part in group.chunk_by_mut(|a, b| key.compare(a.bid, b.bid).is_eq()) {
            self.by_key |= part.len() < together;
            self.by(part, rest);
        }
    }

    /// The last key is how the caller says the tie was broken.
    fn by_tie_rank(&mut self, group: &mut [&'c Candidate<'c>]) {
        if group.iter().all(|candidate| candidate.bid.tie_rank.is_some()) {
            group.sort_unstable_by_key(|candidate| candidate.bid.tie_rank);
            for part in group.chunk_by_mut(|a, b| a.bid.tie_rank == b.bid.tie_rank) {
                self.unresolved(part);
            }
        } else {
            self.unresolved(group);
        }
    }

    /// Bids that nothing tells apart share a rank. Where only one bid is asked about, a tie among others is taken by id: that
    /// changes no price.
    fn unresolved(&mut self, group: &mut [&'c Candidate<'c>]) {
        group.sort_unstable_by(|a, b| a.bid.bid.cmp(&b.bid.bid));
        match self.focus {
            Some(focus) if group.iter().all(|candidate| candidate.position != focus.position) => {
                for candidate in group.iter() {
                    self.push(&[*candidate]);
                }
            }
            _ => self.push(group),
        }
    }
}

impl TieKey {
    fn is_stated(self, bid: &Bid) -> bool {
        match self {
            TieKey::ReportedVolume => bid.reported_volume.is_some(),
            TieKey::PriorWinner => bid.prior_winner.is_some(),
            TieKey::PriorSales => bid.prior_sales.is_some(),
            TieKey::PassedSpecs => bid.passed_specs.is_some(),
            TieKey::PassDate => bid.pass_date.is_some(),
            TieKey::OwnApi => bid.own_api.is_some(),
        }
    }

    /// Which bid goes first.
    fn compare(self, a: &Bid, b: &Bid) -> Ordering {
        match self {
            TieKey::ReportedVolume => Reverse(a.reported_volume).cmp(&Reverse(b.reported_volume)),
            TieKey::PriorWinner => Reverse(a.prior_winner).cmp(&Reverse(b.prior_winner)),
            TieKey::PriorSales => Reverse(a.prior_sales).cmp(&Reverse(b.prior_sales)),
            TieKey::PassedSpecs => Reverse(a.passed_specs).cmp(&Reverse(b.passed_specs)),
            TieKey::PassDate => a.pass_date.cmp(&b.pass_date),
            TieKey::OwnApi => Reverse(a.own_api).cmp(&Reverse(b.own_api)),
        }
    }
}
