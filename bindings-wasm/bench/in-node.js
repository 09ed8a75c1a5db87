// The parts of the report that Node itself runs. As a program: the milliseconds from the import of the package to an answer of the areas named.
import { fileURLToPath } from "node:url";

export async function award() {
  const [{ load }, { microseconds }, award, peers] = await Promise.all([
    import("../js/node.js"), import("./measure.js"), import("./award.js"), import("./peers.js"),
  ]);
  const ways = { ...award.ways(await load("award")), ...(await peers.awardWays()) };
  const times = await microseconds(Object.fromEntries(Object.entries(ways).map(([name, { lot }]) => [name, lot])));
  const rejected = {};
  for (const [name, { wins }] of Object.entries(ways)) rejected[name] = await award.rejected(wins);
  return { times, rejected };
}

export async function lines(rows) {
  const [{ load }, { microseconds }, lines, { Decimal }] = await Promise.all([
    import("../js/node.js"), import("./measure.js"), import("./lines.js"), import("decimal.js"),
  ]);
  const columns = lines.lines(rows);
  const jicai = await load("payment");
  const ways = lines.ways(jicai, columns, Decimal);
  const exact = jicai.payment.splitLines(columns);
  const off = Object.fromEntries(Object.entries(ways).map(([name, way]) => [name, lines.off(exact, way())]));
  return { times: await microseconds(ways), off };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const start = performance.now();
  const { load } = await import("../js/node.js");
  await load(...process.argv.slice(2));
  console.log(performance.now() - start);
}
