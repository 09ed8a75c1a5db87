/**
 * Award (中选): which bids win, at what price, and which regions and shares they get.
 *
 * Written by `make typescript-types` from the JSON Schemas of the core. Do not edit.
 */
import type { Answer, DateText, Decimal, Ruled } from "../call.js";
import type { RulebookObject } from "./rulebook.js";

/** Identifier: opaque, compared byte for byte. */
export type Id = string;

/** Integer from 1 to 1,000,000,000. */
export type Count = number;

/** A winner who picks regions. */
export interface RegionWinner {
  /** The winning bid; unique. */
  readonly bid: Id;
  /** Its place in the selection order; unique. An integer from 1 to 1,000,000,000. */
  readonly rank: Count;
  /** Regions it prefers, in this order; what the list leaves out follows in the order of `regions`. */
  readonly preferences?: readonly Id[] | undefined;
  /** The same for backup supply. */
  readonly backup_preferences?: readonly Id[] | undefined;
}

/** What `award.assign_regions` is asked. */
export interface RegionsQuestion {
  /** The regions, 1 to 1,000, in the default order of preference. */
  readonly regions: readonly Id[];
  /** The winners, 1 to 1,000. */
  readonly winners: readonly RegionWinner[];
  /** Whether backup suppliers are picked too. Default: `false`. */
  readonly backup?: boolean | undefined;
  /** Selection units: within one, a firm backs up a primary supplier only once. Only with `backup`. */
  readonly backup_units?: readonly (readonly Id[])[] | undefined;
}

/** The regions of one winner. */
export interface WinnerRegions {
  /** The winner. */
  bid: Id;
  /** Its rank. */
  rank: number;
  /** Regions it supplies, in the order of its picks. */
  primary: Id[];
  /** Regions it backs up, in the order of its picks; with `backup`. */
  backup?: Id[];
}

/**
 * Which supplier a pick makes.
 *
 * - `primary`: Primary supplier (主供).
 * - `backup`: Backup supplier (备供).
 */
export type PickKind = "primary" | "backup";

/** One pick. */
export interface Pick {
  /** 1, 2, … over all picks. */
  turn: number;
  /** 0 for the first pick, then 1, 2, …; backup rounds start again at 1. */
  round: number;
  /** Primary or backup. */
  kind: PickKind;
  /** Who picks. */
  bid: Id;
  /** What. */
  region: Id;
}

/** Who supplies which region. */
export interface RegionAssignment {
  /** The winners, by rank. */
  winners: WinnerRegions[];
  /** Every pick in turn. */
  picks: Pick[];
  /** Regions without a backup supplier, in the order of `regions`; with `backup`. */
  without_backup?: Id[];
}

/**
 * Dosage form class of a lot (剂型).
 *
 * - `oral_solid`: Tablets, capsules … (口服固体).
 * - `oral_liquid`: Oral liquids (口服液体).
 * - `injection_small_volume`: Small-volume injections (小容量注射剂).
 * - `injection_large_volume`: Large-volume injections (大容量注射剂).
 * - `other`: Anything else.
 */
export type Form =
  | "oral_solid"
  | "oral_liquid"
  | "injection_small_volume"
  | "injection_large_volume"
  | "other";

/** Decimal string, greater than zero; at most 15 digits before the point and 10 after it. */
export type Price = Decimal;

/** Decimal string, greater than zero; at most 15 digits before the point and 10 after it. */
export type Factor = Decimal;

/** A strength (规格) of a lot. */
export interface Spec {
  /** Identifier, unique in the lot. */
  readonly spec: Id;
  /** Highest valid declared price of this strength (最高有效申报价), yuan. */
  readonly ceiling?: Price | undefined;
  /** Price ratio of this strength to the reference strength, by the differential rules (差比价). */
  readonly factor?: Factor | undefined;
}

/** Decimal string, zero or more; at most 15 digits before the point and 10 after it. */
export type Quantity = Decimal;

