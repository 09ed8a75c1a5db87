/** From the form to the library's questions, and from its pointers back to the fields of the form. */

import { tidy } from "../shell/tidy.js";
import type { Bill, Line, Rival } from "./model.js";
import { needs, shown, type Extra, type Needs, type Parameters } from "./needs.js";

export type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };
export type Question = { readonly [name: string]: Json };

/** Compared byte for byte: taken as they stand. In all others the digits of Chinese input methods are digits. */
const IDENTIFIERS: ReadonlySet<string> = new Set(["id", "group"]);

/** Blank fields are left out: the library then says that they are missing, where it needs them. */
function filled(fields: Record<string, string>): Record<string, string> {
  const clean = Object.entries(fields).map(([name, value]) => [name, IDENTIFIERS.has(name) ? value.trim() : tidy(value)] as const);
  return Object.fromEntries(clean.filter(([, value]) => value !== ""));
}

function rival(one: Rival, asked: Needs): Record<string, string> {
  return filled(Object.fromEntries(asked.rivals.map((field) => [field, one[field]])));
}

const TEXTS = ["own_rate", "winning_price", "base_price", "national_standard", "negotiated_price", "supply", "group", "category", "cap"] as const;

function product(line: Line, asked: Needs): Question {
  const texts = TEXTS.filter((field) => shown(asked, field)).map((field): [string, string] => [field, line[field]]);
  const flags: Record<string, boolean> = {};
  if (shown(asked, "prefilled_pen") && line.prefilled_pen) flags["prefilled_pen"] = true;
  if (shown(asked, "essential") && line.essential) flags["essential"] = true;
  if (shown(asked, "high_price_listed") && line.high_price_listed !== "") {
    flags["high_price_listed"] = line.high_price_listed === "yes";
  }
  return {
    ...filled({ id: line.name }),
    status: line.status,
    list_class: line.list_class,
    ...filled({ price: line.price, ...Object.fromEntries(texts) }),
    ...flags,
  };
}

/** A whole number as JSON wants it; anything else goes as typed, and is refused with the library's words. */
function whole(text: string): Json {
  const clean = tidy(text);
  return /^\d{1,9}$/.test(clean) ? Number(clean) : clean;
}

function day(bill: Bill): Question {
  const { by, year, date, start_date } = bill.when;
  if (by === "year") return year.trim() === "" ? {} : { year: whole(year) };
  return filled({ date, start_date });
}

function common(bill: Bill, line: Line, parameters: Parameters): Question {
  const asked = needs(parameters, line);
  const rivals = shown(asked, "rivals") ? line.rivals.map((one) => rival(one, asked)) : [];
  const list: Question = rivals.length === 0 ? {} : { [line.status === "ordinary" ? "listed" : "winners"]: rivals };
  return {
    product: product(line, asked),
    ...list,
    ...(bill.price_unit === "pack" ? {} : { price_unit: bill.price_unit }),
    ...(bill.person === "ordinary" ? {} : { person: bill.person }),
  };
}

/** `payment.standard` for a line. */
export function standardQuestion(bill: Bill, line: Line, parameters: Parameters): Question {
  return { ...common(bill, line, parameters), ...day(bill) };
}

/** `payment.path` for a line. */
export function pathQuestion(bill: Bill, line: Line, parameters: Parameters): Question {
  return common(bill, line, parameters);
}

/** What the split needs of the standard. */
export interface StandardForSplit {
  readonly covered: boolean;
  readonly ceiling: string | null;
  readonly first_self_pay_rate: string | null;
}

function way(bill: Bill): Question {
  const { order, rounding } = bill.terms;
  return { ...(order === "ceiling_first" ? {} : { order }), ...(rounding === "half_up" ? {} : { rounding }) };
}

