/** What the library answers about a lot, as far as the page reads it. */
import type { Step } from "../shell/explanation.js";
import type { Reliance } from "../shell/rests-on.js";

export interface BidResult {
  readonly bid: string;
  readonly company: string;
  readonly rank?: number;
  readonly comparable_price?: string;
  readonly cut?: string;
  readonly score?: string;
  readonly shortlisted: boolean;
  readonly outcome: string;
  readonly reason: string;
  readonly passed_by?: readonly string[];
  readonly volume?: string;
  readonly selection_order?: number;
  readonly final_price?: string;
  readonly final_comparable_price?: string;
  readonly revival?: string;
  readonly cost_statement?: boolean;
  readonly award_class?: string;
  readonly agreed_share?: string;
}

export interface Award {
  readonly lot?: string;
  readonly bidders: number;
  readonly shortlist_limit?: number;
  readonly shortlisted: number;
  readonly mean_price?: string;
  readonly anchor_price?: string;
  readonly spread_limit?: string;
  readonly zero_volume_below?: string;
  readonly provisional: boolean;
  readonly failed: boolean;
  readonly winners: number;
  readonly selected: readonly string[];
  readonly bids: readonly BidResult[];
  readonly terms?: {
    readonly winners: number;
    readonly agreed_share?: string;
    readonly term_years?: number;
    readonly term_end?: string;
  };
}

/** The whole answer of `award.select`. */
export interface Decided {
  readonly value: Award;
  readonly explanation: readonly Step[];
  readonly rests_on: readonly Reliance[];
}

/** A bid of which outcome, reason or volume differ. */
export interface Change {
  readonly bid: string;
  readonly from_outcome: string;
  readonly from_reason: string;
  readonly to_outcome: string;
  readonly to_reason: string;
}

export interface Compared {
  readonly rulebook: string;
  readonly status?: string;
  readonly message?: string;
  readonly shortlist_limit?: number;
  readonly spread_limit?: string;
  readonly winners?: number;
  readonly gained?: readonly string[];
  readonly lost?: readonly string[];
  readonly changed?: readonly Change[];
}

export interface WhatIf {
  readonly bid: string;
  readonly monotone: boolean;
  readonly can_win: boolean;
  readonly highest_price?: string;
  readonly next?: { readonly price: string; readonly outcome: string; readonly reason: string };
  readonly declared: { readonly outcome: string; readonly reason: string };
}

export const clauseOf = (step: Step): string => step.clause.slice(step.clause.indexOf("#") + 1);

export function factOf(step: Step, name: string): string | undefined {
  const facts = step.facts;
  if (typeof facts !== "object" || facts === null) return undefined;
  const value = (facts as Record<string, unknown>)[name];
  return value === undefined || value === "" ? undefined : String(value);
}

const bySubject = new WeakMap<Decided, Map<string, Step[]>>();

/** The steps about a bid. They are asked for bid by bid, and a lot may have a thousand. */
export function aboutBid(decided: Decided, bid: string): readonly Step[] {
  let known = bySubject.get(decided);
  if (!known) {
    known = new Map();
    for (const step of decided.explanation) known.set(step.subject, [...(known.get(step.subject) ?? []), step]);
    bySubject.set(decided, known);
  }
  return known.get(`bid:${bid}`) ?? [];
}
