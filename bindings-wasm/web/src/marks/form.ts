import { html, nothing, type TemplateResult } from "lit-html";
import { errorAt, type Failure } from "../shell/failure.js";
import { dateInput, field, select, textInput } from "../shell/field.js";
import { quickResult } from "../shell/quick-result.js";
import { rulebookPicker, type Listing } from "../shell/rulebook-picker.js";
import type { Context } from "../shell/tab.js";
import { say, words as shared, type Text } from "../shell/words.js";
import type { Verdict } from "./compute.js";
import { EXAMPLES, exampleOf } from "./examples.js";
import { comparesWithReference, KINDS, neededPrices, needsReading, PRICES, STATUSES, type PriceName, type State } from "./model.js";
import { CLASSES, PRICE_NAMES, words } from "./words.js";

export interface Form {
  readonly context: Context;
  readonly state: State;
  readonly rulebooks: readonly Listing[];
  readonly verdicts: readonly Verdict[];
  /** The result in one line, once there is one. */
  readonly summary: string;
  /** Whether the visitor has changed anything. */
  readonly touched: boolean;
  readonly set: (patch: Partial<State>) => void;
  readonly choose: (example: string) => void;
  readonly clear: () => void;
}

/** Where the library points when something about the one item is wrong. */
export const ITEM = "/input/items/0";

export function form(of: Form): TemplateResult {
  const { language } = of.context;
  const shown = of.verdicts.find((verdict) => verdict.book.id === of.state.rulebook);
  const first = shown ? neededPrices(shown.book, of.state) : ["highest_winning_price" as const];
  const others = PRICES.filter((name) => !first.includes(name) && of.verdicts.some(({ book }) => neededPrices(book, of.state).includes(name)));
  return html`<form class="card" novalidate @submit=${(event: Event) => event.preventDefault()}>
    ${top(of)}
    <fieldset>
      <legend>${say(words.product, language)}</legend>
      <div class="fields">
        ${field({
          id: "marks-price",
          label: say(words.price, language),
          unit: say(shared.yuan, language),
          hint: say(words.oneUnit, language),
          required: true,
          error: errorIn(of, "price", shown?.failure),
          control: textInput({ value: of.state.price, numeric: true, change: (price) => of.set({ price }) }),
        })}
        ${choice(of, "status", words.status, STATUSES, shown?.failure)} ${choice(of, "kind", words.kind, KINDS, undefined)}
        ${field({
          id: "marks-name",
          label: say(words.name, language),
          hint: say(words.optional, language),
          control: textInput({ value: of.state.name, change: (name) => of.set({ name }) }),
        })}
      </div>
    </fieldset>
    <fieldset>
      <legend>${say(words.anchors, language)}</legend>
      <div class="fields">
        ${first.map((name) => priceField(of, name, shown?.failure))}
        ${shown && needsReading(shown.book, of.state) ? reading(of, shown.failure) : nothing}
        ${shown && comparesWithReference(shown.book, of.state) ? entry(of, shown.failure) : nothing}
        ${shown?.book.parameters.has("mark_removal_days") ? cut(of, shown.failure) : nothing}
      </div>
    </fieldset>
    ${others.length > 0
      ? html`<details class="more" open>
          <summary>${say(words.otherProvinces, language)}</summary>
          <div class="fields">${others.map((name) => priceField(of, name, failureAbout(of, name)))}</div>
        </details>`
      : nothing}
    ${of.summary ? quickResult({ text: of.summary, heading: "marks-result", stays: of.touched, language }) : nothing}
  </form>`;
}

