import { nothing, svg, html, type TemplateResult } from "lit-html";
import type { Language } from "../shell/tab.js";
import { say, type Text } from "../shell/words.js";
import type { ItemMark } from "./compute.js";
import { MARKS, words } from "./words.js";

/** A zone of the scale from a price on; `from` 0 is the first one. */
export interface Zone {
  readonly mark: string;
  readonly from: number;
  readonly limit: string;
  readonly name: Text | undefined;
}

/** The zones of an answer, from cheap to dear. Numbers only place them in the drawing. */
export function zonesOf(item: ItemMark): Zone[] {
  const zone = (mark: string, limit: string | null | undefined, name: Text): Zone[] =>
    limit ? [{ mark, from: Number(limit), limit, name }] : [];
  return [
    { mark: "none", from: 0, limit: "0", name: undefined },
    ...zone("marked", item.marked_limit, words.markedLimit),
    ...zone("yellow", item.yellow_limit, words.yellowLimit),
    ...zone("red", item.red_limit, words.redLimit),
    ...zone("suspended", item.suspend_limit, words.suspendLimit),
  ];
}

/** The widest price that is drawn: everything fits, and the last zone has some width. */
export function span(zones: readonly Zone[], price: number): number {
  const last = zones.at(-1)?.from ?? 0;
  return Math.max(last * 1.25, price * 1.1) || 1;
}

const TOP = 34;
const BAR = 26;
const ROW = 20;

/** The price among the limits: zones with their words, limits below the bar, the price above it. */
export function scale(item: ItemMark, price: string, language: Language): TemplateResult {
  const zones = zonesOf(item);
  const at = Number(price);
  const widest = span(zones, at);
  const share = (value: number) => `${Math.min(100, Math.max(0, (value / widest) * 100)).toFixed(3)}%`;
  const limits = zones.slice(1);
  const height = TOP + BAR + 8 + ROW * limits.length;
  return html`<svg class="scale" role="img" aria-label=${alternative(item, zones, price, language)} width="100%" height=${height}>
    <defs>
      <pattern id="hatch-red" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="8" height="8" class="zone-red"></rect>
        <line x1="0" y1="0" x2="0" y2="8" class="hatch"></line>
      </pattern>
    </defs>
    ${zones.map((zone, i) => {
      const to = zones[i + 1]?.from ?? widest;
      const width = share(Math.max(0, to - zone.from));
      return svg`<rect x=${share(zone.from)} y=${TOP} width=${width} height=${BAR} class="zone-${zone.mark}" fill=${zone.mark === "red" ? "url(#hatch-red)" : nothing}></rect>`;
    })}
    <rect x="0" y=${TOP} width="100%" height=${BAR} class="outline"></rect>
    ${limits.map((zone, i) => svg`<line x1=${share(zone.from)} x2=${share(zone.from)} y1=${TOP - 4} y2=${below(i)} class="limit"></line>`)}
    ${limits.map(
      (zone, i) =>
        svg`<text x=${share(zone.from)} y=${below(i) + 12} text-anchor=${anchorAt(zone.from / widest)}>${zone.name ? say(zone.name, language) : ""} ${zone.limit}</text>`,
    )}
    ${Number.isFinite(at)
      ? svg`<line x1=${share(at)} x2=${share(at)} y1="22" y2=${TOP + BAR + 3} class="price"></line>
          <text x=${share(at)} y="15" class="price-text" text-anchor=${anchorAt(at / widest)}>${say(words.price, language)} ${price}</text>`
      : nothing}
  </svg>`;
}

/** Where the line of a limit ends and its text begins: each limit has a row of its own. */
function below(row: number): number {
  return TOP + BAR + 6 + ROW * row;
}

/** Texts at the ends lean inwards. */
function anchorAt(part: number): string {
  if (part < 0.15) return "start";
  return part > 0.8 ? "end" : "middle";
}

/** What the drawing shows, in words. */
export function alternative(item: ItemMark, zones: readonly Zone[], price: string, language: Language): string {
  const colon = language === "zh" ? "：" : ": ";
  const stop = language === "zh" ? "；" : "; ";
  const limits = zones.slice(1).map((zone) => `${zone.name ? say(zone.name, language) : ""} ${zone.limit}`);
  const mark = MARKS[item.mark];
  return [
    `${say(words.scale, language)}${colon}${say(words.price, language)} ${price}`,
    ...limits,
    `${say(words.mark, language)}${colon}${mark ? say(mark.name, language) : item.mark}`,
  ].join(stop);
}
