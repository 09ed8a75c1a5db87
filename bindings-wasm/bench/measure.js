// Times of a way to do a thing, in Node and in browsers. A browser's clock is coarse, so many calls are timed together.

const RUNS = 15;
const BATCH_MS = 10;
const WARM_UP_MS = 100;

/** Microseconds a call of each way: the ways take turns, so that what else the machine does meets all of them.
 *  @param {Record<string, () => unknown>} ways @param {number} [runs] @returns {Promise<Record<string, number[]>>} */
export async function microseconds(ways, runs = RUNS) {
  const calls = {};
  for (const [name, way] of Object.entries(ways)) calls[name] = await enough(way);
  const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (let run = 0; run < runs; run += 1) {
    for (const [name, way] of Object.entries(ways)) times[name].push(((await timed(way, calls[name])) * 1000) / calls[name]);
  }
  return times;
}

/** Calls that take long enough to be timed, found when the way is warm. */
async function enough(way) {
  let calls = 1;
  for (let spent = 0; spent < WARM_UP_MS; calls *= 2) spent += await timed(way, calls);
  return Math.max(1, Math.ceil((calls * BATCH_MS) / 2 / (await timed(way, calls / 2))));
}

async function timed(way, calls) {
  const start = performance.now();
  for (let call = 0; call < calls; call += 1) {
    const result = way();
    if (result instanceof Promise) await result;
  }
  return performance.now() - start;
}
