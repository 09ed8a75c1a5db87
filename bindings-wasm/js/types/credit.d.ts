/**
 * Credit grading (信用评价): which company is graded dishonest, and what follows.
 *
 * Written by `make typescript-types` from the JSON Schemas of the core. Do not edit.
 */
import type { Answer, DateText, Decimal, MaybeRuled, Options, Ruled } from "../call.js";
import type { RulebookObject } from "./rulebook.js";

/** Identifier: opaque, compared byte for byte. */
export type Id = string;

/** Day, ISO 8601: 2025-10-27. */
export type Date = DateText;

/** An entry of the violation list (违规名单). */
export interface BarEntry {
  /** Identifier, unique in the list. */
  readonly entry_id: Id;
  /** The first day. */
  readonly first_day: Date;
  /** The last day; exactly one of this and `cooperated`. */
  readonly last_day?: Date | undefined;
  /** Whether the firm cooperated: then the rulebook says how long. */
  readonly cooperated?: boolean | undefined;
  /** The firm; that of the question where it is left out. */
  readonly firm?: Id | undefined;
}

/** What `credit.bar` is asked: whether a firm is on the violation list. */
export interface BarQuestion {
  /** The firm. */
  readonly firm: Id;
  /** The day. */
  readonly on: Date;
  /** Entries of the list, at most 10,000. */
  readonly entries: readonly BarEntry[];
}

/**
 * What the violation list bars from.
 *
 * - `national_vbp_bidding`: Bidding in national volume-based procurement.
 */
export type BarScope = "national_vbp_bidding";

/** An entry of the violation list with its term. */
export interface BarTerm {
  /** The entry. */
  entry_id: Id;
  /** Its first day. */
  first_day: Date;
  /** Its last day. */
  last_day: Date;
  /** Whether it covers the day asked about. */
  in_force: boolean;
}

/** Whether a firm is on the violation list. */
export interface BarStatus {
  /** The firm. */
  firm: Id;
  /** The day. */
  on: Date;
  /** Whether it is barred on that day. */
  barred: boolean;
  /** What from. */
  applies_to: BarScope;
  /** The first day on which it is free; the day itself where it is not barred. */
  free_from: Date;
  /** Its entries, by first day, last day, id. */
  entries: BarTerm[];
  /** Entries of other firms, by id. */
  ignored: Id[];
}

/**
 * What proves a case.
 *
 * - `judgment`: A judgment in force.
 * - `penalty`: A penalty decision.
 * - `audit`: An audit report, or the result of leads that auditors handed over.
 * - `authority_record`: A record of the healthcare-security or procurement body.
 */
export type Evidence = "judgment" | "penalty" | "audit" | "authority_record";

/**
 * Whether a case still stands.
 *
 * - `in_force`: It does.
 * - `revoked`: Judgment, penalty or record was revoked.
 */
export type CaseStatus = "in_force" | "revoked";

/**
 * What a firm did (失信事项). Their order is that of the records.
 *
 * - `bribery`: Commercial bribery (医药商业贿赂).
 * - `tax`: Falsely issued VAT invoices (涉税违法).
 * - `monopoly`: Monopoly (实施垄断行为).
 * - `price_offence`: Offence against the Price Law (不正当价格行为).
 * - `abnormal_price`: Abnormal price, asked and not explained (药品价格异常); 2020 only.
 * - `obstruction`: Resisting supervision (抗拒监管).
 * - `bid_misconduct`: Bid misconduct (扰乱集中采购秩序).
 * - `breach`: Breach of a commitment (违反承诺).
 */
export type Matter =
  | "bribery"
  | "tax"
  | "monopoly"
  | "price_offence"
  | "abnormal_price"
  | "obstruction"
  | "bid_misconduct"
  | "breach";

/**
 * Who was bribed: the institution or its staff.
 *
 * - `public_institution`: Public medical institution (公立医疗机构).
 * - `designated_private_institution`: Private institution designated for insurance (定点民营医疗机构).
 * - `other_private_institution`: Other private institution.
 * - `procurement_body`: Procurement body (集中采购机构).
 * - `security_department`: Healthcare-security department other than the procurement body (医保部门).
 */
export type Target =
  | "public_institution"
  | "designated_private_institution"
  | "other_private_institution"
  | "procurement_body"
  | "security_department";

/** Money in yuan, zero or more, at most 2 decimals, below 10^15. */
export type Fen = Decimal;

export interface StatedAmountInterval {
  readonly at_least: Fen;
  readonly below?: Fen | undefined;
}

/** Exact amount, or the interval at_least ≤ x < below; no upper end without `below`. */
export type StatedAmount = Fen | StatedAmountInterval;

/**
 * On which side of false invoices a firm was.
 *
 * - `received`: It received them.
 * - `issued`: It issued them.
 */
export type Side = "received" | "issued";

