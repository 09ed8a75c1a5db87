import { beforeAll, describe, expect, test } from "vitest";

import { clipboard, figures, filledIn, fragmentOf, languages, openPage, panel, panelText, type Page, resultText, settled, tabs } from "./harness";

/** Changes what the example has: the first choice that is not between examples. Waits until the link of the page says so. */
async function change(page: Page): Promise<void> {
  const before = await filledIn(page);
  const choices = panel(page).locator("select:visible:enabled:not([id*=example])");
  for (let at = 0; at < (await choices.count()); at += 1) {
    const choice = choices.nth(at);
    const options = await choice.locator("option:enabled").count();
    if (options < 2) continue;
    const index = await choice.evaluate((select: HTMLSelectElement) => select.selectedIndex);
    await choice.selectOption({ index: (index + 1) % options });
    break;
  }
  await expect.poll(() => new URL(page.url()).hash).toContain("&s=");
  await settled(page);
  expect(await filledIn(page)).not.toEqual(before);
}

describe.each(tabs)("%s", (tab) => {
  test("another language leaves what is filled in and what comes out", async () => {
    const page = await openPage({ tab, language: "zh" });
    await change(page);
    // The names in an example are in the language of the page.
    const isName = (field: string): boolean => /^\S*(name|company|lot|product)=/.test(field);
    const all = async (): Promise<unknown> => ({ filled: (await filledIn(page)).filter((each) => !isName(each)), figures: await figures(page) });
    const before = await all();
    const chinese = await panelText(page);
    await page.locator("#language").click();
    await expect.poll(() => page.locator("html").getAttribute("lang")).toBe("en");
    await settled(page);
    await expect.poll(all).toEqual(before);
    await page.locator("#language").click();
    await settled(page);
    await expect.poll(() => panelText(page)).toEqual(chinese);
  });

  test("a link opens elsewhere with the same input and result, and a reload keeps them", async () => {
    const page = await openPage({ tab });
    await change(page);
    const all = async (of: Page): Promise<unknown> => ({ filled: await filledIn(of), figures: await figures(of), result: await resultText(of) });
    const before = await all(page);
    await page.locator("#share").click();
    await page.locator("[role=status]").filter({ hasText: /\S/ }).first().waitFor();
    const { hash } = new URL(await clipboard(page));

    const other = await openPage({ fragment: hash.slice(1) });
    await expect.poll(() => all(other)).toEqual(before);

    await page.reload();
    await settled(page);
    await expect.poll(() => all(page)).toEqual(before);
  });

  test("the back button leads to the tab before, as it was left", async () => {
    const page = await openPage({ tab });
    await change(page);
    const before = await filledIn(page);
    const another = tab === "price" ? "bill" : "price";
    await page.locator(`#tab-${another}`).click();
    await expect.poll(() => new URL(page.url()).hash).toContain(`tab=${another}`);
    await page.goBack();
    await expect.poll(() => page.locator("[role=tab][aria-selected=true]").getAttribute("id")).toBe(`tab-${tab}`);
    await settled(page);
    await expect.poll(() => filledIn(page)).toEqual(before);
  });

  test("a state that is not understood is said, and the tab works", async () => {
    const states = [{ bids: 1, lines: "x", rulebook: {}, input: [], rows: [null] }, null, 1, "x", [[]], { a: 1 }];
    const page = await openPage({ fragment: fragmentOf(tab, states[0]) });
    const said = page.locator("[role=status], [role=alert], .notice").filter({ hasText: /\S/, visible: true });
    for (const state of states) {
      await page.goto(`${new URL("#", page.url()).href}${fragmentOf(tab, state)}`);
      await settled(page);
      await expect.poll(() => said.count(), { message: JSON.stringify(state) }).toBeGreaterThan(0);
      expect((await filledIn(page)).length, JSON.stringify(state)).toBeGreaterThan(0);
      await page.goto(`${new URL("#", page.url()).href}tab=${tab === "price" ? "bill" : "price"}`);
      await settled(page);
    }
  });
});

describe.each(languages)("a broken link, %s", (language) => {
  let page: Page;
  let example: string[];

  beforeAll(async () => {
    page = await openPage({ language, tab: "price" });
    example = await panelText(page);
  });

  const broken = ["tab=price&v=1&s=AAAA", "tab=price&v=1&s=!!", "tab=price&v=99&s=AAAA", "tab=price&s=AAAA", "tab=price&v=1&s="];
  test.each(broken)("#%s is said, and the example stands", async (fragment) => {
    await page.goto(`${new URL("#", page.url()).href}${fragment}`);
    await page.reload();
    await settled(page);
    await page.locator("[role=status]").filter({ hasText: /\S/ }).first().waitFor();
    expect(await panelText(page)).toEqual(example);
  });

  test.each(["tab=nothing", "%%%", "&&==", "tab=price&tab=bill", "s=AAAA"])("#%s opens a tab", async (fragment) => {
    await page.goto(`${new URL("#", page.url()).href}${fragment}`);
    await page.reload();
    await settled(page);
    expect((await filledIn(page)).length).toBeGreaterThan(0);
  });
});
