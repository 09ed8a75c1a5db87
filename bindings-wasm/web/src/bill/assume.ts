/**
 * What a rulebook leaves open, answered by the visitor: a rulebook that extends the chosen one, in which every such answer is
 * marked as unverified.
 */

import type { Language } from "../shell/tab.js";
import { say, type Text } from "../shell/words.js";
import type { Assumptions, Bill } from "./model.js";
import { bandsOf, word, type Entry, type Parameters } from "./needs.js";

export type Assumption = keyof Assumptions;

/** What may be chosen where a rulebook has a gap; `previous`: as in the year before. */
const OFFERED: Readonly<Record<Assumption, readonly string[]>> = {
  reference: ["highest", "lowest", "mean"],
  not_passed: ["cap_at_reference"],
  outside_winner: ["own_winning_price", "as_non_winner"],
  gap_years: ["reference", "previous"],
};

function includes(parameters: Parameters, name: string, one: string): boolean {
  const value = parameters[name]?.value;
  return Array.isArray(value) && value.includes(one);
}

function hasGap(parameters: Parameters): boolean {
  return bandsOf(parameters).some(({ years }) => years.some(({ of }) => of === "gap"));
}

/** The assumptions that a rulebook leaves room for, with their words. */
export function offered(parameters: Parameters): readonly (readonly [Assumption, readonly string[]])[] {
  const open: Readonly<Record<Assumption, boolean>> = {
    reference: word(parameters, "reference") === "single" || word(parameters, "reference") === "main_supply",
    not_passed: parameters["not_passed"] === undefined && !includes(parameters, "one_standard_for", "not_passed"),
    outside_winner: parameters["outside_winner"] === undefined && parameters["winner_standard"] !== undefined,
    gap_years: hasGap(parameters),
  };
  return (Object.keys(open) as Assumption[]).filter((name) => open[name]).map((name) => [name, OFFERED[name]] as const);
}

function filledBands(parameters: Parameters, how: string): unknown[] {
  return bandsOf(parameters).map(({ years, rest }) => {
    const entries: Entry[] = [];
    for (const entry of years) {
      const before = entries.at(-1);
      const instead: Entry = how === "previous" && before !== undefined ? before : { of: "reference" };
      entries.push(entry.of === "gap" ? instead : entry);
    }
    return { ...rest, years: entries };
  });
}

const CITATION: Text = { zh: "本页上的假设，文件没有写明", en: "assumed on this page: the document does not say" };

export interface Ruled {
  /** The id of a built-in rulebook, or one that extends it. */
  readonly rulebook: string | object;
  /** The parameters that hold. */
  readonly parameters: Parameters;
}

/** The chosen rulebook, with what is assumed where it has gaps. Assumptions that it leaves no room for are not looked at. */
export function ruled(bill: Bill, parameters: Parameters, language: Language): Ruled {
  const taken = offered(parameters).filter(([name]) => bill.assume[name] !== "");
  if (taken.length === 0) return { rulebook: bill.rulebook, parameters };
  const values = taken.map(([name]): [string, unknown] =>
    name === "gap_years" ? ["bands", filledBands(parameters, bill.assume[name])] : [name, bill.assume[name]],
  );
  const citation = say(CITATION, language);
  const own = Object.fromEntries(values.map(([name, value]) => [name, { value, provenance: "unverified", citation }]));
  return {
    rulebook: { id: `${bill.rulebook}-assumed`, extends: bill.rulebook, parameters: own },
    parameters: { ...parameters, ...own },
  };
}
