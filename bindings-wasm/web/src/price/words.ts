import type { Language } from "../shell/tab.js";
import type { Text } from "../shell/words.js";
import { formOf } from "./forms.js";
import type { Draft } from "./model.js";
import { unitOf } from "./rules.js";

export const words = {
  title: { zh: "差比价", en: "Price" },
  heading: { zh: "药品差比价", en: "Price differentials" },
  intro: {
    zh: "同一药品不同剂型、规格、包装的价格，由代表品的价格按规则推算。每一步都按精确数值计算，最后只取整一次。",
    en: "The price of one product of a drug, the representative, decides the prices of its other forms, strengths and packs. Every step is exact; the price is rounded once, at the end.",
  },
  known: { zh: "代表品（已知价格）", en: "Representative product (price known)" },
  price: { zh: "整个包装的价格", en: "Price of the pack" },
  targets: { zh: "要推算的产品", en: "Products whose price is wanted" },
  target: { zh: "产品", en: "Product" },
  addTarget: { zh: "添加产品", en: "Add a product" },
  removeTarget: { zh: "删除产品", en: "Remove product" },
  listed: { zh: "现价或报价", en: "Listed price or bid" },
  listedHint: {
    zh: "产品已有挂网价或报价的，可以填写：会折算成代表品规格的可比价，供比较。",
    en: "If a product has a listed price or a bid already, enter it: it is converted to the specification of the representative, for comparison.",
  },
  optional: { zh: "可不填", en: "optional" },
  drugClass: { zh: "药品类别", en: "Class of drug" },
  basis: { zh: "换算方式", en: "Basis of conversion" },
  rounding: { zh: "小数位数", en: "Decimals" },
  roundingMode: { zh: "取整方式", en: "Rounding" },
  asRulebook: { zh: "按规则", en: "as the rulebook says" },
  roundingHint: {
    zh: "所选规则只规定四舍五入，没有规定保留几位",
    en: "this rulebook says half up, but not how many decimals",
  },
  tiers: { zh: "1 元以下 2 位，100 元以下 1 位，其余取整", en: "2 below 1 yuan, 1 below 100 yuan, else none" },
  chainRegardless: { zh: "不考虑另定代表品的要求", en: "Price it even where a representative of its own is required" },
  materialDifference: { zh: "包装材料差价（每瓶或袋）", en: "Difference for packaging material (each)" },
  assumptions: { zh: "自行假设的系数", en: "Coefficients of your own" },
  assumptionsHint: {
    zh: "所选规则没有公布下列系数。可以填入自己的假设，结果会标明未核实。",
    en: "The chosen rulebook does not publish these coefficients. You may assume values; the result says so.",
  },
  form: { zh: "剂型", en: "Dosage form" },
  content: { zh: "含量（每单位）", en: "Content (per unit)" },
  contentUnit: { zh: "含量单位", en: "Unit of content" },
  fill: { zh: "装量", en: "Fill" },
  fillUnit: { zh: "装量单位", en: "Unit of fill" },
  doseFill: { zh: "每次用量（装量单位）", en: "One dose (in the unit of the fill)" },
  unit: { zh: "计数单位", en: "Counted in" },
  count: { zh: "包装数量", en: "Package count" },
  sugarFree: { zh: "无蔗糖", en: "Sugar-free" },
  dailyDose: { zh: "日治疗量", en: "Daily dose" },
  dailyDoseIn: { zh: "日治疗量的单位", en: "Daily dose stated in" },
  packageMaterial: { zh: "包装材料", en: "Packaging material" },
  packagingForm: { zh: "包装形式", en: "Packaging form" },
  childrenOnly: { zh: "明确仅供儿童使用", en: "Explicitly for children only" },
  paediatricSmall: { zh: "适宜儿童的小规格", en: "Small paediatric specification" },
  indication: { zh: "适应症与代表品相比", en: "Indication, against the representative" },
  device: { zh: "带特殊装置，院外自行给药", en: "Special device, self-administered outside hospital" },
  required: {
    zh: "按规则，这一产品应当另定代表品，不由本代表品推算：",
    en: "By the rules this product must have a representative of its own instead of being priced from this one:",
  },
  permitted: {
    zh: "按规则，这一产品可以另定代表品：",
    en: "By the rules this product may have a representative of its own:",
  },
  undetermined: {
    zh: "多剂量包装：如果不贵于同规格的单剂量包装，可以另定代表品。",
    en: "Multi-dose pack: if it is not dearer than the same specification in single-dose packs, it may have a representative of its own.",
  },
  notStated: { zh: "不填", en: "not stated" },
  byForm: { zh: "按剂型", en: "by the form" },
  automatic: { zh: "按规则判断", en: "as the rules say" },
  examples: { zh: "示例", en: "Example" },
  result: { zh: "结果", en: "Result" },
  ratio: { zh: "比价", en: "Ratio" },
  computed: { zh: "推算价", en: "Computed price" },
  unitPrice: { zh: "单位价格", en: "Unit price" },
  unrounded: { zh: "取整前", en: "before rounding" },
  comparable: { zh: "可比价", en: "Comparable price" },
  showSteps: { zh: "查看步骤", en: "Steps" },
  shownNow: { zh: "如下", en: "shown" },
  howComputed: { zh: "计算过程", en: "How it is computed" },
  step: { zh: "步骤", en: "Step" },
  calculation: { zh: "算式", en: "Calculation" },
  after: { zh: "累计价格", en: "Price so far" },
  basedOn: { zh: "条款与依据", en: "Clause and source" },
  start: { zh: "代表品价格", en: "price of the representative" },
  roundedStep: { zh: "取整", en: "rounding" },
  sentences: { zh: "文字说明", en: "In sentences" },
  noSteps: { zh: "两个产品没有规则所计的差别，价格相同。", en: "The products do not differ in anything that the rules count: the price is the same." },
  ceiling: {
    zh: "包装材料的差价，规则只规定了上限：这是最高价格。",
    en: "For the packaging material the rules fix only a maximum: this is the highest price allowed.",
  },
  floor: { zh: "适用了注射剂每支（瓶）最低价。", en: "The floor for injections applies." },
  cap: { zh: "适用了小规格不高于大规格的上限。", en: "The cap applies: a small specification is not dearer than the large one." },
  notBelow: { zh: "不低于", en: "not below" },
  notAbove: { zh: "不高于", en: "not above" },
  assumed: { zh: "在本页自行假设", en: "assumed on this page" },
  check: { zh: "挂网价格自查", en: "Check of the listed prices" },
  checkHint: {
    zh: "各产品的价格互相折算，最低的为上限；代表品的价格也参加比较。",
    en: "Every price is converted to every other product; the lowest result is the limit. The representative takes part.",
  },
  limit: { zh: "差比价上限", en: "Limit" },
  from: { zh: "由其折算", en: "Converted from" },
  compliant: { zh: "合规价", en: "Compliant price" },
  excess: { zh: "超出", en: "Excess" },
  verdict: { zh: "结论", en: "Verdict" },
  tooHigh: { zh: "偏高", en: "too high" },
  inOrder: { zh: "符合", en: "in order" },
  notCompared: { zh: "未比较", en: "Not compared" },
  separate: { zh: "应另定代表品", en: "needs a representative of its own" },
  gap: { zh: "规则没有规定", en: "the rules do not say" },
  downloadCsv: { zh: "下载表格（CSV）", en: "Download table (CSV)" },
  notUnderstood: { zh: "链接里有些内容无法识别，已按空白处理。", en: "Some of the link was not understood and was left out." },
  loadingRules: { zh: "正在读取规则……", en: "Reading the rulebooks …" },
} as const satisfies Record<string, Text>;

