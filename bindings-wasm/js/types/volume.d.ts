/**
 * Volume (带量): how much is reported, agreed, allocated and retained.
 *
 * Written by `make typescript-types` from the JSON Schemas of the core. Do not edit.
 */
import type { Answer, DateText, Decimal, MaybeRuled, Ruled } from "../call.js";

/**
 * How much of a drug is agreed: the tender annex assigns the class variety by variety.
 *
 * - `ordinary`: All others.
 * - `reduced`: Antibacterials, glucocorticoids and flagged drugs.
 * - `restricted`: Special-grade antibacterials, monitored drugs.
 */
export type VolumeClass = "ordinary" | "reduced" | "restricted";

/** Identifier: opaque, compared byte for byte. */
export type Id = string;

/** Decimal string, zero or more; at most 6 decimals, below 10^12. */
export type NonNegative = Decimal;

/** The base of a province or an institution. */
export interface Base {
  /** The province or institution, unique in the list. */
  readonly unit: Id;
  /** Its accepted report. */
  readonly quantity: NonNegative;
}

/** Decimal string, 0 to 1; at most 6 decimals, below 10^12. */
export type UnitShare = Decimal;

/** Decimal string, greater than zero; at most 6 decimals, below 10^12. */
export type Positive = Decimal;

/**
 * How parts are rounded.
 *
 * - `none`: Not at all.
 * - `half_up`: To the nearest multiple of the step, ties up.
 * - `up`: To the smallest multiple above.
 * - `down`: To the largest multiple below.
 * - `largest_remainder`: Down, and the missing steps to the parts that lost most.
 */
export type PartRounding = "none" | "half_up" | "up" | "down" | "largest_remainder";

/** What an input or rulebook states of it, before mode and step are held against each other. */
export interface StatedRounding {
  /** `none` where it is left out. */
  readonly mode?: PartRounding | undefined;
  /** Required with every other mode. */
  readonly step?: Positive | undefined;
}

/** What `volume.agreed` is asked: how much of the base is agreed. */
export interface AgreedQuestion {
  /** How many won. An integer from 1 to 1,000. */
  readonly winners: number;
  /** The class of the drug. Default: `"ordinary"`. */
  readonly volume_class?: VolumeClass | undefined;
  /** The bases, at least one. */
  readonly bases: readonly Base[];
  /** The share, where the rulebook has no row. */
  readonly share?: UnitShare | undefined;
  /** The winning price, for the amount. */
  readonly price?: Positive | undefined;
  /** How the units are rounded. */
  readonly rounding?: StatedRounding | undefined;
}

/** Decimal string, rounded to 6 decimals, ties away from zero, without trailing zeros. */
export type Figure = Decimal;

/**
 * Where a share comes from.
 *
 * - `rulebook`: The rulebook.
 * - `caller`: The caller.
 */
export type ShareSource = "rulebook" | "caller";

/**
 * Whether a share lies in the published range.
 *
 * - `inside`: It does; both ends are inside.
 * - `outside`: It does not.
 * - `no_range`: No range is published.
 */
export type RangeCheck = "inside" | "outside" | "no_range";

/** What is agreed for a province or an institution. */
export interface AgreedUnit {
  /** The unit. */
  unit: Id;
  /** Its base. */
  base: Figure;
  /** What is agreed. */
  agreed: Figure;
}

/** How much is agreed. */
export interface AgreedVolume {
  /** The share of the base. */
  share: Figure;
  /** Where it comes from. */
  share_source: ShareSource;
  /** Whether it lies in the published range. */
  range_check: RangeCheck;
  /** The sum of the bases. */
  base_total: Figure;
  /** The sum of the rounded parts. */
  agreed_total: Figure;
  /** The sum at the price; null without it. */
  amount: Figure | null;
  /** What rounding added. */
  rounding_difference: Figure;
  /** The units, by id. */
  units: AgreedUnit[];
}

/**
 * How far an allocation goes.
 *
 * - `full`: Own shares and redistribution.
 * - `own`: Own shares only.
 */
export type Stage = "full" | "own";

/**
 * How a cut that is no whole percent point counts.
 *
 * - `floor`: Down to a whole point.
 * - `half_up`: To the nearest whole point, ties up.
 * - `continuous`: As it is.
 */
export type CutRounding = "floor" | "half_up" | "continuous";

/**
 * Where reports for winners without volume go.
 *
 * - `main_supplier`: To the main supplier, like reports for products that lost.
 * - `outside`: Outside the agreement.
 */
export type NoVolumeReports = "main_supplier" | "outside";

/**
 * How a winner was selected.
 *
 * - `regular`: In the ordinary way.
 * - `revived`: Revived.
 * - `revived_shortlisted`: Revived from the shortlist (入围复活).
 * - `revived_unshortlisted`: Revived from outside the shortlist (未入围复活).
 * - `no_volume`: Selected without volume (中选不带量).
 * - `add_on`: Added on.
 * - `rule_1`: By the first rule.
 * - `rule_2`: By the second rule.
 * - `rule_3`: By the third rule.
 */
export type Route =
  | "regular"
  | "revived"
  | "revived_shortlisted"
  | "revived_unshortlisted"
  | "no_volume"
  | "add_on"
  | "rule_1"
  | "rule_2"
  | "rule_3";

/**
 * Class of an award of insulin.
 *
 * - `A1`: A1.
 * - `A`: A.
 * - `B`: B.
 * - `C`: C.
 */
export type AwardClass = "A1" | "A" | "B" | "C";

/** A winner. */
export interface AllocationWinner {
  /** The product, unique in the list. */
  readonly product: Id;
  /** Its price. */
  readonly price?: Positive | undefined;
  /** What the supplier promised. */
  readonly promised?: NonNegative | undefined;
  /** How it was selected; `regular` where that is one of the rulebook's words. */
  readonly route?: Route | undefined;
  /** Ladder by rank, rank split: its rank. An integer from 1 to 1,000. */
  readonly rank?: number | undefined;
  /** Ladder by rank (added winners), by cut: the ceiling of its bid. */
  readonly ceiling?: Positive | undefined;
  /** Ladder by cut: its price cut, in place of price and ceiling. */
  readonly cut?: UnitShare | undefined;
  /** Ladder by class of the award. */
  readonly award_class?: AwardClass | undefined;
}

/**
 * Who takes part in an allocation.
 *
 * - `medical`: A medical institution.
 * - `pharmacy`: A pharmacy.
 */
export type PartyKind = "medical" | "pharmacy";

/** A report for one product. */
export interface BrandReport {
  /** The product, unique in the list. */
  readonly product: Id;
  /** The quantity. */
  readonly quantity: NonNegative;
}

/** What an institution chose of a part of its pool. */
export interface Choice {
  /** The part, counted from 1. An integer from 1 to 9. */
  readonly part: number;
  /** The winner; with the part unique in the list. */
  readonly product: Id;
  /** The quantity. */
  readonly quantity: NonNegative;
}

/** An institution. */
export interface AllocationInstitution {
  /** The institution, unique in the list. */
  readonly institution: Id;
  /** What it is. Default: `"medical"`. */
  readonly kind?: PartyKind | undefined;
  /** Main supplier, brand, rank split: reported without a brand. */
  readonly generic_quantity?: NonNegative | undefined;
  /** Brand, ladders: reported by brand. */
  readonly brand_reports?: readonly BrandReport[] | undefined;
  /** Main supplier, brand: the main supplier (主供) of its province. */
  readonly main_supplier?: Id | undefined;
  /** Ladders: what it chose. */
  readonly choices?: readonly Choice[] | undefined;
}

