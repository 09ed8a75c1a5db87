/** Which facts a rulebook asks of a line: the page shows these and hides the rest. The library has the last word. */

import type { Line } from "./model.js";

/** Parameters of a rulebook as `rulebook.show` gives them. */
export type Parameters = Readonly<Record<string, { readonly value: unknown } | undefined>>;

/** Fields of a line beyond name, status, class, price, quantity and amount. */
export type Extra =
  | "own_rate"
  | "standard"
  | "fixed_self_pay"
  | "winning_price"
  | "base_price"
  | "national_standard"
  | "negotiated_price"
  | "supply"
  | "group"
  | "category"
  | "cap"
  | "high_price_listed"
  | "prefilled_pen"
  | "essential"
  | "rivals";

/** Columns of the winners, or of the listed products. */
export type RivalField = "id" | "price" | "group" | "supply" | "volume";

export interface Needs {
  readonly required: ReadonlySet<Extra>;
  readonly optional: ReadonlySet<Extra>;
  readonly rivals: readonly RivalField[];
}

const WEIGHED = "volume_weighted";

export function word(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name]?.value;
  return typeof value === "string" ? value : undefined;
}

function entries(parameters: Parameters, name: string): Record<string, unknown>[] {
  const value = parameters[name]?.value;
  if (!Array.isArray(value)) return [];
  return value.filter((entry: unknown): entry is Record<string, unknown> => typeof entry === "object" && entry !== null);
}

export function categories(parameters: Parameters): string[] {
  const value = parameters["categories"]?.value;
  return Array.isArray(value) ? value.filter((one: unknown): one is string => typeof one === "string") : [];
}

/** Whether the rulebook exempts some persons from added self-pay. */
export function asksPerson(parameters: Parameters): boolean {
  const value = parameters["exempt_persons"]?.value;
  return Array.isArray(value) && value.length > 0;
}

/** What a band pays in a year: `of` what. */
export interface Entry {
  readonly of: string;
}

/** The bands with their years; `rest`: their other members. */
export function bandsOf(parameters: Parameters): { readonly years: readonly Entry[]; readonly rest: Record<string, unknown> }[] {
  return entries(parameters, "bands").map(({ years, ...rest }) => ({ years: Array.isArray(years) ? years.filter(isEntry) : [], rest }));
}

function isEntry(entry: unknown): entry is Entry {
  return typeof entry === "object" && entry !== null && "of" in entry && typeof entry.of === "string";
}

/** The longest list of years among the bands: above 1 the standard changes from year to year. */
export function ladderYears(parameters: Parameters): number {
  return Math.max(1, ...bandsOf(parameters).map(({ years }) => years.length));
}

/** Whether the base price decides the band, or a standard is a share of it. */
function asksBasePrice(parameters: Parameters): boolean {
  const bands = bandsOf(parameters);
  const bounded = bands.some(({ rest }) => "up_to" in rest) && word(parameters, "band_price") === "base";
  return bounded || bands.some(({ years }) => years.some(({ of }) => of === "base"));
}

class Gathered {
  readonly required = new Set<Extra>();
  readonly optional = new Set<Extra>();
  rivals: RivalField[] = [];

  /** `payment#reference`: what a product is measured by. */
  reference(parameters: Parameters, line: Line): void {
    if (categories(parameters).length > 0) this.required.add("category");
    if (parameters[`caps.${line.category}`] !== undefined) return;
    const reference = word(parameters, "reference");
    if (reference === "cap") this.required.add("cap");
    if (reference === undefined || reference === "cap" || reference === "none") return;
    this.required.add("rivals");
    this.rivals = ["id", "price"];
    if (word(parameters, "group_scope") === "same_group") {
      this.required.add("group");
      this.rivals.push("group");
    }
    if (reference === "main_supply") this.rivals.push("supply");
    if (reference === WEIGHED) this.rivals.push("volume");
  }

  /** What did not win, from its reference to its band. */
  nonWinner(parameters: Parameters, line: Line): void {
    this.reference(parameters, line);
    if (word(parameters, "reference") === "none") this.required.add("high_price_listed");
    if (parameters["negotiated_alternative"] !== undefined) this.optional.add("negotiated_price");
    if (asksBasePrice(parameters) && line.status !== "not_passed") this.required.add("base_price");
  }

  /** `payment#winner`. */
  winner(parameters: Parameters, line: Line): void {
    this.optional.add("supply");
    if (line.supply === "outside" && word(parameters, "outside_winner") === "as_non_winner") {
      this.nonWinner(parameters, line);
      return;
    }
    if (parameters["pen_surcharge"] !== undefined) this.optional.add("prefilled_pen");
    if (word(parameters, "winner_standard") === "reference") this.reference(parameters, line);
    else this.required.add("winning_price");
  }
}

/** `payment#first-self-pay`: class A pays nothing first unless it is said; class B says its rate, unless a rule sets one for every case of the band. */
function firstSelfPay(gathered: Gathered, parameters: Parameters, line: Line): void {
  const rules = entries(parameters, "first_self_pay");
  const mayBeSet = rules.some((rule) => "set" in rule);
  (line.list_class === "b" && !mayBeSet ? gathered.required : gathered.optional).add("own_rate");
  if (rules.some((rule) => "essential" in rule)) gathered.optional.add("essential");
}

export function needs(parameters: Parameters, line: Line): Needs {
  const gathered = new Gathered();
  if (line.list_class === "out_of_list") return gathered;
  switch (line.status) {
    case "direct":
      (line.fixed_self_pay === "" ? gathered.required : gathered.optional).add("own_rate");
      gathered.optional.add("standard").add("fixed_self_pay");
      return gathered;
    case "winner":
      gathered.winner(parameters, line);
      break;
    case "negotiated":
    case "bid":
      gathered.required.add("national_standard");
      break;
    case "ordinary":
      if (parameters["ordinary_reference"] === undefined) break;
      gathered.required.add("rivals");
      gathered.rivals = ["id", "price", "volume"];
      break;
    default:
      gathered.nonWinner(parameters, line);
  }
  firstSelfPay(gathered, parameters, line);
  return gathered;
}

/** Whether a field of a line is on the page. */
export function shown(asked: Needs, field: Extra): boolean {
  return asked.required.has(field) || asked.optional.has(field);
}
