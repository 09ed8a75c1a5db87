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


// In a field of numbers: nothing is given.
#define JICAI_NONE INT64_MIN

// Most rows of a table: as many as a positive number of 32 bits can say. Lists of other calls have limits of their own.
#define JICAI_MAX_ROWS 2147483647

// Longest text of a typed call, in bytes, without its closing zero.
#define JICAI_MAX_TEXT 65535

// The version of this interface: it changes when a struct, a constant or a function changes in a way that old callers would notice.
#define JICAI_ABI_VERSION 1

// Most bids of a lot.
#define JICAI_MAX_BIDS 1000

// Most lines, and most tiers, of a bill.
#define JICAI_MAX_BILL 100000

// Texts are in UTF-8.
#define JICAI_ENCODING_UTF8 0

// Texts are in GB18030, of which GBK and GB 2312 are parts.
#define JICAI_ENCODING_GB18030 1

// Success.
#define JICAI_OK 0

// The request is no JSON text.
#define JICAI_E_INVALID_JSON 1

// A field is unknown, missing, of the wrong kind, out of range, or contradicts another one.
#define JICAI_E_INVALID_INPUT 2

// No function has this name.
#define JICAI_E_UNKNOWN_FUNCTION 3

// No built-in rulebook has this id.
#define JICAI_E_UNKNOWN_RULEBOOK 4

// A rulebook that was given breaks the format of rulebooks.
#define JICAI_E_INVALID_RULEBOOK 5

// The document does not say what the rule needs.
#define JICAI_E_RULE_GAP 6

// Strict mode: the result would rest on a number that nobody has verified.
#define JICAI_E_UNVERIFIED_PARAMETER 7

// The input is larger than the documented size.
#define JICAI_E_LIMIT_EXCEEDED 8

// A bug in this library: please report it.
#define JICAI_E_INTERNAL 9

// The buffer is too small: nothing useful is in it, and `out_len` says how many bytes are needed.
#define JICAI_E_BUFFER 10

// A pointer is null or misaligned, buffers overlap, or a `struct_size` is not that of this header.
#define JICAI_E_POINTER 11

// Bytes of [`jicai_error::path`], the closing zero included.
#define JICAI_PATH_SIZE 256

// Bytes of [`jicai_error::message`] and [`jicai_error::help`], the closing zero included.
#define JICAI_MESSAGE_SIZE 512

// Longest request in bytes: 64 MiB.
#define JICAI_MAX_REQUEST 67108864

// Most invoices of a call.
#define JICAI_MAX_INVOICES 100000

// How amounts are rounded: To the nearest; ties away from zero (四舍五入).
#define JICAI_ROUNDING_HALF_UP 1

// How amounts are rounded: To the nearest; ties to the even digit.
#define JICAI_ROUNDING_HALF_EVEN 2

// How amounts are rounded: Away from zero.
#define JICAI_ROUNDING_UP 3

// How amounts are rounded: Towards zero.
#define JICAI_ROUNDING_DOWN 4

// Which of ceiling and rate a line meets first: The ceiling (先限价后比例).
#define JICAI_SPLIT_ORDER_CEILING_FIRST 1

// Which of ceiling and rate a line meets first: The rate.
#define JICAI_SPLIT_ORDER_RATE_FIRST 2

// What the tiers of reimbursement count: Money in scope, the deductible included.
#define JICAI_TIER_BASE_IN_SCOPE 1

// What the tiers of reimbursement count: Money in scope after the deductible.
#define JICAI_TIER_BASE_AFTER_DEDUCTIBLE 2

// Dosage form of a product: Ordinary tablet (普通片).
#define JICAI_FORM_TABLET 1

// Dosage form of a product: Chewable tablet (咀嚼片).
#define JICAI_FORM_CHEWABLE_TABLET 2

// Dosage form of a product: Lozenge (含片).
#define JICAI_FORM_LOZENGE 3

// Dosage form of a product: Soluble tablet (可溶片).
#define JICAI_FORM_SOLUBLE_TABLET 4

// Dosage form of a product: Enteric-coated tablet (肠溶片).
#define JICAI_FORM_ENTERIC_TABLET 5

// Dosage form of a product: Dispersible tablet (分散片).
#define JICAI_FORM_DISPERSIBLE_TABLET 6

// Dosage form of a product: Effervescent tablet (泡腾片).
#define JICAI_FORM_EFFERVESCENT_TABLET 7

// Dosage form of a product: Orally disintegrating tablet (口崩片).
#define JICAI_FORM_ORALLY_DISINTEGRATING_TABLET 8

// Dosage form of a product: Sustained-release tablet (缓释片).
#define JICAI_FORM_SUSTAINED_RELEASE_TABLET 9

// Dosage form of a product: Controlled-release tablet (控释片).
#define JICAI_FORM_CONTROLLED_RELEASE_TABLET 10

// Dosage form of a product: Hard capsule (硬胶囊).
#define JICAI_FORM_CAPSULE 11

// Dosage form of a product: Enteric capsule (肠溶胶囊).
#define JICAI_FORM_ENTERIC_CAPSULE 12

// Dosage form of a product: Soft capsule (软胶囊).
#define JICAI_FORM_SOFT_CAPSULE 13

// Dosage form of a product: Sustained-release capsule (缓释胶囊).
#define JICAI_FORM_SUSTAINED_RELEASE_CAPSULE 14

// Dosage form of a product: Granules (颗粒剂).
#define JICAI_FORM_GRANULES 15

