/** What the bill comes to: who pays what, with every sum to be checked by eye. */

import type { payment } from "jicai";
import { html, nothing, type TemplateResult } from "lit-html";
import { guard } from "lit-html/directives/guard.js";

import { explanation, type Step } from "../shell/explanation.js";
import { failureBox } from "../shell/failure.js";
import { badge, restsOn } from "../shell/rests-on.js";
import { say, type Text } from "../shell/words.js";
import { reliance, settledLine, type LineAnswer } from "./answer.js";
import { bar, type PartName } from "./bar.js";
import { equation, type Equation } from "../shell/fen.js";
import type { View } from "./view.js";
import { FIELDS, PART_WORDS, T, counted } from "./words.js";

/** Columns of the table after line and item. */
export const COLUMNS = [
  "total",
  "fund",
  "patient",
  "fully_own",
  "above_standard",
  "first_self_pay",
  "in_scope",
  "deductible",
  "copay",
  "over_cap",
] as const;
const OF_PATIENT = ["fully_own", "above_standard", "first_self_pay", "deductible", "copay", "over_cap"] as const;
const OF_SPLIT = ["fully_own", "above_standard", "first_self_pay", "in_scope"] as const;
const OF_BAR = ["fund", "deductible", "copay", "over_cap", "first_self_pay", "above_standard", "fully_own"] as const;
type Column = (typeof COLUMNS)[number];
export type Figures = { readonly [column in Column]: string };

/** A line's figures, of its split and of the settlement. */
export function figuresOf(view: Pick<View, "found">, index: number): Figures | undefined {
  const split = view.found.lines[index]?.split?.value;
  const settled = settledLine(view.found, index);
  return split === undefined || settled === undefined ? undefined : { ...split, ...settled };
}

/** Who pays what, beside the form. */
export function summaryView(view: View, download: () => void): TemplateResult {
  const { language, found } = view;
  const settlement = found.settlement?.value;
  return html`<section class="card bill-summary" aria-labelledby="bill-result-title">
    <h3 id="bill-result-title" tabindex="-1">${say(T.result, language)}</h3>
    ${view.messages.elsewhere.map((failure) => failureBox(failure, language))}
    ${settlement === undefined ? waiting(view) : settled(view, settlement, download)}
  </section>`;
}

/** The figures of each line, why they are so, and what they rest on. */
export function detailsView(view: View): TemplateResult {
  const settlement = view.found.settlement?.value;
  return html`<div class="result bill-details">
    ${settlement === undefined ? nothing : html`${tableView(view, settlement)} ${checksView(view, settlement)}`} ${stepsView(view)} ${sourcesView(view)}
  </div>`;
}

/** The result in one line, or that it waits. */
export function shortly({ language, found, messages, bill }: View): string {
  const totals = found.settlement?.value.totals;
  if (totals !== undefined) {
    const parts = (["patient", "fund"] as const).map((name) => `${say(PART_WORDS[name], language)} ${totals[name]}`);
    return parts.join(language === "zh" ? "，" : ", ");
  }
  const open = messages.at.size + messages.ofLine.size;
  return say(bill.lines.length === 0 ? T.noLines : counted(T.waiting, open), language);
}

function waiting(view: View): TemplateResult | typeof nothing {
  const { messages, bill } = view;
  if (bill.lines.length === 0 || messages.at.size + messages.ofLine.size === 0) return nothing;
  return html`<p class="notice" role="status">${shortly(view)}</p>`;
}

function settled(view: View, settlement: payment.Settlement, download: () => void): TemplateResult {
  const { language } = view;
  const { totals } = settlement;
  const all = checks(settlement);
  const holdAll = all.every(({ of }) => of.holds);
  const left = [
    [T.deductibleLeft, settlement.deductible_left],
    [T.capLeft, settlement.fund_cap_left],
  ] as const;
  return html`<div class="who-pays">
      ${figure(T.patientPays, totals.patient, view)} ${figure(T.fundPays, totals.fund, view)}
    </div>
    ${bar(OF_BAR.map((name) => ({ name, amount: totals[name] })), language)}
    <p>${say(T.ofTotal, language)} <strong class="money">${totals.total}</strong> ${say(T.yuan, language)}</p>
    ${unverified(view)}
    <p>${mark(holdAll, view, holdAll ? counted(T.allHold, all.length) : T.notAllHold)}</p>
    <p class="hint">
      ${left.map(([text, amount]) => (amount === null ? nothing : html`${say(text, language)} ${amount} ${say(T.yuan, language)} `))}
    </p>
    <div class="actions">
      <button type="button" class="button" id="bill-csv" @click=${download}>${say(T.csv, language)}</button>
    </div>`;
}

/** Said beside the figures too: the list of sources is further down. */
function unverified(view: View): TemplateResult | typeof nothing {
  const count = reliance(view.found).filter(({ provenance }) => provenance === "unverified").length;
  if (count === 0) return nothing;
  return html`<p>${badge("unverified", view.language)} ${say(counted(T.unverified, count), view.language)}</p>`;
}

