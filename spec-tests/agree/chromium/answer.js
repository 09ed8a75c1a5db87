// answer.js PACKAGE page|worker: answers every request that it reads, a line each, `id TAB request`, with `id TAB response`, in Chromium; the
// package comes from the folder. answer.js PACKAGE version: which Chromium that is.
import { createRequire } from "node:module";
import { readFileSync, writeSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [folder, way] = process.argv.slice(2);
const npm = new URL("../../../bindings-wasm/", import.meta.url);
const path = (name) => fileURLToPath(new URL(name, npm));
// The browser, the server and the page are those of the package's own tests. Vite reads them, because the oldest Node knows no types.
const { runnerImport } = await import(createRequire(npm).resolve("vite"));
const [{ launch, watch }, { serve }] = await Promise.all(
  ["browser", "server"].map(async (name) => (await runnerImport(path(`web/tests/harness/${name}.ts`))).module),
);

const browser = await launch();
if (way === "version") console.log(browser.version());
else await answerAll();
await browser.close();

async function answerAll() {
  const lines = readFileSync(0, "utf8").split("\n").slice(0, -1).map((line) => line.split(/\t(.*)/su));
  const site = await serve(path("tests/browser/site"), { folders: { "/jicai/": `${folder}/` } });
  const context = await browser.newContext();
  const { problems } = await watch(context, new URL(site.url).origin);
  const page = await context.newPage();
  await page.goto(site.url);
  const answers = await page.evaluate(
    ([name, requests]) => globalThis[name](requests),
    [{ page: "answers", worker: "answersOfWorker" }[way], lines.map(([, request]) => request)],
  );
  await site.close();
  // Not as a stream: a pipe is full sooner than a file.
  process.stdout.write(answers.map((answer, i) => `${lines[i][0]}\t${answer}\n`).join(""));
  if (problems.length > 0) throw new Error(problems.join("\n"));
}
