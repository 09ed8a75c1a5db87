import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { launch, watch } from "../../web/tests/harness/browser";
import { serve, type Site } from "../../web/tests/harness/server";

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const specTests = process.env.JICAI_SPEC_TESTS ?? folder("../../../target/release/spec-tests");

/** What `spec-tests` prints for each vector: `requests`, or the `answers` of the library in Rust. */
function printed(what: "requests" | "answers"): string[] {
  const lines = execFileSync(specTests, [what], { encoding: "utf8", maxBuffer: 1 << 28 }).split("\n").slice(0, -1);
  return lines.map((line) => line.slice(line.indexOf("\t") + 1));
}

let browser: Browser;
let site: Site;
let page: Page;
let problems: string[];

beforeAll(async () => {
  browser = await launch();
  site = await serve(folder("site"), { folders: { "/jicai/": folder("../../") } });
});

beforeEach(async () => {
  const context = await browser.newContext();
  ({ problems } = await watch(context, new URL(site.url).origin));
  page = await context.newPage();
  await page.goto(site.url);
});

afterEach(async () => {
  await page.context().close();
  expect(problems).toEqual([]);
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

/** What the page of `site` offers. */
interface Offered {
  answers(requests: string[]): Promise<string[]>;
  answersOfWorker(requests: string[]): Promise<string[]>;
  compare(seed: number, tables: number, rows: number): Promise<{ lines: number; errors: number; different: string[] }>;
}

test("the policy of the page is a strict one", async () => {
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.made = true";
    document.head.append(script);
  });
  expect(await page.evaluate(() => "made" in globalThis)).toBe(false);
  await expect.poll(() => problems.join()).toContain("script-src");
  problems.length = 0;
});

for (const [where, name] of [["in the page", "answers"], ["in a worker", "answersOfWorker"]] as const) {
  test(`every vector byte for byte as Rust, ${where}`, async () => {
    const [requests, expected] = [printed("requests"), printed("answers")];
    expect(requests.length).toBeGreaterThan(7000);
    const got = await page.evaluate(([asked, texts]) => (globalThis as unknown as Offered)[asked](texts), [name, requests] as const);
    const different = requests.flatMap((request, at) => (got[at] === expected[at] ? [] : [{ request, got: got[at], expected: expected[at] }]));
    expect(different.slice(0, 3)).toEqual([]);
    expect(got.length).toBe(expected.length);
  });
}

test("columns of charge lines as one request for each", async () => {
  const { lines, errors, different } = await page.evaluate(() => (globalThis as unknown as Offered).compare(20_191_220, 40, 100));
  expect(different.slice(0, 3)).toEqual([]);
  expect(lines).toBeGreaterThan(1500);
  expect(errors).toBeGreaterThan(10);
});
