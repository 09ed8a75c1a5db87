import "./marks.css";
import { html, nothing, render } from "lit-html";
import { failureBox, failureOf, type Failure } from "../shell/failure.js";
import { loadRulebooks, type Listing } from "../shell/rulebook-picker.js";
import type { Context, Mounted, Tab } from "../shell/tab.js";
import { tidy } from "../shell/tidy.js";
import { say, words as shared } from "../shell/words.js";
import { judgeAll, markBooks, type Evaluator, type Verdict } from "./compute.js";
import { EXAMPLES, exampleOf } from "./examples.js";
import { form } from "./form.js";
import { compact, EMPTY, stateFrom, type MarkBook, type State } from "./model.js";
import { comparison, detail, reason } from "./result.js";
import { MARKS, words } from "./words.js";

export const tab: Tab = {
  id: "marks",
  title: words.title,
  mount: (root, context) => new MarksTab(root, context),
};

/** Screen readers hear the mark once the visitor has stopped typing. */
const QUIET_MS = 700;

class MarksTab implements Mounted {
  readonly #root: HTMLElement;
  readonly #context: Context;
  #state: State = EXAMPLES[0].state;
  #jicai: Evaluator | undefined;
  #rulebooks: readonly Listing[] = [];
  #books: readonly MarkBook[] = [];
  #verdicts: readonly Verdict[] = [];
  #failure: Failure | undefined;
  #understood = true;
  #touched = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, context: Context) {
    this.#root = root;
    this.#context = context;
    this.#draw();
    void this.#load();
  }

  state(): unknown {
    return exampleOf(this.#state) === EXAMPLES[0].id ? undefined : compact(this.#state);
  }

  restore(given: unknown): void {
    const { state, understood } = stateFrom(given);
    this.#state = state;
    this.#understood = understood;
    this.refresh();
  }

  refresh(): void {
    this.#compute();
    this.#draw();
  }

  destroy(): void {
    clearTimeout(this.#timer);
  }

  async #load(): Promise<void> {
    try {
      const [jicai, listings, books] = await Promise.all([
        this.#context.areas("execution"),
        loadRulebooks(this.#context, "execution"),
        markBooks(this.#context),
      ]);
      this.#jicai = jicai;
      this.#books = books;
      this.#rulebooks = listings.filter((listing) => books.some((book) => book.id === listing.id));
    } catch (error) {
      this.#failure = failureOf(error);
    }
    this.refresh();
  }

  #set(patch: Partial<State>): void {
    this.#understood = true;
    this.#touched = true;
    this.#state = { ...this.#state, ...patch };
    this.refresh();
    this.#context.changed();
    this.#say();
  }

  #choose(id: string): void {
    const example = EXAMPLES.find((candidate) => candidate.id === id);
    if (example) this.#set(example.state);
  }

  #compute(): void {
    if (!this.#jicai) return;
    const { language } = this.#context;
    const name = tidy(this.#state.name) || say(words.thisProduct, language);
    this.#verdicts = judgeAll(this.#jicai, this.#books, this.#state, name, language);
  }

  #say(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#context.announce(this.#summary("whole")), QUIET_MS);
  }

  /** The chosen province and its mark in one line; why there is none is for those who do not see the form. */
  #summary(failures: "whole" | "short"): string {
    const { language } = this.#context;
    const verdict = this.#verdicts.find(({ book }) => book.id === this.#state.rulebook);
    if (!verdict) return "";
    const { item, failure } = verdict;
    const why = failure && failures === "whole" ? reason(failure, language) : say(shared.cannot, language);
    const result = item ? say(MARKS[item.mark]?.name ?? words.mark, language) : why;
    return `${say(verdict.book.title, language)}${language === "zh" ? "：" : ": "}${result}`;
  }

  #draw(): void {
    const { language } = this.#context;
    const results = {
      state: this.#state,
      verdicts: this.#verdicts,
      language,
      show: (rulebook: string) => this.#set({ rulebook }),
    };
    render(
      html`<h2>${say(words.heading, language)}</h2>
        <p class="intro">${say(words.intro, language)}</p>
        ${this.#understood ? nothing : html`<p class="notice" role="alert">${say(words.notUnderstood, language)}</p>`}
        ${failureBox(this.#failure, language)}
        <div class="columns">
          ${form({
            context: this.#context,
            state: this.#state,
            rulebooks: this.#rulebooks,
            verdicts: this.#verdicts,
            summary: this.#summary("short"),
            touched: this.#touched,
            set: (patch) => this.#set(patch),
            choose: (id) => this.#choose(id),
            clear: () => this.#set({ ...EMPTY, rulebook: this.#state.rulebook }),
          })}
          ${this.#jicai || this.#failure ? detail(results) : html`<p class="card">${say(shared.loading, language)}</p>`}
        </div>
        ${this.#verdicts.length > 0 ? comparison(results) : nothing}`,
      this.#root,
    );
  }
}
