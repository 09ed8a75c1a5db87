/** The firm, its grading, and the cases with their facts. */

import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { chosen, dated, idOf, ticked, typed } from "../shell/form.js";
import { rulebookPicker, type Listing } from "../shell/rulebook-picker.js";
import { say } from "../shell/words.js";
import { CASE_STATUS, EVIDENCE, MATTERS, ROLES, SIDES, TARGETS, addCase, addFact, type Case, type Fact, type Sum } from "./model.js";
import { factFields, kindsOf } from "./questions.js";
import { choices, word, type View } from "./view.js";
import { FIELDS, T, fill } from "./words.js";

export function firmView(view: View, rulebooks: readonly Listing[]): TemplateResult {
  const { language, supplier } = view;
  const change = (id: string): void => {
    supplier.rulebook = id;
    // Grades of the other version have other codes.
    supplier.repair.grade = "";
    view.change();
  };
  return html`<section class="card" aria-labelledby="supplier-firm-title">
    <h3 id="supplier-firm-title">${say(T.firm, language)}</h3>
    <div class="fields firm-fields">
      ${typed(view, supplier, "firm", { at: "", words: true, required: true })}
      ${chosen(view, supplier, "role", { at: "", options: choices(view, ROLES) })}
      ${typed(view, supplier, "province", { at: "", words: true, required: true })}
      ${dated(view, supplier, "graded_on", { at: "", required: true })}
    </div>
    ${rulebookPicker({
      id: idOf(view, "/rulebook"),
      context: view.context,
      rulebooks,
      value: supplier.rulebook,
      change,
      label: say(FIELDS["rulebook"] ?? T.firm, language),
      hint: versionHint(view),
      error: view.errors.get("/rulebook"),
    })}
  </section>`;
}

/** What the day of grading says about the version. */
function versionHint(view: View): string | undefined {
  const { language, supplier, found } = view;
  const version = found.version.answer?.value;
  if (version === undefined) return undefined;
  if (!version.certain) return say(T.uncertainVersion, language);
  return version.rulebook === supplier.rulebook ? undefined : say(fill(T.otherVersion, { v: word(view, version.rulebook) }), language);
}

export function casesView(view: View): TemplateResult {
  const { language, supplier } = view;
  const add = (): void => {
    const added = addCase(supplier);
    addFact(supplier, added);
    view.change();
    view.focus(idOf(view, `/cases/${supplier.cases.indexOf(added)}/case_id`));
  };
  return html`<section aria-labelledby="supplier-cases-title">
    <h3 id="supplier-cases-title">${say(T.cases, language)}</h3>
    <p class="hint no-print">${say(T.caseHint, language)}</p>
    ${supplier.cases.length === 0 ? html`<p class="notice">${say(T.noCases, language)}</p>` : nothing}
    <ol class="case-list">
      ${repeat(supplier.cases, ({ key }) => key, (one, index) => html`<li>${caseView(view, one, index)}</li>`)}
    </ol>
    <div class="actions">
      <button type="button" class="button" id="supplier-add-case" @click=${add}>＋ ${say(T.addCase, language)}</button>
    </div>
  </section>`;
}

function caseView(view: View, one: Case, index: number): TemplateResult {
  const { language, supplier } = view;
  const at = `/cases/${index}`;
  const remove = (): void => {
    supplier.cases.splice(index, 1);
    view.change();
    view.focus("supplier-add-case");
  };
  const add = (): void => {
    addFact(supplier, one, { matter: one.facts.at(-1)?.matter ?? "bribery" });
    view.change();
    view.focus(idOf(view, `${at}/facts/${one.facts.length - 1}/matter`));
  };
  return html`<div class="card case" role="group" aria-label=${say(fill(T.caseNo, { n: index + 1 }), language)}>
    <div class="fields">
      ${typed(view, one, "case_id", { at, words: true, required: true })}
      ${chosen(view, one, "evidence", { at, options: choices(view, EVIDENCE) })}
      ${dated(view, one, "effective_on", { at, required: true })}
      ${chosen(view, one, "status", { at, options: choices(view, CASE_STATUS) })}
    </div>
    ${repeat(one.facts, ({ key }) => key, (fact, number) => factView(view, one, fact, `${at}/facts/${number}`, number))}
    <div class="case-actions">
      <button type="button" class="link" @click=${add}>${say(T.addFact, language)}</button>
      <button type="button" class="link remove" @click=${remove}>${say(T.removeCase, language)}</button>
    </div>
  </div>`;
}

