/** The credit of a supplier: grades under both versions, what follows, what clears them, and whether the firm may bid. */

import "./supplier.css";

import type { Request } from "jicai";
import { html, nothing, render } from "lit-html";

import { csv, download } from "../shell/download.js";
import { failureBox, failureOf, type Failure } from "../shell/failure.js";
import { field, select } from "../shell/field.js";
import { quickResult } from "../shell/quick-result.js";
import { restsOn } from "../shell/rests-on.js";
import { loadRulebooks, type Listing } from "../shell/rulebook-picker.js";
import type { Context, Mounted, Tab } from "../shell/tab.js";
import { say, words } from "../shell/words.js";
import { answer, messages, reliance, type Ask, type CreditFunction } from "./answer.js";
import { csvRows } from "./csv.js";
import { EXAMPLES, type Example } from "./examples.js";
import { VERSIONS, addCase, addFact, emptySupplier, type Supplier } from "./model.js";
import { fromState, toState } from "./state.js";
import { casesView, firmView } from "./view-cases.js";
import { reasonsView, shortly, summaryView } from "./view-grades.js";
import { measuresView, statusView } from "./view-measures.js";
import { repairView } from "./view-repair.js";
import type { GradeName, View } from "./view.js";
import { FIELDS, HINTS, T, TITLE } from "./words.js";

/** What the library gives to the tab, once it is loaded. */
interface Library {
  readonly ask: Ask;
  readonly grades: ReadonlyMap<string, readonly GradeName[]>;
  readonly rulebooks: readonly Listing[];
}

/** A screen reader hears the result when typing has paused, not at each key. */
const PAUSE_MS = 900;

