import type { Page } from "playwright-core";

/** What a look at the page finds wrong with where its texts are: one line for each fault. */
export interface Faults {
  /** What is wider than the page, which then scrolls sideways. */
  sideways: string[];
  /** Texts of which a part is cut off. */
  clipped: string[];
  /** Texts that lie on each other. */
  overlapping: string[];
  /** Cells of tables so narrow that their text stands letter below letter. */
  squeezed: string[];
}

/** Measures the page as it stands. What scrolls by itself may be larger than what is seen of it. */
export function faults(page: Page): Promise<Faults> {
  return page.evaluate(measure);
}

/** Runs in the page, so that all it calls is within. */
function measure(): Faults {
  type Box = Pick<DOMRect, "left" | "top" | "right" | "bottom">;
  interface Piece extends Box {
    text: string;
    element: Element;
  }
  const width = document.documentElement.clientWidth;
  const elements = [...document.body.querySelectorAll<HTMLElement>("*")];
  return {
    sideways: sideways(),
    clipped: elements.filter((each) => !hidden(each) && cut(each)).map(named),
    overlapping: overlapping(),
    squeezed: elements.filter((each) => each.matches("th, td") && !hidden(each) && stacked(each)).map(named),
  };

  function named(element: Element): string {
    const classes = [...element.classList].map((name) => `.${name}`).join("");
    const text = (element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 40);
    return `${element.tagName.toLowerCase()}${element.id && `#${element.id}`}${classes} “${text}”`;
  }

  function hidden(element: Element): boolean {
    const isDrawn = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    return !isDrawn || within(element, ({ clipPath }) => clipPath === "inset(50%)") || element.closest(".skip") !== null;
  }

  /** Whether it or something around it is styled so. */
  function within(element: Element, how: (style: CSSStyleDeclaration) => boolean): boolean {
    for (let each: Element | null = element; each; each = each.parentElement) {
      if (how(getComputedStyle(each))) return true;
    }
    return false;
  }

  function sideways(): string[] {
    const { scrollWidth } = document.documentElement;
    if (scrollWidth <= width) return [];
    const end = (element: Element): number => Math.round(element.getBoundingClientRect().right);
    const wide = elements.filter((each) => each.checkVisibility() && end(each) > width + 1 && !scrolls(each));
    return [`${scrollWidth} wide of ${width}`, ...wide.slice(-5).map((each) => `${named(each)} ends at ${end(each)}`)];
  }

  /** Whether a part of the page that scrolls by itself holds it. What is positioned absolutely may escape from there. */
  function scrolls(element: Element): boolean {
    const isFree = getComputedStyle(element).position === "absolute";
    for (let each = element.parentElement; each; each = each.parentElement) {
      const { overflowX, position } = getComputedStyle(each);
      if ((overflowX === "auto" || overflowX === "scroll") && (!isFree || position !== "static")) return true;
    }
    return false;
  }

  function cut(element: HTMLElement): boolean {
    const isWide = element.scrollWidth > element.clientWidth + 1;
    // A long name may scroll within its field; of a figure every digit counts.
    if (element instanceof HTMLInputElement) return isWide && /^[\d.,-]+$/.test(element.value);
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    const { overflowX, overflowY } = getComputedStyle(element);
    const cuts = (overflow: string): boolean => overflow === "hidden" || overflow === "clip";
    return hasText && ((cuts(overflowX) && isWide) || (cuts(overflowY) && element.scrollHeight > element.clientHeight + 1));
  }

  function stacked(cell: HTMLElement): boolean {
    const range = document.createRange();
    range.selectNodeContents(cell);
    const lines = [...range.getClientRects()];
    const size = Number.parseFloat(getComputedStyle(cell).fontSize);
    return lines.length >= 3 && lines.every((line) => line.width < 1.5 * size);
  }

  function overlapping(): string[] {
    const pieces = texts().sort((a, b) => a.top - b.top);
    return pieces.flatMap((one, at) => {
      const found: string[] = [];
      for (const other of pieces.slice(at + 1)) {
        if (other.top > one.bottom - 3) break;
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - other.top;
        if (across > 2 && down > 3) found.push(`“${one.text}” and “${other.text}” by ${Math.round(across)} × ${Math.round(down)}`);
      }
      return found;
    });
  }

  /** Each line of text with the part of its box that can be seen. */
  function texts(): Piece[] {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const found: Piece[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim().replace(/\s+/g, " ").slice(0, 40);
      if (!text || !element || hidden(element) || element.matches("script, style, title, option")) continue;
      if (within(element, ({ position }) => position === "sticky" || position === "fixed")) continue;
      range.selectNodeContents(node);
      for (const line of range.getClientRects()) {
        const box = seen(element, line);
        if (box.right - box.left > 2 && box.bottom - box.top > 2) found.push({ text, element, ...box });
      }
    }
    return found;
  }

  function seen(element: Element, line: Box): Box {
    let { left, top, right, bottom } = line;
    for (let each = element.parentElement; each; each = each.parentElement) {
      if (getComputedStyle(each).overflowX === "visible") continue;
      const frame = each.getBoundingClientRect();
      left = Math.max(left, frame.left);
      top = Math.max(top, frame.top);
      right = Math.min(right, frame.right);
      bottom = Math.min(bottom, frame.bottom);
    }
    return { left, top, right, bottom };
  }
}
