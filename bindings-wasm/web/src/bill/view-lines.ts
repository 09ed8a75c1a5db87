/** The charge lines: what is typed in, and what becomes of each. */

import type { payment } from "jicai";
import { html, nothing, type TemplateResult } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { repeat } from "lit-html/directives/repeat.js";

import { failureBox } from "../shell/failure.js";
import { say, words } from "../shell/words.js";
import { settledLine, type LineAnswer } from "./answer.js";
import { bar, type BarPart } from "./bar.js";
import { percent } from "../shell/fen.js";
import { chosen, idOf, options as named, rate, ticked, typed } from "../shell/form.js";
import { LIST_CLASSES, STATUSES, SUPPLIES, addLine, emptyRival, type Line, type LineStatus, type Rival } from "./model.js";
import { categories, needs, shown, type Extra, type Needs } from "./needs.js";
import { pathTable } from "./view-path.js";
import { CHOOSE, options, type View } from "./view.js";
import { CLASS_WORDS, FIELDS, FIELD_HELP, STATUS_WORDS, T, counted } from "./words.js";

export function linesView(view: View): TemplateResult {
  const { language, bill } = view;
  const add = (): void => {
    const before = bill.lines.at(-1);
    const line = addLine(bill, before === undefined ? {} : { status: before.status, list_class: before.list_class });
    view.change();
    view.focus(idOf(view, `/lines/${bill.lines.indexOf(line)}/name`));
  };
  return html`<section class="bill-lines" aria-labelledby="bill-lines-title">
    <h3 id="bill-lines-title">${say(T.lines, language)}</h3>
    ${bill.lines.length === 0 ? html`<p class="notice">${say(T.noLines, language)}</p>` : nothing}
    <details class="more no-print">
      <summary>${say(T.help, language)}</summary>
      <dl class="field-help">
        ${FIELD_HELP.map(([name, meaning]) => html`<div><dt>${say(name, language)}</dt><dd>${say(meaning, language)}</dd></div>`)}
      </dl>
    </details>
    <ol class="line-list">
      ${repeat(
        bill.lines,
        ({ key }) => key,
        (line, index) => html`<li>${guard(lineKey(view, line, index), () => lineView(view, line, index))}</li>`,
      )}
    </ol>
    <div class="actions">
      <button type="button" class="button" id="bill-add-line" @click=${add}>＋ ${say(T.addLine, language)}</button>
    </div>
  </section>`;
}

/** What a line is drawn from: of a long bill only the lines that change are drawn again. */
function lineKey(view: View, line: Line, index: number): unknown[] {
  const { bill, language, parameters, found, messages } = view;
  const { standard, split, path } = found.lines[index] ?? {};
  const at = `/lines/${index}`;
  const said = [...messages.at].filter(([place]) => place.startsWith(`${at}/`));
  const texts = [line, said, messages.ofLine.get(index), settledLine(found, index), bill.when];
  return [bill, line, index, bill.lines.length, language, parameters, standard, split, path, JSON.stringify(texts)];
}

function lineView(view: View, line: Line, index: number): TemplateResult {
  const { language, bill } = view;
  const at = `/lines/${index}`;
  const asked = needs(view.parameters, line);
  const remove = (): void => {
    bill.lines.splice(index, 1);
    view.change();
    view.focus(bill.lines.length === 0 ? "bill-add-line" : idOf(view, `/lines/${Math.min(index, bill.lines.length - 1)}/name`));
  };
  const drug = line.status !== "direct";
  const amountGiven = line.amount.trim() !== "";
  return html`<div class="card line" role="group" aria-label=${say(counted(T.line, index + 1), language)}>
    <span class="line-number" aria-hidden="true">${index + 1}</span>
    <div class="fields">
      ${typed(view, line, "name", { at, words: true })} ${statusField(view, line, at)}
      ${chosen(view, line, "list_class", { at, options: named(view, LIST_CLASSES, CLASS_WORDS) })}
      ${typed(view, line, "price", { at, yuan: true, required: drug || !amountGiven })}
      ${typed(view, line, "quantity", { at, required: drug || !amountGiven })}
      ${typed(view, line, "amount", { at, yuan: true, placeholder: say(T.byProduct, language) })} ${extraFields(view, line, at, asked)}
    </div>
    ${shown(asked, "rivals") && !single(line, asked) ? rivalsView(view, line, at, asked) : nothing} ${outcome(view, index)}
    <button type="button" class="link remove" @click=${remove}>${say(counted(T.removeLine, index + 1), language)}</button>
  </div>`;
}

