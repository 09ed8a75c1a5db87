import type { Parameter } from "../shell/rulebook-data.js";
import { tidy } from "../shell/tidy.js";

/** A rulebook that says how prices are marked. */
export interface MarkBook {
  readonly id: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly parameters: ReadonlyMap<string, Parameter>;
}

/** How the limits of a class follow from its anchor. */
export interface MarkRule {
  readonly anchor: string;
  readonly yellow_multiple: string;
  readonly red_multiple?: string;
  readonly red_from_yellow?: { readonly divide: string; readonly multiply: string };
}

export const PRICES = [
  "highest_winning_price",
  "own_winning_price",
  "highest_listing_price",
  "p75_listing_price",
  "lowest_listing_price",
] as const;
export type PriceName = (typeof PRICES)[number];

/** All that the visitor can set: texts as typed. */
export interface State extends Readonly<Record<PriceName, string>> {
  readonly rulebook: string;
  readonly name: string;
  /** What the consistency evaluation or the tender made of the product. */
  readonly status: string;
  /** What kind of drug it is. */
  readonly kind: string;
  readonly price: string;
  readonly consistency: string;
  readonly reference_listing_price: string;
  readonly price_cut_on: string;
  readonly non_supply_reading: string;
}

export const STATUSES = ["evaluated", "reference", "not_evaluated", "winner_not_supplying"] as const;
export const KINDS = ["chemical", "biological", "tcm"] as const;

export const EMPTY: State = {
  rulebook: "execution/henan-2026-marks",
  name: "",
  status: "evaluated",
  kind: "chemical",
  price: "",
  highest_winning_price: "",
  own_winning_price: "",
  highest_listing_price: "",
  p75_listing_price: "",
  lowest_listing_price: "",
  consistency: "",
  reference_listing_price: "",
  price_cut_on: "",
  non_supply_reading: "",
};

export function rulesOf(book: MarkBook): Readonly<Record<string, MarkRule>> {
  const value = book.parameters.get("mark_rules")?.value;
  return typeof value === "object" && value !== null ? (value as Record<string, MarkRule>) : {};
}

/**
 * The class under which a rulebook judges the product: notices go by the consistency evaluation, by the kind of drug, or take
 * all products of one name, form and specification together. A status that a rulebook does not know is asked as it is, and the
 * library says so.
 */
export function classFor(book: MarkBook, state: State): string {
  const rules = rulesOf(book);
  if (state.status in rules) return state.status;
  if (state.kind in rules) return state.kind;
  if ("three_same" in rules) return "three_same";
  return state.status;
}

/** The price fields that a rulebook needs for its class of the product. */
export function neededPrices(book: MarkBook, state: State): PriceName[] {
  const name = classFor(book, state);
  if (name === "winner_not_supplying") {
    return book.parameters.has("non_supply_multiple") ? ["own_winning_price", "highest_winning_price"] : [];
  }
  const anchors: Record<string, PriceName[]> = {
    highest_winning: ["highest_winning_price"],
    reference: ["highest_winning_price", "highest_listing_price"],
    p75_listing: ["p75_listing_price"],
    lowest_listing: ["lowest_listing_price"],
  };
  const needed = anchors[rulesOf(book)[name]?.anchor ?? ""] ?? [];
  return hasEntryRule(book, name) && !needed.includes("lowest_listing_price") ? [...needed, "lowest_listing_price"] : needed;
}

export function hasEntryRule(book: MarkBook, name: string): boolean {
  const value = book.parameters.get("entry_rules")?.value;
  return typeof value === "object" && value !== null && name in value;
}

/** Whether a rulebook tells evaluated from other generics when a product is first listed. */
export function comparesWithReference(book: MarkBook, state: State): boolean {
  const value = book.parameters.get("entry_rules")?.value as Record<string, object> | undefined;
  const rule = value?.[classFor(book, state)];
  return rule !== undefined && ("evaluated" in rule || "not_evaluated" in rule);
}

/** Whether the notice can be read in two ways and the visitor has to choose. */
export function needsReading(book: MarkBook, state: State): boolean {
  return (
    classFor(book, state) === "winner_not_supplying" &&
    book.parameters.has("non_supply_multiple") &&
    !book.parameters.has("non_supply_reading")
  );
}

/** What a rulebook is asked: only what bears on its class. */
export function inputOf(book: MarkBook, state: State, name: string): Record<string, unknown> {
  const item: Record<string, unknown> = { item: name, class: classFor(book, state) };
  const put = (field: string, text: string) => {
    const tidied = tidy(text);
    if (tidied) item[field] = tidied;
  };
  put("price", state.price);
  for (const field of neededPrices(book, state)) put(field, state[field]);
  if (comparesWithReference(book, state)) {
    put("consistency", state.consistency);
    put("reference_listing_price", state.reference_listing_price);
  }
  if (book.parameters.has("mark_removal_days")) put("price_cut_on", state.price_cut_on);
  const reading = needsReading(book, state) && state.non_supply_reading;
  return { ...(reading ? { non_supply_reading: reading } : {}), items: [item] };
}

/** Takes a state from a link: what is not understood is left as in an empty form, and reported. */
export function stateFrom(given: unknown): { state: State; understood: boolean } {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return { state: EMPTY, understood: false };
  const from = given as Record<string, unknown>;
  const known = Object.keys(EMPTY) as (keyof State)[];
  let understood = Object.keys(from).every((name) => name in EMPTY);
  const state: Record<string, string> = { ...EMPTY };
  for (const name of known) {
    const value = from[name];
    if (typeof value === "string") state[name] = value;
    else if (value !== undefined) understood = false;
  }
  return { state: state as unknown as State, understood };
}

/** Only what differs from an empty form: short links. */
export function compact(state: State): Record<string, string> {
  const known = EMPTY as unknown as Record<string, string>;
  const entries = Object.entries(state as unknown as Record<string, string>);
  return { rulebook: state.rulebook, ...Object.fromEntries(entries.filter(([name, value]) => value !== known[name])) };
}
