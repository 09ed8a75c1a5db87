import { expect, test } from "vitest";

import { openPage, tabs, walk } from "./harness";

test("the arrow keys, Home and End go through the tabs", async () => {
  const page = await openPage({ tab: "tender" });
  await page.locator("[role=tab][aria-selected=true]").focus();
  const selected = (): Promise<string | null> => page.locator("[role=tab][aria-selected=true]").getAttribute("id");
  const press = async (key: string, tab: string): Promise<void> => {
    await page.keyboard.press(key);
    expect(await selected()).toBe(`tab-${tab}`);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(`tab-${tab}`);
    expect(await page.locator("[role=tab][tabindex='0']").count()).toBe(1);
    await page.locator(`#panel-${tab}`).waitFor();
    expect(await page.locator("[role=tabpanel]:visible").count()).toBe(1);
  };
  for (const tab of [...tabs.slice(1), "tender"]) await press("ArrowRight", tab);
  await press("ArrowLeft", "marks");
  await press("Home", "tender");
  await press("End", "marks");
});

for (const tab of tabs) {
  test(`${tab}: the Tab key reaches everything, shows where it is, and comes out again`, async () => {
    const page = await openPage({ tab });
    const { reached, unreached, unseen, ended } = await walk(page);
    expect(reached.length).toBeGreaterThan(5);
    expect(unreached).toEqual([]);
    expect(unseen).toEqual([]);
    expect(ended).toBe(true);
  });
}

test("the first link leads past the tabs", async () => {
  const page = await openPage({ tab: "price" });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("MAIN");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("[role=tabpanel]")?.id)).toBe("panel-price");
});
