/** A box for cells from a spreadsheet. */

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";

import type { Language } from "../shell/tab.js";
import { say } from "../shell/words.js";
import type { Pasted } from "./paste.js";
import { T, counted } from "./words.js";

export interface PasteBox {
  text: string;
  /** What the last reading came to. */
  last: Pasted | undefined;
}

export function pasteView(
  box: PasteBox,
  language: Language,
  take: (how: "append" | "replace") => void,
  typing: (text: string) => void,
): TemplateResult {
  const { last } = box;
  return html`<details class="more paste no-print">
    <summary>${say(T.paste, language)}</summary>
    <label class="label" for="bill-paste">${say(T.pasteBox, language)}</label>
    <textarea
      id="bill-paste"
      class="input"
      rows="5"
      spellcheck="false"
      aria-describedby="bill-paste-hint"
      .value=${live(box.text)}
      @input=${(event: Event) => typing((event.target as HTMLTextAreaElement).value)}
    ></textarea>
    <p class="hint" id="bill-paste-hint">${say(T.pasteHint, language)}</p>
    <div class="actions">
      <button type="button" class="button" ?disabled=${box.text.trim() === ""} @click=${() => take("append")}>
        ${say(T.append, language)}
      </button>
      <button type="button" class="button" ?disabled=${box.text.trim() === ""} @click=${() => take("replace")}>
        ${say(T.replace, language)}
      </button>
    </div>
    <div role="status">${last === undefined ? nothing : report(last, language)}</div>
  </details>`;
}

function report(last: Pasted, language: Language): TemplateResult {
  const doubtful = last.doubtful.map(({ row, header, text }) => `${row}: ${header} ${text}`);
  const nothingTaken = last.lines.length === 0;
  return html`<p class=${nothingTaken ? "notice error" : "notice"}>
    ${nothingTaken ? say(T.noHeader, language) : say(counted(T.pasted, last.lines.length), language)}
    ${last.unknown.length === 0 ? nothing : html`<br />${say(T.unknownHeaders, language)}${last.unknown.join(", ")}`}
    ${doubtful.length === 0 ? nothing : html`<br />${say(T.doubtful, language)}${doubtful.slice(0, 20).join("; ")}`}
    ${last.truncated ? html`<br />${say(T.tooMany, language)}` : nothing}
  </p>`;
}