// Dosage form of a product: Effervescent granules (泡腾颗粒剂).
#define JICAI_FORM_EFFERVESCENT_GRANULES 16

// Dosage form of a product: Powder (散剂).
#define JICAI_FORM_POWDER 17

// Dosage form of a product: Dry suspension (干混悬剂).
#define JICAI_FORM_DRY_SUSPENSION 18

// Dosage form of a product: Oral solution (口服溶液).
#define JICAI_FORM_ORAL_SOLUTION 19

// Dosage form of a product: Oral suspension (混悬液).
#define JICAI_FORM_ORAL_SUSPENSION 20

// Dosage form of a product: Syrup (糖浆剂).
#define JICAI_FORM_SYRUP 21

// Dosage form of a product: Oral mixture (合剂).
#define JICAI_FORM_ORAL_MIXTURE 22

// Dosage form of a product: Pill (丸剂).
#define JICAI_FORM_PILL 23

// Dosage form of a product: Honey pill (蜜丸).
#define JICAI_FORM_HONEY_PILL 24

// Dosage form of a product: Water pill (水丸).
#define JICAI_FORM_WATER_PILL 25

// Dosage form of a product: Water-honey pill (水蜜丸).
#define JICAI_FORM_WATER_HONEY_PILL 26

// Dosage form of a product: Concentrated pill (浓缩丸).
#define JICAI_FORM_CONCENTRATED_PILL 27

// Dosage form of a product: Concentrated honey pill (浓缩蜜丸).
#define JICAI_FORM_CONCENTRATED_HONEY_PILL 28

// Dosage form of a product: Concentrated water pill (浓缩水丸).
#define JICAI_FORM_CONCENTRATED_WATER_PILL 29

// Dosage form of a product: Dripping pill (滴丸).
#define JICAI_FORM_DRIPPING_PILL 30

// Dosage form of a product: Small-volume injection (小容量注射液).
#define JICAI_FORM_SMALL_VOLUME_INJECTION 31

// Dosage form of a product: Powder for injection (普通粉针).
#define JICAI_FORM_POWDER_INJECTION 32

// Dosage form of a product: Lyophilised powder for injection (冻干粉针).
#define JICAI_FORM_LYOPHILISED_POWDER_INJECTION 33

// Dosage form of a product: Solvent-crystallised powder for injection (溶媒结晶粉针).
#define JICAI_FORM_SOLVENT_CRYSTALLISED_POWDER_INJECTION 34

// Dosage form of a product: Large-volume injection (大容量注射液).
#define JICAI_FORM_LARGE_VOLUME_INJECTION 35

// Dosage form of a product: Gel (凝胶剂).
#define JICAI_FORM_GEL 36

// Dosage form of a product: Ointment (软膏剂).
#define JICAI_FORM_OINTMENT 37

// Dosage form of a product: Cream (乳膏剂).
#define JICAI_FORM_CREAM 38

// Dosage form of a product: Eye drops (滴眼剂).
#define JICAI_FORM_EYE_DROPS 39

// Dosage form of a product: Spray (喷雾剂).
#define JICAI_FORM_SPRAY 40

// Dosage form of a product: Inhalation aerosol (气雾剂).
#define JICAI_FORM_INHALATION_AEROSOL 41

// Dosage form of a product: Suppository (栓剂).
#define JICAI_FORM_SUPPOSITORY 42

// Dosage form of a product: Patch (贴剂).
#define JICAI_FORM_PATCH 43

// Unit of a content: Microgram.
#define JICAI_CONTENT_UNIT_UG 1

// Unit of a content: Milligram.
#define JICAI_CONTENT_UNIT_MG 2

// Unit of a content: Gram.
#define JICAI_CONTENT_UNIT_G 3

// Unit of a content: International unit.
#define JICAI_CONTENT_UNIT_IU 4

// Unit of a content: Ten thousand international units (万单位).
#define JICAI_CONTENT_UNIT_TEN_THOUSAND_IU 5

// Unit of a content: Millimole.
#define JICAI_CONTENT_UNIT_MMOL 6

// Unit of a fill: Millilitre.
#define JICAI_FILL_UNIT_ML 1

// Unit of a fill: Litre.
#define JICAI_FILL_UNIT_L 2

// Unit of a fill: Milligram.
#define JICAI_FILL_UNIT_MG 3

// Unit of a fill: Gram.
#define JICAI_FILL_UNIT_G 4

// Unit of a fill: Kilogram.
#define JICAI_FILL_UNIT_KG 5

// Unit of a fill: Square centimetre.
#define JICAI_FILL_UNIT_CM2 6

// What a package count counts: Tablet (片).
#define JICAI_UNIT_TABLET 1

// What a package count counts: Capsule (粒).
#define JICAI_UNIT_CAPSULE 2

// What a package count counts: Pill counted by number (丸).
#define JICAI_UNIT_PILL 3

// What a package count counts: Sachet (袋).
#define JICAI_UNIT_SACHET 4

// What a package count counts: Ampoule (支).
#define JICAI_UNIT_AMPOULE 5

// What a package count counts: Vial (瓶).
#define JICAI_UNIT_VIAL 6

// What a package count counts: Bottle (瓶).
#define JICAI_UNIT_BOTTLE 7

// What a package count counts: Bag (袋).
#define JICAI_UNIT_BAG 8

// What a package count counts: Tube (支).
#define JICAI_UNIT_TUBE 9

