import { readFileSync } from "node:fs";

import { parse } from "papaparse";
import { describe, expect, test } from "vitest";

import { axe, blank, clipboard, downloaded, languages, openPage, printed, problemsOf, site, type Language, type Page, type Size } from "./harness";

interface Vector {
  readonly id: string;
  readonly expect: { readonly ceiling?: string; readonly totals?: Record<string, string> };
}
const VECTORS = JSON.parse(readFileSync(new URL("../../../spec-tests/vectors/payment.json", import.meta.url), "utf8")) as Vector[];
function expected(id: string): Vector["expect"] {
  const found = VECTORS.find((vector) => vector.id === id);
  if (found === undefined) throw new Error(`no vector ${id}`);
  return found.expect;
}

async function openBill(language: Language = "zh", size: Size = "desktop", fragment?: string): Promise<Page> {
  const page = await openPage({ tab: "bill", language, size, ...(fragment === undefined ? {} : { fragment }) });
  await page.locator(".bill-form").waitFor();
  return page;
}

/** A row of the table of figures. */
async function figures(page: Page, row: string): Promise<string[]> {
  return page.locator(`.bill-table ${row} td.money`).allInnerTexts();
}

/** What a visitor who cannot see hears at a field that is wrong. */
async function described(page: Page, id: string): Promise<string> {
  const field = page.locator(`#${id}`);
  await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
  const [message = ""] = ((await field.getAttribute("aria-describedby")) ?? "").split(" ");
  return page.locator(`#${message}`).innerText();
}

async function active(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.id ?? "");
}

describe.each(languages)("bill in %s", (language) => {
  test("the example has the standards of the published price list, and sums that add up", async () => {
    const page = await openBill(language);
    const standards = await page.locator(".line-standard .money").allInnerTexts();
    expect(standards).toEqual(["payment-001", "payment-004", "payment-007", "payment-010"].map((id) => expected(id).ceiling));
    expect(await page.locator(".bill-summary .figure").allInnerTexts()).toEqual([expect.stringMatching(/^115\.76/), expect.stringMatching(/^101\.27/)]);
    expect(await page.locator(".checks .holds").count()).toBe(6);
    expect(await page.locator(".broken").count()).toBe(0);
    await page.selectOption("#bill-example", "heilongjiang");
    const { fund, patient, total } = expected("payment-026").totals ?? {};
    const sums = await figures(page, "tfoot");
    expect(sums.slice(0, 3)).toEqual([total, fund, patient]);
  });

  test("an unverified number is seen beside the figures and in the list of sources", async () => {
    const page = await openBill(language);
    await page.locator(".bill-summary .badge.unverified").waitFor();
    expect(await page.locator(".rests-on li", { hasText: "payment/guangzhou-2019#rounding" }).locator(".badge.unverified").count()).toBe(1);
  });

  test("an edit is computed at once", async () => {
    const page = await openBill(language);
    await page.fill("#bill-lines-0-quantity", "2");
    await expect.poll(() => figures(page, "tbody tr:first-child")).toContain("120.66");
    await page.fill("#bill-terms-tiers-0-rate", "０.９０");
    // Full-width digits are digits.
    await expect.poll(async () => (await figures(page, "tfoot")).at(1)).toBe("148.13");
    expect(await page.locator(".broken").count()).toBe(0);
    await page.selectOption("#bill-rulebook", "payment/hainan-2019");
    await page.locator(".line .path summary").first().click();
    expect(await page.locator(".line .path").first().locator("tbody tr").allInnerTexts()).toEqual([
      expect.stringContaining("42.23"),
      expect.stringContaining("24.13"),
      expect.stringContaining("22.26"),
    ]);
  });

  test("what is wrong is said at its field, and nothing is settled meanwhile", async () => {
    const page = await openBill(language);
    await page.fill("#bill-lines-1-price", "abc");
    expect(await described(page, "bill-lines-1-price")).toContain("abc");
    expect(await page.locator(".bill-table").count()).toBe(0);
    await page.locator(".bill-summary [role=status]").waitFor();
    await page.fill("#bill-lines-1-price", "39.50");
    await page.locator(".bill-table").waitFor();
    await page.fill("#bill-terms-deductible_remaining", "");
    expect(await described(page, "bill-terms-deductible_remaining")).not.toBe("");
    await page.fill("#bill-terms-deductible_remaining", "0");
    await page.fill("#bill-lines-3-rivals-0-price", "0");
    expect(await described(page, "bill-lines-3-rivals-0-price")).not.toBe("");
  });

  test("what the document does not say is said at the line, with the document", async () => {
    const page = await openBill(language);
    await page.fill("#bill-when-year", "2");
    const gaps = page.locator(".line .notice.gap");
    await expect.poll(() => gaps.count()).toBe(3);
    expect(await gaps.first().innerText()).toContain("穗医保规字〔2019〕2号");
    await page.locator(".assume > summary").click();
    await page.selectOption("#bill-assume-gap_years", "previous");
    await expect.poll(() => gaps.count()).toBe(0);
    expect((await figures(page, "tfoot")).at(1)).toBe("101.27");
    await page.locator(".rests-on li", { hasText: "payment/guangzhou-2019-assumed#bands.high.2" }).locator(".badge.unverified").waitFor();
  });

  test("a link brings all of it back", async () => {
    const page = await openBill(language);
    await page.selectOption("#bill-rulebook", "payment/xian-2019");
    await page.fill("#bill-lines-0-quantity", "3");
    await page.fill("#bill-lines-0-name", "甲 & <b>");
    await page.click("#bill-add-line");
    await page.selectOption("#bill-lines-4-status", "direct");
    await page.fill("#bill-lines-4-amount", "10.05");
    await page.fill("#bill-lines-4-own_rate", "0.1");
    const before = await page.locator(".bill-table").innerText();
    await page.click("#share");
    await expect.poll(() => clipboard(page)).toContain("tab=bill");
    const { hash } = new URL(await clipboard(page));
    const other = await openBill(language, "desktop", hash.slice(1));
    await expect.poll(() => other.locator(".bill-table").innerText()).toBe(before);
    expect(await other.inputValue("#bill-lines-0-name")).toBe("甲 & <b>");
    expect(await other.inputValue("#bill-rulebook")).toBe("payment/xian-2019");
  });

  test("lines are pasted from a spreadsheet, and what is not understood is named", async () => {
    const page = await openBill(language);
    await page.locator(".paste > summary").click();
    await page.fill("#bill-paste", "名称\t单价\t数量\t先行自付比例\t批号\n阿司匹林\t1,012.50\t2\t10%\tX1\n维生素\t3\t1\t0\tX2");
    await page.locator(".paste .actions button").nth(1).click();
    await expect.poll(() => page.locator(".line").count()).toBe(2);
    expect(await page.locator(".paste [role=status]").innerText()).toContain("批号");
    expect((await figures(page, "tbody tr:first-child")).slice(3, 7)).toEqual(["0.00", "0.00", "202.50", "1822.50"]);
  });

  test("the table is downloaded as it stands", async () => {
    const page = await openBill(language);
    const { name, content } = await downloaded(page, () => page.click("#bill-csv"));
    expect(name).toBe("jicai-bill.csv");
    const rows = parse<string[]>(content.toString("utf8").replace(/^\uFEFF/, "").trimEnd()).data;
    expect(rows).toHaveLength(6);
    expect(rows[1]?.slice(4)).toEqual(["60.33", "1", "42.23", "0.10", "60.33", "30.41", "29.92", "0.00", "18.10", "4.22", "38.01", "0.00", "7.60", "0.00"]);
    expect(rows[5]?.slice(8)).toEqual(await figures(page, "tfoot"));
  });

  test("everything can be done by keyboard", async () => {
    const page = await openBill(language);
    await page.focus("#bill-add-line");
    await page.keyboard.press("Enter");
    await expect.poll(() => active(page)).toBe("bill-lines-4-name");
    await page.keyboard.type("x");
    await page.keyboard.press("Tab");
    expect(await active(page)).toBe("bill-lines-4-status");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    expect(await active(page)).toBe("bill-lines-4-price");
    await page.keyboard.type("10");
    expect(await page.inputValue("#bill-lines-4-price")).toBe("10");
    await page.locator(".line").last().locator(".link.remove").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".line").count()).toBe(4);
    expect(await active(page)).toBe("bill-lines-3-name");
  });

  test.each(["desktop", "phone"] as const)("nothing sticks out on a %s, and axe finds nothing", async (size) => {
    const page = await openBill(language, size);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await axe(page)).toEqual([]);
    await page.fill("#bill-lines-0-price", "x");
    await page.fill("#bill-when-year", "2");
    await page.locator(".notice.gap").first().waitFor();
    expect(await axe(page)).toEqual([]);
  });

  test("on paper stand the figures, the sums and the sources", async () => {
    const page = await openBill(language);
    const { text } = await printed(page, `bill-figures-${language}`);
    for (const part of ["217.03", "115.76", "101.27", "42.23", "payment/guangzhou-2019#rounding", "22.26"]) expect(text).toContain(part);
  });
});