/**
 * Volume class of a lot, stated lot by lot in the annex of a tender and not derivable from the drug.
 *
 * - `ordinary`: The usual shares.
 * - `reduced`: Antibacterials, glucocorticoids and some flagged drugs: ten points less.
 * - `restricted`: Special-grade antibacterials and, from batch 9, monitored drugs.
 */
export type VolumeClass = "ordinary" | "reduced" | "restricted";

/**
 * A part of the answer beyond the selection.
 *
 * - `share`: The agreed share of the reported volume (约定采购量比例).
 * - `term`: The contract term (采购周期).
 * - `class`: The award class of each winner.
 */
export type Want = "share" | "term" | "class";

/** Decimal string, zero or more; at most 15 digits before the point and 10 after it. */
export type Money = Decimal;

/** Day, ISO 8601: 2025-10-27. */
export type Date = DateText;

/** Decimal string, zero or more; at most 15 digits before the point and 10 after it. */
export type Score = Decimal;

/** One declared quote (申报). */
export interface Bid {
  /** Identifier, unique in the lot. */
  readonly bid: Id;
  /** The bidder; the bid's own id where it is left out. */
  readonly company?: Id | undefined;
  /** Related firms (同一负责人、控股、管理关系) carry the same value. */
  readonly group?: Id | undefined;
  /** Strength: required where the lot has `specs`, refused elsewhere. */
  readonly spec?: Id | undefined;
  /** Declared price per smallest unit (单位申报价), yuan, in the unit of the ceiling. */
  readonly price: Price;
  /** Comparable price (单位可比价) or daily cost, where it is already converted, yuan. */
  readonly comparable_price?: Price | undefined;
  /** A reference product (参比制剂). */
  readonly is_reference?: boolean | undefined;
  /** The firm supplied the region before: a condition of some share tables. */
  readonly incumbent?: boolean | undefined;
  /** Volume that hospitals reported for this brand: tie key, and a condition of revival. */
  readonly reported_volume?: Quantity | undefined;
  /** Tie key: won the same drug before. */
  readonly prior_winner?: boolean | undefined;
  /** Tie key: makes its own active ingredient. */
  readonly own_api?: boolean | undefined;
  /** Tie key: earlier sales, yuan. */
  readonly prior_sales?: Money | undefined;
  /** Tie key: number of strengths that passed the consistency evaluation. */
  readonly passed_specs?: number | undefined;
  /** Tie key: day on which the product passed the consistency evaluation. */
  readonly pass_date?: Date | undefined;
  /**
   * How a tie was broken outside the rules, for instance by lot (抽签); low first. An integer from 1 to
   * 1,000,000,000.
   */
  readonly tie_rank?: Count | undefined;
  /** Lower re-quote (复活报价), in the unit of `price`, not above it. */
  readonly revival_price?: Price | undefined;
  /** Price score of an evaluation, required with method `score`. */
  readonly price_score?: Score | undefined;
  /** Technical score of an evaluation, required with method `score`. */
  readonly technical_score?: Score | undefined;
}

/** A lot (品种, 采购组): the unit of competition, with the bids on it. */
export interface Lot {
  /** Identifier; required and unique in a round. */
  readonly lot?: Id | undefined;
  /** Dosage form class; required where a low-price limit depends on it. */
  readonly form?: Form | undefined;
  /** Ceiling of all bids, yuan; not together with `specs`. */
  readonly ceiling?: Price | undefined;
  /** Strengths, 1 to 1,000. */
  readonly specs?: readonly Spec[] | undefined;
  /** The strength to which prices are converted; its `factor` is absent or 1. */
  readonly reference_spec?: Id | undefined;
  /** Price printed in the document; required where `limit_price` is a test. */
  readonly limit_price?: Price | undefined;
  /** Places announced for this lot; replaces the place table. An integer from 1 to 1,000,000,000. */
  readonly max_shortlisted?: Count | undefined;
  /** Mean reported volume per brand: a condition of revival from outside the shortlist. */
  readonly brand_volume_mean?: Quantity | undefined;
  /** Volume class. Default: `"ordinary"`. */
  readonly volume_class?: VolumeClass | undefined;
  /** A drug that the document gives a shorter term. */
  readonly short_term?: boolean | undefined;
  /** A drug for long-term use. */
  readonly long_term_use?: boolean | undefined;
  /** Parts beyond the selection; repeats are ignored. */
  readonly want?: readonly Want[] | undefined;
  /** The bids, at most 1,000, in any order. */
  readonly bids: readonly Bid[];
  /**
   * How equal price ratios of a batch-wide filter were ordered; only in a round. An integer from 1 to
   * 1,000,000,000.
   */
  readonly filter_tie_rank?: Count | undefined;
}

