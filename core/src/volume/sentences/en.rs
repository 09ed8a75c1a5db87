//! English sentences.

use super::word;
use crate::explain::Step;
use crate::sentence::{count, fact};

/// One sentence per clause and outcome.
pub(super) fn sentence(step: &Step) -> String {
    let f = |name: &str| fact(step, name);
    let subject = step.subject_id().map_or("", |id| id.as_str());
    let outcome = step.outcome();
    match (step.clause_name(), outcome) {
        ("total", _) => format!("drug {subject}: {outcome} reported in all"),
        ("report_floor", "no_history") => format!("drug {subject}: no past purchases to compare with"),
        ("report_floor", _) => format!(
            "drug {subject}: the report {} {} the floor {} (mean of past years {})",
            f("total"),
            if outcome == "met" { "reaches" } else { "is below" },
            f("floor"),
            f("mean")
        ),
        ("deviation", "from_zero") => format!("drug {subject}: nothing was bought last year"),
        ("deviation", "no_last_year") => format!("drug {subject}: last year is not known"),
        ("deviation", _) => format!("drug {subject}: {} against last year, {}", f("deviation"), deviation(outcome)),
        ("explanation", "none") => format!("drug {subject}: no explanation is needed"),
        ("explanation", _) => format!("drug {subject}: an explanation is needed: {}", plain(f("reasons"))),
        ("verdict", _) => format!("drug {subject}: {}", verdict(outcome)),
        ("coverage", "complete") => "every required drug is reported".to_owned(),
        ("coverage", _) => format!("required and not reported: {}", f("missing")),
        ("pool", _) if step.fact("pooled").is_some() => format!(
            "drug {subject}: {} bring {} together, {}",
            count(f("members"), "member"),
            f("pooled"),
            sufficiency(step, outcome)
        ),
        ("pool", _) => format!(
            "institution {subject}: {} in the pool, {} distributed, {} left undistributed",
            f("total"),
            f("distributed"),
            f("undistributed")
        ),
        ("clash", _) => format!("drug {subject} is also in the tender {}", f("tender")),
        ("split", _) => {
            format!("drug {subject}: of {} the member {} gets {}", f("quantity"), f("member"), f("part"))
        }
        ("authority", _) => {
            let broken = match word(step, "violations").as_deref() {
                None | Some("none") => String::new(),
                Some(violations) => format!("; broken: {}", plain(violations)),
            };
            format!("{} by a {}: {}{broken}", plain(f("kind")), plain(subject), plain(outcome))
        }
        ("advice", _) => format!("national advice on {}: {}", plain(f("kind")), plain(outcome)),
        ("share", _) if step.fact("base").is_some() => {
            format!("unit {subject}: {} of the base {} is agreed", f("agreed"), f("base"))
        }
        ("share", _) => format!(
            "{}, class {subject}: share {} ({}), {}",
            count(f("winners"), "winner"),
            f("share"),
            f("source"),
            range(&f("range_check").to_string())
        ),
        ("main_supplier" | "brand" | "ladder" | "rank_split", _) => allocation(step, subject),
        ("supply_cap", _) => format!("institution {subject}: promised supply cuts {}", f("cut")),
        ("inquiry", _) => {
            let line =
                word(step, "line").map_or(String::new(), |line| format!(", line {line}, ceiling {}", f("ceiling")));
            let reasons = match word(step, "reasons").as_deref() {
                None | Some("none") => String::new(),
                Some(reasons) => format!(" ({})", plain(reasons)),
            };
            format!("the renewal runs by {outcome}{reasons}{line}")
        }
        ("price_penalty", _) => {
            let share = word(step, "share").map_or(String::new(), |share| format!(", share {share}"));
            format!("a rise of {} gives the factor {}{share}", f("rise"), f("factor"))
        }
        ("share_by_bidder", _) => format!("the bidder gets a share of {}", f("share")),
        ("remaining", _) => format!(
            "{} of {} agreed were bought of winners, {} remain{}",
            f("winners"),
            f("agreed"),
            f("remaining"),
            if outcome == "agreed_done" { ": the agreed volume is done" } else { "" }
        ),
        ("price_cut_exemption", _) => format!("{subject} is cheaper than the winner and is not counted"),
        ("quantity_not_above_winners", _) => {
            format!("non-winners {}, winners {}: {}", f("value"), f("limit"), check(outcome))
        }
        ("non_winner_share", _) => match word(step, "value") {
            Some(value) => format!("share of non-winners {value}, limit {}: {}", f("limit"), check(outcome)),
            None => format!("nothing was bought: the share of non-winners passes (limit {})", f("limit")),
        },
        ("tiered_cost", _) => format!(
            "{}: {} invoiced at {}, rebate {}, payback {}, {} in all",
            plain(outcome),
            count(f("quantity"), "unit"),
            f("invoice"),
            f("rebate"),
            f("payback"),
            f("total")
        ),
        ("same_basket", _) => {
            let saving = word(step, "saving").unwrap_or_else(|| "not known".to_owned());
            let target = word(step, "target").map_or(String::new(), |target| format!(", target {target}"));
            format!(
                "the basket cost {} and costs {}: saving {saving}{target}, {}",
                f("old_cost"),
                f("new_cost"),
                plain(outcome)
            )
        }
        ("four_same", "chosen" | "only_offer") => format!(
            "{subject}: {} of {} at {} a unit{}",
            f("offer"),
            f("platform"),
            f("unit_price"),
            if outcome == "chosen" { " is the lowest" } else { " is the only offer" }
        ),
        ("four_same", _) => format!("{subject}: {}", plain(outcome)),
        ("zero_markup", "exempt") => format!("line {subject}: herbal slices are exempt"),
        ("zero_markup", _) => {
            format!("line {subject}: {} expected, difference {}: {outcome}", f("expected"), f("difference"))
        }
        ("general", _) => {
            format!("drug {subject}: budget {} less expense {} is {}", f("budget"), f("expense"), f("base"))
        }
        ("simple", _) => format!("drug {subject}: the surplus is {}", f("base")),
        ("status", _) => format!("drug {subject}: {}", status(outcome)),
        ("ratio", _) => {
            let grade = word(step, "grade").map_or(String::new(), |grade| format!(" (grade {grade})"));
            format!("drug {subject}: at the ratio {}{grade} the hospital keeps {}", f("ratio"), f("retention"))
        }
        ("settlement", "overrun") => {
            format!(
                "of an overrun of {} the fund pays {}, the institution {}",
                f("overrun"),
                f("fund_pays"),
                f("bears")
            )
        }
        ("settlement", _) => format!("of what was saved the institution keeps {}", f("kept")),
        ("two_allows", _) => format!(
            "of a surplus of {} funds take {}; {} is left, {} for staff and {} for development",
            f("surplus"),
            f("funds"),
            f("distributable"),
            f("staff"),
            f("development")
        ),
        (clause, outcome) => format!("{clause}: {outcome}"),
    }
}

