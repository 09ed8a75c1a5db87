//! English sentences.

use super::{bounds, family, word};
use crate::explain::Step;
use crate::sentence::{count, fact};

/// One sentence per clause and outcome.
pub(super) fn sentence(step: &Step) -> String {
    let f = |name: &str| fact(step, name);
    let subject = step.subject_id().map_or("", |id| id.as_str());
    let outcome = step.outcome();
    match (family(step), step.subject_kind) {
        ("dropped", _) => format!("fact {} of case {subject} does not count: {}", f("fact"), dropped(outcome)),
        ("ladder", _) => ladder(step, subject),
        ("kinds", _) => kinds(step, subject),
        ("clauses", _) => {
            format!("case {subject}: the decision names clause {}, which is grade {}", f("number"), grade(outcome))
        }
        ("grade", "case") => nothing(step, subject),
        ("grade", _) if step.fact("first").is_some() => format!(
            "{subject}: level {} under {}, level {} under {}, {}",
            f("first_level").to_string().replace("..", " to "),
            f("first"),
            f("second_level").to_string().replace("..", " to "),
            f("second"),
            change(outcome)
        ),
        ("grade", _) => {
            let gaps = word(step, "gaps").map_or(String::new(), |gaps| format!("; not published: {gaps}"));
            if outcome == "none" {
                return format!(
                    "{subject} has no grade in {} on {} under {}",
                    f("province"),
                    f("graded_on"),
                    f("rulebook")
                );
            }
            format!(
                "{subject}: grade {} in {} on {} under {}{gaps}",
                grade(outcome),
                f("province"),
                f("graded_on"),
                f("rulebook")
            )
        }
        ("measures", "grade") if step.clause_name() == "measures" => match outcome {
            "complete" => {
                format!("grade {} brings {} for a {}", plain(subject), count(f("measures"), "measure"), f("role"))
            }
            _ => format!("what grade {} brings for a {} is not published", plain(subject), f("role")),
        },
        ("measures", "grade") => format!(
            "grade {} brings {} for {}, {}, {}{} ({})",
            plain(subject),
            measure_name(&f("measure").to_string()),
            scope(&f("scope").to_string()),
            area(&f("area").to_string()),
            length(step, outcome),
            days(step),
            f("provenance")
        ),
        ("repair", "step") => format!("step {} is {outcome} ({})", plain(subject), f("provenance")),
        ("repair", _) => match outcome {
            "cleared" => format!("the grade {} is cleared on {}", plain(subject), f("as_of")),
            "lapsed" => {
                format!("the grade {} has lapsed by {}: there is nothing to correct", plain(subject), f("as_of"))
            }
            "missing_steps" => format!("the grade {} stays: missing are {}", plain(subject), plain(f("missing"))),
            _ => format!("which steps clear {} is not published", plain(f("matter"))),
        },
        ("live", _) => format!("record {subject} plays no part: {}", not_live(step, outcome)),
        ("measures" | "own_measure", _) => measure(step, subject),
        ("national", _) => {
            let provinces = count(f("provinces"), "province");
            format!("{subject}: worst level {outcome} on {}, live grades in {provinces}", f("as_of"))
        }
        ("commitment_missing", _) => {
            format!("{subject} did not submit its commitment: {} is limited ({})", f("action"), f("provenance"))
        }
        ("national_bar", _) => format!(
            "{subject} is on the violation list from {} to {}: no bids in national procurement",
            f("first_day"),
            f("last_day")
        ),
        ("supplier_status", _) => format!(
            "{subject} with product {} in {} on {}: listing {}, bidding {}, delivery {}",
            f("product"),
            f("province"),
            f("on"),
            plain(f("listing")),
            plain(f("bidding")),
            plain(f("delivery"))
        ),
        ("bar_months" | "bar", "entry") => format!(
            "entry {subject} runs from {} to {} and is {} ({})",
            f("first_day"),
            f("last_day"),
            plain(outcome),
            word(step, "provenance").unwrap_or_else(|| "last day stated".to_owned())
        ),
        ("bar", _) if outcome == "barred" => {
            format!("{subject} is barred from national procurement on {}, free from {}", f("on"), f("free_from"))
        }
        ("bar", _) => format!("{subject} is not barred from national procurement on {}", f("on")),
        ("default_rulebook", _) => {
            let asked = word(step, "label").or_else(|| word(step, "graded_on")).unwrap_or_default();
            let certain = if outcome == "certain" { "" } else { ", but provinces used both versions then" };
            format!("{asked} belongs to {subject}{certain}")
        }
        (clause, _) => format!("{clause}: {outcome}"),
    }
}

