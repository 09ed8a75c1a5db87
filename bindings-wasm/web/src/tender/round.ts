/** A whole round: all lots of a table decided together, with the filter that goes over all of them. */
import type { Step } from "../shell/explanation.js";
import { failureOf } from "../shell/failure.js";
import type { Reliance } from "../shell/rests-on.js";
import { type Award, clauseOf } from "./answer.js";
import type { Outcome } from "./decide.js";
import type { LotDraft } from "./draft.js";
import { type Question, placeOf, questionOf } from "./question.js";

interface RoundAnswer {
  readonly value: { readonly lots: readonly Award[] };
  readonly explanation: readonly Step[];
  readonly rests_on: readonly Reliance[];
}

/** The outcome of each lot. One lot that is undecided leaves all others undecided: a filter over a part of a round is another filter. */
export function decideRound(lots: readonly LotDraft[], ask: (lots: readonly Question["input"][]) => unknown): Map<LotDraft, Outcome> {
  const questions = lots.map((lot) => questionOf(lot, "round"));
  if (questions.some((question) => question.problems.length > 0)) return waiting(lots, questions);
  try {
    const answer = ask(questions.map((question) => question.input)) as RoundAnswer;
    const awards = new Map(answer.value.lots.map((award) => [award.lot, award]));
    const steps = stepsOf(answer);
    return outcomes(lots, questions, (question) => {
      const name = question.input["lot"];
      const value = awards.get(String(name));
      return { question, decided: value && { value, explanation: steps.get(value) ?? [], rests_on: answer.rests_on } };
    });
  } catch (error) {
    return stopped(lots, questions, error);
  }
}

function outcomes(lots: readonly LotDraft[], questions: readonly Question[], outcome: (question: Question, at: number) => Outcome): Map<LotDraft, Outcome> {
  return new Map(lots.flatMap((lot, at) => {
    const question = questions[at];
    return question ? [[lot, outcome(question, at)] as const] : [];
  }));
}

const failure = (message: string): Outcome["failure"] => ({ code: "invalid_input", path: "", message, help: "" });

function waiting(lots: readonly LotDraft[], questions: readonly Question[]): Map<LotDraft, Outcome> {
  const names = lots.filter((_, at) => (questions[at]?.problems.length ?? 0) > 0).map((lot) => lot.name);
  return outcomes(lots, questions, (question) => (question.problems.length > 0 ? { question } : { question, failure: failure(`the round stops at the lot \`${names[0] ?? ""}\``) }));
}

/** An error names its lot in its path: it is shown there, and said for the others. */
function stopped(lots: readonly LotDraft[], questions: readonly Question[], error: unknown): Map<LotDraft, Outcome> {
  const told = failureOf(error);
  const [, number, rest = ""] = /^\/input\/lots\/([0-9]+)(.*)$/.exec(told.path) ?? [];
  const culprit = number === undefined ? undefined : Number(number);
  return outcomes(lots, questions, (question, at) => {
    if (culprit === undefined) return { question, failure: told };
    if (culprit !== at) return { question, failure: { ...told, path: "", message: `the round stops at the lot \`${lots[culprit]?.name ?? ""}\`: ${told.message}` } };
    const path = `/input${rest}`;
    return { question, failure: { ...told, path }, place: placeOf(path, question) };
  });
}

/**
 * The steps lot by lot. A round explains its lots one after the other, and bids of two lots may have the same id: a lot ends where a step is about
 * something that it does not have, about an earlier bid, or decides the same clause again.
 */
function stepsOf({ value, explanation }: RoundAnswer): Map<Award, readonly Step[]> {
  const found = new Map<Award, readonly Step[]>();
  let at = 0;
  for (const award of value.lots) {
    const order = new Map(award.bids.map((bid, number) => [`bid:${bid.bid}`, number]));
    const own = `lot:${award.lot ?? ""}`;
    const seen = new Set<string>();
    const start = at;
    let last = 0;
    for (; at < explanation.length; at += 1) {
      const step = explanation[at];
      if (!step) break;
      const number = order.get(step.subject) ?? -1;
      const key = `${clauseOf(step)} ${step.subject}`;
      if ((number < last && step.subject !== own) || seen.has(key)) break;
      seen.add(key);
      last = Math.max(last, number);
    }
    found.set(award, explanation.slice(start, at));
  }
  return found;
}