/** A rulebook of a request. */
export type RulebookReference = Id | RulebookObject;

/** What `award.compare` is asked. */
export interface CompareInput {
  /** The lot. */
  readonly lot: Lot;
  /** The other rulebooks, 1 to 1,000: ids of built-in ones, or objects. */
  readonly against: readonly RulebookReference[];
}

/** A computed figure: decimal string, rounded half-up to 8 decimals. */
export type Exact = Decimal;

/** What a rulebook makes of the lot, in short. */
export interface Summary {
  /** The rulebook. */
  rulebook: Id;
  /** Number of places. */
  shortlist_limit?: number;
  /** Limit of the spread control. */
  spread_limit?: Exact;
  /** Selected bids. */
  winners: number;
  /** The selected bids, in order. */
  selected: Id[];
}

/**
 * Whether the other rulebook gives an answer.
 *
 * - `ok`: It does.
 * - `rule_gap`: Its document does not say what this lot needs.
 * - `unverified_parameter`: Strict mode: its answer would rest on an unverified parameter.
 */
export type Status = "ok" | "rule_gap" | "unverified_parameter";

/**
 * What became of a bid.
 *
 * - `selected`: Proposed for selection (拟中选), with or without volume.
 * - `not_selected`: Valid, but not selected.
 * - `void`: Above its ceiling: takes no part.
 * - `undetermined`: The rules stop at a gap before they decide about this bid (only in `what_if`).
 */
export type Outcome = "selected" | "not_selected" | "void" | "undetermined";

/**
 * Why.
 *
 * - `conditions_met`: Selected: all tests of an alternative hold.
 * - `no_conditions`: Selected: the rulebook has no winning conditions.
 * - `zero_volume`: Selected without volume: too far below the others.
 * - `revived_shortlisted`: Selected by a lower re-quote after failing the conditions.
 * - `revived_unshortlisted`: Selected by a lower re-quote from outside the shortlist.
 * - `reference_no_volume`: A reference product that came down to the limit: selected without volume.
 * - `not_shortlisted`: Not selected: no place.
 * - `conditions_failed`: Not selected: shortlisted, but no alternative holds ("fused", 熔断).
 * - `company_cap`: Not selected: its company has its places already.
 * - `related_firm`: Not selected: another bid represents its group of related firms.
 * - `batch_filter`: Not selected: removed by the batch-wide filter.
 * - `above_ceiling`: Void: above the ceiling.
 * - `rule_gap`: Undetermined: the document does not say.
 */
export type Reason =
  | "conditions_met"
  | "no_conditions"
  | "zero_volume"
  | "revived_shortlisted"
  | "revived_unshortlisted"
  | "reference_no_volume"
  | "not_shortlisted"
  | "conditions_failed"
  | "company_cap"
  | "related_firm"
  | "batch_filter"
  | "above_ceiling"
  | "rule_gap";

/** A bid that fares differently. */
export interface Change {
  /** The bid. */
  bid: Id;
  /** Its outcome in the baseline. */
  from_outcome: Outcome;
  /** Its reason in the baseline. */
  from_reason: Reason;
  /** Its outcome under the other rulebook. */
  to_outcome: Outcome;
  /** Its reason there. */
  to_reason: Reason;
}

