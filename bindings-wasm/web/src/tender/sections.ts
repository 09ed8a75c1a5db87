/** The sections of the tab, drawn from the page's state. */
import { type TemplateResult, html, nothing } from "lit-html";
import { explanation } from "../shell/explanation.js";
import { failureBox, messageOf } from "../shell/failure.js";
import { checkbox } from "../shell/field.js";
import { restsOn } from "../shell/rests-on.js";
import { rulebookPicker } from "../shell/rulebook-picker.js";
import { say, words } from "../shell/words.js";
import { compared } from "./amount.js";
import { chosenView } from "./chosen.js";
import { compareView } from "./compare.js";
import type { Outcome } from "./decide.js";
import { emptyRow, isMoved, specsOf, typed, withFact, withCell, withRow, withoutRow } from "./draft.js";
import { editorView } from "./editor.js";
import { factsView } from "./facts.js";
import { filesView, problemsView } from "./files.js";
import type { Ladder } from "./ladder.js";
import { MOST_ROWS } from "./layout.js";
import type { TenderPage } from "./page.js";
import { type CellProblem, placeName } from "./question.js";
import { legendView, summaryView, tableView } from "./results.js";
import { t } from "./words.js";

export function drawTab(page: TenderPage): TemplateResult {
  const { language } = page.context;
  const outcome = page.outcome();
  return html`<div
    class="tender"
    aria-busy=${page.busy ? "true" : "false"}
    @dragenter=${(event: DragEvent) => dragged(event, page, 1)}
    @dragover=${(event: DragEvent) => hasFiles(event) && event.preventDefault()}
    @dragleave=${(event: DragEvent) => dragged(event, page, -1)}
    @drop=${(event: DragEvent) => dropped(event, page)}
  >
    <h2>${say(t.title, language)}</h2>
    <p class="intro no-print">${say(t.intro, language)}</p>
    <div class="columns">
      <div>${inputSection(page, problemsIn(outcome, page))}</div>
      <div>${resultSection(page, outcome)} ${comparison(page, outcome)}</div>
    </div>
    ${outcome?.decided && outcome.ladder && outcome.ladder.rows.length > 0 ? lowerSections(page, outcome.ladder, outcome.decided) : nothing}
    ${page.dropping > 0 ? html`<div class="tender-drop" aria-hidden="true">${say(t.dropHere, language)}</div>` : nothing}
  </div>`;
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

function dragged(event: DragEvent, page: TenderPage, by: number): void {
  if (!hasFiles(event)) return;
  event.preventDefault();
  page.dropping = Math.max(0, page.dropping + by);
  page.draw();
}

function dropped(event: DragEvent, page: TenderPage): void {
  if (!hasFiles(event)) return;
  event.preventDefault();
  page.dropping = 0;
  const file = event.dataTransfer?.files[0];
  if (file) void page.open(file);
  else page.draw();
}

/** What is wrong in cells: as the page sees it, else as the library says it. */
function problemsIn(outcome: Outcome | undefined, page: TenderPage): readonly CellProblem[] {
  if (!outcome) return [];
  const { failure, place, question } = outcome;
  if (!failure || !place) return question.problems;
  const text = { zh: messageOf(failure, "zh"), en: failure.message };
  const help = failure.help === "" ? undefined : { zh: failure.help, en: failure.help };
  return page.lot.bids.every(emptyRow) ? [] : [{ place, message: text, help }];
}

function inputSection(page: TenderPage, problems: readonly CellProblem[]): TemplateResult {
  const { language } = page.context;
  const { lot } = page;
  return html`<section class="card" aria-label=${say(t.bids, language)}>
    ${filesView({
      language,
      pasting: page.pasting,
      canUndo: page.canUndo,
      example: (id) => page.openExample(id),
      file: (file) => void page.open(file),
      text: (text) => void page.openText(text),
      paste: (open) => {
        page.pasting = open;
        page.draw();
      },
      template: () => void page.save("template"),
      clear: () => page.clear(),
      undo: () => page.undo(),
    })}
    <p role="status" class="hint">${page.busy ? say(t.reading, language) : nothing}</p>
    ${page.notice ? html`<p class="notice error" role="alert">${say(page.notice, language)}</p>` : nothing} ${problemsView(page.problems, language)} ${lotsView(page)}
    ${exampleNote(page)}
    ${page.notes.length > 0 ? html`<p class="hint">${say(t.notes, language)}${language === "zh" ? "：" : ": "}${page.notes.join(" / ")}</p>` : nothing}
    ${rulebookPicker({ id: "tender-rulebook", context: page.context, rulebooks: page.rulebooks, value: page.rulebook, change: (id) => page.setRulebook(id) })}
    ${factsView({
      lot,
      language,
      problems,
      isRound: page.isRound,
      required: new Set(problems.filter((one) => one.place.part === "fact").map((one) => one.place.field)),
      changeName: (name) => page.changeLot({ ...lot, name }, "name"),
      change: (field, text) => page.changeLot(withFact(lot, field, text), `fact ${field}`),
      changeSpec: (row, field, text) => {
        const specs = specsOf(lot).map((spec, at) => (at === row ? withCell(spec, field, text) : spec));
        page.changeLot({ ...lot, specs }, `spec ${row} ${field}`);
      },
    })}
    <h3>${say(t.bids, language)}</h3>
    ${editorView({
      lot,
      language,
      problems,
      wanted: page.wanted,
      type: (row, field, text) => page.changeLot(typed(lot, row, field, text), `cell ${lot.bids[row]?.key ?? row} ${field}`),
      add: () => page.changeLot(withRow(lot), ""),
      remove: (row) => page.changeLot(withoutRow(lot, row), ""),
      restore: (row) => page.movePrice(row, lot.bids[row]?.entered ?? ""),
      toggle: (field, on) => page.want(field, on),
      paste: (text, row, fields) => void page.pasteInto(text, row, fields),
    })}
  </section>`;
}

/** What is published of the example, and what is not. */
function exampleNote(page: TenderPage): TemplateResult | typeof nothing {
  const { language } = page.context;
  if (!page.example) return nothing;
  const { title, note } = page.example;
  return html`<p class="notice tender-note">
    <strong>${say(title, language)}</strong> ${page.hasChanged() ? say(t.exampleChanged, language) : nothing}<br />${say(note, language)}
  </p>`;
}

/** All lots of a table with what came of each. */
function lotsView(page: TenderPage): TemplateResult | typeof nothing {
  const { language } = page.context;
  const { lots, current } = page.table;
  if (lots.length < 2) return nothing;
  return html`<p class="tender-check">
      ${checkbox({ checked: page.isRound, change: (whole) => page.setWhole(whole) })({ id: "tender-whole", describedBy: undefined, invalid: false, required: false })}
      <label for="tender-whole">${say(t.wholeRound, language)}</label>
    </p>
    <div class="scroll tender-lots" tabindex="0" role="region" aria-label=${say(t.lots, language)}>
    <table class="data">
      <caption>${say(t.lots, language)} (${lots.length})</caption>
      <thead>
        <tr>
          <th scope="col">${language === "zh" ? "品种" : "lot"}</th>
          <th scope="col" class="numeric">${say(t.bids, language)}</th>
          <th scope="col">${say(t.state, language)}</th>
          <th scope="col" class="numeric">${say(t.selectedCount, language)}</th>
        </tr>
      </thead>
      <tbody>
        ${lots.map((lot, at) => {
          const outcome = page.outcome(lot);
          const award = outcome?.decided?.value;
          const state = award ? (award.failed ? t.failedLot : t.decided) : t.undecided;
          return html`<tr class=${at === current ? "tender-current" : ""}>
            <th scope="row">
              <button type="button" class="link" aria-current=${at === current ? "true" : nothing} @click=${() => page.showLot(at)}>${lot.name || "–"}</button>
            </th>
            <td class="numeric">${lot.bids.length}</td>
            <td>${say(state, language)}${outcome?.failure ? html`<br /><span class="hint">${messageOf(outcome.failure, language)}</span>` : nothing}</td>
            <td class="numeric">${award?.winners ?? "–"}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

function resultSection(page: TenderPage, outcome: ReturnType<TenderPage["outcome"]>): TemplateResult {
  const { language } = page.context;
  return html`<section class="card result" id="tender-result" aria-labelledby="tender-result-title">
    <h2 id="tender-result-title">${say(t.result, language)}${page.lot.name ? html` <span class="tender-lot-name">${page.lot.name}</span>` : nothing}</h2>
    ${content(page, outcome)}
  </section>`;
}

/** What stands above and below the ladder. It is drawn in one template, whatever the outcome: moved to another, a held handle would lose the focus. */
interface Parts {
  readonly above: unknown;
  readonly ladder?: Ladder | undefined;
  readonly below?: unknown;
}

function content(page: TenderPage, outcome: ReturnType<TenderPage["outcome"]>): TemplateResult {
  const { above, ladder, below } = partsOf(page, outcome);
  if (ladder) page.ladder.update(ladder, page.context.language);
  return html`${above} ${ladder ? page.ladder.element : nothing} ${below}`;
}

function partsOf(page: TenderPage, outcome: ReturnType<TenderPage["outcome"]>): Parts {
  const { language } = page.context;
  if (page.loadFailure) return { above: failureBox(page.loadFailure, language) };
  if (!outcome) return { above: html`<p>${say(words.loading, language)}</p>` };
  if (page.lot.bids.every(emptyRow)) return { above: html`<p>${say(t.noBids, language)}</p>` };
  if (outcome.question.problems.length > 0) return { above: unfinished(outcome, page) };
  const { decided, ladder, failure, place } = outcome;
  if (!decided || !ladder) {
    const where = place ? html`<p class="hint">${placeName(place, language)}</p>` : nothing;
    return { above: html`${failureBox(failure, language)} ${where} ${movedNote(page)}`, ladder: page.undecided(outcome) };
  }
  return {
    above: html`${summaryView(decided, ladder, language)} ${movedNote(page)}
      <h3 class="visually-hidden">${say(t.ladder, language)}</h3>`,
    ladder,
    below: html`${ladder.rows.length > MOST_ROWS ? html`<p class="hint">${say(t.tooMany, language)}</p>` : nothing} ${legendView(ladder, language)}
      <p class="hint no-print">${say(t.ladderHint, language)}</p>
      ${chosen(page, outcome, ladder)} ${downloads(page)}`,
  };
}

function unfinished({ question }: Outcome, page: TenderPage): TemplateResult {
  const { language } = page.context;
  return html`<div class="notice error">
    <p class="notice-title">${say(t.fixCells, language)}</p>
    <ul>
      ${question.problems.slice(0, 20).map((one) => html`<li>${placeName(one.place, language)}${language === "zh" ? "：" : ": "}${one.message[language]}</li>`)}
    </ul>
  </div>`;
}

/** What was moved from the entered prices, and the way back. */
function movedNote(page: TenderPage): TemplateResult | typeof nothing {
  const { language } = page.context;
  if (!isMoved(page.lot)) return nothing;
  return html`<p class="tender-moved-note">
    <span aria-hidden="true">✎</span> ${say(t.moved, language)}${language === "zh" ? "：" : ": "}${page.lot.bids.filter((bid) => bid.entered !== undefined).length}
    <button type="button" class="button small" id="tender-restore" @click=${() => page.restorePrices()}>${say(t.restore, language)}</button>
  </p>`;
}

function chosen(page: TenderPage, outcome: Outcome, ladder: Ladder): TemplateResult | typeof nothing {
  const { library, lot } = page;
  // Until one is picked: who just missed it.
  const bid = ladder.rows.find((row) => lot.bids[row.row]?.key === page.chosen) ?? ladder.rows.find((row) => row.look.group !== "won") ?? ladder.rows.at(-1);
  if (!bid || !library) return nothing;
  const highest = ladder.rows.map((row) => row.declared).reduce((most, price) => (compared(price, most) > 0 ? price : most), bid.declared);
  return chosenView({
    bid,
    outcome,
    library,
    rulebook: page.rulebook,
    language: page.context.language,
    highest,
    asking: page.asking,
    ask: () => {
      page.asking = true;
      page.draw();
    },
    move: (price) => page.movePrice(bid.row, price),
    restore: () => page.movePrice(bid.row, bid.entered ?? bid.declared),
  }) as TemplateResult;
}

function downloads(page: TenderPage): TemplateResult {
  const { language } = page.context;
  const kinds = ["csv", "xlsx", "svg", "png"] as const;
  return html`<div class="actions tender-downloads" role="group" aria-label=${say(t.downloads, language)}>
    <span>${say(t.downloads, language)}</span>
    ${kinds.map((kind) => html`<button type="button" class="button small" id="tender-save-${kind}" @click=${() => void page.save(kind)}>${say(t[kind], language)}</button>`)}
  </div>`;
}

function comparison(page: TenderPage, outcome: ReturnType<TenderPage["outcome"]>): TemplateResult | typeof nothing {
  const { library, lot, rulebook, compareWith, rulebooks } = page;
  if (!library || !outcome?.ladder || outcome.ladder.rows.length === 0) return nothing;
  const { language } = page.context;
  return compareView({ library, lot, outcome, ladder: outcome.ladder, rulebook, compareWith, rulebooks, language, change: (others) => page.setComparison(others) });
}

function lowerSections(page: TenderPage, ladder: Ladder, decided: NonNullable<Outcome["decided"]>): TemplateResult {
  const { language } = page.context;
  const picking = ladder.rows.filter((row) => row.result.selection_order !== undefined).length;
  const regions = page.library?.regions(picking, page.rulebook);
  return html`<section class="card" aria-label=${say(t.table, language)}>${tableView(decided, ladder, regions, language)}</section>
    <section class="card">${restsOn([...decided.rests_on, ...(regions?.rests_on ?? [])], language)}</section>
    <details
      class="card tender-steps"
      .open=${page.stepsOpen}
      @toggle=${(event: Event) => {
        const { open } = event.target as HTMLDetailsElement;
        if (open === page.stepsOpen) return;
        page.stepsOpen = open;
        page.draw();
      }}
    >
      <summary>${say(t.steps, language)} (${decided.explanation.length})</summary>
      ${page.stepsOpen ? explanation(decided.explanation, language) : nothing}
    </details>`;
}
