//! The tables of *Built-in rulebooks* in a second writing: grades, ladders, kinds and the single parameters.

use super::book::{BUILT_IN, World};
use super::table_rows::{measures, measures_unset, repair};
use super::words::{BID_KINDS, BREACH_KINDS, MATTERS};
use crate::common::rulebooks::source;
use serde_json::{Map, Value, json};

fn number_of(ladder: &str, text: &str) -> Value {
    if ladder.ends_with("_months") { json!(text.parse::<i64>().unwrap()) } else { json!(text) }
}

/// `10000.00 [1.1] u`, `unset [-, 3] d`, `0.00 [3.1] d`; a dash for a rank without an edge.
fn edge(ladder: &str, rank: usize, cell: &str) -> Option<Value> {
    if cell == "-" {
        return None;
    }
    let mut edge = Map::new();
    edge.insert("rank".to_owned(), json!(rank));
    let mut words: Vec<&str> = cell.split(' ').collect();
    let letter = words.pop().unwrap().chars().next().unwrap();
    edge.insert("provenance".to_owned(), json!(source(letter)));
    if words[0] == "unset" {
        for (key, bound) in [("not_below", words[1]), ("not_above", words[2])] {
            let bound = bound.trim_matches(['[', ']', ',']);
            if bound != "-" {
                edge.insert(key.to_owned(), number_of(ladder, bound));
            }
        }
        words.drain(..3);
    } else {
        edge.insert("value".to_owned(), number_of(ladder, words.remove(0)));
    }
    if let Some(clause) = words.first() {
        edge.insert("clause".to_owned(), json!(clause.trim_matches(['[', ']'])));
    }
    Some(Value::Object(edge))
}

const LADDERS_2020: [(&str, &[&str]); 7] = [
    (
        "bribery_total",
        &["10000.00 [1.1] u", "unset [100000.00, 500000.00] [2.1] d", "500000.00 [3.1] o", "2000000.00 [4.1] o"],
    ),
    ("bribery_single", &["10000.00 [1.1] o", "100000.00 [2.1] o", "300000.00 [3.1] o", "2000000.00 [4.1] o"]),
    ("tax_total", &["100000.00 o", "unset [100000.00, 1000000.00] d", "1000000.00 [3.2] o", "10000000.00 [4.2] o"]),
    ("monopoly_months", &["unset [-, 3] d", "unset [-, 3] d", "3 [3.3] o", "unset [3, -] d"]),
    ("price_offence_months", &["unset [-, 3] d", "unset [-, 3] d", "3 [3.4] o", "unset [3, -] d"]),
    ("abnormal_price_months", &["unset [-, 12] d", "unset [-, 12] d", "12 [3.5] o", "unset [12, -] d"]),
    (
        "abnormal_price_sales",
        &["unset [-, 10000000.00] d", "unset [-, 10000000.00] d", "10000000.00 [3.5] o", "unset [10000000.00, -] d"],
    ),
];

const LADDERS_2025: [(&str, &[&str]); 6] = [
    ("bribery_total", &["10000.00 [1.1] o", "500000.00 [2.1] o", "1000000.00 [3.2] o"]),
    ("bribery_security", &["-", "-", "0.00 [3.1] d"]),
    ("tax_total", &["50000.00 [1.2] o", "500000.00 [2.2] o", "2500000.00 [3.3] o"]),
    ("monopoly_months", &["unset [-, -] [1.3] d", "unset [-, -] [2.3] d", "unset [-, -] [3.4] d"]),
    ("price_offence_months", &["unset [-, -] [1.4] d", "unset [-, -] [2.4] d", "unset [-, -] [3.5] d"]),
    ("abnormal_price_months", &["unset [-, -] d", "unset [-, -] d", "unset [-, -] d"]),
];

fn ladders(table: &[(&str, &[&str])]) -> Value {
    let ladder = |(name, cells): &(&str, &[&str])| {
        let edges: Vec<Value> = cells.iter().zip(1..).filter_map(|(cell, rank)| edge(name, rank, cell)).collect();
        ((*name).to_owned(), json!(edges))
    };
    Value::Object(table.iter().map(ladder).collect())
}

/// Grades from `code/level` with their Chinese names.
fn grades(list: &[(&str, usize, &str)]) -> Value {
    let grade = |(rank, grade): (usize, &(&str, usize, &str))| {
        let (code, level, zh) = grade;
        json!({ "code": code, "rank": rank, "level": level, "zh": zh })
    };
    list.iter().enumerate().map(grade).collect()
}

