/** What a shared link keeps of a firm's cases, and how it is read back. */

import { Reader, changed, type Fields } from "../shell/reader.js";
import {
  CASE_STATUS,
  COMMITMENTS,
  EVIDENCE,
  KINDS,
  MATTERS,
  ROLES,
  SIDES,
  TARGETS,
  TENDERS,
  VERSIONS,
  addCase,
  addFact,
  emptyCase,
  emptyDone,
  emptyFact,
  emptySum,
  emptySupplier,
  type Fact,
  type Sum,
  type Supplier,
} from "./model.js";

const SUMS = ["amount", "largest_single", "sales"] as const;
const BLANK_PRODUCT = { product: "", selected_price_applied_on: "" };
const BLANK_BAR = { first_day: "", how: "cooperated" as const, last_day: "" };

function factState(fact: Fact): Fields {
  const sums = SUMS.map((name) => [name, changed(fact[name], emptySum())] as const);
  return {
    ...changed({ ...fact, key: 0 }, emptyFact(0)),
    ...Object.fromEntries(sums.filter(([, sum]) => Object.keys(sum).length > 0)),
  };
}

export function toState(supplier: Supplier): Fields {
  const blank = emptySupplier();
  const { repair, check } = supplier;
  return {
    ...changed({ ...supplier, next: 0 }, { ...blank, next: 0 }),
    rulebook: supplier.rulebook,
    cases: supplier.cases.map((one) => ({ ...changed({ ...one, key: 0 }, emptyCase(0)), facts: one.facts.map(factState) })),
    repair: {
      ...changed(repair, blank.repair),
      done: changed(repair.done, emptyDone()),
      products: repair.products.map((product) => changed(product, BLANK_PRODUCT)),
    },
    check: { ...changed(check, blank.check), bars: check.bars.map((bar) => changed(bar, BLANK_BAR)) },
  };
}

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  rulebook: VERSIONS,
  role: ROLES,
  evidence: EVIDENCE,
  status: CASE_STATUS,
  target: TARGETS,
  side: SIDES,
  kind: ["", ...KINDS.bid_misconduct, ...KINDS.breach],
  single: ["unknown", "whole", "stated"],
  explained: ["", "yes", "no"],
  tender: TENDERS,
  commitment: COMMITMENTS,
};
/** Where a word stands in two lists, the list that it is read from says which is meant. */
const OF_FACT = { ...CHOICES, matter: MATTERS };
const OF_REPAIR = { ...CHOICES, matter: ["", ...MATTERS] };
const OF_SUM = { how: ["exact", "between"] };
const OF_BAR = { how: ["cooperated", "not_cooperated", "last_day"] };

const MOST = 200;

/** Readers of each kind of object, of which one sees what is not understood anywhere. */
class Readers {
  readonly head = new Reader(CHOICES);
  readonly fact = new Reader(OF_FACT);
  readonly repair = new Reader(OF_REPAIR);
  readonly sum = new Reader(OF_SUM);
  readonly bar = new Reader(OF_BAR);

  get understood(): boolean {
    return [this.head, this.fact, this.repair, this.sum, this.bar].every((reader) => reader.understood);
  }
}

export function fromState(state: unknown): { supplier: Supplier; understood: boolean } {
  const readers = new Readers();
  const { head } = readers;
  const given = head.object(state);
  // The keys of the page are no business of a link.
  const { next, ...blank } = emptySupplier();
  const supplier: Supplier = { ...head.fill(blank, given), next };
  for (const one of head.list(given["cases"], MOST)) readCase(readers, supplier, one);
  supplier.repair = readRepair(readers, given["repair"]);
  supplier.check = readCheck(readers, given["check"]);
  return { supplier, understood: readers.understood };
}

function readCase(readers: Readers, supplier: Supplier, given: unknown): void {
  const { key, facts, ...blank } = emptyCase(0);
  const added = addCase(supplier, readers.head.fill(blank, without(readers.head.object(given), "facts")));
  for (const one of readers.head.list(readers.head.object(given)["facts"], MOST)) {
    const fields = readers.fact.object(one);
    const { key: _, ...blankFact } = emptyFact(0);
    const sums = Object.fromEntries(SUMS.map((name) => [name, readSum(readers, fields[name])])) as Record<(typeof SUMS)[number], Sum>;
    addFact(supplier, added, { ...readers.fact.fill(blankFact, fields), ...sums });
  }
}

function readSum(readers: Readers, given: unknown): Sum {
  return readers.sum.fill(emptySum(), given);
}

function readRepair(readers: Readers, given: unknown): Supplier["repair"] {
  const reader = readers.repair;
  const fields = reader.object(given);
  const blank = emptySupplier().repair;
  return {
    ...reader.fill(blank, fields),
    done: reader.fill(emptyDone(), fields["done"]),
    products: reader.list(fields["products"], MOST).map((one) => reader.fill(BLANK_PRODUCT, one)),
  };
}

function readCheck(readers: Readers, given: unknown): Supplier["check"] {
  const fields = readers.head.object(given);
  const bars = readers.bar.list(fields["bars"], MOST).map((one) => readers.bar.fill({ ...BLANK_BAR }, one));
  return { ...readers.head.fill(emptySupplier().check, fields), bars };
}

function without(fields: Fields, name: string): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name));
}
