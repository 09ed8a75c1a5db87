import { expect, test } from "vitest";

import { blank, languages, openPage, panelText, problemsOf, type Serving, site, tabs } from "./harness";

test("below another path, every tab", async () => {
  const below = await site({ base: "/some/where/" });
  for (const tab of tabs) expect(await panelText(await openPage({ tab, site: below }))).toEqual(await panelText(await openPage({ tab })));
});

test("from a server that does not know what a module is", async () => {
  const expected = await panelText(await openPage({ tab: "tender" }));
  for (const type of ["application/octet-stream", "text/plain; charset=utf-8"]) {
    const plain = await site({ types: { ".wasm": type } });
    expect(await panelText(await openPage({ tab: "tender", site: plain }))).toEqual(expected);
  }
});

test.each(languages)("a module that cannot be had is said, %s", async (language) => {
  const serving: Serving = { missing: /\.wasm$/ };
  const poor = await site(serving);
  for (const tab of tabs) {
    const page = await blank(poor.url, { language });
    await page.goto(`${poor.url}#tab=${tab}`);
    const alert = page.locator("[role=alert]:visible").first();
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(language === "zh" ? /\p{Script=Han}{4}/u : /\w+ \w+ \w+/);
    expect(problemsOf(page).filter((problem) => problem.startsWith("uncaught"))).toEqual([]);
  }
});

test("a tab whose script cannot be had is said, and can be tried again", async () => {
  const serving: Serving = {};
  const poor = await site(serving);
  const page = await openPage({ tab: "tender", site: poor });
  serving.missing = /\.js$/;
  await page.locator("#tab-marks").click();
  await page.locator("[role=alert]:visible").first().waitFor();
  expect(problemsOf(page).filter((problem) => problem.startsWith("uncaught"))).toEqual([]);
  delete serving.missing;
  await page.locator("#panel-marks button").click();
  await page.locator("#panel-marks .rests-on").first().waitFor();
});

test("without scripts the page says what it needs", async () => {
  const { url } = await site({});
  const page = await blank(url, { scripts: false });
  await page.goto(url);
  expect(await page.locator("noscript").innerText()).toContain("JavaScript");
});
