//! What the rules of this area report: one step per clause applied, elements in output order.

use super::agreed::{AgreedQuestion, Base};
use super::allocate::InstitutionAllocation;
use super::allowances::{Allowances, SettlementShare};
use super::basket::BasketSaving;
use super::markup::MarkupLine;
use super::number::{Figure, NonNegative, UnitShare};
use super::platform::OfferGroup;
use super::pool::{Clash, PooledDrug, SplitDrug};
use super::remaining::{Remaining, RemainingQuestion};
use super::renewal::Renewal;
use super::report::LineCheck;
use super::retention::DrugRetention;
use super::rulebook::Rulebook;
use super::tender::{AuthorityQuestion, TenderAuthority};
use super::tiered::TieredCost;
use super::vocabulary::{
    AllocationMethod, DeviationOutcome, FloorOutcome, RangeCheck, RemainingCheckKind, RenewalRule, RetentionFormula,
    ShareSource,
};
use crate::Id;
use crate::explain::{Fact, Facts, Sink, Step};
use crate::number::Rational;

/// Whom a clause is about: its kind and id.
#[derive(Clone, Copy)]
pub(super) struct Subject<'s>(pub(super) &'static str, pub(super) Option<&'s Id>);

fn note(
    rulebook: &Rulebook,
    clause: &'static str,
    subject: Subject<'_>,
    outcome: impl ToString,
    facts: Facts,
    sink: &mut dyn Sink,
) {
    sink.step(Step {
        rulebook: rulebook.id().clone(),
        clause: clause.into(),
        subject_kind: subject.0,
        subject: subject.1.cloned(),
        outcome: outcome.to_string().into(),
        facts,
        position: 0,
        render: super::sentences::render,
    });
}

fn text(value: impl std::fmt::Display) -> Fact {
    Fact::Text(value.to_string())
}

fn figure(value: &Rational) -> Fact {
    text(Figure::from(value))
}

/// Words one after the other; `none` where there are none.
fn listed(words: impl Iterator<Item = impl ToString>) -> String {
    let words: Vec<String> = words.map(|word| word.to_string()).collect();
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}

pub(super) fn total(rulebook: &Rulebook, subject: Subject<'_>, total: &Rational, sink: &mut dyn Sink) {
    if sink.keeps(0) {
        note(rulebook, "total", subject, Figure::from(total), vec![("total", figure(total))], sink);
    }
}

pub(super) fn report_line(rulebook: &Rulebook, line: &LineCheck, sink: &mut dyn Sink) {
    if !sink.keeps(0) {
        return;
    }
    let subject = Subject("drug", Some(&line.drug));
    if line.floor_outcome != FloorOutcome::NotRun {
        let mut facts: Facts = vec![("total", text(&line.reported_total))];
        facts.extend(line.history_mean.as_ref().map(|mean| ("mean", text(mean))));
        facts.extend(line.floor_quantity.as_ref().map(|floor| ("floor", text(floor))));
        note(rulebook, "report_floor", subject, line.floor_outcome, facts, sink);
    }
    if line.deviation_outcome != DeviationOutcome::NotRun {
        let facts = line.deviation.iter().map(|deviation| ("deviation", text(deviation))).collect();
        note(rulebook, "deviation", subject, line.deviation_outcome, facts, sink);
    }
    let reasons = listed(line.needs_explanation.iter());
    note(rulebook, "explanation", subject, &reasons, vec![("reasons", text(&reasons))], sink);
    note(rulebook, "verdict", subject, line.verdict, Vec::new(), sink);
}

pub(super) fn coverage(rulebook: &Rulebook, institution: &Id, missing: &[Id], sink: &mut dyn Sink) {
    if sink.keeps(0) {
        let outcome = if missing.is_empty() { "complete" } else { "incomplete" };
        let facts = vec![("missing", text(listed(missing.iter())))];
        note(rulebook, "coverage", Subject("institution", Some(institution)), outcome, facts, sink);
    }
}

pub(super) fn pooled(rulebook: &Rulebook, drug: &PooledDrug, sink: &mut dyn Sink) {
    if sink.keeps(0) {
        let facts = vec![
            ("pooled", text(&drug.pooled_quantity)),
            ("members", Fact::Integer(drug.reporting_members)),
            ("failed", text(listed(drug.failed_thresholds.iter()))),
        ];
        note(rulebook, "pool", Subject("drug", Some(&drug.drug)), drug.sufficiency, facts, sink);
    }
}

pub(super) fn clash(rulebook: &Rulebook, clash: &Clash, sink: &mut dyn Sink) {
    if sink.keeps(0) {
        let facts = vec![("tender", text(&clash.tender))];
        note(rulebook, "clash", Subject("drug", Some(&clash.drug)), "clash", facts, sink);
    }
}

