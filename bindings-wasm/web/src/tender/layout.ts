/** Where things of the ladder stand: margins, rows, labels of limits. Made without a screen, so that it can be tested. */
import type { Language } from "../shell/tab.js";
import { short } from "./amount.js";
import { type Ladder, type LadderLine, type PlacedLabel, drawn, fitted, placeLabels, widthOf } from "./ladder.js";

export const TEXT = 13;
export const SMALL = 12;
/** Without quotation marks: in the drawing that is handed out, they would end the attribute that they stand in. */
export const FONT = "system-ui, -apple-system, Segoe UI, Roboto, PingFang SC, Hiragino Sans GB, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, sans-serif";
/** Height of a level of limit labels. */
export const LEVEL = 19;

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly rankWidth: number;
  readonly names: readonly string[];
  /** Empty where there is no room for reasons. */
  readonly reasons: readonly string[];
}

/** Rows that are drawn; a longer ladder is read in the table. */
export const MOST_ROWS = 300;

const rowHeightOf = (rows: number): number => (rows <= 40 ? 32 : rows <= 120 ? 24 : 18);

export function layoutOf(ladder: Ladder, width: number, language: Language): Layout {
  const rows = ladder.rows.slice(0, MOST_ROWS);
  const rowHeight = rowHeightOf(rows.length);
  const rankWidth = Math.max(16, ...rows.map((row) => widthOf(row.rank, SMALL)));
  const wide = width >= 560;
  const nameRoom = Math.min(wide ? 190 : width * 0.3, Math.max(24, ...rows.map((row) => widthOf(row.name, TEXT))));
  const texts = rows.map((row) => (wide ? row.reason[language] : row.look.short[language]));
  const reasonRoom = Math.min(wide ? 210 : 58, Math.max(0, ...texts.map((text) => widthOf(text, SMALL))));
  const left = Math.ceil(nameRoom + rankWidth + 18);
  const right = Math.ceil(reasonRoom + 12);
  const labels = lineLabels(ladder.lines, language);
  // Where the lines stand is known once the axis is; as many levels as labels could need are too many, so they are placed by share of the width.
  const plot = width - left - right;
  const at = (value: string): number => left + plot * share(ladder, drawn(value));
  const placed = placeLabels(labels.map((label) => ({ at: at(label.value), width: label.width })), 0, width);
  const levels = Math.max(0, ...placed.map((one) => one.level + 1));
  const top = 10 + levels * LEVEL + (levels > 0 ? 4 : 0);
  const bottom = 46;
  return {
    width,
    height: top + rows.length * rowHeight + bottom,
    rowHeight,
    left,
    right,
    top,
    bottom,
    rankWidth,
    names: rows.map((row) => fitted(row.name, TEXT, nameRoom)),
    reasons: texts.map((text) => fitted(text, SMALL, reasonRoom)),
  };
}

/** Position within the axis from 0 to 1. */
export function share({ axis }: Ladder, value: number): number {
  if (!axis.logarithmic) return (value - axis.from) / (axis.to - axis.from);
  return Math.log(value / axis.from) / Math.log(axis.to / axis.from);
}

/** The value at a share of the axis. */
export function valueAt({ axis }: Ladder, part: number): number {
  if (!axis.logarithmic) return axis.from + part * (axis.to - axis.from);
  return axis.from * (axis.to / axis.from) ** part;
}

interface LineLabel {
  readonly line: LadderLine;
  readonly value: string;
  readonly text: string;
  readonly width: number;
}

function lineLabels(lines: readonly LadderLine[], language: Language): LineLabel[] {
  return lines.map((line) => {
    const text = `${line.label[language]} ${short(line.value)}`;
    return { line, value: line.value, text, width: widthOf(text, SMALL) + 8 };
  });
}

/** The labels of the limits in a layout, in pixels. */
export function placedLabels(ladder: Ladder, layout: Layout, language: Language): { label: LineLabel; at: number; place: PlacedLabel }[] {
  const plot = layout.width - layout.left - layout.right;
  const labels = lineLabels(ladder.lines, language);
  const positions = labels.map((label) => layout.left + plot * share(ladder, drawn(label.value)));
  const places = placeLabels(
    labels.map((label, index) => ({ at: positions[index] ?? 0, width: label.width })),
    0,
    layout.width,
  );
  return labels.map((label, index) => ({ label, at: positions[index] ?? 0, place: places[index] ?? { left: 0, level: 0 } }));
}
