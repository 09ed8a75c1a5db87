import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { JicaiError, load } from "jicai";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { load as loadInBrowser } from "../js/index.js";
import { thrown } from "./support.ts";

const WASM = new URL("../wasm/", import.meta.url);
const bytes = (area: string) => readFileSync(new URL(`${area}.wasm`, WASM));

/** Below each folder the modules are served in another way. */
let server: Server;
let site = "";
const asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    const [, how = "", file = ""] = (request.url ?? "").split("/");
    asked.push(request.url ?? "");
    if (how === "missing") {
      response.writeHead(404, { "content-type": "text/plain" }).end("no");
    } else if (how === "page") {
      response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>");
    } else {
      const types: Record<string, string> = { streamed: "application/wasm", bytes: "application/octet-stream" };
      const type = types[how];
      response.writeHead(200, type === undefined ? {} : { "content-type": type }).end(bytes(file.replace(".wasm", "")));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
afterEach(() => vi.restoreAllMocks());

const works = (jicai: Awaited<ReturnType<typeof load<"award">>>) =>
  jicai.award.regionCounts({ winners: 6 }, { rulebook: "award/cn-batch-05" }).value.regions === 31;

test("all areas, or those that are named", async () => {
  const areas = ["award", "differential", "payment", "credit", "volume", "execution", "rulebook"];
  expect(Object.keys(await load())).toEqual(areas);
  const some = await load("rulebook", "award", "rulebook");
  expect(Object.keys(some)).toEqual(["award", "rulebook"]);
  expect(works(some)).toBe(true);
});

test("an area that is not there is refused", async () => {
  await expect(load("awards" as "award")).rejects.toThrow("there is no area `awards`; the areas are award, differential");
  await expect(load("award", { form: "x" } as never)).rejects.toThrow("load has no option `form`");
});

test("a function of an area that is not loaded says how to load it", async () => {
  const jicai = await load("rulebook");
  const wanted = {
    code: "unknown_function",
    path: "/function",
    message: "`award.select` is a function of an area that is not loaded",
    help: 'name it when loading: load("award"), or load() for all areas',
  };
  for (const error of [
    thrown(() => jicai.evaluate({ function: "award.select", input: {} } as never)),
    thrown(() => jicai.evaluateText('{"function":"award.select"}')),
    thrown(() => jicai.evaluateText('{"input":{},"function":"award.select"}')),
  ]) {
    expect(error).toBeInstanceOf(JicaiError);
    expect(error).toMatchObject(wanted);
  }
  const getting = thrown(() => (jicai as unknown as { award: unknown }).award);
  expect(getting).toMatchObject({ ...wanted, message: "the area `award` is not loaded" });
  // What no area has is the core's to refuse, whichever module is asked.
  const all = await load();
  for (const text of ['{"function":"award.choose"}', "{}", "[", '{"function":"x"}', '{"function":1}']) {
    expect(jicai.evaluateText(text)).toBe(all.evaluateText(text));
  }
});

test("modules may come from anywhere", async () => {
  const module = await WebAssembly.compile(bytes("award"));
  const file = new URL("award.wasm", WASM);
  const sources = [
    WASM,
    new URL(WASM.href.replace(/\/$/, "")),
    WASM.pathname,
    WASM.pathname.replace(/\/$/, ""),
    { award: module },
    { award: bytes("award") },
    { award: Uint8Array.from(bytes("award")).buffer },
    { award: file },
    { award: file.href },
    { award: file.pathname },
    { award: readFile(file) },
    () => file,
    async () => readFile(file),
    () => fetch(`${site}/streamed/award.wasm`),
    `${site}/bytes`,
  ];
  for (const from of sources) expect(works(await load("award", { from })), String(from)).toBe(true);
  await expect(load("award", { from: {} })).rejects.toThrow("there is nothing to load the area award from");
});

test("in a browser: while it arrives, or where the server does not know the type, afterwards", async () => {
  const streaming = vi.spyOn(WebAssembly, "compileStreaming");
  expect(works(await loadInBrowser("award", { from: `${site}/streamed` }))).toBe(true);
  expect(streaming).toHaveBeenCalledTimes(1);
  expect(works(await loadInBrowser("award", { from: new URL(`${site}/bytes/`) }))).toBe(true);
  expect(works(await loadInBrowser("award", { from: `${site}/untyped` }))).toBe(true);
  expect(streaming).toHaveBeenCalledTimes(1);
});

test("what cannot be loaded is said with its address", async () => {
  const failure = (folder: string) => loadInBrowser("award", { from: `${site}/${folder}` });
  await expect(failure("missing")).rejects.toThrow(`jicai could not load ${site}/missing/award.wasm: HTTP status 404`);
  await expect(failure("page")).rejects.toThrow(/is not a WebAssembly module but text\/html/);
  await expect(load("award", { from: "/nowhere" })).rejects.toThrow("jicai could not load /nowhere/award.wasm: ENOENT");
  await expect(load("award", { from: { award: new Uint8Array(8) } })).rejects.toThrow("could not load the module of the area award");
});

test("the package's own modules are fetched once, also at the same time, and again after a failure", async () => {
  vi.spyOn(globalThis, "fetch").mockImplementation(async (address) => {
    asked.push(`own ${new URL(String(address)).pathname.split("/").pop()}`);
    if (asked.filter((one) => one === "own payment.wasm").length === 1) throw new TypeError("fetch failed");
    return new Response(Uint8Array.from(readFileSync(new URL(String(address)))), { headers: { "content-type": "application/wasm" } });
  });
  asked.length = 0;
  const [one, two] = await Promise.all([loadInBrowser("award"), loadInBrowser("award", "rulebook")]);
  const three = await loadInBrowser("rulebook", "award");
  expect([one, two, three].every(works)).toBe(true);
  expect([...asked].sort()).toEqual(["own award.wasm", "own rulebook.wasm"]);
  await expect(loadInBrowser("payment")).rejects.toThrow(/payment\.wasm: fetch failed/);
  expect((await loadInBrowser("payment")).payment.splitLine({ amount: "1.00", first_self_pay_rate: "0" }).value.in_scope).toBe("1.00");
});
