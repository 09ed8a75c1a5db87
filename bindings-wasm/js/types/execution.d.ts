/**
 * Execution (执行): progress, alerts, settlement, price marks, supply.
 *
 * Written by `make typescript-types` from the JSON Schemas of the core. Do not edit.
 */
import type { Answer, DateText, Decimal, MaybeRuled, Ruled } from "../call.js";

/** Identifier: opaque, compared byte for byte. */
export type Id = string;

/**
 * What a subject of monitoring is.
 *
 * - `institution`: Medical institution (医疗机构).
 * - `product`: Product.
 * - `maker`: Manufacturer (生产企业).
 * - `distributor`: Distributor (配送企业).
 * - `region`: Region.
 */
export type SubjectKind = "institution" | "product" | "maker" | "distributor" | "region";

/** Decimal string, zero or more; at most 10 decimals, below 10^15. */
export type NonNegative = Decimal;

/** Decimal string, a decimal; at most 10 decimals, below 10^15. */
export type Signed = Decimal;

export interface IndicatorsOfNullableSigned {
  readonly completion?: Signed | null | undefined;
  readonly winner_share?: Signed | null | undefined;
  readonly winner_amount_share?: Signed | null | undefined;
  readonly delivery_rate?: Signed | null | undefined;
  readonly order_response_rate?: Signed | null | undefined;
  readonly on_time_rate?: Signed | null | undefined;
  readonly receipt_rate?: Signed | null | undefined;
  readonly settlement_on_time_rate?: Signed | null | undefined;
  readonly in_hospital_rate?: Signed | null | undefined;
  readonly signing_rate?: Signed | null | undefined;
  readonly coverage_rate?: Signed | null | undefined;
  readonly days_of_stock?: Signed | null | undefined;
  readonly capacity_coverage?: Signed | null | undefined;
  readonly lag?: Signed | null | undefined;
  readonly relative_lag?: Signed | null | undefined;
  readonly non_winner_share?: Signed | null | undefined;
  readonly offline_share?: Signed | null | undefined;
  readonly substitute_share?: Signed | null | undefined;
  readonly complaint_count?: Signed | null | undefined;
  readonly late_order_count?: Signed | null | undefined;
  readonly lagging_product_count?: Signed | null | undefined;
  readonly spike_ratio?: Signed | null | undefined;
  readonly drug_income_ratio?: Signed | null | undefined;
}

/** A month from 1900 to 2999: 2025-07. */
export type Month = string;

/** The value of a month of a series. */
export interface MonthValue {
  /** The month, unique in its series. */
  readonly month: Month;
  /** The value; null breaks a run of months. */
  readonly value: Signed | null;
}

export interface IndicatorsOfArray_of_MonthValue {
  readonly completion?: readonly MonthValue[] | undefined;
  readonly winner_share?: readonly MonthValue[] | undefined;
  readonly winner_amount_share?: readonly MonthValue[] | undefined;
  readonly delivery_rate?: readonly MonthValue[] | undefined;
  readonly order_response_rate?: readonly MonthValue[] | undefined;
  readonly on_time_rate?: readonly MonthValue[] | undefined;
  readonly receipt_rate?: readonly MonthValue[] | undefined;
  readonly settlement_on_time_rate?: readonly MonthValue[] | undefined;
  readonly in_hospital_rate?: readonly MonthValue[] | undefined;
  readonly signing_rate?: readonly MonthValue[] | undefined;
  readonly coverage_rate?: readonly MonthValue[] | undefined;
  readonly days_of_stock?: readonly MonthValue[] | undefined;
  readonly capacity_coverage?: readonly MonthValue[] | undefined;
  readonly lag?: readonly MonthValue[] | undefined;
  readonly relative_lag?: readonly MonthValue[] | undefined;
  readonly non_winner_share?: readonly MonthValue[] | undefined;
  readonly offline_share?: readonly MonthValue[] | undefined;
  readonly substitute_share?: readonly MonthValue[] | undefined;
  readonly complaint_count?: readonly MonthValue[] | undefined;
  readonly late_order_count?: readonly MonthValue[] | undefined;
  readonly lagging_product_count?: readonly MonthValue[] | undefined;
  readonly spike_ratio?: readonly MonthValue[] | undefined;
  readonly drug_income_ratio?: readonly MonthValue[] | undefined;
}

/** Whose execution is monitored. */
export interface MonitoredSubject {
  /** The subject, unique in the list. */
  readonly subject: Id;
  /** What it is; rules for one kind are not evaluated without it. */
  readonly kind?: SubjectKind | undefined;
  /** Its weight in means. Default: `"1"`. */
  readonly weight?: NonNegative | undefined;
  /** Its indicators; null is known to be missing. */
  readonly values?: IndicatorsOfNullableSigned | undefined;
  /** Its indicators month by month, for rules about several months. */
  readonly series?: IndicatorsOfArray_of_MonthValue | undefined;
}

/**
 * An indicator of execution, in catalogue order: first those of which little is bad, then those of which much
 * is.
 *
 * - `completion`: Purchased over agreed quantity (完成率).
 * - `winner_share`: Share of winners by quantity (中选药占比).
 * - `winner_amount_share`: Share of winners by amount (中选金额占比).
 * - `delivery_rate`: Delivered over ordered quantity (网上配送率).
 * - `order_response_rate`: Orders answered over all (订单响应率).
 * - `on_time_rate`: Orders delivered in time (配送及时率).
 * - `receipt_rate`: Orders confirmed as received (交易完成率).
 * - `settlement_on_time_rate`: Paid in time over all (按时结算率, 回款率).
 * - `in_hospital_rate`: Winning products that have entered the hospital (进院).
 * - `signing_rate`: Agreements signed over all.
 * - `coverage_rate`: Covered over all members of a group.
 * - `days_of_stock`: Stock over daily use.
 * - `capacity_coverage`: Capacity over agreed volume.
 * - `lag`: Time sequence less completion (滞后).
 * - `relative_lag`: Lag over time sequence.
 * - `non_winner_share`: Share of non-winners by quantity (非中选占比).
 * - `offline_share`: Share bought offline (线下采购占比).
 * - `substitute_share`: Share of substitutable drugs (可替代品种).
 * - `complaint_count`: Complaints in a window.
 * - `late_order_count`: Orders delivered late.
 * - `lagging_product_count`: Products that lag behind.
 * - `spike_ratio`: Recent use over usual use.
 * - `drug_income_ratio`: Drug income over medical income (药占比).
 */
export type Indicator =
  | "completion"
  | "winner_share"
  | "winner_amount_share"
  | "delivery_rate"
  | "order_response_rate"
  | "on_time_rate"
  | "receipt_rate"
  | "settlement_on_time_rate"
  | "in_hospital_rate"
  | "signing_rate"
  | "coverage_rate"
  | "days_of_stock"
  | "capacity_coverage"
  | "lag"
  | "relative_lag"
  | "non_winner_share"
  | "offline_share"
  | "substitute_share"
  | "complaint_count"
  | "late_order_count"
  | "lagging_product_count"
  | "spike_ratio"
  | "drug_income_ratio";

/**
 * How grave an alert is, on the scale of this library.
 *
 * - `serious`: Most grave.
 * - `warning`: In between.
 * - `notice`: Least grave.
 */
export type Severity = "serious" | "warning" | "notice";

/** A limit of the caller: a lower one for indicators of which little is bad, an upper one for the others. */
export interface CallerLimit {
  /** The indicator. */
  readonly indicator: Indicator;
  /** How grave it is to be beyond. */
  readonly severity: Severity;
  /** The limit. */
  readonly limit: Signed;
  /** Whether the limit itself is beyond. */
  readonly inclusive?: boolean | undefined;
}

/** A comparison with the mean of the subjects. */
export interface MeanComparison {
  /** The indicator. */
  readonly indicator: Indicator;
  /** How grave it is to be beyond. */
  readonly severity: Severity;
  /** How far from the mean is beyond; exactly so far is not. */
  readonly margin: NonNegative;
  /** The mean, where it is known otherwise. */
  readonly mean?: Signed | undefined;
}

/** What `execution.alerts` is asked. */
export interface AlertsQuestion {
  /** The subjects, at least one. */
  readonly subjects: readonly MonitoredSubject[];
  /** Limits of the caller, each indicator and severity once. */
  readonly limits?: readonly CallerLimit[] | undefined;
  /** Comparisons with the mean of the subjects, each indicator and severity once. */
  readonly mean_comparison?: readonly MeanComparison[] | undefined;
}

/**
 * Whose limit an alert is about.
 *
 * - `rulebook`: The document's.
 * - `caller`: The caller's.
 * - `mean`: The mean of the subjects.
 */
export type Basis = "rulebook" | "caller" | "mean";

/** Decimal string without trailing zeros; a quotient is rounded to 6 decimals, ties away from zero. */
export type Figure = Decimal;

