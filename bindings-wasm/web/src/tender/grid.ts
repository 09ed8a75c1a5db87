/** Files as grids of cells: workbooks and CSV, both within limits. What a file is, is seen from its content, not from its name. */
import type { Text } from "../shell/words.js";
import { type Cell, blank } from "./cells.js";

/** Largest file; a page keeps all of it in memory several times over. */
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_ROWS = 20_000;
const MAX_COLUMNS = 256;

export type Row = readonly Cell[];

/** One thing that is wrong in a file, and where. */
export interface Problem {
  readonly message: Text;
  readonly help?: Text | undefined;
  /** The sheet; of a CSV the name of the file. */
  readonly sheet: string;
  /** The row as the spreadsheet counts it, from 1. */
  readonly row?: number | undefined;
  /** The column as the spreadsheet names it, e.g. `F`. */
  readonly column?: string | undefined;
  readonly header?: string | undefined;
  readonly value?: string | undefined;
}

/** The cells of one sheet: row 1 is `rows[0]`, without blanks at the ends. */
export interface Grid {
  readonly name: string;
  readonly rows: Row[];
  readonly visible: boolean;
  /** First row, first column, last row, last column, from 0. */
  readonly merged: readonly (readonly [number, number, number, number])[];
  /** Formulas whose result is not stored, as `row,column` from 0. */
  readonly uncomputed: ReadonlySet<string>;
}

/** A file that cannot be read as a table: every problem that was found, in the order of the sheet. */
export class TableError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message.en).join("\n"));
  }
}

export function refuse(message: Text, sheet = "", help?: Text, row?: number): TableError {
  return new TableError([{ message, help, sheet, row }]);
}

/** The name of a column counted from 0: 0 is `A`, 26 is `AA`. */
export function letter(column: number): string {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** `报价!F7`; the row alone where the column is missing. */
export function cellName(problem: Problem, language: "zh" | "en"): string {
  if (problem.row === undefined) return problem.sheet;
  const row = language === "zh" ? `第 ${problem.row} 行` : `row ${problem.row}`;
  return [problem.sheet, problem.column ? `${problem.column}${problem.row}` : row].filter(Boolean).join("!");
}

/** The sheets of a file. Throws `TableError`. */
export async function gridsOf(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Grid[]> {
  if (bytes.length > MAX_BYTES) {
    throw refuse({ zh: `文件大于 ${MAX_BYTES} 字节`, en: `the file is larger than ${MAX_BYTES} bytes` }, name, { zh: "按品种拆分", en: "split it by lots" });
  }
  if (starts(bytes, [0x50, 0x4b, 0x03, 0x04])) {
    const { readWorkbook } = await import("./workbook.js");
    return (await readWorkbook(name, bytes)).map(checked);
  }
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw refuse(
      { zh: "文件是旧式 .xls，或是加了密码的工作簿", en: "the file is an old .xls, or a workbook with a password" },
      name,
      { zh: "另存为不带密码的 .xlsx", en: "save it as .xlsx without a password" },
    );
  }
  return [await csvGrid(name, decoded(name, bytes))];
}

const starts = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, at) => bytes[at] === byte);

/** The text of a CSV: UTF-8, GB18030 (which Chinese spreadsheets write), or UTF-16 with its mark. */
export function decoded(name: string, bytes: Uint8Array): string {
  const encodings = starts(bytes, [0xff, 0xfe]) ? ["utf-16le"] : starts(bytes, [0xfe, 0xff]) ? ["utf-16be"] : ["utf-8", "gb18030"];
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (text.includes("\0")) break;
      return text;
    } catch {
      continue;
    }
  }
  throw refuse(
    { zh: "文件既不是工作簿（.xlsx），也不是 UTF-8 或 GB18030 文本", en: "the file is neither a workbook (.xlsx) nor text in UTF-8 or GB18030" },
    name,
    { zh: "另存为 .xlsx 或 CSV UTF-8", en: "save it as .xlsx or CSV UTF-8" },
  );
}

/** Text with commas, tabs or semicolons as a grid. Throws `TableError`. */
export async function csvGrid(name: string, text: string): Promise<Grid> {
  const { default: papa } = await import("papaparse");
  const first = text.slice(0, 100_000).split("\n", 20);
  const marks = [",", "\t", ";"];
  const often = marks.map((mark) => first.reduce((sum, line) => sum + line.split(mark).length - 1, 0));
  const delimiter = marks[often.indexOf(Math.max(...often))] ?? ",";
  const parsed = papa.parse<string[]>(text, { delimiter, skipEmptyLines: false });
  const wrong = parsed.errors.find((error) => error.type === "Quotes");
  if (wrong) {
    throw refuse(
      { zh: "不是合格的 CSV：引号未成对", en: "this is no CSV: a quotation mark is not closed or stands in the wrong place" },
      name,
      { zh: '引号内的引号要写两个：""', en: 'a quotation mark inside a quoted cell is written twice: ""' },
      (wrong.row ?? 0) + 1,
    );
  }
  const rows = parsed.data.map((row) => row.map(unquoted));
  return checked({ name, rows, visible: true, merged: [], uncomputed: new Set() });
}

/** `'=1+1` is how a CSV of this project protects a text that a spreadsheet would take for a formula. */
const unquoted = (value: string): string => (/^'[=+\-@\t\r]/.test(value) ? value.slice(1) : value);

function checked(grid: Grid): Grid {
  const rows = grid.rows.map((row) => {
    let end = row.length;
    while (end > 0 && blank(row[end - 1])) end -= 1;
    return row.slice(0, end);
  });
  while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop();
  const split: Text = { zh: "按品种拆分", en: "split it by lots" };
  if (rows.length > MAX_ROWS) throw refuse({ zh: `表超过 ${MAX_ROWS} 行`, en: `the sheet has more than ${MAX_ROWS} rows` }, grid.name, split);
  const wide = rows.findIndex((row) => row.length > MAX_COLUMNS);
  if (wide >= 0) {
    throw refuse(
      { zh: `表超过 ${MAX_COLUMNS} 列`, en: `the sheet has more than ${MAX_COLUMNS} columns` },
      grid.name,
      { zh: "把不属于表格的内容移开", en: "move what is not part of the table away" },
      wide + 1,
    );
  }
  return { ...grid, rows };
}
