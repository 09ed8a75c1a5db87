import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";

/** What ties a control to its label, hint and error message. */
export interface Wiring {
  readonly id: string;
  /** Ids of hint and error, or undefined where there are none. */
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
}

/** A control of a field, drawn once its wiring is known. */
export type Control = (wiring: Wiring) => TemplateResult;

export interface Field {
  /** Unique on the page; hint and error get ids from it. */
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly unit?: string | undefined;
  readonly required?: boolean | undefined;
  /** The label is for screen readers only, e.g. in a table whose header says it. */
  readonly labelHidden?: boolean | undefined;
  readonly control: Control;
}

/** Label, control, hint and error message, tied together for the eye and for assistive technology. */
export function field(of: Field): TemplateResult {
  const hintId = `${of.id}-hint`;
  const errorId = `${of.id}-error`;
  const described = [of.error ? errorId : "", of.hint ? hintId : ""].filter(Boolean).join(" ");
  const wiring: Wiring = {
    id: of.id,
    describedBy: described || undefined,
    invalid: Boolean(of.error),
    required: of.required ?? false,
  };
  return html`<div class=${of.error ? "field invalid" : "field"}>
    <label class=${of.labelHidden ? "label visually-hidden" : "label"} for=${of.id}
      >${of.label}${of.required ? html`<span class="required" aria-hidden="true"> *</span>` : nothing}</label
    >
    <div class="control">
      ${of.control(wiring)}${of.unit ? html`<span class="unit">${of.unit}</span>` : nothing}
    </div>
    ${of.hint ? html`<p class="hint" id=${hintId}>${of.hint}</p>` : nothing}
    ${of.error ? html`<p class="field-error" id=${errorId}>${of.error}</p>` : nothing}
  </div>`;
}

export interface TextInput {
  readonly value: string;
  /** Called at every input. */
  readonly change: (value: string) => void;
  /** Amounts and counts: right-aligned, with the decimal keyboard of phones. The value stays a string. */
  readonly numeric?: boolean;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export function textInput(of: TextInput): Control {
  return ({ id, describedBy, invalid, required }) => html`<input
    id=${id}
    class=${of.numeric ? "input numeric" : "input"}
    type="text"
    autocomplete="off"
    spellcheck="false"
    inputmode=${of.numeric ? "decimal" : "text"}
    placeholder=${of.placeholder ?? nothing}
    ?disabled=${of.disabled ?? false}
    .value=${live(of.value)}
    aria-describedby=${describedBy ?? nothing}
    aria-invalid=${invalid ? "true" : nothing}
    aria-required=${required ? "true" : nothing}
    @input=${(event: Event) => of.change((event.target as HTMLInputElement).value)}
  />`;
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface OptionGroup {
  readonly label: string;
  readonly options: readonly Option[];
}

export interface Select {
  readonly value: string;
  readonly options: readonly (Option | OptionGroup)[];
  readonly change: (value: string) => void;
  readonly disabled?: boolean | undefined;
}

/** The options select themselves: the value of a `<select>` cannot be set before its options are there. */
export function select(of: Select): Control {
  const one = (option: Option) =>
    html`<option value=${option.value} .selected=${live(option.value === of.value)}>${option.label}</option>`;
  return ({ id, describedBy, invalid, required }) => html`<select
    id=${id}
    class="input"
    ?disabled=${of.disabled ?? false}
    aria-describedby=${describedBy ?? nothing}
    aria-invalid=${invalid ? "true" : nothing}
    aria-required=${required ? "true" : nothing}
    @change=${(event: Event) => of.change((event.target as HTMLSelectElement).value)}
  >
    ${of.options.map((entry) =>
      "options" in entry ? html`<optgroup label=${entry.label}>${entry.options.map(one)}</optgroup>` : one(entry),
    )}
  </select>`;
}

export interface Checkbox {
  readonly checked: boolean;
  readonly change: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
}

export function checkbox(of: Checkbox): Control {
  return ({ id, describedBy, invalid }) => html`<input
    id=${id}
    class="checkbox"
    type="checkbox"
    ?disabled=${of.disabled ?? false}
    .checked=${live(of.checked)}
    aria-describedby=${describedBy ?? nothing}
    aria-invalid=${invalid ? "true" : nothing}
    @change=${(event: Event) => of.change((event.target as HTMLInputElement).checked)}
  />`;
}

export interface DateInput {
  /** ISO 8601, or empty. */
  readonly value: string;
  readonly change: (value: string) => void;
}

export function dateInput(of: DateInput): Control {
  return ({ id, describedBy, invalid, required }) => html`<input
    id=${id}
    class="input"
    type="date"
    min="1900-01-01"
    max="2999-12-31"
    .value=${live(of.value)}
    aria-describedby=${describedBy ?? nothing}
    aria-invalid=${invalid ? "true" : nothing}
    aria-required=${required ? "true" : nothing}
    @change=${(event: Event) => of.change((event.target as HTMLInputElement).value)}
  />`;
}