/** An alert. */
export interface Alert {
  /** The subject. */
  subject: Id;
  /** The indicator; of a rule the one of its first condition. */
  indicator: Indicator;
  /** The rule: its name, `band:…`, `limit:…` or `mean:…`. */
  rule: Id;
  /** Whose limit it is. */
  basis: Basis;
  /** How grave it is. */
  severity: Severity;
  /** What the document asks for; rules only. */
  action?: Id | null;
  /** The value; of a rule about several months that of the last one. */
  value: Signed;
  /** The limit; not for bands. */
  limit?: Figure | null;
  /** Months of the run. */
  months?: number | null;
  /** First month of the run. */
  from?: Month | null;
  /** Last month of the run. */
  to?: Month | null;
}

/** How many alerts there are. */
export interface AlertSummary {
  /** Serious ones. */
  serious: number;
  /** Warnings. */
  warning: number;
  /** Notices. */
  notice: number;
  /** Subjects that have any. */
  subjects_with_alerts: number;
}

/** A rule that could not be evaluated. */
export interface NotEvaluated {
  /** The subject. */
  subject: Id;
  /** The rule. */
  rule: Id;
  /** What is not known: `kind`, or indicators in the order of the conditions. */
  missing: string[];
}

/** The band of a value. */
export interface SubjectBand {
  /** The subject. */
  subject: Id;
  /** The indicator. */
  indicator: Indicator;
  /** The band, or `uncovered`. */
  band: Id;
}

/** How many values lie in a band. */
export interface BandCount {
  /** The indicator. */
  indicator: Indicator;
  /** The band, or `uncovered`. */
  band: Id;
  /** How many subjects. */
  count: number;
  /** Of those with a value; null without any. */
  share: Figure | null;
}

/** The mean of an indicator. */
export interface IndicatorMean {
  /** The indicator. */
  indicator: Indicator;
  /** The severity of the comparison. */
  severity: Severity;
  /** The mean; null where no weight stands behind it. */
  mean: Figure | null;
}

/** Alerts and what they rest on. */
export interface Alerts {
  /** By subject, the most severe first, then by basis and rule. */
  alerts: Alert[];
  /** How many there are. */
  summary: AlertSummary;
  /** Subjects with alerts, by number of serious ones, then of warnings, then of notices, then by id. */
  worst_first: Id[];
  /** Rules of the rulebook that could not be evaluated, by subject and rule. */
  not_evaluated: NotEvaluated[];
  /** Indicators with values that nothing looks at, in catalogue order. */
  unmonitored: Indicator[];
  /** The band of each value, by subject and indicator; with bands only. */
  bands?: SubjectBand[] | null;
  /** How many values lie in each band, in the order of the rulebook, `uncovered` last. */
  band_counts?: BandCount[] | null;
  /** The means, by indicator and severity; with comparisons only. */
  means?: IndicatorMean[] | null;
}

/**
 * How items make up an assessment.
 *
 * - `each_item`: One item that fails is enough.
 * - `pooled`: The sums count.
 */
export type Overall = "each_item" | "pooled";

/** Decimal string, 0 to 1; at most 10 decimals, below 10^15. */
export type UnitShare = Decimal;

/**
 * Why an item is judged in another way.
 *
 * - `need_changed`: Clinical need changed.
 * - `shortage`: The drug was short.
 * - `emergency`: An emergency.
 * - `seasonal`: Seasonal need.
 * - `key_monitored`: A drug under special monitoring (重点监控).
 * - `public_health_event`: A public health event.
 */
export type AssessmentException =
  | "need_changed"
  | "shortage"
  | "emergency"
  | "seasonal"
  | "key_monitored"
  | "public_health_event";

/** A winning product of an institution. */
export interface AssessedItem {
  /** The product, unique in the list. */
  readonly product: Id;
  /** Its agreed volume. */
  readonly agreed: NonNegative;
  /** What was bought of it. */
  readonly purchased: NonNegative;
  /** What was bought of winners; else what was bought of it. */
  readonly winner_quantity?: NonNegative | undefined;
  /** What was bought of others. */
  readonly non_winner_quantity: NonNegative;
  /** Why it is judged in another way. */
  readonly exception?: AssessmentException | undefined;
  /** The share of winners to be kept: with `key_monitored` and `public_health_event`. */
  readonly required_winner_share?: UnitShare | undefined;
}

/** What `execution.assess` is asked. */
export interface AssessQuestion {
  /** How items make up the whole: the documents do not choose, so the caller must. */
  readonly overall: Overall;
  /** Highest share of non-winners, where the rulebook leaves it open. */
  readonly max_non_winner_share?: UnitShare | undefined;
  /** The items, at least one. */
  readonly items: readonly AssessedItem[];
}

/**
 * How an item or the whole is judged.
 *
 * - `qualified`: It passes.
 * - `unqualified`: It fails.
 * - `exempt`: It is not judged.
 */
export type AssessmentVerdict = "qualified" | "unqualified" | "exempt";

/**
 * Why an item fails, in the order of the rules.
 *
 * - `agreed_volume_unfinished`: Less than the agreed volume was bought.
 * - `non_winner_share_over_limit`: Too much was bought of non-winners.
 * - `winner_share_not_kept`: The share of winners was not kept.
 */
export type AssessmentReason =
  | "agreed_volume_unfinished"
  | "non_winner_share_over_limit"
  | "winner_share_not_kept";

/** How an item is judged. */
export interface ItemAssessment {
  /** The product. */
  product: Id;
  /** How it is judged. */
  verdict: AssessmentVerdict;
  /** Why it fails. */
  reasons: AssessmentReason[];
  /** Purchased over agreed; null where nothing was agreed. */
  completion: Figure | null;
  /** Share of non-winners; null where nothing was bought. */
  non_winner_share: Figure | null;
}

/** How many items have each verdict. */
export interface AssessmentCounts {
  /** They pass. */
  qualified: number;
  /** They fail. */
  unqualified: number;
  /** They are not judged. */
  exempt: number;
}

/** How an institution is judged. */
export interface AssessmentResult {
  /** The whole. */
  verdict: AssessmentVerdict;
  /** Why it fails, in the order of the rules. */
  reasons: AssessmentReason[];
  /** The items, by product. */
  items: ItemAssessment[];
  /** How many items have each verdict. */
  counts: AssessmentCounts;
}

/**
 * Who buys.
 *
 * - `public`: A public institution.
 * - `private`: A private one.
 */
export type Buyer = "public" | "private";

/**
 * What is bought.
 *
 * - `drug`: A drug.
 * - `consumable`: A medical consumable.
 * - `equipment`: Equipment.
 */
export type GoodsKind = "drug" | "consumable" | "equipment";

/**
 * Class of large medical equipment.
 *
 * - `none`: Not large.
 * - `class_a`: Class A (甲类).
 * - `class_b`: Class B (乙类).
 */
export type EquipmentClass = "none" | "class_a" | "class_b";

/** Goods to be bought. */
export interface Goods {
  /** The item, unique in the list. */
  readonly item: Id;
  /** What it is. */
  readonly kind: GoodsKind;
  /** Its value, yuan; the caller decides whether that is a unit's or the project's. */
  readonly value: NonNegative;
  /** Class of large equipment; for equipment only. Default: `"none"`. */
  readonly large_equipment_class?: EquipmentClass | undefined;
}

/** What `execution.central_purchase` is asked. */
export interface PurchaseQuestion {
  /** Who buys. */
  readonly buyer: Buyer;
  /** The goods, at least one. */
  readonly goods: readonly Goods[];
}

/**
 * By which way goods are bought.
 *
 * - `central_tender`: Central tender.
 * - `online_trade`: Trade on the platform.
 * - `central_purchase`: Central purchase.
 * - `own_purchase`: By the institution itself.
 * - `not_covered`: The rules do not apply.
 */
export type PurchaseRoute =
  | "central_tender"
  | "online_trade"
  | "central_purchase"
  | "own_purchase"
  | "not_covered";

/**
 * Why goods take a way.
 *
 * - `drug`: They are a drug.
 * - `consumable`: They are a consumable.
 * - `value`: Their value reaches the threshold.
 * - `class_b`: They are class B.
 * - `below_threshold`: Their value does not reach the threshold.
 * - `private_buyer`: The buyer is private.
 */
export type RouteReason = "drug" | "consumable" | "value" | "class_b" | "below_threshold" | "private_buyer";

/** By which way an item is bought. */
export interface GoodsRoute {
  /** The item. */
  item: Id;
  /** The way. */
  route: PurchaseRoute;
  /** Why. */
  reason: RouteReason;
}

/** By which ways goods are bought. */
export interface PurchaseRoutes {
  /** The goods, by id. */
  goods: GoodsRoute[];
  /** The value of goods of central purchase, yuan. */
  central_value: Figure;
}

/** A date from 1900 to 2999: 2025-11-03. */
export type Day = DateText;

/** What was published. */
export interface PublishedItem {
  /** The item, unique in its record. */
  readonly item: Id;
  /** When; without it the item is published, never late. */
  readonly on?: Day | undefined;
  /** The last day on which it holds. */
  readonly expires_on?: Day | undefined;
}

/** What was published at one place: a platform, a firm, a department. */
export interface DisclosedRecord {
  /** The record, unique in the list. */
  readonly record: Id;
  /** What was published. */
  readonly published: readonly PublishedItem[];
}

