import Decimal from "./node_modules/decimal.js/decimal.mjs";
import { load } from "../js/index.js";
import * as award from "./award.js";
import * as lines from "./lines.js";
import { microseconds } from "./measure.js";

// For the report, which asks from outside of the page.
Object.assign(globalThis, {
  /** Milliseconds until areas can be asked, from nothing but the package's script. @param {string[]} areas */
  async ready(areas) {
    const start = performance.now();
    await load(...areas);
    return performance.now() - start;
  },
  async award() {
    const ways = award.ways(await load("award"));
    return microseconds(Object.fromEntries(Object.entries(ways).map(([name, { lot }]) => [name, lot])));
  },
  async lines(rows) {
    const ways = lines.ways(await load("payment"), lines.lines(rows), Decimal);
    return microseconds(ways);
  },
});
