import { html, type TemplateResult } from "lit-html";
import { ref } from "lit-html/directives/ref.js";

/** Why a foldable part should be open: something in it is wrong, or set. */
export type Reason = "wrong" | "set" | undefined;

const unfoldedFor = new WeakMap<Element, Reason>();

/**
 * A foldable part of a form. It unfolds by itself when there comes to be a reason, and never folds by itself: that would take
 * a field away from under the visitor who has just emptied it.
 */
export function more(summary: string, reason: Reason, content: TemplateResult): TemplateResult {
  const unfold = (element: Element | undefined) => {
    if (!(element instanceof HTMLDetailsElement)) return;
    if (reason && unfoldedFor.get(element) !== reason) element.open = true;
    unfoldedFor.set(element, reason);
  };
  return html`<details class="more" ${ref(unfold)}>
    <summary>${summary}</summary>
    ${content}
  </details>`;
}
