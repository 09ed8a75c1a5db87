/**
 * Payment standards (医保支付标准): what the fund pays for each box, and what the patient pays.
 *
 * Written by `make typescript-types` from the JSON Schemas of the core. Do not edit.
 */
import type { Answer, DateText, Decimal, Options, Ruled } from "../call.js";

/** Identifier: opaque, compared byte for byte. */
export type Id = string;

/** Decimal string, greater than zero. */
export type UnitPrice = Decimal;

/** A valid quote. */
export interface Quote {
  /** Identifier, unique in the list. */
  readonly id: Id;
  /** The quote, yuan. */
  readonly price: UnitPrice;
}

/**
 * What a price is for.
 *
 * - `pack`: A pack.
 * - `min_unit`: A smallest preparation unit (最小制剂单位).
 */
export type PriceUnit = "pack" | "min_unit";

/** What `payment.bid_entry` is asked. */
export interface BidEntryQuestion {
  /** The valid quotes, 1 to 100,000. */
  readonly quotes: readonly Quote[];
  /** What the fund is willing to pay (医保支付意愿), yuan. */
  readonly willingness: UnitPrice;
  /** What the prices are for. Default: `"pack"`. */
  readonly price_unit?: PriceUnit | undefined;
}

/** Price in yuan: decimal string, at most 6 decimals. */
export type Yuan = Decimal;

/** The standard of a drug that entered the catalogue by bidding. */
export interface BidEntry {
  /** The standard, yuan. */
  standard: Yuan;
  /** The lowest quote, yuan. */
  lowest_quote: Yuan;
  /** Who quoted it, by id. */
  lowest_by: Id[];
  /** Share of the willingness to pay below which the standard does not fall, yuan. */
  floor: Yuan;
  /** The floor is above the lowest quote. */
  floor_applied: boolean;
}

/** Decimal string, 0 to 1. */
export type Rate = Decimal;

/**
 * Class in the insurance catalogue (医保目录).
 *
 * - `a`: Class A (甲类).
 * - `b`: Class B (乙类).
 * - `out_of_list`: Outside the catalogue (目录外).
 */
export type ListClass = "a" | "b" | "out_of_list";

/** What `payment.lint_rulebook` is asked. */
export interface LintQuestion {
  /** Reimbursement rate; without it the patient's whole share is not looked at. */
  readonly reimbursement_rate?: Rate | undefined;
  /** Class in the catalogue; required with a rate. */
  readonly list_class?: ListClass | undefined;
  /** Own rate of first self-pay. */
  readonly own_rate?: Rate | undefined;
}

/** A year of a band that the document does not give. */
export interface LintGap {
  /** The category, where the rulebook has any. */
  category: string | null;
  /** The year. */
  year: number;
  /** The band. */
  band: string;
}

/** Multiple of the reference: decimal string with 6 decimals. */
export type LintRatio = Decimal;

/** A band whose ceiling lies below the reference. */
export interface BelowReference {
  /** The category, where the rulebook has any. */
  category: string | null;
  /** The year. */
  year: number;
  /** The band. */
  band: string;
  /** The ceiling at the lower edge of the band, in references. */
  standard: LintRatio;
}

/**
 * What falls where the price rises.
 *
 * - `standard`: The ceiling.
 * - `excess`: What lies above the ceiling.
 * - `patient`: The patient's whole share.
 */
export type Drop = "standard" | "excess" | "patient";

/** An edge at which something falls although the price rises; all figures in references. */
export interface Cliff {
  /** The category, where the rulebook has any. */
  category: string | null;
  /** The year. */
  year: number;
  /** Where it is. */
  edge: LintRatio;
  /** The band up to it. */
  band_below: string;
  /** The band above it. */
  band_above: string;
  /** The ceiling just below; null without one. */
  standard_below: LintRatio | null;
  /** The ceiling just above. */
  standard_above: LintRatio | null;
  /** What lies above the ceiling, just below. */
  excess_below: LintRatio;
  /** The same just above. */
  excess_above: LintRatio;
  /** The patient's whole share just below; null without a reimbursement rate. */
  patient_below: LintRatio | null;
  /** The same just above. */
  patient_above: LintRatio | null;
  /** What falls. */
  drops: Drop[];
}

