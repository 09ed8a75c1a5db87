/** The credit of a supplier: grades under both versions, what follows, what clears them, and whether the firm may bid. */

import "./supplier.css";

import type { Request } from "jicai";
import { html, type TemplateResult } from "lit-html";

import { csv, download } from "../shell/download.js";
import { ExampleTab, type About } from "../shell/example-tab.js";
import { quickResult } from "../shell/quick-result.js";
import { restsOn } from "../shell/rests-on.js";
import { loadRulebooks, type Listing } from "../shell/rulebook-picker.js";
import type { Context, Tab } from "../shell/tab.js";
import { answer, messages, reliance, type Ask, type CreditFunction } from "./answer.js";
import { csvRows } from "./csv.js";
import { EXAMPLES } from "./examples.js";
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

type SupplierTab = ExampleTab<Supplier, Library, View>;

const ABOUT: About<Supplier, Library, View> = {
  prefix: "supplier",
  title: TITLE,
  intro: T.intro,
  examples: EXAMPLES,
  blank: emptySupplier,
  cleared,
  save: toState,
  read: (state) => {
    const { supplier, understood } = fromState(state);
    return { form: supplier, understood };
  },
  load,
  view,
  draw,
  spoken: (drawn) => (drawn.found.graded.some(({ answer: one }) => one !== undefined) ? shortly(drawn) : undefined),
};

function cleared(): Supplier {
  const supplier = emptySupplier();
  addFact(supplier, addCase(supplier));
  return supplier;
}

async function load(context: Context): Promise<Library> {
  const [jicai, rulebooks] = await Promise.all([context.areas("credit", "rulebook"), loadRulebooks(context, "credit")]);
  const grades = new Map<string, readonly GradeName[]>();
  for (const id of VERSIONS) {
    const book: unknown = jicai.evaluate({ function: "rulebook.show", input: { id } }).value;
    grades.set(id, (book as { parameters: { grades: readonly GradeName[] } }).parameters.grades);
  }
  const ask: Ask = (name, input, rulebook) => {
    const options = { language: context.language };
    // What is typed in need not be what the types of a question say: the library tells.
    const asked: unknown = { function: name, input, ...(rulebook === undefined ? {} : { rulebook }), options };
    return jicai.evaluate(asked as Request<CreditFunction>);
  };
  return { ask, grades, rulebooks };
}

function view(tab: SupplierTab, { ask, grades }: Library): View {
  const { form: supplier } = tab;
  const found = answer(supplier, ask);
  const said = messages(supplier, found, tab.context.language);
  return { ...tab.parts({ labels: FIELDS, hints: HINTS, errors: said.at }), supplier, found, messages: said, grades };
}

function draw(tab: SupplierTab, drawn: View, { rulebooks }: Library): TemplateResult {
  const { language } = drawn;
  return html`<div class="supplier">
      ${summaryView(drawn, () => download("jicai-supplier.csv", csv(csvRows(drawn))))}
      <div class="supplier-form long-form">
        ${firmView(drawn, rulebooks)} ${casesView(drawn)}
        ${quickResult({ text: shortly(drawn), heading: "supplier-grades-title", stays: !tab.untouched, language })}
      </div>
    </div>
    ${reasonsView(drawn)} ${measuresView(drawn)}
    <div class="sides">${statusView(drawn)} ${repairView(drawn)}</div>
    ${restsOn(reliance(drawn.supplier, drawn.found), language)}`;
}

export const tab: Tab = {
  id: "supplier",
  title: TITLE,
  mount: (root, context) => new ExampleTab(ABOUT, root, context),
};
