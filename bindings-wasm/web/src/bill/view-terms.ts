/** The rulebook with its year, and what the insured is entitled to. */

import { html, nothing, type TemplateResult } from "lit-html";

import { rulebookPicker, type Listing } from "../shell/rulebook-picker.js";
import { say } from "../shell/words.js";
import { offered } from "./assume.js";
import { chosen, dated, idOf, rate, ticked, typed } from "../shell/form.js";
import { ORDERS, PERSONS, PRICE_UNITS, ROUNDINGS, TIER_BASES } from "./model.js";
import { asksPerson } from "./needs.js";
import { CHOOSE, options, type View } from "./view.js";
import { ASSUME_WORDS, FIELDS, T, counted } from "./words.js";

export function rulesView(view: View, rulebooks: readonly Listing[]): TemplateResult {
  const { language, bill } = view;
  const change = (id: string): void => {
    bill.rulebook = id;
    view.change();
  };
  const byYear = bill.when.by === "year";
  return html`<section class="card" aria-labelledby="bill-rules-title">
    <h3 id="bill-rules-title">${say(T.rules, language)}</h3>
    ${rulebookPicker({
      id: idOf(view, "/rulebook"),
      context: view.context,
      rulebooks,
      value: bill.rulebook,
      change,
      error: view.messages.at.get("/rulebook"),
    })}
    <div class="fields">
      ${chosen(view, bill.when, "by", {
        at: "/when",
        options: [
          { value: "year", label: say(T.byYear, language) },
          { value: "date", label: say(T.byDate, language) },
        ],
      })}
      ${byYear
        ? typed(view, bill.when, "year", { at: "/when", required: true })
        : html`${dated(view, bill.when, "date", { at: "/when", required: true })} ${dated(view, bill.when, "start_date", { at: "/when" })}`}
      ${chosen(view, bill, "price_unit", { at: "", options: options(view, PRICE_UNITS) })}
      ${asksPerson(view.parameters) || bill.person !== "ordinary"
        ? chosen(view, bill, "person", { at: "", options: options(view, PERSONS) })
        : nothing}
    </div>
    ${assumeView(view)}
  </section>`;
}

/** Where the document does not say, the visitor may: it is marked as unverified wherever it counts. */
function assumeView(view: View): TemplateResult | typeof nothing {
  const { language, bill } = view;
  const gaps = offered(view.chosen);
  if (gaps.length === 0) return nothing;
  const taken = gaps.some(([name]) => bill.assume[name] !== "");
  return html`<details class="more assume" ?open=${taken}>
    <summary>${say(T.assume, language)}</summary>
    <p class="hint">${say(T.assumeHint, language)}</p>
    <div class="fields">
      ${gaps.map(([name, words]) =>
        chosen(view, bill.assume, name, {
          at: "/assume",
          label: say(ASSUME_WORDS[name], language),
          options: options(view, words, T.assumeNothing),
        }),
      )}
    </div>
  </details>`;
}

export function termsView(view: View): TemplateResult {
  const { language, bill } = view;
  const { terms } = bill;
  const at = "/terms";
  return html`<section class="card" aria-labelledby="bill-terms-title">
    <h3 id="bill-terms-title">${say(T.terms, language)}</h3>
    <p class="hint">${say(T.termsHint, language)}</p>
    <div class="fields">
      ${typed(view, terms, "deductible_remaining", { at, yuan: true, required: true })}
      ${typed(view, terms, "fund_cap_remaining", { at, yuan: true })}
      ${terms.tiers.length > 1
        ? html`${chosen(view, terms, "tier_base", { at, required: true, options: options(view, TIER_BASES, CHOOSE) })}
          ${typed(view, terms, "accumulated", { at, yuan: true })}`
        : nothing}
    </div>
    ${tiersView(view)}
    <details class="more">
      <summary>${say(T.more, language)}</summary>
      <div class="fields">
        ${chosen(view, terms, "order", { at, options: options(view, ORDERS) })}
        ${chosen(view, terms, "rounding", { at, options: options(view, ROUNDINGS) })}
        ${ticked(view, terms, "round_each_tier", { at })}
      </div>
    </details>
  </section>`;
}

function tiersView(view: View): TemplateResult {
  const { language } = view;
  const { tiers } = view.bill.terms;
  const add = (): void => {
    tiers.splice(-1, 0, { up_to: "", rate: "" });
    view.change();
    view.focus(idOf(view, `/terms/tiers/${tiers.length - 2}/up_to`));
  };
  const remove = (index: number): void => {
    tiers.splice(index, 1);
    view.change();
    view.focus(idOf(view, `/terms/tiers/${Math.min(index, tiers.length - 1)}/rate`));
  };
  const single = tiers.length === 1;
  return html`<div class="tiers">
    ${tiers.map((tier, index) => {
      const at = `/terms/tiers/${index}`;
      const label = (name: "up_to" | "rate"): string =>
        single ? say(FIELDS[name], language) : `${say(FIELDS[name], language)} (${say(counted(T.tier, index + 1), language)})`;
      return html`<div class="tier">
        ${single
          ? nothing
          : index === tiers.length - 1
            ? html`<p class="tier-rest">${say(T.rest, language)}</p>`
            : typed(view, tier, "up_to", { at, yuan: true, label: label("up_to"), required: true })}
        ${rate(view, tier, "rate", { at, required: true, label: label("rate") })}
        ${single
          ? nothing
          : html`<button
              type="button"
              class="button small"
              aria-label=${say(counted(T.removeTier, index + 1), language)}
              @click=${() => remove(index)}
            >
              ${say(T.remove, language)}
            </button>`}
      </div>`;
    })}
    <button type="button" class="link" @click=${add}>${say(T.addTier, language)}</button>
  </div>`;
}