/** What a rulebook leaves open, and where it is not monotone. */
export interface RulebookLint {
  /** Parameters that are unset. */
  unset: string[];
  /** Years that the document does not give. */
  gaps: LintGap[];
  /** Bands below the reference. */
  below_reference: BelowReference[];
  /** Edges at which something falls although the price rises. */
  cliffs: Cliff[];
  /** There is no such edge. */
  monotone: boolean;
}

/**
 * What a product is to the tender.
 *
 * - `winner`: It won.
 * - `originator`: Originator that did not win (原研药).
 * - `reference_product`: Reference product that did not win (参比制剂).
 * - `passed`: Generic that passed the consistency evaluation and did not win (过评仿制药).
 * - `not_passed`: Generic that has not passed it (未过评).
 * - `non_winner`: Non-winner of a kind without consistency evaluation: insulin, consumables.
 * - `negotiated`: Nationally negotiated (谈判药品).
 * - `bid`: Entered the catalogue by bidding (竞价药品).
 * - `ordinary`: In the catalogue, neither negotiated nor in a tender (两非).
 */
export type Status =
  | "winner"
  | "originator"
  | "reference_product"
  | "passed"
  | "not_passed"
  | "non_winner"
  | "negotiated"
  | "bid"
  | "ordinary";

/**
 * Which winner supplies a province.
 *
 * - `main`: Main supplier (主供).
 * - `backup`: Backup supplier (备供).
 * - `outside`: Neither (非主供非备供).
 */
export type Supply = "main" | "backup" | "outside";

/** A product whose standard is wanted. All prices are for one unit of its own specification. */
export interface Product {
  /** Identifier, only echoed in the explanation. */
  readonly id?: Id | undefined;
  /** What it is to the tender. */
  readonly status: Status;
  /** Its class in the catalogue. */
  readonly list_class: ListClass;
  /** Current purchase or selling price (现行价), yuan. */
  readonly price: UnitPrice;
  /** The price it won at (中选价), yuan; for a winner. */
  readonly winning_price?: UnitPrice | undefined;
  /** Price on the base date of the rule (基准价), yuan; frozen. */
  readonly base_price?: UnitPrice | undefined;
  /** National standard of a negotiated or bid drug, yuan. */
  readonly national_standard?: UnitPrice | undefined;
  /** Negotiated price of a non-winner, yuan. */
  readonly negotiated_price?: UnitPrice | undefined;
  /** For a winner: whether it supplies the province; main where it is left out. */
  readonly supply?: Supply | undefined;
  /** A winner's prefilled pen; prices are then for one pen. */
  readonly prefilled_pen?: boolean | undefined;
  /** Group within which winners are compared (质量层、竞争组). */
  readonly group?: Id | undefined;
  /** A category of the rulebook. */
  readonly category?: string | undefined;
  /** The cap that stands in for a reference, yuan; where the rulebook asks for it. */
  readonly cap?: UnitPrice | undefined;
  /** Its own rate of first self-pay (先行自付比例). */
  readonly own_rate?: Rate | undefined;
  /** On the list of essential medicines (基本药物). */
  readonly essential?: boolean | undefined;
  /** On the bureau's list of high-priced drugs (价高药). */
  readonly high_price_listed?: boolean | undefined;
}

/** Decimal string, greater than zero, at most 4 decimals, below 10^15. */
export type Volume = Decimal;

/** A winner that a non-winner is measured by; its price is converted to the product's specification. */
export interface Winner {
  /** Identifier, unique in the list. */
  readonly id: Id;
  /** Winning price, yuan. */
  readonly price: UnitPrice;
  /** Group within which winners are compared. */
  readonly group?: Id | undefined;
  /** Which winner supplies the province. */
  readonly supply?: Supply | undefined;
  /** Volume, where the rulebook weighs by it. */
  readonly volume?: Volume | undefined;
}