/** What `volume.allocate` is asked. Which fields it takes depends on the rulebook's method. */
export interface AllocationQuestion {
  /** Main supplier, brand: the agreed share. */
  readonly share?: UnitShare | undefined;
  /** Ladder by price rank: the class of the drug; `ordinary` where it is left out. */
  readonly volume_class?: VolumeClass | undefined;
  /** Ladders: how far the allocation goes; `full` where it is left out. */
  readonly stage?: Stage | undefined;
  /** Ladder by price ratio: the reference price; the lowest of rule 1 where it is left out. */
  readonly reference_price?: Positive | undefined;
  /** Ladder by cut: how a cut between whole points counts, where the rulebook leaves it open. */
  readonly cut_rounding?: CutRounding | undefined;
  /** Ladders: the released share of products that lost, where the rulebook leaves it open. */
  readonly unselected_released?: UnitShare | undefined;
  /** Brand: where reports for winners without volume go, where the rulebook leaves it open. */
  readonly no_volume_reports?: NoVolumeReports | undefined;
  /** How agreed volumes are rounded at each institution, where the rulebook leaves it open. */
  readonly rounding?: StatedRounding | undefined;
  /** The winners, at least one. */
  readonly winners: readonly AllocationWinner[];
  /** The institutions, at least one. */
  readonly institutions: readonly AllocationInstitution[];
}

/** A winner over all institutions. */
export interface ProductTotal {
  /** The product. */
  product: Id;
  /** Reports for it. */
  reported: Figure;
  /** What is agreed. */
  agreed: Figure;
  /** What was promised. */
  promised: Figure | null;
  /** Whether more is agreed than was promised: flagged, not cut. */
  over_promised: boolean | null;
}

/** What was released at an institution and redistributed. */
export interface InstitutionPool {
  /** Of reports without a brand. */
  from_generic: Figure;
  /** Of winners. */
  from_winners: Figure;
  /** Of products that lost. */
  from_unselected: Figure;
  /** Cut by promised supply. */
  from_cap: Figure;
  /** All of it. */
  total: Figure;
  /** What was distributed. */
  distributed: Figure;
  /** What was not. */
  undistributed: Figure;
}

/** What a winner gets at an institution. */
export interface ProductAllocation {
  /** The product. */
  product: Id;
  /** Reports for it. */
  reported: Figure;
  /** The share of its own reports that it keeps; null where there is none. */
  own_share: Figure | null;
  /** Rank split: its share of the agreed total. */
  split_share: Figure | null;
  /** What it keeps, after the cap of promised supply. */
  own: Figure;
  /** What it releases; null where the share is not published. */
  released: Figure | null;
  /** What it gets besides. */
  redistributed: Figure;
  /** Both, rounded. */
  agreed: Figure;
}

/** Who gets what at an institution. */
export interface InstitutionAllocation {
  /** The institution. */
  institution: Id;
  /** All its reports. */
  reported: Figure;
  /** What is agreed in all. */
  agreed_total: Figure;
  /** What stays outside the agreement; null where a released share is not published. */
  outside_agreement: Figure | null;
  /** What rounding added. */
  rounding_difference: Figure;
  /** What was released and redistributed; null where a released share is not published. */
  pool: InstitutionPool | null;
  /** Every winner, by product. */
  allocations: ProductAllocation[];
}

/** Who gets what at each institution. */
export interface Allocation {
  /** All agreed volumes. */
  agreed_total: Figure;
  /** The winners, by product. */
  products: ProductTotal[];
  /** The institutions, by id. */
  institutions: InstitutionAllocation[];
}

/**
 * What kind of institution reports.
 *
 * - `public`: Public medical institution (公立医疗机构).
 * - `military`: Military medical institution (军队医疗机构).
 * - `private`: Private medical institution (社会办医疗机构).
 * - `pharmacy`: Pharmacy (零售药店).
 */
export type InstitutionKind = "public" | "military" | "private" | "pharmacy";

/**
 * Where the ratio of a converted quantity comes from.
 *
 * - `published`: From a published table.
 * - `institution`: From the institution itself.
 */
export type RatioSource = "published" | "institution";

/** A quantity of a specification that was not evaluated. */
export interface ConvertedReport {
  /** The specification, unique in the list. */
  readonly specification: Id;
  /** Its quantity. */
  readonly quantity: NonNegative;
  /** Units of account for one of it. */
  readonly ratio: Positive;
  /** Where the ratio comes from. Default: `"published"`. */
  readonly ratio_source?: RatioSource | undefined;
}

/** Purchases of a calendar year. */
export interface YearQuantity {
  /** The year, unique in the list. An integer from 1 to 9,999. */
  readonly year: number;
  /** What was bought. */
  readonly quantity: NonNegative;
}

/**
 * How far the explanation of a line has come.
 *
 * - `none`: None was given.
 * - `given`: One was given.
 * - `accepted`: It was accepted.
 * - `rejected`: It was rejected.
 */
export type ExplanationState = "none" | "given" | "accepted" | "rejected";

/**
 * Why need fell or rose.
 *
 * - `clinical_need_fell`: Clinical need fell (临床需求下降).
 * - `department_change`: Departments changed (科室调整).
 * - `restricted_indication`: Indications were restricted (适应症限制).
 * - `temporary_factor`: A temporary factor (临时因素).
 * - `other`: Another.
 */
export type ReportReason =
  | "clinical_need_fell"
  | "department_change"
  | "restricted_indication"
  | "temporary_factor"
  | "other";

/** The report of one drug. */
export interface ReportLine {
  /** The drug, unique in the report. */
  readonly drug: Id;
  /** Reported without a brand (通用名报量). Default: `"0"`. */
  readonly generic_quantity?: NonNegative | undefined;
  /** Reported by brand. */
  readonly brand_reports?: readonly BrandReport[] | undefined;
  /** Converted from specifications that were not evaluated. */
  readonly converted?: readonly ConvertedReport[] | undefined;
  /** For children, irreplaceable, and not convertible: outside the total. Default: `"0"`. */
  readonly child_suitable_quantity?: NonNegative | undefined;
  /** Past purchases by calendar year; a year without purchases is given as 0. */
  readonly history?: readonly YearQuantity[] | undefined;
  /** How far the written explanation has come. Default: `"none"`. */
  readonly explanation?: ExplanationState | undefined;
  /** Its reason; it does not change the verdict. */
  readonly reason?: ReportReason | undefined;
  /** The reviewer finds the report clearly unreasonable. */
  readonly unreasonable?: boolean | undefined;
}

/** What `volume.check_report` is asked: the report of an institution. */
export interface ReportQuestion {
  /** The institution. */
  readonly institution: Id;
  /** What kind it is. Default: `"public"`. */
  readonly institution_kind?: InstitutionKind | undefined;
  /**
   * The year of the report; required where deviations from last year are tested. An integer from 1 to 9,999.
   */
  readonly reporting_year?: number | undefined;
  /** Drugs that must be reported (应报尽报), each once. */
  readonly required_drugs?: readonly Id[] | undefined;
  /** Share of the mean that must be reported, where the rulebook leaves it open. */
  readonly report_floor?: NonNegative | undefined;
  /** The years of the mean, where the rulebook leaves them open. */
  readonly report_window?: readonly number[] | undefined;
  /** How far a report may exceed last year, where the rulebook leaves it open. */
  readonly deviation_up?: NonNegative | undefined;
  /** How far it may fall short of last year, where the rulebook leaves it open. */
  readonly deviation_down?: UnitShare | undefined;
  /** One line a drug. */
  readonly lines: readonly ReportLine[];
}

/**
 * Whether an institution must report.
 *
 * - `must`: It must.
 * - `may`: It may.
 */
export type Duty = "must" | "may";

