//! The tables of *Built-in rulebooks* in a second writing, and their comparison with those of the library.

use super::book::World;
use super::number::q;
use super::table_rows::{
    AUTHORITY_OF_HEBEI, BANDS_OF_GUANGXI, BANDS_OF_SHENZHEN, BANDS_OF_SICHUAN, CLIPS, GUANGDONG, INSULIN_2021,
    INSULIN_2024, IVUS, REAGENTS, SHANXI, share,
};
use super::words::CLASSES;
use crate::common::is_decimal;
use crate::common::rulebooks::source;
use serde_json::{Map, Value, json};

/// A rulebook under construction.
struct Draft {
    parameters: Map<String, Value>,
    gaps: Map<String, Value>,
}

impl Draft {
    fn set(&mut self, name: &str, letter: &str, value: impl Into<Value>) -> &mut Draft {
        let entry = json!({ "value": value.into(), "provenance": source(letter), "citation": "table" });
        self.parameters.insert(name.to_owned(), entry);
        self
    }

    /// A value written as JSON.
    fn json(&mut self, name: &str, letter: &str, text: &str) -> &mut Draft {
        self.set(name, letter, serde_json::from_str::<Value>(text).unwrap_or_else(|_| panic!("{text}")))
    }

    fn gaps(&mut self, names: &[&str]) -> &mut Draft {
        for name in names {
            self.gaps.insert((*name).to_owned(), json!("table"));
        }
        self
    }

    /// A ladder with its rungs.
    fn ladder(&mut self, letter: &str, rungs: &str) -> &mut Draft {
        self.set("allocation_method", letter, "ladder").json("rungs", letter, rungs)
    }
}

const IDS: [&str; 34] = [
    "generic",
    "cn-2019-expansion",
    "cn-batch-02",
    "cn-batch-03",
    "cn-batch-04",
    "cn-batch-05",
    "cn-batch-07",
    "cn-batch-08",
    "cn-batch-09",
    "cn-batch-10",
    "cn-batch-11",
    "cn-batch-12",
    "insulin-2021",
    "insulin-2024",
    "gd-alliance-2022",
    "jiangxi-reagents-2023",
    "fujian-clips",
    "sichuan-ivus-2024",
    "shanxi-consumables-2025",
    "lens-3plus6-2020",
    "renewal-2021",
    "renewal-batches-1-8",
    "csj-renewal-2022",
    "hebei-2020",
    "zhejiang-2025",
    "shanghai-2020",
    "shanghai-2021",
    "jilin-city-2020",
    "shenzhen-gpo-2016",
    "retention-cn-2020",
    "retention-sichuan-2022",
    "retention-shenzhen-2024-draft",
    "retention-shiquan",
    "retention-guangxi-2021",
];

pub(crate) fn ids() -> Vec<String> {
    IDS.iter().map(|name| format!("volume/{name}")).collect()
}

/// One of the rulebooks as an object.
pub(crate) fn object(id: &str) -> Value {
    let mut draft = Draft { parameters: Map::new(), gaps: Map::new() };
    let name = id.strip_prefix("volume/").unwrap();
    match name {
        _ if name.starts_with("cn-") => national(&mut draft, name),
        _ if name.starts_with("retention-") => retention(&mut draft, name),
        _ => other(&mut draft, name),
    }
    json!({ "id": id, "area": "volume", "parameters": draft.parameters, "gaps": draft.gaps })
}