// What a package count counts: Suppository (枚).
#define JICAI_UNIT_SUPPOSITORY 10

// What a package count counts: Patch (贴).
#define JICAI_UNIT_PATCH 11

// How a daily dose is stated: In units of the pack.
#define JICAI_DAILY_DOSE_IN_UNITS 1

// How a daily dose is stated: In the unit of the fill.
#define JICAI_DAILY_DOSE_IN_FILL 2

// Packaging material: Glass bottle (玻璃瓶).
#define JICAI_PACKAGE_MATERIAL_GLASS_BOTTLE 1

// Packaging material: Plastic bottle (塑料瓶).
#define JICAI_PACKAGE_MATERIAL_PLASTIC_BOTTLE 2

// Packaging material: Soft bag (软袋).
#define JICAI_PACKAGE_MATERIAL_SOFT_BAG 3

// Packaging form: Single-dose packs.
#define JICAI_PACKAGING_FORM_SINGLE_DOSE 1

// Packaging form: Multi-dose packs.
#define JICAI_PACKAGING_FORM_MULTI_DOSE 2

// Class of a drug: Chemical drug (化学药).
#define JICAI_DRUG_CLASS_CHEMICAL 1

// Class of a drug: Biological drug (生物制品), treated like a chemical one.
#define JICAI_DRUG_CLASS_BIOLOGICAL 2

// Class of a drug: Traditional Chinese medicine product (中成药).
#define JICAI_DRUG_CLASS_TCM 3

// What a conversion goes by: Content, fill and package count (规格).
#define JICAI_BASIS_SPEC 1

// What a conversion goes by: Days of treatment in a pack (日治疗量).
#define JICAI_BASIS_DAILY_DOSE 2

// For what the rules of price marks differ: Consistency evaluation passed (已过评).
#define JICAI_MARK_CLASS_EVALUATED 1

// For what the rules of price marks differ: Reference product (参比制剂).
#define JICAI_MARK_CLASS_REFERENCE 2

// For what the rules of price marks differ: Not evaluated (未过评).
#define JICAI_MARK_CLASS_NOT_EVALUATED 3

// For what the rules of price marks differ: Winner that does not supply this province (中选非供应).
#define JICAI_MARK_CLASS_WINNER_NOT_SUPPLYING 4

// For what the rules of price marks differ: Same name, form and specification (三同).
#define JICAI_MARK_CLASS_THREE_SAME 5

// For what the rules of price marks differ: Chemical drug.
#define JICAI_MARK_CLASS_CHEMICAL 6

// For what the rules of price marks differ: Biological product.
#define JICAI_MARK_CLASS_BIOLOGICAL 7

// For what the rules of price marks differ: Traditional Chinese medicine.
#define JICAI_MARK_CLASS_TCM 8

// Mark of a price: No mark.
#define JICAI_MARK_NONE 1

// Mark of a price: Yellow (黄标).
#define JICAI_MARK_YELLOW 2

// Mark of a price: Red (红标).
#define JICAI_MARK_RED 3

// Mark of a price: Listing suspended (暂停挂网).
#define JICAI_MARK_SUSPENDED 4

// Mark of a price: Marked: the split into red and yellow is not published.
#define JICAI_MARK_MARKED 5

// What an invoice is for: A drug.
#define JICAI_PRODUCT_KIND_DRUG 1

// What an invoice is for: A medical consumable (医用耗材).
#define JICAI_PRODUCT_KIND_CONSUMABLE 2

// How an invoice stands: Paid in full, in time.
#define JICAI_INVOICE_STATUS_PAID_ON_TIME 1

// How an invoice stands: Paid in full, late.
#define JICAI_INVOICE_STATUS_PAID_LATE 2

// How an invoice stands: Not paid in full, and past due.
#define JICAI_INVOICE_STATUS_OVERDUE 3

// How an invoice stands: Not paid in full, due today.
#define JICAI_INVOICE_STATUS_DUE_TODAY 4

// How an invoice stands: Not due yet.
#define JICAI_INVOICE_STATUS_NOT_DUE 5

// Role of a firm: Maker, marketing authorisation holder, sole agent of an import (生产企业).
#define JICAI_ROLE_MANUFACTURER 1

// Role of a firm: Distributor (配送企业).
#define JICAI_ROLE_DISTRIBUTOR 2

// What kind of tender a bid is for: Of a province.
#define JICAI_TENDER_PROVINCIAL 1

// What kind of tender a bid is for: Of an alliance.
#define JICAI_TENDER_ALLIANCE 2

// What kind of tender a bid is for: National volume-based procurement.
#define JICAI_TENDER_NATIONAL_VBP 3

// Whether a firm submitted its commitment: It did.
#define JICAI_COMMITMENT_SUBMITTED 1

// Whether a firm submitted its commitment: It did not.
#define JICAI_COMMITMENT_MISSING 2

// Whether a firm may do something, from the mildest to the strictest: No credit rule stands in the way.
#define JICAI_ACTION_STATUS_ALLOWED 1

// Whether a firm may do something, from the mildest to the strictest: With limits.
#define JICAI_ACTION_STATUS_LIMITED 2

// Whether a firm may do something, from the mildest to the strictest: Not known: the rule is not published, or the products are not known.
#define JICAI_ACTION_STATUS_UNDETERMINED 3

// Whether a firm may do something, from the mildest to the strictest: Limited or suspended: the document leaves the choice to the province.
#define JICAI_ACTION_STATUS_LIMITED_OR_SUSPENDED 4

