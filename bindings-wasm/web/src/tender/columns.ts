/** The columns of a tender table: what each is called, means and may hold. Reader, editor and template are all made from this list. */
import type { Text } from "../shell/words.js";

export type Kind =
  | "id" | "price" | "factor" | "quantity" | "money" | "score" | "count" | "count0" | "bool" | "choice" | "want" | "date";

/** One column of a tender table. */
export interface Column {
  /** Its name in the contract: the English header. */
  readonly field: string;
  /** The Chinese header. */
  readonly zh: string;
  readonly kind: Kind;
  /** Whose fact it is. */
  readonly scope: "tender" | "lot" | "spec" | "bid";
  readonly aliases?: readonly string[];
  readonly unit?: Text;
  readonly required?: boolean;
  /** Chinese word → the contract's word. */
  readonly words?: Readonly<Record<string, string>>;
  readonly meaning: Text;
}

export const BIDS_SHEET: Text = { zh: "报价", en: "bids" };
export const SPECS_SHEET: Text = { zh: "规格", en: "specs" };
export const ABOUT_SHEET: Text = { zh: "说明", en: "about" };

const FORMS: Readonly<Record<string, string>> = { 口服固体: "oral_solid", 口服液体: "oral_liquid", 小容量注射剂: "injection_small_volume", 大容量注射剂: "injection_large_volume", 其他: "other" };
const VOLUME_CLASSES: Readonly<Record<string, string>> = { 普通品种: "ordinary", 降低比例品种: "reduced", 限制品种: "restricted" };
const YES_NO: Readonly<Record<string, string>> = { 是: "true", 否: "false" };
const WANTS: Readonly<Record<string, string>> = { 约定采购量比例: "share", 采购周期: "term", 中选类别: "class" };
/** Further words that are understood. */
export const CHOICE_ALIASES: Readonly<Record<string, string>> = {
  口服固体制剂: "oral_solid",
  口服液体制剂: "oral_liquid",
  小容量注射液: "injection_small_volume",
  大容量注射液: "injection_large_volume",
  其它: "other",
  普通: "ordinary",
  降低比例: "reduced",
  限制: "restricted",
  比例: "share",
  周期: "term",
  类别: "class",
  yes: "true",
  no: "false",
};