/** A listed product of an ordinary drug's representative specification. */
export interface Listed {
  /** Identifier, unique in the list. */
  readonly id: Id;
  /** Price, yuan. */
  readonly price: UnitPrice;
  /** Volume. */
  readonly volume: Volume;
}

/** A year of a path, 1 to 50. */
export type PathYear = number;

/** A current price from a year on. */
export interface YearPrice {
  /** The year, each at most once. An integer from 1 to 50. */
  readonly year: PathYear;
  /** The current price from then on, yuan. */
  readonly price: UnitPrice;
}

/**
 * Who is insured; some are exempt from added self-pay.
 *
 * - `ordinary`: Anybody else.
 * - `red_army_veteran`: Veteran of the Red Army (老红军).
 * - `retired_cadre`: Retired cadre (离休干部).
 * - `disabled_serviceman_1_6`: Disabled serviceman of grade 1 to 6 (一至六级残疾军人).
 */
export type Person = "ordinary" | "red_army_veteran" | "retired_cadre" | "disabled_serviceman_1_6";

/** What `payment.path` is asked: the standards of several years. */
export interface PathQuestion {
  /** The product. */
  readonly product: Product;
  /** The winners of its name, at most 100,000. */
  readonly winners?: readonly Winner[] | undefined;
  /** For an ordinary drug the listed products, at most 100,000. */
  readonly listed?: readonly Listed[] | undefined;
  /** What the prices are for. Default: `"pack"`. */
  readonly price_unit?: PriceUnit | undefined;
  /**
   * How many years; those of the longest ladder of the rulebook where it is left out. An integer from 1 to
   * 50.
   */
  readonly years?: PathYear | undefined;
  /** Price cuts, in any order; before the first the price of the product holds. */
  readonly prices?: readonly YearPrice[] | undefined;
  /** Who is insured. Default: `"ordinary"`. */
  readonly person?: Person | undefined;
}

/**
 * Whether a ceiling is the value or the most that the text allows.
 *
 * - `exact`: The value.
 * - `at_most`: The most.
 */
export type Bound = "exact" | "at_most";

/** One year of a path. */
export interface PathStep {
  /** The year. */
  year: number;
  /** The document does not say what holds in this year. */
  gap: boolean;
  /** The current price of the year, yuan. */
  price: Yuan;
  /** Payment standard, yuan. */
  ceiling: Yuan | null;
  /** The lower of ceiling and current price, yuan. */
  effective: Yuan | null;
  /** The patient's part above it, yuan. */
  above_standard: Yuan | null;
  /** Code of the band, or of the rule. */
  band: string;
  /** Whether the ceiling is the value or the most that the text allows. */
  bound: Bound | null;
  /** Rate of first self-pay. */
  first_self_pay_rate: Rate | null;
  /** The floor raised the ceiling. */
  floor_applied: boolean;
}

/** The standards of several years. */
export interface StandardPath {
  /** The years, ascending. */
  steps: PathStep[];
  /** The winning price that the product is measured by, yuan. */
  reference: Yuan | null;
  /** The first year from which on the ceiling is the reference. */
  converged_year: number | null;
}

/**
 * What a retail pharmacy sells.
 *
 * - `vbp`: A product of a tender (集采).
 * - `ordinary`: An ordinary one.
 * - `negotiated`: A negotiated one (谈判).
 */
export type RetailKind = "vbp" | "ordinary" | "negotiated";

/** What `payment.retail_cap` is asked. */
export interface RetailQuestion {
  /** Payment standard of the smallest pack, yuan. */
  readonly standard: UnitPrice;
  /** What is sold. */
  readonly kind: RetailKind;
  /** Selling price of the pack, yuan. */
  readonly price?: UnitPrice | undefined;
}

/**
 * Which limit of a retail price binds.
 *
 * - `rate`: The rate.
 * - `amount`: The amount.
 * - `both`: Both alike.
 */
export type Binding = "rate" | "amount" | "both";

