//! What the requests in fixed places have to reach, in the form of `reached`.

/// Answers on the edges.
pub(crate) const EDGES: &[(&str, &str)] = &[
    ("bar barred=", "true"),
    ("bar entries in_force=", "true"),
    ("bar ignored=", "[]"),
    ("bar rests on ", "bar_months"),
    ("bar ", "value"),
    ("grade deciding clause=", "null"),
    ("grade deciding end=", "max min"),
    ("grade deciding test=", "months sales security single total"),
    ("grade deciding=", "[]"),
    ("grade dropped reason=", "outside_window"),
    ("grade dropped=", "[]"),
    ("grade exact=", "false true"),
    ("grade gap=", "false true"),
    ("grade gaps=", "[]"),
    (
        "grade grade=",
        "dishonest especially_severe especially_severely_dishonest general medium none null severe \
         severely_dishonest",
    ),
    ("grade records certain=", "false true"),
    ("grade records clause=", "null"),
    ("grade records largest_single=", "null"),
    ("grade records products=", "[]"),
    ("grade records total=", "null"),
    ("grade records=", "[]"),
    ("grade rests on ", "bribery_security bribery_total evidence lookback"),
    ("grade ", "value"),
    ("measures complete=", "true"),
    ("measures grade=", "dishonest especially_severely_dishonest severely_dishonest"),
    ("measures measures length=", "years"),
    ("measures measures measure=", "suspend_delivery"),
    ("measures rests on ", "measures"),
    ("measures ", "value"),
];

/// Answers to faults in every place.
pub(crate) const PLACES: &[(&str, &str)] = &[
    (
        "bar invalid_input ",
        "/input /input/entries /input/entries/# /input/entries/#/cooperated /input/entries/#/entry_id \
         /input/entries/#/firm /input/entries/#/first_day /input/entries/#/last_day /input/firm /input/on",
    ),
    ("bar invalid_rulebook ", "/rulebook*"),
    (
        "compare invalid_input ",
        "/input /input/cases /input/cases/# /input/cases/#/case_id /input/cases/#/conduct_until \
         /input/cases/#/effective_on /input/cases/#/evidence /input/cases/#/facts /input/cases/#/facts/# \
         /input/cases/#/facts/#/amount /input/cases/#/facts/#/amount/at_least \
         /input/cases/#/facts/#/amount/below /input/cases/#/facts/#/conduct_from \
         /input/cases/#/facts/#/conduct_until /input/cases/#/facts/#/explained /input/cases/#/facts/#/firm \
         /input/cases/#/facts/#/high_price_until /input/cases/#/facts/#/kind \
         /input/cases/#/facts/#/largest_single /input/cases/#/facts/#/largest_single/at_least \
         /input/cases/#/facts/#/largest_single/below /input/cases/#/facts/#/matter \
         /input/cases/#/facts/#/one_payment /input/cases/#/facts/#/products /input/cases/#/facts/#/products/# \
         /input/cases/#/facts/#/province /input/cases/#/facts/#/sales /input/cases/#/facts/#/sales/at_least \
         /input/cases/#/facts/#/sales/below /input/cases/#/facts/#/side /input/cases/#/facts/#/target \
         /input/cases/#/status /input/firm /input/graded_on /input/other_rulebook /input/province",
    ),
    ("compare invalid_rulebook ", "/input/other_rulebook*"),
    ("compare unknown_rulebook ", "/input/other_rulebook"),
    ("default_rulebook invalid_input ", "/input /input/graded_on /input/label"),
    (
        "grade invalid_input ",
        "/input /input/cases /input/cases/# /input/cases/#/case_id /input/cases/#/conduct_until \
         /input/cases/#/effective_on /input/cases/#/evidence /input/cases/#/facts /input/cases/#/facts/# \
         /input/cases/#/facts/#/amount /input/cases/#/facts/#/amount/at_least \
         /input/cases/#/facts/#/amount/below /input/cases/#/facts/#/cited_clause \
         /input/cases/#/facts/#/conduct_from /input/cases/#/facts/#/conduct_until \
         /input/cases/#/facts/#/explained /input/cases/#/facts/#/firm /input/cases/#/facts/#/high_price_until \
         /input/cases/#/facts/#/kind /input/cases/#/facts/#/largest_single \
         /input/cases/#/facts/#/largest_single/at_least /input/cases/#/facts/#/largest_single/below \
         /input/cases/#/facts/#/matter /input/cases/#/facts/#/one_payment /input/cases/#/facts/#/products \
         /input/cases/#/facts/#/products/# /input/cases/#/facts/#/province /input/cases/#/facts/#/sales \
         /input/cases/#/facts/#/sales/at_least /input/cases/#/facts/#/sales/below /input/cases/#/facts/#/side \
         /input/cases/#/facts/#/target /input/cases/#/status /input/firm /input/graded_on /input/province",
    ),
    ("measures invalid_input ", "/input /input/grade /input/role /input/start_on"),
    ("measures invalid_rulebook ", "/rulebook*"),
    (
        "national invalid_input ",
        "/input /input/as_of /input/records /input/records/# /input/records/#/cleared_on \
         /input/records/#/firm /input/records/#/grade /input/records/#/last_day /input/records/#/measures \
         /input/records/#/measures/# /input/records/#/measures/#/area /input/records/#/measures/#/first_day \
         /input/records/#/measures/#/last_day /input/records/#/measures/#/measure \
         /input/records/#/measures/#/scope /input/records/#/products /input/records/#/products/# \
         /input/records/#/province /input/records/#/record_id /input/records/#/revoked /input/records/#/role \
         /input/records/#/rulebook /input/records/#/start_on",
    ),
    ("national invalid_rulebook ", "/input/records/#/rulebook*"),
    ("national unknown_rulebook ", "/input/records/#/rulebook"),
    (
        "repair invalid_input ",
        "/input /input/as_of /input/done /input/done/# /input/grade /input/last_day /input/matter \
         /input/products /input/products/# /input/products/#/product \
         /input/products/#/selected_price_applied_on /input/revoked /input/role",
    ),
    (
        "supplier_status invalid_input ",
        "/input /input/bars /input/bars/# /input/bars/#/firm /input/bars/#/first_day /input/commitment \
         /input/firm /input/on /input/product /input/province /input/records /input/records/# \
         /input/records/#/cleared_on /input/records/#/firm /input/records/#/grade /input/records/#/last_day \
         /input/records/#/measures /input/records/#/measures/# /input/records/#/measures/#/area \
         /input/records/#/measures/#/first_day /input/records/#/measures/#/last_day \
         /input/records/#/measures/#/measure /input/records/#/measures/#/scope /input/records/#/products \
         /input/records/#/products/# /input/records/#/province /input/records/#/record_id \
         /input/records/#/revoked /input/records/#/role /input/records/#/rulebook /input/records/#/start_on \
         /input/role /input/tender",
    ),
    ("supplier_status invalid_rulebook ", "/input/records/#/rulebook*"),
    ("supplier_status status=", "limited limited_or_suspended"),
    ("supplier_status unknown_rulebook ", "/input/records/#/rulebook"),
];
