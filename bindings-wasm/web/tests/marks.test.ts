import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import { judgeAll, type Evaluator, type ItemMark, type Verdict } from "../src/marks/compute.js";
import { derivation } from "../src/marks/derivation.js";
import { EXAMPLES, exampleOf } from "../src/marks/examples.js";
import { classFor, compact, EMPTY, KINDS, neededPrices, needsReading, STATUSES, stateFrom, type MarkBook, type State } from "../src/marks/model.js";
import { reason } from "../src/marks/result.js";
import { alternative, span, zonesOf } from "../src/marks/scale.js";
import { parametersOf, type Rulebook } from "../src/shell/rulebook-data.js";
import { axe, downloaded, faults, languages, openPage, type Page } from "./harness";

/** A page on a busy machine may take its time. */
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 20_000 });

interface Vector {
  readonly id: string;
  readonly function: string;
  readonly rulebook?: unknown;
  readonly input: { readonly non_supply_reading?: string; readonly items?: Record<string, string>[] };
  readonly expect?: { readonly items?: { item: string; mark?: string }[] };
}

let jicai: Evaluator;
let books: MarkBook[];

beforeAll(async () => {
  const entry = new URL("../../js/node.js", import.meta.url).href;
  const { load } = (await import(entry)) as typeof import("jicai");
  jicai = (await load("execution", "rulebook")) as Evaluator;
  const { rulebooks } = jicai.evaluate({ function: "rulebook.list", input: { area: "execution" } }).value as { rulebooks: { id: string }[] };
  books = rulebooks.map(({ id }) => {
    const shown = jicai.evaluate({ function: "rulebook.show", input: { id } }).value as Rulebook;
    return { id, title: { zh: id, en: id }, parameters: new Map(parametersOf([shown]).map((one) => [one.name, one])) };
  });
  books = books.filter(({ parameters }) => parameters.has("mark_rules"));
});

function book(name: string): MarkBook {
  const found = books.find(({ id }) => id.includes(name));
  if (!found) throw new Error(name);
  return found;
}

const judged = (state: State): Record<string, Verdict> =>
  Object.fromEntries(judgeAll(jicai, books, state, "x", "en").map((verdict) => [verdict.book.id.replace(/^execution\/|-202\d-marks$/g, ""), verdict]));
const marks = (state: State) => Object.fromEntries(Object.entries(judged(state)).map(([name, { item, failure }]) => [name, item?.mark ?? failure?.code]));

describe("each province judges in its own terms", () => {
  const [first] = EXAMPLES;

  test("by evaluation, by kind of drug, or all of one name together", () => {
    expect(books).toHaveLength(5);
    expect(books.map((one) => classFor(one, first.state))).toEqual(["evaluated", "evaluated", "evaluated", "three_same", "chemical"]);
    expect(books.map((one) => classFor(one, { ...first.state, status: "winner_not_supplying", kind: "tcm" }))).toEqual([
      ...["winner_not_supplying", "winner_not_supplying", "winner_not_supplying"],
      ...["three_same", "tcm"],
    ]);
    expect(marks(first.state)).toEqual({ henan: "yellow", shaanxi: "yellow", xinjiang: "yellow", anhui: "none", neimenggu: "red" });
  });

  test("and says what it lacks, or that its document does not say", () => {
    const { henan, anhui } = judged({ ...first.state, highest_winning_price: "", p75_listing_price: "" });
    expect(henan?.failure).toMatchObject({ code: "invalid_input", path: "/input/items/0/highest_winning_price" });
    expect(reason(henan?.failure, "zh")).toBe("需要：最高中选价");
    expect(reason(anhui?.failure, "en")).toBe("Needs: 75th percentile of listed prices, same specification");
    const { shaanxi } = judged({ ...first.state, status: "winner_not_supplying", own_winning_price: "9" });
    expect(shaanxi?.failure?.code).toBe("rule_gap");
    expect(reason(shaanxi?.failure, "zh")).toMatch(/^文件没有规定：.*non_supply_multiple/);
  });

  test("needs the prices of its anchor, and a reading where the notice has two", () => {
    const of = (status: string) => ({ ...EMPTY, status });
    expect(neededPrices(book("henan"), of("reference"))).toEqual(["highest_winning_price", "highest_listing_price"]);
    expect(neededPrices(book("anhui"), of("reference"))).toEqual(["p75_listing_price"]);
    expect(neededPrices(book("neimenggu"), of("evaluated"))).toEqual(["lowest_listing_price"]);
    expect(neededPrices(book("shaanxi"), of("winner_not_supplying"))).toEqual([]);
    expect(books.map((one) => needsReading(one, of("winner_not_supplying")))).toEqual([true, false, true, false, false]);
    expect(books.map((one) => needsReading(one, of("evaluated")))).toEqual([false, false, false, false, false]);
  });
});

