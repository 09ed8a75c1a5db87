/** What the price ladder shows, made from question, answer and explanation; how it is drawn is the chart's business. */
import type { Language } from "../shell/tab.js";
import type { Text } from "../shell/words.js";
import { percent, short } from "./amount.js";
import { type Award, type BidResult, type Decided, aboutBid, clauseOf, factOf } from "./answer.js";
import type { LotDraft } from "./draft.js";
import { type Look, lookOf } from "./outcomes.js";
import { CLAUSES, word } from "./outputs.js";
import type { Question } from "./question.js";

export type LineKind = "spread" | "anchor" | "mean" | "zero_volume" | "ceiling" | "limit_price" | "low_price" | "mean_multiple";

/** A limit. */
export interface LadderLine {
  readonly kind: LineKind;
  /** The exact figure. */
  readonly value: string;
  readonly label: Text;
}

export interface LadderBid {
  /** The bid's id in the question. */
  readonly bid: string;
  readonly name: string;
  /** Rank, with `=` where it is shared; `–` for a bid without. */
  readonly rank: string;
  /** The comparable price, exactly as the library says it; the declared one of a void bid where nothing has to be converted. */
  readonly price: string | undefined;
  /** The comparable price after an accepted re-quote. */
  readonly final: string | undefined;
  readonly look: Look;
  readonly result: BidResult;
  /** Why, in a few words. */
  readonly reason: Text;
  /** The row of the table. */
  readonly row: number;
  /** The declared price. */
  readonly declared: string;
  /** The entered price, where the price has been moved since. */
  readonly entered: string | undefined;
  /** Comparable price ÷ declared price: for positions only. */
  readonly ratio: number;
  /** Why the price cannot be moved on the ladder. */
  readonly fixed: Text | undefined;
}

export interface Ladder {
  readonly rows: readonly LadderBid[];
  /** Those within the axis. */
  readonly lines: readonly LadderLine[];
  /** Those too far from the bids. */
  readonly outside: readonly LadderLine[];
  /** The shortlist ends after so many rows. */
  readonly shortlistEnd: number | undefined;
  readonly tied: boolean;
  readonly axis: Axis;
}

export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly logarithmic: boolean;
}

/** Where a number is drawn; what is written beside it is its text. */
export const drawn = (text: string): number => Number.parseFloat(text);

export function ladderOf(lot: LotDraft, question: Question, decided: Decided): Ladder {
  const award = decided.value;
  const ranks = rankTexts(award.bids);
  const names = namesOf(award.bids);
  const inputs = question.input["bids"];
  const asked = new Map(Array.isArray(inputs) ? inputs.map((one, at) => [idOf(one), question.rows[at] ?? 0]) : []);
  const rows = award.bids.map((bid, at) => row(bid, names[at] ?? bid.bid, ranks[at] ?? "–", asked.get(bid.bid) ?? 0, lot, question, decided));
  const positions = rows.flatMap((one) => [one.price, one.final, one.entered === undefined ? undefined : String(drawn(one.entered) * one.ratio)]);
  const values = positions.flatMap((text) => (text === undefined ? [] : [drawn(text)]));
  const lines = linesOf(question, decided);
  const within = lines.filter((line) => near(drawn(line.value), values));
  return {
    rows,
    lines: within,
    outside: lines.filter((line) => !within.includes(line)),
    shortlistEnd: shortlistEnd(award),
    tied: ranks.some((rank) => rank.startsWith("=")),
    axis: axisOf([...values, ...within.map((line) => drawn(line.value))]),
  };
}

function row(bid: BidResult, name: string, rank: string, rowOf: number, lot: LotDraft, question: Question, decided: Decided): LadderBid {
  const draft = lot.bids[rowOf];
  const declared = draft?.cells["price"]?.trim() ?? "";
  const own = draft?.cells["comparable_price"]?.trim();
  const oneStrength = !Array.isArray(question.input["specs"]) || question.input["specs"].length <= 1;
  const price = bid.comparable_price ?? own ?? (oneStrength ? declared : undefined);
  return {
    bid: bid.bid,
    name,
    rank,
    price,
    final: bid.revival === "accepted" ? bid.final_comparable_price : undefined,
    look: lookOf(bid.reason),
    result: bid,
    reason: { zh: reasonText(bid, decided, "zh"), en: reasonText(bid, decided, "en") },
    row: rowOf,
    declared,
    entered: draft?.entered,
    ratio: price === undefined || drawn(declared) === 0 ? 1 : drawn(price) / drawn(declared),
    fixed: fixed(own, price),
  };
}

