import type { Page } from "playwright-core";

export interface Walk {
  /** What the Tab key reached, in order. */
  reached: string[];
  /** What it should have reached as well. */
  unreached: string[];
  /** What was reached, but nobody could see that it was. */
  unseen: string[];
  /** Whether the walk came out at the end of the page. */
  ended: boolean;
}

/** What is kept in the page on the way. */
interface Known {
  known: { reached: Element[]; unseen: string[] };
}

/** Goes through the whole page with the Tab key. */
export async function walk(page: Page): Promise<Walk> {
  const most = await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    getSelection()?.removeAllRanges();
    Object.assign(globalThis, { known: { reached: [], unseen: [] } });
    const stops = document.querySelectorAll("a, button, input, select, textarea, summary, [tabindex]").length;
    // A date has fields within.
    return 2 + stops + 4 * document.querySelectorAll("[type=date]").length;
  });
  let ended = false;
  for (let step = 0; step < most && !ended; step += 1) {
    await page.keyboard.press("Tab");
    ended = await page.evaluate(arrive);
  }
  return { ...(await page.evaluate(sum)), ended };
}

/** Notes, in the page, where the focus is; `true` at its end. */
function arrive(): boolean {
  const { reached, unseen } = (globalThis as unknown as Known).known;
  const element = document.activeElement;
  if (!element || element === document.body) return true;
  if (reached.includes(element)) return element === reached[0];
  reached.push(element);
  // As a visitor notices it: an outline or a shadow around it, within the part of the page that is seen.
  const isMarked = [element, element.parentElement].some((each) => {
    if (!each) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
    return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
  });
  const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
  const isInside = width > 0 && height > 0 && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  const shown = element.outerHTML.slice(0, 120);
  if (!isMarked) unseen.push(`${shown} has no mark of focus`);
  if (!isInside) unseen.push(`${shown} is outside of the window`);
  return false;
}

function sum(): Omit<Walk, "ended"> {
  const { reached, unseen } = (globalThis as unknown as Known).known;
  const named = (element: Element): string => element.outerHTML.replace(/<!--.*?-->/g, "").replace(/\s+/g, " ").slice(0, 120);
  const isRadio = (element: Element): element is HTMLInputElement => element instanceof HTMLInputElement && element.type === "radio";
  const groups = new Set(reached.filter(isRadio).map(({ name }) => name));
  const operable = [...document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary")].filter(
    (each) => each.tabIndex >= 0 && !each.matches(":disabled") && each.checkVisibility({ visibilityProperty: true }),
  );
  // Of a group of radio buttons one is reached, and the arrow keys lead to the others.
  const unreached = operable.filter((each) => !reached.includes(each) && !(isRadio(each) && groups.has(each.name)));
  return { reached: reached.map(named), unreached: unreached.map(named), unseen };
}