/** The lot under another rulebook. */
export interface Comparison {
  /** The rulebook. */
  rulebook: Id;
  /** Whether it gives an answer; only then the fields below but `message` are there. */
  status: Status;
  /** Why there is no answer. */
  message?: string;
  /** Number of places. */
  shortlist_limit?: number;
  /** Limit of the spread control. */
  spread_limit?: Exact;
  /** Selected bids. */
  winners?: number;
  /** The selected bids, in order. */
  selected?: Id[];
  /** Bids selected only here, by id. */
  gained?: Id[];
  /** Bids selected only in the baseline, by id. */
  lost?: Id[];
  /** Bids whose outcome, reason or volume differ, by id. */
  changed?: Change[];
}

/** One lot under several rulebooks. */
export interface CompareResult {
  /** The lot under the first rulebook. */
  baseline: Summary;
  /** The lot under the others, in their order. */
  against: Comparison[];
}

/**
 * A part of `TermsQuestion`.
 *
 * - `share`: The agreed share.
 * - `term`: The contract term.
 */
export type TermsPart = "share" | "term";

/** What `award.contract_terms` is asked: a number of winners, without bids. */
export interface TermsQuestion {
  /** Winners W that count for the tables. An integer from 1 to 1,000,000,000. */
  readonly winners: Count;
  /**
   * Number of bidders N; required if a row of a wanted table asks for it. An integer from 1 to 1,000,000,000.
   */
  readonly bidders?: Count | undefined;
  /** Volume class of the lot. Default: `"ordinary"`. */
  readonly volume_class?: VolumeClass | undefined;
  /** A drug that the document gives a shorter term. Default: `false`. */
  readonly short_term?: boolean | undefined;
  /** A drug for long-term use. Default: `false`. */
  readonly long_term_use?: boolean | undefined;
  /** The firm supplied the region before. Default: `false`. */
  readonly incumbent?: boolean | undefined;
  /** Award class of the winner. */
  readonly award_class?: Id | undefined;
  /** `share`, `term` or both (the default). */
  readonly want?: readonly TermsPart[] | undefined;
}

/** Decimal string, 0 to 1; at most 15 digits before the point and 10 after it. */
export type Ratio = Decimal;

/** Share and term by the tables alone. */
export interface ContractTerms {
  /** Agreed share of the reported volume. */
  agreed_share?: Ratio;
  /** Contract term in years. */
  term_years?: number;
  /** Last day of the contract. */
  term_end?: Date;
}

/** A firm with its intended volume. */
export interface GroupBidder {
  /** The firm; unique. */
  readonly company: Id;
  /** Intended volume (意向采购量). */
  readonly volume: Quantity;
  /** Whether it supplies all regions. */
  readonly supplies_all_regions: boolean;
  /** Whether it has the highly cross-linked liner. Default: `false`. */
  readonly has_crosslinked_liner?: boolean | undefined;
}

/** What `award.group_bidders` is asked. */
export interface GroupQuestion {
  /** Whether the system needs a highly cross-linked liner. */
  readonly liner_required: boolean;
  /** The firms, 1 to 1,000. */
  readonly bidders: readonly GroupBidder[];
}

/** A computed share: decimal string, `"0.60"` is 60 %. */
export type Share = Decimal;

/**
 * The two groups.
 *
 * - `A`: The firms that cover most of the volume and can supply.
 * - `B`: The rest.
 */
export type Group = "A" | "B";

/**
 * Why a firm is in its group.
 *
 * - `covered`: Group A: within the volume share, and able.
 * - `filled_up`: Group A: added so that the group has enough firms.
 * - `condition_not_met`: Group B: does not supply all regions, or lacks the liner.
 * - `below_volume_share`: Group B: able, but beyond the volume share.
 */
export type GroupReason = "covered" | "filled_up" | "condition_not_met" | "below_volume_share";

/** One firm with its group. */
export interface GroupedBidder {
  /** The firm. */
  company: Id;
  /** Its share of the sum of volumes. */
  volume_share: Share;
  /** Its group. */
  group: Group;
  /** Why. */
  reason: GroupReason;
}

