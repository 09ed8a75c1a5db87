//! The names of the parameters, and what kind of value each has.

use super::form::Range;
use super::words::{EXCEPTIONS, FINALS, INDICATORS, READINGS, ROUTES, SLOT_ROLES, STEPS, SUPPLY_PRICES, SUPPLY_ROLES};

/// The value of a parameter.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    Number(Range),
    /// A number that should be above zero.
    Multiple,
    /// The whole numbers that are certainly sound.
    Integer(i64, i64),
    Bool,
    Word(&'static [&'static str]),
    /// A list of different words, and whether it must not be empty.
    Words(&'static [&'static str], bool),
    /// The same, and the words that are certainly sound.
    ShareKept(&'static [&'static str], &'static [&'static str]),
    /// What follows an agreement that is not signed.
    Unsigned,
    Term,
    Hours,
    Skips,
    Fund,
    FundDates,
    AlertRules,
    AlertBands,
    MarkRules,
    EntryRules,
    Checklists,
}

/// All parameters.
pub(crate) const PARAMETERS: [&str; 50] = [
    "in_hospital_check_month",
    "alert_watched",
    "alert_rules",
    "alert_bands",
    "delivery_hours",
    "delivery_skips_holidays",
    "assessment_tests",
    "assessment_apart",
    "assessment_share_kept",
    "max_non_winner_share",
    "institution_ladder",
    "institution_final",
    "institution_serious",
    "institution_unsigned",
    "firm_ladder",
    "firm_final",
    "firm_serious",
    "firm_unsigned",
    "ladder_order",
    "rectify_days",
    "settlement_drug",
    "settlement_consumable",
    "invoice_auto_confirm_days",
    "prepay_ratio",
    "prepay_apply_working_days",
    "prepay_pay_working_days",
    "prepay_pass_on_working_days",
    "prepay_maker_working_days",
    "fund_prepay",
    "fund_prepay_dates",
    "mark_rules",
    "mark_inclusive",
    "mark_suspend_multiple",
    "mark_removal_days",
    "entry_rules",
    "non_supply_multiple",
    "non_supply_reading",
    "non_supply_renewal_anchor",
    "second_slot_order",
    "max_products_per_route",
    "replacement_order",
    "supply_price",
    "checklists",
    "central_threshold",
    "central_class_b_always",
    "route_drug",
    "route_consumable",
    "route_equipment",
    "exclude_tcm_slices",
    "income_ratio_limit",
];

/// What kind of value a parameter has; `None` for an unknown name.
pub(crate) fn shape(name: &str) -> Option<Shape> {
    Some(match name {
        "in_hospital_check_month" => Shape::Integer(1, 120),
        "alert_watched" => Shape::Words(&INDICATORS, false),
        "alert_rules" => Shape::AlertRules,
        "alert_bands" => Shape::AlertBands,
        "delivery_hours" => Shape::Hours,
        "delivery_skips_holidays" => Shape::Skips,
        "assessment_tests" => Shape::Words(&["agreed_volume", "non_winner_share"], false),
        "assessment_apart" => Shape::Words(&EXCEPTIONS, false),
        // The other exceptions have no `required_winner_share`.
        "assessment_share_kept" => Shape::ShareKept(&EXCEPTIONS, &["key_monitored", "public_health_event"]),
        "max_non_winner_share" | "prepay_ratio" | "income_ratio_limit" => Shape::Number(Range::From0To1),
        "institution_ladder" | "firm_ladder" => Shape::Words(&STEPS, true),
        "institution_final" | "firm_final" | "institution_serious" | "firm_serious" => Shape::Word(&FINALS),
        "institution_unsigned" | "firm_unsigned" => Shape::Unsigned,
        "ladder_order" => Shape::Word(&["sequential"]),
        "rectify_days" => Shape::Integer(1, 3660),
        "settlement_drug" | "settlement_consumable" => Shape::Term,
        "invoice_auto_confirm_days"
        | "prepay_apply_working_days"
        | "prepay_pay_working_days"
        | "prepay_pass_on_working_days"
        | "prepay_maker_working_days"
        | "mark_removal_days" => Shape::Integer(1, 1000),
        "max_products_per_route" => Shape::Integer(1, 100),
        "fund_prepay" => Shape::Fund,
        "fund_prepay_dates" => Shape::FundDates,
        "mark_rules" => Shape::MarkRules,
        "entry_rules" => Shape::EntryRules,
        "mark_suspend_multiple" | "non_supply_multiple" => Shape::Multiple,
        "mark_inclusive" | "non_supply_renewal_anchor" | "central_class_b_always" | "exclude_tcm_slices" => Shape::Bool,
        "non_supply_reading" => Shape::Word(&READINGS),
        "second_slot_order" => Shape::Words(&SLOT_ROLES, false),
        "replacement_order" => Shape::Words(&SUPPLY_ROLES, false),
        "supply_price" => Shape::Word(&SUPPLY_PRICES),
        "checklists" => Shape::Checklists,
        "central_threshold" => Shape::Number(Range::AtLeast0),
        "route_drug" | "route_consumable" | "route_equipment" => Shape::Word(&ROUTES),
        _ => return None,
    })
}
