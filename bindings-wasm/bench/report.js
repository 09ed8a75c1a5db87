// The speed report: every time in it is of one run on this machine, with the median and the range of the middle half.
//   node bindings-wasm/bench/report.js      after `scripts/web build`
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

import * as inNode from "./in-node.js";
import * as page from "./page.js";
import { sizesOf, sum, table as sizeTable } from "./sizes.js";

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));
// The browser and the server of the page's tests.
const [{ launch }, { serve }] = (
  await Promise.all(["browser", "server"].map((name) => runnerImport(folder(`../web/tests/harness/${name}.ts`), { logLevel: "error" })))
).map(({ module }) => module);
const LINES = 100_000;

/** Median and quartiles. */
function middle(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.round((sorted.length - 1) * share)];
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

const ratio = (value) => (value >= 10 ? value.toFixed(0) : value.toPrecision(2));
const shown = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** A table of times, with targets, the way that the others are compared with, and one more column.
 *  @param {Record<string, number[]>} times
 *  @param {{ target?: Record<string, string>, ours?: string, more?: [string, Record<string, unknown>] }} columns */
function table(title, unit, times, { target = {}, ours, more }) {
  const reference = ours && middle(times[ours]).median;
  const head = [title, `${unit}, median`, "middle half", "target", ...(ours ? [`to “${ours}”`] : []), ...(more ? [more[0]] : [])];
  const rows = Object.entries(times).map(([name, values]) => {
    const { median, low, high } = middle(values);
    const compared = reference ? [`${ratio(median / reference)} ×`] : [];
    return [name, shown(median), `${shown(low)} – ${shown(high)}`, target[name] ?? "", ...compared, ...(more ? [String(more[1][name] ?? "")] : [])];
  });
  return [head, head.map((_, at) => (at === 0 ? "---" : "---:")), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

const print = (...parts) => console.log(`${parts.join("\n")}\n`);

if (!existsSync(folder("../web/dist/index.html"))) throw new Error("the page is not built: scripts/web build");
if (!existsSync(folder("node_modules"))) execFileSync("npm", ["install", "--no-save", "--no-audit", "--no-fund"], { cwd: folder("."), stdio: "ignore" });

const browser = await launch();
const site = await serve(folder(".."));
try {
  const { version } = JSON.parse(readFileSync(folder("../package.json"), "utf8"));
  const machine = `${cpus()[0].model}, ${cpus().length} cores, Node ${process.versions.node}, Chromium ${browser.version()}`;
  print(`${new Date().toISOString().slice(0, 10)}, jicai ${version}, ${machine}`);

  const ready = await page.ready(browser, `${site.url}bench/`);
  for (const [name, areas] of Object.entries(page.AREAS)) {
    const start = () => Number(execFileSync(process.execPath, [folder("in-node.js"), ...areas], { encoding: "utf8" }));
    ready[`Node: ${name}, with the import of the package`] = Array.from({ length: page.RUNS }, start);
  }
  const first = Object.keys(ready)[0];
  print("## Module ready, from local files", "", table("areas", "ms", ready, { target: { [first]: "≤ 100" } }));

  const bids = await inNode.award();
  const bidTimes = { Chromium: await page.ask(browser, `${site.url}bench/`, "award"), Node: bids.times };
  for (const [where, times] of Object.entries(bidTimes)) {
    const target = { "jicai, objects": "≤ 30", "jicai, objects, with the explanation": "≤ 30" };
    const columns = { ours: "jicai, objects", target, more: ["rejected of 500 exactly on the limit", bids.rejected] };
    print(`## One lot of ten bids, ${where}`, "", table("way", "µs", times, columns));
  }

  const charges = await inNode.lines(LINES);
  const chargeTimes = { Chromium: await page.ask(browser, `${site.url}bench/`, "lines", LINES), Node: charges.times };
  for (const [where, times] of Object.entries(chargeTimes)) {
    const milliseconds = Object.fromEntries(Object.entries(times).map(([name, values]) => [name, values.map((value) => value / 1000)]));
    const columns = { ours: "jicai, typed arrays", target: { "jicai, typed arrays": "≤ 5" }, more: ["lines off by a fen or more", charges.off] };
    print(`## ${LINES.toLocaleString("en")} charge lines, ${where}`, "", table("way", "ms", milliseconds, columns));
  }

  const built = await serve(folder("../web/dist"));
  const interactive = await page.interactive(browser, built.url).finally(() => built.close());
  const target = Object.fromEntries(Object.keys(interactive).filter((name) => !name.includes("slower")).map((name) => [name, "≤ 1000"]));
  print("## The page, from the start of its navigation", "", table("what is there", "ms", interactive, { target }));

  const scripts = sizesOf(folder("../web/dist"), ".js");
  const tables = [sizeTable("module", sizesOf(folder("../wasm"), ".wasm")), sizeTable("script of the page", [...scripts, sum(scripts)])];
  print("## What is downloaded, bytes", "", tables.join("\n\n"), "", "Targets with gzip: a module ≤ 350,000, the scripts together ≤ 450,000.");
} finally {
  await browser.close();
  await site.close();
}