/** A thing that a document asks for, perhaps by a day. */
export interface RequiredItem {
  /** The item, unique in its list. */
  readonly item: Id;
  /** By when. */
  readonly due_on?: Day | undefined;
}

/** A thing on a platform. */
export interface PlatformRow {
  /** Its key, unique on the platform. */
  readonly key: Id;
  /** Its fields. */
  readonly values: Readonly<Record<string, string>>;
}

/** The same things on two platforms. */
export interface Platforms {
  /** One platform. */
  readonly left: readonly PlatformRow[];
  /** The other. */
  readonly right: readonly PlatformRow[];
  /** Fields that are compared by value and not as text; names may repeat. */
  readonly numeric_fields?: readonly Id[] | undefined;
}

/** A part of a total. */
export interface PartValue {
  /** The part, unique in its item. */
  readonly part: Id;
  /** Its value. */
  readonly value: NonNegative;
}

/** A total and its parts. */
export interface TotalOfParts {
  /** The item, unique in the list. */
  readonly item: Id;
  /** The total. */
  readonly total: NonNegative;
  /** Its parts. */
  readonly parts: readonly PartValue[];
}

/** What `execution.disclosure` is asked. */
export interface DisclosureQuestion {
  /** The end of this day is the moment of the question. */
  readonly as_of: Day;
  /** What was published where. */
  readonly records?: readonly DisclosedRecord[] | undefined;
  /** The name of the document's list of what must be published; or `required`. */
  readonly checklist?: Id | undefined;
  /** What must be published. */
  readonly required?: readonly RequiredItem[] | undefined;
  /** The same things on two platforms. */
  readonly platforms?: Platforms | undefined;
  /** Totals and their parts. */
  readonly totals?: readonly TotalOfParts[] | undefined;
}

/** By how many days an item is late. */
export interface Lateness {
  /** The item. */
  item: Id;
  /** Days. */
  days_late: number;
}

/** How complete a record is. */
export interface RecordCheck {
  /** The record. */
  record: Id;
  /** Published over required; null where nothing is required. */
  completeness: Figure | null;
  /** Published and not expired over required. */
  valid: Figure | null;
  /** Required and not published, by id. */
  missing: Id[];
  /** Published after its day, by id. */
  late: Id[];
  /** Published and no longer valid, by id. */
  expired: Id[];
  /** By how many days items are late, by id. */
  lateness: Lateness[];
  /** Published and not required, by id. */
  extra: Id[];
}

/** A field that differs. */
export interface Differing {
  /** The thing. */
  key: Id;
  /** The field. */
  field: string;
  /** What the left says; null if it has no such field. */
  left: string | null;
  /** What the right says. */
  right: string | null;
}

/** How far two platforms agree. */
export interface PlatformMatch {
  /** Things that are on both without a difference over all; null without any. */
  match_rate: Figure | null;
  /** How many are on both without a difference. */
  identical: number;
  /** Keys of things on the left alone, sorted. */
  only_left: Id[];
  /** Keys of things on the right alone, sorted. */
  only_right: Id[];
  /** Fields that differ, by key and field. */
  differing: Differing[];
}

/** The share of a part. */
export interface PartShare {
  /** The part. */
  part: Id;
  /** Its value over the total; null for a total of 0. */
  share: Figure | null;
}

/** Whether a total adds up. */
export interface TotalCheck {
  /** The item. */
  item: Id;
  /** The sum of the parts. */
  sum: Figure;
  /** Total less sum. */
  difference: Figure;
  /** Whether they are equal. */
  adds_up: boolean;
  /** The shares of the parts in the total, by part. */
  shares: PartShare[];
}

/** What is disclosed, and what is not. */
export interface Disclosure {
  /** By record. */
  records?: RecordCheck[] | null;
  /** Published over required, over all records; null where nothing is required. */
  completeness?: Figure | null;
  /** Published and not expired over required, over all records. */
  valid?: Figure | null;
  /** How far the platforms agree. */
  platforms?: PlatformMatch | null;
  /** Whether totals add up, by item. */
  totals?: TotalCheck[] | null;
}

/** Income of a period, yuan. */
export interface Income {
  /** From drugs. */
  readonly drug_income: NonNegative;
  /** From slices, as a part of that. Default: `"0"`. */
  readonly tcm_slices_income?: NonNegative | undefined;
  /** From all medical services and drugs. */
  readonly medical_income: NonNegative;
}

/** What `execution.drug_income_ratio` is asked. */
export interface IncomeQuestion {
  /** The income of now. */
  readonly current: Income;
  /** That of before. */
  readonly previous?: Income | undefined;
  /**
   * Whether traditional-medicine slices (中药饮片) are left out above the line, where the rulebook leaves it
   * open.
   */
  readonly exclude_tcm_slices?: boolean | undefined;
  /** Highest ratio, where the rulebook leaves it open. */
  readonly income_ratio_limit?: UnitShare | undefined;
  /** By how much the ratio was to fall; with `previous`. */
  readonly min_fall?: UnitShare | undefined;
}

/**
 * Where a ratio went.
 *
 * - `fell`: Down.
 * - `rose`: Up.
 * - `unchanged`: Nowhere.
 */
export type Direction = "fell" | "rose" | "unchanged";

/** The share of drugs. Null where there is no medical income. */
export interface IncomeRatio {
  /** The ratio of now. */
  ratio: Figure | null;
  /** Whether it is not above the limit; with a limit. */
  within_limit?: boolean | null;
  /** The ratio of before. */
  previous_ratio?: Figure | null;
  /** By how much it fell. */
  fall?: Figure | null;
  /** Where it went. */
  direction?: Direction | null;
  /** Whether it fell by as much as it was to. */
  fell_enough?: boolean | null;
}

/**
 * Who is supervised.
 *
 * - `institution`: A medical institution.
 * - `firm`: A firm.
 */
export type Party = "institution" | "firm";

/**
 * Where a party stands.
 *
 * - `clear`: Nothing is open.
 * - `inquiry`: A letter of inquiry was sent (函询).
 * - `remind`: It was reminded (提醒).
 * - `interview`: It was interviewed (约谈).
 * - `admonish`: It was admonished (告诫).
 * - `credit_rating`: It is rated dishonest (失信评级).
 * - `agreement_handling`: It is handled under the insurance agreement (协议管理处置).
 * - `tender_penalty`: It is penalised under the tender.
 * - `disqualified`: Its award is withdrawn (取消中选资格).
 * - `decision_pending`: The document names several consequences: one is to be chosen.
 */
export type State =
  | "clear"
  | "inquiry"
  | "remind"
  | "interview"
  | "admonish"
  | "credit_rating"
  | "agreement_handling"
  | "tender_penalty"
  | "disqualified"
  | "decision_pending";

/**
 * What happens to a party.
 *
 * - `alert`: An alert is raised.
 * - `rectified`: It has mended the matter (整改到位).
 * - `not_rectified`: It has not mended the matter by the deadline.
 * - `serious`: The case is serious.
 * - `unsigned_agreement`: It does not sign the agreement.
 * - `decision`: One of several consequences is chosen.
 */
export type Event = "alert" | "rectified" | "not_rectified" | "serious" | "unsigned_agreement" | "decision";

/**
 * Where a ladder ends.
 *
 * - `credit_rating`: Rated dishonest (失信评级).
 * - `agreement_handling`: Handled under the insurance agreement (协议管理处置).
 * - `tender_penalty`: Penalised under the tender.
 * - `disqualified`: The award is withdrawn (取消中选资格).
 */
export type FinalState = "credit_rating" | "agreement_handling" | "tender_penalty" | "disqualified";

/** What `execution.escalate` is asked. */
export interface EscalateQuestion {
  /** Who is supervised. */
  readonly party: Party;
  /** Where it stands. */
  readonly state: State;
  /** What happens. */
  readonly event: Event;
  /** When. */
  readonly on: Day;
  /** By when it was to mend the matter: in a step of the ladder, and only there. */
  readonly deadline?: Day | undefined;
  /**
   * How many days it has to mend the matter, where the rulebook leaves it open. An integer from 1 to 3,660.
   */
  readonly rectify_days?: number | undefined;
  /** What follows the last step, where the rulebook leaves it open. */
  readonly final_state?: FinalState | undefined;
  /** What was chosen: with the event `decision`, and only there. */
  readonly decision?: FinalState | undefined;
}

/** Day, ISO 8601: 2025-10-27. */
export type Date = DateText;

/** Where a party stands after an event. */
export interface Escalation {
  /** Where it stands now. */
  next_state: State;
  /** Whether that is another state. */
  changed: boolean;
  /** By when it is to mend the matter; null outside the ladder. */
  deadline: Date | null;
  /** Which step of the ladder it is, from 1; null outside. */
  step: number | null;
  /** Whether it is the last one; null outside. */
  last_step: boolean | null;
  /** What may happen next. */
  allowed_events: Event[];
  /** Whether the matter was mended by the deadline; when it was mended from a step. */
  in_time?: boolean | null;
  /** What is to be chosen from; when a decision has become due. */
  choices?: FinalState[] | null;
}