/** Groups A and B. */
export interface Grouping {
  /** Firms in group A. */
  group_a: number;
  /** Firms in group B. */
  group_b: number;
  /** The firms by volume descending, then company. */
  bidders: GroupedBidder[];
}

/** What `award.region_counts` is asked. */
export interface RegionCountsQuestion {
  /** Number of winners that pick regions, 1 to 1,000. An integer from 1 to 1,000,000,000. */
  readonly winners: Count;
  /**
   * Number of regions, 1 to 1,000; the rulebook's where it is left out. An integer from 1 to 1,000,000,000.
   */
  readonly regions?: Count | undefined;
}

/** How many regions each winner supplies. */
export interface RegionCounts {
  /** Number of regions R. */
  regions: number;
  /** Regions of each winner, by rank. */
  counts: number[];
}

/**
 * A test of the winning conditions.
 *
 * - `spread`: Price at most `spread_multiple` times the anchor.
 * - `cut`: Cut of at least `cut_threshold`.
 * - `low_price`: Price at most the low-price limit of the form.
 * - `limit_price`: Price at most the price printed in the document.
 * - `mean`: Price at most `mean_multiple` times the mean.
 * - `cut_rank`: Among the largest cuts.
 */
export type Test = "spread" | "cut" | "low_price" | "limit_price" | "mean" | "cut_rank";

export type Alternative = Test[];

/**
 * Which volume a selected bid gets.
 *
 * - `full`: The agreed volume of the regions it supplies.
 * - `own_brand`: Only the volume that hospitals reported for this brand.
 * - `none`: None (中选不带量).
 */
export type Volume = "full" | "own_brand" | "none";

/**
 * The answer to a lower re-quote.
 *
 * - `accepted`: Selected at the re-quoted price.
 * - `refused_price`: Above the limit.
 * - `refused_ineligible`: The rulebook has no such revival, or its conditions fail.
 * - `not_applicable`: The bid has nothing to revive.
 */
export type Revival = "accepted" | "refused_price" | "refused_ineligible" | "not_applicable";

/** One bid with its outcome. */
export interface BidResult {
  /** The bid. */
  bid: Id;
  /** Its company. */
  company: Id;
  /**
   * 1 + number of ranked bids before it; bids of an unresolved tie share a rank. Only bids that rule 3 leaves
   * in the ranking.
   */
  rank?: number;
  /** Comparable price, yuan; valid bids. */
  comparable_price?: Exact;
  /** Cut: 1 − declared price ÷ ceiling; valid bids with a ceiling. */
  cut?: Exact;
  /** Weighted score; method `score`. */
  score?: Exact;
  /** Whether the bid has a place. */
  shortlisted: boolean;
  /** What became of it. */
  outcome: Outcome;
  /** Why. */
  reason: Reason;
  /** The first alternative of the winning conditions that holds; empty where there are no conditions. */
  passed_by?: Alternative;
  /** Selected bids: which volume. */
  volume?: Volume;
  /** Selected bids: whether the firm picks supply regions. */
  picks_regions?: boolean;
  /** Order in which winners pick regions (中选顺位); bids with full volume. */
  selection_order?: number;
  /** Selected bids: the price to pay, in the unit of the declared price. */
  final_price?: Price;
  /** Selected bids: the same, converted. */
  final_comparable_price?: Exact;
  /** Bids with a re-quote: its answer. */
  revival?: Revival;
  /**
   * Shortlisted bids, where the rulebook asks for it: whether the firm owes a written explanation of its
   * cost.
   */
  cost_statement?: boolean;
  /** Award class; selected bids, where it is wanted. */
  award_class?: Id;
  /** Agreed share of the reported volume; selected bids, where it is wanted. */
  agreed_share?: Ratio;
}

/** Share and term that the lot leads to. */
export interface Terms {
  /** Winners that count for the share and term tables. */
  winners: number;
  /** Agreed share, if all bids with volume have the same. */
  agreed_share?: Ratio;
  /** Contract term in years. */
  term_years?: number;
  /** Last day of the contract. */
  term_end?: Date;
}

