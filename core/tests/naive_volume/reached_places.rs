//! What the requests in fixed places have to reach, in the form of `reached`.

/// Answers to small allocations.
pub(crate) const SMALL: &[(&str, &str)] = &[
    ("allocate institutions allocations own_share=", "null"),
    ("allocate institutions allocations released=", "null"),
    ("allocate institutions allocations split_share=", "null"),
    ("allocate institutions outside_agreement=", "null"),
    ("allocate institutions pool=", "null"),
    (
        "allocate invalid_input ",
        "/input/institutions/#/choices /input/institutions/#/choices/#/part \
         /input/institutions/#/choices/#/product /input/institutions/#/main_supplier /input/winners \
         /input/winners/#/award_class",
    ),
    ("allocate products over_promised=", "false null true"),
    ("allocate products promised=", "null"),
    (
        "allocate rests on ",
        "allocation_method redistribution rungs split_base_share split_fractions supply_cap unselected_released",
    ),
    ("allocate rule_gap ", "/rulebook"),
    ("allocate ", "value"),
];

/// Answers to faults in every place.
pub(crate) const PLACES: &[(&str, &str)] = &[
    ("agreed amount=", "null"),
    (
        "agreed invalid_input ",
        "/input /input/bases /input/bases/# /input/bases/#/quantity /input/bases/#/unit /input/price \
         /input/rounding /input/rounding/mode /input/rounding/step /input/share /input/volume_class /input/winners",
    ),
    ("agreed limit_exceeded ", "/input/bases/#/quantity /input/price /input/rounding/step /input/share"),
    ("agreed range_check=", "inside outside"),
    ("agreed rests on ", "share_range"),
    ("agreed rule_gap ", "/rulebook"),
    ("agreed share_source=", "caller"),
    ("agreed ", "value"),
    ("allocate institutions allocations own_share=", "null"),
    ("allocate institutions allocations split_share=", "null"),
    (
        "allocate invalid_input ",
        "/input /input/cut_rounding /input/institutions /input/institutions/# /input/institutions/#/brand_reports \
         /input/institutions/#/brand_reports/# /input/institutions/#/brand_reports/#/product \
         /input/institutions/#/brand_reports/#/quantity /input/institutions/#/choices \
         /input/institutions/#/choices/# /input/institutions/#/choices/#/part \
         /input/institutions/#/choices/#/product /input/institutions/#/choices/#/quantity \
         /input/institutions/#/generic_quantity /input/institutions/#/institution /input/institutions/#/kind \
         /input/institutions/#/main_supplier /input/no_volume_reports /input/reference_price /input/rounding \
         /input/rounding/mode /input/rounding/step /input/share /input/stage /input/unselected_released \
         /input/volume_class /input/winners /input/winners/# /input/winners/#/award_class /input/winners/#/ceiling \
         /input/winners/#/cut /input/winners/#/price /input/winners/#/product /input/winners/#/promised \
         /input/winners/#/rank /input/winners/#/route",
    ),
    (
        "allocate limit_exceeded ",
        "/input/institutions/#/brand_reports/#/quantity /input/institutions/#/choices/#/quantity \
         /input/institutions/#/generic_quantity /input/reference_price /input/rounding/step /input/share \
         /input/unselected_released /input/winners/#/ceiling /input/winners/#/cut /input/winners/#/price \
         /input/winners/#/promised",
    ),
    ("allocate products over_promised=", "false null true"),
    ("allocate products promised=", "null"),
    (
        "allocate rests on ",
        "allocation_method redistribution rungs split_base_share split_fractions supply_cap unselected_released",
    ),
    ("allocate rule_gap ", "/rulebook"),
    ("allocate ", "value"),
    ("check_report complete=", "false true"),
    ("check_report duty=", "must null"),
    (
        "check_report invalid_input ",
        "/input /input/deviation_down /input/deviation_up /input/institution /input/institution_kind /input/lines \
         /input/lines/# /input/lines/#/brand_reports /input/lines/#/brand_reports/# \
         /input/lines/#/brand_reports/#/product /input/lines/#/brand_reports/#/quantity \
         /input/lines/#/child_suitable_quantity /input/lines/#/converted /input/lines/#/converted/# \
         /input/lines/#/converted/#/quantity /input/lines/#/converted/#/ratio \
         /input/lines/#/converted/#/ratio_source /input/lines/#/converted/#/specification /input/lines/#/drug \
         /input/lines/#/explanation /input/lines/#/generic_quantity /input/lines/#/history \
         /input/lines/#/history/# /input/lines/#/history/#/quantity /input/lines/#/history/#/year \
         /input/lines/#/reason /input/lines/#/unreasonable /input/report_floor /input/report_window \
         /input/report_window/# /input/reporting_year /input/required_drugs /input/required_drugs/#",
    ),
    (
        "check_report limit_exceeded ",
        "/input/deviation_down /input/deviation_up /input/lines/#/brand_reports/#/quantity \
         /input/lines/#/child_suitable_quantity /input/lines/#/converted/#/quantity \
         /input/lines/#/converted/#/ratio /input/lines/#/generic_quantity /input/lines/#/history/#/quantity \
         /input/report_floor",
    ),
    ("check_report lines deviation=", "null"),
    ("check_report lines deviation_outcome=", "above below from_zero no_last_year not_run within"),
    ("check_report lines floor_outcome=", "below met no_history"),
    ("check_report lines floor_quantity=", "null"),
    ("check_report lines floor_ratio=", "null"),
    ("check_report lines history_mean=", "null"),
    ("check_report lines history_years=", "[]"),
    (
        "check_report lines needs_explanation ",
        "above_last_year below_floor below_last_year child_suitable from_zero own_ratio",
    ),
    ("check_report lines needs_explanation=", "[]"),
    ("check_report lines reason_recognised=", "null true"),
    ("check_report lines verdict=", "explain pass return review"),
    ("check_report lines=", "[]"),
    ("check_report missing_drugs=", "[]"),
    ("check_report rests on ", "report_floor report_reasons report_window reporting_duty"),
    ("check_report ", "value"),
    ("check_report verdict=", "explain null pass return review"),
    ("choose_platform groups chosen=", "null"),
    ("choose_platform groups excluded=", "[]"),
    ("choose_platform groups offers=", "[]"),
    ("choose_platform groups outcome=", "chosen not_comparable only_offer tied"),
    ("choose_platform groups tied=", "[]"),
    (
        "choose_platform invalid_input ",
        "/input /input/offers /input/offers/# /input/offers/#/dosage_form /input/offers/#/generic_name \
         /input/offers/#/manufacturer /input/offers/#/offer /input/offers/#/platform /input/offers/#/price \
         /input/offers/#/quality_equal /input/offers/#/specification /input/offers/#/unit /input/offers/#/units \
         /input/preference /input/preference/#",
    ),
    ("choose_platform limit_exceeded ", "/input/offers/#/price /input/offers/#/units"),
    ("choose_platform ", "value"),
    ("pool clashes=", "[]"),
    ("pool drugs failed_thresholds ", "min_amount min_market_share min_quantity"),
    ("pool drugs failed_thresholds=", "[]"),
    ("pool drugs members share=", "null"),
    ("pool drugs pool_gain=", "null"),
    ("pool drugs sufficiency=", "insufficient not_tested sufficient"),
    ("pool drugs sufficient_alone=", "[]"),
    (
        "pool invalid_input ",
        "/input /input/market /input/market/# /input/market/#/drug /input/market/#/quantity /input/members \
         /input/members/# /input/members/#/member /input/members/#/volumes /input/members/#/volumes/# \
         /input/members/#/volumes/#/drug /input/members/#/volumes/#/quantity /input/period /input/period/from \
         /input/period/until /input/prices /input/prices/# /input/prices/#/drug /input/prices/#/price \
         /input/rounding /input/rounding/mode /input/rounding/step /input/split /input/split/# /input/split/#/drug \
         /input/split/#/quantity /input/tenders /input/tenders/# /input/tenders/#/drugs /input/tenders/#/drugs/# \
         /input/tenders/#/from /input/tenders/#/tender /input/tenders/#/until /input/thresholds \
         /input/thresholds/min_amount /input/thresholds/min_market_share /input/thresholds/min_quantity",
    ),
    (
        "pool limit_exceeded ",
        "/input/market/#/quantity /input/members/#/volumes/#/quantity /input/prices/#/price /input/rounding/step \
         /input/split/#/quantity /input/thresholds/min_amount /input/thresholds/min_market_share \
         /input/thresholds/min_quantity",
    ),
    ("pool single_member=", "false"),
    ("pool split=", "[]"),
    ("pool ", "value"),
    ("remaining agreed_done=", "false true"),
    ("remaining checks check=", "non_winner_share"),
    ("remaining checks outcome=", "fail pass"),
    ("remaining completion=", "null"),
    ("remaining excess_amount=", "null"),
    ("remaining exempt_products=", "[]"),
    ("remaining free_choice=", "null"),
    (
        "remaining invalid_input ",
        "/input /input/actual_need /input/agreed_quantity /input/max_non_winner_share /input/non_winners \
         /input/non_winners/# /input/non_winners/#/kind /input/non_winners/#/price /input/non_winners/#/product \
         /input/non_winners/#/quantity /input/supply_failure /input/winner_quantity /input/winning_price",
    ),
    (
        "remaining limit_exceeded ",
        "/input/actual_need /input/agreed_quantity /input/max_non_winner_share /input/non_winners/#/price \
         /input/non_winners/#/quantity /input/winner_quantity /input/winning_price",
    ),
    ("remaining rule_gap ", "/rulebook"),
    ("remaining ", "value"),
    ("remaining verdict=", "fail pass"),
    ("renewal agreed=", "null"),
    ("renewal below_previous=", "false null true"),
    ("renewal bid_above_ceiling=", "false null"),
    ("renewal bid_above_line=", "false null true"),
    ("renewal ceiling=", "null"),
    ("renewal factor=", "null"),
    ("renewal inquiry_line=", "null"),
    (
        "renewal invalid_input ",
        "/input /input/base_quantity /input/base_share /input/benchmark /input/bid /input/equal_number_win \
         /input/incumbent /input/inquiry_failed /input/last_round /input/last_round/national_highest \
         /input/last_round/national_lowest /input/last_round/provincial_price /input/old_price \
         /input/previous_agreed /input/rise_base /input/rounding /input/rounding/mode /input/rounding/step \
         /input/volume_class",
    ),
    (
        "renewal limit_exceeded ",
        "/input/base_quantity /input/base_share /input/benchmark /input/bid /input/last_round/national_highest \
         /input/last_round/national_lowest /input/last_round/provincial_price /input/old_price \
         /input/previous_agreed /input/rise_base /input/rounding/step",
    ),
    ("renewal mode=", "competition inquiry null"),
    ("renewal mode_reasons ", "equal_number_win inquiry_failed"),
    ("renewal mode_reasons=", "[]"),
    ("renewal rests on ", "inquiry_multiple other_bid_limit penalty_start renewal_rule rise_step"),
    ("renewal rise=", "null"),
    ("renewal rise_applied=", "null"),
    ("renewal rounding_difference=", "null"),
    ("renewal rule_gap ", "/rulebook"),
    ("renewal ", "value"),
    ("retention drugs budget=", "null"),
    ("retention drugs expense=", "null"),
    ("retention drugs finished=", "false true"),
    ("retention drugs grade=", "80_to_90 a b d null under_60"),
    ("retention drugs marginal_per_base_unit=", "null"),
    ("retention drugs status=", "counted no_surplus not_in_catalogue repeat_cycle unfinished"),
    ("retention grade=", "a b d null"),
    (
        "retention invalid_input ",
        "/input /input/assessment /input/assessment/indicators /input/assessment/indicators/# \
         /input/assessment/indicators/#/indicator /input/assessment/indicators/#/score \
         /input/assessment/indicators/#/weight /input/assessment/qualified /input/assessment/score \
         /input/count_evaluated_non_winners /input/drugs /input/drugs/# /input/drugs/#/base_quantity \
         /input/drugs/#/drug /input/drugs/#/evaluated_non_winner_amount /input/drugs/#/in_catalogue \
         /input/drugs/#/insured_share /input/drugs/#/non_winner_amount /input/drugs/#/pay_ratio_before \
         /input/drugs/#/pay_ratio_contract /input/drugs/#/price_before /input/drugs/#/purchased_quantity \
         /input/drugs/#/ratio /input/drugs/#/repeat_cycle /input/drugs/#/score /input/drugs/#/winners \
         /input/drugs/#/winners/# /input/drugs/#/winners/#/agreed_quantity /input/drugs/#/winners/#/price \
         /input/drugs/#/winners/#/product /input/edges_inclusive /input/exclude_repeat_cycle /input/institution \
         /input/ratio /input/rounding /input/rounding/mode /input/rounding/step /input/unfinished_scope",
    ),
    (
        "retention limit_exceeded ",
        "/input/assessment/indicators/#/score /input/assessment/indicators/#/weight /input/assessment/score \
         /input/drugs/#/base_quantity /input/drugs/#/evaluated_non_winner_amount /input/drugs/#/insured_share \
         /input/drugs/#/non_winner_amount /input/drugs/#/pay_ratio_before /input/drugs/#/pay_ratio_contract \
         /input/drugs/#/price_before /input/drugs/#/purchased_quantity /input/drugs/#/ratio /input/drugs/#/score \
         /input/drugs/#/winners/#/agreed_quantity /input/drugs/#/winners/#/price /input/ratio /input/rounding/step",
    ),
    ("retention qualified=", "false true"),
    ("retention ratio=", "null"),
    (
        "retention rests on ",
        "bands catalogue_only exclude_repeat_cycle max_ratio negative_base retention_formula score_level \
         unfinished_scope",
    ),
    ("retention rule_gap ", "/rulebook"),
    ("retention score=", "null"),
    ("retention ", "value"),
    (
        "same_basket_saving invalid_input ",
        "/input /input/items /input/items/# /input/items/#/item /input/items/#/new_price /input/items/#/old_price \
         /input/items/#/quantity /input/min_saving",
    ),
    (
        "same_basket_saving limit_exceeded ",
        "/input/items/#/new_price /input/items/#/old_price /input/items/#/quantity /input/min_saving",
    ),
    ("same_basket_saving saving=", "null"),
    ("same_basket_saving target=", "null"),
    ("same_basket_saving ", "value"),
    ("same_basket_saving verdict=", "met not_met undetermined"),
    ("tender_authority approval_needed=", "true"),
    ("tender_authority authority=", "needs_provincial_approval"),
    ("tender_authority compliant=", "false true"),
    (
        "tender_authority invalid_input ",
        "/input /input/agreed_volume_stated /input/approved_on /input/document_approved_on /input/kind \
         /input/level /input/published_on /input/started_on",
    ),
    ("tender_authority national_advice=", "not_advised"),
    ("tender_authority rests on ", "authority national_advice"),
    ("tender_authority ", "value"),
    (
        "tender_authority violations ",
        "agreed_volume_not_stated published_without_document_approval started_without_approval",
    ),
    ("tender_authority violations=", "[]"),
    ("tiered_cost average_price=", "null"),
    ("tiered_cost bands=", "[]"),
    ("tiered_cost cheaper_from=", "null"),
    (
        "tiered_cost invalid_input ",
        "/input /input/cap_quantity /input/invoice_basis /input/minimum_quantity /input/payback_rate /input/price \
         /input/quantity /input/scheme /input/tiers /input/tiers/# /input/tiers/#/from /input/tiers/#/price",
    ),
    ("tiered_cost invalid_rulebook ", "/rulebook*"),
    (
        "tiered_cost limit_exceeded ",
        "/input/cap_quantity /input/minimum_quantity /input/payback_rate /input/price /input/quantity \
         /input/tiers/#/from /input/tiers/#/price",
    ),
    ("tiered_cost scheme=", "flat minimum_commitment price_volume_cap retroactive_rebate"),
    ("tiered_cost tier=", "null"),
    ("tiered_cost unknown_rulebook ", "/rulebook/extends"),
    ("tiered_cost ", "value"),
    ("two_allows above_wage_control=", "null"),
    ("two_allows funds=", "[]"),
    ("two_allows funds_exceed_surplus=", "false true"),
    (
        "two_allows invalid_input ",
        "/input /input/cost /input/funds /input/funds/# /input/funds/#/amount /input/funds/#/fund \
         /input/funds/#/rate /input/retention /input/service_income /input/settlement /input/settlement/actual \
         /input/settlement/budget /input/settlement/keep_share /input/settlement/overrun_fund_share \
         /input/settlement/overrun_limit /input/staff_share /input/wages /input/wages/control_total \
         /input/wages/current_total",
    ),
    (
        "two_allows limit_exceeded ",
        "/input/cost /input/funds/#/amount /input/funds/#/rate /input/retention /input/service_income \
         /input/settlement/actual /input/settlement/budget /input/settlement/keep_share \
         /input/settlement/overrun_fund_share /input/settlement/overrun_limit /input/staff_share \
         /input/wages/control_total /input/wages/current_total",
    ),
    ("two_allows mainly_staff=", "false true"),
    ("two_allows settlement=", "null"),
    ("two_allows ", "value"),
    ("zero_markup compliant=", "false true"),
    (
        "zero_markup invalid_input ",
        "/input /input/lines /input/lines/# /input/lines/#/line /input/lines/#/product_class \
         /input/lines/#/purchase_price /input/lines/#/purchase_units /input/lines/#/quantity \
         /input/lines/#/sale_price /input/lines/#/sale_units /input/tcm_slices_exempt /input/tolerance",
    ),
    (
        "zero_markup limit_exceeded ",
        "/input/lines/#/purchase_price /input/lines/#/purchase_units /input/lines/#/quantity \
         /input/lines/#/sale_price /input/lines/#/sale_units /input/tolerance",
    ),
    ("zero_markup lines excess_amount=", "null"),
    ("zero_markup lines markup=", "null"),
    ("zero_markup lines outcome=", "above below exempt ok"),
    ("zero_markup rule_gap ", "/rulebook"),
    ("zero_markup ", "value"),
];
