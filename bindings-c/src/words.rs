//! The words of the contract as numbers: 1 is the first word of a kind, 0 means that none is given.
//!
//! A test holds every name here against the words of the library.

use crate::error::Failure;

/// The word with a number; `None` for 0.
pub(crate) fn word<T: Copy>(words: &[T], number: i32, name: &str) -> Result<Option<T>, Failure> {
    if number == 0 {
        return Ok(None);
    }
    let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    index.and_then(|index| words.get(index).copied()).map(Some).ok_or_else(|| {
        Failure::invalid(name, format!("{name} must be 1 to {}, or 0 where none is given, got `{number}`", words.len()))
    })
}

/// The number of a word; 0 for `None`.
pub(crate) fn number<T: Copy + PartialEq>(words: &[T], word: Option<T>) -> i32 {
    let index = word.and_then(|word| words.iter().position(|known| *known == word));
    index.and_then(|index| i32::try_from(index.saturating_add(1)).ok()).unwrap_or(0)
}

/// How amounts are rounded.
pub(crate) const ROUNDING: &[jicai::number::RoundingMode] = &[
    jicai::number::RoundingMode::HalfUp,
    jicai::number::RoundingMode::HalfEven,
    jicai::number::RoundingMode::Up,
    jicai::number::RoundingMode::Down,
];
/// How amounts are rounded: To the nearest; ties away from zero (四舍五入).
pub const JICAI_ROUNDING_HALF_UP: i32 = 1;
/// How amounts are rounded: To the nearest; ties to the even digit.
pub const JICAI_ROUNDING_HALF_EVEN: i32 = 2;
/// How amounts are rounded: Away from zero.
pub const JICAI_ROUNDING_UP: i32 = 3;
/// How amounts are rounded: Towards zero.
pub const JICAI_ROUNDING_DOWN: i32 = 4;

/// Which of ceiling and rate a line meets first.
pub(crate) const SPLIT_ORDER: &[jicai::payment::SplitOrder] = jicai::payment::SplitOrder::ALL;
/// Which of ceiling and rate a line meets first: The ceiling (先限价后比例).
pub const JICAI_SPLIT_ORDER_CEILING_FIRST: i32 = 1;
/// Which of ceiling and rate a line meets first: The rate.
pub const JICAI_SPLIT_ORDER_RATE_FIRST: i32 = 2;

/// What the tiers of reimbursement count.
pub(crate) const TIER_BASE: &[jicai::payment::TierBase] = jicai::payment::TierBase::ALL;
/// What the tiers of reimbursement count: Money in scope, the deductible included.
pub const JICAI_TIER_BASE_IN_SCOPE: i32 = 1;
/// What the tiers of reimbursement count: Money in scope after the deductible.
pub const JICAI_TIER_BASE_AFTER_DEDUCTIBLE: i32 = 2;

