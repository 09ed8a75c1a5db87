// One lot of ten bids decided by the package and by a script. The script has a simplified rule (six places, at most 1.8 times the lowest price)
// and says which bids won; the package decides by the whole rulebook, with ranks, reasons, final prices and what the result rests on.

const RULEBOOK = "award/cn-batch-10";
const LOT = {
  form: "oral_solid",
  ceiling: "100",
  bids: Array.from({ length: 10 }, (_, i) => ({ bid: `b${i}`, company: `c${i}`, price: (1 + 0.07 * i).toFixed(4) })),
};
const PRICES = LOT.bids.map(({ price }) => Number(price));
export const SIMPLIFIED = "a script with numbers, simplified rule";

/** What both ways share: the places of those who won. */
export function script(prices) {
  const ranked = prices.map((_, i) => i).sort((a, b) => prices[a] - prices[b]).slice(0, 6);
  return ranked.filter((i) => prices[i] <= 1.8 * prices[ranked[0]]);
}

/** The ways: for a lot to be timed, and for a pair of bids whether the second wins. @param {any} jicai */
export function ways(jicai) {
  const select = (lot, explain) => jicai.award.select(lot, { rulebook: RULEBOOK, explain });
  const text = JSON.stringify({ function: "award.select", rulebook: RULEBOOK, input: LOT, options: { explain: false } });
  const pair = ([low, high]) => ({ form: "oral_solid", bids: [{ bid: "a", company: "a", price: low }, { bid: "b", company: "b", price: high }] });
  const wins = (prices) => select(pair(prices), false).value.selected.includes("b");
  return {
    "jicai, objects, with the explanation": { lot: () => select(LOT, true), wins },
    "jicai, objects": { lot: () => select(LOT, false), wins },
    "jicai, JSON text": { lot: () => jicai.evaluateText(text), wins },
    [SIMPLIFIED]: { lot: () => script(PRICES), wins: (prices) => script(prices.map(Number)).includes(1) },
  };
}

export const LOT_PRICES = PRICES;

/** Pairs of prices, the second exactly 1.8 times the first: the limit is inclusive, so all of them win. */
export const ON_THE_LIMIT = Array.from({ length: 500 }, (_, i) => [(5 + i) / 100, ((5 + i) * 18) / 1000])
  .map(([low, high]) => [low.toFixed(2), high.toFixed(3)]);

/** Of the pairs on the limit, how many second bids are rejected. */
export async function rejected(wins) {
  let count = 0;
  for (const pair of ON_THE_LIMIT) count += (await wins(pair)) ? 0 : 1;
  return count;
}