function figure(text: Text, amount: string, { language }: View): TemplateResult {
  return html`<p>
    ${say(text, language)}<br /><span class="figure">${amount} <span class="unit">${say(T.yuan, language)}</span></span>
  </p>`;
}

interface Check {
  readonly left: Text;
  readonly names: readonly Text[];
  readonly of: Equation;
}

/** Every way in which the figures must add up. */
export function checks(settlement: payment.Settlement): Check[] {
  const { totals, lines } = settlement;
  const parts = (names: readonly PartName[]): Text[] => names.map((name) => PART_WORDS[name]);
  const ofTotals = (names: readonly Column[], total: Column): Check => ({
    left: PART_WORDS[total],
    names: parts(names),
    of: equation(names.map((name) => totals[name]), totals[total]),
  });
  const ofLines = (name: "total" | "fund" | "patient"): Check => ({
    left: PART_WORDS[name],
    names: [T.allLines],
    of: equation(lines.map((line) => line[name]), totals[name]),
  });
  return [
    ofTotals(["fund", "patient"], "total"),
    ofTotals(OF_PATIENT, "patient"),
    ofTotals(OF_SPLIT, "total"),
    ...(lines.length > 1 ? [ofLines("total"), ofLines("fund"), ofLines("patient")] : []),
  ];
}

function mark(holds: boolean, { language }: View, words: Text = holds ? T.holds : T.broken): TemplateResult {
  return html`<span class=${holds ? "holds" : "broken"}
    ><span aria-hidden="true">${holds ? "✓" : "✗"}</span> <span class="word">${say(words, language)}</span></span
  >`;
}

function checksView(view: View, settlement: payment.Settlement): TemplateResult {
  const { language } = view;
  return html`<section class="card checks">
    <h3>${say(T.checks, language)}</h3>
    <ul>
      ${checks(settlement).map(
        ({ left, names, of }) => html`<li>
          <span class="equation">
            ${say(left, language)} ${of.total} = ${of.parts.join(" + ")}
            <span class="hint">(${names.map((name) => say(name, language)).join(" + ")})</span>
          </span>
          ${mark(of.holds, view)}
        </li>`,
      )}
    </ul>
  </section>`;
}

function rowHolds(figures: Figures): boolean {
  const of = (names: readonly Column[], total: Column): boolean => equation(names.map((name) => figures[name]), figures[total]).holds;
  return of(OF_SPLIT, "total") && of(OF_PATIENT, "patient") && of(["fund", "patient"], "total");
}

function tableView(view: View, settlement: payment.Settlement): TemplateResult {
  const { language, bill } = view;
  const row = (title: TemplateResult, figures: Figures): TemplateResult => html`<tr>
    <th scope="row">${title}</th>
    ${COLUMNS.map((name) => html`<td class="money">${figures[name]}</td>`)}
    <td>${mark(rowHolds(figures), view)}</td>
  </tr>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${say(T.table, language)}>
    <table class="data bill-table">
      <thead>
        <tr>
          <th scope="col">${say(FIELDS.name, language)}</th>
          ${COLUMNS.map((name) => html`<th scope="col" class="money">${say(PART_WORDS[name], language)}</th>`)}
          <th scope="col">${say(T.check, language)}</th>
        </tr>
      </thead>
      <tbody>
        ${bill.lines.map((line, index) => {
          const figures = figuresOf(view, index);
          return figures === undefined ? nothing : row(html`${index + 1}. ${line.name || say(T.nameless, language)}`, figures);
        })}
      </tbody>
      <tfoot>
        ${row(html`${say(T.total, language)}`, settlement.totals)}
      </tfoot>
    </table>
  </div>`;
}

function stepsOf({ standard, split }: LineAnswer): Step[] {
  return [...(standard?.explanation ?? []), ...(split?.explanation ?? [])];
}

function stepsView(view: View): TemplateResult | typeof nothing {
  const { language, bill, found } = view;
  const settling = found.settlement?.explanation ?? [];
  if (found.lines.every((line) => stepsOf(line).length === 0)) return nothing;
  const group = (title: string, steps: readonly Step[], index: number): TemplateResult | typeof nothing =>
    steps.length === 0
      ? nothing
      : // The first line and the settlement stand open.
        html`<details class="more steps-of" ?open=${index === 0}>
          <summary>${title}</summary>
          ${guard([language, ...steps], () => explanation(steps, language))}
        </details>`;
  return html`<div class="bill-steps">
    <h3>${say(T.steps, language)}</h3>
    ${found.lines.map((line, index) => group(`${index + 1}. ${bill.lines[index]?.name || say(T.nameless, language)}`, stepsOf(line), index))}
    ${group(say(T.settling, language), settling, 0)}
  </div>`;
}

function sourcesView(view: View): TemplateResult {
  const { language, bill } = view;
  const sources = reliance(view.found);
  const asked = view.found.lines.some(({ standard }) => standard !== undefined);
  return html`${asked || sources.length > 0
      ? restsOn(sources, language)
      : bill.lines.length === 0
        ? nothing
        : html`<p>${say(T.noRulebook, language)}</p>`}
    <p class="notice">${say(T.conventions, language)}</p>`;
}
