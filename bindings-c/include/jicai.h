/* libjicai: rules of China's volume-based drug procurement (集中带量采购), computed exactly.
 *
 * Every function returns a code: JICAI_OK (0) or JICAI_E_…. Numbers are in the unit that their name ends with: _fen, _e6 (10^-6), _e4 (10^-4).
 * A day is written 20250731. In a field of words 0, in a field of numbers JICAI_NONE, mean that nothing is given: the init functions say so
 * for a whole struct. Texts are UTF-8 with a closing zero. The library writes into memory of the caller only, keeps no pointer, has no state:
 * any thread may call any function at any time. This file is generated: see bindings-c/README.md. */


#ifndef JICAI_H
#define JICAI_H

#include <stddef.h>
#include <stdint.h>

/* On 32-bit Windows functions are __stdcall, with undecorated names. */
#if defined(_WIN32) && !defined(_WIN64)
#define JICAI_CALL __stdcall
#else
#define JICAI_CALL
#endif


/*
 In a field of numbers: nothing is given.
 */
#define JICAI_NONE INT64_MIN

/*
 The version of this interface: it changes when a struct, a constant or a function changes in a way that old callers would notice.
 */
#define JICAI_ABI_VERSION 1

/*
 Most bids of a lot.
 */
#define JICAI_MAX_BIDS 1000

/*
 Success.
 */
#define JICAI_OK 0

/*
 The request is no JSON text.
 */
#define JICAI_E_INVALID_JSON 1

/*
 A field is unknown, missing, of the wrong kind, out of range, or contradicts another one.
 */
#define JICAI_E_INVALID_INPUT 2

/*
 No function has this name.
 */
#define JICAI_E_UNKNOWN_FUNCTION 3

/*
 No built-in rulebook has this id.
 */
#define JICAI_E_UNKNOWN_RULEBOOK 4

/*
 A rulebook that was given breaks the format of rulebooks.
 */
#define JICAI_E_INVALID_RULEBOOK 5

/*
 The document does not say what the rule needs.
 */
#define JICAI_E_RULE_GAP 6

/*
 Strict mode: the result would rest on a number that nobody has verified.
 */
#define JICAI_E_UNVERIFIED_PARAMETER 7

/*
 The input is larger than the documented size.
 */
#define JICAI_E_LIMIT_EXCEEDED 8

/*
 A bug in this library: please report it.
 */
#define JICAI_E_INTERNAL 9

/*
 The buffer is too small: nothing useful is in it, and `out_len` says how many bytes are needed.
 */
#define JICAI_E_BUFFER 10

/*
 A pointer is null or misaligned, buffers overlap, or `struct_size` is too small.
 */
#define JICAI_E_POINTER 11

/*
 Bytes of [`jicai_error::path`], the closing zero included.
 */
#define JICAI_PATH_SIZE 256

/*
 Bytes of [`jicai_error::message`] and [`jicai_error::help`], the closing zero included.
 */
#define JICAI_MESSAGE_SIZE 512

/*
 Texts are in UTF-8.
 */
#define JICAI_ENCODING_UTF8 0

/*
 Texts are in GB18030, of which GBK and GB 2312 are parts.
 */
#define JICAI_ENCODING_GB18030 1

/*
 How amounts are rounded: To the nearest; ties away from zero (四舍五入).
 */
#define JICAI_ROUNDING_HALF_UP 1

/*
 How amounts are rounded: To the nearest; ties to the even digit.
 */
#define JICAI_ROUNDING_HALF_EVEN 2

/*
 How amounts are rounded: Away from zero.
 */
#define JICAI_ROUNDING_UP 3

/*
 How amounts are rounded: Towards zero.
 */
#define JICAI_ROUNDING_DOWN 4

/*
 Which of ceiling and rate a line meets first: The ceiling (先限价后比例).
 */
#define JICAI_SPLIT_ORDER_CEILING_FIRST 1

/*
 Which of ceiling and rate a line meets first: The rate.
 */