/** The decided lot. */
export interface Award {
  /** The lot, if it has an id. */
  lot?: Id;
  /** Number of bidders N. */
  bidders: number;
  /** Number of places K; absent without limit or without valid bids. */
  shortlist_limit?: number;
  /** Bids in the shortlist, zero-volume bids apart. */
  shortlisted: number;
  /** Mean price m of the anchor's shortlist; anchors other than `lowest`. */
  mean_price?: Exact;
  /** Anchor A of the spread control. */
  anchor_price?: Exact;
  /** Limit of the spread control. */
  spread_limit?: Exact;
  /** Line L below which a bid is selected without volume; the one tested last. */
  zero_volume_below?: Exact;
  /** Highest price ÷ lowest price of the selected bids, before the batch-wide filter. */
  price_ratio?: Exact;
  /** Whether a batch-wide filter may still change the answer. */
  provisional: boolean;
  /** Nobody is selected (流标). */
  failed: boolean;
  /** Selected bids, with or without volume. */
  winners: number;
  /** Selected bids by selection order, then id; then those without order by rank, then id. */
  selected: Id[];
  /** Ranked bids by rank, then id; related-firm bids by id; void bids by id. */
  bids: BidResult[];
  /** Share and term, if wanted and somebody is selected. */
  terms?: Terms;
}

/** What `award.select_round` is asked. */
export interface RoundQuestion {
  /** The lots of the whole round, 1 to 1,000, each with an id. */
  readonly lots: readonly Lot[];
}

/** A bid that the batch-wide filter removed. */
export interface Removed {
  /** The lot. */
  lot: Id;
  /** The bid. */
  bid: Id;
  /** The step that removed it: `largest_ratio` or `smallest_cut`. */
  kind: string;
}

/** A decided round. */
export interface RoundAward {
  /** The lots, by id. */
  lots: Award[];
  /** What the batch-wide filter removed, by lot, then bid. */
  removed: Removed[];
}

/** What `award.what_if` is asked. */
export interface WhatIfQuestion {
  /** The lot as it was. */
  readonly lot: Lot;
  /** The bid that is moved. */
  readonly bid: Id;
  /** Prices tried are 1, 2, … times this. Default: `"0.0001"`. */
  readonly step?: Price | undefined;
  /** No higher price is tried; required if the bid has no ceiling. */
  readonly max_price?: Price | undefined;
  /** Whether being selected without volume counts as winning. Default: `false`. */
  readonly count_zero_volume?: boolean | undefined;
}

/** A price of the search grid: decimal string in full. */
export type GridPrice = Decimal;

/** The price one step above the highest winning one. */
export interface NextPrice {
  /** The price, also above the ceiling. */
  price: GridPrice;
  /** What becomes of the bid there. */
  outcome: Outcome;
  /** Why. */
  reason: Reason;
}

/** What becomes of the bid at some price. */
export interface OwnOutcome {
  /** The outcome; `undetermined` where the rules stop at a gap. */
  outcome: Outcome;
  /** Why. */
  reason: Reason;
}

/** How high a bid could have been. */
export interface WhatIf {
  /** The bid. */
  bid: Id;
  /** The form of the rulebook guarantees that every lower price whose outcome is determined wins too. */
  monotone: boolean;
  /** Whether a batch-wide filter may still change the answer. */
  provisional: boolean;
  /** Whether any price of the grid wins. */
  can_win: boolean;
  /** The highest price of the grid that wins. */
  highest_price?: GridPrice;
  /** One step above it. */
  next?: NextPrice;
  /** The bid as it was declared. */
  declared: OwnOutcome;
}

