import { describe, expect, test } from "vitest";

import { axe, clipboard, downloaded, languages, openPage, printed, type Language, type Page, type Size } from "./harness";

async function openSupplier(language: Language = "zh", size: Size = "desktop", fragment?: string): Promise<Page> {
  const page = await openPage({ tab: "supplier", language, size, ...(fragment === undefined ? {} : { fragment }) });
  await page.locator(".supplier-summary").waitFor();
  return page;
}

/** The grade under a version as the page words it. */
function grade(page: Page, version: "2020" | "2025"): Promise<string> {
  return page.locator(`.grade[data-version="credit/cn-${version}"]`).innerText();
}

async function described(page: Page, id: string): Promise<string> {
  const field = page.locator(`#${id}`);
  await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
  const [message = ""] = ((await field.getAttribute("aria-describedby")) ?? "").split(" ");
  return page.locator(`#${message}`).innerText();
}

function gates(page: Page): Promise<string[]> {
  return page.locator(".gate").evaluateAll((all) => all.map((gate) => gate.className.replace("gate ", "")));
}

async function active(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.id ?? "");
}

/** Of the grades that the examples come to. */
const NAMES = {
  zh: { severe: "严重", worst: "特别严重失信", general: "一般", dishonest: "失信", interval: "一般至中等" },
  en: { severe: "severe", worst: "especially severely dishonest", general: "general", dishonest: "dishonest", interval: "general to medium" },
};

