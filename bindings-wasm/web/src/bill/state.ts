/** What a shared link keeps of a bill, and how it is read back: nothing of it is trusted. */

import {
  LIST_CLASSES,
  ORDERS,
  PERSONS,
  PRICE_UNITS,
  ROUNDINGS,
  STATUSES,
  SUPPLIES,
  TIER_BASES,
  addLine,
  emptyBill,
  emptyLine,
  emptyRival,
  type Bill,
  type Line,
  type Rival,
  type Tier,
} from "./model.js";
import { Reader, changed, type Fields } from "../shell/reader.js";


export function toState(bill: Bill): Fields {
  const blank = emptyBill();
  return {
    ...changed({ ...bill, next: 0 }, { ...blank, next: 0 }),
    rulebook: bill.rulebook,
    when: changed(bill.when, blank.when),
    assume: changed(bill.assume, blank.assume),
    lines: bill.lines.map((line) => ({
      ...changed({ ...line, key: 0 }, emptyLine(0)),
      ...(line.rivals.length === 0 ? {} : { rivals: line.rivals.map((rival) => changed(rival, emptyRival(0))) }),
    })),
    terms: { ...changed(bill.terms, blank.terms), tiers: bill.terms.tiers.map((tier) => changed(tier, { up_to: "", rate: "" })) },
  };
}

/** Words that a select offers; anything else in a link is not understood. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  status: STATUSES,
  list_class: LIST_CLASSES,
  supply: ["", ...SUPPLIES],
  high_price_listed: ["", "yes", "no"],
  price_unit: PRICE_UNITS,
  person: PERSONS,
  by: ["year", "date"],
  tier_base: ["", ...TIER_BASES],
  reference: ["", "highest", "lowest", "mean"],
  not_passed: ["", "cap_at_reference"],
  outside_winner: ["", "own_winning_price", "as_non_winner"],
  gap_years: ["", "reference", "previous"],
  order: ORDERS,
  rounding: ROUNDINGS,
};

const MOST_LINES = 1000;
const MOST_TIERS = 20;

/** A bill from a link, and whether all of the link was understood. */
export function fromState(state: unknown): { bill: Bill; understood: boolean } {
  const reader = new Reader(CHOICES);
  const given = reader.object(state);
  const { lines, next, ...head } = emptyBill();
  const bill: Bill = { ...head, lines, next };
  const { lines: givenLines, when, terms, assume, ...rest } = given;
  Object.assign(bill, reader.fill({ rulebook: bill.rulebook, price_unit: bill.price_unit, person: bill.person }, rest));
  bill.when = reader.fill(bill.when, when);
  bill.assume = reader.fill(bill.assume, assume);
  bill.terms = { ...reader.fill(bill.terms, terms), tiers: tiers(reader, reader.object(terms)["tiers"]) };
  for (const line of reader.list(givenLines, MOST_LINES)) addLine(bill, readLine(reader, line));
  return { bill, understood: reader.understood };
}

function readLine(reader: Reader, given: unknown): Omit<Line, "key"> {
  const { key, ...blank } = emptyLine(0);
  const line = reader.fill(blank, given);
  const rivals = reader.list(reader.object(given)["rivals"], MOST_LINES);
  return { ...line, rivals: rivals.map((rival, index): Rival => reader.fill(emptyRival(index + 1), rival)) };
}

function tiers(reader: Reader, given: unknown): Tier[] {
  const read = reader.list(given, MOST_TIERS).map((tier): Tier => reader.fill({ up_to: "", rate: "" }, tier));
  return read.length === 0 ? [{ up_to: "", rate: "" }] : read;
}