/**
 * How a report stands to its floor.
 *
 * - `met`: It reaches it.
 * - `below`: It does not.
 * - `no_history`: There are no past purchases.
 * - `not_run`: There is no such test.
 */
export type FloorOutcome = "met" | "below" | "no_history" | "not_run";

/**
 * How a report stands to last year.
 *
 * - `within`: Within the limits; on a limit is within.
 * - `above`: Above the upper limit.
 * - `below`: Below the lower limit.
 * - `from_zero`: Nothing was bought last year.
 * - `no_last_year`: Last year is not known.
 * - `not_run`: There is no such test.
 */
export type DeviationOutcome = "within" | "above" | "below" | "from_zero" | "no_last_year" | "not_run";

/**
 * What a line needs a written explanation for, in the order of the rules.
 *
 * - `below_floor`: Below the floor.
 * - `above_last_year`: Too far above last year.
 * - `below_last_year`: Too far below last year.
 * - `from_zero`: Nothing was bought last year.
 * - `child_suitable`: It has a child-suitable quantity.
 * - `own_ratio`: It converts by a ratio of its own.
 */
export type NeedsExplanation =
  | "below_floor"
  | "above_last_year"
  | "below_last_year"
  | "from_zero"
  | "child_suitable"
  | "own_ratio";

/**
 * What becomes of a report, from the best to the worst.
 *
 * - `pass`: It passes.
 * - `accepted`: Its explanation was accepted.
 * - `review`: Its explanation is to be reviewed.
 * - `explain`: It needs an explanation.
 * - `return`: It goes back.
 */
export type ReportVerdict = "pass" | "accepted" | "review" | "explain" | "return";

/** What a line is worth. */
export interface LineCheck {
  /** The drug. */
  drug: Id;
  /** All that counts. */
  reported_total: Figure;
  /** What stays outside. */
  child_suitable_quantity: Figure;
  /** Mean of the years used; null without one. */
  history_mean: Figure | null;
  /** The years used. */
  history_years: number[];
  /** What must be reported; null without a mean above zero. */
  floor_quantity: Figure | null;
  /** The total against the mean; null without a mean above zero. */
  floor_ratio: Figure | null;
  /** How the total stands to the floor. */
  floor_outcome: FloorOutcome;
  /** How far the total is from last year. */
  deviation: Figure | null;
  /** How it stands to the limits. */
  deviation_outcome: DeviationOutcome;
  /** What needs a written explanation. */
  needs_explanation: NeedsExplanation[];
  /** Whether the reason is on the rulebook's list; null without reason or list. */
  reason_recognised: boolean | null;
  /** What becomes of the line. */
  verdict: ReportVerdict;
}

/** How many lines have each verdict. */
export interface VerdictCounts {
  /** Passed. */
  pass: number;
  /** With an accepted explanation. */
  accepted: number;
  /** To be reviewed. */
  review: number;
  /** To be explained. */
  explain: number;
  /** Returned. */
  return: number;
}

/** What a report is worth. */
export interface ReportCheck {
  /** The institution. */
  institution: Id;
  /** Whether it must report; null where the rulebook does not say. */
  duty: Duty | null;
  /** The lines, by drug. */
  lines: LineCheck[];
  /** How many lines have each verdict. */
  verdict_counts: VerdictCounts;
  /** The worst verdict; null without lines. */
  verdict: ReportVerdict | null;
  /** Required drugs without a line, by id. */
  missing_drugs: Id[];
  /** Whether none is missing. */
  complete: boolean;
}

/** An offer of a platform. */
export interface Offer {
  /** The offer, unique in the list. */
  readonly offer: Id;
  /** The platform. */
  readonly platform: Id;
  /** Generic name (通用名). */
  readonly generic_name: Id;
  /** Dosage form (剂型). */
  readonly dosage_form: Id;
  /** Specification (规格). */
  readonly specification: Id;
  /** Manufacturer (生产企业). */
  readonly manufacturer: Id;
  /** What a unit is. */
  readonly unit: Id;
  /** Units in a pack. Default: `"1"`. */
  readonly units?: Positive | undefined;
  /** Price of a pack. */
  readonly price: Positive;
  /** Whether its quality is equal; others are excluded. Default: `true`. */
  readonly quality_equal?: boolean | undefined;
}

/** What `volume.choose_platform` is asked. */
export interface PlatformQuestion {
  /** The offers, at least one. */
  readonly offers: readonly Offer[];
  /** Platforms, the best first; those that are not named come last, as equals. */
  readonly preference?: readonly Id[] | undefined;
}

/**
 * How the offers of one drug compare.
 *
 * - `chosen`: One is chosen.
 * - `only_offer`: There is only one.
 * - `tied`: Several are equal.
 * - `not_comparable`: Their units differ.
 * - `no_offer`: None has equal quality.
 */
export type OfferOutcome = "chosen" | "only_offer" | "tied" | "not_comparable" | "no_offer";

/** An offer that is chosen. */
export interface ChosenOffer {
  /** The offer. */
  offer: Id;
  /** Its platform. */
  platform: Id;
  /** Its price for a unit. */
  unit_price: Figure;
}

/** An offer that was compared. */
export interface ComparedOffer {
  /** The offer. */
  offer: Id;
  /** Its platform. */
  platform: Id;
  /** Its price for a unit. */
  unit_price: Figure;
  /** What the lowest would save of it. */
  saving: Figure;
}

/** The offers of one drug. */
export interface OfferGroup {
  /** Generic name. */
  generic_name: Id;
  /** Dosage form. */
  dosage_form: Id;
  /** Specification. */
  specification: Id;
  /** Manufacturer. */
  manufacturer: Id;
  /** How they compare. */
  outcome: OfferOutcome;
  /** The one that is chosen. */
  chosen: ChosenOffer | null;
  /** Those that preference leaves equal, by id. */
  tied: Id[];
  /** Those without equal quality, by id. */
  excluded: Id[];
  /** Those that were compared, by id. */
  offers: ComparedOffer[];
}

/** The offers compared, drug by drug. */
export interface PlatformChoice {
  /** By generic name, dosage form, specification, manufacturer. */
  groups: OfferGroup[];
}

/** A quantity of a drug. */
export interface DrugQuantity {
  /** The drug, unique in the list. */
  readonly drug: Id;
  /** The quantity. */
  readonly quantity: NonNegative;
}

/** A member of a pool. */
export interface Member {
  /** The member, unique in the pool. */
  readonly member: Id;
  /** What it reports. */
  readonly volumes: readonly DrugQuantity[];
}

/** The market of a drug. */
export interface DrugMarket {
  /** The drug, unique in the list. */
  readonly drug: Id;
  /** The quantity of the whole market. */
  readonly quantity: Positive;
}

/** The price of a drug. */
export interface DrugPrice {
  /** The drug, unique in the list. */
  readonly drug: Id;
  /** The price of a unit. */
  readonly price: Positive;
}

/** What a drug must reach; all of them are the caller's: no official minimum exists. */
export interface PoolThresholds {
  /** A quantity. */
  readonly min_quantity?: NonNegative | undefined;
  /** A share of the market. */
  readonly min_market_share?: NonNegative | undefined;
  /** An amount of money. */
  readonly min_amount?: NonNegative | undefined;
}

/** Day, ISO 8601: 2025-10-27. */
export type Date = DateText;

/** A tender that runs. */
export interface RunningTender {
  /** The tender, unique in the list. */
  readonly tender: Id;
  /** Its drugs, each once. */
  readonly drugs: readonly Id[];
  /** First day; open where it is left out. */
  readonly from?: Date | undefined;
  /** Last day; open where it is left out. */
  readonly until?: Date | undefined;
}

/** A period; an end that is left out is open. */
export interface Period {
  /** First day. */
  readonly from?: Date | undefined;
  /** Last day. */
  readonly until?: Date | undefined;
}

