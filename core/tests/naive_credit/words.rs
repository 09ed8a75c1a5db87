//! The words of the document, in its orders.

pub(crate) const MATTERS: [&str; 8] =
    ["bribery", "tax", "monopoly", "price_offence", "abnormal_price", "obstruction", "bid_misconduct", "breach"];

pub(crate) const EVIDENCE: [&str; 4] = ["judgment", "penalty", "audit", "authority_record"];

pub(crate) const TARGETS: [&str; 5] = [
    "public_institution",
    "designated_private_institution",
    "other_private_institution",
    "procurement_body",
    "security_department",
];

/// The targets of the `security` test.
pub(crate) const SECURITY: [&str; 2] = ["procurement_body", "security_department"];

pub(crate) const BID_KINDS: [&str; 5] =
    ["false_proof_others_affected", "false_proof", "collusion_national_vbp", "collusion_other", "other"];

pub(crate) const BREACH_KINDS: [&str; 4] = ["selection_lost", "supply_failure", "agreement_not_signed", "other"];

/// The kinds of a matter; none for a matter without a `kind` test.
pub(crate) fn kinds(matter: &str) -> &'static [&'static str] {
    match matter {
        "obstruction" => &["any"],
        "bid_misconduct" => &BID_KINDS,
        "breach" => &BREACH_KINDS,
        _ => &[],
    }
}

pub(crate) const LADDERS: [&str; 8] = [
    "bribery_total",
    "bribery_single",
    "bribery_security",
    "tax_total",
    "monopoly_months",
    "price_offence_months",
    "abnormal_price_months",
    "abnormal_price_sales",
];

pub(crate) const ROLES: [&str; 2] = ["manufacturer", "distributor"];

pub(crate) const MEASURES: [&str; 10] = [
    "written_reminder",
    "risk_label",
    "limit_vbp",
    "limit_listing_by_price_bid",
    "limit_or_suspend_listing",
    "limit_or_suspend_bidding",
    "limit_or_suspend_delivery",
    "suspend_listing",
    "suspend_bidding",
    "suspend_delivery",
];

pub(crate) const SCOPES: [&str; 3] = ["firm", "involved_products", "all_products"];

pub(crate) const AREAS: [&str; 2] = ["grading_province", "all_provinces"];

pub(crate) const LENGTHS: [&str; 4] = ["years", "one_off", "until_cleared", "not_published"];

pub(crate) const ACTIONS: [&str; 3] = ["listing", "bidding", "delivery"];

/// The steps ① to ⑥, then the two others.
pub(crate) const STEPS: [&str; 8] = [
    "stop_conduct",
    "sanction_responsible",
    "public_apology",
    "compliance_report",
    "remove_inflated_price",
    "return_gains",
    "donate_gains",
    "name_controller",
];

pub(crate) const PROVENANCES: [&str; 4] = ["official", "derived", "secondary", "unverified"];

/// The place of a word in its list.
pub(crate) fn place(word: &str, list: &[&str]) -> usize {
    list.iter().position(|known| *known == word).unwrap()
}
