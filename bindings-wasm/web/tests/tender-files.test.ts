import { expect, test } from "vitest";

import { tableOf, EXAMPLES } from "../src/tender/examples.js";
import { templateSheets, workbook as written } from "../src/tender/export.js";
import { TableError, cellName, gridsOf } from "../src/tender/grid.js";
import { questionOf } from "../src/tender/question.js";
import { type Tender, readTender } from "../src/tender/reading.js";
import { type Sheet, day, error, formula, number, row, text, workbook } from "./tender-workbook";

async function read(sheets: Sheet[]): Promise<Tender> {
  return readTender("a.xlsx", await gridsOf("a.xlsx", workbook(sheets)));
}

async function problems(sheets: Sheet[]): Promise<string[]> {
  try {
    await read(sheets);
    return [];
  } catch (thrown) {
    if (!(thrown instanceof TableError)) throw thrown;
    return thrown.problems.map((problem) => `${cellName(problem, "en")}: ${problem.message.en}`);
  }
}

const header = row([text("A1", "企业"), text("B1", "申报价"), text("C1", "过评日期")], 1);

test("numbers of a workbook are taken as the spreadsheet shows them, days as days", async () => {
  const rows = [
    header,
    row([text("A2", "甲"), number("B2", "17.809999999999999"), day("C2", "45957")], 2),
    row([text("A3", "乙"), number("B3", "4.9000000000000002E-2")], 3),
    row([number("A4", "1"), formula("B4", "0.12")], 4),
    row([text("A5", "丁"), text("B5", "1.80")], 5),
  ];
  const { lots } = await read([{ name: "Sheet1", rows: rows.join("") }]);
  const [lot] = lots;
  expect(lot && questionOf(lot).input["bids"]).toEqual([
    { bid: "甲", company: "甲", price: "17.81", pass_date: "2025-10-27" },
    { bid: "乙", company: "乙", price: "0.049" },
    { bid: "1", company: "1", price: "0.12" },
    { bid: "丁", company: "丁", price: "1.80" },
  ]);
});

test("what a workbook hides or leaves out is told at its cell", async () => {
  const rows = [
    header,
    row([text("A2", "甲"), formula("B2", "0.30000000000000004")], 2),
    row([text("A3", "乙"), formula("B3")], 3),
    row([text("A4", "丙"), error("B4", "#DIV/0!")], 4),
    row([text("A5", "丁"), text("B5", "1"), number("C5", "45957")], 5),
  ];
  expect(await problems([{ name: "报价", rows: rows.join("") }])).toEqual([
    "报价!B2: price is kept as `0.30000000000000004`, more than the 15 digits that a spreadsheet shows: which number is meant cannot be seen",
    "报价!B3: the formula of this cell has no stored result",
    "报价!B4: the spreadsheet shows the error `#DIV/0!` here",
    "报价!C5: pass_date must be a day, got `45957`",
  ]);
});

test("merged cells of a lot hold for its rows; hidden sheets are not read", async () => {
  const rows = [
    row([text("A2", "品种"), text("B2", "企业"), text("C2", "申报价")], 2),
    row([text("A3", "某药"), text("B3", "甲"), number("C3", "1")], 3),
    row([text("B4", "乙"), number("C4", "2")], 4),
  ].join("");
  const tender = await read([
    { name: "旧", rows: header, hidden: true },
    { name: "数据", rows, merged: "A3:A4" },
  ]);
  expect(tender.lots.map((lot) => [lot.name, lot.bids.length])).toEqual([["某药", 2]]);
});

test("a file that is no workbook inside is refused", async () => {
  await expect(gridsOf("a.xlsx", Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]))).rejects.toThrow(/cannot be read/);
});

test.each(["zh", "en"] as const)("the template in %s is read again once it is filled in", async (language) => {
  const sheets = templateSheets(language);
  const [bids] = sheets;
  expect(bids?.header).toContain(language === "zh" ? "申报价" : "price");
  const filled = sheets.map((sheet) =>
    sheet === bids
      ? { ...sheet, rows: [sheet.header.map((title) => ({ 品种: "x", lot: "x", 企业: "甲", company: "甲", 申报编号: "1", bid: "1", 申报价: "1.80", price: "1.80" })[title] ?? "")] }
      : sheet,
  );
  const bytes = new Uint8Array(await (await written(filled)).arrayBuffer());
  const tender = readTender("t.xlsx", await gridsOf("t.xlsx", bytes));
  expect(tender.lots[0]?.bids[0]?.cells).toEqual({ bid: "1", company: "甲", price: "1.80" });
});

test("every example makes a whole question in both languages", () => {
  for (const example of EXAMPLES) {
    for (const language of ["zh", "en"] as const) {
      const [lot] = tableOf(example, language).lots;
      expect(lot && questionOf(lot).problems).toEqual([]);
    }
  }
});
