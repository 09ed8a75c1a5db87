/** What is missing to clear a grade. */

import type { credit } from "jicai";
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";

import { chosen, dated, idOf, typed } from "../shell/form.js";
import { explanation } from "../shell/explanation.js";
import { failureBox } from "../shell/failure.js";
import { say } from "../shell/words.js";
import { MATTERS, STEPS } from "./model.js";
import { choices, gradeName, word, type View } from "./view.js";
import { T, fill } from "./words.js";

export function repairView(view: View): TemplateResult {
  const { language, supplier, found } = view;
  const { repair } = supplier;
  const at = "/repair";
  const grades = (view.grades.get(supplier.rulebook) ?? []).map(({ code }) => ({ value: code, label: gradeName(view, supplier.rulebook, code) }));
  return html`<section class="card" aria-labelledby="supplier-repair-title">
    <h3 id="supplier-repair-title">${say(T.repair, language)}</h3>
    <div class="fields">
      ${chosen(view, repair, "matter", { at, options: choices(view, MATTERS, T.asGraded) })}
      ${chosen(view, repair, "grade", { at, options: [{ value: "", label: say(T.asGraded, language) }, ...grades] })}
      ${dated(view, repair, "as_of", { at, required: true })}
    </div>
    ${stepsDone(view)} ${productsView(view)} ${failureBox(view.messages.of.get("repair"), language)}
    ${found.repair === undefined
      ? html`<p>${say(T.nothingToRepair, language)}</p>`
      : found.repair.answer === undefined
        ? nothing
        : outcome(view, found.repair.answer.value, found.repair.matter, found.repair.grade)}
    ${found.repair?.answer === undefined ? nothing : explanation(found.repair.answer.explanation ?? [], language)}
  </section>`;
}

function stepsDone(view: View): TemplateResult {
  const { language, supplier } = view;
  const { done } = supplier.repair;
  return html`<fieldset class="done">
    <legend>${say(T.done, language)}</legend>
    ${STEPS.map((step) => {
      const change = (event: Event): void => {
        done[step] = (event.target as HTMLInputElement).checked;
        view.change();
      };
      return html`<label class="tick">
        <input type="checkbox" class="checkbox" id="supplier-done-${step}" .checked=${live(done[step])} @change=${change} />
        ${word(view, step)}
      </label>`;
    })}
  </fieldset>`;
}

function productsView(view: View): TemplateResult {
  const { language, supplier } = view;
  const { products } = supplier.repair;
  const add = (): void => {
    products.push({ product: "", selected_price_applied_on: "" });
    view.change();
    view.focus(idOf(view, `/repair/products/${products.length - 1}/product`));
  };
  const remove = (index: number): void => {
    products.splice(index, 1);
    view.change();
    view.focus("supplier-add-product");
  };
  return html`<fieldset class=${products.length === 0 ? "products no-print" : "products"}>
    <legend>${say(T.repairProducts, language)}</legend>
    ${products.map((product, index) => {
      const at = `/repair/products/${index}`;
      return html`<div class="fields entry">
        ${typed(view, product, "product", { at, words: true, required: true })} ${dated(view, product, "selected_price_applied_on", { at })}
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
    <button type="button" class="link" id="supplier-add-product" @click=${add}>${say(T.addProduct, language)}</button>
  </fieldset>`;
}

function outcome(view: View, found: credit.Correction, matter: string, grade: string): TemplateResult {
  const { language, supplier } = view;
  const about = fill(T.repairFor, { m: word(view, matter), g: gradeName(view, supplier.rulebook, grade) });
  return html`<p class="hint">${say(about, language)}</p>
    <p class="notice ${found.outcome === "not_defined" ? "gap" : ""}">
      <strong data-outcome=${found.outcome}>${say(T[found.outcome], language)}</strong>
    </p>
    ${found.required === null || found.required.length === 0
      ? nothing
      : html`<ul class="requirements">
          ${found.required.map((step) => requirement(view, found, step))}
        </ul>`}
    ${found.not_counted.length === 0
      ? nothing
      : html`<p class="hint">
          ${say(T.notCounted, language)}${found.not_counted.map((step) => word(view, step)).join(language === "zh" ? "、" : ", ")}
        </p>`}`;
}

function requirement(view: View, found: credit.Correction, step: credit.CorrectionStep): TemplateResult {
  const { language } = view;
  const implied = found.implied.includes(step);
  const met = found.counted.includes(step);
  return html`<li class=${met ? "met" : "unmet"}>
    <span aria-hidden="true">${met ? "✓" : "✗"}</span> ${word(view, step)}:
    <strong>${say(implied ? T.implied : met ? T.met : T.missing, language)}</strong>
  </li>`;
}
