import binaryen from "binaryen";
import { JicaiError, load } from "jicai";
import { afterEach, expect, test, vi } from "vitest";
import { Instance, KEPT_MEMORY } from "../js/instance.js";
import { thrown } from "./support.ts";

/**
 * A module with the exports of the real ones. It answers a request with itself, but for the first byte: `!` stops it, `+` takes much
 * memory, `~` answers with what is no UTF-8, `0` has no memory for an answer. `count` says how many requests this instance had.
 */
const MODULE = `(module
  (memory (export "memory") 2)
  (global $next (mut i32) (i32.const 1024))
  (global $count (mut i32) (i32.const 0))
  (func (export "allocate") (param $length i32) (result i32)
    (local $start i32)
    (if (i32.gt_u (local.get $length) (i32.const 0x100000)) (then (return (i32.const 0))))
    (local.set $start (global.get $next))
    (global.set $next (i32.and (i32.add (i32.add (local.get $start) (local.get $length)) (i32.const 7)) (i32.const -8)))
    (if (i32.gt_u (global.get $next) (i32.mul (memory.size) (i32.const 65536)))
      (then (drop (memory.grow (i32.const 16)))))
    (local.get $start))
  (func (export "release") (param i32 i32))
  (func (export "count") (result i32) (global.get $count))
  (func (export "evaluate") (param $request i32) (param $length i32) (param $answer i32)
    (local $first i32)
    (local.set $first (i32.load8_u (local.get $request)))
    (global.set $count (i32.add (global.get $count) (i32.const 1)))
    (if (i32.eq (local.get $first) (i32.const 33)) (then (unreachable)))
    (if (i32.eq (local.get $first) (i32.const 43)) (then (drop (memory.grow (i32.const 1024)))))
    (if (i32.eq (local.get $first) (i32.const 126)) (then (i32.store8 (local.get $request) (i32.const 0xff))))
    (i32.store (local.get $answer)
      (select (i32.const 0) (local.get $request) (i32.eq (local.get $first) (i32.const 48))))
    (i32.store offset=4 (local.get $answer) (local.get $length)))
  (func (export "split_lines") (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (result i32) (unreachable)))`;

const bytes = Uint8Array.from(binaryen.parseText(MODULE).emitBinary());

afterEach(() => vi.restoreAllMocks());

async function instance() {
  const module = await WebAssembly.compile(bytes);
  const first = await WebAssembly.instantiate(module);
  return { tested: new Instance(module, first), first: first.exports as { memory: WebAssembly.Memory; count(): number } };
}

test("text of every length and kind comes back as it was", async () => {
  const { tested, first } = await instance();
  for (const text of ["", "a", "集中带量采购", "𠮷😀", "\uFEFFa", "中".repeat(64 * 1024), "x".repeat(64 * 1024 + 1)]) {
    expect(tested.evaluate(text, "f")).toBe(text);
  }
  expect(first.count()).toBe(7);
});

test("what stops is thrown as a bug, and the next call has a fresh instance", async () => {
  const { tested, first } = await instance();
  const error = thrown(() => tested.evaluate("!", "award.select"));
  expect(error).toBeInstanceOf(JicaiError);
  expect(error).toMatchObject({ code: "internal", path: "", message: expect.stringMatching(/^`award\.select` stopped: .*unreachable/) });
  expect(error).toMatchObject({ help: expect.stringContaining("please report it") });
  expect((error as Error).cause).toBeInstanceOf(WebAssembly.RuntimeError);
  expect(tested.evaluate("a", "f")).toBe("a");
  expect(first.count()).toBe(1);
  // As often as it happens.
  for (let i = 0; i < 3; i++) expect(thrown(() => tested.evaluate("!", "f"))).toMatchObject({ code: "internal" });
  expect(tested.evaluate("b", "f")).toBe("b");
});

test("memory that grew while answering is read where it is now", async () => {
  const { tested, first } = await instance();
  const before = first.memory.buffer.byteLength;
  const text = "集采".repeat(10_000);
  for (let i = 0; i < 10; i++) expect(tested.evaluate(text, "f")).toBe(text);
  expect(first.memory.buffer.byteLength).toBeGreaterThan(before);
  expect(first.memory.buffer.byteLength).toBeLessThan(KEPT_MEMORY);
  expect(first.count()).toBe(10);
});

test("after a call that left much memory taken a fresh instance takes over", async () => {
  const { tested, first } = await instance();
  expect(tested.evaluate("+", "f")).toBe("+");
  expect(first.memory.buffer.byteLength).toBeGreaterThan(KEPT_MEMORY);
  // Whoever calls at once has the old one.
  expect(tested.evaluate("a", "f")).toBe("a");
  expect(first.count()).toBe(2);
  await vi.waitFor(() => {
    const before = first.count();
    expect(tested.evaluate("b", "f")).toBe("b");
    expect(first.count()).toBe(before);
  });
});

test("where no instance may be made while somebody waits, a stop costs the calls until there is one", async () => {
  const { tested } = await instance();
  vi.spyOn(WebAssembly, "Instance").mockImplementation(function () {
    throw new RangeError("disallowed on the main thread");
  });
  expect(thrown(() => tested.evaluate("!", "f"))).toMatchObject({ code: "internal" });
  expect(thrown(() => tested.evaluate("a", "f"))).toMatchObject({
    code: "internal",
    message: "`f` stopped: disallowed on the main thread",
    help: expect.stringContaining("the next call starts afresh"),
  });
  await vi.waitFor(() => expect(tested.evaluate("a", "f")).toBe("a"));
});

test("no memory is an error of its own, for the request and for the answer", async () => {
  const { tested } = await instance();
  const most = "x".repeat(0x100000);
  expect(tested.evaluate(most, "f")).toBe(most);
  expect(thrown(() => tested.evaluate(`${most}x`, "f"))).toMatchObject({ code: "limit_exceeded", help: "ask for less at a time" });
  expect(thrown(() => tested.evaluate("0", "f"))).toMatchObject({ code: "limit_exceeded" });
  expect(tested.evaluate("a", "f")).toBe("a");
});

test("an answer that is no UTF-8 is a failure, not other characters", async () => {
  const { tested } = await instance();
  expect(thrown(() => tested.evaluate("~", "f"))).toMatchObject({ code: "internal" });
  expect(tested.evaluate("a", "f")).toBe("a");
});

test("a stop in one area leaves the others and later calls alone", async () => {
  const jicai = await load("payment", "award", { from: { payment: bytes, award: new URL("../wasm/award.wasm", import.meta.url) } });
  const columns = {
    amount: BigInt64Array.of(1n),
    standard: BigInt64Array.of(1n),
    quantity: BigInt64Array.of(1n),
    rate: Int32Array.of(0),
  };
  expect(thrown(() => jicai.payment.splitLines(columns))).toMatchObject({
    code: "internal",
    message: expect.stringContaining("`payment.splitLines` stopped"),
  });
  expect(jicai.award.regionCounts({ winners: 6 }, { rulebook: "award/cn-batch-05" }).value.regions).toBe(31);
});

test("a stop is thrown from the door for text, too", async () => {
  const jicai = await load("payment", { from: { payment: bytes } });
  expect(thrown(() => jicai.evaluateText("!"))).toMatchObject({ code: "internal", message: expect.stringContaining("`evaluate` stopped") });
  expect(jicai.evaluateText("{}")).toBe("{}");
});
