//! The tables of the Interface section: the fields of each function and their kinds.

use super::form::Range::{Above0, AtLeast0, From0To1, From0To100, Signed1};
use super::form::{Field, Kind};
use super::words;

const QUANTITY: Kind = Kind::Number(AtLeast0);
const MONEY: Kind = Kind::Number(AtLeast0);
const PRICE: Kind = Kind::Number(Above0);
const RATIO: Kind = Kind::Number(From0To1);
const SCORE: Kind = Kind::Number(From0To100);
const YEAR: Kind = Kind::Integer(1, 9999);
const RANK: Kind = Kind::Integer(1, 1000);

const fn req(name: &'static str, kind: Kind) -> Field {
    Field { name, required: true, kind }
}

const fn opt(name: &'static str, kind: Kind) -> Field {
    Field { name, required: false, kind }
}

const fn list(fields: &'static [Field], key: &'static [&'static str]) -> Kind {
    Kind::List { fields, key, filled: false }
}

const fn filled(fields: &'static [Field], key: &'static [&'static str]) -> Kind {
    Kind::List { fields, key, filled: true }
}

const PRODUCT_QUANTITY: &[Field] = &[req("product", Kind::Id), req("quantity", QUANTITY)];
const DRUG_QUANTITY: &[Field] = &[req("drug", Kind::Id), req("quantity", QUANTITY)];
const FROM_UNTIL: &[Field] = &[opt("from", Kind::Date), opt("until", Kind::Date)];

const LINE: &[Field] = &[
    req("drug", Kind::Id),
    opt("generic_quantity", QUANTITY),
    opt("brand_reports", list(PRODUCT_QUANTITY, &["product"])),
    opt("converted", list(CONVERTED, &["specification"])),
    opt("child_suitable_quantity", QUANTITY),
    opt("history", list(&[req("year", YEAR), req("quantity", QUANTITY)], &["year"])),
    opt("explanation", Kind::Word(&["none", "given", "accepted", "rejected"])),
    opt("reason", Kind::Word(&words::REASONS)),
    opt("unreasonable", Kind::Bool),
];
const CONVERTED: &[Field] = &[
    req("specification", Kind::Id),
    req("quantity", QUANTITY),
    req("ratio", Kind::Number(Above0)),
    opt("ratio_source", Kind::Word(&["published", "institution"])),
];
const CHECK_REPORT: &[Field] = &[
    req("institution", Kind::Id),
    opt("institution_kind", Kind::Word(&words::KINDS_OF_INSTITUTION)),
    opt("reporting_year", YEAR),
    opt("required_drugs", Kind::Ids),
    opt("report_floor", Kind::Number(AtLeast0)),
    opt("report_window", Kind::Years),
    opt("deviation_up", Kind::Number(AtLeast0)),
    opt("deviation_down", RATIO),
    req("lines", list(LINE, &["drug"])),
];

const THRESHOLDS: &[Field] =
    &[opt("min_quantity", QUANTITY), opt("min_market_share", Kind::Number(AtLeast0)), opt("min_amount", MONEY)];
const TENDER: &[Field] =
    &[req("tender", Kind::Id), req("drugs", Kind::Ids), opt("from", Kind::Date), opt("until", Kind::Date)];
const POOL: &[Field] = &[
    req("members", filled(&[req("member", Kind::Id), req("volumes", list(DRUG_QUANTITY, &["drug"]))], &["member"])),
    opt("market", list(&[req("drug", Kind::Id), req("quantity", Kind::Number(Above0))], &["drug"])),
    opt("prices", list(&[req("drug", Kind::Id), req("price", PRICE)], &["drug"])),
    opt("thresholds", Kind::Object(THRESHOLDS)),
    opt("tenders", list(TENDER, &["tender"])),
    opt("period", Kind::Object(FROM_UNTIL)),
    opt("split", list(DRUG_QUANTITY, &["drug"])),
    opt("rounding", Kind::Rounding),
];

const TENDER_AUTHORITY: &[Field] = &[
    req("level", Kind::Word(&words::LEVELS)),
    req("kind", Kind::Word(&words::TENDERS)),
    opt("approved_on", Kind::Date),
    opt("document_approved_on", Kind::Date),
    opt("started_on", Kind::Date),
    opt("published_on", Kind::Date),
    opt("agreed_volume_stated", Kind::Bool),
];

const AGREED: &[Field] = &[
    req("winners", RANK),
    opt("volume_class", Kind::Word(&words::CLASSES)),
    req("bases", filled(&[req("unit", Kind::Id), req("quantity", QUANTITY)], &["unit"])),
    opt("share", RATIO),
    opt("price", PRICE),
    opt("rounding", Kind::Rounding),
];

const WINNER: &[Field] = &[
    req("product", Kind::Id),
    opt("price", PRICE),
    opt("promised", QUANTITY),
    opt("route", Kind::Word(&words::ROUTES)),
    opt("rank", RANK),
    opt("ceiling", PRICE),
    opt("cut", RATIO),
    opt("award_class", Kind::Word(&words::AWARD_CLASSES)),
];
const CHOICE: &[Field] = &[req("part", Kind::Integer(1, 9)), req("product", Kind::Id), req("quantity", QUANTITY)];
const INSTITUTION: &[Field] = &[
    req("institution", Kind::Id),
    opt("kind", Kind::Word(&["medical", "pharmacy"])),
    opt("generic_quantity", QUANTITY),
    opt("brand_reports", list(PRODUCT_QUANTITY, &["product"])),
    opt("main_supplier", Kind::Id),
    opt("choices", list(CHOICE, &["part", "product"])),
];
const ALLOCATE: &[Field] = &[
    opt("share", RATIO),
    opt("volume_class", Kind::Word(&words::CLASSES)),
    opt("stage", Kind::Word(&["full", "own"])),
    opt("reference_price", PRICE),
    opt("cut_rounding", Kind::Word(&words::CUT_ROUNDINGS)),
    opt("unselected_released", RATIO),
    opt("no_volume_reports", Kind::Word(&["main_supplier", "outside"])),
    opt("rounding", Kind::Rounding),
    req("winners", filled(WINNER, &["product"])),
    req("institutions", filled(INSTITUTION, &["institution"])),
];

const LAST_ROUND: &[Field] =
    &[req("provincial_price", PRICE), req("national_lowest", PRICE), req("national_highest", PRICE)];
const RENEWAL: &[Field] = &[
    opt("base_quantity", QUANTITY),
    opt("previous_agreed", QUANTITY),
    opt("rounding", Kind::Rounding),
    opt("base_share", RATIO),
    opt("last_round", Kind::Object(LAST_ROUND)),
    opt("bid", PRICE),
    opt("inquiry_failed", Kind::Bool),
    opt("equal_number_win", Kind::Bool),
    opt("cheaper_non_winner", Kind::Bool),
    opt("incumbent", Kind::Bool),
    opt("old_price", PRICE),
    opt("benchmark", PRICE),
    opt("rise_base", PRICE),
    opt("volume_class", Kind::Word(&["ordinary", "reduced"])),
];

const NON_WINNER: &[Field] = &[
    req("product", Kind::Id),
    req("quantity", QUANTITY),
    opt("price", PRICE),
    opt("kind", Kind::Word(&["originator", "evaluated", "other"])),
];
const REMAINING: &[Field] = &[
    req("agreed_quantity", QUANTITY),
    req("winner_quantity", QUANTITY),
    opt("actual_need", QUANTITY),
    opt("non_winners", list(NON_WINNER, &["product"])),
    opt("winning_price", PRICE),
    opt("supply_failure", Kind::Bool),
    opt("max_non_winner_share", RATIO),
];

const TIERED_COST: &[Field] = &[
    req("scheme", Kind::Word(&words::SCHEMES)),
    req("quantity", QUANTITY),
    opt("price", PRICE),
    opt("tiers", list(&[req("from", QUANTITY), req("price", PRICE)], &[])),
    opt("invoice_basis", Kind::Word(&["list", "incremental"])),
    opt("minimum_quantity", QUANTITY),
    opt("cap_quantity", QUANTITY),
    opt("payback_rate", RATIO),
];

const ITEM: &[Field] =
    &[req("item", Kind::Id), req("quantity", QUANTITY), req("new_price", PRICE), opt("old_price", PRICE)];
const SAME_BASKET_SAVING: &[Field] = &[req("items", filled(ITEM, &["item"])), opt("min_saving", Kind::Number(Signed1))];

const OFFER: &[Field] = &[
    req("offer", Kind::Id),
    req("platform", Kind::Id),
    req("generic_name", Kind::Id),
    req("dosage_form", Kind::Id),
    req("specification", Kind::Id),
    req("manufacturer", Kind::Id),
    req("unit", Kind::Id),
    opt("units", Kind::Number(Above0)),
    req("price", PRICE),
    opt("quality_equal", Kind::Bool),
];
const CHOOSE_PLATFORM: &[Field] = &[req("offers", filled(OFFER, &["offer"])), opt("preference", Kind::Ids)];

const SALE: &[Field] = &[
    req("line", Kind::Id),
    opt("product_class", Kind::Word(&["drug", "tcm_slices"])),
    req("purchase_price", MONEY),
    opt("purchase_units", Kind::Number(Above0)),
    req("sale_price", MONEY),
    opt("sale_units", Kind::Number(Above0)),
    opt("quantity", QUANTITY),
];
const ZERO_MARKUP: &[Field] =
    &[req("lines", filled(SALE, &["line"])), opt("tolerance", MONEY), opt("tcm_slices_exempt", Kind::Bool)];

const INDICATOR: &[Field] = &[req("indicator", Kind::Id), req("score", SCORE), req("weight", RATIO)];
const ASSESSMENT: &[Field] =
    &[opt("qualified", Kind::Bool), opt("score", SCORE), opt("indicators", filled(INDICATOR, &["indicator"]))];
const WON: &[Field] = &[req("product", Kind::Id), req("agreed_quantity", QUANTITY), req("price", PRICE)];
const DRUG: &[Field] = &[
    req("drug", Kind::Id),
    req("winners", filled(WON, &["product"])),
    req("purchased_quantity", QUANTITY),
    req("price_before", PRICE),
    req("pay_ratio_contract", RATIO),
    req("insured_share", RATIO),
    opt("base_quantity", QUANTITY),
    opt("pay_ratio_before", RATIO),
    opt("non_winner_amount", MONEY),
    opt("evaluated_non_winner_amount", MONEY),
    opt("in_catalogue", Kind::Bool),
    opt("repeat_cycle", Kind::Bool),
    opt("score", SCORE),
    opt("ratio", RATIO),
];
const RETENTION: &[Field] = &[
    req("institution", Kind::Id),
    opt("assessment", Kind::Object(ASSESSMENT)),
    opt("ratio", RATIO),
    opt("unfinished_scope", Kind::Word(&words::SCOPES)),
    opt("count_evaluated_non_winners", Kind::Bool),
    opt("exclude_repeat_cycle", Kind::Bool),
    opt("edges_inclusive", Kind::Bool),
    opt("rounding", Kind::Rounding),
    req("drugs", filled(DRUG, &["drug"])),
];

const SETTLEMENT: &[Field] = &[
    req("budget", MONEY),
    req("actual", MONEY),
    req("keep_share", RATIO),
    req("overrun_fund_share", RATIO),
    req("overrun_limit", Kind::Number(AtLeast0)),
];
const TWO_ALLOWS: &[Field] = &[
    req("service_income", MONEY),
    req("cost", MONEY),
    opt("retention", MONEY),
    opt("settlement", Kind::Object(SETTLEMENT)),
    opt("funds", list(&[req("fund", Kind::Id), opt("rate", RATIO), opt("amount", MONEY)], &["fund"])),
    req("staff_share", RATIO),
    opt("wages", Kind::Object(&[req("control_total", MONEY), req("current_total", MONEY)])),
];

/// The functions with the fields of their inputs.
pub(crate) const FUNCTIONS: [(&str, &[Field]); 13] = [
    ("volume.check_report", CHECK_REPORT),
    ("volume.pool", POOL),
    ("volume.tender_authority", TENDER_AUTHORITY),
    ("volume.agreed", AGREED),
    ("volume.allocate", ALLOCATE),
    ("volume.renewal", RENEWAL),
    ("volume.remaining", REMAINING),
    ("volume.tiered_cost", TIERED_COST),
    ("volume.same_basket_saving", SAME_BASKET_SAVING),
    ("volume.choose_platform", CHOOSE_PLATFORM),
    ("volume.zero_markup", ZERO_MARKUP),
    ("volume.retention", RETENTION),
    ("volume.two_allows", TWO_ALLOWS),
];