export const STEP_NAMES: Record<string, Text> = {
  form: { zh: "剂型", en: "form" },
  content: { zh: "含量", en: "content" },
  fill: { zh: "装量", en: "fill" },
  daily_dose: { zh: "日治疗量", en: "daily dose" },
  count: { zh: "包装数量", en: "package count" },
  floor: { zh: "最低价", en: "floor" },
  cap: { zh: "小规格上限", en: "cap" },
  package_material: { zh: "包装材料", en: "packaging material" },
  packaging_form: { zh: "包装形式", en: "packaging form" },
};

/** Choices of the fields: value → text. */
export const CHOICES = {
  drug_class: {
    chemical: { zh: "化学药", en: "chemical" },
    biological: { zh: "生物制品", en: "biological" },
    tcm: { zh: "中成药", en: "traditional Chinese medicine" },
  },
  basis: {
    spec: { zh: "按规格", en: "by specification" },
    daily_dose: { zh: "按日治疗量", en: "by daily dose" },
  },
  rounding_mode: {
    half_up: { zh: "四舍五入", en: "half up" },
    half_even: { zh: "四舍六入五成双", en: "half to even" },
    up: { zh: "进位", en: "up" },
    down: { zh: "舍去", en: "down" },
  },
  content_unit: {
    mg: { zh: "mg", en: "mg" },
    ug: { zh: "μg", en: "μg" },
    g: { zh: "g", en: "g" },
    iu: { zh: "IU", en: "IU" },
    ten_thousand_iu: { zh: "万单位", en: "10⁴ IU" },
    mmol: { zh: "mmol", en: "mmol" },
  },
  fill_unit: {
    g: { zh: "g", en: "g" },
    ml: { zh: "ml", en: "ml" },
    l: { zh: "L", en: "L" },
    mg: { zh: "mg", en: "mg" },
    kg: { zh: "kg", en: "kg" },
    cm2: { zh: "cm²", en: "cm²" },
  },
  indication: {
    same: { zh: "相同", en: "the same" },
    added_or_dropped: { zh: "有增减", en: "some added or dropped" },
    partly_changed_major: { zh: "部分不同，临床意义大", en: "partly changed, with major clinical effect" },
    wholly_different: { zh: "完全不同", en: "wholly different" },
  },
  unit: {
    tablet: { zh: "片", en: "tablets" },
    capsule: { zh: "粒", en: "capsules" },
    pill: { zh: "丸", en: "pills" },
    sachet: { zh: "袋（小袋）", en: "sachets" },
    ampoule: { zh: "支（安瓿）", en: "ampoules" },
    vial: { zh: "瓶（西林瓶）", en: "vials" },
    bottle: { zh: "瓶", en: "bottles" },
    bag: { zh: "袋（输液袋）", en: "bags" },
    tube: { zh: "支（管）", en: "tubes" },
    suppository: { zh: "枚", en: "suppositories" },
    patch: { zh: "贴", en: "patches" },
  },
  daily_dose_in: {
    units: { zh: "片、袋", en: "units" },
    fill: { zh: "装量", en: "fill" },
  },
  package_material: {
    glass_bottle: { zh: "玻璃瓶", en: "glass bottle" },
    plastic_bottle: { zh: "塑料瓶", en: "plastic bottle" },
    soft_bag: { zh: "软袋", en: "soft bag" },
  },
  packaging_form: {
    single_dose: { zh: "单剂量", en: "single-dose" },
    multi_dose: { zh: "多剂量", en: "multi-dose" },
  },
} as const satisfies Record<string, Record<string, Text>>;

