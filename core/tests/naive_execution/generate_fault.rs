//! Faults put into requests that had none: one place of the input, or the reference to a rulebook.

use super::fields::gaps;
use super::generate::put;
use super::generate_book::value;
use super::spoil_book::spoil_book;
use crate::common::Rng;
use crate::common::faults::{Junk, References, repeat};
use serde_json::{Value, json};

/// Values that are wrong in most places, and a few that are right in some.
fn junk() -> Junk {
    Junk {
        numbers: vec![
            json!(0),
            json!(1),
            json!(-1),
            json!(121),
            json!(3661),
            json!(1_000_000_001_i64),
            json!(1.5),
            json!(u64::MAX),
            json!(7),
        ],
        nested: vec![json!([]), json!({}), json!([5]), json!([{}]), json!([null]), json!({ "from": "1" })],
        words: &[
            "",
            "x",
            "ordinary",
            "urgent",
            "none",
            "drug",
            "pooled",
            "vbp",
            "fund",
            "firm",
            "clear",
            "alert",
            "decision",
            "evaluated",
            "winner_not_supplying",
            "either",
            "main_winner",
            "completion",
            "warning",
            "shortage",
            "key_monitored",
            "duties",
        ],
        dates: &[
            "2025-02-29",
            "2025-2-1",
            "20250201",
            "2025-13-01",
            "2025-00-10",
            "2025-01-00",
            "2025-02-28T00:00",
            "2025-02-28T24:00",
            "2025-02-28T23:60",
            "2025-02-28T00:00:00",
            " 2025-02-28",
            "2025/02/28",
            "２０２５-02-28",
            "1899-12-31",
            "3000-01-01",
            "2999-12-31",
            "1900-01-01",
            "2025-02",
            "2025-13",
        ],
        decimals: &[
            "0",
            "0.00",
            "1",
            "1.01",
            "-1",
            "-0.0000000001",
            "+1",
            "1e3",
            "1.",
            ".5",
            "-",
            "1.00000000000",
            "0.00000000001",
            " 1",
            "1 ",
            "1,000",
            "１",
            "1000000000000000",
            "-1000000000000000",
            "0000000000000000001",
            "999999999999999.9999999999",
            "NaN",
            "0x10",
            "1_000",
        ],
        of: 9,
    }
}

/// Names of fields: of other functions, and unknown ones.
const NAMES: [&str; 22] = [
    "winner_shares",
    "a/b~c",
    "",
    "As_of",
    "kind",
    "price",
    "deadline",
    "decision",
    "limit",
    "exception",
    "required_winner_share",
    "ratio",
    "until",
    "months",
    "day",
    "days",
    "start_on",
    "lowest_renewal_price",
    "consistency",
    "checklist",
    "required",
    "delivered_at",
];

/// A field of another function, with a ratio or junk.
fn stranger(rng: &mut Rng, junk: &Junk) -> (&'static str, Value) {
    let name = rng.pick(&NAMES);
    (name, if rng.chance(50) { json!(rng.ratio()) } else { junk.value(rng) })
}

/// One fault in the input.
pub(crate) fn spoil(rng: &mut Rng, request: &mut Value) {
    let function = request["function"].as_str().unwrap().trim_start_matches("execution.").to_owned();
    let input = &mut request["input"];
    match rng.below(20) {
        0..13 => junk().mutate(rng, input, &stranger),
        13..16 => {
            let party = input.get("party").and_then(Value::as_str).unwrap_or("firm").to_owned();
            let fields = gaps(&function, &party);
            if !fields.is_empty() {
                let (field, parameter) = rng.pick(&fields);
                let value = value(rng, &parameter);
                put(input.as_object_mut().unwrap(), field, value);
            }
        }
        16..19 => repeat(rng, input.as_object_mut().unwrap(), false),
        _ if rng.chance(50) => *input = junk().value(rng),
        _ => {
            request.as_object_mut().unwrap().shift_remove("input");
        }
    }
}

/// Puts a wrong reference in place of that to a rulebook, or a fault into a rulebook that is an object.
pub(crate) fn refer_wrongly(rng: &mut Rng, request: &mut Value) {
    let references = References {
        plain: json!({
            "id": "my/plain", "area": "execution", "jurisdiction": "1", "title": "t", "document": "d",
            "effective_from": "2025-01-01", "parameters": {},
        }),
        bases: &["execution/zhejiang", "my/plain", "volume/generic", "zhejiang-2025"],
        ids: &["execution/cn-batch-11", "award/cn-batch-10", "cn-batch-10", "EXECUTION/CN-BATCH-10", "execution"],
    };
    references.refer_wrongly(rng, request, spoil_book);
}
