// The parts of the report that Chromium runs.

export const AREAS = { "award and rulebook": ["award", "rulebook"], award: ["award"], payment: ["payment"], "all seven": [] };
export const RUNS = 9;
const TABS = ["tender", "price", "bill", "supplier", "marks"];

/** With nothing of the visits before. */
async function fresh(browser, url, visit) {
  const context = await browser.newContext({ locale: "zh-CN" });
  try {
    const page = await context.newPage();
    return await visit(page, url);
  } finally {
    await context.close();
  }
}

/** Asks a function that the page has put into its global scope. */
export function ask(browser, url, name, argument) {
  return fresh(browser, url, async (page) => {
    await page.goto(url);
    return page.evaluate(([asked, given]) => globalThis[asked](given), [name, argument]);
  });
}

export async function ready(browser, url) {
  const times = {};
  for (const [name, areas] of Object.entries(AREAS)) {
    times[name] = [];
    for (let run = 0; run < RUNS; run += 1) times[name].push(await ask(browser, url, "ready", areas));
  }
  return times;
}

/** The result of each tab's example, and something to type into, as the page itself sees them. */
export async function interactive(browser, url) {
  const times = {};
  const add = (name, time) => (times[name] ??= []).push(time);
  for (const [tab, slower] of [...TABS.map((tab) => [tab, 1]), ["tender", 4]]) {
    for (let run = 0; run < RUNS; run += 1) {
      const { inputs, result } = await fresh(browser, url, (page) => seen(page, `${url}#tab=${tab}`, slower));
      add(`${tab}: inputs${slower > 1 ? `, a processor ${slower} times slower` : ""}`, inputs);
      add(`${tab}: result${slower > 1 ? `, a processor ${slower} times slower` : ""}`, result);
    }
  }
  return times;
}

async function seen(page, address, slower) {
  if (slower > 1) await (await page.context().newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: slower });
  await page.addInitScript(() => {
    const times = (globalThis.times = {});
    const look = () => {
      const panel = [...document.querySelectorAll("[role=tabpanel]")].find((each) => !each.hidden);
      if (panel?.querySelector("input, select, textarea")) times.inputs ??= performance.now();
      if (panel?.querySelector(".rests-on")) times.result ??= performance.now();
      if (times.inputs === undefined || times.result === undefined) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(address);
  await page.waitForFunction(() => globalThis.times.inputs !== undefined && globalThis.times.result !== undefined);
  return page.evaluate(() => globalThis.times);
}
