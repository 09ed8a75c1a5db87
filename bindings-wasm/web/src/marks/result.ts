import { html, nothing, type TemplateResult } from "lit-html";
import { csv, download } from "../shell/download.js";
import { explanation } from "../shell/explanation.js";
import { failureInResult, messageOf, shownAt, type Failure } from "../shell/failure.js";
import { badge, restsOn } from "../shell/rests-on.js";
import type { Language } from "../shell/tab.js";
import { tidy } from "../shell/tidy.js";
import { say } from "../shell/words.js";
import type { ItemMark, Verdict } from "./compute.js";
import { derivation } from "./derivation.js";
import { ITEM } from "./form.js";
import { needsReading, PRICES, type State } from "./model.js";
import { scale } from "./scale.js";
import { CLASSES, MARKS, PRICE_NAMES, words } from "./words.js";

export interface Results {
  readonly state: State;
  readonly verdicts: readonly Verdict[];
  readonly language: Language;
  readonly show: (rulebook: string) => void;
}

/** What the chosen rulebook says, in full. */
export function detail(of: Results): TemplateResult {
  const { state, language } = of;
  const verdict = of.verdicts.find((candidate) => candidate.book.id === state.rulebook);
  return html`<section class="card result" aria-labelledby="marks-result">
    <h3 id="marks-result" tabindex="-1">${say(words.result, language)}</h3>
    ${verdict ? (verdict.item ? marked(verdict, verdict.item, state, language) : failed(verdict, state, language)) : unknown(of)}
  </section>`;
}

/** A link may name a rulebook that is not here, or that marks no prices. */
function unknown(of: Results): TemplateResult | typeof nothing {
  if (of.verdicts.length === 0) return nothing;
  return html`<p class="notice error" role="alert">${say(words.noRulebook, of.language)} <code>${of.state.rulebook}</code></p>`;
}

function marked(verdict: Verdict, item: ItemMark, state: State, language: Language): TemplateResult {
  return html`<h4>${say(verdict.book.title, language)}</h4>
    <p class="figure mark" id="marks-figure">${markBadge(item.mark, language)}</p>
    <p class="hint">${say(words.class, language)}${language === "zh" ? "：" : ": "}${className(verdict.class, language)}</p>
    ${scale(item, tidy(state.price), language)} ${limits(verdict, item, state, language)}
    ${needsReading(verdict.book, state) ? html`<p class="notice unverified"><span aria-hidden="true">⚠</span> ${say(words.ownReading, language)}</p>` : nothing}
    ${further(item, language)}
    ${explanation(verdict.explanation, language)} ${sources(verdict, language)} ${restsOn(verdict.restsOn, language)}`;
}

