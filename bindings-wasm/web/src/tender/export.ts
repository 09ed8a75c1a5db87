/** Results and the empty template as files. Amounts are written as texts: a number cell of a spreadsheet is a binary fraction. */
import type { Language } from "../shell/tab.js";
import { BID_COLUMNS, type Column, SPEC_COLUMNS } from "./columns.js";
import { clauseOf, factOf } from "./answer.js";
import type { Outcome } from "./decide.js";
import type { LotDraft } from "./draft.js";
import { fitted } from "./ladder.js";
import { FONT, SMALL } from "./layout.js";
import { CLAUSES, type Line, OUTCOMES, PROVENANCES, RESULT_COLUMNS, decidingSteps, word } from "./outputs.js";

/** A sheet of texts under its header. */
export interface TextSheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly widths: readonly number[];
}

export interface Exported {
  readonly lots: readonly { readonly lot: LotDraft; readonly outcome: Outcome }[];
  readonly rulebook: string;
  /** Number of the document, or its title. */
  readonly document: string;
  readonly language: Language;
}

const header = (column: Column, language: Language): string => (language === "zh" ? column.zh : column.field);

function wordOf(column: Column, text: string, language: Language): string {
  if (language === "en" || !column.words) return text;
  const said = (one: string): string => Object.entries(column.words ?? {}).find(([, meant]) => meant === one)?.[0] ?? one;
  return text.split(",").map(said).join("、");
}

/** The own columns of the table, then outcome, reason and source of every bid. */
export function resultSheet({ lots, document, language }: Exported): TextSheet {
  const rows = lots.flatMap(({ lot, outcome }) => lot.bids.map((bid, row) => ({ lot, bid, row, outcome })));
  const text = (column: Column, { lot, bid }: (typeof rows)[number]): string => {
    if (column.field === "lot") return lot.name;
    const spec = lot.specs.find((one) => one["spec"] === bid.cells["spec"]);
    if (column.field === "ceiling") return spec?.["ceiling"] ?? lot.facts["ceiling"] ?? "";
    if (column.scope === "spec") return spec?.[column.field] ?? "";
    return wordOf(column, (column.scope === "lot" ? lot.facts : bid.cells)[column.field] ?? "", language);
  };
  const columns = BID_COLUMNS.filter((column) => column.field === "price" || rows.some((row) => text(column, row) !== ""));
  const lines = rows.map(({ outcome, row }) => lineOf(outcome, row, document, language));
  const added = RESULT_COLUMNS.filter((column) => column.always || lines.some((line) => line && column.value(line) !== ""));
  return {
    name: language === "zh" ? "报价" : "bids",
    header: [...columns.map((column) => header(column, language)), ...added.map((column) => column.header[language])],
    rows: rows.map((row, at) => {
      const line = lines[at];
      return [...columns.map((column) => text(column, row)), ...added.map((column, place) => (line ? column.value(line) : place === 0 ? word(OUTCOMES, "undetermined", language) : ""))];
    }),
    widths: [...columns.map((column) => (column.kind === "id" ? 20 : 12)), ...added.map((column) => column.width ?? 12)],
  };
}

function lineOf({ question, decided }: Outcome, row: number, document: string, language: Language): Line | undefined {
  const at = question.rows.indexOf(row);
  const inputs = question.input["bids"];
  const asked: unknown = Array.isArray(inputs) ? inputs[at] : undefined;
  const id = typeof asked === "object" && asked !== null && "bid" in asked ? asked.bid : undefined;
  const bid = decided?.value.bids.find((one) => one.bid === id);
  return decided && bid ? { decided, bid, steps: decidingSteps(decided, bid), document, language } : undefined;
}

/** Every step of every lot. */
function stepsSheet({ lots, language }: Exported): TextSheet {
  const zh = language === "zh";
  return {
    name: zh ? "逐步说明" : "steps",
    header: zh ? ["品种", "对象", "条款", "说明", "数据"] : ["lot", "about", "clause", "step", "facts"],
    rows: lots.flatMap(({ lot, outcome }) =>
      (outcome.decided?.explanation ?? []).map((step) => {
        const about = step.subject.startsWith("bid:") ? step.subject.slice(4) : zh ? "本品种" : "the lot";
        const facts = Object.keys(Object(step.facts)).flatMap((name) => {
          const value = factOf(step, name);
          return value === undefined ? [] : [`${name}=${value}`];
        });
        return [lot.name, about, `${word(CLAUSES, clauseOf(step), language)} ${step.clause}`, step.text ?? "", facts.join(zh ? "；" : "; ")];
      }),
    ),
    widths: [20, 18, 34, 60, 50],
  };
}

/** Every parameter that the results rest on, once, with the lots it touched. */
function sourcesSheet({ lots, language }: Exported): TextSheet {
  const zh = language === "zh";
  const found = new Map<string, { provenance: string; citation: string; lots: string[] }>();
  for (const { lot, outcome } of lots) {
    for (const { parameter, provenance, citation } of outcome.decided?.rests_on ?? []) {
      const known = found.get(parameter) ?? { provenance, citation, lots: [] };
      known.lots.push(lot.name);
      found.set(parameter, known);
    }
  }
  return {
    name: zh ? "依据" : "sources",
    header: zh ? ["参数", "可靠程度", "出处", "涉及品种"] : ["parameter", "provenance", "citation", "lots"],
    rows: [...found].map(([parameter, one]) => [parameter, word(PROVENANCES, one.provenance, language), one.citation, one.lots.join(zh ? "、" : ", ")]),
    widths: [40, 14, 70, 40],
  };
}

