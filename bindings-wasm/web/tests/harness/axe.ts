import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";

import type { AxeResults, ElementContext, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const source = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe-core finds wrong with the page as it stands, of serious or critical impact: one line for each element. */
export async function axe(page: Page, within = "body"): Promise<string[]> {
  // Handed over by the debugger: the page's policy lets no script of others in.
  await page.evaluate(await readFile(source, "utf8"));
  const results = await page.evaluate((where): Promise<AxeResults> => {
    const { axe: runner } = globalThis as unknown as { axe: { run(context: ElementContext, options: RunOptions): Promise<AxeResults> } };
    return runner.run(where, { resultTypes: ["violations"] });
  }, within);
  return results.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary ?? ""}`));
}
