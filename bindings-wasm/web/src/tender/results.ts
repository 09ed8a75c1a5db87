/** What came of the lot, in words and in a table: everything that the ladder shows can be read here. */
import { type TemplateResult, html, nothing, svg } from "lit-html";
import type { Language } from "../shell/tab.js";
import { say } from "../shell/words.js";
import { percent, short } from "./amount.js";
import { type Award, type BidResult, type Decided, clauseOf } from "./answer.js";
import type { Regions } from "./decide.js";
import { type Ladder, type LadderBid, legendOf } from "./ladder.js";
import { type Look, PATHS } from "./outcomes.js";
import { CLAUSES, PROVENANCES, citations, decidingSteps, word } from "./outputs.js";
import { t } from "./words.js";

/** The shape of an outcome, as the ladder draws it. */
export function mark(look: Look): TemplateResult {
  return html`<svg class="tender-mark" viewBox="-1.5 -1.5 3 3" width="14" height="14" aria-hidden="true">
    ${svg`<path d=${PATHS[look.shape]} fill=${look.filled ? look.colour : "#fff"} stroke=${look.colour} stroke-width=${look.filled ? "0" : "0.35"}></path>`}
  </svg>`;
}

const list = (names: readonly string[], language: Language): string => names.join(language === "zh" ? "、" : ", ");

/** Who wins, in a sentence, and the figures of the lot. */
export function summaryView(decided: Decided, ladder: Ladder, language: Language): TemplateResult {
  const award = decided.value;
  const nameOf = new Map(ladder.rows.map((row) => [row.bid, row.name]));
  const names = award.selected.map((bid) => nameOf.get(bid) ?? bid);
  const zh = language === "zh";
  const sentence = award.failed
    ? zh ? "流标：没有申报中选。" : "The lot failed: nobody is selected."
    : zh
      ? `${award.bidders} 家竞争，拟中选 ${award.winners} 家：${list(names, language)}。`
      : `${award.bidders} ${award.bidders === 1 ? "bidder" : "bidders"}, ${award.winners} selected: ${list(names, language)}.`;
  return html`<p class="tender-verdict">${sentence}</p>
    <dl class="tender-figures">
      ${figures(award, language).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
    </dl>
    ${award.provisional ? html`<p class="notice gap">${say(t.provisional, language)}</p>` : nothing}`;
}

function figures(award: Award, language: Language): [string, string][] {
  const zh = language === "zh";
  const found: [string, string][] = [];
  if (award.bids.some((bid) => bid.rank !== undefined)) {
    found.push([say(t.places, language), award.shortlist_limit === undefined ? say(t.unlimited, language) : String(award.shortlist_limit)]);
  }
  if (award.spread_limit !== undefined) found.push([say(t.spreadLimit, language), `${short(award.spread_limit)} ${say(t.yuan, language)}`]);
  const { agreed_share, term_years, term_end } = award.terms ?? {};
  if (agreed_share !== undefined) found.push([say(t.agreedShare, language), percent(agreed_share)]);
  if (term_years !== undefined) found.push([say(t.term, language), zh ? `${term_years} 年` : `${term_years} ${term_years === 1 ? "year" : "years"}`]);
  else if (term_end !== undefined) found.push([say(t.term, language), zh ? `至 ${term_end}` : `until ${term_end}`]);
  return found;
}

/** Shapes and lines of the drawing, with what lies outside it. */
export function legendView(ladder: Ladder, language: Language): TemplateResult {
  const outside = ladder.outside.map((line) => `${line.label[language]} ${short(line.value)}`);
  return html`<ul class="tender-legend">
      ${legendOf(ladder).map(({ look, count }) => html`<li>${mark(look)} ${look.long[language]} × ${count}</li>`)}
      ${ladder.shortlistEnd === undefined ? nothing : html`<li><span class="tender-dash" aria-hidden="true"></span> ${say(t.shortlistEnd, language)}</li>`}
    </ul>
    ${outside.length > 0 ? html`<p class="hint">${say(t.outside, language)}${language === "zh" ? "：" : ": "}${list(outside, language)} ${say(t.yuan, language)}</p>` : nothing}
    ${ladder.tied ? html`<p class="hint">${say(t.tie, language)}</p>` : nothing}`;
}

