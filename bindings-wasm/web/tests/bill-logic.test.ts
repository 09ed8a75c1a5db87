import { readFileSync } from "node:fs";

import type { Request } from "jicai";
import { beforeAll, describe, expect, test } from "vitest";

import { answer, messages, reliance, type Ask, type BillAnswer, type PaymentFunction } from "../src/bill/answer.js";
import { offered, ruled } from "../src/bill/assume.js";
import { EXAMPLES } from "../src/bill/examples.js";
import { equation, fen, sum, widths, yuan } from "../src/shell/fen.js";
import { addLine, emptyBill, emptyRival, type Bill, type Line } from "../src/bill/model.js";
import type { Parameters } from "../src/bill/needs.js";
import { plainNumber, readPasted } from "../src/bill/paste.js";
import { place } from "../src/bill/questions.js";
import { worded } from "../src/bill/said.js";
import { fromState, toState } from "../src/bill/state.js";

interface Vector {
  readonly id: string;
  readonly function: string;
  readonly rulebook?: unknown;
  readonly input: Record<string, unknown>;
  readonly options?: Record<string, unknown>;
  readonly expect?: Record<string, unknown>;
  readonly expect_error?: { readonly code: string; readonly path?: string };
}

const SPEC = new URL("../../../spec-tests/vectors/", import.meta.url);
function vectors(file: string): Vector[] {
  return JSON.parse(readFileSync(new URL(file, SPEC), "utf8")) as Vector[];
}
const ALL = [...vectors("payment.json"), ...vectors("payment-own.json")];
function vector(id: string): Vector {
  const found = ALL.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no vector ${id}`);
  return found;
}

let ask: Ask;
let parametersOf: (id: string) => Parameters;

beforeAll(async () => {
  const entry = new URL("../../js/node.js", import.meta.url).href;
  const { load } = (await import(entry)) as typeof import("jicai");
  const jicai = await load("payment", "rulebook");
  ask = (name, input, rulebook) =>
    jicai.evaluate({ function: name, input, ...(rulebook === undefined ? {} : { rulebook }), options: { language: "zh" } } as unknown as Request<PaymentFunction>);
  parametersOf = (id) => {
    const shown = jicai.evaluate({ function: "rulebook.show", input: { id } }).value as unknown as { parameters: Parameters };
    return shown.parameters;
  };
});

function answerOf(bill: Bill): BillAnswer {
  return answer(bill, parametersOf(bill.rulebook), ask);
}

const text = (value: unknown): string => (value === undefined ? "" : String(value));

/** A question of `payment.standard` as somebody would type it in. */
function typedIn(rulebook: string, input: Record<string, unknown>): Bill {
  const { product = {}, winners = [], listed = [], ...head } = input as {
    product?: Record<string, unknown>;
    winners?: Record<string, unknown>[];
    listed?: Record<string, unknown>[];
  } & Record<string, unknown>;
  const bill = emptyBill();
  bill.rulebook = rulebook;
  bill.price_unit = text(head["price_unit"] ?? "pack");
  bill.person = text(head["person"] ?? "ordinary");
  const byYear = head["year"] !== undefined;
  bill.when = { by: byYear ? "year" : "date", year: text(head["year"]), date: text(head["date"]), start_date: text(head["start_date"]) };
  const { id, high_price_listed, prefilled_pen = false, essential = false, ...rest } = product;
  const texts = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, text(value)]));
  const line: Line = addLine(bill, {
    ...texts,
    name: text(id),
    high_price_listed: high_price_listed === undefined ? "" : high_price_listed === true ? "yes" : "no",
    prefilled_pen: prefilled_pen === true,
    essential: essential === true,
    quantity: "1",
  });
  line.rivals = (line.status === "ordinary" ? listed : winners).map((one) => ({
    ...emptyRival(0),
    ...Object.fromEntries(Object.entries(one).map(([name, value]) => [name, text(value)])),
  }));
  return bill;
}

describe("sums in fen", () => {
  test("amounts are whole numbers of fen", () => {
    expect(fen("22.26")).toBe(2226n);
    expect(fen("-0.5")).toBe(-50n);
    expect(fen("3")).toBe(300n);
    expect(fen("92233720368547758.07")).toBe(9223372036854775807n);
    for (const none of ["", "1.005", "1e3", "١", "1,000.00", " 1"]) expect(fen(none)).toBeUndefined();
    expect(yuan(-5n)).toBe("-0.05");
    expect(sum(["0.10", "0.20"])).toBe("0.30");
    expect(sum(["0.10", "x"])).toBeUndefined();
  });

  test("an equation holds to the fen, or is seen not to", () => {
    expect(equation(["18.10", "4.22", "38.01", "0.00"], "60.33").holds).toBe(true);
    expect(equation(["18.10", "4.22", "38.01", "0.01"], "60.33").holds).toBe(false);
    expect(equation(["x"], "x").holds).toBe(false);
  });

  test("widths are for drawing: they fill the bar, and an empty bill has none", () => {
    expect(widths(["18.10", "42.23", "0.00"]).reduce((all, one) => all + one, 0)).toBeCloseTo(100, 3);
    expect(widths(["0.00", "0"])).toEqual([0, 0]);
  });
});

describe("the form asks what the vectors ask", () => {
  test("every standard of the conformance vectors comes out of the form", () => {
    const asked = ALL.filter(
      ({ function: name, rulebook, expect: value, options }) =>
        name === "payment.standard" && typeof rulebook === "string" && value !== undefined && options?.["strict"] !== true,
    );
    expect(asked.length).toBeGreaterThan(150);
    for (const { id, rulebook, input, expect: value } of asked) {
      const [line] = answerOf(typedIn(String(rulebook), input)).lines;
      expect(line?.fault?.failure.code === "internal" ? line.fault : line?.standard?.value, id).toMatchObject(value ?? {});
    }
  });

  test("every gap of the conformance vectors is met by the form too", () => {
    const asked = ALL.filter(
      ({ function: name, rulebook, expect_error, options }) =>
        name === "payment.standard" && typeof rulebook === "string" && expect_error?.code === "rule_gap" && options?.["strict"] !== true,
    );
    expect(asked.length).toBeGreaterThan(20);
    // A fact that no rule of the rulebook can look at is not in the form.
    const notAsked = asked.filter(({ rulebook, input }) => {
      // Blanks around what is typed in are taken away.
      if (/ "/.test(JSON.stringify(input))) return true;
      const { negotiated_price, prefilled_pen } = (input["product"] ?? {}) as Record<string, unknown>;
      const parameters = parametersOf(String(rulebook));
      return (negotiated_price !== undefined && !parameters["negotiated_alternative"]) || (prefilled_pen === true && !parameters["pen_surcharge"]);
    });
    for (const { id, rulebook, input } of asked) {
      if (notAsked.some((one) => one.id === id)) continue;
      const [line] = answerOf(typedIn(String(rulebook), input)).lines;
      expect(line?.fault?.failure.code, id).toBe("rule_gap");
      expect(line?.fault?.at, id).toBe("/lines/0");
    }
  });

  test("every split of the conformance vectors comes out of a line with its own standard", () => {
    const asked = ALL.filter(({ function: name, input, expect: value }) => name === "payment.split_line" && value !== undefined && input["refund_of"] === undefined);
    expect(asked.length).toBeGreaterThan(50);
    for (const { id, input, expect: value } of asked) {
      const bill = emptyBill();
      bill.terms.order = text(input["order"] ?? "ceiling_first");
      bill.terms.rounding = text(input["rounding"] ?? "half_up");
      addLine(bill, {
        status: "direct",
        list_class: input["covered"] === false ? "out_of_list" : "b",
        amount: text(input["amount"]),
        price: text(input["price"]),
        quantity: text(input["quantity"]),
        standard: text(input["standard"]),
        own_rate: text(input["first_self_pay_rate"]),
        fixed_self_pay: text(input["fixed_self_pay"]),
      });
      expect(answerOf(bill).lines[0]?.split?.value, id).toMatchObject(value ?? {});
    }
  });
});

describe("examples", () => {
  const made = (id: string): BillAnswer => {
    const example = EXAMPLES.find((one) => one.id === id);
    if (example === undefined) throw new Error(`no example ${id}`);
    return answerOf(example.make("zh"));
  };

  test("the first has the standards of the published price list", () => {
    const { lines, settlement } = made("guangzhou");
    ["payment-001", "payment-004", "payment-007", "payment-010"].forEach((id, index) => {
      expect(lines[index]?.standard?.value, id).toMatchObject(vector(id).expect ?? {});
    });
    expect(lines[0]?.split?.value).toMatchObject(vector("payment-042").expect ?? {});
    expect(settlement?.value.totals.total).toBe("217.03");
  });

  test("the press example of Heilongjiang is settled to the fen", () => {
    const expected = vector("payment-026").expect as { totals: object; lines: { fund: string }[] };
    const { settlement } = made("heilongjiang");
    expect(settlement?.value.totals).toMatchObject(expected.totals);
    expect(settlement?.value.lines.map(({ fund }) => fund)).toEqual(expected.lines.map(({ fund }) => fund));
  });

  test("the stent and Xi'an come out as the vectors say", () => {
    expect(made("stent").settlement?.value).toMatchObject({ totals: vector("payment-035").expect?.["totals"] });
    const { lines, settlement } = made("xian");
    expect(lines[0]?.split?.value).toMatchObject(vector("payment-063").expect ?? {});
    expect(lines[1]?.split?.value).toMatchObject(vector("payment-066").expect ?? {});
    // Of both vectors together: 27.60 and 17.81.
    expect(settlement?.value.lines.map(({ patient }) => patient)).toEqual(["27.60", "17.81"]);
  });

  test("each says what it rests on, and every sum adds up", () => {
    for (const example of EXAMPLES) {
      const found = made(example.id);
      const { lines = [], totals } = found.settlement?.value ?? {};
      expect(lines.length, example.id).toBeGreaterThan(0);
      for (const line of lines) expect(equation([line.fund, line.patient], line.total).holds).toBe(true);
      expect(equation(lines.map(({ fund }) => fund), totals?.fund ?? "").holds).toBe(true);
      expect(equation(lines.map(({ patient }) => patient), totals?.patient ?? "").holds).toBe(true);
    }
    const ids = reliance(made("guangzhou")).map(({ parameter }) => parameter);
    expect(ids).toContain("payment/guangzhou-2019#rounding");
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("a ladder is shown year by year", () => {
    const bill = EXAMPLES[0]?.make("en") ?? emptyBill();
    bill.rulebook = "payment/hainan-2019";
    const [line] = answerOf(bill).lines;
    expect(line?.path?.value).toMatchObject(vector("payment-002").expect ?? {});
  });
});

describe("errors stand at their field", () => {
  function said(bill: Bill): ReturnType<typeof messages> {
    return messages(bill, parametersOf(bill.rulebook), answerOf(bill), "zh");
  }
  const bill = (): Bill => EXAMPLES[0]?.make("zh") ?? emptyBill();

  test("of a line, of its winners, of the day, of the terms", () => {
    const price = bill();
    price.lines[2] = { ...(price.lines[2] as Line), price: "abc" };
    expect([...said(price).at.keys()]).toEqual(["/lines/2/price"]);
    const winner = bill();
    winner.lines[1]?.rivals.push({ ...emptyRival(2), price: "0" });
    expect([...said(winner).at.keys()]).toEqual(["/lines/1/rivals/1/price"]);
    const quantity = bill();
    (quantity.lines[0] as Line).quantity = "";
    expect([...said(quantity).at.keys()]).toEqual(["/lines/0/quantity"]);
    const year = bill();
    year.when.year = "0.5";
    expect([...said(year).at.keys()]).toEqual(["/when/year"]);
    const rate = bill();
    rate.terms.tiers[0] = { up_to: "", rate: "1.5" };
    expect([...said(rate).at.keys()]).toEqual(["/terms/tiers/0/rate"]);
    const deductible = bill();
    deductible.terms.deductible_remaining = "";
    expect([...said(deductible).at.keys()]).toEqual(["/terms/deductible_remaining"]);
  });

  test("a gap stands at its line, an unknown rulebook at the choice", () => {
    const gap = bill();
    gap.when.year = "2";
    // The cheapest of the four is within twice its winning price, where the standard is the same each year.
    expect([...said(gap).ofLine.keys()]).toEqual([0, 1, 2]);
    expect(said(gap).ofLine.get(0)?.code).toBe("rule_gap");
    expect(answerOf(gap).settlement).toBeUndefined();
    const unknown = bill();
    unknown.rulebook = "payment/none";
    const found = messages(unknown, {}, answer(unknown, {}, ask), "en");
    expect([...found.at.keys()]).toEqual(["/rulebook"]);
  });

  test("two winners at different prices are a gap of the rulebook, not a guess", () => {
    const two = bill();
    two.lines[0]?.rivals.push({ ...emptyRival(2), price: "23.00" });
    expect(said(two).ofLine.get(0)?.code).toBe("rule_gap");
  });

  test("what a document does not say is worded for people, every case of the vectors", () => {
    const gaps = ALL.filter(({ function: name, rulebook, expect_error }) => name === "payment.standard" && typeof rulebook === "string" && expect_error?.code === "rule_gap");
    const plain = new Set<string>();
    for (const { rulebook, input } of gaps) {
      const [line] = answerOf(typedIn(String(rulebook), input)).lines;
      if (line?.fault?.failure.code === "rule_gap") plain.add(worded(line.fault.failure, "zh").message);
    }
    expect(plain.size).toBeGreaterThan(15);
    for (const message of plain) expect(message).toMatch(/^所选规则（.*）没有写明[^`]*$/);
  });

  test("a refund alone is not settled, and the page says what to do", () => {
    const refund = bill();
    refund.lines[0] = { ...(refund.lines[0] as Line), quantity: "-1" };
    expect(said(refund).ofLine.get(0)?.message).toContain("退费");
  });

  test("pointers of the library lead to fields of the form", () => {
    expect(place("standard", "/input/product/own_rate", 3)).toBe("/lines/3/own_rate");
    expect(place("standard", "/input/listed/1/volume", 0)).toBe("/lines/0/rivals/1/volume");
    expect(place("standard", "/input/date", 0)).toBe("/when/date");
    expect(place("split", "/input/first_self_pay_rate", 2)).toBe("/lines/2/own_rate");
    expect(place("settle", "/input/lines/1/in_scope", -1)).toBe("/lines/1");
    expect(place("settle", "/input/tiers/1/up_to", -1)).toBe("/terms/tiers/1/up_to");
    expect(place("settle", "/input/tier_base", -1)).toBe("/terms/tier_base");
  });
});