/** The most that a retail pharmacy may ask. */
export interface RetailCap {
  /** The rule is about this kind. */
  applies: boolean;
  /** The most, yuan. */
  cap: Yuan | null;
  /** The limit by the rate, yuan. */
  rate_limit: Yuan | null;
  /** The limit by the amount, yuan. */
  amount_limit: Yuan | null;
  /** Which of the two is the lower. */
  binding: Binding | null;
  /** Cap − standard, yuan. */
  headroom: Yuan | null;
  /** The price is not above the cap. */
  within_cap: boolean | null;
  /** What of the price is above the standard, yuan. */
  patient_excess: Yuan | null;
}

/** Decimal string, zero or more. */
export type NonNegativeAmount = Decimal;

/** A member that may be there and is not looked at. */
export type NotLookedAt = unknown;

/** A split line of a bill. */
export interface BillLine {
  /** Identifier, unique in the bill. */
  readonly id: Id;
  /** Fully own-paid, yuan. */
  readonly fully_own: NonNegativeAmount;
  /** Above the standard, yuan. */
  readonly above_standard: NonNegativeAmount;
  /** First self-pay, yuan. */
  readonly first_self_pay: NonNegativeAmount;
  /** In scope, yuan. */
  readonly in_scope: NonNegativeAmount;
  /** The sum, if it is stated. */
  readonly total?: NonNegativeAmount | undefined;
  /** Accepted, as a split has it, and not looked at. */
  readonly ceiling_amount?: NotLookedAt | undefined;
}

/** A tier of reimbursement. */
export interface ReimbursementTier {
  /** Where it ends, yuan; the last tier has no end. */
  readonly up_to?: NonNegativeAmount | undefined;
  /** Reimbursement rate (报销比例). */
  readonly rate: Rate;
}

/**
 * What the tiers of reimbursement count.
 *
 * - `in_scope`: Money in scope, the deductible included.
 * - `after_deductible`: Money in scope after the deductible.
 */
export type TierBase = "in_scope" | "after_deductible";

/**
 * What happens to the part that is cut off.
 *
 * - `half_up`: To the nearest; ties away from zero (四舍五入).
 * - `half_even`: To the nearest; ties to the even digit.
 * - `up`: Away from zero.
 * - `down`: Towards zero.
 */
export type RoundingMode = "half_up" | "half_even" | "up" | "down";

/** What `payment.settle` is asked: how a bill divides between fund and patient. */
export interface SettleQuestion {
  /** The split lines, at most 100,000. */
  readonly lines: readonly BillLine[];
  /** What is left of the deductible (起付线), yuan. */
  readonly deductible_remaining: NonNegativeAmount;
  /** The tiers, in ascending order. */
  readonly tiers: readonly ReimbursementTier[];
  /** What the tiers count; required with two or more. */
  readonly tier_base?: TierBase | undefined;
  /** What counted before this bill, yuan; 0 where it is left out. */
  readonly accumulated?: NonNegativeAmount | undefined;
  /** What is left of the cap of the fund (封顶线), yuan; no cap where it is left out. */
  readonly fund_cap_remaining?: NonNegativeAmount | undefined;
  /** Round each tier by itself. */
  readonly round_each_tier?: boolean | undefined;
  /** How the pooled amount is rounded. Default: `"half_up"`. */
  readonly rounding?: RoundingMode | undefined;
}

/** Decimal string, an amount with at most 2 decimals. */
export type Amount = Decimal;

/** A line of a settled bill. */
export interface SettledLine {
  /** The line. */
  id: Id;
  /** Its sum, yuan. */
  total: Amount;
  /** The fund's part, yuan. */
  fund: Amount;
  /** The patient's part, yuan. */
  patient: Amount;
  /** Of which deductible, yuan. */
  deductible: Amount;
  /** Of which co-payment, yuan. */
  copay: Amount;
  /** Of which above the cap of the fund, yuan. */
  over_cap: Amount;
}

/** The sums of a settled bill, yuan. */
export interface BillTotals {
  /** All lines. */
  total: Amount;
  /** Fully own-paid. */
  fully_own: Amount;
  /** Above the standard. */
  above_standard: Amount;
  /** First self-pay. */
  first_self_pay: Amount;
  /** In scope. */
  in_scope: Amount;
  /** The deductible that this bill uses. */
  deductible: Amount;
  /** What the tiers give. */
  pooled: Amount;
  /** What the fund pays. */
  fund: Amount;
  /** What its cap leaves to the patient. */
  over_cap: Amount;
  /** The patient's co-payment. */
  copay: Amount;
  /** What the patient pays. */
  patient: Amount;
}

