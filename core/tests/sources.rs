//! Which parameters stand behind a clause: those that the rule texts name for it, in each built-in rulebook as far as they are set.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may stop on the first surprise"
)]

use jicai::rulebook::{Filter, Source, builtin, list};
use jicai::{award, differential, payment};

/// Clauses of an area, and the parameters that its rule text names for each. A name stands for its entries, too: `form_ratio`
/// for `form_ratio.capsule`.
type Table = &'static [(&'static str, &'static [&'static str])];

const AWARD: Table = &[
    ("comparable", &["conversion", "rounding_comparable"]),
    ("related", &["related_firms", "void_counts"]),
    ("rank", &["tie_keys"]),
    ("shortlist", &["k_table"]),
    ("company_cap", &["company_cap"]),
    ("zero_volume", &["zero_volume_sigmas", "zero_volume_recompute", "anchor_sd"]),
    ("anchor", &["anchor", "anchor_fraction", "anchor_sigmas", "anchor_sd"]),
    ("spread", &["spread_multiple", "anchor", "rounding_limit"]),
    ("cut", &["cut_threshold", "rounding_cut"]),
    ("low_price", &["low_price"]),
    ("mean", &["mean_multiple"]),
    ("cut_rank", &["cut_rank_share", "cut_rank_rounding"]),
    ("win", &["win"]),
    ("filter", &["filter"]),
    ("revival_fused", &["revival_fused", "revival_fused_when_one"]),
    ("revival_unshortlisted", &["revival_unshortlisted", "revival_unshortlisted_conditions"]),
    ("revival_reference", &["revival_reference"]),
    ("order", &["revived_order"]),
    ("class", &["class_table"]),
    ("share", &["share"]),
    ("term", &["term"]),
    ("score", &["method", "price_weight", "technical_weight"]),
    ("cost_statement", &["cost_statement"]),
    ("regions", &["regions"]),
    ("first_pick", &["first_pick"]),
    ("backup", &["backup", "backup_units"]),
    ("group", &["group_volume_share", "group_crossing", "group_least"]),
    ("no_clause", &[]),
];

const DIFFERENTIAL: Table = &[
    ("daily-dose", &["tcm_basis"]),
    ("basis", &["tcm_basis"]),
    ("form", &["form_ratio", "tcm_form_ratio", "form_difference", "sugar_free_ratio"]),
    ("sugar-free", &["sugar_free_ratio"]),
    ("content", &["content_base", "content_and_fill"]),
    ("fill", &["fill_base", "tcm_injection_fill_base", "content_and_fill"]),
    ("large-volume-basis", &["large_volume_basis"]),
    ("paediatric-small-spec", &["paediatric_fill", "content_base"]),
    ("injection-fill", &["injection_fill_free", "injection_fill_step", "injection_fill_amount"]),
    ("count", &["count_mode", "count_base", "mixed_count"]),
    ("injection-order", &["injection_order"]),
    ("injection-floor", &["injection_floor"]),
    ("small-spec-cap", &["small_spec_cap"]),
    ("package-material", &["material_max", "other_material"]),
    ("packaging-form", &["packaging_form_ratio"]),
    ("own-representative", &["separate_indication", "separate_children_only", "separate_content_multiple"]),
    ("optional-representative", &["optional_ground"]),
    ("rounding", &["price_rounding", "unit_price_rounding"]),
    ("comparable-price", &["comparable_price_rounding"]),
    ("listing-lowest", &["listing_base"]),
    ("listing-representative", &["listing_base"]),
    ("no-clause", &[]),
];

const PAYMENT: Table = &[
    ("winner", &["winner_standard", "outside_winner", "pen_surcharge"]),
    ("one-standard", &["one_standard_for", "not_passed"]),
    ("reference", &["reference", "group_scope", "categories", "caps"]),
    ("negotiated-alternative", &["negotiated_alternative"]),
    ("bands", &["bands"]),
    ("year", &["year_index", "first_year", "start_date"]),
    ("floor", &["floor"]),
    ("first-self-pay", &["first_self_pay", "exempt_persons"]),
    ("ordinary", &["ordinary_reference"]),
    ("bid-entry", &["bid_floor_share"]),
    ("retail-cap", &["retail_markup_rate", "retail_markup_limit", "retail_kinds"]),
    ("no-clause", &[]),
];

/// Does a parameter, or an entry of it, have this name?
fn belongs(known: &str, name: &str) -> bool {
    known == name || known.starts_with(&format!("{name}."))
}

/// Each clause of each rulebook of an area, and how many parameters were found behind all of them.
fn check(area: &str, table: Table, given: impl Fn(&str, &str) -> Vec<String>) {
    let mut found = 0;
    for head in list(&Filter { area: Some(area.into()), ..Filter::default() }).unwrap() {
        let document = builtin(head.id.as_str()).unwrap();
        for (clause, names) in table {
            let mut expected: Vec<String> = document
                .parameters()
                .iter()
                .filter(|parameter| names.iter().any(|name| belongs(parameter.name(), name)))
                .map(|parameter| parameter.source().parameter().to_owned())
                .collect();
            let mut given = given(head.id.as_str(), clause);
            given.sort();
            expected.sort();
            assert_eq!(given, expected, "{} {clause}", head.id);
            found += given.len();
        }
    }
    assert!(found > 50, "only {found} parameters in {area}");
}

fn names<'s>(sources: impl Iterator<Item = &'s Source>) -> Vec<String> {
    sources.map(|source| source.parameter().to_owned()).collect()
}

#[test]
fn award() {
    check("award", AWARD, |id, clause| names(award::Rulebook::builtin(id).unwrap().sources(clause)));
}

#[test]
fn differential() {
    check("differential", DIFFERENTIAL, |id, clause| {
        names(differential::Rulebook::builtin(id).unwrap().sources(clause))
    });
}

#[test]
fn payment() {
    check("payment", PAYMENT, |id, clause| names(payment::Rulebook::builtin(id).unwrap().sources(clause)));
}