/** What `volume.pool` is asked: what members bring together. */
export interface PoolQuestion {
  /** The members, at least one. */
  readonly members: readonly Member[];
  /** The market of a drug, for a share of it. */
  readonly market?: readonly DrugMarket[] | undefined;
  /** The price of a drug, for an amount. */
  readonly prices?: readonly DrugPrice[] | undefined;
  /** What a drug must reach, all of it. Default: `{}`. */
  readonly thresholds?: PoolThresholds | undefined;
  /** Running tenders. */
  readonly tenders?: readonly RunningTender[] | undefined;
  /** The period of the pool; open where it is left out. Default: `{}`. */
  readonly period?: Period | undefined;
  /** Quantities of the whole pool that go back to the members. */
  readonly split?: readonly DrugQuantity[] | undefined;
  /** How they are rounded. */
  readonly rounding?: StatedRounding | undefined;
}

/**
 * Whether a pool is large enough.
 *
 * - `sufficient`: It meets every threshold.
 * - `insufficient`: It misses one.
 * - `not_tested`: There is no threshold.
 */
export type Sufficiency = "sufficient" | "insufficient" | "not_tested";

/**
 * What a pool must reach, in the order of the rules.
 *
 * - `min_quantity`: A quantity.
 * - `min_market_share`: A share of the market.
 * - `min_amount`: An amount of money.
 */
export type Threshold = "min_quantity" | "min_market_share" | "min_amount";

/** The part of a member. */
export interface MemberShare {
  /** The member. */
  member: Id;
  /** What it reports. */
  quantity: Figure;
  /** Its share of the pool; null where that is zero. */
  share: Figure | null;
}

/** What members bring together of a drug. */
export interface PooledDrug {
  /** The drug. */
  drug: Id;
  /** The sum. */
  pooled_quantity: Figure;
  /** How many members report it. */
  reporting_members: number;
  /** The largest report. */
  largest_member_quantity: Figure;
  /** The sum against the largest report; null where that is zero. */
  pool_gain: Figure | null;
  /** The sum against the market; null without it. */
  market_share: Figure | null;
  /** The sum at its price; null without it. */
  amount: Figure | null;
  /** Whether it meets every threshold. */
  sufficiency: Sufficiency;
  /** Those that it misses. */
  failed_thresholds: Threshold[];
  /** Members that meet all thresholds by themselves, by id. */
  sufficient_alone: Id[];
  /** The members that report it, by id. */
  members: MemberShare[];
}

/** A drug in two tenders at once (品种打架). */
export interface Clash {
  /** The drug. */
  drug: Id;
  /** The running tender. */
  tender: Id;
}

/** What goes back to a member. */
export interface SplitPart {
  /** The member. */
  member: Id;
  /** The quantity. */
  quantity: Figure;
}

/** What goes back to the members of a drug. */
export interface SplitDrug {
  /** The drug. */
  drug: Id;
  /** The parts, by member. */
  parts: SplitPart[];
  /** What rounding added. */
  rounding_difference: Figure;
}

/** What members bring together. */
export interface Pool {
  /** How many there are. */
  member_count: number;
  /** Whether there is only one. */
  single_member: boolean;
  /** The drugs, by id. */
  drugs: PooledDrug[];
  /** Drugs that are also in a running tender, by drug, then tender. */
  clashes: Clash[];
  /** What goes back, by drug. */
  split: SplitDrug[];
}

/**
 * What a non-winner is.
 *
 * - `originator`: The originator.
 * - `evaluated`: A generic that passed the consistency evaluation.
 * - `other`: Another.
 */
export type NonWinnerKind = "originator" | "evaluated" | "other";

/** A product that did not win. */
export interface NonWinner {
  /** The product, unique in the list. */
  readonly product: Id;
  /** What was bought of it. */
  readonly quantity: NonNegative;
  /** At which price. */
  readonly price?: Positive | undefined;
  /** What it is. Default: `"other"`. */
  readonly kind?: NonWinnerKind | undefined;
}

/** What `volume.remaining` is asked. */
export interface RemainingQuestion {
  /** What is agreed. */
  readonly agreed_quantity: NonNegative;
  /** What was bought of winners. */
  readonly winner_quantity: NonNegative;
  /** What is needed; everything bought where it is left out. */
  readonly actual_need?: NonNegative | undefined;
  /** What was bought of others. */
  readonly non_winners?: readonly NonWinner[] | undefined;
  /** The winning price, for the extra units and the exemption. */
  readonly winning_price?: Positive | undefined;
  /** Supply failed. */
  readonly supply_failure?: boolean | undefined;
  /** The largest share of non-winners, where the rulebook leaves it open. */
  readonly max_non_winner_share?: UnitShare | undefined;
}

/**
 * What is checked beyond the agreed volume, in the order of the rules.
 *
 * - `quantity_not_above_winners`: Counted non-winners are not more than winners.
 * - `non_winner_share`: Their share is within the limit.
 */
export type RemainingCheckKind = "quantity_not_above_winners" | "non_winner_share";

/**
 * What a check gives.
 *
 * - `pass`: It passes.
 * - `fail`: It fails.
 * - `relaxed`: It fails, and supply had failed.
 */
export type CheckOutcome = "pass" | "fail" | "relaxed";

/** A check. */
export interface RemainingCheck {
  /** Which. */
  check: RemainingCheckKind;
  /** What it gives. */
  outcome: CheckOutcome;
  /** What is compared. */
  value: Figure | null;
  /** With what. */
  limit: Figure;
}

/**
 * What the checks give together.
 *
 * - `pass`: None fails.
 * - `fail`: One fails.
 * - `no_check`: There is none.
 */
export type RemainingVerdict = "pass" | "fail" | "no_check";

/** What may be bought beyond the agreed volume. */
export interface Remaining {
  /** Need above the agreed volume (剩余用量). */
  remaining_quantity: Figure;
  /** Whether the agreed volume is done. */
  agreed_done: boolean;
  /** Winners against the agreed volume; null where that is zero. */
  completion: Figure | null;
  /** Whether the institution is free; null where the rulebook does not say. */
  free_choice: boolean | null;
  /** Winners beyond the agreed volume. */
  excess_winner_quantity: Figure;
  /** The same at the winning price; null without it. */
  excess_amount: Figure | null;
  /** All non-winners. */
  non_winner_quantity: Figure;
  /** Those that are not counted. */
  exempt_quantity: Figure;
  /** Which they are, by id. */
  exempt_products: Id[];
  /** The others. */
  counted_non_winner_quantity: Figure;
  /** Counted non-winners against everything bought; null where nothing was. */
  non_winner_share: Figure | null;
  /** The checks, in order. */
  checks: RemainingCheck[];
  /** All of them together. */
  verdict: RemainingVerdict;
}

/** Prices of the last round. */
export interface LastRound {
  /** The province's price, between the next two. */
  readonly provincial_price: Positive;
  /** The lowest winning price of the country. */
  readonly national_lowest: Positive;
  /** The highest. */
  readonly national_highest: Positive;
}