/**
 * How a firm resisted, disturbed a tender, or broke a promise.
 *
 * - `any`: Any: of obstruction there are no kinds.
 * - `false_proof_others_affected`: Listed or won by false proof or fraud, and others lost their place or
 *   return.
 * - `false_proof`: The same without that effect.
 * - `collusion_national_vbp`: Collusion in national volume-based procurement (围标串标).
 * - `collusion_other`: Collusion elsewhere.
 * - `selection_lost`: Selected and refused to perform without good reason; selection given up or cancelled.
 * - `supply_failure`: Failure of supply.
 * - `agreement_not_signed`: The agreement was not signed.
 * - `other`: Other.
 */
export type Kind =
  | "any"
  | "false_proof_others_affected"
  | "false_proof"
  | "collusion_national_vbp"
  | "collusion_other"
  | "selection_lost"
  | "supply_failure"
  | "agreement_not_signed"
  | "other";

/**
 * One fact of a case. Which fields it has depends on its matter; one that does not belong to it is refused.
 */
export interface Fact {
  /** What was done. */
  readonly matter: Matter;
  /** The firm held responsible; the firm graded where it is left out. */
  readonly firm?: Id | undefined;
  /** The province of the conduct; the grading province where it is left out. */
  readonly province?: Id | undefined;
  /** Involved products (涉案产品). */
  readonly products?: readonly Id[] | undefined;
  /**
   * The clause that the province's decision names, `<rank>.<number>`; then only the four fields above stand
   * beside it.
   */
  readonly cited_clause?: string | undefined;
  /** Bribery: who was bribed. */
  readonly target?: Target | undefined;
  /** Bribery, tax: the sum held against this firm, yuan. */
  readonly amount?: StatedAmount | undefined;
  /** Bribery: the amount is one single bribe. */
  readonly one_payment?: boolean | undefined;
  /** Bribery: the largest single bribe of the amount, yuan. */
  readonly largest_single?: StatedAmount | undefined;
  /** Tax: on which side of the invoices the firm was. */
  readonly side?: Side | undefined;
  /**
   * Monopoly, price offence: the last day known of supply at the high price; none after the penalty where it
   * is left out.
   */
  readonly high_price_until?: Date | undefined;
  /** Abnormal price: whether the firm explained it. */
  readonly explained?: boolean | undefined;
  /** Abnormal price: its first day. */
  readonly conduct_from?: Date | undefined;
  /** Abnormal price: its last day. */
  readonly conduct_until?: Date | undefined;
  /**
   * Abnormal price: sales in the province meanwhile, yuan; zero is allowed; nothing is known where it is left
   * out.
   */
  readonly sales?: StatedAmount | undefined;
  /** Bid misconduct, breach: how. */
  readonly kind?: Kind | undefined;
}

/** One judgment, penalty decision, audit hand-over or record. */
export interface Case {
  /** Identifier, unique in the question. */
  readonly case_id: Id;
  /** What proves it. */
  readonly evidence: Evidence;
  /** The day on which judgment, penalty or record came into force. */
  readonly effective_on: Date;
  /** The last day of the conduct; required where the rulebook's look-back counts from it. */
  readonly conduct_until?: Date | undefined;
  /** Whether it still stands. Default: `"in_force"`. */
  readonly status?: CaseStatus | undefined;
  /** What it establishes, 1 to 10,000 facts. */
  readonly facts: readonly Fact[];
}

/** A rulebook of a request. */
export type RulebookReference = Id | RulebookObject;

export type RulebookChoice = RulebookReference;

/** What `credit.compare` is asked: the same cases, graded under a second version. */
export interface CompareQuestion {
  /** The firm graded: one legal person. */
  readonly firm: Id;
  /** The grading province. */
  readonly province: Id;
  /** The day of the grading. */
  readonly graded_on: Date;
  /** The cases, at most 10,000, without `cited_clause`: clause numbers belong to one version. */
  readonly cases: readonly Case[];
  /** The second version. */
  readonly other_rulebook: RulebookChoice;
}

/**
 * Which end of a grade an entry of `deciding` explains.
 *
 * - `min`: The lower end.
 * - `max`: The upper end.
 */
export type End = "min" | "max";

/**
 * A test of a record, in the order of the rules.
 *
 * - `total`: Cumulative within one case.
 * - `single`: Largest single bribe.
 * - `security`: Bribes to procurement bodies and healthcare-security departments.
 * - `months`: Duration in months.
 * - `sales`: Sales.
 * - `kind`: The kind of conduct.
 * - `cited`: The clause that the province's decision names.
 */
export type Test = "total" | "single" | "security" | "months" | "sales" | "kind" | "cited";