/** `payment.split_line`: under a standard that was computed, or with what is typed in. */
export function splitQuestion(bill: Bill, line: Line, standard?: StandardForSplit): Question {
  const money = line.amount.trim() === "" ? { price: line.price } : { amount: line.amount };
  const size = filled({ ...money, quantity: line.quantity });
  if (line.list_class === "out_of_list" || standard?.covered === false) return { ...size, covered: false, ...way(bill) };
  const own =
    standard === undefined
      ? { standard: line.standard, first_self_pay_rate: line.own_rate, fixed_self_pay: line.fixed_self_pay }
      : { standard: standard.ceiling ?? "", first_self_pay_rate: standard.first_self_pay_rate ?? "" };
  return { ...size, ...filled(own), ...way(bill) };
}

/** The four parts of a line. */
export interface Split {
  readonly total: string;
  readonly fully_own: string;
  readonly above_standard: string;
  readonly first_self_pay: string;
  readonly in_scope: string;
}

export function lineId(index: number): string {
  return `L${index + 1}`;
}

/** `payment.settle` for split lines. */
export function settleQuestion(bill: Bill, splits: readonly Split[]): Question {
  const { deductible_remaining, accumulated, fund_cap_remaining, tier_base, tiers, rounding } = bill.terms;
  const lines = splits.map((split, index) => {
    const { total, fully_own, above_standard, first_self_pay, in_scope } = split;
    return { id: lineId(index), total, fully_own, above_standard, first_self_pay, in_scope };
  });
  return {
    lines,
    ...filled({ deductible_remaining }),
    // The last tier has no end.
    tiers: tiers.map(({ up_to, rate }, index) => filled(index === tiers.length - 1 ? { rate } : { up_to, rate })),
    ...(tiers.length > 1 ? filled({ tier_base }) : {}),
    ...filled(tiers.length > 1 ? { accumulated, fund_cap_remaining } : { fund_cap_remaining }),
    ...(bill.terms.round_each_tier ? { round_each_tier: true } : {}),
    ...(rounding === "half_up" ? {} : { rounding }),
  };
}

// Back from the library's pointers. A place is a path in the form: `/lines/2/price`, `/terms/tiers/0/rate`, `/when/year`.

const WHEN = new Set(["year", "date", "start_date"]);

function tokens(pointer: string): string[] {
  return pointer.split("/").slice(1);
}

export type Asked = "standard" | "path" | "split" | "settle";

/** Where the form has what a pointer names; a whole line, `/lines/2`, where it has no field for it. */
export function place(asked: Asked, pointer: string, line: number): string {
  const [head, first = "", ...rest] = tokens(pointer);
  const here = `/lines/${line}`;
  if (asked === "settle") return settlePlace(first, rest);
  if (head !== "input") return here;
  if (asked === "split") {
    if (first === "covered") return `${here}/list_class`;
    if (first === "first_self_pay_rate") return `${here}/own_rate`;
    return first === "order" || first === "rounding" ? `/terms/${first}` : `${here}/${first}`;
  }
  if (first === "product") return [here, ...rest].join("/");
  if (first === "winners" || first === "listed") return [here, "rivals", ...rest].join("/");
  if (WHEN.has(first)) return `/when/${first}`;
  return first === "price_unit" || first === "person" ? `/${first}` : here;
}

function settlePlace(first: string, rest: readonly string[]): string {
  const [index] = rest;
  if (first === "lines") return index === undefined ? "/lines" : `/lines/${index}`;
  return ["/terms", first, ...rest].join("/");
}

/** Fields of a line that are always on the page. */
const ALWAYS = new Set(["name", "status", "list_class", "price", "quantity", "amount"]);

/** Whether the form shows a field at this place, so that a message can stand at it. */
export function isShown(bill: Bill, parameters: Parameters, at: string): boolean {
  const [head, index = "", field, ...rest] = tokens(at);
  if (head === "when") return index === "year" ? bill.when.by === "year" : bill.when.by === "date";
  if (head === "terms") return index !== "tiers" || field === undefined || bill.terms.tiers[Number(field)] !== undefined;
  if (head !== "lines") return true;
  const line = bill.lines[Number(index)];
  if (line === undefined || field === undefined) return false;
  if (ALWAYS.has(field)) return true;
  const asked = needs(parameters, line);
  if (!shown(asked, field as Extra)) return false;
  return field !== "rivals" || rest.length === 0 || (line.rivals[Number(rest[0])] !== undefined && rest.length === 2);
}