/** What `volume.renewal` is asked. Which fields it takes depends on the rulebook's rule. */
export interface RenewalQuestion {
  /** The base; without it nothing is agreed. */
  readonly base_quantity?: NonNegative | undefined;
  /** What was agreed before. */
  readonly previous_agreed?: NonNegative | undefined;
  /** How the agreed volume is rounded. */
  readonly rounding?: StatedRounding | undefined;
  /** The share of the base, where the rulebook leaves it open. */
  readonly base_share?: UnitShare | undefined;
  /** Inquiry: prices of the last round. */
  readonly last_round?: LastRound | undefined;
  /** Inquiry, price penalty: the bid. */
  readonly bid?: Positive | undefined;
  /** Inquiry: it failed. */
  readonly inquiry_failed?: boolean | undefined;
  /** Inquiry: the last round was an equal-number win (等额中选). */
  readonly equal_number_win?: boolean | undefined;
  /** Inquiry: a non-winner really sells clearly below the province's lowest winning price. */
  readonly cheaper_non_winner?: boolean | undefined;
  /** Price penalty, share by bidder: whether the bidder supplied before. */
  readonly incumbent?: boolean | undefined;
  /** Price penalty: the old price of an incumbent. */
  readonly old_price?: Positive | undefined;
  /** Price penalty: the inquiry benchmark (询价基准). */
  readonly benchmark?: Positive | undefined;
  /** Price penalty: what the rise of another bidder counts from, where the rulebook leaves it open. */
  readonly rise_base?: Positive | undefined;
  /** Share by bidder: the class of the drug, `ordinary` or `reduced`. */
  readonly volume_class?: VolumeClass | undefined;
}

/**
 * How a renewal runs.
 *
 * - `inquiry`: By inquiry (询价).
 * - `competition`: By competition (竞争).
 */
export type RenewalMode = "inquiry" | "competition";

/**
 * Why it runs by competition, in the order of the rules.
 *
 * - `inquiry_failed`: The inquiry failed.
 * - `equal_number_win`: The last round was an equal-number win (等额中选).
 * - `cheaper_non_winner`: A non-winner sells clearly below the lowest winning price of the province.
 */
export type CompetitionReason = "inquiry_failed" | "equal_number_win" | "cheaper_non_winner";

/** What a renewal bid does to the share. */
export interface Renewal {
  /** How it runs; null where the rule does not tell. */
  mode: RenewalMode | null;
  /** Why by competition. */
  mode_reasons: CompetitionReason[];
  /** What a bid is measured by. */
  inquiry_line: Figure | null;
  /** What it may not exceed. */
  ceiling: Figure | null;
  /** Whether it is above the line. */
  bid_above_line: boolean | null;
  /** Whether it is above the ceiling. */
  bid_above_ceiling: boolean | null;
  /** How far it rises. */
  rise: Figure | null;
  /** The rise rounded up to a whole percent point. */
  rise_applied: Figure | null;
  /** What the share is multiplied by. */
  factor: Figure | null;
  /** The share without it. */
  base_share: Figure | null;
  /** The share with it. */
  share: Figure | null;
  /** What is agreed; null without a base. */
  agreed: Figure | null;
  /** What rounding added. */
  rounding_difference: Figure | null;
  /** Whether it is less than before: in principle it should not be. */
  below_previous: boolean | null;
}

/** Decimal string, 0 to 100; at most 6 decimals, below 10^12. */
export type ScoreOf100 = Decimal;

/** An indicator. */
export interface Indicator {
  /** The indicator, unique in the list. */
  readonly indicator: Id;
  /** Its score. */
  readonly score: ScoreOf100;
  /** Its weight. */
  readonly weight: UnitShare;
}

/** How an institution was assessed. */
export interface Assessment {
  /** Whether it qualified; if not, nothing is kept. Default: `true`. */
  readonly qualified?: boolean | undefined;
  /** Its score. */
  readonly score?: ScoreOf100 | undefined;
  /** Indicators in place of a score, at least one; their weights add up to 1. */
  readonly indicators?: readonly Indicator[] | undefined;
}

/**
 * Whom an unfinished drug bars.
 *
 * - `drug`: Itself.
 * - `institution`: All drugs of the institution.
 */
export type UnfinishedScope = "drug" | "institution";

/** A winner with its agreed volume. */
export interface AgreedWinner {
  /** The product, unique in the list. */
  readonly product: Id;
  /** What is agreed. */
  readonly agreed_quantity: NonNegative;
  /** The winning price. */
  readonly price: Positive;
}

/** A drug of the contract year. */
export interface RetentionDrug {
  /** The drug, unique in the list. */
  readonly drug: Id;
  /** The winners, at least one. */
  readonly winners: readonly AgreedWinner[];
  /** What was bought of all winners. */
  readonly purchased_quantity: NonNegative;
  /** Price before the tender. */
  readonly price_before: Positive;
  /** Share that the fund pays in the contract year. */
  readonly pay_ratio_contract: UnitShare;
  /** Share of use by the insured. */
  readonly insured_share: UnitShare;
  /** General formula: the base. */
  readonly base_quantity?: NonNegative | undefined;
  /** General formula: share that the fund paid before. */
  readonly pay_ratio_before?: UnitShare | undefined;
  /** General formula: money for non-winners without evaluated ones. */
  readonly non_winner_amount?: NonNegative | undefined;
  /** General formula: money for evaluated non-winners. */
  readonly evaluated_non_winner_amount?: NonNegative | undefined;
  /** Whether it is in the insurance catalogue. Default: `true`. */
  readonly in_catalogue?: boolean | undefined;
  /** Whether it was renewed after a full cycle. */
  readonly repeat_cycle?: boolean | undefined;
  /** Scores by drug: its score. */
  readonly score?: ScoreOf100 | undefined;
  /** Scores by drug: its ratio, where the rulebook leaves it open. */
  readonly ratio?: UnitShare | undefined;
}

/** What `volume.retention` is asked. */
export interface RetentionQuestion {
  /** The institution. */
  readonly institution: Id;
  /** How it was assessed. Default: `{"qualified": true}`. */
  readonly assessment?: Assessment | undefined;
  /** The ratio kept, where the rulebook leaves it open. */
  readonly ratio?: UnitShare | undefined;
  /** Whom an unfinished drug bars, where the rulebook leaves it open. */
  readonly unfinished_scope?: UnfinishedScope | undefined;
  /** Whether money for evaluated non-winners is spending, where the rulebook leaves it open. */
  readonly count_evaluated_non_winners?: boolean | undefined;
  /** Whether drugs renewed after a full cycle are left out, where the rulebook leaves it open. */
  readonly exclude_repeat_cycle?: boolean | undefined;
  /** Whether a score on the edge of a band belongs to it, where the rulebook leaves it open. */
  readonly edges_inclusive?: boolean | undefined;
  /** How retentions are rounded. */
  readonly rounding?: StatedRounding | undefined;
  /** The drugs, at least one. */
  readonly drugs: readonly RetentionDrug[];
}

/**
 * Whether a drug counts for the surplus.
 *
 * - `not_in_catalogue`: It is outside the catalogue.
 * - `repeat_cycle`: It was renewed after a full cycle.
 * - `unfinished`: The agreed volume was not bought.
 * - `no_surplus`: There is no surplus.
 * - `barred`: Another drug of the institution is unfinished.
 * - `counted`: It counts.
 */
export type DrugStatus =
  | "not_in_catalogue"
  | "repeat_cycle"
  | "unfinished"
  | "no_surplus"
  | "barred"
  | "counted";

/** What the hospital keeps for a drug. */
export interface DrugRetention {
  /** The drug. */
  drug: Id;
  /** What the fund would have paid; null under the short form. */
  budget: Figure | null;
  /** What it paid; null under the short form. */
  expense: Figure | null;
  /** The surplus. */
  base: Figure;
  /** Whether the agreed volume was bought. */
  finished: boolean;
  /** Whether it counts. */
  status: DrugStatus;
  /** Its grade, or that of the institution. */
  grade: string | null;
  /** Its ratio, or that of the institution. */
  ratio: Figure;
  /** What is kept. */
  retention: Figure;
  /** What one more unit of reported base would add; null under the short form. */
  marginal_per_base_unit: Figure | null;
}

