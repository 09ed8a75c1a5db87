//! English sentences.

use crate::explain::Step;
use crate::sentence::{fact, short};

/// One sentence per clause and outcome.
pub(super) fn sentence(step: &Step) -> String {
    let f = |name: &str| short(fact(step, name));
    match step.clause_name() {
        "rounding" => {
            let (mode, decimals) = (mode(&f("mode")), f("decimals"));
            format!(
                "the exact value {} rounded {mode} to {decimals} decimals is {}",
                f("unrounded"),
                fact(step, "result")
            )
        }
        "listing-lowest" | "listing-representative" => listing(step),
        "own-representative" | "optional-representative" => ground(step),
        clause => {
            let what = difference(clause, step);
            match step.fact("price_after") {
                Some(_) => format!("{what}, giving {} yuan", f("price_after")),
                None => what,
            }
        }
    }
}

/// What differs, and what that does to the price.
fn difference(clause: &str, step: &Step) -> String {
    let f = |name: &str| short(fact(step, name));
    let effect = || match step.fact("difference") {
        Some(_) => format!("plus {} yuan", f("difference")),
        None => format!("times {}", f("factor")),
    };
    match clause {
        "form" => format!("another dosage form: {}", effect()),
        "sugar-free" => format!("with sugar and sugar-free: {}", effect()),
        "content" => format!("content ratio {} at base {}: {}", f("x"), f("base"), effect()),
        "fill" => format!("fill ratio {} at base {}: {}", f("x"), f("base"), effect()),
        "paediatric-small-spec" => {
            format!(
                "small paediatric specification, fill ratio {} at the content base {}: {}",
                f("x"),
                f("base"),
                effect()
            )
        }
        "injection-fill" | "large-volume-basis" => match step.fact("difference") {
            Some(_) => format!("another fill of an injection: {}", effect()),
            None => format!("fill ratio {} of injections, both within the fill that costs nothing extra", f("x")),
        },
        "daily-dose" => format!("ratio of days of treatment in a pack {}: {}", f("x"), effect()),
        "count" => match step.fact("base") {
            Some(_) => format!("count ratio {} at base {}: {}", f("x"), f("base"), effect()),
            None => format!("count ratio {}, in proportion: {}", f("x"), effect()),
        },
        "injection-floor" => "below the least price of an ampoule or vial: the least price holds".to_owned(),
        "small-spec-cap" => "the smaller specification costs no more than the larger one".to_owned(),
        "package-material" => format!("another packaging material: {}", effect()),
        "packaging-form" => format!("another packaging form: {}", effect()),
        other => format!("{other}: {}", step.outcome()),
    }
}

fn mode(word: &str) -> &'static str {
    match word {
        "half_even" => "half to even",
        "up" => "up",
        "down" => "down",
        _ => "half up",
    }
}

fn listing(step: &Step) -> String {
    let f = |name: &str| fact(step, name);
    match step.outcome() {
        "violation" => format!(
            "above the price {} that follows from {}; it may cost at most {}",
            f("limit"),
            f("base_id"),
            f("compliant_price")
        ),
        "compliant" => format!(
            "not above the differential limit {} (base {}); compliant price {}",
            f("limit"),
            f("base_id"),
            f("compliant_price")
        ),
        _ => {
            let because = match f("reason").to_string().as_str() {
                "separate_representative" => "it needs a representative of its own",
                _ => "the document does not say how to convert",
            };
            format!("not compared with {}: {because}", f("source"))
        }
    }
}

fn ground(step: &Step) -> String {
    let f = |name: &str| short(fact(step, name));
    match f("ground").as_str() {
        "wholly_different_indication" => {
            "same route and form, wholly different indication: a representative of its own is required".to_owned()
        }
        "children_only" => "explicitly for children only: a representative of its own is required".to_owned(),
        "content_multiple" => {
            let (x, multiple) = (f("x"), f("multiple"));
            format!("content ratio {x} reaches {multiple} or its inverse: a representative of its own is required")
        }
        "special_device" => {
            "a special device for self-administration: a representative of its own is permitted".to_owned()
        }
        "major_indication_change" => {
            "indication partly changed with major clinical effect: a representative of its own is permitted".to_owned()
        }
        "multi_dose_pack" => format!(
            "multi-dose pack at {}, not above single-dose packaging at {}: a representative of its own is permitted",
            f("candidate_price"),
            f("single_dose_price")
        ),
        other => format!("{other}: {}", step.outcome()),
    }
}