/** A settled bill. */
export interface Settlement {
  /** The lines, in input order. */
  lines: SettledLine[];
  /** The sums. */
  totals: BillTotals;
  /** What is left of the deductible, yuan. */
  deductible_left: Amount;
  /** What is left of the cap of the fund, yuan. */
  fund_cap_left: Amount | null;
}

/** Decimal string, a quantity with at most 4 decimals. */
export type SignedQuantity = Decimal;

/**
 * Which of ceiling and rate a line meets first.
 *
 * - `ceiling_first`: The ceiling (先限价后比例).
 * - `rate_first`: The rate.
 */
export type SplitOrder = "ceiling_first" | "rate_first";

/** The parts of a line that was split. */
export interface StoredSplit {
  /** Fully own-paid, yuan. */
  readonly fully_own: NonNegativeAmount;
  /** Above the standard, yuan. */
  readonly above_standard: NonNegativeAmount;
  /** First self-pay, yuan. */
  readonly first_self_pay: NonNegativeAmount;
  /** In scope, yuan. */
  readonly in_scope: NonNegativeAmount;
  /** The sum, if it is stated. */
  readonly total?: NonNegativeAmount | undefined;
  /** Accepted, as a split has it, and not looked at. */
  readonly ceiling_amount?: NotLookedAt | undefined;
}

/** What `payment.split_line` is asked: how a charge line divides. */
export interface LineQuestion {
  /** Amount of the line, yuan; negative for a refund. Not together with `price`. */
  readonly amount?: Amount | undefined;
  /** Price of a unit, yuan. */
  readonly price?: UnitPrice | undefined;
  /** Units; negative for a refund. */
  readonly quantity?: SignedQuantity | undefined;
  /** In the catalogue; true where it is left out. */
  readonly covered?: boolean | undefined;
  /** Payment standard of a unit, yuan; no ceiling where it is left out. */
  readonly standard?: UnitPrice | undefined;
  /** Rate of first self-pay. */
  readonly first_self_pay_rate?: Rate | undefined;
  /** Fixed self-pay of a unit instead of a rate (定额自负), yuan. */
  readonly fixed_self_pay?: UnitPrice | undefined;
  /** Which comes first; the ceiling where it is left out. */
  readonly order?: SplitOrder | undefined;
  /** How amounts are rounded; half-up where it is left out. */
  readonly rounding?: RoundingMode | undefined;
  /** What is left of the split that is refunded; then only `amount` beside it. */
  readonly refund_of?: StoredSplit | undefined;
}

/** A charge line in its four parts. */
export interface LineSplit {
  /** The line, yuan: the sum of the four parts. */
  total: Amount;
  /** Fully own-paid (全自费), yuan. */
  fully_own: Amount;
  /** Above the standard (超限价自费), yuan. */
  above_standard: Amount;
  /** First self-pay (先行自付), yuan. */
  first_self_pay: Amount;
  /** In scope (符合范围), yuan. */
  in_scope: Amount;
  /** Quantity times standard, yuan. */
  ceiling_amount: Amount | null;
}

/** Day, ISO 8601: 2025-10-27. */
export type Date = DateText;

/** A year of a policy, 1 to 100. */
export type PolicyYear = number;

/** What `payment.standard` is asked. */
export interface StandardQuestion {
  /** The product. */
  readonly product: Product;
  /** The winners of its name, at most 100,000. */
  readonly winners?: readonly Winner[] | undefined;
  /** For an ordinary drug the listed products, at most 100,000. */
  readonly listed?: readonly Listed[] | undefined;
  /** What the prices are for. Default: `"pack"`. */
  readonly price_unit?: PriceUnit | undefined;
  /** The day; not together with `year`. */
  readonly date?: Date | undefined;
  /** The year of the policy; not together with `date`. An integer from 1 to 100. */
  readonly year?: PolicyYear | undefined;
  /** First day of policy year 1; that of the rulebook where it is left out. */
  readonly start_date?: Date | undefined;
  /** Who is insured. Default: `"ordinary"`. */
  readonly person?: Person | undefined;
}

