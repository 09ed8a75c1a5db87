/** The payment standard of a product over the years of a rule. */

import type { payment } from "jicai";
import { html, nothing, type TemplateResult } from "lit-html";

import type { Language } from "../shell/tab.js";
import { say } from "../shell/words.js";
import { FIELDS, T, counted } from "./words.js";

export function pathTable(path: payment.StandardPath, language: Language): TemplateResult | typeof nothing {
  if (path.steps.length < 2) return nothing;
  return html`<details class="more path">
    <summary>${say(T.years, language)}</summary>
    <div class="scroll">
      <table class="data">
        <thead>
          <tr>
            <th scope="col">${say(T.yearColumn, language)}</th>
            <th scope="col" class="money">${say(FIELDS.price, language)}</th>
            <th scope="col" class="money">${say(FIELDS.standard, language)}</th>
            <th scope="col" class="money">${say(T.aboveColumn, language)}</th>
            <th scope="col" class="numeric">${say(FIELDS.own_rate, language)}</th>
          </tr>
        </thead>
        <tbody>
          ${path.steps.map((step) => yearRow(step, language))}
        </tbody>
      </table>
    </div>
    ${path.converged_year === null ? nothing : html`<p class="hint">${say(counted(T.converged, path.converged_year), language)}</p>`}
  </details>`;
}

function yearRow(step: payment.PathStep, language: Language): TemplateResult {
  const ceiling = step.ceiling ?? say(T.noStandard, language);
  return html`<tr>
    <th scope="row">${step.year}</th>
    <td class="money">${step.price}</td>
    ${step.gap
      ? html`<td colspan="2" class="gap-year">${say(T.gapYear, language)}</td>`
      : html`<td class="money">${step.bound === "at_most" ? "≤ " : ""}${ceiling}</td>
          <td class="money">${step.above_standard ?? ""}</td>`}
    <td class="numeric">${step.first_self_pay_rate ?? ""}</td>
  </tr>`;
}