function limits(verdict: Verdict, item: ItemMark, state: State, language: Language): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${say(words.derivation, language)}>
    <table class="data">
      <caption>
        ${say(words.derivation, language)}
      </caption>
      <tbody>
        ${derivation(verdict, state, language).map(
          ({ name, value, how }) => html`<tr>
            <th scope="row">${say(name, language)}</th>
            <td class="money">${value}</td>
            <td>${how}</td>
          </tr>`,
        )}
      </tbody>
    </table>
    <p class="hint">${say(item.inclusive ? words.atOrAbove : words.above, language)}</p>
  </div>`;
}

function further(item: ItemMark, language: Language): TemplateResult {
  const colon = language === "zh" ? "：" : ": ";
  const entry = item.entry_cap
    ? html`<p>
        ${say(words.entry, language)}${colon}<strong>${item.entry_cap}</strong>
        <span class="badge ${item.entry_ok ? "official" : "red"}">${item.entry_ok ? "✓" : "✕"} ${say(item.entry_ok ? words.entryOk : words.entryHigh, language)}</span>
      </p>`
    : nothing;
  const ends = item.mark_ends_on ? html`<p>${say(words.endsOn, language)}${colon}<strong>${item.mark_ends_on}</strong></p>` : nothing;
  return html`${entry} ${ends}`;
}

/** The parameters of the rulebook that decide marks, also where they are official. */
function sources(verdict: Verdict, language: Language): TemplateResult {
  const winner = verdict.class === "winner_not_supplying";
  const names = winner ? ["non_supply_multiple", "non_supply_reading"] : ["mark_rules", "mark_inclusive", "mark_suspend_multiple", "entry_rules"];
  const parameters = names.flatMap((name) => verdict.book.parameters.get(name) ?? []);
  return html`<h3>${say(words.clauseSource, language)}</h3>
    <ul class="sources">
      ${parameters.map(
        ({ name, provenance, citation }) => html`<li>
          ${provenance ? badge(provenance, language) : nothing} <code>${name}</code> <span class="citation">${citation}</span>
        </li>`,
      )}
    </ul>`;
}

function failed(verdict: Verdict, state: State, language: Language): TemplateResult {
  const fields = ["price", "class", "consistency", "reference_listing_price", "price_cut_on", ...PRICES].map((name) => `${ITEM}/${name}`);
  if (needsReading(verdict.book, state)) fields.push("/rulebook");
  const missing = shownAt(verdict.failure, fields) && isMissing(verdict.failure);
  return html`<h4>${say(verdict.book.title, language)}</h4>
    ${missing ? html`<p class="notice">${reason(verdict.failure, language)}</p>` : failureInResult(verdict.failure, fields, language)}`;
}

/** The same price under every rulebook. */
export function comparison(of: Results): TemplateResult {
  const { language } = of;
  const heads = [words.rulebook, words.mark, words.class, words.anchor, words.yellowLimit, words.redLimit, words.suspendLimit];
  return html`<section class="card" aria-labelledby="marks-compare">
    <h3 id="marks-compare">${say(words.compare, language)}</h3>
    <p class="hint">${say(words.compareHint, language)}</p>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="marks-compare">
      <table class="data" id="marks-table">
        <thead>
          <tr>
            ${heads.map((head, i) => html`<th scope="col" class=${i > 2 ? "numeric" : ""}>${say(head, language)}</th>`)}
            <th scope="col" class="no-print"><span class="visually-hidden">${say(words.show, language)}</span></th>
          </tr>
        </thead>
        <tbody>
          ${of.verdicts.map((verdict) => row(of, verdict))}
        </tbody>
      </table>
    </div>
    <p class="actions">
      <button type="button" class="button small" @click=${() => save(of)}>${say(words.downloadCsv, language)}</button>
    </p>
  </section>`;
}

function row(of: Results, verdict: Verdict): TemplateResult {
  const { language, state } = of;
  const { item, book } = verdict;
  const current = book.id === state.rulebook;
  return html`<tr class=${current ? "current" : ""}>
    <th scope="row">${say(book.title, language)}</th>
    ${item
      ? html`<td>${markBadge(item.mark, language)}</td>
          <td class="word">${className(verdict.class, language)}</td>
          ${item.marked_limit
            ? html`<td colspan="4">${say(words.markedLimit, language)} ${item.marked_limit}</td>`
            : [item.anchor, item.yellow_limit, item.red_limit, item.suspend_limit].map((figure) => html`<td class="money">${figure ?? "–"}</td>`)}`
      : html`<td colspan="6">${reason(verdict.failure, language)}</td>`}
    <td class="no-print">
      ${current
        ? html`<span class="hint">${say(words.shown, language)}</span>`
        : html`<button type="button" class="link" @click=${() => of.show(book.id)}>
            ${say(words.show, language)}<span class="visually-hidden"> ${say(book.title, language)}</span>
          </button>`}
    </td>
  </tr>`;
}

/** Why a rulebook gives no mark: a missing input is named as its field is, a gap is called one. */
export function reason(failure: Failure | undefined, language: Language): string {
  if (!failure) return "";
  const colon = language === "zh" ? "：" : ": ";
  const name = PRICE_NAMES[failure.path.slice(ITEM.length + 1)];
  if (failure.code === "rule_gap") return `${say(words.gap, language)}${colon}${messageOf(failure, language)}`;
  if (name && isMissing(failure)) return `${say(words.needs, language)}${colon}${say(name, language)}`;
  return name ? `${say(name, language)}${colon}${messageOf(failure, language)}` : messageOf(failure, language);
}

function isMissing(failure: Failure | undefined): boolean {
  return failure?.code === "invalid_input" && failure.message.includes("is missing");
}

function markBadge(mark: string, language: Language): TemplateResult {
  const known = MARKS[mark];
  return html`<span class="badge mark-badge ${mark}"><span aria-hidden="true">${known?.icon ?? ""}</span> ${known ? say(known.name, language) : mark}</span>`;
}

function className(name: string, language: Language): string {
  const known = CLASSES[name];
  return known ? say(known, language) : name;
}

function save(of: Results): void {
  const { language } = of;
  const heads = [words.rulebook, words.mark, words.class, words.price, words.anchor, words.yellowLimit, words.redLimit, words.suspendLimit, words.markedLimit];
  const rows = of.verdicts.map(({ book, item, failure, class: name }) => [
    say(book.title, language),
    item ? say(MARKS[item.mark]?.name ?? words.mark, language) : reason(failure, language),
    className(name, language),
    tidy(of.state.price),
    item?.anchor,
    item?.yellow_limit,
    item?.red_limit,
    item?.suspend_limit,
    item?.marked_limit,
  ]);
  download("jicai-marks.csv", csv([heads.map((head) => say(head, language)), ...rows]));
}
