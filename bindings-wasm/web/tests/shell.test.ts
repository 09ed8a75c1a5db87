import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";

import { csv } from "../src/shell/download.js";
import { errorAt, failureOf, messageOf, shownAt, type Failure } from "../src/shell/failure.js";
import { fromFragment, LONGEST, toFragment } from "../src/shell/link.js";
import { inPageWords } from "../src/shell/messages.js";
import { parametersOf, type Rulebook } from "../src/shell/rulebook-data.js";
import { short, tidy } from "../src/shell/tidy.js";
import { languages, openPage, type Page, settled, tabs } from "./harness";

/** A page on a busy machine may take its time. */
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 20_000 });

describe("the fragment", () => {
  test.each([{}, { a: "竞标 ✓", b: [1, null, { c: true }] }, "", 0, null, []])("carries %j there and back", async (state) => {
    const fragment = await toFragment("price", state);
    expect(fragment).toMatch(/^#tab=price&v=1&s=[\w-]+$/);
    expect(await fromFragment(fragment ?? "")).toEqual({ tab: "price", state });
  });

  test("names the tab alone where there is no state", async () => {
    expect(await toFragment("marks", undefined)).toBe("#tab=marks");
    expect(await fromFragment("#tab=marks")).toEqual({ tab: "marks", state: undefined });
    expect(await fromFragment("")).toEqual({ tab: undefined, state: undefined });
    expect(await fromFragment("#tab=__proto__")).toEqual({ tab: undefined, state: undefined });
  });

  test("is not offered where it would be too long", async () => {
    // What cannot be compressed: digits of a linear congruential sequence.
    const digits: number[] = [];
    for (let x = 1; digits.length < 6000; x = (x * 48271) % 2147483647) digits.push(x);
    expect(await toFragment("tender", digits)).toBeUndefined();
    expect((await toFragment("tender", digits.slice(0, 500)))?.length).toBeLessThanOrEqual(LONGEST);
  });

  test.each(["AAAA", "!!", "", "e30", "%00"])("with the state %s is damaged", async (packed) => {
    expect(await fromFragment(`#tab=bill&v=1&s=${packed}`)).toEqual({ tab: "bill", state: undefined, problem: "damaged" });
  });

  test("of another version is not read", async () => {
    const fragment = await toFragment("bill", { a: 1 });
    expect(await fromFragment((fragment ?? "").replace("v=1", "v=2"))).toEqual({ tab: "bill", state: undefined, problem: "version" });
  });

  test("that unfolds into a flood is not read", async () => {
    const packed = deflateRawSync(`"${"a".repeat(20_000_000)}"`).toString("base64url");
    expect(await fromFragment(`#tab=bill&v=1&s=${packed}`)).toEqual({ tab: "bill", state: undefined, problem: "damaged" });
  });
});

describe("failures", () => {
  const failure: Failure = { code: "invalid_input", path: "/input/bids/3/price", message: "price must be greater than zero, got `-1`", help: "" };

  test("are what the library threw", () => {
    expect(failureOf(Object.assign(new Error("no rule"), { code: "rule_gap", path: "/rulebook", help: "choose" }))).toEqual({
      code: "rule_gap",
      path: "/rulebook",
      message: "no rule",
      help: "choose",
    });
    expect(failureOf(new TypeError("x is not a function"))).toMatchObject({ code: "internal", path: "", message: "x is not a function" });
    expect(failureOf("late")).toMatchObject({ code: "internal", message: "late" });
    expect(failureOf(undefined).code).toBe("internal");
  });

  test("belong to the field that the pointer names, or to one above it", () => {
    expect(errorAt(failure, "/input/bids/3/price", "en")).toBe("price must be greater than zero, got “-1”");
    expect(errorAt(failure, "/input/bids/3", "zh")).toBe("必须大于零，现为 -1");
    expect(errorAt(failure, "/input/bids/3/pri", "en")).toBeUndefined();
    expect(errorAt(failure, "/input/bids/30", "en")).toBeUndefined();
    expect(errorAt(failure, "", "en")).toBeUndefined();
    expect(errorAt(undefined, "/input", "en")).toBeUndefined();
    expect(shownAt(failure, ["/input/price", "/input/bids"])).toBe(true);
    expect(shownAt(failure, ["/input/price"])).toBe(false);
  });

  test("what nobody translated stays as the library says it", () => {
    expect(messageOf({ ...failure, message: "something new about `x`" }, "zh")).toBe("something new about “x”");
    expect(inPageWords("price must be a decimal such as `22.26` in ASCII digits, got `$1 $&`", "zh")).toContain("“$1 $&”");
  });
});

describe("a table to download", () => {
  const text = async (rows: Parameters<typeof csv>[0]) => Buffer.from(await csv(rows).arrayBuffer()).toString("utf8");

  test("begins with a byte order mark and ends every row", async () => {
    expect(await text([["药品", "price"], ["a", 1], [undefined, null]])).toBe("\uFEFF药品,price\r\na,1\r\n,\r\n");
  });

  test("quotes what needs quotes", async () => {
    expect(await text([["a,b", 'say "x"', "two\nlines", " plain "]])).toBe('\uFEFF"a,b","say ""x""","two\nlines", plain \r\n');
  });

  test("has no cell that runs as a formula, and leaves numbers alone", async () => {
    expect(await text([["=1+1", "@x", "+1", "-cmd", "-1.50", "1.7"]])).toBe("\uFEFF'=1+1,'@x,'+1,'-cmd,-1.50,1.7\r\n");
  });
});

describe("numbers as typed and as shown", () => {
  test.each([
    [" 12.50 ", "12.50"],
    ["１２．５", "12.5"],
    ["12。5", "12.5"],
    ["1,000", "1,000"],
    ["-1", "-1"],
  ])("%j is read as %j", (typed, read) => expect(tidy(typed)).toBe(read));

  test.each([
    ["2.0000000000", "2"],
    ["1.7000", "1.7"],
    ["100", "100"],
    ["0.0000", "0"],
    ["10.50", "10.5"],
  ])("%s is shown as %s", (decimal, shown) => expect(short(decimal)).toBe(shown));
});

test("a rulebook's parameters are its own, then what it takes over and has not removed", () => {
  const one = (value: unknown) => ({ value, provenance: "official", citation: "c" });
  const child: Rulebook = { id: "a/child", extends: "a/parent", remove: ["gone", "back"], parameters: { own: one("1"), back: one("2") } };
  const parent: Rulebook = { id: "a/parent", parameters: { own: one("0"), gone: one("3"), back: one("4"), kept: one("5"), bare: "6" } };
  expect(parametersOf([child, parent]).map(({ name, from, value, provenance }) => [name, from, value, provenance])).toEqual([
    ["own", "a/child", "1", "official"],
    ["back", "a/child", "2", "official"],
    ["kept", "a/parent", "5", "official"],
    ["bare", "a/parent", "6", undefined],
  ]);
});

describe("the page", () => {
  test.each(languages)("follows the browser's language and keeps the chosen one, %s", async (language) => {
    const page = await openPage({ tab: "price", language });
    expect(await page.locator("html").getAttribute("lang")).toMatch(language);
    await page.locator("#language").click();
    const other = language === "zh" ? "en" : "zh";
    await eventually(() => page.locator("html").getAttribute("lang")).toMatch(other);
    await page.reload();
    await settled(page);
    expect(await page.locator("html").getAttribute("lang")).toMatch(other);
    expect(await page.title()).toContain(other === "zh" ? "差比价" : "Price");
  });

  test("fetches of scripts and modules only what the open tab needs", async () => {
    const page = await openPage({ tab: "price" });
    const fetched = await files(page);
    expect(fetched).toEqual(expect.arrayContaining([expect.stringMatching(/^differential.*\.wasm$/), expect.stringMatching(/^rulebook.*\.wasm$/)]));
    expect(fetched.filter((name) => name.endsWith(".wasm"))).toHaveLength(2);
    expect(fetched.filter((name) => /^(tender|bill|supplier|marks)/.test(name))).toEqual([]);
    await page.locator("#tab-marks").click();
    await eventually(async () => (await files(page)).some((name) => /^execution.*\.wasm$/.test(name))).toBe(true);
  });

  test.each(languages)("gives the link to copy by hand where the clipboard is closed, %s", async (language) => {
    const page = await openPage({ tab: "price", language });
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    });
    await page.locator("#share").click();
    const link = page.locator("#link");
    await link.waitFor();
    expect(await link.inputValue()).toBe(page.url());
    expect(await link.evaluate((input: HTMLInputElement) => input.selectionEnd)).toBe(page.url().length);
    expect(await page.locator("[role=status]").innerText()).toMatch(language === "zh" ? /不允许/ : /does not allow/);
  });

  test("goes where a link leads that is opened in the same window", async () => {
    const page = await openPage({ tab: "price" });
    const hash = await toFragment("marks", { rulebook: "execution/shaanxi-2026-marks", price: "40.01", highest_winning_price: "4" });
    await page.evaluate((to) => {
      location.hash = to ?? "";
    }, hash);
    await page.locator("#panel-marks #marks-figure .suspended").waitFor();
    expect(await page.locator("#marks-price").inputValue()).toBe("40.01");
  });

  test("shows a rulebook with its inherited parameters and their sources, and gives the focus back", async () => {
    const page = await openPage({ tab: "price" });
    const button = page.locator("#panel-price button.link").first();
    await button.click();
    const dialog = page.locator("dialog[open]");
    const row = (name: string) => dialog.locator(".parameters > li").filter({ has: page.locator(`code:text-is("${name}")`) });
    await row("content_base").waitFor();
    expect(await row("content_base").innerText()).toMatch(/cn-2011[\s\S]*1\.7[\s\S]*推导[\s\S]*2452/);
    expect(await row("injection_floor").innerText()).toMatch(/0\.2[\s\S]*未核实/);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test.each(tabs)("%s has a name, a heading and a panel that is tied to it", async (tab) => {
    const page = await openPage({ tab });
    const panel = page.locator(`#panel-${tab}`);
    expect(await panel.getAttribute("aria-labelledby")).toBe(`tab-${tab}`);
    expect(await page.locator(`#tab-${tab}`).getAttribute("aria-controls")).toBe(`panel-${tab}`);
    expect((await panel.locator("h2").first().innerText()).length).toBeGreaterThan(1);
  });
});

/** The files of the page that were fetched, by name. */
function files(page: Page): Promise<string[]> {
  return page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname.split("/").at(-1) ?? ""));
}
