/**
 * What a cell holds, as the contract writes it.
 *
 * A spreadsheet keeps numbers as binary doubles and writes up to 17 digits of them: 17.81 stands in the file as 17.809999999999999. A number is taken
 * by the shortest decimal text that stands for the same double, which is what the spreadsheet shows. What no text of 15 digits stands for, like the
 * 0.30000000000000004 of =0.1+0.2, is refused: nobody can see in the sheet which price was meant.
 */
import type { Text } from "../shell/words.js";
import { CHOICE_ALIASES, type Column } from "./columns.js";

/** A number of a workbook, as the file writes it. */
export class NumberCell {
  constructor(readonly text: string) {}
}
/** A cell that a workbook shows as an error, like #DIV/0!. */
export class ErrorCell {
  constructor(readonly text: string) {}
}
export type Cell = string | boolean | Date | NumberCell | ErrorCell | null | undefined;

/** A cell that does not hold what its column wants. */
export class Unreadable extends Error {
  constructor(
    readonly text: Text,
    readonly help?: Text,
  ) {
    super(text.en);
  }
}

const ENDS = /^[ \t\r\n\u3000\u00a0]+|[ \t\r\n\u3000\u00a0]+$/g;
const DECIMAL = /^-?[0-9]+(\.[0-9]+)?$/;
const GROUPED = /^-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$/;
const DATES = [
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/,
  /^([0-9]{4})\/([0-9]{1,2})\/([0-9]{1,2})$/,
  /^([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日$/,
];
const ERRORS = new Set(["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA", "#SPILL!", "#CALC!"]);
const LIST_MARKS = /[、,，;；/\s]+/;
const MAX_TEXT = 32_767;
const DIGITS_BEFORE = 15;
const DIGITS_AFTER = 10;
const MOST = 1_000_000_000n;
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/u;

const trimmed = (text: string): string => text.replace(ENDS, "");

export function blank(value: Cell): boolean {
  return value === null || value === undefined || (typeof value === "string" && trimmed(value) === "");
}

/** A value for a message: short, on one line. */
export function shown(value: Cell): string {
  let text = "";
  if (typeof value === "boolean") text = value ? "TRUE" : "FALSE";
  else if (value instanceof Date) text = value.toISOString().slice(0, 19).replace("T", " ");
  else if (value instanceof NumberCell || value instanceof ErrorCell) text = value.text;
  else text = value ?? "";
  text = Array.from(text, (letter) => (UNSEEN.test(letter) ? "\ufffd" : letter)).join("");
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}

const both = (zh: string, en: string): Text => ({ zh, en });

function kindOf(value: Cell): Text {
  if (typeof value === "boolean") return both("逻辑值", "truth value");
  return value instanceof Date ? both("日期", "date") : both("错误值", "error");
}

/** The plain decimal text of a number: `1E-4` is `0.0001`. Digits are moved, nothing is computed. */
function plain(text: string): string {
  const match = /^(-?)([0-9]+)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]+))?$/.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", part = "", power = "0"] = match;
  const shift = Number(power);
  const digits = whole + part;
  const point = whole.length + shift;
  const before = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  const after = point >= 0 ? digits.slice(point) : "0".repeat(-point) + digits;
  const left = before.replace(/^0+(?=[0-9])/, "");
  const right = after.replace(/0+$/, "");
  return sign + (right ? `${left}.${right}` : left);
}

/** The shortest decimal text of a number cell, if it has at most 15 digits. */
function numberText(cell: NumberCell, column: Column): string {
  const value = Number(cell.text);
  if (!Number.isFinite(value)) {
    throw new Unreadable(both(`${column.zh}不是数：\`${shown(cell)}\``, `${column.field} is not a number: \`${shown(cell)}\``));
  }
  const text = plain(String(value));
  if (text.replace(/[-.]/g, "").replace(/^0+|0+$/g, "").length > 15) {
    throw new Unreadable(
      both(
        `${column.zh}在文件中存为 \`${text}\`，多于表格软件显示的 15 位数字，看不出本意是哪个数`,
        `${column.field} is kept as \`${text}\`, more than the 15 digits that a spreadsheet shows: which number is meant cannot be seen`,
      ),
      both("在表中取整，如 =ROUND(…, 4)，或把列设为文本后重填", "round it in the sheet, e.g. =ROUND(…, 4), or format the column as text and write it again"),
    );
  }
  return text;
}

