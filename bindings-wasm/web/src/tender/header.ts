/** The header of a table: the row that names the columns, and what each name stands for. */
import type { Text } from "../shell/words.js";
import { type Cell, blank, shown } from "./cells.js";
import { BID_COLUMNS, type Column } from "./columns.js";
import { type Grid, type Problem, letter } from "./grid.js";
import { RESULT_HEADERS } from "./outputs.js";

/** The header is looked for in so many rows. */
export const HEADER_WITHIN = 20;

export interface Header {
  /** Its row from 0. */
  readonly row: number;
  readonly columns: ReadonlyMap<number, Column>;
  /** How many columns are the caller's: those of an earlier result are left out. */
  readonly own: number;
}

const ASCII = /^[\x20-\x7e]*$/;

/** A header as it is compared: full-width forms folded, no blanks, lower case, no mark of a required column. */
export function normalise(header: Cell): string {
  const text = shown(header).normalize("NFKC").trim().replace(/\*+$/, "").trim().toLowerCase();
  return text.split(/\s+/).join(ASCII.test(text) ? "_" : "");
}

/** `申报价(元/片)` is `申报价`. */
function withoutUnit(name: string): string {
  if (!/[)\]]$/.test(name)) return name;
  const start = Math.max(name.lastIndexOf("("), name.lastIndexOf("["));
  return start > 0 ? name.slice(0, start).replace(/_+$/, "") : name;
}

type Known = ReadonlyMap<string, Column>;

function index(columns: readonly Column[]): Known {
  const known = new Map<string, Column>();
  for (const column of columns) {
    for (const name of [column.zh, column.field, ...(column.aliases ?? [])]) known.set(normalise(name), column);
  }
  return known;
}

function recognise(header: Cell, known: Known): Column | undefined {
  const name = normalise(header);
  return known.get(name) ?? known.get(withoutUnit(name));
}

/** Whether a sheet has a header of bids. */
export function namesBids(grid: Grid): boolean {
  const known = index(BID_COLUMNS);
  return grid.rows.slice(0, HEADER_WITHIN).some((row) => {
    const fields = new Set(row.filter((value) => !blank(value)).map((value) => recognise(value, known)?.field));
    return fields.has("price") && (fields.has("bid") || fields.has("company"));
  });
}

/** The row of the first 20 that names the most columns. Headers that stand twice or are one slip away from a known one are added to `problems`. */
export function findHeader(grid: Grid, columns: readonly Column[], problems: Problem[]): Header | undefined {
  const known = index(columns);
  let best = 1;
  let bestRow = -1;
  grid.rows.slice(0, HEADER_WITHIN).forEach((row, number) => {
    const fields = new Set<string>();
    for (const value of row) {
      const column = typeof value === "string" && !blank(value) ? recognise(value, known) : undefined;
      if (column) fields.add(column.field);
    }
    const count = fields.size + (fields.has("price") ? 1 : 0);
    if (count > best) [best, bestRow] = [count, number];
  });
  const titles = grid.rows[bestRow];
  if (!titles) return undefined;
  const own = ownColumns(titles);
  const found = new Map<number, Column>();
  const seen = new Map<string, number>();
  titles.slice(0, own).forEach((value, position) => {
    if (blank(value)) return;
    const column = recognise(value, known);
    const before = column && seen.get(column.field);
    const told = !column ? slip(value, known) : before === undefined ? undefined : twice(column, shown(titles[before]), before);
    if (column && before === undefined) {
      seen.set(column.field, position);
      found.set(position, column);
    }
    if (told) {
      problems.push({ ...told, sheet: grid.name, row: bestRow + 1, column: letter(position), header: shown(value), value: shown(value) });
    }
  });
  return { row: bestRow, columns: found, own };
}

type Told = { message: Text; help: Text };

function slip(value: Cell, known: Known): Told | undefined {
  const near = nearest(value, known);
  if (near === undefined) return undefined;
  return {
    message: { zh: `不认识列名 \`${shown(value)}\`，但很像 \`${near}\``, en: `\`${shown(value)}\` is not a known header, but nearly \`${near}\`` },
    help: { zh: `写作 \`${near}\`，或改成明显不同的名称`, en: `write \`${near}\`, or a clearly different name if it is a column of your own` },
  };
}

/** Two headers of one column: which of them is meant cannot be seen. */
function twice(column: Column, first: string, position: number): Told {
  return {
    message: {
      zh: `列“${column.zh}”出现两次，另见 ${letter(position)} 列 \`${first}\``,
      en: `the column \`${column.field}\` stands here twice, also as \`${first}\` in column ${letter(position)}`,
    },
    help: { zh: "删去其一", en: "remove one" },
  };
}

/** Where the columns of an earlier result begin: a run of them in their order, from the first to the last, ends the header. */
function ownColumns(row: readonly Cell[]): number {
  for (const headers of RESULT_HEADERS) {
    if (row.at(-1) !== headers.at(-1)) continue;
    let start = row.length;
    let before = headers.length;
    while (start > 0) {
      const at = headers.indexOf(String(row[start - 1]));
      if (at < 0 || at >= before) break;
      start -= 1;
      before = at;
    }
    if (before === 0) return start;
  }
  return row.length;
}

/** The known header that this one is one slip away from: four characters or more, two slips for long English words. */
export function nearest(header: Cell, known: Known = index(BID_COLUMNS)): string | undefined {
  const name = withoutUnit(normalise(header));
  if (name.length > 40) return undefined;
  for (const candidate of known.keys()) {
    const allowed = ASCII.test(candidate) && candidate.length >= 8 ? 2 : 1;
    if (Math.min(name.length, candidate.length) >= 4 && distance(name, candidate, allowed) <= allowed) return candidate;
  }
  return undefined;
}

/** Insertions, deletions, replacements and swaps of neighbours; anything above `most` counts the same. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? most + 1;
}