/** A test that sets an end of the interval. */
export interface Deciding {
  /** Which end. */
  end: End;
  /** The case of the record. */
  case_id: Id;
  /** The matter of the record. */
  matter: Matter;
  /** The test. */
  test: Test;
  /** The rank that it reaches. */
  rank: number;
  /** The number of the clause, where it has one. */
  clause: string | null;
}

/**
 * Why a fact does not count, in the order in which the reasons are tried.
 *
 * - `other_firm`: Another firm was held responsible.
 * - `other_province`: The conduct was in another province.
 * - `revoked`: The case was revoked.
 * - `not_yet_effective`: The case was not yet in force.
 * - `matter_not_listed`: The rulebook does not know the matter.
 * - `evidence_not_admitted`: The evidence is not admitted for the matter.
 * - `outside_window`: The case is older than the look-back.
 * - `target_not_covered`: The rulebook does not cover bribes to this target.
 * - `side_not_covered`: The firm issued the invoices: only receiving them counts.
 * - `explained`: The firm explained the price.
 */
export type DropReason =
  | "other_firm"
  | "other_province"
  | "revoked"
  | "not_yet_effective"
  | "matter_not_listed"
  | "evidence_not_admitted"
  | "outside_window"
  | "target_not_covered"
  | "side_not_covered"
  | "explained";

/** A fact that does not count. */
export interface Dropped {
  /** The case. */
  case_id: Id;
  /** Its place among the facts of the case, from 0. */
  fact: number;
  /** Why. */
  reason: DropReason;
}

/** One side of a comparison: a grading without its records. */
export interface GradeSide {
  /** The version. */
  rulebook: Id;
  /** Whether the interval is one grade. */
  exact: boolean;
  /** The code, if exact. */
  grade: Id | null;
  /** The lowest grade it can be. */
  grade_min: Id;
  /** The highest grade it can be. */
  grade_max: Id;
  /** The rank of `grade_min`. */
  rank_min: number;
  /** The rank of `grade_max`. */
  rank_max: number;
  /** The level of `grade_min` across versions. */
  level_min: number;
  /** The level of `grade_max` across versions. */
  level_max: number;
  /** Whether unset parameters, not the facts, leave it open. */
  gap: boolean;
  /** Their ids. */
  gaps: string[];
  /** Which tests set the ends of the interval. */
  deciding: Deciding[];
  /** Facts that do not count. */
  dropped: Dropped[];
}

/**
 * How two grades compare by level.
 *
 * - `harsher`: The second is harsher.
 * - `milder`: The second is milder.
 * - `same`: Both are exactly the same.
 * - `undetermined`: The intervals overlap: not known.
 */
export type LevelChange = "harsher" | "milder" | "same" | "undetermined";

/** The same facts under two versions. */
export interface GradeComparison {
  /** Under the rulebook of the request. */
  first: GradeSide;
  /** Under the other one. */
  second: GradeSide;
  /** How the levels compare. */
  level_change: LevelChange;
}

/** What `credit.default_rulebook` is asked: which version graded. Exactly one of the two. */
export interface VersionQuestion {
  /** The day of the grading. */
  readonly graded_on?: Date | undefined;
  /** The label of a published list, e.g. `严重失信`. */
  readonly label?: string | undefined;
}

/**
 * How the version of a grade was found.
 *
 * - `graded_on`: From the day of the grading.
 * - `label`: From the label of a published list.
 */
export type VersionBasis = "graded_on" | "label";

/** Which version of the benchmark graded. */
export interface Version {
  /** The rulebook. */
  rulebook: Id;
  /** The code of the label's grade; null when asked by day. */
  grade: Id | null;
  /** How it was found. */
  basis: VersionBasis;
  /** Whether it was the only one in use. */
  certain: boolean;
}

/** What `credit.grade` is asked: the cases of a firm in a province. */
export interface GradeQuestion {
  /** The firm graded: one legal person. */
  readonly firm: Id;
  /** The grading province. */
  readonly province: Id;
  /** The day of the grading, 1900 to 2999 like every date of this area. */
  readonly graded_on: Date;
  /** The cases, at most 10,000; none gives the grade none. */
  readonly cases: readonly Case[];
}

export interface AmountRangeInterval {
  at_least: Fen;
  below?: Fen;
}

/** Exact amount, or the interval at_least ≤ x < below; no upper end without `below`. */
export type AmountRange = Fen | AmountRangeInterval;

/** What is held against a firm in one case for one matter. */
export interface RecordGrade {
  /** The case. */
  case_id: Id;
  /** The matter. */
  matter: Matter;
  /** The case is within the look-back for sure. */
  certain: boolean;
  /** The products of its facts. */
  products: Id[];
  /** Bribery, tax: the sum of its facts, whatever their target. */
  total: AmountRange | null;
  /** Bribery: the largest single bribe, whatever its target. */
  largest_single: AmountRange | null;
  /** The lowest grade it can be. */
  grade_min: Id;
  /** The highest grade it can be. */
  grade_max: Id;
  /** The rank of `grade_min`. */
  rank_min: number;
  /** The rank of `grade_max`. */
  rank_max: number;
  /** The clause that decides, where the grade is one and its clause has a number. */
  clause: string | null;
}

