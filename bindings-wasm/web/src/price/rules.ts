import type { Parameter } from "../shell/rulebook-data.js";
import { tidy } from "../shell/tidy.js";
import { formOf, groupOf, isInjection } from "./forms.js";
import type { Draft, State } from "./model.js";

/** The parameters that a rulebook sets, by name. */
export type Parameters = ReadonlyMap<string, Parameter>;

/** The fields of a product that every visitor is offered; the others are in the foldable part. */
export type Shown = "first" | "more" | "never";

/** Where a field of a product stands, by what form, class and rulebook make of it. */
export function placeOf(name: keyof Draft, draft: Draft, state: State, parameters: Parameters): Shown {
  const group = groupOf(draft.form);
  const solid = group === "tablets" || group === "capsules";
  const tcm = state.drug_class === "tcm";
  switch (name) {
    case "form":
    case "count":
      return "first";
    case "content":
      // The labels of traditional Chinese medicines state fills or counts, seldom contents.
      return tcm ? "more" : "first";
    case "fill":
      return solid ? "more" : "first";
    case "dose_fill":
      return tidy(draft.fill) && !isInjection(draft.form) ? "more" : "never";
    case "unit":
      return group === "pills" ? "first" : "more";
    case "sugar_free":
      return tcm && !isInjection(draft.form) ? "first" : "never";
    case "daily_dose":
      return tcm && differsFromSome(draft, state) ? "first" : tcm ? "more" : "never";
    case "package_material":
      return draft.form === "large_volume_injection" ? "first" : "more";
    case "paediatric_small_spec":
      return parameters.has("paediatric_fill") ? "first" : "never";
    case "packaging_form":
    case "children_only":
      return "more";
    case "content_unit":
    case "fill_unit":
    case "daily_dose_in":
      return "never"; // stands beside its quantity
  }
}

/** Daily doses decide only where form or sugar differ. */
function differsFromSome(draft: Draft, state: State): boolean {
  const all = [state.representative, ...state.targets];
  return all.some((other) => other.form !== draft.form || other.sugar_free !== draft.sugar_free);
}

/** Whether a visitor has to say how many decimals a price has: the rulebook does not. */
export function needsRounding(parameters: Parameters): boolean {
  return parameters.size > 0 && !parameters.has("price_rounding");
}

/** Whether the rulebook says how listed prices are compared with each other. */
export function comparesListings(parameters: Parameters): boolean {
  return parameters.has("listing_base");
}

/**
 * Coefficients that the pairs of the question may need and the rulebook lacks: the visitor may assume them.
 * The rules publish only some form ratios, none of the yuan differences of injections, and no packaging ratios.
 */
export function assumable(state: State, parameters: Parameters): string[] {
  if (parameters.size === 0) return [];
  const names = new Set<string>();
  for (const target of state.targets) {
    for (const name of neededBy(state.representative, target, state.drug_class)) {
      if (!parameters.has(name)) names.add(name);
    }
  }
  return [...names];
}

function neededBy(from: Draft, to: Draft, drugClass: string): string[] {
  const tcm = drugClass === "tcm";
  const injections = isInjection(from.form) && isInjection(to.form);
  const names: string[] = [];
  if (from.form !== to.form) {
    for (const { form } of [from, to]) {
      if (!injections) names.push(`${tcm ? "tcm_form_ratio" : "form_ratio"}.${form}`);
      else if (form !== "small_volume_injection") names.push(`form_difference.${form}`);
    }
  }
  if (injections && tidy(from.fill) !== tidy(to.fill)) {
    names.push(tcm ? "tcm_injection_fill_base" : "injection_fill_amount");
  }
  if (from.packaging_form && to.packaging_form && from.packaging_form !== to.packaging_form) {
    names.push(`packaging_form_ratio.${from.packaging_form}`, `packaging_form_ratio.${to.packaging_form}`);
  }
  return names;
}

/** The parameters of the rulebook that a step goes by, for the sources beside it. `clause` is without the rulebook. */
export function parametersOfStep(clause: string, base: string | undefined, from: Draft, to: Draft, state: State): string[] {
  const tcm = state.drug_class === "tcm";
  const units = [...new Set([unitOf(to), unitOf(from)])].map((unit) => `count_mode.${unit}`);
  switch (clause) {
    case "form":
    case "sugar-free":
      return neededBy(from, { ...to, fill: from.fill, packaging_form: "" }, state.drug_class).concat(
        from.sugar_free === to.sugar_free ? [] : ["sugar_free_ratio"],
      );
    case "content":
    case "paediatric-small-spec":
      return clause === "content" ? ["content_base"] : ["paediatric_fill", "content_base"];
    case "fill":
      return [tcm && isInjection(from.form) && isInjection(to.form) ? "tcm_injection_fill_base" : "fill_base"];
    case "injection-fill":
      return ["injection_fill_free", "injection_fill_step", "injection_fill_amount"];
    case "large-volume-basis":
      return ["large_volume_basis"];
    case "daily-dose":
      return ["tcm_basis"];
    case "count":
      return base === undefined ? units : ["count_base", ...units];
    case "injection-floor":
      return ["injection_floor"];
    case "small-spec-cap":
      return ["small_spec_cap"];
    case "package-material":
      return from.package_material && to.package_material
        ? [`material_max.${from.package_material}`, `material_max.${to.package_material}`]
        : [];
    case "packaging-form":
      return [`packaging_form_ratio.${from.packaging_form}`, `packaging_form_ratio.${to.packaging_form}`];
    case "rounding":
      return state.rounding ? [] : ["price_rounding"];
    default:
      return [];
  }
}

/** What the package count counts: as stated, else by the form. */
export function unitOf(draft: Draft): string {
  return draft.unit || (formOf(draft.form)?.unit ?? "");
}
