import type { Step } from "../shell/explanation.js";
import { failureOf, type Failure } from "../shell/failure.js";
import type { Reliance } from "../shell/rests-on.js";
import type { Language } from "../shell/tab.js";
import { tidy } from "../shell/tidy.js";
import { commonOf, productOf, rulebookOf, type State, type Target } from "./model.js";
import { assumable, comparesListings, type Parameters } from "./rules.js";
import { words } from "./words.js";

/** What this tab needs of the package. */
export interface Evaluator {
  evaluate(request: object): { value: unknown; explanation?: Step[]; rests_on: Reliance[] };
}

export interface PriceStep {
  readonly step: string;
  readonly kind: "ratio" | "difference" | "limit";
  readonly x?: string;
  readonly base?: string;
  readonly factor?: string;
  readonly difference?: string;
  readonly price_after?: string;
}

export interface Price {
  readonly price: string;
  readonly unit_price?: string;
  readonly unrounded: string;
  readonly price_is_ceiling: boolean;
  readonly floor_applied: boolean;
  readonly cap_applied: boolean;
  readonly steps: readonly PriceStep[];
}

export interface Answered<T> {
  readonly value: T;
  readonly explanation: readonly Step[];
  readonly rests_on: readonly Reliance[];
}

/** A value of the library, or why there is none. */
export type Tried<T> = { readonly answer: Answered<T>; readonly failure?: undefined } | { readonly failure: Failure; readonly answer?: undefined };

/** Whether a product has to have, or may have, a representative of its own. */
export interface Separate {
  readonly required: boolean;
  readonly permitted: boolean;
  readonly undetermined: readonly string[];
}

export interface Outcome {
  readonly price: Tried<Price>;
  readonly ratio: Tried<{ ratio: string; exact: boolean }>;
  /** Only for a target with a price of its own. */
  readonly comparable: Tried<{ comparable_price: string }> | undefined;
  readonly separate: Tried<Separate>;
}

export interface ListedItem {
  readonly id: string;
  readonly price: string;
  readonly base_id: string;
  readonly limit: string;
  readonly differential_violation: boolean;
  readonly compliant_price: string;
  readonly excess: string;
}

export interface Check {
  readonly items: readonly ListedItem[];
  readonly violating_ids: readonly string[];
  readonly not_compared: readonly { source: string; target: string; reason: string }[];
}

/** Prices every target from the representative; each stands or fails alone. */
export function priceAll(jicai: Evaluator, state: State, parameters: Parameters, language: Language): Outcome[] {
  const rulebook = rulebookOf(state, assumable(state, parameters), words.assumed[language]);
  return state.targets.map((target) => priceOne(jicai, state, target, rulebook, language));
}

function priceOne(jicai: Evaluator, state: State, target: Target, rulebook: unknown, language: Language): Outcome {
  const representative = productOf(state.representative);
  const wanted = productOf(target);
  const options = { language };
  const material = tidy(state.material_difference);
  const difference = material ? { material_difference: material } : {};
  const common = { ...commonOf(state, true), ...difference };
  const listed = tidy(target.listed);
  return {
    price: tried<Price>(jicai, {
      function: "differential.price",
      rulebook,
      input: { representative, ...stated("price", state.price), target: wanted, ...common },
      options,
    }),
    ratio: tried(jicai, {
      function: "differential.ratio",
      rulebook,
      input: { representative, target: wanted, ...commonOf(state, false) },
      options: { ...options, explain: false },
    }),
    comparable: listed
      ? tried(jicai, {
          function: "differential.comparable_price",
          rulebook,
          input: { product: wanted, price: listed, reference: representative, ...common },
          options,
        })
      : undefined,
    separate: tried(jicai, {
      function: "differential.needs_representative",
      rulebook,
      input: {
        representative,
        candidate: wanted,
        indication: target.indication,
        self_administered_device: target.device,
        ...(target.packaging_form === "multi_dose" ? stated("candidate_price", target.listed) : {}),
      },
      options,
    }),
  };
}

/** The id of the representative among the products of a check. */
export const REPRESENTATIVE = "0";

/** Compares the listed prices with each other, where the rulebook says how and something is listed. */
export function checkListing(jicai: Evaluator, state: State, parameters: Parameters, language: Language): Tried<Check> | undefined {
  const listed = state.targets.flatMap((target, i) => {
    const price = tidy(target.listed);
    return price ? [{ id: String(i + 1), price, ...productOf(target) }] : [];
  });
  if (!comparesListings(parameters) || listed.length === 0 || !tidy(state.price)) return undefined;
  const representative = { id: REPRESENTATIVE, price: tidy(state.price), ...productOf(state.representative) };
  return tried<Check>(jicai, {
    function: "differential.check_listing",
    rulebook: rulebookOf(state, assumable(state, parameters), words.assumed[language]),
    input: { products: [representative, ...listed], on_gap: "skip", ...commonOf(state, true) },
    options: { language },
  });
}

function stated(name: string, text: string): Record<string, string> {
  const tidied = tidy(text);
  return tidied ? { [name]: tidied } : {};
}

function tried<T>(jicai: Evaluator, request: object): Tried<T> {
  try {
    const { value, explanation, rests_on } = jicai.evaluate(request);
    return { answer: { value: value as T, explanation: explanation ?? [], rests_on } };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}
