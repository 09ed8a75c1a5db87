/** The same lot under several rulebooks, side by side. */
import { type TemplateResult, html, nothing } from "lit-html";
import { failureOf, messageOf } from "../shell/failure.js";
import { field, select } from "../shell/field.js";
import type { Listing } from "../shell/rulebook-picker.js";
import type { Language } from "../shell/tab.js";
import { say } from "../shell/words.js";
import { short } from "./amount.js";
import type { BidResult, Change, Compared } from "./answer.js";
import type { Library, Outcome } from "./decide.js";
import type { LotDraft } from "./draft.js";
import type { Ladder } from "./ladder.js";
import { lookOf } from "./outcomes.js";
import { REASONS, word } from "./outputs.js";
import { placeName, placeOf } from "./question.js";
import { mark } from "./results.js";
import { t } from "./words.js";

export interface CompareView {
  readonly library: Library;
  readonly lot: LotDraft;
  readonly outcome: Outcome;
  readonly ladder: Ladder;
  readonly rulebook: string;
  readonly compareWith: readonly string[];
  readonly rulebooks: readonly Listing[];
  readonly language: Language;
  readonly change: (compareWith: readonly string[]) => void;
}

/** A rulebook and what it makes of the lot. */
interface Column {
  readonly compared: Compared;
  readonly title: string;
  readonly bids: ReadonlyMap<string, BidResult>;
}

export function compareView(view: CompareView): TemplateResult {
  const { language, compareWith } = view;
  return html`<section class="card" id="tender-compare" aria-labelledby="tender-compare-title">
    <h3 id="tender-compare-title">${say(t.compareTitle, language)}</h3>
    <p class="hint">${say(t.compareHint, language)}</p>
    ${adder(view)} ${compareWith.length === 0 ? html`<p>${say(t.compareNone, language)}</p>` : content(view)}
  </section>`;
}

function titleOf(id: string, rulebooks: readonly Listing[], language: Language): string {
  const listing = rulebooks.find((one) => one.id === id);
  return (language === "zh" ? listing?.title_zh : listing?.title) ?? id;
}

function adder({ rulebooks, rulebook, compareWith, language, change }: CompareView): TemplateResult {
  const free = rulebooks.filter(({ id }) => id !== rulebook && !compareWith.includes(id));
  const options = free.map(({ id }) => ({ value: id, label: `${titleOf(id, rulebooks, language)} · ${id.replace("award/", "")}` }));
  return html`<div class="no-print tender-adder">
    ${field({
      id: "tender-compare-add",
      label: say(t.compareAdd, language),
      control: select({ value: "", options: [{ value: "", label: "…" }, ...options], change: (id) => id !== "" && change([...compareWith, id]) }),
    })}
  </div>`;
}

function content(view: CompareView): TemplateResult {
  const { language, library, outcome, rulebook, compareWith, rulebooks, lot } = view;
  const own: Compared = { rulebook, ...baselineOf(outcome) };
  const compared = [own, ...compareWith.map((id) => comparedWith(id, view))];
  const columns = compared.map((one, at): Column => {
    // The first is the answer as it stands, also where it is that of a whole round.
    const decided = at === 0 ? outcome.decided : decides(one) ? library.select(lot, one.rulebook, language).decided : undefined;
    return { compared: one, title: titleOf(one.rulebook, rulebooks, language), bids: new Map((decided?.value.bids ?? []).map((bid) => [bid.bid, bid])) };
  });
  return table(columns, view);
}

const decides = ({ status }: Compared): boolean => status === undefined || status === "ok";

function baselineOf({ decided }: Outcome): Omit<Compared, "rulebook"> {
  const { shortlist_limit, spread_limit, winners } = decided?.value ?? {};
  return {
    ...(shortlist_limit === undefined ? {} : { shortlist_limit }),
    ...(spread_limit === undefined ? {} : { spread_limit }),
    ...(winners === undefined ? {} : { winners }),
  };
}

/** One rulebook at a time: a fact that one of them misses must not take the others away. */
function comparedWith(id: string, { library, outcome, rulebook, language }: CompareView): Compared {
  try {
    return library.compare(outcome.question, rulebook, [id], language)[1] ?? { rulebook: id, status: "internal" };
  } catch (error) {
    const failure = failureOf(error);
    const place = placeOf(failure.path, outcome.question);
    const message = messageOf(failure, language);
    return { rulebook: id, status: failure.code, message: place ? `${placeName(place, language)}${language === "zh" ? "：" : ": "}${message}` : message };
  }
}

