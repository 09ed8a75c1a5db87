/** What a result says about each bid, in words: the deciding steps, and the columns of a downloaded table. */
import type { Step } from "../shell/explanation.js";
import type { Language } from "../shell/tab.js";
import type { Text } from "../shell/words.js";
import { type BidResult, type Decided, aboutBid, clauseOf, factOf } from "./answer.js";

type Words = Readonly<Record<string, Text>>;
const text = (zh: string, en: string): Text => ({ zh, en });

export const OUTCOMES: Words = {
  selected: text("中选", "selected"),
  not_selected: text("未中选", "not selected"),
  void: text("无效", "void"),
  undetermined: text("未判定", "undetermined"),
};
export const REASONS: Words = {
  conditions_met: text("满足中选条件", "conditions met"),
  no_conditions: text("入围即中选", "shortlisted, no further conditions"),
  zero_volume: text("价格过低，中选不带量", "too far below: selected without volume"),
  revived_shortlisted: text("熔断后复活", "revived after failing the conditions"),
  revived_unshortlisted: text("未入围复活", "revived from outside the shortlist"),
  reference_no_volume: text("参比制剂，中选不带量", "reference product: selected without volume"),
  not_shortlisted: text("未入围", "not shortlisted"),
  conditions_failed: text("熔断", "fused: no winning condition holds"),
  company_cap: text("同企业入围达上限", "company has its places already"),
  related_firm: text("关联企业已有代表", "another bid represents the related firms"),
  batch_filter: text("全批剔除", "removed by the batch-wide filter"),
  above_ceiling: text("高于最高有效申报价", "above the ceiling"),
  rule_gap: text("规则空白", "rule gap"),
};
const VOLUMES: Words = {
  full: text("约定采购量", "agreed volume"),
  own_brand: text("本厂牌报量", "own brand's volume"),
  none: text("不带量", "none"),
};
const REVIVALS: Words = {
  accepted: text("接受", "accepted"),
  refused_price: text("不接受：高于界限", "refused: above the limit"),
  refused_ineligible: text("不接受：不符合条件", "refused: not eligible"),
  not_applicable: text("不适用", "not applicable"),
};
export const PROVENANCES: Words = {
  official: text("官方", "official"),
  secondary: text("二手资料", "secondary"),
  derived: text("推导", "derived"),
  unverified: text("未核实", "unverified"),
};
export const CLAUSES: Words = {
  ceiling: text("最高有效申报价", "ceiling"),
  comparable: text("单位可比价", "comparable price"),
  related: text("关联企业", "related firms"),
  rank: text("排序", "rank"),
  shortlist: text("入围", "shortlist"),
  company_cap: text("企业入围上限", "company cap"),
  zero_volume: text("中选不带量", "zero volume"),
  anchor: text("价差控制锚点", "anchor"),
  spread: text("价差控制", "spread control"),
  cut: text("降幅", "cut"),
  low_price: text("低价保护", "low price"),
  limit_price: text("文件限价", "limit price"),
  mean: text("均价倍数", "mean price"),
  cut_rank: text("降幅排名", "rank of the cut"),
  win: text("中选条件", "winning conditions"),
  filter: text("全批剔除", "batch-wide filter"),
  revival_fused: text("熔断复活", "revival after the conditions"),
  revival_unshortlisted: text("未入围复活", "revival from outside the shortlist"),
  revival_reference: text("参比制剂复活", "revival of a reference product"),
  order: text("中选顺位", "selection order"),
  class: text("中选类别", "award class"),
  share: text("约定采购量比例", "agreed share"),
  term: text("采购周期", "contract term"),
  cost_statement: text("成本说明", "cost statement"),
  score: text("综合得分", "score"),
};

/** A word of the contract in a language; the word itself where no other is known. */
export const word = (words: Words, name: string, language: Language): string => words[name]?.[language] ?? name;

const DECIDING: Readonly<Record<string, readonly string[]>> = {
  no_conditions: ["shortlist"],
  zero_volume: ["zero_volume"],
  revived_shortlisted: ["revival_fused"],
  revived_unshortlisted: ["revival_unshortlisted"],
  reference_no_volume: ["revival_reference"],
  not_shortlisted: ["shortlist"],
  company_cap: ["company_cap"],
  related_firm: ["related"],
  batch_filter: ["filter"],
  above_ceiling: ["ceiling"],
};
const TESTS = new Set(["spread", "cut", "low_price", "limit_price", "mean", "cut_rank"]);

/** The steps that decided about a bid: for a winner the tests it passed, for a loser those it failed; a refused re-quote is part of why it lost. */
export function decidingSteps(decided: Decided, bid: BidResult): readonly Step[] {
  const steps = aboutBid(decided, bid.bid);
  const refused = bid.revival === "refused_price" || bid.revival === "refused_ineligible";
  const revival = refused ? steps.filter((step) => clauseOf(step).startsWith("revival_")) : [];
  return [...steps.filter((step) => decides(step, bid)), ...revival];
}

function decides(step: Step, bid: BidResult): boolean {
  const clause = clauseOf(step);
  if (bid.reason === "conditions_met") return (bid.passed_by ?? []).includes(clause) && step.outcome === "passed";
  if (bid.reason === "conditions_failed") return TESTS.has(clause) && step.outcome === "rejected";
  return (DECIDING[bid.reason] ?? []).includes(clause);
}

/** The sentences of the deciding steps. */
export function why(decided: Decided, bid: BidResult, language: Language): string {
  const told = decidingSteps(decided, bid).map((step) => step.text ?? "");
  return told.filter(Boolean).join(language === "zh" ? "；" : "; ");
}

