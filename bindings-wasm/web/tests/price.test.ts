import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import { messageOf, type Failure } from "../src/shell/failure.js";
import { parametersOf, type Rulebook } from "../src/shell/rulebook-data.js";
import { checkListing, priceAll, type Evaluator } from "../src/price/compute.js";
import { EXAMPLES, exampleOf } from "../src/price/examples.js";
import { FORM_GROUPS, formOf } from "../src/price/forms.js";
import { compact, EMPTY, EMPTY_DRAFT, EMPTY_TARGET, productOf, stateFrom, type Draft, type State, type Target } from "../src/price/model.js";
import { assumable, needsRounding, placeOf, type Parameters } from "../src/price/rules.js";
import { describe as named } from "../src/price/words.js";
import { axe, downloaded, faults, languages, openPage, type Page } from "./harness";

/** A page on a busy machine may take its time. */
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 20_000 });

interface Vector {
  readonly id: string;
  readonly function: string;
  readonly rulebook?: unknown;
  readonly input: Record<string, unknown>;
  readonly expect?: Record<string, unknown>;
}

let jicai: Evaluator;

beforeAll(async () => {
  const entry = new URL("../../js/node.js", import.meta.url).href;
  const { load } = (await import(entry)) as typeof import("jicai");
  jicai = (await load("differential", "rulebook")) as Evaluator;
});

function parameters(id: string): Parameters {
  const chain: Rulebook[] = [];
  for (let next: string | null | undefined = id; next; next = chain.at(-1)?.extends) {
    chain.push(jicai.evaluate({ function: "rulebook.show", input: { id: next } }).value as Rulebook);
  }
  return new Map(parametersOf(chain).map((one) => [one.name, one]));
}

function priced(state: State): (string | undefined)[] {
  return priceAll(jicai, state, parameters(state.rulebook), "en").map(({ price }) => price.answer?.value.price);
}

describe("examples", () => {
  test.each([
    ["atorvastatin", ["2.86", "5.57", "3.90"]],
    ["yinqiao", ["1.2", "1.8", "2.7"]],
    ["jiuwei", ["0.27", "0.46"]],
    ["sanjin", ["32.5", "2.0"]],
    ["injection", ["1.50"]],
    ["shanxi", ["3.40", "6.63"]],
  ])("%s gives the published prices", (id, prices) => {
    const example = EXAMPLES.find((candidate) => candidate.id === id);
    expect(priced(example?.state ?? EMPTY)).toEqual(prices);
  });

  test("are all tested, and known again whichever target is shown", () => {
    expect(EXAMPLES).toHaveLength(6);
    for (const { id, state } of EXAMPLES) {
      expect(exampleOf({ ...state, shown: state.targets.length - 1 })).toBe(id);
      expect(exampleOf({ ...state, price: "9" })).toBe("");
    }
  });

  test("the check of listed prices names what is too high", () => {
    const { state } = EXAMPLES.find(({ id }) => id === "shanxi") ?? EXAMPLES[0];
    const check = checkListing(jicai, state, parameters(state.rulebook), "en");
    // Vector differential-121.
    expect(check?.answer?.value.items.map(({ id, limit, excess }) => [id, limit, excess])).toEqual([
      ["0", "1.68", "0.32"],
      ["1", "2.86", "0.00"],
      ["2", "5.58", "0.22"],
    ]);
    expect(checkListing(jicai, { ...state, rulebook: "differential/vbp" }, parameters("differential/vbp"), "en")).toBeUndefined();
  });
});

describe("the form asks what the vectors ask", () => {
  const file = new URL("../../../spec-tests/vectors/differential.json", import.meta.url);
  const vectors = (JSON.parse(readFileSync(file, "utf8")) as Vector[]).filter(
    ({ function: name, rulebook, expect: expected, input }) =>
      name === "differential.price" && typeof rulebook === "string" && expected?.["price"] !== undefined && Object.keys(input).every((key) => key in KNOWN),
  );

  test("there are enough of them", () => expect(vectors.length).toBeGreaterThan(60));

  test.each(vectors)("$id", ({ rulebook, input, expect: expected }) => {
    // Vectors compare by value: 12 is 12.0.
    expect(priced(stateOf(String(rulebook), input)).map(Number)).toEqual([Number(expected?.["price"])]);
  });
});

