import type { Text } from "../shell/words.js";
import type { Assumption } from "./assume.js";
import type { LineClass, LineStatus } from "./model.js";

export const TITLE: Text = { zh: "结算", en: "Bill" };

export const STATUS_WORDS: Readonly<Record<LineStatus, Text>> = {
  winner: { zh: "中选产品", en: "winner" },
  originator: { zh: "原研药，未中选", en: "originator, not a winner" },
  reference_product: { zh: "参比制剂，未中选", en: "reference product, not a winner" },
  passed: { zh: "过评仿制药，未中选", en: "evaluated generic, not a winner" },
  not_passed: { zh: "未过评仿制药", en: "generic not evaluated" },
  non_winner: { zh: "未中选（胰岛素、耗材）", en: "non-winner (insulin, consumables)" },
  negotiated: { zh: "国家谈判药品", en: "nationally negotiated" },
  bid: { zh: "竞价药品", en: "entered by bidding" },
  ordinary: { zh: "普通药品（非谈判、非集采）", en: "ordinary (neither negotiated nor in a tender)" },
  direct: { zh: "不查规则，标准自填", en: "no rulebook: standard typed in" },
};

export const CLASS_WORDS: Readonly<Record<LineClass, Text>> = {
  a: { zh: "甲类", en: "class A" },
  b: { zh: "乙类", en: "class B" },
  out_of_list: { zh: "目录外", en: "outside the catalogue" },
};

/** Words of selects; words of a rulebook's own categories are in it too. */
export const CHOICE_WORDS: Readonly<Record<string, Text>> = {
  main: { zh: "主供", en: "main supply" },
  backup: { zh: "备供", en: "backup" },
  outside: { zh: "非主供非备供", en: "outside its supply provinces" },
  ordinary: { zh: "一般参保人", en: "anybody else" },
  red_army_veteran: { zh: "老红军", en: "veteran of the Red Army" },
  retired_cadre: { zh: "离休干部", en: "retired cadre" },
  disabled_serviceman_1_6: { zh: "一至六级残疾军人", en: "disabled serviceman, grades 1 to 6" },
  pack: { zh: "盒（包装）", en: "pack" },
  min_unit: { zh: "最小制剂单位", en: "smallest preparation unit" },
  highest: { zh: "最高中选价", en: "the highest" },
  lowest: { zh: "最低中选价", en: "the lowest" },
  mean: { zh: "中选价平均", en: "their mean" },
  cap_at_reference: { zh: "最高按中选价", en: "at most the winning price" },
  own_winning_price: { zh: "按自身中选价", en: "its own winning price" },
  as_non_winner: { zh: "按未中选产品", en: "as a non-winner" },
  reference: { zh: "按中选价", en: "the winning price" },
  previous: { zh: "与前一年相同", en: "as in the year before" },
  in_scope: { zh: "符合范围金额（含起付线）", en: "money in scope, deductible included" },
  after_deductible: { zh: "起付线以上的金额", en: "money in scope above the deductible" },
  ceiling_first: { zh: "先限价，后按比例", en: "standard first, then the rate" },
  rate_first: { zh: "先按比例，后限价", en: "rate first, then the standard" },
  half_up: { zh: "四舍五入", en: "half up" },
  half_even: { zh: "四舍六入五成双", en: "half to even" },
  down: { zh: "舍去", en: "down" },
  up: { zh: "进一", en: "up" },
  competitive: { zh: "竞争组", en: "competitive group" },
  non_competitive: { zh: "非竞争组", en: "non-competitive group" },
  component: { zh: "部件", en: "component" },
  system: { zh: "系统", en: "system" },
  dcb: { zh: "药物球囊", en: "drug-coated balloon" },
  pacemaker: { zh: "起搏器", en: "pacemaker" },
  stainless_steel: { zh: "不锈钢", en: "stainless steel" },
  other_material: { zh: "其他材质", en: "other material" },
};