/** The built-in rulebooks of the area. */
export type RulebookId =
  | "award/cn-2018-pilot"
  | "award/cn-2019-expansion"
  | "award/cn-batch-02"
  | "award/cn-batch-03"
  | "award/cn-batch-04"
  | "award/cn-batch-05"
  | "award/cn-batch-07"
  | "award/cn-batch-08"
  | "award/cn-batch-09"
  | "award/cn-batch-10"
  | "award/cn-batch-11"
  | "award/cn-batch-12"
  | "award/cn-insulin-2021"
  | "award/cn-insulin-2024"
  | "award/cn-joints-2021"
  | "award/cn-stents-2020"
  | "award/cn-stents-2022"
  | "award/cn-tcm-2023"
  | "award/csj-renewal-2022";

export interface Functions {
  /**
   * Decides one lot: who is shortlisted, who wins and why.
   *
   * Source: the tender document of the rulebook; clauses as in this area.
   *
   * @throws JicaiError: `rule_gap` at `/rulebook` where the document does not say what the lot needs; the
   * message names parameter and document, and for ties the bids;
   * - `invalid_input` with the field: a missing ceiling, an id that stands twice, a re-quote above its price
   *   …;
   * - `limit_exceeded`: more than 1,000 bids.
   *
   * @example
   * const { value } = jicai.award.select(
   *   { form: "other", bids: [{ bid: "A", price: "999999999999999.9999" }] },
   *   { rulebook: "award/cn-batch-10" },
   * );
   * value.bidders; // 1
   * value.shortlist_limit; // 1
   * value.selected; // ["A"]
   */
  select(question: Lot, options: Ruled<RulebookId>): Answer<Award>;

  /**
   * Decides all lots of a round, with its batch-wide filter. Give the *whole* round: a filter over part of it
   * is another filter.
   *
   * Source: clause `#filter` of the rulebook, and those of `select`.
   *
   * @throws JicaiError: As `select`; an error in one lot is the answer for the round, with a path below
   * `/input/lots/<i>`.
   *
   * @example
   * const { value } = jicai.award.selectRound(
   *   {
   *     lots: [
   *       {
   *         lot: "l1",
   *         ceiling: "5",
   *         bids: [{ bid: "A", price: "1" }, { bid: "B", price: "1.5" }],
   *       },
   *       { lot: "l2", ceiling: "5", bids: [{ bid: "A", price: "2" }] },
   *     ],
   *   },
   *   { rulebook: "award/cn-batch-07" },
   * );
   * value.lots[0].lot; // "l1"
   * value.lots[0].bidders; // 2
   * value.removed[0].lot; // "l1"
   */
  selectRound(question: RoundQuestion, options: Ruled<RulebookId>): Answer<RoundAward>;

  /**
   * Rule 17: the first-ranked takes the first pick, then one region each in rounds until none is left.
   *
   * Source: clauses `#regions` and `#first_pick` of the rulebook.
   *
   * @throws JicaiError: `limit_exceeded` above 1,000; `rule_gap` if the rulebook does not state `first_pick`,
   * or `regions` where it is needed.
   *
   * @example
   * const { value } = jicai.award.regionCounts({ winners: 6 }, { rulebook: "award/cn-batch-07" });
   * value.regions; // 31
   * value.counts; // [6, 5, 5, 5, 5, 5]
   */
  regionCounts(question: RegionCountsQuestion, options: Ruled<RulebookId>): Answer<RegionCounts>;

  /**
   * Rules 17 and 18: runs the picks by the firms' preferences.
   *
   * Source: clauses `#first_pick` and `#backup` of the rulebook.
   *
   * @throws JicaiError: `invalid_input` and `limit_exceeded` with the field; `rule_gap` if `first_pick`, or
   * with backup `backup` or the selection units, are not published.
   *
   * @example
   * const { value } = jicai.award.assignRegions(
   *   {
   *     regions: ["r1", "r2", "r3"],
   *     winners: [{ bid: "A", rank: 1 }, { bid: "B", rank: 2 }],
   *   },
   *   { rulebook: "award/cn-batch-07" },
   * );
   * value.winners[0].bid; // "A"
   * value.winners[0].rank; // 1
   * value.picks[0].turn; // 1
   */
  assignRegions(question: RegionsQuestion, options: Ruled<RulebookId>): Answer<RegionAssignment>;