/**
 * A grade that may be known only as an interval.
 *
 * `require_no_gap` is strict mode: it refuses an interval that an unpublished number leaves open.
 */
export interface Grading {
  /** The version. */
  rulebook: Id;
  /** The firm graded. */
  firm: Id;
  /** The grading province. */
  province: Id;
  /** The day of the grading. */
  graded_on: Date;
  /** Whether the interval is one grade. */
  exact: boolean;
  /** The code, if exact. */
  grade: Id | null;
  /** The lowest grade it can be. */
  grade_min: Id;
  /** The highest grade it can be. */
  grade_max: Id;
  /** The rank of `grade_min`. */
  rank_min: number;
  /** The rank of `grade_max`. */
  rank_max: number;
  /** The level of `grade_min` across versions. */
  level_min: number;
  /** The level of `grade_max` across versions. */
  level_max: number;
  /** Whether unset parameters, not the facts, leave it open. */
  gap: boolean;
  /** Their ids. */
  gaps: string[];
  /** What was held against the firm, by case, then matter. */
  records: RecordGrade[];
  /** Which tests set the ends of the interval. */
  deciding: Deciding[];
  /** Facts that do not count. */
  dropped: Dropped[];
}

/**
 * In which role a firm is graded.
 *
 * - `manufacturer`: Maker, marketing authorisation holder, sole agent of an import (生产企业).
 * - `distributor`: Distributor (配送企业).
 */
export type Role = "manufacturer" | "distributor";

/** What `credit.measures` is asked: what a grade brings with it. */
export interface MeasuresQuestion {
  /** The grade's code in the rulebook. */
  readonly grade: Id;
  /** The role of the firm. */
  readonly role: Role;
  /** The first day; without it the measures have no days. */
  readonly start_on?: Date | undefined;
}

/**
 * What a grade brings with it, in the order of the rules.
 *
 * - `written_reminder`: Written reminder (书面提醒告诫).
 * - `risk_label`: Label of risk (提示风险).
 * - `limit_vbp`: Limits in volume-based procurement.
 * - `limit_listing_by_price_bid`: Limits on listing by price bids.
 * - `limit_or_suspend_listing`: Listing limited or suspended.
 * - `limit_or_suspend_bidding`: Bidding limited or suspended.
 * - `limit_or_suspend_delivery`: Delivery limited or suspended.
 * - `suspend_listing`: Listing suspended (暂停挂网).
 * - `suspend_bidding`: Bidding suspended (暂停投标).
 * - `suspend_delivery`: Delivery suspended (暂停配送).
 */
export type Measure =
  | "written_reminder"
  | "risk_label"
  | "limit_vbp"
  | "limit_listing_by_price_bid"
  | "limit_or_suspend_listing"
  | "limit_or_suspend_bidding"
  | "limit_or_suspend_delivery"
  | "suspend_listing"
  | "suspend_bidding"
  | "suspend_delivery";

/**
 * What a measure covers.
 *
 * - `firm`: The firm.
 * - `involved_products`: The products of the case.
 * - `all_products`: All products of the firm.
 */
export type Scope = "firm" | "involved_products" | "all_products";

/**
 * Where a measure holds.
 *
 * - `grading_province`: In the province that grades.
 * - `all_provinces`: Everywhere.
 */
export type Area = "grading_province" | "all_provinces";

/**
 * How long a measure lasts.
 *
 * - `years`: A number of years from the start.
 * - `one_off`: On the day of the start only.
 * - `until_cleared`: As long as the grade is live.
 * - `not_published`: Not published; as long as the grade is live.
 */
export type Length = "years" | "one_off" | "until_cleared" | "not_published";

/**
 * How well a value is established.
 *
 * - `official`: Read in the document itself.
 * - `secondary`: Reported by a secondary source that is cited.
 * - `derived`: Follows from other stated facts.
 * - `unverified`: Not confirmed by anything: an assumption. Strict mode refuses it.
 */
export type Provenance = "official" | "secondary" | "derived" | "unverified";

/** A measure with its term. */
export interface MeasureTerm {
  /** What it is. */
  measure: Measure;
  /** What it covers. */
  scope: Scope;
  /** Where it holds. */
  area: Area;
  /** How long it lasts. */
  length: Length;
  /** The number of years, for length `years`. */
  years: number | null;
  /** Its first day, if a start was given. */
  first_day: Date | null;
  /** Its last day, where there is one. */
  last_day: Date | null;
  /** How well the row is established. */
  provenance: Provenance;
}

