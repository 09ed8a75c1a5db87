//! *Shape of a rulebook object*: what a rulebook may say. Every breach is the same error, so each function says only
//! whether there is one.

use super::book::Book;
use super::words::{
    ACTIONS, AREAS, EVIDENCE, LADDERS, LENGTHS, MATTERS, MEASURES, PROVENANCES, ROLES, SCOPES, STEPS, TARGETS, kinds,
};
use super::{date, money};
use serde_json::{Map, Value};

const NEEDED: [&str; 6] = ["id", "area", "jurisdiction", "title", "document", "effective_from"];

/// The head: complete, or only an id where another rulebook is extended.
pub(crate) fn head(object: &Map<String, Value>, area: &str) -> bool {
    let sound = object.iter().all(|(key, value)| match key.as_str() {
        "id" | "extends" => value.as_str().is_some_and(|id| !id.is_empty()),
        "area" => value == area,
        "jurisdiction" | "title" | "title_zh" | "document" | "issuer" => value.is_string(),
        "effective_from" | "effective_until" => value.as_str().is_some_and(|text| date::read(text).is_some()),
        "members" => value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
        "remove" => {
            object.contains_key("extends") && value.as_array().is_some_and(|list| list.iter().all(Value::is_string))
        }
        "parameters" => value.is_object(),
        _ => false,
    });
    let needed: &[&str] = if object.contains_key("extends") { &["id"] } else { &NEEDED };
    sound && needed.iter().all(|key| object.contains_key(*key))
}

const PARAMETERS: [&str; 11] = [
    "grades",
    "clauses",
    "evidence",
    "own_province_only",
    "lookback",
    "bribery_targets",
    "ladders",
    "kinds",
    "measures",
    "measures_unset",
    "commitment_missing",
];

/// The parameters, inherited ones among them.
pub(crate) fn parameters(book: &Book, area: &str) -> bool {
    if area == "credit_bar" {
        return book.parameters.keys().all(|name| name == "bar_months") && bar_months(book.get("bar_months"));
    }
    let known = |name: &String| name == "repair" || PARAMETERS.contains(&name.as_str());
    if !book.parameters.keys().all(known) || !PARAMETERS.iter().all(|name| book.parameters.contains_key(*name)) {
        return false;
    }
    let Some(grades) = book.get("grades").as_array().filter(|list| !list.is_empty()) else { return false };
    let top = i64::try_from(grades.len()).unwrap() - 1;
    grades.iter().enumerate().all(|(rank, value)| grade(rank, value))
        && clauses(book.get("clauses"))
        && all(book.get("evidence"), evidence)
        && entry(book.get("own_province_only"), &["value"], &[])
        && book.get("own_province_only")["value"].is_boolean()
        && lookback(book.get("lookback"))
        && all(book.get("bribery_targets"), |value| targets(value, top))
        && ladders(book.get("ladders"), top)
        && all(book.get("kinds"), |value| kind(value, top))
        && all(book.get("measures"), |value| measure(value, top))
        && all(book.get("measures_unset"), |value| unset_cell(value, top))
        && (book.get("repair").is_null() && !book.parameters.contains_key("repair") || repair(book.get("repair"), top))
        && entry(book.get("commitment_missing"), &["limits"], &[])
        && words(&book.get("commitment_missing")["limits"], &ACTIONS)
}

/// A list whose elements are all sound.
fn all(value: &Value, sound: impl Fn(&Value) -> bool) -> bool {
    value.as_array().is_some_and(|list| list.iter().all(sound))
}

/// A list of words.
fn words(value: &Value, known: &[&str]) -> bool {
    all(value, |value| word(value, known))
}

fn word(value: &Value, known: &[&str]) -> bool {
    known.iter().any(|word| value == word)
}

/// An object that has all of the keys `must` and besides them only some of `may`.
fn object(value: &Value, must: &[&str], may: &[&str]) -> bool {
    value.as_object().is_some_and(|object| {
        must.iter().all(|key| object.contains_key(*key))
            && object.keys().all(|key| must.contains(&key.as_str()) || may.contains(&key.as_str()))
    })
}

/// The same, where the entry may also carry its source.
fn entry(value: &Value, must: &[&str], may: &[&str]) -> bool {
    let may: Vec<&str> = may.iter().chain(&["provenance", "citation"]).copied().collect();
    object(value, must, &may)
        && value.get("provenance").is_none_or(|provenance| word(provenance, &PROVENANCES))
        && value.get("citation").is_none_or(Value::is_string)
}

/// A whole number between two limits.
fn integer(value: &Value, least: i64, most: i64) -> bool {
    value.as_i64().is_some_and(|number| (least..=most).contains(&number))
}

/// No rulebook of the tests has a longer time; the text has no limit.
const LONGEST: i64 = 1_000_000_000;

fn grade(rank: usize, value: &Value) -> bool {
    object(value, &["code", "rank", "level", "zh"], &[])
        && value["code"].as_str().is_some_and(|code| !code.is_empty())
        && value["rank"] == rank
        && integer(&value["level"], 0, 3)
        && value["zh"].is_string()
}

/// `<rank>.<number>` of rule 11; the two numbers.
pub(crate) fn clause_number(text: &str) -> Option<(i64, i64)> {
    let (rank, number) = text.split_once('.')?;
    let whole = |part: &str| {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit()) && !part.starts_with('0');
        if digits { part.parse::<i64>().ok() } else { None }
    };
    let (rank, number) = (whole(rank)?, whole(number)?);
    (number <= 99).then_some((rank, number))
}

fn is_clause(value: &Value) -> bool {
    value.as_str().is_some_and(|text| clause_number(text).is_some())
}

