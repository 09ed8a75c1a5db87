import { JicaiError } from "./error.js";
import { FUNCTIONS } from "./functions.js";
import { splitLines } from "./lines.js";
import { jsonOf } from "./plain.js";

/** @typedef {import("./instance.js").Instance} Instance */

/** Area → its functions, as requests name them. @type {[string, string[]][]} */
const ALL = Object.entries(FUNCTIONS);
/** @type {Map<string, string>} */
const AREA_OF = new Map(ALL.flatMap(([area, names]) => names.map((name) => [`${area}.${name}`, area])));

/** The areas that were loaded, each as an object of its functions. */
export class Jicai {
  /** @type {Map<string, Instance>} */
  #instances;

  /** @param {Map<string, Instance>} instances */
  constructor(instances) {
    this.#instances = instances;
    for (const [area, names] of ALL) {
      const instance = instances.get(area);
      Object.defineProperty(
        this,
        area,
        instance === undefined
          ? { get: () => notLoaded(area, `the area \`${area}\` is not loaded`) }
          : { value: functions(instance, area, names), enumerable: true },
      );
    }
  }

  /** @param {unknown} request */
  evaluate(request) {
    const name = nameIn(request);
    return valueOf(this.#instanceFor(name).evaluate(jsonOf(request), name || "evaluate"));
  }

  /** @param {string} text */
  evaluateText(text) {
    const half = halfCharacter(text);
    if (half !== undefined) return half;
    const name = functionIn(text);
    return this.#instanceFor(name).evaluate(text, name || "evaluate");
  }

  /** The module that answers for a function. What names no function gets the same answer from each. @param {string} name */
  #instanceFor(name) {
    const area = AREA_OF.get(name);
    const instance = area === undefined ? this.#instances.values().next().value : this.#instances.get(area);
    return instance ?? notLoaded(area ?? "", `\`${name}\` is a function of an area that is not loaded`);
  }
}

/** @param {Instance} instance @param {string} area @param {string[]} names */
function functions(instance, area, names) {
  /** @type {Record<string, Function>} */
  const all = {};
  for (const name of names) all[camel(name)] = asked(instance, `${area}.${name}`);
  if (area === "payment") all.splitLines = splitLines.bind(undefined, instance);
  return Object.freeze(all);
}

/** @param {Instance} instance @param {string} name */
function asked(instance, name) {
  /** @param {unknown} question @param {Record<string, unknown>} options */
  return (question = {}, options = {}) => {
    if (typeof options !== "object" || options === null) {
      const help = 'e.g. { rulebook: "award/cn-batch-10", strict: true }';
      throw new JicaiError({ code: "invalid_input", path: "/options", message: "options must be an object", help });
    }
    const { rulebook, ...rest } = options;
    return valueOf(instance.evaluate(jsonOf({ function: name, rulebook, input: question, options: rest }), name));
  };
}

/** @param {string} area @param {string} message @returns {never} */
function notLoaded(area, message) {
  const help = `name it when loading: load("${area}"), or load() for all areas`;
  throw new JicaiError({ code: "unknown_function", path: "/function", message, help });
}

/** @param {string} response */
function valueOf(response) {
  const answer = JSON.parse(response);
  if (answer.error !== undefined) throw new JicaiError(answer.error);
  return answer;
}

/** @param {unknown} request */
function nameIn(request) {
  const name = typeof request === "object" && request !== null && "function" in request ? request.function : "";
  return typeof name === "string" ? name : "";
}

/** The function that a request names, mostly without reading all of it. @param {string} text */
function functionIn(text) {
  const first = /^\s*\{\s*"function"\s*:\s*"([\w.]*)"/.exec(text);
  if (first) return first[1] ?? "";
  try {
    return nameIn(JSON.parse(text));
  } catch {
    return "";
  }
}

/** The error where a text has what UTF-8 cannot write: it must not become another character in silence. @param {string} text */
function halfCharacter(text) {
  const at = text.search(/\p{Surrogate}/u);
  if (at < 0) return undefined;
  const message = `the request is not valid Unicode: half of a surrogate pair at position ${at}`;
  return JSON.stringify({ error: { code: "invalid_json", path: "", message } });
}

/** @param {string} name */
function camel(name) {
  return name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
}
