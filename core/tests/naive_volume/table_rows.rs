//! The tables of *Built-in rulebooks* in a second writing: rows.

use serde_json::{Value, json};

/// The share table: one row for each number of winners, the last without limit but for the expansion.
pub(crate) fn share(classes: &[&str], batch: usize) -> Value {
    let mut rows = Vec::new();
    for class in classes {
        let shares = match *class {
            "ordinary" => ["0.50", "0.60", "0.70", "0.80"],
            "reduced" => ["0.40", "0.50", "0.60", "0.70"],
            _ => ["0.30", "0.40", "0.50", "0.50"],
        };
        for (share, winners) in shares.into_iter().zip(1..=4) {
            let skipped = match batch {
                1 => winners == 4,
                11 => winners < 4,
                _ => false,
            };
            let mut row = json!({ "volume_class": class, "winners_from": winners });
            if winners < 4 {
                row["winners_to"] = json!(winners);
            }
            row["share"] = json!(share);
            if !skipped {
                rows.push(row);
            }
        }
    }
    Value::Array(rows)
}

pub(crate) const GUANGDONG: &str = r#"{
    "key": "price_rank",
    "rows": [
        {"volume_class": "ordinary", "rank_from": 1, "own": "1.00", "released": "0"},
        {"volume_class": "ordinary", "rank_from": 2, "own": "0.90", "released": "0.10"},
        {"volume_class": "ordinary", "rank_from": 3, "own": "0.80", "released": "0.20"},
        {"volume_class": "reduced", "rank_from": 1, "own": "0.70"},
        {"volume_class": "reduced", "rank_from": 2, "own": "0.60"},
        {"volume_class": "reduced", "rank_from": 3, "own": "0.50"}
    ],
    "routes": [
        {"route": "revived", "volume_class": "ordinary", "own": "0", "released": "1.00"},
        {"route": "revived", "volume_class": "reduced", "own": "0"}
    ]
}"#;

pub(crate) const REAGENTS: &str = r#"{
    "key": "rank",
    "rows": [
        {"rank_from": 1, "own": "1.00", "released": "0"},
        {"rank_from": 2, "own": "0.95", "released": "0"},
        {"rank_from": 4, "own": "0.80", "released": "0.10"},
        {"rank_from": 5, "own": "0.75", "released": "0.15"},
        {"rank_from": 6, "own": "0.70", "released": "0.20"}
    ],
    "add_on": [
        {"price_to": "0.50", "own": "0.60", "released": "0.30"},
        {"price_to": "0.60", "own": "0.40", "released": "0.50"}
    ]
}"#;

pub(crate) const CLIPS: &str =
    r#"{"key": "cut", "from": "0.65", "to": "0.75", "own": "0.50", "released": "0.30", "slope": "3"}"#;

pub(crate) const IVUS: &str =
    r#"{"key": "cut", "from": "0.48", "to": "0.62", "own": "0.48", "released": "0.42", "slope": "3"}"#;

pub(crate) const SHANXI: &str = r#"{
    "key": "price_ratio",
    "rows": [
        {"ratio_to": "1.1", "own": "1.00", "released": "0"},
        {"ratio_to": "1.2", "own": "0.95", "released": "0.05"},
        {"ratio_to": "1.3", "own": "0.90", "released": "0.10"},
        {"own": "0.85", "released": "0.15"}
    ],
    "routes": [
        {"route": "rule_2", "own": "0.70", "released": "0.30"},
        {"route": "rule_3", "own": "0.40", "released": "0.60"}
    ]
}"#;

pub(crate) const INSULIN_2021: &str = r#"{
    "key": "award_class",
    "rows": [
        {"award_class": "A", "own": "1.00", "released": "0"},
        {"award_class": "B", "own": "0.80"},
        {"award_class": "C", "own": "0.50", "released": "0.30"}
    ]
}"#;

pub(crate) const INSULIN_2024: &str = r#"{
    "key": "award_class",
    "rows": [
        {"award_class": "A1", "own": "1.00"},
        {"award_class": "A", "own": "0.80"},
        {"award_class": "B", "own": "0.55"},
        {"award_class": "C", "own": "0.45"}
    ]
}"#;

pub(crate) const AUTHORITY_OF_HEBEI: &str = r#"[
    {"level": "province", "kind": "own_tender", "authority": "allowed"},
    {"level": "province", "kind": "joint_tender_in_province", "authority": "allowed"},
    {"level": "province", "kind": "join_extra_provincial_alliance", "authority": "allowed"},
    {"level": "prefecture_city", "kind": "own_tender", "authority": "needs_provincial_approval"},
    {"level": "prefecture_city", "kind": "joint_tender_in_province", "authority": "needs_provincial_approval"},
    {"level": "prefecture_city", "kind": "join_extra_provincial_alliance", "authority": "needs_provincial_approval"},
    {"level": "province_run_county", "kind": "own_tender", "authority": "needs_provincial_approval"},
    {"level": "province_run_county", "kind": "joint_tender_in_province", "authority": "needs_provincial_approval"},
    {"level": "province_run_county", "kind": "join_extra_provincial_alliance",
     "authority": "needs_provincial_approval"},
    {"level": "county", "kind": "own_tender", "authority": "not_allowed_in_principle"},
    {"level": "county", "kind": "joint_tender_in_province", "authority": "not_allowed_in_principle"}
]"#;

pub(crate) const BANDS_OF_SICHUAN: &str = r#"[
    {"from": "80", "grade": "excellent", "ratio": "0.50", "provenance": "official"},
    {"from": "60", "grade": "pass", "ratio": "0.40", "provenance": "official"},
    {"from": "0", "grade": "fail", "ratio": "0", "provenance": "unverified"}
]"#;

pub(crate) const BANDS_OF_SHENZHEN: &str = r#"[
    {"from": "80", "grade": "a", "ratio": "0.50"},
    {"from": "70", "grade": "b", "ratio": "0.40"},
    {"from": "60", "grade": "c", "ratio": "0.30"},
    {"from": "0", "grade": "d", "ratio": "0"}
]"#;

pub(crate) const BANDS_OF_GUANGXI: &str = r#"[
    {"from": "90", "grade": "90_and_over"},
    {"from": "80", "grade": "80_to_90"},
    {"from": "60", "grade": "60_to_80"},
    {"from": "0", "grade": "under_60"}
]"#;