/** Fields of `differential.price` that the form has. */
const KNOWN = { representative: 1, price: 1, target: 1, drug_class: 1, basis: 1, chain_regardless: 1, rounding: 1, material_difference: 1 };

function stateOf(rulebook: string, input: Record<string, unknown>): State {
  const draft = (product: unknown): Draft => ({ ...EMPTY_DRAFT, ...(product as Partial<Draft>) });
  const rounding = input["rounding"] as { mode?: string; decimals?: number; tiers?: unknown } | undefined;
  return {
    ...EMPTY,
    rulebook,
    drug_class: String(input["drug_class"] ?? "chemical"),
    basis: String(input["basis"] ?? ""),
    chain_regardless: input["chain_regardless"] === true,
    rounding: rounding ? (rounding.tiers ? "tiers" : String(rounding.decimals)) : "",
    rounding_mode: rounding?.mode ?? "half_up",
    material_difference: String(input["material_difference"] ?? ""),
    representative: draft(input["representative"]),
    price: String(input["price"]),
    targets: [{ ...EMPTY_TARGET, ...draft(input["target"]) }],
  };
}

describe("a product as the library takes it", () => {
  test("leaves out what is empty, and the units of what is empty", () => {
    expect(productOf(EMPTY_DRAFT)).toEqual({ form: "tablet" });
    expect(productOf({ ...EMPTY_DRAFT, fill_unit: "ml", dose_fill: "5", daily_dose_in: "fill" })).toEqual({ form: "tablet" });
  });

  test("keeps amounts as texts", () => {
    expect(productOf({ ...EMPTY_DRAFT, content: " １０．50 ", fill: "6", dose_fill: "2", count: "14", daily_dose: "3", sugar_free: true })).toEqual({
      form: "tablet",
      content: "10.50",
      content_unit: "mg",
      fill: "6",
      fill_unit: "g",
      dose_fill: "2",
      count: "14",
      daily_dose: "3",
      daily_dose_in: "units",
      sugar_free: true,
    });
  });

  test("forms are those of the schema, each with its unit", () => {
    const schema = JSON.parse(readFileSync(new URL("../../../spec-tests/schema/differential.price.input.json", import.meta.url), "utf8")) as {
      $defs: { Form: { oneOf: { const: string }[] } };
    };
    expect(FORM_GROUPS.flatMap(({ forms }) => forms.map(({ id }) => id))).toEqual(schema.$defs.Form.oneOf.map((form) => form.const));
    expect(formOf("water_pill")?.unit).toBe("pill");
  });
});

