import { describe, expect, test } from "vitest";

import { axe, faults, languages, openPage, panelText, shot, type Size, sizes, tabs } from "./harness";

for (const tab of tabs) {
  describe(tab, () => {
    for (const language of languages) {
      for (const size of Object.keys(sizes) as Size[]) {
        test(`${language}, ${size}: an example with its result, legible for everyone`, async () => {
          const page = await openPage({ tab, language, size });
          await shot(page, `${tab}-${language}-${size}`);
          expect((await panelText(page)).join()).toMatch(/\d+\.\d{2}|\d{4}-\d{2}-\d{2}/);
          expect(await page.locator("html").getAttribute("lang")).toMatch(language);
          expect.soft(await axe(page)).toEqual([]);
          expect.soft(await faults(page)).toEqual({ sideways: [], clipped: [], overlapping: [], squeezed: [] });
        });
      }
    }
  });
}
