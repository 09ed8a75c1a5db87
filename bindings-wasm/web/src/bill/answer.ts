/** The calls that a bill takes: a standard for each line, its split, then the settlement of all of them. */

import type { Answer, FunctionName, Source, payment } from "jicai";

import { failureOf, type Failure } from "../shell/failure.js";
import type { Language } from "../shell/tab.js";
import type { Bill, Line } from "./model.js";
import { ladderYears, type Parameters } from "./needs.js";
import {
  isShown,
  lineId,
  pathQuestion,
  place,
  settleQuestion,
  splitQuestion,
  standardQuestion,
  type Asked,
  type Question,
  type Split,
} from "./questions.js";
import { atField, worded } from "./said.js";

export type PaymentFunction = FunctionName<"payment">;

/** One call of the library; throws what the library throws. */
export type Ask = (name: PaymentFunction, input: Question, rulebook?: string | object) => Answer<unknown>;

/** An error of the library and where the form has what it is about. */
export interface Fault {
  readonly at: string;
  readonly failure: Failure;
}

export interface LineAnswer {
  readonly standard?: Answer<payment.Standard>;
  readonly path?: Answer<payment.StandardPath>;
  readonly split?: Answer<payment.LineSplit>;
  readonly fault?: Fault;
}

export interface BillAnswer {
  readonly lines: readonly LineAnswer[];
  /** Absent while a line or the terms have a fault. */
  readonly settlement?: Answer<payment.Settlement>;
  readonly settlementFault?: Fault;
}

class Caller {
  constructor(
    private readonly bill: Bill,
    private readonly parameters: Parameters,
    private readonly ask: Ask,
    private readonly rulebook: string | object,
  ) {}

  line(line: Line, index: number): LineAnswer {
    if (line.status === "direct") return this.split(line, index, {});
    try {
      const asked = standardQuestion(this.bill, line, this.parameters);
      const standard = this.ask("payment.standard", asked, this.rulebook) as Answer<payment.Standard>;
      return this.split(line, index, { standard, ...this.path(line) });
    } catch (error) {
      return { fault: fault("standard", error, index), ...this.path(line) };
    }
  }

  private split(line: Line, index: number, so: LineAnswer): LineAnswer {
    try {
      const asked = splitQuestion(this.bill, line, so.standard?.value);
      return { ...so, split: this.ask("payment.split_line", asked) as Answer<payment.LineSplit> };
    } catch (error) {
      return { ...so, fault: fault("split", error, index) };
    }
  }

  /** The years of a ladder. What is wrong with the question is said where the standard is asked. */
  private path(line: Line): { path?: Answer<payment.StandardPath> } {
    if (ladderYears(this.parameters) < 2 || line.list_class === "out_of_list") return {};
    try {
      const asked = pathQuestion(this.bill, line, this.parameters);
      const path = this.ask("payment.path", asked, this.rulebook) as Answer<payment.StandardPath>;
      return { path };
    } catch {
      return {};
    }
  }

  settle(splits: readonly Split[]): Omit<BillAnswer, "lines"> {
    try {
      return { settlement: this.ask("payment.settle", settleQuestion(this.bill, splits)) as Answer<payment.Settlement> };
    } catch (error) {
      return { settlementFault: fault("settle", error, -1) };
    }
  }
}

function fault(asked: Asked, error: unknown, line: number): Fault {
  const failure = failureOf(error);
  // A rulebook that is not there is the choice of rulebook; one that does not say is about the line.
  const wholeRulebook = failure.code === "unknown_rulebook" || failure.code === "invalid_rulebook";
  return { at: wholeRulebook ? "/rulebook" : place(asked, failure.path, line), failure };
}

/** All answers to a bill, under its rulebook or one that extends it. */
export function answer(bill: Bill, parameters: Parameters, ask: Ask, rulebook: string | object = bill.rulebook): BillAnswer {
  const caller = new Caller(bill, parameters, ask, rulebook);
  const lines = bill.lines.map((line, index) => caller.line(line, index));
  const splits = lines.flatMap(({ split }) => (split === undefined ? [] : [split.value]));
  if (lines.length === 0 || splits.length < lines.length) return { lines };
  return { lines, ...caller.settle(splits) };
}

/** Messages by the field they stand at, and those that no field on the page can show. */
export interface Messages {
  readonly at: ReadonlyMap<string, string>;
  readonly ofLine: ReadonlyMap<number, Failure>;
  readonly elsewhere: readonly Failure[];
}

export function messages(bill: Bill, parameters: Parameters, found: BillAnswer, language: Language): Messages {
  const at = new Map<string, string>();
  const ofLine = new Map<number, Failure>();
  const elsewhere: Failure[] = [];
  const faults = found.lines.map((line) => line.fault).concat(found.settlementFault);
  for (const one of faults) {
    if (one === undefined) continue;
    const failure = worded(one.failure, language);
    const line = /^\/lines\/(\d+)/.exec(one.at)?.[1];
    if (failure.code !== "internal" && isShown(bill, parameters, one.at)) at.set(one.at, atField(failure, language));
    else if (line !== undefined) ofLine.set(Number(line), failure);
    else if (!elsewhere.some(({ message }) => message === failure.message)) elsewhere.push(failure);
  }
  return { at, ofLine, elsewhere };
}

/** What all answers rest on, each parameter once, in order of first use. */
export function reliance(found: BillAnswer): Source[] {
  const byParameter = new Map<string, Source>();
  for (const { standard, split } of found.lines) {
    for (const source of [...(standard?.rests_on ?? []), ...(split?.rests_on ?? [])]) {
      if (!byParameter.has(source.parameter)) byParameter.set(source.parameter, source);
    }
  }
  for (const source of found.settlement?.rests_on ?? []) {
    if (!byParameter.has(source.parameter)) byParameter.set(source.parameter, source);
  }
  return [...byParameter.values()];
}

/** The settled figures of a line. */
export function settledLine(found: BillAnswer, index: number): payment.SettledLine | undefined {
  return found.settlement?.value.lines.find(({ id }) => id === lineId(index));
}