/**
 * What a ceiling is made of.
 *
 * - `own_winning_price`: The product's own winning price.
 * - `pen_surcharge`: The same with the surcharge of a prefilled pen.
 * - `reference`: The reference.
 * - `reference_times`: A multiple of the reference.
 * - `base_times`: A multiple of the base price.
 * - `price_times`: A multiple of the current price.
 * - `no_standard`: There is no ceiling.
 * - `national_standard`: The national standard.
 * - `ordinary_reference`: The weighted mean of the listed products.
 * - `out_of_list`: The product is outside the catalogue.
 */
export type Basis =
  | "own_winning_price"
  | "pen_surcharge"
  | "reference"
  | "reference_times"
  | "base_times"
  | "price_times"
  | "no_standard"
  | "national_standard"
  | "ordinary_reference"
  | "out_of_list";

/**
 * Which date a caller should pass.
 *
 * - `settlement_date`: The day of settlement (结算日).
 * - `charge_date`: The day of the charge (费用发生日).
 */
export type DateBasis = "settlement_date" | "charge_date";

/** What the fund recognises for a product. */
export interface Standard {
  /** False only outside the catalogue. */
  covered: boolean;
  /** Payment standard (医保支付标准), yuan; null without one. */
  ceiling: Yuan | null;
  /** The lower of ceiling and current price, yuan. */
  effective: Yuan | null;
  /** Current price − effective standard, yuan: the patient's. */
  above_standard: Yuan | null;
  /** The winning price that a non-winner is measured by, yuan. */
  reference: Yuan | null;
  /** The winners or listed products that set it, by id. */
  reference_from: Id[];
  /** Code of the band, or of the rule. */
  band: string;
  /** What the ceiling is made of. */
  basis: Basis;
  /** Whether the ceiling is the value or the most that the text allows. */
  bound: Bound | null;
  /** The year of the policy, if given or computed. */
  year: number | null;
  /** Rate of first self-pay (先行自付比例). */
  first_self_pay_rate: Rate | null;
  /** The floor raised the ceiling. */
  floor_applied: boolean;
  /** The current price is below the ceiling. */
  limited_by_price: boolean;
  /** Which date the caller should pass. */
  date_basis: DateBasis | null;
}

/** The built-in rulebooks of the area. */
export type RulebookId =
  | "payment/beijing-pilot-2022"
  | "payment/cn-2019"
  | "payment/cn-bid-2023"
  | "payment/cn-insulin-2022"
  | "payment/cn-joints-2022"
  | "payment/fujian-2025"
  | "payment/fujian-stents-2021"
  | "payment/guangzhou-2019"
  | "payment/hainan-2019"
  | "payment/heilongjiang-2020"
  | "payment/henan-2019"
  | "payment/jilin-city-2020"
  | "payment/ningbo-retail"
  | "payment/shanghai-2021"
  | "payment/tianjin-dcb-2022"
  | "payment/wuhan-2020"
  | "payment/xian-2019"
  | "payment/zhejiang-joints-2022";

export interface Functions {
  /**
   * The payment standard of a product on a day, or in a year of the policy.
   *
   * Source: rules 1 to 17 of this area; 医保函〔2019〕155号.
   *
   * @throws JicaiError: `rule_gap` at `/rulebook` where the document does not say what the product is paid;
   * the message names the document;
   * - `invalid_input` with the field that a rule needs and that is missing, or that has no place;
   * - `limit_exceeded`: a price of 10¹² yuan, a list of more than 100,000.
   *
   * @example
   * const { value } = jicai.payment.standard(
   *   {
   *     product: { status: "originator", list_class: "out_of_list", price: "9" },
   *     year: 1,
   *   },
   *   { rulebook: "payment/ningbo-retail" },
   * );
   * value.basis; // "out_of_list"
   * value.year; // 1
   */
  standard(question: StandardQuestion, options: Ruled<RulebookId>): Answer<Standard>;

