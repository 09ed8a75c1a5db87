import { readFileSync } from "node:fs";

import type { Request } from "jicai";
import { beforeAll, describe, expect, test } from "vitest";

import { answer, messages, type Ask, type CreditFunction, type SupplierAnswer } from "../src/supplier/answer.js";
import { EXAMPLES } from "../src/supplier/examples.js";
import { STEPS, addCase, addFact, emptySum, emptySupplier, type Fact, type StepWord, type Sum, type Supplier } from "../src/supplier/model.js";
import { barQuestion, gradeQuestion, list, measuresQuestion, place, repairQuestion } from "../src/supplier/questions.js";
import { fromState, toState } from "../src/supplier/state.js";

type Fields = Record<string, unknown>;
interface Vector {
  readonly id: string;
  readonly function: string;
  readonly rulebook?: unknown;
  readonly input: Fields;
  readonly options?: { readonly strict?: boolean };
  readonly expect?: Fields;
  readonly expect_error?: { readonly code: string; readonly path?: string };
}

const SPEC = new URL("../../../spec-tests/vectors/", import.meta.url);
const ALL = ["credit.json", "credit-own.json"].flatMap((file) => JSON.parse(readFileSync(new URL(file, SPEC), "utf8")) as Vector[]);
function vector(id: string): Vector {
  const found = ALL.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no vector ${id}`);
  return found;
}

let ask: Ask;

beforeAll(async () => {
  const entry = new URL("../../js/node.js", import.meta.url).href;
  const { load } = (await import(entry)) as typeof import("jicai");
  const jicai = await load("credit", "rulebook");
  ask = (name, input, rulebook) => {
    const asked: unknown = { function: name, input, ...(rulebook === undefined ? {} : { rulebook }), options: { language: "zh" } };
    return jicai.evaluate(asked as Request<CreditFunction>);
  };
});

function asked(name: string): Vector[] {
  return ALL.filter((one) => one.function === name && one.expect !== undefined && typeof one.rulebook === "string" && one.options?.strict !== true);
}

const text = (value: unknown): string => (value === undefined ? "" : String(value));

function sumOf(value: unknown): Sum {
  if (typeof value !== "object" || value === null) return { ...emptySum(), exact: text(value) };
  const { at_least, below } = value as Fields;
  return { ...emptySum(), how: "between", at_least: text(at_least), below: text(below) };
}

/** Facts that the form has no field for: another firm's, a list of products with a comma in a name. */
function inForm(input: Fields): boolean {
  const known = new Set(["firm", "province", "graded_on", "cases", "other_rulebook"]);
  const ofCase = new Set(["case_id", "evidence", "effective_on", "status", "facts"]);
  const cases = Array.isArray(input["cases"]) ? (input["cases"] as Fields[]) : [];
  const facts = cases.flatMap((one) => (Array.isArray(one["facts"]) ? (one["facts"] as Fields[]) : []));
  return (
    Object.keys(input).every((name) => known.has(name)) &&
    cases.every((one) => Object.keys(one).every((name) => ofCase.has(name))) &&
    facts.every((fact) => !("firm" in fact)) &&
    !/[\uFF01-\uFF5E]|\s"|"\s/.test(JSON.stringify(facts))
  );
}

/** A question of `credit.grade` as somebody would type it in. */
function typedIn(rulebook: string, input: Fields): Supplier {
  const supplier = { ...emptySupplier(), rulebook, firm: text(input["firm"]), province: text(input["province"]), graded_on: text(input["graded_on"]) };
  for (const one of input["cases"] as Fields[]) {
    const { case_id, evidence, effective_on, status = "in_force" } = one;
    const added = addCase(supplier, { case_id: text(case_id), evidence: text(evidence), effective_on: text(effective_on), status: text(status) });
    for (const fact of one["facts"] as Fields[]) addFact(supplier, added, factOf(fact));
  }
  return supplier;
}

function factOf(fact: Fields): Partial<Omit<Fact, "key">> {
  const { matter, amount, largest_single, sales, one_payment, explained, products, ...rest } = fact;
  const texts = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, text(value)]));
  return {
    ...texts,
    matter: matter as Fact["matter"],
    products: Array.isArray(products) ? products.join(", ") : "",
    amount: sumOf(amount),
    largest_single: sumOf(largest_single),
    single: one_payment === true ? "whole" : largest_single === undefined ? "unknown" : "stated",
    sales: sumOf(sales),
    sales_known: sales !== undefined,
    explained: explained === undefined ? "" : explained === true ? "yes" : "no",
  };
}

describe("the form asks what the vectors ask", () => {
  test("every grade of the conformance vectors", () => {
    const all = asked("credit.grade").filter(({ input }) => inForm(input));
    expect(all.length).toBeGreaterThan(300);
    for (const { id, rulebook, input, expect: value } of all) {
      const question = gradeQuestion(typedIn(String(rulebook), input));
      expect(ask("credit.grade", question, String(rulebook)).value, id).toMatchObject(value ?? {});
    }
  });

  test("every comparison", () => {
    const all = asked("credit.compare").filter(({ rulebook, input }) => inForm(input) && rulebook === "credit/cn-2020" && input["other_rulebook"] === "credit/cn-2025");
    expect(all.length).toBeGreaterThan(10);
    for (const { id, input, expect: value } of all) {
      expect(answer(typedIn("credit/cn-2020", input), ask).comparison.answer?.value, id).toMatchObject(value ?? {});
    }
  });

  test("every list of measures", () => {
    for (const { id, rulebook, input, expect: value } of asked("credit.measures")) {
      const supplier = { ...emptySupplier(), rulebook: String(rulebook), role: text(input["role"]), start_on: text(input["start_on"]) };
      expect(ask("credit.measures", measuresQuestion(supplier, text(input["grade"])), supplier.rulebook).value, id).toMatchObject(value ?? {});
    }
  });

  test("every correction", () => {
    const all = asked("credit.repair");
    expect(all.length).toBeGreaterThan(50);
    for (const { id, rulebook, input, expect: value } of all) {
      const supplier = { ...emptySupplier(), role: text(input["role"]), last_day: text(input["last_day"]), revoked: input["revoked"] === true };
      supplier.repair.as_of = text(input["as_of"]);
      for (const step of input["done"] as StepWord[]) supplier.repair.done[step] = true;
      supplier.repair.products = ((input["products"] ?? []) as Fields[]).map((one) => ({
        product: text(one["product"]),
        selected_price_applied_on: text(one["selected_price_applied_on"]),
      }));
      const question = repairQuestion(supplier, text(input["matter"]), text(input["grade"]));
      expect(ask("credit.repair", question, String(rulebook)).value, id).toMatchObject(value ?? {});
    }
  });

  test("the published entry of the violation list", () => {
    const { input, expect: value } = vector("credit-bar-published-last");
    const supplier = { ...emptySupplier(), firm: text(input["firm"]) };
    supplier.check.on = text(input["on"]);
    supplier.check.bars = [{ first_day: "2024-08-21", how: "cooperated", last_day: "" }];
    const { entries, ...rest } = value ?? {};
    const [entry] = entries as Fields[];
    const found = ask("credit.bar", barQuestion(supplier), "credit/cn-vbp-bar").value;
    expect(found).toMatchObject({ ...rest, entries: [{ ...entry, entry_id: "1" }] });
  });
});

function made(id: string): { supplier: Supplier; found: SupplierAnswer } {
  const example = EXAMPLES.find((one) => one.id === id);
  if (example === undefined) throw new Error(`no example ${id}`);
  const supplier = example.make("zh");
  return { supplier, found: answer(supplier, ask) };
}
const grading = ({ found }: ReturnType<typeof made>, index: number): unknown => found.graded[index]?.answer?.value;

describe("examples", () => {
  test("published grades come out as published", () => {
    expect(grading(made("ningxia"), 0)).toMatchObject(vector("credit-pub-C10").expect ?? {});
    expect(made("ningxia").found.comparison.answer?.value).toMatchObject(vector("credit-cf-C10").expect ?? {});
    expect(grading(made("shandong"), 0)).toMatchObject(vector("credit-pub-C02").expect ?? {});
    expect(grading(made("guizhou"), 0)).toMatchObject(vector("credit-pub-C14").expect ?? {});
    expect(grading(made("qinghai"), 1)).toMatchObject(vector("credit-pub-C27-cited").expect ?? {});
  });

  test("a clause of one version is not put to the other", () => {
    const { found } = made("qinghai");
    expect(found.graded[0]).toEqual({ version: "credit/cn-2020" });
    expect(found.comparison).toEqual({});
  });

  test("none of them has an error, and an interval has the consequences of both ends", () => {
    for (const { id } of EXAMPLES) {
      const { supplier, found } = made(id);
      const said = messages(supplier, found, "zh");
      expect([...said.at, ...said.of], id).toEqual([]);
    }
    expect(made("open").found.consequences.map(({ grade }) => grade)).toEqual(["general", "medium"]);
    expect(made("ningxia").found.consequences.map(({ grade }) => grade)).toEqual(["severe"]);
  });

  test("what the 2020 version does not publish about correction is said, what 2025 does is listed", () => {
    expect(made("ningxia").found.repair?.answer?.value).toMatchObject({ outcome: "not_defined", missing: null });
    const { supplier } = made("ningxia");
    supplier.rulebook = "credit/cn-2025";
    const { repair } = answer(supplier, ask);
    expect(repair?.answer?.value).toMatchObject(vector("credit-repair-bribery-especially_severely_dishonest").expect ?? {});
    for (const step of STEPS) supplier.repair.done[step] = true;
    expect(answer(supplier, ask).repair?.answer?.value).toMatchObject({ outcome: "cleared", not_counted: ["donate_gains", "name_controller"] });
  });
});

describe("errors stand at their field", () => {
  function at(change: (supplier: Supplier) => void): string[] {
    const { supplier } = made("open");
    change(supplier);
    const said = messages(supplier, answer(supplier, ask), "en");
    return [...said.at.keys(), ...[...said.of.keys()].map((one) => `(${one})`)];
  }
  const fact = (supplier: Supplier): Fact => supplier.cases[0]?.facts[0] as Fact;

  test("of the firm, the case, the fact, its amount", () => {
    expect(at((supplier) => (supplier.firm = " "))).toEqual(["/firm"]);
    expect(at((supplier) => (supplier.graded_on = ""))).toEqual(["/graded_on"]);
    expect(at((supplier) => addFact(supplier, addCase(supplier, { effective_on: "2021-01-01" }), { matter: "breach" }))).toEqual(["/cases/1/facts/0/kind"]);
    expect(at((supplier) => (fact(supplier).amount.exact = "1.234"))).toEqual(["/cases/0/facts/0/amount/exact"]);
    expect(at((supplier) => (fact(supplier).amount = { ...emptySum(), how: "between", at_least: "5", below: "5" }))).toHaveLength(1);
    expect(at((supplier) => (fact(supplier).amount = { ...emptySum(), how: "between" }))).toEqual(["/cases/0/facts/0/amount/at_least"]);
    expect(at((supplier) => (fact(supplier).cited_clause = "9.9"))).toEqual(["/cases/0/facts/0/cited_clause"]);
    expect(at((supplier) => (fact(supplier).largest_single.exact = "999999"))).toEqual(["/cases/0/facts/0/largest_single/exact"]);
  });

  test("a case without facts, or twice the same number, is said at the case", () => {
    expect(at((supplier) => addCase(supplier, { effective_on: "2021-01-01" }))).toEqual(["(grade)"]);
    expect(at((supplier) => addFact(supplier, addCase(supplier, { case_id: "case-1", effective_on: "2021-01-01" })))).toContain("/cases/1/case_id");
  });

  test("of measures, correction, status and the violation list", () => {
    expect(at((supplier) => (supplier.start_on = ""))).toEqual(["/start_on"]);
    expect(at((supplier) => (supplier.cleared_on = "2000-01-01"))).toEqual(["/cleared_on"]);
    expect(at((supplier) => (supplier.repair.as_of = ""))).toEqual(["/repair/as_of"]);
    expect(at((supplier) => supplier.repair.products.push({ product: "", selected_price_applied_on: "" }))).toEqual(["/repair/products/0/product"]);
    expect(at((supplier) => (supplier.check.product = ""))).toEqual(["/check/product"]);
    expect(at((supplier) => supplier.check.bars.push({ first_day: "", how: "cooperated", last_day: "" }))).toEqual(["/check/bars/0/first_day"]);
    expect(at((supplier) => supplier.check.bars.push({ first_day: "2024-01-01", how: "last_day", last_day: "2023-01-01" }))).toEqual(["/check/bars/0/last_day"]);
  });

  test("pointers of the library lead to fields of the form", () => {
    expect(place("status", "/input/records/0/start_on")).toBe("/start_on");
    expect(place("status", "/input/bars/1/last_day")).toBe("/check/bars/1/last_day");
    expect(place("bar", "/input/entries/0/cooperated")).toBe("/check/bars/0/how");
    expect(place("repair", "/input/last_day")).toBe("/last_day");
    expect(place("grade", "/rulebook")).toBe("");
  });
});

describe("links", () => {
  test("a firm comes back as it was", () => {
    for (const { id } of EXAMPLES) {
      const { supplier } = made(id);
      supplier.check.bars.push({ first_day: "2024-08-21", how: "not_cooperated", last_day: "" });
      supplier.repair.done.public_apology = true;
      supplier.repair.products.push({ product: "x", selected_price_applied_on: "" });
      const back = fromState(JSON.parse(JSON.stringify(toState(supplier))));
      expect(back.understood, id).toBe(true);
      expect(back.supplier, id).toEqual(supplier);
    }
  });

  test("what is not understood is left out, and that is known", () => {
    const strange = [3, [1], { cases: 1 }, { cases: [{ facts: [{ matter: "theft" }] }] }, { next: 9 }, { rulebook: "x" }, { repair: { done: { all: true } } }, { check: { bars: [{ how: "exact" }] } }, { cases: [{ facts: [{ amount: { exact: 5 } }] }] }];
    for (const state of strange) {
      const back = fromState(state);
      expect(back.understood, JSON.stringify(state)).toBe(false);
      expect(() => answer(back.supplier, ask)).not.toThrow();
    }
  });
});

test("names in one field", () => {
  expect(list(" 甲，乙、 丙,, d ; e\n")).toEqual(["甲", "乙", "丙", "d", "e"]);
});
