import { html, nothing, type TemplateResult } from "lit-html";
import { csv, download } from "../shell/download.js";
import { explanation } from "../shell/explanation.js";
import { failureInResult, messageOf, type Failure } from "../shell/failure.js";
import { restsOn } from "../shell/rests-on.js";
import type { Language } from "../shell/tab.js";
import { short } from "../shell/tidy.js";
import { say, words as shared } from "../shell/words.js";
import { checkTable } from "./check.js";
import type { Answered, Check, Outcome, Price, Tried } from "./compute.js";
import { COMMON_PATHS } from "./form.js";
import type { State } from "./model.js";
import { pathsOf } from "./product-fields.js";
import { assumable, type Parameters } from "./rules.js";
import { stepsTable } from "./steps.js";
import { describe, words } from "./words.js";

export interface Results {
  readonly state: State;
  readonly outcomes: readonly Outcome[];
  readonly check: Tried<Check> | undefined;
  readonly parameters: Parameters;
  readonly language: Language;
  readonly show: (target: number) => void;
}

export function results(of: Results): TemplateResult {
  const { state, language } = of;
  const outcome = of.outcomes[state.shown];
  return html`<section class="card result" aria-labelledby="price-result">
    <h3 id="price-result" tabindex="-1">${say(words.result, language)}</h3>
    ${of.outcomes.length > 1 ? overview(of) : nothing} ${outcome ? detail(of, outcome) : nothing}
    ${of.check ? checkTable(of.check, state, language) : nothing}
  </section>`;
}

