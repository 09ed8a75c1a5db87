/** From a grid to lots: the header is found, every cell read, lots and strengths put together, all problems collected. */
import type { Text } from "../shell/words.js";
import { compared } from "./amount.js";
import { Unreadable, blank, shown, textOf } from "./cells.js";
import { ABOUT_SHEET, BIDS_SHEET, BID_COLUMNS, SPECS_SHEET, SPEC_COLUMNS } from "./columns.js";
import { type Cells, LOT_COLUMNS, type LotDraft, ROW_COLUMNS, bidDraft, columnOf } from "./draft.js";
import { type Grid, type Problem, TableError, refuse } from "./grid.js";
import { HEADER_WITHIN, type Header, findHeader, namesBids, normalise } from "./header.js";
import { type ReadRow, Rows, type Spot } from "./rows.js";

/** A tender as it was read from a table. */
export interface Tender {
  readonly lots: readonly LotDraft[];
  /** What the table names as its rulebook: id or title. */
  readonly rulebook: string | undefined;
  /** Remarks below the table, which are not read. */
  readonly notes: readonly string[];
}

type Fact = { readonly text: string; readonly spot: Spot };

interface LotReading {
  readonly facts: Map<string, Fact>;
  readonly ceilings: (Fact & { readonly spec: string | undefined })[];
  readonly factors: (Fact & { readonly spec: string | undefined })[];
  readonly specs: Map<string, { readonly facts: Map<string, Fact>; spot: Spot }>;
  readonly bids: { readonly cells: Record<string, string>; readonly spot: Spot }[];
  readonly ids: Map<string, Spot>;
}

const NUMBERS = new Set(["price", "factor", "quantity", "money", "score"]);
/** Reads the sheets of a file as a tender. Throws `TableError` with every problem and its cell. */
export function readTender(name: string, grids: readonly Grid[]): Tender {
  return new Reading(name, grids).tender();
}

class Reading extends Rows {
  private readonly lots = new Map<string, LotReading>();
  private rulebook: Fact | undefined;

  constructor(
    private readonly name: string,
    private readonly grids: readonly Grid[],
  ) {
    super();
  }

  tender(): Tender {
    const grid = this.bidsGrid();
    const header = findHeader(grid, BID_COLUMNS, this.problems);
    const fields = new Set([...(header?.columns.values() ?? [])].map((column) => column.field));
    if (!header || !fields.has("price")) throw new TableError([this.noHeader(grid, header)]);
    if (!fields.has("bid") && !fields.has("company")) {
      this.problems.push({
        message: { zh: "没有“企业”列，也没有“申报编号”列，不知道每行是谁的申报", en: "neither a column `company` nor `bid` says whose bid a row is" },
        sheet: grid.name,
        row: header.row + 1,
      });
      throw new TableError(this.problems);
    }
    const rows = this.filled(grid, header);
    const filled = { ...grid, rows };
    const { notes, end } = this.notes(filled, header);
    const read = this.rows(filled, header, end, (spot, row) => this.bid(spot, row));
    this.specsSheet(grid);
    this.aboutSheet(grid);
    const lots = [...this.lots].map(([lot, found]) => this.lot(lot, found));
    if (read === 0 && this.problems.length === 0) {
      this.problems.push({ message: { zh: "列名下面没有申报", en: "there is no bid below the header" }, sheet: grid.name, row: header.row + 1 });
    }
    if (this.problems.length > 0) throw new TableError(this.inOrder(grid));
    return { lots, rulebook: this.rulebook?.text, notes };
  }

  private inOrder(grid: Grid): Problem[] {
    const order = (problem: Problem): number => (problem.sheet === grid.name ? -1 : this.grids.findIndex((one) => one.name === problem.sheet));
    const far = (problem: Problem): string => (problem.column ?? "").padStart(4);
    return this.problems.toSorted((a, b) => order(a) - order(b) || (a.row ?? 0) - (b.row ?? 0) || (far(a) < far(b) ? -1 : far(a) > far(b) ? 1 : 0));
  }

  // Sheets