/// Dosage form of a product.
pub(crate) const FORM: &[jicai::differential::Form] = jicai::differential::Form::ALL;
/// Dosage form of a product: Ordinary tablet (普通片).
pub const JICAI_FORM_TABLET: i32 = 1;
/// Dosage form of a product: Chewable tablet (咀嚼片).
pub const JICAI_FORM_CHEWABLE_TABLET: i32 = 2;
/// Dosage form of a product: Lozenge (含片).
pub const JICAI_FORM_LOZENGE: i32 = 3;
/// Dosage form of a product: Soluble tablet (可溶片).
pub const JICAI_FORM_SOLUBLE_TABLET: i32 = 4;
/// Dosage form of a product: Enteric-coated tablet (肠溶片).
pub const JICAI_FORM_ENTERIC_TABLET: i32 = 5;
/// Dosage form of a product: Dispersible tablet (分散片).
pub const JICAI_FORM_DISPERSIBLE_TABLET: i32 = 6;
/// Dosage form of a product: Effervescent tablet (泡腾片).
pub const JICAI_FORM_EFFERVESCENT_TABLET: i32 = 7;
/// Dosage form of a product: Orally disintegrating tablet (口崩片).
pub const JICAI_FORM_ORALLY_DISINTEGRATING_TABLET: i32 = 8;
/// Dosage form of a product: Sustained-release tablet (缓释片).
pub const JICAI_FORM_SUSTAINED_RELEASE_TABLET: i32 = 9;
/// Dosage form of a product: Controlled-release tablet (控释片).
pub const JICAI_FORM_CONTROLLED_RELEASE_TABLET: i32 = 10;
/// Dosage form of a product: Hard capsule (硬胶囊).
pub const JICAI_FORM_CAPSULE: i32 = 11;
/// Dosage form of a product: Enteric capsule (肠溶胶囊).
pub const JICAI_FORM_ENTERIC_CAPSULE: i32 = 12;
/// Dosage form of a product: Soft capsule (软胶囊).
pub const JICAI_FORM_SOFT_CAPSULE: i32 = 13;
/// Dosage form of a product: Sustained-release capsule (缓释胶囊).
pub const JICAI_FORM_SUSTAINED_RELEASE_CAPSULE: i32 = 14;
/// Dosage form of a product: Granules (颗粒剂).
pub const JICAI_FORM_GRANULES: i32 = 15;
/// Dosage form of a product: Effervescent granules (泡腾颗粒剂).
pub const JICAI_FORM_EFFERVESCENT_GRANULES: i32 = 16;
/// Dosage form of a product: Powder (散剂).
pub const JICAI_FORM_POWDER: i32 = 17;
/// Dosage form of a product: Dry suspension (干混悬剂).
pub const JICAI_FORM_DRY_SUSPENSION: i32 = 18;
/// Dosage form of a product: Oral solution (口服溶液).
pub const JICAI_FORM_ORAL_SOLUTION: i32 = 19;
/// Dosage form of a product: Oral suspension (混悬液).
pub const JICAI_FORM_ORAL_SUSPENSION: i32 = 20;
/// Dosage form of a product: Syrup (糖浆剂).
pub const JICAI_FORM_SYRUP: i32 = 21;
/// Dosage form of a product: Oral mixture (合剂).
pub const JICAI_FORM_ORAL_MIXTURE: i32 = 22;
/// Dosage form of a product: Pill (丸剂).
pub const JICAI_FORM_PILL: i32 = 23;
/// Dosage form of a product: Honey pill (蜜丸).
pub const JICAI_FORM_HONEY_PILL: i32 = 24;
/// Dosage form of a product: Water pill (水丸).
pub const JICAI_FORM_WATER_PILL: i32 = 25;
/// Dosage form of a product: Water-honey pill (水蜜丸).
pub const JICAI_FORM_WATER_HONEY_PILL: i32 = 26;
/// Dosage form of a product: Concentrated pill (浓缩丸).
pub const JICAI_FORM_CONCENTRATED_PILL: i32 = 27;
/// Dosage form of a product: Concentrated honey pill (浓缩蜜丸).
pub const JICAI_FORM_CONCENTRATED_HONEY_PILL: i32 = 28;
/// Dosage form of a product: Concentrated water pill (浓缩水丸).
pub const JICAI_FORM_CONCENTRATED_WATER_PILL: i32 = 29;
/// Dosage form of a product: Dripping pill (滴丸).
pub const JICAI_FORM_DRIPPING_PILL: i32 = 30;
/// Dosage form of a product: Small-volume injection (小容量注射液).
pub const JICAI_FORM_SMALL_VOLUME_INJECTION: i32 = 31;
/// Dosage form of a product: Powder for injection (普通粉针).
pub const JICAI_FORM_POWDER_INJECTION: i32 = 32;
/// Dosage form of a product: Lyophilised powder for injection (冻干粉针).
pub const JICAI_FORM_LYOPHILISED_POWDER_INJECTION: i32 = 33;
/// Dosage form of a product: Solvent-crystallised powder for injection (溶媒结晶粉针).
pub const JICAI_FORM_SOLVENT_CRYSTALLISED_POWDER_INJECTION: i32 = 34;
/// Dosage form of a product: Large-volume injection (大容量注射液).
pub const JICAI_FORM_LARGE_VOLUME_INJECTION: i32 = 35;
/// Dosage form of a product: Gel (凝胶剂).
pub const JICAI_FORM_GEL: i32 = 36;
/// Dosage form of a product: Ointment (软膏剂).
pub const JICAI_FORM_OINTMENT: i32 = 37;
/// Dosage form of a product: Cream (乳膏剂).
pub const JICAI_FORM_CREAM: i32 = 38;
/// Dosage form of a product: Eye drops (滴眼剂).
pub const JICAI_FORM_EYE_DROPS: i32 = 39;
/// Dosage form of a product: Spray (喷雾剂).
pub const JICAI_FORM_SPRAY: i32 = 40;
/// Dosage form of a product: Inhalation aerosol (气雾剂).
pub const JICAI_FORM_INHALATION_AEROSOL: i32 = 41;
/// Dosage form of a product: Suppository (栓剂).
pub const JICAI_FORM_SUPPOSITORY: i32 = 42;
/// Dosage form of a product: Patch (贴剂).
pub const JICAI_FORM_PATCH: i32 = 43;

