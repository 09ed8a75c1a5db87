import type { Language } from "./tab.js";

/** Messages of the library that visitors meet often, as patterns; `$1` … are what the message quotes. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/^the field `(\w+)` is missing(?:: .*)?$/, "缺少此项，请填写"],
  [/^`\w+` and `\w+` go together: the field `(\w+)` is missing$/, "缺少此项：要与另一项一起填写"],
  [/^\S+ must be a decimal such as `22\.26` in ASCII digits, got ``$/, "请填写数字"],
  [/^\S+ must be a decimal such as `22\.26` in ASCII digits, got `(.*)`$/, "应为数字，例如 22.26；现为“$1”"],
  [/^\S+ must be an amount below 10\^15 such as `22\.26`, digits with at most 2 decimals, got `(.*)`$/, "应为金额，最多两位小数，例如 22.26；现为“$1”"],
  [/^\S+ must be greater than zero, got `(.*)`$/, "必须大于零，现为 $1"],
  [/^\S+ must be zero or more, got `(.*)`$/, "不得小于零，现为 $1"],
  [/^\S+ must be (\S+) to (\S+), got `(.*)`$/, "应在 $1 至 $2 之间，现为 $3"],
  [/^\S+ must be from (\S+) to (\S+), got `(.*)`$/, "应在 $1 至 $2 之间，现为 $3"],
  [/^\S+ must have at most (\d+) decimals, got `(.*)`$/, "最多 $1 位小数，现为 $2"],
  [/^\S+ must be a whole number, got `(.*)`$/, "应为整数，现为 $1"],
  [/^\S+ must be a date such as `\S+?`(?: from \d+ to \d+)?, got `(.*)`$/, "应为日期，例如 2025-10-27；现为“$1”"],
  [/^\S+ must be one of (.*), got `(.*)`$/, "应为 $1 之一；现为“$2”"],
  [/^\S+ must not be before \S+ `(.*)`, got `(.*)`$/, "不得早于 $1，现为 $2"],
  [/^(?:items|\S+)? ?must have at least one element$/, "至少要有一项"],
  [/^\S+ must not be empty$/, "不能为空"],
  [/^\S* ?`(.*)` stands (?:here|in the list) twice$/, "“$1”重复出现"],
  [/^(\S+) has no place: the rulebook sets it$/, "所选规则已经规定了这一项，不能另行填写"],
  [/^(\S+) has no place (.*)$/, "这里不适用此项（$1）"],
  [/^there is no field `(.*)` (?:here|beside .*)$/, "这里没有“$1”这一项"],
  [/^(?:\S+ )?limit exceeded: at most 15 digits before and 10 after the point, got `(.*)`$/, "数字过长：小数点前最多 15 位，后最多 10 位；现为 $1"],
  [/^(?:\S+ )?limit exceeded: at most 1000000 units in a pack, got `(.*)`$/, "包装数量最多 1000000，现为 $1"],
  [/^at most (\d+) elements, got (\d+)$/, "最多 $1 项，现有 $2 项"],
  // The document that a rulebook stands for is shown beside its name; in Chinese it would only lengthen the message.
  [/^`(.*?)` \((.*)\) has no parameter `(.*)`$/, "“$1”没有规定参数“$3”"],
  [/^`(.*?)` \((.*)\) does not say how prices of the class `(.*)` are marked$/, "“$1”没有规定这一类药品（$3）的价格怎样标识"],
  [/^`(.*)` does not say whether form or content goes first from `(.*)` to `(.*)`$/, "“$1”没有规定由 $2 换算到 $3 时先算剂型还是先算含量"],
  [/^`(.*)` does not say what a part of a step of `(.*)` ml above `(.*)` ml costs$/, "“$1”没有规定超过 $3 ml 后不足 $2 ml 的部分怎样计价"],
  [/^`(.*?)` \((.*)\) does not say (.*)$/, "“$1”（$2）没有规定：$3"],
  [/^`(.*)` is not published \((.*?)\): (.*)$/, "$1 没有公布（$2）：$3"],
  [/^`(.*?)` \((.*)\) requires a representative of its own .*: its content .*$/, "含量与代表品相差过大，按“$1”应另定代表品"],
  [/^`(.*?)` \((.*)\) requires a representative of its own .*: .*children.*$/, "专供儿童使用，按“$1”应另定代表品"],
  [/^`(.*?)` \((.*)\) requires a representative of its own .*$/, "按“$1”应另定代表品"],
  [/^the differences in yuan leave a price of `(.*)`, which is not above zero$/, "按差价加减后价格为 $1，不大于零"],
  [/^content_unit must be of the same kind for both products: .*$/, "两个产品的含量单位不是同一类，无法比较"],
  [/^fill_unit must be of the same kind for both products: .*$/, "两个产品的装量单位不是同一类，无法比较"],
  [/^the result would rest on unverified parameters: (.*)$/, "结果要依据未核实的参数：$1"],
  [/^there is no built-in rulebook `(.*)`$/, "没有名为“$1”的规则"],
  [/^set it in a rulebook of your own that extends this one(?:, with its source)?$/, "可以自行假设这一数值（会标明未核实），或另选规则。"],
  [/^price it from a representative of its own, or set `chain_regardless`$/, "请另定代表品计算，或勾选“不考虑另定代表品的要求”。"],
  [/^state `rounding` in the input$/, "请选择小数位数。"],
  [/^material_difference `(.*)` is given, but no material step is taken$/, "这两个产品没有包装材料的差别，不用填材料差价（现为 $1）"],
  [/^material_difference must be within `(.*)` yuan between glass and `(.*)`, got `(.*)`$/, "与玻璃瓶的材料差价不得超过 $1 元，现为 $3"],
  [/^\S+ must be at most \S+ `(.*)`, got `(.*)`$/, "不得大于 $1，现为 $2"],
  [/^\S+ must be a whole number of at least (\d+), got `(.*)`$/, "应为不小于 $1 的整数，现为 $2"],
  [/^\S+ must be at (least|most) (\d+), got `(.*)`$/, "超出范围（界限 $2），现为 $3"],
  [/^\S+ must not be negative, got `(.*)`$/, "不得小于零，现为 $1"],
  [/^\S+ must not be above (?:\S+ )?`?([\d.]+)`?, got `(.*)`$/, "不得高于 $1，现为 $2"],
  [/^\S+ must be greater than \S+ `(.*)`, got `(.*)`$/, "必须大于 $1，现为 $2"],
  [/^\S+ must be an integer.*, got .*$/, "应为整数"],
  [/^sugar_free must be false for an injection, got `true`$/, "注射剂没有无蔗糖之分"],
  [/^fill_unit of an injection must be `ml` or `l`, got `(.*)`$/, "注射剂的装量应以 ml 或 L 计，现为 $1"],
  [/^\S+ `(.*)` needs `(.*)`$/, "要与“$2”一起填写"],
  [/^basis `daily_dose` is for drug_class `tcm`, got `.*`$/, "只有中成药按日治疗量换算"],
  [/^the (.*) step is a difference in yuan: it has no ratio$/, "这一步是加减金额，没有比价"],
  [/^(?:the )?(\S+) `?.*`? has no place: the rulebook does not ask for it$/, "所选规则不需要此项"],
  [/^(\S+) is missing: (.*)$/, "缺少此项：$1"],
  [/^a ceiling is missing: the rulebook judges by the cut from it$/, "缺少最高有效申报价：所选规则按降幅评判"],
  [/^limit exceeded: larger than amounts, prices and quantities can be, got `(.*)`$/, "数字过大，现为 $1"],
  [/^limit exceeded: at most (\d+) digits after the point and below 10\^(\d+), got `(.*)`$/, "数字过长：小数点后最多 $1 位，并小于 10 的 $2 次方；现为 $3"],
  [/^(?:limit exceeded: )?at most (\d+), got `(.*)`$/, "最多 $1，现为 $2"],
  [/^price `(.*)` is zero after conversion and rounding$/, "报价 $1 折算取整后为零"],
  [/^there is no (?:strength|bid|region|clause) `(.*)`.*$/, "没有“$1”"],
  [/^`tie_keys` of `(.*?)` \((.*)\) do not say which of the equal bids (.*) should get the last (\d+) of (\d+) places$/, "报价相同的 $3 争最后 $4 个名额（共 $5 个），“$1”（$2）没有规定由谁取得"],
  [/^`tie_keys` of `(.*?)` \((.*)\) do not say which of the equal bids (.*) should represent their related firms$/, "报价相同的关联企业 $3 由谁代表，“$1”（$2）没有规定"],
  [/^state how the tie was broken in (\S+) of these (?:bids|lots)$/, "请填写这些报价实际的先后次序。"],
  [/^`(.*?)` of `(.*?)`(?: \((.*)\))? has no row for (.*)$/, "“$2”的表“$1”没有 $4 这一行"],
  [/^state the announced number of places in (\S+)$/, "请填写公布的最多入围企业数。"],
  [/^`(.*)` has no backup suppliers$/, "“$1”没有备供企业"],
  [/^the grade under `(.*)` depends on what is not published: (.*)$/, "按“$1”评级要用到没有公布的参数：$2"],
  [/^state them in a rulebook of your own with their source, or ask without strict mode$/, "请关闭“只用已核实的参数”，或另选规则。"],
  [/^state it in `material_difference`$/, "请填写包装材料差价。"],
  [/^the field `(\w+)` is missing in a fact of `(\w+)`$/, "缺少此项，请填写"],
  [/^`(.*)` does not say (.*)$/, "“$1”没有规定：$2"],
  [/^`(.*?)` has no grade `(.*)` for `(.*)`$/, "“$1”对“$3”没有“$2”这一等级"],
  [/^cited_clause must be a rank and a number such as `3\.1`, got `(.*)`$/, "条款应为等级和序号，例如 3.1；现为“$1”"],
  [/^clause `(.*)` of `(.*)` is about `(.*)`, not `(.*)`$/, "“$2”的条款 $1 说的是 $3，不是 $4"],
  [/^quantity must have the sign of `amount`, got `(.*)`$/, "数量与金额的正负号应相同，现为 $1"],
  [/^write amounts as text, .*$/, "金额应写成文字。"],
];

/** What the library says to programmers, as the page says it to visitors. */
const ENGLISH: readonly (readonly [RegExp, string])[] = [
  [/^the field `\w+` is missing(?:: .*)?$/, "Please fill this in"],
  [/^\S+ must be a decimal such as `22\.26` in ASCII digits, got ``$/, "Please enter a number"],
  [/^set it in a rulebook of your own that extends this one(?:, with its source)?$/, "Assume a value of your own where the page offers it, or choose another rulebook."],
  [/^price it from a representative of its own, or set `chain_regardless`$/, "Price it from a representative of its own, or tick “Price it even where a representative of its own is required”."],
  [/^state `rounding` in the input$/, "Choose a number of decimals."],
];

/** A message of the library in the language of the page: known ones in its words, others as the library says them. */
export function inPageWords(message: string, language: Language): string {
  for (const [pattern, text] of language === "zh" ? PATTERNS : ENGLISH) {
    const found = pattern.exec(message);
    // A function, so that nothing in what the message quotes is taken for a reference.
    if (found) return text.replace(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? "");
  }
  return message.replace(/`([^`]*)`/g, "“$1”");
}
