//! A naive reference model of area `award`: one obvious, slow function per rule, written from the rule text alone.
//!
//! It shares no code with the library: its own arithmetic (rationals of `num-rational`, roots by integer square roots),
//! its own reading of rulebooks and lots, its own order of steps. It handles valid requests only; the shape of requests
//! is tested elsewhere. The module names follow the rule numbers.

pub(crate) mod book;
pub(crate) mod case;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod generate;
pub(crate) mod generate_lot;
pub(crate) mod groups;
pub(crate) mod lot;
pub(crate) mod number;
pub(crate) mod output;
pub(crate) mod rank;
pub(crate) mod regions;
pub(crate) mod revival;
pub(crate) mod round;
pub(crate) mod row;
pub(crate) mod terms;
pub(crate) mod what_if;

use book::{Book, World};
use case::Case;
use serde_json::Value;

/// Why the model gives no value: an error code of the contract, and a word on the cause for whoever reads a mismatch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stop {
    pub(crate) code: &'static str,
    pub(crate) why: String,
}

/// What every rule gives back.
pub(crate) type Res<T> = Result<T, Stop>;

/// The answer `rule_gap`.
pub(crate) fn gap<T>(why: impl Into<String>) -> Res<T> {
    Err(Stop { code: "rule_gap", why: why.into() })
}

/// The answer `invalid_input`, for the facts that the rules themselves miss.
pub(crate) fn missing<T>(why: impl Into<String>) -> Res<T> {
    Err(Stop { code: "invalid_input", why: why.into() })
}

/// Answers one request under a resolved rulebook (an object with `id`, `parameters` and `gaps`).
pub(crate) fn answer(world: &World, function: &str, rulebook: &Value, input: &Value) -> Res<Value> {
    let book = Book::of(rulebook);
    match function {
        "award.select" => {
            book.whole()?;
            let mut case = Case::begin(&book, &lot::Lot::of(input), None)?;
            case.finish(&book)?;
            Ok(output::lot(&case, &book, false))
        }
        "award.select_round" => round::select_round(&book, input),
        "award.region_counts" => regions::counts(&book, input),
        "award.assign_regions" => regions::assign(&book, input),
        "award.group_bidders" => groups::group_bidders(&book, input),
        "award.contract_terms" => terms::contract_terms(&book, input),
        "award.compare" => compare::compare(world, &book, input),
        "award.what_if" => what_if::what_if(&book, input),
        other => Err(Stop { code: "unknown_function", why: other.to_owned() }),
    }
}