/** Decimal string, greater than zero; at most 10 decimals, below 10^15. */
export type Positive = Decimal;

/**
 * How "1.5 times own price or the highest winning price" is read.
 *
 * - `either`: One of the two is enough: the higher caps.
 * - `both`: Both are to be kept: the lower caps.
 */
export type NonSupplyReading = "either" | "both";

/** A product of a winner that does not supply the province. */
export interface CappedItem {
  /** The item, unique in the list. */
  readonly item: Id;
  /** Its winning price. */
  readonly own_winning_price: Positive;
  /** The highest price of the drug that the document names; null where there is none. */
  readonly highest_price: Positive | null;
  /** Whether the agreement has ended. */
  readonly agreement_finished?: boolean | undefined;
  /** The lowest valid renewal price; exactly where the agreement has ended. */
  readonly lowest_renewal_price?: Positive | undefined;
  /** What it asks now. */
  readonly current_price?: Positive | undefined;
}

/** What `execution.non_supply_cap` is asked. */
export interface CapQuestion {
  /** How many times the own price caps, where the rulebook leaves it open. */
  readonly non_supply_multiple?: Positive | undefined;
  /** How "1.5 times own price or the highest winning price" is read, where the rulebook leaves it open. */
  readonly non_supply_reading?: NonSupplyReading | undefined;
  /** The products, at least one. */
  readonly items: readonly CappedItem[];
}

/**
 * Which of two prices caps.
 *
 * - `own`: The multiple of the own price.
 * - `highest`: The highest winning price.
 * - `equal`: They are equal.
 */
export type CapSource = "own" | "highest" | "equal";

/** What a winner may ask. */
export interface ItemCap {
  /** The item. */
  item: Id;
  /** The multiple of its own price. */
  own_limit: Figure;
  /** What it may ask. */
  cap: Figure;
  /** Which of the two prices caps. */
  decided_by: CapSource;
  /** Whether the current price is not above the cap. */
  compliant?: boolean | null;
  /** By how much it is above. */
  cut_needed?: Figure | null;
}

/** What winners may ask. */
export interface NonSupplyCaps {
  /** The items, by id. */
  items: ItemCap[];
}

/** An agreed product. */
export interface PrepaymentItem {
  /** The product, unique in the list. */
  readonly product: Id;
  /** Agreed quantity. */
  readonly quantity: NonNegative;
  /** Winning price, yuan. */
  readonly price: Positive;
}

/** Holidays and make-up days, as the government's notice for the year has them; both come from the caller. */
export interface Calendar {
  /** Days without work (节假日); dates may repeat. */
  readonly holidays?: readonly Day[] | undefined;
  /** Weekends with work (调休上班), none of which is a holiday. */
  readonly extra_workdays?: readonly Day[] | undefined;
}

/** How much is prepaid for tender goods, and by when. */
export interface VbpPrepaymentQuestion {
  readonly kind: "vbp";
  /** Agreed volume at winning prices, yuan; or `items`. */
  readonly agreed_amount?: NonNegative | undefined;
  /** The same product by product. */
  readonly items?: readonly PrepaymentItem[] | undefined;
  /** The share that is prepaid; else that of the rulebook. */
  readonly ratio?: UnitShare | undefined;
  /** What was prepaid, yuan. */
  readonly paid_amount?: NonNegative | undefined;
  /** When the agreement was signed: the institution applies after that. */
  readonly signed_on?: Day | undefined;
  /** When the institution applied: the fund pays after that. */
  readonly applied_on?: Day | undefined;
  /** When the money was received: it is passed on after that. */
  readonly received_on?: Day | undefined;
  /** When the distributor received it: the maker is paid after that. */
  readonly distributor_received_on?: Day | undefined;
  /** Holidays and make-up days. */
  readonly calendar?: Calendar | undefined;
}

/**
 * An insurance fund.
 *
 * - `employee`: Of employees (职工).
 * - `resident`: Of residents (居民).
 */
export type FundKind = "employee" | "resident";

/** Whether a fund may prepay working capital, how much, and by when. */
export interface FundPrepaymentQuestion {
  readonly kind: "fund";
  /** Which fund. */
  readonly fund: FundKind;
  /** For how many months its balance lasts. */
  readonly balance_months: NonNegative;
  /** Whether it had a deficit last year. */
  readonly deficit_last_year: boolean;
  /** Whether a deficit is forecast. */
  readonly deficit_forecast: boolean;
  /** Monthly means of one to three years, yuan. */
  readonly monthly_spend: readonly NonNegative[];
  /** The year of the prepayment. An integer from 1,900 to 2,999. */
  readonly year: number;
}

/**
 * What `execution.prepayment` is asked: about tender goods, or about the working capital of institutions.
 *
 * In JSON the field `kind` says which: `vbp` or `fund`. The fields of the other kind are unknown then.
 */
export type PrepaymentQuestion = VbpPrepaymentQuestion | FundPrepaymentQuestion;

/** What is prepaid for tender goods. A day whose event was not given is absent. */
export interface VbpPrepayment {
  /** Agreed volume at winning prices, yuan. */
  agreed_amount: Figure;
  /** The share that is prepaid. */
  ratio: UnitShare;
  /** What is prepaid, yuan; not rounded to fen. */
  amount: Figure;
  /** The share that the document asks for; null if it asks for none. */
  minimum_ratio: UnitShare | null;
  /** The same in yuan. */
  minimum_amount: Figure | null;
  /** Whether less is prepaid than the document asks for. */
  below_minimum: boolean;
  /** What is missing of the least amount; null if there is none. */
  shortfall?: Figure | null;
  /** By when the institution applies. */
  apply_by?: Date | null;
  /** By when the fund pays. */
  pay_by?: Date | null;
  /** By when the money is passed on. */
  pass_on_by?: Date | null;
  /** By when the maker is paid. */
  maker_by?: Date | null;
}

/**
 * Why a fund may not prepay, in the order of the rules.
 *
 * - `balance_below_minimum`: Its balance covers too few months.
 * - `deficit_last_year`: It had a deficit last year.
 * - `deficit_forecast`: A deficit is forecast.
 */
export type FundReason = "balance_below_minimum" | "deficit_last_year" | "deficit_forecast";

/** What a fund prepays. */
export interface FundPrepayment {
  /** Whether it may. */
  allowed: boolean;
  /** Why not, in the order of the rules. */
  reasons: FundReason[];
  /** Mean of the monthly means, yuan. */
  base_monthly_spend: Figure;
  /** What is prepaid, yuan; 0 if it may not. */
  amount: Figure;
  /** From when on institutions apply. */
  apply_from: Date;
  /** Until when. */
  apply_until: Date;
  /** By when the fund pays. */
  pay_by: Date;
}

/** What is prepaid, and by when. */
export type Prepayment = VbpPrepayment | FundPrepayment;

/**
 * For what the rules of price marks differ.
 *
 * - `evaluated`: Consistency evaluation passed (已过评).
 * - `reference`: Reference product (参比制剂).
 * - `not_evaluated`: Not evaluated (未过评).
 * - `winner_not_supplying`: Winner that does not supply this province (中选非供应).
 * - `three_same`: Same name, form and specification (三同).
 * - `chemical`: Chemical drug.
 * - `biological`: Biological product.
 * - `tcm`: Traditional Chinese medicine.
 */
export type MarkClass =
  | "evaluated"
  | "reference"
  | "not_evaluated"
  | "winner_not_supplying"
  | "three_same"
  | "chemical"
  | "biological"
  | "tcm";

/**
 * Whether a generic passed the consistency evaluation.
 *
 * - `evaluated`: It did.
 * - `not_evaluated`: It did not.
 */
export type Consistency = "evaluated" | "not_evaluated";

/** A listed product. */
export interface MarkedItem {
  /** The item, unique in the list. */
  readonly item: Id;
  /** For what the rules differ. */
  readonly class: MarkClass;
  /** Listed price. */
  readonly price: Positive;
  /** Own winning price; for winners that do not supply. */
  readonly own_winning_price?: Positive | undefined;
  /** Highest national winning price of the drug. */
  readonly highest_winning_price?: Positive | undefined;
  /**
   * Highest listing price of the drugs of the same generic name; the caller decides whether only evaluated
   * ones count.
   */
  readonly highest_listing_price?: Positive | undefined;
  /** 75th percentile of the listing prices of the same specification, as the caller computes it. */
  readonly p75_listing_price?: Positive | undefined;
  /** Lowest listing price. */
  readonly lowest_listing_price?: Positive | undefined;
  /** Whether a generic passed the evaluation; with `reference_listing_price`. */
  readonly consistency?: Consistency | undefined;
  /** Listing price of the reference product. */
  readonly reference_listing_price?: Positive | undefined;
  /** When the price was cut. */
  readonly price_cut_on?: Day | undefined;
}

/** What `execution.price_mark` is asked. */
export interface MarkQuestion {
  /** How "1.5 times own price or the highest winning price" is read, where the rulebook leaves it open. */
  readonly non_supply_reading?: NonSupplyReading | undefined;
  /** The listed products, at least one; all prices in one unit of account. */
  readonly items: readonly MarkedItem[];
}

