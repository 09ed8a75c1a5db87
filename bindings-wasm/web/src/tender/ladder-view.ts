/** The ladder on the page: the drawing, and over each bid a handle that pointer and keyboard can move. */
import type { Language } from "../shell/tab.js";
import { amountOf, moved, pointedAt, short, stepDecimals } from "./amount.js";
import type { LadderChart } from "./chart.js";
import { type Axis, type Ladder, type LadderBid, drawn, widenedAxis } from "./ladder.js";
import { type Layout, MOST_ROWS, layoutOf, share, valueAt } from "./layout.js";
import { t } from "./words.js";

export interface LadderActions {
  /** A price while it is being moved; `done` once it is let go. */
  readonly move: (bid: LadderBid, price: string) => void;
  readonly done: () => void;
  readonly choose: (bid: LadderBid) => void;
}

interface Drag {
  readonly pointer: number;
  readonly bid: string;
  readonly start: string;
  /** Where in the handle it was taken. */
  readonly offset: number;
  readonly from: number;
  moving: boolean;
}

const KEYS: Readonly<Record<string, bigint>> = { ArrowRight: 1n, ArrowUp: 1n, ArrowLeft: -1n, ArrowDown: -1n, PageUp: 100n, PageDown: -100n };
/** A finger trembles; only beyond so many pixels is a price moved. */
const STILL = 4;

export class LadderView {
  readonly element = document.createElement("div");
  private readonly canvas = document.createElement("div");
  private readonly handles = document.createElement("div");
  private readonly known = new Map<string, HTMLElement>();
  private chart: LadderChart | undefined;
  private loading: Promise<void> | undefined;
  private ladder: Ladder | undefined;
  private layout: Layout | undefined;
  private language: Language = "zh";
  private axis: Axis | undefined;
  private drag: Drag | undefined;
  private focused: string | undefined;
  private focusPrice = "";
  private frame: number | undefined;
  private drawing: number | undefined;
  private width = 0;
  private pointerAt = 0;
  private readonly watcher: ResizeObserver;

  constructor(private readonly actions: LadderActions) {
    this.element.className = "ladder";
    this.canvas.className = "ladder-canvas";
    this.canvas.setAttribute("aria-hidden", "true");
    this.handles.className = "ladder-handles";
    this.element.append(this.canvas, this.handles);
    // Asking for the width after each change would lay the whole page out each time.
    this.watcher = new ResizeObserver(([entry]) => {
      this.width = Math.floor(entry?.contentRect.width ?? 0);
      this.redraw();
    });
    this.watcher.observe(this.element);
  }

  update(ladder: Ladder, language: Language): void {
    // Under a pointer the scale stays, or the price would run away from it; under the keyboard it only grows.
    const stepped = this.focused !== undefined && this.axis ? widenedAxis(this.axis, ladder.axis) : ladder.axis;
    const axis = this.drag && this.axis ? this.axis : stepped;
    this.axis = axis;
    this.ladder = { ...ladder, axis };
    this.language = language;
    this.redraw();
  }

  /** The drawing as an SVG file. */
  svg(): string | undefined {
    return this.chart?.svg();
  }

  destroy(): void {
    this.watcher.disconnect();
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    if (this.drawing !== undefined) cancelAnimationFrame(this.drawing);
    this.chart?.dispose();
  }

  private redraw(): void {
    if (!this.ladder || this.width === 0) return;
    this.layout = layoutOf(this.ladder, this.width, this.language);
    // Set as properties: the policy of the page refuses style attributes.
    this.element.style.height = `${this.layout.height}px`;
    this.place();
    if (!this.chart) return this.load();
    // Several changes within a frame are drawn once.
    this.drawing ??= requestAnimationFrame(() => {
      this.drawing = undefined;
      if (this.ladder && this.layout) this.chart?.draw(this.ladder, this.layout, this.language);
    });
  }

  private load(): void {
    this.element.setAttribute("aria-busy", "true");
    this.loading ??= import("./chart.js").then(({ LadderChart: Chart }) => {
      this.chart = new Chart(this.canvas);
      this.element.removeAttribute("aria-busy");
      this.redraw();
    });
    // Without the drawing the table still says everything, and the next result tries again.
    this.loading.catch(() => {
      this.loading = undefined;
      this.element.removeAttribute("aria-busy");
    });
  }

  // Handles

  private place(): void {
    const { ladder, layout } = this;
    if (!ladder || !layout) return;
    const plot = layout.width - layout.left - layout.right;
    const seen = new Set<string>();
    ladder.rows.slice(0, MOST_ROWS).forEach((bid, row) => {
      if (bid.fixed !== undefined || bid.price === undefined || !amountOf(bid.declared)) return;
      seen.add(bid.bid);
      const handle = this.known.get(bid.bid) ?? this.handle(bid.bid);
      handle.style.left = `${layout.left + plot * share(ladder, drawn(bid.price))}px`;
      handle.style.top = `${layout.top + (row + 0.5) * layout.rowHeight}px`;
      handle.style.height = `${layout.rowHeight}px`;
      this.describe(handle, bid);
    });
    for (const [bid, handle] of this.known) {
      if (seen.has(bid)) continue;
      handle.remove();
      this.known.delete(bid);
    }
    this.order();
  }

