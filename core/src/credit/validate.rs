//! What the fields of a question must satisfy together, before any rule.

use super::amount::{AmountRange, Zero};
use super::held::Held;
use super::question::{Case, Fact};
use super::rulebook::Rulebook;
use super::vocabulary::{Kind, LookbackBasis, Matter};
use crate::calendar;
use crate::distinct::first_repeated;
use crate::error::Error;
use crate::sorting::Sorting;
use crate::{Date, Id};

/// Most cases of a question.
pub const MAX_CASES: usize = 10_000;
/// Most facts of a case.
pub const MAX_FACTS: usize = 10_000;
/// Most entries of a violation list.
pub const MAX_ENTRIES: usize = 10_000;

/// A list is not too long.
pub(super) fn size(path: impl Into<String>, length: usize, most: usize) -> Result<(), Error> {
    if length <= most {
        return Ok(());
    }
    Err(Error::limit_exceeded(path, format!("a list has at most {most} elements here, got `{length}`")))
}

/// Ids of a list are distinct.
pub(super) fn distinct<'t>(
    path: &str,
    field: &str,
    ids: impl ExactSizeIterator<Item = &'t str> + Clone,
) -> Result<(), Error> {
    match first_repeated(ids.clone()) {
        None => Ok(()),
        Some(i) => {
            let id = ids.clone().nth(i).unwrap_or_default();
            Err(Error::invalid_input(format!("{path}/{i}/{field}"), format!("{field} `{id}` stands here twice")))
        }
    }
}

/// A day is not before another.
pub(super) fn not_before(date: Date, first: Date, named: &str, path: impl FnOnce() -> String) -> Result<(), Error> {
    if date >= first {
        return Ok(());
    }
    let path = path();
    let field = path.rsplit('/').next().unwrap_or_default().to_owned();
    Err(Error::invalid_input(path, format!("{field} must not be before {named} `{first}`, got `{date}`")))
}

/// Whether facts may name a clause: clause numbers belong to one version.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Citing {
    Allowed,
    Refused,
}

/// Checks the cases of a question and gives each fact in its typed form.
///
/// # Errors
///
/// `limit_exceeded` at the list, `invalid_input` at the field.
pub(super) fn cases(
    graded_on: Date,
    cases: &[Case],
    rulebooks: &[&Rulebook],
    citing: Citing,
) -> Result<Vec<Vec<Held>>, Error> {
    calendar::check(graded_on, || "/input/graded_on".to_owned())?;
    size("/input/cases", cases.len(), MAX_CASES)?;
    distinct("/input/cases", "case_id", cases.iter().map(|case| case.case_id.as_str()))?;
    let mut held = Vec::with_capacity(cases.len());
    for (i, case) in cases.iter().enumerate() {
        let at = |field: &str| format!("/input/cases/{i}/{field}");
        calendar::check(case.effective_on, || at("effective_on"))?;
        match case.conduct_until {
            Some(until) => calendar::check(until, || at("conduct_until"))?,
            None => {
                let asked = |rulebook: &&&Rulebook| rulebook.lookback.basis == LookbackBasis::ConductUntil;
                if let Some(rulebook) = rulebooks.iter().find(asked) {
                    let message = format!(
                        "the field `conduct_until` is missing: the look-back of `{}` counts from it",
                        rulebook.id()
                    );
                    return Err(Error::invalid_input(at("conduct_until"), message));
                }
            }
        }
        size(at("facts"), case.facts.len(), MAX_FACTS)?;
        if case.facts.is_empty() {
            return Err(Error::invalid_input(at("facts"), "facts must have at least one fact"));
        }
        let facts = case.facts.iter().enumerate();
        held.push(
            facts
                .map(|(j, known)| fact(known, rulebooks, citing, |field| format!("/input/cases/{i}/facts/{j}/{field}")))
                .collect::<Result<Vec<Held>, Error>>()?,
        );
    }
    Ok(held)
}

/// The fields beside `matter`, `firm`, `province` and `products` that a fact states.
fn stated(fact: &Fact) -> [(&'static str, bool); 11] {
    [
        ("cited_clause", fact.cited_clause.is_some()),
        ("target", fact.target.is_some()),
        ("amount", fact.amount.is_some()),
        ("one_payment", fact.one_payment.is_some()),
        ("largest_single", fact.largest_single.is_some()),
        ("side", fact.side.is_some()),
        ("high_price_until", fact.high_price_until.is_some()),
        ("explained", fact.explained.is_some()),
        ("conduct_from", fact.conduct_from.is_some()),
        ("conduct_until", fact.conduct_until.is_some()),
        ("sales", fact.sales.is_some()),
    ]
}

/// Those that belong to a matter.
fn fields(matter: Matter) -> &'static [&'static str] {
    match matter {
        Matter::Bribery => &["target", "amount", "one_payment", "largest_single"],
        Matter::Tax => &["amount", "side"],
        Matter::Monopoly | Matter::PriceOffence => &["high_price_until"],
        Matter::AbnormalPrice => &["explained", "conduct_from", "conduct_until", "sales"],
        Matter::Obstruction => &[],
        Matter::BidMisconduct | Matter::Breach => &["kind"],
    }
}

