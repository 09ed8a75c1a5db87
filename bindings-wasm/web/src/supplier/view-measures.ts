/** What follows from the grade, and what the firm may do on a day. */

import type { credit } from "jicai";
import { html, nothing, type TemplateResult } from "lit-html";

import { chosen, dated, idOf, ticked, typed } from "../shell/form.js";
import { explanation } from "../shell/explanation.js";
import { failureBox } from "../shell/failure.js";
import { badge } from "../shell/rests-on.js";
import { say } from "../shell/words.js";
import type { Consequences } from "./answer.js";
import { COMMITMENTS, TENDERS } from "./model.js";
import { choices, gradeName, word, type View } from "./view.js";
import { T, fill } from "./words.js";

export function measuresView(view: View): TemplateResult {
  const { language, supplier, found } = view;
  return html`<section class="card" aria-labelledby="supplier-measures-title">
    <h3 id="supplier-measures-title">${say(T.measures, language)}</h3>
    <div class="fields">
      ${dated(view, supplier, "start_on", { at: "", required: true })} ${dated(view, supplier, "cleared_on", { at: "" })}
      ${dated(view, supplier, "last_day", { at: "" })} ${ticked(view, supplier, "revoked", { at: "" })}
    </div>
    ${failureBox(view.messages.of.get("measures"), language)} ${found.consequences.map((one) => ofGrade(view, one))}
  </section>`;
}

/** An interval of grades has two ends, each with what follows from it. */
function ifGrade(view: View, grade: string): string {
  const text = view.found.consequences.length < 2 ? T.gradeIs : T.ifGrade;
  return say(fill(text, { g: gradeName(view, view.supplier.rulebook, grade) }), view.language);
}

function ofGrade(view: View, { grade, measures }: Consequences): TemplateResult | typeof nothing {
  const { language } = view;
  const found = measures.answer?.value;
  if (found === undefined) return nothing;
  const title = ifGrade(view, grade);
  if (!found.complete) return html`<h4>${title}</h4><p class="notice gap">${say(T.incomplete, language)}</p>`;
  if (found.measures.length === 0) return html`<h4>${title}</h4><p>${say(T.noMeasures, language)}</p>`;
  const heads = [T.measure, T.scope, T.area, T.length, T.from, T.until, T.source];
  return html`<h4>${title}</h4>
    <div class="scroll" tabindex="0" role="region" aria-label=${say(T.measures, language)}>
      <table class="data measures">
        <thead>
          <tr>${heads.map((text) => html`<th scope="col">${say(text, language)}</th>`)}</tr>
        </thead>
        <tbody>${found.measures.map((row) => measureRow(view, row))}</tbody>
      </table>
    </div>`;
}

function measureRow(view: View, row: credit.MeasureTerm): TemplateResult {
  const { language } = view;
  const length = row.years === null ? word(view, row.length) : say(fill(T.yearsCount, { n: row.years }), language);
  return html`<tr>
    <th scope="row">${word(view, row.measure)}</th>
    <td>${word(view, row.scope)}</td>
    <td>${word(view, row.area)}</td>
    <td>${length}</td>
    <td>${row.first_day ?? "–"}</td>
    <td>${row.last_day ?? "–"}</td>
    <td>${badge(row.provenance, language)}</td>
  </tr>`;
}

const ACTIONS = ["listing", "bidding", "delivery"] as const;

export function statusView(view: View): TemplateResult {
  const { language, supplier, found } = view;
  const { check } = supplier;
  const at = "/check";
  return html`<section class="card" aria-labelledby="supplier-status-title">
    <h3 id="supplier-status-title">${say(T.status, language)}</h3>
    <p class="hint">${say(T.statusHint, language)}</p>
    <div class="fields">
      ${dated(view, check, "on", { at, required: true })} ${typed(view, check, "product", { at, words: true, required: true })}
      ${typed(view, check, "province", { at, words: true, required: true })} ${chosen(view, check, "tender", { at, options: choices(view, TENDERS) })}
      ${chosen(view, check, "commitment", { at, options: choices(view, COMMITMENTS) })}
    </div>
    ${barsView(view)} ${failureBox(view.messages.of.get("bar"), language)} ${failureBox(view.messages.of.get("status"), language)}
    ${found.consequences.map((one) => gatesView(view, one))}
    ${found.bar.answer === undefined ? nothing : explanation(found.bar.answer.explanation ?? [], language)}
  </section>`;
}

function gatesView(view: View, { grade, status }: Consequences): TemplateResult | typeof nothing {
  const { language, found } = view;
  const answer = status.answer;
  if (answer === undefined) return nothing;
  return html`${found.consequences.length < 2
      ? nothing
      : html`<h4>${ifGrade(view, grade)}</h4>`}
    <ul class="gates">
      ${ACTIONS.map((action) => {
        const gate = answer.value[action];
        return html`<li class="gate ${gate.status}" data-action=${action}>
          <span>${word(view, action)}</span><strong>${word(view, gate.status)}</strong>
        </li>`;
      })}
    </ul>
    ${answer.value.risk_label ? html`<p><span class="badge red">${say(T.risk, language)}</span></p>` : nothing}
    ${explanation(answer.explanation ?? [], language)}`;
}

function barsView(view: View): TemplateResult {
  const { language, supplier } = view;
  const { bars } = supplier.check;
  const add = (): void => {
    bars.push({ first_day: "", how: "cooperated", last_day: "" });
    view.change();
    view.focus(idOf(view, `/check/bars/${bars.length - 1}/first_day`));
  };
  const remove = (index: number): void => {
    bars.splice(index, 1);
    view.change();
    view.focus("supplier-add-bar");
  };
  return html`<fieldset class=${bars.length === 0 ? "bars no-print" : "bars"}>
    <legend>${say(T.bars, language)}</legend>
    ${bars.map((bar, index) => {
      const at = `/check/bars/${index}`;
      const unlabelled: View = { ...view, hints: {} };
      return html`<div class="fields entry" role="group" aria-label=${say(fill(T.barNo, { n: index + 1 }), language)}>
        ${dated(view, bar, "first_day", { at, required: true })}
        ${chosen(view, bar, "how", { at, label: say(T.barHow, language), options: choices(view, ["cooperated", "not_cooperated", "last_day"]) })}
        ${bar.how === "last_day" ? dated(unlabelled, bar, "last_day", { at, required: true, label: say(T.barUntil, language) }) : nothing}
        <button
          type="button"
          class="button small"
          aria-label=${say(fill(T.removeNo, { n: index + 1 }), language)}
          @click=${() => remove(index)}
        >
          ${say(T.remove, language)}
        </button>
      </div>`;
    })}
    <button type="button" class="link" id="supplier-add-bar" @click=${add}>${say(T.addBar, language)}</button>
  </fieldset>`;
}