/// Unit of a content.
pub(crate) const CONTENT_UNIT: &[jicai::differential::ContentUnit] = jicai::differential::ContentUnit::ALL;
/// Unit of a content: Microgram.
pub const JICAI_CONTENT_UNIT_UG: i32 = 1;
/// Unit of a content: Milligram.
pub const JICAI_CONTENT_UNIT_MG: i32 = 2;
/// Unit of a content: Gram.
pub const JICAI_CONTENT_UNIT_G: i32 = 3;
/// Unit of a content: International unit.
pub const JICAI_CONTENT_UNIT_IU: i32 = 4;
/// Unit of a content: Ten thousand international units (万单位).
pub const JICAI_CONTENT_UNIT_TEN_THOUSAND_IU: i32 = 5;
/// Unit of a content: Millimole.
pub const JICAI_CONTENT_UNIT_MMOL: i32 = 6;

/// Unit of a fill.
pub(crate) const FILL_UNIT: &[jicai::differential::FillUnit] = jicai::differential::FillUnit::ALL;
/// Unit of a fill: Millilitre.
pub const JICAI_FILL_UNIT_ML: i32 = 1;
/// Unit of a fill: Litre.
pub const JICAI_FILL_UNIT_L: i32 = 2;
/// Unit of a fill: Milligram.
pub const JICAI_FILL_UNIT_MG: i32 = 3;
/// Unit of a fill: Gram.
pub const JICAI_FILL_UNIT_G: i32 = 4;
/// Unit of a fill: Kilogram.
pub const JICAI_FILL_UNIT_KG: i32 = 5;
/// Unit of a fill: Square centimetre.
pub const JICAI_FILL_UNIT_CM2: i32 = 6;

/// What a package count counts.
pub(crate) const UNIT: &[jicai::differential::Unit] = jicai::differential::Unit::ALL;
/// What a package count counts: Tablet (片).
pub const JICAI_UNIT_TABLET: i32 = 1;
/// What a package count counts: Capsule (粒).
pub const JICAI_UNIT_CAPSULE: i32 = 2;
/// What a package count counts: Pill counted by number (丸).
pub const JICAI_UNIT_PILL: i32 = 3;
/// What a package count counts: Sachet (袋).
pub const JICAI_UNIT_SACHET: i32 = 4;
/// What a package count counts: Ampoule (支).
pub const JICAI_UNIT_AMPOULE: i32 = 5;
/// What a package count counts: Vial (瓶).
pub const JICAI_UNIT_VIAL: i32 = 6;
/// What a package count counts: Bottle (瓶).
pub const JICAI_UNIT_BOTTLE: i32 = 7;
/// What a package count counts: Bag (袋).
pub const JICAI_UNIT_BAG: i32 = 8;
/// What a package count counts: Tube (支).
pub const JICAI_UNIT_TUBE: i32 = 9;
/// What a package count counts: Suppository (枚).
pub const JICAI_UNIT_SUPPOSITORY: i32 = 10;
/// What a package count counts: Patch (贴).
pub const JICAI_UNIT_PATCH: i32 = 11;

