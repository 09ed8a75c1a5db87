import type { Language } from "./tab.js";

/** A text of the page in both languages. */
export type Text = Record<Language, string>;

export function say(text: Text, language: Language): string {
  return text[language];
}

/** Words that several tabs use, so that the same thing is called the same everywhere. */
export const words = {
  example: { zh: "示例", en: "Example" },
  clear: { zh: "清空", en: "Clear" },
  add: { zh: "添加", en: "Add" },
  remove: { zh: "删除", en: "Remove" },
  close: { zh: "关闭", en: "Close" },
  rulebook: { zh: "规则", en: "Rulebook" },
  cannot: { zh: "尚无结果", en: "no result yet" },
  result: { zh: "结果", en: "Result" },
  steps: { zh: "逐步说明", en: "Step by step" },
  clause: { zh: "条款", en: "Clause" },
  facts: { zh: "所比数值", en: "Numbers compared" },
  source: { zh: "出处", en: "Source" },
  parameter: { zh: "参数", en: "Parameter" },
  value: { zh: "数值", en: "Value" },
  yuan: { zh: "元", en: "yuan" },
  loading: { zh: "正在加载计算模块……", en: "Loading the computation …" },
  moreFields: { zh: "更多条件", en: "More fields" },
  yes: { zh: "是", en: "yes" },
  no: { zh: "否", en: "no" },
  choose: { zh: "请选择", en: "choose" },
  none: { zh: "无", en: "none" },
} as const satisfies Record<string, Text>;
