/** The facts of the lot above its bids. */
import { type TemplateResult, html, nothing } from "lit-html";
import { type Control, type Option, checkbox, field, select, textInput } from "../shell/field.js";
import type { Language } from "../shell/tab.js";
import { say } from "../shell/words.js";
import { type Column, SPEC_COLUMNS } from "./columns.js";
import { type LotDraft, LOT_COLUMNS, specsOf } from "./draft.js";
import type { CellProblem, Place } from "./question.js";
import { CHOICES, NAMES, t } from "./words.js";

export const label = (column: Column, language: Language): string => (language === "zh" ? column.zh : (NAMES[column.field] ?? column.field));

/** What is wrong in a cell: message and help in one text. */
export function toldAt(problems: readonly CellProblem[], place: Place, language: Language): string | undefined {
  const here = problems.filter((one) => one.place.part === place.part && one.place.row === place.row && one.place.field === place.field);
  if (here.length === 0) return undefined;
  const mark = language === "zh" ? "；" : "; ";
  return here.map((one) => [one.message, one.help].flatMap((part) => (part ? [part[language]] : [])).join(mark)).join(mark);
}

const ALWAYS = new Set(["form", "ceiling", "max_shortlisted", "want"]);
/** Only in a whole round. */
const OF_ROUND = new Set(["filter_tie_rank"]);

export interface FactsView {
  readonly lot: LotDraft;
  readonly language: Language;
  readonly problems: readonly CellProblem[];
  /** Required by the chosen rulebook. */
  readonly required: ReadonlySet<string>;
  readonly isRound: boolean;
  readonly changeName: (name: string) => void;
  readonly change: (field: string, text: string) => void;
  readonly changeSpec: (row: number, field: string, text: string) => void;
}

export function factsView(view: FactsView): TemplateResult {
  const { lot, language } = view;
  const columns = LOT_COLUMNS.filter((column) => view.isRound || !OF_ROUND.has(column.field));
  const wrong = (column: Column): boolean => toldAt(view.problems, { part: "fact", row: 0, field: column.field }, language) !== undefined;
  const hasSpecs = specsOf(lot).length > 0;
  const shown = (column: Column): boolean => (ALWAYS.has(column.field) && !(hasSpecs && column.field === "ceiling")) || view.required.has(column.field) || lot.facts[column.field] !== undefined || wrong(column);
  const rest = columns.filter((column) => !shown(column));
  return html`<div class="fields">
      <div class="wide">${field({ id: "tender-lot", label: say(t.lotName, language), control: textInput({ value: lot.name, change: view.changeName }) })}</div>
      ${columns.filter(shown).map((column) => factField(column, view))}
    </div>
    ${specsView(view)}
    ${rest.length === 0
      ? nothing
      : html`<details class="tender-more">
          <summary>${say(t.moreFacts, language)}</summary>
          <div class="fields">${rest.map((column) => factField(column, view))}</div>
        </details>`}`;
}

function factField(column: Column, view: FactsView): TemplateResult {
  const { lot, language } = view;
  const value = lot.facts[column.field] ?? "";
  if (column.kind === "want") return wantField(column, view);
  return field({
    id: `tender-${column.field}`,
    label: label(column, language),
    hint: ALWAYS.has(column.field) ? undefined : column.meaning[language],
    unit: column.unit && column.kind === "price" ? say(column.unit, language) : undefined,
    error: toldAt(view.problems, { part: "fact", row: 0, field: column.field }, language),
    control: controlOf(column, value, language, (text) => view.change(column.field, text)),
  });
}

/** The control that fits a column. */
function controlOf(column: Column, value: string, language: Language, change: (text: string) => void): Control {
  if (column.kind === "bool" || column.kind === "choice") {
    return select({ value: known(column, value), options: optionsOf(column, language), change });
  }
  return textInput({ value, change, numeric: !["id", "date"].includes(column.kind), placeholder: column.kind === "date" ? "2025-10-27" : undefined });
}

/** A Chinese word of a pasted cell is shown as the choice that it stands for. */
function known(column: Column, value: string): string {
  return column.words?.[value] ?? value;
}

export function optionsOf(column: Column, language: Language): Option[] {
  const words = Object.entries(column.words ?? {});
  const empty = column.field === "volume_class" ? t.ordinaryDefault : t.notStated;
  return [
    { value: "", label: say(empty, language) },
    ...words.map(([zh, word]) => ({ value: word, label: language === "zh" ? zh : (CHOICES[word]?.en ?? (word === "true" ? "yes" : word === "false" ? "no" : word)) })),
  ];
}

function wantField(column: Column, { lot, language, change }: FactsView): TemplateResult {
  const wanted = new Set((lot.facts["want"] ?? "").split(",").filter(Boolean));
  const toggle = (word: string, on: boolean): void => {
    if (on) wanted.add(word);
    else wanted.delete(word);
    change("want", Object.values(column.words ?? {}).filter((one) => wanted.has(one)).join(","));
  };
  return html`<fieldset class="tender-want">
    <legend>${label(column, language)}</legend>
    ${Object.values(column.words ?? {}).map((word) => {
      const id = `tender-want-${word}`;
      return html`<span class="tender-check"
        >${checkbox({ checked: wanted.has(word), change: (on) => toggle(word, on) })({ id, describedBy: undefined, invalid: false, required: false })}
        <label for=${id}>${CHOICES[word]?.[language] ?? word}</label></span
      >`;
    })}
  </fieldset>`;
}

/** Ceiling and ratio of each strength that the bids state. */
function specsView({ lot, language, problems, changeSpec }: FactsView): TemplateResult | typeof nothing {
  const specs = specsOf(lot);
  if (specs.length === 0) return nothing;
  const columns = SPEC_COLUMNS.filter((column) => column.field === "ceiling" || column.field === "factor");
  return html`<h4>${say(t.strengths, language)}</h4>
    <p class="hint">${say(t.strengthsHint, language)}</p>
    ${specs.map(
      (spec, row) => html`<div class="fields tender-spec" role="group" aria-label=${spec["spec"] ?? ""}>
        <p class="tender-spec-name">${spec["spec"]}</p>
        ${columns.map((column) =>
          field({
            id: `tender-spec-${row}-${column.field}`,
            label: label(column, language),
            error: toldAt(problems, { part: "spec", row, field: column.field }, language),
            control: textInput({ value: spec[column.field] ?? "", numeric: true, change: (text) => changeSpec(row, column.field, text) }),
          }),
        )}
      </div>`,
    )}`;
}
