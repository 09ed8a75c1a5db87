import type { AreaName, Jicai } from "jicai";

export type Language = "zh" | "en";
export type TabId = "tender" | "price" | "bill" | "supplier" | "marks";
/** What the page gives to a tab. */
export interface Context {
  readonly language: Language; // changes: `refresh` is called afterwards
  /** The package with the areas that the tab needs, loaded on first use. */
  areas<A extends AreaName>(...names: A[]): Promise<Jicai<A>>;
  /** To be called after each change by the user: the page keeps `state()` in the URL fragment. */
  changed(): void;
  /** Says a thing once to screen readers. */
  announce(text: string): void;
}
export interface Tab {
  readonly id: TabId;
  readonly title: Record<Language, string>;
  /** Draws the tab into `root` and keeps it up to date. */
  mount(root: HTMLElement, context: Context): Mounted;
}
export interface Mounted {
  /** JSON-able; what a shared link restores. Undefined: the tab stands as it does at first. */
  state(): unknown;
  /** Takes what `state` gave, from a link: it may be anything, and what is not understood is said, not thrown. */
  restore(state: unknown): void;
  /** Draws again, in the language of the context. */
  refresh(): void;
  destroy?(): void;
}