/// The evidence for each matter: codes j, p, a, r and the provenance.
fn evidence(list: [&str; 8]) -> Value {
    let admitted = |codes: &str| -> Vec<&str> {
        codes
            .chars()
            .map(|code| match code {
                'j' => "judgment",
                'p' => "penalty",
                'a' => "audit",
                'r' => "authority_record",
                other => panic!("no evidence {other}"),
            })
            .collect()
    };
    let entry = |(matter, cell): (&str, &str)| {
        let (codes, letter) = cell.split_once(' ').unwrap();
        let letter = letter.chars().next().unwrap();
        json!({ "matter": matter, "admitted": admitted(codes), "provenance": source(letter) })
    };
    MATTERS.into_iter().zip(list).map(entry).collect()
}

/// A rank, or an interval `[a, b]`, with the provenance.
fn kind(matter: &str, kind: &str, cell: (Option<i64>, [i64; 2], char)) -> Value {
    let (rank, [low, high], letter) = cell;
    match rank {
        Some(rank) => json!({ "matter": matter, "kind": kind, "rank": rank, "provenance": source(letter) }),
        None => json!({
            "matter": matter, "kind": kind, "not_below": low, "not_above": high, "provenance": source(letter),
        }),
    }
}

fn kinds(cells: [(Option<i64>, [i64; 2], char); 10]) -> Value {
    let names = [("obstruction", "any")]
        .into_iter()
        .chain(BID_KINDS.map(|name| ("bid_misconduct", name)))
        .chain(BREACH_KINDS.map(|name| ("breach", name)));
    names.zip(cells).map(|((matter, name), cell)| kind(matter, name, cell)).collect()
}

fn targets(list: &[(usize, &[&str], char)]) -> Value {
    let entry = |entry: &(usize, &[&str], char)| {
        let (rank, targets, letter) = entry;
        json!({ "rank": rank, "targets": targets, "provenance": source(*letter) })
    };
    list.iter().map(entry).collect()
}

/// Clauses of a matter, and the source of the whole table.
fn clauses(complete: bool, list: &[(&str, &[&str])], letter: char) -> Value {
    let mut items: Vec<Value> = list
        .iter()
        .flat_map(|(matter, clauses)| clauses.iter().map(move |clause| json!({ "clause": clause, "matter": matter })))
        .collect();
    items.sort_by_key(|item| item["clause"].to_string());
    json!({ "complete": complete, "items": items, "provenance": source(letter) })
}

const PUBLIC: [&str; 2] = ["public_institution", "designated_private_institution"];
const WITH_PRIVATE: [&str; 3] = ["public_institution", "designated_private_institution", "other_private_institution"];
const WITH_BODY: [&str; 4] =
    ["public_institution", "designated_private_institution", "other_private_institution", "procurement_body"];

fn cn_2020() -> Value {
    let open = (None, [0, 4], 'd');
    let mut collusion_2020 = [open; 10];
    collusion_2020[1] = (None, [3, 4], 'd');
    collusion_2020[6] = (Some(3), [0, 0], 'd');
    json!({
        "grades": grades(&[
            ("none", 0, "无"), ("general", 1, "一般"), ("medium", 1, "中等"), ("severe", 2, "严重"),
            ("especially_severe", 3, "特别严重"),
        ]),
        "clauses": clauses(false, &[
            ("bribery", &["1.1", "2.1", "3.1", "4.1"]), ("tax", &["3.2", "4.2"]), ("monopoly", &["3.3"]),
            ("price_offence", &["3.4"]), ("abnormal_price", &["3.5"]), ("bid_misconduct", &["3.6"]),
        ], 'd'),
        "evidence": evidence(["jp o", "jp o", "jp o", "jp o", "jpr d", "jpr d", "jpr d", "jpr d"]),
        "own_province_only": { "value": true, "provenance": "official" },
        "lookback": { "years": 3, "basis": "effective_on", "provenance": "derived" },
        "bribery_targets": targets(&[
            (1, &WITH_BODY, 'd'), (2, &WITH_BODY, 'd'), (3, &WITH_BODY, 'o'), (4, &WITH_BODY, 'd'),
        ]),
        "ladders": ladders(&LADDERS_2020),
        "kinds": kinds(collusion_2020),
        "measures": measures("2020"),
        "measures_unset": measures_unset("2020"),
        "commitment_missing": { "limits": ["listing", "bidding"], "provenance": "official" },
    })
}

