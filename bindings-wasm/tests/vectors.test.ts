import { execFileSync } from "node:child_process";
import { Worker } from "node:worker_threads";
import { load, type Request } from "jicai";
import { expect, test } from "vitest";
import { PACKAGE, vectors } from "./support.ts";

const requests = vectors("requests");
const answers = vectors("answers");
const lines = [...requests].map(([id, request]) => `${id}\t${request}`);
const expected = [...answers].map(([id, answer]) => `${id}\t${answer}`);
const script = new URL("answer-all.js", import.meta.url);

/** The first difference says more than two texts of megabytes. */
function compare(found: string[]) {
  const at = expected.findIndex((line, i) => line !== found[i]);
  expect(found[at]).toBe(expected[at]);
  expect(found.length).toBe(expected.length);
}

test("there are vectors", () => {
  expect(lines.length).toBeGreaterThan(7000);
  expect(expected.length).toBe(lines.length);
});

test("every vector is answered byte for byte as in Rust", async () => {
  const jicai = await load();
  compare([...requests].map(([id, request]) => `${id}\t${jicai.evaluateText(request)}`));
});

test("so it is in another order, between modules", async () => {
  const jicai = await load();
  const found = new Map([...requests].reverse().map(([id, request]) => [id, jicai.evaluateText(request)]));
  compare([...requests.keys()].map((id) => `${id}\t${found.get(id)}`));
});

test("objects in, objects out: the same again", async () => {
  const jicai = await load();
  const doors = (asked: object) => {
    try {
      return jicai.evaluate(asked as Request);
    } catch (error) {
      return { error: JSON.parse(JSON.stringify(error)) };
    }
  };
  for (const [id, request] of requests) {
    const asked = objectIn(request);
    if (asked === undefined) continue;
    expect(doors(asked), id).toEqual(JSON.parse(jicai.evaluateText(JSON.stringify(asked))));
  }
});

test("in a worker", async () => {
  const worker = new Worker(script, { workerData: lines });
  const found = await new Promise<string[]>((resolve, reject) => worker.once("message", resolve).once("error", reject));
  compare(found);
});

// The oldest Node that the package names: `tests/oldest-node` gets it.
const oldest = process.env.JICAI_OLDEST_NODE;
test.skipIf(oldest === undefined)("on the oldest Node", () => {
  const node = oldest ?? "";
  expect(execFileSync(node, ["--version"], { encoding: "utf8" })).toMatch(/^v18\./);
  const options = { input: lines.join("\n"), cwd: PACKAGE, encoding: "utf8", maxBuffer: 1 << 30 } as const;
  compare(execFileSync(node, [script.pathname], options).trimEnd().split("\n"));
});

/** The object that a text stands for, where it is JSON. */
function objectIn(text: string): object | undefined {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && found !== null ? found : undefined;
  } catch {
    return undefined;
  }
}