/** The text of a cell, trimmed; an identifier that a spreadsheet took for a number comes back as its digits. */
export function textOf(value: Cell, column: Column): string {
  if (typeof value === "string") {
    const text = trimmed(value);
    if (ERRORS.has(text)) return refuseError(text);
    if (text.length > MAX_TEXT) throw new Unreadable(both(`${column.zh}超过 ${MAX_TEXT} 个字符`, `${column.field} is longer than ${MAX_TEXT} characters`));
    return text;
  }
  if (value instanceof NumberCell) return numberText(value, column);
  if (value instanceof ErrorCell) return refuseError(value.text);
  const kind = kindOf(value);
  throw new Unreadable(
    both(
      `${column.zh}应为文本，得到 \`${shown(value)}\`，表格软件存为${kind.zh}`,
      `${column.field} must be a text, got \`${shown(value)}\`, which the spreadsheet keeps as a ${kind.en}`,
    ),
    both("把列设为文本后重填", "format the column as text and write the value again"),
  );
}

function refuseError(text: string): never {
  throw new Unreadable(both(`表格在此处显示错误 \`${text}\``, `the spreadsheet shows the error \`${text}\` here`), both("修正公式", "repair the formula"));
}

function identifier(value: Cell, column: Column): string {
  const text = textOf(value, column);
  if (UNSEEN.test(text)) {
    throw new Unreadable(
      both(`${column.zh}含换行或其他不可见字符：\`${shown(text)}\``, `${column.field} contains a line break or another invisible character: \`${shown(text)}\``),
      both("写在一行内", "write it on one line"),
    );
  }
  return text;
}

/** What to write instead, where it can be told. */
function advice(text: string): Text {
  const folded = text.normalize("NFKC").replaceAll(" ", "");
  const bare = folded.replace(/^[¥￥元]+|[¥￥元]+$/g, "");
  if (DECIMAL.test(bare)) return both(`写作 \`${shown(bare)}\`，半角数字，不带单位和空格`, `write \`${shown(bare)}\`, in ASCII digits and without unit or blanks`);
  if (GROUPED.test(bare)) {
    const digits = shown(bare.replaceAll(",", ""));
    return both(`写作 \`${digits}\`，不带千分位逗号`, `write \`${digits}\` without thousands separators`);
  }
  if (folded.endsWith("%")) return both("不用百分数：60% 写作 0.60", "percent is never used: 60 % is written 0.60");
  return both("写成 17.81 这样的数", "write it like 17.81");
}

/** The decimal text of a number or of a text. */
function decimal(value: Cell, column: Column): string {
  let text: string;
  if (typeof value === "string") {
    text = textOf(value, column);
    if (!DECIMAL.test(text)) {
      throw new Unreadable(
        both(`${column.zh}应为十进制数，得到 \`${shown(text)}\``, `${column.field} must be a plain decimal number, got \`${shown(text)}\``),
        advice(text),
      );
    }
  } else if (value instanceof NumberCell) text = numberText(value, column);
  else if (value instanceof ErrorCell) return refuseError(value.text);
  else {
    const kind = kindOf(value);
    throw new Unreadable(
      both(
        `${column.zh}应为数，得到 \`${shown(value)}\`，表格软件存为${kind.zh}`,
        `${column.field} must be a number, got \`${shown(value)}\`, which the spreadsheet keeps as a ${kind.en}`,
      ),
      both("把单元格设为数值后重填", "format the cell as a number and write the value again"),
    );
  }
  const [whole = "", part = ""] = text.replace("-", "").split(".");
  if (whole.replace(/^0+/, "").length > DIGITS_BEFORE) {
    throw new Unreadable(
      both(`${column.zh}小数点前超过 ${DIGITS_BEFORE} 位：\`${shown(text)}\``, `${column.field} has more than ${DIGITS_BEFORE} digits before the point: \`${shown(text)}\``),
    );
  }
  if (part.length > DIGITS_AFTER) {
    throw new Unreadable(
      both(`${column.zh}超过 ${DIGITS_AFTER} 位小数：\`${shown(text)}\``, `${column.field} has more than ${DIGITS_AFTER} decimals: \`${shown(text)}\``),
      both("按采购文件的规定取整", "round it as the tender document says"),
    );
  }
  return text;
}

const aboveZero = (text: string): boolean => !text.startsWith("-") && /[1-9]/.test(text);

function positive(value: Cell, column: Column): string {
  const text = decimal(value, column);
  if (!aboveZero(text)) {
    throw new Unreadable(both(`${column.zh}应大于零，得到 \`${text}\``, `${column.field} must be greater than zero, got \`${text}\``));
  }
  return text;
}

function notNegative(value: Cell, column: Column): string {
  const text = decimal(value, column);
  if (text.startsWith("-") && aboveZero(text.slice(1))) {
    throw new Unreadable(both(`${column.zh}不能为负，得到 \`${text}\``, `${column.field} must not be negative, got \`${text}\``));
  }
  return text.replace("-", "");
}

