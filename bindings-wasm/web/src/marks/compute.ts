import type { Step } from "../shell/explanation.js";
import { failureOf, type Failure } from "../shell/failure.js";
import type { Reliance } from "../shell/rests-on.js";
import { inherited, parametersOf } from "../shell/rulebook-data.js";
import { loadRulebooks } from "../shell/rulebook-picker.js";
import type { Context, Language } from "../shell/tab.js";
import { classFor, inputOf, type MarkBook, type State } from "./model.js";

/** What this tab needs of the package. */
export interface Evaluator {
  evaluate(request: object): { value: unknown; explanation?: Step[]; rests_on: Reliance[] };
}

export interface ItemMark {
  readonly item: string;
  readonly mark: "none" | "yellow" | "red" | "suspended" | "marked";
  readonly anchor: string | null;
  readonly yellow_limit: string | null;
  readonly red_limit: string | null;
  readonly suspend_limit: string | null;
  readonly inclusive: boolean;
  readonly marked_limit?: string | null;
  readonly entry_cap?: string | null;
  readonly entry_ok?: boolean | null;
  readonly mark_ends_on?: string | null;
}

/** What one rulebook says of the price, or why it says nothing. */
export interface Verdict {
  readonly book: MarkBook;
  readonly class: string;
  readonly item: ItemMark | undefined;
  readonly explanation: readonly Step[];
  readonly restsOn: readonly Reliance[];
  readonly failure: Failure | undefined;
}

/** The rulebooks of the area that mark prices, with all their parameters. */
export async function markBooks(context: Context): Promise<MarkBook[]> {
  const listings = await loadRulebooks(context, "execution");
  const books = await Promise.all(
    listings.map(async (listing) => {
      const parameters = parametersOf(await inherited(context, listing.id));
      const title = listing.title ?? listing.id;
      return {
        id: listing.id,
        title: { zh: listing.title_zh ?? title, en: title },
        parameters: new Map(parameters.map((one) => [one.name, one])),
      };
    }),
  );
  return books.filter((book) => book.parameters.has("mark_rules"));
}

/** Asks every rulebook the same question, each in its own terms. */
export function judgeAll(jicai: Evaluator, books: readonly MarkBook[], state: State, name: string, language: Language): Verdict[] {
  return books.map((book) => judge(jicai, book, state, name, language));
}

function judge(jicai: Evaluator, book: MarkBook, state: State, name: string, language: Language): Verdict {
  const about = { book, class: classFor(book, state) };
  try {
    const { value, explanation, rests_on } = jicai.evaluate({
      function: "execution.price_mark",
      rulebook: book.id,
      input: inputOf(book, state, name),
      options: { language },
    });
    const { items } = value as { items: readonly ItemMark[] };
    return { ...about, item: items[0], explanation: explanation ?? [], restsOn: rests_on, failure: undefined };
  } catch (error) {
    return { ...about, item: undefined, explanation: [], restsOn: [], failure: failureOf(error) };
  }
}
