import { describe, expect, test } from "vitest";

import { amountOf, compared, moved, percent, pointedAt, short, textOfAmount } from "../src/tender/amount.js";
import { NumberCell, Unreadable, read } from "../src/tender/cells.js";
import { type LotDraft, bidDraft, columnOf, pasted, priced, restored, specsOf, typed } from "../src/tender/draft.js";
import { type Grid, TableError, cellName, csvGrid, decoded, gridsOf, letter } from "../src/tender/grid.js";
import { nearest } from "../src/tender/header.js";
import { axisOf, fitted, placeLabels, rankTexts, widthOf, widenedAxis } from "../src/tender/ladder.js";
import { RESULT_HEADERS } from "../src/tender/outputs.js";
import { placeOf, questionOf } from "../src/tender/question.js";
import { readTender } from "../src/tender/reading.js";
import { readShared, sharedState } from "../src/tender/share.js";

const lot = (bids: Record<string, string>[], facts: Record<string, string> = {}): LotDraft => ({ name: "", facts, specs: [], bids: bids.map(bidDraft) });
const grid = (rows: Grid["rows"], name = "报价", more: Partial<Grid> = {}): Grid => ({ name, rows, visible: true, merged: [], uncomputed: new Set(), ...more });

/** The problems of a table, as `cell: message`. */
function problems(grids: Grid[], language: "zh" | "en" = "en"): string[] {
  try {
    readTender("table.xlsx", grids);
    return [];
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return error.problems.map((problem) => `${cellName(problem, language)}: ${problem.message[language]}`);
  }
}

describe("prices are whole numbers of their last decimal", () => {
  test.each([
    ["17.81", 1n, "17.82"],
    ["17.8", 1n, "17.81"],
    ["469", 1n, "469.01"],
    ["0.0345", 1n, "0.0346"],
    ["0.0345", -10n, "0.0335"],
    ["0.10", -10n, "0.01"],
    ["0.01", -1n, "0.01"],
    ["9.99", 1n, "10.00"],
    ["123456789012345.1234567890", 1n, "123456789012345.1234567891"],
  ])("%s moved by %s is %s", (price, steps, result) => {
    expect(moved(price, steps)).toBe(result);
  });

  test("a hundred steps of 0.01 are exactly 1", () => {
    let price = "0.10";
    for (let step = 0; step < 100; step += 1) price = moved(price, 1n) ?? "";
    expect(price).toBe("1.10");
  });

  test("a pointer gives a price in steps that are not finer than a pixel", () => {
    expect(pointedAt(1.2345, 0.004, 2)).toBe("1.23");
    expect(pointedAt(1.2345, 0.04, 2)).toBe("1.23");
    expect(pointedAt(1.2345, 0.4, 2)).toBe("1.20");
    expect(pointedAt(471.37, 3, 2)).toBe("471.00");
    expect(pointedAt(0.0449, 0.0001, 4)).toBe("0.0449");
    expect(pointedAt(-3, 0.004, 2)).toBe("0.01");
  });

  test("texts of numbers", () => {
    expect(amountOf("1e3")).toBeUndefined();
    expect(amountOf("-1")).toBeUndefined();
    expect(textOfAmount({ units: 5n, decimals: 3 })).toBe("0.005");
    expect(compared("1.8", "1.8000")).toBe(0);
    expect(compared("0.30000000000000001", "0.3")).toBe(0);
    expect(compared("9.99", "10")).toBe(-1);
    expect(short("1.8000")).toBe("1.80");
    expect(percent("0.19991015")).toBe("19.991015%");
    expect(percent("0.60")).toBe("60%");
    expect(percent("1.00")).toBe("100%");
  });
});