export const FIELDS = {
  name: { zh: "项目", en: "Item" },
  status: { zh: "产品身份", en: "What it is to the tender" },
  list_class: { zh: "目录类别", en: "Class" },
  price: { zh: "单价", en: "Unit price" },
  quantity: { zh: "数量", en: "Quantity" },
  amount: { zh: "金额", en: "Amount" },
  own_rate: { zh: "先行自付比例", en: "First self-pay" },
  standard: { zh: "支付标准", en: "Payment standard" },
  fixed_self_pay: { zh: "定额自负", en: "Fixed self-pay" },
  winning_price: { zh: "自身中选价", en: "Its own winning price" },
  base_price: { zh: "基准价", en: "Base price" },
  national_standard: { zh: "国家支付标准", en: "National standard" },
  negotiated_price: { zh: "谈判价", en: "Negotiated price" },
  supply: { zh: "对本省", en: "To this province" },
  group: { zh: "组别", en: "Group" },
  category: { zh: "类别", en: "Category" },
  cap: { zh: "限价", en: "Cap" },
  high_price_listed: { zh: "列入价高药名单", en: "On the list of high-priced drugs" },
  prefilled_pen: { zh: "预填充笔", en: "Prefilled pen" },
  essential: { zh: "基本药物", en: "Essential medicine" },
  volume: { zh: "采购量", en: "Volume" },
  id: { zh: "产品", en: "Product" },
  deductible_remaining: { zh: "起付线余额", en: "Deductible remaining" },
  accumulated: { zh: "此前已累计", en: "Counted before this bill" },
  fund_cap_remaining: { zh: "封顶线余额", en: "Fund cap remaining" },
  tier_base: { zh: "分段按什么累计", en: "What the tiers count" },
  up_to: { zh: "累计至", en: "Up to" },
  rate: { zh: "报销比例", en: "Reimbursed share" },
  order: { zh: "限价与比例的先后", en: "Order of standard and rate" },
  rounding: { zh: "金额的取整", en: "Rounding of amounts" },
  round_each_tier: { zh: "各段分别取整", en: "Round each tier by itself" },
  person: { zh: "参保人", en: "Insured person" },
  price_unit: { zh: "单价按", en: "Prices are for a" },
  by: { zh: "按什么定年度", en: "Year taken from" },
  year: { zh: "第几年", en: "Year of the rule" },
  date: { zh: "日期", en: "Date" },
  start_date: { zh: "政策起始日", en: "First day of the rule" },
} as const satisfies Readonly<Record<string, Text>>;

/** Below fields that are on the page once; what the fields of each line mean is said above the lines. */
export const HINTS: { readonly [name in string]?: Text } = {
  fund_cap_remaining: { zh: "留空＝不封顶", en: "blank: no cap" },
  accumulated: { zh: "留空＝0", en: "blank: 0" },
  start_date: { zh: "规则没有写明时填写", en: "where the rulebook has none" },
};

/** What the fields of a line mean. */
export const FIELD_HELP: readonly (readonly [Text, Text])[] = [
  [FIELDS.status, { zh: "决定适用哪一条规则；“不查规则”的行直接用填写的标准和比例", en: "decides which rule applies; lines without a rulebook take the standard and rate typed in" }],
  [FIELDS.price, { zh: "现行采购（销售）价，与中选价同一规格、同一单位；规格不同先用“差比价”换算", en: "the current price, for the same specification and unit as the winning price; convert others with the price tab first" }],
  [FIELDS.amount, { zh: "留空即单价×数量", en: "blank: price × quantity" }],
  [FIELDS.own_rate, { zh: "产品本身的比例，0.10 即 10%；甲类留空即 0；有的规则自己规定比例", en: "the product's own rate, 0.10 is 10 %; blank is 0 for class A; some rulebooks set the rate themselves" }],
  [FIELDS.base_price, { zh: "规则基准日的价格（例如 2018 年底），以后降价也不变", en: "the price on the rule's base date (the end of 2018, say); later cuts do not change it" }],
  [{ zh: "中选价", en: "Winning price" }, { zh: "同名产品的中选价；几家中选价不同而规则没说按哪个，就如实说没有规定", en: "of the same name; where winners differ and the rule does not say which counts, that is said" }],
];