/** What the workbook is; read again, it names the rulebook. */
function aboutSheet({ rulebook, document, lots, language }: Exported): TextSheet {
  const zh = language === "zh";
  return {
    name: zh ? "说明" : "about",
    header: zh ? ["项目", "内容"] : ["item", "content"],
    rows: [
      [zh ? "规则书" : "rulebook", rulebook],
      [zh ? "文件" : "document", document],
      [zh ? "品种数" : "lots", String(lots.length)],
      [zh ? "数字" : "numbers", zh ? "金额为元，按文本逐位准确；计算所得的价格只在显示时舍入到 8 位小数。" : "Amounts are in yuan, as exact texts; computed prices are rounded to 8 decimals, for showing only."],
    ],
    widths: [18, 90],
  };
}

export function workbookSheets(exported: Exported): TextSheet[] {
  return [resultSheet(exported), sourcesSheet(exported), stepsSheet(exported), aboutSheet(exported)];
}

const KINDS: Readonly<Record<Column["kind"], readonly [zh: string, en: string]>> = {
  id: ["文本", "text"],
  price: ["大于 0 的十进制数，至多 10 位小数", "decimal above zero, at most 10 decimals"],
  factor: ["大于 0 的十进制数，至多 10 位小数", "decimal above zero, at most 10 decimals"],
  quantity: ["不小于 0 的十进制数", "decimal, zero or more"],
  money: ["不小于 0 的十进制数", "decimal, zero or more"],
  score: ["不小于 0 的十进制数", "decimal, zero or more"],
  count: ["不小于 1 的整数", "whole number, 1 or more"],
  count0: ["不小于 0 的整数", "whole number, 0 or more"],
  bool: ["是、否", "yes or no"],
  choice: ["下列词之一", "one of the words"],
  want: ["下列词，可写几个", "some of the words"],
  date: ["日期，如 2025-10-27", "day, like 2025-10-27"],
};

/** An empty table to fill in, with every column explained. */
export function templateSheets(language: Language): TextSheet[] {
  const zh = language === "zh";
  const bids = BID_COLUMNS.filter((column) => column.scope !== "tender");
  const words = (column: Column): string => (zh ? Object.keys(column.words ?? {}).join("、") : Object.values(column.words ?? {}).join(", "));
  const explained = (sheet: string, columns: readonly Column[]): string[][] =>
    columns.map((column) => [
      sheet,
      header(column, language),
      column.required ? (zh ? "是" : "yes") : "",
      column.meaning[language],
      column.unit?.[language] ?? "",
      KINDS[column.kind][zh ? 0 : 1],
      words(column),
      (column.aliases ?? []).join("、"),
    ]);
  const names = zh ? ["报价", "规格"] : ["bids", "specs"];
  const table = (name: string, columns: readonly Column[]): TextSheet => ({ name, header: columns.map((column) => header(column, language)), rows: [], widths: columns.map(() => 15) });
  return [
    table(names[0] ?? "", bids),
    table(names[1] ?? "", SPEC_COLUMNS),
    { name: zh ? "说明" : "about", header: zh ? ["项目", "内容"] : ["item", "content"], rows: [[zh ? "规则书" : "rulebook", ""]], widths: [18, 44] },
    {
      name: zh ? "填写说明" : "columns",
      header: zh ? ["工作表", "列名", "必填", "含义", "单位", "填法", "可填的词", "也认这些列名"] : ["sheet", "header", "required", "meaning", "unit", "holds", "words", "also read"],
      rows: [...explained(names[0] ?? "", bids), ...explained(names[1] ?? "", SPEC_COLUMNS)],
      widths: [9, 18, 8, 70, 14, 34, 44, 34],
    },
  ];
}

/** A workbook of texts. */
export async function workbook(sheets: readonly TextSheet[]): Promise<Blob> {
  const { default: write } = await import("write-excel-file/universal");
  return write(
    sheets.map(({ name, header: titles, rows, widths }) => ({
      sheet: name,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: 1,
      data: [
        titles.map((value) => ({ value, type: String, fontWeight: "bold" as const, backgroundColor: "#E3F0F1", wrap: true, alignVertical: "center" as const })),
        ...rows.map((row) => row.map((value) => (value === "" ? null : { value, type: String, format: "@", wrap: value.length > 24, alignVertical: "top" as const }))),
      ],
    })),
  ).toBlob();
}

const TOP = 56;
const BOTTOM = 30;

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The drawing with what it shows above it and under which rules below: away from the page it stands alone. */
export function framed(drawing: string, title: string, subtitle: string, source: string): string {
  const width = Number(/^<svg[^>]* width="([0-9.]+)"/.exec(drawing)?.[1] ?? 600);
  const height = Number(/^<svg[^>]* height="([0-9.]+)"/.exec(drawing)?.[1] ?? 400);
  const whole = height + TOP + BOTTOM;
  const line = (text: string, y: number, size: number, more: string): string =>
    `<text x="10" y="${y}" font-family="${FONT}" font-size="${size}" ${more}>${escaped(fitted(text, size, width - 20))}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}">`,
    `<rect width="${width}" height="${whole}" fill="#ffffff"/>`,
    line(title, 24, 16, 'font-weight="650" fill="#17232e"'),
    line(subtitle, 45, SMALL, 'fill="#4d5b68"'),
    `<g transform="translate(0 ${TOP})">${drawing}</g>`,
    line(source, whole - 10, 11, 'fill="#4d5b68"'),
    "</svg>",
  ].join("\n");
}

/** A drawing as a picture, twice as fine as on the screen. */
export async function pngOf(drawing: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([drawing], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * 2;
    canvas.height = image.naturalHeight * 2;
    const pen = canvas.getContext("2d");
    if (!pen) throw new Error("no canvas");
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
