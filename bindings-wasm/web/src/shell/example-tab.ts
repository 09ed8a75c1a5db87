/** A tab with one form that begins with an example: what it loads, what a link keeps of it, and when its result is said. */

import { html, nothing, render, type TemplateResult } from "lit-html";

import { failureBox, failureOf, type Failure } from "./failure.js";
import { field, select } from "./field.js";
import type { Form } from "./form.js";
import type { Context, Language, Mounted } from "./tab.js";
import { say, words, type Text } from "./words.js";

export interface Example<Of> {
  readonly id: string;
  readonly name: Text;
  /** Where the figures are from, and what of them is assumed. */
  readonly note: Text;
  readonly make: (language: Language) => Of;
}

/** What the tab is about. */
export interface About<Of, Library, View> {
  /** Starts the ids of its elements. */
  readonly prefix: string;
  readonly title: Text;
  readonly intro: Text;
  readonly examples: readonly Example<Of>[];
  /** A form in which nothing is filled in. */
  readonly blank: () => Of;
  /** What the visitor begins with who wants to clear a form. */
  readonly cleared: (form: Of) => Of;
  /** What a link keeps of a form. */
  readonly save: (form: Of) => unknown;
  /** A form from a link, and whether all of the link was understood. */
  readonly read: (state: unknown) => { readonly form: Of; readonly understood: boolean };
  readonly load: (context: Context) => Promise<Library>;
  readonly view: (tab: ExampleTab<Of, Library, View>, library: Library) => View;
  readonly draw: (tab: ExampleTab<Of, Library, View>, view: View, library: Library) => TemplateResult;
  /** The result in a sentence, where there is one. */
  readonly spoken: (view: View) => string | undefined;
}

const RETRY: Text = { zh: "重试", en: "Try again" };
const EXAMPLES: Text = { zh: "示例", en: "Example" };
const OWN: Text = { zh: "（自己填写）", en: "(your own)" };
const CLEAR: Text = { zh: "清空", en: "Clear" };
const ABOUT_EXAMPLE: Text = { zh: "示例来源：", en: "About this example: " };
const NOT_UNDERSTOOD: Text = {
  zh: "链接里有认不出的内容，已略去；请核对。",
  en: "Parts of the link were not understood and left out: please check.",
};

/** A screen reader hears the result when typing has paused, not at each key. */
const PAUSE_MS = 900;

export class ExampleTab<Of, Library, View> implements Mounted {
  form: Of;
  /** The example that stands there unchanged. */
  private example: Example<Of> | undefined;
  private understood = true;
  private library: Library | undefined;
  private failure: Failure | undefined;
  private shown: View | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly about: About<Of, Library, View>,
    private readonly root: HTMLElement,
    readonly context: Context,
  ) {
    this.example = about.examples[0];
    this.form = this.example?.make(context.language) ?? about.blank();
    this.draw();
    void this.load();
  }

  /** Whether the visitor has changed nothing yet. */
  get untouched(): boolean {
    return this.example !== undefined;
  }

  state(): unknown {
    const { examples, save } = this.about;
    if (this.example === undefined) return save(this.form);
    return this.example === examples[0] ? undefined : { example: this.example.id };
  }

  restore(state: unknown): void {
    const example = this.about.examples.find(({ id }) => isExample(state, id));
    if (example !== undefined) {
      this.example = example;
      this.understood = true;
      this.refresh();
      return;
    }
    const { form, understood } = this.about.read(state);
    this.form = form;
    this.understood = understood;
    this.example = undefined;
    this.draw();
  }

  refresh(): void {
    if (this.example !== undefined) this.form = this.example.make(this.context.language);
    this.draw();
  }

  destroy(): void {
    clearTimeout(this.timer);
    render(nothing, this.root);
  }

  /** After the form was changed. */
  readonly change = (): void => {
    this.example = undefined;
    this.understood = true;
    this.draw();
    this.context.changed();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.say(), PAUSE_MS);
  };

  /** What every part of the tab is drawn with. */
  parts(of: Pick<Form, "labels" | "hints" | "errors">): Form & { readonly context: Context } {
    const { context } = this;
    return {
      ...of,
      context,
      language: context.language,
      prefix: this.about.prefix,
      change: this.change,
      focus: (id) => this.root.ownerDocument.getElementById(id)?.focus(),
    };
  }

  readonly draw = (): void => {
    const { about, library } = this;
    const { language } = this.context;
    const view = library && about.view(this, library);
    this.shown = view;
    render(
      html`<h2>${say(about.title, language)}</h2>
        <p class="intro no-print">${say(about.intro, language)}</p>
        ${this.understood ? nothing : html`<p class="notice" role="status">${say(NOT_UNDERSTOOD, language)}</p>`}
        ${this.chooser()}
        ${view === undefined || library === undefined ? this.waiting() : about.draw(this, view, library)}`,
      this.root,
    );
  };

  private async load(): Promise<void> {
    try {
      this.library = await this.about.load(this.context);
      this.failure = undefined;
    } catch (error) {
      this.failure = failureOf(error);
    }
    this.draw();
  }

  private say(): void {
    const text = this.shown && this.about.spoken(this.shown);
    if (text !== undefined) this.context.announce(text);
  }

  /** Until the library is there. A download that failed may be tried again. */
  private waiting(): TemplateResult {
    const { language } = this.context;
    if (this.failure === undefined) return html`<p aria-busy="true">${say(words.loading, language)}</p>`;
    const again = (): void => {
      this.failure = undefined;
      this.draw();
      void this.load();
    };
    return html`${failureBox(this.failure, language)}
      <button type="button" class="button" id="${this.about.prefix}-retry" @click=${again}>${say(RETRY, language)}</button>`;
  }

  private chooser(): TemplateResult {
    const { language } = this.context;
    const { examples, prefix, cleared } = this.about;
    const change = (id: string): void => {
      const example = examples.find((one) => one.id === id);
      if (example !== undefined) this.start(example.make(language), example);
    };
    const choices = examples.map(({ id, name }) => ({ value: id, label: say(name, language) }));
    const own = { value: "", label: say(OWN, language) };
    const clear = (): void => this.start(cleared(this.form));
    return html`<div class="example-start no-print">
        ${field({
          id: `${prefix}-example`,
          label: say(EXAMPLES, language),
          control: select({ value: this.example?.id ?? "", options: this.example ? choices : [own, ...choices], change }),
        })}
        <button type="button" class="button" id="${prefix}-clear" @click=${clear}>${say(CLEAR, language)}</button>
      </div>
      ${this.example === undefined
        ? nothing
        : html`<p class="hint example-note">${say(ABOUT_EXAMPLE, language)}${say(this.example.note, language)}</p>`}`;
  }

  private start(form: Of, example?: Example<Of>): void {
    this.form = form;
    this.change();
    this.example = example;
    this.draw();
  }
}

/** A link to an example names it, so that it opens in the language of the page. */
function isExample(state: unknown, id: string): boolean {
  return typeof state === "object" && state !== null && "example" in state && state.example === id;
}