/// How a daily dose is stated.
pub(crate) const DAILY_DOSE_IN: &[jicai::differential::DailyDoseIn] = jicai::differential::DailyDoseIn::ALL;
/// How a daily dose is stated: In units of the pack.
pub const JICAI_DAILY_DOSE_IN_UNITS: i32 = 1;
/// How a daily dose is stated: In the unit of the fill.
pub const JICAI_DAILY_DOSE_IN_FILL: i32 = 2;

/// Packaging material.
pub(crate) const PACKAGE_MATERIAL: &[jicai::differential::PackageMaterial] = jicai::differential::PackageMaterial::ALL;
/// Packaging material: Glass bottle (玻璃瓶).
pub const JICAI_PACKAGE_MATERIAL_GLASS_BOTTLE: i32 = 1;
/// Packaging material: Plastic bottle (塑料瓶).
pub const JICAI_PACKAGE_MATERIAL_PLASTIC_BOTTLE: i32 = 2;
/// Packaging material: Soft bag (软袋).
pub const JICAI_PACKAGE_MATERIAL_SOFT_BAG: i32 = 3;

/// Packaging form.
pub(crate) const PACKAGING_FORM: &[jicai::differential::PackagingForm] = jicai::differential::PackagingForm::ALL;
/// Packaging form: Single-dose packs.
pub const JICAI_PACKAGING_FORM_SINGLE_DOSE: i32 = 1;
/// Packaging form: Multi-dose packs.
pub const JICAI_PACKAGING_FORM_MULTI_DOSE: i32 = 2;

/// Class of a drug.
pub(crate) const DRUG_CLASS: &[jicai::differential::DrugClass] = jicai::differential::DrugClass::ALL;
/// Class of a drug: Chemical drug (化学药).
pub const JICAI_DRUG_CLASS_CHEMICAL: i32 = 1;
/// Class of a drug: Biological drug (生物制品), treated like a chemical one.
pub const JICAI_DRUG_CLASS_BIOLOGICAL: i32 = 2;
/// Class of a drug: Traditional Chinese medicine product (中成药).
pub const JICAI_DRUG_CLASS_TCM: i32 = 3;

/// What a conversion goes by.
pub(crate) const BASIS: &[jicai::differential::Basis] = jicai::differential::Basis::ALL;
/// What a conversion goes by: Content, fill and package count (规格).
pub const JICAI_BASIS_SPEC: i32 = 1;
/// What a conversion goes by: Days of treatment in a pack (日治疗量).
pub const JICAI_BASIS_DAILY_DOSE: i32 = 2;

/// For what the rules of price marks differ.
pub(crate) const MARK_CLASS: &[jicai::execution::MarkClass] = jicai::execution::MarkClass::ALL;
/// For what the rules of price marks differ: Consistency evaluation passed (已过评).
pub const JICAI_MARK_CLASS_EVALUATED: i32 = 1;
/// For what the rules of price marks differ: Reference product (参比制剂).
pub const JICAI_MARK_CLASS_REFERENCE: i32 = 2;
/// For what the rules of price marks differ: Not evaluated (未过评).
pub const JICAI_MARK_CLASS_NOT_EVALUATED: i32 = 3;
/// For what the rules of price marks differ: Winner that does not supply this province (中选非供应).
pub const JICAI_MARK_CLASS_WINNER_NOT_SUPPLYING: i32 = 4;
/// For what the rules of price marks differ: Same name, form and specification (三同).
pub const JICAI_MARK_CLASS_THREE_SAME: i32 = 5;
/// For what the rules of price marks differ: Chemical drug.
pub const JICAI_MARK_CLASS_CHEMICAL: i32 = 6;
/// For what the rules of price marks differ: Biological product.
pub const JICAI_MARK_CLASS_BIOLOGICAL: i32 = 7;
/// For what the rules of price marks differ: Traditional Chinese medicine.
pub const JICAI_MARK_CLASS_TCM: i32 = 8;

