import { JicaiError, load } from "/jicai/js/index.js";

const columns = /** @type {const} */ (["amount", "standard", "quantity", "rate"]);
const parts = /** @type {const} */ (["fully_own", "above_standard", "first_self_pay", "in_scope"]);

/** Splits random charge lines by the column, some tables of them with bad lines, and each line by the JSON request.
 *  @param {number} seed @param {number} tables @param {number} rows
 *  @returns how many lines and errors were compared, and what differed */
export async function compare(seed, tables, rows) {
  const jicai = await load("payment");
  const dice = random(seed);
  const result = { lines: 0, errors: 0, /** @type {string[]} */ different: [] };
  for (let table = 0; table < tables; table += 1) {
    const given = lines(dice, rows, table % 2 === 1);
    const expected = Array.from({ length: rows }, (_, row) => byRequest(jicai, given, row));
    const bad = expected.findIndex((each) => typeof each === "string");
    const got = attempt(() => jicai.payment.splitLines(given));
    if (bad >= 0) {
      result.errors += 1;
      if (got !== `${expected[bad]}`) result.different.push(`row ${bad}: ${String(got)} instead of ${expected[bad]}`);
      continue;
    }
    expected.forEach((each, row) => {
      result.lines += 1;
      const line = typeof got === "string" ? got : parts.map((part) => got[part][row]).join(" ");
      if (line !== Object.values(each).join(" ")) result.different.push(`${columns.map((name) => given[name][row])}: ${line}`);
    });
  }
  return result;
}

/** @template T @param {() => T} call @returns {T | string} the value, or code and place of what is refused */
function attempt(call) {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof JicaiError)) throw error;
    return `${error.code} ${error.path}`;
  }
}

/** Columns of charge lines: refunds, lines without a standard, lines not covered, amounts from nothing to the limit. */
function lines(dice, rows, withBad) {
  const given = {
    amount: new BigInt64Array(rows),
    standard: new BigInt64Array(rows),
    quantity: new BigInt64Array(rows),
    rate: new Int32Array(rows),
  };
  for (let row = 0; row < rows; row += 1) {
    const sign = dice(4) ? 1n : -1n;
    given.amount[row] = sign * [0n, 1n, dice(10 ** 4), dice(10 ** 6), dice(2 ** 52), 2n ** 63n - 1n].map(BigInt)[dice(6)];
    given.standard[row] = BigInt([-1, dice(10 ** 9) + 1, dice(2 ** 52) + 1][dice(3)]);
    given.quantity[row] = sign * BigInt([dice(10 ** 7) + 1, dice(2 ** 52) + 1][dice(2)]);
    given.rate[row] = [-1, 0, 1000, 3333, dice(10 ** 4), 10 ** 4][dice(6)];
  }
  if (withBad) {
    // Two, and the first is what counts.
    const one = dice(rows);
    for (const row of [one, (one + 1 + dice(rows - 1)) % rows]) spoil(dice(6), given, row);
  }
  return given;
}

function spoil(fault, given, row) {
  if (fault === 0) given.amount[row] = -(2n ** 63n);
  if (fault === 1) given.standard[row] = 0n;
  if (fault === 2) given.standard[row] = -2n;
  if (fault === 3) given.quantity[row] = -given.quantity[row];
  if (fault === 4) given.rate[row] = 10_001;
  if (fault === 5) given.rate[row] = -2;
}

/** A line as the JSON request has it: its parts in fen, or code and place of what is refused. */
function byRequest(jicai, given, row) {
  const { amount, standard, quantity, rate } = Object.fromEntries(columns.map((name) => [name, given[name][row]]));
  const input = {
    amount: decimal(amount, 2),
    quantity: decimal(quantity, 4),
    ...(standard === -1n ? {} : { standard: decimal(standard, 6) }),
    ...(rate === -1 ? { covered: false } : { first_self_pay_rate: decimal(BigInt(rate), 4) }),
  };
  const { value, error } = JSON.parse(jicai.evaluateText(JSON.stringify({ function: "payment.split_line", input, options: { explain: false } })));
  if (value) return parts.map((part) => BigInt(value[part].replace(".", "")));
  const column = { first_self_pay_rate: "rate" }[error.path.slice("/input/".length)] ?? error.path.slice("/input/".length);
  return `${error.code} /${column}/${row}`;
}

/** @param {bigint} units of 10 to the power of minus `scale` @param {number} scale */
function decimal(units, scale) {
  const digits = `${units < 0n ? -units : units}`.padStart(scale + 1, "0");
  return `${units < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** The same numbers each time: xorshift, 53 bits of it. @param {number} seed @returns {(below: number) => number} */
function random(seed) {
  let state = BigInt(seed);
  return (below) => {
    state ^= BigInt.asUintN(64, state << 13n);
    state ^= state >> 7n;
    state ^= BigInt.asUintN(64, state << 17n);
    return Number((state >> 11n) % BigInt(below));
  };
}