/** What a grade brings with it. */
export interface GradeMeasures {
  /** The version. */
  rulebook: Id;
  /** The grade's code. */
  grade: Id;
  /** Its rank. */
  rank: number;
  /** Its level across versions. */
  level: number;
  /** The role of the firm. */
  role: Role;
  /** Whether the measures of this grade and role are published. */
  complete: boolean;
  /** The measures, in the rulebook's order. */
  measures: MeasureTerm[];
}

/** A measure that a province decided for one record. */
export interface OwnMeasure {
  /** What it is. */
  readonly measure: Measure;
  /** What it covers. */
  readonly scope: Scope;
  /** Where it holds. */
  readonly area: Area;
  /** The first day; that of the record where it is left out. */
  readonly first_day?: Date | undefined;
  /** The last day; as long as the record is live where it is left out. */
  readonly last_day?: Date | undefined;
}

/** A grade that a province gave a firm. */
export interface GradeRecord {
  /** Identifier, unique in the list. */
  readonly record_id: Id;
  /** The firm; required by `credit.national`, that of the question elsewhere. */
  readonly firm?: Id | undefined;
  /** Its role; required by `credit.national`, that of the question elsewhere. */
  readonly role?: Role | undefined;
  /** The grading province. */
  readonly province: Id;
  /** The version; that of the request where it is left out. */
  readonly rulebook?: RulebookChoice | undefined;
  /** The grade's code in that version. */
  readonly grade: Id;
  /** The first day: it counts. */
  readonly start_on: Date;
  /** The day of clearing: it is free. */
  readonly cleared_on?: Date | undefined;
  /** The last day, where there is one. */
  readonly last_day?: Date | undefined;
  /** The grade was revoked. */
  readonly revoked?: boolean | undefined;
  /** Involved products; left out where they are not known, empty where there are none. */
  readonly products?: readonly Id[] | undefined;
  /** What the province decided in this case: replaces the rulebook's measures. */
  readonly measures?: readonly OwnMeasure[] | undefined;
}

/** What `credit.national` is asked: the published rows of all provinces. */
export interface NationalQuestion {
  /** The day. */
  readonly as_of: Date;
  /** The rows, at most 100,000; each states firm and role. */
  readonly records: readonly GradeRecord[];
}

/** A grade of a version. */
export interface WorstGrade {
  /** The version. */
  rulebook: Id;
  /** The code. */
  grade: Id;
}

/** A province with live records of a firm. */
export interface ProvinceView {
  /** The province. */
  province: Id;
  /** The worst level there. */
  level: number;
  /** The live records, by id. */
  records: Id[];
}

/** A product that is restricted in all provinces. */
export interface NationwideProduct {
  /** The product. */
  product: Id;
  /** By which measures. */
  measures: Measure[];
  /** The provinces whose grades bring them, by id. */
  graded_in: Id[];
}

/**
 * Why a grade record is not live, in the order in which the reasons are tried.
 *
 * - `revoked`: The grade was revoked.
 * - `no_grade`: The grade is none.
 * - `not_started`: It has not started.
 * - `cleared`: It was cleared by correction.
 * - `expired`: Its period is over.
 */
export type NotLiveReason = "revoked" | "no_grade" | "not_started" | "cleared" | "expired";

/** A record that is not live. */
export interface NotLive {
  /** The record. */
  record_id: Id;
  /** Why. */
  reason: NotLiveReason;
}

/** One firm in all provinces. */
export interface FirmView {
  /** The firm. */
  firm: Id;
  /** The worst level of a live record, 0 if there is none. */
  worst_level: number;
  /** The worst grade of that level per version, by version. */
  worst_grades: WorstGrade[];
  /** Provinces with live records, by id. */
  provinces: ProvinceView[];
  /** Products that are restricted in all provinces, by id. */
  nationwide_products: NationwideProduct[];
  /** Whether all its products are restricted in all provinces. */
  nationwide_all_products: boolean;
  /** Whether involved products that are not known are restricted in all provinces. */
  nationwide_products_unknown: boolean;
  /** Records that are not live, by id. */
  not_live: NotLive[];
}

/** The provincial grades of all firms, rolled up to the country. */
export interface NationalView {
  /** The day. */
  as_of: Date;
  /** How many firms have records. */
  firm_count: number;
  /** How many firms have each worst level, 0 to 3. */
  firms_by_worst_level: number[];
  /** The firms, by id. */
  firms: FirmView[];
}

/**
 * A step of correction (纠正措施), in the order of the rules.
 *
 * - `stop_conduct`: End the conduct (终止失信行为).
 * - `sanction_responsible`: Sanction the employees and agents responsible (惩戒涉案员工、代理).
 * - `public_apology`: Apologise in public (公开致歉).
 * - `compliance_report`: Report on compliance (合规整改报告).
 * - `remove_inflated_price`: Take the inflated part out of the price (剔除价格虚高空间).
 * - `return_gains`: Return unreasonable gains (退回不合理收益).
 * - `donate_gains`: Donate gains (慈善捐赠): of the 2020 list only.
 * - `name_controller`: Name who controls the firm (指证实际控制主体): for distributors.
 */