describe.each(languages)("supplier in %s", (language) => {
  const names = NAMES[language];

  test("the example is graded as published, and harsher under the later version", async () => {
    const page = await openSupplier(language);
    expect(await grade(page, "2020")).toBe(names.severe);
    expect(await grade(page, "2025")).toBe(names.worst);
    await page.locator(".change.harsher").waitFor();
    const steps = await page.locator(".side").first().locator(".steps").innerText();
    expect(steps).toContain("500000.00");
    expect(steps).toContain("credit/cn-2020#bribery_total.3");
  });

  test("the other published cases come out as published", async () => {
    const page = await openSupplier(language);
    await page.selectOption("#supplier-example", "shandong");
    await expect.poll(() => grade(page, "2020")).toBe(names.severe);
    await page.selectOption("#supplier-example", "guizhou");
    await expect.poll(() => grade(page, "2020")).toBe(names.general);
    await page.locator(".supplier-summary .badge.unverified").waitFor();
    await page.locator(".rests-on li", { hasText: "credit/cn-2020#bribery_total.1" }).locator(".badge.unverified").waitFor();
    await page.selectOption("#supplier-example", "qinghai");
    await expect.poll(() => grade(page, "2025")).toBe(names.worst);
    expect(await page.locator(".version").first().locator(".grade").innerText()).toBe("–");
  });

  test("where the benchmark is not published the grade is an interval, with the parameter and both consequences", async () => {
    const page = await openSupplier(language);
    await page.selectOption("#supplier-example", "open");
    await expect.poll(() => grade(page, "2020")).toBe(names.interval);
    expect(await page.locator(".side .notice.gap").innerText()).toContain("credit/cn-2020#bribery_total.2");
    expect(await page.locator("table.measures").count()).toBe(2);
    expect(await grade(page, "2025")).toBe(names.dishonest);
  });

  test("a change of a fact is graded at once, by kind of matter", async () => {
    const page = await openSupplier(language);
    await page.fill("#supplier-cases-0-facts-0-amount-at_least", "２０００");
    await page.fill("#supplier-cases-0-facts-0-amount-below", "3000");
    await expect.poll(() => page.locator(".change.same").count()).toBe(1);
    await page.selectOption("#supplier-cases-0-facts-0-matter", "breach");
    expect(await page.locator("#supplier-cases-0-facts-0-target").count()).toBe(0);
    expect(await described(page, "supplier-cases-0-facts-0-kind")).not.toBe("");
    await page.selectOption("#supplier-cases-0-facts-0-kind", "selection_lost");
    await expect.poll(() => grade(page, "2020")).toBe(names.severe);
  });

  test("what is wrong is said at its field, also of dates and amounts", async () => {
    const page = await openSupplier(language);
    await page.fill("#supplier-cases-0-facts-0-amount-at_least", "1.234");
    expect(await described(page, "supplier-cases-0-facts-0-amount-at_least")).toContain("1.234");
    expect(await page.locator(".grade[data-version]").count()).toBe(0);
    await page.fill("#supplier-cases-0-facts-0-amount-at_least", "1140000");
    await page.fill("#supplier-graded_on", "");
    expect(await described(page, "supplier-graded_on")).not.toBe("");
    await page.fill("#supplier-graded_on", "2022-06-30");
    await page.fill("#supplier-check-product", "");
    expect(await described(page, "supplier-check-product")).not.toBe("");
    expect(await grade(page, "2020")).toBe(names.severe);
  });

  test("correction says what is met and what is missing, and clears when all is done", async () => {
    const page = await openSupplier(language);
    await page.locator("[data-outcome=not_defined]").waitFor();
    await page.selectOption("#supplier-rulebook", "credit/cn-2025");
    await page.locator("[data-outcome=missing_steps]").waitFor();
    expect(await page.locator(".requirements .unmet").count()).toBe(6);
    for (const step of ["stop_conduct", "sanction_responsible", "public_apology", "compliance_report", "return_gains"]) {
      await page.check(`#supplier-done-${step}`);
    }
    await expect.poll(() => page.locator(".requirements .unmet").count()).toBe(1);
    await page.click("#supplier-add-product");
    await page.fill("#supplier-repair-products-0-product", "x");
    await page.fill("#supplier-repair-products-0-selected_price_applied_on", "2022-06-30");
    await page.locator("[data-outcome=cleared]").waitFor();
    expect(await page.locator(".requirements .unmet").count()).toBe(0);
  });

  test("whether it may bid on a day: products, role and the violation list", async () => {
    const page = await openSupplier(language);
    await page.selectOption("#supplier-rulebook", "credit/cn-2025");
    await expect.poll(() => gates(page)).toEqual(["suspended", "suspended", "suspended"]);
    await page.fill("#supplier-check-province", "elsewhere");
    await expect.poll(() => gates(page)).toEqual(["undetermined", "undetermined", "undetermined"]);
    await page.fill("#supplier-cases-0-facts-0-products", "other");
    await expect.poll(() => gates(page)).toEqual(["allowed", "allowed", "allowed"]);
    await page.click("#supplier-add-bar");
    await page.fill("#supplier-check-bars-0-first_day", "2022-01-01");
    await page.selectOption("#supplier-check-tender", "national_vbp");
    await expect.poll(() => gates(page)).toEqual(["allowed", "suspended", "allowed"]);
    await page.fill("#supplier-check-on", "2022-07-01");
    await expect.poll(() => gates(page)).toEqual(["allowed", "allowed", "allowed"]);
  });

  test("cases and facts come and go, and a link brings all back", async () => {
    const page = await openSupplier(language);
    await page.click("#supplier-add-case");
    await page.fill("#supplier-cases-1-effective_on", "2022-01-01");
    await page.selectOption("#supplier-cases-1-facts-0-matter", "tax");
    await page.selectOption("#supplier-cases-1-facts-0-amount-how", "exact");
    await page.fill("#supplier-cases-1-facts-0-amount-exact", "12000000");
    const worst = language === "zh" ? "特别严重" : "especially severe";
    await expect.poll(() => grade(page, "2020")).toBe(worst);
    await page.check("#supplier-done-public_apology");
    await page.click("#share");
    await expect.poll(() => clipboard(page)).toContain("tab=supplier");
    const { hash } = new URL(await clipboard(page));
    const other = await openSupplier(language, "desktop", hash.slice(1));
    await expect.poll(() => grade(other, "2020")).toBe(worst);
    expect(await other.inputValue("#supplier-cases-1-facts-0-amount-exact")).toBe("12000000");
    expect(await other.isChecked("#supplier-done-public_apology")).toBe(true);
    await other.locator(".case").nth(1).locator(".case-actions .remove").click();
    await expect.poll(() => grade(other, "2020")).toBe(names.severe);
  });

  test("everything can be done by keyboard", async () => {
    const page = await openSupplier(language);
    await page.focus("#supplier-add-case");
    await page.keyboard.press("Enter");
    await expect.poll(() => active(page)).toBe("supplier-cases-1-case_id");
    await page.keyboard.press("Tab");
    expect(await active(page)).toBe("supplier-cases-1-evidence");
    await page.locator(".case").nth(1).locator(".case-actions .remove").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".case").count()).toBe(1);
    expect(await active(page)).toBe("supplier-add-case");
    await page.focus("#supplier-done-stop_conduct");
    await page.keyboard.press("Space");
    expect(await page.isChecked("#supplier-done-stop_conduct")).toBe(true);
  });

  test("grades are downloaded with their clauses", async () => {
    const page = await openSupplier(language);
    const { name, content } = await downloaded(page, () => page.click("#supplier-csv"));
    expect(name).toBe("jicai-supplier.csv");
    const rows = content.toString("utf8").replace(/^\uFEFF/, "").trimEnd().split("\r\n");
    expect(rows).toHaveLength(5);
    expect(rows[2]).toMatch(/credit\/cn-2020,.*,C10,.*,3\.1,$/);
    expect(rows[4]).toMatch(/credit\/cn-2025,.*,C10,.*,3\.2,$/);
  });

  test.each(["desktop", "phone"] as const)("nothing sticks out on a %s, and axe finds nothing", async (size) => {
    const page = await openSupplier(language, size);
    const overflow = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    expect(await axe(page)).toEqual([]);
    await page.selectOption("#supplier-example", "open");
    await page.click("#supplier-add-bar");
    await page.click("#supplier-add-product");
    await page.fill("#supplier-firm", "");
    await page.locator(".field-error").first().waitFor();
    expect(await overflow()).toBeLessThanOrEqual(0);
    expect(await axe(page)).toEqual([]);
  });

  test("on paper stand the grades, the reasons and the sources", async () => {
    const page = await openSupplier(language);
    const { text } = await printed(page, `supplier-grades-${language}`);
    for (const part of ["500000.00", "1000000.00", "credit/cn-2020#lookback", "3.2"]) expect(text).toContain(part);
  });
});

