import type { Text } from "../shell/words.js";
import { compact, EMPTY, type State } from "./model.js";

export interface Example {
  readonly id: string;
  readonly name: Text;
  readonly state: State;
}

/** Figures on both sides of the published limits. */
export const EXAMPLES: readonly [Example, ...Example[]] = [
  {
    id: "evaluated",
    name: { zh: "已过评，略高于黄标线", en: "evaluated, just above the yellow limit" },
    state: {
      ...EMPTY,
      price: "18.01",
      highest_winning_price: "10",
      p75_listing_price: "12",
      lowest_listing_price: "6",
    },
  },
  {
    id: "edge",
    name: { zh: "正好在界限上", en: "exactly on a limit" },
    state: { ...EMPTY, price: "30.00", highest_winning_price: "10", p75_listing_price: "10", lowest_listing_price: "10" },
  },
  {
    id: "not_evaluated",
    name: { zh: "未过评，红标", en: "not evaluated, red" },
    state: {
      ...EMPTY,
      status: "not_evaluated",
      price: "10.01",
      highest_winning_price: "6",
      p75_listing_price: "8",
      lowest_listing_price: "5",
    },
  },
  {
    id: "reference",
    name: { zh: "参比制剂", en: "reference product" },
    state: {
      ...EMPTY,
      status: "reference",
      price: "32.41",
      highest_winning_price: "10",
      highest_listing_price: "25",
      p75_listing_price: "20",
      lowest_listing_price: "12",
    },
  },
  {
    id: "suspended",
    name: { zh: "陕西：超过十倍暂停挂网", en: "Shaanxi: suspended above ten times" },
    state: {
      ...EMPTY,
      rulebook: "execution/shaanxi-2026-marks",
      price: "40.01",
      highest_winning_price: "4",
      p75_listing_price: "9",
      lowest_listing_price: "6",
    },
  },
  {
    id: "not_supplying",
    name: { zh: "中选但不供应本省", en: "winner that does not supply the province" },
    state: {
      ...EMPTY,
      status: "winner_not_supplying",
      price: "14",
      own_winning_price: "10",
      highest_winning_price: "12",
      p75_listing_price: "12",
      lowest_listing_price: "10",
      non_supply_reading: "both",
    },
  },
  {
    id: "entry",
    name: { zh: "内蒙古：新增挂网的上限", en: "Inner Mongolia: cap for a new listing" },
    state: {
      ...EMPTY,
      rulebook: "execution/neimenggu-2025-marks",
      price: "14.01",
      highest_winning_price: "10",
      p75_listing_price: "10",
      lowest_listing_price: "10",
      consistency: "evaluated",
      reference_listing_price: "20",
    },
  },
];

/** The example that a state is; empty if it is none. */
export function exampleOf(state: State): string {
  const sought = written(state);
  return EXAMPLES.find((example) => written(example.state) === sought)?.id ?? "";
}

function written(state: State): string {
  const { rulebook, ...rest } = compact(state);
  return JSON.stringify([rulebook, Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