describe("the form asks what the vectors ask", () => {
  const cases = ["execution.json", "execution-own.json"].flatMap((file) =>
    (JSON.parse(readFileSync(new URL(`../../../spec-tests/vectors/${file}`, import.meta.url), "utf8")) as Vector[])
      .filter(({ function: name, rulebook, expect: expected }) => name === "execution.price_mark" && typeof rulebook === "string" && expected?.items)
      .flatMap(({ id, rulebook, input, expect: expected }) =>
        (input.items ?? []).map((item) => ({
          id: `${id} ${item["item"] ?? ""}`,
          rulebook: String(rulebook),
          item,
          reading: input.non_supply_reading,
          mark: expected?.items?.find((one) => one.item === item["item"])?.mark,
        })),
      ),
  ).filter(({ mark }) => mark !== undefined);

  test("there are enough of them", () => expect(cases.length).toBeGreaterThan(100));

  test.each(cases)("$id", ({ rulebook, item, reading, mark }) => {
    const name = item["class"] ?? "";
    const known = Object.fromEntries(Object.entries(item).filter(([field]) => field in EMPTY));
    const state: State = {
      ...EMPTY,
      ...known,
      ...((STATUSES as readonly string[]).includes(name) ? { status: name } : {}),
      ...((KINDS as readonly string[]).includes(name) ? { kind: name } : {}),
      non_supply_reading: reading ?? "",
    };
    const verdict = judgeAll(jicai, books, state, "x", "en").find((one) => one.book.id === rulebook);
    expect(verdict?.class).toBe(name);
    expect(verdict?.item?.mark ?? verdict?.failure).toBe(mark);
  });
});

describe("where the limits come from", () => {
  const lines = (name: string, state: State) => {
    const verdict = judged(state)[name];
    return verdict ? derivation(verdict, state, "en").map(({ value, how }) => `${how} = ${value}`) : [];
  };

  test("multiples of the anchor", () => {
    expect(lines("henan", EXAMPLES[0].state)).toEqual(["highest winning price = 10", "1.8 × Anchor 10 = 18", "3 × Anchor 10 = 30", "not in the document = none"]);
    expect(lines("anhui", EXAMPLES[0].state).at(-1)).toBe("5 × Anchor 12 = 60");
  });

  test("red from yellow, and the anchor of reference products", () => {
    const state = (id: string) => EXAMPLES.find((one) => one.id === id)?.state ?? EMPTY;
    expect(lines("henan", state("not_evaluated"))).toEqual(["highest winning price = 6", "1 × Anchor 6 = 6", "Yellow limit 6 ÷ 1.8 × 3 = 10", "not in the document = none"]);
    expect(lines("henan", state("reference")).slice(0, 3)).toEqual([
      "the lower of: Highest listed price, same generic name 25; 1.8 × Highest winning price 10 = 18",
      "1.8 × Anchor 18 = 32.4",
      "not in the document = none",
    ]);
    expect(lines("henan", state("not_supplying"))[0]).toMatch(/lower caps.*1\.5 × Own winning price 10.*Highest winning price 12 = 12$/);
  });
});

describe("the scale", () => {
  const item: ItemMark = { item: "x", mark: "yellow", anchor: "10", yellow_limit: "18", red_limit: "30", suspend_limit: "100", inclusive: false };

  test("has a zone for each limit, and room behind the last and the price", () => {
    const zones = zonesOf(item);
    expect(zones.map(({ mark, from }) => [mark, from])).toEqual([["none", 0], ["yellow", 18], ["red", 30], ["suspended", 100]]);
    expect(span(zones, 18)).toBe(125);
    expect(span(zones, 200)).toBeCloseTo(220);
    expect(span(zonesOf({ ...item, yellow_limit: null, red_limit: null, suspend_limit: null }), 0)).toBe(1);
  });

  test("says in words what it shows", () => {
    expect(alternative(item, zonesOf(item), "18.01", "zh")).toBe("价格与界限：挂网价 18.01；黄标线 18；红标线 30；暂停挂网线 100；标识：黄标");
  });
});

describe("a state in a link", () => {
  test("comes back as it was, and is known as the example it is", () => {
    for (const { id, state } of EXAMPLES) {
      const carried: unknown = JSON.parse(JSON.stringify(compact(state)));
      expect(stateFrom(carried)).toEqual({ state, understood: true });
      expect(exampleOf(stateFrom(carried).state)).toBe(id);
    }
    expect(exampleOf({ ...EXAMPLES[0].state, price: "1" })).toBe("");
  });

  test.each([null, 1, "x", [], { price: 1 }, { unknown: "1" }])("that is %j is not all understood", (given) => {
    expect(stateFrom(given)).toEqual({ state: EMPTY, understood: false });
  });
});