fn cn_2025() -> Value {
    let (open, no_top) = ((None, [0, 3], 'd'), (None, [0, 2], 'o'));
    let mut cells = [open; 10];
    cells[0] = no_top;
    cells[3] = (Some(3), [0, 0], 'o');
    cells[6..].fill(no_top);
    let mut kinds = kinds(cells);
    kinds[3]["clause"] = json!("3.6");
    json!({
        "grades": grades(&[
            ("none", 0, "无"), ("dishonest", 1, "失信"), ("severely_dishonest", 2, "严重失信"),
            ("especially_severely_dishonest", 3, "特别严重失信"),
        ]),
        "clauses": clauses(true, &[
            ("bribery", &["1.1", "2.1", "3.1", "3.2"]), ("tax", &["1.2", "2.2", "3.3"]),
            ("monopoly", &["1.3", "2.3", "3.4"]), ("price_offence", &["1.4", "2.4", "3.5"]),
            ("obstruction", &["1.5", "2.5"]), ("bid_misconduct", &["1.6", "1.7", "2.6", "2.7", "3.6"]),
            ("breach", &["1.8", "2.8"]),
        ], 'o'),
        "evidence": evidence(["jpa o", "jp o", "jp o", "jp o", "jpr d", "jpr d", "jpar d", "jpr d"]),
        "own_province_only": { "value": true, "provenance": "derived" },
        "lookback": { "not_below_years": 3, "basis": "effective_on", "provenance": "derived" },
        "bribery_targets": targets(&[(1, &PUBLIC, 'o'), (2, &WITH_PRIVATE, 'o'), (3, &WITH_PRIVATE, 'o')]),
        "ladders": ladders(&LADDERS_2025),
        "kinds": kinds,
        "measures": measures("2025"),
        "measures_unset": measures_unset("2025"),
        "repair": repair(),
        "commitment_missing": { "limits": ["listing", "bidding"], "provenance": "official" },
    })
}

fn cn_vbp_bar() -> Value {
    json!({ "bar_months": [
        { "cooperated": true, "months": 6, "provenance": "secondary" },
        { "cooperated": false, "months": 18, "provenance": "unverified" },
    ] })
}

/// The built-in rulebooks as the tables have them: area, dates and parameters.
pub(crate) fn table(id: &str) -> Value {
    let (area, from, until, parameters) = match id {
        "credit/cn-2020" => ("credit", "2020-08-28", Some("2025-06-30"), cn_2020()),
        "credit/cn-2025" => ("credit", "2025-07-01", None, cn_2025()),
        _ => ("credit_bar", "2024-08-21", None, cn_vbp_bar()),
    };
    json!({
        "id": id, "area": area, "jurisdiction": "100000", "effective_from": from, "effective_until": until,
        "parameters": parameters,
    })
}

/// Leaves out what the tables do not say; counts citations that are empty or not there.
fn without_citations(value: &Value, at: &str, missing: &mut Vec<String>) -> Value {
    match value {
        Value::Object(object) => {
            let cited = object.get("citation").and_then(Value::as_str).is_some_and(|text| !text.is_empty());
            if object.contains_key("provenance") && !cited {
                missing.push(format!("{at}: no citation"));
            }
            let member = |(key, value): (&String, &Value)| {
                (key.clone(), without_citations(value, &format!("{at}/{key}"), missing))
            };
            let mut members: Vec<(String, Value)> =
                object.iter().filter(|(key, _)| *key != "citation").map(member).collect();
            members.sort_by(|one, other| one.0.cmp(&other.0));
            Value::Object(members.into_iter().collect())
        }
        Value::Array(list) => {
            list.iter().enumerate().map(|(i, value)| without_citations(value, &format!("{at}/{i}"), missing)).collect()
        }
        other => other.clone(),
    }
}

/// Rows of one cell keep their order; the order of the cells is free.
fn by_cell(parameters: &mut Value) {
    if let Some(rows) = parameters.get_mut("measures").and_then(Value::as_array_mut) {
        rows.sort_by_key(|row| (row["role"].to_string(), row["rank"].as_i64()));
    }
    if let Some(items) = parameters.get_mut("repair").and_then(|repair| repair["items"].as_array_mut()) {
        items.sort_by_key(|item| (item["matter"].to_string(), item["rank"].as_i64()));
    }
    if let Some(items) = parameters.get_mut("clauses").and_then(|clauses| clauses["items"].as_array_mut()) {
        items.sort_by_key(|item| item["clause"].to_string());
    }
}

/// Where the library's rulebooks differ from the tables.
pub(crate) fn differences(world: &World) -> Vec<String> {
    let mut wrongs = Vec::new();
    for id in BUILT_IN {
        let (shown, table) = (&world.objects[id], table(id));
        for key in ["id", "area", "jurisdiction", "effective_from", "effective_until"] {
            if shown.get(key).unwrap_or(&Value::Null) != &table[key] {
                wrongs.push(format!("{id}/{key}: {} in the library, {} in the table", shown[key], table[key]));
            }
        }
        for key in ["title", "document"] {
            if shown[key].as_str().is_none_or(str::is_empty) {
                wrongs.push(format!("{id}/{key} is not there"));
            }
        }
        let mut given = without_citations(&shown["parameters"], id, &mut wrongs);
        let mut expected = without_citations(&table["parameters"], id, &mut Vec::new());
        by_cell(&mut given);
        by_cell(&mut expected);
        wrongs.extend(crate::common::difference(&given, &expected, id, |_, _, _| false));
    }
    wrongs
}