export const ASSUME_WORDS: Readonly<Record<Assumption, Text>> = {
  reference: { zh: "几家中选价不同时按", en: "Where winning prices differ" },
  not_passed: { zh: "未过评的仿制药", en: "Generics not evaluated" },
  outside_winner: { zh: "非主供非备供的中选产品", en: "Winners outside their supply provinces" },
  gap_years: { zh: "文件没写的年度", en: "Years that the document leaves out" },
};

/** Headings, sentences and buttons. */
export const T = {
  intro: {
    zh: "每项费用先按所选规则确定医保支付标准，再拆成全自费、超限价自费、先行自付和符合范围四部分，最后按参保待遇算出基金付多少、个人付多少。",
    en: "Each charge gets its payment standard from the rulebook you choose, is divided into fully own-paid, above the standard, first self-pay and in scope, and is then settled: what the fund pays and what the patient pays.",
  },
  rules: { zh: "规则与年度", en: "Rulebook and year" },
  lines: { zh: "费用明细", en: "Charge lines" },
  terms: { zh: "参保待遇", en: "Coverage of the insured" },
  termsHint: {
    zh: "起付线、比例和封顶线因地、因人而异，请按当地待遇填写，本页不作假设。",
    en: "Deductible, shares and caps differ by place and person: enter those that apply. The page assumes none.",
  },
  more: { zh: "取整与先后（一般不用改）", en: "Rounding and order (rarely changed)" },
  byYear: { zh: "第几年", en: "its number" },
  byDate: { zh: "日期", en: "a date" },
  addLine: { zh: "添加一行", en: "Add a line" },
  removeLine: { zh: "删除第 {n} 行", en: "Remove line {n}" },
  line: { zh: "第 {n} 行", en: "Line {n}" },
  remove: { zh: "删除", en: "Remove" },
  another: { zh: "还有一家中选", en: "Another winner" },
  unverified: { zh: "{n} 项依据未核实，见下方“结果所依据的参数”", en: "numbers behind this result: {n}, listed below" },
  allHold: { zh: "核对到分：{n} 个等式全部相符", en: "Checked to the fen: all {n} sums add up" },
  notAllHold: { zh: "有等式不符，请报告这个错误", en: "A sum does not add up: please report this" },
  winners: { zh: "同名中选产品（对照的中选价）", en: "Winners of the same name (what it is measured by)" },
  listed: { zh: "挂网的代表规格产品", en: "Listed products of the representative specification" },
  addWinner: { zh: "添加一个产品", en: "Add a product" },
  removeWinner: { zh: "删除产品 {n}", en: "Remove product {n}" },
  addTier: { zh: "添加一段", en: "Add a tier" },
  removeTier: { zh: "删除第 {n} 段", en: "Remove tier {n}" },
  tier: { zh: "第 {n} 段", en: "tier {n}" },
  assume: { zh: "文件没有写明的：自行假设", en: "Where the document does not say: assume" },
  assumeHint: { zh: "假设不是规则：凡用到它的结果都标为未核实。", en: "An assumption is no rule: results that use it are marked as unverified." },
  assumeNothing: { zh: "不作假设", en: "assume nothing" },
  rest: { zh: "以上部分", en: "above that" },
  help: { zh: "各栏怎么填", en: "How to fill in the fields" },
  byProduct: { zh: "单价×数量", en: "price × quantity" },
  winningPrice: { zh: "中选价", en: "Winning price" },
  paste: { zh: "从电子表格粘贴", en: "Paste from a spreadsheet" },
  pasteHint: {
    zh: "第一行是表头，例如：项目、身份、目录类别、单价、数量、金额、先行自付比例、支付标准、基准价、中选价。没有身份的行不查规则。",
    en: "The first row holds headers: name, status, class, price, quantity, amount, rate, standard, base_price, winners. Rows without a status are taken without a rulebook.",
  },
  pasteBox: { zh: "表格内容", en: "Cells" },
  append: { zh: "追加到明细", en: "Append to the lines" },
  replace: { zh: "替换明细", en: "Replace the lines" },
  pasted: { zh: "已读入 {n} 行。", en: "{n} lines taken." },
  noHeader: { zh: "没有认出表头，未读入任何内容。", en: "No known header: nothing was taken." },
  unknownHeaders: { zh: "没有认出的列，未读入：", en: "Columns not known, not taken: " },
  doubtful: { zh: "没有认出的词，未读入：", en: "Words not known, not taken: " },
  tooMany: { zh: "只读入前 1000 行。", en: "Only the first 1000 rows were taken." },
  result: { zh: "结算结果", en: "Settlement" },
  waiting: { zh: "明细或待遇还有 {n} 处要改，改好后给出结算。", en: "{n} places are to be put right before the bill can be settled." },
  noLines: { zh: "还没有费用明细：添加一行，或选一个示例。", en: "No charges yet: add a line, or choose an example." },
  fundPays: { zh: "基金支付", en: "The fund pays" },
  patientPays: { zh: "个人负担", en: "The patient pays" },
  total: { zh: "合计", en: "Total" },
  ofTotal: { zh: "费用总额", en: "All charges" },
  yuan: { zh: "元", en: "yuan" },
  check: { zh: "相加", en: "Adds up" },
  table: { zh: "各行金额", en: "Figures of each line" },
  checks: { zh: "核对到分", en: "Checked to the fen" },
  holds: { zh: "相符", en: "adds up" },
  broken: { zh: "不符", en: "does not add up" },
  allLines: { zh: "各行之和", en: "sum of the lines" },
  steps: { zh: "逐步说明", en: "Step by step" },
  settling: { zh: "结算", en: "The settlement" },
  csv: { zh: "下载表格（CSV）", en: "Download as CSV" },
  deductibleLeft: { zh: "起付线尚余", en: "Deductible left" },
  capLeft: { zh: "封顶线尚余", en: "Fund cap left" },
  noStandard: { zh: "没有支付标准", en: "no payment standard" },
  notCovered: { zh: "目录外，全自费", en: "outside the catalogue: fully own-paid" },
  standardIs: { zh: "支付标准", en: "Payment standard" },
  rateIs: { zh: "先行自付比例", en: "first self-pay" },
  atMost: { zh: "文件只定了上限，实际可能更低", en: "the document sets an upper limit only: it may be lower" },
  years: { zh: "逐年的支付标准", en: "The standard year by year" },
  yearColumn: { zh: "年", en: "Year" },
  aboveColumn: { zh: "超标准，每单位", en: "Above it, per unit" },
  gapYear: { zh: "文件未规定", en: "the document does not say" },
  converged: { zh: "第 {n} 年起与中选价相同", en: "equal to the winning price from year {n} on" },
  dateBasis: { zh: "该规则按结算日取日期。", en: "This rulebook goes by the day of settlement." },
  conventions: {
    zh: "先限价后比例出自二手资料；四舍五入和余数分摊到各行的办法是本工具的约定。全国没有统一条文，请与当地结算系统核对。",
    en: "The standard before the rate is from a secondary source; half-up amounts and the sharing of remainders among the lines are conventions of this tool. No national text settles them: compare with the local system.",
  },
  noRulebook: { zh: "拆分与结算不依赖任何规则参数。", en: "Neither split nor settlement rests on a rulebook here." },
  nameless: { zh: "未命名", en: "no name" },
} as const satisfies Readonly<Record<string, Text>>;

/** What an amount is divided into, in the order of the bars. */
export const PART_WORDS = {
  fund: { zh: "基金支付", en: "fund" },
  deductible: { zh: "起付线", en: "deductible" },
  copay: { zh: "按比例自付", en: "co-payment" },
  over_cap: { zh: "超封顶线", en: "over the fund's cap" },
  first_self_pay: { zh: "先行自付", en: "first self-pay" },
  above_standard: { zh: "超限价自费", en: "above the standard" },
  fully_own: { zh: "全自费", en: "fully own-paid" },
  in_scope: { zh: "符合范围", en: "in scope" },
  patient: { zh: "个人负担", en: "patient" },
  total: { zh: "金额", en: "amount" },
} as const satisfies Readonly<Record<string, Text>>;

/** Puts a number into a sentence. */
export function counted(text: Text, n: number): Text {
  return { zh: text.zh.replace("{n}", String(n)), en: text.en.replace("{n}", String(n)) };
}
