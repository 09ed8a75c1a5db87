//! Rules 1, 2, 6, 7, 8 and 9 for one lot: from declared prices to the bids that win, before filter and re-quotes.

use super::book::{Book, words};
use super::lot::{Bid, Lot};
use super::number::{Q, Real, highest, int, lowest, mean, q, round, variance};
use super::row::Row;
use super::{Res, missing, rank, revival, terms};
use std::cmp::Ordering;

/// One lot on its way through the rules.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) lot: Lot,
    pub(crate) rows: Vec<Row>,
    /// The bid whose own outcome is asked for (`what_if`): other bids' ties never stop, other bids' conditions are not tested.
    pub(crate) own: Option<String>,
    /// N of rule 3.
    pub(crate) bidders: usize,
    /// K of rule 5.
    pub(crate) places: Option<usize>,
    /// m of rule 7.
    pub(crate) mean: Option<Q>,
    /// A of rule 7.
    pub(crate) anchor: Option<Real>,
    /// The limit of rule 7.
    pub(crate) limit: Option<Real>,
    /// L of rule 6, the one tested last.
    pub(crate) zero_below: Option<Real>,
    /// R of rule 10.
    pub(crate) price_ratio: Option<Q>,
    /// W of rule 14.
    pub(crate) winners: usize,
    /// What rule 14 found in `term`.
    pub(crate) term: Option<serde_json::Value>,
}

impl Case {
    /// Rules 1–9.
    pub(crate) fn begin(book: &Book, lot: &Lot, own: Option<&str>) -> Res<Case> {
        let mut case = Case {
            lot: lot.clone(),
            rows: Vec::new(),
            own: own.map(str::to_owned),
            bidders: 0,
            places: None,
            mean: None,
            anchor: None,
            limit: None,
            zero_below: None,
            price_ratio: None,
            winners: 0,
            term: None,
        };
        case.validity();
        case.comparable(book)?;
        case.scores(book)?;
        rank::bidders_and_ranks(&mut case, book)?;
        if case.representatives().is_empty() {
            return Ok(case);
        }
        rank::places(&mut case, book)?;
        let anchored_on = case.zero_volume(book)?;
        if book.has_spread() {
            case.spread_limit(book, &anchored_on)?;
        }
        case.conditions(book)?;
        Ok(case)
    }

    /// Rules 11–16, on what rule 10 left.
    pub(crate) fn finish(&mut self, book: &Book) -> Res<()> {
        revival::revive(self, book)?;
        revival::order(self, book)?;
        terms::classes_and_terms(self, book)?;
        if self.anchor.is_some() {
            book.flag("cost_statement")?;
        }
        Ok(())
    }

    /// Rule 1, `#ceiling`: a price above the ceiling is void; equal to it is valid.
    fn validity(&mut self) {
        for bid in &self.lot.bids {
            let ceiling = self.lot.ceiling_of(bid);
            let void = ceiling.as_ref().is_some_and(|ceiling| bid.price > *ceiling);
            let cut = ceiling.as_ref().map(|ceiling| int(1) - &bid.price / ceiling);
            self.rows.push(Row {
                bid: bid.clone(),
                ratio: int(1),
                price: None,
                cut: if void { None } else { cut },
                score: None,
                rank: None,
                shortlisted: false,
                reason: if void { "above_ceiling" } else { "not_shortlisted" },
                passed_by: None,
                revival: None,
                revived_price: None,
                order: None,
                award_class: None,
                share: None,
            });
        }
    }

    /// Positions of the valid bids.
    pub(crate) fn valid(&self) -> Vec<usize> {
        (0..self.rows.len()).filter(|&i| self.rows[i].reason != "above_ceiling").collect()
    }

    /// Positions of the bids that rule 3 leaves in the ranking, by id.
    pub(crate) fn representatives(&self) -> Vec<usize> {
        (0..self.rows.len()).filter(|&i| self.rows[i].rank.is_some()).collect()
    }

    /// Comparable prices at some positions.
    pub(crate) fn prices(&self, at: &[usize]) -> Vec<Q> {
        at.iter().map(|&i| self.rows[i].p()).collect()
    }

    /// Rule 2, `#comparable`: p = price × r, then rounded.
    fn comparable(&mut self, book: &Book) -> Res<()> {
        for i in self.valid() {
            let ratio = self.conversion(book, &self.rows[i].bid)?;
            self.rows[i].price = Some(&self.rows[i].bid.price * &ratio);
            self.rows[i].ratio = ratio;
        }
        for i in self.valid() {
            let p = Self::rounded(book, &self.rows[i].p())?;
            if p == int(0) {
                return missing(format!("comparable price of {} is zero", self.rows[i].id()));
            }
            self.rows[i].price = Some(p);
        }
        Ok(())
    }