test("the version that does not fit the day of grading is pointed out", async () => {
  const page = await openSupplier();
  await page.fill("#supplier-graded_on", "2026-02-01");
  await expect.poll(() => page.locator("#supplier-rulebook-hint").innerText()).toContain("2025");
  await page.fill("#supplier-graded_on", "2025-08-01");
  await expect.poll(() => page.locator("#supplier-rulebook-hint").innerText()).toContain("两个版本并用");
});

test("a link to an example opens it in the language of who opens it", async () => {
  const page = await openSupplier("zh");
  await page.selectOption("#supplier-example", "guizhou");
  await page.click("#share");
  await expect.poll(() => clipboard(page)).toContain("tab=supplier&v");
  const { hash } = new URL(await clipboard(page));
  const other = await openSupplier("en", "desktop", hash.slice(1));
  await expect.poll(() => other.inputValue("#supplier-example")).toBe("guizhou");
  expect(await other.inputValue("#supplier-province")).toBe("Guizhou");
});

test("clearing leaves one empty case, and the language changes an untouched example with it", async () => {
  const page = await openSupplier("zh");
  await page.click("#language");
  await expect.poll(() => page.inputValue("#supplier-province")).toBe("Ningxia");
  await page.click("#supplier-clear");
  await expect.poll(() => page.locator(".case").count()).toBe(1);
  expect(await page.inputValue("#supplier-firm")).toBe("");
  expect(await page.locator(".grade[data-version]").count()).toBe(0);
});