fn clauses(value: &Value) -> bool {
    let item = |item: &Value| {
        object(item, &["clause", "matter"], &[]) && is_clause(&item["clause"]) && word(&item["matter"], &MATTERS)
    };
    entry(value, &["complete", "items"], &[]) && value["complete"].is_boolean() && all(&value["items"], item)
}

fn evidence(value: &Value) -> bool {
    entry(value, &["matter", "admitted"], &[])
        && word(&value["matter"], &MATTERS)
        && words(&value["admitted"], &EVIDENCE)
}

fn lookback(value: &Value) -> bool {
    let years = |key: &str| value.get(key).is_none_or(|years| integer(years, 1, LONGEST));
    entry(value, &["basis"], &["years", "not_below_years"])
        && word(&value["basis"], &["effective_on", "conduct_until"])
        && years("years")
        && years("not_below_years")
        && !(value.get("years").is_some() && value.get("not_below_years").is_some())
}

fn targets(value: &Value, top: i64) -> bool {
    entry(value, &["rank", "targets"], &[]) && integer(&value["rank"], 0, top) && words(&value["targets"], &TARGETS)
}

fn ladders(value: &Value, top: i64) -> bool {
    value.as_object().is_some_and(|ladders| {
        ladders.iter().all(|(name, edges)| LADDERS.contains(&name.as_str()) && ladder(name, edges, top))
    })
}

/// A value of a ladder: months, or fen.
fn value_of(name: &str, value: &Value) -> Option<i128> {
    if name.ends_with("_months") {
        value.as_i64().filter(|months| *months >= 0).map(i128::from)
    } else {
        money::fen(value.as_str()?)
    }
}

fn ladder(name: &str, edges: &Value, top: i64) -> bool {
    let sound = |edge: &Value| {
        let read = |key: &str| edge.get(key).map(|value| value_of(name, value));
        entry(edge, &["rank"], &["value", "not_below", "not_above", "clause"])
            && integer(&edge["rank"], 1, top)
            && edge.get("clause").is_none_or(is_clause)
            && match (read("value"), read("not_below"), read("not_above")) {
                (Some(value), None, None) => value.is_some(),
                (None, Some(low), Some(high)) => low.is_some() && high.is_some() && low <= high,
                (None, low, high) => low != Some(None) && high != Some(None),
                _ => false,
            }
    };
    if !all(edges, sound) {
        return false;
    }
    let edges = edges.as_array().unwrap();
    let ranks: Vec<i64> = edges.iter().map(|edge| edge["rank"].as_i64().unwrap()).collect();
    let set: Vec<i128> =
        edges.iter().filter_map(|edge| edge.get("value")).map(|value| value_of(name, value).unwrap()).collect();
    ranks.windows(2).all(|pair| pair[0] < pair[1]) && set.windows(2).all(|pair| pair[0] <= pair[1])
}

fn kind(value: &Value, top: i64) -> bool {
    let rank = |key: &str| value.get(key).is_none_or(|rank| integer(rank, 0, top));
    let bounds = [value.get("not_below"), value.get("not_above")];
    entry(value, &["matter", "kind"], &["rank", "not_below", "not_above", "clause"])
        && word(&value["matter"], &MATTERS)
        && word(&value["kind"], kinds(value["matter"].as_str().unwrap()))
        && ["rank", "not_below", "not_above"].into_iter().all(rank)
        && !(value.get("rank").is_some() && bounds.iter().any(Option::is_some))
        && match bounds {
            [Some(low), Some(high)] => low.as_i64() <= high.as_i64(),
            _ => true,
        }
        && value.get("clause").is_none_or(is_clause)
}

fn measure(value: &Value, top: i64) -> bool {
    entry(value, &["rank", "role", "measure", "scope", "area", "length"], &["years"])
        && integer(&value["rank"], 0, top)
        && word(&value["role"], &ROLES)
        && word(&value["measure"], &MEASURES)
        && word(&value["scope"], &SCOPES)
        && word(&value["area"], &AREAS)
        && word(&value["length"], &LENGTHS)
        && match value.get("years") {
            Some(years) => value["length"] == "years" && integer(years, 1, LONGEST),
            None => value["length"] != "years",
        }
}

fn unset_cell(value: &Value, top: i64) -> bool {
    object(value, &["rank", "role"], &["citation"])
        && integer(&value["rank"], 0, top)
        && word(&value["role"], &ROLES)
        && value.get("citation").is_none_or(Value::is_string)
}

fn repair(value: &Value, top: i64) -> bool {
    let item = |item: &Value| {
        entry(item, &["matter", "rank", "steps"], &[])
            && word(&item["matter"], &MATTERS)
            && integer(&item["rank"], 0, top)
            && words(&item["steps"], &STEPS)
    };
    object(value, &["items", "distributor", "selected_price_counts"], &[])
        && all(&value["items"], item)
        && entry(&value["distributor"], &["mode", "steps"], &[])
        && word(&value["distributor"]["mode"], &["replaces", "added"])
        && words(&value["distributor"]["steps"], &STEPS)
        && entry(&value["selected_price_counts"], &["value"], &[])
        && value["selected_price_counts"]["value"].is_boolean()
}

fn bar_months(value: &Value) -> bool {
    let one = |value: &Value| {
        entry(value, &["cooperated"], &["months"])
            && value["cooperated"].is_boolean()
            && value.get("months").is_none_or(|months| integer(months, 1, LONGEST))
    };
    let count = |flag: bool| value.as_array().unwrap().iter().filter(|entry| entry["cooperated"] == flag).count();
    all(value, one) && count(true) == 1 && count(false) == 1
}