/** What the hospital keeps. */
export interface Retention {
  /** The institution. */
  institution: Id;
  /** Whether it qualified. */
  qualified: boolean;
  /** Its score. */
  score: Figure | null;
  /** Its grade. */
  grade: string | null;
  /** Its ratio; null where ratios belong to drugs. */
  ratio: Figure | null;
  /** The base of the counted drugs. */
  base_total: Figure;
  /** What is kept in all. */
  retention_total: Figure;
  /** The drugs, by id. */
  drugs: DrugRetention[];
}

/** An item of a basket. */
export interface BasketItem {
  /** The item, unique in the basket. */
  readonly item: Id;
  /** The quantity of this period. */
  readonly quantity: NonNegative;
  /** The price now. */
  readonly new_price: Positive;
  /** The price before; without it the item is left out. */
  readonly old_price?: Positive | undefined;
}

/** Decimal string, -1 to 1; at most 6 decimals, below 10^12. */
export type SignedShare = Decimal;

/** What `volume.same_basket_saving` is asked. */
export interface BasketQuestion {
  /** The basket, with this period's quantities and specifications; at least one item. */
  readonly items: readonly BasketItem[];
  /** The target, where the rulebook leaves it open. */
  readonly min_saving?: SignedShare | undefined;
}

/**
 * How a basket stands to its target.
 *
 * - `met`: It meets it.
 * - `not_met`: It does not.
 * - `undetermined`: Not known.
 * - `no_target`: There is none.
 */
export type SavingVerdict = "met" | "not_met" | "undetermined" | "no_target";

/** What a basket saves. */
export interface BasketSaving {
  /** At old prices. */
  old_cost: Figure;
  /** At new prices. */
  new_cost: Figure;
  /** The difference. */
  saving_amount: Figure;
  /** The difference against the old cost; null where that is zero. */
  saving: Figure | null;
  /** What is to be saved; null without a published or given target. */
  target: Figure | null;
  /** Whether it is. */
  verdict: SavingVerdict;
  /** How many items were compared. */
  compared_items: number;
  /** Those without an old price, by id. */
  excluded_items: Id[];
}

/**
 * Who runs a tender.
 *
 * - `county`: A county (县).
 * - `province_run_county`: A county run by the province (省直管县), Xiong'an included.
 * - `prefecture_city`: A city (设区市).
 * - `province`: The province.
 */
export type TenderLevel = "county" | "province_run_county" | "prefecture_city" | "province";

/**
 * What kind of tender.
 *
 * - `own_tender`: Of its own (自行开展).
 * - `joint_tender_in_province`: Together with others of the province (省内联合).
 * - `join_extra_provincial_alliance`: In an alliance beyond the province (跨省联盟).
 */
export type TenderKind = "own_tender" | "joint_tender_in_province" | "join_extra_provincial_alliance";

/** What `volume.tender_authority` is asked. */
export interface AuthorityQuestion {
  /** Who runs the tender. */
  readonly level: TenderLevel;
  /** What kind of tender. */
  readonly kind: TenderKind;
  /** The day of approval. */
  readonly approved_on?: Date | undefined;
  /** The day on which catalogue, plan and document were approved. */
  readonly document_approved_on?: Date | undefined;
  /** The day of the start. */
  readonly started_on?: Date | undefined;
  /** The day of publication. */
  readonly published_on?: Date | undefined;
  /** Whether the document states the agreed volume. */
  readonly agreed_volume_stated?: boolean | undefined;
}

/**
 * Whether it may.
 *
 * - `allowed`: It may.
 * - `needs_provincial_approval`: With approval before the start, and of catalogue, plan and document before
 *   publication.
 * - `not_allowed_in_principle`: In principle not.
 */
export type Authority = "allowed" | "needs_provincial_approval" | "not_allowed_in_principle";

/**
 * The national advice of 2020-06-21.
 *
 * - `not_advised`: Not advised.
 * - `encouraged`: Encouraged.
 */
export type NationalAdvice = "not_advised" | "encouraged";

/**
 * What a tender breaks, in the order of the rules.
 *
 * - `tender_not_allowed`: It may not be run, and no approval came in time.
 * - `started_without_approval`: It started without approval.
 * - `published_without_document_approval`: Its document was published without approval.
 * - `agreed_volume_not_stated`: The agreed volume is not stated.
 */
export type TenderViolation =
  | "tender_not_allowed"
  | "started_without_approval"
  | "published_without_document_approval"
  | "agreed_volume_not_stated";

/** Whether it may. */
export interface TenderAuthority {
  /** What the table says. */
  authority: Authority;
  /** Whether approval is needed. */
  approval_needed: boolean;
  /** The national advice, where the rulebook has it. */
  national_advice: NationalAdvice | null;
  /** What was broken. */
  violations: TenderViolation[];
  /** Whether nothing was. */
  compliant: boolean;
}

/**
 * A quantity-price schedule.
 *
 * - `flat`: One price.
 * - `all_units`: The price of the highest tier for all units.
 * - `incremental`: Each unit at the price of its tier.
 * - `retroactive_rebate`: Invoiced first, rebated to the price of the highest tier.
 * - `minimum_commitment`: At least a minimum is paid.
 * - `price_volume_cap`: A part of what exceeds a cap is paid back.
 */
export type Scheme =
  | "flat"
  | "all_units"
  | "incremental"
  | "retroactive_rebate"
  | "minimum_commitment"
  | "price_volume_cap";

/** A tier. */
export interface PriceTier {
  /** From this quantity on. */
  readonly from: NonNegative;
  /** The price of a unit. */
  readonly price: Positive;
}

/**
 * What an invoice goes by before a rebate.
 *
 * - `list`: The first price.
 * - `incremental`: Each unit at the price of its tier.
 */
export type InvoiceBasis = "list" | "incremental";

/** What `volume.tiered_cost` is asked. Which fields it takes depends on the scheme. */
export interface TieredQuestion {
  /** The schedule. */
  readonly scheme: Scheme;
  /** What is bought. */
  readonly quantity: NonNegative;
  /** Flat, minimum commitment, price-volume cap: the price of a unit. */
  readonly price?: Positive | undefined;
  /** All units, incremental, retroactive rebate: the tiers, in ascending order, the first from 0. */
  readonly tiers?: readonly PriceTier[] | undefined;
  /** Retroactive rebate: what the invoice goes by. */
  readonly invoice_basis?: InvoiceBasis | undefined;
  /** Minimum commitment: what is paid at least. */
  readonly minimum_quantity?: NonNegative | undefined;
  /** Price-volume cap: what is not paid back. */
  readonly cap_quantity?: NonNegative | undefined;
  /** Price-volume cap: the share of the rest that is. */
  readonly payback_rate?: UnitShare | undefined;
}

/** The units of a tier. */
export interface TierBand {
  /** From this quantity on. */
  from: Figure;
  /** The price of a unit. */
  price: Figure;
  /** The units in it. */
  quantity: Figure;
  /** What they cost. */
  amount: Figure;
}

/** A higher quantity that costs less. */
export interface CheaperFrom {
  /** The quantity. */
  quantity: Figure;
  /** What it costs. */
  total: Figure;
}

/** What a quantity costs. */
export interface TieredCost {
  /** The schedule. */
  scheme: Scheme;
  /** What is bought. */
  quantity: Figure;
  /** What is paid for. */
  paid_quantity: Figure;
  /** Paid for and not bought. */
  shortfall_quantity: Figure;
  /** What is invoiced. */
  invoice: Figure;
  /** What comes back at the end. */
  rebate: Figure;
  /** What the supplier pays back above the cap. */
  payback: Figure;
  /** What it costs in the end. */
  total: Figure;
  /** The total against the quantity; null where that is zero. */
  average_price: Figure | null;
  /** The highest tier reached, from 1; null without tiers. */
  tier: number | null;
  /** The bands of an incremental schedule or invoice. */
  bands: TierBand[];
  /** From where more would cost less in all. */
  cheaper_from: CheaperFrom | null;
}