#define JICAI_SPLIT_ORDER_RATE_FIRST 2

/*
 What the tiers of reimbursement count: Money in scope, the deductible included.
 */
#define JICAI_TIER_BASE_IN_SCOPE 1

/*
 What the tiers of reimbursement count: Money in scope after the deductible.
 */
#define JICAI_TIER_BASE_AFTER_DEDUCTIBLE 2

/*
 Dosage form of a product: Ordinary tablet (普通片).
 */
#define JICAI_FORM_TABLET 1

/*
 Dosage form of a product: Chewable tablet (咀嚼片).
 */
#define JICAI_FORM_CHEWABLE_TABLET 2

/*
 Dosage form of a product: Lozenge (含片).
 */
#define JICAI_FORM_LOZENGE 3

/*
 Dosage form of a product: Soluble tablet (可溶片).
 */
#define JICAI_FORM_SOLUBLE_TABLET 4

/*
 Dosage form of a product: Enteric-coated tablet (肠溶片).
 */
#define JICAI_FORM_ENTERIC_TABLET 5

/*
 Dosage form of a product: Dispersible tablet (分散片).
 */
#define JICAI_FORM_DISPERSIBLE_TABLET 6

/*
 Dosage form of a product: Effervescent tablet (泡腾片).
 */
#define JICAI_FORM_EFFERVESCENT_TABLET 7

/*
 Dosage form of a product: Orally disintegrating tablet (口崩片).
 */
#define JICAI_FORM_ORALLY_DISINTEGRATING_TABLET 8

/*
 Dosage form of a product: Sustained-release tablet (缓释片).
 */
#define JICAI_FORM_SUSTAINED_RELEASE_TABLET 9

/*
 Dosage form of a product: Controlled-release tablet (控释片).
 */
#define JICAI_FORM_CONTROLLED_RELEASE_TABLET 10

/*
 Dosage form of a product: Hard capsule (硬胶囊).
 */
#define JICAI_FORM_CAPSULE 11

/*
 Dosage form of a product: Enteric capsule (肠溶胶囊).
 */
#define JICAI_FORM_ENTERIC_CAPSULE 12

/*
 Dosage form of a product: Soft capsule (软胶囊).
 */
#define JICAI_FORM_SOFT_CAPSULE 13

/*
 Dosage form of a product: Sustained-release capsule (缓释胶囊).
 */
#define JICAI_FORM_SUSTAINED_RELEASE_CAPSULE 14

/*
 Dosage form of a product: Granules (颗粒剂).
 */
#define JICAI_FORM_GRANULES 15

/*
 Dosage form of a product: Effervescent granules (泡腾颗粒剂).
 */
#define JICAI_FORM_EFFERVESCENT_GRANULES 16

/*
 Dosage form of a product: Powder (散剂).
 */
#define JICAI_FORM_POWDER 17

/*
 Dosage form of a product: Dry suspension (干混悬剂).
 */
#define JICAI_FORM_DRY_SUSPENSION 18

/*
 Dosage form of a product: Oral solution (口服溶液).
 */
#define JICAI_FORM_ORAL_SOLUTION 19

/*
 Dosage form of a product: Oral suspension (混悬液).
 */
#define JICAI_FORM_ORAL_SUSPENSION 20

/*
 Dosage form of a product: Syrup (糖浆剂).
 */
#define JICAI_FORM_SYRUP 21

/*
 Dosage form of a product: Oral mixture (合剂).
 */
#define JICAI_FORM_ORAL_MIXTURE 22

/*
 Dosage form of a product: Pill (丸剂).
 */
#define JICAI_FORM_PILL 23

/*
 Dosage form of a product: Honey pill (蜜丸).
 */
#define JICAI_FORM_HONEY_PILL 24

/*
 Dosage form of a product: Water pill (水丸).
 */
#define JICAI_FORM_WATER_PILL 25

