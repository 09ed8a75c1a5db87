import { JicaiError } from "./error.js";

/** No request is as deep; what is has most likely got itself inside. */
const DEEPEST = 100;

/**
 * JSON text of a value, which must say the same as the value: what JSON would change in silence is refused with its place.
 * Fields that are `undefined` count as left out.
 * @param {unknown} value
 * @returns {string}
 */
export function jsonOf(value) {
  // Places are written down only where there is something to say of them.
  if (!isPlain(value, 0)) check(value, "", 0);
  return JSON.stringify(value);
}

/** Whether a value has nothing that would have to be looked at closely. @param {unknown} value @param {number} depth @returns {boolean} */
function isPlain(value, depth) {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value);
    case "object":
      return value === null || (depth <= DEEPEST && hasPlainParts(value, depth + 1));
    default:
      return false;
  }
}

/** @param {object} value @param {number} depth */
function hasPlainParts(value, depth) {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (!isPlain(value[i], depth)) return false;
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype || "toJSON" in value) return false;
  for (const item of Object.values(value)) if (item !== undefined && !isPlain(item, depth)) return false;
  return true;
}

/** @param {unknown} value @param {string} path @param {number} depth @returns {void} */
function check(value, path, depth) {
  switch (typeof value) {
    case "string":
    case "boolean":
      return;
    case "number":
      if (!Number.isFinite(value)) refuse(path, "number", String(value));
      return;
    case "object":
      if (value !== null) checkObject(value, path, depth);
      return;
    case "undefined":
      refuse(path, "undefined", "undefined");
      return;
    default:
      refuse(path, typeof value, `a ${typeof value}`);
  }
}

/** @param {object} value @param {string} path @param {number} depth @returns {void} */
function checkObject(value, path, depth) {
  if (depth > DEEPEST) {
    const message = `the input is nested deeper than ${DEEPEST} levels, or contains itself`;
    throw new JicaiError({ code: "limit_exceeded", path, message });
  }
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) check(value[i], `${path}/${i}`, depth + 1);
    return;
  }
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  // Numbers of decimal libraries write themselves as text. A date does too, but with a time, and of another time zone.
  if (kind !== "Date" && "toJSON" in value && typeof value.toJSON === "function") {
    check(value.toJSON(), path, depth + 1);
    return;
  }
  if (kind !== "Object") refuse(path, kind, `a ${kind}`);
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined) check(item, `${path}/${segment(key)}`, depth + 1);
  }
}

/** @param {string} key */
function segment(key) {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** @type {Record<string, string>} */
const HELP = {
  Date: 'write days as text, "2025-10-27"',
  bigint: 'write amounts and quantities as text, "22.26", and counts as a number',
  number: 'write amounts and quantities as text, "22.26"',
  undefined: "leave the element out",
  Map: "give an object",
  Set: "give an array",
  Promise: "wait for it first: await",
};

/** @param {string} path @param {string} kind @param {string} shown @returns {never} */
function refuse(path, kind, shown) {
  throw new JicaiError({ code: "invalid_input", path, message: `${shown} is not a JSON value`, help: HELP[kind] });
}