/// Mark of a price.
pub(crate) const MARK: &[jicai::execution::Mark] = jicai::execution::Mark::ALL;
/// Mark of a price: No mark.
pub const JICAI_MARK_NONE: i32 = 1;
/// Mark of a price: Yellow (黄标).
pub const JICAI_MARK_YELLOW: i32 = 2;
/// Mark of a price: Red (红标).
pub const JICAI_MARK_RED: i32 = 3;
/// Mark of a price: Listing suspended (暂停挂网).
pub const JICAI_MARK_SUSPENDED: i32 = 4;
/// Mark of a price: Marked: the split into red and yellow is not published.
pub const JICAI_MARK_MARKED: i32 = 5;

/// What an invoice is for.
pub(crate) const PRODUCT_KIND: &[jicai::execution::ProductKind] = jicai::execution::ProductKind::ALL;
/// What an invoice is for: A drug.
pub const JICAI_PRODUCT_KIND_DRUG: i32 = 1;
/// What an invoice is for: A medical consumable (医用耗材).
pub const JICAI_PRODUCT_KIND_CONSUMABLE: i32 = 2;

/// How an invoice stands.
pub(crate) const INVOICE_STATUS: &[jicai::execution::InvoiceStatus] = jicai::execution::InvoiceStatus::ALL;
/// How an invoice stands: Paid in full, in time.
pub const JICAI_INVOICE_STATUS_PAID_ON_TIME: i32 = 1;
/// How an invoice stands: Paid in full, late.
pub const JICAI_INVOICE_STATUS_PAID_LATE: i32 = 2;
/// How an invoice stands: Not paid in full, and past due.
pub const JICAI_INVOICE_STATUS_OVERDUE: i32 = 3;
/// How an invoice stands: Not paid in full, due today.
pub const JICAI_INVOICE_STATUS_DUE_TODAY: i32 = 4;
/// How an invoice stands: Not due yet.
pub const JICAI_INVOICE_STATUS_NOT_DUE: i32 = 5;

/// Role of a firm.
pub(crate) const ROLE: &[jicai::credit::Role] = jicai::credit::Role::ALL;
/// Role of a firm: Maker, marketing authorisation holder, sole agent of an import (生产企业).
pub const JICAI_ROLE_MANUFACTURER: i32 = 1;
/// Role of a firm: Distributor (配送企业).
pub const JICAI_ROLE_DISTRIBUTOR: i32 = 2;

/// What kind of tender a bid is for.
pub(crate) const TENDER: &[jicai::credit::Tender] = jicai::credit::Tender::ALL;
/// What kind of tender a bid is for: Of a province.
pub const JICAI_TENDER_PROVINCIAL: i32 = 1;
/// What kind of tender a bid is for: Of an alliance.
pub const JICAI_TENDER_ALLIANCE: i32 = 2;
/// What kind of tender a bid is for: National volume-based procurement.
pub const JICAI_TENDER_NATIONAL_VBP: i32 = 3;

/// Whether a firm submitted its commitment.
pub(crate) const COMMITMENT: &[jicai::credit::Commitment] = jicai::credit::Commitment::ALL;
/// Whether a firm submitted its commitment: It did.
pub const JICAI_COMMITMENT_SUBMITTED: i32 = 1;
/// Whether a firm submitted its commitment: It did not.
pub const JICAI_COMMITMENT_MISSING: i32 = 2;

