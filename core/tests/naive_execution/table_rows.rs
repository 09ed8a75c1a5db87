//! The rows of *Built-in rulebooks*.

/// Name, jurisdiction, and the first day where it is published.
pub(crate) const HEADS: [(&str, &str, &str); 27] = [
    ("zhejiang-2025", "330000", ""),
    ("cn-2024-31", "100000", ""),
    ("huojia-2023", "410724", "2023-04-06"),
    ("qinghai-2025", "630000", ""),
    ("jiangxi-2025", "360000", ""),
    ("hunan-delivery-2025", "430000", "2025-11-01"),
    ("yunfu-2023", "445300", ""),
    ("henan-2026-marks", "410000", "2026-02-09"),
    ("shaanxi-2026-marks", "610000", "2026-03-19"),
    ("xinjiang-2026-marks", "650000", "2026-02-11"),
    ("anhui-2025-marks", "340000", ""),
    ("neimenggu-2025-marks", "150000", "2025-03-21"),
    ("shanxi-batch-10", "140000", ""),
    ("liaoning-2024", "210000", "2024-09-19"),
    ("zhejiang-batch-8", "330000", ""),
    ("cn-2023-non-supply", "100000", ""),
    ("guangxi-settlement-2024", "450000", "2024-08-01"),
    ("cn-2021-settlement", "100000", ""),
    ("huaibei-prepay", "340600", ""),
    ("tianjin-2019-prepay", "120000", "2019-03-18"),
    ("cn-2024-fund-prepay", "100000", "2024-11-11"),
    ("hebei-supply-2025", "130000", "2025-08-07"),
    ("cn-batch-2", "100000", ""),
    ("cn-batch-10", "100000", ""),
    ("jilin-city-2020", "220200", "2020-08-26"),
    ("chongqing-exchange", "500000", ""),
    ("shenzhen-2016", "440300", ""),
];

const MARKS_OF_2026: &str = r#"{
    "evaluated": { "anchor": "highest_winning", "yellow_multiple": "1.8", "red_multiple": "3" },
    "reference": { "anchor": "reference", "yellow_multiple": "1.8" },
    "not_evaluated": {
        "anchor": "highest_winning", "yellow_multiple": "1", "red_from_yellow": { "divide": "1.8", "multiply": "3" }
    }
}"#;