describe("what rulebook and form need", () => {
  test("the rule of 2011 says no decimals", () => {
    expect(needsRounding(parameters("differential/cn-2011"))).toBe(true);
    expect(needsRounding(parameters("differential/vbp"))).toBe(false);
    expect(needsRounding(new Map())).toBe(false);
  });

  test("missing coefficients may be assumed, and the result rests on them", () => {
    const state: State = { ...EMPTY, price: "10", targets: [{ ...EMPTY_TARGET, form: "granules" }] };
    const known = parameters("differential/vbp");
    expect(assumable(state, known)).toEqual(["form_ratio.granules"]);
    const gap = priceAll(jicai, state, known, "en")[0]?.price.failure;
    expect(gap).toMatchObject({ code: "rule_gap", path: "/input/target/form" });
    const assumed = priceAll(jicai, { ...state, assumptions: { "form_ratio.granules": "1.2", "form_ratio.tablet": "9" } }, known, "en")[0]?.price.answer;
    expect(assumed?.value.price).toBe("12.00");
    expect(assumed?.rests_on).toContainEqual({ parameter: "own/assumptions#form_ratio.granules", provenance: "unverified", citation: "assumed on this page" });
    expect(assumed?.rests_on.some(({ parameter }) => parameter.endsWith("form_ratio.tablet"))).toBe(false);
  });

  test("differences between injections are in yuan", () => {
    const injection = (form: string, fill: string) => ({ ...EMPTY_TARGET, form, fill, fill_unit: "ml" });
    const state: State = { ...EMPTY, representative: injection("small_volume_injection", "5"), targets: [injection("powder_injection", "20")] };
    expect(assumable(state, parameters("differential/vbp"))).toEqual(["form_difference.powder_injection", "injection_fill_amount"]);
  });

  test("fields come first where they matter", () => {
    const known = parameters("differential/cn-batch-11-paediatric");
    const tcm: State = { ...EMPTY, drug_class: "tcm", targets: [{ ...EMPTY_TARGET, form: "granules" }] };
    expect(placeOf("paediatric_small_spec", EMPTY_DRAFT, EMPTY, known)).toBe("first");
    expect(placeOf("paediatric_small_spec", EMPTY_DRAFT, EMPTY, parameters("differential/vbp"))).toBe("never");
    expect(placeOf("daily_dose", EMPTY_DRAFT, tcm, known)).toBe("first");
    expect(placeOf("daily_dose", EMPTY_DRAFT, EMPTY, known)).toBe("never");
    expect(placeOf("package_material", { ...EMPTY_DRAFT, form: "large_volume_injection" }, EMPTY, known)).toBe("first");
    expect(placeOf("fill", EMPTY_DRAFT, EMPTY, known)).toBe("more");
    expect(placeOf("fill", { ...EMPTY_DRAFT, form: "syrup" }, EMPTY, known)).toBe("first");
  });
});

describe("a state in a link", () => {
  test("comes back as it was", () => {
    for (const { state } of EXAMPLES) {
      const carried: unknown = JSON.parse(JSON.stringify(compact(state)));
      expect(stateFrom(carried)).toEqual({ state, understood: true });
    }
  });

  test.each([null, 1, "x", [], {}, { targets: [1] }, { representative: { form: "nothing" }, targets: [{}] }, { price: 1, representative: {}, targets: [] }])(
    "that is %j is not all understood, and harmless",
    (given) => {
      const { state, understood } = stateFrom(given);
      expect(understood).toBe(false);
      expect(state.targets.length).toBeGreaterThan(0);
      expect(() => priceAll(jicai, state, new Map(), "zh")).not.toThrow();
    },
  );
});

test("what the library refuses is said in Chinese", () => {
  const base = EXAMPLES[0].state;
  const first = base.targets[0] ?? EMPTY_TARGET;
  const faulty: State[] = [
    { ...base, price: "" },
    { ...base, price: "abc" },
    { ...base, price: "-1" },
    { ...base, price: "1.12345678901" },
    { ...base, rulebook: "differential/cn-2011" },
    { ...base, rulebook: "differential/none" },
    { ...base, material_difference: "1" },
    ...[
      { form: "granules" },
      { content: "" },
      { content: "0" },
      { content: "80" },
      { content_unit: "iu" },
      { count: "1.5" },
      { count: "2000000" },
      { children_only: true },
      { packaging_form: "single_dose" },
    ].map((patch): State => ({ ...base, targets: [{ ...first, ...patch }] })),
  ];
  for (const state of faulty) {
    const failure = priceAll(jicai, state, new Map(), "zh")[0]?.price.failure;
    expect(failure, JSON.stringify(state)).toBeDefined();
    expect(messageOf(failure as Failure, "zh"), (failure as Failure).message).toMatch(/\p{Script=Han}{3}/u);
  }
});

