import { describe, expect, test } from "vitest";

import { gridsOf } from "../src/tender/grid.js";
import { readTender } from "../src/tender/reading.js";
import { type Page, axe, clipboard, downloaded, dropFileContent, faults, openPage } from "./harness/index";
import { number, row, text, workbook } from "./tender-workbook";

const cell = (at: number, field: string): string => `#tender-cell-${at}-${field}`;
const handle = (page: Page, bid: string) => page.locator(`.ladder-handle[data-bid="${bid}"]`);
const result = (page: Page, bid: string) => page.locator(`.tender-results tr[data-bid="${bid}"]`);

async function reason(page: Page, bid: string): Promise<string | null> {
  return result(page, bid).getAttribute("data-reason");
}

/** Types a lot into the empty table. */
async function enter(page: Page, rulebook: string, bids: [string, string][], facts: Record<string, string> = {}): Promise<void> {
  await page.click("#tender-clear");
  await page.selectOption("#tender-rulebook", rulebook);
  for (const [field, value] of Object.entries(facts)) {
    const control = page.locator(`#tender-${field}`);
    if ((await control.evaluate((element) => element.tagName)) === "SELECT") await control.selectOption(value);
    else await control.fill(value);
  }
  for (const [at, [company, price]] of bids.entries()) {
    if ((await page.locator(cell(at, "company")).count()) === 0) await page.click("#tender-add");
    await page.fill(cell(at, "company"), company);
    await page.fill(cell(at, "price"), price);
  }
}

const BATCH_10: [string, string][] = [["A", "1.00"], ["B", "1.60"], ["C", "2.00"], ["D", "2.10"]];