function fixed(own: string | undefined, price: string | undefined): Text | undefined {
  if (own) return { zh: "这份申报直接给出了单位可比价，拖动申报价不会移动它", en: "this bid states its comparable price itself: moving the declared price would not move it" };
  if (price === undefined) return { zh: "没有单位可比价", en: "no comparable price" };
  return undefined;
}

function idOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "bid" in value ? value.bid : undefined;
}

const UNDECIDED: Text = { zh: "未定", en: "undetermined" };

/**
 * The ladder of a lot that the rules do not decide, from the last one that they did: the bids with their prices of now, and nothing decided about
 * them. So a price can be moved through a tie and out of it again. Undefined where the bids are not the same.
 */
export function undecidedLadder(last: Ladder, lot: LotDraft, question: Question): Ladder | undefined {
  const inputs = question.input["bids"];
  const asked = new Map(Array.isArray(inputs) ? inputs.map((one, at) => [idOf(one), question.rows[at] ?? 0]) : []);
  if (asked.size !== last.rows.length || !last.rows.every(({ bid }) => asked.has(bid))) return undefined;
  const rows = last.rows.map((bid): LadderBid => {
    const { rank: _, ...result } = bid.result;
    const draft = lot.bids[asked.get(bid.bid) ?? 0];
    const declared = draft?.cells["price"]?.trim() ?? "";
    const price = bid.fixed === undefined && declared !== bid.declared ? String(drawn(declared) * bid.ratio) : bid.price;
    return {
      ...bid,
      rank: "–",
      price: bid.ratio === 1 && bid.fixed === undefined ? declared : price,
      final: undefined,
      look: lookOf("rule_gap"),
      result: { ...result, reason: "rule_gap", outcome: "undetermined" },
      reason: UNDECIDED,
      declared,
      entered: draft?.entered,
    };
  });
  rows.sort((a, b) => drawn(a.price ?? "0") - drawn(b.price ?? "0"));
  const values = rows.flatMap(({ price }) => (price === undefined ? [] : [drawn(price)]));
  const lines = last.lines.filter(({ kind }) => kind === "ceiling" || kind === "limit_price");
  return { rows, lines, outside: [], shortlistEnd: undefined, tied: false, axis: axisOf([...values, ...lines.map((line) => drawn(line.value))]) };
}

/** Company, with the bid where a company has several. */
function namesOf(bids: readonly BidResult[]): string[] {
  const often = new Map<string, number>();
  for (const bid of bids) often.set(bid.company, (often.get(bid.company) ?? 0) + 1);
  return bids.map((bid) => (often.get(bid.company) === 1 ? bid.company : `${bid.company} (${bid.bid})`));
}

/** Ranks; those of an unresolved tie, which several bids share, with `=`. */
export function rankTexts(bids: readonly BidResult[]): string[] {
  const often = new Map<number, number>();
  for (const { rank } of bids) if (rank !== undefined) often.set(rank, (often.get(rank) ?? 0) + 1);
  return bids.map(({ rank }) => (rank === undefined ? "–" : `${(often.get(rank) ?? 0) > 1 ? "=" : ""}${rank}`));
}

function shortlistEnd(award: Award): number | undefined {
  const last = award.bids.findLastIndex((bid) => bid.shortlisted);
  if (award.shortlist_limit === undefined || last < 0) return undefined;
  return award.bids.slice(last + 1).some((bid) => bid.reason === "not_shortlisted") ? last + 1 : undefined;
}

/** A limit far from every bid would only squeeze the others. */
function near(value: number, values: readonly number[]): boolean {
  if (values.length === 0) return true;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = most - least;
  return value <= most + Math.max(room, most * 0.5) && value >= least - Math.max(room, least * 0.5);
}

