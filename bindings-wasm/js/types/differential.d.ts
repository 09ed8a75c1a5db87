/**
 * Differential prices (差比价): what another strength, pack or form of the same drug may cost.
 *
 * Written by `make typescript-types` from the JSON Schemas of the core. Do not edit.
 */
import type { Answer, Decimal, Ruled } from "../call.js";

/** Identifier: opaque, compared byte for byte. */
export type Id = string;

/** Decimal string, greater than zero; at most 15 digits before the point and 10 after it. */
export type Price = Decimal;

/**
 * Dosage form (剂型). Plain, sugar-coated and film-coated tablets are one form.
 *
 * - `tablet`: Ordinary tablet (普通片).
 * - `chewable_tablet`: Chewable tablet (咀嚼片).
 * - `lozenge`: Lozenge (含片).
 * - `soluble_tablet`: Soluble tablet (可溶片).
 * - `enteric_tablet`: Enteric-coated tablet (肠溶片).
 * - `dispersible_tablet`: Dispersible tablet (分散片).
 * - `effervescent_tablet`: Effervescent tablet (泡腾片).
 * - `orally_disintegrating_tablet`: Orally disintegrating tablet (口崩片).
 * - `sustained_release_tablet`: Sustained-release tablet (缓释片).
 * - `controlled_release_tablet`: Controlled-release tablet (控释片).
 * - `capsule`: Hard capsule (硬胶囊).
 * - `enteric_capsule`: Enteric capsule (肠溶胶囊).
 * - `soft_capsule`: Soft capsule (软胶囊).
 * - `sustained_release_capsule`: Sustained-release capsule (缓释胶囊).
 * - `granules`: Granules (颗粒剂).
 * - `effervescent_granules`: Effervescent granules (泡腾颗粒剂).
 * - `powder`: Powder (散剂).
 * - `dry_suspension`: Dry suspension (干混悬剂).
 * - `oral_solution`: Oral solution (口服溶液).
 * - `oral_suspension`: Oral suspension (混悬液).
 * - `syrup`: Syrup (糖浆剂).
 * - `oral_mixture`: Oral mixture (合剂).
 * - `pill`: Pill (丸剂).
 * - `honey_pill`: Honey pill (蜜丸).
 * - `water_pill`: Water pill (水丸).
 * - `water_honey_pill`: Water-honey pill (水蜜丸).
 * - `concentrated_pill`: Concentrated pill (浓缩丸).
 * - `concentrated_honey_pill`: Concentrated honey pill (浓缩蜜丸).
 * - `concentrated_water_pill`: Concentrated water pill (浓缩水丸).
 * - `dripping_pill`: Dripping pill (滴丸).
 * - `small_volume_injection`: Small-volume injection (小容量注射液).
 * - `powder_injection`: Powder for injection (普通粉针).
 * - `lyophilised_powder_injection`: Lyophilised powder for injection (冻干粉针).
 * - `solvent_crystallised_powder_injection`: Solvent-crystallised powder for injection (溶媒结晶粉针).
 * - `large_volume_injection`: Large-volume injection (大容量注射液).
 * - `gel`: Gel (凝胶剂).
 * - `ointment`: Ointment (软膏剂).
 * - `cream`: Cream (乳膏剂).
 * - `eye_drops`: Eye drops (滴眼剂).
 * - `spray`: Spray (喷雾剂).
 * - `inhalation_aerosol`: Inhalation aerosol (气雾剂).
 * - `suppository`: Suppository (栓剂).
 * - `patch`: Patch (贴剂).
 */
export type Form =
  | "tablet"
  | "chewable_tablet"
  | "lozenge"
  | "soluble_tablet"
  | "enteric_tablet"
  | "dispersible_tablet"
  | "effervescent_tablet"
  | "orally_disintegrating_tablet"
  | "sustained_release_tablet"
  | "controlled_release_tablet"
  | "capsule"
  | "enteric_capsule"
  | "soft_capsule"
  | "sustained_release_capsule"
  | "granules"
  | "effervescent_granules"
  | "powder"
  | "dry_suspension"
  | "oral_solution"
  | "oral_suspension"
  | "syrup"
  | "oral_mixture"
  | "pill"
  | "honey_pill"
  | "water_pill"
  | "water_honey_pill"
  | "concentrated_pill"
  | "concentrated_honey_pill"
  | "concentrated_water_pill"
  | "dripping_pill"
  | "small_volume_injection"
  | "powder_injection"
  | "lyophilised_powder_injection"
  | "solvent_crystallised_powder_injection"
  | "large_volume_injection"
  | "gel"
  | "ointment"
  | "cream"
  | "eye_drops"
  | "spray"
  | "inhalation_aerosol"
  | "suppository"
  | "patch";

