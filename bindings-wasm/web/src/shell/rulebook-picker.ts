import { html, type TemplateResult } from "lit-html";
import { field, select } from "./field.js";
import { showRulebook } from "./rulebook-dialog.js";
import type { Context, Language } from "./tab.js";
import { say, words, type Text } from "./words.js";

/** One rulebook of `rulebook.list`. */
export interface Listing {
  readonly id: string;
  readonly title?: string | null | undefined;
  readonly title_zh?: string | null | undefined;
  readonly document?: string | null | undefined;
  readonly jurisdiction?: string | null | undefined;
  readonly effective_from?: string | null | undefined;
  readonly effective_until?: string | null | undefined;
}

const loaded = new Map<string, Promise<readonly Listing[]>>();

/** The rulebooks of an area, in the order of the registry; asked once. */
export function loadRulebooks(context: Context, area: string): Promise<readonly Listing[]> {
  const known = loaded.get(area);
  if (known) return known;
  const asked = context.areas("rulebook").then((jicai) => {
    const answer: unknown = jicai.evaluate({ function: "rulebook.list", input: { area } }).value;
    return (answer as { rulebooks: readonly Listing[] }).rulebooks;
  });
  loaded.set(area, asked);
  // A failed download may succeed the next time.
  asked.catch(() => loaded.delete(area));
  return asked;
}

const SHOW: Text = { zh: "查看规则的全部参数", en: "Show the whole rulebook" };
const FROM: Text = { zh: "起", en: "from " };
const UNTIL: Text = { zh: "止", en: "until " };

/** Title in the language, id and dates: what tells one rulebook from the next. */
export function rulebookLabel(listing: Listing, language: Language): string {
  const title = (language === "zh" ? listing.title_zh : listing.title) ?? listing.title ?? listing.id;
  const from = dated(listing.effective_from, FROM, language);
  const until = dated(listing.effective_until, UNTIL, language);
  const dates = [from, until].filter(Boolean).join(language === "zh" ? "，" : ", ");
  return dates ? `${title} · ${listing.id} · ${dates}` : `${title} · ${listing.id}`;
}

function dated(day: string | null | undefined, word: Text, language: Language): string {
  if (!day) return "";
  return language === "zh" ? `${day} ${word.zh}` : `${word.en}${day}`;
}

export interface RulebookPicker {
  readonly id: string;
  readonly context: Context;
  /** From `loadRulebooks`, those that fit the question. */
  readonly rulebooks: readonly Listing[];
  readonly value: string;
  readonly change: (id: string) => void;
  readonly label?: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

/** A choice of rulebook, and a button that shows the chosen one with every parameter and its source. */
export function rulebookPicker(of: RulebookPicker): TemplateResult {
  const { language } = of.context;
  // A link may name what is not here; the choice must not seem to be another one.
  const unknown = of.rulebooks.some((listing) => listing.id === of.value) ? [] : [{ value: of.value, label: of.value }];
  return html`<div class="rulebook-picker">
    ${field({
      id: of.id,
      label: of.label ?? say(words.rulebook, language),
      hint: of.hint,
      error: of.error,
      control: select({
        value: of.value,
        options: [...unknown, ...of.rulebooks.map((listing) => ({ value: listing.id, label: rulebookLabel(listing, language) }))],
        change: of.change,
      }),
    })}
    <button type="button" class="link" ?disabled=${!of.value} @click=${() => showRulebook(of.context, of.value)}>
      ${say(SHOW, language)}
    </button>
  </div>`;
}
