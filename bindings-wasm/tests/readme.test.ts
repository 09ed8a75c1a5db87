import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { FUNCTIONS } from "../js/functions.js";
import { inFolder, PACKAGE } from "./support.ts";

interface Block {
  language: string;
  code: string;
  /** What stands right below as `text`. */
  prints: string | undefined;
}

function blocksOf(text: string): Block[] {
  const found: Block[] = [];
  let end = 0;
  for (const match of text.matchAll(/^```(\w*)\n(.*?)^```$/gms)) {
    const [whole, language = "", code = ""] = match;
    const last = found.at(-1);
    if (language === "text" && last && text.slice(end, match.index).trim() === "") last.prints = code;
    else found.push({ language, code, prints: undefined });
    end = match.index + whole.length;
  }
  return found;
}

/** A folder of a project that has the package installed. */
function inProject<T>(use: (folder: string) => T): Promise<T> {
  return inFolder((folder) => {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(PACKAGE, join(folder, "node_modules/jicai"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    return use(folder);
  });
}

/** Runs blocks one after the other, as one program, and compares what each prints. */
function run(blocks: Block[]): Promise<void> {
  return inProject((folder) => {
    const mark = "-- next --";
    writeFileSync(join(folder, "all.js"), blocks.map(({ code }) => `${code}console.log("${mark}");\n`).join(""));
    const printed = execFileSync("node", ["all.js"], { cwd: folder, encoding: "utf8" }).split(`${mark}\n`);
    blocks.forEach(({ code, prints }, i) => expect(printed[i], code).toBe(prints ?? ""));
  });
}

test.each(["../README.md", "../README.zh.md"])("the example of %s prints what stands below it", async (name) => {
  const blocks = blocksOf(readFileSync(join(PACKAGE, name), "utf8")).filter(({ language }) => language === "js");
  expect(blocks.length).toBe(1);
  await run(blocks);
});

describe.each(["README.md", "README.zh.md"])("%s", (name) => {
  const text = readFileSync(join(PACKAGE, name), "utf8");
  const blocks = blocksOf(text);
  const of = (language: string) => blocks.filter((block) => block.language === language);

  test("the examples print what stands below them", async () => {
    expect(of("js").length).toBeGreaterThan(6);
    await run(of("js"));
  });

  test("the typed examples compile", () =>
    inProject((folder) => {
      of("ts").forEach(({ code }, i) => writeFileSync(join(folder, `block${i}.ts`), code));
      const compilerOptions = { strict: true, noEmit: true, target: "es2022", module: "esnext", moduleResolution: "bundler", types: [] };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions }));
      expect(of("ts").length).toBe(3);
      execFileSync(join(PACKAGE, "node_modules/.bin/tsc"), ["-p", folder], { stdio: "pipe" });
    }));

  test("the table has every function, and the page's import and every link lead somewhere", () => {
    for (const [area, names] of Object.entries(FUNCTIONS)) {
      const camel = names.map((one) => one.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
      if (area === "payment") camel.splice(camel.indexOf("splitLine") + 1, 0, "splitLines");
      const row = text.split("\n").find((line) => line.startsWith(`| \`${area}\` |`) && line.includes(`\`${camel[0]}\``)) ?? "";
      expect([...row.split("|")[3]?.matchAll(/`(\w+)`/g) ?? []].map((match) => match[1]), area).toEqual(camel);
    }
    for (const [, path = "", heading] of text.matchAll(/\]\((?!https?:)([^)#]+)(?:#([^)]+))?\)/g)) {
      expect(existsSync(join(PACKAGE, path)), path).toBe(true);
      if (heading !== undefined) expect(readFileSync(join(PACKAGE, path), "utf8").toLowerCase()).toContain(`\n## ${heading}\n`);
    }
    const [page] = of("html");
    const script = /node_modules\/jicai\/(.*?)"/.exec(page?.code ?? "")?.[1] ?? "";
    expect(existsSync(join(PACKAGE, script))).toBe(true);
    expect(dirname(script)).toBe("js");
  });
});
