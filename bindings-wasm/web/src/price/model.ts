import { tidy } from "../shell/tidy.js";
import { formOf } from "./forms.js";

/** A product as the form holds it: texts as typed, an empty one is not stated. */
export interface Draft {
  readonly form: string;
  readonly content: string;
  readonly content_unit: string;
  readonly fill: string;
  readonly fill_unit: string;
  readonly dose_fill: string;
  readonly unit: string;
  readonly count: string;
  readonly sugar_free: boolean;
  readonly daily_dose: string;
  readonly daily_dose_in: string;
  readonly package_material: string;
  readonly packaging_form: string;
  readonly children_only: boolean;
  readonly paediatric_small_spec: boolean;
}

/** A product whose price is wanted; it may have a price already, which is then compared. */
export interface Target extends Draft {
  readonly listed: string;
  /** How its indication differs from that of the representative. */
  readonly indication: string;
  /** It has a special device and is self-administered outside hospital. */
  readonly device: boolean;
}

/** All that the visitor can set. */
export interface State {
  readonly rulebook: string;
  readonly drug_class: string;
  readonly basis: string;
  /** Number of decimals, `tiers`, or empty: as the rulebook says. */
  readonly rounding: string;
  readonly rounding_mode: string;
  readonly chain_regardless: boolean;
  readonly material_difference: string;
  readonly representative: Draft;
  readonly price: string;
  readonly targets: readonly Target[];
  /** Parameters that the rulebook lacks, as the visitor assumes them. */
  readonly assumptions: Readonly<Record<string, string>>;
  /** The target whose computation is shown. */
  readonly shown: number;
}

export const MOST_TARGETS = 50;

export const EMPTY_DRAFT: Draft = {
  form: "tablet",
  content: "",
  content_unit: "mg",
  fill: "",
  fill_unit: "g",
  dose_fill: "",
  unit: "",
  count: "",
  sugar_free: false,
  daily_dose: "",
  daily_dose_in: "units",
  package_material: "",
  packaging_form: "",
  children_only: false,
  paediatric_small_spec: false,
};

export const EMPTY_TARGET: Target = { ...EMPTY_DRAFT, listed: "", indication: "same", device: false };

export const EMPTY: State = {
  rulebook: "differential/vbp",
  drug_class: "chemical",
  basis: "",
  rounding: "",
  rounding_mode: "half_up",
  chain_regardless: false,
  material_difference: "",
  representative: EMPTY_DRAFT,
  price: "",
  targets: [EMPTY_TARGET],
  assumptions: {},
  shown: 0,
};

/** A product as the library takes it. */
export function productOf(draft: Draft): Record<string, unknown> {
  const product: Record<string, unknown> = { form: draft.form };
  const put = (name: string, text: string) => {
    const tidied = tidy(text);
    if (tidied) product[name] = tidied;
    return Boolean(tidied);
  };
  if (put("content", draft.content)) put("content_unit", draft.content_unit);
  if (put("fill", draft.fill)) {
    put("fill_unit", draft.fill_unit);
    put("dose_fill", draft.dose_fill);
  }
  put("unit", draft.unit);
  put("count", draft.count);
  if (put("daily_dose", draft.daily_dose)) put("daily_dose_in", draft.daily_dose_in);
  put("package_material", draft.package_material);
  put("packaging_form", draft.packaging_form);
  if (draft.sugar_free) product["sugar_free"] = true;
  if (draft.children_only) product["children_only"] = true;
  if (draft.paediatric_small_spec) product["paediatric_small_spec"] = true;
  return product;
}

/** The decimals of the retail price lists of 2009, which `differential/cn-retail-cap-2009` has built in. */
const TIERS = [{ below: "1", decimals: 2 }, { below: "100", decimals: 1 }, { decimals: 0 }];

/** The fields that all questions of the area share. */
export function commonOf(state: State, withRounding: boolean): Record<string, unknown> {
  const common: Record<string, unknown> = { drug_class: state.drug_class };
  if (state.basis) common["basis"] = state.basis;
  if (state.chain_regardless) common["chain_regardless"] = true;
  if (withRounding && state.rounding) {
    const mode = state.rounding_mode;
    common["rounding"] = state.rounding === "tiers" ? { mode, tiers: TIERS } : { mode, decimals: Number(state.rounding) };
  }
  return common;
}

