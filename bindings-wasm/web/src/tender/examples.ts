/** Lots to begin with: what is published of them, and what is not, stands in their notes. */
import type { Text } from "../shell/words.js";
import type { Language } from "../shell/tab.js";
import { type Cells, type TableDraft, bidDraft } from "./draft.js";

export interface Example {
  readonly id: string;
  readonly title: Text;
  readonly note: Text;
  readonly rulebook: string;
  readonly compareWith: readonly string[];
  readonly lot: { readonly name: Text; readonly facts: Cells; readonly bids: readonly (readonly [company: Text, price: string, more?: Cells])[] };
}

const text = (zh: string, en: string): Text => ({ zh, en });
/** A bidder whose price is not published. */
const some = (number: number): Text => text(`示意企业 ${number}`, `Illustrative firm ${number}`);

export const EXAMPLES: readonly Example[] = [
  {
    id: "clopidogrel",
    title: { zh: "氯吡格雷，2019 年扩围（公布的报价）", en: "Clopidogrel, expansion of 2019 (published bids)" },
    note: {
      zh: "“4+7”扩围（2019 年 9 月 24 日开标）公布的三家报价，按盒（75mg×7 片）；最高有效申报价即 4+7 中选价。公布的三家中较低的两家中选，故入围数填 2。",
      en: "The three published bids of the 2019 expansion (opened on 24 September 2019), per box of 7 tablets of 75 mg; the ceiling is the 4+7 price. The two lower ones won, hence two places.",
    },
    rulebook: "award/cn-2019-expansion",
    compareWith: ["award/cn-batch-10"],
    lot: {
      name: text("硫酸氢氯吡格雷片", "clopidogrel bisulfate tablets"),
      facts: { form: "oral_solid", ceiling: "22.26", max_shortlisted: "2", want: "share,term" },
      bids: [
        [text("赛诺菲", "Sanofi"), "17.81"],
        [text("乐普药业", "Lepu"), "20.85"],
        [text("深圳信立泰药业", "Salubris"), "21.88"],
      ],
    },
  },
  {
    id: "oseltamivir",
    title: { zh: "奥司他韦，第七批（15 家，部分报价为示意）", en: "Oseltamivir, batch 7 (15 bidders, some prices illustrative)" },
    note: {
      zh: "公布的：15 家申报、10 家中选、最低价 0.99 元（按 75mg 计）、一家中选价 16.50 元 ÷ 10 粒、最高有效申报价 13.01 元。其余 13 家的报价为示意，不是真实报价。",
      en: "Published: 15 bidders, 10 winners, the lowest bid 0.99 (taken as per 75 mg), one winner at 16.50 ÷ 10 capsules, the ceiling 13.01. The other 13 prices are illustrative, not real bids.",
    },
    rulebook: "award/cn-batch-07",
    compareWith: ["award/cn-batch-10", "award/cn-batch-11"],
    lot: {
      name: text("磷酸奥司他韦胶囊", "oseltamivir phosphate capsules"),
      facts: { form: "oral_solid", ceiling: "13.01", want: "share,term" },
      bids: [
        [text("东阳光药", "HEC Pharm"), "0.99"],
        [some(2), "1.05"],
        [some(3), "1.10"],
        [some(4), "1.15"],
        [some(5), "1.20"],
        [some(6), "1.25"],
        [some(7), "1.30"],
        [some(8), "1.35"],
        [some(9), "1.40"],
        [text("Hetero Labs", "Hetero Labs"), "1.65"],
        [some(11), "2.00"],
        [some(12), "2.50"],
        [some(13), "3.00"],
        [some(14), "4.00"],
        [some(15), "5.00"],
      ],
    },
  },
  {
    id: "revival",
    title: { zh: "熔断与复活，第十批（虚构）", en: "Fused and revived, batch 10 (invented)" },
    note: {
      zh: "虚构的报价：四家申报、三个名额，价差上限 1.80 元；丙报 2.00 元熔断，再报 1.60 元（不高于最高中选价）复活。",
      en: "Invented prices: four bidders, three places, spread limit 1.80; C is fused at 2.00 and revived by a re-quote of 1.60, which is not above the dearest winner.",
    },
    rulebook: "award/cn-batch-10",
    compareWith: ["award/cn-batch-09", "award/cn-batch-11"],
    lot: {
      name: text("", ""),
      facts: { form: "oral_solid", ceiling: "3.00" },
      bids: [
        [text("甲", "A"), "1.00"],
        [text("乙", "B"), "1.60"],
        [text("丙", "C"), "2.00", { revival_price: "1.60" }],
        [text("丁", "D"), "2.10"],
      ],
    },
  },
];

export function tableOf(example: Example, language: Language): TableDraft {
  const { name, facts, bids } = example.lot;
  const rows = bids.map(([company, price, more]) => bidDraft({ company: company[language], price, ...more }));
  return { lots: [{ name: name[language], facts, specs: [], bids: rows }], current: 0 };
}
