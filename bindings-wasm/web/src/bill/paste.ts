/** Lines from the clipboard of a spreadsheet: a header row of known names, Chinese or English, then one line a row. */

import { parse } from "papaparse";

import { LIST_CLASSES, STATUSES, addLine, type Bill, type Line, type LineClass, type LineStatus } from "./model.js";

/** Headers that are understood, each for a field. The English ones are the names of the library's fields. */
export const HEADERS = {
  name: ["项目", "名称", "药品", "name", "item"],
  status: ["产品身份", "身份", "status"],
  list_class: ["目录类别", "甲乙类", "list_class", "class"],
  price: ["单价", "价格", "price"],
  quantity: ["数量", "quantity"],
  amount: ["金额", "amount"],
  own_rate: ["先行自付比例", "自付比例", "own_rate", "rate", "first_self_pay_rate"],
  standard: ["支付标准", "standard"],
  fixed_self_pay: ["定额自负", "fixed_self_pay"],
  winning_price: ["自身中选价", "winning_price"],
  rivals: ["中选价", "对照中选价", "winners"],
  base_price: ["基准价", "base_price"],
  national_standard: ["国家支付标准", "national_standard"],
  negotiated_price: ["谈判价", "negotiated_price"],
  group: ["组别", "group"],
  category: ["类别", "category"],
  cap: ["限价", "cap"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
type Column = keyof typeof HEADERS;

const STATUS_WORDS: Readonly<Record<string, LineStatus>> = {
  中选: "winner",
  中选产品: "winner",
  原研: "originator",
  原研药: "originator",
  参比制剂: "reference_product",
  过评: "passed",
  过评仿制药: "passed",
  未过评: "not_passed",
  未中选: "non_winner",
  谈判药品: "negotiated",
  竞价药品: "bid",
  两非: "ordinary",
  普通药品: "ordinary",
};
const CLASS_WORDS: Readonly<Record<string, LineClass>> = {
  甲: "a",
  甲类: "a",
  乙: "b",
  乙类: "b",
  目录外: "out_of_list",
  丙类: "out_of_list",
  自费: "out_of_list",
};

export interface Pasted {
  readonly lines: readonly Partial<Omit<Line, "key">>[];
  /** Headers that no field has: their cells are not taken, and that is said. */
  readonly unknown: readonly string[];
  /** Cells that are no known word: row (from 1, the header apart), header and text. */
  readonly doubtful: readonly { readonly row: number; readonly header: string; readonly text: string }[];
  readonly truncated: boolean;
}

const MOST = 1000;

function columnOf(header: string): Column | undefined {
  const plain = header.trim().toLowerCase().replace(/[（(].*[)）]$/, "");
  return (Object.keys(HEADERS) as Column[]).find((column) => (HEADERS[column] as readonly string[]).includes(plain));
}

/** A number of a spreadsheet as the library wants it: separators and currency signs away, `10%` as `0.1`; anything else as it stands. */
export function plainNumber(cell: string): string {
  const text = cell.normalize("NFKC").trim().replace(/^[¥￥]\s*/, "").replace(/\s*元$/, "");
  const bare = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text;
  const percent = /^(\d{1,3})(?:\.(\d+))?\s*%$/.exec(bare);
  if (percent === null) return bare;
  const [, whole = "", part = ""] = percent;
  const digits = whole.padStart(3, "0");
  const share = `${Number(digits.slice(0, -2))}.${digits.slice(-2)}${part}`;
  return share.replace(/\.?0+$/, "");
}

/** Reads a table as text: tabs, commas or semicolons. Without a known header nothing is taken. */
export function readPasted(text: string): Pasted {
  const rows = parse<string[]>(text.trim(), { skipEmptyLines: "greedy" }).data;
  const [header = [], ...body] = rows;
  const columns = header.map(columnOf);
  const unknown = header.filter((name, index) => columns[index] === undefined && name.trim() !== "");
  const doubtful: { row: number; header: string; text: string }[] = [];
  if (columns.every((column) => column === undefined)) return { lines: [], unknown, doubtful, truncated: false };
  const lines = body.slice(0, MOST).map((cells, row) => {
    const line: Partial<Omit<Line, "key">> = {};
    columns.forEach((column, index) => {
      const cell = (cells[index] ?? "").trim();
      if (column !== undefined && cell !== "" && !take(line, column, cell)) {
        doubtful.push({ row: row + 1, header: header[index] ?? "", text: cell });
      }
    });
    return settled(line);
  });
  return { lines, unknown, doubtful, truncated: body.length > MOST };
}

/** Whether the cell was understood. */
function take(line: Partial<Omit<Line, "key">>, column: Column, cell: string): boolean {
  switch (column) {
    case "name":
    case "group":
    case "category":
      line[column] = cell;
      return true;
    case "status": {
      const status = STATUSES.find((word) => word === cell) ?? STATUS_WORDS[cell];
      if (status !== undefined) line.status = status;
      return status !== undefined;
    }
    case "list_class": {
      const word = LIST_CLASSES.find((one) => one === cell.toLowerCase()) ?? CLASS_WORDS[cell];
      if (word !== undefined) line.list_class = word;
      return word !== undefined;
    }
    case "rivals":
      line.rivals = cell
        .split(/[;；、\s]+/)
        .filter(Boolean)
        .map((price, index) => ({ id: `W${index + 1}`, price: plainNumber(price), group: "", supply: "", volume: "" }));
      return true;
    default:
      line[column] = plainNumber(cell);
      return true;
  }
}

/** A row that does not say what the product is to a tender: with its own rate or standard it is taken as it stands. */
function settled(line: Partial<Omit<Line, "key">>): Partial<Omit<Line, "key">> {
  if (line.status !== undefined || line.rivals !== undefined || line.base_price !== undefined) return line;
  if (line.winning_price !== undefined) return { ...line, status: "winner" };
  if (line.national_standard !== undefined) return { ...line, status: "negotiated" };
  return { ...line, status: "direct" };
}

export function addPasted(bill: Bill, pasted: Pasted): void {
  for (const line of pasted.lines) addLine(bill, line);
}
