/** Every lot of the conformance vectors goes through the table and comes out the same, and its ladder shows what the library answers. */
import { readFileSync } from "node:fs";
import { load } from "jicai";
import { beforeAll, describe, expect, test } from "vitest";

import type { Award } from "../src/tender/answer.js";
import { Library } from "../src/tender/decide.js";
import { type LotDraft, bidDraft } from "../src/tender/draft.js";
import { framed, resultSheet, templateSheets } from "../src/tender/export.js";
import { legendOf, ladderOf, undecidedLadder } from "../src/tender/ladder.js";
import { layoutOf, placedLabels, share, valueAt } from "../src/tender/layout.js";
import { decidingSteps } from "../src/tender/outputs.js";

interface Vector {
  id: string;
  function: string;
  rulebook: unknown;
  input: Record<string, unknown>;
  expect?: unknown;
}

const folder = new URL("../../../spec-tests/vectors/", import.meta.url);
const all = ["award.json", "award-own.json"].flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Vector[]);
const answered = (name: string): Vector[] => all.filter((one) => one.function === name && one.expect !== undefined && typeof one.rulebook === "string");
const vectors = answered("award.select");

const textOf = (value: unknown): string => (Array.isArray(value) ? [...new Set(value)].join(",") : String(value));
const cellsOf = (fields: object): Record<string, string> => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, textOf(value)]));

/** A question of the contract as a table. */
function lotOf({ lot, bids, specs, ...facts }: Record<string, unknown>): LotDraft {
  return {
    name: typeof lot === "string" ? lot : "",
    facts: cellsOf(facts),
    specs: Array.isArray(specs) ? specs.map(cellsOf) : [],
    bids: (bids as object[]).map((bid) => bidDraft(cellsOf(bid))),
  };
}

/** `want` comes back in the order of the contract, each part once; nothing wanted is not said. */
function expected({ want, ...input }: Record<string, unknown>): Record<string, unknown> {
  const wanted = ["share", "term", "class"].filter((part) => Array.isArray(want) && want.includes(part));
  return wanted.length === 0 ? input : { ...input, want: wanted };
}

let library: Library;

beforeAll(async () => {
  library = new Library(await load("award"));
});

test("there are enough of them", () => {
  expect(vectors.length).toBeGreaterThan(100);
});

describe.each(vectors)("$id", ({ input, rulebook }) => {
  test("through the table", () => {
    const lot = lotOf(input);
    const { decided, question } = library.select(lot, String(rulebook), "en");
    expect(question.problems).toEqual([]);
    expect(question.input).toEqual(expected(input));
    if (!decided) throw new Error("no answer");
    const award: Award = decided.value;
    const ladder = ladderOf(lot, question, decided);
    expect(ladder.rows.map((row) => row.bid)).toEqual(award.bids.map((bid) => bid.bid));
    expect(ladder.rows.map((row) => row.price ?? row.declared)).toEqual(award.bids.map((bid, at) => bid.comparable_price ?? ladder.rows[at]?.price ?? ladder.rows[at]?.declared));
    expect(legendOf(ladder).reduce((sum, one) => sum + one.count, 0)).toBe(award.bids.length);
    for (const bid of award.bids) expect(decidingSteps(decided, bid).length, bid.bid).toBeGreaterThan(0);
    for (const width of [320, 620, 1100]) {
      const layout = layoutOf(ladder, width, "zh");
      expect(layout.left + layout.right).toBeLessThan(width * 0.75);
      for (const { label, place } of placedLabels(ladder, layout, "zh")) {
        expect(place.left).toBeGreaterThanOrEqual(0);
        expect(layout.top - 6 - place.level * 19 - 15, label.text).toBeGreaterThanOrEqual(0);
      }
    }
    for (const part of [0, 0.25, 1]) expect(share(ladder, valueAt(ladder, part))).toBeCloseTo(part, 9);
    expect(undecidedLadder(ladder, lot, question)?.rows).toHaveLength(award.bids.length);
    const sheet = resultSheet({ lots: [{ lot, outcome: { question, decided } }], rulebook: String(rulebook), document: "", language: "en" });
    expect(sheet.rows).toHaveLength(lot.bids.length);
    expect(sheet.rows.every((row) => row.length === sheet.header.length)).toBe(true);
  });
});

test.each(answered("award.select_round"))("the round $id: each lot has its own answer and its own steps", ({ input, rulebook }) => {
  const lots = (input["lots"] as Record<string, unknown>[]).map(lotOf);
  const outcomes = library.round(lots, String(rulebook), "en");
  expect(outcomes.size).toBe(lots.length);
  for (const lot of lots) {
    const decided = outcomes.get(lot)?.decided;
    expect(decided?.value.lot).toBe(lot.name);
    expect(decided?.value.provisional).toBe(false);
    for (const bid of decided?.value.bids ?? []) expect(decided && decidingSteps(decided, bid).length, bid.bid).toBeGreaterThan(0);
    const subjects = new Set([`lot:${lot.name}`, ...lot.bids.map((bid) => `bid:${bid.cells["bid"]}`)]);
    expect(decided?.explanation.filter((step) => !subjects.has(step.subject))).toEqual([]);
  }
});

test("one lot that the rules leave open stops the round, and says where", () => {
  const open = lotOf({ lot: "X", ceiling: "9", form: "oral_solid", bids: ["A", "B", "C"].map((bid) => ({ bid, price: bid === "A" ? "1" : "2" })) });
  const clear = lotOf({ lot: "Y", ceiling: "9", form: "oral_solid", bids: [{ bid: "A", price: "1" }] });
  const outcomes = library.round([clear, open], "award/cn-batch-07", "en");
  expect(outcomes.get(open)?.failure).toMatchObject({ code: "rule_gap" });
  expect(outcomes.get(clear)?.failure?.code).toBe("rule_gap");
  const bad = lotOf({ lot: "Z", form: "oral_solid", bids: [{ bid: "A", price: "1" }] });
  const refused = library.round([clear, bad], "award/cn-batch-07", "en");
  expect(refused.get(bad)?.place).toEqual({ part: "fact", row: 0, field: "ceiling" });
  expect(refused.get(clear)?.failure?.message).toMatch(/^the round stops at the lot `Z`: /);
});

test("a drawing that is taken away says what it is, and is well-formed whatever the names are", () => {
  const drawing = framed('<svg width="300" height="100"></svg>', "A & B <x>", "", 'x"y');
  expect(drawing).toContain("A &amp; B &lt;x&gt;");
  expect(drawing).toContain('height="186"');
});

test("the template has every column but the rulebook, which stands in its own sheet", () => {
  const [bids, specs, about] = templateSheets("en");
  expect(bids?.header).not.toContain("rulebook");
  expect(specs?.header).toEqual(["lot", "spec", "ceiling", "factor"]);
  expect(about?.rows).toEqual([["rulebook", ""]]);
});