/**
 * The mark of a price.
 *
 * - `none`: No mark.
 * - `yellow`: Yellow (黄标).
 * - `red`: Red (红标).
 * - `suspended`: Listing suspended (暂停挂网).
 * - `marked`: Marked: the split into red and yellow is not published.
 */
export type Mark = "none" | "yellow" | "red" | "suspended" | "marked";

/** How a price is marked. */
export interface ItemMark {
  /** The item. */
  item: Id;
  /** Its mark. */
  mark: Mark;
  /** What the limits are multiples of; null for winners that do not supply, as the limits. */
  anchor: Figure | null;
  /** Above it, or from it on, the mark is yellow. */
  yellow_limit: Figure | null;
  /** Above it, or from it on, the mark is red; null if there is none. */
  red_limit: Figure | null;
  /** Above it, or from it on, the listing is suspended; null if there is none. */
  suspend_limit: Figure | null;
  /** Whether a price on a limit is marked. */
  inclusive: boolean;
  /** The cap of a winner that does not supply. */
  marked_limit?: Figure | null;
  /** What a new listing may ask. */
  entry_cap?: Figure | null;
  /** Whether the price is not above it. */
  entry_ok?: boolean | null;
  /** When the mark ends after a price cut. */
  mark_ends_on?: Date | null;
}

/** How many items have each mark. */
export interface MarkCounts {
  /** No mark. */
  none: number;
  /** Yellow. */
  yellow: number;
  /** Red. */
  red: number;
  /** Listing suspended. */
  suspended: number;
  /** Marked, without a colour. */
  marked: number;
}

/** Which prices are marked. */
export interface PriceMarks {
  /** The items, by id. */
  items: ItemMark[];
  /** How many have each mark. */
  counts: MarkCounts;
}

/** A link of the chain. */
export interface Link {
  /** The link, unique in the list. */
  readonly link: Id;
  /** Its score, at most the best. */
  readonly score: NonNegative;
  /** Its weight. */
  readonly weight: NonNegative;
}

/** A grade. */
export interface GradeBand {
  /** The grade, unique in the list. */
  readonly grade: Id;
  /** Its lower edge, unique in the list. */
  readonly from: NonNegative;
}

/** What `execution.process_score` is asked. */
export interface ScoreQuestion {
  /** The links, at least one, with some weight together. */
  readonly links: readonly Link[];
  /** The best score. Default: `"100"`. */
  readonly max_score?: Positive | undefined;
  /** Grades by their lower edges. */
  readonly bands?: readonly GradeBand[] | undefined;
}

/** What a link brings. */
export interface LinkScore {
  /** The link. */
  link: Id;
  /** What it brings of the score. */
  contribution: Figure;
  /** What it leaves of the best. */
  lost: Figure;
}

/** The score of a chain. */
export interface ProcessScore {
  /** The weighted mean. */
  score: Figure;
  /** The link with the lowest score, of those the one with most weight, of those the first. */
  weakest_link: Id;
  /** Its score. */
  weakest_score: NonNegative;
  /** Highest less lowest score. */
  spread: Figure;
  /** The links, by id. */
  links: LinkScore[];
  /** The grade; null below the lowest edge. */
  grade?: Id | null;
}

/**
 * How the days of the contract period are counted.
 *
 * - `inclusive`: Both ends belong to it; published bulletins agree with it.
 * - `exclusive`: The first day does not count.
 */
export type DayCount = "inclusive" | "exclusive";

/** A contract period; both days belong to it. */
export interface ContractPeriod {
  /** First day. */
  readonly start: Day;
  /** Last day. */
  readonly end: Day;
}

/** What was bought, all in one unit. */
export interface Volumes {
  /** Of winners. */
  readonly winner_quantity: NonNegative;
  /** Of the same drugs from others. */
  readonly non_winner_quantity: NonNegative;
  /** For winners, yuan; with `non_winner_amount`. */
  readonly winner_amount?: NonNegative | undefined;
  /** For others, yuan. */
  readonly non_winner_amount?: NonNegative | undefined;
  /** Of substitutable drugs outside the tender (可替代品种). */
  readonly substitute_quantity?: NonNegative | undefined;
}

/** What was bought outside the platform (线下采购). */
export interface OfflinePurchase {
  /** Outside, yuan; at most the total. */
  readonly offline_amount: NonNegative;
  /** In all, yuan. */
  readonly total_amount: NonNegative;
}

/** An agreement (购销协议) that was to be signed. */
export interface Agreement {
  /** The agreement, unique in the list. */
  readonly agreement: Id;
  /** By when it was to be signed. */
  readonly due_on: Day;
  /** When it was signed. */
  readonly signed_on?: Day | undefined;
}

/** A winning product of an institution. */
export interface HospitalProduct {
  /** The product, unique in the list. */
  readonly product: Id;
  /** Its agreed volume; with 0 it is left out. */
  readonly agreed: NonNegative;
  /** When it was first bought. */
  readonly first_purchase_on?: Day | undefined;
}

/** Winning products that were to enter the hospital (进院). */
export interface InHospital {
  /** When execution began. */
  readonly execution_start: Day;
  /** The products. */
  readonly products: readonly HospitalProduct[];
}

/**
 * How urgent an order is.
 *
 * - `ordinary`: Ordinary.
 * - `urgent`: Urgent.
 */
export type Urgency = "ordinary" | "urgent";

/** A local time from 1900 to 2999: 2025-11-03T08:30. */
export type Moment = string;

/** An order. */
export interface Order {
  /** The order, unique in the list. */
  readonly order: Id;
  /** What was ordered. */
  readonly ordered_quantity: Positive;
  /** What was delivered; it may be more. Default: `"0"`. */
  readonly delivered_quantity?: NonNegative | undefined;
  /** How urgent it is. Default: `"ordinary"`. */
  readonly urgency?: Urgency | undefined;
  /** Whether the institution is remote, as the document says it. */
  readonly remote?: boolean | undefined;
  /** Whether it needs a cold chain. */
  readonly cold_chain?: boolean | undefined;
  /** Whether receipt was confirmed. */
  readonly received?: boolean | undefined;
  /** When it was placed. */
  readonly ordered_at?: Moment | undefined;
  /** When the supplier confirmed it: the clock of delivery starts. */
  readonly confirmed_at?: Moment | undefined;
  /** When it was answered. */
  readonly responded_at?: Moment | undefined;
  /** When it was delivered in full. */
  readonly delivered_at?: Moment | undefined;
  /** By when it was to be delivered; else the hours of the rulebook count. */
  readonly due_at?: Moment | undefined;
}

/** A payment. */
export interface Payment {
  /** When. */
  readonly on: Day;
  /** How much, yuan. */
  readonly amount: Positive;
}

/** An invoice, and what was paid on it. */
export interface PaymentRecord {
  /** The invoice, unique in the list. */
  readonly invoice: Id;
  /** Its amount, yuan. */
  readonly amount: Positive;
  /** By when it is to be paid. */
  readonly due_on: Day;
  /** What was paid, together at most the amount. */
  readonly paid?: readonly Payment[] | undefined;
}

/** Complaints. */
export interface Complaints {
  /** How many days back complaints count; `as_of` is the first. An integer from 1 to 1,000,000,000. */
  readonly window_days: number;
  /** When they were received; repeats count. */
  readonly received_on: readonly Day[];
}

/** A group of institutions. */
export interface CoverageGroup {
  /** The group, unique in the list. */
  readonly group: Id;
  /** Its members. An integer from 0 to 1,000,000,000. */
  readonly members: number;
  /** Those that are covered, at most all. An integer from 0 to 1,000,000,000. */
  readonly covered: number;
}

/** What `execution.progress` is asked: the records of one subject. */
export interface ProgressQuestion {
  /** The end of this day is the moment of the question. */
  readonly as_of: Day;
  /** How the days of the period are counted. Default: `"inclusive"`. */
  readonly day_count?: DayCount | undefined;
  /** The contract period. */
  readonly period?: ContractPeriod | undefined;
  /** Agreed volume (约定采购量), in the unit of account. */
  readonly agreed?: NonNegative | undefined;
  /** What was bought of it; with `agreed`. */
  readonly purchased?: NonNegative | undefined;
  /** What was bought of winners and others. */
  readonly volumes?: Volumes | undefined;
  /** What was bought outside the platform. */
  readonly offline?: OfflinePurchase | undefined;
  /** Agreements that were to be signed. */
  readonly agreements?: readonly Agreement[] | undefined;
  /** Winning products that were to enter the hospital. */
  readonly in_hospital?: InHospital | undefined;
  /**
   * From which month on they are checked, where the rulebook leaves it open; only with `in_hospital`. An
   * integer from 1 to 120.
   */
  readonly in_hospital_check_month?: number | undefined;
  /** Orders. */
  readonly orders?: readonly Order[] | undefined;
  /** Within how many hours an answer counts. An integer from 1 to 1,000,000,000. */
  readonly response_hours?: number | undefined;
  /** Holidays and make-up days. */
  readonly calendar?: Calendar | undefined;
  /** Invoices and what was paid on them. */
  readonly payments?: readonly PaymentRecord[] | undefined;
  /** Complaints. */
  readonly complaints?: Complaints | undefined;
  /** Members that are covered, by group. */
  readonly coverage?: readonly CoverageGroup[] | undefined;
}

