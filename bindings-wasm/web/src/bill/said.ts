/** What the library says about payments, for people. The rest is worded by the shell. */

import { messageOf, type Failure } from "../shell/failure.js";
import type { Language } from "../shell/tab.js";
import { say, type Text } from "../shell/words.js";

/** A pattern of a message, and what the page says instead; `$1` … are what the message quotes. */
export type Pattern = readonly [RegExp, Text];

/** What a document does not say: the end of a message, after its number. */
const UNSAID: readonly (readonly [RegExp, string])[] = [
  [/^what band `(.*)` pays in year (\d+)$/, "第 $2 年“$1”档按多少支付"],
  [/^what band `(.*)` pays$/, "“$1”档按多少支付"],
  [/^what a product above all its bands is paid \(`bands`\)$/, "超过各档的产品按多少支付"],
  [/^what a product of status `not_passed` is paid .*$/, "未过评的仿制药按多少支付"],
  [/^what a product of status `(.*)` is paid .*$/, "这种身份的产品（$1）按多少支付"],
  [/^what a product is measured by where nobody of its group won .*$/, "没有中选产品（或同组没有）时与什么价格对照"],
  [/^which winner counts where several won at different prices .*$/, "几家中选价不同时按哪一家"],
  [/^which main supplier counts where several won at different prices .*$/, "几家主供中选价不同时按哪一家"],
  [/^which cap holds for this product .*$/, "这个产品适用哪个限价，请填写限价"],
  [/^what a winner is paid: there is no `reference`$/, "中选产品按多少支付"],
  [/^what a generic that has not passed is capped at: .*$/, "未过评的仿制药以什么价格为上限"],
  [/^what an ordinary drug is paid where nothing is listed .*$/, "没有挂网产品时普通药品按多少支付"],
  [/^what holds on (\S+), before it is in force .*$/, "$1 怎样执行：当时尚未施行"],
  [/^what holds on (\S+), after it was in force .*$/, "$1 怎样执行：当时已经失效"],
  [/^what holds on (\S+), before its (?:start|first year) .*$/, "$1 怎样执行：在起始日之前"],
];

/** Parameters that a document may leave out. */
const PARAMETERS: Readonly<Record<string, string>> = {
  winner_standard: "中选产品按多少支付",
  outside_winner: "非主供非备供的中选产品按多少支付",
  pen_surcharge: "预填充笔加多少",
  reference: "与哪个中选价对照",
  bands: "高于中选价的产品怎样分档支付",
  band_price: "按哪个价格分档",
  year_index: "年度怎样数，请改填第几年",
  negotiated_alternative: "另有谈判价时按哪个价格",
  ordinary_reference: "普通药品按什么价格支付",
  one_standard_for: "哪些产品与中选产品同一标准",
};

const PATTERNS: readonly Pattern[] = [
  [/^the field `own_rate` is missing.*$/, { zh: "乙类产品要填写自身的先行自付比例", en: "A class B product needs its own rate" }],
  [/^fixed_self_pay `.*` does not stand beside .*$/, { zh: "定额自负和先行自付比例只能填一个", en: "Fill in either this or the rate" }],
  [/^every tier but the last needs `up_to`$/, { zh: "请填写这一段到多少为止", en: "Say where this tier ends" }],
  [/^up_to must rise from above zero, got .*$/, { zh: "应大于零，并高于前一段", en: "This must be above zero and above the tier before" }],
  [
    /^(?:total|fully_own|above_standard|first_self_pay|in_scope) must be zero or more, got .*$/,
    { zh: "结算的行不能是负数：退费先与原来的行合并", en: "A settled line cannot be negative: net refunds against their lines first" },
  ],
  [/^one of `date` and `year` is needed$/, { zh: "请填写", en: "Please fill this in" }],
];

const GAP = /^`(.*?)`(?: \((.*)\))? (?:does not say (.*)|has no parameter `(\w+)`)$/;

/** What the document, named by its number, does not say. */
function unsaid(message: string): string | undefined {
  const [, id = "", number = id, what = "", parameter = ""] = GAP.exec(message) ?? [];
  const known = UNSAID.find(([pattern]) => pattern.test(what));
  const text = known === undefined ? PARAMETERS[parameter] : what.replace(known[0], known[1]);
  return text === undefined ? undefined : `所选规则（${number}）没有写明${text}`;
}

/** The message of a failure in the words of the page. */
export function worded(failure: Failure, language: Language, patterns: readonly Pattern[] = PATTERNS): Failure {
  const gap = language === "zh" ? unsaid(failure.message) : undefined;
  if (gap !== undefined) return { ...failure, message: gap };
  for (const [pattern, text] of patterns) {
    const found = pattern.exec(failure.message);
    // A function, so that nothing in what the message quotes is taken for a reference.
    const quoted = (_: string, group: string): string => found?.[Number(group)] ?? "";
    if (found !== null) return { ...failure, message: say(text, language).replace(/\$(\d)/g, quoted) };
  }
  return failure;
}

/** Message and help as one text for a field; in Chinese only help that the page has words for. */
export function atField(failure: Failure, language: Language): string {
  const message = messageOf(failure, language);
  const help = messageOf({ ...failure, message: failure.help }, language);
  if (help === "" || (language === "zh" && !/\p{Script=Han}/u.test(help))) return message;
  return language === "zh" ? `${message}（${help}）` : `${message} (${help})`;
}