describe("cells", () => {
  const price = columnOf("price");
  test.each([
    ["17.809999999999999", "17.81"],
    ["0.12", "0.12"],
    ["1E-4", "0.0001"],
    ["1.2E2", "120"],
    ["4.9000000000000002E-2", "0.049"],
    ["2850", "2850"],
  ])("the number cell %s is %s", (written, value) => {
    expect(read(new NumberCell(written), price)).toBe(value);
  });

  test("a number that no text of 15 digits stands for is refused", () => {
    expect(() => read(new NumberCell("0.30000000000000004"), price)).toThrow(/more than the 15 digits/);
  });

  test.each([
    ["1,234.5", "write `1234.5` without thousands separators"],
    ["￥17.81", "write `17.81`, in ASCII digits and without unit or blanks"],
    ["60%", "percent is never used: 60 % is written 0.60"],
    ["abc", "write it like 17.81"],
  ])("%s is refused with advice", (text, help) => {
    try {
      read(text, price);
      expect.unreachable();
    } catch (error) {
      expect((error as Unreadable).help?.en).toBe(help);
    }
  });

  test("words, truth and days", () => {
    expect(read("口服固体制剂", columnOf("form"))).toBe("oral_solid");
    expect(read("Oral Solid", columnOf("form"))).toBe("oral_solid");
    expect(read("采购周期、约定采购量比例", columnOf("want"))).toBe("share,term");
    expect(read("是", columnOf("own_api"))).toBe("true");
    expect(read(false, columnOf("own_api"))).toBe("false");
    expect(() => read("1", columnOf("own_api"))).toThrow();
    expect(read("2025年1月7日", columnOf("pass_date"))).toBe("2025-01-07");
    expect(read(new Date("2025-10-27T00:00:00Z"), columnOf("pass_date"))).toBe("2025-10-27");
    expect(() => read("2025-02-30", columnOf("pass_date"))).toThrow(/no day of the calendar/);
    expect(read(new NumberCell("1"), columnOf("bid"))).toBe("1");
    expect(read(new NumberCell("3.0"), columnOf("max_shortlisted"))).toBe("3");
  });
});