/// Whether a firm may do something, from the mildest to the strictest.
pub(crate) const ACTION_STATUS: &[jicai::credit::ActionStatus] = jicai::credit::ActionStatus::ALL;
/// Whether a firm may do something, from the mildest to the strictest: No credit rule stands in the way.
pub const JICAI_ACTION_STATUS_ALLOWED: i32 = 1;
/// Whether a firm may do something, from the mildest to the strictest: With limits.
pub const JICAI_ACTION_STATUS_LIMITED: i32 = 2;
/// Whether a firm may do something, from the mildest to the strictest: Not known: the rule is not published, or the products are not known.
pub const JICAI_ACTION_STATUS_UNDETERMINED: i32 = 3;
/// Whether a firm may do something, from the mildest to the strictest: Limited or suspended: the document leaves the choice to the province.
pub const JICAI_ACTION_STATUS_LIMITED_OR_SUSPENDED: i32 = 4;
/// Whether a firm may do something, from the mildest to the strictest: Suspended.
pub const JICAI_ACTION_STATUS_SUSPENDED: i32 = 5;

/// Dosage form class of a lot.
pub(crate) const LOT_FORM: &[jicai::award::Form] = &[
    jicai::award::Form::OralSolid,
    jicai::award::Form::OralLiquid,
    jicai::award::Form::InjectionSmallVolume,
    jicai::award::Form::InjectionLargeVolume,
    jicai::award::Form::Other,
];
/// Dosage form class of a lot: Tablets, capsules … (口服固体).
pub const JICAI_LOT_FORM_ORAL_SOLID: i32 = 1;
/// Dosage form class of a lot: Oral liquids (口服液体).
pub const JICAI_LOT_FORM_ORAL_LIQUID: i32 = 2;
/// Dosage form class of a lot: Small-volume injections (小容量注射剂).
pub const JICAI_LOT_FORM_INJECTION_SMALL_VOLUME: i32 = 3;
/// Dosage form class of a lot: Large-volume injections (大容量注射剂).
pub const JICAI_LOT_FORM_INJECTION_LARGE_VOLUME: i32 = 4;
/// Dosage form class of a lot: Anything else.
pub const JICAI_LOT_FORM_OTHER: i32 = 5;

/// Volume class of a lot.
pub(crate) const VOLUME_CLASS: &[jicai::award::VolumeClass] =
    &[jicai::award::VolumeClass::Ordinary, jicai::award::VolumeClass::Reduced, jicai::award::VolumeClass::Restricted];
/// Volume class of a lot: The usual shares.
pub const JICAI_VOLUME_CLASS_ORDINARY: i32 = 1;
/// Volume class of a lot: Antibacterials, glucocorticoids and some flagged drugs: ten points less.
pub const JICAI_VOLUME_CLASS_REDUCED: i32 = 2;
/// Volume class of a lot: Special-grade antibacterials and, from batch 9, monitored drugs.
pub const JICAI_VOLUME_CLASS_RESTRICTED: i32 = 3;

/// What became of a bid.
pub(crate) const OUTCOME: &[jicai::award::Outcome] = &[
    jicai::award::Outcome::Selected,
    jicai::award::Outcome::NotSelected,
    jicai::award::Outcome::Void,
    jicai::award::Outcome::Undetermined,
];
/// What became of a bid: Proposed for selection (拟中选), with or without volume.
pub const JICAI_OUTCOME_SELECTED: i32 = 1;
/// What became of a bid: Valid, but not selected.
pub const JICAI_OUTCOME_NOT_SELECTED: i32 = 2;
/// What became of a bid: Above its ceiling: takes no part.
pub const JICAI_OUTCOME_VOID: i32 = 3;
/// What became of a bid: The rules stop at a gap before they decide about this bid (only in what_if).
pub const JICAI_OUTCOME_UNDETERMINED: i32 = 4;

