import { deflateRawSync } from "node:zlib";

import type { Locator, Page } from "playwright-core";

import type { TabId } from "./index";

/** The fragment of a link that carries a state. */
export function fragmentOf(tab: TabId, state: unknown): string {
  return `tab=${tab}&v=1&s=${deflateRawSync(JSON.stringify(state)).toString("base64url")}`;
}

/** The tab that is open. */
export function panel(page: Page): Locator {
  return page.locator("[role=tabpanel]:visible").first();
}

/** The lines of the open tab, as they read. */
export async function panelText(page: Page): Promise<string[]> {
  return (await panel(page).innerText()).split("\n");
}

/** What came out in the open tab: tables, steps, sources, and what is refused. */
export async function resultText(page: Page): Promise<string[]> {
  const parts = [".explanation", ".rests-on", "table.data", "[role=alert]"];
  return panel(page).locator(parts.map((part) => `${part}:visible`).join(", ")).allInnerTexts();
}

/** What is filled into the open tab, field by field; the example that it began with is no input. */
export function filledIn(page: Page): Promise<string[]> {
  return panel(page).evaluate((root) => {
    const fields = [...root.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>("input, select, textarea")];
    return fields
      .filter((each) => each.type !== "file" && !each.id.includes("example") && each.checkVisibility())
      .map((each) => `${each.id || each.name}=${"checked" in each && each.matches("[type=checkbox], [type=radio]") ? each.checked : each.value}`);
  });
}

/** The figures of the open tab: what reads the same in both languages. */
export function figures(page: Page): Promise<string[]> {
  return panel(page).evaluate((root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.checkVisibility() || node.parentElement.closest("svg, option, label")) continue;
      const [figure] = /^-?\d[\d,]*\.\d+$/.exec(node.textContent?.trim() ?? "") ?? [];
      if (figure) found.push(figure);
    }
    return found;
  });
}
