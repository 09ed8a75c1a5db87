import { readdirSync } from "node:fs";
import { join } from "node:path";
import { JicaiError, load } from "jicai";
import { expect, test } from "vitest";
import { FUNCTIONS } from "../js/functions.js";
import { PACKAGE, thrown } from "./support.ts";

const jicai = await load();
const lot = {
  form: "oral_solid",
  ceiling: "9.00",
  bids: [
    { bid: "A", price: "1.00" },
    { bid: "B", price: "1.80" },
    { bid: "C", price: "1.81" },
    { bid: "D", price: "3.00" },
  ],
} as const;
const rulebook = "award/cn-batch-10";

/** What the loader throws, as plain data. */
function refused(call: () => unknown) {
  const error = thrown(call);
  expect(error).toBeInstanceOf(JicaiError);
  return JSON.parse(JSON.stringify(error));
}

test("a function answers with value, explanation and what it rests on", () => {
  const answer = jicai.award.select(lot, { rulebook, language: "en" });
  expect(answer.value.selected).toEqual(["A", "B"]);
  const rejected = answer.explanation?.find((step) => step.subject === "bid:C" && step.outcome === "rejected");
  expect(rejected?.text).toBe("price 1.8100 is above 1.8 times the anchor 1.0000 (1.8000)");
  expect(answer.rests_on[0]).toMatchObject({ provenance: "secondary" });
  expect(Object.keys(answer)).toEqual(["value", "explanation", "rests_on"]);
});

test("options reach the core", () => {
  expect(jicai.award.select(lot, { rulebook, explain: false }).explanation).toBeUndefined();
  expect(jicai.award.select(lot, { rulebook }).explanation?.[0]?.text).toMatch(/\p{Script=Han}/u);
  const own = { id: "award/own", extends: rulebook, parameters: { spread_multiple: "1.8" } };
  expect(jicai.award.select(lot, { rulebook: own }).value.selected).toEqual(["A", "B"]);
  expect(refused(() => jicai.award.select(lot, { rulebook: own, strict: true })).code).toBe("unverified_parameter");
  const misspelt = { rulebook, explian: false };
  expect(refused(() => jicai.award.select(lot, misspelt))).toMatchObject({ code: "invalid_input", path: "/options/explian" });
  expect(refused(() => jicai.award.select(lot, rulebook as never))).toMatchObject({ code: "invalid_input", path: "/options" });
  expect(refused(() => jicai.award.select(lot, {} as never))).toMatchObject({ code: "invalid_input", path: "/rulebook" });
});

test("a question may be left out where nothing in it is needed", () => {
  const files = readdirSync(join(PACKAGE, "../core/rulebooks"), { recursive: true, encoding: "utf8" });
  expect(jicai.rulebook.list().value.rulebooks.length).toBe(files.filter((name) => name.endsWith(".toml")).length);
  expect(jicai.rulebook.list(undefined, { language: "en" }).value).toEqual(jicai.rulebook.list({}).value);
});

test("a rulebook may be given whole", () => {
  const own = { ...jicai.rulebook.show({ id: rulebook }).value, id: "award/own" };
  expect(jicai.award.select(lot, { rulebook: own }).value.selected).toEqual(["A", "B"]);
});

test("an error has code, path, message and help", () => {
  const error = thrown(() => jicai.award.select({ ...lot, bids: [{ bid: "A", price: "-1" }] }, { rulebook })) as JicaiError;
  expect(error).toMatchObject({
    name: "JicaiError",
    code: "invalid_input",
    path: "/input/bids/0/price",
    message: "price must be greater than zero, got `-1`",
  });
  expect(error.stack).toContain("JicaiError: price must be greater than zero");
  const again = new JicaiError(JSON.parse(JSON.stringify(error)));
  expect(again.toJSON()).toEqual(error.toJSON());
});

test("a number is no amount, and is not made one", () => {
  for (const price of [1.8, 2, 1e21, -0]) {
    const error = refused(() => jicai.award.select({ ...lot, bids: [{ bid: "A", price }] } as never, { rulebook }));
    expect(error).toMatchObject({ code: "invalid_input", path: "/input/bids/0/price" });
    expect(error.help).toContain("amounts as text");
  }
  expect(jicai.award.regionCounts({ winners: 6 }, { rulebook }).value.counts.length).toBe(6);
  expect(refused(() => jicai.award.regionCounts({ winners: 6.5 }, { rulebook }))).toMatchObject({ path: "/input/winners" });
});

