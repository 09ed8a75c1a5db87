import { html, nothing, type TemplateResult } from "lit-html";
import { inPageWords } from "./messages.js";
import type { Language } from "./tab.js";
import { say, type Text } from "./words.js";

/** What an error of the library says, or a fault of the page in the same shape. */
export interface Failure {
  readonly code: string;
  /** JSON Pointer into the request; empty where the error is about no field. */
  readonly path: string;
  readonly message: string;
  readonly help: string;
}

/** The parts of a JicaiError. Anything else is a fault of the page itself: code `internal`. */
export function failureOf(error: unknown): Failure {
  if (typeof error === "object" && error !== null) {
    const parts = error as Record<string, unknown>;
    if (typeof parts["code"] === "string" && typeof parts["message"] === "string") {
      return { code: parts["code"], path: text(parts["path"]), message: parts["message"], help: text(parts["help"]) };
    }
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: "internal", path: "", message, help: "" };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The message for the field that a JSON Pointer names: of an error exactly there, or below it. */
export function errorAt(
  failure: Failure | undefined,
  path: string,
  language: Language = pageLanguage(),
): string | undefined {
  return failure && covers(path, failure.path) ? messageOf(failure, language) : undefined;
}

/** The library speaks English, to programmers; what it says often the page says in its own words. */
export function messageOf(failure: Failure, language: Language): string {
  return inPageWords(failure.message, language);
}

/** Help speaks of calls and rulebook files; in Chinese only what the page has words for is worth saying. */
function helpOf(failure: Failure, language: Language): string {
  const help = inPageWords(failure.help, language);
  return language === "en" || /\p{Script=Han}/u.test(help) ? help : "";
}

function pageLanguage(): Language {
  return typeof document !== "undefined" && document.documentElement.lang.startsWith("zh") ? "zh" : "en";
}

/** Whether a field of the page shows the error; otherwise it belongs in the summary box. */
export function shownAt(failure: Failure | undefined, paths: readonly string[]): boolean {
  return failure !== undefined && paths.some((path) => covers(path, failure.path));
}

function covers(path: string, errorPath: string): boolean {
  return path !== "" && (errorPath === path || errorPath.startsWith(`${path}/`));
}

const HEADINGS: Record<string, Text> = {
  rule_gap: { zh: "规则没有规定", en: "The rules do not say" },
  unverified_parameter: { zh: "依据未经核实", en: "Rests on an unverified number" },
  limit_exceeded: { zh: "超出可处理的大小", en: "Too large" },
  internal: { zh: "程序错误", en: "A fault of the program" },
};
const HEADING: Text = { zh: "无法计算", en: "Cannot be computed" };
const GAP: Text = {
  zh: "所选规则的公开文本没有给出这一数值或做法；本工具不作猜测。",
  en: "The published text of the chosen rulebook does not give this number or rule; nothing is guessed.",
};
const INTERNAL: Text = { zh: "请重新加载页面后再试。", en: "Please reload the page and try again." };

const AT_FIELD: Text = { zh: "请看标出的输入项：", en: "See the marked field: " };

/** What stands in place of a result: short where a field of the page already says what is wrong with it. */
export function failureInResult(failure: Failure | undefined, fields: readonly string[], language: Language): TemplateResult | typeof nothing {
  if (!failure || failure.code === "rule_gap" || !shownAt(failure, fields)) return failureBox(failure, language);
  return html`<p class="notice">${say(AT_FIELD, language)}${messageOf(failure, language)}</p>`;
}

/** Summary for errors; `role=alert` says it to screen readers when it appears. */
export function failureBox(failure: Failure | undefined, language: Language): TemplateResult | typeof nothing {
  if (!failure) return nothing;
  const gap = failure.code === "rule_gap";
  const help = helpOf(failure, language);
  return html`<div class=${gap ? "notice gap" : "notice error"} role="alert">
    <p class="notice-title">${say(HEADINGS[failure.code] ?? HEADING, language)}</p>
    <p>${messageOf(failure, language)}</p>
    ${help ? html`<p>${help}</p>` : nothing}
    ${gap ? html`<p class="hint">${say(GAP, language)}</p>` : nothing}
    ${failure.code === "internal" ? html`<p class="hint">${say(INTERNAL, language)}</p>` : nothing}
    ${failure.path ? html`<p class="hint"><code>${failure.path}</code></p>` : nothing}
  </div>`;
}