    /// `rounding_comparable`, if set.
    pub(crate) fn rounded(book: &Book, p: &Q) -> Res<Q> {
        Ok(match book.rounding("rounding_comparable")? {
            Some((decimals, mode)) => round(p, decimals, mode),
            None => p.clone(),
        })
    }

    /// The factor r of rule 2, the first that applies.
    fn conversion(&self, book: &Book, bid: &Bid) -> Res<Q> {
        if let Some(comparable) = &bid.comparable_price {
            return Ok(comparable / &bid.price);
        }
        let spec = self.lot.spec_of(bid);
        if let Some(factor) = spec.and_then(|spec| spec.factor.clone()) {
            return Ok(int(1) / factor);
        }
        if self.lot.specs.len() <= 1 || self.lot.reference_spec == bid.spec {
            return Ok(int(1));
        }
        book.need("conversion")?;
        let reference = self.lot.specs.iter().find(|spec| Some(&spec.spec) == self.lot.reference_spec.as_ref());
        let top = reference.and_then(|spec| spec.ceiling.clone());
        let bottom = spec.and_then(|spec| spec.ceiling.clone());
        match (top, bottom) {
            (Some(top), Some(bottom)) => Ok(top / bottom),
            _ => missing("the reference strength or a ceiling for ceiling_ratio"),
        }
    }

    /// Rule 15, `#score`.
    fn scores(&mut self, book: &Book) -> Res<()> {
        if !book.by_score() {
            return Ok(());
        }
        for i in self.valid() {
            let bid = &self.rows[i].bid;
            let price = book.need_number("price_weight")? * bid.price_score.as_ref().unwrap();
            let technical = book.need_number("technical_weight")? * bid.technical_score.as_ref().unwrap();
            self.rows[i].score = Some(price + technical);
        }
        Ok(())
    }

    /// Marks the shortlist in the rows.
    fn mark(&mut self, shortlist: &[usize], capped: &[usize]) {
        for (i, row) in self.rows.iter_mut().enumerate() {
            row.shortlisted = shortlist.contains(&i);
            if row.reason == "company_cap" || row.reason == "not_shortlisted" {
                row.reason = if capped.contains(&i) { "company_cap" } else { "not_shortlisted" };
            }
        }
    }

    /// Rules 5 and 6, `#shortlist` and `#zero_volume`. Gives the bids over which rule 7 takes the anchor.
    fn zero_volume(&mut self, book: &Book) -> Res<Vec<usize>> {
        let (mut shortlist, mut capped) = rank::shortlist(self, book, &[])?;
        let mut anchored_on = shortlist.clone();
        if let Some(sigmas) = book.read("zero_volume_sigmas")? {
            let sigmas = q(sigmas.as_str().unwrap());
            let mut taken_out: Vec<usize> = Vec::new();
            loop {
                let prices = self.prices(&shortlist);
                let line =
                    Real::less_root(mean(&prices), sigmas.clone(), variance(&prices, book.need_word("anchor_sd")?));
                let is_below = |i: &usize| line.compare(&self.rows[*i].p()) == Ordering::Greater;
                let below: Vec<usize> = shortlist.iter().copied().filter(is_below).collect();
                self.zero_below = Some(line);
                if below.is_empty() {
                    anchored_on = shortlist.clone();
                    break;
                }
                let recompute = book.need_word("zero_volume_recompute")?.to_owned();
                let first = shortlist;
                taken_out.extend(below);
                (shortlist, capped) = rank::shortlist(self, book, &taken_out)?;
                match recompute.as_str() {
                    "none" => anchored_on = first,
                    "once" => anchored_on = shortlist.clone(),
                    "until_stable" => continue,
                    other => panic!("unknown recompute {other}"),
                }
                break;
            }
            for i in taken_out {
                self.rows[i].reason = "zero_volume";
            }
        }
        self.mark(&shortlist, &capped);
        Ok(anchored_on)
    }