fn national(draft: &mut Draft, name: &str) {
    let number = name.strip_prefix("cn-batch-").map_or(1, |number| number.parse::<usize>().unwrap());
    let classes: &[&str] = match number {
        7..=9 => &["ordinary", "reduced", "restricted"],
        3..=5 => &["ordinary", "reduced"],
        12 => &[],
        _ => &["ordinary"],
    };
    if !classes.is_empty() {
        draft.set("share", if number == 10 { "u" } else { "s" }, share(classes, number));
    }
    if number != 11 {
        draft.gaps(&["report_floor", "report_window"]);
    }
    draft.set("allocation_method", "s", if number >= 11 { "brand" } else { "main_supplier" });
    match number {
        7 => {
            draft.set("remaining_free", "s", true);
        }
        11 => {
            draft
                .json(
                    "share_range",
                    "s",
                    r#"[{"volume_class": "ordinary", "from": "0.60", "to": "0.80"},
                        {"volume_class": "reduced", "from": "0.60", "to": "0.70"},
                        {"volume_class": "restricted", "from": "0.60", "to": "0.70"}]"#,
                )
                .set("report_floor", "s", "0.80")
                .json("report_window", "s", "[2023, 2024]")
                .json(
                    "report_reasons",
                    "s",
                    r#"["clinical_need_fell", "department_change", "restricted_indication", "temporary_factor"]"#,
                )
                .json("reporting_duty", "s", r#"{"must": ["public", "military"], "may": ["private", "pharmacy"]}"#)
                .set("remaining_free", "s", true)
                .json("allocation_routes", "s", r#"["regular", "revived_shortlisted", "revived_unshortlisted"]"#);
        }
        12 => {
            draft
                .json(
                    "allocation_routes",
                    "s",
                    r#"["regular", "revived_shortlisted", "revived_unshortlisted", "no_volume"]"#,
                )
                .gaps(&["share", "no_volume_reports"]);
        }
        _ => {}
    }
}

fn retention(draft: &mut Draft, name: &str) {
    draft
        .set("max_ratio", "s", "0.50")
        .set("catalogue_only", "s", true)
        .set("negative_base", "d", "zero_per_drug")
        .gaps(&["count_evaluated_non_winners", "unfinished_scope", "exclude_repeat_cycle"])
        .set("retention_formula", "s", "general");
    match name {
        "retention-sichuan-2022" => {
            draft.set("score_level", "o", "institution").set("lower_edge_inclusive", "o", true).json(
                "bands",
                "o",
                BANDS_OF_SICHUAN,
            );
        }
        "retention-shenzhen-2024-draft" => {
            draft.gaps.shift_remove("exclude_repeat_cycle");
            draft
                .set("exclude_repeat_cycle", "s", true)
                .set("score_level", "s", "institution")
                .gaps(&["lower_edge_inclusive"])
                .json("bands", "s", BANDS_OF_SHENZHEN);
        }
        "retention-shiquan" => {
            draft.set("retention_formula", "o", "simple");
        }
        "retention-guangxi-2021" => {
            draft.gaps.shift_remove("unfinished_scope");
            draft
                .set("unfinished_scope", "d", "drug")
                .set("score_level", "o", "drug")
                .set("lower_edge_inclusive", "o", true)
                .json("bands", "o", BANDS_OF_GUANGXI);
        }
        _ => {}
    }
}

fn other(draft: &mut Draft, name: &str) {
    match name {
        "insulin-2021" => draft.ladder("u", INSULIN_2021).gaps(&["unselected_released"]).json(
            "redistribution",
            "u",
            r#"[{"fraction": "1.00", "to": "choice", "award_classes": ["A"]}]"#,
        ),
        "insulin-2024" => draft.ladder("s", INSULIN_2024).gaps(&["unselected_released", "redistribution"]),
        "gd-alliance-2022" => draft
            .ladder("s", GUANGDONG)
            .set("unselected_released", "s", "1.00")
            .json(
                "redistribution",
                "s",
                r#"[{"fraction": "0.50", "to": "lowest_reported"}, {"fraction": "0.50", "to": "choice"}]"#,
            )
            .set("supply_cap", "s", "medical_first_pro_rata")
            .json("allocation_routes", "s", r#"["regular", "revived"]"#),
        "jiangxi-reagents-2023" => draft
            .ladder("o", REAGENTS)
            .gaps(&["unselected_released", "redistribution"])
            .json("rounding", "o", r#"{"mode": "half_up", "step": "1"}"#)
            .json("allocation_routes", "o", r#"["regular", "add_on"]"#),
        "fujian-clips" | "sichuan-ivus-2024" => draft
            .ladder("o", if name == "fujian-clips" { CLIPS } else { IVUS })
            .gaps(&["unselected_released", "redistribution", "cut_rounding"]),
        "shanxi-consumables-2025" => draft
            .ladder("o", SHANXI)
            .set("unselected_released", "o", "1.00")
            .json(
                "redistribution",
                "o",
                r#"[{"fraction": "0.30", "to": "choice", "routes": ["rule_1"]}, {"fraction": "0.70", "to": "choice"}]"#,
            )
            .json("rounding", "o", r#"{"mode": "up", "step": "1"}"#)
            .json("allocation_routes", "o", r#"["rule_1", "rule_2", "rule_3"]"#),
        "lens-3plus6-2020" => {
            draft.set("allocation_method", "s", "rank_split").set("split_base_share", "s", "0.60").json(
                "split_fractions",
                "s",
                r#"[{"winners_from": 1, "fraction": "0.60"}, {"winners_from": 4, "fraction": "0.50"}]"#,
            )
        }
        "renewal-2021" => {
            draft.set("renewal_rule", "s", "inquiry").set("inquiry_multiple", "s", "1.5").gaps(&["base_share"])
        }
        "renewal-batches-1-8" => draft
            .set("renewal_rule", "s", "price_penalty")
            .set("penalty_start", "s", "0.9")
            .set("rise_step", "d", "0.01")
            .set("other_bid_limit", "s", "0.70")
            .gaps(&["base_share", "rise_base"]),
        "csj-renewal-2022" => draft
            .set("renewal_rule", "o", "share_by_bidder")
            .set("share_incumbent", "o", "0.60")
            .set("share_other", "o", "0.50")
            .set("share_reduced", "o", "0.50"),
        "hebei-2020" => draft.set("national_advice", "s", true).json("authority", "s", AUTHORITY_OF_HEBEI),
        "zhejiang-2025" => {
            draft.set("deviation_test", "o", true).gaps(&["deviation_up", "deviation_down", "max_non_winner_share"])
        }
        "shanghai-2020" => draft.set("quantity_not_above_winners", "s", true),
        "shanghai-2021" => draft
            .set("quantity_not_above_winners", "s", true)
            .set("max_non_winner_share", "s", "0.20")
            .set("relax_on_supply_failure", "s", true)
            .set("price_cut_exemption", "s", true),
        "jilin-city-2020" => draft.gaps(&["min_saving"]).set("tcm_slices_exempt", "u", true).json(
            "reporting_duty",
            "o",
            r#"{"must": ["public"], "may": ["private"]}"#,
        ),
        "shenzhen-gpo-2016" => draft.set("min_saving", "s", "0.30"),
        _ => draft,
    };
}

/// A value in a form in which equal values are equal: numbers without needless zeros, rows without their sources.
fn normal(value: &Value) -> Value {
    match value {
        Value::String(text) if is_decimal(text) => json!(q(text).to_string()),
        Value::Array(list) => list.iter().map(normal).collect(),
        Value::Object(object) => {
            let mut pairs: Vec<(String, Value)> = object
                .iter()
                .filter(|(key, _)| *key != "provenance" && *key != "citation")
                .map(|(key, value)| (key.clone(), normal(value)))
                .collect();
            pairs.sort_by(|one, other| one.0.cmp(&other.0));
            Value::Object(pairs.into_iter().collect())
        }
        other => other.clone(),
    }
}

/// The share of each class for some numbers of winners: rows may be joined.
fn shares(rows: &Value) -> Value {
    let mut cells = Vec::new();
    for class in CLASSES {
        for winners in [1, 2, 3, 4, 5, 999, 1000] {
            let holds = |row: &&Value| {
                let to = row.get("winners_to").map_or(1000, |to| to.as_i64().unwrap());
                row["volume_class"] == class && (row["winners_from"].as_i64().unwrap()..=to).contains(&winners)
            };
            cells.push(rows.as_array().unwrap().iter().find(holds).map(|row| normal(&row["share"])));
        }
    }
    json!(cells)
}

/// The sources of a parameter: its own, and those of its rows.
fn sources(name: &str, entry: &Value) -> Value {
    let rows = entry["value"].as_array().into_iter().flatten().filter(|_| name == "bands");
    let of_rows: Vec<&Value> = rows.map(|row| row.get("provenance").unwrap_or(&entry["provenance"])).collect();
    json!({ "of_rows": of_rows, "whole": if of_rows.is_empty() { &entry["provenance"] } else { &Value::Null } })
}

/// Where the rulebooks of the library are not those of the tables.
pub(crate) fn differences(world: &World) -> Vec<String> {
    let mut wrongs = Vec::new();
    for (id, theirs) in &world.objects {
        let ours = object(id);
        let names = |object: &Value, key: &str| {
            let mut names: Vec<String> = object
                .get(key)
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
                .map(|(name, _)| name.clone())
                .collect();
            names.sort();
            names
        };
        for key in ["parameters", "gaps"] {
            let (here, there) = (names(&ours, key), names(theirs, key));
            if here != there {
                wrongs.push(format!("{id}: {key} {there:?} of the library, {here:?} of the tables"));
            }
        }
        for (name, entry) in ours["parameters"].as_object().unwrap() {
            let there = theirs.pointer(&format!("/parameters/{name}")).unwrap_or(&Value::Null);
            let form = if name == "share" { shares } else { normal };
            if there.is_null() || form(&there["value"]) != form(&entry["value"]) {
                wrongs
                    .push(format!("{id}#{name}: {} of the library, {} of the tables", there["value"], entry["value"]));
            }
            if sources(name, there) != sources(name, entry) {
                wrongs.push(format!("{id}#{name}: sources {} and {}", sources(name, there), sources(name, entry)));
            }
        }
    }
    wrongs
}
