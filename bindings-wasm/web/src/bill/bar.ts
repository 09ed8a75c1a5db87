/** A bar of parts, drawn as SVG: the figures stand beside it as text. */

import { html, nothing, svg, type TemplateResult } from "lit-html";

import type { Language } from "../shell/tab.js";
import { say } from "../shell/words.js";
import { widths } from "../shell/fen.js";
import { PART_WORDS } from "./words.js";

export type PartName = keyof typeof PART_WORDS;
export interface BarPart {
  readonly name: PartName;
  readonly amount: string;
}

function isZero(amount: string): boolean {
  return /^-?0*(\.0*)?$/.test(amount);
}

/** The bar, and below it each part that is there with its amount. */
export function bar(parts: readonly BarPart[], language: Language): TemplateResult {
  const sizes = widths(parts.map(({ amount }) => amount));
  let from = 0;
  const pieces = parts.map(({ name }, index) => {
    const size = sizes[index] ?? 0;
    const at = from;
    from += size;
    return size === 0 ? nothing : svg`<rect class="part ${name}" x=${at} y="0" width=${size} height="10"></rect>`;
  });
  return html`<figure class="stack">
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">${pieces}</svg>
    <figcaption>
      <ul class="legend">
        ${parts.filter(({ amount }) => !isZero(amount)).map(
          ({ name, amount }) => html`<li>
            <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true" focusable="false"><rect class="part ${name}" width="10" height="10"></rect></svg
            >${say(PART_WORDS[name], language)} <span class="money">${amount}</span>
          </li>`,
        )}
      </ul>
    </figcaption>
  </figure>`;
}
