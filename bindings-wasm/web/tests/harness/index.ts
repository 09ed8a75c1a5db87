import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeEach, expect, inject, vi } from "vitest";

import { launch, watch, type Watched } from "./browser";
import { type Serving, serve, type Site } from "./server";

export { axe } from "./axe";
export { clipboard, downloaded, dropFile, dropFileContent, printed, shot } from "./files";
export { walk } from "./keyboard";
export { faults } from "./layout";
export { figures, filledIn, fragmentOf, panel, panelText, resultText } from "./state";
export type { Page, Serving, Site };
export { serve };

export type Language = "zh" | "en";
export type TabId = "tender" | "price" | "bill" | "supplier" | "marks";
export type Size = keyof typeof sizes;
export const languages: readonly Language[] = ["zh", "en"];
export const tabs: readonly TabId[] = ["tender", "price", "bill", "supplier", "marks"];
export const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } };

export interface Opening {
  tab?: TabId;
  /** Of the browser; the page follows it. `zh` unless told otherwise. */
  language?: Language;
  /** `desktop` unless told otherwise. */
  size?: Size;
  /** The whole fragment, without `#`; otherwise it names the tab. */
  fragment?: string;
  /** `false`: the browser runs none. */
  scripts?: boolean;
  /** Another site than the built page served at the root: of `site`. */
  site?: Site;
}

interface Opened extends Watched {
  page: Page;
  context: BrowserContext;
  scripts: boolean;
  /** Opened within a test, it is closed after it; otherwise after the last one. */
  ofTest: boolean;
}

let browser: Promise<Browser> | undefined;
let main: Promise<Site> | undefined;
let opened: Opened[] = [];
let sites: Site[] = [];
let inTest = false;

/** Opens the page in a browser context of its own. What it must not do (errors, requests to elsewhere) fails the test by itself. */
export async function openPage(opening: Opening = {}): Promise<Page> {
  const { tab, fragment = tab && `tab=${tab}`, site: { url } = await (main ??= site()) } = opening;
  const page = await blank(url, opening);
  await page.goto(fragment === undefined ? url : `${url}#${fragment}`);
  await settled(page);
  return page;
}

/** An empty page with everything watched, for a test that goes to an address itself. */
export async function blank(url: string, { language = "zh", size = "desktop", scripts = true }: Opening = {}): Promise<Page> {
  browser ??= launch();
  const context = await (await browser).newContext({
    locale: language === "zh" ? "zh-CN" : "en-GB",
    viewport: sizes[size],
    hasTouch: size === "phone",
    permissions: ["clipboard-read", "clipboard-write"],
    reducedMotion: "reduce",
    javaScriptEnabled: scripts,
  });
  const { origin } = new URL(url);
  const watched = await watch(context, origin);
  const page = await context.newPage();
  opened.push({ ...watched, page, context, scripts, ofTest: inTest });
  return page;
}

/** Waits until the open tab stands still: drawn, its modules loaded, and no word of it different from one frame to the tenth after it. */
export async function settled(page: Page): Promise<void> {
  const waits = opened.find((each) => each.page === page)?.waits;
  await vi.waitUntil(() => !waits?.(), { timeout: 30_000 });
  await page.waitForFunction(
    () => {
      const scope = globalThis as unknown as { still?: { text: string; frames: number } | undefined };
      const panel = [...document.querySelectorAll<HTMLElement>("[role=tabpanel]")].find((each) => each.checkVisibility());
      const text = panel?.innerText ?? "";
      const works = text.trim() === "" || /正在加载|Loading the computation/.test(text) || document.querySelector("[aria-busy=true]");
      const { still } = scope;
      scope.still = { text, frames: !works && still?.text === text ? still.frames + 1 : 0 };
      if (scope.still.frames < 10) return false;
      delete scope.still;
      return true;
    },
    undefined,
    { polling: "raf" },
  );
}

/** The built page on a server of its own, as `serving` says, to the end of the test file. */
export async function site(serving?: Serving): Promise<Site> {
  const made = await serve(await builtPage(), serving);
  sites.push(made);
  return made;
}

/** The folder of the built page. */
export async function builtPage(): Promise<string> {
  const response = await fetch(inject("builder"));
  const text = await response.text();
  if (!response.ok) throw new Error(`the page could not be built: ${text}`);
  return text;
}

/** What the page did that it must not, for a test that provokes it: it is forgiven. */
export function problemsOf(page: Page): string[] {
  return opened.find((each) => each.page === page)?.problems.splice(0) ?? [];
}

/** Closes the page before its test ends. */
export async function closePage(page: Page): Promise<void> {
  await close(opened.filter((each) => each.page === page));
}

async function close(pages: Opened[]): Promise<void> {
  opened = opened.filter((each) => !pages.includes(each));
  // What the page has still to say is heard first.
  const heard = pages.filter(({ page, scripts }) => scripts && !page.isClosed());
  await Promise.all(heard.map(({ page }) => page.evaluate(() => new Promise((resolve) => setTimeout(resolve)))));
  const problems = pages.flatMap((each) => each.problems);
  await Promise.all(pages.map(({ context }) => context.close()));
  expect(problems, "what the page must not do").toEqual([]);
}

beforeEach(() => {
  inTest = true;
});

afterEach(async () => {
  inTest = false;
  const problems = opened.filter((each) => !each.ofTest).flatMap((each) => each.problems.splice(0));
  await close(opened.filter((each) => each.ofTest));
  expect(problems, "what the page must not do").toEqual([]);
});

afterAll(async () => {
  try {
    await close(opened);
  } finally {
    await (await browser)?.close();
    await Promise.all(sites.map((each) => each.close()));
    sites = [];
  }
});
