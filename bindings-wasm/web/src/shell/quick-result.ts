import { html, type TemplateResult } from "lit-html";
import type { Language } from "./tab.js";
import { say, type Text } from "./words.js";

const GO: Text = { zh: "看结果", en: "See result" };

export interface QuickResult {
  /** The result in one line. */
  readonly text: string;
  /** Id of the heading of the result, which can take the focus. */
  readonly heading: string;
  /** Whether it stays at the bottom of the window: once the visitor has begun to fill in the form. */
  readonly stays: boolean;
  readonly language: Language;
}

/** The last line of a long form: what comes out so far, and the way to the result. */
export function quickResult({ text, heading, stays, language }: QuickResult): TemplateResult {
  const go = () => {
    const target = document.getElementById(heading);
    target?.scrollIntoView({ block: "start" });
    target?.focus({ preventScroll: true });
  };
  return html`<p class=${stays ? "quick stays no-print" : "quick no-print"}>
    <span class="quick-text">${text}</span>
    <button type="button" class="link" @click=${go}>${say(GO, language)}</button>
  </p>`;
}