export type CorrectionStep =
  | "stop_conduct"
  | "sanction_responsible"
  | "public_apology"
  | "compliance_report"
  | "remove_inflated_price"
  | "return_gains"
  | "donate_gains"
  | "name_controller";

/** An involved product of a firm that corrects. */
export interface CorrectedProduct {
  /** The product, unique in the list. */
  readonly product: Id;
  /** The day from which its selected or negotiated price is applied. */
  readonly selected_price_applied_on?: Date | undefined;
}

/** What `credit.repair` is asked: whether the steps taken clear a grade. */
export interface RepairQuestion {
  /** What the firm was graded for. */
  readonly matter: Matter;
  /** The grade's code in the rulebook. */
  readonly grade: Id;
  /** The role of the firm. */
  readonly role: Role;
  /** The day of the question. */
  readonly as_of: Date;
  /** The steps taken; twice is once. */
  readonly done: readonly CorrectionStep[];
  /** The involved products; whether their selected prices apply. */
  readonly products?: readonly CorrectedProduct[] | undefined;
  /** The grade was revoked. */
  readonly revoked?: boolean | undefined;
  /** The last day of the grade, where it has one. */
  readonly last_day?: Date | undefined;
}

/**
 * What became of a correction.
 *
 * - `cleared`: The grade is cleared.
 * - `missing_steps`: Steps are missing.
 * - `lapsed`: The grade has lapsed: there is nothing to correct.
 * - `not_defined`: The rulebook does not say which steps are needed.
 */
export type RepairOutcome = "cleared" | "missing_steps" | "lapsed" | "not_defined";

/** Whether the steps taken clear a grade. */
export interface Correction {
  /** The version. */
  rulebook: Id;
  /** What became of it. */
  outcome: RepairOutcome;
  /** The steps needed; null where the grade has lapsed or they are not defined. */
  required: CorrectionStep[] | null;
  /** Those that are done or implied. */
  counted: CorrectionStep[];
  /** Those that are not. */
  missing: CorrectionStep[] | null;
  /** Counted without having been stated: the selected prices apply. */
  implied: CorrectionStep[];
  /** Steps done that are not needed. */
  not_counted: CorrectionStep[];
  /** The grade from here on. */
  grade_after: Id;
}

/**
 * What kind of tender a bid is for.
 *
 * - `provincial`: Of a province.
 * - `alliance`: Of an alliance.
 * - `national_vbp`: National volume-based procurement.
 */
export type Tender = "provincial" | "alliance" | "national_vbp";

/**
 * Whether a firm submitted its commitment (守信承诺).
 *
 * - `submitted`: It did.
 * - `missing`: It did not.
 */
export type Commitment = "submitted" | "missing";

/** A bar as the other functions of this area state it: its firm may be left out. */
export interface Bar {
  /** The first day. */
  readonly first_day: Date;
  /** The last day. */
  readonly last_day: Date;
  /** The firm; that of the question where it is left out. */
  readonly firm?: Id | undefined;
}

/** What `credit.supplier_status` is asked. */
export interface SupplierQuestion {
  /** The firm. */
  readonly firm: Id;
  /** Its role. */
  readonly role: Role;
  /** The product. */
  readonly product: Id;
  /** The province in which it would be listed, bid for or delivered. */
  readonly province: Id;
  /** The day. */
  readonly on: Date;
  /** Grade records, at most 100,000; those of others are ignored. */
  readonly records: readonly GradeRecord[];
  /** What kind of tender a bid would be for. Default: `"provincial"`. */
  readonly tender?: Tender | undefined;
  /** Whether the firm submitted its commitment; `missing` needs a rulebook. Default: `"submitted"`. */
  readonly commitment?: Commitment | undefined;
  /** The violation list, at most 10,000 entries. */
  readonly bars?: readonly Bar[] | undefined;
}

/**
 * Whether it may, from the mildest to the strictest.
 *
 * - `allowed`: No credit rule stands in the way.
 * - `limited`: With limits.
 * - `undetermined`: Not known: the rule is not published, or the products are not known.
 * - `limited_or_suspended`: Limited or suspended: the document leaves the choice to the province.
 * - `suspended`: Suspended.
 */
export type ActionStatus = "allowed" | "limited" | "undetermined" | "limited_or_suspended" | "suspended";

/**
 * What a reason of a status is.
 *
 * - `measure`: A measure of a grade.
 * - `products_unknown`: A measure on involved products, which are not known.
 * - `rule_not_published`: What the grade brings with it is not published; the next grade bounds it.
 * - `commitment_missing`: The firm did not submit its commitment.
 * - `national_bar`: The firm is on the violation list of national procurement.
 */