/** Decimal string, greater than zero; at most 15 digits before the point and 10 after it. */
export type PositiveQuantity = Decimal;

/**
 * Unit of the content (含量).
 *
 * - `ug`: Microgram.
 * - `mg`: Milligram.
 * - `g`: Gram.
 * - `iu`: International unit.
 * - `ten_thousand_iu`: Ten thousand international units (万单位).
 * - `mmol`: Millimole.
 */
export type ContentUnit = "ug" | "mg" | "g" | "iu" | "ten_thousand_iu" | "mmol";

/**
 * Unit of the fill (装量).
 *
 * - `ml`: Millilitre.
 * - `l`: Litre.
 * - `mg`: Milligram.
 * - `g`: Gram.
 * - `kg`: Kilogram.
 * - `cm2`: Square centimetre.
 */
export type FillUnit = "ml" | "l" | "mg" | "g" | "kg" | "cm2";

/**
 * What the package count counts.
 *
 * - `tablet`: Tablet (片).
 * - `capsule`: Capsule (粒).
 * - `pill`: Pill counted by number (丸).
 * - `sachet`: Sachet (袋).
 * - `ampoule`: Ampoule (支).
 * - `vial`: Vial (瓶).
 * - `bottle`: Bottle (瓶).
 * - `bag`: Bag (袋).
 * - `tube`: Tube (支).
 * - `suppository`: Suppository (枚).
 * - `patch`: Patch (贴).
 */
export type Unit =
  | "tablet"
  | "capsule"
  | "pill"
  | "sachet"
  | "ampoule"
  | "vial"
  | "bottle"
  | "bag"
  | "tube"
  | "suppository"
  | "patch";

/** Whole number as a decimal string, 1 to 1,000,000. */
export type PackCount = Decimal;

/**
 * How a daily dose is stated.
 *
 * - `units`: In units of the pack.
 * - `fill`: In the unit of the fill.
 */
export type DailyDoseIn = "units" | "fill";

/**
 * Packaging material of a large-volume injection (包装材料).
 *
 * - `glass_bottle`: Glass bottle (玻璃瓶).
 * - `plastic_bottle`: Plastic bottle (塑料瓶).
 * - `soft_bag`: Soft bag (软袋).
 */
export type PackageMaterial = "glass_bottle" | "plastic_bottle" | "soft_bag";

/**
 * Packaging form (包装形式).
 *
 * - `single_dose`: Single-dose packs.
 * - `multi_dose`: Multi-dose packs.
 */
export type PackagingForm = "single_dose" | "multi_dose";