/** The time sequence: share of the contract period that has passed. */
export interface Clock {
  /** Days of the period. */
  total_days: number;
  /** Days that have passed, 0 to all. */
  elapsed_days: number;
  /** The others. */
  remaining_days: number;
  /** Elapsed over total, 0 to 1. */
  sequence: Figure;
}

/** How agreements stand. */
export interface Agreements {
  /** Signed, late or not, over all; null without agreements. */
  signing_rate: Figure | null;
  /** Signed after the day, by id. */
  late: Id[];
  /** Not signed, and the day is past, by id. */
  unsigned: Id[];
  /** Not signed yet, by id. */
  pending: Id[];
}

/** Which products have entered the hospital. */
export interface InHospitalCheck {
  /** From when on they are checked. */
  check_from: Date;
  /** Whether that day has come. */
  check_due: boolean;
  /** Products with a first purchase over all with an agreed volume; null without any. */
  rate: Figure | null;
  /** The others, by id. */
  missing: Id[];
}

/** How orders were answered and delivered. */
export interface Orders {
  /** Delivered over ordered quantity; may exceed 1. Null without orders, as all rates. */
  delivery_rate: Figure | null;
  /** Orders answered in time over all. */
  order_response_rate: Figure | null;
  /** Orders confirmed as received over all. */
  receipt_rate: Figure | null;
  /** Orders in time over those in time or late. */
  on_time_rate: Figure | null;
  /** Those that are late, by id. */
  late_orders: Id[];
  /** Those that may still be in time, by id. */
  pending_orders: Id[];
  /** Orders that have no moment by which they are to be delivered. */
  orders_without_due: number;
}

/** How invoices were paid: only those count whose day lies before `as_of`. */
export interface Settlement {
  /** Paid in time over all, by amount; null where no invoice counts. */
  settlement_on_time_rate: Figure | null;
  /** Invoices fully paid in time over all that count. */
  invoices_on_time_rate: Figure | null;
  /** The others, by id. */
  late_invoices: Id[];
}

/** How much of a group is covered. */
export interface Coverage {
  /** The group. */
  group: Id;
  /** Covered over members; null for a group without members. */
  rate: Figure | null;
}

/** How far a subject is. A part whose input was not given is absent; a quotient by zero is null. */
export interface Progress {
  /** The time sequence (序时进度). */
  clock?: Clock | null;
  /** Purchased over agreed; may exceed 1. */
  completion?: Figure | null;
  /** What is still to be bought. */
  remaining_quantity?: Figure | null;
  /** Time sequence less completion; positive is behind (滞后). */
  lag?: Figure | null;
  /** Lag over time sequence. */
  relative_lag?: Figure | null;
  /** What must be bought a day; null if something remains and no day does. */
  required_per_day?: Figure | null;
  /** Share of winners by quantity. */
  winner_share?: Figure | null;
  /** Share of non-winners by quantity. */
  non_winner_share?: Figure | null;
  /** Share of winners by amount. */
  winner_amount_share?: Figure | null;
  /** Share of substitutable drugs in all. */
  substitute_share?: Figure | null;
  /** Share bought offline. */
  offline_share?: Figure | null;
  /** How agreements stand. */
  agreements?: Agreements | null;
  /** Which products have entered the hospital. */
  in_hospital?: InHospitalCheck | null;
  /** How orders were answered and delivered. */
  orders?: Orders | null;
  /** How invoices were paid. */
  settlement?: Settlement | null;
  /** Complaints in the window. */
  complaint_count?: number | null;
  /** By group. */
  coverage?: Coverage[] | null;
}

/** What an institution had agreed. */
export interface AgreedRemainder {
  /** The institution, unique in the list. */
  readonly institution: Id;
  /** Agreed. */
  readonly agreed: NonNegative;
  /** Bought until the day of default. */
  readonly purchased: NonNegative;
}

/**
 * Who may take over from a supplier.
 *
 * - `backup_winner`: The winner that stands by (备供).
 * - `other_winner`: Another winner.
 * - `substitute`: A substitute from outside the winners.
 */
export type ReplacementRole = "backup_winner" | "other_winner" | "substitute";

/** Who may supply instead. */
export interface ReplacementCandidate {
  /** The supplier, unique in the list; not the one that does not supply. */
  readonly supplier: Id;
  /** In what capacity. */
  readonly role: ReplacementRole;
  /** Its own price. */
  readonly own_price: Positive;
  /** How much it can supply; no limit where it is left out. */
  readonly available_quantity?: NonNegative | undefined;
}

/**
 * At which price a substitute supplies.
 *
 * - `own_price`: At its own.
 * - `defaulter_price`: At that of the supplier it stands in for.
 */
export type SupplyPrice = "own_price" | "defaulter_price";

/** A bar, by its length or its last day. */
export interface BarPeriod {
  /** First day. */
  readonly from: Day;
  /** Months. An integer from 1 to 1,200. */
  readonly months?: number | undefined;
  /** Last day. */
  readonly until?: Day | undefined;
}

/** What `execution.replace_supplier` is asked. */
export interface ReplaceQuestion {
  /** The winner that does not supply. */
  readonly supplier: Id;
  /** Since when. */
  readonly defaulted_on: Day;
  /** The day of the question: whether a bar is active. */
  readonly as_of?: Day | undefined;
  /** What institutions had agreed with it. */
  readonly volumes?: readonly AgreedRemainder[] | undefined;
  /** Who may supply instead; with `volumes`. */
  readonly candidates?: readonly ReplacementCandidate[] | undefined;
  /** At which price, where the rulebook leaves it open; with `candidates`. */
  readonly supply_price?: SupplyPrice | undefined;
  /** The price of the winner that does not supply; required where others supply at it. */
  readonly defaulter_price?: Positive | undefined;
  /** A bar against it. */
  readonly bar?: BarPeriod | undefined;
}

/** What is left at an institution. */
export interface InstitutionRemainder {
  /** The institution. */
  institution: Id;
  /** What is left. */
  remaining: Figure;
}

/** What a supplier takes. */
export interface Assignment {
  /** The supplier. */
  supplier: Id;
  /** In what capacity. */
  role: ReplacementRole;
  /** How much. */
  quantity: Figure;
  /** At which price. */
  price: Positive;
}

/** How long a bar lasts. */
export interface BarTerm {
  /** First day. */
  from: Date;
  /** Last day. */
  until: Date;
  /** Days, both ends included. */
  days: number;
  /** Whether it is in force on `as_of`. */
  active?: boolean | null;
}

/** Who supplies instead. */
export interface Replacement {
  /** What is left of the agreed volume. */
  remaining_quantity?: Figure | null;
  /** The same by institution. */
  institutions?: InstitutionRemainder[] | null;
  /** Who takes how much, in the order of taking. */
  assignments?: Assignment[] | null;
  /** What nobody takes. */
  uncovered_quantity?: Figure | null;
  /** What it costs more than at the old price; may be negative. */
  extra_cost?: Figure | null;
  /** How long the bar lasts. */
  bar?: BarTerm | null;
}

/**
 * Route of administration.
 *
 * - `injection`: Injection.
 * - `oral`: Oral.
 */
export type DrugRoute = "injection" | "oral";

/**
 * What a product is to an institution.
 *
 * - `main_winner`: The winner that supplies first (主供).
 * - `backup_winner`: The winner that stands by (备供).
 * - `other_winner`: Another winner.
 * - `non_winner`: No winner.
 */
export type SlotRole = "main_winner" | "backup_winner" | "other_winner" | "non_winner";

/** A product that the hospital has. */
export interface StockedProduct {
  /** The product, unique in the list. */
  readonly product: Id;
  /** What it is to the institution. */
  readonly role: SlotRole;
}

/** A product that the hospital may take. */
export interface SlotCandidate {
  /** The product, unique in the list and not stocked. */
  readonly product: Id;
  /** What it is to the institution. */
  readonly role: SlotRole;
  /** Price of the unit of account. */
  readonly unit_price: Positive;
}

/** What `execution.second_slot` is asked: about one generic name and route. */
export interface SlotQuestion {
  /** Route of administration. */
  readonly route: DrugRoute;
  /** What the hospital has already. */
  readonly stocked?: readonly StockedProduct[] | undefined;
  /** What it may take, at least one. */
  readonly candidates: readonly SlotCandidate[];
}

/** Which products are taken. */
export interface SlotChoice {
  /** How many may still be taken. */
  slots_left: number;
  /** Whether the hospital has more than it may. */
  over_limit: boolean;
  /** The candidates, the best first. */
  order: Id[];
  /** Those that are taken. */
  chosen: Id[];
}

/** So many days after the start, which is not counted. */
export interface SettlementRuleDaysAfter {
  readonly kind: "days_after";
  /** The days. An integer from 0 to 3,660. */
  readonly days: number;
}

