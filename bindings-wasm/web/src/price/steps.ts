import { html, nothing, type TemplateResult } from "lit-html";
import type { Step } from "../shell/explanation.js";
import { badge } from "../shell/rests-on.js";
import type { Language } from "../shell/tab.js";
import { short } from "../shell/tidy.js";
import { say, words as shared } from "../shell/words.js";
import type { Answered, Price, PriceStep } from "./compute.js";
import type { Draft, State } from "./model.js";
import { parametersOfStep, unitOf, type Parameters } from "./rules.js";
import { choice, STEP_NAMES, words } from "./words.js";

/** What the table of a computation needs beside the answer. */
export interface Shown {
  readonly state: State;
  readonly target: Draft;
  readonly parameters: Parameters;
  readonly language: Language;
}

/** Every step of the computation: what was compared, the factor, the price so far, the clause and its sources. */
export function stepsTable(answer: Answered<Price>, of: Shown): TemplateResult {
  const { language, state } = of;
  const { value, explanation } = answer;
  const last = explanation.at(-1);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${say(words.howComputed, language)}>
    <table class="data computation">
      <thead>
        <tr>
          <th scope="col">${say(words.step, language)}</th>
          <th scope="col">${say(words.calculation, language)}</th>
          <th scope="col" class="numeric">${say(words.after, language)}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">${say(words.start, language)}</th>
          <td></td>
          <td class="money">${state.price.trim()}</td>
        </tr>
        ${value.steps.map((step, i) => row(step, explanation[i], of))}
        ${last ? roundingRow(value, last, of) : nothing}
      </tbody>
    </table>
  </div>`;
}

function row(step: PriceStep, explained: Step | undefined, of: Shown): TemplateResult {
  const name = STEP_NAMES[step.step];
  return html`<tr class="step">
      <th scope="row">${name ? say(name, of.language) : step.step}</th>
      <td>${calculation(step, of)}</td>
      <td class="money">${short(step.price_after ?? "")}</td>
    </tr>
    ${sources(explained, step.base, of)}`;
}

function calculation(step: PriceStep, of: Shown): TemplateResult | string {
  if (step.kind === "difference") {
    const amount = short(step.difference ?? "");
    return amount.startsWith("-") ? `− ${amount.slice(1)}` : `+ ${amount}`;
  }
  if (step.kind === "limit") return limit(step, of);
  const factor = short(step.factor ?? "");
  // A base and a ratio give the factor as a power only if both packs are counted in one way.
  if (step.base === undefined || step.x === undefined || !isPower(step, of)) return html`× ${factor}`;
  const x = short(step.x);
  return html`× ${factor} <span class="formula">= ${step.base}<sup>log₂ ${x}</sup></span>`;
}

/** The amount of a limit, as the rules state it: so much for each unit, or in proportion to the count. */
function limit(step: PriceStep, of: Shown): string {
  const count = of.target.count.trim() || "1";
  if (step.step === "floor") {
    const floor = of.parameters.get("injection_floor")?.value;
    return `${say(words.notBelow, of.language)} ${String(floor)} × ${count}`;
  }
  const { price, representative } = of.state;
  return `${say(words.notAbove, of.language)} ${price.trim()} × ${count} ÷ ${representative.count.trim() || "1"}`;
}

function isPower(step: PriceStep, of: Shown): boolean {
  if (step.step !== "count") return true;
  const mode = (draft: Draft) => of.parameters.get(`count_mode.${unitOf(draft)}`)?.value;
  return mode(of.target) === "power" && mode(of.state.representative) === "power";
}

function roundingRow(value: Price, explained: Step, of: Shown): TemplateResult {
  const facts = explained.facts as { mode?: unknown; decimals?: unknown };
  const { language } = of;
  const places = typeof facts.decimals === "number" ? String(facts.decimals) : "";
  return html`<tr class="step rounded">
    <th scope="row">${say(words.roundedStep, language)}</th>
    <td>
      ${typeof facts.mode === "string" ? choice("rounding_mode", facts.mode, language) : ""}${places
        ? html`${language === "zh" ? "，" : ", "}${places} ${language === "zh" ? "位小数" : places === "1" ? "decimal" : "decimals"}`
        : nothing}
    </td>
    <td class="money"><strong>${value.price}</strong></td>
  </tr>
  ${sources(explained, undefined, of)}`;
}

/** A row below the step: the clause, and the parameters of the rulebook that the step goes by with their sources. */
function sources(explained: Step | undefined, base: string | undefined, of: Shown): TemplateResult | typeof nothing {
  if (!explained) return nothing;
  const clause = explained.clause.slice(explained.clause.indexOf("#") + 1);
  const names = parametersOfStep(clause, base, of.state.representative, of.target, of.state);
  return html`<tr class="based">
    <td colspan="3">
      <span class="visually-hidden">${say(words.basedOn, of.language)}</span>
      <code>${explained.clause}</code>
      <ul class="sources small">
        ${names.map((name) => source(name, of))}
      </ul>
    </td>
  </tr>`;
}

function source(name: string, of: Shown): TemplateResult | typeof nothing {
  const { language } = of;
  if ((of.state.assumptions[name] ?? "").trim() && !of.parameters.has(name)) {
    return html`<li>${badge("unverified", language)} <code>${name}</code> <span class="citation">${say(words.assumed, language)}</span></li>`;
  }
  const parameter = of.parameters.get(name);
  if (!parameter) return nothing;
  return html`<li>
    ${parameter.provenance ? badge(parameter.provenance, language) : nothing} <code>${name}</code>
    <span class="citation">${parameter.citation || say(shared.none, language)}</span>
  </li>`;
}