/** A listed product (挂网药品) with its price. */
export interface ListedProduct {
  /** Identifier, unique in the list. */
  readonly id: Id;
  /** Listed price of the pack (挂网价), yuan. */
  readonly price: Price;
  /** The result of another finding of the same check, yuan: of several findings the lowest applies. */
  readonly other_limit?: Price | undefined;
  /** Dosage form (剂型). */
  readonly form: Form;
  /** Content (含量): active ingredient in one unit, in `content_unit`. */
  readonly content?: PositiveQuantity | undefined;
  /** Unit of `content`; milligram where it is left out. Refused without `content`. */
  readonly content_unit?: ContentUnit | undefined;
  /**
   * Fill (装量): weight, volume or area of preparation on the smallest independent package, in `fill_unit`.
   * Left out for single-dose packs with stated content.
   */
  readonly fill?: PositiveQuantity | undefined;
  /** Unit of `fill`: required with it, refused without it. Volumes only for injections. */
  readonly fill_unit?: FillUnit | undefined;
  /** One dose of a multi-dose pack, in `fill_unit`, at most `fill`. */
  readonly dose_fill?: PositiveQuantity | undefined;
  /** What `count` counts; by the form where it is left out. */
  readonly unit?: Unit | undefined;
  /**
   * Package count (包装数量): units in the pack that the price is for, 1 to 1,000,000; 1 where it is left out.
   */
  readonly count?: PackCount | undefined;
  /**
   * Sugar-free (无蔗糖); a product with lactose in place of sucrose is priced like the sugar form. Not for
   * injections.
   */
  readonly sugar_free?: boolean | undefined;
  /** Daily dose (日治疗量), see `daily_dose_in`. */
  readonly daily_dose?: PositiveQuantity | undefined;
  /** How `daily_dose` is stated; in units where it is left out. Refused without `daily_dose`. */
  readonly daily_dose_in?: DailyDoseIn | undefined;
  /** Packaging material (包装材料). */
  readonly package_material?: PackageMaterial | undefined;
  /** Packaging form (包装形式). */
  readonly packaging_form?: PackagingForm | undefined;
  /** Explicitly for children only (明确仅供儿童使用). */
  readonly children_only?: boolean | undefined;
  /** A small specification suitable for children (适宜儿童的小规格) in the sense of batch 11. */
  readonly paediatric_small_spec?: boolean | undefined;
}

/**
 * What a pair that ends in a gap does to a check of listed prices.
 *
 * - `error`: The gap is the answer of the whole check.
 * - `skip`: The pair is not compared.
 */
export type OnGap = "error" | "skip";

/**
 * The class of a drug (药品类别).
 *
 * - `chemical`: Chemical drug (化学药).
 * - `biological`: Biological drug (生物制品), treated like a chemical one.
 * - `tcm`: Traditional Chinese medicine product (中成药).
 */
export type DrugClass = "chemical" | "biological" | "tcm";

/**
 * What a conversion goes by.
 *
 * - `spec`: Content, fill and package count (规格).
 * - `daily_dose`: Days of treatment in a pack (日治疗量).
 */
export type Basis = "spec" | "daily_dose";

/**
 * What happens to the part that is cut off.
 *
 * - `half_up`: To the nearest; ties away from zero (四舍五入).
 * - `half_even`: To the nearest; ties to the even digit.
 * - `up`: Away from zero.
 * - `down`: Towards zero.
 */
export type RoundingMode = "half_up" | "half_even" | "up" | "down";

/** Integer from 0 to 10. */
export type Decimals = number;

/** Decimal string, greater than zero; at most 15 digits before the point and 10 after it. */
export type Factor = Decimal;

/** One row of a rounding by height: `decimals` for prices below `below`. */
export interface Tier {
  /** Prices below this, yuan; the last tier has none. */
  readonly below?: Factor | undefined;
  /** How many decimals they keep. An integer from 0 to 10. */
  readonly decimals: Decimals;
}

/**
 * A rounding: a mode, and either `decimals` or `tiers`.
 *
 * With tiers the first one holds whose `below` is above the exact price; a price of exactly `below` belongs
 * to the next tier.
 */
export interface PriceRounding {
  /** What happens to the part that is cut off; half-up where it is left out. Default: `"half_up"`. */
  readonly mode?: RoundingMode | undefined;
  /** One number of decimals for all prices. An integer from 0 to 10. */
  readonly decimals?: Decimals | undefined;
  /** 1 to 10 rows: every one but the last has `below`, rising from above zero. */
  readonly tiers?: readonly Tier[] | undefined;
}

/** What `differential.check_listing` is asked: the listed products of one drug and one holder. */
export interface ListingQuestion {
  /** The products, 1 to 200, in any order. */
  readonly products: readonly ListedProduct[];
  /** The representative: required where the rulebook compares with one, refused elsewhere. */
  readonly representative_id?: Id | undefined;
  /** What a pair does that ends in a gap. */
  readonly on_gap?: OnGap | undefined;
  /** Class of the drug. */
  readonly drug_class?: DrugClass | undefined;
  /** Specification or daily dose; by clause `#basis` where it is left out. */
  readonly basis?: Basis | undefined;
  /** Compare even pairs for which the rules require a representative of their own. */
  readonly chain_regardless?: boolean | undefined;
  /** Replaces the rounding of the rulebook. */
  readonly rounding?: PriceRounding | undefined;
}

