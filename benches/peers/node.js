// The two tasks by the npm package and by what else a user would take in Node. Prints what it measured as JSON.
//   node benches/peers/node.js [TURNS]
// The scripts in plain JavaScript, decimal.js, json-rules-engine and how times are taken are those of bindings-wasm/bench, which has the packages.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import * as shared from "../../bindings-wasm/bench/award.js";
import * as charges from "../../bindings-wasm/bench/lines.js";
import { microseconds } from "../../bindings-wasm/bench/measure.js";
import { awardWays } from "../../bindings-wasm/bench/peers.js";
import { load } from "../../bindings-wasm/js/node.js";

const require = createRequire(new URL("../../bindings-wasm/bench/package.json", import.meta.url));
const Decimal = require("decimal.js");
const { ZenEngine, ZenDecisionContent, evaluateExpressionSync } = require("@gorules/zen-engine");
const cedar = require("@cedar-policy/cedar-wasm/nodejs");

const TURNS = Number(process.argv[2] ?? 9);
const WHOLE = "whole rulebook";
const SIMPLIFIED = "simplified rule";
const PARTS = ["above", "first", "in_scope"];
const text = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const data = (name) => new URL(`../../target/peers/data/${name}`, import.meta.url);
const json = (name) => JSON.parse(readFileSync(data(name), "utf8"));
const rules = JSON.parse(text("rules/zen.json"));

/** A decision of zen-engine with one node, compiled: a function, or an entry of zen.json. */
function zen(kind) {
  const position = { x: 0, y: 0 };
  const content = kind.endsWith(".js") ? { source: text(`rules/${kind}`) } : rules[kind];
  const rule = { id: "rule", name: "rule", type: kind.endsWith(".js") ? "functionNode" : "expressionNode", position, content };
  const ends = ["in", "out"].map((name) => ({ id: name, name, type: `${name}putNode`, position }));
  const edge = (sourceId, targetId) => ({ id: sourceId, type: "edge", sourceId, targetId });
  const graph = { contentType: "application/vnd.gorules.decision", nodes: [rule, ...ends], edges: [edge("in", "rule"), edge("rule", "out")] };
  const decision = new ZenEngine().createDecision(new ZenDecisionContent(graph));
  return async (given) => (await decision.evaluate(given)).result;
}

// One lot of ten bids. A way: what it decides, of prices as texts what it takes, and of that the bids that won.

const order = (prices, compare) => prices.map((_, bid) => bid).sort((a, b) => compare(prices[a], prices[b]));
const e4 = (prices) => prices.map((price) => BigInt(new Decimal(price).times(10_000).toFixed(0)));
const byBigInt = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function withBigInt(prices) {
  const ranked = order(prices, byBigInt).slice(0, 6);
  return ranked.filter((bid) => 10n * prices[bid] <= 18n * prices[ranked[0]]);
}

function withDecimals(prices) {
  const ranked = order(prices, (a, b) => a.cmp(b)).slice(0, 6);
  const limit = prices[ranked[0]].times("1.8");
  return ranked.filter((bid) => prices[bid].lte(limit));
}

// Cedar decides one request and knows no list: its caller finds the place of a bid and the lowest price.
cedar.preparsePolicySet("award", { staticPolicies: text("rules/award.cedar") });

function withCedar(action, prices, compare, context) {
  const ranked = order(prices, compare);
  const uid = (type, id) => ({ type, id });
  const won = (bid, place) => {
    const { response, type } = cedar.statefulIsAuthorized({
      principal: uid("Bid", String(bid)), action: uid("Action", action), resource: uid("Lot", "lot"), entities: [],
      context: { place, ...context(prices[bid], prices[ranked[0]]) }, preparsedPolicySetId: "award",
    });
    if (type !== "success" || response.diagnostics.errors.length > 0) throw new Error("cedar failed");
    return response.decision === "allow";
  };
  return ranked.filter(won);
}

const cedarIntegers = (prices) => withCedar("integers", prices, (a, b) => a - b, (price, lowest) => ({ price, lowest }));
const fourDigits = (value) => ({ __extn: { fn: "decimal", arg: value.toFixed(4) } });
const cedarDecimals = (prices) => withCedar("decimals", prices, (a, b) => a.cmp(b), (price, lowest) => (
  { price: fourDigits(price), limit: fourDigits(lowest.times("1.8")) }
));