/*
 Dosage form of a product: Water-honey pill (水蜜丸).
 */
#define JICAI_FORM_WATER_HONEY_PILL 26

/*
 Dosage form of a product: Concentrated pill (浓缩丸).
 */
#define JICAI_FORM_CONCENTRATED_PILL 27

/*
 Dosage form of a product: Concentrated honey pill (浓缩蜜丸).
 */
#define JICAI_FORM_CONCENTRATED_HONEY_PILL 28

/*
 Dosage form of a product: Concentrated water pill (浓缩水丸).
 */
#define JICAI_FORM_CONCENTRATED_WATER_PILL 29

/*
 Dosage form of a product: Dripping pill (滴丸).
 */
#define JICAI_FORM_DRIPPING_PILL 30

/*
 Dosage form of a product: Small-volume injection (小容量注射液).
 */
#define JICAI_FORM_SMALL_VOLUME_INJECTION 31

/*
 Dosage form of a product: Powder for injection (普通粉针).
 */
#define JICAI_FORM_POWDER_INJECTION 32

/*
 Dosage form of a product: Lyophilised powder for injection (冻干粉针).
 */
#define JICAI_FORM_LYOPHILISED_POWDER_INJECTION 33

/*
 Dosage form of a product: Solvent-crystallised powder for injection (溶媒结晶粉针).
 */
#define JICAI_FORM_SOLVENT_CRYSTALLISED_POWDER_INJECTION 34

/*
 Dosage form of a product: Large-volume injection (大容量注射液).
 */
#define JICAI_FORM_LARGE_VOLUME_INJECTION 35

/*
 Dosage form of a product: Gel (凝胶剂).
 */
#define JICAI_FORM_GEL 36

/*
 Dosage form of a product: Ointment (软膏剂).
 */
#define JICAI_FORM_OINTMENT 37

/*
 Dosage form of a product: Cream (乳膏剂).
 */
#define JICAI_FORM_CREAM 38

/*
 Dosage form of a product: Eye drops (滴眼剂).
 */
#define JICAI_FORM_EYE_DROPS 39

/*
 Dosage form of a product: Spray (喷雾剂).
 */
#define JICAI_FORM_SPRAY 40

/*
 Dosage form of a product: Inhalation aerosol (气雾剂).
 */
#define JICAI_FORM_INHALATION_AEROSOL 41

/*
 Dosage form of a product: Suppository (栓剂).
 */
#define JICAI_FORM_SUPPOSITORY 42

/*
 Dosage form of a product: Patch (贴剂).
 */
#define JICAI_FORM_PATCH 43

/*
 Unit of a content: Microgram.
 */
#define JICAI_CONTENT_UNIT_UG 1

/*
 Unit of a content: Milligram.
 */
#define JICAI_CONTENT_UNIT_MG 2

/*
 Unit of a content: Gram.
 */
#define JICAI_CONTENT_UNIT_G 3

/*
 Unit of a content: International unit.
 */
#define JICAI_CONTENT_UNIT_IU 4

/*
 Unit of a content: Ten thousand international units (万单位).
 */
#define JICAI_CONTENT_UNIT_TEN_THOUSAND_IU 5

/*
 Unit of a content: Millimole.
 */
#define JICAI_CONTENT_UNIT_MMOL 6

/*
 Unit of a fill: Millilitre.
 */
#define JICAI_FILL_UNIT_ML 1

/*
 Unit of a fill: Litre.
 */
#define JICAI_FILL_UNIT_L 2

/*
 Unit of a fill: Milligram.
 */
#define JICAI_FILL_UNIT_MG 3

/*
 Unit of a fill: Gram.
 */
#define JICAI_FILL_UNIT_G 4

/*
 Unit of a fill: Kilogram.
 */
#define JICAI_FILL_UNIT_KG 5

/*
 Unit of a fill: Square centimetre.
 */
#define JICAI_FILL_UNIT_CM2 6

/*
 What a package count counts: Tablet (片).
 */
