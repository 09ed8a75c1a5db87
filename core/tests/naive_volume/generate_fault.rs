//! Faults put into requests that had none: one place of the input, or the reference to a rulebook.

use super::generate::put;
use super::spoil_book::spoil_book;
use crate::common::Rng;
use crate::common::faults::{Junk, References, repeat};
use serde_json::{Value, json};

/// Values that are wrong in most places, and a few that are right in some.
fn junk() -> Junk {
    Junk {
        numbers: vec![json!(0), json!(1), json!(-1), json!(1001), json!(10_000), json!(1.5), json!(u64::MAX), json!(7)],
        nested: vec![json!([]), json!({}), json!([5]), json!([{}]), json!([null]), json!({ "from": "1" })],
        words: &[
            "",
            "x",
            "ordinary",
            "restricted",
            "none",
            "own",
            "full",
            "regular",
            "no_volume",
            "revived_unshortlisted",
            "rule_1",
            "A",
            "C",
            "province",
            "other",
            "drug",
            "institution",
            "main_supplier",
        ],
        dates: &[
            "2021-02-29",
            "2021-2-1",
            "20210201",
            "2021-13-01",
            "2021-00-10",
            "2021-01-00",
            "2021-02-28T00:00:00",
            " 2021-02-28",
            "2021/02/28",
            "２０２１-02-28",
            "2019-01-01",
        ],
        decimals: &[
            "0",
            "0.00",
            "1",
            "1.01",
            "-1",
            "-0.000001",
            "+1",
            "1e3",
            "1.",
            ".5",
            "-",
            "1.0000000",
            "0.0000001",
            " 1",
            "1 ",
            "1,000",
            "１",
            "1000000000000",
            "-1000000000000",
            "100.000001",
            "999999999999.999999",
            "NaN",
            "0x10",
            "1_000",
        ],
        of: 9,
    }
}

/// Names of fields: of other functions and methods, and unknown ones.
const NAMES: [&str; 24] = [
    "winner",
    "a/b~c",
    "",
    "Drug",
    "kind",
    "share",
    "price",
    "rank",
    "route",
    "cut",
    "ceiling",
    "award_class",
    "volume_class",
    "stage",
    "reference_price",
    "choices",
    "main_supplier",
    "generic_quantity",
    "base_share",
    "rise_base",
    "ratio",
    "score",
    "price ",
    "rounding",
];

/// A field of another function, with a ratio or junk.
fn stranger(rng: &mut Rng, junk: &Junk) -> (&'static str, Value) {
    let name = rng.pick(&NAMES);
    (name, if rng.chance(50) { json!(rng.ratio()) } else { junk.value(rng) })
}

/// Gap fields that may stand where the rulebook sets the parameter.
const GIVEN: [(&str, &str); 15] = [
    ("report_floor", "0.9"),
    ("report_window", "[2024]"),
    ("deviation_up", "0.1"),
    ("deviation_down", "0.1"),
    ("share", "0.5"),
    ("cut_rounding", "floor"),
    ("unselected_released", "0.5"),
    ("no_volume_reports", "outside"),
    ("base_share", "0.5"),
    ("rise_base", "1"),
    ("max_non_winner_share", "0.3"),
    ("min_saving", "0.1"),
    ("ratio", "0.3"),
    ("unfinished_scope", "drug"),
    ("edges_inclusive", "true"),
];

/// One fault in the input.
pub(crate) fn spoil(rng: &mut Rng, request: &mut Value) {
    let input = &mut request["input"];
    match rng.below(20) {
        0..12 => junk().mutate(rng, input, &stranger),
        12..16 => {
            let (key, text) = rng.pick(&GIVEN);
            let value = serde_json::from_str(text).ok().filter(|value: &Value| !value.is_number());
            put(input.as_object_mut().unwrap(), key, value.unwrap_or(json!(text)));
        }
        16..19 => repeat(rng, input.as_object_mut().unwrap(), true),
        _ if rng.chance(50) => *input = junk().value(rng),
        _ => {
            request.as_object_mut().unwrap().shift_remove("input");
        }
    }
}

/// Puts a wrong reference in place of that to a rulebook, or a fault into a rulebook that is an object.
pub(crate) fn refer_wrongly(rng: &mut Rng, request: &mut Value) {
    let references = References {
        plain: json!({ "id": "my/plain", "area": "volume" }),
        bases: &["volume/cn-batch-06", "my/plain", "credit/cn-2025", "award/cn-batch-10", "generic"],
        ids: &["volume/cn-batch-06", "award/cn-batch-10", "cn-batch-10", "VOLUME/GENERIC", "volume", "my/first"],
    };
    references.refer_wrongly(rng, request, spoil_book);
}