test("a product that needs a representative of its own is told from one that may have one", () => {
  const known = parameters("differential/vbp");
  const base: State = { ...EMPTY, price: "10", representative: { ...EMPTY_DRAFT, content: "10" } };
  const of = (patch: Partial<Target>) => {
    const [outcome] = priceAll(jicai, { ...base, targets: [{ ...EMPTY_TARGET, content: "20", ...patch }] }, known, "en");
    const value = outcome?.separate.answer?.value;
    return [value?.required, value?.permitted, value?.undetermined, outcome?.price.answer?.value.price];
  };
  expect(of({})).toEqual([false, false, [], "17.00"]);
  expect(of({ content: "80" })).toEqual([true, true, [], undefined]);
  expect(of({ indication: "wholly_different" })).toEqual([true, true, [], "17.00"]);
  expect(of({ indication: "partly_changed_major" })).toEqual([false, true, [], "17.00"]);
  const multiDose = priceAll(
    jicai,
    { ...base, representative: { ...base.representative, packaging_form: "single_dose" }, targets: [{ ...EMPTY_TARGET, content: "20", packaging_form: "multi_dose" }] },
    known,
    "en",
  );
  expect(multiDose[0]?.separate.answer?.value.undetermined).toEqual(["multi_dose_pack"]);
});

test("a product in one line", () => {
  const draft: Draft = { ...EMPTY_DRAFT, content: "20", count: "28" };
  expect(named(draft, "zh")).toBe("普通片 20 mg × 28 片");
  expect(named(draft, "en")).toBe("Ordinary tablet 20 mg × 28 tablets");
  expect(named({ ...EMPTY_DRAFT, form: "granules", fill: "14", sugar_free: true }, "zh")).toBe("颗粒剂 无蔗糖 14 g");
});