/// Why.
pub(crate) const REASON: &[jicai::award::Reason] = &[
    jicai::award::Reason::ConditionsMet,
    jicai::award::Reason::NoConditions,
    jicai::award::Reason::ZeroVolume,
    jicai::award::Reason::RevivedShortlisted,
    jicai::award::Reason::RevivedUnshortlisted,
    jicai::award::Reason::ReferenceNoVolume,
    jicai::award::Reason::NotShortlisted,
    jicai::award::Reason::ConditionsFailed,
    jicai::award::Reason::CompanyCap,
    jicai::award::Reason::RelatedFirm,
    jicai::award::Reason::BatchFilter,
    jicai::award::Reason::AboveCeiling,
    jicai::award::Reason::RuleGap,
];
/// Why: Selected: all tests of an alternative hold.
pub const JICAI_REASON_CONDITIONS_MET: i32 = 1;
/// Why: Selected: the rulebook has no winning conditions.
pub const JICAI_REASON_NO_CONDITIONS: i32 = 2;
/// Why: Selected without volume: too far below the others.
pub const JICAI_REASON_ZERO_VOLUME: i32 = 3;
/// Why: Selected by a lower re-quote after failing the conditions.
pub const JICAI_REASON_REVIVED_SHORTLISTED: i32 = 4;
/// Why: Selected by a lower re-quote from outside the shortlist.
pub const JICAI_REASON_REVIVED_UNSHORTLISTED: i32 = 5;
/// Why: A reference product that came down to the limit: selected without volume.
pub const JICAI_REASON_REFERENCE_NO_VOLUME: i32 = 6;
/// Why: Not selected: no place.
pub const JICAI_REASON_NOT_SHORTLISTED: i32 = 7;
/// Why: Not selected: shortlisted, but no alternative holds ("fused", 熔断).
pub const JICAI_REASON_CONDITIONS_FAILED: i32 = 8;
/// Why: Not selected: its company has its places already.
pub const JICAI_REASON_COMPANY_CAP: i32 = 9;
/// Why: Not selected: another bid represents its group of related firms.
pub const JICAI_REASON_RELATED_FIRM: i32 = 10;
/// Why: Not selected: removed by the batch-wide filter.
pub const JICAI_REASON_BATCH_FILTER: i32 = 11;
/// Why: Void: above the ceiling.
pub const JICAI_REASON_ABOVE_CEILING: i32 = 12;
/// Why: Undetermined: the document does not say.
pub const JICAI_REASON_RULE_GAP: i32 = 13;

/// Which volume a selected bid gets.
pub(crate) const VOLUME: &[jicai::award::Volume] =
    &[jicai::award::Volume::Full, jicai::award::Volume::OwnBrand, jicai::award::Volume::None];
/// Which volume a selected bid gets: The agreed volume of the regions it supplies.
pub const JICAI_VOLUME_FULL: i32 = 1;
/// Which volume a selected bid gets: Only the volume that hospitals reported for this brand.
pub const JICAI_VOLUME_OWN_BRAND: i32 = 2;
/// Which volume a selected bid gets: None (中选不带量).
pub const JICAI_VOLUME_NONE: i32 = 3;