fn fact(fact: &Fact, rulebooks: &[&Rulebook], citing: Citing, at: impl Fn(&str) -> String) -> Result<Held, Error> {
    let matter = fact.matter;
    let allowed = if fact.cited_clause.is_some() { &["cited_clause"] } else { fields(matter) };
    let kind = ("kind", fact.kind.is_some());
    if let Some((field, _)) =
        stated(fact).iter().chain([&kind]).find(|(field, stated)| *stated && !allowed.contains(field))
    {
        let message = match fact.cited_clause {
            Some(_) => format!("there is no field `{field}` beside `cited_clause`"),
            None => format!("there is no field `{field}` in a fact of `{matter}`"),
        };
        let help = match allowed {
            [] => "only `firm`, `province`, `products` and `cited_clause` may stand here".to_owned(),
            fields => format!("its own fields are `{}`", fields.join("`, `")),
        };
        return Err(Error::invalid_input(at(field), message).with_help(help));
    }
    let missing = |field: &str| {
        Error::invalid_input(at(field), format!("the field `{field}` is missing in a fact of `{matter}`"))
    };
    if let Some(clause) = &fact.cited_clause {
        if citing == Citing::Refused {
            let message = format!("clause numbers belong to one version: `{clause}` cannot be compared");
            return Err(Error::invalid_input(at("cited_clause"), message));
        }
        return cited(clause, matter, rulebooks, at("cited_clause"));
    }
    match matter {
        Matter::Bribery => bribery(fact, &missing, &at),
        Matter::Tax => {
            let amount = fact.amount.ok_or_else(|| missing("amount"))?;
            let side = fact.side.ok_or_else(|| missing("side"))?;
            Ok(Held::Tax { amount: amount.range(Zero::Refused, || at("amount"))?, side })
        }
        Matter::Monopoly | Matter::PriceOffence => {
            if let Some(until) = fact.high_price_until {
                calendar::check(until, || at("high_price_until"))?;
            }
            Ok(Held::HighPrice { until: fact.high_price_until })
        }
        Matter::AbnormalPrice => {
            let explained = fact.explained.ok_or_else(|| missing("explained"))?;
            let from = fact.conduct_from.ok_or_else(|| missing("conduct_from"))?;
            let until = fact.conduct_until.ok_or_else(|| missing("conduct_until"))?;
            calendar::check(from, || at("conduct_from"))?;
            calendar::check(until, || at("conduct_until"))?;
            not_before(until, from, "conduct_from", || at("conduct_until"))?;
            let sales = match fact.sales {
                Some(sales) => sales.range(Zero::Allowed, || at("sales"))?,
                None => AmountRange::UNKNOWN,
            };
            Ok(Held::AbnormalPrice { explained, from, until, sales })
        }
        Matter::Obstruction => Ok(Held::Kind(Kind::Any)),
        Matter::BidMisconduct | Matter::Breach => {
            let kind = fact.kind.ok_or_else(|| missing("kind"))?;
            let known = Kind::of(matter);
            if !known.contains(&kind) {
                let words: Vec<&str> = known.iter().map(|kind| kind.as_str()).collect();
                let message = format!("kind must be one of `{}` for `{matter}`, got `{kind}`", words.join("`, `"));
                return Err(Error::invalid_input(at("kind"), message));
            }
            Ok(Held::Kind(kind))
        }
    }
}

fn bribery(fact: &Fact, missing: &impl Fn(&str) -> Error, at: &impl Fn(&str) -> String) -> Result<Held, Error> {
    let target = fact.target.ok_or_else(|| missing("target"))?;
    let amount = fact.amount.ok_or_else(|| missing("amount"))?.range(Zero::Refused, || at("amount"))?;
    let one_payment = fact.one_payment == Some(true);
    let Some(single) = fact.largest_single else {
        let single = if one_payment { amount } else { amount.down_to_zero() };
        return Ok(Held::Bribery { target, amount, single });
    };
    if one_payment {
        let message = "largest_single has no place beside `one_payment`: the amount is the one bribe";
        return Err(Error::invalid_input(at("largest_single"), message));
    }
    let single = single.range(Zero::Refused, || at("largest_single"))?;
    if !amount.may_reach(single.least()) {
        let message = "largest_single must not be larger than the amount it is part of";
        return Err(Error::invalid_input(at("largest_single"), message));
    }
    Ok(Held::Bribery { target, amount: amount.raised_to(single), single: single.cut_to(amount) })
}

/// Rule 11: `<rank>.<number>`, of a rank of the rulebook, of the fact's matter where the table lists it.
fn cited(clause: &str, matter: Matter, rulebooks: &[&Rulebook], path: String) -> Result<Held, Error> {
    let shown: String = clause.chars().take(40).collect();
    let refuse = |message: String| Err(Error::invalid_input(path.clone(), message));
    let Some((rank, number)) = clause.split_once('.').and_then(|(rank, number)| Some((whole(rank)?, whole(number)?)))
    else {
        return refuse(format!("cited_clause must be a rank and a number such as `3.1`, got `{shown}`"));
    };
    if number > 99 {
        return refuse(format!("the number of a clause is at most 99, got `{shown}`"));
    }
    for rulebook in rulebooks {
        if rank > rulebook.top() {
            return refuse(format!(
                "`{}` has no rank {rank}: its clauses begin with 1 to {}",
                rulebook.id(),
                rulebook.top()
            ));
        }
        match rulebook.clauses.iter().find(|item| item.clause == clause) {
            Some(item) if item.matter != matter => {
                return refuse(format!(
                    "clause `{clause}` of `{}` is about `{}`, not `{matter}`",
                    rulebook.id(),
                    item.matter
                ));
            }
            None if rulebook.clauses_complete => {
                return refuse(format!("`{}` has no clause `{clause}`", rulebook.id()));
            }
            _ => {}
        }
    }
    Ok(Held::Cited { rank, number })
}

/// A whole number from 1, without a leading zero.
fn whole(text: &str) -> Option<u32> {
    let digits = !text.starts_with('0') && text.bytes().all(|digit| digit.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// A set of identifiers: sorted, each once.
pub(super) fn sorted<'i>(ids: impl Iterator<Item = &'i Id>) -> Vec<Id> {
    let mut ids: Vec<Id> = ids.cloned().collect();
    ids.order();
    ids.dedup();
    ids
}