  /**
   * The standards of several years, with price cuts in between.
   *
   * @throws JicaiError: As `standard`; a year that the document does not give is no error but a step with
   * `gap`.
   *
   * @example
   * const { value } = jicai.payment.path(
   *   {
   *     product: { status: "negotiated", list_class: "a", price: "9", national_standard: "8" },
   *   },
   *   { rulebook: "payment/ningbo-retail" },
   * );
   * value.steps[0].year; // 1
   * value.steps[0].price; // "9.00"
   */
  path(question: PathQuestion, options: Ruled<RulebookId>): Answer<StandardPath>;

  /**
   * How a charge line divides into fully own-paid, above the standard, first self-pay, and in scope.
   *
   * Source: clauses `payment#split`, `payment#refund`.
   *
   * @throws JicaiError: `invalid_input` with the field, `limit_exceeded` where an amount does not fit.
   *
   * @example
   * const { value } = jicai.payment.splitLine({ amount: "9.99", covered: false });
   * value.total; // "9.99"
   * value.fully_own; // "9.99"
   */
  splitLine(question?: LineQuestion, options?: Options): Answer<LineSplit>;

  /**
   * How a bill of split lines divides between fund and patient: deductible, tiers, cap, and back to each
   * line.
   *
   * Source: clauses `payment#settle`, `payment#allocate`.
   *
   * @throws JicaiError: `invalid_input` with the field, `limit_exceeded` where a sum does not fit.
   *
   * @example
   * const { value } = jicai.payment.settle(
   *   {
   *     lines: [
   *       {
   *         id: "x",
   *         fully_own: "0",
   *         above_standard: "0",
   *         first_self_pay: "0",
   *         in_scope: "100",
   *       },
   *     ],
   *     deductible_remaining: "0",
   *     tiers: [{ rate: "0" }],
   *   },
   * );
   * value.deductible_left; // "0.00"
   * value.lines[0].id; // "x"
   * value.lines[0].total; // "100.00"
   */
  settle(question: SettleQuestion, options?: Options): Answer<Settlement>;

  /**
   * The standard of a drug that enters the catalogue by bidding.
   *
   * Source: clause `payment#bid-entry`.
   *
   * @throws JicaiError: `rule_gap` where the rulebook says nothing of it or the lowest quote is above the
   * willingness to pay; `invalid_input` with the field.
   *
   * @example
   * const { value } = jicai.payment.bidEntry(
   *   { quotes: [{ id: "A", price: "60" }], willingness: "100" },
   *   { rulebook: "payment/cn-bid-2023" },
   * );
   * value.standard; // "70.00"
   * value.lowest_quote; // "60.00"
   * value.lowest_by; // ["A"]
   */
  bidEntry(question: BidEntryQuestion, options: Ruled<RulebookId>): Answer<BidEntry>;

  /**
   * The most that a retail pharmacy may ask for a pack.
   *
   * Source: clause `payment#retail-cap`.
   *
   * @throws JicaiError: `rule_gap` where the rulebook says nothing of it; `invalid_input` with the field.
   *
   * @example
   * const { value } = jicai.payment.retailCap(
   *   { standard: "1300", kind: "vbp" },
   *   { rulebook: "payment/ningbo-retail" },
   * );
   * value.cap; // "1495.00"
   * value.rate_limit; // "1495.00"
   */
  retailCap(question: RetailQuestion, options: Ruled<RulebookId>): Answer<RetailCap>;

  /**
   * What a rulebook leaves open, and at which edges something falls although the price rises (cliffs).
   *
   * @throws JicaiError: `invalid_input` with the field.
   *
   * @example
   * const { value } = jicai.payment.lintRulebook({}, { rulebook: "payment/cn-2019" });
   * value.monotone; // false
   * value.unset; // ["outside_winner"]
   * value.gaps[0].year; // 2
   */
  lintRulebook(question: LintQuestion, options: Ruled<RulebookId>): Answer<RulebookLint>;
}