pub(super) fn split(rulebook: &Rulebook, split: &SplitDrug, quantity: NonNegative, sink: &mut dyn Sink) {
    if sink.keeps(0) {
        for part in &split.parts {
            let facts =
                vec![("quantity", text(quantity)), ("member", text(&part.member)), ("part", text(&part.quantity))];
            note(rulebook, "split", Subject("drug", Some(&split.drug)), &part.quantity, facts, sink);
        }
    }
}

pub(super) fn authority(
    rulebook: &Rulebook,
    question: &AuthorityQuestion,
    authority: &TenderAuthority,
    sink: &mut dyn Sink,
) {
    if !sink.keeps(0) {
        return;
    }
    let Ok(level) = question.level.as_str().parse::<Id>() else { return };
    let subject = Subject("group", Some(&level));
    let facts = vec![("kind", text(question.kind)), ("violations", text(listed(authority.violations.iter())))];
    note(rulebook, "authority", subject, authority.authority, facts, sink);
    if let Some(advice) = authority.national_advice {
        note(rulebook, "advice", subject, advice, vec![("kind", text(question.kind))], sink);
    }
}

pub(super) fn share(
    rulebook: &Rulebook,
    question: &AgreedQuestion,
    (share, source, range): (UnitShare, ShareSource, RangeCheck),
    sink: &mut dyn Sink,
) {
    if !sink.keeps(0) {
        return;
    }
    let Ok(class) = question.volume_class.as_str().parse::<Id>() else { return };
    let facts = vec![
        ("winners", Fact::Integer(question.winners.get())),
        ("share", text(share)),
        ("source", text(source)),
        ("range_check", text(range)),
    ];
    note(rulebook, "share", Subject("group", Some(&class)), share, facts, sink);
}

pub(super) fn agreed_unit(rulebook: &Rulebook, base: &Base, part: &Rational, sink: &mut dyn Sink) {
    if sink.keeps(0) {
        let facts = vec![("base", text(base.quantity)), ("agreed", figure(part))];
        note(rulebook, "share", Subject("unit", Some(&base.unit)), Figure::from(part), facts, sink);
    }
}

pub(super) fn allocation(
    rulebook: &Rulebook,
    method: AllocationMethod,
    allocation: &InstitutionAllocation,
    sink: &mut dyn Sink,
) {
    if !sink.keeps(0) {
        return;
    }
    let clause = method.as_str();
    for product in &allocation.allocations {
        let mut facts: Facts =
            vec![("institution", text(&allocation.institution)), ("reported", text(&product.reported))];
        facts.extend(product.own_share.as_ref().map(|share| ("own_share", text(share))));
        facts.extend(product.released.as_ref().map(|released| ("released", text(released))));
        facts.push(("own", text(&product.own)));
        facts.push(("redistributed", text(&product.redistributed)));
        facts.push(("agreed", text(&product.agreed)));
        let outcome = product.own_share.as_ref().map_or_else(|| product.agreed.to_string(), ToString::to_string);
        note(rulebook, clause, Subject("product", Some(&product.product)), outcome, facts, sink);
    }
    let subject = Subject("institution", Some(&allocation.institution));
    if let Some(pool) = &allocation.pool {
        if *pool.from_cap.exact() != Rational::ZERO {
            note(rulebook, "supply_cap", subject, &pool.from_cap, vec![("cut", text(&pool.from_cap))], sink);
        }
        let facts = vec![
            ("total", text(&pool.total)),
            ("distributed", text(&pool.distributed)),
            ("undistributed", text(&pool.undistributed)),
        ];
        note(rulebook, "pool", subject, &pool.total, facts, sink);
    }
}

pub(super) fn renewal(rulebook: &Rulebook, rule: RenewalRule, renewal: &Renewal, sink: &mut dyn Sink) {
    if !sink.keeps(0) {
        return;
    }
    let mut facts: Facts = Vec::new();
    let figures = [
        ("line", &renewal.inquiry_line),
        ("ceiling", &renewal.ceiling),
        ("rise", &renewal.rise_applied),
        ("factor", &renewal.factor),
        ("share", &renewal.share),
    ];
    facts.extend(figures.into_iter().filter_map(|(name, value)| Some((name, text(value.as_ref()?)))));
    if rule == RenewalRule::Inquiry {
        facts.push(("reasons", text(listed(renewal.mode_reasons.iter()))));
    }
    let outcome = match (&renewal.mode, &renewal.share, &renewal.factor) {
        (Some(mode), _, _) => mode.to_string(),
        (None, Some(share), _) => share.to_string(),
        (None, None, Some(factor)) => factor.to_string(),
        (None, None, None) => "open".to_owned(),
    };
    note(rulebook, rule.as_str(), Subject("group", None), outcome, facts, sink);
}