async function awardTable(jicai) {
  const ten = json("lot.json");
  const { on, above } = json("limit.json");
  const lot = (prices) => ({ form: "oral_solid", ceiling: "100", bids: prices.map((price, i) => ({ bid: `b${i}`, company: `c${i}`, price })) });
  const request = (prices) => JSON.stringify({
    function: "award.select", rulebook: "award/cn-batch-10", input: lot(prices), options: { explain: false },
  });
  const ids = (selected) => selected.map((id) => Number(id.slice(1)));
  const numbers = (prices) => prices.map(Number);
  const select = (given) => jicai.award.select(given, { rulebook: "award/cn-batch-10", explain: false });
  const asked = (decide) => async (prices) => (await decide({ prices })).won;
  // zen's expressions name the prices that won.
  const bids = (won, prices) => prices.flatMap((price, bid) => (won.includes(price) ? [bid] : []));
  const engines = await awardWays();
  const rulesEngine = engines["json-rules-engine, simplified rule"];
  const host = "the limit; the host ranks, finds the lowest price";
  const expression = rules.award_expression;
  const ways = [
    { name: "jicai award.select, objects", decides: WHOLE, read: lot, run: select, seen: ({ value }) => ids(value.selected) },
    { name: "jicai evaluateText, text to text", decides: WHOLE, read: request, run: (given) => jicai.evaluateText(given),
      seen: (answer) => ids(JSON.parse(answer).value.selected) },
    { name: "JavaScript, numbers", decides: SIMPLIFIED, read: numbers, run: shared.script },
    { name: "JavaScript, BigInt of 0.0001 yuan", decides: SIMPLIFIED, read: e4, run: withBigInt },
    { name: "decimal.js", decides: SIMPLIFIED, read: (prices) => prices.map((price) => new Decimal(price)), run: withDecimals },
    { name: "json-rules-engine (numbers)", decides: "the conditions of a bid; the host ranks, computes the limit", fixed: rulesEngine },
    { name: "zen-engine, expression parsed at each call (decimals)", decides: SIMPLIFIED, read: numbers,
      run: (prices) => evaluateExpressionSync(expression, { prices }), seen: bids },
    { name: "zen-engine, graph with an expression node (decimals)", decides: SIMPLIFIED, read: numbers, run: asked(zen("award")), seen: bids },
    { name: "zen-engine, graph with a function node (doubles)", decides: SIMPLIFIED, read: numbers, run: asked(zen("award.js")) },
    { name: "Cedar (WebAssembly), integers", decides: host, read: (prices) => e4(prices).map(Number), run: cedarIntegers },
    { name: "Cedar (WebAssembly), decimals", decides: "a comparison; the host ranks, computes the limit",
      read: (prices) => prices.map((price) => new Decimal(price)), run: cedarDecimals },
  ];
  const prices = ten.map(({ price }) => price);
  if (JSON.stringify(numbers(prices)) !== JSON.stringify(shared.LOT_PRICES)) throw new Error("another lot than bindings-wasm/bench has");
  const winners = String(withBigInt(e4(prices)).sort());
  const timed = {};
  for (const way of ways) {
    const { name, fixed, read, run, seen = (won) => won } = way;
    const isSecond = fixed ? fixed.wins : async (pair) => seen(await run(read(pair)), read(pair)).includes(1);
    way.wrong = [await rejected(on, isSecond), above.length - (await rejected(above, isSecond))];
    const given = fixed ? undefined : read(prices);
    timed[name] = fixed ? fixed.lot : () => run(given);
    const won = fixed ? await fixed.lot() : seen(await run(given), given);
    if (String([...won].sort()) !== winners) throw new Error(`${name}: other winners`);
  }
  const times = await microseconds(timed, TURNS);
  return table("award", "µs a lot", ["rejected of 500 on the limit", "accepted of 500 above it"], ways, times, 1000);
}

async function rejected(pairs, isSecond) {
  let count = 0;
  for (const pair of pairs) count += (await isSecond(pair)) ? 0 : 1;
  return count;
}

