/** The settled bill as rows of a table. */

import type { Language } from "../shell/tab.js";
import { say, type Text } from "../shell/words.js";
import type { BillAnswer } from "./answer.js";
import type { Bill } from "./model.js";
import { COLUMNS, figuresOf } from "./view-result.js";
import { CLASS_WORDS, FIELDS, PART_WORDS, STATUS_WORDS, T } from "./words.js";

type Cell = string | number | null;

const NUMBER: Text = { zh: "行", en: "line" };

export function csvRows(bill: Bill, found: BillAnswer, language: Language): Cell[][] {
  const header: Text[] = [
    NUMBER,
    FIELDS.name,
    FIELDS.status,
    FIELDS.list_class,
    FIELDS.price,
    FIELDS.quantity,
    FIELDS.standard,
    FIELDS.own_rate,
    ...COLUMNS.map((name) => PART_WORDS[name]),
  ];
  const rows = bill.lines.map((line, index): Cell[] => {
    const standard = found.lines[index]?.standard?.value;
    const figures = figuresOf({ found }, index);
    return [
      index + 1,
      line.name,
      say(STATUS_WORDS[line.status], language),
      say(CLASS_WORDS[line.list_class], language),
      line.price,
      line.quantity,
      standard === undefined ? line.standard : standard.ceiling,
      standard === undefined ? line.own_rate : standard.first_self_pay_rate,
      ...COLUMNS.map((name) => figures?.[name] ?? null),
    ];
  });
  const totals = found.settlement?.value.totals;
  const sums: Cell[] = [say(T.total, language), ...Array<Cell>(7).fill(null), ...COLUMNS.map((name) => totals?.[name] ?? null)];
  return [header.map((text) => say(text, language)), ...rows, ...(totals === undefined ? [] : [sums])];
}
