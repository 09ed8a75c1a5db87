import { execFile } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";

import type { Locator, Page } from "playwright-core";

import { target } from "./folders";

const run = promisify(execFile);

/** Keeps a picture of the whole page in target/web-shots. */
export async function shot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(target, "web-shots", `${name}.png`), fullPage: true });
}

/** The page as it is printed on A4 (the file is kept in target/web-shots): the text in it, and how much of its size is left of the first word,
 *  as a browser makes a page smaller that is too wide for the paper. */
export async function printed(page: Page, name: string): Promise<{ text: string; scale: number }> {
  const path = join(target, "web-shots", `${name}.pdf`);
  await mkdir(join(target, "web-shots"), { recursive: true });
  await page.pdf({ path, format: "A4", printBackground: true });
  const read = async (how: string): Promise<string> => (await run("pdftotext", [how, path, "-"], { maxBuffer: 1 << 26 })).stdout;
  const text = await read("-layout");
  const [, top, bottom] = /yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">jicai</.exec(await read("-bbox")) ?? [];
  await page.emulateMedia({ media: "print" });
  const pixels = await page.locator("h1").first().evaluate((title) => Number.parseFloat(getComputedStyle(title).fontSize));
  await page.emulateMedia({ media: null });
  return { text, scale: (Number(bottom) - Number(top)) / (pixels * 0.75) };
}

/** Drops a file of this machine onto an element. */
export async function dropFile(on: Locator, path: string, type: string): Promise<void> {
  await dropFileContent(on, basename(path), type, await readFile(path));
}

/** Drops a file with the content onto an element. */
export async function dropFileContent(on: Locator, name: string, type: string, content: string | Uint8Array): Promise<void> {
  const base64 = Buffer.from(content).toString("base64");
  await on.evaluate(
    (element, file) => {
      const bytes = Uint8Array.from(atob(file.base64), (character) => character.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], file.name, { type: file.type }));
      for (const event of ["dragenter", "dragover", "drop"]) {
        element.dispatchEvent(new DragEvent(event, { dataTransfer, bubbles: true, cancelable: true }));
      }
    },
    { name, type, base64 },
  );
}

/** What the page last copied. */
export function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

/** The file that the page hands out when `action` is done. */
export async function downloaded(page: Page, action: () => Promise<void>): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), action()]);
  const content = await readFile(await download.path());
  return { name: download.suggestedFilename(), content };
}