// Whether a firm may do something, from the mildest to the strictest: Suspended.
#define JICAI_ACTION_STATUS_SUSPENDED 5

// Dosage form class of a lot: Tablets, capsules … (口服固体).
#define JICAI_LOT_FORM_ORAL_SOLID 1

// Dosage form class of a lot: Oral liquids (口服液体).
#define JICAI_LOT_FORM_ORAL_LIQUID 2

// Dosage form class of a lot: Small-volume injections (小容量注射剂).
#define JICAI_LOT_FORM_INJECTION_SMALL_VOLUME 3

// Dosage form class of a lot: Large-volume injections (大容量注射剂).
#define JICAI_LOT_FORM_INJECTION_LARGE_VOLUME 4

// Dosage form class of a lot: Anything else.
#define JICAI_LOT_FORM_OTHER 5

// Volume class of a lot: The usual shares.
#define JICAI_VOLUME_CLASS_ORDINARY 1

// Volume class of a lot: Antibacterials, glucocorticoids and some flagged drugs: ten points less.
#define JICAI_VOLUME_CLASS_REDUCED 2

// Volume class of a lot: Special-grade antibacterials and, from batch 9, monitored drugs.
#define JICAI_VOLUME_CLASS_RESTRICTED 3

// What became of a bid: Proposed for selection (拟中选), with or without volume.
#define JICAI_OUTCOME_SELECTED 1

// What became of a bid: Valid, but not selected.
#define JICAI_OUTCOME_NOT_SELECTED 2

// What became of a bid: Above its ceiling: takes no part.
#define JICAI_OUTCOME_VOID 3

// What became of a bid: The rules stop at a gap before they decide about this bid (only in what_if).
#define JICAI_OUTCOME_UNDETERMINED 4

// Why: Selected: all tests of an alternative hold.
#define JICAI_REASON_CONDITIONS_MET 1

// Why: Selected: the rulebook has no winning conditions.
#define JICAI_REASON_NO_CONDITIONS 2

// Why: Selected without volume: too far below the others.
#define JICAI_REASON_ZERO_VOLUME 3

// Why: Selected by a lower re-quote after failing the conditions.
#define JICAI_REASON_REVIVED_SHORTLISTED 4

// Why: Selected by a lower re-quote from outside the shortlist.
#define JICAI_REASON_REVIVED_UNSHORTLISTED 5

// Why: A reference product that came down to the limit: selected without volume.
#define JICAI_REASON_REFERENCE_NO_VOLUME 6

// Why: Not selected: no place.
#define JICAI_REASON_NOT_SHORTLISTED 7

// Why: Not selected: shortlisted, but no alternative holds ("fused", 熔断).
#define JICAI_REASON_CONDITIONS_FAILED 8

// Why: Not selected: its company has its places already.
#define JICAI_REASON_COMPANY_CAP 9

// Why: Not selected: another bid represents its group of related firms.
#define JICAI_REASON_RELATED_FIRM 10

// Why: Not selected: removed by the batch-wide filter.
#define JICAI_REASON_BATCH_FILTER 11

// Why: Void: above the ceiling.
#define JICAI_REASON_ABOVE_CEILING 12

// Why: Undetermined: the document does not say.
#define JICAI_REASON_RULE_GAP 13

// Which volume a selected bid gets: The agreed volume of the regions it supplies.
#define JICAI_VOLUME_FULL 1

// Which volume a selected bid gets: Only the volume that hospitals reported for this brand.
#define JICAI_VOLUME_OWN_BRAND 2

// Which volume a selected bid gets: None (中选不带量).
#define JICAI_VOLUME_NONE 3

// The answer to a lower re-quote: Selected at the re-quoted price.
#define JICAI_REVIVAL_ACCEPTED 1

// The answer to a lower re-quote: Above the limit.
#define JICAI_REVIVAL_REFUSED_PRICE 2

// The answer to a lower re-quote: The rulebook has no such revival, or its conditions fail.
#define JICAI_REVIVAL_REFUSED_INELIGIBLE 3

// The answer to a lower re-quote: The bid has nothing to revive.
#define JICAI_REVIVAL_NOT_APPLICABLE 4

// Grade records, prepared once. It never changes: any number of threads may ask it at the same time.
typedef struct jicai_supplier_index jicai_supplier_index;

// A lot (品种). `jicai_lot_init` sets every field to "not given". Lots with several strengths: `jicai_evaluate`.
typedef struct {
  // `sizeof(jicai_lot)`.
  size_t struct_size;
  // Highest valid declared price (最高有效申报价) in 10⁻⁶ yuan.
  int64_t ceiling_e6;
  // Price printed in the document, in 10⁻⁶ yuan.
  int64_t limit_price_e6;
  // Mean reported volume per brand, in 10⁻⁶ units.
  int64_t brand_volume_mean_e6;
  // `JICAI_LOT_FORM_…`; 0: not given.
  int32_t form;
  // `JICAI_VOLUME_CLASS_…`; 0: ordinary.
  int32_t volume_class;
  // Places announced for this lot; 0: by the rulebook.
  int32_t max_shortlisted;
  // 1 for a drug that the document gives a shorter term, else 0.
  int32_t short_term;
  // 1 for a drug for long-term use, else 0.
  int32_t long_term_use;
  // 1 to ask for share and term as well, else 0.
  int32_t want_terms;
} jicai_lot;

