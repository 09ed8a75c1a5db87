/** The calls that a firm's question takes: grades under both versions, what follows, what clears it, and whether it may bid. */

import type { Answer, FunctionName, Source, credit } from "jicai";

import { atField, worded, type Pattern } from "../bill/said.js";
import { failureOf, type Failure } from "../shell/failure.js";
import type { Language } from "../shell/tab.js";
import { VERSIONS, type Supplier } from "./model.js";
import {
  barQuestion,
  citesClause,
  gradeQuestion,
  isShown,
  measuresQuestion,
  place,
  repairQuestion,
  shownPlace,
  statusQuestion,
  type Asked,
  type Question,
} from "./questions.js";

export type CreditFunction = FunctionName<"credit">;

/** One call of the library; throws what the library throws. */
export type Ask = (name: CreditFunction, input: Question, rulebook?: string) => Answer<unknown>;

export interface Fault {
  readonly asked: Asked;
  readonly failure: Failure;
}

/** An answer, or why there is none. */
export interface Tried<Value> {
  readonly answer?: Answer<Value>;
  readonly fault?: Fault;
}

export interface Graded extends Tried<credit.Grading> {
  readonly version: string;
}

/** What a grade leads to; where the grading is an interval, for each of its ends. */
export interface Consequences {
  readonly grade: string;
  readonly measures: Tried<credit.GradeMeasures>;
  readonly status: Tried<credit.SupplierStatus>;
}

export interface SupplierAnswer {
  /** Both versions, in their order. */
  readonly graded: readonly Graded[];
  readonly comparison: Tried<credit.GradeComparison>;
  /** The version that the day of grading suggests. */
  readonly version: Tried<credit.Version>;
  readonly consequences: readonly Consequences[];
  readonly repair: (Tried<credit.Correction> & { readonly matter: string; readonly grade: string }) | undefined;
  readonly bar: Tried<credit.BarStatus>;
}

const BAR_RULEBOOK = "credit/cn-vbp-bar";

class Caller {
  constructor(
    private readonly supplier: Supplier,
    private readonly ask: Ask,
  ) {}

  /** An answer, or its error. */
  private try<Value>(asked: Asked, name: CreditFunction, input: Question, rulebook?: string): Tried<Value> {
    try {
      return { answer: this.ask(name, input, rulebook) as Answer<Value> };
    } catch (error) {
      return { fault: { asked, failure: failureOf(error) } };
    }
  }

  graded(): Graded[] {
    const question = gradeQuestion(this.supplier);
    const cited = citesClause(this.supplier);
    return VERSIONS.map((version) => {
      // A clause of one version says nothing about the other.
      if (cited && version !== this.supplier.rulebook) return { version };
      return { version, ...this.try<credit.Grading>("grade", "credit.grade", question, version) };
    });
  }

  comparison(): Tried<credit.GradeComparison> {
    if (citesClause(this.supplier)) return {};
    const [first, second] = VERSIONS;
    return this.try("grade", "credit.compare", { ...gradeQuestion(this.supplier), other_rulebook: second }, first);
  }

  version(): Tried<credit.Version> {
    const { graded_on } = this.supplier;
    return graded_on === "" ? {} : this.try("grade", "credit.default_rulebook", { graded_on });
  }

  bar(): Tried<credit.BarStatus> {
    return this.supplier.check.bars.length === 0 ? {} : this.try("bar", "credit.bar", barQuestion(this.supplier), BAR_RULEBOOK);
  }

  /** The status waits for a violation list that is in order. */
  consequences(grading: credit.Grading, bars: readonly credit.BarTerm[] | undefined): Consequences[] {
    const { supplier } = this;
    const { rulebook } = supplier;
    const products = [...new Set(grading.records.flatMap((record) => record.products))];
    const grades = [...new Set([grading.grade_min, grading.grade_max])];
    return grades.map((grade) => ({
      grade,
      measures: this.try("measures", "credit.measures", measuresQuestion(supplier, grade), rulebook),
      status: bars === undefined ? {} : this.try("status", "credit.supplier_status", statusQuestion(supplier, grade, products, bars), rulebook),
    }));
  }

