/** What the fund pays of a bill, and what the patient pays. */

import "./bill.css";

import type { Request } from "jicai";
import { html, type TemplateResult } from "lit-html";

import { csv, download } from "../shell/download.js";
import { ExampleTab, type About } from "../shell/example-tab.js";
import { quickResult } from "../shell/quick-result.js";
import { loadRulebooks, type Listing } from "../shell/rulebook-picker.js";
import type { Context, Language, Tab } from "../shell/tab.js";
import { answer, messages, type Ask, type PaymentFunction } from "./answer.js";
import { ruled } from "./assume.js";
import { csvRows } from "./csv.js";
import { EXAMPLES } from "./examples.js";
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

type BillTab = ExampleTab<Bill, Library, View>;

function about(): About<Bill, Library, View> {
  const box: PasteBox = { text: "", last: undefined };
  return {
    prefix: "bill",
    title: TITLE,
    intro: T.intro,
    examples: EXAMPLES,
    blank: emptyBill,
    cleared,
    save: toState,
    read: (state) => {
      const { bill, understood } = fromState(state);
      return { form: bill, understood };
    },
    load,
    view,
    draw: (tab, drawn, library) => draw(tab, drawn, library, box),
    spoken: (drawn) => (drawn.found.settlement === undefined ? undefined : shortly(drawn)),
  };
}

function cleared({ rulebook }: Bill): Bill {
  const bill = emptyBill();
  bill.rulebook = rulebook;
  addLine(bill);
  return bill;
}

async function load(context: Context): Promise<Library> {
  const [jicai, listed] = await Promise.all([context.areas("payment", "rulebook"), loadRulebooks(context, "payment")]);
  const parameters = new Map<string, Parameters>();
  for (const { id } of listed) {
    const book: unknown = jicai.evaluate({ function: "rulebook.show", input: { id } }).value;
    parameters.set(id, (book as { parameters: Parameters }).parameters);
  }
  const ask = (language: Language): Ask =>
    remembering((name, input, rulebook) => {
      // What is typed in need not be what the types of a question say: the library tells.
      const asked: unknown = { function: name, input, ...(rulebook === undefined ? {} : { rulebook }), options: { language } };
      return jicai.evaluate(asked as Request<PaymentFunction>);
    });
  return {
    ask: { zh: ask("zh"), en: ask("en") },
    parameters,
    // The others are about bidding and retail prices: they set no standard.
    rulebooks: listed.filter(({ id }) => setsStandards(parameters.get(id))),
  };
}

function setsStandards(parameters: Parameters | undefined): boolean {
  return parameters?.["winner_standard"] !== undefined || parameters?.["one_standard_for"] !== undefined;
}

function view(tab: BillTab, library: Library): View {
  const { form: bill } = tab;
  const { language } = tab.context;
  const chosen = library.parameters.get(bill.rulebook) ?? {};
  const { rulebook, parameters } = ruled(bill, chosen, language);
  for (const line of bill.lines) if (shown(needs(parameters, line), "rivals")) withFirstRival(line);
  const found = answer(bill, parameters, library.ask[language], rulebook);
  const said = messages(bill, parameters, found, language);
  return { ...tab.parts({ labels: FIELDS, hints: HINTS, errors: said.at }), bill, parameters, chosen, found, messages: said };
}

function draw(tab: BillTab, drawn: View, { rulebooks }: Library, box: PasteBox): TemplateResult {
  const { language } = drawn;
  return html`<div class="bill">
      ${summaryView(drawn, () => download("jicai-bill.csv", csv(csvRows(drawn.bill, drawn.found, language))))}
      <div class="bill-form long-form">
        ${rulesView(drawn, rulebooks)} ${linesView(drawn)} ${paste(tab, box)} ${termsView(drawn)}
        ${quickResult({ text: shortly(drawn), heading: "bill-result-title", stays: !tab.untouched, language })}
      </div>
    </div>
    ${detailsView(drawn)}`;
}

function paste(tab: BillTab, box: PasteBox): unknown {
  const take = (how: "append" | "replace"): void => {
    const pasted = readPasted(box.text);
    box.last = pasted;
    if (pasted.lines.length > 0) {
      if (how === "replace") tab.form.lines.splice(0);
      addPasted(tab.form, pasted);
      box.text = "";
      tab.change();
    } else {
      tab.draw();
    }
  };
  const typing = (text: string): void => {
    box.text = text;
    tab.draw();
  };
  return pasteView(box, tab.context.language, take, typing);
}

export const tab: Tab = {
  id: "bill",
  title: TITLE,
  mount: (root, context) => new ExampleTab(about(), root, context),
};
