import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { FUNCTIONS } from "../js/functions.js";
import { inFolder, PACKAGE } from "./support.ts";

/** The examples in the doc comments of an area's functions: lines of code, some with what their value is. */
function examplesOf(area: string): string[] {
  const text = readFileSync(join(PACKAGE, `js/types/${area}.d.ts`), "utf8");
  const found = [...text.matchAll(/@example\n((?: {3}\* .*\n)+)/g)];
  return found.map((match) => (match[1] ?? "").replace(/^ {3}\* /gm, ""));
}

test.each(Object.entries(FUNCTIONS))("the examples of %s are true, and every function has one", (area, names) =>
  inFolder(async (folder) => {
    const examples = examplesOf(area);
    expect(examples.length).toBe(names.length);
    const checks = examples.map((code) => `{\n${code.replace(/^(value.*?); \/\/ (.*)$/gm, "expect($1, `$1`).toEqual($2);")}\n}`);
    expect(checks.every((check) => check.includes("expect("))).toBe(true);
    const file = join(folder, `${area}.mjs`);
    const loader = JSON.stringify(pathToFileURL(join(PACKAGE, "js/node.js")).href);
    const start = `import { load } from ${loader};\nconst jicai = await load("${area}");\n`;
    writeFileSync(file, `${start}export const run = (expect) => {\n${checks.join("\n")}\n};\n`);
    const { run } = (await import(pathToFileURL(file).href)) as { run(use: typeof expect): void };
    run(expect);
  }),
);