#define JICAI_UNIT_TABLET 1

/*
 What a package count counts: Capsule (粒).
 */
#define JICAI_UNIT_CAPSULE 2

/*
 What a package count counts: Pill counted by number (丸).
 */
#define JICAI_UNIT_PILL 3

/*
 What a package count counts: Sachet (袋).
 */
#define JICAI_UNIT_SACHET 4

/*
 What a package count counts: Ampoule (支).
 */
#define JICAI_UNIT_AMPOULE 5

/*
 What a package count counts: Vial (瓶).
 */
#define JICAI_UNIT_VIAL 6

/*
 What a package count counts: Bottle (瓶).
 */
#define JICAI_UNIT_BOTTLE 7

/*
 What a package count counts: Bag (袋).
 */
#define JICAI_UNIT_BAG 8

/*
 What a package count counts: Tube (支).
 */
#define JICAI_UNIT_TUBE 9

/*
 What a package count counts: Suppository (枚).
 */
#define JICAI_UNIT_SUPPOSITORY 10

/*
 What a package count counts: Patch (贴).
 */
#define JICAI_UNIT_PATCH 11

/*
 How a daily dose is stated: In units of the pack.
 */
#define JICAI_DAILY_DOSE_IN_UNITS 1

/*
 How a daily dose is stated: In the unit of the fill.
 */
#define JICAI_DAILY_DOSE_IN_FILL 2

/*
 Packaging material: Glass bottle (玻璃瓶).
 */
#define JICAI_PACKAGE_MATERIAL_GLASS_BOTTLE 1

/*
 Packaging material: Plastic bottle (塑料瓶).
 */
#define JICAI_PACKAGE_MATERIAL_PLASTIC_BOTTLE 2

/*
 Packaging material: Soft bag (软袋).
 */
#define JICAI_PACKAGE_MATERIAL_SOFT_BAG 3

/*
 Packaging form: Single-dose packs.
 */
#define JICAI_PACKAGING_FORM_SINGLE_DOSE 1

/*
 Packaging form: Multi-dose packs.
 */
#define JICAI_PACKAGING_FORM_MULTI_DOSE 2

/*
 Class of a drug: Chemical drug (化学药).
 */
#define JICAI_DRUG_CLASS_CHEMICAL 1

/*
 Class of a drug: Biological drug (生物制品), treated like a chemical one.
 */
#define JICAI_DRUG_CLASS_BIOLOGICAL 2

/*
 Class of a drug: Traditional Chinese medicine product (中成药).
 */
#define JICAI_DRUG_CLASS_TCM 3

/*
 What a conversion goes by: Content, fill and package count (规格).
 */
#define JICAI_BASIS_SPEC 1

/*
 What a conversion goes by: Days of treatment in a pack (日治疗量).
 */
#define JICAI_BASIS_DAILY_DOSE 2

/*
 For what the rules of price marks differ: Consistency evaluation passed (已过评).
 */
#define JICAI_MARK_CLASS_EVALUATED 1

/*
 For what the rules of price marks differ: Reference product (参比制剂).
 */
#define JICAI_MARK_CLASS_REFERENCE 2

/*
 For what the rules of price marks differ: Not evaluated (未过评).
 */
#define JICAI_MARK_CLASS_NOT_EVALUATED 3

/*
 For what the rules of price marks differ: Winner that does not supply this province (中选非供应).
 */
#define JICAI_MARK_CLASS_WINNER_NOT_SUPPLYING 4

/*
 For what the rules of price marks differ: Same name, form and specification (三同).
 */
#define JICAI_MARK_CLASS_THREE_SAME 5

/*
 For what the rules of price marks differ: Chemical drug.
 */
#define JICAI_MARK_CLASS_CHEMICAL 6

/*
 For what the rules of price marks differ: Biological product.
 */
#define JICAI_MARK_CLASS_BIOLOGICAL 7

/*
 For what the rules of price marks differ: Traditional Chinese medicine.
 */