/** The rulebook of the request: built in, or one that adds what the visitor assumes. */
export function rulebookOf(state: State, assumable: readonly string[], citation: string): string | Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const name of assumable) {
    const value = tidy(state.assumptions[name] ?? "");
    if (value) parameters[name] = { value, provenance: "unverified", citation };
  }
  if (Object.keys(parameters).length === 0) return state.rulebook;
  return { id: "own/assumptions", extends: state.rulebook, parameters };
}

/** Takes a state from a link: what is not understood stays as it is in an empty form, and is reported. */
export function stateFrom(given: unknown): { state: State; understood: boolean } {
  const reader = new Reader();
  const top = reader.object(given);
  const targets = reader.list(top["targets"], MOST_TARGETS).map((entry) => {
    const target = reader.object(entry);
    return {
      ...reader.draft(target),
      listed: reader.text(target, "listed", ""),
      indication: reader.text(target, "indication", EMPTY_TARGET.indication),
      device: reader.flag(target, "device"),
    };
  });
  const assumptions: Record<string, string> = {};
  if (top["assumptions"] !== undefined) {
    const entries = reader.object(top["assumptions"]);
    for (const name of Object.keys(entries).slice(0, 100)) assumptions[name] = reader.text(entries, name, "");
  }
  const shown = top["shown"];
  const state: State = {
    rulebook: reader.text(top, "rulebook", EMPTY.rulebook),
    drug_class: reader.text(top, "drug_class", EMPTY.drug_class),
    basis: reader.text(top, "basis", ""),
    rounding: reader.text(top, "rounding", ""),
    rounding_mode: reader.text(top, "rounding_mode", EMPTY.rounding_mode),
    chain_regardless: reader.flag(top, "chain_regardless"),
    material_difference: reader.text(top, "material_difference", ""),
    representative: reader.draft(reader.object(top["representative"])),
    price: reader.text(top, "price", ""),
    targets: targets.length > 0 ? targets : [EMPTY_TARGET],
    assumptions,
    shown: typeof shown === "number" && Number.isInteger(shown) && shown >= 0 && shown < targets.length ? shown : 0,
  };
  return { state, understood: reader.understood };
}

/** Only what differs from an empty form: short links. */
export function compact(state: State): Record<string, unknown> {
  const without = (of: object, base: object) => {
    const known = base as Record<string, unknown>;
    return Object.fromEntries(Object.entries(of).filter(([name, value]) => value !== known[name]));
  };
  return {
    ...without(state, { ...EMPTY, targets: undefined, representative: undefined }),
    rulebook: state.rulebook,
    representative: { form: state.representative.form, ...without(state.representative, EMPTY_DRAFT) },
    targets: state.targets.map((target) => ({ form: target.form, ...without(target, EMPTY_TARGET) })),
  };
}

/** Reads loosely, and remembers whether everything was as expected. */
class Reader {
  understood = true;

  object(value: unknown): Record<string, unknown> {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    this.understood = false;
    return {};
  }

  list(value: unknown, most: number): readonly unknown[] {
    if (!Array.isArray(value)) {
      this.understood = false;
      return [];
    }
    if (value.length > most) this.understood = false;
    return value.slice(0, most);
  }

  text(from: Record<string, unknown>, name: string, otherwise: string): string {
    const value = from[name];
    if (value === undefined) return otherwise;
    if (typeof value === "string") return value;
    this.understood = false;
    return otherwise;
  }

  flag(from: Record<string, unknown>, name: string): boolean {
    const value = from[name];
    if (value !== undefined && typeof value !== "boolean") this.understood = false;
    return value === true;
  }

  draft(from: Record<string, unknown>): Draft {
    const text = (name: keyof Draft & string) => this.text(from, name, String(EMPTY_DRAFT[name]));
    const form = text("form");
    if (!formOf(form)) this.understood = false;
    return {
      form: formOf(form) ? form : EMPTY_DRAFT.form,
      content: text("content"),
      content_unit: text("content_unit"),
      fill: text("fill"),
      fill_unit: text("fill_unit"),
      dose_fill: text("dose_fill"),
      unit: text("unit"),
      count: text("count"),
      sugar_free: this.flag(from, "sugar_free"),
      daily_dose: text("daily_dose"),
      daily_dose_in: text("daily_dose_in"),
      package_material: text("package_material"),
      packaging_form: text("packaging_form"),
      children_only: this.flag(from, "children_only"),
      paediatric_small_spec: this.flag(from, "paediatric_small_spec"),
    };
  }
}
