import { html, nothing, render, type TemplateResult } from "lit-html";
import { failureBox, failureOf } from "./failure.js";
import { badge } from "./rests-on.js";
import { inherited, parametersOf, type Rulebook } from "./rulebook-data.js";
import type { Context, Language } from "./tab.js";
import { say, words, type Text } from "./words.js";

const DOCUMENT: Text = { zh: "文件", en: "Document" };
const ISSUER: Text = { zh: "发文机关", en: "Issuer" };
const DATES: Text = { zh: "施行", en: "In force" };
const EXTENDS: Text = { zh: "沿用", en: "Extends" };
const FROM: Text = { zh: "见", en: "from" };
const PARAMETERS: Text = { zh: "参数、数值和出处", en: "Parameters, values and sources" };
const GAPS: Text = { zh: "文件提到但未公布数值的参数", en: "Numbers that the document has but that are not published" };

/** Opens a dialog with the whole rulebook: every parameter, also inherited ones, its provenance and citation. */
export async function showRulebook(context: Context, id: string): Promise<void> {
  const dialog = document.createElement("dialog");
  dialog.className = "rulebook";
  dialog.addEventListener("close", () => dialog.remove());
  // A click on the backdrop has the dialog itself as its target.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  const close = () => dialog.close();
  render(frame(html`<p>${say(words.loading, context.language)}</p>`, id, context.language, close), dialog);
  dialog.showModal();
  try {
    const chain = await inherited(context, id);
    render(frame(content(chain, context.language), title(chain, id, context.language), context.language, close), dialog);
  } catch (error) {
    render(frame(failureBox(failureOf(error), context.language), id, context.language, close), dialog);
  }
}

function title(chain: readonly Rulebook[], id: string, language: Language): string {
  const book = chain[0];
  return (language === "zh" ? book?.title_zh : book?.title) ?? book?.title ?? id;
}

function frame(inner: unknown, heading: string, language: Language, close: () => void): TemplateResult {
  return html`<header>
      <h2 id="rulebook-title">${heading}</h2>
      <button type="button" class="button" @click=${close}>${say(words.close, language)}</button>
    </header>
    <div class="dialog-body">${inner}</div>`;
}

function content(chain: readonly Rulebook[], language: Language): TemplateResult | typeof nothing {
  const book = chain[0];
  if (!book) return nothing;
  const dates = [book.effective_from, book.effective_until].filter(Boolean).join(" – ");
  const lines: [Text, string | null | undefined][] = [
    [DOCUMENT, book.document],
    [ISSUER, book.issuer],
    [DATES, dates],
    [EXTENDS, chain.slice(1).map((parent) => parent.id).join(" → ")],
  ];
  const gaps = Object.entries(book.gaps ?? {});
  return html`<p><code>${book.id}</code></p>
    <dl class="facts-list">
      ${lines.map(([name, value]) => (value ? html`<div><dt>${say(name, language)}</dt><dd>${value}</dd></div>` : nothing))}
    </dl>
    <ul class="parameters" aria-label=${say(PARAMETERS, language)}>
      ${parametersOf(chain).map(
        (entry) => html`<li>
          <div>
            <code>${entry.name}</code>
            ${entry.from === book.id ? nothing : html`<p class="hint">${say(FROM, language)} ${entry.from}</p>`}
          </div>
          <div>${shown(entry.value, language)}</div>
          <div>${entry.provenance ? badge(entry.provenance, language) : nothing} <span class="citation">${entry.citation}</span></div>
        </li>`,
      )}
    </ul>
    ${gaps.length > 0
      ? html`<h3>${say(GAPS, language)}</h3>
          <ul>
            ${gaps.map(([name, citation]) => html`<li><code>${name}</code> ${citation}</li>`)}
          </ul>`
      : nothing}`;
}

/** A value of a parameter: words and numbers as they stand, tables as nested lists with the sources of their entries. */
function shown(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) {
    if (value.every((entry) => typeof entry !== "object" || entry === null)) return value.map(String).join(", ");
    return html`<ul class="nested">
      ${value.map((entry) => html`<li>${shown(entry, language)}</li>`)}
    </ul>`;
  }
  if (typeof value === "object" && value !== null) {
    return html`<dl class="nested">
      ${Object.entries(value).map(
        ([name, entry]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${name === "provenance" && typeof entry === "string" ? badge(entry, language) : shown(entry, language)}</dd>
          </div>`,
      )}
    </dl>`;
  }
  return String(value);
}