/** All targets at once, in the order in which they were entered. */
function overview(of: Results): TemplateResult {
  const { language } = of;
  const compared = of.outcomes.some((outcome) => outcome.comparable);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${say(words.targets, language)}>
      <table class="data">
        <thead>
          <tr>
            <th scope="col">${say(words.target, language)}</th>
            <th scope="col" class="numeric">${say(words.computed, language)} (${say(shared.yuan, language)})</th>
            <th scope="col" class="numeric">${say(words.unitPrice, language)}</th>
            <th scope="col" class="numeric">${say(words.ratio, language)}</th>
            ${compared
              ? html`<th scope="col" class="numeric">${say(words.listed, language)}</th>
                  <th scope="col" class="numeric">${say(words.comparable, language)}</th>`
              : nothing}
            <th scope="col" class="no-print"><span class="visually-hidden">${say(words.howComputed, language)}</span></th>
          </tr>
        </thead>
        <tbody>
          ${of.outcomes.map((outcome, i) => overviewRow(of, outcome, i, compared))}
        </tbody>
      </table>
    </div>
    <p class="actions">
      <button type="button" class="button small" @click=${() => save(of)}>${say(words.downloadCsv, language)}</button>
    </p>`;
}

function overviewRow(of: Results, outcome: Outcome, i: number, compared: boolean): TemplateResult {
  const { state, language } = of;
  const target = state.targets[i];
  if (!target) return html``;
  const price = outcome.price.answer?.value;
  const ratio = outcome.ratio.answer?.value;
  const shown = i === state.shown;
  return html`<tr class=${shown ? "current" : ""}>
    <th scope="row">${i + 1}. ${describe(target, language)}</th>
    ${price
      ? html`<td class="money"><strong>${price.price}</strong></td>
          <td class="money">${price.unit_price ?? "–"}</td>
          <td class="numeric">${ratio ? `${ratio.exact ? "" : "≈ "}${short(ratio.ratio)}` : "–"}</td>`
      : html`<td colspan="3">${outcome.price.failure ? messageOf(outcome.price.failure, language) : nothing}</td>`}
    ${compared
      ? html`<td class="money">${target.listed.trim() || "–"}</td>
          <td class="money">${comparableCell(outcome)}</td>`
      : nothing}
    <td class="no-print">
      ${shown
        ? html`<span class="hint">${say(words.shownNow, language)}</span>`
        : html`<button type="button" class="link" @click=${() => of.show(i)}>
            ${say(words.showSteps, language)}<span class="visually-hidden"> ${i + 1}</span>
          </button>`}
    </td>
  </tr>`;
}

function comparableCell(outcome: Outcome): string {
  if (!outcome.comparable) return "–";
  const { answer } = outcome.comparable;
  return answer ? answer.value.comparable_price : "–";
}

function detail(of: Results, outcome: Outcome): TemplateResult {
  const { answer, failure } = outcome.price;
  const comparable = outcome.comparable;
  return html`${separate(outcome.separate, of.language)} ${answer ? computed(of, answer, outcome) : failed(of, failure)}
  ${answer && comparable?.failure && comparable.failure.path !== "/input/price"
    ? html`<p class="notice gap">${say(words.comparable, of.language)}${of.language === "zh" ? "：" : ": "}${messageOf(comparable.failure, of.language)}</p>`
    : nothing}`;
}

/** Said above the price: where a representative of its own is required, the price is none that the rules give. */
function separate({ answer }: Outcome["separate"], language: Language): TemplateResult | typeof nothing {
  if (!answer) return nothing;
  const { value, explanation: grounds, rests_on } = answer;
  if (!value.permitted) {
    return value.undetermined.length > 0 ? html`<p class="notice">${say(words.undetermined, language)}</p>` : nothing;
  }
  return html`<div class=${value.required ? "notice gap" : "notice"} id="price-separate">
      <p class="notice-title">${say(value.required ? words.required : words.permitted, language)}</p>
      <ul>
        ${grounds.map((ground) => html`<li>${ground.text} <code>${ground.clause}</code></li>`)}
      </ul>
    </div>
    ${rests_on.length > 0 ? restsOn(rests_on, language) : nothing}`;
}

function computed(of: Results, answer: Answered<Price>, outcome: Outcome): TemplateResult {
  const { state, language, parameters } = of;
  const target = state.targets[state.shown];
  if (!target) return html``;
  const { value } = answer;
  const notes = [
    value.price_is_ceiling ? words.ceiling : undefined,
    value.floor_applied ? words.floor : undefined,
    value.cap_applied ? words.cap : undefined,
  ];
  return html`<h4>${state.targets.length > 1 ? `${state.shown + 1}. ` : ""}${describe(target, language)}</h4>
    <p class="figure" id="price-figure">${value.price} <span class="unit">${say(shared.yuan, language)}</span></p>
    <p class="hint">${line(value, outcome, language)}</p>
    ${notes.map((note) => (note ? html`<p class="notice">${say(note, language)}</p>` : nothing))}
    ${value.steps.length === 0 ? html`<p>${say(words.noSteps, language)}</p>` : nothing}
    ${stepsTable(answer, { state, target, parameters, language })}
    <details class="more">
      <summary>${say(words.sentences, language)}</summary>
      ${explanation(answer.explanation, language)}
    </details>
    ${restsOn(answer.rests_on, language)}`;
}

/** Ratio, value before rounding, unit price and comparable price in one line. */
function line(value: Price, outcome: Outcome, language: Language): string {
  const colon = language === "zh" ? "：" : ": ";
  const ratio = outcome.ratio.answer?.value;
  const parts = [`${say(words.unrounded, language)}${colon}${short(value.unrounded)}`];
  // Floor and cap are no part of the ratio.
  if (ratio && !value.floor_applied && !value.cap_applied) parts.push(`${say(words.ratio, language)}${colon}${ratio.exact ? "" : "≈ "}${short(ratio.ratio)}`);
  if (value.unit_price) parts.push(`${say(words.unitPrice, language)}${colon}${value.unit_price}`);
  const comparable = outcome.comparable?.answer?.value.comparable_price;
  if (comparable) parts.push(`${say(words.comparable, language)}${colon}${comparable}`);
  return parts.join(" · ");
}

function failed(of: Results, failure: Failure | undefined): TemplateResult | typeof nothing {
  // The rules do say what to do here, and the grounds stand above.
  if (failure?.message.includes("requires a representative of its own")) {
    return html`<p class="notice">${messageOf({ ...failure, message: failure.help }, of.language)}</p>`;
  }
  const paths = [
    ...COMMON_PATHS,
    ...pathsOf("/input/representative"),
    ...pathsOf("/input/target"),
    ...assumable(of.state, of.parameters).map((name) => `/rulebook/parameters/${name}`),
  ];
  return failureInResult(failure, paths, of.language);
}

function save(of: Results): void {
  const { state, language } = of;
  const head = [words.target, words.ratio, words.computed, words.unrounded, words.unitPrice, words.listed, words.comparable];
  const rows = of.outcomes.map((outcome, i) => {
    const target = state.targets[i];
    const { answer, failure } = outcome.price;
    return [
      target ? describe(target, language) : "",
      outcome.ratio.answer?.value.ratio,
      answer?.value.price ?? (failure ? messageOf(failure, language) : ""),
      answer?.value.unrounded,
      answer?.value.unit_price,
      target?.listed.trim(),
      outcome.comparable?.answer?.value.comparable_price,
    ];
  });
  const first = [describe(state.representative, language), "1", state.price.trim()];
  download("jicai-price.csv", csv([head.map((text) => say(text, language)), first, ...rows]));
}