/// A word of the contract without its underscores.
fn plain(word: impl std::fmt::Display) -> String {
    word.to_string().replace('_', " ")
}

fn measure_name(word: &str) -> &'static str {
    match word {
        "written_reminder" => "a written reminder",
        "risk_label" => "a label of risk",
        "limit_vbp" => "limits in volume-based procurement",
        "limit_listing_by_price_bid" => "limits on listing by price bids",
        "limit_or_suspend_listing" => "listing limited or suspended",
        "limit_or_suspend_bidding" => "bidding limited or suspended",
        "limit_or_suspend_delivery" => "delivery limited or suspended",
        "suspend_listing" => "listing suspended",
        "suspend_bidding" => "bidding suspended",
        _ => "delivery suspended",
    }
}

fn grade(outcome: &str) -> String {
    match outcome.split_once("..") {
        Some((min, max)) => format!("{} to {}", plain(min), plain(max)),
        None => plain(outcome),
    }
}

fn dropped(reason: &str) -> &str {
    match reason {
        "other_firm" => "another firm was held responsible",
        "other_province" => "the conduct was in another province",
        "revoked" => "the case was revoked",
        "not_yet_effective" => "the case was not yet in force",
        "matter_not_listed" => "the rulebook does not know the matter",
        "evidence_not_admitted" => "the evidence is not admitted for the matter",
        "outside_window" => "the case is older than the look-back",
        "target_not_covered" => "bribes to this target are not covered",
        "side_not_covered" => "the firm issued the invoices, only receiving them counts",
        "explained" => "the firm explained the price",
        other => other,
    }
}

/// What was compared: "the sum 880000.00 to 889999.99 yuan".
fn value(step: &Step, prefix: &str) -> String {
    let named = |name: &str| word(step, &format!("{prefix}{name}"));
    let test = named("test").unwrap_or_default();
    let name = match test.as_str() {
        "total" => "the sum",
        "single" => "the largest single bribe",
        "security" => "the sum to procurement bodies and security departments",
        "sales" => "the sales",
        _ => {
            return match (word(step, "effective_on"), word(step, "until")) {
                (Some(from), Some(until)) => format!("the high price until {until} (penalty in force on {from})"),
                (None, Some(until)) => format!("the abnormal price from {} to {until}", fact(step, "from")),
                _ => "a price that ended with the penalty".to_owned(),
            };
        }
    };
    match (named("at_least"), named("at_most")) {
        (Some(least), Some(most)) if least == most => format!("{name} of {least} yuan"),
        (Some(least), Some(most)) => format!("{name} of {least} to {most} yuan"),
        (Some(least), None) => format!("{name} of {least} yuan or more"),
        _ => name.to_owned(),
    }
}

/// A threshold with its clause, and whether it is official.
fn threshold(step: &Step, prefix: &str) -> Option<String> {
    let named = |name: &str| word(step, &format!("{prefix}{name}"));
    let threshold = named("threshold")?;
    let unit = if step.fact("at_least").is_some() { "yuan" } else { "months" };
    let clause =
        named("number").map_or("a clause without a published number".to_owned(), |number| format!("clause {number}"));
    let provenance = named("provenance").unwrap_or_default();
    Some(match bounds(&threshold) {
        Some((None, None)) => format!("the unpublished threshold of {clause} (no bounds known, {provenance})"),
        Some((Some(below), None)) => {
            format!("the unpublished threshold of {clause} (not below {below} {unit}, {provenance} bound)")
        }
        Some((None, Some(above))) => {
            format!("the unpublished threshold of {clause} (not above {above} {unit}, {provenance} bound)")
        }
        Some((Some(below), Some(above))) => {
            format!("the unpublished threshold of {clause} (between {below} and {above} {unit}, {provenance} bounds)")
        }
        None => format!("the threshold {threshold} {unit} of {clause} ({provenance})"),
    })
}

