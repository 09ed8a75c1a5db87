import { describe, expect, test } from "vitest";

import { figures, languages, openPage, printed, tabs } from "./harness";

describe.each(tabs)("%s", (tab) => {
  test.each(languages)("%s: on paper the result stands in full size, and nothing to press", async (language) => {
    const page = await openPage({ tab, language });
    const shown = await figures(page);
    const { text, scale } = await printed(page, `${tab}-${language}`);
    // A box of text is a little higher than its size.
    expect.soft(scale).toBeGreaterThan(1);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((figure) => !text.includes(figure))).toEqual([]);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("button:visible, [role=tablist]:visible, dialog:visible").count()).toBe(0);
    expect(text).not.toMatch(language === "zh" ? /复制链接|清空/ : /Copy link|\bClear\b/);
  });
});