const text = (zh: string, en: string): Text => ({ zh, en });

/** The limits that the answer and the facts of the explanation give. */
function linesOf(question: Question, decided: Decided): LadderLine[] {
  const award = decided.value;
  const lines: LadderLine[] = [];
  const facts = (clause: string, name: string): string | undefined => {
    for (const step of decided.explanation) {
      const found = clauseOf(step) === clause ? factOf(step, name) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const add = (kind: LineKind, value: string | undefined, label: Text): void => {
    if (value !== undefined && drawn(value) > 0) lines.push({ kind, value, label });
  };
  const multiple = facts("anchor", "multiple");
  const times = multiple === undefined ? "" : `${multiple.replace(/\.?0+$/, "")} × `;
  add("spread", award.spread_limit, times ? text(`价差上限（${times}锚点）`, `spread limit (${times}anchor)`) : text("价差上限", "spread limit"));
  add("anchor", award.anchor_price, award.mean_price === undefined ? text("锚点（最低价）", "anchor (lowest price)") : text("锚点", "anchor"));
  add("mean", award.mean_price, text("入围均价", "mean of the shortlist"));
  add("zero_volume", award.zero_volume_below, text("不带量线", "no volume below"));
  add("ceiling", ceilingOf(question), text("最高有效申报价", "ceiling"));
  const printed = question.input["limit_price"];
  if (typeof printed === "string" && facts("limit_price", "limit") !== undefined) add("limit_price", printed, text("文件限价", "printed limit price"));
  add("low_price", facts("low_price", "limit"), text("低价保护线", "low-price limit"));
  add("mean_multiple", facts("mean", "limit"), text("均价倍数线", "multiple of the mean"));
  return lines;
}

/** The ceiling in comparable prices: of the whole lot, of its only strength, or of that to which prices are converted. */
function ceilingOf(question: Question): string | undefined {
  const { ceiling, specs, reference_spec: reference } = question.input;
  if (typeof ceiling === "string") return ceiling;
  if (!Array.isArray(specs)) return undefined;
  for (const spec of specs as readonly Record<string, unknown>[]) {
    const own = spec["ceiling"];
    if (typeof own === "string" && (specs.length === 1 || spec["spec"] === reference)) return own;
  }
  return undefined;
}

/** An axis that holds all values with some room; logarithmic above 20 to 1. */
export function axisOf(values: readonly number[]): Axis {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) return { from: 0, to: 1, logarithmic: false };
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  if (most > 20 * least) return { from: least / 1.5, to: most * 1.4, logarithmic: true };
  const room = most === least ? most * 0.1 : (most - least) * 0.08;
  return { from: Math.max(0, least - room), to: most + room, logarithmic: false };
}

/** The same axis while a price is moved, made wider only where the price has reached its end. */
export function widenedAxis(kept: Axis, wanted: Axis): Axis {
  if (kept.logarithmic !== wanted.logarithmic) return wanted;
  return { ...kept, from: Math.min(kept.from, wanted.from), to: Math.max(kept.to, wanted.to) };
}

/** Why, in a few words: which limit was met or missed. */
function reasonText(bid: BidResult, decided: Decided, language: Language): string {
  const zh = language === "zh";
  const name = lookOf(bid.reason).short[language];
  const details = [...detailsOf(bid, decided, language)];
  if (bid.revival === "refused_price" || bid.revival === "refused_ineligible") details.push(zh ? "复活未接受" : "re-quote refused");
  if (bid.cost_statement) details.push(zh ? "须说明成本" : "owes cost statement");
  return details.length === 0 ? name : zh ? `${name}：${details.join("；")}` : `${name}: ${details.join("; ")}`;
}

function detailsOf(bid: BidResult, decided: Decided, language: Language): string[] {
  const zh = language === "zh";
  const steps = aboutBid(decided, bid.bid);
  const fact = (clause: string, wanted: string): string | undefined => {
    const step = steps.find((one) => clauseOf(one) === clause);
    return step && factOf(step, wanted);
  };
  switch (bid.reason) {
    case "conditions_met": {
      const passed = (bid.passed_by ?? []).map((test) => word(CLAUSES, test, language));
      return passed.length > 0 ? [zh ? `满足${passed.join("、")}` : `meets ${passed.join(", ")}`] : [];
    }
    case "no_conditions":
      return [zh ? "入围即中选" : "no conditions"];
    case "conditions_failed":
      return steps.filter((step) => step.outcome === "rejected").map((step) => failed(clauseOf(step), (wanted) => factOf(step, wanted), language));
    case "not_shortlisted": {
      const places = decided.value.shortlist_limit;
      return places === undefined ? [] : [zh ? `名额 ${places}` : `${places} places`];
    }
    case "above_ceiling": {
      const limit = fact("ceiling", "limit");
      return limit === undefined ? [] : [`> ${short(limit)}`];
    }
    case "zero_volume":
      return decided.value.zero_volume_below === undefined ? [] : [`< ${short(decided.value.zero_volume_below)}`];
    case "revived_shortlisted":
    case "revived_unshortlisted":
    case "reference_no_volume":
      return bid.final_comparable_price === undefined ? [] : [zh ? `复活价 ${short(bid.final_comparable_price)}` : `at ${short(bid.final_comparable_price)}`];
    case "related_firm": {
      const by = fact("related", "represented_by");
      return by === undefined ? [] : [zh ? `由 ${by} 代表` : `by ${by}`];
    }
    default:
      return [];
  }
}

/** A test that failed, with both numbers. */
function failed(clause: string, fact: (name: string) => string | undefined, language: Language): string {
  const zh = language === "zh";
  const name = word(CLAUSES, clause, language);
  const limit = fact("limit");
  if (clause === "cut") return `${name} ${percent(fact("cut") ?? "0")} < ${percent(fact("threshold") ?? "0")}`;
  if (limit === undefined) return zh ? `无${name}` : `no ${name} limit`;
  if (clause === "cut_rank") return `${name} ${fact("rank") ?? ""} > ${short(limit)}`;
  return `> ${name} ${short(limit)}`;
}

/** How many of each outcome there are, in the order of the rows. */
export function legendOf(ladder: Ladder): { reason: string; look: Look; count: number }[] {
  const found = new Map<string, { reason: string; look: Look; count: number }>();
  for (const { result, look } of ladder.rows) {
    const known = found.get(result.reason);
    if (known) known.count += 1;
    else found.set(result.reason, { reason: result.reason, look, count: 1 });
  }
  return [...found.values()];
}

/** A label of a limit line with its place: x of its left edge, and the line of text from the bottom. */
export interface PlacedLabel {
  readonly left: number;
  readonly level: number;
}

/** Places labels above their lines so that none overlaps another: from left to right, each on the lowest level with room. */
export function placeLabels(labels: readonly { readonly at: number; readonly width: number }[], from: number, to: number): PlacedLabel[] {
  const ends: number[] = [];
  const order = labels.map((_, index) => index).toSorted((a, b) => (labels[a]?.at ?? 0) - (labels[b]?.at ?? 0));
  const placed: PlacedLabel[] = labels.map(() => ({ left: from, level: 0 }));
  for (const index of order) {
    const label = labels[index];
    if (!label) continue;
    const left = Math.max(from, Math.min(to - label.width, label.at - label.width / 2));
    let level = ends.findIndex((end) => end + 6 <= left);
    if (level < 0) level = ends.length;
    ends[level] = left + label.width;
    placed[index] = { left, level };
  }
  return placed;
}

/** How wide a text is about, in pixels: enough to keep labels apart without measuring. */
export function widthOf(written: string, size: number): number {
  let width = 0;
  for (const letter of written) width += /[\u2e80-\u9fff\uff00-\uff60\u3000-\u303f]/.test(letter) ? size : size * 0.58;
  return Math.ceil(width);
}

/** A text cut to a width, with an ellipsis. */
export function fitted(written: string, size: number, width: number): string {
  if (widthOf(written, size) <= width) return written;
  let kept = "";
  for (const letter of written) {
    if (widthOf(`${kept}${letter}…`, size) > width) break;
    kept += letter;
  }
  return `${kept}…`;
}