/** Budget and spending of the fund. */
export interface FundSettlement {
  /** The budget, yuan. */
  readonly budget: NonNegative;
  /** What was spent, yuan. */
  readonly actual: NonNegative;
  /** Share of what was saved that is kept. */
  readonly keep_share: UnitShare;
  /** Share of an overrun that the fund pays. */
  readonly overrun_fund_share: UnitShare;
  /** Up to which share of the budget. */
  readonly overrun_limit: NonNegative;
}

/** A fund that is set aside: by a rate of the surplus, or a fixed amount. */
export interface SetAside {
  /** The fund, unique in the list. */
  readonly fund: Id;
  /** A share of the surplus. */
  readonly rate?: UnitShare | undefined;
  /** Yuan. */
  readonly amount?: NonNegative | undefined;
}

/** Wages under control. */
export interface Wages {
  /** The control total, yuan. */
  readonly control_total: NonNegative;
  /** What is paid now, yuan. */
  readonly current_total: NonNegative;
}

/** What `volume.two_allows` is asked. */
export interface AllowancesQuestion {
  /** Income from services, yuan. */
  readonly service_income: NonNegative;
  /** Cost, yuan. */
  readonly cost: NonNegative;
  /** What is kept of the surplus of tenders, yuan. Default: `"0"`. */
  readonly retention?: NonNegative | undefined;
  /** Budget and spending of the fund. */
  readonly settlement?: FundSettlement | undefined;
  /** Funds that are set aside first. */
  readonly funds?: readonly SetAside[] | undefined;
  /** Share of the rest for staff. */
  readonly staff_share: UnitShare;
  /** Wages under the control of the public sector. */
  readonly wages?: Wages | undefined;
}

/** Who bears what of a settlement. */
export interface SettlementShare {
  /** What was saved. */
  surplus: Figure;
  /** What is kept of it. */
  kept: Figure;
  /** What was overspent. */
  overrun: Figure;
  /** What the fund pays of it. */
  fund_pays: Figure;
  /** The rest. */
  institution_bears: Figure;
}

/** What a fund gets. */
export interface FundAmount {
  /** The fund. */
  fund: Id;
  /** Yuan. */
  amount: Figure;
}

/** What may be distributed. */
export interface Allowances {
  /** The settlement with the fund; null without it. */
  settlement: SettlementShare | null;
  /** Income, retention and settlement less cost. */
  surplus: Figure;
  /** What is set aside, by fund. */
  funds: FundAmount[];
  /** All of it. */
  funds_total: Figure;
  /** Whether it is more than the surplus. */
  funds_exceed_surplus: boolean;
  /** What is left. */
  distributable: Figure;
  /** For staff. */
  staff: Figure;
  /** For development. */
  development: Figure;
  /** Whether more than half is for staff. */
  mainly_staff: boolean;
  /** Wages above the control total: permitted, and reported; null without wages. */
  above_wage_control: Figure | null;
}

/**
 * What is sold without mark-up.
 *
 * - `drug`: A drug.
 * - `tcm_slices`: Herbal slices (中药饮片).
 */
export type ProductClass = "drug" | "tcm_slices";

/** What is sold. */
export interface SaleLine {
  /** The line, unique in the list. */
  readonly line: Id;
  /** What it is. Default: `"drug"`. */
  readonly product_class?: ProductClass | undefined;
  /** What `purchase_units` cost, yuan. */
  readonly purchase_price: NonNegative;
  /** Units of that price. Default: `"1"`. */
  readonly purchase_units?: Positive | undefined;
  /** What `sale_units` are sold at, yuan. */
  readonly sale_price: NonNegative;
  /** Units of that price. Default: `"1"`. */
  readonly sale_units?: Positive | undefined;
  /** How many were sold at the sale price. */
  readonly quantity?: NonNegative | undefined;
}

/** What `volume.zero_markup` is asked. */
export interface MarkupQuestion {
  /** The lines, at least one. */
  readonly lines: readonly SaleLine[];
  /** By how much a sale price may differ, yuan. Default: `"0"`. */
  readonly tolerance?: NonNegative | undefined;
  /** Whether herbal slices are exempt, where the rulebook leaves it open. */
  readonly tcm_slices_exempt?: boolean | undefined;
}

/**
 * How a sale price stands to the purchase price.
 *
 * - `ok`: It is the purchase price.
 * - `above`: It is above.
 * - `below`: It is below.
 * - `exempt`: It does not have to be.
 */
export type MarkupOutcome = "ok" | "above" | "below" | "exempt";

/** Whether a line is without mark-up. */
export interface MarkupLine {
  /** The line. */
  line: Id;
  /** What the sale price should be. */
  expected_price: Figure;
  /** Sale price less that. */
  difference: Figure;
  /** The difference against what it should be; null where that is zero. */
  markup: Figure | null;
  /** How it stands. */
  outcome: MarkupOutcome;
  /** The difference on what was sold above; null without a quantity. */
  excess_amount: Figure | null;
}

/** Whether sales are without mark-up. */
export interface MarkupCheck {
  /** Whether no line is above or below. */
  compliant: boolean;
  /** What was asked too much in all. */
  excess_total: Figure;
  /** The lines, by id. */
  lines: MarkupLine[];
}

/** The built-in rulebooks of the area. */
export type RulebookId =
  | "volume/cn-2019-expansion"
  | "volume/cn-batch-02"
  | "volume/cn-batch-03"
  | "volume/cn-batch-04"
  | "volume/cn-batch-05"
  | "volume/cn-batch-07"
  | "volume/cn-batch-08"
  | "volume/cn-batch-09"
  | "volume/cn-batch-10"
  | "volume/cn-batch-11"
  | "volume/cn-batch-12"
  | "volume/csj-renewal-2022"
  | "volume/fujian-clips"
  | "volume/gd-alliance-2022"
  | "volume/generic"
  | "volume/hebei-2020"
  | "volume/insulin-2021"
  | "volume/insulin-2024"
  | "volume/jiangxi-reagents-2023"
  | "volume/jilin-city-2020"
  | "volume/lens-3plus6-2020"
  | "volume/renewal-2021"
  | "volume/renewal-batches-1-8"
  | "volume/retention-cn-2020"
  | "volume/retention-guangxi-2021"
  | "volume/retention-shenzhen-2024-draft"
  | "volume/retention-shiquan"
  | "volume/retention-sichuan-2022"
  | "volume/shanghai-2020"
  | "volume/shanghai-2021"
  | "volume/shanxi-consumables-2025"
  | "volume/shenzhen-gpo-2016"
  | "volume/sichuan-ivus-2024"
  | "volume/zhejiang-2025";

export interface Functions {
  /**
   * Whether a report is complete and plausible, line by line.
   *
   * Source: rules 1 to 6 of this area; reporting notice of batch 11, August 2025.
   *
   * @throws JicaiError: `rule_gap` where the document has a floor or limits that are not published and not
   * given; `invalid_input` with the field; `limit_exceeded` for a list of more than 100,000.
   *
   * @example
   * const { value } = jicai.volume.checkReport({ institution: "H1", lines: [{ drug: "D1" }] });
   * value.institution; // "H1"
   * value.verdict; // "pass"
   * value.lines[0].drug; // "D1"
   */
  checkReport(question: ReportQuestion, options?: MaybeRuled<RulebookId>): Answer<ReportCheck>;

