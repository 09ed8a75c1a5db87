//! English sentences.

use super::percent;
use crate::explain::Step;
use crate::sentence::{fact, short};

/// One sentence per clause and outcome.
pub(super) fn sentence(step: &Step) -> String {
    let f = |name: &str| fact(step, name);
    match (step.clause_name(), step.outcome()) {
        ("ceiling", _) => format!("declared price {} is above the ceiling {}: void", f("price"), f("limit")),
        ("comparable", _) => format!("declared price {} is {} as comparable price", f("declared_price"), f("price")),
        ("related", _) => format!("a related firm: `{}` represents it, so it does not count", f("represented_by")),
        ("rank", _) => format!("one of {} bids at price {}: rank {}", f("tied_bids"), f("price"), f("rank")),
        ("shortlist", "shortlisted") => match step.fact("places") {
            Some(places) => format!("price {} is at rank {} for {places} places: shortlisted", f("price"), f("rank")),
            None => format!("price {} is at rank {}, places are not limited: shortlisted", f("price"), f("rank")),
        },
        ("shortlist", _) => {
            format!("price {} is at rank {} for {} places: not shortlisted", f("price"), f("rank"), f("places"))
        }
        ("company_cap", _) => format!("company `{}` has its {} places already: passed over", f("company"), f("cap")),
        ("zero_volume", _) => format!(
            "price {} is below {}: selected without volume, the place goes to the next bid",
            f("price"),
            f("limit")
        ),
        ("anchor", _) => match step.fact("mean") {
            Some(mean) => format!(
                "mean of the shortlist {mean}, anchor {}; the limit is {} times the anchor, {}",
                f("anchor"),
                short(f("multiple")),
                f("limit")
            ),
            None => format!(
                "the anchor is the lowest price {}; the limit is {} times the anchor, {}",
                f("anchor"),
                short(f("multiple")),
                f("limit")
            ),
        },
        ("spread", "passed") => format!(
            "price {} is at most {} times the anchor {} ({})",
            f("price"),
            short(f("multiple")),
            f("anchor"),
            f("limit")
        ),
        ("spread", _) => format!(
            "price {} is above {} times the anchor {} ({})",
            f("price"),
            short(f("multiple")),
            f("anchor"),
            f("limit")
        ),
        ("cut", "passed") => format!("cut of {} % reaches {} %", percent(f("cut")), percent(f("threshold"))),
        ("cut", _) => format!("cut of {} % does not reach {} %", percent(f("cut")), percent(f("threshold"))),
        ("low_price", "passed") => format!("price {} is at most the low-price limit {}", f("price"), f("limit")),
        ("low_price", _) => match step.fact("limit") {
            Some(limit) => format!("price {} is above the low-price limit {limit}", f("price")),
            None => "there is no low-price limit for this form".to_owned(),
        },
        ("limit_price", "passed") => format!("price {} is at most the printed price {}", f("price"), f("limit")),
        ("limit_price", _) => format!("price {} is above the printed price {}", f("price"), f("limit")),
        ("mean", "passed") => format!("price {} is at most the multiple of the mean, {}", f("price"), f("limit")),
        ("mean", _) => format!("price {} is above the multiple of the mean, {}", f("price"), f("limit")),
        ("cut_rank", "passed") => {
            format!("the cut is at position {}, within the first {}", short(f("rank")), short(f("limit")))
        }
        ("cut_rank", _) => {
            format!("the cut is at position {}, not within the first {}", short(f("rank")), short(f("limit")))
        }
        ("win", "conditions_met") => format!("winning conditions met ({}): selected", f("passed_by")),
        ("win", "no_conditions") => "every shortlisted bid is selected".to_owned(),
        ("win", _) => "no alternative of the winning conditions holds: not selected (fused)".to_owned(),
        ("filter", _) => match step.fact("ratio") {
            Some(ratio) => {
                format!(
                    "the highest selected price is {ratio} times the lowest, among the most of the round: the last-ranked bid is removed"
                )
            }
            None => format!("cut of {} % is among the smallest of the round: removed", percent(f("cut"))),
        },
        (clause @ ("revival_fused" | "revival_unshortlisted" | "revival_reference"), outcome) => {
            let who = match clause {
                "revival_fused" => "fused bid",
                "revival_reference" => "reference product outside the shortlist",
                _ => "bid outside the shortlist",
            };
            match (outcome, step.fact("limit")) {
                ("refused_ineligible", _) => format!("{who}: not eligible for a re-quote"),
                ("refused_price", Some(limit)) => format!("{who}: re-quote {} is above {limit}, refused", f("price")),
                ("refused_price", None) => format!("{who}: no selected price to hold the re-quote against, refused"),
                (_, _) => format!("{who}: re-quote {} is at most {}, accepted: selected", f("price"), f("limit")),
            }
        }
        ("order", _) => format!("revived at {}: number {} in the order of picking regions", f("price"), f("number")),
        ("class", _) => format!("award class {}", f("class")),
        ("share", _) => format!("agreed share {} % for {} winners", percent(f("share")), f("winners")),
        ("term", _) => match step.fact("years") {
            Some(years) => format!("contract term {years} year(s) for {} winners", f("winners")),
            None => format!("contract term until {}", f("end_date")),
        },
        ("cost_statement", "owed") => {
            format!("price {} is below the anchor {}: a cost statement is owed", f("price"), f("anchor"))
        }
        ("cost_statement", _) => {
            format!("price {} is not below the anchor {}: no cost statement", f("price"), f("anchor"))
        }
        ("regions" | "first_pick", "counts") => format!(
            "{} regions for {} winners; the first-ranked takes {} first",
            f("regions"),
            f("winners"),
            f("first_pick")
        ),
        ("backup", _) => format!("turn {}: `{}` is the backup supplier", f("turn"), f("bid")),
        ("regions" | "first_pick", _) => format!("turn {}: `{}` is the primary supplier", f("turn"), f("bid")),
        ("group", outcome) => {
            let why = match outcome {
                "covered" => "within the volume share and able: group A",
                "filled_up" => "added by volume: group A",
                "condition_not_met" => "cannot supply all regions or lacks the liner: group B",
                _ => "beyond the volume share: group B",
            };
            format!("{} % of the volume, {why}", percent(f("share")))
        }
        (clause, outcome) => format!("{clause}: {outcome}"),
    }
}