/** Each bid: rank, prices, outcome, and why with clause and source. */
export function tableView(decided: Decided, ladder: Ladder, regions: Regions | undefined, language: Language): TemplateResult {
  const has = (name: "cut" | "score" | "agreed_share"): boolean => decided.value.bids.some((bid) => bid[name] !== undefined);
  const [cuts, scores, shares] = [has("cut"), has("score"), has("agreed_share")];
  const head = (name: keyof typeof t, numeric = false): TemplateResult => html`<th role="columnheader" scope="col" class=${numeric ? "numeric" : ""}>${say(t[name], language)}</th>`;
  const cell = (name: keyof typeof t, value: unknown): TemplateResult => html`<td role="cell" class="numeric" data-name=${say(t[name], language)}>${value}</td>`;
  const orders = ladder.rows.map((row) => row.result.selection_order);
  /** Winners that share a place have to agree on who picks first. */
  const regionsOf = (order: number | undefined): string => {
    if (order === undefined || orders.filter((one) => one === order).length > 1) return "–";
    return String(regions?.counts[order - 1] ?? "–");
  };
  const ratio = (value: string | undefined): string => (value === undefined ? "–" : percent(value));
  // On a phone the rows become blocks; the roles keep them a table for screen readers.
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${say(t.table, language)}>
  <table class="data tender-results" role="table">
    <caption>${say(t.table, language)}</caption>
    <thead role="rowgroup">
      <tr role="row">
        ${head("rank", true)} ${head("company")} ${head("price", true)} ${head("comparable", true)} ${cuts ? head("cut", true) : nothing}
        ${scores ? head("score", true) : nothing} ${head("outcome")} ${shares ? head("share", true) : nothing}
        ${regions ? head("regions", true) : nothing} ${head("why")}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${ladder.rows.map(
        (row) => html`<tr role="row" class="tender-${row.look.group}" data-bid=${row.bid} data-reason=${row.result.reason}>
          ${cell("rank", row.rank)}
          <th role="rowheader" scope="row">${row.name}</th>
          ${cell("price", priceOf(row, language))} ${cell("comparable", comparableOf(row))} ${cuts ? cell("cut", ratio(row.result.cut)) : nothing}
          ${scores ? cell("score", row.result.score ?? "–") : nothing}
          <td role="cell" class="tender-outcome">${mark(row.look)} ${row.look.short[language]}</td>
          ${shares ? cell("share", ratio(row.result.agreed_share)) : nothing}
          ${regions ? cell("regions", regionsOf(row.result.selection_order)) : nothing}
          <td role="cell" class="tender-reasons">${whyView(decided, row.result, language)}</td>
        </tr>`,
      )}
    </tbody>
  </table>
  </div>`;
}

function priceOf(row: LadderBid, language: Language): unknown {
  const final = row.final === undefined ? nothing : html`<br /><span class="hint">→ ${row.result.final_price}</span>`;
  const entered = row.entered === undefined ? nothing : html`<br /><span class="tender-was">${say(t.movedFrom, language)} ${row.entered}</span>`;
  return html`${row.declared}${final}${entered}`;
}

function comparableOf({ result, final }: LadderBid): unknown {
  if (result.comparable_price === undefined) return "–";
  return html`${result.comparable_price}${final === undefined ? nothing : html`<br /><span class="hint">→ ${final}</span>`}`;
}

/** The sentences that decided, each with its clause, and the sources of what the clauses read. */
export function whyView(decided: Decided, bid: BidResult, language: Language): TemplateResult {
  const steps = decidingSteps(decided, bid);
  const known = citations(decided, steps);
  const provenances = [...new Set(known.map((one) => one.provenance))];
  const owes = bid.cost_statement === true;
  return html`${steps.map(
      (step) => html`<p class="tender-why">
        ${step.text} <span class="tender-clause" title=${step.clause}>${word(CLAUSES, clauseOf(step), language)} <code>#${clauseOf(step)}</code></span>
      </p>`,
    )}
    ${owes ? html`<p class="tender-why">${language === "zh" ? "低于锚点，须提交成本说明。" : "Below the anchor: owes a cost statement."}</p>` : nothing}
    ${known.length === 0
      ? nothing
      : html`<details class="tender-sources">
          <summary>${provenances.map((one) => html`<span class="badge ${one}">${one === "unverified" ? "⚠ " : ""}${word(PROVENANCES, one, language)}</span> `)}</summary>
          <ul>
            ${known.map((one) => html`<li><code>${one.parameter}</code> <span class="citation">${one.citation}</span></li>`)}
          </ul>
        </details>`}`;
}
