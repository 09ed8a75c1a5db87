import { reserve, take } from "./instance.js";
import { JicaiError } from "./error.js";

/** So many rows are in the module's memory at a time: they fit into a processor's cache, and the memory stays small. */
const ROWS = 16 * 1024;

const INPUTS = /** @type {const} */ (["amount", "standard", "quantity", "rate"]);
const OUTPUTS = /** @type {const} */ (["fully_own", "above_standard", "first_self_pay", "in_scope"]);

/** @typedef {import("./instance.js").Exports} Exports */
/** @typedef {import("./call.js").LineColumns} Columns */
/** @typedef {import("./call.js").LineParts} Parts */

/**
 * Splits many charge lines: `payment.split_line` for each row.
 * @param {import("./instance.js").Instance} instance
 * @param {Columns} columns
 * @returns {Parts}
 */
export function splitLines(instance, columns) {
  const rows = checked(columns);
  const parts = {
    fully_own: new BigInt64Array(rows),
    above_standard: new BigInt64Array(rows),
    first_self_pay: new BigInt64Array(rows),
    in_scope: new BigInt64Array(rows),
  };
  const error = instance.run("payment.splitLines", (exports, answer) => split(exports, answer, columns, parts, rows));
  if (error !== undefined) throw error;
  return parts;
}

/**
 * @param {Exports} exports
 * @param {number} answer
 * @param {Columns} columns
 * @param {Parts} parts
 * @param {number} rows
 */
function split(exports, answer, columns, parts, rows) {
  const most = Math.min(rows, ROWS);
  const places = [...INPUTS, ...OUTPUTS].map(() => reserve(exports, most * 8));
  let error;
  for (let start = 0; start < rows && error === undefined; start += most) {
    const end = Math.min(start + most, rows);
    INPUTS.forEach((name, i) => fill(exports, places[i] ?? 0, columns[name], start, end));
    if (exports.split_lines(end - start, ...places, answer) !== 0) {
      error = located(JSON.parse(take(exports, answer)).error, start);
    } else {
      OUTPUTS.forEach((name, i) => {
        const place = places[INPUTS.length + i];
        parts[name].set(new BigInt64Array(exports.memory.buffer, place, end - start), start);
      });
    }
  }
  for (const place of places) exports.release(place, most * 8);
  return error;
}

/**
 * @param {Exports} exports
 * @param {number} place
 * @param {BigInt64Array | Int32Array} column
 * @param {number} start
 * @param {number} end
 */
function fill(exports, place, column, start, end) {
  if (column instanceof Int32Array) {
    new Int32Array(exports.memory.buffer, place, end - start).set(column.subarray(start, end));
  } else {
    new BigInt64Array(exports.memory.buffer, place, end - start).set(column.subarray(start, end));
  }
}

/**
 * The module's error, whose path is `/column/row`, with the row of the whole table.
 * @param {import("./error.js").Parts} error
 * @param {number} start
 */
function located(error, start) {
  const [, column, within] = (error.path ?? "").split("/");
  if (within === undefined) return new JicaiError(error);
  const row = Number(within) + start;
  return new JicaiError({ ...error, path: `/${column}/${row}`, row, column });
}

/** @param {Columns} columns @returns {number} how many rows there are */
function checked(columns) {
  if (typeof columns !== "object" || columns === null) throw invalid(undefined, "columns must be an object of typed arrays");
  for (const name of Object.keys(columns)) {
    if (!INPUTS.includes(/** @type {keyof Columns} */ (name))) {
      throw invalid(name, `there is no column \`${name}\``, `the columns are ${INPUTS.map((one) => `\`${one}\``).join(", ")}`);
    }
  }
  for (const name of INPUTS) {
    const Kind = name === "rate" ? Int32Array : BigInt64Array;
    const column = columns[name];
    if (column === undefined) throw invalid(name, `the column \`${name}\` is missing`);
    if (!(column instanceof Kind)) throw invalid(name, `the column \`${name}\` must be a ${Kind.name}`);
    if (column.length !== columns.amount.length) {
      const wanted = `the column \`${name}\` must have as many rows as \`amount\`, ${columns.amount.length}`;
      throw invalid(name, `${wanted}, got \`${column.length}\``);
    }
  }
  return columns.amount.length;
}

/** @param {string | undefined} column @param {string} message @param {string} [help] */
function invalid(column, message, help) {
  return new JicaiError({ code: "invalid_input", path: column === undefined ? "" : `/${column}`, message, help, column });
}
