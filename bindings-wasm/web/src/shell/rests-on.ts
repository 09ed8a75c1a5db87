import { html, type TemplateResult } from "lit-html";
import type { Language } from "./tab.js";
import { say, words, type Text } from "./words.js";

export interface Reliance {
  readonly parameter: string;
  readonly provenance: string;
  readonly citation: string;
}

const PROVENANCE: Record<string, { icon: string; name: Text; meaning: Text }> = {
  official: {
    icon: "✓",
    name: { zh: "官方", en: "official" },
    meaning: { zh: "直接见于公开的正式文本", en: "read in the official text itself" },
  },
  secondary: {
    icon: "◐",
    name: { zh: "二手资料", en: "secondary" },
    meaning: { zh: "见于可靠的转述，未见正式文本", en: "from a reliable account, not the text itself" },
  },
  derived: {
    icon: "∴",
    name: { zh: "推导", en: "derived" },
    meaning: { zh: "由公开数据推算得出", en: "follows from published figures" },
  },
  unverified: {
    icon: "⚠",
    name: { zh: "未核实", en: "unverified" },
    meaning: { zh: "没有来源可以证实", en: "no source confirms it" },
  },
};

/** Provenance as word, icon and colour: never colour alone. */
export function badge(provenance: string, language: Language): TemplateResult {
  const known = PROVENANCE[provenance];
  if (!known) return html`<span class="badge">${provenance}</span>`;
  return html`<span class="badge ${provenance}" title=${say(known.meaning, language)}
    ><span aria-hidden="true">${known.icon}</span> ${say(known.name, language)}</span
  >`;
}

const TITLE: Text = { zh: "结果所依据的参数", en: "What the result rests on" };
const OFFICIAL: Text = {
  zh: "所用参数全部直接见于官方文本。",
  en: "Every number that was used is read in an official text.",
};
const OTHERS: Text = {
  zh: "以下参数并非直接见于官方文本；未列出的都是。",
  en: "These numbers are not read in an official text; all others that were used are.",
};

function warning(count: number): Text {
  return {
    zh: `其中 ${count} 项未经核实，结果只能作参考。`,
    en: `${count} of them ${count === 1 ? "is" : "are"} unverified: take the result as an indication only.`,
  };
}

/** What a result rests on, as the library states it; `unverified` is said loudly and comes first. */
export function restsOn(entries: readonly Reliance[], language: Language): TemplateResult {
  if (entries.length === 0) {
    return html`<section class="rests-on">
      <h3>${say(TITLE, language)}</h3>
      <p>${badge("official", language)} ${say(OFFICIAL, language)}</p>
    </section>`;
  }
  const unverified = entries.filter((entry) => entry.provenance === "unverified");
  const ordered = [...unverified, ...entries.filter((entry) => entry.provenance !== "unverified")];
  return html`<section class="rests-on">
    <h3>${say(TITLE, language)}</h3>
    <p class="hint">${say(OTHERS, language)}</p>
    ${unverified.length > 0
      ? html`<p class="notice unverified">
          <span aria-hidden="true">⚠</span> ${say(warning(unverified.length), language)}
        </p>`
      : ""}
    <ul class="sources">
      ${ordered.map(
        (entry) => html`<li>
          ${badge(entry.provenance, language)} <code>${entry.parameter}</code>
          <span class="citation">${entry.citation || `${say(words.source, language)}: –`}</span>
        </li>`,
      )}
    </ul>
  </section>`;
}