// A bid (申报). `jicai_bid_init` sets every field to "not given".
typedef struct {
  // `sizeof(jicai_bid)`.
  size_t struct_size;
  // Declared price of the smallest unit (单位申报价) in 10⁻⁶ yuan; needed.
  int64_t price_e6;
  // Comparable price (单位可比价) in 10⁻⁶ yuan, where it is already converted.
  int64_t comparable_price_e6;
  // Lower re-quote (复活报价) in 10⁻⁶ yuan.
  int64_t revival_price_e6;
  // Volume that hospitals reported for this brand, in 10⁻⁶ units.
  int64_t reported_volume_e6;
  // Tie key: earlier sales in fen.
  int64_t prior_sales_fen;
  // Price score of an evaluation in 10⁻⁶.
  int64_t price_score_e6;
  // Technical score of an evaluation in 10⁻⁶.
  int64_t technical_score_e6;
  // Number of the bidder, from 1; 0: a bidder of its own.
  int32_t company;
  // Number of the group of related firms, from 1; 0: none.
  int32_t group;
  // 1 for a reference product (参比制剂), else 0.
  int32_t is_reference;
  // 1 if the firm supplied the region before, else 0.
  int32_t incumbent;
  // Tie key: 1 if it won the same drug before, 0 if not, −1: not given.
  int32_t prior_winner;
  // Tie key: 1 if it makes its own active ingredient, 0 if not, −1: not given.
  int32_t own_api;
  // Tie key: strengths that passed the evaluation; −1: not given.
  int32_t passed_specs;
  // Tie key: day of passing, such as `20250731`; 0: not given.
  int32_t pass_date;
  // How a tie was broken outside the rules, from 1; 0: not given.
  int32_t tie_rank;
  // 0.
  int32_t reserved;
} jicai_bid;

// What became of a bid.
typedef struct {
  // `sizeof(jicai_bid_result)`.
  size_t struct_size;
  // Selected bids: the price to pay in 10⁻⁶ yuan; else `JICAI_NONE`.
  int64_t final_price_e6;
  // Selected bids, where terms were asked for: agreed share of the reported volume in 10⁻⁶; else `JICAI_NONE`.
  int64_t agreed_share_e6;
  // `JICAI_OUTCOME_…`.
  int32_t outcome;
  // `JICAI_REASON_…`.
  int32_t reason;
  // Rank (顺位); 0: none.
  int32_t rank;
  // 1 if it has a place, else 0.
  int32_t shortlisted;
  // `JICAI_VOLUME_…`; 0: not selected.
  int32_t volume;
  // Order in which winners pick regions; 0: none.
  int32_t selection_order;
  // `JICAI_REVIVAL_…`; 0: no re-quote.
  int32_t revival;
  // 0.
  int32_t reserved;
} jicai_bid_result;

// A decided lot.
typedef struct {
  // `sizeof(jicai_award)`.
  size_t struct_size;
  // Bidders.
  int32_t bidders;
  // Places; 0: no limit.
  int32_t shortlist_limit;
  // Bids in the shortlist.
  int32_t shortlisted;
  // Selected bids.
  int32_t winners;
  // 1 if nobody is selected (流标), else 0.
  int32_t failed;
  // 1 if a batch-wide filter may still change the answer, else 0.
  int32_t provisional;
  // Contract term in years, where terms were asked for; 0: none.
  int32_t term_years;
  // 0.
  int32_t reserved;
} jicai_award;

// Why a call failed, in memory of the caller: set `struct_size` (and `encoding`, if the texts are to be in GB18030) before the call.
//
// After success the texts are empty. Texts that are too long are cut between characters. A struct without its size is left alone.
typedef struct {
  // `sizeof(jicai_error)`, set by the caller.
  size_t struct_size;
  // Encoding of the texts, set by the caller: `JICAI_ENCODING_UTF8` (0) or `JICAI_ENCODING_GB18030`.
  int32_t encoding;
  // The code that the function returned.
  int32_t code;
  // The bad row of a table, from 0; −1 where no row is meant.
  int64_t row;
  // JSON Pointer to the argument or the field of a struct, such as `/price_e6` or `/target/fill_unit`; `row` says in which row of a table.
  // Empty where the whole call is meant.
  char path[JICAI_PATH_SIZE];
  // What is wrong, with the offending value.
  char message[JICAI_MESSAGE_SIZE];
  // What to do about it; may be empty.
  char help[JICAI_MESSAGE_SIZE];
} jicai_error;

// A charge line. `jicai_line_init` sets every field to "not given".
typedef struct {
  // `sizeof(jicai_line)`.
  size_t struct_size;
  // Amount of the line in fen; negative for a refund. Not together with `price_e6`.
  int64_t amount_fen;
  // Price of a unit in 10⁻⁶ yuan.
  int64_t price_e6;
  // Units in 10⁻⁴; with the sign of the amount.
  int64_t quantity_e4;
  // Payment standard of a unit in 10⁻⁶ yuan; no ceiling where it is not given.
  int64_t standard_e6;
  // Rate of first self-pay in 10⁻⁴, 0 to 10,000; a covered line has one of it and `fixed_self_pay_e6`.
  int64_t first_self_pay_rate_e4;
  // Fixed self-pay of a unit in 10⁻⁶ yuan.
  int64_t fixed_self_pay_e6;
  // 1 if the line is outside the catalogue and fully own-paid, else 0.
  int32_t not_covered;
  // `JICAI_SPLIT_ORDER_…`; 0: the ceiling first.
  int32_t order;
  // `JICAI_ROUNDING_…`; 0: half up.
  int32_t rounding;
  // 0.
  int32_t reserved;
} jicai_line;

