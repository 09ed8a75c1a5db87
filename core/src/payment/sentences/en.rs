//! English sentences.

use crate::explain::Step;
use crate::sentence::{fact, short};

/// One sentence per clause and outcome.
pub(super) fn sentence(step: &Step) -> String {
    let f = |name: &str| fact(step, name);
    if let Some(code) = step.clause_name().strip_prefix("bands.") {
        return band(step, code);
    }
    match (step.clause_name(), step.outcome()) {
        ("out-of-list", _) => "outside the catalogue: no standard, fully own-paid".to_owned(),
        ("national-standard", _) => format!("the national standard is {} yuan", f("ceiling")),
        ("ordinary", _) => {
            format!("an ordinary drug is paid up to the weighted mean {} of the listed ones", f("ceiling"))
        }
        ("winner", _) => format!("a winner: the standard is {} yuan", f("ceiling")),
        ("not-passed", _) => format!("not evaluated: the standard is at most the winning price {}", f("reference")),
        ("no-reference", "high_price_listed") => {
            "no winning price to compare with, on the list of high-priced drugs: no standard".to_owned()
        }
        ("no-reference", _) => "no winning price to compare with: no standard".to_owned(),
        ("within", _) => {
            format!("the price {} is not above the winning price {}, which is the standard", f("price"), f("reference"))
        }
        ("floor", _) => format!("{} would be below the winning price: raised to {}", f("ceiling"), f("reference")),
        ("actual-price", "limited") => {
            format!("the price {} is below the standard {}: settled on the price", f("price"), f("ceiling"))
        }
        ("actual-price", "at_ceiling") => format!("price {}, settled on the standard {}", f("price"), f("ceiling")),
        ("actual-price", _) => format!("no standard: settled on the price {}", f("price")),
        ("first-self-pay", "set") => format!("first self-pay is set to {}", short(f("rate"))),
        ("first-self-pay", "added") => format!("first self-pay is raised to {}", short(f("rate"))),
        ("first-self-pay", _) => format!("first self-pay is the product's own {}", short(f("rate"))),
        ("split", _) => format!(
            "{} divides into {} fully own-paid, {} above the standard, {} first self-pay, {} in scope",
            f("total"),
            f("fully_own"),
            f("above_standard"),
            f("first_self_pay"),
            f("in_scope")
        ),
        ("refund", _) => format!(
            "{} is given back from the stored split: {} fully own-paid, {} above the standard, {} first self-pay, {} in scope",
            f("total"),
            f("fully_own"),
            f("above_standard"),
            f("first_self_pay"),
            f("in_scope")
        ),
        ("settle", _) => format!(
            "of {} in scope {} is deductible; the fund pays {}, the patient {}",
            f("in_scope"),
            f("deductible"),
            f("fund"),
            f("patient")
        ),
        ("allocate", _) => format!("of {} the fund pays {}, the patient {}", f("total"), f("fund"), f("patient")),
        ("bid-entry", "raised") => {
            format!("the lowest quote {} is below the floor: the standard is {}", f("lowest_quote"), f("floor"))
        }
        ("bid-entry", _) => format!("the standard is the lowest quote {}", f("lowest_quote")),
        ("retail-cap", "capped") => format!("standard {}: a pharmacy may ask at most {}", f("standard"), f("cap")),
        ("retail-cap", _) => "the cap of pharmacies is not about this kind".to_owned(),
        (clause, outcome) => format!("{clause}: {outcome}"),
    }
}

fn band(step: &Step, code: &str) -> String {
    let f = |name: &str| fact(step, name);
    let year = step.fact("year").map_or(String::new(), |year| format!(" in year {year}"));
    match step.fact("ceiling") {
        Some(ceiling) => format!(
            "the price {} is above the winning price {}: band {code}{year}, the standard is {ceiling}",
            f("price"),
            f("reference")
        ),
        None => {
            let silent = step.fact("standard").is_some();
            let standard = if silent { "the document does not say the standard" } else { "there is no standard" };
            format!(
                "the price {} is above the winning price {}: band {code}{year}, {standard}",
                f("price"),
                f("reference")
            )
        }
    }
}
