// Charge lines split by the package and by other ways. Each has the lines in columns of its own before the clock starts, and the parts in
// columns of its own when it stops. The package also looks at every row for what is bad; the others do not.

const DIGITS = { amount: 2, standard: 6, quantity: 4, rate: 4 };
const PARTS = ["above_standard", "first_self_pay", "in_scope"];

/** Charge lines as the other benchmarks of the project have them: prices to 50,000 yuan, no refunds. @param {number} n */
export function lines(n) {
  const columns = { amount: new BigInt64Array(n), standard: new BigInt64Array(n), quantity: new BigInt64Array(n), rate: new Int32Array(n) };
  let state = 88_172_645_463_325_252n;
  const below = (limit) => {
    state ^= BigInt.asUintN(64, state << 13n);
    state ^= state >> 7n;
    state ^= BigInt.asUintN(64, state << 17n);
    return state % limit;
  };
  for (let row = 0; row < n; row += 1) {
    const price = below(500_000_000n) + 10_000n;
    const units = below(100n) + 1n;
    columns.amount[row] = (price * units + 5_000n) / 10_000n;
    columns.standard[row] = (price * (60n + below(60n))) / 100n;
    columns.quantity[row] = units * 10_000n;
    columns.rate[row] = Number(below(5n)) * 500;
  }
  return columns;
}

/** The ways, each giving its parts in yuan or in fen. @param {any} jicai @param {ReturnType<typeof lines>} columns
 *  @param {any} [Decimal] decimal.js */
export function ways(jicai, columns, Decimal) {
  const n = columns.amount.length;
  const scaled = (column, scale) => Float64Array.from(column, (value) => Number(value) / scale);
  const yuan = Object.fromEntries(Object.entries(DIGITS).map(([name, digits]) => [name, scaled(columns[name], 10 ** digits)]));
  const found = {
    "jicai, typed arrays": () => jicai.payment.splitLines(columns),
    "BigInt": () => withBigInt(columns),
    "numbers, Math.round": () => withNumbers(yuan, (value) => Math.round(value * 100) / 100),
    "numbers, toFixed": () => withNumbers(yuan, (value) => Number(value.toFixed(2))),
  };
  if (Decimal) {
    const table = Array.from({ length: n }, (_, row) => Object.entries(DIGITS).map(([name, digits]) => new Decimal(yuan[name][row].toFixed(digits))));
    found["decimal.js"] = () => withDecimals(table, Decimal);
  }
  return found;
}

function withBigInt({ amount, standard, quantity, rate }) {
  const n = amount.length;
  const [above, first, inScope] = [new BigInt64Array(n), new BigInt64Array(n), new BigInt64Array(n)];
  for (let row = 0; row < n; row += 1) {
    const ceiling = (quantity[row] * standard[row] + 50_000_000n) / 100_000_000n;
    const base = amount[row] < ceiling ? amount[row] : ceiling;
    above[row] = amount[row] - base;
    first[row] = (base * BigInt(rate[row]) + 5_000n) / 10_000n;
    inScope[row] = base - first[row];
  }
  return [above, first, inScope];
}

function withNumbers({ amount, standard, quantity, rate }, cents) {
  const n = amount.length;
  const [above, first, inScope] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let row = 0; row < n; row += 1) {
    const base = Math.min(amount[row], cents(quantity[row] * standard[row]));
    above[row] = cents(amount[row] - base);
    first[row] = cents(base * rate[row]);
    inScope[row] = cents(base - first[row]);
  }
  return [above, first, inScope];
}

function withDecimals(table, Decimal) {
  const cents = (value) => value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
  const parts = [[], [], []];
  for (const [amount, standard, quantity, rate] of table) {
    const base = Decimal.min(amount, cents(quantity.times(standard)));
    const first = cents(base.times(rate));
    parts[0].push(amount.minus(base));
    parts[1].push(first);
    parts[2].push(base.minus(first));
  }
  return parts;
}

/** How many lines have a part that is off by a fen or more. */
export function off(exact, parts) {
  const fen = (value) => (typeof value === "bigint" ? value : BigInt(Math.round(Number(value) * 100)));
  const columns = Array.isArray(parts) ? parts : PARTS.map((part) => parts[part]);
  return exact.in_scope.reduce((count, _, row) => count + Number(PARTS.some((part, at) => fen(columns[at][row]) !== exact[part][row])), 0);
}