function count(least: bigint): (value: Cell, column: Column) => string {
  return (value, column) => {
    const text = decimal(value, column);
    const [whole = "0", part = ""] = text.split(".");
    if (/[1-9]/.test(part)) {
      throw new Unreadable(both(`${column.zh}应为整数，得到 \`${text}\``, `${column.field} must be a whole number, got \`${text}\``));
    }
    const number = BigInt(whole);
    if (number < least || number > MOST) {
      throw new Unreadable(both(`${column.zh}应在 ${least} 至 ${MOST} 之间，得到 \`${text}\``, `${column.field} must be from ${least} to ${MOST}, got \`${text}\``));
    }
    return String(number);
  };
}

/** The contract's word behind a Chinese or English one. */
export function wordOf(text: string, column: Column): string | undefined {
  const words = column.words ?? {};
  const lower = text.toLowerCase().split(/\s+/).filter(Boolean).join("_");
  const word = words[text] ?? CHOICE_ALIASES[text] ?? CHOICE_ALIASES[lower] ?? lower;
  return Object.values(words).includes(word) ? word : undefined;
}

function truth(value: Cell, column: Column): string {
  if (typeof value === "boolean") return String(value);
  const word = typeof value === "string" ? wordOf(textOf(value, column), column) : undefined;
  if (word === undefined) {
    const digit = shown(value) === "0" || shown(value) === "1";
    throw new Unreadable(
      both(`${column.zh}应填“是”或“否”（或 TRUE、FALSE），得到 \`${shown(value)}\``, `${column.field} must be \`是\` or \`否\` (or TRUE, FALSE), got \`${shown(value)}\``),
      digit ? both("不用 1 和 0：可能是个数", "1 and 0 are not taken: they may be counts") : undefined,
    );
  }
  return word;
}

function noWord(column: Column, value: Cell): Unreadable {
  const chinese = Object.keys(column.words ?? {}).map((word) => `\`${word}\``);
  const english = Object.values(column.words ?? {}).map((word) => `\`${word}\``);
  return new Unreadable(
    both(`${column.zh}应为 ${chinese.join("、")} 之一，得到 \`${shown(value)}\``, `${column.field} must be one of ${english.join(", ")}, got \`${shown(value)}\``),
  );
}

function choice(value: Cell, column: Column): string {
  const word = typeof value === "string" ? wordOf(textOf(value, column), column) : undefined;
  if (word === undefined) throw noWord(column, value);
  return word;
}

/** Several words, each once, in the order of the contract, with commas. */
function wanted(value: Cell, column: Column): string {
  const found = new Set<string>();
  for (const part of textOf(value, column).split(LIST_MARKS).filter(Boolean)) {
    const word = wordOf(part, column);
    if (word === undefined) throw noWord(column, part);
    found.add(word);
  }
  return Object.values(column.words ?? {})
    .filter((word) => found.has(word))
    .join(",");
}

function day(value: Cell, column: Column): string {
  if (value instanceof Date) {
    const text = value.toISOString();
    if (text.slice(11, 19) !== "00:00:00") {
      throw new Unreadable(
        both(`${column.zh}应为日期，得到带时刻的 \`${shown(value)}\``, `${column.field} must be a day, got \`${shown(value)}\` with a time`),
        both("去掉时刻", "leave the time of day out"),
      );
    }
    return text.slice(0, 10);
  }
  if (typeof value === "string") {
    const text = textOf(value, column);
    for (const pattern of DATES) {
      const match = pattern.exec(text);
      if (!match) continue;
      const [, year = "", month = "", date = ""] = match;
      const written = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
      const parsed = new Date(`${written}T00:00:00Z`);
      if (!Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(written)) return written;
      throw new Unreadable(both(`${column.zh}不是历法上的日期：\`${text}\``, `${column.field} is no day of the calendar: \`${text}\``));
    }
  }
  throw new Unreadable(
    both(`${column.zh}应为日期，得到 \`${shown(value)}\``, `${column.field} must be a day, got \`${shown(value)}\``),
    both("写作 2025-10-27、2025/10/27 或 2025年10月27日", "format the cell as a date, or write 2025-10-27, 2025/10/27 or 2025年10月27日"),
  );
}

const READERS: Readonly<Record<Column["kind"], (value: Cell, column: Column) => string>> = {
  id: identifier,
  price: positive,
  factor: positive,
  quantity: notNegative,
  money: notNegative,
  score: notNegative,
  count: count(1n),
  count0: count(0n),
  bool: truth,
  choice,
  want: wanted,
  date: day,
};

/** The value of a cell as text: amounts as decimal text, truth as `true` and `false`, choices as the contract's words. Throws `Unreadable`. */
export function read(value: Cell, column: Column): string {
  return READERS[column.kind](value, column);
}