/** Rounded figure: decimal string with the decimals of its rounding. */
export type Rounded = Decimal;

/** A listed product after the check. */
export interface ListingItem {
  /** The product. */
  id: Id;
  /** Its price as given, yuan. */
  price: Rounded;
  /** The product whose price gives the limit. */
  base_id: Id;
  /** The most that it may cost by the differential rules, yuan. */
  limit: Rounded;
  /** The listed price is above the limit. */
  differential_violation: boolean;
  /** The lowest of listed price, limit and the other finding's limit, yuan. */
  compliant_price: Rounded;
  /** Listed price − compliant price, yuan. */
  excess: Rounded;
}

/**
 * Why a pair of listed products was not compared.
 *
 * - `separate_representative`: The rules require a representative of its own.
 * - `rule_gap`: The document does not say how to convert.
 */
export type NotComparedReason = "separate_representative" | "rule_gap";

/** A pair of listed products that was not compared. */
export interface NotCompared {
  /** The product whose price is known. */
  source: Id;
  /** The product whose limit was wanted. */
  target: Id;
  /** Why. */
  reason: NotComparedReason;
}

/** Listed prices held against each other. */
export interface ListingCheck {
  /** The products, by id. */
  items: ListingItem[];
  /** Those whose excess is above zero, by id. */
  violating_ids: Id[];
  /** The pairs that were not compared, by target, then source. */
  not_compared: NotCompared[];
}

/**
 * A product: one drug in one form, strength and pack.
 *
 * Accessories (solvent, syringe) are not part of it: a drug packed with them has the price of the drug
 * without them. That the products of a question are the same drug is for the caller to know.
 */
export interface Product {
  /** Dosage form (剂型). */
  readonly form: Form;
  /** Content (含量): active ingredient in one unit, in `content_unit`. */
  readonly content?: PositiveQuantity | undefined;
  /** Unit of `content`; milligram where it is left out. Refused without `content`. */
  readonly content_unit?: ContentUnit | undefined;
  /**
   * Fill (装量): weight, volume or area of preparation on the smallest independent package, in `fill_unit`.
   * Left out for single-dose packs with stated content.
   */
  readonly fill?: PositiveQuantity | undefined;
  /** Unit of `fill`: required with it, refused without it. Volumes only for injections. */
  readonly fill_unit?: FillUnit | undefined;
  /** One dose of a multi-dose pack, in `fill_unit`, at most `fill`. */
  readonly dose_fill?: PositiveQuantity | undefined;
  /** What `count` counts; by the form where it is left out. */
  readonly unit?: Unit | undefined;
  /**
   * Package count (包装数量): units in the pack that the price is for, 1 to 1,000,000; 1 where it is left out.
   */
  readonly count?: PackCount | undefined;
  /**
   * Sugar-free (无蔗糖); a product with lactose in place of sucrose is priced like the sugar form. Not for
   * injections.
   */
  readonly sugar_free?: boolean | undefined;
  /** Daily dose (日治疗量), see `daily_dose_in`. */
  readonly daily_dose?: PositiveQuantity | undefined;
  /** How `daily_dose` is stated; in units where it is left out. Refused without `daily_dose`. */
  readonly daily_dose_in?: DailyDoseIn | undefined;
  /** Packaging material (包装材料). */
  readonly package_material?: PackageMaterial | undefined;
  /** Packaging form (包装形式). */
  readonly packaging_form?: PackagingForm | undefined;
  /** Explicitly for children only (明确仅供儿童使用). */
  readonly children_only?: boolean | undefined;
  /** A small specification suitable for children (适宜儿童的小规格) in the sense of batch 11. */
  readonly paediatric_small_spec?: boolean | undefined;
}

/** Decimal string, any amount; at most 15 digits before the point and 10 after it. */
export type SignedMoney = Decimal;

/**
 * What `differential.comparable_price` is asked: the price of the reference that goes with the price of a
 * product.
 */
