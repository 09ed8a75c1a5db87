/** The bid that was picked on the ladder: its price by buttons, what became of it, and how high it could have gone. */
import { type TemplateResult, html, nothing } from "lit-html";
import { failureBox, failureOf } from "../shell/failure.js";
import type { Language } from "../shell/tab.js";
import { say } from "../shell/words.js";
import { amountOf, moved, short, stepDecimals, textOfAmount } from "./amount.js";
import type { WhatIf } from "./answer.js";
import type { Library, Outcome } from "./decide.js";
import type { LadderBid } from "./ladder.js";
import { OUTCOMES, REASONS, word } from "./outputs.js";
import { mark, whyView } from "./results.js";
import { t } from "./words.js";

export interface ChosenView {
  readonly bid: LadderBid;
  readonly outcome: Outcome;
  readonly library: Library;
  readonly rulebook: string;
  readonly language: Language;
  /** The highest declared price of the lot: where no ceiling stops the search, ten times of it does. */
  readonly highest: string;
  /** Whether the question is asked. */
  readonly asking: boolean;
  readonly ask: () => void;
  readonly move: (price: string) => void;
  readonly restore: () => void;
}

export function chosenView(view: ChosenView): TemplateResult | typeof nothing {
  const { bid, outcome, language } = view;
  if (!outcome.decided) return nothing;
  const step = (steps: bigint): (() => void) => () => {
    const price = moved(bid.declared, steps);
    if (price !== undefined) view.move(price);
  };
  const size = textOfAmount({ units: 1n, decimals: stepDecimals(bid.declared) });
  const button = (steps: bigint, sign: string): TemplateResult =>
    html`<button type="button" class="button small" aria-label="${sign}${size}" ?disabled=${bid.fixed !== undefined} @click=${step(steps)}>${sign + size}</button>`;
  return html`<section class="tender-chosen" id="tender-chosen" aria-label=${say(t.chosen, language)}>
    <div class="tender-chosen-head">
      <strong>${bid.name}</strong>
      <span class="tender-outcome">${mark(bid.look)} ${bid.look.short[language]}</span>
      <span class="no-print tender-stepper">${button(-1n, "−")}<output>${bid.declared} ${say(t.yuan, language)}</output>${button(1n, "+")}</span>
      ${bid.entered === undefined
        ? nothing
        : html`<span class="tender-was">${say(t.movedFrom, language)} ${bid.entered} <button type="button" class="link" @click=${view.restore}>${say(t.restoreOne, language)}</button></span>`}
    </div>
    ${bid.fixed ? html`<p class="hint">${bid.fixed[language]}</p>` : nothing} ${whyView(outcome.decided, bid.result, language)}
    ${view.asking ? answerView(view) : html`<button type="button" class="button small" id="tender-what-if" @click=${view.ask}>${say(t.whatIf, language)}</button>`}
  </section>`;
}

/** Ten times a price, exactly. */
function tenfold(price: string): string | undefined {
  const amount = amountOf(price);
  return amount && textOfAmount({ ...amount, units: amount.units * 10n });
}

function hasCeiling({ question }: Outcome): boolean {
  const { ceiling, specs } = question.input;
  if (ceiling !== undefined) return true;
  return Array.isArray(specs) && specs.every((spec) => typeof spec === "object" && spec !== null && "ceiling" in spec);
}

function answerView({ library, outcome, rulebook, bid, language, highest }: ChosenView): TemplateResult {
  const most = hasCeiling(outcome) ? undefined : tenfold(highest);
  try {
    const answer = library.whatIf(outcome.question, rulebook, bid.bid, bid.declared, most, language);
    return html`<p class="tender-what-if">${told(answer, language, most)}</p>`;
  } catch (error) {
    return html`${failureBox(failureOf(error), language)}`;
  }
}

function told(answer: WhatIf, language: Language, most: string | undefined): TemplateResult {
  const zh = language === "zh";
  const { highest_price: highest, next } = answer;
  if (highest === undefined) return html`${zh ? "其他报价不变时，这份申报报任何价都不能中选。" : "With the other prices as they are, no price of this bid wins."}`;
  const notMonotone = answer.monotone ? "" : zh ? "（更低的价也可能不带量。）" : " (A lower price may win no volume.)";
  const limit = most === undefined ? "" : zh ? `（试到 ${most} 元为止。）` : ` (Tried up to ${most} yuan.)`;
  const after = next
    ? zh
      ? `；报 ${short(next.price)} 元则${word(OUTCOMES, next.outcome, language)}（${word(REASONS, next.reason, language)}）。`
      : `; at ${short(next.price)} it is ${word(OUTCOMES, next.outcome, language)} (${word(REASONS, next.reason, language)}).`
    : "。";
  return html`${zh ? "其他报价不变，最高可报" : "With the other prices as they are, it wins up to"} <strong>${short(highest)} ${zh ? "元" : "yuan"}</strong>${after}${notMonotone}${limit}`;
}
