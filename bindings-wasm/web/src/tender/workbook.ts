/** Reads workbooks (.xlsx). Loaded only when one is opened. */
import readWorkbookCells from "read-excel-file/universal";
import { type Cell, ErrorCell, NumberCell } from "./cells.js";
import { type Grid, type Row, refuse } from "./grid.js";
import { type Archive, openArchive } from "./zip.js";

/** What the reader of cells leaves out: sheets out of sight, merged ranges, error values, and formulas without a stored result. */
interface Marks {
  readonly visible: boolean;
  readonly merged: [number, number, number, number][];
  readonly uncomputed: Set<string>;
  readonly errors: Map<string, string>;
}

export async function readWorkbook(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Grid[]> {
  try {
    const archive = await openArchive(bytes);
    const marks = await marksOf(archive);
    // A number is kept as the file writes it; `cells.ts` says which decimal that is.
    const sheets = await readWorkbookCells(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength), {
      parseNumber: (text) => new NumberCell(text),
      trim: false,
    });
    return sheets.map(({ sheet, data }) => {
      const found = marks.get(sheet) ?? noMarks();
      return { name: sheet, rows: withErrors(data, found.errors), visible: found.visible, merged: found.merged, uncomputed: found.uncomputed };
    });
  } catch (error) {
    const told = error instanceof Error ? error.message.slice(0, 200) : String(error);
    throw refuse(
      { zh: `工作簿无法读取：${told}`, en: `the workbook cannot be read: ${told}` },
      name,
      { zh: "在表格软件中打开，另存为 .xlsx（不加密码）", en: "open it and save it again as .xlsx, without a password" },
    );
  }
}

const noMarks = (): Marks => ({ visible: true, merged: [], uncomputed: new Set(), errors: new Map() });

/** A cell that shows an error stays an error: taken for empty it could change who wins. */
function withErrors(data: readonly (readonly unknown[])[], errors: ReadonlyMap<string, string>): Row[] {
  const rows = data.map((row) => row.map(cellOf));
  for (const [at, text] of errors) {
    const [row = 0, column = 0] = at.split(",").map(Number);
    while (rows.length <= row) rows.push([]);
    const target = rows[row];
    if (!target) continue;
    while (target.length <= column) target.push(null);
    target[column] = new ErrorCell(text);
  }
  return rows;
}

function cellOf(value: unknown): Cell {
  if (typeof value === "string" || typeof value === "boolean" || value instanceof Date || value instanceof NumberCell) return value;
  return null;
}

async function marksOf(archive: Archive): Promise<Map<string, Marks>> {
  const book = await archive.text("xl/workbook.xml");
  const links = await archive.text("xl/_rels/workbook.xml.rels");
  const targets = new Map<string, string>();
  for (const tag of links.match(/<(?:\w+:)?Relationship\s[^>]*>/g) ?? []) {
    targets.set(attribute(tag, "Id"), attribute(tag, "Target").replace(/^\/?(?:xl\/)?/, "xl/"));
  }
  const found = new Map<string, Marks>();
  for (const tag of book.match(/<(?:\w+:)?sheet\s[^>]*>/g) ?? []) {
    const path = targets.get(attribute(tag, "r:id"));
    if (path === undefined || !archive.has(path)) continue;
    const state = attribute(tag, "state");
    found.set(attribute(tag, "name"), { ...scanned(await archive.text(path)), visible: state === "" || state === "visible" });
  }
  return found;
}

function scanned(xml: string): Marks {
  const marks = noMarks();
  for (const tag of xml.match(/<(?:\w+:)?mergeCell\s[^>]*>/g) ?? []) {
    const [from, to] = attribute(tag, "ref").split(":").map(address);
    if (from && to) marks.merged.push([from[0], from[1], to[0], to[1]]);
  }
  const cells = /<(?:\w+:)?c\s([^>]*[^/>]|)>([\s\S]*?)<\/(?:\w+:)?c>/g;
  for (const [, attributes = "", inner = ""] of xml.matchAll(cells)) {
    const formula = /<(?:\w+:)?f[\s>/]/.test(inner);
    const error = /\bt="e"/.test(attributes);
    if (!formula && !error) continue;
    const at = address(attribute(` ${attributes}`, "r"));
    if (!at) continue;
    const value = /<(?:\w+:)?v[^>]*>([\s\S]*?)<\/(?:\w+:)?v>/.exec(inner)?.[1] ?? "";
    if (error) marks.errors.set(at.join(","), unescaped(value));
    else if (value.trim() === "" && !/\bt="str"/.test(attributes)) marks.uncomputed.add(at.join(","));
  }
  return marks;
}

function attribute(tag: string, name: string): string {
  return unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "");
}

const ENTITIES: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&" };

function unescaped(text: string): string {
  return text
    .replace(/&#(x?)([0-9a-fA-F]+);/g, (_, hex: string, code: string) => String.fromCodePoint(Number.parseInt(code, hex ? 16 : 10)))
    .replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** `C7` is row 6, column 2. */
function address(name: string): [number, number] | undefined {
  const match = /^([A-Z]{1,3})([0-9]{1,7})$/.exec(name);
  if (!match) return undefined;
  const [, letters = "", row = ""] = match;
  let column = 0;
  for (const one of letters) column = column * 26 + one.charCodeAt(0) - 64;
  return [Number(row) - 1, column - 1];
}
