/** The rows under a header: merged cells filled, remarks put apart, every cell read, every problem kept with its cell. */
import type { Text } from "../shell/words.js";
import { type Cell, Unreadable, blank, read, shown } from "./cells.js";
import type { Column } from "./columns.js";
import { columnOf } from "./draft.js";
import { type Grid, type Problem, type Row, letter } from "./grid.js";
import type { Header } from "./header.js";

/** A row of a sheet, with letter and header of the column of each field. */
export interface Spot {
  readonly sheet: string;
  readonly row: number;
  readonly columns: ReadonlyMap<string, readonly [string, string]>;
}

/** Field → text; undefined where the cell is unreadable; a field that is blank is not there. */
export type ReadRow = Map<string, string | undefined>;

const FILLED_DOWN = new Set(["company", "group", "spec"]);
const UNCOMPUTED: Text = { zh: "公式没有存下结果", en: "the formula of this cell has no stored result" };
const UNCOMPUTED_HELP: Text = {
  zh: "在表格软件中打开，让它计算后保存；或直接填数",
  en: "open the workbook in a spreadsheet, let it compute, and save it; or write the value instead of the formula",
};

export class Rows {
  protected readonly problems: Problem[] = [];

  /** A merged cell of a lot, company, group or strength, and of a column that is not read, holds for all its rows. */
  protected filled(grid: Grid, header: Header): Row[] {
    const rows = grid.rows.map((row) => [...row]);
    for (const [top, left, bottom] of grid.merged) {
      const last = Math.min(bottom, rows.length - 1);
      if (top <= header.row || last <= top || left >= header.own) continue;
      const value = rows[top]?.[left];
      if (blank(value)) continue;
      const column = header.columns.get(left);
      if (column && column.scope === "bid" && !FILLED_DOWN.has(column.field)) {
        this.problems.push({
          message: {
            zh: `合并单元格把一个${column.zh}写给第 ${top + 1} 至 ${last + 1} 行`,
            en: `one ${column.field} stands in a merged cell for the rows ${top + 1} to ${last + 1}`,
          },
          help: { zh: "请逐行填写", en: "write it in each row: a merged cell does not say whether each bid has it" },
          sheet: grid.name,
          row: top + 1,
          column: letter(left),
          header: shown(rows[header.row]?.[left]),
          value: shown(value),
        });
        continue;
      }
      for (const row of rows.slice(top + 1, last + 1)) {
        if (row.length === 0) continue;
        while (row.length < left) row.push(null);
        row[left] = value;
      }
    }
    return rows;
  }

  /** Remarks at the end: rows with text in one cell only, which is not a lot of the table. */
  protected notes({ rows, uncomputed }: Grid, header: Header): { notes: string[]; end: number } {
    const notes: string[] = [];
    let end = rows.length;
    for (; end > header.row + 1; end -= 1) {
      const row = rows[end - 1]?.slice(0, header.own) ?? [];
      const filled = row.flatMap((value, position) => (blank(value) ? [] : [position]));
      const [position] = filled;
      // A bid whose price is waiting for its formula is no remark.
      if ([...header.columns.keys()].some((column) => uncomputed.has(`${end - 1},${column}`))) break;
      if (position === undefined) continue;
      const value = row[position];
      if (filled.length > 1 || typeof value !== "string") break;
      const field = header.columns.get(position)?.field;
      if (field === "price" || field === "bid") break;
      if (field === "lot" && rows.slice(header.row + 1, end - 1).some((other) => other[position] === value)) break;
      notes.unshift(value.trim().slice(0, 1000));
    }
    return { notes, end };
  }

  /** Reads the rows under a header; gives how many there were. */
  protected rows(grid: Grid, header: Header, end: number, take: (spot: Spot, row: ReadRow) => void): number {
    const titles = grid.rows[header.row] ?? [];
    const columns = new Map([...header.columns].map(([position, column]) => [column.field, [letter(position), shown(titles[position])] as const]));
    let count = 0;
    for (let number = header.row + 1; number < end; number += 1) {
      const row = grid.rows[number]?.slice(0, header.own) ?? [];
      const waiting = [...header.columns.keys()].some((position) => grid.uncomputed.has(`${number},${position}`));
      if (row.every(blank) && !waiting) continue;
      // The header again, on the next printed page.
      if (row.length > 0 && row.every((value, at) => value === titles[at]) && row.length === Math.min(titles.length, header.own)) continue;
      const spot: Spot = { sheet: grid.name, row: number + 1, columns };
      const found: ReadRow = new Map();
      for (const [position, column] of header.columns) {
        const value = row[position];
        if (blank(value) && grid.uncomputed.has(`${number},${position}`)) {
          this.report(spot, column.field, UNCOMPUTED, UNCOMPUTED_HELP);
          found.set(column.field, undefined);
        } else if (!blank(value)) {
          found.set(column.field, this.cell(value, column, spot));
        }
      }
      take(spot, found);
      count += 1;
    }
    return count;
  }

  /** The text of a cell; undefined, and reported, where it is unreadable. */
  protected cell(value: Cell, column: Column, spot: Spot): string | undefined {
    try {
      return read(value, column);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.report(spot, column.field, error.text, error.help, shown(value));
      return undefined;
    }
  }

  protected report(spot: Spot, field: string, message: Text, help?: Text, value?: string): void {
    const [column, header] = spot.columns.get(field) ?? [undefined, columnOf(field).zh];
    this.problems.push({ message, help, sheet: spot.sheet, row: spot.row, column, header, value });
  }
}