class SupplierTab implements Mounted {
  private supplier: Supplier;
  /** The example that stands there unchanged. */
  private example: Example | undefined;
  private understood = true;
  private library: Library | undefined;
  private failure: Failure | undefined;
  private shown: View | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly context: Context,
  ) {
    this.example = EXAMPLES[0];
    this.supplier = this.example?.make(context.language) ?? emptySupplier();
    this.draw();
    void this.load();
  }

  state(): unknown {
    if (this.example === undefined) return toState(this.supplier);
    return this.example === EXAMPLES[0] ? undefined : { example: this.example.id };
  }

  restore(state: unknown): void {
    const example = EXAMPLES.find(({ id }) => isExample(state, id));
    if (example !== undefined) {
      this.example = example;
      this.understood = true;
      this.refresh();
      return;
    }
    const { supplier, understood } = fromState(state);
    this.supplier = supplier;
    this.understood = understood;
    this.example = undefined;
    this.draw();
  }

  refresh(): void {
    if (this.example !== undefined) this.supplier = this.example.make(this.context.language);
    this.draw();
  }

  destroy(): void {
    clearTimeout(this.timer);
    render(nothing, this.root);
  }

  private async load(): Promise<void> {
    try {
      const { context } = this;
      const [jicai, rulebooks] = await Promise.all([context.areas("credit", "rulebook"), loadRulebooks(context, "credit")]);
      const grades = new Map<string, readonly GradeName[]>();
      for (const id of VERSIONS) {
        const book: unknown = jicai.evaluate({ function: "rulebook.show", input: { id } }).value;
        grades.set(id, (book as { parameters: { grades: readonly GradeName[] } }).parameters.grades);
      }
      this.library = {
        ask: (name, input, rulebook) => {
          const options = { language: context.language };
          // What is typed in need not be what the types of a question say: the library tells.
          const asked: unknown = { function: name, input, ...(rulebook === undefined ? {} : { rulebook }), options };
          return jicai.evaluate(asked as Request<CreditFunction>);
        },
        grades,
        rulebooks,
      };
      this.failure = undefined;
    } catch (error) {
      this.failure = failureOf(error);
    }
    this.draw();
  }

  private readonly change = (): void => {
    this.example = undefined;
    this.understood = true;
    this.draw();
    this.context.changed();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.say(), PAUSE_MS);
  };

  private say(): void {
    if (this.shown?.found.graded.some(({ answer: one }) => one !== undefined)) this.context.announce(shortly(this.shown));
  }

  private view(library: Library): View {
    const { supplier, context } = this;
    const found = answer(supplier, library.ask);
    const said = messages(supplier, found, context.language);
    return {
      context,
      language: context.language,
      prefix: "supplier",
      labels: FIELDS,
      hints: HINTS,
      errors: said.at,
      change: this.change,
      focus: (id) => this.root.ownerDocument.getElementById(id)?.focus(),
      supplier,
      found,
      messages: said,
      grades: library.grades,
    };
  }

  private draw(): void {
    const { language } = this.context;
    const { library } = this;
    const view = library && this.view(library);
    this.shown = view;
    render(
      html`<h2>${say(TITLE, language)}</h2>
        <p class="intro no-print">${say(T.intro, language)}</p>
        ${this.understood ? nothing : html`<p class="notice" role="status">${say(T.notUnderstood, language)}</p>`}
        ${this.chooser()}
        ${view === undefined || library === undefined
          ? this.waiting()
          : html`<div class="supplier">
                ${summaryView(view, () => this.download(view))}
                <div class="supplier-form">
                  ${firmView(view, library.rulebooks)} ${casesView(view)}
                  ${quickResult({ text: shortly(view), heading: "supplier-grades-title", stays: this.example === undefined, language })}
                </div>
              </div>
              ${reasonsView(view)}
              ${measuresView(view)}
              <div class="sides">${statusView(view)} ${repairView(view)}</div>
              ${restsOn(reliance(this.supplier, view.found), language)}`}`,
      this.root,
    );
  }

  /** Until the library is there. A download that failed may be tried again. */
  private waiting(): unknown {
    const { language } = this.context;
    if (this.failure === undefined) return html`<p aria-busy="true">${say(words.loading, language)}</p>`;
    const again = (): void => {
      this.failure = undefined;
      this.draw();
      void this.load();
    };
    return html`${failureBox(this.failure, language)}
      <button type="button" class="button" id="supplier-retry" @click=${again}>${say(T.retry, language)}</button>`;
  }

  private chooser(): unknown {
    const { language } = this.context;
    const change = (id: string): void => {
      const example = EXAMPLES.find((one) => one.id === id);
      if (example !== undefined) this.start(example.make(language), example);
    };
    const choices = EXAMPLES.map(({ id, name }) => ({ value: id, label: say(name, language) }));
    const own = { value: "", label: say(T.own, language) };
    return html`<div class="supplier-start no-print">
        ${field({
          id: "supplier-example",
          label: say(T.examples, language),
          control: select({ value: this.example?.id ?? "", options: this.example ? choices : [own, ...choices], change }),
        })}
        <button type="button" class="button" id="supplier-clear" @click=${() => this.clear()}>${say(T.clear, language)}</button>
      </div>
      ${this.example === undefined
        ? nothing
        : html`<p class="hint supplier-note">${say(T.exampleHint, language)}${say(this.example.note, language)}</p>`}`;
  }

  private start(supplier: Supplier, example?: Example): void {
    this.supplier = supplier;
    this.change();
    this.example = example;
    this.draw();
  }

  private clear(): void {
    const supplier = emptySupplier();
    addFact(supplier, addCase(supplier));
    this.start(supplier);
  }

  private download(view: View): void {
    download("jicai-supplier.csv", csv(csvRows(view)));
  }
}

/** A link to an example names it, so that it opens in the language of the page. */
function isExample(state: unknown, id: string): boolean {
  return typeof state === "object" && state !== null && "example" in state && state.example === id;
}

export const tab: Tab = {
  id: "supplier",
  title: TITLE,
  mount: (root, context) => new SupplierTab(root, context),
};
