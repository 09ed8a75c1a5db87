import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inFolder, PACKAGE } from "./support.ts";

const AREAS = ["award", "credit", "differential", "execution", "payment", "rulebook", "volume"];
const CALL = `import { load } from "jicai";
const jicai = await load("award");
const { value } = jicai.award.regionCounts({ winners: 6 }, { rulebook: "award/cn-batch-05" });
console.log(value.counts.join(" "));
`;

function run(program: string, parameters: string[], cwd: string): string {
  return execFileSync(program, parameters, { cwd, encoding: "utf8", stdio: "pipe" });
}

const SCRIPTS = ["compile", "error", "files", "functions", "index", "instance", "jicai", "lines", "load", "node", "plain"];

/** Installs the packed package, without a network, into an empty project. */
function install(folder: string): string[] {
  const [packed] = JSON.parse(run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], PACKAGE));
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  run("npm", ["install", "--offline", "--no-audit", "--no-fund", "--cache", join(folder, "cache"), join(folder, packed.filename)], folder);
  return packed.files.map((file: { path: string }) => file.path).sort();
}

test("the package holds what is needed, and installed it answers", () =>
  inFolder((folder) => {
    expect(install(folder)).toEqual(
      [
        "LICENSE",
        "README.md",
        "README.zh.md",
        "THIRD-PARTY.md",
        "package.json",
        ...SCRIPTS.map((name) => `js/${name}.js`),
        ...["call", "index"].map((name) => `js/${name}.d.ts`),
        ...[...AREAS, "functions"].map((name) => `js/types/${name}.d.ts`),
        ...AREAS.map((name) => `wasm/${name}.wasm`),
      ].sort(),
    );
    expect(readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["jicai"]);
    writeFileSync(join(folder, "call.js"), CALL);
    expect(run("node", ["call.js"], folder)).toBe("6 5 5 5 5 5\n");
  }));

test("a bundler puts the modules beside what it writes", () =>
  inFolder((folder) => {
    install(folder);
    symlinkSync(join(PACKAGE, "node_modules/vite"), join(folder, "node_modules/vite"));
    writeFileSync(join(folder, "call.js"), CALL);
    writeFileSync(join(folder, "index.html"), '<!doctype html><script type="module" src="call.js"></script>');
    run("node", [join(PACKAGE, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn"], folder);
    const written = readdirSync(join(folder, "dist/assets"));
    expect(written.filter((name) => name.endsWith(".wasm")).map((name) => name.split("-")[0]).sort()).toEqual(AREAS);
    const [script = ""] = written.filter((name) => name.endsWith(".js"));
    // What Node needs is not in it.
    expect(readFileSync(join(folder, "dist/assets", script), "utf8")).not.toMatch(/node:fs|readFile/);
  }));

test("without a bundler the files are enough: each import is a path", () => {
  for (const name of readdirSync(join(PACKAGE, "js")).filter((one) => one.endsWith(".js") && one !== "node.js")) {
    const text = readFileSync(join(PACKAGE, "js", name), "utf8");
    for (const [, from] of text.matchAll(/^(?:import|export) .*from "(.*)";$/gm)) expect(from, name).toMatch(/^\.\/\w+\.js$/);
  }
});

test("the version and the license are those of the project", () => {
  const version = /^version = "(.*)"$/m.exec(readFileSync(join(PACKAGE, "../Cargo.toml"), "utf8"))?.[1];
  expect(JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8")).version).toBe(version);
  expect(readFileSync(join(PACKAGE, "LICENSE"), "utf8")).toBe(readFileSync(join(PACKAGE, "../LICENSE"), "utf8"));
});

test("no strings are run as code", () => {
  for (const name of readdirSync(join(PACKAGE, "js")).filter((one) => one.endsWith(".js"))) {
    expect(readFileSync(join(PACKAGE, "js", name), "utf8"), name).not.toMatch(/\beval\(|new Function\(/);
  }
});
