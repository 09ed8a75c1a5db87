/** Draws the ladder with ECharts. Loaded with the first ladder, not with the page. */
import { CustomChart, type CustomSeriesOption } from "echarts/charts";
import { GridComponent, type GridComponentOption } from "echarts/components";
import { type ComposeOption, type EChartsType, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Language } from "../shell/tab.js";
import { short } from "./amount.js";
import { type Ladder, type LadderBid, type LineKind, drawn, widthOf } from "./ladder.js";
import { FONT, LEVEL, type Layout, MOST_ROWS, SMALL, TEXT, placedLabels } from "./layout.js";
import { PATHS } from "./outcomes.js";

use([CustomChart, GridComponent, SVGRenderer]);

type Option = ComposeOption<CustomSeriesOption | GridComponentOption>;
type Render = NonNullable<CustomSeriesOption["renderItem"]>;
type Element = ReturnType<Render>;

const INK = "#17232e";
const MUTED = "#4d5b68";
const PALE = "#dfe5ea";
interface Pen {
  readonly colour: string;
  readonly dash: number[] | "solid";
  readonly width: number;
}
const PENS: Readonly<Record<LineKind, Pen>> = {
  spread: { colour: "#b04d00", dash: "solid", width: 2 },
  anchor: { colour: "#0058a3", dash: [2, 3], width: 2 },
  mean: { colour: "#5b6570", dash: [8, 3, 2, 3], width: 1.5 },
  zero_volume: { colour: "#2b7fae", dash: [6, 4], width: 1.5 },
  ceiling: { colour: "#17232e", dash: "solid", width: 1.5 },
  limit_price: { colour: "#8f4470", dash: [6, 4], width: 1.5 },
  low_price: { colour: "#00664b", dash: [5, 3], width: 1.5 },
  mean_multiple: { colour: "#8a5a00", dash: [5, 3], width: 1.5 },
};

/** The chart in its element; of the element's size only the height is the chart's to say. */
export class LadderChart {
  private readonly chart: EChartsType;

  constructor(private readonly element: HTMLElement) {
    this.chart = init(element, null, { renderer: "svg" });
  }

  draw(ladder: Ladder, layout: Layout, language: Language): void {
    this.chart.resize({ width: layout.width, height: layout.height, silent: true });
    this.chart.setOption(optionOf(ladder, layout, language), { notMerge: true });
    // With it the style sheet for print can make the drawing as wide as the paper.
    this.element.querySelector("svg")?.setAttribute("viewBox", `0 0 ${layout.width} ${layout.height}`);
  }

  /** The drawing as a file of its own. */
  svg(): string {
    return this.chart.renderToSVGString();
  }

  dispose(): void {
    this.chart.dispose();
  }
}

function optionOf(ladder: Ladder, layout: Layout, language: Language): Option {
  const rows = ladder.rows.slice(0, MOST_ROWS);
  const { from, to, logarithmic } = ladder.axis;
  const unit = language === "zh" ? "单位可比价（元）" : "comparable price (yuan)";
  const note = logarithmic ? (language === "zh" ? "，对数刻度" : ", logarithmic") : "";
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: { left: layout.left, right: layout.right, top: layout.top, bottom: layout.bottom },
    xAxis: {
      type: logarithmic ? "log" : "value",
      min: from,
      max: to,
      name: unit + note,
      nameLocation: "middle",
      nameGap: 28,
      nameTextStyle: { color: MUTED, fontSize: SMALL },
      splitNumber: layout.width < 500 ? 3 : 6,
      axisLabel: { color: MUTED, fontSize: SMALL, hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: (value: number) => tick(value) },
      axisLine: { show: true, onZero: false, lineStyle: { color: MUTED } },
      axisTick: { lineStyle: { color: MUTED } },
      splitLine: { lineStyle: { color: "#eef1f4" } },
    },
    yAxis: { type: "value", min: -0.5, max: Math.max(rows.length, 1) - 0.5, inverse: true, show: false },
    series: [
      { type: "custom", silent: true, data: [[0, 0]], renderItem: lines(ladder, layout, language), z: 2 },
      { type: "custom", silent: true, data: rows.map((_, index) => [0, index]), renderItem: bids(rows, ladder.lines.map((line) => drawn(line.value)), layout), z: 4 },
    ],
  };
}

/** A mark of the axis: it stands at a round place, so that few digits say it. */
const tick = (value: number): string => String(Number(value.toPrecision(6)));

