//! Which rulebooks and parameters concern which function.

/// A function, its rulebooks and its parameters.
type Concern = (&'static str, &'static [&'static str], &'static [&'static str]);

/// The functions, each with the rulebooks and the parameters that concern it.
pub(crate) const CONCERNS: [Concern; 15] = [
    (
        "progress",
        &["zhejiang-2025", "cn-2024-31", "hunan-delivery-2025", "hunan-delivery-2025"],
        &["in_hospital_check_month", "delivery_hours", "delivery_skips_holidays"],
    ),
    (
        "alerts",
        &[
            "zhejiang-2025",
            "cn-2024-31",
            "huojia-2023",
            "qinghai-2025",
            "jiangxi-2025",
            "hunan-delivery-2025",
            "yunfu-2023",
        ],
        &["alert_rules", "alert_bands", "alert_watched"],
    ),
    (
        "assess",
        &["cn-2024-31"],
        &["assessment_tests", "assessment_apart", "assessment_share_kept", "max_non_winner_share"],
    ),
    (
        "escalate",
        &["zhejiang-2025", "zhejiang-2025", "hebei-supply-2025"],
        &[
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
        ],
    ),
    (
        "settlement_due",
        &[
            "guangxi-settlement-2024",
            "cn-2021-settlement",
            "huaibei-prepay",
            "chongqing-exchange",
            "chongqing-exchange",
        ],
        &["settlement_drug", "settlement_consumable", "invoice_auto_confirm_days"],
    ),
    (
        "prepayment",
        &[
            "guangxi-settlement-2024",
            "cn-2021-settlement",
            "huaibei-prepay",
            "tianjin-2019-prepay",
            "cn-2024-fund-prepay",
        ],
        &[
            "prepay_ratio",
            "prepay_apply_working_days",
            "prepay_pay_working_days",
            "prepay_pass_on_working_days",
            "prepay_maker_working_days",
            "fund_prepay",
            "fund_prepay_dates",
        ],
    ),
    (
        "price_mark",
        &["henan-2026-marks", "shaanxi-2026-marks", "xinjiang-2026-marks", "anhui-2025-marks", "neimenggu-2025-marks"],
        &[
            "mark_rules",
            "mark_inclusive",
            "mark_suspend_multiple",
            "mark_removal_days",
            "entry_rules",
            "non_supply_multiple",
            "non_supply_reading",
        ],
    ),
    (
        "non_supply_cap",
        &[
            "henan-2026-marks",
            "shanxi-batch-10",
            "liaoning-2024",
            "liaoning-2024",
            "zhejiang-batch-8",
            "cn-2023-non-supply",
        ],
        &["non_supply_multiple", "non_supply_reading", "non_supply_renewal_anchor"],
    ),
    ("second_slot", &["zhejiang-2025"], &["second_slot_order", "max_products_per_route"]),
    ("replace_supplier", &["cn-batch-2", "cn-batch-10"], &["replacement_order", "supply_price"]),
    ("disclosure", &["zhejiang-2025", "jilin-city-2020", "chongqing-exchange"], &["checklists"]),
    (
        "central_purchase",
        &["chongqing-exchange"],
        &["central_threshold", "central_class_b_always", "route_drug", "route_consumable", "route_equipment"],
    ),
    ("drug_income_ratio", &["jilin-city-2020", "shenzhen-2016"], &["exclude_tcm_slices", "income_ratio_limit"]),
    ("process_score", &["zhejiang-2025"], &[]),
    ("shortage", &["zhejiang-2025"], &[]),
];
