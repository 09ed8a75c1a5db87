import type { Language } from "../shell/tab.js";
import { say, type Text } from "../shell/words.js";
import type { ItemMark, Verdict } from "./compute.js";
import { rulesOf, type MarkRule, type State } from "./model.js";
import { ANCHORS, PRICE_NAMES, words } from "./words.js";

/** A limit, what it is, and how it follows. */
export interface Derived {
  readonly name: Text;
  readonly value: string;
  readonly how: string;
}

/** The anchor and each limit with its arithmetic, in the numbers of the rulebook and of the answer. */
export function derivation(verdict: Verdict, state: State, language: Language): Derived[] {
  const { item } = verdict;
  if (!item) return [];
  if (item.marked_limit) return [ofWinner(verdict, item.marked_limit, state, language)];
  const rule = rulesOf(verdict.book)[verdict.class];
  if (!rule || item.anchor === null) return [];
  const anchor = `${say(words.anchor, language)} ${item.anchor}`;
  const none = say(words.noLimit, language);
  return [
    { name: words.anchor, value: item.anchor, how: anchorOf(verdict, rule, state, language) },
    { name: words.yellowLimit, value: item.yellow_limit ?? none, how: `${rule.yellow_multiple} × ${anchor}` },
    { name: words.redLimit, value: item.red_limit ?? none, how: red(rule, item, anchor, language) },
    { name: words.suspendLimit, value: item.suspend_limit ?? none, how: suspension(verdict, item, anchor, language) },
  ];
}

function ofWinner(verdict: Verdict, limit: string, state: State, language: Language): Derived {
  const multiple = String(verdict.book.parameters.get("non_supply_multiple")?.value ?? "");
  const own = `${multiple} × ${say(PRICE_NAMES["own_winning_price"] ?? words.price, language)} ${state.own_winning_price.trim()}`;
  const highest = `${say(PRICE_NAMES["highest_winning_price"] ?? words.price, language)} ${state.highest_winning_price.trim()}`;
  const reading = state.non_supply_reading === "both" ? words.both : words.either;
  const colon = language === "zh" ? "：" : ": ";
  return { name: words.markedLimit, value: limit, how: `${say(reading, language)}${colon}${own}; ${highest}` };
}

function anchorOf(verdict: Verdict, rule: MarkRule, state: State, language: Language): string {
  if (rule.anchor !== "reference") return say(ANCHORS[rule.anchor] ?? words.anchor, language);
  const multiple = rulesOf(verdict.book)["evaluated"]?.yellow_multiple ?? "";
  const highest = say(PRICE_NAMES["highest_listing_price"] ?? words.price, language);
  const winning = say(PRICE_NAMES["highest_winning_price"] ?? words.price, language);
  const smaller = language === "zh" ? "取较低者：" : "the lower of: ";
  return `${smaller}${highest} ${state.highest_listing_price.trim()}; ${multiple} × ${winning} ${state.highest_winning_price.trim()}`;
}

function red(rule: MarkRule, item: ItemMark, anchor: string, language: Language): string {
  if (rule.red_multiple !== undefined) return `${rule.red_multiple} × ${anchor}`;
  if (!rule.red_from_yellow) return say(words.notStated, language);
  const { divide, multiply } = rule.red_from_yellow;
  return `${say(words.yellowLimit, language)} ${item.yellow_limit ?? ""} ÷ ${divide} × ${multiply}`;
}

function suspension(verdict: Verdict, item: ItemMark, anchor: string, language: Language): string {
  const multiple = verdict.book.parameters.get("mark_suspend_multiple")?.value;
  return item.suspend_limit === null ? say(words.notStated, language) : `${String(multiple)} × ${anchor}`;
}
