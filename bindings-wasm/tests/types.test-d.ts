// What the types allow and what they refuse; compiled, never run.
import {
  JicaiError,
  load,
  type Answer,
  type AreaName,
  type award,
  type Decimal,
  type ErrorCode,
  type execution,
  type FunctionName,
  type Jicai,
  type LineParts,
  type payment,
  type rulebook,
  type Step,
} from "jicai";

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const same = <A, B>(..._: Same<A, B> extends true ? [] : ["not the same type"]) => undefined;

const all = await load();
const some = await load("award", "rulebook");
const moved = await load("award", { from: "/assets/" });
same<typeof all, Jicai>();
same<typeof some, Jicai<"award" | "rulebook">>();
same<typeof moved, Jicai<"award">>();
await load({ from: async (area: AreaName) => fetch(`/${area}.wasm`) });
// @ts-expect-error: an area that is not there
await load("awards");
// @ts-expect-error: an option that is not there
await load("award", { form: "/assets/" });
// @ts-expect-error: an area that was not loaded
some.payment.splitLine({ amount: "1.00" });
// @ts-expect-error: nor for requests
some.evaluate({ function: "payment.split_line", input: {} });

const lot: award.Lot = { form: "oral_solid", ceiling: "9.00", bids: [{ bid: "A", price: "1.00" }] };
const options = { rulebook: "award/cn-batch-10" } as const;
const answer = some.award.select(lot, options);
same<typeof answer, Answer<award.Award>>();
same<typeof answer.value.selected, award.Id[]>();
same<typeof answer.explanation, Step[] | undefined>();
answer.value.spread_limit satisfies Decimal | undefined;
// @ts-expect-error: absent where there is no limit
answer.value.spread_limit.length;
// @ts-expect-error: an answer has no such field
answer.value.winner;

// @ts-expect-error: a number is no amount
some.award.select({ ...lot, ceiling: 9 }, options);
// @ts-expect-error: nor within a list
some.award.select({ ...lot, bids: [{ bid: "A", price: 1.8 }] }, options);
// @ts-expect-error: a count is no text
some.award.regionCounts({ winners: "6" }, options);
// @ts-expect-error: a misspelt field
some.award.select({ ...lot, cieling: "9.00" }, options);
// @ts-expect-error: a word that is no choice
some.award.select({ ...lot, form: "tablet" }, options);
// @ts-expect-error: a field that is missing
some.award.select({ form: "oral_solid" }, options);
// @ts-expect-error: null is not the same as left out
some.award.select({ ...lot, ceiling: null }, options);
some.award.select({ ...lot, ceiling: undefined }, options);
// @ts-expect-error: a rulebook is needed
some.award.select(lot);
// @ts-expect-error: by its name
some.award.select(lot, "award/cn-batch-10");
// @ts-expect-error: an option that is not there
some.award.select(lot, { ...options, explian: false });
// @ts-expect-error: a language that is not there
some.award.select(lot, { ...options, language: "fr" });
// @ts-expect-error: a function in the words of requests
some.award.select_round({ lots: [lot] }, options);

// Any id may be asked for, e.g. one from a list; a whole rulebook may be given.
some.award.select(lot, { rulebook: String(Math.random()) });
const shown: rulebook.RulebookObject = some.rulebook.show({ id: "award/cn-batch-10" }).value;
some.award.select(lot, { rulebook: shown });
some.award.select(lot, { rulebook: { id: "award/own", extends: "award/cn-batch-10", parameters: { spread_multiple: "1.7" } } });
some.rulebook.list();

// Questions are only read: constants and lists that are frozen may be given.
const bids: readonly award.Bid[] = Object.freeze([{ bid: "A", price: "1.00" }]);
some.award.select({ bids } as const, options);
// @ts-expect-error: and are not changed
lot.bids.push({ bid: "B", price: "1.00" });

// Questions of several kinds are told apart by a word, answers by a field.
declare const asked: execution.PrepaymentQuestion;
if (asked.kind === "vbp") asked satisfies execution.VbpPrepaymentQuestion;
const advance = all.execution.prepayment(asked, { rulebook: "execution/own" }).value;
if ("shortfall" in advance) advance.shortfall satisfies Decimal | null | undefined;

const parts: LineParts = all.payment.splitLines({
  amount: new BigInt64Array(1),
  standard: new BigInt64Array(1),
  quantity: new BigInt64Array(1),
  rate: new Int32Array(1),
});
parts.in_scope satisfies BigInt64Array;
// @ts-expect-error: floating point has no place here
all.payment.splitLines({ amount: new Float64Array(1), standard: parts.in_scope, quantity: parts.in_scope, rate: new Int32Array(1) });
all.payment.splitLine({ amount: "1.00" }).value satisfies payment.LineSplit;

const request = all.evaluate({ function: "award.region_counts", rulebook: "award/cn-batch-05", input: { winners: 6 } });
same<typeof request, Answer<award.RegionCounts>>();
// @ts-expect-error: the input of another function
all.evaluate({ function: "award.region_counts", input: { lots: [] } });
all.evaluate(JSON.parse("{}"));
"award.select_round" satisfies FunctionName<"award">;
// @ts-expect-error: requests have the words of the JSON contract
"award.selectRound" satisfies FunctionName;
all.evaluateText("{}") satisfies string;

try {
  all.rulebook.show({ id: "x" });
} catch (error) {
  if (error instanceof JicaiError) {
    error.code satisfies ErrorCode;
    error.path satisfies string;
    error.help satisfies string | undefined;
    // @ts-expect-error: not one of the words
    if (error.code === "not_found") throw error;
  }
}

// Where modules may come from.
await load("award", { from: new URL("https://example.org/wasm/") });
await load("award", { from: { award: new Uint8Array(8) } });
await load("award", { from: { award: fetch("award.wasm") } });
await load("award", { from: { award: await WebAssembly.compile(new ArrayBuffer(8)) } });
// @ts-expect-error: an area that is not there
await load("award", { from: { awards: "/award.wasm" } });