// How a bill is settled. `jicai_bill_init` sets every field to "not given".
typedef struct {
  // `sizeof(jicai_bill)`.
  size_t struct_size;
  // What is left of the deductible (起付线), in fen.
  int64_t deductible_remaining_fen;
  // What counted before this bill, in fen; 0 where it is not given.
  int64_t accumulated_fen;
  // What is left of the cap of the fund (封顶线), in fen; no cap where it is not given.
  int64_t fund_cap_remaining_fen;
  // `JICAI_TIER_BASE_…`; needed with two or more tiers.
  int32_t tier_base;
  // 1 to round each tier by itself, else 0.
  int32_t round_each_tier;
  // `JICAI_ROUNDING_…`; 0: half up.
  int32_t rounding;
  // 0.
  int32_t reserved;
} jicai_bill;

// A line in its four parts, in fen: they always add up to the total.
typedef struct {
  // `sizeof(jicai_split)`.
  size_t struct_size;
  // The line.
  int64_t total_fen;
  // Fully own-paid (全自费).
  int64_t fully_own_fen;
  // Above the standard (超限价自费).
  int64_t above_standard_fen;
  // First self-pay (先行自付).
  int64_t first_self_pay_fen;
  // In scope (符合范围).
  int64_t in_scope_fen;
  // Quantity times standard; `JICAI_NONE` without a standard. Not looked at on input.
  int64_t ceiling_amount_fen;
} jicai_split;

// The sums of a settled bill, in fen.
typedef struct {
  // `sizeof(jicai_bill_totals)`.
  size_t struct_size;
  // All lines.
  int64_t total_fen;
  // Fully own-paid.
  int64_t fully_own_fen;
  // Above the standard.
  int64_t above_standard_fen;
  // First self-pay.
  int64_t first_self_pay_fen;
  // In scope.
  int64_t in_scope_fen;
  // The deductible that this bill uses.
  int64_t deductible_fen;
  // What the tiers give.
  int64_t pooled_fen;
  // What the fund pays.
  int64_t fund_fen;
  // What its cap leaves to the patient.
  int64_t over_cap_fen;
  // The patient's co-payment.
  int64_t copay_fen;
  // What the patient pays.
  int64_t patient_fen;
  // What is left of the deductible.
  int64_t deductible_left_fen;
  // What is left of the cap of the fund; `JICAI_NONE` without one.
  int64_t fund_cap_left_fen;
} jicai_bill_totals;

// A product: one drug in one form, strength and pack. `jicai_product_init` sets every field to "not given".
typedef struct {
  // `sizeof(jicai_product)`.
  size_t struct_size;
  // Content (含量) in 10⁻⁶ of `content_unit`.
  int64_t content_e6;
  // Fill (装量) in 10⁻⁶ of `fill_unit`.
  int64_t fill_e6;
  // One dose of a multi-dose pack, in 10⁻⁶ of `fill_unit`.
  int64_t dose_fill_e6;
  // Daily dose (日治疗量) in 10⁻⁶, see `daily_dose_in`.
  int64_t daily_dose_e6;
  // `JICAI_FORM_…`: dosage form (剂型); needed.
  int32_t form;
  // `JICAI_CONTENT_UNIT_…`; 0: milligram.
  int32_t content_unit;
  // `JICAI_FILL_UNIT_…`; needed with a fill.
  int32_t fill_unit;
  // `JICAI_UNIT_…`: what `count` counts; 0: by the form.
  int32_t unit;
  // Units in the pack (包装数量), 1 to 1,000,000; 0: one.
  int32_t count;
  // `JICAI_DAILY_DOSE_IN_…`; 0: in units.
  int32_t daily_dose_in;
  // `JICAI_PACKAGE_MATERIAL_…`; 0: not given.
  int32_t package_material;
  // `JICAI_PACKAGING_FORM_…`; 0: not given.
  int32_t packaging_form;
  // 1 if sugar-free (无蔗糖), else 0.
  int32_t sugar_free;
  // 1 if explicitly for children only, else 0.
  int32_t children_only;
  // 1 if a small specification suitable for children, else 0.
  int32_t paediatric_small_spec;
  // 0.
  int32_t reserved;
} jicai_product;

// What a supplier may do.
typedef struct {
  // `sizeof(jicai_gate)`.
  size_t struct_size;
  // Listing (挂网): `JICAI_ACTION_STATUS_…`.
  int32_t listing;
  // Bidding (投标): `JICAI_ACTION_STATUS_…`.
  int32_t bidding;
  // Delivery (配送): `JICAI_ACTION_STATUS_…`.
  int32_t delivery;
  // 1 if the firm carries the label of risk, else 0.
  int32_t risk_label;
} jicai_gate;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// The interface version of the library that is loaded; compare it with `JICAI_ABI_VERSION` of the header.
uint32_t JICAI_CALL jicai_abi_version(void);

// The version of the library that is loaded, such as `0.1.0`; the text lives as long as the library.
const char *JICAI_CALL jicai_version(void);

// Sets every field of a lot to "not given", and its size.
//
// # Safety
//
// `lot` is null or points to a `jicai_lot`.
int32_t JICAI_CALL jicai_lot_init(jicai_lot *lot);

