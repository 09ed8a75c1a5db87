/** Getting a table in: files, drops, pasted text, examples; and what is wrong with them, cell by cell. */
import { type TemplateResult, html, nothing } from "lit-html";
import { failureOf } from "../shell/failure.js";
import type { Language } from "../shell/tab.js";
import { say } from "../shell/words.js";
import { EXAMPLES } from "./examples.js";
import { type Problem, TableError, cellName, csvGrid, gridsOf } from "./grid.js";
import { type Tender, readTender } from "./reading.js";
import { t } from "./words.js";

/** Reads a file. Throws `TableError`. */
export async function readFile(file: File): Promise<Tender> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return readTender(file.name, await gridsOf(file.name, bytes));
}

/** Reads a pasted table with its header. Throws `TableError`. */
export async function readText(text: string): Promise<Tender> {
  return readTender("", [await csvGrid("", text)]);
}

/** What reading failed by. */
export function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof TableError) return error.problems;
  const { message } = failureOf(error);
  return [{ message: { zh: `${t.pageFault.zh}：${message}`, en: `${t.pageFault.en}: ${message}` }, sheet: "" }];
}

const DROPS = ["dragover", "drop"] as const;

/** A file that is dropped beside the tab would open in place of the page, and all that was typed would be gone. Gives what ends the guard. */
export function guardDrops(): () => void {
  const refuse = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  };
  for (const name of DROPS) document.addEventListener(name, refuse);
  return () => {
    for (const name of DROPS) document.removeEventListener(name, refuse);
  };
}

export interface FilesView {
  readonly language: Language;
  readonly pasting: boolean;
  readonly canUndo: boolean;
  readonly example: (id: string) => void;
  readonly file: (file: File) => void;
  readonly text: (text: string) => void;
  readonly paste: (open: boolean) => void;
  readonly template: () => void;
  readonly clear: () => void;
  readonly undo: () => void;
}

export function filesView(view: FilesView): TemplateResult {
  const { language } = view;
  const choose = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    // The same file can be chosen again after it was repaired.
    input.value = "";
    if (file) view.file(file);
  };
  return html`<div class="actions">
      <select
        class="input tender-examples"
        id="tender-example"
        aria-label=${say(t.example, language)}
        @change=${(event: Event) => {
          const box = event.target as HTMLSelectElement;
          const id = box.value;
          box.value = "";
          if (id !== "") view.example(id);
        }}
      >
        <option value="">${say(t.pickExample, language)}</option>
        ${EXAMPLES.map((example) => html`<option value=${example.id}>${say(example.title, language)}</option>`)}
      </select>
      <label class="button small tender-file" tabindex="-1"
        >${say(t.file, language)}<input id="tender-file" type="file" class="visually-hidden" accept=".xlsx,.xlsm,.csv,.txt,.tsv,text/csv" @change=${choose}
      /></label>
      <button type="button" class="button small" id="tender-paste" aria-expanded=${view.pasting ? "true" : "false"} @click=${() => view.paste(!view.pasting)}>${say(t.paste, language)}</button>
      <button type="button" class="button small" id="tender-template" @click=${view.template}>${say(t.template, language)}</button>
      <button type="button" class="button small" id="tender-clear" @click=${view.clear}>${say(t.clear, language)}</button>
      <button type="button" class="button small" id="tender-undo" ?disabled=${!view.canUndo} @click=${view.undo}>↶ ${say(t.undo, language)}</button>
    </div>
    ${view.pasting ? pasteBox(view) : nothing}
    <p class="hint no-print">${say(t.fileHint, language)}</p>`;
}

function pasteBox({ language, text, paste }: FilesView): TemplateResult {
  const read = (event: Event): void => {
    const box = (event.target as HTMLElement).closest(".tender-pasting")?.querySelector("textarea");
    if (box) text(box.value);
  };
  return html`<div class="tender-pasting no-print">
    <label class="label" for="tender-pasted">${say(t.pasteLabel, language)}</label>
    <textarea id="tender-pasted" class="input" rows="6" spellcheck="false" placeholder=${language === "zh" ? "企业\t申报价\n甲药业\t1.00\n乙药业\t1.20" : "company\tprice\nA\t1.00\nB\t1.20"}></textarea>
    <div class="actions">
      <button type="button" class="button primary" id="tender-read" @click=${read}>${say(t.pasteRead, language)}</button>
      <button type="button" class="button" @click=${() => paste(false)}>${say(t.cancel, language)}</button>
    </div>
  </div>`;
}

/** Every problem of a file with its cell. */
export function problemsView(problems: readonly Problem[], language: Language): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<div class="notice error" role="alert" id="tender-problems">
    <p class="notice-title">${say(t.problemsTitle, language)}</p>
    <div class="scroll">
      <table class="data">
        <thead>
          <tr>
            <th scope="col">${say(t.problemCell, language)}</th>
            <th scope="col">${say(t.problemWhat, language)}</th>
            <th scope="col">${say(t.problemHelp, language)}</th>
          </tr>
        </thead>
        <tbody>
          ${problems.slice(0, 200).map(
            (problem) => html`<tr>
              <th scope="row">${cellName(problem, language)}${problem.header ? html`<br /><span class="hint">${problem.header}</span>` : nothing}</th>
              <td>${problem.message[language]}</td>
              <td>${problem.help?.[language] ?? ""}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${problems.length > 200 ? html`<p>${language === "zh" ? `共 ${problems.length} 处，先列 200 处。` : `${problems.length} places; the first 200 are listed.`}</p>` : nothing}
  </div>`;
}
