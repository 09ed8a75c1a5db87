/** From the form to the library's questions, and from its pointers back to the fields of the form. */

import type { credit } from "jicai";

import { tidy } from "../shell/tidy.js";
import { KINDS, STEPS, type Case, type Fact, type MatterWord, type Sum, type Supplier } from "./model.js";

export type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };
export type Question = { readonly [name: string]: Json };

/** Blank fields are left out: the library then says that they are missing, where it needs them. */
function filled(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value.trim() === "" ? [] : [[name, value.trim()]])));
}

/** The amount as the contract has it; undefined where nothing was typed in. */
export function amount(sum: Sum): Json | undefined {
  if (sum.how === "exact") return sum.exact.trim() === "" ? undefined : tidy(sum.exact);
  const ends = filled({ at_least: tidy(sum.at_least), below: tidy(sum.below) });
  return Object.keys(ends).length === 0 ? undefined : ends;
}

function given(name: string, value: Json | undefined): Question {
  return value === undefined ? {} : { [name]: value };
}

/** A list in one field: names with commas, Chinese or not, between them. */
export function list(text: string): string[] {
  return text.split(/[,，、;；\n]/).map((one) => one.trim()).filter(Boolean);
}

function bribery(fact: Fact): Question {
  return {
    ...filled({ target: fact.target }),
    ...given("amount", amount(fact.amount)),
    ...(fact.single === "whole" ? { one_payment: true } : {}),
    ...(fact.single === "stated" ? given("largest_single", amount(fact.largest_single)) : {}),
  };
}

function abnormalPrice(fact: Fact): Question {
  const { conduct_from, conduct_until } = fact;
  return {
    ...(fact.explained === "" ? {} : { explained: fact.explained === "yes" }),
    ...filled({ conduct_from, conduct_until }),
    ...(fact.sales_known ? given("sales", amount(fact.sales)) : {}),
  };
}

/** Fields of a fact that its matter has. */
function ofMatter(fact: Fact): Question {
  switch (fact.matter) {
    case "bribery":
      return bribery(fact);
    case "tax":
      return { ...filled({ side: fact.side }), ...given("amount", amount(fact.amount)) };
    case "monopoly":
    case "price_offence":
      return filled({ high_price_until: fact.high_price_until });
    case "abnormal_price":
      return abnormalPrice(fact);
    case "obstruction":
      return {};
    case "bid_misconduct":
    case "breach":
      return filled({ kind: fact.kind });
  }
}

function factQuestion(fact: Fact): Question {
  const products = list(fact.products);
  const cited = tidy(fact.cited_clause);
  return {
    matter: fact.matter,
    ...filled({ province: fact.province }),
    ...(products.length === 0 ? {} : { products }),
    ...(cited === "" ? ofMatter(fact) : { cited_clause: cited }),
  };
}

function caseQuestion(one: Case): Question {
  const { case_id, evidence, effective_on, status } = one;
  return {
    ...filled({ case_id, evidence, effective_on }),
    ...(status === "in_force" ? {} : { status }),
    facts: one.facts.map(factQuestion),
  };
}

/** `credit.grade`, and with another rulebook `credit.compare`. */
export function gradeQuestion(supplier: Supplier): Question {
  const { firm, province, graded_on } = supplier;
  return { ...filled({ firm, province, graded_on }), cases: supplier.cases.map(caseQuestion) };
}

/** Clause numbers belong to one version: with one in the facts there is nothing to compare. */
export function citesClause(supplier: Supplier): boolean {
  return supplier.cases.some(({ facts }) => facts.some(({ cited_clause }) => cited_clause.trim() !== ""));
}

export function measuresQuestion(supplier: Supplier, grade: string): Question {
  return { grade, role: supplier.role, ...filled({ start_on: supplier.start_on }) };
}

export function repairQuestion(supplier: Supplier, matter: string, grade: string): Question {
  const { repair, role, last_day, revoked } = supplier;
  return {
    ...filled({ matter, grade, role, as_of: repair.as_of }),
    done: STEPS.filter((step) => repair.done[step]),
    ...(repair.products.length === 0 ? {} : { products: repair.products.map((product) => filled({ ...product })) }),
    ...(revoked ? { revoked } : {}),
    ...filled({ last_day }),
  };
}

/** `credit.bar` for the entries of the violation list. */
export function barQuestion(supplier: Supplier): Question {
  const { check, firm } = supplier;
  const entries = check.bars.map((bar, index) => ({
    entry_id: `${index + 1}`,
    ...filled({ first_day: bar.first_day }),
    ...(bar.how === "last_day" ? filled({ last_day: bar.last_day }) : { cooperated: bar.how === "cooperated" }),
  }));
  return { ...filled({ firm, on: check.on }), entries };
}