describe.each(languages)("on the page, %s", (language) => {
  const open = () => openPage({ tab: "price", language });
  const figure = (page: Page) => page.locator("#price-figure").innerText();
  const say = (zh: string, en: string) => (language === "zh" ? zh : en);

  test("the example is computed, step by step", async () => {
    const page = await open();
    expect(await figure(page)).toMatch(/^2\.86/);
    const steps = await page.locator(".computation tbody tr").allInnerTexts();
    // A row for the price at the start, and two for each step: the computation, and what it is based on.
    expect(steps).toHaveLength(5);
    expect(steps.slice(1, 3).join()).toMatch(new RegExp(`${say("含量", "content")}[\\s\\S]*× 1\\.7[\\s\\S]*2\\.856[\\s\\S]*differential/vbp#content[\\s\\S]*2452`));
    expect(await page.locator(".rests-on").innerText()).toContain(say("推导", "derived"));
  });

  test("a change is computed at once, and said", async () => {
    const page = await open();
    await page.locator("#price-target-0-count").fill("28");
    await eventually(() => figure(page)).toMatch(/^5\.57/);
    await eventually(() => page.locator("[aria-live=polite]").innerText()).toContain("5.57");
    await eventually(() => new URL(page.url()).hash).toContain("&s=");
  });

  test("an error stands at its field", async () => {
    const page = await open();
    const price = page.locator("#price-price");
    await price.fill("-1.68");
    const message = page.locator("#price-price-error");
    await message.waitFor();
    expect(await message.innerText()).toContain(say("必须大于零", "greater than zero"));
    expect(await price.getAttribute("aria-invalid")).toBe("true");
    expect(await price.getAttribute("aria-describedby")).toContain("price-price-error");
    await price.fill("1.68");
    await message.waitFor({ state: "detached" });
    expect(await figure(page)).toMatch(/^2\.86/);
  });

  test("an error of a listed price stands at its own field", async () => {
    const page = await open();
    await page.locator("#price-target-1-listed").fill("0");
    const message = page.locator("#price-target-1-listed-error");
    await message.waitFor();
    expect(await message.innerText()).toContain(say("必须大于零", "greater than zero"));
    expect(await page.locator("#price-price-error").count()).toBe(0);
    expect(await figure(page)).toMatch(/^5\.57/);
  });

  test("the rule of 2011 asks for the decimals", async () => {
    const page = await open();
    await page.locator("#price-rulebook").selectOption("differential/cn-2011");
    await page.locator("#price-rounding-error").waitFor();
    await page.locator("#price-rounding").selectOption("1");
    await eventually(() => figure(page)).toMatch(/^2\.9/);
  });

  test("what is not published may be assumed, and is marked", async () => {
    const page = await open();
    await page.locator("#price-target-0-form").selectOption("granules");
    await page.locator("#price-target-0-form-error").waitFor();
    expect(await page.locator("#panel-price [role=alert]").innerText()).toContain(say("规则没有规定", "The rules do not say"));
    await page.locator("#price-assume-form_ratio-granules").fill("1.2");
    // The counts differ in kind as well: tablets and sachets.
    await page.locator("#price-target-0-unit-error").waitFor();
    await page.locator("#price-representative-count").fill("");
    await page.locator("#price-target-0-count").fill("");
    await eventually(() => figure(page)).toMatch(/^3\.43/);
    expect(await page.locator(".rests-on .notice.unverified").innerText()).toContain(say("1 项未经核实", "1 of them is unverified"));
  });

  test("a representative of its own is asked for loudly", async () => {
    const page = await open();
    await page.locator("#price-target-0-content").fill("80");
    const notice = page.locator("#price-separate");
    await notice.waitFor();
    expect(await notice.innerText()).toContain(say("应当另定代表品", "must have a representative of its own"));
    await page.locator("#price-chain").evaluate((box: HTMLInputElement) => box.click());
    await eventually(() => figure(page)).toMatch(/^8\.25/);
    expect(await notice.isVisible()).toBe(true);
  });

  test("products come and go, and each can be looked at", async () => {
    const page = await open();
    await page.locator("#price-add").click();
    await page.locator("#price-target-3-content").fill("40");
    await eventually(() => figure(page)).toMatch(/^4\.86/);
    await page.locator(".result button.link").first().click();
    await eventually(() => figure(page)).toMatch(/^2\.86/);
    await page.getByRole("button", { name: say("删除产品 1", "Remove product 1"), exact: true }).click();
    await eventually(() => figure(page)).toMatch(/^5\.57/);
    expect(await page.locator("fieldset.target").count()).toBe(3);
  });

  test("listed prices are compared and checked", async () => {
    const page = await open();
    await page.locator("#price-example").selectOption("shanxi");
    await page.locator("#price-check").waitFor();
    const rows = await page.locator("#price-check tbody tr").allInnerTexts();
    expect(rows[0]).toContain(say("偏高", "too high"));
    expect(rows[1]).toContain(say("符合", "in order"));
    expect(rows[2]).toMatch(/5\.58[\s\S]*0\.22/);
    await page.locator("#price-rulebook").selectOption("differential/vbp");
    await eventually(() => page.locator(".result .hint").allInnerTexts()).toContainEqual(expect.stringContaining("1.6824"));
  });

  test("the table can be taken away", async () => {
    const page = await open();
    const { name, content } = await downloaded(page, () => page.getByRole("button", { name: "CSV" }).click());
    expect(name).toBe("jicai-price.csv");
    const lines = content.toString("utf8").split("\r\n");
    expect(lines[1]).toContain("1.68");
    expect(lines[2]).toMatch(/1\.7000000000,2\.86,2\.8560000000,0\.2040/);
  });

  test("an empty form says what it needs, and nothing is wrong with it", async () => {
    const page = await open();
    await page.locator("#price-clear").click();
    await page.locator("#price-price-error").waitFor();
    expect(await page.locator(".result").innerText()).toContain(say("缺少此项", "Please fill this in"));
    await page.locator("#price-price").fill("3");
    await eventually(() => figure(page)).toMatch(/^3\.00/);
  });

  test("every example is legible on a phone", async () => {
    const page = await openPage({ tab: "price", language, size: "phone" });
    for (const { id } of EXAMPLES) {
      await page.locator("#price-example").selectOption(id);
      await eventually(() => page.locator("#price-figure").count()).toBe(1);
      expect.soft(await faults(page), id).toEqual({ sideways: [], clipped: [], overlapping: [], squeezed: [] });
      expect.soft(await axe(page), id).toEqual([]);
    }
  });
});