function factView(view: View, of: Case, fact: Fact, at: string, number: number): TemplateResult {
  const { language } = view;
  const shown = new Set(factFields(fact));
  const remove = (): void => {
    of.facts.splice(number, 1);
    view.change();
    view.focus(idOf(view, `${at.replace(/\d+$/, "0")}/matter`));
  };
  const matterChanged: View = {
    ...view,
    change: () => {
      if (!kindsOf(fact.matter).includes(fact.kind)) fact.kind = "";
      view.change();
    },
  };
  return html`<fieldset class="fact">
    <legend>${say(fill(T.factNo, { n: number + 1 }), language)}</legend>
    <div class="fields">
      ${chosen(matterChanged, fact, "matter", { at, options: choices(view, MATTERS) })} ${ofMatter(view, fact, at, shown)}
      ${typed(view, fact, "products", { at, words: true })}
      ${typed({ ...view, hints: { ...view.hints, province: T.whereHint } }, fact, "province", { at, words: true, label: say(T.where, language) })}
      ${typed(view, fact, "cited_clause", { at })}
    </div>
    ${of.facts.length < 2
      ? nothing
      : html`<button type="button" class="link remove" @click=${remove}>${say(T.removeFact, language)}</button>`}
  </fieldset>`;
}

function ofMatter(view: View, fact: Fact, at: string, shown: ReadonlySet<string>): TemplateResult {
  const { language } = view;
  const has = (name: string): boolean => shown.has(name);
  const yesNo = [
    { value: "", label: say(T.choose, language) },
    { value: "yes", label: language === "zh" ? "是" : "yes" },
    { value: "no", label: language === "zh" ? "否" : "no" },
  ];
  return html`${has("target") ? chosen(view, fact, "target", { at, options: choices(view, TARGETS) }) : nothing}
  ${has("side") ? chosen(view, fact, "side", { at, options: choices(view, SIDES) }) : nothing}
  ${has("kind") ? chosen(view, fact, "kind", { at, required: true, options: choices(view, kindsOf(fact.matter), T.choose) }) : nothing}
  ${has("amount/exact") || has("amount/at_least") ? sumView(view, fact.amount, `${at}/amount`, true) : nothing}
  ${has("single") ? largestView(view, fact, at) : nothing}
  ${has("high_price_until") ? dated(view, fact, "high_price_until", { at }) : nothing}
  ${has("explained") ? chosen(view, fact, "explained", { at, required: true, options: yesNo }) : nothing}
  ${has("conduct_from")
    ? html`${dated(view, fact, "conduct_from", { at, required: true })} ${dated(view, fact, "conduct_until", { at, required: true })}`
    : nothing}
  ${has("sales_known") ? ticked(view, fact, "sales_known", { at }) : nothing}
  ${has("sales/exact") || has("sales/at_least") ? sumView(view, fact.sales, `${at}/sales`, true) : nothing}`;
}

/** What is known of the largest single bribe; where it is stated, its amount beside it. */
function largestView(view: View, fact: Fact, at: string): TemplateResult {
  const single = chosen(view, fact, "single", { at, options: choices(view, ["unknown", "whole", "stated"]) });
  const labels = { ...view.labels, how: T.largestHow, exact: T.largest };
  return fact.single === "stated"
    ? sumView({ ...view, labels }, fact.largest_single, `${at}/largest_single`, true, single)
    : html`<div class="sum">${single}</div>`;
}

/** An amount: exact, or from and below. */
function sumView(view: View, sum: Sum, at: string, required: boolean, before?: TemplateResult): TemplateResult {
  return html`<div class="sum">
    ${before ?? nothing} ${chosen(view, sum, "how", { at, options: choices(view, ["exact", "between"]) })}
    ${sum.how === "exact"
      ? typed(view, sum, "exact", { at, yuan: true, required })
      : html`${typed(view, sum, "at_least", { at, yuan: true, required })} ${typed(view, sum, "below", { at, yuan: true })}`}
  </div>`;
}