/** `credit.supplier_status`: the grade as the firm's one record, and the bars as they were computed. */
export function statusQuestion(supplier: Supplier, grade: string, products: readonly string[], bars: readonly credit.BarTerm[]): Question {
  const { check, firm, role, start_on, cleared_on, last_day, revoked, province, rulebook } = supplier;
  const record = {
    record_id: "1",
    ...filled({ province, grade, start_on, cleared_on, last_day }),
    rulebook,
    ...(revoked ? { revoked } : {}),
    ...(products.length === 0 ? {} : { products }),
  };
  return {
    ...filled({ firm, role, product: check.product, province: check.province, on: check.on }),
    records: [record],
    ...(check.tender === "provincial" ? {} : { tender: check.tender }),
    ...(check.commitment === "submitted" ? {} : { commitment: check.commitment }),
    ...(bars.length === 0 ? {} : { bars: bars.map(({ first_day, last_day: until }) => ({ first_day, last_day: until })) }),
  };
}

export type Asked = "grade" | "measures" | "repair" | "bar" | "status";

/** The input of an amount whose end is in fault. */
function ofSum(rest: string): string {
  return rest.replace(/\/(amount|largest_single|sales)$/, "/$1/exact");
}

/** Where the form has what a pointer of the library names; empty where it has no field for it. */
export function place(asked: Asked, pointer: string): string {
  const inside = /^\/input(\/.*)$/.exec(pointer)?.[1];
  if (inside === undefined) return "";
  switch (asked) {
    case "grade":
      return ofSum(inside);
    case "measures":
      return inside;
    case "repair":
      return inside === "/last_day" ? inside : `/repair${inside}`;
    case "bar":
      return inside.replace(/^\/entries\/(\d+)\/cooperated$/, "/entries/$1/how").replace(/^\/entries/, "/check/bars").replace(/^\/on$/, "/check/on");
    case "status":
      return inside.replace(/^\/records\/0/, "").replace(/^\/(product|province|on|tender|commitment|bars)\b/, "/check/$1");
  }
}

/** Fields of a fact that are on the page. */
export function factFields(fact: Fact): readonly string[] {
  const always = ["matter", "products", "province", "cited_clause"];
  if (fact.cited_clause.trim() !== "") return always;
  const sum = (name: "amount" | "largest_single" | "sales"): string[] =>
    fact[name].how === "exact" ? [`${name}/exact`] : [`${name}/at_least`, `${name}/below`];
  const own: Record<MatterWord, () => string[]> = {
    bribery: () => ["target", ...sum("amount"), "single", ...(fact.single === "stated" ? sum("largest_single") : [])],
    tax: () => ["side", ...sum("amount")],
    monopoly: () => ["high_price_until"],
    price_offence: () => ["high_price_until"],
    abnormal_price: () => ["explained", "conduct_from", "conduct_until", "sales_known", ...(fact.sales_known ? sum("sales") : [])],
    obstruction: () => [],
    bid_misconduct: () => ["kind"],
    breach: () => ["kind"],
  };
  return [...always, ...own[fact.matter]()];
}

export function kindsOf(matter: MatterWord): readonly string[] {
  return matter === "bid_misconduct" || matter === "breach" ? KINDS[matter] : [];
}

const HEAD = new Set(["firm", "province", "role", "graded_on", "start_on", "cleared_on", "last_day", "rulebook"]);
const OF_CASE = new Set(["case_id", "evidence", "effective_on", "status"]);

/** A fault of a whole amount in two parts stands at its first field. */
export function shownPlace(supplier: Supplier, at: string): string {
  const [, index, number, rest] = /^\/cases\/(\d+)\/facts\/(\d+)\/(.+)$/.exec(at) ?? [];
  const fact = supplier.cases[Number(index)]?.facts[Number(number)];
  if (fact === undefined || rest === undefined || factFields(fact).includes(rest)) return at;
  return at.replace(/\/exact$/, "/at_least");
}

/** Whether the form shows a field at this place. */
export function isShown(supplier: Supplier, at: string): boolean {
  const [head = "", index, field, number, ...rest] = at.split("/").slice(1);
  if (head === "repair" || head === "check") return true;
  if (head !== "cases") return index === undefined && HEAD.has(head);
  const one = supplier.cases[Number(index)];
  if (one === undefined || field === undefined) return false;
  if (field !== "facts") return OF_CASE.has(field);
  const fact = one.facts[Number(number)];
  return fact !== undefined && factFields(fact).includes(rest.join("/"));
}