test("what JSON would change in silence is refused with its place", () => {
  const bids = (price: unknown) => ({ bids: [{ bid: "A", price: "1.00" }, { bid: "B/~", price }] });
  const cyclic: { bids: unknown[] } = { bids: [] };
  cyclic.bids.push(cyclic);
  const cases: [unknown, string, RegExp][] = [
    [bids(Number.NaN), "/input/bids/1/price", /^NaN is not/],
    [bids(Number.POSITIVE_INFINITY), "/input/bids/1/price", /^Infinity is not/],
    [bids(180n), "/input/bids/1/price", /^a bigint is not/],
    [bids(Symbol("x")), "/input/bids/1/price", /^a symbol is not/],
    [bids(() => "1"), "/input/bids/1/price", /^a function is not/],
    [bids(new Date(0)), "/input/bids/1/price", /^a Date is not/],
    [bids(new Map()), "/input/bids/1/price", /^a Map is not/],
    [bids(Promise.resolve("1")), "/input/bids/1/price", /^a Promise is not/],
    [bids(new Uint8Array(2)), "/input/bids/1/price", /^a Uint8Array is not/],
    [bids(Object("1")), "/input/bids/1/price", /^a String is not/],
    [{ bids: [undefined] }, "/input/bids/0", /^undefined is not/],
    [{ bids: new Array(1) }, "/input/bids/0", /^undefined is not/],
    [{ "a/b~c": [Number.NaN] }, "/input/a~1b~0c/0", /^NaN is not/],
  ];
  for (const [question, path, message] of cases) {
    const error = refused(() => jicai.award.select(question as never, { rulebook }));
    expect(error).toMatchObject({ code: "invalid_input", path, message: expect.stringMatching(message) });
  }
  expect(refused(() => jicai.award.select(cyclic as never, { rulebook })).code).toBe("limit_exceeded");
  expect(refused(() => jicai.evaluate(undefined as never))).toMatchObject({ code: "invalid_input", path: "" });
});

test("what says the same in JSON is passed", () => {
  // Fields that are undefined count as left out; numbers of decimal libraries write themselves.
  const price = { toJSON: () => "1.80" };
  const question = { form: "oral_solid", ceiling: "9.00", drug: undefined, bids: [lot.bids[0], { bid: "B", price, company: undefined }] };
  const answer = jicai.award.select(question as never, { rulebook });
  expect(answer.value.selected).toEqual(["A", "B"]);
  expect(jicai.award.select(Object.assign(Object.create(null), lot), { rulebook }).value.selected).toEqual(["A", "B"]);
});

test("both doors answer alike", () => {
  const request = { function: "award.select", rulebook, input: lot, options: { language: "en" } } as const;
  const text = jicai.evaluateText(JSON.stringify(request));
  expect(JSON.parse(text)).toEqual(jicai.evaluate(request));
  expect(jicai.award.select(lot, { rulebook, language: "en" })).toEqual(jicai.evaluate(request));
  expect(jicai.evaluate(request).value.selected).toEqual(["A", "B"]);
});

test("text that is no request is answered, not thrown", () => {
  const codes = (text: string) => JSON.parse(jicai.evaluateText(text)).error;
  expect(codes("")).toMatchObject({ code: "invalid_json" });
  expect(codes("null")).toMatchObject({ code: "invalid_input" });
  expect(codes('{"function":"award.choose"}')).toMatchObject({ code: "unknown_function", path: "/function" });
  expect(codes('{"input":{},"function":"award.choose"}')).toMatchObject({ code: "unknown_function" });
  expect(codes('{"function":"award.select","function":"award.select"}')).toMatchObject({ code: "invalid_input", path: "/function" });
  // Half a character is refused: it would become another one.
  expect(codes('{"function":"award.select\ud800"}')).toEqual({
    code: "invalid_json",
    path: "",
    message: "the request is not valid Unicode: half of a surrogate pair at position 25",
  });
});

test("the order of a request's fields and an escaped name change nothing", () => {
  const request = { options: { explain: false }, input: { winners: 6 }, rulebook, function: "award.region_counts" };
  const text = jicai.evaluateText(JSON.stringify(request));
  expect(text).toMatch(/^\{"value":\{"regions":/);
  expect(jicai.evaluateText(JSON.stringify(request).replace("award.region", "aw\\u0061rd.region"))).toBe(text);
});

test("every function of the core is there in camel case", () => {
  const names = Object.entries(FUNCTIONS).flatMap(([area, all]) => all.map((name) => [area, name] as const));
  for (const [area, name] of names) {
    const camel = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    expect(jicai[area as "award"][camel as "select"], `${area}.${camel}`).toBeTypeOf("function");
  }
  // The core knows no other: its own list is in the help of this error.
  const help: string = JSON.parse(jicai.evaluateText('{"function":"x"}')).error.help;
  expect(help).toBe(`the functions are ${names.map((name) => name.join(".")).join(", ")}`);
});