describe("assumptions", () => {
  function assumed(change: (bill: Bill) => void): { bill: Bill; found: BillAnswer } {
    const bill = EXAMPLES[0]?.make("zh") ?? emptyBill();
    change(bill);
    const { rulebook, parameters } = ruled(bill, parametersOf(bill.rulebook), "en");
    return { bill, found: answer(bill, parameters, ask, rulebook) };
  }

  test("fill a gap, and are named among the unverified numbers", () => {
    const { found } = assumed((bill) => {
      bill.assume.reference = "lowest";
      bill.lines[0]?.rivals.push({ ...emptyRival(2), price: "20.00" });
    });
    expect(found.lines[0]?.standard?.value).toMatchObject({ reference: "20.00", reference_from: ["W2"] });
    expect(reliance(found)).toContainEqual(expect.objectContaining({ parameter: "payment/guangzhou-2019-assumed#reference", provenance: "unverified" }));
    const later = assumed((bill) => {
      bill.when.year = "2";
      bill.assume.gap_years = "reference";
    });
    expect(later.found.lines[0]?.standard?.value.ceiling).toBe("22.26");
  });

  test("change nothing where the rulebook leaves no room for them", () => {
    const { bill, found } = assumed((one) => {
      one.rulebook = "payment/hainan-2019";
      one.assume.gap_years = "reference";
    });
    expect(ruled(bill, parametersOf(bill.rulebook), "en").rulebook).toBe("payment/hainan-2019");
    expect(found.lines[0]?.standard?.value.ceiling).toBe("42.23");
  });

  test("every assumption that is offered is one the library takes", () => {
    const jumble = EXAMPLES[0]?.make("zh") ?? emptyBill();
    for (const rulebook of ["payment/guangzhou-2019", "payment/xian-2019", "payment/cn-2019", "payment/cn-joints-2022", "payment/beijing-pilot-2022", "payment/fujian-2025"]) {
      for (const [name, words] of offered(parametersOf(rulebook))) {
        for (const word of words) {
          const bill: Bill = { ...jumble, rulebook, assume: { ...emptyBill().assume, [name]: word } };
          const { rulebook: own, parameters } = ruled(bill, parametersOf(rulebook), "zh");
          const codes = answer(bill, parameters, ask, own).lines.map(({ fault }) => fault?.failure.code);
          expect(codes, `${rulebook} ${name} ${word}`).not.toContain("invalid_rulebook");
        }
      }
    }
  });
});