export interface ComparablePriceQuestion {
  /** The product whose price is known, e.g. a bid. */
  readonly product: Product;
  /**
   * Its price: of the whole pack of `count` units, yuan. A unit bid (单位申报价) leaves `count` out on both sides.
   */
  readonly price: Price;
  /** The specification that prices are converted to. */
  readonly reference: Product;
  /** Class of the drug. */
  readonly drug_class?: DrugClass | undefined;
  /** Specification or daily dose; by clause `#basis` where it is left out. */
  readonly basis?: Basis | undefined;
  /** Convert even where the rules require a representative of its own. */
  readonly chain_regardless?: boolean | undefined;
  /** Replaces the rounding of the rulebook. */
  readonly rounding?: PriceRounding | undefined;
  /**
   * What the packaging material of the product costs more than that of the reference, yuan per bottle or bag.
   */
  readonly material_difference?: SignedMoney | undefined;
}

/** Computed figure: decimal string, rounded half-up to 10 decimals. */
export type Real = Decimal;

/**
 * The steps of a conversion.
 *
 * - `form`: Dosage form, and sugar-free.
 * - `content`: Content.
 * - `fill`: Fill.
 * - `daily_dose`: Days of treatment.
 * - `count`: Package count.
 * - `floor`: The least price of an injection.
 * - `cap`: The most that a smaller specification costs.
 * - `package_material`: Packaging material.
 * - `packaging_form`: Packaging form.
 */
export type StepName =
  | "form"
  | "content"
  | "fill"
  | "daily_dose"
  | "count"
  | "floor"
  | "cap"
  | "package_material"
  | "packaging_form";

/**
 * What a step does to the price.
 *
 * - `ratio`: It multiplies by a factor (比价).
 * - `difference`: It adds an amount (差价).
 * - `limit`: It replaces the price.
 */
export type StepKind = "ratio" | "difference" | "limit";

/** Base of a power ratio: decimal string, 1 to 10, without trailing zeros. */
export type Base = Decimal;

/** One step of a conversion, in the order of application. */
export interface Step {
  /** Which step. */
  step: StepName;
  /** What it does to the price. */
  kind: StepKind;
  /** Target ÷ representative (in a comparable price the inverse): content, fill, days or count. */
  x?: Real;
  /** The base of the power ratio, where there is one. */
  base?: Base;
  /** What a ratio multiplies by. */
  factor?: Real;
  /** The whole amount that a difference adds, yuan. */
  difference?: Real;
  /** The price of the pack after this step, exact until it is printed, yuan; not in a ratio. */
  price_after?: Real;
}

/** The price of the reference that goes with the price of a product. */
export interface ComparablePrice {
  /** The comparable price (单位可比价), rounded, yuan. */
  comparable_price: Rounded;
  /** The same before rounding. */
  unrounded: Real;
  /** The steps in the order in which they are undone. */
  steps: Step[];
}

/**
 * How the indication of a candidate differs from that of the representative (适应症).
 *
 * - `same`: Not at all.
 * - `added_or_dropped`: Indications were added or dropped.
 * - `partly_changed_major`: Partly changed, with major clinical effect.
 * - `wholly_different`: Wholly different.
 */
export type Indication = "same" | "added_or_dropped" | "partly_changed_major" | "wholly_different";

/** What `differential.needs_representative` is asked: may a candidate be priced from this representative. */
export interface RepresentativeQuestion {
  /** The representative product. */
  readonly representative: Product;
  /** The product in question. */
  readonly candidate: Product;
  /** Both are given by the same route. Default: `true`. */
  readonly same_route?: boolean | undefined;
  /** How the indication of the candidate differs. Default: `"same"`. */
  readonly indication?: Indication | undefined;
  /** The candidate has a special device and is self-administered outside hospital. */
  readonly self_administered_device?: boolean | undefined;
  /** Price of the candidate's pack, yuan. */
  readonly candidate_price?: Price | undefined;
  /** Price of the same specification and count in single-dose packaging, yuan. */
  readonly single_dose_price?: Price | undefined;
}