/// Words of the contract without their underscores.
fn plain(words: impl std::fmt::Display) -> String {
    words.to_string().replace('_', " ")
}

fn deviation(outcome: &str) -> &'static str {
    match outcome {
        "above" => "above the limit",
        "below" => "below the limit",
        _ => "within the limits",
    }
}

fn verdict(outcome: &str) -> &'static str {
    match outcome {
        "pass" => "the report passes",
        "accepted" => "the explanation is accepted",
        "review" => "the explanation is to be reviewed",
        "explain" => "an explanation is missing",
        _ => "the report goes back",
    }
}

fn sufficiency(step: &Step, outcome: &str) -> String {
    match outcome {
        "sufficient" => "enough for every threshold".to_owned(),
        "insufficient" => format!("too little for {}", plain(fact(step, "failed"))),
        _ => "no threshold is set".to_owned(),
    }
}

fn range(check: &str) -> &'static str {
    match check {
        "inside" => "inside the published range",
        "outside" => "outside the published range",
        _ => "no range is published",
    }
}

fn allocation(step: &Step, product: &str) -> String {
    let f = |name: &str| fact(step, name);
    let own = word(step, "own_share")
        .map_or(String::new(), |share| format!("keeps {} (share {share} of {}), ", f("own"), f("reported")));
    format!(
        "product {product} at {}: {own}gets {} besides, {} agreed",
        f("institution"),
        f("redistributed"),
        f("agreed")
    )
}

fn check(outcome: &str) -> &'static str {
    match outcome {
        "pass" => "passes",
        "fail" => "fails",
        _ => "fails, and supply had failed",
    }
}

fn status(outcome: &str) -> &'static str {
    match outcome {
        "not_in_catalogue" => "it is outside the catalogue",
        "repeat_cycle" => "it was renewed after a full cycle",
        "unfinished" => "the agreed volume was not bought",
        "no_surplus" => "there is no surplus",
        "barred" => "another drug of the institution is unfinished",
        _ => "it counts",
    }
}