  /**
   * How much members bring together, whether it is enough, and what goes back to them.
   *
   * Source: rules 7 to 9.
   *
   * @throws JicaiError: `invalid_input` with the field, `limit_exceeded` for a list of more than 100,000.
   *
   * @example
   * const { value } = jicai.volume.pool(
   *   { members: [{ member: "AB", volumes: [{ drug: "D1", quantity: "3.75" }] }] },
   * );
   * value.member_count; // 1
   * value.single_member; // true
   * value.drugs[0].drug; // "D1"
   */
  pool(question: PoolQuestion, options?: MaybeRuled<RulebookId>): Answer<Pool>;

  /**
   * Who may run which tender, and what was broken.
   *
   * Source: rules 10 and 11; Hebei, July 2020.
   *
   * @throws JicaiError: `rule_gap` where the rulebook has no such table or row.
   *
   * @example
   * const { value } = jicai.volume.tenderAuthority(
   *   { level: "county", kind: "own_tender" },
   *   { rulebook: "volume/hebei-2020" },
   * );
   * value.authority; // "not_allowed_in_principle"
   * value.national_advice; // "not_advised"
   */
  tenderAuthority(question: AuthorityQuestion, options: Ruled<RulebookId>): Answer<TenderAuthority>;

  /**
   * How much of the base is agreed.
   *
   * Source: rule 12.
   *
   * @throws JicaiError: `rule_gap` without a share; `invalid_input` with the field.
   *
   * @example
   * const { value } = jicai.volume.agreed(
   *   { winners: 1, bases: [{ unit: "a", quantity: "0" }], share: "0" },
   * );
   * value.share; // "0"
   * value.share_source; // "caller"
   * value.units[0].unit; // "a"
   */
  agreed(question: AgreedQuestion, options?: MaybeRuled<RulebookId>): Answer<AgreedVolume>;

  /**
   * Which supplier gets what at each institution.
   *
   * Reported = own + redistributed + undistributed + outside the agreement, exactly, before rounding.
   *
   * Source: rules 13 to 21.
   *
   * @throws JicaiError: `rule_gap` where a share or the redistribution is not published; `invalid_input` with
   * the field; `limit_exceeded` for more than 5,000,000 winners times institutions.
   *
   * @example
   * const { value } = jicai.volume.allocate(
   *   {
   *     winners: [{ product: "A", award_class: "A1" }],
   *     institutions: [{ institution: "H1" }],
   *     stage: "own",
   *   },
   *   { rulebook: "volume/insulin-2024" },
   * );
   * value.agreed_total; // "0"
   * value.products[0].product; // "A"
   * value.products[0].reported; // "0"
   */
  allocate(question: AllocationQuestion, options: Ruled<RulebookId>): Answer<Allocation>;

  /**
   * What a renewal bid does to the share.
   *
   * Source: rules 22 to 24; 医保办发〔2021〕44号, CSJ-YD2022-1.
   *
   * @throws JicaiError: `rule_gap` where a share is not published; `invalid_input` with the field.
   *
   * @example
   * const { value } = jicai.volume.renewal({}, { rulebook: "volume/renewal-2021" });
   * value.mode; // "inquiry"
   */
  renewal(question: RenewalQuestion, options: Ruled<RulebookId>): Answer<Renewal>;

  /**
   * What may be bought beyond the agreed volume.
   *
   * Source: rules 25 to 27; supplements of Shanghai.
   *
   * @throws JicaiError: `rule_gap` where a limit is not published and not given; `invalid_input` with the
   * field.
   *
   * @example
   * const { value } = jicai.volume.remaining({ agreed_quantity: "3", winner_quantity: "2" });
   * value.remaining_quantity; // "0"
   * value.completion; // "0.666667"
   */
  remaining(question: RemainingQuestion, options?: MaybeRuled<RulebookId>): Answer<Remaining>;

  /**
   * What a quantity costs under a quantity-price schedule.
   *
   * Source: rule 28.
   *
   * @throws JicaiError: `invalid_input` with the field.
   *
   * @example
   * const { value } = jicai.volume.tieredCost({ scheme: "flat", quantity: "0", price: "5" });
   * value.scheme; // "flat"
   * value.quantity; // "0"
   */
  tieredCost(question: TieredQuestion, options?: MaybeRuled<RulebookId>): Answer<TieredCost>;

  /**
   * What the same basket saves.
   *
   * Source: rule 29; Shenzhen 2016.
   *
   * @throws JicaiError: `invalid_input` with the field.
   *
   * @example
   * const { value } = jicai.volume.sameBasketSaving(
   *   { items: [{ item: "A", quantity: "1", new_price: "2", old_price: "3" }] },
   * );
   * value.old_cost; // "3"
   * value.new_cost; // "2"
   */
  sameBasketSaving(question: BasketQuestion, options?: MaybeRuled<RulebookId>): Answer<BasketSaving>;

  /**
   * Which platform is cheaper for the same drug.
   *
   * Source: rule 30.
   *
   * @throws JicaiError: `invalid_input` with the field.
   *
   * @example
   * const { value } = jicai.volume.choosePlatform(
   *   {
   *     offers: [
   *       {
   *         offer: "1",
   *         platform: "a",
   *         generic_name: "G",
   *         dosage_form: "tablet",
   *         specification: "5 mg",
   *         manufacturer: "M",
   *         unit: "tablet",
   *         price: "7",
   *       },
   *     ],
   *   },
   * );
   * value.groups[0].generic_name; // "G"
   * value.groups[0].dosage_form; // "tablet"
   */
  choosePlatform(question: PlatformQuestion, options?: MaybeRuled<RulebookId>): Answer<PlatformChoice>;

  /**
   * Whether sales are without mark-up.
   *
   * Source: rule 31.
   *
   * @throws JicaiError: `rule_gap` for herbal slices where nothing says whether they are exempt;
   * `invalid_input` with the field.
   *
   * @example
   * const { value } = jicai.volume.zeroMarkup(
   *   { lines: [{ line: "1", purchase_price: "0", sale_price: "1", quantity: "2" }] },
   * );
   * value.excess_total; // "2"
   * value.compliant; // false
   * value.lines[0].line; // "1"
   */
  zeroMarkup(question: MarkupQuestion, options?: MaybeRuled<RulebookId>): Answer<MarkupCheck>;

  /**
   * What the hospital keeps of the surplus.
   *
   * Source: rules 32 to 37; 医保发〔2020〕26号.
   *
   * @throws JicaiError: `rule_gap` where a ratio, a scope or a switch is not published and not given;
   * `invalid_input` with the field.
   *
   * @example
   * const { value } = jicai.volume.retention(
   *   {
   *     institution: "H1",
   *     drugs: [
   *       {
   *         drug: "D1",
   *         price_before: "5",
   *         winners: [{ product: "A", agreed_quantity: "100", price: "5" }],
   *         purchased_quantity: "100",
   *         pay_ratio_contract: "0.6",
   *         insured_share: "0.9",
   *       },
   *     ],
   *     ratio: "0.5",
   *   },
   *   { rulebook: "volume/retention-shiquan" },
   * );
   * value.institution; // "H1"
   * value.ratio; // "0.5"
   * value.drugs[0].drug; // "D1"
   */
  retention(question: RetentionQuestion, options: Ruled<RulebookId>): Answer<Retention>;

  /**
   * What may be distributed to staff, after settlement with the fund.
   *
   * Source: rules 38 and 39.
   *
   * @throws JicaiError: `invalid_input` with the field.
   *
   * @example
   * const { value } = jicai.volume.twoAllows({ service_income: "1000", cost: "800", staff_share: "0" });
   * value.surplus; // "200"
   * value.funds_total; // "0"
   */
  twoAllows(question: AllowancesQuestion, options?: MaybeRuled<RulebookId>): Answer<Allowances>;
}