const GROUPS: readonly (readonly LineStatus[])[] = [STATUSES.slice(0, 6), STATUSES.slice(6, 9), STATUSES.slice(9)];
const GROUP_NAMES = [
  { zh: "集采品种", en: "In a tender" },
  { zh: "其他目录内药品", en: "Other drugs of the catalogue" },
  { zh: "其他", en: "Other" },
] as const;

function statusField(view: View, line: Line, at: string): TemplateResult {
  const { language } = view;
  return chosen(view, line, "status", {
    at,
    options: GROUPS.map((group, index) => ({
      label: say(GROUP_NAMES[index] ?? GROUP_NAMES[2], language),
      options: named(view, group, STATUS_WORDS),
    })),
  });
}

/** Those that the rulebook asks of this line, in the order in which people know them. */
function extraFields(view: View, line: Line, at: string, asked: Needs): (TemplateResult | typeof nothing)[] {
  const money = (name: "winning_price" | "base_price" | "national_standard" | "negotiated_price" | "cap" | "standard" | "fixed_self_pay") =>
    typed(view, line, name, { at, yuan: true, required: asked.required.has(name) });
  const [only] = line.rivals;
  const drawn: Readonly<Record<Extra, () => TemplateResult | typeof nothing>> = {
    rivals: () => (only !== undefined && single(line, asked) ? oneRival(view, line, only, at) : nothing),
    category: () => chosen(view, line, "category", { at, required: true, options: options(view, categories(view.parameters), CHOOSE) }),
    supply: () => chosen(view, line, "supply", { at, options: options(view, SUPPLIES) }),
    winning_price: () => money("winning_price"),
    base_price: () => money("base_price"),
    national_standard: () => money("national_standard"),
    negotiated_price: () => money("negotiated_price"),
    cap: () => money("cap"),
    group: () => typed(view, line, "group", { at, words: true, required: true }),
    standard: () => money("standard"),
    own_rate: () => rate(view, line, "own_rate", { at, required: asked.required.has("own_rate") }),
    fixed_self_pay: () => money("fixed_self_pay"),
    high_price_listed: () =>
      chosen(view, line, "high_price_listed", {
        at,
        required: true,
        options: [
          { value: "", label: say(CHOOSE, view.language) },
          { value: "yes", label: say(words.yes, view.language) },
          { value: "no", label: say(words.no, view.language) },
        ],
      }),
    prefilled_pen: () => ticked(view, line, "prefilled_pen", { at }),
    essential: () => ticked(view, line, "essential", { at }),
  };
  return Object.entries(drawn).flatMap(([name, draw]) => (shown(asked, name as Extra) ? [draw()] : []));
}

/** One winner of which only the price counts needs no list. */
function single(line: Line, asked: Needs): boolean {
  return line.rivals.length === 1 && asked.rivals.every((name) => name === "id" || name === "price");
}

function addRival(view: View, line: Line, at: string): void {
  line.rivals.push(emptyRival(line.rivals.length + 1));
  view.change();
  view.focus(idOf(view, `${at}/rivals/${line.rivals.length - 1}/price`));
}

function oneRival(view: View, line: Line, rival: Rival, at: string): TemplateResult {
  const label = say(T.winningPrice, view.language);
  return html`<div class="one-rival">
    ${typed(view, rival, "price", { at: `${at}/rivals/0`, yuan: true, required: true, label })}
    <button type="button" class="link" @click=${() => addRival(view, line, at)}>${say(T.another, view.language)}</button>
  </div>`;
}