  /** Tab goes through the handles from the first rank to the last; a focused handle is not moved in the page, or it would lose the focus. */
  private order(): void {
    if (this.focused !== undefined || this.drag) return;
    for (const { bid } of this.ladder?.rows ?? []) {
      const handle = this.known.get(bid);
      if (handle) this.handles.append(handle);
    }
  }

  private describe(handle: HTMLElement, bid: LadderBid): void {
    const { language } = this;
    const zh = language === "zh";
    handle.setAttribute("aria-label", zh ? `${bid.name} 的申报价` : `Price of ${bid.name}`);
    handle.setAttribute("aria-valuenow", String(drawn(bid.declared)));
    const outcome = bid.look.long[language];
    handle.setAttribute("aria-valuetext", zh ? `${bid.declared} 元，名次 ${bid.rank}，${outcome}` : `${bid.declared} yuan, rank ${bid.rank}, ${outcome}`);
    handle.title = `${bid.name} · ${short(bid.declared)} ${t.yuan[language]} · ${bid.reason[language]}`;
    handle.dataset["bid"] = bid.bid;
    handle.dataset["reason"] = bid.result.reason;
  }

  private handle(bid: string): HTMLElement {
    const handle = document.createElement("div");
    handle.className = "ladder-handle";
    handle.tabIndex = 0;
    handle.setAttribute("role", "slider");
    handle.setAttribute("aria-valuemin", "0");
    handle.addEventListener("pointerdown", (event) => this.take(event, handle, bid));
    handle.addEventListener("pointermove", (event) => this.follow(event));
    handle.addEventListener("pointerup", (event) => this.release(event));
    handle.addEventListener("pointercancel", () => this.giveUp());
    handle.addEventListener("keydown", (event) => this.key(event, bid));
    handle.addEventListener("focus", () => this.focus(bid));
    handle.addEventListener("blur", () => this.blur());
    this.known.set(bid, handle);
    this.handles.append(handle);
    return handle;
  }

  private bidOf(id: string): LadderBid | undefined {
    return this.ladder?.rows.find((row) => row.bid === id);
  }

  private focus(id: string): void {
    const bid = this.bidOf(id);
    this.focused = id;
    this.focusPrice = bid?.declared ?? "";
    if (bid) this.actions.choose(bid);
  }

  private blur(): void {
    this.focused = undefined;
    this.actions.done();
  }

  private key(event: KeyboardEvent, id: string): void {
    const bid = this.bidOf(id);
    if (!bid || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") {
      event.preventDefault();
      if (this.drag) this.giveUp();
      else this.actions.move(bid, this.focusPrice);
      return;
    }
    const steps = KEYS[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    const price = moved(bid.declared, event.shiftKey ? steps * 10n : steps);
    if (price !== undefined) this.actions.move(bid, price);
  }

  private take(event: PointerEvent, handle: HTMLElement, id: string): void {
    const bid = this.bidOf(id);
    if (!bid || event.button !== 0 || this.drag) return;
    handle.setPointerCapture(event.pointerId);
    const x = event.clientX - this.element.getBoundingClientRect().left;
    const at = Number.parseFloat(handle.style.left);
    this.drag = { pointer: event.pointerId, bid: id, start: bid.declared, offset: at - x, from: x, moving: false };
    handle.focus({ preventScroll: true });
  }

  private follow(event: PointerEvent): void {
    const { drag } = this;
    if (!drag || event.pointerId !== drag.pointer) return;
    this.pointerAt = event.clientX - this.element.getBoundingClientRect().left;
    if (!drag.moving && Math.abs(this.pointerAt - drag.from) < STILL) return;
    drag.moving = true;
    this.element.classList.add("dragging");
    // One decision a frame, however often the pointer reports.
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.step();
    });
  }

  private step(): void {
    const { drag, ladder, layout } = this;
    const bid = drag && this.bidOf(drag.bid);
    if (!drag || !bid || !ladder || !layout) return;
    const plot = layout.width - layout.left - layout.right;
    const at = (pixel: number): number => valueAt(ladder, Math.max(0, Math.min(1, (pixel - layout.left) / plot))) / bid.ratio;
    const place = this.pointerAt + drag.offset;
    const perPixel = Math.abs(at(place + 0.5) - at(place - 0.5));
    const price = pointedAt(at(place), perPixel, stepDecimals(drag.start));
    if (price !== bid.declared) this.actions.move(bid, price);
  }

  private release(event: PointerEvent): void {
    const { drag } = this;
    if (!drag || event.pointerId !== drag.pointer) return;
    if (this.frame !== undefined) {
      cancelAnimationFrame(this.frame);
      this.frame = undefined;
    }
    if (drag.moving) this.step();
    this.letGo();
  }

  private giveUp(): void {
    const bid = this.drag && this.bidOf(this.drag.bid);
    if (this.drag && bid) this.actions.move(bid, this.drag.start);
    this.letGo();
  }

  private letGo(): void {
    this.drag = undefined;
    this.element.classList.remove("dragging");
    this.actions.done();
  }
}
