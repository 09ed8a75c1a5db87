/** The table of bids. */
import { type TemplateResult, html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import type { Language } from "../shell/tab.js";
import { say } from "../shell/words.js";
import type { Column } from "./columns.js";
import { type BidDraft, type LotDraft, ROW_COLUMNS } from "./draft.js";
import { label, optionsOf, toldAt } from "./facts.js";
import type { CellProblem } from "./question.js";
import { t } from "./words.js";

const COMMON = new Set(["company", "price"]);

export interface EditorView {
  readonly lot: LotDraft;
  readonly language: Language;
  readonly problems: readonly CellProblem[];
  /** Fields of further columns that were asked for. */
  readonly wanted: ReadonlySet<string>;
  readonly type: (row: number, field: string, text: string) => void;
  readonly add: () => void;
  readonly remove: (row: number) => void;
  readonly restore: (row: number) => void;
  readonly toggle: (field: string, on: boolean) => void;
  /** A block that was pasted into a cell; the fields are those from the cell on. */
  readonly paste: (text: string, row: number, fields: readonly string[]) => void;
}

/** The columns that are shown: the common ones, those that are used, wanted, or at fault. */
function shownColumns({ lot, wanted, problems }: Pick<EditorView, "lot" | "wanted" | "problems">): Column[] {
  const used = new Set(lot.bids.flatMap((bid) => Object.keys(bid.cells)));
  const wrong = new Set(problems.filter((one) => one.place.part === "bid").map((one) => one.place.field));
  return ROW_COLUMNS.filter(({ field }) => COMMON.has(field) || wanted.has(field) || used.has(field) || wrong.has(field));
}

export function editorView(view: EditorView): TemplateResult {
  const { lot, language } = view;
  const columns = shownColumns(view);
  return html`<div class="scroll tender-scroll" tabindex="0" role="region" aria-label=${say(t.bids, language)}>
      <table class="data tender-table">
        <thead>
          <tr>
            <th scope="col" class="numeric">#</th>
            ${columns.map((column) => html`<th scope="col" class=${column.kind === "price" ? "numeric" : ""} title=${column.meaning[language]}>${headOf(column, language)}</th>`)}
            <th scope="col"><span class="visually-hidden">${say(t.removeRow, language)}</span></th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            lot.bids,
            (bid) => bid.key,
            (bid, row) => rowView(bid, row, columns, view),
          )}
        </tbody>
      </table>
    </div>
    <div class="actions">
      <button type="button" class="button small" id="tender-add" @click=${view.add}>＋ ${say(t.addRow, language)}</button>
      ${chooser(columns, view)}
    </div>`;
}

function headOf(column: Column, language: Language): string {
  const unit = column.unit && (column.kind === "price" || column.kind === "money") ? (language === "zh" ? `（${column.unit.zh}）` : ` (${column.unit.en})`) : "";
  return label(column, language) + unit;
}

function rowView(bid: BidDraft, row: number, columns: readonly Column[], view: EditorView): TemplateResult {
  const { language } = view;
  const told = columns.flatMap((column) => {
    const error = toldAt(view.problems, { part: "bid", row, field: column.field }, language);
    return error === undefined ? [] : [{ column, error }];
  });
  const errorId = `tender-row-${bid.key}-error`;
  return html`<tr class=${told.length > 0 ? "invalid" : ""}>
      <td class="numeric tender-number">${row + 1}</td>
      ${columns.map((column, at) => cellView(bid, row, column, at, columns, view, told.some((one) => one.column === column) ? errorId : undefined))}
      <td>
        <button
          type="button"
          class="tender-remove"
          aria-label=${`${say(t.removeRow, language)} ${say(t.row, language)} ${row + 1}`}
          title=${say(t.removeRow, language)}
          @click=${() => view.remove(row)}
        >
          ✕
        </button>
      </td>
    </tr>
    ${told.length === 0
      ? nothing
      : html`<tr class="tender-errors">
          <td></td>
          <td colspan=${columns.length + 1} id=${errorId}>
            ${told.map(({ column, error }) => html`<p class="field-error">${label(column, language)}${language === "zh" ? "：" : ": "}${error}</p>`)}
          </td>
        </tr>`}`;
}

function cellView(
  bid: BidDraft,
  row: number,
  column: Column,
  at: number,
  columns: readonly Column[],
  view: EditorView,
  errorId: string | undefined,
): TemplateResult {
  const { language } = view;
  const value = bid.cells[column.field] ?? "";
  const name = `${label(column, language)}, ${say(t.row, language)} ${row + 1}`;
  const id = `tender-cell-${row}-${column.field}`;
  const change = (event: Event): void => view.type(row, column.field, (event.target as HTMLInputElement | HTMLSelectElement).value);
  if (column.kind === "bool") {
    return html`<td>
      <select id=${id} class="input" aria-label=${name} aria-invalid=${errorId ? "true" : nothing} aria-describedby=${errorId ?? nothing} .value=${live(column.words?.[value] ?? value)} @change=${change}>
        ${optionsOf(column, language).map((option) => html`<option value=${option.value} ?selected=${option.value === (column.words?.[value] ?? value)}>${option.label}</option>`)}
      </select>
    </td>`;
  }
  const numeric = column.kind !== "id" && column.kind !== "date";
  const fields = columns.slice(at).map((one) => one.field);
  const moved = column.field === "price" && bid.entered !== undefined;
  return html`<td class=${moved ? "tender-moved" : ""}>
    <input
      id=${id}
      class=${numeric ? "input numeric" : "input"}
      type="text"
      autocomplete="off"
      spellcheck="false"
      inputmode=${numeric ? "decimal" : "text"}
      size=${column.field === "company" ? "14" : "9"}
      aria-label=${name}
      aria-invalid=${errorId ? "true" : nothing}
      aria-describedby=${errorId ?? nothing}
      .value=${live(value)}
      @input=${change}
      @keydown=${(event: KeyboardEvent) => downwards(event, row, column.field, view)}
      @paste=${(event: ClipboardEvent) => pasteInto(event, row, fields, view)}
    />
    ${moved
      ? html`<span class="tender-was"
          >${say(t.movedFrom, language)} ${bid.entered}
          <button type="button" class="link" @click=${() => view.restore(row)}>${say(t.restoreOne, language)}</button></span
        >`
      : nothing}
  </td>`;
}

/** Enter goes down a row, as in a spreadsheet, and adds one below the last. */
function downwards(event: KeyboardEvent, row: number, field: string, view: EditorView): void {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  const table = (event.target as HTMLElement).closest("table");
  if (row + 1 >= view.lot.bids.length) view.add();
  table?.querySelector<HTMLElement>(`[id="tender-cell-${row + 1}-${field}"]`)?.focus();
}

/** One value goes into the cell as anywhere; a block of several is spread over the table. */
function pasteInto(event: ClipboardEvent, row: number, fields: readonly string[], view: EditorView): void {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  view.paste(text, row, fields);
}

function chooser(columns: readonly Column[], { language, wanted, toggle, lot }: EditorView): TemplateResult {
  const shown = new Set(columns.map((column) => column.field));
  const used = new Set(lot.bids.flatMap((bid) => Object.keys(bid.cells)));
  return html`<details class="tender-columns">
    <summary class="button small">${say(t.columns, language)}</summary>
    <div class="tender-chooser">
      ${ROW_COLUMNS.filter(({ field }) => !COMMON.has(field)).map(
        (column) => html`<label class="tender-check" title=${column.meaning[language]}
          ><input
            type="checkbox"
            class="checkbox"
            .checked=${live(shown.has(column.field) || wanted.has(column.field))}
            ?disabled=${used.has(column.field)}
            @change=${(event: Event) => toggle(column.field, (event.target as HTMLInputElement).checked)}
          />${label(column, language)}</label
        >`,
      )}
    </div>
  </details>`;
}
