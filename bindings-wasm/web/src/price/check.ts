import { html, nothing, type TemplateResult } from "lit-html";
import { failureBox } from "../shell/failure.js";
import { restsOn } from "../shell/rests-on.js";
import type { Language } from "../shell/tab.js";
import { say, type Text } from "../shell/words.js";
import { REPRESENTATIVE, type Check, type ListedItem, type Tried } from "./compute.js";
import type { State } from "./model.js";
import { describe, words } from "./words.js";

/** What a comparison of all listed prices finds. */
export function checkTable(check: Tried<Check>, state: State, language: Language): TemplateResult {
  const { answer, failure } = check;
  if (!answer) return html`<h3>${say(words.check, language)}</h3>${failureBox(failure, language)}`;
  const columns: [Text, boolean][] = [
    [words.target, false],
    [words.listed, true],
    [words.limit, true],
    [words.from, false],
    [words.verdict, false],
    [words.compliant, true],
    [words.excess, true],
  ];
  return html`<h3>${say(words.check, language)}</h3>
    <p class="hint">${say(words.checkHint, language)}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${say(words.check, language)}>
      <table class="data" id="price-check">
        <thead>
          <tr>
            ${columns.map(([text, numeric]) => html`<th scope="col" class=${numeric ? "numeric" : ""}>${say(text, language)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${[...answer.value.items].sort((a, b) => Number(a.id) - Number(b.id)).map((item) => row(item, state, language))}
        </tbody>
      </table>
    </div>
    ${notCompared(answer.value, state, language)} ${restsOn(answer.rests_on, language)}`;
}

function row(item: ListedItem, state: State, language: Language): TemplateResult {
  const verdict = item.differential_violation ? words.tooHigh : words.inOrder;
  return html`<tr>
    <th scope="row">${nameOf(item.id, state, language)}</th>
    <td class="money">${item.price}</td>
    <td class="money">${item.limit}</td>
    <td class="word">${item.base_id === item.id ? "–" : nameOf(item.base_id, state, language)}</td>
    <td><span class="badge ${item.differential_violation ? "red" : "official"}">${item.differential_violation ? "✕" : "✓"} ${say(verdict, language)}</span></td>
    <td class="money">${item.compliant_price}</td>
    <td class="money">${item.excess}</td>
  </tr>`;
}

function notCompared(check: Check, state: State, language: Language): TemplateResult | typeof nothing {
  if (check.not_compared.length === 0) return nothing;
  return html`<p>${say(words.notCompared, language)}</p>
    <ul>
      ${check.not_compared.map(
        ({ source, target, reason }) => html`<li>
          ${nameOf(source, state, language)} → ${nameOf(target, state, language)}${language === "zh" ? "：" : ": "}${say(reason === "rule_gap" ? words.gap : words.separate, language)}
        </li>`,
      )}
    </ul>`;
}

function nameOf(id: string, state: State, language: Language): string {
  if (id === REPRESENTATIVE) return describe(state.representative, language);
  const target = state.targets[Number(id) - 1];
  return target ? `${id}. ${describe(target, language)}` : id;
}
