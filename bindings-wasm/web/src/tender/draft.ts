/** The table as it stands on the page: texts as they were typed or read. Immutable; a change makes a new one, so that undoing is keeping the old one. */
import { BID_COLUMNS, type Column } from "./columns.js";

/** Field → text; a field that says nothing is not there. */
export type Cells = Readonly<Record<string, string>>;

export interface BidDraft {
  /** Tells rows apart while they move; not shown. */
  readonly key: number;
  readonly cells: Cells;
  /** The price as it was entered, where it has been moved on the ladder since. */
  readonly entered?: string | undefined;
}

export interface LotDraft {
  readonly name: string;
  /** Facts of the lot by field. */
  readonly facts: Cells;
  /** Strengths: `spec`, `ceiling`, `factor`. */
  readonly specs: readonly Cells[];
  readonly bids: readonly BidDraft[];
}

export interface TableDraft {
  readonly lots: readonly LotDraft[];
  /** Which lot is shown. */
  readonly current: number;
}

export const LOT_COLUMNS: readonly Column[] = BID_COLUMNS.filter((column) => column.scope === "lot" && column.field !== "lot");
export const ROW_COLUMNS: readonly Column[] = BID_COLUMNS.filter((column) => column.scope === "bid");

export function columnOf(field: string): Column {
  const column = BID_COLUMNS.find((one) => one.field === field);
  if (!column) throw new Error(`there is no column ${field}`);
  return column;
}

let lastKey = 0;

export function bidDraft(cells: Cells): BidDraft {
  lastKey += 1;
  return { key: lastKey, cells: cleaned(cells) };
}

/** Cells without those that say nothing. */
export function cleaned(cells: Cells): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ""));
}

export const emptyRow = (bid: BidDraft): boolean => Object.values(bid.cells).every((text) => text.trim() === "");

export function emptyLot(): LotDraft {
  return { name: "", facts: {}, specs: [], bids: [1, 2, 3].map(() => bidDraft({})) };
}

export function withCell(cells: Cells, field: string, text: string): Cells {
  const { [field]: _, ...rest } = cells;
  return text === "" ? rest : { ...rest, [field]: text };
}

const replaced = <T>(list: readonly T[], at: number, item: T): T[] => list.map((one, index) => (index === at ? item : one));

export function lotOf(table: TableDraft): LotDraft {
  return table.lots[table.current] ?? emptyLot();
}

export function withLot(table: TableDraft, lot: LotDraft): TableDraft {
  return { ...table, lots: replaced(table.lots, table.current, lot) };
}

/** A typed cell. A typed price is an entered price: the mark of a moved one goes. */
export function typed(lot: LotDraft, row: number, field: string, text: string): LotDraft {
  const bid = lot.bids[row];
  if (!bid) return lot;
  const cells = withCell(bid.cells, field, text);
  return { ...lot, bids: replaced(lot.bids, row, { ...bid, cells, entered: field === "price" ? undefined : bid.entered }) };
}

/** A price that was moved: the entered one is kept beside it until it is reached again. */
export function priced(lot: LotDraft, row: number, price: string): LotDraft {
  const bid = lot.bids[row];
  if (!bid) return lot;
  const entered = bid.entered ?? bid.cells["price"] ?? "";
  const same = entered === price || samePrice(entered, price);
  const cells = withCell(bid.cells, "price", same ? entered : price);
  return { ...lot, bids: replaced(lot.bids, row, { ...bid, cells, entered: same ? undefined : entered }) };
}

const samePrice = (one: string, other: string): boolean => digits(one) === digits(other);
const digits = (text: string): string => (text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text);

/** All moved prices back to the entered ones. */
export function restored(lot: LotDraft): LotDraft {
  const bids = lot.bids.map((bid) =>
    bid.entered === undefined ? bid : { ...bid, cells: withCell(bid.cells, "price", bid.entered), entered: undefined },
  );
  return { ...lot, bids };
}

export const isMoved = (lot: LotDraft): boolean => lot.bids.some((bid) => bid.entered !== undefined);

export function withoutRow(lot: LotDraft, row: number): LotDraft {
  return { ...lot, bids: lot.bids.filter((_, index) => index !== row) };
}

export function withRow(lot: LotDraft): LotDraft {
  return { ...lot, bids: [...lot.bids, bidDraft({})] };
}

export function withFact(lot: LotDraft, field: string, text: string): LotDraft {
  return { ...lot, facts: withCell(lot.facts, field, text) };
}

/** The strengths that the bids state, with what is known of each; further ones stay. */
export function specsOf(lot: LotDraft): readonly Cells[] {
  const named = new Set(lot.specs.map((spec) => spec["spec"]));
  const more = [...new Set(lot.bids.map((bid) => bid.cells["spec"]?.trim() ?? ""))].filter((spec) => spec !== "" && !named.has(spec));
  return [...lot.specs, ...more.map((spec) => ({ spec }))];
}

/** A block of cells written over the table from a cell on; rows are added where it is longer. */
export function pasted(lot: LotDraft, row: number, fields: readonly string[], block: readonly (readonly string[])[]): LotDraft {
  const bids = [...lot.bids];
  block.forEach((line, down) => {
    const at = row + down;
    const bid = bids[at] ?? bidDraft({});
    const cells: Record<string, string> = { ...bid.cells };
    line.forEach((text, right) => {
      const field = fields[right];
      if (field !== undefined) cells[field] = text.trim();
    });
    const priceWritten = fields.slice(0, line.length).includes("price");
    bids[at] = { ...bid, cells: cleaned(cells), entered: priceWritten ? undefined : bid.entered };
  });
  return { ...lot, bids };
}
