import { html, nothing, type TemplateResult } from "lit-html";
import type { Language } from "./tab.js";
import { say, words } from "./words.js";

/** A step of an explanation; its sentence is in the language that the request asked for. */
export interface Step {
  readonly clause: string;
  readonly subject: string;
  readonly outcome: string;
  readonly facts: unknown;
  readonly text?: string | undefined;
}

/** The steps in order: sentence, clause, and the numbers that were compared in a foldable line. */
export function explanation(steps: readonly Step[], language: Language): TemplateResult {
  return html`<section class="explanation">
    <h3>${say(words.steps, language)}</h3>
    <ol class="steps">
      ${steps.map((step) => one(step, language))}
    </ol>
  </section>`;
}

function one(step: Step, language: Language): TemplateResult {
  const facts = factsOf(step.facts);
  return html`<li>
    <span class="sentence">${step.text ?? `${step.subject}: ${step.outcome}`}</span>
    <code class="clause" title=${say(words.clause, language)}>${step.clause}</code>
    ${facts.length > 0
      ? html`<details class="facts">
          <summary>${say(words.facts, language)}</summary>
          <dl>
            <div><dt>subject</dt><dd>${step.subject}</dd></div>
            <div><dt>outcome</dt><dd>${step.outcome}</dd></div>
            ${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
          </dl>
        </details>`
      : nothing}
  </li>`;
}

function factsOf(facts: unknown): [string, string][] {
  if (typeof facts !== "object" || facts === null) return [];
  return Object.entries(facts).map(([name, value]) => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
}