// Sets every field of a bid to "not given", and its size.
//
// # Safety
//
// `bid` is null or points to a `jicai_bid`.
int32_t JICAI_CALL jicai_bid_init(jicai_bid *bid);

// Decides a lot: `award.select` under a built-in rulebook.
//
// `bids` and `results` have `count` elements; every bid and the first result carry their `struct_size`. `results` gets what became of each
// bid, in the order of `bids`. Bids that tie in everything stand in that order. After an error `error->row` is the bad bid.
//
// # Safety
//
// `bids` and `results` point to `count` elements, each other pointer is null or points to what its type says.
int32_t JICAI_CALL jicai_award_select(const char *rulebook,
                                      const jicai_lot *lot,
                                      size_t count,
                                      const jicai_bid *bids,
                                      jicai_bid_result *results,
                                      jicai_award *award,
                                      jicai_error *error);

// Sets every field of a line to "not given", and its size.
//
// # Safety
//
// `line` is null or points to a `jicai_line`.
int32_t JICAI_CALL jicai_line_init(jicai_line *line);

// Sets every field of a bill to "not given", and its size; the deductible to 0.
//
// # Safety
//
// `bill` is null or points to a `jicai_bill`.
int32_t JICAI_CALL jicai_bill_init(jicai_bill *bill);

// Splits a charge line into its four parts: `payment.split_line`.
//
// # Safety
//
// Each pointer is null or points to what its type says.
int32_t JICAI_CALL jicai_split_line(const jicai_line *line, jicai_split *split, jicai_error *error);

// Refunds a part of a split: `original` is what is left of it, `amount_fen` is negative. `payment.split_line` with `refund_of`.
//
// # Safety
//
// Each pointer is null or points to what its type says; `original` and `refund` may be the same.
int32_t JICAI_CALL jicai_refund_line(const jicai_split *original,
                                     int64_t amount_fen,
                                     jicai_split *refund,
                                     jicai_error *error);

// Splits many lines, one a row, ceiling first and half up: the parts of `jicai_split_line`.
//
// At most `JICAI_MAX_ROWS` rows. Inputs: amounts in fen; standards in 10⁻⁶ yuan, −1 for none; quantities in 10⁻⁴; rates of first self-pay
// in 10⁻⁴, −1 for a line that is not covered. Outputs in fen. No output may overlap another buffer. After an error the outputs must not be
// used; `error->row` is the first bad row.
//
// # Safety
//
// Each pointer points to `rows` elements.
int32_t JICAI_CALL jicai_split_lines(size_t rows,
                                     const int64_t *amount_fen,
                                     const int64_t *standard_e6,
                                     const int64_t *quantity_e4,
                                     const int32_t *rate_e4,
                                     int64_t *fully_own_fen,
                                     int64_t *above_standard_fen,
                                     int64_t *first_self_pay_fen,
                                     int64_t *in_scope_fen,
                                     jicai_error *error);

// Settles a bill: `payment.settle`.
//
// `lines` split lines, given by their four parts, and `tiers` tiers in ascending order, given by where they end (the last one without an
// end: `JICAI_NONE`) and their rates in 10⁻⁴; at most `JICAI_MAX_BILL` of each. `fund_fen` and `patient_fen` get what each line costs the
// fund and the patient; either may be null. A fen that belongs to several lines alike goes to the first of them. Outputs may not overlap
// other buffers. After an error `error->row` is the bad line or tier.
//
// # Safety
//
// Each pointer points to as many elements as its count says, or to what its type says.
int32_t JICAI_CALL jicai_settle(const jicai_bill *bill,
                                size_t lines,
                                const int64_t *fully_own_fen,
                                const int64_t *above_standard_fen,
                                const int64_t *first_self_pay_fen,
                                const int64_t *in_scope_fen,
                                size_t tiers,
                                const int64_t *tier_up_to_fen,
                                const int64_t *tier_rate_e4,
                                int64_t *fund_fen,
                                int64_t *patient_fen,
                                jicai_bill_totals *totals,
                                jicai_error *error);

// Sets every field of a product to "not given", and its size.
//
// # Safety
//
// `product` is null or points to a `jicai_product`.
int32_t JICAI_CALL jicai_product_init(jicai_product *product);

// The price of `target` that goes with the price of `representative`, both of the whole pack, in 10⁻⁶ yuan: `differential.price`.
//
// `drug_class` is `JICAI_DRUG_CLASS_…` (0: chemical), `basis` `JICAI_BASIS_…` (0: by the rules). `decimals` replaces the decimals of the
// rulebook's rounding (−1: leaves them), `rounding` is then `JICAI_ROUNDING_…` (0: half up). `rulebook` is the id of a built-in rulebook.
//
// # Safety
//
// Each pointer is null or points to what its type says; `rulebook` ends with a zero.
int32_t JICAI_CALL jicai_differential_price(const char *rulebook,
                                            const jicai_product *representative,
                                            int64_t price_e6,
                                            const jicai_product *target,
                                            int32_t drug_class,
                                            int32_t basis,
                                            int32_t decimals,
                                            int32_t rounding,
                                            int64_t *target_price_e6,
                                            jicai_error *error);

