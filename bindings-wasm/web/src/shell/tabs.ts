import type { AreaName } from "jicai";
import type { Tab, TabId } from "./tab.js";
import type { Text } from "./words.js";

export interface TabEntry {
  readonly id: TabId;
  readonly title: Text;
  /** What the tab answers: shown until its code is here. */
  readonly about: Text;
  readonly load: () => Promise<{ tab: Tab }>;
  /** What the tab computes with: fetched beside its code, not after it. */
  readonly areas: readonly [AreaName, ...AreaName[]];
}

/** The tabs in their order. Each is a chunk of its own, fetched when it is first opened. */
export const TABS: readonly TabEntry[] = [
  {
    id: "tender",
    title: { zh: "竞标", en: "Tender" },
    about: {
      zh: "粘贴一个竞价单元的报价，看哪些企业入围、中选，为什么，以及各企业最高还能报多少。",
      en: "Paste the bids of a lot: who is shortlisted and selected, why, and how high each firm could have bid.",
    },
    load: () => import("../tender/index.js"),
    areas: ["award", "rulebook"],
  },
  {
    id: "price",
    title: { zh: "差比价", en: "Price" },
    about: {
      zh: "由代表品的价格，按药品差比价规则推算其他剂型、规格和包装的价格，逐步列出。",
      en: "From the price of one product, the prices of other forms, strengths and packs, step by step.",
    },
    load: () => import("../price/index.js"),
    areas: ["differential", "rulebook"],
  },
  {
    id: "bill",
    title: { zh: "结算", en: "Bill" },
    about: {
      zh: "按医保支付标准拆分一张费用清单：哪些由医保支付，哪些由个人负担。",
      en: "Splits a bill by the payment standard: what the insurance pays and what the patient pays.",
    },
    load: () => import("../bill/index.js"),
    areas: ["payment", "rulebook"],
  },
  {
    id: "supplier",
    title: { zh: "信用", en: "Supplier" },
    about: {
      zh: "按价格招采信用评价制度评定失信等级，查看处置措施和修复期限。",
      en: "Grades a supplier's breaches under the credit rules: measures, and when credit is repaired.",
    },
    load: () => import("../supplier/index.js"),
    areas: ["credit", "rulebook"],
  },
  {
    id: "marks",
    title: { zh: "价格标识", en: "Marks" },
    about: {
      zh: "一个挂网价在各省会不会被标黄、标红或暂停挂网，界限怎样得出。",
      en: "Whether a listed price gets a yellow or red mark in each province, and where the limits come from.",
    },
    load: () => import("../marks/index.js"),
    areas: ["execution", "rulebook"],
  },
];

export const FIRST: TabId = "tender";

export function entryOf(id: TabId): TabEntry {
  const entry = TABS.find((candidate) => candidate.id === id);
  if (!entry) throw new RangeError(`no tab \`${id}\``);
  return entry;
}
