import type { Text } from "../shell/words.js";
import { compact, EMPTY, EMPTY_DRAFT, EMPTY_TARGET, type Draft, type State, type Target } from "./model.js";

export interface Example {
  readonly id: string;
  readonly name: Text;
  /** What was published, to compare the result with. */
  readonly note: Text;
  readonly state: State;
}

const tablet = (content: string, count: string): Draft => ({ ...EMPTY_DRAFT, content, count });
const target = (draft: Partial<Target>): Target => ({ ...EMPTY_TARGET, ...draft });

/** Published prices and what the rules make of them. */
export const EXAMPLES: readonly [Example, ...Example[]] = [
  {
    id: "atorvastatin",
    name: { zh: "阿托伐他汀钙片，2019 年扩围", en: "Atorvastatin tablets, expansion of 2019" },
    note: {
      zh: "10 mg × 14 片中选价 1.68 元；公布的 20 mg × 14 片价格为 2.86 元（山东省 2019 年扩围中选价格表）。",
      en: "10 mg × 14 won at 1.68 yuan; the published price of 20 mg × 14 is 2.86 (Shandong, list of winning prices of 2019).",
    },
    state: {
      ...EMPTY,
      representative: tablet("10", "14"),
      price: "1.68",
      targets: [target(tablet("20", "14")), target(tablet("20", "28")), target(tablet("30", "14"))],
    },
  },
  {
    id: "yinqiao",
    name: { zh: "银翘解毒片，2009 年零售指导价", en: "Yinqiao Jiedu tablets, retail guide prices of 2009" },
    note: {
      zh: "24 片 3.6 元；公布价：8 片 1.2 元，12 片 1.8 元，18 片 2.7 元。",
      en: "24 tablets at 3.6 yuan; published: 8 tablets 1.2, 12 tablets 1.8, 18 tablets 2.7.",
    },
    state: {
      ...EMPTY,
      rulebook: "differential/cn-retail-cap-2009",
      drug_class: "tcm",
      representative: tablet("", "24"),
      price: "3.6",
      targets: ["8", "12", "18"].map((count) => target(tablet("", count))),
    },
  },
  {
    id: "jiuwei",
    name: { zh: "九味羌活丸，水丸装量", en: "Jiuwei Qianghuo water pills, fills" },
    note: {
      zh: "6 g 装 0.60 元；公布价：2.5 g 0.27 元，4.5 g 0.46 元（国家基本药物零售指导价格，2009）。",
      en: "6 g at 0.60 yuan; published: 2.5 g 0.27, 4.5 g 0.46 (national retail guide prices, 2009).",
    },
    state: {
      ...EMPTY,
      rulebook: "differential/cn-retail-cap-2009",
      drug_class: "tcm",
      representative: { ...EMPTY_DRAFT, form: "water_pill", fill: "6", unit: "sachet" },
      price: "0.60",
      targets: ["2.5", "4.5"].map((fill) => target({ form: "water_pill", fill, unit: "sachet" })),
    },
  },
  {
    id: "sanjin",
    name: { zh: "三金片到胶囊和颗粒，自行假设剂型系数", en: "Sanjin tablets to capsules and granules, form ratios assumed" },
    note: {
      zh: "36 片 19.5 元；公布价：胶囊 40 粒 32.5 元，颗粒 14 g 2.0 元（桂价医[2012]120号）。中成药剂型系数没有公布，这里假设颗粒 1.2、其余 1。",
      en: "36 tablets at 19.5 yuan; published: 40 capsules 32.5, granules of 14 g 2.0 (Guangxi, 2012). Form ratios of TCM are not published: 1.2 for granules and 1 for the others are assumed.",
    },
    state: {
      ...EMPTY,
      rulebook: "differential/cn-2011",
      drug_class: "tcm",
      rounding: "tiers",
      representative: { ...EMPTY_DRAFT, count: "36", daily_dose: "9" },
      price: "19.5",
      targets: [
        target({ form: "capsule", count: "40", daily_dose: "6" }),
        target({ form: "granules", fill: "14", daily_dose: "3" }),
      ],
      assumptions: { "tcm_form_ratio.tablet": "1", "tcm_form_ratio.capsule": "1", "tcm_form_ratio.granules": "1.2" },
    },
  },
  {
    id: "injection",
    name: { zh: "注射液：最低价与小规格上限", en: "Injection: floor and cap" },
    note: {
      zh: "10 mg × 10 支 1.50 元（虚构）：半量先到每支最低价，再受小规格不高于大规格的限制。",
      en: "10 mg × 10 at 1.50 yuan (invented): half the content meets the floor first, then the cap.",
    },
    state: {
      ...EMPTY,
      representative: { ...EMPTY_DRAFT, form: "small_volume_injection", content: "10", count: "10", fill_unit: "ml" },
      price: "1.50",
      targets: [target({ form: "small_volume_injection", content: "5", count: "10", fill_unit: "ml" })],
    },
  },
  {
    id: "shanxi",
    name: { zh: "山西挂网价格自查", en: "Shanxi: check of listed prices" },
    note: {
      zh: "虚构的三个挂网价：哪一个高于由其他产品折算的价格，合规价是多少。",
      en: "Three invented listed prices: which is above what the others convert to, and what would be in order.",
    },
    state: {
      ...EMPTY,
      rulebook: "differential/shanxi-2025",
      representative: tablet("10", "14"),
      price: "2.00",
      targets: [target({ ...tablet("20", "14"), listed: "2.86" }), target({ ...tablet("20", "28"), listed: "5.80" })],
    },
  },
];

/** The example that a state is, whichever target is shown; empty if it is none. */
export function exampleOf(state: State): string {
  const written = (of: State) => JSON.stringify(compact({ ...of, shown: 0 }));
  const sought = written(state);
  return EXAMPLES.find((example) => written(example.state) === sought)?.id ?? "";
}