  /**
   * Rule 19: the firms that cover a share of the volume and can supply are group A, filled up to a least
   * number.
   *
   * Source: clause `#group` of the rulebook.
   *
   * @throws JicaiError: `invalid_input` with the field; `rule_gap` if the rulebook has no groups, or equal
   * volumes stand at a border.
   *
   * @example
   * const { value } = jicai.award.groupBidders(
   *   {
   *     liner_required: false,
   *     bidders: [
   *       { company: "X", volume: "9", supplies_all_regions: true },
   *       { company: "Y", volume: "1", supplies_all_regions: true },
   *     ],
   *   },
   *   { rulebook: "award/cn-joints-2021" },
   * );
   * value.group_a; // 2
   * value.group_b; // 0
   * value.bidders[0].company; // "X"
   */
  groupBidders(question: GroupQuestion, options: Ruled<RulebookId>): Answer<Grouping>;

  /**
   * Share and term without bids: the tables of rule 14 by themselves.
   *
   * Source: clauses `#share` and `#term` of the rulebook.
   *
   * @throws JicaiError: `invalid_input` with the field; `rule_gap` if a wanted table is not published or has
   * no row for the case.
   *
   * @example
   * const { value } = jicai.award.contractTerms({ winners: 1 }, { rulebook: "award/cn-batch-07" });
   * value.agreed_share; // "0.50"
   * value.term_years; // 1
   */
  contractTerms(question: TermsQuestion, options: Ruled<RulebookId>): Answer<ContractTerms>;

  /**
   * Decides one lot under a baseline and under other rulebooks, and says who gains and who loses.
   *
   * A gap in one of the others is part of the answer; a gap in the baseline is the answer.
   *
   * Source: the clauses of `select` in each rulebook; the comparison is no rule of a document.
   *
   * @throws JicaiError: As `select` for the baseline, with paths below `/input/lot`; any error but a gap for
   * the others.
   *
   * @example
   * const { value } = jicai.award.compare(
   *   {
   *     lot: {
   *       form: "other",
   *       ceiling: "5",
   *       bids: [{ bid: "A", price: "1.00" }, { bid: "B", price: "1.60" }],
   *     },
   *     against: ["award/cn-batch-09"],
   *   },
   *   { rulebook: "award/cn-batch-10" },
   * );
   * value.baseline.rulebook; // "award/cn-batch-10"
   * value.baseline.shortlist_limit; // 2
   * value.baseline.selected; // ["A", "B"]
   */
  compare(question: CompareInput, options: Ruled<RulebookId>): Answer<CompareResult>;

  /**
   * The highest price at which one bid would have won, found exactly on a grid of prices.
   *
   * Only rules 1 to 9 count, without re-quotes, and only this bid is tested; a tie among others changes no
   * price. The function does not look at other lots: under a batch-wide filter the answer is `provisional`.
   *
   * Source: the clauses of `select`; the search is no rule of a document.
   *
   * @throws JicaiError: As `select`, with paths below `/input/lot`; `limit_exceeded` at `/input/step` for
   * more than 20,000,000 prices (20,000 where each has to be tried, fewer where names are longer than 1 MB
   * together or what comparable prices are divided by has more than 512 bits); `rule_gap` where no price wins
   * because the rules stop at the declared one.
   *
   * @example
   * const { value } = jicai.award.whatIf(
   *   {
   *     lot: { form: "other", ceiling: "3.00", bids: [{ bid: "B1", price: "2.00" }] },
   *     bid: "B1",
   *     step: "0.5",
   *   },
   *   { rulebook: "award/cn-batch-10" },
   * );
   * value.bid; // "B1"
   * value.highest_price; // "3.0000"
   * value.next.price; // "3.5000"
   */
  whatIf(question: WhatIfQuestion, options: Ruled<RulebookId>): Answer<WhatIf>;
}