/**
 * Why a representative of its own is required or permitted.
 *
 * - `wholly_different_indication`: The indication is wholly different.
 * - `children_only`: For children only.
 * - `content_multiple`: The content is a large multiple or a small fraction.
 * - `special_device`: A special device, self-administered.
 * - `major_indication_change`: A partly changed indication with major clinical effect.
 * - `multi_dose_pack`: A multi-dose pack that is not dearer.
 */
export type Ground =
  | "wholly_different_indication"
  | "children_only"
  | "content_multiple"
  | "special_device"
  | "major_indication_change"
  | "multi_dose_pack";

/** Whether a candidate needs or may have a representative of its own. */
export interface RepresentativeNeed {
  /** One of the first three grounds holds. */
  required: boolean;
  /** Any ground holds. */
  permitted: boolean;
  /** The grounds that hold. */
  grounds: Ground[];
  /** Grounds that cannot be told because a price is missing. */
  undetermined: Ground[];
}

/** What `differential.price` is asked: the price of another product of the same drug. */
export interface PriceQuestion {
  /** The representative product (代表品), whose price is known. */
  readonly representative: Product;
  /** Its price: of the whole pack of `count` units, yuan. */
  readonly price: Price;
  /** The product whose price is wanted (非代表品). */
  readonly target: Product;
  /** Class of the drug. */
  readonly drug_class?: DrugClass | undefined;
  /** Specification or daily dose; by clause `#basis` where it is left out. */
  readonly basis?: Basis | undefined;
  /** Price it from this representative even where the rules require one of its own. */
  readonly chain_regardless?: boolean | undefined;
  /** Replaces the rounding of the rulebook. */
  readonly rounding?: PriceRounding | undefined;
  /**
   * What the packaging material of the target costs more than that of the representative, yuan per bottle or
   * bag.
   */
  readonly material_difference?: SignedMoney | undefined;
  /** Rounding of the unit price; that of the rulebook where it is left out. */
  readonly unit_rounding?: PriceRounding | undefined;
}

/** A price by the differential rules. */
export interface DifferentialPrice {
  /** Price of the target's pack, rounded, yuan. */
  price: Rounded;
  /**
   * The exact price ÷ `count` of the target, rounded, yuan; absent where no rounding of unit prices is set.
   */
  unit_price?: Rounded;
  /** The price before rounding. */
  unrounded: Real;
  /** A default material maximum was used: the law fixes only the most that the price may be. */
  price_is_ceiling: boolean;
  /** The floor of injections replaced the price. */
  floor_applied: boolean;
  /** The cap of smaller specifications replaced the price. */
  cap_applied: boolean;
  /** The steps, in the order of application; none if the products do not differ. */
  steps: Step[];
}

/** What `differential.ratio` is asked: the ratio between two specifications. */
export interface RatioQuestion {
  /** The representative product. */
  readonly representative: Product;
  /** The other product. */
  readonly target: Product;
  /** Class of the drug. */
  readonly drug_class?: DrugClass | undefined;
  /** Specification or daily dose; by clause `#basis` where it is left out. */
  readonly basis?: Basis | undefined;
  /** Give the ratio even where the rules require a representative of its own. */
  readonly chain_regardless?: boolean | undefined;
}

/** The ratio between two specifications. */
export interface DifferentialRatio {
  /** The product of all factors. */
  ratio: Real;
  /** Whether the printed decimal is the exact value. */
  exact: boolean;
  /** The steps, in the order of application. */
  steps: Step[];
}

/** The built-in rulebooks of the area. */
export type RulebookId =
  | "differential/cn-2005-trial"
  | "differential/cn-2011"
  | "differential/cn-batch-11-paediatric"
  | "differential/cn-retail-cap-2009"
  | "differential/shanxi-2025"
  | "differential/vbp";