function table(columns: readonly Column[], view: CompareView): TemplateResult {
  const { language, ladder, compareWith, change } = view;
  const changes = columns.slice(1).some(({ compared }) => (compared.changed ?? []).some(outcomeDiffers));
  const allDecided = columns.every(({ compared }) => decides(compared));
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="tender-compare-title">
      <table class="data tender-comparison">
        <thead>
          <tr>
            <th scope="col">${say(t.company, language)}</th>
            ${columns.map(
              ({ compared, title }, at) => html`<th scope="col">
                ${title}
                <code>${compared.rulebook.replace("award/", "")}</code>
                ${at === 0
                  ? html`<span class="badge">${say(t.baseline, language)}</span>`
                  : html`<button
                      type="button"
                      class="tender-remove"
                      aria-label=${`${say(t.compareRemove, language)}: ${title}`}
                      title=${say(t.compareRemove, language)}
                      @click=${() => change(compareWith.filter((_, index) => index !== at - 1))}
                    >
                      ✕
                    </button>`}
              </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${figureRows(columns, language)}
          ${ladder.rows.map(
            (row, at) => html`<tr data-bid=${row.bid}>
              <th scope="row">${row.name}</th>
              ${columns.map((column) => cell(column, row.bid, at, ladder.rows.length, language))}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${changes || !allDecided
      ? nothing
      : html`<p class="notice">${say(t.noDifference, language)}</p>`}`;
}

function figureRows(columns: readonly Column[], language: Language): TemplateResult[] {
  const lines: [string, (compared: Compared) => string][] = [
    [say(t.places, language), (one) => (one.shortlist_limit === undefined ? say(t.unlimited, language) : String(one.shortlist_limit))],
    [say(t.spreadLimit, language), (one) => (one.spread_limit === undefined ? "–" : short(one.spread_limit))],
    [say(t.winners, language), (one) => String(one.winners ?? "–")],
  ];
  return lines.map(
    ([name, value]) => html`<tr class="tender-figure-row">
      <th scope="row">${name}</th>
      ${columns.map(({ compared }) => html`<td>${compared.winners === undefined ? "–" : value(compared)}</td>`)}
    </tr>`,
  );
}

/** Whether a bid is out for another reason, or wins in another way; a winner that meets other conditions is a winner. */
function outcomeDiffers({ from_outcome, from_reason, to_outcome, to_reason }: Change): boolean {
  const plain = (reason: string): boolean => reason === "conditions_met" || reason === "no_conditions";
  return from_outcome !== to_outcome || !(plain(from_reason) && plain(to_reason));
}

function cell({ compared, bids }: Column, bid: string, at: number, rows: number, language: Language): TemplateResult | typeof nothing {
  if (!decides(compared)) {
    // The reason stands once, beside all bids.
    if (at > 0) return nothing;
    const name = compared.status === "rule_gap" ? t.gap : compared.status === "invalid_input" ? t.missing : t.notComputed;
    const message = messageOf({ code: compared.status ?? "", path: "", message: compared.message ?? "", help: "" }, language);
    return html`<td class="tender-gap" rowspan=${rows}><strong>${say(name, language)}</strong><br />${message}</td>`;
  }
  const found = bids.get(bid);
  if (!found) return html`<td>–</td>`;
  const look = lookOf(found.reason);
  const gained = compared.gained?.includes(bid) ?? false;
  const lost = compared.lost?.includes(bid) ?? false;
  const changed = compared.changed?.find((one) => one.bid === bid);
  const tint = gained ? "tender-gained" : lost ? "tender-lost" : changed && outcomeDiffers(changed) ? "tender-changed" : "";
  const note = gained ? `＋ ${say(t.gained, language)}` : lost ? `－ ${say(t.lost, language)}` : changed ? `≠ ${word(REASONS, changed.to_reason, language)}` : "";
  const price = found.outcome === "selected" && found.final_price !== undefined ? ` ${short(found.final_price)}` : "";
  return html`<td class=${tint}>
    <span class="tender-outcome">${mark(look)} ${look.short[language]}${price}</span>
    ${note ? html`<br /><span class="tender-difference">${note}</span>` : nothing}
  </td>`;
}