  repair(grading: credit.Grading): SupplierAnswer["repair"] {
    const { supplier } = this;
    const record = decisive(grading, supplier.repair.matter);
    const matter = supplier.repair.matter || record?.matter || "";
    const grade = supplier.repair.grade || record?.grade_max || "";
    if (matter === "" || grade === "") return undefined;
    const question = repairQuestion(supplier, matter, grade);
    return { matter, grade, ...this.try<credit.Correction>("repair", "credit.repair", question, supplier.rulebook) };
  }
}

/** The record with the highest grade, of the matter if one is named. */
function decisive(grading: credit.Grading, matter: string): credit.RecordGrade | undefined {
  const records = grading.records.filter((record) => record.rank_max > 0 && (matter === "" || record.matter === matter));
  const highest = Math.max(...records.map(({ rank_max }) => rank_max));
  return records.find(({ rank_max }) => rank_max === highest);
}

export function answer(supplier: Supplier, ask: Ask): SupplierAnswer {
  const caller = new Caller(supplier, ask);
  const graded = caller.graded();
  const bar = caller.bar();
  const grading = graded.find(({ version }) => version === supplier.rulebook)?.answer?.value;
  const bars = bar.fault === undefined ? (bar.answer?.value.entries ?? []) : undefined;
  return {
    graded,
    comparison: caller.comparison(),
    version: caller.version(),
    bar,
    consequences: grading === undefined ? [] : caller.consequences(grading, bars),
    repair: grading === undefined ? undefined : caller.repair(grading),
  };
}

/** What the library says about grading, for people. */
const PATTERNS: readonly Pattern[] = [
  [/^facts must have at least one fact$/, { zh: "每个案件至少要有一项事实", en: "Each case needs a fact" }],
  [/^`(.*)` has no rank \d+: its clauses begin with (.*) to (.*)$/, { zh: "该版本的条款以 $2 至 $3 开头", en: "The clauses of this version begin with $2 to $3" }],
  [/^`.*` has no clause `(.*)`$/, { zh: "该版本没有第 $1 条", en: "This version has no clause $1" }],
  [/^the number of a clause is at most 99, got `(.*)`$/, { zh: "条款序号最大为 99，现为 $1", en: "A clause number is at most 99, got $1" }],
  [/^below must be greater than at_least .*$/, { zh: "应大于“不低于”的金额", en: "This must be more than “at least”" }],
  [/^largest_single must not be larger .*$/, { zh: "不能大于金额本身", en: "This cannot be more than the whole amount" }],
  [/^`.*` has no grade `.*` for `.*`$/, { zh: "该版本对这一事项没有这个等级", en: "This version has no such grade for the matter" }],
];

/** Messages by the field they stand at, and by the part of the page that they keep from being computed. */
export interface Messages {
  readonly at: ReadonlyMap<string, string>;
  readonly of: ReadonlyMap<Asked, Failure>;
}

export function messages(supplier: Supplier, found: SupplierAnswer, language: Language): Messages {
  const at = new Map<string, string>();
  const of = new Map<Asked, Failure>();
  const tried: readonly (Tried<unknown> | undefined)[] = [
    ...found.graded,
    found.bar,
    found.repair,
    ...found.consequences.flatMap(({ measures, status }) => [measures, status]),
  ];
  for (const one of tried) {
    if (one?.fault === undefined) continue;
    const { asked } = one.fault;
    const failure = worded(one.fault.failure, language, PATTERNS);
    const here = shownPlace(supplier, place(asked, failure.path));
    if (failure.code === "internal" || !isShown(supplier, here)) of.set(asked, of.get(asked) ?? failure);
    else if (!at.has(here)) at.set(here, atField(failure, language));
  }
  return { at, of };
}

/** What all answers under the chosen version rest on, each parameter once. */
export function reliance(supplier: Supplier, found: SupplierAnswer): Source[] {
  const answers = [
    found.graded.find(({ version }) => version === supplier.rulebook)?.answer,
    ...found.consequences.flatMap(({ measures, status }) => [measures.answer, status.answer]),
    found.repair?.answer,
    found.bar.answer,
    found.comparison.answer,
  ];
  const byParameter = new Map<string, Source>();
  for (const source of answers.flatMap((one) => one?.rests_on ?? [])) {
    if (!byParameter.has(source.parameter)) byParameter.set(source.parameter, source);
  }
  return [...byParameter.values()];
}