/// Rulebooks, parameter, letter and value.
pub(crate) const ROWS: &[(&str, &str, &str, &str)] = &[
    ("zhejiang-2025", "in_hospital_check_month", "o", "3"),
    (
        "zhejiang-2025",
        "alert_watched",
        "o",
        r#"["lag", "non_winner_share", "delivery_rate", "order_response_rate", "settlement_on_time_rate",
            "substitute_share", "complaint_count"]"#,
    ),
    ("zhejiang-2025", "institution_ladder", "o", r#"["remind", "interview", "admonish"]"#),
    ("zhejiang-2025", "institution_unsigned", "o", r#""agreement_handling""#),
    ("zhejiang-2025", "firm_ladder", "o", r#"["inquiry", "interview", "admonish"]"#),
    ("zhejiang-2025 hebei-supply-2025", "firm_final", "o", r#""credit_rating""#),
    ("zhejiang-2025", "firm_serious", "o", r#""tender_penalty""#),
    ("zhejiang-2025", "firm_unsigned", "o", r#"["disqualified", "credit_rating"]"#),
    ("zhejiang-2025 hebei-supply-2025", "ladder_order", "d", r#""sequential""#),
    ("zhejiang-2025", "second_slot_order", "d", r#"["main_winner", "backup_winner", "other_winner", "non_winner"]"#),
    ("zhejiang-2025", "max_products_per_route", "s", "2"),
    (
        "zhejiang-2025",
        "checklists",
        "o",
        r#"{
            "monitored_dimensions": ["procurement_progress", "volume_share", "settlement", "substitutable_varieties"],
            "alert_points": [
                "progress_behind_sequence", "non_winner_share_high", "supply_abnormal", "settlement_late"
            ]
        }"#,
    ),
    ("cn-2024-31", "assessment_tests", "s", r#"["agreed_volume", "non_winner_share"]"#),
    ("cn-2024-31", "assessment_apart", "s", r#"["need_changed", "shortage", "emergency", "seasonal"]"#),
    ("cn-2024-31", "assessment_share_kept", "s", r#"["key_monitored", "public_health_event"]"#),
    ("cn-2024-31", "alert_watched", "s", r#"["lag", "non_winner_share"]"#),
    ("cn-2024-31", "in_hospital_check_month", "s", "3"),
    (
        "huojia-2023",
        "alert_rules",
        "d",
        r#"[
            {
                "rule": "zero_completion", "when": [{ "indicator": "completion", "op": "eq", "limit": "0" }],
                "severity": "warning", "action": "interview"
            },
            {
                "rule": "lag_25_points", "when": [{ "indicator": "lag", "op": "ge", "limit": "0.25" }],
                "severity": "warning", "action": "interview"
            },
            {
                "rule": "lagging_products_15",
                "when": [{ "indicator": "lagging_product_count", "op": "ge", "limit": "15" }],
                "severity": "warning", "action": "interview"
            }
        ]"#,
    ),
    (
        "qinghai-2025",
        "alert_rules",
        "o",
        r#"[
            {
                "rule": "delivery_rate_3_months_product", "applies_to": "product", "months": 3,
                "when": [{ "indicator": "delivery_rate", "op": "lt", "limit": "0.90" }],
                "severity": "warning", "action": "bulletin"
            },
            {
                "rule": "delivery_rate_3_months_distributor", "applies_to": "distributor", "months": 3,
                "when": [{ "indicator": "delivery_rate", "op": "lt", "limit": "0.90" }],
                "severity": "serious", "action": "cancel_delivery_right"
            }
        ]"#,
    ),
    (
        "jiangxi-2025",
        "alert_bands",
        "d",
        r#"[{
            "indicator": "order_response_rate",
            "bands": [
                { "band": "95_to_100", "from": "0.95", "from_op": "ge", "to": "1", "to_op": "le" },
                {
                    "band": "80_to_95", "from": "0.80", "from_op": "ge", "to": "0.95", "to_op": "lt",
                    "severity": "notice"
                },
                { "band": "below_80", "from": "0", "from_op": "ge", "to": "0.80", "to_op": "lt", "severity": "warning" }
            ]
        }]"#,
    ),
    (
        "hunan-delivery-2025",
        "delivery_hours",
        "s",
        r#"{ "urgent": 12, "urgent_remote": 24, "ordinary": 48, "ordinary_remote_or_cold_chain": 72 }"#,
    ),
    ("hunan-delivery-2025", "delivery_skips_holidays", "s", r#"{ "urgent": false, "ordinary": true }"#),
    (
        "hunan-delivery-2025",
        "alert_rules",
        "d",
        r#"[{
            "rule": "late_order", "when": [{ "indicator": "late_order_count", "op": "ge", "limit": "1" }],
            "severity": "notice", "action": "graded_evaluation"
        }]"#,
    ),
    (
        "yunfu-2023",
        "alert_bands",
        "o",
        r#"[{
            "indicator": "completion",
            "bands": [
                { "band": "done", "from": "1", "from_op": "ge" },
                { "band": "50_to_100", "from": "0.50", "from_op": "ge", "to": "1", "to_op": "lt" },
                { "band": "1_to_50", "from": "0.01", "from_op": "ge", "to": "0.50", "to_op": "lt", "severity": "notice" },
                { "band": "zero", "from": "0", "from_op": "ge", "to": "0", "to_op": "le", "severity": "warning" }
            ]
        }]"#,
    ),
    ("henan-2026-marks shaanxi-2026-marks xinjiang-2026-marks", "mark_rules", "o", MARKS_OF_2026),
    ("henan-2026-marks shaanxi-2026-marks xinjiang-2026-marks", "mark_inclusive", "o", "false"),
    ("henan-2026-marks xinjiang-2026-marks liaoning-2024 zhejiang-batch-8", "non_supply_multiple", "o", r#""1.5""#),
    ("shaanxi-2026-marks", "mark_suspend_multiple", "o", r#""10""#),
    ("xinjiang-2026-marks", "mark_removal_days", "o", "1"),
    (
        "anhui-2025-marks",
        "mark_rules",
        "s",
        r#"{ "three_same": { "anchor": "p75_listing", "yellow_multiple": "1.8", "red_multiple": "3" } }"#,
    ),
    ("anhui-2025-marks", "mark_inclusive", "s", "true"),
    ("anhui-2025-marks", "mark_suspend_multiple", "s", r#""5""#),
    (
        "neimenggu-2025-marks",
        "mark_rules",
        "o",
        r#"{
            "chemical": { "anchor": "lowest_listing", "yellow_multiple": "1.8", "red_multiple": "3" },
            "biological": { "anchor": "lowest_listing", "yellow_multiple": "3", "red_multiple": "5" },
            "tcm": { "anchor": "lowest_listing", "yellow_multiple": "3", "red_multiple": "5" }
        }"#,
    ),
    ("neimenggu-2025-marks", "mark_inclusive", "o", "false"),
    (
        "neimenggu-2025-marks",
        "entry_rules",
        "o",
        r#"{
            "chemical": { "lowest": "1.8", "evaluated": "0.70", "not_evaluated": "0.60" },
            "biological": { "lowest": "3" },
            "tcm": { "lowest": "3" }
        }"#,
    ),
    ("shanxi-batch-10", "non_supply_multiple", "u", r#""1.5""#),
    ("shanxi-batch-10", "non_supply_reading", "o", r#""either""#),
    ("liaoning-2024 zhejiang-batch-8 cn-2023-non-supply", "non_supply_reading", "d", r#""either""#),
    ("liaoning-2024", "non_supply_renewal_anchor", "o", "true"),
    ("cn-2023-non-supply", "non_supply_multiple", "s", r#""1.5""#),
    ("guangxi-settlement-2024", "settlement_drug", "s", r#"{ "kind": "days_after", "days": 30 }"#),
    ("guangxi-settlement-2024", "settlement_consumable", "s", r#"{ "kind": "end_of_next_month" }"#),
    ("guangxi-settlement-2024", "prepay_ratio", "s", r#""0.40""#),
    ("cn-2021-settlement", "settlement_drug", "u", r#"{ "kind": "end_of_next_month" }"#),
    ("cn-2021-settlement", "settlement_consumable", "u", r#"{ "kind": "end_of_next_month" }"#),
    ("cn-2021-settlement", "prepay_ratio", "u", r#""0.30""#),
    ("huaibei-prepay", "prepay_ratio", "o", r#""0.30""#),
    ("huaibei-prepay", "prepay_apply_working_days", "o", "10"),
    ("huaibei-prepay", "prepay_pay_working_days", "o", "10"),
    ("huaibei-prepay", "settlement_drug", "o", r#"{ "kind": "days_after", "days": 30 }"#),
    ("tianjin-2019-prepay", "prepay_ratio", "o", r#""0.50""#),
    ("tianjin-2019-prepay", "prepay_pass_on_working_days", "o", "5"),
    ("tianjin-2019-prepay", "prepay_maker_working_days", "o", "3"),
    (
        "cn-2024-fund-prepay",
        "fund_prepay",
        "s",
        r#"{ "employee_months": 12, "resident_months": 6, "scale_months": 1 }"#,
    ),
    ("cn-2024-fund-prepay", "fund_prepay_dates", "d", r#"{ "apply_until": "01-10", "pay_by": "03-31" }"#),
    ("hebei-supply-2025", "firm_ladder", "o", r#"["remind", "interview", "admonish"]"#),
    ("hebei-supply-2025", "firm_serious", "o", r#""disqualified""#),
    ("cn-batch-2", "replacement_order", "s", r#"["other_winner", "substitute"]"#),
    ("cn-batch-10", "replacement_order", "s", r#"["backup_winner", "other_winner", "substitute"]"#),
    ("cn-batch-10", "supply_price", "s", r#""own_price""#),
    ("jilin-city-2020", "exclude_tcm_slices", "o", "true"),
    (
        "jilin-city-2020",
        "checklists",
        "o",
        r#"{
            "disclosed_fields": [
                "generic_name", "dosage_form", "specification", "price", "manufacturer", "distributor", "batch_number",
                "expiry", "test_report"
            ],
            "platform_functions": [
                "order_integration", "contract_management", "procurement_trade", "settlement_payment",
                "delivery_management", "clinical_use_analysis", "quality_evaluation", "firm_credit"
            ],
            "agreements": ["supervision_agreement", "commission_agreement", "three_party_contract"],
            "departments": [
                "medical_insurance", "industry", "finance", "human_resources", "commerce", "health",
                "market_supervision", "drug_supervision"
            ],
            "milestones": [
                { "item": "startup", "due_on": "2020-09-30" },
                { "item": "organisation", "due_on": "2020-10-30" },
                { "item": "online", "due_on": "2020-11-01" }
            ],
            "online_supervision": ["quantity", "price", "timely_supply_rate", "clinical_use", "quality_safety"]
        }"#,
    ),
    ("chongqing-exchange", "central_threshold", "s", r#""2000000""#),
    ("chongqing-exchange", "central_class_b_always", "d", "true"),
    ("chongqing-exchange", "route_drug", "s", r#""central_tender""#),
    ("chongqing-exchange", "route_consumable", "s", r#""online_trade""#),
    ("chongqing-exchange", "route_equipment", "s", r#""central_purchase""#),
    ("chongqing-exchange", "settlement_drug", "o", r#"{ "kind": "days_after", "days": 60 }"#),
    ("chongqing-exchange", "settlement_consumable", "o", r#"{ "kind": "days_after", "days": 60 }"#),
    ("chongqing-exchange", "invoice_auto_confirm_days", "o", "35"),
    (
        "chongqing-exchange",
        "checklists",
        "s",
        r#"{
            "duties": [
                "platform", "drug_tender", "consumable_trade", "equipment_procurement", "verify_materials", "databases",
                "information_security", "statistics_reporting", "contract_performance", "services",
                "inspection_support", "other_tasks"
            ],
            "platform_functions": ["bidding_and_evaluation", "online_trading", "statistics_and_supervision"]
        }"#,
    ),
    ("shenzhen-2016", "income_ratio_limit", "s", r#""0.27""#),
];