fn ladder(step: &Step, case: &str) -> String {
    let outcome = step.outcome();
    let matter = plain(fact(step, "matter"));
    let verb = if word(step, "reaches").as_deref() == Some("possibly") { "may reach" } else { "reaches" };
    let mut text =
        format!("{matter} in case {case}: {} {verb} {}", value(step, ""), threshold(step, "").unwrap_or_default());
    if let Some(open) = threshold(step, "open_") {
        let value = step.fact("open_test").map_or(String::new(), |_| format!("{} ", value(step, "open_")));
        text.push_str(&format!(" and {value}may reach {open}"));
    }
    if let Some(next) = threshold(step, "next_") {
        text.push_str(&format!(", not {next}"));
    }
    text.push_str(&format!(": grade {}", grade(outcome)));
    lookback(step, text)
}

fn lookback(step: &Step, mut text: String) -> String {
    if step.fact("lookback").is_some() {
        text.push_str("; whether the case is too old is not published");
    }
    text
}

fn kinds(step: &Step, case: &str) -> String {
    let f = |name: &str| fact(step, name);
    let published = match word(step, "published").as_deref() {
        Some("yes") => "",
        _ => ": the grade is not published",
    };
    let number = word(step, "number").map_or(String::new(), |number| format!(" of clause {number}"));
    let text = format!(
        "{} in case {case}, {}{number}{published} ({}{}): grade {}",
        plain(f("matter")),
        plain(f("kind")),
        f("provenance"),
        if published.is_empty() { "" } else { " bounds" },
        grade(step.outcome())
    );
    lookback(step, text)
}

fn nothing(step: &Step, case: &str) -> String {
    let matter = plain(fact(step, "matter"));
    let next =
        threshold(step, "next_").map_or(String::new(), |next| format!(": {} does not reach {next}", value(step, "")));
    lookback(step, format!("{matter} in case {case} gives no grade{next}"))
}

fn change(outcome: &str) -> &'static str {
    match outcome {
        "harsher" => "the second is harsher",
        "milder" => "the second is milder",
        "same" => "the same",
        _ => "which is harsher is not known",
    }
}

fn scope(scope: &str) -> &'static str {
    match scope {
        "firm" => "the firm",
        "involved_products" => "the involved products",
        _ => "all products",
    }
}

fn area(area: &str) -> &'static str {
    if area == "all_provinces" { "in all provinces" } else { "in the grading province" }
}

fn length(step: &Step, outcome: &str) -> String {
    match outcome {
        "years" => format!("for {}", count(fact(step, "years"), "year")),
        "one_off" => "once".to_owned(),
        "until_cleared" => "until cleared".to_owned(),
        _ => "for a time that is not published".to_owned(),
    }
}

fn days(step: &Step) -> String {
    match (word(step, "first_day"), word(step, "last_day")) {
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        (Some(first), None) => format!(", from {first}"),
        _ => String::new(),
    }
}

fn not_live(step: &Step, outcome: &str) -> String {
    let f = |name: &str| fact(step, name);
    match outcome {
        "other_firm" => "it is about another firm".to_owned(),
        "other_role" => "it is about the firm in another role".to_owned(),
        "revoked" => "it was revoked".to_owned(),
        "no_grade" => "it gives no grade".to_owned(),
        "not_started" => format!("it starts on {}", f("start_on")),
        "cleared" => format!("it was cleared on {}", f("cleared_on")),
        _ => format!("it ended on {}", f("last_day")),
    }
}

fn measure(step: &Step, record: &str) -> String {
    let f = |name: &str| fact(step, name);
    if step.fact("scope").is_none() {
        return format!(
            "record {record}, graded in {}: {} for {} in all provinces",
            f("graded_in"),
            measure_name(&f("measure").to_string()),
            scope(step.outcome())
        );
    }
    let source = word(step, "provenance").unwrap_or_else(|| "decided for this record".to_owned());
    let origin = format!("record {record}, graded {} in {}", plain(f("grade")), f("graded_in"));
    let what = format!(
        "{} for {} {}",
        measure_name(&f("measure").to_string()),
        scope(&f("scope").to_string()),
        area(&f("area").to_string())
    );
    match word(step, "why").as_deref() {
        None => format!("{origin}: the firm carries a label of risk ({source})"),
        Some("products_unknown") => {
            format!(
                "{origin}: {what}{}, but the involved products are not known: {} is undetermined ({source})",
                days(step),
                f("action")
            )
        }
        Some("rule_not_published") => format!(
            "{origin}: what the grade brings is not published; the next grade brings {what}: {} is undetermined ({source})",
            f("action")
        ),
        Some(_) => format!("{origin}: {what}{} ({source})", days(step)),
    }
}