describe("reading a table", () => {
  test("headers in Chinese, English, with unit, below a title; a remark at the end", () => {
    const tender = readTender("", [
      grid([
        ["某批次报价表"],
        ["品种", "剂型", "最高限价", "Company", "申报价(元/片)", "rulebook"],
        ["利培酮片", "口服固体", new NumberCell("0.16700000000000001"), "齐鲁制药", new NumberCell("4.9000000000000002E-2"), "award/cn-2019-expansion"],
        ["利培酮片", "", "", "常州四药", "0.12", ""],
        ["注：示例"],
      ]),
    ]);
    expect(tender.rulebook).toBe("award/cn-2019-expansion");
    expect(tender.notes).toEqual(["注：示例"]);
    expect(tender.lots).toHaveLength(1);
    expect(questionOf(tender.lots[0] as LotDraft).input).toEqual({
      lot: "利培酮片",
      form: "oral_solid",
      ceiling: "0.167",
      bids: [
        { bid: "齐鲁制药", company: "齐鲁制药", price: "0.049" },
        { bid: "常州四药", company: "常州四药", price: "0.12" },
      ],
    });
  });

  test("every problem is told at its cell, in the order of the sheet", () => {
    const rows = [
      ["企业", "申报价", "最高有效申报价"],
      ["甲", "-1", "2"],
      ["", "1.0", "2.0"],
      ["丙", "1,000", "3"],
      ["甲", "1.2", ""],
    ];
    expect(problems([grid(rows)])).toEqual([
      "报价!B2: price must be greater than zero, got `-1`",
      "报价!A3: company is missing",
      "报价!B4: price must be a plain decimal number, got `1,000`",
      "报价!C4: ceiling of the lot is `3` here and `2` in row 2",
      "报价!A5: `甲` bids twice of the lot: also in row 2",
    ]);
    expect(problems([grid(rows)], "zh")[0]).toBe("报价!B2: 申报价应大于零，得到 `-1`");
  });

  test("headers one slip away, twice, or missing", () => {
    expect(nearest("申报企业名")).toBe("申报企业");
    expect(problems([grid([["企业", "单位申报价格", "申报价"]])])).toEqual(["报价!B1: `单位申报价格` is not a known header, but nearly `单位申报价`"]);
    expect(problems([grid([["企业", "报价", "申报价"], ["甲", "1", "1"]])])[0]).toContain("stands here twice, also as `报价` in column B");
    expect(problems([grid([["企业", "数量"], ["甲", "1"]])])).toEqual(["报价: no header was found in the first 20 rows"]);
    expect(problems([grid([["品种", "申报价"], ["x", "1"]])])[0]).toContain("whose bid");
  });

  test("strengths from rows and from their own sheet", () => {
    const tender = readTender("", [
      grid([["企业", "规格", "申报价", "基准规格"], ["甲", "30mg", "1", "75mg"], ["乙", "75mg", "2", ""]]),
      grid([["规格", "最高有效申报价", "差比系数"], ["30mg", "6.45", "0.55"], ["75mg", "13.01", ""]], "规格"),
      grid([["项目", "内容"], ["规则书", "cn-batch-10"]], "说明"),
    ]);
    expect(tender.rulebook).toBe("cn-batch-10");
    expect(questionOf(tender.lots[0] as LotDraft).input).toMatchObject({
      reference_spec: "75mg",
      specs: [
        { spec: "30mg", ceiling: "6.45", factor: "0.55" },
        { spec: "75mg", ceiling: "13.01" },
      ],
    });
  });

  test("merged cells, hidden sheets, formulas without a result", () => {
    const rows = [["品种", "企业", "申报价"], ["x", "甲", "1"], [null, "乙", "2"]];
    expect(problems([grid(rows)])).toEqual(["报价!A3: lot is missing"]);
    expect(problems([grid(rows, "报价", { merged: [[1, 0, 2, 0]] })])).toEqual([]);
    expect(problems([grid([["企业", "申报价"], ["甲", "1"], ["乙", null]], "报价", { merged: [[1, 1, 2, 1]] })])[0]).toContain("stands in a merged cell");
    expect(problems([grid([["企业", "申报价"], ["甲", null]], "报价", { uncomputed: new Set(["1,1"]) })])).toEqual(["报价!B2: the formula of this cell has no stored result"]);
    expect(readTender("", [grid([["企业", "申报价"], ["旧", "9"]], "报价", { visible: false }), grid([["企业", "申报价"], ["甲", "1"]], "Sheet1")]).lots[0]?.bids[0]?.cells["company"]).toBe("甲");
    expect(() => readTender("", [grid([["企业", "申报价"], ["甲", "1"]], "a"), grid([["企业", "申报价"], ["甲", "1"]], "b")])).toThrow(/several sheets/);
  });

  test("the columns of an earlier result are left out", () => {
    const [zh = []] = RESULT_HEADERS;
    const rows = [["企业", "申报价", ...zh], ["甲", "1", ...zh.map(() => "x")]];
    expect(readTender("", [grid(rows)]).lots[0]?.bids[0]?.cells).toEqual({ company: "甲", price: "1" });
  });

  test("text in UTF-8, GB18030 and UTF-16; commas, tabs, semicolons, quotes", async () => {
    const gb = Uint8Array.from([0xc6, 0xf3, 0xd2, 0xb5, 0x2c, 0xc9, 0xea, 0xb1, 0xa8, 0xbc, 0xdb]);
    expect(decoded("", gb)).toBe("企业,申报价");
    expect(decoded("", new TextEncoder().encode("\ufeff企业"))).toBe("企业");
    expect(decoded("", Uint8Array.from([0xff, 0xfe, 0x01, 0x4f]))).toBe("企");
    expect(() => decoded("x", Uint8Array.from([0x00, 0x01]))).toThrow(/neither a workbook/);
    expect((await csvGrid("", '企业\t申报价\r\n"甲, 乙"\t1.0\r\n')).rows).toEqual([["企业", "申报价"], ["甲, 乙", "1.0"]]);
    expect((await csvGrid("", "a;b\n'=1+1;2\n\n")).rows).toEqual([["a", "b"], ["=1+1", "2"]]);
    await expect(csvGrid("", 'a,b\n"x,1')).rejects.toThrow(/quotation/);
    await expect(gridsOf("x.xls", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]))).rejects.toThrow(/old .xls/);
  });

  test("columns are lettered as a spreadsheet does", () => {
    expect([0, 25, 26, 27, 701, 702].map(letter)).toEqual(["A", "Z", "AA", "AB", "ZZ", "AAA"]);
  });
});