#define JICAI_MARK_CLASS_TCM 8

/*
 Mark of a price: No mark.
 */
#define JICAI_MARK_NONE 1

/*
 Mark of a price: Yellow (黄标).
 */
#define JICAI_MARK_YELLOW 2

/*
 Mark of a price: Red (红标).
 */
#define JICAI_MARK_RED 3

/*
 Mark of a price: Listing suspended (暂停挂网).
 */
#define JICAI_MARK_SUSPENDED 4

/*
 Mark of a price: Marked: the split into red and yellow is not published.
 */
#define JICAI_MARK_MARKED 5

/*
 What an invoice is for: A drug.
 */
#define JICAI_PRODUCT_KIND_DRUG 1

/*
 What an invoice is for: A medical consumable (医用耗材).
 */
#define JICAI_PRODUCT_KIND_CONSUMABLE 2

/*
 How an invoice stands: Paid in full, in time.
 */
#define JICAI_INVOICE_STATUS_PAID_ON_TIME 1

/*
 How an invoice stands: Paid in full, late.
 */
#define JICAI_INVOICE_STATUS_PAID_LATE 2

/*
 How an invoice stands: Not paid in full, and past due.
 */
#define JICAI_INVOICE_STATUS_OVERDUE 3

/*
 How an invoice stands: Not paid in full, due today.
 */
#define JICAI_INVOICE_STATUS_DUE_TODAY 4

/*
 How an invoice stands: Not due yet.
 */
#define JICAI_INVOICE_STATUS_NOT_DUE 5

/*
 Role of a firm: Maker, marketing authorisation holder, sole agent of an import (生产企业).
 */
#define JICAI_ROLE_MANUFACTURER 1

/*
 Role of a firm: Distributor (配送企业).
 */
#define JICAI_ROLE_DISTRIBUTOR 2

/*
 What kind of tender a bid is for: Of a province.
 */
#define JICAI_TENDER_PROVINCIAL 1

/*
 What kind of tender a bid is for: Of an alliance.
 */
#define JICAI_TENDER_ALLIANCE 2

/*
 What kind of tender a bid is for: National volume-based procurement.
 */
#define JICAI_TENDER_NATIONAL_VBP 3

/*
 Whether a firm submitted its commitment: It did.
 */
#define JICAI_COMMITMENT_SUBMITTED 1

/*
 Whether a firm submitted its commitment: It did not.
 */
#define JICAI_COMMITMENT_MISSING 2

/*
 Whether a firm may do something, from the mildest to the strictest: No credit rule stands in the way.
 */
#define JICAI_ACTION_STATUS_ALLOWED 1

/*
 Whether a firm may do something, from the mildest to the strictest: With limits.
 */
#define JICAI_ACTION_STATUS_LIMITED 2

/*
 Whether a firm may do something, from the mildest to the strictest: Not known: the rule is not published, or the products are not known.
 */
#define JICAI_ACTION_STATUS_UNDETERMINED 3

/*
 Whether a firm may do something, from the mildest to the strictest: Limited or suspended: the document leaves the choice to the province.
 */
#define JICAI_ACTION_STATUS_LIMITED_OR_SUSPENDED 4

/*
 Whether a firm may do something, from the mildest to the strictest: Suspended.
 */
#define JICAI_ACTION_STATUS_SUSPENDED 5

/*
 Dosage form class of a lot: Tablets, capsules … (口服固体).
 */
#define JICAI_LOT_FORM_ORAL_SOLID 1

/*
 Dosage form class of a lot: Oral liquids (口服液体).
 */
#define JICAI_LOT_FORM_ORAL_LIQUID 2

/*
 Dosage form class of a lot: Small-volume injections (小容量注射剂).
 */
#define JICAI_LOT_FORM_INJECTION_SMALL_VOLUME 3

/*
 Dosage form class of a lot: Large-volume injections (大容量注射剂).
 */
