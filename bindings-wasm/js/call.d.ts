import type { RulebookObject } from "./types/rulebook.js";

/**
 * A decimal number as text, e.g. `"22.26"`: money in yuan, prices, quantities, ratios (`"0.60"` is 60 %).
 * At most 15 digits before the point and 10 after it, no exponent. Never a `number`: that may have lost digits already.
 */
export type Decimal = string;

/** A day, ISO 8601: `"2025-10-27"`. */
export type DateText = string;

export type Language = "zh" | "en";

/** What every function takes beside its question. */
export interface Options {
  /** Refuse a result that rests on a parameter which nobody has verified: `unverified_parameter`. Default: false. */
  readonly strict?: boolean | undefined;
  /** With the steps of the decision. Default: true; without them a call is faster. */
  readonly explain?: boolean | undefined;
  /** Of the sentences in the explanation. Default: `"zh"`. */
  readonly language?: Language | undefined;
}

/** A rulebook of one's own, as its file states it; with `extends`, what differs from a built-in one is enough. */
export type OwnRulebook = Pick<RulebookObject, "id"> & Partial<RulebookObject>;

/** The id of a built-in rulebook, or a whole one. */
export type Rulebook<Id extends string = string> = Id | (string & {}) | OwnRulebook;

/** Options of a function that needs a rulebook. */
export interface Ruled<Id extends string = string> extends Options {
  /** The id of a built-in rulebook, or a whole one. */
  readonly rulebook: Rulebook<Id>;
}

/** Options of a function that takes everything from the question where there is no rulebook. */
export interface MaybeRuled<Id extends string = string> extends Options {
  /** The id of a built-in rulebook, or a whole one. */
  readonly rulebook?: Rulebook<Id> | undefined;
}

/** What a function answers. */
export interface Answer<Value> {
  value: Value;
  /** Which clause decided what for whom, on which numbers. Absent with `explain: false`. */
  explanation?: Step[];
  /** Every parameter that touched the result and is not official, in order of first use. */
  rests_on: Source[];
}

/** One decision. */
export interface Step {
  /** E.g. `award/cn-batch-10#spread`. */
  clause: string;
  /** About whom, e.g. `bid:B3`. */
  subject: string;
  /** A word of the clause, e.g. `rejected`. */
  outcome: string;
  /** Name → what was compared. */
  facts: Record<string, unknown>;
  /** The sentence in the language asked for. */
  text: string;
}

export type Provenance = "official" | "secondary" | "derived" | "unverified";

/** A parameter on which a result rests and which is not official. */
export interface Source {
  /** Rulebook and parameter, e.g. `award/cn-batch-10#spread_multiple`. */
  parameter: string;
  provenance: Exclude<Provenance, "official">;
  /** Where the value stands. */
  citation: string;
}

/** The charge lines of `payment.splitLines`: a column each, of equal lengths, one line a row. */
export interface LineColumns {
  /** Amounts in fen; negative for refunds. */
  readonly amount: BigInt64Array;
  /** Payment standards in 10⁻⁶ yuan a unit; −1 for none. */
  readonly standard: BigInt64Array;
  /** Quantities in 10⁻⁴ units, with the sign of the amount; not looked at without a standard. */
  readonly quantity: BigInt64Array;
  /** Rates of first self-pay in 10⁻⁴, 0 to 10,000; −1 for a line that is not covered. */
  readonly rate: Int32Array;
}

/** The four parts of each line in fen, a row each: they add up to the amount. */
export interface LineParts {
  fully_own: BigInt64Array;
  above_standard: BigInt64Array;
  first_self_pay: BigInt64Array;
  in_scope: BigInt64Array;
}

/** Charge lines by the million. */
export interface LineFunctions {
  /**
   * Splits many charge lines, ceiling first and half up: what `splitLine` answers for each, without explanation.
   *
   * @throws JicaiError: `invalid_input` with `row` and `column` of the first bad value.
   */
  splitLines(columns: LineColumns): LineParts;
}
