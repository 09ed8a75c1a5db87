/** From the table to the question of the library, and from a place in the question back to its cell. */
import { tidy } from "../shell/tidy.js";
import type { Text } from "../shell/words.js";
import { Unreadable, read } from "./cells.js";
import { type Column, SPEC_COLUMNS } from "./columns.js";
import { type Cells, LOT_COLUMNS, type LotDraft, ROW_COLUMNS, columnOf, emptyRow, specsOf } from "./draft.js";
import { NAMES } from "./words.js";

/** A cell of the page: a fact of the lot, a cell of a bid (row from 0), or of a strength. */
export interface Place {
  readonly part: "fact" | "bid" | "spec";
  readonly row: number;
  readonly field: string;
}

export interface CellProblem {
  readonly place: Place;
  readonly message: Text;
  readonly help?: Text | undefined;
}

export type Json = string | boolean | number | readonly Json[] | { readonly [key: string]: Json };
export type Fields = Readonly<Record<string, Json>>;

export interface Question {
  /** The lot in the shape of the contract. */
  readonly input: Fields;
  /** What the page can tell before the library is asked; the question is complete only without any. */
  readonly problems: readonly CellProblem[];
  /** The row of the table behind each bid. */
  readonly rows: readonly number[];
  /** The line of the strengths behind each strength. */
  readonly specRows: readonly number[];
}

const COUNTS = new Set(["count", "count0"]);
const WORDS = new Set(["id", "choice", "want", "bool"]);

/** A text as the contract has it. Throws `Unreadable`. */
function valueOf(text: string, column: Column): Json {
  // What is typed may come from a Chinese input method, with digits of full width; words stay as they are.
  const value = read(WORDS.has(column.kind) ? text : tidy(text), column);
  if (column.kind === "bool") return value === "true";
  if (COUNTS.has(column.kind)) return Number(value);
  return column.kind === "want" ? value.split(",").filter(Boolean) : value;
}

class Making {
  readonly problems: CellProblem[] = [];

  cells(columns: readonly Column[], cells: Cells, part: Place["part"], row: number): Record<string, Json> {
    const found: Record<string, Json> = {};
    for (const column of columns) {
      const text = cells[column.field]?.trim() ?? "";
      if (text === "") continue;
      try {
        found[column.field] = valueOf(text, column);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        this.report({ part, row, field: column.field }, error.text, error.help);
      }
    }
    return found;
  }

  report(place: Place, message: Text, help?: Text): void {
    this.problems.push({ place, message, help });
  }
}

/** The question for a lot, by itself or within a round; rows in which nothing stands are left out. */
export function questionOf(lot: LotDraft, within: "lot" | "round" = "lot"): Question {
  const making = new Making();
  const strengths = specsOf(lot);
  const facts = making.cells(LOT_COLUMNS, lot.facts, "fact", 0);
  // A rank for the batch-wide filter has no meaning in a single lot, and the library refuses it there.
  const { filter_tie_rank: tieRank, form, ...others } = facts;
  if (within === "round" && tieRank !== undefined) others["filter_tie_rank"] = tieRank;
  const specRows: number[] = [];
  const specs = strengths.flatMap((spec, row) => {
    if ((spec["spec"] ?? "").trim() === "") return [];
    specRows.push(row);
    return [making.cells(SPEC_COLUMNS, spec, "spec", row)];
  });
  if (specs.length > 0) delete others["ceiling"];
  const rows: number[] = [];
  const bids: Fields[] = [];
  const seen = new Map<string, number>();
  lot.bids.forEach((bid, row) => {
    if (emptyRow(bid)) return;
    const own = making.cells(ROW_COLUMNS, bid.cells, "bid", row);
    checkBid(making, own, bid.cells, row, seen);
    rows.push(row);
    bids.push({ bid: own["bid"] ?? own["company"] ?? "", ...own });
  });
  const name = lot.name.trim();
  const input: Fields = {
    ...(name === "" ? {} : { lot: name }),
    ...(form === undefined ? {} : { form }),
    ...(specs.length > 0 ? { specs } : {}),
    ...others,
    bids,
  };
  return { input, problems: making.problems, rows, specRows };
}

function checkBid(making: Making, own: Fields, cells: Cells, row: number, seen: Map<string, number>): void {
  const place = (field: string): Place => ({ part: "bid", row, field });
  if (!cells["price"]?.trim()) making.report(place("price"), { zh: "没有填申报价", en: "the price is missing" });
  const field = cells["bid"]?.trim() ? "bid" : "company";
  const id = own["bid"] ?? own["company"];
  if (!cells[field]?.trim()) {
    making.report(place("company"), { zh: "没有填企业", en: "the company is missing" });
  } else if (typeof id === "string") {
    const first = seen.get(id);
    if (first === undefined) seen.set(id, row);
    else {
      making.report(
        place(field),
        { zh: `\`${id}\` 报了两次：另见第 ${first + 1} 行`, en: `\`${id}\` bids twice: also in row ${first + 1}` },
        field === "bid" ? undefined : { zh: "显示“申报编号”一列，给每份申报一个编号", en: "show the column `bid` and give each bid an identifier" },
      );
    }
  }
}

/** The cell that a JSON Pointer of the library names; `/input/lot/…` is how a comparison and a what-if name the same. */
export function placeOf(path: string, question: Question): Place | undefined {
  const parts = path.split("/").slice(1);
  if (parts[0] !== "input") return undefined;
  const rest = parts[1] === "lot" && parts.length > 2 ? parts.slice(2) : parts.slice(1);
  const [head = "", number = "", field = ""] = rest;
  if (head === "bids" && /^[0-9]+$/.test(number)) {
    const row = question.rows[Number(number)];
    return row === undefined ? undefined : { part: "bid", row, field: field === "" ? "company" : field };
  }
  if (head === "specs" && /^[0-9]+$/.test(number)) {
    const row = question.specRows[Number(number)];
    return row === undefined ? undefined : { part: "spec", row, field: field === "" ? "spec" : field };
  }
  return LOT_COLUMNS.some((column) => column.field === head) ? { part: "fact", row: 0, field: head } : undefined;
}

/** A cell for people: the row from 1 and the column by its header. */
export function placeName(place: Place, language: "zh" | "en"): string {
  const column = columnOf(place.field);
  const header = language === "zh" ? column.zh : (NAMES[column.field] ?? column.field);
  if (place.part === "fact") return header;
  const row = place.row + 1;
  if (place.part === "spec") return language === "zh" ? `规格第 ${row} 行，${header}` : `strength ${row}, column ${header}`;
  return language === "zh" ? `第 ${row} 行，${header}` : `row ${row}, column ${header}`;
}
