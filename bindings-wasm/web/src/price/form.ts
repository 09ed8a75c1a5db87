import { html, nothing, type TemplateResult } from "lit-html";
import { errorAt, type Failure } from "../shell/failure.js";
import { checkbox, field, select, textInput } from "../shell/field.js";
import { more } from "../shell/more.js";
import { quickResult } from "../shell/quick-result.js";
import { rulebookPicker, type Listing } from "../shell/rulebook-picker.js";
import type { Context, Language } from "../shell/tab.js";
import { say, words as shared } from "../shell/words.js";
import { EXAMPLES } from "./examples.js";
import { EMPTY, EMPTY_TARGET, MOST_TARGETS, type Draft, type State, type Target } from "./model.js";
import { optionsOf, productFields } from "./product-fields.js";
import { assumable, needsRounding, type Parameters } from "./rules.js";
import { coefficientName, describe, words } from "./words.js";

/** What the form shows, and what it does on a change. */
export interface Form {
  readonly context: Context;
  readonly state: State;
  readonly rulebooks: readonly Listing[];
  readonly parameters: Parameters;
  /** The failure of each target, in their order. */
  readonly failures: readonly (Failure | undefined)[];
  /** The failure of the comparable price of each target. */
  readonly comparableFailures: readonly (Failure | undefined)[];
  readonly example: string;
  /** The result in one line, once there is one. */
  readonly summary: string;
  /** Whether the visitor has changed anything. */
  readonly touched: boolean;
  readonly set: (patch: Partial<State>) => void;
  readonly choose: (example: string) => void;
  readonly clear: () => void;
}

export function form(of: Form): TemplateResult {
  const { language } = of.context;
  return html`<form class="card" novalidate @submit=${(event: Event) => event.preventDefault()}>
    ${top(of)}
    <fieldset>
      <legend>${say(words.known, language)}</legend>
      ${productFields({
        id: "price-representative",
        path: "/input/representative",
        draft: of.state.representative,
        state: of.state,
        parameters: of.parameters,
        failure: firstFailure(of),
        language,
        change: (patch) => of.set({ representative: { ...of.state.representative, ...patch } }),
        extra: field({
          id: "price-price",
          label: say(words.price, language),
          unit: say(shared.yuan, language),
          required: true,
          error: errorIn(of, "/input/price"),
          control: textInput({ value: of.state.price, numeric: true, change: (price) => of.set({ price }) }),
        }),
      })}
    </fieldset>
    <h3>${say(words.targets, language)}</h3>
    <p class="hint note">${say(words.listedHint, language)}</p>
    ${of.state.targets.map((target, i) => targetFields(of, target, i))}
    <p class="actions">
      <button
        type="button"
        class="button"
        id="price-add"
        ?disabled=${of.state.targets.length >= MOST_TARGETS}
        @click=${() => add(of)}
      >
        ${say(words.addTarget, language)}
      </button>
    </p>
    ${assumptions(of)} ${options(of)} ${of.summary ? quickResult({ text: of.summary, heading: "price-result", stays: of.touched, language }) : nothing}
  </form>`;
}

function top(of: Form): TemplateResult {
  const { language } = of.context;
  const note = EXAMPLES.find((example) => example.id === of.example)?.note;
  return html`<div class="actions">
      <label for="price-example" class="visually-hidden">${say(words.examples, language)}</label>
      <select id="price-example" class="input narrow" @change=${(event: Event) => of.choose((event.target as HTMLSelectElement).value)}>
        <option value="" disabled .selected=${of.example === ""}>${say(words.examples, language)}</option>
        ${EXAMPLES.map(
          (example) => html`<option value=${example.id} .selected=${of.example === example.id}>${say(words.examples, language)}${language === "zh" ? "：" : ": "}${say(example.name, language)}</option>`,
        )}
      </select>
      <button type="button" class="button" id="price-clear" @click=${of.clear}>${say(shared.clear, language)}</button>
    </div>
    ${note ? html`<p class="hint note">${say(note, language)}</p>` : nothing}
    ${of.rulebooks.length > 0
      ? rulebookPicker({
          id: "price-rulebook",
          context: of.context,
          rulebooks: of.rulebooks,
          value: of.state.rulebook,
          error: rulebookError(of),
          change: (rulebook) => of.set({ rulebook }),
        })
      : html`<p class="hint">${say(words.loadingRules, language)}</p>`}
    <div class="fields">
      ${field({
        id: "price-class",
        label: say(words.drugClass, language),
        error: errorIn(of, "/input/drug_class"),
        control: select({
          value: of.state.drug_class,
          options: optionsOf("drug_class", language),
          change: (drug_class) => of.set({ drug_class }),
        }),
      })}
      ${needsRounding(of.parameters) ? rounding(of) : nothing}
    </div>`;
}