// Charge lines. A way gives columns with the names of the parts, or of their own, or rows.

async function linesTable(jicai) {
  const read = (name) => new BigInt64Array(readFileSync(data(`${name}.i64`)).buffer);
  const all = { amount: read("amount"), standard: read("standard"), quantity: read("quantity"), rate: Int32Array.from(read("rate"), Number) };
  const exact = Object.fromEntries(["above_standard", "first_self_pay", "in_scope"].map((ours, at) => [ours, read(PARTS[at])]));
  const first = (columns, n) => Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.slice(0, n)]));
  const rows = (columns) => Array.from(columns.amount, (amount, row) => (
    [Number(amount) / 100, Number(columns.standard[row]) / 1e6, Number(columns.quantity[row]) / 1e4, columns.rate[row] / 1e4]
  ));
  const named = ([amount, standard, quantity, rate]) => ({ amount, standard, quantity, rate });
  const columnsOf = (out) => PARTS.map((part, at) => out.map((row) => (Array.isArray(row) ? row[at] : row[part])));
  const plain = (name) => (columns) => charges.ways(jicai, columns, name === "decimal.js" ? Decimal : undefined)[name];
  const engine = (ask, shape = (row) => row) => (columns) => {
    const lines = rows(columns).map(shape);
    return () => ask({ lines });
  };
  const [expression, table_, func] = [rules.split_expression, zen("split"), zen("split.js")];
  const [MILLION, SLOW, SLOWEST] = [1_000_000, 100_000, 10_000];
  const ways = [
    { name: "jicai payment.splitLines, typed arrays", decides: "four parts, each row checked", rows: [MILLION, MILLION], make: plain("jicai, typed arrays") },
    { name: "JavaScript, BigInt", rows: [MILLION, MILLION], make: plain("BigInt") },
    { name: "JavaScript, numbers, Math.round", rows: [MILLION, MILLION], make: plain("numbers, Math.round") },
    { name: "JavaScript, numbers, toFixed", rows: [MILLION, SLOW], make: plain("numbers, toFixed") },
    { name: "decimal.js", rows: [SLOW, SLOW], make: plain("decimal.js") },
    { name: "zen-engine, expression parsed at each call (decimals)", rows: [SLOW, SLOWEST], make: engine((given) => evaluateExpressionSync(expression, given)) },
    { name: "zen-engine, graph with an expression node (decimals)", rows: [SLOW, SLOWEST], make: engine(async (given) => (await table_(given)).parts, named) },
    { name: "zen-engine, graph with a function node (doubles)", rows: [SLOW, SLOWEST], make: engine(async (given) => (await func(given)).parts) },
  ];
  const timed = {};
  for (const way of ways) {
    const [counted, size] = way.rows.map((count) => Math.min(count, all.amount.length));
    const out = await way.make(first(all, counted))();
    const isRows = Array.isArray(out) && out.length === counted;
    way.decides ??= "three parts";
    way.wrong = [charges.off(first(exact, counted), isRows ? columnsOf(out) : out), counted];
    way.size = size;
    timed[way.name] = way.make(first(all, size));
  }
  const times = await microseconds(timed, TURNS);
  return table("split", "ns a line", ["lines off by a fen or more", "of lines"], ways, times, 1000);
}

function table(task, unit, wrong, ways, times, nanoseconds) {
  const shown = ways.map(({ name, decides, wrong, size = 1 }) => (
    { name, decides, wrong, size, is_ours: name.startsWith("jicai"), times: times[name].map((time) => (time * nanoseconds) / size) }
  ));
  return { task, unit, wrong, ways: shown };
}

const versionOf = (name) => JSON.parse(readFileSync(new URL(`../../bindings-wasm/bench/node_modules/${name}/package.json`, import.meta.url))).version;
const jicai = await load("award", "payment");
const versions = { node: process.versions.node, jicai: JSON.parse(text("../../bindings-wasm/package.json")).version };
for (const name of ["@cedar-policy/cedar-wasm", "@gorules/zen-engine", "decimal.js", "json-rules-engine"]) versions[name] = versionOf(name);
const tasks = [await awardTable(jicai), await linesTable(jicai)];
console.log(JSON.stringify({ language: "Node", versions, tasks }));