    /// Rule 7, `#anchor` and `#spread`.
    fn spread_limit(&mut self, book: &Book, over: &[usize]) -> Res<()> {
        let prices = self.prices(over);
        let m = mean(&prices);
        let min = lowest(&prices).unwrap();
        let kind = book.need_word("anchor")?;
        let anchor = match kind {
            "lowest" => Real::exact(min),
            "mean" => Real::exact(m.clone()),
            "half_mean" => Real::exact(book.need_number("anchor_fraction")? * &m).at_least(min),
            "mean_minus_sigma" => {
                let sigmas = book.need_number("anchor_sigmas")?;
                Real::less_root(m.clone(), sigmas, variance(&prices, book.need_word("anchor_sd")?)).at_least(min)
            }
            other => panic!("unknown anchor {other}"),
        };
        let mut limit = anchor.scaled(&book.need_number("spread_multiple")?);
        if let Some((decimals, mode)) = book.rounding("rounding_limit")? {
            limit = Real::exact(limit.rounded(decimals, mode));
        }
        self.mean = if kind == "lowest" { None } else { Some(m) };
        self.anchor = Some(anchor);
        self.limit = Some(limit);
        Ok(())
    }

    /// Is a price within the limit of rule 7?
    pub(crate) fn within_spread(&self, p: &Q) -> bool {
        self.limit.as_ref().unwrap().compare(p) != Ordering::Less
    }

    /// Rules 7 and 8: does one test hold for the bid at position `i`?
    fn test(&self, book: &Book, i: usize, name: &str) -> Res<bool> {
        let row = &self.rows[i];
        let p = row.p();
        Ok(match name {
            "spread" => self.within_spread(&p),
            "cut" => {
                let mut cut = row.cut.clone().unwrap();
                let threshold = book.need_number("cut_threshold")?;
                if let Some((decimals, mode)) = book.rounding("rounding_cut")? {
                    cut = round(&cut, decimals, mode);
                }
                match book.read("cut_inclusive")? {
                    Some(inclusive) if !inclusive.as_bool().unwrap() => cut > threshold,
                    _ => cut >= threshold,
                }
            }
            "low_price" => self.low_price(book, &p)?,
            "limit_price" => p <= *self.lot.limit_price.as_ref().unwrap(),
            "mean" => p <= book.need_number("mean_multiple")? * mean(&self.prices(&self.representatives())),
            "cut_rank" => self.cut_rank(book, i)?,
            other => panic!("unknown test {other}"),
        })
    }

    /// Test `low_price`, `#low_price`.
    fn low_price(&self, book: &Book, p: &Q) -> Res<bool> {
        if let Some(form) = &self.lot.form
            && let Some(limit) = book.read(&format!("low_price.{form}"))?
        {
            return Ok(*p <= q(limit.as_str().unwrap()));
        }
        if let Some(limit) = book.read("low_price.any")? {
            return Ok(*p <= q(limit.as_str().unwrap()));
        }
        book.read("low_price")?;
        Ok(false)
    }

    /// Test `cut_rank`, `#cut_rank`.
    fn cut_rank(&self, book: &Book, i: usize) -> Res<bool> {
        let all = self.representatives();
        let x = book.need_number("cut_rank_share")? * int(all.len());
        let better = all.iter().filter(|&&other| self.rows[other].cut > self.rows[i].cut).count();
        let position = int(better + 1);
        if position <= x.floor() {
            return Ok(true);
        }
        if position > x.ceil() {
            return Ok(false);
        }
        Ok(book.need_word("cut_rank_rounding")? == "up")
    }

    /// Rule 9, `#win`: alternatives and tests in their order, stopping as early as possible.
    fn conditions(&mut self, book: &Book) -> Res<()> {
        let win = book.read("win")?.map(|list| list.as_array().unwrap().iter().map(words).collect::<Vec<_>>());
        for i in 0..self.rows.len() {
            let asked = self.own.as_ref().is_none_or(|own| own == self.rows[i].id());
            if !self.rows[i].shortlisted || !asked {
                continue;
            }
            let Some(win) = &win else {
                self.rows[i].reason = "no_conditions";
                self.rows[i].passed_by = Some(Vec::new());
                continue;
            };
            self.rows[i].reason = "conditions_failed";
            for alternative in win {
                let mut holds = true;
                for test in alternative {
                    if !self.test(book, i, test)? {
                        holds = false;
                        break;
                    }
                }
                if holds {
                    self.rows[i].reason = "conditions_met";
                    self.rows[i].passed_by = Some(alternative.clone());
                    break;
                }
            }
        }
        Ok(())
    }

    /// Positions of the base of rule 11, by rank, then id.
    pub(crate) fn base(&self) -> Vec<usize> {
        let mut base: Vec<usize> = (0..self.rows.len()).filter(|&i| self.rows[i].base()).collect();
        base.sort_by_key(|&i| self.rows[i].rank);
        base
    }

    /// The highest comparable price of all representatives.
    pub(crate) fn highest_of_all(&self) -> Option<Q> {
        highest(&self.prices(&self.representatives()))
    }
}
