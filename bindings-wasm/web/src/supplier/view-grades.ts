/** The grades under both versions, and why. */

import type { credit } from "jicai";
import { html, nothing, type TemplateResult } from "lit-html";

import { explanation } from "../shell/explanation.js";
import { failureBox } from "../shell/failure.js";
import { badge } from "../shell/rests-on.js";
import { say } from "../shell/words.js";
import { reliance, type Graded } from "./answer.js";
import { gradeName, word, type View } from "./view.js";
import { T, fill } from "./words.js";

/** One grade, or both ends of an interval. */
function gradeText(view: View, grading: credit.Grading): string {
  const { rulebook, grade_min, grade_max } = grading;
  const low = gradeName(view, rulebook, grade_min);
  return grade_min === grade_max ? low : `${low}${say(T.to, view.language)}${gradeName(view, rulebook, grade_max)}`;
}

/** The grades in one line, or that they wait. */
export function shortly(view: View): string {
  const told = view.found.graded.flatMap(({ version, answer }) =>
    answer === undefined ? [] : [`${word(view, version)} ${gradeText(view, answer.value)}`],
  );
  return told.length === 0 ? say(T.waiting, view.language) : told.join(view.language === "zh" ? "，" : ", ");
}

export function summaryView(view: View, download: () => void): TemplateResult {
  const { language, found, messages } = view;
  const change = found.comparison.answer?.value.level_change;
  const unverified = reliance(view.supplier, found).filter(({ provenance }) => provenance === "unverified").length;
  const graded = found.graded.some(({ answer }) => answer !== undefined);
  return html`<section class="card supplier-summary" aria-labelledby="supplier-grades-title">
    <h3 id="supplier-grades-title" tabindex="-1">${say(T.grading, language)}</h3>
    ${messages.at.size > 0 && !graded ? html`<p class="notice" role="status">${say(T.waiting, language)}</p>` : nothing}
    ${failureBox(messages.of.get("grade"), language)}
    <div class="versions">${found.graded.map((one) => gradeView(view, one))}</div>
    ${change === undefined
      ? nothing
      : html`<p class="change ${change}">
          <strong>${word(view, change === "undetermined" ? "change_undetermined" : change)}</strong>
        </p>`}
    ${graded && found.graded.some(({ answer, fault }) => answer === undefined && fault === undefined)
      ? html`<p class="hint">${say(T.citedOther, language)}</p>`
      : nothing}
    ${unverified === 0 ? nothing : html`<p>${badge("unverified", language)} ${say(fill(T.unverified, { n: unverified }), language)}</p>`}
    ${graded
      ? html`<div class="actions">
          <button type="button" class="button" id="supplier-csv" @click=${download}>${say(T.csv, language)}</button>
        </div>`
      : nothing}
  </section>`;
}

/** The clauses that decided, e.g. 3.1. */
function clauses(grading: credit.Grading): string[] {
  return [...new Set(grading.deciding.flatMap(({ clause }) => (clause === null ? [] : [clause])))];
}

function levels({ level_min, level_max }: credit.Grading): string {
  return level_min === level_max ? `${level_min}` : `${level_min}–${level_max}`;
}

function gradeView(view: View, { version, answer }: Graded): TemplateResult {
  const { language, supplier } = view;
  const grading = answer?.value;
  const chosen = version === supplier.rulebook;
  return html`<div class=${chosen ? "version chosen" : "version"}>
    <p class="version-name">
      ${say(fill(T.under, { v: word(view, version) }), language)}
      ${chosen ? html`<span class="badge">${say(T.usedHere, language)}</span>` : nothing}
    </p>
    ${grading === undefined
      ? html`<p class="grade">–</p>`
      : html`<p class="grade level-${grading.level_max}" data-version=${version}>${gradeText(view, grading)}</p>
          <p class="hint">
            ${say(T.level, language)} ${levels(grading)} / 3
            ${clauses(grading).length === 0 ? nothing : html` · ${say(T.clause, language)} ${clauses(grading).join(", ")}`}
          </p>
          ${grading.gap ? html`<p class="gap-mark"><span aria-hidden="true">?</span> ${say(T.gap, language)}</p>` : nothing}`}
  </div>`;
}

/** Side by side: gaps, facts that do not count, and each step with its clause. */
export function reasonsView(view: View): TemplateResult | typeof nothing {
  const { language, found } = view;
  const shown = found.graded.filter(({ answer }) => answer !== undefined);
  if (shown.length === 0) return nothing;
  return html`<section aria-labelledby="supplier-why-title">
    <h3 id="supplier-why-title">${say(T.whyTitle, language)}</h3>
    <div class="sides">${shown.map((one) => sideView(view, one))}</div>
  </section>`;
}

function sideView(view: View, { version, answer }: Graded): TemplateResult {
  const { language } = view;
  const grading = answer?.value;
  if (answer === undefined || grading === undefined) return html``;
  return html`<div class="card side">
    <h4>${say(fill(T.under, { v: word(view, version) }), language)}: ${gradeText(view, grading)}</h4>
    ${grading.gap
      ? html`<div class="notice gap">
          <p class="notice-title">${say(T.gap, language)}</p>
          <p>${say(T.gapIds, language)}${grading.gaps.map((id) => html`<code>${id}</code> `)}</p>
        </div>`
      : grading.exact
        ? nothing
        : html`<p class="notice">${say(T.openFacts, language)}</p>`}
    ${droppedView(view, grading)} ${explanation(answer.explanation ?? [], language)}
  </div>`;
}

function droppedView(view: View, grading: credit.Grading): TemplateResult | typeof nothing {
  const { language } = view;
  if (grading.dropped.length === 0) return nothing;
  return html`<div class="notice">
    <p class="notice-title">${say(T.dropped, language)}</p>
    <ul class="plain">
      ${grading.dropped.map(
        ({ case_id, fact, reason }) => html`<li>${case_id}, ${say(fill(T.factNo, { n: fact + 1 }), language)}: ${word(view, reason)}</li>`,
      )}
    </ul>
  </div>`;
}