/** On the last day of the month after that of the start. */
export interface SettlementRuleEndOfNextMonth {
  readonly kind: "end_of_next_month";
}

/** On a day of the month after that of the start, cut to the month's last day. */
export interface SettlementRuleDayOfNextMonth {
  readonly kind: "day_of_next_month";
  /** The day. An integer from 1 to 31. */
  readonly day: number;
}

/** When an invoice falls due. */
export type SettlementRule = SettlementRuleDaysAfter | SettlementRuleEndOfNextMonth | SettlementRuleDayOfNextMonth;

/**
 * What an invoice is for.
 *
 * - `drug`: A drug.
 * - `consumable`: A medical consumable (医用耗材).
 */
export type ProductKind = "drug" | "consumable";

/** An invoice. */
export interface Invoice {
  /** The invoice, unique in the list. */
  readonly invoice: Id;
  /** What it is for. Default: `"drug"`. */
  readonly product_kind?: ProductKind | undefined;
  /** Its amount, yuan. */
  readonly amount: Positive;
  /** The event that the document names: confirmed receipt, acceptance, confirmation of the invoice. */
  readonly start_on?: Day | undefined;
  /** When it was created: some days later it counts as confirmed. */
  readonly invoice_created_on?: Day | undefined;
  /** What was paid, together at most the amount. */
  readonly paid?: readonly Payment[] | undefined;
}

/** What `execution.settlement_due` is asked. */
export interface SettlementQuestion {
  /** The end of this day is the moment of the question. */
  readonly as_of: Day;
  /** When drugs are to be paid, where the rulebook leaves it open. */
  readonly settlement_drug?: SettlementRule | undefined;
  /** When consumables are to be paid, where the rulebook leaves it open. */
  readonly settlement_consumable?: SettlementRule | undefined;
  /** The invoices, at least one. */
  readonly invoices: readonly Invoice[];
}

/**
 * How an invoice stands.
 *
 * - `paid_on_time`: Paid in full, in time.
 * - `paid_late`: Paid in full, late.
 * - `overdue`: Not paid in full, and past due.
 * - `due_today`: Not paid in full, due today.
 * - `not_due`: Not due yet.
 */
export type InvoiceStatus = "paid_on_time" | "paid_late" | "overdue" | "due_today" | "not_due";

/** How an invoice stands. */
export interface InvoiceDue {
  /** The invoice. */
  invoice: Id;
  /** From when on the days are counted. */
  start_on: Date;
  /** By when it is to be paid. */
  due_on: Date;
  /** How it stands. */
  status: InvoiceStatus;
  /** By how many days it was or is late. */
  days_late: number;
  /** What is not paid. */
  unpaid: Figure;
  /** What was not paid by the due date, once that is past. */
  late_amount: Figure;
}

/** How invoices stand. */
export interface SettlementDue {
  /** By due date and id. */
  invoices: InvoiceDue[];
  /** Paid in time over all, by amount, of the invoices that are past due; null without any. */
  settlement_on_time_rate: Figure | null;
  /** What is not paid of invoices that are overdue. */
  overdue_amount: Figure;
}

/** What was sold in a region. */
export interface RegionQuantity {
  /** The region, unique in the list. */
  readonly region: Id;
  /** How much. */
  readonly quantity: NonNegative;
}

/** A product: at least one pair of fields. */
export interface SuppliedProduct {
  /** The product, unique in the list. */
  readonly product: Id;
  /** Stock; with `daily_use`. */
  readonly stock?: NonNegative | undefined;
  /** Use a day. */
  readonly daily_use?: NonNegative | undefined;
  /** Recent use; with `baseline_use`. */
  readonly recent_use?: NonNegative | undefined;
  /** Usual use. */
  readonly baseline_use?: NonNegative | undefined;
  /** What can be supplied; with `agreed`. */
  readonly capacity?: NonNegative | undefined;
  /** What is agreed. */
  readonly agreed?: NonNegative | undefined;
  /** For which region it is agreed; with `sold`. */
  readonly agreed_region?: Id | undefined;
  /** What was sold where. */
  readonly sold?: readonly RegionQuantity[] | undefined;
}

/** What `execution.shortage` is asked. All limits are the caller's. */
export interface ShortageQuestion {
  /** The day of the stock. */
  readonly as_of: Day;
  /** Fewer days of stock are too few. */
  readonly min_days?: NonNegative | undefined;
  /** More days of stock are too many. */
  readonly max_days?: NonNegative | undefined;
  /** A higher ratio of recent to usual use is a jump. */
  readonly spike_limit?: NonNegative | undefined;
  /** A lower ratio of capacity to agreed volume is too little. */
  readonly min_coverage?: NonNegative | undefined;
  /** The products, at least one. */
  readonly products: readonly SuppliedProduct[];
}

/**
 * What is wrong with the supply of a product, in the order of the rules.
 *
 * - `low_stock`: Too few days of stock.
 * - `hoarding`: Too many days of stock (囤积).
 * - `spike`: Use has jumped.
 * - `capacity_short`: Capacity does not cover what is agreed.
 * - `diverted`: Some was sold outside the agreed region (窜货).
 */
export type ShortageFlag = "low_stock" | "hoarding" | "spike" | "capacity_short" | "diverted";

/**
 * How the supply of a product stands. A part whose pair was not given is absent; a quotient by zero is null.
 */
export interface ProductSupply {
  /** The product. */
  product: Id;
  /** Stock over use. */
  days_of_stock?: Figure | null;
  /** The day on which the stock is used up; null beyond 36,500 days. */
  runs_out_on?: Date | null;
  /** Recent over usual use. */
  spike_ratio?: Figure | null;
  /** Capacity over agreed volume. */
  capacity_coverage?: Figure | null;
  /** What was sold outside the agreed region. */
  diverted_quantity?: Figure | null;
  /** The same over all that was sold. */
  diverted_share?: Figure | null;
  /** What is wrong, in the order of the rules. */
  flags: ShortageFlag[];
}

/** How the supply of products stands. */
export interface Shortage {
  /** By days of stock, those without last, then by id. */
  products: ProductSupply[];
}

/** The built-in rulebooks of the area. */
export type RulebookId =
  | "execution/anhui-2025-marks"
  | "execution/chongqing-exchange"
  | "execution/cn-2021-settlement"
  | "execution/cn-2023-non-supply"
  | "execution/cn-2024-31"
  | "execution/cn-2024-fund-prepay"
  | "execution/cn-batch-10"
  | "execution/cn-batch-2"
  | "execution/guangxi-settlement-2024"
  | "execution/hebei-supply-2025"
  | "execution/henan-2026-marks"
  | "execution/huaibei-prepay"
  | "execution/hunan-delivery-2025"
  | "execution/huojia-2023"
  | "execution/jiangxi-2025"
  | "execution/jilin-city-2020"
  | "execution/liaoning-2024"
  | "execution/neimenggu-2025-marks"
  | "execution/qinghai-2025"
  | "execution/shaanxi-2026-marks"
  | "execution/shanxi-batch-10"
  | "execution/shenzhen-2016"
  | "execution/tianjin-2019-prepay"
  | "execution/xinjiang-2026-marks"
  | "execution/yunfu-2023"
  | "execution/zhejiang-2025"
  | "execution/zhejiang-batch-8";

export interface Functions {
  /**
   * How far one subject is: clock, completion, shares, agreements, delivery, settlement, complaints,
   * coverage.
   *
   * Source: rules 1 to 10 of this area.
   *
   * @throws JicaiError: `invalid_input` with the field; `rule_gap` where the month of the in-hospital check,
   * or whether the delivery clock stands still on holidays, is not published; `limit_exceeded` for a list of
   * more than 100,000.
   *
   * @example
   * const { value } = jicai.execution.progress({ as_of: "2025-03-31", agreed: "3", purchased: "1" });
   * value.completion; // "0.333333"
   * value.remaining_quantity; // "2"
   */
  progress(question: ProgressQuestion, options?: MaybeRuled<RulebookId>): Answer<Progress>;

  /**
   * Which subjects raise an alert: by the document's rules and bands, by limits of the caller, against the
   * mean.
   *
   * Source: rules 11 to 15.
   *
   * @throws JicaiError: `rule_gap` where the document watches an indicator and prints no number, and the
   * caller gives none; `invalid_input` with the field; `limit_exceeded` for more than 100,000 subjects, or
   * 2,000,000 subjects times conditions and bands.
   *
   * @example
   * const { value } = jicai.execution.alerts(
   *   { subjects: [{ subject: "a", values: {} }] },
   *   { rulebook: "execution/yunfu-2023" },
   * );
   * value.summary.serious; // 0
   * value.summary.warning; // 0
   * value.band_counts[0].indicator; // "completion"
   */
  alerts(question: AlertsQuestion, options?: MaybeRuled<RulebookId>): Answer<Alerts>;