function top(of: Form): TemplateResult {
  const { language } = of.context;
  const example = exampleOf(of.state);
  return html`<div class="actions">
      <label for="marks-example" class="visually-hidden">${say(words.examples, language)}</label>
      <select id="marks-example" class="input narrow" @change=${(event: Event) => of.choose((event.target as HTMLSelectElement).value)}>
        <option value="" disabled .selected=${example === ""}>${say(words.examples, language)}</option>
        ${EXAMPLES.map(
          (one) => html`<option value=${one.id} .selected=${one.id === example}>
            ${say(words.examples, language)}${language === "zh" ? "：" : ": "}${say(one.name, language)}
          </option>`,
        )}
      </select>
      <button type="button" class="button" id="marks-clear" @click=${of.clear}>${say(shared.clear, language)}</button>
    </div>
    ${of.rulebooks.length > 0
      ? rulebookPicker({
          id: "marks-rulebook",
          label: say(words.rulebook, language),
          context: of.context,
          rulebooks: of.rulebooks,
          value: of.state.rulebook,
          change: (rulebook) => of.set({ rulebook }),
        })
      : html`<p class="hint">${say(shared.loading, language)}</p>`}`;
}

function choice(of: Form, name: "status" | "kind", label: Text, values: readonly string[], failure: Failure | undefined): TemplateResult {
  const { language } = of.context;
  return field({
    id: `marks-${name}`,
    label: say(label, language),
    error: name === "status" ? errorAt(failure, `${ITEM}/class`, language) : undefined,
    control: select({
      value: of.state[name],
      options: values.map((value) => ({ value, label: say(CLASSES[value] ?? words.class, language) })),
      change: (value) => of.set({ [name]: value }),
    }),
  });
}

function priceField(of: Form, name: PriceName | "reference_listing_price", failure: Failure | undefined): TemplateResult {
  const { language } = of.context;
  return field({
    id: `marks-${name}`,
    label: say(PRICE_NAMES[name] ?? words.price, language),
    unit: say(shared.yuan, language),
    error: errorIn(of, name, failure),
    control: textInput({ value: of.state[name], numeric: true, change: (value) => of.set({ [name]: value }) }),
  });
}

function reading(of: Form, failure: Failure | undefined): TemplateResult {
  const { language } = of.context;
  return field({
    id: "marks-reading",
    label: say(words.reading, language),
    hint: say(words.readingHint, language),
    error: of.state.non_supply_reading ? undefined : errorAt(failure, "/rulebook", language),
    required: true,
    control: select({
      value: of.state.non_supply_reading,
      options: [
        { value: "", label: say(shared.choose, language) },
        { value: "either", label: say(words.either, language) },
        { value: "both", label: say(words.both, language) },
      ],
      change: (non_supply_reading) => of.set({ non_supply_reading }),
    }),
  });
}

function entry(of: Form, failure: Failure | undefined): TemplateResult {
  const { language } = of.context;
  return html`${field({
    id: "marks-consistency",
    label: say(words.consistency, language),
    error: errorIn(of, "consistency", failure),
    control: select({
      value: of.state.consistency,
      options: [
        { value: "", label: say(words.optional, language) },
        ...["evaluated", "not_evaluated"].map((value) => ({ value, label: say(CLASSES[value] ?? words.class, language) })),
      ],
      change: (consistency) => of.set({ consistency }),
    }),
  })}
  ${priceField(of, "reference_listing_price", failure)}`;
}

function cut(of: Form, failure: Failure | undefined): TemplateResult {
  const { language } = of.context;
  return field({
    id: "marks-cut",
    label: say(words.priceCutOn, language),
    hint: say(words.priceCutHint, language),
    error: errorIn(of, "price_cut_on", failure),
    control: dateInput({ value: of.state.price_cut_on, change: (price_cut_on) => of.set({ price_cut_on }) }),
  });
}

function errorIn(of: Form, name: string, failure: Failure | undefined): string | undefined {
  return errorAt(failure, `${ITEM}/${name}`, of.context.language);
}

/** A price that only other provinces need is marked when one of them finds it wrong; that it is missing, the table says. */
function failureAbout(of: Form, name: PriceName): Failure | undefined {
  if (!of.state[name].trim()) return undefined;
  return of.verdicts.find(({ failure }) => failure?.path === `${ITEM}/${name}`)?.failure;
}
