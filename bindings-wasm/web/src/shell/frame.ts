import { html, nothing, type TemplateResult } from "lit-html";
import type { Language, TabId } from "./tab.js";
import { TABS } from "./tabs.js";
import { say, type Text } from "./words.js";

declare const __VERSION__: string;

/** What the frame around the tabs shows and does. */
export interface Frame {
  readonly language: Language;
  readonly active: TabId;
  /** Said after sharing, or when a link could not be read. */
  readonly status: string;
  /** Shown for copying by hand where the clipboard is not to be had. */
  readonly link: string | undefined;
  readonly open: (tab: TabId, focus: boolean) => void;
  readonly switchLanguage: () => void;
  readonly share: () => void;
}

const BRAND: Text = { zh: "集采计算", en: "procurement calculator" };
const TAGLINE: Text = {
  zh: "按公开文件精确计算集中带量采购的规则，说明每一步的依据",
  en: "The rules of China's drug procurement, computed exactly and explained",
};
const SKIP: Text = { zh: "跳到内容", en: "Skip to the content" };
const OTHER: Text = { zh: "English", en: "中文" };
const SHARE: Text = { zh: "复制链接", en: "Copy link" };
const PRINT: Text = { zh: "打印", en: "Print" };
const TABS_NAME: Text = { zh: "计算内容", en: "What to compute" };
const LINK: Text = { zh: "请手动复制这个链接", en: "Please copy this link" };

export function frame(of: Frame): TemplateResult {
  const { language } = of;
  return html`<a class="skip" href="#" @click=${skip}>${say(SKIP, language)}</a>
    <header class="site-header">
      <div class="bar">
        <h1 class="brand">jicai ${say(BRAND, language)}</h1>
        <p class="tagline">${say(TAGLINE, language)}</p>
        <div class="tools">
          <button type="button" class="tool" id="share" @click=${of.share}>${say(SHARE, language)}</button>
          <button type="button" class="tool" id="print" @click=${() => window.print()}>${say(PRINT, language)}</button>
          <button
            type="button"
            class="tool"
            id="language"
            lang=${language === "zh" ? "en" : "zh-CN"}
            @click=${of.switchLanguage}
          >
            ${say(OTHER, language)}
          </button>
        </div>
      </div>
    </header>
    <nav class="tabs">
      <div class="bar tablist" role="tablist" aria-label=${say(TABS_NAME, language)}>
        ${TABS.map(
          (entry) => html`<button
            type="button"
            role="tab"
            class="tab"
            id="tab-${entry.id}"
            aria-controls="panel-${entry.id}"
            aria-selected=${entry.id === of.active ? "true" : "false"}
            tabindex=${entry.id === of.active ? "0" : "-1"}
            @click=${() => of.open(entry.id, false)}
            @keydown=${(event: KeyboardEvent) => step(event, entry.id, of)}
          >
            ${say(entry.title, language)}
          </button>`,
        )}
      </div>
    </nav>
    <main class="page" id="content" tabindex="-1">
      <div class="share-status" role="status">${of.status ? html`<p class="notice">${of.status}</p>` : nothing}</div>
      ${of.link
        ? html`<p class="no-print">
            <label class="label" for="link">${say(LINK, language)}</label>
            <input class="input" id="link" readonly .value=${of.link} @focus=${selectAll} />
          </p>`
        : nothing}
      ${TABS.map(
        (entry) => html`<div
          role="tabpanel"
          class="panel"
          id="panel-${entry.id}"
          aria-labelledby="tab-${entry.id}"
          ?hidden=${entry.id !== of.active}
        ></div>`,
      )}
    </main>
    ${footer(language)}`;
}

/** Arrow keys, Home and End go through the tabs, as in every tablist. */
function step(event: KeyboardEvent, id: TabId, of: Frame): void {
  const at = TABS.findIndex((entry) => entry.id === id);
  const last = TABS.length - 1;
  const next: Record<string, number> = {
    ArrowRight: at === last ? 0 : at + 1,
    ArrowLeft: at === 0 ? last : at - 1,
    Home: 0,
    End: last,
  };
  const to = TABS[next[event.key] ?? -1];
  if (!to) return;
  event.preventDefault();
  of.open(to.id, true);
}

/** A plain link to an element would replace the fragment, which holds the state. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById("content")?.focus();
}

function selectAll(event: Event): void {
  (event.target as HTMLInputElement).select();
}

const WHAT: Text = {
  zh: "一切都在您的浏览器里计算：输入的内容不会发送到任何服务器；“复制链接”把它写进链接本身。",
  en: "Everything is computed in your browser: what you enter is sent to no server. “Copy link” writes it into the link itself.",
};
const SOURCES: Text = {
  zh: "规则取自国家和各省公开的文件，每个结果都列出条款、所依据的参数、出处和核实程度。招标文件多数没有公开，没有来源证实的数值标为“未核实”；文件没有规定的，如实说明，不作猜测。",
  en: "The rules come from published documents of the state and the provinces; each result names the clauses, the numbers it rests on, their sources and how certain they are. Most tender documents are not public: numbers that no source confirms are marked as unverified, and what no document states is not guessed.",
};
const ADVICE: Text = {
  zh: "计算结果仅供参考，不是法律意见，也不能代替主管部门和采购机构的决定。",
  en: "Results are for information. They are no legal advice and take the place of no authority's decision.",
};
const VERSION: Text = { zh: "版本", en: "version" };

function footer(language: Language): TemplateResult {
  return html`<footer class="site-footer">
    <div class="bar">
      <p class="no-print">${say(WHAT, language)}</p>
      <p>${say(SOURCES, language)}</p>
      <p>${say(ADVICE, language)}</p>
      <p>jicai ${say(VERSION, language)} ${__VERSION__} · Apache-2.0</p>
    </div>
  </footer>`;
}
