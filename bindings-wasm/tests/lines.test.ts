import { JicaiError, load, type LineColumns } from "jicai";
import { expect, test } from "vitest";
import { thrown } from "./support.ts";

const jicai = await load("payment");

function columns(rows: number, change: Partial<Record<keyof LineColumns, [number, number | bigint]>> = {}): LineColumns {
  const made = {
    amount: new BigInt64Array(rows).map((_, i) => BigInt(12_066 + i)),
    standard: new BigInt64Array(rows).map((_, i) => (i % 7 === 3 ? -1n : 24_130_000n)),
    quantity: new BigInt64Array(rows).fill(20_000n),
    rate: new Int32Array(rows).map((_, i) => (i % 11 === 5 ? -1 : (i * 37) % 10_001)),
  };
  for (const [name, [row, value]] of Object.entries(change)) {
    if (name === "rate") made.rate[row] = Number(value);
    else made[name as "amount"][row] = BigInt(value);
  }
  return made;
}

const yuan = (fen: bigint) => `${fen / 100n}.${String(fen % 100n).padStart(2, "0")}`;
const decimal = (value: number | bigint, decimals: number) =>
  `${String(value).padStart(decimals + 1, "0").slice(0, -decimals)}.${String(value).padStart(decimals, "0").slice(-decimals)}`;

test("each row is what splitLine answers for it", () => {
  const lines = columns(200);
  const parts = jicai.payment.splitLines(lines);
  for (let row = 0; row < 200; row++) {
    const [amount = 0n, standard = 0n, rate = 0] = [lines.amount[row], lines.standard[row], lines.rate[row]];
    const { value } = jicai.payment.splitLine(
      {
        amount: yuan(amount),
        quantity: "2",
        ...(standard < 0n ? {} : { standard: decimal(standard, 6) }),
        covered: rate >= 0,
        ...(rate < 0 ? {} : { first_self_pay_rate: decimal(rate, 4) }),
      },
      { explain: false },
    );
    const found = {
      fully_own: yuan(parts.fully_own[row] ?? -1n),
      above_standard: yuan(parts.above_standard[row] ?? -1n),
      first_self_pay: yuan(parts.first_self_pay[row] ?? -1n),
      in_scope: yuan(parts.in_scope[row] ?? -1n),
    };
    expect(found, `row ${row}`).toEqual({
      fully_own: value.fully_own,
      above_standard: value.above_standard,
      first_self_pay: value.first_self_pay,
      in_scope: value.in_scope,
    });
  }
});

test("no row, one row, more rows than are in memory at a time", () => {
  expect(jicai.payment.splitLines(columns(0)).in_scope).toEqual(new BigInt64Array(0));
  for (const rows of [1, 16 * 1024, 16 * 1024 + 1, 100_003]) {
    const lines = columns(rows);
    const { fully_own, above_standard, first_self_pay, in_scope } = jicai.payment.splitLines(lines);
    const wrong = lines.amount.findIndex(
      (amount, i) => (fully_own[i] ?? 0n) + (above_standard[i] ?? 0n) + (first_self_pay[i] ?? 0n) + (in_scope[i] ?? 0n) !== amount,
    );
    expect(wrong).toBe(-1);
    expect(in_scope.length).toBe(rows);
  }
});

test("columns may be parts of others, and are only read", () => {
  const lines = columns(300);
  const whole = jicai.payment.splitLines(lines);
  const part = jicai.payment.splitLines({
    amount: lines.amount.subarray(100, 200),
    standard: lines.standard.subarray(100, 200),
    quantity: lines.quantity.subarray(100, 200),
    rate: lines.rate.subarray(100, 200),
  });
  expect(part.in_scope).toEqual(whole.in_scope.slice(100, 200));
  expect(lines).toEqual(columns(300));
});

test("the first bad row is named, wherever it is", () => {
  for (const row of [0, 5, 16 * 1024, 70_001]) {
    const error = thrown(() => jicai.payment.splitLines(columns(80_000, { rate: [row, 10_001], amount: [79_999, -(2n ** 63n)] })));
    expect(error).toBeInstanceOf(JicaiError);
    expect(error).toMatchObject({ code: "invalid_input", path: `/rate/${row}`, row, column: "rate" });
  }
  // Nothing of it is left.
  expect(jicai.payment.splitLines(columns(1)).in_scope.length).toBe(1);
});

test("other columns are refused by their name", () => {
  const good = columns(2);
  const bad: [object, string | undefined, RegExp][] = [
    [{ ...good, rate: new Int32Array(3) }, "rate", /as many rows as `amount`, 2, got `3`/],
    [{ ...good, rate: new Float64Array(2) }, "rate", /must be a Int32Array/],
    [{ ...good, amount: new Float64Array(2) }, "amount", /must be a BigInt64Array/],
    [{ ...good, quantity: [1n, 2n] }, "quantity", /must be a BigInt64Array/],
    [{ ...good, standard: undefined }, "standard", /is missing/],
    [{ ...good, price: new BigInt64Array(2) }, "price", /there is no column `price`/],
  ];
  for (const [given, column, message] of bad) {
    const error = thrown(() => jicai.payment.splitLines(given as LineColumns));
    expect(error).toMatchObject({ code: "invalid_input", path: `/${column}`, column, message: expect.stringMatching(message) });
  }
  expect(thrown(() => jicai.payment.splitLines(undefined as unknown as LineColumns))).toMatchObject({ code: "invalid_input", path: "" });
});