describe("the table", () => {
  test("a moved price remembers the entered one until it is back", () => {
    let now = lot([{ company: "A", price: "1.8" }]);
    now = priced(now, 0, "1.81");
    expect(now.bids[0]).toMatchObject({ cells: { price: "1.81" }, entered: "1.8" });
    now = priced(now, 0, "1.82");
    expect(now.bids[0]?.entered).toBe("1.8");
    expect(restored(now).bids[0]).toMatchObject({ cells: { price: "1.8" }, entered: undefined });
    now = priced(now, 0, "1.80");
    expect(now.bids[0]).toMatchObject({ cells: { price: "1.8" }, entered: undefined });
    expect(typed(priced(now, 0, "2.00"), 0, "price", "3").bids[0]).toMatchObject({ cells: { price: "3" }, entered: undefined });
  });

  test("a pasted block adds rows", () => {
    const now = pasted(lot([{ company: "A", price: "1" }]), 0, ["price", "revival_price"], [["2", "1.5"], ["3"]]);
    expect(now.bids.map((bid) => bid.cells)).toEqual([{ company: "A", price: "2", revival_price: "1.5" }, { price: "3" }]);
  });

  test("problems and places of the library name cells; blank rows are left out", () => {
    const question = questionOf(lot([{}, { company: "A", price: "１．８" }, { company: "A", price: "x" }, { price: "1" }], { form: "口服固体", max_shortlisted: "2" }));
    expect(question.input).toMatchObject({ form: "oral_solid", max_shortlisted: 2, bids: [{ bid: "A", price: "1.8" }, {}, {}] });
    expect(question.problems.map(({ place }) => `${place.row} ${place.field}`)).toEqual(["2 price", "2 company", "3 company"]);
    expect(placeOf("/input/bids/1/price", question)).toEqual({ part: "bid", row: 2, field: "price" });
    expect(placeOf("/input/lot/bids/0/revival_price", question)).toEqual({ part: "bid", row: 1, field: "revival_price" });
    expect(placeOf("/input/form", question)).toEqual({ part: "fact", row: 0, field: "form" });
    expect(placeOf("/rulebook", question)).toBeUndefined();
  });

  test("strengths that bids state are asked for", () => {
    const now = lot([{ company: "A", spec: "10mg", price: "1" }], { ceiling: "2" });
    expect(specsOf(now)).toEqual([{ spec: "10mg" }]);
    expect(questionOf(now).input).toEqual({ specs: [{ spec: "10mg" }], bids: [{ bid: "A", company: "A", spec: "10mg", price: "1" }] });
  });

  test("a link keeps the table, and anything else is refused", () => {
    const shared = { table: { lots: [priced(lot([{ company: "A", price: "1.00" }], { ceiling: "3" }), 0, "1.10")], current: 0 }, rulebook: "award/cn-batch-10", compareWith: ["award/cn-batch-11"], columns: ["group"], whole: true };
    const back = readShared(JSON.parse(JSON.stringify(sharedState(shared))));
    expect(back?.table.lots[0]?.bids[0]).toMatchObject({ cells: { company: "A", price: "1.10" }, entered: "1.00" });
    expect(back).toMatchObject({ rulebook: "award/cn-batch-10", compareWith: ["award/cn-batch-11"], columns: ["group"], whole: true });
    for (const state of [null, 1, "x", [], {}, { v: 2 }, { v: 1, lots: [], rulebook: "x" }, { v: 1, lots: [1], rulebook: "x" }, { v: 1, lots: [{ bids: [] }] }]) {
      expect(readShared(state)).toBeUndefined();
    }
    const odd = readShared({ v: 1, rulebook: "x", columns: ["__proto__", 3], compare: 7, lot: -1, lots: [{ name: 3, facts: { price: 3, ceiling: "1", evil: "x" }, bids: [null, { company: "A", "~": 1 }] }] });
    expect(odd?.table).toMatchObject({ current: 0, lots: [{ name: "", facts: { ceiling: "1" }, bids: [{ cells: {} }, { cells: { company: "A" } }] }] });
    expect(odd?.columns).toEqual([]);
  });
});

describe("the ladder", () => {
  test("labels do not overlap and stay within the chart", () => {
    const labels = [100, 105, 110, 300, 395].map((at) => ({ at, width: 90 }));
    const placed = placeLabels(labels, 0, 400);
    placed.forEach((one, index) => {
      expect(one.left).toBeGreaterThanOrEqual(0);
      expect(one.left + 90).toBeLessThanOrEqual(400);
      for (const other of placed.slice(index + 1)) expect(one.level !== other.level || Math.abs(one.left - other.left) >= 90).toBe(true);
    });
    expect(placed.map((one) => one.level)).toEqual([0, 1, 2, 0, 1]);
  });

  test("axis, ranks and texts", () => {
    expect(axisOf([1, 2])).toEqual({ from: 0.92, to: 2.08, logarithmic: false });
    expect(axisOf([1, 30]).logarithmic).toBe(true);
    expect(axisOf([]).to).toBe(1);
    expect(widenedAxis({ from: 1, to: 2, logarithmic: false }, { from: 1.5, to: 3, logarithmic: false })).toEqual({ from: 1, to: 3, logarithmic: false });
    const bid = (rank?: number) => ({ bid: "", company: "", shortlisted: true, outcome: "", reason: "", ...(rank === undefined ? {} : { rank }) });
    expect(rankTexts([bid(1), bid(2), bid(2), bid()])).toEqual(["1", "=2", "=2", "–"]);
    expect(widthOf("价a", 10)).toBe(16);
    expect(fitted("赛诺菲制药", 10, 40)).toBe("赛诺菲…");
  });
});
