import { load, type AreaName, type Jicai } from "jicai";
import { html, render } from "lit-html";
import { failureBox, failureOf } from "./failure.js";
import { frame } from "./frame.js";
import { keepLanguage, startLanguage } from "./language.js";
import { fromFragment, toFragment } from "./link.js";
import type { Context, Language, Mounted, TabId } from "./tab.js";
import { entryOf, FIRST } from "./tabs.js";
import { say, words, type Text } from "./words.js";

const COPIED: Text = { zh: "链接已复制，打开它就能看到同样的输入和结果。", en: "Link copied: it opens with the same input and result." };
const BY_HAND: Text = { zh: "浏览器不允许自动复制。", en: "The browser does not allow copying." };
const TOO_LONG: Text = {
  zh: "内容太多，放不进一个链接；请下载表格或打印。",
  en: "There is too much here for a link: please download the table or print it.",
};
const NO_LINK: Text = { zh: "这个浏览器版本太旧，无法生成链接。", en: "This browser is too old to make a link." };
const DAMAGED: Text = {
  zh: "这个链接不完整或已损坏，显示的是示例。",
  en: "This link is incomplete or damaged; the example is shown instead.",
};
const OTHER_VERSION: Text = {
  zh: "这个链接来自另一个版本的页面，无法读取，显示的是示例。",
  en: "This link is from another version of the page and cannot be read; the example is shown instead.",
};
const RETRY: Text = { zh: "重试", en: "Try again" };

/** Long enough that typing does not compress the state at every key. */
const QUIET_MS = 250;

/** The page around the tabs: which one is open, in which language, and the state in the fragment. */
export class App {
  readonly #root: HTMLElement;
  readonly #mounted = new Map<TabId, Mounted>();
  readonly #mounting = new Map<TabId, Promise<void>>();
  readonly #live = document.createElement("div");
  #language: Language = startLanguage();
  #active: TabId = FIRST;
  #status: Text | undefined;
  #link: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Fragments are packed asynchronously; history is written in the order of what the visitor did. */
  #history: Promise<void> = Promise.resolve();

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#live.className = "visually-hidden";
    this.#live.setAttribute("aria-live", "polite");
  }

  async start(): Promise<void> {
    this.#root.replaceChildren();
    this.#root.after(this.#live);
    window.addEventListener("hashchange", () => void this.#follow());
    await this.#follow();
  }

  /** Goes where the fragment says. */
  async #follow(): Promise<void> {
    const linked = await fromFragment(location.hash);
    clearTimeout(this.#timer);
    this.#active = linked.tab ?? FIRST;
    this.#status = linked.problem && (linked.problem === "version" ? OTHER_VERSION : DAMAGED);
    this.#link = undefined;
    this.#draw();
    await this.#mount(this.#active);
    if (linked.state !== undefined) this.#mounted.get(this.#active)?.restore(linked.state);
  }

  #draw(): void {
    const language = this.#language;
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.title = `${say(entryOf(this.#active).title, language)} · jicai`;
    render(
      frame({
        language,
        active: this.#active,
        status: this.#status ? say(this.#status, language) : "",
        link: this.#link,
        open: (tab, focus) => this.#open(tab, focus),
        switchLanguage: () => this.#switchLanguage(),
        share: () => void this.#share(),
      }),
      this.#root,
    );
  }

  #panel(tab: TabId): HTMLElement {
    const panel = document.getElementById(`panel-${tab}`);
    if (!panel) throw new Error(`no panel for ${tab}`);
    return panel;
  }

  #open(tab: TabId, focus: boolean): void {
    const before = this.#active;
    if (tab !== before) {
      clearTimeout(this.#timer);
      this.#active = tab;
      this.#status = undefined;
      this.#link = undefined;
      this.#draw();
      void this.#mount(tab);
      this.#write(before, "replace");
      this.#write(tab, "push");
    }
    if (focus) document.getElementById(`tab-${tab}`)?.focus();
  }

  /** Fetches and draws a tab once. A failed download may be tried again. */
  #mount(tab: TabId): Promise<void> {
    const known = this.#mounting.get(tab);
    if (known) return known;
    const mounting = this.#mountNow(tab);
    this.#mounting.set(tab, mounting);
    return mounting;
  }

  async #mountNow(tab: TabId): Promise<void> {
    const panel = this.#panel(tab);
    const entry = entryOf(tab);
    const language = this.#language;
    const waiting = document.createElement("div");
    render(html`<h2>${say(entry.title, language)}</h2><p class="intro">${say(entry.about, language)}</p><p>${say(words.loading, language)}</p>`, waiting);
    panel.replaceChildren(waiting);
    // The tab asks for them again, and says it if they cannot be had.
    load(...entry.areas).catch(() => undefined);
    try {
      const loaded = await entry.load();
      const root = document.createElement("div");
      panel.replaceChildren(root);
      this.#mounted.set(tab, loaded.tab.mount(root, this.#context(tab)));
    } catch (error) {
      this.#mounting.delete(tab);
      const again = () => void this.#mount(tab);
      render(
        html`${failureBox(failureOf(error), this.#language)}
          <button type="button" class="button" @click=${again}>${say(RETRY, this.#language)}</button>`,
        waiting,
      );
      panel.replaceChildren(waiting);
    }
  }

  #context(tab: TabId): Context {
    const app = this;
    return {
      get language() {
        return app.#language;
      },
      areas: <A extends AreaName>(...names: A[]): Promise<Jicai<A>> => {
        const [first, ...others] = names;
        if (first === undefined) throw new RangeError("no area named");
        return load(first, ...others);
      },
      changed: () => app.#changed(tab),
      announce: (text) => app.#announce(text),
    };
  }

  #changed(tab: TabId): void {
    if (tab !== this.#active) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(tab, "replace"), QUIET_MS);
    if (this.#status || this.#link) {
      this.#status = undefined;
      this.#link = undefined;
      this.#draw();
    }
  }

  #write(tab: TabId, how: "replace" | "push"): void {
    this.#history = this.#history.then(async () => {
      const fragment = (await this.#fragment(tab)) ?? `#tab=${tab}`;
      if (how === "push") history.pushState(null, "", fragment);
      else history.replaceState(null, "", fragment);
    });
    // Some browsers limit how often history may be written; the page works without it.
    this.#history = this.#history.catch(() => undefined);
  }

  #fragment(tab: TabId): Promise<string | undefined> {
    return toFragment(tab, this.#mounted.get(tab)?.state());
  }

  async #share(): Promise<void> {
    this.#link = undefined;
    let fragment: string | undefined;
    try {
      fragment = await this.#fragment(this.#active);
    } catch {
      this.#tell(NO_LINK);
      return;
    }
    if (fragment === undefined) {
      this.#tell(TOO_LONG);
      return;
    }
    const url = new URL(fragment, location.href).href;
    try {
      await navigator.clipboard.writeText(url);
      this.#tell(COPIED);
    } catch {
      this.#link = url;
      this.#tell(BY_HAND);
      document.getElementById("link")?.focus();
    }
  }

  #tell(status: Text): void {
    this.#status = status;
    this.#draw();
  }

  #switchLanguage(): void {
    this.#language = this.#language === "zh" ? "en" : "zh";
    keepLanguage(this.#language);
    this.#draw();
    for (const mounted of this.#mounted.values()) mounted.refresh();
  }

  /** The same text twice in a row is said twice only if the region was empty in between. */
  #announce(text: string): void {
    this.#live.textContent = "";
    requestAnimationFrame(() => (this.#live.textContent = text));
  }
}
