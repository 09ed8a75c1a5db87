/** Asks the library about lots. Everything here is synchronous: a price that is dragged is decided at each step. */
import type { Jicai } from "jicai";
import { type Failure, failureOf } from "../shell/failure.js";
import type { Reliance } from "../shell/rests-on.js";
import type { Language } from "../shell/tab.js";
import { stepDecimals } from "./amount.js";
import type { Compared, Decided, WhatIf } from "./answer.js";
import type { LotDraft } from "./draft.js";
import { decideRound } from "./round.js";
import { type Place, type Question, placeOf, questionOf } from "./question.js";

/** A lot and what came of it: an answer, or why there is none. */
export interface Outcome {
  readonly question: Question;
  readonly decided?: Decided | undefined;
  readonly failure?: Failure | undefined;
  /** The cell that the failure is about. */
  readonly place?: Place | undefined;
}

export interface Regions {
  readonly counts: readonly number[];
  readonly rests_on: readonly Reliance[];
}

export class Library {
  private lastRound: { readonly lots: readonly LotDraft[]; readonly key: string; readonly outcomes: ReadonlyMap<LotDraft, Outcome> } | undefined;
  private readonly known = new WeakMap<LotDraft, Map<string, Outcome>>();

  constructor(private readonly jicai: Jicai<"award">) {}

  private ask(name: string, rulebook: string, input: unknown, language: Language): unknown {
    // The question comes from a table: whether it has the shape of the contract is for the library to say.
    return this.jicai.evaluate({ function: name, rulebook, input, options: { language } } as never);
  }

  select(lot: LotDraft, rulebook: string, language: Language): Outcome {
    const answers = this.known.get(lot) ?? new Map<string, Outcome>();
    this.known.set(lot, answers);
    const key = `${rulebook} ${language}`;
    const known = answers.get(key);
    if (known) return known;
    const outcome = this.decide(questionOf(lot), rulebook, language);
    answers.set(key, outcome);
    return outcome;
  }

  /** All lots of a table as one round. */
  round(lots: readonly LotDraft[], rulebook: string, language: Language): ReadonlyMap<LotDraft, Outcome> {
    const key = `${rulebook} ${language}`;
    if (this.lastRound?.lots === lots && this.lastRound.key === key) return this.lastRound.outcomes;
    const outcomes = decideRound(lots, (inputs) => this.ask("award.select_round", rulebook, { lots: inputs }, language));
    this.lastRound = { lots, key, outcomes };
    return outcomes;
  }

  private decide(question: Question, rulebook: string, language: Language): Outcome {
    if (question.problems.length > 0) return { question };
    try {
      return { question, decided: this.ask("award.select", rulebook, question.input, language) as Decided };
    } catch (error) {
      const failure = failureOf(error);
      return { question, failure, place: placeOf(failure.path, question) };
    }
  }

  /** How many regions each winner supplies, by its place in the order, where the rulebook says so. */
  regions(winners: number, rulebook: string): Regions | undefined {
    if (winners === 0) return undefined;
    try {
      const answer = this.ask("award.region_counts", rulebook, { winners }, "en") as {
        readonly value: { readonly counts: readonly number[] };
        readonly rests_on: readonly Reliance[];
      };
      return { counts: answer.value.counts, rests_on: answer.rests_on };
    } catch {
      // The number of regions is often not published; that is no reason to say less about the award.
      return undefined;
    }
  }

  /** The same lot under others. Throws what the library throws: a gap in the baseline, a wrong input. */
  compare(question: Question, rulebook: string, against: readonly string[], language: Language): readonly Compared[] {
    const answer = this.ask("award.compare", rulebook, { lot: question.input, against }, language) as {
      readonly value: { readonly baseline: Compared; readonly against: readonly Compared[] };
    };
    return [answer.value.baseline, ...answer.value.against];
  }

  /** How high a bid could have gone, in steps of the last decimal of its price. Throws what the library throws. */
  whatIf(question: Question, rulebook: string, bid: string, price: string, maxPrice: string | undefined, language: Language): WhatIf {
    const decimals = stepDecimals(price);
    const step = `0.${"0".repeat(decimals - 1)}1`;
    const input = { lot: question.input, bid, step, ...(maxPrice === undefined ? {} : { max_price: maxPrice }) };
    return (this.ask("award.what_if", rulebook, input, language) as { readonly value: WhatIf }).value;
  }

  /** The newest of the general rulebooks that decides the lot; undefined where none does. */
  newest(lot: LotDraft, rulebooks: readonly Dated[], language: Language): string | undefined {
    const from = (book: Dated): string => book.effective_from ?? "";
    const ordered = rulebooks.filter(({ id }) => isGeneral(id)).toSorted((a, b) => (from(a) < from(b) ? 1 : -1));
    return ordered.find(({ id }) => this.select(lot, id, language).decided !== undefined)?.id;
  }
}

interface Dated {
  readonly id: string;
  readonly effective_from?: string | null | undefined;
}

/** Rounds for medicines in general: consumables, insulins and renewals have rules for themselves alone. */
const isGeneral = (id: string): boolean => /^award\/cn-(batch|2018|2019)/.test(id);
