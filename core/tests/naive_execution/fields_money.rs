//! The tables of *Interface* for money, prices, supply and single figures.

use super::fields::{CALENDAR, PAID, PRICE, QUANTITY, SHARE, filled, may, must, rows};
use super::form::Range::{Above0, UnsaidAbove0, UnsaidAtLeast0};
use super::form::{Field, Kind};
use super::words::{CLASSES, CONSISTENCY, READINGS, SLOT_ROLES, SUPPLY_PRICES, SUPPLY_ROLES};

pub(crate) const SETTLEMENT: &[Field] = &[
    must("as_of", Kind::Date),
    may("settlement_drug", Kind::Term),
    may("settlement_consumable", Kind::Term),
    must(
        "invoices",
        filled(
            &[
                must("invoice", Kind::Id),
                may("product_kind", Kind::Word(&["drug", "consumable"])),
                must("amount", PRICE),
                may("start_on", Kind::Date),
                may("invoice_created_on", Kind::Date),
                may("paid", PAID),
            ],
            &["invoice"],
        ),
    ),
];

const PREPAYMENT_KIND: Field = must("kind", Kind::Word(&["vbp", "fund"]));

pub(crate) const VBP: &[Field] = &[
    PREPAYMENT_KIND,
    may("agreed_amount", QUANTITY),
    may("items", rows(&[must("product", Kind::Id), must("quantity", QUANTITY), must("price", PRICE)], &["product"])),
    may("ratio", SHARE),
    may("paid_amount", QUANTITY),
    may("signed_on", Kind::Date),
    may("applied_on", Kind::Date),
    may("received_on", Kind::Date),
    may("distributor_received_on", Kind::Date),
    may("calendar", CALENDAR),
];

pub(crate) const FUND: &[Field] = &[
    PREPAYMENT_KIND,
    must("fund", Kind::Word(&["employee", "resident"])),
    must("balance_months", QUANTITY),
    must("deficit_last_year", Kind::Bool),
    must("deficit_forecast", Kind::Bool),
    must("monthly_spend", Kind::Spend),
    must("year", Kind::Integer(1900, Some(2999))),
];

pub(crate) const MARK: &[Field] = &[
    may("non_supply_reading", Kind::Word(&READINGS)),
    must(
        "items",
        filled(
            &[
                must("item", Kind::Id),
                must("class", Kind::Word(&CLASSES)),
                must("price", PRICE),
                may("own_winning_price", PRICE),
                may("highest_winning_price", PRICE),
                may("highest_listing_price", PRICE),
                may("p75_listing_price", PRICE),
                may("lowest_listing_price", PRICE),
                may("consistency", Kind::Word(&CONSISTENCY)),
                may("reference_listing_price", Kind::Number(UnsaidAbove0)),
                may("price_cut_on", Kind::Date),
            ],
            &["item"],
        ),
    ),
];

pub(crate) const CAP: &[Field] = &[
    may("non_supply_multiple", PRICE),
    may("non_supply_reading", Kind::Word(&READINGS)),
    must(
        "items",
        filled(
            &[
                must("item", Kind::Id),
                must("own_winning_price", PRICE),
                must("highest_price", Kind::NumberOrNull(Above0)),
                may("agreement_finished", Kind::Bool),
                may("lowest_renewal_price", PRICE),
                may("current_price", Kind::Number(UnsaidAbove0)),
            ],
            &["item"],
        ),
    ),
];

pub(crate) const SLOT: &[Field] = &[
    must("route", Kind::Word(&["injection", "oral"])),
    may("stocked", rows(&[must("product", Kind::Id), must("role", Kind::Word(&SLOT_ROLES))], &["product"])),
    must(
        "candidates",
        filled(
            &[must("product", Kind::Id), must("role", Kind::Word(&SLOT_ROLES)), must("unit_price", PRICE)],
            &["product"],
        ),
    ),
];

pub(crate) const REPLACE: &[Field] = &[
    must("supplier", Kind::Id),
    must("defaulted_on", Kind::Date),
    may("as_of", Kind::Date),
    may(
        "volumes",
        rows(&[must("institution", Kind::Id), must("agreed", QUANTITY), must("purchased", QUANTITY)], &["institution"]),
    ),
    may(
        "candidates",
        rows(
            &[
                must("supplier", Kind::Id),
                must("role", Kind::Word(&SUPPLY_ROLES)),
                must("own_price", PRICE),
                may("available_quantity", QUANTITY),
            ],
            &["supplier"],
        ),
    ),
    may("supply_price", Kind::Word(&SUPPLY_PRICES)),
    may("defaulter_price", PRICE),
    may(
        "bar",
        Kind::Object(&[
            must("from", Kind::Date),
            may("months", Kind::Integer(1, Some(1200))),
            may("until", Kind::Date),
        ]),
    ),
];

pub(crate) const CENTRAL: &[Field] = &[
    must("buyer", Kind::Word(&["public", "private"])),
    must(
        "goods",
        filled(
            &[
                must("item", Kind::Id),
                must("kind", Kind::Word(&["drug", "consumable", "equipment"])),
                must("value", QUANTITY),
                may("large_equipment_class", Kind::Word(&["none", "class_a", "class_b"])),
            ],
            &["item"],
        ),
    ),
];

const INCOME: Kind = Kind::Object(&[
    must("drug_income", Kind::Number(UnsaidAtLeast0)),
    may("tcm_slices_income", Kind::Number(UnsaidAtLeast0)),
    must("medical_income", Kind::Number(UnsaidAtLeast0)),
]);

pub(crate) const RATIO: &[Field] = &[
    must("current", INCOME),
    may("previous", INCOME),
    may("exclude_tcm_slices", Kind::Bool),
    may("income_ratio_limit", SHARE),
    may("min_fall", SHARE),
];

pub(crate) const SCORE: &[Field] = &[
    must("links", filled(&[must("link", Kind::Id), must("score", QUANTITY), must("weight", QUANTITY)], &["link"])),
    may("max_score", PRICE),
    may("bands", rows(&[must("grade", Kind::Id), must("from", QUANTITY)], &["grade"])),
];

pub(crate) const SHORTAGE: &[Field] = &[
    must("as_of", Kind::Date),
    may("min_days", QUANTITY),
    may("max_days", QUANTITY),
    may("spike_limit", QUANTITY),
    may("min_coverage", QUANTITY),
    must(
        "products",
        filled(
            &[
                must("product", Kind::Id),
                may("stock", QUANTITY),
                may("daily_use", QUANTITY),
                may("recent_use", QUANTITY),
                may("baseline_use", QUANTITY),
                may("capacity", QUANTITY),
                may("agreed", QUANTITY),
                may("agreed_region", Kind::Id),
                may("sold", rows(&[must("region", Kind::Id), must("quantity", QUANTITY)], &["region"])),
            ],
            &["product"],
        ),
    ),
];
