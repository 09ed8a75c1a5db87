//! What the requests have to reach: a beginning, and the words that were seen behind it.

/// Branches of the rules that the random requests take.
pub(crate) const BRANCHES: &[&str] = &[
    "10 lower edge derived",
    "10 lower edge official",
    "10 lower edge secondary",
    "10 lower edge unverified",
    "10 upper edge",
    "12 a higher rank of the same level",
    "14 own measures",
    "14 years over",
    "14 years running",
    "15 a selected price that does not count",
    "15 distributor added",
    "15 distributor replaces",
    "15 no repair",
    "15 no row of the matter",
    "15 no row of the rank",
    "16 entries that run on",
    "2 cut to the last day",
    "3 evidence_not_admitted",
    "3 explained",
    "3 matter_not_listed",
    "3 not_yet_effective",
    "3 other_firm",
    "3 other_province",
    "3 outside_window",
    "3 revoked",
    "3 side_not_covered",
    "3 target_not_covered",
    "4 in",
    "4 no next rank",
    "4 open",
    "6 a bar on another tender",
    "6 amount raised to the largest single",
    "6 largest single cut",
    "6 skipped edge",
    "7 high end on the threshold",
    "7 low end on the threshold",
    "8 an interval from the facts alone",
    "9 lookback and edges",
    "a gap that does not matter",
    "compare the same interval",
    "deciding max cited",
    "deciding max kind",
    "deciding max months",
    "deciding max sales",
    "deciding max security",
    "deciding max single",
    "deciding max total",
    "deciding min cited",
    "deciding min kind",
    "deciding min months",
    "deciding min sales",
    "deciding min security",
    "deciding min single",
    "deciding min total",
    "measures unset cell",
    "national no involved product",
    "several entries of one rank",
];