#define JICAI_LOT_FORM_INJECTION_LARGE_VOLUME 4

/*
 Dosage form class of a lot: Anything else.
 */
#define JICAI_LOT_FORM_OTHER 5

/*
 Volume class of a lot: The usual shares.
 */
#define JICAI_VOLUME_CLASS_ORDINARY 1

/*
 Volume class of a lot: Antibacterials, glucocorticoids and some flagged drugs: ten points less.
 */
#define JICAI_VOLUME_CLASS_REDUCED 2

/*
 Volume class of a lot: Special-grade antibacterials and, from batch 9, monitored drugs.
 */
#define JICAI_VOLUME_CLASS_RESTRICTED 3

/*
 What became of a bid: Proposed for selection (拟中选), with or without volume.
 */
#define JICAI_OUTCOME_SELECTED 1

/*
 What became of a bid: Valid, but not selected.
 */
#define JICAI_OUTCOME_NOT_SELECTED 2

/*
 What became of a bid: Above its ceiling: takes no part.
 */
#define JICAI_OUTCOME_VOID 3

/*
 What became of a bid: The rules stop at a gap before they decide about this bid (only in what_if).
 */
#define JICAI_OUTCOME_UNDETERMINED 4

/*
 Why: Selected: all tests of an alternative hold.
 */
#define JICAI_REASON_CONDITIONS_MET 1

/*
 Why: Selected: the rulebook has no winning conditions.
 */
#define JICAI_REASON_NO_CONDITIONS 2

/*
 Why: Selected without volume: too far below the others.
 */
#define JICAI_REASON_ZERO_VOLUME 3

/*
 Why: Selected by a lower re-quote after failing the conditions.
 */
#define JICAI_REASON_REVIVED_SHORTLISTED 4

/*
 Why: Selected by a lower re-quote from outside the shortlist.
 */
#define JICAI_REASON_REVIVED_UNSHORTLISTED 5

/*
 Why: A reference product that came down to the limit: selected without volume.
 */
#define JICAI_REASON_REFERENCE_NO_VOLUME 6

/*
 Why: Not selected: no place.
 */
#define JICAI_REASON_NOT_SHORTLISTED 7

/*
 Why: Not selected: shortlisted, but no alternative holds ("fused", 熔断).
 */
#define JICAI_REASON_CONDITIONS_FAILED 8

/*
 Why: Not selected: its company has its places already.
 */
#define JICAI_REASON_COMPANY_CAP 9

/*
 Why: Not selected: another bid represents its group of related firms.
 */
#define JICAI_REASON_RELATED_FIRM 10

/*
 Why: Not selected: removed by the batch-wide filter.
 */
#define JICAI_REASON_BATCH_FILTER 11

/*
 Why: Void: above the ceiling.
 */
#define JICAI_REASON_ABOVE_CEILING 12

/*
 Why: Undetermined: the document does not say.
 */
#define JICAI_REASON_RULE_GAP 13

/*
 Which volume a selected bid gets: The agreed volume of the regions it supplies.
 */
#define JICAI_VOLUME_FULL 1

/*
 Which volume a selected bid gets: Only the volume that hospitals reported for this brand.
 */
#define JICAI_VOLUME_OWN_BRAND 2

/*
 Which volume a selected bid gets: None (中选不带量).
 */
#define JICAI_VOLUME_NONE 3

/*
 The answer to a lower re-quote: Selected at the re-quoted price.
 */
#define JICAI_REVIVAL_ACCEPTED 1

/*
 The answer to a lower re-quote: Above the limit.
 */
#define JICAI_REVIVAL_REFUSED_PRICE 2

/*
 The answer to a lower re-quote: The rulebook has no such revival, or its conditions fail.
 */
#define JICAI_REVIVAL_REFUSED_INELIGIBLE 3

/*
 The answer to a lower re-quote: The bid has nothing to revive.
 */
#define JICAI_REVIVAL_NOT_APPLICABLE 4

#endif  /* JICAI_H */
