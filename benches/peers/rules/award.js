export const handler = async ({ prices }) => {
  const ranked = prices.map((_, i) => i).sort((a, b) => prices[a] - prices[b]).slice(0, 6);
  return { won: ranked.filter((i) => prices[i] <= 1.8 * prices[ranked[0]]) };
};
