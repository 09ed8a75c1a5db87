/** What the fund pays of a bill, and what the patient pays. */

import "./bill.css";

import type { Request } from "jicai";
import { html, nothing, render } from "lit-html";

import { csv, download } from "../shell/download.js";
import { failureBox, failureOf, type Failure } from "../shell/failure.js";
import { field, select } from "../shell/field.js";
import { quickResult } from "../shell/quick-result.js";
import { loadRulebooks, type Listing } from "../shell/rulebook-picker.js";
import type { Context, Language, Mounted, Tab } from "../shell/tab.js";
import { say, words } from "../shell/words.js";
import { answer, messages, type Ask, type PaymentFunction } from "./answer.js";
import { ruled } from "./assume.js";
import { csvRows } from "./csv.js";
import { EXAMPLES, type Example } from "./examples.js";
import { remembering } from "./memo.js";
import { addLine, emptyBill, withFirstRival, type Bill } from "./model.js";
import { needs, shown, type Parameters } from "./needs.js";
import { addPasted, readPasted } from "./paste.js";
import { fromState, toState } from "./state.js";
import { linesView } from "./view-lines.js";
import { pasteView, type PasteBox } from "./view-paste.js";
import { detailsView, shortly, summaryView } from "./view-result.js";
import { rulesView, termsView } from "./view-terms.js";
import type { View } from "./view.js";
import { FIELDS, HINTS, T, TITLE } from "./words.js";

/** What the library gives to the tab, once it is loaded. */
interface Library {
  readonly ask: Record<Language, Ask>;
  readonly parameters: ReadonlyMap<string, Parameters>;
  readonly rulebooks: readonly Listing[];
}

/** A screen reader hears the result when typing has paused, not at each key. */
const PAUSE_MS = 900;

class BillTab implements Mounted {
  private bill: Bill;
  /** The example that stands there unchanged. */
  private example: Example | undefined;
  private understood = true;
  private library: Library | undefined;
  private failure: Failure | undefined;
  private readonly box: PasteBox = { text: "", last: undefined };
  private shown: View | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly context: Context,
  ) {
    this.example = EXAMPLES[0];
    this.bill = this.example?.make(context.language) ?? emptyBill();
    this.draw();
    void this.load();
  }

  state(): unknown {
    if (this.example === undefined) return toState(this.bill);
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
    const { bill, understood } = fromState(state);
    this.bill = bill;
    this.understood = understood;
    this.example = undefined;
    this.draw();
  }

  refresh(): void {
    if (this.example !== undefined) this.bill = this.example.make(this.context.language);
    this.draw();
  }

  destroy(): void {
    clearTimeout(this.timer);
    render(nothing, this.root);
  }

  private async load(): Promise<void> {
    try {
      const { context } = this;
      const [jicai, listed] = await Promise.all([context.areas("payment", "rulebook"), loadRulebooks(context, "payment")]);
      const parameters = new Map<string, Parameters>();
      for (const { id } of listed) {
        const shownBook: unknown = jicai.evaluate({ function: "rulebook.show", input: { id } }).value;
        parameters.set(id, (shownBook as { parameters: Parameters }).parameters);
      }
      const ask = (language: Language): Ask =>
        remembering((name, input, rulebook) => {
          // What is typed in need not be what the types of a question say: the library tells.
          const asked: unknown = { function: name, input, ...(rulebook === undefined ? {} : { rulebook }), options: { language } };
          return jicai.evaluate(asked as Request<PaymentFunction>);
        });
      this.library = {
        ask: { zh: ask("zh"), en: ask("en") },
        parameters,
        // The others are about bidding and retail prices: they set no standard.
        rulebooks: listed.filter(({ id }) => setsStandards(parameters.get(id))),
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
    if (this.shown?.found.settlement !== undefined) this.context.announce(shortly(this.shown));
  }

  private view(library: Library): View {
    const { bill, context } = this;
    const chosen = library.parameters.get(bill.rulebook) ?? {};
    const { rulebook, parameters } = ruled(bill, chosen, context.language);
    for (const line of bill.lines) if (shown(needs(parameters, line), "rivals")) withFirstRival(line);
    const found = answer(bill, parameters, library.ask[context.language], rulebook);
    const said = messages(bill, parameters, found, context.language);
    return {
      context,
      language: context.language,
      prefix: "bill",
      labels: FIELDS,
      hints: HINTS,
      errors: said.at,
      bill,
      parameters,
      chosen,
      found,
      messages: said,
      change: this.change,
      focus: (id) => this.root.ownerDocument.getElementById(id)?.focus(),
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
          : html`<div class="bill">
                ${summaryView(view, () => this.download(view))}
                <div class="bill-form">
                  ${rulesView(view, library.rulebooks)} ${linesView(view)} ${this.paste()} ${termsView(view)}
                  ${quickResult({ text: shortly(view), heading: "bill-result-title", stays: this.example === undefined, language })}
                </div>
              </div>
              ${detailsView(view)}`}`,
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
      <button type="button" class="button" id="bill-retry" @click=${again}>${say(T.retry, language)}</button>`;
  }

  private chooser(): unknown {
    const { language } = this.context;
    const change = (id: string): void => {
      const example = EXAMPLES.find((one) => one.id === id);
      if (example !== undefined) this.start(example.make(language), example);
    };
    const choices = EXAMPLES.map(({ id, name }) => ({ value: id, label: say(name, language) }));
    const own = { value: "", label: say(T.own, language) };
    return html`<div class="bill-start no-print">
        ${field({
          id: "bill-example",
          label: say(T.examples, language),
          control: select({ value: this.example?.id ?? "", options: this.example ? choices : [own, ...choices], change }),
        })}
        <button type="button" class="button" id="bill-clear" @click=${() => this.clear()}>${say(T.clear, language)}</button>
      </div>
      ${this.example === undefined
        ? nothing
        : html`<p class="hint bill-note">${say(T.exampleHint, language)}${say(this.example.note, language)}</p>`}`;
  }

  private start(bill: Bill, example?: Example): void {
    this.bill = bill;
    this.change();
    this.example = example;
    this.draw();
  }

  private clear(): void {
    const bill = emptyBill();
    bill.rulebook = this.bill.rulebook;
    addLine(bill);
    this.start(bill);
  }

  private paste(): unknown {
    const take = (how: "append" | "replace"): void => {
      const pasted = readPasted(this.box.text);
      this.box.last = pasted;
      if (pasted.lines.length > 0) {
        if (how === "replace") this.bill.lines.splice(0);
        addPasted(this.bill, pasted);
        this.box.text = "";
        this.change();
      } else {
        this.draw();
      }
    };
    const typing = (text: string): void => {
      this.box.text = text;
      this.draw();
    };
    return pasteView(this.box, this.context.language, take, typing);
  }

  private download({ bill, found, language }: View): void {
    download("jicai-bill.csv", csv(csvRows(bill, found, language)));
  }
}

/** A link to an example names it, so that it opens in the language of the page. */
function isExample(state: unknown, id: string): boolean {
  return typeof state === "object" && state !== null && "example" in state && state.example === id;
}

function setsStandards(parameters: Parameters | undefined): boolean {
  return parameters?.["winner_standard"] !== undefined || parameters?.["one_standard_for"] !== undefined;
}

export const tab: Tab = {
  id: "bill",
  title: TITLE,
  mount: (root, context) => new BillTab(root, context),
};