function targetFields(of: Form, target: Target, i: number): TemplateResult {
  const { language } = of.context;
  const set = (patch: Partial<Target>) =>
    of.set({ targets: of.state.targets.map((other, at) => (at === i ? { ...other, ...patch } : other)), shown: i });
  const failure = of.failures[i];
  return html`<fieldset class="target">
    <legend>${i + 1}. ${describe(target, language)}</legend>
    ${productFields({
      id: `price-target-${i}`,
      path: "/input/target",
      draft: target,
      state: of.state,
      parameters: of.parameters,
      failure,
      language,
      change: (patch: Partial<Draft>) => set(patch),
      extra: field({
        id: `price-target-${i}-listed`,
        label: say(words.listed, language),
        unit: say(shared.yuan, language),
        // In that question the price is the one of this product.
        error: errorAt(of.comparableFailures[i], "/input/price", language),
        control: textInput({ value: target.listed, numeric: true, placeholder: say(words.optional, language), change: (listed) => set({ listed }) }),
      }),
      extraMore: representativeFields(target, i, set, language),
    })}
    ${of.state.targets.length > 1
      ? html`<p class="actions">
          <button type="button" class="button small" @click=${() => remove(of, i)}>
            ${say(words.removeTarget, language)} ${i + 1}
          </button>
        </p>`
      : nothing}
  </fieldset>`;
}

/** What decides, beside the specification, whether a product has a representative of its own. */
function representativeFields(target: Target, i: number, set: (patch: Partial<Target>) => void, language: Language) {
  const fields = html`${field({
    id: `price-target-${i}-indication`,
    label: say(words.indication, language),
    control: select({
      value: target.indication,
      options: optionsOf("indication", language),
      change: (indication) => set({ indication }),
    }),
  })}
  ${field({
    id: `price-target-${i}-device`,
    label: say(words.device, language),
    control: checkbox({ checked: target.device, change: (device) => set({ device }) }),
  })}`;
  return { fields, set: target.device || target.indication !== EMPTY_TARGET.indication };
}

/** Another strength or pack mostly differs in one thing from the last. */
function add(of: Form): void {
  const last = of.state.targets.at(-1) ?? EMPTY_TARGET;
  const at = of.state.targets.length;
  of.set({ targets: [...of.state.targets, { ...last, listed: "" }], shown: at });
  document.getElementById(`price-target-${at}-form`)?.focus();
}

function remove(of: Form, i: number): void {
  const targets = of.state.targets.filter((_, at) => at !== i);
  const shown = of.state.shown > i ? of.state.shown - 1 : of.state.shown;
  of.set({ targets, shown: Math.min(shown, targets.length - 1) });
  // The button that was pressed is gone, or is another product's.
  document.getElementById("price-add")?.focus();
}

function rounding(of: Form): TemplateResult {
  const { language } = of.context;
  const due = needsRounding(of.parameters);
  const decimals = ["0", "1", "2", "3", "4"].map((value) => ({ value, label: value }));
  return html`${field({
    id: "price-rounding",
    label: say(words.rounding, language),
    hint: due ? say(words.roundingHint, language) : undefined,
    error: errorIn(of, "/input/rounding") ?? (due ? missingRounding(of) : undefined),
    required: due,
    control: select({
      value: of.state.rounding,
      options: [
        { value: "", label: say(due ? shared.choose : words.asRulebook, language) },
        ...decimals,
        { value: "tiers", label: say(words.tiers, language) },
      ],
      change: (value) => of.set({ rounding: value }),
    }),
  })}
  ${of.state.rounding
    ? field({
        id: "price-rounding-mode",
        label: say(words.roundingMode, language),
        control: select({
          value: of.state.rounding_mode,
          options: optionsOf("rounding_mode", language),
          change: (rounding_mode) => of.set({ rounding_mode }),
        }),
      })
    : nothing}`;
}