  private named(names: Text): Grid | undefined {
    const wanted = new Set(Object.values(names));
    return this.grids.find((grid) => grid.visible && wanted.has(grid.name.trim().toLowerCase()));
  }

  private bidsGrid(): Grid {
    const bids = this.named(BIDS_SHEET);
    if (bids) return bids;
    const others = new Set([...Object.values(SPECS_SHEET), ...Object.values(ABOUT_SHEET)]);
    const candidates = this.grids.filter((grid) => grid.visible && !others.has(grid.name.trim().toLowerCase()));
    const fitting = candidates.filter(namesBids);
    if (fitting.length > 1) {
      const listed = fitting.map((grid) => `\`${grid.name}\``);
      throw refuse(
        { zh: `有几张工作表都像报价表：${listed.join("、")}`, en: `several sheets look like bids: ${listed.join(", ")}` },
        this.name,
        { zh: "把要读的一张改名为“报价”", en: "name the one that is meant `bids`" },
      );
    }
    const chosen = fitting[0] ?? candidates[0];
    if (!chosen) throw refuse({ zh: "没有可见的报价工作表", en: "there is no visible sheet with bids" }, this.name);
    return chosen;
  }

  private noHeader(grid: Grid, header: Header | undefined): Problem {
    if (header) {
      const told = this.problems.map((problem) => problem.message);
      const help = told.length > 0 ? { zh: told.map((text) => text.zh).join("；"), en: told.map((text) => text.en).join("; ") } : undefined;
      return { message: { zh: "列名中没有“申报价”", en: "the header has no column `price`" }, help, sheet: grid.name, row: header.row + 1 };
    }
    return {
      message: { zh: `前 ${HEADER_WITHIN} 行没有找到列名`, en: `no header was found in the first ${HEADER_WITHIN} rows` },
      help: {
        zh: "至少要有“申报价”和“企业”（或“申报编号”）；可下载模板",
        en: "it names at least `price` and `company` or `bid`; the template is a table to start from",
      },
      sheet: grid.name,
    };
  }

  // Rows

  /** Adds a row to its lot. A field that was unreadable is there as undefined, one that is blank is not there. */
  private bid(spot: Spot, row: ReadRow): void {
    const name = this.lotName(spot, row);
    if (!row.has("price")) this.report(spot, "price", { zh: "没有填申报价", en: "price is missing" });
    if (spot.columns.has("bid") && !row.has("bid")) {
      this.report(spot, "bid", { zh: "没有填申报编号", en: "bid is missing" }, { zh: "填一个品种内不重复的编号", en: "write an identifier that is unique in the lot" });
    } else if (!row.has("bid") && !row.has("company")) {
      this.report(spot, "company", { zh: "没有填企业", en: "company is missing" });
    }
    const rulebook = row.get("rulebook");
    if (rulebook !== undefined) this.agreeRulebook(rulebook, spot);
    if (name === undefined) return;
    const lot = this.lots.get(name) ?? newLot();
    this.lots.set(name, lot);
    for (const { field } of LOT_COLUMNS) {
      const text = row.get(field);
      if (text !== undefined && field !== "ceiling") this.agree(lot.facts, field, text, spot, ofLot(name));
    }
    const spec = row.get("spec");
    // An unreadable strength is one problem, not three.
    if (!row.has("spec") || spec !== undefined) {
      const [ceiling, factor] = [row.get("ceiling"), row.get("factor")];
      if (ceiling !== undefined) lot.ceilings.push({ text: ceiling, spot, spec });
      if (factor !== undefined) lot.factors.push({ text: factor, spot, spec });
    }
    if (spec !== undefined && !lot.specs.has(spec)) lot.specs.set(spec, { facts: new Map(), spot });
    const id = row.has("bid") ? row.get("bid") : row.get("company");
    if (id === undefined) return;
    const first = lot.ids.get(id);
    const own = spot.columns.has("bid") ? "bid" : "company";
    if (first) {
      this.report(
        spot,
        own,
        { zh: `\`${shown(id)}\` 在${ofLot(name).zh}报了两次：另见第 ${first.row} 行`, en: `\`${shown(id)}\` bids twice ${ofLot(name).en}: also in row ${first.row}` },
        own === "bid" ? undefined : { zh: "增设“申报编号”列，给每份申报一个编号", en: "add a column `bid` with an identifier for each bid" },
        shown(id),
      );
      return;
    }
    lot.ids.set(id, spot);
    const [price, revival] = [row.get("price"), row.get("revival_price")];
    if (price !== undefined && revival !== undefined && compared(revival, price) > 0) {
      this.report(spot, "revival_price", { zh: `复活报价 \`${revival}\` 高于申报价 \`${price}\``, en: `revival_price must not be above price \`${price}\`, got \`${revival}\`` });
    }
    const cells: Record<string, string> = {};
    for (const { field } of ROW_COLUMNS) cells[field] = row.get(field) ?? "";
    lot.bids.push({ cells, spot });
  }