test("a link to an example opens it in the language of who opens it", async () => {
  const page = await openBill("zh");
  await page.selectOption("#bill-example", "xian");
  await page.click("#share");
  await expect.poll(() => clipboard(page)).toContain("tab=bill&v");
  const { hash } = new URL(await clipboard(page));
  const other = await openBill("en", "desktop", hash.slice(1));
  await expect.poll(() => other.inputValue("#bill-example")).toBe("xian");
  expect(await other.inputValue("#bill-lines-0-name")).toBe("clopidogrel 75 mg × 7 (44.52)");
});

test("clearing leaves one empty line, and the language changes an untouched example with it", async () => {
  const page = await openBill("zh");
  await page.click("#language");
  await expect.poll(() => page.inputValue("#bill-lines-0-name")).toBe("clopidogrel 75 mg × 7");
  await page.click("#bill-clear");
  await expect.poll(() => page.locator(".line").count()).toBe(1);
  expect(await page.inputValue("#bill-lines-0-price")).toBe("");
  await page.selectOption("#bill-example", "stent");
  await expect.poll(async () => (await figures(page, "tfoot")).at(1)).toBe(expected("payment-035").totals?.["fund"]);
});

test("a download that failed is said, and may be tried again", async () => {
  const served = await site();
  const page = await blank(served.url);
  let broken = true;
  await page.route(/payment[^/]*\.wasm$/, (route) => (broken ? route.abort() : route.continue()));
  await page.goto(`${served.url}#tab=bill`);
  await page.locator("#panel-bill .notice.error").waitFor();
  broken = false;
  await page.click("#bill-retry");
  await page.locator(".bill-table").waitFor();
  expect(await page.locator(".notice.error").count()).toBe(0);
  problemsOf(page);
  await served.close();
});

test("a link that is not understood whole says so", async () => {
  const page = await openBill();
  const fragment = await page.evaluate(async () => {
    const state = JSON.stringify({ lines: [{ price: 5, name: "a" }], king: true });
    const packed = await new Response(new Blob([state]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer();
    const word = btoa(String.fromCharCode(...new Uint8Array(packed)));
    return `tab=bill&v=1&s=${word.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
  });
  const other = await openBill("zh", "desktop", fragment);
  await other.locator("[role=status]", { hasText: "认不出" }).waitFor();
  expect(await other.inputValue("#bill-lines-0-name")).toBe("a");
});
