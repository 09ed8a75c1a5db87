import "./price.css";
import { html, nothing, render } from "lit-html";
import { failureBox, failureOf, messageOf, type Failure } from "../shell/failure.js";
import { inherited, parametersOf } from "../shell/rulebook-data.js";
import { loadRulebooks, type Listing } from "../shell/rulebook-picker.js";
import type { Context, Mounted, Tab } from "../shell/tab.js";
import { say, words as shared } from "../shell/words.js";
import { checkListing, priceAll, type Check, type Evaluator, type Outcome, type Tried } from "./compute.js";
import { EXAMPLES, exampleOf } from "./examples.js";
import { form } from "./form.js";
import { compact, EMPTY, stateFrom, type State } from "./model.js";
import { results } from "./result.js";
import type { Parameters } from "./rules.js";
import { describe, words } from "./words.js";

export const tab: Tab = {
  id: "price",
  title: words.title,
  mount: (root, context) => new PriceTab(root, context),
};

/** Screen readers hear the price once the visitor has stopped typing. */
const QUIET_MS = 700;

class PriceTab implements Mounted {
  readonly #root: HTMLElement;
  readonly #context: Context;
  #state: State = EXAMPLES[0].state;
  #jicai: Evaluator | undefined;
  #rulebooks: readonly Listing[] = [];
  #parameters: Parameters = new Map();
  #outcomes: readonly Outcome[] = [];
  #check: Tried<Check> | undefined;
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
    this.#understood = understood;
    this.#take(state);
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
      const [jicai, rulebooks] = await Promise.all([
        this.#context.areas("differential", "rulebook"),
        loadRulebooks(this.#context, "differential"),
      ]);
      this.#jicai = jicai;
      this.#rulebooks = rulebooks;
      await this.#readRulebook();
    } catch (error) {
      this.#failure = failureOf(error);
    }
    this.refresh();
  }

  /** Takes a new state as a whole, and the parameters of its rulebook with it. */
  #take(state: State): void {
    const other = state.rulebook !== this.#state.rulebook;
    this.#state = state;
    if (!other) {
      this.refresh();
      return;
    }
    this.#draw();
    void this.#readRulebook().then(() => this.refresh());
  }

  async #readRulebook(): Promise<void> {
    const id = this.#state.rulebook;
    try {
      const parameters = parametersOf(await inherited(this.#context, id));
      // While it was read the visitor may have chosen another one.
      if (id === this.#state.rulebook) this.#parameters = new Map(parameters.map((one) => [one.name, one]));
    } catch {
      // The question itself says what is wrong with the rulebook.
      if (id === this.#state.rulebook) this.#parameters = new Map();
    }
  }

  #set(patch: Partial<State>): void {
    this.#understood = true;
    this.#touched = true;
    this.#take({ ...this.#state, ...patch });
    this.#context.changed();
    this.#say();
  }

  #compute(): void {
    if (!this.#jicai) return;
    const { language } = this.#context;
    this.#outcomes = priceAll(this.#jicai, this.#state, this.#parameters, language);
    this.#check = checkListing(this.#jicai, this.#state, this.#parameters, language);
  }

  #choose(id: string): void {
    const example = EXAMPLES.find((candidate) => candidate.id === id);
    if (!example) return;
    this.#understood = true;
    this.#take(example.state);
    this.#context.changed();
    this.#say();
  }

  #say(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#context.announce(this.#summary("whole")), QUIET_MS);
  }

  /** The shown target and its price in one line; why there is none is for those who do not see the form. */
  #summary(failures: "whole" | "short"): string {
    const { language } = this.#context;
    const target = this.#state.targets[this.#state.shown];
    const outcome = this.#outcomes[this.#state.shown]?.price;
    if (!target || !outcome) return "";
    const result = outcome.answer
      ? `${outcome.answer.value.price} ${say(shared.yuan, language)}`
      : failures === "whole"
        ? messageOf(outcome.failure, language)
        : say(shared.cannot, language);
    return `${describe(target, language)}${language === "zh" ? "：" : ": "}${result}`;
  }

  #draw(): void {
    const { language } = this.#context;
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
            parameters: this.#parameters,
            failures: this.#outcomes.map((outcome) => outcome.price.failure),
            comparableFailures: this.#outcomes.map((outcome) => outcome.comparable?.failure),
            example: exampleOf(this.#state),
            summary: this.#summary("short"),
            touched: this.#touched,
            set: (patch) => this.#set(patch),
            choose: (id) => this.#choose(id),
            clear: () => this.#set({ ...EMPTY, rulebook: this.#state.rulebook }),
          })}
          ${this.#jicai || this.#failure
            ? results({
                state: this.#state,
                outcomes: this.#outcomes,
                check: this.#check,
                parameters: this.#parameters,
                language,
                show: (shown) => this.#set({ shown }),
              })
            : html`<p class="card">${say(shared.loading, language)}</p>`}
        </div>`,
      this.#root,
    );
  }
}