  private lotName(spot: Spot, row: ReadRow): string | undefined {
    if (!spot.columns.has("lot")) return "";
    if (!row.has("lot")) {
      this.report(spot, "lot", { zh: "没有填品种", en: "lot is missing" }, { zh: "每行写明品种，或合并该品种的单元格", en: "write the lot in each row, or merge the cells of its rows" });
    }
    return row.get("lot");
  }

  private agree(facts: Map<string, Fact>, field: string, text: string, spot: Spot, of: Text): void {
    const known = facts.get(field);
    if (!known) facts.set(field, { text, spot });
    else if (known.text !== text && !(NUMBERS.has(columnOf(field).kind) && compared(known.text, text) === 0)) {
      const where = known.spot.sheet === spot.sheet ? { zh: "", en: "" } : { zh: `工作表“${known.spot.sheet}”`, en: `the sheet \`${known.spot.sheet}\`, ` };
      this.report(
        spot,
        field,
        {
          zh: `${of.zh}的${columnOf(field).zh}此处为 \`${shown(text)}\`，${where.zh}第 ${known.spot.row} 行为 \`${shown(known.text)}\``,
          en: `${field} ${of.en} is \`${shown(text)}\` here and \`${shown(known.text)}\` in ${where.en}row ${known.spot.row}`,
        },
        { zh: "只写一次，或各行写成一样", en: "state it once, or the same in every row" },
        shown(text),
      );
    }
  }

  private agreeRulebook(text: string, spot: Spot): void {
    if (!this.rulebook) this.rulebook = { text, spot };
    else if (this.rulebook.text !== text) {
      this.report(spot, "rulebook", {
        zh: `规则书此处为 \`${shown(text)}\`，第 ${this.rulebook.spot.row} 行为 \`${shown(this.rulebook.text)}\``,
        en: `the rulebook is \`${shown(text)}\` here and \`${shown(this.rulebook.text)}\` in row ${this.rulebook.spot.row}`,
      });
    }
  }

  // Other sheets

  private specsSheet(bids: Grid): void {
    const grid = this.named(SPECS_SHEET);
    if (!grid || grid === bids || grid.rows.every((row) => row.every(blank))) return;
    const header = findHeader(grid, SPEC_COLUMNS, this.problems);
    if (!header || ![...header.columns.values()].some((column) => column.field === "spec")) {
      this.problems.push({ message: { zh: "规格工作表没有“规格”列", en: "the sheet of strengths has no column `spec`" }, sheet: grid.name });
      return;
    }
    const filled = { ...grid, rows: this.filled(grid, header) };
    this.rows(filled, header, this.notes(filled, header).end, (spot, row) => this.spec(spot, row));
  }

