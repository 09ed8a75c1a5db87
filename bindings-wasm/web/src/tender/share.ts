/** What a link keeps of the tab: the table, the rulebook, the comparison. A link may say anything; nothing of it is trusted. */
import { BID_COLUMNS } from "./columns.js";
import { type BidDraft, type Cells, type LotDraft, type TableDraft, bidDraft, cleaned } from "./draft.js";

export interface Shared {
  readonly table: TableDraft;
  readonly rulebook: string;
  readonly compareWith: readonly string[];
  /** Further columns that are shown. */
  readonly columns: readonly string[];
  /** Whether the lots are a whole round. */
  readonly whole: boolean;
}

const VERSION = 1;
/** The mark of an entered price in a shared bid; no field has this name. */
const ENTERED = "~";
const MOST_LOTS = 500;
const MOST_BIDS = 2_000;
const MOST_RULEBOOKS = 12;
const LONGEST = 1_000;
const FIELDS = new Set(BID_COLUMNS.map((column) => column.field));

export function sharedState({ table, rulebook, compareWith, columns, whole }: Shared): unknown {
  return {
    v: VERSION,
    rulebook,
    compare: compareWith,
    columns,
    ...(whole ? { whole } : {}),
    lot: table.current,
    lots: table.lots.map(({ name, facts, specs, bids }) => ({
      name,
      facts,
      specs,
      bids: bids.map(({ cells, entered }) => (entered === undefined ? cells : { ...cells, [ENTERED]: entered })),
    })),
  };
}

/** What a shared state says; undefined where it is none of this page. */
export function readShared(state: unknown): Shared | undefined {
  if (!isObject(state) || state["v"] !== VERSION || !Array.isArray(state["lots"]) || typeof state["rulebook"] !== "string") return undefined;
  const lots = state["lots"].slice(0, MOST_LOTS).map(lotOf);
  if (lots.length === 0 || lots.includes(undefined)) return undefined;
  const known = lots.filter((lot) => lot !== undefined);
  const current = state["lot"];
  return {
    table: { lots: known, current: typeof current === "number" && Number.isInteger(current) && known[current] ? current : 0 },
    rulebook: state["rulebook"].slice(0, LONGEST),
    compareWith: texts(state["compare"]).slice(0, MOST_RULEBOOKS),
    columns: texts(state["columns"]).filter((field) => FIELDS.has(field)),
    whole: state["whole"] === true,
  };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

function lotOf(value: unknown): LotDraft | undefined {
  if (!isObject(value) || !Array.isArray(value["bids"])) return undefined;
  const { name, specs, bids } = value;
  return {
    name: typeof name === "string" ? name.slice(0, LONGEST) : "",
    facts: cellsOf(value["facts"]),
    specs: Array.isArray(specs) ? specs.slice(0, MOST_BIDS).map(cellsOf) : [],
    bids: (Array.isArray(bids) ? bids : []).slice(0, MOST_BIDS).map(bidOf),
  };
}

function bidOf(value: unknown): BidDraft {
  const bid = bidDraft(cellsOf(value));
  const entered = isObject(value) ? value[ENTERED] : undefined;
  return typeof entered === "string" ? { ...bid, entered: entered.slice(0, LONGEST) } : bid;
}

function cellsOf(value: unknown): Cells {
  if (!isObject(value)) return {};
  const known = Object.entries(value).flatMap(([field, text]) => (FIELDS.has(field) && typeof text === "string" ? [[field, text.slice(0, LONGEST)]] : []));
  return cleaned(Object.fromEntries(known) as Cells);
}