  /**
   * Whether an institution has bought what it agreed to, and not too much of others.
   *
   * Source: rule 16; 医保发〔2024〕31号.
   *
   * @throws JicaiError: `rule_gap` where the tests or a limit are not published and not given, or an
   * exception is not named; `invalid_input` with the field.
   *
   * @example
   * const { value } = jicai.execution.assess(
   *   {
   *     overall: "pooled",
   *     items: [
   *       {
   *         product: "b",
   *         agreed: "10",
   *         purchased: "0",
   *         non_winner_quantity: "9",
   *         exception: "seasonal",
   *       },
   *     ],
   *   },
   *   { rulebook: "execution/cn-2024-31" },
   * );
   * value.verdict; // "exempt"
   * value.items[0].product; // "b"
   * value.items[0].verdict; // "exempt"
   */
  assess(question: AssessQuestion, options: Ruled<RulebookId>): Answer<AssessmentResult>;

  /**
   * Where a party stands after an event: reminder, interview, admonition, and what follows.
   *
   * Source: rules 17 and 18; Zhejiang, April 2025.
   *
   * @throws JicaiError: `rule_gap` where the document has no ladder, or does not say what follows;
   * `invalid_input` with the field, also for an event that cannot happen in the state.
   *
   * @example
   * const { value } = jicai.execution.escalate(
   *   { party: "firm", state: "credit_rating", event: "serious", on: "2025-06-16" },
   *   { rulebook: "execution/zhejiang-2025" },
   * );
   * value.next_state; // "tender_penalty"
   * value.changed; // true
   */
  escalate(question: EscalateQuestion, options: Ruled<RulebookId>): Answer<Escalation>;

  /**
   * When invoices fall due, and how they stand.
   *
   * Source: rules 19 and 20; 国办发〔2021〕2号, Guangxi 2024.
   *
   * @throws JicaiError: `rule_gap` where the date is not published and not given; `invalid_input` with the
   * field.
   *
   * @example
   * const { value } = jicai.execution.settlementDue(
   *   {
   *     as_of: "2025-01-31",
   *     invoices: [{ invoice: "i", amount: "100", start_on: "2025-01-31" }],
   *   },
   *   { rulebook: "execution/huaibei-prepay" },
   * );
   * value.overdue_amount; // "0"
   * value.invoices[0].invoice; // "i"
   * value.invoices[0].start_on; // "2025-01-31"
   */
  settlementDue(question: SettlementQuestion, options: Ruled<RulebookId>): Answer<SettlementDue>;

  /**
   * How much is prepaid, and by when.
   *
   * Source: rules 21 and 22; Huaibei, 医保办函〔2024〕101号.
   *
   * @throws JicaiError: `rule_gap` where a ratio or a number of working days is not published;
   * `invalid_input` with the field.
   *
   * @example
   * const { value } = jicai.execution.prepayment(
   *   { kind: "vbp", agreed_amount: "1000" },
   *   { rulebook: "execution/huaibei-prepay" },
   * );
   * value.agreed_amount; // "1000"
   * value.ratio; // "0.3"
   */
  prepayment(question: PrepaymentQuestion, options: Ruled<RulebookId>): Answer<VbpPrepayment | FundPrepayment>;

  /**
   * Which listed prices are marked yellow or red, or suspended, and what a new listing may ask.
   *
   * Source: rules 23 to 25; Henan, Shaanxi and Xinjiang 2026, Anhui and Inner Mongolia 2025.
   *
   * @throws JicaiError: `rule_gap` where the rulebook does not mark the class; `invalid_input` with the
   * field, also for a price that the class needs.
   *
   * @example
   * const { value } = jicai.execution.priceMark(
   *   {
   *     items: [{ item: "a", class: "three_same", price: "18", "p75_listing_price": "10" }],
   *   },
   *   { rulebook: "execution/anhui-2025-marks" },
   * );
   * value.items[0].item; // "a"
   * value.items[0].mark; // "yellow"
   * value.counts.none; // 0
   */
  priceMark(question: MarkQuestion, options: Ruled<RulebookId>): Answer<PriceMarks>;

  /**
   * What a winner may ask in a province that it does not supply.
   *
   * Source: rule 26; Liaoning 2024, Zhejiang 2023.
   *
   * @throws JicaiError: `rule_gap` where the multiple or the reading is not published and not given;
   * `invalid_input` with the field.
   *
   * @example
   * const { value } = jicai.execution.nonSupplyCap(
   *   { items: [{ item: "a", own_winning_price: "10", highest_price: "15" }] },
   *   { rulebook: "execution/liaoning-2024" },
   * );
   * value.items[0].item; // "a"
   * value.items[0].own_limit; // "15"
   */
  nonSupplyCap(question: CapQuestion, options: Ruled<RulebookId>): Answer<NonSupplyCaps>;

  /**
   * Which product takes the second slot of a generic name and route.
   *
   * Source: rule 27; 处方管理办法, article 16.
   *
   * @throws JicaiError: `rule_gap` where the order or the number is not published; `invalid_input` with the
   * field.
   *
   * @example
   * const { value } = jicai.execution.secondSlot(
   *   {
   *     route: "oral",
   *     candidates: [{ product: "a", role: "other_winner", unit_price: "1" }],
   *   },
   *   { rulebook: "execution/zhejiang-2025" },
   * );
   * value.slots_left; // 2
   * value.over_limit; // false
   * value.order; // ["a"]
   */
  secondSlot(question: SlotQuestion, options: Ruled<RulebookId>): Answer<SlotChoice>;

  /**
   * Who supplies what a winner no longer does, at which price, and how long the winner is barred.
   *
   * Source: rule 28; GY-YD2019-2, GY-YD2024-2.
   *
   * @throws JicaiError: `rule_gap` where the order or the price is not published and not given;
   * `invalid_input` with the field.
   *
   * @example
   * const { value } = jicai.execution.replaceSupplier(
   *   {
   *     supplier: "s",
   *     defaulted_on: "2025-06-01",
   *     bar: { from: "2024-08-21", months: 6 },
   *   },
   * );
   * value.bar.from; // "2024-08-21"
   * value.bar.until; // "2025-02-20"
   */
  replaceSupplier(question: ReplaceQuestion, options?: MaybeRuled<RulebookId>): Answer<Replacement>;

  /**
   * Whether everything is disclosed, whether two platforms agree, whether totals add up.
   *
   * Source: rule 30.
   *
   * @throws JicaiError: `rule_gap` for a checklist that the rulebook does not have; `invalid_input` with the
   * field; `limit_exceeded` for more than 2,000,000 records times required items.
   *
   * @example
   * const { value } = jicai.execution.disclosure(
   *   {
   *     as_of: "2025-01-10",
   *     totals: [{ item: "x", total: "0", parts: [{ part: "a", value: "0" }] }],
   *   },
   * );
   * value.totals[0].item; // "x"
   * value.totals[0].sum; // "0"
   */
  disclosure(question: DisclosureQuestion, options?: MaybeRuled<RulebookId>): Answer<Disclosure>;

  /**
   * By which way goods are bought.
   *
   * Source: rule 31; duties of the Chongqing Drug Exchange.
   *
   * @throws JicaiError: `rule_gap` where the threshold or a way is not published; `invalid_input` with the
   * field.
   *
   * @example
   * const { value } = jicai.execution.centralPurchase(
   *   { buyer: "public", goods: [{ item: "a", kind: "drug", value: "9000000" }] },
   *   { rulebook: "execution/chongqing-exchange" },
   * );
   * value.central_value; // "0"
   * value.goods[0].item; // "a"
   * value.goods[0].route; // "central_tender"
   */
  centralPurchase(question: PurchaseQuestion, options: Ruled<RulebookId>): Answer<PurchaseRoutes>;

  /**
   * The share of drugs in medical income, and how it moves.
   *
   * Source: rule 32; Jilin City 2020, Shenzhen 2016.
   *
   * @throws JicaiError: `rule_gap` where nothing says whether slices count; `invalid_input` with the field.
   *
   * @example
   * const { value } = jicai.execution.drugIncomeRatio(
   *   { current: { drug_income: "300", medical_income: "1000" } },
   *   { rulebook: "execution/jilin-city-2020" },
   * );
   * value.ratio; // "0.3"
   */
  drugIncomeRatio(question: IncomeQuestion, options: Ruled<RulebookId>): Answer<IncomeRatio>;

  /**
   * The score of a chain of supervision, and its weakest link.
   *
   * Source: rule 33.
   *
   * @throws JicaiError: `invalid_input` with the field.
   *
   * @example
   * const { value } = jicai.execution.processScore({ links: [{ link: "a", score: "70", weight: "1" }] });
   * value.score; // "70"
   * value.weakest_link; // "a"
   * value.links[0].link; // "a"
   */
  processScore(question: ScoreQuestion, options?: MaybeRuled<RulebookId>): Answer<ProcessScore>;

  /**
   * Stock that runs out or piles up, use that jumps, capacity that does not suffice, goods that go elsewhere.
   *
   * Source: rule 29.
   *
   * @throws JicaiError: `invalid_input` with the field.
   *
   * @example
   * const { value } = jicai.execution.shortage(
   *   { as_of: "2025-03-31", products: [{ product: "a", stock: "1", daily_use: "0" }] },
   * );
   * value.products[0].product; // "a"
   */
  shortage(question: ShortageQuestion, options?: MaybeRuled<RulebookId>): Answer<Shortage>;
}