export type Why =
  | "measure"
  | "products_unknown"
  | "rule_not_published"
  | "commitment_missing"
  | "national_bar";

/** Why an action is not simply open. */
export interface StatusReason {
  /** What kind of reason. */
  why: Why;
  /** The grade record; null for a reason that is not from a record, like the next three. */
  record_id: Id | null;
  /** The measure. */
  measure: Measure | null;
  /** What it covers. */
  scope: Scope | null;
  /** Where it holds. */
  area: Area | null;
  /** What it makes of the action. */
  status: ActionStatus;
}

/** Whether an action is open. */
export interface ActionGate {
  /** The strictest of the reasons; `allowed` says only that no credit rule stands in the way. */
  status: ActionStatus;
  /** By record, then in the rulebook's order; then the commitment; then the violation list. */
  reasons: StatusReason[];
}

/**
 * Why a record plays no part in the answer about a supplier.
 *
 * - `other_firm`: It is about another firm.
 * - `other_role`: It is about the firm in another role.
 * - `revoked`: The grade was revoked.
 * - `no_grade`: The grade is none.
 * - `not_started`: It has not started.
 * - `cleared`: It was cleared by correction.
 * - `expired`: Its period is over.
 */
export type IgnoredReason =
  | "other_firm"
  | "other_role"
  | "revoked"
  | "no_grade"
  | "not_started"
  | "cleared"
  | "expired";

/** A record that plays no part. */
export interface IgnoredRecord {
  /** The record. */
  record_id: Id;
  /** Why. */
  reason: IgnoredReason;
}

/** What a supplier may do with a product in a province on a day, and why not. */
export interface SupplierStatus {
  /** The firm. */
  firm: Id;
  /** Its role. */
  role: Role;
  /** The product. */
  product: Id;
  /** The province. */
  province: Id;
  /** The day. */
  on: Date;
  /** Listing. */
  listing: ActionGate;
  /** Bidding. */
  bidding: ActionGate;
  /** Delivery. */
  delivery: ActionGate;
  /** Whether the firm carries the label of risk. */
  risk_label: boolean;
  /** The records that were looked at, by id. */
  live_records: Id[];
  /** The others, by id. */
  ignored_records: IgnoredRecord[];
}

/** The built-in rulebooks of the area. */
export type RulebookId = "credit/cn-2020" | "credit/cn-2025" | "credit/cn-vbp-bar";

export interface Functions {
  /**
   * The grade of a firm in a province, by its cases.
   *
   * Source: rules 1 to 11 of this area; 医保价采中心函〔2020〕24号 and 25号, 医保办发〔2025〕10号.
   *
   * @throws JicaiError: `invalid_input` with the field, `limit_exceeded` for more than 10,000 cases or
   * 10,000 facts in one.
   *
   * @example
   * const { value } = jicai.credit.grade(
   *   {
   *     firm: "F",
   *     province: "P",
   *     graded_on: "2025-12-31",
   *     cases: [
   *       {
   *         case_id: "c1",
   *         evidence: "audit",
   *         effective_on: "2025-03-01",
   *         facts: [{ matter: "monopoly" }],
   *       },
   *     ],
   *   },
   *   { rulebook: "credit/cn-2025" },
   * );
   * value.rulebook; // "credit/cn-2025"
   * value.firm; // "F"
   * value.dropped[0].case_id; // "c1"
   */
  grade(question: GradeQuestion, options: Ruled<RulebookId>): Answer<Grading>;

  /**
   * The same cases under two versions of the benchmark.
   *
   * Source: rule 12.
   *
   * @throws JicaiError: As `grade()`; `unknown_rulebook` or `invalid_rulebook` at `/input/other_rulebook`; a
   * cited clause is `invalid_input`.
   *
   * @example
   * const { value } = jicai.credit.compare(
   *   {
   *     firm: "F",
   *     province: "P",
   *     graded_on: "2021-12-31",
   *     cases: [
   *       {
   *         case_id: "c1",
   *         evidence: "penalty",
   *         effective_on: "2021-03-01",
   *         facts: [{ matter: "breach", kind: "selection_lost" }],
   *       },
   *     ],
   *     other_rulebook: "credit/cn-2025",
   *   },
   *   { rulebook: "credit/cn-2020" },
   * );
   * value.level_change; // "undetermined"
   * value.first.rulebook; // "credit/cn-2020"
   * value.first.grade; // "severe"
   */
  compare(question: CompareQuestion, options: Ruled<RulebookId>): Answer<GradeComparison>;