pub(super) fn remaining(rulebook: &Rulebook, question: &RemainingQuestion, remaining: &Remaining, sink: &mut dyn Sink) {
    if !sink.keeps(0) {
        return;
    }
    let group = Subject("group", None);
    let facts = vec![
        ("remaining", text(&remaining.remaining_quantity)),
        ("agreed", text(question.agreed_quantity)),
        ("winners", text(question.winner_quantity)),
    ];
    let outcome = if remaining.agreed_done { "agreed_done" } else { "agreed_open" };
    note(rulebook, "remaining", group, outcome, facts, sink);
    for product in &remaining.exempt_products {
        note(rulebook, "price_cut_exemption", Subject("product", Some(product)), "exempt", Vec::new(), sink);
    }
    for check in &remaining.checks {
        let clause = match check.check {
            RemainingCheckKind::QuantityNotAboveWinners => "quantity_not_above_winners",
            RemainingCheckKind::NonWinnerShare => "non_winner_share",
        };
        let mut facts: Facts = vec![("limit", text(&check.limit))];
        facts.extend(check.value.as_ref().map(|value| ("value", text(value))));
        note(rulebook, clause, group, check.outcome, facts, sink);
    }
}

pub(super) fn tiered_cost(rulebook: &Rulebook, cost: &TieredCost, sink: &mut dyn Sink) {
    if sink.keeps(0) {
        let facts = vec![
            ("quantity", text(&cost.quantity)),
            ("invoice", text(&cost.invoice)),
            ("rebate", text(&cost.rebate)),
            ("payback", text(&cost.payback)),
            ("total", text(&cost.total)),
        ];
        note(rulebook, "tiered_cost", Subject("group", None), cost.scheme, facts, sink);
    }
}

pub(super) fn basket(rulebook: &Rulebook, basket: &BasketSaving, sink: &mut dyn Sink) {
    if sink.keeps(0) {
        let mut facts: Facts = vec![("old_cost", text(&basket.old_cost)), ("new_cost", text(&basket.new_cost))];
        facts.extend(basket.saving.as_ref().map(|saving| ("saving", text(saving))));
        facts.extend(basket.target.as_ref().map(|target| ("target", text(target))));
        note(rulebook, "same_basket", Subject("group", None), basket.verdict, facts, sink);
    }
}

pub(super) fn offers(rulebook: &Rulebook, group: &OfferGroup, sink: &mut dyn Sink) {
    if sink.keeps(0) {
        let mut facts: Facts = vec![("offers", text(group.offers.len()))];
        if let Some(chosen) = &group.chosen {
            facts.push(("offer", text(&chosen.offer)));
            facts.push(("platform", text(&chosen.platform)));
            facts.push(("unit_price", text(&chosen.unit_price)));
        }
        note(rulebook, "four_same", Subject("group", Some(&group.generic_name)), group.outcome, facts, sink);
    }
}

pub(super) fn sale(rulebook: &Rulebook, line: &MarkupLine, sink: &mut dyn Sink) {
    if sink.keeps(0) {
        let facts = vec![("expected", text(&line.expected_price)), ("difference", text(&line.difference))];
        note(rulebook, "zero_markup", Subject("line", Some(&line.line)), line.outcome, facts, sink);
    }
}

pub(super) fn retention(rulebook: &Rulebook, formula: RetentionFormula, drug: &DrugRetention, sink: &mut dyn Sink) {
    if !sink.keeps(0) {
        return;
    }
    let subject = Subject("drug", Some(&drug.drug));
    let mut facts: Facts = Vec::new();
    facts.extend(drug.budget.as_ref().map(|budget| ("budget", text(budget))));
    facts.extend(drug.expense.as_ref().map(|expense| ("expense", text(expense))));
    facts.push(("base", text(&drug.base)));
    note(rulebook, formula.as_str(), subject, &drug.base, facts, sink);
    note(rulebook, "status", subject, drug.status, Vec::new(), sink);
    let mut facts: Facts = vec![("ratio", text(&drug.ratio)), ("retention", text(&drug.retention))];
    facts.extend(drug.grade.as_ref().map(|grade| ("grade", text(grade))));
    note(rulebook, "ratio", subject, &drug.retention, facts, sink);
}

pub(super) fn settlement(rulebook: &Rulebook, share: &SettlementShare, sink: &mut dyn Sink) {
    if sink.keeps(0) {
        let facts = vec![
            ("kept", text(&share.kept)),
            ("overrun", text(&share.overrun)),
            ("fund_pays", text(&share.fund_pays)),
            ("bears", text(&share.institution_bears)),
        ];
        let outcome = if share.overrun.exact().sign().is_gt() { "overrun" } else { "within_budget" };
        note(rulebook, "settlement", Subject("group", None), outcome, facts, sink);
    }
}

pub(super) fn two_allows(rulebook: &Rulebook, allowances: &Allowances, sink: &mut dyn Sink) {
    if sink.keeps(0) {
        let facts = vec![
            ("surplus", text(&allowances.surplus)),
            ("funds", text(&allowances.funds_total)),
            ("distributable", text(&allowances.distributable)),
            ("staff", text(&allowances.staff)),
            ("development", text(&allowances.development)),
        ];
        note(rulebook, "two_allows", Subject("group", None), &allowances.distributable, facts, sink);
    }
}