// Answers a JSON request in UTF-8 with a JSON response in UTF-8.
//
// `request` has `request_len` bytes, at most `JICAI_MAX_REQUEST`, and needs no closing zero. The response, `{"value": …}` or
// `{"error": …}`, goes to `out`, which has `out_capacity` bytes, with a closing zero. `*out_len` is the length of the response without that
// zero. The three may not overlap.
//
// Returns `JICAI_OK`; the code of the error whose JSON is in `out`; `JICAI_E_BUFFER` if response and zero do not fit: then nothing but an
// empty text is in `out`, and `*out_len` is the capacity that is needed, zero included; `JICAI_E_POINTER` if a pointer cannot be used: then
// nothing is written. `out` may be null if `out_capacity` is 0, to ask how much is needed.
//
// # Safety
//
// `request` points to `request_len` readable bytes, `out` to `out_capacity` writable ones, `out_len` to a `size_t`.
int32_t JICAI_CALL jicai_evaluate(const uint8_t *request,
                                  size_t request_len,
                                  uint8_t *out,
                                  size_t out_capacity,
                                  size_t *out_len);

// [`jicai_evaluate`] with request and response in an encoding: `JICAI_ENCODING_UTF8` or `JICAI_ENCODING_GB18030`.
//
// A request that is not in that encoding, a response that it cannot express, and any other encoding are `JICAI_E_INVALID_INPUT`.
//
// # Safety
//
// As [`jicai_evaluate`].
int32_t JICAI_CALL jicai_evaluate_encoded(int32_t encoding,
                                          const uint8_t *request,
                                          size_t request_len,
                                          uint8_t *out,
                                          size_t out_capacity,
                                          size_t *out_len);

// Marks listed prices of one class, one a row, in 10⁻⁶ yuan: the marks of `execution.price_mark`.
//
// `class_` is `JICAI_MARK_CLASS_…`, but not `JICAI_MARK_CLASS_WINNER_NOT_SUPPLYING`. A column that the class's rule does not need may be
// null. At most `JICAI_MAX_ROWS` rows. `mark` gets `JICAI_MARK_…`. After an error `error->row` is the first bad row.
//
// # Safety
//
// Each pointer is null or points to `rows` elements; `rulebook` ends with a zero.
int32_t JICAI_CALL jicai_price_mark(const char *rulebook,
                                    int32_t class_,
                                    size_t rows,
                                    const int64_t *price_e6,
                                    const int64_t *highest_winning_price_e6,
                                    const int64_t *highest_listing_price_e6,
                                    const int64_t *p75_listing_price_e6,
                                    const int64_t *lowest_listing_price_e6,
                                    int32_t *mark,
                                    jicai_error *error);

// When invoices fall due and how they stand, one a row: `execution.settlement_due` under a built-in rulebook.
//
// Days are written `20250731`, from 1900 to 2999; 0 is no day. `product_kind` is `JICAI_PRODUCT_KIND_…` (0: drug). `start_on` is the day of
// the event that the document names, `created_on` that of the invoice; one of them is needed. These three may be null. Amounts and `paid`
// are in fen; `paid_on` is the day of the last payment (0 with `paid` 0). `due_on` gets days, `status` `JICAI_INVOICE_STATUS_…`,
// `days_late` days. At most `JICAI_MAX_INVOICES` rows. After an error `error->row` is the bad row. For invoices with several payments use
// `jicai_evaluate`.
//
// # Safety
//
// Each pointer is null or points to `rows` elements; `rulebook` ends with a zero.
int32_t JICAI_CALL jicai_settlement_due(const char *rulebook,
                                        int32_t as_of,
                                        size_t rows,
                                        const int32_t *product_kind,
                                        const int32_t *start_on,
                                        const int32_t *created_on,
                                        const int64_t *amount_fen,
                                        const int64_t *paid_fen,
                                        const int32_t *paid_on,
                                        int32_t *due_on,
                                        int32_t *status,
                                        int32_t *days_late,
                                        jicai_error *error);

// Prepares grade records for `jicai_supplier_gate`.
//
// `records` is a JSON object in UTF-8 of `records_len` bytes, at most `JICAI_MAX_REQUEST`: `{"records": […], "bars": […]}` as
// `credit.supplier_status` has them, each record with its `firm` and `role`, each bar with its `firm`; optionally `rulebook` for records
// that name none. On success `*index` is a handle, to be freed with `jicai_supplier_index_free`; on failure null.
//
// # Safety
//
// `records` points to `records_len` bytes, `index` to a pointer.
int32_t JICAI_CALL jicai_supplier_index_new(const uint8_t *records,
                                            size_t records_len,
                                            jicai_supplier_index **index,
                                            jicai_error *error);

// Frees a handle; null is left alone. No thread may be asking it, and nobody may ask it afterwards.
//
// # Safety
//
// `index` is null or a handle that was not freed.
int32_t JICAI_CALL jicai_supplier_index_free(jicai_supplier_index *index);

// What a supplier may do with a product in a province on a day, by the records of a handle.
//
// `role` is `JICAI_ROLE_…`, `on` a day such as `20250731`, `tender` `JICAI_TENDER_…` (0: provincial), `commitment` `JICAI_COMMITMENT_…` (0:
// submitted). Texts are in UTF-8 and end with a zero.
//
// # Safety
//
// `index` is a handle; each other pointer is null or points to what its type says.
int32_t JICAI_CALL jicai_supplier_gate(const jicai_supplier_index *index,
                                       const char *firm,
                                       int32_t role,
                                       const char *product,
                                       const char *province,
                                       int32_t on,
                                       int32_t tender,
                                       int32_t commitment,
                                       jicai_gate *gate,
                                       jicai_error *error);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* JICAI_H */
