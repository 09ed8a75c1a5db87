import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inFolder, PACKAGE, vectors } from "./support.ts";

/** What the compiler says of a program that uses the package as an installed one. */
function compile(program: string, options: object): Promise<string> {
  return inFolder((folder) => {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(PACKAGE, join(folder, "node_modules/jicai"));
    writeFileSync(join(folder, "program.ts"), program);
    const strict = { strict: true, noEmit: true, skipLibCheck: false, types: [] };
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { ...strict, ...options }, files: ["program.ts"] }));
    try {
      execFileSync(join(PACKAGE, "node_modules/.bin/tsc"), ["-p", folder], { encoding: "utf8", stdio: "pipe" });
      return "";
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  });
}

test("the types fit every vector that has an answer", async () => {
  const lines = ['import type { Answer, Calls, Request } from "jicai";'];
  const answers = vectors("answers");
  for (const [id, request] of vectors("requests")) {
    const answer = answers.get(id) ?? "";
    if (!answer.startsWith('{"value"')) continue;
    const { function: name } = JSON.parse(request) as { function: string };
    lines.push(`(${request}) satisfies Request<"${name}">; // ${id}`);
    lines.push(`(${answer}) satisfies Answer<Calls["${name}"]["value"]>; // ${id}`);
  }
  expect(lines.length).toBeGreaterThan(8000);
  const options = { target: "es2022", module: "nodenext", exactOptionalPropertyTypes: true };
  expect(await compile(lines.join("\n"), options)).toBe("");
});

const program = `import { load, JicaiError, type award } from "jicai";
const lot: award.Lot = { bids: [{ bid: "A", price: "1.00" }] };
export const jicai = await load("award");
export const selected: string[] = jicai.award.select(lot, { rulebook: "award/cn-batch-10" }).value.selected;
export const error: Error = new JicaiError({ code: "rule_gap", message: "" });
`;

test("the types are whole in every kind of project", async () => {
  const kinds = [
    { target: "es2022", module: "nodenext", lib: ["es2022", "dom"] },
    { target: "es2022", module: "esnext", moduleResolution: "bundler", lib: ["es2022", "dom"] },
    // A worker, and a program without a browser's types.
    { target: "es2022", module: "esnext", moduleResolution: "bundler", lib: ["es2022", "webworker"] },
    { target: "es2022", module: "nodenext", lib: ["es2022"], types: ["node"], typeRoots: [join(PACKAGE, "node_modules/@types")] },
    { target: "es2022", module: "nodenext", lib: ["es2022"] },
  ];
  for (const kind of kinds) expect(await compile(program, kind), JSON.stringify(kind)).toBe("");
});