function lines(ladder: Ladder, layout: Layout, language: Language): Render {
  return (_, api) => {
    const [, first = 0] = api.coord([ladder.axis.from, -0.5]);
    const [, last = 0] = api.coord([ladder.axis.from, Math.max(ladder.rows.length, 1) - 0.5]);
    const children: Element[] = [];
    const labels: Element[] = [];
    for (const { label, at, place } of placedLabels(ladder, layout, language)) {
      const pen = PENS[label.line.kind];
      const y = layout.top - 6 - place.level * LEVEL;
      children.push({
        type: "line",
        shape: { x1: at, y1: y, x2: at, y2: last },
        style: { stroke: pen.colour, lineWidth: pen.width, ...(pen.dash === "solid" ? {} : { lineDash: pen.dash }) },
      });
      labels.push({
        type: "rect",
        shape: { x: place.left, y: y - LEVEL + 4, width: label.width, height: LEVEL - 3, r: 2 },
        style: { fill: "#ffffff", stroke: pen.colour, lineWidth: 1 },
      });
      labels.push(written(label.text, place.left + label.width / 2, y - LEVEL / 2 + 3, { size: SMALL, colour: pen.colour, align: "center" }));
    }
    // A line passes behind the labels of others.
    children.push(...labels);
    if (ladder.shortlistEnd !== undefined && ladder.shortlistEnd < MOST_ROWS) {
      const y = first + ladder.shortlistEnd * layout.rowHeight;
      children.push({
        type: "line",
        shape: { x1: 4, y1: y, x2: layout.width - 4, y2: y },
        style: { stroke: MUTED, lineWidth: 1, lineDash: [6, 4] },
      });
    }
    return { type: "group", children: children as never };
  };
}

interface Written {
  readonly size: number;
  readonly colour: string;
  readonly align: "left" | "right" | "center";
  readonly bold?: boolean;
  readonly halo?: boolean;
}

function written(text: string, x: number, y: number, of: Written): Element {
  return {
    type: "text",
    style: {
      text,
      x,
      y,
      fill: of.colour,
      fontFamily: FONT,
      fontSize: of.size,
      fontWeight: of.bold ? 650 : 400,
      align: of.align,
      verticalAlign: "middle",
      ...(of.halo ? { stroke: "#ffffff", lineWidth: 4 } : {}),
    },
  } as Element;
}

function bids(rows: readonly LadderBid[], limits: readonly number[], layout: Layout): Render {
  return (params, api) => {
    const bid = rows[params.dataIndex];
    if (!bid) return null;
    const x = (value: number): number => api.coord([value, 0])[0] ?? 0;
    const y = api.coord([0, params.dataIndex])[1] ?? 0;
    const children: Element[] = [];
    const text = (...of: Parameters<typeof written>): number => children.push(written(...of));
    text(layout.names[params.dataIndex] ?? "", layout.left - layout.rankWidth - 14, y, { size: TEXT, colour: INK, align: "right" });
    text(bid.rank, layout.left - 8, y, { size: SMALL, colour: MUTED, align: "right", bold: true });
    const reason = layout.reasons[params.dataIndex];
    if (reason) text(reason, layout.width - layout.right + 10, y, { size: SMALL, colour: MUTED, align: "left" });
    if (bid.price !== undefined) children.push(...marks(bid, bid.price, x, y, layout, limits.map(x)));
    return { type: "group", children: children as never };
  };
}

function marks(bid: LadderBid, price: string, x: (value: number) => number, y: number, layout: Layout, limits: readonly number[]): Element[] {
  const found: Element[] = [];
  const size = Math.min(7.5, layout.rowHeight * 0.28);
  const declared = x(drawn(price));
  const at = bid.final === undefined ? declared : x(drawn(bid.final));
  found.push({ type: "line", shape: { x1: layout.left, y1: y, x2: declared, y2: y }, style: { stroke: PALE, lineWidth: 1.5 } });
  if (bid.entered !== undefined) {
    const before = x(drawn(bid.entered) * bid.ratio);
    found.push({ type: "line", shape: { x1: before, y1: y, x2: declared, y2: y }, style: { stroke: "#a45f00", lineWidth: 1.5, lineDash: [2, 2] } });
    found.push({ type: "circle", shape: { cx: before, cy: y, r: size * 0.7 }, style: { fill: "#ffffff", stroke: "#a45f00", lineWidth: 1.5 } });
  }
  if (bid.final !== undefined) {
    found.push({ type: "circle", shape: { cx: declared, cy: y, r: size * 0.7 }, style: { fill: "#ffffff", stroke: MUTED, lineWidth: 1.5 } });
    found.push({ type: "line", shape: { x1: declared - size, y1: y, x2: at + size + 3, y2: y }, style: { stroke: "#0072b2", lineWidth: 1.5 } });
    found.push({ type: "polygon", shape: { points: [[at + size + 1, y], [at + size + 7, y - 4], [at + size + 7, y + 4]] }, style: { fill: "#0072b2" } });
  }
  found.push({
    type: "path",
    x: at,
    y,
    scaleX: size,
    scaleY: size,
    shape: { pathData: PATHS[bid.look.shape] },
    style: { fill: bid.look.filled ? bid.look.colour : "#ffffff", stroke: bid.look.colour, lineWidth: bid.look.filled ? 0 : 2, strokeNoScale: true },
  } as Element);
  const label = bid.final === undefined ? short(price) : `${short(price)} → ${short(bid.final)}`;
  const width = widthOf(label, SMALL);
  const right = Math.max(declared, at) + size + 6;
  const left = Math.min(declared, at) - size - 6;
  const crossed = (from: number): boolean => limits.some((limit) => limit > from && limit < from + width);
  const fitsRight = right + width <= layout.width - layout.right;
  const fitsLeft = left - width >= layout.left;
  // To the right, unless a limit passes through the figure there and not on the left.
  const onRight = fitsRight && !(crossed(right) && fitsLeft && !crossed(left - width));
  found.push(written(label, onRight ? right : left, y, { size: SMALL, colour: INK, align: onRight ? "left" : "right", halo: true }));
  return found;
}