describe.each(languages)("on the page, %s", (language) => {
  const open = () => openPage({ tab: "marks", language });
  const say = (zh: string, en: string) => (language === "zh" ? zh : en);
  const mark = (page: Page) => page.locator("#marks-figure").innerText();
  const rows = (page: Page) => page.locator("#marks-table tbody tr").allInnerTexts();

  test("the example has its mark, its limits and every province", async () => {
    const page = await open();
    expect(await mark(page)).toContain(say("黄标", "yellow"));
    expect(await page.locator("svg.scale").getAttribute("aria-label")).toContain(say("黄标线 18；红标线 30", "Yellow limit 18; Red limit 30"));
    expect(await page.locator(".result table").innerText()).toMatch(/1\.8 ×/);
    const all = await rows(page);
    expect(all).toHaveLength(5);
    expect(all[3]).toMatch(new RegExp(`${say("不标识", "no mark")}[\\s\\S]*21\\.6[\\s\\S]*36[\\s\\S]*60`));
    expect(all[4]).toContain(say("红标", "red"));
    expect(await page.locator(".rests-on").innerText()).toContain(say("官方", "official"));
  });

  test("on the limit there is no mark, above it there is", async () => {
    const page = await open();
    await page.locator("#marks-price").fill("18.00");
    await eventually(() => mark(page)).toContain(say("不标识", "no mark"));
    await page.locator("#marks-price").fill("30.01");
    await eventually(() => mark(page)).toContain(say("红标", "red"));
    await eventually(() => page.locator("[aria-live=polite]").innerText()).toContain(say("红标", "red"));
  });

  test("another province by its row; sources that are secondary are marked", async () => {
    const page = await open();
    await page.locator("#marks-table tbody tr").nth(3).locator("button").click();
    await eventually(() => page.locator("#marks-rulebook").inputValue()).toBe("execution/anhui-2025-marks");
    expect(await mark(page)).toContain(say("不标识", "no mark"));
    expect(await page.locator(".rests-on").innerText()).toContain(say("二手资料", "secondary"));
    expect(await page.locator(".result").innerText()).toContain(say("价格达到界限即标识", "A price on a limit is marked already"));
  });

  test("a missing price is said at its field and in its rows", async () => {
    const page = await open();
    await page.locator("#marks-highest_winning_price").fill("");
    await page.locator("#marks-highest_winning_price-error").waitFor();
    const all = await rows(page);
    for (const row of all.slice(0, 3)) expect(row).toContain(say("需要：最高中选价", "Needs: Highest winning price"));
    expect(all[3]).toContain(say("不标识", "no mark"));
    await page.locator("#marks-price").fill("x");
    await eventually(() => page.locator("#marks-price-error").innerText()).toContain("x");
  });

  test("where a notice can be read in two ways the visitor chooses, and is told so", async () => {
    const page = await open();
    await page.locator("#marks-example").selectOption("not_supplying");
    await eventually(() => mark(page)).toContain(say("标识", "marked"));
    expect(await page.locator(".result .notice.unverified").innerText()).toContain(say("按您选择的理解", "the reading that you chose"));
    await page.locator("#marks-reading").selectOption("either");
    await eventually(() => mark(page)).toContain(say("不标识", "no mark"));
    await page.locator("#marks-reading").selectOption("");
    await page.locator("#marks-reading-error").waitFor();
    expect((await rows(page))[1]).toContain(say("文件没有规定", "The document does not say"));
  });

  test("a new listing has a cap where the province sets one, and a mark an end", async () => {
    const page = await open();
    await page.locator("#marks-example").selectOption("entry");
    await eventually(() => page.locator(".result").innerText()).toMatch(new RegExp(`${say("新增挂网上限", "Cap for a new listing")}[\\s\\S]*14[\\s\\S]*${say("高于上限", "above it")}`));
    await page.locator("#marks-rulebook").selectOption("execution/xinjiang-2026-marks");
    await page.locator("#marks-cut").fill("2026-02-28");
    await eventually(() => page.locator(".result").innerText()).toContain("2026-03-01");
  });

  test("the table can be taken away", async () => {
    const page = await open();
    const { name, content } = await downloaded(page, () => page.getByRole("button", { name: "CSV" }).click());
    expect(name).toBe("jicai-marks.csv");
    const lines = content.toString("utf8").trim().split("\r\n");
    expect(lines).toHaveLength(6);
    expect(lines[1]).toContain(",18.01,10,18,30,,");
  });

  test("every example is legible on a phone", async () => {
    const page = await openPage({ tab: "marks", language, size: "phone" });
    for (const { id } of EXAMPLES) {
      await page.locator("#marks-example").selectOption(id);
      await eventually(() => page.locator("#marks-figure").count()).toBe(1);
      expect.soft(await faults(page), id).toEqual({ sideways: [], clipped: [], overlapping: [], squeezed: [] });
      expect.soft(await axe(page), id).toEqual([]);
    }
  });
});