function assumptions(of: Form): TemplateResult | typeof nothing {
  const { language } = of.context;
  const names = assumable(of.state, of.parameters);
  if (names.length === 0) return nothing;
  return html`<fieldset>
    <legend>${say(words.assumptions, language)}</legend>
    <p class="hint">${say(words.assumptionsHint, language)}</p>
    <div class="fields">
      ${names.map((name) =>
        field({
          id: `price-assume-${name.replace(".", "-")}`,
          label: coefficientName(name, language),
          error: errorIn(of, `/rulebook/parameters/${name}`),
          control: textInput({
            value: of.state.assumptions[name] ?? "",
            numeric: true,
            change: (value) => of.set({ assumptions: { ...of.state.assumptions, [name]: value } }),
          }),
        }),
      )}
    </div>
  </fieldset>`;
}

function options(of: Form): TemplateResult {
  const { language } = of.context;
  const { state } = of;
  const paths = ["/input/basis", "/input/material_difference"];
  const set =
    state.basis !== EMPTY.basis ||
    state.chain_regardless ||
    state.material_difference !== "" ||
    (state.rounding !== "" && !needsRounding(of.parameters));
  const wrong = paths.some((path) => errorIn(of, path) !== undefined);
  return more(
    say(shared.moreFields, language),
    wrong ? "wrong" : set ? "set" : undefined,
    html`<div class="fields">
      ${needsRounding(of.parameters) ? nothing : rounding(of)}
      ${field({
        id: "price-basis",
        label: say(words.basis, language),
        error: errorIn(of, "/input/basis"),
        control: select({
          value: state.basis,
          options: [{ value: "", label: say(words.automatic, language) }, ...optionsOf("basis", language)],
          change: (basis) => of.set({ basis }),
        }),
      })}
      ${field({
        id: "price-material",
        label: say(words.materialDifference, language),
        unit: say(shared.yuan, language),
        error: errorIn(of, "/input/material_difference"),
        control: textInput({
          value: state.material_difference,
          numeric: true,
          change: (material_difference) => of.set({ material_difference }),
        }),
      })}
      ${field({
        id: "price-chain",
        label: say(words.chainRegardless, language),
        control: checkbox({ checked: state.chain_regardless, change: (chain_regardless) => of.set({ chain_regardless }) }),
      })}
    </div>`,
  );
}

/** Errors of the representative and of common fields are the same for every target. */
function firstFailure(of: Form): Failure | undefined {
  return of.failures.find((failure) => failure?.path.startsWith("/input/representative"));
}

function errorIn(of: Form, path: string): string | undefined {
  for (const failure of of.failures) {
    const error = errorAt(failure, path, of.context.language);
    if (error) return error;
  }
  return undefined;
}

function missingRounding(of: Form): string | undefined {
  return of.state.rounding === "" ? errorAtRulebook(of) : undefined;
}

/** Without a rounding the library answers at the rulebook; the field that helps is the rounding. */
function rulebookError(of: Form): string | undefined {
  return needsRounding(of.parameters) && of.state.rounding === "" ? undefined : errorAtRulebook(of);
}

function errorAtRulebook(of: Form): string | undefined {
  const failure = of.failures.find((candidate) => candidate?.path === "/rulebook");
  return failure && errorAt(failure, "/rulebook", of.context.language);
}

/** The pointers of the form that are not a product's. */
export const COMMON_PATHS: readonly string[] = [
  "/rulebook",
  "/input/price",
  "/input/drug_class",
  "/input/basis",
  "/input/rounding",
  "/input/material_difference",
];
