import { compile } from "./compile.js";
import { Instance } from "./instance.js";
import { FILES } from "./files.js";
import { Jicai } from "./jicai.js";

/** @typedef {import("./compile.js").Source} Source */
/** @typedef {string | URL | Record<string, Source | PromiseLike<Source>> | ((area: string) => Source | PromiseLike<Source>)} From */

const AREAS = Object.keys(FILES);

/**
 * `load` for a platform that reads files in its own way.
 * @param {import("./compile.js").Read} read
 */
export function loader(read) {
  /** The package's own modules, which are loaded once. @type {Map<string, Promise<Instance>>} */
  const known = new Map();

  /** @param {string} area */
  function own(area) {
    const instance = known.get(area) ?? start(FILES[area]?.(), area);
    known.set(area, instance);
    // What failed may be tried again.
    instance.catch(() => known.delete(area));
    return instance;
  }

  /** @param {Source | PromiseLike<Source> | undefined} source @param {string} area */
  async function start(source, area) {
    const found = await source;
    if (found === undefined) throw new TypeError(`there is nothing to load the area ${area} from`);
    return Instance.of(await compile(found, area, read));
  }

  /** @param {(string | { from?: From })[]} names @returns {Promise<Jicai>} */
  return async function load(...names) {
    const { from } = optionsOf(names);
    const areas = areasOf(names);
    const instances = await Promise.all(areas.map((area) => (from === undefined ? own(area) : start(place(from, area), area))));
    return new Jicai(new Map(areas.map((area, i) => [area, /** @type {Instance} */ (instances[i])])));
  };
}

/** @param {(string | { from?: From })[]} names @returns {{ from?: From }} */
function optionsOf(names) {
  const last = names.at(-1);
  if (typeof last !== "object") return {};
  for (const key of Object.keys(last)) {
    if (key !== "from") throw new TypeError(`load has no option \`${key}\`; there is only \`from\``);
  }
  return last;
}

/** @param {unknown[]} names */
function areasOf(names) {
  const wanted = names.filter((name, i) => typeof name !== "object" || i < names.length - 1);
  for (const name of wanted) {
    if (!AREAS.some((area) => area === name)) {
      throw new TypeError(`there is no area \`${String(name)}\`; the areas are ${AREAS.join(", ")}`);
    }
  }
  return wanted.length === 0 ? AREAS : AREAS.filter((area) => wanted.includes(area));
}

/** @param {From} from @param {string} area @returns {Source | PromiseLike<Source> | undefined} */
function place(from, area) {
  if (typeof from === "function") return from(area);
  if (typeof from === "string") return `${from.replace(/\/$/, "")}/${area}.wasm`;
  if (from instanceof URL) return new URL(`${area}.wasm`, from.href.replace(/\/?$/, "/"));
  return from[area];
}
