//! A rulebook of one's own in which everything is different: provinces do not matter, the look-back counts from the conduct, targets
//! differ by rank, ladders have holes and bounds on one side, cells of measures are missing in a row.

use super::*;

const OWN: &str = r#"{
  "id": "x/own",
  "extends": "credit/cn-2020",
  "parameters": {
    "own_province_only": { "value": false, "provenance": "derived", "citation": "c" },
    "lookback": { "not_below_years": 1, "basis": "conduct_until" },
    "evidence": [
      { "matter": "bribery", "admitted": ["judgment", "penalty", "audit"], "provenance": "official", "citation": "c" },
      { "matter": "tax", "admitted": ["judgment"] },
      { "matter": "monopoly", "admitted": ["judgment", "authority_record"] },
      { "matter": "price_offence", "admitted": ["judgment", "penalty"] },
      { "matter": "abnormal_price", "admitted": ["judgment", "audit"] },
      { "matter": "obstruction", "admitted": ["judgment"] },
      { "matter": "bid_misconduct", "admitted": ["judgment"] }
    ],
    "bribery_targets": [
      { "rank": 1, "targets": ["public_institution", "other_private_institution"] },
      { "rank": 3, "targets": ["public_institution", "procurement_body"] },
      { "rank": 4, "targets": ["public_institution", "designated_private_institution"] }
    ],
    "ladders": {
      "bribery_total": [
        { "rank": 1, "not_above": "20000.00" },
        { "rank": 3, "value": "500000.00", "provenance": "official", "citation": "c" },
        { "rank": 4, "not_below": "1000000.00" }
      ],
      "bribery_single": [{ "rank": 1, "not_below": "50000", "not_above": "200000" }, { "rank": 4, "value": "1000000" }],
      "bribery_security": [{ "rank": 1, "value": "0" }, { "rank": 2, "not_below": "10000" }, { "rank": 4, "value": "500000" }],
      "tax_total": [{ "rank": 2, "not_above": "100000" }, { "rank": 3, "value": "100000", "provenance": "secondary", "citation": "c" }],
      "monopoly_months": [{ "rank": 1, "value": 0 }, { "rank": 2, "not_below": 1, "not_above": 6 }, { "rank": 4, "not_below": 6 }],
      "abnormal_price_months": [{ "rank": 2 }, { "rank": 3 }],
      "abnormal_price_sales": [{ "rank": 1, "not_below": "10000" }, { "rank": 4, "not_below": "300000", "not_above": "1000000" }]
    },
    "kinds": [
      { "matter": "bid_misconduct", "kind": "other", "rank": 0 },
      { "matter": "bid_misconduct", "kind": "false_proof", "rank": 2, "clause": "2.7" },
      { "matter": "bid_misconduct", "kind": "collusion_other" },
      { "matter": "obstruction", "kind": "any", "not_below": 1, "not_above": 3 },
      { "matter": "breach", "kind": "other", "rank": 3 }
    ],
    "measures": [
      { "rank": 2, "role": "manufacturer", "measure": "suspend_bidding", "scope": "firm", "area": "all_provinces", "length": "years", "years": 1 },
      { "rank": 2, "role": "manufacturer", "measure": "risk_label", "scope": "involved_products", "area": "grading_province", "length": "until_cleared" },
      { "rank": 2, "role": "manufacturer", "measure": "limit_or_suspend_delivery", "scope": "involved_products", "area": "all_provinces", "length": "not_published" },
      { "rank": 3, "role": "manufacturer", "measure": "suspend_listing", "scope": "all_products", "area": "all_provinces", "length": "one_off" },
      { "rank": 3, "role": "manufacturer", "measure": "risk_label", "scope": "firm", "area": "all_provinces", "length": "until_cleared" },
      { "rank": 1, "role": "distributor", "measure": "limit_vbp", "scope": "all_products", "area": "grading_province", "length": "until_cleared" },
      { "rank": 4, "role": "distributor", "measure": "limit_listing_by_price_bid", "scope": "firm", "area": "grading_province", "length": "one_off" },
      { "rank": 4, "role": "distributor", "measure": "suspend_delivery", "scope": "involved_products", "area": "all_provinces", "length": "years", "years": 2 }
    ],
    "measures_unset": [
      { "rank": 1, "role": "manufacturer", "citation": "c" },
      { "rank": 4, "role": "manufacturer", "citation": "c" },
      { "rank": 2, "role": "distributor", "citation": "c" },
      { "rank": 3, "role": "distributor", "citation": "c" }
    ],
    "repair": {
      "items": [
        { "matter": "bribery", "rank": 1, "steps": ["donate_gains"] },
        { "matter": "bribery", "rank": 3, "steps": ["remove_inflated_price", "stop_conduct", "donate_gains"] },
        { "matter": "tax", "rank": 2, "steps": [] }
      ],
      "distributor": { "mode": "added", "steps": ["name_controller", "stop_conduct"] },
      "selected_price_counts": { "value": false }
    },
    "commitment_missing": { "limits": ["delivery"] }
  }
}"#;

pub(super) fn object() -> Value {
    serde_json::from_str(OWN).unwrap()
}

/// It is as odd as it says: each of its peculiarities is seen in an answer.
#[test]
fn the_own_rulebook_is_different() {
    let grade = |fact: Fact| Version::Own.grade(&one(Evidence::Judgment, vec![fact]));
    let elsewhere = Fact { province: Some(id("四川")), ..bribe(60_000_000) };
    assert_eq!(ranks(&grade(elsewhere.clone())), (3, 3));
    assert_eq!(Version::Cn2020.grade(&one(Evidence::Judgment, vec![elsewhere])).dropped.len(), 1);
    let to = |target| grade(Fact { target: Some(target), ..bribe(150_000_000) });
    assert_eq!(ranks(&to(Target::OtherPrivateInstitution)), (1, 1));
    assert_eq!(ranks(&to(Target::SecurityDepartment)), (4, 4));
    // A single bribe counts for ranks 1 and 4 only, the sum for 3 and, perhaps, for 4.
    assert_eq!(ranks(&to(Target::PublicInstitution)), (3, 4));
    assert_eq!(ranks(&to(Target::DesignatedPrivateInstitution)), (0, 4));
    let breach = grade(Fact { kind: Some(Kind::Other), ..Fact::new(Matter::Breach) });
    assert_eq!(breach.dropped[0].reason, DropReason::MatterNotListed);
    let mut old = one(Evidence::Judgment, vec![bribe(60_000_000)]);
    old.cases[0].conduct_until = Some(day("2025-03-30"));
    assert_eq!(ranks(&Version::Own.grade(&old)), (0, 3));
}
