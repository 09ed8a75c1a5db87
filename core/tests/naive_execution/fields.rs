//! The tables of *Interface*: the fields of each function, and which of them are gap fields.

use super::fields_money::{CAP, CENTRAL, FUND, MARK, RATIO, REPLACE, SCORE, SETTLEMENT, SHORTAGE, SLOT, VBP};
use super::form::Range::{Above0, Any, AtLeast0, From0To1, UnsaidAtLeast0};
use super::form::{Faults, Field, Kind};
use super::words::{EVENTS, EXCEPTIONS, FINALS, INDICATORS, KINDS, SEVERITIES, STATES, URGENCIES};
use super::{Call, form};
use crate::common::places::below;
use serde_json::Value;

pub(crate) const fn must(name: &'static str, kind: Kind) -> Field {
    Field { name, required: true, kind }
}

pub(crate) const fn may(name: &'static str, kind: Kind) -> Field {
    Field { name, required: false, kind }
}

/// A list of objects that may be empty.
pub(crate) const fn rows(fields: &'static [Field], key: &'static [&'static str]) -> Kind {
    Kind::List { fields, key, filled: false }
}

/// A list of objects that is not empty.
pub(crate) const fn filled(fields: &'static [Field], key: &'static [&'static str]) -> Kind {
    Kind::List { fields, key, filled: true }
}

pub(crate) const QUANTITY: Kind = Kind::Number(AtLeast0);
pub(crate) const PRICE: Kind = Kind::Number(Above0);
pub(crate) const SHARE: Kind = Kind::Number(From0To1);

pub(crate) const CALENDAR: Kind =
    Kind::Object(&[may("holidays", Kind::Plain(&Kind::Date)), may("extra_workdays", Kind::Plain(&Kind::Date))]);

pub(crate) const PAID: Kind = rows(&[must("on", Kind::Date), must("amount", PRICE)], &[]);

const ORDER: &[Field] = &[
    must("order", Kind::Id),
    must("ordered_quantity", PRICE),
    may("delivered_quantity", QUANTITY),
    may("urgency", Kind::Word(&URGENCIES)),
    may("remote", Kind::Bool),
    may("cold_chain", Kind::Bool),
    may("received", Kind::Bool),
    may("ordered_at", Kind::Moment),
    may("confirmed_at", Kind::Moment),
    may("responded_at", Kind::Moment),
    may("delivered_at", Kind::Moment),
    may("due_at", Kind::Moment),
];

const PROGRESS: &[Field] = &[
    must("as_of", Kind::Date),
    may("day_count", Kind::Word(&["inclusive", "exclusive"])),
    may("period", Kind::Object(&[must("start", Kind::Date), must("end", Kind::Date)])),
    may("agreed", QUANTITY),
    may("purchased", QUANTITY),
    may(
        "volumes",
        Kind::Object(&[
            must("winner_quantity", QUANTITY),
            must("non_winner_quantity", QUANTITY),
            may("winner_amount", QUANTITY),
            may("non_winner_amount", QUANTITY),
            may("substitute_quantity", QUANTITY),
        ]),
    ),
    may(
        "offline",
        Kind::Object(&[
            must("offline_amount", Kind::Number(UnsaidAtLeast0)),
            must("total_amount", Kind::Number(UnsaidAtLeast0)),
        ]),
    ),
    may(
        "agreements",
        rows(&[must("agreement", Kind::Id), must("due_on", Kind::Date), may("signed_on", Kind::Date)], &["agreement"]),
    ),
    may(
        "in_hospital",
        Kind::Object(&[
            must("execution_start", Kind::Date),
            must(
                "products",
                rows(
                    &[must("product", Kind::Id), must("agreed", QUANTITY), may("first_purchase_on", Kind::Date)],
                    &["product"],
                ),
            ),
        ]),
    ),
    may("in_hospital_check_month", Kind::Integer(1, Some(120))),
    may("orders", rows(ORDER, &["order"])),
    may("response_hours", Kind::Integer(1, None)),
    may("calendar", CALENDAR),
    may(
        "payments",
        rows(
            &[must("invoice", Kind::Id), must("amount", PRICE), must("due_on", Kind::Date), may("paid", PAID)],
            &["invoice"],
        ),
    ),
    may(
        "complaints",
        Kind::Object(&[must("window_days", Kind::Integer(1, None)), must("received_on", Kind::Plain(&Kind::Date))]),
    ),
    may(
        "coverage",
        rows(
            &[
                must("group", Kind::Id),
                must("members", Kind::Integer(0, None)),
                must("covered", Kind::Integer(0, None)),
            ],
            &["group"],
        ),
    ),
];

const SERIES: Kind = rows(&[must("month", Kind::Month), must("value", Kind::NumberOrNull(Any))], &["month"]);

const ALERTS: &[Field] = &[
    must(
        "subjects",
        filled(
            &[
                must("subject", Kind::Id),
                may("kind", Kind::Word(&KINDS)),
                may("weight", QUANTITY),
                may("values", Kind::Map(&INDICATORS, &Kind::NumberOrNull(Any))),
                may("series", Kind::Map(&INDICATORS, &SERIES)),
            ],
            &["subject"],
        ),
    ),
    may(
        "limits",
        rows(
            &[
                must("indicator", Kind::Word(&INDICATORS)),
                must("severity", Kind::Word(&SEVERITIES)),
                must("limit", Kind::Number(Any)),
                may("inclusive", Kind::Bool),
            ],
            &["indicator", "severity"],
        ),
    ),
    may(
        "mean_comparison",
        rows(
            &[
                must("indicator", Kind::Word(&INDICATORS)),
                must("severity", Kind::Word(&SEVERITIES)),
                must("margin", QUANTITY),
                may("mean", Kind::Number(Any)),
            ],
            &["indicator", "severity"],
        ),
    ),
];

const ASSESS: &[Field] = &[
    must("overall", Kind::Word(&["each_item", "pooled"])),
    may("max_non_winner_share", SHARE),
    must(
        "items",
        filled(
            &[
                must("product", Kind::Id),
                must("agreed", QUANTITY),
                must("purchased", QUANTITY),
                may("winner_quantity", QUANTITY),
                must("non_winner_quantity", QUANTITY),
                may("exception", Kind::Word(&EXCEPTIONS)),
                may("required_winner_share", SHARE),
            ],
            &["product"],
        ),
    ),
];

const ESCALATE: &[Field] = &[
    must("party", Kind::Word(&["institution", "firm"])),
    must("state", Kind::Word(&STATES)),
    must("event", Kind::Word(&EVENTS)),
    must("on", Kind::Date),
    may("deadline", Kind::Date),
    may("rectify_days", Kind::Integer(1, Some(3660))),
    may("final_state", Kind::Word(&FINALS)),
    may("decision", Kind::Word(&FINALS)),
];

const DISCLOSURE: &[Field] = &[
    must("as_of", Kind::Date),
    may(
        "records",
        rows(
            &[
                must("record", Kind::Id),
                must(
                    "published",
                    rows(&[must("item", Kind::Id), may("on", Kind::Date), may("expires_on", Kind::Date)], &["item"]),
                ),
            ],
            &["record"],
        ),
    ),
    may("checklist", Kind::Id),
    may("required", rows(&[must("item", Kind::Id), may("due_on", Kind::Date)], &["item"])),
    may(
        "platforms",
        Kind::Object(&[must("left", PLATFORM), must("right", PLATFORM), may("numeric_fields", Kind::Plain(&Kind::Id))]),
    ),
    may(
        "totals",
        rows(
            &[
                must("item", Kind::Id),
                must("total", QUANTITY),
                must("parts", rows(&[must("part", Kind::Id), must("value", QUANTITY)], &["part"])),
            ],
            &["item"],
        ),
    ),
];

const PLATFORM: Kind = rows(&[must("key", Kind::Id), must("values", Kind::Texts)], &["key"]);

/// Functions that may be called without a rulebook.
pub(crate) const OPTIONAL: [&str; 6] =
    ["progress", "alerts", "replace_supplier", "disclosure", "process_score", "shortage"];

/// All functions.
pub(crate) const FUNCTIONS: [&str; 15] = [
    "progress",
    "alerts",
    "assess",
    "escalate",
    "settlement_due",
    "prepayment",
    "price_mark",
    "non_supply_cap",
    "second_slot",
    "replace_supplier",
    "disclosure",
    "central_purchase",
    "drug_income_ratio",
    "process_score",
    "shortage",
];

/// The fields of a function; those of a prepayment depend on its kind.
pub(crate) fn fields(function: &str, kind: Option<&str>) -> Option<&'static [Field]> {
    Some(match (function, kind) {
        ("progress", _) => PROGRESS,
        ("alerts", _) => ALERTS,
        ("assess", _) => ASSESS,
        ("escalate", _) => ESCALATE,
        ("settlement_due", _) => SETTLEMENT,
        ("prepayment", Some("vbp")) => VBP,
        ("prepayment", _) => FUND,
        ("price_mark", _) => MARK,
        ("non_supply_cap", _) => CAP,
        ("second_slot", _) => SLOT,
        ("replace_supplier", _) => REPLACE,
        ("disclosure", _) => DISCLOSURE,
        ("central_purchase", _) => CENTRAL,
        ("drug_income_ratio", _) => RATIO,
        ("process_score", _) => SCORE,
        ("shortage", _) => SHORTAGE,
        _ => return None,
    })
}

/// The shape of an input. Of a prepayment without a sound kind no field is known to be missing, and only those of neither
/// kind are unknown.
pub(crate) fn check(function: &str, kind: Option<&str>, input: &Value, faults: &mut Faults) {
    if function != "prepayment" || kind.is_some_and(|kind| ["vbp", "fund"].contains(&kind)) {
        return faults.object(input, "/input", fields(function, kind).unwrap());
    }
    match input.as_object() {
        Some(object) => {
            faults.wrong("/input/kind");
            let known = |key: &String| VBP.iter().chain(FUND).any(|field| field.name == *key);
            for key in object.keys().filter(|key| !known(key)) {
                faults.wrong(below("/input", key));
            }
        }
        None => faults.wrong("/input"),
    }
}

/// The gap fields of a function, each with its parameter.
pub(crate) fn gaps(function: &str, party: &str) -> Vec<(&'static str, String)> {
    let of_name = |names: &[&'static str]| names.iter().map(|name| (*name, (*name).to_owned())).collect();
    match function {
        "progress" => of_name(&["in_hospital_check_month"]),
        "assess" => of_name(&["max_non_winner_share"]),
        "escalate" => {
            vec![("rectify_days", "rectify_days".to_owned()), ("final_state", format!("{party}_final"))]
        }
        "settlement_due" => of_name(&["settlement_drug", "settlement_consumable"]),
        "price_mark" => of_name(&["non_supply_reading"]),
        "non_supply_cap" => of_name(&["non_supply_multiple", "non_supply_reading"]),
        "replace_supplier" => of_name(&["supply_price"]),
        "drug_income_ratio" => of_name(&["exclude_tcm_slices", "income_ratio_limit"]),
        _ => Vec::new(),
    }
}

/// Convention 7: a gap field that the rulebook sets, needed or not.
pub(crate) fn gap_fields(call: &Call, function: &str, faults: &mut Faults) {
    for (field, parameter) in gaps(function, form::text(call.input, "party", "")) {
        let given = call.input.get(field).is_some();
        faults.holds(!given || call.set(&parameter).is_none(), &format!("/input/{field}"));
    }
}