/// Answers to the random requests.
pub(crate) const ANSWERS: &[(&str, &str)] = &[
    ("bar barred=", "false true"),
    ("bar entries in_force=", "false true"),
    ("bar entries=", "[]"),
    ("bar ignored=", "[]"),
    (
        "bar invalid_input ",
        "/input/entries/#/cooperated /input/entries/#/entry_id /input/entries/#/last_day /input/firm \
         /input/on",
    ),
    ("bar invalid_rulebook ", "/rulebook*"),
    ("bar rests on ", "bar_months"),
    ("bar rests on own ", "bar_months"),
    ("bar rule_gap ", "/rulebook"),
    ("bar unknown_rulebook ", "/rulebook"),
    ("bar unverified_parameter ", "/rulebook"),
    ("bar ", "value"),
    ("compare deciding clause=", "null"),
    ("compare deciding end=", "max min"),
    ("compare deciding test=", "kind months sales security single total"),
    ("compare deciding=", "[]"),
    (
        "compare dropped reason=",
        "evidence_not_admitted explained matter_not_listed not_yet_effective other_firm other_province \
         outside_window revoked side_not_covered target_not_covered",
    ),
    ("compare dropped=", "[]"),
    ("compare exact=", "false true"),
    ("compare gap=", "false true"),
    ("compare gaps=", "[]"),
    (
        "compare grade=",
        "dishonest especially_severe especially_severely_dishonest general medium none null severe \
         severely_dishonest",
    ),
    (
        "compare invalid_input ",
        "/input/cases/#/case_id /input/cases/#/facts/#/cited_clause /input/cases/#/facts/#/largest_single \
         /input/cases/#/facts/#/matter /input/firm /input/graded_on /input/province",
    ),
    ("compare invalid_rulebook ", "/input/other_rulebook* /rulebook*"),
    ("compare level_change=", "harsher milder same undetermined"),
    ("compare rests on ", "bribery_security bribery_total evidence kinds lookback own_province_only"),
    (
        "compare rests on own ",
        "bribery_security bribery_single bribery_total evidence kinds lookback own_province_only",
    ),
    ("compare rule_gap ", "/rulebook"),
    ("compare unknown_rulebook ", "/input/other_rulebook /rulebook"),
    ("compare unverified_parameter ", "/rulebook"),
    ("compare ", "value"),
    ("default_rulebook basis=", "graded_on label"),
    ("default_rulebook certain=", "false true"),
    (
        "default_rulebook grade=",
        "dishonest especially_severe especially_severely_dishonest general medium null severe \
         severely_dishonest",
    ),
    ("default_rulebook invalid_input ", "/input /input/graded_on /input/label /rulebook"),
    ("default_rulebook rule_gap ", "/rulebook"),
    ("default_rulebook ", "value"),
    ("grade deciding clause=", "null"),
    ("grade deciding end=", "max min"),
    ("grade deciding test=", "cited kind months sales security single total"),
    ("grade deciding=", "[]"),
    (
        "grade dropped reason=",
        "evidence_not_admitted explained matter_not_listed not_yet_effective other_firm other_province \
         outside_window revoked side_not_covered target_not_covered",
    ),
    ("grade dropped=", "[]"),
    ("grade exact=", "false true"),
    ("grade gap=", "false true"),
    ("grade gaps=", "[]"),
    (
        "grade grade=",
        "dishonest especially_severe especially_severely_dishonest general medium none null severe \
         severely_dishonest",
    ),
    (
        "grade invalid_input ",
        "/input /input/cases /input/cases/#/case_id /input/cases/#/conduct_until /input/cases/#/effective_on \
         /input/cases/#/evidence /input/cases/#/facts /input/cases/#/facts/#/amount \
         /input/cases/#/facts/#/amount/at_least /input/cases/#/facts/#/amount/below \
         /input/cases/#/facts/#/cited_clause /input/cases/#/facts/#/conduct_until \
         /input/cases/#/facts/#/high_price_until /input/cases/#/facts/#/kind \
         /input/cases/#/facts/#/largest_single /input/cases/#/facts/#/matter \
         /input/cases/#/facts/#/products/# /input/cases/#/facts/#/sales/below /input/cases/#/facts/#/target \
         /input/firm /input/graded_on /input/province /rulebook",
    ),
    ("grade invalid_rulebook ", "/rulebook*"),
    ("grade records certain=", "false true"),
    ("grade records clause=", "null"),
    ("grade records largest_single=", "null"),
    ("grade records products=", "[]"),
    ("grade records total=", "null"),
    ("grade records=", "[]"),
    ("grade rests on ", "bribery_security bribery_total evidence kinds lookback own_province_only"),
    (
        "grade rests on own ",
        "bribery_security bribery_single bribery_total evidence kinds lookback monopoly_months \
         own_province_only price_offence_months tax_total",
    ),
    ("grade rule_gap ", "/rulebook"),
    ("grade unknown_rulebook ", "/rulebook /rulebook/extends"),
    ("grade unverified_parameter ", "/rulebook"),
    ("grade ", "value"),
    ("measures complete=", "false true"),
    (
        "measures grade=",
        "dishonest especially_severe especially_severely_dishonest general medium none severe \
         severely_dishonest",
    ),
    ("measures invalid_input ", "/input/grade /input/role /input/start_on"),
    ("measures invalid_rulebook ", "/rulebook*"),
    ("measures measures first_day=", "null"),
    ("measures measures last_day=", "null"),
    ("measures measures length=", "not_published one_off until_cleared years"),
    (
        "measures measures measure=",
        "limit_listing_by_price_bid limit_or_suspend_bidding limit_or_suspend_delivery \
         limit_or_suspend_listing limit_vbp risk_label suspend_bidding suspend_delivery suspend_listing \
         written_reminder",
    ),
    ("measures measures years=", "null"),
    ("measures measures=", "[]"),
    ("measures rests on ", "measures"),
    ("measures rests on own ", "measures"),
    ("measures rule_gap ", "/rulebook"),
    ("measures unknown_rulebook ", "/rulebook"),
    ("measures ", "value"),
    ("national firms nationwide_all_products=", "false true"),
    ("national firms nationwide_products=", "[]"),
    ("national firms nationwide_products_unknown=", "false true"),
    ("national firms not_live reason=", "cleared expired no_grade not_started revoked"),
    ("national firms not_live=", "[]"),
    ("national firms provinces=", "[]"),
    (
        "national firms worst_grades grade=",
        "dishonest especially_severe especially_severely_dishonest general medium severe severely_dishonest",
    ),
    ("national firms worst_grades=", "[]"),
    ("national firms=", "[]"),
    (
        "national invalid_input ",
        "/input/as_of /input/records /input/records/#/grade /input/records/#/last_day \
         /input/records/#/record_id /input/records/#/role /input/records/#/rulebook",
    ),
    ("national invalid_rulebook ", "/input/records/#/rulebook* /rulebook*"),
    ("national rests on ", "measures"),
    ("national rests on own ", "measures"),
    ("national unknown_rulebook ", "/input/records/#/rulebook /rulebook"),
    ("national ", "value"),
    (
        "repair counted ",
        "compliance_report donate_gains name_controller public_apology remove_inflated_price return_gains \
         sanction_responsible stop_conduct",
    ),
    ("repair counted=", "[]"),
    ("repair implied ", "remove_inflated_price"),
    ("repair implied=", "[]"),
    (
        "repair invalid_input ",
        "/input/as_of /input/done/# /input/grade /input/matter /input/products/#/product \
         /input/products/#/selected_price_applied_on /input/role",
    ),
    ("repair invalid_rulebook ", "/rulebook*"),
    (
        "repair missing ",
        "compliance_report donate_gains name_controller public_apology remove_inflated_price return_gains \
         sanction_responsible stop_conduct",
    ),
    ("repair missing=", "[] null"),
    (
        "repair not_counted ",
        "compliance_report donate_gains name_controller public_apology remove_inflated_price return_gains \
         sanction_responsible stop_conduct",
    ),
    ("repair not_counted=", "[]"),
    ("repair outcome=", "cleared lapsed missing_steps not_defined"),
    (
        "repair required ",
        "compliance_report donate_gains name_controller public_apology remove_inflated_price return_gains \
         sanction_responsible stop_conduct",
    ),
    ("repair required=", "[] null"),
    ("repair rests on own ", "repair"),
    ("repair rests on ", "repair"),
    ("repair rule_gap ", "/rulebook"),
    ("repair unknown_rulebook ", "/rulebook"),
    ("repair unverified_parameter ", "/rulebook"),
    ("repair ", "value"),
    ("supplier_status ignored_records reason=", "cleared expired no_grade not_started other_firm other_role revoked"),
    ("supplier_status ignored_records=", "[]"),
    (
        "supplier_status invalid_input ",
        "/input /input/firm /input/on /input/product /input/province /input/records/#/cleared_on \
         /input/records/#/grade /input/records/#/products /input/records/#/products/# \
         /input/records/#/province /input/records/#/record_id /input/records/#/rulebook \
         /input/records/#/start_on /input/role /rulebook",
    ),
    ("supplier_status invalid_rulebook ", "/input/records/#/rulebook* /rulebook*"),
    ("supplier_status live_records=", "[]"),
    ("supplier_status reasons area=", "null"),
    (
        "supplier_status reasons measure=",
        "limit_listing_by_price_bid limit_or_suspend_bidding limit_or_suspend_delivery \
         limit_or_suspend_listing limit_vbp null suspend_bidding suspend_delivery suspend_listing",
    ),
    ("supplier_status reasons record_id=", "null"),
    ("supplier_status reasons scope=", "null"),
    ("supplier_status reasons status=", "limited limited_or_suspended suspended undetermined"),
    ("supplier_status reasons why=", "commitment_missing measure national_bar products_unknown rule_not_published"),
    ("supplier_status reasons=", "[]"),
    ("supplier_status rests on ", "measures"),
    ("supplier_status rests on own ", "measures"),
    ("supplier_status risk_label=", "false true"),
    ("supplier_status rule_gap ", "/rulebook"),
    ("supplier_status status=", "allowed limited limited_or_suspended suspended undetermined"),
    ("supplier_status unknown_rulebook ", "/input/records/#/rulebook /rulebook"),
    ("supplier_status ", "value"),
];