export interface Functions {
  /**
   * The price of another product of the same drug: of the whole pack of `target`, from that of
   * `representative`.
   *
   * Source: clauses `#order`, `#rounding` and those of this area; 发改价格[2011]2452号.
   *
   * @throws JicaiError: `rule_gap` with the field whose coefficient the document does not give
   * (`/input/target/form`), that would need a representative of its own (`/input/target/content`), or at
   * `/rulebook` where it sets no decimals and the question has no `rounding`;
   * - `invalid_input` with the field: products that do not compare, a fraction of a tablet, a fill without
   *   its unit …;
   * - `limit_exceeded`: more than 1,000,000 units in a pack.
   *
   * @example
   * const { value } = jicai.differential.price(
   *   {
   *     representative: { form: "tablet", content: "7" },
   *     price: "1",
   *     target: { form: "tablet", content: "1" },
   *   },
   *   { rulebook: "differential/vbp" },
   * );
   * value.price; // "0.23"
   * value.unit_price; // "0.2254"
   * value.steps[0].step; // "content"
   */
  price(question: PriceQuestion, options: Ruled<RulebookId>): Answer<DifferentialPrice>;

  /**
   * The price of the `reference` specification from which the rules would give `product` its price (单位可比价):
   * how bids in different strengths become comparable.
   *
   * It is the exact inverse of a conversion, without limits. The result is what an award lot takes as
   * `comparable_price`.
   *
   * Source: clause `#comparable-price`.
   *
   * @throws JicaiError: As `price`, for the conversion from `reference` to `product`.
   *
   * @example
   * const { value } = jicai.differential.comparablePrice(
   *   {
   *     product: { form: "tablet", content: "3" },
   *     price: "74651762.8716",
   *     reference: { form: "tablet", content: "1" },
   *   },
   *   { rulebook: "differential/vbp" },
   * );
   * value.comparable_price; // "32194906.5741"
   * value.unrounded; // "32194906.5740500000"
   * value.steps[0].step; // "content"
   */
  comparablePrice(question: ComparablePriceQuestion, options: Ruled<RulebookId>): Answer<ComparablePrice>;

  /**
   * The ratio between two specifications: the product of all factors, without limits and rounding.
   *
   * Source: clauses `#form` to `#packaging-form`.
   *
   * @throws JicaiError: As `price`; a step that is a difference in yuan has no ratio: `invalid_input` at the
   * target's `form`, `fill` or `package_material`.
   *
   * @example
   * const { value } = jicai.differential.ratio(
   *   {
   *     representative: { form: "tablet", content: "5" },
   *     target: { form: "tablet", content: "5" },
   *   },
   *   { rulebook: "differential/cn-2011" },
   * );
   * value.ratio; // "1.0000000000"
   * value.exact; // true
   */
  ratio(question: RatioQuestion, options: Ruled<RulebookId>): Answer<DifferentialRatio>;

  /**
   * Holds the listed prices of one drug and one holder against each other (差比价约束): which are too high, and by
   * how much.
   *
   * One pass: setting every price to its `compliant_price` and checking again may find new violations,
   * because prices are rounded.
   *
   * Source: clauses `#listing-lowest` and `#listing-representative`.
   *
   * @throws JicaiError: As `price`, with paths below `/input/products/<i>`; `rule_gap` at `/rulebook` where
   * the rulebook says nothing of listings; `limit_exceeded` for more than 200 products.
   *
   * @example
   * const { value } = jicai.differential.checkListing(
   *   { products: [{ id: "A", price: "1.00", form: "tablet", content: "10" }] },
   *   { rulebook: "differential/shanxi-2025" },
   * );
   * value.items[0].id; // "A"
   * value.items[0].price; // "1.00"
   */
  checkListing(question: ListingQuestion, options: Ruled<RulebookId>): Answer<ListingCheck>;

  /**
   * Whether a candidate needs a representative of its own, or may have one, and on which grounds.
   *
   * Source: clauses `#own-representative` and `#optional-representative`, arts. 17 and 18 of 发改价格[2011]2452号.
   *
   * @throws JicaiError: `invalid_input` with the field; `rule_gap` at `/rulebook` where the rulebook says
   * nothing of representatives (2005).
   *
   * @example
   * const { value } = jicai.differential.needsRepresentative(
   *   { representative: { form: "tablet", content: "1" }, candidate: { form: "tablet" } },
   *   { rulebook: "differential/cn-2011" },
   * );
   * value.required; // false
   * value.permitted; // false
   */
  needsRepresentative(question: RepresentativeQuestion, options: Ruled<RulebookId>): Answer<RepresentativeNeed>;
}
