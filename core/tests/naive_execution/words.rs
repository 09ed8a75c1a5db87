//! The words of the choices.

/// Indicators in catalogue order; the first 13 are low-bad.
pub(crate) const INDICATORS: [&str; 23] = [
    "completion",
    "winner_share",
    "winner_amount_share",
    "delivery_rate",
    "order_response_rate",
    "on_time_rate",
    "receipt_rate",
    "settlement_on_time_rate",
    "in_hospital_rate",
    "signing_rate",
    "coverage_rate",
    "days_of_stock",
    "capacity_coverage",
    "lag",
    "relative_lag",
    "non_winner_share",
    "offline_share",
    "substitute_share",
    "complaint_count",
    "late_order_count",
    "lagging_product_count",
    "spike_ratio",
    "drug_income_ratio",
];

/// Is a low value bad?
pub(crate) fn low_bad(indicator: &str) -> bool {
    INDICATORS.iter().position(|word| *word == indicator).unwrap() < 13
}

/// From the most severe.
pub(crate) const SEVERITIES: [&str; 3] = ["serious", "warning", "notice"];
pub(crate) const KINDS: [&str; 5] = ["institution", "product", "maker", "distributor", "region"];
pub(crate) const EXCEPTIONS: [&str; 6] =
    ["need_changed", "shortage", "emergency", "seasonal", "key_monitored", "public_health_event"];
pub(crate) const STEPS: [&str; 4] = ["inquiry", "remind", "interview", "admonish"];
pub(crate) const FINALS: [&str; 4] = ["credit_rating", "agreement_handling", "tender_penalty", "disqualified"];
pub(crate) const STATES: [&str; 10] = [
    "clear",
    "inquiry",
    "remind",
    "interview",
    "admonish",
    "credit_rating",
    "agreement_handling",
    "tender_penalty",
    "disqualified",
    "decision_pending",
];
pub(crate) const EVENTS: [&str; 6] =
    ["alert", "rectified", "not_rectified", "serious", "unsigned_agreement", "decision"];
pub(crate) const CLASSES: [&str; 8] =
    ["evaluated", "reference", "not_evaluated", "winner_not_supplying", "three_same", "chemical", "biological", "tcm"];
pub(crate) const ANCHORS: [&str; 4] = ["highest_winning", "reference", "p75_listing", "lowest_listing"];
pub(crate) const READINGS: [&str; 2] = ["either", "both"];
pub(crate) const SLOT_ROLES: [&str; 4] = ["main_winner", "backup_winner", "other_winner", "non_winner"];
pub(crate) const SUPPLY_ROLES: [&str; 3] = ["backup_winner", "other_winner", "substitute"];
pub(crate) const SUPPLY_PRICES: [&str; 2] = ["own_price", "defaulter_price"];
pub(crate) const CONSISTENCY: [&str; 2] = ["evaluated", "not_evaluated"];
pub(crate) const URGENCIES: [&str; 2] = ["ordinary", "urgent"];
pub(crate) const ROUTES: [&str; 3] = ["central_tender", "online_trade", "central_purchase"];
pub(crate) const PROVENANCES: [&str; 4] = ["official", "secondary", "derived", "unverified"];

/// The place of a word in a list.
pub(crate) fn place(word: &str, list: &[&str]) -> usize {
    list.iter().position(|known| *known == word).unwrap_or_else(|| panic!("no {word}"))
}
