//! The words of the choices.

pub(crate) const CLASSES: [&str; 3] = ["ordinary", "reduced", "restricted"];
pub(crate) const KINDS_OF_INSTITUTION: [&str; 4] = ["public", "military", "private", "pharmacy"];
pub(crate) const REASONS: [&str; 5] =
    ["clinical_need_fell", "department_change", "restricted_indication", "temporary_factor", "other"];
pub(crate) const VERDICTS: [&str; 5] = ["pass", "accepted", "review", "explain", "return"];
pub(crate) const LEVELS: [&str; 4] = ["county", "province_run_county", "prefecture_city", "province"];
pub(crate) const TENDERS: [&str; 3] = ["own_tender", "joint_tender_in_province", "join_extra_provincial_alliance"];
pub(crate) const AUTHORITIES: [&str; 3] = ["allowed", "needs_provincial_approval", "not_allowed_in_principle"];
pub(crate) const METHODS: [&str; 4] = ["main_supplier", "brand", "ladder", "rank_split"];
pub(crate) const ROUTES: [&str; 9] = [
    "regular",
    "revived_shortlisted",
    "revived_unshortlisted",
    "no_volume",
    "revived",
    "add_on",
    "rule_1",
    "rule_2",
    "rule_3",
];
pub(crate) const AWARD_CLASSES: [&str; 4] = ["A1", "A", "B", "C"];
pub(crate) const CUT_ROUNDINGS: [&str; 3] = ["floor", "half_up", "continuous"];
pub(crate) const RENEWALS: [&str; 3] = ["inquiry", "price_penalty", "share_by_bidder"];
pub(crate) const SCHEMES: [&str; 6] =
    ["flat", "all_units", "incremental", "retroactive_rebate", "minimum_commitment", "price_volume_cap"];
pub(crate) const SCOPES: [&str; 2] = ["drug", "institution"];
pub(crate) const PROVENANCES: [&str; 4] = ["official", "secondary", "derived", "unverified"];