/** The limit of the first deciding clause that has one; of the shortlist the number of places. */
function limitOf(steps: readonly Step[]): string {
  for (const step of steps) {
    const found = factOf(step, "limit") ?? factOf(step, "threshold") ?? factOf(step, "places");
    if (found !== undefined) return found;
  }
  return "";
}

const CLAUSE_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  ceiling: ["void_counts"],
  comparable: ["conversion", "rounding_comparable"],
  related: ["related_firms"],
  rank: ["tie_keys", "method"],
  shortlist: ["k_table"],
  company_cap: ["company_cap"],
  zero_volume: ["zero_volume_sigmas", "anchor_sd", "zero_volume_recompute"],
  spread: ["spread_multiple", "anchor", "anchor_fraction", "anchor_sigmas", "anchor_sd", "rounding_limit"],
  cut: ["cut_threshold", "cut_inclusive", "rounding_cut"],
  low_price: ["low_price"],
  limit_price: ["win"],
  mean: ["mean_multiple"],
  cut_rank: ["cut_rank_share", "cut_rank_rounding"],
  win: ["win"],
  filter: ["filter"],
  revival_fused: ["revival_fused", "revival_fused_when_one"],
  revival_unshortlisted: ["revival_unshortlisted", "revival_unshortlisted_conditions"],
  revival_reference: ["revival_reference"],
};

export interface Citation {
  readonly parameter: string;
  readonly provenance: string;
  readonly citation: string;
}

/** How well each parameter is known that the deciding clauses read, with its source. */
export function citations(decided: Decided, steps: readonly Step[]): readonly Citation[] {
  const wanted = steps.flatMap((step) => CLAUSE_PARAMETERS[clauseOf(step)] ?? []);
  return decided.rests_on.filter((entry) => {
    const name = entry.parameter.slice(entry.parameter.indexOf("#") + 1);
    return wanted.some((one) => name === one || name.startsWith(`${one}.`));
  });
}

/** A bid with all that its line in a download says. */
export interface Line {
  readonly decided: Decided;
  readonly bid: BidResult;
  readonly steps: readonly Step[];
  /** The document, or the id of the rulebook. */
  readonly document: string;
  readonly language: Language;
}

interface Output {
  readonly header: Text;
  readonly value: (line: Line) => string;
  /** Also written where no bid has a value. */
  readonly always?: boolean;
  readonly width?: number;
}

const yesNo = (value: boolean | undefined, language: Language): string =>
  value === undefined ? "" : language === "zh" ? (value ? "是" : "否") : value ? "yes" : "no";
const plain = (value: string | number | undefined): string => (value === undefined ? "" : String(value));
const said = (words: Words, name: string | undefined, language: Language): string => (name === undefined ? "" : word(words, name, language));

export const RESULT_COLUMNS: readonly Output[] = [
  { header: text("结果", "outcome"), value: ({ bid, language }) => word(OUTCOMES, bid.outcome, language), always: true },
  { header: text("情形", "reason"), value: ({ bid, language }) => word(REASONS, bid.reason, language), always: true, width: 20 },
  { header: text("理由", "why"), value: ({ decided, bid, language }) => why(decided, bid, language), always: true, width: 52 },
  {
    header: text("决定条款", "clause"),
    value: ({ steps, language }) => [...new Set(steps.map((step) => word(CLAUSES, clauseOf(step), language)))].join(language === "zh" ? "、" : ", "),
    always: true,
    width: 18,
  },
  { header: text("界限", "limit"), value: ({ steps }) => limitOf(steps), always: true },
  { header: text("名次", "rank"), value: ({ bid }) => plain(bid.rank), always: true },
  { header: text("比较价", "compared_price"), value: ({ bid }) => plain(bid.comparable_price), always: true },
  { header: text("降幅", "cut"), value: ({ bid }) => plain(bid.cut) },
  { header: text("得分", "total_score"), value: ({ bid }) => plain(bid.score) },
  { header: text("入围", "shortlisted"), value: ({ bid, language }) => yesNo(bid.shortlisted, language), always: true },
  { header: text("中选价", "final_price"), value: ({ bid }) => plain(bid.final_price), always: true },
  { header: text("中选顺位", "selection_order"), value: ({ bid }) => plain(bid.selection_order), always: true },
  { header: text("带量", "volume"), value: ({ bid, language }) => said(VOLUMES, bid.volume, language) },
  { header: text("约定比例", "agreed_share"), value: ({ bid }) => plain(bid.agreed_share) },
  { header: text("中选类别", "award_class"), value: ({ bid }) => plain(bid.award_class) },
  { header: text("复活结果", "revival"), value: ({ bid, language }) => said(REVIVALS, bid.revival, language), width: 18 },
  { header: text("须成本说明", "cost_statement"), value: ({ bid, language }) => yesNo(bid.cost_statement, language) },
  {
    header: text("文件与依据", "citation"),
    value: ({ decided, steps, document, language }) => {
      const known = citations(decided, steps).map((one) => `${one.parameter.slice(one.parameter.indexOf("#") + 1)} ${word(PROVENANCES, one.provenance, language)}`);
      const [mark, comma] = language === "zh" ? ["；", "、"] : ["; ", ", "];
      return [document, known.join(comma)].filter(Boolean).join(mark);
    },
    always: true,
    width: 40,
  },
];

/** By these the columns of an earlier result are known again when it is read. */
export const RESULT_HEADERS: readonly (readonly string[])[] = (["zh", "en"] as const).map((language) => RESULT_COLUMNS.map((column) => column.header[language]));
