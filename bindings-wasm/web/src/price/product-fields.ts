import { html, nothing, type TemplateResult } from "lit-html";
import { errorAt, type Failure } from "../shell/failure.js";
import { checkbox, field, select, textInput, type Control, type Option } from "../shell/field.js";
import { more } from "../shell/more.js";
import type { Language } from "../shell/tab.js";
import { say, words as shared, type Text } from "../shell/words.js";
import { fillUnitOf, FORM_GROUPS } from "./forms.js";
import type { Draft, State } from "./model.js";
import { placeOf, type Parameters, type Shown } from "./rules.js";
import { choice, CHOICES, words } from "./words.js";

/** A product's fields: what is drawn, where its errors are, and what a change does. */
export interface ProductFields {
  readonly id: string;
  /** JSON Pointer of the product in the request. */
  readonly path: string;
  readonly draft: Draft;
  readonly state: State;
  readonly parameters: Parameters;
  readonly failure: Failure | undefined;
  readonly language: Language;
  readonly change: (patch: Partial<Draft>) => void;
  /** Further fields after the first ones, such as the price. */
  readonly extra?: TemplateResult | typeof nothing;
  /** Further fields in the foldable part, and whether one of them is set. */
  readonly extraMore?: { readonly fields: TemplateResult; readonly set: boolean } | undefined;
}

const FIELDS = [
  "form",
  "content",
  "count",
  "fill",
  "dose_fill",
  "unit",
  "sugar_free",
  "daily_dose",
  "package_material",
  "packaging_form",
  "children_only",
  "paediatric_small_spec",
] as const satisfies readonly (keyof Draft)[];

/** What stands beside a quantity, so that its errors and values are those of the quantity's field. */
const BESIDE: Partial<Record<keyof Draft, keyof Draft>> = {
  content: "content_unit",
  fill: "fill_unit",
  daily_dose: "daily_dose_in",
};

export function productFields(of: ProductFields): TemplateResult {
  const shown = FIELDS.map((name) => ({ name, place: place(of, name) }));
  const first = shown.filter((entry) => entry.place === "first");
  const others = shown.filter((entry) => entry.place === "more");
  const wrong = others.some(({ name }) => errorOf(of, name) !== undefined);
  const set = of.extraMore?.set || others.some(({ name }) => isSet(of.draft, name));
  return html`<div class="fields">${first.map(({ name }) => one(of, name))}${of.extra ?? nothing}</div>
    ${others.length > 0
      ? more(say(shared.moreFields, of.language), wrong ? "wrong" : set ? "set" : undefined, html`<div class="fields">${others.map(({ name }) => one(of, name))}${of.extraMore?.fields ?? nothing}</div>`)
      : nothing}`;
}

/** A field that an error names is there to show it, and one that is set is there to be emptied. */
function place(of: ProductFields, name: (typeof FIELDS)[number]): Shown {
  const usual = placeOf(name, of.draft, of.state, of.parameters);
  if (usual !== "never") return usual;
  return isSet(of.draft, name) || errorOf(of, name) ? "more" : "never";
}

function isSet(draft: Draft, name: keyof Draft): boolean {
  return typeof draft[name] === "boolean" ? draft[name] : draft[name] !== "";
}

function errorOf(of: ProductFields, name: keyof Draft): string | undefined {
  const beside = BESIDE[name];
  return (
    errorAt(of.failure, `${of.path}/${name}`, of.language) ??
    (beside ? errorAt(of.failure, `${of.path}/${beside}`, of.language) : undefined)
  );
}

/** The JSON Pointers that these fields show. */
export function pathsOf(path: string): string[] {
  return [...FIELDS, ...Object.values(BESIDE)].map((name) => `${path}/${name}`);
}

const LABELS: Record<(typeof FIELDS)[number], Text> = {
  form: words.form,
  content: words.content,
  count: words.count,
  fill: words.fill,
  dose_fill: words.doseFill,
  unit: words.unit,
  sugar_free: words.sugarFree,
  daily_dose: words.dailyDose,
  package_material: words.packageMaterial,
  packaging_form: words.packagingForm,
  children_only: words.childrenOnly,
  paediatric_small_spec: words.paediatricSmall,
};

function one(of: ProductFields, name: (typeof FIELDS)[number]): TemplateResult {
  return field({
    id: `${of.id}-${name}`,
    label: say(LABELS[name], of.language),
    error: errorOf(of, name),
    required: name === "form",
    control: control(of, name),
  });
}

function control(of: ProductFields, name: (typeof FIELDS)[number]): Control {
  const { draft, language } = of;
  switch (name) {
    case "form":
      return select({ value: draft.form, options: formOptions(language), change: (form) => of.change(ofForm(form, draft)) });
    case "content":
      return quantity(of, "content", "content_unit", words.contentUnit);
    case "fill":
      return quantity(of, "fill", "fill_unit", words.fillUnit);
    case "daily_dose":
      return quantity(of, "daily_dose", "daily_dose_in", words.dailyDoseIn);
    case "count":
      return textInput({ value: draft.count, numeric: true, placeholder: "1", change: (count) => of.change({ count }) });
    case "dose_fill":
      return textInput({ value: draft.dose_fill, numeric: true, change: (dose_fill) => of.change({ dose_fill }) });
    case "unit":
      return chosen(of, name, words.byForm);
    case "package_material":
    case "packaging_form":
      return chosen(of, name, words.notStated);
    case "sugar_free":
    case "children_only":
    case "paediatric_small_spec":
      return checkbox({ checked: draft[name], change: (checked) => of.change({ [name]: checked }) });
  }
}

/** A new form brings its usual unit of fill, as long as no fill is stated. */
function ofForm(form: string, draft: Draft): Partial<Draft> {
  return draft.fill ? { form } : { form, fill_unit: fillUnitOf(form) };
}

function chosen(of: ProductFields, name: "unit" | "package_material" | "packaging_form", none: Text): Control {
  return select({
    value: of.draft[name],
    options: [{ value: "", label: say(none, of.language) }, ...optionsOf(name, of.language)],
    change: (value) => of.change({ [name]: value }),
  });
}

/** A number with the choice of its unit beside it. */
function quantity(
  of: ProductFields,
  name: "content" | "fill" | "daily_dose",
  unit: "content_unit" | "fill_unit" | "daily_dose_in",
  unitLabel: Text,
): Control {
  const number = textInput({ value: of.draft[name], numeric: true, change: (value) => of.change({ [name]: value }) });
  const units = select({ value: of.draft[unit], options: optionsOf(unit, of.language), change: (value) => of.change({ [unit]: value }) });
  return (wiring) => html`${number(wiring)}
    <span class="beside">
      <label class="visually-hidden" for="${wiring.id}-unit">${say(unitLabel, of.language)}</label>
      ${units({ id: `${wiring.id}-unit`, describedBy: undefined, invalid: false, required: false })}
    </span>`;
}

export function optionsOf(name: keyof typeof CHOICES, language: Language): Option[] {
  return Object.keys(CHOICES[name]).map((value) => ({ value, label: choice(name, value, language) }));
}

function formOptions(language: Language) {
  return FORM_GROUPS.map((group) => ({
    label: say(group.name, language),
    options: group.forms.map((form) => ({ value: form.id, label: say(form.name, language) })),
  }));
}
