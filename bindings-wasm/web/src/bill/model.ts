/** What the user has typed: every text as it stands in its control, so that nothing is changed on its way to the library. */

/** What a product is to the tender; `direct`: no rulebook is asked, the standard is typed in or there is none. */
export const STATUSES = [
  "winner",
  "originator",
  "reference_product",
  "passed",
  "not_passed",
  "non_winner",
  "negotiated",
  "bid",
  "ordinary",
  "direct",
] as const;
export type LineStatus = (typeof STATUSES)[number];

export const LIST_CLASSES = ["a", "b", "out_of_list"] as const;
export type LineClass = (typeof LIST_CLASSES)[number];

export const SUPPLIES = ["main", "backup", "outside"] as const;
export const PERSONS = ["ordinary", "red_army_veteran", "retired_cadre", "disabled_serviceman_1_6"] as const;
export const PRICE_UNITS = ["pack", "min_unit"] as const;
export const TIER_BASES = ["in_scope", "after_deductible"] as const;
export const ORDERS = ["ceiling_first", "rate_first"] as const;
export const ROUNDINGS = ["half_up", "half_even", "down", "up"] as const;

/** A winner that a line is measured by, or a listed product of an ordinary drug. */
export interface Rival {
  id: string;
  price: string;
  group: string;
  supply: string;
  volume: string;
}

export interface Line {
  /** Stays with the line when others come and go. */
  readonly key: number;
  name: string;
  status: LineStatus;
  list_class: LineClass;
  price: string;
  quantity: string;
  /** Blank: quantity × price. */
  amount: string;
  own_rate: string;
  standard: string;
  fixed_self_pay: string;
  winning_price: string;
  base_price: string;
  national_standard: string;
  negotiated_price: string;
  supply: string;
  group: string;
  category: string;
  cap: string;
  high_price_listed: "" | "yes" | "no";
  prefilled_pen: boolean;
  essential: boolean;
  rivals: Rival[];
}

export interface Tier {
  /** Blank on the last. */
  up_to: string;
  rate: string;
}

/** What the insured is entitled to: always the caller's, no rulebook states it. */
export interface Terms {
  deductible_remaining: string;
  tiers: Tier[];
  tier_base: string;
  accumulated: string;
  fund_cap_remaining: string;
  round_each_tier: boolean;
  order: string;
  rounding: string;
}

export interface When {
  by: "year" | "date";
  year: string;
  date: string;
  start_date: string;
}

/** What the visitor assumes where a rulebook has a gap; blank: nothing. */
export interface Assumptions {
  reference: string;
  not_passed: string;
  outside_winner: string;
  gap_years: string;
}

export interface Bill {
  rulebook: string;
  assume: Assumptions;
  price_unit: string;
  person: string;
  when: When;
  lines: Line[];
  terms: Terms;
  /** The next line's key. */
  next: number;
}

export function emptyRival(number: number): Rival {
  return { id: `W${number}`, price: "", group: "", supply: "", volume: "" };
}

export function emptyLine(key: number): Line {
  return {
    key,
    name: "",
    status: "originator",
    list_class: "b",
    price: "",
    quantity: "",
    amount: "",
    own_rate: "",
    standard: "",
    fixed_self_pay: "",
    winning_price: "",
    base_price: "",
    national_standard: "",
    negotiated_price: "",
    supply: "main",
    group: "",
    category: "",
    cap: "",
    high_price_listed: "",
    prefilled_pen: false,
    essential: false,
    rivals: [],
  };
}

export function emptyBill(): Bill {
  return {
    rulebook: "payment/guangzhou-2019",
    assume: { reference: "", not_passed: "", outside_winner: "", gap_years: "" },
    price_unit: "pack",
    person: "ordinary",
    when: { by: "year", year: "1", date: "", start_date: "" },
    lines: [],
    terms: {
      deductible_remaining: "",
      tiers: [{ up_to: "", rate: "" }],
      tier_base: "",
      accumulated: "",
      fund_cap_remaining: "",
      round_each_tier: false,
      order: "ceiling_first",
      rounding: "half_up",
    },
    next: 1,
  };
}

/** Appends a line, blank but for what is given. */
export function addLine(bill: Bill, given: Partial<Omit<Line, "key">> = {}): Line {
  const line: Line = { ...emptyLine(bill.next), ...given, key: bill.next };
  bill.next += 1;
  bill.lines.push(line);
  return line;
}

/** A drug that did not win needs a winner to be measured by: a first blank one, so that its field is there. */
export function withFirstRival(line: Line): void {
  if (line.rivals.length === 0) line.rivals.push(emptyRival(1));
}