/** A choice in words; an unknown one as it stands. */
export function choice(field: keyof typeof CHOICES, value: string, language: Language): string {
  const known: Record<string, Text> = CHOICES[field];
  return known[value]?.[language] ?? value;
}

/** A product in one line: `普通片 20 mg × 14 片`. */
export function describe(draft: Draft, language: Language): string {
  const name = formOf(draft.form)?.name[language] ?? draft.form;
  const parts = [name];
  if (draft.sugar_free) parts.push(words.sugarFree[language]);
  if (draft.content.trim()) parts.push(`${draft.content.trim()} ${choice("content_unit", draft.content_unit, language)}`);
  if (draft.fill.trim()) parts.push(`${draft.fill.trim()} ${choice("fill_unit", draft.fill_unit, language)}`);
  const count = draft.count.trim() || "1";
  const unit = choice("unit", unitOf(draft), language).replace(/（.*）/, "");
  if (count !== "1" || !draft.fill.trim()) parts.push(`× ${count} ${unit}`);
  return parts.join(" ");
}

/** A coefficient in words: `form_ratio.granules` is “form ratio of granules”. */
export function coefficientName(name: string, language: Language): string {
  const at = name.indexOf(".");
  const table = at < 0 ? name : name.slice(0, at);
  const entry = at < 0 ? "" : name.slice(at + 1);
  const form = formOf(entry)?.name[language] ?? entry;
  const zh: Record<string, string> = {
    form_ratio: `${form}的剂型系数（普通片为 1）`,
    tcm_form_ratio: `${form}的剂型系数（中成药，普通片为 1）`,
    form_difference: `${form}比小容量注射液每支高（元）`,
    injection_fill_amount: "装量每增加一档的差价（元）",
    tcm_injection_fill_base: "中成药注射剂装量加倍的系数",
    packaging_form_ratio: `${choice("packaging_form", entry, "zh")}包装的系数`,
  };
  const en: Record<string, string> = {
    form_ratio: `Form ratio: ${form} (tablet is 1)`,
    tcm_form_ratio: `Form ratio, TCM: ${form} (tablet is 1)`,
    form_difference: `${form}: yuan above a small-volume injection`,
    injection_fill_amount: "Yuan per step of fill",
    tcm_injection_fill_base: "Factor for twice the fill, TCM injections",
    packaging_form_ratio: `Ratio of ${choice("packaging_form", entry, "en")} packs`,
  };
  return (language === "zh" ? zh : en)[table] ?? name;
}
