// What is downloaded: the modules, and the scripts of the built page. Fails if one of them is larger than promised.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const LIMITS = { moduleRaw: 900_000, moduleGzip: 350_000, scriptsGzip: 450_000 };
const folder = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Sizes in bytes of all files below a folder with the ending. */
export function sizesOf(root, ending) {
  const names = readdirSync(root, { recursive: true }).filter((name) => name.endsWith(ending));
  return names.sort().map((name) => {
    const bytes = readFileSync(join(root, name));
    return { name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9, memLevel: 9 }).length, brotli: brotliCompressSync(bytes).length };
  });
}

export const sum = (rows) => rows.reduce(
  (all, { raw, gzip, brotli }) => ({ ...all, raw: all.raw + raw, gzip: all.gzip + gzip, brotli: all.brotli + brotli }),
  { name: "all", raw: 0, gzip: 0, brotli: 0 },
);

export function table(title, rows) {
  const shown = rows.map(({ name, raw, gzip, brotli }) => [name, ...[raw, gzip, brotli].map((size) => size.toLocaleString("en"))]);
  const cells = [[title, "raw", "gzip", "brotli"], ...shown];
  const widths = cells[0].map((_, at) => Math.max(...cells.map((row) => row[at].length)));
  const line = (row) => `| ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(" | ")} |`;
  const rule = `| ${widths.map((width, at) => (at === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(cells[0]), rule, ...cells.slice(1).map(line)].join("\n");
}

function main(modules, page) {
  const wasm = sizesOf(modules, ".wasm");
  const scripts = sizesOf(page, ".js");
  const others = [".css", ".html"].flatMap((ending) => sizesOf(page, ending));
  console.log(`${table("module", wasm)}\n\n${table("script of the page", [...scripts, sum(scripts)])}\n\n${table("other file of the page", others)}\n`);
  const over = (name, what, size, limit) => (size > limit ? [`${name}: ${size} bytes ${what}, more than ${limit}`] : []);
  const wrong = [
    ...(wasm.length === 0 ? [`no module in ${modules}`] : []),
    ...(scripts.length === 0 ? [`no script in ${page}`] : []),
    ...wasm.flatMap(({ name, raw }) => over(name, "raw", raw, LIMITS.moduleRaw)),
    ...wasm.flatMap(({ name, gzip }) => over(name, "gzip", gzip, LIMITS.moduleGzip)),
    ...over("the scripts of the page", "gzip", sum(scripts).gzip, LIMITS.scriptsGzip),
  ];
  for (const line of wrong) console.log(line);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(folder("../wasm"), folder("../web/dist"));
