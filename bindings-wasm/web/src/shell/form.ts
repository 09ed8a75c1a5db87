/** Fields that write into an object of a form and show what the library says about it. */

import type { TemplateResult } from "lit-html";

import { checkbox, dateInput, field, select, textInput, type Control, type Option } from "./field.js";
import type { Language } from "./tab.js";
import { say, type Text } from "./words.js";
import { percent } from "./fen.js";

export type Texts = Readonly<Record<string, Text | undefined>>;

export interface Form {
  readonly language: Language;
  /** Starts the ids of its elements. */
  readonly prefix: string;
  readonly labels: Texts;
  readonly hints: Texts;
  /** Messages by the place of the field, e.g. `/lines/2/price`. */
  readonly errors: ReadonlyMap<string, string>;
  /** After an object was changed: everything is computed and drawn again. */
  readonly change: () => void;
  /** Gives the focus to an element, once a change is drawn. */
  readonly focus: (id: string) => void;
}

/** `/lines/2/price` is the element `bill-lines-2-price`. */
export function idOf({ prefix }: Pick<Form, "prefix">, at: string): string {
  return `${prefix}${at.replaceAll("/", "-")}`;
}

export interface More {
  /** The place of the object. */
  readonly at: string;
  readonly required?: boolean | undefined;
  readonly label?: string | undefined;
}

function placed(form: Form, name: string, control: Control, more: More & { readonly unit?: string | undefined }): TemplateResult {
  const at = `${more.at}/${name}`;
  const hint = form.hints[name];
  const label = form.labels[name];
  return field({
    id: idOf(form, at),
    label: more.label ?? (label === undefined ? name : say(label, form.language)),
    hint: hint && say(hint, form.language),
    error: form.errors.get(at),
    unit: more.unit,
    required: more.required,
    control,
  });
}

/** The unit stands in the label: beside each control it would take the room of digits. */
function inYuan(label: string, language: Language): string {
  return language === "zh" ? `${label}（元）` : `${label} (yuan)`;
}

export interface Typed extends More {
  /** An amount of money. */
  readonly yuan?: boolean | undefined;
  readonly unit?: string | undefined;
  /** No number: a name, an identifier. */
  readonly words?: boolean | undefined;
  readonly placeholder?: string | undefined;
}

/** A text, or a number as text. */
export function typed<Name extends string>(form: Form, of: { [name in Name]: string }, name: Name, more: Typed): TemplateResult {
  const change = (value: string): void => {
    of[name] = value;
    form.change();
  };
  const text = form.labels[name];
  const label = more.label ?? (text === undefined ? name : say(text, form.language));
  const control = textInput({ value: of[name], change, numeric: more.words !== true, placeholder: more.placeholder });
  return placed(form, name, control, { ...more, label: more.yuan === true ? inYuan(label, form.language) : label });
}

/** A rate, with what it is in percent beside it. */
export function rate<Name extends string>(form: Form, of: { [name in Name]: string }, name: Name, more: More): TemplateResult {
  const inPercent = percent(of[name]);
  return typed(form, of, name, { ...more, ...(inPercent === undefined ? {} : { unit: `= ${inPercent}` }) });
}

export function chosen<Name extends string, Word extends string>(
  form: Form,
  of: { [name in Name]: Word },
  name: Name,
  more: More & { readonly options: readonly (Option | { readonly label: string; readonly options: readonly Option[] })[] },
): TemplateResult {
  const change = (value: string): void => {
    // Only words of the options can be chosen.
    of[name] = value as Word;
    form.change();
  };
  return placed(form, name, select({ value: of[name], options: more.options, change }), more);
}

export function ticked<Name extends string>(form: Form, of: { [name in Name]: boolean }, name: Name, more: More): TemplateResult {
  const change = (checked: boolean): void => {
    of[name] = checked;
    form.change();
  };
  return placed(form, name, checkbox({ checked: of[name], change }), more);
}

export function dated<Name extends string>(form: Form, of: { [name in Name]: string }, name: Name, more: More): TemplateResult {
  const change = (value: string): void => {
    of[name] = value;
    form.change();
  };
  return placed(form, name, dateInput({ value: of[name], change }), more);
}

/** Words of a choice in the language of the page, as they stand where none is known. */
export function options(form: Form, offered: readonly string[], known: Texts, blank?: Text): Option[] {
  const named = offered.map((value) => {
    const text = known[value];
    return { value, label: text === undefined ? value : say(text, form.language) };
  });
  return blank === undefined ? named : [{ value: "", label: say(blank, form.language) }, ...named];
}
