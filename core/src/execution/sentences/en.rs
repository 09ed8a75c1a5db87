//! English sentences.

use super::word;
use crate::explain::Step;
use crate::sentence::{count, fact};

/// One sentence per clause and outcome.
pub(super) fn sentence(step: &Step) -> String {
    let f = |name: &str| fact(step, name);
    let w = |name: &str| word(step, name);
    let subject = step.subject_id().map_or("", |id| id.as_str());
    let outcome = step.outcome();
    match (step.clause_name(), outcome) {
        ("clock", _) => format!("day {} of {} of the contract period", f("elapsed_days"), f("total_days")),
        ("completion", _) => format!("{} bought of {} agreed", f("purchased"), f("agreed")),
        ("shares", _) if subject == "offline" => format!("{} of {} was bought offline", f("offline"), f("total")),
        ("shares", _) => format!("{} bought of winners, {} of others", f("winner"), f("non_winner")),
        ("agreements", "computed") => format!("{} of {} signed", f("signed"), count(f("all"), "agreement")),
        ("agreements", "late") => {
            format!("agreement {subject} was due on {} and signed on {}: late", f("due_on"), f("signed_on"))
        }
        ("agreements", "unsigned") => {
            format!("agreement {subject} was due on {} and is not signed on {}", f("due_on"), f("as_of"))
        }
        ("agreements", _) => format!("agreement {subject} is not signed yet, due on {}", f("due_on")),
        ("in_hospital", "missing") => {
            format!("product {subject} has not been bought once (checked from {} on)", f("check_from"))
        }
        ("in_hospital", _) => {
            format!(
                "{} of {} in the hospital (checked from {} on)",
                f("entered"),
                count(f("all"), "product"),
                f("check_from")
            )
        }
        ("on_time", "late") => match w("delivered_at") {
            Some(delivered) => format!("order {subject} was due at {} and delivered at {delivered}: late", f("due")),
            None => format!("order {subject} was due at {} and is not delivered in full: late", f("due")),
        },
        ("on_time", _) => format!("order {subject} is not delivered in full yet, due at {}", f("due")),
        ("orders", _) => format!("{}: {} in time, {} late", count(f("all"), "order"), f("on_time"), f("late")),
        ("settlement", "late") => {
            format!("invoice {subject}: {} of {} was paid by {}", f("paid_in_time"), f("amount"), f("due_on"))
        }
        ("settlement", _) => format!("{} of {} that was due was paid in time", f("paid_in_time"), f("amount")),
        ("complaints", _) => {
            format!("{} within {}", count(f("count"), "complaint"), count(f("window_days"), "day"))
        }
        ("coverage", _) => format!("group {subject}: {} of {} covered", f("covered"), count(f("members"), "member")),
        ("alert_bands", _) => {
            format!("{outcome}: {subject} has {} {} ({})", plain(f("indicator")), f("value"), f("rule"))
        }
        ("alert_rules", _) => format!(
            "{outcome}: {subject} has {} {}, limit {} (rule {})",
            plain(f("indicator")),
            f("value"),
            f("limit"),
            f("rule")
        ),
        ("limit", _) => {
            format!(
                "{outcome}: {subject} has {} {}, the caller's limit is {}",
                plain(f("indicator")),
                f("value"),
                f("limit")
            )
        }
        ("mean", _) => format!(
            "{outcome}: {subject} has {} {}, beyond mean and margin, {}",
            plain(f("indicator")),
            f("value"),
            f("limit")
        ),
        ("assess", _) if subject == "overall" => {
            format!("{} ({}): {outcome}", count(f("items"), "item"), plain(f("overall")))
        }
        ("assess", _) => {
            let completion = w("completion").unwrap_or_else(|| "not defined".to_owned());
            let share = w("non_winner_share").unwrap_or_else(|| "not defined".to_owned());
            let limit = w("limit").map_or(String::new(), |limit| format!(", limit {limit}"));
            format!("product {subject}: completion {completion}, share of non-winners {share}{limit}: {outcome}")
        }
        ("escalate", _) => {
            format!("{subject}: {} on `{}` leads to {}", plain(f("state")), plain(f("event")), plain(outcome))
        }
        ("settlement_status", _) => format!(
            "invoice {subject}: due on {}, {} not paid on {}: {}",
            f("due_on"),
            f("unpaid"),
            f("as_of"),
            plain(outcome)
        ),
        ("prepayment", "below_minimum") => {
            format!("{} is prepaid, less than the {} that the document asks for", f("ratio"), f("minimum_ratio"))
        }
        ("prepayment", _) => match w("minimum_ratio") {
            Some(minimum) => format!("{} is prepaid; the document asks for {minimum}", f("ratio")),
            None => format!("{} is prepaid", f("ratio")),
        },
        ("fund_prepayment", _) => format!(
            "the balance of the {subject} fund lasts {} months, {} are needed: prepayment {}",
            f("balance_months"),
            f("minimum_months"),
            if outcome == "allowed" { "allowed" } else { "not allowed" }
        ),
        ("mark", "none") => format!(
            "item {subject}: the price {} does not pass the yellow limit {} (anchor {})",
            f("price"),
            f("limit"),
            f("anchor")
        ),
        ("mark", _) => format!(
            "item {subject}: the price {} passes the limit {} (anchor {}): {outcome}",
            f("price"),
            f("limit"),
            f("anchor")
        ),
        ("mark_non_supply", _) => format!(
            "item {subject}: price {}, cap {} for a winner that does not supply ({}): {}",
            f("price"),
            f("limit"),
            reading(&f("reading").to_string()),
            if outcome == "marked" { "marked" } else { "not marked" }
        ),
        ("mark_removal", _) => {
            format!("item {subject}: price cut on {}, the mark ends on {}", f("price_cut_on"), f("mark_ends_on"))
        }
        ("entry", _) => format!(
            "item {subject}: the price {} is {} the {} that a new listing may ask",
            f("price"),
            if outcome == "entry_ok" { "within" } else { "above" },
            f("entry_cap")
        ),
        ("non_supply_cap", _) => {
            let current = w("current_price").map_or(String::new(), |price| format!(", asked now {price}"));
            let source = match outcome {
                "own" => "from its own price",
                "highest" => "the highest price",
                _ => "both prices are equal",
            };
            format!("item {subject}: cap {} ({source}){current}", f("cap"))
        }
        ("second_slot", _) => format!(
            "product {subject} ({}, {}) is {}; {} left",
            plain(f("role")),
            f("unit_price"),
            if outcome == "chosen" { "taken" } else { "not taken" },
            count(f("slots_left"), "slot")
        ),
        ("replace", "computed") => {
            format!("institution {subject}: {} bought of {} agreed before the default", f("purchased"), f("agreed"))
        }
        ("replace", _) => format!(
            "supplier {subject} ({}) takes {} at {}; {} left",
            plain(outcome),
            f("quantity"),
            f("price"),
            f("left")
        ),
        ("bar", _) => {
            let now = match (outcome, w("as_of")) {
                ("active", Some(day)) => format!(", in force on {day}"),
                (_, Some(day)) => format!(", not in force on {day}"),
                _ => String::new(),
            };
            format!("supplier {subject} is barred from {} to {}{now}", f("from"), f("until"))
        }
        ("disclosure", "complete" | "incomplete") => {
            format!(
                "record {subject}: {} of {} published, {} expired",
                f("published"),
                count(f("required"), "item"),
                f("expired")
            )
        }
        ("disclosure", _) => disclosed(step, subject, outcome),
        ("reconcile", "only_left") => format!("{subject} is on the left platform alone"),
        ("reconcile", "only_right") => format!("{subject} is on the right platform alone"),
        ("reconcile", _) => {
            let side = |name: &str| step.fact(name).map_or_else(|| "missing".to_owned(), |text| format!("\"{text}\""));
            format!("{subject}: {} is {} on the left, {} on the right", f("field"), side("left"), side("right"))
        }
        ("totals", _) => format!(
            "{subject}: total {}, sum of the parts {}: {}",
            f("total"),
            f("sum"),
            if outcome == "adds_up" { "adds up" } else { "does not add up" }
        ),
        ("central", _) => format!(
            "item {subject} ({}, value {}, threshold {}): {}",
            plain(f("reason")),
            f("value"),
            f("threshold"),
            plain(outcome)
        ),
        ("income_ratio", _) if subject == "previous" => match (w("previous_ratio"), w("fall")) {
            (Some(ratio), Some(fall)) => format!("drug income ratio before {ratio}, fall {fall}: {outcome}"),
            (Some(ratio), None) => format!("drug income ratio before {ratio}; now there is no medical income"),
            _ => "there was no medical income before".to_owned(),
        },
        ("income_ratio", _) => match (w("ratio"), w("limit")) {
            (Some(ratio), Some(limit)) => format!("drug income ratio {ratio}, limit {limit}: {}", plain(outcome)),
            (Some(ratio), None) => format!("drug income ratio {ratio}"),
            _ => "there is no medical income".to_owned(),
        },
        ("process_score", _) if step.fact("weight").is_none() => {
            let grade = if outcome == "computed" { String::new() } else { format!(", grade {outcome}") };
            format!("score {}{grade}", f("score"))
        }
        ("process_score", _) => format!(
            "link {subject}: score {}, weight {}{}",
            f("score"),
            f("weight"),
            if outcome == "weakest" { ": the weakest" } else { "" }
        ),
        ("shortage", "none") => match w("days_of_stock") {
            Some(days) => format!("product {subject}: {days} days of stock, nothing is wrong"),
            None => format!("product {subject}: nothing is wrong"),
        },
        ("shortage", "diverted") => {
            format!("product {subject}: {} was sold outside the agreed region, {} is allowed", f("value"), f("limit"))
        }
        ("shortage", _) => format!("product {subject}: {} ({}, limit {})", flag(outcome), f("value"), f("limit")),
        (clause, outcome) => format!("{clause}: {outcome}"),
    }
}

/// Words of the contract without their underscores.
fn plain(words: impl std::fmt::Display) -> String {
    words.to_string().replace('_', " ")
}

fn reading(word: &str) -> &'static str {
    match word {
        "either" => "the higher of two limits",
        _ => "the lower of two limits",
    }
}

fn flag(word: &str) -> &'static str {
    match word {
        "low_stock" => "too few days of stock",
        "hoarding" => "too many days of stock",
        "spike" => "use has jumped",
        _ => "capacity does not cover what is agreed",
    }
}

fn disclosed(step: &Step, item: &str, outcome: &str) -> String {
    let record = fact(step, "record");
    let due = word(step, "due_on").map_or(String::new(), |day| format!(", due on {day}"));
    match outcome {
        "missing" => format!("record {record}: {item} is not published{due}"),
        "expired" => format!("record {record}: {item} expired on {}", fact(step, "expires_on")),
        _ => format!("record {record}: {item} was published on {}{due}: late", fact(step, "published_on")),
    }
}