  private spec(spot: Spot, row: ReadRow): void {
    const name = this.lotName(spot, row);
    if (!row.has("spec")) this.report(spot, "spec", { zh: "没有填规格", en: "spec is missing" });
    const spec = row.get("spec");
    if (name === undefined || spec === undefined) return;
    const lot = this.lots.get(name);
    if (!lot) {
      this.report(spot, "lot", { zh: `没有申报属于品种“${shown(name)}”`, en: `no bid is on the lot \`${shown(name)}\`` }, { zh: "与报价表写成一样", en: "write it as in the sheet of bids" }, name);
      return;
    }
    const known = lot.specs.get(spec);
    if (known && known.spot.sheet === spot.sheet) {
      this.report(spot, "spec", { zh: `规格 \`${shown(spec)}\` 出现两次：另见第 ${known.spot.row} 行`, en: `\`${shown(spec)}\` stands twice: also in row ${known.spot.row}` });
      return;
    }
    const strength = known ?? { facts: new Map<string, Fact>(), spot };
    strength.spot = spot;
    lot.specs.set(spec, strength);
    for (const field of ["ceiling", "factor"]) {
      const text = row.get(field);
      if (text !== undefined) this.agree(strength.facts, field, text, spot, ofSpec(spec));
    }
  }

  private aboutSheet(bids: Grid): void {
    const grid = this.named(ABOUT_SHEET);
    if (!grid || grid === bids) return;
    const column = columnOf("rulebook");
    const labels = new Set([column.zh, column.field].map(normalise));
    grid.rows.forEach((row, number) => {
      const [label, value] = row;
      if (typeof label !== "string" || blank(value) || !labels.has(normalise(label).replace(/:$/, ""))) return;
      const spot: Spot = { sheet: grid.name, row: number + 1, columns: new Map([["rulebook", ["B", shown(label)]]]) };
      try {
        this.agreeRulebook(textOf(value, column), spot);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        this.report(spot, "rulebook", error.text, error.help, shown(value));
      }
    });
  }

  // Lots

  private lot(name: string, lot: LotReading): LotDraft {
    const facts: Record<string, string> = {};
    for (const [field, fact] of lot.facts) facts[field] = fact.text;
    if (lot.specs.size > 0) this.agreeSpecs(name, lot);
    else {
      const found = new Map<string, Fact>();
      for (const { text, spot } of lot.ceilings) this.agree(found, "ceiling", text, spot, ofLot(name));
      const ceiling = found.get("ceiling");
      if (ceiling) facts["ceiling"] = ceiling.text;
      for (const { spot } of lot.factors) {
        this.report(spot, "factor", { zh: "差比系数是规格的，而本行没有规格", en: "factor is that of a strength, and the row states none" }, { zh: "填写“规格”", en: "fill in `spec`" });
      }
    }
    const reference = lot.facts.get("reference_spec");
    if (reference && !lot.specs.has(reference.text)) {
      this.report(
        reference.spot,
        "reference_spec",
        { zh: `\`${shown(reference.text)}\` 不是${ofLot(name).zh}的规格`, en: `\`${shown(reference.text)}\` is not a strength ${ofLot(name).en}` },
        undefined,
        shown(reference.text),
      );
    }
    const specs = [...lot.specs].map(([spec, { facts: own }]): Cells => ({ spec, ...Object.fromEntries([...own].map(([field, fact]) => [field, fact.text])) }));
    return { name, facts, specs, bids: lot.bids.map((bid) => bidDraft(bid.cells)) };
  }

  private agreeSpecs(name: string, lot: LotReading): void {
    for (const [field, stated] of [["ceiling", lot.ceilings], ["factor", lot.factors]] as const) {
      for (const { text, spot, spec } of stated) {
        const strength = spec === undefined ? undefined : lot.specs.get(spec);
        if (strength && spec !== undefined) this.agree(strength.facts, field, text, spot, ofSpec(spec));
      }
    }
    for (const { cells, spot } of lot.bids) {
      if (!cells["spec"]) this.report(spot, "spec", { zh: `没有填规格，而${ofLot(name).zh}有规格`, en: `spec is missing: the lot \`${shown(name)}\` has strengths` });
    }
  }
}

const newLot = (): LotReading => ({ facts: new Map(), ceilings: [], factors: [], specs: new Map(), bids: [], ids: new Map() });
const ofLot = (name: string): Text => (name === "" ? { zh: "本品种", en: "of the lot" } : { zh: `品种“${shown(name)}”`, en: `of the lot \`${shown(name)}\`` });
const ofSpec = (spec: string): Text => ({ zh: `规格“${shown(spec)}”`, en: `of the strength \`${shown(spec)}\`` });