/// The answer to a lower re-quote.
pub(crate) const REVIVAL: &[jicai::award::Revival] = &[
    jicai::award::Revival::Accepted,
    jicai::award::Revival::RefusedPrice,
    jicai::award::Revival::RefusedIneligible,
    jicai::award::Revival::NotApplicable,
];
/// The answer to a lower re-quote: Selected at the re-quoted price.
pub const JICAI_REVIVAL_ACCEPTED: i32 = 1;
/// The answer to a lower re-quote: Above the limit.
pub const JICAI_REVIVAL_REFUSED_PRICE: i32 = 2;
/// The answer to a lower re-quote: The rulebook has no such revival, or its conditions fail.
pub const JICAI_REVIVAL_REFUSED_INELIGIBLE: i32 = 3;
/// The answer to a lower re-quote: The bid has nothing to revive.
pub const JICAI_REVIVAL_NOT_APPLICABLE: i32 = 4;

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers of a kind as this file has them, by name.
    fn constants(kind: &str) -> Vec<(String, usize)> {
        let prefix = format!("pub const JICAI_{kind}_");
        let rest = |line: &str| line.strip_prefix(&prefix).map(str::to_owned);
        let block = include_str!("words.rs").split(&format!("const {kind}: &[")).nth(1).unwrap();
        let block = block.split("\n\n").next().unwrap();
        let parsed = |line: String| {
            let (name, number) = line.split_once(": i32 = ").unwrap();
            (name.to_lowercase(), number.trim_end_matches(';').parse().unwrap())
        };
        block.lines().filter_map(rest).map(parsed).collect()
    }

    fn agree<T>(kind: &str, words: &[T], shown: impl Fn(&T) -> String) {
        let expected: Vec<(String, usize)> = words.iter().map(shown).zip(1..).collect();
        assert_eq!(constants(kind), expected, "{kind}");
    }

    #[test]
    fn names_and_numbers_are_those_of_the_words() {
        agree("ROUNDING", ROUNDING, |word| serde_json::to_value(word).unwrap().as_str().unwrap().to_owned());
        agree("SPLIT_ORDER", SPLIT_ORDER, |word| word.as_str().to_owned());
        agree("TIER_BASE", TIER_BASE, |word| word.as_str().to_owned());
        agree("FORM", FORM, |word| word.as_str().to_owned());
        agree("CONTENT_UNIT", CONTENT_UNIT, |word| word.as_str().to_owned());
        agree("FILL_UNIT", FILL_UNIT, |word| word.as_str().to_owned());
        agree("UNIT", UNIT, |word| word.as_str().to_owned());
        agree("DAILY_DOSE_IN", DAILY_DOSE_IN, |word| word.as_str().to_owned());
        agree("PACKAGE_MATERIAL", PACKAGE_MATERIAL, |word| word.as_str().to_owned());
        agree("PACKAGING_FORM", PACKAGING_FORM, |word| word.as_str().to_owned());
        agree("DRUG_CLASS", DRUG_CLASS, |word| word.as_str().to_owned());
        agree("BASIS", BASIS, |word| word.as_str().to_owned());
        agree("MARK_CLASS", MARK_CLASS, |word| word.as_str().to_owned());
        agree("MARK", MARK, |word| word.as_str().to_owned());
        agree("PRODUCT_KIND", PRODUCT_KIND, |word| word.as_str().to_owned());
        agree("INVOICE_STATUS", INVOICE_STATUS, |word| word.as_str().to_owned());
        agree("ROLE", ROLE, |word| word.as_str().to_owned());
        agree("TENDER", TENDER, |word| word.as_str().to_owned());
        agree("COMMITMENT", COMMITMENT, |word| word.as_str().to_owned());
        agree("ACTION_STATUS", ACTION_STATUS, |word| word.as_str().to_owned());
        agree("LOT_FORM", LOT_FORM, |word| serde_json::to_value(word).unwrap().as_str().unwrap().to_owned());
        agree("VOLUME_CLASS", VOLUME_CLASS, |word| serde_json::to_value(word).unwrap().as_str().unwrap().to_owned());
        agree("OUTCOME", OUTCOME, |word| word.as_str().to_owned());
        agree("REASON", REASON, |word| word.as_str().to_owned());
        agree("VOLUME", VOLUME, |word| word.as_str().to_owned());
        agree("REVIVAL", REVIVAL, |word| word.as_str().to_owned());
    }

    #[test]
    fn zero_is_no_word_and_others_are_refused() {
        assert_eq!(word(ROLE, 0, "role").ok().flatten(), None);
        assert_eq!(number(ROLE, word(ROLE, 2, "role").ok().flatten()), JICAI_ROLE_DISTRIBUTOR);
        for bad in [-1, 3, i32::MAX, i32::MIN] {
            assert!(word(ROLE, bad, "role").is_err(), "{bad}");
        }
    }
}
