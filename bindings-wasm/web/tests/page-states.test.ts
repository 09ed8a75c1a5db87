import { describe, expect, test } from "vitest";

import { axe, faults, languages, openPage, panel, type Page, settled, shot, tabs } from "./harness";

const none = { sideways: [], clipped: [], overlapping: [], squeezed: [] };

async function legible(page: Page, name: string): Promise<void> {
  await settled(page);
  await shot(page, name);
  expect.soft(await axe(page)).toEqual([]);
  expect.soft(await faults(page)).toEqual(none);
}

describe.each(tabs)("%s", (tab) => {
  test("cleared: nothing is left of the example, and all of it stays legible", async () => {
    const page = await openPage({ tab, size: "phone" });
    await panel(page).getByRole("button", { name: "清空", exact: true }).first().click();
    await legible(page, `${tab}-zh-phone-cleared`);
    const figures = await panel(page).locator("input").evaluateAll((inputs) => inputs.filter((each) => /^\d+\.\d+$/.test((each as HTMLInputElement).value)).length);
    expect(figures).toBe(0);
  });

  test.each(languages)("%s: what cannot be right is said at its field", async (language) => {
    const page = await openPage({ tab, language, size: "phone" });
    const field = await figure(page);
    const input = page.locator(`[id="${field}"]`);
    await input.fill("1.2.3");
    await input.blur();
    await expect.poll(() => input.getAttribute("aria-invalid")).toBe("true");
    const described = (await input.getAttribute("aria-describedby"))?.split(" ")[0] ?? "";
    expect(await page.locator(`[id="${described}"]`).innerText()).toMatch(language === "zh" ? /\p{Script=Han}{2}/u : /\w+ \w+/);
    await legible(page, `${tab}-${language}-phone-error`);
  });

  test("the whole rulebook opens, can be read, and closes with Escape", async () => {
    const page = await openPage({ tab, size: "phone" });
    const opener = panel(page).getByRole("button", { name: "查看规则的全部参数" }).first();
    await opener.click();
    const dialog = page.locator("dialog[open]");
    await dialog.waitFor();
    await settled(page);
    await page.screenshot({ path: new URL(`../../../target/web-shots/${tab}-zh-phone-rulebook.png`, import.meta.url).pathname });
    expect(await dialog.locator(".badge").count()).toBeGreaterThan(0);
    expect.soft(await axe(page, "dialog[open]")).toEqual([]);
    expect.soft(await dialog.evaluate(tooWide)).toEqual([]);
    expect(await dialog.evaluate((each) => each.contains(document.activeElement))).toBe(true);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(await opener.evaluate((each) => each === document.activeElement)).toBe(true);
  });
});

/** What makes a part of the page scroll sideways. */
function tooWide(part: Element): string[] {
  if (part.scrollWidth <= part.clientWidth) return [];
  const edge = part.getBoundingClientRect().left + part.clientWidth;
  const wide = [...part.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > edge + 1);
  return [`${part.scrollWidth} wide of ${part.clientWidth}`, ...wide.slice(-5).map((each) => `${each.tagName} “${each.textContent?.trim().slice(0, 60)}”`)];
}

/** The first field of the tab that holds an amount. */
async function figure(page: Page): Promise<string> {
  const ids = await panel(page)
    .locator("input:visible")
    .evaluateAll((inputs) => inputs.filter((each) => each instanceof HTMLInputElement && /^\d+(\.\d+)?$/.test(each.value)).map(({ id }) => id));
  const [first] = ids;
  if (!first) throw new Error("no field holds an amount");
  return first;
}