export const BID_COLUMNS: readonly Column[] = [
  {
    field: "lot", zh: "品种", kind: "id", scope: "lot",
    aliases: ["采购组", "采购品种", "品种名称", "竞价单元", "lot_id"],
    meaning: {
      zh: "竞价单位：品种或采购组。同一品种的各行写同样的名称；整表只有一个品种时可不设此列。",
      en: "Lot: the unit of competition. The same text on each row of the lot; the column may be left out if the table is one lot.",
    },
  },
  {
    field: "form", zh: "剂型", kind: "choice", scope: "lot",
    aliases: ["剂型大类", "dosage_form"],
    words: FORMS,
    meaning: {
      zh: "剂型大类。低价保护线随剂型而不同的批次必填。",
      en: "Dosage form class. Required where a low-price limit depends on it.",
    },
  },
  {
    field: "ceiling", zh: "最高有效申报价", kind: "price", scope: "lot",
    aliases: ["最高限价", "最高有效申报价格", "ceiling_price"],
    unit: { zh: "元", en: "yuan" },
    meaning: {
      zh: "该品种的最高有效申报价；本行写了规格时，是该规格的最高有效申报价。",
      en: "Highest valid declared price of the lot; of the strength, where the row states one.",
    },
  },
  {
    field: "reference_spec", zh: "基准规格", kind: "id", scope: "lot",
    aliases: ["代表规格", "主规格"],
    meaning: {
      zh: "各规格折算到的规格，须是本品种的一个规格。",
      en: "The strength to which prices are converted: one of the lot's strengths.",
    },
  },
  {
    field: "limit_price", zh: "文件限价", kind: "price", scope: "lot",
    aliases: ["文件载明限价"],
    unit: { zh: "元", en: "yuan" },
    meaning: {
      zh: "采购文件载明的价格，中选条件引用它的批次必填（如接续采购的最高中选价）。",
      en: "Price printed in the tender document; required where it is a winning condition.",
    },
  },
  {
    field: "max_shortlisted", zh: "最多入围企业数", kind: "count", scope: "lot",
    aliases: ["最多入围数", "最多入围家数"],
    unit: { zh: "家", en: "bids" },
    meaning: {
      zh: "文件为该品种公布的入围数，取代按申报企业数查表。",
      en: "Places announced for this lot; replaces the place table.",
    },
  },
  {
    field: "brand_volume_mean", zh: "厂牌平均报量", kind: "quantity", scope: "lot",
    unit: { zh: "最小计量单位", en: "smallest units" },
    meaning: {
      zh: "各厂牌报量的平均值，未入围复活的条件。",
      en: "Mean reported volume per brand: a condition of revival from outside the shortlist.",
    },
  },
  {
    field: "volume_class", zh: "带量类别", kind: "choice", scope: "lot",
    words: VOLUME_CLASSES,
    meaning: {
      zh: "采购文件附表逐个品种写明；不填即普通品种。",
      en: "Volume class, stated lot by lot in the annex of the tender; ordinary if left out.",
    },
  },
  {
    field: "short_term", zh: "短周期品种", kind: "bool", scope: "lot",
    words: YES_NO,
    meaning: {
      zh: "文件规定采购周期较短的品种；不填即否。",
      en: "A drug that the document gives a shorter term; no if left out.",
    },
  },
  {
    field: "long_term_use", zh: "长期用药", kind: "bool", scope: "lot",
    words: YES_NO,
    meaning: {
      zh: "长期使用的药品；不填即否。",
      en: "A drug for long-term use; no if left out.",
    },
  },
  {
    field: "want", zh: "另需计算", kind: "want", scope: "lot",
    words: WANTS,
    meaning: {
      zh: "除中选结果外还要什么，可写几项，用顿号隔开。文件未写明的，该品种报“规则空白”。",
      en: "What is wanted beyond the selection; several words with commas. A part that the document leaves open is a rule gap.",
    },
  },
  {
    field: "filter_tie_rank", zh: "剔除抽签序号", kind: "count", scope: "lot",
    meaning: {
      zh: "全批剔除时价差比相同的品种如何排序；只在整批计算（whole_round）时使用。",
      en: "How equal price ratios of a batch-wide filter were ordered; only read with `whole_round`.",
    },
  },
  {
    field: "bid", zh: "申报编号", kind: "id", scope: "bid",
    aliases: ["投标", "投标编号", "报价编号", "申报序号", "bid_id"],
    meaning: {
      zh: "一份申报的编号，品种内不重复。不设此列时以企业名称为编号。",
      en: "Identifier of the bid, unique in the lot. Without this column the company is taken.",
    },
  },
  {
    field: "company", zh: "企业", kind: "id", scope: "bid",
    aliases: ["申报企业", "企业名称", "投标企业", "申报企业名称", "生产企业"],
    meaning: {
      zh: "申报企业；不填即申报编号。",
      en: "The bidder; the bid's identifier if left out.",
    },
  },
  {
    field: "group", zh: "关联企业组", kind: "id", scope: "bid",
    aliases: ["关联组", "关联关系"],
    meaning: {
      zh: "同一负责人、控股、管理关系的企业写同一名称。",
      en: "Related firms carry the same text.",
    },
  },
  {
    field: "spec", zh: "规格", kind: "id", scope: "bid",
    meaning: {
      zh: "所报规格。一个品种要么每行都写规格，要么都不写。",
      en: "Strength. Either every row of a lot states one or none does.",
    },
  },
  {
    field: "factor", zh: "差比系数", kind: "factor", scope: "spec",
    aliases: ["规格差比系数", "差比价比值"],
    meaning: {
      zh: "该规格对基准规格的差比价比值；本行须写规格。",
      en: "Price ratio of the row's strength to the reference strength.",
    },
  },
  {
    field: "price", zh: "申报价", kind: "price", scope: "bid",
    aliases: ["单位申报价", "申报价格", "报价", "declared_price"],
    unit: { zh: "元", en: "yuan" },
    required: true,
    meaning: {
      zh: "单位申报价，与最高有效申报价同一计价单位。",
      en: "Declared price per smallest unit, in the unit of the ceiling.",
    },
  },
  {
    field: "comparable_price", zh: "单位可比价", kind: "price", scope: "bid",
    aliases: ["可比价", "日均费用"],
    unit: { zh: "元", en: "yuan" },
    meaning: {
      zh: "已折算好的单位可比价或日均费用；不填则由规则折算。",
      en: "Comparable price or daily cost where it is already converted.",
    },
  },
  {
    field: "is_reference", zh: "参比制剂", kind: "bool", scope: "bid",
    aliases: ["是否参比制剂"],
    words: YES_NO,
    meaning: {
      zh: "是否参比制剂；不填即否。",
      en: "A reference product; no if left out.",
    },
  },
  {
    field: "incumbent", zh: "原供应企业", kind: "bool", scope: "bid",
    words: YES_NO,
    meaning: {
      zh: "上一周期供应本地区的企业；不填即否。",
      en: "The firm supplied the region before; no if left out.",
    },
  },
  {
    field: "reported_volume", zh: "报量", kind: "quantity", scope: "bid",
    aliases: ["医疗机构报量", "厂牌报量"],
    unit: { zh: "最小计量单位", en: "smallest units" },
    meaning: {
      zh: "医疗机构为该厂牌报的量：同价时的排序依据，未入围复活的条件。",
      en: "Volume that hospitals reported for this brand: tie key, and a condition of revival.",
    },
  },
  {
    field: "prior_winner", zh: "曾中选", kind: "bool", scope: "bid",
    words: YES_NO,
    meaning: {
      zh: "同价排序：是否曾中选同一药品。",
      en: "Tie key: won the same drug before.",
    },
  },
  {
    field: "own_api", zh: "自产原料药", kind: "bool", scope: "bid",
    words: YES_NO,
    meaning: {
      zh: "同价排序：是否自产原料药。",
      en: "Tie key: makes its own active ingredient.",
    },
  },
  {
    field: "prior_sales", zh: "既往销售额", kind: "money", scope: "bid",
    unit: { zh: "元", en: "yuan" },
    meaning: {
      zh: "同价排序：既往销售额。",
      en: "Tie key: earlier sales.",
    },
  },
  {
    field: "passed_specs", zh: "过评规格数", kind: "count0", scope: "bid",
    unit: { zh: "个", en: "strengths" },
    meaning: {
      zh: "同价排序：通过一致性评价的规格数。",
      en: "Tie key: number of strengths that passed the consistency evaluation.",
    },
  },
  {
    field: "pass_date", zh: "过评日期", kind: "date", scope: "bid",
    meaning: {
      zh: "同价排序：通过一致性评价的日期。",
      en: "Tie key: day on which the product passed the consistency evaluation.",
    },
  },
  {
    field: "tie_rank", zh: "抽签顺位", kind: "count", scope: "bid",
    meaning: {
      zh: "规则之外定下的同价先后（如抽签），小者在前。",
      en: "How a tie was broken outside the rules, for instance by lot; low first.",
    },
  },
  {
    field: "revival_price", zh: "复活报价", kind: "price", scope: "bid",
    aliases: ["二次报价", "再次报价"],
    unit: { zh: "元", en: "yuan" },
    meaning: {
      zh: "熔断或未入围后的再次报价，不高于申报价。",
      en: "Lower re-quote, in the unit of the price and not above it.",
    },
  },
  {
    field: "price_score", zh: "价格分", kind: "score", scope: "bid",
    unit: { zh: "分", en: "points" },
    meaning: {
      zh: "综合评价的价格得分，计分批次必填。",
      en: "Price score of an evaluation; required where bids are scored.",
    },
  },
  {
    field: "technical_score", zh: "技术分", kind: "score", scope: "bid",
    unit: { zh: "分", en: "points" },
    meaning: {
      zh: "综合评价的技术得分，计分批次必填。",
      en: "Technical score of an evaluation; required where bids are scored.",
    },
  },
  {
    field: "rulebook", zh: "规则书", kind: "id", scope: "tender",
    meaning: {
      zh: "适用的规则书：编号（如 award/cn-batch-10）或中文名称。通常写在工作表“说明”；CSV 写在此列，各行相同。",
      en: "Rulebook: its id or title. Mostly stated in the sheet `about`; in CSV in this column, the same on each row.",
    },
  },
];

export const SPEC_COLUMNS: readonly Column[] = [
  {
    field: "lot", zh: "品种", kind: "id", scope: "lot",
    aliases: ["采购组", "采购品种", "品种名称", "竞价单元", "lot_id"],
    meaning: {
      zh: "与工作表“报价”中的品种相同。",
      en: "As in the sheet `bids`.",
    },
  },
  {
    field: "spec", zh: "规格", kind: "id", scope: "spec",
    required: true,
    meaning: {
      zh: "规格名称，品种内不重复。",
      en: "Strength, unique in the lot.",
    },
  },
  {
    field: "ceiling", zh: "最高有效申报价", kind: "price", scope: "spec",
    aliases: ["最高限价", "最高有效申报价格", "ceiling_price"],
    unit: { zh: "元", en: "yuan" },
    meaning: {
      zh: "该规格的最高有效申报价。",
      en: "Highest valid declared price of this strength.",
    },
  },
  {
    field: "factor", zh: "差比系数", kind: "factor", scope: "spec",
    aliases: ["规格差比系数", "差比价比值"],
    meaning: {
      zh: "该规格对基准规格的差比价比值。",
      en: "Price ratio of this strength to the reference strength.",
    },
  },
];