  /**
   * What a grade brings with it for a role, with the days on which it runs.
   *
   * Source: rule 14.
   *
   * @throws JicaiError: `invalid_input` for a grade of another version.
   *
   * @example
   * const { value } = jicai.credit.measures(
   *   { grade: "medium", role: "manufacturer" },
   *   { rulebook: "credit/cn-2020" },
   * );
   * value.rulebook; // "credit/cn-2020"
   * value.grade; // "medium"
   * value.measures[0].measure; // "written_reminder"
   */
  measures(question: MeasuresQuestion, options: Ruled<RulebookId>): Answer<GradeMeasures>;

  /**
   * Whether the steps that a firm has taken clear its grade, and which are missing.
   *
   * Source: rule 15, clause `#repair`.
   *
   * @throws JicaiError: `invalid_input` with the field; at `/input/grade` for a grade that the matter cannot
   * have.
   *
   * @example
   * const { value } = jicai.credit.repair(
   *   {
   *     matter: "bribery",
   *     grade: "dishonest",
   *     role: "manufacturer",
   *     as_of: "2026-03-01",
   *     done: ["name_controller"],
   *   },
   *   { rulebook: "credit/cn-2025" },
   * );
   * value.rulebook; // "credit/cn-2025"
   * value.outcome; // "missing_steps"
   * value.required; // ["stop_conduct", "compliance_report", "remove_inflated_price", "return_gains"]
   */
  repair(question: RepairQuestion, options: Ruled<RulebookId>): Answer<Correction>;

  /**
   * The provincial grades of all firms, rolled up to the country.
   *
   * `rulebook` is the version of records that name none.
   *
   * Source: rules 12 to 14.
   *
   * @throws JicaiError: `invalid_input` with the record's field, `limit_exceeded` for more than
   * 100,000.
   *
   * @example
   * const { value } = jicai.credit.national(
   *   {
   *     as_of: "2026-02-01",
   *     records: [
   *       {
   *         record_id: "r",
   *         province: "P",
   *         grade: "none",
   *         start_on: "2026-03-01",
   *         rulebook: "credit/cn-2020",
   *         firm: "F",
   *         role: "manufacturer",
   *       },
   *     ],
   *   },
   * );
   * value.as_of; // "2026-02-01"
   * value.firm_count; // 1
   * value.firms_by_worst_level; // [1, 0, 0, 0]
   */
  national(question: NationalQuestion, options?: MaybeRuled<RulebookId>): Answer<NationalView>;

  /**
   * Whether a firm may list, bid for or deliver a product in a province on a day, and why not.
   *
   * `rulebook` is the version of records that name none, and says what a missing commitment limits. For many
   * questions about the same records prepare a `SupplierIndex`.
   *
   * Source: rules 13 and 14, clauses `#live` and `#commitment_missing`, and the seven rules of the function.
   *
   * @throws JicaiError: `invalid_input` with the field, `limit_exceeded` for more than 100,000 records
   * or 10,000 bars.
   *
   * @example
   * const { value } = jicai.credit.supplierStatus(
   *   {
   *     firm: "F",
   *     role: "manufacturer",
   *     product: "p",
   *     province: "P",
   *     on: "2026-06-01",
   *     records: [
   *       {
   *         record_id: "r",
   *         province: "P",
   *         grade: "none",
   *         start_on: "2026-01-01",
   *         rulebook: "credit/cn-2025",
   *       },
   *     ],
   *   },
   * );
   * value.firm; // "F"
   * value.role; // "manufacturer"
   * value.listing.status; // "allowed"
   */
  supplierStatus(question: SupplierQuestion, options?: MaybeRuled<RulebookId>): Answer<SupplierStatus>;

  /**
   * Whether a firm is barred from national procurement on a day, and from when it is free.
   *
   * Source: rule 16, clause `credit/cn-vbp-bar#bar_months`.
   *
   * @throws JicaiError: `invalid_input` with the field; `rule_gap` where the months are not published;
   * `limit_exceeded` for more than 10,000.
   *
   * @example
   * const { value } = jicai.credit.bar(
   *   {
   *     firm: "F",
   *     on: "2025-02-21",
   *     entries: [{ entry_id: "e", first_day: "2024-08-21", cooperated: true }],
   *   },
   * );
   * value.firm; // "F"
   * value.on; // "2025-02-21"
   * value.entries[0].entry_id; // "e"
   */
  bar(question: BarQuestion, options?: MaybeRuled<RulebookId>): Answer<BarStatus>;

  /**
   * Which version of the benchmark graded: by the day of the grading, or by the label of a published list.
   *
   * Source: rule 17.
   *
   * @throws JicaiError: `rule_gap` for a day before the first version; `invalid_input` for a label that no
   * list has.
   *
   * @example
   * const { value } = jicai.credit.defaultRulebook({ label: "一般" });
   * value.rulebook; // "credit/cn-2020"
   * value.grade; // "general"
   */
  defaultRulebook(question?: VersionQuestion, options?: Options): Answer<Version>;
}