describe("links", () => {
  test("a bill comes back as it was", () => {
    for (const example of EXAMPLES) {
      const bill = example.make("zh");
      const back = fromState(JSON.parse(JSON.stringify(toState(bill))));
      expect(back.understood).toBe(true);
      expect(back.bill).toEqual(bill);
    }
  });

  test("what is not understood is left out, and that is known", () => {
    for (const state of [3, "x", null, [1], { lines: 3 }, { lines: [{ price: 3 }] }, { lines: [{ status: "king" }] }, { more: "x" }, { terms: { tiers: [{ rate: {} }] } }]) {
      const back = fromState(state);
      expect(back.understood, JSON.stringify(state)).toBe(state === undefined);
      expect(() => answerOf(back.bill)).not.toThrow();
    }
    expect(fromState({ __proto__: null, constructor: "x" }).understood).toBe(false);
  });
});

describe("lines pasted from a spreadsheet", () => {
  test("headers in both languages, numbers as spreadsheets write them", () => {
    const pasted = readPasted("名称\t单价（元）\t数量\t先行自付比例\n氯吡格雷\t1,060.33\t2\t10%\n");
    expect(pasted.lines).toEqual([{ name: "氯吡格雷", price: "1060.33", quantity: "2", own_rate: "0.1", status: "direct" }]);
    const english = readPasted("name,status,class,price,quantity,base_price,winners\nclopidogrel,originator,B,60.33,1,60.33,22.26; 23.00\n");
    expect(english.lines[0]).toMatchObject({ status: "originator", list_class: "b", rivals: [{ id: "W1", price: "22.26" }, { id: "W2", price: "23.00" }] });
  });

  test("what is not understood is named", () => {
    const pasted = readPasted("名称\t身份\t批号\nA\t国王\t7\n");
    expect(pasted.unknown).toEqual(["批号"]);
    expect(pasted.doubtful).toEqual([{ row: 1, header: "身份", text: "国王" }]);
    expect(readPasted("1\t2\n3\t4").lines).toEqual([]);
    expect(readPasted("").lines).toEqual([]);
  });

  test("a percentage becomes a share without arithmetic in floating point", () => {
    for (const [cell, share] of [["10%", "0.1"], ["0%", "0"], ["100%", "1"], ["12.5 %", "0.125"], ["5%", "0.05"], ["0.07", "0.07"], ["￥ 3.50 元", "3.50"], ["1,5", "1,5"]]) {
      expect(plainNumber(cell ?? "")).toBe(share);
    }
  });
});
