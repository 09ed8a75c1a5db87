// The simplified rule of `script` by decision engines of the npm registry.
import { ZenEngine } from "@gorules/zen-engine";
import { Engine } from "json-rules-engine";

import { LOT_PRICES } from "./award.js";

export async function awardWays() {
  const decide = zen();
  return {
    "json-rules-engine, simplified rule": {
      lot: () => rulesEngine(LOT_PRICES),
      wins: async (prices) => (await rulesEngine(prices.map(Number))).includes(1),
    },
    "zen-engine (native), JavaScript function, simplified rule": {
      lot: () => decide(LOT_PRICES),
      wins: async (prices) => (await decide(prices.map(Number))).includes(1),
    },
  };
}

const engine = new Engine([
  {
    conditions: {
      all: [
        { fact: "place", operator: "lessThan", value: 6 },
        { fact: "price", operator: "lessThanInclusive", value: { fact: "limit" } },
      ],
    },
    event: { type: "won" },
  },
]);

/** The engine looks at one bid at a time: places and the limit are found before. */
async function rulesEngine(prices) {
  const order = prices.map((_, i) => i).sort((a, b) => prices[a] - prices[b]);
  const limit = 1.8 * prices[order[0]];
  const won = [];
  for (const [place, i] of order.entries()) {
    const { events } = await engine.run({ place, price: prices[i], limit });
    if (events.length > 0) won.push(i);
  }
  return won;
}

const FUNCTION = `
export const handler = async ({ prices }) => {
  const ranked = prices.map((_, i) => i).sort((a, b) => prices[a] - prices[b]).slice(0, 6);
  return { won: ranked.filter((i) => prices[i] <= 1.8 * prices[ranked[0]]) };
};
`;

function zen() {
  const node = (id, type, content) => ({ id, type, name: id, position: { x: 0, y: 0 }, ...(content && { content }) });
  const edge = (sourceId, targetId) => ({ id: sourceId, type: "edge", sourceId, targetId });
  const decision = new ZenEngine().createDecision({
    contentType: "application/vnd.gorules.decision",
    nodes: [node("in", "inputNode"), node("rule", "functionNode", { source: FUNCTION }), node("out", "outputNode")],
    edges: [edge("in", "rule"), edge("rule", "out")],
  });
  return async (prices) => (await decision.evaluate({ prices })).result.won;
}