async function pasteText(page: Page, selector: string, pasted: string): Promise<void> {
  await page.locator(selector).evaluate((element, content) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", content);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, pasted);
}

/** GB18030 bytes of Chinese text, found by decoding: no platform encodes it. */
function gb18030(content: string): Uint8Array {
  const decoder = new TextDecoder("gb18030");
  const known = new Map<string, number[]>();
  for (let high = 0x81; high < 0xff; high += 1) {
    for (let low = 0x40; low < 0xff; low += 1) known.set(decoder.decode(Uint8Array.from([high, low])), [high, low]);
  }
  return Uint8Array.from([...content].flatMap((letter) => known.get(letter) ?? [letter.charCodeAt(0)]));
}

describe("the first view", () => {
  test("is a published lot, decided, in Chinese", async () => {
    const page = await openPage({ tab: "tender" });
    expect(await page.locator(".tender-verdict").innerText()).toBe("3 家竞争，拟中选 2 家：赛诺菲、乐普药业。");
    expect(await page.locator(".ladder-canvas svg").count()).toBe(1);
    expect(await page.locator(".ladder-handle").count()).toBe(3);
    expect(await reason(page, "深圳信立泰药业")).toBe("not_shortlisted");
    expect(await page.locator(".tender-results").innerText()).toContain("#shortlist");
    expect(await page.locator(".rests-on").innerText()).toContain("award/cn-2019-expansion#share");
  });

  test("is the same in English, and follows the language until it is changed", async () => {
    const page = await openPage({ tab: "tender", language: "en" });
    expect(await page.locator(".tender-verdict").innerText()).toBe("3 bidders, 2 selected: Sanofi, Lepu.");
    await page.click("#language");
    expect(await page.inputValue(cell(0, "company"))).toBe("赛诺菲");
    await page.fill(cell(0, "price"), "17.80");
    await page.click("#language");
    expect(await page.inputValue(cell(0, "company"))).toBe("赛诺菲");
  });

  test.each(["desktop", "phone"] as const)("fits a %s, and is accessible, with fifteen bids", async (size) => {
    const page = await openPage({ tab: "tender", size, language: size === "phone" ? "en" : "zh" });
    await page.selectOption("#tender-example", "oseltamivir");
    await handle(page, size === "phone" ? "HEC Pharm" : "东阳光药").focus();
    expect(Object.values(await faults(page)).flat()).toEqual([]);
    expect(await axe(page)).toEqual([]);
  });
});

describe("the table", () => {
  test("decides again at each change, and undoes", async () => {
    const page = await openPage({ tab: "tender" });
    await page.fill(cell(2, "price"), "16.00");
    expect(await reason(page, "乐普药业")).toBe("not_shortlisted");
    expect(await reason(page, "深圳信立泰药业")).toBe("no_conditions");
    await page.click("#tender-undo");
    expect(await page.inputValue(cell(2, "price"))).toBe("21.88");
    expect(await reason(page, "乐普药业")).toBe("no_conditions");
  });

  test.each([
    ["zh", "17,81", "申报价：申报价应为十进制数，得到 `17,81`"],
    ["en", "17,81", "Price: price must be a plain decimal number, got `17,81`"],
    ["zh", "1e3", "应为十进制数"],
    ["en", "0", "must be greater than zero"],
  ] as const)("says in %s what is wrong with the price %s, at its cell", async (language, price, message) => {
    const page = await openPage({ tab: "tender", language });
    await page.fill(cell(1, "price"), price);
    const input = page.locator(cell(1, "price"));
    expect(await input.getAttribute("aria-invalid")).toBe("true");
    expect(await page.locator(`#${await input.getAttribute("aria-describedby")}`).innerText()).toContain(message);
    expect(await page.locator(".ladder-canvas").count()).toBe(0);
    await page.fill(cell(1, "price"), "20.85");
    expect(await input.getAttribute("aria-invalid")).toBe(null);
    expect(await page.locator(".ladder-canvas svg").count()).toBe(1);
  });

  test("puts what the library refuses at the cell that it names", async () => {
    const page = await openPage({ tab: "tender", language: "en" });
    await enter(page, "award/cn-batch-10", BATCH_10);
    // Batch 10 has limits by dosage form, and the lot states none.
    expect(await page.locator("#tender-form").getAttribute("aria-invalid")).toBe("true");
    expect(await page.locator("#tender-result .notice.error").count()).toBe(1);
    await page.selectOption("#tender-form", "oral_solid");
    expect(await page.locator("#tender-form").getAttribute("aria-invalid")).toBe(null);
    expect(await reason(page, "C")).toBe("conditions_failed");
  });

  test("says what the rules leave open", async () => {
    const page = await openPage({ tab: "tender", language: "en" });
    await page.selectOption("#tender-rulebook", "award/cn-batch-12");
    expect(await page.locator("#tender-result .notice.gap").innerText()).toMatch(/not published/);
  });

  test("takes a block copied from a spreadsheet", async () => {
    const page = await openPage({ tab: "tender" });
    await pasteText(page, cell(1, "company"), "甲\t18.00\n乙\t19.00\n丙\t20.00\n");
    expect(await page.inputValue(cell(1, "company"))).toBe("甲");
    expect(await page.inputValue(cell(3, "price"))).toBe("20.00");
    expect(await page.locator(".tender-results tbody tr").count()).toBe(4);
    await pasteText(page, cell(0, "company"), "品种\t企业\t申报价\n某药\t子\t1.00\n某药\t丑\t1.10\n");
    await page.waitForSelector('.tender-results tr[data-bid="丑"]');
    expect(await page.inputValue("#tender-lot")).toBe("某药");
    expect(await page.locator(".tender-results tbody tr").count()).toBe(2);
  });

  test("shows a further column when it is wanted", async () => {
    const page = await openPage({ tab: "tender", language: "en" });
    await page.click(".tender-columns > summary");
    await page.getByLabel("Related firms").check();
    await page.fill(cell(0, "group"), "G");
    await page.fill(cell(1, "group"), "G");
    expect(await reason(page, "Lepu")).toBe("related_firm");
  });
});

describe("files", () => {
  const CSV = "品种,企业,申报价,最高有效申报价,剂型,规则书\n某药,甲,1.00,3,口服固体,award/cn-batch-10\n某药,乙,1.80,,,\n某药,丙,1.81,,,\n";

  test.each([
    ["UTF-8", new TextEncoder().encode(CSV)],
    ["GB18030", gb18030(CSV)],
  ])("a dropped CSV in %s", async (_, bytes) => {
    const page = await openPage({ tab: "tender" });
    await dropFileContent(page.locator(".tender"), "报价.csv", "text/csv", bytes);
    await page.waitForSelector('.tender-results tr[data-bid="甲"]');
    expect(await page.inputValue("#tender-rulebook")).toBe("award/cn-batch-10");
    expect(await page.inputValue("#tender-lot")).toBe("某药");
    expect(await reason(page, "乙")).toBe("conditions_met");
    expect(await reason(page, "丙")).toBe("not_shortlisted");
  });

  test("a chosen workbook: numbers as the spreadsheet shows them, several lots", async () => {
    const page = await openPage({ tab: "tender" });
    const rows = [
      row([text("A1", "品种"), text("B1", "企业"), text("C1", "申报价"), text("D1", "剂型")], 1),
      row([text("A2", "某药"), text("B2", "甲"), number("C2", "17.809999999999999"), text("D2", "口服固体")], 2),
      row([text("A3", "某药"), text("B3", "乙"), number("C3", "4.9000000000000002E-2"), text("D3", "口服固体")], 3),
      row([text("A4", "另药"), text("B4", "甲"), number("C4", "2"), text("D4", "口服固体")], 4),
    ];
    await page.setInputFiles("#tender-file", { name: "a.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from(workbook([{ name: "Sheet1", rows: rows.join("") }])) });
    await page.waitForSelector(".tender-lots");
    expect(await page.inputValue(cell(0, "price"))).toBe("17.81");
    expect(await page.inputValue(cell(1, "price"))).toBe("0.049");
    // The newest rulebook that decides the lot.
    expect(await page.inputValue("#tender-rulebook")).toBe("award/cn-batch-11");
    await page.click('.tender-lots button:has-text("另药")');
    expect(await page.inputValue(cell(0, "price"))).toBe("2");
    expect(await page.locator(".tender-results tbody tr").count()).toBe(1);
  });

  test("a whole round is decided with its filter", async () => {
    const page = await openPage({ tab: "tender", language: "en" });
    const csv = ["X", "Y"].flatMap((lot) => ["1.00", "1.20", "1.50"].map((price, at) => `${lot},${"ABC"[at]},${price},3,oral solid,award/cn-batch-07`));
    await dropFileContent(page.locator(".tender"), "round.csv", "text/csv", ["lot,company,price,ceiling,form,rulebook", ...csv].join("\n"));
    await page.waitForSelector("#tender-whole");
    expect(await reason(page, "B")).toBe("conditions_met");
    expect(await page.locator("#tender-result").innerText()).toContain("Provisional");
    await page.check("#tender-whole");
    expect(await reason(page, "B")).toBe("batch_filter");
    expect(await page.locator("#tender-result").innerText()).not.toContain("Provisional");
  });

  test("every problem of a file is listed at its cell, and the table stays", async () => {
    const page = await openPage({ tab: "tender" });
    await dropFileContent(page.locator(".tender"), "a.csv", "text/csv", "企业,申报价\n甲,abc\n,2\n");
    await page.waitForSelector("#tender-problems");
    const told = await page.locator("#tender-problems tbody tr").allInnerTexts();
    expect(told).toHaveLength(2);
    expect(told[0]).toContain("a.csv!B2");
    expect(told[1]).toContain("a.csv!A3");
    expect(await page.inputValue(cell(0, "company"))).toBe("赛诺菲");
  });

  test("pasted text with a header", async () => {
    const page = await openPage({ tab: "tender", language: "en" });
    await page.click("#tender-paste");
    await page.fill("#tender-pasted", "company;price\nA;1\nB;2");
    await page.click("#tender-read");
    await page.waitForSelector('.tender-results tr[data-bid="B"], #tender-result .notice');
    expect(await page.inputValue(cell(1, "company"))).toBe("B");
  });
});

describe("moving a price", () => {
  test("by keyboard: at the limit it wins, one step above it does not", async () => {
    const page = await openPage({ tab: "tender", language: "en" });
    await enter(page, "award/cn-batch-10", BATCH_10, { form: "oral_solid" });
    await handle(page, "B").focus();
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    expect(await page.inputValue(cell(1, "price"))).toBe("1.80");
    expect(await reason(page, "B")).toBe("conditions_met");
    await page.keyboard.press("ArrowRight");
    expect(await page.inputValue(cell(1, "price"))).toBe("1.81");
    expect(await reason(page, "B")).toBe("conditions_failed");
    await expect.poll(() => handle(page, "B").getAttribute("aria-valuetext")).toContain("1.81 yuan, rank 2, shortlisted, not selected");
    await page.keyboard.press("ArrowLeft");
    expect(await reason(page, "B")).toBe("conditions_met");
    expect(await page.locator(".tender-moved-note").innerText()).toContain("1");
    expect(await page.locator(".tender-moved .tender-was").innerText()).toContain("was 1.60");
    await page.keyboard.press("Escape");
    expect(await page.inputValue(cell(1, "price"))).toBe("1.60");
    expect(await page.locator(".tender-moved-note").count()).toBe(0);
  });

  test("by mouse: the outcome follows, the change is marked, one undo takes it back", async () => {
    const page = await openPage({ tab: "tender", language: "en" });
    await enter(page, "award/cn-batch-10", BATCH_10, { form: "oral_solid" });
    await handle(page, "B").scrollIntoViewIfNeeded();
    const box = await handle(page, "B").boundingBox();
    if (!box) throw new Error("no handle");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let step = 1; step <= 10; step += 1) await page.mouse.move(x + step * 12, y);
    await page.waitForFunction(() => document.querySelector('.tender-results tr[data-bid="B"]')?.getAttribute("data-reason") !== "conditions_met");
    await page.mouse.up();
    const price = await page.inputValue(cell(1, "price"));
    expect(price).toMatch(/^[12]\.\d\d$/);
    expect(Number(price)).toBeGreaterThan(1.8);
    expect(await page.locator(".tender-was").first().innerText()).toContain("was 1.60");
    await page.click("#tender-undo");
    expect(await page.inputValue(cell(1, "price"))).toBe("1.60");
    expect(await reason(page, "B")).toBe("conditions_met");
  });

  test("through a tie that the rules leave open, and out of it again", async () => {
    const page = await openPage({ tab: "tender", language: "en" });
    await enter(page, "award/cn-batch-10", BATCH_10, { form: "oral_solid" });
    await handle(page, "C").focus();
    await page.keyboard.press("Shift+ArrowRight");
    expect(await page.locator("#tender-result .notice.gap").innerText()).toMatch(/tie/);
    await expect.poll(() => handle(page, "C").getAttribute("data-reason")).toBe("rule_gap");
    await page.keyboard.press("ArrowRight");
    expect(await page.inputValue(cell(2, "price"))).toBe("2.11");
    expect(await page.locator("#tender-result .notice.gap").count()).toBe(0);
    expect(await reason(page, "C")).toBe("not_shortlisted");
    await page.keyboard.press("Escape");
    expect(await reason(page, "C")).toBe("conditions_failed");
  });

  test("by touch", async () => {
    const page = await openPage({ tab: "tender", size: "phone" });
    await handle(page, "赛诺菲").scrollIntoViewIfNeeded();
    const box = await handle(page, "赛诺菲").boundingBox();
    if (!box) throw new Error("no handle");
    const session = await page.context().newCDPSession(page);
    const point = (x: number) => ({ touchPoints: [{ x: box.x + box.width / 2 + x, y: box.y + box.height / 2 }] });
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", ...point(0) });
    for (const x of [8, 40, 80, 120]) await session.send("Input.dispatchTouchEvent", { type: "touchMove", ...point(x) });
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await page.waitForFunction(() => document.querySelector('.tender-results tr[data-bid="赛诺菲"]')?.getAttribute("data-reason") !== "no_conditions");
    expect(await page.inputValue(cell(0, "price"))).not.toBe("17.81");
  });

  test("all moved prices go back at once; a step by its button", async () => {
    const page = await openPage({ tab: "tender", language: "en" });
    await handle(page, "Lepu").focus();
    await page.keyboard.press("PageUp");
    await page.click('#tender-chosen button:has-text("+0.01")');
    expect(await page.inputValue(cell(1, "price"))).toBe("21.86");
    await page.click("#tender-restore");
    expect(await page.inputValue(cell(1, "price"))).toBe("20.85");
  });

  test("how high a bid could have gone", async () => {
    const page = await openPage({ tab: "tender", language: "en" });
    await enter(page, "award/cn-batch-10", [["A", "1.00"], ["B", "1.20"], ["C", "1.50"], ["D", "2.50"], ["E", "2.60"]], { form: "oral_solid", ceiling: "3.00" });
    await handle(page, "C").focus();
    await page.click("#tender-what-if");
    expect(await page.locator(".tender-what-if").innerText()).toBe("With the other prices as they are, it wins up to 1.80 yuan; at 1.81 it is not selected (fused: no winning condition holds).");
  });
});

describe("comparing, sharing, taking away", () => {
  test("other rulebooks: differences are marked, gaps are said", async () => {
    const page = await openPage({ tab: "tender", language: "en" });
    await page.selectOption("#tender-example", "oseltamivir");
    const row = page.locator('.tender-comparison tr[data-bid="Hetero Labs"]');
    expect(await row.locator("td").nth(1).innerText()).toContain("not selected here");
    await page.selectOption("#tender-compare-add", "award/cn-batch-12");
    expect(await page.locator(".tender-comparison .tender-gap").innerText()).toContain("rule gap");
    await page.locator(".tender-comparison thead .tender-remove").first().click();
    expect(await page.locator(".tender-comparison thead th").count()).toBe(4);
  });

  test("a rulebook that needs more than the lot has does not take the others away", async () => {
    const page = await openPage({ tab: "tender", language: "en" });
    await enter(page, "award/cn-batch-10", BATCH_10, { form: "oral_solid" });
    await page.selectOption("#tender-compare-add", "award/cn-batch-09");
    await page.selectOption("#tender-compare-add", "award/cn-batch-11");
    expect(await page.locator(".tender-comparison .tender-gap").innerText()).toMatch(/lacks what this rulebook needs[\s\S]*ceiling/);
    expect(await page.locator('.tender-comparison tr[data-bid="A"] td').count()).toBe(3);
  });

  test("a link restores table, rulebook, comparison and moved prices", async () => {
    const page = await openPage({ tab: "tender", language: "en" });
    await enter(page, "award/cn-batch-10", BATCH_10, { form: "oral_solid", ceiling: "3.00" });
    await page.selectOption("#tender-compare-add", "award/cn-batch-09");
    await handle(page, "B").focus();
    await page.keyboard.press("ArrowRight");
    await page.locator(".tender-moved .tender-was").waitFor();
    await page.locator(".tender-comparison thead").filter({ hasText: "cn-batch-09" }).waitFor();
    const before = await page.locator(".tender-results").innerText();
    await page.click("#share");
    await expect.poll(() => clipboard(page)).toContain("tab=tender&v");
    const { hash } = new URL(await clipboard(page));
    const other = await openPage({ fragment: hash.slice(1), language: "en" });
    expect(await other.locator(".tender-results").innerText()).toBe(before);
    expect(await other.inputValue("#tender-rulebook")).toBe("award/cn-batch-10");
    expect(await other.locator(".tender-moved .tender-was").innerText()).toContain("was 1.60");
    expect(await other.locator(".tender-comparison thead").innerText()).toContain("cn-batch-09");
  });

  test("CSV and workbook have every bid with its reason, and are read again", async () => {
    const page = await openPage({ tab: "tender" });
    const csv = await downloaded(page, () => page.click("#tender-save-csv"));
    expect(csv.name).toBe("竞标结果.csv");
    const [bids] = await gridsOf(csv.name, Uint8Array.from(csv.content));
    expect(bids?.rows[0]).toEqual(expect.arrayContaining(["品种", "企业", "申报价", "结果", "理由", "决定条款", "文件与依据"]));
    expect(bids?.rows[3]).toEqual(expect.arrayContaining(["深圳信立泰药业", "21.88", "未中选", "单位可比价 21.8800 排第 3，最多入围 2 家，未入围"]));

    const xlsx = await downloaded(page, () => page.click("#tender-save-xlsx"));
    const grids = await gridsOf(xlsx.name, Uint8Array.from(xlsx.content));
    expect(grids.map((grid) => grid.name)).toEqual(["报价", "依据", "逐步说明", "说明"]);
    expect(grids[0]?.rows[1]).toEqual(expect.arrayContaining(["赛诺菲", "17.81", "中选"]));
    expect(grids[1]?.rows.flat()).toContain("award/cn-2019-expansion#share");
    const again = readTender(xlsx.name, grids);
    expect(again.rulebook).toBe("award/cn-2019-expansion");
    expect(again.lots[0]?.bids.map((bid) => bid.cells)).toEqual([
      { company: "赛诺菲", price: "17.81" },
      { company: "乐普药业", price: "20.85" },
      { company: "深圳信立泰药业", price: "21.88" },
    ]);
  });

  test("the drawing as SVG and PNG, and the template", async () => {
    const page = await openPage({ tab: "tender", language: "en" });
    const svg = await downloaded(page, () => page.click("#tender-save-svg"));
    expect(svg.content.toString()).toContain(">Salubris</text>");
    // Well-formed: without its attributes a tag is only its name.
    const bare = svg.content.toString().replace(/\s[\w:-]+="[^"<]*"/g, "");
    expect([...bare.matchAll(/<[^!][^>]*>/g)].map(([tag]) => tag).filter((tag) => !/^<\/?\w+\s*\/?>$/.test(tag))).toEqual([]);
    const png = await downloaded(page, () => page.click("#tender-save-png"));
    expect(png.content.subarray(1, 4).toString()).toBe("PNG");
    const template = await downloaded(page, () => page.click("#tender-template"));
    expect((await gridsOf(template.name, Uint8Array.from(template.content)))[0]?.rows[0]).toContain("price");
  });
});