function rivalsView(view: View, line: Line, at: string, asked: Needs): TemplateResult {
  const { language } = view;
  const remove = (index: number): void => {
    line.rivals.splice(index, 1);
    view.change();
    view.focus(idOf(view, `${at}/rivals/${Math.max(0, index - 1)}/price`));
  };
  return html`<fieldset class="rivals">
    <legend>${say(line.status === "ordinary" ? T.listed : T.winners, language)}</legend>
    ${line.rivals.map((rival, index) => {
      const here = `${at}/rivals/${index}`;
      return html`<div class="rival">
        ${asked.rivals.map((name) =>
          name === "supply"
            ? chosen(view, rival, "supply", { at: here, required: true, options: options(view, SUPPLIES, CHOOSE) })
            : typed(view, rival, name, {
                at: here,
                required: true,
                words: name === "id" || name === "group",
                ...(name === "price" ? { yuan: true, label: say(line.status === "ordinary" ? FIELDS.price : T.winningPrice, language) } : {}),
              }),
        )}
        ${line.rivals.length < 2
          ? nothing
          : html`<button
              type="button"
              class="button small"
              aria-label=${say(counted(T.removeWinner, index + 1), language)}
              @click=${() => remove(index)}
            >
              ${say(T.remove, language)}
            </button>`}
      </div>`;
    })}
    <button type="button" class="link" @click=${() => addRival(view, line, at)}>${say(T.addWinner, language)}</button>
  </fieldset>`;
}

/** The standard of a line, its bar, its years; or why there is none. */
function outcome(view: View, index: number): TemplateResult {
  const { language, found, messages } = view;
  const answer = found.lines[index] ?? {};
  const failure = messages.ofLine.get(index);
  const parts = lineParts(view, answer, index);
  return html`<div class="line-outcome">
    ${answer.standard === undefined ? nothing : html`<p class="line-standard">${standardText(view, answer.standard.value)}</p>`}
    ${parts === undefined ? nothing : bar(parts, language)} ${failureBox(failure, language)}
    ${answer.path === undefined ? nothing : pathTable(answer.path.value, language)}
  </div>`;
}

function standardText(view: View, standard: payment.Standard): TemplateResult {
  const { language } = view;
  if (!standard.covered) return html`${say(T.notCovered, language)}`;
  const firstSelfPay = standard.first_self_pay_rate;
  const ceiling =
    standard.ceiling === null
      ? html`${say(T.noStandard, language)}`
      : html`${say(T.standardIs, language)}
          <strong class="money">${standard.bound === "at_most" ? "≤ " : ""}${standard.ceiling}</strong> ${say(T.yuan, language)}`;
  return html`${ceiling}${firstSelfPay === null ? nothing : html` · ${say(T.rateIs, language)} <strong>${percent(firstSelfPay) ?? firstSelfPay}</strong>`}
  ${standard.bound === "at_most" ? html`<span class="hint">${say(T.atMost, language)}</span>` : nothing}
  ${standard.date_basis === "settlement_date" && view.bill.when.by === "date"
    ? html`<span class="hint">${say(T.dateBasis, language)}</span>`
    : nothing}`;
}

/** Seven parts once the bill is settled, before that the four of the split. */
function lineParts(view: View, answer: LineAnswer, index: number): BarPart[] | undefined {
  const split = answer.split?.value;
  if (split === undefined) return undefined;
  const own: BarPart[] = [
    { name: "first_self_pay", amount: split.first_self_pay },
    { name: "above_standard", amount: split.above_standard },
    { name: "fully_own", amount: split.fully_own },
  ];
  const settled = settledLine(view.found, index);
  if (settled === undefined) return [{ name: "in_scope", amount: split.in_scope }, ...own];
  return [
    { name: "fund", amount: settled.fund },
    { name: "deductible", amount: settled.deductible },
    { name: "copay", amount: settled.copay },
    { name: "over_cap", amount: settled.over_cap },
    ...own,
  ];
}
