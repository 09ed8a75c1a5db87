//! The vectors about sizes: too long to write by hand, so `spec-tests limits` writes them to `vectors/award-limits.json`.

use std::path::Path;

use serde_json::{Value, json};

/// The file that [`write()`] writes.
pub const FILE: &str = "award-limits.json";

/// A list may have this many elements.
const MOST: u32 = 1000;

/// Writes the vectors to a folder.
///
/// # Errors
///
/// The file cannot be written.
pub fn write(folder: &Path, say: &mut impl FnMut(&str)) -> std::io::Result<()> {
    let file = folder.join(FILE);
    std::fs::write(&file, text())?;
    say(&format!("written: {}", file.display()));
    Ok(())
}

/// The text of the file: one vector per line.
pub fn text() -> String {
    let lines: Vec<String> = refused().into_iter().chain(accepted()).map(|vector| vector.to_string()).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

/// One element too many: `limit_exceeded` at the list.
fn refused() -> Vec<Value> {
    let too_many = MOST + 1;
    let lots = |last: Value| {
        let lot = |i: u32| json!({ "lot": format!("l{i}"), "form": "other", "bids": [] });
        (1..=MOST).map(lot).chain([last]).collect::<Vec<_>>()
    };
    let last_lot = json!({ "lot": "last", "form": "other", "bids": [] });
    let long_lot = json!({ "lot": "long", "form": "other", "bids": bids(too_many) });
    let short_lot = json!({ "lot": "short", "form": "other", "bids": [] });
    [
        ("select", "bids", lot_of(too_many), "/input/bids"),
        ("select", "specs", json!({ "form": "other", "specs": specs(too_many), "bids": [] }), "/input/specs"),
        ("select", "want", json!({ "form": "other", "want": repeated("term", too_many), "bids": [] }), "/input/want"),
        ("select_round", "lots", json!({ "lots": lots(last_lot) }), "/input/lots"),
        ("select_round", "lot", json!({ "lots": [short_lot, long_lot] }), "/input/lots/1/bids"),
        ("assign_regions", "regions", json!({ "regions": names(too_many), "winners": [winner(1)] }), "/input/regions"),
        (
            "assign_regions",
            "winners",
            json!({ "regions": ["r1"], "winners": (1..=too_many).map(winner).collect::<Vec<_>>() }),
            "/input/winners",
        ),
        ("compare", "lot", json!({ "lot": lot_of(too_many), "against": ["award/cn-batch-09"] }), "/input/lot/bids"),
        (
            "compare",
            "against",
            json!({ "lot": lot_of(1), "against": repeated("award/cn-batch-09", too_many) }),
            "/input/against",
        ),
        ("what_if", "lot", json!({ "lot": lot_of(too_many), "bid": "b1", "max_price": "1" }), "/input/lot/bids"),
        ("contract_terms", "want", json!({ "winners": 1, "want": repeated("term", too_many) }), "/input/want"),
        (
            "group_bidders",
            "bidders",
            json!({ "liner_required": false, "bidders": (1..=too_many).map(bidder).collect::<Vec<_>>() }),
            "/input/bidders",
        ),
    ]
    .into_iter()
    .map(|(function, list, input, path)| {
        json!({
            "id": format!("award-limit-{}-{list}", function.replace('_', "-")),
            "function": format!("award.{function}"),
            "rulebook": if function == "group_bidders" { "award/cn-joints-2021" } else { "award/cn-batch-10" },
            "input": input,
            "expect_error": { "code": "limit_exceeded", "path": path },
            "source": "Interface, kinds: lists hold at most 1000 elements; here 1001",
            "kind": "invented",
        })
    })
    .collect()
}

/// Just as many as are allowed.
fn accepted() -> Vec<Value> {
    let bids: Vec<Value> =
        (1..=MOST).map(|i| json!({ "bid": format!("b{i}"), "price": format!("{}", i + 1000) })).collect();
    let select = json!({
        "id": "award-limit-select-allowed",
        "function": "award.select",
        "rulebook": "award/cn-batch-10",
        "input": { "form": "other", "bids": bids },
        "expect": { "bidders": 1000, "shortlist_limit": 10, "shortlisted": 10, "winners": 10, "spread_limit": "1801.8" },
        "source": "Interface, kinds: lists hold at most 1000 elements; prices 1001 to 2000, K = 10 from 16 bidders on, \
                   limit 1.8 times 1001",
        "kind": "invented",
    });
    let regions = json!({
        "id": "award-limit-assign-allowed",
        "function": "award.assign_regions",
        "rulebook": "award/cn-batch-10",
        "input": { "regions": names(MOST), "winners": [winner(1)] },
        "expect": { "winners": [{ "bid": "b1", "rank": 1, "primary": names(MOST) }] },
        "source": "Interface, kinds: lists hold at most 1000 elements; a single winner takes every region, in the order \
                   of the list",
        "kind": "invented",
    });
    vec![select, regions]
}

fn lot_of(count: u32) -> Value {
    json!({ "form": "other", "bids": bids(count) })
}

fn bids(count: u32) -> Vec<Value> {
    (1..=count).map(|i| json!({ "bid": format!("b{i}"), "price": "1" })).collect()
}

fn specs(count: u32) -> Vec<Value> {
    (1..=count).map(|i| json!({ "spec": format!("s{i}") })).collect()
}

fn winner(rank: u32) -> Value {
    json!({ "bid": format!("b{rank}"), "rank": rank })
}

fn bidder(number: u32) -> Value {
    json!({ "company": format!("c{number}"), "volume": "1", "supplies_all_regions": true })
}

fn names(count: u32) -> Vec<String> {
    (1..=count).map(|i| format!("r{i}")).collect()
}

fn repeated(word: &str, count: u32) -> Vec<&str> {
    (0..count).map(|_| word).collect()
}
